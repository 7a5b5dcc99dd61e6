"""Arithmetic as people type it: ``$5 x 3 = $15``, ``3 apples * 4 = 12 apples``, ``20% of 50 = 10``.

This is the fast path for prose. It reads tokens of a line into exact numbers
(``int`` or ``Fraction``) and says where it had to stop; anything with unknowns,
functions or LaTeX is left to the notation parser.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from assay.evidence.number_words import MULTIPLIERS, ONES
from assay.evidence.quantities import read_unit
from assay_math.steps.literals import (
    OPS,
    SUPERSCRIPTS,
    DivisionByZero,
    LimitError,
    Number,
    PlainError,
    Side,
    Term,
    bounded,
    divide,
    is_greek,
    literal,
    power,
    simple,
    superscript,
    unit_of,
)
from assay_math.steps.tokens import Token

MAX_NESTING = 60
MAX_SIDE = 240  # tokens in one side of an equation


_VULGAR = dict(
    zip(
        "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞",
        (
            Fraction(a, b)
            for a, b in (
                (1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (2, 5), (3, 5), (4, 5), (1, 6), (5, 6),
                (1, 8), (3, 8), (5, 8), (7, 8),
            )
        ),
        strict=True,
    )
)  # fmt: skip


_WORD_OPS = {"times": "*", "plus": "+", "minus": "-", "x": "*", "X": "*"}
_MULTIPLIERS = {
    "half": Fraction(1, 2),
    "twice": Fraction(2),
    "double": Fraction(2),
    "thrice": Fraction(3),
    "triple": Fraction(3),
}
NUMBER_WORDS = {word: value for word, value in ONES.items() if value <= 12}
_ARTICLES = frozenset("the her his its their those these that all my our your remaining of".split())
SCALES = {**MULTIPLIERS, "dozens": 12, "pair": 2, "pairs": 2}


@dataclass(slots=True)
class _Reader:
    tokens: list[Token]
    at: int
    end: int
    percent_as_unit: bool = False
    tight: bool = False
    signs_only: bool = False
    depth: int = 0
    operators: int = 0
    percent: int = 0
    scales: int = 0
    hundred: bool = False
    clock: bool = False
    dividing: bool = False  # the operand being read is a divisor
    products: int = 0
    powers: int = 0
    share: bool = False  # the factor just read can be a share of something: 20%, 1/2, ¾
    units: list[str] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    last: int = 0  # end offset of the last token that belongs to the expression
    symbols: frozenset[str] = frozenset()
    whole: bool = False  # a left side: everything up to the relation belongs to it

    def mark(self) -> tuple[int, int, int, int, int, int]:
        return self.at, self.operators, self.last, len(self.units), self.percent, self.scales

    def reset(self, mark: tuple[int, int, int, int, int, int]) -> None:
        self.dividing = False
        self.at, self.operators, self.last, units, self.percent, self.scales = mark
        del self.units[units:]

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > MAX_NESTING:
            raise LimitError("nested too deeply")

    def expression(self) -> Number:
        self.deeper()
        outermost = self.depth == 1
        value = self.term()
        if outermost:
            self.terms.append(Term(value, tuple(self.units), self.products))
        while True:
            op = self.peek_operator()
            if op not in ("+", "-"):
                break
            mark = self.mark()
            before, products = len(self.units), self.products
            self.take_operator()
            try:
                right = self.term()
            except (LimitError, DivisionByZero):
                raise
            except PlainError:
                self.reset(mark)
                break
            if outermost:
                signed = right if op == "+" else -right
                self.terms.append(Term(signed, tuple(self.units[before:]), self.products - products))
            value = value + right if op == "+" else value - right
            bounded(value)
        self.depth -= 1
        return value

    def term(self) -> Number:
        value = self.factor()
        while True:
            op = self.peek_operator()
            if op not in ("*", "/", "of", "("):
                return value
            mark = self.mark()
            try:
                if op == "of":
                    self.at += 1
                    self.skip_articles()
                if op in ("of", "("):
                    self.operators += 1
                    op = "*"
                else:
                    spaced = self.spaced()
                    self.take_operator()
                    if op == "/" and self.tight and spaced and (tight := self.tight_fraction()) is not None:
                        value = divide(value, tight)
                        continue
                self.dividing = op == "/"
                right = self.factor()
                self.dividing = False
            except (LimitError, DivisionByZero):
                raise
            except PlainError:
                self.reset(mark)
                return value
            self.products += 1
            if op == "*":
                value = value * right
                self.share = False
            else:
                value = divide(value, right)
                self.share = 0 < value < 1
            bounded(value)

    def factor(self) -> Number:
        while self.at < self.end and self.tokens[self.at].kind == "note":
            self.at += 1
        if self.at < self.end and self.tokens[self.at].kind == "op":
            sign = OPS[self.tokens[self.at].text]
            if sign in "+-":
                self.at += 1
                self.deeper()
                value = self.factor()
                self.depth -= 1
                return -value if sign == "-" else value
        base = self.operand()
        while self.at < self.end and self.tokens[self.at].kind == "pow":
            token = self.tokens[self.at]
            self.at += 1
            self.operators += 1
            self.last = token.end
            if token.text[0] in SUPERSCRIPTS:
                shown = superscript(token.text)
                if not shown.lstrip("+-").isdigit():
                    raise PlainError("an unknown")
                exponent: Number = int(shown)
            else:
                self.deeper()
                exponent = self.factor()
                self.depth -= 1
            base = power(base, exponent)
            self.skip_units()
        return base

    def operand(self) -> Number:
        tokens, end = self.tokens, self.end
        while self.at < end and tokens[self.at].kind in ("cur", "note"):
            token = tokens[self.at]
            if token.kind == "cur":
                self.units.append(token.text[-1])
            self.at += 1
        if self.at >= end:
            raise PlainError("operand missing")
        token = tokens[self.at]
        kind = token.kind
        self.share = kind in ("vulgar", "num") and (kind == "vulgar" or token.text.startswith((".", "0.")))
        if kind == "num":
            value = literal(token.text)
            self.hundred = self.hundred or value == 100
            self.at += 1
            if self.at < end and tokens[self.at].kind == "vulgar" and type(value) is int:
                value += _VULGAR[tokens[self.at].text]
                self.at += 1
            elif self.at + 3 < end and tokens[self.at].text == "and" and type(value) is int:
                value = self.and_fraction(value)
        elif kind == "mixed":
            whole, fraction = token.text.split(" ")
            top, bottom = (int(part) for part in fraction.split("/"))
            if bottom == 0:
                raise DivisionByZero("division by zero")
            if top >= bottom:
                raise PlainError("two numbers side by side")
            value = int(whole) + Fraction(top, bottom)
            self.at += 1
        elif kind == "vulgar":
            value = _VULGAR[token.text]
            self.at += 1
        elif kind == "clock":
            hours, _, minutes = token.text.partition(":")
            value = simple(int(hours) + Fraction(int(minutes), 60))
            self.clock = True
            self.at += 1
        elif kind == "lp":
            self.at += 1
            value = self.expression()
            if self.at >= end or tokens[self.at].kind != "rp":
                raise PlainError("bracket not closed")
            self.at += 1
        elif kind == "word":
            return self.word_operand(token)
        else:
            raise PlainError(f"unexpected {token.text!r}")
        self.last = tokens[self.at - 1].end
        if self.at < end and tokens[self.at].kind == "pct":
            value = self.take_percent(value)
        self.skip_units()
        while self.at + 1 < end and tokens[self.at].kind == "num" and self.units:
            joined = self.compound(value)
            if joined is None:
                break
            value = joined
        return value

    def compound(self, value: Number) -> Number | None:
        """``1 hour 20 minutes``, ``5 feet 6 inches``: the value in the smaller unit."""
        large, small = unit_of(self.units[-1]), unit_of(self.tokens[self.at + 1].text.lower())
        factor = None if large is None or small is None else large.factor(small)
        if factor is None or factor <= 1:
            return None
        value = simple(value * factor + literal(self.tokens[self.at].text))
        self.units[-1] = self.tokens[self.at + 1].text.lower()
        self.last = self.tokens[self.at].end
        self.operators += 1
        self.at += 2
        return value

    def spaced(self) -> bool:
        """Is there a space on the right of the operator at hand?"""
        at = self.at
        return at + 1 < self.end and self.tokens[at].end < self.tokens[at + 1].start

    def tight_fraction(self) -> Number | None:
        """``3/4`` written without spaces after a spaced ``/``: one number, as in ``60 / 3/4``."""
        tokens, at = self.tokens, self.at
        if at + 2 >= self.end or [t.kind for t in tokens[at : at + 3]] != ["num", "op", "num"]:
            return None
        top, bar, bottom = tokens[at : at + 3]
        if bar.text != "/" or top.end != bar.start or bar.end != bottom.start:
            return None
        self.at += 3
        self.operators += 1
        self.last = bottom.end
        value = divide(literal(top.text), literal(bottom.text))
        self.skip_units()
        return value

    def and_fraction(self, whole: Number) -> Number:
        """``1 and 1/3`` or ``$3 and $1/3``: what follows the ``and`` must be a fraction below one."""
        tokens = self.tokens
        at = self.at + 1
        closing = tokens[at].kind == "lp"
        at += closing or tokens[at].kind == "cur"
        parts = tokens[at : at + 3 + closing]
        if [t.kind for t in parts] != ["num", "op", "num", "rp"][: 3 + closing] or parts[1].text != "/":
            return whole
        top, bottom = literal(parts[0].text), literal(parts[2].text)
        if not 0 < top < bottom:
            return whole
        self.at = at + 3 + closing
        self.last = parts[-1].end
        return whole + Fraction(top) / bottom

    def take_percent(self, value: Number) -> Number:
        self.percent += 1
        self.share = True
        self.last = self.tokens[self.at].end
        self.at += 1
        return value if self.percent_as_unit else simple(Fraction(value) / 100)

    def word_operand(self, token: Token) -> Number:
        word = token.text.lower()
        if word in _MULTIPLIERS:
            self.at += 1
            if self.at < self.end and self.tokens[self.at].text == "of":
                self.at += 1
            self.skip_articles()
            self.operators += 1
            self.deeper()
            value = _MULTIPLIERS[word] * self.factor()
            self.depth -= 1
            return simple(value)
        # "+ Mary's 4 apples": words between an operator and its number
        if self.operators and len(word) > 1:
            limit = min(self.end, self.at + 4)
            i = self.at
            while (
                i < limit and self.tokens[i].kind == "word" and self.tokens[i].text.lower() not in _STOP_WORDS
            ):
                i += 1
            if i < self.end and self.tokens[i].kind in ("num", "cur", "mixed"):
                self.units.extend(t.text.lower() for t in self.tokens[self.at : i])
                self.at = i
                return self.operand()
        raise PlainError("a word where a number is expected")

    def skip_articles(self) -> None:
        while self.at < self.end and self.tokens[self.at].kind == "word":
            word = self.tokens[self.at].text.lower()
            if word in _MULTIPLIERS:
                return
            if word not in _ARTICLES:
                raise PlainError("'of' something that is no number")
            self.at += 1

    def skip_units(self) -> None:
        """Step over the words after a number, and over ``/day`` and ``per day``."""
        tokens, end = self.tokens, self.end
        i = self.at
        first = i
        while i < end:
            token = tokens[i]
            kind = token.kind
            if kind == "word":
                word = token.text
                lower = word.lower()
                if word in _HEAVY_STOPS:
                    break
                if i == first and is_greek(word) and read_unit(word) is None:
                    raise PlainError("an unknown")
                if lower == "of" and i == first and (self.share or self.dividing):
                    break
                if lower in _WORD_OPS and self.starts_operand(i + 1) and not self.is_unknown(i):
                    break
                if lower in ("divided", "multiplied") and i + 1 < end and tokens[i + 1].text == "by":
                    break
                if word in self.symbols:
                    if i > first:
                        i = first  # "120/3 or Y = 40": the words lead on to another equation
                    elif word != "a" or token.start == tokens[i - 1].end:
                        raise PlainError("an unknown")
                    break
                if (
                    _is_product(word, token.start == tokens[i - 1].end)
                    and i == first
                    and tokens[i - 1].kind == "num"
                ):
                    raise PlainError("an unknown")
                if (
                    i == first
                    and tokens[i - 1].kind == "rp"
                    and token.start == tokens[i - 1].end
                    and len(word) <= 3
                    and lower not in _ATTACHED
                    and unit_of(lower) is None
                ):
                    raise PlainError("an unknown")  # "(1/3)Bh"
                if lower in SCALES and i == first:
                    self.scales += 1
                self.units.append(lower)
                i += 1
                if i < end and tokens[i].kind == "pow" and tokens[i].start == token.end:
                    self.powers += 1
                    i += 1 if tokens[i].text in "²³" else 2
            elif (
                kind == "op"
                and i + 1 < end
                and tokens[i + 1].kind == "word"
                and len(tokens[i + 1].text) > 1
                and tokens[i + 1].text not in _MULTIPLIERS
                and (
                    token.text == "/"
                    or (token.text in "-–" and i == first and tokens[i + 1].start == token.end)
                )
            ):
                self.units.append(token.text + tokens[i + 1].text.lower())
                i += 2
            elif kind == "lp" and token.start > tokens[i - 1].end and (close := self.words_in_brackets(i)):
                i = close
            elif kind == "cur" and i == first:
                # "5$": the sign after the number, unless a number follows it
                if i + 1 < end and tokens[i + 1].kind in ("num", "note"):
                    break
                self.units.append(token.text[-1])
                i += 1
            else:
                break
        self.at = i

    def words_in_brackets(self, i: int) -> int:
        if i + 1 >= self.end or self.tokens[i + 1].kind != "word" or len(self.tokens[i + 1].text) == 1:
            return 0
        for j in range(i + 1, min(self.end, i + 12)):
            kind = self.tokens[j].kind
            if kind == "rp":
                return j + 1
            if kind == "lp":
                return 0
        return 0

    def starts_operand(self, i: int) -> bool:
        while i < self.end and self.tokens[i].kind in ("cur", "note"):
            i += 1
        return i < self.end and self.tokens[i].kind in ("num", "lp", "mixed", "vulgar", "clock")

    def is_unknown(self, i: int) -> bool:
        """Is the ``x`` at ``i`` an unknown: known as one, and joined to the number before it?"""
        token = self.tokens[i]
        return (
            token.text in self.symbols
            and i > 0
            and token.start == self.tokens[i - 1].end
            and (self.tokens[i + 1].kind == "lp")
        )

    def peek_operator(self) -> str:
        if self.at >= self.end:
            return ""
        token = self.tokens[self.at]
        if token.kind == "op":
            return OPS[token.text]
        if token.kind == "lp":
            return "(" if token.start == self.tokens[self.at - 1].end or self.whole else ""
        if token.kind == "num" and self.tokens[self.at - 1].kind == "rp" and self.whole:
            return "("
        if token.kind == "word" and not self.signs_only:
            word = token.text.lower()
            if word == "of":
                return "of" if self.share else ""
            if word in _WORD_OPS and self.starts_operand(self.at + 1) and not self.is_unknown(self.at):
                return _WORD_OPS[word]
            if word in ("divided", "multiplied"):
                return "/" if word == "divided" else "*"
        return ""

    def take_operator(self) -> None:
        self.operators += 1
        token = self.tokens[self.at]
        self.at += 2 if token.text.lower() in ("divided", "multiplied") else 1


def read(
    tokens: list[Token],
    at: int,
    end: int,
    symbols: frozenset[str] = frozenset(),
    *,
    whole: bool = False,
    tight: bool = False,
    signs_only: bool = False,
) -> Side | None:
    """The longest expression that starts at ``tokens[at]``; None where none does.

    ``symbols`` are the letters that stand for unknowns, not units. With ``whole``
    the expression must reach ``end``; with ``tight``, ``60 / 3/4`` divides by 3/4,
    and with ``signs_only`` words such as "times" and "of" end the expression. Raises LimitError and DivisionByZero.
    """
    if end - at > MAX_SIDE:
        if whole:
            return None
        end = at + MAX_SIDE
    reader = _Reader(tokens, at, end, symbols=symbols, whole=whole, tight=tight, signs_only=signs_only)
    try:
        value = reader.expression()
    except (LimitError, DivisionByZero):
        raise
    except PlainError:
        return None
    if whole and reader.at != end:
        return None
    first = at
    while tokens[first].kind == "note":
        first += 1
    side = Side(simple(value), tokens[first].start, reader.last, reader.at, reader.operators)
    side.products, side.terms, side.powers = reader.products, tuple(reader.terms), reader.powers
    side.percent, side.hundred, side.clock = reader.percent, reader.hundred, reader.clock
    if reader.at + 1 < end and tokens[reader.at].kind == "op" and tokens[reader.at + 1].kind == "word":
        side.cut = True
    side.units = tuple(reader.units)
    if reader.operators == 0:
        for token in tokens[first : reader.at]:
            if token.kind == "num":
                side.literal = token.text
                break
    if reader.percent:
        again = _Reader(
            tokens,
            at,
            end,
            symbols=symbols,
            whole=whole,
            tight=tight,
            signs_only=signs_only,
            percent_as_unit=True,
        )
        side.dropped = simple(again.expression())
    return side


_ATTACHED = frozenset("st nd rd th am pm x k".split())


@lru_cache(maxsize=1024)
def _is_product(word: str, attached: bool) -> bool:
    """Are the letters behind a number unknowns, as in ``2xy``, rather than a unit or an ending?"""
    if not word.isascii() or not 2 <= len(word) <= 3:
        return False
    if not attached:
        return bool(re.fullmatch("[u-z]{2,3}", word))
    return word.lower() not in _ATTACHED and read_unit(word) is None and read_unit(word.lower()) is None


_STOP_WORDS = frozenset("then so and if because is are was has have".split())
_HEAVY_STOPS = frozenset(
    "so because since equals is are was were gives give makes make has have then which means therefore if".split()
)
