"""Formulas and equations as a textbook prints them: Unicode, LaTeX, mhchem or plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assay_science.generators.chemistry._tables import SUBSCRIPTS, SUPERSCRIPTS

STYLES = ("unicode", "latex", "mhchem", "plain")
_COUNT = re.compile(r"(?<=[A-Za-z)\]])(\d+)")


def split_charge(formula: str) -> tuple[str, int]:
    """``SO4^2-`` as ``SO4`` and -2."""
    body, _, charge = formula.partition("^")
    if not charge:
        return body, 0
    return body, int(charge[:-1] or 1) * (1 if charge[-1] == "+" else -1)


def formula(text: str, style: str = "unicode") -> str:
    r"""A formula of the tables in a style: ``SO₄²⁻``, ``\mathrm{SO_{4}^{2-}}``, ``\ce{SO4^2-}``, ``SO4^2-``."""
    body, _, charge = text.partition("^")
    if style == "unicode":
        return _COUNT.sub(lambda m: m[1].translate(SUBSCRIPTS), body) + charge.translate(SUPERSCRIPTS)
    if style == "latex":
        body = _COUNT.sub(lambda m: f"_{{{m[1]}}}" if len(m[1]) > 1 else f"_{m[1]}", body)
        body = body.replace("·", r"\cdot ")
        return rf"\mathrm{{{body}{f'^{{{charge}}}' if charge else ''}}}"
    if style == "mhchem":
        return rf"\ce{{{text}}}"
    return text


def side(terms: Iterable[tuple[int, str]], style: str = "unicode") -> str:
    """One side of an equation, coefficients of 1 left out; in LaTeX and mhchem without dollar signs and ``\\ce``."""
    space = {"latex": r"\,"}.get(style, " ")
    inner = "plain" if style == "mhchem" else style
    return " + ".join((f"{n}{space}" if n > 1 else "") + formula(each, inner) for n, each in terms)


def equation(
    left: Sequence[tuple[int, str]], right: Sequence[tuple[int, str]], style: str = "unicode"
) -> str:
    """An equation in a style, with dollar signs where they are needed."""
    if style == "mhchem":
        return rf"$\ce{{{side(left, style)} -> {side(right, style)}}}$"
    if style == "latex":
        return rf"${side(left, style)} \rightarrow {side(right, style)}$"
    arrow = " → " if style == "unicode" else " -> "
    return side(left, style) + arrow + side(right, style)


def listed(words: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
