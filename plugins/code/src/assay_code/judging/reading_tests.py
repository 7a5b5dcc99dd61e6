"""What the text of tests tells of the names and the objects that they use."""

from __future__ import annotations

import ast
import collections
import datetime
import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

_PLAIN_TYPES = (bool, int, float, complex, str, bytes, bytearray, list, tuple, dict, set, frozenset, range, memoryview, Fraction, Decimal, datetime.datetime, datetime.timedelta, collections.Counter, collections.deque, collections.OrderedDict, re.Match, re.Pattern)  # fmt: skip
PLAIN_METHODS = frozenset(name for kind in _PLAIN_TYPES for name in dir(kind))
"""Attributes of plain data and its like: tests that use one may expect such data."""


def constants(tree: ast.Module, names: frozenset[str]) -> tuple[str, ...]:
    """Those names that the tests neither call nor look into; functions and classes among them stay what they are."""
    used: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Call(ast.Name(name)):
                used.add(name)
            case ast.ExceptHandler(kind) if kind is not None:
                used |= {part.id for part in ast.walk(kind) if isinstance(part, ast.Name)}
            case ast.ClassDef(decorator_list=parts) | ast.FunctionDef(decorator_list=parts):
                used |= {part.id for item in parts for part in ast.walk(item) if isinstance(part, ast.Name)}
            case ast.Attribute(ast.Name(name)):
                used.add(name)
    read = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return tuple(sorted(names & read - used))


def truthy(tree: ast.Module) -> frozenset[str]:
    """Classes of the tests that derive from nothing and define neither truth nor length."""
    plain = set()
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.bases and not node.keywords:
            methods = {part.name for part in node.body if isinstance(part, ast.FunctionDef)}
            if not methods & {"__bool__", "__len__"} and not node.decorator_list:
                plain.add(node.name)
    return frozenset(plain)


def speaks_of_assertions(tree: ast.Module) -> bool:
    raised = {id(part) for node in ast.walk(tree) if isinstance(node, ast.Raise) for part in ast.walk(node)}
    return any(
        isinstance(node, ast.Name) and node.id == "AssertionError" and id(node) not in raised
        for node in ast.walk(tree)
    )


def as_classes(tree: ast.Module, names: frozenset[str]) -> frozenset[str]:
    """Those names, written like classes, that the tests call without arguments, and those whose results they use as plain data is not used."""
    found: set[str] = set()
    held: dict[str, set[str]] = {}  # variables and attributes, with the names whose results they hold

    def made(node: ast.AST | None) -> str:
        match node:
            case ast.Call(ast.Name(name)) if name in names:
                return name
        return ""

    def items_of(node: ast.expr) -> list[ast.expr]:
        items = node.elts if isinstance(node, ast.List | ast.Tuple) else [node]
        return [item for item in items if made(item)[:1].isupper()]

    def hold(target: ast.AST, name: str) -> None:
        key = target.id if isinstance(target, ast.Name) else getattr(target, "attr", "")
        held.setdefault(key, set()).add(name)

    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets, value) if made(value):
                for target in targets:
                    hold(target, made(value))
            case ast.AnnAssign(target, _, value) | ast.NamedExpr(target, value) if made(value):
                hold(target, made(value))
            case ast.withitem(value, target) if target is not None and made(value):
                hold(target, made(value))
            case ast.Call(ast.Name(name), [], []) if name in names and name[:1].isupper():
                found.add(name)
            case ast.Call(ast.Name("isinstance"), [_, ast.Name(name)]) if name in names:
                found.add(name)
            case ast.Compare(left, [ast.Eq() | ast.NotEq()], [right]):
                # An answer is held against an object that the tests make.
                found |= {made(part) for side in (left, right) for part in items_of(side)}
            case ast.Call(ast.Attribute(attr="assertEqual" | "assertNotEqual"), [left, right, *_]):
                found |= {made(part) for side in (left, right) for part in items_of(side)}
            case ast.Compare(left, [_], [right]) | ast.BinOp(left, _, right):
                if made(left)[:1].isupper() and made(left) == made(right):
                    found.add(made(left))
            case ast.Set(items) | ast.Call(ast.Name("sorted" | "max" | "min"), [ast.List(items)]):
                if len({made(item) for item in items}) == 1 and made(items[0])[:1].isupper():
                    found.add(made(items[0]))
    stated = {
        id(n.value.func) for n in ast.walk(tree) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Call)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute):
            continue
        # A method that is called for its effect alone: what comes of a function is at most sorted so.
        effect = id(node) in stated and node.attr not in ("sort", "reverse")
        if effect or node.attr not in PLAIN_METHODS:
            if name := made(node.value):
                found.add(name)
            elif isinstance(node.value, ast.Name):
                found |= held.get(node.value.id, set())
            elif isinstance(node.value, ast.Attribute):
                found |= held.get(node.value.attr, set())
    return frozenset(found)


_ONE_BY_ONE = frozenset(
    "run gather sleep get_event_loop new_event_loop set_event_loop iscoroutinefunction".split()
)
"""Of asyncio, what does the same if one coroutine after the other is run to its end."""


def at_one_time(tree: ast.Module, names: frozenset[str]) -> str:
    """What asynchronous tests use that depends on things going on at one time; ``""`` if there is nothing of it.

    ``names`` are those of the program, which may get no coroutine and no asynchronous function of the tests'.
    """
    own = {node.name for node in ast.walk(tree) if isinstance(node, ast.AsyncFunctionDef)}
    for node in ast.walk(tree):
        match node:
            case ast.AsyncFor() | ast.AsyncWith() | ast.comprehension(is_async=1):
                return "async for or async with"
            case ast.Attribute(ast.Name("asyncio"), name) if name not in _ONE_BY_ONE:
                return f"asyncio.{name}"
            case ast.ImportFrom(module="asyncio", names=[*imported]):
                if other := [a.name for a in imported if a.name not in _ONE_BY_ONE]:
                    return f"asyncio.{other[0]}"
            case ast.Name("AsyncMock") | ast.Attribute(attr="AsyncMock"):
                return "AsyncMock"
            case ast.Call(ast.Name(name), args, keywords) if name in names:
                given = [part for arg in (*args, *(k.value for k in keywords)) for part in ast.walk(arg)]
                if any(isinstance(part, ast.Name) and part.id in own for part in given):
                    return "a coroutine as an argument"
    return ""


def asserting(tree: ast.Module) -> set[str]:
    """Names of functions that raise AssertionError or call assertions of a test library, and of those that call one such."""
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    found = {node.name for node in functions if any(map(states, ast.walk(node)))}
    called = {
        node.name: {
            part.func.id
            for part in ast.walk(node)
            if isinstance(part, ast.Call) and isinstance(part.func, ast.Name)
        }
        for node in functions
    }
    while more := {name for name, inner in called.items() if inner & found} - found:
        found |= more
    return found


def states(node: ast.AST) -> bool:
    if isinstance(node, ast.Raise):
        return any(isinstance(n, ast.Name) and n.id == "AssertionError" for n in ast.walk(node))
    return isinstance(node, ast.Attribute) and (node.attr.startswith("assert") or node.attr == "raises")


def generators(tree: ast.Module) -> set[str]:
    """Functions of the tests each call of which gives a new generator."""
    return {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and not node.decorator_list
        and any(isinstance(n, ast.Yield | ast.YieldFrom) for n in within(node))
    }


def within(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[ast.AST]:
    """The nodes of a function without those of functions in it."""
    todo: list[ast.AST] = list(function.body)
    while todo:
        node = todo.pop()
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield node
            todo += ast.iter_child_nodes(node)


def fails(node: ast.stmt) -> bool:
    """Whether a statement of tests fails whenever it is reached."""
    match node:
        case ast.Assert(ast.Constant(value)):
            return not value
        case ast.Raise(ast.Name("AssertionError") | ast.Call(ast.Name("AssertionError"))):
            return True
        case ast.Expr(ast.Call(ast.Attribute(ast.Name("self" | "pytest"), "fail"))):
            return True
    return False
