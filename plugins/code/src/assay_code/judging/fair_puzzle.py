"""Puzzles that may be set: of the right form, pure, and not solved by the first value that one thinks of."""

from __future__ import annotations

import ast
import hashlib
from typing import Any

from assay import sandbox
from assay.sandbox import Ended, Limits
from assay_code.judging.code_text import NoProgram, parse
from assay_code.judging.names import missing
from assay_code.judging.one_step import led_to
from assay_code.programs import screen

MOST = 4_000  # characters
_LIMITS = Limits(wall=5.0, cpu=2.0)
_SMALL: dict[str, list[Any]] = {
    "int": [*range(-3, 13), 100, 1000],
    "float": [0.0, 1.0, -1.0, 0.5, 2.0, 10.0],
    "bool": [True, False],
    "str": ["", "a", "b", "ab", "abc", "hello", "hello world", "0", "1", " "],
}


def check_puzzle(sat: str) -> tuple[str, str]:
    """The type of the answer and a digest that does not see layout.

    Raises :class:`NoProgram` with why it is no fair puzzle.
    """
    tree = parse(sat, MOST)
    if tree is None:
        raise NoProgram("no_puzzle", f"The puzzle is no Python source of up to {MOST} characters.")
    try:
        entry, wanted = _shape(tree)
        _pure(tree, entry)
        kind, mark = ast.unparse(wanted), hashlib.sha256(ast.dump(tree).encode()).hexdigest()[:32]
    except RecursionError:
        raise NoProgram("no_puzzle", "The puzzle is nested too deep.") from None
    _not_trivial(sat, tree, wanted)
    return kind, mark


def _shape(tree: ast.Module) -> tuple[ast.FunctionDef, ast.expr]:
    """The function, and the annotation of what it asks for."""
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    others = [n for n in tree.body if not isinstance(n, ast.FunctionDef | ast.Import | ast.ImportFrom)]
    if [node.name for node in functions] != ["sat"] or others or functions[0].decorator_list:
        raise NoProgram("no_puzzle", "A puzzle is one plain function called sat, with its imports.")
    arguments = functions[0].args
    names = [*arguments.posonlyargs, *arguments.args]
    required = names[: len(names) - len(arguments.defaults)]
    further = arguments.vararg or arguments.kwarg or any(default is None for default in arguments.kw_defaults)
    wanted = required[0].annotation if len(required) == 1 else None
    if wanted is None or further:
        raise NoProgram("wrong_signature", "sat takes one value with its type, all else has defaults.")
    for default in [*arguments.defaults, *filter(None, arguments.kw_defaults)]:
        try:
            ast.literal_eval(default)
        except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
            raise NoProgram("wrong_signature", "A default of sat is no literal.") from None
    if not _known(wanted):
        raise NoProgram("wrong_signature", f"{ast.unparse(wanted)[:60]} is no type of plain data.")
    if not any(isinstance(node, ast.Return) and node.value for node in ast.walk(functions[0])):
        raise NoProgram("no_puzzle", "sat returns nothing.")
    return functions[0], wanted


def _known(kind: ast.expr) -> bool:
    if isinstance(kind, ast.Name):
        return kind.id in ("int", "float", "str")
    if not (isinstance(kind, ast.Subscript) and isinstance(kind.value, ast.Name)):
        return False
    inner = list(kind.slice.elts) if isinstance(kind.slice, ast.Tuple) else [kind.slice]
    name = kind.value.id.lower()
    if name == "tuple" and inner and isinstance(inner[-1], ast.Constant) and inner[-1].value is Ellipsis:
        inner.pop()
    number = {"list": 1, "set": 1, "dict": 2, "tuple": len(inner) or -1}.get(name)
    boolean = [isinstance(one, ast.Name) and one.id == "bool" for one in inner]
    return len(inner) == number and all(b or _known(one) for b, one in zip(boolean, inner, strict=True))


def _pure(tree: ast.Module, entry: ast.FunctionDef) -> None:
    modules: dict[str, str] = {}
    for node in tree.body:
        problem = ""
        if isinstance(node, ast.Import):
            modules |= {alias.asname or alias.name: alias.name for alias in node.names}
            problem = next((f for alias in node.names if (f := screen.import_fault(alias.name))), "")
        elif isinstance(node, ast.ImportFrom):
            problem = screen.import_fault(node.module or "", [alias.name for alias in node.names])
        if problem:
            raise NoProgram("unsafe_puzzle", f"The puzzle is not pure: {problem.replace('_', ' ')}.")
    arguments = entry.args
    shared = {a.arg for a in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]}
    problem = screen.fault([entry], modules, frozenset(shared))  # a default that changes is a state
    if problem:
        raise NoProgram("unsafe_puzzle", f"The puzzle is not pure: {problem.replace('_', ' ')}.")
    if names := missing(tree):
        raise NoProgram("no_puzzle", f"The puzzle uses {min(names)}, which nothing defines.")


def _not_trivial(sat: str, tree: ast.Module, wanted: ast.expr) -> None:
    values = [*small_values(wanted), *led_to(tree, wanted, small_values)]
    replies = [_answers(sat, values, hash_seed) for hash_seed in (0, 1)]
    if replies[0] != replies[1]:
        raise NoProgram("unsafe_puzzle", "The puzzle depends on the order of a set.")


def _answers(sat: str, values: list[Any], hash_seed: int) -> list[tuple[str, str]]:
    """What the puzzle says to each of the values, none of which may solve it."""
    found = []
    try:
        session = sandbox.current().load(sat, limits=_LIMITS, hash_seed=hash_seed)
    except Ended as ended:
        raise NoProgram("no_puzzle", f"The puzzle does not load: {ended}.") from None
    try:
        for value in values:
            reply = session.call("sat", (value,))
            if reply.value is True:
                raise NoProgram("trivial", f"{value!r} solves the puzzle.")
            said = "False" if reply.value is False else type(reply.value).__name__
            found.append((said, reply.raised.type if reply.raised else ""))
    except Ended as ended:
        raise NoProgram("no_puzzle", f"The puzzle ends on a small value: {ended}.") from None
    finally:
        session.close()
    return found


def small_values(kind: ast.expr) -> list[Any]:
    """What somebody who does not think tries first."""
    if isinstance(kind, ast.Name):
        return _SMALL.get(kind.id, [])
    assert isinstance(kind, ast.Subscript) and isinstance(kind.value, ast.Name)
    inner = list(kind.slice.elts) if isinstance(kind.slice, ast.Tuple) else [kind.slice]
    name = kind.value.id.lower()
    if name == "dict":
        keys, found = small_values(inner[0]), small_values(inner[1])
        return [{}, *({key: value} for key in keys[:5] if _plain(key) for value in found[:3])]
    if name == "tuple" and isinstance(inner[-1], ast.Constant):
        name, inner = "tuples", inner[:-1]
    members = [small_values(one) for one in inner]
    if name == "tuple":
        most = max(map(len, members))
        return [tuple(one[place % len(one)] for one in members) for place in range(most)]
    several = members[0]
    lists = [[], *([one] for one in several), *([one] * 3 for one in several[:4]), several[:2], several[3:6]]
    if isinstance(inner[0], ast.Name) and inner[0].id == "int":
        lists += [[1, 2], [1, 2, 3], list(range(10))]
    if name == "set":
        return [set(one) for one in lists if all(map(_plain, one))]
    return [tuple(one) for one in lists] if name == "tuples" else lists


def _plain(value: Any) -> bool:
    return isinstance(value, int | float | str)
