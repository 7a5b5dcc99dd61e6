"""Does a rewriting keep what can be counted: numbers, names, negations, length?"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import assay
from assay import ops
from assay.evidence import Findings
from assay.evidence.english import (
    WORD,
    bases,
    names_in,
    negations_in,
    numbers_in,
    polarities,
    talk_words,
    words_in,
)
from assay_text.checking import Bounds, no_markup

_QA = re.compile(r"(?:\*\*)?(question|q|answer|a)(?:\*\*)?\s*\d{0,3}\s*:", re.IGNORECASE)
_DOUBT = re.compile(
    r"\b(?:allegedly|perhaps|maybe|possibly|probably|reportedly|supposedly|apparently|arguably|presumably|seemingly"
    r"|likely|unlikely|might|rumou?red|alleged|supposed(?= to))\b",
    re.IGNORECASE,
)
_BOUNDS = {
    kind: re.compile(rf"\b(?:{words})(?: the| a)?[ $€£¥(]*\Z", re.IGNORECASE)
    for kind, words in {
        "about": "about|around|approximately|roughly|nearly|almost|circa|some",
        "at most": "up to|at most|no more than|not more than|less than|fewer than|under|below|within|at a maximum of",
        "at least": "at least|no less than|not less than|no fewer than|more than|over|above|exceeding|in excess of|after",
    }.items()
}
_RUN = 6
"""A copied run is so many words on end."""
_FAR = 10
"""A text that is so many times longer than it may be is not read."""


@assay.reference_part("kept_facts")
@dataclass(frozen=True)
class KeptFacts:
    """``ratio`` is of lengths in words, compared with the source; ``copied`` the most share of
    six-word runs that may be taken from the source, 0 to 1; ``form`` ``"qa"`` asks for questions and answers."""

    source: str
    ratio: Bounds
    copied: int | float
    form: Literal["", "qa"]

    def __post_init__(self) -> None:
        if not words_in(self.source):
            raise ValueError("the source has no words")


# Proves nothing wrong: it rejects right words, too ("both" for "two", "won" for "did not fail to win").
@assay.verifier("text.kept_facts", version=3, needs=("response", "reference"), deadline=5.0)
def kept_facts(sample: assay.Sample) -> assay.Verdict:
    """Every number (with its unit) and name of the source is there, no other, and nothing is negated anew.

    The reference's part ``kept_facts`` is :class:`KeptFacts`. It does not prove that all else was kept.
    """
    wanted = sample.part(KeptFacts)
    source, text, form = wanted.source, sample.response, wanted.form
    found = Findings()
    no_markup(found, text)
    least, most = wanted.ratio
    ratio = len(words_in(text)) / len(words_in(source))
    long = f"It has {ratio:.2f} times the words of the source, {least} to {most} are asked for."
    if ratio > _FAR * max(most, 1):  # the rest would take long
        found.check(False, "length", f"{ratio:.2f}", "length_ratio", long)
        return found.verdict()
    found.check(not ops.preamble(text), "form", text[:60], "preamble", "It begins with words about the text.")
    words = ops.closing(text)
    found.check(
        not words, "form", words or "no chatter", "chatter", f"It goes on with words to who asked: {words!r}."
    )
    whole = text.rstrip("*_\"”’'») \n\t")[-1:] in ".!?…:;" or source.rstrip()[-1:] not in '.!?…"”'
    found.check(whole, "form", text[-40:], "no_end", "It ends in the middle of a sentence.")
    if form == "qa":
        text = _without_marks(text, found)
    _numbers(source, text, found)
    _bounds(source, text, found)
    _names(source, text, found)
    _doubts(source, text, found, qa=form == "qa")
    _places(source, text, found)
    _negations(source, text, found, slack=len(negations_in(source)) if form == "qa" else 0)
    found.check(least <= ratio <= most, "length", f"{ratio:.2f}", "length_ratio", long)
    copied = _copied(source, text)
    message = f"{copied:.0%} of it is copied from the source, {wanted.copied:.0%} may be."
    found.check(copied <= wanted.copied, "copied", f"{copied:.0%}", "copied", message)
    return found.verdict()


def _numbers(source: str, text: str, found: Findings) -> None:
    before, after = numbers_in(source), numbers_in(text)
    kept = {(n.value, n.unit) for n in after}
    for n in before:
        there = (n.value, n.unit) in kept
        message = f"The number {n.text} {n.unit}".rstrip() + " of the source is missing."
        found.check(there, "number", f"{n.value} {n.unit}".strip(), "lost_number", message)
    known = {(n.value, n.unit) for n in before}
    for n in after:
        message = f"The number {n.text} {n.unit}".rstrip() + " is not in the source."
        found.check(
            (n.value, n.unit) in known,
            "number",
            f"{n.value} {n.unit}".strip(),
            "new_number",
            message,
            span=n.span,
        )


def _bounds(source: str, text: str, found: Findings) -> None:
    """No number is about, at most or at least what the source says without that; a bound may be put in other words."""
    known: dict[tuple[str, str], set[str]] = {}
    for n in numbers_in(source):
        known.setdefault((n.value, n.unit), set()).add(_bound(source, n.span[0]))
    for n in numbers_in(text):
        bound, was = _bound(text, n.span[0]), known.get((n.value, n.unit), set())
        message = f"{n.text} is {bound or 'exact'} here, not so in the source."
        found.check(
            not bound or not was or bound in was, "bound", n.text, "bound_turned", message, span=n.span
        )


def _bound(text: str, start: int) -> str:
    before = text[max(0, start - 40) : start]
    return next((kind for kind, words in _BOUNDS.items() if words.search(before)), "")


def _doubts(source: str, text: str, found: Findings, qa: bool) -> None:
    """What the source states is neither doubted nor asked."""
    before, after = ({m[0].lower() for m in _DOUBT.finditer(each)} for each in (source, text))
    doubt = next(iter(sorted(after) if after and not before else ()), "")
    message = f"It says {doubt!r}; the source has no doubt."
    found.check(not doubt, "doubt", doubt or "no doubt", "doubted", message)
    asked = text.count("?") - source.count("?")
    found.check(qa or asked <= 0, "question", f"{asked} more", "asked", "It asks what the source states.")


def _names(source: str, text: str, found: Findings) -> None:
    before, after = names_in(source), names_in(text)
    written = {re.sub(r"'[sS]$", "", w.text.lower()) for w in words_in(text)}
    for name in before:
        message = f"The name {name!r} of the source is missing."
        found.check(name in written, "name", name, "lost_name", message)
    known = {re.sub(r"'[sS]$", "", w.text.lower()) for w in words_in(source)}
    for name, span in after.items():
        message = f"The name {name!r} is not in the source."
        found.check(name in known, "name", name, "new_name", message, span=span)


def _places(source: str, text: str, found: Findings) -> None:
    """No two numbers of one unit, and no two names, have changed places, by the words around them."""
    for kind, before, after in (
        (
            "number",
            [(n.value, n.unit, n.span) for n in numbers_in(source)],
            [(n.value, n.unit, n.span) for n in numbers_in(text)],
        ),
        (
            "name",
            [(k, "", s) for k, s in names_in(source).items()],
            [(k, "", s) for k, s in names_in(text).items()],
        ),
    ):
        old, new = _surroundings(source, before), _surroundings(text, after)
        for one, other in combinations([key for key in old if key in new], 2):
            if one[1] != other[1]:
                continue
            straight = len(old[one] & new[one]) + len(old[other] & new[other])
            crossed = len(old[one] & new[other]) + len(old[other] & new[one])
            message = f"{one[0]!r} and {other[0]!r} stand where the other stood in the source."
            claim = f"{one[0]}, {other[0]}"
            found.check(crossed <= straight, f"place of a {kind}", claim, "places_changed", message)


def _surroundings(
    text: str, items: list[tuple[str, str, tuple[int, int]]]
) -> dict[tuple[str, str], set[str]]:
    """The content words, in all their base forms, up to five before and behind each item."""
    words = list(WORD.finditer(text))
    starts, ends = [m.start() for m in words], [m.end() for m in words]
    around: dict[tuple[str, str], set[str]] = {}
    for value, unit, (start, end) in items:
        before, behind = bisect_right(ends, start), bisect_left(starts, end)
        near = words[max(0, before - 5) : before] + words[behind : behind + 5]
        forms = around.setdefault((value, unit), set())
        for match in near:
            if match[0].lower() not in talk_words():
                forms |= bases(match[0])
    return around


def _negations(source: str, text: str, found: Findings, slack: int) -> None:
    before, after = len(negations_in(source)), len(negations_in(text))
    message = f"The source negates {before} times, this {after} times."
    claim = f"{before} and {after} negations"
    found.check(before <= after <= before + slack, "negation", claim, "negations_differ", message)
    was, now = polarities(source), polarities(text)
    for word in sorted(was.keys() & now.keys()):
        turned = not (was[word] & now[word])
        message = f"{word!r} is {'denied' if True in now[word] else 'stated'} here, not so in the source."
        if turned:
            found.check(False, "negation", word, "polarity_turned", message)


def _copied(source: str, text: str) -> float:
    """Share of the text's runs of six words that occur in the source."""
    old, new = ([w.text.lower() for w in words_in(t)] for t in (source, text))
    runs = [tuple(new[i : i + _RUN]) for i in range(len(new) - _RUN + 1)]
    known = {tuple(old[i : i + _RUN]) for i in range(len(old) - _RUN + 1)}
    return sum(run in known for run in runs) / len(runs) if runs else 0.0


def _without_marks(text: str, found: Findings) -> str:
    """The text of questions and answers; they must alternate, a question first."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    marks = [(m[1][0].lower(), line[m.end() :]) for line in lines if (m := _QA.match(line))]
    kinds = "".join(kind for kind, _ in marks)
    whole = bool(kinds) and kinds == "qa" * (len(kinds) // 2) and bool(_QA.match(lines[0]))
    asked = all("?" in rest for kind, rest in marks if kind == "q") and all(WORD.search(r) for _, r in marks)
    message = "It is not lines 'Question: …?' and 'Answer: …' in turn."
    found.check(whole and asked, "form", kinds, "not_question_answer", message)
    return "\n".join(_QA.sub("", line, count=1) for line in lines)
