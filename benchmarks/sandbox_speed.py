"""How long one small program takes in a sandbox, next to what it replaces.

    python benchmarks/sandbox_speed.py [-n RUNS]

Times are told as multiples of ``python -I -S`` started anew, measured in between, so
that figures from a busy machine can be compared. The docker lines need an engine and
``--image`` with a ``python3``; what is not there is left out and said.
"""

import argparse
import multiprocessing
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

from assay.sandbox import Sandbox, Unavailable
from assay_sandboxes.local import BUBBLEWRAP, NAMESPACES, LocalSandbox

PROGRAM = "print(sum(map(int, input().split())))"
STDIN = b"1 2 3\n"


def subprocess_run(argv: list[str]) -> Callable[[], None]:
    def run() -> None:
        done = subprocess.run(argv, input=STDIN, capture_output=True, check=True)
        assert done.stdout == b"6\n"

    return run


def sandbox_run(box: Sandbox) -> Callable[[], None]:
    def run() -> None:
        outcome = box.run(PROGRAM, stdin=STDIN)
        assert outcome.stdout == b"6\n", outcome

    return run


def session_call(box: Sandbox) -> Callable[[], None]:
    session = box.load("def f(x): return sum(x)")

    def run() -> None:
        assert session.call("f", ([1, 2, 3],)).value == 6

    return run


def timed(run: Callable[[], None]) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


def compare(name: str, run: Callable[[], None], plain: Callable[[], None], runs: int) -> None:
    """Median times of both, one after the other in turns."""
    run()
    times = [(timed(run), timed(plain)) for _ in range(runs)]
    mine, other = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"{name:<42} {mine * 1e3:8.2f} ms {mine / other:8.2f} x", flush=True)


def throughput(jail: str, processes: int, seconds: float = 3.0) -> float:
    """Runs each second of several processes, each with a sandbox of its own."""
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        return sum(pool.starmap(count_runs, [(jail, seconds)] * processes, chunksize=1))


def count_runs(jail: str, seconds: float) -> float:
    box = LocalSandbox(jail=jail)
    run = sandbox_run(box) if jail else subprocess_run([sys.executable, "-I", "-S", "-c", PROGRAM])
    run()
    started, count = time.perf_counter(), 0
    while time.perf_counter() - started < seconds:
        run()
        count += 1
    box.close()
    return count / (time.perf_counter() - started)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-n", type=int, default=100, help="runs of each")
    parser.add_argument("--image", default="", help="a docker image with python3")
    options = parser.parse_args()
    plain = subprocess_run([sys.executable, "-I", "-S", "-c", PROGRAM])
    print(f"{'':<42} {'median':>11} {'to python -I -S':>10}")
    compare("python, a new process", subprocess_run([sys.executable, "-c", PROGRAM]), plain, options.n // 4)
    working = []
    for jail in (BUBBLEWRAP, NAMESPACES):
        try:
            box = LocalSandbox(jail=jail)
        except Unavailable as error:
            print(f"{jail}: {error}")
            continue
        working.append(jail)
        compare(f"local, {jail}: run", sandbox_run(box), plain, options.n)
        compare(f"local, {jail}: a call in a session", session_call(box), plain, options.n)
        box.close()
    docker = shutil.which("docker")
    if docker and options.image:
        argv = [
            docker,
            "run",
            "--rm",
            "-i",
            "--network=none",
            options.image,
            "python3",
            "-I",
            "-S",
            "-c",
            PROGRAM,
        ]
        compare("docker run, a new container", subprocess_run(argv), plain, max(3, options.n // 20))
    else:
        print("docker run: left out, there is no docker command or no --image")
    cores = len(os.sched_getaffinity(0))
    processes = min(2, cores)
    base = throughput("", processes)
    for jail in working:
        rate = throughput(jail, processes)
        print(f"{f'local, {jail}: {processes} processes':<42} {rate:8.0f} /s {rate / base:8.2f} x")


if __name__ == "__main__":
    main()
