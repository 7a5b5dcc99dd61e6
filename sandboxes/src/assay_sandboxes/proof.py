"""Before a jail is used: a program run in it must find it closed.

A kernel or a container around us may take a request for isolation and do less. So
nothing is concluded from what was asked for; this looks from the inside.
"""

from __future__ import annotations

import json
import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from assay.sandbox import Limits, Unavailable
from assay_sandboxes.slot import Slot

_LIMITS = Limits(wall=10.0, processes=4)

# Each trial is something that must fail; what succeeds is printed.
_TRIALS = """
import ctypes, json, os, socket, threading
canary, port, processes = json.loads(input())
libc = ctypes.CDLL(None, use_errno=True)
open_, stop = [], threading.Event()
def trial(name, attempt):
    try:
        attempt()
    except Exception:
        return
    open_.append(name)
def call(function, *arguments):
    if getattr(libc, function)(*arguments) < 0:
        raise OSError
def expect(good):
    if good:
        raise OSError
def crowd():
    for _ in range(6):
        threading.Thread(target=stop.wait, daemon=True).start()
def status():
    lines = dict(line.split(":", 1) for line in open("/proc/self/status"))
    return {name: lines[name].split()[0] for name in ("NoNewPrivs", "Seccomp", "CapEff", "CapPrm")}
trial("a file of the host can be read", lambda: open(canary))
trial("the password file can be read", lambda: open("/etc/shadow"))
for folder in ("/", "/etc", "/usr", "/dev", os.path.dirname(os.__file__)):
    trial(f"{folder} can be written to", lambda: open(os.path.join(folder, "assay"), "w"))
trial("the network is there", lambda: socket.create_connection(("127.0.0.1", port), 1))
trial("sockets can be made", lambda: socket.socket(socket.AF_UNIX))
if os.path.exists("/proc/net/dev"):
    devices = [line.split(":")[0].strip() for line in open("/proc/net/dev") if ":" in line]
    trial("there are network devices", lambda: expect(set(devices) <= {"lo"}))
trial("programs run as root", lambda: expect(os.getuid() and os.geteuid() and os.getgid()))
trial("there is no seccomp filter", lambda: expect(libc.prctl(21, 0, 0, 0, 0) == 2))
trial("privileges can be gained", lambda: expect(libc.prctl(39, 0, 0, 0, 0) == 1))
if os.path.exists("/proc/self/status"):
    trial("it has capabilities", lambda: expect({status()["CapEff"], status()["CapPrm"]} == {"0" * 16}))
    trial("other processes can be seen", lambda: expect(sum(name.isdigit() for name in os.listdir("/proc")) <= processes))
trial("namespaces can be made", lambda: call("unshare", 0x10000000))
trial("processes can be traced", lambda: call("ptrace", 0, 0, 0, 0))
trial("file systems can be mounted", lambda: call("mount", b"none", b"/tmp", b"tmpfs", 0, None))
trial("the number of processes has no limit", crowd)
stop.set()
print(json.dumps(open_))
"""


@contextmanager
def _bait() -> Iterator[tuple[str, int]]:
    """A file that anybody on this machine may read, and a port that anybody may connect to."""
    with socket.socket() as listener, tempfile.NamedTemporaryFile(prefix="assay-") as canary:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        os.chmod(canary.name, 0o444)
        yield canary.name, listener.getsockname()[1]


def prove_isolation(slot: Slot, processes: int = 2) -> None:
    """Raises :class:`assay.sandbox.Unavailable` (and ends the slot) unless the jail is closed.

    ``processes`` is how many a program may see, with its own.
    """
    with _bait() as bait:
        outcome = slot.run(_TRIALS, json.dumps([*bait, processes]).encode(), _LIMITS)
    try:
        holes = json.loads(outcome.stdout) if outcome.ok else None
    except ValueError:
        holes = None
    if holes != []:
        slot.kill()
        why = f"{', '.join(holes)}" if holes else f"the trial failed: {outcome.limit} {outcome.error}"
        raise Unavailable(f"the jail is not closed on this machine: {why}.")
