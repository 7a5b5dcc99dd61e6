"""Translation, codon by codon."""

from __future__ import annotations

import random

from assay import Draft, agree, generator, make_reference
from assay_science.generators.biology._strands import (
    THREE,
    code,
    codons,
    ends,
    named,
    numbered,
    other_strand,
    random_codons,
    random_dna,
    read_codons,
    rna,
    stop_codon,
)

_CODES = {
    2: "the vertebrate mitochondrial code (NCBI translation table 2)",
    3: "the yeast mitochondrial code (NCBI translation table 3)",
    4: "the code of *Mycoplasma* (NCBI translation table 4)",
    6: "the nuclear code of ciliates (NCBI translation table 6)",
    12: "the alternative yeast nuclear code of *Candida* (NCBI translation table 12)",
}


@generator("science.translation", verifiers=("science.sequence",))
def translation(rng: random.Random, difficulty: int) -> Draft:
    """Translate a nucleic acid into a protein.

    1: an mRNA that begins with its start codon. 2: the start codon must be found. 3: the coding strand of DNA, with
    untranslated ends. 4: the template strand of DNA. 5: another genetic code than the standard one.
    """
    table = rng.choice(sorted(_CODES)) if difficulty == 5 else 1
    count = (
        rng.randint(4, 6),
        rng.randint(6, 8),
        rng.randint(8, 12),
        rng.randint(9, 14),
        rng.randint(12, 18),
    )[difficulty - 1]
    body = "ATG" + random_codons(rng, count - 1, table) + stop_codon(rng, table)
    if difficulty == 5 and not any(code(table)[codon] != code(1)[codon] for codon in codons(body)):
        odd = rng.choice(sorted(c for c in code(1) if code(table)[c] != code(1)[c] and code(table)[c] != "*"))
        at = 3 * rng.randint(1, count - 1)
        body = body[:at] + odd + body[at + 3 :]
    if difficulty == 1:
        before, after = "", ""
    else:
        before, after = _leader(rng, rng.randint(3, 12)), random_dna(rng, rng.randint(2, 12))
    strand = before + body + after
    of = rna(strand) if difficulty <= 2 else other_strand(strand) if difficulty == 4 else strand
    steps = []
    if difficulty == 4:
        steps.append(f"The mRNA is complementary to the template strand: {ends(rna(strand))}")
    elif difficulty >= 3:
        steps.append(f"The mRNA has the sequence of the coding strand, with U for T: {ends(rna(strand))}")
    if before:
        steps.append(
            f"The first AUG from the 5' end begins at nucleotide {len(before) + 1}, so translation starts there."
        )
    triplets = codons(rna(body))
    letters = [code(table)[codon.replace("U", "T")] for codon in triplets]
    for at in range(0, len(triplets), 6):
        pairs = zip(triplets[at : at + 6], letters[at : at + 6], strict=True)
        steps.append(", ".join(f"{codon} = {THREE[letter]}" for codon, letter in pairs))
    others = [
        c for c in dict.fromkeys(triplets) if code(table)[c.replace("U", "T")] != code(1)[c.replace("U", "T")]
    ]
    if others:
        told = [
            f"{c} is {THREE[code(table)[c.replace('U', 'T')]]} and not {THREE[code(1)[c.replace('U', 'T')]]}"
            for c in others
        ]
        steps.append(f"In this code {', '.join(told)}.")
    steps.append(f"{triplets[-1]} is a stop codon, so the chain ends with {THREE[letters[-2]]}.")
    from Bio.Seq import Seq

    protein = agree(
        read_codons(body, table),
        str(Seq(strand)[strand.index("ATG") :][: len(body)].translate(table=table, to_stop=True)),
        what="the protein",
    )
    short = rng.random() < 0.5
    answer = protein if short else named(protein)
    part = {
        "kind": "protein",
        "derive": "translate",
        "of": of,
        "strand": "template" if difficulty == 4 else "coding",
        "table": table,
        "frame": 0,
    }
    return Draft(
        _asked(rng, of, difficulty, table, short),
        "\n".join([*steps, f"The protein is {answer}."]),
        make_reference(answer, sequence=part),
        answer=answer,
    )


def _leader(rng: random.Random, size: int) -> str:
    """Bases before the start codon, in which no other one begins."""
    while True:
        leader = random_dna(rng, size)
        if "ATG" not in leader + "AT":
            return leader


def _asked(rng: random.Random, of: str, difficulty: int, table: int, short: bool) -> str:
    shown = f"\n\n{ends(of)}\n\n" if len(of) <= 60 or difficulty < 5 else f"\n\n{numbered(of)}\n\n"
    letters = "in one-letter code" if short else "in three-letter code"
    rule = "" if table == 1 else f" Use {_CODES[table]}."
    what = (
        "mRNA",
        "mRNA",
        "coding strand of a gene",
        "template strand of a gene",
        "coding strand of a gene",
    )[difficulty - 1]
    start = "" if difficulty == 1 else " Translation starts at the first AUG of the mRNA."
    openings = (
        f"Translate this {what} (written 5' to 3') into protein:{shown}",
        f"The following {what} is written from 5' to 3'. Which protein does it encode?{shown}",
        f"Here is the {what}, 5' to 3':{shown}",
    )
    return f"{rng.choice(openings)}Give the amino acid sequence {letters}, from the N terminus to the C terminus.{start}{rule}"
