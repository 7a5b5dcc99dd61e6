"""Where source text is found, and whose it is."""

from __future__ import annotations

import importlib.metadata as metadata
import importlib.util
import platform
import re
import sysconfig
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

STDLIB = "stdlib"
"""The name of the standard library as a root."""

MAX_FILE = 1 << 20

_SKIPPED_FOLDERS = frozenset(
    "test tests testing __pycache__ site-packages dist-packages idlelib lib2to3 ensurepip turtledemo tkinter "
    "node_modules build dist docs examples _vendor vendor benchmarks venv".split()
)
_SKIPPED_FILES = re.compile(r"(test_.*|.*_test|tests?|conftest|setup|antigravity|this|__phello__)\.py")


class NotFound(ValueError):
    """No directory and no installed package has this name."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A distribution, or a directory of source files, with its licence (``"unknown"`` where it states none)."""

    distribution: str
    version: str
    licence: str
    base: Path
    """File names are given relative to this."""
    paths: tuple[Path, ...]
    """Folders and files to read."""

    def files(self) -> Iterator[Path]:
        """Its Python files in a fixed order, without tests and vendored copies."""
        for path in self.paths:
            yield from _python_files(path)


def find(root: str) -> Origin:
    """The origin called ``root``: a directory or file, ``"stdlib"``, a package, or a distribution.

    Nothing of it is imported. Raises :class:`NotFound`.
    """
    if root == STDLIB:
        base = Path(sysconfig.get_path("stdlib"))
        return _python(base, (base,))
    path = Path(root)
    if path.exists():
        return _directory(path.resolve())
    return _installed(root)


def _python_files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    for entry in sorted(path.iterdir(), key=lambda entry: entry.name):
        if entry.is_symlink() or entry.name.startswith("."):
            continue
        if entry.is_dir():
            if entry.name not in _SKIPPED_FOLDERS:
                yield from _python_files(entry)
        elif entry.suffix == ".py" and not _SKIPPED_FILES.fullmatch(entry.name):
            yield entry


def _python(base: Path, paths: tuple[Path, ...]) -> Origin:
    return Origin("Python", platform.python_version(), "PSF-2.0", base, paths)


def _installed(root: str) -> Origin:
    found = _distribution(root)
    names = [root.replace("-", "_")]
    if found is not None:
        top = found.read_text("top_level.txt") or ""
        listed = [file.parts[0].removesuffix(".py") for file in found.files or () if file.suffix == ".py"]
        names += [name for name in dict.fromkeys([*top.split(), *listed]) if name.isidentifier()]
    for name in names:
        if not name.isidentifier():
            continue
        spec = importlib.util.find_spec(name)
        if spec is None:
            continue
        folders = [Path(place) for place in spec.submodule_search_locations or ()]
        paths = tuple(folders) or (
            (Path(spec.origin),) if spec.origin and spec.origin.endswith(".py") else ()
        )
        if not paths:
            continue
        base = paths[0].parent
        if found is None:
            owners = metadata.packages_distributions().get(name, [])
            if not owners:
                return _python(base, paths)
            found = metadata.distribution(owners[0])
        about = found.metadata
        return Origin(about["Name"], found.version, _licence(about), base, paths)
    raise NotFound(f"{root!r} is no directory, installed package or distribution with Python source")


def _distribution(root: str) -> metadata.Distribution | None:
    try:
        return metadata.distribution(root)
    except (metadata.PackageNotFoundError, ValueError):
        return None


def _licence(about: metadata.PackageMetadata) -> str:
    for field in ("License-Expression", "License"):
        value = str(about[field] or "").strip() if field in about else ""
        if value and "\n" not in value and len(value) < 80:
            return value
    kinds = [
        line.split(" :: ")[-1] for line in about.get_all("Classifier") or () if line.startswith("License")
    ]
    return " and ".join(kinds) or "unknown"


def _directory(path: Path) -> Origin:
    base = path if path.is_dir() else path.parent
    name, version, licence = base.name, "", "unknown"
    for folder in (base, *list(base.parents)[:3]):
        file = folder / "pyproject.toml"
        if not file.is_file():
            continue
        try:
            project = tomllib.loads(file.read_text("utf-8")).get("project", {})
        except (tomllib.TOMLDecodeError, UnicodeDecodeError):
            break
        name, version = str(project.get("name", name)), str(project.get("version", version))
        stated = project.get("license", licence)
        licence = str(stated.get("text", licence) if isinstance(stated, dict) else stated)
        break
    return Origin(name, version, licence, base, (path,))
