"""Which files are meant by what a person names: files, patterns, folders of all kinds, standard input, a hub's data set."""

from __future__ import annotations

import glob
import json
import os
import shutil
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from assay.data.packed import PACKED, bare_name
from assay.errors import UsageError

HUB = "hf:"
STDIN = "-"
DATA = (".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".tab", ".parquet", ".arrow")
_ABOUT = frozenset(
    {
        *("dataset_info.json", "dataset_infos.json", "dataset_dict.json", "state.json", "run.json"),
        *("verdicts.jsonl", "batches.jsonl", "croissant.json", "metadata.json", "package.json"),
    }
)
"""Files beside the data of a folder that tell about it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A file to read, and its name for people: that of the file, or the way to it from the folder that all share."""

    path: Path
    name: str


@contextmanager
def find_inputs(named: Sequence[str | Path]) -> Iterator[list[Place]]:
    """The files that are named, in order, each once.

    A name is a file, a pattern (``part-*.jsonl``), a folder (of data files, a run, what ``save_to_disk`` wrote, a data
    set of a hub), ``-`` for standard input, or ``hf:NAME[:SPLIT]``. What comes through a pipe is kept on disk
    until the block ends. Raises :class:`~assay.UsageError` for a name that stands for nothing.
    """
    with TemporaryDirectory(prefix="assay-") as folder:
        found: dict[Path, str] = {}
        for name in named:
            for path in _files(str(name), Path(folder)):
                found.setdefault(path, "" if path.is_relative_to(folder) else path.name)
        paths = list(found)
        ours = [path for path in paths if found[path]]
        if len(ours) > 1:
            shared = os.path.commonpath([path.absolute().parent for path in ours])
            found |= {path: os.path.relpath(path.absolute(), shared) for path in ours}
        yield [Place(path, found[path] or "stdin") for path in paths]


def name_of(named: Sequence[str]) -> str:
    """A name for what is made of the files that are named: that of the first, without its suffixes."""
    first = named[0]
    if first == STDIN or first.startswith("/dev/"):
        return "stdin"
    path = Path(first.removeprefix(HUB).partition(":")[0] if first.startswith(HUB) else first)
    stem = Path(path.with_name(bare_name(path)).stem if path.suffix.lower() in PACKED else path.stem).name
    if path.is_dir():
        stem = path.resolve().name
    return stem if stem and not glob.has_magic(stem) else path.parent.name or "rows"


def _files(name: str, folder: Path) -> list[Path]:
    if name == STDIN:
        return [_kept(sys.stdin.buffer, folder)]
    path = Path(name)
    if path.is_dir():
        return _inside(path)
    if path.exists():
        if stat.S_ISREG(path.stat().st_mode):
            return [path]
        with path.open("rb", buffering=1 << 16) as pipe:  # a pipe, which can be read but once
            return [_kept(pipe, folder)]
    if name.startswith(HUB):
        return _of_hub(name)
    if glob.has_magic(name):
        matches = [Path(each) for each in sorted(glob.glob(name, recursive=True))]
        files = [file for each in matches for file in (_inside(each) if each.is_dir() else [each])]
        if not files:
            raise UsageError(f"no file matches {name}; check the pattern")
        return files
    raise UsageError(f"there is no file {name}; check the name" + _hub_hint(name))


def _kept(stream: BinaryIO, folder: Path) -> Path:
    path = folder / str(len(list(folder.iterdir())))
    with path.open("wb") as file:
        shutil.copyfileobj(stream, file)
    return path


def _inside(folder: Path) -> list[Path]:
    """The data files of a folder, at least one."""
    if inside := _listed(folder):
        return inside
    if (folder / "run.json").is_file():
        raise UsageError(f"the run in {folder} has no accepted rows; name a file")
    raise UsageError(f"{folder} holds no file of rows ({', '.join(DATA)}); name a file")


def _listed(folder: Path) -> list[Path]:
    """The data files of a folder and of those in it, where a run or what ``save_to_disk`` wrote is taken as what it is."""
    if (folder / "run.json").is_file():
        return sorted(file for file in (folder / "data").glob("*") if _is_data(file))
    splits = _told(folder / "dataset_dict.json").get("splits")
    if isinstance(splits, list) and splits:
        return [file for split in splits for file in _listed(folder / Path(str(split)).name)]
    files = _told(folder / "state.json").get("_data_files")
    if isinstance(files, list):
        names = [
            Path(str(each["filename"])).name
            for each in files
            if isinstance(each, dict) and "filename" in each
        ]
        if names:
            return [folder / name for name in names]
    found: list[Path] = []
    for inside in sorted(folder.iterdir()) if folder.is_dir() else ():
        if inside.name.startswith((".", "_")):
            continue
        if inside.is_dir() and not inside.is_symlink():
            found += _listed(inside)
        elif _is_data(inside):
            found.append(inside)
    return found


def _told(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        told = None
    return told if isinstance(told, dict) else {}


def _is_data(file: Path) -> bool:
    return file.name not in _ABOUT and Path(bare_name(file)).suffix in DATA and file.is_file()


def _hub_hint(name: str) -> str:
    plain = name.count("/") == 1 and not Path(name).suffix and not Path(name).parent.exists()
    return f", or write {HUB}{name} for a data set of the Hugging Face hub" if plain else ""


def _of_hub(name: str) -> list[Path]:
    """The Arrow files in which the library ``datasets`` keeps a data set of the hub: of one split, or of all."""
    try:
        import datasets
    except ImportError:
        raise UsageError(
            f"{name} needs the library datasets; install it with: pip install datasets"
        ) from None
    title, _, split = name.removeprefix(HUB).removeprefix("//datasets/").partition(":")
    try:
        loaded = datasets.load_dataset(title, split=split or None)
    except Exception as error:  # whatever the network, the hub or a file of it brings
        said = " ".join(str(error).split())[:300]
        raise UsageError(f"cannot load {name} ({type(error).__name__}: {said}); check the name") from None
    parts = list(loaded.values()) if isinstance(loaded, dict) else [loaded]
    files = [Path(each["filename"]) for part in parts for each in part.cache_files]
    if not files:
        raise UsageError(f"{name} brought no file of rows; save it as Parquet and name that")
    return files
