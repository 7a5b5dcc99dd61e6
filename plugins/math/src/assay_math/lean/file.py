"""The Lean file of a candidate: our statement, its proof in brackets, and where in it each of our lines stands.

The response's theorems stand in a namespace of their own with a random name, and what is accepted is a theorem of ours
after it, with the statement of the reference, that is proved by theirs alone. What they declare can therefore not
change what ours says, and its name cannot be known to them.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from assay_math.lean.backends import LeanFile
from assay_math.lean.proof import Proof, Theorem
from assay_math.lean.statement import Statement

GOAL = "goal"
ALL_NAMES = "set_option pp.all true in"


@dataclass(frozen=True, slots=True)
class Built:
    """A file with what to look for in it. Lines count from 1, in the body of the file; the ends are included."""

    file: LeanFile
    space: str
    """The namespace of the file."""
    inner: str
    """The full name of the namespace of the response's theorems."""
    theirs: str
    """The full name of the response's theorem."""
    goal: str
    """The full name of ours."""
    ours: frozenset[int]
    """Lines of the definitions and of our statement: an error in one of them is the reference's."""
    first: int
    """The line before the first of the response's theorems; nothing of theirs stands before it."""
    last: int
    """The line after the last of them."""
    check_theirs: int
    """With ``ask``, the lines of the commands that print the two theorems and the axioms of ours; else 0."""
    check_goal: int
    axioms: int
    end: int
    """The last line, of a command that prints that the end was reached."""


def build(statement: Statement, proof: Proof, *, ask: bool, space: str = "") -> Built:
    """The file in which Lean checks a proof.

    ``ask`` adds the commands by which a backend of :attr:`~assay_math.lean.backends.Backend.axioms` ``"command"``
    tells what was proved. ``space`` is the name of the namespace, random by default.
    """
    space = space or f"Assay{secrets.token_hex(8)}"
    inner = f"R{secrets.token_hex(4)}"
    lines = [f"namespace {space}", "set_option relaxedAutoImplicit false"]
    ours: list[int] = []
    if statement.definitions:
        added = statement.definitions.split("\n")
        ours += range(len(lines) + 1, len(lines) + len(added) + 1)
        lines += added
    lines.append(f"namespace {inner}")
    first = len(lines)
    for theorem in proof.theorems:
        lines += _lines(theorem)
    lines.append(f"end {inner}")
    last = len(lines)
    target = f"{inner}.{proof.theorems[proof.target].signature.name}"
    stated = f"theorem {GOAL} : (\n{statement.signature.closed}\n) :=".split("\n")
    ours += range(len(lines) + 1, len(lines) + len(stated) + 1)
    lines += [*stated, f"@{target}"]
    check_theirs = check_goal = axioms = 0
    if ask:
        lines += [f"{ALL_NAMES} #check @{target}", f"{ALL_NAMES} #check @{GOAL}", f"#print axioms {GOAL}"]
        check_theirs, check_goal, axioms = len(lines) - 2, len(lines) - 1, len(lines)
    lines += [f"end {space}", f"#check {space}.{GOAL}"]
    return Built(
        LeanFile(statement.imports, "\n".join(lines) + "\n"),
        space,
        f"{space}.{inner}",
        f"{space}.{target}",
        f"{space}.{GOAL}",
        frozenset(ours),
        first,
        last,
        check_theirs,
        check_goal,
        axioms,
        len(lines),
    )


def _lines(theorem: Theorem) -> list[str]:
    """A theorem of the response. Brackets of ours hold its statement and its proof: no command can begin in them."""
    signature = theorem.signature
    text = f"theorem {signature.name} {signature.binders} : (\n{signature.type}\n) := (\n{theorem.proof}\n)"
    return text.split("\n")
