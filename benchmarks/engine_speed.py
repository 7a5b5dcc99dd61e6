"""The engine beside a bare asyncio loop: rows of chained calls against one local server.

``python benchmarks/engine_speed.py [ROWS] [LATENCY] [IN_FLIGHT] [--clients]``: by default 1,000 rows of three calls
that rest on each other, 50 ms each, 64 in flight; the ideal is rows x 3 x latency / in flight. Wall time and
requests in flight are the server's own count; processor time is that of the whole run without imports, workers
apart. With ``--clients`` the official ``openai`` client is measured in the bare loop too, if it is installed.
With ``--peers FOLDER`` the scripts in ``engine_peers`` do the same work with the virtual environments
``FOLDER/data_designer``, ``FOLDER/curator`` and ``FOLDER/distilabel``, those that are there.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
STUB = ROOT / "core" / "src" / "assay" / "testing" / "stub_server.py"
PEERS = Path(__file__).with_name("engine_peers")
STEPS = 3

PLUGIN = '''
from dataclasses import dataclass
import assay

@dataclass(frozen=True)
class Params:
    rows: int = 1000
    steps: int = 3

@assay.recipe("speed.chain", params=Params, verifiers=("speed.check",))
async def chain(seed, ctx):
    """Calls that rest on each other."""
    text = f"row {ctx.index} 1 + 1"
    for step in range(ctx.params.steps):
        text = (await ctx.ask(f"row {ctx.index} step {step}: {text}")).text
    return assay.Draft(f"row {ctx.index}", text, "x")

@chain.source
def seeds(params, rng):
    return ({} for _ in range(params.rows))

@assay.verifier("speed.check")
def check(sample):
    """Accepts."""
    return assay.Verdict(assay.Status.ACCEPTED, "ok")

@assay.hookimpl
def assay_register_recipes():
    return [chain]

@assay.hookimpl
def assay_register_verifiers():
    return [check]
'''


def cpu(who: int = resource.RUSAGE_SELF) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def report(start: float, calls: int, **more: Any) -> None:
    print(json.dumps({"cpu_ms": 1000 * (cpu() - start) / calls, **more}))


def engine(url: str, rows: int, in_flight: int) -> None:
    """Child: the engine, from the request to the finished directory."""
    from assay.runs.recipe import ModelChoice, RecipeRequest, run_recipe

    with tempfile.TemporaryDirectory() as folder:
        request = RecipeRequest(
            recipe="speed.chain",
            params={"rows": rows},
            models={"model": ModelChoice("openai:stub", url)},
            in_flight=in_flight,
            workers=1,
            out=Path(folder) / "run",
        )
        import aiohttp  # noqa: F401 - imports are not measured
        import pyarrow.parquet  # noqa: F401

        start, wall = cpu(), time.perf_counter()
        run = run_recipe(request, lambda *_: None)
        assert run["counts"]["accepted"] == rows, run["counts"]
        report(start, rows * STEPS, whole=time.perf_counter() - wall)


def bare(url: str, rows: int, in_flight: int, client: str = "aiohttp") -> None:
    """Child: no more than the calls."""

    async def main() -> None:
        places = asyncio.Semaphore(in_flight)
        if client == "openai":
            import openai

            official = openai.AsyncOpenAI(base_url=url, api_key="none", max_retries=0)

            async def ask(text: str) -> str:
                reply = await official.chat.completions.create(
                    model="stub", messages=[{"role": "user", "content": text}]
                )
                return str(reply.choices[0].message.content)

        else:
            import aiohttp

            session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))

            async def ask(text: str) -> str:
                body = {"model": "stub", "messages": [{"role": "user", "content": text}]}
                async with session.post(url + "/chat/completions", json=body) as answer:
                    return str((await answer.json())["choices"][0]["message"]["content"])

        async def row(number: int) -> None:
            text = f"row {number} 1 + 1"
            for step in range(STEPS):
                async with places:
                    text = await ask(f"row {number} step {step}: {text}")

        start, wall = cpu(), time.perf_counter()
        await asyncio.gather(*(row(i) for i in range(rows)))
        report(start, rows * STEPS, whole=time.perf_counter() - wall)
        if client == "aiohttp":
            await session.close()

    asyncio.run(main())


def measure(what: str, rows: int, latency: float, in_flight: int, python: Path | None = None) -> None:
    """One run of one contender, ours or with a ``python`` of its own, against a server of its own."""
    with tempfile.TemporaryDirectory() as site:
        (Path(site) / "assay_speed_plugin.py").write_text(PLUGIN)
        info = Path(site) / "assay_speed-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: assay-speed\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text("[assay]\nspeed = assay_speed_plugin\n")
        server = subprocess.Popen(
            [sys.executable, str(STUB), "0", str(latency)], stdout=subprocess.PIPE, text=True
        )
        try:
            assert server.stdout
            port = int(server.stdout.readline())
            url = f"http://127.0.0.1:{port}/v1"
            if python is None:
                command = [sys.executable, __file__, "--child", what, url, str(rows), str(in_flight)]
            else:
                command = [
                    str(python),
                    "-P",
                    str(PEERS / f"{what}.py"),
                    url,
                    str(rows),
                    str(STEPS),
                    str(in_flight),
                ]
            environment = {**os.environ, "no_proxy": "127.0.0.1"}
            if python is None:
                environment["PYTHONPATH"] = site
            begun = time.perf_counter()
            done = subprocess.run(command, env=environment, cwd=site, capture_output=True, text=True)
            process = time.perf_counter() - begun
            if done.returncode:
                print(f"{what:14} {done.stderr.strip().splitlines()[-1]}")
                return
            own = json.loads([line for line in done.stdout.splitlines() if line.startswith('{"')][-1])
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/stats") as answer:
                stats = json.loads(answer.read())
        finally:
            server.kill()
            server.wait()
    ideal = rows * STEPS * latency / in_flight
    print(
        f"{what:14} {stats['wall']:7.2f} s  {stats['wall'] / ideal:5.2f} x ideal   mean in flight {stats['mean']:5.1f}"
        f"  peak {stats['peak']:3}   {own['cpu_ms']:5.2f} ms processor a call   run {own['whole']:6.2f} s  process {process:6.2f} s",
        flush=True,
    )


def main() -> None:
    if sys.argv[1:2] == ["--child"]:
        what, url, rows, in_flight = sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5])
        if what == "assay":
            engine(url, rows, in_flight)
        else:
            bare(url, rows, in_flight, "openai" if what == "bare openai" else "aiohttp")
        return
    arguments = sys.argv[1:]
    peers: dict[str, Path] = {}
    if "--peers" in arguments:
        place = arguments.index("--peers")
        folder = Path(arguments[place + 1]).absolute()
        del arguments[place : place + 2]
        for script in sorted(PEERS.glob("*.py")):
            python = folder / script.stem / "bin" / "python"
            if python.exists():
                peers[script.stem] = python
            else:
                print(f"{script.stem}: there is no {python}")
    given = [each for each in arguments if not each.startswith("-")]
    count, seconds, most = [*given, *["1000", "0.05", "64"][len(given) :]]
    rows, latency, in_flight = int(count), float(seconds), int(most)
    print(
        f"{rows:,} rows x {STEPS} calls of {latency:g} s, {in_flight} in flight; load {os.getloadavg()[0]:.1f}"
    )
    contenders = ["bare aiohttp", "assay", *(["bare openai"] if "--clients" in arguments else [])]
    for _ in range(3):
        for what in contenders:
            measure(what, rows, latency, in_flight)
        for what, python in peers.items():
            measure(what, rows, latency, in_flight, python)


if __name__ == "__main__":
    main()
