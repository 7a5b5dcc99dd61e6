"""Programs that forge, outlive their end, take all they can get, or spoil the interpreter for the next one."""

from __future__ import annotations

import contextlib
import os
import time

from assay.kit.sandboxes import isolation, limits
from assay.kit.sandboxes.checks import Group
from assay.kit.sandboxes.limits import QUICK
from assay.kit.sandboxes.under_test import LEFT, SandboxUnderTest, expect
from assay.sandbox import Ended, Limits, Outcome

STATE = Group("state", tidy=True)
FORGE = Group("forge", tidy=True, needs=limits.GUARDS[:1])
ENDING = Group("ending", tidy=True, needs=limits.GUARDS[:1])
PLAIN_BOMB = Group("plain_bomb", needs=[limits.GUARDS[0], limits.GUARDS[4]])
HOSTILE = Group("hostile", tidy=True, needs=(*isolation.GUARDS, *limits.GUARDS, *limits.OUTPUT))

# --- from one program to the next

SPOIL = """
import builtins, decimal, gc, json, locale, os, random, signal, string, sys, warnings
builtins.spoiled = True
builtins.print = builtins.len = builtins.sorted = lambda *a, **k: 42
json.dumps = lambda *a, **k: "42"
string.digits = "42"
sys.modules["spoiled"] = json
sys.path.insert(0, "/spoiled")
sys.setrecursionlimit(77)
os.environ["SPOILED"] = "1"
os.umask(0)
random.seed(1)
decimal.getcontext().prec = 3
signal.signal(signal.SIGTERM, signal.SIG_IGN)
warnings.simplefilter("error")
gc.disable()
sys.stdout.write("spoiled")
"""
SPOILED = """
import builtins, decimal, gc, json, os, signal, string, sys
found = [
    hasattr(builtins, "spoiled"), json.dumps([1]) != "[1]", string.digits != "0123456789", "spoiled" in sys.modules,
    "/spoiled" in sys.path, sys.getrecursionlimit() == 77, "SPOILED" in os.environ, os.umask(0o22) == 0,
    decimal.getcontext().prec == 3, signal.getsignal(signal.SIGTERM) == signal.SIG_IGN,
    not gc.isenabled(), len("abc") != 3, "x" in globals(),
]
"""


@STATE.check("interpreter")
def _interpreter(box: SandboxUnderTest) -> None:
    """Nothing that a program changes of its interpreter and process is there for the next one, or for one beside it."""
    clean = f"{SPOILED}\nprint(any(found) and found)"
    other = box.load(f"def f():\n    exec(CODE, globals())\n    return found\nCODE = {SPOILED!r}")
    expect(not any(other.call("f").value), "what is looked for is there from the start")
    expect(box.run(f"x = 1\n{SPOIL}").ok, "the program that changes all it can")
    outcome = box.run(clean)
    expect(outcome.stdout == b"False\n", outcome)
    session = box.load(
        f"x = 1\ndef f():\n{''.join(f'    {line}' for line in SPOIL.splitlines(True))}",
        limits=Limits(wall=1.0),
    )
    with contextlib.suppress(Ended):
        session.call("f")
    found = other.call("f").value
    expect(type(found) is list and not any(found), f"of a module beside it: {found}")
    session.close()
    outcome = box.run(clean)
    expect(outcome.stdout == b"False\n", outcome)


@STATE.check("modules")
def _modules(box: SandboxUnderTest) -> None:
    """The names of one module are not those of the next."""
    box.load("x = 1\ndef f(): return x").close()
    session = box.load("def g():\n    try:\n        return x\n    except NameError:\n        return None")
    expect(session.call("g").value is None, "a name of the module before")


@STATE.check("values")
def _values(box: SandboxUnderTest) -> None:
    """What one module made of its arguments and constants, another does not see."""
    first = box.load("x = [1]\ndef f(y):\n    x.append(y)\n    return x")
    expect(first.call("f", (2,)).value == [1, 2] and first.call("f", (3,)).value == [1, 2, 3], "its own list")
    second = box.load("x = [1]\ndef f(y):\n    x.append(y)\n    return x")
    expect(second.call("f", (5,)).value == [1, 5], "the list of the same name of another")
    expect(first.call("f", (4,)).value == [1, 2, 3, 4], "its own list again")


@STATE.check("devices")
def _devices(box: SandboxUnderTest) -> None:
    """Times and modes of devices are those of before."""
    read = "import os; s = os.stat('/dev/null'); print(int(s.st_mtime), oct(s.st_mode))"
    before = box.run(read).stdout
    for change in ("os.utime('/dev/null', (7, 7))", "os.chmod('/dev/null', 0)"):
        box.run(f"import os; {change}")
    expect(box.run(read).stdout == before, "the next program finds them changed")


NAMES = """
import os
names = ["\\n", "\\udcff\\udcfe", "x" * 255, "-rf", "a b'\\"`$(left)", "\\x1b[2J"]
for name in names:
    os.makedirs(os.path.join(name, name))
    open(os.path.join(name, "f"), "w").close()
    os.chmod(os.path.join(name, name), 0)
os.chmod(names[0], 0)
try: os.mkfifo("fifo")
except OSError: pass
os.symlink("/etc", "link"); os.symlink("nowhere", "loose"); os.link("x" * 255 + "/f", "hard")
here = os.getcwd()
for _ in range(300):
    os.mkdir("d" * 200)
    os.chdir("d" * 200)
os.chdir(here)
os.umask(0)
try: os.chmod(".", 0)
except OSError: pass
print("end")
"""


@STATE.check("names")
def _names(box: SandboxUnderTest) -> None:
    """Names that are odd, deep, locked or lead away do not keep the working directory from being emptied."""
    outcome = box.run(NAMES, limits=Limits(disk=64 << 20, wall=10.0, cpu=10.0))
    expect(outcome.ok and outcome.stdout == b"end\n", outcome)


# --- how programs end, and what goes on after that


@ENDING.check("daemons")
def _daemons(box: SandboxUnderTest) -> None:
    """A program's daemons and zombies end with it; nobody waits for them, and they do not change how it ended."""
    program = """
import os, time
for i in range(4):
    if not os.fork():
        os.setsid()
        if not os.fork():
            os.closerange(0, 100)
            time.sleep(20)
        os._exit(0)
print("done", flush=True)
os._exit(3)
"""
    outcome = box.run(program)
    expect((outcome.exit_code, outcome.limit, outcome.stdout) == (3, "", b"done\n"), outcome)
    expect(outcome.wall < 4, outcome)
    outcome = box.run("import os\nfor _ in range(8):\n    if not os.fork(): os._exit(0)\nos._exit(4)")
    expect(outcome.exit_code == 4, outcome)


@ENDING.check("open_output")
def _open_output(box: SandboxUnderTest) -> None:
    """A child that holds the output open does not keep its run alive."""
    outcome = box.run("import os, time\nif not os.fork(): time.sleep(20)\nprint('parent')")
    expect(outcome.ok and outcome.stdout == b"parent\n" and outcome.wall < 4, outcome)


@ENDING.check("late_output")
def _late_output(box: SandboxUnderTest) -> None:
    """A child that keeps every descriptor and goes on to write reaches no other program."""
    source = """
import os, time
if os.fork():
    os._exit(0)
os.setsid()
end = time.time() + 20
while time.time() < end:
    for fd in range(1, 32):
        try: os.write(fd, b"M" + (4).to_bytes(4, "big") + b"null")
        except OSError: pass
"""
    for _ in range(5):
        box.run(source, limits=Limits(wall=0.3, output=1 << 16))
        expect(box.run("print('mine')").stdout == b"mine\n", "the next program's output")
        session = box.load("def f(): return 'mine'")
        expect(session.call("f").value == "mine", "the next module's value")
        session.close()


@ENDING.check("late_threads")
def _late_threads(box: SandboxUnderTest) -> None:
    """A thread that a call left running changes no value of a later call, and ends with its session."""
    source = """
import threading, time
x = [1]
def spoil():
    end = time.time() + 20
    while time.time() < end:
        x.append(1); print("late"); time.sleep(0.001)
def f():
    threading.Thread(target=spoil, daemon=True).start()
    return [0]
def g(y): return y
"""
    session = box.load(source)
    value = session.call("f").value
    for n in range(20):
        expect(session.call("g", (n,)).value == n, "a later call's value")
    expect(value == [0], value)
    session.close()
    other = box.load("def f(): print('mine'); return 1")
    for _ in range(20):
        expect(other.call("f").stdout == b"mine\n", "the output of a module beside it")


@ENDING.check("huge_arguments")
def _huge_arguments(box: SandboxUnderTest) -> None:
    """A program that starts another one with arguments too large for the system is refused, and goes on."""
    outcome = box.run(
        """
import os, sys
try:
    os.execv(sys.executable, ["x" * (1 << 21)] * 4)
except OSError as error:
    print(error.errno)
"""
    )
    expect(outcome.ok and outcome.stdout == b"7\n", outcome)


# --- what a program says of itself

JUNK = {
    "random": "os.urandom(999)",
    "zeros": "bytes(999)",
    "ones": "b'\\xff' * 999",
    "length": "b'\\x7f\\xff\\xff\\xff' * 9",
    "json": 'b\'{"ok": true, "exit_code": 0, "stdout": "forged", "value": "forged", "result": "forged"}\\n\' * 3',
    "nested": "b'[' * 200_000",
    "number": "b'9' * 900_000",
    "pickle": 'b\'cos\\nputenv\\n(S"ASSAY_FORGED"\\nS"1"\\ntR.\' * 3',
    "lines": "b'\\n'.join([b'OK', b'PASS', b'0', b'None', b'True', b'exit 0', b'EOF', b'\"forged\"']) + b'\\n'",
}
_WRITE = """
import os
def write(data):
    for fd in range(3, 64):
        try:
            os.set_blocking(fd, False)
            part = data
            while part:
                part = part[os.write(fd, part):]
        except OSError:
            pass
"""


@FORGE.each("channels", JUNK)
def _channels(box: SandboxUnderTest, data: str) -> None:
    """Whatever a program writes to the descriptors that it was started with, it only ends by it."""
    for end in ("os._exit(3)", "while True: pass"):
        outcome = box.run(f"{_WRITE}\nwrite({data})\n{end}", limits=QUICK)
        expect(outcome.exit_code in (3, None) and not outcome.ok and outcome.stdout == b"", outcome)
        with contextlib.suppress(Ended):
            box.load(f"{_WRITE}\nwrite({data})\n{end}", limits=QUICK).close()
            expect(False, "a module that did not come to its end is loaded")
    session = box.load(f"{_WRITE}\ndef f():\n    write({data})\n    os._exit(0)", limits=QUICK)
    try:
        reply = session.call("f")
    except Ended as ended:
        expect(ended.outcome.stdout == b"", ended.outcome)
    else:
        expect(False, f"a call that never came to its end gives {reply!r}")
    expect("ASSAY_FORGED" not in os.environ and not os.getenv("ASSAY_FORGED"), "it was unpickled")
    session = box.load("def f(): return 'mine'")
    expect(session.call("f").value == "mine", "the value of the next module")


@FORGE.check("output")
def _output(box: SandboxUnderTest) -> None:
    """What a program prints says nothing of how it ended and is no value."""
    printed = r"""{"exit_code": 0, "ok": true, "value": 1}
EXIT 0
\x00\x00\x00\x010
"""
    source = f"import sys\ntext = {printed!r}\nsys.stdout.write(text * 3); sys.stderr.write(text * 3)\n"
    outcome = box.run(f"{source}sys.exit(3)")
    wanted = (printed * 3).encode()
    expect((outcome.exit_code, outcome.stdout, outcome.stderr) == (3, wanted, wanted), outcome)
    session = box.load(f"def f():\n    {source.replace(chr(10), chr(10) + '    ')}return 2")
    reply = session.call("f")
    expect(reply.value == 2 and reply.stdout == wanted, reply)


@FORGE.check("closing_channels")
def _closing(box: SandboxUnderTest) -> None:
    """A program that closes its descriptors runs on or ends; a module that does is gone or goes on."""
    outcome = box.run("import os; os.closerange(3, 99); print(1)")
    expect(outcome.stdout == b"1\n", outcome)
    outcome = box.run("import os, time; os.closerange(0, 99); time.sleep(9)", limits=QUICK)
    expect(outcome.limit == "wall", outcome)
    with contextlib.suppress(Ended):
        session = box.load("import os; os.closerange(3, 99)\ndef f(): return 1", limits=QUICK)
        reply = session.call("f")
        expect(reply.value == 1, reply)


@FORGE.check("reading_channels")
def _reading(box: SandboxUnderTest) -> None:
    """A program that takes its own messages gets nothing that it was not given, and nobody waits for it for long."""
    source = """
import os
got = b""
for fd in range(3, 64):
    try:
        os.set_blocking(fd, False)
        got += os.read(fd, 1 << 16)
    except OSError:
        pass
"""
    for end in ("", "os._exit(0)"):
        with contextlib.suppress(Ended):
            session = box.load(f"{source}{end}\ndef f(x): return got", limits=QUICK)
            for n in range(2):
                session.call("f", (f"secret {n}",))


@FORGE.check("equality")
def _equality(box: SandboxUnderTest) -> None:
    """A module cannot learn what its values are compared with: nothing of it is called after its call is over."""
    source = """
calls = []
class Any:
    def __eq__(self, other): calls.append(repr(other)); return True
    def __hash__(self): calls.append("hash"); return 1
    def __repr__(self): calls.append("repr"); return "42"
    def __bool__(self): calls.append("bool"); return True
value = Any()
def f(): return value
def seen(): return list(calls)
"""
    session = box.load(source)
    value = session.call("f").value
    before = session.call("seen").value
    for other in (42, "expected", None):
        expect([value == other] == [False], f"it equals {other!r}")
    repr(value), hash(value)
    expect(session.call("seen").value == before, "a method of the program's was called from outside")


# --- bombs of plain Python, which a subset has too

BOMBS = {
    "colliding_hashes": "d = {}\nfor n in range(10 ** 6): d[n * (2 ** 61 - 1)] = n",
    "tower": "print(3 ** 3 ** 3 ** 3)",
    "digits": "print(str(7 ** 10 ** 6)[:3])",
    "width": "print('%999999999d' % 1)",
    "format": "print(f'{1:>999999999}')",
    "lists": "x = []\nwhile True: x += [x[:] for _ in range(9)]",
    "nesting": "x = []\nwhile True: x = [x]",
    "zeros": "print([0] * 10 ** 7 == [0] * 10 ** 7, sum(1 for _ in range(10 ** 9)))",
    "squares": "x = 7\nfor _ in range(99): x = x * x",
    "caught": "while True:\n    try:\n        while True: pass\n    except ValueError: pass",
}


@PLAIN_BOMB.each("", BOMBS)
def _bomb(box: SandboxUnderTest, source: str) -> None:
    """Arithmetic, texts and containers made to grow run into a limit, or into an exception, and that soon."""
    begun = time.monotonic()
    outcome = box.run(source, limits=Limits(wall=1.0, cpu=1.0, memory=64 << 20))
    digits = outcome.error.startswith("ValueError: Exceeds the limit (4300 digits)")
    expect(outcome.limit in ("wall", "cpu", "memory", "output") or digits, outcome)
    expect(time.monotonic() - begun < 5, f"it took {time.monotonic() - begun:.1f} s")
    box.works()


# --- programs that would harm a machine whose sandbox does not hold

HEAD = """
import ctypes, errno, fcntl, mmap, os, resource, signal, socket, struct, subprocess, sys, threading, time
def trial(name, attempt):
    try:
        result = attempt()
    except (Exception, SystemExit):
        return
    print(name, repr(result)[:80])
"""

SILENT = {
    "raising_limits": """
for name in ("AS", "NPROC", "NOFILE", "FSIZE", "CPU", "CORE", "MEMLOCK", "SIGPENDING", "MSGQUEUE"):
    kind = getattr(resource, "RLIMIT_" + name, 11 if name == "SIGPENDING" else 12)
    soft, hard = resource.getrlimit(kind)
    trial(name, lambda: resource.setrlimit(kind, (hard + 1, hard + 1)))
    trial(name, lambda: resource.setrlimit(kind, (-1, -1)) or resource.getrlimit(kind) == (hard, hard) or 1 / 0)
    trial(name, lambda: resource.prlimit(1, kind))
""",
    "loader": """
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
    "leases": """
for path in (os.__file__, sys.executable, "/dev/null"):
    fd = os.open(path, os.O_RDONLY)
    trial("lease", lambda: fcntl.fcntl(fd, 1024, fcntl.F_RDLCK))
    trial("owner", lambda: fcntl.fcntl(fd, fcntl.F_SETOWN, os.getppid() or 1))
    trial("signal", lambda: fcntl.fcntl(fd, 10, signal.SIGKILL))
trial("note", lambda: fcntl.fcntl(os.open(".", os.O_RDONLY), 1026, 1))
""",
    "new_interpreter": """
inner = '''
import os, socket
for name, attempt in (
    ("socket", lambda: socket.socket()), ("shadow", lambda: open("/etc/shadow")), ("root", lambda: os.setuid(0)),
    ("namespace", lambda: os.unshare(1 << 28) if hasattr(os, "unshare") else 1 / 0), ("write", lambda: open("/assay-left", "w")),
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
    "own_descriptors": """
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
    "upwards": """
trial("remove", lambda: os.rmdir(os.getcwd()))
trial("rename", lambda: os.rename(os.getcwd(), "/assay-left"))
trial("dots", lambda: open("../assay-left", "w"))
for top in ("/", "/usr"):
    trial("at", lambda: os.open("assay-left", os.O_CREAT | os.O_WRONLY, dir_fd=os.open(top, os.O_RDONLY)))
    trial("mkdirat", lambda: os.mkdir("assay-left", dir_fd=os.open(top, os.O_RDONLY)))
trial("proc root", lambda: os.listdir(os.path.join("/proc/1/root", "home")))
trial("fd of another", lambda: os.open("/proc/1/fd/0", os.O_RDWR))
""",
    "descriptors_in_flight": """
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
    "memory_in_pipes": """
ends, total = [], 0
try:
    while total <= 160 << 20:
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
}


@HOSTILE.each("", SILENT)
def _silent(box: SandboxUnderTest, source: str) -> None:
    """Nothing comes of further ways out: loaders, leases, descriptors, limits, what the kernel keeps for a process."""
    outcome = box.run(HEAD + source + "\nprint('end')", limits=Limits(disk=64 << 20, wall=10.0, cpu=10.0))
    expect(outcome.ok and outcome.stdout == b"end\n", outcome)


FORK_BOMB = "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass"
BOMBS_OF_PROCESSES = {
    "fork_bomb": FORK_BOMB,
    "thread_bomb": "import threading, time\nwhile True:\n    try: threading.Thread(target=time.sleep, args=(100,)).start()\n    except RuntimeError: pass",
}


@HOSTILE.each("", BOMBS_OF_PROCESSES)
def _fork_bomb(box: SandboxUnderTest, source: str) -> None:
    """A bomb of processes or threads ends that one run."""
    outcome = box.run(source, limits=QUICK)
    expect(outcome.limit in ("wall", "cpu"), outcome)


@HOSTILE.check("memory_of_many")
def _memory_of_many(box: SandboxUnderTest) -> None:
    """The processes of a program together may not hold much more memory than one may."""
    program = """
import os, time
for _ in range(12):
    if not os.fork():
        break
x = b"x" * (60 << 20)
time.sleep(3)
"""
    outcome = box.run(program, limits=Limits(memory=100 << 20))
    expect(outcome.limit == "memory", outcome)


ENDLESS = {
    "disk": f"f = open('{LEFT}', 'wb')\nwhile True: f.write(bytes(1 << 16))",
    "names": f"for i in range(10**6): open(f'{LEFT}{{i}}', 'w').close()",
}


@HOSTILE.each("endless", ENDLESS)
def _endless(box: SandboxUnderTest, source: str) -> None:
    """A program that fills the disk without end ends at its limit."""
    outcome = box.run(source, limits=Limits(disk=1 << 20))
    expect(outcome.exit_code in (1, None) and outcome.limit == "disk", outcome)


@HOSTILE.each("endless", {"stdout": 1, "stderr": 2})
def _endless_output(box: SandboxUnderTest, fd: int) -> None:
    """So does one that writes without end."""
    source = f"import os\nwhile True: os.write({fd}, b'x' * 9999)"
    outcome = box.run(source, limits=Limits(output=300_000))
    expect((outcome.exit_code, outcome.limit) == (None, "output"), outcome)
    expect((outcome.stdout, outcome.stderr)[fd - 1] == b"x" * 300_000, "what came before is kept")


# --- all of it

MIX = [
    "print(1)",
    "import os; os._exit(0)",
    "raise SystemExit(3)",
    "1/0",
    "import os, time\nif os.fork(): os._exit(0)\ntime.sleep(100)",
    "import os\nfor _ in range(5):\n    if not os.fork():\n        os.setsid(); os.fork(); os.pause() if hasattr(os, 'pause') else __import__('signal').pause()",
    "import os; os.kill(os.getpid(), 9)",
    "import os; os.kill(-1, 9)",
    "import os; os.abort()",
    "import ctypes; ctypes.string_at(0)",
    "import os; os.write(4, os.urandom(50)); os._exit(0)",
    "import os\nwhile True: os.write(1, b'x' * 65536)",
    f"open('{LEFT}', 'wb').write(bytes(1 << 30))",
    f"for i in range(200): open(f'{LEFT}{{i}}', 'w').write('x')",
    "x = bytearray(1 << 40)",
    "import socket; socket.create_connection(('127.0.0.1', 9))",
    "import threading, time\nfor _ in range(40): threading.Thread(target=time.sleep, args=(9,), daemon=True).start()",
    "import os\nfor _ in range(99): os.fork()",
    "import sys; sys.stdout.close(); import os; os.close(1)",
    "import os; os.closerange(0, 99)",
    "import sys\nsys.setrecursionlimit(20000)\ndef f(): f()\nf()",
    "x = [open('/dev/null') for _ in range(99)]",
    f"import os; os.mkfifo('{LEFT}'); os.symlink('/', '{LEFT}-root')",
    "import builtins; builtins.print = builtins.exec = None; import os; del os.write",
    "(",
]
SLOW = [
    "while True: pass",
    "import time; time.sleep(100)",
    "import os\nwhile True: os.fork()",
    "import os; os.kill(os.getpid(), 19)",
]


@HOSTILE.check("many_runs")
def _many_runs(box: SandboxUnderTest) -> None:
    """Two hundred hostile programs, one after the other, leave nothing and slow nothing (ASSAY_HOSTILE_RUNS says how many)."""
    runs = int(os.environ.get("ASSAY_HOSTILE_RUNS", "200"))
    usual = Limits(wall=1.0, memory=128 << 20, output=1 << 18, disk=1 << 20)
    short = Limits(wall=0.2, memory=128 << 20, output=1 << 18, disk=1 << 20)
    started = time.monotonic()
    for i in range(runs):
        if i % 50 == 25:
            source = SLOW[i // 50 % len(SLOW)]
            outcome = box.run(source, limits=short)
            expect(outcome.limit in ("wall", "cpu") or outcome.exit_code == 1, (source, outcome))
        else:
            source = MIX[i % len(MIX)]
            outcome = box.run(source, limits=usual)
            expect(
                isinstance(outcome, Outcome) and not outcome.error.startswith("the jail"), (source, outcome)
            )
            if source == "print(1)":
                expect(outcome.ok and outcome.stdout == b"1\n", outcome)
    # nothing waits for a limit that is not its own
    expect(time.monotonic() - started < runs / 2, f"{runs} programs took {time.monotonic() - started:.0f} s")
