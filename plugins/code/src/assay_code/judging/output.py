"""Predicted output: what a program prints, against what a response says that it prints."""

from __future__ import annotations

import re

from assay import BadReference, Sample, Status, Verdict, sandbox
from assay_code.judging.find_program import Block, NoProgram, blocks, normal
from assay_code.judging.reference import Output
from assay_code.judging.report import Checks
from assay_code.judging.stdin import lines

MAX_LENGTH = 200_000
_CODE = frozenset(("python", "py", "python3"))
_STATED = re.compile(
    r"(?:^|\n)[*_# ]*(?:the )?(?:final )?(?:output|answer|result)(?: is)?[*_ ]*:[*_ ]*\n?(.+)\Z",
    re.IGNORECASE | re.DOTALL,
)
_INLINE = re.compile(
    r"(?:prints|outputs?(?: is)?|answer is|displays|is)[: ]*`([^`\n]+)`[.!]?\s*\Z", re.IGNORECASE
)
_SAYS = re.compile(r"\b(?:prints|outputs?(?: is)?|answer is|displays)[: ]*`([^`\n]+)`", re.IGNORECASE)
_CONCLUDES = re.compile(
    r"\b(correct(?:ed|ion)|fixed|mistake|wrong|final(?:ly)?|instead|wait|actually|revised|so|thus|therefore|hence|then|"
    r"outputs?|prints?|printed|displays?|results?|answer|total|altogether|overall)\b",
    re.IGNORECASE,
)
_TAKES_BACK = re.compile(
    r"\b(wait|actually|wrong|mistake|instead|correction|sorry|either|or)\b", re.IGNORECASE
)
_DECIDES = re.compile(
    r"\b(so|thus|therefore|hence|then|final(?:ly)?|overall|altogether|total|wait|actually|wrong|mistake|instead)\b",
    re.IGNORECASE,
)
_DOUBTS = re.compile(
    r"\b(or|either|alternatively|also|might|may|maybe|perhaps|possibly|could|another)\b", re.IGNORECASE
)


def judge_output(sample: Sample) -> Verdict:
    """Run the program of the reference, with both hash seeds, and compare."""
    given = sample.part(Output)
    said, span = _said(sample.response, sample.prompt)
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
    if lines(said) == lines(outputs[0]):
        found.passed("output", "the output of the program")
    else:
        found.failed("output", "the output of the program", "wrong_output", f"it is {outputs[0][:160]!r}")
    return found.verdict()


def _said(response: str, prompt: str) -> tuple[str, tuple[int, int] | None]:
    """The output that a response states: its last block that is not code, or what follows "Output:".

    Another such block before it is a hedge, unless the prose between says that the last is what counts.
    """
    if len(response) > MAX_LENGTH:
        raise NoProgram("limit", f"The response has {len(response)} characters; {MAX_LENGTH} are read.")
    text = normal(response)
    found: list[Block] = [block for block in blocks(text) if block.language not in _CODE]
    if found:
        last = found[-1]
        if not last.closed:
            raise NoProgram("unterminated_block", "The last block of the response is not closed.")
        others = [block.text for block in found if lines(block.text) != lines(last.text)]
        quoted = all(text.strip() in prompt for text in others)  # the input, or the program
        sure = quoted or _CONCLUDES.search(last.before)
        if others and (not sure or _DOUBTS.search(last.before)):
            raise _hedged()
        after = text[text.find("\n", last.span[1]) :]
        later = [m[1].strip("` \n") for m in _STATED.finditer(after)]
        if _TAKES_BACK.search(after):
            later += _SAYS.findall(after)
        if any(lines(said) != lines(last.text) for said in later):
            raise _hedged()
        return last.text, last.span
    if stated := _STATED.search(text):
        return stated[1].strip().strip("`"), stated.span(1)
    if inline := _INLINE.search(text):
        earlier = [other for other in _SAYS.finditer(text) if other[1] != inline[1]]
        between = text[earlier[-1].end() : inline.start(1)] if earlier else ""
        if earlier and (not _DECIDES.search(between) or _DOUBTS.search(between)):
            raise _hedged()
        return inline[1], inline.span(1)
    if not text.strip():
        raise NoProgram("no_answer", "The response is empty.")
    return text, (0, len(text))


def _hedged() -> NoProgram:
    message = "The response states two different outputs and does not say which counts."
    return NoProgram("hedged", message)
