"""The elimination rules of Evol-Instruct (arXiv:2304.12244, section 3.2) as a verifier.

What it needs is in the reference::

    {"evolved": {"parent": text, "operation": name, "judged": "equal" or "different"}}

Proved by computation: the evolved instruction is not its parent over again and
does not speak of the prompt that it came from, and its answer says something and
is no refusal. That it asks for more than its parent is the word of a model
(``judged``), which the verifier only takes care is there. Whether the answer is
right is not looked at.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from assay import Sample, Verdict, ops, reference_part, verifier
from assay_text.checking import Finding, verdict
from assay_text.verifiers.instruction import says_nothing

_LEAK = re.compile(
    r"\b(?:given|created|rewritten|new|original|evolved|rephrased|above|previous) (?:prompt|instruction)s?\b"
    r"|#\s*(?:given|created|rewritten|new)\b|^\W*(?:new |evolved |rewritten )?instruction\W*:"
    r"|^\W*(?:sure|certainly|of course)\b[^.\n]*[:!]|^\W*here (?:is|are|'s)\b[^\n]*:",
    re.IGNORECASE | re.MULTILINE,
)
LONG = 12  # words; a shorter instruction may do without an end mark
_FILLERS = frozenset(
    "a about all also an and any are as at be been but by can could did do does for from had has have he her him his"
    " how i if in into is it its just may me more most my no not of off on or our out own she should so some such than"
    " that the their them then there these they this those to too up us very was we were what when where which who why"
    " will with would you your ok okay".split()
)


def _said(text: str) -> list[str]:
    """The words of a text, whatever its capitals, marks and width; signs that cannot be seen are none."""
    plain = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    return re.findall(r"\w+|[^\w\s.,;:!?\"'“”‘’*_`()-]", plain.casefold())


def evolved_problem(parent: str, instruction: str, answer: str) -> Finding | None:
    """What eliminates an evolved instruction with its answer, by rules alone."""
    if not any(c.isalpha() for c in instruction):
        return "no_instruction", "The evolved instruction has no words."
    if (
        instruction.rstrip()[-1:].isalpha()
        and len(instruction.split()) > LONG
        and parent.rstrip()[-1:] in ".?!"
    ):
        return "cut_off", "The evolved instruction ends in the middle of a sentence."
    if match := _LEAK.search(instruction):
        return "speaks_of_the_prompt", f"The instruction says {match[0].strip()!r}."
    if problem := ops.prompt_problem(instruction):
        return problem
    if _said(instruction) == _said(parent):
        return "same_as_parent", "The instruction is its parent over again."
    if re.search(r"\bsorry\b", answer, re.IGNORECASE) and len(answer.split()) < 80:
        return "no_answer", "The answer says sorry and has fewer than 80 words."
    if problem := ops.reply_problem(answer, instruction):
        return problem
    if _said(answer) == _said(instruction):
        return "copy", "The answer is the instruction again."
    if all(word in _FILLERS for word in re.findall(r"\w+", answer.lower())):
        return "empty_answer", "The answer consists of punctuation and filler words."
    if says_nothing(answer):
        return "no_answer", f"The answer is {answer.strip()[:60]!r}."
    return None


@reference_part("evolved")
@dataclass(frozen=True)
class Evolved:
    """The instruction that was evolved, how, and what a judge said of the two."""

    parent: str
    operation: str
    judged: str


@verifier("text.evolved", version=4, needs=("response", "reference", "prompt"), cost=1)
def check_evolved(sample: Sample) -> Verdict:
    """Is an evolved instruction new and clean of its prompt, and its answer no refusal? (Evol-Instruct's rules)"""
    known = sample.part(Evolved)
    if problem := evolved_problem(known.parent, sample.prompt, sample.response):
        return verdict(problem)
    if known.judged != "different":
        return verdict(("no_gain", f"Whether it asks for more was judged {known.judged[:40]!r}."))
    return verdict(None)
