"""Two routes to one answer: what a generator computes is computed again in another way."""

from __future__ import annotations

import math
from typing import TypeVar

T = TypeVar("T")


class RoutesDisagree(ArithmeticError):
    """Two routes to an answer came to different values; the generator is at fault, and there is no row."""


def agree(first: T, second: T, *, rel: float = 0.0, abs: float = 0.0, what: str = "the answer") -> T:
    """``first``, if both routes came to the same; raises :class:`RoutesDisagree` if they did not.

    Numbers are compared with :func:`math.isclose` within ``rel`` (relative) or ``abs``
    (absolute), exactly if both are 0; lists, tuples and dicts part by part; all else by ``==``.
    Not-a-number agrees with nothing.
    """
    if not _same(first, second, rel, abs):
        raise RoutesDisagree(f"two routes to {what} disagree: {first!r} and {second!r}")
    return first


def _same(first: object, second: object, rel: float, abs: float) -> bool:
    if isinstance(first, bool) or isinstance(second, bool):
        return first is second
    if isinstance(first, list | tuple) and isinstance(second, list | tuple):
        return len(first) == len(second) and all(
            _same(a, b, rel, abs) for a, b in zip(first, second, strict=True)
        )
    if isinstance(first, dict) and isinstance(second, dict):
        return first.keys() == second.keys() and all(_same(first[k], second[k], rel, abs) for k in first)
    if (rel or abs) and isinstance(first, int | float) and isinstance(second, int | float):
        return math.isclose(first, second, rel_tol=rel, abs_tol=abs)
    if (rel or abs) and not isinstance(first, str) and not isinstance(second, str):
        try:  # fractions, decimals, NumPy and SymPy numbers
            return math.isclose(float(first), float(second), rel_tol=rel, abs_tol=abs)  # type: ignore[arg-type]
        except (TypeError, ValueError, OverflowError):
            pass
    return bool(first == second)
