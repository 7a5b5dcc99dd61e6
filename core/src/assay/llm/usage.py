"""Counts of tokens as servers tell them, which may be anything."""

from __future__ import annotations

MOST = 2**31 - 1  # of one reply; sums of many still fit the journal's 64 bits


def tokens(value: object) -> int:
    """A count of tokens: 0 where there is none or a negative one, never more than :data:`MOST`."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
        return 0
    return int(min(value, MOST))
