"""The checks of a generator."""

from __future__ import annotations

import math
import re
import statistics
import time
from collections.abc import Callable, Mapping, Sequence

from assay.descriptions import Generator
from assay.gate import Policy
from assay.kit.card import Card
from assay.kit.common import check_docs, check_load
from assay.kit.fresh import draw
from assay.kit.judging import Bench, TooManyHangs, accepted, deadline_problem, said, shown
from assay.kit.mutants import QUICK, Judged, count_kills, judge_mutants
from assay.records import digest
from assay.registry import Part
from assay.row import Content, Result, sample_of
from assay.sandbox import AUTO

MOST_REPEATS = 0.2
"""Share of the rows, evenly over the difficulties, that may pose a problem posed before."""
MEASURED = 20
"""Rows of each difficulty at least that are measured; what is made is judged by nobody here."""
ERRORS = 3.0
"""Standard errors by which the hardest rows must measure more than the easiest."""
GROWTH = 1.1
"""What the hardest rows must measure, as a multiple of the easiest."""

MEASURES: Mapping[str, Callable[[Content], float]] = {
    "characters of the solution": lambda row: len(response_of(row)),
    "lines of the solution": lambda row: len(response_of(row).splitlines()),
    "numbers in the solution": lambda row: len(re.findall(r"\d+", response_of(row))),
    "characters of the problem": lambda row: len(row["prompt"]),
    "digits in the problem": lambda row: sum(map(str.isdigit, row["prompt"])),
    "characters of the answer": lambda row: len(row["answer"] or row["reference"]),
}


def response_of(row: Content) -> str:
    return next((turn["content"] for turn in reversed(row["messages"]) if turn["role"] == "assistant"), "")


def check_generator(part: Part[Generator], card: Card, *, rows: int, sandbox: str = AUTO) -> None:
    """All checks of a generator, into its card."""
    generator = part.description
    check_docs(card, part)
    if not generator.verifiers:
        card.add(
            "gold", "it names no verifier, so no row of it could pass: @assay.generator(…, verifiers=(…,))"
        )
        return
    low, high = generator.difficulties
    bench = Bench(Policy.of(generator), sandbox=sandbox)
    each = max(2, rows // 5) if bench.sandboxed else rows  # a program a row takes its time
    levels = [level for level in range(low, high + 1) for _ in range(each)]
    try:
        bench.propose(generator.name, levels[:1])  # which loads the libraries
        started = time.perf_counter()
        results = bench.propose(generator.name, levels)
        card.figures["rows_per_s"] = round(len(levels) / (time.perf_counter() - started), 1)
        if _check_drafts(card, results, levels):
            _check_anew(card, generator, results, levels)
            made = [result["row"] for result in results]
            if bench.sandboxed and rows < QUICK:
                why = f"programs are slow to make: it is measured from --rows {QUICK} on"
                card.leave_out("difficulty", why)
            elif each < MEASURED:
                more = [level for level in range(low, high + 1) for _ in range(MEASURED)]
                measured = Bench(Policy()).propose(generator.name, more)
                _check_difficulty(card, generator, [result["row"] for result in measured], more)
            else:
                _check_difficulty(card, generator, made, levels)
            _check_repeats(card, made, levels)
            _check_gold(card, results, levels)
            most = (20 if rows >= MEASURED else 10) * each
            _check_mutants(card, bench, results, most=most, quick=rows < QUICK)
        card.add("deadline", deadline_problem(bench))
    except TooManyHangs:
        card.add("deadline", f"{bench.hangs[0]} The checks after this were not made.")
    card.add("crash", f"{len(bench.crashes)} times, first {bench.crashes[0]}" if bench.crashes else "")


def _check_drafts(card: Card, results: Sequence[Result], levels: Sequence[int]) -> bool:
    """Whether it made a row every time, one that can be written, with something to check it against."""
    problem = ""
    for index, (result, level) in enumerate(zip(results, levels, strict=True)):
        row, where = result["row"], f"row {index}, difficulty {level}"
        if not row["messages"]:
            problem = f"{where}: {said(result)}"
        elif row["answer"] and _bare_text(row["answer"]) not in _bare_text(response_of(row)):
            problem = f"{where}: the response does not state the answer of its draft, {shown(row['answer'])}"
        if problem:
            break
    card.add("draft", problem)
    return not problem


def _check_anew(card: Card, generator: Generator, results: Sequence[Result], levels: Sequence[int]) -> None:
    """The same seed gives the same row, again and in another process, on another day, in another order."""
    told = draw(generator.name, levels)
    back = {} if "problem" in told else draw(generator.name, levels, backward=True)
    if problem := told.get("problem") or back.get("problem"):
        card.add("same_row", f"in a new process: {problem}")
        return
    check_load(card, "generator", generator.name, told)
    message = ""
    if told["global_random"]:
        message = "it draws from the module random: draw from the rng that it is given"
    for index, (result, first, again) in enumerate(zip(results, told["rows"], back["rows"], strict=True)):
        row = result["row"]
        if len({digest({**row, "pair": _bare(row)}), first, again}) > 1 and not message:
            message = (
                f"row {index}, difficulty {levels[index]}: made again, in another process, it is another row; a row may "
                "depend on nothing but the rng: not on the clock, a counter, rows made before, the order of a set, files, "
                "the time zone, the environment"
            )
    card.add("same_row", message)


def _check_difficulty(
    card: Card, generator: Generator, rows: Sequence[Content], levels: Sequence[int]
) -> None:
    """From the easiest level to the hardest, something that can be measured grows."""
    low, high = generator.difficulties
    if high - low < 2:
        few = f"one level, {low}" if low == high else f"two neighbouring levels, {low} and {high}"
        card.leave_out("difficulty", f"it has {few}")
        return
    best, growth, told = "", 0.0, [0.0]
    for name, measure in MEASURES.items():
        values = [
            [measure(row) for row, own in zip(rows, levels, strict=True) if own == level]
            for level in range(low, high + 1)
        ]
        means = [statistics.fmean(each) for each in values]
        if means[-1] - means[0] < ERRORS * math.hypot(*(_error(each) for each in (values[0], values[-1]))):
            continue  # it may have come by chance
        ratio = means[-1] / means[0] if means[0] else 0.0
        rising = statistics.correlation(range(len(means)), means) if len(set(means)) > 1 else 0.0
        if rising > 0.45 and ratio > growth:
            best, growth, told = name, ratio, means
    if best:
        card.figures["difficulty"] = {"measure": best, "by_level": [round(mean, 2) for mean in told]}
    card.add(
        "difficulty",
        ""
        if growth >= GROWTH
        else f"nothing that was measured grows by {GROWTH - 1:.0%} from difficulty {low} to {high} "
        f"({', '.join(MEASURES)})",
    )


def _error(values: Sequence[float]) -> float:
    """The standard error of their mean."""
    return statistics.stdev(values) / math.sqrt(len(values)) if len(values) > 1 else 0.0


def _problem(row: Content) -> str:
    """What is posed: the prompt, or all of a chat before its response."""
    turns = row["messages"][:-1]
    return "\n\n".join(turn["content"] for turn in turns) if len(turns) > 2 else row["prompt"]


_TELLING = 8
"""Rows among which one answer is no chance: of fair yes or no questions eight agree once in 128."""


def _check_repeats(card: Card, rows: Sequence[Content], levels: Sequence[int]) -> None:
    """Few problems are posed twice."""
    prompts = [_problem(row) for row in rows]
    rate = 1 - len(set(prompts)) / len(prompts)
    card.figures["repeat_rate"] = round(rate, 4)
    message = ""
    for level in sorted(set(levels)):
        own = [prompt for prompt, its in zip(prompts, levels, strict=True) if its == level]
        if len(set(own)) == 1 < len(own):
            message = f"difficulty {level} poses one and the same problem in {len(own)} rows"
    answers = {row["answer"] or row["reference"] for row in rows}
    if len(answers) == 1 and len(rows) >= _TELLING:
        message = f"all {len(rows)} rows have the same answer, {shown(answers.pop(), 40)}"
    if rate > MOST_REPEATS:
        message = (
            f"{rate:.0%} of {len(prompts)} rows pose a problem posed before, {MOST_REPEATS:.0%} are allowed"
        )
    card.add("repeats", message)


def _check_gold(card: Card, results: Sequence[Result], levels: Sequence[int]) -> None:
    """Its rows pass what they must pass."""
    refused = [(index, result) for index, result in enumerate(results) if not accepted(result)]
    card.figures["false_reject_rate"] = len(refused) / len(results)
    message = ""
    if refused:
        index, result = refused[0]
        message = (
            f"{len(refused)} of {len(results)} rows did not pass; row {index}, difficulty {levels[index]}: "
            f"{result['verifier']} says {said(result)} of {shown(response_of(result['row']))}"
        )
    card.add("gold", message)


def _check_mutants(card: Card, bench: Bench, results: Sequence[Result], *, most: int, quick: bool) -> None:
    """Wrong rows made of its rows do not pass what those had to pass."""
    groups: dict[tuple[str, ...], list[Content]] = {}
    for result in results:
        if accepted(result):  # a row may require more than its maker
            names = tuple(result["certificate"]["policy"]["verifiers"])
            groups.setdefault(names, []).append(result["row"])
    judged: list[Judged] = []
    own = bench.policy
    for names, rows in groups.items():
        bench.policy = own.stricter(names)
        samples = [sample_of(row) for row in rows]
        judged += judge_mutants(
            bench, samples, seed=card.name, most=most * len(rows) // len(results), quick=quick
        )
    bench.policy = own
    count_kills(card, judged)


def _bare_text(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _bare(row: Content) -> object:
    """A pair as its maker made it, without what proved it wrong."""
    pair = row["pair"]
    return pair and {**pair, "verifier": "", "reason": "", "message": ""}
