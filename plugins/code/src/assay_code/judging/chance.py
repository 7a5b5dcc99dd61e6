"""Whether a program may do something else the next time, as far as its text shows.

One that passes by luck is no right program. What could make a difference is looked for
generously, since all that a word too many costs is time.
"""

from __future__ import annotations

import ast

from assay_code.judging.code_text import parse

_CHANCE = frozenset(
    "random randint randrange choice choices shuffle sample getrandbits secrets uuid urandom getrandom tempfile"
    " time time_ns clock perf_counter monotonic process_time now today utcnow"
    " set frozenset hash __hash__ methodcaller attrgetter builtins vars"
    " threading _thread multiprocessing concurrent asyncio subprocess signal resource select os getpid id gc weakref open"
    " getattr eval exec compile __import__ import_module importlib globals locals vars __builtins__ __dict__"
    " ctypes".split()
)
_VIEWS = frozenset(("keys", "items"))

RUNS = 7
"""Each with a hash seed of its own: of two orders of a set, one is the right one each time once in 256 times."""


def runs_again(source: str) -> int:
    """How often a program that passed is to be run again: never, or where chance or the order of sets shows."""
    tree = parse(source)
    words: set[str] = set()
    sets = combined = False
    for node in ast.walk(tree) if tree else ():
        match node:
            case ast.Name(id=word) | ast.Attribute(attr=word):
                words.add(word)
            case ast.Import(names) | ast.ImportFrom(names=names):
                words.update(part for alias in names for part in alias.name.split("."))
                words.update((getattr(node, "module", None) or "").split("."))
            case ast.Set() | ast.SetComp():
                sets = True
            case ast.BinOp(op=ast.BitAnd() | ast.BitOr() | ast.BitXor() | ast.Sub()):
                combined = True
    differs = tree is None or sets or words & _CHANCE or (combined and words & _VIEWS)
    return RUNS if differs else 0


def looks_at_addresses(source: str) -> str:
    """What a program makes a text of that shows where it lies in memory; ``""`` for nothing that its text shows."""
    tree = parse(source)
    if tree is None:
        return ""
    plain = {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)}
    given = [n for n in tree.body if isinstance(n, ast.Assign)]
    plain |= {
        t.id for n in given if isinstance(n.value, ast.Lambda) for t in n.targets if isinstance(t, ast.Name)
    }
    bound = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    bound |= {n.arg for n in ast.walk(tree) if isinstance(n, ast.arg)}
    plain -= bound - {t.id for n in given for t in n.targets if isinstance(t, ast.Name)}

    def without_text(node: ast.expr | None) -> bool:
        match node:
            case ast.Name(name):
                return name in plain
            case ast.Lambda() | ast.Call(ast.Name("object"), []):
                return True
        return False

    for node in ast.walk(tree):
        shown: list[ast.expr] = []
        match node:
            case ast.FormattedValue(value):
                shown = [value]
            case ast.Call(ast.Name("str" | "repr" | "ascii" | "format" | "hash" | "id" | "print"), args):
                shown = args
            case ast.Call(ast.Attribute(ast.Constant(str()), "format"), args, keywords):
                shown = [*args, *(k.value for k in keywords)]
            case ast.BinOp(ast.Constant(str()), ast.Mod(), right):
                shown = list(right.elts) if isinstance(right, ast.Tuple) else [right]
            case ast.Call(ast.Attribute(value, "__repr__" | "__str__" | "__hash__" | "__format__")):
                shown = [value]
        for value in filter(without_text, shown):
            return f"the address of {ast.unparse(value)[:40]}"
    return ""
