"""Words of statements: what they are about, what they compare or compute, and what says nothing by itself."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from assay.evidence.english import WORD, bases

NEUTRAL = frozenset(
    "a an the this that these those it its they their there which what who is are was were be been being has have had having do does did"
    " of in on at to for from with by as per and also so thus hence therefore then both each while whereas where when respectively"
    " i.e e.g answer value values number amount quantity figure table row column entry cell record list listed given shown"
    " show give state stated report reported according source passage text data read see say says according to than compared between"
    " one called known here namely that's it's we you can among reach amount come correspond exhibit possess display find note observe measure measurement about compound molecule substance material s".split()
)
"""Words that state nothing of a source by themselves, in base forms."""

MORE = frozenset("higher greater larger more bigger above exceed taller longer heavier denser hotter warmer faster older stronger wider thicker".split())  # fmt: skip
LESS = frozenset("lower smaller less below shorter lighter colder cooler slower younger weaker narrower thinner fewer lesser".split())  # fmt: skip
MOST = frozenset("highest greatest largest most biggest maximum maximal longest heaviest densest hottest fastest oldest tallest top".split())  # fmt: skip
LEAST = frozenset("lowest smallest least minimum minimal shortest lightest coldest slowest youngest fewest".split())  # fmt: skip
UP = frozenset("increase rise grow climb go up".split()) - {"go", "up"}
DOWN = frozenset("decrease fall drop decline sink reduce diminish".split())
SAME = frozenset("equal same identical".split())
KINDS = {
    "mass": frozenset("heavier heaviest lighter lightest".split()),
    "density": frozenset("denser densest".split()),
    "length": frozenset("longer longest shorter shortest taller tallest".split()),
    "temperature": frozenset("hotter hottest warmer colder coldest cooler".split()),
    "speed": frozenset("faster fastest slower slowest".split()),
    "age": frozenset("older oldest younger youngest".split()),
    "thickness": frozenset("thicker thinner".split()),
    "width": frozenset("wider narrower".split()),
}
"""Words that compare one kind of thing: the column's label must name that kind."""
ADJECTIVES = {
    "dense": "density",
    "heavy": "mass",
    "massive": "mass",
    "hot": "temperature",
    "warm": "temperature",
    "cold": "temperature",
    "long": "length",
    "soluble": "solubility",
    "hard": "hardness",
    "fast": "speed",
}
"""Adjectives behind more, less, most and least, and the kind that a column's label must name."""
COMPARING = MORE | LESS | MOST | LEAST | UP | DOWN | SAME

DIFFERENCE = frozenset("difference differ gap margin".split())
SUM = frozenset("sum total together combined altogether".split())
MEAN = frozenset("mean average".split())
FACTORS = frozenset("twice double half halve triple".split())
"""Numbers in words, which are not computed again."""
RATIO = frozenset("ratio time twice double half halve triple fold factor quotient".split())
RANGE = frozenset("range span".split())
PERCENT = frozenset("percent percentage relative change".split())
COMPUTING = DIFFERENCE | SUM | MEAN | RATIO | RANGE | PERCENT

CRITICAL = frozenset(
    "and or but nor while whereas although though unlike except instead rather than versus only if unless when until may might could should"
    " would will can must possibly perhaps probably likely unlikely some most few several many about approximately nearly almost partly"
    " partially hardly not no never none neither without cannot before after less more up least over under either suggest expect predict"
    " hypothesize assume believe claim propose fail respectively both than because despite contrary not false allege"
    " always sometimes often rarely usually mostly".split()
)
"""Words that change what a sentence says: left out or brought in, it is another statement."""


@lru_cache(maxsize=20_000)
def stems(word: str) -> frozenset[str]:
    """The base forms of a word, without those that are only a letter or two of a longer one."""
    low = word.lower().replace("’", "'")
    return frozenset(base for base in bases(low) if len(base) > 2 or base == low)


def is_any(word: str, among: frozenset[str]) -> bool:
    """Whether a word is a form of one of a list."""
    return word.lower() in among or bool(stems(word) & among)


def words_of(text: str) -> list[re.Match[str]]:
    return list(WORD.finditer(text))


_TOKEN = re.compile(r"\S+")
_SIGNS = re.compile(r"[=#@\\]|[a-z\d)\]][A-Z]|[A-Z]{2}|\d[-–−/:]\d|\d\.\d+\.")
_OPEN, _CLOSED = "([\"'“‘*_`", ".,;:!?*_`\"'”’…"


def identifiers_in(text: str) -> list[tuple[str, tuple[int, int]]]:
    """What is a name by its signs, without the marks around it: formulas, SMILES, accession numbers, dates, ``p53``, ranges."""
    found = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        while start < end and text[start] in _OPEN and not _closes_later(text, start, end):
            start += 1
        while end > start and (text[end - 1] in _CLOSED or _is_extra(text, start, end)):
            end -= 1
        said = text[start:end]
        letters, digits = any(c.isalpha() for c in said), any(c.isdecimal() for c in said)
        if (letters and digits) or (said and _SIGNS.search(said)):
            found.append((said, (start, end)))
    return found


def _closes_later(text: str, start: int, end: int) -> bool:
    """Whether a bracket that a token begins with belongs to it: ``(C2H5)2O``."""
    close = {"(": ")", "[": "]"}.get(text[start], "")
    return bool(close) and close in text[start + 1 : end - 1].rstrip(_CLOSED)[:-1]


def _is_extra(text: str, start: int, end: int) -> bool:
    """Whether a token ends in a bracket that it does not open."""
    opens = {")": "(", "]": "["}.get(text[end - 1], "")
    return bool(opens) and text.count(opens, start, end) < text.count(text[end - 1], start, end)


@dataclass(frozen=True)
class Term:
    """A word with its base forms, or an identifier, whose only form is itself; numbers alone are neither."""

    text: str
    span: tuple[int, int]
    forms: frozenset[str]
    is_name: bool = False


@lru_cache(maxsize=4096)
def terms_in(text: str) -> tuple[Term, ...]:
    """The words and identifiers of a text in order."""
    found = [Term(name, span, frozenset((_plain(name),)), True) for name, span in identifiers_in(text)]
    names = [term.span for term in found]
    at = 0
    for word in WORD.finditer(text):
        while at < len(names) and names[at][1] <= word.start():
            at += 1
        if at == len(names) or word.start() < names[at][0]:
            end = word.end() - 2 * word[0].lower().replace("’", "'").endswith("'s")  # iron's
            said = text[word.start() : end]
            found.append(Term(said, (word.start(), end), stems(said)))
    return tuple(sorted(found, key=lambda term: term.span))


def _plain(name: str) -> str:
    """``H2O`` for ``H₂O``."""
    return unicodedata.normalize("NFKC", name)
