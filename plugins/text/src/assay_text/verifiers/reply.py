"""Is a reply an answer at all? Says nothing of whether it is right."""

from __future__ import annotations

from assay import Sample, Verdict, ops, verifier
from assay_text.checking import Finding, verdict


def reply_problem(text: str, prompt: str = "") -> Finding | None:
    """What keeps a text from being an answer, by rules alone."""
    if not any(character.isalnum() for character in text):
        return "empty", "The reply has neither a letter nor a digit."
    return ops.reply_problem(text, prompt)


@verifier("text.reply", version=3, needs=("response", "prompt"), cost=1)
def check_reply(sample: Sample) -> Verdict:
    """Is the reply an answer at all: something said, no refusal, no markup of the model's left over?"""
    return verdict(reply_problem(sample.response, sample.prompt))
