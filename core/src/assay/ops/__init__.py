"""Operators that recipes share: near-duplicates, selection, agreement.

``from assay import ops``. Nothing heavy is imported before it is used.
"""

from __future__ import annotations

from assay.ops.agreement import Level, Weights, agreement, cohen_kappa, confusion, krippendorff_alpha
from assay.ops.dedupe import (
    ExactPool,
    MinHashPool,
    Near,
    Novel,
    Pool,
    RougePool,
    distinct,
    jaccard,
    rouge_l,
)
from assay.ops.select import Vote, balance, best, cap, entropy, majority, spread
from assay.ops.texts import ngrams, same, symbols, words

__all__ = [
    "ExactPool",
    "Level",
    "MinHashPool",
    "Near",
    "Novel",
    "Pool",
    "RougePool",
    "Vote",
    "Weights",
    "agreement",
    "balance",
    "best",
    "cap",
    "cohen_kappa",
    "confusion",
    "distinct",
    "entropy",
    "jaccard",
    "krippendorff_alpha",
    "majority",
    "ngrams",
    "rouge_l",
    "same",
    "spread",
    "symbols",
    "words",
]
