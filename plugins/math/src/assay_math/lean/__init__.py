"""Lean 4 proofs: what a reference states, what a response proves, and the programs that check it.

``statement`` and ``proof`` read the two texts, ``file`` writes the Lean file of a candidate, ``backends`` names what
runs it, and ``judge`` says what its outcome shows. Nothing here trusts text of a candidate: see ``docs/lean.md``.
"""
