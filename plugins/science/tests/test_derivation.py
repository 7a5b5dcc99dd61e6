"""``science.derivation``: right working is accepted, and each way to get it wrong is not."""

from __future__ import annotations

import json
import random
import time
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import assay
from assay.evidence import Operand, Step, Trace, locate, make_reference
from assay.testing import judge
from assay_science.derivations import constants
from assay_science.verifiers.derivation import derivation

GAS = "A vessel of 5.00 L holds 0.250 mol of a gas at 25.0 °C. What is its pressure?"
WORKED = r"""Convert the temperature: $T = 25.0\,^{\circ}\mathrm{C} = 298.15\,\mathrm{K}$.
The ideal gas law gives $p = \frac{n R T}{V} = \frac{0.250\,\mathrm{mol}\times 8.314\,\mathrm{J/(mol\cdot K)}\times 298.15\,\mathrm{K}}{5.00\,\mathrm{L}} = 123.9\,\mathrm{kPa}$.
The answer is $\boxed{124\,\mathrm{kPa}}$."""


def verdict(response: str, prompt: str = "", reference: str = "") -> assay.Verdict:
    return judge(derivation, response, reference, prompt)


def test_a_worked_solution_is_accepted_with_every_step_checked() -> None:
    found = verdict(WORKED, GAS)
    assert found.accepted
    assert found.coverage is not None
    assert found.coverage.claims == found.coverage.steps == 1.0
    assert found.coverage.steps_found == 2  # the last line only gives the answer
    kinds = [check.kind for check in found.checks]
    assert kinds.count("equality") == 2
    assert {"constant", "substitution", "answer"} <= set(kinds)
    for check in found.checks:
        assert check.span is None or WORKED[slice(*check.span)].startswith(check.claim)


@pytest.mark.parametrize(
    "response",
    [
        r"$p = \frac{nRT}{V} = \frac{(0.250\,\mathrm{mol})(8.314\,\mathrm{J/(mol\cdot K)})(298.15\,\mathrm{K})}{5.00\,\mathrm{L}} = 1.24\times10^{5}\,\mathrm{Pa}$",
        "v = d/t = 150 m / 12.0 s = 12.5 m/s",
        "n = 5.00 g ÷ 58.44 g/mol ≈ 0.0856 mol",
        "n = 5.00 g NaCl × (1 mol NaCl / 58.44 g NaCl) = 0.0856 mol NaCl",
        "[H+] = 10^-3.2 = 6.3e-4 M",
        "pH = -log(6.3 × 10^-4) = 3.20",
        "pH = -log(6.3 × 10^-4 M) = 3.20",
        "T = 25.0 °C + 273.15 = 298.15 K",
        "T = 25 + 273.15 = 298.15 K",
        "T = 25 °C + 273 = 298 K",
        "T = 300 K = 27 °C",
        "v = 150 m / 12.0 s = 12.5 m/s (to three digits)",
        "w = 3.0 g / 20 g = 0.15 (15%)",
        "KE = ½mv² = ½(2.0 kg)(3.0 m/s)² = 9.0 J",
        "q = mcΔT = (100.0 g)(4.18 J/g°C)(60.0°C) = 25080 J ≈ 25.1 kJ",
        r"$\Delta T_b = i K_b m = (2)(0.512\ ^\circ\text{C/m})(1.50\ \text{m}) = 1.54\ ^\circ\text{C}$",
        r"$x = 2.0\,\mathrm{m}\times 3 = 6.0\,\mathrm{m}$ $y = 1.0\,\mathrm{m} + 6.0\,\mathrm{m} = 7.0\,\mathrm{m}$",
        r"$c = 4.18\,\frac{\text{J}}{\text{g}\cdot\text{K}}\times 10.0\,\text{g} = 41.8\,\frac{\mathrm{J}}{\mathrm{K}}$",
        r"$P = 1/0.0169\,\mathrm{m} = 59.2\,\mathrm{D}$",
        r"$N = \frac{400\,\mathrm{V}\times 270\,\mathrm{turns}}{1550\,\mathrm{turns}} = 69.7\,\mathrm{V}$",
        "t = 300.0 K − 273.15 = 26.85 °C",
        "ΔT = 80.0 °C − 20.0 °C = 60.0 °C\nQ = 4.18 J/(g·°C) × 100.0 g × 60.0 °C = 25.1 kJ",
        "ΔT = 80.0 °C − 20.0 °C = 60.0 K\nQ = 4.18 J/(g·K) × 100.0 g × 60.0 K = 2.51 × 10^4 J",
        "m = 25% × 200 g = 50 g",
        "w = 50 g / 200 g = 25%",
        "w = (50 g / 200 g) × 100 = 25%",
        r"w = \frac{50\,\mathrm{g}}{200\,\mathrm{g}} \times 100\% = 25\%",
        r"$h = 10.0\,\mathrm{m}\times\sin 30^\circ = 5.00\,\mathrm{m}$",
        r"$\theta = \sin^{-1}(0.500) = 30.0^{\circ}$",
        "x = 2.0 × 3.0 = 6.0",
        "x = 2.0 × 3.0 = 6",
        "F = 2.0 kg × 3.0 m/s^2 = 6.0 N",
        "F = 2.0 kg x 3.0 m/s² = 6.0 N",
        "F = 3 × 2.0 N = 6.0 N",
        "p = 1.5 Pa × 2 = 3.0 N/m²",
        "v = 25.0 km/h = 6.94 m/s",
        "p = 101,325 Pa = 101.325 kPa = 1.00000 atm",
        "E = 2.28 eV = 3.65 × 10^-19 J",
        "t = 1.00 yr = 3.156 × 10^7 s",
        "m = (2.50 g / 5.843 g/mol) × 58.44 g/mol = 0.4279 mol × 58.44 g/mol = 25.0 g",
        "W = F d = (12 N)(3.0 m) = 36 J",
        "12 kg times 4 m/s^2 gives 48 N.",
        "\\begin{aligned}\nE &= \\tfrac12 m v^2 \\\\\n&= \\tfrac12 (2.0\\,\\mathrm{kg})(3.0\\,\\mathrm{m/s})^2 \\\\\n&= 9.0\\,\\mathrm{J}\n\\end{aligned}",
        "E = 1/2 m v^2\n  = 0.5 × 2.0 kg × (3.0 m/s)^2\n  = 9.0 J",
        r"$F = \qty{2.0}{\kilo\gram} \times \qty{3.0}{\meter\per\second\squared} = \qty{6.0}{\newton}$",
        r"$F = 2.0\text{ kg} \cdot 3.0\text{ m s}^{-2} = 6.0\text{ N}$",
        r"$F = 2.0 kg \times 3.0 m/s^2 = 6.0 N$",
        r"\[ v = \sqrt{2 g h} = \sqrt{2 \cdot 9.81\ \mathrm{m/s^2} \cdot 5.00\ \mathrm{m}} = 9.90\ \mathrm{m/s} \]",
        r"$t_{1/2} = \frac{\ln 2}{k} = \frac{0.6931}{0.0231\,\mathrm{s^{-1}}} = 30.0\,\mathrm{s}$",
        r"$M_{\mathrm{NaCl}} = 22.99\,\mathrm{g/mol} + 35.45\,\mathrm{g/mol} = 58.44\,\mathrm{g/mol}$",
        r"$K_c = \frac{(0.20\,\mathrm{M})^2}{(0.10\,\mathrm{M})(0.30\,\mathrm{M})^3} = 14.8$",
        r"$\Delta G = -RT\ln K = -(8.314\,\mathrm{J\,mol^{-1}\,K^{-1}})(298\,\mathrm{K})\ln 10.0 = -5.70\,\mathrm{kJ/mol}$",
        r"$E = hc/\lambda = (6.626\times10^{-34}\,\mathrm{J\,s})(2.998\times10^{8}\,\mathrm{m\,s^{-1}})/(500\,\mathrm{nm}) = 3.97\times10^{-19}\,\mathrm{J}$",
        r"$v = 9.81\,\mathrm{ms}^{-2} \times 2.00\,\mathrm{s} = 19.6\,\mathrm{ms}^{-1}$",
        r"$v_{\max} = \omega A = 12.0\,\mathrm{rad/s} \times 0.050\,\mathrm{m} = 0.60\,\mathrm{m/s}$",
    ],
)  # fmt: skip
def test_right_working_is_accepted(response: str) -> None:
    found = verdict(response)
    assert found.accepted, (found.reason, found.message)


WRONG_STEPS = [
    (WORKED.replace("= 123.9", "= 133.9"), "wrong_value"),
    (WORKED.replace("= 123.9", "= -123.9"), "wrong_value"),
    (WORKED.replace("= 123.9", r"= 1.239\times10^{6}"), "wrong_value"),
    (WORKED.replace(r"123.9\,\mathrm{kPa}", r"123.9\,\mathrm{Pa}"), "wrong_value"),
    (WORKED.replace(r"123.9\,\mathrm{kPa}", r"123.9\,\mathrm{kJ}"), "wrong_unit"),
    (WORKED.replace("8.314", "8.414"), "wrong_value"),
    (WORKED.replace("8.314", "8.414").replace("123.9", "125.4").replace("124", "125"), "wrong_constant"),
    (WORKED.replace("= 298.15", "= 299.15"), "wrong_value"),
    ("F = 2.0 kg × 3.0 m/s^2 = 6.0 J", "wrong_unit"),
    ("x = 5 m + 3 s = 8 m", "wrong_unit"),
    ("x = 2.0 × 3.0 = 6.3", "wrong_value"),
    ("v = 25.0 km/h = 7.94 m/s", "wrong_value"),
    ("T = 25 °C + 273.15 = 299.15 K", "wrong_value"),
    ("ΔT = 80.0 °C − 20.0 °C = 333.15 K", "wrong_value"),
    ("T = 300 K = 28 °C", "wrong_value"),
    ("E = 5.0 kW × 2.0 h = 10 kW", "wrong_unit"),
    ("E = 5.0 kW × 2.0 h = 1.0 kWh", "wrong_value"),
    ("A = 1.0 m^2 = 100 cm^2", "wrong_value"),
    ("x = ln(2.0) = 0.301", "wrong_value"),
    ("x = sin(30°) = 0.866", "wrong_value"),
    ("x = 1/2 + 1/3 = 2/5", "wrong_value"),
    ("F = (2.0 kg)(3.0 m/s^2)\n  = 9.0 N", "wrong_value"),
    ("2.0 kg × 3.0 m/s^2 is 9.0 N.", "wrong_value"),
    ("w = 50 g / 200 g = 0.25%", "wrong_value"),
    ("pH = -log(6.3 × 10^-4) = 3.30", "wrong_value"),
    ("12 kg times 4 m/s^2 gives 50 N.", "wrong_value"),
    (
        "m = (2.50 g / 5.843 g/mol) × 58.44 g/mol = 0.4379 mol × 58.44 g/mol = 25.0 g",
        "wrong_value",
    ),
    ("F = 2.0 kg × 3.0 m/s^2 = 7.0 N\nCorrection: F = 2.0 kg × 3.0 m/s^2 = 6.0 N", "wrong_value"),
    (r"$c = 3.10\times10^{8}\,\mathrm{m/s}$, $d = 3.10\times10^{8}\,\mathrm{m/s} \times 2.00\,\mathrm{s} = 6.20\times10^{8}\,\mathrm{m}$", "wrong_constant"),
    (r"$g = 9.91\,\mathrm{m/s^2}$ and $W = m g = 2.0\,\mathrm{kg}\times 9.91\,\mathrm{m/s^2} = 19.8\,\mathrm{N}$", "wrong_constant"),
]  # fmt: skip


@pytest.mark.parametrize(("response", "reason"), WRONG_STEPS)
def test_a_wrong_step_is_proved_wrong(response: str, reason: str) -> None:
    found = verdict(response, GAS if "0.250" in response else "")
    assert (found.status, found.reason) == (assay.Status.REJECTED, reason), found.message
    assert reason in derivation.proves_wrong
    assert found.message


@pytest.mark.parametrize(
    ("response", "prompt"),
    [
        # the answer is not what the steps come to
        (WORKED.replace("{124", "{134"), GAS),
        (WORKED.replace("{124", "{-124"), GAS),
        (WORKED.replace(r"\mathrm{kPa}}$.", r"\mathrm{Pa}}$."), GAS),
        (WORKED.replace(r"\mathrm{kPa}}$.", r"\mathrm{J}}$."), GAS),
        (WORKED.replace("{124", r"{1\times10^{2}"), GAS),
        (WORKED + "\nNo, that is wrong.", GAS),
        (WORKED + r" It is $\boxed{125\,\mathrm{kPa}}$.", GAS),
        ("F = 2.0 kg × 3.0 m/s^2 = 6.0 N\nSo F = 7.0 N.", ""),
        ("F = 2.0 kg × 3.0 m/s^2 = 6.0 N\nThe answer is 6.0 N or 7.0 N.", ""),
        ("F = 2.0 kg × 3.0 m/s^2 = 6.0 N\nThe answer is not 6.0 N.", ""),
        ("F = 2.0 kg × 3.0 m/s^2 = 6.0 N\nNo, that is wrong.", ""),
        ("F = 2.0 kg × 3.0 m/s^2 = 6.0 N\nThe answer is", ""),
        ("It is not true that F = 2.0 kg × 3.0 m/s^2 = 6.0 N", ""),
        # an earlier result, or a number of the prompt, is another one where it is used
        (WORKED.replace(r"\times 298.15", r"\times 293.15").replace("123.9", "121.9").replace("124", "122"), GAS),
        (WORKED.replace("0.250", "0.350").replace("123.9", "173.5").replace("124", "174"), GAS),
        (WORKED.replace("5.00", "298.15").replace("298.15\\,\\mathrm{K}}", "5.00\\,\\mathrm{K}}"), GAS),
        ("$n = 0.350\\,\\mathrm{mol}$\n$N = 2 \\times 0.350\\,\\mathrm{mol} = 0.700\\,\\mathrm{mol}$", GAS),
        ("n = 5.00 g / 58.44 g/mol = 0.0856 mol\nc = n/V = 0.0866 mol / 0.250 L = 0.346 mol/L", ""),
        ("F = 2.0 kg × 3.0 m/s^2 = 6.0 N, i.e. 7.0 N", ""),
        ("F = 2.0 kg × 3.0 m/s^2 = 6.0 N → 7.0 N", ""),
        ("F = 2.0 kg × 3.0 m/s^2 = 6.0 N. That is 7.0 N.", ""),
        ("F = 2.0 kg × 3.0 m/s^2 = 6.0 N\n#### 7.0", ""),
        ("F = 2.0 kg × 3.0 m/s^2 = 6.0 N\n<answer>7.0 N</answer>", ""),
        ("F = 2.0 kg × 3.0 m/s^2 = 6.0 N\nThe answer is 6.0 kN.", ""),
        # other signs of equality; a false line beside a true one
        ("F := 2.0 kg × 3.0 m/s^2 := 9.0 N\nG = 3 × 3.0 N = 9.0 N", ""),
        ("F = 2.0 kg × 3.0 m/s^2 ≡ 9.0 N\nG = 3 × 3.0 N = 9.0 N", ""),
        ("F＝2.0 kg × 3.0 m/s^2＝9.0 N\nG = 3 × 3.0 N = 9.0 N", ""),
        ("2.0 kg × 3.0 m/s^2: 9.0 N. G = 3 × 3.0 N = 9.0 N. The answer is 9.0 N", ""),
        ("2.0 kg × 3.0 m/s^2 → 9.0 N. G = 3 × 3.0 N = 9.0 N. The answer is 9.0 N", ""),
        (r"$F = 2.0\,\mathrm{kg} \times 3.0\,\mathrm{m/s^2} \equiv 9.0\,\mathrm{N}$, $1.0\,\mathrm{N}\times 9 = 9.0\,\mathrm{N}$", ""),
        (r"$E = 2.0\,\mathrm{N} \times 3.0\,\mathrm{m} = 6.0\,\mathrm{J} = not 7.0\,\mathrm{J}$", ""),
        (r"$T = 3 \pi \sqrt{\frac{m}{k}} = 2 \times \pi \times \sqrt{\frac{1.50\,\mathrm{kg}}{24.0\,\mathrm{N/m}}} = 1.571\,\mathrm{s}$", ""),
        ("p = 5 atm = 5 bar", ""),
        # nothing is computed, or nothing that matters
        ("F = 5 N = 5 N\nThe answer is 5 N.", ""),
        ("F = 5 N = 5.0 N = 5 N", ""),
        ("We have 1 + 1 = 2. The answer is 50 N.", ""),
        ("F = 2.0 kg × 3.0 m/s^2 = 6.0 N\nThe answer is 6.0 N.", "A mass of 7.5 kg has an acceleration of 4.0 m/s^2."),
        ("The force is 6.0 N.", ""),
        ("", ""),
        # what cannot be told
        ("v = 3.0 × 4.0 = 12 m/s", ""),
        ("v = 3.0 × 4.0 = 13 m/s", ""),
        ("F = 3.0 × 4.0 = 12 J = 0.012 kJ", ""),
        ("F = 2.0 kg × 9.8 = 19.6 N", ""),
        ("F = 2.0 kg × 3.0 m/s^2 = 6.0", ""),
        ("F = 2.0 kg × 3.0 m/s^2 = 6.0 zorks", ""),
        ("p = (0.250 mol)(8.314 J/(mol K))(25.0 °C)/(5.00 L) = 10.4 kPa", ""),
        ("x = ln(5.0 m) = 1.61", ""),
        ("x = 5.0 ± 0.1 m = 5.2 m", ""),
        ("$F = m a = 6.5\\,\\mathrm{N}$\n\n$x = 2.0 \\times 3.0 = 6.0$", ""),
        ("$x = 2.0 \\times 3.0 = 6.0 = \\weird{7}$", ""),
        ("x = 3.50 m × 0.50 = 2 m", ""),
        ("x = 2.00 m / 3.00 = 0.66 m", ""),
        ("x = 1 m / 0 = 5 m", ""),
        # a false side between true ones; a coarse number that later lines would stretch
        ("x = 2.0 × 3.0 = 6.3 × 1.0 = 6.3", ""),
        ("a = 1.26 × 1.0 ≈ 1\nF = 1 × 5.0 N = 6.2 N", ""),
        ("V = 4.2 L × 0.3 ≈ 1 L\np = 5.0 Pa/L × 1 L = 6.3 Pa", ""),
    ],
)  # fmt: skip
def test_it_is_not_accepted(response: str, prompt: str) -> None:
    found = verdict(response, prompt)
    assert not found.accepted


def test_a_correct_response_is_never_called_wrong_for_what_cannot_be_told() -> None:
    for response in (
        "v = 3.0 × 4.0 = 12 m/s",
        "v = 150 / 12.0 = 45 km/h",
        "F = 2.0 kg × 9.8 = 19.6 N",
        "V = 2.0 gal = 7.57 L",
        r"$c = 343\,\mathrm{m/s}$ in air, so $\lambda = \frac{343\,\mathrm{m/s}}{440\,\mathrm{Hz}} = 0.780\,\mathrm{m}$",
        r"On the Moon $g = 1.62\,\mathrm{m/s^2}$, so $W = 2.0\,\mathrm{kg}\times 1.62\,\mathrm{m/s^2} = 3.2\,\mathrm{N}$",
        r"$m_p = 12.0\,\mathrm{kg}$, $W = 12.0\,\mathrm{kg} \times 9.8\,\mathrm{m/s^2} = 118\,\mathrm{N}$",
        "k = 0.0231 s^-1\nt = 0.6931 / 0.0231 s^-1 = 30.0 s",
        r"$R = 12.0\,\Omega$, so $I = \frac{6.0\,\mathrm{V}}{12.0\,\Omega} = 0.50\,\mathrm{A}$",
        r"$N_A = 6.02214179\times10^{23}\,\mathrm{mol^{-1}}$, $N = 2.0\,\mathrm{mol}\times 6.02214179\times10^{23}\,\mathrm{mol^{-1}} = 1.2\times10^{24}$",
    ):
        assert verdict(response).status is not assay.Status.REJECTED, (response, verdict(response).message)


def test_a_value_that_the_prompt_states_is_right_whatever_codata_says() -> None:
    worked = r"$W = mg = (2.0\text{ kg})(10.5\text{ m/s}^2) = 21\text{ N}$"
    assert verdict(worked, "What does a mass of 2.0 kg weigh? Use g = 10.5 m/s^2.").accepted


def test_constants_are_taken_as_written_or_in_full() -> None:
    """8.314 × 1000 is 8314, and R × 1000 is 8314.46: a solution may have computed with either."""
    line = r"$E = R T = 8.314\,\mathrm{{J/(mol\,K)}}\times 1000.0\,\mathrm{{K}} = {}\,\mathrm{{J/mol}}$"
    assert verdict(line.format("8314.0")).accepted
    assert verdict(line.format("8314.5")).accepted
    assert not verdict(line.format("8315.5")).accepted


def test_a_rounded_result_stands_for_what_it_was_rounded_from_and_no_more() -> None:
    first = "n = 5.00 g / 58.44 g/mol = 0.0856 mol\n"  # 0.085558
    for end in ("0.3424", "0.3422"):  # from 0.0856, and from 0.085558
        assert verdict(first + f"c = n/V = 0.0856 mol / 0.2500 L = {end} mol/L").accepted
    for end in ("0.3426", "0.3420"):
        assert not verdict(first + f"c = n/V = 0.0856 mol / 0.2500 L = {end} mol/L").accepted


def test_a_left_out_step_lowers_the_coverage() -> None:
    whole = "$n = \\frac{5.00\\,\\mathrm{g}}{58.44\\,\\mathrm{g/mol}} = 0.0856\\,\\mathrm{mol}$\n$c = \\frac{0.0856\\,\\mathrm{mol}}{0.250\\,\\mathrm{L}} = 0.342\\,\\mathrm{M}$"
    prompt = "5.00 g of NaCl (58.44 g/mol) are dissolved to 0.250 L. What is the concentration?"
    full, part = verdict(whole, prompt).coverage, verdict(whole.partition("\n")[2], prompt).coverage
    assert full and part and full.steps == 1.0 and part.steps < 1.0


def test_drafts_are_no_part_of_the_solution() -> None:
    assert verdict("<think>F = 2 kg × 3 m/s^2 = 9 N?</think>\n" + WORKED, GAS).accepted
    assert not verdict("<think>F = 2.0 kg × 3.0 m/s^2 = 6.0 N</think>\nIt is 6.0 N.").accepted


def traced(output: str = "123.9", result: str = "p", r: str = "8.314") -> str:
    trace = Trace(
        (
            Operand("n", "0.250", "mol", "amount", "prompt", locate("0.250", GAS, "mol")),
            Operand("V", "5.00", "L", "volume", "prompt", locate("5.00", GAS, "L")),
            Operand("t", "25.0", "°C", "temperature", "prompt", locate("25.0", GAS, "°C")),
            Operand("R", r, "J/(mol·K)", "constant", "table:codata:R"),
        ),
        (
            Step("T = t", ("t",), "298.15", "K"),
            Step("p = n * R * T / V", ("n", "R", "T", "V"), output, "kPa"),
        ),
        result,
    )
    return make_reference("124 kPa", trace=trace)


def test_the_trace_of_the_reference_is_recomputed_and_the_answer_held_to_it() -> None:
    assert verdict(WORKED, GAS, traced()).accepted
    assert verdict(WORKED, GAS, traced(output="133.9")).reason == "wrong_step"
    assert not verdict(WORKED, GAS, traced(r="8.414")).accepted
    other = "$T = 25.0\\,^{\\circ}\\mathrm{C} = 298.15\\,\\mathrm{K}$.\nThe answer is $\\boxed{298.15\\,\\mathrm{K}}$."
    assert verdict(other, GAS).accepted  # each step holds
    found = verdict(other, GAS, traced())
    assert found.reason == "wrong_answer"


def test_hostile_texts_are_refused_quickly() -> None:
    for text in (
        "x = 9**9**9**9 = 5",
        "x = 10^{10^{10}} = 5 m",
        "x = 2^{99999999} m = 5 m",
        "x = " + "(" * 5000 + "1" + ")" * 5000 + " = 1",
        "x = " + "1+" * 20000 + "1 = 5",
        r"x = " + r"\frac{1}{" * 3000 + "2" + "}" * 3000 + " = 5",
        "$" * 20000,
        "= " * 20000,
        "1" * 50000 + " m = 5 m",
        "x = 1e999999999 m = 5 m",
        "__import__('os').system('true') = 5 N",
        "a" * 59_000 + " = 5 m",
        "x = \\sqrt" * 3000,
        "\\boxed{" * 6000,
        "\\text{" * 5000,
        "x = " + " = ".join(["2.0 kg × 3.0 m/s^2"] * 300),
        "F = 2.0 kg × 3.0 m/s^2 = 6.0 N\n" * 400 + " ".join(f"{i}.7 N" for i in range(900)),
    ):
        start = time.process_time()
        assert not verdict(text).accepted
        assert time.process_time() - start < 20, text[:40]


def test_the_table_of_earlier_constants_is_scipys() -> None:
    assert json.loads(constants.EARLIER.read_text(encoding="utf-8")) == constants.earlier_values()


UNITS = [("m", "s", "m/s", "1"), ("kg", "L", "kg/L", "1"), ("mol", "L", "mol/m³", "1000"), ("J", "g", "kJ/kg", "1"), ("N", "m^2", "kPa", "1/1000")]  # fmt: skip


def shown(value: Fraction, digits: int) -> str:
    text = f"{float(value):.{digits - 1}e}"
    mantissa, _, exponent = text.partition("e")
    return f"{mantissa} × 10^{int(exponent)}"


@st.composite
def chains(draw: st.DrawFn) -> tuple[str, str, str, str, str]:
    """A quotient and then a product with it, right to the digits shown: both lines, in pieces that a test changes."""
    top = draw(st.integers(101, 9999))
    bottom = draw(st.integers(101, 9999))
    factor = draw(st.integers(101, 999))
    over, under, unit, size = draw(st.sampled_from(UNITS))
    digits = draw(st.integers(3, 5))
    first = Fraction(top, bottom) * Fraction(size)
    second = first * Fraction(factor, 100)
    middle = shown(first, digits)
    return (
        f"q = {top / 100:.2f} {over} / {bottom / 100:.2f} {under}",
        middle,
        unit,
        f"{factor / 100:.2f}",
        shown(second, 3),
    )


@settings(max_examples=60, deadline=None)
@given(chains(), st.randoms(use_true_random=False))
def test_right_chains_are_accepted_and_changed_ones_are_not(
    chain: tuple[str, str, str, str, str], rng: random.Random
) -> None:
    start, middle, unit, factor, end = chain

    def worked(
        middle: str = middle, used: str = middle, unit: str = unit, factor: str = factor, end: str = end
    ) -> str:
        return f"{start} = {middle} {unit}\nr = {factor} × {used} {unit} = {end} {unit}\nThe answer is {end} {unit}."

    right = verdict(worked())
    assert right.accepted, (worked(), right.message)
    assert right.coverage is not None and right.coverage.steps == 1.0
    digit = rng.choice([i for i, c in enumerate(middle[:3]) if c.isdigit()])
    other = (
        middle[:digit]
        + str((int(middle[digit]) + rng.randint(1, 8)) % 9 + (digit == 0))
        + middle[digit + 1 :]
    )
    if other != middle:
        assert verdict(worked(middle=other)).status is assay.Status.REJECTED
    last = end[:2] + str((int(end[2]) + rng.randint(2, 8)) % 10) + end[3:]
    assert not verdict(worked(end=last)).accepted
    assert not verdict(worked(end="-" + end)).accepted
    power = end.rindex("^") + 1
    assert not verdict(worked(end=end[:power] + str(int(end[power:]) + 1))).accepted
    assert verdict(worked(unit="kg·K")).status is assay.Status.REJECTED
