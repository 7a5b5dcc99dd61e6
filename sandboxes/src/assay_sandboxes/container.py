"""How the zygote starts and ends programs in a container, which gives it no namespaces to nest.

The zygote is root there, with no capability but to become another user and to signal
its processes; programs run as ``uid``, a number that nobody else has. A process beside
the program, root too, collects whatever the program starts. When a program ends, every
process of that user is killed and every file that it made is removed, and unless the
container is then as it was before, the zygote ends, and with it the container.

Standard library only: this runs where ``assay`` is not.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import signal
import stat
import time
from collections.abc import Callable
from typing import NoReturn

from assay_sandboxes import linux

_PR_SET_CHILD_SUBREAPER = 36
_PATIENCE = 5.0  # seconds for killed processes to be gone


def file_count(disk: int) -> int:
    """How many files and folders a program may have that may write ``disk`` bytes."""
    return 64 + disk // 1024


def files(work: str) -> int:
    """How many there are."""
    found = os.statvfs(work)
    return found.f_files - found.f_ffree


def prepare(work: str) -> None:
    """Once, before the first program."""
    if not os.path.lexists("/dev/shm"):  # where the C library keeps semaphores: the working directory
        os.symlink(work, "/dev/shm")
    for name, mode in (
        ("zero", 292),
        ("full", 292),
        ("random", 292),
        ("urandom", 292),
        *tuple((name, 0) for name in ("tty", "ptmx", "pts/ptmx", "pts", "mqueue")),
    ):
        with contextlib.suppress(OSError):  # not there, or not ours to change
            os.chmod(f"/dev/{name}", mode)


def readable() -> list[str]:
    """What a program needs to read. Of ``/proc``, that is what tells of itself."""
    folders = ("/usr", "/lib", "/lib64", "/bin", "/sbin", "/etc", "/dev", "/proc/self")
    return [folder for folder in folders if os.path.exists(folder)]


def start(
    uid: int,
    program: Callable[[], NoReturn],
    watch: Callable[[int], NoReturn],
    fail: Callable[[BaseException], NoReturn],
) -> int:
    """Fork a process that forks the program and watches it; its process id."""
    pid = os.fork()
    if pid == 0:
        try:
            linux.prctl(_PR_SET_CHILD_SUBREAPER, 1)
            child = os.fork()
            if child:
                watch(child)
            with open("/proc/self/oom_score_adj", "w") as file:
                file.write("1000")  # where memory runs out, this goes and the zygote stays
            _become(uid)
            program()
        except BaseException as error:
            fail(error)
        finally:
            os._exit(1)
    return pid


def _become(uid: int) -> None:
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)


def stop(uid: int, watcher: int, work: str) -> None:
    """Kill and remove all that a program left; end the container if that fails."""
    deadline = time.monotonic() + _PATIENCE
    watching = True
    while True:
        others = _others()
        if others - {watcher}:
            _as_user(uid, _kill_all)
        if watching:
            watching = not os.waitpid(watcher, os.WNOHANG)[0]  # it ends when it has collected the last one
        elif not others:
            break
        if time.monotonic() > deadline:
            _give_up("processes are left")
        if others:
            time.sleep(0.0002)
    _empty(uid, work)


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
    with contextlib.suppress(ProcessLookupError):
        os.kill(-1, signal.SIGKILL)


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
    with contextlib.suppress(OSError):  # the one file outside whose times a program can change
        os.utime("/dev/null", (0, 0))


def _clear(work: str) -> None:
    """As the user: take apart what it has there, whatever the modes and however deep, and follow no link."""
    numbers = itertools.count()
    while folders := [entry.path for entry in os.scandir(work) if entry.is_dir(follow_symlinks=False)]:
        for folder in folders:
            os.chmod(folder, 0o700)
            for entry in os.scandir(folder):
                if entry.is_dir(follow_symlinks=False):  # up to the top: a path can be too long to be used
                    os.chmod(entry.path, 0o700)
                    os.rename(
                        entry.path, next(path for n in numbers if not os.path.lexists(path := f"{work}/{n}"))
                    )
                else:
                    os.unlink(entry.path)
            os.rmdir(folder)


def _give_up(why: str) -> NoReturn:
    os.write(2, f"{why}\n".encode())
    os._exit(1)
