"""Cases for a harvested function: found by fuzzing in the sandbox, then confirmed in clean processes."""

from __future__ import annotations

import ast
import functools
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib import resources
from typing import Any, NotRequired, TypedDict

from assay import sandbox
from assay.sandbox import Ended, Limits, Unsupported
from assay_code.harvest import cleaning
from assay_code.harvest.choosing import Dropped, Found, choose, one_kind
from assay_code.harvest.extract import Harvested
from assay_code.harvest.fuzzer import PURPOSE
from assay_code.harvest.hints import Hints, Parameter, hints
from assay_code.harvest.reordered import turned
from assay_code.harvest.telling import order_that_tells
from assay_code.syntax import tree_of
from assay_code.values import decode, encode

TRIALS = 900
STEPS = 1_500_000
"""What a search may run, in steps of the fuzzer: no clock, so that the same seed finds the same."""
MIN_DISTINCT = 3
MOST_CHANGING = 0.1
"""Calls that change their arguments, as a share of those that do not; arguments of a wrong kind may be changed by accident."""
LEAST_WORKING = 0.15
"""Least share of the calls with arguments of a right kind that give a value: else inputs of its domain are not found."""
MIN_COVERAGE = 0.7
"""Least share of the function's lines that the cases together run."""

_SEARCH = Limits(wall=10.0, cpu=2.5, memory=192 << 20)
_CONFIRM = Limits(wall=2.0, cpu=5.0, memory=256 << 20)

_PROGRAM = """
import sys, types
for name in ("assay_code", "assay_code.harvest"):
    sys.modules[name] = types.ModuleType(name)
for name, source in {modules!r}:
    module = sys.modules["assay_code." + name] = types.ModuleType("assay_code." + name)
    setattr(sys.modules["assay_code"], name, module)
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


def cases(function: Harvested, seed: int, trials: int = TRIALS) -> Cases | str:
    """Cases that reach the function's branches, or the code of the reason why there are none.

    Each was run in two processes with different hash seeds, in opposite orders, and
    came to the same plain value or deliberate exception; none changed its arguments. A small fault that
    a held-out case tells, a shown one tells as well.
    Without ``trials`` they are among the function's ``examples``. Raises :class:`~assay.sandbox.Unsupported` where the sandbox has no CPython.
    """
    try:
        return _cases(function, random.Random(f"{function['digest']}:{seed}"), trials)
    except (Dropped, cleaning.Unclean) as error:
        return str(error) if isinstance(error, Dropped) else "unclean"


def _cases(function: Harvested, rng: random.Random, trials: int) -> Cases:
    known = hints(function)
    found, weights, ends = _search(function, known, rng.randrange(1 << 30), trials)
    if not found:
        raise Dropped(_why_nothing(ends))
    if ends["mutates"] > MOST_CHANGING * ends["value"]:  # what is kept may be sorted already
        raise Dropped("changes_its_arguments")
    if ends["value"] < LEAST_WORKING * (ends["value"] + ends["raised"] + ends["error"]):
        raise Dropped("mostly_raises")
    found = one_kind(known["parameters"], found, weights)
    listed = {item.listed for item in found if item.end == "value"}
    if len(listed) > 1:
        raise Dropped("sometimes_an_iterator")
    program = _listing(function["program"], function["entry"]) if True in listed else function["program"]
    chosen, shown = choose(found, rng)
    confirmed = _confirm(program, function["entry"], chosen)
    _check_outcomes(confirmed)
    coverage = _coverage(function, chosen)
    if coverage < MIN_COVERAGE:
        raise Dropped("low_coverage")
    order, shown = order_that_tells(program, function["entry"], confirmed, shown)
    return Cases(
        entry=function["entry"],
        program=program,
        cases=[confirmed[place] for place in order],
        shown=list(range(shown)),
        coverage=round(coverage, 3),
    )


# ---------------------------------------------------------------- search


@functools.cache
def _source() -> str:
    package = resources.files("assay_code")
    files = ["values", "harvest.maker", "harvest.fuzzer"]
    modules = [(name, package.joinpath(name.replace(".", "/") + ".py").read_text("utf-8")) for name in files]
    return _PROGRAM.format(modules=modules)


def _search(
    function: Harvested, known: Hints, seed: int, trials: int
) -> tuple[list[Found], list[list[float]], Counter[str]]:
    """What the fuzzer kept, what it learnt about the kinds of each argument, and how its calls ended."""
    request = {
        "program": function["program"],
        "entry": function["entry"],
        "examples": function["examples"],
        **known,
        "seed": seed,
        "trials": trials,
        "steps": STEPS,
    }
    try:
        outcome = sandbox.current().run(_source(), stdin=json.dumps(request).encode(), limits=_SEARCH)
    except Unsupported as error:
        raise Unsupported(f"Harvesting needs a sandbox with CPython (local, docker): {error}") from None
    found: list[Found] = []
    weights: list[list[float]] = []
    ends = Counter[str]()
    for line in outcome.stdout.decode("utf-8", "replace").split("\n"):
        try:
            data = json.loads(line)
            if "ends" in data:
                ends.update({str(key): int(count) for key, count in data["ends"].items()})
                weights = [[float(weight) for weight in one] for one in data["weights"]]
            else:
                found.append(_found(data, known["parameters"]))
        except (ValueError, KeyError, TypeError, AttributeError, IndexError):
            continue  # cut off, or written by the function
    if [len(one) for one in weights] != [len(one["kinds"]) for one in known["parameters"]]:
        weights = []
    if not found and not ends:
        ends["slow" if outcome.limit else "does_not_load"] = 1
    return found, weights, ends


def _found(data: dict[str, Any], parameters: Sequence[Parameter]) -> Found:
    """A line of the fuzzer; raises one of several errors where the function under test wrote it instead."""
    for one in (*data["args"], *data["kwargs"].values()):
        decode(one)
    choice = tuple(map(int, data["choice"]))
    if choice and not all(-1 <= arm < len(one["kinds"]) for arm, one in zip(choice, parameters, strict=True)):
        raise ValueError("no such kind")
    return Found(
        args=list(data["args"]),
        kwargs=dict(data["kwargs"]),
        end=str(data["end"]),
        outcome=str(data["outcome"]),
        arcs=frozenset(tuple(map(int, arc)) for arc in data["arcs"]),
        choice=choice,
        changed=bool(data["changed"]),
        listed=bool(data["listed"]),
    )


def _why_nothing(ends: Counter[str]) -> str:
    main = Counter({key: count for key, count in ends.items() if ":" not in key})
    most = "slow" if main["slow"] > 8 else main.most_common(1)[0][0]
    return {
        "slow": "does_not_end",
        "type": "no_input_found",
        "error": "no_input_found",
        "not_plain": "result_not_plain",
        "mutates": "changes_its_arguments",
        "awkward": "long_result",
    }.get(most, most)


# ---------------------------------------------------------------- proof


def _confirm(program: str, entry: str, chosen: Sequence[Found]) -> list[Case]:
    """Run every case twice in each of two clean processes, and once with its sets turned round.

    :class:`Dropped` where the results differ.
    """
    first = _outcomes(program, entry, [*chosen, *chosen], 0)
    second = _outcomes(program, entry, [item for item in chosen[::-1] for _ in range(2)], 1)[::-1]
    once = first[: len(chosen)]
    if not _same_text(once, first[len(chosen) :]) or not _same_text(
        [one for one in once for _ in range(2)], second
    ):
        raise Dropped("not_deterministic")
    if _may_hold_sets(program, chosen):
        try:
            other = _outcomes(turned(program), entry, chosen, 0)
        except Dropped:
            raise Dropped("order_of_a_set") from None
        if not all(map(_same_result, once, other)):
            raise Dropped("order_of_a_set")
    return once


def _same_text(cases: Sequence[Case], others: Sequence[Case]) -> bool:
    return [json.dumps(one) for one in cases] == [json.dumps(one) for one in others]


def _same_result(case: Case, other: Case) -> bool:
    """Whether both come to the same; dicts may be in another order."""
    return case.get("raises") == other.get("raises") and bool(
        decode(case.get("expected")) == decode(other.get("expected"))
    )


_SETS = re.compile(r"\bset\b|\bfrozenset\b|\{|\b(?:keys|items)\b")


def _may_hold_sets(program: str, chosen: Sequence[Found]) -> bool:
    given = json.dumps([[item.args, item.kwargs] for item in chosen])
    return bool(_SETS.search(program)) or "set" in given


def _outcomes(program: str, entry: str, chosen: Iterable[Found], hash_seed: int) -> list[Case]:
    found: list[Case] = []
    try:
        session = sandbox.current().load(program, limits=_CONFIRM, hash_seed=hash_seed)
    except Ended:
        raise Dropped("does_not_load") from None
    try:
        for item in chosen:
            args = tuple(decode(one) for one in item.args)
            kwargs = {name: decode(one) for name, one in item.kwargs.items()}
            reply = session.call(entry, args, kwargs)
            case = Case(args=item.args, kwargs=item.kwargs)
            try:
                after = (
                    [encode(one) for one in reply.args],
                    {name: encode(v) for name, v in reply.kwargs.items()},
                )
                if json.dumps(after) != json.dumps((item.args, item.kwargs)):
                    raise Dropped("changes_its_arguments")
                if reply.raised is None:
                    case["expected"] = encode(reply.value)
                elif item.end == "raised" and reply.raised.type in PURPOSE:
                    case["raises"] = reply.raised.type
                else:
                    raise Dropped("not_deterministic")
            except ValueError:
                raise Dropped("result_not_plain") from None
            found.append(case)
    except Ended as ended:
        raise Dropped("does_not_end" if ended.outcome.limit else "ends_the_process") from None
    finally:
        session.close()
    return found


def _check_outcomes(found: Sequence[Case]) -> None:
    """Drop what teaches nothing: constants, copies of the input, too few different results."""
    results = Counter(json.dumps(case.get("expected")) for case in found if "raises" not in case)
    raised = len(found) - results.total()
    if set(results) <= {"true", "false"}:
        if len(found) < 8 or len(results) < 2 or min(results.values()) < 3:
            raise Dropped("constant" if len(results) < 2 else "few_distinct")
    elif len(results) < MIN_DISTINCT:
        raise Dropped("constant" if len(results) < 2 else "few_distinct")
    if raised > len(found) // 3:
        raise Dropped("mostly_raises")
    copies = sum(
        bool(case["args"]) and json.dumps(case.get("expected")) == json.dumps(case["args"][0])
        for case in found
    )
    if copies > 0.6 * len(found):
        raise Dropped("identity")


def _coverage(function: Harvested, chosen: Sequence[Found]) -> float:
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
    reached = {arc[2] for item in chosen for arc in item.arcs if arc[1] >= 0}
    return len(lines & reached) / len(lines)


def _listing(program: str, entry: str) -> str:
    """The program with its entry under another name, and a function around it that gives a list."""
    inner = f"_{entry.lstrip('_')}" if not entry.startswith("_") else f"_iter{entry}"
    renamed = cleaning.rename(program, {entry: inner})
    [node] = [one for one in tree_of(program).body if isinstance(one, ast.FunctionDef) and one.name == entry]
    arguments = node.args
    names = [arg.arg for arg in [*arguments.posonlyargs, *arguments.args]]
    passed = names + ([f"*{arguments.vararg.arg}"] if arguments.vararg else [])
    passed += [f"{arg.arg}={arg.arg}" for arg in arguments.kwonlyargs]
    passed += [f"**{arguments.kwarg.arg}"] if arguments.kwarg else []
    head = f"def {entry}({ast.unparse(arguments)}):"
    return f"{renamed}\n\n{head}\n    return list({inner}({', '.join(passed)}))\n"
