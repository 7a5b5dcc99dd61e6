"""Second routes by numbers alone: roots by halving, integrals step by step."""

from __future__ import annotations

from collections.abc import Callable


def bisected(function: Callable[[float], float], low: float, high: float) -> float:
    """The root of a function between two places where its signs differ. Raises :class:`ValueError` if they do not."""
    below = function(low)
    if below * function(high) > 0:
        raise ValueError(f"no change of sign between {low} and {high}")
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        value = function(middle)
        if (value > 0) == (below > 0):
            low = middle
        else:
            high = middle
    return (low + high) / 2


def integrated(rate: Callable[[float], float], start: float, time: float, steps: int = 400) -> float:
    """``y(time)`` of ``y' = rate(y)`` with ``y(0) = start``, by the method of Runge and Kutta."""
    y, h = start, time / steps
    for _ in range(steps):
        a = rate(y)
        b = rate(y + h * a / 2)
        c = rate(y + h * b / 2)
        d = rate(y + h * c)
        y += h * (a + 2 * b + 2 * c + d) / 6
    return y
