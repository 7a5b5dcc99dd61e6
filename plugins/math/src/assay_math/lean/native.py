"""The backend of a toolchain on this machine: that of a project (``ASSAY_LEAN_PROJECT``), or ``lean`` on PATH.

Lean's elaborator runs programs of the text that it reads. The words that start one are refused before, and in case one
is not, it runs within bubblewrap only: without it this backend is not there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from assay_math.lean import jail
from assay_math.lean.backends import Backend, Misconfigured, Unavailable
from assay_math.lean.probe import probe
from assay_math.lean.runtime import sha256
from assay_math.lean.toolchain import Native, NoAnswer, Toolchain, find

PROJECT = "ASSAY_LEAN_PROJECT"
"""The environment variable that names the folder of a built Lake project."""
_ASK_S = 300  # Lake may have to compile a lakefile


def open_backend() -> Backend:
    """Raises :class:`~assay_math.lean.backends.Unavailable`."""
    named = os.environ.get(PROJECT, "")
    project = Path(named).expanduser().resolve() if named else None
    try:
        return _open(project)
    except (NoAnswer, Unavailable) as problem:
        if project is not None:
            raise Misconfigured(f"{PROJECT} names {named}, and that does not work: {problem}.") from None
        raise Unavailable(f"There is no Lean toolchain of this machine's own: {problem}.") from None


def _open(project: Path | None) -> Backend:
    if project is not None and not any((project / f"lakefile.{kind}").is_file() for kind in ("lean", "toml")):
        raise NoAnswer("it holds no lakefile")

    def ask(words: Sequence[str]) -> str:
        return _ask(words, project)

    toolchain = find(ask, project=project is not None)
    if not jail.bubblewrap_works():
        raise NoAnswer("bubblewrap (bwrap) does not work here, and no proof is read outside of it")
    backend = Local(toolchain, _pinned(toolchain, project))
    probe(backend)
    return backend


def _ask(words: Sequence[str], folder: Path | None) -> str:
    program = shutil.which(words[0])
    if program is None:
        raise NoAnswer(f"there is no {words[0]}")
    try:
        done = subprocess.run(
            [program, *words[1:]],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_ASK_S,
            check=False,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise NoAnswer(f"{words[0]} does not run ({type(error).__name__})") from None
    if done.returncode:
        raise NoAnswer(f"{' '.join(words)} ends with {done.returncode}: {done.stderr.strip()[-200:]}")
    return done.stdout


def _pinned(toolchain: Toolchain, project: Path | None) -> dict[str, str]:
    said = {"runtime": "native", "inside": "bubblewrap", "sha256 lean": sha256(Path(toolchain.lean))}
    manifest = project / "lake-manifest.json" if project else None
    if manifest is not None and manifest.is_file():
        said["sha256 lake-manifest.json"] = sha256(manifest)
    return said


class Local(Native):
    """The toolchain of this machine, within bubblewrap: it sees itself, the project's modules, and its job."""

    name = "native"

    def command(self, job: Path, arguments: Sequence[str]) -> list[str]:
        at = self.toolchain
        shut = jail.bubblewrap()
        for place in dict.fromkeys((at.sysroot, *at.paths)):
            if Path(place).is_dir():
                shut += ["--ro-bind", place, place]
        shut += ["--bind", str(job), "/lean/job", "--chdir", "/lean/job", "--setenv", "HOME", "/tmp"]
        if at.paths:
            shut += ["--setenv", "LEAN_PATH", ":".join(at.paths)]
        return [*shut, at.lean, *arguments]
