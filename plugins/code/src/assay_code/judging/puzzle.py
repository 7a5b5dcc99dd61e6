"""Puzzles: a condition, and a function that finds a value for it."""

from __future__ import annotations

import ast
import re
from typing import Any

from assay import BadReference, Sample, Verdict, sandbox
from assay.sandbox import Ended
from assay_code.judging.candidate import Candidate, Stopped, describe, lacks_module, missing_module
from assay_code.judging.code_text import parse
from assay_code.judging.compare import has_opaque, show
from assay_code.judging.find_program import has_function, only_program
from assay_code.judging.reference import Puzzle
from assay_code.judging.report import Checks

_TYPES = {
    "int": int,
    "str": str,
    "float": float,
    "bool": bool,
    "list": list,
    "tuple": tuple,
    "dict": dict,
    "set": set,
}


def judge_puzzle(sample: Sample) -> Verdict:
    """Whether the condition is exactly ``True`` for the value that the response's function returns."""
    puzzle = sample.part(Puzzle)
    tree = parse(puzzle.sat)
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)] if tree else []
    if not functions or not _takes_one(functions[-1]):
        raise BadReference("The puzzle of the reference is no Python source of a function of one value.")
    condition = functions[-1].name
    entry = puzzle.entry
    program = only_program(sample.response, (entry,), wanted=has_function)
    with Candidate(program) as candidate:
        reply = candidate.call(entry)
    if reply.raised is not None and lacks_module(reply.raised):
        raise missing_module(describe(reply.raised))
    found = Checks(program.span)
    claim = f"{condition}({entry}()) is True"
    if reply.raised is not None:
        found.failed("puzzle", claim, "raised", f"{entry}() raises {describe(reply.raised)}")
    elif has_opaque(reply.value):
        found.failed("puzzle", claim, "not_plain", f"{entry}() returns {show(reply.value)}")
    elif puzzle.answer_type and not is_type(reply.value, puzzle.answer_type):
        message = f"{entry}() returns {show(reply.value)}, which is no {puzzle.answer_type}"
        found.failed("puzzle", claim, "wrong_type", message)
    else:
        problem = _problem(puzzle.sat, condition, reply.value)
        other = _problem(puzzle.sat, condition, reply.value, hash_seed=1)
        if (problem is None) is not (other is None):
            message = "The condition of the puzzle holds for this value at times only."
            raise Stopped("not_deterministic", message, undecided=True)
        if problem:
            found.failed("puzzle", claim, *problem)
        else:
            found.passed("puzzle", claim)
    return found.verdict()


def _takes_one(function: ast.FunctionDef) -> bool:
    """Whether it can be called with one value, as far as its text shows."""
    arguments = function.args
    names = [*arguments.posonlyargs, *arguments.args]
    required = len(names) - len(arguments.defaults)
    some = bool(names or arguments.vararg) and required <= 1
    return bool(function.decorator_list) or (some and None not in arguments.kw_defaults)


def _problem(sat: str, name: str, value: Any, hash_seed: int = 0) -> tuple[str, str] | None:
    """Why the condition does not hold: ``(reason, message)``. It runs in a sandbox, as it is somebody's code too."""
    try:
        session = sandbox.current().load(sat, hash_seed=hash_seed)
    except Ended as ended:
        raise BadReference(f"The condition of the puzzle does not load: {ended}.") from None
    try:
        reply = session.call(name, (value,))
    except Ended as ended:
        raise Stopped(
            "limit", f"The condition of the puzzle ends on this value: {ended}.", undecided=True
        ) from None
    finally:
        session.close()
    if reply.raised is not None:
        if lacks_module(reply.raised):
            message = (
                f"The condition of the puzzle needs a module that the sandbox lacks: {describe(reply.raised)}"
            )
            raise Stopped("missing_module", message, undecided=True)
        if reply.raised.type in ("NameError", "UnboundLocalError"):
            raise BadReference(f"The condition of the puzzle is broken: {describe(reply.raised)}.")
        return "raised", f"for {show(value)} it raises {describe(reply.raised)}"
    if reply.value is not True:
        return "wrong_output", f"for {show(value)} it is {show(reply.value)}"
    return None


def is_type(value: Any, wanted: str) -> bool:
    """Whether ``value`` is of a type such as ``list[int]``; an unknown type says nothing."""
    match = re.fullmatch(r"\s*(?:typing\.)?(\w+)\s*(?:\[(.*)\])?\s*", wanted)
    if not match:
        return True
    kind: Any = _TYPES.get(match[1].lower())
    if kind is None:
        return match[1] != "None" or value is None
    if type(value) is not kind:
        return False
    if not match[2]:
        return True
    parts = _parts(match[2])
    if kind is dict:
        return len(parts) != 2 or all(is_type(k, parts[0]) and is_type(v, parts[1]) for k, v in value.items())
    if kind is tuple and parts[-1].strip() != "...":
        return len(value) == len(parts) and all(map(is_type, value, parts))
    return all(is_type(item, parts[0]) for item in value)


def _parts(text: str) -> list[str]:
    """What stands between the commas of ``int, list[str, int]`` that are in no brackets."""
    parts, depth = [""], 0
    for char in text:
        depth += (char == "[") - (char == "]")
        if char == "," and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return parts
