"""Verifiers of answers and derivations in medicine."""
