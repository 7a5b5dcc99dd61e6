"""Quantities in responses: found in prose and LaTeX, read, and compared across units."""
