"""How a program uses its arguments, and which values it looks for."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import Any

from assay_code.values import encode

CLASSES: dict[str, type] = {
    "int": int,
    "float": float,
    "complex": complex,
    "bool": bool,
    "str": str,
    "char": str,
    "bytes": bytes,
    "list": list,
    "matrix": list,
    "graph": dict,
    "dict": dict,
    "tuple": tuple,
    "set": set,
}
"""The kinds of values, with the classes that they have."""

_TAKE_PATTERNS = frozenset("compile match search fullmatch findall finditer sub split".split())


class Uses:
    """How a program uses its names."""

    def __init__(self, tree: ast.Module) -> None:
        self.tree = tree

    def of(self, entry: ast.FunctionDef, name: str) -> list[tuple[str, Any]]:
        """Evidence of what ``name`` is, each piece once."""
        found: dict[tuple[str, Any], None] = {}
        for node in ast.walk(entry):
            for key in self._evidence(node, name):
                found[key] = None
        return list(found)

    def calls(self, entry: ast.FunctionDef, name: str) -> bool:
        """Whether the argument is called, so that it is no data."""
        return any(
            isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name
            for node in ast.walk(entry)
        )

    def _evidence(self, node: ast.AST, name: str) -> Iterable[tuple[str, Any]]:
        def named(one: ast.expr | None) -> bool:
            return isinstance(one, ast.Name) and one.id == name

        if isinstance(node, ast.Attribute) and named(node.value):
            yield "method", node.attr
        elif (isinstance(node, ast.For | ast.comprehension) and named(node.iter)) or (
            isinstance(node, ast.Subscript) and named(node.value)
        ):
            yield "container", None
        elif isinstance(node, ast.BinOp) and (named(node.left) or named(node.right)):
            other = node.right if named(node.left) else node.left
            if isinstance(other, ast.Constant) and type(other.value) in (int, float, str, bytes):
                numeric = isinstance(other.value, int | float) and not isinstance(node.op, ast.Mult)
                yield ("number", None) if numeric else ("class", type(other.value).__name__)
            elif isinstance(node.op, ast.Div | ast.FloorDiv | ast.Pow | ast.LShift | ast.RShift | ast.Sub):
                yield "number", None
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and named(node.func.value):
            yield from (
                ("class", type(one.value).__name__)
                for one in node.args
                if isinstance(one, ast.Constant) and isinstance(one.value, str | bytes)
            )
        elif isinstance(node, ast.Compare):
            yield from self._compared(node, named)
        elif isinstance(node, ast.Call):
            yield from self._called(node, named)

    def _compared(self, node: ast.Compare, named: Any) -> Iterable[tuple[str, Any]]:
        sides = [node.left, *node.comparators]
        for left, operation, right in zip(sides, node.ops, sides[1:], strict=False):
            if isinstance(operation, ast.In | ast.NotIn):
                if named(right):
                    yield "container", None
                elif named(left) and isinstance(right, ast.Constant):
                    yield "class", "str"
                continue
            for one, other in ((left, right), (right, left)):
                if (
                    named(one)
                    and isinstance(other, ast.Constant)
                    and type(other.value) in (int, float, str, bytes)
                ):
                    yield "class", type(other.value).__name__

    def _called(self, node: ast.Call, named: Any) -> Iterable[tuple[str, Any]]:
        function = node.func
        called = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        if not any(map(named, node.args)):
            return
        if called == "isinstance" and len(node.args) == 2:
            for one in ast.walk(node.args[1]):
                if isinstance(one, ast.Name) and one.id in CLASSES:
                    yield "class", one.id
        elif called in (
            "len",
            "sorted",
            "enumerate",
            "iter",
            "list",
            "tuple",
            "set",
            "zip",
            "reversed",
            "map",
        ):
            yield "container", None
        elif called == "ord":
            yield "class", "char"
        elif called in ("range", "abs", "divmod", "round", "chr", "bin", "pow", "isqrt", "gcd"):
            yield "class", "int"
        elif called in ("match", "search", "findall", "finditer", "fullmatch", "sub", "split"):
            yield "class", "str"
        elif isinstance(function, ast.Attribute) and getattr(function.value, "id", "") in ("math", "cmath"):
            yield "number", None

    def constants(self) -> list[Any]:
        found: dict[str, Any] = {}
        for node in ast.walk(self.tree):
            plain = isinstance(node, ast.Constant) and type(node.value) in (int, float, str, bytes)
            if isinstance(node, ast.Constant) and plain and len(repr(node.value)) <= 30:
                found[repr(node.value)] = encode(node.value)
        return list(found.values())[:60]

    def patterns(self) -> list[str]:
        """The constants that are given to :mod:`re`."""
        found: dict[str, None] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name) and node.args:
                called = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
                first = node.args[0]
                if (
                    called in _TAKE_PATTERNS
                    and isinstance(first, ast.Constant)
                    and isinstance(first.value, str)
                ):
                    found[first.value] = None
        return list(found)[:8]
