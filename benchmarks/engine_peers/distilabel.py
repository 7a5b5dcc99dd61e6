"""distilabel (``pip install "distilabel[openai]"``): a ``TextGeneration`` step, in a process of its own, per call.

It has no limit on requests in flight but the batch of each step, so the batch is a third of the limit.
"""

import json
import os
import resource
import sys
import tempfile
import time

os.environ |= {"DISTILABEL_LOG_LEVEL": "WARNING", "HF_HUB_OFFLINE": "1"}
begun = time.perf_counter()
from distilabel.models.llms import OpenAILLM  # noqa: E402
from distilabel.pipeline import Pipeline  # noqa: E402
from distilabel.steps import LoadDataFromDicts  # noqa: E402
from distilabel.steps.tasks import TextGeneration  # noqa: E402


def processor() -> float:
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(used.ru_utime + used.ru_stime for used in both)


def main() -> None:
    url, rows, steps, in_flight = sys.argv[1], *map(int, sys.argv[2:])
    imported = time.perf_counter() - begun
    batch = in_flight // steps
    with Pipeline(name="speed", cache_dir=tempfile.mkdtemp()) as pipeline:
        data = [{"instruction": f"row {i} 1 + 1"} for i in range(rows)]
        before = LoadDataFromDicts(name="load", data=data, batch_size=batch)
        for step in range(steps):
            task = TextGeneration(
                name=f"s{step}",
                llm=OpenAILLM(model="stub", base_url=url, api_key="none"),
                input_batch_size=batch,
                input_mappings={"instruction": f"g{step - 1}" if step else "instruction"},
                output_mappings={"generation": f"g{step}", "model_name": f"m{step}"},
                add_raw_output=False,
                add_raw_input=False,
            )
            before >> task
            before = task
    start, used = time.perf_counter(), processor()
    made = pipeline.run(use_cache=False)
    whole, used = time.perf_counter() - start, processor() - used
    assert len(made["default"]["train"]) == rows
    print(json.dumps({"whole": whole, "cpu_ms": 1000 * used / (rows * steps), "imports": imported}))


if __name__ == "__main__":
    main()
