"""How a binomial coefficient is worked out, line by line."""

from __future__ import annotations

from math import comb

from assay_math.generators._words import times


def choose(n: int, k: int) -> str:
    r"""``\binom{9}{2} = \frac{9 \cdot 8}{2 \cdot 1} = 36``: how a binomial coefficient is worked out."""
    value = comb(n, k)
    start = f"\\binom{{{n}}}{{{k}}}"
    small = min(k, n - k)
    if small < k and small > 0:
        start += f" = \\binom{{{n}}}{{{small}}}"
    if small <= 1:
        return f"{start} = {value}" if small == k or small == 0 else f"\\binom{{{n}}}{{{k}}} = {value}"
    if small > 6:
        return f"\\binom{{{n}}}{{{k}}} = \\frac{{{n}!}}{{{k}! \\cdot {n - k}!}} = {value}"
    return f"{start} = \\frac{{{times(range(n, n - small, -1))}}}{{{times(range(small, 0, -1))}}} = {value}"
