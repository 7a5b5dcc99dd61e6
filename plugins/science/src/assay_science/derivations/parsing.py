"""From tokens to expressions, by recursive descent. Nothing is run; what is not understood ends the reading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from assay.evidence.quantities import read_unit
from assay_science.derivations.nodes import (
    Apply,
    Literal,
    Node,
    Opaque,
    Power,
    Product,
    Sum,
    Symbol,
    UnitOf,
    Units,
)
from assay_science.derivations.tokens import DEEPEST, GREEK, Token, TooLong
from assay_science.derivations.values import MOST_POWER, Dimension, Number, raised, times, unit_scale


AS_SPEED = "ms^-1"
"""Among the symbols of a text: its ``ms⁻¹`` are metres per second, not per millisecond."""
_GLUE = "|"


class Unreadable(Exception):
    """What stands there is no expression."""


_LONGEST_NUMBER = 60
_LABELS = frozenset("of in".split())
_ELEMENT = re.compile(r"(?:[A-Z][a-z]?\d{0,3}|[()]){1,12}\Z")
_SINGLE = frozenset("C N O H S F K I P B U V W Y".split())
_SHORT_WORDS = frozenset(
    "a i an as at be by do go he if in is it me my no of on or so to up us we am and are but can for from get had has have hence "
    "its let may new not now off one our out per set she the then this thus too two use via was way who why with when that than "
    "also both each into only same some such they were what will your first where which while there these those about after again "
    "along since step find given gives give mass time work heat rate area hint note case here else like true false equal equals "
    "plus minus times over divided multiplied squared cubed".split()
)
_SPOKEN = {"times": "*", "plus": "+", "minus": "-"}
_TIME_WORDS = frozenset(
    "second seconds minute minutes hour hours day days year years month months week weeks".split()
)
_NOT_UNITS = frozenset("a at as in min".split())


def is_prose(token: Token) -> bool:
    """Whether a token is a word of running text, and no symbol or unit."""
    if token.kind != "name" or not (token.plain or token.upright):
        return False
    word = token.text
    if word.lower() in _SHORT_WORDS and not (len(word) <= 2 and token.upright):
        return not (len(word) == 1 and (token.upright or word not in ("a", "I")))
    if len(word) == 1 or word in GREEK:
        return False
    if word.islower():
        return len(word) > 4 or unit_scale(word) is None and len(word) > 3
    return word.istitle() and len(word) > 4


class Parser:
    """Reads one expression from a list of tokens. ``symbols`` are the names that stand for quantities in this text."""

    def __init__(self, tokens: Sequence[Token], symbols: frozenset[str]) -> None:
        self.tokens = tokens
        self.symbols = symbols
        self.at = 0
        self.depth = 0
        self.bars = 0

    # -- tokens

    def peek(self, ahead: int = 0) -> Token | None:
        i = self.at + ahead
        return self.tokens[i] if i < len(self.tokens) else None

    def is_op(self, text: str, ahead: int = 0) -> bool:
        token = self.peek(ahead)
        return token is not None and token.kind == "op" and token.text == text

    def expect(self, text: str) -> None:
        if not self.is_op(text):
            raise Unreadable
        self.at += 1

    # -- expressions

    def expression(self) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise TooLong
        terms: list[tuple[int, Node]] = []
        sign = 1
        while self.is_op("+") or self.is_op("-"):
            sign *= -1 if self.is_op("-") else 1
            self.at += 1
        terms.append((sign, self.product()))
        while True:
            token = self.peek()
            spoken = token is not None and token.plain and token.text in ("plus", "minus")
            if token is None or not (spoken or (token.kind == "op" and token.text in "+-")):
                break
            following = self.peek(1)
            if following is None or following.kind in ("rel", "sep", "brk", "row"):
                break
            self.at += 1
            sign = -1 if token.text in ("-", "minus") else 1
            while self.is_op("-") or self.is_op("+"):
                sign *= -1 if self.is_op("-") else 1
                self.at += 1
            terms.append((sign, self.product()))
        self.depth -= 1
        if len(terms) == 1:
            return terms[0][1] if terms[0][0] > 0 else self._negative(terms[0][1])
        return Sum(tuple(terms))

    @staticmethod
    def _negative(node: Node) -> Node:
        if isinstance(node, Literal):
            return replace(node, value=-node.value)
        return Sum(((-1, node),))

    def product(self) -> Node:
        factors: list[tuple[int, Node]] = [(1, self.factor())]
        loosely: list[int] = []
        divided = False
        while True:
            token = self.peek()
            if token is None:
                break
            if token.kind == "op" and token.text in "*/":
                following = self.peek(1)
                if following is None or following.kind in ("rel", "sep", "brk", "row"):
                    raise Unreadable
                self.at += 1
                divided = token.text == "/"
                factors.append((-1 if divided else 1, self.signed()))
                continue
            if (
                token.kind == "name"
                and token.plain
                and token.text in ("times", "divided", "multiplied", "over")
                and len(factors)
            ):
                step = 2 if token.text in ("divided", "multiplied") else 1
                by = self.peek(1)
                if step == 2 and (by is None or by.text != "by"):
                    break
                after = self.peek(step)
                if after is None or not (
                    after.kind in ("num", "func", "cmd") or (after.kind == "op" and after.text in "(-")
                ):
                    break
                self.at += step
                divided = token.text in ("divided", "over")
                factors.append((-1 if divided else 1, self.signed()))
                continue
            if not self.begins_factor(token):
                break
            if divided:
                loosely.append(len(factors))
            factors.append((1, self.factor()))
        return factors[0][1] if len(factors) == 1 else Product(tuple(factors), tuple(loosely))

    def begins_factor(self, token: Token) -> bool:
        """Whether what follows is multiplied without a sign."""
        before = self.tokens[self.at - 1] if self.at else None
        if token.kind == "num":
            return (
                before is not None
                and before.kind != "num"
                and not token.plain
                and before.text in (")", "}", "]")
                or (before is not None and before.kind == "name" and not before.plain and not before.upright)
            )
        if token.kind in ("cmd", "func"):
            return True
        if token.kind == "op":
            return token.text in ("(", "{", "[") or (token.text == "|" and not self.bars)
        return token.kind == "name" and not is_prose(token) and self._is_symbol(token)

    def _is_symbol(self, token: Token) -> bool:
        if not token.plain:
            return True
        word = token.text
        if word in self.symbols:
            return True
        return (
            len(word) == 1
            and word not in ("a", "I", "A")
            or word in GREEK
            or word in ("pi",)
            or bool(re.fullmatch(r"[A-Z][A-Za-z]{0,3}", word) and not word.istitle())
        )

    def signed(self) -> Node:
        sign = 1
        while self.is_op("-") or self.is_op("+"):
            sign *= -1 if self.is_op("-") else 1
            self.at += 1
        node = self.factor()
        return node if sign > 0 else self._negative(node)

    def factor(self) -> Node:
        node = self.atom()
        while True:
            if self.is_op("^"):
                if self.is_op("'", 1):
                    self.at += 2
                    continue
                self.at += 1
                node = Power(node, self.exponent())
            elif self.is_op("!"):
                self.at += 1
                node = self._factorial(node)
            else:
                return node

    def _factorial(self, node: Node) -> Node:
        if (
            not isinstance(node, Literal)
            or node.units is not None
            or not node.whole
            or not 0 <= node.value <= 60
        ):
            raise Unreadable
        result = Fraction(1)
        for i in range(2, int(node.value) + 1):
            result *= i
        return replace(node, value=result)

    def exponent(self) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise TooLong
        try:
            if self.is_op("{"):
                self.at += 1
                node = self.expression()
                self.expect("}")
                return node
            sign = 1
            while self.is_op("-") or self.is_op("+"):
                sign *= -1 if self.is_op("-") else 1
                self.at += 1
            node = self.atom(units=False)
            return node if sign > 0 else self._negative(node)
        finally:
            self.depth -= 1

    def atom(self, units: bool = True) -> Node:
        token = self.peek()
        if token is None:
            raise Unreadable
        if token.kind == "num":
            return self.number(units)
        if token.kind == "cmd":
            return self._command(token)
        if token.kind == "func":
            return self._function(token)
        if token.kind == "op":
            return self._bracket(token, units)
        if token.kind == "name":
            if token.upright and token.text in ("%",):
                raise Unreadable
            if is_prose(token) or (token.plain and not self._named(token)):
                raise Unreadable
            if token.text == "pi":
                self.at += 1
                return Symbol("pi")
            return Symbol(self.name())
        raise Unreadable

    def _named(self, token: Token) -> bool:
        """Whether a word of the text can be the name of a quantity."""
        word = token.text
        return len(word) <= 5 or word in self.symbols or word in GREEK

    def _command(self, token: Token) -> Node:
        self.at += 1
        if token.text == "frac":
            above, below = self._argument(), self._argument()
            return self._with_unit(Product(((1, above), (-1, below))))
        degree: Node | None = None
        if self.is_op("["):
            self.at += 1
            degree = self.expression()
            self.expect("]")
        inside = self._argument()
        if degree is None:
            return self._with_unit(Apply("sqrt", inside))
        one = Literal(Fraction(1), Fraction(1), 1, 0, None, token.start, token.start, whole=True)
        return Power(inside, Product(((1, one), (-1, degree))))

    def _argument(self) -> Node:
        """The group or the single token behind a command."""
        if self.is_op("{"):
            self.at += 1
            node = self.expression()
            self.expect("}")
            return node
        token = self.peek()
        if token is not None and token.kind == "num" and token.text.isdigit() and len(token.text) > 1:
            # \frac12
            digits = token.text
            self.at += 1
            if len(digits) != 2 or not isinstance(self.tokens, list):
                raise Unreadable
            first, second = (replace(self._plain_number(d, token), start=token.start) for d in digits)
            self.tokens.insert(self.at, Token("num", digits[1], token.start, token.end))
            del second
            return first
        return self.atom(units=False)

    def _function(self, token: Token) -> Node:
        self.at += 1
        name = token.text
        power: Node | None = None
        if self.is_op("_"):
            self.at += 1
            base = self._raw_script()
            if name != "log" or base not in ("10", "e", "2"):
                raise Unreadable
            name = {"10": "log", "e": "ln", "2": "log2"}[base]
        if self.is_op("^"):
            self.at += 1
            power = self.exponent()
            if isinstance(power, Literal) and power.value == -1 and name in ("sin", "cos", "tan"):
                name, power = "a" + name, None
        if self.is_op("(") or self.is_op("{") or self.is_op("[") or self.is_op("|"):
            argument = self._bracket(self.tokens[self.at], units=True)
            while self.is_op("^") and power is None:
                self.at += 1
                argument = Power(argument, self.exponent())
        elif token.plain and token.text not in ("sqrt",) and not token.spaced and self.peek() is None:
            raise Unreadable
        else:
            argument = self._bare_argument()
        node: Node = (
            Product(((1, Apply("cos", argument)), (-1, Apply("sin", argument))))
            if name == "cot"
            else Apply(name, argument)
        )
        return node if power is None else Power(node, power)

    def _bare_argument(self) -> Node:
        """``ln 2``, ``sin 30°``, ``ln K``, ``cos \\omega t``: what follows, up to a sign or a bracket."""
        factors: list[tuple[int, Node]] = [(1, self.signed())]
        while True:
            token = self.peek()
            if (
                token is None
                or token.kind not in ("name", "num")
                or is_prose(token)
                or not self.begins_factor(token)
            ):
                break
            factors.append((1, self.factor()))
        return factors[0][1] if len(factors) == 1 else Product(tuple(factors))

    def _bracket(self, token: Token, units: bool) -> Node:
        if token.text == "[":
            species = self._species()
            if species:
                return Symbol(species)
        if token.text == "√":
            self.at += 1
            return Apply("sqrt", self.atom(units=False))
        closing = {"(": ")", "[": "]", "{": "}", "|": "|"}.get(token.text)
        if closing is None:
            raise Unreadable
        self.at += 1
        self.bars += token.text == "|"
        node = self.expression()
        self.bars -= token.text == "|"
        if token.text in "([" and (self.is_op(")") or self.is_op("]")):
            self.at += 1
        else:
            self.expect(closing)
        if token.text == "|":
            node = Apply("abs", node)
        return self._with_unit(node) if units and not isinstance(node, Symbol) else node

    def _with_unit(self, node: Node) -> Node:
        """A unit right behind a bracket, a fraction or a root: ``(2 + 3) m``."""
        token = self.peek()
        if token is None or token.kind != "name" or is_prose(token):
            return node
        if not token.upright and not (token.plain and token.text not in self.symbols):
            return node
        units = self.units(False)
        if units is None:
            return node
        if isinstance(node, Literal) and node.units is None:
            return replace(node, units=units)
        return Product(((1, node), (1, UnitOf(units))))

    def _species(self) -> str:
        """``[H+]``, ``[\\mathrm{Na^+}]``: a concentration, as the name of a quantity; ``""`` if it is none."""
        i, parts, letters = self.at + 1, [], False
        while i < len(self.tokens) and i - self.at < 24:
            token = self.tokens[i]
            if token.kind == "op" and token.text == "]":
                if not letters:
                    return ""
                self.at = i + 1
                name = "[" + "".join(parts) + "]"
                return name + self._script()
            if token.kind == "name" and (token.upright or token.text.isalpha()):
                letters = letters or token.text[:1].isupper()
                parts.append(token.text)
            elif token.kind == "num" and parts:
                parts.append(token.text)
            elif token.kind == "op" and token.text in "+-^_{}()":
                parts.append(token.text if token.text in "+-()" else "")
            else:
                return ""
            i += 1
        return ""

    # -- names

    def name(self) -> str:
        """The name of a quantity with its marks and indices: ``ΔH_r``, ``t_1/2``, ``v_x,0``."""
        token = self.tokens[self.at]
        self.at += 1
        text = token.text
        if text in ("Delta", "d") and text == "Delta":
            mark = self._script()
            following = self.peek()
            if following is not None and following.kind == "name" and not is_prose(following):
                self.at += 1
                return "Δ" + mark + following.text + self._script()
            if following is not None and following.kind == "op" and following.text == "[":
                species = self._species()
                if species:
                    return "Δ" + species
            return "Δ" + mark
        if token.plain and not token.upright:
            digits = self.peek()
            if (
                digits is not None
                and digits.kind == "num"
                and not digits.spaced
                and digits.text.isdigit()
                and len(text) <= 2
            ):
                self.at += 1
                return f"{text}_{digits.text}" + self._script()
        elif token.upright:
            # H_2O and the like: one name
            while (
                (following := self.peek()) is not None
                and following.kind == "name"
                and following.upright
                and not following.spaced
            ):
                text += following.text
                self.at += 1
        return text + self._script()

    def _script(self) -> str:
        """Indices, primes and marks such as ``^\\circ`` and ``^*`` behind a name."""
        text = ""
        while True:
            if self.is_op("_"):
                self.at += 1
                text += "_" + self._raw_script()
            elif self.is_op("'"):
                self.at += 1
                text += "'"
            elif self.is_op("^") and self._is_mark():
                self.at += 1
                text += "^" + self._raw_script()
            else:
                token = self.peek()
                if token is not None and token.kind == "name" and token.text == "°" and not token.spaced:
                    self.at += 1
                    text += "^°"
                    continue
                return text

    def _is_mark(self) -> bool:
        """Whether an exponent is a mark and no power: a sign, a star, a word."""
        token = self.peek(1)
        if token is None:
            return False
        if token.kind == "op" and token.text in "*+-'":
            after = self.peek(2)
            return token.text in "*'" or after is None or after.kind not in ("num", "name")
        if token.kind == "bad" or (token.kind == "name" and token.text == "°"):
            return True
        if token.kind == "op" and token.text == "{":
            inside = []
            i = self.at + 2
            while i < len(self.tokens) and not (self.tokens[i].kind == "op" and self.tokens[i].text == "}"):
                inside.append(self.tokens[i])
                i += 1
            return bool(inside) and all(
                t.kind == "bad"
                or (t.kind == "op" and t.text in "*+-'")
                or (t.kind == "name" and (t.upright or t.text == "°"))
                or (t.kind == "num" and inside[-1].text in "+-" and inside[-1].kind == "op")
                for t in inside
            )
        return False

    def _raw_script(self) -> str:
        """A group, or one token, as text."""
        token = self.peek()
        if token is None:
            raise Unreadable
        if not (token.kind == "op" and token.text == "{"):
            self.at += 1
            return token.text
        depth, parts = 0, []
        while (token := self.peek()) is not None:
            self.at += 1
            if token.kind == "op" and token.text == "{":
                depth += 1
                continue
            if token.kind == "op" and token.text == "}":
                depth -= 1
                if not depth:
                    return "".join(parts)
                continue
            parts.append(token.text)
        raise Unreadable

    # -- numbers and units

    @staticmethod
    def _plain_number(text: str, token: Token) -> Literal:
        mantissa, _, exponent = text.replace("E", "e").replace("−", "-").partition("e")
        mantissa = re.sub(r"[{},\\ ]", "", mantissa)
        if len(mantissa) > _LONGEST_NUMBER or (exponent and abs(int(exponent)) > MOST_POWER):
            raise TooLong
        whole, point, places = mantissa.partition(".")
        ten = Fraction(10) ** (int(exponent) if exponent else 0)
        digits = (whole + places).lstrip("0")
        zeros = 0 if point or exponent else len(whole) - len(whole.rstrip("0")) if whole.strip("0") else 0
        return Literal(
            Fraction(mantissa) * ten,
            Fraction(1, 10 ** len(places)) * ten,
            max(len(digits) - zeros, 1),
            zeros,
            None,
            token.start,
            token.end,
            whole=not point and not exponent,
        )

    def number(self, units: bool = True) -> Node:
        token = self.tokens[self.at]
        self.at += 1
        node = self._plain_number(token.text, token)
        dots = self.peek()
        if dots is not None and dots.kind == "brk" and dots.text in ("…", "...") and "." in token.text:
            node = replace(node, open=True, end=dots.end)
            self.at += 1
        node = self._times_ten(node)
        if not units:
            return node
        token_after = self.peek()
        if token_after is None or token_after.kind not in ("name", "op"):
            return node
        if token_after.kind == "op" and token_after.text != "/":
            return node
        before = self.at
        found = self.units(True, node)
        if found is None:
            self.at = before
            return node
        return replace(node, units=found, end=self.tokens[self.at - 1].end)

    def _times_ten(self, node: Literal) -> Literal:
        """``1.24 × 10^5`` is one number, and ``10^{5}`` too where the exponent is whole."""
        i = self.at
        if node.value == 10 and node.whole and self.is_op("^"):
            exponent, after = self._whole_exponent(i + 1)
            if exponent is not None:
                one = Fraction(10) ** exponent
                self.at = after
                return replace(
                    node,
                    value=one,
                    step=one,
                    digits=1,
                    zeros=0,
                    whole=exponent >= 0,
                    end=self.tokens[after - 1].end,
                )
            return node
        if not (self.is_op("*") or self._is_letter_x()):
            return node
        ten, caret = self.peek(1), self.peek(2)
        if (
            ten is None
            or ten.kind != "num"
            or ten.text != "10"
            or caret is None
            or caret.text != "^"
            or caret.kind != "op"
        ):
            return node
        exponent, after = self._whole_exponent(i + 3)
        if exponent is None:
            return node
        scale = Fraction(10) ** exponent
        self.at = after
        return replace(
            node,
            value=node.value * scale,
            step=node.step * scale,
            digits=node.digits + node.zeros,
            zeros=0,
            whole=False,
            end=self.tokens[after - 1].end,
        )

    def _is_letter_x(self) -> bool:
        token = self.peek()
        return token is not None and token.kind == "name" and token.text == "x" and "x" not in self.symbols

    def _whole_exponent(self, i: int) -> tuple[int | None, int]:
        """A whole power at token ``i``, and where it ends."""
        tokens, braced, sign = self.tokens, False, 1
        closing = ""
        if i < len(tokens) and tokens[i].kind == "op" and tokens[i].text in "{(":
            braced, closing, i = True, "}" if tokens[i].text == "{" else ")", i + 1
        while i < len(tokens) and tokens[i].kind == "op" and tokens[i].text in "+-":
            sign *= -1 if tokens[i].text == "-" else 1
            i += 1
        if i >= len(tokens) or tokens[i].kind != "num" or not re.fullmatch(r"[-+]?\d{1,4}", tokens[i].text):
            return None, i
        power = sign * int(tokens[i].text)
        i += 1
        if braced:
            if i >= len(tokens) or tokens[i].text != closing:
                return None, i
            i += 1
        if abs(power) > MOST_POWER:
            raise TooLong
        return power, i

    def units(self, behind_number: bool, number: Literal | None = None) -> Units | None:
        """The units from here on, as far as they go; ``None`` if none stand here."""
        start = self.at
        found = _UnitReader(self, behind_number, number).read()
        if found is None:
            self.at = start
        return found


class _UnitReader:
    """Reads ``J/(mol·K)``, ``\\mathrm{~J} \\mathrm{~K}^{-1}``, ``m/s^2``; stops where no unit follows."""

    def __init__(self, parser: Parser, behind_number: bool, number: Literal | None) -> None:
        self.p = parser
        self.behind_number = behind_number
        self.number = number
        self.parts: list[tuple[object, Fraction]] = []
        self.text: list[str] = []
        self.factor: Number = Fraction(1)
        self.dimension: Dimension = ()
        self.own = False
        self.low: Number = Fraction(1)
        self.high: Number = Fraction(1)
        self.ranged = False
        self.single: tuple[str, Fraction] | None = None
        self.count = 0

    def read(self) -> Units | None:
        p = self.p
        sign = 1
        if p.is_op("/"):
            # "8.314 /s": only right behind a number, before a unit
            p.at += 1
            sign = -1
            if self._word(p.at) is None or not self._upright(p.at):
                return None
        if not self._factor(sign):
            return None
        while True:
            before = p.at
            token = p.peek()
            if token is None:
                break
            if token.kind == "op" and token.text == "/":
                p.at += 1
                if p.is_op("(") or p.is_op("{"):
                    if self._group(-1):
                        sign = -1
                        continue
                elif self._factor(-1):
                    sign = -1
                    continue
                p.at = before
                break
            if token.kind == "op" and token.text in "*-":
                hyphen = token.text == "-"
                if hyphen and (token.spaced or (p.peek(1) is not None and p.peek(1).spaced)):  # type: ignore[union-attr]
                    break
                p.at += 1
                if self._factor(sign):
                    continue
                p.at = before
                break
            if token.kind == "sep" and token.text == "." and not token.spaced:
                following = p.peek(1)
                if (
                    following is not None
                    and following.kind == "name"
                    and not following.spaced
                    and following.upright
                ):
                    p.at += 1
                    if self._factor(sign):
                        continue
                p.at = before
                break
            if token.kind == "op" and token.text == "(" and self._group(sign):
                continue
            if token.kind == "name" and self._factor(sign):
                continue
            if self._label():
                continue
            break
        return self._result()

    def _result(self) -> Units:
        text = " ".join(self.text)
        if self.count == 1 and self.single is not None:
            name, power = self.single
            if power == 1:
                scale = unit_scale(name)
                if scale is not None and scale.offset:
                    return Units(scale.factor, scale.dimension, celsius=scale.offset, text=text)
                unit = read_unit(name)
                if unit is not None and unit.dimension == (("percent", 1),):
                    return Units(scale.factor if scale else Fraction(1), (), percent=True, text=text)
        span = (self.factor * self.low, self.factor * self.high) if self.ranged else None
        return Units(self.factor, self.dimension, own=self.own, span=span, text=text)

    def _upright(self, i: int) -> bool:
        return i < len(self.p.tokens) and (self.p.tokens[i].upright or self.p.tokens[i].plain)

    def _group(self, sign: int) -> bool:
        """``(mol·K)``: units in brackets."""
        p = self.p
        start, state = (
            p.at,
            (
                self.factor,
                self.dimension,
                self.own,
                self.low,
                self.high,
                self.ranged,
                self.count,
                len(self.text),
            ),
        )
        closing = ")" if p.is_op("(") else "}"
        p.at += 1
        inner = sign
        ok = self._factor(inner)
        while ok and not p.is_op(closing):
            if p.is_op("*") or p.is_op("-"):
                p.at += 1
            elif p.is_op("/"):
                p.at += 1
                inner = -sign
            elif (dot := p.peek()) is not None and dot.kind == "sep" and dot.text == ".":
                p.at += 1
            ok = self._factor(inner)
        if not ok or not p.is_op(closing):
            p.at = start
            self.factor, self.dimension, self.own, self.low, self.high, self.ranged, self.count, kept = state
            del self.text[kept:]
            return False
        p.at += 1
        return True

    def _word(self, i: int) -> tuple[str, int] | None:
        """The unit that the tokens from ``i`` name, and where it ends."""
        tokens = self.p.tokens
        if i >= len(tokens) or tokens[i].kind != "name":
            return None
        token = tokens[i]
        text = token.text
        if text in ("°C", "°F", "°", "%"):
            return text, i + 1
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        if text == "Delta" and following is not None and following.text in ("°C", "°F"):
            return "Δ" + following.text, i + 2
        if text == "Omega":
            return "Ω", i + 1
        if text == "ell":
            return "L", i + 1
        if (
            text == "mu"
            and following is not None
            and following.kind == "name"
            and (not following.spaced or token.upright or following.upright)
        ):
            joined = "µ" + following.text
            return (joined, i + 2) if unit_scale(joined) is not None else None
        if token.upright or token.plain:
            return self._named_unit(token, i)
        return self._italic(i)

    def _named_unit(self, token: Token, i: int) -> tuple[str, int] | None:
        text = token.text
        tokens = self.p.tokens
        if token.plain:
            if text.lower() in _NOT_UNITS and not self._ends(i + 1):
                return None
            if text in self.p.symbols and self._is_factor_of_formula(i):
                return None
        if text and text[0] in "µμ":
            text = "µ" + text[1:]
        if text == "G" or (len(text) > 1 and text.islower() and text in _SHORT_WORDS):
            return None
        if unit_scale(text) is not None:
            following = tokens[i + 1] if i + 1 < len(tokens) else None
            if (
                following is not None
                and following.kind == "name"
                and token.upright
                and following.upright
                and not following.spaced
                and following.start == token.end
            ):
                joined = text + following.text
                if unit_scale(joined) is not None:
                    return joined, i + 2
            return text, i + 1
        if token.upright and len(text) > 1:
            for cut in range(len(text) - 1, 0, -1):
                if (
                    unit_scale(text[:cut]) is not None
                    and unit_scale(text[cut:]) is not None
                    and len(text) <= 6
                ):
                    return text[:cut] + _GLUE + text[cut:], i + 1
        phrase = (
            f"{text} {tokens[i + 1].text}" if i + 1 < len(tokens) and tokens[i + 1].kind == "name" else ""
        )
        if phrase and unit_scale(phrase) is not None:
            return phrase, i + 2
        return None

    def _ends(self, i: int) -> bool:
        """Whether a side ends there."""
        tokens = self.p.tokens
        return (
            i >= len(tokens)
            or tokens[i].kind in ("rel", "sep", "brk", "row")
            or (tokens[i].kind == "op" and tokens[i].text in ")]}^/*")
        )

    def _is_factor_of_formula(self, i: int) -> bool:
        """``2 m g h``: a letter that is a symbol elsewhere, behind a plain number, before another symbol."""
        number = self.number
        if number is None or not number.pure or self.count:
            return False
        following = self.p.tokens[i + 1] if i + 1 < len(self.p.tokens) else None
        return (
            following is not None
            and following.kind == "name"
            and not is_prose(following)
            and following.text in self.p.symbols
        )

    def _italic(self, i: int) -> tuple[str, int] | None:
        """Letters in italics right behind a number: ``5 kg`` in a formula without roman type."""
        tokens = self.p.tokens
        letters = ""
        j = i
        while (
            j < len(tokens)
            and tokens[j].kind == "name"
            and not tokens[j].upright
            and not tokens[j].plain
            and len(tokens[j].text) == 1
            and (j == i or not tokens[j].spaced)
        ):
            letters += tokens[j].text
            j += 1
        if not letters or (j < len(tokens) and tokens[j].kind == "op" and tokens[j].text in "_'"):
            return None
        known = self.p.symbols
        if (
            len(letters) > 1
            and unit_scale(letters) is not None
            and not all(letter in known for letter in letters)
        ):
            return letters, j
        letter = letters[0]
        number = self.number
        # "3.0 m/s" where m is also a mass: a number with decimals and a space behind it has a unit
        decimal = number is not None and not number.whole and tokens[i].spaced
        if (
            len(letters) > 1
            or (letter in known and not decimal)
            or unit_scale(letter) is None
            or letter in "ega"
        ):
            return None
        if (
            number is not None
            and number.whole
            and number.value < 10
            and not tokens[i].spaced
            and not self.count
        ):
            return None
        following = tokens[j] if j < len(tokens) else None
        if (
            following is not None
            and following.kind == "name"
            and not following.upright
            and not following.plain
            and following.text in known
        ):
            return None
        return letter, j

    def _factor(self, sign: int) -> bool:
        """One unit with its power."""
        p = self.p
        braces = 0
        while p.is_op("{"):
            p.at += 1
            braces += 1
        found = self._word(p.at)
        if found is None:
            p.at -= braces
            return False
        name, p.at = found
        power = Fraction(1)
        while p.is_op("{") and p.is_op("}", 1):
            p.at += 2
        if p.is_op("^"):
            start = p.at
            p.at += 1
            read = self._power()
            if read is None:
                p.at = start
            else:
                power = read
        elif (
            (digit := p.peek()) is not None
            and digit.kind == "num"
            and not digit.spaced
            and digit.text in ("2", "3", "4")
            and p.tokens[p.at - 1].end == digit.start
        ):
            following = p.peek(1)
            if following is None or following.kind != "num":
                power = Fraction(digit.text)
                p.at += 1
        elif (
            p.is_op("-")
            and not p.tokens[p.at].spaced
            and (digit := p.peek(1)) is not None
            and digit.kind == "num"
            and not digit.spaced
            and digit.text in "1234"
        ):
            power = -Fraction(digit.text)
            p.at += 2
        while braces:
            if not p.is_op("}"):
                return False
            p.at += 1
            braces -= 1
        if name == "ms" and power < 0 and AS_SPEED in p.symbols:
            name = "m" + _GLUE + "s"
        pieces = name.split(_GLUE)
        for piece in pieces[:-1]:  # JeV^{-1}: a power is that of the last
            self._take(piece, Fraction(sign))
        self._take(pieces[-1], power * sign)
        self.single = (name, power * sign)
        return True

    def _take(self, name: str, power: Fraction) -> None:
        scale = unit_scale(name)
        if scale is None:
            raise Unreadable
        size: Number = scale.factor
        if power.denominator == 1:
            self.factor = self.factor * size**power.numerator
        else:
            self.factor = float(self.factor) * float(size) ** float(power)
        self.dimension = times(self.dimension, raised(scale.dimension, power))
        self.own = self.own or scale.own
        if scale.span:
            ends = sorted((end / size) ** power.numerator for end in scale.span)
            self.low, self.high, self.ranged = self.low * ends[0], self.high * ends[1], True
        self.count += 1
        self.text.append(name if power == 1 else f"{name}^{power}")

    def _power(self) -> Fraction | None:
        p = self.p
        braced = p.is_op("{") or p.is_op("(")
        closing = ")" if p.is_op("(") else "}"
        if braced:
            p.at += 1
        sign = 1
        while p.is_op("-") or p.is_op("+"):
            sign *= -1 if p.is_op("-") else 1
            p.at += 1
        token = p.peek()
        if token is None or token.kind != "num" or not re.fullmatch(r"-?\d(?:\.5)?", token.text):
            return None
        p.at += 1
        power = Fraction(token.text) * sign
        if braced:
            if (
                p.is_op("/")
                and (below := p.peek(1)) is not None
                and below.kind == "num"
                and below.text in ("2", "3", "4")
            ):
                p.at += 2
                power /= int(below.text)
            if not p.is_op(closing):
                return None
            p.at += 1
        return power if abs(power) <= 9 else None

    def _label(self) -> bool:
        """What a quantity is of: ``g NaCl``, ``mol of H2``. It is skipped."""
        p = self.p
        token = p.peek()
        if token is None or self.count == 0:
            return False
        i = p.at
        if token.kind == "name" and token.text == "of" and (token.plain or token.upright):
            i += 1
            token = p.tokens[i] if i < len(p.tokens) else None
        if token is None or token.kind != "name" or not (token.upright or token.plain):
            return False
        if not _ELEMENT.match(token.text) or (
            i == p.at and len(token.text) == 1 and token.text not in _SINGLE
        ):
            return False
        if token.text in p.symbols:
            return False
        i += 1
        tokens = p.tokens
        while i < len(tokens):  # H_2O, Fe2O3, (aq)
            t = tokens[i]
            if t.kind == "op" and t.text == "_" and i + 1 < len(tokens):
                i += 2
                if tokens[i - 1].text == "{":
                    while i < len(tokens) and tokens[i - 1].text != "}":
                        i += 1
            elif (
                t.kind == "num"
                and not t.spaced
                and t.text.isdigit()
                and t.start == tokens[i - 1].end
                or t.kind == "name"
                and not t.spaced
                and (t.upright or t.plain)
                and _ELEMENT.match(t.text)
            ):
                i += 1
            else:
                break
        p.at = i
        return True


def parse(tokens: Sequence[Token], symbols: frozenset[str]) -> Node:
    """All tokens as one expression. Raises :class:`Unreadable`."""
    parser = Parser(list(tokens), symbols)
    node = parser.expression()
    if parser.at != len(parser.tokens):
        raise Unreadable
    return node


def parse_prefix(tokens: Sequence[Token], symbols: frozenset[str]) -> tuple[Node, int]:
    """The expression that the tokens begin with, and how many of them it takes."""
    parser = Parser(list(tokens), symbols)
    node = parser.expression()
    return node, parser.at


OPAQUE = Opaque()
