"""Closes a jail around an interpreter: with bubblewrap, or with namespaces made directly.

A :class:`Plan` says what the jail shows; :func:`bubblewrap` writes it as arguments.
Run as ``python -m assay_sandboxes.jail PLAN``, this file does the same by system
calls: it stays outside as the parent of the jail's first process, which dies with it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import PurePath
from typing import NoReturn

from assay_sandboxes import linux
from assay_sandboxes.zygote import DEVICES, INNER_ID, WORK

_MEMORY = "/dev/shm"  # where the C library keeps semaphores: the working directory
_FLAGS = linux.MS_NOSUID | linux.MS_NODEV


@dataclass(frozen=True)
class Plan:
    """What a jail shows, read-only, and what runs in it."""

    shown: dict[str, str]
    """Path inside to path outside, of files and folders."""
    links: dict[str, str]
    """Symbolic links: path inside to target."""
    hidden: list[str]
    """Folders within those shown that are empty inside."""
    argv: list[str]
    env: dict[str, str]
    uid: int = 0
    """The user that the interpreter is to become; 0: it stays who we are, in a user namespace."""


def bubblewrap(program: str, plan: Plan) -> list[str]:
    """The command line that closes the jail with bubblewrap."""
    args = [
        program,
        "--unshare-pid",
        "--unshare-net",
        "--unshare-ipc",
        "--unshare-uts",
        "--unshare-cgroup-try",
    ]
    args += ["--as-pid-1", "--new-session", "--hostname", "jail", "--clearenv"]
    if plan.uid:
        args += ["--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    else:
        args += ["--unshare-user", "--uid", str(INNER_ID), "--gid", str(INNER_ID)]
    tops = [path for path in plan.links if PurePath(path).parent == PurePath("/")]
    for path in tops:
        args += ["--symlink", plan.links[path], path]
    insides = (*plan.shown, *plan.links, _MEMORY)
    parents = {str(parent) for inside in insides for parent in PurePath(inside).parents}
    for path in sorted(parents - {"/"} - set(plan.links)):
        args += ["--perms", "0755", "--dir", path]
    for path in set(plan.links) - set(tops):
        args += ["--symlink", plan.links[path], path]
    for inside, outside in plan.shown.items():
        args += ["--ro-bind", outside, inside]
    for path in plan.hidden:
        args += ["--tmpfs", path, "--remount-ro", path]
    for name in DEVICES:
        args += ["--dev-bind", f"/dev/{name}", f"/dev/{name}"]
    args += [
        "--symlink",
        WORK,
        _MEMORY,
        "--proc",
        "/proc",
        "--dir",
        WORK,
        "--chdir",
        "/",
        "--remount-ro",
        "/",
    ]
    for name, value in plan.env.items():
        args += ["--setenv", name, value]
    return [*args, "--", *plan.argv]


def namespaces(plan: Plan) -> list[str]:
    """The command line that closes the jail without bubblewrap."""
    return [sys.executable, "-P", "-m", "assay_sandboxes.jail", json.dumps(asdict(plan))]


def main() -> None:
    plan = Plan(**json.loads(sys.argv[1]))
    uid, gid = os.getuid(), os.getgid()
    null = os.open(os.devnull, os.O_RDWR)  # now: what is first in the jail changes the root of us both
    flags = linux.NEWNS | linux.NEWPID | linux.NEWNET | linux.NEWIPC | linux.NEWUTS | linux.NEWCGROUP
    try:
        linux.unshare(flags if plan.uid else flags | linux.NEWUSER)
        if not plan.uid:
            linux.map_ids(INNER_ID, INNER_ID, uid, gid)
        inside = os.fork()
        if inside == 0:
            _enter(plan)
    except OSError as error:
        os.write(2, f"{error.strerror}\n".encode())
        os._exit(1)
    os.dup2(null, 0)
    os.dup2(null, 1)
    os._exit(os.waitstatus_to_exitcode(os.waitpid(inside, 0)[1]) & 0xFF)


def _enter(plan: Plan) -> NoReturn:
    linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)
    os.setsid()
    linux.mount("none", "/", None, linux.MS_REC | linux.MS_PRIVATE)
    # First to a place that holds both the old root and the new one: what is mounted over hides nothing there.
    base = tempfile.gettempdir()
    linux.mount("tmpfs", base, "tmpfs", _FLAGS, "mode=755,size=64k")
    os.chdir(base)
    os.mkdir("old")
    os.mkdir("new")
    linux.pivot_root(".", "old")
    os.chdir("/")
    linux.mount("tmpfs", "/new", "tmpfs", _FLAGS, "mode=755,size=1m")
    _fill(plan)
    os.chdir("/new")
    linux.pivot_root(".", ".")
    linux.unmount(".")
    os.chdir("/")
    linux.make_read_only("/", _FLAGS)
    linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)
    os.execve(plan.argv[0], plan.argv, plan.env)


def _fill(plan: Plan) -> None:
    for path, target in plan.links.items():
        os.makedirs(os.path.dirname("/new" + path), exist_ok=True)
        os.symlink(target, "/new" + path)
    for inside, outside in plan.shown.items():
        _show("/old" + outside, "/new" + inside)
        linux.make_read_only("/new" + inside, _FLAGS)
    for path in plan.hidden:
        linux.mount("tmpfs", "/new" + path, "tmpfs", _FLAGS | linux.MS_RDONLY, "size=4k,mode=755")
    for name in DEVICES:
        _show(f"/old/dev/{name}", f"/new/dev/{name}")
        linux.make_read_only(f"/new/dev/{name}", linux.MS_NOSUID)
    os.symlink(WORK, "/new" + _MEMORY)
    os.mkdir("/new/proc")
    linux.mount("proc", "/new/proc", "proc", _FLAGS | linux.MS_NOEXEC)
    os.makedirs("/new" + WORK, exist_ok=True)


def _show(outside: str, inside: str) -> None:
    if os.path.isdir(outside):
        os.makedirs(inside, exist_ok=True)
    else:
        os.makedirs(os.path.dirname(inside), exist_ok=True)
        os.close(os.open(inside, os.O_CREAT | os.O_WRONLY, 0o444))
    linux.mount(outside, inside, None, linux.MS_BIND)


if __name__ == "__main__":
    main()
