"""A claim, its proof, and its false twin; how they become a row."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from textwrap import indent
from typing import Any

from assay import Draft, Pair
from assay_math.generators._words import capital, listing
from assay_math.generators._write import num
from assay_math.generators.lean._names import NOUNS, letter
from assay_math.generators.lean._terms import ATOM, RELATIONS, Env, Formula, Term, term

VERIFIERS = ("math.lean",)
LEAN = "4.28"
"""The version of Lean whose core library the theorems are stated in."""

TO_PROVE = (
    "Prove the following in Lean 4. Only the core library is available, no Mathlib.\n\n{claim}\n\n```lean\n{theorem} := by\n  sorry\n```",
    "{claim}\n\nReplace `sorry` by a proof that Lean 4 accepts without Mathlib:\n\n```lean\n{theorem} := by\n  sorry\n```",
    "Here is a theorem and its formal statement in Lean 4.\n\n{claim}\n\n```lean\n{theorem} := by\n  sorry\n```\n\nExplain briefly why it holds, and give a complete Lean proof (core Lean, no imports).",
    "Complete this proof in core Lean 4, without imports:\n\n```lean\n/- {claim} -/\n{theorem} := by\n  sorry\n```",
    "Show that the following is true: {claim}\n\nThe formal statement is\n\n```lean\n{theorem}\n```\n\nGive the whole theorem with its proof, in Lean 4 without Mathlib.",
    "I have formalised this statement in Lean 4 and need a proof that uses the core library alone:\n\n{claim}\n\n```lean\n{theorem} := by\n  sorry\n```",
)
TO_DECIDE = (
    "Is the following claim true? {claim}\n\nSettle it with a proof in Lean 4 (core library, no Mathlib). If the claim is true, prove\n\n```lean\n{theorem}\n```\n\nand if it is false, prove\n\n```lean\n{denied}\n```",
    "Prove or disprove: {claim}\n\nIn Lean 4 the claim and its negation are\n\n```lean\n{theorem}\n```\n\n```lean\n{denied}\n```\n\nGive a complete proof of the one that holds. No imports.",
    "Somebody claims: {claim}\n\nDecide whether that is right, and give a proof in core Lean 4 of `{short}` as stated here if it is,\n\n```lean\n{theorem}\n```\n\nor as stated here if it is not:\n\n```lean\n{denied}\n```",
    "True or false? {claim}\n\nAnswer with a formal proof in Lean 4 without Mathlib, either of\n\n```lean\n{theorem}\n```\n\nor of\n\n```lean\n{denied}\n```",
    "One of these two Lean 4 theorems can be proved and the other cannot:\n\n```lean\n{theorem}\n```\n\n```lean\n{denied}\n```\n\nThe first says: {claim}\n\nFind out which one holds, and prove it with the core library alone.",
    "A student conjectures: {claim}\n\nEither prove the conjecture or refute it. The Lean 4 statements (core library only) are\n\n```lean\n{theorem}\n```\n\nif you think it is right and\n\n```lean\n{denied}\n```\n\nif you think it is wrong.",
)


@dataclass(frozen=True)
class Claim:
    """Variables with their Lean types, what is given of them, and what is claimed."""

    variables: tuple[tuple[str, str], ...]
    given: tuple[Formula, ...]
    goal: Formula
    nouns: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        return [name for names, _ in self.variables for name in names.split()]

    @property
    def labels(self) -> list[str]:
        """The names of the hypotheses: ``h`` alone, or ``h1``, ``h2`` …"""
        return ["h"] if len(self.given) == 1 else [f"h{i + 1}" for i in range(len(self.given))]

    def theorem(self, name: str) -> str:
        """The statement with everything to the left of the colon."""
        binders = [f"({names} : {kind})" for names, kind in self.variables]
        binders += [f"({label} : {each.lean})" for label, each in zip(self.labels, self.given, strict=True)]
        return " ".join(["theorem", name, *binders, ":", self.goal.lean])

    @property
    def closed(self) -> str:
        """The claim as one proposition."""
        parts = [f"({each.lean})" if each.level <= 25 else each.lean for each in self.given]
        body = " → ".join(
            [*parts, f"({self.goal.lean})" if parts and self.goal.level == 20 else self.goal.lean]
        )
        binders = " ".join(f"({names} : {kind})" for names, kind in self.variables)
        return f"∀ {binders}, {body}" if binders else body

    def fails_at(self, env: Env) -> bool:
        """Whether all that is given holds there, and what is claimed does not."""
        formulas = [*self.given, self.goal]
        if any(each.holds is None for each in formulas):
            raise ValueError("the claim cannot be computed")
        return all(each.holds(env) for each in self.given) and not self.goal.holds(env)  # type: ignore[misc]

    def told(self, rng: random.Random) -> str:
        """The claim in words."""
        groups = [self._group(names, kind) for names, kind in self.variables]
        goal = self.goal.words
        if not groups:
            return capital(goal) + "."
        lets = " and let ".join(f"{who} be {what}" for who, what, _ in groups)
        anys = " and any ".join(whole for _, _, whole in groups)
        given = self._conditions()
        if not given:
            forms = (
                f"Let {lets}. Then {goal}.",
                f"For any {anys}, {goal}.",
                f"Take any {anys}. Then {goal}.",
                f"The following holds for any {anys}: {goal}.",
                f"Given any {anys}, it is always the case that {goal}.",
                f"No matter which {anys} we take, {goal}.",
            )
        else:
            forms = (
                f"Let {lets}. If {given}, then {goal}.",
                f"For any {anys}, if {given}, then {goal}.",
                f"Let {lets}. Suppose that {given}. Then {goal}.",
                f"Take any {anys}. If {given}, then {goal}.",
                f"The following holds for any {anys}: if {given}, then {goal}.",
                f"Let {lets}, and assume that {given}. It follows that {goal}.",
            )
        return rng.choice(forms)

    def _group(self, names: str, kind: str) -> tuple[str, str, str]:
        """Variables of one type: ``$f$ and $g$``, ``functions on the integers``, ``functions $f$ and $g$ on the integers``."""
        letters = [f"${letter(name)}$" for name in names.split()]
        one, many = self.nouns.get(kind) or NOUNS[kind]
        who = listing(letters)
        noun = many if len(letters) > 1 else one
        what = many if len(letters) > 1 else f"{'an' if one[0] in 'aeiou' else 'a'} {one}"
        cut = re.search(r" (?:of|on|from) |$", noun)
        at = cut.start() if cut else len(noun)
        return who, what, f"{noun[:at]} {who}{noun[at:]}"

    def _conditions(self) -> str:
        told = [each.words for each in self.given]
        if len(told) < 3 and not any(word in text for text in told for word in (" and ", " or ", "if ")):
            return " and ".join(told)
        if len(told) == 1:
            return told[0]
        return "; ".join(f"({i}) {text}" for i, text in enumerate(told, 1))


@dataclass(frozen=True)
class Argument:
    """Why something holds: in words, and as tactics, a line each; all variables and hypotheses are in scope."""

    words: str
    tactics: tuple[str, ...]
    mistaken: Callable[[Claim, random.Random], str] | None = None
    """For a counterexample: the words of somebody who takes it for one to another claim, with a slip in the values."""


@dataclass(frozen=True)
class Problem:
    """A true claim with its proof, and a false one like it with a disproof, whose tactics know it as ``claim``."""

    name: str
    claim: Claim
    proof: Argument
    twin: Claim
    disproof: Argument
    wrong_proof: Argument | None = None
    """What somebody would say who holds the twin for true; by default the proof of the claim, where its words name nothing in
    which the two differ."""
    wrong_disproof: Argument | None = None
    """What somebody would say who holds the claim for false; by default the disproof of the twin, with a slip if it tells
    values."""


def refuted(
    twin: Claim, at: Mapping[str, Any], *, by: str = "decide", values: Mapping[str, str] | None = None
) -> Argument:
    """The disproof by a counterexample, all of whose conditions the tactic ``by`` proves.

    ``values`` are what Lean is given where it is no number. Raises :class:`ValueError` if ``at`` is no counterexample.
    """
    if not twin.fails_at(at):
        raise ValueError(f"{dict(at)} is no counterexample to {twin.closed}")
    return counterexample(twin, at, by=by, values=values)


def counterexample(
    twin: Claim, at: Mapping[str, Any], *, by: str = "decide", values: Mapping[str, str] | None = None
) -> Argument:
    """What :func:`refuted` gives, of values that nobody looked at: for wrong halves."""
    values = values or {}
    arguments = [values.get(name) or _argument(at[name]) for name in twin.names]
    shown = [f"${letter(name)} = {num(at[name])}$" for name in twin.names if name not in values]
    holds = "The claim fails there"
    if twin.given:
        what = "All that is assumed holds" if len(twin.given) > 1 else "The condition holds"
        holds = f"{what}, but the conclusion does not"

    def words(of: Claim, results: Sequence[Fraction]) -> str:
        told = [
            f"${side.tex} = {num(value)}$"
            for side, value in zip(of.goal.sides or (), results, strict=False)
            if _is_computed(side)
        ]
        return f"Take {listing(shown)}. {holds}{': ' if told else ''}{' and '.join(told)}."

    proofs = [f"(by {by})" for _ in twin.given]
    return Argument(
        words(twin, results_at(twin, at)),
        (f"have wrong := claim {' '.join([*arguments, *proofs])}", _contradiction(by)),
        lambda of, rng: words(of, mistaken_results_at(of, at, rng)),
    )


def results_at(claim: Claim, at: Env) -> list[Fraction]:
    """What the sides of the conclusion come to; none where it is no relation."""
    return [Fraction(side.value(at)) for side in claim.goal.sides or ()]


def mistaken_results_at(claim: Claim, at: Env, rng: random.Random) -> list[Fraction]:
    """The same, where the conclusion holds, but for a slip in one of them after which it does not; none where that would be
    no small one."""
    sides, results = claim.goal.sides or (), results_at(claim, at)
    places = [place for place, side in enumerate(sides) if _is_computed(side)]
    holds = RELATIONS[claim.goal.sign][1] if sides else None
    for place in rng.sample(places, len(places)):
        # A remainder stays one: it is made smaller where it can be.
        for off in (-1, 1, -2, 2, -3, 3) if results[place] > 0 else (1, 2, 3):
            other = [value + off * (i == place) for i, value in enumerate(results)]
            if holds is not None and not holds(*other):
                return other
    return []


def _is_computed(side: Term) -> bool:
    """Whether its value is more than what is written there: it is no number and no single letter."""
    return side.number is None and side.level < ATOM


def _contradiction(by: str) -> str:
    return "exact absurd wrong (by decide)" if by == "decide" else by


def _argument(value: Number_) -> str:
    text = term(value).lean
    return f"({text})" if value < 0 and not text.startswith("(") else text


Number_ = int | Fraction


def nested(tactics: Sequence[str]) -> str:
    """Tactics as the indented block of another one."""
    return indent("\n".join(tactics), "  ")


def sampled(problem: Problem, draw: Callable[[], Env], *, times: int = 40) -> Problem:
    """The problem, after its true claim was tried with values: an error of the generator if it fails."""
    for _ in range(times):
        env = draw()
        if problem.claim.fails_at(env):
            raise AssertionError(f"{problem.claim.closed} fails for {env}")
    return problem


def stated(rng: random.Random, problem: Problem) -> Draft:
    """A row: prove the claim, or decide it; then half of the claims are false.

    To decide, prompt and response are a preference pair's: the wrong half argues for the other side, as somebody would
    who overlooks what matters, with the proof of the twin, which Lean refuses.
    """
    asked = rng.choice(("prove", "prove", "holds", "fails"))
    claim = problem.twin if asked == "fails" else problem.claim
    told = claim.told(rng)
    if asked == "prove":
        statement = claim.theorem(problem.name)
        prompt = rng.choice(TO_PROVE).format(claim=told, theorem=statement)
        response = _answer(problem.proof.words, statement, problem.proof.tactics)
        return Draft(prompt, response, reference(statement))
    yes, no = f"theorem {problem.name} : {claim.closed}", f"theorem {problem.name} : ¬ ({claim.closed})"
    prompt = rng.choice(TO_DECIDE).format(claim=told, theorem=yes, denied=no, short=problem.name)
    names = [*claim.names, *claim.labels[: len(claim.given)]]
    intro = (f"intro {' '.join(names)}",) if names else ()
    proof, disproof = problem.proof, problem.disproof
    if asked == "fails":
        proof = problem.wrong_proof or proof
    elif problem.wrong_disproof is not None or disproof.mistaken is None:
        disproof = problem.wrong_disproof or disproof
    else:
        disproof = replace(disproof, words=disproof.mistaken(claim, rng))
    true = _answer(f"The claim is true. {proof.words}", yes, intro + proof.tactics)
    false = _answer(f"The claim is false. {disproof.words}", no, ("intro claim", *disproof.tactics))
    if asked == "holds":
        return Draft(prompt, true, reference(yes), pair=Pair(false))
    return Draft(prompt, false, reference(no), pair=Pair(true))


def reference(statement: str) -> str:
    """What ``math.lean`` holds a proof against."""
    return json.dumps({"statement": statement, "imports": [], "lean": LEAN}, ensure_ascii=False)


def _answer(words: str, statement: str, tactics: Sequence[str]) -> str:
    lines = [line for tactic in tactics for line in tactic.split("\n")]
    return f"{words}\n\n```lean\n{statement} := by\n" + "\n".join(f"  {line}" for line in lines) + "\n```"
