"""How hard the problems of each difficulty are, over all generators, on the yardstick of assay_math.

python benchmarks/math_difficulty.py [ROWS PER GENERATOR AND DIFFICULTY] [--all]

Prints, for each difficulty, the generators' median hardness: least, quarter, median, three quarters, greatest; with ``--all``
each generator's own medians too; last, those whose medians do not grow from their lowest to their highest difficulty.
"""

from __future__ import annotations

import argparse
import random
import statistics

from assay import Generator
from assay.registry import installed
from assay_math.yardstick import hardness


def medians(generator: Generator, rows: int) -> dict[int, float]:
    """The median hardness of each difficulty."""
    low, high = generator.difficulties
    out = {}
    for difficulty in range(low, high + 1):
        drafts = [generator(random.Random(f"yardstick {difficulty} {i}"), difficulty) for i in range(rows)]
        out[difficulty] = statistics.median(hardness(d.prompt, d.response).total for d in drafts)
    return out


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", type=int, nargs="?", default=20)
    parser.add_argument("--all", action="store_true")
    arguments = parser.parse_args()
    found = {
        name: medians(part.description, arguments.rows)
        for name, part in sorted(installed().of_domain("generators", "math").items())
    }
    if arguments.all:
        for name, by_level in found.items():
            print(f"{name:38}", "  ".join(f"{level}: {value:4.1f}" for level, value in by_level.items()))
    for level in range(1, 6):
        values = sorted(by_level[level] for by_level in found.values() if level in by_level)
        quarters = statistics.quantiles(values, n=4)
        shown = "  ".join(f"{value:4.1f}" for value in (values[0], *quarters, values[-1]))
        print(f"difficulty {level}: {len(values):3} generators  {shown}")
    fall = [name for name, by in found.items() if by[max(by)] < by[min(by)] + 0.3]
    print(f"{len(fall)} do not grow: {', '.join(fall)}")


if __name__ == "__main__":
    main()
