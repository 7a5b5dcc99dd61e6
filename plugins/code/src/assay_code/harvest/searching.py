"""Cases for a harvested function: found by fuzzing in the sandbox, then confirmed in clean processes."""

from __future__ import annotations

import ast
import functools
import json
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any, NotRequired, TypedDict

from assay import sandbox
from assay.sandbox import Ended, Limits
from assay_code.harvest import cleaning
from assay_code.harvest.extract import Harvested
from assay_code.harvest.fuzzer import PURPOSE
from assay_code.harvest.hints import hints
from assay_code.values import decode, encode

TRIALS = 900
SEARCH_SECONDS = 1.5
MIN_CASES = 6
MAX_CASES = 14
MIN_DISTINCT = 3
MIN_COVERAGE = 0.7
"""Least share of the function's lines that the cases together run."""

_SEARCH = Limits(wall=4.0, cpu=4.0, memory=256 << 20)
_CONFIRM = Limits(wall=0.5, cpu=5.0, memory=256 << 20)

_PROGRAM = """
import sys, types
package = sys.modules["assay_code"] = types.ModuleType("assay_code")
for name, source in {modules!r}:
    module = sys.modules["assay_code." + name] = types.ModuleType("assay_code." + name)
    setattr(package, name, module)
    exec(compile(source, "<" + name + ">", "exec", dont_inherit=True), module.__dict__)
module.main()
"""


class Case(TypedDict):
    """A call with what it comes to, as a reference of kind ``io`` holds it."""

    args: list[Any]
    kwargs: dict[str, Any]
    expected: NotRequired[Any]
    raises: NotRequired[str]


class Cases(TypedDict):
    """``program`` is the gold program (with ``list(...)`` around an iterator); ``shown`` are places in ``cases``."""

    entry: str
    program: str
    cases: list[Case]
    shown: list[int]
    coverage: float


@dataclass(frozen=True, slots=True)
class _Found:
    """An input that the search kept."""

    args: list[Any]
    kwargs: dict[str, Any]
    end: str
    outcome: str
    arcs: frozenset[tuple[int, ...]]
    choice: tuple[int, ...]

    @property
    def size(self) -> int:
        return len(json.dumps([self.args, self.kwargs]))


class _Dropped(Exception):
    """Why a function gives no row: a reason code."""


def cases(function: Harvested, seed: int) -> Cases | str:
    """Cases that reach the function's branches, or the code of the reason why there are none.

    Each was run in two processes with different hash seeds, in opposite orders, and
    came to the same plain value or deliberate exception; none changed its arguments.
    """
    try:
        return _cases(function, random.Random(f"{function['digest']}:{seed}"))
    except (_Dropped, cleaning.Unclean) as error:
        return str(error) if isinstance(error, _Dropped) else "unclean"


def _cases(function: Harvested, rng: random.Random) -> Cases:
    found, listed, ends = _search(function, rng.randrange(1 << 30))
    if not found:
        raise _Dropped(_why_nothing(ends))
    found = _one_kind(function, found)
    program = _listing(function["program"], function["entry"]) if listed else function["program"]
    chosen, shown = _choose(found, rng)
    confirmed = _confirm(program, function["entry"], chosen)
    _check_outcomes(confirmed)
    coverage = _coverage(function, chosen)
    if coverage < MIN_COVERAGE:
        raise _Dropped("low_coverage")
    return Cases(
        entry=function["entry"],
        program=program,
        cases=confirmed,
        shown=list(range(shown)),
        coverage=round(coverage, 3),
    )


# ---------------------------------------------------------------- search


@functools.cache
def _source() -> str:
    package = resources.files("assay_code")
    modules = [
        ("values", package.joinpath("values.py").read_text("utf-8")),
        ("fuzzer", package.joinpath("harvest/fuzzer.py").read_text("utf-8")),
    ]
    return _PROGRAM.format(modules=modules)


def _search(function: Harvested, seed: int) -> tuple[list[_Found], bool, Counter[str]]:
    """What the fuzzer kept, whether the function gives iterators, and how its calls ended."""
    request = {
        "program": function["program"],
        "entry": function["entry"],
        "examples": function["examples"],
        **hints(function),
        "seed": seed,
        "trials": TRIALS,
        "seconds": SEARCH_SECONDS,
    }
    outcome = sandbox.current().run(_source(), stdin=json.dumps(request).encode(), limits=_SEARCH)
    found, listed, ends = [], set(), Counter[str]()
    for line in outcome.stdout.decode("utf-8", "replace").split("\n"):
        try:
            data = json.loads(line)
            if data.get("done"):
                ends.update({str(key): int(value) for key, value in data["ends"].items()})
                continue
            for one in (*data["args"], *data["kwargs"].values()):
                decode(one)
            arcs = frozenset(tuple(map(int, arc)) for arc in data["arcs"])
            listed.add(bool(data["listed"]))
            found.append(
                _Found(data["args"], data["kwargs"], data["end"], data["outcome"], arcs, tuple(data["choice"]))
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            continue  # cut off, or written by the function
    if not found and not ends:
        ends["slow" if outcome.limit else "does_not_load"] = 1
    if len(listed) > 1:
        raise _Dropped("sometimes_an_iterator")
    return found, True in listed, ends


def _why_nothing(ends: Counter[str]) -> str:
    main = Counter({key: count for key, count in ends.items() if ":" not in key})
    most = main.most_common(1)[0][0]
    return {
        "slow": "does_not_end",
        "type": "no_input_found",
        "error": "no_input_found",
        "not_plain": "result_not_plain",
        "mutates": "changes_its_arguments",
        "awkward": "long_result",
    }.get(most, most)


def _one_kind(function: Harvested, found: list[_Found]) -> list[_Found]:
    """Inputs of one kind for each argument whose kind nothing declares, so that the cases look alike."""
    parameters = hints(function)["parameters"]
    for place, one in enumerate(parameters):
        if one["declared"]:
            continue
        gain: dict[int, float] = {}
        for arm in {item.choice[place] for item in found if item.choice and item.choice[place] >= 0}:
            with_it = [item for item in found if item.choice and item.choice[place] == arm]
            arcs = frozenset[tuple[int, ...]]().union(*(item.arcs for item in with_it))
            outcomes = {item.outcome for item in with_it if item.end == "value"}
            gain[arm] = len(arcs) + 0.5 * min(len(outcomes), 12) + 0.3 * min(float(one["kinds"][arm][0]), 20.0)
        if gain:
            best = max(gain, key=lambda arm: (gain[arm], -arm))
            found = [item for item in found if not item.choice or item.choice[place] in (best, -1)]
    return found


# ---------------------------------------------------------------- choice


def _choose(found: list[_Found], rng: random.Random) -> tuple[list[_Found], int]:
    """The cases, the shown ones first, and how many of these there are.

    The shown and the held-out ones each reach what can be reached, as far as there is room.
    """
    pool = sorted(found, key=lambda item: (item.size > 70, item.size > 25 and rng.random() < 0.3, rng.random()))
    limits = _Shares(pool)
    shown = _cover(pool, limits, 6)
    want = rng.randint(4, 6)
    shown += _vary(pool, shown, limits, want - len(shown))
    rest = [item for item in pool if item not in shown]
    held = _cover(rest, limits, MAX_CASES - len(shown))
    held += _vary(rest, [*shown, *held], limits, MAX_CASES - len(shown) - len(held))
    if len(shown) + len(held) < MIN_CASES:
        raise _Dropped("few_cases")
    while len(held) < 3:
        held.insert(0, shown.pop())
    rng.shuffle(shown)
    return shown + held, len(shown)


class _Shares:
    """Keeps an outcome, and exceptions, from filling the cases."""

    def __init__(self, pool: Sequence[_Found]) -> None:
        outcomes = {item.outcome for item in pool if item.end == "value"}
        self.each = MAX_CASES // 2 if outcomes <= {"true", "false"} else 3
        self.counts = Counter[str]()

    def admit(self, item: _Found) -> bool:
        key = "raised" if item.end == "raised" else item.outcome
        if self.counts[key] >= self.each:
            return False
        self.counts[key] += 1
        return True


def _cover(pool: Sequence[_Found], limits: _Shares, most: int) -> list[_Found]:
    """Few items that together reach what the pool reaches."""
    chosen: list[_Found] = []
    missing = frozenset[tuple[int, ...]]().union(*(item.arcs for item in pool))
    while missing and len(chosen) < most:
        left = [item for item in pool if item not in chosen and missing & item.arcs]
        if not left:
            break
        best = max(left, key=lambda item: len(missing & item.arcs) - item.size / 40)
        missing -= best.arcs
        if limits.admit(best):
            chosen.append(best)
    return chosen


def _vary(pool: Sequence[_Found], have: Sequence[_Found], limits: _Shares, count: int) -> list[_Found]:
    """Further items, new outcomes first."""
    chosen: list[_Found] = []
    outcomes = {item.outcome for item in have}
    for fresh in (True, False):
        for item in pool:
            if len(chosen) >= count:
                return chosen
            if item in have or item in chosen or (fresh and item.outcome in outcomes):
                continue
            if limits.admit(item):
                chosen.append(item)
                outcomes.add(item.outcome)
    return chosen


# ---------------------------------------------------------------- proof


def _confirm(program: str, entry: str, chosen: Sequence[_Found]) -> list[Case]:
    """Run every case in two clean processes; :class:`_Dropped` where they differ."""
    first = _outcomes(program, entry, chosen, 0)
    second = _outcomes(program, entry, chosen[::-1], 1)[::-1]
    if [json.dumps(one) for one in first] != [json.dumps(one) for one in second]:
        raise _Dropped("not_deterministic")
    return first


def _outcomes(program: str, entry: str, chosen: Iterable[_Found], hash_seed: int) -> list[Case]:
    found: list[Case] = []
    try:
        session = sandbox.current().load(program, limits=_CONFIRM, hash_seed=hash_seed)
    except Ended:
        raise _Dropped("does_not_load") from None
    try:
        for item in chosen:
            args = tuple(decode(one) for one in item.args)
            kwargs = {name: decode(one) for name, one in item.kwargs.items()}
            reply = session.call(entry, args, kwargs)
            case = Case(args=item.args, kwargs=item.kwargs)
            try:
                after = [encode(one) for one in reply.args], {name: encode(v) for name, v in reply.kwargs.items()}
                if json.dumps(after) != json.dumps((item.args, item.kwargs)):
                    raise _Dropped("changes_its_arguments")
                if reply.raised is None:
                    case["expected"] = encode(reply.value)
                elif item.end == "raised" and reply.raised.type in PURPOSE:
                    case["raises"] = reply.raised.type
                else:
                    raise _Dropped("not_deterministic")
            except ValueError:
                raise _Dropped("result_not_plain") from None
            found.append(case)
    except Ended as ended:
        raise _Dropped("does_not_end" if ended.outcome.limit else "ends_the_process") from None
    finally:
        session.close()
    return found


def _check_outcomes(found: Sequence[Case]) -> None:
    """Drop what teaches nothing: constants, copies of the input, too few different results."""
    results = Counter(json.dumps(case.get("expected")) for case in found if "raises" not in case)
    raised = len(found) - results.total()
    if set(results) <= {"true", "false"}:
        if len(found) < 8 or len(results) < 2 or min(results.values()) < 3:
            raise _Dropped("constant" if len(results) < 2 else "few_distinct")
    elif len(results) < MIN_DISTINCT:
        raise _Dropped("constant" if len(results) < 2 else "few_distinct")
    if raised > len(found) // 3:
        raise _Dropped("mostly_raises")
    copies = sum(bool(case["args"]) and json.dumps(case.get("expected")) == json.dumps(case["args"][0]) for case in found)
    if copies > 0.6 * len(found):
        raise _Dropped("identity")


def _coverage(function: Harvested, chosen: Sequence[_Found]) -> float:
    """The share of the lines of the entry function that these cases run."""
    code = compile(function["program"], "<harvested>", "exec", dont_inherit=True)
    [entry] = [one for one in code.co_consts if getattr(one, "co_name", "") == function["entry"]]
    lines: set[int] = set()
    waiting = [entry]
    while waiting:
        one = waiting.pop()
        waiting += [inner for inner in one.co_consts if hasattr(inner, "co_lines")]
        lines |= {line for _, _, line in one.co_lines() if line is not None and line != one.co_firstlineno}
    lines = lines or {entry.co_firstlineno}
    reached = {arc[2] for item in chosen for arc in item.arcs}
    return len(lines & reached) / len(lines)


def _listing(program: str, entry: str) -> str:
    """The program with its entry under another name, and a function around it that gives a list."""
    inner = f"_{entry.lstrip('_')}" if not entry.startswith("_") else f"_iter{entry}"
    renamed = cleaning.rename(program, {entry: inner})
    [node] = [one for one in ast.parse(program).body if isinstance(one, ast.FunctionDef) and one.name == entry]
    arguments = node.args
    names = [arg.arg for arg in [*arguments.posonlyargs, *arguments.args]]
    passed = names + ([f"*{arguments.vararg.arg}"] if arguments.vararg else [])
    passed += [f"{arg.arg}={arg.arg}" for arg in arguments.kwonlyargs]
    passed += [f"**{arguments.kwarg.arg}"] if arguments.kwarg else []
    head = f"def {entry}({ast.unparse(arguments)}):"
    return f"{renamed}\n\n{head}\n    return list({inner}({', '.join(passed)}))\n"
