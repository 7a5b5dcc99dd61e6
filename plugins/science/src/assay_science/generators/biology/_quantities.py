"""A draft whose answer is a quantity that is counted from a sequence or a table, which no formula with operands can say."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from assay import Draft, agree, make_reference
from assay_science.writing import plain, quantity, quantity_latex, rounded


def fixed(value: float | Fraction, decimals: int) -> str:
    """A value with so many decimals."""
    return f"{float(value):.{decimals}f}"


def draft(
    prompt: str,
    steps: Sequence[str],
    closing: str,
    value: float | Fraction,
    unit: str,
    *,
    second: float,
    decimals: int | None = None,
    digits: int = 4,
    absolute: float = 0.0,
    relative: float = 0.0,
    rel: float = 1e-6,
) -> Draft:
    """The draft whose last line is ``closing`` and the value in a box; ``second`` is the value by another route.

    ``decimals`` or significant ``digits`` are shown. ``absolute`` and ``relative`` are the tolerances within which other
    people's answers are right.
    """
    agree(float(value), float(second), rel=rel, abs=1e-9, what=closing)
    shown = rounded(value, digits) if decimals is None else fixed(value, decimals)
    part = {"value": plain(rounded(value, 10)), "unit": unit, "rel_tol": relative, "abs_tol": absolute}
    said = quantity(shown, unit) if unit else shown
    boxed = f"{closing} $\\boxed{{{quantity_latex(shown, unit)}}}$."
    return Draft(
        prompt,
        "\n".join([*steps, boxed]),
        make_reference(said, quantity=part),
        answer=quantity_latex(shown, unit),
    )
