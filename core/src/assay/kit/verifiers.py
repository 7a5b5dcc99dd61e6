"""The checks of a verifier."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import replace

from assay.descriptions import Verifier
from assay.errors import UsageError
from assay.gate import Policy
from assay.kit.card import Card
from assay.kit.common import check_docs, check_load
from assay.kit.examples import ACCEPT, EXPECTATIONS, Case, file_of, read_cases
from assay.kit.judging import (
    Bench,
    TooManyHangs,
    accepted,
    deadline_problem,
    findings_of,
    first_of,
    proves_wrong,
    said,
    shown,
    some,
    with_response,
)
from assay.kit.mutants import QUICK, Judged, count_kills, judge_mutants
from assay.kit.mutations import texts_in
from assay.kit.probes import HOSTILE, MALFORMED, SILENT
from assay.records import Sample, Task
from assay.references import stated_answer
from assay.registry import Part, installed
from assay.row import Result, sample_of
from assay.sandbox import AUTO

FEWEST = 3  # right rows, and wrong ones, that a verifier needs to be tried out with
_ANY = Sample(Task("What is 2 + 2?", "4"), "2 + 2 = 4. The answer is 4.")
_SAME_TEXT = 5  # spaces of a text that, in two references, says that both tasks are about it
ALL_EXAMPLES = 20
"""Rows asked for from which on all examples are tried."""
_ORDERED = 60  # rows that are judged twice, in two orders


def check_verifier(part: Part[Verifier], card: Card, *, rows: int, sandbox: str = AUTO) -> None:
    """All checks of a verifier, into its card."""
    verifier = part.description
    check_docs(card, part)
    check_load(card, "verifier", verifier.name)
    path = file_of(part, ".jsonl")
    cases: list[Case] = []
    broken = ""
    try:
        cases = read_cases(path) if path else []
    except UsageError as error:  # the other parts that are checked have their cards all the same
        broken = str(error)
    bench = Bench(Policy((verifier.name,)), sandbox=sandbox)
    slow = bench.sandboxed
    right = [case.sample for case in cases if case.expected == ACCEPT]
    made = _rows_of_generators(verifier, 8 if slow else 3 * rows)
    every = gold = [*right, *made]
    wrong = [case for case in cases if case.expected != ACCEPT]
    known = (len(gold), len(wrong))
    if rows < ALL_EXAMPLES:
        gold = some(every, (4 if slow else 8) * rows)
        if slow:
            every, wrong = gold, some(wrong, 4 * rows)
    tried = gold or [_ANY]
    seen: list[Result] = []  # of rows that are wrong
    try:
        _check_gold(card, bench, every)
        seen += _check_examples(card, bench, verifier, known, wrong, broken)
        judged: list[Judged] = []
        if "response" in verifier.needs:
            judged = judge_mutants(
                bench, tried, seed=verifier.name, most=(4 if slow else 20) * rows, quick=rows < QUICK
            )
            count_kills(card, judged)
        else:
            card.leave_out("kills", "it judges prompts, of which only its examples can say what is wrong")
        seen += _check_crossed(card, bench, verifier, tried)
        _check_hostile(card, bench, verifier, tried[0])
        changed = [with_response(sample, mutant.response) for sample, mutant, _ in judged]
        _check_order(card, bench, verifier, [*tried, *changed], 12 if slow else _ORDERED)
        _check_references(card, bench, verifier, tried[0])
        _check_proofs(card, bench, verifier, tried[0], judged, seen)
        card.add("deadline", deadline_problem(bench))
    except TooManyHangs:
        card.add(
            "deadline", f"{bench.hangs[0]} {len(bench.hangs)} times: the checks after this were not made"
        )
    card.add("crash", f"{len(bench.crashes)} times, first {bench.crashes[0]}" if bench.crashes else "")


def _rows_of_generators(verifier: Verifier, most: int) -> list[Sample]:
    """Rows of the generators of its domain that name it, evenly over them and their difficulties."""
    found = [
        part.description
        for part in installed().of_domain("generators", verifier.domain).values()
        if verifier.name in part.description.verifiers
    ]
    samples: list[Sample] = []
    bench = Bench(Policy())  # what is made, judged by nobody: generators have checks of their own
    for number, generator in enumerate(some(found, most)):
        low, high = generator.difficulties
        levels = [low + (number + again) % (high - low + 1) for again in range(max(1, most // len(found)))]
        samples += [
            sample_of(r["row"]) for r in bench.propose(generator.name, levels) if r["row"]["messages"]
        ]
    return samples


def _check_gold(card: Card, bench: Bench, gold: Sequence[Sample]) -> None:
    """Its own right rows are accepted."""
    if not gold:
        card.figures["false_reject_rate"] = None
        return
    bench.judge(gold[:1], processes=1)  # which loads the libraries
    started = time.perf_counter()
    results = bench.judge(gold, processes=1)
    seconds = time.perf_counter() - started
    refused = [(s, r) for s, r in zip(gold, results, strict=True) if not accepted(r)]
    card.figures["right_rows"] = len(gold)
    card.figures["false_reject_rate"] = len(refused) / len(gold)
    card.figures["rows_per_s"] = round(len(gold) / seconds, 1)
    message = ""
    if refused:
        sample, result = refused[0]
        message = f"{len(refused)} of {len(gold)} right rows were not accepted, first {shown(sample.response)}: {said(result)}"
    card.add("gold", message)
    spans = [
        f"a check {check['claim'][:40]!r} stands at {check['start']} to {check['end']} of {check['where']}, which has no such place"
        for sample, result in zip(gold, results, strict=True)
        for check in result["checks"]
        if not _stands(sample, check["where"], check["start"], check["end"])
    ]
    card.add("spans", spans[0] if spans else "")


def _stands(sample: Sample, where: str, start: int | None, end: int | None) -> bool:
    if where.startswith("table:"):
        return start is None  # an operand that a table of the verifier holds stands in no text of the row
    try:
        text = sample.text_at(where)
    except Exception:
        return False
    return start is None or (end is not None and 0 <= start <= end <= len(text))


def _check_examples(
    card: Card, bench: Bench, verifier: Verifier, known: tuple[int, int], wrong: Sequence[Case], broken: str
) -> list[Result]:
    """What its author knows to be wrong or doubtful is told so. The results. ``known``: right rows, wrong ones, in all."""
    results = bench.judge(case.sample for case in wrong)
    problems = [broken] if broken else []
    if not broken and min(known) < FEWEST:
        problems.append(
            f"it has {known[0]} right rows (examples, and rows of generators that name it) and {known[1]} wrong ones: "
            f"write {FEWEST} or more of each into examples/{verifier.name.partition('.')[2]}.jsonl"
        )
    for case, result in zip(wrong, results, strict=True):
        if result["status"] not in EXPECTATIONS[case.expected]:
            problems.append(f"{case.place}: {case.expected} expected, it says {said(result)}")
        elif case.reason and result["reason"] != case.reason:
            problems.append(f"{case.place}: reason {case.reason} expected, it says {said(result)}")
    card.add(
        "examples",
        "; ".join(problems[:10]) + (f"; and {len(problems) - 10} more" if len(problems) > 10 else ""),
    )
    return results


def _check_crossed(card: Card, bench: Bench, verifier: Verifier, gold: Sequence[Sample]) -> list[Result]:
    """The right response to one task is no response to another. The results."""
    if not {"response", "reference"} <= set(verifier.needs):
        card.leave_out("crossed", "it does not hold a response against a reference")
        return []
    pairs = []
    for number, sample in enumerate(gold):
        for other in (gold[number - 1], gold[(number + len(gold) // 2) % len(gold)]):
            if not _one_task(other, sample):
                pairs.append((sample, other.response))
    if len(pairs) < FEWEST:
        card.leave_out("crossed", "there are too few rows with references of their own")
        return []
    results = bench.judge(with_response(sample, response) for sample, response in pairs)
    passed = [pair for pair, result in zip(pairs, results, strict=True) if accepted(result)]
    card.figures["crossed_accepted_rate"] = len(passed) / len(pairs)
    message = ""
    if passed:
        sample, response = passed[0]
        message = (
            f"{len(passed)} of {len(pairs)} responses to other tasks were accepted, such as {shown(response)} "
            f"for the reference {shown(sample.reference)}"
        )
    card.add("crossed", message)
    return results


def _one_task(one: Sample, other: Sample) -> bool:
    """Whether the right response to one task may be right for the other, too.

    It may where they pose one problem, perhaps with two keys (``153`` and ``153 litres``), or are about one text.
    """
    if one.reference == other.reference or one.response.strip() == other.response.strip():
        return True
    if one.prompt.strip() and (one.prompt, one.sources) == (other.prompt, other.sources):
        return True
    texts = [
        {text for text in texts_in(each.reference) if text.count(" ") >= _SAME_TEXT} for each in (one, other)
    ]
    return bool(texts[0] & texts[1]) or _same_answer(one, other)


_NEAR = 0.05  # a share by which two numbers may differ and be one answer to a verifier with a tolerance
_FIRST_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def _near(one: str, other: str) -> bool:
    """Whether two answers are numbers so near that a verifier with a tolerance may take the one for the other."""
    numbers = [float(found[0]) for found in map(_FIRST_NUMBER.match, (one.strip(), other.strip())) if found]
    return len(numbers) == 2 and abs(numbers[0] - numbers[1]) <= _NEAR * max(map(abs, numbers))


def _same_answer(one: Sample, other: Sample) -> bool:
    """Whether two tasks may have one answer: the answer of the one stands in the response of the other."""
    answers = [each.answer or stated_answer(each.reference) for each in (one, other)]
    one_text = [(answer or "").strip().casefold() for answer in answers]
    if answers[0] and answers[1] and (one_text[0] == one_text[1] or _near(answers[0], answers[1])):
        return True
    return any(
        answer and answer.strip() in each.response for answer, each in zip(answers, (other, one), strict=True)
    )


def _check_hostile(card: Card, bench: Bench, verifier: Verifier, sample: Sample) -> None:
    """Odd texts as response, as reference and as prompt: no crash, within the deadline, and none is accepted."""
    problems, accepted_ones = [], []
    subject = "response" if "response" in verifier.needs else "prompt"
    before = len(bench.crashes)
    for where in ("response", "reference", "prompt"):
        if where == "reference" and "reference" not in verifier.needs:
            continue
        samples = [
            with_response(sample, text)
            if where == "response"
            else replace(sample, task=_with(sample.task, where, text), turns=())
            for text in HOSTILE.values()
        ]
        for name, result in zip(HOSTILE, bench.judge(samples), strict=True):
            if result["reason"] in ("deadline", "crash", "memory", "recursion", "bad_verdict"):
                problems.append(f"{name} as {where}: {said(result)}")
            elif where == "reference" and accepted(result):
                accepted_ones.append(f"{name} as reference: a response was accepted all the same")
            elif where == subject and accepted(result):
                accepted_ones.append(f"{name} as {where} was accepted")
    del bench.crashes[before:]  # told here
    card.add("hostile", first_of(problems))
    card.add("nonsense", first_of(accepted_ones))


def _with(task: Task, where: str, text: str) -> Task:
    return replace(task, prompt=text) if where == "prompt" else replace(task, reference=text)


def _check_order(card: Card, bench: Bench, verifier: Verifier, samples: Sequence[Sample], most: int) -> None:
    """The verdict on a row is the same whatever rows came before it or with it, in another process and on another day."""
    rows = []
    for number, sample in enumerate(some(samples, most)):
        rows.append(sample)
        other = samples[number - 1].reference
        if other != sample.reference:  # what was read of the one must not be kept for the other
            rows.append(replace(sample, task=_with(sample.task, "reference", other)))
    first = [findings_of(result) for result in bench.judge(rows, processes=1)]
    if verifier.many is not None:
        passed = [told["status"] == "accepted" for told in first]
        for number in sorted(
            {passed.index(each) for each in set(passed)}
        ):  # one that passes, one that does not
            (alone,) = bench.judge([rows[number]])
            if findings_of(alone) != first[number]:
                card.add(
                    "order",
                    f"another verdict alone than among others: {said(alone)} ({shown(rows[number].response)})",
                )
                return
    back = bench.judge_elsewhere(rows[::-1])
    if isinstance(back, str):
        card.add("order", f"in a new process: {back}")
        return
    for sample, one, other_one in zip(rows, first, back[::-1], strict=True):
        if one != other_one:
            told = [f"{each['status']} ({each['reason']})" for each in (one, other_one)]
            differ = (
                f"{told[0]}, then {told[1]}" if len(set(told)) > 1 else "its message or its checks differ"
            )
            card.add(
                "order",
                "another verdict on the same row after other rows, in a new process, on another day: "
                f"{differ} ({shown(sample.response)} for {shown(sample.reference)})",
            )
            return
    card.add("order", "")


def _check_references(card: Card, bench: Bench, verifier: Verifier, sample: Sample) -> None:
    """A reference that cannot be read is an error, not a verdict on the response."""
    if "reference" not in verifier.needs:
        card.leave_out("references", "it needs no reference")
        return
    samples = [replace(sample, task=_with(sample.task, "reference", text)) for text in MALFORMED]
    card.add(
        "references",
        first_of(
            [
                f"{text}: {said(result)}; read it by sample.part or sample.expected, which say error (unreadable_reference)"
                for text, result in zip(MALFORMED, bench.judge(samples), strict=True)
                if (result["status"], result["reason"]) != ("error", "unreadable_reference")
            ]
        ),
    )


def _check_proofs(
    card: Card,
    bench: Bench,
    verifier: Verifier,
    sample: Sample,
    judged: Sequence[Judged],
    seen: Sequence[Result],
) -> None:
    """What it calls proved wrong is wrong, and something is; it says why it refuses. ``seen`` are results of wrong rows."""
    silent = [with_response(sample, HOSTILE[name]) for name in SILENT] if judged else []
    told = [(repr(each.response), result) for each, result in zip(silent, bench.judge(silent), strict=True)]
    told += [(mutant.what, result) for _, mutant, result in judged if mutant.kind == "empties"]
    problems = [
        f"it calls a response without an answer proved wrong ({what}: {said(result)}); abstain, or use a reason that is not "
        "in proves_wrong"
        for what, result in told
        if proves_wrong(result)
    ]
    wrong = [result for _, mutant, result in judged if mutant.wrong and mutant.kind != "empties"]
    killed = [result for result in (*wrong, *seen) if not accepted(result)]
    mute = [
        f"it says {result['status']} ({result['reason']}) without a message; say in one sentence what was found"
        for result in killed
        if not result["message"].strip()
    ]
    card.add("messages", first_of(mute))
    if "response" in verifier.needs and killed and not any(map(proves_wrong, killed)):
        problems.append(
            "none of its rejections proves a response wrong, so no pair can be made with it: name in proves_wrong the "
            "reasons that do"
        )
    card.add("proves_wrong", first_of(problems))
