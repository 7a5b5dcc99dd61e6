"""Transcription and splicing."""

from __future__ import annotations

import random

from assay import Draft, agree, generator, make_reference
from assay_science.generators.biology._strands import backwards, ends, other_strand, random_dna, rna

_SOURCES = ("a gene", "a bacterial gene", "a cloned DNA fragment", "an operon", "a transcribed region")


@generator("science.transcription", verifiers=("science.sequence",))
def transcription(rng: random.Random, difficulty: int) -> Draft:
    """Write the RNA that is transcribed from a strand of DNA.

    1: from the coding strand. 2: from the template strand, written 3' to 5'. 3: from the template strand, written
    5' to 3'. 4: a transcript with an intron is spliced. 5: from a template strand written 5' to 3', two introns.
    """
    size = (
        rng.randint(9, 14),
        rng.randint(14, 22),
        rng.randint(20, 30),
        rng.randint(36, 48),
        rng.randint(48, 66),
    )[difficulty - 1]
    coding = random_dna(rng, size, rng.uniform(0.4, 0.6))
    template = other_strand(coding)
    source = rng.choice(_SOURCES)
    exons: list[tuple[int, int]] = []
    if difficulty == 1:
        given, strand, of = ends(coding), "coding", coding
        steps = [
            "RNA polymerase reads the template strand, so the RNA has the sequence of the coding strand, with U for T.",
            f"Coding strand: {given}",
        ]
    elif difficulty == 2:
        given, strand, of = backwards(template), "template", template
        steps = [
            "The template is read from its 3' end, and the RNA grows from its 5' end. Each base pairs: A with U, T with A, G with C, C with G.",
            f"Template: {given}",
        ]
    elif difficulty == 3:
        given, strand, of = ends(template), "template", template
        steps = [
            "RNA polymerase reads the template strand from its 3' end, so the strand is first turned round.",
            f"Template, from its 3' end: {backwards(template)}",
            "Each base then pairs: A with U, T with A, G with C, C with G.",
        ]
    else:
        introns = difficulty - 3
        exons, coding = _exons(rng, coding, introns)
        template, source = other_strand(coding), "a much shortened eukaryotic gene"
        strand, of = ("coding", coding) if difficulty == 4 else ("template", template)
        given = ends(of)
        steps = ["The primary transcript has the sequence of the coding strand, with U for T."]
        if difficulty == 5:
            steps = [
                f"Turned round, the template is {backwards(template)}, and each base pairs with its partner."
            ]
        steps.append(f"Primary transcript: {ends(rna(coding))}")
        steps += [
            f"Exon {n}, nucleotides {a} to {b}: {rna(coding[a - 1 : b])}" for n, (a, b) in enumerate(exons, 1)
        ]
        steps.append("The exons are joined in this order; the introns are removed.")
    kept = "".join(coding[a - 1 : b] for a, b in exons) or coding
    from Bio.Seq import Seq

    whole = Seq(of).reverse_complement() if strand == "template" else Seq(of)
    second = str(whole.transcribe())
    second = "".join(second[a - 1 : b] for a, b in exons) or second
    answer = agree(rna(kept), second, what="the transcript")
    asked = _asked(rng, given, strand, source, exons)
    part = {"kind": "rna", "derive": "transcribe", "of": of, "strand": strand, "exons": exons}
    closing = f"The {'mature mRNA' if exons else 'RNA'} is {ends(answer)}."
    return Draft(
        asked, "\n".join([*steps, closing]), make_reference(ends(answer), sequence=part), answer=ends(answer)
    )


def _exons(rng: random.Random, dna: str, introns: int) -> tuple[list[tuple[int, int]], str]:
    """Where the exons are, and the sequence with introns that begin with GT and end with AG."""
    size = len(dna)
    while True:
        cuts = sorted(rng.sample(range(5, size - 5), 2 * introns))
        bounds = [0, *cuts, size]
        if all(bounds[n + 1] - bounds[n] >= (10 if n % 2 else 5) for n in range(2 * introns + 1)):
            break
    for start, end in zip(cuts[::2], cuts[1::2], strict=True):
        dna = dna[:start] + "GT" + dna[start + 2 : end - 2] + "AG" + dna[end:]
    return [(bounds[n] + 1, bounds[n + 1]) for n in range(0, 2 * introns + 1, 2)], dna


def _asked(rng: random.Random, given: str, strand: str, source: str, exons: list[tuple[int, int]]) -> str:
    name = {
        "coding": rng.choice(("coding (sense)", "coding", "non-template")),
        "template": rng.choice(("template", "template (antisense)")),
    }[strand]
    opening = rng.choice(
        (
            f"This is the {name} strand of a stretch of {source}:\n\n{given}\n\n",
            f"A stretch of {source} has the {name} strand {given}. ",
            f"Consider part of the {name} strand of {source}: {given}. ",
        )
    )
    if exons:
        spans = [f"{a} to {b}" for a, b in exons]
        text = ", ".join(spans[:-1]) + f" and {spans[-1]}"
        return (
            f"{opening}All of it is transcribed. In the primary transcript, nucleotides {text} (counted from the 5' end) are exons, "
            f"the rest is intron. Write the sequence of the mature mRNA from 5' to 3'."
        )
    return opening + rng.choice(
        (
            "Write the RNA that is transcribed from it, with both ends labelled.",
            "What is the sequence of the RNA transcript, from 5' to 3'?",
            "Give the sequence of the mRNA, 5' to 3'.",
        )
    )
