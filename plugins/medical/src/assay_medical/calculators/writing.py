"""Formulas and numbers as plain text: ``(140 − 57) × 70 / (72 × 1.2)``."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from assay.evidence.formulas import Number, parsed

_SUM, _PRODUCT, _SIGN, _POWER, _ATOM = range(5)


def significant(value: Number, digits: int = 4) -> str:
    """A value with so many significant digits, never fewer than its whole part has: ``67.18``, ``1.403``, ``12345``."""
    exact = Fraction(repr(value)) if isinstance(value, float) else Fraction(value)
    number = Decimal(exact.numerator) / Decimal(exact.denominator)
    if not number:
        return "0"
    whole = max(digits, number.adjusted() + 1)
    text = f"{Context(prec=whole, rounding=ROUND_HALF_UP).plus(number):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def formula_text(formula: str, names: Mapping[str, str]) -> str:
    """A formula with its names written as ``names`` says."""
    return _text(parsed(formula), names)[0]


def _text(node: ast.expr, names: Mapping[str, str]) -> tuple[str, int]:
    """Text of a node, and how tightly it holds together."""
    match node:
        case ast.Constant(value=value):
            return str(value), _ATOM
        case ast.Name(id="pi"):
            return "π", _ATOM
        case ast.Name(id=name):
            said = names[name].replace("-", "−") if names[name][:1] == "-" else names[name]
            return said, _SIGN if said.startswith("−") else _ATOM
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return "−" + _within(inner, names, _POWER), _SIGN
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as op, right=right):
            sign, tight = ("+", _PRODUCT) if isinstance(op, ast.Add) else ("−", _PRODUCT)
            return f"{_within(left, names, _SUM)} {sign} {_within(right, names, tight, signed=True)}", _SUM
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            return f"{_within(left, names, _PRODUCT)} × {_within(right, names, _POWER)}", _PRODUCT
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            return f"{_within(left, names, _PRODUCT)} / {_within(right, names, _POWER)}", _PRODUCT
        case ast.BinOp(left=left, op=ast.Pow(), right=right):
            return f"{_within(left, names, _ATOM)}^{_within(right, names, _ATOM)}", _POWER
        case ast.Call(func=ast.Name(id=name), args=args):
            called = {"log": "ln", "sqrt": "√"}.get(name, name)
            return f"{called}({', '.join(_text(each, names)[0] for each in args)})", _ATOM
    raise ValueError(f"{ast.unparse(node)} cannot be written")


def _within(node: ast.expr, names: Mapping[str, str], least: int, *, signed: bool = False) -> str:
    text, tight = _text(node, names)
    loose = tight < least or (signed and tight == _SIGN)
    return f"({text})" if loose else text
