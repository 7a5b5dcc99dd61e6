"""Sequences of DNA, RNA and protein as people write them: reading, comparing, deriving."""
