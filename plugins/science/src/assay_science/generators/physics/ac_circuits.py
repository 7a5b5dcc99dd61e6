"""Alternating-current circuits: reactance, impedance, power, resonance."""

from __future__ import annotations

import cmath
import math
import random

from assay import Draft, generator
from assay_science.generators._draws import between
from assay_science.numerics import root
from assay_science.working import VERIFIERS, Working


def impedance(
    frequency: float, resistance: float = 0.0, coil: float = 0.0, capacity: float | None = None
) -> complex:
    """The complex impedance in Ω of a resistor, a coil and a capacitor in series (Hz, Ω, H, F)."""
    s = 2j * math.pi * frequency
    return resistance + s * coil + (0 if capacity is None else 1 / (s * capacity))


@generator("science.ac_circuit", verifiers=VERIFIERS, min_step_coverage=1.0)
def ac_circuit(rng: random.Random, difficulty: int) -> Draft:
    """Currents, phases and powers of resistors, coils and capacitors in series at an alternating voltage.

    1: the current through a coil or a capacitor. 2: with a resistor in series. 3: all three in series. 4:
    the phase, or the power. 5: a capacitor for resonance, or the one that gives a wanted current.
    """
    return (_reactance, _two, _three, _phase, _resonance)[difficulty - 1](rng, Working())


def _source(rng: random.Random, work: Working) -> tuple[float, float]:
    voltage, frequency = rng.choice(
        (("230", "50"), ("120", "60"), ("24.0", "50"), ("12.0", "400"), ("5.0", "1000"))
    )
    return (
        work.given("V", voltage, "V", "rms voltage"),
        work.given("f", frequency, "Hz", "frequency"),
    )


_CAPACITORS = ("1.0", "2.2", "4.7", "10", "22", "47")


def _reactance(rng: random.Random, work: Working) -> Draft:
    V, f = _source(rng, work)
    if rng.random() < 0.5:
        L = work.given("L", between(rng, 20, 900, "10"), "mH", "inductance") / 1000
        work.step("X", "2 * pi * f * L", "Ω", "The reactance of the coil is", symbol="X_{L}")
        Z = impedance(f, coil=L)
        what = "a coil without resistance ({L})"
    else:
        C = work.given("C", rng.choice(_CAPACITORS), "µF", "capacitance") * 1e-6
        work.step("X", "1 / (2 * pi * f * C)", "Ω", "The reactance of the capacitor is", symbol="X_{C}")
        Z = impedance(f, capacity=C)
        what = "an ideal capacitor ({C})"
    work.step("I", "V / X", "A", "The current is the voltage over the reactance,")
    return work.draft(
        rng.choice(
            (
                f"An alternating voltage of {{V}} (rms) with a frequency of {{f}} is applied to {what}. What "
                "is the rms "
                "current in amperes?",
                f"A source of {{V}} (rms, {{f}}) is connected to {what}. Find the rms value of the current "
                "in A.",
            )
        ),
        "The current is",
        second=V / abs(Z),
    )


def _two(rng: random.Random, work: Working) -> Draft:
    V, f = _source(rng, work)
    R = work.given("R", between(rng, 10, 300, "5"), "Ω", "resistance")
    if rng.random() < 0.5:
        L = work.given("L", between(rng, 20, 900, "10"), "mH", "inductance") / 1000
        work.step("X", "2 * pi * f * L", "Ω", "The reactance of the coil is", symbol="X_{L}")
        Z = impedance(f, R, coil=L)
        what = "an ideal coil of {L}"
    else:
        C = work.given("C", rng.choice(_CAPACITORS), "µF", "capacitance") * 1e-6
        work.step("X", "1 / (2 * pi * f * C)", "Ω", "The reactance of the capacitor is", symbol="X_{C}")
        Z = impedance(f, R, capacity=C)
        what = "a capacitor of {C}"
    work.step(
        "Z", "sqrt(R**2 + X**2)", "Ω", "Resistance and reactance are at right angles, so the impedance is"
    )
    work.step("I", "V / Z", "A", "The current is the voltage over the impedance,")
    return work.draft(
        rng.choice(
            (
                f"A resistor of {{R}} and {what} are in series at an alternating voltage of {{V}} (rms, "
                "{f}). What is the "
                "rms current in amperes?",
                "To a source of {V} (rms) with {f}, a resistor of {R} is connected in series with "
                f"{what}. Find the "
                "rms current in A.",
            )
        ),
        "The current is",
        second=V / abs(Z),
    )


_SERIES = (
    "A resistor of {R}, an ideal coil of {L} and a capacitor of {C} are in series at an alternating voltage of "
    "{V} (rms) with a frequency of {f}.",
    "An RLC series circuit ({R}, {L}, {C}) is fed with {V} (rms) at {f}.",
)


def _series(rng: random.Random, work: Working, frequency: float) -> complex:
    """Givens of a series circuit and the steps to its reactance; its impedance."""
    R = work.given("R", between(rng, 10, 300, "5"), "Ω", "resistance")
    L = work.given("L", between(rng, 20, 900, "10"), "mH", "inductance") / 1000
    C = work.given("C", rng.choice(_CAPACITORS), "µF", "capacitance") * 1e-6
    work.step("X_L", "2 * pi * f * L", "Ω", "The reactance of the coil is", digits=5)
    work.step("X_C", "1 / (2 * pi * f * C)", "Ω", "That of the capacitor is", digits=5)
    work.step("X", "X_L - X_C", "Ω", "The two oppose each other; together they have", digits=5)
    return impedance(frequency, R, L, C)


def _three(rng: random.Random, work: Working) -> Draft:
    V, f = _source(rng, work)
    Z = _series(rng, work, f)
    work.step("Z", "sqrt(R**2 + X**2)", "Ω", "The impedance is", digits=5)
    work.step("I", "V / Z", "A", "The current is the voltage over the impedance,")
    return work.draft(
        f"{rng.choice(_SERIES)} What is the rms current in amperes?", "The current is", second=V / abs(Z)
    )


def _phase(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        f = work.given("f", rng.choice(("50", "60", "400", "1000")), "Hz", "frequency")
        Z = _series(rng, work, f)
        work.step("phi", "atan(X / R)", "°", "The voltage is ahead of the current by the angle")
        return work.draft(
            rng.choice(
                (
                    "A resistor of {R}, an ideal coil of {L} and a capacitor of {C} are in series at an alternating "
                    "voltage with a frequency of {f}. By how many degrees is the voltage ahead of the current? (Give a "
                    "negative number if it lags behind.)",
                    "An RLC series circuit ({R}, {L}, {C}) works at {f}. Find the angle in degrees, negative if the "
                    "voltage lags behind, by which the voltage is ahead of the current.",
                )
            ),
            "The phase is",
            second=math.degrees(cmath.phase(Z)),
        )
    V, f = _source(rng, work)
    Z = _series(rng, work, f)
    work.step("Z", "sqrt(R**2 + X**2)", "Ω", "The impedance is", digits=5)
    work.step("I", "V / Z", "A", "The current is", digits=5)
    work.step("P", "I**2 * R", "W", "Only the resistor takes power,")
    return work.draft(
        f"{rng.choice(_SERIES)} What is the average power in watts?",
        "The power is",
        second=(V * (V / Z).conjugate()).real,
    )


def _resonance(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        f = work.given(
            "f",
            between(rng, 88, 108, "0.1") if rng.random() < 0.5 else between(rng, 0.6, 1.6, "0.05"),
            "MHz",
            "frequency",
        )
        L = work.given(
            "L",
            between(rng, 0.05, 0.4, "0.01") if f > 50 else between(rng, 100, 400, "10"),
            "µH",
            "inductance",
        )
        work.step("omega", "2 * pi * f", "rad/s", "The angular frequency is", digits=5)
        work.step(
            "C",
            "1 / (omega**2 * L)",
            "pF",
            "At resonance the reactances are equal, which gives the capacitance",
        )
        hertz, henry = f * 1e6, L * 1e-6
        return work.draft(
            rng.choice(
                (
                    "The tuned circuit of a radio has a coil of {L}. What capacitance, in picofarads, tunes "
                    "it to {f}?",
                    "An oscillating circuit with an inductance of {L} is to be in resonance at {f}. Find the "
                    "capacitance in pF.",
                )
            ),
            "The capacitance is",
            second=root(
                lambda c: (2j * math.pi * hertz * henry + 1 / (2j * math.pi * hertz * c * 1e-12)).imag,
                1e-3,
                1e6,
            ),
        )
    voltage, frequency = rng.choice((("230", "50"), ("120", "60")))
    V = work.given("V", voltage, "V", "rms voltage of the mains")
    f = work.given("f", frequency, "Hz", "frequency")
    P = work.given("P", between(rng, 5, 60, "1"), "W", "power of the lamp")
    U = work.given("V_R", f"{V * rng.uniform(0.3, 0.6):.0f}", "V", "rms voltage of the lamp")
    work.step("I", "P / V_R", "A", "The lamp, a resistance, takes the current", digits=5)
    work.step(
        "V_C",
        "sqrt(V**2 - V_R**2)",
        "V",
        "The voltages of lamp and capacitor are at right angles, so the capacitor takes",
        digits=5,
    )
    work.step("X", "V_C / I", "Ω", "Its reactance must be", symbol="X_{C}", digits=5)
    work.step("C", "1 / (2 * pi * f * X)", "µF", "The capacitance is")
    ohms = U * U / P
    return work.draft(
        rng.choice(
            (
                "A lamp for {V_R} (rms) and {P}, a pure resistance, is run from {V} (rms, {f}) with a "
                "capacitor in series. What "
                "capacitance, in microfarads, gives the lamp its voltage?",
                "At {V} (rms) and {f}, a capacitor in series takes up the excess voltage of a heating wire "
                "that needs {V_R} (rms) and takes "
                "{P}. Find its capacitance in µF.",
            )
        ),
        "The capacitance is",
        second=root(lambda c: abs(V / impedance(f, ohms, capacity=c * 1e-6)) - U / ohms, 1e-4, 1e6),
    )
