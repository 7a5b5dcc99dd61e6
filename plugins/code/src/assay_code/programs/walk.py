"""What happens when one of our programs runs on given arguments: read off the run itself.

The program runs in this process with a trace of its entry function, so it has to be a text of ours. What
comes back are the values that its variables really had.
"""

from __future__ import annotations

import ast
import copy
import itertools
import sys
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import FrameType
from typing import Any

from assay_code.syntax import tree_of

Args = tuple[Any, ...]
Values = dict[str, str]
"""Names with the ``repr`` of their values."""


@dataclass(frozen=True, slots=True)
class Walk:
    """A run: its result, and the variables at its steps.

    ``rounds`` are the rounds of the first loop of the function: the values of the loop's own variables (none in a
    ``while``), and all that changed in the round. ``before`` is what was set before the loop, ``after`` what was
    set behind it; a function without a loop has all in ``before``. ``calls`` are the calls that the function made of
    itself, in the order in which they ended, with their results.
    """

    result: Any
    before: Values
    rounds: tuple[tuple[Values, Values], ...]
    after: Values
    calls: tuple[tuple[str, str], ...]


_MOST_STEPS = 2_000


def walk(source: str, entry: str, args: Args) -> Walk | None:
    """The run of ``entry`` on ``args``; ``None`` where it takes more than some thousand steps or raises."""
    function = _definition(source, entry)
    loop = next((node for node in function.body if isinstance(node, ast.For | ast.While)), None)
    targets = (
        [node.id for node in ast.walk(loop.target) if isinstance(node, ast.Name)]
        if isinstance(loop, ast.For)
        else []
    )
    shown = _assigned(function)
    names: dict[str, Any] = {"__name__": "program"}
    exec(compile(source, "<walk>", "exec", dont_inherit=True), names)  # our own text
    states: list[tuple[int, Values]] = []
    calls: list[tuple[str, str]] = []
    frames: list[FrameType] = []
    code = names[entry].__code__
    steps = 0

    def watch(frame: FrameType, event: str, value: Any) -> Callable[..., Any] | None:
        nonlocal steps
        if frame.f_code is not code:
            return None
        if event == "call":
            frames.append(frame)
            given = ", ".join(
                _shown(frame.f_locals[name]) or "..." for name in code.co_varnames[: code.co_argcount]
            )
            pending[id(frame)] = f"{entry}({given})"
        elif event == "line" and frame is frames[0]:
            states.append((frame.f_lineno, _values(frame.f_locals, shown, unclear)))
        elif event == "return":
            if frame is frames[0]:
                states.append((0, _values(frame.f_locals, shown, unclear)))
            else:
                calls.append((pending[id(frame)], _shown(value)))
        steps += 1
        if steps > _MOST_STEPS:
            raise _TooLong
        return watch

    pending: dict[int, str] = {}
    unclear: set[str] = set()
    known = sys.gettrace()
    sys.settrace(watch)
    try:
        result = names[entry](*copy.deepcopy(args))
    except Exception:  # also _TooLong; a run that raises is not told
        return None
    finally:
        sys.settrace(known)
    clear = [(line, {n: v for n, v in values.items() if n not in unclear}) for line, values in states]
    return _told(result, clear, loop, targets, calls)


class _TooLong(Exception):
    pass


def _definition(source: str, entry: str) -> ast.FunctionDef:
    for node in tree_of(source).body:
        if isinstance(node, ast.FunctionDef) and node.name == entry:
            return node
    raise ValueError(f"no function {entry}")


def _assigned(function: ast.FunctionDef) -> set[str]:
    """The variables that the function itself sets, those of comprehensions and inner functions left out."""
    found: set[str] = set()
    queue: deque[ast.AST] = deque(function.body)
    while queue:
        node = queue.popleft()
        if isinstance(
            node, ast.FunctionDef | ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
        ):
            continue
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and not node.id.startswith("_"):
            found.add(node.id)
        queue.extend(ast.iter_child_nodes(node))
    return found | {arg.arg for arg in function.args.args}


def _values(found: dict[str, Any], names: set[str], unclear: set[str]) -> Values:
    """The values of variables; those that cannot be shown go into ``unclear``."""
    texts = {name: _shown(value) for name, value in found.items() if name in names}
    unclear |= {name for name, text in texts.items() if not text}
    return texts


def _shown(value: Any) -> str:
    """The ``repr`` of plain data, ``""`` for anything whose text may differ from run to run."""
    return repr(value) if _plain(value) else ""


def _plain(value: Any) -> bool:
    if value is None or type(value) in (bool, int, str, float):
        return True
    if type(value) in (list, tuple):
        return all(map(_plain, value))
    return type(value) is dict and all(_plain(key) and _plain(item) for key, item in value.items())


def _told(
    result: Any,
    states: Sequence[tuple[int, Values]],
    loop: ast.For | ast.While | None,
    targets: Sequence[str],
    calls: Sequence[tuple[str, str]],
) -> Walk | None:
    if not states:
        return None
    start, end = states[0][1], states[-1][1]
    heads = [place for place, (line, _) in enumerate(states) if loop is not None and line == loop.lineno]
    if not heads:
        return Walk(result, _changed(start, end), (), {}, tuple(calls))
    rounds = []
    for here, there in itertools.pairwise(heads):
        inside = states[here + 1 : there + 1]
        own = {name: inside[0][1][name] for name in targets if name in inside[0][1]}
        changed = _changed(states[here][1], states[there][1])
        rounds.append((own, {name: value for name, value in changed.items() if name not in targets}))
    before = states[heads[0]][1]
    return Walk(
        result, _changed(start, before), tuple(rounds), _changed(states[heads[-1]][1], end), tuple(calls)
    )


def _changed(before: Values, after: Values) -> Values:
    return {name: value for name, value in after.items() if before.get(name) != value}
