r"""Equations in text: ``\ce{2H2 + O2 -> 2H2O}``, ``2 H₂ + O₂ → 2 H₂O``, ``$2\mathrm{H_2} + …$``, into terms on two sides."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import Generic, TypeVar

from assay_science.formulas import Formula, read_plain, unmarked

LONGEST = 1200
"""Characters of an equation that are read."""
MOST_TERMS = 16
"""Species on one side that are read."""

_ABOVE = re.compile(r"\\x(left|right)(?:left|right)?(?:arrow|harpoons)\s*(?:\[[^\[\]]{0,80}\]\s*)?")
_MHCHEM_ABOVE = re.compile(
    r"((?:-|<=|<-|<=>|=)>{1,2})\[(?:[^\[\]]{0,80})\](?:\[[^\[\]]{0,80}\])?(?=\s|[\dA-Z(\\{])"
)
ARROW = re.compile(r"<=+>{1,2}|<-+>|<{2}=+>|<-+(?![>\d])|[-–—−]+>|=+>|[→⟶⇌⇋↔⟷⇒⟹➔➝➞➡⇄⇆⇨⟺⇀]\ufe0f?|[←⟵]|={1,2}")
_LEFTWARD = re.compile(r"<-+|[←⟵]")
_PLUS_OF_A_CHARGE = re.compile(r"\s*(?:\Z|\+|\((?:aq|cr|[slg])\))|\d{1,2}\s*(?:\Z|\+|\((?:aq|cr|[slg])\))")
_COEFFICIENT = re.compile(r"(\d{1,7})\s*/\s*(\d{1,7})|(\d{1,7})\.(\d{1,7})|(\d{1,7})")
_FRACTION = re.compile(r"\\[dt]?frac\s*(?:\{\s*(\d{1,7})\s*\}\s*\{\s*(\d{1,7})\s*\}|(\d)(\d))")
_VULGAR = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅙": "1/6", "⅛": "1/8"}


@dataclass(frozen=True, slots=True)
class Term:
    """A species with its coefficient. ``readings`` is what the text may mean, the likeliest first."""

    coefficient: Fraction
    readings: tuple[Formula, ...]
    text: str


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Equation(Generic[T]):
    """The terms on both sides, the reactants on the left."""

    left: tuple[T, ...]
    right: tuple[T, ...]


def prepared(text: str) -> str | None:
    r"""The text with fractions as ``1/2``, without what stands over an arrow, and unmarked; ``None`` if that fails."""
    if len(text) > LONGEST:
        return None
    text = _FRACTION.sub(lambda m: f" {m[1] or m[3]}/{m[2] or m[4]} ", text)
    for sign, meant in _VULGAR.items():
        text = text.replace(sign, f" {meant} ")
    text = _MHCHEM_ABOVE.sub(r"\1 ", _without_conditions(text.replace("&", " ")))
    return unmarked(text, LONGEST)


def _without_conditions(text: str) -> str:
    r"""``\xrightarrow[catalyst]{heat}`` is an arrow."""
    at = 0
    while match := _ABOVE.search(text, at):
        end, depth = match.end(), 0
        while end < len(text):
            depth += (text[end] == "{") - (text[end] == "}")
            end += 1
            if depth <= 0:
                break
        arrow = " ← " if match[1] == "left" else " → "
        text = text[: match.start()] + arrow + text[end:]
        at = match.start() + len(arrow)
    return text


def read_term(plain: str) -> Term | None:
    """A species with or without a coefficient, of text without markup."""
    plain = plain.strip()
    number = _COEFFICIENT.match(plain)
    coefficient = Fraction(1)
    if number:
        if number[2] and not int(number[2]):
            return None
        coefficient = Fraction(number[0].replace(" ", ""))
        plain = plain[number.end() :].lstrip(" ·*×") if not plain[number.end() :].startswith("^") else ""
    if plain.startswith("(") and plain.endswith(")") and plain.count("(") == 1 and not plain[1:2].isupper():
        plain = plain[1:-1]
    found = read_plain(plain) if plain else ()
    return Term(coefficient, found, plain) if found else None


def terms_of(plain: str) -> list[str]:
    """The pieces of a side between its plus signs; those that belong to a charge separate nothing."""
    pieces, begin, depth = [], 0, 0
    for at, sign in enumerate(plain):
        depth += (sign in "{[(") - (sign in "}])")
        if sign != "+" or depth:
            continue
        if at and plain[at - 1] != " " and _PLUS_OF_A_CHARGE.match(plain, at + 1):
            continue
        pieces.append(plain[begin:at])
        begin = at + 1
    return [*pieces, plain[begin:]]


def read_side(plain: str, term: Callable[[str], T | None]) -> tuple[T, ...] | None:
    """The terms of one side; ``None`` if any piece of it is no species."""
    pieces = terms_of(plain)
    if len(pieces) > MOST_TERMS:
        return None
    found = []
    for piece in pieces:
        read = term(piece)
        if read is None:
            return None
        found.append(read)
    return tuple(found)


def read_equation(text: str, term: Callable[[str], T | None]) -> Equation[T] | None:
    """The equation that a text is, all of it; ``None`` for anything else. An arrow to the left turns the sides."""
    plain = prepared(text)
    if plain is None:
        return None
    plain = plain.strip().rstrip(".;,").strip("* ")
    arrows = list(ARROW.finditer(plain))
    if len(arrows) != 1:
        return None
    left = read_side(plain[: arrows[0].start()], term)
    right = read_side(plain[arrows[0].end() :], term) if left else None
    if left is None or right is None:
        return None
    return Equation(right, left) if _LEFTWARD.fullmatch(arrows[0][0]) else Equation(left, right)


# --- where equations stand in a text ----------------------------------------------------------------------------------

_RAW_ARROW = re.compile(
    r"\\(?:x|[lL]ong)?(?:[lL]eft)?[rR]ight(?:left)?(?:arrows?|harpoons)(?![A-Za-z])|\\x?(?:[lL]ong)?leftarrow(?![A-Za-z])|\\leftrightharpoons|\\to(?![A-Za-z])|"
    + ARROW.pattern
)
_EDGE = re.compile(r"\\[()\[\]]|[\n`]|\\\\|\\begin\{[a-z]+\*?\}|\\end\{[a-z]+\*?\}")
_OPENING = "*\"'“”‘«:;,"
_CLOSING = "*_\"'“”’».,;:!?"
_TOKENS = 48
_ARROWS = 60
_WORD = re.compile(
    r"(?!(?:alpha|beta|gamma|neutron|proton|deuteron|triton|electron|positron|antineutrino|neutrino)s?\b)[A-Za-z]?[a-z]{3,}"
)
"""What begins no equation: three small letters, but for the names of particles."""
_SPECIES = re.compile(r"(?:.*[\d+].*|.*[A-Z].*[A-Z].*)[^:,.]")
_GOES_ON = re.compile(rf"[\s$}})]*(?:\+|{_RAW_ARROW.pattern})")
_HEAT = re.compile(r"[\s$})]*\+\s*(?:\\text\{\s*)?(?:heat|energy|light|Δ|\\Delta)\b", re.IGNORECASE)
_SYMBOL = re.compile(r"(?<![\\A-Za-z])[A-Z][a-z]?(?![a-z])")


def spans_of(text: str, term: Callable[[str], T | None]) -> list[tuple[int, int]]:
    """Where in a text equations begin and end, in order. Chained arrows give several.

    What has symbols of elements on both sides of an arrow and cannot be read is there as well, so that it is not overlooked.
    """
    found: list[tuple[int, int]] = []
    arrows = list(islice(_RAW_ARROW.finditer(text), _ARROWS + 1))
    for n, arrow in enumerate(arrows[:_ARROWS]):
        whole = _segment(text, arrow.start(), arrow.end())
        low = max(whole[0], arrows[n - 1].end() if n else 0)  # a side holds no arrow
        high = min(whole[1], arrows[n + 1].start() if n + 1 < len(arrows) else whole[1])
        begin = _begin(text, low, arrow.start(), term)
        end = _end(text, arrow, high, term)
        if begin is not None and end is not None:
            found.append((begin, end))
        elif (
            arrow[0][:1] != "="
            and _SYMBOL.search(text, low, arrow.start())
            and _SYMBOL.search(text, arrow.end(), high)
        ):
            found.append(whole)
    return found


def _segment(text: str, start: int, end: int) -> tuple[int, int]:
    """The piece of a line, of a formula or of a group in braces in which an arrow stands."""
    low, high = max(0, start - LONGEST), min(len(text), end + LONGEST)
    for edge in _EDGE.finditer(text, low, start):
        low = edge.end()
    after = _EDGE.search(text, end, high)
    high = after.start() if after else high
    if text.count("$", low, start) % 2:
        low = text.rfind("$", low, start) + 1
        dollar = text.find("$", end, high)
        high = dollar if dollar >= 0 else high
    depth = 0
    for at in range(start - 1, low - 1, -1):
        depth += (text[at] == "}") - (text[at] == "{")
        if depth < 0:
            low = at + 1
            break
    depth = 0
    for at in range(end, high):
        depth += (text[at] == "{") - (text[at] == "}")
        if depth < 0:
            high = at
            break
    return low, high


def _breaks(text: str, low: int, high: int) -> list[int]:
    """Where in a piece words begin, outside of braces."""
    found, depth, blank = [], 0, True
    for at in range(low, high):
        here = text[at].isspace()
        if blank and not here and depth <= 0:
            found.append(at)
        if text[at] in "{}":
            depth += (text[at] == "{") - (text[at] == "}")
        blank = here or text[at] in _OPENING
    return found


def _begin(text: str, low: int, high: int, term: Callable[[str], T | None]) -> int | None:
    for start in _breaks(text, low, high)[-_TOKENS:]:
        while start < high and text[start] in _OPENING:
            start += 1
        if _WORD.match(text, start):
            continue
        plain = prepared(text[start:high])
        if plain is not None and plain.strip() and read_side(plain, term):
            return None if _cut_off(text[low:start]) else start
    return None


def _cut_off(before: str) -> bool:
    """Whether an equation begins before the place up to which this text goes: it ends in a plus sign or in a species."""
    before = before.rstrip(" $({\\,;")
    if before.endswith("+"):
        return True
    word = before.rsplit(None, 1)[-1] if before.strip() else ""
    return len(word) <= 60 and bool(_SPECIES.fullmatch(word)) and read_term(unmarked(word) or "") is not None


def _end(text: str, arrow: re.Match[str], high: int, term: Callable[[str], T | None]) -> int | None:
    for stop in reversed([*_breaks(text, arrow.end(), high)[1 : _TOKENS + 1], high]):
        end = stop
        while end > arrow.end() and (text[end - 1].isspace() or text[end - 1] in _CLOSING):
            end -= 1
        plain = prepared(text[arrow.start() : end])
        if plain is None:
            continue
        said = ARROW.match(plain.strip())
        if said and read_side(plain.strip()[said.end() :], term):
            goes_on = _GOES_ON.match(text, end)
            return None if goes_on and not _HEAT.match(text, end) else end
    return None
