"""A server of other people's making: LiteLLM's proxy on loopback, with canned replies.

It has some 120 packages, so it lives in an environment of its own, of those 83 that it loads
(``litellm.lock``); ASSAY_LITELLM names its ``litellm``.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assay import Call, ModelOptions, Reply, ServerError
from assay.data import dataset
from assay.llm.anthropic import Anthropic
from assay.llm.openai import OpenAI

Run = Callable[..., "subprocess.CompletedProcess[str]"]
HOW = (
    "python -m venv ../litellm && ../litellm/bin/pip install --no-deps -r core/tests/litellm.lock && "
    "export ASSAY_LITELLM=$(realpath ../litellm/bin/litellm)"
)
KEY = "sk-master-0123456789"
CONFIG = {
    "model_list": [
        {
            "model_name": name,
            "litellm_params": {"model": "openai/none", "api_key": "none", "mock_response": said},
        }
        for name, said in {
            "sum": "3 + 4 = 7",
            "json": '{"sum": "0 + 5 = 5"}',
            "busy": "litellm.RateLimitError",
        }.items()
    ],
    "general_settings": {"master_key": KEY},
    "litellm_settings": {"telemetry": False},
    "router_settings": {"num_retries": 0},  # it would try a busy model again by itself
}


def without_proxy(why: str) -> None:
    """Skip, and say how to get one; on CI, which installs one, fail."""
    if os.environ.get("ASSAY_REQUIRE_LITELLM") == "1":
        pytest.fail(f"ASSAY_REQUIRE_LITELLM=1, and {why}")
    pytest.skip(f"{why} ({HOW})")


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    program = shutil.which(os.environ.get("ASSAY_LITELLM") or "litellm")
    if program is None:
        without_proxy("there is no LiteLLM")
    folder = tmp_path_factory.mktemp("litellm")
    (folder / "config.yaml").write_text(json.dumps(CONFIG))  # JSON is YAML
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # Nothing of it may ask the network, or read settings that are not its own.
    own = {"LITELLM_LOCAL_MODEL_COST_MAP": "True", "LITELLM_TELEMETRY": "False", "HOME": str(folder)}
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [program, "--config", "config.yaml", "--host", "127.0.0.1", "--port", str(port)],
            cwd=folder,
            env={**kept, **own},
            stdout=log,
            stderr=log,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(480):
            assert process.poll() is None, (folder / "log").read_text()[-2000:]
            try:
                urllib.request.urlopen(f"{url}/health/liveliness", timeout=5).close()
                break
            except OSError:
                time.sleep(0.25)
        else:
            pytest.fail(f"LiteLLM does not start: {(folder / 'log').read_text()[-2000:]}")
        yield f"{url}/v1"
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def keys(work: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """The proxy's key, or another one, in the environment, which ``work`` clears."""
    for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY"):
        monkeypatch.setenv(name, getattr(request, "param", KEY))


def assay_run(assay_cli: Run, work: Path, proxy: str, model: str, **sampling: Any) -> Any:
    """``assay run`` of three rows against the proxy."""
    asked = {"model": {"use": model, "base_url": proxy, "sampling": sampling}}
    said = {
        "recipe": "chef.sums",
        "out": "run",
        "format": "jsonl",
        "workers": 1,
        "patience": 5,
        "models": asked,
    }
    (work / "run.yaml").write_text(json.dumps({**said, "params": {"rows": 3, "steps": 1}}))
    return assay_cli("run", "run.yaml")


def ask(proxy: str, model: str, schema: dict[str, Any] | None = None, **sampling: Any) -> Reply:
    kind, _, name = model.partition(":")

    async def asked() -> Reply:
        kinds: dict[str, Any] = {"openai": OpenAI, "anthropic": Anthropic}
        backend = kinds[kind](name, ModelOptions(proxy))
        try:
            return await backend.complete(Call([{"role": "user", "content": "What?"}], sampling, schema))
        finally:
            await backend.close()

    return asyncio.run(asked())


WAYS = [("openai", {}), ("openai", {"stream": True}), ("anthropic", {})]


@pytest.mark.usefixtures("keys")
@pytest.mark.parametrize(("kind", "sampling"), WAYS)
def test_a_run_over_the_proxy(
    assay_cli: Run, work: Path, proxy: str, kind: str, sampling: dict[str, Any]
) -> None:
    done = assay_run(assay_cli, work, proxy, f"{kind}:sum", **sampling)
    assert done.returncode == 0, done.stderr
    rows = dataset.read_rows(work / "run" / "data")
    assert [row["messages"][-1]["content"] for row in rows] == ["3 + 4 = 7"] * 3
    (used,) = json.loads((work / "run" / "run.json").read_text())["usage"]["models"].values()
    assert used["calls"] == 3 and used["tokens_in"] > 0 and used["tokens_out"] > 0


@pytest.mark.parametrize("keys", ["sk-wrong-9876543210"], indirect=True)
def test_a_wrong_key_is_one_sentence(keys: None, assay_cli: Run, work: Path, proxy: str) -> None:
    done = assay_run(assay_cli, work, proxy, "openai:sum")
    assert done.returncode == 2, done.stdout
    assert "; check the key in the environment; nothing is lost" in done.stderr
    assert done.stderr.count("\n") == 1 and "9876543210" not in done.stderr


@pytest.mark.usefixtures("keys")
def test_an_unknown_model_is_one_sentence(assay_cli: Run, work: Path, proxy: str) -> None:
    done = assay_run(assay_cli, work, proxy, "openai:none")
    assert done.returncode == 2, done.stdout
    assert "Invalid model name passed in model=none" in done.stderr and done.stderr.count("\n") == 1


@pytest.mark.usefixtures("keys")
@pytest.mark.parametrize(("kind", "sampling"), WAYS)
def test_a_schema_over_the_proxy(proxy: str, kind: str, sampling: dict[str, Any]) -> None:
    schema = {"type": "object", "properties": {"sum": {"type": "string"}}, "required": ["sum"]}
    assert ask(proxy, f"{kind}:json", schema, **sampling).json() == {"sum": "0 + 5 = 5"}


@pytest.mark.usefixtures("keys")
@pytest.mark.parametrize(("kind", "sampling"), WAYS)
@pytest.mark.parametrize(("name", "status", "fatal"), [("none", 400, True), ("busy", 429, False)])
def test_failures_of_the_proxy_are_sorted(
    proxy: str, kind: str, sampling: dict[str, Any], name: str, status: int, fatal: bool
) -> None:
    with pytest.raises(ServerError) as failed:
        ask(proxy, f"{kind}:{name}", **sampling)
    assert (failed.value.status, failed.value.fatal) == (status, fatal)
