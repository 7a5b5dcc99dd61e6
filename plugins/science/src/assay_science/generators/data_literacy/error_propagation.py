"""Uncertainties of computed quantities."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from assay import Draft, generator
from assay_science.working import VERIFIERS, Working, quantity


@dataclass(frozen=True)
class Law:
    """A quantity computed from measured ones.

    ``inputs`` are name, role, unit, and the range of values and of relative uncertainties; ``parts`` the
    magnitudes of its partial derivatives, as a trace has them; ``scaled`` computes it in ``unit`` from the
    numbers in the units of the inputs, and works for numbers with uncertainty.
    """

    story: tuple[str, ...]
    inputs: tuple[tuple[str, str, str, float, float, float, float], ...]
    unit: str
    parts: tuple[str, ...]
    scaled: Callable[..., Any]


_LAWS: dict[int, tuple[Law, ...]] = {
    1: (
        Law(
            ("Two rods of {a} ± {u_a} and {b} ± {u_b} are put end to end. What is the uncertainty of the total length, in cm?",
             "A line is measured in two parts: {a} ± {u_a} and {b} ± {u_b}. Find the standard uncertainty of the whole length in cm."),
            (("a", "first length", "cm", 10, 60, 0.002, 0.01), ("b", "second length", "cm", 10, 60, 0.002, 0.01)),
            "cm", ("1", "1"), lambda a, b: a + b,
        ),
        Law(
            ("A beaker weighs {a} ± {u_a} with a liquid and {b} ± {u_b} without it. What is the uncertainty of the liquid's mass, in g?",
             "The mass of a sample is the difference of two weighings, {a} ± {u_a} and {b} ± {u_b}. Calculate the standard uncertainty of this mass in g."),
            (("a", "gross mass", "g", 150, 260, 0.0005, 0.002), ("b", "tare", "g", 40, 110, 0.0005, 0.003)),
            "g", ("1", "1"), lambda a, b: a - b,
        ),
    ),
    2: (
        Law(
            ("A body covers {s} ± {u_s} in {t} ± {u_t}. What is the uncertainty of its speed, in m/s?",
             "The speed of a runner is found from a distance of {s} ± {u_s} and a time of {t} ± {u_t}. Find its standard uncertainty in m/s."),
            (("s", "distance", "m", 20, 200, 0.003, 0.02), ("t", "time", "s", 4, 40, 0.005, 0.03)),
            "m/s", ("1 / t", "s / t ** 2"), lambda s, t: s / t,
        ),
        Law(
            ("A resistor has a voltage of {U} ± {u_U} across it and carries {I} ± {u_I}. What is the uncertainty of its resistance, in Ω?",
             "From a voltage of {U} ± {u_U} and a current of {I} ± {u_I}, a resistance U/I is computed. Calculate its standard uncertainty in Ω."),
            (("U", "voltage", "V", 2, 24, 0.004, 0.02), ("I", "current", "A", 0.1, 2.5, 0.004, 0.02)),
            "Ω", ("1 / I", "U / I ** 2"), lambda U, I: U / I,  # noqa: E741
        ),
        Law(
            ("A stone has a mass of {m} ± {u_m} and a volume of {V} ± {u_V}. What is the uncertainty of its density, in g/cm³?",
             "Density is mass over volume. For a mass of {m} ± {u_m} and a volume of {V} ± {u_V}, find its standard uncertainty in g/cm³."),
            (("m", "mass", "g", 40, 400, 0.001, 0.01), ("V", "volume", "cm³", 15, 150, 0.005, 0.03)),
            "g/cm³", ("1 / V", "m / V ** 2"), lambda m, V: m / V,
        ),
    ),
    3: (
        Law(
            ("A ball falls {h} ± {u_h} in {t} ± {u_t} from rest. What is the uncertainty of $a = 2h/t^2$, in m/s²?",
             "The acceleration of free fall, $a = 2h/t^2$, is measured with a height of {h} ± {u_h} and a time of {t} ± {u_t}. Find its standard uncertainty in m/s²."),
            (("h", "height", "m", 1.2, 2.6, 0.002, 0.01), ("t", "time", "s", 0.5, 0.72, 0.005, 0.02)),
            "m/s²", ("2 / t ** 2", "4 * h / t ** 3"), lambda h, t: 2 * h / t**2,
        ),
        Law(
            ("A cylinder has a radius of {r} ± {u_r} and a height of {h} ± {u_h}. What is the uncertainty of its volume, in cm³?",
             "Calculate the standard uncertainty, in cm³, of the volume of a cylinder with a radius of {r} ± {u_r} and a height of {h} ± {u_h}."),
            (("r", "radius", "cm", 1.5, 6, 0.005, 0.02), ("h", "height", "cm", 4, 20, 0.003, 0.02)),
            "cm³", ("2 * pi * r * h", "pi * r ** 2"), lambda r, h: math.pi * r**2 * h,
        ),
        Law(
            ("A pendulum of length {L} ± {u_L} swings with a period of {T} ± {u_T}. What is the uncertainty of $4\\pi^2 L/T^2$, in m/s²?",
             "The acceleration of gravity is found as $4\\pi^2 L/T^2$ with a length L of {L} ± {u_L} and a period T of {T} ± {u_T}. Find its standard uncertainty in m/s²."),
            (("L", "length", "m", 0.6, 1.6, 0.001, 0.008), ("T", "period", "s", 1.56, 2.52, 0.003, 0.015)),
            "m/s²", ("4 * pi ** 2 / T ** 2", "8 * pi ** 2 * L / T ** 3"), lambda L, T: 4 * math.pi**2 * L / T**2,
        ),
    ),
    4: (
        Law(
            ("A metal cylinder of mass {m} ± {u_m} has a diameter of {d} ± {u_d} and a length of {L} ± {u_L}. What is the uncertainty of its density, in g/cm³?",
             "The density of a wire's metal is $4m/(\\pi d^2 L)$ with a mass of {m} ± {u_m}, a diameter d of {d} ± {u_d} and a length L of {L} ± {u_L}. Find its standard uncertainty in g/cm³."),
            (("m", "mass", "g", 40, 220, 0.001, 0.005), ("d", "diameter", "cm", 1.2, 2.6, 0.003, 0.015), ("L", "length", "cm", 4, 12, 0.002, 0.01)),
            "g/cm³", ("4 / (pi * d ** 2 * L)", "8 * m / (pi * d ** 3 * L)", "4 * m / (pi * d ** 2 * L ** 2)"),
            lambda m, d, L: 4 * m / (math.pi * d**2 * L),
        ),
        Law(
            ("A heater with {U} ± {u_U} and {I} ± {u_I} runs for {t} ± {u_t}. What is the uncertainty of the energy, in kJ?",
             "The energy UIt of a heater is computed from a voltage of {U} ± {u_U}, a current of {I} ± {u_I} and a time of {t} ± {u_t}. Calculate its standard uncertainty in kJ."),
            (("U", "voltage", "V", 6, 24, 0.004, 0.02), ("I", "current", "A", 0.8, 5, 0.005, 0.02), ("t", "time", "s", 120, 600, 0.001, 0.01)),
            "kJ", ("I * t", "U * t", "U * I"), lambda U, I, t: U * I * t / 1000,  # noqa: E741
        ),
    ),
    5: (
        Law(
            ("Two resistors of {R_1} ± {u_1} and {R_2} ± {u_2} are in parallel. What is the uncertainty of their joint resistance, in Ω?",
             "Calculate the standard uncertainty, in Ω, of the resistance of {R_1} ± {u_1} and {R_2} ± {u_2} in parallel."),
            (("R_1", "first resistance", "Ω", 80, 500, 0.005, 0.03), ("R_2", "second resistance", "Ω", 80, 500, 0.005, 0.03)),
            "Ω", ("(R_2 / (R_1 + R_2)) ** 2", "(R_1 / (R_1 + R_2)) ** 2"), lambda a, b: a * b / (a + b),
        ),
        Law(
            ("A lens forms an image at {b} ± {u_b} of an object at {a} ± {u_a}. What is the uncertainty of the focal length $ab/(a+b)$, in cm?",
             "The focal length of a lens is $ab/(a+b)$. With distances a of {a} ± {u_a} and b of {b} ± {u_b}, find the standard uncertainty of the focal length in cm."),
            (("a", "object distance", "cm", 18, 60, 0.004, 0.02), ("b", "image distance", "cm", 18, 60, 0.004, 0.03)),
            "cm", ("(b / (a + b)) ** 2", "(a / (a + b)) ** 2"), lambda a, b: a * b / (a + b),
        ),
        Law(
            ("A count rate falls from {N_1} ± {u_1} to {N_2} ± {u_2} within {t} (exactly known). What is the uncertainty of the decay constant $\\ln(N_1/N_2)/t$, in min⁻¹?",
             "The decay constant $\\ln(N_1/N_2)/t$ is found from rates of {N_1} ± {u_1} and {N_2} ± {u_2} that lie {t} apart; t is exact. Calculate its standard uncertainty in min⁻¹."),
            (("N_1", "first rate", "s⁻¹", 300, 900, 0.01, 0.04), ("N_2", "second rate", "s⁻¹", 60, 250, 0.02, 0.06), ("t", "time", "min", 5, 60, 0, 0)),
            "min⁻¹", ("1 / (N_1 * t)", "1 / (N_2 * t)"), lambda a, b, t: (a / b, t),
        ),
    ),
}  # fmt: skip
"""Laws by difficulty. Their formulas are those of school books; ``uncertainties`` computes each again."""


@generator("science.error_propagation", verifiers=VERIFIERS, min_step_coverage=1.0)
def error_propagation(rng: random.Random, difficulty: int) -> Draft:
    """The standard uncertainty of a quantity that is computed from measured ones, which are independent.

    1: sums and differences. 2: quotients. 3: powers. 4: three quantities. 5: quotients of sums, logarithms.
    """
    from uncertainties import ufloat, umath

    work = Working()
    law = rng.choice(_LAWS[difficulty])
    measured: list[Any] = []
    texts = {}
    for name, role, unit, low, high, least, most in law.inputs:
        value = rng.uniform(low, high)
        exact = not most
        spread = value * rng.uniform(least, most)
        places = 0 if exact else max(0, -math.floor(math.log10(spread)) + (f"{spread:e}"[0] == "1"))
        said = f"{value:.{places}f}"
        if difficulty == 1:  # the uncertainty of a sum does not depend on its terms
            texts[name] = quantity(said, unit)
            number = float(said)
        else:
            number = work.given(name, said, unit, role)
        if exact:
            measured.append(number)
            continue
        spread = max(10.0**-places, spread)
        mark = f"u_{name[-1]}" if "_" in name else f"u_{name}"
        measured.append(
            ufloat(number, work.given(mark, f"{spread:.{places}f}", unit, f"uncertainty of the {role}"))
        )
    marks = [f"u_{name[-1]}" if "_" in name else f"u_{name}" for name, *_, most in law.inputs if most]
    terms = []
    for n, (mark, part, (_, role, *_)) in enumerate(zip(marks, law.parts, law.inputs, strict=False), 1):
        if part == "1":
            terms.append(f"{mark} ** 2")
            continue
        work.step(
            f"c_{n}",
            f"{part} * {mark}",
            law.unit,
            f"The {role} contributes the size of the partial derivative times its uncertainty,",
        )
        terms.append(f"c_{n} ** 2")
    work.step("u", f"sqrt({' + '.join(terms)})", law.unit, "Independent contributions add in squares:")
    found = law.scaled(*measured)
    if isinstance(found, tuple):  # the logarithm of a quotient over a time
        found = umath.log(found[0]) / found[1]
    return work.draft(
        rng.choice(law.story)
        + rng.choice(
            (
                "",
                " The errors are independent.",
                " Take the uncertainties as independent standard deviations.",
            )
        ),
        "The uncertainty is",
        digits=3,
        second=float(found.std_dev),
        tolerance=0.02,
        texts=texts,
    )
