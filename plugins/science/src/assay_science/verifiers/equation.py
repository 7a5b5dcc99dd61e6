"""Is the equation balanced, with the lowest whole numbers, and the one that was asked for?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, product
from math import gcd

import assay
from assay.evidence import BadReference, Findings
from assay.evidence.answer_words import LAST_LINE, UNSAID, asks, elsewhere, first_line, stance
from assay.evidence.final_answer import Candidate, Values, final_answer
from assay_science.equations import balance, nuclear, reading
from assay_science.formulas import Formula
from assay_science.parts import part_of

LONGEST_RESPONSE = 100_000
_COMBINATIONS = 256  # of what ambiguous charges of a reference may mean

Chemical = reading.Equation[reading.Term]
Nuclear = reading.Equation[nuclear.NuclearTerm]


@assay.reference_part("equation")
@dataclass(frozen=True)
class Equation:
    """The equation that is right, balanced or not; or, of nuclei, complete."""

    text: str

    @classmethod
    def from_text(cls, text: str) -> Equation:
        return cls(text)

    def __post_init__(self) -> None:
        if not self.text.strip() or len(self.text) > reading.LONGEST:
            raise ValueError("an equation is needed")


@dataclass(frozen=True)
class _Wanted:
    """The species of each side with their lowest coefficients, and their states, by side.

    A species stands on one side only, or on both in different states: then the states count.
    """

    left: dict[object, int]
    right: dict[object, int]
    states: tuple[dict[object, str], dict[object, str]]


class _Equations(Values):
    """Equations in a text, chemical ones or those of nuclei."""

    words = re.compile(
        r"(?i)\b(?:net ionic equation|(?:final(?:ly)? )?balanced(?:\s+[a-z-]+){0,4}?\s+(?:equation|reaction)|nuclear equation)"
        r"(?:\s+(?:for|of|in|under)\s+[^\n:=]{1,90}?)?[*_]{0,2}\s*(?:\bis\b|:)[*_]{0,2}\s*:?|(?<![\w-])balanced[*_]{0,2}:"
    )

    def __init__(self, nuclei: bool) -> None:
        self._nuclei = nuclei

    def find(self, text: str) -> list[tuple[int, int]]:
        return (
            reading.spans_of(text, nuclear.read_term)
            if self._nuclei
            else reading.spans_of(text, reading.read_term)
        )

    def hidden(self, text: str) -> str:
        kept = list(text)
        for start, end in self.find(text):
            for at in range(start, end):
                if kept[at] in ".!?":
                    kept[at] = "·"
        return "".join(kept)

    def display(self, text: str, start: int, line_end: int, end: int) -> tuple[int, int] | None:
        for opening, closing in (("\\[", "\\]"), ("$$", "$$")):
            first = text.find(opening, start, line_end)
            if first >= 0 and not text[start:first].strip(" *:"):
                last = text.find(closing, first + 2, end)
                return (first + 2, last) if last >= 0 else None
        return None


@assay.verifier(
    "science.equation",
    needs=("response", "reference"),
    proves_wrong=("unbalanced", "swapped_sides", "wrong_atomic_number"),
)
def equation(sample: assay.Sample) -> assay.Verdict:
    """Is the response's chemical or nuclear equation that of the reference, balanced, in lowest whole numbers?"""
    text = part_of(sample, Equation, "equation").text
    chemical = reading.read_equation(text, reading.read_term)
    wanted = _balanced(chemical) if chemical else None
    nuclei = wanted is None
    if wanted is None:
        wanted = _conserved(reading.read_equation(text, nuclear.read_term))
    if wanted is None:
        raise BadReference(
            "The reference is no equation that can be balanced in exactly one way."
            if chemical
            else "The reference is no chemical or nuclear equation."
        )
    found = Findings()
    answer = _answer(sample.response, found, nuclei)
    if answer is None:
        nothing = found.verdict()
        first = _first(sample.response, wanted, nuclei) if nothing.reason == "no_value" else None
        return first or nothing
    _judge(answer, wanted, nuclei, found)
    around = "The equation stands in a question." if asks(sample.response, answer) else ""
    if around or (around := stance(sample.response, answer)):
        found.check(None, "sentence", answer.text, "not_alone", around)
    verdict = found.verdict()
    if verdict.status == "rejected" and _stands_before(sample.response, answer, wanted, nuclei):
        found = Findings()
        message = "The right equation stands before it, by itself."
        found.check(None, "answer", answer.text, "several_answers", message)
        return found.verdict()
    return verdict


def _stands_before(response: str, answer: Candidate, wanted: _Wanted, nuclei: bool) -> bool:
    """Whether the right equation stands alone before one that the response does not call its answer."""

    def is_right(text: str) -> bool:
        found = Findings()
        _judge(Candidate(text, 0, len(text)), wanted, nuclei, found)
        return found.verdict().accepted

    values = _Equations(nuclei)
    said = final_answer(response, values)
    return said.channel == LAST_LINE and elsewhere(response, answer, values, is_right)


def _first(response: str, wanted: _Wanted, nuclei: bool) -> assay.Verdict | None:
    """Accepted, where the response gives the right equation first and then explains it."""
    values = _Equations(nuclei)
    answer = first_line(response, values) if final_answer(response, values).channel in UNSAID else None
    if answer is None:
        return None
    found = Findings()
    _judge(answer, wanted, nuclei, found)
    verdict = found.verdict()
    return verdict if verdict.accepted else None


def _judge(answer: Candidate, wanted: _Wanted, nuclei: bool, found: Findings) -> None:
    span = (answer.start, answer.end)
    if nuclei:
        _compare_nuclei(
            reading.read_equation(answer.text, nuclear.read_term), wanted, answer.text, span, found
        )
    else:
        _compare(reading.read_equation(answer.text, reading.read_term), wanted, answer.text, span, found)


_SAID = {
    "no_answer": "The response gives no answer.",
    "empty_answer": "The answer is empty.",
    "no_value": "The answer is no equation that can be read.",
    "unterminated_box": "The last box is not closed.",
    "rejected_attempt": "The response takes its equation back, or denies it.",
    "quoted": "The response tells only what somebody else takes for the answer.",
    "limit": "The response is too long.",
}


def _answer(response: str, found: Findings, nuclei: bool) -> Candidate | None:
    """The one equation that the response ends with; else a check that says why there is none."""
    if len(response) > LONGEST_RESPONSE:
        found.check(None, "answer", "", "limit", f"More than {LONGEST_RESPONSE:,} characters are not read.")
        return None
    said = final_answer(response, _Equations(nuclei))
    if said.only is not None:
        return said.only
    if said.failure:
        reason, message = said.failure, _SAID.get(said.failure, "The response gives no answer.")
    else:
        reason, message = "several_answers", "The response gives several equations as its answer."
    found.check(None, "answer", "", reason, message)
    return None


# --- chemical ---------------------------------------------------------------------------------------------------------


def _balanced(equation: Chemical) -> _Wanted | None:
    """The reference with its coefficients, which are computed; those that it shows do not matter."""
    terms = (*equation.left, *equation.right)
    width = len(equation.left)
    for chosen in islice(product(*(term.readings for term in terms)), _COMBINATIONS):
        left, right = chosen[:width], chosen[width:]
        sides: tuple[dict[object, str], dict[object, str]] = (
            {each.composition: each.state for each in left},
            {each.composition: each.state for each in right},
        )
        both = sides[0].keys() & sides[1].keys()
        if len(sides[0]) + len(sides[1]) < len(chosen) or any(
            not sides[0][key] or not sides[1][key] or sides[0][key] == sides[1][key] for key in both
        ):
            continue
        numbers = balance.balance(left, right)
        if numbers:
            return _Wanted(
                dict(zip(sides[0], numbers[:width], strict=True)),
                dict(zip(sides[1], numbers[width:], strict=True)),
                sides,
            )
    return None


def _chosen(term: reading.Term, side: dict[object, int]) -> tuple[Formula, bool]:
    """What the text of a species means: a species of that side if it may, else what is likeliest; and whether that is sure."""
    for each in term.readings:
        if each.composition in side:
            return each, True
    return term.readings[0], len(term.readings) == 1


def _compare(
    given: Chemical | None, wanted: _Wanted, claim: str, span: tuple[int, int], found: Findings
) -> None:
    if given is None:
        found.check(None, "equation", claim, "unreadable_equation", "The equation cannot be read.", span=span)
        return
    if any(term.coefficient <= 0 for term in (*given.left, *given.right)):
        found.check(None, "equation", claim, "zero_coefficient", "A coefficient is zero.", span=span)
        return
    swapped = _is_swapped(given, wanted)
    sides = (wanted.right, wanted.left) if swapped else (wanted.left, wanted.right)
    left = [(term, *_chosen(term, sides[0])) for term in given.left]
    right = [(term, *_chosen(term, sides[1])) for term in given.right]
    scale = 1
    for term in (*given.left, *given.right):
        scale = scale * term.coefficient.denominator // gcd(scale, term.coefficient.denominator)
    off = balance.unbalanced(
        [(int(term.coefficient * scale), species) for term, species, _ in left],
        [(int(term.coefficient * scale), species) for term, species, _ in right],
    )
    sure = all(known for _, _, known in (*left, *right))
    if not found.check(
        not off if sure or not off else None,
        "balance",
        claim,
        "unbalanced" if sure else "unreadable_charge",
        f"The sides differ in {', '.join(off)}.",
        span=span,
    ):
        return
    if swapped:
        found.check(
            False, "direction", claim, "swapped_sides", "Reactants and products are swapped.", span=span
        )
        return
    for name, terms, side in (("left", left, wanted.left), ("right", right, wanted.right)):
        if not _same_species(
            name, [species.composition for _, species, _ in terms], side, claim, span, found
        ):
            return
    _same_numbers(
        [term.coefficient for term in (*given.left, *given.right)],
        [wanted.left[species.composition] for _, species, _ in left]
        + [wanted.right[species.composition] for _, species, _ in right],
        claim,
        span,
        found,
    )
    for terms, states in zip((left, right), wanted.states, strict=True):
        for _, species, _ in terms:
            state = states[species.composition]
            needed = species.composition in wanted.left and species.composition in wanted.right
            if (species.state or needed) and state and species.state != state:
                message = f"The state of {species.hill} is ({species.state}), not ({state})."
                found.check(None, "state", claim, "other_state", message, span=span)


def _is_swapped(given: Chemical, wanted: _Wanted) -> bool:
    """Whether each side of the response is the other one of the reference."""

    def fits(terms: tuple[reading.Term, ...], side: dict[object, int]) -> bool:
        return all(any(each.composition in side for each in term.readings) for term in terms)

    return (
        fits(given.left, wanted.right)
        and fits(given.right, wanted.left)
        and not (fits(given.left, wanted.left) and fits(given.right, wanted.right))
    )


def _same_species(
    name: str, keys: list[object], side: dict[object, int], claim: str, span: tuple[int, int], found: Findings
) -> bool:
    """Whether one side has the species of the reference, each once. A balanced equation of others is not called wrong."""
    if len(set(keys)) < len(keys):
        reason, message = "repeated_species", f"A species stands twice on the {name} side."
    elif set(keys) - side.keys():
        reason, message = (
            "extra_species",
            f"On the {name} side is a species that the reference does not have there.",
        )
    elif side.keys() - set(keys):
        reason, message = "missing_species", f"On the {name} side a species of the reference is missing."
    else:
        return True
    found.check(False, "species", claim, reason, message, span=span)
    return False


def _same_numbers(
    given: list[Fraction], wanted: list[int], claim: str, span: tuple[int, int], found: Findings
) -> None:
    if any(number.denominator > 1 for number in given):
        found.check(
            False, "coefficients", claim, "fractions", "The coefficients are no whole numbers.", span=span
        )
        return
    found.check(
        given == wanted,
        "coefficients",
        claim,
        "not_lowest",
        f"The coefficients are {given[0] / wanted[0]} times the lowest whole numbers.",
        span=span,
    )


# --- nuclei -----------------------------------------------------------------------------------------------------------


def _conserved(equation: Nuclear | None) -> _Wanted | None:
    """The reference, if mass and charge numbers are the same on both sides, and each symbol has its charge number."""
    if equation is None or nuclear.totals(equation.left) != nuclear.totals(equation.right):
        return None
    if _misnumbered(equation) is not None:
        return None
    left, right = _counts(equation.left), _counts(equation.right)
    return _Wanted(dict(left), dict(right), ({}, {})) if left != right else None


def _misnumbered(equation: Nuclear) -> nuclear.NuclearTerm | None:
    """A term whose charge number is not that of its symbol."""
    terms = (*equation.left, *equation.right)
    return next((t for t in terms if t.stated is not None and t.stated != t.particle.charge), None)


def _counts(terms: tuple[nuclear.NuclearTerm, ...]) -> dict[object, int]:
    counts: dict[object, int] = {}
    for term in terms:
        counts[term.particle] = counts.get(term.particle, 0) + term.coefficient
    return counts


def _without_neutrinos(counts: dict[object, int], other: dict[object, int]) -> dict[object, int]:
    """Neutrinos that the reference leaves out may be written."""
    neutrinos = (nuclear.NEUTRINO, nuclear.ANTINEUTRINO)
    return {key: n for key, n in counts.items() if key not in neutrinos or key in other}


def _compare_nuclei(
    given: Nuclear | None, wanted: _Wanted, claim: str, span: tuple[int, int], found: Findings
) -> None:
    if given is None:
        found.check(None, "equation", claim, "unreadable_equation", "The equation cannot be read.", span=span)
        return
    wrong = _misnumbered(given)
    if not found.check(
        wrong is None,
        "atomic_number",
        claim,
        "wrong_atomic_number",
        f"{wrong.particle.symbol} does not have the charge number {wrong.stated}." if wrong else "",
        span=span,
    ):
        return
    mass, charge = zip(nuclear.totals(given.left), nuclear.totals(given.right), strict=True)
    if not found.check(
        mass[0] == mass[1] and charge[0] == charge[1],
        "balance",
        claim,
        "unbalanced",
        f"Mass numbers are {mass[0]} and {mass[1]}, charge numbers {charge[0]} and {charge[1]}.",
        span=span,
    ):
        return
    left, right = _counts(given.left), _counts(given.right)
    if (left, right) == (wanted.right, wanted.left):
        found.check(
            False, "direction", claim, "swapped_sides", "Reactants and products are swapped.", span=span
        )
        return
    if not _lepton_number(given):
        found.check(
            False,
            "neutrino",
            claim,
            "wrong_neutrino",
            "The neutrino is not the one of this decay.",
            span=span,
        )
        return
    left, right = _without_neutrinos(left, wanted.left), _without_neutrinos(right, wanted.right)
    for name, counts, side in (("left", left, wanted.left), ("right", right, wanted.right)):
        if not _same_species(name, list(counts), side, claim, span, found):
            return
    found.check(
        left == wanted.left and right == wanted.right,
        "coefficients",
        claim,
        "other_numbers",
        "The numbers of the particles are not those of the reference.",
        span=span,
    )


def _lepton_number(equation: Nuclear) -> bool:
    """Whether leptons are conserved, where neutrinos are written."""
    number = {
        nuclear.NEUTRINO: 1,
        nuclear.ANTINEUTRINO: -1,
        nuclear.Particle(0, -1, "e"): 1,
        nuclear.Particle(0, 1, "e"): -1,
    }
    terms = [(1, t) for t in equation.left] + [(-1, t) for t in equation.right]
    if not any(t.particle.symbol in ("ν", "ν̄") for _, t in terms):
        return True
    return not sum(sign * t.coefficient * number.get(t.particle, 0) for sign, t in terms)
