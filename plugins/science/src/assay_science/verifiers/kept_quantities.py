"""Does a rewriting keep every quantity of its source, with its unit and in its place, and bring in no other?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

import assay
from assay import ops
from assay.evidence import Findings
from assay.evidence.english import polarities
from assay_science.grounding.sources import exactly
from assay_science.grounding.told import LOWERED, Told, numbers_in, same_told
from assay_science.grounding.words import (
    DOWN,
    LEAST,
    LESS,
    MORE,
    MOST,
    NEUTRAL,
    UP,
    identifiers_in,
    is_any,
    terms_in,
)

LONGEST = 20_000
_ITEM = re.compile(r"(?m)^[ \t]*(?:\*\*)?(?:(?:step|part)\s+)?\d{1,2}[.):](?:\*\*)?(?=\s)", re.IGNORECASE)
_MARKS = re.compile(r"\*\*|\\boxed\{|\\text\{|\\mathrm\{|\\[,;:! ]|[{}$`]|~")
_BETWEEN = re.compile(r"(?<![-–/.\d])(\d+(?:\.\d+)?)[-–/](\d+(?:\.\d+)?)(?![-–/\d])")
"""A range or a quotient of two numbers, each of which is kept."""
_TIMES = re.compile(r"\\(?:times|cdot)")
_DIRECTIONS = (("more", MORE | MOST | UP), ("less", LESS | LEAST | DOWN))
_NEAR = 4  # words


@assay.reference_part("kept_quantities")
@dataclass(frozen=True)
class KeptQuantities:
    """``source`` is what was rewritten; what ``question`` holds may be said as well; ``form`` are headings, in order."""

    source: str
    question: str = ""
    form: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not any(c.isalnum() for c in self.source):
            raise ValueError("the source has no words")


# Proves nothing wrong: "both" for "two" keeps a number, too.
@assay.verifier("science.kept_quantities", needs=("response", "reference"), deadline=5.0)
def kept_quantities(sample: assay.Sample) -> assay.Verdict:
    """Every number with its unit, formula and identifier of the source is there, no other, none in another's place or denied."""
    wanted = sample.part(KeptQuantities)
    text = sample.response
    found = Findings()
    if max(len(text), len(wanted.source), len(wanted.question)) > LONGEST:
        found.check(None, "length", "", "too_long", f"More than {LONGEST:,} characters are not read.")
        return found.verdict()
    _form(text, wanted.form, found)
    plain, source, question = (_plain(each) for each in (text, wanted.source, wanted.question))
    for heading in wanted.form:
        plain = re.sub(
            rf"(?im)^([^\w\n]{{0,8}}){re.escape(heading)}(?=\s*:)",
            lambda m: m[1] + " " * (len(m[0]) - len(m[1])),
            plain,
        )
    before, after, asked = (numbers_in(each) for each in (source, plain, question))
    for told in before:
        there = any(same_told(told, other) and told.uncertainty == other.uncertainty for other in after)
        found.check(
            there,
            "quantity",
            told.text,
            "lost_quantity",
            f"The quantity {told.text!r} of the source is missing.",
        )
    for told in after:
        known = any(same_told(told, other) for other in (*before, *asked))
        message = f"The quantity {told.text!r} is not in the source."
        found.check(known, "quantity", told.text, "new_quantity", message, span=told.span)
    _names(source, question, plain, found)
    _bounds(before, after, found)
    _places(source, before, plain, after, found)
    _turned(source, question, plain, found)
    if not before and not identifiers_in(source):
        found.check(None, "quantity", "", "nothing_to_keep", "The source holds no quantity.")
    return found.verdict()


def _plain(text: str) -> str:
    """A text of the same length with blanks for marks, and plain digits and signs."""
    text = _BETWEEN.sub(lambda m: f"{m[1]} {m[2]}", text)
    text = _TIMES.sub(lambda m: "×".ljust(len(m[0])), text)
    text = _MARKS.sub(lambda m: " " * len(m[0]), text)
    return _ITEM.sub(lambda m: " " * len(m[0]), text).translate(LOWERED)


def _form(text: str, headings: Sequence[str], found: Findings) -> None:
    found.check(not ops.preamble(text), "form", text[:60], "preamble", "It begins with words about the text.")
    words = ops.closing(text)
    found.check(
        not words, "form", words or "no chatter", "chatter", f"It goes on with words to who asked: {words!r}."
    )
    at = 0
    for heading in headings:
        match = re.compile(rf"(?im)^[^\w\n]{{0,6}}{re.escape(heading)}[^\w\n:]{{0,4}}:\s{{0,9}}\S").search(
            text, at
        )
        message = f"The part {heading!r} is missing, empty, or not in its place."
        if not found.check(match is not None, "form", heading, "wrong_form", message) or match is None:
            break
        at = match.end()


def _names(source: str, question: str, text: str, found: Findings) -> None:
    numbers = [told.span for told in numbers_in(source)]
    old = {name for name, span in identifiers_in(source) if not _inside(span, numbers)}
    asked = {name for name, _ in identifiers_in(question)}
    numbers = [told.span for told in numbers_in(text)]
    new = {name: span for name, span in identifiers_in(text) if not _inside(span, numbers)}
    for name in sorted(old):
        if any(c.isalpha() for c in name) and "=" not in name:
            found.check(name in new, "name", name, "lost_name", f"{name!r} of the source is missing.")
    for name, span in new.items():
        if any(c.isalpha() for c in name) and "=" not in name:
            known = name in old | asked
            found.check(known, "name", name, "new_name", f"{name!r} is not in the source.", span=span)


def _inside(span: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    return any(a < span[1] and span[0] < b for a, b in spans)


def _bounds(before: Sequence[Told], after: Sequence[Told], found: Findings) -> None:
    """No number is about, at most or at least what the source says without that, or the other way round."""
    for told in after:
        was = {other.bound for other in before if same_told(told, other)}
        message = f"{told.text!r} is {told.bound or 'exact'} here, not so in the source."
        found.check(not was or told.bound in was, "bound", told.text, "bound_turned", message, span=told.span)


def _places(source: str, before: Sequence[Told], text: str, after: Sequence[Told], found: Findings) -> None:
    """No two numbers of one unit have changed places, by the words around them."""
    old, new = _around(source, before), _around(text, after)
    shared = [key for key in old if key in new][:40]
    for one, other in combinations(shared, 2):
        if one[1] != other[1]:
            continue
        own = old[one] - old[other], old[other] - old[one]
        straight = len(own[0] & new[one] - new[other]) + len(own[1] & new[other] - new[one])
        crossed = len(own[0] & new[other] - new[one]) + len(own[1] & new[one] - new[other])
        told = f"{exactly(one[0])} and {exactly(other[0])} {one[1]}".strip()
        message = f"{told} stand where the other stood in the source."
        found.check(crossed <= straight, "place", told, "places_changed", message)


_BREAK = re.compile(r"[,;.\n](?=\s|\Z)|\b(?:and|while|whereas|but|or)\b", re.IGNORECASE)


_SAMPLE = re.compile(r"[^\W\d_] [A-Z]")
"""A letter that names something: the A of "sample A", not of "A sample"."""


def _around(text: str, told: Sequence[Told]) -> dict[tuple[Fraction, str], set[str]]:
    """The words near each number, in their base forms, as far as its clause goes and no further than the next number."""
    spans = [number.span for number in told]
    terms = [
        t
        for t in terms_in(text)
        if not _inside(t.span, spans)
        and (len(t.text) > 2 or t.text[:1].isupper())
        and (not is_any(t.text, NEUTRAL) or _SAMPLE.fullmatch(text, max(0, t.span[0] - 2), t.span[1]))
    ]
    found: dict[tuple[Fraction, str], set[str]] = {}
    ordered = sorted(told, key=lambda number: number.span)
    for place, number in enumerate(ordered):
        low = ordered[place - 1].span[1] if place else 0
        high = ordered[place + 1].span[0] if place + 1 < len(ordered) else len(text)
        low = max((m.end() for m in _BREAK.finditer(text, low, number.span[0])), default=low)
        close = _BREAK.search(text, number.span[1], high)
        high = close.start() if close else high
        before = [t for t in terms if low <= t.span[0] < number.span[0]][-_NEAR:]
        behind = [t for t in terms if number.span[1] <= t.span[0] < high][:_NEAR]
        forms = found.setdefault((number.value, number.unit), set())
        forms.update(form for term in (*before, *behind) for form in term.forms)
    return found


def _turned(source: str, question: str, text: str, found: Findings) -> None:
    """Nothing is denied that was stated, and no comparison goes the other way."""
    was, now = polarities(f"{source}\n{question}"), polarities(text)
    for word in sorted(was.keys() & now.keys()):
        if not (was[word] & now[word]):
            message = f"{word!r} is {'denied' if True in now[word] else 'stated'} here, not so in the source."
            found.check(False, "negation", word, "polarity_turned", message)
    old = {
        name
        for term in terms_in(f"{source} {question}")
        for name, words in _DIRECTIONS
        if is_any(term.text, words)
    }
    new = {name for term in terms_in(text) for name, words in _DIRECTIONS if is_any(term.text, words)}
    for name in sorted(new - old):
        found.check(
            False,
            "comparison",
            name,
            "comparison_turned",
            f"It says that something is {name}; the source does not.",
        )
