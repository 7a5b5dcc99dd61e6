"""Verifiers of sums: one that is right, and others."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, replace

import assay
from assay.evidence import Findings
from assay.evidence.final_answer import final_answer, values_like

ACCEPTED = assay.Verdict(assay.Status.ACCEPTED, "ok")
NUMBERS = values_like(r"-?\d+")
_calls = 0


def rejected(reason="wrong_sum", message="The sum is another."):
    return assay.Verdict(assay.Status.REJECTED, reason, message)


def right(sample):
    return sample.response.strip().endswith(f"The answer is {sample.expected}.")


@assay.verifier("odd.fine", needs=("response", "reference"), proves_wrong=("wrong_sum",))
def fine(sample):
    """Is the final answer the sum?"""
    sample.expected  # noqa: B018 - raises for a reference that cannot be read
    read = final_answer(sample.response, NUMBERS)
    if read.only is None or read.hedged or read.listed:
        return assay.Verdict(assay.Status.ABSTAINED, "no_one_answer", "It does not end in one number.")
    found, span = Findings(), (read.only.start, read.only.end)
    message = f"It is {sample.expected}."
    found.check(read.only.text == sample.expected, "sum", read.only.text, "wrong_sum", message, span=span)
    return found.verdict()


def all_fine(samples):
    return [fine(sample) for sample in samples]


@assay.verifier(
    "odd.together",
    batch=40,
    many=all_fine,
    start_s=1.0,
    needs=("response", "reference"),
    proves_wrong=("wrong_sum",),
)
def together(sample):
    """Many sums at once."""
    return fine(sample)


def counted_in(samples):
    return [replace(fine(sample), message=f"It is one of {len(samples)}.") for sample in samples]


@assay.verifier(
    "odd.counted_in",
    batch=40,
    many=counted_in,
    start_s=1.0,
    needs=("response", "reference"),
    proves_wrong=("wrong_sum",),
)
def alone(sample):
    """Tells how many it was asked about."""
    return fine(sample)


@assay.verifier("odd.twin", needs=("response", "reference"), proves_wrong=("wrong_sum",))
def twin(sample):
    """The same, for rows that are wrong now and then."""
    return fine(sample)


@assay.verifier("odd.yes", needs=("response", "reference"), proves_wrong=("never",))
def yes(sample):
    """Accepts everything."""
    return ACCEPTED


@assay.verifier("odd.yes_alone")
def yes_alone(sample):
    """Accepts everything, and no row of anybody is there to try it with."""
    return ACCEPTED


@assay.verifier("odd.hangs", deadline=0.3, needs=("response", "reference"), proves_wrong=("wrong_sum",))
def hangs(sample):
    """Waits for ever."""
    time.sleep(3600)
    return rejected()


@assay.verifier("odd.second_time", needs=("response", "reference"), proves_wrong=("wrong_sum",))
def second_time(sample):
    """Depends on how often it was asked."""
    global _calls
    _calls += 1
    return ACCEPTED if right(sample) and _calls % 7 else rejected()


@assay.verifier("odd.proves_nothing", needs=("response", "reference"))
def proves_nothing(sample):
    """Rejects, and none of it proves anything."""
    sample.expected  # noqa: B018 - raises for a reference that cannot be read
    return ACCEPTED if right(sample) else rejected()


@assay.verifier("odd.proves_silence", needs=("response", "reference"), proves_wrong=("wrong_sum",))
def proves_silence(sample):
    """Calls what says nothing proved wrong."""
    sample.expected  # noqa: B018
    return ACCEPTED if right(sample) else rejected()


@assay.verifier("odd.only_reference", needs=("response", "reference"), proves_wrong=("wrong_sum",))
def only_reference(sample):
    """Looks at the reference, never at the response."""
    return ACCEPTED if sample.expected.isdigit() else rejected()


@assay.verifier("odd.only_last_number", needs=("response", "reference"), proves_wrong=("wrong_sum",))
def only_last_number(sample):
    """Takes the last number that it finds for the answer."""
    numbers = re.findall(r"\d+", sample.response)
    if not numbers:
        return assay.Verdict(assay.Status.ABSTAINED, "no_number", "There is no number.")
    return ACCEPTED if numbers[-1] == sample.expected else rejected()


@assay.verifier("odd.crashes", needs=("response", "reference"), proves_wrong=("wrong_sum",))
def crashes(sample):
    """Fails on a response in capitals, which no row of ours is."""
    sample.expected  # noqa: B018
    if not sample.response.strip():
        return assay.Verdict(assay.Status.ABSTAINED, "empty", "It says nothing.")
    int(re.sub(r"[^0-9]", "", sample.response))
    return ACCEPTED if right(sample) else rejected()


@assay.verifier("odd.cites", needs=("response", "reference"), proves_wrong=("wrong_sum",))
def cites(sample):
    """Does the last of three turns say what the source says, and no more?"""
    if len(sample.messages) != 4 or sample.sources[0].text != sample.expected:
        return assay.Verdict(
            assay.Status.ABSTAINED, "no_talk", "It is no talk of four turns about its source."
        )
    return fine(sample)


@assay.reference_part("tale")
@dataclass(frozen=True)
class Tale:
    text: str


@assay.verifier("odd.same_numbers", needs=("response", "reference"), proves_wrong=("other_numbers",))
def same_numbers(sample):
    """Does a retelling have the numbers of its text? It looks at nothing else."""
    told, said = (re.findall(r"\d+", text) for text in (sample.part(Tale).text, sample.response))
    if not said:
        return assay.Verdict(assay.Status.ABSTAINED, "no_number", "There is no number.")
    return ACCEPTED if set(told) == set(said) else rejected("other_numbers", "The numbers are others.")


@assay.verifier("odd.mute", needs=("response", "reference"), proves_wrong=("wrong_sum",))
def mute(sample):
    """Refuses without a word."""
    verdict = fine(sample)
    return verdict if verdict.accepted else assay.Verdict(verdict.status, verdict.reason)


@assay.verifier("odd.never")
def never(sample):
    """Never accepts."""
    return assay.Verdict(assay.Status.ABSTAINED, "never", "It never accepts.")


KEYS = {}


@assay.verifier("odd.remembers", needs=("response", "reference"), proves_wrong=("wrong_sum",))
def remembers(sample):
    """Keeps the first reference that it sees of a prompt."""
    key = KEYS.setdefault(sample.prompt, sample.expected)
    return fine(replace(sample, task=replace(sample.task, reference=key)))


@assay.verifier("odd.other_kind", needs=("response", "reference"), proves_wrong=("wrong_sum",))
def other_kind(sample):
    """Accepts what it cannot compare: a reference that is no number."""
    return fine(sample) if sample.expected.isdigit() else ACCEPTED


@assay.verifier("odd.flattered", needs=("response", "reference"), proves_wrong=("wrong_sum",))
def flattered(sample):
    """Believes a system prompt."""
    return ACCEPTED if sample.messages[0].role == "system" else fine(sample)


@assay.verifier("odd.not_numbers", needs=("response", "reference"), proves_wrong=("wrong_sum",))
def not_numbers(sample):
    """Compares in such a way that NaN is near everything."""
    said = re.search(r"The answer is (-?\d+|nan|NaN)\.\Z", sample.response)
    key = float(sample.expected)
    if said and abs(float(said[1]) - key) > 0.5:
        return rejected()
    return ACCEPTED if said else assay.Verdict(assay.Status.ABSTAINED, "no_answer", "It ends in no answer.")


@assay.verifier("odd.long", needs=("response", "reference"), proves_wrong=("wrong_sum",))
def long(sample):
    """Accepts what is long."""
    return ACCEPTED if 1_500 < len(sample.response) < 30_000 else fine(sample)


@assay.verifier("odd.clocked", needs=("response", "reference"), proves_wrong=("wrong_sum",))
def clocked(sample):
    """Says on which day it was asked."""
    verdict = fine(sample)
    return replace(verdict, message=f"{verdict.message} Looked at in {time.time() // 86400 / 7:.0f}.")


@assay.verifier("odd.first_call", needs=("response", "reference"), proves_wrong=("wrong_sum",))
def first_call(sample):
    """Is not ready when it is called first."""
    global _ready
    ready, _ready = _ready, True
    return fine(sample) if ready else assay.Verdict(assay.Status.ABSTAINED, "not_ready", "It warms up.")


_ready = False
