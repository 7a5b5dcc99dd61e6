"""Finds inputs that reach a function's branches. This file runs inside the sandbox, beside the function.

It learns by trial which kinds of arguments work, then changes the inputs that
reached something new. What it writes is a suggestion: the results that count come
from clean runs later.

Standard library only: the host sends :mod:`assay_code.values` and :mod:`assay_code.harvest.maker` along.
"""

from __future__ import annotations

import ast
import copy
import dis
import json
import random
import signal
import sys
from typing import Any

from assay_code import values
from assay_code.harvest.maker import Maker

FILE = "<harvested>"
MAX_STEPS = 60_000
"""What one call may run: a line counts five, an operation in a line that is watched closely one."""
CALL_SECONDS = 0.5
"""Of processor time: for calls that stay in one operation."""
MAX_VALUE = 300
"""Longest text of a result."""
MAX_ARGUMENTS = 160
MAX_ITEMS = 200
"""Longest iterator that is read out."""
PURPOSE = ("ValueError", "KeyError", "IndexError", "ZeroDivisionError", "OverflowError", "LookupError")


class Stop(BaseException):
    """A call takes too long."""


class Runner:
    """Calls the function and watches which lines it goes through."""

    def __init__(self, program: str, entry: str) -> None:
        names: dict[str, Any] = {"__name__": "program"}
        code = compile(program, FILE, "exec", dont_inherit=True)
        exec(code, names)
        self.function = names[entry]
        self.raises = _raise_lines(program)
        self.arcs: set[tuple[int, int, int]] = set()
        self.jumps: dict[Any, frozenset[int]] = {}
        self.left = 0
        self.budget = 0
        signal.signal(signal.SIGVTALRM, self._alarm)

    def _alarm(self, *_: Any) -> None:
        raise Stop

    def _trace(self, frame: Any, _event: str, _: Any) -> Any:
        code = frame.f_code
        if code.co_filename != FILE:
            return None
        arcs, before, first = self.arcs, 0, code.co_firstlineno
        jumps = self.jumps.get(code)
        if jumps is None:
            jumps = self.jumps[code] = _conditional_jumps(code)
        frame.f_trace_opcodes = bool(jumps)
        last = -1

        def local(frame: Any, event: str, _: Any) -> Any:
            nonlocal before, last
            if event == "opcode":
                if last in jumps:
                    arcs.add((first, -last, frame.f_lasti))
                last = frame.f_lasti
                self.left -= 1
            elif event == "line":
                line = frame.f_lineno
                arcs.add((first, before, line))
                before = line
                self.left -= 5
                if self.left < 0:
                    raise Stop
            elif event == "return":
                arcs.add((first, before, -1))
            return local

        return local

    def call(self, args: list[Any], kwargs: dict[str, Any]) -> dict[str, Any]:
        """How a call ends: ``end`` is ``value``, ``raised`` (on purpose), ``type`` (a wrong kind) or another reason."""
        given = copy.deepcopy((args, kwargs))
        before = repr((args, kwargs))
        self.arcs, self.left = set(), MAX_STEPS
        result: dict[str, Any] = {"listed": False}
        signal.setitimer(signal.ITIMER_VIRTUAL, CALL_SECONDS)
        sys.settrace(self._trace)
        try:
            try:
                value = self.function(*given[0], **given[1])
                if hasattr(type(value), "__next__"):
                    result["listed"] = True
                    items = []
                    for item in value:
                        items.append(item)
                        if len(items) > MAX_ITEMS:
                            raise Stop
                    value = items
            finally:
                sys.settrace(None)
                self.budget -= 100 + MAX_STEPS - max(self.left, 0)
                signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        except Stop:
            return result | {"end": "slow"}
        except (TypeError, AttributeError, NameError) as error:
            return result | {"end": "type", "error": type(error).__name__}
        except Exception as error:
            name = type(error).__name__
            deliberate = name in PURPOSE and _last_line(error) in self.raises
            return result | {"end": "raised" if deliberate else "error", "error": name}
        if repr(given) != before:
            return result | {"end": "mutates"}
        try:
            shown = repr(value)
            self.budget -= len(shown)
            plain = values.encode(value) if len(shown) <= MAX_VALUE else None
        except (ValueError, RecursionError):
            return result | {"end": "not_plain", "error": type(value).__name__}
        if len(shown) > MAX_VALUE or "nan" in shown or " at 0x" in shown:
            return result | {"end": "awkward"}
        text = json.dumps(plain)
        return result | {"end": "value", "text": text}


def _conditional_jumps(code: Any) -> frozenset[int]:
    """Where a line of the code decides more than once; none where whole lines tell enough."""
    lines: dict[int, list[int]] = {}
    line = 0
    for one in dis.get_instructions(code):
        line = one.starts_line or line
        if "JUMP_IF" in one.opname or "JUMP_FORWARD_IF" in one.opname or "JUMP_BACKWARD_IF" in one.opname:
            lines.setdefault(line, []).append(one.offset)
    return frozenset(offset for offsets in lines.values() if len(offsets) > 1 for offset in offsets)


def _raise_lines(program: str) -> set[int]:
    return {
        line
        for node in ast.walk(ast.parse(program))
        if isinstance(node, ast.Raise) and node.exc is not None
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }


def _last_line(error: BaseException) -> int:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace.tb_lineno if trace is not None and trace.tb_frame.f_code.co_filename == FILE else -1


class Search:
    """Looks for inputs within a number of trials and of lines run."""

    def __init__(self, request: dict[str, Any]) -> None:
        self.rng = random.Random(request["seed"])
        self.runner = Runner(request["program"], request["entry"])
        self.parameters = request["parameters"]
        constants = [values.decode(one) for one in request["constants"]]
        self.maker = Maker(self.rng, constants, request["patterns"])
        self.examples = request["examples"]
        self.trials = request["trials"]
        self.runner.budget = request["steps"]
        self.weights = [[float(weight) for weight, _ in one["kinds"]] for one in self.parameters]
        self.most = [
            [max(6.0, 1.5 * weight) for weight in one] for one in self.weights
        ]  # working is no proof
        self.ends: dict[str, int] = {}
        self.reached: set[tuple[int, int, int]] = set()
        self.outputs: dict[str, int] = {}
        self.seen: set[str] = set()
        self.kept: list[tuple[tuple[int, ...], list[Any], dict[str, Any]]] = []

    def run(self) -> None:
        for call in self.examples:
            args = [values.decode(one) for one in call["args"]]
            self.trial((), args, {name: values.decode(one) for name, one in call["kwargs"].items()})
        for number in range(self.trials):
            if self.runner.budget < 0 or self.ends.get("slow", 0) > 12:
                break
            if number == self.trials // 3 and not self.kept:
                break  # nothing works
            explores = number < self.trials // 3 or not self.kept or self.rng.random() < 0.3
            if explores:
                self.explore()
            else:
                self.exploit()
        print(json.dumps({"ends": self.ends, "weights": self.weights}), flush=True)

    def explore(self) -> None:
        choice, args, kwargs = [], [], {}
        omitting = False
        for place, one in enumerate(self.parameters):
            if not one["kinds"] or (not one["required"] and (omitting or self.rng.random() < 0.45)):
                choice.append(-1)
                omitting = omitting or one["mode"] == "pos"
                continue
            [arm] = self.rng.choices(range(len(one["kinds"])), self.weights[place])
            choice.append(arm)
            kind = one["kinds"][arm][1]
            if one["mode"] == "var":
                args += (
                    []
                    if omitting
                    else [self.maker.make(kind) for _ in range(self.rng.choice((1, 2, 2, 3, 4)))]
                )
            elif one["mode"] == "kw" or omitting:
                kwargs[one["name"]] = self.related(kind, args)
            else:
                args.append(self.related(kind, args))
        end = self.trial(tuple(choice), args, kwargs)
        factor = {"value": 1.15, "raised": 1.02, "type": 0.75, "mutates": 0.8}.get(end, 0.93)
        for place, arm in enumerate(choice):
            if arm >= 0:
                weight = self.weights[place][arm] * factor
                self.weights[place][arm] = min(max(weight, 0.02), self.most[place][arm])

    def related(self, kind: list[Any], args: list[Any]) -> Any:
        """A value that sometimes has to do with the arguments before it: an index, a member, a near copy."""
        rng = self.rng
        if args and rng.random() < 0.35:
            other = rng.choice(args)
            if kind == ["int"] and isinstance(other, str | list | tuple) and other:
                return rng.randrange(len(other))
            if isinstance(other, list | tuple) and other:
                member = rng.choice(other)
                if [type(member).__name__] == kind:
                    return member
            if kind == ["str"] and isinstance(other, str) and len(other) > 1:
                start = rng.randrange(len(other))
                return other[start : start + rng.randint(1, 4)]
            if type(other).__name__ == kind[0]:
                return self.maker.change(other)
        return self.maker.make(kind)

    def exploit(self) -> None:
        choice, args, kwargs = self.rng.choice(self.kept[-40:])
        args, kwargs = copy.deepcopy(args), dict(kwargs)
        for _ in range(self.rng.choice((1, 1, 2, 3))):
            if args and (not kwargs or self.rng.random() < 0.7):
                at = self.rng.randrange(len(args))
                args[at] = self.maker.change(args[at])
            elif kwargs:
                name = self.rng.choice(sorted(kwargs))
                kwargs[name] = self.maker.change(kwargs[name])
        self.trial(choice, args, kwargs, changed=True)

    def trial(
        self, choice: tuple[int, ...], args: list[Any], kwargs: dict[str, Any], changed: bool = False
    ) -> str:
        text = repr((args, kwargs))
        if text in self.seen or len(text) > MAX_ARGUMENTS or "nan" in text:
            return "again"
        self.seen.add(text)
        result = self.runner.call(args, kwargs)
        end = str(result["end"])
        self.ends[end] = self.ends.get(end, 0) + 1
        if end not in ("value", "raised"):
            if end == "not_plain" or end == "error":
                key = f"{end}:{result['error']}"
                self.ends[key] = self.ends.get(key, 0) + 1
            return end
        outcome = result.get("text") or result["error"]
        new = self.runner.arcs - self.reached
        count = self.outputs.get(outcome, 0)
        few = len(self.outputs) <= 3 or outcome in ("true", "false")
        if new or (count < (8 if few else 3) and len(self.outputs) < 80):
            self.reached |= new
            self.outputs[outcome] = count + 1
            self.kept.append((choice, args, kwargs))
            print(
                json.dumps(
                    {
                        "args": [values.encode(one) for one in args],
                        "kwargs": {name: values.encode(one) for name, one in kwargs.items()},
                        "end": end,
                        "outcome": outcome,
                        "listed": result["listed"],
                        "arcs": sorted(self.runner.arcs),
                        "choice": choice,
                        "changed": changed,
                    }
                ),
                flush=True,
            )
        return end


def main() -> None:
    """Read the request from standard input; write one line for each input that is worth keeping."""
    sys.setrecursionlimit(400)
    Search(json.load(sys.stdin)).run()
