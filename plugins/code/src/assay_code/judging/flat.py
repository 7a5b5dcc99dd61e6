"""Test functions that do no more than state something, as the plain assertions that they are.

``def test_a(): x = [1, 2]; assert f(x) == 3`` needs no program to judge it. What has loops, branches, helpers
or fixtures, or uses a value twice that could change in between, is left to :mod:`assay_code.judging.judge`.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Sequence

from assay_code.judging.suite import Suite, is_solution


class _Other(Exception):
    """The tests do more."""


_COMPARED: dict[str, type[ast.cmpop]] = {
    "assertEqual": ast.Eq,
    "assertEquals": ast.Eq,
    "assertNotEqual": ast.NotEq,
    "assertIn": ast.In,
    "assertNotIn": ast.NotIn,
    "assertGreater": ast.Gt,
    "assertGreaterEqual": ast.GtE,
    "assertLess": ast.Lt,
    "assertLessEqual": ast.LtE,
    "assertIs": ast.Is,
    "assertIsNot": ast.IsNot,
}
_NONE: dict[str, type[ast.cmpop]] = {"assertIsNone": ast.Is, "assertIsNotNone": ast.IsNot}
_LIBRARIES = frozenset(("pytest", "unittest"))


def flat(suite: Suite) -> ast.Module | None:
    """The tests as a module of assertions, ``None`` if they do more."""
    tree = copy.deepcopy(suite.tree)
    tests = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    names = [node.name for node in tests]
    if not tests or len(set(names)) < len(names):
        return None
    try:
        body = [found for node in tree.body for found in _top(node, suite)]
    except _Other:
        return None
    return ast.fix_missing_locations(ast.Module(body, []))


def _top(node: ast.stmt, suite: Suite) -> list[ast.stmt]:
    match node:
        case ast.Expr(ast.Constant()):
            return []
        case ast.Import(names) if all(alias.name in _LIBRARIES and not alias.asname for alias in names):
            return []
        case ast.ImportFrom(names=names) if is_solution(node, frozenset(suite.entries)):
            if any(alias.asname for alias in names):
                raise _Other
            return []
        case ast.ImportFrom(module="unittest", names=[ast.alias("TestCase", None)]):
            return []
        case ast.If(test) if "__name__" in ast.unparse(test) and all(map(_starts_a_runner, node.body)):
            return []
        case ast.Expr(ast.Call(ast.Name("check"), [ast.Name(name)], [])) if name == suite.entry:
            return []
        case ast.FunctionDef(name="check", args=arguments) if suite.entry and len(arguments.args) == 1:
            return _body(_renamed(node, arguments.args[0].arg, suite.entry), suite, 1)
        case ast.FunctionDef(name=name) if name.startswith("test"):
            return _body(node, suite, 0)
        case ast.ClassDef(name, bases, []) if not node.decorator_list:
            case_of = [ast.unparse(base) for base in bases]
            if case_of not in (["unittest.TestCase"], ["TestCase"]) and not (
                name.startswith("Test") and not bases
            ):
                raise _Other
            return [found for method in node.body for found in _method(method, suite)]
        case ast.Assert() | ast.Try() | ast.Import():
            return [node]  # which the plan takes or not
    raise _Other


def _starts_a_runner(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and ast.unparse(node).startswith(("unittest.main(", "pytest.main("))


def _method(node: ast.stmt, suite: Suite) -> list[ast.stmt]:
    match node:
        case ast.Expr(ast.Constant()) | ast.Pass():
            return []
        case ast.FunctionDef(name=name) if name.startswith("test"):
            return _body(node, suite, 1)
    raise _Other


def _renamed(function: ast.FunctionDef, old: str, new: str) -> ast.FunctionDef:
    """``check(candidate)`` with the name of the program's function for its argument."""
    for node in ast.walk(function):
        if isinstance(node, ast.Name) and node.id == old:
            if not isinstance(node.ctx, ast.Load):
                raise _Other
            node.id = new
    return function


def _body(function: ast.FunctionDef, suite: Suite, arguments: int) -> list[ast.stmt]:
    """The statements of a test as assertions, with what it assigns in the place of its names."""
    given = function.args
    others = given.posonlyargs or given.kwonlyargs or given.vararg or given.kwarg or given.defaults
    if function.decorator_list or others or len(given.args) != arguments:
        raise _Other
    values: dict[str, ast.expr] = {}
    found: list[ast.stmt] = []
    for place, node in enumerate(function.body):
        match node:
            case ast.Expr(ast.Constant()) | ast.Pass():
                continue
            case ast.Assign([ast.Name(name)], value):
                if name in suite.entries:
                    raise _Other
                value = _filled(value, values)
                if not _is_fixed(value) and _uses(name, function.body[place + 1 :]) != 1:
                    raise _Other
                values[name] = value
            case _:
                found.append(_filled_statement(_stated(node), values))
    return found


def _stated(node: ast.stmt) -> ast.stmt:
    """A statement of a test as an assertion."""
    match node:
        case ast.Assert(test):
            return ast.copy_location(ast.Assert(test, None), node)
        case ast.Expr(ast.Call(ast.Attribute(ast.Name("self"), name), args, [])):
            if name in _COMPARED and len(args) in (2, 3):
                return _assertion(node, ast.Compare(args[0], [_COMPARED[name]()], [args[1]]))
            if name in _NONE and len(args) in (1, 2):
                return _assertion(node, ast.Compare(args[0], [_NONE[name]()], [ast.Constant(None)]))
            if name == "assertTrue" and len(args) in (1, 2):
                return _assertion(node, args[0])
            if name == "assertFalse" and len(args) in (1, 2):
                return _assertion(node, ast.UnaryOp(ast.Not(), args[0]))
            if name == "assertRaises" and len(args) >= 2 and isinstance(args[0], ast.Name):
                return _raising(node, args[0], ast.Call(args[1], args[2:], []))
        case ast.With(
            [
                ast.withitem(
                    ast.Call(
                        ast.Attribute(ast.Name("self" | "pytest"), "assertRaises" | "raises"),
                        [ast.Name() as kind],
                        [],
                    ),
                    None,
                )
            ],
            [ast.Expr(ast.Call() as call)],
        ):
            return _raising(node, kind, call)
        case ast.Try():
            return node
    raise _Other


def _assertion(node: ast.stmt, test: ast.expr) -> ast.stmt:
    return ast.copy_location(ast.Assert(test, None), node)


def _raising(node: ast.stmt, kind: ast.Name, call: ast.Call) -> ast.stmt:
    """``try: CALL; raise AssertionError`` / ``except KIND: pass``, which the plan reads."""
    failing = ast.Raise(ast.Call(ast.Name("AssertionError", ast.Load()), [ast.Constant("")], []), None)
    handler = ast.ExceptHandler(kind, None, [ast.Pass()])
    return ast.copy_location(ast.Try([ast.Expr(call), failing], [handler], [], []), node)


def _is_fixed(value: ast.expr) -> bool:
    """Whether it is a literal that nothing can change: it may stand in several places."""
    match value:
        case ast.Constant():
            return True
        case ast.UnaryOp(ast.USub() | ast.UAdd(), operand):
            return _is_fixed(operand)
        case ast.Tuple(items):
            return all(map(_is_fixed, items))
    return False


def _uses(name: str, statements: Sequence[ast.stmt]) -> int:
    """How often a value is used before its name gets another; many times where it could be used again and again."""
    count = 0
    for node in statements:
        for part in ast.walk(node):
            if isinstance(part, ast.Name) and part.id == name and isinstance(part.ctx, ast.Load):
                count += 1
            elif isinstance(part, ast.comprehension | ast.Lambda):
                return 2
        if isinstance(node, ast.Assign) and any(
            isinstance(t, ast.Name) and t.id == name for t in node.targets
        ):
            break
    return count


def _filled_statement(node: ast.stmt, values: dict[str, ast.expr]) -> ast.stmt:
    filled = _Filling(values).visit(node)
    assert isinstance(filled, ast.stmt)
    return filled


def _filled(value: ast.expr, values: dict[str, ast.expr]) -> ast.expr:
    filled = _Filling(values).visit(value)
    assert isinstance(filled, ast.expr)
    return filled


class _Filling(ast.NodeTransformer):
    def __init__(self, values: dict[str, ast.expr]) -> None:
        self._values = values

    def visit_Name(self, node: ast.Name) -> ast.AST:
        value = self._values.get(node.id)
        return node if value is None or not isinstance(node.ctx, ast.Load) else value
