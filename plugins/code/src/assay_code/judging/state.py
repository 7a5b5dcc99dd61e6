"""Programs that remember their calls: what they answer must not depend on the order in which they are asked."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from time import monotonic
from typing import Any

from assay.sandbox import CallResult, Opaque
from assay_code.judging.candidate import Call, Candidate, Stopped
from assay_code.judging.code_text import parse
from assay_code.judging.compare import has_opaque, plain
from assay_code.judging.find_program import Program
from assay_code.judging.names import names_in

Made = Sequence[Call]

_SECONDS = 10.0
_OUTSIDE = frozenset(
    "open os io pathlib Path sqlite3 shelve dbm builtins sys gc inspect ctypes importlib threading socket"
    " cache_info __dict__ __defaults__ __kwdefaults__ __annotations__ __closure__ __code__".split()
)
"""Names of what a program can keep something in besides its variables: files, the environment, what functions hold."""
_FIXED = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Pass)


def keeps_state(source: str) -> bool:
    """Whether a function of a program could remember something from one call to the next, as far as its text shows."""
    tree = parse(source)
    if tree is None:
        return True
    return (
        not all(isinstance(node, _FIXED) or _is_fixed(node) for node in tree.body)
        or any(isinstance(node, ast.Global | ast.Nonlocal) for node in ast.walk(tree))
        or any(_remembers(node) for node in ast.walk(tree))
        or _changes_globals(tree)
        or bool(names_in(tree) & _OUTSIDE)
    )


def _is_fixed(node: ast.stmt) -> bool:
    match node:
        case ast.Expr(ast.Constant()):
            return True
        case ast.Assign(value=value) | ast.AnnAssign(value=value):
            return value is None or _is_value(value)
        case ast.If(test):
            return "__name__" in ast.unparse(test)
    return False


def _is_value(node: ast.expr) -> bool:
    """Whether it is a value that cannot change; a container of such can, but says so where it is changed."""
    match node:
        case ast.Constant() | ast.Name():
            return True
        case ast.Attribute(value=value):
            return _is_value(value)
        case ast.Tuple(items) | ast.List(items) | ast.Set(items):
            return all(map(_is_value, items))
        case ast.Dict(keys, values):
            return all(key is not None and _is_value(key) for key in keys) and all(map(_is_value, values))
        case ast.UnaryOp(operand=operand):
            return _is_value(operand)
        case ast.BinOp(left, _, right):
            return _is_value(left) and _is_value(right)
        case ast.Lambda():
            return True
        case ast.Call(ast.Name("frozenset" | "set" | "range" | "float" | "int" | "len" | "str"), args):
            return all(map(_is_value, args))
    return False


def _remembers(node: ast.AST) -> bool:
    """A default argument, or an attribute of a class, that can be changed."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        defaults = [*node.args.defaults, *(d for d in node.args.kw_defaults if d is not None)]
        return any(
            not isinstance(d, ast.Constant | ast.UnaryOp | ast.Name | ast.Tuple | ast.Attribute)
            for d in defaults
        )
    if isinstance(node, ast.ClassDef):
        return any(
            isinstance(part, ast.Assign | ast.AnnAssign) and not isinstance(part.value, ast.Constant | None)
            for part in node.body
        )
    return False


def _changes_globals(tree: ast.Module) -> bool:
    """Whether something in a function changes what a global name stands for: an item, an attribute, by a method."""
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            names |= {
                part.id
                for part in ast.walk(node)
                if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)
            }
    held = {
        part.id
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign) and not isinstance(node.value, ast.Constant)
        for part in ast.walk(node)
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)
    }
    for part in ast.walk(tree):
        if isinstance(part, ast.Import | ast.ImportFrom):
            names |= {(alias.asname or alias.name).split(".")[0] for alias in part.names}
    names |= _aliases(tree, names)
    held |= _aliases(tree, held)
    for part in ast.walk(tree):
        match part:
            case ast.Call(func, args, keywords) if not _only_looks(func) and any(
                isinstance(arg, ast.Name | ast.Attribute) and _root(arg) in held
                for arg in (*args, *(keyword.value for keyword in keywords))
            ):
                return True
            case (
                ast.Subscript(value=value, ctx=ast.Store() | ast.Del())
                | ast.Attribute(value=value, ctx=ast.Store() | ast.Del())
            ) if _root(value) in names:
                return True
            case ast.Call(ast.Attribute(value=value)) if _root(value) in held:
                return True
            case ast.Attribute(
                value=ast.Name("cls") | ast.Call(ast.Name("type")) | ast.Attribute(attr="__class__"),
                ctx=ast.Store() | ast.Del(),
            ):
                return True
            case ast.AugAssign(target=target) if _root(target) in held:
                return True
            case ast.Call(
                ast.Name("setattr" | "delattr" | "next" | "vars" | "globals" | "exec" | "eval" | "__import__")
            ):
                return True
    return False


_LOOKS = frozenset(
    "len sorted sum min max any all enumerate zip range reversed list tuple set frozenset dict str repr int float bool"
    " isinstance print abs divmod round map filter bisect bisect_left bisect_right join prod gcd".split()
)


def _only_looks(func: ast.expr) -> bool:
    """Whether a function leaves its arguments as they are."""
    return getattr(func, "id", getattr(func, "attr", "")) in _LOOKS


def _aliases(tree: ast.Module, names: set[str]) -> set[str]:
    """Names that stand in functions for what global names stand for: ``table = TABLE``."""
    found: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets, ast.Name() | ast.Attribute() | ast.Subscript() as value):
                pass
            case ast.NamedExpr(target, ast.Name() | ast.Attribute() | ast.Subscript() as value):
                targets = [target]
            case ast.For(target, value) | ast.comprehension(target, value):
                targets = [part for part in ast.walk(target) if isinstance(part, ast.expr)]
            case _:
                continue
        if _root(value) in names | found:
            found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return found


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call | ast.NamedExpr):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def check_order(program: Program, made: Made) -> None:
    """Makes the calls again, the last one first, in a fresh process.

    Raises :class:`Stopped` if one comes to something else. A call that got an object is left out.
    """
    calls = [call for call in made if not has_opaque((call[1], dict(call[2])))]
    if not calls or not keeps_state(program.source):
        return
    began = monotonic()
    with Candidate(program) as fresh:
        for name, args, kwargs, reply in reversed(calls):
            if monotonic() - began > _SECONDS:
                break
            if _said(fresh.call(name, args, kwargs)) != _said(reply):
                message = f"What {name} returns depends on the calls before."
                raise Stopped("order_dependent", message, undecided=True)


def _said(reply: CallResult) -> tuple[str, str]:
    return (reply.raised.type if reply.raised else "", shape(plain(reply.value)))


def shape(value: Any) -> str:
    """A text by which values of two runs are compared: objects by their type only."""
    return repr(_unnumbered(value))


def _unnumbered(value: Any) -> Any:
    if isinstance(value, Opaque):
        return f"<{value.type}>"
    if isinstance(value, list | tuple):
        return [type(value).__name__, *map(_unnumbered, value)]
    if isinstance(value, dict):
        return {repr(_unnumbered(key)): _unnumbered(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(repr(_unnumbered(item)) for item in value)
    if isinstance(value, int) and value.bit_length() > 10_000:
        return hex(value)
    return value
