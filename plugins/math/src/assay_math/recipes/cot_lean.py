"""Worked solutions whose arithmetic two independent programs have proved: ``math.cot``, and the kernel of Lean.

A model solves a problem with a key. The equations of its solution, up to the one that comes to the key, become
one Lean theorem over the rationals, written by us and proved by computation in the kernel (``decide +kernel``). The row
holds the solution with the theorem before its last line: ``math.answer``, ``math.cot`` and ``math.derived`` read the one,
``math.lean`` the other. Neither shares code with the other, so a mistake in our reading of steps would have to be made
by Lean too. Equations of names, units within, or rounded results are left out of the theorem; a solution whose last step
is of these kinds has no key claim, and is refused.

Calls for each row: one of the model.
"""

from __future__ import annotations

import math
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import assay
from assay.evidence.arithmetic import stated_arithmetic
from assay_math.recipes._problems import Problems, problems, solve

TASK = "Work it out step by step, and prove the arithmetic that the answer rests on as a theorem of Lean."
MOST = 20
"""Equations of one theorem."""
LONGEST = 400
"""Characters of an equation of it."""
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_SIGNS = str.maketrans({"×": "*", "⋅": "*", "·": "*", "÷": "/", "−": "-", "$": " "})
_FRACTION = re.compile(r"\\[dt]?frac\{([^{}\\]*)\}\{([^{}\\]*)\}")
_PLAIN = re.compile(r"[\d\s.+*/()-]+")


@dataclass(frozen=True)
class Params(Problems):
    pass


@assay.recipe(
    "math.cot_lean",
    params=Params,
    verifiers=("math.answer", "math.cot", "math.derived", "math.lean"),
    min_step_coverage=0.25,  # the lines of the theorem count as steps, which Lean checks and math.cot does not
    cites="arXiv:2210.11610",
)
async def cot_lean(seed: assay.Seed, ctx: assay.Context[Params]) -> assay.Draft:
    """A model's worked solutions whose equations math.cot and the kernel of Lean both prove."""
    question, key = seed.text("question"), seed.text("key")
    made = await solve(ctx, question, key)
    theorem = await ctx.work(key_claim, made.response, key)
    steps, _, last = made.response.rstrip().rpartition("\n")
    block = f"```lean\n{theorem} := by\n  decide +kernel\n```"
    return replace(
        made,
        prompt=f"{question}\n\n{TASK}",
        response=f"{steps.rstrip()}\n\n{block}\n\n{last}",
        reference=assay.make_reference(key, statement=theorem),
    )


def key_claim(response: str, key: str) -> str:
    """The equations of a solution up to the one that comes to the key, as a theorem; raises :class:`~assay.Rejected`."""
    claims: list[str] = []
    end = 0
    value = _fraction(key)
    for link in stated_arithmetic(response):
        if link.end - link.start > LONGEST:
            continue
        left, right = _in_lean(link.left), _result(link.right, link.result)
        exact = (
            link.value is not None
            and link.result is not None
            and math.isclose(link.value, link.result, rel_tol=1e-12)
        )
        if not (left and right and exact):
            continue
        claim = f"({left} : Rat) = {right}"
        if claim not in claims:
            claims.append(claim)
        if value is not None and link.result is not None and math.isclose(link.result, value, rel_tol=1e-12):
            end = len(claims)
    if not end:
        raise assay.Rejected("no_key_claim", "No equation of plain numbers comes to the answer exactly.")
    return f"theorem steps : {' ∧ '.join(claims[max(0, end - MOST) : end])}"


def _in_lean(side: str) -> str:
    """Plain arithmetic as Lean reads it over the rationals; "" for what holds anything else."""
    text = _FRACTION.sub(r"((\1) / (\2))", side)
    text = re.sub(r"\\(?:times|cdot)\b", "*", text).replace("\\div", "/")
    text = _NUMBER.sub(_rational, text.translate(_SIGNS)).strip()
    return " ".join(text.split()) if _PLAIN.fullmatch(text) and "." not in text and "**" not in text else ""


def _result(side: str, value: float | None) -> str:
    """The number that a right side begins with, before a unit, where that is what the side comes to; else ""."""
    found = _NUMBER.match(side.strip().translate(_SIGNS).lstrip())
    if found is None or value is None or float(found[0].replace(",", "")) != value:
        return ""
    return _rational(found)


def _rational(match: re.Match[str]) -> str:
    whole, _, digits = match[0].replace(",", "").partition(".")
    return f"({int(whole + digits)} / 1{'0' * len(digits)})" if digits else str(int(whole))


def _fraction(key: str) -> float | None:
    try:
        return float(key.replace(",", "").replace("$", "").strip())
    except ValueError:
        return None


@cot_lean.source
def seeds(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    return problems(params)
