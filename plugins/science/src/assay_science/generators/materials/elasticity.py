"""Stress and strain, thermal expansion."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_science.generators._draws import article, between
from assay_science.generators._tables import properties
from assay_science.numerics import root, solved
from assay_science.working import VERIFIERS, Working

_WIRES = ("aluminium", "brass", "copper", "steel", "nickel")


def stretched_by(force: float, length: float, area: float, modulus: float) -> float:
    """The extension of a bar, where the energy of the elastic force is least: k x - F = 0 with the bar's
    stiffness."""
    return root(lambda x: modulus * area / length * x - force, 0.0, length)


def thermal_stress(modulus: float, expansion: float, warming: float) -> float:
    """The stress of a clamped bar, out of its free expansion and the compression that undoes it (linear
    equations)."""
    return solved([[1, 0, 0], [1, 1, 0], [0, modulus, 1]], [expansion * warming, 0, 0])[2]


@generator("science.elasticity", verifiers=VERIFIERS, min_step_coverage=1.0)
def elasticity(rng: random.Random, difficulty: int) -> Draft:
    """Stress, strain, Young's modulus and thermal expansion; the properties of materials are in the prompt.

    1: thermal expansion, or a stress. 2: the extension of a wire. 3: Young's modulus, or a liquid that
    overflows. 4: the stress of a bar that cannot expand. 5: a bimetal of two bars, or a wire with a gap.
    """
    return (_simple, _wire, _modulus, _clamped, _two)[difficulty - 1](rng, Working())


def _young(work: Working, material: str, name: str = "E") -> float:
    return (
        work.given(name, properties("young_modulus")[material], "GPa", f"Young's modulus of {material}") * 1e9
    )


def _expansion(
    work: Working, material: str, name: str = "alpha", kind: str = "expansion", symbol: str = ""
) -> float:
    return work.given(
        name,
        properties(kind)[material] + "×10⁻⁶",
        "K⁻¹",
        f"coefficient of expansion of {material}",
        symbol=symbol,
    )


def _simple(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        material = rng.choice(("aluminium", "brass", "copper", "steel", "concrete", "lead"))
        L = work.given("L", between(rng, 2, 80, "0.5"), "m", "length")
        a = _expansion(work, material)
        t1 = work.given("t_1", between(rng, -15, 10, "1"), "°C", "temperature before")
        t2 = work.given("t_2", between(rng, 25, 60, "1"), "°C", "temperature after")
        work.step("d", "alpha * L * (t_2 - t_1)", "mm", "The expansion is", symbol=r"\Delta L")
        return work.draft(
            rng.choice(
                (
                    "A beam of {material} is {L} long at {t_1}. By how many millimetres does it expand when "
                    "it warms up to {t_2}? The coefficient of linear expansion is {alpha}.",
                    "The coefficient of linear expansion of {material} is {alpha}. Find by how much, in mm, "
                    "a part that is {L} long at {t_1} has grown at {t_2}.",
                    "How much longer, in mm, is a structure of {material} at {t_2} than at {t_1}, where it "
                    "measures {L}? Its coefficient of linear expansion is {alpha}.",
                )
            ),
            "The expansion is",
            second=1000 * L * ((1 + a * t2) - (1 + a * t1)),
            texts={"material": material},
        )
    F = work.given("F", between(rng, 50, 900, "10"), "N", "force")
    d = work.given("d", between(rng, 0.8, 4, "0.1"), "mm", "diameter")
    work.step("A", "pi * d**2 / 4", "mm²", "The cross-section of the wire is")
    work.step("s", "F / A", "MPa", "The stress is the force over the area,", symbol=r"\sigma")
    return work.draft(
        rng.choice(
            (
                "A wire with a diameter of {d} is pulled with {F}. What is the tensile stress in it, in "
                "megapascals?",
                "What stress, in MPa, does a force of {F} cause in a round wire {d} in diameter?",
                "A load of {F} hangs on a wire of diameter {d}. Find the stress in MPa.",
            )
        ),
        "The stress is",
        second=F / (math.pi * (d / 2000) ** 2) / 1e6,
    )


def _wire(rng: random.Random, work: Working) -> Draft:
    material = rng.choice(_WIRES)
    L = work.given("L", between(rng, 1, 12, "0.5"), "m", "length")
    d_text = between(rng, 0.8, 5, "0.1")
    d = work.given("d", d_text, "mm", "diameter") / 1000
    # stresses of 20 to 90 MPa: elastic for all of them
    load = rng.uniform(20e6, 90e6) * math.pi * float(d_text) ** 2 / 4e6 / 9.81
    m = work.given("m", f"{load:.1f}", "kg", "mass of the load")
    E = _young(work, material)
    g = work.constant("g", "9.81", "m/s²")
    work.step("F", "m * g", "N", "The load weighs", digits=5)
    work.step("A", "pi * d**2 / 4", "mm²", "The cross-section of the wire is", digits=5)
    work.step("x", "F * L / (E * A)", "mm", "By Hooke's law, it is stretched by", symbol=r"\Delta L")
    return work.draft(
        rng.choice(
            (
                "A load of mass {m} hangs on a wire of {material}, {L} long and {d} in diameter. Young's "
                "modulus of {material} is {E}. By how many millimetres is the wire stretched?",
                "A wire of {material} has a length of {L} and a diameter of {d}; its Young's modulus is {E}. "
                "Find its extension, in mm, under a load of {m}.",
            )
        ),
        "The extension is",
        second=1000 * stretched_by(m * g, L, math.pi * d * d / 4, E),
        texts={"material": material},
    )


def _modulus(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        material = rng.choice(_WIRES)
        true = float(properties("young_modulus")[material]) * 1e9 * rng.uniform(0.97, 1.03)
        length, diameter = between(rng, 1, 4, "0.05"), between(rng, 0.4, 1.5, "0.05")
        area = math.pi * float(diameter) ** 2 / 4e6
        force = between(rng, 20, 20 + 80e6 * area, "1")
        L = work.given("L", length, "m", "length")
        d = work.given("d", diameter, "mm", "diameter") / 1000
        F = work.given("F", force, "N", "force")
        x = (
            work.given(
                "x",
                f"{1000 * float(force) * float(length) / (true * area):.3f}",
                "mm",
                "extension",
                symbol=r"\Delta L",
            )
            / 1000
        )
        work.step("A", "pi * d**2 / 4", "mm²", "The cross-section of the wire is", digits=5)
        work.step("s", "F / A", "MPa", "The stress is", symbol=r"\sigma", digits=5)
        work.step("e", "x / L", "", "The strain is", symbol=r"\varepsilon", digits=5)
        work.step("E", "s / e", "GPa", "Young's modulus is their ratio,")
        return work.draft(
            rng.choice(
                (
                    "A wire {L} long and {d} in diameter becomes {x} longer when it is pulled with {F}. What "
                    "is Young's modulus of its material, in gigapascals?",
                    "In a tensile test, {F} stretch a wire of length {L} and diameter {d} by {x}. Find "
                    "Young's modulus in GPa.",
                )
            ),
            "Young's modulus is",
            second=root(lambda E: stretched_by(F, L, math.pi * d * d / 4, E * 1e9) - x, 1.0, 1000.0),
        )
    liquid = rng.choice(("ethanol", "petrol", "glycerine", "mercury"))
    vessel = rng.choice(("ordinary glass", "steel"))
    V = work.given("V", between(rng, 0.5, 60, "0.5"), "L", "volume")
    b = _expansion(work, liquid, "beta", "volume_expansion", r"\beta")
    a = _expansion(work, vessel)
    t1 = work.given("t_1", between(rng, 5, 18, "1"), "°C", "temperature before")
    t2 = work.given("t_2", between(rng, 25, 45, "1"), "°C", "temperature after")
    work.step(
        "c",
        "3 * alpha",
        "K⁻¹",
        "For its volume, the vessel has three times the linear coefficient,",
        digits=5,
    )
    work.step(
        "v",
        "V * (beta - c) * (t_2 - t_1)",
        "mL",
        "What the liquid expands more than the vessel runs over,",
        symbol=r"\Delta V",
    )
    return work.draft(
        rng.choice(
            (
                "A vessel of {vessel} is filled to the brim with {V} of {liquid} at {t_1}. How many "
                "millilitres run over when both are at {t_2}? The liquid's coefficient of volume expansion "
                "is {beta}, the linear one of {vessel} {alpha}.",
                "At {t_1}, {V} of {liquid} fill a container of {vessel} completely. Their coefficients of "
                "expansion are {beta} (volume, liquid) and {alpha} (length, container). Find the volume, in "
                "mL, that overflows up to {t_2}.",
            )
        ),
        "The volume is",
        second=1000 * (V * b * (t2 - t1) - V * 3 * a * (t2 - t1)),
        texts={"vessel": vessel, "liquid": liquid},
    )


def _clamped(rng: random.Random, work: Working) -> Draft:
    material = rng.choice(("aluminium", "brass", "copper", "steel"))
    a, E = _expansion(work, material), _young(work, material)
    A = work.given("A", between(rng, 2, 60, "0.5"), "cm²", "cross-section") * 1e-4
    t1 = work.given("t_1", between(rng, -10, 20, "1"), "°C", "temperature before")
    t2 = work.given("t_2", between(rng, 30, 55, "1"), "°C", "temperature after")
    work.step(
        "e",
        "alpha * (t_2 - t_1)",
        "",
        "Free, the bar would expand by the share",
        symbol=r"\varepsilon",
        digits=5,
    )
    work.step(
        "s", "E * e", "MPa", "To undo it, a strain of this size needs the stress", symbol=r"\sigma", digits=5
    )
    work.step("F", "s * A", "kN", "On the cross-section, this is a force of")
    return work.draft(
        rng.choice(
            (
                "A bar of {material} with a cross-section of {A} is fixed without stress between two rigid "
                "walls at {t_1}. With what force, in kilonewtons, does it press against them at {t_2}? "
                "Young's modulus is {E} and the coefficient of linear expansion {alpha}.",
                "A rod of {material} ({A} in cross-section) is clamped at both ends at {t_1}, free of stress, and cannot "
                "expand. Find the compressive force in it, in kN, at {t_2}. Its Young's modulus is {E}, its "
                "coefficient of linear expansion {alpha}.",
            )
        ),
        "The force is",
        second=thermal_stress(E, a, t2 - t1) * A / 1000,
        texts={"material": material},
        rel=1e-6,
    )


def _two(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        one, two = rng.sample(("aluminium", "brass", "copper", "steel"), 2)
        L1 = work.given("L_1", between(rng, 0.4, 3, "0.1"), "m", "length of the first part")
        a1 = _expansion(work, one, "alpha_1")
        L2 = work.given("L_2", between(rng, 0.4, 3, "0.1"), "m", "length of the second part")
        a2 = _expansion(work, two, "alpha_2")
        gap_text = f"{1000 * (L1 * a1 + L2 * a2) * rng.uniform(15, 60):.2f}"
        gap = work.given("s", gap_text, "mm", "gap") / 1000
        t = work.given("t_1", between(rng, 5, 25, "0.5"), "°C", "temperature")
        work.step("k_1", "alpha_1 * L_1", "mm/K", "For each kelvin, the first part grows by", digits=5)
        work.step("k_2", "alpha_2 * L_2", "mm/K", "The second part grows by", digits=5)
        work.step(
            "w",
            "s / (k_1 + k_2)",
            "K",
            "Both together close the gap after a rise of",
            symbol=r"\Delta T",
            digits=5,
        )
        work.step("t", "t_1 + w", "°C", "This is the temperature")
        return work.draft(
            rng.choice(
                (
                    f"A rod consists of {{L_1}} of {one} and {{L_2}} of {two}, joined end to end. At {{t_1}} "
                    "there is a gap of {s} between its free end and a rigid wall. At what temperature, in "
                    "°C, does it touch the wall? The coefficients of linear expansion are "
                    f"{{alpha_1}} for {one} and {{alpha_2}} for {two}.",
                    f"Two rods in line, one of {one} ({{L_1}}, {{alpha_1}}) and one of {two} ({{L_2}}, "
                    "{alpha_2}), leave a gap of {s} at {t_1} to the stop behind them; the "
                    "coefficients are those of linear expansion. Find the temperature at which the gap is "
                    "closed, in °C.",
                )
            ),
            "The temperature is",
            second=root(lambda x: L1 * a1 * (x - t) + L2 * a2 * (x - t) - gap, t, t + 1000),
        )
    one, two = rng.choice(
        (("steel", "copper"), ("steel", "aluminium"), ("steel", "brass"), ("copper", "aluminium"))
    )
    E1, E2 = _young(work, one, "E_1"), _young(work, two, "E_2")
    A1 = work.given("A_1", between(rng, 1, 6, "0.2"), "cm²", "cross-section of the first") * 1e-4
    A2 = work.given("A_2", between(rng, 1, 6, "0.2"), "cm²", "cross-section of the second") * 1e-4
    L = work.given("L", between(rng, 0.3, 2, "0.1"), "m", "length")
    F = work.given("F", between(rng, 8, 40, "1"), "kN", "force") * 1000
    work.step("k_1", "E_1 * A_1 / L", "N/m", "The first bar has the stiffness", digits=5)
    work.step("k_2", "E_2 * A_2 / L", "N/m", "The second has", digits=5)
    work.step(
        "x",
        "F / (k_1 + k_2)",
        "mm",
        "Side by side, both are shortened alike, by",
        symbol=r"\Delta L",
        digits=5,
    )
    work.step("F_1", "k_1 * x", "kN", "The first bar therefore carries", digits=5)
    work.step("s", "F_1 / A_1", "MPa", "Its stress is", symbol=r"\sigma_{1}")
    # unknown: both forces and the common shortening
    f1, _, _ = solved([[1, 1, 0], [L / (E1 * A1), 0, -1], [0, L / (E2 * A2), -1]], [F, 0, 0])
    return work.draft(
        rng.choice(
            (
                f"A short column of length {{L}} consists of {article(one)} bar ({{A_1}} in cross-section) and "
                f"{article(two)} bar ({{A_2}}) side by side between rigid plates. A force of {{F}} compresses them by "
                f"the same amount. What is the stress in the {one}, in megapascals? Young's moduli are "
                f"{{E_1}} for {one} and {{E_2}} for {two}.",
                f"Two bars of equal length ({{L}}), one of {one} with a cross-section of {{A_1}} and one of "
                f"{two} with {{A_2}}, together carry {{F}} between stiff end plates. Young's moduli are "
                f"{{E_1}} ({one}) and {{E_2}} ({two}). Find the stress in the {one} bar in MPa.",
            )
        ),
        "The stress is",
        second=f1 / A1 / 1e6,
    )
