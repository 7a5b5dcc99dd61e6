"""Features of sequence records: FASTA and GenBank."""

from __future__ import annotations

import random
from io import StringIO

from assay import Draft, agree, generator, make_reference
from assay_science.generators.biology._strands import (
    THREE,
    code,
    codons,
    ends,
    fasta,
    other_strand,
    random_codons,
    random_dna,
    read_codons,
    spaced,
    stop_codon,
)

_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


@generator("science.sequence_record", verifiers=("science.sequence",))
def sequence_record(rng: random.Random, difficulty: int) -> Draft:
    """Read a feature out of a sequence record: a stretch, a coding sequence, the protein that it encodes.

    1: a stretch of a FASTA record. 2: a coding sequence of a GenBank record. 3: one on the complementary strand. 4: the protein of a
    coding sequence of two exons. 5: of one on the complementary strand.
    """
    if difficulty == 1:
        return _stretch(rng)
    reverse, exons = difficulty in (3, 5), 2 if difficulty >= 4 else 1
    count = (8, 10, 14, 20)[difficulty - 2] + rng.randint(0, 6)
    cds = "ATG" + random_codons(rng, count - 1) + stop_codon(rng)
    before, after = random_dna(rng, rng.randint(12, 45)), random_dna(rng, rng.randint(12, 45))
    cut = rng.randint(6, len(cds) - 6) if exons == 2 else len(cds)
    intron = "GT" + random_dna(rng, rng.randint(18, 40)) + "AG" if exons == 2 else ""
    top = before + cds[:cut] + intron + cds[cut:] + after
    pieces = [(len(before) + 1, len(before) + cut)]
    if exons == 2:
        start = len(before) + cut + len(intron) + 1
        pieces.append((start, start + len(cds) - cut - 1))
    shown = other_strand(top) if reverse else top
    places = [(len(top) - b + 1, len(top) - a + 1) for a, b in reversed(pieces)] if reverse else pieces
    location = ",".join(f"{a}..{b}" for a, b in places)
    location = f"join({location})" if exons == 2 else location
    location = f"complement({location})" if reverse else location
    record = _genbank(rng, shown, location)

    steps = []
    if reverse:
        steps.append(
            "The feature lies on the complementary strand, so what is cut out is read as its reverse complement."
        )
    for a, b in places:
        steps.append(f"Nucleotides {a} to {b}: {ends(shown[a - 1 : b])}")
    whole = "".join(shown[a - 1 : b] for a, b in places)
    if exons == 2:
        steps.append(f"Joined: {ends(whole)}")
    coding = other_strand(whole) if reverse else whole
    if reverse:
        steps.append(f"Reverse complement: {ends(coding)}")
    part: dict[str, object] = {"of": shown, "strand": "template" if reverse else "coding", "exons": pieces}
    second, translated = _by_biopython(record)
    agree(coding, second, what="the coding sequence")
    if difficulty <= 3:
        steps.append(f"It begins with ATG and ends with the stop codon {coding[-3:]}.")
        answer = ends(coding)
        asked = (
            "Write the coding sequence (CDS) of this record from its start codon to its stop codon, 5' to 3'"
        )
        closing = f"The coding sequence is {answer}."
        part |= {"kind": "dna", "derive": "excise"}
    else:
        letters = [code()[codon] for codon in codons(coding)]
        steps.append(f"In codons: {spaced(coding)}")
        steps.append(f"Translated: {', '.join(THREE[letter] for letter in letters)}")
        answer = agree(read_codons(coding), translated, what="the protein")
        asked = (
            "Which protein does the coding sequence (CDS) of this record encode? Give it in one-letter code"
        )
        closing = f"The protein is {answer}."
        part |= {"kind": "protein", "derive": "translate"}
    return Draft(
        f"{asked}:\n\n```\n{record}```",
        "\n".join([*steps, closing]),
        make_reference(answer, sequence=part),
        answer=answer,
    )


def _stretch(rng: random.Random) -> Draft:
    dna = random_dna(rng, rng.randint(90, 170))
    name = f"clone_{rng.randint(10, 99)}{rng.choice('ABCDEFGH')} partial sequence"
    size = rng.randint(12, 24)
    start = rng.randint(10, len(dna) - size - 5)
    end = start + size - 1
    lines = [(at + 1, dna[at : at + 60]) for at in range(0, len(dna), 60)]
    answer = ends(
        agree(
            dna[start - 1 : end],
            "".join(base for n, base in enumerate(dna, 1) if start <= n <= end),
            what="the stretch",
        )
    )
    steps = [
        f"Line {n} holds nucleotides {at} to {at + len(line) - 1}."
        for n, (at, line) in enumerate(lines, 1)
        if at <= end and at + len(line) > start
    ]
    part = {"kind": "dna", "derive": "excise", "of": dna, "region": (start, end)}
    return Draft(
        f"Which sequence do nucleotides {start} to {end} of this FASTA record have (counted from 1, both included)?\n\n{fasta(name, dna)}",
        "\n".join(
            [
                *steps,
                f"Nucleotides {start} to {end} are {end} - {start} + 1 = {size} letters.",
                f"The sequence is {answer}.",
            ]
        ),
        make_reference(answer, sequence=part),
        answer=answer,
    )


def _genbank(rng: random.Random, dna: str, location: str) -> str:
    """A record of a synthetic construct in GenBank's flat file format."""
    name = f"SYN{rng.randint(1000, 9999)}"
    date = f"{rng.randint(1, 28):02}-{rng.choice(_MONTHS)}-{rng.randint(2012, 2025)}"
    lines = [f"{at + 1:>9} {spaced(dna[at : at + 60].lower(), 10)}" for at in range(0, len(dna), 60)]
    return "\n".join(
        [
            f"LOCUS       {name:<16} {len(dna):>11} bp    DNA     linear   SYN {date}",
            "DEFINITION  Synthetic construct.",
            f"ACCESSION   {name}",
            "FEATURES             Location/Qualifiers",
            f"     source          1..{len(dna)}",
            f"     CDS             {location}",
            "                     /codon_start=1",
            "                     /transl_table=1",
            "ORIGIN",
            *lines,
            "//\n",
        ]
    )


def _by_biopython(record: str) -> tuple[str, str]:
    """The coding sequence and its protein, as Biopython reads the printed record."""
    from Bio import SeqIO

    found = SeqIO.read(StringIO(record), "genbank")
    feature = next(each for each in found.features if each.type == "CDS")
    coding = str(feature.extract(found.seq))
    return coding, str(feature.translate(found.seq, cds=False, to_stop=True))
