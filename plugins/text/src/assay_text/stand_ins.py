"""What may stand for a word in a text: synonyms in the form that the word has (``automobiles`` for ``cars``).

Two tables of base words by part of speech: that of WordNet (:func:`assay.evidence.english.synonyms`, words with
one main sense, both ways), and our own of everyday words (``data/everyday_synonyms.txt``, each line one way), which
WordNet's leaves out as they have many senses. A regular or a listed form of a base word has the same form of
its synonyms. Where a verb's past and participle differ (``gave``, ``given``), no form is made: which of the two
is meant cannot be told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from assay.evidence.english import bases, irregular_of, plural, synonyms_of

FORMS = {"n": ("s",), "v": ("s", "ed", "ing"), "a": (), "r": ()}
"""The endings of a part of speech."""
_VOWELS = "aeiou"
_PREFIXES = ("be", "for", "fore", "in", "mis", "out", "over", "re", "un", "under", "up", "with")


@cache
def _own(part: str) -> Mapping[str, tuple[str, ...]]:
    text = (files("assay_text") / "data" / "everyday_synonyms.txt").read_text(encoding="utf-8")
    lines = (line.split() for line in text.splitlines())
    return {word: tuple(found) for of, word, *found in lines if of == part}


@cache
def _table(part: str) -> Mapping[str, tuple[str, ...]]:
    """Synonyms by base word, WordNet's and our own."""
    known, own = synonyms_of(part), _own(part)
    return {word: tuple(dict.fromkeys((*known.get(word, ()), *own.get(word, ())))) for word in {*known, *own}}


@cache
def _listed(part: str) -> Mapping[str, frozenset[str]]:
    """The forms that no rule gives, by their base; doubled consonants (``stopped``) are among them."""
    forms = defaultdict(set)
    for form, found in irregular_of(part).items():
        for base in found:
            forms[base].add(form)
    return {base: frozenset(found) for base, found in forms.items()}


def inflected(base: str, part: str, ending: str) -> str | None:
    """A base word as a plural or in the third person (``s``), in the past (``ed``) or with ``ing``.

    None where there is not exactly one such form.
    """
    listed = _listed(part).get(base, frozenset())
    if part == "n":
        regular = not base.endswith(("man", "s", "sh", "f", "fe", "children"))
        found = set(listed) or ({plural(base)} if regular else set())
    elif ending == "s":
        found = (
            set()
            if base in ("be", "have")
            else {base + "es" if base.endswith(("do", "go")) else plural(base)}
        )
    else:
        ing = {each for each in listed if each.endswith("ing")}
        past = {each for each in listed - ing if not each.endswith("s")}
        found = (ing if ending == "ing" else past) or _regular(base, ending)
    return found.pop() if len(found) == 1 else None


def _regular(base: str, ending: str) -> set[str]:
    """The past or the form with ``ing`` by rule; none of a verb made of an irregular one (``be-set``)."""
    made_of = {base.removeprefix(prefix) for prefix in _PREFIXES if base.startswith(prefix)}
    if any(_listed("v").get(each) for each in made_of):
        return set()
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return {base[:-1] + ending}
    if ending == "ed" and base.endswith("y") and base[-2:-1] not in _VOWELS:
        return {base[:-1] + "ied"}
    return {base + ending}


@lru_cache(maxsize=20_000)
def stand_ins(word: str) -> tuple[str, ...]:
    """What may stand for a word in lower case, in the form that the word has; ``()`` if nothing is known."""
    direct = {other: None for part in FORMS for other in _table(part).get(word, ())}
    if direct:
        return tuple(direct)
    found: dict[str, None] = {}
    for base in sorted(bases(word)):
        for part, endings in FORMS.items():
            others = _table(part).get(base, ())
            for ending in endings if others else ():
                if inflected(base, part, ending) == word:
                    found |= dict.fromkeys(
                        same for other in others if (same := inflected(other, part, ending))
                    )
    return tuple(each for each in found if each != word)
