"""Generators of cases that rules decide: their provisions, their second routes, and what their verifier refuses."""

from __future__ import annotations

import json
import random
from importlib import resources

import pytest

import assay
from assay_law.generators.criminal import _guidelines
from assay_law.generators.statutes import _synthetic

GENERATORS = {each.name: each for each in assay.collect("assay_law.generators", assay.Generator)}
YES_NO = (
    "aggregation_of_claims battle_of_forms benefit_eligibility diversity_jurisdiction forum_defendant hearsay long_arm merger_approval"
    " negligence_per_se prior_conviction standing statute_entailment statute_of_frauds stockholder_vote written_consent"
).split()
OF_A_LIST = "civil_capacity criminal_history dismissal guideline_range hearsay_paragraph responsibility_age self_defence".split()


def _row(name: str, seed: int, difficulty: int) -> assay.Draft:
    return GENERATORS[f"law.{name}"].make(random.Random(seed), difficulty)


def _verdict(draft: assay.Draft, response: str) -> assay.Verdict:
    sample = assay.Sample(assay.Task(draft.prompt, draft.reference), response)
    return assay.find_verifier("law.statute")(sample)


@pytest.mark.parametrize("name", YES_NO)
def test_both_answers_occur_and_the_other_one_is_refused(name: str) -> None:
    rows = [_row(name, seed, difficulty) for difficulty in (1, 3, 5) for seed in range(6)]
    assert {row.answer for row in rows} == {"Yes", "No"}
    for row in rows[::6]:
        assert _verdict(row, row.response).accepted
        other = "No" if row.answer == "Yes" else "Yes"
        assert not _verdict(row, f"Answer: {other}").accepted


@pytest.mark.parametrize("name", OF_A_LIST)
def test_another_name_of_the_list_is_refused(name: str) -> None:
    row = _row(name, 3, 4)
    assert _verdict(row, row.response).accepted
    for words in json.loads(row.reference)["statute"]["words"].values():
        label = "答案：" if "\u4e00" <= words[0][0] <= "\u9fff" else "Answer: "
        assert _verdict(row, label + words[0]).accepted == (words[0] == row.answer)


def test_provisions_are_dated_and_cited() -> None:
    text = resources.files("assay_law").joinpath("data/provisions.json").read_text("utf-8")
    for key, entry in json.loads(text).items():
        assert entry.keys() in ({"cite", "as_of", "text"}, {"cite", "as_of", "text", "form"}), key
        assert entry.get("form", "summary") == "summary"
        assert entry["text"].strip() == entry["text"]


def test_the_sentencing_table_rises_with_level_and_category() -> None:
    table = _guidelines.TABLE
    assert list(table) == list(range(_guidelines.LOWEST, _guidelines.HIGHEST + 1))
    for level, row in table.items():
        assert len(row) == 6 and list(row) == sorted(row)
        assert level == _guidelines.LOWEST or all(a <= b for a, b in zip(table[level - 1], row, strict=True))
    assert table[15][2] == (24, 30)  # the example of application note 1 to the table


@pytest.mark.parametrize(
    ("points", "category"),
    [(1, 0), (2, 1), (3, 1), (4, 2), (6, 2), (7, 3), (9, 3), (10, 4), (12, 4), (13, 5)],
)
def test_points_make_a_category(points: int, category: int) -> None:
    assert _guidelines.category(points) == category


@pytest.mark.parametrize("difficulty", range(1, 6))
def test_text_rules_and_plain_python_of_invented_statutes_agree(difficulty: int) -> None:
    from assay_law.rules import solve

    for seed in range(12):
        rng = random.Random(f"{seed} {difficulty}")
        act = _synthetic.drawn(rng, difficulty)
        thing = _synthetic.thing(rng, act)
        facts = " ".join(f"{each}." for each in _synthetic.facts(act, thing))
        outcome = solve(act.program(), facts, "due(x)")
        assert (outcome.status == "holds") == act.due(thing)
        said = act.layout(rng)
        for key, words in act.text().items():
            assert f"§ {act.provisions[key].number}. " in said and words in said


def _facts(name: str, difficulty: int) -> list[tuple[assay.Draft, str]]:
    rows = [_row(name, seed, difficulty) for seed in range(60)]
    return [(row, json.loads(row.reference)["statute"]["facts"]) for row in rows]


def test_a_guideline_range_lies_within_the_statutory_maximum() -> None:
    for difficulty in (2, 4, 5):
        for row, facts in _facts("guideline_range", difficulty):
            maximum = int(facts.split("maximum_years(")[1].split(")")[0])
            assert int(row.answer.removesuffix(" months").split("–")[1]) <= 12 * maximum


def test_a_late_removal_is_late_under_any_calendar() -> None:
    for difficulty in (1, 5):
        for _, facts in _facts("forum_defendant", difficulty):
            days = int(facts.split("days_since_service(d0,")[1].split(")")[0])
            assert days <= 30 or days >= 35  # the thirtieth day may be followed by holidays and a weekend


def test_parole_follows_a_term_of_prison() -> None:
    for difficulty in (3, 5):
        for row, facts in _facts("criminal_history", difficulty):
            longest = max(int(each.split(")")[0]) for each in facts.split(",")[1:] if each[0].isdigit())
            assert longest > 395 or (
                "parole" not in row.prompt.split("including probation")[0] and "on parole" not in row.prompt
            )


def test_a_conditional_acceptance_ends_the_question() -> None:
    rows = [row for row, facts in _facts("battle_of_forms", 4) if "conditional" in facts]
    assert rows and all("Both are merchants" not in row.response for row in rows)
