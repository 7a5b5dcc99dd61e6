"""``code.tests`` on MBPP: solutions and faulty versions of them, by plain asserts, by test functions and by ones with a loop.

    python benchmarks/code_tests.py mbpp.jsonl [--rows N] [--mutants M]

FILE is MBPP's ``mbpp.jsonl``. One process, one core; the forms of a row are judged one after another, so that
they share what else the machine does.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import textwrap
import time
from collections import Counter
from collections.abc import Callable

import assay
import assay.testing  # finds the sandbox
from assay.records import Sample, Task
from assay_code.judging.old_references import with_parts
from assay_code.judging.report import guarded
from assay_code.judging.tasks import tests_task
from assay_code.programs.mutate import draw_mutants

FORMS: dict[str, Callable[[list[str]], str]] = {
    "asserts": lambda tests: "\n".join(tests),
    "test functions": lambda tests: "\n\n".join(
        f"def test_{number}():\n{textwrap.indent(test, '    ')}" for number, test in enumerate(tests)
    ),
    "a loop in each": lambda tests: "\n\n".join(
        f"def test_{number}():\n    for _ in range(1):\n{textwrap.indent(test, '        ')}"
        for number, test in enumerate(tests)
    ),
}


def judged(reference: str, program: str, prompt: str) -> assay.Verdict:
    sample = Sample(task=Task(prompt, reference), response=f"```python\n{program}\n```")
    return guarded(lambda: tests_task(with_parts(sample)).verdict())


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--rows", type=int, default=974)
    parser.add_argument("--mutants", type=int, default=0, help="faulty versions of each solution, by asserts")
    options = parser.parse_args()
    with open(options.file, encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    rng = random.Random(0)
    rows = rng.sample(rows, min(options.rows, len(rows)))
    took = dict.fromkeys(FORMS, 0.0)
    found: dict[str, Counter[str]] = {name: Counter() for name in [*FORMS, "mutants"]}
    for row in rows:
        tests = row["test_list"] + row["challenge_test_list"]
        for name, form in FORMS.items():
            part = {"source": form(tests), "setup": row["test_setup_code"]}
            reference = assay.make_reference(tests=part)
            began = time.perf_counter()
            found[name][judged(reference, row["code"], row["text"]).status] += 1
            took[name] += time.perf_counter() - began
        reference = assay.make_reference(tests={"source": "\n".join(tests), "setup": row["test_setup_code"]})
        for mutant in itertools.islice(draw_mutants(row["code"], rng, lambda _: True), options.mutants):
            found["mutants"][judged(reference, mutant.source, row["text"]).status] += 1
    for name in FORMS:
        print(
            f"{name}: {dict(found[name])}, {len(rows) / took[name]:.1f} rows/s, {took[name] / took['asserts']:.2f} times as long"
        )
    print(f"mutants: {dict(found['mutants'])}")


if __name__ == "__main__":
    main()
