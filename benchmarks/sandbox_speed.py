"""How long one small program takes in a sandbox, next to what it replaces.

    python benchmarks/sandbox_speed.py [-n RUNS]

Each contender takes turns with ``python -I -S`` started anew, and its time is also told as
a multiple of that, so that figures from a busy machine can be compared. Those in
containers need a Docker engine with the sandbox's image (DOCKER_HOST counts),
llm-sandbox is a package of that name. What is not there is left out and said.
"""

from __future__ import annotations

import argparse
import contextlib
import logging
import multiprocessing
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from assay.sandbox import Sandbox, Unavailable
from assay_sandboxes.docker import IMAGE, DockerSandbox
from assay_sandboxes.local import BUBBLEWRAP, NAMESPACES, LocalSandbox
from assay_sandboxes.monty import MontySandbox

PROGRAM = "print(sum(map(int, '1 2 3'.split())))"
Run = Callable[[], None]


class Missing(Exception):
    pass


def command(*argv: str) -> Iterator[Run]:
    if shutil.which(argv[0]) is None:
        raise Missing(f"there is no {argv[0]}")

    def run() -> None:
        done = subprocess.run([*argv, PROGRAM], stdin=subprocess.DEVNULL, capture_output=True)
        if done.stdout != b"6\n":
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise Missing(
                said[0] if said else f"{argv[0]} gives {done.stdout!r}, exit code {done.returncode}"
            )

    yield run


def a_run(open_: Callable[[], Sandbox]) -> Iterator[Run]:
    box = open_()

    def run() -> None:
        outcome = box.run(PROGRAM)
        assert outcome.stdout == b"6\n", outcome

    yield run
    box.close()


def a_call(open_: Callable[[], Sandbox]) -> Iterator[Run]:
    box = open_()
    session = box.load("def f(x): return sum(x)")

    def run() -> None:
        assert session.call("f", ([1, 2, 3],)).value == 6

    yield run
    session.close()
    box.close()


@contextmanager
def with_links() -> Iterator[str]:
    """Our image with what llm-sandbox expects in one: a command ``python``, and an environment where it makes its own."""
    import docker

    client = docker.from_env()
    name = f"assay-benchmark:{os.getpid()}"
    links = "ln -s python3 /usr/bin/python; mkdir -p /sandbox/.sandbox-venv/bin; ln -s /usr/bin/python3 /sandbox/.sandbox-venv/bin/python"
    container = client.containers.run(IMAGE, ["sh", "-c", links], network_mode="none", detach=True)
    container.wait()
    container.commit(*name.split(":"), conf={"Cmd": ["sleep", "9999"]})
    container.remove()
    try:
        yield name
    finally:
        client.images.remove(name, force=True)
        client.close()


def llm_sandbox(pooled: bool) -> Iterator[Run]:
    try:
        from llm_sandbox import SandboxSession
        from llm_sandbox.pool import PoolConfig, create_pool_manager
    except ImportError:
        raise Missing("llm-sandbox is not installed") from None
    logging.disable()
    with contextlib.ExitStack() as stack:
        about: dict[str, Any] = {
            "lang": "python",
            "image": stack.enter_context(with_links()),
            "skip_environment_setup": True,
            "runtime_configs": {"network_mode": "none", "init": True},
        }
        if pooled:
            config = PoolConfig(min_pool_size=1, max_pool_size=1)
            pool = stack.enter_context(create_pool_manager(config=config, **about))
            about = {"lang": "python", "pool": pool}

        def run() -> None:
            with SandboxSession(**about) as session:
                done = session.run(PROGRAM)
            if done.stdout.strip() != "6":
                raise Missing(f"it gives {done}")

        yield run


def contenders() -> dict[str, Callable[[], Iterator[Run]]]:
    new = [sys.executable, "-I", "-S", "-c"]
    bare = ["bwrap", "--unshare-all", "--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev", *new]
    container = ["docker", "run", "--rm", "--network=none", IMAGE, "python3", "-I", "-S", "-c"]
    return {
        "python -I -S, a new process (nothing isolated)": lambda: command(*new),
        "local, bubblewrap": lambda: a_run(lambda: LocalSandbox(jail=BUBBLEWRAP)),
        "local, namespaces": lambda: a_run(lambda: LocalSandbox(jail=NAMESPACES)),
        "docker": lambda: a_run(DockerSandbox),
        "monty": lambda: a_run(MontySandbox),
        "local, bubblewrap: a call in a session": lambda: a_call(lambda: LocalSandbox(jail=BUBBLEWRAP)),
        "docker: a call in a session": lambda: a_call(DockerSandbox),
        "monty: a call in a session": lambda: a_call(MontySandbox),
        "bwrap and a new python -I -S": lambda: command(*bare),
        "docker run, a new container": lambda: command(*container),
        "llm-sandbox, its warm pool": lambda: llm_sandbox(True),
        "llm-sandbox, a new session": lambda: llm_sandbox(False),
    }


@contextmanager
def opened(name: str) -> Iterator[Run]:
    with contextmanager(contenders()[name])() as run:
        run()
        yield run


def timed(run: Run) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


def compare(name: str, runs: int, seconds: float) -> tuple[float, float]:
    """Median times of a contender and of the yardstick, in turns."""
    with opened(name) as run, opened(next(iter(contenders()))) as yardstick:
        times: list[tuple[float, float]] = []
        end = time.perf_counter() + seconds
        while len(times) < runs and (len(times) < 5 or time.perf_counter() < end):
            times.append((timed(run), timed(yardstick)))
    mine, other = (statistics.median(column) for column in zip(*times, strict=True))
    return mine, other


def count_runs(name: str, seconds: float) -> float:
    with opened(name) as run:
        started, count = time.perf_counter(), 0
        while time.perf_counter() - started < seconds:
            run()
            count += 1
        return count / (time.perf_counter() - started)


def throughput(name: str, processes: int, seconds: float) -> float:
    """Runs each second of several processes, each with a sandbox of its own."""
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        return sum(pool.starmap(count_runs, [(name, seconds)] * processes, chunksize=1))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("-n", type=int, default=200, help="runs of each, at most")
    parser.add_argument("--seconds", type=float, default=4.0, help="for each measurement, at least five runs")
    options = parser.parse_args()
    processes = min(2, len(os.sched_getaffinity(0)))
    print(f"| | median of a run | times python -I -S | runs/s, {processes} processes |\n|---|---|---|---|")
    for name in contenders():
        try:
            mine, other = compare(name, options.n, options.seconds)
            rate = throughput(name, processes, options.seconds)
        except (Missing, Unavailable) as error:
            print(f"| {name} | left out: {error} |||", flush=True)
        else:
            print(f"| {name} | {mine * 1e3:.2f} ms | {mine / other:.2f} | {rate:.0f} |", flush=True)


if __name__ == "__main__":
    main()
