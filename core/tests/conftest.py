"""A stranger's plugin, installed for one test: a folder on the path with its own metadata."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from stub_server import Server

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


CHEF = '''
import asyncio
import itertools
import random
from dataclasses import dataclass
import assay

@dataclass(frozen=True)
class Params:
    rows: int = assay.param("how many seeds", 40)
    steps: int = assay.param("calls per row, one after the other", 3)
    faults: str = assay.param("what the server does with the first prompt of a row, 2:500*1/5:drop*2", "")
    wrong_every: int = 0
    temperature: float = 0.5

ASK = assay.Prompt("sum", "{{words}} What is {{a}} + {{b}}?")

@assay.recipe("chef.sums", params=Params, verifiers=("chef.check",))
async def sums(seed, ctx):
    """Have a model add two numbers, in steps."""
    p, i, reply = ctx.params, ctx.index, None
    a, b = ctx.rng.randrange(1000), ctx.rng.randrange(1000)
    for step in range(p.steps):
        words = f"row {i} step {step}."
        faults = dict(each.split(":") for each in p.faults.split("/")) if p.faults else {}
        if step == 0 and str(i) in faults:
            words += f" fault={faults[str(i)]}"
        if step == p.steps - 1 and p.wrong_every and i % p.wrong_every == 0:
            words += " wrong=1"
        reply = await ctx.ask(ASK.fill(words=words, a=str(a), b=str(b)), temperature=p.temperature)
    return assay.Draft(f"What is {a} + {b}?", reply.text, str(a + b))

@sums.source
def seeds(params, rng):
    return ({} for _ in range(params.rows))

@assay.recipe("chef.json", params=Params, verifiers=("chef.check",))
async def structured(seed, ctx):
    """The same by a JSON schema."""
    schema = {"type": "object", "properties": {"sum": {"type": "string"}}, "required": ["sum"]}
    reply = await ctx.ask(f"What is {ctx.index} + 5?", schema=schema)
    return assay.Draft(f"What is {ctx.index} + 5?", reply.json()["sum"], str(ctx.index + 5))

structured.source(seeds)

@assay.recipe("chef.repair", params=Params, verifiers=("chef.check",))
async def repaired(seed, ctx):
    """Wrong at first, mended when told."""
    q = f"What is {ctx.index} + 5?"
    return await ctx.repair(q, lambda reply: assay.Draft(q, reply.text, str(ctx.index + 5)), attempts=2)

repaired.source(seeds)

@assay.recipe("chef.two", params=Params, verifiers=("chef.check",), models=("writer", "solver"))
async def two(seed, ctx):
    """Two models, the second asked three times at once."""
    question = (await ctx.ask(f"Write about {ctx.index}.", model="writer")).text
    replies = await asyncio.gather(*(ctx.ask(f"Solve {ctx.index} + 1", model="solver") for _ in range(3)))
    return [assay.Draft(f"{question} {n}", r.text, "x") for n, r in enumerate(replies)]

two.source(seeds)

@assay.recipe("chef.look", params=Params, verifiers=("chef.check",), lookback=6)
async def look(seed, ctx):
    """Goes on from what earlier rows gave."""
    n = len(await ctx.accepted_before())
    reply = await ctx.ask(f"row {ctx.index}: What is {n} + 5?")
    return assay.Draft(f"row {ctx.index}: What is {n} + 5?", reply.text, str(n + 5))

look.source(seeds)

@assay.recipe("chef.tries", params=Params, verifiers=("chef.check",))
async def tries(seed, ctx):
    """Three equal requests at once, each with an equal one after it."""
    q = f"row {ctx.index}: Which number?"
    async def attempt():
        first = (await ctx.ask(q)).text
        return first, (await ctx.ask("Another one.")).text
    made = await asyncio.gather(*(attempt() for _ in range(3)))
    return [assay.Draft(f"{q} {n}", f"{a} + {b} = {int(a) + int(b)}", "x") for n, (a, b) in enumerate(made)]

tries.source(seeds)

@assay.verifier("chef.check", deadline=2.0)
def check(sample):
    """Is the sum right?"""
    left, _, right = sample.response.partition("=")
    ok = sum(map(int, left.split("+"))) == int(right)
    message = "" if ok else f"{left.strip()} is not {right.strip()}."
    return assay.Verdict(assay.Status.ACCEPTED if ok else assay.Status.REJECTED, "ok" if ok else "wrong_sum", message)

class Adder:
    """A model of somebody's own: no server, no key."""
    server = "adder"

    def __init__(self, name):
        self.title = f"adder:{name}"

    async def complete(self, call):
        a, b = call.messages[-1]["content"].split("What is ")[1].rstrip("?").split(" + ")
        return assay.Reply(f"{a} + {b} = {int(a) + int(b)}")

    async def close(self):
        pass

class Late(Adder):
    """Counts what it is asked, and answers in any order."""
    asked = itertools.count()

    async def complete(self, call):
        number = next(self.asked)
        await asyncio.sleep(random.random() / 50)
        return assay.Reply(str(number))

@assay.hookimpl
def assay_register_models():
    return [
        assay.Model("model.adder", 1, "Adds.", open=lambda name, options: Adder(name)),
        assay.Model("model.late", 1, "Counts.", open=lambda name, options: Late(name)),
    ]

@assay.hookimpl
def assay_register_recipes():
    return [sums, structured, repaired, two, look, tries]

@assay.hookimpl
def assay_register_verifiers():
    return [check]
'''


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.stop()


@pytest.fixture
def work(tmp_path: Path, assay_cli: Run, install: Install, monkeypatch: pytest.MonkeyPatch) -> Path:
    install("chef", CHEF)
    for name in ("OPENAI_API_KEY", "http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "work"
