"""The verdict on a worked solution, of what was found in it."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from assay import Check, Coverage, Sample, Status, Verdict
from assay.evidence import Findings, Trace, has_part
from assay.evidence.final_answer import without_drafts
from assay.evidence.quantities import read_unit
from assay.evidence.units import NOUN
from assay_science.derivations.answers import Answer, answer_of, finding
from assay_science.derivations.chains import judge_chain
from assay_science.derivations.comparing import is_rounding, shown
from assay_science.derivations.ground import Ground
from assay_science.derivations.judge import Finding, State
from assay_science.derivations.nodes import Literal, Opaque, Symbol, literals
from assay_science.derivations.reading import (
    Chain,
    LimitReached,
    Line,
    lines_of,
    quantities,
    read_chains,
    symbols_of,
)
from assay_science.derivations.tokens import TooLong, lex
from assay_science.derivations.unit_reading import AS_SPEED
from assay_science.derivations.values import Value, scale_of
from assay_science.traces import recompute

_MOST_MESSAGE = 160
_MOST_OPERAND = 160
LONGEST_CLAIM = 200
_LIMIT = "It is longer, or deeper, than what is read."


_MS = re.compile(r"ms\s*\}?\s*(?:\^\s*\{?\s*)?[-−⁻]\s*[12¹²]")


def judge_derivation(sample: Sample) -> Verdict:
    """Decide every equality of a worked solution, with its units."""
    try:
        return _judged_both_ways(sample)
    except OverflowError:  # beside 1e400, floats tell nothing of what is near
        return Verdict(Status.ABSTAINED, "limit", "It holds a number that is too large to compute with.")


def _judged_both_ways(sample: Sample) -> Verdict:
    verdict = _judged(sample, frozenset())
    if verdict.status is Status.REJECTED and _MS.search(sample.response):
        # "20 ms^-1" is more often a speed than a rate
        other = _judged(sample, frozenset((AS_SPEED,)))
        if other.status is not Status.REJECTED:
            return other
    return verdict


def _judged(sample: Sample, reading: frozenset[str]) -> Verdict:
    text = without_drafts(sample.response)
    try:
        lines = lines_of(text)
        asked = lines_of(sample.prompt)
        symbols = symbols_of(lines) | reading
        chains = read_chains(lines, symbols)
        given_chains = read_chains(asked, symbols_of(asked) | symbols)
    except (LimitReached, TooLong, RecursionError):
        return Verdict(Status.ABSTAINED, "limit", _LIMIT)
    trace = sample.part(Trace) if has_part(sample.reference, Trace) else None
    state = _begin(asked, given_chains, _operands(trace))
    joined: dict[int, int] = {}
    for chain in _continued(chains, joined):
        judge_chain(state, chain)
    findings = list(state.findings)
    final = answer_of(sample.response, text, lines, state, symbols)
    answer = final.finding
    if answer is not None:
        unread = any(
            f.outcome.holds is None and not f.soft and f.outcome.reason != "contradicts_values"
            for f in findings
        )
        if answer.outcome.holds is False and unread:  # it may come from a step that is not understood
            answer.outcome = replace(answer.outcome, holds=None)
        findings.append(answer)
    other = state.ground.replaced()
    if other is not None:
        message = (
            f"The prompt's {_written(other[0])} is not used, and {_written(other[1])} stands nowhere in it."
        )
        findings.append(
            finding(None, "operand_not_given", message, (other[1].start, other[1].end), -1, "operand")
        )
    unused = state.computed and not state.ground.used and _has_units(state)
    if unused and trace is None:  # a trace says itself which numbers enter
        message = "No number of the prompt is used."
        findings.append(finding(None, "other_task", message, (0, 0), -1, "prompt"))
    return _verdict(sample, trace, text, lines, findings, state, final, joined)


_NEAR = 4
"""Steps between two lines of which the second goes on with the first."""


def _continued(chains: list[Chain], joined: dict[int, int]) -> list[Chain]:
    """The chains, with those in one that go on line by line: ``F = m a``, ``F = 2 kg × 3 m/s²``, ``F = 6 N``.

    ``joined`` takes the lines that became part of an earlier one.
    """
    found: list[Chain] = []
    for chain in chains:
        last = found[-1] if found else None
        if last is not None and _goes_on(last, chain):
            sides, relations = [*last.sides, *chain.sides[1:]], [*last.relations, *chain.relations]
            found[-1] = replace(last, sides=sides, relations=relations, end=chain.end)
            joined[chain.line] = last.line
        else:
            found.append(chain)
    return found


def _goes_on(last: Chain, chain: Chain) -> bool:
    """Whether a chain begins with the name of the one before, which came to no number yet."""
    name, again = last.sides[0].node, chain.sides[0].node
    end = last.sides[-1].node
    if not isinstance(name, Symbol) or name != again or len(chain.sides) < 2 or len(last.sides) < 2:
        return False
    if (
        isinstance(end, Literal | Symbol | Opaque)
        or chain.lead.strip()
        or not 0 < chain.line - last.line <= _NEAR
    ):
        return False
    return all(side.numeric for side in chain.sides[1:])


def _operands(trace: Trace | None) -> list[Literal]:
    """The values of tables that a trace names; that they are right, :func:`check_trace` finds."""
    found: list[Literal] = []
    for operand in trace.operands if trace is not None else ():
        if operand.where.startswith("table:") and len(operand.value) + len(operand.unit) < _MOST_OPERAND:
            written = f"{operand.value} {operand.unit}"
            found += quantities(lex(written, 0, len(written), math=False), frozenset())
    return found


def _begin(asked: list[Line], chains: list[Chain], tables: list[Literal]) -> State:
    prompt: list[Literal] = []
    given: list[tuple[str, Literal]] = []
    for chain in chains:
        numbers = [s.node for s in chain.sides if isinstance(s.node, Literal)]
        prompt += numbers
        for side in chain.sides:
            if isinstance(side.node, Symbol) and len(numbers) == 1:
                given.append((side.node.name, numbers[0]))
            elif not isinstance(side.node, Literal):
                prompt += literals(side.node)
    for line in asked:
        prompt += line.loose
    return State(Ground(prompt, tables), given)


def _written(literal: Literal) -> str:
    return f"{float(literal.value):.6g} {literal.units.text if literal.units else ''}".strip()


def _has_units(state: State) -> bool:
    return any(literal.units is not None and literal.units.dimension for literal in state.ground.prompt)


def _verdict(
    sample: Sample,
    trace: Trace | None,
    text: str,
    lines: list[Line],
    findings: list[Finding],
    state: State,
    final: Answer,
    joined: dict[int, int],
) -> Verdict:
    traced = Findings()
    problem = "" if trace is None else _traced(trace, sample, traced, findings, final)
    checks = (
        *(
            replace(check, where="reference") if check.where.startswith("table:") else check
            for check in traced.checks
        ),
        *(_check(each, text) for each in findings),
    )
    decided = sum(check.status is not Status.ABSTAINED for check in checks)
    steps = _steps(lines, final.line, state)
    good = {each.line for each in findings if each.outcome.holds is not None}
    poor = {each.line for each in findings if each.outcome.holds is None}
    for line, first in sorted(joined.items()):
        good |= {line} if first in good else set()
        poor |= {line} if first in poor else set()
    coverage = Coverage(len(checks), decided, len(steps), len((good - poor) & steps))

    def verdict(status: Status, reason: str, message: str = "") -> Verdict:
        return Verdict(status, reason, message, checks, coverage)

    failed = next((each for each in findings if each.outcome.holds is False), None)
    if failed is not None:
        return verdict(Status.REJECTED, failed.outcome.reason, _message(text, failed))
    bad = next((check for check in traced.checks if check.status is Status.REJECTED), None)
    if bad is not None:
        return verdict(Status.REJECTED, bad.reason, bad.message)
    unclear = next((each for each in findings if each.outcome.holds is None and not each.soft), None)
    if unclear is not None:
        own = unclear.kind in ("answer", "prompt", "operand")
        reason = unclear.outcome.reason if own else "undecided_claims"
        return verdict(Status.ABSTAINED, reason, _message(text, unclear))
    if problem:
        return verdict(Status.ABSTAINED, "trace_not_checked", problem)
    if not state.computed:
        return verdict(Status.ABSTAINED, "no_claims", "There is no equality to check.")
    return verdict(Status.ACCEPTED, "ok")


def _check(found: Finding, text: str) -> Check:
    outcome = found.outcome
    status = {True: Status.ACCEPTED, False: Status.REJECTED, None: Status.ABSTAINED}[outcome.holds]
    span = (found.start, found.end) if found.end > found.start else None
    said = outcome.message
    message = "" if outcome.holds else (said[:1].upper() + said[1:]).rstrip(".") + "."
    reason = "ok" if outcome.holds else outcome.reason
    claim = text[found.start : found.end][:LONGEST_CLAIM]
    return Check(found.kind, status, claim, span, reason, message, "response", "")


def _steps(lines: list[Line], final_line: int, state: State) -> set[int]:
    """The lines that state something with numbers, but for one that only gives the answer."""
    steps = set()
    known = {r.literal.value for r in state.results} | state.ground.numbers | state.ground.stated
    for line in lines:
        if line.number == final_line:
            continue
        numeric = any(s.numeric or s.problem for chain in line.chains for s in chain.sides)
        fresh = any(q.units is not None and q.value not in known for q in line.loose)
        if numeric or fresh:
            steps.add(line.number)
    return steps


def _traced(trace: Trace, sample: Sample, traced: Findings, findings: list[Finding], final: Answer) -> str:
    """Recompute the trace of the reference and hold the answer to it; what is in the way, if anything is."""
    result = recompute(sample, traced)
    if result is None:
        return "The trace of the reference could not be computed."
    literal = final.value
    if literal is None:
        return "No quantity was found that the solution ends with."
    unit = trace.steps[-1].unit if trace.steps else trace.operands[0].unit
    size = read_unit(unit, nouns=True) if unit else None
    wanted = Value(result, result)
    if unit is None:
        literal = replace(literal, units=None)  # the steps are numbers only
    elif size is not None:
        counted = tuple(each for each in size.dimension if not each[0].startswith(NOUN))  # things are numbers
        scale = scale_of(replace(size, dimension=counted))
        shift = scale.offset - Fraction("273.15") if scale.offset else Fraction(0)
        ends = sorted(result * factor + shift for factor in scale.span or (scale.factor, scale.factor))
        wanted = Value(ends[0], ends[1], scale.dimension, False, celsius=bool(scale.offset))
    message = f"The trace of the reference comes to {shown(wanted, literal)}"
    told = final.finding
    span = (literal.start, literal.end) if told is None else (told.start, told.end)
    findings.append(finding(is_rounding(wanted, literal), "wrong_answer", message, span, -1))
    return ""


def _message(text: str, finding: Finding) -> str:
    claim = " ".join(text[finding.start : finding.end].split())
    if len(claim) > _MOST_MESSAGE:
        claim = claim[: _MOST_MESSAGE - 1] + "…"
    said = finding.outcome.message.rstrip(".")
    return f"{claim}: {said}." if claim else f"{said}."
