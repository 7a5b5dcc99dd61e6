"""How hard a task with a program is: one yardstick for all rows of code.

The effort of a task counts what its solution is made of (size, branches, loops in loops, helpers), the
concepts that it takes (recursion, a table or neighbours, a heap, bits, the calendar) and how much the task says.
It does not measure how hard an idea is to find. docs/recipes/code.md has the figures of all families.
"""

from __future__ import annotations

import ast
import functools

from assay_code.syntax import tree_of

STEPS = (8.0, 12.0, 16.0, 21.0)
"""The efforts from which on a task has difficulty 2, 3, 4 and 5."""
WORD = 0.05
"""What each word of a task counts: with the rules grows what has to be kept in mind."""
GUESSED = 3.0
"""What it counts that the rule has to be found from examples, and again where these say little."""

_CALENDAR = frozenset(
    "weekday isoweekday isocalendar fromisocalendar toordinal fromordinal timegm strptime strftime timetuple "
    "monthrange monthcalendar".split()
)
"""What is short to write and hard to find out from examples: each counts as several branches."""
_TWISTED = ast.Mod | ast.FloorDiv | ast.BitAnd | ast.BitOr | ast.BitXor | ast.LShift | ast.RShift


_CONCEPTS = frozenset("heapq bisect collections itertools functools re fractions decimal".split())


def level(points: float) -> int:
    """The difficulty, 1 to 5, of a task with so much :func:`effort`."""
    return 1 + sum(points >= step for step in STEPS)


def effort(program: str, words: int = 0) -> float:
    """What a task takes whose solution is ``program`` and which is told in so many ``words``.

    30 nodes of the syntax tree count 1, a branch or loop 1, each level of loops in loops 1.5, each helper function
    1.5, an operation on remainders or bits 0.7, a call of itself 2, look-ups with a computed index 1.5, a module such as
    heapq 1, each thing looked up in the calendar 4.
    """
    return _of(program) + WORD * words


@functools.lru_cache(maxsize=4096)
def _of(program: str) -> float:
    tree = tree_of(program)
    every = list(ast.walk(tree))
    nodes = sum(not isinstance(one, ast.expr_context | ast.alias) for one in every)
    branches = sum(
        isinstance(
            one, ast.If | ast.For | ast.While | ast.IfExp | ast.comprehension | ast.BoolOp | ast.ExceptHandler
        )
        for one in every
    )
    functions = [one for one in every if isinstance(one, ast.FunctionDef)]
    own = sum(
        any(isinstance(one, ast.Name) and one.id == function.name for one in ast.walk(function))
        for function in functions
    )
    tables = any(isinstance(one, ast.Subscript) and isinstance(one.slice, ast.BinOp) for one in every)
    modules = {one.module or "" for one in every if isinstance(one, ast.ImportFrom)}
    modules |= {alias.name for one in every if isinstance(one, ast.Import) for alias in one.names}
    calendar = {
        one.attr if isinstance(one, ast.Attribute) else one.id
        for one in every
        if isinstance(one, ast.Attribute | ast.Name)
    } & _CALENDAR
    twisted = sum(
        isinstance(one, ast.BinOp)
        and isinstance(one.op, _TWISTED)
        and not (isinstance(one.left, ast.Constant) and isinstance(one.left.value, str))
        for one in every
    )
    return (
        nodes / 30
        + branches
        + 1.5 * max(len(functions) - 1, 0)
        + 1.5 * _nesting(tree)
        + 0.7 * twisted
        + 2 * own
        + 1.5 * tables
        + len(modules & _CONCEPTS)
        + 4 * len(calendar)
    )


def _nesting(node: ast.AST) -> int:
    below = max((_nesting(child) for child in ast.iter_child_nodes(node)), default=0)
    return below + isinstance(node, ast.For | ast.While | ast.comprehension)
