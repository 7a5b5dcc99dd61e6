"""What a program can do: run to its end, read, write, and use the standard library."""

from __future__ import annotations

from assay.kit.sandboxes.checks import Group
from assay.kit.sandboxes.under_test import SandboxUnderTest, expect
from assay.sandbox import Limits

RUN = Group("run")

ENDS = {
    "nothing": ("", 0, ""),
    "exit": ("import sys; sys.exit()", 0, ""),
    "exit_7": ("import sys; sys.exit(7)", 7, ""),
    "exit_259": ("import sys; sys.exit(256 + 3)", 3, ""),
    "exit_builtin": ("exit(2)", 2, ""),
    "exit_text": ("raise SystemExit('bye')", 1, ""),
    "exit_at_once": ("import os; os._exit(9)", 9, ""),
    "signal": ("import os, signal; os.kill(os.getpid(), signal.SIGTERM)", -15, ""),
    "signal_segv": ("import os; os.kill(os.getpid(), 11)", -11, ""),
    "abort": ("import os; os.abort()", -6, ""),
    "exception": ("1/0", 1, "ZeroDivisionError: division by zero"),
    "exception_class": ("raise ValueError", 1, "ValueError"),
    "exception_lines": ("class E(Exception): pass\nraise E('a\\nb')", 1, "b"),
    "syntax": ("x =", 1, "SyntaxError: invalid syntax"),
    "interrupt": ("raise KeyboardInterrupt", 1, "KeyboardInterrupt"),
    "closed_stdout": (
        "import sys; sys.stdout.close(); print(1)",
        1,
        "ValueError: I/O operation on closed file.",
    ),
}


@RUN.each("ends", ENDS)
def _ends(box: SandboxUnderTest, case: tuple[str, int, str]) -> None:
    """How a program ends is its exit code, a signal's number below 0, and the last line of an exception."""
    source, code, error = case
    outcome = box.run(source)
    expect((outcome.exit_code, outcome.limit, outcome.error) == (code, "", error), outcome)


@RUN.check("prints")
def _prints(box: SandboxUnderTest) -> None:
    """What a program prints comes out, and its exit code is 0."""
    outcome = box.run("def f(n):\n    return 1 if n < 2 else n * f(n - 1)\nprint(f(30), [1.0, 'a', None])")
    expect(outcome.ok and outcome.stdout == b"265252859812191058636308480000000 [1.0, 'a', None]\n", outcome)


@RUN.check("runtime")
def _runtime(box: SandboxUnderTest) -> None:
    """A certificate can say what the code ran on: one line of text."""
    runtime = box.sandbox.runtime
    expect(type(runtime) is str and runtime.strip() != "" and runtime.isprintable(), runtime)


@RUN.check("stdin")
def _stdin(box: SandboxUnderTest) -> None:
    """Standard input is read as text, its end is told, and standard error comes apart from output."""
    source = "import sys\nprint(input())\nprint(sys.stdin.read(), end='')\nprint('e', file=sys.stderr)\nsys.exit(3)"
    outcome = box.run(source, "ä\nb\nc".encode())
    expect((outcome.exit_code, outcome.stdout, outcome.stderr) == (3, "ä\nb\nc".encode(), b"e\n"), outcome)
    expect(box.run("input()").error == "EOFError: EOF when reading a line", "input() at the end of input")
    outcome = box.run("print(sum(map(int, open(0))))", b"1\n2\n")
    expect(outcome.stdout == b"3\n", outcome)


@RUN.check("large_stdin")
def _large_stdin(box: SandboxUnderTest) -> None:
    """Input may be larger than what a program may write."""
    big = b"x" * 30_000_000
    outcome = box.run(
        "import sys; data = sys.stdin.buffer.read(); print(len(data), data == b'x' * len(data))", big
    )
    expect(outcome.stdout == b"30000000 True\n", outcome)


@RUN.check("large_output")
def _large_output(box: SandboxUnderTest) -> None:
    """Output below the limit comes out whole, without an end of line too."""
    outcome = box.run("import sys; sys.stdout.write('x' * 1_000_000); sys.stderr.write('y' * 1_000_000)")
    whole = outcome.ok and outcome.stdout == b"x" * 10**6 and outcome.stderr == b"y" * 10**6
    expect(whole, (outcome.exit_code, outcome.limit, len(outcome.stdout), len(outcome.stderr)))


@RUN.check("binary_output")
def _binary_output(box: SandboxUnderTest) -> None:
    """Output is bytes, whatever they are."""
    outcome = box.run("import os\nfor fd in (1, 2): os.write(fd, bytes(range(256)) * 100)")
    expect(outcome.ok and outcome.stdout == outcome.stderr == bytes(range(256)) * 100, outcome)


@RUN.check("script")
def _script(box: SandboxUnderTest) -> None:
    """It is run as a script is: ``__main__``, exit functions, threads that are waited for, finalisers."""
    source = """
import atexit, sys, threading, time
atexit.register(print, "at exit")
class Finalised:
    def __del__(self): print("finalised")
kept = Finalised()
threading.Thread(target=lambda: (time.sleep(0.05), print("thread"))).start()
if __name__ == "__main__":
    print(sys.modules["__main__"].kept is kept, len(sys.argv))
"""
    outcome = box.run(source)
    expect(outcome.stdout == b"True 1\nthread\nat exit\nfinalised\n", outcome)


@RUN.check("traceback")
def _traceback(box: SandboxUnderTest) -> None:
    """An exception's traceback shows the program's own lines, and none of the sandbox's."""
    outcome = box.run("def f():\n    return 1/0\nf()")
    text = outcome.stderr.decode()
    begins = text.startswith("Traceback (most recent call last):\n  File ") and "line 3, in <module>" in text
    expect(begins and "    return 1/0\n" in text and "assay" not in text, text)


@RUN.check("hash_seed")
def _hash_seed(box: SandboxUnderTest) -> None:
    """The order of a set is that of the hash seed, every time: a program that depends on it shows."""
    source = "print(hash('a'), [x for x in {'a', 'b', 'c', 'd', 'e'}])"
    first, second = (box.run(source, seed=seed).stdout for seed in (0, 1))
    expect(first != second, f"the same with both seeds: {first!r}")
    again = (box.run(source).stdout, box.run(source, seed=1).stdout)
    expect((first, second) == again, (first, second, again))


@RUN.check("random")
def _random(box: SandboxUnderTest) -> None:
    """Random numbers differ from run to run, or a program that depends on them would pass for deterministic."""
    source = "import random, os, uuid; print(random.random(), os.urandom(3), uuid.uuid4())"
    one, two = (box.run(source) for _ in range(2))
    expect(one.ok and two.ok and one.stdout != two.stdout, (one, two))


@RUN.check("standard_library")
def _library(box: SandboxUnderTest) -> None:
    """The standard library is there, with processes, threads, temporary files and databases in memory."""
    source = """
import asyncio, bz2, concurrent.futures, ctypes, decimal, hashlib, json, lzma, multiprocessing, sqlite3, ssl, subprocess
import sys, tempfile, threading, unittest, uuid, zlib, zoneinfo
async def f(): await asyncio.sleep(0); return 1
assert asyncio.run(f()) == 1
with concurrent.futures.ThreadPoolExecutor(2) as pool: assert list(pool.map(abs, [-1, 2])) == [1, 2]
with multiprocessing.get_context("fork").Pool(2) as pool: assert pool.map(abs, [-1, 2]) == [1, 2]
assert sqlite3.connect(":memory:").execute("select 1").fetchone() == (1,)
with tempfile.NamedTemporaryFile("w+") as file: file.write("x"); file.seek(0); assert file.read() == "x"
assert subprocess.run([sys.executable, "-c", "print(3)"], capture_output=True).stdout == b"3\\n"
assert hashlib.sha256(b"").hexdigest().startswith("e3b0")
print("end")
"""
    outcome = box.run(source, limits=Limits(wall=20.0, cpu=20.0))
    expect(outcome.ok and outcome.stdout == b"end\n", outcome)


@RUN.check("no_packages")
def _packages(box: SandboxUnderTest) -> None:
    """Nothing beside the standard library: what is installed on one machine must not decide a verdict."""
    for name in ("pytest", "pluggy", "assay", "pip"):
        outcome = box.run(f"import {name}")
        expect(outcome.error == f"ModuleNotFoundError: No module named {name!r}", outcome)


@RUN.check("times")
def _times(box: SandboxUnderTest) -> None:
    """An outcome tells the seconds that the program took, of the clock and of the processor."""
    outcome = box.run("import time\nt = time.process_time()\nwhile time.process_time() < t + 0.2: pass")
    expect(outcome.ok and 0.19 < outcome.cpu < 2 and outcome.wall > 0.19, outcome)
