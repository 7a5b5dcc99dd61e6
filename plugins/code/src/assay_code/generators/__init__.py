"""Generators of programming tasks, one file per subject."""
