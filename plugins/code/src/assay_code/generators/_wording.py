"""The text of a row: the task in one of several forms, and the response."""

from __future__ import annotations

import ast
import random
import re
import textwrap
from collections.abc import Iterable, Sequence

from assay_code.generators._task import Case, Solved
from assay_code.generators._walkthrough import walkthrough
from assay_code.syntax import tree_of


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
    "Can you implement `{signature}` for me? It {goal}.",
    "In Python, define `{signature}` so that it {goal}.",
    "Help me with a small function: `{signature}` {goal}.",
    "Please code the following in Python. `{signature}` {goal}.",
    "For a project I have to write `{signature}`. It {goal}. How would you do it?",
    "Python exercise: write `{signature}`. The function {goal}.",
    "What would a clean Python implementation of `{signature}` look like? The function {goal}.",
    "Give me a Python function that {goal}. Its signature is `{signature}`.",
    "The function `{signature}` {goal}. Write it in Python.",
)
_STUB = (
    "Complete this Python function:",
    "Fill in the body of this function.",
    "Implement the following function so that it does what its docstring says.",
    "Finish this function:",
    "Here is the head of a Python function. Write the rest.",
    "The body of this function is missing. Please add it.",
    "Write the code that belongs under this docstring:",
    "Please implement this stub:",
    "Turn this signature and docstring into a working function.",
    "Can you complete the function below?",
    "The docstring says what this function has to do. Implement it.",
    "I have started a function but not got beyond its docstring. Please finish it:",
)
_BEFORE_EXAMPLES = (
    "Examples:",
    "For example:",
    "Some examples:",
    "A few calls and their results:",
    "Here is what some calls give:",
    "It should behave like this:",
    "Expected results:",
    "These calls show what is meant:",
)


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
    head = signature(problem.source, problem.entry)
    opening = rng.choice(_OPENINGS).format(signature=head, goal=problem.goal)
    split = len(problem.rules) if problem.own_rules is None else problem.own_rules
    own, helper = problem.rules[:split], problem.rules[split:]
    parts = [opening, _sentences(own, bullets=bullets)]
    if helper:
        parts += [helper[0], _sentences(helper[1:], bullets=True)] if bullets else [" ".join(helper)]
    return "\n\n".join(filter(None, parts))


def _sentences(rules: Sequence[str], *, bullets: bool) -> str:
    if bullets and len(rules) > 1:
        return "\n".join(f"- {rule}" for rule in rules)
    return " ".join(rules)


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
    return f'def {signature(solved.problem.source, solved.problem.entry)}:\n    """{body.strip()}\n    """'


def imperative(goal: str) -> str:
    """``"returns the sum"`` as ``"Return the sum"``."""
    verb, rest = goal.split(" ", 1)
    if verb != "returns":
        raise ValueError(f"a goal starts with 'returns': {goal!r}")
    return "Return " + rest


def response(rng: random.Random, solved: Solved) -> str:
    """The explanation, for most problems a worked example, then the solution in one fenced block."""
    return f"{explanation(rng, solved)}\n\n{fenced(solved.problem.source)}"


_WALKED = 0.75


def explanation(rng: random.Random, solved: Solved) -> str:
    """What the solution does and why, with a run on one of the shown cases where that can be told."""
    idea = solved.problem.idea
    if rng.random() < 0.3:
        text = "\n".join(f"{i}. {sentence}" for i, sentence in enumerate(idea, 1))
    else:
        text = " ".join(idea)
    example = walkthrough(rng, solved) if rng.random() < _WALKED else ""
    return f"{text}\n\n{example}" if example else text
