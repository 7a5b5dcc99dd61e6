"""``assay.verify`` from forked children, threads, event loops and at exit: the shell's verdicts, and nobody left over."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import subprocess
import sys
import textwrap
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import assay

Run = Callable[..., "subprocess.CompletedProcess[str]"]
PLUGINS = ("toy",)
ROWS = 200

COMMON = f"""
import json, os, sys, threading, time
import assay

def text(n):
    return f"{{n}} + 1 = {{n + 1 + n % 3 % 2}}" if n % 50 != 49 else "raise"

def prove(n):
    verdict = assay.verify("toy.check", response=text(n))
    return [str(verdict.status), verdict.reason, verdict.message, bool(verdict)]

ROWS = range({ROWS})

def tell(found):
    print(json.dumps([list(each) for each in found]), flush=True)
"""


@pytest.fixture(scope="module")
def shell(toys: None, tmp_path_factory: pytest.TempPathFactory) -> list[list[Any]]:
    """What ``assay verify`` says of the rows, each with whether it accepts."""
    folder = tmp_path_factory.mktemp("shell")
    names: dict[str, Any] = {}
    exec(COMMON, names)
    rows = (json.dumps({"response": names["text"](n)}) + "\n" for n in range(ROWS))
    (folder / "in.jsonl").write_text("".join(rows))
    done = assay.testing.command("verify", "in.jsonl", "-v", "toy.check", "--out", "run", folder=folder)
    assert done.returncode == 0, done.stderr
    told = map(json.loads, (folder / "run" / "verdicts.jsonl").read_text().splitlines())
    found = [[t["status"], t["reason"], t["message"], t["status"] == "accepted"] for t in told]
    assert [status for status, *_ in found].count("rejected") in range(60, 70)
    assert {status for status, *_ in found} == {"accepted", "rejected", "error"}
    return found


@pytest.fixture
def script(toys: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Any]]:
    """Runs a script and gives what it told as JSON; afterwards no process that it started may be left."""
    mark = f"ASSAY_TEST={uuid.uuid4()}"
    monkeypatch.setenv(*mark.split("="))

    def run(code: str, exit_code: int = 0) -> Any:
        file = tmp_path / "script.py"
        file.write_text(COMMON + textwrap.dedent(code))
        done = subprocess.run(
            [sys.executable, str(file)], capture_output=True, text=True, timeout=120, cwd=tmp_path
        )
        assert done.returncode == exit_code, done.stderr
        assert "Traceback" not in done.stderr, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    yield run
    deadline = time.monotonic() + 30
    while left := processes(mark):
        assert time.monotonic() < deadline, f"left over: {left}"
        time.sleep(0.05)


def processes(mark: str) -> list[str]:
    """The command lines of the living processes that have a variable in their environment, but for this one."""
    found = []
    for process in Path("/proc").iterdir():
        if process.name.isdecimal() and int(process.name) != os.getpid():
            try:
                if mark.encode() in (process / "environ").read_bytes().split(b"\0"):
                    found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode())
            except OSError:
                continue
    return found


@pytest.mark.parametrize(
    "pool",
    [
        'multiprocessing.get_context("fork").Pool(4)',
        'multiprocessing.get_context("spawn").Pool(4)',
        'ProcessPoolExecutor(4, multiprocessing.get_context("fork"))',
    ],
)
def test_a_pool_of_processes_says_what_the_shell_says(
    pool: str, script: Callable[..., Any], shell: list[Any]
) -> None:
    assert script(f"""
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        if __name__ == "__main__":
            assert prove(0) and not prove(1)[3]
            with {pool} as pool:
                tell(pool.map(prove, ROWS, chunksize=5))
            tell(map(prove, ROWS))
        """) == [shell, shell]


@pytest.mark.skipif(not importlib.util.find_spec("datasets"), reason="datasets is not installed")
def test_datasets_map_over_four_processes_says_what_the_shell_says(
    script: Callable[..., Any], shell: list[Any]
) -> None:
    (found,) = script("""
        import datasets

        datasets.disable_progress_bars()
        prove(0)
        rows = datasets.Dataset.from_dict({"n": list(ROWS)})
        proved = rows.map(lambda row: dict(zip(("status", "reason", "message", "ok"), prove(row["n"]))), num_proc=4)
        tell(zip(*(proved[name][:] for name in ("status", "reason", "message", "ok"))))
        """)
    assert found == shell


def test_sixteen_threads_share_one_worker_and_say_what_the_shell_says(
    script: Callable[..., Any], shell: list[Any]
) -> None:
    found, workers = script("""
        from concurrent.futures import ThreadPoolExecutor
        from pathlib import Path

        with ThreadPoolExecutor(16) as threads:
            tell(threads.map(prove, [*ROWS, *ROWS]))
        children = [p for t in Path("/proc/self/task").iterdir() for p in (t / "children").read_text().split()]
        print(len(children))
        """)
    assert found == shell + shell
    assert workers == 1


def test_children_forked_in_the_middle_of_calls_of_threads(
    script: Callable[..., Any], shell: list[Any]
) -> None:
    """Also while worker processes are started: each ``workers=`` is a pool of its own."""
    found = script("""
        from concurrent.futures import ThreadPoolExecutor

        prove(0)
        with ThreadPoolExecutor(9) as threads:
            own = threads.map(prove, ROWS)
            pools = [
                threads.submit(lambda n=n: [v.reason for v in assay.verify_many(
                    "toy.check", ({"response": text(i)} for i in range(20)), workers=n)])
                for n in range(2, 6)
            ]
            children = []
            for part in range(8):
                read, write = os.pipe()
                if not (child := os.fork()):
                    os.write(write, json.dumps([prove(n) for n in ROWS[part::8]]).encode())
                    os._exit(0)
                os.close(write)
                children.append((child, read))
                time.sleep(0.02)
            tell(own)
            tell([[pool.result() == [each[1] for each in map(prove, range(20))]] for pool in pools])
        for child, read in children:
            with os.fdopen(read) as pipe:
                print(pipe.read(), flush=True)
            os.waitpid(child, 0)
        """)
    assert found[0] == shell and found[1] == [[True]] * 4
    assert found[2:] == [shell[part::8] for part in range(8)]


def test_a_process_that_starts_is_not_held_up_by_a_child_forked_meanwhile(script: Callable[..., Any]) -> None:
    """Such a child would keep the pipe open that tells Popen that its process has started."""
    (waits,) = script("""
        import subprocess
        from assay.workers import pool

        begun, go = threading.Event(), threading.Event()
        start = subprocess.Popen

        def slowly(*arguments, **options):
            begun.set()
            go.wait(1)
            return start(*arguments, **options)

        subprocess.Popen = slowly
        caller = threading.Thread(target=prove, args=(0,))
        caller.start()
        begun.wait()
        before = time.monotonic()
        if not (child := os.fork()):
            time.sleep(60)
            os._exit(0)
        print(json.dumps(time.monotonic() - before > 0.5), flush=True)
        caller.join()
        os.kill(child, 9)
        os.waitpid(child, 0)
        """)
    assert waits


def test_a_fork_waits_while_another_thread_loads_a_plugin(script: Callable[..., Any]) -> None:
    (said,) = script("""
        from assay import registry

        inside = threading.Event()

        def load():
            with registry._LOCK:
                inside.set()
                time.sleep(0.5)

        loader = threading.Thread(target=load)
        loader.start()
        inside.wait()
        if not (child := os.fork()):
            tell([prove(2)])
            os._exit(0)
        os.waitpid(child, 0)
        loader.join()
        """)
    assert said == [["accepted", "ok", "", True]]


def test_from_within_an_event_loop(script: Callable[..., Any], shell: list[Any]) -> None:
    assert script("""
        import asyncio

        async def work():
            tell(prove(n) for n in ROWS[:20])
            tell(await asyncio.gather(*(asyncio.to_thread(prove, n) for n in ROWS)))
            if not (child := os.fork()):  # its loop is the parent's
                tell(prove(n) for n in ROWS[:20])
                os._exit(0)
            os.waitpid(child, 0)

        asyncio.run(work())
        """) == [shell[:20], shell, shell[:20]]


@pytest.mark.parametrize("early", [True, False])
@pytest.mark.parametrize("called", [True, False])
def test_at_exit(script: Callable[..., Any], shell: list[Any], early: bool, called: bool) -> None:
    if sys.version_info[:2] == (3, 12) and not called:
        pytest.skip("Python 3.12 starts no thread at exit")
    calls = "tell(prove(n) for n in ROWS[:5])" if called else ""
    register = "import atexit; atexit.register(lambda: tell(prove(n) for n in ROWS[:20]))"
    first, then = (register, calls) if early else (calls, register)
    assert script(f"{first}\n{then}\n") == [*([shell[:5]] if called else []), shell[:20]]


def test_after_an_interrupt(script: Callable[..., Any], shell: list[Any]) -> None:
    """The row that was under way is no answer to the next question."""
    found = script("""
        import signal

        for number in range(3):
            signal.setitimer(signal.ITIMER_REAL, 0.02 * number + 0.01)
            signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGINT))
            try:
                if number % 2:
                    list(assay.verify_many("toy.check", [{"response": "sleep in C"}] * 2, workers=1))
                assay.verify("toy.check", response="sleep in C")
                print("null")
            except KeyboardInterrupt:
                tell(prove(n) for n in ROWS[:20])
        """)
    assert found == [shell[:20]] * 3


def test_a_run_that_is_interrupted_leaves_nobody(script: Callable[..., Any]) -> None:
    script(
        """
        import signal

        threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
        try:
            list(assay.verify_many("toy.check", [{"response": "sleep in C"}] * 99, workers=3))
        except KeyboardInterrupt:
            sys.exit(3)
        """,
        exit_code=3,
    )


@pytest.mark.parametrize("end", ["sys.exit(0)", "os._exit(0)", "os.kill(os.getpid(), 9)"])
def test_a_child_goes_on_when_its_parent_has_ended(
    script: Callable[..., Any], shell: list[Any], tmp_path: Path, end: str
) -> None:
    script(
        f"""
        prove(0)
        parent = os.getpid()
        if os.fork():
            {end}
        os.setsid()
        null = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(null, stream)
        while os.getppid() == parent:
            time.sleep(0.01)
        with open("partial", "w") as file:
            json.dump([prove(n) for n in ROWS], file)
        os.rename("partial", "told.json")
        """,
        exit_code=-signal.SIGKILL if "kill" in end else 0,
    )
    deadline = time.monotonic() + 60
    while not (tmp_path / "told.json").exists():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert json.loads((tmp_path / "told.json").read_text()) == shell


def test_a_child_that_is_killed_leaves_its_parent_in_peace(
    script: Callable[..., Any], shell: list[Any]
) -> None:
    assert (
        script("""
        prove(0)
        for _ in range(3):
            if not (child := os.fork()):
                prove(1)
                os.kill(os.getpid(), 9)
            tell(prove(n) for n in ROWS[:20])
            os.waitpid(child, 0)
        """)
        == [shell[:20]] * 3
    )


@pytest.mark.usefixtures("toys")
@pytest.mark.parametrize("status", list(assay.Status))
def test_a_verdict_is_true_exactly_if_it_accepts(status: assay.Status) -> None:
    assert bool(assay.Verdict(status, "x")) is (status is assay.Status.ACCEPTED)
    for response, accepts in (("1 + 1 = 2", True), ("1 + 1 = 3", False), ("raise", False), ("lie", False)):
        assert bool(assay.verify("toy.check", response=response)) is accepts
    assert not assay.verify("toy.never", response="x")
