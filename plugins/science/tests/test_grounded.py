"""``science.grounded``: what an answer about a table, a record or a passage may say."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import assay
from assay.testing import disprove, judge

GROUNDED = assay.find_verifier("science.grounded")


def told(source: str, response: str, question: str = "") -> assay.Verdict:
    return judge(GROUNDED, response, json.dumps({"sources": [{"id": "s", "text": source}]}), question)


ELEMENTS = """Element,Symbol,Melting point (°C),Density (g/cm³)
Iron,Fe,1538,7.87
Copper,Cu,1085,8.96
Tungsten,W,3422,19.3
Tin,Sn,231.9,7.31
"""


@given(
    st.lists(st.decimals(1, 999, places=1), min_size=4, max_size=4, unique=True),
    st.integers(0, 3),
    st.integers(0, 3),
)
@settings(deadline=None, max_examples=60)
def test_a_number_counts_in_its_own_row_only(values: list[object], row: int, other: int) -> None:
    names = ["Iron", "Copper", "Tungsten", "Tin"]
    table = "| Metal | Mass (g) |\n|---|---|\n" + "".join(
        f"| {n} | {v} |\n" for n, v in zip(names, values, strict=True)
    )
    verdict = told(table, f"The mass of {names[row].lower()} is {values[other]} g.")
    assert (verdict.status, verdict.reason) == (
        ("accepted", "ok") if row == other else ("rejected", "wrong_cell")
    )


@given(
    st.lists(st.integers(1, 99), min_size=3, max_size=3, unique=True), st.sampled_from(["higher", "lower"])
)
@settings(deadline=None, max_examples=60)
def test_comparisons_are_computed_again(values: list[int], word: str) -> None:
    table = "| Sample | Yield (%) |\n|---|---|\n" + "".join(
        f"| S{n} | {v} |\n" for n, v in enumerate(values, start=1)
    )
    right = (values[0] > values[1]) is (word == "higher")
    verdict = told(table, f"Sample S1 has a {word} yield than sample S2.")
    assert verdict.reason == ("ok" if right else "wrong_comparison")
    best = "S" + str(1 + values.index(max(values)))
    for name in ("S1", "S2", "S3"):
        verdict = told(table, f"Sample {name} has the highest yield.")
        assert verdict.reason == ("ok" if name == best else "wrong_comparison")


@given(st.integers(100, 999), st.integers(100, 999), st.integers(-3, 3))
@settings(deadline=None, max_examples=60)
def test_a_stated_operation_is_recomputed(first: int, second: int, off: int) -> None:
    table = f"| Run | Mass (g) |\n|---|---|\n| A | {first} |\n| B | {second} |\n"
    said = f"The difference between runs A and B is {first} g − {second} g = {first - second + off} g."
    assert told(table, said).reason == ("ok" if not off else "wrong_computation")


@pytest.mark.parametrize(
    ("response", "reason"),
    [
        ("Iron melts at 1538 °C, copper at 1085 °C.", "ok"),
        ("The densities of tin and iron are 7.31 g/cm³ and 7.87 g/cm³.", "ok"),
        ("Tungsten is denser than copper.", "ok"),
        ("Iron melts at 1538 °C (1811.15 K).", "ok"),
        ("Iron melts at 1538 °C (1811 K).", "ok"),
        ("Iron melts at 1538 °C (1265 K).", "new_number"),
        ("The densities of tin and iron are 7.87 g/cm³ and 7.31 g/cm³.", "wrong_cell"),
        ("Copper is denser than tungsten.", "wrong_comparison"),
        ("Iron melts at 1538 °C because it is dense.", "new_words"),
        ("Iron melts at 1538 °C and lead at 327.5 °C.", "new_number"),
        ("The melting points of iron and tin add up to 1538 °C.", "new_words"),
        ("The sum of the melting points of iron and tin is 1538 °C.", "wrong_computation"),
        ("The mean density is (7.87 + 8.96 + 19.3 + 7.31) / 4 = 10.86 g/cm³.", "ok"),
        ("The mean density is (7.87 + 8.96 + 19.3) / 3 = 12.04 g/cm³.", "ok"),  # of three, as it says
        ("The mean density is (7.87 + 8.96 + 19.3 + 7.31) / 5 = 8.69 g/cm³.", "unknown_operand"),
        ("The total is 7.87 g/cm³ + 1085 °C = 1092.87 °C.", "unknown_operand"),
        ("The relative melting point of iron is 1538 °C.", "operation"),
        ("Most metals melt at 1538 °C.", "new_words"),
        ("Iron's symbol is Cu.", "unclear_place"),
        ("The symbol of tungsten is W.", "ok"),
        ("Iron melts at one thousand five hundred and thirty-eight °C.", "ok"),
    ],
)
def test_tables(response: str, reason: str) -> None:
    assert told(ELEMENTS, response).reason == reason


def test_a_short_answer_is_read_with_its_question() -> None:
    assert told(ELEMENTS, "1085 °C", "At what temperature does copper melt?").accepted
    assert told(ELEMENTS, "1085 °C", "What is the melting point of copper?").accepted
    assert told(ELEMENTS, "**1538 °C**", "What is the melting point of copper?").reason == "wrong_cell"
    assert told(ELEMENTS, "1085 °C").status == "abstained"


@pytest.mark.parametrize(
    ("question", "response", "reason"),
    [
        ("Is tungsten denser than iron?", "Yes.", "ok"),
        ("Is tungsten denser than iron?", "No.", "wrong_comparison"),
        ("Is iron denser than tungsten?", "No, tungsten is denser than iron.", "ok"),
        ("Is iron denser than tungsten?", "Yes, tungsten is denser than iron.", "wrong_comparison"),
        ("Does tin melt at 1538 °C?", "No, tin melts at 231.9 °C.", "ok"),
        ("Is tin useful?", "Yes.", "yes_or_no"),
        ("Which element has the highest melting point?", "Tungsten", "ok"),
        ("Which element has the highest melting point?", "Iron", "wrong_comparison"),
        ("What is the highest melting point?", "3422 °C", "ok"),
        ("What is the highest melting point?", "1538 °C", "wrong_comparison"),
        ("How many elements are listed?", "5", "no_operands"),
        ("", "The four elements have a mean melting point of 1569.2 °C.", "ok"),
        ("", "The five elements have a mean melting point of 1569.2 °C.", "no_operands"),
        ("", "Copper is 13.9 % denser than iron.", "ok"),
        ("", "Copper is 12.2 % denser than iron.", "wrong_computation"),
        ("", "Tungsten has more than twice the density of copper.", "operation"),
    ],
)
def test_answers_that_need_their_question_and_words_that_count(
    question: str, response: str, reason: str
) -> None:
    assert told(ELEMENTS, response, question).reason == reason


def test_a_true_answer_to_another_question_is_not_accepted() -> None:
    question = "What is the melting point of copper?"
    assert told(ELEMENTS, "Tin melts at 231.9 °C.", question).reason == "other_question"


PAPER = """The complex was stirred for 12 h at 60 °C. Its yield did not depend on the solvent. No product formed below 25 °C.
Compound 2 inhibits the kinase with an IC50 of 35 nM, whereas compound 3 inhibits it with an IC50 of 410 nM.
Heating may cause decomposition in air."""


@pytest.mark.parametrize(
    ("response", "reason"),
    [
        ("The complex was stirred at 60 °C.", "ok"),
        ("The complex was stirred for 60 h.", "new_words"),
        ("The complex was stirred for 13 h.", "new_number"),
        ('The text says: "Its yield did not depend on the solvent."', "ok"),
        ('The text says: "Its yield did depend on the solvent."', "not_quoted"),
        ('"depend on the solvent"', "cut_quote"),  # the negation is cut off
        ("Its yield depended on the solvent.", "polarity_turned"),
        ("Product formed below 25 °C.", "left_out"),
        ("No product formed below 25 °C.", "ok"),
        ("Compound 2 inhibits the kinase with an IC50 of 35 nM.", "ok"),
        ("Compound 2 inhibits the kinase with an IC50 of 410 nM.", "left_out"),
        ("Compound 3 inhibits the kinase with an IC50 of 35 nM.", "left_out"),
        ("Heating causes decomposition in air.", "left_out"),  # may
        ("Heating may cause decomposition in air.", "ok"),
        ("Heating may cause decomposition.", "left_out"),  # in air
        ("Compound 4 inhibits the kinase.", "new_number"),
        ("The complex was stirred at 60 °C in toluene.", "new_words"),
    ],
)
def test_passages(response: str, reason: str) -> None:
    verdict = told(PAPER, response)
    assert (verdict.reason == reason) or (reason == "left_out" and verdict.status == "abstained"), verdict


def test_records_of_three_forms_say_the_same() -> None:
    pairs = "Name: Caffeine\nFormula: C8H10N4O2\nMolar mass: 194.19 g/mol\nClass: stimulant"
    as_json = json.dumps(
        {"name": "Caffeine", "formula": "C8H10N4O2", "molar mass": "194.19 g/mol", "class": "stimulant"}
    )
    table = "| Name | Formula | Molar mass (g/mol) | Class |\n|--|--|--|--|\n| Caffeine | C8H10N4O2 | 194.19 | stimulant |"
    for source in (pairs, as_json, table):
        assert told(source, "The molar mass of caffeine is 194.19 g/mol.").accepted
        assert told(source, "Caffeine (C₈H₁₀N₄O₂) is a stimulant.").accepted
        assert not told(source, "The molar mass of caffeine is 194.19 kg/mol.").accepted
        assert not told(source, "Caffeine (C8H10N4O) is a stimulant.").accepted
        assert not told(source, "Caffeine is a sedative.").accepted


def test_what_is_not_understood_is_never_accepted() -> None:
    for response in ("Yes.", "I do not know.", "12", "It is as the table says?", "x" * 9_000, "(" * 5_000):
        assert not told(ELEMENTS, response).accepted, response[:20]
    assert told("a " * 40_000, "Iron melts.").reason == "too_long"


def test_only_what_was_computed_proves_wrong() -> None:
    reference = json.dumps({"sources": [{"id": "s", "text": ELEMENTS}]})
    for response in ("Iron melts at 1085 °C.", "Iron is denser than copper."):
        assert disprove(["science.grounded"], response, reference).status == "rejected"
    for response in ("Iron melts at 1811.15 K.", "Steel melts at 1538 °C.", "Iron rusts."):
        assert disprove(["science.grounded"], response, reference).status != "rejected", response


def test_a_reference_without_sources_is_an_error() -> None:
    for reference in ("", "iron", '{"sources": []}', '{"sources": [{"id": "a"}]}', '{"sources": "text"}'):
        assert judge(GROUNDED, "Iron melts at 1538 °C.", reference).reason == "unreadable_reference", (
            reference
        )
