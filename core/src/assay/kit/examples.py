"""The examples that a plugin's package brings: cases of its verifiers, runs of its recipes, and where it deviates.

They lie in the folder ``examples`` of the package that its entry point names (or of the package that holds the module
that it names)::

    examples/numeral.jsonl      of the verifier roman.numeral
    examples/reword.yaml        of the recipe roman.reword: what ``assay run FILE.yaml`` reads
    examples/deviations.yaml    roman.numeral: {kills.order: "why"}
"""

from __future__ import annotations

import json
from collections.abc import Mapping
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
    for row in read_samples(path):
        place = f"{path.name}, line {row.line}"
        if row.sample is None:
            raise UsageError(row.problem.rstrip("."))
        told: Mapping[str, Any] = json.loads(row.extra)
        expected = told.get("expected")
        if expected not in EXPECTATIONS:
            raise UsageError(f"{place}: expected is {expected!r}, must be {', '.join(EXPECTATIONS)}")
        cases.append(
            Case(row.sample, expected, str(told.get("kind") or ""), str(told.get("reason") or ""), place)
        )
    return cases


def read_deviations(part: Part[Any], name: str) -> dict[str, str]:
    """The checks that a part is expected to fail, with the reason, as they stand under ``name``; they may hold ``*``."""
    folder = folder_of(part)
    path = folder / "deviations.yaml" if folder else None
    if path is None or not path.is_file():
        return {}
    import yaml

    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not YAML ({' '.join(str(error).split())})") from None
    own = told.get(name) if isinstance(told, dict) else None
    if own is None and isinstance(told, dict):
        return {}
    if not isinstance(own, dict) or not all(isinstance(why, str) and why.strip() for why in own.values()):
        raise UsageError(f"{path}: {name} must hold lines of the form check: 'the reason'")
    return {str(name): why.strip().rstrip(".") for name, why in own.items()}
