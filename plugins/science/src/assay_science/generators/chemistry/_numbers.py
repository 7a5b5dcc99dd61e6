"""Drafts whose answer is a number without a unit."""

from __future__ import annotations

from collections.abc import Sequence

from assay import Draft, make_reference


def number_draft(
    prompt: str, steps: Sequence[str], closing: str, value: int, *, signed: bool = False
) -> Draft:
    """A draft whose answer is a whole number, exactly; ``signed`` writes the sign of a positive one, too."""
    shown = f"{value:+d}" if signed and value else str(value)
    response = "\n".join([*steps, f"{closing} $\\boxed{{{shown}}}$."])
    reference = make_reference(shown, quantity={"value": str(value), "unit": "", "rel_tol": 0})
    return Draft(prompt, response, reference, answer=shown)
