"""Codes of the Unified Code for Units of Measure: ``mg/dL``, ``10*9/L``, ``mm[Hg]``.

The syntax is ucumvert's, the figures are Pint's. An arbitrary unit (``[iU]``, ``[CFU]``) is a
dimension of its own, and so are equivalents and osmoles, which both libraries take for plain moles or numbers.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import Any

from assay.evidence.unit_names import OWN_OF_PINT, exact_figures
from assay.evidence.units import NONE, Unit

_FALSE_FACTOR = re.compile(r"(?:^|[./(])\d+[-+]")


def read_code(code: str) -> Unit | None:
    """The unit of a UCUM code, case sensitive; ``None`` if it is none, or has no exact factor.

    The first call loads Pint and ucumvert. Annotations (``{cells}``) carry no meaning.
    """
    if not code.isascii() or code != code.strip() or not code or _FALSE_FACTOR.search(code):
        return None
    from lark.exceptions import LarkError

    try:
        tree = _parser().parse(code)
    except (LarkError, ValueError, RecursionError):
        return None
    try:
        return _ucum_tree(tree)
    except (KeyError, AttributeError, ValueError, ArithmeticError, RecursionError):
        return None


def _ucum_tree(tree: Any) -> Unit | None:
    """The unit of a syntax tree of ucumvert; annotations in braces say nothing, as UCUM has it."""
    kind = getattr(tree, "type", "")
    if kind == "ANNOTATION":
        return NONE
    children = list(tree.children)
    if tree.data == "simple_unit":
        return _ucum_atom([(str(child), child.type) for child in children])
    if tree.data == "main_term" and len(children) == 2:
        inner = _ucum_tree(children[1])
        return None if inner is None else inner**-1
    left = _ucum_tree(children[0])
    if left is None or len(children) == 1:
        return left
    if tree.data == "annotatable":
        power = int(children[1])
        return left**power if 1 <= abs(power) <= 99 else None
    if tree.data == "component":
        return left
    right = _ucum_tree(children[2])
    return None if right is None else left * right if children[1] == "." else left / right


def _ucum_atom(tokens: list[tuple[str, str]]) -> Unit | None:
    code, kind = tokens[-1]
    name = "".join(text for text, _ in tokens)
    if kind == "FACTOR":
        return Unit((), Fraction(int(code)), factors=((code, 1),))
    if code in ("10*", "10^"):
        return Unit((), Fraction(10), factors=(("10", 1),))
    if code == "[pi]":
        return None  # no exact factor
    if code == "[pH]":
        return Unit((("pH", 1),), factors=((code, 1),))
    registry, names = _registry()
    if len(tokens) == 2 and name == "dB":
        code, tokens = "decibel", tokens[1:]
    pint_name = registry.get_name(names.get(code, code.strip("[]")))
    size = Fraction(registry._prefixes[tokens[0][0]].value) if len(tokens) == 2 else Fraction(1)
    if pint_name in OWN_OF_PINT:
        own, many = OWN_OF_PINT[pint_name]
        return Unit(((own, 1),), size * many, factors=((name, 1),))
    if registry._units[pint_name].is_logarithmic:
        return None
    dimension, scale, offset = exact_figures(registry, pint_name)
    if offset and size != 1:
        return None
    return Unit(dimension, size * scale, offset, factors=((name, 1),))


@cache
def _parser() -> Any:
    from ucumvert.parser import get_ucum_parser  # type: ignore[import-untyped]

    return get_ucum_parser()


@cache
def _registry() -> tuple[Any, dict[str, str]]:
    """The one registry (a second of work), with UCUM's units, and Pint's names of those that need one."""
    from ucumvert import PintUcumRegistry  # type: ignore[import-untyped]
    from ucumvert.ucum_pint import MAPPINGS_UCUM_TO_PINT  # type: ignore[import-untyped]

    # ucumvert takes ' and '' for minutes and seconds of time
    names = MAPPINGS_UCUM_TO_PINT | {"'": "arcminute", "''": "arcsecond", "%": "percent"}
    return PintUcumRegistry(non_int_type=Fraction), names
