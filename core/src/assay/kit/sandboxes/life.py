"""Sandboxes that are opened, used side by side, closed, and left by a process that is killed."""

from __future__ import annotations

import contextlib
import signal
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from assay.kit.sandboxes import isolation, limits
from assay.kit.sandboxes.checks import Group
from assay.kit.sandboxes.under_test import (
    LEFT,
    SandboxUnderTest,
    alive,
    clear,
    descendants,
    expect,
    inside,
    marks,
    mounts,
    settled,
    spaces,
    until,
)
from assay.sandbox import Outcome, Sandbox

LIFE = Group("life")


@LIFE.check("close")
def _close(box: SandboxUnderTest) -> None:
    """A closed sandbox has ended its programs and all its processes, and runs nothing more; closing again does nothing."""
    settled()
    before, elsewhere, places = descendants(), box.traces(), marks()
    another = box.open()
    session = another.load("def f(): return 1")
    expect(session.call("f").value == 1, "a call")
    expect(another.run("print(1)").ok, "a run beside an open session")
    another.close()
    another.close()
    expect(until(lambda: not descendants() - before), f"processes are left: {descendants() - before}")
    expect(until(lambda: box.traces() <= elsewhere), f"left behind: {box.traces() - elsewhere}")
    expect(until(lambda: marks() == places), f"left behind: {clear(places)}")
    for attempt in (
        lambda: another.run("print(1)"),
        lambda: another.load("x = 1"),
        lambda: session.call("f"),
    ):
        try:
            found = attempt()
        except Exception:  # of whatever kind: it must not pass for a run
            continue
        expect(isinstance(found, Outcome) and not found.ok, f"a closed sandbox gives {found!r}")
    box.works()


@LIFE.check("close_with_programs")
def _close_with_programs(box: SandboxUnderTest) -> None:
    """Closing ends programs that have started others and will not end, and what earlier ones have left."""
    settled()
    before, places, elsewhere = descendants(), marks(), box.traces()
    another = box.open()
    source = f"import os, time\nopen('{LEFT}', 'w').write('x')\nos.fork() or time.sleep(60)\n"
    another.load(f"{source}def f(): return 1")
    for program in (f"{source}os._exit(0)", "import os; os.abort()"):
        another.run(program)
    another.close()
    expect(until(lambda: not descendants() - before), f"processes are left: {descendants() - before}")
    expect(until(lambda: box.traces() <= elsewhere), f"left behind: {box.traces() - elsewhere}")
    expect(until(lambda: marks() == places), f"left behind: {clear(places)}")


@LIFE.check("thread")
def _thread(box: SandboxUnderTest) -> None:
    """A sandbox lives on when the thread that opened it has ended."""
    opened: list[Sandbox] = []
    thread = threading.Thread(target=lambda: opened.append(box.open()))
    thread.start()
    thread.join()
    expect(len(opened) == 1, "it does not open in a thread")
    with contextlib.closing(opened[0]) as another:
        outcome = another.run("print(1)")
        expect(outcome.stdout == b"1\n", outcome)


@LIFE.check("side_by_side")
def _side_by_side(box: SandboxUnderTest) -> None:
    """Sandboxes of one process in several threads are apart: each gives what its own programs say."""

    def work(number: int) -> list[object]:
        found: list[object] = []
        with contextlib.closing(box.open()) as another:
            for n in range(5):
                session = another.load(f"x = {number}\ndef f(y):\n    print(x)\n    return [x, y]")
                reply = session.call("f", (n,))
                found += [reply.value, reply.stdout, another.run(f"print({number}, {n})").stdout]
                session.close()
        return found

    with ThreadPoolExecutor(3) as threads:
        for number, found in enumerate(threads.map(work, range(3))):
            wanted: list[object] = []
            for n in range(5):
                wanted += [[number, n], f"{number}\n".encode(), f"{number} {n}\n".encode()]
            expect(found == wanted, f"sandbox {number}: {found}")


# --- kill -9 of the process that holds one, as a worker past its deadline is killed

_DEAF = f"""
import os, signal, time
open('{LEFT}', 'wb').write(bytes(8 << 20))
for number in range(1, 65):
    try: signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError): pass
for _ in range(3):
    if not os.fork():
        os.setsid()
        os.fork()
        os.closerange(0, 99)
        time.sleep(600)
time.sleep(600)
"""
_BOMB = "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass"
_LONG = "limits=Limits(wall=600, cpu=600)"
_BRIEF = "limits=Limits(wall=2, cpu=2)"  # who watches over programs may do so until their time is up


def _killed(box: SandboxUnderTest, doing: str) -> None:
    """Kill its process at work; all that it started ends, and another one works."""
    places = mounts()
    with tempfile.TemporaryDirectory(prefix="assay-") as folder:
        with box.holder(doing, folder) as process:
            assert process.stdout is not None
            expect(process.stdout.readline() == b"open\n", "it did not open in another process")
            time.sleep(0.3)
            children = descendants(process.pid)
            made = spaces(children)
            box.traces(process.pid)
            expect(process.poll() is None, "the process ended before it was killed")
            process.send_signal(signal.SIGKILL)
        _gone(box, [process.pid], children, made, places)
        expect(not list(Path(folder).iterdir()), "files are left in its temporary folder")


def _gone(
    box: SandboxUnderTest, pids: list[int], children: set[int], made: set[str], places: set[str]
) -> None:
    expect(
        until(lambda: not any(map(alive, children))), f"processes are left: {list(filter(alive, children))}"
    )
    expect(until(lambda: not inside(made)), "processes are left in its namespaces")
    with contextlib.closing(box.open()) as another:  # which may remove what had not yet been started
        outcome = another.run("print(1)")
        expect(outcome.stdout == b"1\n", outcome)
    for pid in pids:
        expect(until(lambda pid=pid: not box.traces(pid)), f"left behind: {box.traces(pid)}")  # type: ignore[misc]
    # An engine that runs containers has places of its own, which it uses for others meanwhile.
    expect(until(lambda: not _new(places)), f"still mounted: {_new(places)}")


def _new(places: set[str]) -> set[str]:
    return {point for point in mounts() - places if "docker" not in point}


KILLED = {
    "in_a_call": f"box.load('def f():\\n    while True: pass', {_BRIEF}).call('f')",
    "in_runs": "while True: box.run('x = 1')",
}


@LIFE.each("killed", KILLED, needs=limits.GUARDS[:1])
def _kill(box: SandboxUnderTest, doing: str) -> None:
    """When the process that holds a sandbox is killed, nothing of it stays."""
    _killed(box, doing)


KILLED_WITH_PROCESSES = {
    "in_a_long_call": f"box.load('def f():\\n    import os\\n    while True: os.getpid()', {_LONG}).call('f')",
    "in_a_fork_bomb": f"box.run({_BOMB!r}, {_LONG})",
    "with_deaf_daemons": f"box.run({_DEAF!r}, {_LONG})",
}


@LIFE.each("killed", KILLED_WITH_PROCESSES, needs=(*isolation.GUARDS, *limits.GUARDS))
def _kill_processes(box: SandboxUnderTest, doing: str) -> None:
    """So with programs that have minutes left, start processes without end, or are deaf to signals."""
    _killed(box, doing)


@LIFE.check("killed.while_it_opens", needs=limits.GUARDS[:1])
def _kill_opening(box: SandboxUnderTest) -> None:
    """So at any moment of its opening."""
    places = mounts()
    with tempfile.TemporaryDirectory(prefix="assay-") as folder:
        started = time.monotonic()
        with box.holder("input()", folder) as process:
            assert process.stdout is not None
            expect(process.stdout.readline() == b"open\n", "it did not open in another process")
        whole = time.monotonic() - started
        killed: list[int] = []
        children: set[int] = set()
        made: set[str] = set()
        for share in (0.5, 0.7, 0.9):
            with box.holder("input()", folder) as process:
                time.sleep(whole * share)
                children |= descendants(process.pid)
                made |= spaces(children)
                process.send_signal(signal.SIGKILL)
            killed.append(process.pid)
        _gone(box, killed, children, made, places)
