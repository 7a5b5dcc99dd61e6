"""Letters and nouns."""

from __future__ import annotations

from collections.abc import Mapping

GREEK: Mapping[str, str] = {
    "α": r"\alpha",
    "β": r"\beta",
    "γ": r"\gamma",
    "δ": r"\delta",
    "ε": r"\varepsilon",
}


def letter(name: str) -> str:
    """A variable of Lean in LaTeX; a name of several letters is one word."""
    return GREEK.get(name) or (f"\\mathit{{{name}}}" if len(name) > 1 else name)


NOUNS: Mapping[str, tuple[str, str]] = {
    "Nat": ("natural number", "natural numbers"),
    "Int": ("integer", "integers"),
    "Rat": ("rational number", "rational numbers"),
    "Prop": ("proposition", "propositions"),
    "Type": ("type", "types"),
    "Nat → Nat": ("sequence of natural numbers", "sequences of natural numbers"),
    "Int → Int": (
        "function from the integers to the integers",
        "functions from the integers to the integers",
    ),
    "List Nat": ("list of natural numbers", "lists of natural numbers"),
    "List Nat → Nat": ("function from lists of natural numbers to natural numbers", ""),
    "α": (r"element of $\alpha$", r"elements of $\alpha$"),
    "α → Prop": (r"predicate on $\alpha$", r"predicates on $\alpha$"),
}
"""What is said of variables of a Lean type: of one, and of several."""
