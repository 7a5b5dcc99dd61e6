"""What a word problem says of each of its numbers: whose it is, which way it goes, whether it is denied.

A rewording keeps its sense only if each number is still said of the same one, in the same direction. Read are
opposites: words in pairs, of which one turns the other round (buy and sell, more and fewer, before and after). An
opposite is right where the roles change places too ("Tom sold 3 to Ann", "Ann bought 3 from Tom"). A direction that
is not found again, for whatever reason, is lost: nothing here shows that two texts mean the same, only that these
signs of it stand. English only.
"""

from __future__ import annotations

import calendar
import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

# Opposites by axis: words on the left go one way, those on the right the other.
_AXES: dict[str, tuple[str, str]] = {
    "hands": (
        "sell give lend donate pay spend lose send hand deliver offer owe eat drink use consume throw discard ship",
        "buy purchase receive get borrow earn gain win find collect take obtain acquire save pick gather",
    ),
    "amount": (
        "less few fewer lower small smaller short shorter young younger light lighter cheap cheaper slow slower"
        " narrow narrower below under minus",
        "more great greater high higher large larger big bigger long longer tall taller old older heavy heavier"
        " fast faster expensive wide wider above over extra additional plus exceed",
    ),
    "change": (
        "decrease fall drop reduce remove subtract decline shrink discount down off deduct cut descend",
        "increase rise grow add climb up raise expand markup ascend",
    ),
    "time": (
        "before earlier ago previous previously yesterday",
        "after later afterwards next tomorrow since",
    ),
    "way": ("leave depart exit", "enter arrive join come"),
    "bound": ("least minimum", "most maximum"),
}
_SYMMETRIC = frozenset({"hands", "amount"})
"""Where the opposite says the same of the roles exchanged."""
_LEFT, _EACH = "left remain remaining still", "each per every apiece"
_SENSE = {
    word: (axis, i) for axis, sides in _AXES.items() for i, side in enumerate(sides) for word in side.split()
}
_MARKS = {word: mark for mark, words in (("left", _LEFT), ("each", _EACH)) for word in words.split()}
_DENIES = re.compile(r"\b(?:not|no|never|neither|nor|without|cannot|none)\b|n['’]t\b")
_CALENDAR = frozenset(name.lower() for name in (*calendar.month_name, *calendar.day_name) if name)
_BREAK = re.compile(r"[.?!;:](?=\s|\Z)|,(?=\s)|\b(?:and|but|then|while|whereas|if)\b", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?")
_ENDS = frozenset(".?!")
_NO_NUMBER = "-"
_BE = frozenset("is are was were be been being am gets got get".split())
_GIVEN = frozenset("given paid lent sent offered handed owed sold".split())
_RELATIONS = {
    form: word
    for word in (
        "friend brother sister mother father mom dad parent cousin uncle aunt son daughter wife husband neighbor"
        " neighbour classmate teacher student customer boy girl child colleague boss guest visitor worker"
    ).split()
    for form in (word, f"{word}s", f"{word}'s")
} | {"children": "child"}
_LEADS = frozenset("to from than by for as".split())
_PLACES = frozenset("in on at each every last this after before during".split())
_THEM = frozenset("him her them me us".split())
_PEOPLE = frozenset("he she they i we you who".split())

_MOVES = re.compile(
    r"\b(?:gets?|got|getting|goes|go|went|comes?|came|steps?|stepped|hops?|hopped|walks?|walked)"
    r" (on|onto|in|into|off|out)\b",
    re.IGNORECASE,
)

Anchors = Callable[[str], list[tuple[str, int]]]
"""The numbers of a text, each by value and with the place where it stands."""


@dataclass(frozen=True)
class Said:
    """What one clause says: directions by axis, marks, names before and after the word of direction, denial."""

    number: str
    ways: frozenset[tuple[str, int]]
    marks: frozenset[str]
    before: str
    after: str
    denied: bool
    around: tuple[Said, ...] = ()
    """The other clauses of its sentence, the nearest before it first: one without a verb of its own goes by theirs."""


def lost_sense(original: str, text: str, anchors: Anchors, *, asks: bool = True) -> str:
    """What a rewording turns round or loses, in words; ``""`` if all the signs stand. Without ``asks`` it is a statement."""
    from assay.evidence.english import names_in

    names = {name for name in names_in(original) if name not in _CALENDAR}
    present = set(names_in(text)) | {word.lower() for word in _TOKEN.findall(text)}
    if len(names) > 1 and (gone := sorted(names - present)):
        return f"the name {gone[0].title()} is gone"
    old, new = (_clauses(each, names, anchors) for each in (original, text))
    for said in old if asks else [each for each in old if each.number]:
        same = [other for other in new if other.number == said.number]
        problems = [_differs(said, other, names) for other in same]
        if problems and all(problems):
            return f"{said.number or 'what is asked'}: {problems[0]}"
        if "" in problems:
            new.remove(same[problems.index("")])
    return ""


def _clauses(text: str, names: set[str], anchors: Anchors) -> list[Said]:
    """One for each number, in order, and one for the question, whose number is ``""``."""
    edges = [0, *(m.start() for m in _BREAK.finditer(text)), len(text)]
    found: list[Said] = []
    sentence: list[Said] = []
    subject = ""
    spans = [(a, b) for a, b in itertools.pairwise(edges) if a < b]
    numbers = anchors(text)
    for start, end in spans:
        clause = text[start:end]
        inside = [value for value, place in numbers if start <= place < end]
        asks = end < len(text) and text[end] == "?"
        said = _said(clause, names)
        denied = _denied(clause, [place - start for _, place in numbers if start <= place < end])
        for value, denies in zip(inside, denied[:-1], strict=True):
            sentence.append(replace(said, number=value, before=said.before or subject, denied=denies))
        if asks:  # whose answer it is, is said in the question itself or not at all
            sentence.append(replace(said, denied=denied[-1]))
        if not (inside or asks):
            sentence.append(replace(said, number=_NO_NUMBER))
        subject = said.before or subject
        if text[end : end + 1] in _ENDS or end == len(text):
            found += _with_sentence(sentence)
            sentence = []
    return found


def _with_sentence(clauses: list[Said]) -> list[Said]:
    around = [(*reversed(clauses[:i]), *clauses[i + 1 :]) for i in range(len(clauses))]
    told = [replace(each, around=others) for each, others in zip(clauses, around, strict=True)]
    return [each for each in told if each.number != _NO_NUMBER]


def _denied(clause: str, places: list[int]) -> list[bool]:
    """Whether each number of a clause is denied, and what stands without one: a denial is of the next, or else the last."""
    found = [False] * (len(places) + 1)
    for match in _DENIES.finditer(clause.lower()):
        later = [i for i, place in enumerate(places) if place > match.start()]
        found[later[0] if later else len(places) - 1] ^= True
    return found


def _said(clause: str, names: set[str]) -> Said:
    ways: dict[str, set[int]] = {}
    marks: set[str] = set()
    before, after, person = "", "", ""
    clause = _MOVES.sub(
        lambda move: "enter" if move[1].lower() in ("on", "in", "into", "onto") else "leave", clause
    )
    words = [match[0].lower() for match in _TOKEN.finditer(clause)]
    for i, word in enumerate(words):
        plain = re.sub(r"['’]s?\Z", "", word)
        role = plain if plain in names else _RELATIONS.get(plain, "")
        led = _LEADS.intersection(words[max(0, i - 4) : i])
        own = i + 1 < len(words) and words[i + 1] not in _LEADS | _PLACES  # "her" of "her friends"
        if plain in _THEM and len(names) == 1 and led and not (word == "her" and own):
            role = min(names)
        if role and plain != word and set(words[i + 1 : i + 2]) & _RELATIONS.keys():
            continue  # "Nora's friends" are the friends
        if role and ways and (led or before):
            after = after or role
        elif role:
            before = before or role
        if role or plain in _PEOPLE:
            person = plain
        if plain in _MARKS:
            marks.add(_MARKS[plain])
        elif not role and (sense := _sense_of(plain)) and (i or plain not in _SENSE):  # "Give the answer …"
            axis, side = sense
            passive = plain in _GIVEN and bool(_BE.intersection(words[max(0, i - 2) : i]))
            ways.setdefault(axis, set()).add(
                side ^ (passive and bool(person))
            )  # "she was given 5": she has them
    clear = frozenset((axis, next(iter(sides))) for axis, sides in ways.items() if len(sides) == 1)
    return Said("", clear, frozenset(marks), before, after, False)


def _sense_of(word: str) -> tuple[str, int] | None:
    from assay.evidence.english import bases

    return next((_SENSE[base] for base in sorted(bases(word) | {word}) if base in _SENSE), None)


def _differs(one: Said, other: Said, names: set[str]) -> str:
    """What two clauses about the same number say differently."""
    if one.denied != other.denied:
        return "one says it, the other denies it"
    if one.marks - other.marks and one.number:
        return f"{min(one.marks - other.marks)!r} is gone"
    if ("left" in one.marks) != ("left" in other.marks):
        return "one asks for what is left"
    here, turned = dict(one.ways), False
    for axis, way in here.items():
        clause = next((each for each in (other, *other.around) if axis in dict(each.ways)), None)
        if clause is None:
            if one.number:
                return f"the direction is gone ({axis})"
        elif dict(clause.ways)[axis] != way:
            if not (axis in _SYMMETRIC and _exchanged(one, clause)):
                return f"the direction is turned round ({axis})"
            turned = True
    if len(names) > 1 and not turned and one.before and other.before:
        both = {one.before, other.before} <= names
        if both and one.before != other.before and one.before != other.after:
            return f"it is said of {other.before.title()}, not of {one.before.title()}"
        if one.after and one.after != one.before == other.after and here:
            return f"{one.before.title()} and {one.after.title()} have changed places"
    return ""


def _exchanged(one: Said, other: Said) -> bool:
    """Whether who stood before the word of direction stands behind it now, and the other way about."""
    same = (
        each.after for each in (one, *one.around) if each.before in (one.before, "") and one.ways & each.ways
    )
    after = next(filter(None, same), "")  # the second of two deals may leave out with whom
    pairs = [(one.before, other.after), (after, other.before)]
    return any(a == b != "" for a, b in pairs) and all(a == b or not (a and b) for a, b in pairs)
