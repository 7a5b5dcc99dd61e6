"""The system calls of the jail that Python 3.11 has no function for."""

from __future__ import annotations

import ctypes
import os
import signal
import struct
from typing import Any

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = 32, 4096, 16384, 1 << 18
MNT_DETACH = 2
NEWNS, NEWCGROUP, NEWUTS, NEWIPC = 0x20000, 0x2000000, 0x4000000, 0x8000000
NEWUSER, NEWPID, NEWNET = 0x10000000, 0x20000000, 0x40000000
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 4, 22, 38

_CLONE, _PIVOT_ROOT, _CAPSET = {"x86_64": (56, 155, 126), "aarch64": (220, 41, 91)}.get(
    os.uname().machine, (-1, -1, -1)
)
_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446

# PyDLL keeps the interpreter lock: between the two sides of a fork nothing else may run.
_libc = ctypes.PyDLL(None, use_errno=True)


def check(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def syscall(what: str, number: int, *args: Any) -> int:
    return check(int(_libc.syscall(ctypes.c_long(number), *args)), what)


def prctl(option: int, *args: int) -> int:
    longs = [ctypes.c_ulong(arg) for arg in (*args, 0, 0, 0, 0)[:4]]
    return check(_libc.prctl(option, *longs), f"prctl({option})")


def mount(source: str, target: str, kind: str | None = None, flags: int = 0, data: str | None = None) -> None:
    texts = [None if text is None else os.fsencode(text) for text in (source, target, kind, data)]
    result = _libc.mount(texts[0], texts[1], texts[2], ctypes.c_ulong(flags), texts[3])
    check(result, f"mount {kind or source} on {target}")


_KEPT_FLAGS = {
    os.ST_NOSUID: 2,
    os.ST_NODEV: 4,
    os.ST_NOEXEC: 8,
    os.ST_NOATIME: 1 << 10,
    os.ST_NODIRATIME: 1 << 11,
}
_KEPT_FLAGS[os.ST_RELATIME] = 1 << 21


def make_read_only(path: str, flags: int = 0) -> None:
    """For a mount; within a user namespace, the flags that it came with must stay."""
    has = os.statvfs(path).f_flag
    kept = sum(flag for bit, flag in _KEPT_FLAGS.items() if has & bit)
    mount("none", path, None, MS_REMOUNT | MS_BIND | MS_RDONLY | flags | kept)


def unmount(target: str) -> None:
    check(_libc.umount2(os.fsencode(target), MNT_DETACH), f"unmount {target}")


def unshare(flags: int) -> None:
    check(_libc.unshare(ctypes.c_int(flags)), "unshare")


def pivot_root(new: str, old: str) -> None:
    syscall("pivot_root", _PIVOT_ROOT, os.fsencode(new), os.fsencode(old))


def fork_into(flags: int) -> int:
    """A fork whose child is in new namespaces. Only for a process of one thread.

    What modules asked to be done after a fork is not done: the child is to do little
    but ``os.fork``. It would cost more than the fork itself.
    """
    zero = ctypes.c_long(0)
    number = ctypes.c_ulong(flags | signal.SIGCHLD)
    return syscall("clone", _CLONE, number, zero, zero, zero, zero)


def map_ids(uid: int, gid: int, outer_uid: int, outer_gid: int) -> None:
    """Name the one user and group of the user namespace that this process is first in."""
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{uid} {outer_uid} 1"),
        ("gid_map", f"{gid} {outer_gid} 1"),
    ):
        fd = os.open(f"/proc/self/{name}", os.O_WRONLY)
        try:
            os.write(fd, text.encode())
        finally:
            os.close(fd)


def drop_capabilities() -> None:
    """Lose every capability; without new privileges and as no root, there is no way back to one."""
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    header = struct.pack("=Ii", 0x20080522, 0)
    syscall("capset", _CAPSET, header, bytes(24))


def landlock_version() -> int:
    """The version of Landlock that the kernel offers; 0 for none."""
    version = int(_libc.syscall(ctypes.c_long(_LANDLOCK_CREATE), None, ctypes.c_long(0), ctypes.c_long(1)))
    return max(version, 0)


_READ = 1 << 0 | 1 << 2 | 1 << 3  # execute, read a file, read a folder
_NET, _SCOPE = 0b11, 0b11  # TCP bind and connect; abstract sockets and signals


def landlock(version: int, readable: list[str], writable: dict[str, int | None]) -> None:
    """Only what is below ``readable`` may be read and run, and below ``writable`` changed; no TCP. Needs no_new_privs.

    A number narrows what may be done there.
    """
    everything = (1 << (13 if version < 2 else 14 if version < 3 else 15 if version < 5 else 16)) - 1
    scope = _SCOPE if version >= 6 else 0
    rules = struct.pack("=QQQ", everything, _NET if version >= 4 else 0, scope)
    size = 8 if version < 4 else 16 if version < 6 else 24
    ruleset = syscall(
        "landlock_create_ruleset", _LANDLOCK_CREATE, rules, ctypes.c_long(size), ctypes.c_long(0)
    )
    try:
        for path, rights in {**dict.fromkeys(readable, _READ), **writable}.items():
            fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
            try:
                rule = struct.pack("=Qi", everything if rights is None else rights, fd)
                one, zero = ctypes.c_long(1), ctypes.c_long(0)
                syscall("landlock_add_rule", _LANDLOCK_ADD, ctypes.c_long(ruleset), one, rule, zero)
            finally:
                os.close(fd)
        zero = ctypes.c_long(0)
        syscall("landlock_restrict_self", _LANDLOCK_RESTRICT, ctypes.c_long(ruleset), zero)
    finally:
        os.close(ruleset)


def seccomp(program: bytes) -> None:
    """Install a filter (see :mod:`assay_sandboxes.seccomp`). Needs no_new_privs."""
    buffer = ctypes.create_string_buffer(program, len(program))
    head = struct.pack("@HP", len(program) // 8, ctypes.addressof(buffer))
    holder = ctypes.create_string_buffer(head, len(head))
    prctl(PR_SET_SECCOMP, 2, ctypes.addressof(holder))
