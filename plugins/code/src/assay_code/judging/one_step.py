"""Values that one step leads to from what stands in a puzzle: one of them solves a puzzle that asks for no thought."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import Any

from assay_code.judging.puzzle import is_type
from assay_code.judging.static import bounded

_MOST_GIVEN = 40
_MOST_PAIRED = 12
_MOST = 600
_LETTERS = "".join(
    chr(code) for code in (*range(97, 123), *range(65, 91), *range(48, 58), *range(0x3B1, 0x3C9))
)


def led_to(tree: ast.Module, wanted: ast.expr, small: Callable[[ast.expr], list[Any]]) -> list[Any]:
    """Values of a type: those that stand in the puzzle, and what one step makes of them; ``small`` gives the small ones of a type."""
    given = _given(tree)
    kind = ast.unparse(wanted)
    found: dict[str, Any] = {}
    for value in (*given[: 2 * _MOST_GIVEN], *_near(given, wanted, small), *_steps(given, kind.lower())):
        if is_type(value, kind):
            found.setdefault(repr(value)[:_LONGEST], value)
    return list(found.values())[:_MOST]


def _steps(given: list[Any], kind: str) -> Iterator[Any]:
    """What undoes one operation: a sum, a reversal, a text of a number, a text that is put together or taken apart."""
    texts = [v for v in given if type(v) is str][:_MOST_GIVEN]
    numbers = [v for v in given if type(v) in (int, float) and abs(v) < 10**18][:_MOST_PAIRED]
    lists = [list(v) for v in given if type(v) in (list, tuple)][:_MOST_GIVEN]
    if kind in ("int", "float"):
        for text in texts:
            if text.strip("-").isdecimal() and len(text) < 100:
                yield int(text)
        for a in numbers:
            for b in numbers:
                yield from (a + b, a - b, -a - b)
    elif kind == "str":
        for text in texts:
            yield from (text[::-1], text.upper(), text.lower(), text.swapcase(), text.title(), text.strip())
            yield from (text.join(items) for items in lists if all(type(item) is str for item in items))
            yield from (text.removeprefix(other) for other in texts)
            yield from (text.removesuffix(other) for other in texts)
            yield from (text + other for other in texts)
            for n in numbers:
                if type(n) is int and 0 < n < _LONGEST:
                    yield from (text.ljust(n, "a"), text.rjust(n, "a"), text.ljust(n))
        yield from (str(n) for n in numbers)
        yield from (_LETTERS[:n] for n in numbers if type(n) is int and 0 < n <= len(_LETTERS))
    elif kind.startswith(("list", "tuple")):
        as_kind: Any = tuple if kind.startswith("tuple") else list
        for items in [*lists, numbers, [n for n in numbers if n > 1], numbers[1::2], numbers[::2]]:
            yield from (as_kind(items), as_kind(items[::-1]))
            if all(type(item) in (int, float) for item in items):
                yield as_kind(sorted(items))
        for n in numbers:
            yield from (as_kind([n]), as_kind([n, 0]), as_kind([0, 0, 0, n]), as_kind([n - 1, 1]))
        for text in texts:
            yield from (as_kind(text.split()), as_kind(text), as_kind([text]), as_kind([text[::-1]]))
            yield from (as_kind(text.split(other)) for other in texts if other)
        yield as_kind(texts)


def _given(tree: ast.Module) -> list[Any]:
    """The values that stand in the puzzle, written out or to be computed of such: ``10**9``, ``"ze" + "bra"``."""
    found: dict[str, Any] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.expr) and (value := _constant(node)) is not None:
            found.setdefault(repr(value[0])[:_LONGEST], value[0])
    return list(found.values())


_LONGEST = 10_000


def _constant(node: ast.expr) -> tuple[Any] | None:
    """The value of an expression of literals, if it is not large."""
    if isinstance(node, ast.BinOp):
        left, right = _constant(node.left), _constant(node.right)
        if left is None or right is None:
            return None
        try:
            value = bounded(node.op, left[0], right[0])
        except Exception:
            return None
        return (value,) if not hasattr(value, "__len__") or len(value) < _LONGEST else None
    try:
        return (ast.literal_eval(node),)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return None


def _near(given: list[Any], wanted: ast.expr, small: Callable[[ast.expr], list[Any]]) -> list[Any]:
    """Values that bounds in the puzzle lead to: a number beside one of its own, something of a length that it names."""
    numbers = [n for n in given if type(n) in (int, float)][:_MOST_GIVEN]
    name = ast.unparse(wanted).split("[")[0].lower()
    if name in ("int", "float"):
        beside = [m for n in numbers for m in (n + 1, n - 1, -n, 2 * n)]
        return [float(m) if name == "float" else m for m in beside if name == "float" or type(m) is int]
    lengths = sorted({m for n in numbers if type(n) is int for m in (n, n + 1) if 0 < m < _LONGEST})[
        :_MOST_GIVEN
    ]
    if name == "str":
        return [char * n for n in lengths for char in ("a", "1")]
    if name not in ("list", "tuple", "set") or not isinstance(wanted, ast.Subscript):
        return []
    inner = wanted.slice.elts[0] if isinstance(wanted.slice, ast.Tuple) else wanted.slice
    kind: Any = {"list": list, "tuple": tuple, "set": set}[name]
    found = [[m] * n for n in lengths for m in small(inner)[:4]] if name != "set" else []
    if isinstance(inner, ast.Name) and inner.id == "int":
        found += [list(range(start, start + n)) for n in lengths for start in (0, 1)]
    return [kind(items) for items in found]
