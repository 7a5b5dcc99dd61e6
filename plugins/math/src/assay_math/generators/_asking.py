"""In which ways a task about a given thing is put: at once, politely, or after a sentence that states the thing."""

from __future__ import annotations

from collections.abc import Sequence

from assay_math.generators._words import a

_ONE = (
    "Consider the {thing} {shown}.",
    "Take the {thing} {shown}.",
    "Here is {a_thing}: {shown}.",
    "Look at the {thing} {shown}.",
    "The {thing} {shown} is given.",
    "You are given the {thing} {shown}.",
)
_SEVERAL = (
    "Consider the {thing} {shown}.",
    "Take the {thing} {shown}.",
    "Look at the {thing} {shown}.",
    "The {thing} {shown} are given.",
    "You are given the {thing} {shown}.",
    "Given are the {thing} {shown}.",
)


def posed(thing: str, shown: str, asks: Sequence[str], bare: Sequence[str] = ()) -> tuple[str, ...]:
    """Templates of problems about one thing, such as an equation, or several, such as numbers.

    ``thing`` is its noun, in the plural for several; ``shown`` the template of what is given. An ask has
    ``{it}`` for the thing: what is given stands there, or "this equation" after a sentence that gives it.
    Asks without ``{it}`` stand behind such a sentence only. ``bare`` are whole problems as they are.

    >>> posed("number", "{n}", ("Factor {it}.",))[:3]
    ('Factor {n}.', 'Please factor {n}.', 'Can you factor {n}?')
    """
    several = thing.endswith("s") and not thing.endswith("series")
    out = list(bare)
    for ask in asks:
        if "{it}" in ask:
            whole = ask.replace("{it}", shown)
            out.append(whole)
            if whole.endswith(".") and ". " not in whole and whole.split()[0] in _COMMANDS:
                lower = whole[0].lower() + whole[1:]
                out += [f"Please {lower}", f"Can you {lower[:-1]}?"]
        this = f"{'these' if several else 'this'} {thing}"
        for setting in _SEVERAL if several else _ONE:
            given = setting.replace("{thing}", thing).replace("{a_thing}", a(thing)).replace("{shown}", shown)
            out.append(f"{given} {ask.replace('{it}', this)}")
    return tuple(out)


_COMMANDS = frozenset(
    "Add Apply Bring Calculate Collect Combine Complete Compute Condense Convert Count Decompose Determine Differentiate "
    "Evaluate Expand Express Factor Find Give Multiply Normalize Rationalize Reduce Rewrite Round Simplify Solve Split Use "
    "Work Write".split()
)
"""Verbs that open an order."""
