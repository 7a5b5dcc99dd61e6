"""What no program can reach: the network, the host's files, other processes and programs, a privilege.

Most programs here print what they could do, so that a closed sandbox lets them print their last line only. Those that
would harm the machine if they could are run after harmless ones that show that they cannot.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assay.kit.sandboxes.checks import Group
from assay.kit.sandboxes.under_test import LEFT, SECRET, SECRET_NAME, SandboxUnderTest, expect
from assay.sandbox import Limits

NETWORK = Group("network", tidy=True)
FILES = Group("files", tidy=True)
PROCESSES = Group("processes", tidy=True)
PRIVILEGE = Group("privilege", tidy=True)

TRIAL = """
import errno, os, platform, signal, socket, sys
try:
    import ctypes
    libc = ctypes.CDLL(None, use_errno=True)
except (ImportError, OSError, TypeError):
    libc = None
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


def nothing_works(
    box: SandboxUnderTest,
    program: str,
    stdin: str = "",
    limits: Limits = Limits(),  # noqa: B008 - frozen
) -> None:
    """Nothing that the program tries succeeds, and it comes to its end."""
    outcome = box.run(TRIAL + program + "\nprint('end')", stdin.encode(), limits)
    expect(outcome.stdout == b"end\n" and outcome.ok, outcome)


# --- the network


@NETWORK.check("host")
def _host(box: SandboxUnderTest) -> None:
    """No socket of the host can be reached: TCP, UDP, a path, an abstract name."""
    tcp, udp = socket.socket(), socket.socket(type=socket.SOCK_DGRAM)
    unix, abstract = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)
    name = f"\0assay-{secrets.token_hex(8)}"
    with tcp, udp, unix, abstract, tempfile.TemporaryDirectory(prefix="assay-") as folder:
        path = f"{folder}/s"
        os.chmod(folder, 0o755)
        for listener, address in ((tcp, ("127.0.0.1", 0)), (unix, path), (abstract, name)):
            with contextlib.suppress(OSError):  # not every system has abstract names
                listener.bind(address)
                listener.listen()
            listener.setblocking(False)
        os.chmod(path, 0o777)
        udp.bind(("127.0.0.1", 0))
        udp.setblocking(False)
        nothing_works(
            box,
            """
import ast
tcp, udp, path, name = ast.literal_eval(input())
trial("tcp", lambda: socket.create_connection(tcp, 1))
trial("udp", lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"x", udp))
trial("tcp6", lambda: socket.create_connection(("::1", tcp[1]), 1))
trial("unix", lambda: socket.socket(socket.AF_UNIX).connect(path))
trial("abstract", lambda: socket.socket(socket.AF_UNIX).connect(name))
trial("name", lambda: socket.getaddrinfo("name.invalid", 80))
""",
            repr((tcp.getsockname(), udp.getsockname(), path, name)),
        )
        for listener in (tcp, unix, abstract):
            try:
                listener.accept()
            except OSError:
                continue
            expect(False, "a connection came in")
        with contextlib.suppress(BlockingIOError):
            expect(not udp.recv(1), "a datagram came in")


@NETWORK.check("sockets")
def _sockets(box: SandboxUnderTest) -> None:
    """No socket that could reach anything can be made; a pair within the program can."""
    nothing_works(
        box,
        """
trial("listen", lambda: socket.create_server(("127.0.0.1", 0)))
trial("raw", lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1))
trial("packet", lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW))
trial("netlink", lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW))
trial("vsock", lambda: socket.socket(40, socket.SOCK_STREAM))
trial("lower pair", lambda: socket.socketpair(socket.AF_INET))
one, two = socket.socketpair()
one.sendall(b"x")
assert two.recv(1) == b"x"
""",
    )


# --- reading


@contextmanager
def _bait(*folders: str) -> Iterator[list[str]]:
    """Files that anybody on this machine may read, where they can be made."""
    made = []
    try:
        for folder in folders:
            with contextlib.suppress(OSError):
                number, path = tempfile.mkstemp(prefix="assay-secret-", dir=folder)
                os.write(number, SECRET.encode())
                os.close(number)
                made.append(path)
                os.chmod(path, 0o444)
        yield made
    finally:
        for path in made:
            os.unlink(path)


@FILES.check("host")
def _files(box: SandboxUnderTest) -> None:
    """No file of the host can be read or seen: a secret in its folders, its passwords, its keys, its kernel's memory."""
    folders = (tempfile.gettempdir(), "/tmp", "/var/tmp", "/dev/shm", str(Path.home()), os.getcwd())
    with _bait(*folders) as baits:
        nothing_works(
            box,
            """
import ast
baits, homes = ast.literal_eval(input())
for mine in baits:
    for path in (mine, "/proc/1/root" + mine, "/proc/1/cwd" + mine, "/proc/self/root" + mine, "/../.." + mine):
        trial(path, lambda: open(path).read())
        trial(path, lambda: os.stat(path))
    folder, name = os.path.split(mine)
    trial(folder, lambda: os.listdir(folder).index(name))
for path in (*homes, "/etc/shadow", "/etc/gshadow", "/proc/kcore", "/proc/kmsg", "/dev/mem", "/dev/kmsg", "/dev/sda",
             "/var/run/docker.sock", "/run/docker.sock", "/run/secrets/kubernetes.io/serviceaccount/token",
             "/var/run/secrets/kubernetes.io/serviceaccount/token", os.path.expanduser("~root/.ssh/id_rsa")):
    trial(path, lambda: open(path, "rb").read(1))
""",
            repr((baits, [str(Path.home() / name) for name in (".bashrc", ".ssh/id_rsa", ".netrc")])),
        )


@FILES.check("environment")
def _environment(box: SandboxUnderTest) -> None:
    """No variable of the host's environment can be seen, set before or after the sandbox was opened."""
    late = f"{SECRET_NAME}_TOO"
    os.environ[SECRET_NAME] = os.environ[late] = SECRET
    try:
        nothing_works(
            box,
            f"""
import glob
for half in ("", "_TOO"):
    name = {SECRET_NAME[:12]!r} + {SECRET_NAME[12:]!r} + half
    trial("os.environ " + name, lambda: os.environ[name])
    for path in glob.glob("/proc/*/environ") + glob.glob("/proc/*/cmdline"):
        trial(path, lambda: open(path).read().index(name))
for value in os.environ.values():
    if {SECRET[:12]!r} + {SECRET[12:]!r} in value:
        print("a value of the host's")
""",
        )
    finally:
        del os.environ[SECRET_NAME], os.environ[late]


@FILES.check("descriptors")
def _descriptors(box: SandboxUnderTest) -> None:
    """No folder, device or file of the host is open from the start."""
    outcome = box.run("""
import os, stat
for fd in range(1000):
    try:
        mode = os.fstat(fd).st_mode
    except OSError:
        continue
    if stat.S_ISDIR(mode) or stat.S_ISBLK(mode) or (stat.S_ISREG(mode) and fd > 2):
        print(fd, oct(mode))
print("end")
""")
    expect(outcome.ok and outcome.stdout == b"end\n", outcome)


@FILES.check("of_another_run")
def _another_run(box: SandboxUnderTest) -> None:
    """What one program wrote, no other finds."""
    source = f"""
import os
open({LEFT!r}, "w").write("x")
for folder in ("/dev/shm", "/tmp", "/var/tmp"):
    try: open(folder + "/{LEFT}", "w").write("y")
    except OSError: pass
"""
    expect(box.run(source).ok, "a program that writes to its working directory")
    nothing_works(
        box,
        """
for folder in (".", "/tmp", "/dev/shm", "/var/tmp"):
    trial(folder, lambda: os.listdir(folder)[0])
""",
    )


@FILES.check("memory_of_another_run")
def _memory(box: SandboxUnderTest) -> None:
    """What one program was sent, said or printed is nowhere in the memory of those that follow."""
    secret = "".join(f"{i:x}{i * 7919:x}" for i in range(10))
    session = box.load(f"def f(x):\n    print('{secret}')\n    return x * 2\nf('')")
    expect(session.call("f", (secret,)).value == secret * 2, "a call")
    session.close()
    expect(box.run(f"print(input()); raise ValueError('{secret}')", secret.encode()).exit_code == 1, "a run")
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
    for _ in range(2):  # the second may have been made ready while the first ran
        outcome = box.run(program, f"{secret[:-1]}\n{ord(secret[-1])}\n".encode())
        # /proc may be hidden
        expect(outcome.stdout == b"0 True\n" or "No such file" in outcome.error, outcome)


# --- writing


@FILES.check("writable_places")
def _writable(box: SandboxUnderTest) -> None:
    """Nothing can be made in the folders of the system, nor is a file of it open to writing."""
    nothing_works(
        box,
        f"""
def make(path):
    with open(path, "x"):
        pass
    os.unlink(path)
for folder in ("/", "/etc", "/usr", "/usr/lib", "/dev", "/proc", "/proc/self", "/var", "/root", "/home", "/run", "/sys",
               os.path.dirname(os.__file__), os.path.dirname(sys.executable)):
    trial(folder, lambda: make(os.path.join(folder, "{LEFT}")))
for path in (os.__file__, sys.executable, os.path.realpath(sys.executable), "/etc/passwd", "/etc"):
    trial(path, lambda: os.access(path, os.W_OK) or 1 / 0)
""",
    )


@FILES.check("links")
def _links(box: SandboxUnderTest) -> None:
    """No link leads out."""
    nothing_works(
        box,
        f"""
left = "{LEFT}-"
os.symlink("/etc/shadow", left + "shadow")
trial("symbolic", lambda: open(left + "shadow").read())
os.symlink(os.path.dirname(os.__file__), left + "library")
trial("through", lambda: open(left + "library/" + left + ".py", "w"))
trial("hard", lambda: os.link(os.__file__, left + "os"))
os.symlink("/", left + "root")
trial("up", lambda: open(left + "root/" + left, "w"))
os.symlink(left + "b", left + "a"), os.symlink(left + "a", left + "b")
trial("loop", lambda: open(left + "a"))
""",
    )


# --- processes


@PROCESSES.check("seen")
def _seen(box: SandboxUnderTest) -> None:
    """No process of the host can be seen or signalled, and of the sandbox's own none can be looked into."""
    mark = f"assay-bait-{secrets.token_hex(8)}"
    with subprocess.Popen(
        [sys.executable, "-c", "input()", mark], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    ) as bait:
        try:
            nothing_works(
                box,
                """
bait, host, first, last = input().split()
try:
    others = [name for name in os.listdir("/proc") if name.isdigit()]
except OSError:
    others = []
others.remove(str(os.getpid())) if str(os.getpid()) in others else None
if len(others) > 1:
    print("sees", others)
for pid in others:
    trial((pid, "cmdline"), lambda: open(f"/proc/{pid}/cmdline").read().index(first + last))
for pid in (bait, host):
    if int(pid) not in (os.getpid(), os.getppid()):
        trial((pid, "signal 0"), lambda: os.kill(int(pid), 0))
for pid in [*others, "1", str(os.getppid())]:
    for name in ("mem", "environ", "maps", "fd", "fd/0", "root", "cwd", "exe", "stack", "syscall"):
        trial((pid, name), lambda: open(f"/proc/{pid}/{name}").read(1))
        trial((pid, name), lambda: os.listdir(f"/proc/{pid}/{name}"))
        trial((pid, name), lambda: os.readlink(f"/proc/{pid}/{name}"))
""",
                f"{bait.pid} {os.getpid()} {mark[:15]} {mark[15:]}",
            )
        finally:
            bait.kill()


# --- privileges


@PRIVILEGE.check("user")
def _user(box: SandboxUnderTest) -> None:
    """A program is not root, has no capability, and cannot gain one by running another program."""
    nothing_works(
        box,
        """
if not (os.getuid() and os.geteuid() and os.getgid() and os.getegid()):
    print("root", os.getuid(), os.getgid())
if os.path.exists("/proc/self/status"):
    lines = dict(line.split(":", 1) for line in open("/proc/self/status"))
    for name in ("CapInh", "CapPrm", "CapEff", "CapAmb"):
        if int(lines[name], 16):
            print(name, lines[name].strip())
    if lines["NoNewPrivs"].strip() != "1":
        print("may gain privileges")
if libc and hasattr(libc, "prctl") and libc.prctl(39, 0, 0, 0, 0) != 1:
    print("may gain privileges")
""",
    )


GUARDS = (_writable, _seen, _user)
"""What shows, without harm, that the rest of this file can do none."""


@PRIVILEGE.check("becoming_root", needs=GUARDS)
def _root(box: SandboxUnderTest) -> None:
    """No system call and no program of its own with set-user-id bits makes it somebody else."""
    nothing_works(
        box,
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
os.chmod("python", 0o6755)
trial("run", lambda: subprocess.run(["./python", "-c", ""], check=True))
assert os.getuid() and os.geteuid() and os.getgid() and os.getegid()
""",
        limits=Limits(disk=64 << 20),
    )


@PRIVILEGE.check("system_calls", needs=GUARDS)
def _system_calls(box: SandboxUnderTest) -> None:
    """Of the system calls that change, trace or look into the machine, or that its holes have been in, none works."""
    nothing_works(
        box,
        """
PID = os.getppid()
calls = {  # numbers for x86-64 and aarch64; -1: there is none
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
try:
    import fcntl, termios
    trial("TIOCSTI", lambda: fcntl.ioctl(0, termios.TIOCSTI, b"x"))
except ImportError:
    pass
trial("mount", lambda: call("mount", b"none", b"/tmp", b"tmpfs", 0, None))
trial("bind", lambda: call("mount", b"/tmp", b"/etc", None, 4096, None))
""",
    )


@FILES.check("writing_outside", needs=GUARDS)
def _writing(box: SandboxUnderTest) -> None:
    """No file outside the working directory can be made, changed, renamed or removed, nor its mode or length changed."""
    nothing_works(
        box,
        f"""
for folder in ("/", "/etc", "/usr", "/usr/lib", "/dev", "/proc", "/proc/self", "/var", "/var/tmp", "/root", "/home",
               "/run", "/sys", os.path.dirname(os.__file__), os.path.dirname(sys.executable)):
    trial(folder, lambda: open(os.path.join(folder, "{LEFT}"), "w"))
    trial(folder, lambda: os.mkdir(os.path.join(folder, "{LEFT}-folder")))
for path in (os.__file__, sys.executable, "/proc/sys/kernel/hostname", "/proc/self/oom_score_adj", "/proc/1/oom_adj",
             "/proc/sysrq-trigger", "/proc/self/uid_map", "/dev/full"):
    trial(path, lambda: open(path, "r+b").write(b"1"))
    trial(path, lambda: os.chmod(path, 0o777))
for path in (os.__file__, sys.executable, "/dev/full", "/dev/null"):
    trial(path, lambda: os.truncate(path, 0))
for path in (os.__file__, sys.executable, "/dev/full"):
    trial(path, lambda: os.utime(path))
trial("rename", lambda: os.rename("/etc", "/etc2"))
trial("remove", lambda: os.remove(os.__file__))
trial("mknod", lambda: os.mknod("zero", 0o600 | 0o020000, os.makedev(1, 5)))
open("/dev/null", "w").write("x")
""",
    )


@PROCESSES.check("killing_others", needs=GUARDS)
def _killing(box: SandboxUnderTest) -> None:
    """A program that kills all that it can see ends itself at most."""
    outcome = box.run("""
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
""")
    expect(outcome.stdout == b"alive\n" and outcome.exit_code in (0, None), outcome)


@PROCESSES.check("stopping_all", needs=GUARDS)
def _stopping(box: SandboxUnderTest) -> None:
    """A program that stops all that it can see is ended at its time."""
    source = "import os, signal, time\nos.fork(); os.kill(-1, signal.SIGSTOP); time.sleep(9)"
    outcome = box.run(source, limits=Limits(wall=0.5))
    expect(outcome.limit == "wall", outcome)
