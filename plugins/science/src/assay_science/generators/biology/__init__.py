"""Sequences, genetics, populations, the laboratory."""
