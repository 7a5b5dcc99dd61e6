"""The other strand of a sequence of DNA."""

from __future__ import annotations

import random

from assay import Draft, agree, generator, make_reference
from assay_science.generators.biology._strands import (
    backwards,
    ends,
    numbered,
    other_strand,
    random_dna,
    spaced,
)

_CODES = {"R": "A or G", "Y": "C or T", "S": "G or C", "W": "A or T", "K": "G or T", "M": "A or C"}


def _gc(dna: str) -> float:
    return (dna.count("G") + dna.count("C")) / len(dna)


@generator("science.reverse_complement", verifiers=("science.sequence",))
def reverse_complement(rng: random.Random, difficulty: int) -> Draft:
    """Write the reverse complement of a sequence of DNA.

    1: a short one. 2: longer. 3: with ambiguity codes. 4: the reverse primer for a region of a printed sequence.
    5: the same in a longer sequence, with a restriction site at the primer's 5' end.
    """
    from Bio.Seq import Seq

    size = (
        rng.randint(8, 12),
        rng.randint(16, 26),
        rng.randint(14, 22),
        rng.randint(70, 110),
        rng.randint(120, 240),
    )[difficulty - 1]
    dna = random_dna(rng, size, rng.uniform(0.35, 0.65))
    region: tuple[int, int] | None = None
    added = ""
    if difficulty <= 3:
        if difficulty == 3:
            for at in sorted(rng.sample(range(2, size - 2), rng.randint(2, 4))):
                dna = dna[:at] + rng.choice("RYSWKM") + dna[at + 1 :]
        first = str(Seq(dna).complement())
        steps = [
            f"Sequence:   {ends(dna)}",
            f"Complement: 3'-{first}-5'",
            "Read from its own 5' end, the complement is turned round.",
        ]
        if difficulty == 3:
            used = [c for c in _CODES if c in dna]
            told = [
                f"{c} ({_CODES[c]}) pairs with {Seq(c).complement()} ({_CODES[str(Seq(c).complement())]})"
                for c in used
            ]
            steps.insert(1, "; ".join(told) + ".")
        asked = rng.choice(
            (
                f"What is the reverse complement of {ends(dna)}? Write it from 5' to 3'.",
                f"One strand of a DNA duplex is {ends(dna)}. Write the other strand from its 5' end to its 3' end.",
                f"Give the sequence, 5' to 3', of the oligonucleotide that pairs with {ends(dna)} over its whole length.",
            )
        )
        if difficulty == 3:
            asked = (
                f"The degenerate oligonucleotide {ends(dna)} is written with IUPAC ambiguity codes. "
                "Write its reverse complement from 5' to 3', with ambiguity codes."
            )
    else:
        length = rng.randint(18, 24)
        ends_at = list(range(size - 12 if difficulty == 4 else length + 30, size + 1))
        # as a primer would be chosen: about half G and C, and one of them at its 3' end
        good = [e for e in ends_at if dna[e - length] in "GC" and 0.4 <= _gc(dna[e - length : e]) <= 0.6]
        end = rng.choice(good or ends_at)
        region = (end - length + 1, end)
        piece = dna[region[0] - 1 : end]
        steps = [f"Nucleotides {region[0]} to {end} of the top strand: {ends(piece)}"]
        steps += [
            f"A reverse primer has the sequence of the bottom strand, which pairs with them: {backwards(other_strand(piece))}",
            f"From 5' to 3' it is {spaced(other_strand(piece), 10)}.",
        ]
        tail = ""
        if difficulty == 5:
            name, site = rng.choice(
                (
                    ("EcoRI", "GAATTC"),
                    ("BamHI", "GGATCC"),
                    ("HindIII", "AAGCTT"),
                    ("XhoI", "CTCGAG"),
                    ("NotI", "GCGGCCGC"),
                )
            )
            added = site
            steps.append(f"The {name} site {site} is put before its 5' end.")
            tail = f" Add the recognition sequence of {name} ({site}) directly to its 5' end (the extra bases that help the enzyme to cut near an end are left out here)."
        asked = (
            f"Part of a gene reads (top strand, 5' to 3'):\n\n{numbered(dna)}\n\nDesign the reverse primer of {length} nucleotides "
            f"that anneals to the top strand at nucleotides {region[0]} to {end}.{tail} Write it from 5' to 3'."
        )
    piece = dna[region[0] - 1 : region[1]] if region else dna
    table = str.maketrans("ACGTRYSWKM", "TGCAYRSWMK")
    answer = added + agree(
        str(Seq(piece).reverse_complement()), piece[::-1].translate(table), what="the other strand"
    )
    part: dict[str, object] = {"kind": "dna", "derive": "reverse_complement", "of": dna}
    if region:
        part["region"] = region
    if added:
        part["prefix"] = added
    closing = "The primer is" if region else "The reverse complement is"
    return Draft(
        asked,
        "\n".join([*steps, f"{closing} {ends(answer)}."]),
        make_reference(ends(answer), sequence=part),
        answer=ends(answer),
    )
