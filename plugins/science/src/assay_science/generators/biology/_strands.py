"""What the generators about sequences share: random sequences, how they are printed, a genetic code of their own route."""

from __future__ import annotations

import random
from collections.abc import Iterable
from functools import cache

PAIRS = {"A": "T", "C": "G", "G": "C", "T": "A"}
"""The bases of DNA and their partners."""
THREE = {
    "A": "Ala", "C": "Cys", "D": "Asp", "E": "Glu", "F": "Phe", "G": "Gly", "H": "His", "I": "Ile", "K": "Lys", "L": "Leu",
    "M": "Met", "N": "Asn", "P": "Pro", "Q": "Gln", "R": "Arg", "S": "Ser", "T": "Thr", "V": "Val", "W": "Trp", "Y": "Tyr",
    "*": "stop",
}  # fmt: skip
"""The amino acids by their letters (IUPAC)."""
NAMES = {
    "A": "alanine", "C": "cysteine", "D": "aspartate", "E": "glutamate", "F": "phenylalanine", "G": "glycine", "H": "histidine",
    "I": "isoleucine", "K": "lysine", "L": "leucine", "M": "methionine", "N": "asparagine", "P": "proline", "Q": "glutamine",
    "R": "arginine", "S": "serine", "T": "threonine", "V": "valine", "W": "tryptophan", "Y": "tyrosine",
}  # fmt: skip


@cache
def code(table: int = 1) -> dict[str, str]:
    """The genetic code of NCBI's number: the letter of each DNA codon, ``*`` for a stop."""
    from Bio.Data.CodonTable import unambiguous_dna_by_id

    found = unambiguous_dna_by_id[table]
    return {**dict.fromkeys(found.stop_codons, "*"), **found.forward_table}


def codons(dna: str) -> list[str]:
    """The whole codons of a sequence, from its first base on."""
    return [dna[at : at + 3] for at in range(0, len(dna) - 2, 3)]


def read_codons(dna: str, table: int = 1) -> str:
    """The protein up to the first stop codon, codon by codon."""
    protein = ""
    for codon in codons(dna.replace("U", "T")):
        if code(table)[codon] == "*":
            break
        protein += code(table)[codon]
    return protein


def other_strand(dna: str) -> str:
    """The complementary strand, read from its 5' end."""
    return "".join(PAIRS[base] for base in reversed(dna))


def rna(dna: str) -> str:
    """The same letters with U for T."""
    return dna.replace("T", "U")


def random_dna(rng: random.Random, size: int, gc: float = 0.5) -> str:
    """A random sequence with about this share of G and C, without more than four equal bases in a row."""
    out = ""
    while len(out) < size:
        base = rng.choice("GC") if rng.random() < gc else rng.choice("AT")
        if not out.endswith(base * 4):
            out += base
    return out


def random_codons(rng: random.Random, count: int, table: int = 1, avoid: Iterable[str] = ()) -> str:
    """So many random codons, none of which is a stop codon or one of ``avoid``."""
    left_out = set(avoid)
    sense = sorted(codon for codon, letter in code(table).items() if letter != "*" and codon not in left_out)
    return "".join(rng.choice(sense) for _ in range(count))


def stop_codon(rng: random.Random, table: int = 1) -> str:
    """A stop codon of a genetic code."""
    return rng.choice(sorted(codon for codon, letter in code(table).items() if letter == "*"))


def ends(sequence: str) -> str:
    """``5'-ATG-3'``."""
    return f"5'-{sequence}-3'"


def backwards(sequence: str) -> str:
    """The same strand from its other end: ``3'-GTA-5'``."""
    return f"3'-{sequence[::-1]}-5'"


def spaced(sequence: str, size: int = 3) -> str:
    """``ATG GCC``, in groups."""
    return " ".join(sequence[at : at + size] for at in range(0, len(sequence), size))


def fasta(name: str, sequence: str, width: int = 60) -> str:
    """A record of FASTA in a block of code."""
    lines = [sequence[at : at + width] for at in range(0, len(sequence), width)]
    return "\n".join(["```", f">{name}", *lines, "```"])


def numbered(sequence: str) -> str:
    """Blocks of ten, sixty a line, each line with the number of its first letter, in a block of code."""
    lines = [f"{at + 1:>5} {spaced(sequence[at : at + 60], 10)}" for at in range(0, len(sequence), 60)]
    return "\n".join(["```", *lines, "```"])


def named(protein: str) -> str:
    """``Met-Ala-Gly``."""
    return "-".join(THREE[letter] for letter in protein)
