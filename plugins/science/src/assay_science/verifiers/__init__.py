"""Verifiers of answers and derivations in science."""
