"""Numbers, names, functions and the commands that build one factor."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import ClassVar

from assay_math.notation import literals
from assay_math.notation.errors import NotationError
from assay_math.notation.lexer import Token
from assay_math.notation.nodes import (
    Apply,
    BasedNumber,
    Call,
    Constant,
    Currency,
    Div,
    Dots,
    Mixed,
    Mul,
    Name,
    Neg,
    Node,
    Number,
    Pow,
    Prime,
    Text,
)
from assay_math.notation.statements import Statements
from assay_math.notation.words import INVERSES, SETS

_LIST_FUNCTIONS = frozenset(("gcd", "lcm", "max", "min"))
_PAIR_FUNCTIONS = frozenset(("binomial", "mod", "root"))
_CONSTANT_LETTERS = {"e": "e", "i": "i"}
_EVENT_OPS = frozenset((",", "union", "intersection", "difference"))


class Atoms(Statements):
    commands: ClassVar[dict[str, Callable[[Atoms], Node]]] = {}

    def atom(self) -> Node:
        kind = self.kind
        if kind == "num":
            return self._number()
        if kind == "let" or kind == "greek":
            return self._name()
        if kind == "op":
            return self.delimited()
        if kind == "func":
            return self._function()
        if kind == "cmd":
            return self._command()
        if kind == "name":
            return self._with_arguments(Name(self.advance().value))
        if kind == "text":
            return self._text()
        if kind == "based":
            digits, _, base = self.value.partition("_")
            start = self.advance().start
            return literals.based(digits, int(base.strip("{}")), start)
        if kind == "repeat":
            return literals.repeating_token(self.advance())
        if kind == "begin":
            return self.environment()
        raise self.unexpected()

    @abstractmethod
    def delimited(self) -> Node: ...

    @abstractmethod
    def environment(self) -> Node: ...

    # ------------------------------------------------------------ numbers

    def _number(self) -> Node:
        token = self.token
        if "," in token.value and "{" not in token.value and "\\" not in token.value:
            token = self._settle_commas(token)
        self.advance()
        if self.kind == "op":
            if self.value == "_":
                return self._based(token)
            if self.value == ".":
                return self._repeating(token)
        number = literals.number(token, self.options)
        if self.options.mixed_numbers and token.value.isdigit():
            mixed = self._mixed(number)
            if mixed is not None:
                return mixed
        return number

    def _settle_commas(self, token: Token) -> Token:
        """Decide whether ``1,000`` is one number here; otherwise split it into a list."""
        if self.options.comma != "list" and not (self.listing and self._reads_as_list(token)):
            return token
        pieces: list[Token] = []
        at = token.start
        for part in token.value.split(","):
            if pieces:
                pieces.append(Token("op", ",", at, at + 1, False))
                at += 1
            pieces.append(Token("num", part, at, at + len(part), token.spaced and not pieces))
            at += len(part)
        self.replace(*pieces)
        return pieces[0]

    def _reads_as_list(self, token: Token) -> bool:
        before = self.tokens[self.at - 1]
        if before.value in ("$", "€", "£"):
            return False
        groups = token.value.partition(".")[0].split(",")[1:]
        if any(group[0] == "0" for group in groups):
            return False
        # "(1,250 + 2)": brackets that hold a sum rather than a list
        for index in range(self.at, len(self.tokens)):
            other = self.tokens[index]
            if other.kind == "op":
                if other.value in (")", "]", "}", "\\}", "(", "["):
                    break
                if other.value in ("+", "-", "*", "/", "x", "cdot", "div"):
                    return False
        return before.value not in ("+", "-", "*", "/", "x", "cdot", "div")

    def _based(self, token: Token) -> BasedNumber:
        self.advance()
        braces = self.accept("{")
        base = self.value if self.kind == "num" and self.value.isdigit() and len(self.value) <= 2 else ""
        if not base or not token.value.isdigit():
            raise self.unexpected("a number base is expected")
        self.advance()
        if braces:
            self.expect("}")
        return literals.based(token.value, int(base), token.start)

    def _repeating(self, token: Token) -> Node:
        """``0.(3)``; a point after a number is otherwise out of place."""
        digits = self.peek(2)
        if (
            token.value.isdigit()
            and self.peek().value == "("
            and digits.kind == "num"
            and digits.value.isdigit()
        ):
            self.advance()
            self.advance()
            self.advance()
            self.expect(")")
            if len(token.value) + len(digits.value) > 60:
                raise NotationError("number_too_long", token.start, "the period is too long")
            return literals.repeating(token.value, "", digits.value, f"{token.value}.({digits.value})")
        raise self.unexpected()

    def _mixed(self, whole: Number) -> Mixed | None:
        if self.kind == "cmd" and self.value in ("frac", "dfrac", "tfrac"):
            digits = self._plain_fraction()
        elif (
            self.kind == "num"
            and self.token.spaced
            and self.peek().value == "/"
            and self.peek(2).kind == "num"
        ):
            digits = (self.value, self.peek(2).value)
            length = 3
            if not (digits[0].isdigit() and digits[1].isdigit()):
                return None
        else:
            return None
        if digits is None or max(map(len, digits)) > 50 or len(whole.text) > 50:
            return None
        top, bottom = int(digits[0]), int(digits[1])
        if not 0 < top < bottom:
            return None
        if self.kind == "num":
            for _ in range(length):
                self.advance()
        else:
            self._command()
        return Mixed(int(whole.value), top, bottom)

    def _plain_fraction(self) -> tuple[str, str] | None:
        r"""The two digit strings of a coming ``\frac{1}{2}`` or ``\frac12``."""
        tokens = [self.peek(k) for k in range(1, 7)]
        values = [t.value for t in tokens]
        if values[0] == "{" and values[2:4] == ["}", "{"] and values[5] == "}":
            if values[1].isdigit() and values[4].isdigit():
                return values[1], values[4]
        elif values[0].isdigit() and len(values[0]) == 2:
            return values[0][0], values[0][1]
        return None

    # ------------------------------------------------------------ names

    def _name(self) -> Node:
        token = self.advance()
        letter = token.value
        if letter == "Gamma" and self.is_op("(") and self._holds_value():
            return Call("gamma", self.arguments())
        if self.differentials and letter == "d" and self.kind in ("let", "greek") and not self.token.spaced:
            # a differential in the numerator of a fraction: \int \frac{dx}{x}
            self.pending.append(self.advance().value)
            return Number(1, "1", 0)
        if self.kind == "op":
            if self.value == "_":
                return self._with_arguments(self._subscripted(letter))
            if self.value == "'" or (self.value == "^" and letter in self.options.functions):
                return self._with_arguments(Name(letter))
            if self.value == "(" and letter not in _CONSTANT_LETTERS:
                return self._with_arguments(Name(letter))
        if letter in _CONSTANT_LETTERS and letter not in self.options.names and letter not in self.bound:
            return Constant(letter)
        return Name(letter)

    def _holds_value(self) -> bool:
        """Whether the bracket holds one value and no list: the gamma function takes one."""
        depth = 0
        for token in self.tokens[self.at : self.at + 200]:
            depth += (token.value in ("(", "{", "[")) - (token.value in (")", "}", "]"))
            if depth == 0:
                return True
            if token.value in (",", ";") and depth == 1:
                return False
        return False

    def _subscripted(self, base: str) -> Name:
        self.advance()
        if self.kind == "eof":
            raise self.unexpected("a subscript is missing")
        if not self.is_op("{"):
            token = self.advance()
            if token.kind not in ("num", "let", "greek", "text") and token.value not in ("infty", "n"):
                raise NotationError("unexpected", token.start, f"unexpected {token.value!r} as a subscript")
            return self._indexed(base, [token])
        start = self.at + 1
        level = 1
        index = start
        while level:
            token = self.tokens[index]
            if token.kind == "eof":
                raise NotationError("unclosed", self.token.start, "a subscript is not closed")
            if token.kind == "op" and token.value in ("{", "}"):
                level += 1 if token.value == "{" else -1
            index += 1
        inside = self.tokens[start : index - 1]
        self.at = index - 1
        self.advance()
        if not inside:
            raise self.unexpected("an empty subscript")
        return self._indexed(base, inside)

    def _indexed(self, base: str, inside: list[Token]) -> Name:
        parts = [f"\\{t.value} " if t.kind in ("greek", "cmd") else _spelling(t) for t in inside]
        text = "".join(parts).strip()
        name = f"{base}_{text}" if len(text) == 1 else f"{base}_{{{text}}}"
        return Name(name, self.read_slice(inside))

    def _with_arguments(self, name: Name) -> Node:
        """Primes and arguments after a name."""
        primes, inverse = 0, False
        while self.accept("'"):
            primes += 1
        known = name.name in self.options.functions or name.base in self.options.functions
        if known and not primes and self.is_op("^") and name.name != "P":
            primes, inverse = self._function_power()
        if self.is_op("(") and not self._mod_follows():
            if known or primes or inverse or self._holds_arguments(name):
                return Apply(name, self.arguments(), primes, inverse)
        elif self.is_op("[") and known:
            return Apply(name, self.arguments(), primes, inverse)
        if inverse:
            raise self.ambiguous("the inverse of a function without an argument")
        return Prime(name, primes) if primes else name

    def _function_power(self) -> tuple[int, bool]:
        r"""``f^{-1}(``, ``f^{(4)}(`` and ``f^\prime`` right after a function's name."""
        following = [self.peek(k).value for k in range(1, 7)]
        if following[:4] == ["{", "-", "1", "}"] and following[4] == "(":
            count, result = 5, (0, True)
        elif following[:2] == ["{", "("] and following[2].isdigit() and following[3:5] == [")", "}"]:
            count, result = 6, (min(int(following[2][:4]), 1000), False)
        elif following[0] == "'":
            count, result = 2, (1, False)
        elif following[:3] == ["{", "'", "}"]:
            count, result = 4, (1, False)
        else:
            if "(" in (following[1], following[3]):
                raise self.ambiguous("a power of a function before its argument")
            return 0, False
        for _ in range(count):
            self.advance()
        return result

    def _holds_arguments(self, name: Name) -> bool:
        """Whether the bracket after a letter holds a list, a relation or an event, so no factor."""
        depth = 0
        inside: list[Token] = []
        for index in range(self.at, min(self.at + 200, len(self.tokens))):
            token = self.tokens[index]
            if token.kind == "op":
                if token.value in ("(", "[", "{", "\\{"):
                    depth += 1
                    continue
                if token.value in (")", "]", "}", "\\}"):
                    depth -= 1
                    if depth == 0:
                        break
                    continue
                if depth == 1 and token.value in _EVENT_OPS:
                    return True
                if token.value == "\\\\":
                    return False
            elif token.kind == "rel" or token.kind == "conn":
                if depth == 1:
                    return True
            elif token.kind == "begin":
                return False
            inside.append(token)
        if name.base != "P" or not inside:
            return False
        if any(token.kind == "text" or token.value == "|" for token in inside):
            return True
        return all(token.kind == "let" and token.value.isupper() for token in inside[:1])

    def _text(self) -> Node:
        words = [self.advance().value]
        while self.kind == "text":
            words.append(self.advance().value)
        text = " ".join(words)
        if self.is_op("_"):
            return self._subscripted(text.replace("_", " "))
        if self.is_op("(") and self.tokens[self.at - 1].end == self.token.start:
            return Apply(Name(text), self.arguments())
        return Text(text)

    # ------------------------------------------------------------ functions

    def _function(self) -> Node:
        token = self.advance()
        name = token.value
        if name in ("sqrt", "cbrt"):
            return self._plain_root(name)
        base: Node | None = None
        power: Node | None = None
        while self.kind == "op" and (
            (self.value == "_" and base is None) or (self.value == "^" and power is None)
        ):
            if self.accept("_"):
                base = self._log_base()
            else:
                self.advance()
                power = self._exponent()
        if base is not None and name != "log":
            raise self.unexpected(f"a subscript of {name}")
        arguments = self._function_arguments(name)
        if power is not None and name in INVERSES and power == Neg(Number(1)):
            name, power = INVERSES[name], None
        node = self._call(name, arguments, base)
        return node if power is None else Pow(node, power)

    def _log_base(self) -> Node:
        if self.is_op("{"):
            return self.argument()
        if self.kind == "num":  # \log_28 is log to base 2 of 8, log_10(5) has base 10
            whole = self.peek().kind == "op" and self.peek().value == "("
            return literals.number(self.advance(), self.options) if whole else self._digit()
        return self.argument()

    def _digit(self) -> Number:
        """One digit, as TeX takes an argument without braces."""
        token = self.token
        if len(token.value) > 1:
            if not token.value.isdigit():
                raise self.unexpected("braces are missing")
            rest = Token("num", token.value[1:], token.start + 1, token.end, False)
            self.replace(rest)
            return Number(int(token.value[0]), token.value[0], 0)
        return literals.number(self.advance(), self.options)

    def _call(self, name: str, arguments: tuple[Node, ...], base: Node | None) -> Node:
        count = len(arguments)
        if name == "log":
            if base is not None:
                arguments, count = (*arguments, base), count + 1
            if count > 2:
                raise self.unexpected("a logarithm has one argument")
        elif name in _PAIR_FUNCTIONS:
            if count != 2:
                raise self.unexpected(f"{name} has two arguments")
        elif name not in _LIST_FUNCTIONS and count != 1:
            raise self.unexpected(f"{name} has one argument")
        return Call(name, arguments)

    def _function_arguments(self, name: str) -> tuple[Node, ...]:
        if self.kind == "op":
            if self.value in ("(", "["):
                return self.arguments()
            if self.value == "\\{" and name in _LIST_FUNCTIONS:
                return self.arguments()
            if self.value == "{":
                inside = self.argument()
                return (inside,)
        return (self._loose_argument(name),)

    def _loose_argument(self, name: str) -> Node:
        r"""The argument of ``\sin 2x``: what is multiplied without a sign, up to the next function."""
        self.enter()
        if self.kind == "op" and self.value == "-":
            self.advance()
            node: Node = Neg(self._loose_argument(name))
            self.depth -= 1
            return node
        factors = [self.power()]
        while self.starts_factor() and self.kind not in ("func", "begin"):
            previous = factors[-1]
            if self.kind == "num" or (
                self.kind == "let" and self.value == "e" and "e" not in self.options.names
            ):
                raise self.ambiguous(f"brackets are missing round the argument of {name}")
            if self.kind == "op" and not isinstance(previous, Number):
                raise self.ambiguous(f"brackets are missing round the argument of {name}")
            if self.kind == "cmd" and self.value in ("sum", "int", "lim", "prod"):
                break
            factors.append(self.power())
        self.depth -= 1
        if self.is_op("/") and (self.peek().kind == "num" or factors[-1] == Constant("pi")):
            raise self.ambiguous(f"brackets are missing round the argument of {name}")
        return factors[0] if len(factors) == 1 else Mul(tuple(factors), ("",) * (len(factors) - 1))

    def _plain_root(self, name: str) -> Node:
        if self.kind == "op" and self.value == "[":
            return self._root_with_index()
        if self.kind == "op" and self.value in ("(", "{"):
            radicand = self.arguments() if self.value == "(" else (self.argument(),)
            if len(radicand) != 1:
                raise self.unexpected("a root has one argument")
            inner = radicand[0]
        else:
            inner = self.atom()
            if self.is_op("^"):
                raise self.ambiguous("brackets are missing under a root")
        return Call("sqrt", (inner,)) if name == "sqrt" else Call("root", (inner, Number(3, "3", 0)))

    # ------------------------------------------------------------ commands

    def _command(self) -> Node:
        handler = self.commands.get(self.value)
        if handler is None:
            raise NotationError("unknown_command", self.token.start, f"unknown command \\{self.value}")
        return handler(self)

    def argument(self) -> Node:
        """What a command is applied to: a group in braces, or one symbol."""
        if self.is_op("{"):
            return self.braced()
        if self.kind == "num":
            return self._digit()
        self.enter()
        if self.kind == "op" and self.value in ("-", "+"):
            sign = self.advance().value
            node = self.argument()
            node = Neg(node) if sign == "-" else node
        else:
            node = self.atom()
        self.depth -= 1
        return node

    def _fraction(self) -> Node:
        derivative = self.derivative()
        if derivative is not None:
            return derivative
        self.advance()
        top = self.argument()
        return Div(top, self.argument(), "frac")

    def _root(self) -> Node:
        self.advance()
        if self.is_op("["):
            return self._root_with_index()
        if self.kind == "num" and len(self.value) > 1:
            raise self.ambiguous("braces are missing under a root")
        return Call("sqrt", (self.argument(),))

    def _root_with_index(self) -> Node:
        with self.bracketed():
            self.expect("[")
            index = self.expression()
            self.expect("]")
        return Call("root", (self.argument(), index))

    def _cube_root(self) -> Node:
        self.advance()
        return Call("root", (self.argument(), Number(3, "3", 0)))

    def _binomial(self) -> Node:
        self.advance()
        top = self.argument()
        return Call("binomial", (top, self.argument()))

    def _constant(self) -> Node:
        return Constant({"pi": "pi", "infty": "infinity"}.get(self.advance().value, "emptyset"))

    def _dots(self) -> Node:
        self.advance()
        return Dots()

    def _boxed(self) -> Node:
        self.advance()
        return self.braced()

    def _accent(self) -> Node:
        r"""``\vec{v}``, ``\hat{x}``, ``\mathbf{v}``: part of the name."""
        accent = self.advance().value
        accent = {
            "mathbf": "vec",
            "boldsymbol": "vec",
            "bm": "vec",
            "overrightarrow": "vec",
            "widehat": "hat",
        }.get(accent, accent)
        braces = self.accept("{")
        token = self.advance()
        spelled = token.value
        while braces and self.kind == "let":
            spelled += self.advance().value
        if token.kind not in ("let", "greek", "num"):
            raise NotationError("unexpected", token.start, f"unexpected {token.value!r} under \\{accent}")
        if braces:
            self.expect("}")
        if token.kind == "num":
            return Name(f"{accent}({spelled})")
        name = (
            spelled if accent == "vec" and len(spelled) == 1 and spelled.isupper() else f"{accent}({spelled})"
        )
        if self.is_op("_"):
            return self._with_arguments(self._subscripted(name))
        return self._with_arguments(Name(name))

    def _overline(self) -> Node:
        r"""``\overline{3+4i}`` is a conjugate, ``\bar{x}`` and ``\overline{AB}`` are names."""
        accent = self.advance().value
        start = self.at
        operand = self.argument()
        letters = "".join(t.value for t in self.tokens[start : self.at] if t.kind == "let")
        inside = self.at - start - (2 if self.tokens[start].value == "{" else 0)
        if len(letters) == inside and letters not in ("z", "w", "i"):
            name = f"{accent}({letters})"
            return self._with_arguments(self._subscripted(name) if self.is_op("_") else Name(name))
        return Call("conj", (operand,))

    def _blackboard(self) -> Node:
        command = self.advance().value
        braces = self.accept("{")
        letter = self.advance().value
        if braces:
            self.expect("}")
        if command == "mathbb" and letter in SETS:
            return Constant(SETS[letter])
        return self._with_arguments(Name(f"{command}({letter})"))

    def _figure(self) -> Node:
        r"""``\angle ABC``, ``\triangle ABC``: one name."""
        figure = self.advance().value
        letters = ""
        while self.kind == "let" and (not letters or not self.token.spaced):
            letters += self.advance().value
        if not letters:
            raise self.unexpected("letters are expected")
        return Name(f"{figure}({letters})")

    def _currency(self) -> Node:
        symbol = self.advance().value
        if self.kind != "num":
            raise self.unexpected("an amount is expected")
        return Currency(symbol, self._number())


def _spelling(token: Token) -> str:
    return (
        token.value
        if token.kind != "op"
        else {"x": "\\times ", "cdot": "\\cdot "}.get(token.value, token.value)
    )


Atoms.commands.update(
    {
        **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac"), Atoms._fraction),
        "sqrt": Atoms._root,
        "cbrt": Atoms._cube_root,
        **dict.fromkeys(("binom", "dbinom", "tbinom"), Atoms._binomial),
        **dict.fromkeys(("pi", "infty", "emptyset", "varnothing"), Atoms._constant),
        **dict.fromkeys(("ldots", "cdots", "dots", "dotsc", "dotsb", "vdots"), Atoms._dots),
        **dict.fromkeys(("boxed", "fbox"), Atoms._boxed),
        **dict.fromkeys(
            ("vec", "mathbf", "boldsymbol", "bm", "hat", "widehat", "tilde", "overrightarrow"), Atoms._accent
        ),
        **dict.fromkeys(("overline", "bar"), Atoms._overline),
        **dict.fromkeys(("mathbb", "mathcal"), Atoms._blackboard),
        **dict.fromkeys(("angle", "triangle"), Atoms._figure),
    }
)
