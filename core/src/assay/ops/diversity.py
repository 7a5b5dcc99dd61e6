"""Likeness of meaning: pools and selections over embeddings.

An embedding is any function from texts to vectors; :func:`embedder` makes one of
a model2vec model on the disk. What an embedding finds alike is an opinion: use
it to choose, never to prove.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from assay.errors import UsageError
from assay.ops._needs import need
from assay.ops.dedupe import Near

Embed = Callable[[Sequence[str]], Any]


def embedder(model: Path) -> Embed:
    """The embedding of a model2vec model: a folder, which is never looked for on the network.

    Raises :class:`~assay.UsageError` if it holds none.
    """
    if not (model / "config.json").is_file():
        raise UsageError(f"{model} holds no embedding model; name the folder of a model2vec model")
    loaded = need("model2vec", "embed").StaticModel.from_pretrained(str(model))

    def embed(texts: Sequence[str]) -> Any:
        return loaded.encode(list(texts))

    return embed


def _units(vectors: Any) -> Any:
    """Rows of length 1; a row of zeros, which means nothing, stays and is like no other."""
    np = need("numpy", "embed")
    rows = np.asarray(vectors, dtype=np.float64)
    if rows.ndim != 2 or not np.isfinite(rows).all():
        raise ValueError("an embedding must give one vector of finite numbers for each text")
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)


class EmbeddingPool:
    """Texts that mean much the same: cosine similarity against every text so far."""

    def __init__(self, embed: Embed, texts: Iterable[str] = (), *, above: float = 0.9) -> None:
        self._embed, self._above = embed, above
        self._count = 0
        self._rows: Any = None
        texts = list(texts)
        if texts:
            self._rows = _units(embed(texts))
            self._count = len(texts)

    def __len__(self) -> int:
        return self._count

    def add(self, text: str) -> None:
        np = need("numpy", "embed")
        row = _units(self._embed([text]))
        if self._rows is None:
            self._rows = row
        elif self._count == len(self._rows):  # double it, so that growing stays cheap
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
        self._rows[self._count] = row[0]
        self._count += 1

    def nearest(self, text: str, first: int | None = None) -> Near | None:
        asked = self._count if first is None else min(first, self._count)
        if not asked:
            return None
        scores = self._rows[:asked] @ _units(self._embed([text]))[0]
        index = int(scores.argmax())
        return Near(index, float(scores[index])) if scores[index] > self._above else None


def k_center(vectors: Any, n: int) -> list[int]:
    """The numbers of ``n`` vectors that lie far apart: each is the farthest from those before it.

    The first is the nearest to the middle. Distances are those of cosine; of
    equal ones the earlier vector is taken.
    """
    if not len(vectors) or n < 1:
        return []
    np = need("numpy", "embed")
    rows = _units(vectors)
    chosen = [int((rows @ rows.mean(axis=0)).round(12).argmax())]
    nearest = rows @ rows[chosen[0]]
    free = np.ones(len(rows), dtype=bool)
    free[chosen[0]] = False
    while len(chosen) < min(n, len(rows)):
        index = int(np.where(free, nearest.round(12), np.inf).argmin())
        chosen.append(index)
        free[index] = False
        nearest = np.maximum(nearest, rows @ rows[index])
    return chosen
