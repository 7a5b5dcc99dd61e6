"""Lists, relation chains, sums and products: everything that is joined by an operator."""

from __future__ import annotations

from assay_math.notation.cursor import Cursor
from assay_math.notation.nodes import (
    Add,
    Bracket,
    Call,
    Congruence,
    Currency,
    Degrees,
    Derivative,
    Div,
    Listing,
    Mixed,
    Mul,
    Name,
    Neg,
    Node,
    Number,
    Percent,
    PlusMinus,
    Pow,
    Product,
    Quantity,
    Relation,
    SetOperation,
    Sum,
    children,
    free_names,
)
from assay_math.notation.words import NEGATED

_EXPLICIT = {"*": "*", "cdot": ".", "x": "x"}
_QUOTIENTS = {"/": "slash", "div": "div", ":": "ratio"}
_SET_OPERATORS = ("union", "intersection", "difference")
_OPENERS = frozenset(("(", "[", "{", "lbar", "open", "left."))
_FACTOR_COMMANDS = frozenset(
    "frac dfrac tfrac cfrac sqrt cbrt binom dbinom tbinom pi overline bar vec mathbf boldsymbol bm hat tilde "
    "widehat overrightarrow boxed fbox lfloor lceil langle int sum prod lim mathbb mathcal infty emptyset".split()
)
_CURRENCIES = frozenset("$€£¥₹")
_BAR_STOPS = frozenset((",", ";"))


class Statements(Cursor):
    # ------------------------------------------------------------ lists

    def statement(self) -> Node:
        """Items joined by commas, and, or, implies."""
        first = self._list()
        if self.kind != "conn":
            return first
        items, connective = [first], self.value
        while self.kind == "conn":
            if self.value != connective:
                connective = "implies" if "impliedby" not in (connective, self.value) else "mixed"
            self.advance()
            items.append(self._list())
        if connective == "impliedby" and len(items) == 2:
            items.reverse()
            connective = "implies"
        if connective in ("impliedby", "mixed"):
            raise self.ambiguous("implications in two directions")
        return Listing(tuple(items), connective)

    def _list(self) -> Node:
        first = self.relation()
        items, joints = [first], []
        while True:
            joint = ""
            if self.kind == "op" and self.value in (",", ";"):
                joint = self.advance().value
                if self.kind == "eof":
                    break
            if self.kind == "conn" and self.value in ("and", "or"):
                joint = self.advance().value
            if not joint:
                break
            joints.append(joint)
            items.append(self.relation())
        if not joints:
            return first
        return _listing(items, joints)

    # ------------------------------------------------------------ relations

    def relation(self) -> Node:
        first = self._sets(False)
        if self.kind != "rel" and not (self.kind == "op" and self.value == "|") and not self._is_cmd("not"):
            return first
        terms, operators = [first], []
        while (operator := self._relation_sign()) is not None:
            operators.append(operator)
            terms.append(self._sets("==" in operators or "cong" in operators))
        if self._at_modulus():
            return self._with_modulus(terms, operators)
        if not operators:
            return first
        return Relation(tuple(terms), tuple(operators))

    def _relation_sign(self) -> str | None:
        if self.kind == "rel":
            if self.builder and self.value == "|":
                return None
            return self.advance().value
        if self.kind == "op" and self.value == "|" and not self.bars and not self.builder:
            following = self.peek()
            if following.kind == "op" and following.value in ("_", "^"):
                return None
            self.advance()
            return "|"
        if self._is_cmd("not") and self.peek().kind == "rel":
            self.advance()
            negated = NEGATED.get(self.value)
            if negated is None:
                raise self.unexpected("this relation cannot be negated")
            self.advance()
            return negated
        return None

    def _is_cmd(self, name: str) -> bool:
        return self.kind == "cmd" and self.value == name

    def _at_mod(self) -> bool:
        return (self.kind == "cmd" and self.value in ("bmod", "mod")) or (
            self.kind == "func" and self.value == "mod"
        )

    def _at_modulus(self) -> bool:
        if self._is_cmd("pmod") or self._at_mod():
            return True
        return self.is_op("(") and self._mod_follows()

    def _mod_follows(self) -> bool:
        token = self.peek()
        return token.kind in ("cmd", "func") and token.value in ("mod", "bmod")

    def _with_modulus(self, terms: list[Node], operators: list[str]) -> Node:
        if len(terms) < 2 or any(o not in ("==", "=", "cong") for o in operators):
            raise self.unexpected("a modulus needs a congruence")
        if self._is_cmd("pmod"):
            self.advance()
            modulus = self.argument()
        elif self.accept("("):
            self.advance()
            modulus = self.expression()
            self.expect(")")
        else:
            self.advance()
            modulus = self.expression()
        return Congruence(tuple(terms), modulus)

    def _sets(self, congruence: bool) -> Node:
        left = self._remainder(congruence)
        while self.kind == "op" and self.value in _SET_OPERATORS:
            operator = self.value
            operands = [left]
            while self.is_op(operator):
                self.advance()
                operands.append(self._remainder(congruence))
            left = SetOperation(operator, tuple(operands))
            if self.kind == "op" and self.value in _SET_OPERATORS:
                raise self.ambiguous("different set operations without brackets")
        return left

    def _remainder(self, congruence: bool) -> Node:
        left = self.expression()
        if congruence or not self._at_mod() or self.peek().kind == "eof":
            return left
        grouped = left is self.group
        self.advance()
        right = self.expression()
        if (isinstance(left, Add) and not grouped) or (isinstance(right, Add) and right is not self.group):
            raise self.ambiguous("a sum beside mod needs brackets")
        return Call("mod", (left, right))

    # ------------------------------------------------------------ sums

    def expression(self) -> Node:
        """Terms joined by plus and minus."""
        self.enter()
        terms: list[Node] = [self.term()]
        single = True
        while self.kind == "op":
            value = self.value
            if value == "+" or value == "-":
                self.advance()
                if self.kind == "cmd" and self.value in ("ldots", "cdots", "dots"):
                    terms.append(self.atom())
                else:
                    term = self.term()
                    terms.append(Neg(term) if value == "-" else term)
                single = False
            elif value == "pm" or value == "mp":
                self.advance()
                left = terms[0] if single else Add(tuple(terms))
                terms = [PlusMinus(left, self.term(), value == "mp")]
                single = True
            elif value == "|" and self._evaluation_follows():
                self.advance()
                body = terms[0] if single else Add(tuple(terms))
                terms = [self.bounds_of(body)]
                single = True
            else:
                break
        self.depth -= 1
        if single:
            return terms[0]
        if self.kind == "cmd" and self.value in ("choose", "atop"):
            return Add(tuple(terms))
        return Add(tuple(self._scoped(terms)))

    def _evaluation_follows(self) -> bool:
        following = self.peek()
        return following.kind == "op" and following.value == "_"

    def bounds_of(self, body: Node) -> Bracket:
        r"""The ``_a^b`` (or ``^b_a``, or ``_{x=a}``) after an evaluation bracket or bar."""
        lower: Node | None = None
        upper: Node | None = None
        for _ in range(2):
            if lower is None and self.accept("_"):
                lower = self.argument()
            elif upper is None and self.accept("^"):
                upper = self.argument()
        if lower is None:
            raise self.unexpected("the lower end is missing")
        return self.bracket(body, lower, upper)

    def bracket(self, body: Node, lower: Node, upper: Node | None) -> Bracket:
        variable: str | None = None
        ends: list[Node | None] = []
        for end in (lower, upper):
            if isinstance(end, Relation):
                if len(end.terms) != 2 or end.operators != ("=",) or not isinstance(end.terms[0], Name):
                    raise self.unexpected("the ends of an evaluation must be values")
                if variable not in (None, end.terms[0].name):
                    raise self.unexpected("the ends of an evaluation name two variables")
                variable = end.terms[0].name
                end = end.terms[1]
            ends.append(end)
        assert ends[0] is not None
        return Bracket(body, variable, ends[0], ends[1])

    def _scoped(self, terms: list[Node]) -> list[Node]:
        """Terms after an unbracketed sum or derivative that use its variable belong to it or are ambiguous."""
        scoped = list(terms)
        for index in range(len(terms) - 2, -1, -1):
            term = scoped[index]
            bare = term.operand if isinstance(term, Neg) else term
            last = bare.factors[-1] if isinstance(bare, Mul) else bare
            if isinstance(last, Sum | Product):
                used = [
                    j
                    for j in range(index + 1, len(scoped))
                    if last.variable in free_names(scoped[j]) - {*self.bound}
                ]
                if not used:
                    continue
                if last is not term or isinstance(last, Product):
                    raise self.ambiguous("brackets are missing round the terms of a sum")
                stop = used[-1] + 1
                body = Add((last.body, *scoped[index + 1 : stop]))
                scoped[index:stop] = [Sum(body, last.variable, last.lower, last.upper)]
            elif isinstance(last, Derivative) and any(last is d for d in self.open_derivatives):
                names = {name for name, _ in last.by}
                if any(_uses_outside_derivatives(later, names) for later in scoped[index + 1 :]):
                    raise self.ambiguous("brackets are missing round what is differentiated")
        return scoped

    # ------------------------------------------------------------ products

    def term(self) -> Node:
        """Factors joined by multiplication and division signs, with leading signs."""
        if self.kind == "op" and self.value in ("-", "+", "pm", "mp"):
            sign = self.advance().value
            self.enter()
            operand = self.term()
            self.depth -= 1
            if sign in ("pm", "mp"):
                return PlusMinus(None, operand, sign == "mp")
            return Neg(operand) if sign == "-" else operand
        left = self.implicit()
        if self.kind != "op" and self.kind != "of" and self.kind != "let":
            return left
        factors: list[Node] = [left]
        signs: list[str] = []
        while True:
            if self.kind == "op":
                value = self.value
                if value in _EXPLICIT:
                    signs.append(_EXPLICIT[value])
                    self.advance()
                    factors.append(self._signed())
                    continue
                if value in _QUOTIENTS and not (value == ":" and self.builder):
                    self.advance()
                    left = factors[0] if not signs else Mul(tuple(factors), tuple(signs))
                    factors, signs = [self._quotient(left, value)], []
                    continue
            elif self.kind == "of" and isinstance(factors[-1], Percent | Div | Mixed | Number):
                self.advance()
                signs.append("of")
                factors.append(self.implicit())
                continue
            elif self._times_letter():
                self.advance()
                signs.append("x")
                factors.append(self.implicit())
                continue
            break
        return Mul(tuple(factors), tuple(signs)) if signs else factors[0]

    def _signed(self) -> Node:
        if self.kind == "op" and self.value in ("-", "+"):
            sign = self.advance().value
            self.enter()
            operand = self._signed()
            self.depth -= 1
            return Neg(operand) if sign == "-" else operand
        if self.kind == "cmd" and self.value in ("ldots", "cdots", "dots"):
            return self.atom()
        return self.implicit()

    def _quotient(self, left: Node, sign: str) -> Node:
        right = self._signed()
        style = _QUOTIENTS[sign]
        if right is not self.group:
            if isinstance(right, Mul):
                how = self.options.implicit_after_slash
                if how == "refuse":
                    raise self.ambiguous("brackets are missing in a quotient such as a/bc")
                if how == "left":
                    rest = right.factors[1:]
                    return Mul((Div(left, right.factors[0], style), *rest), ("",) * len(rest))
            elif isinstance(right, Quantity) and not isinstance(left, Quantity | Currency):
                return Quantity(Div(left, right.value, style), right.unit)
            elif isinstance(right, Percent | Degrees) and style == "slash":
                raise self.ambiguous("brackets are missing round a quotient")
        return Div(left, right, style)

    def _times_letter(self) -> bool:
        """``3 x 4``: the letter between two numbers is a multiplication sign."""
        if self.kind != "let" or self.value not in "xX" or not self.token.plain or not self.token.spaced:
            return False
        before, after = self.tokens[self.at - 1], self.peek()
        return (before.kind == "num" or before.value in (")", "%")) and after.kind == "num" and after.spaced

    def implicit(self) -> Node:
        """Factors side by side, and the unit after them."""
        first = self.power()
        kind = self.kind
        if kind == "eof" or kind == "rel":
            return first
        factors = [first]
        while self.starts_factor():
            before = self.tokens[self.at - 1]
            if self.kind == "num" and (
                isinstance(factors[-1], Pow | Number) or before.value not in ("}", ")", "!")
            ):
                raise self.unexpected("a number directly after a factor")
            factors.append(self.power())
        node: Node = factors[0] if len(factors) == 1 else Mul(tuple(factors), ("",) * (len(factors) - 1))
        if self.kind == "text":
            if node is not self.group and isinstance(factors[-1], Name | Call) and self.token.plain:
                raise self.unexpected("a word after a variable")
            return Quantity(node, self._unit())
        if self.kind == "op" and self.value in _CURRENCIES and isinstance(node, Number):
            return Currency(self.advance().value, node)
        return node

    def _unit(self) -> str:
        words = [self.advance().value]
        while True:
            if self.kind == "text":
                words.append(" " + self.advance().value)
            elif self.is_op("/") and (self.peek().kind == "text" or self._unit_letter()):
                self.advance()
                words.append("/" + self.advance().value)
            elif self.is_op("^"):
                self.advance()
                exponent = self.argument()
                sign, size = ("-", exponent.operand) if isinstance(exponent, Neg) else ("", exponent)
                if not isinstance(size, Number):
                    raise self.unexpected("the power of a unit must be a number")
                words.append(f"^{sign}{size.value}")
            elif self.kind == "op" and self.value in ("cdot", "x") and self.peek().kind == "text":
                self.advance()
                words.append("*" + self.advance().value)
            else:
                return "".join(words)

    def _unit_letter(self) -> bool:
        """The ``h`` of ``km/h``: a plain letter right after the slash."""
        letter = self.peek()
        return letter.kind == "let" and letter.plain and letter.start == self.token.end

    def starts_factor(self) -> bool:
        """Whether the current token can stand directly after a factor and multiply it."""
        kind, value = self.kind, self.value
        if kind == "let":
            if value == "d" and self.differentials and self.at_differential():
                return False
            return not (value in "xX" and self._times_letter())
        if kind == "op":
            if value == "(":
                return not self._mod_follows()
            if value in _OPENERS:
                return True
            return value == "|" and self._bar_opens()
        if kind == "cmd":
            return value in _FACTOR_COMMANDS
        if kind == "func":
            return value != "mod"
        return kind in ("greek", "name", "num") or (kind == "begin" and "matrix" in value)

    def _bar_opens(self) -> bool:
        """After a factor, a bar opens an absolute value if the bars up to the next separator pair off."""
        if self.bars or self._evaluation_follows():
            return False
        count = depth = 0
        for index in range(self.at, len(self.tokens)):
            token = self.tokens[index]
            if token.kind in ("rel", "conn", "eof"):
                if depth == 0:
                    break
            elif token.kind == "op":
                value = token.value
                if value in ("(", "[", "{", "\\{"):
                    depth += 1
                elif value in (")", "]", "}", "\\}"):
                    depth -= 1
                    if depth < 0:
                        break
                elif depth == 0 and value == "|":
                    following = self.tokens[index + 1]
                    count += not (following.kind == "op" and following.value == "_")
                elif depth == 0 and value in _BAR_STOPS:
                    break
        return count % 2 == 0

    # ------------------------------------------------------------ powers

    def power(self) -> Node:
        """An atom with what follows it: powers, factorials, percent and degree signs."""
        base = self.atom()
        while self.kind == "op":
            value = self.value
            if value == "^":
                if self.peek().kind == "op" and self.peek().value in ("+", "-") and self.peek(2).value == "}":
                    break  # a one-sided limit's sign
                group = self.group
                self.advance()
                base = self._raised(base, group)
            elif value == "!":
                self.advance()
                double = self.accept("!")
                if double and self.is_op("!"):
                    raise self.ambiguous("three exclamation marks")
                base = Call("double_factorial" if double else "factorial", (base,))
            elif value == "%":
                self.advance()
                base = Percent(base)
            elif value == "'" and base is self.group:
                raise self.ambiguous("a prime after brackets")
            else:
                break
        return base

    def _raised(self, base: Node, group: Node | None) -> Node:
        degree = self._degree_sign()
        if degree:
            return Degrees(base) if degree == "deg" else Quantity(base, degree)
        if self.kind == "cmd" and self.value in ("top", "intercal", "mathsf"):
            self.advance()
            return Call("transpose", (base,))
        if self.is_op("{") and self.peek().value in ("top", "intercal") and self.peek(2).value == "}":
            self.advance()
            self.advance()
            self.advance()
            return Call("transpose", (base,))
        exponent = self._exponent()
        if self.is_op("_") and base is group:
            self.advance()
            return self.bracket(base, self.argument(), exponent)
        if isinstance(exponent, Name) and exponent.name == "T" and _may_be_matrix(base, group):
            return Call("transpose", (base,))
        return Pow(base, exponent)

    def _degree_sign(self) -> str:
        braces = self.is_op("{") and self.peek().value == "circ" and self.peek(2).value == "}"
        if not braces and not (self.kind == "cmd" and self.value == "circ"):
            return ""
        for _ in range(3 if braces else 1):
            self.advance()
        if self.kind == "text" and self.value in ("C", "F", "K"):
            return "°" + self.advance().value
        if self.kind == "let" and self.value in ("C", "F"):
            return "°" + self.advance().value
        return "deg"

    def _exponent(self) -> Node:
        if self.is_op("{"):
            return self.argument()
        self.enter()
        if self.kind == "op" and self.value in ("-", "+"):
            sign = self.advance().value
            exponent = self._exponent()
            exponent = Neg(exponent) if sign == "-" else exponent
        else:
            if self.kind == "op" and self.value == "*":
                raise self.ambiguous("a star as a power")
            exponent = self.atom()
            if self.is_op("^"):
                self.advance()
                exponent = Pow(exponent, self._exponent())
        self.depth -= 1
        return exponent


def _may_be_matrix(base: Node, group: Node | None) -> bool:
    from assay_math.notation.nodes import Matrix, Tuple

    if isinstance(base, Matrix | Tuple) or base is group:
        return True
    return isinstance(base, Name) and (base.base.isupper() or base.base.startswith("vec"))


def _uses_outside_derivatives(node: Node, names: set[str]) -> bool:
    if isinstance(node, Derivative) and {name for name, _ in node.by} == names:
        return False
    if isinstance(node, Name):
        return node.name in names
    return any(_uses_outside_derivatives(child, names) for child in children(node))


def _listing(items: list[Node], joints: list[str]) -> Node:
    kinds = set(joints)
    if "or" not in kinds:
        return Listing(tuple(items), "and" if kinds == {"and"} else (";" if kinds == {";"} else ","))
    if kinds == {"or"} or (
        "and" not in kinds and joints.index("or") == len(joints) - 1 and _alternatives(items)
    ):
        return Listing(tuple(items), "or")
    groups: list[list[Node]] = [[items[0]]]
    for joint, item in zip(joints, items[1:], strict=True):
        if joint == "or":
            groups.append([item])
        else:
            groups[-1].append(item)
    return Listing(tuple(g[0] if len(g) == 1 else Listing(tuple(g), ",") for g in groups), "or")


def _alternatives(items: list[Node]) -> bool:
    """``x = 1, 2 or 3`` and ``x = 1, x = 2 or x = 3``: the commas stand for "or" too."""
    if not any(isinstance(item, Relation) for item in items[1:]):
        return True
    return all(isinstance(item, Relation) for item in items) and (
        len({item.terms[0] for item in items if isinstance(item, Relation)}) == 1
    )
