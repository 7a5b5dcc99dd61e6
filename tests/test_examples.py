"""The examples that plugins ship with their parts: every verdict is as the file says, every run file runs.

``examples/<thing>.jsonl`` is of the verifier ``domain.thing``, ``examples/<thing>.yaml`` of the recipe.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from assay import Message, Source
from assay.registry import installed
from assay.testing import judge, play

STATUS = {
    "accept": {"accepted"},
    "reject": {"rejected"},
    "abstain": {"abstained"},
    "not_accept": {"rejected", "abstained", "error"},
}
KEYS = {"expected", "kind", "reason", "prompt", "response", "reference", "messages", "sources", "answer"}
SANDBOXED = {name for name, part in installed().parts("verifiers").items() if part.description.sandboxed}


def folder(kind: str, name: str) -> Path:
    """The ``examples`` of the package that a verifier or recipe comes from."""
    description = installed().parts(kind)[name].description
    function = description.check if kind == "verifiers" else description.make
    return Path(str(files(function.__module__.split(".")[0]))) / "examples"


def found(kind: str, ending: str) -> dict[str, Path]:
    places = {name: folder(kind, name) / (name.split(".")[1] + ending) for name in installed().parts(kind)}
    return {name: place for name, place in sorted(places.items()) if place.exists()}


VERIFIERS, RECIPES = found("verifiers", ".jsonl"), found("recipes", ".yaml")
DOMAINS = ("assay", "text")
"""Domains of which every part has examples."""


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_every_part_of_a_domain_has_examples() -> None:
    for kind, have in (("verifiers", VERIFIERS), ("recipes", RECIPES)):
        wanted = {name for name in installed().parts(kind) if name.split(".")[0] in DOMAINS}
        assert wanted <= have.keys()


def test_a_file_of_examples_is_of_a_part_that_there_is() -> None:
    known = {*VERIFIERS.values(), *RECIPES.values()}
    for place in {path.parent for path in known}:
        cases = {path for path in place.glob("*.jsonl") if any("expected" in row for row in lines(path))}
        runs = {path for path in place.glob("*.yaml") if path.stem != "deviations"}
        assert cases | runs <= known


@pytest.mark.parametrize("name", VERIFIERS)
def test_a_verifier_says_what_its_examples_say(name: str) -> None:
    rows = lines(VERIFIERS[name])
    wrong = []
    for number, row in enumerate(rows, 1):
        assert row.keys() <= KEYS and row.get("kind"), f"line {number}: {row.keys() - KEYS or 'no kind'}"
        turns = tuple(Message(turn["role"], turn["content"]) for turn in row.get("messages", ()))
        sources = tuple(Source(**source) for source in row.get("sources", ()))
        said = judge(
            name,
            row["response"],
            row["reference"],
            row["prompt"],
            turns=turns,
            sources=sources,
            answer=row.get("answer"),
        )
        if said.status not in STATUS[row["expected"]] or row.get("reason", said.reason) != said.reason:
            wanted = f"{row['expected']} {row.get('reason', '')}".strip()
            wrong.append(
                f"line {number} ({row['kind']}): expected {wanted}, said {said.status} {said.reason}: {said.message}"
            )
    assert not wrong, "\n".join(wrong)
    right = sum(row["expected"] == "accept" for row in rows)
    assert right >= 8 and len(rows) - right >= 12, "too few examples"
    told = [json.dumps({k: v for k, v in row.items() if k not in ("kind", "reason")}) for row in rows]
    assert len(set(told)) == len(told), "an example stands there twice"


def whole(value: Any, folder: Path) -> Any:
    """A run file's values, names of files in ``folder`` made whole: workers that are up already run elsewhere."""
    if isinstance(value, Mapping):
        return {key: whole(each, folder) for key, each in value.items()}
    if isinstance(value, list):
        return [whole(each, folder) for each in value]
    if isinstance(value, str):
        before, colon, name = value.rpartition(":")
        return f"{before}{colon}{folder / name}" if name and (folder / name).exists() else value
    return value


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_makes_and_refuses_rows(name: str, tmp_path: Path) -> None:
    path = RECIPES[name]
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert told["recipe"] == name
    here = tmp_path / "run.yaml"
    here.write_text(yaml.safe_dump(whole(told, path.parent)), encoding="utf-8")
    files = {file: file.read_bytes() for file in path.parent.rglob("*") if file.is_file()}
    played = play(str(here), folder=tmp_path)
    assert played.accepted, played.reasons
    assert played.rejected, "no row is refused"
    assert played.complete, played.run["stopped"]
    assert "crash" not in {reason for _, reason in played.reasons}, played.reasons
    assert {file: file.read_bytes() for file in path.parent.rglob("*") if file.is_file()} == files
