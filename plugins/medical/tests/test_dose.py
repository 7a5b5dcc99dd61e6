"""``medical.dose``: what prescriptions say, what follows, and which wrong answers are told apart."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.testing import disprove, judge
from assay_medical.dosing.computing import compute, rounded
from assay_medical.dosing.orders import Dose, Row
from assay_medical.dosing.reading import Measure, in_unit, read_measure, scan, show

CHECK = "medical.dose"
PROMPT = (
    "A child of 18 kg is to have paracetamol 15 mg/kg four times a day (maximum 1 g per dose and 75 mg/kg/day). "
    "The suspension is 250 mg/5 mL. How many millilitres is one dose, to the nearest 0.5 mL?"
)
FACTS: dict[str, Any] = {
    "asks": "volume",
    "weight": "18 kg",
    "per_kg": "15 mg/kg",
    "max_single": "1 g",
    "per_day": 4,
    "max_daily": "75 mg/kg/day",
    "strength": "250 mg/5 mL",
    "round_to": "0.5 mL",
}
REFERENCE = json.dumps({"dose": FACTS})


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("250 mg/5 mL", "50 mg/mL"),
        ("250 mg in 5 mL", "50 mg/mL"),
        ("25,000 units/250 mL", "100 units/mL"),
        ("32 gtt/min", "32 drops/min"),
        ("8 U", "8 units"),
        ("1:1000", "1 mg/mL"),
        ("1:10,000", "0.1 mg/mL"),
        ("q6h", "4 doses/day"),
        ("three times daily", "3 doses/day"),
        ("once daily", "1 doses/day"),
        ("4 divided doses", "4 doses/day"),
        ("5 mcg/kg/min", "5 mcg/kg/min"),
        ("500 mg tablets", "500 mg/tablet"),
        ("tablets of 2.5 mg", "2.5 mg/tablet"),
        ("1 g/day", "41.6667 mg/h"),
        ("2½ tablets", "2.5 tablet"),
    ],
)
def test_prescriptions_are_read(text: str, shown: str) -> None:
    found = read_measure(text)
    assert found is not None
    assert show(found) == shown


@pytest.mark.parametrize("text", ["", "mg", "5 apples", "15 mg/kg of", "5 mg or 6 mg", "1:1000:5", "²"])
def test_what_is_no_quantity_is_none(text: str) -> None:
    assert read_measure(text) is None


def test_a_quantity_within_another_is_not_found() -> None:
    found = [measure for measure, _ in scan("Give 15 mg/kg, and 500 mg in 100 mL.")]
    assert read_measure("15 mg") not in found
    assert read_measure("500 mg") in found
    assert read_measure("100 mL") in found
    assert read_measure("5 mg/mL") in found


@given(st.integers(1, 4000), st.sampled_from(["mg", "mcg", "g", "mL", "units", "mmol", "mL/h", "mg/day"]))
def test_what_is_shown_is_read_again(number: int, unit: str) -> None:
    found = read_measure(f"{number} {unit}")
    assert found is not None
    assert in_unit(found, unit) == number


@given(st.fractions(min_value="1/100", max_value=1000), st.sampled_from(["1/10", "1/2", "1", "5"]))
def test_rounding_lands_on_the_grid(value: Fraction, step: str) -> None:
    size, kind = Fraction(step), (("volume", 1),)
    down, near, up = (
        rounded(Measure(value, kind), Measure(size, kind), way).value for way in ("down", "nearest", "up")
    )
    assert down <= value <= up and near in (down, up)
    assert abs(near - value) <= size / 2
    assert all((each / size).denominator == 1 for each in (down, near, up))


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        # worked examples: each can be followed by hand
        ({"asks": "dose", "weight": "80 kg", "per_kg": "15 mg/kg", "max_single": "1 g"}, "1000 mg"),
        ({"asks": "dose", "per_kg": "90 mg/kg/day", "weight": "12 kg", "per_day": 2}, "540 mg"),
        ({"asks": "dose", "per_kg": "90 mg/kg/day", "weight": "60 kg", "per_day": 2, "max_daily": "4 g/day"}, "2000 mg"),
        ({"asks": "dose", "weight": "40 lb", "per_kg": "10 mg/kg", "round_to": "1 mg"}, "181 mg"),
        ({"asks": "count", "order": "7.5 mg", "strength": "5 mg/tablet"}, "1.5 tablet"),
        ({"asks": "supply", "order": "250 mg", "strength": "125 mg/5 mL", "per_day": 3, "days": 7}, "210 mL"),
        ({"asks": "rate", "order": "5 mcg/kg/min", "weight": "70 kg", "strength": "200 mg/50 mL"}, "5.25 mL/h"),
        ({"asks": "drip", "volume": "1 L", "over": "8 h", "drop_factor": "20 drops/mL", "round_to": "1 drop/min"}, "42 drops/min"),
        ({"asks": "time", "volume": "500 mL", "rate": "125 mL/h"}, "4 h"),
        ({"asks": "dose_rate", "rate": "8 mL/h", "strength": "400 mg/250 mL", "weight": "70 kg"}, "3.04762 mcg/kg/min"),
        ({"asks": "volume", "order": "0.3 mg", "strength": "1:1,000"}, "0.3 mL"),
        ({"asks": "dose", "per_m2": "75 mg/m²", "weight": "70 kg", "height": "172 cm", "bsa_round_to": "0.01 m²"}, "137.25 mg"),
        ({"asks": "dose", "per_m2": "1.4 mg/m²", "bsa": "1.9 m²", "max_single": "2 mg"}, "2 mg"),
        ({"asks": "dose", "order": "1 g", "percent": "75%"}, "750 mg"),
        ({"asks": "dose", "per_kg": "20 mg/kg", "weight": "70 kg", "given": "400 mg"}, "1000 mg"),
    ],
)  # fmt: skip
def test_what_follows(facts: dict[str, Any], answer: str) -> None:
    assert show(compute(Dose(**facts)).value) == answer


def test_rounding_never_goes_over_a_maximum() -> None:
    result = compute(
        Dose(asks="volume", order="600 mg", max_single="500 mg", strength="120 mg/5 mL", round_to="0.5 mL")
    )
    assert show(result.value) == "20.5 mL"  # 20.83 mL would be 21 mL, and 504 mg
    result = compute(
        Dose(asks="count", order="500 mg", max_single="500 mg", strength="300 mg/tablet", round_to="1 tablet")
    )
    assert show(result.value) == "1 tablet"


@pytest.mark.parametrize(
    ("value", "answer"),
    [("75 mL/min", "750 mg"), ("50 mL/min", "750 mg"), ("49 mL/min", "500 mg"), ("19 mL/min", "250 mg")],
)
def test_the_row_of_a_table(value: str, answer: str) -> None:
    rows = (
        Row(at_least="50 mL/min", order="750 mg"),
        Row(at_least="20 mL/min", below="50 mL/min", order="500 mg"),
        Row(below="20 mL/min", order="250 mg"),
    )
    assert show(compute(Dose(asks="dose", fact=value, table=rows)).value) == answer


@pytest.mark.parametrize(
    "facts",
    [
        {"asks": "dose"},
        {"asks": "dose", "per_kg": "15 mg/kg"},
        {"asks": "dose", "per_kg": "15 mg", "weight": "18 kg"},
        {"asks": "dose", "order": "5 mg", "per_kg": "15 mg/kg", "weight": "18 kg"},
        {"asks": "dose", "weight": "18 mL", "per_kg": "15 mg/kg"},
        {"asks": "dose", "weight": "-18 kg", "per_kg": "15 mg/kg"},
        {"asks": "dose", "weight": "0 kg", "per_kg": "15 mg/kg"},
        {"asks": "volume", "order": "5 mg"},
        {"asks": "volume", "order": "5 mg", "strength": "5 mg/tablet"},
        {"asks": "dose", "order": "5 mg", "max_single": "5 mL"},
        {"asks": "dose", "order": "5 mg", "round_to": "1 mL"},
        {"asks": "dose", "order": "5 mg", "round_to": "20 mg"},
        {"asks": "dose", "order": "5 mg", "rel_tol": "0.5"},
        {"asks": "dose", "fact": "5 mL/min", "table": [{"below": "3 mL/min", "order": "5 mg"}]},
        {"asks": "price", "order": "5 mg"},
        {"asks": "dose", "order": "5 mg", "colour": "red"},
    ],
)
def test_facts_that_give_no_dose_are_no_reference(facts: dict[str, Any]) -> None:
    verdict = judge(CHECK, "5 mg", json.dumps({"dose": facts}), "?")
    assert (verdict.status, verdict.reason) == ("error", "unreadable_reference")


@pytest.mark.parametrize(
    "response",
    [
        "5.5 mL",
        "Give 5.5 mL (270 mg) four times a day.",
        "Give **5.5 mL** every 6 hours.",
        "5½ mL",
        "5.5 ml per dose",
        "0.0055 L",
        r"$\boxed{5.5\ \text{mL}}$",
        "The volume is 5.4 mL, which is rounded to 5.5 mL.",
        "Dose: 18 kg × 15 mg/kg = 270 mg.\nVolume: 270 mg / (50 mg/mL) = 5.4 mL.\nThe answer is 5.5 mL.",
    ],
)
def test_right_ones_in_their_forms(response: str) -> None:
    assert judge(CHECK, response, REFERENCE, PROMPT).accepted


@pytest.mark.parametrize(
    ("response", "reason"),
    [
        ("5 mL", "wrong_rounding"),
        ("5.4 mL", "not_rounded"),
        ("21.6 mL", "daily_for_single"),
        ("22 mL per day", "daily_for_single"),
        ("55 mL", "power_of_ten"),
        ("0.55 mL", "power_of_ten"),
        ("5.5 L", "wrong_prefix"),
        ("270 mg", "wrong_unit"),
        ("6 mL", "wrong_dose"),
        ("Dose: 18 kg × 15 mg/kg = 290 mg.\nGive 5.5 mL.", "wrong_step"),
    ],
)
def test_wrong_ones_are_proved_wrong_each_for_its_reason(response: str, reason: str) -> None:
    verdict = judge(CHECK, response, REFERENCE, PROMPT)
    assert (verdict.status, verdict.reason) == ("rejected", reason)
    assert disprove([CHECK], response, REFERENCE, PROMPT).status == "rejected"


@pytest.mark.parametrize(
    "response",
    [
        "5.5 mL or 6 mL",
        "**5.5 mL** or **6 mL**",
        "5.5 mL or 5 mL",
        "maybe 5.5 mL",
        "I guess 5.5 mL",
        "not 5.5 mL",
        "5.5",
        "**5.5**",
        "five millilitres",
        "",
        "5.5 mL? No, that is wrong.",
        "The nurse says 5.5 mL, but I would give 8 mL.",
    ],
)
def test_hedges_and_the_like_are_not_accepted(response: str) -> None:
    verdict = judge(CHECK, response, REFERENCE, PROMPT)
    assert not verdict.accepted


def test_a_maximum_that_is_ignored() -> None:
    prompt = (
        "A 14-year-old of 80 kg: paracetamol 15 mg/kg every 6 hours, at most 1 g per dose. One dose in mg?"
    )
    facts = {"asks": "dose", "weight": "80 kg", "per_kg": "15 mg/kg", "per_day": "q6h", "max_single": "1 g"}
    reference = json.dumps({"dose": facts})
    assert judge(CHECK, "1 g", reference, prompt).accepted
    assert judge(CHECK, "1000 mg q6h", reference, prompt).accepted
    assert judge(CHECK, "1200 mg", reference, prompt).reason == "over_maximum"
    assert judge(CHECK, "1100 mg", reference, prompt).reason == "over_maximum"
    assert judge(CHECK, "4 g", reference, prompt).reason == "daily_for_single"
    assert judge(CHECK, "1000 mg every 4 hours", reference, prompt).reason == "wrong_frequency"


@pytest.mark.parametrize(
    ("response", "reference", "accepted"),
    [
        # faults of other graders
        ("5 g", "5 mg", False),
        ("5 mcg", "5 mg", False),
        ("0.005 g", "5 mg", True),
        ("5000 mcg", "5 mg", True),
        ("1,200 mg", "1200 mg", True),
        ("1.2e3 mg", "1200 mg", True),
        ("8 IU", "8 units", True),
        ("8 mL", "8 units", False),
        ("20 mEq", "20 mmol", False),
        ("42 gtts/min", "42 drops/min", True),
        ("42 drops per hour", "42 drops/min", False),
        ("1.2 g", "1200 mg/day", True),
        ("1.2 g per day", "1200 mg/day", True),
        ("1.2 g/h", "1200 mg/day", False),
        ("90 MME", "90 MME/day", True),
        ("0.3 mg/kg/h", "5 mcg/kg/min", True),
        ("5 mcg/min", "5 mcg/kg/min", False),
        ("5 mg/kg", "5 mg", False),
    ],
)
def test_plain_references(response: str, reference: str, accepted: bool) -> None:
    assert judge(CHECK, response, reference, "How much?").accepted is accepted


@pytest.mark.parametrize(
    "changed",
    [
        {"weight": "19 kg"},
        {"per_kg": "10 mg/kg"},
        {"max_single": "2 g"},
        {"strength": "120 mg/5 mL"},
        {"per_day": 3},
    ],
)
def test_each_fact_must_stand_in_the_prompt(changed: dict[str, Any]) -> None:
    verdict = judge(CHECK, "5.5 mL", json.dumps({"dose": FACTS | changed}), PROMPT)
    assert (verdict.status, verdict.reason) == ("abstained", "input_not_found")


def test_the_keys_may_stand_at_the_top() -> None:
    assert judge(CHECK, "5.5 mL", json.dumps({"answer": "5.5 mL", **FACTS}), PROMPT).accepted
    verdict = judge(CHECK, "5.5 mL", json.dumps({"answer": "6.5 mL", **FACTS}), PROMPT)
    assert (verdict.status, verdict.reason) == ("abstained", "key_differs")


def test_a_conversion_within_a_step_is_not_called_wrong() -> None:
    prompt = "Meropenem 1 g three times daily. How many mg is that in a day?"
    reference = json.dumps({"dose": {"asks": "daily_dose", "order": "1 g", "per_day": 3}})
    assert judge(CHECK, "1 g × 3 doses/day = 3000 mg/day.\nThat is 3000 mg/day.", reference, prompt).accepted
    assert not judge(CHECK, "1 g × 3 = 4 g.\nThat is 3000 mg/day.", reference, prompt).accepted


def test_huge_texts_are_not_read() -> None:
    assert judge(CHECK, "5.5 mL " * 20_000, REFERENCE, PROMPT).status == "abstained"
    assert judge(CHECK, "5.5 mL", REFERENCE, PROMPT + "x" * 60_000).status == "abstained"


@pytest.mark.parametrize(
    "response",
    [
        "at least 5.5 mL",
        "up to 5.5 mL",
        "**5.5 mL** / **6 mL**",
        "5.5 mL (8 mL)",
        "5.5 mL of the 120 mg/5 mL suspension",
        "Is it 5.5 mL?",
        PROMPT,
    ],
)
def test_bounds_rivals_and_questions(response: str) -> None:
    assert not judge(CHECK, response, REFERENCE, PROMPT).accepted


@pytest.mark.parametrize(
    "response",
    [
        "5.5 mL (275 mg)",
        "5.5 mL per dose, 4 times a day (22 mL/day)",
        "Give 5.5 mL of the 250 mg/5 mL suspension.",
        "5.5 mL (maximum 1 g per dose not exceeded)",
    ],
)
def test_what_may_stand_beside_a_dose(response: str) -> None:
    assert judge(CHECK, response, REFERENCE, PROMPT).accepted


def test_a_bound_is_right_where_one_is_asked_for() -> None:
    prompt = "Lidocaine 1%: at most 3 mg/kg for a child of 20 kg. How many mL may be injected at most?"
    facts = {"asks": "volume", "per_kg": "3 mg/kg", "weight": "20 kg", "strength": "1%"}
    reference = json.dumps({"dose": facts})
    assert judge(CHECK, "At most 6 mL.", reference, prompt).accepted
    assert judge(CHECK, "60 mL", reference, prompt).reason == "power_of_ten"


def test_spans_point_at_the_response_that_was_given() -> None:
    response = "The drip runs at 42 drops per minute (125 mL/h)."
    prompt = "1 L over 8 hours, 20 drops/mL. Drops a minute, to the nearest drop?"
    facts = {
        "asks": "drip",
        "volume": "1 L",
        "over": "8 h",
        "drop_factor": "20 drops/mL",
        "round_to": "1 drop/min",
    }
    verdict = judge(CHECK, response, json.dumps({"dose": facts}), prompt)
    (check,) = [each for each in verdict.checks if each.kind == "quantity"]
    assert check.span is not None
    assert response[slice(*check.span)].startswith("42 drops")


def test_a_term_of_a_list() -> None:
    prompt = "Anaphylaxis with amoxicillin; penicillins are ruled out. Ordered: flucloxacillin, omeprazole. Which is contraindicated?"
    reference = json.dumps({"term": {"answer": "flucloxacillin", "among": ["flucloxacillin", "omeprazole"]}})
    assert judge(CHECK, "The contraindicated drug is flucloxacillin.", reference, prompt).accepted
    assert judge(CHECK, "The contraindicated drug is omeprazole.", reference, prompt).reason == "wrong_term"


@pytest.mark.parametrize(
    ("response", "reason"),
    [
        ("Each arm needs 294 patients.", "ok"),
        ("293", "wrong_value"),
        ("**293** or **294**", "several_answers"),
        ("Is it 294?", "no_answer"),
        ("290 + 5 = 294.\nEach arm needs 294 patients.", "wrong_step"),
    ],
)
def test_statistics(response: str, reason: str) -> None:
    assert judge("medical.statistic", response, "294", "How many patients in each arm?").reason == reason
