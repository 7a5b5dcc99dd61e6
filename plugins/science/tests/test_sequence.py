"""``science.sequence``: how sequences may be written, and what is not the one that is wanted."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import assay
from assay.testing import disprove, judge

SEQUENCE = assay.find_verifier("science.sequence")
DNA = "ATGGCCAAATGCTAA"
PROMPT = "What is the reverse complement of 5'-TTAGCATTTGGCCAT-3'?"
dna = st.text("ACGT", min_size=6, max_size=200)
protein = st.text("ACDEFGHIKLMNPQRSTVWY", min_size=7, max_size=120).filter(
    lambda s: "ANSWER" not in s
)  # a label
THREE = dict(zip("ARNDCQEGHILKMFPSTWYV", "Ala Arg Asn Asp Cys Gln Glu Gly His Ile Leu Lys Met Phe Pro Ser Thr Trp Tyr Val".split(), strict=True))  # fmt: skip


def reason(response: str, part: dict[str, object] | str, prompt: str = PROMPT) -> str:
    reference = part if isinstance(part, str) else json.dumps(part)
    verdict = judge(SEQUENCE, response, reference, prompt)
    return verdict.reason


def written(sequence: str) -> list[str]:
    """The ways to write a sequence of nucleic acid."""
    blocks = " ".join(sequence[at : at + 10] for at in range(0, len(sequence), 10))
    lines = [sequence[at : at + 60] for at in range(0, len(sequence), 60)]
    genbank = "".join(
        f"{at + 1:>9} "
        + " ".join(sequence[k : k + 10] for k in range(at, min(at + 60, len(sequence)), 10))
        + "\n"
        for at in range(0, len(sequence), 60)
    )
    return [
        sequence,
        sequence.lower(),
        f"The sequence is 5'-{sequence}-3'.",
        f"5′-{sequence}-3′",
        f"3'-{sequence[::-1]}-5'",
        "-".join(sequence[at : at + 3] for at in range(0, len(sequence), 3)),
        f"Answer: {blocks}",
        "```\n>x\n" + "\n".join(lines) + "\n```",
        ">x y z\n" + "\n".join(lines).lower(),
        f"ORIGIN\n{genbank.lower()}//",
        rf"\boxed{{5'\text{{-{sequence}-}}3'}}",
        f"<answer>{sequence}</answer>",
    ]


@given(dna, st.data())
def test_however_it_is_written_one_base_decides(sequence: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(sequence) - 1))
    wrong = (
        sequence[:at]
        + data.draw(st.sampled_from([c for c in "ACGT" if c != sequence[at]]))
        + sequence[at + 1 :]
    )
    reference = json.dumps({"sequence": sequence, "kind": "dna"})
    for right, other in zip(written(sequence), written(wrong), strict=True):
        assert judge(SEQUENCE, right, reference).accepted, right
        assert judge(SEQUENCE, other, reference).status == "rejected", other


@given(protein)
def test_proteins_in_one_letter_and_three_letter_code(sequence: str) -> None:
    reference = json.dumps({"sequence": sequence, "kind": "protein"})
    named = "-".join(THREE[letter] for letter in sequence)
    for right in (
        f"\\boxed{{{sequence}}}",
        f"The peptide is N-{named}-C.",
        f"H2N-{named}-COOH",
        named.replace("-", ""),
        f"{named}-Stop",
    ):
        assert judge(SEQUENCE, right, reference).accepted, right
    for wrong in (f"\\boxed{{{sequence[:-1]}}}", f"The peptide is {named}-Ala."):
        assert judge(SEQUENCE, wrong, reference).status == "rejected", wrong
    if sequence != sequence[::-1]:
        assert reason(f"C-{named}-N", reference) == "wrong_direction"


@pytest.mark.parametrize(
    ("response", "expected"),
    [
        ("3'-ATGGCCAAATGCTAA-5'", "wrong_direction"),
        ("ATGGCCAAATGCTAA (3'→5')", "wrong_direction"),
        ("AUGGCCAAAUGCUAA", "wrong_alphabet"),
        ("ATGGCCAAATGCUAA", "wrong_alphabet"),  # both letters
        ("TTAGCATTTGGCCAT", "wrong_strand"),
        ("TACCGGTTTACGATT", "wrong_strand"),
        ("ATGGCCAAATGCTA", "fragment"),
        ("ATGGCCAAATGCTAAA", "wrong_length"),
        ("ATGGCCAAACGCTAA", "wrong_sequence"),
        ("ATGGCCAAANGCTAA", "wrong_sequence"),
    ],
)
def test_what_is_wrong_is_named_and_proved(response: str, expected: str) -> None:
    assert reason(response, DNA) == expected
    assert disprove([SEQUENCE.name], response, DNA).status == "rejected"


@pytest.mark.parametrize(
    "response",
    [
        "ATGGCCAAATGCTAA or ATGGCCAAATGCTAG",
        "ATGGCCAAATGCTAA and ATGGCCAAATGCTAG",
        "ATGGCCAAATGCTAG, ATGGCCAAATGCTAA",
        ">a\nATGGCCAAATGCTAA\n>b\nATGGCCAAATGCTAG",
        "5'-ATGGCCAAATGCTAA-3'\n3'-TACCGGTTTACGATT-5'",
        "It is not ATGGCCAAATGCTAA.",
        "ATGGCCAAATGCTAA? I am not sure.",
        "I am not sure, but perhaps ATGGCCAAATGCTAA",
        "The answer is ATGGCCAAATGCTAA. Correction: ATGGCCAAATGCTAG",
        "ATGGCCAAATGCTAA, with the last base removed",
        "ATGGCCAAATGCTAA, followed by GGG",
        "...ATGGCCAAATGCTAA",
        "ATGGCCAAATGCTAA...",
        "(ATGGCCAAATGCTAA)2",
        "2 × ATGGCCAAATGCTAA",
        "ATGGCCAAATGCTAA, read from right to left",
        "4'-ATGGCCAAATGCTAA-3'",
        "50'-ATGGCCAAATGCTAA-3'",
        "5'-ATGGCCAAATGCTAA-5'",
        "<think>ATGGCCAAATGCTAA</think>",
        "My friend says the answer is ATGGCCAAATGCTAA.",
        "The reverse complement is the other strand.",
        r"\boxed{ATGGCCAAATGCTAA} \boxed{ATG}",
        r"\boxed{ATGGCCAAATGCTAA",
        "ATGGCC--AAATGCTAA",
    ],
)
def test_no_single_sequence_is_no_answer(response: str) -> None:
    assert not judge(SEQUENCE, response, DNA, PROMPT).accepted
    assert disprove([SEQUENCE.name], response, DNA, PROMPT).status != "rejected"


@pytest.mark.parametrize(
    "response",
    [
        "Ac-MAKCW",
        "Met-Ala-Lys-Cys-Trp-NH2",
        "cyclo(MAKCW)",
        "Met-Ala-Lys-Cys(Me)-Trp",
        "D-Met-Ala-Lys-Cys-Trp",
        "MAKC(pW)",
    ],
)
def test_a_modified_peptide_is_not_the_plain_one(response: str) -> None:
    assert not judge(SEQUENCE, response, json.dumps({"sequence": "MAKCW", "kind": "protein"})).accepted


def test_sequences_that_a_sentence_speaks_of_are_not_its_answer() -> None:
    right = "The reverse complement of 5'-TTAGCATTTGGCCAT-3' is 5'-ATGGCCAAATGCTAA-3'."
    assert reason(right, DNA) == "ok"
    assert reason("5'-ATGGCCAAATGCTAA-3' is the reverse complement of 5'-TTAGCATTTGGCCAT-3'.", DNA) == "ok"
    assert (
        reason("The reverse complement of 5'-ATGGCCAAATGCTAA-3' is 5'-TTAGCATTTGGCCAT-3'.", DNA)
        == "wrong_strand"
    )


def test_references_that_make_no_sense_are_errors() -> None:
    for part in (
        {"sequence": "ATGQ", "kind": "dna"},
        {"sequence": "ATGU", "kind": "dna"},
        {"sequence": "ATG", "kind": "gene"},
        {"sequence": {"kind": "dna"}},
        {"sequence": {"kind": "rna", "derive": "translate"}},
        {"sequence": {"sequence": "ATG", "derive": "reverse_complement", "of": "GGG"}},
        {"sequence": {"derive": "translate", "of": "AUGGCC", "table": 99}},
        {"fragments": {"of": "ACGT", "enzymes": ["NoSuchI"]}},
        {"variant": {"of": "ATGGCCAAATAG", "change": "c.5G>A"}},
        {"alignment": {"first": "ACGT", "second": "ACG", "matrix": "PAM999"}},
    ):
        given = "ATGGCCAAATAG ACGT ACG GGG AUGGCC c.5G>A NoSuchI"
        assert reason("ATG", part, given) == "unreadable_reference", part


def test_derived_sequences_rest_on_the_prompt() -> None:
    part: dict[str, object] = {"sequence": {"derive": "translate", "of": "GGAUGGCCUAA", "frame": 0}}
    assert reason("MA", part, "Translate 5'-GGAUGGCCUAA-3' from its first AUG.") == "ok"
    assert reason("MA", part, "Translate 3'-AAUCCGGUAGG-5' from its first AUG.") == "ok"
    assert reason("MA", part, "Translate 5'-GGAUGGACUAA-3' from its first AUG.") == "other_question"
    assert reason("MA", part, "Translate 5'-GGAUGGCCUAAC-3' from its first AUG.") == "other_question"


@pytest.mark.parametrize("text", ["A" * 140_000, "atg " * 30_000, "5'-" * 40_000, ">\n" * 60_000, "Met-" * 30_000, "(" * 100_000, "\n" * 140_000, " " * 140_000])  # fmt: skip
@pytest.mark.parametrize("kind", ["dna", "protein"])
def test_long_texts_are_quick(text: str, kind: str) -> None:
    reference = json.dumps({"sequence": "ATGGCC", "kind": kind})
    start = time.process_time()
    assert not judge(SEQUENCE, text, reference, text).accepted
    assert time.process_time() - start < 20


ALIGNMENT = {"alignment": {"first": "GATTACA", "second": "GCATGCA", "gap": -1}}
ALIGN = "Align GATTACA with GCATGCA."


@pytest.mark.parametrize(
    ("response", "expected"),
    [
        ("```\nG-ATTACA\nGCAT-GCA\n```\nThe score is 2.", "ok"),
        ("```\nGCAT-GCA\nG-ATTACA\n```\nThe score is 2.", "ok"),
        ("Seq1  1 G-ATTACA 7\n        | || .||\nSeq2  1 GCAT-GCA 7\nScore: 2", "ok"),
        ("```\nG-ATTACA\nGCAT-GCA\n```\nThe score is 3.", "wrong_score"),
        ("```\nG-ATTACA\nGCAT-GCA\n```\nThe score is 2 or 3.", "no_single_score"),
        ("```\nGATTACA\nGCATGCA\n```\nThe score is 2.", "not_optimal"),
        ("```\nG-ATTACA\nGCAT-GGA\n```\nThe score is 2.", "other_sequences"),
        ("```\nG-ATTACA-\nGCAT-GCA-\n```\nThe score is 2.", "empty_column"),
        ("```\nG-ATTAC\nGCAT-GC\n```\nThe score is 2.", "other_sequences"),
        ("The score is 2.", "no_alignment"),
    ],
)
def test_alignments_are_scored_again(response: str, expected: str) -> None:
    assert reason(response, ALIGNMENT, ALIGN) == expected


def test_the_prompt_of_an_alignment_gives_its_sequences() -> None:
    response = "```\nG-ATTACA\nGCAT-GCA\n```\nThe score is 2."
    assert reason(response, ALIGNMENT, "Align GATTACA with GCATGCC.") == "other_question"


@pytest.mark.parametrize(
    ("response", "expected"),
    [
        ("3200 bp and 800 bp", "ok"),
        ("The fragments are 0.8 kb and 3.2 kb.", "ok"),
        ("Two fragments: 800 and 3,200 bp", "ok"),
        ("3200 bp, 800 bp and 800 bp", "wrong_fragments"),
        ("3200 bp", "wrong_fragments"),
        ("1000 bp, 800 bp and 2200 bp", "wrong_fragments"),
        ("3200 bp or 800 bp", "no_single_list"),
        ("perhaps 3200 bp and 800 bp", "no_single_list"),
    ],
)
def test_digests_of_a_map(response: str, expected: str) -> None:
    part = {"fragments": {"length": 4000, "sites": [1000, 1800], "circular": True}}
    assert reason(response, part, "A plasmid of 4000 bp is cut at 1000 and 1800.") == expected


@pytest.mark.parametrize(
    ("change", "response", "expected"),
    [
        ("c.7T>C", "p.Cys3Arg", "ok"),
        ("c.7T>C", "p.(C3R)", "ok"),
        ("c.7T>C", "p.Cys3Ser", "wrong_name"),
        ("c.7T>C", "p.Cys2Arg", "wrong_name"),
        ("c.9T>C", "p.Cys3=", "ok"),
        ("c.9T>C", "p.Cys3Cys", "ok"),
        ("c.10C>T", "p.Gln4*", "ok"),
        ("c.10C>T", "p.Gln4Ter", "ok"),
        ("c.10C>T", "p.Gln4Stop", "no_single_name"),
        ("c.4_6del", "p.Ala2del", "ok"),
        ("c.4_6del", "p.Ala2Cys", "wrong_name"),
        ("c.4del", "p.Ala2HisfsTer4", "wrong_name"),
        ("c.4del", "p.Ala2fs", "incomplete_name"),
        ("c.7T>C", "p.Cys3Arg or p.Cys3Ser", "no_single_name"),
        ("c.7T>C", "not p.Cys3Arg", "no_single_name"),
    ],
)
def test_names_of_protein_changes(change: str, response: str, expected: str) -> None:
    cds = "ATGGCATGTCAAAGCGGGAAACCCCAGTAG"
    part = {"variant": {"of": cds, "change": change}}
    assert reason(response, part, f"In {cds} the change {change} is found.") == expected


def test_any_primers_that_meet_the_rules_are_right() -> None:
    template = "TGGTTCCAGTATCCCGGAGGATTGATTTAGGTAGATACAGCGCGTTCTTAACGGTCGATGCAAAGATCTTGATGCCCGGGGCTTCGCAGACCATACCGCTCGATAGAGAGGTTATGGGGATGAAGGCATGTGCGCTTTTGCTATCATG"
    part = {
        "primers": {
            "template": template,
            "length": [18, 22],
            "gc": [40, 60],
            "tm": [56, 62],
            "clamp": True,
            "target": [88, 102],
        }
    }
    prompt = f"Design primers for {template}."
    forward, reverse = "CAGCGCGTTCTTAACGGTC", "AAGCGCACATGCCTTCATCC"

    def told(one: str, other: str) -> str:
        return reason(f"Forward primer: 5'-{one}-3'\nReverse primer: 5'-{other}-3'", part, prompt)

    assert told(forward, reverse) == "ok"
    assert told(forward[1:], reverse) == "ok"
    assert told(reverse, forward) == "pair_does_not_fit"
    assert told(forward, "GGATGAAGGCATGTGCGCTT"[::-1]) != "ok"
    assert told(forward[:-1], reverse) == "rule_not_met"  # it ends in T
    assert told(forward[:-1] + "G", reverse) == "pair_does_not_fit"  # it does not pair at its 3' end
    assert told(forward[:16], reverse) == "rule_not_met"
    assert (
        reason(f"Forward: {forward}\nReverse: {reverse} or {reverse[1:]}", part, prompt) == "no_single_pair"
    )
    assert reason(f"Forward: {forward}", part, prompt) == "no_single_pair"
