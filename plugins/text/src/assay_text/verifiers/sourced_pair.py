"""Are the halves of a pair that differ by who wrote them different at all?

What it needs is in the reference::

    {"sourced_pair": {"generated": text, "most_alike": x}}

Where a pair rests on its origin (a person wrote the one, a model the other) no
computation can say that one is better. This only proves that both say something,
and that their ROUGE-L is at most ``most_alike``.
"""

from __future__ import annotations

from assay import Sample, Verdict, ops, verifier
from assay_text.checking import part_of
from assay_text.verifiers._evidence import Finding, verdict


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


@verifier("text.sourced_pair", needs=("response", "reference", "prompt"), cost=1, packages=("rapidfuzz",))
def check_sourced_pair(sample: Sample) -> Verdict:
    """Do the halves of a pair of a person's and a model's text both say something, and not the same?"""
    known = part_of(sample, "sourced_pair")
    return verdict(pair_problem(sample.response, str(known["generated"]), float(known["most_alike"])))
