"""Open reading frames."""

from __future__ import annotations

import random

from assay import Draft, agree, generator, make_reference
from assay_science.generators.biology._strands import (
    code,
    ends,
    numbered,
    other_strand,
    random_codons,
    random_dna,
    read_codons,
    spaced,
    stop_codon,
)

_CODES = {
    1: "",
    4: " Use NCBI translation table 4, in which TGA encodes tryptophan.",
    6: " Use NCBI translation table 6, in which TAA and TAG encode glutamine.",
}


def _frames(dna: str, table: int, strands: int) -> list[tuple[str, int, int]]:
    """Each stretch from the first ATG to a stop codon: strand, first and last base on that strand, from 1."""
    found = []
    for sign, strand in (("+", dna), ("-", other_strand(dna)))[:strands]:
        for frame in range(3):
            start = -1
            for at in range(frame, len(strand) - 2, 3):
                codon = strand[at : at + 3]
                if start < 0 and codon == "ATG":
                    start = at
                if start >= 0 and code(table)[codon] == "*":
                    found.append((sign, start + 1, at + 3))
                    start = -1
    return found


@generator("science.open_reading_frame", verifiers=("science.sequence",))
def open_reading_frame(rng: random.Random, difficulty: int) -> Draft:
    """Find the longest open reading frame of a sequence, and the protein that it encodes.

    1: in three frames of a short sequence. 2: longer. 3: in six frames. 4: longer. 5: another genetic code.
    """
    from assay_science.sequences.deriving import longest_orf

    table = rng.choice((4, 6)) if difficulty == 5 else 1
    strands = 1 if difficulty <= 2 else 2
    count = (
        rng.randint(6, 9),
        rng.randint(9, 14),
        rng.randint(12, 18),
        rng.randint(18, 30),
        rng.randint(24, 40),
    )[difficulty - 1]
    while True:
        body = "ATG" + random_codons(rng, count - 1, table) + stop_codon(rng, table)
        dna = (
            random_dna(rng, rng.randint(5, 8 * difficulty))
            + body
            + random_dna(rng, rng.randint(5, 8 * difficulty))
        )
        if strands == 2 and rng.random() < 0.5:
            dna = other_strand(dna)
        frames = sorted(_frames(dna, table, strands), key=lambda f: f[1] - f[2])
        if frames and (len(frames) == 1 or frames[0][2] - frames[0][1] > frames[1][2] - frames[1][1] + 5):
            break
    sign, start, end = frames[0]
    strand = dna if sign == "+" else other_strand(dna)
    orf = strand[start - 1 : end]
    second = longest_orf(dna, table, protein=True, forward_only=strands == 1)
    protein = agree(read_codons(orf, table), second, what="the protein")
    where = "top strand" if sign == "+" else "reverse complement"
    steps = []
    if strands == 2:
        steps += [
            "The bottom strand, from its 5' end, is the reverse complement:",
            numbered(other_strand(dna)),
        ]
    rows = [
        f"- {'top strand' if s == '+' else 'reverse complement'}, nucleotides {a} to {b}: {(b - a + 1) // 3 - 1} codons and a stop codon"
        for s, a, b in sorted(frames[:5], key=lambda f: (f[0] == "-", f[1]))
    ]
    steps.append(
        "These stretches go from an ATG to the first stop codon in its frame"
        + (" (the longest five):" if len(frames) > 5 else ":")
    )
    steps += rows
    steps.append(f"The longest is on the {where}, from nucleotide {start} to {end}:")
    steps.append(spaced(orf))
    whole = difficulty in (2, 4) and rng.random() < 0.4
    answer = ends(orf) if whole else protein
    part = {
        "kind": "dna" if whole else "protein",
        "derive": "longest_orf",
        "of": dna,
        "table": table,
        "forward_only": strands == 1,
    }
    closing = f"The open reading frame is {answer}." if whole else f"It encodes the protein {answer}."
    places = (
        "the three reading frames of the strand that is shown"
        if strands == 1
        else "all six reading frames, three on each strand"
    )
    asked = (
        f"{rng.choice(('Search', 'Examine'))} this sequence of DNA, written 5' to 3', for open reading frames:\n\n{numbered(dna)}\n\n"
        f"An open reading frame begins with ATG and ends with the first stop codon in its frame. Consider {places}.{_CODES[table]} "
    )
    asked += (
        "Give the sequence of the longest open reading frame from 5' to 3', with its start and stop codons."
        if whole
        else "Give the protein that the longest one encodes, in one-letter code."
    )
    return Draft(asked, "\n".join([*steps, closing]), make_reference(answer, sequence=part), answer=answer)
