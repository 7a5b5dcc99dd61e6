"""Are the halves of a pair that differ by who wrote them different at all?

What it needs is in the reference::

    {"sourced_pair": {"generated": text, "most_alike": x}}

Where a pair rests on its origin (a person wrote the one, a model the other) no
computation can say that one is better. This only proves that both say something,
and that their ROUGE-L is at most ``most_alike``.
"""

from __future__ import annotations

from dataclasses import dataclass

from assay import Sample, Verdict, ops, reference_part, verifier
from assay_text.checking import Finding, verdict


def pair_problem(written: str, generated: str, most_alike: float) -> Finding | None:
    """Why two texts are no pair."""
    if not (ops.words(written) and ops.words(generated)):
        return "empty", "One half of the pair has no words."
    if not (alike := ops.rouge_l(written, generated)) <= most_alike:
        return (
            "too_alike",
            f"The halves have a ROUGE-L of {alike:.2f}, at most {most_alike:g} is let through.",
        )
    return None


@reference_part("sourced_pair")
@dataclass(frozen=True)
class SourcedPair:
    """What a model wrote, and the most ROUGE-L that it may have with what a person wrote, 0 to 1."""

    generated: str
    most_alike: int | float


@verifier(
    "text.sourced_pair", version=2, needs=("response", "reference", "prompt"), cost=1, packages=("rapidfuzz",)
)
def check_sourced_pair(sample: Sample) -> Verdict:
    """Do the halves of a pair of a person's and a model's text both say something, and not the same?"""
    known = sample.part(SourcedPair)
    return verdict(pair_problem(sample.response, known.generated, known.most_alike))
