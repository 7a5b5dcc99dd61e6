"""What generators of deadlines share: dates in words, quoted rules, people, the draft of a row."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, fields, replace
from datetime import date, timedelta
from functools import lru_cache
from importlib import resources

from assay import Draft, agree, make_reference
from assay_law.calendars import second
from assay_law.calendars.engine import Outcome, compute
from assay_law.calendars.rules import Deadline, Rules

VERIFIERS = ("law.deadline",)
MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_ZH = "一二三四五六日"


def us(day: date) -> str:
    """``July 5, 2024``."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def us_full(day: date) -> str:
    """``Friday, July 5, 2024``."""
    return f"{WEEKDAYS[day.weekday()]}, {us(day)}"


def uk(day: date) -> str:
    """``5 July 2024``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def uk_full(day: date) -> str:
    """``Friday, 5 July 2024``."""
    return f"{WEEKDAYS[day.weekday()]}, {uk(day)}"


def zh(day: date) -> str:
    """``2024年7月5日``."""
    return f"{day.year}年{day.month}月{day.day}日"


def zh_full(day: date) -> str:
    """``2024年7月5日（星期五）``."""
    return f"{zh(day)}（星期{_ZH[day.weekday()]}）"


def weekday_of(day: date) -> str:
    """``Friday``."""
    return WEEKDAYS[day.weekday()]


def day_between(rng: random.Random, first: date, last: date) -> date:
    """A day from the first to the last."""
    return first + timedelta(rng.randint(0, (last - first).days))


def working_day(rng: random.Random, first: date, last: date) -> date:
    """A day from Monday to Friday."""
    while (day := day_between(rng, first, last)).weekday() > 4:
        pass
    return day


@lru_cache(maxsize=1)
def _texts() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = {}
    for name in ("time_rules", "provisions"):
        table |= json.loads(resources.files("assay_law").joinpath(f"data/{name}.json").read_text("utf-8"))
    return table


def quote(*keys: str) -> str:
    """Provisions as a row gives them, quoted or in summary: each in a paragraph, with the date of its version."""
    return "\n\n".join(_quoted(**_texts()[key]) for key in keys)


def _quoted(cite: str, as_of: str, text: str, form: str = "quotation") -> str:
    if form == "summary":
        return f"{cite} (as in force on {as_of}), in summary: {text}"
    if "年" in as_of:
        return f"{cite}（{as_of}起施行）：“{text}”"
    inner = text.replace("“", "‘").replace("”", "’")
    return f"{cite} (as in force on {as_of}): “{inner}”"


_NAMES = (
    "Abernathy Albrecht Arceneaux Bellamy Bergstrom Calloway Castellano Chatterjee Delacroix Drummond Ekström Fairchild Faulkner Galindo Hargrove Haverford"
    " Ibarra Jankowski Kessler Kowalczyk Lindqvist Lockhart Marchetti Mbeki Nakagawa Oduya Okafor Pemberton Petrosyan Quintero Rasmussen Salazar Sandoval"
    " Thackeray Thibodeaux Underhill Vandermeer Villanueva Whitcombe Yamada Zielinski"
).split()
_FIRMS = (
    "Freight|Logistics|Foods|Instruments|Builders|Dairy|Software|Marine|Textiles|Roofing|Analytics|Orchards|Printing|Pharmacy Group|Energy Services|Paper Products"
).split("|")
_KINDS = ("LLC", "Inc.", "Corp.", "Co.")
_STATES = {
    "Texas": ("Southern District of Texas", "America/Chicago"),
    "Ohio": ("Northern District of Ohio", "America/New_York"),
    "California": ("Central District of California", "America/Los_Angeles"),
    "New York": ("Western District of New York", "America/New_York"),
    "Colorado": ("District of Colorado", "America/Denver"),
    "Illinois": ("Northern District of Illinois", "America/Chicago"),
    "Massachusetts": ("District of Massachusetts", "America/New_York"),
    "Oregon": ("District of Oregon", "America/Los_Angeles"),
    "Georgia": ("Middle District of Georgia", "America/New_York"),
    "Minnesota": ("District of Minnesota", "America/Chicago"),
    "Arizona": ("District of Arizona", "America/Phoenix"),
    "Virginia": ("Eastern District of Virginia", "America/New_York"),
}


def people(rng: random.Random, number: int) -> list[str]:
    """Surnames that differ."""
    return rng.sample(_NAMES, number)


def firm(rng: random.Random) -> str:
    """A firm that does not exist."""
    return f"{rng.choice(_NAMES)} {rng.choice(_FIRMS)} {rng.choice(_KINDS)}"


def court(rng: random.Random) -> tuple[str, str]:
    """A federal district and its state."""
    state = rng.choice(sorted(_STATES))
    return _STATES[state][0], state


def slim(part: Deadline) -> dict[str, object]:
    """The part of a reference with what is not usual in it."""
    said = {each.name: getattr(part, each.name) for each in fields(part)}
    plain = {each.name: each.default for each in fields(Deadline)}
    made: dict[str, object] = {}
    for key, value in said.items():
        if value == plain[key] or value in ((), {}, None, ""):
            continue
        if isinstance(value, Rules):
            usual = asdict(Rules("x"))
            value = {k: v for k, v in asdict(value).items() if v != usual[k] or k == "name"}
        elif key == "then":
            value = [{k: v for k, v in asdict(each).items() if v not in (None, "after")} for each in value]
        made[key] = value
    return made


def drawn(
    make: Callable[[], Deadline], accept: Callable[[Outcome], bool], tries: int = 4_000
) -> tuple[Deadline, Outcome]:
    """A deadline whose outcome is settled and as wanted, checked by the second route."""
    for _ in range(tries):
        part = make()
        outcome = compute(part)
        if outcome.unsettled or not accept(outcome):
            continue
        agree(outcome.end, second_end(part), what="the last day")
        return part, outcome
    raise RuntimeError("no deadline of this kind was drawn")


def second_end(part: Deadline) -> date:
    """The last day of a chain of periods in days or longer units, by the second route."""
    table = part.table
    given = frozenset(date.fromisoformat(day) for day in part.holidays)
    place = table.place if part.place is None else part.place
    day = date.fromisoformat(part.trigger[:10])
    for text, service, direction in (
        (part.period, part.service, part.direction),
        *((each.period, each.service, each.direction) for each in part.then),
    ):
        sign = 1 if direction == "after" else -1
        open_ = second.is_open(place, given if sign > 0 or table.given_before else frozenset())
        number, _, unit = text.partition(" ")
        unit = unit.removesuffix("s")
        more = table.added.get(service or "", 0) if sign > 0 or table.added_before else 0
        clear = 1 if table.clear and sign < 0 else 0
        skipping = "court" in unit or "business" in unit or (unit == "day" and int(number) <= table.short)
        kind = "day" if skipping else unit
        day = second.walk(
            day, int(number) + (clear if kind == "day" else 0), kind, sign, open_, skipping=skipping
        )
        moves = table.after if sign > 0 else table.before
        if table.adding == "period":
            day += sign * more * timedelta(1)
        if moves in ("next", "previous"):
            day = second.roll(day, sign, open_)
        if more and table.adding == "expired":
            day += sign * more * timedelta(1)
            if moves in ("next", "previous"):
                day = second.roll(day, sign, open_)
    return day


_QUICK = (
    "{facts} {ask}\n\n{rules}",
    "{rules}\n\n{facts} {ask}",
    "{facts}\n\n{rules}\n\n{ask}",
    "{facts} {ask}\n\nThe provisions:\n\n{rules}",
)


_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")  # after "Inc." at the end of a sentence
_AN = re.compile(r"\ba (Ohio|Illinois|Oregon|Arizona|Absaroka)\b")


def lay_out(rng: random.Random, facts: str, ask: str, rules: str) -> str:
    """A prompt of facts, a question and rules, in one of the orders in which people write them."""
    text = rng.choice(_QUICK).format(facts=facts.strip(), ask=ask.strip(), rules=rules.strip())
    return _AN.sub(r"an \1", _TWO_STOPS.sub(".", text))


_ENDS = (
    "{what} {be} due on or before {day}.",
    "The last day {to} is {day}.",
    "**Deadline: {day}**",
    "Answer: {day}.",
    "{what} must be {done} no later than {day}.",
    "So the deadline is {day}.",
)


def ending(rng: random.Random, what: str, done: str, to: str, day: str) -> str:
    """The sentence that gives the date: ``What`` is ``done``; the last day ``to`` do it."""
    be = "are" if what.endswith("s") and not what.endswith("ss") else "is"
    said = rng.choice(_ENDS).format(what=what, be=be, done=done, to=to, day=day)
    return said[0].upper() + said[1:]


def row(
    rng: random.Random, prompt: str, steps: Sequence[str], part: Deadline, answer: str, iso: str = ""
) -> Draft:
    """The draft of a row: its steps as a list, as paragraphs, or as one text."""
    lines = [step.strip() for step in steps if step.strip()]
    style = rng.randrange(3)
    if style == 0 and len(lines) > 2:
        body = "\n".join(f"{n}. {line}" for n, line in enumerate(lines[:-1], 1)) + f"\n\n{lines[-1]}"
    elif style == 1:
        body = " ".join(lines[:-1]) + f"\n\n{lines[-1]}"
    else:
        body = "\n".join(lines)
    return Draft(prompt, body, make_reference(iso or None, deadline=slim(part)), answer=answer)


__all__ = ["Deadline", "Outcome", "replace"]
