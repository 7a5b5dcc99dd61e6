"""The sides of an equality: which tokens are arithmetic, and the tree that they make."""

from __future__ import annotations

import itertools
import math
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assay.evidence.arithmetic.tokens import Token
from assay.evidence.quantities import read_unit

_MOST_TOKENS = 400  # of one side
_DEPTH = 40
_LONGEST_NUMBER = 40  # characters
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺·", "0123456789-+.")

Node = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A number as it is written, and half a unit of its last digit."""

    value: float
    half: float
    percent: bool = False


@dataclass
class Side:
    """A side that is arithmetic: its tree, its numbers, its units, and where it stands."""

    tree: Node
    numbers: list[Token]
    units: list[str]
    start: int
    end: int
    operators: int
    quantity: tuple[Fraction, str] | None = None
    """The number and the unit of a side that is one quantity."""
    shown: Shown | None = None


class _NoArithmetic(Exception):
    """A text that is no arithmetic."""


def left_of(tokens: list[Token]) -> Side | None:
    """The arithmetic that a relation follows: all of what stands before it, or what is behind the prose that leads to it."""
    if not 0 < len(tokens) <= _MOST_TOKENS:
        return None
    return next((side for begin in _begins(tokens) if (side := _read(tokens[begin:], goes_on=False))), None)


def right_of(tokens: list[Token], *, last: bool) -> Side | None:
    """The arithmetic that follows a relation: all of what stands behind it, or up to where prose goes on."""
    if not 0 < len(tokens) <= _MOST_TOKENS:
        return None
    return _read(tokens, goes_on=False) or _read(tokens, goes_on=True, dash=last)


def _read(tokens: list[Token], *, goes_on: bool, dash: bool = False) -> Side | None:
    try:
        return _Parser(tokens, goes_on=goes_on, dash=dash).side() if tokens else None
    except (_NoArithmetic, RecursionError):
        return None


def _begins(tokens: list[Token]) -> list[int]:
    """Where the arithmetic before a relation may begin: at its start, and behind words, or a comma, that lead to it."""
    found = [0]
    depth, reckons, run = 0, False, 0
    for index, (token, following) in enumerate(itertools.pairwise(tokens)):
        depth += (token.kind == "open") - (token.kind == "close")
        if (token.kind == "comma" and not depth) or (
            token.kind == "word" and not depth and not reckons and _leads(tokens, run, index, following)
        ):
            found.append(index + 1)
        if token.kind not in ("word", "comma"):
            run = index + 1
            reckons = reckons or token.kind in ("plus", "minus", "times", "over", "power")  # 1 + stroke 2
        elif token.kind == "comma" and not depth:
            reckons = False
    return found[:1] + found[1:][-12:]


def _leads(tokens: list[Token], run: int, index: int, following: Token) -> bool:
    """Whether the words that end at ``index`` lead to the number behind them, and are no unit (``5 ft 8 in``) and no function (``f(2)``)."""
    before = tokens[run - 1].kind if run else ""
    if before in ("close", "number", "raised"):
        if not any(t.text.lower() in _NO_UNIT for t in tokens[run : index + 1]):
            return False
    elif before not in ("", "other"):
        return False
    if following.kind == "open":
        return following.text == "(" and (
            following.start > tokens[index].end
            or (tokens[index].text[-1] >= "一" and _reckons(tokens, index + 1))
        )
    return following.kind in ("number", "frac", "sqrt", "call", "money")


def _reckons(tokens: list[Token], opened: int) -> bool:
    """Whether an operator stands within the bracket that opens there: ``为(100-40)``, but not ``第(2)``."""
    depth = 0
    for token in tokens[opened:]:
        depth += (token.kind == "open") - (token.kind == "close")
        if not depth:
            return False
        if token.kind in ("plus", "minus", "times", "over"):
            return True
    return False


class _Parser:
    """Reads a side from its beginning. With ``goes_on`` prose may follow, with ``dash`` behind a dash, too."""

    def __init__(self, tokens: list[Token], *, goes_on: bool, dash: bool) -> None:
        self.tokens = tokens
        self.at = 0
        self.goes_on = goes_on
        self.dash = dash
        self.numbers: list[Token] = []
        self.units: list[str] = []
        self.operators = 0
        self.depth = 0
        self.end = tokens[0].start if tokens else 0

    def side(self) -> Side:
        start = self.peek_start()
        tree = self.sum()
        rest = self.tokens[self.at :]
        if rest and not self._may_follow(rest):
            raise _NoArithmetic
        side = Side(tree, self.numbers, self.units, start, self.end, self.operators)
        node, sign = tree, 1
        if node[0] == "neg":
            node, sign = node[1], -1
        if node[0] in ("number", "percent"):
            token = self.numbers[node[1]]
            value, half = valued(token.text)
            side.shown = Shown(sign * value, half, node[0] == "percent")
            side.quantity = (Fraction(plain(token.text)) * sign, "%" if node[0] == "percent" else node[2])
        return side

    def _may_follow(self, rest: list[Token]) -> bool:
        """Whether prose goes on behind a last side: words, a comma, a bracket, a dash; no operator."""
        kind = rest[0].kind
        if not self.goes_on:
            return False
        if kind == "minus":
            return self.dash and len(rest) > 1 and rest[1].kind == "word" and rest[0].start > self.end
        return kind in ("close", "comma", "word", "other") or (
            kind == "open" and rest[0].text == "(" and len(rest) > 1 and rest[1].kind in ("word", "relation")
        )

    # -- the tokens

    def peek(self) -> str:
        return self.tokens[self.at].kind if self.at < len(self.tokens) else ""

    def peek_start(self) -> int:
        return self.tokens[self.at].start if self.at < len(self.tokens) else self.end

    def take(self) -> Token:
        if self.at >= len(self.tokens):
            raise _NoArithmetic
        token = self.tokens[self.at]
        self.at += 1
        self.end = token.end
        return token

    # -- the grammar

    def sum(self) -> Node:
        self.depth += 1
        if self.depth > _DEPTH:
            raise _NoArithmetic
        node = self.product()
        while self.peek() in ("plus", "minus"):
            if self.peek() == "minus" and self._is_dash():
                break
            operator = self.take().kind
            self.operators += 1
            node = ("add" if operator == "plus" else "sub", node, self.product())
        self.depth -= 1
        return node

    def _is_dash(self) -> bool:
        """``= 4 – moderate risk``: a dash before words."""
        following = self.tokens[self.at + 1 : self.at + 2]
        return bool(following) and following[0].kind == "word" and self.depth == 1 and self.dash

    def product(self) -> Node:
        node = self.signed()
        while True:
            kind = self.peek()
            if kind in ("times", "over"):
                self.take()
                self.operators += 1
                node = ("mul" if kind == "times" else "div", node, self.signed())
            elif kind in ("open", "frac", "sqrt") and self._multiplies():
                self.operators += 1
                node = ("mul", node, self.signed())
            else:
                return node

    def _multiplies(self) -> bool:
        """Whether a bracket behind a factor multiplies it: ``72(1.2)``; an aside does not: ``2 (age)``."""
        if self.peek() != "open":
            return True
        if self.tokens[self.at].text == "{":
            return False
        return self._aside_end() == 0

    def _aside_end(self) -> int:
        """Where the aside ends that begins here, as an index; 0 if the bracket holds arithmetic."""
        depth = 0
        words = False
        for index in range(self.at, len(self.tokens)):
            token = self.tokens[index]
            depth += (token.kind == "open") - (token.kind == "close")
            words = words or token.kind == "word"
            if not depth:
                return (
                    index + 1 if words and self.tokens[self.at + 1].kind in ("word", "other", "font") else 0
                )
        return 0

    def signed(self) -> Node:
        kind = self.peek()
        if kind == "minus":
            self.take()
            return ("neg", self.signed())
        if kind == "plus":
            self.take()
            return self.signed()
        return self.raised()

    def raised(self) -> Node:
        node = self.atom()
        if self.peek() == "power":
            self.take()
            self.operators += 1
            sign = 1
            if self.peek() == "minus":
                self.take()
                sign = -1
            exponent = self.atom()
            return ("pow", node, ("neg", exponent) if sign < 0 else exponent)
        if self.peek() == "raised":
            token = self.take()
            self.operators += 1
            return ("pow", node, ("constant", float(token.text.translate(_RAISED))))
        return node

    def atom(self) -> Node:
        kind = self.peek()
        if kind == "money":
            self.units.append(self.take().text.lstrip("\\"))
            if self.peek() != "number":
                raise _NoArithmetic
            kind = "number"
        if kind == "number":
            token = self.take()
            if len(token.text) > _LONGEST_NUMBER or re.search(r"[eE][-+]?[1-9]\d\d", token.text):
                raise _NoArithmetic
            self.numbers.append(token)
            index = len(self.numbers) - 1
            unit = self._behind()
            if unit and self.peek() == "number":
                raise _NoArithmetic  # 5 ft 8 in
            return ("number", index, unit) if unit != "%" else ("percent", index)
        if kind == "font":
            self.take()
            return self._bracketed()
        if kind == "open":
            return self._bracketed()
        if kind == "frac":
            self.take()
            self.operators += 1
            above = self._bracketed()
            below = self._bracketed()
            self._behind()
            return ("div", above, below)
        if kind == "sqrt":
            self.take()
            self.operators += 1
            return ("call", "sqrt", (self._bracketed() if self.peek() == "open" else self.atom(),))
        if kind == "call":
            return self._call()
        if (
            kind == "word"
            and self.tokens[self.at].text in ("e", "π", "pi")
            and self.at + 1 < len(self.tokens)
        ):
            token = self.take()
            if token.text == "e" and self.peek() != "power":
                raise _NoArithmetic
            return ("constant", math.e if token.text == "e" else math.pi)
        raise _NoArithmetic

    def _call(self) -> Node:
        name = re.sub(r"[\\_{}]", "", self.take().text)
        self.operators += 1
        if self.peek() == "number":
            return ("call", name, (self.atom(),))
        if self.peek() != "open":
            raise _NoArithmetic
        self.take()
        given = [self.sum()]
        while self.peek() == "comma":
            self.take()
            given.append(self.sum())
        if self.take().kind != "close":
            raise _NoArithmetic
        return ("call", name, tuple(given))

    def _bracketed(self) -> Node:
        opened = self.take()
        if opened.kind != "open":
            raise _NoArithmetic
        node = self.sum()
        closed = self.take()
        if closed.kind != "close" or {"(": ")", "[": "]", "{": "}"}[opened.text] != closed.text:
            raise _NoArithmetic
        unit = self._behind()
        if node[0] == "number" and not node[2] and opened.text == "{":
            return ("number", node[1], unit)
        return node

    def _behind(self) -> str:
        """The unit, a percent sign, or an aside behind a number; what cannot be one stays."""
        if self.peek() == "percent":
            self.take()
            return "%"
        begin = self.at
        said: list[str] = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if token.kind == "font" and self._font_of_words():
                said.append(self._take_font())
            elif token.kind in ("word", "degree") and (
                not said or said[-1] in ("/", "·") or self._goes_on_unit(said)
            ):
                if token.text.lower() in _NO_UNIT and not (token.text == "in" and self._is_inch(said)):
                    break
                said.append(self.take().text)
            elif token.kind == "over" and said and self._unit_follows():
                self.take()
                said.append("/")
            elif (
                token.kind == "times" and said and token.text in ("·", "⋅", r"\cdot") and self._unit_follows()
            ):
                self.take()
                said.append("·")
            elif token.kind == "power" and said and said[-1] not in ("/", "·"):
                raised = self._unit_power()
                if not raised:
                    break
                said.append(raised)
            elif token.kind == "raised" and said and token.start == self.tokens[self.at - 1].end:
                said.append(self.take().text)
            else:
                break
        if self.at > begin:
            unit = "".join(said)
            self.units.append(unit)
        else:
            unit = ""
        if self.peek() == "open" and self.tokens[self.at].text == "(" and (end := self._aside_end()):
            self.at = end
            self.end = self.tokens[end - 1].end
        return unit

    def _goes_on_unit(self, said: list[str]) -> bool:
        """``mm Hg``, ``beats per minute``: a second word that makes a longer unit."""
        word = self.tokens[self.at].text
        return len(said) < 4 and (
            said[-1] == "per" or word == "per" or read_unit(f"{''.join(said)}{word}") is not None
        )

    def _is_inch(self, said: list[str]) -> bool:
        following = self.tokens[self.at + 1 : self.at + 2]
        return bool(said) or not following or following[0].kind not in ("word", "number", "font", "money")

    def _unit_follows(self) -> bool:
        following = self.tokens[self.at + 1 : self.at + 2]
        return bool(following) and (following[0].kind == "word" or (following[0].kind == "font"))

    def _font_of_words(self) -> bool:
        inside = self.tokens[self.at + 2 : self.at + 3]
        return bool(inside) and inside[0].kind in ("word", "degree", "percent")

    def _take_font(self) -> str:
        self.take()
        depth = 0
        said = []
        while True:
            token = self.take()
            depth += (token.kind == "open") - (token.kind == "close")
            if token.kind not in ("open", "close"):
                said.append(token.text)
            if not depth:
                return "".join(said)

    def _unit_power(self) -> str:
        rest = self.tokens[self.at + 1 : self.at + 4]
        if rest and rest[0].kind == "number":
            self.take()
            return "^" + self.take().text
        if len(rest) > 1 and rest[0].kind == "minus" and rest[1].kind == "number":
            self.take()
            self.take()
            return "^-" + self.take().text
        if len(rest) == 3 and rest[0].text == "{" and rest[1].kind == "number" and rest[2].text == "}":
            self.take()
            self.take()
            number = self.take().text
            self.take()
            return "^" + number
        return ""


_NO_UNIT = frozenset("and or so which that is are was were the a an of for by with from to as then thus hence in because since giving indicating meaning".split())  # fmt: skip


def plain(text: str) -> str:
    return re.sub(r",|\{,\}|\\,|[\u00a0\u2009\u202f]", "", text)


def valued(text: str) -> tuple[float, float]:
    """The value of a number, and half a unit of its last digit."""
    said = plain(text)
    digits, _, power = said.lower().partition("e")
    _, _, decimals = digits.partition(".")
    return float(said), 0.5 * 10.0 ** (int(power or 0) - len(decimals))
