"""Is the date right that a period of procedure, or of a contract, ends on?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields
from datetime import UTC, date, datetime, time, timedelta

import assay
from assay.evidence import BadReference, Findings, has_part, make_reference
from assay.evidence.answer_words import UNSAID
from assay.evidence.final_answer import (
    Candidate,
    FinalAnswer,
    Values,
    final_answer,
    is_withdrawn,
    second_thought,
    without_drafts,
)
from assay_law.calendars import engine, stance
from assay_law.calendars.claims import check_claims
from assay_law.calendars.closed_days import ONE, Calendar, NoCalendar
from assay_law.calendars.masked import NUMBER_WORDS, ORDINALS
from assay_law.calendars.rules import Deadline, moment, period, zone_of
from assay_law.calendars.written import MOST, dates_in, times_in

LONGEST = 40_000
"""Characters of a response, and of a prompt with its sources, that are read."""
_FLAT = tuple(each.name for each in fields(Deadline))
_TIMELY = ("in time", "on time", "within time", "within the deadline")
_UNTIMELY = ("late", "too late", "out of time", "time-barred", "not timely", "not in time")


class _Dates(Values):
    """Dates, also those without a year."""

    def find(self, text: str) -> Iterable[tuple[int, int]]:
        return [(each.start, each.end) for each in dates_in(text[:LONGEST], partial=True)]

    def hidden(self, text: str) -> str:
        return stance.hidden(text)


_VALUES = _Dates()


@assay.verifier(
    "law.deadline",
    version=3,
    needs=("response", "reference"),
    preload=("zoneinfo", "assay.evidence.terms"),
    proves_wrong=(
        "wrong_date",
        "one_day_off",
        "wrong_year",
        "day_and_month_swapped",
        "not_moved",
        "nothing_added",
        "wrong_time",
        "wrong_weekday",
        "no_such_day",
        "wrong_holiday",
        "wrong_arithmetic",
        "wrong_addition",
        "wrong_trigger",
        "wrong_roll",
        "wrong_term",
    ),
)
def deadline(sample: assay.Sample) -> assay.Verdict:
    """Is the response's date the one that a rule for computing time comes to, and is what it says of dates true?

    The reference is an ISO date, or names rules, trigger and period (:class:`~assay_law.calendars.rules.Deadline`), as the part
    ``deadline`` or with these keys at its top. With ``filed`` in it, or with the part ``term``, the answer is a term
    (timely, untimely) instead. Weekdays, holidays, sums of days, added days, excluded and extended days that the
    response states are checked. Reasons that prove nothing: ``input_not_found`` (the prompt does not hold trigger, period or service),
    ``unsettled_day``, ``no_calendar``, ``other_version``, ``no_date``, ``several_dates``, ``ambiguous_order``, ``no_year``, ``unsure``,
    ``relative_date``, ``not_answered``, ``no_time``, ``unknown_date`` (a date on the way that is neither in the prompt nor passed by the count), ``too_long``.
    """
    part = _part(sample)
    found = Findings()
    told = sample.prompt + "\n" + "\n".join(source.text for source in sample.sources)
    if max(len(sample.response), len(told)) > LONGEST:
        found.check(None, "length", "", "too_long", f"More than {LONGEST:,} characters are not read.")
        return found.verdict()
    if len(dates_in(sample.response, partial=True)) >= MOST:
        found.check(None, "length", "", "too_long", f"A response with {MOST} dates or more is not read.")
        return found.verdict()
    if missing := _missing(part, told):
        found.check(
            None, "input", missing, "input_not_found", f"The prompt does not say {missing}.", where="prompt"
        )
        return found.verdict()
    outcome: engine.Outcome | None = None
    if not part.on:
        try:
            outcome = engine.compute(part)
        except NoCalendar as error:
            found.check(None, "calendar", "", "no_calendar", f"It cannot be computed: {error}.")
            return found.verdict()
        except (ValueError, OverflowError) as error:
            raise BadReference(f"The reference cannot be computed: {error}") from None
        if outcome.unsettled:
            found.check(None, "day", "", "unsettled_day", f"{outcome.unsettled}.")
            return found.verdict()
        if other := _other_version(part):
            found.check(None, "rules", part.trigger, "other_version", other)
            return found.verdict()
    if '"term"' in sample.reference or part.filed:
        _check_term(sample, part, outcome, found)
    else:
        right = moment(part.on) if part.on else outcome.end  # type: ignore[union-attr]
        at = right.time() if isinstance(right, datetime) else None if outcome is None else outcome.time
        day = right.date() if isinstance(right, datetime) else right
        _same_key(sample, day)
        _check_date(sample.response, day, at, outcome, found)
    calendar = (
        outcome.calendar
        if outcome
        else Calendar(part.place or "", {date.fromisoformat(d): n for d, n in part.holidays.items()})
    )
    check_claims(
        without_drafts(sample.response), outcome, calendar, found, _known(part, told), told, _court_day(part)
    )
    return found.verdict()


def _check_term(
    sample: assay.Sample, part: Deadline, outcome: engine.Outcome | None, found: Findings
) -> None:
    """Is the answer the term of the reference, or says it rightly whether a filing was in time?"""
    from assay.evidence.terms import Term, check_term  # they take a while to load

    if has_part(sample.reference, Term):
        check_term(sample, sample.part(Term), found)
    elif part.filed and outcome is not None:
        word = "timely" if _in_time(part, outcome) else "untimely"
        also = {"timely": _TIMELY, "untimely": _UNTIMELY}
        check_term(sample, Term(word, ("timely", "untimely"), also), found)
    else:
        raise BadReference("The reference has neither the part 'term' nor rules and what was filed.")


def _known(part: Deadline, prompt: str) -> set[date] | None:
    """The dates that a response may speak of, as far as the rules do not come to them; ``None`` if nothing tells."""
    if part.on and not part.given:
        return None
    days = {day for each in dates_in(prompt) for day in each.days}
    days |= {
        date.fromisoformat(text[:10])
        for text in (*part.given, *part.passed, part.on, part.filed, part.trigger)
        if text
    }
    if (day := _court_day(part)) is not None:
        days.add(day)
    return days


def _court_day(part: Deadline) -> date | None:
    """The day of a filing by the clocks of the court, where that is in another time zone."""
    filed = moment(part.filed) if part.filed and part.zone and part.filed_zone else None
    return _at(filed, part.filed_zone or "", part.zone or "").date() if isinstance(filed, datetime) else None


def _at(clock: datetime, zone: str, other: str) -> datetime:
    """A time of day in one zone, by the clocks of another."""
    return clock.replace(tzinfo=zone_of(zone)).astimezone(UTC).astimezone(zone_of(other)).replace(tzinfo=None)


# --- the reference ----------------------------------------------------------------------------------------------------


def _part(sample: assay.Sample) -> Deadline:
    """The part ``deadline``, the same keys at the top of the reference, or a plain date."""
    import json

    reference = sample.reference
    if has_part(reference, Deadline) or not reference.lstrip("\ufeff \t\r\n").startswith("{"):
        return sample.part(Deadline)
    try:
        whole = json.loads(reference.lstrip("\ufeff \t\r\n"))
    except ValueError:
        return sample.part(Deadline)
    if "rules" in whole or "on" in whole:
        known = {"answer", "term", "unanswerable"}
        flat = {key: value for key, value in whole.items() if key not in known}
        return assay.Sample(assay.Task("", make_reference(deadline=flat)), "").part(Deadline)
    if "answer" in whole:
        return assay.Sample(assay.Task("", sample.expected), "").part(Deadline)
    return sample.part(Deadline)


def _same_key(sample: assay.Sample, right: date) -> None:
    """Raises :class:`~assay.BadReference` if the reference's plain answer is another date than its rules come to."""
    try:
        answer = sample.expected
    except BadReference:
        return
    if sample.reference.lstrip().startswith("{"):
        written = dates_in(answer)
        if written and all(right not in each.days for each in written):
            raise BadReference(f"The reference's answer is {answer[:60]!r}, and its rules come to {right}.")


def _other_version(part: Deadline) -> str:
    """Why the text of the rules that is known here was not in force, a sentence; ``""`` if it was."""
    trigger = part.trigger[:10]
    since = part.table.since
    if since and trigger < since:
        return f"{part.table.name} is known here as in force since {since}."
    services = {part.service, *(each.service for each in part.then)}
    if part.table.place == "US" and trigger < "2016-12-01" and "electronic" in services:
        return "Until 1 December 2016 three days were added for electronic service."
    return ""


def _in_time(part: Deadline, outcome: engine.Outcome) -> bool:
    filed = moment(part.filed)
    if not isinstance(filed, datetime):
        return filed <= outcome.end
    if part.filed_zone and part.zone:
        filed = _at(filed, part.filed_zone, part.zone)
    last = (
        datetime.combine(outcome.end, outcome.time)
        if outcome.time
        else datetime.combine(outcome.end + ONE, time(0))
    )
    return filed <= last


# --- the prompt -------------------------------------------------------------------------------------------------------

_GERMAN_NUMBERS = {
    "zwei": 2,
    "drei": 3,
    "vier": 4,
    "fünf": 5,
    "sechs": 6,
    "sieben": 7,
    "acht": 8,
    "zehn": 10,
    "zwölf": 12,
    "vierzehn": 14,
    "dreißig": 30,
}
_GERMAN_UNITS = {"stunde": "hour", "tag": "day", "woche": "week", "monat": "month", "jahr": "year"}
_NAMED = NUMBER_WORDS | ORDINALS
_N = rf"(?P<n>\d{{1,5}}(?:st|nd|rd|th)?|an?|{'|'.join(sorted(_NAMED, key=len, reverse=True))})"
_PERIODS = re.compile(
    rf"(?<![\w.]){_N}(?:\s\(\d+\))?[\s-](?P<kind>(?:full |clear |calendar |court |business |working )?)(?P<unit>hour|day|week|month|year)s?\b"
    r"|(?P<n2>\d{1,5}|[一二两三四五六七八九十百]{1,5})\s?(?:个)?(?P<unit2>小时|工作日|日|天|周|月|年)"
    rf"|\b(?P<n3>\d{{1,5}}|ein(?:e[mnrs]?)?|{'|'.join(_GERMAN_NUMBERS)})\s(?P<unit3>Stunde|Tag|Woche|Monat|Jahr)(?:e?[ns]?)\b",
    re.IGNORECASE,
)
_UNIT2 = {
    "小时": "hour",
    "工作日": "court day",
    "日": "day",
    "天": "day",
    "周": "week",
    "月": "month",
    "年": "year",
}
_IN_DAYS = {"week": ("day", 7), "year": ("month", 12)}
_SERVICES = {
    "mail": r"(?<!electronic )(?<!e-)(?<!e)\b(?:mail(?:ed|ing)?|post(?:ed|al)?)\b|邮寄|邮政",
    "electronic": r"electronic|\be-?mail|\bCM/ECF\b|\bECF\b|\be-?fil|\bNEF\b|电子",
    "personal": r"\bpersonal|\bhand|\bin person\b|直接送达",
    "clerk": r"\bclerk\b",
    "other": r"\bconsent|\bcourier\b|\bagreed\b",
    "carrier": r"\bcarrier\b|\bcourier\b|\bovernight\b",
    "distance": r"\bdistance\b",
}


def _missing(part: Deadline, prompt: str) -> str:
    """What of the reference's inputs a prompt does not hold; ``""`` if nothing is missing, or there is no prompt."""
    if not prompt.strip():
        return ""
    days = {day for each in dates_in(prompt) for day in each.days}
    wanted = [date.fromisoformat(each) for each in part.given]
    wanted += [date.fromisoformat(text[:10]) for text in (part.trigger, part.filed) if text]
    for day in wanted:
        if day not in days and not _without_year(day, prompt):
            return f"the date {day}"
    if part.on:
        return ""
    if len(part.trigger) > 10:
        at = moment(part.trigger)
        if isinstance(at, datetime) and at.time() not in {found for _, _, found in times_in(prompt)}:
            return f"the time {at:%H:%M}"
    told = {_periods(match) for match in _PERIODS.finditer(prompt)}
    for text in (part.period, *(each.period for each in part.then)):
        number, unit = period(text)
        base, factor = _IN_DAYS.get(unit, (unit, 1))
        if (number * factor, base) not in told:
            return f"the period of {text}"
    for service in (part.service, *(each.service for each in part.then)):
        if service and part.table.added.get(service):
            pattern = _SERVICES.get(service, rf"\b{re.escape(service)}")
            if not re.search(pattern, prompt, re.IGNORECASE):
                return f"service by {service}"
    if "before" in (part.direction, *(each.direction for each in part.then)) and not re.search(
        r"\b(?:before|prior|ahead|in advance|preceding|earlier)\b|前", prompt, re.IGNORECASE
    ):
        return "that the period ends before the event"
    return ""


def _without_year(day: date, prompt: str) -> bool:
    """Whether a prompt says month and day, and the year somewhere else: ``In 2024 he was served on June 28``."""
    name = f"(?:{day:%B}|{day:%b}\\.?)"
    said = rf"(?i)\b(?:{name} {day.day}(?:st|nd|rd|th)?\b(?!,? \d{{4}})|{day.day}(?:st|nd|rd|th)? (?:of )?{name}(?!,? \d{{4}}))|(?<!\d){day.month}月{day.day}[日号]"
    return str(day.year) in prompt and re.search(said, prompt) is not None


def _periods(match: re.Match[str]) -> tuple[int, str]:
    if match["n3"]:
        unit, said = _GERMAN_UNITS[match["unit3"].lower()], match["n3"].lower()
        number = int(said) if said.isdigit() else _GERMAN_NUMBERS.get(said, 1)
    elif match["n2"]:
        unit = _UNIT2[match["unit2"]]
        number = int(match["n2"]) if match["n2"].isdigit() else _chinese(match["n2"])
    else:
        said = re.sub(r"(?<=\d)(?:st|nd|rd|th)\Z", "", match["n"].lower())
        unit = match["unit"].lower()
        if match["kind"].strip().lower() in ("court", "business", "working"):
            unit = "court day"
        number = int(said) if said.isdigit() else _NAMED.get(said, 1)
    base, factor = _IN_DAYS.get(unit, (unit, 1))
    return number * factor, base


def _chinese(text: str) -> int:
    number = digit = 0
    for sign in text:
        if sign in "十百":
            number += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            digit = "零一二三四五六七八九".find(sign.replace("两", "二"))
    return number + digit


# --- the answer -------------------------------------------------------------------------------------------------------

_FAILURES = {
    "no_value": "Its final answer holds no date.",
    "no_answer": "It gives no answer.",
    "empty_answer": "Its answer is empty.",
    "rejected_attempt": "It denies the date that it gives, or takes it back.",
    "quoted": "It tells only what somebody else says.",
}


def _check_date(
    response: str, right: date, at: time | None, outcome: engine.Outcome | None, found: Findings
) -> None:
    stated = final_answer(response, _VALUES)
    answers = _answers(response, stated)
    unsaid = stated.channel in UNSAID and stated.failure in ("", "no_value")
    first = _first(response) if unsaid else None
    if first is not None and (not answers or not _same_days(answers[-1].text, first.text)):
        # the answer stands first, and what follows explains it, unless that announces another one
        answers = [first, *answers] if answers and _is_announced(response, answers[-1]) else [first]
    elif stated.failure or not answers:
        reason = (
            "no_date" if stated.failure in ("", "no_value", "no_answer", "empty_answer") else "not_answered"
        )
        found.check(
            None, "date", "", reason, _FAILURES.get(stated.failure, "It gives no answer that counts.")
        )
        return
    read = [(each, dates_in(each.text, partial=True)) for each in answers]
    days = {(w[0].days, w[0].year) for _, w in read if w}
    answer, written = read[-1]
    span = (answer.start, answer.end)
    if len({d for d, _ in days}) > 1:
        both = ", ".join(each.text for each in answers)
        found.check(None, "date", both, "several_dates", f"It gives several dates: {both[:120]}.", span=span)
        return
    said = written[0]
    if not said.year:
        found.check(None, "date", answer.text, "no_year", "The date has no year.", span=span)
        return
    if len(said.days) > 1:
        message = f"{answer.text} is {said.days[0]} or {said.days[1]}."
        found.check(None, "date", answer.text, "ambiguous_order", message, span=span)
        return
    if not said.days:
        found.check(
            False, "date", answer.text, "no_such_day", f"There is no such day: {answer.text}.", span=span
        )
        return
    reason, words = stance.doubt(response, answer)
    if reason:
        found.check(
            None, "date", answer.text, reason, f"It does not commit to {answer.text!r}: {words!r}.", span=span
        )
        return
    told = said.days[0]
    if told != right:
        if stated.channel in UNSAID and _said_before(response, answer, right):
            found.check(
                None,
                "date",
                answer.text,
                "several_dates",
                "The right date is announced before it.",
                span=span,
            )
            return
        found.check(False, "date", answer.text, *_wrong(told, right, outcome), span=span)
        return
    found.check(True, "date", answer.text, span=span)
    if at is not None:
        _check_time(response, answer, at, found)


def _same_days(one: str, other: str) -> bool:
    return [each.days for each in dates_in(one)] == [each.days for each in dates_in(other)]


_TAKEN_BACK = re.compile(
    r"\b(?:wrong|mistaken?|mistakes?|instead|correct(?:ed|ion|ly)?|actually|sorry|rather|oops|wait|scratch|revis\w+|on second thought)\b|\bno[,:!]|更正|错|不对",
    re.IGNORECASE,
)
"""What behind a first answer puts another one in its place."""


def _is_announced(response: str, answer: Candidate) -> bool:
    return stance.STRONG.search(stance.masked(stance.before(response, answer))) is not None


def _answers(response: str, stated: FinalAnswer) -> list[Candidate]:
    """The dates that a response gives as its answer: of several in one sentence, those that its words announce."""
    parts = list(stated.parts)
    if len({part.text for part in parts}) > 1 and stated.channel in (*UNSAID, "statement", "mark", "tag"):
        led: list[Candidate] = []
        for part in parts:
            lead = stance.masked(stance.before(response, part))
            if stance.ASIDE.search(lead) or stance.is_relative(lead):
                continue
            if stance.ANNOUNCES.search(re.split(r",\s", lead)[-1]) or led:
                led.append(part)
        if led and stance.CONCLUDES.search(stance.masked(stance.before(response, led[-1]))):
            led = led[-1:]
        parts = led or parts
    return [*parts, *stated.rivals, *stated.extras]


def _first(response: str) -> Candidate | None:
    """The date that a response's first sentence gives as the answer, alone or with words that announce it, if nothing
    behind it takes it back or puts another one in its place."""
    text = without_drafts(response)
    begin = len(text) - len(text.lstrip())
    end = stance.sentence_end(text, begin)
    answer = None if end is None else final_answer(text[:end], _VALUES).only
    if end is None or answer is None:
        return None
    if is_withdrawn(text, end + 1) or second_thought(text, end + 1, _VALUES) or _TAKEN_BACK.search(text, end):
        return None
    around = text[begin : answer.start] + text[answer.end : end]
    if re.search(r"\w", around) and not stance.IS_DUE.search(stance.masked(text[begin : answer.start])):
        return None
    return None if stance.doubt(response, answer)[0] else answer


def _said_before(response: str, answer: Candidate, right: date) -> bool:
    """Whether the right date is announced, or stands alone in a line, before the answer."""
    text = without_drafts(response)
    for each in dates_in(text[: answer.start]):
        if each.day == right:
            line = text.rfind("\n", 0, each.start) + 1
            alone = not re.search(r"\w", text[line : each.start]) and not re.match(
                r"[^\n]*\w", text[each.end :]
            )
            lead = stance.before(text, Candidate(text[each.start : each.end], each.start, each.end))
            if alone or re.search(
                r"(?i)\b(?:deadline|due|answer|by|no later than|on or before)\b[^.;]{0,60}\Z|届满|截止", lead
            ):
                return True
    return False


def _wrong(told: date, right: date, outcome: engine.Outcome | None) -> tuple[str, str]:
    """A reason and a sentence about a date that is not the right one."""
    plain = f"It is {right}, not {told}."
    if outcome is not None:
        last = outcome.stages[-1]
        if last.added and told == last.moved:
            return "nothing_added", f"{plain} {last.added} days are added."
        if told in (last.counted, last.with_added):
            why = outcome.calendar.closed(told)
            return "not_moved", f"{plain} {told} is closed ({why or 'unsettled'})."
    if abs(told - right) == timedelta(1):
        return "one_day_off", plain
    if (told.month, told.day) == (right.month, right.day):
        return "wrong_year", plain
    if (told.year, told.month, told.day) == (right.year, right.day, right.month):
        return "day_and_month_swapped", plain
    return "wrong_date", plain


def _check_time(response: str, answer: Candidate, at: time, found: Findings) -> None:
    """Is the time of day in the sentence that gives the date the right one?"""
    lead, behind = stance.before(response, answer), stance.after(response, answer)
    start, end = answer.start - len(lead), answer.end + len(behind)
    sentence = response[start:end]
    times = {each for a, b, each in times_in(sentence)}
    wanted = {at} if at != time(0) else {at, None}
    if len(times) != 1:
        found.check(
            None,
            "time",
            sentence,
            "no_time",
            "It does not give one time of day beside the date.",
            span=(start, end),
        )
        return
    right = bool(times & wanted)
    (told,) = times
    found.check(
        right,
        "time",
        sentence,
        "wrong_time",
        f"It is {at:%H:%M}, not {told:%H:%M}." if told else f"It is {at:%H:%M}.",
        span=(start, end),
    )
