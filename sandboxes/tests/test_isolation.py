"""What hostile programs try, against every sandbox; after each, the next run works and nothing is left.

Most programs here print what they could do, so a closed jail prints nothing.
"""

import contextlib
import os
import signal
import socket
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assay.sandbox import Ended, Limits, Outcome, Sandbox

NORMAL = Limits()
QUICK = Limits(wall=0.5, cpu=1.0)

TRIAL = """
import ctypes, errno, os, platform, socket
libc = ctypes.CDLL(None, use_errno=True)
def trial(name, attempt):
    try:
        result = attempt()
    except (Exception, SystemExit):
        return
    print(name, repr(result)[:80])
def call(function, *args):
    if getattr(libc, function)(*args) < 0:
        raise OSError(ctypes.get_errno(), function)
def syscall(numbers, *args):
    number = numbers[platform.machine() != "x86_64"]
    if number >= 0 and libc.syscall(ctypes.c_long(number), *map(ctypes.c_long, args)) < 0:
        raise OSError(ctypes.get_errno(), "syscall")
    if number < 0:
        raise OSError
"""


def nothing_works(sandbox: Sandbox, program: str, stdin: str = "", limits: Limits = NORMAL) -> None:
    outcome = sandbox.run(TRIAL + program + "\nprint('end')", stdin=stdin.encode(), limits=limits)
    assert outcome.stdout == b"end\n", outcome
    assert outcome.ok, outcome


def descendants(pid: int | str = "self") -> int:
    count = 0
    with contextlib.suppress(OSError):  # it has just ended
        for task in os.listdir(f"/proc/{pid}/task"):
            children = Path(f"/proc/{pid}/task/{task}/children").read_text().split()
            count += len(children) + sum(map(descendants, children))
    return count


def traces() -> tuple[list[str], list[str]]:
    """Mounts and files, where a program or a jail might have left some."""
    folders = {tempfile.gettempdir(), "/tmp", "/dev", "/dev/shm", "/proc", "/var/tmp"}
    points = [line.split()[4] for line in Path("/proc/self/mountinfo").read_text().splitlines()]
    mounts = sorted(point for point in points if point in folders or os.path.dirname(point) in folders)
    return mounts, sorted(name for folder in folders for name in os.listdir(folder) if "left" in name)


def works(sandbox: Sandbox) -> None:
    outcome = sandbox.run("import os; print(sorted(os.listdir()), input())", stdin=b"hello\n")
    assert outcome.ok and outcome.stdout == b"[] hello\n", outcome


@pytest.fixture(autouse=True)
def nothing_left(sandbox: Sandbox) -> Iterator[None]:
    works(sandbox)
    before, found = settled(), traces()
    yield
    works(sandbox)
    deadline = time.monotonic() + 5
    while settled() > before and time.monotonic() < deadline:
        pass
    assert settled() <= before
    assert traces() == found


def settled() -> int:
    """The number of our processes, once it stays the same: the sandbox tidies up while we go on."""
    counts = [-1, -2, -3]
    while len(set(counts[-3:])) > 1:
        counts.append(descendants())
        time.sleep(0.01)
    return counts[-1]


# --- the network


def test_network(sandbox: Sandbox, tmp_path: Path) -> None:
    tcp, udp = socket.socket(), socket.socket(type=socket.SOCK_DGRAM)
    unix, abstract = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)
    name = f"\0assay-test-{os.getpid()}"
    with tcp, udp, unix, abstract:
        path = os.path.relpath(tmp_path / "socket")
        for listener, address in ((tcp, ("127.0.0.1", 0)), (unix, path), (abstract, name)):
            listener.bind(address)
            listener.listen()
            listener.setblocking(False)
        udp.bind(("127.0.0.1", 0))
        udp.setblocking(False)
        data = (tcp.getsockname(), udp.getsockname(), str(tmp_path / "socket"), name)
        nothing_works(
            sandbox,
            """
import ast
tcp, udp, path, name = ast.literal_eval(input())
trial("tcp", lambda: socket.create_connection(tcp, 1))
trial("udp", lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"x", udp))
trial("tcp6", lambda: socket.create_connection(("::1", tcp[1]), 1))
trial("unix", lambda: socket.socket(socket.AF_UNIX).connect(path))
trial("abstract", lambda: socket.socket(socket.AF_UNIX).connect(name))
trial("listen", lambda: socket.create_server(("127.0.0.1", 0)))
trial("raw", lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1))
trial("packet", lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW))
trial("netlink", lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW))
trial("vsock", lambda: socket.socket(40, socket.SOCK_STREAM))
trial("name", lambda: socket.getaddrinfo("name.invalid", 80))
trial("lower pair", lambda: socket.socketpair(socket.AF_INET))
one, two = socket.socketpair()
one.sendall(b"x")
assert two.recv(1) == b"x"
""",
            repr(data),
        )
        for listener in (tcp, unix, abstract):
            with pytest.raises(BlockingIOError):
                listener.accept()
        with pytest.raises(BlockingIOError):
            udp.recv(1)


# --- reading


def test_files_of_the_host(sandbox: Sandbox, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    secret.chmod(0o444)
    nothing_works(
        sandbox,
        """
mine, home, folder = eval(input())
for path in (mine, home, folder, "/etc/shadow", "/home", "/proc/1/root" + mine, "/proc/1/cwd" + mine,
             "/proc/self/root" + mine, "/../.." + mine, "/sys/class", "/boot", "/var/log", "/run"):
    trial(path, lambda: os.listdir(path))
    trial(path, lambda: open(path).read())
trial("home files", lambda: 1 / len([n for n in os.listdir("/root") if n.startswith(".b")]))
""",
        repr((str(secret), str(Path.home() / ".bashrc"), str(Path(__file__).parent))),
    )


def test_our_environment(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSAY_SECRET", "hunter2")
    nothing_works(
        sandbox,
        """
import glob
secret = "ASSAY_" + "SECRET"
trial("os.environ", lambda: os.environ[secret])
for path in glob.glob("/proc/*/environ"):
    trial(path, lambda: open(path).read().index(secret))
assert not [key for key in os.environ if key not in ("PATH", "HOME", "LANG", "PYTHONHASHSEED")], os.environ
""",
    )


def test_other_processes(sandbox: Sandbox) -> None:
    nothing_works(
        sandbox,
        """
try:
    others = [name for name in os.listdir("/proc") if name.isdigit()]
except OSError:
    others = []
others.remove(str(os.getpid())) if str(os.getpid()) in others else None
if len(others) > 1:
    print("sees", others)
for pid in [*others, "1", str(os.getppid())]:
    for name in ("mem", "environ", "maps", "fd", "fd/0", "root", "cwd", "exe", "stack", "syscall"):
        trial((pid, name), lambda: open(f"/proc/{pid}/{name}").read(1))
        trial((pid, name), lambda: os.listdir(f"/proc/{pid}/{name}"))
        trial((pid, name), lambda: os.readlink(f"/proc/{pid}/{name}"))
""",
    )


def test_open_descriptors(sandbox: Sandbox) -> None:
    outcome = sandbox.run(
        """
import os
for fd in range(200):
    try:
        os.fstat(fd)
    except OSError:
        continue
    print(fd, end=" ")
"""
    )
    assert outcome.stdout == b"0 1 2 3 4 ", outcome


def test_files_of_another_run(sandbox: Sandbox) -> None:
    assert sandbox.run("open('left', 'w').write('x'); open('/dev/shm/left', 'w').write('y')").ok
    nothing_works(
        sandbox,
        """
for folder in (".", "/tmp", "/dev/shm", "/var/tmp"):
    trial(folder, lambda: os.listdir(folder)[0])
""",
    )


def test_memory_of_another_run(sandbox: Sandbox) -> None:
    """What one program was sent, said or printed is nowhere in the memory of those that follow."""
    secret = "".join(f"{i:x}{i * 7919:x}" for i in range(10))
    session = sandbox.load(f"def f(x):\n    print('{secret}')\n    return x * 2\nf('')")
    assert session.call("f", (secret,)).value == secret * 2
    session.close()
    assert sandbox.run(f"print(input()); raise ValueError('{secret}')", stdin=secret.encode()).exit_code == 1
    program = """
key, last = input().encode(), int(input())  # all but the end: the whole is not to come from here
found = searched = 0
with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
    for line in maps:
        start, end = (int(part, 16) for part in line.split()[0].split("-"))
        try:
            memory.seek(start)
            data = memory.read(end - start)
        except (OSError, OverflowError, ValueError):
            continue
        searched += len(data)
        place = data.find(key)
        while place >= 0:
            found += data[place + len(key):][:1] == bytes([last])
            place = data.find(key, place + 1)
print(found, searched > 1 << 20)
"""
    for _ in range(2):  # the second was forked while the first ran
        outcome = sandbox.run(program, stdin=f"{secret[:-1]}\n{ord(secret[-1])}\n".encode())
        assert outcome.stdout == b"0 True\n" or "No such file" in outcome.error, (
            outcome
        )  # /proc may be hidden


# --- writing


def test_writing_outside(sandbox: Sandbox) -> None:
    nothing_works(
        sandbox,
        """
import sys
for folder in ("/", "/etc", "/usr", "/usr/lib", "/dev", "/proc", "/proc/self", "/var", "/var/tmp", "/root", "/home",
               "/run", "/sys", os.path.dirname(os.__file__), os.path.dirname(sys.executable)):
    trial(folder, lambda: open(os.path.join(folder, "left"), "w"))
    trial(folder, lambda: os.mkdir(os.path.join(folder, "left-folder")))
for path in (os.__file__, sys.executable, "/proc/sys/kernel/hostname", "/proc/self/oom_score_adj", "/proc/1/oom_adj",
             "/proc/sysrq-trigger", "/proc/self/uid_map", "/dev/full"):
    trial(path, lambda: open(path, "r+b").write(b"1"))
    trial(path, lambda: os.chmod(path, 0o777))
for path in (os.__file__, sys.executable, "/dev/full", "/dev/null"):
    trial(path, lambda: os.truncate(path, 0))
    if path != "/dev/null" or "docker" not in input():  # a container has one of its own, and it is reset
        trial(path, lambda: os.utime(path))
trial("rename", lambda: os.rename("/etc", "/etc2"))
trial("remove", lambda: os.remove(os.__file__))
trial("mknod", lambda: os.mknod("zero", 0o600 | 0o020000, os.makedev(1, 5)))
open("/dev/null", "w").write("x")
""",
        sandbox.runtime,
    )


def test_links(sandbox: Sandbox) -> None:
    nothing_works(
        sandbox,
        """
os.symlink("/etc/shadow", "left-shadow")
trial("symbolic", lambda: open("left-shadow").read())
os.symlink(os.path.dirname(os.__file__), "left-library")
trial("through", lambda: open("left-library/left.py", "w"))
trial("hard", lambda: os.link(os.__file__, "left-os"))
os.symlink("/", "left-root")
trial("up", lambda: open("left-root/left", "w"))
os.symlink("left-b", "left-a"), os.symlink("left-a", "left-b")
trial("loop", lambda: open("left-a"))
""",
    )


# --- privileges


def test_becoming_root(sandbox: Sandbox) -> None:
    nothing_works(
        sandbox,
        """
for name in ("setuid", "setgid", "seteuid", "setegid"):
    trial(name, lambda: getattr(os, name)(0))
trial("setreuid", lambda: os.setreuid(0, 0))
trial("setresuid", lambda: os.setresuid(0, 0, 0))
trial("setresgid", lambda: os.setresgid(0, 0, 0))
trial("setgroups", lambda: os.setgroups([0]))
trial("chown", lambda: (open("f", "w"), os.chown("f", 0, 0)))
trial("capset", lambda: syscall((126, 91), 0, 0))
import shutil, sys, subprocess
shutil.copy(os.path.realpath(sys.executable), "python")
trial("chmod", lambda: os.chmod("python", 0o6755))
trial("run", lambda: subprocess.run(["./python", "-c", ""], check=True))
assert os.getuid() and os.geteuid() and os.getgid() and os.getegid()
""".replace('trial("chmod", lambda: os.chmod("python", 0o6755))', 'os.chmod("python", 0o6755)'),
        limits=Limits(disk=64 << 20),
    )


def test_system_calls(sandbox: Sandbox) -> None:
    """(x86-64, aarch64) numbers; -1: there is none."""
    nothing_works(
        sandbox,
        """
PID = os.getppid()
calls = {
    "ptrace traceme": ((101, 117), 0), "ptrace attach": ((101, 117), 16, PID), "ptrace seize": ((101, 117), 0x4206, PID),
    "process_vm_readv": ((310, 270), PID, 0, 0, 0, 0, 0), "process_vm_writev": ((311, 271), os.getpid(), 0, 0, 0, 0, 0),
    "kcmp": ((312, 272), PID, PID, 0, 0, 0), "pidfd_open": ((434, 434), os.getpid(), 0),
    "pidfd_getfd": ((438, 438), 0, 0, 0), "unshare user": ((272, 97), 0x10000000), "unshare mount": ((272, 97), 0x20000),
    "unshare net": ((272, 97), 0x40000000), "setns": ((308, 268), 0, 0), "chroot": ((161, 51), 0),
    "pivot_root": ((155, 41), 0, 0), "umount": ((166, 39), 0, 0), "fsopen": ((430, 430), 0, 0),
    "open_tree": ((428, 428), -100, 0, 1), "move_mount": ((429, 429), 0, 0, 0, 0, 0), "fsmount": ((432, 432), 0, 0, 0),
    "mount_setattr": ((442, 442), 0, 0, 0, 0, 0), "keyctl": ((250, 219), 0, -3, 0), "add_key": ((248, 217), 0, 0, 0, 0, -2),
    "request_key": ((249, 218), 0, 0, 0, 0), "bpf": ((321, 280), 0, 0, 0), "perf": ((298, 241), 0, 0, -1, -1, 0),
    "userfaultfd": ((323, 282), 1), "io_uring": ((425, 425), 1, 0), "kexec": ((246, 104), 0, 0, 0, 0),
    "init_module": ((175, 105), 0, 0, 0), "finit_module": ((313, 273), 0, 0, 0), "reboot": ((169, 142), 0, 0, 0, 0),
    "swapon": ((167, 224), 0, 0), "handle": ((304, 265), 0, 0, 0), "name_to_handle": ((303, 264), 0, 0, 0, 0, 0),
    "personality": ((135, 92), 0x0400000), "memfd": ((319, 279), 0, 0), "shmget": ((29, 194), 0, 4096, 0o1600),
    "msgget": ((68, 186), 0, 0o1600), "semget": ((64, 190), 0, 1, 0o1600), "mq_open": ((240, 180), 0, 0o102, 0o600, 0),
    "syslog": ((103, 116), 3, 0, 0), "sethostname": ((170, 161), 0, 0), "settimeofday": ((164, 170), 0, 0),
    "acct": ((163, 89), 0), "quotactl": ((179, 60), 0, 0, 0, 0), "iopl": ((172, -1), 3), "modify_ldt": ((154, -1), 0, 0, 0),
    "fanotify": ((300, 262), 0, 0), "clone user": ((56, 220), 0x10000011, 0, 0, 0, 0), "clone3": ((435, 435), 0, 0),
    "vhangup": ((153, 58),), "seccomp": ((317, 277), 1, 0, 0), "no such call": ((9999, 9999),),
    "prctl dumpable": ((157, 167), 4, 1, 0, 0, 0), "prctl ptracer": ((157, 167), 0x59616D61, -1, 0, 0, 0),
    "prctl subreaper": ((157, 167), 36, 1, 0, 0, 0), "prlimit of another": ((302, 261), 1, 7, 0, 0),
}
for name, (numbers, *args) in calls.items():
    trial(name, lambda: syscall(numbers, *args))
import fcntl, termios
trial("TIOCSTI", lambda: fcntl.ioctl(0, termios.TIOCSTI, b"x"))
trial("mount", lambda: call("mount", b"none", b"/tmp", b"tmpfs", 0, None))
trial("bind", lambda: call("mount", b"/tmp", b"/etc", None, 4096, None))
""",
    )


@pytest.mark.skipif(os.uname().machine != "x86_64", reason="the x32 calls are those of x86-64")
def test_calls_of_another_architecture(sandbox: Sandbox) -> None:
    outcome = sandbox.run("import ctypes; ctypes.CDLL(None).syscall(ctypes.c_long(0x40000000 + 41), 2, 1, 0)")
    assert outcome.exit_code == -signal.SIGSYS, outcome


def test_killing_others(sandbox: Sandbox) -> None:
    outcome = sandbox.run(
        """
import os, signal
os.setpgid(0, 0) if os.getpgid(0) != os.getpid() else None
for pid in (1, os.getppid(), *range(2, 400)):
    if pid != os.getpid() and pid > 0:
        for number in (signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM):
            try:
                os.kill(pid, number)
            except OSError:
                pass
print("alive", flush=True)
try:
    os.kill(-1, signal.SIGKILL)
except ProcessLookupError:
    pass
"""
    )
    assert outcome.stdout == b"alive\n" and outcome.exit_code in (0, None), outcome


# --- using up what there is


def test_fork_bomb(sandbox: Sandbox) -> None:
    outcome = sandbox.run(
        "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass", limits=QUICK
    )
    assert outcome.limit in ("wall", "cpu"), outcome


def test_number_of_processes(sandbox: Sandbox) -> None:
    program = """
import os, time
n = 1
try:
    while os.fork():
        n += 1
    time.sleep(100)
except OSError as error:
    print(n, error.errno)
"""
    assert sandbox.run(program, limits=Limits(processes=10)).stdout == b"10 11\n"


def test_thread_bomb(sandbox: Sandbox) -> None:
    program = """
import threading, time
n = 1
try:
    while True:
        threading.Thread(target=time.sleep, args=(100,), daemon=True).start()
        n += 1
except RuntimeError:
    print(n)
"""
    assert sandbox.run(program, limits=Limits(processes=10)).stdout == b"10\n"


@pytest.mark.parametrize(
    "program",
    ["x = []\nwhile True: x.append(bytes(1 << 20))", "bytearray(1 << 40)", "x = 'a'\nwhile True: x += x"],
)
def test_memory_bomb(sandbox: Sandbox, program: str) -> None:
    outcome = sandbox.run(program, limits=Limits(memory=100 << 20))
    assert (outcome.exit_code, outcome.limit, outcome.error) == (1, "memory", "MemoryError"), outcome


def test_memory_of_many_processes(sandbox: Sandbox) -> None:
    program = """
import os, time
for _ in range(12):
    if not os.fork():
        break
x = b"x" * (60 << 20)
time.sleep(3)
"""
    outcome = sandbox.run(program, limits=Limits(memory=100 << 20))
    assert outcome.limit == "memory", outcome


def test_full_disk(sandbox: Sandbox) -> None:
    outcome = sandbox.run(
        "f = open('left', 'wb')\nwhile True: f.write(bytes(1 << 16))", limits=Limits(disk=1 << 20)
    )
    assert (outcome.exit_code, outcome.limit) == (1, "disk"), outcome
    outcome = sandbox.run("for i in range(10**6): open(f'left{i}', 'w').close()", limits=Limits(disk=1 << 20))
    assert outcome.limit == "disk", outcome
    many = "for i in range(64): open(f'/dev/shm/left{i}', 'wb').write(bytes(1 << 17))"
    outcome = sandbox.run(many, limits=Limits(disk=1 << 20))
    assert outcome.limit == "disk", outcome


@pytest.mark.parametrize("fd", [1, 2])
def test_endless_output(sandbox: Sandbox, fd: int) -> None:
    outcome = sandbox.run(
        f"import os\nwhile True: os.write({fd}, b'x' * 9999)", limits=Limits(output=300_000)
    )
    assert (outcome.exit_code, outcome.limit) == (None, "output"), outcome
    assert (outcome.stdout, outcome.stderr)[fd - 1] == b"x" * 300_000


def test_much_output_without_end_of_line(sandbox: Sandbox) -> None:
    outcome = sandbox.run("import sys; sys.stdout.write('x' * 1_000_000); sys.stderr.write('y' * 1_000_000)")
    assert outcome.ok and outcome.stdout == b"x" * 10**6 and outcome.stderr == b"y" * 10**6


def test_deep_recursion(sandbox: Sandbox) -> None:
    outcome = sandbox.run("def f(): f()\nf()")
    assert outcome.exit_code == 1 and outcome.error.startswith("RecursionError"), outcome
    outcome = sandbox.run(
        "import sys; sys.setrecursionlimit(10**9)\nclass A:\n    def __repr__(self): return repr(self)\nrepr(A())",
        limits=Limits(wall=10.0, cpu=10.0),
    )
    assert not outcome.ok, outcome


def test_sleep(sandbox: Sandbox) -> None:
    outcome = sandbox.run("import time; time.sleep(100)", limits=QUICK)
    assert (outcome.exit_code, outcome.limit) == (None, "wall") and 0.4 < outcome.wall < 5, outcome


def test_busy_loop(sandbox: Sandbox) -> None:
    outcome = sandbox.run("while True: pass", limits=Limits(wall=20.0, cpu=0.3))
    assert (outcome.exit_code, outcome.limit) == (None, "cpu"), outcome
    program = "import os\nfor _ in range(4): os.fork()\nwhile True: pass"
    outcome = sandbox.run(program, limits=Limits(wall=20.0, cpu=0.5))
    assert (outcome.exit_code, outcome.limit) == (None, "cpu"), outcome


def test_ignoring_signals(sandbox: Sandbox) -> None:
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
    assert sandbox.run(program, limits=QUICK).limit == "wall"


def test_daemons_and_zombies(sandbox: Sandbox) -> None:
    program = """
import os, time
for i in range(4):
    if not os.fork():
        os.setsid()
        if not os.fork():
            os.closerange(0, 100)
            time.sleep(100)
        os._exit(0)
print("done", flush=True)
os._exit(3)
"""
    outcome = sandbox.run(program)
    assert (outcome.exit_code, outcome.limit, outcome.stdout) == (3, "", b"done\n"), outcome
    assert outcome.wall < 4, outcome
    outcome = sandbox.run("import os\nfor _ in range(8):\n    if not os.fork(): os._exit(0)\nos._exit(4)")
    assert outcome.exit_code == 4, outcome


def test_keeping_the_output_open(sandbox: Sandbox) -> None:
    """A child that holds the pipe must not keep its run alive."""
    outcome = sandbox.run("import os, time\nif not os.fork(): time.sleep(100)\nprint('parent')")
    assert outcome.ok and outcome.stdout == b"parent\n" and outcome.wall < 4, outcome


def test_huge_arguments(sandbox: Sandbox) -> None:
    outcome = sandbox.run(
        """
import os, sys
try:
    os.execv(sys.executable, ["x" * (1 << 21)] * 4)
except OSError as error:
    print(error.errno)
"""
    )
    assert outcome.ok and outcome.stdout == b"7\n", outcome


def test_binary_garbage(sandbox: Sandbox) -> None:
    outcome = sandbox.run("import os\nfor fd in (1, 2): os.write(fd, bytes(range(256)) * 100)")
    assert outcome.ok and outcome.stdout == outcome.stderr == bytes(range(256)) * 100


def test_stopping_itself(sandbox: Sandbox) -> None:
    outcome = sandbox.run("import os, signal; os.kill(os.getpid(), signal.SIGSTOP)", limits=QUICK)
    assert outcome.limit == "wall", outcome


# --- the channel to us


@pytest.mark.parametrize(
    "data",
    [
        "b'M' + (5).to_bytes(4, 'big') + b'hello'",
        "b'\\xff' * 100",
        "b'M' + b'\\xff' * 4",
        "b'N' + bytes(4)",
        "os.urandom(999)",
    ],
)
def test_writing_to_the_channel(sandbox: Sandbox, data: str) -> None:
    for end in ("os._exit(0)", "while True: pass"):
        outcome = sandbox.run(f"import os\nos.write(4, {data})\n{end}", limits=QUICK)
        assert outcome.exit_code in (0, None), outcome
        session = sandbox.load("import os\ndef f(): os._exit(0)")
        with pytest.raises(Ended):
            session.call("f")
        with contextlib.suppress(Ended):
            sandbox.load(f"import os\nos.write(4, {data})\n{end}", limits=QUICK).close()


def test_closing_the_channel(sandbox: Sandbox) -> None:
    assert sandbox.run("import os; os.closerange(3, 99); print(1)").stdout == b"1\n"
    assert sandbox.run("import os, time; os.closerange(0, 99); time.sleep(9)", limits=QUICK).limit == "wall"
    with pytest.raises(Ended):
        sandbox.load("import os; os.closerange(3, 99)")


def test_reading_the_channel(sandbox: Sandbox) -> None:
    """A program that steals its own messages gets nobody anything."""
    outcome = sandbox.run("import os; print(os.read(3, 1))", limits=QUICK)
    assert outcome.limit == "wall" and outcome.stdout == b"", outcome


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
    "open('left', 'wb').write(bytes(1 << 30))",
    "for i in range(200): open(f'left{i}', 'w').write('x')",
    "x = bytearray(1 << 40)",
    "import socket; socket.create_connection(('127.0.0.1', 9))",
    "import threading, time\nfor _ in range(40): threading.Thread(target=time.sleep, args=(9,), daemon=True).start()",
    "import os\nfor _ in range(99): os.fork()",
    "import sys; sys.stdout.close(); import os; os.close(1)",
    "import os; os.closerange(0, 99)",
    "import sys\nsys.setrecursionlimit(20000)\ndef f(): f()\nf()",
    "x = [open('/dev/null') for _ in range(99)]",
    "import os; os.mkfifo('left'); os.symlink('/', 'left-root')",
    "import builtins; builtins.print = builtins.exec = None; import os; del os.write",
    "(",
]
SLOW = [
    "while True: pass",
    "import time; time.sleep(100)",
    "import os\nwhile True: os.fork()",
    "import os; os.kill(os.getpid(), 19)",
]


def test_many_hostile_runs(sandbox: Sandbox) -> None:
    """The fixture sees that no process, file or mount is left."""
    runs = int(os.environ.get("ASSAY_HOSTILE_RUNS", "200"))
    limits = Limits(wall=1.0, memory=128 << 20, output=1 << 18, disk=1 << 20)
    started = time.monotonic()
    for i in range(runs):
        if i % 50 == 25:
            source = SLOW[i // 50 % len(SLOW)]
            outcome = sandbox.run(
                source, limits=Limits(wall=0.2, memory=128 << 20, output=1 << 18, disk=1 << 20)
            )
            assert outcome.limit in ("wall", "cpu") or outcome.exit_code == 1, (source, outcome)
        else:
            source = MIX[i % len(MIX)]
            outcome = sandbox.run(source, limits=limits)
            assert isinstance(outcome, Outcome) and not outcome.error.startswith("the jail"), (
                source,
                outcome,
            )
            if source == "print(1)":
                assert outcome.ok and outcome.stdout == b"1\n", outcome
    assert time.monotonic() - started < runs / 2  # nothing waits for a limit that is not its own
