"""The normal form of a program that was put together from a template: what a person would not have written is gone.

Templates with parts that vary leave expressions such as ``x * 1``, ``y + 0`` or ``for k in range(1, 2)``. Each
rule rewrites one node without a change of meaning for the plain data that our programs work on; the rest of the text
stays as it is.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from assay_code.syntax import tree_of


def normal(source: str) -> str:
    """``source``, a program of ours, without the leftovers of its template."""
    while True:
        change = next(_changes(source), None)
        if change is None:
            return source
        source = change


def _changes(source: str) -> Iterator[str]:
    tree = tree_of(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.expr):
            better = _expression(node)
            if better is not None:
                yield _replaced(source, node, better)
        for block in ("body", "orelse"):
            statements = getattr(node, block, None)
            if isinstance(statements, list):
                for statement in statements:
                    if isinstance(statement, ast.For):
                        once = _single_round(source, statement)
                        if once is not None:
                            yield once


def _number(node: ast.expr) -> int | None:
    return node.value if isinstance(node, ast.Constant) and type(node.value) is int else None


def _expression(node: ast.expr) -> ast.expr | None:
    """A simpler expression of the same value, or ``None``."""
    if isinstance(node, ast.BinOp):
        left, right = _number(node.left), _number(node.right)
        if isinstance(node.op, ast.Mult):
            return node.left if right == 1 else node.right if left == 1 else None
        if isinstance(node.op, ast.Add):
            if isinstance(node.right, ast.UnaryOp) and isinstance(node.right.op, ast.USub):
                return ast.BinOp(node.left, ast.Sub(), node.right.operand)
            return node.left if right == 0 else node.right if left == 0 else None
        if isinstance(node.op, ast.Sub):
            return node.left if right == 0 else None
        if isinstance(node.op, ast.FloorDiv | ast.Pow):
            return node.left if right == 1 else None
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "range":
        if len(node.args) == 2 and _number(node.args[0]) == 0:
            return ast.Call(node.func, node.args[1:], [])
        if len(node.args) == 3 and _number(node.args[2]) == 1:
            return ast.Call(node.func, node.args[:2], [])
    if isinstance(node, ast.BoolOp):
        neutral = isinstance(node.op, ast.And)
        kept = [
            value for value in node.values if not (isinstance(value, ast.Constant) and value.value is neutral)
        ]
        if len(kept) < len(node.values):
            return ast.BoolOp(node.op, kept) if len(kept) > 1 else (kept or [ast.Constant(neutral)])[0]
    if (
        isinstance(node, ast.UnaryOp)
        and isinstance(node.op, ast.Not)
        and isinstance(node.operand, ast.BoolOp)
    ):
        parts = [_negated(value) for value in node.operand.values]
        if None not in parts:
            other = ast.Or() if isinstance(node.operand.op, ast.And) else ast.And()
            return ast.BoolOp(other, [part for part in parts if part is not None])
    if isinstance(node, ast.ListComp) and len(node.generators) == 1:
        [one] = node.generators
        if not one.ifs and ast.dump(one.target).replace("Store", "Load") == ast.dump(node.elt):
            return ast.Call(ast.Name("list", ast.Load()), [one.iter], [])
    if isinstance(node, ast.IfExp) and isinstance(node.test, ast.Constant):
        return node.body if node.test.value else node.orelse
    return None


_OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
"""Comparisons whose negation holds for all values; an order need not be total."""


def _negated(node: ast.expr) -> ast.expr | None:
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in _OPPOSITE:
        return ast.Compare(node.left, [_OPPOSITE[type(node.ops[0])]()], node.comparators)
    return None


def _replaced(source: str, node: ast.expr, better: ast.expr) -> str:
    """The program with the text of ``better`` in the place of ``node``; parentheses where the binding asks for them."""
    start, end = _offsets(source, node)
    known = ast.get_source_segment(source, better) if hasattr(better, "lineno") else None
    text = known if known is not None and "\n" not in known else ast.unparse(better)
    wanted = _dump_with(source, node, better)
    places = [(start, end, text), (start, end, f"({text})")]
    if source[start - 1 : start] == "(" and source[end : end + 1] == ")":
        places.insert(0, (start - 1, end + 1, text))
    for first, last, candidate in places:
        changed = source[:first] + candidate + source[last:]
        try:
            if ast.dump(tree_of(changed)) == wanted:
                return changed
        except SyntaxError:
            continue
    raise ValueError(f"cannot put {text!r} into\n{source}")


def _dump_with(source: str, node: ast.expr, better: ast.expr) -> str:
    """The dump of the program's tree in which ``better`` stands for ``node``."""
    at = (node.lineno, node.col_offset, node.end_lineno, node.end_col_offset)

    class Exchange(ast.NodeTransformer):
        done = False

        def visit(self, other: ast.AST) -> ast.AST:
            here = tuple(
                getattr(other, name, None)
                for name in ("lineno", "col_offset", "end_lineno", "end_col_offset")
            )
            if not self.done and here == at and type(other) is type(node):
                self.done = True
                return better
            return self.generic_visit(other)

    return ast.dump(Exchange().visit(tree_of(source)))


def _offsets(source: str, node: ast.expr) -> tuple[int, int]:
    """Where the text of ``node`` begins and ends, in characters."""
    lines = source.splitlines(keepends=True)

    def offset(line: int, column: int) -> int:
        return sum(map(len, lines[: line - 1])) + len(lines[line - 1].encode()[:column].decode())

    assert node.end_lineno is not None and node.end_col_offset is not None
    return offset(node.lineno, node.col_offset), offset(node.end_lineno, node.end_col_offset)


def _single_round(source: str, loop: ast.For) -> str | None:
    """``for k in range(1, 2):`` is run once: its body, with the number for ``k``."""
    call = loop.iter
    if not (
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "range"
        and isinstance(loop.target, ast.Name)
        and not loop.orelse
    ):
        return None
    bounds = [_number(arg) for arg in call.args]
    if bounds == [1]:
        value = 0
    elif len(bounds) == 2 and bounds[0] is not None and bounds[1] == bounds[0] + 1:
        value = bounds[0]
    else:
        return None
    inside = [node for statement in loop.body for node in ast.walk(statement)]
    if any(isinstance(node, ast.Break | ast.Continue) for node in inside):
        return None
    name = loop.target.id
    uses = [node for node in inside if isinstance(node, ast.Name) and node.id == name]
    everywhere = [
        node for node in ast.walk(tree_of(source)) if isinstance(node, ast.Name) and node.id == name
    ]
    if len(everywhere) != len(uses) + 1 or any(isinstance(node.ctx, ast.Store) for node in uses):
        return None
    changed = source
    for use in sorted(uses, key=lambda node: (node.lineno, node.col_offset), reverse=True):
        start, end = _offsets(changed, use)
        changed = changed[:start] + str(value) + changed[end:]
    lines = changed.splitlines()
    first, last = loop.body[0].lineno - 1, loop.body[-1].end_lineno or loop.body[-1].lineno
    step = loop.body[0].col_offset - loop.col_offset
    body = [line[step:] if line.strip() else line for line in lines[first:last]]
    return "\n".join([*lines[: loop.lineno - 1], *body, *lines[last:]]) + "\n"
