"""A stranger's plugin, installed for one test: a folder on the path with its own metadata."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

TOY = '''
import os, random, time
import assay

@assay.generator("toy.sum", verifiers=("toy.check",))
def toy_sum(rng, difficulty):
    """Add two numbers."""
    a, b = rng.randint(1, 10 ** (2 * difficulty)), rng.randint(1, 10 ** (2 * difficulty))
    return assay.Draft(f"What is {a} + {b}?", f"{a} + {b} = {a + b}", str(a + b))

@assay.generator("toy.half_wrong", verifiers=("toy.check",))
def half_wrong(rng, difficulty):
    """Add two numbers, badly every other time."""
    a, b, slip = rng.randint(1, 10 ** 9), rng.randint(1, 10 ** 9), rng.randint(0, 1)
    return assay.Draft(f"What is {a} + {b}?", f"{a} + {b} = {a + b + slip}", str(a + b + slip))

@assay.generator("toy.narrow", verifiers=("toy.check",))
def narrow(rng, difficulty):
    """One of three problems."""
    a = rng.randint(1, 3)
    return assay.Draft(f"What is {a} + 1?", f"{a} + 1 = {a + 1}", str(a + 1))

@assay.generator("toy.hangs", verifiers=("toy.check",))
def hangs(rng, difficulty):
    """Never comes back, once in four."""
    if rng.randint(0, 3) == 0:
        os.kill(os.getpid(), 9)
    a = rng.randint(1, 10 ** 9)
    return assay.Draft(f"What is {a} + 1?", f"{a} + 1 = {a + 1}", str(a + 1))

@assay.verifier("toy.check", deadline=1.0)
def check(sample):
    """Is the sum right? Misbehaves on demand."""
    text = sample.response
    if text == "2 + 2 = 4":
        print("noise on standard output")
    if text == "hang":
        while True:
            pass
    if text == "sleep in C":
        time.sleep(3600)
    if text == "0.11 s":
        time.sleep(0.11)
    if text == "die":
        os._exit(3)
    if text == "eat memory":
        x = bytearray(1 << 35)
    if text == "raise":
        raise ValueError("no such luck")
    if text == "recurse":
        def f(n): return f(n + 1) + 1
        return f(0)
    if text == "lie":
        return True
    if text == "contradict":
        bad = assay.Check("sum", assay.Status.REJECTED, text)
        return assay.Verdict(assay.Status.ACCEPTED, "ok", checks=(bad,))
    left, _, right = text.partition("=")
    ok = sum(map(int, left.split("+"))) == int(right)
    status = assay.Status.ACCEPTED if ok else assay.Status.REJECTED
    return assay.Verdict(status, "ok" if ok else "wrong_sum", "" if ok else f"{left.strip()} is not {right.strip()}.")

@assay.verifier("toy.never", cost=9)
def never(sample):
    """Abstains."""
    return assay.Verdict(assay.Status.ABSTAINED, "cannot_tell", "Cannot tell.")

@assay.hookimpl
def assay_register_generators():
    return [toy_sum, half_wrong, narrow, hangs]

@assay.hookimpl
def assay_register_verifiers():
    return [check, never]
'''

Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """``install(name, code, distribution=...)`` puts a plugin where new processes find it."""
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.setenv(
        "PYTHONPATH", os.pathsep.join([str(site), os.environ.get("PYTHONPATH", "")]).strip(os.pathsep)
    )
    monkeypatch.syspath_prepend(str(site))

    def put(name: str, code: str, distribution: str = "", module: str = "") -> None:
        distribution = distribution or f"assay-{name}"
        module = module or f"{distribution.replace('-', '_')}_{name}_plugin"
        monkeypatch.delitem(sys.modules, module, raising=False)
        (site / f"{module}.py").write_text(textwrap.dedent(code))
        info = site / f"{distribution.replace('-', '_')}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[assay]\n{name} = {module}\n")

    return put


@pytest.fixture
def toy(install: Install) -> None:
    install("toy", TOY)


Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def assay_cli(tmp_path: Path) -> Run:
    """The command line in a process of its own, in an empty folder."""
    work = tmp_path / "work"
    work.mkdir(exist_ok=True)

    def run(*arguments: str, timeout: float = 120) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", "from assay.cli import main; main()", *arguments],
            cwd=work,
            capture_output=True,
            text=True,
            timeout=timeout,
        )

    return run
