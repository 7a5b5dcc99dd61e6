"""Were all solutions found? Counting the real solutions of what was given."""

from __future__ import annotations

from assay_math.notation import nodes as n
from assay_math.steps import regions as R
from assay_math.steps.context import InForce


def missing_roots(name: str, values: list[n.Node], force: InForce) -> int:
    """How many distinct real solutions of the prompt's equation in ``name`` alone are not among ``values``."""
    for known in force.equations:
        if not known.given or known.names != {name}:
            continue
        condition = R.condition(known.left, "=", known.right, name)
        solutions = R.solutions(condition) if condition is not None else None
        if solutions is None or solutions < 2:
            continue
        return max(0, solutions - _distinct(name, values))
    return 0


def _distinct(name: str, values: list[n.Node]) -> int:
    """How many values there are; two that cannot be compared count as two."""
    found: list[n.Node] = []
    for value in values:
        condition = R.condition(n.Name(name), "=", value, name)
        if not any(
            value == other
            or (
                condition is not None
                and (same := R.condition(n.Name(name), "=", other, name)) is not None
                and R.compare(condition, same) == "equal"
            )
            for other in found
        ):
            found.append(value)
    return len(found)
