"""What the task families share: a problem, its cases, and the text of prompt and response.

A family is a function ``(rng, difficulty) -> Problem``. The solution's source text
is trusted (we wrote it), so it runs in this process. Every case is computed twice,
by the solution and by an independent ``oracle``; a disagreement is an error in the
family and raises.
"""

from __future__ import annotations

import ast
import copy
import functools
import importlib
import pkgutil
import random
import re
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from assay import Draft, Generator, generator, make_reference
from assay_code.syntax import tree_of
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

    @property
    def signature(self) -> str:
        return signature(self.problem.source, self.problem.entry)


Family = Callable[[random.Random, int], Problem]

_FAMILIES: dict[str, tuple[Family, tuple[int, int]]] = {}


def family(
    name: str, *, difficulties: tuple[int, int] = (1, 5), version: int = 2
) -> Callable[[Family], Generator]:
    """Register a family, and make it the generator of "write this function" tasks.

    Rows of version 1 had a reference without parts, so new families begin with 2.
    """

    def wrap(make: Family) -> Generator:
        _FAMILIES[name] = (make, difficulties)

        @generator(
            name,
            verifiers=("code.io",),
            version=version,
            summary=(make.__doc__ or "").strip().split("\n", 1)[0],
            difficulties=difficulties,
        )
        def draft(rng: random.Random, difficulty: int) -> Draft:
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


def some_problem(rng: random.Random, difficulty: int) -> Solved:
    """A problem of a random family that has this difficulty."""
    known = families().values()
    return solve(
        rng.choice([make for make, (low, high) in known if low <= difficulty <= high]), rng, difficulty
    )


# ---------------------------------------------------------------- cases


def solve(make: Family, rng: random.Random, difficulty: int) -> Solved:
    """A problem of the family whose outputs differ enough to tell a right program from a wrong one."""
    for _ in range(40):
        problem = make(rng, difficulty)
        cases = run_cases(problem)
        outcomes = {outcome(case) for case in cases}
        two_valued = all(isinstance(case.value, bool) for case in cases)
        if len(cases) >= 6 and len(outcomes) >= (2 if two_valued else 4):
            return Solved(problem, cases, _choose_shown(rng, cases))
    raise RuntimeError(f"{problem.entry}: no inputs with enough different outputs: {problem.inputs}")


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


def _choose_shown(rng: random.Random, cases: Sequence[Case]) -> tuple[Case, ...]:
    """Two to four short cases with different outcomes, never more than a third of all."""
    count = min(rng.randint(2, 4), max(2, len(cases) // 3))
    order = list(range(len(cases)))
    rng.shuffle(order)
    # the ordinary inputs come first in a family's list: show one of them, at least
    first = rng.randrange(min(3, len(cases)))
    order.remove(first)
    order.sort(key=lambda i: len(repr(cases[i].args)) > 120)
    chosen = [first]
    for i in order:
        if len(chosen) < count and outcome(cases[i]) not in {outcome(cases[j]) for j in chosen}:
            chosen.append(i)
    return tuple(cases[i] for i in sorted(chosen))


# ---------------------------------------------------------------- text


def signature(source: str, entry: str) -> str:
    """``name(argument: type) -> type`` of a top-level function."""
    for node in tree_of(source).body:
        if isinstance(node, ast.FunctionDef) and node.name == entry:
            returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
            arguments = re.sub(r"(: [\w\[\], |]+)=", r"\1 = ", ast.unparse(node.args))
            return f"{entry}({arguments}){returns}"
    raise ValueError(f"no function {entry}")


def fenced(text: str, language: str = "python") -> str:
    return f"```{language}\n{text.rstrip()}\n```"


_OPENINGS = (
    "Write a Python function `{signature}` that {goal}.",
    "Implement `{signature}` in Python. The function {goal}.",
    "I need a Python function `{signature}`. It {goal}.",
    "Please write `{signature}`, which {goal}.",
    "Your task: implement a function `{signature}` that {goal}.",
    "Could you write me a Python function with the signature `{signature}` that {goal}?",
    "Create the Python function `{signature}`. It {goal}.",
)
_STUB = (
    "Complete this Python function:",
    "Fill in the body of this function.",
    "Implement the following function so that it does what its docstring says.",
    "Finish this function:",
)
_BEFORE_EXAMPLES = ("Examples:", "For example:", "Some examples:", "A few calls and their results:")


def prompt(rng: random.Random, solved: Solved) -> str:
    """The task in one of several forms: prose, bullets, or a stub with a docstring."""
    style = rng.choice(("prose", "prose", "bullets", "bullets", "stub"))
    if style == "stub":
        text = docstring_stub(solved)
        if text:
            return f"{rng.choice(_STUB)}\n\n{fenced(text)}"
    return f"{statement(rng, solved, bullets=style == 'bullets')}\n\n{examples(rng, solved)}"


def statement(rng: random.Random, solved: Solved, *, bullets: bool) -> str:
    """The task without its examples."""
    problem = solved.problem
    opening = rng.choice(_OPENINGS).format(signature=solved.signature, goal=problem.goal)
    if not problem.rules:
        return opening
    if bullets and len(problem.rules) > 1:
        return opening + "\n\n" + "\n".join(f"- {rule}" for rule in problem.rules)
    return opening + "\n\n" + " ".join(problem.rules)


def examples(rng: random.Random, solved: Solved) -> str:
    entry = solved.problem.entry
    if rng.random() < 0.25 and not any("`" in repr(case) for case in solved.shown):
        lines = [f"- `{case.call(entry)}` {_ends(case)}" for case in solved.shown]
        return rng.choice(_BEFORE_EXAMPLES) + "\n\n" + "\n".join(lines)
    if rng.random() < 0.5:
        return rng.choice(_BEFORE_EXAMPLES) + "\n\n" + fenced("\n".join(_doctest(entry, solved.shown)), "")
    lines = [comparison(case, entry) for case in solved.shown]
    return rng.choice(_BEFORE_EXAMPLES) + "\n\n" + fenced("\n".join(lines))


def comparison(case: Case, entry: str) -> str:
    """``f(1) == 2``, or a call with a comment that it raises."""
    if case.raises:
        return f"{case.call(entry)}  # raises {case.raises}"
    by_identity = case.value is None or isinstance(case.value, bool)
    return f"{case.call(entry)} {'is' if by_identity else '=='} {case.value!r}"


def _ends(case: Case) -> str:
    return f"raises `{case.raises}`" if case.raises else f"returns `{case.value!r}`"


def _doctest(entry: str, cases: Iterable[Case]) -> list[str]:
    lines = []
    for case in cases:
        lines.append(f">>> {case.call(entry)}")
        if case.raises:
            lines += ["Traceback (most recent call last):", "    ...", case.raises]
        elif case.value is not None:
            lines.append(repr(case.value))
    return lines


def docstring_stub(solved: Solved) -> str:
    """The head of the function with a docstring; ``""`` where the text has a backslash or quotes in it."""
    problem = solved.problem
    lines = textwrap.wrap(imperative(problem.goal) + ".", 84, break_long_words=False)
    if problem.rules:
        lines += ["", *textwrap.wrap(" ".join(problem.rules), 84, break_long_words=False)]
    lines += ["", *_doctest(problem.entry, solved.shown)]
    if any("\\" in line or '"""' in line for line in lines):
        return ""
    body = "\n".join(("    " + line).rstrip() for line in lines)
    return f'def {solved.signature}:\n    """{body.strip()}\n    """'


def imperative(goal: str) -> str:
    """``"returns the sum"`` as ``"Return the sum"``."""
    verb, rest = goal.split(" ", 1)
    if verb != "returns":
        raise ValueError(f"a goal starts with 'returns': {goal!r}")
    return "Return " + rest


def response(rng: random.Random, solved: Solved) -> str:
    """The explanation, then the solution in one fenced block."""
    idea = solved.problem.idea
    if rng.random() < 0.3:
        text = "\n".join(f"{i}. {sentence}" for i, sentence in enumerate(idea, 1))
    else:
        text = " ".join(idea)
    return f"{text}\n\n{fenced(solved.problem.source)}"


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
