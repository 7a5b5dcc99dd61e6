"""Rows per second and core: making a row and proving it with every required verifier, for each generator.

python benchmarks/generation_speed.py [ROWS PER GENERATOR] [DOMAIN]
"""

from __future__ import annotations

import gc
import os
import random
import sys
import time

from assay import Generator, Sample, Task, Verifier
from assay.registry import installed
from assay.workers.process import GARBAGE


def one(generator: Generator, verifiers: list[Verifier], index: int) -> float:
    """Make and verify one row; returns the seconds that the making took."""
    rng = random.Random(f"{generator.name} {index}")
    began = time.perf_counter()
    difficulty = rng.randint(*generator.difficulties)
    draft = generator.make(rng, difficulty)
    made = time.perf_counter() - began
    sample = Sample(Task(draft.prompt, draft.reference, "", difficulty), draft.response, draft.answer)
    for verifier in verifiers:
        verifier.check(sample)
    return made


def main() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    gc.set_threshold(GARBAGE, 20, 20)  # as the worker processes do
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    domain = sys.argv[2] if len(sys.argv) > 2 else "math"
    registry = installed()
    speeds: list[tuple[float, str, float]] = []
    total = 0.0
    for name, part in registry.of_domain("generators", domain).items():
        generator = part.description
        verifiers = [registry.verifier(v).description for v in generator.verifiers]
        one(generator, verifiers, -1)  # imports
        started = time.perf_counter()
        making = sum(one(generator, verifiers, index) for index in range(rows))
        seconds = time.perf_counter() - started
        total += seconds
        speeds.append((rows / seconds, name, rows / making))
    speeds.sort()
    print(f"{len(speeds)} generators x {rows} rows, one core, made and verified in this process")
    print(f"whole mix: {len(speeds) * rows / total:,.0f} rows/s")
    print(f"{'slowest':38} {'rows/s':>8} {'made/s':>9}")
    for speed, name, made in speeds[:12]:
        print(f"{name:38} {speed:8,.0f} {made:9,.0f}")
    print(
        f"median {speeds[len(speeds) // 2][0]:,.0f} rows/s, fastest {speeds[-1][0]:,.0f} rows/s ({speeds[-1][1]})"
    )


if __name__ == "__main__":
    main()
