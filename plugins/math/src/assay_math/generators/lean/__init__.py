"""Theorems with Lean 4 proofs, and false claims with proofs that they are false."""
