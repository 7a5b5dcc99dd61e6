"""The stated steps of a calculation: arithmetic, conversions, points, and the category."""

from __future__ import annotations

import re
from fractions import Fraction

from assay.evidence import Findings
from assay.evidence.arithmetic import stated_arithmetic
from assay.evidence.final_answer import without_drafts
from assay_medical.calculations.reading import core_spelling
from assay_medical.calculations.reference import Asked
from assay_medical.vocabulary import BadInput, Fact, fact

LONGEST = 50_000
"""Characters of a response whose steps are read."""
_MOST_CHECKS = 60
_CLOSE = Fraction(1, 100)


def check_working(response: str, asked: Asked, found: Findings) -> None:
    """Check each step that a response states: what is false is ``wrong_step`` or ``wrong_category``.

    A step that cannot be decided lowers the coverage, and nothing else.
    """
    text = core_spelling(without_drafts(response))[:LONGEST]
    number = _check_arithmetic(text, response, asked, found)
    _check_points(text, response, asked, number, found)
    _check_band(text, response, asked, found)


def _check_arithmetic(text: str, response: str, asked: Asked, found: Findings) -> int:
    facts = [fact(key) for key in asked.given if fact(key).kind == "number"]

    def converts(value: Fraction, unit: str, other: Fraction, other_unit: str) -> bool | None:
        return _converts(facts, asked, (value, unit), (other, other_unit))

    links = stated_arithmetic(text, converts=converts)
    for index, link in enumerate(links):
        if link.holds is None:
            found.step(index)
        elif link.holds is False or index < _MOST_CHECKS:
            claim = response[link.start : link.end]
            came = "" if link.value is None else f" comes to {link.value:.6g}, and"
            message = f"{link.left[:80]}{came} is not {link.right[:40]}."
            found.check(
                link.holds, "step", claim, "wrong_step", message, span=(link.start, link.end), step=index
            )
    return len(links)


def _converts(
    facts: list[Fact], asked: Asked, one: tuple[Fraction, str], other: tuple[Fraction, str]
) -> bool | None:
    """Whether a quantity is another of the same analyte, by the facts that are measured in both units."""
    verdicts: list[tuple[bool, bool]] = []
    for known in facts:
        try:
            left, right = known.amount(*one), known.amount(*other)
        except BadInput:
            continue
        given = asked.given[known.key].number
        mine = any(abs(each - given) <= abs(given) * _CLOSE for each in (left, right))
        room = max(abs(left) * _CLOSE, _half(other[0], known, other[1]))
        verdicts.append((mine, abs(left - right) <= room))
    if not verdicts:
        return None
    if any(holds for _, holds in verdicts):
        return True
    return False if any(mine for mine, _ in verdicts) else None


def _half(value: Fraction, known: Fact, unit: str) -> Fraction:
    """Half a unit of the last digit of a number, in the fact's own unit; numbers are written with three decimals at most."""
    decimals = next((d for d in range(4) if (value * 10**d).denominator == 1), 3)
    step = Fraction(1, 2 * 10**decimals)
    return abs(known.amount(value + step, unit) - known.amount(value, unit))


_POINTS = re.compile(
    r"(?<![\d.])(?P<sign>[-−+]?)\s?(?P<points>\d{1,3}(?:\.5)?)\s*(?:points?|pts?)\b", re.IGNORECASE
)
_ITEM = re.compile(r"(?P<what>.+?): (?P<points>-?\d+(?:\.\d+)?) points?\.")
_WORD = re.compile(r"[^\W\d_]{3,}|\d+")
_PLAIN = frozenset(
    "the and for with from than not points point score age years year old patient has history was under over".split()
)


def _check_points(text: str, response: str, asked: Asked, step: int, found: Findings) -> None:
    """Check the points that a line gives to an item of the score, where it is clear which item it names."""
    items = {
        match["what"]: Fraction(match["points"])
        for line in asked.result.lines
        if (match := _ITEM.fullmatch(line))
    }
    if not items:
        return
    words = {what: _words(what) for what in items}
    names = (asked.calculator.title, *asked.calculator.also)
    at = 0
    for line in text.splitlines(keepends=True):
        begin, at = at, at + len(line)
        told = list(_POINTS.finditer(line))
        if len(told) != 1 or len(line) > 300 or "=" in line:
            continue
        said = _words(_without(line[: told[0].start()], names))
        best = [what for what in items if words[what] and words[what] <= said]
        if len(best) != 1:
            continue
        points = Fraction(told[0]["points"]) * (-1 if told[0]["sign"] in ("-", "−") else 1)
        span = (begin + told[0].start(), begin + told[0].end())
        message = f"{best[0]} gives {items[best[0]]} points."
        found.check(
            points == items[best[0]],
            "points",
            response[slice(*span)],
            "wrong_step",
            message,
            span=span,
            step=step,
        )
        step += 1


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(text)) - _PLAIN


def _check_band(text: str, response: str, asked: Asked, found: Findings) -> None:
    """Check the risk category that the last paragraph states, if it states one."""
    right, bands = asked.result.band, asked.calculator.bands
    if not right or len(bands) < 2 or asked.calculator.kind == "term":
        return
    begin = text.rstrip().rfind("\n") + 1
    names = (asked.calculator.title, *asked.calculator.also)
    told = bands_in(_without(text[begin:], names), bands)
    named = {band for band, _, _ in told}
    if not named:
        return
    band, start, end = told[-1]
    span = (begin + start, begin + end)
    if named == {right}:
        found.check(True, "category", response[slice(*span)], span=span)
    elif right in named:
        message = "The response names several categories."
        found.check(None, "category", response[slice(*span)], "several_categories", message, span=span)
    else:
        message = f"{asked.result.text} is {right}, not {band}."
        found.check(False, "category", response[slice(*span)], "wrong_category", message, span=span)


def _without(text: str, names: tuple[str, ...]) -> str:
    """A text with blanks for the names of the score: what "number of positive criteria" says is no category."""
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(_form(name), lambda m: " " * len(m[0]), text, flags=re.IGNORECASE)
    return text


def bands_in(text: str, bands: dict[str, tuple[str, ...]]) -> list[tuple[str, int, int]]:
    """The categories that a text names, and where; of names that overlap the longest."""
    owner = {form.casefold(): band for band, forms in bands.items() for form in (band, *forms)}
    ordered = sorted(owner, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(_form, ordered))})(?![\w-])", re.IGNORECASE)
    return [
        (owner[re.sub(r"[\s-]+", " ", m[0].casefold())], *m.span())
        for m in pattern.finditer(text)
        if re.sub(r"[\s-]+", " ", m[0].casefold()) in owner
    ]


def _form(text: str) -> str:
    return r"[\s-]+".join(map(re.escape, text.split()))
