"""Second routes by numbers alone: roots, integrals, equations of motion, linear equations."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def root(function: Callable[[float], float], low: float, high: float) -> float:
    """Where a continuous function is zero, between two points at which its signs differ, by bisection.

    Raises :class:`ValueError` if they do not differ.
    """
    below = function(low)
    if below * function(high) > 0:
        raise ValueError(f"no change of sign between {low} and {high}")
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if (function(middle) > 0) == (below > 0):
            low = middle
        else:
            high = middle
    return (low + high) / 2


def evolved(rate: Callable[[float], float], start: float, time: float, steps: int = 400) -> float:
    """``y(time)`` of ``y' = rate(y)`` with ``y(0) = start``, as :func:`motion` computes it."""
    return motion(lambda _, y: (rate(y[0]),), (start,), time, steps)[0]


def integral(function: Callable[[float], float], low: float, high: float, pieces: int = 40) -> float:
    """A smooth function's integral by Gauss and Legendre's rule of three points on each piece."""
    half = (high - low) / pieces / 2
    total = 0.0
    for n in range(pieces):
        middle = low + (2 * n + 1) * half
        near = 0.6**0.5 * half
        total += 8 * function(middle) + 5 * (function(middle - near) + function(middle + near))
    return total * half / 9


def motion(
    rate: Callable[[float, Sequence[float]], Sequence[float]],
    state: Sequence[float],
    time: float,
    steps: int = 200,
) -> list[float]:
    """The state of a system after a time, its rate of change integrated by Runge and Kutta's fourth-order
    rule."""
    now, h = list(state), time / steps
    for n in range(steps):
        t = n * h
        a = rate(t, now)
        b = rate(t + h / 2, [x + h / 2 * k for x, k in zip(now, a, strict=True)])
        c = rate(t + h / 2, [x + h / 2 * k for x, k in zip(now, b, strict=True)])
        d = rate(t + h, [x + h * k for x, k in zip(now, c, strict=True)])
        now = [x + h / 6 * (i + 2 * j + 2 * k + m) for x, i, j, k, m in zip(now, a, b, c, d, strict=True)]
    return now


def solved(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """The solution of linear equations, by LU decomposition (numpy)."""
    import numpy as np

    return [float(x) for x in np.linalg.solve(np.array(matrix, float), np.array(right, float))]
