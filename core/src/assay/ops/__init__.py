"""Operators that recipes share: documents, replies taken apart, near-duplicates, selection, sampling, rounds with a fit.

``from assay import ops``. Nothing heavy is imported before it is used.
"""

from __future__ import annotations

from assay.ops.agreement import Level, Weights, agreement, cohen_kappa, confusion, krippendorff_alpha
from assay.ops.choices import with_choices
from assay.ops.contamination import Benchmarks, Hit, Uncontaminated
from assay.ops.dedupe import (
    ExactPool,
    MinHashPool,
    Near,
    Novel,
    Pool,
    RougePool,
    distinct,
    in_turn,
    jaccard,
    rouge_l,
)
from assay.ops.diversity import Embed, EmbeddingPool, embedder, k_center
from assay.ops.documents import Passage, chunk, read_passages
from assay.ops.replies import Block, Reading, block, blocks, final_answer, label, numbered, sections, tagged
from assay.ops.rounds import Rounds, fitted, in_rounds
from assay.ops.sampling import Sampled, Tries, Try, asked, draw, filled, nearest_length, shown, tasks
from assay.ops.select import Vote, balance, best, cap, entropy, majority, spread
from assay.ops.shots import FewShot, after_shots
from assay.ops.texts import ngrams, same, symbols, words
from assay.reply_rules import closing, left_over, preamble, prompt_problem, refuses, reply_problem, runs_on

__all__ = [
    "Benchmarks",
    "Block",
    "Embed",
    "EmbeddingPool",
    "ExactPool",
    "FewShot",
    "Hit",
    "Level",
    "MinHashPool",
    "Near",
    "Novel",
    "Passage",
    "Pool",
    "Reading",
    "RougePool",
    "Rounds",
    "Sampled",
    "Tries",
    "Try",
    "Uncontaminated",
    "Vote",
    "Weights",
    "after_shots",
    "agreement",
    "asked",
    "balance",
    "best",
    "block",
    "blocks",
    "cap",
    "chunk",
    "closing",
    "cohen_kappa",
    "confusion",
    "distinct",
    "draw",
    "embedder",
    "entropy",
    "filled",
    "final_answer",
    "fitted",
    "in_rounds",
    "in_turn",
    "jaccard",
    "k_center",
    "krippendorff_alpha",
    "label",
    "left_over",
    "majority",
    "nearest_length",
    "ngrams",
    "numbered",
    "preamble",
    "prompt_problem",
    "read_passages",
    "refuses",
    "reply_problem",
    "rouge_l",
    "runs_on",
    "same",
    "sections",
    "shown",
    "spread",
    "symbols",
    "tagged",
    "tasks",
    "with_choices",
    "words",
]
