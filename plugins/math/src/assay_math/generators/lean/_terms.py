"""Terms and formulas that are written in Lean and in LaTeX at once, and can be computed.

Each is built from smaller ones, and every operation makes all its forms together, so that the theorem and the sentence
that tells it cannot differ. Lean's precedences: ``notation`` in Lean's ``Init/Prelude`` and ``Init/Core``
(``+ -`` 65, ``* / %`` 70, ``^`` 75, relations 50, ``¬`` 40, ``∧`` 35, ``∨`` 30, ``→`` 25, ``↔`` 20).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assay_math.generators._write import num
from assay_math.generators.lean._names import letter

Env = Mapping[str, Any]
Number = int | Fraction
ATOM, POWER, PRODUCT, SUM, RELATION, NOT, AND, OR, IMPLIES, IFF = 100, 75, 70, 65, 50, 40, 35, 30, 25, 20


@dataclass(frozen=True)
class Term:
    """A number, in Lean, in LaTeX, and as a function of the values of its variables."""

    lean: str
    tex: str
    level: int
    value: Callable[[Env], Any]
    number: Number | None = None

    def __add__(self, other: Term | Number) -> Term:
        other = term(other)
        if other.number is not None and other.number < 0:
            return self - (-other.number)
        return _operation(self, other, " + ", " + ", SUM, operator.add)

    def __radd__(self, other: Number) -> Term:
        return term(other) + self

    def __sub__(self, other: Term | Number) -> Term:
        return _operation(self, term(other), " - ", " - ", SUM, operator.sub)

    def __rsub__(self, other: Number) -> Term:
        return term(other) - self

    def __mul__(self, other: Term | Number) -> Term:
        other = term(other)
        shown = _inside(other.tex, other.level, PRODUCT)
        dot = r" \cdot " if shown[0].isdigit() or shown[0] == "-" else ""
        return _operation(self, other, " * ", dot, PRODUCT, operator.mul)

    def __rmul__(self, other: Number) -> Term:
        return self if other == 1 else term(other) * self

    def __neg__(self) -> Term:
        lean, tex = _inside(self.lean, self.level, POWER), _inside(self.tex, self.level, PRODUCT)
        return Term(f"-{lean}", f"-{tex}", POWER - 1, lambda env: -self.value(env))

    def __mod__(self, other: int) -> Term:
        return _operation(self, term(other), " % ", r" \bmod ", PRODUCT, operator.mod)

    def __pow__(self, exponent: int | Term) -> Term:
        if exponent == 1:
            return self
        top = term(exponent)
        lean = f"{_inside(self.lean, self.level, POWER + 1)} ^ {_inside(top.lean, top.level, POWER + 1)}"
        base = self.tex if self.level == ATOM else f"({self.tex})"
        return Term(lean, f"{base}^{{{top.tex}}}", POWER, lambda env: self.value(env) ** top.value(env))


def term(value: Term | Number) -> Term:
    """A number as a term; a fraction is in brackets in Lean, where ``/`` binds like ``*``."""
    if isinstance(value, Term):
        return value
    exact = Fraction(value)
    found = exact.numerator if exact.denominator == 1 else exact
    if exact.denominator == 1:
        lean, level = str(exact.numerator), ATOM if exact >= 0 else POWER - 1
    else:
        lean, level = f"({'-' if exact < 0 else ''}{abs(exact.numerator)} / {exact.denominator})", ATOM
    return Term(lean, num(exact), level if exact >= 0 else min(level, POWER - 1), lambda _: found, found)


def var(name: str) -> Term:
    return Term(name, letter(name), ATOM, lambda env: env[name])


def variables(names: str) -> list[Term]:
    """``variables("a b c")``."""
    return [var(name) for name in names.split()]


def call(function: str, argument: Term | int) -> Term:
    """``s n``, written ``s(n)``; its value is that of the Python function ``s``."""
    inner = term(argument)
    lean = f"{function} {_inside(inner.lean, inner.level, ATOM)}"
    return Term(lean, f"{function}({inner.tex})", ATOM - 1, lambda env: env[function](inner.value(env)))


def linear(coefficients: Sequence[Number], terms: Sequence[Term], constant: Number = 0) -> Term:
    """The sum of coefficients times terms and a constant; zeros are left out, signs are those of a reader."""
    out: Term | None = None
    for coefficient, each in zip(coefficients, terms, strict=True):
        if coefficient == 0:
            continue
        if out is None:
            out = coefficient * each if coefficient != -1 else -each
        else:
            out = out + coefficient * each if coefficient > 0 else out - (-coefficient) * each
    if out is None:
        return term(constant)
    return out + constant if constant else out


def polynomial(coefficients: Sequence[Number], x: Term) -> Term:
    """Highest power first."""
    degree = len(coefficients) - 1
    return linear(coefficients[:-1], [x ** (degree - i) for i in range(degree)], coefficients[-1])


def _inside(text: str, level: int, least: int) -> str:
    return text if level >= least else f"({text})"


def _operation(a: Term, b: Term, lean: str, tex: str, level: int, compute: Callable[[Any, Any], Any]) -> Term:
    """Left-associative, so that the right operand binds more tightly."""
    right = level + 1 if b.number is None or b.number < 0 else 0
    # 3ab: a number before a product of letters needs no brackets in LaTeX
    plain = level if a.number is not None and level == PRODUCT and "\\" not in b.tex else right
    texts = [
        left + sign + other
        for left, sign, other in (
            (_inside(a.lean, a.level, level), lean, _inside(b.lean, b.level, right)),
            (_inside(a.tex, a.level, level), tex, _inside(b.tex, b.level, plain)),
        )
    ]
    return Term(texts[0], texts[1], level, lambda env: compute(a.value(env), b.value(env)))


@dataclass(frozen=True)
class Formula:
    """A statement, in Lean, in words, as LaTeX where it has a form of its own, and as a function of its variables.

    ``holds`` is None where it cannot be computed. ``sides`` are those of a relation, whose sign is ``sign``.
    """

    lean: str
    level: int
    holds: Callable[[Env], bool] | None
    tex: str = ""
    own_words: str = ""
    sides: tuple[Term, Term] | None = None
    sign: str = ""

    @property
    def words(self) -> str:
        return self.own_words or f"${self.tex}$"

    def said(self, words: str) -> Formula:
        """The same formula, told in other words."""
        return Formula(self.lean, self.level, self.holds, "", words, self.sides, self.sign)


RELATIONS: Mapping[str, tuple[str, Callable[[Any, Any], bool]]] = {
    "=": ("=", operator.eq),
    "≠": (r"\neq", operator.ne),
    "<": ("<", operator.lt),
    "≤": (r"\le", operator.le),
    ">": (">", operator.gt),
    "≥": (r"\ge", operator.ge),
    "∣": (r"\mid", lambda a, b: b == 0 if a == 0 else b % a == 0),
}


def relation(left: Term | Number, sign: str, right: Term | Number) -> Formula:
    a, b = term(left), term(right)
    tex, compare = RELATIONS[sign]
    lean = f"{_inside(a.lean, a.level, RELATION + 1)} {sign} {_inside(b.lean, b.level, RELATION + 1)}"
    return Formula(
        lean,
        RELATION,
        lambda env: compare(a.value(env), b.value(env)),
        f"{a.tex} {tex} {b.tex}",
        sides=(a, b),
        sign=sign,
    )


def eq(left: Term | Number, right: Term | Number) -> Formula:
    return relation(left, "=", right)


def leaves(value: Term, remainder: int, modulus: int) -> Formula:
    """``value % modulus = remainder``."""
    told = f"${value.tex}$ leaves the remainder ${remainder}$ when divided by ${modulus}$"
    return eq(value % modulus, remainder).said(told)


def proposition(name: str) -> Formula:
    return Formula(name, ATOM, lambda env: bool(env[name]), letter(name))


def negation(a: Formula) -> Formula:
    lean = f"¬ {_inside(a.lean, a.level, NOT)}" if a.level < ATOM else f"¬{a.lean}"
    holds = None if a.holds is None else lambda env: not a.holds(env)  # type: ignore[misc]
    tex = r"\neg " + _inside(a.tex, a.level, ATOM - 1) if a.tex else ""
    return Formula(
        lean,
        ATOM - 1 if a.level == ATOM else NOT,
        holds,
        tex,
        "" if tex else f"it is not true that {a.words}",
    )


CONNECTIVES: Mapping[str, tuple[str, str, int, Callable[[bool, bool], bool]]] = {
    "∧": (r"\land", "{} and {}", AND, lambda a, b: a and b),
    "∨": (r"\lor", "{} or {}", OR, lambda a, b: a or b),
    "→": (r"\to", "if {}, then {}", IMPLIES, lambda a, b: b or not a),
    "↔": (r"\leftrightarrow", "{} if and only if {}", IFF, lambda a, b: a == b),
}


def connect(sign: str, a: Formula, b: Formula) -> Formula:
    """Two formulas joined; brackets stand wherever another connective is inside."""
    tex, words, level, compute = CONNECTIVES[sign]

    def inside(part: str, of: Formula) -> str:
        return _inside(part, of.level, NOT)

    both = a.holds is not None and b.holds is not None
    plain = bool(a.tex and b.tex and max(a.level, b.level) >= NOT and not (a.sides or b.sides))
    return Formula(
        f"{inside(a.lean, a)} {sign} {inside(b.lean, b)}",
        level,
        (lambda env: compute(a.holds(env), b.holds(env))) if both else None,  # type: ignore[misc]
        f"{inside(a.tex, a)} {tex} {inside(b.tex, b)}"
        if a.tex and b.tex and not (a.sides or b.sides)
        else "",
        "" if plain or (a.tex and b.tex and not (a.sides or b.sides)) else words.format(a.words, b.words),
    )


def all_of(parts: Sequence[Formula]) -> Formula:
    """A conjunction, which Lean nests to the right."""
    return _joined("∧", parts, "and")


def any_of(parts: Sequence[Formula]) -> Formula:
    return _joined("∨", parts, "or")


def _joined(sign: str, parts: Sequence[Formula], word: str) -> Formula:
    if len(parts) == 1:
        return parts[0]
    level = CONNECTIVES[sign][2]
    lean = f" {sign} ".join(_inside(part.lean, part.level, level + 1) for part in parts)
    many = any if sign == "∨" else all
    functions = [part.holds for part in parts]
    holds = (
        None if None in functions else lambda env: many(function(env) for function in functions)  # type: ignore[misc]
    )
    if all(part.tex and not part.sides for part in parts):
        tex = f" {CONNECTIVES[sign][0]} ".join(_inside(part.tex, part.level, NOT) for part in parts)
        return Formula(lean, level, holds, tex)
    told = [part.words for part in parts]
    return Formula(lean, level, holds, "", f"{', '.join(told[:-1])} {word} {told[-1]}")


def quantified(sign: str, names: str, kind: str, body: Formula, words: str) -> Formula:
    """``∀ d : Nat, …`` or ``∃ k : Int, …``, told in ``words``."""
    return Formula(f"{sign} {names} : {kind}, {body.lean}", 0, None, "", words)
