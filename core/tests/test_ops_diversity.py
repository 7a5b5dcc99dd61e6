"""Embeddings choose what lies apart; the model is a real one, made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from assay import UsageError, ops

VOCABULARY = ["[UNK]", "bees", "wasps", "fly", "sums", "numbers", "add"]


def count(texts: Sequence[str]) -> list[list[float]]:
    """An embedding by hand: how often each word occurs."""
    return [[float(ops.words(text).count(word)) for word in VOCABULARY[1:]] for text in texts]


def test_k_center_takes_what_lies_apart() -> None:
    vectors = [[1, 0.0], [1, 0.1], [0, 1], [1, 0.05], [-1, 0]]
    assert ops.k_center(vectors, 3) == [1, 4, 2]
    assert sorted(ops.k_center(vectors, 9)) == [0, 1, 2, 3, 4]
    assert ops.k_center([], 2) == [] and ops.k_center(vectors, 0) == []
    assert ops.k_center([[1, 0], [1, 0], [1, 0]], 3) == [0, 1, 2]
    with pytest.raises(ValueError, match="finite numbers"):
        ops.k_center([[float("nan"), 1.0]], 1)


def test_a_pool_by_meaning() -> None:
    pool = ops.EmbeddingPool(count, ["bees fly"], above=0.8)
    for text in ("add numbers", "wasps fly", "nothing known"):
        pool.add(text)
    assert pool.nearest("Fly, bees!") == ops.Near(0, pytest.approx(1.0))
    assert pool.nearest("numbers add numbers") == ops.Near(1, pytest.approx(0.9487, abs=1e-4))
    assert pool.nearest("wasps fly", first=2) is None and len(pool) == 4
    assert pool.nearest("nothing known") is None
    assert ops.EmbeddingPool(count).nearest("bees") is None


def test_a_model_on_the_disk(tmp_path: Path) -> None:
    import numpy as np
    from model2vec import StaticModel
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    tokenizer = Tokenizer(WordLevel({word: i for i, word in enumerate(VOCABULARY)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    vectors = np.array([[0, 0], [1, 0], [1, 0.1], [0.9, 0], [0, 1], [0.1, 1], [0, 0.9]], dtype=np.float32)
    StaticModel(vectors, tokenizer).save_pretrained(str(tmp_path / "model"))
    embed = ops.embedder(tmp_path / "model")
    pool = ops.EmbeddingPool(embed, ["bees fly", "add numbers"], above=0.95)
    near = pool.nearest("wasps fly")
    assert near is not None and near.index == 0
    texts = ["bees", "wasps", "sums", "wasps fly"]
    assert {texts[i] for i in ops.k_center(embed(texts), 2)} & {"sums"}
    with pytest.raises(UsageError, match="holds no embedding model"):
        ops.embedder(tmp_path)
