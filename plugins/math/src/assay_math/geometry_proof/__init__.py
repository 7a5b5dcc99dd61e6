"""Synthetic plane geometry: statements, diagrams, the rules of proof, their checker and a search for proofs."""
