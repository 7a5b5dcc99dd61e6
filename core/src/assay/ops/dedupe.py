"""Near-duplicates: pools of texts that tell whether a new one is too like one of them.

A pool grows with :meth:`add` and answers :meth:`nearest`; :class:`Novel` turns one
into the row filter of a recipe::

    pool.filter(ops.Novel(lambda: ops.RougePool(above=0.7)))
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from assay.errors import Rejected
from assay.ops._needs import need
from assay.ops.texts import Tokenize, ngrams, same, words
from assay.recipes import Fields, RowFilter


@dataclass(frozen=True, slots=True)
class Near:
    """A text of a pool, by its number from 0, and how like it is (0 to 1)."""

    index: int
    score: float


class Pool(Protocol):
    """Texts that a new one is compared with."""

    def add(self, text: str) -> None:
        """Take a text in."""

    def nearest(self, text: str, first: int | None = None) -> Near | None:
        """The text most like this one, if it is more like it than the pool's threshold.

        With ``first``, among the first so many texts: the pool as it once was.
        """


class ExactPool:
    """Knows texts that differ in white space and Unicode form only."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._first: dict[str, int] = {}
        self._count = 0
        for text in texts:
            self.add(text)

    def __len__(self) -> int:
        return self._count

    def add(self, text: str) -> None:
        self._first.setdefault(same(text), self._count)
        self._count += 1

    def nearest(self, text: str, first: int | None = None) -> Near | None:
        index = self._first.get(same(text))
        return None if index is None or (first is not None and index >= first) else Near(index, 1.0)


def rouge_l(one: str, other: str, tokenize: Tokenize = words) -> float:
    """The F measure of ROUGE-L, the same number as ``rouge-score`` gives without stemming."""
    from_one, from_other = tokenize(one), tokenize(other)
    distance = need("rapidfuzz.distance", "dedupe")
    return _f_measure(distance.LCSseq.similarity(from_one, from_other), len(from_one), len(from_other))


def _f_measure(common: int, one: int, other: int) -> float:
    if not common:
        return 0.0
    precision, recall = common / other, common / one
    return 2 * precision * recall / (precision + recall)


class RougePool:
    """ROUGE-L against every text so far, exactly: no text above the threshold is missed.

    A text that scores more than t against one of n words has at least
    n·t / (2 - t) words in common with it. Those texts are found first, by
    counting in bit sets, and only they are measured.
    """

    _BLOCK = 8192  # texts in one bit set

    def __init__(self, texts: Iterable[str] = (), *, above: float = 0.7, tokenize: Tokenize = words) -> None:
        if not 0 <= above < 1:
            raise ValueError(f"above is {above}, must be from 0 to below 1")
        self._above, self._tokenize = above, tokenize
        self._letters: dict[
            str, str
        ] = {}  # each word as one character, which is what the measure is quick for
        self._spelt: list[str] = []
        self._blocks: list[dict[tuple[str, int], int]] = []  # which texts hold a letter for the k-th time
        for text in texts:
            self.add(text)

    def __len__(self) -> int:
        return len(self._spelt)

    def add(self, text: str) -> None:
        spelt = "".join([self._letter(word) for word in self._tokenize(text)])
        block, bit = divmod(len(self._spelt), self._BLOCK)
        if not bit:
            self._blocks.append({})
        holding = self._blocks[block]
        for occurrence in _occurrences(spelt):
            holding[occurrence] = holding.get(occurrence, 0) | 1 << bit
        self._spelt.append(spelt)

    def nearest(self, text: str, first: int | None = None) -> Near | None:
        known = self._letters
        spelt = "".join([known.get(word, "\0") for word in self._tokenize(text)])
        candidates = self._candidates(spelt)
        if first is not None:
            candidates = candidates[: bisect_left(candidates, first)]
        if not candidates:
            return None
        process, distance = need("rapidfuzz.process", "dedupe"), need("rapidfuzz.distance", "dedupe")
        # 1 - indel distance / total length is the F measure; the cutoff leaves room for rounding.
        found = process.extractOne(
            spelt,
            [self._spelt[index] for index in candidates],
            scorer=distance.Indel.normalized_similarity,
            score_cutoff=max(0.0, self._above - 1e-9),
        )
        if found is None:
            return None
        other, _, place = found
        score = _f_measure(distance.LCSseq.similarity(spelt, other), len(other), len(spelt))
        return Near(candidates[place], score) if score > self._above else None

    def _candidates(self, spelt: str) -> list[int]:
        """Texts with enough words in common, oldest first."""
        needed = max(1, math.ceil(len(spelt) * self._above / (2 - self._above) - 1e-9))
        occurrences = _occurrences(spelt)
        found: list[int] = []
        for number, holding in enumerate(self._blocks):
            sets = [holding[o] for o in occurrences if o in holding]
            if len(sets) >= needed:
                found += _bits(_in_at_least(sets, needed), number * self._BLOCK)
        return found

    def _letter(self, word: str) -> str:
        letter = self._letters.get(word)
        if letter is None:
            number = len(self._letters) + 1  # 0 stands for words that no text has
            number += 0x800 if number >= 0xD800 else 0  # surrogates are no letters
            letter = self._letters[word] = chr(number)  # for a million different words
        return letter


def _occurrences(spelt: str) -> list[tuple[str, int]]:
    seen: Counter[str] = Counter()
    found = []
    for letter in spelt:
        found.append((letter, seen[letter]))
        seen[letter] += 1
    return found


def _in_at_least(sets: list[int], needed: int) -> int:
    """The bits that are set in at least so many of the sets, all counted at a time."""
    digits: list[int] = []  # of the counts, in binary, the lowest first
    for carry in sets:
        for place, digit in enumerate(digits):
            digits[place], carry = digit ^ carry, digit & carry
            if not carry:
                break
        else:
            digits.append(carry)
    if needed >= 1 << len(digits):
        return 0
    greater, equal = 0, -1
    for place in reversed(range(len(digits))):
        if needed >> place & 1:
            equal &= digits[place]
        else:
            greater |= equal & digits[place]
            equal &= ~digits[place]
    return greater | equal


def _bits(bits: int, start: int) -> list[int]:
    found = []
    while bits:
        lowest = bits & -bits
        found.append(start + lowest.bit_length() - 1)
        bits ^= lowest
    return found


def jaccard(one: str, other: str, *, size: int = 5, tokenize: Tokenize = words) -> float:
    """The share of the runs of ``size`` words that two texts have in common."""
    return _jaccard(_shingles(one, size, tokenize), _shingles(other, size, tokenize))


def _shingles(text: str, size: int, tokenize: Tokenize) -> set[str]:
    return {" ".join(run) for run in ngrams(tokenize(text), size)}


def _jaccard(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


class MinHashPool:
    """The Jaccard similarity of word runs, for long texts and many of them.

    MinHash finds what to compare, the similarity itself is exact: nothing is
    refused for a hash. At the threshold one pair in a thousand may be missed,
    far above it none.
    """

    _PERMUTATIONS = 128

    def __init__(
        self,
        texts: Iterable[str] = (),
        *,
        above: float = 0.8,
        size: int = 5,
        tokenize: Tokenize = words,
    ) -> None:
        if not 0 < above < 1:
            raise ValueError(f"above is {above}, must be between 0 and 1")
        self._above, self._size, self._tokenize = above, size, tokenize
        self._rensa = need("rensa", "dedupe")
        bands = next(
            b for b in (8, 16, 32, 64, 128) if _missed(above, b, self._PERMUTATIONS) < 1e-3 or b == 128
        )
        self._index = self._rensa.RMinHashLSH(above, self._PERMUTATIONS, bands)
        self._texts: list[str] = []
        for text in texts:
            self.add(text)

    def __len__(self) -> int:
        return len(self._texts)

    def add(self, text: str) -> None:
        shingles = _shingles(text, self._size, self._tokenize)
        if shingles:
            self._index.insert(len(self._texts), self._sketch(shingles))
        self._texts.append(text)

    def near(self, text: str, first: int | None = None) -> Iterator[Near]:
        """All texts that are more like this one than the threshold, in the order in which they were taken in."""
        shingles = _shingles(text, self._size, self._tokenize)
        if not shingles:
            return
        for index in sorted(self._index.query(self._sketch(shingles))):
            if first is not None and index >= first:
                break
            score = _jaccard(shingles, _shingles(self._texts[index], self._size, self._tokenize))
            if score > self._above:
                yield Near(index, score)

    def nearest(self, text: str, first: int | None = None) -> Near | None:
        return max(self.near(text, first), key=lambda near: (near.score, -near.index), default=None)

    def _sketch(self, shingles: set[str]) -> Any:
        sketch = self._rensa.RMinHash(self._PERMUTATIONS, 1)
        sketch.update(sorted(shingles))
        return sketch


def _missed(score: float, bands: int, permutations: int) -> float:
    """The chance that two texts of this similarity share no band."""
    return float((1 - score ** (permutations // bands)) ** bands)


class Novel:
    """Refuses a row that is too like an earlier one: give it to ``Recipe.filter``.

    ``text`` names the column that is compared, or is a function of the row.
    ``known`` are texts to compare with besides the rows, such as seed tasks. It
    keeps its pool between calls and takes in what is new only; with other rows (a
    new run, a resumed one) it begins anew.
    """

    def __init__(
        self,
        pool: Callable[[], Pool],
        text: str | Callable[[Fields], str] = "prompt",
        *,
        known: Callable[[], Iterable[str]] = tuple,
        reason: str = "near_duplicate",
    ) -> None:
        self._make, self._known, self._reason = pool, known, reason
        self._text: Callable[[Fields], str] = (lambda row: str(row[text])) if isinstance(text, str) else text
        self._rows: Sequence[Fields] | None = None
        self._pool: Pool
        self._before = self._taken = 0

    def __call__(self, rows: Sequence[Fields], row: Fields) -> Rejected | None:
        if rows is not self._rows or len(rows) < self._taken:
            self._rows, self._pool, self._taken = rows, self._make(), 0
            known = list(self._known())
            self._before = len(known)
            for text in known:
                self._pool.add(text)
        for earlier in rows[self._taken :]:
            self._pool.add(self._text(earlier))
        self._taken = len(rows)
        near = self._pool.nearest(self._text(row))
        if near is None:
            return None
        number = near.index - self._before
        what = f"row {rows[number]['id']}" if number >= 0 else f"known text {near.index + 1}"
        return Rejected(self._reason, f"It is like {what} ({near.score:.2f} of 1).")


def in_turn(*hooks: RowFilter) -> RowFilter:
    """One row filter of several: the first refusal counts."""

    def hook(rows: Sequence[Fields], row: Fields) -> Rejected | None:
        return next((refused for admit in hooks if (refused := admit(rows, row))), None)

    return hook


def distinct(items: Iterable[Any], pool: Pool, text: Callable[[Any], str] = str) -> list[Any]:
    """The items, in order, without those too like an earlier one (or a text of the pool)."""
    kept = []
    for item in items:
        if pool.nearest(text(item)) is None:
            pool.add(text(item))
            kept.append(item)
    return kept
