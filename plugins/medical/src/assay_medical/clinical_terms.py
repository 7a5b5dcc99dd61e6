"""Clinical terms: which words name a drug, a disease, a symptom, a finding or a procedure, and what means the same.

The lists and their sources are in ``data/terms.md``. That a term is not found here means nothing: a list of
terms is never whole. What may be put for each other is only what ``synonyms.txt`` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from assay.evidence.english import bases, common_words

WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’](?=[^\W\d_]))*|\d+(?:[.,]\d+)*")
"""A word (``HbA1c``, ``CO2``, ``patient's``) or the digits of a number; hyphens and full stops part words."""
LONGEST_TERM = 6
"""Words of the longest term that is looked for."""
_CAPITALS = frozenset("sob doe er ed us pad cad im sc as or mi tab k pt".split())
"""Abbreviations that are everyday words in lower case."""
KINDS = ("drug", "diagnosis", "symptom", "finding", "procedure", "test")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, numbers among them, without a possessive ``'s``."""
    return tuple(plain_word(match[0]) for match in WORD.finditer(text))


@lru_cache(maxsize=50_000)
def plain_word(word: str) -> str:
    """A word in lower case with straight apostrophes, without ``'s``."""
    return word.lower().replace("’", "'").removesuffix("'s")


def _lines(name: str) -> Iterator[str]:
    text = (files("assay_medical") / "data" / "terms" / name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def synonyms() -> dict[tuple[str, ...], tuple[str, ...]]:
    """The words of each phrase, and the words of the phrase that stands for it."""
    table: dict[tuple[str, ...], tuple[str, ...]] = {}
    for line in _lines("synonyms.txt"):
        first, *others = (words_of(part) for part in line.split("|"))
        for other in others:
            table.setdefault(other, first)
        table.setdefault(first, first)
    return table


@cache
def drug_names() -> dict[tuple[str, ...], tuple[str, ...]]:
    """The words of each name of a drug, and those of its generic name."""
    table: dict[tuple[str, ...], tuple[str, ...]] = {}
    for line in _lines("drugs.txt"):
        first, *others = (words_of(part) for part in line.split("|"))
        for name in (first, *others):
            table.setdefault(name, first)
    return table


@cache
def terms() -> dict[tuple[str, ...], str]:
    """The words of each known term, in the singular, and its kind (one of :data:`KINDS`)."""
    table: dict[tuple[str, ...], str] = {}
    for line in _lines("findings.txt"):
        kind, _, rest = line.partition(": ")
        for word in rest.split():
            table.setdefault(singular(words_of(word)), kind)
    for name in drug_names():
        table.setdefault(singular(name), "drug")
    for file, kind in (("symptoms.txt", "symptom"), ("diseases.txt", "diagnosis")):
        for line in _lines(file):
            for part in line.split("|"):
                table.setdefault(singular(words_of(part)), kind)
    for variant, first in synonyms().items():
        kind = table.get(singular(first), "") or next(
            (table[s] for w in first if (s := singular((w,))) in table), ""
        )
        if kind:
            table.setdefault(singular(variant), kind)
    return table


@cache
def headings() -> dict[tuple[str, ...], int]:
    """The number of the heading that a disease or symptom stands under; narrower terms may stand there, too."""
    table: dict[tuple[str, ...], int] = {}
    for number, line in enumerate((*_lines("symptoms.txt"), *_lines("diseases.txt"))):
        for part in line.split("|"):
            table.setdefault(singular(words_of(part)), number)
    return table


@cache
def clinical_words() -> frozenset[str]:
    """Words of the terms, and of titles of ICD-10-CM and the Disease Ontology, that are no everyday words."""
    found = {word for term in terms() for word in term if len(word) > 3 and word not in common_words()}
    return frozenset(found.union(_lines("words.txt")))


_SUFFIXES = re.compile(
    r"\w{2,}(?:itis|itides|ectomy|ectomies|ostomy|otomy|oscopy|oplasty|ography|ocentesis|orrhea|orrhoea|aemia|emia|"
    r"uria|algia|osis|oma|omas|opathy|oplegia|oparesis|ophobia|olol|opril|osartan|statin|azole|cillin|mycin|"
    r"floxacin|cycline|dipine|gliptin|gliflozin|tidine|prazole|triptan|mab|tinib|vir|parin|xaban|azepam|barbital)s?"
)
_SUFFIX_KINDS = (
    (re.compile(r"(?:ectomy|ectomies|ostomy|otomy|oscopy|oplasty|ography|ocentesis)s?\Z"), "procedure"),
    (re.compile(r"(?:olol|opril|osartan|statin|azole|cillin|mycin|floxacin|cycline|dipine|gliptin|gliflozin|tidine|triptan|mab|tinib|vir|parin|xaban|azepam|barbital)s?\Z"), "drug"),
)  # fmt: skip


@lru_cache(maxsize=20_000)
def kind_of_word(word: str) -> str:
    """The kind of a single word that is a clinical term, ``""`` of any other."""
    kind = terms().get(singular((word,)), "")
    if kind:
        return kind
    for base in bases(word):
        if kind := terms().get((base,), ""):
            return kind
    if word in common_words():
        return ""
    if _SUFFIXES.fullmatch(word):
        return next((kind for ending, kind in _SUFFIX_KINDS if ending.search(word)), "diagnosis")
    return "finding" if word in clinical_words() else ""


def _longest(phrases: Iterable[tuple[str, ...]]) -> dict[str, int]:
    """The words of the longest phrase that begins with a word, of phrases of several words."""
    found: dict[str, int] = {}
    for phrase in phrases:
        if len(phrase) > 1:
            found[phrase[0]] = min(LONGEST_TERM, max(len(phrase), found.get(phrase[0], 0)))
    return found


@cache
def _longest_terms() -> dict[str, int]:
    return _longest(terms())


@cache
def _longest_phrases() -> dict[str, int]:
    return _longest((*synonyms(), *drug_names()))


def term_at(words: Sequence[str], start: int) -> tuple[int, str]:
    """The number of words of the longest known term that begins at ``start``, and its kind; ``(0, "")`` if none does."""
    for length in range(min(_longest_terms().get(words[start], 1), len(words) - start), 0, -1):
        kind = terms().get(singular(tuple(words[start : start + length])), "")
        if kind:
            return length, kind
    kind = kind_of_word(words[start])
    return (1, kind) if kind and not words[start][0].isdigit() else (0, "")


def singular(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words with the last in the singular, by the rules that clinical nouns follow mostly."""
    return (*words[:-1], _singular(words[-1])) if words else words


@lru_cache(maxsize=50_000)
def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def canonical(words: Sequence[str], as_written: Sequence[str]) -> list[tuple[tuple[str, ...], int, int]]:
    """The words with each synonym replaced by what stands for it: ``(words, first, past the last)``.

    The longest phrase counts. Of brand names of drugs the generic name is taken. ``as_written`` are the
    words in their own case: ``ED`` is a department, ``ed`` none.
    """
    found: list[tuple[tuple[str, ...], int, int]] = []
    at = 0
    while at < len(words):
        for length in range(min(_longest_phrases().get(words[at], 1), len(words) - at), 0, -1):
            phrase = tuple(words[at : at + length])
            if length == 1 and phrase[0] in _CAPITALS and not as_written[at].isupper():
                continue
            if phrase == ("mg",) and as_written[at] != "Mg":
                continue
            told = _stands_for(phrase)
            if told:
                found.append((told, at, at + length))
                at += length
                break
        else:
            found.append(((words[at],), at, at + 1))
            at += 1
    return found


@lru_cache(maxsize=100_000)
def _stands_for(phrase: tuple[str, ...]) -> tuple[str, ...]:
    table = synonyms()
    told = table.get(phrase) or table.get(singular(phrase))
    if told:
        return told
    generic = drug_names().get(phrase)
    return (table.get(generic) or generic) if generic else ()
