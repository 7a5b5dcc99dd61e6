"""Small edits of a labelled text: synonym, insertion, swap, deletion; and what they must not touch."""

from __future__ import annotations

import math
import random
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence

from assay.evidence.english import NEGATIONS, WORD, bases, names_in, numbers_in
from assay_text.stand_ins import stand_ins

Tokens = list[str]
_CORE = re.compile(r"\w+(?:['’\-.]\w+)*")


def core(token: str) -> str:
    """The word in a token, in lower case, without the marks around it."""
    match = _CORE.search(token)
    return match[0].lower().replace("’", "'") if match else ""


def negates(word: str) -> bool:
    """Whether a word in lower case turns what follows into its contrary."""
    return word in NEGATIONS or word.endswith("n't")


def fixed(tokens: Sequence[str], label_words: Collection[str]) -> set[int]:
    """Places that no edit may touch: negations and the word after each, numbers, names, label-bearing words."""
    text = " ".join(tokens)
    names = names_in(text).keys()
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(token) + 1)
    numbers = [n.span for n in numbers_in(text)]
    places = set()
    for i, token in enumerate(tokens):
        word = core(token)
        number = any(a < starts[i] + len(token) and starts[i] < b for a, b in numbers)
        names_it = any(part.lower() in names for part in WORD.findall(re.sub(r"['’][sS]\b", "", token)))
        if not word or number or names_it or any(c.isdigit() for c in word) or bases(word) & set(label_words):
            places.add(i)
        if negates(word):
            places |= {i, i + 1}
    return places


def most_edits(tokens: Sequence[str], alpha: float) -> int:
    """How many words an edit may touch: the share ``alpha``, at least one."""
    return max(1, round(alpha * len(tokens)))


def candidates(word: str, label_words: Collection[str]) -> list[str]:
    """The synonyms of a word that neither negate nor bear a label."""
    return [s for s in stand_ins(word) if not bases(s) & set(label_words) and not negates(s)]


def replace(tokens: Tokens, rng: random.Random, count: int, label_words: Collection[str]) -> Tokens | None:
    """Some words by a synonym of the same sense; case, marks and ``a``/``an`` still fit."""
    held, new = fixed(tokens, label_words), list(tokens)
    places = [i for i in range(len(tokens)) if i not in held and candidates(core(tokens[i]), label_words)]
    done = 0
    for i in rng.sample(places, len(places)):
        word = core(tokens[i])
        before = core(new[i - 1]) if i else ""
        fitting = [
            s
            for s in candidates(word, label_words)
            if before not in ("a", "an") or (s[0] in "aeiou") == (before == "an")
        ]
        if fitting and done < count:
            other = rng.choice(fitting)
            new[i] = _CORE.sub(lambda m, o=other: o.capitalize() if m[0][0].isupper() else o, new[i], count=1)  # type: ignore[misc]
            done += 1
    return new if done else None


def insert(tokens: Tokens, rng: random.Random, count: int, label_words: Collection[str]) -> Tokens | None:
    """Synonyms of some of the words, put in somewhere but not behind a negation, nor between a number and its unit."""
    held, new = fixed(tokens, label_words), list(tokens)
    pool = [s for i, t in enumerate(tokens) if i not in held for s in candidates(core(t), label_words)]
    for _ in range(count if pool else 0):
        before = ["", *map(core, new)]
        places = [
            i for i in range(len(new)) if not negates(before[i]) and not any(map(str.isdigit, before[i]))
        ]
        if places:
            new.insert(rng.choice(places), rng.choice(pool))
    return new if pool else None


def swap(tokens: Tokens, rng: random.Random, count: int, label_words: Collection[str]) -> Tokens | None:
    """Some pairs of words change places."""
    held, new = fixed(tokens, label_words), list(tokens)
    free = [i for i in range(len(tokens)) if i not in held]
    for _ in range(count):
        if len(free) >= 2:
            i, j = rng.sample(free, 2)
            new[i], new[j] = new[j], new[i]
    return new if new != tokens else None


def delete(tokens: Tokens, rng: random.Random, count: int, label_words: Collection[str]) -> Tokens | None:
    """Some words are left out, never more than half."""
    held = fixed(tokens, label_words)
    free = [i for i in range(len(tokens)) if i not in held]
    gone = set(rng.sample(free, min(count, len(free), len(tokens) // 2)))
    return [t for i, t in enumerate(tokens) if i not in gone] if gone else None


def relevant(tokens: Sequence[str], label_words: Collection[str]) -> list[str]:
    """The label-bearing words that matter to edits of a text: its own, and those among synonyms of its words."""
    words = {core(token) for token in tokens}
    near = words | {s for word in words for s in stand_ins(word)}
    return sorted({base for word in near for base in bases(word)} & set(label_words))


EDITS: dict[str, Callable[[Tokens, random.Random, int, Collection[str]], Tokens | None]] = {
    "synonym": replace,
    "insert": insert,
    "swap": swap,
    "delete": delete,
}


def label_bearing(rows: Iterable[tuple[str, str]], least_z: float = 1.2) -> list[str]:
    """The words that tell labels apart: log-odds of a label against the rest ``least_z`` standard errors from zero.

    ``rows`` are ``(text, label)``. Words seen in fewer than three texts tell nothing.
    """
    counts: dict[str, Counter[str]] = {}
    for text, label in rows:
        counts.setdefault(label, Counter()).update({core(token) for token in text.split()} - {""})
    every = sum(counts.values(), Counter[str]())
    total = sum(every.values())
    found = set()
    for own in counts.values():
        size = sum(own.values())
        for word, n in every.items():
            here, there = own[word] + 0.5, n - own[word] + 0.5
            odds = math.log(here / (size - own[word] + 0.5)) - math.log(
                there / (total - size - n + own[word] + 0.5)
            )
            if n >= 3 and abs(odds) / math.sqrt(1 / here + 1 / there) >= least_z:
                found.add(word)
    return sorted(found)
