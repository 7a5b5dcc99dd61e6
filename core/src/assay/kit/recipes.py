"""The checks of a recipe: its example run, and what it makes of replies that nobody wants."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from assay.data import dataset
from assay.errors import UsageError
from assay.gate import Policy
from assay.kit.card import Card
from assay.kit.common import check_docs, check_load
from assay.kit.examples import file_of
from assay.kit.judging import Bench, TooManyHangs, first_of
from assay.kit.mutants import QUICK, count_kills, judge_mutants
from assay.kit.probes import HOSTILE
from assay.models import Call, Reply
from assay.recipes import Recipe
from assay.registry import Part
from assay.row import sample_of
from assay.runs.audit import run_audit
from assay.runs.config import read_run_file
from assay.runs.directory import read_run
from assay.runs.recipe import ModelChoice, RecipeRequest, run_recipe
from assay.runs.requests import read_options
from assay.sandbox import AUTO
from assay.workers.service import lending

_REPLIES = (
    "empty", "white space", "binary", "300,000 letters", "10,000 nested lists", "10,000 nested objects", "5,000 fences",
    "a template", "an instruction", "a verdict",
)  # fmt: skip
_CRASHES = ("crash", "work_crash", "bad_draft", "recipe_crash")


class _Says:
    """A model that always says the same."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.title = self.server = "kit:says"

    async def complete(self, call: Call) -> Reply:
        reply = Reply(self.text)
        return reply if call.schema is None else replace(reply, schema=call.schema)

    async def close(self) -> None:
        """Nothing is open."""


def check_recipe(part: Part[Recipe[Any]], card: Card, *, rows: int, sandbox: str = AUTO) -> None:
    """All checks of a recipe, into its card."""
    recipe = part.description
    check_docs(card, part)
    check_load(card, "recipe", recipe.name)
    path = file_of(part, ".yaml")
    if path is None:
        thing = recipe.name.partition(".")[2]
        card.add(
            "example",
            f"it has no example run: write examples/{thing}.yaml, a run file as 'assay run FILE.yaml' reads it, with "
            f"recorded replies (models: {{model: replay:{thing}.replies.jsonl}})",
        )
        return
    said = read_run_file(path).recipe
    if said != recipe.name:
        card.add("example", f"examples/{path.name} runs {said}, its name says that it is of {recipe.name}")
        return
    with lending(), tempfile.TemporaryDirectory(prefix="assay-kit-") as folder:
        out = Path(folder).resolve()
        copy = shutil.copytree(path.parent, out / "examples")  # a run may write to its files
        path = copy / path.name
        try:
            with contextlib.chdir(copy):
                _check_example(card, recipe, path, out, rows, sandbox)
                _check_replies(card, recipe, path, out, sandbox)
        except (UsageError, OSError) as error:
            card.add("example", f"examples/{path.name}: {error}")


def _request(path: Path, out: Path, **more: Any) -> RecipeRequest:
    """The run that a file asks for, and less of what a person wants for himself."""
    file = read_run_file(path)
    options = read_options(RecipeRequest, file.values, file.places)
    count = options.get("count")
    known = {each.name for each in fields(RecipeRequest)}
    usual = {"max_candidates": 10 * count + 1000 if count else None}
    return RecipeRequest(
        **{
            **usual,
            **{key: value for key, value in options.items() if key in known},
            "recipe": file.recipe,
            "params": {key: _whole(path.parent, value) for key, value in file.params.items()},
            "places": file.param_places,
            "models": {role: ModelChoice(**model) for role, model in file.models.items()},
            "out": out,
            "format": "jsonl",
            "backoff": 0.02,
            **more,
        }
    )


def _whole(folder: Path, value: Any) -> Any:
    """The name of a file in the folder, such that worker processes find it as well."""
    return str(folder / value) if isinstance(value, str) and value and (folder / value).exists() else value


def _check_example(card: Card, recipe: Recipe[Any], path: Path, out: Path, rows: int, sandbox: str) -> None:
    found = []
    before = _files(path.parent)
    for name, in_flight, workers in (("a", 1, 1), ("b", 32, 2)):
        run_recipe(_request(path, out / name, in_flight=in_flight, workers=workers, sandbox=sandbox), _silent)
        found.append([list(_rows(out / name / "data")), list(_rows(out / name / "rejected"))])
    accepted, refused = found[0]
    card.figures["example_accepted"], card.figures["example_refused"] = len(accepted), len(refused)
    problem = ""
    if not accepted:
        reasons = sorted({f"{row['verifier']}: {row['reason']}" for row in refused})
        problem = f"examples/{path.name} gives no accepted row ({', '.join(reasons) or 'and no other'})"
    elif not refused:
        problem = (
            f"examples/{path.name} refuses nothing: record a wrong reply too, so that its refusal is seen"
        )
    elif stopped := read_run(out / "a")["stopped"]:
        problem = f"the run of examples/{path.name} stops before its end: {stopped}"
    elif changed := sorted(before.items() ^ _files(path.parent).items()):
        problem = f"its run writes to its own files: {changed[0][0].relative_to(path.parent)}"
    card.add("example", problem)
    same = found[0] == found[1]
    card.add(
        "same_rows",
        "" if same else "other rows with 32 requests in flight than with one; draw from ctx.rng only",
    )
    crashed = [row for row in refused if row["reason"] in _CRASHES]
    card.add("crash", f"{crashed[0]['verifier']}: {crashed[0]['message']}" if crashed else "")
    if not accepted:
        return
    findings = run_audit(out / "a", 1, _silent, sandbox)
    card.add("audit", str(findings.problems[0]) if findings.problems else "")
    names: dict[str, None] = {}
    for row in accepted:
        names |= dict.fromkeys(row["certificate"]["policy"]["verifiers"])
    bench = Bench(Policy.of(recipe).stricter(tuple(names)), sandbox=sandbox)
    try:
        samples = [sample_of(row) for row in accepted[: 2 * rows]]
        count_kills(card, judge_mutants(bench, samples, seed=recipe.name, most=10 * rows, quick=rows < QUICK))
    except TooManyHangs:
        card.add("deadline", bench.hangs[0])


def _files(folder: Path) -> dict[Path, bytes]:
    """What the files of a folder hold."""
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file() and file.suffix != ".pyc"}


def _check_replies(card: Card, recipe: Recipe[Any], path: Path, out: Path, sandbox: str) -> None:
    """Replies that are no replies cost their candidates, and nothing else."""
    if not recipe.models:
        card.leave_out("hostile", "it asks no model")
        return
    problems, accepted_ones = [], []
    for number, name in enumerate(_REPLIES):
        request = _request(path, out / f"hostile-{number}", workers=1, max_candidates=4, sandbox=sandbox)
        request = replace(request, models={role: ModelChoice(_Says(HOSTILE[name])) for role in recipe.models})
        try:
            run_recipe(request, _silent)
        except (UsageError, OSError) as error:
            problems.append(f"{name} as every reply stops the run: {error}")
            continue
        refused = list(_rows(request.out / "rejected"))
        crashed = [row for row in refused if row["reason"] in _CRASHES]
        if crashed:
            problems.append(f"{name} as every reply: {crashed[0]['reason']}: {crashed[0]['message']}")
        if accepted := list(_rows(request.out / "data")):
            accepted_ones.append(f"{name} as every reply, and {len(accepted)} rows were accepted")
    card.add("hostile", first_of(problems))
    card.add("nonsense", first_of(accepted_ones))


def _rows(path: Path) -> Any:
    return dataset.read_rows(path) if path.exists() else []


def _silent(tally: object, note: str) -> None:
    """Nobody watches."""
