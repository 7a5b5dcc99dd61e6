"""The docker backend against a real engine: what only it does. What all backends do is in test_isolation.py."""

from __future__ import annotations

import contextlib
import io
import os
import re
import signal
import socket
import subprocess
import sys
import tarfile
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assay.sandbox import Ended, Limits, Outcome, Unavailable
from assay_sandboxes import docker as backend
from assay_sandboxes.docker import OWNER_LABEL, DockerSandbox


@pytest.fixture(scope="module")
def sandbox(engine: Any) -> Iterator[DockerSandbox]:
    opened = DockerSandbox()
    yield opened
    opened.close()


def containers(engine: Any, pid: int | None = None) -> list[str]:
    """Ids of the sandbox containers of process ``pid`` (this one)."""
    found = engine.api.containers(all=True, filters={"label": OWNER_LABEL})
    return [one["Id"] for one in found if one["Labels"][OWNER_LABEL].split(" ")[1] == str(pid or os.getpid())]


def processes(engine: Any, container: str) -> list[str]:
    """Those in its process namespace."""
    space = os.readlink(f"/proc/{engine.api.inspect_container(container)['State']['Pid']}/ns/pid")
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError):
            if os.readlink(f"/proc/{name}/ns/pid") == space:
                found.append(name)
    return found


def until(condition: Callable[[], bool], seconds: float = 10.0) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def out(sandbox: DockerSandbox, source: str, **more: Any) -> str:
    outcome = sandbox.run(textwrap.dedent(source), **more)
    assert outcome.ok, outcome
    return outcome.stdout.decode()


# --- programs


def test_a_program_gets_its_input_and_says_how_it_ended(sandbox: DockerSandbox) -> None:
    outcome = sandbox.run(
        "import sys\nprint(sys.stdin.read() * 2)\nprint('x', file=sys.stderr)\nsys.exit(3)", stdin=b"ab"
    )
    assert (outcome.exit_code, outcome.stdout, outcome.stderr, outcome.limit) == (3, b"abab\n", b"x\n", "")
    assert re.fullmatch(
        r"CPython 3\.\d+\.\d+ \(docker, assay-sandbox:1(, without Landlock)?\)", sandbox.runtime
    )


def test_a_signal_is_the_exit_code(sandbox: DockerSandbox) -> None:
    assert sandbox.run("import os; os.kill(os.getpid(), 11)").exit_code == -11


@pytest.mark.parametrize(
    ("limit", "source"),
    [
        ("wall", "import time; time.sleep(60)"),
        ("cpu", "while True: pass"),
        ("memory", "x = bytearray(10 ** 10)"),
        ("output", "while True: print('x' * 1000)"),
        ("disk", "open('f', 'w').write('x' * (20 << 20))"),
        ("disk", "for i in range(40): open(str(i), 'w').write('x' * (1 << 20))"),
    ],
)
def test_limits(sandbox: DockerSandbox, limit: str, source: str) -> None:
    limits = Limits(wall=1, cpu=10) if limit == "wall" else Limits(wall=10, cpu=1)
    outcome = sandbox.run(source, limits=limits)
    assert outcome.limit == limit
    assert sandbox.run("print(1)").stdout == b"1\n"


def test_the_hash_seed_is_that_of_the_container(sandbox: DockerSandbox) -> None:
    first, again = (out(sandbox, "print(hash('a'))", hash_seed=0) for _ in range(2))
    assert first == again != out(sandbox, "print(hash('a'))", hash_seed=1)


def test_a_session_calls_in_and_out(sandbox: DockerSandbox) -> None:
    from assay.sandbox import CallResult

    session = sandbox.load(
        "def f(x):\n    x.append(outer(2))\n    return sum(x)",
        externals={"outer": lambda n: CallResult(n * 10)},
    )
    reply = session.call("f", ([1],))
    assert (reply.value, reply.args) == (21, ([1, 20],))
    assert session.close().exit_code is None


def test_sessions_at_one_time_are_in_containers_of_their_own(sandbox: DockerSandbox, engine: Any) -> None:
    source = "import os\nopen('mine', 'w').close()\ndef look(): return os.listdir('.')"
    first, second = sandbox.load(source), sandbox.load("import os\ndef look(): return os.listdir('.')")
    assert (first.call("look").value, second.call("look").value) == (["mine"], [])
    assert len(containers(engine)) >= 2
    first.close()
    second.close()


# --- the container


def test_what_a_program_may_do(sandbox: DockerSandbox) -> None:
    text = out(sandbox, "print(open('/proc/self/status').read())")
    status = dict(line.split(":\t", 1) for line in text.splitlines() if ":\t" in line)
    assert int(status["Uid"].split()[0]) >= 0x70000000
    assert status["Groups"].strip() == ""
    assert {status[name] for name in ("CapInh", "CapPrm", "CapEff", "CapAmb")} == {"0" * 16}
    assert (status["NoNewPrivs"], status["Seccomp"]) == ("1", "2")
    assert int(status["Seccomp_filters"]) >= 2  # the engine's and ours


def test_how_the_container_is_closed(sandbox: DockerSandbox, engine: Any) -> None:
    sandbox.run("pass")
    about = engine.api.inspect_container(containers(engine)[0])
    host, config = about["HostConfig"], about["Config"]
    assert (host["NetworkMode"], host["IpcMode"], host["Privileged"], host["Binds"]) == (
        "none",
        "none",
        False,
        None,
    )
    assert host["ReadonlyRootfs"] and host["AutoRemove"] and host["Init"]
    assert (host["CapDrop"], sorted(host["CapAdd"])) == (["ALL"], ["KILL", "SETGID", "SETUID"])
    assert host["Memory"] == host["MemorySwap"] > 0 and host["PidsLimit"] > 0 and host["NanoCpus"] == 10**9
    assert sorted(item.partition("=")[0] for item in config["Env"]) == ["LANG", "PATH", "PYTHONHASHSEED"]


def test_only_the_working_directory_can_be_written(sandbox: DockerSandbox) -> None:
    found = out(
        sandbox,
        """
        import os
        for folder, _, files in os.walk("/"):
            if folder.startswith(("/proc/", "/tmp")):
                continue
            try:
                open(folder + "/x", "w").close()
                print(folder)
            except OSError:
                pass
        """,
    )
    # the memory folder is a link to the working directory
    assert found.split() in ([], ["/dev/shm"])


def test_the_first_process_and_the_zygote_are_out_of_reach(sandbox: DockerSandbox) -> None:
    found = out(
        sandbox,
        """
        import os
        for pid in range(1, 1000):
            if pid == os.getpid():
                continue
            for name in "status environ mem maps fd cwd root".split():
                try:
                    os.listdir(f"/proc/{pid}/{name}") if name == "fd" else open(f"/proc/{pid}/{name}", "rb").read(1)
                    print("read", pid, name)
                except OSError:
                    pass
            try:
                os.kill(pid, 9)
                print("killed", pid)
            except OSError:
                pass
        """,
    )
    assert found == ""
    assert out(sandbox, "print(1)") == "1\n"


def test_the_engine_s_socket_is_not_there(sandbox: DockerSandbox) -> None:
    assert (
        out(
            sandbox,
            "import os; print(os.path.exists('/var/run/docker.sock'), os.path.exists('/run/docker.sock'))",
        )
        == "False False\n"
    )


# --- nothing stays from one program to the next

LEAVE = {
    "files": "open('a', 'w').write('x'); os.mkfifo('b'); os.link('a', 'c')",
    "links": "os.symlink('/etc', 'a'); os.symlink('/', 'b'); os.symlink('nowhere', 'c')",
    "folders": "os.makedirs('a/b/c'); open('a/b/c/d', 'w'); os.symlink('/usr', 'a/l'); os.chmod('a/b/c', 0); os.chmod('a', 0)",
    "deep": "for _ in range(4000): os.mkdir('d' * 200); os.chdir('d' * 200)",
    "wide": "[os.makedirs(f'{i}/{j}/{k}') for i in range(9) for j in range(9) for k in range(9)]",
    "names": "[open(b'a\\xff\\n' + bytes([i]), 'w') for i in range(1, 47)]",
    "many": "[os.mkdir(str(i)) for i in range(5000)]",
    "memory": "open('/dev/shm/a', 'w')",
    "process": "os.fork() or time.sleep(100)",
    "session": "os.fork() or (os.setsid(), os.fork() or (signal.pthread_sigmask(0, range(1, 65)), time.sleep(100)))",
    "thread": "__import__('_thread').start_new_thread(time.sleep, (100,)); os._exit(0)",
    "bomb": "[os.fork() for _ in range(10)]; time.sleep(100)",
    "stopped": "os.fork() or os.kill(os.getpid(), signal.SIGSTOP)",
    "zombies": "[os.fork() or os._exit(0) for _ in range(5)]; os._exit(0)",
    "times": "os.utime('/dev/null')",
    "modes": "os.umask(0); os.mkdir('a'); os.chmod('.', 0)",
}


@pytest.mark.parametrize("name", LEAVE)
def test_nothing_is_left(sandbox: DockerSandbox, engine: Any, name: str) -> None:
    sandbox.run("pass")
    before = {container: len(processes(engine, container)) for container in containers(engine)}
    sandbox.run(f"import os, signal, time\n{LEAVE[name]}", limits=Limits(wall=1))
    assert set(containers(engine)) == set(before)  # wiped, not thrown away
    found = out(
        sandbox,
        "import os; print(os.listdir('/tmp'), oct(os.stat('/tmp').st_mode), os.stat('/dev/null').st_mtime)",
    )
    assert found == "[] 0o41777 0.0\n"
    for container, count in before.items():  # those of other tests' sandboxes are there too
        assert until(lambda c=container, n=count: len(processes(engine, c)) == n)


def test_no_shared_memory_or_queue_outlives_a_program(sandbox: DockerSandbox) -> None:
    source = """
        import ctypes
        libc = ctypes.CDLL(None)
        libc.syscall.restype = ctypes.c_long
        print(libc.shmget(1, 4096, 0o1666), libc.msgget(1, 0o1666), libc.semget(1, 1, 0o1666))
        print(libc.mq_open(b"/x", 0o102, 0o600, None))
        """
    assert out(sandbox, source).split() == ["-1"] * 4


def test_many_hostile_programs_leave_one_container(engine: Any) -> None:
    opened = DockerSandbox()
    try:
        before = len(containers(engine))
        for number in range(40):
            name = sorted(LEAVE)[number % len(LEAVE)]
            opened.run(f"import os, signal, time\n{LEAVE[name]}", limits=Limits(wall=0.2))
        assert out(opened, "import os; print(os.listdir('.'))") == "[]\n"
        assert len(containers(engine)) == before
    finally:
        opened.close()


# --- nothing stays on the machine


def test_close_removes_the_containers(engine: Any) -> None:
    before = containers(engine)
    opened = DockerSandbox()
    session = opened.load("def f(): return 1")
    assert len(containers(engine)) == len(before) + 1
    opened.run("pass")
    opened.close()
    opened.close()
    assert containers(engine) == before
    assert session.call  # the session object is still there, its program is not


@pytest.mark.parametrize(
    "source", ["while True: pass", "import time; time.sleep(600)", "import os\nwhile True: os.fork()"]
)
def test_containers_end_with_a_killed_process(engine: Any, source: str) -> None:
    code = f"""
from assay.sandbox import Limits
from assay_sandboxes.docker import DockerSandbox
sandbox = DockerSandbox()
print("ready", flush=True)
while True:
    sandbox.run({source!r}, limits=Limits(wall=600, cpu=600))
"""
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    try:
        assert process.stdout and process.stdout.readline() == b"ready\n"
        assert containers(engine, process.pid)
        time.sleep(0.5)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        if process.stdout:
            process.stdout.close()
    assert until(lambda: not containers(engine, process.pid))


def test_a_copy_of_the_process_does_not_keep_containers_alive(engine: Any) -> None:
    code = """
import os, time
from assay_sandboxes.docker import DockerSandbox
sandbox = DockerSandbox()
copy = os.fork()
if copy == 0:
    time.sleep(60)
    os._exit(0)
print(copy, flush=True)
time.sleep(60)
"""
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    assert process.stdout
    copy = int(process.stdout.readline())
    try:
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert until(lambda: not containers(engine, process.pid))
        os.kill(copy, 0)  # it lives
    finally:
        os.kill(copy, signal.SIGKILL)
        process.stdout.close()


def test_containers_that_never_started_are_removed_by_the_next(engine: Any) -> None:
    gone = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    owner = " ".join((backend._machine(), str(gone.pid), backend._started(gone.pid)))
    stale = engine.containers.create(backend.IMAGE, ["true"], labels={OWNER_LABEL: owner})
    living = engine.containers.create(backend.IMAGE, ["true"], labels={OWNER_LABEL: backend._owner()})
    elsewhere = engine.containers.create(backend.IMAGE, ["true"], labels={OWNER_LABEL: "elsewhere 1 1"})
    try:
        DockerSandbox().close()
        assert stale.id in containers(engine, gone.pid)  # its process is still there
        gone.communicate(b"\n")
        DockerSandbox().close()
        assert containers(engine, gone.pid) == []
        assert living.id in containers(engine)
        assert elsewhere.id in containers(engine, 1)
    finally:
        for container in (living, elsewhere):
            container.remove()


# --- where it does not work, it says why


def unavailable(**more: Any) -> str:
    with pytest.raises(Unavailable) as caught:
        DockerSandbox(**more)
    return str(caught.value)


def test_without_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docker", None)
    assert (
        unavailable()
        == "The docker package is not installed; install it with: pip install 'assay-sandboxes[docker]'"
    )


def test_without_an_engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/none.sock")
    start = "start the engine, or set DOCKER_HOST to the socket of one that runs."
    assert unavailable() == f"There is no Docker engine at unix://{tmp_path}/none.sock; {start}"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(f"{tmp_path}/dead.sock")
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/dead.sock")
    assert unavailable() == f"No Docker engine answers at unix://{tmp_path}/dead.sock; {start}"


def test_with_another_kind_of_host(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", "ssh://user@example")
    assert unavailable() == (
        "The sandbox reaches an engine over a Unix socket or plain TCP, not as DOCKER_HOST=ssh://user@example says."
    )


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become a user who may not use the socket")
def test_without_the_right_to_use_the_socket(engine: Any) -> None:
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.setgroups([])
        os.setresgid(65534, 65534, 65534)
        os.setresuid(65534, 65534, 65534)
        try:
            DockerSandbox()
        except Unavailable as error:
            os.write(writer, str(error).encode())
        finally:
            os._exit(0)
    os.close(writer)
    with open(reader) as file:
        text = file.read()
    os.waitpid(pid, 0)
    host = os.environ.get("DOCKER_HOST", "unix:///var/run/docker.sock")
    assert (
        text
        == f"The Docker engine's socket {host} is not open to this user; add the user to the group that owns it."
    )


def test_without_the_image(engine: Any) -> None:
    assert unavailable(image="assay-sandbox:none") == (
        "The engine has no image 'assay-sandbox:none'. Make it with: docker build -t assay-sandbox:none sandboxes/image"
        " (or, without a registry, sandboxes/image/build-from-debian.sh)"
    )


@pytest.mark.parametrize(
    ("changes", "was"),
    [([], "was not made from sandboxes/image"), (["LABEL assay.sandbox.image=0"], "is of version '0'")],
)
def test_with_another_image(engine: Any, changes: list[str], was: str) -> None:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w"):
        pass
    name = "assay-sandbox-test:other"
    engine.api.import_image_from_data(
        data.getvalue(), repository="assay-sandbox-test", tag="other", changes=changes
    )
    try:
        assert unavailable(image=name) == (
            f"The image {name!r} {was}; version '1' is needed. Make it with: docker build -t {name} sandboxes/image"
        )
    finally:
        engine.images.remove(name)


def test_a_container_that_goes_away_while_it_waits_is_replaced(engine: Any) -> None:
    opened = DockerSandbox()
    try:
        for container in containers_of(opened):
            engine.api.kill(container)
        assert until(lambda: not containers_of(opened)[0] or not opened._slots[0].channel.idle())  # type: ignore[attr-defined]
        assert opened.run("print(1)").stdout == b"1\n"
        assert len(opened._slots) == 1
    finally:
        opened.close()


def test_a_container_that_goes_away_ends_the_run_and_not_the_caller(engine: Any) -> None:
    opened = DockerSandbox()
    try:
        threading.Timer(0.3, engine.api.kill, containers_of(opened)).start()
        outcome: Outcome = opened.run("import time; time.sleep(5)")
        assert not outcome.ok and outcome.exit_code is None and not outcome.limit
        assert opened.run("print(1)").stdout == b"1\n"
    finally:
        opened.close()


class Way:
    """A socket that leads to the engine, and can be cut: to a client, the engine dies, and comes back."""

    def __init__(self, folder: Path) -> None:
        self.path = f"{folder}/docker.sock"
        host = os.environ.get("DOCKER_HOST", "unix:///var/run/docker.sock")
        self.target = host.removeprefix("unix://")
        self.open()

    def open(self) -> None:
        self.ends: list[socket.socket] = []
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(self.path)
        self.listener.listen()
        threading.Thread(target=self._accept, args=(self.listener,), daemon=True).start()

    def _accept(self, listener: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = listener.accept()
                far = socket.socket(socket.AF_UNIX)
                far.connect(self.target)
                self.ends += [near, far]
                for pair in ((near, far), (far, near)):
                    threading.Thread(target=self._carry, args=pair, daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(1 << 16):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)

    def cut(self) -> None:
        os.unlink(self.path)
        for end in [self.listener, *self.ends]:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


@pytest.fixture
def way(engine: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Way]:
    way = Way(tmp_path)
    monkeypatch.setenv("DOCKER_HOST", f"unix://{way.path}")
    yield way
    with contextlib.suppress(OSError):
        way.cut()


def test_an_engine_that_dies_is_unavailable_and_works_again(way: Way, engine: Any) -> None:
    before = containers(engine)
    opened = DockerSandbox()
    lost = f"(There is no|No) Docker engine (answers )?at unix://{way.path}; start the engine"
    for doing in ("run", "call", "nothing"):
        session = opened.load("import time\ndef f(): time.sleep(5)")
        threading.Timer(0 if doing == "nothing" else 0.4, way.cut).start()
        if doing == "run":
            with pytest.raises(Unavailable, match=lost):
                opened.run("import time; time.sleep(5)")
        if doing == "call":
            with pytest.raises(Unavailable, match=lost):
                session.call("f")
        assert until(lambda: not os.path.exists(way.path))
        with pytest.raises(Unavailable, match=lost):
            opened.run("print(1)")
        with pytest.raises((Unavailable, Ended)):
            session.call("f")
        with contextlib.suppress(Unavailable):
            session.close()
        assert re.match(lost, unavailable())
        way.open()
        assert opened.run("print(1)").stdout == b"1\n"
    way.cut()
    opened.close()  # says nothing: there is nothing that it could do
    assert until(lambda: containers(engine) == before)


def containers_of(sandbox: DockerSandbox) -> list[str]:
    return [slot.channel.container for slot in sandbox._slots]  # type: ignore[attr-defined]
