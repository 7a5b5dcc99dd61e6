"""Tests rewritten so that every assertion reports by its number."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from assay.sandbox import Unsupported
from assay_code.judging.names import defined, is_builtin
from assay_code.judging.reference import is_solution

_REACHING = frozenset(("eval", "exec", "compile", "getattr", "setattr", "delattr", "vars", "globals", "locals", "open", "__import__", "type", "object"))  # fmt: skip
"""Handed to a candidate as functions, these would let it look into the judge."""


BUILTIN = "_assay_builtin"
"""The external that gives a built-in function or type of the candidate's process."""


@dataclass(frozen=True, slots=True)
class Site:
    """An assertion of the tests. ``in_loop``: it must have run; ``function`` is the number of the function around it."""

    claim: str
    line: int
    in_loop: bool
    function: int
    constant: bool


@dataclass(slots=True)
class Rewritten:
    """The source for the judge; the names that it takes from the candidate by the name they have in the tests."""

    source: str
    sites: list[Site]
    names: dict[str, str]
    asserting: set[str] = field(default_factory=set)  # functions that state something without `assert`


def rewrite(tree: ast.Module, entries: tuple[str, ...]) -> Rewritten:
    """Raises :class:`~assay.sandbox.Unsupported` for what cannot be done from outside the candidate's process."""
    names = {name: name for name in entries}
    own = defined(tree) | set(names)
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and is_solution(node):
            names |= {alias.asname or alias.name: alias.name for alias in node.names if alias.name != "*"}
    _refuse(tree, frozenset(names))
    writer = _Writer(frozenset(names), own)
    copied = ast.parse(ast.unparse(tree))  # so that the caller's tree stays as it is
    ast.copy_location(copied, tree)
    original = _lines(tree)
    body: list[ast.stmt] = []
    for node in copied.body:
        if isinstance(node, ast.ImportFrom) and is_solution(node):
            continue
        writer.lines = original
        if isinstance(node, ast.Assert):
            site = len(writer.sites)
            body.append(_guarded(writer.assertion(node), site))
        else:
            done = writer.visit(node)
            body += done if isinstance(done, list) else [done]
    copied.body = body
    ast.fix_missing_locations(copied)
    return Rewritten(ast.unparse(copied), writer.sites, names, _asserting(tree))


def _lines(tree: ast.Module) -> dict[str, int]:
    return {ast.unparse(node): node.lineno for node in ast.walk(tree) if isinstance(node, ast.Assert)}


def _refuse(tree: ast.Module, names: frozenset[str]) -> None:
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler) and node.type is not None:
            caught = [n.id for n in ast.walk(node.type) if isinstance(n, ast.Name) and n.id in names]
            if caught:
                raise Unsupported(f"the tests catch {caught[0]}, a class of the program")
        elif isinstance(node, ast.ClassDef) and any(
            isinstance(base, ast.Name) and base.id in names for base in node.bases
        ):
            raise Unsupported("the tests derive from a class of the program")
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in names:
            raise Unsupported(f"the tests look into {node.value.id} of the program")
        elif isinstance(node, ast.Name) and node.id in _REACHING and id(node) not in called:
            if isinstance(node.ctx, ast.Load):
                raise Unsupported(f"the tests hand {node.id} around")
        elif isinstance(node, ast.AsyncFunctionDef | ast.Await):
            raise Unsupported("the tests are asynchronous")


def _asserting(tree: ast.Module) -> set[str]:
    """Names of functions that raise AssertionError, or call assertions of a test library."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and any(map(_states, ast.walk(node))):
            found.add(node.name)
    return found


def _states(node: ast.AST) -> bool:
    if isinstance(node, ast.Raise):
        return any(isinstance(n, ast.Name) and n.id == "AssertionError" for n in ast.walk(node))
    return isinstance(node, ast.Attribute) and (node.attr.startswith("assert") or node.attr == "raises")


def _call(function: str, *args: ast.expr) -> ast.expr:
    return ast.Call(ast.Name(function, ast.Load()), list(args), [])


def _statement(function: str, number: int) -> ast.stmt:
    return ast.Expr(_call(function, ast.Constant(number)))


def _guarded(body: list[ast.stmt], site: int) -> ast.stmt:
    error = ast.Expr(_call("_assay_guard", ast.Constant(site), ast.Name("_assay_error", ast.Load())))
    handler = ast.ExceptHandler(ast.Name("Exception", ast.Load()), "_assay_error", [error])
    return ast.Try(body, [handler], [], [])


class _Writer(ast.NodeTransformer):
    def __init__(self, names: frozenset[str], own: set[str]) -> None:
        self._names, self._own = names, own
        self.sites: list[Site] = []
        self.lines: dict[str, int] = {}
        self._function = -1
        self._functions = 0
        self._nesting: list[type[ast.AST]] = []

    def assertion(self, node: ast.Assert) -> list[ast.stmt]:
        number = len(self.sites)
        claim = ast.unparse(node.test)
        line = self.lines.get(ast.unparse(node), node.lineno)
        test: ast.expr = self.visit(node.test)
        loops = [kind for kind in self._nesting if kind in (ast.For, ast.While)]
        branches = [kind for kind in self._nesting if kind not in (ast.For, ast.While, ast.With)]
        constant = isinstance(test, ast.Constant)
        self.sites.append(Site(claim, line, bool(loops) and not branches, self._function, constant))
        if isinstance(test, ast.Compare):
            test = ast.Compare(_call("_assay_see", test.left), test.ops, test.comparators)
        elif not constant:
            test = _call("_assay_see", test)
        return [
            _statement("_assay_enter", number),
            ast.If(test, [_statement("_assay_held", number)], [_statement("_assay_bad", number)]),
        ]

    def visit_Assert(self, node: ast.Assert) -> list[ast.stmt]:
        return self.assertion(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """``f(x, int)``: the candidate is to get its own ``int``, not a stand-in for the tests' one."""
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id in self._names | {"candidate"}:
            node.args = [self._handed(arg) for arg in node.args]
            for keyword in node.keywords:
                keyword.value = self._handed(keyword.value)
        return node

    def _handed(self, arg: ast.expr) -> ast.expr:
        if isinstance(arg, ast.List | ast.Tuple):
            arg.elts = [self._handed(item) for item in arg.elts]
        elif isinstance(arg, ast.Name) and is_builtin(arg.id) and arg.id not in self._own:
            return _call(BUILTIN, ast.Constant(arg.id))
        return arg

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        outer, nesting = self._function, self._nesting
        self._function, self._nesting = self._functions, []
        self._functions += 1
        number = self._function
        self.generic_visit(node)
        node.body.insert(0, _statement("_assay_function", number))
        self._function, self._nesting = outer, nesting
        return node

    def _nested(self, node: ast.AST) -> ast.AST:
        self._nesting.append(type(node))
        self.generic_visit(node)
        self._nesting.pop()
        return node

    visit_For = visit_While = visit_If = visit_Try = visit_With = visit_Match = _nested
