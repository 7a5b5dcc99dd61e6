"""``code.fair_puzzle``: may this puzzle be set?"""

from __future__ import annotations

from assay import Sample, Verdict, verifier
from assay_code.judging.fair_puzzle import check_puzzle
from assay_code.judging.old_references import with_parts
from assay_code.judging.reference import Puzzle
from assay_code.judging.report import Checks, guarded


@verifier("code.fair_puzzle", version=4, sandboxed=True, cost=4, deadline=60, needs=("prompt", "reference"))
def fair_puzzle(sample: Sample) -> Verdict:
    """The puzzle of the reference stands in the prompt, has the right form, is pure, and no small value solves it."""
    return guarded(lambda: _judge(with_parts(sample)))


def _judge(sample: Sample) -> Verdict:
    puzzle = sample.part(Puzzle)
    answer_type, _ = check_puzzle(puzzle.sat)
    found = Checks()
    found.check(
        puzzle.answer_type == answer_type,
        "puzzle",
        f"a puzzle for a value of the type {answer_type}",
        "wrong_type",
        "the reference says another type",
        where="reference",
    )
    sat = puzzle.sat.strip()
    start = sample.prompt.find(sat)
    found.check(
        start >= 0,
        "puzzle",
        "the prompt shows this puzzle",
        "other_puzzle",
        "it is not the prompt's puzzle",
        where="prompt",
        span=(start, start + len(sat)) if start >= 0 else None,
    )
    return found.verdict()
