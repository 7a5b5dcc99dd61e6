"""``math.program``: does a Python program compute the reference from the problem's numbers?

The response holds one program with a function ``solution()``. It is run in the
sandbox, twice with different hash seeds, and must return the same plain number
both times; that number must be equal to the reference as ``math.answer`` compares
(a float counts with its first 12 significant digits). A program that only states
its result falls: with at least one of the problem's numbers the result must
change, which is found by changing them one by one and running it again.

It does not show that the program's way is right: another wrong way may come to the
same number.
"""

from __future__ import annotations

import ast
import re
from decimal import Decimal
from typing import Any

from assay import Check, Sample, Status, Task, Verdict, sandbox, verifier
from assay.evidence import number_words
from assay.evidence.final_answer import without_drafts
from assay.evidence.markdown import fences
from assay_math.answers.reference import expected_answer
from assay_math.verifiers.answer import answer

ENTRY = "solution"
LONGEST = 20_000  # characters of a response
MOST_CHANGED = 8  # numbers of the problem that are tried
DIGITS = 12  # of a float
LARGEST = 10**40
LIMITS = sandbox.Limits(wall=3.0, cpu=2.0, memory=256 << 20)
MODULES = frozenset(
    "math fractions decimal itertools functools collections statistics typing calendar".split()
)
_FORBIDDEN = frozenset("eval exec compile open input id hash globals locals vars getattr setattr".split())
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")


_WORDS = {word: value for word, value in number_words.ONES.items() if value > 1} | number_words.TENS | {
    "hundred": 100, "thousand": 1000, "dozen": 12, "half": 2, "twice": 2, "double": 2, "triple": 3, "thrice": 3,
    "third": 3, "quarter": 4,
}  # fmt: skip


class _Found(Exception):
    """Why the program does not pass."""

    def __init__(self, status: Status, reason: str, message: str) -> None:
        super().__init__(reason)
        self.verdict = Verdict(status, reason, message)


def _wrong(reason: str, message: str) -> _Found:
    return _Found(Status.REJECTED, reason, message)


@verifier(
    "math.program",
    version=2,
    cost=3,
    deadline=60,
    needs=("prompt", "response", "reference"),
    packages=("sympy", "python-flint"),
    sandboxed=True,
    proves_wrong=("wrong_answer", "wrong_kind", "not_exact", "raised", "crashed"),
)
def program(sample: Sample) -> Verdict:
    """Run the response's ``solution()``; its number must be the reference and depend on those of the problem."""
    expected = expected_answer(sample)
    try:
        tree = _read(sample.response)
        value = _run(tree, 0)
        if _text(_run(tree, 1)) != _text(value):
            raise _wrong("not_deterministic", "Two runs return different numbers.")
        text = _text(value)
        equal = answer.check(Sample(Task(sample.prompt, expected), f"The answer is \\boxed{{{text}}}."))
        if not equal.accepted:
            return Verdict(equal.status, equal.reason, f"{ENTRY}() returns {text}. {equal.message}")
        used = _depends_on(tree, value, sample.prompt)
    except _Found as found:
        return found.verdict
    except sandbox.Unsupported as error:
        return Verdict(Status.ABSTAINED, "unsupported", f"The sandbox cannot run the program: {error}.")
    checks = (
        Check("value", Status.ACCEPTED, f"{ENTRY}() == {text}"),
        Check("computed", Status.ACCEPTED, f"the result changes with the problem's {used}"),
    )
    return Verdict(Status.ACCEPTED, "ok", "", checks)


def _read(response: str) -> ast.Module:
    """The program of a response: its only fenced block, or all of it."""
    if len(response) > LONGEST:
        raise _Found(
            Status.ABSTAINED, "limit", f"The response has {len(response)} characters; {LONGEST} are read."
        )
    response = without_drafts(response)
    found = [fence for fence in fences(response) if fence.closed and fence.language in ("", "python", "py")]
    blocks = [fence.text for fence in found]
    if len(blocks) > 1:
        raise _wrong("several_programs", f"The response holds {len(blocks)} programs, not one.")
    try:
        tree = ast.parse(blocks[0] if blocks else response)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise _wrong("no_program", "The response holds no Python program.") from None
    made = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == ENTRY]
    if len(made) != 1:
        raise _wrong("no_solution", f"The program defines {ENTRY}() {len(made)} times, not once.")
    for node in ast.walk(tree):
        modules: list[str] = []
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            modules = [node.module or "."]
        name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
        bad = [m for m in modules if m.partition(".")[0] not in MODULES]
        if bad or name in _FORBIDDEN or name.startswith("__"):
            raise _wrong("not_plain", f"The program uses {(bad or [name])[0]}, which no computation needs.")
    return tree


def _run(tree: ast.Module, hash_seed: int) -> int | float:
    """What ``solution()`` returns, as a plain number."""
    try:
        session = sandbox.current().load(ast.unparse(tree), limits=LIMITS, hash_seed=hash_seed)
        try:
            reply = session.call(ENTRY)
        finally:
            session.close()
    except sandbox.Ended as ended:
        if ended.outcome.limit:
            message = f"The program ran into its limit of {ended.outcome.limit}."
            raise _Found(Status.ABSTAINED, "limit", message) from None
        raise _wrong("crashed", f"The program ended: {ended}.") from None
    if reply.raised is not None:
        raise _wrong("raised", f"{ENTRY}() raises {_said(reply.raised)}.")
    return _number(reply.value)


def _said(raised: sandbox.Raised) -> str:
    return " ".join(f"{raised.type}: {raised.message}".split())[:200]


def _number(value: Any) -> int | float:
    if type(value) not in (int, float):
        kind = value.type if isinstance(value, sandbox.Opaque) else type(value).__name__
        raise _wrong("not_a_number", f"{ENTRY}() returns a value of type {kind}, not a plain number.")
    if value != value or abs(value) > LARGEST:
        raise _wrong("not_a_number", f"{ENTRY}() returns no number of a reasonable size.")
    number: int | float = value
    return number


def _text(value: int | float) -> str:
    if isinstance(value, int):
        return str(value)
    text = format(Decimal(f"{value:.{DIGITS}g}"), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _depends_on(tree: ast.Module, value: int | float, prompt: str) -> str:
    """A number of the problem that the result changes with."""
    said = {float(n.replace(",", "")) for n in _NUMBER.findall(prompt) if n.strip(",")}
    said |= {float(_WORDS[word]) for word in re.findall(r"[a-z]+", prompt.lower()) if word in _WORDS}
    said |= {n / 100 for n in said}  # "20%" is 0.2 in a program
    literals = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and type(node.value) in (int, float) and node.value in said
    ]
    if not literals:
        raise _wrong("ignores_problem", "The program holds none of the problem's numbers.")
    for literal in literals[:MOST_CHANGED]:
        before = literal.value
        assert isinstance(before, int | float)
        results = [value]
        inputs: list[int | float] = [before, 2 * before + 1, 3 * before + 2]
        for other in inputs[1:]:  # two, or `18 if 16 == 16 else 0` would do
            literal.value = other
            try:
                results.append(_run(tree, 0))
            except _Found:
                break  # a program that stumbles over another number is not known to compute with it
            finally:
                literal.value = before
        if len(set(map(_text, results))) == 3 and results != inputs:  # equal: it only hands the number on
            return f"{before}"
    raise _wrong("ignores_problem", "The result does not follow the problem's numbers when they are changed.")
