"""What a note says about a patient: each value of each fact that it states, where, and whether it is older or another's."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from assay.evidence import read_number
from assay_medical.calculations.dates import find_dates
from assay_medical.calculations.lexicon import Name, names_in
from assay_medical.calculations.reading import core_spelling
from assay_medical.units import clinical_unit
from assay_medical.vocabulary import BadInput, Fact, fact, facts

LONGEST = 60_000
"""Characters of a note that are read."""
MOST_NUMBERS = 3_000
_FAR, _NEAR = 60, 28  # characters between a name and its value, with a unit and without


@dataclass(frozen=True, slots=True)
class Mention:
    """A fact as a note states it. ``value`` is in the fact's own unit; ``step`` is one unit of its last digit, in that unit too."""

    key: str
    value: Fraction | bool | str
    start: int
    end: int
    older: bool = False
    other: bool = False
    """It is a relative's."""
    step: Fraction = Fraction(0)
    raw: Fraction | None = None
    """The number of one that was said without a unit."""


@dataclass(frozen=True, slots=True)
class _Amount:
    text: str
    unit: str
    start: int
    end: int
    second: str = ""
    """The number behind the stroke of a pair."""


_NUMBER = re.compile(
    r"(?<![\w.,/])(?:(?:(?<=[\s(=:~<>])|(?<![\s\S]))[-−])?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\d])"
)
_PAIR = re.compile(r"\s?/\s?(\d{1,3})(?![\d/.])")
_UNIT_WORD = re.compile(r"\s{0,2}(?:-(?=[A-Za-z]))?([A-Za-zµμ°%‰×*/²³₂·0-9][^\s,;()\[\]]{0,19})")
_DEGREES = re.compile(
    r"\s?(?:[°º˚]|deg(?:ree)?s?\.?)\s?(?:C\b|cels\w*|(?P<f>F\b|fahr\w*))|\scelsius\b|\s?℃", re.IGNORECASE
)
_JOINED_UNIT = re.compile(r"\bper\b|/|[×x*·]|10|of\b", re.IGNORECASE)
_INCH = re.compile(r"[.,;)\]]|\s+(?:tall|long|in height)\b|\s*\Z|\s+and\b")
_STOP = frozenset("a an the and or of on in at for to with was is are by from then after per as".split())
_SENTENCE = re.compile(r"(?<![\s.][A-Z])[.!?](?=\s)|[;\n]")


@lru_cache(maxsize=4096)
def _is_unit(text: str) -> bool:
    unit = clinical_unit(text)
    return unit is not None and not (unit.is_label and "1.73" not in text)


def unit_after(text: str, end: int) -> tuple[str, int]:
    """The longest unit that stands right behind a number, and where it ends; ``("", end)`` if there is none."""
    words: list[int] = []
    starts: list[int] = []
    position = end
    while len(words) < 4 and (match := _UNIT_WORD.match(text, position)):
        words.append(match.end())
        starts.append(match.start(1))
        position = match.end()
    degrees = _DEGREES.match(text, end)
    if degrees:
        return ("°F" if degrees["f"] else "°C"), degrees.end()
    for stop in reversed(words):
        said = text[starts[0] : stop].rstrip(".:")
        if " " in said and not _JOINED_UNIT.search(said):
            continue
        stop = starts[0] + len(said)
        if (
            (said.lower() in _STOP and not (said == "in" and _INCH.match(text, stop)))
            or not said
            or (said[0].isdigit() and not said.startswith("10"))
            or len(said) > 30
        ):
            continue
        if _is_unit(said):
            return said, stop
    return "", end


_RANGE_BEFORE = re.compile(r"(?<![\w.])\d[\d.,]*(?:\s?[^\W\d_%/][\w/]{0,9}|\s?%)?\s?(?:[-–—]|→|to)\s?\Z")
_RANGE_BEHIND = re.compile(r"\s?[^\W\d_%/][\w/]{0,9}\sto\s\d|\s?(?:[-–—]|to\b)\s?(?:\d|[<>])")
_REFERENCE = re.compile(
    r"[(\[][^()\[\]]{0,60}?(?:\bnormal\b|\bref|\bN\s?[:=<>]|\brange\b|\bNR\b|[<>≤≥])[^()\[\]]{0,40}\Z",
    re.IGNORECASE,
)


_SUPPOSED = re.compile(
    r"\b(?:ideal|you may|your may|assum\w+|i\.?e\.?|e\.?g\.?|such as|for example)\b(?![^.]*\.\s)[^\n?]{0,60}\Z",
    re.IGNORECASE,
)
"""What before a number makes it a convention or an example of a question: ``the ideal sodium of 140 mEq/L``."""


_WISHED = re.compile(
    r"\b(target|goal|ideal|desired|intended)\s(?:[a-z]+[\s:=]{1,2}){0,2}(?:(?:is|was|of|at)\s)?\Z",
    re.IGNORECASE,
)
"""What before a number makes it a value that the patient should have, and has not."""
_BOUND = re.compile(
    r"(?:\b(?:below|above|over|under|(?:less|greater|more|lower|higher) than|at least)|[<>≤≥])\s*\Z",
    re.IGNORECASE,
)


def _is_range(text: str, start: int, end: int, question: int) -> bool:
    """Whether a number is an end of a range, or stands in brackets that give what is normal: it is no value of a patient."""
    before = text[max(0, start - 70) : start]
    return (
        _RANGE_BEHIND.match(text, end) is not None
        or _RANGE_BEFORE.search(before[-24:]) is not None
        or _REFERENCE.search(before) is not None
        or (start >= question and _SUPPOSED.search(before) is not None)
        or _BOUND.search(before[-16:]) is not None
    )


_BARE_DEGREES = re.compile(r"\s?([CF])\b")


def _is_temperature(number: str, letter: str) -> bool:
    """Whether a number is a temperature of a body in degrees that are not written: ``39.1 C``, ``103 F``."""
    low, high = (30, 44) if letter == "C" else (86, 111)
    return low <= float(number.replace(",", "").replace("−", "-")) <= high


def _amounts(text: str, near: list[tuple[int, int]] | None = None) -> list[_Amount]:
    """The numbers of a text with their units; with ``near``, those that begin in one of these spans."""
    found: list[_Amount] = []
    at = 0
    question = text.rstrip().rfind("\n\n")
    for match in _NUMBER.finditer(text):
        if len(found) == MOST_NUMBERS:
            break
        if found and match.start() < found[-1].end:
            continue
        if near is not None:
            while at < len(near) and near[at][1] <= match.start():
                at += 1
            if at == len(near) or match.start() < near[at][0]:
                continue
        if _is_range(text, match.start(), match.end(), question):
            continue
        end, second = match.end(), ""
        pair = _PAIR.match(text, end)
        if pair:
            end, second = pair.end(), pair[1]
        unit, end = unit_after(text, end)
        if not unit and (letter := _BARE_DEGREES.match(text, end)) and _is_temperature(match[0], letter[1]):
            unit, end = f"°{letter[1]}", letter.end()
        found.append(_Amount(match[0].replace("−", "-"), unit, match.start(), end, second))
    return found


_JOINS = re.compile(
    r"(?:\s|[:=()\[\],~≈<>–—-]|\b(?:of|was|is|were|are|at|level|levels|value|count|measured|measuring|the|a|an|to|about|approximately|around|currently|now|only|and|he|she|has|had|with|score|rate"
    r"|concentration|elevated|raised|low|high|decreased|increased|reduced|normal|as|found|be|stable|remained|remains|up|serum|body|recorded|noted|reported|observed|calculated|estimated|slightly|markedly|mildly|moderately"
    r"|significantly|notably|within|limits|range|in|his|her|their|on|presentation|admission|arrival|initial|initially|today|this|point)\b)*\Z",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\s?(?:\(|of\s|for\s|in\s|serum\s|-)?\s?", re.IGNORECASE)


def _labelled(
    text: str, amounts: list[_Amount], names: list[Name], breaks: list[int]
) -> Iterator[tuple[_Amount, Name]]:
    """Each amount with the name that it is a value of: the last one before it in its sentence, else one right behind it."""
    at = 0
    last: Name | None = None
    used: set[int] = set()
    paired = _respectively(text, amounts, names, breaks)
    for index, amount in enumerate(amounts):
        while at < len(names) and names[at].end <= amount.start:
            last = names[at]
            at += 1
        begin = breaks[bisect_right(breaks, amount.start) - 1]
        behind = names[at] if at < len(names) else None
        close = behind is not None and _BEHIND.fullmatch(text, amount.end, behind.start) is not None
        near = last is not None and last.start >= begin and amount.start - last.end <= 2 * _FAR
        gap = text[last.end : amount.start] if near and last is not None else ""
        if index in paired:
            used.add(index)
            yield amount, paired[index]
        elif close and behind is not None and amount.unit and gap.startswith(","):
            yield amount, behind  # 252 mg/dL total cholesterol, 84 mg/dL triglycerides
        elif (
            near
            and last is not None
            and len(gap) <= _FAR
            and not re.search(r"\d", gap)
            and (_JOINS.match(gap) or (amount.unit and not (close and len(gap) > _NEAR)))
        ):
            used.add(index)
            yield amount, last
        elif close and behind is not None and (amount.unit or _is_counted(behind)):
            yield amount, behind
        elif near and last is not None and index - 1 in used and _goes_on(text, amounts[index - 1], amount):
            used.add(index)
            yield amount, last


def _goes_on(text: str, one: _Amount, other: _Amount) -> bool:
    """Whether a second amount is one of the same fact: of a series, or of another time (``1.2 mg/dL last year and 1.8 mg/dL now``)."""
    if _SERIES.fullmatch(text, one.end, other.start):
        return True
    gap = text[one.end : min(other.start, one.end + _FAR)]
    same = one.unit == other.unit != "" and other.start - one.end <= _FAR
    return same and (_OLDER.search(gap) or _NOW.search(gap)) is not None


def _respectively(text: str, amounts: list[_Amount], names: list[Name], breaks: list[int]) -> dict[int, Name]:
    """The names of amounts that are listed behind a list of as many: ``creatinine and potassium were 1.39 mg/dL and 4.1 mEq/L, respectively``."""
    found: dict[int, Name] = {}
    for match in re.finditer(r"\brespectively\b", text):
        begin, _ = span_of(text, breaks, match.start())
        here = [i for i, each in enumerate(amounts) if begin <= each.start and each.end <= match.start()]
        called = [
            name for name in names if begin <= name.start and here and name.end <= amounts[here[0]].start
        ]
        called = [
            n for at, n in enumerate(called) if at == 0 or "(" not in text[called[at - 1].end : n.start]
        ]
        if (
            len(here) > 1
            and len(called) >= len(here)
            and not re.search(r"\d", text[called[-len(here)].end : amounts[here[0]].start])
        ):
            found.update(zip(here, called[-len(here) :], strict=True))
    return found


def _is_counted(name: Name) -> bool:
    """Whether a name is that of a number of things: ``12 drinks per week``."""
    return all(not facts()[key].unit for key in name.keys)


_WORDS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_COUNT_WORD = re.compile(rf"\b({'|'.join(_WORDS)})\s+(?:\w+\s+)?\Z", re.IGNORECASE)
"""A number in words before what is counted: ``three drinks per week``."""
_SERIES = re.compile(r"\s*(?:,|->|→|to|and|then|[/–-])\s*(?:then\s|to\s)?", re.IGNORECASE)
_OLDER = re.compile(
    r"\b(?:ago|previous(?:ly)?|prior|baseline|last (?:visit|year|month|week|clinic\w*)|earlier|before this|formerly|years? before|months? before|in (?:19|20)\d\d|used to (?:be|weigh|have))\b",
    re.IGNORECASE,
)
_FAMILY = re.compile(
    r"\b(?:donors?|father|mother|brothers?|sisters?|parents?|grand\w+|aunt|uncle|cousin|siblings?|son|daughter|wife|husband|family history|FH|FHx|twin)\b(?!\s*(?:reports?|states?|says|brought|noticed))",
)


_REACH = 400
"""Characters around a value in which words can be that say whose it is, and of when."""
_PARTED = re.compile(r"[,;()]\s?|\s(?:and|but|to|then)\s|→|->")
"""What parts the values of a clause: ``1.2 last year and 1.8 today``."""
_NOW = re.compile(r"\b(?:now|today|currently|current|at present)\b", re.IGNORECASE)
_SPAN_OF_TIME = re.compile(r"\d[\d.]*\s?\w{1,7}\s*\Z")
"""The number of a time: ``3 months`` before "ago"."""


def _is_others(text: str, begin: int, end: int) -> bool:
    return _FAMILY.search(text, begin, end) is not None


def _is_older(text: str, begin: int, end: int, amount: _Amount) -> bool:
    """Whether words in its clause say that a value is of an earlier time.

    Words right behind a value speak of it alone (``1.2 last year and 1.8 today``); others of what follows them, until "now",
    and if nothing does, of what stands before.
    """
    for match in _OLDER.finditer(text, begin, end):
        piece = max((m.end() for m in _PARTED.finditer(text, begin, match.start())), default=begin)
        said = _SPAN_OF_TIME.sub("", text[piece : match.start()])
        if any(character.isdigit() for character in said):
            if piece <= amount.start < match.start():
                return True
        elif amount.start >= piece:
            if not _NOW.search(text, match.end(), amount.start):
                return True
        elif not any(character.isdigit() for character in text[match.end() : end]):
            return True
    return False


def _clauses(text: str) -> list[int]:
    return [0, *(m.end() for m in _SENTENCE.finditer(text))]


@dataclass(frozen=True)
class Note:
    """A note as it was read."""

    text: str
    numbers: dict[str, tuple[Mention, ...]]
    names: tuple[Name, ...]
    breaks: tuple[int, ...]

    def sentence(self, place: int) -> tuple[int, int]:
        """The sentence around a place."""
        return span_of(self.text, self.breaks, place)


def span_of(text: str, breaks: tuple[int, ...] | list[int], place: int) -> tuple[int, int]:
    """The piece between two breaks in which a place stands."""
    after = bisect_right(breaks, place)
    return breaks[after - 1] if after else 0, breaks[after] if after < len(breaks) else len(text)


@lru_cache(maxsize=16)
def read_note(text: str, keys: frozenset[str]) -> Note:
    """The numbers of a note that are values of the facts with these keys, and the names of all facts in it."""
    text = text[:LONGEST]
    names = names_in(text)
    numeric = [
        n
        for n in names
        if any(facts()[k].kind in ("number", "date") for k in n.keys)
        # the L of mmol/L is none
        and (n.end - n.start > 1 or text[n.start - 1 : n.start] != "/")
    ]
    breaks = _clauses(text)
    found: dict[str, list[Mention]] = {}
    told: set[Mention] = set()

    def add(mention: Mention | None) -> None:
        if mention is not None and mention not in told:
            told.add(mention)
            found.setdefault(mention.key, []).append(mention)

    anywhere = not keys.isdisjoint(_FREE)
    near = [(name.start - _BEFORE, name.end + 3 * _FAR) for name in numeric if not keys.isdisjoint(name.keys)]
    amounts = _amounts(core_spelling(text), None if anywhere else near)
    for amount, name in _labelled(text, amounts, numeric, breaks):
        called = text[name.start : name.end]
        for key in keys.intersection(name.keys):
            # urea in mg/dL is not its nitrogen
            if (
                key != "urea_nitrogen"
                or "mol" in amount.unit
                or "nitrogen" in called.lower()
                or "BUN" in called
            ):
                add(_mention(text, breaks, facts()[key], amount))
    for name in numeric:
        if not keys.isdisjoint(name.keys) and _is_counted(name):
            word = _COUNT_WORD.search(text, max(0, name.start - 24), name.start)
            if word:
                said = str(_WORDS.index(word[1].lower()))
                for key in keys.intersection(name.keys):
                    add(_mention(text, breaks, facts()[key], _Amount(said, "", word.start(), name.start)))
    for mention in _ages(text, breaks) if "age" in keys else ():
        add(mention)
    for index, amount in enumerate(amounts if anywhere else ()):
        if amount.unit in ("kg", "lb", "lbs", "pounds") and _is_change(text, amount):
            continue
        for key in keys.intersection(_BY_UNIT.get(amount.unit.lower(), ())):
            add(_mention(text, breaks, facts()[key], amount))
        if "height" in keys and amount.unit in ("cm", "m") and _is_height(text, amounts, index):
            add(_mention(text, breaks, fact("height"), amount))
    return Note(text, {key: tuple(each) for key, each in found.items()}, tuple(names), tuple(breaks))


def told_numbers(note: Note, known: Fact) -> list[Mention]:
    """The values of a number that has sentences of its own (``The attack was over after {n}.``)."""
    found = []
    for sentence in known.yes:
        for match in sentence_pattern(sentence).finditer(note.text):
            amounts = _amounts(match["n"])
            if len(amounts) == 1:
                a, b = match.span("n")
                amount = replace(amounts[0], start=a, end=b)
                mention = _mention(note.text, list(note.breaks), known, amount)
                if mention is not None:
                    found.append(mention)
    return found


_PRONOUN = {
    "He": "(?:He|She|The patient|They)", "he": "(?:he|she|the patient|they)", "his": "(?:his|her|their|the)",
    "His": "(?:His|Her|Their|The)", "him": "(?:him|her|them|the patient)", "n": r"(?P<n>(?:[-−+])?\d[\d.,]*(?:\s?[^\W\d_%][\w/²³·]*(?:\s[^\W\d_]+)?|\s?%)?)",
}  # fmt: skip


@lru_cache(maxsize=4096)
def sentence_pattern(sentence: str) -> re.Pattern[str]:
    """The pattern of a sentence of a fact, whoever the patient is: ``{He}`` is he or she, ``{n}`` or ``{value}`` a number with its unit."""
    pieces = re.split(r"\{(\w+)\}", sentence.rstrip("."))
    pieces = ["n" if at % 2 and each == "value" else each for at, each in enumerate(pieces)]
    made = [
        _PRONOUN.get(each, re.escape(each)) if at % 2 else re.escape(each) for at, each in enumerate(pieces)
    ]
    return re.compile(rf"(?<!\w){''.join(made)}(?!\w)", re.IGNORECASE)


_TALL = re.compile(
    r"\s*(?:\([^()]{0,20}\)\s*)?(?:tall\b|in height\b|long\b|(?:wo)?man\b|boy\b|girl\b)|\s*[;,/]\s*\d[\d.]*\s?kg\b"
)
_WEIGHS = re.compile(r"\bkg\s*(?:[;,/]|and)\s*\Z")
_CHANGE = re.compile(r"\b(?:lost|loss|gain\w*|losing|birth ?weight|born)\b[^.;]*\Z", re.IGNORECASE)
_CHANGED = re.compile(r"[\s)]*(?:of )?(?:weight|body)?[\s-]*(?:loss|gain)\b", re.IGNORECASE)


def _is_change(text: str, amount: _Amount) -> bool:
    """Whether a weight is one that was lost or gained, or that of a newborn: ``an 8 kg weight loss``."""
    before = _CHANGE.search(text, max(0, amount.start - 30), amount.start)
    return before is not None or _CHANGED.match(text, amount.end) is not None


def _is_height(text: str, amounts: list[_Amount], index: int) -> bool:
    """Whether a length without a name is the patient's height: ``160 cm; 39 kg``, ``a 156 cm woman``."""
    amount = amounts[index]
    before = _WEIGHS.search(text, max(0, amount.start - 12), amount.start)
    return before is not None or _TALL.match(text, amount.end) is not None


_BY_UNIT = {
    "bpm": ("heart_rate",), "beats/min": ("heart_rate",), "beats per minute": ("heart_rate",),
    "breaths/min": ("respiratory_rate",), "breaths per minute": ("respiratory_rate",),
    "kg": ("weight",), "°c": ("temperature",), "°f": ("temperature",), "mmhg": ("sbp", "dbp"),
}  # fmt: skip
"""Units that name the fact."""
_FREE = frozenset(("height", *(key for keys in _BY_UNIT.values() for key in keys)))
"""Facts whose values are found without a name."""
_BEFORE = 40  # characters before a name in which its value may begin


def _mention(text: str, breaks: list[int], known: Fact, amount: _Amount) -> Mention | None:
    said = amount.text
    if known.key == "weight" and _is_change(text, amount):
        return None
    wished = _WISHED.search(text, max(0, amount.start - 50), amount.start)
    if wished and wished[1].lower() not in known.label.lower():
        return None
    if known.part:
        if not amount.second and amount.unit.lower() == "mmhg" and known.part == "second":
            return None
        said = amount.second if known.part == "second" else amount.text
    elif amount.second:
        return None
    value = read_number(said)
    if value is None or known.kind != "number":
        return None
    raw = None if amount.unit or not known.unit else Fraction(value)
    try:
        own = known.amount(Fraction(value), amount.unit) if amount.unit else Fraction(value)
        step = (
            abs(known.amount(Fraction(value) + _step(said), amount.unit) - own)
            if amount.unit
            else _step(said)
        )
        if raw is None:
            known.check(own)
    except BadInput:
        return None
    begin, end = span_of(text, breaks, amount.start)
    family = _is_others(text, max(begin, amount.start - _REACH), amount.start)
    older = _is_older(text, max(begin, amount.start - _REACH), min(end, amount.end + _REACH), amount)
    return Mention(known.key, own, amount.start, amount.end, older, family, step, raw)


def _step(text: str) -> Fraction:
    _, _, decimals = text.partition(".")
    return Fraction(1, 10 ** len(decimals))


_AGE = re.compile(
    r"(?<![\w.])(?P<age>\d{1,3}(?:\.\d)?)\s{0,3}[-–]?\s{0,3}(?:(?P<unit>years?|yrs?|months?|mo|weeks?|wks?|days?)\.?\s{0,3}[-–]?\s{0,3}(?:old\b|of age\b|aged\b)|(?P<yo>y/?\s?o\b|yo\b|y\.o\.?|YO\b|YOM\b|YOF\b))"
    r"|\b(?:aged?|age\s*(?:of|:|is|was|=))\s*(?P<aged>\d{1,3})\b(?!\s*(?:/|mg|%|mm))(?:\s*(?P<unit2>years?|months?|weeks?|days?))?",
    re.IGNORECASE,
)
_AGE_UNIT = {"y": "years", "m": "months", "w": "weeks", "d": "days"}


def _ages(text: str, breaks: list[int]) -> Iterator[Mention]:
    known = fact("age")
    for match in _AGE.finditer(text):
        said = match["age"] or match["aged"]
        unit = _AGE_UNIT[(match["unit"] or match["unit2"] or "y")[0].lower()]
        try:
            value = known.check(known.amount(Fraction(said), unit))
            step = known.amount(Fraction(1), unit)
        except BadInput:
            continue
        begin, _ = span_of(text, breaks, match.start())
        other = _is_others(text, max(begin, match.start() - _REACH), match.end())
        yield Mention("age", value, *match.span(), False, other, step)


_SEX = re.compile(
    r"(?<![\w'’-])(?:(?P<male>man|male|gentleman|boy|he|his|him|M(?=[.,\s)]))|(?P<female>woman|female|lady|girl|she|her|hers|F(?=[.,\s)])))(?![\w-])",
)
_SEX_WORD = re.compile(_SEX.pattern.replace("he|his|him|", "").replace("she|her|hers|", ""), re.IGNORECASE)


def sexes(note: Note) -> list[Mention]:
    """Where a note says whether the patient is a man or a woman: by a noun, else by pronouns."""
    nouns = [
        m
        for m in _SEX_WORD.finditer(note.text)
        if len(m[0]) > 1 or not m.start() or _AFTER_AGE.search(note.text, max(0, m.start() - 14), m.start())
    ]
    found = nouns or list(re.finditer(_SEX.pattern, note.text, re.IGNORECASE))
    made = []
    for match in found:
        begin, _ = note.sentence(match.start())
        other = _is_others(note.text, max(begin, match.start() - _REACH), match.end())
        made.append(Mention("sex", "male" if match["male"] else "female", *match.span(), other=other))
    return made


_AFTER_AGE = re.compile(r"\d\s*(?:y/?o|yo|year[- ]old|years? old|y\.o\.)?[ ,-]*\Z", re.IGNORECASE)


def dates(note: Note, known: Fact) -> list[Mention]:
    """The days that a note names for a fact, behind its name or behind none; ``value`` is the ISO text of all days that are meant."""
    named = [name for name in note.names if any(facts()[key].kind == "date" for key in name.keys)]
    found = []
    question = note.text.rstrip().rfind("\n\n")
    for start, end, days in find_dates(note.text):
        begin, _ = note.sentence(start)
        before = [name for name in named if begin <= name.start and name.end <= start]
        example = start >= question and _SUPPOSED.search(note.text, max(0, start - 60), start)
        if days and not example and (not before or known.key in before[-1].keys):
            value = " ".join(sorted(day.isoformat() for day in days))
            found.append(Mention(known.key, value, start, end))
    return found
