"""The ``local`` backend: CPython in a jail of Linux namespaces, without Docker.

Each slot is one jail (closed by bubblewrap where it is installed, else directly)
around one zygote; each program in it gets namespaces, a working directory and
limits of its own (see :mod:`assay_sandboxes.zygote`). Before a slot is used, a
program run in it has to find its jail closed; where the kernel does not isolate,
this backend refuses to work.

One limit more than :class:`~assay.sandbox.Limits` names: all processes of a program
together may hold twice ``memory``.
"""

from __future__ import annotations

import functools
import json
import os
import secrets
import select
import shutil
import subprocess
import sys
import tempfile
import time
import weakref
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import IO

from assay.sandbox import External, Limits, Outcome, Unavailable
from assay_sandboxes.proof import prove_isolation
from assay_sandboxes.slot import INTERPRETER_FLAGS, HostSession, Lost, Slot

if sys.platform == "linux":
    from assay_sandboxes import jail

BUBBLEWRAP, NAMESPACES = "bubblewrap", "namespaces"

_MEND = (
    "Allow unprivileged user namespaces (sysctl kernel.unprivileged_userns_clone=1, user.max_user_namespaces,"
    " kernel.apparmor_restrict_unprivileged_userns=0), or use another sandbox (docker, monty)."
)

_UIDS = 0x70000000, 0x71000000  # no distribution gives these out

_PROBE = """
import importlib, json, os, sys, sysconfig
folder = sysconfig.get_config_var("DESTSHARED")
skip = {"_tkinter", "readline"}
for file in sorted(os.listdir(folder)) if folder and os.path.isdir(folder) else []:
    name = file.partition(".")[0]
    if file.endswith(".so") and name not in skip and "test" not in name:
        try:
            importlib.import_module(name)
        except Exception:
            pass
with open("/proc/self/maps") as maps:
    files = {line.split(maxsplit=5)[5].strip() for line in maps if "/" in line}
print(json.dumps({
    "executable": os.path.realpath(sys.executable),
    "library": os.path.dirname(os.path.realpath(os.__file__)),
    "prefix": sys.base_prefix,
    "shared": folder,
    "files": sorted(file for file in files if os.path.isfile(file)),
}))
"""


@functools.cache
def _plan(executable: str) -> jail.Plan:
    """What ``executable`` needs: itself, its library, and the shared objects that they load."""
    try:
        answer = subprocess.run(
            [executable, "-I", "-S", "-c", _PROBE], capture_output=True, check=True, timeout=60
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise Unavailable(f"{executable} is no CPython that runs here: {error}.") from None
    found = json.loads(answer.stdout)
    shown: dict[str, str] = {}
    for path in [
        found["library"],
        found["shared"],
        "/usr/share/zoneinfo",
        "/etc/ld.so.cache",
        found["executable"],
    ]:
        if path and os.path.exists(path) and not any(path.startswith(f"{parent}/") for parent in shown):
            shown[path] = path
    links = {}
    for top in ("lib", "lib32", "lib64", "bin"):
        if os.path.islink(f"/{top}"):
            links[f"/{top}"] = os.readlink(f"/{top}")
    objects = [file for file in found["files"] if not any(file.startswith(f"{parent}/") for parent in shown)]
    names: dict[str, str] = {}
    for folder in {os.path.dirname(file) for file in objects} | {"/usr/lib64", "/lib64", "/lib"}:
        for entry in os.scandir(folder) if os.path.isdir(folder) else []:
            if ".so" in entry.name and (target := os.path.realpath(entry.path)) in objects:
                names[os.path.join(os.path.realpath(folder), entry.name)] = target
    # Each mount is copied for every program, so a file is mounted once and its other names are links to it.
    for name, target in names.items():
        if name != target and names.get(target) == target:
            links[name] = target
        else:
            shown[name] = target
    library = found["library"]
    hidden = [os.path.join(library, name) for name in ("site-packages", "dist-packages", "test", "idlelib")]
    return jail.Plan(
        shown,
        links,
        [path for path in hidden if os.path.isdir(path)],
        [found["executable"], *INTERPRETER_FLAGS],
        {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": "/tmp", "PYTHONHOME": found["prefix"]},
    )


_channels: weakref.WeakSet[_Pipes] = weakref.WeakSet()


def _close_in_child() -> None:
    """A copy of this process must not keep jails alive."""
    for channel in list(_channels):
        channel.close_pipes()


if sys.platform == "linux":
    os.register_at_fork(after_in_child=_close_in_child)


def _new_uid() -> int:
    """A user for one slot, so that what the kernel counts for each user, it counts for each slot.

    Only root can become another; 0 where we are not, or are root of a container that has no such users.
    """
    if os.getuid() != 0:
        return 0
    with open("/proc/self/uid_map", encoding="ascii") as file:
        for line in file:
            first, _, count = map(int, line.split())
            if first <= _UIDS[0] and _UIDS[1] <= first + count:
                return _UIDS[0] + secrets.randbelow(_UIDS[1] - _UIDS[0])
    return 0


class _Pipes:
    """A jail's process, and the pipes to the zygote in it."""

    def __init__(self, argv: list[str]) -> None:
        self.complaint = ""  # the last line that it wrote to its standard error
        self.errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the rest
        self.process = subprocess.Popen(
            argv,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            bufsize=0,
            start_new_session=True,  # Ctrl-C is for us
        )
        assert self.process.stdin and self.process.stdout
        self.inbox, self.outbox = self.process.stdin, self.process.stdout
        os.set_blocking(self.inbox.fileno(), False)
        _channels.add(self)

    def send(self, data: bytes, deadline: float) -> None:
        view = memoryview(data)
        while view:
            self._wait(self.inbox, select.POLLOUT, deadline)
            try:
                view = view[os.write(self.inbox.fileno(), view) :]
            except BlockingIOError:
                continue
            except OSError:
                raise Lost("its process is gone") from None

    def receive(self, size: int, deadline: float) -> bytes:
        parts = []
        while size:
            self._wait(self.outbox, select.POLLIN, deadline)
            part = os.read(self.outbox.fileno(), min(size, 1 << 20))
            if not part:
                raise Lost("its process is gone")
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def _wait(self, pipe: IO[bytes], event: int, deadline: float) -> None:
        if pipe.closed:
            raise Lost("it was ended")
        poll = select.poll()
        poll.register(pipe.fileno(), event)
        seconds = min(max(0.0, deadline - time.monotonic()), 1e6)  # poll knows no infinity
        if not poll.poll(seconds * 1000):
            raise Lost("it does not answer")

    def close_pipes(self) -> None:
        self.inbox.close()
        self.outbox.close()

    def kill(self) -> None:
        if self.errors.closed:
            return
        self.close_pipes()  # its zygote ends by itself at that
        try:
            self.process.wait(0.2)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.errors.seek(0)
        lines = self.errors.read().decode("utf-8", "replace").strip().splitlines()
        self.complaint = lines[-1] if lines else ""
        self.errors.close()


class LocalSandbox:
    """Runs programs with CPython on this machine, isolated by the Linux kernel.

    ``interpreter`` is the path of a CPython of 3.11 or later; left out, the one that
    runs this. ``jail`` is ``"bubblewrap"`` or ``"namespaces"``; left out, bubblewrap
    where it is installed and works. Raises :class:`assay.sandbox.Unavailable`.
    """

    runtime: str

    def __init__(self, *, interpreter: str = "", jail: str = "") -> None:
        self._interpreter = interpreter or sys.executable
        self._free: defaultdict[int, list[Slot]] = defaultdict(list)  # by hash seed
        self._all: list[Slot] = []
        self._finalizer = weakref.finalize(self, _kill_all, self._all)
        if sys.platform != "linux":
            raise Unavailable("The local sandbox needs Linux. Use another sandbox (docker, monty).")
        reasons = []
        for kind in [jail] if jail else [BUBBLEWRAP, NAMESPACES]:
            self._jail = kind
            try:
                slot = self._open(0)
            except Unavailable as error:
                reasons.append(f"{kind}: {error}")
                continue
            self._free[0].append(slot)
            extra = "" if slot.landlock else ", without Landlock"
            self.runtime = f"CPython {slot.version} (local, {kind}{extra})"
            return
        raise Unavailable(f"Programs cannot be isolated here. {' '.join(reasons)} {_MEND}")

    def _open(self, seed: int) -> Slot:
        if not self._finalizer.alive:
            raise RuntimeError("the sandbox is closed")
        plan = _plan(self._interpreter)
        plan = replace(plan, env={**plan.env, "PYTHONHASHSEED": str(seed)}, uid=_new_uid())
        if self._jail == BUBBLEWRAP:
            program = shutil.which("bwrap")
            if program is None:
                raise Unavailable("it is not installed.")
            argv = jail.bubblewrap(program, plan)
        else:
            argv = jail.namespaces(plan)
        pipes = _Pipes(argv)
        try:
            slot = Slot(pipes, {"die_with_parent": True, "uid": plan.uid})
        except Lost as error:
            raise Unavailable(f"{pipes.complaint or error}.") from None
        prove_isolation(slot)
        self._all.append(slot)
        return slot

    def _take(self, seed: int) -> Slot:
        while self._free[seed]:
            slot = self._free[seed].pop()
            if isinstance(slot.channel, _Pipes) and slot.channel.process.poll() is None:
                return slot
            slot.kill()  # something ended its jail while it was idle
            self._put(slot, seed)
        return self._open(seed)

    def _put(self, slot: Slot, seed: int) -> None:
        if slot.broken:
            if slot in self._all:
                self._all.remove(slot)
        else:
            self._free[seed].append(slot)

    def run(
        self,
        source: str,
        *,
        stdin: bytes = b"",
        limits: Limits = Limits(),  # noqa: B008 - frozen
        hash_seed: int = 0,
    ) -> Outcome:
        slot = self._take(hash_seed)
        try:
            return slot.run(source, stdin, limits)
        finally:
            self._put(slot, hash_seed)

    def load(
        self,
        source: str,
        *,
        externals: Mapping[str, External] | None = None,
        limits: Limits = Limits(),  # noqa: B008 - frozen
        hash_seed: int = 0,
    ) -> HostSession:
        slot = self._take(hash_seed)
        return slot.load(source, externals or {}, limits, lambda: self._put(slot, hash_seed))

    def close(self) -> None:
        self._finalizer()


def _kill_all(slots: list[Slot]) -> None:
    for slot in slots:
        slot.kill()
    slots.clear()
