"""Plain assert statements, evaluated here: only the calls of the candidate run elsewhere.

``assert f(1, [2]) == 3`` and its like need no program to judge them. What is not
of a known shape is left to :mod:`assay_code.judging.judge`.
"""

from __future__ import annotations

import ast
import builtins
import math
import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from assay.sandbox import CallResult, Opaque, Raised
from assay_code.judging.candidate import describe, is_instance, lacks_module, missing_module
from assay_code.judging.compare import has_opaque, plain, show

Call = Callable[[str, tuple[Any, ...], dict[str, Any]], CallResult]

_MAX_SIZE = 200_000
"""Bits of a power, or items of a repetition, that are computed in this process."""
_COMPARE: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda a, b: a in b,
    ast.NotIn: lambda a, b: a not in b,
}
_BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
}
_UNARY: dict[type[ast.unaryop], Callable[[Any], Any]] = {
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
    ast.Invert: operator.invert,
}
_GATHERS = ("set", "frozenset", "dict")
_FUNCTIONS: dict[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (abs, all, any, bool, dict, float, frozenset, int, len, list, max, min, round, set, sorted, str, sum, tuple)
}  # fmt: skip
_MATH: dict[str, Any] = {
    "isclose": math.isclose,
    "pi": math.pi,
    "e": math.e,
    "inf": math.inf,
    "nan": math.nan,
}
_MATH |= {"fabs": math.fabs, "sqrt": math.sqrt}


_MOST_SAME_HASH = 64
_ERRORS = (TypeError, ValueError, ArithmeticError, LookupError)


class NeedsJudge(Exception):
    """Only a program can go on from here: with an object that did not cross, or past what is computed in this process."""


class Broken(Exception):
    """An assertion is wrong by itself, whatever the program does: ``(message,)``."""


class Fails(Exception):
    """An assertion does not hold: ``(reason, message)``."""


class Errs(Fails):
    """An assertion cannot be asked of what the program gave: ``len(3)``."""


@dataclass(frozen=True, slots=True)
class Assertion:
    """A statement of the tests that says one thing: ``test`` holds, or ``call`` raises ``raises``."""

    claim: str
    line: int
    test: ast.expr | None = None
    call: ast.expr | None = None
    raises: str = ""


def plan(tree: ast.Module, entries: tuple[str, ...], *, numbered: bool = False) -> list[Assertion] | None:
    """The assertions of a module that has nothing else in it, ``None`` for any other; ``numbered``: by their lines."""
    found = []
    for node in tree.body:
        if isinstance(node, ast.Import) and [(a.name, a.asname) for a in node.names] == [("math", None)]:
            continue
        if isinstance(node, ast.Assert) and "math" not in entries and _known(node.test, entries):
            claim = ast.unparse(node.test)
            found.append(Assertion(_at(node, claim, numbered), node.lineno, test=node.test))
        elif (raising := _raising(node)) and _known(raising[0], entries):
            claim = f"{ast.unparse(raising[0])} raises {raising[1]}"
            found.append(
                Assertion(_at(node, claim, numbered), node.lineno, call=raising[0], raises=raising[1])
            )
        else:
            return None
    return found


def _at(node: ast.stmt, claim: str, numbered: bool) -> str:
    return f"line {node.lineno}: {claim}" if numbered else claim


def _raising(node: ast.stmt) -> tuple[ast.expr, str] | None:
    """``try: CALL; raise AssertionError(...)`` / ``except NAME: pass``."""
    match node:
        case ast.Try(
            body=[
                ast.Expr(ast.Call() as call),
                ast.Raise(ast.Call(ast.Name("AssertionError"), [ast.Constant()], []))
                | ast.Assert(ast.Constant(False)),
            ],
            handlers=[ast.ExceptHandler(type=ast.Name(name), body=[ast.Pass()])],
            orelse=[],
            finalbody=[],
        ):
            known = getattr(builtins, name, None)
            ordinary = isinstance(known, type) and issubclass(known, Exception)
            return (call, name) if ordinary and name not in ("AssertionError", "Exception") else None
    return None


def _known(node: ast.AST, entries: tuple[str, ...]) -> bool:
    match node:
        case ast.Constant():
            return node.value is not ...
        case ast.List() | ast.Tuple() | ast.Set():
            return all(_known(item, entries) for item in node.elts)
        case ast.Dict():
            return all(k is not None and _known(k, entries) for k in node.keys) and all(
                _known(v, entries) for v in node.values
            )
        case ast.UnaryOp():
            return _known(node.operand, entries)
        case ast.BinOp():
            return type(node.op) in _BINARY and _known(node.left, entries) and _known(node.right, entries)
        case ast.BoolOp():
            return all(_known(value, entries) for value in node.values)
        case ast.Compare():
            parts = [node.left, *node.comparators]
            return all(_known_comparison(op, node) for op in node.ops) and all(
                _known(p, entries) for p in parts
            )
        case ast.Subscript():
            plain_index = isinstance(node.slice, ast.Constant | ast.UnaryOp) and _known(node.slice, ())
            return plain_index and _known(node.value, entries)
        case ast.Attribute(ast.Name("math"), attribute):
            return isinstance(_MATH.get(attribute), float)  # a function is called, or handed over by a judge
        case ast.Call():
            args = all(_known(arg, entries) for arg in node.args)
            named = all(k.arg is not None and _known(k.value, entries) for k in node.keywords)
            return args and named and _known_function(node, entries)
    return False


def _known_comparison(op: ast.cmpop, node: ast.Compare) -> bool:
    if type(op) in _COMPARE:
        return True
    singleton = node.comparators[0]
    return (
        isinstance(op, ast.Is | ast.IsNot)
        and len(node.ops) == 1
        and isinstance(singleton, ast.Constant)
        and (singleton.value is None or isinstance(singleton.value, bool))
    )


def _known_function(node: ast.Call, entries: tuple[str, ...]) -> bool:
    match node.func:
        case ast.Name(name):
            return name in entries or (name in _FUNCTIONS and (not node.keywords or name == "sorted"))
        case ast.Attribute(ast.Name("math"), name):
            return callable(_MATH.get(name))
    return False


class Evaluator:
    """Evaluates planned assertions. What it keeps of the last call goes into messages."""

    def __init__(self, call: Call, entries: tuple[str, ...]) -> None:
        self._call = call
        self._entries = entries
        self._got = ""

    def check(self, assertion: Assertion) -> None:
        """Raises :class:`Fails` where it does not hold, :class:`Broken` and :class:`NeedsJudge`."""
        self._got = ""
        try:
            if assertion.test is not None:
                if not self._truth(self._value(assertion.test)):
                    raise Fails("wrong_output", self._got or "it does not hold")
            else:
                assert assertion.call is not None
                value = self._value(assertion.call)
                raise Fails("not_raised", f"it returns {show(value)}")
        except _CandidateRaised as error:
            if assertion.raises and is_instance(error.raised, assertion.raises):
                return
            if lacks_module(error.raised):
                raise missing_module(describe(error.raised)) from None
            raise Fails("raised", f"it raises {describe(error.raised)}") from None
        except (RecursionError, MemoryError):  # bounds of ours
            raise NeedsJudge from None
        except _ERRORS as error:
            detail = f"{self._got}; " if self._got else ""
            raise Errs("wrong_output", f"{detail}{type(error).__name__}: {str(error)[:100]}") from None

    def _truth(self, value: Any) -> bool:
        return bool(self._looked_into(value))

    def _value(self, node: ast.expr) -> Any:
        try:
            return self._evaluated(node)
        except _ERRORS as error:
            names = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
            if names.isdisjoint(self._entries):  # nothing of the program's is in it
                text = f"{ast.unparse(node)[:100]}: {type(error).__name__}: {str(error)[:100]}"
                raise Broken(text) from None
            raise

    def _evaluated(self, node: ast.expr) -> Any:
        match node:
            case ast.Constant():
                return node.value
            case ast.List():
                return [self._value(item) for item in node.elts]
            case ast.Tuple():
                return tuple([self._value(item) for item in node.elts])
            case ast.Set():
                return {self._hashable(item) for item in node.elts}
            case ast.Dict():
                return {
                    self._hashable(key): self._value(value)
                    for key, value in zip(node.keys, node.values, strict=True)
                    if key is not None
                }
            case ast.UnaryOp(ast.Not(), operand):
                return not self._truth(self._value(operand))
            case ast.UnaryOp():
                return _UNARY[type(node.op)](self._looked_into(self._value(node.operand)))
            case ast.BinOp():
                left, right = self._value(node.left), self._value(node.right)
                return bounded(node.op, self._looked_into(left), self._looked_into(right))
            case ast.BoolOp():
                return self._bool_op(node)
            case ast.Compare():
                return self._compare(node)
            case ast.Subscript():
                return self._looked_into(self._value(node.value))[self._value(node.slice)]
            case ast.Attribute():
                return _MATH[node.attr]
            case ast.Call():
                return self._called(node)
        raise AssertionError(ast.dump(node))

    def _hashable(self, node: ast.expr) -> Any:
        return self._looked_into(self._value(node))

    def _looked_into(self, value: Any) -> Any:
        if isinstance(value, Opaque):
            raise NeedsJudge
        return value

    def _bool_op(self, node: ast.BoolOp) -> Any:
        value: Any = None
        for part in node.values:
            value = self._value(part)
            if self._truth(value) == isinstance(node.op, ast.Or):
                break
        return value

    def _compare(self, node: ast.Compare) -> bool:
        left = self._value(node.left)
        for op, comparator in zip(node.ops, node.comparators, strict=True):
            right = self._value(comparator)
            if isinstance(op, ast.Is | ast.IsNot):
                if (left is right) != isinstance(op, ast.Is):
                    return False
                continue
            if has_opaque([left, right]):
                raise NeedsJudge
            if not _COMPARE[type(op)](left, right):
                return False
            left = right
        return True

    def _called(self, node: ast.Call) -> Any:
        args = tuple([self._value(arg) for arg in node.args])
        kwargs = {k.arg: self._value(k.value) for k in node.keywords if k.arg is not None}
        if isinstance(node.func, ast.Name) and node.func.id in self._entries:
            if has_opaque([args, kwargs]):
                raise NeedsJudge
            reply = self._call(node.func.id, args, kwargs)
            if reply.raised is not None:
                raise _CandidateRaised(reply.raised)
            value = plain(reply.value)
            self._got = f"it returns {show(value)}"
            return value
        for arg in (*args, *kwargs.values()):
            self._looked_into(arg)
        if isinstance(node.func, ast.Attribute):
            return _MATH[node.func.attr](*args, **kwargs)
        assert isinstance(node.func, ast.Name)
        if node.func.id not in ("len", "bool", "list", "tuple") and has_opaque(args):
            raise NeedsJudge
        if node.func.id in ("all", "any") and args and not args[0]:
            raise NeedsJudge  # which tells what holds of nothing
        if node.func.id in _GATHERS and args:
            _check_hashes(args[0])
        return _FUNCTIONS[node.func.id](*args, **kwargs)


def _check_hashes(items: Any) -> None:
    """Raises :class:`NeedsJudge` for values chosen to have one hash, of which a set would take minutes here."""
    counts: dict[int, int] = {}
    for item in items if isinstance(items, list | tuple) else ():
        try:
            key = hash(item[0] if isinstance(item, list) and item else item)
        except TypeError:
            return
        counts[key] = counts.get(key, 0) + 1
    distinct = len(set(map(repr, items))) if max(counts.values(), default=0) > _MOST_SAME_HASH else 0
    if distinct > _MOST_SAME_HASH:
        raise NeedsJudge


class _CandidateRaised(Exception):
    def __init__(self, raised: Raised) -> None:
        super().__init__(raised.type)
        self.raised = raised


def bounded(op: ast.operator, left: Any, right: Any) -> Any:
    """The result. Raises :class:`NeedsJudge` if it might be huge."""
    numbers = isinstance(left, int | float | complex) and isinstance(right, int | float | complex)
    if isinstance(op, ast.Pow) and isinstance(left, int) and isinstance(right, int):
        if right > 0 and left.bit_length() * right > _MAX_SIZE:
            raise NeedsJudge
    elif isinstance(left, int) and isinstance(right, int):
        if min(left.bit_length(), right.bit_length()) > _MAX_SIZE:
            raise NeedsJudge
    elif isinstance(op, ast.Mult) and not numbers:
        size, times = (left, right) if hasattr(left, "__len__") else (right, left)
        if hasattr(size, "__len__") and isinstance(times, int) and len(size) * times > _MAX_SIZE:
            raise NeedsJudge
    elif isinstance(op, ast.Mod) and isinstance(left, str | bytes):
        raise NeedsJudge  # "%999999999d" is short
    return _BINARY[type(op)](left, right)
