"""Small faults in a program, one at a time: what a slip of the pen would do to it.

A mutant differs from the source in one place. Mutants that behave like the
original are not filtered out here; run them against cases for that.

No mutation turns a sum into a product or a power, so numbers in a mutant stay
about as small as in the original. A loop can become endless: :func:`load_bounded`
gives a program a limit of steps.
"""

from __future__ import annotations

import ast
import copy
import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from assay_code.syntax import tree_of

STEP_LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class Mutant:
    """A mutated program: its source, the line of the fault in ``original``'s numbering, and what was done.

    ``before`` and ``after`` are the changed expression or statement; ``after`` is
    ``""`` where something was removed.
    """

    source: str
    line: int
    description: str
    before: str
    after: str


class StepLimit(Exception):
    """A bounded program took too many steps."""


def mutants(source: str, limit: int, rng: random.Random) -> list[Mutant]:
    """At most ``limit`` different mutants of ``source``, drawn by ``rng`` and in the order of the source.

    Only the changed lines are rewritten; the others keep their text. Mutants that
    do not compile are left out.
    """
    drawn = list(itertools.islice(_drawn(source, rng, lambda _: True), limit))
    return [mutant for _, mutant in sorted(drawn, key=lambda pair: pair[0])]


def draw_mutants(source: str, rng: random.Random, wanted: Callable[[int], bool]) -> Iterator[Mutant]:
    """All different mutants of the lines that are ``wanted``, in an order drawn by ``rng``."""
    return (mutant for _, mutant in _drawn(source, rng, wanted))


def _drawn(source: str, rng: random.Random, wanted: Callable[[int], bool]) -> Iterator[tuple[int, Mutant]]:
    """Mutants with their places in the order of the source."""
    found = (site for site in _sites(tree_of(source)) if wanted(site.node.lineno))
    sites = sorted(found, key=lambda site: (site.node.lineno, site.node.col_offset))
    order = list(range(len(sites)))
    rng.shuffle(order)
    seen = {source}
    for index in order:
        mutant = _write(source, sites[index])
        if mutant and mutant.source not in seen:
            seen.add(mutant.source)
            yield index, mutant


def bounded(source: str) -> Any:
    """Compiled ``source`` in which every round of a loop and every call of a function first calls ``_tick()``."""
    tree = tree_of(source)
    tick = tree_of("_tick()").body[0]
    for node in ast.walk(tree):
        if isinstance(node, ast.For | ast.While | ast.FunctionDef):
            node.body.insert(0, copy.deepcopy(tick))
        elif isinstance(node, ast.comprehension):
            node.ifs.insert(0, ast.Call(ast.Name("_tick", ast.Load()), [], []))
    ast.fix_missing_locations(tree)
    return compile(tree, "<bounded>", "exec", dont_inherit=True)


def load_bounded(source: str, entry: str, steps: int = STEP_LIMIT) -> Callable[..., Any]:
    """The function ``entry`` of ``source``; a call that takes more than ``steps`` rounds raises :class:`StepLimit`.

    For trusted text only: it bounds slips, not attacks.
    """
    left = steps

    def tick() -> bool:
        nonlocal left
        left -= 1
        if left < 0:
            raise StepLimit(f"more than {steps} steps")
        return True

    names: dict[str, Any] = {"__name__": "program", "_tick": tick}
    exec(bounded(source), names)
    function = names[entry]

    def call(*args: Any) -> Any:
        nonlocal left
        left = steps
        return function(*args)

    return call


# ---------------------------------------------------------------- what can be changed


@dataclass(frozen=True, slots=True)
class _Site:
    """One change: ``node`` of the tree is to be written as ``text``."""

    node: ast.expr | ast.stmt
    text: str
    strength: int
    description: str


_COMPARE: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mod,
    ast.Mod: ast.FloorDiv,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitOr,
    ast.RShift: ast.BitAnd,
    ast.LShift: ast.Add,
}
_CALLS = {"min": "max", "max": "min", "any": "all", "all": "any", "popleft": "pop", "append": "appendleft", "bisect_left": "bisect_right", "bisect_right": "bisect_left", "lower": "upper", "capitalize": "lower", "title": "capitalize", "ljust": "rjust", "rjust": "ljust", "upper": "lower", "islower": "isupper", "isupper": "islower", "startswith": "endswith", "endswith": "startswith", "lstrip": "rstrip", "rstrip": "lstrip", "rfind": "find", "find": "rfind"}  # fmt: skip
_DEQUE_ONLY = {"append", "popleft"}


def _sites(tree: ast.Module) -> Iterator[_Site]:
    skip = set(_annotations(tree))
    deques = "deque(" in ast.unparse(tree)
    for node in ast.walk(tree):
        if node in skip:
            continue
        if isinstance(node, ast.expr):
            yield from _expression_sites(node, deques)
        elif isinstance(node, ast.stmt):
            yield from _statement_sites(node)


def _annotations(tree: ast.Module) -> Iterator[ast.AST]:
    """Nodes in type annotations and docstrings, which no test can tell apart."""
    for node in ast.walk(tree):
        parts: list[ast.AST | None] = []
        if isinstance(node, ast.FunctionDef):
            parts = [node.returns]
        elif isinstance(node, ast.arg | ast.AnnAssign):
            parts = [node.annotation]
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            parts = [node]
        elif isinstance(node, ast.JoinedStr):
            parts = list(node.values)  # pieces of f-strings have no text of their own before Python 3.12
        for part in parts:
            if part is not None:
                yield from ast.walk(part)


def _expression_sites(node: ast.expr, deques: bool) -> Iterator[_Site]:
    if isinstance(node, ast.Compare) and len(node.ops) <= 2:
        for i, op in enumerate(node.ops):
            for other in _COMPARE[type(op)]:
                new = copy.deepcopy(node)
                new.ops[i] = other()
                yield _site(node, new, "the comparison is wrong")
    elif isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC and not _is_text(node):
        new_op = copy.deepcopy(node)
        new_op.op = _ARITHMETIC[type(node.op)]()
        yield _site(node, new_op, "the operator is wrong")
        if isinstance(node.op, ast.Sub | ast.FloorDiv | ast.Mod):
            new_op = copy.deepcopy(node)
            new_op.left, new_op.right = new_op.right, new_op.left
            yield _site(node, new_op, "the operands are swapped")
    elif isinstance(node, ast.BoolOp):
        both = copy.deepcopy(node)
        both.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield _site(node, both, "the conditions are joined wrongly")
        for i in range(len(node.values)):
            rest = node.values[:i] + node.values[i + 1 :]
            one = rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)
            yield _site(node, one, "a condition is missing")
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield _site(
            node,
            node.operand,
            "the negation is missing" if isinstance(node.op, ast.Not) else "the sign is wrong",
        )
    elif isinstance(node, ast.Constant):
        yield from _constant_sites(node)
    elif isinstance(node, ast.JoinedStr) and len(node.values) > 1:
        yield _site(node, ast.JoinedStr(node.values[::-1]), "the parts of the text are in the wrong order")
    elif isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp):
        for i, part in enumerate(node.generators):
            if part.ifs:
                without = copy.deepcopy(node)
                without.generators[i].ifs = part.ifs[:-1]
                yield _site(node, without, "a condition is missing")
    elif isinstance(node, ast.IfExp):
        yield _site(
            node, ast.IfExp(node.test, node.orelse, node.body), "the two results of the condition are swapped"
        )
    elif isinstance(node, ast.Call):
        yield from _call_sites(node, deques)
    elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Name):
        yield _site(
            node,
            ast.Subscript(node.value, ast.BinOp(node.slice, ast.Sub(), ast.Constant(1)), node.ctx),
            "the index is off by one",
        )


def _constant_sites(node: ast.Constant) -> Iterator[_Site]:
    value = node.value
    if isinstance(value, bool):
        yield _site(node, ast.Constant(not value), "the truth value is wrong")
    elif isinstance(value, int):
        yield _site(node, ast.Constant(value + 1), "the number is off by one")
        if value > 0:
            yield _site(node, ast.Constant(value - 1), "the number is off by one")
    elif isinstance(value, str) and value:
        other = (
            value[:-1]
            if len(value) > 1
            else str((int(value) + 1) % 10)
            if value in "0123456789"
            else value.swapcase()
        )
        if other != value:
            yield _site(node, ast.Constant(other), "the text is wrong")


def _call_sites(node: ast.Call, deques: bool) -> Iterator[_Site]:
    function = node.func
    name = (
        function.id
        if isinstance(function, ast.Name)
        else function.attr
        if isinstance(function, ast.Attribute)
        else ""
    )
    if name in _CALLS and (deques or name not in _DEQUE_ONLY):
        other = _CALLS[name]
        new: ast.expr = ast.Name(other, ast.Load())
        if isinstance(function, ast.Attribute):
            new = ast.Attribute(function.value, other, ast.Load())
        yield _site(function, new, "the wrong function is called")
    if (
        isinstance(function, ast.Name)
        and len(node.args) == 2
        and not node.keywords
        and name not in ("isinstance", "range", "min", "max", "deque", "enumerate", "map", "filter")
    ):
        yield _site(node, ast.Call(function, [node.args[1], node.args[0]], []), "the arguments are swapped")
    if name == "range" and node.args:
        at = 0 if len(node.args) == 1 else 1
        for sign in (ast.Add(), ast.Sub()):
            new = copy.deepcopy(node)
            new.args[at] = ast.BinOp(new.args[at], sign, ast.Constant(1))
            yield _site(node, new, "the range ends in the wrong place")
    if name == "sorted" and node.args:
        if node.keywords:
            for i, keyword in enumerate(node.keywords):
                yield _site(
                    node,
                    ast.Call(function, node.args, node.keywords[:i] + node.keywords[i + 1 :]),
                    f"`{keyword.arg}` is missing, so the order is wrong",
                )
        yield _site(node, ast.Call(ast.Name("list", ast.Load()), node.args, []), "the sorting is missing")
    if name == "enumerate" and len(node.args) == 2:
        yield _site(node, ast.Call(function, node.args[:1], []), "the start of the counting is missing")


def _statement_sites(node: ast.stmt) -> Iterator[_Site]:
    if isinstance(node, ast.If):
        if not isinstance(node.test, ast.Compare | ast.UnaryOp):
            yield _site(node.test, ast.UnaryOp(ast.Not(), node.test), "the condition is the wrong way round")
    elif isinstance(node, ast.AugAssign):
        if type(node.op) in (ast.Add, ast.Sub) and not _is_text(node.value):
            op = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
            if not isinstance(node.value, ast.List | ast.ListComp | ast.Tuple):
                yield _site(node, ast.AugAssign(node.target, op, node.value), "the operator is wrong")
            yield _site(
                node,
                ast.Assign([node.target], node.value, lineno=node.lineno),
                "the value is set instead of being changed",
            )
        yield _site(node, ast.Pass(), "the update is missing")
    elif isinstance(node, ast.Continue):
        yield _site(node, ast.Break(), "`break` ends the loop where it should go on")
    elif isinstance(node, ast.Break):
        yield _site(node, ast.Continue(), "`continue` goes on where the loop should end")
    elif (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Call)
        and not isinstance(node.value.func, ast.Name)
    ):
        yield _site(node, ast.Pass(), "a call is missing")
    elif isinstance(node, ast.Return) and node.value is not None:
        if isinstance(node.value, ast.Constant) and node.value.value is None:
            yield _site(node, ast.Return(ast.Constant(0)), "the returned value is wrong")
        elif isinstance(node.value, ast.Name | ast.BinOp) and not _is_text(node.value):
            yield _site(
                node,
                ast.Return(ast.BinOp(node.value, ast.Add(), ast.Constant(1))),
                "the returned value is off by one",
            )


def _site(node: ast.expr | ast.stmt, new: ast.expr | ast.stmt, description: str) -> _Site:
    text = ast.unparse(ast.fix_missing_locations(new))
    if '"' not in text and "\\" not in text:
        text = text.replace("'", '"')  # as the solutions are written
    return _Site(node, text, _strength(new), description)


def _is_text(node: ast.AST) -> bool:
    """Is this visibly about text or lists, where an arithmetic operator would only crash?"""
    return any(
        isinstance(part, ast.JoinedStr | ast.List | ast.ListComp)
        or (isinstance(part, ast.Constant) and isinstance(part.value, str))
        for part in ast.walk(node)
    )


# ---------------------------------------------------------------- writing


def _write(source: str, site: _Site) -> Mutant | None:
    node = site.node
    if node.end_lineno is None or node.end_col_offset is None:
        return None
    lines = source.splitlines(keepends=True)
    start, end = (
        _offset(lines, node.lineno, node.col_offset),
        _offset(lines, node.end_lineno, node.end_col_offset),
    )
    before = source[start:end]
    # what binds at least as tightly as the old expression fits into its place
    loose = isinstance(node, ast.expr) and site.strength < _strength(node)
    text = f"({site.text})" if loose else site.text
    mutated = source[:start] + text + source[end:]
    removed = isinstance(node, ast.stmt) and site.text == "pass"
    if removed:
        mutated = _drop_pass(mutated, source, start)
    return (
        Mutant(mutated, node.lineno, site.description, before, "" if removed else text)
        if _parses(mutated)
        else None
    )


_STRENGTH: dict[type[ast.AST], int] = {
    ast.Lambda: 0, ast.IfExp: 1, ast.Or: 2, ast.And: 3, ast.Not: 4, ast.Compare: 5, ast.BitOr: 6, ast.BitXor: 7,
    ast.BitAnd: 8, ast.LShift: 9, ast.RShift: 9, ast.Add: 10, ast.Sub: 10, ast.Mult: 11, ast.Div: 11,
    ast.FloorDiv: 11, ast.Mod: 11, ast.MatMult: 11, ast.USub: 12, ast.UAdd: 12, ast.Invert: 12, ast.Pow: 13,
}  # fmt: skip
"""How tightly an expression binds, by its operator or its kind; all others bind most tightly."""


def _strength(node: ast.AST) -> int:
    operator = getattr(node, "op", node)
    return _STRENGTH.get(type(operator), 14)


def _parses(source: str) -> bool:
    try:
        tree_of(source)
    except SyntaxError:
        return False
    return True


def _drop_pass(mutated: str, source: str, start: int) -> str:
    """Leave out the line of a removed statement, where the block has others."""
    line = source.count("\n", 0, start)
    lines = mutated.splitlines(keepends=True)
    if lines[line].strip() != "pass":
        return mutated
    without = "".join(lines[:line] + lines[line + 1 :])
    return without if _parses(without) else mutated


def _offset(lines: list[str], line: int, column: int) -> int:
    """Index in characters; ``column`` counts UTF-8 bytes."""
    text = lines[line - 1].encode()[:column].decode()
    return sum(map(len, lines[: line - 1])) + len(text)
