"""Generators of doses and of clinical statistics: second routes by other libraries, and limits that hold."""

from __future__ import annotations

import json
import math
import random
import re
from typing import Any

import pytest

from assay.testing import judge
from assay_medical.calculators import find
from assay_medical.dosing.drugs import CYTOTOXICS, LIQUIDS, PUMPS, TABLETS
from assay_medical.generators.dosing.opioid_equivalents import FACTORS
from assay_medical.generators.statistics import sample_size
from assay_medical.vocabulary import BadInput, Given


def numbers(text: str) -> list[float]:
    return [float(each.replace(",", "")) for each in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]


def operands(reference: str) -> dict[str, float]:
    return {o["name"]: float(o["value"].replace(",", "")) for o in json.loads(reference)["trace"]["operands"]}


def test_two_proportions_by_statsmodels_and_scipy() -> None:
    stats = pytest.importorskip("scipy.stats")
    for seed in range(40):
        draft = sample_size.sample_size_proportions.make(random.Random(seed), 1)
        given = operands(draft.reference)
        p, q = given["p"] / 100, given["q"] / 100
        level = re.search(r"level (0\.\d+)", draft.prompt)
        power = re.search(r"(\d+)% power", draft.prompt)
        assert level and power
        z = stats.norm.ppf(1 - float(level[1]) / 2) + stats.norm.ppf(int(power[1]) / 100)
        n = z**2 * (p * (1 - p) + q * (1 - q)) / (p - q) ** 2
        assert draft.answer == str(math.ceil(n))


def test_two_means_by_statsmodels() -> None:
    power_of = pytest.importorskip("statsmodels.stats.power")
    solver = power_of.NormalIndPower()
    for seed in range(25):
        draft = sample_size.sample_size_means.make(random.Random(seed), 1)
        given = operands(draft.reference)
        level = re.search(r"level (0\.\d+)", draft.prompt)
        power = re.search(r"(\d+)% power", draft.prompt)
        assert level and power
        n = solver.solve_power(given["d"] / given["s"], power=int(power[1]) / 100, alpha=float(level[1]))
        # statsmodels counts the tail of the other side as well, which makes no difference here
        assert draft.answer == str(math.ceil(n - 1e-6))


def test_ratio_intervals_by_statsmodels() -> None:
    tables = pytest.importorskip("statsmodels.stats.contingency_tables")
    from assay_medical.generators.statistics.treatment_effect import ratio_interval

    for seed in range(25):
        for difficulty, name in ((2, "riskratio"), (3, "riskratio"), (4, "oddsratio")):
            draft = ratio_interval.make(random.Random(seed), difficulty)
            given = operands(draft.reference)
            a, n, b, m = (given[key] for key in "anbm")
            low, high = getattr(tables.Table2x2([[a, n - a], [b, m - b]]), f"{name}_confint")()
            stated = float(str(draft.answer))
            assert min(abs(stated - low), abs(stated - high)) <= 0.0021


def test_kappa_by_statsmodels() -> None:
    raters = pytest.importorskip("statsmodels.stats.inter_rater")
    from assay_medical.generators.statistics.agreement import kappa

    for seed in range(25):
        draft = kappa.make(random.Random(seed), 3)
        given = operands(draft.reference)
        found = raters.cohens_kappa([[given["a"], given["b"]], [given["c"], given["d"]]]).kappa
        assert float(str(draft.answer)) == pytest.approx(found, abs=0.0006)


def test_kaplan_meier_by_statsmodels() -> None:
    survival = pytest.importorskip("statsmodels.duration.survfunc")
    from assay_medical.generators.statistics.kaplan_meier import kaplan_meier

    for seed in range(15):
        draft = kaplan_meier.make(random.Random(seed), 4)
        given = operands(draft.reference)
        times: list[float] = []
        status: list[int] = []
        for index in range(1, 6):
            times += [index - 0.5] * int(given.get(f"c{index}", 0)) + [index] * int(given[f"d{index}"])
            status += [0] * int(given.get(f"c{index}", 0)) + [1] * int(given[f"d{index}"])
        rest = int(given["n0"]) - len(times)
        times, status = times + [9.0] * rest, status + [0] * rest
        found = survival.SurvfuncRight(times, status).surv_prob[-1]
        assert float(str(draft.answer).rstrip("%")) == pytest.approx(100 * found, abs=0.06)


def test_published_examples() -> None:
    # Schoenfeld's formula: a hazard ratio of 2, 80 % power, half of the patients censored need 132 of them
    # (doi:10.1186/s13063-015-0727-9, table 1)
    assert 2 * math.ceil(4 * (1.96 + 0.8416) ** 2 / math.log(2) ** 2) == 132
    # Holliday and Segar: 25 kg need 1,600 mL a day by their rule, 65 mL/h by the hourly one
    fluids = find("Maintenance Fluids Calculations")
    assert fluids is not None and fluids.run({"weight": Given("weight", "25", "kg")}).value == 65


def test_morphine_equivalents() -> None:
    calculator = find("Morphine Milligram Equivalents (MME) Calculator")
    assert calculator is not None
    # CDC 2022: oxycodone 10 mg twice a day is 30 MME, hydrocodone 5 mg four times a day is 20 MME
    given = {"oxycodone_dose": Given("oxycodone_dose", "10", "mg"), "oxycodone_per_day": Given("oxycodone_per_day", "2", "/day")}  # fmt: skip
    more = {"hydrocodone_dose": Given("hydrocodone_dose", "5", "mg"), "hydrocodone_per_day": Given("hydrocodone_per_day", "4", "per day")}  # fmt: skip
    assert calculator.run(given).value == 30
    assert calculator.run({**given, **more}).value == 50
    with pytest.raises(BadInput):
        calculator.run({"oxycodone_dose": given["oxycodone_dose"]})
    with pytest.raises(BadInput):
        calculator.run({})


@pytest.mark.parametrize(
    ("given", "wanted", "dose", "value"),
    # prescribing information of prednisolone: 15 mg are 60 mg of hydrocortisone, 12 mg of methylprednisolone, 2.25 mg of dexamethasone
    [("PrednisoLONE PO", "Hydrocortisone IV", "15", 60), ("PrednisoLONE PO", "MethylPrednisoLONE PO", "15", 12), ("PrednisoLONE PO", "Dexamethasone IV", "15", 2.25)],
)  # fmt: skip
def test_steroids(given: str, wanted: str, dose: str, value: float) -> None:
    calculator = find("Steroid Conversion Calculator")
    assert calculator is not None
    facts = {"steroid": Given("steroid", given), "steroid_dose": Given("steroid_dose", dose, "mg"), "steroid_wanted": Given("steroid_wanted", wanted)}  # fmt: skip
    assert float(calculator.run(facts).value) == value  # type: ignore[arg-type]


def test_medcalc_forms_of_inputs() -> None:
    for inputs, answer in (
        ({"calculator": "Steroid Conversion Calculator", "inputs": {"input steroid": ["Dexamethasone PO", 7.96, "mg"], "target steroid": "PrednisoLONE PO"}}, "53.07 mg"),
        ({"calculator": "Maintenance Fluids Calculations", "inputs": {"weight": [17.0, "kg"]}}, "54 mL/hr"),
        ({"calculator": "Morphine Milligram Equivalents (MME) Calculator", "inputs": {"Tapentadol Dose": [50, "mg"], "Tapentadol Dose Per Day": [1, "per day"], "FentaNYL buccal Dose": [20, "µg"], "FentaNYL buccal Dose Per Day": [2, "per day"]}}, "25.2 MME/day"),
    ):  # fmt: skip
        assert judge("medical.calculation", f"The answer is {answer}.", json.dumps(inputs), "").accepted, (
            inputs
        )


def test_tables_are_sane() -> None:
    for liquid in LIQUIDS:
        assert liquid.max_single * max(liquid.often) >= liquid.max_day or liquid.max_day >= liquid.max_single
        for per_kg in liquid.per_kg:
            for times in liquid.often:
                single = float(per_kg) * 20 / (times if liquid.daily else 1)
                assert single <= 2 * liquid.max_single, liquid.name
    for drug in CYTOTOXICS:
        assert all(float(per) > 0 for per in drug.per_m2) and float(drug.strength) > 0
    assert len({name for name, *_ in PUMPS}) == len(PUMPS)
    assert all(min(strengths) <= max(orders) for _, orders, strengths, _, _ in TABLETS)
    assert dict((drug, factor) for drug, factor, _, _ in FACTORS)["methadone"] == "4.7"


def test_no_dose_of_a_generator_is_over_its_limit() -> None:
    from assay_medical.generators.dosing.paediatric_dose import paediatric_dose

    for seed in range(150):
        for difficulty in (4, 5):
            draft = paediatric_dose.make(random.Random(seed), difficulty)
            facts: dict[str, Any] = json.loads(draft.reference)["dose"]
            limit, unit = facts["max_single"].split(" ")
            amount, volume = (
                numbers(facts["strength"])
                if "/5" in facts["strength"]
                else (numbers(facts["strength"])[0], 1)
            )
            given = numbers(str(draft.answer))[0] * amount / volume
            assert given <= float(limit) * (1000 if unit == "g" else 1) + 1e-6
