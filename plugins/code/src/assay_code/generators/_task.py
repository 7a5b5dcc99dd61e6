"""What the task families share: a problem, its cases, and the text of prompt and response.

A family is a function ``(rng, difficulty) -> Problem``. The solution's source text
is trusted (we wrote it), so it runs in this process. Every case is computed twice,
by the solution and by an independent ``oracle``; a disagreement is an error in the
family and raises.
"""

from __future__ import annotations

import copy
import functools
import importlib
import pkgutil
import random
import re
import textwrap
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assay import Draft, Generator, generator, make_reference
from assay_code.generators._names import defined, name_of, renamed
from assay_code.programs.effort import STEPS, effort, level
from assay_code.programs.forms import other_form
from assay_code.programs.normal import normal
from assay_code.values import encode

MAX_REPR = 240
"""Longest argument list, in characters, that a case may have."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A programming problem with its solution.

    ``goal`` starts with "returns" and ends without a full stop; with ``rules``, which
    are whole sentences, it must fix the result for every input that the problem
    allows. ``idea`` is the explanation: two to four sentences that are true of
    ``source``. ``inputs`` are argument tuples, the ordinary ones first.
    """

    entry: str
    goal: str
    rules: Sequence[str]
    source: str
    inputs: Sequence[tuple[Any, ...]]
    idea: Sequence[str]
    oracle: Callable[..., Any]
    own_rules: int | None = None
    """How many of ``rules`` come before those on a helper that is asked for too; ``None`` without one."""


@dataclass(frozen=True, slots=True)
class Case:
    """A call and what it comes to: a value, or the name of the exception that it raises."""

    args: tuple[Any, ...]
    value: Any = None
    raises: str = ""

    def call(self, entry: str) -> str:
        return f"{entry}({', '.join(map(repr, self.args))})"

    def data(self) -> dict[str, Any]:
        """The case as a call of :class:`~assay_code.judging.reference.Cases`."""
        head: dict[str, Any] = {"args": [encode(arg) for arg in self.args]}
        return head | ({"raises": self.raises} if self.raises else {"expected": encode(self.value)})


@dataclass(frozen=True, slots=True)
class Solved:
    """A problem with all its cases; ``shown`` are the ones that the prompt may give away."""

    problem: Problem
    cases: tuple[Case, ...]
    shown: tuple[Case, ...]


Family = Callable[[random.Random, int], Problem]

_FAMILIES: dict[str, tuple[Family, tuple[int, int]]] = {}
LEVELS: dict[Family, tuple[int, int]] = {}


def family(
    name: str, *, levels: tuple[int, int], difficulties: tuple[int, int], version: int = 3
) -> Callable[[Family], Generator]:
    """Register a family, and make it the generator of "write this function" tasks.

    ``levels`` are the family's own, which it is called with: what its problems add from one to the next.
    ``difficulties`` are those that its tasks reach by the yardstick of all families
    (:mod:`assay_code.programs.effort`). Rows of version 1 had a reference without parts, so new families begin with 2.
    """

    def wrap(make: Family) -> Generator:
        _FAMILIES[name] = (make, difficulties)
        LEVELS[make] = levels

        @generator(
            name,
            verifiers=("code.io",),
            version=version,
            summary=(make.__doc__ or "").strip().split("\n", 1)[0],
            difficulties=difficulties,
        )
        def draft(rng: random.Random, difficulty: int) -> Draft:
            from assay_code.generators._wording import prompt, response  # it reads this module

            solved = solve(make, rng, difficulty)
            return Draft(
                prompt(rng, solved), response(rng, solved), io_reference(solved), solved.problem.source
            )

        return draft

    return wrap


@functools.cache
def families() -> dict[str, tuple[Family, tuple[int, int]]]:
    """Every family of this package, by name, with its difficulties."""
    package = importlib.import_module("assay_code.generators")
    for info in pkgutil.iter_modules(package.__path__):
        if not info.name.startswith("_"):
            importlib.import_module(f"assay_code.generators.{info.name}")
    return dict(sorted(_FAMILIES.items()))


def some_problem(rng: random.Random, difficulty: int, among: Collection[str] | None = None) -> Solved:
    """A problem of a random family, of those named if any are, that has this difficulty."""
    known = [
        make
        for name, (make, (low, high)) in families().items()
        if low <= difficulty <= high and (among is None or name in among)
    ]
    return solve(rng.choice(known), rng, difficulty)


# ---------------------------------------------------------------- cases


def solve(make: Family, rng: random.Random, difficulty: int) -> Solved:
    """A problem of the family that has this difficulty by the yardstick of all families.

    Its outputs differ enough to tell a right program from a wrong one. About half of the problems are settings in
    which the function of the family is a helper.
    """
    from assay_code.generators._extend import extended

    low, high = LEVELS[make]
    least, below = _FROM[difficulty - 1], _BELOW[difficulty - 1]
    nearest: tuple[float, Solved] | None = None
    for _ in range(_TRIES):
        made = make(rng, rng.randint(low, high))
        plain = rng.random() < _PLAIN
        points = points_of(made)
        if not (least <= points < below if plain else least - _MORE[1] <= points < below - _MORE[0]):
            continue
        problem = tidy(rng, made)
        cases = run_cases(problem)
        if not plain and _tells(cases):
            wider = extended(rng, problem, cases)
            if wider is not None:
                problem, cases = wider, run_cases(wider)
        if not _tells(cases):
            continue
        points = points_of(problem)
        off = max(least - points, points - below)
        if off < 0 or nearest is None or off < nearest[0]:
            nearest = off, Solved(problem, cases, ())
        if off < 0:
            break
    if nearest is None:
        raise RuntimeError(f"{make.__name__}: no problem of difficulty {difficulty} with different outputs")
    found = nearest[1]
    problem = in_other_form(rng, found.problem)
    run_cases(problem)
    return Solved(problem, found.cases, _choose_shown(rng, found.cases))


_PLAIN = 0.45
_TRIES = 400
_MORE = (4.0, 11.0)
"""What a setting adds to the effort of its helper, about."""
_FROM = (0.0, *STEPS)
_BELOW = (*STEPS, 1_000.0)


def in_other_form(rng: random.Random, problem: Problem) -> Problem:
    """The problem with its program written in one of several ways of the same difficulty."""
    said = " ".join(problem.idea)
    if "comprehension" in said:
        return problem
    source = other_form(rng, problem.source, re.findall(r"`([^`]+)`", said))
    other = replace(problem, source=source)
    return other if level(points_of(other)) == level(points_of(problem)) else problem


def points_of(problem: Problem) -> float:
    """The effort of a problem by the yardstick of all families."""
    return effort(problem.source, len(" ".join([problem.goal, *problem.rules]).split()))


def _tells(cases: Sequence[Case]) -> bool:
    """Are there enough cases, and enough different results?"""
    two_valued = all(isinstance(case.value, bool) for case in cases)
    return len(cases) >= 6 and len({outcome(case) for case in cases}) >= (2 if two_valued else 4)


def tidy(rng: random.Random, problem: Problem) -> Problem:
    """The problem with a program in normal form and its function named by what it computes."""
    source = normal(problem.source)
    name = name_of(rng, problem.goal, sorted(defined(source)))
    if not name:
        return replace(problem, source=source)
    old = re.compile(rf"(?<=`){problem.entry}(?=[`(])")
    texts = {part: [old.sub(name, text) for text in getattr(problem, part)] for part in ("rules", "idea")}
    return replace(
        problem,
        entry=name,
        source=renamed(source, problem.entry, name),
        goal=old.sub(name, problem.goal),
        rules=texts["rules"],
        idea=texts["idea"],
    )


def run_cases(problem: Problem) -> tuple[Case, ...]:
    """Run the solution and the oracle on every input; :class:`RuntimeError` where they disagree."""
    function = load(problem.source, problem.entry)
    cases: dict[str, Case] = {}
    for args in problem.inputs:
        key = repr(args)
        if key in cases or len(key) > MAX_REPR:
            continue
        case = _call(function, args)
        other = _call(problem.oracle, args)
        if repr((case.value, case.raises)) != repr((other.value, other.raises)):
            raise RuntimeError(f"{case.call(problem.entry)}: {case} against {other}\n{problem.source}")
        cases[key] = case
    return tuple(cases.values())


def load(source: str, entry: str) -> Callable[..., Any]:
    """The function ``entry`` of a source text of ours."""
    names: dict[str, Any] = {"__name__": "program"}
    exec(_compiled(source), names)  # our own text, never a row's
    function: Callable[..., Any] = names[entry]
    return function


@functools.lru_cache(maxsize=64)
def _compiled(source: str) -> Any:
    return compile(source, "<solution>", "exec", dont_inherit=True)


def _call(function: Callable[..., Any], args: tuple[Any, ...]) -> Case:
    given = copy.deepcopy(args)
    try:
        case = Case(args, function(*given))
    except (ValueError, KeyError, IndexError, ZeroDivisionError) as error:
        case = Case(args, raises=type(error).__name__)
    if repr(given) != repr(args):
        raise RuntimeError(f"the function changed its arguments {args!r}")
    return case


def outcome(case: Case) -> str:
    return repr((case.value, case.raises))


_MOST_SHOWN = 200
"""Characters of a case above which a shorter one is shown if there is one."""


def _choose_shown(rng: random.Random, cases: Sequence[Case]) -> tuple[Case, ...]:
    """Two to four short cases with different outcomes, never more than a third of all."""
    count = min(rng.randint(2, 4), max(2, len(cases) // 3))
    order = list(range(len(cases)))
    rng.shuffle(order)
    # the ordinary inputs come first in a family's list: show one of them, at least
    first = min(rng.sample(range(3), 3), key=lambda i: len(repr(cases[i])) > _MOST_SHOWN)
    order.remove(first)
    order.sort(key=lambda i: len(repr(cases[i])) > _MOST_SHOWN)
    chosen = [first]
    for i in order:
        if len(chosen) < count and outcome(cases[i]) not in {outcome(cases[j]) for j in chosen}:
            chosen.append(i)
    return tuple(cases[i] for i in sorted(chosen))


def io_reference(solved: Solved) -> str:
    """The reference of ``code.io``: all cases, shown and held out."""
    calls = [case.data() for case in solved.cases]
    return make_reference(cases={"entry": solved.problem.entry, "calls": calls})


# ---------------------------------------------------------------- writing families


def fill(template: str, **parts: str) -> str:
    """Source text from a template.

    ``<<name>>`` becomes the part of that name; alone on a line, it takes the
    indentation of that line, and an empty part removes the line.
    """
    lines: list[str] = []
    for line in textwrap.dedent(template).strip("\n").split("\n"):
        alone = re.fullmatch(r"(\s*)<<(\w+)>>", line)
        if not alone:
            lines.append(re.sub(r"<<(\w+)>>", lambda match: parts[match[1]], line))
        elif parts[alone[2]]:
            part = textwrap.dedent(parts[alone[2]]).strip("\n")
            lines += [alone[1] + row if row else row for row in part.split("\n")]
    text = "\n".join(lines) + "\n"
    return re.sub(r"\n+(?=def |@|class )", "\n\n\n", text)


def a(noun: str) -> str:
    """The noun with its indefinite article."""
    return ("an " if noun[0] in "aeiouAEIOU" else "a ") + noun


def count(number: int, singular: str, plural: str = "") -> str:
    """``"1 item"``, ``"3 items"``."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"
