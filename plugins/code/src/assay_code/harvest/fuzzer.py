"""Finds inputs that reach a function's branches. This file runs inside the sandbox, beside the function.

It learns by trial which kinds of arguments work, then changes the inputs that
reached something new. What it writes is a suggestion: the results that count come
from clean runs later.

Standard library only: ``values`` is put in the place of :mod:`assay_code.values` by the host.
"""

from __future__ import annotations

import copy
import json
import random
import re
import signal
import sys
import time
from typing import Any

from assay_code import values

FILE = "<harvested>"
MAX_EVENTS = 30_000
"""Lines that one call may run."""
CALL_SECONDS = 0.3
MAX_VALUE = 300
"""Longest text of a result."""
MAX_ARGUMENTS = 160
MAX_ITEMS = 200
"""Longest iterator that is read out."""
PURPOSE = ("ValueError", "KeyError", "IndexError", "ZeroDivisionError", "OverflowError", "LookupError")

_WORDS = (
    "apple river stone cloud green table music paper light house train water a the of and to in is Hello World "
    "ab abc aab x y cat dog Anna level one two three foo bar test data"
).split()


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
        self.left = 0
        signal.signal(signal.SIGALRM, self._alarm)

    def _alarm(self, *_: Any) -> None:
        raise Stop

    def _trace(self, frame: Any, event: str, _: Any) -> Any:
        code = frame.f_code
        if code.co_filename != FILE:
            return None
        arcs, before, first = self.arcs, 0, code.co_firstlineno

        def local(frame: Any, event: str, _: Any) -> Any:
            nonlocal before
            if event == "line":
                line = frame.f_lineno
                arcs.add((first, before, line))
                before = line
                self.left -= 1
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
        self.arcs, self.left = set(), MAX_EVENTS
        result: dict[str, Any] = {"listed": False}
        signal.setitimer(signal.ITIMER_REAL, CALL_SECONDS)
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
                signal.setitimer(signal.ITIMER_REAL, 0)
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
            text = json.dumps(values.encode(value), allow_nan=False)
            shown = repr(value)
        except (ValueError, RecursionError):
            return result | {"end": "not_plain", "error": type(value).__name__}
        if len(shown) > MAX_VALUE or "nan" in shown or " at 0x" in shown:
            return result | {"end": "awkward"}
        return result | {"end": "value", "text": text}


def _raise_lines(program: str) -> set[int]:
    import ast

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


class Maker:
    """Makes values of a kind, and changes values."""

    def __init__(self, rng: random.Random, constants: list[Any], patterns: list[str]) -> None:
        self.rng = rng
        self.by_type: dict[type, list[Any]] = {}
        for value in constants:
            self.by_type.setdefault(type(value), []).append(value)
        self.patterns = []
        for pattern in patterns:
            try:
                self.patterns.append(re._parser.parse(pattern))  # type: ignore[attr-defined]
            except (re.error, AttributeError, RecursionError):
                continue

    def make(self, kind: list[Any]) -> Any:
        rng, name = self.rng, kind[0]
        if name == "none":
            return None
        if name == "int":
            return self._int()
        if name == "str":
            return self._str()
        if name == "float":
            return self._float()
        if name == "bool":
            return rng.random() < 0.5
        if name == "bytes":
            return self._bytes()
        if name == "complex":
            return complex(rng.randint(-5, 5), rng.randint(-5, 5))
        if name == "choice":
            return values.decode(rng.choice(kind[1:])) if len(kind) > 1 else None
        if name == "any":
            return self.make(rng.choice(kind[1:]))
        if name in ("list", "tuples", "set", "frozenset"):
            return self._members(name, kind[1])
        if name == "tuple":
            return tuple(self.make(one) for one in kind[1:])
        if name == "dict":
            return {self._key(kind[1]): self.make(kind[2]) for _ in range(rng.randint(0, 4))}
        if name == "matrix":
            width, height = rng.randint(1, 4), rng.randint(1, 4)
            if rng.random() < 0.5:
                height = width
            return [[rng.randint(-3, 9) for _ in range(width)] for _ in range(height)]
        nodes = "abcde"[: rng.randint(1, 5)]  # a graph: for each node its neighbours
        return {node: [other for other in nodes if rng.random() < 0.35] for node in nodes}

    def _members(self, name: str, kind: list[Any]) -> Any:
        rng = self.rng
        size = rng.choice((0, 1, 2, 3, 3, 4, 4, 5, 6, 8))
        items = [self._key(kind) if name in ("set", "frozenset") else self.make(kind) for _ in range(size)]
        if items and rng.random() < 0.3:
            items += [rng.choice(items) for _ in range(rng.randint(1, 2))]
        if rng.random() < 0.2:
            try:
                items.sort()
            except TypeError:
                pass
        if name in ("set", "frozenset"):
            return set(items) if name == "set" else frozenset(items)
        return tuple(items) if name == "tuples" else items

    def _key(self, kind: list[Any]) -> Any:
        value = self.make(kind)
        return tuple(value) if isinstance(value, list) else str(value) if isinstance(value, dict | set) else value

    def _int(self) -> int:
        rng, roll = self.rng, self.rng.random()
        known = self.by_type.get(int)
        if known and roll < 0.15:
            return int(rng.choice(known)) + rng.choice((0, 0, 0, 1, -1))
        if roll < 0.6:
            return rng.randint(0, 10)
        if roll < 0.75:
            return rng.randint(-10, -1)
        if roll < 0.93:
            return rng.randint(10, 100)
        return rng.randint(100, 5000)

    def _float(self) -> float:
        rng = self.rng
        known = self.by_type.get(float)
        if known and rng.random() < 0.2:
            return float(rng.choice(known))
        return round(rng.uniform(0, 1) if rng.random() < 0.4 else rng.uniform(-20, 50), rng.choice((0, 1, 1, 2, 2)))

    def _str(self) -> str:
        rng, roll = self.rng, self.rng.random()
        known = self.by_type.get(str)
        if self.patterns and roll < 0.4:
            return self._matching(rng.choice(self.patterns))[:60]
        if known and roll < 0.6:
            piece = rng.choice(known)
            if rng.random() < 0.25:
                return str(piece)
            words = [rng.choice(_WORDS) for _ in range(rng.randint(1, 3))]
            words.insert(rng.randint(0, len(words)), piece)
            if rng.random() < 0.3:
                words.insert(rng.randint(0, len(words)), rng.choice(known))
            return rng.choice(("", "", " ")).join(words)
        if roll < 0.75:
            return rng.choice(_WORDS)
        if roll < 0.9:
            return rng.choice((" ", " ", "_", "-", ", ")).join(rng.choice(_WORDS) for _ in range(rng.randint(2, 4)))
        if roll < 0.96:
            return str(rng.randint(0, 2000))
        return "".join(rng.choice("abAB1 .,-") for _ in range(rng.randint(0, 6)))

    def _bytes(self) -> bytes:
        known = self.by_type.get(bytes)
        text = self._str().encode("utf-8", "replace")[:20]
        return text + self.rng.choice(known) if known and self.rng.random() < 0.4 else text

    def _matching(self, pattern: Any) -> str:
        """A string that fits a parsed regular expression, more or less."""
        rng, parts = self.rng, []
        for operation, detail in pattern:
            what = str(operation)
            if what == "LITERAL":
                parts.append(chr(detail))
            elif what == "NOT_LITERAL" or what == "ANY":
                parts.append(rng.choice("abcxyz019"))
            elif what == "IN":
                parts.append(self._member(detail))
            elif what == "BRANCH":
                parts.append(self._matching(rng.choice(detail[1])))
            elif what == "SUBPATTERN":
                parts.append(self._matching(detail[-1]))
            elif what in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
                low, high, inner = detail
                count = rng.randint(low, min(int(high), low + 3))
                parts += [self._matching(inner) for _ in range(min(count, 12))]
        return "".join(parts)

    def _member(self, detail: Any) -> str:
        rng = self.rng
        what, value = rng.choice(detail)
        name = str(what)
        if name == "LITERAL":
            return chr(value)
        if name == "RANGE":
            return chr(rng.randint(value[0], min(value[1], value[0] + 60)))
        category = str(value)
        if name == "CATEGORY":
            return rng.choice("0123456789" if category.endswith("DIGIT") else " " if category.endswith("SPACE") else "abcXYZ7")
        return rng.choice("abcxyz 019")

    def change(self, value: Any) -> Any:
        """A value of the same kind that differs a little."""
        rng = self.rng
        kind = type(value)
        if kind is bool or value is None:
            return (not value) if kind is bool else None
        if kind is int:
            return rng.choice((value + 1, value - 1, -value, value * 2, value // 2, self._int(), value + rng.randint(-5, 5)))
        if kind is float:
            return rng.choice((-value, round(value / 2, 2), float(round(value)), self._float(), 0.0))
        if kind is str:
            return self._change_text(value)
        if kind is bytes:
            return self._change_text(value.decode("latin-1")).encode("latin-1", "replace")
        if kind in (list, tuple, set, frozenset):
            return kind(self._change_items(sorted(value, key=repr) if kind in (set, frozenset) else list(value), kind))
        if kind is dict:
            return self._change_dict(dict(value))
        return value

    def _change_text(self, text: str) -> str:
        rng = self.rng
        at = rng.randint(0, len(text))
        known = self.by_type.get(str) or [" "]
        roll = rng.randrange(7)
        if roll == 0:
            return text[:at] + str(rng.choice(known)) + text[at:]
        if roll == 1:
            return text[:at] + text[at + 1 :]
        if roll == 2:
            return text[:at] + rng.choice("abzAZ059 ._-") + text[at:]
        if roll == 3:
            return rng.choice((text.upper(), text.lower(), text.title(), text.swapcase(), text[::-1]))
        if roll == 4:
            return text[:at] + rng.choice(_WORDS) + text[at:]
        if roll == 5:
            return text[at:] + text[:at]
        return text[:at] + rng.choice("abAB19 ") + text[at + 1 :]

    def _change_items(self, items: list[Any], kind: type) -> list[Any]:
        rng = self.rng
        if not items:
            return [self._int()] if kind is list else items
        at = rng.randrange(len(items))
        roll = rng.randrange(6)
        if roll == 0 and kind is not tuple:
            del items[at]
        elif roll == 1 and kind is not tuple:
            items.insert(rng.randint(0, len(items)), copy.deepcopy(items[at]))
        elif roll == 2:
            other = rng.randrange(len(items))
            items[at], items[other] = items[other], items[at]
        elif roll == 3 and kind is list:
            rng.shuffle(items)
        else:
            items[at] = self.change(items[at])
        return items

    def _change_dict(self, mapping: dict[Any, Any]) -> dict[Any, Any]:
        rng = self.rng
        if not mapping:
            return mapping
        key = rng.choice(list(mapping))
        roll = rng.randrange(4)
        value = mapping.pop(key)
        if roll == 0:
            return mapping
        if roll == 1:
            new = self.change(key)
            mapping[tuple(new) if isinstance(new, list) else new] = value
            return mapping
        mapping[key] = self.change(value)
        return mapping


class Search:
    """Looks for inputs within a number of trials and seconds."""

    def __init__(self, request: dict[str, Any]) -> None:
        self.rng = random.Random(request["seed"])
        self.runner = Runner(request["program"], request["entry"])
        self.parameters = request["parameters"]
        constants = [values.decode(one) for one in request["constants"]]
        self.maker = Maker(self.rng, constants, request["patterns"])
        self.examples = request["examples"]
        self.trials, self.deadline = request["trials"], time.monotonic() + request["seconds"]
        self.weights = [[float(weight) for weight, _ in one["kinds"]] for one in self.parameters]
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
            if time.monotonic() > self.deadline or self.ends.get("slow", 0) > 12:
                break
            if number == self.trials // 3 and not self.kept:
                break  # nothing works
            explores = number < self.trials // 3 or not self.kept or self.rng.random() < 0.3
            if explores:
                self.explore()
            else:
                self.exploit()
        print(json.dumps({"done": True, "ends": self.ends}), flush=True)

    def explore(self) -> None:
        choice, args, kwargs = [], [], {}
        omitting = False
        for place, one in enumerate(self.parameters):
            if not one["required"] and (omitting or self.rng.random() < 0.45):
                choice.append(-1)
                omitting = omitting or one["mode"] == "pos"
                continue
            [arm] = self.rng.choices(range(len(one["kinds"])), self.weights[place])
            choice.append(arm)
            kind = one["kinds"][arm][1]
            if one["mode"] == "var":
                args += [] if omitting else [self.maker.make(kind) for _ in range(self.rng.choice((1, 2, 2, 3, 4)))]
            elif one["mode"] == "kw" or omitting:
                kwargs[one["name"]] = self.related(kind, args)
            else:
                args.append(self.related(kind, args))
        end = self.trial(tuple(choice), args, kwargs)
        factor = {"value": 1.15, "raised": 1.02, "type": 0.75, "mutates": 0.8}.get(end, 0.93)
        for place, arm in enumerate(choice):
            if arm >= 0:
                weight = self.weights[place][arm] * factor
                self.weights[place][arm] = min(max(weight, 0.02), 60.0)

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
        self.trial(choice, args, kwargs)

    def trial(self, choice: tuple[int, ...], args: list[Any], kwargs: dict[str, Any]) -> str:
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
        if new or (count < 3 and len(self.outputs) < 80):
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
                    }
                ),
                flush=True,
            )
        return end


def main() -> None:
    """Read the request from standard input; write one line for each input that is worth keeping."""
    sys.setrecursionlimit(400)
    Search(json.load(sys.stdin)).run()
