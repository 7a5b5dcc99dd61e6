"""A model server of other people's making: ``transformers serve`` with a tiny model of random weights.

It needs PyTorch, which is too large for the project's own checks, so it runs where ASSAY_TRANSFORMERS names
the Python of an environment with ``pip install "transformers[serving]"``, and is skipped elsewhere.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assay import Call, ModelOptions, Reply, ServerError
from assay.llm.openai import OpenAI

Run = Callable[..., "subprocess.CompletedProcess[str]"]
PYTHON = os.environ.get("ASSAY_TRANSFORMERS", "")
pytestmark = pytest.mark.skipif(
    not PYTHON,
    reason='ASSAY_TRANSFORMERS names no Python (of an environment with pip install "transformers[serving]")',
)
MODEL = """
import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast
alphabet = pre_tokenizers.ByteLevel.alphabet()
plain = Tokenizer(models.BPE())
plain.pre_tokenizer, plain.decoder = pre_tokenizers.ByteLevel(add_prefix_space=False), decoders.ByteLevel()
special = {"bos_token": "<s>", "eos_token": "</s>", "pad_token": "<pad>"}
trainer = trainers.BpeTrainer(vocab_size=400, initial_alphabet=alphabet, special_tokens=list(special.values()))
plain.train_from_iterator(["What is 12 * 4? The answer is 48."] * 50, trainer)
tokenizer = PreTrainedTokenizerFast(tokenizer_object=plain, **special)
tokenizer.chat_template = "{% for m in messages %}{{ m.role }}: {{ m.content }}\\n{% endfor %}assistant:"
tokenizer.save_pretrained("tiny")
torch.manual_seed(0)
size = {"hidden_size": 64, "intermediate_size": 128, "num_hidden_layers": 2, "num_attention_heads": 4}
LlamaForCausalLM(LlamaConfig(vocab_size=len(tokenizer), **size)).save_pretrained("tiny")
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The base URL and the model's name."""
    folder = tmp_path_factory.mktemp("serve")
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "CUDA_VISIBLE_DEVICES": ""}
    subprocess.run([PYTHON, "-c", MODEL], cwd=folder, env=environment, check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    name = str(folder / "tiny")
    command = [PYTHON, "-m", "transformers.cli.transformers", "serve", name, "--host", "127.0.0.1", "--port"]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [*command, port], cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        for _ in range(480):
            assert process.poll() is None, (folder / "log").read_text()[-2000:]
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5).close()
                break
            except OSError:
                time.sleep(0.25)
        yield f"http://127.0.0.1:{port}/v1", name
    finally:
        process.kill()
        process.wait()


def ask(url: str, name: str, schema: dict[str, Any] | None = None, **sampling: Any) -> Reply:
    async def asked() -> Reply:
        backend = OpenAI(name, ModelOptions(url))
        try:
            return await backend.complete(
                Call([{"role": "user", "content": "What is 12 * 4?"}], sampling, schema)
            )
        finally:
            await backend.close()

    return asyncio.run(asked())


def test_a_stream_gives_the_reply_that_comes_in_one_piece(served: tuple[str, str]) -> None:
    whole = ask(*served, temperature=0, max_tokens=40)
    assert whole.finish == "length" and whole.tokens_out == 40 and whole.tokens_in > 5 and whole.text
    assert ask(*served, temperature=0, max_tokens=40, stream=True) == whole


def test_a_schema_that_the_server_passes_over_gets_a_reply(served: tuple[str, str]) -> None:
    assert ask(*served, {"type": "object", "properties": {}}, max_tokens=8).text


def test_another_model_is_refused_in_the_server_s_words(served: tuple[str, str]) -> None:
    with pytest.raises(
        ServerError, match=r"answered 400: Server is pinned to '.*'; requested 'none'"
    ) as failed:
        ask(served[0], "none")
    assert failed.value.fatal


@pytest.mark.parametrize("stream", [False, True])
def test_what_a_random_model_says_is_refused_row_by_row(
    assay_cli: Run, work: Path, served: tuple[str, str], stream: bool
) -> None:
    url, name = served
    model = {"use": f"openai:{name}", "base_url": url, "sampling": {"max_tokens": 12, "stream": stream}}
    said = {"recipe": "chef.sums", "out": "run", "format": "jsonl", "models": {"model": model}}
    (work / "run.yaml").write_text(json.dumps({**said, "params": {"rows": 4, "steps": 1}}))
    done = assay_cli("run", "run.yaml")
    assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
    run = json.loads((work / "run" / "run.json").read_text())
    assert run["counts"]["accepted"] == 0 and run["counts"]["candidates"] == 4
    (used,) = run["usage"]["models"].values()
    assert used["calls"] == 4 and used["tokens_out"] <= 48
