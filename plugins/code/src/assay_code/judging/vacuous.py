"""Whether tests could fail at all: does one hold an answer of the program against a value, or do they pass whatever it returns?"""

from __future__ import annotations

import ast

from assay_code.judging.find_program import Program
from assay_code.judging.judge import run_tests
from assay_code.judging.names import names_in
from assay_code.judging.suite import Suite

_WHATEVER = ("None", "-987654321", "'assay'", "[0.5, (7, 'assay')]")
"""What programs return that answer nothing: no two are equal, of one type, or of one size."""
_KEEPS = frozenset(
    "sorted list tuple set frozenset dict round len str repr abs sum min max float int bool next".split()
)
"""Built-in functions of which an answer goes on to depend on the program's."""
_WALL = 5.0


def stub(names: tuple[str, ...], value: str, head: str = "") -> str:
    """Functions of these names that return a value; of those with a capital letter, classes whose methods all do so."""
    found = [head]
    for name in names:
        if name[:1].isupper():
            found.append(
                f"class {name}:\n    def __init__(self, *args, **kwargs):\n        pass\n\n"
                f"    def __getattr__(self, name):\n        return lambda *args, **kwargs: {value}\n"
            )
        else:
            found.append(f"def {name}(*args, **kwargs):\n    return {value}\n")
    return "\n".join(found)


def holds_whatever(suite: Suite) -> bool:
    """Whether tests that a program passed are passed by whatever a program returns. They are run only if their text leaves it open."""
    if pins(suite.tree, suite.entries) or "seed" in names_in(suite.tree):
        return False  # what is drawn again after a seed is to be the same: no answer that never changes shows that
    return all(
        run_tests(Program(stub(suite.entries, value), wall=_WALL), suite).accepted for value in _WHATEVER
    )


def pins(tree: ast.Module, entries: tuple[str, ...]) -> bool:
    """Whether an assertion says what an answer of the program equals, or that it raises."""
    theirs = _theirs(tree, frozenset(entries))
    for node in ast.walk(tree):
        match node:
            case ast.Assert(ast.Compare(left, [ast.Eq()], [right])):
                sides = [left, right]
            case ast.Call(ast.Attribute(attr=name), [left, right, *_]) if name.startswith("assert"):
                if "Equal" not in name or "Not" in name:
                    continue
                sides = [left, right]
            case ast.Call(ast.Attribute(attr="raises" | "assertRaises" | "assertRaisesRegex")):
                return True
            case _:
                continue
        if any(_answers(one, theirs) and not names_in(other) & theirs for one, other in (sides, sides[::-1])):
            return True
    return False


def _theirs(tree: ast.Module, entries: frozenset[str]) -> set[str]:
    """The names of the program's, those that the tests give to what comes of them, and what ``check`` takes."""
    found = set(entries)
    for function in tree.body:
        if isinstance(function, ast.FunctionDef) and function.name == "check":
            found |= {arg.arg for arg in function.args.args}
    while True:
        more: set[str] = set()
        for node in ast.walk(tree):
            match node:
                case ast.Assign(targets, value):
                    pass
                case ast.AnnAssign(target, _, value) | ast.NamedExpr(target, value) if value is not None:
                    targets = [target]
                case ast.For(target, value) | ast.comprehension(target, value):
                    targets = [target]
                case ast.withitem(value, target) if target is not None:
                    targets = [target]
                case _:
                    continue
            if names_in(value) & found:
                more |= {n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name)}
        if more <= found:
            return found
        found |= more


def _answers(node: ast.expr, theirs: set[str]) -> bool:
    """Whether an expression is an answer of the program, or a part or measure of one."""
    match node:
        case ast.Name(name):
            return name in theirs
        case ast.Call(ast.Name(name), [first, *_]) if name in _KEEPS:
            return _answers(first, theirs)
        case ast.Call(func=func):
            return _answers(func, theirs)
        case ast.Attribute(value=value) | ast.Subscript(value=value) | ast.UnaryOp(operand=value):
            return _answers(value, theirs)
        case ast.Await(value):
            return _answers(value, theirs)
        case ast.Tuple(parts) | ast.List(parts):
            return any(_answers(part, theirs) for part in parts)
    return False
