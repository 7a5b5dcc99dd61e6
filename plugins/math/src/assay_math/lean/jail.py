"""How the WebAssembly build is shut in: what it may see, write and use.

The build sees two folders, since its system calls end in the driver's file system: the library and the job. On top of
that Node runs with its permission model (no programs, no other files), and within bubblewrap where that works (no
network, nothing of the machine but Node, its libraries and these folders, all but the job read-only).
"""

from __future__ import annotations

import ctypes
import functools
import os
import resource
import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

from assay_math.lean.runtime import Runtime

_DRIVER = Path(__file__).with_name("driver.cjs")
_SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache")
_LARGEST_FILE = 512 << 20
_DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_LIBC = ctypes.CDLL(None)  # here, as little as possible is done between fork and exec


def bubblewrap() -> list[str]:
    """What shuts a program in: without network, with the machine's libraries, and an empty ``/tmp``."""
    jail = ["bwrap", "--unshare-all", "--die-with-parent", "--clearenv", "--proc", "/proc", "--dev", "/dev"]
    for place in _SYSTEM:
        if os.path.islink(place):
            jail += ["--symlink", os.readlink(place), place]
        elif os.path.exists(place):
            jail += ["--ro-bind", place, place]
    return [*jail, "--tmpfs", "/tmp"]


def command(runtime: Runtime, job: Path, arguments: Sequence[str]) -> list[str]:
    """What runs Lean with ``arguments`` in the folder ``job``."""
    if bubblewrap_works():
        jail = bubblewrap()
        jail += ["--ro-bind", str(runtime.node), "/lean/node", "--ro-bind", str(_DRIVER)]
        jail += ["/lean/driver.cjs", "--ro-bind", str(runtime.folder.resolve()), "/lean/runtime"]
        jail += ["--bind", str(job), "/lean/job", "--chdir", "/lean/job"]
        node, driver, at, work = "/lean/node", "/lean/driver.cjs", "/lean/runtime", "/lean/job"
    else:
        jail = []
        node, driver, at, work = str(runtime.node), str(_DRIVER), str(runtime.folder.resolve()), str(job)
    allowed = [f"--allow-fs-read={place}" for place in (driver, f"{at}/*", f"{work}/*", at, work)]
    allowed += [f"--allow-fs-write={work}/*", f"--allow-fs-write={work}", "--allow-worker"]
    return [
        *jail,
        node,
        "--permission",
        *allowed,
        driver,
        at,
        f"{at}/{runtime.library.name}",
        work,
        *arguments,
    ]


@functools.cache
def bubblewrap_works() -> bool:
    """Whether this machine lets bubblewrap make a namespace."""
    if shutil.which("bwrap") is None:
        return False
    probe = ["bwrap", "--unshare-all", "--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev", "true"]
    try:
        return subprocess.run(probe, capture_output=True, timeout=30, check=False).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False


def inside() -> str:
    """What shuts it in, for certificates."""
    return "bubblewrap, node --permission" if bubblewrap_works() else "node --permission"


def set_limits(cpu_s: int) -> None:
    """Runs in the new process: it dies with us, writes no core, and uses so much processor time.

    Its address space is left to what the machine allows, as Node reserves far more than it uses; the memory of the
    build itself ends at 4 GiB.
    """
    for limit in (resource.RLIMIT_AS, resource.RLIMIT_DATA):
        hard = resource.getrlimit(limit)[1]
        resource.setrlimit(limit, (hard, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for limit, value in ((resource.RLIMIT_CPU, cpu_s), (resource.RLIMIT_FSIZE, _LARGEST_FILE)):
        hard = resource.getrlimit(limit)[1]
        most = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(limit, (most, hard))
    _LIBC.prctl(_DIES_WITH_PARENT, signal.SIGKILL)
