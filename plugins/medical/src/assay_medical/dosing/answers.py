"""Whether a response states the quantity that is right, and if not, by which slip it went wrong.

Core reads the final quantity and judges hedges, rivals and denials (:mod:`assay.evidence.quantity_answer`). Before that, a
response is brought to the spelling that core knows, and what wards write behind a dose without saying another one is
blanked: how often it is given, and in brackets the same dose in milligrams or millilitres.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from assay import Sample
from assay.evidence import Findings
from assay.evidence.quantities import Amount, read_unit
from assay.evidence.quantity_answer import Target, Wanted, check_quantity
from assay_medical.dosing.reading import (
    FORMS,
    PER_DAY,
    Measure,
    can_say,
    in_unit,
    read_measure,
    scan,
    show,
    unit_of,
)
from assay_medical.rivals import bound, ends_in_question, not_own, offers_two, plain_points

LONGEST = 20_000
"""Characters of a response that are read."""
SAME = Fraction(1, 100)
PROVED = ("wrong_dose", "wrong_unit", "wrong_value", "power_of_ten", "wrong_prefix", "over_maximum", "daily_for_single", "single_for_daily", "wrong_rounding", "not_rounded",
          "not_adjusted", "given_not_subtracted", "strength_upside_down", "time_unit", "weight_left_out", "one_dose_only", "one_day_only", "wrong_frequency", "half_done", "wrong_term", "wrong_step")  # fmt: skip
"""Reasons that prove a response wrong."""
_SAID = {
    "over_maximum": "{told} is over the maximum of {limit}; {right} is right.",
    "daily_for_single": "{told} is the dose of a day; a single dose is {right}.",
    "single_for_daily": "{told} is a single dose; that of a day is {right}.",
    "wrong_rounding": "{told} is rounded the wrong way; {right} is right.",
    "not_rounded": "{told} is not rounded to what is available; {right} is right.",
    "not_adjusted": "{told} is the dose before it is adjusted; {right} is right.",
    "given_not_subtracted": "{told} is without what was given already; {right} is right.",
    "strength_upside_down": "{told} is what comes out if the strength is multiplied where it divides; {right} is right.",
    "time_unit": "{told} is {right} with hours and minutes or days mixed up.",
    "weight_left_out": "{told} is not per kilogram; {right} is right.",
    "one_dose_only": "{told} is what one dose takes; for all of them it is {right}.",
    "one_day_only": "{told} is what a day takes; for all days it is {right}.",
    "power_of_ten": "{told} is {right} with the decimal point at another place.",
    "wrong_prefix": "{told} is {right} in another unit: {told_unit} are not {unit}.",
    "half_done": "{told} is a value on the way to {right}.",
    "wrong_unit": "{told} is no quantity in {unit}; {right} is right.",
    "wrong_dose": "{told} is not {right}.",
}


@dataclass(frozen=True)
class Aim:
    """What a response must state: a value, which is shown in a unit, within ``allowed`` of that unit; ``known`` may stand beside it in brackets.

    ``slips`` are values that mistakes lead to, with their reasons; ``limit`` is what the answer must not exceed.
    """

    value: Measure
    unit: str
    allowed: Fraction
    known: tuple[Measure, ...] = ()
    slips: tuple[tuple[str, Measure], ...] = ()
    limit: Measure | None = None
    often: Measure | None = None
    before: tuple[Measure, ...] = ()
    """Values that become the answer when they are rounded."""


def check_answer(sample: Sample, aim: Aim, found: Findings) -> None:
    """Check the final quantity of a response."""
    if len(sample.response) > LONGEST:
        found.check(None, "length", "", "limit", f"More than {LONGEST:,} characters are not read.")
        return
    if ends_in_question(sample.response):
        found.check(False, "answer", "", "no_answer", "The response ends in a question.")
        return
    sample = replace(sample, response=plain_points(sample.response))
    text = _Text(sample.response)
    for span in _brackets(sample.response, aim):
        text.blank(span)
    for measure, span in _frequencies(sample.response):
        if (
            aim.often is not None
            and measure.value != aim.often.value
            and _is_behind_dose(sample.response, span[0])
        ):
            words = sample.response[slice(*span)]
            message = f"{words!r} is not how often the dose is given."
            found.check(False, "frequency", words, "wrong_frequency", message, span=span)
            return
        if aim.often is not None and measure.value == aim.often.value:
            text.blank(span)
    if (other := _alternative(sample.response)) is not None:
        words = sample.response[slice(*other)]
        found.check(
            False, "answer", words, "several_answers", f"It gives two quantities: {words[:80]}.", span=other
        )
        return
    if (strange := _other_strength(sample.response, aim)) is not None:
        words = sample.response[slice(*strange)]
        found.check(
            False,
            "strength",
            words,
            "other_strength",
            f"{words!r} is not the strength of the row.",
            span=strange,
        )
        return
    for span in (*_durations(sample.response, aim), *_unrounded(sample.response, aim)):
        text.blank(span)
    for measure, span in _spellable(sample.response):
        text.replace(span, measure)
    text.finish()
    _judge(sample, aim, text, found)


def _judge(sample: Sample, aim: Aim, text: _Text, found: Findings) -> None:
    first = _checked(sample, aim.value, aim.unit, aim, text)
    verdict = first.verdict()
    if verdict.reason == "wrong_unit" and aim.unit.endswith(("/day", "/d")):
        # asked for a day's dose, "1.2 g" says it
        daily = aim.value * Measure(Fraction(24), (("time", 1),))
        other = _checked(sample, daily, aim.unit.rpartition("/")[0], aim, text)
        if other.verdict().reason != "wrong_unit":
            first, verdict, aim = (
                other,
                other.verdict(),
                replace(aim, value=daily, unit=aim.unit.rpartition("/")[0]),
            )
    for check in first.checks:
        span = text.back(check.span)
        claim = sample.response[slice(*span)] if span else check.claim
        if span and (words := not_own(sample.response, sample.prompt or "", span[0])):
            message = f"It is no answer of its own: {words!r}."
            found.check(None, check.kind, claim, "not_answered", message, span=span)
            continue
        if check.status == "accepted" and span and _is_bound(sample, span):
            found.check(None, check.kind, claim, "range", "The response gives a bound.", span=span)
            continue
        if check.status == "accepted" and span and not _has_unit(sample.response, span[0], aim):
            message = f"{claim.strip()[:80]} has no unit; the answer is in {aim.unit}."
            found.check(False, check.kind, claim, "missing_unit", message, span=span)
            continue
        if verdict.reason not in ("wrong_value", "wrong_unit") or check.status == "accepted":
            holds = {"accepted": True, "rejected": False}.get(str(check.status.value))
            found.check(holds, check.kind, claim, check.reason, check.message, span=span)
            continue
        told = read_measure(check.claim.strip()) or _first(check.claim)
        reason = (
            _slip(told, aim)
            if told is not None
            else "wrong_unit"
            if verdict.reason == "wrong_unit"
            else "wrong_dose"
        )
        limit = show(aim.limit) if aim.limit else "the prompt"
        message = _SAID[reason].format(
            told=claim.strip()[:80],
            right=show(aim.value, aim.unit),
            unit=aim.unit,
            limit=limit,
            told_unit=re.sub(r"^[\d.,\s×^]+", "", claim.strip())[:40],
        )
        found.check(False, check.kind, claim, reason, message, span=span)


_MARKUP = re.compile(r"\\(?:boxed|text|textbf|mathrm|mathbf|rm|[,;:! ])|[{}$*_`~\\]")


_ASKS_BOUND = re.compile(
    r"\b(?:at (?:the )?(?:least|most)|max\w*|min\w*|least|most|may|safe\w*|smallest|largest)\b", re.IGNORECASE
)


def _is_bound(sample: Sample, span: tuple[int, int]) -> bool:
    """Whether an answer is said to be a bound where the prompt's question asks for none."""
    question = re.split(r"(?<=[.?!])\s", (sample.prompt or "").strip())[-1]
    return bool(bound(sample.response, *span)) and not _ASKS_BOUND.search(question)


def _has_unit(response: str, start: int, aim: Aim) -> bool:
    """Whether the number of an answer has its unit beside it, or needs none: a number of tablets, nothing at all."""
    axes = aim.value.axes
    if not aim.value.value or (len(axes) == 1 and next(iter(axes)) in FORMS):
        return True
    words = _MARKUP.sub("", response[start : start + 120]).lstrip()
    first = re.match(r"\D{0,3}[\d.,½¼¾\s×x^eE⁰-⁹/+-]*", words)
    rest = words[first.end() :].lstrip() if first else ""
    return re.match(r"%|[A-Za-zµμ]", rest) is not None and any(s == 0 for _, (s, _) in scan(f"1 {rest}"))


def _checked(sample: Sample, value: Measure, unit: str, aim: Aim, text: _Text) -> Findings:
    """What core says to a value."""
    read = read_unit(_core_name(unit), nouns=True)
    if read is None:
        raise ValueError(f"{unit} is no unit")
    found = Findings()
    target = Target(Amount(in_unit(value, unit), read), aim.allowed, show(value, unit))
    # "drops" are no fall of a temperature
    prompt = re.sub(r"\bdrops?\b", "", sample.prompt or "", flags=re.IGNORECASE)
    task = replace(sample.task, prompt=prompt)
    check_quantity(replace(sample, task=task, response=text.text), Wanted((target,)), found)
    return found


def _core_name(unit: str) -> str:
    return unit.replace("m²", "m^2")


def _first(text: str) -> Measure | None:
    return next((measure for measure, _ in scan(text)), None)


def _slip(told: Measure, aim: Aim) -> str:
    """The reason for which a value that is wrong is rejected."""
    for reason, slip in aim.slips:
        if slip.kind == told.kind and _near(told.value, slip.value, min(SAME, _gap(slip, aim.value) / 2)):
            return "time_unit" if reason in ("per_minute", "per_hour") else reason
    if told.kind != aim.value.kind:
        if told.kind and told.kind == (aim.value / Measure(Fraction(1), (("time", 1),))).kind:
            return "daily_for_single"
        return "wrong_unit"
    if aim.limit is not None and aim.limit.kind == told.kind and told.value > aim.limit.value * (1 + SAME):
        ratio = None if not aim.value.value else told.value / aim.value.value
        return _factor(ratio) or "over_maximum"
    return _factor(told.value / aim.value.value if aim.value.value else None) or "wrong_dose"


def _gap(one: Measure, other: Measure) -> Fraction:
    """How far two values are from one another, as a part of the first."""
    return SAME if one.kind != other.kind or not one.value else abs(one.value - other.value) / abs(one.value)


def _factor(ratio: Fraction | None) -> str:
    """By which factor a value is off, if that is a telling one."""
    if not ratio:
        return ""
    for power in (-6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6):
        if _near(ratio, Fraction(10) ** power, SAME):
            return "wrong_prefix" if power % 3 == 0 else "power_of_ten"
    if any(
        _near(ratio, factor, SAME)
        for factor in (Fraction(60), Fraction(1, 60), Fraction(24), Fraction(1, 24))
    ):
        return "time_unit"
    return ""


def _near(value: Fraction, other: Fraction, part: Fraction) -> bool:
    return abs(value - other) <= abs(other) * part


# -- the text --------------------------------------------------------------------------------------------------------

_BRACKETS = re.compile(r"(?<=[\w.%])\s?\((?P<in>[^()\n]{1,120})\)")
_UNTRUE = re.compile(
    r"\?|\b(?:not(?! (?:exceed|to exceed))|maybe|perhaps|wrong|instead|never|possibly)\b|n't\b",
    re.IGNORECASE,
)


def _brackets(response: str, aim: Aim) -> Iterable[tuple[int, int]]:
    """Brackets behind a quantity in which nothing stands but quantities that are known."""
    for match in _BRACKETS.finditer(response):
        inside = match["in"]
        told = list(scan(inside))
        spans = [span for _, span in told]
        bare = inside
        for start, end in spans:
            bare = bare[:start] + " " * (end - start) + bare[end:]
        known = (*aim.known, aim.value)
        if (
            told
            and not re.search(r"\d", bare)
            and not _UNTRUE.search(inside)
            and all(any(_is_known(one, other) for other in known) for one, _ in told)
        ):
            yield match.span()


_OR = re.compile(
    r"\s*,?\s*(?:or|to|and|[-–—/~])\s*(?:(?:else|maybe|perhaps|possibly|even|about|up to|rather|better)\s)?\s*",
    re.IGNORECASE,
)
_ROUNDED = re.compile(r"[^.;\n\d]{0,40}(?:\bround\w*\b|≈|\\approx|→)", re.IGNORECASE)


def _alternative(response: str) -> tuple[int, int] | None:
    """Two quantities of one kind in the last line that are offered as one answer: ``5.5 mL or 6 mL``."""
    begin = response.rstrip().rfind("\n") + 1
    told = [(measure, span) for measure, span in scan(response[begin:]) if measure.kind not in ((), PER_DAY)]
    told.sort(key=lambda each: each[1])
    both = offers_two(response)
    if both is not None:
        offered = {m for m, (first, last) in told if begin + first < both[1] and begin + last > both[0]}
        if len(offered) != 1:  # "1 g or 1000 mg" is one
            return both
    for (one, first), (other, second) in itertools.pairwise(told):
        between = _MARKUP.sub("", response[begin + first[1] : begin + second[0]])
        if one.kind == other.kind and one.value != other.value and _OR.fullmatch(between):
            return begin + first[0], begin + second[1]
    return None


def _other_strength(response: str, aim: Aim) -> tuple[int, int] | None:
    """A strength in the last line that is none of those known."""
    known = [
        each
        for each in aim.known
        if len(each.kind) == 2 and each.axes.get("volume", each.axes.get("tablet")) == -1
    ]
    if not known or len(aim.value.kind) != 1:
        return None
    begin = response.rstrip().rfind("\n") + 1
    for measure, (first, last) in scan(response[begin:]):
        if any(measure.kind == each.kind for each in known) and not any(
            _is_known(measure, each) for each in known
        ):
            return begin + first, begin + last
    return None


def _unrounded(response: str, aim: Aim) -> Iterable[tuple[int, int]]:
    """The value before rounding where the response rounds it: ``5.4 mL, rounded to 5.5 mL``."""
    for measure, span in scan(response):
        if any(_is_known(measure, each) for each in aim.before) and _ROUNDED.match(response, span[1]):
            yield span


_DURING = re.compile(r"\b(?:over|during|for|for up to)\s(?:the\s)?\Z", re.IGNORECASE)


def _durations(response: str, aim: Aim) -> Iterable[tuple[int, int]]:
    """Times over which something runs, as the prompt says: ``over 8 hours``."""
    if aim.value.of(time=1):
        return
    for measure, span in scan(response):
        if (
            measure.of(time=1)
            and _DURING.search(response, max(0, span[0] - 20), span[0])
            and measure in aim.known
        ):
            yield span


def _is_known(told: Measure, known: Measure) -> bool:
    told, known = each(told), each(known)
    return told.kind == known.kind and _near(told.value, known.value, SAME)


def each(measure: Measure) -> Measure:
    """A quantity per dose is that of one dose."""
    return measure * Measure(Fraction(1), (("dose", 1),)) if measure.axes.get("dose") == -1 else measure


def _frequencies(response: str) -> list[tuple[Measure, tuple[int, int]]]:
    return [(measure, span) for measure, span in scan(response) if measure.kind == PER_DAY]


_BEHIND = re.compile(
    r"[\w.]+\s?(?:mg|g|mcg|µg|mL|ml|tablets?|units?|mmol|capsules?|tabs?)\b[^.;:\n\d]{0,40}\Z"
)


def _is_behind_dose(response: str, start: int) -> bool:
    """Whether what is said of how often stands in the last line, right behind a dose."""
    return (
        "\n" not in response[start:].strip()
        and _BEHIND.search(response, max(0, start - 80), start) is not None
    )


def _spellable(response: str) -> Iterable[tuple[Measure, tuple[int, int]]]:
    """Quantities in words and symbols that core does not read as wards do."""
    seen: dict[int, tuple[Measure, tuple[int, int]]] = {}
    for measure, span in scan(response):
        if measure.kind and measure.kind != PER_DAY and "percent" not in measure.axes:
            words = response[slice(*span)]
            if not can_say(measure):
                continue
            if _WARD.search(words) and not _LOOSE.search(words):
                seen[span[0]] = (measure, span)
    return seen.values()


_WARD = re.compile(
    r"\d\s?(?:U|u|IU|iu|gtts?|cc|caps?|tabs?|amps?|MME|OME)\b|\bper\b|[½¼¾]|\bdrops?\b|\bgtts?\b|/(?:hr|min)\b"
)
_LOOSE = re.compile(r"\b(?:in|every|each|an?|for)\b")


class _Text:
    """A response with pieces that are replaced, and the way back to where they stood."""

    def __init__(self, response: str) -> None:
        self.response, self.text = response, response
        self._edits: list[tuple[int, int, str]] = []
        self._moved: list[tuple[int, int, int, int]] = []

    def blank(self, span: tuple[int, int]) -> None:
        self._edits.append((*span, " " * (span[1] - span[0])))

    def replace(self, span: tuple[int, int], measure: Measure) -> None:
        number = re.match(r"[\d.,\s½¼¾]*[\d½¼¾]", self.response[slice(*span)])
        self._edits.append((*span, _canonical(measure, (number[0] if number else ""))))

    def finish(self) -> None:
        """Make the edits; of two that overlap the first holds."""
        text, end = "", 0
        for start, stop, new in sorted(self._edits, key=lambda e: (e[0], -e[1])):
            if start < end:
                continue
            text += self.response[end:start]
            self._moved.append((len(text), len(text) + len(new), start, stop))
            text += new
            end = stop
        self.text = text + self.response[end:]

    def back(self, span: tuple[int, int] | None) -> tuple[int, int] | None:
        """Where a span of the text stands in the response."""
        return None if span is None else (self._place(span[0], False), self._place(span[1], True))

    def _place(self, at: int, end: bool) -> int:
        shift = 0
        for new_start, new_stop, start, stop in self._moved:
            if at < new_start or (end and at == new_start):
                break
            if at < new_stop or (end and at == new_stop):
                return stop if end else start
            shift = stop - new_stop
        return min(max(at + shift, 0), len(self.response))


def _canonical(measure: Measure, number: str) -> str:
    """A quantity in the words that core reads."""
    unit = unit_of(measure)
    value = in_unit(measure, unit)
    plain = re.sub(r"[,\s]", "", number)
    same = Fraction(plain) if re.fullmatch(r"\d+(?:\.\d+)?", plain) else None
    return f"{number.strip() if same == value else _decimal(value)} {_core_name(unit)}"


def _decimal(value: Fraction) -> str:
    return f"{float(value):.10g}" if value.denominator != 1 else str(value.numerator)


__all__ = ["PROVED", "Aim", "check_answer", "each"]
