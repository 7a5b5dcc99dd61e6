"""Further ways out, to forge and to use up, found by attacking our own sandboxes; test_isolation.py has the usual ones.

A program here prints what it could do; a closed sandbox lets it print the last line only.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

import pytest

from assay.sandbox import CallResult, Ended, Limits, Outcome, Sandbox, Unavailable, Unsupported
from assay_sandboxes.monty import MontySandbox

X86 = pytest.mark.skipif(os.uname().machine != "x86_64", reason="machine code of x86-64")

HEAD = """
import ctypes, errno, fcntl, mmap, os, resource, signal, socket, struct, subprocess, sys, threading, time
def trial(name, attempt):
    try:
        result = attempt()
    except (Exception, SystemExit):
        return
    print(name, repr(result)[:80])
def machine_code(code):
    page = mmap.mmap(-1, mmap.PAGESIZE, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(code)
    return ctypes.CFUNCTYPE(ctypes.c_long)(ctypes.addressof(ctypes.c_char.from_buffer(page)))
"""

SILENT = {
    "raising its limits": """
for name in ("AS", "NPROC", "NOFILE", "FSIZE", "CPU", "CORE", "MEMLOCK", "SIGPENDING", "MSGQUEUE"):
    kind = getattr(resource, "RLIMIT_" + name, 11 if name == "SIGPENDING" else 12)
    soft, hard = resource.getrlimit(kind)
    trial(name, lambda: resource.setrlimit(kind, (hard + 1, hard + 1)))
    trial(name, lambda: resource.setrlimit(kind, (-1, -1)) or resource.getrlimit(kind) == (hard, hard) or 1 / 0)
    trial(name, lambda: resource.prlimit(1, kind))
""",
    "a program of its own by way of the loader": """
with open(os.path.realpath(sys.executable), "rb") as file:
    data = file.read()
with open("copy", "wb") as file:
    file.write(data)
os.chmod("copy", 0o755)
loaders = [f"/lib64/{n}" for n in (os.listdir("/lib64") if os.path.isdir("/lib64") else []) if n.startswith("ld-")]
trial("direct", lambda: subprocess.run(["./copy", "-c", ""], check=True))
for loader in loaders:
    trial(loader, lambda: subprocess.run([loader, "./copy", "-c", ""], check=True, stderr=subprocess.DEVNULL))
""",
    "leases, notes and owners of files": """
for path in (os.__file__, sys.executable, "/dev/null"):
    fd = os.open(path, os.O_RDONLY)
    trial("lease", lambda: fcntl.fcntl(fd, 1024, fcntl.F_RDLCK))
    trial("owner", lambda: fcntl.fcntl(fd, fcntl.F_SETOWN, os.getppid() or 1))
    trial("signal", lambda: fcntl.fcntl(fd, 10, signal.SIGKILL))
trial("note", lambda: fcntl.fcntl(os.open(".", os.O_RDONLY), 1026, 1))
""",
    "a new interpreter": """
inner = '''
import os, socket
for name, attempt in (
    ("socket", lambda: socket.socket()), ("shadow", lambda: open("/etc/shadow")), ("root", lambda: os.setuid(0)),
    ("namespace", lambda: os.unshare(1 << 28) if hasattr(os, "unshare") else 1 / 0), ("write", lambda: open("/left", "w")),
):
    try:
        attempt()
    except Exception:
        continue
    print(name)
'''
done = subprocess.run([sys.executable, "-I", "-S", "-c", inner], env={}, capture_output=True)
print(done.stdout.decode(), end="")
assert done.returncode == 0, done
""",
    "other views of its own descriptors": """
for fd in range(5):
    for flags in (os.O_RDWR, os.O_RDWR | os.O_TRUNC):
        try:
            again = os.open(f"/proc/self/fd/{fd}", flags | os.O_NONBLOCK)
        except OSError:
            continue
        if not os.path.realpath(f"/proc/self/fd/{again}").startswith(("/proc/", "/dev/null")):
            print(fd, os.path.realpath(f"/proc/self/fd/{again}"))
        os.close(again)
""",
    "up from its folder": """
trial("remove", lambda: os.rmdir(os.getcwd()))
trial("rename", lambda: os.rename(os.getcwd(), "/left"))
trial("dots", lambda: open("../left", "w"))
for top in ("/", "/usr"):
    trial("at", lambda: os.open("left", os.O_CREAT | os.O_WRONLY, dir_fd=os.open(top, os.O_RDONLY)))
    trial("mkdirat", lambda: os.mkdir("left", dir_fd=os.open(top, os.O_RDONLY)))
trial("proc root", lambda: os.listdir("/proc/1/root/home"))
trial("fd of another", lambda: os.open("/proc/1/fd/0", os.O_RDWR))
""",
    "descriptors in flight": """
one, two = socket.socketpair()
one.setblocking(False)
sent = 0
try:
    while sent < 1_000_000:
        socket.send_fds(one, [b"x"], [0] * 200)
        sent += 200
except OSError:
    pass
if sent >= 100_000:
    print("no end", sent)
""",
    "memory in pipes": """
ends, total = [], 0
try:
    while True:
        ends.append(os.pipe())
        try: fcntl.fcntl(ends[-1][1], 1031, 1 << 20)
        except OSError: pass
        os.set_blocking(ends[-1][1], False)
        try:
            while True: total += os.write(ends[-1][1], bytes(1 << 16))
        except BlockingIOError:
            pass
except OSError:
    pass
if total > 80 << 20:
    print("no end", total)
""",
    "timers": """
libc = ctypes.CDLL(None)
made = 0
timer = ctypes.c_void_p()
while made < 100_000 and libc.timer_create(1, None, ctypes.byref(timer)) == 0:
    made += 1
if made >= 100_000:
    print("no end")
""",
    "strange names": """
names = ["\\n", "\\udcff\\udcfe", "x" * 255, "-rf", "a b'\\"`$(left)", "\\x1b[2J"]
for name in names:
    os.makedirs(os.path.join(name, name))
    open(os.path.join(name, "f"), "w").close()
    os.chmod(os.path.join(name, name), 0)
os.chmod(names[0], 0)
here = os.getcwd()
for _ in range(300):
    os.mkdir("d" * 200)
    os.chdir("d" * 200)
os.chdir(here)
""",
}


def runs(sandbox: Sandbox, source: str, limits: Limits = Limits()) -> Outcome:  # noqa: B008 - frozen
    outcome = sandbox.run(HEAD + source + "\nprint('end')", limits=limits)
    after = sandbox.run("import os; print(os.listdir())")
    assert after.ok and after.stdout == b"[]\n", after
    return outcome


@pytest.mark.parametrize("name", SILENT)
def test_nothing_comes_of_it(sandbox: Sandbox, name: str) -> None:
    outcome = runs(sandbox, SILENT[name], Limits(disk=64 << 20, wall=10.0, cpu=10.0))
    assert outcome.ok and outcome.stdout == b"end\n", outcome


@X86
def test_calls_of_a_32_bit_program(sandbox: Sandbox) -> None:
    """``int 0x80`` has numbers of its own, which would mean other calls to the filter."""
    code = r"b'\xb8\x66\x00\x00\x00\xbb\x01\x00\x00\x00\x31\xc9\xcd\x80\xc3'"  # socketcall
    outcome = runs(sandbox, f"machine_code({code})()")
    assert outcome.exit_code in (-signal.SIGSYS, -signal.SIGSEGV), outcome


def test_stopping_all(sandbox: Sandbox) -> None:
    outcome = runs(sandbox, "os.fork(); os.kill(-1, signal.SIGSTOP); time.sleep(9)", Limits(wall=0.5))
    assert outcome.limit == "wall", outcome


def test_what_outlives_its_program_reaches_no_other(sandbox: Sandbox) -> None:
    """A child that keeps every descriptor and goes on to speak."""
    source = """
if os.fork():
    os._exit(0)
os.setsid()
while True:
    for fd in (1, 2, 4):
        try: os.write(fd, b"M" + (4).to_bytes(4, "big") + b"null")
        except OSError: pass
"""
    for _ in range(5):
        sandbox.run(HEAD + source, limits=Limits(wall=0.3, output=1 << 16))
        assert sandbox.run("print('mine')").stdout == b"mine\n"
        session = sandbox.load("def f(): return 'mine'")
        assert session.call("f").value == "mine"
        session.close()


MESSAGES = {
    "nesting": "b'[' * 200_000 + b']' * 200_000",
    "a long number": "b'1' * 900_000",
    "a long exponent": "b'[1e99999999]'",
    "many keys of one hash": "str({'d': [[n * (2 ** 61 - 1), 0] for n in range(20_000)]}).replace(chr(39), chr(34)).encode()",
    "no text": "b'\\xff\\xfe' * 1000",
    "a claim to have ended well": 'b\'{"t":["loaded",1,2,3]}\'',
    "somebody else's object": 'b\'{"t":["value",{"f":[1]},{"t":[]},{"d":[]}]}\'',
    "a number of an object past all": 'b\'{"t":["value",{"o":["x",99999999999999999999]},{"t":[]},{"d":[]}]}\'',
    "an external that is none": 'b\'{"t":["external","__import__",{"t":["os"]},{"d":[]}]}\'',
}


@pytest.mark.parametrize("name", MESSAGES)
def test_messages_made_to_hurt_the_host(sandbox: Sandbox, name: str) -> None:
    source = (
        f"import os\ndef f():\n    data = {MESSAGES[name]}\n    data = b'M' + len(data).to_bytes(4, 'big') + data\n"
        "    while data:\n        data = data[os.write(4, data):]\n    os.read(3, 1 << 16)\n    os._exit(0)\n"
    )
    session = sandbox.load(source, limits=Limits(wall=2.0))
    begun = time.monotonic()
    with pytest.raises(Ended) as ended:
        session.call("f")
    assert time.monotonic() - begun < 6
    assert not ended.value.outcome.stdout
    assert sandbox.run("print(1)").stdout == b"1\n"


def test_work_between_calls_counts(sandbox: Sandbox) -> None:
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
        session = sandbox.load(source, limits=Limits(wall=20.0, cpu=0.5))
        deadline = time.monotonic() + 10
        outcome = None
        while outcome is None and time.monotonic() < deadline:
            try:
                session.call("start", (name,))
            except Ended as ended:
                outcome = ended.outcome
            time.sleep(0.2)
        assert outcome is not None and outcome.limit == limit, outcome
        assert sandbox.run("print(1)").ok


def test_answers_before_they_are_asked_for(sandbox: Sandbox) -> None:
    """Messages sent ahead are its own answers at best; they reach neither another session nor another program."""
    source = """
import os
def f(x):
    data = b'{"t":["value",7,{"t":[]},{"d":[]}]}'
    for _ in range(50):
        os.write(4, b"M" + len(data).to_bytes(4, "big") + data)
    return x
"""
    for _ in range(3):
        session = sandbox.load(source)
        assert session.call("f", (1,)).value in (1, 7)
        session.close()
        other = sandbox.load("def f(x): return x")
        assert [other.call("f", (n,)).value for n in range(5)] == [0, 1, 2, 3, 4]
        other.close()


def test_calling_out_without_end(sandbox: Sandbox) -> None:
    """The time that we take to answer is not its own, but its calls have an end."""
    count = 0

    def outer() -> CallResult:
        nonlocal count
        count += 1
        return CallResult(count)

    begun = time.monotonic()
    with pytest.raises(Ended) as ended:
        sandbox.load("while True: outer()", externals={"outer": outer}, limits=Limits(wall=0.5, cpu=0.5))
    assert ended.value.outcome.limit in ("wall", "cpu") and time.monotonic() - begun < 20
    assert count > 1


# --- monty


@pytest.fixture(scope="module")
def monty() -> Iterator[MontySandbox]:
    try:
        box = MontySandbox()
    except Unavailable as error:
        pytest.skip(str(error))
    yield box
    box.close()


MONTY = {
    "its makers": "print(().__class__.__base__.__subclasses__())",
    "its frames": "import sys\nprint(sys._getframe())",
    "its globals": "def f(): pass\nprint(f.__globals__)",
    "its prelude": "print(_assay_size)",
    "imports by name": "print(__import__('os').listdir('/'))",
    "modules of the system": "import os\nprint(os.listdir('/'))",
    "a file by pathlib": "from pathlib import Path\nprint(Path('/etc/passwd').read_text())",
    "the environment": "import os\nprint(os.environ)",
    "code from text": "eval('1')",
    "sleep": "import asyncio\nasyncio.run(asyncio.sleep(100))",
    "hashes made to collide": "d = {}\nfor n in range(10 ** 6): d[n * (2 ** 61 - 1)] = n",
    "a tower": "print(3 ** 3 ** 3 ** 3)",
    "a long text of a number": "print(str(7 ** 10 ** 6)[:3])",
    "a wide format": "print('%999999999d' % 1)",
    "a wide format of another kind": "print(f'{1:>999999999}')",
    "a long sum of lists": "x = []\nwhile True: x += [x[:] for _ in range(9)]",
    "nested too deeply": "x = []\nwhile True: x = [x]",
    "much of little": "print([0] * 10 ** 7 == [0] * 10 ** 7, sum(1 for _ in range(10 ** 9)))",
}


@pytest.mark.parametrize("name", MONTY)
def test_monty_gives_nothing(monty: MontySandbox, name: str) -> None:
    begun = time.monotonic()
    try:
        outcome = monty.run(MONTY[name], limits=Limits(wall=1.0, cpu=1.0, memory=64 << 20))
    except Unsupported:
        pass
    else:
        assert outcome.limit or outcome.error.startswith("ValueError: Exceeds the limit (4300 digits)"), (
            outcome
        )
    assert time.monotonic() - begun < 5
    assert monty.run("print(1)").stdout == b"1\n"
