"""The verdict on a worked solution, of what was found in it."""

from __future__ import annotations

import re
from dataclasses import replace

from assay import Check, Coverage, Sample, Status, Verdict
from assay.evidence import Findings, Trace, check_trace, has_part
from assay.evidence.final_answer import final_answer, values_like, without_drafts
from assay_science.derivations.comparing import aligned, compare_literal, shown
from assay_science.derivations.computing import Computer, Unknown
from assay_science.derivations.judge import Finding, Judge, Result
from assay_science.derivations.parsing import AS_SPEED
from assay_science.derivations.nodes import Literal, Opaque, Symbol, is_numeric
from assay_science.derivations.reading import (
    Chain,
    LimitReached,
    Line,
    lines_of,
    read_chains,
    symbols_of,
)
from assay_science.derivations.tokens import TooLong
from assay_science.derivations.values import Undecided, Value, WrongUnits

_AMOUNTS = values_like(r"[-+−]?(?<![\w.])(?:\d[\d,]*(?:\.\d+)?|\.\d+)")
_MOST_MESSAGE = 160
_LIMIT = "It is longer, or deeper, than what is read."


_MS = re.compile(r"ms\s*\}?\s*(?:\^\s*\{?\s*)?[-−⁻]\s*[12¹²]")


def judge_derivation(sample: Sample) -> Verdict:
    """Decide every equality of a worked solution, with its units."""
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
    judge = _judge(asked, given_chains)
    for chain in chains:
        judge.judge(chain)
    findings = list(judge.findings)
    answer, final_line = _final(sample.response, text, lines, judge, symbols)
    if answer is not None:
        unread = any(
            f.outcome.holds is None and not f.soft and f.outcome.reason != "contradicts_values"
            for f in findings
        )
        if answer.outcome.holds is False and unread:  # it may come from a step that is not understood
            answer.outcome = replace(answer.outcome, holds=None)
        findings.append(answer)
    other = judge.replaced()
    if other is not None:
        message = (
            f"The prompt's {_written(other[0])} is not used, and {_written(other[1])} stands nowhere in it."
        )
        findings.append(
            _finding("operand", None, "operand_not_given", message, (other[1].start, other[1].end), -1)
        )
    if judge.computed and judge.prompt and not judge.used and _has_units(judge):
        message = "No number of the prompt is used."
        findings.append(_finding("prompt", None, "other_task", message, (0, 0), -1))
    return _verdict(sample, text, lines, findings, judge, final_line)


def _judge(asked: list[Line], chains: list[Chain]) -> Judge:
    prompt: list[Literal] = []
    given: list[tuple[str, Literal]] = []
    for chain in chains:
        numbers = [s.node for s in chain.sides if isinstance(s.node, Literal)]
        prompt += numbers
        for side in chain.sides:
            if isinstance(side.node, Symbol) and len(numbers) == 1:
                given.append((side.node.name, numbers[0]))
            elif not isinstance(side.node, Literal):
                from assay_science.derivations.nodes import literals

                prompt += literals(side.node)
    for line in asked:
        prompt += line.loose
    return Judge(prompt, given)


def _written(literal: Literal) -> str:
    return f"{float(literal.value):.6g} {literal.units.text if literal.units else ''}".strip()


def _has_units(judge: Judge) -> bool:
    return any(literal.units is not None and literal.units.dimension for literal in judge.prompt)


def _finding(
    kind: str, holds: bool | None, reason: str, message: str, span: tuple[int, int], line: int
) -> Finding:
    from assay_science.derivations.comparing import Outcome

    return Finding(kind, Outcome(holds, "ok" if holds else reason, message), span[0], span[1], line)


def _final(
    response: str, text: str, lines: list[Line], judge: Judge, symbols: frozenset[str]
) -> tuple[Finding | None, int]:
    """Whether what the solution ends with is what it computed, and the line that states it (-1: none)."""
    whole = final_answer(response)
    if not lines:
        return None, -1
    if whole.failure and whole.failure not in ("no_answer", "no_value"):
        return _finding("answer", None, "no_single_answer", "It does not give one answer.", (0, 0), -1), -1
    if whole.channel in ("", "last_line", "plain"):
        found, stated = _last_line(lines[-1], judge)
        if (found is None or found.outcome.holds) and _taken_back(text, lines):
            message = "What follows the last result takes it back, or announces another."
            return _finding("answer", None, "no_single_answer", message, (0, 0), -1), -1
        return found, stated
    counted = final_answer(response, _AMOUNTS)
    if whole.only is None:
        return _finding("answer", None, "no_single_answer", "It does not give one answer.", (0, 0), -1), -1
    only = whole.only
    line = next((x for x in lines if x.start <= only.start < x.end), lines[-1])
    stated = line.number if not any(_computes(chain) for chain in line.chains) else -1
    told = f"{only.text} {only.suffix}".strip()
    if only.label and "=" not in told:
        told = f"{only.label} = {told}"
    span = (only.start, only.end)
    if not re.search(r"\d", told):
        return None, stated
    if counted.only is None and counted.failure not in ("", "no_value") or counted.hedged:
        return _finding(
            "answer", None, "no_single_answer", "It does not give one answer.", span, line.number
        ), stated
    return _stated(told, span, line.number, judge, symbols), stated


def _taken_back(text: str, lines: list[Line]) -> bool:
    """Whether the words behind the last chain deny it, or have another answer follow that is not there."""
    chains = [chain for line in lines for chain in line.chains]
    if not chains:
        return False
    rest = text[chains[-1].end :]
    if re.search(r"(?:\bis|\bare|[:=])\W*\Z", rest[-200:]):
        return True
    told = final_answer(
        f"The answer is 5 N.{rest}"
        if rest[:1] in ("", "\n")
        else f"The answer is 5 N. {rest.lstrip(' .$})')}"
    )
    return bool(told.failure) or told.hedged


def _computes(chain: Chain) -> bool:
    """Whether a chain holds more than a name and a quantity."""
    return (
        any(is_numeric(s.node) and not isinstance(s.node, Literal) for s in chain.sides)
        or sum(isinstance(s.node, Literal) for s in chain.sides) > 1
    )


def _stated(told: str, span: tuple[int, int], line: int, judge: Judge, symbols: frozenset[str]) -> Finding:
    try:
        pieces = lines_of(told if "$" in told or "\\(" in told else f"${told}$")
        chains = read_chains(pieces, symbols)
    except (LimitReached, TooLong, RecursionError):
        return _finding("answer", None, "limit", _LIMIT, span, line)
    unread = _finding(
        "answer", None, "answer_not_read", "The answer is not read as one quantity.", span, line
    )
    loose = [literal for piece in pieces for literal in piece.loose]
    name = ""
    if len(chains) == 1 and not loose:
        sides = chains[0].sides
        last = sides[-1].node
        if not isinstance(last, Literal) or any(s.problem for s in sides):
            value = _computed(last)
            if value is None:
                return unread
            return _held_as_value(value, span, line, judge)
        literal = last
        named = [s.node.name for s in sides if isinstance(s.node, Symbol)]
        name = named[0] if named else ""
    elif not chains and len(loose) == 1:
        literal = loose[0]
        signed = re.search(r"[-−]\s*\$?\s*\Z", told[: max(told.find(told.strip()[0]), 0)])
        del signed
        literal = _signed(literal, told if "$" in told or "\\(" in told else f"${told}$")
    elif not chains and loose:
        from assay_science.derivations.parsing import Unreadable, parse

        try:
            tokens = [t for t in pieces[0].tokens if t.kind != "edge"]
            while tokens and tokens[-1].kind == "sep":
                tokens.pop()
            value = _computed(parse(tokens, symbols))
        except (Unreadable, TooLong, IndexError, ZeroDivisionError):
            value = None
        return unread if value is None else _held_as_value(value, span, line, judge)
    else:
        return unread
    return held(literal, name, span, line, judge)


def _signed(literal: Literal, text: str) -> Literal:
    """The literal with the minus sign that stands right before it."""
    before = text[: literal.start].rstrip(" {$(\\,")
    return replace(literal, value=-literal.value) if before.endswith(("-", "−")) else literal


def _computed(node: object) -> Value | None:
    if isinstance(node, Opaque) or not is_numeric(node):  # type: ignore[arg-type]
        return None
    try:
        return Computer({}).value(node)  # type: ignore[arg-type]
    except (Unknown, Undecided, WrongUnits, RecursionError):
        return None


def _held_as_value(value: Value, span: tuple[int, int], line: int, judge: Judge) -> Finding:
    for result in judge.results:
        if result.value.dimension == value.dimension:
            both = aligned(value, result.literal)
            if (
                both is not None
                and compare_literal(value, result.literal, approx=True, exact_needed=False, digits=1).holds
            ):
                return _finding("answer", True, "", "", span, line)
    return _finding("answer", None, "answer_not_derived", "No step comes to this answer.", span, line)


def held(literal: Literal, name: str, span: tuple[int, int], line: int, judge: Judge) -> Finding:
    """Whether a final quantity is one that the steps came to."""
    known = judge.known.get(name) if name else None
    if known is not None and known.source == "computed":
        fits = _is_result(Result(known.value, known.literal or literal, name, line), literal)
        if fits:
            return _finding("answer", True, "", "", span, line)
        if not known.changes:
            message = f"The steps come to {shown(known.value, literal)} for {name}."
            return _finding("answer", False, "answer_not_derived", message, span, line)
    if any(_is_result(result, literal) for result in judge.results):
        return _finding("answer", True, "", "", span, line)
    alike = [r for r in judge.results if aligned(r.value, literal) is not None]
    if alike:
        message = f"The steps come to {shown(alike[-1].value, literal)}, not to this answer."
        return _finding("answer", False, "answer_not_derived", message, span, line)
    return _finding("answer", None, "answer_not_derived", "No step comes to this answer.", span, line)


def _is_result(result: Result, literal: Literal) -> bool:
    both = aligned(result.value, literal)
    if both is None or (literal.units is None) != (result.literal.units is None):
        return False
    return bool(compare_literal(result.value, literal, approx=True, exact_needed=False, digits=1).holds)


def _last_line(line: Line, judge: Judge) -> tuple[Finding | None, int]:
    """The last line where no answer is marked: its chains are judged; numbers beside them must be known."""
    if any(_computes(chain) for chain in line.chains):
        return None, -1
    for chain in line.chains:
        last = chain.sides[-1].node
        if isinstance(last, Literal):
            names = [s.node.name for s in chain.sides if isinstance(s.node, Symbol)]
            return held(
                last, names[0] if names else "", (last.start, last.end), line.number, judge
            ), line.number
    if not line.loose:
        return None, -1
    for literal in line.loose:
        if any(_is_result(result, literal) for result in judge.results):
            continue
        if literal.key in judge.prompt_keys or literal.value in judge.prompt_numbers or literal.pure:
            continue
        found = held(literal, "", (literal.start, literal.end), line.number, judge)
        if found.outcome.holds is False:  # words may turn its sign, or it may be another quantity
            found.outcome = replace(found.outcome, holds=None)
        return found, line.number
    return None, line.number


def _verdict(
    sample: Sample, text: str, lines: list[Line], findings: list[Finding], judge: Judge, final_line: int
) -> Verdict:
    found = Findings()
    trace_problem = _trace(sample, found, judge, findings)
    checks = list(found.checks)
    failed: Finding | None = None
    open_: Finding | None = None
    good: set[int] = set()
    poor: set[int] = set()
    for finding in findings:
        outcome = finding.outcome
        status = {True: Status.ACCEPTED, False: Status.REJECTED, None: Status.ABSTAINED}[outcome.holds]
        claim = " ".join(text[finding.start : finding.end].split())
        message = "" if outcome.holds else _sentence(claim, finding)
        span = (finding.start, finding.end) if finding.end > finding.start else None
        reason = "ok" if outcome.holds else outcome.reason
        checks.append(Check(finding.kind, status, claim[:200], span, reason, message, "response", ""))
        if outcome.holds is False:
            failed = failed or finding
        if outcome.holds is None and not finding.soft:
            open_ = open_ or finding
        if finding.line >= 0:
            (poor if outcome.holds is None else good).add(finding.line)
    steps = _steps(lines, final_line, judge)
    decided = sum(check.status is not Status.ABSTAINED for check in checks)
    coverage = Coverage(len(checks), decided, len(steps), len((good - poor) & steps))
    told = tuple(checks)

    def verdict(status: Status, reason: str, message: str = "") -> Verdict:
        return Verdict(status, reason, message, told, coverage)

    bad = next((c for c in found.checks if c.status is Status.REJECTED), None)
    if failed is not None:
        return verdict(Status.REJECTED, failed.outcome.reason, _message(text, failed))
    if bad is not None:
        return verdict(Status.REJECTED, bad.reason, bad.message)
    if open_ is not None:
        hard = open_.outcome.reason
        reason = hard if open_.kind in ("answer", "prompt", "operand") else "undecided_claims"
        return verdict(Status.ABSTAINED, reason, _message(text, open_))
    if trace_problem:
        return verdict(Status.ABSTAINED, "trace_not_checked", trace_problem)
    if not judge.computed:
        return verdict(Status.ABSTAINED, "no_claims", "There is no equality to check.")
    return verdict(Status.ACCEPTED, "ok")


def _steps(lines: list[Line], final_line: int, judge: Judge) -> set[int]:
    """The lines that state something with numbers, but for one that only gives the answer."""
    steps = set()
    known = {r.literal.value for r in judge.results} | judge.prompt_numbers | judge.stated
    for line in lines:
        if line.number == final_line:
            continue
        numeric = any(is_numeric(s.node) or s.problem for chain in line.chains for s in chain.sides)
        fresh = any(q.units is not None and q.value not in known for q in line.loose)
        if numeric or fresh:
            steps.add(line.number)
    return steps


def _trace(sample: Sample, found: Findings, judge: Judge, findings: list[Finding]) -> str:
    """Recompute the trace of the reference, if there is one, and hold the answer to it."""
    if not has_part(sample.reference, Trace):
        return ""
    value = check_trace(sample.part(Trace), sample, found)
    if value is None:
        return (
            ""
            if any(c.status is Status.REJECTED for c in found.checks)
            else "The trace could not be computed."
        )
    return ""


def _sentence(claim: str, finding: Finding) -> str:
    said = finding.outcome.message
    return (said[:1].upper() + said[1:]).rstrip(".") + "." if said else ""


def _message(text: str, finding: Finding) -> str:
    claim = " ".join(text[finding.start : finding.end].split())
    if len(claim) > _MOST_MESSAGE:
        claim = claim[: _MOST_MESSAGE - 1] + "…"
    said = finding.outcome.message.rstrip(".")
    return f"{claim}: {said}." if claim else f"{said}."
