"""Tests rewritten so that every assertion reports by its number."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from assay.sandbox import Unsupported
from assay_code.judging.names import defined, is_builtin
from assay_code.judging.reading_tests import (
    as_classes,
    asserting,
    at_one_time,
    constants,
    fails,
    generators,
    speaks_of_assertions,
    states,
    truthy,
    within,
)
from assay_code.judging.suite import is_solution
from assay_code.syntax import tree_of

_REACHING = frozenset(("eval", "exec", "compile", "getattr", "setattr", "delattr", "vars", "globals", "locals", "open", "__import__", "type", "object"))  # fmt: skip
"""Handed to a candidate as functions, these would let it look into the judge."""


BUILTIN = "_assay_builtin"
"""The external that gives a built-in function or type of the candidate's process."""

STOP = "_assay_stop"
"""The external that the judge tells of what it cannot decide: a reason and a message."""

ABOUT = "_assay_about"
"""The external that asks the candidate's process what something of it is."""

VALUE = "_assay_value"
"""The external that gives a constant of the candidate's, or an attribute of a class of its."""

AWAIT = "_assay_awaited"
"""The external that runs a coroutine of the candidate's to its end."""

PREPARE = "_assay_prepare"
"""The external that makes the candidate's process like the tests' one: environment, files, seeds of random."""

OPERATORS = frozenset(
    "eq ne lt le gt ge add sub mul matmul truediv floordiv mod pow lshift rshift and_ or_ xor iadd isub imul imatmul "
    "itruediv ifloordiv imod ipow ilshift irshift iand ior ixor neg pos abs invert index int float complex hash round "
    "reversed".split()
)
"""What may be done to stand-ins besides operations of the sandbox: names of the module operator, and built-in ones."""


@dataclass(frozen=True, slots=True)
class Site:
    """An assertion of the tests. ``in_loop``: it must have run; ``function`` is the number of the function around it."""

    claim: str
    line: int
    in_loop: bool
    function: int
    constant: bool
    guarded: bool = False
    """It is at the top, under a condition on ``__name__``."""
    branched: bool = False


@dataclass(slots=True)
class Rewritten:
    """The source for the judge; the names that it takes from the candidate by the name they have in the tests."""

    source: str
    sites: list[Site]
    names: dict[str, str]
    asserting: set[str] = field(default_factory=set)  # functions that state something without `assert`
    functions: dict[int, str] = field(
        default_factory=dict
    )  # by number, those that state something in any way
    classes: frozenset[str] = frozenset()
    """Names of the candidate's that the tests use as those of classes."""
    stops: bool = False
    """Whether the tests are about ``StopIteration``."""
    asserts: bool = False
    """Whether the tests speak of ``AssertionError`` other than to raise it."""
    constants: tuple[str, ...] = ()
    """Names of the candidate's that the tests only read."""
    truthy: frozenset[str] = frozenset()
    """Classes of the tests whose objects are true, whatever is in them."""


def rewrite(tree: ast.Module, entries: tuple[str, ...]) -> Rewritten:
    """Raises :class:`~assay.sandbox.Unsupported` for what cannot be done from outside the candidate's process."""
    names = {name: name for name in entries}
    own = defined(tree) | set(names)
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and is_solution(node, frozenset(entries)):
            names |= {alias.asname or alias.name: alias.name for alias in node.names if alias.name != "*"}
    _refuse(tree, frozenset(names))
    writer = _Writer(frozenset(names), own, generators(tree))
    copied = tree_of(ast.unparse(tree))  # so that the caller's tree stays as it is
    ast.copy_location(copied, tree)
    original = _lines(tree)
    body: list[ast.stmt] = []
    for node in copied.body:
        if isinstance(node, ast.ImportFrom) and is_solution(node, frozenset(entries)):
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
    stops = any(isinstance(n, ast.Name) and n.id.startswith("Stop") for n in ast.walk(tree))
    return Rewritten(
        ast.unparse(copied),
        writer.sites,
        names,
        asserting(tree),
        writer.stating,
        as_classes(tree, frozenset(names)),
        stops,
        speaks_of_assertions(tree),
        constants(tree, frozenset(names)),
        truthy(tree),
    )


def _lines(tree: ast.Module) -> dict[str, int]:
    return {ast.unparse(node): node.lineno for node in ast.walk(tree) if isinstance(node, ast.Assert)}


def _refuse(tree: ast.Module, names: frozenset[str]) -> None:
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    if what := at_one_time(tree, names):
        raise Unsupported(f"the tests are asynchronous and use {what}")
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and any(
            isinstance(base, ast.Name) and base.id in names for base in node.bases
        ):
            raise Unsupported("the tests derive from a class of the program")
        elif (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id in names
            and not (
                isinstance(node.ctx, ast.Load) and node.value.id[:1].isupper() and id(node) not in called
            )
        ):
            raise Unsupported(f"the tests look into {node.value.id} of the program")
        elif isinstance(node, ast.Name) and node.id in _REACHING and id(node) not in called:
            if isinstance(node.ctx, ast.Load):
                raise Unsupported(f"the tests hand {node.id} around")
        elif getattr(node, "id", getattr(node, "attr", "")) == "failureException":
            raise Unsupported("the tests have a failureException of their own")


def _call(function: str, *args: ast.expr) -> ast.expr:
    return ast.Call(ast.Name(function, ast.Load()), list(args), [])


def _statement(function: str, number: int) -> ast.stmt:
    return ast.Expr(_call(function, ast.Constant(number)))


def _guarded(body: list[ast.stmt], site: int) -> ast.stmt:
    error = ast.Expr(_call("_assay_guard", ast.Constant(site), ast.Name("_assay_error", ast.Load())))
    handler = ast.ExceptHandler(ast.Name("Exception", ast.Load()), "_assay_error", [error])
    return ast.Try(body, [handler], [], [])


_RUNNERS = frozenset(("unittest", "pytest", "sys", "doctest"))
"""What starts the tests that are run here anyway, or ends the process."""
_LOOKED_AT = frozenset(("type", "isinstance", "len", "all", "any", "zip"))
"""Built-in functions that rewritten tests call in another form."""


def _is_expected(node: ast.expr) -> bool:
    """Whether it is what the tests expect, by its form or its name: all of it is to be looked at."""
    return isinstance(node, ast.List | ast.Tuple) or (
        isinstance(node, ast.Name) and "expect" in node.id.lower()
    )


class _Writer(ast.NodeTransformer):
    def __init__(self, names: frozenset[str], own: set[str], generators: set[str]) -> None:
        self._names, self._own, self._generators = names, own, generators
        self.sites: list[Site] = []
        self.stating: dict[int, str] = {}
        self._called: list[ast.expr] = []  # the functions of the calls around
        self._main = 0  # conditions on __name__ around
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
        guarded = self._main > 0 and self._function < 0
        in_loop = bool(loops) and not branches
        self.sites.append(Site(claim, line, in_loop, self._function, constant, guarded, bool(branches)))
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

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.AST:
        """``except MyError`` of the program's: what crossed is told by its name."""
        if isinstance(node.type, ast.Name) and node.type.id in self._names:
            node.type = _call("_assay_caught", node.type)
        elif isinstance(node.type, ast.Tuple):
            node.type.elts = [
                _call("_assay_caught", kind)
                if isinstance(kind, ast.Name) and kind.id in self._names
                else kind
                for kind in node.type.elts
            ]
        self.generic_visit(node)
        return node

    def visit_Raise(self, node: ast.Raise) -> ast.AST | list[ast.stmt]:
        """``raise AssertionError``: counted, so that one which somebody swallows is missed."""
        self.generic_visit(node)
        match node.exc:
            case ast.Name("AssertionError") | ast.Call(ast.Name("AssertionError")):
                return [ast.Expr(_call("_assay_failing")), node]
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """``f(x) is x``: a value that crossed is a copy, so the judge is asked whether it can tell."""
        self.generic_visit(node)
        if len(node.ops) == 1 and isinstance(node.ops[0], ast.Is | ast.IsNot):
            sides = [node.left, node.comparators[0]]
            if not any(isinstance(side, ast.Constant) for side in sides):
                same = _call("_assay_is", *sides)
                return same if isinstance(node.ops[0], ast.Is) else ast.UnaryOp(ast.Not(), same)
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        """``x.__class__``: of a stand-in, not what it itself is."""
        called = node in self._called
        if (
            isinstance(node.value, ast.Name)
            and node.value.id in self._names
            and isinstance(node.ctx, ast.Load)
        ):
            return _call("_assay_member", ast.Constant(node.value.id), ast.Constant(node.attr))
        self.generic_visit(node)
        inner = node.attr.startswith("__") and node.attr.endswith("__") and isinstance(node.ctx, ast.Load)
        parent = isinstance(node.value, ast.Call) and ast.unparse(node.value) == "super()"
        if not inner or parent:
            return node
        return _call("_assay_inner", node.value, ast.Constant(node.attr), ast.Constant(called))

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """``f(x, int)``: the candidate is to get its own ``int``, not a stand-in for the tests' one."""
        self._called.append(node.func)
        self.generic_visit(node)
        self._called.pop()
        if isinstance(node.func, ast.Name) and node.func.id in _LOOKED_AT - self._own:
            looked_at = node.func.id != "zip" or any(map(_is_expected, node.args))
            if looked_at:
                node.func.id = f"_assay_{node.func.id}"
        if isinstance(node.func, ast.Attribute) and node.func.attr in ("assertRaises", "assertRaisesRegex"):
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Name) and first.id in self._names:
                node.args[0] = _call("_assay_kind", first)
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
        match arg:
            case ast.GeneratorExp():
                return _call("_assay_fresh", arg)
            case ast.Call(ast.Name(name)) if name in self._generators:
                return _call("_assay_fresh", arg)
        return arg

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> ast.AST:
        outer, nesting = self._function, self._nesting
        self._function, self._nesting = self._functions, []
        self._functions += 1
        number = self._function
        if any(map(states, within(node))):
            self.stating[number] = node.name
        self.generic_visit(node)
        node.body.insert(0, _statement("_assay_function", number))
        self._function, self._nesting = outer, nesting
        return node

    visit_AsyncFunctionDef = visit_FunctionDef

    def _nested(self, node: ast.AST) -> ast.AST:
        self._nesting.append(type(node))
        self.generic_visit(node)
        self._nesting.pop()
        return node

    def visit_If(self, node: ast.If) -> ast.AST | list[ast.stmt]:
        main = any(isinstance(n, ast.Name) and n.id == "__name__" for n in ast.walk(node.test))
        if (
            main
            and self._function < 0
            and not _RUNNERS & {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
        ):
            done: list[ast.stmt] = []
            for part in node.body:
                one = self.visit(part)
                done += one if isinstance(one, list) else [one]
            return done
        self._main += main
        self._nested(node)
        self._main -= main
        return node

    visit_For = visit_While = visit_With = visit_Match = _nested

    def visit_Try(self, node: ast.Try) -> ast.AST:
        """``try: f(-1); assert False`` / ``except ValueError: pass``: the handler is what says that it raises."""
        ends = any(map(fails, [*node.body, *node.orelse]))
        self._nested(node)
        for handler in node.handlers if ends else ():
            if handler.type is not None and "AssertionError" not in ast.unparse(handler.type):
                handler.body.insert(0, ast.Expr(_call("_assay_expected")))
        return node
