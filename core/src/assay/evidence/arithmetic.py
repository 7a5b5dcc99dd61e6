r"""Stated arithmetic: each ``A = B`` of a text whose sides are numbers, computed.

::

    [link] = stated_arithmetic("CrCl = (140 − 57) × 70 kg / (72 × 1.2 mg/dL) = 67.2 mL/min")
    link.holds, link.left, link.right     # True, '(140 − 57) × 70 kg / (72 × 1.2 mg/dL)', '67.2 mL/min'

Plain text and LaTeX are read. Formulas of practice are equations of numerical values, so units are dropped, but from a plain
conversion (``180 lb = 81.6 kg``), and where only units make a step right (``1 g / 2 = 500 mg``). A side with a name, or
with anything else that is no arithmetic, decides nothing. Operands are exact, but for those that an earlier step came to,
which may be rounded; results may be rounded to the digits that they show. Text is never run.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from assay.evidence.quantities import NONE, Amount, Unit, convert, read_unit
from assay.evidence.units import product

LONGEST = 100_000
"""Characters of a text that are read."""
MOST_LINKS = 1_000
_MOST_TOKENS = 400  # of one side
_DEPTH = 40
_LONGEST_NUMBER = 40  # characters
_NEAR = 1e-9  # relative: what floats lose

Convert = Callable[[Fraction, str, Fraction, str], bool | None]
"""Whether ``(value, unit)`` is ``(value, unit)``, for units of different kinds: mg/dL and mmol/L of one analyte."""


@dataclass(frozen=True, slots=True)
class Link:
    """One stated equality: its two sides as they are written, where it stands, and whether it holds.

    ``holds`` is ``None`` where that cannot be decided; ``value`` is what the left side comes to, ``result`` the number
    at the right, if it is one.
    """

    left: str
    right: str
    start: int
    end: int
    holds: bool | None
    value: float | None = None
    result: float | None = None


def stated_arithmetic(text: str, *, converts: Convert | None = None) -> list[Link]:
    """All equalities of a text between arithmetic and numbers, in order, each decided if it can be.

    ``converts`` decides plain conversions between units of different kinds. Nothing is read behind :data:`LONGEST`
    characters and :data:`MOST_LINKS` equalities.
    """
    found: list[Link] = []
    results: list[_Shown] = []
    for chain in _chains(_tokens(text[:LONGEST])):
        last = len(chain.sides) - 1
        link: Link | None = None
        for index, about in enumerate(chain.about):
            one, other = _left(chain.sides[index]), _right(chain.sides[index + 1], last=index + 1 == last)
            chained, link, exact = link is not None, None, False
            if one is not None and other is not None:
                link, exact = _decided(text, one, other, about, results, converts, chained=chained)
            if link is not None:
                found.append(link)
                if len(found) == MOST_LINKS:
                    return found
            shown = None if other is None else other.shown
            # a whole number of which nothing is known is none that was rounded
            if shown is not None and not exact and (link is not None or shown.half < 0.5):
                results.append(shown)
    return found


# --- tokens -----------------------------------------------------------------------------------------------------------

_TOKEN = re.compile(
    r"(?P<skip>[ \t~&]|\\[,;:! ]|\\q?quad(?![A-Za-z])|\\(?:left|right|displaystyle|big[lr]?|Big[lr]?)(?![A-Za-z])\.?|\$(?!\s?\d)|\$(?=[^$\n]*[=\\][^$\n]*\$)|\\[()\[\]]|(?<![\d)\]}])(?<![\d)\]}] )\*\*|\*\*(?!\s?[-−(]?\s?[\d.])|`)"
    r"|(?P<date>\d{4}-\d{1,2}-\d{1,2}(?![\d.])|\d{1,2}(?P<sep>[/.-])\d{1,2}(?P=sep)\d{4}(?!\d))"
    r"|(?P<number>(?:\d{1,3}(?:(?:,|\{,\}|\\,|[\u00a0\u2009\u202f])\d{3})+(?!\d)|\d+)(?:\.\d+)?(?:[eE][-+]?\d{1,3}(?![\dA-Za-z]))?|\.\d+)"
    r"|(?P<relation>\\approx(?![A-Za-z])|\\simeq(?![A-Za-z])|\\cong(?![A-Za-z])|[≈≅≃]|(?<![<>!=])=(?![=>])|\b(?:equals|gives|yields|makes|is equal to|is approximately)\b)"
    r"|(?P<frac>\\[dtc]?frac(?![A-Za-z]))|(?P<sqrt>\\sqrt(?![A-Za-z])|√|\bsqrt(?=\s?[({]))"
    r"|(?P<call>\\?(?:ln|log_?\{?10\}?|log|exp|min|max)(?=\s?(?:\\left)?\s?[({\[\\]|\s\d))"
    r"|(?P<font>\\(?:text|mathrm|mathbf|textbf|operatorname|mbox|textrm|boxed|mathit)\s*(?=\{))"
    r"|(?P<times>\\times(?![A-Za-z])|\\cdot(?![A-Za-z])|\\ast(?![A-Za-z])|[×·⋅∙]|(?<!\*)\*(?!\*)|(?<=[\d)\]%\s])[xX](?=\s?[\d(.]))"
    r"|(?P<over>\\div(?![A-Za-z])|[/÷∕⁄])|(?P<plus>\+)|(?P<minus>[-−–—])|(?P<power>\^|\*\*)"
    r"|(?P<raised>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:[·.][⁰¹²³⁴⁵⁶⁷⁸⁹]+)?)"
    r"|(?P<open>[(\[{])|(?P<close>[)\]}])|(?P<percent>\\?%)|(?P<money>\\?\$|[€£¥]|\b(?:US\$|USD|EUR|GBP)(?=\s?\d))"
    r"|(?P<comma>,)|(?P<break>[.;:!?\n|]|\\\\|⇒|→|\\(?:Rightarrow|implies|to)(?![A-Za-z])|=>|[<>≤≥≠]|\\[lg]eq?(?![A-Za-z]))"
    r"|(?P<vulgar>[¼-¾⅐-⅞])|(?P<degree>°\s?[CF]?|\^\\circ|\\circ)|(?P<word>[^\W\d_]['’\w₀-₉²³-]*[\w₀-₉²³]|[^\W\d_][²³]?)|(?P<other>.)",
    re.DOTALL,
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺·", "0123456789-+.")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "other"
        if kind != "skip":
            yield _Token(kind, match[0], match.start(), match.end())


@dataclass
class _Chain:
    sides: list[list[_Token]] = field(default_factory=lambda: [[]])
    about: list[bool] = field(default_factory=list)
    """Whether a relation says "about"."""


def _chains(tokens: Iterator[_Token]) -> Iterator[_Chain]:
    """Runs of tokens without a break that hold a relation, cut at the relations. A line that begins with ``=`` goes on."""
    chain = _Chain()
    waiting = False
    for token in tokens:
        if token.kind == "break":
            if token.text in ("\n", "\\\\") and len(chain.sides) > 1:
                waiting = True
                continue
            if token.text == "\n" and waiting:
                continue
            if len(chain.sides) > 1:
                yield chain
            chain, waiting = _Chain(), False
        elif token.kind == "relation":
            chain.sides.append([])
            chain.about.append(token.text not in ("=", "equals", "is equal to"))
            waiting = False
        else:
            if waiting:
                if len(chain.sides) > 1:
                    yield chain
                chain, waiting = _Chain(), False
            chain.sides[-1].append(token)
    if len(chain.sides) > 1:
        yield chain


# --- sides ------------------------------------------------------------------------------------------------------------

_Node = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Shown:
    """A number as it is written, and half a unit of its last digit."""

    value: float
    half: float
    percent: bool = False


@dataclass
class _Side:
    """A side that is arithmetic: its tree, its numbers, its units, and where it stands."""

    tree: _Node
    numbers: list[_Token]
    units: list[str]
    start: int
    end: int
    operators: int
    quantity: tuple[Fraction, str] | None = None
    """The number and the unit of a side that is one quantity."""
    shown: _Shown | None = None


class _NoArithmetic(Exception):
    """A text that is no arithmetic."""


def _left(tokens: list[_Token]) -> _Side | None:
    """The arithmetic that a relation follows: all of what stands before it, or what is behind the prose that leads to it."""
    if not 0 < len(tokens) <= _MOST_TOKENS:
        return None
    return next((side for begin in _begins(tokens) if (side := _read(tokens[begin:], goes_on=False))), None)


def _right(tokens: list[_Token], *, last: bool) -> _Side | None:
    """The arithmetic that follows a relation: all of what stands behind it, or up to where prose goes on."""
    if not 0 < len(tokens) <= _MOST_TOKENS:
        return None
    return _read(tokens, goes_on=False) or _read(tokens, goes_on=True, dash=last)


def _read(tokens: list[_Token], *, goes_on: bool, dash: bool = False) -> _Side | None:
    try:
        return _Parser(tokens, goes_on=goes_on, dash=dash).side() if tokens else None
    except (_NoArithmetic, RecursionError):
        return None


def _begins(tokens: list[_Token]) -> list[int]:
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


def _leads(tokens: list[_Token], run: int, index: int, following: _Token) -> bool:
    """Whether the words that end at ``index`` lead to the number behind them, and are no unit (``5 ft 8 in``) and no function (``f(2)``)."""
    before = tokens[run - 1].kind if run else ""
    if before in ("close", "number", "raised"):
        if not any(t.text.lower() in _NO_UNIT for t in tokens[run : index + 1]):
            return False
    elif before not in ("", "other"):
        return False
    if following.kind == "open":
        return following.text == "(" and following.start > tokens[index].end
    return following.kind in ("number", "frac", "sqrt", "call", "money")


class _Parser:
    """Reads a side from its beginning. With ``goes_on`` prose may follow, with ``dash`` behind a dash, too."""

    def __init__(self, tokens: list[_Token], *, goes_on: bool, dash: bool) -> None:
        self.tokens = tokens
        self.at = 0
        self.goes_on = goes_on
        self.dash = dash
        self.numbers: list[_Token] = []
        self.units: list[str] = []
        self.operators = 0
        self.depth = 0
        self.end = tokens[0].start if tokens else 0

    def side(self) -> _Side:
        start = self.peek_start()
        tree = self.sum()
        rest = self.tokens[self.at :]
        if rest and not self._may_follow(rest):
            raise _NoArithmetic
        side = _Side(tree, self.numbers, self.units, start, self.end, self.operators)
        node, sign = tree, 1
        if node[0] == "neg":
            node, sign = node[1], -1
        if node[0] in ("number", "percent"):
            token = self.numbers[node[1]]
            value, half = _valued(token.text)
            side.shown = _Shown(sign * value, half, node[0] == "percent")
            side.quantity = (Fraction(_plain(token.text)) * sign, "%" if node[0] == "percent" else node[2])
        return side

    def _may_follow(self, rest: list[_Token]) -> bool:
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

    def take(self) -> _Token:
        if self.at >= len(self.tokens):
            raise _NoArithmetic
        token = self.tokens[self.at]
        self.at += 1
        self.end = token.end
        return token

    # -- the grammar

    def sum(self) -> _Node:
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

    def product(self) -> _Node:
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

    def signed(self) -> _Node:
        kind = self.peek()
        if kind == "minus":
            self.take()
            return ("neg", self.signed())
        if kind == "plus":
            self.take()
            return self.signed()
        return self.raised()

    def raised(self) -> _Node:
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

    def atom(self) -> _Node:
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

    def _call(self) -> _Node:
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

    def _bracketed(self) -> _Node:
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


# --- values -----------------------------------------------------------------------------------------------------------


def _plain(text: str) -> str:
    return re.sub(r",|\{,\}|\\,|[\u00a0\u2009\u202f]", "", text)


def _valued(text: str) -> tuple[float, float]:
    """The value of a number, and half a unit of its last digit."""
    said = _plain(text)
    digits, _, power = said.lower().partition("e")
    _, _, decimals = digits.partition(".")
    return float(said), 0.5 * 10.0 ** (int(power or 0) - len(decimals))


@dataclass(frozen=True, slots=True)
class _Mode:
    """A way to read what can be read in two: ``5 %`` as 5 or 0.05, ``log`` as natural or to base 10."""

    share: bool
    natural: bool


_MODES = tuple(_Mode(share, natural) for share in (False, True) for natural in (False, True))


def _value(node: _Node, values: list[float], mode: _Mode) -> float:
    kind = node[0]
    if kind == "number":
        return values[node[1]]
    if kind == "percent":
        return values[node[1]] / 100 if mode.share else values[node[1]]
    if kind == "constant":
        return float(node[1])
    if kind == "neg":
        return -_value(node[1], values, mode)
    if kind == "call":
        given = [_value(each, values, mode) for each in node[2]]
        return _called(node[1], given, mode)
    one, other = _value(node[1], values, mode), _value(node[2], values, mode)
    if kind == "add":
        return one + other
    if kind == "sub":
        return one - other
    if kind == "mul":
        return one * other
    if kind == "div":
        return one / other
    raised = one**other
    if isinstance(raised, complex):
        raise ValueError("a root of a negative number")
    return float(raised)


def _called(name: str, given: list[float], mode: _Mode) -> float:
    if name in ("min", "max"):
        return (min if name == "min" else max)(given)
    if len(given) != 1:
        raise ValueError("a function has one argument")
    (value,) = given
    if name == "log":
        return math.log(value) if mode.natural else math.log10(value)
    return {"ln": math.log, "log10": math.log10, "exp": math.exp, "sqrt": math.sqrt}[name](value)


def _computed(
    side: _Side, results: list[_Shown], mode: _Mode, exact: frozenset[str] = frozenset()
) -> tuple[float, float]:
    """The value of a side, and by how much it may be off since some of its numbers are rounded results of earlier steps.

    With ``exact``, all of its numbers but these may be rounded: those of ``= 142 × 0.708 × 0.702``, which work out a side before it.
    """
    shown = [_valued(token.text) for token in side.numbers]
    values = [value for value, _ in shown]
    value = _value(side.tree, values, mode)
    slack = 0.0
    for index, (number, half) in enumerate(shown):
        if side.numbers[index].text in exact or not (
            exact or any(abs(abs(known.value) - number) <= half for known in results)
        ):
            continue
        for moved in (number - half, number + half):
            changed = _value(side.tree, [*values[:index], moved, *values[index + 1 :]], mode)
            slack += abs(changed - value) / 2
    return value, 1.05 * slack


# --- deciding ---------------------------------------------------------------------------------------------------------


def _decided(
    text: str,
    one: _Side,
    other: _Side,
    about: bool,
    results: list[_Shown],
    converts: Convert | None,
    *,
    chained: bool,
) -> tuple[Link | None, bool]:
    """The link of two sides, and whether its result is exact: later steps may have gone on from what was rounded."""
    left, right = text[one.start : one.end], text[other.start : other.end]
    value, exact = None, False
    bare = one.quantity and other.quantity and not one.quantity[1] and not other.quantity[1]
    if bare and not chained:
        return None, False  # a name may stand before: case 3 = 4
    if one.quantity and other.quantity and not bare:
        holds = _converted(one.quantity, other.quantity, one, other, converts)
    else:
        holds, value, exact = _compared(one, other, about, results)
    result = None if other.shown is None else other.shown.value
    return Link(left, right, one.start, other.end, holds, value, result), exact


def _converted(
    one: tuple[Fraction, str],
    other: tuple[Fraction, str],
    left: _Side,
    right: _Side,
    converts: Convert | None,
) -> bool | None:
    """Whether one quantity is another."""
    if not one[1] or not other[1]:
        return None
    units = _unit(one[1]), _unit(other[1])
    assert right.shown is not None and left.shown is not None
    if units[0] is not None and units[1] is not None:
        told = convert(Amount(one[0], units[0]), units[1])
        if told is not None:
            # a single digit is more often exact than rounded: 1 day, 2 g
            rounded = abs(one[0]) >= 10 * Fraction(left.shown.half)
            slack = left.shown.half * abs(float(told.value / one[0])) if one[0] and rounded else 0
            return _agrees(float(told.value), right.shown, slack, False)
        if converts is not None:
            back = convert(Amount(other[0], units[1]), units[0])
            if back is not None:
                return None
    return None if converts is None else converts(one[0], one[1], other[0], other[1])


def _agrees(value: float, shown: _Shown, slack: float, about: bool) -> bool | None:
    """Whether a value is rounded to what is shown; ``None`` if it was cut off instead."""
    off = abs(value - shown.value)
    room = _NEAR * max(abs(value), abs(shown.value), 1e-300)
    if off <= shown.half + slack + room:
        return True
    if about and shown.value and off <= _trailing(shown) + slack:
        return True
    cut = (
        off < 2 * shown.half * (1 - _NEAR) and abs(shown.value) <= abs(value) and shown.half < abs(value) / 20
    )
    return None if cut else False


def _trailing(shown: _Shown) -> float:
    """Half a unit of the last digit that is no zero, of a whole number: 5 of 70."""
    whole = abs(round(shown.value))
    if shown.half < 0.5 or not whole:
        return shown.half
    zeros = len(str(whole)) - len(str(whole).rstrip("0"))
    return 0.5 * 10.0**zeros


def _compared(
    one: _Side, other: _Side, about: bool, results: list[_Shown]
) -> tuple[bool | None, float | None, bool]:
    """Whether two sides come to the same in one of the ways to read them, what the first comes to, and whether nothing is rounded."""
    verdicts: list[bool | None] = []
    first: float | None = None
    given = frozenset() if other.shown is not None else frozenset(token.text for token in one.numbers)
    for mode in _MODES:
        try:
            value, slack = _computed(one, results, mode)
            told, more = _computed(other, results, mode, given)
        except (ValueError, ZeroDivisionError, OverflowError, KeyError):
            return None, first, False
        if not (math.isfinite(value) and math.isfinite(told)):
            return None, first, False
        first = value if first is None else first
        shown = other.shown or _Shown(told, abs(told) * _NEAR)
        if shown.percent and mode.share:
            shown = _Shown(told, shown.half / 100)
        verdicts.append(_agrees(value, shown, slack + more, about))
        if verdicts[-1]:
            return True, first, not slack and not more and abs(value - told) <= _NEAR * abs(told)
    if _by_units(one, other):
        return True, first, False
    if None in verdicts or not _knows_units(one, other) or _is_out_of(first, other):
        return None, first, False
    return False, first, False


def _is_out_of(value: float | None, other: _Side) -> bool:
    """Whether a side may be no quotient: ``5/9`` points, ``70.5 mL/min/1.73 m²``."""
    kind, *parts = other.tree
    if value is None or kind != "div" or parts[0][0] != "number":
        return False
    number, half = _valued(other.numbers[parts[0][1]].text)
    return abs(value - number) <= half * (1 + _NEAR)


def _knows_units(one: _Side, other: _Side) -> bool:
    """Whether all units are known, or are one word on both sides: what is unknown may be a dozen."""
    words = {
        unit.rstrip("s") for unit in (*one.units, *other.units) if _unit(unit) is None and unit not in "$€£¥"
    }
    return len(words) <= 1 and not words & _SCALES


_SCALES = frozenset("dozen hundred thousand million billion trillion k K M bn score pair".split())


def _unit(text: str) -> Unit | None:
    return read_unit(text.strip()) if len(text) <= 40 else None


def _by_units(one: _Side, other: _Side) -> bool:
    """Whether the sides are the same with their units: ``1 g / 2 = 500 mg``."""
    if not one.units or not other.units:
        return False
    try:
        left, right = _with_units(one.tree, one), _with_units(other.tree, other)
    except (ValueError, ZeroDivisionError, OverflowError):
        return False
    told = convert(left, right.unit)
    if told is None:
        return False
    half = Fraction(other.shown.half) if other.shown is not None else abs(right.value) / 10**9
    return abs(told.value - right.value) <= half + abs(right.value) / 10**9


def _with_units(node: _Node, side: _Side) -> Amount:
    """The quantity of a tree. Raises :class:`ValueError` where its units do not fit."""
    kind = node[0]
    if kind in ("number", "percent"):
        unit = _unit("%" if kind == "percent" else node[2]) if (kind == "percent" or node[2]) else NONE
        if unit is None and re.fullmatch(r"[^\W\d_]{3,}", node[2]) and node[2] not in _SCALES:
            unit = NONE  # things that are counted: 2 tablets × 500 mg = 1 g
        if unit is None or unit.offset:
            raise ValueError("an unknown unit")
        return Amount(Fraction(_plain(side.numbers[node[1]].text)), unit)
    if kind == "neg":
        inner = _with_units(node[1], side)
        return Amount(-inner.value, inner.unit)
    if kind not in ("add", "sub", "mul", "div"):
        raise ValueError("not with units")
    one, other = _with_units(node[1], side), _with_units(node[2], side)
    if kind in ("add", "sub"):
        same = convert(other, one.unit)
        if same is None:
            raise ValueError("units that do not fit")
        return Amount(one.value + same.value if kind == "add" else one.value - same.value, one.unit)
    power = 1 if kind == "mul" else -1
    value = one.value * other.value if kind == "mul" else one.value / other.value
    if other.unit == NONE:
        return Amount(value, one.unit)
    return Amount(value, product(((one.unit, 1), (other.unit, power))))


__all__ = ["LONGEST", "MOST_LINKS", "Convert", "Link", "stated_arithmetic"]
