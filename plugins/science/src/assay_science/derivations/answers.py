"""What a solution ends with, and whether its steps came to that."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assay.evidence.final_answer import final_answer, values_like
from assay_science.derivations.comparing import Outcome, aligned, is_rounding, shown
from assay_science.derivations.computing import Computer, Unknown
from assay_science.derivations.cursor import Unreadable
from assay_science.derivations.judge import Finding, State
from assay_science.derivations.nodes import Literal, Node, Opaque, Symbol, is_numeric
from assay_science.derivations.parsing import parse
from assay_science.derivations.reading import Chain, LimitReached, Line, lines_of, read_chains
from assay_science.derivations.tokens import TooLong
from assay_science.derivations.values import Undecided, Value, WrongUnits

_AMOUNTS = values_like(r"[-+−]?(?<![\w.])(?:\d[\d,]*(?:\.\d+)?|\.\d+)")
_ANNOUNCED = re.compile(r"(?:\bis|\bare|[:=])\W*\Z")
_MOST_LOOSE = 60
_MINUS = ("-", "−")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a solution ends with: ``value`` is it as a quantity, if it is one; ``line`` only states it (-1: none does)."""

    finding: Finding | None = None
    line: int = -1
    value: Literal | None = None


def finding(
    holds: bool | None, reason: str, message: str, span: tuple[int, int], line: int, kind: str = "answer"
) -> Finding:
    """A claim that is no equality of the solution."""
    return Finding(kind, Outcome(holds, "ok" if holds else reason, message), span[0], span[1], line)


def answer_of(response: str, text: str, lines: list[Line], state: State, symbols: frozenset[str]) -> Answer:
    """The answer of a response, whose text without drafts is ``text``, held against what its steps came to."""
    if not lines:
        return Answer()
    whole = final_answer(response)
    several = finding(None, "no_single_answer", "It does not give one answer.", (0, 0), -1)
    if whole.failure and whole.failure not in ("no_answer", "no_value"):
        return Answer(several)
    if whole.channel in ("", "last_line", "plain"):
        found = _of_last_line(lines[-1], state)
        holds = found.finding is None or found.finding.outcome.holds
        return Answer(several) if holds and _taken_back(text, lines) else found
    only, counted = whole.only, final_answer(response, _AMOUNTS)
    if only is None:
        return Answer(several)
    line = next((each for each in lines if each.start <= only.start < each.end), lines[-1])
    stated = line.number if not any(computes(chain) for chain in line.chains) else -1
    span = (only.start, only.end)
    told = f"{only.text} {only.suffix}".strip()
    if only.label and "=" not in told:
        told = f"{only.label} = {told}"
    if not any(c.isdigit() for c in told):
        return Answer(None, stated)  # words: nothing is said of them
    if counted.hedged or (counted.only is None and counted.failure not in ("", "no_value")):
        return Answer(several, stated)
    found = _stated(told, span, line.number, state, symbols)
    return replace(found, line=stated)


def computes(chain: Chain) -> bool:
    """Whether a chain holds more than a name and a quantity."""
    quantities = sum(isinstance(side.node, Literal) for side in chain.sides)
    return quantities > 1 or any(s.numeric and not isinstance(s.node, Literal) for s in chain.sides)


def _taken_back(text: str, lines: list[Line]) -> bool:
    """Whether the words behind the last chain deny it, or announce an answer that is not there."""
    chains = [chain for line in lines for chain in line.chains]
    if not chains:
        return False
    rest = text[chains[-1].end :]
    if _ANNOUNCED.search(rest[-200:]):
        return True
    rest = rest if rest[:1] in ("", "\n") else f" {rest.lstrip(' .$})')}"
    told = final_answer(f"The answer is 5 N.{rest}")  # how words behind an answer are read, core knows
    return bool(told.failure) or told.hedged


def _stated(told: str, span: tuple[int, int], line: int, state: State, symbols: frozenset[str]) -> Answer:
    """An answer in a box, or behind "the answer is"."""
    unread = Answer(finding(None, "answer_not_read", "The answer is not read as one quantity.", span, line))
    text = told if "$" in told or "\\(" in told or "\\" not in told else f"${told}$"
    try:
        pieces = lines_of(text)
        chains = read_chains(pieces, symbols)
    except (LimitReached, TooLong, RecursionError):
        return unread
    loose = [literal for piece in pieces for literal in piece.loose]
    if len(chains) == 1 and not loose:
        sides = chains[0].sides
        last = sides[-1].node
        if any(side.problem for side in sides):
            return unread
        if not isinstance(last, Literal):
            return _as_value(last, span, line, state) or unread
        named = [side.node.name for side in sides if isinstance(side.node, Symbol)]
        return _held(last, named[0] if named else "", span, line, state)
    if not chains and len(loose) == 1:
        literal = loose[0]
        if text[: literal.start].rstrip(" {$(\\,").endswith(_MINUS):
            literal = replace(literal, value=-literal.value)
        return _held(literal, "", span, line, state)
    if not chains and loose and len(pieces) == 1:
        tokens = [t for t in pieces[0].tokens if t.kind != "edge"]
        while tokens and tokens[-1].kind == "sep":
            tokens.pop()
        try:
            return _as_value(parse(tokens, symbols), span, line, state) or unread
        except (Unreadable, TooLong, IndexError, ZeroDivisionError):
            return unread
    return unread


def _as_value(node: Node, span: tuple[int, int], line: int, state: State) -> Answer | None:
    """An answer such as 1/2 or √2 m: whether a result is a rounding of it."""
    if isinstance(node, Opaque) or not is_numeric(node):
        return None
    try:
        value = Computer({}).value(node)
    except (Unknown, Undecided, WrongUnits, RecursionError):
        return None
    for result in state.results:
        if is_rounding(value, result.literal):
            return Answer(finding(True, "", "", span, line), value=result.literal)
    return Answer(finding(None, "answer_not_derived", "No step comes to this answer.", span, line))


def _held(literal: Literal, name: str, span: tuple[int, int], line: int, state: State) -> Answer:
    """Whether a final quantity is one that the steps came to: that of its symbol, if it has one."""

    def answer(holds: bool | None, message: str = "") -> Answer:
        return Answer(finding(holds, "answer_not_derived", message, span, line), value=literal)

    known = state.known.get(name) if name else None
    if known is not None and known.source == "computed":
        if _fits(known.value, literal):
            return answer(True)
        if not known.changes:
            return answer(False, f"The steps come to {shown(known.value, literal)} for {name}.")
    if any(
        _fits(r.value, literal) and (r.literal.units is None) == (literal.units is None)
        for r in state.results
    ):
        return answer(True)
    alike = [result for result in state.results if aligned(result.value, literal) is not None]
    if alike:
        return answer(False, f"The steps come to {shown(alike[-1].value, literal)}, not to this answer.")
    return answer(None, "No step comes to this answer.")


def _fits(value: Value, literal: Literal) -> bool:
    return is_rounding(value, literal)


def _is_known(literal: Literal, state: State) -> bool:
    """Whether a number in words is one of the prompt, of a formula, or of an earlier line."""
    if literal.pure or state.ground.has_number(literal) or abs(literal.value) in state.ground.stated:
        return True
    return any(is_rounding(result.value, literal) for result in state.results)


def _of_last_line(line: Line, state: State) -> Answer:
    """The last line where no answer is marked: its chains are judged; numbers beside them must be known."""
    last = line.chains[-1].sides[-1].node if line.chains else None
    if len(line.loose) > _MOST_LOOSE:
        return Answer(finding(None, "answer_not_read", "It ends with too many numbers.", (0, 0), line.number))
    if any(computes(chain) for chain in line.chains):
        for literal in line.loose:
            if literal.start > line.chains[-1].end and not _is_known(literal, state):
                message = "A number stands behind the last step that no step comes to."
                at = (literal.start, literal.end)
                return Answer(finding(None, "answer_not_derived", message, at, line.number))
        return Answer(value=last if isinstance(last, Literal) else None)
    for chain in line.chains:
        last = chain.sides[-1].node
        if isinstance(last, Literal):
            names = [side.node.name for side in chain.sides if isinstance(side.node, Symbol)]
            found = _held(last, names[0] if names else "", (last.start, last.end), line.number, state)
            return replace(found, line=line.number)
    if not line.loose:
        results = state.results
        return Answer(value=results[-1].literal if results else None)
    final = None
    for literal in line.loose:
        if any(is_rounding(result.value, literal) for result in state.results):
            final = final or literal
            continue
        if _is_known(literal, state):
            continue
        found = _held(literal, "", (literal.start, literal.end), line.number, state)
        if found.finding is not None and found.finding.outcome.holds is False:
            # words may turn its sign, or it may be another quantity
            found.finding.outcome = replace(found.finding.outcome, holds=None)
        return replace(found, line=line.number)
    return Answer(None, line.number, final)
