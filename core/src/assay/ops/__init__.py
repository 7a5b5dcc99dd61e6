"""Operators that recipes share: replies taken apart, near-duplicates, selection, agreement.

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
from assay.ops.replies import Block, block, blocks, final_answer, label, numbered, sections, tagged
from assay.ops.select import Vote, balance, best, cap, entropy, majority, spread
from assay.ops.texts import ngrams, same, symbols, words

__all__ = [
    "Block",
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
    "block",
    "blocks",
    "cap",
    "cohen_kappa",
    "confusion",
    "distinct",
    "entropy",
    "final_answer",
    "jaccard",
    "krippendorff_alpha",
    "label",
    "majority",
    "ngrams",
    "numbered",
    "rouge_l",
    "same",
    "sections",
    "spread",
    "symbols",
    "tagged",
    "words",
]
