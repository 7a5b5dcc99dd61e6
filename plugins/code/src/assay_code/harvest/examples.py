"""Calls in docstrings."""

from __future__ import annotations

import ast
import doctest
from collections.abc import Mapping
from typing import Any, TypedDict

from assay_code.harvest import cleaning
from assay_code.programs import screen
from assay_code.syntax import tree_of
from assay_code.values import encode

MOST = 12


class Call(TypedDict):
    """Arguments of one call, each as :func:`assay_code.values.encode` writes it."""

    args: list[Any]
    kwargs: dict[str, Any]


def examples(node: cleaning.Definition) -> list[Call]:
    """The calls in its docstring whose arguments are literals."""
    found: list[Call] = []
    values: dict[str, Any] = {}
    try:
        blocks = doctest.DocTestParser().get_examples(ast.get_docstring(node) or "")
    except ValueError:
        return []
    for block in blocks:
        try:
            tree = tree_of(block.source)
        except (SyntaxError, ValueError):
            continue
        for one in ast.walk(tree):
            try:
                if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name):
                    values[one.targets[0].id] = _literal(one.value, values)
                elif isinstance(one, ast.Call) and screen.dotted(one.func)[-1] == node.name:
                    args = [encode(_literal(arg, values)) for arg in one.args]
                    kwargs = {
                        word.arg: encode(_literal(word.value, values)) for word in one.keywords if word.arg
                    }
                    found.append(Call(args=args, kwargs=kwargs))
            except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
                continue
    return found[:MOST]


def _literal(node: ast.expr, values: Mapping[str, Any]) -> Any:
    if isinstance(node, ast.Name) and node.id in values:
        return values[node.id]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and len(node.args) == 1:
        if node.func.id in ("list", "tuple", "set", "iter"):
            kind = {"tuple": tuple, "set": set}.get(node.func.id, list)
            return kind(_literal(node.args[0], values))
        if node.func.id == "range":
            return list(range(min(20, ast.literal_eval(node.args[0]))))
    return ast.literal_eval(node)
