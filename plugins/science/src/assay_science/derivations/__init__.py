"""The engine of `science.derivation`: worked solutions read, computed with units, and judged."""
