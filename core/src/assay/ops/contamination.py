"""Rows that hold what a benchmark asks: runs of words that stand in both, with file and line.

As in the GPT-3 paper (arXiv:2005.14165, appendix C): words in lower case without
punctuation, and one common run of 13 of them is a hit; a benchmark text of fewer
words is one run by itself, down to 8. Shorter ones are hits only as a whole text, and those of fewer than 4
words (``yes``, ``72``) not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assay.data.input_rows import Number
from assay.data.inputs import open_input
from assay.errors import Rejected, UsageError
from assay.ops.texts import Tokenize, words
from assay.recipes import Fields

_LEAST = 4


@dataclass(frozen=True, slots=True)
class Hit:
    """A text of a benchmark that shares ``overlap`` (words of it, in a row) with another text."""

    file: str
    line: int
    column: str
    overlap: str


class Benchmarks:
    """The texts that no row may hold.

    ``size`` is the number of words in a row that makes a hit, ``short`` that of
    the shortest text that is looked for inside others.
    """

    def __init__(self, *, size: int = 13, short: int = 8, tokenize: Tokenize = words) -> None:
        if not 1 <= short <= size:
            raise ValueError(f"short is {short}, must be from 1 to size, which is {size}")
        self._size, self._short, self._tokenize = size, short, tokenize
        self._runs: dict[int, dict[tuple[str, ...], tuple[str, int, str]]] = {}
        self._whole: dict[tuple[str, ...], tuple[str, int, str]] = {}
        self.texts = 0

    @classmethod
    def read(
        cls,
        files: Iterable[Path],
        columns: Sequence[str] = (),
        *,
        size: int = 13,
        short: int = 8,
        tokenize: Tokenize = words,
    ) -> Benchmarks:
        """The benchmarks in JSONL, JSON, CSV or Parquet files: the ``columns``, or every column that holds text.

        A file that cannot be read whole is a :class:`UsageError`: what is not
        read would not be looked for.
        """
        benchmarks = cls(size=size, short=short, tokenize=tokenize)
        for path in files:
            before = benchmarks.texts
            for line, column, text in _texts(path, columns):
                benchmarks.add(text, path.name, line, column)
            if benchmarks.texts == before:
                what = f"no text in {' or '.join(columns)}" if columns else "no text"
                raise UsageError(f"the benchmark {path} holds {what}; name the file or its columns rightly")
        return benchmarks

    def add(self, text: str, file: str = "", line: int = 0, column: str = "") -> None:
        """Take a text in."""
        tokens = tuple(self._tokenize(text))
        self.texts += bool(tokens)
        place = (file, line, column)
        if len(tokens) < self._short:
            if len(tokens) >= _LEAST:
                self._whole.setdefault(tokens, place)
            return
        size = min(self._size, len(tokens))
        runs = self._runs.setdefault(size, {})
        for start in range(len(tokens) - size + 1):
            runs.setdefault(tokens[start : start + size], place)

    def hits(self, text: str) -> list[Hit]:
        """The benchmark texts that a text holds a run of, each once, with the first run of it."""
        tokens = tuple(self._tokenize(text))
        found: dict[tuple[str, int, str], Hit] = {}
        if (place := self._whole.get(tokens)) is not None:
            found[place] = Hit(*place, " ".join(tokens))
        for size, runs in self._runs.items():
            for start in range(len(tokens) - size + 1):
                run = tokens[start : start + size]
                if (place := runs.get(run)) is not None and place not in found:
                    found[place] = Hit(*place, " ".join(run))
        return sorted(found.values(), key=lambda hit: (hit.file, hit.line, hit.column))

    def refusal(self, *texts: str) -> Rejected | None:
        """:class:`Rejected` (``contaminated``) that names the first hit of the texts, ``None`` if there is none."""
        for text in texts:
            for hit in self.hits(text):
                where = f"{hit.file}, row {hit.line}" if hit.file else "a benchmark"
                return Rejected("contaminated", f"It holds words of {where}: {hit.overlap!r}.")
        return None


def turns(row: Fields) -> list[str]:
    """What was said in a row's chat."""
    return [turn["content"] for turn in row["messages"]]


class Uncontaminated:
    """Refuses rows that hold benchmark text: give it to ``Recipe.filter``.

    ``texts`` says what of a row is looked at; by default every turn of its chat.
    """

    def __init__(
        self,
        benchmarks: Callable[[], Benchmarks],
        texts: Callable[[Fields], Iterable[str]] = turns,
    ) -> None:
        self._make, self._texts = benchmarks, texts
        self._benchmarks: Benchmarks | None = None

    def __call__(self, _rows: Sequence[Fields], row: Fields) -> Rejected | None:
        if self._benchmarks is None:
            self._benchmarks = self._make()
        return self._benchmarks.refusal(*self._texts(row))


def _texts(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    source = open_input(path)
    for record in source:
        if record.problem:
            raise UsageError(f"the benchmark {path}, {source.unit} {record.number}: {record.problem}")
        for name, value in record.columns.items():
            if not columns or name in columns:
                for text in _strings(value):
                    yield record.number, name, text


def _strings(value: Any) -> Iterator[str]:
    """The texts in a value: a chat or a list of choices holds several."""
    if isinstance(value, str) and not isinstance(value, Number):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _strings(inner)
