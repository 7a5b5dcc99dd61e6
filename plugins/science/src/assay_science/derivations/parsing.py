"""From tokens to expressions, by recursive descent. Nothing is run; what is not understood ends the reading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from assay_science.derivations.cursor import Cursor, Unreadable, is_prose
from assay_science.derivations.nodes import (
    Apply,
    Literal,
    Node,
    Product,
    Sum,
    Symbol,
    UnitOf,
)
from assay_science.derivations.nodes import (
    Power as Raised,
)
from assay_science.derivations.tokens import DEEPEST, GREEK, Token, TooLong
from assay_science.derivations.unit_reading import read_units
from assay_science.derivations.values import MOST_POWER

_LONGEST_NUMBER = 60


@lru_cache(maxsize=4096)
def _number(text: str) -> tuple[Fraction, Fraction, int, int, bool]:
    """A number's value, what one of its last digit is worth, its digits, its zeros at the end, and whether it is whole."""
    mantissa, _, exponent = text.replace("E", "e").replace("−", "-").partition("e")
    mantissa = re.sub(r"[{},\\\s]", "", mantissa)
    if len(mantissa) > _LONGEST_NUMBER or (exponent and abs(int(exponent)) > MOST_POWER):
        raise TooLong
    whole, point, places = mantissa.partition(".")
    digits = (whole + places).lstrip("0")
    zeros = 0 if point or exponent else len(whole) - len(whole.rstrip("0")) if whole.strip("0") else 0
    bottom = 10 ** len(places)
    value, step = Fraction(int(whole + places), bottom), Fraction(1, bottom)
    if exponent:
        ten = Fraction(10) ** int(exponent)
        value, step = value * ten, step * ten
    return value, step, max(len(digits) - zeros, 1), zeros, not point and not exponent


class Parser(Cursor):
    """Reads one expression from a list of tokens."""

    def __init__(self, tokens: Sequence[Token], symbols: frozenset[str]) -> None:
        super().__init__(list(tokens), symbols)
        self.depth = 0
        self.bars = 0

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
            ) or (before is not None and before.kind == "name" and not before.plain and not before.upright)
        if token.kind in ("cmd", "func"):
            return True
        if token.kind == "op":
            opens = token.text in ("(", "{", "[") or (token.text == "|" and not self.bars)
            return opens and not self._is_remark(token)
        return token.kind == "name" and not is_prose(token) and self._is_symbol(token)

    def _is_remark(self, token: Token) -> bool:
        """Whether a bracket with words stands there: a remark behind a result."""
        if token.text not in ("(", "["):
            return False
        depth = 0
        for each in self.tokens[self.at :]:
            if each.kind == "op" and each.text in "([":
                depth += 1
            elif each.kind == "op" and each.text in ")]":
                depth -= 1
                if not depth:
                    return False
            elif is_prose(each) or each.kind == "sep":
                return True
        return False

    def _is_symbol(self, token: Token) -> bool:
        if not token.plain:
            return True
        word = token.text
        if word in self.symbols or (not token.spaced and len(word) <= 4):
            return True  # ½mv²
        return (
            (len(word) == 1 and word not in ("a", "I", "A"))
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
                node = Raised(node, self.exponent())
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
        return Raised(inside, Product(((1, one), (-1, degree))))

    def _argument(self) -> Node:
        """The group or the single token behind a command."""
        if self.is_op("{"):
            self.at += 1
            unit = self._lone_unit()
            if unit is not None:
                return unit
            node = self.expression()
            self.expect("}")
            return node
        token = self.peek()
        if token is not None and token.kind == "num" and token.text.isdigit() and len(token.text) > 1:
            # \frac12
            digits = token.text
            self.at += 1
            if len(digits) != 2:
                raise Unreadable
            self.tokens.insert(self.at, Token("num", digits[1], token.start, token.end))
            return self._plain_number(digits[0], token)
        return self.atom(units=False)

    def _lone_unit(self) -> Node | None:
        r"""A group that is a unit and nothing else, up to its end: ``\frac{18.0\,\mathrm{g}}{\mathrm{mol}}``."""
        token, before = self.peek(), self.at
        if token is None or not token.upright or is_prose(token):
            return None
        units = read_units(self)
        if units is not None and self.is_op("}"):
            self.at += 1
            return UnitOf(units)
        self.at = before
        return None

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
                argument = Raised(argument, self.exponent())
        elif token.plain and token.text not in ("sqrt",) and not token.spaced and self.peek() is None:
            raise Unreadable
        else:
            argument = self._bare_argument()
        node: Node = (
            Product(((1, Apply("cos", argument)), (-1, Apply("sin", argument))))
            if name == "cot"
            else Apply(name, argument)
        )
        return node if power is None else Raised(node, power)

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
        units = read_units(self)
        if units is None:
            return node
        if isinstance(node, Literal) and node.units is None:
            return replace(node, units=units)
        return Product(((1, node), (1, UnitOf(units))))

    def _species(self) -> str:
        """``[H+]``, ``[\\mathrm{Na^+}]``: a concentration, as the name of a quantity; ``""`` if it is none."""
        i, letters = self.at + 1, False
        parts: list[str] = []
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
        depth = 0
        parts: list[str] = []
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
        value, step, digits, zeros, whole = _number(text)
        return Literal(value, step, digits, zeros, None, token.start, token.end, whole=whole)

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
        if token_after is None or token_after.kind not in ("name", "op", "num", "cmd"):
            return node
        if token_after.kind == "op" and token_after.text != "/":
            return node
        before = self.at
        found = read_units(self, node)
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


def parse(tokens: Sequence[Token], symbols: frozenset[str]) -> Node:
    """All tokens as one expression. Raises :class:`Unreadable`."""
    parser = Parser(tokens, symbols)
    node = parser.expression()
    if parser.at != len(parser.tokens):
        raise Unreadable
    return node
