"""What follows from a sequence: its transcript, other strand, translation, longest open reading frame. By Biopython."""

from __future__ import annotations

from assay.evidence import BadReference
from assay_science.sequences.parts import Sequence


def derived(part: Sequence) -> str:
    """The sequence that a part asks for, in capitals and reading direction; :class:`~assay.BadReference` if there is none."""
    from Bio.Data.CodonTable import TranslationError
    from Bio.Seq import Seq

    try:
        given = part.origin
        if part.region:
            given = given[part.region[0] - 1 : part.region[1]]
        dna = Seq(given).back_transcribe()
        if part.derive == "reverse_complement" or part.strand == "template":
            dna = dna.reverse_complement()
        if part.exons:
            dna = Seq("".join(str(dna[start - 1 : end]) for start, end in part.exons))
        if part.derive == "translate":
            return part.prefix + _translated(str(dna), part.frame, part.table)
        if part.derive == "longest_orf":
            protein = part.molecule == "protein"
            return part.prefix + longest_orf(
                str(dna), part.table, protein=protein, forward_only=part.forward_only
            )
        return part.prefix + str(dna.transcribe() if part.molecule == "rna" else dna)
    except (KeyError, ValueError, TranslationError) as error:
        raise BadReference(f"Nothing can be derived from the reference's sequence: {error}") from None


def _translated(dna: str, frame: int, table: int) -> str:
    from Bio.Seq import Seq

    strand = Seq(dna) if frame >= 0 else Seq(dna).reverse_complement()
    start = str(strand).index("ATG") if frame == 0 else abs(frame) - 1
    strand = strand[start:]
    return str(strand[: len(strand) // 3 * 3].translate(table=table, to_stop=True))


def longest_orf(dna: str, table: int, *, protein: bool, forward_only: bool = False) -> str:
    """The longest stretch from an ATG to a stop codon in six frames or three, with its stop codon, or the protein that it encodes.

    Raises :class:`ValueError` if there is none, or two that are equally long.
    """
    from Bio.Data import CodonTable
    from Bio.Seq import Seq

    stops = set(CodonTable.unambiguous_dna_by_id[table].stop_codons)
    found = set[str]()
    for strand in (dna,) if forward_only else (dna, str(Seq(dna).reverse_complement())):
        for frame in range(3):
            start = None
            for at in range(frame, len(strand) - 2, 3):
                codon = strand[at : at + 3]
                if start is None and codon == "ATG":
                    start = at
                elif start is not None and codon in stops:
                    found.add(strand[start : at + 3])
                    start = None
    longest = [orf for orf in found if len(orf) == max(map(len, found))]
    if len(longest) != 1:
        raise ValueError(f"there are {len(longest)} longest open reading frames")
    return str(Seq(longest[0]).translate(table=table, to_stop=True)) if protein else longest[0]
