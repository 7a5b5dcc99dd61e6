"""Whether a program may do something else the next time, as far as its text shows.

One that passes by luck is no right program. What could make a difference is looked for
generously, since all that a word too many costs is time.
"""

from __future__ import annotations

import ast

from assay_code.judging.find_program import parse

_CHANCE = frozenset(
    "random randint randrange choice choices shuffle sample getrandbits secrets uuid urandom getrandom tempfile"
    " time time_ns clock perf_counter monotonic process_time now today utcnow"
    " threading _thread multiprocessing concurrent asyncio subprocess signal resource select os getpid id gc weakref open"
    " getattr eval exec compile __import__ import_module importlib globals locals vars __builtins__ __dict__"
    " ctypes".split()
)
_ORDER = frozenset(("set", "frozenset", "hash", "__hash__"))
_VIEWS = frozenset(("keys", "items"))

CHANCE_RUNS = 7
ORDER_RUNS = 1


def runs_again(source: str) -> int:
    """How often a program that passed is to be run again: never, for the order of sets, or for chance."""
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
    if tree is None or words & _CHANCE:
        return CHANCE_RUNS
    return ORDER_RUNS if sets or words & _ORDER or (combined and words & _VIEWS) else 0
