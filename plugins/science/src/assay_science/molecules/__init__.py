"""Molecules: structures in text, read within bounds by RDKit, and compared."""
