"""Is the sequence that a response answers the right one, from its 5' end or N terminus on?"""

from __future__ import annotations

from dataclasses import replace

import assay
from assay.evidence import BadReference, Findings, has_part
from assay_science.sequences import alignments, comparing, digests, primers, variants
from assay_science.sequences.comparing import NoAnswer, answered, difference, direction_is_open, stands_before
from assay_science.sequences.parts import Sequence, with_parts


@assay.verifier(
    "science.sequence",
    needs=("response", "reference"),
    packages=("biopython",),
    proves_wrong=comparing.WRONG + alignments.WRONG + digests.WRONG + primers.WRONG + variants.WRONG,
)
def sequence(sample: assay.Sample) -> assay.Verdict:
    """Is the one sequence that the response answers that of the reference, or what the prompt's own data come to?

    It reads FASTA, GenBank, blocks of ten, codons, small letters, LaTeX, ``5'-…-3'``, one- and three-letter proteins, from left to right
    as 5' to 3' or N to C unless the response names the ends. DNA is not RNA; ambiguity codes are letters like any other.
    """
    sample = replace(sample, task=replace(sample.task, reference=with_parts(sample.reference)))
    found = Findings()
    special = [check for kind, check in _SPECIAL if has_part(sample.reference, kind)]
    for check in special:
        check(sample, found)
    if not special or has_part(sample.reference, Sequence):
        _check_sequence(sample, found)
    return found.verdict()


def _check_sequence(sample: assay.Sample, found: Findings) -> None:
    part = sample.part(Sequence)
    wanted = part.stated if part.sequence else ""
    if part.derive:
        from assay_science.sequences.deriving import derived
        from assay_science.sequences.given import gives

        truth = derived(part)
        if wanted and difference(truth, wanted, part.molecule)[0]:
            raise BadReference("The reference's sequence is not what is derived from its 'of'.")
        wanted = truth
        message = "The prompt does not give the sequence that the answer is derived from."
        if not found.check(
            gives(sample.prompt, part.origin) or None,
            "given",
            part.of,
            "other_question",
            message,
            where="prompt",
        ):
            return
    run = answered(sample.response, sample.prompt, part.molecule)
    if isinstance(run, NoAnswer):
        found.check(None, "sequence", "", run.reason, run.message)
        return
    reason, message = difference(run.sequence, wanted, part.molecule)
    if reason == "wrong_direction" and direction_is_open(sample.response, run):
        message = "It would be right from its 3' end, and the response does not say plainly where it begins."
        found.check(None, "direction", run.letters, "direction_unclear", message, span=(run.start, run.end))
        return
    if reason and stands_before(sample.response, run, wanted, part.molecule):
        message = "The right sequence stands before it, by itself."
        found.check(None, "sequence", run.letters, "too_many_answers", message, span=(run.start, run.end))
        return
    found.check(
        not reason,
        "sequence",
        sample.response[run.start : run.end],
        reason,
        message,
        span=(run.start, run.end),
    )


_SPECIAL = (
    (alignments.Alignment, alignments.check_alignment),
    (digests.Fragments, digests.check_fragments),
    (primers.Primers, primers.check_primers),
    (variants.Variant, variants.check_variant),
)
