r"""The question given back: ``19 \cdot 23`` is equal to 437, and no answer to "What is 19·23?"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from assay_math.answers.choices import options
from assay_math.answers.hints import read_hints
from assay_math.answers.reference import read_reference
from assay_math.answers.text import cleaned, plain_characters
from assay_math.answers.trees import tree_of
from assay_math.notation import nodes as n

MAX_PROMPT = 20_000  # characters
MAX_FORMULAS = 60
SHORT = 100  # characters of a prompt that asks about what it names and of nothing else
_FORMULA = re.compile(r"\$\$(.+?)\$\$|(?<!\\)\$((?:[^$\\]|\\.)+)\$|\\\((.+?)\\\)|\\\[(.+?)\\\]", re.DOTALL)
_WORD = re.compile(
    r"(?<![\\A-Za-z])(?!(?:sin|cos|tan|cot|sec|csc|ln|log|exp|sqrt|gcd|lcm|mod|of|and|or|arcsin|arccos|arctan|max|min)(?![A-Za-z]))"
    r"(?:[\u0400-\u06ff\u0900-\u1fff\u2c00-\uffff]+|[^\W\d_]{3,}|(?:is|in|to|if|as|at|by|be|we|on|an|it|so|do|no|up|us|my|he|me|go)(?![A-Za-z]))|\b(?:[aA]|I)(?=\s+[a-z]{2})"
)
_SENTENCE_END = re.compile(r"[?:;]|[。？！，、：；]|[.,](?=\s|\Z)|(?<![\d)])!|\n")
_CONVERTS = re.compile(
    r"\b(?:convert|change|express|write|rewrite|simplify|reduce|round|turn|evaluate|compute|calculate|what is|work out|find the value|approximate)\b",
    re.IGNORECASE,
)
_OPERATIONS = (n.Derivative, n.Integral, n.Limit, n.Sum, n.Product, n.Bracket)
_COMPUTED = frozenset("gcd lcm mod det tr rank".split())
_LOOKED_UP = frozenset("sqrt root abs floor ceil log ln lg".split())
"""What a short prompt may name in words: "the square root of 144"."""


def gives_back(answer: str, reference: str, prompt: str) -> bool:
    """Whether an answer that is equal to the reference is no more than what the prompt asks about.

    An answer in the form of the reference never is: "Simplify x + 1" is answered by ``x + 1`` where
    the reference is that too. Nor is an option of the prompt, nor a whole number that it names.
    """
    if not prompt.strip() or len(prompt) > MAX_PROMPT:
        return False
    told, wanted = tree_of(cleaned(answer)), tree_of(read_reference(reference).text)
    if told is None or isinstance(told, n.Text):
        return False
    value, ours = _canonical(_value(told)), None if wanted is None else _canonical(_value(wanted))
    if value == ours or options(prompt):
        return False
    if _swapped(told, wanted, prompt):
        return True
    form = _form(value)
    if form == 0 and not (isinstance(value, n.Number) and isinstance(ours, n.Mul | n.Pow)):
        return False  # 72 for "72 as a product of primes" is the question
    if form == 1 and len(prompt) > SHORT and not _CONVERTS.search(prompt):
        return False  # a fraction or a decimal that the prompt names by the way
    pieces = _pieces(prompt)
    if value in pieces or _canonical(told) in pieces or _unworked(value, ours, prompt):
        return True
    return _undone(value, ours, pieces, prompt)


def _form(node: n.Node) -> int:
    """0 for what cannot be a question (a whole number, a name), 1 for a number in some form, 2 for what has to be worked out."""
    while isinstance(node, n.Neg):
        node = node.operand
    if isinstance(node, n.Number):
        return 1 if node.places or not isinstance(node.value, int) else 0
    if isinstance(
        node, n.Name | n.Constant | n.Text | n.Interval | n.Set | n.Tuple | n.Matrix | n.BasedNumber
    ):
        return 0
    if isinstance(node, n.Mixed | n.Percent | n.Quantity | n.Degrees | n.Currency):
        return 1
    if isinstance(node, n.Div) and all(
        isinstance(part, n.Number) for part in (node.numerator, node.denominator)
    ):
        return 1
    return 2


def _value(node: n.Node) -> n.Node:
    """What is said of a name: ``x + 1`` of ``f(x) = x + 1``."""
    if (
        isinstance(node, n.Relation)
        and set(node.operators) == {"="}
        and isinstance(node.terms[0], n.Name | n.Apply)
    ):
        return node.terms[-1]
    return node


def _canonical(node: n.Node) -> n.Node:
    """``node`` with products and sums flat and their operands in one order; ``Div`` and percent as written."""
    node = n.rebuild(node, _canonical)
    if isinstance(node, n.Add):
        terms = [t for term in node.terms for t in (term.terms if isinstance(term, n.Add) else (term,))]
        return n.Add(tuple(sorted(terms, key=repr)))
    if isinstance(node, n.Mul):
        factors = [
            f for factor in node.factors for f in (factor.factors if isinstance(factor, n.Mul) else (factor,))
        ]
        return n.Mul(tuple(sorted(factors, key=_key)))
    return node


def _key(node: n.Node) -> str:
    return repr(node)


def _pieces(prompt: str) -> frozenset[n.Node]:
    return frozenset(_formulas(prompt))


@lru_cache(maxsize=256)
def _formulas(prompt: str) -> tuple[n.Node, ...]:
    """The formulas of the prompt, each with the sides of its relations and the items of its lists."""
    found: list[n.Node] = []
    for text in list(_texts(plain_characters(prompt)))[:MAX_FORMULAS]:
        tree = tree_of(cleaned(text))
        if tree is not None:
            found.extend(_canonical(part) for part in _parts(tree))
    return tuple(found)


def _texts(prompt: str) -> Iterator[str]:
    for match in _FORMULA.finditer(prompt):
        yield next(group for group in match.groups() if group is not None)
    plain = _FORMULA.sub(" ; ", prompt)
    for sentence in _SENTENCE_END.split(plain):
        for piece in _WORD.split(sentence):
            piece = piece.strip(" .,*_'\"")
            if re.search(r"[\d₀-₉⁰¹²³⁴-⁹∫∑∏√|]|[-+*/^=<>]", piece) and 1 < len(piece) <= 400:
                yield piece


def _parts(node: n.Node) -> Iterator[n.Node]:
    yield node
    if isinstance(node, n.Relation):
        for term in node.terms:
            yield from _parts(term)
    elif isinstance(node, n.Listing):
        for item in node.items:
            yield from _parts(item)


def _unworked(value: n.Node, ours: n.Node | None, prompt: str) -> bool:
    """Whether the numbers of a short prompt are only put together: ``17 \\cdot 6`` for "17 mal 6", ``0.15 \\cdot 80`` for 15 % of 80."""
    if ours is None or len(prompt) > SHORT or _form(ours) > 1 or n.free_names(ours):
        return False
    leaves = []
    for inner in n.walk(value):
        if isinstance(inner, n.Number):
            leaves.append(Fraction(inner.value))
        elif not isinstance(inner, n.Add | n.Mul | n.Div | n.Neg):
            return False
    if len(leaves) < 2 or not any(isinstance(inner, n.Add | n.Mul) for inner in n.walk(value)):
        return False
    given = {Fraction(digits) for digits in _FIGURES.findall(prompt)}
    if read_hints(prompt).percent:
        given |= {number / 100 for number in given}
    return given.issuperset(leaves)


_FIGURES = re.compile(r"(?<![\d.])\d{1,30}(?:\.\d{1,30})?(?![\d.]*\d)")


def _undone(value: n.Node, ours: n.Node | None, pieces: frozenset[n.Node], prompt: str) -> bool:
    """Whether the answer only names an operation on what the prompt gives: ``\\frac{d}{dx} x^3``, ``\\gcd(12, 18)``."""
    if ours is not None and any(isinstance(inner, _OPERATIONS) for inner in n.walk(ours)):
        return False
    if isinstance(value, _OPERATIONS):
        return value.body in pieces
    if isinstance(value, n.Call) and (
        value.name in _COMPUTED
        or (value.name in _LOOKED_UP and len(prompt) <= SHORT and ours is not None and _form(ours) <= 1)
    ):
        given = {inner for piece in pieces for inner in n.walk(piece)} | {
            n.Number(int(digits)) for digits in re.findall(r"(?<![\d.])\d{1,40}(?![\d.]\d)", prompt)
        }
        return all(argument in given for argument in value.arguments)
    return False


_SUBJECT = re.compile(
    r"\b(?:express|write|solve|rearrange|give|make|find)\b[^.?!]{0,40}?\$?\b([A-Za-z])\$?\s+(?:in terms of|as a function of|the subject)|"
    r"\bsolve\b[^.?!]{0,80}?\bfor\s+\$?([A-Za-z])\b",
    re.IGNORECASE,
)


def _swapped(told: n.Node, wanted: n.Node | None, prompt: str) -> bool:
    """Whether another letter is given than the one that the prompt wants: ``x = y/2`` for y in terms of x."""
    asked = _SUBJECT.search(prompt)
    if not asked or not (isinstance(told, n.Relation) and isinstance(wanted, n.Relation)):
        return False
    name = n.Name(asked[1] or asked[2])
    return wanted.terms[0] == name and told.terms[0] != name and told.terms[-1] != name
