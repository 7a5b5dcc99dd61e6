"""math.cot on worked solutions as models write them: right ones accepted, subtly wrong ones rejected.

    python benchmarks/math_cot_solutions.py [--show] [--style STYLE]

The solutions are those of ``plugins/math/tests/data/model_solutions.jsonl``: each with a variant that holds one fault, carried on
to the end. ``first_seen`` says whether a row was there while the rules were written (``mending``) or was run for the first time
afterwards (``fresh``).
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from pathlib import Path

from assay import Sample, Status, Task
from assay_math.verifiers.cot import cot

SOLUTIONS = Path(__file__).parents[1] / "plugins" / "math" / "tests" / "data" / "model_solutions.jsonl"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--show", action="store_true", help="print what is not as it should be")
    parser.add_argument("--style", help="only this style")
    arguments = parser.parse_args()
    with SOLUTIONS.open(encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if arguments.style in (None, row["style"])]
    counts: dict[tuple[str, str], Counter[Status]] = {}
    start = time.process_time()
    for row in rows:
        for kind, wanted in (("response", Status.ACCEPTED), ("wrong", Status.REJECTED)):
            verdict = cot(Sample(Task(row["prompt"], row["reference"]), row[kind]))
            for group in ("all", row["first_seen"], row["topic"], row["style"]):
                counts.setdefault((group, kind), Counter())[verdict.status] += 1
            if arguments.show and verdict.status is not wanted:
                print(row["id"], kind, verdict.status, verdict.reason, verdict.message)
    seconds = time.process_time() - start
    print(f"{'':16}{'right ones':>38}{'wrong ones':>38}")
    for group in dict.fromkeys(name for name, _ in counts):
        cells = []
        for kind in ("response", "wrong"):
            found = counts[group, kind]
            cells.append(
                f"{found.total():4} = {found[Status.ACCEPTED]:3} accepted {found[Status.ABSTAINED]:3} abstained {found[Status.REJECTED]:3} rejected"
            )
        print(f"{group:16}{cells[0]:>44}  |{cells[1]:>44}")
    print(f"{2 * len(rows) / seconds:.0f} solutions a second")


if __name__ == "__main__":
    main()
