"""Curator (``pip install bespokelabs-curator``): an ``LLM`` over the whole data set per call."""

import json
import os
import sys
import tempfile
import time

os.environ |= {
    "TELEMETRY_ENABLED": "False",
    "CURATOR_DISABLE_CACHE": "true",
    "CURATOR_CACHE_DIR": tempfile.mkdtemp(),
    "OPENAI_API_KEY": "none",
    "HOSTED_CURATOR_VIEWER": "0",
    "CURATOR_DISABLE_RICH_DISPLAY": "1",
    "HF_HUB_OFFLINE": "1",
}
begun = time.perf_counter()
import tiktoken  # noqa: E402


class Words:
    """Counts words: tiktoken's tables would have to be fetched."""

    def encode(self, text, **_):
        return text.split()


tiktoken.get_encoding = tiktoken.encoding_for_model = lambda name: Words()
from bespokelabs import curator  # noqa: E402
from datasets import Dataset  # noqa: E402

url, rows, steps, in_flight = sys.argv[1], *map(int, sys.argv[2:])
imported = time.perf_counter() - begun


class Step(curator.LLM):
    def prompt(self, row):
        return f"row {row['row']} step {row['step']}: {row['text']} 1 + 1"

    def parse(self, row, response):
        return [{"row": row["row"], "step": row["step"] + 1, "text": response}]


limits = {"max_requests_per_minute": 10**8, "max_tokens_per_minute": 10**10}
server = {"base_url": url, "api_key": "none", "max_concurrent_requests": in_flight, **limits}
begun, used = time.perf_counter(), time.process_time()
data = Dataset.from_list([{"row": i, "step": 0, "text": ""} for i in range(rows)])
for _ in range(steps):
    made = Step(model_name="stub", backend="openai", backend_params=server)(data)
    data = getattr(made, "dataset", made)
whole, used = time.perf_counter() - begun, time.process_time() - used
assert len(data) == rows
print(json.dumps({"whole": whole, "cpu_ms": 1000 * used / (rows * steps), "imports": imported}))
