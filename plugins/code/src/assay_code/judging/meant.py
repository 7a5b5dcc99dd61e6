"""Assertions that cannot fail, read as what they are meant to say.

``assert (f(2) == 4, "square")`` asserts a tuple, which is always true. Where a text leaves no doubt
of what it means, that is what is run instead; where it does, the tests show nothing.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from assay_code.judging.names import names_in
from assay_code.judging.reading_tests import fails, states

_TRUTHS = ("assertTrue", "assert_", "failUnless")


@dataclass(slots=True)
class Meant:
    """Assertions read as they are meant; ``vacuous`` are those of which no meaning can be read that could fail."""

    tree: ast.Module
    vacuous: list[str] = field(default_factory=list)


def meant(tree: ast.Module, entries: tuple[str, ...]) -> Meant:
    """The tests with assertions that can fail in place of those that cannot. ``tree`` is changed."""
    reader = _Reader(frozenset(entries))
    changed = reader.visit(tree)
    ast.fix_missing_locations(changed)
    found = Meant(changed, reader.vacuous)
    if not found.vacuous and (only := _only_itself(changed, frozenset(entries))):
        found.vacuous.append(only)
    return found


class _Reader(ast.NodeTransformer):
    def __init__(self, entries: frozenset[str]) -> None:
        self._entries = entries
        self.vacuous: list[str] = []

    def visit_Assert(self, node: ast.Assert) -> ast.AST:
        given = node.test
        if isinstance(given, ast.Constant):
            return node
        if (equal := _message_for_value(given, node.msg)) is not None:
            return ast.copy_location(ast.Assert(equal, None), node)
        return ast.copy_location(ast.Assert(self._read(given, node), node.msg), node)

    def visit_If(self, node: ast.If | ast.While) -> ast.AST:
        """``if f(2) == 4: assert f(2) == 4``: a wrong answer is passed over."""
        inner = [part for statement in node.body for part in ast.walk(statement)]
        if (
            not node.orelse
            and self._entries & names_in(node.test)
            and any(isinstance(part, ast.Assert) or states(part) for part in inner)
            and not any(isinstance(part, ast.stmt) and fails(part) for part in inner)
        ):
            self.vacuous.append(f"if {ast.unparse(node.test)}: …")
        self.generic_visit(node)
        return node

    visit_While = visit_If

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if name in _TRUTHS and node.args and not node.keywords:
            said = node.args[0]
            if len(node.args) == 2 and (equal := _message_for_value(said, node.args[1])) is not None:
                node.args = [equal]
            elif not isinstance(said, ast.Constant):
                node.args[0] = self._read(said, node)
        return node

    def _read(self, test: ast.expr, whole: ast.AST) -> ast.expr:
        meant = _meaning(test)
        if meant is None or self._always(meant):
            if self._entries & names_in(test):
                self.vacuous.append(ast.unparse(whole))
            return test
        return meant

    def _always(self, test: ast.expr) -> bool:
        """Whether it is true whatever the program does, as its text shows."""
        match test:
            case ast.Name(name):
                return name in self._entries
            case ast.Compare(ast.Call(ast.Name("len"), [_], []), [ast.GtE()], [ast.Constant(0)]):
                return True
        return False


def _message_for_value(test: ast.expr, message: ast.expr | None) -> ast.expr | None:
    """``assert f(2), 4`` for ``assert f(2) == 4``: a message that is a value and no text, of what is a mere call."""
    if message is None or not isinstance(test, ast.Call | ast.Subscript | ast.Name):
        return None
    try:
        value = ast.literal_eval(message)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return None
    return None if value is None or isinstance(value, str) else ast.Compare(test, [ast.Eq()], [message])


def _meaning(test: ast.expr) -> ast.expr | None:
    """What can fail in a test; ``None`` where nothing can, or nobody can tell what was meant."""
    match test:
        case ast.Tuple(parts) | ast.List(parts) | ast.Set(parts):
            said = [part for part in parts if not _is_text(part)]
            if not said or any(isinstance(part, ast.Constant | ast.Starred) for part in said):
                return None if parts else test
            if not isinstance(test, ast.Tuple) and not all(map(_says, said)):
                return None  # `assert [f(2)]` asks for no answer
            return _all(said)
        case ast.Lambda(arguments, body):
            return None if ast.unparse(arguments) else _meaning(body)
        case ast.GeneratorExp():
            return ast.Call(ast.Name("all", ast.Load()), [test], [])
        case ast.ListComp(element, generators) | ast.SetComp(element, generators):
            # All of them, if each says something; a list of values may be there to be non-empty.
            return (
                ast.Call(ast.Name("all", ast.Load()), [ast.GeneratorExp(element, generators)], [])
                if isinstance(element, ast.Compare | ast.BoolOp)
                else test
            )
        case ast.BoolOp(ast.Or(), parts):
            if any(_is_true(part) and not _is_literally_true(part) for part in parts):
                return None  # `f(2) == 4 or 5` may mean either
            kept = [part for part in parts if not _is_literally_true(part)]
            if len(kept) == len(parts):
                return test
            if len(kept) == 1:
                return _meaning(kept[0]) if _says(kept[0]) else None  # of `f(2) or True` nobody can tell
            return ast.BoolOp(ast.Or(), kept) if kept else None
        case ast.BoolOp(ast.And(), parts):
            read = [part if isinstance(part, ast.Constant) else _meaning(part) for part in parts]
            return None if None in read else _all([part for part in read if part is not None])
        case ast.JoinedStr() | ast.Constant(str()):
            return None
        case ast.UnaryOp(ast.Not(), ast.UnaryOp(ast.Not(), inner)):
            return _meaning(inner)
        case ast.Dict(keys):
            return None if keys else test
        case ast.NamedExpr(_, value):
            return None if _is_true(value) else test
        case ast.IfExp(_, body, orelse):
            return None if _is_true(body) and _is_true(orelse) else test
        case ast.Call(ast.Name("bool"), [value], []):
            return _meaning(value)
    return test


_ASKS = frozenset("all any isinstance issubclass callable hasattr isclose".split())


def _says(node: ast.expr) -> bool:
    """Whether an expression is true or false by its form, and no mere value."""
    match node:
        case ast.Compare() | ast.BoolOp() | ast.UnaryOp(ast.Not()):
            return True
        case ast.Call(ast.Name(name) | ast.Attribute(attr=name)):
            return name in _ASKS or name.startswith(("is_", "is", "has_", "starts", "ends"))
    return False


def _all(parts: list[ast.expr]) -> ast.expr | None:
    read = [_meaning(part) for part in parts]
    kept = [part for part in read if part is not None]
    if len(kept) < len(parts):
        return None
    return kept[0] if len(kept) == 1 else ast.BoolOp(ast.And(), kept)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _is_literally_true(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is True


def _is_true(node: ast.expr) -> bool:
    """Whether it is a literal that is true, or a container that cannot be empty."""
    match node:
        case ast.Constant(value):
            return bool(value)
        case ast.List(parts) | ast.Tuple(parts) | ast.Set(parts):
            return any(not isinstance(part, ast.Starred) for part in parts)
        case ast.Dict(keys):
            return bool(keys)
        case ast.Lambda() | ast.GeneratorExp():
            return True
    return False


def _only_itself(tree: ast.Module, entries: frozenset[str]) -> str:
    """An assertion of tests all of which hold the program's answers against nothing but other answers of it."""
    said = [node.test for node in ast.walk(tree) if isinstance(node, ast.Assert)]
    other = any(
        isinstance(n, ast.Attribute) and n.attr.startswith(("assert", "fail", "raises"))
        for n in ast.walk(tree)
    ) or any(isinstance(n, ast.Raise | ast.ExceptHandler) for n in ast.walk(tree))
    if not said or other or not all(_is_own(test, entries) for test in said):
        return ""
    return ast.unparse(said[0])


def _is_own(test: ast.expr, entries: frozenset[str]) -> bool:
    match test:
        case ast.Compare(left, ops, others) if all(isinstance(op, ast.Eq) for op in ops):
            sides = [left, *others]
            same = len({ast.dump(side) for side in sides}) == 1
            return same or all(isinstance(s, ast.Call) and _calls_only(s, entries) for s in sides)
    return False


def _calls_only(call: ast.Call, entries: frozenset[str]) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id in entries and not call.func.id[:1].isupper()


def forgotten(tree: ast.Module, entries: tuple[str, ...], told: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """Names that the tests apply to an answer of the program's, and that nobody gave it to define: their own helpers.

    ``told`` are the names of the task. With each, whether its answer alone decides an assertion.
    """
    free = frozenset(entries)
    deciding = {id(node.test) for node in ast.walk(tree) if isinstance(node, ast.Assert)}
    for node in ast.walk(tree):
        match node:
            case ast.Call(ast.Attribute(attr=name), [said, *_]) if name in ("assertTrue", "assertFalse"):
                deciding.add(id(said))
            case ast.Assert(ast.UnaryOp(ast.Not(), said)):
                deciding.add(id(said))
            case ast.Compare(said, [_], [ast.Constant(bool())]):
                deciding.add(id(said))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in free - told:
            inner = {
                part.func.id
                for arg in (*node.args, *(k.value for k in node.keywords))
                for part in ast.walk(arg)
                if isinstance(part, ast.Call) and isinstance(part.func, ast.Name)
            }
            if inner & (free - {node.func.id}):
                yield node.func.id, id(node) in deciding
