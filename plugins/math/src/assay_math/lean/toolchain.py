"""A toolchain with ``lean`` in it: where it lies, what it finds there, and how it is asked. Native and Docker share it.

Lake is asked once for the environment of a project (``lake env``, which prints it); the proofs themselves then go to
``lean``, which needs neither Lake nor elan, and which can be shut in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from assay_math.lean.joined import Joined

MOST_MEMORY_MB = 8_192
_VERSION = re.compile(r"Lean \(version ([^,\s)]+)(?:,[^)]*?commit ([0-9a-f]{7,40}))?")

Ask = Callable[[Sequence[str]], str]
"""Runs a program of the toolchain and returns what it prints; raises :class:`NoAnswer`."""


class NoAnswer(Exception):
    """A program of the toolchain is not there, or fails; the message says how."""


@dataclass(frozen=True, slots=True)
class Toolchain:
    """A Lean and the folders with compiled modules that it reads. Paths are those where it runs."""

    lean: str
    """The program."""
    sysroot: str
    paths: tuple[str, ...]
    """Of ``LEAN_PATH``."""
    version: str
    commit: str
    modules: tuple[str, ...]
    """The roots of all that can be imported."""


def find(ask: Ask, *, project: bool) -> Toolchain:
    """The toolchain behind ``ask``, which stands in the folder of the project if there is one.

    Raises :class:`NoAnswer`.
    """
    if project:
        told = dict(line.split("=", 1) for line in ask(["lake", "env"]).splitlines() if "=" in line)
        sysroot = told.get("LEAN_SYSROOT", "")
        paths = tuple(path for path in told.get("LEAN_PATH", "").split(":") if path)
    else:
        sysroot, paths = ask(["lean", "--print-prefix"]).strip(), ()
    if not PurePosixPath(sysroot).is_absolute():
        raise NoAnswer("it does not say where its Lean lies")
    lean = f"{sysroot}/bin/lean"
    said = ask([lean, "--version"])
    match = _VERSION.search(said)
    if match is None:
        raise NoAnswer(f"its version is not read: {said.strip()[:100]!r}")
    library = f"{sysroot}/lib/lean"
    modules = _roots(ask(["ls", "-1", folder]) for folder in (library, *paths))
    return Toolchain(lean, sysroot, paths, match[1], match[2] or "", modules)


def _roots(listings: Iterable[str]) -> tuple[str, ...]:
    """Modules that lie at the top of the folders: ``Mathlib.olean`` is one."""
    names = {line.strip() for listing in listings for line in listing.splitlines()}
    return tuple(sorted(name.removesuffix(".olean") for name in names if re.fullmatch(r"\w+\.olean", name)))


class Native(Joined):
    """A Lean of the usual kind. It is asked by commands: what a compiled file holds differs from version to version."""

    name: str
    axioms: Literal["command", "compiled"] = "command"
    # The names of options that a version does not have are passed over with "weak".
    options = ("-Dweak.maxErrors=1000000", f"--memory={MOST_MEMORY_MB}")

    def __init__(self, toolchain: Toolchain, runtime: Mapping[str, str]) -> None:
        super().__init__()
        self.toolchain = toolchain
        self.modules = toolchain.modules
        commit = {"commit": toolchain.commit} if toolchain.commit else {}
        self.runtime: Mapping[str, str] = {"lean": toolchain.version, **commit, **runtime}

    def constants(self, job: Path) -> None:  # noqa: ARG002
        return None
