"""The examples that a plugin's package brings: cases of its verifiers, runs of its recipes, and where it deviates.

They lie in the folder ``examples`` of the package that its entry point names (or of the package that holds the module
that it names)::

    examples/numeral.jsonl      of the verifier roman.numeral
    examples/reword.yaml        of the recipe roman.reword: what ``assay run FILE.yaml`` reads
    examples/deviations.yaml    roman.numeral: {kills.order: "why"}
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assay.data.samples import read_samples
from assay.errors import UsageError
from assay.records import Sample
from assay.registry import Part

ACCEPT = "accept"
EXPECTATIONS = {
    ACCEPT: ("accepted",),
    "reject": ("rejected",),
    "abstain": ("abstained",),
    "not_accept": ("rejected", "abstained", "error"),
}
_DEVIATIONS = "deviations.yaml"
_KEYS = ("prompt", "response", "reference", "messages", "sources", "id", "expected", "kind", "reason")


@dataclass(frozen=True, slots=True)
class Case:
    """A row whose verdict is known; ``place`` is the file and line that it stands in."""

    sample: Sample
    expected: str
    kind: str = ""
    reason: str = ""
    place: str = ""


def folder_of(part: Part[Any]) -> Path | None:
    """The folder of examples of the plugin that brings a part; ``None`` if it has none."""
    from importlib.util import find_spec

    module = part.plugin.module.partition(":")[0]
    spec = find_spec(module)
    places = list(spec.submodule_search_locations or ()) if spec else []
    if spec and spec.origin and not places:
        places = [str(Path(spec.origin).parent)]
    return next((folder for place in places if (folder := Path(place) / "examples").is_dir()), None)


def file_of(part: Part[Any], ending: str) -> Path | None:
    """The file of a part's examples, ``None`` if there is none."""
    folder = folder_of(part)
    path = folder / f"{part.description.name.partition('.')[2]}{ending}" if folder else None
    return path if path and path.is_file() else None


def read_cases(path: Path) -> list[Case]:
    """The cases of a verifier; :class:`~assay.UsageError` with file and line for one that cannot be read."""
    cases = []
    seen: dict[str, str] = {}
    for row in read_samples(path):
        place = f"{path.name}, line {row.line}"
        if row.sample is None:
            raise UsageError(row.problem.rstrip("."))
        told: Mapping[str, Any] = json.loads(row.extra)
        if unknown := [key for key in told if key not in _KEYS]:
            raise UsageError(f"{place}: nothing reads {unknown[0]!r}; the keys are {', '.join(_KEYS)}")
        same = json.dumps({key: told[key] for key in sorted(told) if key not in _KEYS[5:]})
        if (first := seen.setdefault(same, place)) != place:
            raise UsageError(f"{place}: it stands there twice, first in {first}; delete one")
        expected = told.get("expected")
        if expected not in EXPECTATIONS:
            raise UsageError(f"{place}: expected is {expected!r}, must be {', '.join(EXPECTATIONS)}")
        cases.append(
            Case(row.sample, expected, str(told.get("kind") or ""), str(told.get("reason") or ""), place)
        )
    return cases


def of_nothing(parts: Iterable[Part[Any]]) -> str:
    """What lies in the examples of the plugins of these parts and is of none of their parts; ``""`` if all is of one.

    A misspelt name would otherwise go unnoticed: cases and runs that nobody tries, deviations that excuse nothing.
    """
    for part in {part.plugin.module: part for part in parts}.values():
        folder, names = folder_of(part), part.plugin.registered
        if folder is None:
            continue
        for ending, kind in ((".jsonl", "verifier"), (".yaml", "recipe")):
            known = {name.partition(".")[2] for name in names.get(f"{kind}s", ())}
            for path in sorted(folder.glob(f"*{ending}")):
                if (
                    path.stem not in known
                    and path.name != _DEVIATIONS
                    and (kind == "recipe" or _has_cases(path))
                ):
                    return f"{path} is of no {kind}: {part.plugin.distribution} has no {kind} of that name"
        known = {name for each in names.values() for name in each}
        for name in _told(folder / _DEVIATIONS):
            if str(name).rpartition(":")[2] not in known:
                return f"{folder / _DEVIATIONS}: {part.plugin.distribution} has no part {name}"
    return ""


def _has_cases(path: Path) -> bool:
    with path.open(encoding="utf-8", errors="replace") as file:
        return '"expected"' in file.readline(1_000_000)


def read_deviations(part: Part[Any], name: str) -> dict[str, str]:
    """The checks that a part is expected to fail, with the reason, as they stand under ``name``; they may hold ``*``."""
    folder = folder_of(part)
    path = folder / _DEVIATIONS if folder else None
    told = _told(path) if path else {}
    own = told.get(
        name, told.get(part.description.name, {})
    )  # ``verifier:chem.mass``, or ``chem.mass`` alone
    if not isinstance(own, dict) or not all(isinstance(why, str) and why.strip() for why in own.values()):
        raise UsageError(f"{path}: {name} must hold lines of the form check: 'the reason'")
    return {str(name): why.strip().rstrip(".") for name, why in own.items()}


def _told(path: Path) -> dict[str, Any]:
    """What a file of deviations says by the names of parts; nothing where there is no file."""
    if not path.is_file():
        return {}
    import yaml

    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not YAML ({' '.join(str(error).split())})") from None
    if not isinstance(told, dict):
        raise UsageError(f"{path} must hold names of parts, each with its checks and the reasons")
    return told
