"""Sums of money, shares and percentages as they are written, and whether a sentence gives one as its answer."""
