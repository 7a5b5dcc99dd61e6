"""The rule language: what of answer set programs is read, into plain data; nothing in it can run, include or open anything.

A program is read by this module alone and printed again for clingo, so a directive that is hidden in a text never gets there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from assay_law.texts.sections import citations_in

LONGEST = 200_000
"""Characters of a text of rules, or of facts."""
MOST_STATEMENTS = 8_000
MOST_LITERALS = 40
DEEPEST = 20
"""How deep terms and brackets nest."""
LARGEST = 2**31 - 1
"""The largest number, and its negative the smallest: clingo computes with 32 bits, and wraps without a word."""


class RuleError(ValueError):
    """A text is no program of the rule language, or too large; the message says where and why."""


Ground: TypeAlias = int | str | tuple[object, ...]
"""A number; a name (``alice``) or a text with its quotation marks (``"Alice"``); ``(name, argument, …)``, whose name may be empty."""


@dataclass(frozen=True)
class Var:
    """A variable; ``_`` has a name of its own each time."""

    name: str


@dataclass(frozen=True)
class Fun:
    """A term with arguments, or a name; ``f(X, 2)``, ``alice``, ``(X, Y)``."""

    name: str
    args: tuple[Term, ...] = ()


@dataclass(frozen=True)
class Op:
    """Arithmetic of two terms: ``+ - * / \\``, or ``..``, a range."""

    sign: str
    left: Term
    right: Term


Term: TypeAlias = int | str | Var | Fun | Op
"""``str`` is a text with its quotation marks."""


@dataclass(frozen=True)
class Atom:
    """``name(args)``, or ``-name(args)``, which says that it is not so; ``negated`` is ``not`` before it."""

    name: str
    args: tuple[Term, ...]
    negated: bool = False

    @property
    def key(self) -> tuple[str, int]:
        """The name, with a leading ``-`` of classical negation, and the number of arguments."""
        return self.name, len(self.args)


@dataclass(frozen=True)
class Comparison:
    """``left < right``; the sign is one of ``= != < <= > >=``."""

    sign: str
    left: Term
    right: Term


@dataclass(frozen=True)
class Element:
    """``terms : conditions`` of an aggregate."""

    terms: tuple[Term, ...]
    conditions: tuple[Atom | Comparison, ...]


@dataclass(frozen=True)
class Aggregate:
    """``sign``, a term, and ``#sum``, ``#count``, ``#min`` or ``#max`` of elements, as if it stood at the left."""

    function: str
    elements: tuple[Element, ...]
    guards: tuple[tuple[str, Term], ...]


Literal: TypeAlias = Atom | Comparison | Aggregate


@dataclass(frozen=True)
class Rule:
    """``head :- body.``, with the section that the comment above names; a rule without a head forbids its body."""

    head: Atom | None
    body: tuple[Literal, ...] = ()
    section: str = ""
    line: int = 0


_TOKEN = re.compile(
    r"""(?P<space>[ \t\r\n]+)|(?P<block>%\*.*?\*%)|(?P<comment>%(?!\*)[^\n]*)
    |(?P<text>"(?:[^"\\\x00-\x1f]|\\["\\n])*")|(?P<number>0(?!\d)|[1-9]\d*)
    |(?P<name>_*[a-z][A-Za-z0-9_']*)|(?P<var>_*[A-Z][A-Za-z0-9_']*|_(?![A-Za-z0-9_']))
    |(?P<hash>\#[a-z]+\+?)|(?P<sign>:-|\.\.|<=|>=|!=|==|[<>=+\-*/\\(){},;:.])""",
    re.VERBOSE | re.DOTALL | re.ASCII,
)
_COMPARES = {"=": "=", "==": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_TURNED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_DENIED = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_AGGREGATES = ("#sum", "#count", "#min", "#max")
_SECTION = re.compile(r"%[%\s]*(?=\S)")


@dataclass
class _Token:
    kind: str
    text: str
    line: int
    section: str = ""


def _tokens(text: str) -> Iterator[_Token]:
    at, line, section, blank = 0, 1, "", False
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            what = "a function of Python" if text[at] == "@" else f"{text[at]!r}"
            raise RuleError(f"line {line}: {what} is not of the rule language")
        kind, piece = match.lastgroup or "", match[0]
        if kind == "comment":
            named = section_named(piece)
            section = named or section
        elif kind == "space":
            blank = piece.count("\n") > 1
            section = "" if blank else section
        elif kind != "block":
            yield _Token(kind, piece, line, section)
        line += piece.count("\n")
        at = match.end()


def section_named(comment: str) -> str:
    """The section that a comment begins with (``% § 1(a)(2): every individual …``), ``""`` if it begins with none."""
    start = _SECTION.match(comment)
    body = comment[start.end() :] if start else ""
    cited = citations_in(body[:200])
    return cited[0].text.strip() if cited and cited[0].start == 0 else ""


@dataclass
class _Parser:
    tokens: list[_Token]
    at: int = 0
    unnamed: int = 0
    depth: int = 0
    rules: list[Rule] = field(default_factory=list)

    def peek(self, text: str) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at].text == text and self._plain()

    def _plain(self) -> bool:
        return self.tokens[self.at].kind != "text"

    def take(self, text: str) -> bool:
        found = self.peek(text)
        self.at += found
        return found

    def need(self, text: str) -> None:
        if not self.take(text):
            raise self.wrong(f"{text!r} was expected")

    def wrong(self, message: str) -> RuleError:
        here = self.tokens[min(self.at, len(self.tokens) - 1)] if self.tokens else _Token("", "nothing", 1)
        before = "the end" if self.at >= len(self.tokens) else repr(here.text[:30])
        return RuleError(f"line {here.line}: {message}, and here is {before}")

    def program(self) -> list[Rule]:
        while self.at < len(self.tokens):
            if len(self.rules) >= MOST_STATEMENTS:
                raise RuleError(f"more than {MOST_STATEMENTS:,} rules")
            self.rules.append(self.rule())
        return self.rules

    def rule(self) -> Rule:
        first = self.tokens[self.at]
        head: Atom | None = None
        if not self.peek(":-"):
            head = self.atom(self.term())
        body = self.body(".") if self.take(":-") else ()
        self.need(".")
        return Rule(head, body, first.section, first.line)

    def body(self, *ends: str) -> tuple[Literal, ...]:
        found: list[Literal] = []
        while not any(self.peek(each) for each in ends):
            found.extend(self.literals())
            if len(found) > MOST_LITERALS:
                raise self.wrong(f"a rule has at most {MOST_LITERALS} conditions")
            if not (self.take(",") or (ends != (";", "}") and self.take(";"))):
                break
        return tuple(found)

    def literals(self) -> list[Literal]:
        negated = self.take("not")
        if self.at < len(self.tokens) and self.tokens[self.at].kind == "hash":
            if negated:
                raise self.wrong("'not' before a sum or a count is not read")
            return [self.aggregate([])]
        left = self.term()
        if not self._compares():
            atom = self.atom(left)
            return [Atom(atom.name, atom.args, negated)]
        made: list[Literal] = []
        while self._compares():
            sign = _COMPARES[self.tokens[self.at].text]
            self.at += 1
            if (
                self.at < len(self.tokens)
                and self.tokens[self.at].kind == "hash"
                and not made
                and not negated
            ):
                return [self.aggregate([(_TURNED[sign], left)])]
            right = self.term()
            made.append(Comparison(_DENIED[sign] if negated else sign, left, right))
            left = right
        if negated and len(made) > 1:
            raise self.wrong("'not' before a chain of comparisons is not read")
        return made

    def _compares(self) -> bool:
        return self.at < len(self.tokens) and self._plain() and self.tokens[self.at].text in _COMPARES

    def aggregate(self, guards: list[tuple[str, Term]]) -> Aggregate:
        function = self.tokens[self.at].text
        if function not in _AGGREGATES:
            raise self.wrong(f"{function} is not of the rule language")
        self.at += 1
        self.need("{")
        elements: list[Element] = []
        while not self.peek("}"):
            terms = [self.term()]
            while self.take(","):
                terms.append(self.term())
            conditions = self.body(";", "}") if self.take(":") else ()
            if any(isinstance(each, Aggregate) for each in conditions):
                raise self.wrong("a sum within a sum is not read")
            elements.append(
                Element(tuple(terms), tuple(each for each in conditions if not isinstance(each, Aggregate)))
            )
            if not self.take(";"):
                break
        self.need("}")
        if self._compares():
            sign = _COMPARES[self.tokens[self.at].text]
            self.at += 1
            guards = [*guards, (sign, self.term())]
        if not guards:
            raise self.wrong("a sum or a count is compared with something")
        return Aggregate(function, tuple(elements), tuple(guards))

    def atom(self, term: Term) -> Atom:
        contrary = term.right if isinstance(term, Op) and term.sign == "-" and term.left == 0 else None
        if isinstance(contrary, Fun) and contrary.name:
            return Atom("-" + contrary.name, contrary.args)
        if isinstance(term, Fun) and term.name:
            return Atom(term.name, term.args)
        raise self.wrong("a statement such as 'liable(alice)' was expected")

    def term(self) -> Term:
        self._deeper()
        left = self.sum()
        if self.take(".."):
            left = Op("..", left, self.sum())
        self.depth -= 1
        return left

    def _deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise RuleError(f"terms nest deeper than {DEEPEST}")

    def sum(self) -> Term:
        left = self.product()
        while self.peek("+") or self.peek("-"):
            sign = self.tokens[self.at].text
            self.at += 1
            left = Op(sign, left, self.product())
        return left

    def product(self) -> Term:
        left = self.factor()
        while self.peek("*") or self.peek("/") or self.peek("\\"):
            sign = self.tokens[self.at].text
            self.at += 1
            left = Op(sign, left, self.factor())
        return left

    def factor(self) -> Term:
        if self.take("-"):
            self._deeper()
            inner = self.factor()
            self.depth -= 1
            return -inner if isinstance(inner, int) else Op("-", 0, inner)
        if self.at >= len(self.tokens):
            raise self.wrong("a term was expected")
        token = self.tokens[self.at]
        self.at += 1
        if token.kind == "number":
            if len(token.text) > 10 or int(token.text) > LARGEST:
                raise RuleError(f"line {token.line}: a number is at most {LARGEST:,}; use larger units")
            return int(token.text)
        if token.kind == "text":
            return token.text
        if token.kind == "var":
            if token.text != "_":
                return Var(token.text)
            self.unnamed += 1
            return Var(f"_{self.unnamed}")
        if token.kind == "name" and token.text != "not":
            return Fun(token.text, self.arguments() if self.take("(") else ())
        if token.text == "(":
            found = self.arguments(trailing=True)
            one = len(found) == 1 and self.tokens[self.at - 2].text != ","
            return found[0] if one else Fun("", found)
        self.at -= 1
        raise self.wrong("a term was expected")

    def arguments(self, *, trailing: bool = False) -> tuple[Term, ...]:
        found: list[Term] = []
        while not self.peek(")"):
            found.append(self.term())
            if not self.take(","):
                break
            if not trailing and self.peek(")"):
                raise self.wrong("an argument was expected")
        self.need(")")
        if not found:
            raise self.wrong("brackets without an argument")
        return tuple(found)


def read_rules(text: str) -> list[Rule]:
    """The rules and facts of a text, in order. Raises :class:`RuleError`."""
    if len(text) > LONGEST:
        raise RuleError(f"more than {LONGEST:,} characters")
    return _Parser(list(_tokens(text))).program()


def read_query(text: str) -> Atom:
    """One statement, ``owes(alice, X)``; a full stop or question mark behind it is left out. Raises :class:`RuleError`."""
    if len(text) > LONGEST:
        raise RuleError(f"more than {LONGEST:,} characters")
    parser = _Parser(list(_tokens(text.strip().removeprefix("?-").rstrip("?. \n\t"))))
    found = parser.atom(parser.term())
    if parser.at < len(parser.tokens):
        raise parser.wrong("a query is one statement")
    return found


# --- as text ----------------------------------------------------------------------------------------------------------


def show(term: Term | Ground) -> str:
    """A term as it is written; clingo reads it as the same one."""
    if isinstance(term, Var):
        return "_" if term.name[1:].isdigit() and term.name[0] == "_" else term.name
    if isinstance(term, Op):
        return f"({show(term.left)}{term.sign}{show(term.right)})"
    if isinstance(term, Fun):
        return _applied(term.name, term.args)
    if isinstance(term, tuple):
        return _applied(str(term[0]), term[1:])
    return str(term)


def _applied(name: str, args: tuple[object, ...]) -> str:
    if not args:
        return name
    inner = ",".join(show(each) for each in args)  # type: ignore[arg-type]
    return f"{name}({inner}{',' if not name and len(args) == 1 else ''})"


def show_literal(literal: Literal) -> str:
    """A literal as it is written."""
    if isinstance(literal, Atom):
        return ("not " if literal.negated else "") + _applied(literal.name, literal.args)
    if isinstance(literal, Comparison):
        return f"{show(literal.left)}{literal.sign}{show(literal.right)}"
    inner = ";".join(
        ",".join(map(show, each.terms)) + ":" + ",".join(map(show_literal, each.conditions))
        for each in literal.elements
    )
    guards = list(literal.guards)
    right = f"{guards[-1][0]}{show(guards[-1][1])}"
    left = f"{show(guards[0][1])}{_TURNED[guards[0][0]]}" if len(guards) > 1 else ""
    return f"{left}{literal.function}{{{inner}}}{right}"


def show_rule(rule: Rule) -> str:
    """A rule as it is written."""
    head = show_literal(rule.head) if rule.head else ""
    return head + (":-" + ",".join(map(show_literal, rule.body)) if rule.body or not head else "") + "."
