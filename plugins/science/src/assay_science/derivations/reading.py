"""From a text to its chains of equalities: ``a = b = c``, with where each side stands."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from itertools import islice

from assay_science.derivations.cursor import Unreadable, is_prose
from assay_science.derivations.nodes import Literal, Node, Opaque, Product, is_numeric, literals
from assay_science.derivations.parsing import Parser
from assay_science.derivations.tokens import Token, formulas, lex
from assay_science.derivations.unit_reading import UPRIGHT
from assay_science.derivations.values import unit_scale

LONGEST = 60_000
"""Characters of a text that are read."""
MOST_LINES = 1_500
MOST_CHAINS = 500

_SAYS = frozenset("gives equals yields makes is are".split())
_CODE = re.compile(r"```|~~~")
_HEADING = re.compile(
    r"\s*(?:#{1,6}\s|(?:[-*•>]|\(?\d{1,3}[.)]|\(?[a-z]\))\s+|(?:\*\*)?(?:step|part|case)\s+[\dIVXa-d]{1,3}\s*[:.)–—-]?\s*(?:\*\*)?)+",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Side:
    """One side of a chain; ``node`` is an ``Opaque`` if it was not understood, with ``problem`` where it should have been."""

    node: Node
    start: int
    end: int
    problem: bool = False
    numeric: bool = field(init=False)
    """Whether it holds numbers only."""

    def __post_init__(self) -> None:
        self.numeric = is_numeric(self.node)


@dataclass(slots=True)
class Chain:
    """``sides[0] relations[0] sides[1] …``; ``line`` is the number of its step, ``lead`` the words before it."""

    sides: list[Side]
    relations: list[str]
    line: int
    start: int
    end: int
    lead: str = ""


@dataclass(slots=True)
class Line:
    """A line or a display of a text, from ``start`` to ``end``, and its tokens."""

    number: int
    start: int
    end: int
    tokens: list[Token]
    chains: list[Chain] = field(default_factory=list)
    loose: list[Literal] = field(default_factory=list)
    """Numbers with units that stand in no chain."""


class LimitReached(Exception):
    """The text is longer than what is read."""


def lines_of(text: str) -> list[Line]:
    """The lines of a text, with displays as one line and lines that begin with ``=`` joined to the one before."""
    if len(text) > LONGEST:
        raise LimitReached
    found = formulas(text)
    spans: list[tuple[int, int]] = []
    at, k = 0, 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        while True:
            while k < len(found) and found[k][1] <= end:
                k += 1
            if k < len(found) and found[k][0] < end < found[k][1]:
                after = text.find("\n", found[k][1])
                end = len(text) if after < 0 else after
                continue
            break
        if not text[at:end].isspace() and end > at:
            joins = (
                spans
                and re.match(r"[ \t]*(?:\$+|\\\[|\\\()?\s*(?:&\s*)?(?:[=≈](?![=>])|\\approx)", text[at:end])
                and not re.match(r"\s*={3,}", text[at:end])
            )
            if joins:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((at, end))
        at = end + 1
    if len(spans) > MOST_LINES:
        raise LimitReached
    lines = []
    blocks = _code(text)
    k = 0
    for number, (start, end) in enumerate(spans):
        if any(a <= start and end <= b for a, b in blocks):
            continue
        while k < len(found) and found[k][1] <= start:
            k += 1
        tokens: list[Token] = []
        position = start
        heading = _HEADING.match(text, start, min(end, start + 60))
        if heading:
            position = heading.end()
        i = k
        while i < len(found) and found[i][0] < end:
            first, last, inner, stop = found[i]
            i += 1
            if last > end or first < position:
                continue
            if first > position:
                tokens += lex(text, position, first, math=False)
            tokens.append(Token("edge", "<", first, inner))
            tokens += lex(text, inner, stop, math=True)
            tokens.append(Token("edge", ">", stop, last))
            position = last
        if position < end:
            tokens += lex(text, position, end, math=False)
        for token, following in itertools.pairwise(tokens):
            if not token.plain:
                continue
            acts = following.kind == "rel" or (following.kind == "op" and following.text in "+-*/^)")
            if token.text in ("a", "I") and acts:
                token.plain = False  # an acceleration, a current
            elif token.text == "x" and token.spaced and following.spaced and _begins_number(following):
                token.kind, token.text = "op", "*"  # 2 kg x 3 m/s²
        lines.append(Line(number, start, end, tokens))
    return lines


def _begins_number(token: Token) -> bool:
    return token.kind == "num" or (token.kind == "op" and token.text == "(")


def _code(text: str) -> list[tuple[int, int]]:
    blocks = []
    opened: re.Match[str] | None = None
    for m in _CODE.finditer(text):
        if opened is None:
            opened = m
        elif m[0] == opened[0]:
            blocks.append((opened.start(), m.end()))
            opened = None
    return blocks


def symbols_of(lines: list[Line]) -> frozenset[str]:
    """The letters and words that stand for quantities: those that stand in no run behind a number."""
    found: set[str] = set()
    for line in lines:
        tokens = line.tokens
        behind = False
        for i, token in enumerate(tokens):
            if token.kind == "num":
                behind = True
            elif token.kind == "name":
                follows = tokens[i + 1] if i + 1 < len(tokens) else None
                if follows is not None and follows.kind == "edge":
                    follows = tokens[i + 2] if i + 2 < len(tokens) else None
                if token.plain and is_prose(token):
                    behind = False
                if token.plain:
                    if not behind and follows is not None and follows.kind == "rel" and len(token.text) <= 6:
                        found.add(token.text)
                elif token.upright:
                    if behind and unit_scale(token.text) is not None:
                        found.add(UPRIGHT)
                elif not behind:
                    found.add(token.text)
            elif (token.kind == "edge" and behind and token.text == ">") or (
                (token.kind == "op" and token.text in "^{}")
                or (token.kind == "op" and token.text == "/" and behind)
                or (token.kind == "op" and token.text == "-")
            ):
                continue
            else:
                behind = False
    return frozenset(found)


def read_chains(lines: list[Line], symbols: frozenset[str]) -> list[Chain]:
    """All chains of all lines, in reading order; each line gets its own, and its loose numbers."""
    chains: list[Chain] = []
    for line in lines:
        line.chains = _line_chains(line, symbols)
        chains += line.chains
        if len(chains) > MOST_CHAINS:
            raise LimitReached
        inside = [(chain.start, chain.end) for chain in line.chains]
        rest = (
            [t for t in line.tokens if not any(a <= t.start < b for a, b in inside)]
            if inside
            else line.tokens
        )
        line.loose = quantities(rest, symbols)
    return chains


def _outside(tokens: list[Token], spans: list[tuple[int, int]]) -> list[Token]:
    """The tokens that stand in none of the spans, which are in order."""
    if not spans:
        return tokens
    found, k = [], 0
    for token in tokens:
        while k < len(spans) and spans[k][1] <= token.start:
            k += 1
        if k == len(spans) or token.start < spans[k][0]:
            found.append(token)
    return found


def quantities(tokens: list[Token], symbols: frozenset[str]) -> list[Literal]:
    """The numbers of a line, with their units."""
    tokens = [t for t in tokens if t.kind != "edge"]
    if not any(t.kind == "num" for t in tokens):
        return []
    parser = Parser(tokens, symbols)
    found: list[Literal] = []
    while parser.at < len(tokens):
        if tokens[parser.at].kind != "num":
            parser.at += 1
            continue
        before = parser.at
        try:
            node = parser.number()
        except (Unreadable, ZeroDivisionError):
            parser.at = before + 1
            continue
        if isinstance(node, Literal):
            found.append(node)
        parser.at = max(parser.at, before + 1)
    return found


_COMPUTING = frozenset("times plus minus divided multiplied".split())
_INSIDE = _COMPUTING | {"by", "over"}
_POINTS = frozenset(": → -> ⟶ ⇒ => ⟹ to rightarrow longrightarrow Rightarrow implies".split())


def _is_relation(tokens: list[Token], i: int) -> str:
    """The relation that token ``i`` is: ``=``, ``≈``, or what stands for one between a computation and a number.

    So do words ("12 times 4 gives 48"; not "which is 5 N"), and colons and arrows.
    """
    token = tokens[i]
    if token.kind == "rel":
        return token.text
    says = token.kind == "name" and token.plain and token.text in _SAYS
    points = token.kind in ("sep", "brk") and token.text in _POINTS
    if not (says or points) or not 0 < i < len(tokens) - 1:
        return ""
    after = tokens[i + 1]
    if after.kind == "edge" and i + 2 < len(tokens):
        after = tokens[i + 2]
    if after.kind != "num" and not (after.kind == "op" and after.text == "-"):
        return ""
    begin = i
    while begin and tokens[begin - 1].kind not in ("sep", "brk", "row", "rel"):
        word = tokens[begin - 1]
        if is_prose(word) and word.text not in _INSIDE:
            break
        begin -= 1
    piece = [t for t in tokens[begin:i] if t.kind != "edge"]
    computed = any(
        t.kind == "cmd" or (t.kind == "op" and t.text in "*/+") or (t.plain and t.text in _COMPUTING)
        for t in piece
    )
    if not computed or not any(t.kind == "num" for t in piece):
        return ""
    if says:
        last = tokens[i - 1]
        return "=" if last.kind in ("num", "name", "edge") or last.text in ")}" else ""
    parser = Parser(piece, frozenset())  # a reaction and a ratio are no computations
    try:
        node = parser.expression()
    except (Unreadable, ZeroDivisionError, IndexError):
        return ""
    units = any(each.units is not None for each in literals(node))
    return "=" if parser.at == len(parser.tokens) and units and is_numeric(node) else ""


def _breaks(token: Token) -> bool:
    return (
        token.kind in ("sep", "brk", "row", "edge")
        or is_prose(token)
        or (token.kind == "op" and token.text in ")]}")
    )


def _line_chains(line: Line, symbols: frozenset[str]) -> list[Chain]:
    tokens = line.tokens
    # a relation at the edge of a formula joins what stands on both sides of the edge
    places = [(i, said) for i in range(len(tokens)) if (said := _is_relation(tokens, i))]
    chains: list[Chain] = []
    current: Chain | None = None
    for n, (i, said) in enumerate(places):
        if current is None:
            current = _begun(tokens[:i], symbols, line.number, tokens[i].start)
            chains.append(current)
        following = n + 1 < len(places)
        stop = places[n + 1][0] if following else len(tokens)
        between = _trimmed(tokens[i + 1 : stop])
        split = _next_statement(between) if following else len(between)
        side, rest = _side(between[:split], symbols, tokens[i].end)
        rest += between[split:]
        current.relations.append(said)
        current.sides.append(side)
        current.end = side.end
        goes_on = all(t.kind in ("edge", "row") for t in rest)
        if following and not goes_on:  # what follows the side begins another statement
            current = _begun(rest, symbols, line.number, tokens[stop].start)
            chains.append(current)
    for chain in chains:
        _split_aside(chain)
    return [chain for chain in chains if chain.relations]


def _begun(tokens: list[Token], symbols: frozenset[str], line: int, at: int) -> Chain:
    """A chain whose first side is what tokens end with."""
    first = _first_side(tokens, symbols, at)
    return Chain([first], [], line, first.start, first.end, _lead(tokens, first))


def _next_statement(tokens: list[Token]) -> int:
    """Where in what stands between two relations a formula begins that holds the second one: ``$a = b$ $c = d$``."""
    last = len(tokens) - (bool(tokens) and tokens[-1].kind == "edge" and tokens[-1].text == "<")
    for k in range(last - 1, 0, -1):
        if tokens[k].kind != "edge":
            continue
        inside = [t for t in tokens[k + 1 :] if t.kind != "edge"]
        before = tokens[k - 1]
        if tokens[k].text == "<":
            if before.kind == "edge" and inside and inside[0].kind == "num":
                return k
            own = tokens[last - 1].kind != "edge" or not any(t.kind in ("num", "rel") for t in inside)
            glued = before.kind == "op" and before.text not in ")]}"
            return k if inside and own and not glued else len(tokens)
        if tokens[k].text == ">" and k < last - 1:
            return len(tokens)  # the relation stands in the text
    return len(tokens)


def _split_aside(chain: Chain) -> None:
    """``0.15 (15%)`` at the end of a chain is one quantity said twice, and no product."""
    node = chain.sides[-1].node
    if not isinstance(node, Product) or len(node.factors) != 2 or not chain.relations:
        return
    (_, first), (power, second) = node.factors
    if not isinstance(first, Literal) or not isinstance(second, Literal) or power < 0:
        return
    if _dimension(first) == _dimension(second) and (second.units is not None or first.units is not None):
        side = chain.sides[-1]
        chain.sides[-1:] = [Side(first, side.start, first.end), Side(second, second.start, side.end)]
        chain.relations.append("≈")


def _dimension(literal: Literal) -> object:
    return literal.units.dimension if literal.units else ()


def _trimmed(tokens: list[Token]) -> list[Token]:
    start = 0
    while start < len(tokens) and tokens[start].kind in ("edge", "row"):
        start += 1
    return tokens[start:]


def _lead(tokens: list[Token], side: Side) -> str:
    return " ".join(t.text for t in tokens if t.plain and t.end <= side.start)[-80:].lower()


def _side(tokens: list[Token], symbols: frozenset[str], at: int) -> tuple[Side, list[Token]]:
    """The side that tokens begin with, and the tokens behind it."""
    if not tokens:
        return Side(Opaque(), at, at, problem=True), []
    # edges vanish within a side: "$5.0$ kg", "$4\\times 10^{-2}\\mathrm{dm}^3$ $\\mathrm{mol}^{-1}$"
    kept = [
        t
        for k, t in enumerate(_before_remark(tokens))
        if t.kind != "edge" and not _is_blank_row(t, tokens, k)
    ]
    parser = Parser(kept, symbols)
    try:
        node: Node | None = parser.expression()
    except (Unreadable, ZeroDivisionError, IndexError):
        node = None
    following = parser.peek()
    if node is not None and (following is None or _breaks(following) or following.text in "(["):
        last = parser.tokens[parser.at - 1]
        behind = next((k + 1 for k, t in enumerate(tokens) if t is last), None)
        rest = tokens[behind:] if behind is not None else [t for t in tokens if t.start >= last.end]
        return Side(node, kept[0].start, last.end), rest
    # unreadable: up to the first sign that ends a statement
    cut = _first_break(tokens)
    piece, rest = tokens[:cut], tokens[cut:]
    end = piece[-1].end if piece else at
    numbers = any(t.kind == "num" for t in piece) and not any(t.kind == "bad" for t in piece)
    return Side(Opaque("", numbers), piece[0].start if piece else at, end, problem=True), rest


def _first_break(tokens: list[Token]) -> int:
    """Where a side that is not understood ends."""
    depth = 0
    for k, token in enumerate(tokens):
        if token.kind == "op" and token.text in "([{":
            depth += 1
        elif token.kind == "op" and token.text in ")]}":
            depth -= 1
        elif (
            token.kind == "row" or (depth <= 0 and (token.kind in ("sep", "brk") or is_prose(token)))
        ) and not _goes_on(token, tokens, k):
            return k
    return len(tokens)


def _before_remark(tokens: list[Token]) -> list[Token]:
    """The tokens up to a bracket of the text right behind a formula: ``$5.0$ N (to the right)``."""
    for i in range(1, len(tokens)):
        if (
            tokens[i].kind == "op"
            and tokens[i].text == "("
            and tokens[i - 1].kind == "edge"
            and tokens[i - 1].text == ">"
        ):
            return tokens[:i]
    return tokens


def _goes_on(token: Token, tokens: list[Token], k: int) -> bool:
    """Whether a new row begins with a sign that goes on with what stands before it."""
    if token.kind != "row":
        return False
    following = next((t for t in islice(tokens, k + 1, k + 10) if t.kind not in ("row", "edge")), None)
    return following is not None and following.kind == "op" and following.text in "*/+-"


def _is_blank_row(token: Token, tokens: list[Token], k: int) -> bool:
    """Whether a row break stands before a sign that goes on with the expression, or at the end."""
    return k > 0 and _goes_on(token, tokens, k)


def _first_side(tokens: list[Token], symbols: frozenset[str], at: int) -> Side:
    """The side that stands right before a relation: the longest run of tokens up to it that is an expression."""
    end = len(tokens)
    while end and tokens[end - 1].kind in ("edge", "row"):
        end -= 1
    if not end:
        return Side(Opaque(), at, at)
    start = end
    depth = 0
    while start:
        token = tokens[start - 1]
        if token.kind == "op" and token.text in ")]}":
            depth += 1
        elif token.kind == "op" and token.text in "([{":
            if not depth:
                break
            depth -= 1
        if depth == 0 and (
            token.kind in ("sep", "brk", "row")
            or (
                is_prose(token)
                and token.text not in ("times", "divided", "by", "over", "plus", "minus", "multiplied")
            )
        ):
            break
        if token.kind == "edge" and token.text == "<":
            start -= 1
            # a formula begins here; what stands before it is another
            before = tokens[start - 1] if start else None
            if before is None or (
                before.kind != "op"
                and before.kind != "num"
                and not (before.kind == "name" and before.text in symbols)
            ):
                break
            continue
        start -= 1
    piece = [t for t in tokens[start:end] if t.kind != "edge"]
    if not piece:
        return Side(Opaque(), at, at)
    if start and tokens[start - 1].kind == "row" and piece[0].kind == "op" and piece[0].text in "*/+-":
        return Side(
            Opaque("", True), piece[0].start, piece[-1].end, problem=True
        )  # it goes on with the row before
    for skip in range(min(3, len(piece))):
        if skip and not (piece[skip - 1].plain and piece[skip - 1].kind != "num"):
            break
        parser = Parser(piece[skip:], symbols)
        try:
            node = parser.expression()
        except (Unreadable, ZeroDivisionError, IndexError):
            continue
        if parser.at == len(parser.tokens):
            return Side(node, piece[skip].start, piece[-1].end)
    numbers = any(t.kind == "num" for t in piece) and not any(t.kind == "bad" for t in piece)
    return Side(Opaque("", numbers), piece[0].start, piece[-1].end, problem=numbers and len(piece) > 1)
