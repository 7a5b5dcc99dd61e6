"""Findings, conditions, topics and drugs, and the wordings that name them in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from assay.evidence.english import NEGATIONS, WORD, bases

Kind = Literal["symptom", "condition", "topic", "drug", "fact"]
_LIGHT = frozenset(
    "a an the my your his her our their this that these those any some all of in on at really very quite bit little just so been"
    " left right upper lower both right-sided old same much have has had having got feel feels feeling from or i you it keep keeps keeping ever even too".split()
)
"""Words that may stand between those of a wording: ``pain in my left arm``."""
_IS = frozenset("is are was were be feel feels look looks go got get".split())
_MOST_LIGHT = 3
_OWN = frozenset("worse worst better best less least more most lower".split())
"""Words that are no form of another here: what is worse need not be bad, a lower back is not low."""


_PERSONS = {
    **dict.fromkeys(("i", "you", "he", "she", "they"), frozenset(("(who)",))),
    **dict.fromkeys(("my", "your", "his", "her", "their"), frozenset(("(whose)",))),
    **dict.fromkeys(("myself", "yourself", "himself", "herself"), frozenset(("(self)",))),
}
"""What the patient says of himself the doctor says to him: ``when I pee``, ``when you pee``."""


@dataclass(frozen=True)
class Token:
    """A word of a text and what it may be a form of."""

    word: str
    start: int
    end: int
    forms: frozenset[str]

    @property
    def negates(self) -> bool:
        return self.word in NEGATIONS or self.word.endswith("n't")


@dataclass(frozen=True)
class Concept:
    """Something that can be had, taken or done, with the wordings that name it; ``broader``: a kind of what it is."""

    name: str
    kind: Kind
    wordings: tuple[str, ...]
    broader: str = ""


@dataclass(frozen=True)
class Place:
    """Where a concept is named: characters of the text. ``denied`` if a negation stands within the wording."""

    concept: Concept
    start: int
    end: int
    denied: bool = False


@lru_cache(maxsize=20_000)
def forms_of(word: str) -> frozenset[str]:
    """What a word may be a form of; ``worse`` and its like are forms of themselves only."""
    word = word.lower().replace("’", "'")
    if word in _OWN:
        return frozenset((word,))
    more = frozenset((word.removesuffix("ness"),)) if word.endswith("ness") and len(word) > 6 else frozenset()
    return (bases(word) - (_OWN - {word})) | _PERSONS.get(word, frozenset()) | more


@lru_cache(maxsize=8_000)
def tokens_of(text: str) -> tuple[Token, ...]:
    """The words of a text, apostrophes straight, in lower case."""
    return tuple(
        Token(word := m[0].lower().replace("’", "'"), m.start(), m.end(), forms_of(word))
        for m in WORD.finditer(text)
    )


class Wordings:
    """Finds the concepts that a text names: the longest wordings first, none within another.

    ``more`` are further wordings, whose concepts of the same name are the same.
    """

    def __init__(self, concepts: Iterable[Concept], more: Wordings | None = None) -> None:
        self._more = more._first if more else {}
        self._first: dict[str, list[tuple[tuple[frozenset[str], ...], str, Concept]]] = {}
        for concept in concepts:
            for wording in dict.fromkeys(concept.wordings):
                words = [w.lower().replace("’", "'") for w in WORD.findall(wording)]
                if not words:
                    continue
                exact = wording if wording.isupper() and len(wording) <= 5 else ""
                pattern = tuple(forms_of(word) for word in words)
                for first in pattern[0]:
                    self._first.setdefault(first, []).append((pattern, exact, concept))
                if len(pattern) == 2 and not any(
                    w in ("pain", "from", "in", "my", "on", "the") for w in words[:1]
                ):
                    for first in pattern[1]:  # "swollen calf": "my calf is swollen"
                        self._first.setdefault(first, []).append(
                            ((pattern[1], _IS, pattern[0]), exact, concept)
                        )

    def find(self, text: str) -> list[Place]:
        """The places, in their order."""
        tokens = tokens_of(text)
        found: list[tuple[int, int, int, Place]] = []
        for n, token in enumerate(tokens):
            tried = set()
            for first in token.forms:
                for pattern, exact, concept in (*self._first.get(first, ()), *self._more.get(first, ())):
                    if id(pattern) in tried or (exact and text[token.start : token.end] != exact):
                        continue
                    tried.add(id(pattern))
                    last, denied = _match(pattern, tokens, n)
                    if last is not None and _digits(concept, text[token.start : tokens[last].end]):
                        place = Place(concept, token.start, tokens[last].end, denied)
                        found.append((len(pattern), n, last, place))
        chosen: list[tuple[int, int, Place]] = []
        for _, n, last, place in sorted(found, key=lambda f: (-f[0], f[2] - f[1], f[1])):
            if all(last < a or n > b for a, b, _ in chosen):
                chosen.append((n, last, place))
        return [place for _, _, place in sorted(chosen, key=lambda c: c[0])]


def _match(pattern: Sequence[frozenset[str]], tokens: Sequence[Token], at: int) -> tuple[int | None, bool]:
    denied = _turned(pattern[0], tokens[at])
    for wanted in pattern[1:]:
        at += 1
        skipped = 0
        while at < len(tokens) and not wanted & tokens[at].forms:
            if tokens[at].negates:
                denied = True
            elif tokens[at].word not in _LIGHT:
                return None, False
            skipped += 1
            if skipped > _MOST_LIGHT:
                return None, False
            at += 1
        if at >= len(tokens):
            return None, False
        denied |= _turned(wanted, tokens[at])
    return at, denied


_DIGITS = re.compile(r"\d+")


def _digits(concept: Concept, text: str) -> bool:
    """Whether the numbers within a text that names a concept are those of one of its wordings: ``type 2 diabetes``."""
    found = _DIGITS.findall(text)
    return not found or any(_DIGITS.findall(wording) == found for wording in concept.wordings)


def _turned(wanted: frozenset[str], token: Token) -> bool:
    """Whether a word stands there denied: ``isn't`` where the wording has ``is``."""
    return token.negates and token.word not in wanted


@cache
def known_concepts() -> dict[str, Concept]:
    """The concepts of ``data/findings.tsv``, by name."""
    table: dict[str, Concept] = {}
    text = (files("assay_medical") / "data" / "findings.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, kind, wordings = line.split("\t")
            kind, _, broader = kind.partition("/")
            table[name] = Concept(name, kind, tuple(wordings.split("|")), broader)  # type: ignore[arg-type]
    return table


@cache
def known_wordings() -> Wordings:
    """Those of all known concepts."""
    return Wordings(known_concepts().values())


@cache
def talk_of(who: str) -> frozenset[str]:
    """The words that ``doctor`` or ``patient`` may say without stating a fact, beside core's words of talk."""
    text = (files("assay_medical") / "data" / "consultation_words.txt").read_text(encoding="utf-8")
    lines = [line.partition(":")[2] for line in text.splitlines() if line.startswith(f"{who}:")]
    return frozenset(re.findall(r"\S+", " ".join(lines)))
