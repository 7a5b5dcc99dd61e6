r"""Numbers, units and formulas as text and as LaTeX: ``1.24×10⁵ Pa``, ``1.24\times10^{5}\,\mathrm{Pa}``."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from decimal import Context, Decimal
from fractions import Fraction

from assay.evidence.formulas import Number, parsed

_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_GREEK = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi rho sigma tau phi chi psi omega "
    "Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega"
).split()
_EXPONENTS = range(-3, 5)
"""Powers of ten of numbers that are written without an exponent."""


def rounded(value: Number | int, digits: int = 3) -> str:
    """A value with so many significant digits, for people: ``9.81``, ``1.24×10⁵``; exact if it needs no more digits.

    A whole number that was rounded to fewer digits than it has is written with a power of ten, so that
    its last digit counts.
    """
    exact = Fraction(repr(value)) if isinstance(value, float) else Fraction(value)
    if not exact:
        return "0"
    number = Decimal(exact.numerator) / Decimal(exact.denominator)
    short = Context(prec=digits).plus(number)
    if Fraction(short) == exact:
        short = short.normalize()
        if short.adjusted() in _EXPONENTS or (exact.denominator == 1 and short.adjusted() < 6):
            return f"{short:f}"
    elif short.adjusted() in _EXPONENTS and short.adjusted() < digits:
        return f"{short:f}"
    mantissa = short.scaleb(-short.adjusted())
    return f"{mantissa:f}×10{str(short.adjusted()).translate(_RAISED)}"


def plain(number: str) -> str:
    """A number of :func:`rounded` for machines: ``1.24e5``."""
    return re.sub(r"×10([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)", lambda m: "e" + m[1].translate(_LOWERED), number)


def quantity(number: str, unit: str) -> str:
    """Number and unit in a sentence: ``5.0 kg``, ``35%``, ``30°``."""
    return number + ("" if unit in ("", "%", "°") else " ") + unit


def number_latex(number: str) -> str:
    r"""``1.24×10⁵`` as ``1.24\times10^{5}``."""
    return re.sub(r"×10([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)", lambda m: rf"\times10^{{{m[1].translate(_LOWERED)}}}", number)


def unit_latex(unit: str) -> str:
    r"""``J/(mol·K)`` as ``\mathrm{J/(mol\cdot K)}``; ``""`` for no unit."""
    if unit in ("%", "°"):
        return {"%": r"\%", "°": r"^{\circ}"}[unit]
    if unit in ("°C", "°F"):
        return rf"^{{\circ}}\mathrm{{{unit[1]}}}"
    text = re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+", lambda m: f"^{{{m[0].translate(_LOWERED)}}}", unit)
    for mark, command in (
        (" ", r"\ "),
        ("·", r"\cdot "),
        ("µ", r"\mu "),
        ("Ω", r"\Omega "),
        ("Å", r"\AA "),
        ("°", r"^{\circ}"),
    ):
        text = text.replace(mark, command)
    return rf"\mathrm{{{text.rstrip()}}}" if text else ""


def quantity_latex(number: str, unit: str) -> str:
    r"""``5.0\,\mathrm{kg}``, ``35\%``, ``30^{\circ}``."""
    space = "" if unit in ("", "%", "°") else r"\,"
    return number_latex(number) + space + unit_latex(unit)


def symbol_latex(name: str) -> str:
    r"""A name of a formula as a symbol: ``T_1`` is ``T_{1}``, ``dH`` ``\Delta H``, ``lambda_0`` ``\lambda_{0}``, ``M_NaCl`` ``M_{\mathrm{NaCl}}``."""
    head, _, index = name.partition("_")
    if re.fullmatch(r"d[A-Z][a-z]?", head):
        head = rf"\Delta {head[1:]}"
    elif head in _GREEK:
        head = "\\" + head
    elif re.fullmatch(r"[A-Za-z]\d+", head):
        head, index = head[0], head[1:]
    elif len(head) > 1:
        head = rf"\mathrm{{{head}}}"
    if not index:
        return head
    if index in _GREEK:
        return rf"{head}_{{\{index}}}"
    return f"{head}_{{{index}}}" if len(index) == 1 or index.isdigit() else rf"{head}_{{\mathrm{{{index}}}}}"


def formula_latex(formula: str, names: Mapping[str, str], *, substituted: bool = False) -> str:
    r"""A formula of a trace as LaTeX, its names written as ``names`` says.

    ``substituted`` says that these are quantities, which are multiplied with ``\times`` and raised in brackets.
    """
    return _Writer(names, substituted).text(parsed(formula))[0]


_SUM, _SIGN, _PRODUCT, _POWER, _ATOM = range(5)


class _Writer:
    def __init__(self, names: Mapping[str, str], substituted: bool) -> None:
        self.names, self.substituted = names, substituted

    def text(self, node: ast.expr) -> tuple[str, int]:
        """LaTeX of a node, and how tightly it holds together."""
        match node:
            case ast.Constant(value=value):
                return str(value), _ATOM
            case ast.Name(id="pi"):
                return r"\pi", _ATOM
            case ast.Name(id=name):
                said = self.names[name]
                if said.startswith("-"):
                    return said, _SIGN
                return said, _PRODUCT if self.substituted and not re.fullmatch(r"[\d.]+", said) else _ATOM
            case ast.UnaryOp(op=ast.USub(), operand=inner):
                return "-" + self.within(inner, _PRODUCT), _SIGN
            case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as op, right=right):
                sign = "+" if isinstance(op, ast.Add) else "-"
                tight = _SIGN + 1 if isinstance(op, ast.Sub) or self.text(right)[1] == _SIGN else _SUM
                return f"{self.within(left, _SUM)} {sign} {self.within(right, tight)}", _SUM
            case ast.BinOp(left=left, op=ast.Mult(), right=right):
                return self.product(left, right), _PRODUCT
            case ast.BinOp(left=left, op=ast.Div(), right=right):
                return rf"\frac{{{self.text(left)[0]}}}{{{self.text(right)[0]}}}", _POWER
            case ast.BinOp(left=left, op=ast.Pow(), right=right):
                return f"{self.within(left, _ATOM)}^{{{self.text(right)[0]}}}", _POWER
            case ast.Call(func=ast.Name(id=name), args=[inner]):
                return self.called(name, inner)
            case ast.Call(func=ast.Name(id=name), args=args):
                return rf"\{name}({', '.join(self.text(each)[0] for each in args)})", _ATOM
        raise ValueError(f"{ast.unparse(node)} cannot be written")

    def within(self, node: ast.expr, least: int) -> str:
        text, tight = self.text(node)
        return text if tight >= least else rf"\left({text}\right)"

    def product(self, left: ast.expr, right: ast.expr) -> str:
        first, second = self.within(left, _PRODUCT), self.within(right, _PRODUCT)
        digits = re.match(r"[\d.]", second) is not None
        plain = self.substituted or digits
        return first + (r" \times " if plain else r" ") + second

    def called(self, name: str, inner: ast.expr) -> tuple[str, int]:
        text = self.text(inner)[0]
        if name == "sqrt":
            return rf"\sqrt{{{text}}}", _ATOM
        if name == "exp":
            return rf"\exp\left({text}\right)", _PRODUCT
        if name == "abs":
            return rf"\left|{text}\right|", _ATOM
        command = {
            "log": r"\ln",
            "ln": r"\ln",
            "log10": r"\log_{10}",
            "asin": r"\arcsin",
            "acos": r"\arccos",
            "atan": r"\arctan",
        }
        return rf"{command.get(name, chr(92) + name)}\left({text}\right)", _PRODUCT
