"""Words, their base forms and lists of them, by rules and small tables (their licences: ``data/README.md``)."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache
from importlib.resources import files

from assay.evidence.pieces import Piece

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_CONTRACTED = {"ca": "can", "wo": "will", "sha": "shall"}  # ca|n't, wo|n't, sha|n't
_SUFFIXES = (
    ("'s", ""), ("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
    ("ying", "ie"), ("ier", "y"), ("iest", "y"), ("er", ""), ("er", "e"), ("est", ""), ("est", "e"), ("ily", "y"),
    ("ly", ""), ("ly", "le"), ("in", "ing"), ("ves", "f"), ("ves", "fe"),
)  # fmt: skip

_ENGLISH = frozenset(
    "the of and to in a is that for we be it with as are this by on an which let if then from you i".split()
)


def words_in(text: str) -> list[Piece]:
    """The words of a text as written, apostrophes straight, numbers and signs left out."""
    return [Piece(match[0].replace("’", "'"), match.span()) for match in WORD.finditer(text)]


def outside(text: str, vocabulary: Collection[str]) -> list[Piece]:
    """The words of a text that are no form of a word of a closed vocabulary in lower case."""
    return [word for word in words_in(text) if not any(base in vocabulary for base in bases(word.text))]


def english_share(text: str) -> float:
    """The share of a text's words that are among the commonest English ones; above 0.15 in most English."""
    words = WORD.findall(text)
    return sum(word.lower() in _ENGLISH for word in words) / max(len(words), 1)


@lru_cache(maxsize=50_000)
def bases(word: str) -> frozenset[str]:
    """What ``word`` may be a form of, itself included: ``stopped`` gives ``stop``, ``went`` gives ``go``.

    Too many rather than too few: rules know no dictionary, so ``bus`` gives ``bu`` too.
    """
    word = word.lower().replace("’", "'")
    found = {word}
    stem, mark, ending = word.partition("'")
    if mark and ending in ("s", "re", "ve", "ll", "d", "m", "t"):
        if ending == "t":
            stem = stem.removesuffix("n")
            stem = _CONTRACTED.get(stem, stem)
        found |= bases(stem) if stem else set()
    found.update(irregular().get(word, ()))
    for suffix, ending in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 2:
            base = word[: len(word) - len(suffix)]
            found.add(base + ending)
            if not ending and len(base) > 3 and base[-1] == base[-2]:  # stopp-ed
                found.add(base[:-1])
    return frozenset(found)


def is_form(word: str, base: str) -> bool:
    """Whether ``word`` can be a form of ``base``."""
    return base.lower() in bases(word)


@cache
def irregular() -> dict[str, tuple[str, ...]]:
    """Forms that no rule gives, with their bases (from WordNet)."""
    return _table("irregular.txt", "nvar")


@cache
def irregular_of(part: str) -> dict[str, tuple[str, ...]]:
    """Those forms of :func:`irregular` that are of nouns (``n``), verbs (``v``) or adjectives (``a``)."""
    return _table("irregular.txt", part)


@cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """Words with one main sense and their synonyms in it (from WordNet); the relation is symmetric."""
    return _table("synonyms.txt", "nvar")


@cache
def synonyms_of(part: str) -> dict[str, tuple[str, ...]]:
    """Those of :func:`synonyms` whose sense is a noun's (``n``), verb's (``v``), adjective's (``a``) or adverb's (``r``)."""
    return _table("synonyms.txt", part)


def _table(name: str, parts: str) -> dict[str, tuple[str, ...]]:
    """Words by a first word, of the lines of these parts of speech."""
    table: dict[str, tuple[str, ...]] = {}
    for first, part, *found in _lines(name):
        if part in parts:
            table[first] = (*table.get(first, ()), *found)
    return table


@cache
def simple_words() -> dict[str, tuple[str, ...]]:
    """Our list of simple words by part: ``first``, ``noun``, ``verb``, ``adj``, ``other``."""
    parts: dict[str, list[str]] = {}
    for first, *rest in _lines("simple_words.txt"):
        if first == "*":
            part = parts.setdefault(rest[0], [])
        elif not first.startswith("#"):
            part += [first.lower(), *(word.lower() for word in rest)]
    return {name: tuple(dict.fromkeys(part)) for name, part in parts.items()}


def _lines(name: str) -> list[list[str]]:
    text = (files("assay.evidence.english") / "data" / name).read_text(encoding="utf-8")
    return [line.split() for line in text.splitlines() if line.strip()]


@cache
def common_words() -> frozenset[str]:
    """Words that are no names: those with tagged uses in WordNet, and our own lists."""
    own = (word for part in simple_words().values() for word in part)
    return frozenset((*(word for (word,) in _lines("common.txt")), *own, *talk_words()))


@cache
def talk_words() -> frozenset[str]:
    """Words of talk that state no fact by themselves."""
    return frozenset(word for line in _lines("talk_words.txt") if line[0] != "#" for word in line)


_IRREGULAR_PLURALS = {
    "child": "children",
    "loaf": "loaves",
    "person": "people",
    "shelf": "shelves",
    "woman": "women",
    "man": "men",
    "foot": "feet",
}


def plural(singular: str) -> str:
    """``apples``, ``boxes of pencils``, ``berries``, ``loaves of bread``: of everyday nouns, by rules."""
    head, of, rest = singular.partition(" of ")
    before, space, last = head.rpartition(" ")
    if last in _IRREGULAR_PLURALS:
        last = _IRREGULAR_PLURALS[last]
    elif last.endswith(("s", "x", "ch", "sh")):
        last += "es"
    elif last.endswith("y") and last[-2] not in "aeiou":
        last = last[:-1] + "ies"
    else:
        last += "s"
    return before + space + last + of + rest


def ordinal(number: int) -> str:
    """``1st``, ``22nd``, ``13th``."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 not in (11, 12, 13) else "th"
    return f"{number}{ending}"
