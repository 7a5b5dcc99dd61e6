"""An option is the same on the command line, in a run file and in Python: it is written down once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assay import UsageError
from assay.cli.recipes import recipe_request
from assay.runs.config import KEYS
from assay.runs.requests import GenerateRequest, RecipeRequest, VerifyRequest, options, read_options

VALUES: dict[str, tuple[Any, Any]] = {  # as they are said, and as they are meant
    "count": (12, 12),
    "seed": (5, 5),
    "out": ("some/where", Path("some/where")),
    "format": ("jsonl", "jsonl"),
    "require": (["a.b", "c.d"], ("a.b", "c.d")),
    "min_coverage": (0.5, 0.5),
    "max_candidates": (99, 99),
    "max_calls": (7, 7),
    "max_tokens": (800, 800),
    "max_cost": (2.5, 2.5),
    "price": ("0.5/2", {"": (0.5, 2.0)}),
    "in_flight": (3, 3),
    "timeout": (9.5, 9.5),
    "patience": (11, 11.0),
    "reasoning": ("drop", "drop"),
    "skip_bad": (True, True),
    "workers": (173, 173),
    "sandbox": ("monty", "monty"),
    "keep_going": (True, True),
}


def test_every_key_of_a_run_file_is_tried_here() -> None:
    assert {"recipe", *VALUES} == set(KEYS)


@pytest.mark.parametrize("name", VALUES)
def test_an_option_means_the_same_in_a_file_and_on_the_command_line(name: str, tmp_path: Path) -> None:
    said, meant = VALUES[name]
    file = tmp_path / "run.yaml"
    file.write_text(f"recipe: x.y\n{name}: {str(said).lower() if said is True else said}\n")
    nothing: list[str] = []
    in_file = recipe_request(str(file), {}, nothing, nothing, nothing, resume=False, command="")
    on_line = recipe_request("x.y", {name: said}, nothing, nothing, nothing, resume=False, command="")
    without = recipe_request("x.y", {}, nothing, nothing, nothing, resume=False, command="")
    assert getattr(in_file, name) == getattr(on_line, name) == meant != getattr(without, name)


def test_the_command_line_goes_before_the_file(tmp_path: Path) -> None:
    file = tmp_path / "run.yaml"
    file.write_text("recipe: x.y\ncount: 5\nparams: {a: 1, b: 2}\nmodels: {m: 'openai:one'}\n")
    asked = recipe_request(
        str(file), {"count": 6}, ["m=openai:two"], ["http://h/v1"], ["b=3"], resume=False, command=""
    )
    assert (asked.count, asked.max_candidates) == (6, 1060)
    assert asked.params == {"a": 1, "b": "3"} and list(asked.places) == ["a"]
    assert (asked.models["m"].use, asked.models["m"].base_url) == ("openai:two", "http://h/v1")


@pytest.mark.parametrize("kind", [GenerateRequest, RecipeRequest, VerifyRequest])
def test_every_option_has_a_help_that_is_one_line(kind: Any) -> None:
    for name, (each, _) in options(kind).items():
        assert each.metadata["help"] and not each.metadata["help"].endswith("."), name


def test_defaults_are_what_their_options_take() -> None:
    for kind in (GenerateRequest, RecipeRequest, VerifyRequest):
        said = {
            name: each.default
            for name, (each, _) in options(kind).items()
            if each.default is not each.default_factory and each.metadata["read"] is None
        }
        assert read_options(kind, said) == said


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "models: {m: {use: 'openai:x', bas_url: y}}",
            "line 2: there is no key 'bas_url': did you mean 'base_url'?",
        ),
        ("models: {m: {base_url: y}}", "line 2: m needs 'use', such as use: openai:NAME"),
        ("models: {m: 5}", "line 2: m must name a model"),
        ("models: 5", "line 2: models must hold keys of its own"),
        ("params: [a]", "line 2: params must hold keys of its own"),
        ("resume: true", "line 2: there is no key 'resume'"),
        ("price: 3", "line 2: price 3 is not of the form IN/OUT, such as 0.15/0.60"),
        ("format: xml", "line 2: format xml is not known; use parquet or jsonl"),
        ("workers: true", "line 2: workers is True, must be a whole number"),
    ],
)
def test_what_is_wrong_in_a_file_is_told_with_its_line(tmp_path: Path, text: str, sentence: str) -> None:
    file = tmp_path / "run.yaml"
    file.write_text(f"recipe: x.y\n{text}\n")
    with pytest.raises(UsageError) as failed:
        recipe_request(str(file), {}, [], [], [], resume=False, command="")
    assert f"run.yaml, {sentence}" in str(failed.value)


def test_the_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom assay.cli import main\nsys.argv = ['assay', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'pydantic', 'jsonschema_rs', 'pyarrow', 'yaml', 'aiohttp', 'sympy', 'asyncio'}\n"
        "print('loaded:', sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert "loaded: []" in done.stdout, done.stdout[-500:] + done.stderr[-500:]
