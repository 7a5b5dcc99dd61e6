"""The generators about sequences: what they compute agrees with published worked examples."""

from __future__ import annotations

import random
from collections import Counter
from fractions import Fraction
from itertools import combinations

import pytest

from assay_science.generators.biology import (
    _strands,
    isoelectric_point,
    mutations,
    open_reading_frames,
    pairwise_alignment,
    peptide_mass,
    phylogeny,
    restriction_digest,
)
from assay_science.generators.biology._peptides import known
from assay_science.sequences.deriving import derived, longest_orf
from assay_science.sequences.digests import Fragments
from assay_science.sequences.parts import Sequence
from assay_science.sequences.primers import hairpin, self_pairs
from assay_science.sequences.variants import protein_name

# Rosalind (rosalind.info), the sample datasets of the problems that are named


def test_transcription_and_the_other_strand() -> None:
    """RNA and REVC."""
    dna = "GATGGAACTTGACTACGTAAATT"
    assert derived(Sequence(derive="transcribe", of=dna)) == _strands.rna(dna) == "GAUGGAACUUGACUACGUAAAUU"
    assert derived(Sequence(derive="reverse_complement", of="AAAACCCGGT")) == "ACCGGGTTTT"
    assert _strands.other_strand("AAAACCCGGT") == "ACCGGGTTTT"


def test_translation() -> None:
    """PROT."""
    rna = "AUGGCCAUGGCGCCCAGAACUGAGAUCAAUAGUACCCGUAUUAACGGGUGA"
    assert derived(Sequence(derive="translate", of=rna)) == "MAMAPRTEINSTRING"
    assert _strands.read_codons(rna) == "MAMAPRTEINSTRING"


def test_splicing() -> None:
    """SPLC."""
    dna = (
        "ATGGTCTACATAGCTGACAAACAGCACGTAGCAATCGGTCGAATCTCGAGAGGCATATGGTCACATGATCGGTCGAGCGTGTTTCAAAGTTTGCGCCTAG"
    )
    exons, at = [], 0
    for intron in ("ATCGGTCGAA", "ATCGGTCGAGCGTGT"):
        start = dna.index(intron)
        exons.append((at + 1, start))
        at = start + len(intron)
    exons.append((at + 1, len(dna)))
    mature = derived(Sequence(derive="transcribe", of=dna, exons=tuple(exons)))
    assert _strands.read_codons(mature) == "MVYIADKQHVASREAYGHMFKVCA"


def test_open_reading_frames() -> None:
    """ORF: the longest of the four distinct proteins."""
    dna = "AGCCATGTAGCTAACTCAGGTTACATGGGGATGACCCCGCGACTTGGATTAGAGTCTCTTTTGGAATAAGCCTGAATGATCCGAGTAGCATCTCAG"
    assert longest_orf(dna, 1, protein=True) == "MLLGSFRLIPKETLIQVAGSSPCNLS"
    sign, start, end = max(open_reading_frames._frames(dna, 1, 2), key=lambda frame: frame[2] - frame[1])
    assert _strands.read_codons(_strands.other_strand(dna)[start - 1 : end]) == "MLLGSFRLIPKETLIQVAGSSPCNLS"
    assert sign == "-"


def test_alignments() -> None:
    """GLOB, LOCA and GAFF."""
    score = pairwise_alignment._align(
        "PLEASANTLY", "MEANLY", pairwise_alignment._Scores(0, 0, -5, -5, "BLOSUM62"), False
    )[0]
    assert score == 8
    found = pairwise_alignment._align(
        "MEANLYPRTEINSTRING", "PLEASANTLYEINSTEIN", pairwise_alignment._Scores(0, 0, -5, -5, "PAM250"), True
    )
    assert found[0] == 23
    found = pairwise_alignment._align(
        "PRTEINS", "PRTWPSEIN", pairwise_alignment._Scores(0, 0, -11, -1, "BLOSUM62"), False
    )
    assert found[:3] == (8, "PRT---EINS", "PRTWPSEIN-")


def test_peptide_masses() -> None:
    """PRTM gives the residues of SKADYEK, without water; PubChem gives bradykinin 1060.2 g/mol, the reduced oxytocin acid below."""
    assert peptide_mass._by_formulas("SKADYEK", 0, True) - 18.01056 == pytest.approx(821.392, abs=0.001)
    assert peptide_mass._by_formulas("RPPGFSPFR", 0, False) == pytest.approx(1060.2, abs=0.1)


def test_upgma_and_neighbour_joining() -> None:
    """The worked examples of Wikipedia's articles "UPGMA" and "Neighbor joining"."""

    def pairs(names: str, rows: list[list[int]]) -> dict[frozenset[str], Fraction]:
        flat = [Fraction(d) for row in rows for d in row]
        return dict(zip(map(frozenset, combinations(names, 2)), flat, strict=True))

    rrna = pairs("abcde", [[17, 21, 31, 23], [30, 34, 21], [28, 39], [43]])
    merges, _ = phylogeny._upgma(list("abcde"), rrna)
    assert [float(height) for _, height in merges] == [8.5, 11, 14, 16.5]
    assert phylogeny._linkage(list("abcde"), rrna, "") == 16.5
    distances = pairs("abcde", [[5, 9, 9, 8], [10, 10, 9], [8, 7], [3]])
    assert phylogeny._numpy(list("abcde"), distances, "q", ("a", "b")) == -50
    assert phylogeny._numpy(list("abcde"), distances, "branch", ("a", "b")) == 2
    assert phylogeny._numpy(list("abcde"), distances, "branch", ("b", "a")) == 3


def test_isoelectric_points_are_those_of_biopython() -> None:
    """Where Bjellqvist's values for special termini do not enter."""
    from Bio.SeqUtils.IsoelectricPoint import IsoelectricPoint, pKcterminal, pKnterminal

    checked = 0
    for _, peptide in known():
        if peptide[0] in pKnterminal or peptide[-1] in pKcterminal:
            continue
        charge = isoelectric_point._charge(isoelectric_point._groups(peptide), isoelectric_point._pks(), 7.0)
        assert charge == pytest.approx(IsoelectricPoint(peptide).charge_at_pH(7.0), abs=1e-6)
        checked += 1
    assert checked >= 5


def test_extinction_coefficient_of_lysozyme() -> None:
    """ProtParam's documentation and Pace et al. (1995): hen egg-white lysozyme, 6 W, 3 Y, 4 disulfides, 37,970 L/(mol·cm)."""
    lysozyme = (
        "KVFGRCELAAAMKRHGLDNYRGYSLGNWVCAAKFESNFNTQATNRNTDGSTDYGILQINSRWWCNDGRTPGSRNLCNIPCSALLSSDITASVNCAKKIVSDGNGMNAWVAWRNRC"
        "KGTDVQAWIRGCRL"
    )
    counts = Counter(lysozyme)
    assert 5500 * counts["W"] + 1490 * counts["Y"] + 125 * (counts["C"] // 2) == 37970


def test_digests_agree_with_biopython() -> None:
    rng = random.Random(4)
    for name in (*restriction_digest._PLAIN, *restriction_digest._SHORT, *restriction_digest._DEGENERATE):
        for circular in (False, True):
            dna = restriction_digest._with_site(rng, _strands.random_dna(rng, 120), name, 2)
            part = Fragments(of=dna, enzymes=(name,), circular=circular)
            assert list(part.cuts) == restriction_digest._cuts(dna, name, circular), name
            assert sum(part.lengths) == 120


def test_names_of_changes() -> None:
    """Forms of the HGVS recommendations (hgvs-nomenclature.org, "Protein"): missense, nonsense, silent, frameshift, deletion."""
    cds = "ATGGCATGTCAAAGCGGGAAACCCCAGTAG"
    assert protein_name(cds, "c.7T>C") == "p.Cys3Arg"
    assert protein_name(cds, "c.10C>T") == "p.Gln4Ter"
    assert protein_name(cds, "c.9T>C") == "p.Cys3="
    assert protein_name(cds, "c.4_6del") == "p.Ala2del"
    assert protein_name("ATGAAAAAATGTTAG", "c.4_6del") == "p.Lys3del"  # at the last place where it may stand
    with pytest.raises(ValueError, match="start"):
        protein_name(cds, "c.1A>G")
    with pytest.raises(ValueError, match="base there"):
        protein_name(cds, "c.7A>C")


def test_pairing_of_primers_with_themselves() -> None:
    assert self_pairs("GAATTC") == 6  # a palindrome pairs over its whole length
    assert self_pairs("AAAAAA") == 0
    assert hairpin("GGGGAAAACCCC") == 4
    assert hairpin("GGGGAACCCC") == 3  # the loop has three bases at least
    assert hairpin("AAAAAAAAAA") == 0


def test_the_same_draw_is_the_same_row() -> None:
    for level in range(1, 6):
        one, other = (mutations.variant_name.make(random.Random(7), level) for _ in range(2))
        assert one == other
