"""The local sandbox itself: its jails, its pool, its end, and where it refuses to work."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from assay.sandbox import Ended, Unavailable
from assay_sandboxes.local import BUBBLEWRAP, NAMESPACES, LocalSandbox


@pytest.fixture(params=[BUBBLEWRAP, NAMESPACES])
def jail(request: pytest.FixtureRequest) -> str:
    try:
        LocalSandbox(jail=request.param).close()
    except Unavailable as error:
        pytest.skip(str(error))
    return str(request.param)


def tree(pid: int) -> list[int]:
    children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return children + [grandchild for child in children for grandchild in tree(child)]


def leaders(before: set[int]) -> list[int]:
    """Those of our processes that began a session, eldest first: what holds each jail, what is first in it, programs."""
    found = []
    for pid in set(tree(os.getpid())) - before:
        with contextlib.suppress(ProcessLookupError):
            if os.getsid(pid) == pid:
                found.append(pid)
    return sorted(found)


def alive(pid: int) -> bool:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[0] != b"Z"
    return False  # or a zombie, which waits for the machine's first process to notice


def gone(pids: Iterable[int]) -> bool:
    deadline = time.monotonic() + 10
    while any(map(alive, pids)):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def test_runtime(jail: str) -> None:
    box = LocalSandbox(jail=jail)
    version = sys.version.split()[0]
    assert re.fullmatch(rf"CPython {version} \(local, {jail}(, without Landlock)?\)", box.runtime)
    box.close()


def test_closing(jail: str) -> None:
    before = set(tree(os.getpid()))
    box = LocalSandbox(jail=jail)
    session = box.load("def f(): return 1")
    assert session.call("f").value == 1
    started = set(tree(os.getpid())) - before
    assert len(started) >= 3
    box.close()
    assert gone(started)
    with pytest.raises(Ended):
        session.call("f")
    with pytest.raises(RuntimeError):
        box.run("")
    box.close()


def test_slots_are_used_again(jail: str) -> None:
    box = LocalSandbox(jail=jail)
    for _ in range(5):
        session = box.load("x = 1")
        assert box.run("print(1)").ok
        session.close()
    assert len(box._all) == 2
    box.close()


def test_a_broken_slot_is_replaced(jail: str) -> None:
    before = set(tree(os.getpid()))
    box = LocalSandbox(jail=jail)
    for pid in leaders(before):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)  # as the kernel does when memory runs out
    time.sleep(0.3)
    assert box.run("print(1)").ok
    session = box.load("import time\ndef f(): time.sleep(9)")
    threading.Timer(0.3, os.kill, (leaders(before)[1], signal.SIGKILL)).start()
    with pytest.raises(Ended) as ended:
        session.call("f")
    assert ended.value.outcome.exit_code is None and ended.value.outcome.error.startswith("the jail ended")
    assert box.run("print(1)").ok
    box.close()


def test_the_end_of_a_thread(jail: str) -> None:
    """The jail lives as long as the sandbox, not as the thread that opened it."""
    boxes: list[LocalSandbox] = []
    thread = threading.Thread(target=lambda: boxes.append(LocalSandbox(jail=jail)))
    thread.start()
    thread.join()
    assert boxes[0].run("print(1)").ok
    boxes[0].close()


def test_a_copy_of_the_host(jail: str) -> None:
    """A forked child of ours neither disturbs the jails nor keeps them alive."""
    before = set(tree(os.getpid()))
    box = LocalSandbox(jail=jail)
    started = set(tree(os.getpid())) - before
    pid = os.fork()
    if pid == 0:
        time.sleep(60)
        os._exit(0)
    try:
        assert box.run("print(1)").ok
        box.close()
        assert gone(started)
    finally:
        os.kill(pid, 9)
        os.waitpid(pid, 0)


def test_death_of_the_host(jail: str) -> None:
    """kill -9 of the process that opened it ends the jail."""
    program = f"""
from assay_sandboxes.local import LocalSandbox
box = LocalSandbox(jail={jail!r})
session = box.load("import os, time\\ndef f(): os.fork(); time.sleep(100)")
print("ready", flush=True)
session.call("f")
"""
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stdout.readline() == b"ready\n"
        children = tree(process.pid)
        assert len(children) >= 3
        process.kill()
    assert gone(children)


# --- where it refuses

REFUSED = """
import os, sys
from assay.sandbox import Unavailable
from assay_sandboxes import linux
from assay_sandboxes.local import LocalSandbox
uid, gid = os.getuid(), os.getgid()
linux.unshare(linux.NEWUSER)
linux.map_ids(0, 0, uid, gid)
if sys.argv[1:]:
    with open("/proc/sys/user/max_user_namespaces", "w") as file:
        file.write("0")
try:
    LocalSandbox()
except Unavailable as error:
    print(error)
"""


def refusal(*arguments: str) -> str:
    answer = subprocess.run([sys.executable, "-c", REFUSED, *arguments], capture_output=True, text=True)
    if "unshare" in answer.stderr:
        pytest.skip("this kernel makes no user namespaces")
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def test_where_the_kernel_refuses() -> None:
    message = refusal("without")
    assert message.startswith("Programs cannot be isolated here.") and "docker" in message, message
    assert "bubblewrap: " in message and "namespaces: unshare: No space left on device" in message


def test_where_a_limit_does_not_hold() -> None:
    """Root as the only user of a namespace: the kernel makes its jails, but does not count root's processes."""
    if os.getuid() != 0:
        pytest.skip("only for root")
    assert "the number of processes has no limit" in refusal()


def test_no_interpreter() -> None:
    with pytest.raises(Unavailable, match="is no CPython"):
        LocalSandbox(interpreter="/bin/false")
    with pytest.raises(Unavailable, match="is no CPython"):
        LocalSandbox(interpreter="/nowhere/python3")
