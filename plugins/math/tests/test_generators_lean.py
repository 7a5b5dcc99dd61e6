"""Generators of Lean theorems: what they say of themselves. What Lean says of them: ``test_lean_generators_real.py``."""

from __future__ import annotations

import json
import random
import re
from fractions import Fraction

import pytest

from assay import Generator, collect
from assay_math.generators.lean._claims import (
    TO_DECIDE,
    TO_PROVE,
    Claim,
    mistaken_results_at,
    refuted,
    results_at,
)
from assay_math.generators.lean._terms import (
    RELATIONS,
    connect,
    eq,
    linear,
    negation,
    polynomial,
    proposition,
    relation,
    term,
    var,
    variables,
)
from assay_math.lean.proof import read_proof
from assay_math.lean.statement import read_statement

GENERATORS = sorted(collect("assay_math.generators.lean", Generator), key=lambda each: each.name)


def _block(text: str) -> str:
    (found,) = re.findall(r"```lean\n(.*?)\n```", text, re.DOTALL)
    return str(found)


def test_there_are_families_enough() -> None:
    assert len(GENERATORS) >= 15
    assert min(len(TO_PROVE), len(TO_DECIDE)) >= 6


@pytest.mark.parametrize("generator", GENERATORS, ids=lambda each: each.name)
def test_rows_are_of_one_structure(generator: Generator) -> None:
    """Prompt, response, reference and the wrong half speak of the same theorem; ``math.lean`` can read all."""
    kinds = set()
    for level in range(1, 6):
        for i in range(25):
            draft = generator.make(random.Random(f"structure {level} {i}"), level)
            statement = json.loads(draft.reference)["statement"]
            assert statement in draft.prompt
            assert _block(draft.response).startswith(f"{statement} := by\n")
            asked = read_statement(draft.reference)
            assert not read_proof(draft.response, asked).own
            assert (draft.pair is None) == ("sorry" in draft.prompt or "whole theorem" in draft.prompt)
            if draft.pair is None:
                kinds.add("prove")
                continue
            false = "¬ (" in statement and draft.response.startswith("The claim is false.")
            kinds.add("refute" if false else "confirm")
            wrong = _block(draft.pair.rejected)
            assert wrong.split(" := by\n")[0] in draft.prompt and not wrong.startswith(statement + " ")
            assert read_proof(draft.pair.rejected, asked).own
            assert draft.pair.rejected.startswith(f"The claim is {'true' if false else 'false'}.")
    assert kinds == {"prove", "refute", "confirm"}


@pytest.mark.parametrize("generator", GENERATORS, ids=lambda each: each.name)
def test_the_same_seed_gives_the_same_row_and_harder_ones_are_longer(generator: Generator) -> None:
    rows = [[generator.make(random.Random(f"again {i}"), level) for i in range(30)] for level in (1, 5)]
    again = [[generator.make(random.Random(f"again {i}"), level) for i in range(30)] for level in (1, 5)]
    assert rows == again
    easy, hard = (sum(len(draft.response) + len(draft.prompt) for draft in each) for each in rows)
    assert hard > 1.05 * easy


def test_terms_in_lean_and_latex() -> None:
    x, y = variables("x y")
    assert (polynomial([1, -5, 6], x).lean, polynomial([1, -5, 6], x).tex) == (
        "x ^ 2 - 5 * x + 6",
        "x^{2} - 5x + 6",
    )
    assert (linear([-1, 2], [x, y], -3).lean, linear([-1, 2], [x, y], -3).tex) == (
        "-x + 2 * y - 3",
        "-x + 2y - 3",
    )
    assert ((x + 1) * (y - 2)).lean == "(x + 1) * (y - 2)" and ((x + 1) ** 2).tex == "(x + 1)^{2}"
    assert (x - (y - 1)).lean == "x - (y - 1)" and (x - (y - 1)).value({"x": 5, "y": 3}) == 3
    assert (3 * (x * y)).tex == "3xy" and (3 * (x * y)).lean == "3 * (x * y)"
    assert term(Fraction(-3, 4)).lean == "(-3 / 4)" and (x * 3).tex == r"x \cdot 3"
    assert ((-x) ** 2).lean == "(-x) ^ 2" and ((-x) ** 2).value({"x": 3}) == 9
    assert (-(x**2)).value({"x": 3}) == -9 and (-(x**2)).lean == "-x ^ 2"


def test_formulas_in_lean_and_latex() -> None:
    p, q = proposition("p"), proposition("q")
    both = connect("→", connect("∧", p, q), negation(connect("∨", p, q)))
    assert both.lean == "(p ∧ q) → ¬ (p ∨ q)" and both.tex == r"(p \land q) \to \neg (p \lor q)"
    assert both.holds is not None and not both.holds({"p": True, "q": True})
    less = relation(var("a"), "<", 3)
    assert connect("∧", less, eq(var("b"), 0)).words == "$a < 3$ and $b = 0$"


def test_no_counterexample_is_no_disproof() -> None:
    claim = Claim((("n", "Int"),), (relation(var("n"), ">", 3),), relation(var("n"), ">", 4))
    assert "claim 4" in refuted(claim, {"n": 4}).tactics[0]
    for n in (3, 5):
        with pytest.raises(ValueError, match="no counterexample"):
            refuted(claim, {"n": n})


def test_wrong_halves_speak_of_the_claim_at_hand() -> None:
    """The terms that they tell values of are those of the prompt, whose values are others."""
    for generator in GENERATORS:
        for i in range(40):
            draft = generator(random.Random(f"terms {i}"), 2)
            if draft.pair is None:
                continue
            words = draft.pair.rejected.partition("```")[0]
            told = re.findall(
                r"(?:There|the (?:claim fails there|conclusion does not):|and) \$([^$=]*\^[^$=]*)", words
            )
            assert all(term.strip() in draft.prompt for term in told), (generator.name, words)


def test_a_slip_makes_the_conclusion_fail() -> None:
    x = var("x")
    at = {"x": 3}
    for goal in (eq(2 * x, x + 3), relation(x**2, "≤", 9), eq(x % 3, 0), relation(3, "∣", x + 3)):
        claim = Claim((("x", "Int"),), (), goal)
        found = mistaken_results_at(claim, at, random.Random(1))
        assert found and not RELATIONS[goal.sign][1](*found)
        assert sum(a != b for a, b in zip(found, results_at(claim, at), strict=True)) == 1
    assert (
        mistaken_results_at(Claim((("x", "Int"),), (), relation(x**2, "≤", 900)), at, random.Random(1)) == []
    )
