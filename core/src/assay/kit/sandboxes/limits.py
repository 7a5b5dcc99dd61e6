"""The limits hold, each by its name, against programs that try to use up what there is.

The first checks of each kind end by themselves where a limit does not hold; those that would not are run after them.
"""

from __future__ import annotations

from assay.kit.sandboxes.checks import Group
from assay.kit.sandboxes.under_test import LEFT, SandboxUnderTest, expect
from assay.sandbox import Limits, Outcome

LIMITS = Group("limits", tidy=True)
QUICK = Limits(wall=0.5, cpu=1.0)


def killed(outcome: Outcome, *limits: str) -> None:
    """The sandbox ended it, for one of these."""
    expect(outcome.exit_code is None and outcome.limit in limits, outcome)


# --- time


@LIMITS.check("wall")
def _wall(box: SandboxUnderTest) -> None:
    """A program that works on past its wall time is killed, and the limit is named."""
    outcome = box.run("for i in range(10 ** 8): pass", limits=Limits(wall=0.5, cpu=20.0))
    killed(outcome, "wall")
    expect(0.4 < outcome.wall < 5, outcome)


@LIMITS.check("wall_asleep", needs=[_wall])
def _sleep(box: SandboxUnderTest) -> None:
    """So is one that sleeps."""
    outcome = box.run("import time; time.sleep(100)", limits=QUICK)
    killed(outcome, "wall")
    expect(0.4 < outcome.wall < 5, outcome)


@LIMITS.check("wall_of_a_call", needs=[_wall])
def _call(box: SandboxUnderTest) -> None:
    """So is a module in a call, or as it loads."""
    limits = Limits(wall=0.5)
    session = box.load("def f():\n    while True: pass\ndef g(): return 1", limits=limits)
    expect(session.call("g").value == 1, "the call before")
    killed(box.ends(session, "f"), "wall")
    killed(box.load_ends("while True: pass", limits), "wall")


@LIMITS.check("cpu", needs=[_wall])
def _cpu(box: SandboxUnderTest) -> None:
    """A program that uses up its processor time is killed long before its wall time, and the limit is named."""
    killed(box.run("while True: pass", limits=Limits(wall=20.0, cpu=0.3)), "cpu")


@LIMITS.check("cpu_of_all", needs=[_wall])
def _cpu_of_all(box: SandboxUnderTest) -> None:
    """The processor time of all processes of a program counts."""
    program = "import os\nfor _ in range(4): os.fork()\nwhile True: pass"
    killed(box.run(program, limits=Limits(wall=20.0, cpu=0.5)), "cpu")


@LIMITS.check("between_calls", needs=[_wall])
def _between(box: SandboxUnderTest) -> None:
    """What a thread of a module uses and prints between two calls counts."""
    import time

    from assay.sandbox import Ended

    source = """
import os, threading
def burn():
    while True: pass
def flood():
    while True: os.write(1, b"x" * 4096)
def start(name):
    threading.Thread(target=globals()[name], daemon=True).start()
    return 1
"""
    for name, limit in (("burn", "cpu"), ("flood", "output")):
        session = box.load(source, limits=Limits(wall=20.0, cpu=0.5))
        deadline = time.monotonic() + 10
        outcome = None
        while outcome is None and time.monotonic() < deadline:
            try:
                session.call("start", (name,))
            except Ended as ended:
                outcome = ended.outcome
            time.sleep(0.2)
        expect(outcome is not None and outcome.limit == limit, outcome)
        box.works()


@LIMITS.check("calling_out", needs=[_wall])
def _calling_out(box: SandboxUnderTest) -> None:
    """A module that calls out without end comes to one, though the time that we take to answer is not its own."""
    import time

    from assay.sandbox import CallResult

    count = 0

    def outer() -> CallResult:
        nonlocal count
        count += 1
        return CallResult(count)

    begun = time.monotonic()
    limits = Limits(wall=0.5, cpu=0.5)
    outcome = box.load_ends("while True: outer()", limits, {"outer": outer})
    expect(outcome.limit in ("wall", "cpu") and time.monotonic() - begun < 20 and count > 1, (outcome, count))


@LIMITS.check("deaf", needs=[_wall])
def _deaf(box: SandboxUnderTest) -> None:
    """A program that ignores all signals is killed all the same."""
    program = """
import signal, time
for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
while True:
    try: time.sleep(1)
    except BaseException: pass
"""
    killed(box.run(program, limits=QUICK), "wall")


@LIMITS.check("stopped", needs=[_wall])
def _stopped(box: SandboxUnderTest) -> None:
    """So is one that stops itself."""
    killed(box.run("import os, signal; os.kill(os.getpid(), signal.SIGSTOP)", limits=QUICK), "wall")


# --- processes


@LIMITS.check("processes")
def _processes(box: SandboxUnderTest) -> None:
    """There are as many processes as the limit says, the program's own included; one more is refused."""
    program = """
import os, time
n = 1
try:
    while n < 40 and os.fork():
        n += 1
    if n < 40:
        time.sleep(10)
        os._exit(0)
    print("no end")
except OSError as error:
    print(n, error.errno)
"""
    outcome = box.run(program, limits=Limits(processes=10))
    expect(outcome.stdout == b"10 11\n", outcome)


@LIMITS.check("threads")
def _threads(box: SandboxUnderTest) -> None:
    """Threads count as processes do."""
    program = """
import threading, time
n = 1
try:
    while n < 40:
        threading.Thread(target=time.sleep, args=(10,), daemon=True).start()
        n += 1
except RuntimeError:
    pass
print(n)
"""
    outcome = box.run(program, limits=Limits(processes=10))
    expect(outcome.stdout == b"10\n", outcome)


# --- memory

STRINGS = "x = []\nfor n in range(%d): x.append(str(n) + 'x' * 1000000)\nprint(len(x))"


def _memory_error(outcome: Outcome) -> None:
    ended = outcome.exit_code is None or (outcome.exit_code == 1 and outcome.error.startswith("MemoryError"))
    expect(outcome.limit == "memory" and ended, outcome)


@LIMITS.check("memory")
def _memory(box: SandboxUnderTest) -> None:
    """A program that takes more memory than it may ends, and the limit is named; below it, it goes on."""
    outcome = box.run(STRINGS % 30, limits=Limits(memory=128 << 20))
    expect(outcome.stdout == b"30\n", outcome)
    _memory_error(box.run(STRINGS % 300, limits=Limits(memory=128 << 20)))


MEMORY_BOMBS = {
    "bytes": "x = []\nwhile True: x.append(bytes(1 << 20))",
    "at_once": "bytearray(1 << 40)",
    "text": "x = 'a'\nwhile True: x += x",
    "list": "x = [0] * 10 ** 10",
    "number": "x = 10 ** 10 ** 8",
}


@LIMITS.each("memory", MEMORY_BOMBS, needs=[_wall, _memory])
def _memory_bomb(box: SandboxUnderTest, program: str) -> None:
    """Whatever takes up memory without end ends so, or at its time."""
    slow = "10 ** 10 ** 8" in program
    outcome = box.run(program, limits=Limits(memory=100 << 20, wall=1.0 if slow else 5.0))
    if not (slow and outcome.limit in ("wall", "cpu")):
        _memory_error(outcome)


@LIMITS.check("memory_of_a_call", needs=[_wall, _memory])
def _memory_of_a_call(box: SandboxUnderTest) -> None:
    """A call in which memory runs out ends the session; so does loading."""
    limits = Limits(memory=128 << 20)
    source = "def f(): return bytearray(1 << 40)\ndef g(): return 1"
    session = box.load(source, limits=limits)
    expect(session.call("g").value == 1, "the call before")
    _memory_error(box.ends(session, "f"))
    _memory_error(box.load_ends(source + "\nf()", limits))


# --- the disk

DISK = {
    "file": f"f = open('{LEFT}', 'wb')\nfor _ in range(64): f.write(bytes(1 << 16))\nf.close()",
    "files": f"for i in range(32): open(f'{LEFT}{{i}}', 'wb').write(bytes(1 << 17))",
    "names": f"for i in range(50_000): open(f'{LEFT}{{i}}', 'w').close()",
    "shared_memory": f"for i in range(32): open(f'/dev/shm/{LEFT}{{i}}', 'wb').write(bytes(1 << 17))",
}


@LIMITS.each("disk", DISK)
def _disk(box: SandboxUnderTest, program: str) -> None:
    """A program that fills the disk, with bytes or with names, ends, and the limit is named."""
    outcome = box.run(program, limits=Limits(disk=1 << 20))
    refused = "/dev/shm" in program and outcome.exit_code == 1 and "Error" in outcome.error  # there is none
    expect(outcome.limit == "disk" or refused, outcome)
    expect(outcome.exit_code in (1, None), outcome)


# --- output


@LIMITS.each("output", {"stdout": 1, "stderr": 2})
def _output(box: SandboxUnderTest, fd: int) -> None:
    """A program that writes more than it may is killed, and what came before is kept."""
    source = f"import os\nfor _ in range(400): os.write({fd}, b'x' * 9999)"
    outcome = box.run(source, limits=Limits(output=300_000))
    killed(outcome, "output")
    kept = (outcome.stdout, outcome.stderr)[fd - 1]
    expect(kept == b"x" * 300_000, f"{len(kept)} bytes are kept")


@LIMITS.check("printed")
def _printed(box: SandboxUnderTest) -> None:
    """So is one that prints it."""
    outcome = box.run("for i in range(4000): print('a' * 1000)", limits=Limits(output=300_000))
    killed(outcome, "output")
    expect(len(outcome.stdout) <= 300_000, len(outcome.stdout))


# --- the limits themselves


@LIMITS.check("files")
def _files(box: SandboxUnderTest) -> None:
    """The open files of a process are those of the limits, which may change from run to run."""
    source = "import resource; print(resource.getrlimit(resource.RLIMIT_NOFILE)[0])"
    for files in (20, 64, 30, 30):
        outcome = box.run(source, limits=Limits(files=files))
        expect(outcome.stdout == f"{files}\n".encode(), outcome)
    source = "x = []\ntry:\n    for _ in range(99): x.append(open('/dev/null'))\nexcept OSError as error: print(error.errno)"
    outcome = box.run(source, limits=Limits(files=20))
    expect(outcome.stdout == b"24\n", outcome)


@LIMITS.check("without_end")
def _without_end(box: SandboxUnderTest) -> None:
    """Limits without end are taken."""
    endless = Limits(
        wall=float("inf"), cpu=float("inf"), processes=1000, files=1000, disk=1 << 30, output=1 << 26
    )
    expect(box.run("print(1)", limits=endless).stdout == b"1\n", "a program with limits without end")


@LIMITS.check("of_nothing", needs=[_wall])
def _of_nothing(box: SandboxUnderTest) -> None:
    """Limits of nothing are taken, and hold."""
    none = Limits(processes=0, disk=0, output=10)
    expect(box.run("print(1)", limits=none).stdout == b"1\n", "no process, no disk")
    expect(not box.run("open('x', 'w').write('x' * 9999)", limits=none).ok, "a file without a disk")
    expect(box.run("print(1)", limits=Limits(wall=0.0)).limit == "wall", "no time")
    expect(not box.run("bytes(10**6)", limits=Limits(memory=0)).ok, "no memory")
    expect(box.run("print(1)").ok, "the next program")


@LIMITS.check("recursion", needs=[_wall])
def _recursion(box: SandboxUnderTest) -> None:
    """Deep recursion is an exception of the program's, or its end."""
    outcome = box.run("def f(): f()\nf()")
    expect(outcome.exit_code == 1 and outcome.error.startswith("RecursionError"), outcome)
    outcome = box.run(
        "import sys; sys.setrecursionlimit(10**9)\nclass A:\n    def __repr__(self): return repr(self)\nrepr(A())",
        limits=Limits(wall=10.0, cpu=10.0),
    )
    expect(not outcome.ok, outcome)


GUARDS = (
    _wall,
    _cpu,
    _processes,
    _threads,
    _memory,
    *(c for c in LIMITS.checks if c.name.startswith("limits.disk")),
)
"""What shows, without harm, that a program which takes all that it can get does none."""
OUTPUT = [check for check in LIMITS.checks if check.name.startswith("limits.output")]
