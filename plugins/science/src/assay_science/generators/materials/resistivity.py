"""Electrical resistance of metals: resistivity, temperature, losses."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_science.generators._draws import article, between, capital
from assay_science.generators._tables import properties
from assay_science.numerics import integral, root
from assay_science.working import VERIFIERS, Working


def wire_resistance(resistivity: float, length: float, diameter: float) -> float:
    """The resistance (Ω) of a round wire (Ω·m, m, m), summed over its length."""
    return integral(lambda _: resistivity / (math.pi * (diameter / 2) ** 2), 0.0, length, 2)


@generator("science.resistivity", verifiers=VERIFIERS, min_step_coverage=1.0)
def resistivity(rng: random.Random, difficulty: int) -> Draft:
    """Resistances of wires, at other temperatures too; resistivities and coefficients at 20 °C are in the
    prompt.

    1: the resistance of a wire. 2: at another temperature. 3: the length of a heating wire. 4: the loss
    of a power line. 5: the temperature of a filament.
    """
    return (_wire, _warm, _heater, _line, _filament)[difficulty - 1](rng, Working())


def _rho(work: Working, metal: str) -> float:
    return work.given(
        "rho", properties("resistivity")[metal], "Ω·m", f"resistivity of {metal}", symbol=r"\rho"
    )


def _wire(rng: random.Random, work: Working) -> Draft:
    metal = rng.choice(("copper", "aluminium", "silver", "gold", "iron", "tungsten", "constantan"))
    rho = _rho(work, metal)
    length = work.given("L", between(rng, 1, 60, "0.5"), "m", "length")
    d = work.given("d", between(rng, 0.2, 2.5, "0.1"), "mm", "diameter") / 1000
    work.step("A", "pi * d**2 / 4", "mm²", "The cross-section of the wire is", digits=5)
    work.step("R", "rho * L / A", "Ω", "The resistance is")
    return work.draft(
        rng.choice(
            (
                "What is the resistance, in ohms, of a wire of {metal} that is {L} long and {d} in diameter? "
                "The resistivity of {metal} is "
                "{rho}.",
                "A coil is wound of {L} of round {metal} wire with a diameter of {d}. With a resistivity of "
                "{rho}, find its resistance in Ω.",
            )
        ),
        "The resistance is",
        second=wire_resistance(rho, length, d),
        texts={"metal": metal},
    )


def _coefficient(work: Working, metal: str) -> float:
    return work.given(
        "alpha", properties("temperature_coefficient")[metal], "K⁻¹", f"temperature coefficient of {metal}"
    )


def _warm(rng: random.Random, work: Working) -> Draft:
    metal = rng.choice(("copper", "aluminium"))
    a = _coefficient(work, metal)
    R = work.given("R_0", between(rng, 0.5, 120, "0.5"), "Ω", "resistance at 20 °C")
    t0 = work.given("t_0", "20", "°C", "reference temperature")
    t = work.given("t", between(rng, 45, 150, "1"), "°C", "temperature")
    work.step(
        "k", "1 + alpha * (t - t_0)", "", "With the temperature, the resistance grows by the factor", digits=5
    )
    work.step("R", "R_0 * k", "Ω", "At the higher temperature it is")
    return work.draft(
        rng.choice(
            (
                "{a_metal} cable has a resistance of {R_0} at {t_0}. The temperature coefficient of its "
                "resistivity is {alpha}. What is its "
                "resistance, in ohms, at {t}?",
                "At {t_0}, the {metal} winding of an electric machine has {R_0}. In operation it reaches "
                "{t}. With a temperature coefficient of "
                "{alpha}, find its resistance then, in Ω.",
            )
        ),
        "The resistance is",
        second=R + integral(lambda _: a * R, t0, t, 2),
        texts={"metal": metal, "a_metal": capital(article(metal))},
    )


def _heater(rng: random.Random, work: Working) -> Draft:
    metal = rng.choice(("nichrome", "constantan"))
    rho = _rho(work, metal)
    V = work.given("V", rng.choice(("120", "230", "24.0")), "V", "voltage")
    P = work.given(
        "P", between(rng, 200, 2000, "50") if V > 100 else between(rng, 20, 150, "5"), "W", "power"
    )
    d = work.given("d", between(rng, 0.2, 1.0, "0.05"), "mm", "diameter") / 1000
    work.step("R", "V**2 / P", "Ω", "For this power, the resistance must be", digits=5)
    work.step("A", "pi * d**2 / 4", "mm²", "The cross-section of the wire is", digits=5)
    work.step("L", "R * A / rho", "m", "It needs the length")
    return work.draft(
        rng.choice(
            (
                "The heating wire of an appliance for {V} and {P} is made of {metal}, {d} in diameter. How "
                "long must it be, in metres? Take the "
                "resistivity as {rho}.",
                "How many metres of {metal} wire with a diameter of {d} and a resistivity of {rho} does a "
                "heater of {P} at {V} need?",
            )
        ),
        "The length is",
        second=root(lambda x: V * V / wire_resistance(rho, x, d) - P, 1e-4, 1e5),
        texts={"metal": metal},
    )


def _line(rng: random.Random, work: Working) -> Draft:
    metal = rng.choice(("copper", "aluminium"))
    rho = _rho(work, metal)
    s = work.given("x", between(rng, 20, 400, "10"), "m", "distance")
    A = (
        work.given("A", rng.choice(("1.5", "2.5", "4.0", "6.0", "10.0", "16.0")), "mm²", "cross-section")
        * 1e-6
    )
    V = work.given("V", rng.choice(("12.0", "24.0", "230")), "V", "voltage of the source")
    R = 2 * rho * s / A
    load = R * rng.uniform(4, 25)
    RL = work.given("R_L", f"{load:.1f}", "Ω", "resistance of the appliance")
    work.step("L", "2 * x", "m", "Forth and back, the wire is", symbol="L")
    work.step("R", "rho * L / A", "Ω", "Its resistance is", digits=5)
    work.step("I", "V / (R + R_L)", "A", "Through line and appliance, the current is", digits=5)
    work.step("P", "I**2 * R", "W", "The line takes the power")
    radius = math.sqrt(A / math.pi)
    total = wire_resistance(rho, 2 * s, 2 * radius)
    share = total / (total + RL)
    return work.draft(
        rng.choice(
            (
                "An appliance with a resistance of {R_L} is connected to a source of {V} by a two-wire cable "
                "of {metal} ({A} for each wire), {x} long. "
                "The resistivity is {rho}. What power, in watts, is lost in the cable?",
                "A cable with two {metal} wires of {A} each leads over {x} from an ideal {V} source to a "
                "load of {R_L}. With a resistivity of {rho}, "
                "find the power lost in the cable in W.",
            )
        ),
        "The loss is",
        second=V * V / (total + RL) * share,
        texts={"metal": metal},
    )


def _filament(rng: random.Random, work: Working) -> Draft:
    a = work.given(
        "alpha",
        properties("temperature_coefficient")["tungsten"],
        "K⁻¹",
        "temperature coefficient of tungsten",
    )
    V = work.given("V", rng.choice(("6.0", "12.0", "24.0", "120", "230")), "V", "voltage")
    P = work.given("P", between(rng, 5, 60, "1"), "W", "power")
    hot = V * V / P
    cold = hot / (1 + a * rng.uniform(1700, 2500))
    decimals = 3 if cold < 1 else 2
    R0 = work.given("R_0", f"{cold:.{decimals}f}", "Ω", "resistance when cold")
    t0 = work.given("t_0", "20", "°C", "temperature when cold")
    work.step("R", "V**2 / P", "Ω", "In operation, the resistance is", digits=5)
    work.step("q", "R / R_0 - 1", "", "Over the cold value, it has grown by the share", digits=5)
    work.step("w", "q / alpha", "K", "That is a rise of the temperature by", symbol=r"\Delta T", digits=5)
    work.step("t", "t_0 + w", "°C", "The temperature is therefore")
    return work.draft(
        rng.choice(
            (
                "The tungsten filament of a lamp for {V} and {P} has a resistance of {R_0} at {t_0}. If its "
                "resistance grows evenly with the temperature, "
                "with a coefficient of {alpha}, what is its temperature in operation, in °C?",
                "Cold, at {t_0}, a tungsten filament has {R_0}. At {V} it takes {P}. Take the resistance as "
                "linear in the temperature with a coefficient "
                "of {alpha}, and find its temperature in °C.",
            )
        ),
        "The temperature is",
        second=root(lambda x: V * V / (R0 * (1 + a * (x - t0))) - P, 100.0, 10000.0),
    )
