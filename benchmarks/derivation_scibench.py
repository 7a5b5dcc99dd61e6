"""``science.derivation`` on the worked solutions of SciBench: how many it accepts, refuses, and cannot decide.

    git clone https://github.com/mandyyyyii/scibench
    python benchmarks/derivation_scibench.py scibench

The solutions are those of printed textbooks, so each refusal is either an error in print or ours: they are listed.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from pathlib import Path

from assay.testing import judge


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkout", type=Path, help="a checkout of SciBench")
    folder = parser.parse_args().checkout / "dataset" / "original"
    statuses: Counter[str] = Counter()
    undecided: Counter[str] = Counter()
    times: list[float] = []
    for path in sorted(folder.glob("*_sol.json")):
        for number, row in enumerate(json.loads(path.read_text(encoding="utf-8"))):
            begin = time.perf_counter()
            verdict = judge("science.derivation", row["solution"], prompt=row["problem_text"])
            times.append(time.perf_counter() - begin)
            statuses[verdict.status.value] += 1
            undecided.update(c.reason for c in verdict.checks if c.status.value == "abstained")
            if verdict.status.value == "rejected":
                print(f"{path.stem} {number}: {verdict.reason}: {verdict.message}")
    times.sort()
    print(dict(statuses), f"median {times[len(times) // 2] * 1000:.1f} ms")
    print("undecided claims:", dict(undecided.most_common()))


if __name__ == "__main__":
    main()
