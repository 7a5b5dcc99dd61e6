"""Puzzles: a condition, and a function that finds a value for it."""

from __future__ import annotations

import ast
import re
from typing import Any

from assay import Check, Sample, Verdict, sandbox
from assay.sandbox import Ended
from assay_code.judging.candidate import Candidate, Stopped, describe
from assay_code.judging.compare import has_opaque, show
from assay_code.judging.find_program import find_program, has_function, parse
from assay_code.judging.reference import BadReference
from assay_code.judging.report import failed, passed, verdict

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


def judge_puzzle(sample: Sample, data: Any) -> Verdict:
    """Whether the condition is exactly ``True`` for the value that the response's function returns."""
    sat = data.get("sat") if isinstance(data, dict) else None
    tree = parse(sat) if isinstance(sat, str) else None
    names = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)] if tree else []
    if not names or not isinstance(sat, str):
        raise BadReference("The reference holds no function in 'sat'.")
    wanted, entry = data.get("answer_type", ""), data.get("entry", "sol")
    if not isinstance(wanted, str) or not isinstance(entry, str) or not entry.isidentifier():
        raise BadReference("The answer type or the entry of the puzzle is not a name.")
    program = find_program(sample.response, (entry,), wanted=has_function)
    with Candidate(program) as candidate:
        reply = candidate.call(entry)
    claim = f"{names[-1]}({entry}()) is True"
    if reply.raised is not None:
        check = failed("puzzle", claim, program.span, "raised", f"{entry}() raises {describe(reply.raised)}")
    elif has_opaque(reply.value):
        check = failed("puzzle", claim, program.span, "not_plain", f"{entry}() returns {show(reply.value)}")
    elif wanted and not is_type(reply.value, wanted):
        message = f"{entry}() returns {show(reply.value)}, which is no {wanted}"
        check = failed("puzzle", claim, program.span, "wrong_type", message)
    else:
        check = _satisfied(sat, names[-1], reply.value, claim, program.span)
        other = _satisfied(sat, names[-1], reply.value, claim, program.span, hash_seed=1)
        if check.status is not other.status:
            message = "The condition of the puzzle holds for this value at times only."
            raise Stopped("not_deterministic", message, undecided=True)
    return verdict([check])


def _satisfied(
    sat: str, name: str, value: Any, claim: str, span: tuple[int, int] | None, hash_seed: int = 0
) -> Check:
    """The condition runs in a sandbox of its own: the reference is somebody's code too."""
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
        return failed(
            "puzzle", claim, span, "raised", f"for {show(value)} it raises {describe(reply.raised)}"
        )
    if reply.value is not True:
        return failed("puzzle", claim, span, "wrong_output", f"for {show(value)} it is {show(reply.value)}")
    return passed("puzzle", claim, span)


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
