"""Predicted output: what a program prints, against what a response says that it prints."""

from __future__ import annotations

import re

from assay import BadReference, Sample, Status, Verdict, sandbox
from assay_code.judging.reference import Output
from assay_code.judging.report import Checks
from assay_code.judging.stated import stated_output
from assay_code.judging.stdin import lines

_STATES_NOTHING = re.compile(
    r"\W*(?:(?:n/?a|unknown|no idea|(?:(?:sorry|well)\W+)?i(?: do not|['’ ]?m not| am not| can ?not| don['’]?t| can['’]?t) "
    r"(?:know|say|tell|sure|determine|answer)\b[^\n]*)\W*)?",
    re.IGNORECASE,
)


def judge_output(sample: Sample) -> Verdict:
    """Run the program of the reference, with both hash seeds, and compare."""
    given = sample.part(Output)
    said, span = stated_output(sample.response, sample.prompt)
    outputs = []
    for seed in (0, 1):
        outcome = sandbox.current().run(given.program, stdin=given.stdin.encode(), hash_seed=seed)
        if not outcome.ok:
            how = outcome.limit or outcome.error or f"exit code {outcome.exit_code}"
            raise BadReference(f"The program of the reference does not end well: {how}.")
        outputs.append(outcome.stdout.decode("utf-8", "replace"))
    if outputs[0] != outputs[1]:
        message = "What the program prints changes with the hash seed."
        return Verdict(Status.ABSTAINED, "not_deterministic", message)
    found = Checks(span)
    if lines(outputs[0]) in (lines(said), lines(sample.response)):  # "It is 6" may be what it prints
        found.passed("output", "the output of the program")
    elif _STATES_NOTHING.fullmatch(said):  # which is not to state a wrong one
        found.failed("output", "the output of the program", "no_answer", "the response states none")
    elif _mentions(said, outputs[0]):  # more is said than was read; that it is wrong is not shown
        message = "the response says it among other things"
        found.failed("output", "the output of the program", "hedged", message)
    else:
        found.failed("output", "the output of the program", "wrong_output", f"it is {outputs[0][:160]!r}")
    return found.verdict()


def _mentions(said: str, output: str) -> bool:
    """Whether an output stands in what was taken for the stated one, with words around it."""
    text = output.strip()
    if not text or re.search(r"[^\W\d_]{2}", said.replace(text, "")) is None:
        return False
    return re.search(rf"(?<![\w.]){re.escape(text)}(?!\w|\.\d)", said) is not None
