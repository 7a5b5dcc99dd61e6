"""How the zygote starts and ends programs in a container, which gives it no namespaces to nest.

The zygote is root there, with no capability but to become another user and to signal
its processes; programs run as ``uid``, a number that nobody else has. A process beside
the program, root too, collects whatever the program starts. When a program ends, every
process of that user is killed and every file that it made is removed, and unless the
container is then as it was before, the zygote ends, and with it the container.

Standard library only: this runs where ``assay`` is not.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import stat
import time
from collections.abc import Callable
from typing import NoReturn

from assay_sandboxes import linux

_PR_SET_CHILD_SUBREAPER = 36
_PATIENCE = 5.0  # seconds for killed processes to be gone


def prepare(work: str) -> None:
    """Once, before the first program."""
    if not os.path.lexists("/dev/shm"):  # where the C library keeps semaphores: the working directory
        os.symlink(work, "/dev/shm")


def start(
    uid: int, inside: list[int], program: Callable[[], NoReturn], fail: Callable[[BaseException], NoReturn]
) -> int:
    """Fork the process that starts and watches a program; its process id. ``inside[4]`` takes the exit code."""
    pid = os.fork()
    if pid == 0:
        try:
            _watch(uid, inside, program)
        except BaseException as error:
            fail(error)
        finally:
            os._exit(1)
    return pid


def _watch(uid: int, inside: list[int], program: Callable[[], NoReturn]) -> NoReturn:
    linux.prctl(_PR_SET_CHILD_SUBREAPER, 1)
    child = os.fork()
    if child == 0:
        with open("/proc/self/oom_score_adj", "w") as file:
            file.write("1000")  # where memory runs out, this goes and the zygote stays
        _become(uid)
        program()
    os.dup2(inside[4], 3)
    os.closerange(4, 1 << 16)
    os.closerange(0, 3)
    while True:
        try:
            pid, status = os.waitpid(-1, 0)
        except ChildProcessError:
            os._exit(0)
        if pid == child:
            os.write(3, os.waitstatus_to_exitcode(status).to_bytes(8, "big", signed=True))


def _become(uid: int) -> None:
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)


def stop(uid: int, watcher: int, work: str) -> resource.struct_rusage:
    """Kill and remove all that a program left. Returns what its processes used; ends the container if it cannot."""
    deadline = time.monotonic() + _PATIENCE
    usage = None
    while True:
        others = _others()
        if others - {watcher}:
            _as_user(uid, _kill_all)
        if usage is None:
            pid, _, used = os.wait4(watcher, os.WNOHANG)  # it ends when it has collected the last one
            usage = used if pid else None
        elif not others:
            break
        if time.monotonic() > deadline:
            _give_up("processes are left")
        if others:
            time.sleep(0.0002)
    _empty(uid, work)
    return usage


def _as_user(uid: int, task: Callable[[], None]) -> None:
    pid = os.fork()
    if pid == 0:
        try:
            _become(uid)
            task()
        finally:
            os._exit(0)
    os.waitpid(pid, 0)


def _kill_all() -> None:
    """All processes of this user but this one, at one stroke: a fork bomb cannot outrun it."""
    try:
        os.kill(-1, signal.SIGKILL)
    except ProcessLookupError:
        pass


def _others() -> set[int]:
    """Every process but the container's first and the zygote."""
    return {int(name) for name in os.listdir("/proc") if name.isdigit()} - {1, os.getpid()}


def _empty(uid: int, work: str) -> None:
    """The working directory is the zygote's, so what lies directly in it can go; the user clears its own folders."""
    for _ in range(2):
        folders = False
        for entry in os.scandir(work):
            if stat.S_ISDIR(entry.stat(follow_symlinks=False).st_mode):
                try:
                    os.rmdir(entry.path)
                except OSError:
                    folders = True
            else:
                os.unlink(entry.path)
        if not folders:
            break
        _as_user(uid, lambda: _clear(work))
    if os.listdir(work):
        _give_up("files are left")


def _clear(work: str) -> None:
    """As the user: remove what is in its folders, whatever their modes, without following a link."""
    for folder, names, _ in os.walk(work):
        for name in names:
            path = os.path.join(folder, name)
            if not os.path.islink(path):
                os.chmod(path, 0o700)
    for entry in os.scandir(work):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)


def _give_up(why: str) -> NoReturn:
    os.write(2, f"{why}\n".encode())
    os._exit(1)
