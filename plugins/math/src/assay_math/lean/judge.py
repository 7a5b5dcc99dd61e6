"""What the outcome of a file shows: accepted on positive evidence only.

The theorem of ours is there with its statement, the one of the response with the same; no message is an error or says
``sorry``; and all that ours rests on, to the last constant of the file, are theorems and definitions, constants of the
imported modules, and the three axioms of classical mathematics.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from assay_math.lean.backends import Backend, Constant, Message, Outcome
from assay_math.lean.file import Built
from assay_math.lean.words import FORBIDDEN

AXIOMS = frozenset({"propext", "Classical.choice", "Quot.sound"})
_UNTRUSTED = frozenset(word for word, reason in FORBIDDEN.items() if reason in ("sorry", "axiom", "native"))
_PLAIN = ("theorem", "definition")
_LIMITS = re.compile(
    r"maximum recursion depth|deep recursion|\(deterministic\) timeout|maximum number of heartbeats|stack overflow|out of memory|excessive memory"
)
_PARSE = re.compile(
    r"unexpected (token|identifier|end of input)|^expected |unexpected .*; expected|missing end of|tabs are not"
)
_UNKNOWN = re.compile(
    r"[Uu]nknown (identifier|constant|namespace|tactic|attribute|option|free variable)|unknown module prefix|no goals to be proved by"
)
_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a file came to. ``status`` is that of a verdict; ``again`` asks to run it alone, as others may have
    disturbed it; ``rests`` says what an accepted theorem rests on."""

    status: str
    reason: str
    message: str
    rests: str = ""
    again: bool = False
    line: int | None = field(default=None)


def rule(built: Built, outcome: Outcome, backend: Backend) -> Ruling:
    """What is known of a candidate after its file was run."""
    if outcome.ended == "failed":
        return Ruling("error", "lean_failed", outcome.detail)
    if outcome.ended != "finished":
        what = "took Lean down" if outcome.ended == "crashed" else "did not come to its end in time"
        return Ruling("abstained", "limit", f"The proof {what}. {outcome.detail}".strip())
    errors = [message for message in outcome.messages if message.severity == "error"]
    for message in errors:
        if message.line in built.ours:
            said = _short(message.text)
            return Ruling("error", "unreadable_reference", f"Lean cannot read the reference: {said}")
    for message in errors:
        if built.first < message.line < built.last:
            return _ruled(message, message.line)
    if any(_says_sorry(message) for message in outcome.messages):
        return Ruling("rejected", "sorry", "Lean says that something is left unproved.")
    for message in errors:
        if message.line == max(built.ours) + 1:
            return Ruling(
                "rejected", "other_statement", f"It does not prove the statement: {_short(message.text)}"
            )
    if errors:
        said = _short(errors[0].text)
        return Ruling(
            "abstained", "no_evidence", f"Lean did not read the file to its end: {said}", again=True
        )
    if backend.axioms == "compiled":
        return _from_constants(built, outcome.constants)
    return _from_messages(built, outcome.messages)


def _ruled(message: Message, line: int) -> Ruling:
    said = _short(message.text)
    if _LIMITS.search(message.text):
        return Ruling("abstained", "limit", f"Lean reached a limit: {said}", line=line)
    if _PARSE.search(message.text):
        return Ruling("rejected", "not_lean", f"Lean cannot read the proof: {said}", line=line)
    if _UNKNOWN.search(message.text):
        return Ruling("rejected", "unknown_name", f"The proof names what is not there: {said}", line=line)
    return Ruling("rejected", "not_proved", f"Lean does not accept the proof: {said}", line=line)


def _short(text: str) -> str:
    """The beginning of what Lean says, on one line, without names of ours, which differ from run to run."""
    said = re.sub(r"\?([mu])\.\d+", r"?\1", text)
    said = re.sub(r"\b(?:_private\.[\w.]*?\.0\.)?(?:Assay[0-9a-f]{16}\.)?R[0-9a-f]{8}\.", "", said)
    said = " ".join(re.sub(r"\bAssay[0-9a-f]{16}\.?", "", said).split())
    return said if len(said) <= _SHOWN else said[:_SHOWN] + " …"


def _says_sorry(message: Message) -> bool:
    return (
        message.severity != "information" and re.search(r"declaration uses .?sorry", message.text) is not None
    )


def _nothing(what: str) -> Ruling:
    return Ruling("abstained", "no_evidence", f"Lean reported no error, and yet {what}.", again=True)


def _from_constants(built: Built, constants: Mapping[str, Constant] | None) -> Ruling:
    goal = constants.get(built.goal) if constants is not None else None
    theirs = constants.get(built.theirs) if constants is not None else None
    if constants is None or goal is None or theirs is None:
        return _nothing("the theorem is not in the compiled file")
    if goal.kind != "theorem" or theirs.kind != "theorem":
        return _nothing("what is in the compiled file is no theorem")
    if goal.type != theirs.type:
        return _other()
    seen = {goal.name}
    todo = [goal]
    axioms: set[str] = set()
    while todo:
        for name in todo.pop().uses:
            if name in seen:
                continue
            seen.add(name)
            if name in AXIOMS:
                axioms.add(name)
            elif name not in constants:
                if _UNTRUSTED & set(name.split(".")):
                    return Ruling("rejected", "axioms", f"It rests on {name}, which is not proved.")
            elif _is_of_another(built, name):
                return _nothing("the proof rests on a theorem of another file")
            elif constants[name].kind in _PLAIN or _is_type_of_ours(built, constants[name]):
                todo.append(constants[name])
            else:
                said = f"It rests on {_short(name)}, {constants[name].kind} of its own."
                return Ruling("rejected", "axioms", said)
    # What a theorem of the library rests on is not in the compiled modules that the build comes with.
    added = f", and on {', '.join(sorted(axioms))}" if axioms else ""
    return Ruling("accepted", "ok", "", f"it rests on Lean's library{added}, and assumes nothing of its own")


def _is_of_another(built: Built, name: str) -> bool:
    """Whether a constant is a theorem of another response. Pieces that Lean cut out of a proof (``t._proof_1``) are
    not: one serves all proofs in which it is the same."""
    within = any(part.startswith(("_", "match_")) for part in name.split("."))
    return not name.startswith(built.space + ".") and not within


def _is_type_of_ours(built: Built, constant: Constant) -> bool:
    """Types that the reference's definitions declare; a response can declare none."""
    ours = constant.name.startswith(built.space + ".") and not constant.name.startswith(built.inner + ".")
    return ours and constant.kind in ("inductive", "constructor", "recursor")


def _other() -> Ruling:
    return Ruling("rejected", "other_statement", "The theorem that it states is not that of the reference.")


def _from_messages(built: Built, messages: tuple[Message, ...]) -> Ruling:
    """By what our own commands printed, which stand on lines where nothing of the response can speak."""
    theirs = _said_at(messages, built.check_theirs)
    goal = _said_at(messages, built.check_goal)
    axioms = _said_at(messages, built.axioms)
    if None in (theirs, goal, axioms, _said_at(messages, built.end)):
        return _nothing("our commands after the theorem printed nothing")
    assert theirs is not None and goal is not None and axioms is not None
    name = built.goal.rpartition(".")[2]
    stated = [text.partition(" : ")[2] for text in (theirs, goal)]
    if name not in goal.partition(" : ")[0] or "⋯" in goal or not stated[0]:
        return _nothing("the statement was not printed")
    if stated[0].split() != stated[1].split():
        # Lean took the one for the other; by the text, the same with other names of variables cannot be told from more.
        return Ruling(
            "abstained", "other_statement", "Lean prints its statement otherwise than the reference's."
        )
    found = re.fullmatch(
        r"'(\S+)' (?:does not depend on any axioms|depends on axioms: \[(.*)\])", axioms.strip(), re.DOTALL
    )
    if found is None or not found[1].endswith(name):
        return _nothing("the axioms were not printed")
    used = {each.strip() for each in (found[2] or "").split(",") if each.strip()}
    if not used <= AXIOMS:
        return Ruling("rejected", "axioms", f"It rests on {_short(', '.join(sorted(used - AXIOMS)))}.")
    return Ruling("accepted", "ok", "", f"it rests on {', '.join(sorted(used)) or 'no axioms'}")


def _said_at(messages: tuple[Message, ...], line: int) -> str | None:
    """What the command on a line printed: one message, of information."""
    found = [message for message in messages if message.line == line]
    if len(found) != 1 or found[0].severity != "information":
        return None
    return found[0].text
