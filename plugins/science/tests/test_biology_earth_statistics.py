"""Generators of biology with quantities, earth and space, and data literacy: their rows, and published examples."""

from __future__ import annotations

import importlib
import random
import re
from math import log
from pathlib import Path

import pytest

import assay
from assay import Generator, Sample, Task
from assay.evidence import Trace, read_number
from assay.evidence.measured import Measured, evaluate_measured, measured, value_in
from assay_science import generators
from assay_science.bodies import SUN_GM, bodies

FOLDERS = ("biology", "earth_space", "data_literacy")
QUANTITIES = ("science.quantity", "science.derivation")

OUTSIDE = "a second route that the plugin itself does not need; the workspace's tests have it"


def _generators() -> list[Generator]:
    found = []
    for folder in FOLDERS:
        for file in sorted((Path(generators.__file__).parent / folder).glob("[!_]*.py")):
            module = importlib.import_module(f"{generators.__name__}.{folder}.{file.stem}")
            found += [each for each in vars(module).values() if isinstance(each, Generator)]
    return found


WITH_TRACES = [each for each in _generators() if each.verifiers == QUANTITIES]
OTHERS = [
    each for each in _generators() if each.name in ("science.test_decision", "science.undetermined_data")
]


def _sample(generator: Generator, seed: str, difficulty: int) -> Sample:
    draft = generator(random.Random(seed), difficulty)
    return Sample(Task(draft.prompt, draft.reference), draft.response)


@pytest.mark.parametrize("generator", [*WITH_TRACES, *OTHERS], ids=lambda each: each.name)
def test_rows_are_proved(generator: Generator) -> None:
    for difficulty in range(1, 6):
        for seed in range(2):
            sample = _sample(generator, f"row {seed}", difficulty)
            for name in generator.verifiers:
                verdict = assay.find_verifier(name)(sample)
                assert verdict.accepted, (difficulty, seed, name, verdict.reason, verdict.message)
                if name == "science.derivation":
                    assert verdict.coverage and verdict.coverage.steps == 1.0, (
                        difficulty,
                        seed,
                        verdict.coverage,
                    )


@pytest.mark.parametrize("generator", WITH_TRACES, ids=lambda each: each.name)
def test_prompts_are_sentences(generator: Generator) -> None:
    for difficulty in range(1, 6):
        for seed in range(20):
            prompt = generator(random.Random(f"text {seed}"), difficulty).prompt
            assert not re.search(r"(?<![\^_}a-z])\{\w+\}", prompt), prompt
            assert "  " not in prompt and ",," not in prompt and ".." not in prompt, prompt
            assert (
                prompt[0].isupper()
                or prompt[0] in "[*$-|0123456789"
                or prompt.startswith("qPCR")
                or not prompt[0].isascii()
            ), prompt


def recomputed(generator: Generator, difficulty: int, result: str, **operands: str) -> float:
    """The result of a generator's trace with other numbers put in for its operands, in the unit of its last step.

    Rows are drawn until one has these operands and comes to ``result``.
    """
    for seed in range(400):
        trace = _sample(generator, f"published {seed}", difficulty).part(Trace)
        names = {each.name for each in trace.operands}
        more = {each for each in names - operands.keys() if re.sub(r"\d+$", "1", each) in operands}
        if trace.result == result and operands.keys() <= names and not more:
            break
    else:
        raise AssertionError(f"{generator.name} has no row with {sorted(operands)} for {result}")
    values: dict[str, Measured] = {}
    for operand in trace.operands:
        number = read_number(operands.get(operand.name, operand.value))
        assert number is not None
        found = measured(number, operand.unit)
        assert found is not None
        values[operand.name] = found
    for step in trace.steps:
        name, _, formula = step.formula.partition(" = ")
        values[name] = evaluate_measured(formula, values)
    final = value_in(values[trace.result], trace.steps[-1].unit or "")
    assert final is not None
    return float(final)


BY_NAME = {each.name.partition(".")[2]: each for each in WITH_TRACES}

PUBLISHED = [
    # 1 in 10,000 has phenylketonuria: 1.98 % carriers (La Cañada High School, problem set on Hardy-Weinberg, 6)
    ("hardy_weinberg", 2, "H", {"n": "10000"}, 1.98, 0.001),
    # Mendel's dihybrid peas, 315 : 108 : 101 : 32, chi-square 0.47 (P. McClean, North Dakota State University, PLSC 431)
    ("chi_square_cross", 4, "chi2", {"O_1": "315", "O_2": "108", "O_3": "101", "O_4": "32"}, 0.47, 0.01),
    # y - sn - v: 21.1 map units between y and sn (A. Gerber, University of North Dakota, "3-point testcross")
    ("linkage_map", 3, "d", {"n_1": "331", "n_2": "342", "n_3": "95", "n_4": "108", "n_5": "63", "n_6": "53", "n_7": "5", "n_8": "3"}, None, 0.001),
    ("linkage_map", 5, "I", {"n_1": "331", "n_2": "342", "n_3": "95", "n_4": "108", "n_5": "63", "n_6": "53", "n_7": "5", "n_8": "3"}, 0.693, 0.003),
    # 23 turtles marked, 9 of 28 recaptured: 72 (Numeracy Bank, mark-release-recapture, example 4)
    ("mark_recapture", 1, "N", {"M": "23", "C": "28", "R": "9"}, 72, 0.01),
    # 100 trout marked, 10 of 100 recaptured: 926 by Chapman (RPubs 429479)
    ("mark_recapture", 3, "N", {"M": "100", "C": "100", "R": "10"}, 926, 0.001),
    # 24, 20, 7 and 3 individuals: H = 1.15 (Shannon-Weiner Diversity Index Lab, sample I), of ln 4 at most
    ("species_diversity", 4, "J", {"n_1": "24", "n_2": "20", "n_3": "7", "n_4": "3"}, 1.15 / log(4), 0.005),
    # K_m 5, V_max 30, K_i 60, [S] 200, [I] 600 give 23.53 (Let's Talk Academy, competitive inhibition, question 15)
    ("michaelis_menten", 4, "v", {"K_m": "5", "V_max": "30", "K_i": "60", "S": "200", "I": "600"}, 23.53, 0.001),
    # from 6,678 km to 42,164 km: 3.88 km/s (LiquiSearch, Hohmann transfer orbit, example)
    ("orbit_transfer", 4, "dv", {"GM": "398600", "r_1": "6678", "r_2": "42164"}, 3.88, 0.005),
    # escape from the Sun, 617.5 km/s with 1.989e30 kg and 696,300 km (Nemotron-CC-Math, "Escape velocity of the Sun")
    ("escape_speed", 2, "v_e", {"M": "1.989e30", "R_p": "696300"}, 617.5, 0.001),
    # an orbit of 19.2 AU takes 84.1 years (ScienceAQ, Kepler's third law)
    ("orbits", 3, "T", {"a": "19.2"}, 84.1, 0.001),
    # a distance modulus of 3 is 40 parsecs (Las Cumbres Observatory, "What is distance modulus?")
    ("stellar_distance", 2, "d", {"m": "3", "M": "0"}, 40, 0.005),
    # the Standard Atmosphere: 22,632.1 Pa at 11 km (U.S. Standard Atmosphere 1976)
    (
        "barometric", 4, "p",
        {"p_0": "1013.25", "t_0": "15", "Gamma": "6.5", "M": "28.9644", "R": "8.31432", "g": "9.80665", "h": "11000"},
        226.321, 1e-5,
    ),
    # a mountain of 5 km, crust 2.7, mantle 3.3 g/cm³: a root of 22.5 km (Nova Calculator, isostasy, example 1)
    ("isostasy", 2, "r", {"h": "5", "rho_c": "2700", "rho_m": "3300"}, 22.5, 1e-9),
    # 10 % of carbon-14 left: 3.323 half-lives of 5,700 years
    ("radiometric_dating", 2, "t", {"f": "10", "T_h": "5700"}, 3.323 * 5700, 0.001),
    # 550 nm: 5,269 K (HTFBW, temperature of the Sun by Wien's law)
    ("star_luminosity", 1, "T", {"lambda_p": "550"}, 5269, 0.001),
    # 36 scores, sigma 3, 90 %: 0.8225 (OpenStax, Introductory Statistics, 8.1)
    ("confidence_interval", 2, "d", {"n": "36", "s": "3", "z": "1.645"}, 0.8225, 1e-6),
    # batteries: mean 9.95 of 12, s = 0.314, against 10: t = -0.552 (statisticstextbook.com, lesson 6)
    ("t_test", 1, "t", {"n": "12", "s": "0.314", "x": "9.95", "mu": "10"}, -0.552, 0.002),
    # six pairs: t = 2.6681 (WizEdu, question 456600)
    (
        "t_test", 5, "t",
        {f"{one}_{n}": str(value) for n, pair in enumerate(((75, 87), (61, 63), (51, 55), (82, 92), (42, 44), (55, 78)), 1) for one, value in zip("ab", pair, strict=True)},
        2.6681, 1e-4,
    ),
]  # fmt: skip
"""Generator, difficulty, result, operands, what was published, and how near it is."""


@pytest.mark.parametrize(
    ("name", "difficulty", "result", "operands", "value", "near"), PUBLISHED, ids=lambda each: str(each)[:20]
)
def test_published_examples(
    name: str, difficulty: int, result: str, operands: dict[str, str], value: float | None, near: float
) -> None:
    found = recomputed(BY_NAME[name], difficulty, result, **operands)
    if value is None:  # either of the two neighbouring intervals
        assert min(abs(found - 21.1), abs(found - 12.4)) < near
    else:
        assert found == pytest.approx(value, rel=near)


def test_a_star_stands_where_astropy_says() -> None:
    coordinates = pytest.importorskip("astropy.coordinates", reason=OUTSIDE)
    units = importlib.import_module("astropy.units")
    for phi, delta, hour_angle in ((51.5, 16.5, 30.0), (35.7, -16.7, -48.0), (48.9, 38.8, 75.0)):
        place = coordinates.EarthLocation(lat=phi * units.deg, lon=0 * units.deg)
        star = coordinates.HADec(
            ha=hour_angle * units.deg, dec=delta * units.deg, location=place, obstime="J2000"
        )
        altitude = star.transform_to(coordinates.AltAz(location=place, obstime="J2000")).alt.deg
        found = recomputed(
            BY_NAME["star_altitude"], 3, "a", phi=str(phi), delta=str(delta), H=str(hour_angle)
        )
        assert found == pytest.approx(float(altitude), abs=1e-3)


def test_masses_and_gravitational_parameters_agree() -> None:
    from scipy.constants import G

    for body in bodies().values():
        mass, GM = read_number(body.mass), read_number(body.GM)
        assert mass is not None and GM is not None
        assert float(mass) * G / 1e9 == pytest.approx(float(GM), rel=4e-4), body.name


def test_astronomical_constants_are_those_of_the_iau() -> None:
    constants = pytest.importorskip("astropy.constants", reason=OUTSIDE)
    assert float(read_number(SUN_GM) or 0) == pytest.approx(constants.GM_sun.to_value("km3/s2"), rel=1e-3)
    assert float(read_number(bodies()["Earth"].GM) or 0) == pytest.approx(
        constants.GM_earth.to_value("km3/s2"), rel=1e-4
    )
