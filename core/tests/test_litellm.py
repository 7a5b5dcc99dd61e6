"""A server of other people's making: LiteLLM's proxy on loopback, with canned replies.

It has some 120 packages, so it lives in an environment of its own; ASSAY_LITELLM names its ``litellm``.
"""

from __future__ import annotations

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

from assay import tables

Run = Callable[..., "subprocess.CompletedProcess[str]"]
HOW = "python -m venv ../litellm && ../litellm/bin/pip install -r core/tests/litellm.txt, and ASSAY_LITELLM=../litellm/bin/litellm"
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
def run(assay_cli: Run, work: Path, proxy: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """``assay run`` of three rows against the proxy."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)

    def go(recipe: str, model: str, rows: int = 3, **sampling: Any) -> subprocess.CompletedProcess[str]:
        asked = {"use": model, "base_url": proxy, "sampling": sampling}
        said = {"recipe": recipe, "out": "run", "format": "jsonl", "workers": 1, "patience": 2}
        params = {"rows": rows, "steps": 1}
        (work / "run.yaml").write_text(json.dumps({**said, "models": {"model": asked}, "params": params}))
        return assay_cli("run", "run.yaml")

    return go


def made(work: Path) -> list[dict[str, Any]]:
    return list(tables.read_rows(work / "run" / "data"))


@pytest.mark.parametrize(
    ("model", "sampling"),
    [("openai:sum", {}), ("openai:sum", {"stream": True}), ("anthropic:sum", {})],
)
def test_a_run_over_the_proxy(run: Run, work: Path, model: str, sampling: dict[str, Any]) -> None:
    done = run("chef.sums", model, **sampling)
    assert done.returncode == 0, done.stderr
    assert [row["messages"][-1]["content"] for row in made(work)] == ["3 + 4 = 7"] * 3
    (used,) = json.loads((work / "run" / "run.json").read_text())["usage"]["models"].values()
    assert used["calls"] == 3 and used["tokens_in"] > 0 and used["tokens_out"] > 0


@pytest.mark.parametrize(
    ("model", "sampling"),
    [("openai:json", {}), ("openai:json", {"stream": True}), ("anthropic:json", {})],
)
def test_a_schema_over_the_proxy(run: Run, work: Path, model: str, sampling: dict[str, Any]) -> None:
    done = run("chef.json", model, rows=1, **sampling)
    assert done.returncode == 0, done.stderr
    assert [row["messages"][-1]["content"] for row in made(work)] == ["0 + 5 = 5"]


@pytest.mark.parametrize("model", ["openai:sum", "anthropic:sum"])
def test_a_wrong_key_is_one_sentence(run: Run, monkeypatch: pytest.MonkeyPatch, model: str) -> None:
    for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY"):
        monkeypatch.setenv(name, "sk-wrong-9876543210")
    done = run("chef.sums", model)
    assert done.returncode == 2, done.stdout
    assert "; check the key in the environment; nothing is lost" in done.stderr
    assert done.stderr.count("\n") == 1 and "9876543210" not in done.stderr


@pytest.mark.parametrize(
    ("model", "sampling"),
    [("openai:none", {}), ("openai:none", {"stream": True}), ("anthropic:none", {})],
)
def test_an_unknown_model_is_one_sentence(run: Run, model: str, sampling: dict[str, Any]) -> None:
    done = run("chef.sums", model, **sampling)
    assert done.returncode == 2, done.stdout
    assert "answered 400: " in done.stderr and "Invalid model name passed in model=none" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("sampling", [{}, {"stream": True}])
def test_a_busy_model_behind_the_proxy_is_waited_for(run: Run, sampling: dict[str, Any]) -> None:
    done = run("chef.sums", "openai:busy", **sampling)
    assert done.returncode == 1, done.stderr
    assert "has given no reply for" in done.stdout and "answered 429" in done.stdout
