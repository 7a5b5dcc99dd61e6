"""The contract of generators, verifiers and recipes, for the tests of any plugin.

Each function raises :class:`AssertionError` with a sentence that says what is wrong.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from assay.descriptions import Generator, Verifier
from assay.gate import run_verifier
from assay.records import Draft, Sample, Status, Task
from assay.registry import find_verifier
from assay.row import Origin, draft_problem, row_of, sample_of

HOSTILE = (
    "",
    " \n\t",
    "\x00",
    "\ud800",
    "9" * 100_000,
    "(" * 10_000,
    "9**9**9**9",
    "__import__('os').system('exit 3')",
    "\\boxed{" * 1_000,
    "\u202e\u200b\ufeff",
)
"""Texts that a verifier must answer without accepting and without raising."""


def check_generator(generator: Generator, *, verifiers: Iterable[Verifier] = (), rows: int = 20) -> None:
    """The same rng gives the same draft, drafts differ, and every one passes the required verifiers.

    ``rows`` are made at each difficulty. ``verifiers`` are looked up among the
    installed plugins where not given.
    """
    known = {verifier.name: verifier for verifier in verifiers}
    assert generator.verifiers, f"{generator.name} names no verifier"
    assert generator.summary, f"{generator.name} has no summary: give its function a docstring"
    low, high = generator.difficulties
    for difficulty in range(low, high + 1):
        prompts = set()
        for row in range(rows):
            where = f"{generator.name}, difficulty {difficulty}, row {row}"
            seed = f"{generator.name} {difficulty} {row}"
            draft = generator(random.Random(seed), difficulty)
            again = generator(random.Random(seed), difficulty)
            assert isinstance(draft, Draft), f"{where}: returned {type(draft).__name__}, not a Draft"
            assert draft == again, f"{where}: the same rng gave two different drafts"
            problem = draft_problem(draft, asked=difficulty)
            assert not problem and draft.reference, f"{where}: {problem or 'its reference is empty'}: {draft}"
            prompts.add(draft.prompt)
            origin = Origin("", "generator", generator.name, domain=generator.domain, difficulty=difficulty)
            sample = sample_of(row_of(origin, draft))
            steps = 0.0
            for name in (*generator.verifiers, *draft.verifiers):
                verdict = run_verifier(known.get(name) or find_verifier(name), sample)
                assert verdict.accepted, (
                    f"{where}: {name} says {verdict.status} ({verdict.reason}): {verdict.message}\n"
                    f"{draft.prompt}\n{draft.response}\nreference: {draft.reference}"
                )
                steps = max(steps, verdict.coverage.steps if verdict.coverage else 0.0)
            assert steps >= generator.min_step_coverage, (
                f"{where}: {steps:.0%} of the steps hold a checked claim, "
                f"{generator.min_step_coverage:.0%} are required\n{draft.response}"
            )
        assert len(prompts) > 1 or rows < 2, (
            f"{generator.name}: one and the same problem at difficulty {difficulty}"
        )


def check_verifier(
    verifier: Verifier,
    *,
    accepts: Sequence[tuple[str, str]],
    rejects: Sequence[tuple[str, str]],
    prompt: str = "",
) -> None:
    """Right ``(response, reference)`` pairs are accepted; wrong ones and hostile texts are not."""
    assert accepts, f"{verifier.name}: give it something to accept"
    assert rejects, f"{verifier.name}: give it something to reject"

    def status(response: str, reference: str) -> Status:
        return run_verifier(verifier, Sample(Task(prompt, reference), response)).status

    for response, reference in accepts:
        got = status(response, reference)
        assert got is Status.ACCEPTED, f"{verifier.name} says {got} of {response!r} for {reference!r}"
    for response, reference in rejects:
        got = status(response, reference)
        assert got is not Status.ACCEPTED, f"{verifier.name} accepts {response!r} for {reference!r}"
    for text in HOSTILE:
        got = status(text, accepts[0][1])
        assert got is not Status.ACCEPTED, f"{verifier.name} accepts the hostile text {text[:40]!r}"


def check_recipe(
    name: str, *, params: Mapping[str, Any], models: Mapping[str, str] | None = None, count: int | None = None
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The accepted and the other rows of an installed recipe, which do not depend on how it is run.

    ``models`` are what ``--model`` takes, by role: ``{"model": "replay:FILE"}``.
    It is run one request at a time and many at a time, with one worker and with
    two; the rows must be the same, and the audit must prove them again.
    """
    from assay.runs.audit import run_audit
    from assay.runs.recipe import ModelChoice, RecipeRequest, run_recipe
    from assay.testing.harness import read_rows
    from assay.workers.service import lending

    found = []
    with tempfile.TemporaryDirectory() as folder, lending():
        for in_flight, workers in ((1, 1), (32, 2)):
            out = Path(folder) / f"{in_flight}"
            request = RecipeRequest(
                recipe=name,
                params=params,
                models={role: ModelChoice(use) for role, use in (models or {}).items()},
                count=count,
                max_candidates=10 * count + 1000 if count else None,
                in_flight=in_flight,
                workers=workers,
                out=out,
                format="jsonl",
            )
            run_recipe(request, lambda *_: None)
            found.append([read_rows(out / "data"), read_rows(out / "rejected")])
        assert found[0] == found[1], f"{name}: other rows with {in_flight} requests in flight than with one"
        findings = run_audit(out, 1, lambda *_: None)
        assert not findings.problems, f"{name}: the audit says {findings.problems[0]}"
    return found[0][0], found[0][1]
