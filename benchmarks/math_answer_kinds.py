"""math.answer beside Math-Verify and Inspect's math scorer on answers by kind: what each takes that is wrong, and refuses that is right.

    python -m pip install math-verify inspect-ai      # the peers; what is missing is left out
    python benchmarks/math_answer_kinds.py [PAIRS.jsonl] [--show]

Each line of the file holds ``kind``, ``prompt``, ``reference``, ``response`` and ``expected`` (accept or reject). A reject
that is accepted is a false accept; an accept that is not accepted is a false refusal, be it called wrong or left open.
``--show`` prints the pairs that math.answer gets wrong.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import assay
from assay import Sample, Task
from assay.registry import installed

PAIRS = Path(__file__).parents[1] / "plugins" / "math" / "tests" / "data" / "answer_kinds.jsonl"

Pair = dict[str, str]
Judge = Callable[[Pair], bool]


def ours() -> Judge:
    verifier = installed().verifier("math.answer").description

    def judge(pair: Pair) -> bool:
        sample = Sample(Task(pair["prompt"], pair["reference"]), pair["response"])
        return verifier.check(sample).status is assay.Status.ACCEPTED

    return judge


def math_verify() -> Judge | None:
    """The reference between dollar signs, as its documentation has it; the better of that and the bare text."""
    try:
        from math_verify import parse, verify
    except ImportError:
        return None

    def judge(pair: Pair) -> bool:
        try:
            response = parse(pair["response"])
            return any(
                verify(parse(gold), response) for gold in (f"${pair['reference']}$", pair["reference"])
            )
        except Exception:
            return False

    return judge


def inspect_math() -> Judge | None:
    """``inspect_ai.scorer.math``, which also parses with SymPy and wants no reference in dollar signs."""
    try:
        from inspect_ai.scorer import Target, math
    except ImportError:
        return None
    score: Any = math()

    def judge(pair: Pair) -> bool:
        state = SimpleNamespace(output=SimpleNamespace(completion=pair["response"]))
        try:
            return bool(asyncio.run(score(state, Target(pair["reference"]))).value == "C")
        except Exception:
            return False

    return judge


def measure(judge: Judge, pairs: list[Pair]) -> tuple[Counter[str], Counter[str], list[Pair], float]:
    """False accepts and false refusals by kind, the pairs concerned, and the seconds of all."""
    accepts: Counter[str] = Counter()
    refusals: Counter[str] = Counter()
    wrong = []
    started = time.perf_counter()
    for pair in pairs:
        told, right = judge(pair), pair["expected"] == "accept"
        if told != right:
            (accepts if told else refusals)[pair["kind"]] += 1
            wrong.append(pair)
    return accepts, refusals, wrong, time.perf_counter() - started


def main() -> None:
    """Print one table: per kind, false accepts and false refusals of each grader."""
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    path = Path(arguments[0]) if arguments else PAIRS
    pairs = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    graders = {"math.answer": ours(), "Math-Verify": math_verify(), "Inspect math": inspect_math()}
    found = {name: measure(judge, pairs) for name, judge in graders.items() if judge is not None}
    sizes = Counter((pair["kind"], pair["expected"]) for pair in pairs)
    kinds = list(dict.fromkeys(pair["kind"] for pair in pairs))
    print("| kind | wrong / right pairs | " + " | ".join(found) + " |")
    print("|---|---|" + "---|" * len(found))
    for kind in kinds:
        cells = [f"{accepts[kind]} / {refusals[kind]}" for accepts, refusals, _, _ in found.values()]
        print(f"| {kind} | {sizes[kind, 'reject']} / {sizes[kind, 'accept']} | " + " | ".join(cells) + " |")
    totals = [f"{a.total()} / {r.total()}" for a, r, _, _ in found.values()]
    expected = Counter(pair["expected"] for pair in pairs)
    print(f"| **all** | {expected['reject']} / {expected['accept']} | " + " | ".join(totals) + " |")
    for name, (accepts, refusals, _, seconds) in found.items():
        right = 1 - (accepts.total() + refusals.total()) / len(pairs)
        print(f"{name}: {right:.1%} right, {len(pairs) / seconds:,.0f} pairs/s")
    if "--show" in sys.argv:
        for pair in found["math.answer"][2]:
            print(json.dumps(pair, ensure_ascii=False))


if __name__ == "__main__":
    main()
