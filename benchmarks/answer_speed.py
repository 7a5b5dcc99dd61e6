"""math.answer beside Math-Verify: pairs per second and right verdicts, same pairs, same run, one core.

    python -m pip install math-verify        # the peer; without it only our own figures are shown
    python benchmarks/answer_speed.py [PAIRS.jsonl]

Each line of the file holds ``reference``, ``response`` and ``expected`` (accept or reject).
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import assay
from assay import Sample, Task
from assay.registry import installed

PAIRS = Path(__file__).parents[1] / "plugins" / "math" / "tests" / "data" / "answer_cases.jsonl"
ROUNDS = 3

Judge = Callable[[dict[str, str]], bool]


def ours() -> Judge:
    verifier = installed().verifier("math.answer").description

    def judge(pair: dict[str, str]) -> bool:
        sample = Sample(Task(pair.get("prompt") or "", pair["reference"]), pair["response"])
        return verifier.check(sample).status is assay.Status.ACCEPTED

    return judge


def math_verify() -> Judge | None:
    try:
        from math_verify import parse, verify
    except ImportError:
        return None

    def judge(pair: dict[str, str]) -> bool:
        try:
            return bool(verify(parse(f"${pair['reference']}$"), parse(pair["response"])))
        except Exception:
            return False

    return judge


def measure(judge: Judge, pairs: list[dict[str, str]]) -> tuple[float, int, int, int]:
    """Seconds of the best of some rounds, and how many are right, wrongly accepted, wrongly rejected."""
    best = float("inf")
    right = accepted = rejected = 0
    for _ in range(ROUNDS):
        right = accepted = rejected = 0
        started = time.perf_counter()
        for pair in pairs:
            verdict, expected = judge(pair), pair["expected"] == "accept"
            right += verdict == expected
            accepted += verdict and not expected
            rejected += expected and not verdict
        best = min(best, time.perf_counter() - started)
    return best, right, accepted, rejected


def main() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else PAIRS
    pairs = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    print(f"{len(pairs)} pairs from {path.name}, best of {ROUNDS} rounds, one core")
    seconds = {}
    for name, judge in (("math.answer", ours()), ("Math-Verify", math_verify())):
        if judge is None:
            print(f"{name}: not installed")
            continue
        judge(pairs[0])  # imports
        seconds[name], right, accepted, rejected = measure(judge, pairs)
        print(
            f"{name:12} {len(pairs) / seconds[name]:8,.0f} pairs/s   right {right / len(pairs):6.1%}   "
            f"false accepts {accepted}   false rejects {rejected}"
        )
    if len(seconds) == 2:
        print(f"ratio of speeds: {seconds['Math-Verify'] / seconds['math.answer']:.1f}")


if __name__ == "__main__":
    main()
