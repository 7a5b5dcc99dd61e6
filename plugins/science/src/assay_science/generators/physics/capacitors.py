"""Capacitors, and circuits of a resistor or a coil and a capacitor."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_science.generators._draws import between
from assay_science.numerics import motion, root, solved
from assay_science.working import VERIFIERS, Working


def charging(volts: float, resistance: float, capacity: float, time: float) -> float:
    """The voltage of a capacitor that is charged through a resistor, by integration of the circuit's
    equation."""
    return motion(lambda _, s: ((volts - s[0]) / (resistance * capacity),), (0.0,), time, 400)[0]


@generator("science.capacitor", verifiers=VERIFIERS, min_step_coverage=1.0)
def capacitor(rng: random.Random, difficulty: int) -> Draft:
    """Charge, energy and capacitance; charging and discharging; oscillating circuits.

    1: charge or energy. 2: the plate capacitor. 3: combinations. 4: charging and discharging over a resistor.
    5: charge shared between capacitors, a time that is sought, or an LC circuit.
    """
    return (_charge, _plates, _combined, _resistor, _hard)[difficulty - 1](rng, Working())


def _charge(rng: random.Random, work: Working) -> Draft:
    C = work.given(
        "C", rng.choice(("1.0", "2.2", "4.7", "10", "22", "47", "100", "220", "470")), "µF", "capacitance"
    )
    V = work.given("V", between(rng, 5, 60, "1"), "V", "voltage")
    if rng.random() < 0.5:
        work.step("Q", "C * V", "µC", "The charge is")
        return work.draft(
            rng.choice(
                (
                    "A capacitor of {C} is charged to {V}. How much charge, in microcoulombs, does it hold?",
                    "What charge, in µC, is on the positive plate of a {C} capacitor at a voltage of {V}?",
                )
            ),
            "The charge is",
            second=2 * (C * V * V / 2) / V,
        )
    work.step("E", "C * V**2 / 2", "mJ", "The energy of a charged capacitor is")
    return work.draft(
        rng.choice(
            (
                "How much energy, in millijoules, does a capacitor of {C} store at a voltage of {V}?",
                "A capacitor ({C}) is connected to a source of {V}. Find the energy stored in it in mJ.",
            )
        ),
        "The energy is",
        second=(C * V) ** 2 / (2 * C) / 1000,
    )


def _plates(rng: random.Random, work: Working) -> Draft:
    A = work.given("A", between(rng, 20, 400, "5"), "cm²", "area of a plate") * 1e-4
    d = work.given("d", between(rng, 0.1, 2, "0.05"), "mm", "distance of the plates") * 1e-3
    V = work.given("V", between(rng, 12, 200, "1"), "V", "voltage")
    eps = work.constant("eps_0", "8.854×10⁻¹²", "F/m", symbol=r"\varepsilon_{0}")
    work.step(
        "C", "eps_0 * A / d", "pF", "The capacitance of a plate capacitor with air between the plates is"
    )
    if rng.random() < 0.5:
        work.step("Q", "C * V", "nC", "The charge is")
        asked, closing, second = (
            "What charge, in nanocoulombs, is on the positive plate?",
            "The charge is",
            eps * A * (V / d) * 1e9,
        )
    else:
        work.step("E", "C * V**2 / 2", "nJ", "The energy stored is")
        field = V / d
        asked, closing = "What energy, in nanojoules, is stored in the field?", "The energy is"
        second = eps * field**2 / 2 * A * d * 1e9  # energy density times volume
    return work.draft(
        rng.choice(
            (
                "Two parallel metal plates of {A} each are {d} apart in air. They are connected to a source "
                "of {V}.",
                "A plate capacitor with air between its plates has an area of {A} and a plate distance of "
                "{d}. It is charged to {V}.",
            )
        )
        + f" {asked}",
        closing,
        second=second,
    )


def _values(rng: random.Random, count: int) -> list[str]:
    return rng.sample(("1.0", "1.5", "2.2", "3.3", "4.7", "6.8", "10", "15", "22"), count)


def _combined(rng: random.Random, work: Working) -> Draft:
    c1, c2, c3 = (work.given(f"C_{n}", v, "µF", f"capacitance {n}") for n, v in enumerate(_values(rng, 3), 1))
    V = work.given("V", between(rng, 6, 48, "1"), "V", "voltage")
    work.step("C_23", "C_2 + C_3", "µF", "In parallel, the capacitances add up:")
    work.step(
        "C", "1 / (1 / C_1 + 1 / C_23)", "µF", "In series with the first, the reciprocals add up:", digits=5
    )
    work.step("Q", "C * V", "µC", "The source delivers the charge")
    # unknown: voltages of the first capacitor and of the pair
    v1, pair = solved([[1, 1], [c1, -(c2 + c3)]], [V, 0])
    story = rng.choice(
        (
            "A capacitor of {C_1} is in series with a parallel pair of {C_2} and {C_3}. The combination, "
            "uncharged at first, is connected to {V}.",
            "Two capacitors in parallel ({C_2} and {C_3}) are connected in series with a third ({C_1}), all "
            "uncharged, and the whole to a source of {V}.",
        )
    )
    if rng.random() < 0.5:
        return work.draft(
            f"{story} What charge, in microcoulombs, does the source deliver?",
            "The charge is",
            second=c1 * v1,
        )
    work.step("V_23", "Q / C_23", "V", "On the pair, this charge makes the voltage")
    return work.draft(
        f"{story} What is the voltage of the parallel pair, in volts?", "The voltage is", second=pair
    )


def _resistor(rng: random.Random, work: Working) -> Draft:
    r_text, c_text = (
        rng.choice(("10", "15", "22", "33", "47", "68", "100", "220")),
        rng.choice(("10", "22", "47", "100", "220", "470")),
    )
    R = work.given("R", r_text, "kΩ", "resistance") * 1000
    C = work.given("C", c_text, "µF", "capacitance") * 1e-6
    V = work.given("V", rng.choice(("5.0", "6.0", "9.0", "12.0", "24.0")), "V", "voltage")
    tau = float(r_text) * float(c_text) / 1000
    t_text = f"{tau * rng.uniform(0.4, 2.2):.2f}" if tau < 20 else f"{tau * rng.uniform(0.4, 2.2):.1f}"
    t = work.given("t", t_text, "s", "time")
    work.step("tau", "R * C", "s", "The time constant is")
    if rng.random() < 0.5:
        work.step(
            "V_C",
            "V * (1 - exp(-t / tau))",
            "V",
            "While it is charged, the voltage of the capacitor approaches that of the source:",
        )
        second = charging(V, R, C, t)
        stories = (
            "An uncharged capacitor of {C} is connected to an ideal source of {V} through a resistor of {R}. "
            "What is the voltage of the capacitor, in volts, after {t}?",
            "At t = 0, a source of {V} begins to charge a {C} capacitor, at first empty, over {R}. Find the "
            "capacitor's voltage, in volts, {t} later.",
        )
    else:
        work.step(
            "V_C",
            "V * exp(-t / tau)",
            "V",
            "The voltage of a capacitor that is discharged falls exponentially:",
        )
        second = V - charging(V, R, C, t)
        stories = (
            "A capacitor of {C} is charged to {V} and then discharged through a resistor of {R}. What is its "
            "voltage, in volts, after {t}?",
            "A resistor of {R} is connected to a {C} capacitor that holds a voltage of {V}. Find the "
            "voltage, in volts, {t} later.",
        )
    return work.draft(rng.choice(stories), "The voltage is", second=second)


def _hard(rng: random.Random, work: Working) -> Draft:
    kind = rng.randrange(3)
    if kind == 0:
        r_text, c_text = (
            rng.choice(("10", "22", "33", "47", "100")),
            rng.choice(("22", "47", "100", "220", "470")),
        )
        R, C = (
            work.given("R", r_text, "kΩ", "resistance") * 1000,
            work.given("C", c_text, "µF", "capacitance") * 1e-6,
        )
        V = work.given("V_0", rng.choice(("6.0", "9.0", "12.0", "24.0")), "V", "voltage of the source")
        v = work.given("V", f"{V * rng.uniform(0.3, 0.9):.1f}", "V", "voltage reached")
        work.step("tau", "R * C", "s", "The time constant is")
        work.step("q", "1 - V / V_0", "", "The share of the voltage that is still missing is")
        work.step("t", "-(tau * ln(q))", "s", "It falls exponentially, so the time is")
        limit = R * C * 12
        return work.draft(
            rng.choice(
                (
                    "A timer switches when its capacitor ({C}), at first uncharged, has reached {V}. It is "
                    "charged by an ideal source of {V_0} through {R}. After how many seconds does the timer "
                    "switch?",
                    "Through a resistor of {R}, an ideal source of {V_0} charges a capacitor of {C} that is "
                    "empty at first. How long does it take until the capacitor has a voltage of {V}, in "
                    "seconds?",
                )
            ),
            "The time is",
            second=root(lambda t: -V * math.expm1(-t / (R * C)) - v, 0.0, limit),
        )
    if kind == 1:
        c1, c2 = (work.given(f"C_{n}", v, "µF", f"capacitance {n}") for n, v in enumerate(_values(rng, 2), 1))
        V = work.given("V_0", between(rng, 12, 100, "1"), "V", "voltage before")
        work.step("Q", "C_1 * V_0", "µC", "The charge does not change; it is", digits=5)
        work.step("V", "Q / (C_1 + C_2)", "V", "Together, the capacitors have the voltage", digits=5)
        work.step("E_1", "C_1 * V_0**2 / 2", "mJ", "Before, the energy is", digits=5)
        work.step("E_2", "(C_1 + C_2) * V**2 / 2", "mJ", "Afterwards, it is", digits=5)
        work.step("dE", "E_1 - E_2", "mJ", "The difference turns into heat,")
        return work.draft(
            rng.choice(
                (
                    "A capacitor of {C_1} is charged to {V_0}, disconnected from the source, and then "
                    "connected to an uncharged capacitor of {C_2} by wires. How much energy, in millijoules, "
                    "has been "
                    "lost when the voltages are equal?",
                    "An isolated {C_1} capacitor holds {V_0}. It is joined in parallel to an empty {C_2} "
                    "capacitor. Find the energy, in mJ, that turns into heat.",
                )
            ),
            "The loss is",
            second=c1 * c2 / (c1 + c2) * V * V / 2 / 1000,
        )
    L = work.given("L", between(rng, 0.2, 10, "0.1"), "mH", "inductance") * 1e-3
    C = work.given("C", rng.choice(("0.10", "0.22", "0.47", "1.0", "2.2", "4.7")), "µF", "capacitance") * 1e-6
    V = work.given("V", between(rng, 5, 60, "1"), "V", "voltage")
    story = rng.choice(
        (
            "A capacitor of {C}, charged to {V}, is discharged through a coil of {L} without resistance.",
            "An ideal oscillating circuit consists of a coil ({L}) and a capacitor ({C}), which is charged "
            "to {V} at first.",
        )
    )
    work.step("E", "C * V**2 / 2", "mJ", "The energy of the circuit is", digits=5)
    work.step(
        "I",
        "sqrt(2 * E / L)",
        "mA",
        "When all of it is in the coil, the current is greatest:",
        symbol=r"I_{\mathrm{max}}",
        digits=5,
    )
    if rng.random() < 0.5:
        return work.draft(
            f"{story} What is the greatest current, in milliamperes?",
            "The greatest current is",
            second=1000 * V * math.sqrt(C / L),
        )
    work.step(
        "omega",
        "I / (C * V)",
        "rad/s",
        "It is the charge times the angular frequency, which is therefore",
        digits=5,
    )
    work.step("f", "omega / (2 * pi)", "kHz", "The frequency is")
    return work.draft(
        f"{story} With what frequency, in kilohertz, does it oscillate?",
        "The frequency is",
        second=1 / (2 * math.pi * math.sqrt(L * C)) / 1000,
    )
