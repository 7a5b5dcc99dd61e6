"""Predicted output: what a program prints, against what a response says that it prints."""

from __future__ import annotations

from typing import Any

from assay import Sample, Status, Verdict, sandbox
from assay_code.judging.reference import BadReference
from assay_code.judging.report import failed, passed, verdict
from assay_code.judging.stated import stated_output
from assay_code.judging.stdin import lines


def judge_output(sample: Sample, data: Any) -> Verdict:
    """Run the program of the reference, with both hash seeds, and compare."""
    program = data.get("program") if isinstance(data, dict) else None
    given = data.get("stdin", "") if isinstance(data, dict) else ""
    if not isinstance(program, str) or not isinstance(given, str) or not program.strip():
        raise BadReference("The reference holds no program.")
    said, span = stated_output(sample.response, sample.prompt)
    outputs = []
    for seed in (0, 1):
        outcome = sandbox.current().run(program, stdin=given.encode(), hash_seed=seed)
        if not outcome.ok:
            how = outcome.limit or outcome.error or f"exit code {outcome.exit_code}"
            raise BadReference(f"The program of the reference does not end well: {how}.")
        outputs.append(outcome.stdout.decode("utf-8", "replace"))
    if outputs[0] != outputs[1]:
        message = "What the program prints changes with the hash seed."
        return Verdict(Status.ABSTAINED, "not_deterministic", message)
    if lines(outputs[0]) in (lines(said), lines(sample.response)):  # "It is 6" may be what it prints
        return verdict([passed("output", "the output of the program", span)])
    return verdict(
        [failed("output", "the output of the program", span, "wrong_output", f"it is {outputs[0][:160]!r}")]
    )
