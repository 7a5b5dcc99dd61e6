"""Equations, expressions, functions, sequences."""
