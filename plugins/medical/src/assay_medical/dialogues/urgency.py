"""Red flags of a record, how soon they must be seen to, and how soon an advice says so."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Level = Literal["", "two_weeks", "same_day", "emergency"]
_ORDER = ("", "two_weeks", "same_day", "emergency")


@dataclass(frozen=True)
class RedFlag:
    """A combination of findings with the advice that it needs, from ``data/red_flags.json``."""

    name: str
    level: Level
    all: tuple[str, ...]
    any: tuple[str, ...]
    beside: tuple[str, ...]
    unless: tuple[str, ...]
    age_from: float
    suspects: tuple[str, ...]
    advice: str
    source: str

    def applies(self, present: Collection[str], age: float | None) -> bool:
        """Whether these findings, all present, make it; an age that is asked for and not known does not."""
        return (
            {*self.all} <= {*present}
            and (not self.any or bool({*self.any} & {*present}))
            and (not self.beside or bool({*self.beside} & {*present}))
            and not {*self.unless} & {*present}
            and (not self.age_from or (age is not None and age >= self.age_from))
        )


@cache
def red_flags() -> tuple[RedFlag, ...]:
    """The table, as its page ``data/red_flags.md`` describes it."""
    text = (files("assay_medical") / "data" / "red_flags.json").read_text(encoding="utf-8")
    return tuple(
        RedFlag(
            row["name"], row["level"], tuple(row["all"]), tuple(row["any"]), tuple(row.get("with", ())),
            tuple(row.get("unless", ())), row.get("age_from", 0), tuple(row["suspects"]), row["advice"], row["source"],
        )
        for row in json.loads(text)
    )  # fmt: skip


def flags_of(present: Collection[str], age: float | None) -> list[RedFlag]:
    """The red flags that these findings make, the most urgent first."""
    found = [flag for flag in red_flags() if flag.applies(present, age)]
    return sorted(found, key=lambda flag: -_ORDER.index(flag.level))


_NUMBER = r"(?:999|911|112|an ambulance|the ambulance|ambulance|the emergency services|emergency services)"
_PLACE = r"(?:a\s?&\s?e|accident and emergency|emergency (?:department|room)|casualty|\bed\b|\ber\b|hospital)"
_NOW = r"(?:now|right now|right away|straight ?away|immediately|at once|without delay|this minute|straight|directly)"
_EMERGENCY = re.compile(
    rf"\b(?:call|calling|ring|ringing|dial|dialling|phone|phoning|get|getting|order|ordering|send|sending|sent|need|needs) (?:\w+ ){{0,3}}?{_NUMBER}\b"
    rf"|\b(?:go|going|get|getting|be taken|come|head|heading|take you|taken|off) (?:\w+ ){{0,3}}?(?:to |in |into )?(?:\w+ ){{0,4}}?{_PLACE}\b[^.;!?]{{0,25}}\b{_NOW}\b"
    rf"|\b{_NOW},?\s+(?:\w+ ){{0,3}}?(?:to|in|into) (?:\w+ ){{0,4}}?{_PLACE}\b",
    re.I,
)
_SAME_DAY = re.compile(
    r"\b(?:seen|see|assess(?:ed|ment)?|look(?:ed)?|review(?:ed)?|scan(?:ned)?|appointment|specialist|clinic|hospital|checked|examined|refer(?:red|ring)?|referral|test(?:ed|s)?|bloods?)\b"
    r"[^.;!?]{0,60}\b(?:today|this (?:morning|afternoon|evening)|same[- ]day|within (?:24|twenty-four) hours|tonight)\b"
    r"|\b(?:today|this (?:morning|afternoon|evening)|same[- ]day)\b[^.;!?]{0,60}\b(?:seen|see|assess(?:ed|ment)?|scan|specialist|clinic|hospital|examined|appointment|refer(?:red|ral)?)\b",
    re.I,
)
_TWO_WEEKS = re.compile(
    r"\b(?:refer(?:ring|red|ral)?|seen|appointment|clinic|specialist|camera|scan|test)\b[^.;!?]{0,80}\b(?:with)?in (?:the next )?(?:2|two) weeks\b"
    r"|\b(?:2|two)[- ]week(?:s)?[- ](?:wait|rule|referral|pathway|suspected)\b|\bwithin (?:2|two) weeks\b[^.;!?]{0,60}\b(?:seen|appointment|refer\w*|clinic|specialist)\b"
    r"|\burgent (?:suspected )?cancer (?:pathway )?referral\b|\bsuspected cancer pathway\b",
    re.I,
)
CONDITIONAL = re.compile(
    r"\b(?:if|should (?:you|it|the|your|things|any|that)|in case|unless|were you to|whenever)\b", re.I
)
_DENIES = re.compile(
    r"\b(?:no (?:need|reason)|not|never|don't|needn't|doesn't|won't|without|instead of|rather than|avoid|unnecessary|isn't)\b",
    re.I,
)
_UNDERCUT = re.compile(
    r"\b(?:(?:this|it)(?:'s| is) (?:probably |just |only )?nothing(?! to be)|nothing to worry about|no(?:thing)? (?:serious|urgent)|not (?:serious|urgent|an emergency|dangerous)|can wait|wait (?:and see|until|till|a few|to see)|see how (?:it|you|things) go(?:es)?"
    r"|no (?:need|rush|hurry)|(?:don't|do not|needn't) (?:need|have|panic and)\b[^.;!?]{0,20}|stay (?:at )?home|rest at home|sleep on it|in (?:a|the) (?:morning|few days|couple of days)|tomorrow|next (?:week|month)"
    r"|in (?:a|one|two|three|a few) (?:week|month)s?|(?:book|make) (?:a )?routine|routine appointment|probably (?:fine|nothing)|whenever (?:suits|it suits)|when you (?:have|get) (?:a moment|time|a chance)|take your time|or wait|never mind|forget (?:that|it|what I said)|scratch that|on second thoughts|don't bother|ignore that|correction)\b",
    re.I,
)
_NET = re.compile(
    r"\b(?:come back|come in|get back|contact|call|ring|phone|dial|see|seek|speak to|tell|go|get|return|let (?:me|us) know|book|999|911|112|111|a\s?&\s?e|emergency)\b",
    re.I,
)


_OTHERS = re.compile(
    r"\b(?:would(?! like)|could|might|may|some|others?|people|friends?|someone else|used to|only)\b", re.I
)
"""What makes an advice that of others, or a thought."""
_WAITS_NOT = re.compile(r"\b(?:don't|do not|never) (?:hesitate|wait|delay|be afraid|be shy)(?: to)?\b", re.I)
_INSTEAD = re.compile(
    r"[^.;!?]{0,60}?\bor\b(?: \w+){0,4}? (?:gp|doctors?|nurse|pharmac(?:y|ist)|surgery|clinic|practice|111|me|us)\b",
    re.I,
)
"""Offers less urgent help behind an urgent advice."""
_ONLY_IF = re.compile(r"\bonly (?:if|when)\b", re.I)


def _clause(sentence: str, end: int) -> str:
    """The clause that ends at ``end``, without words that tell not to wait."""
    return _WAITS_NOT.sub("", re.split(r"[;:—–,]|\b(?:but|and|so)\b", sentence[:end])[-1])


def level_of(sentence: str) -> Level:
    """How soon a sentence sends the patient, without an *if* and undenied; ``""`` if it does not."""
    for level, pattern in (("emergency", _EMERGENCY), ("same_day", _SAME_DAY), ("two_weeks", _TWO_WEEKS)):
        for match in pattern.finditer(sentence):
            before = _clause(sentence, match.end())
            after = sentence[match.end() :]
            conditional = CONDITIONAL.search(sentence[: match.start()]) or CONDITIONAL.match(
                after.lstrip(" ,")
            )
            if not conditional and not _DENIES.search(before) and not _OTHERS.search(before):
                return level  # type: ignore[return-value]
    return ""


def level_start(sentence: str) -> int | None:
    """Where words begin that say how soon, *if* or denied or not; ``None`` if there are none."""
    places = [m.start() for p in (_EMERGENCY, _SAME_DAY, _TWO_WEEKS) if (m := p.search(sentence))]
    return min(places, default=None)


def undercuts(sentence: str) -> str:
    """Words of a sentence that make an urgent matter wait; ``""`` if there are none."""
    for match in _EMERGENCY.finditer(sentence):
        denied = _DENIES.search(_clause(sentence, match.end())) and not CONDITIONAL.search(sentence)
        after = sentence[match.end() :]
        if denied or _ONLY_IF.match(after.lstrip()) or _INSTEAD.match(after):
            return match[0]
    found = _UNDERCUT.search(sentence)
    if found is None or re.search(
        r"\b(?:can't|cannot|not|don't|do not|shouldn't|must not|mustn't|won't)\s+(?:\w+ )?$",
        sentence[: found.start()],
    ):
        return ""
    return found[0] if not CONDITIONAL.search(sentence[: found.start()]) else ""


def is_safety_net(sentence: str) -> bool:
    """Whether it says what to do if things get worse or do not get better."""
    condition = CONDITIONAL.search(sentence)
    return condition is not None and _NET.search(sentence) is not None


def at_least(level: Level, needed: Level) -> bool:
    """Whether ``level`` is as urgent as ``needed``."""
    return _ORDER.index(level) >= _ORDER.index(needed)
