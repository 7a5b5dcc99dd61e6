"""Direct-current circuits: resistors, batteries, networks."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_science.generators._draws import between
from assay_science.numerics import solved
from assay_science.working import VERIFIERS, Working

Branch = tuple[int, int, float, float]
"""From node, to node, resistance in Ω, and a source's voltage in V that drives current that way."""


def branch_currents(nodes: int, branches: list[Branch]) -> list[float]:
    """The currents of a network by nodal analysis; node 0 is the reference. Kirchhoff's loops hold by
    construction."""
    size = nodes - 1
    matrix = [[0.0] * size for _ in range(size)]
    right = [0.0] * size
    for start, end, ohms, volts in branches:
        for node, other, sign in ((start, end, -1), (end, start, 1)):
            if node:
                matrix[node - 1][node - 1] += 1 / ohms
                right[node - 1] += sign * volts / ohms
                if other:
                    matrix[node - 1][other - 1] -= 1 / ohms
    potentials = [0.0, *solved(matrix, right)]
    return [(potentials[s] - potentials[e] + volts) / ohms for s, e, ohms, volts in branches]


@generator("science.circuit", verifiers=VERIFIERS, min_step_coverage=1.0)
def circuit(rng: random.Random, difficulty: int) -> Draft:
    """Currents, voltages and powers in circuits of batteries and resistors.

    1: series or parallel. 2: a combination of both. 3: internal resistance and power. 4: a loaded voltage
    divider, or a battery out of two measurements. 5: two batteries in two loops, by Kirchhoff's rules, or
    an unbalanced bridge.
    """
    return (_simple, _combined, _internal, _divider, _network)[difficulty - 1](rng, Working())


def _ohms(rng: random.Random) -> str:
    return rng.choice(
        (
            "10",
            "12",
            "15",
            "18",
            "22",
            "27",
            "33",
            "39",
            "47",
            "56",
            "68",
            "82",
            "100",
            "120",
            "150",
            "220",
            "330",
        )
    )


def _volts(rng: random.Random) -> str:
    return rng.choice(("1.5", "3.0", "4.5", "5.0", "6.0", "9.0", "12.0", "24.0"))


def _simple(rng: random.Random, work: Working) -> Draft:
    r1, r2 = (
        work.given("R_1", _ohms(rng), "Ω", "first resistance"),
        work.given("R_2", _ohms(rng), "Ω", "second resistance"),
    )
    V = work.given("V", _volts(rng), "V", "voltage")
    if rng.random() < 0.5:
        work.step("R", "R_1 + R_2", "Ω", "In series, the resistances add up:")
        work.step("I", "V / R", "mA", "Ohm's law gives the current")
        second = 1000 * branch_currents(2, [(0, 1, r1, V), (1, 0, r2, 0.0)])[0]
        return work.draft(
            rng.choice(
                (
                    "Resistors of {R_1} and {R_2} are connected in series to an ideal battery of {V}. What "
                    "current flows, in milliamperes?",
                    "An ideal source of {V} drives a current through two resistors in series, {R_1} and "
                    "{R_2}. Find the current in mA.",
                )
            ),
            "The current is",
            second=second,
        )
    work.step("R", "1 / (1 / R_1 + 1 / R_2)", "Ω", "In parallel, the reciprocals add up:")
    work.step("I", "V / R", "mA", "Ohm's law gives the total current")
    return work.draft(
        rng.choice(
            (
                "Resistors of {R_1} and {R_2} are connected in parallel to an ideal battery of {V}. What "
                "current does the battery supply, in milliamperes?",
                "Two resistors, {R_1} and {R_2}, lie in parallel between the terminals of an ideal {V} "
                "source. Find the total current in mA.",
            )
        ),
        "The current is",
        second=1000 * sum(solved([[r1, 0], [0, r2]], [V, V])),
    )


def _combined(rng: random.Random, work: Working) -> Draft:
    r1, r2, r3 = (work.given(f"R_{n}", _ohms(rng), "Ω", f"resistance {n}") for n in (1, 2, 3))
    V = work.given("V", _volts(rng), "V", "voltage")
    work.step("R_23", "1 / (1 / R_2 + 1 / R_3)", "Ω", "The two resistors in parallel have together")
    work.step("R", "R_1 + R_23", "Ω", "With the first in series, the whole circuit has")
    work.step("I", "V / R", "mA", "The battery supplies the current", digits=5)
    currents = branch_currents(2, [(0, 1, r1, V), (1, 0, r2, 0.0), (1, 0, r3, 0.0)])
    story = rng.choice(
        (
            "A resistor of {R_1} is in series with two resistors of {R_2} and {R_3} that are parallel to "
            "each other. The combination is connected to an ideal battery of {V}.",
            "An ideal source of {V} feeds {R_1} in series with a parallel pair of {R_2} and {R_3}.",
            "Two parallel resistors, {R_2} and {R_3}, and one in series with them, {R_1}, are connected to "
            "an ideal {V} battery.",
        )
    )
    if rng.random() < 0.5:
        return work.draft(
            f"{story} What current does the battery supply, in milliamperes?",
            "The current is",
            second=1000 * currents[0],
        )
    work.step("V_23", "I * R_23", "V", "The voltage of the parallel pair is", digits=5)
    work.step("P", "V_23**2 / R_3", "mW", "The second of the pair takes the power")
    return work.draft(
        f"{story} What power, in milliwatts, does the second resistor of the parallel pair take?",
        "The power is",
        second=1000 * currents[2] ** 2 * r3,
    )


def _internal(rng: random.Random, work: Working) -> Draft:
    E = work.given(
        "E",
        rng.choice(("1.5", "4.5", "6.0", "9.0", "12.0", "12.6")),
        "V",
        "electromotive force",
        symbol=r"\mathcal{E}",
    )
    r = work.given("r", between(rng, 0.2, 1.5, "0.05"), "Ω", "internal resistance")
    R = work.given("R", between(rng, 3, 30, "0.5"), "Ω", "load")
    work.step(
        "I",
        "E / (R + r)",
        "A",
        "The electromotive force drives the current through both resistances:",
        digits=5,
    )
    (current,) = solved([[R + r]], [E])
    story = rng.choice(
        (
            "A battery with an electromotive force of {E} and an internal resistance of {r} feeds a load of "
            "{R}.",
            "A lamp of {R} is connected to a battery ({E} without load, internal resistance {r}).",
            "The emf of a battery is {E} and its internal resistance {r}. A heating wire with a resistance "
            "of {R} is connected to it.",
        )
    )
    kind = rng.randrange(3)
    if kind == 0:
        work.step(
            "V",
            "E - I * r",
            "V",
            "The internal resistance takes its part, so between the terminals there are",
        )
        return work.draft(
            f"{story} What is the voltage between the terminals, in volts?",
            "The terminal voltage is",
            second=current * R,
        )
    if kind == 1:
        work.step("P", "I**2 * R", "W", "The power of the load is")
        return work.draft(
            f"{story} What power, in watts, does the load take?",
            "The power is",
            second=current * (E - current * r),
        )
    work.step("P", "I**2 * R", "W", "The power of the load is")
    work.step("Q", "E * I", "W", "The source gives in all")
    work.step("eta", "P / Q", "%", "The efficiency is the ratio of the two,")
    return work.draft(
        f"{story} What percentage of the power of the source reaches the load?",
        "The share is",
        second=100 * (E - current * r) / E,
    )


def _divider(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        V = work.given("V", _volts(rng), "V", "voltage")
        r1 = work.given("R_1", _ohms(rng), "kΩ", "first resistance")
        r2 = work.given("R_2", _ohms(rng), "kΩ", "second resistance")
        load = work.given("R_L", _ohms(rng), "kΩ", "load")
        work.step(
            "R_p",
            "1 / (1 / R_2 + 1 / R_L)",
            "kΩ",
            "The load is parallel to the second resistor; together they have",
            digits=5,
        )
        work.step("R", "R_1 + R_p", "kΩ", "With the first in series, that makes", digits=5)
        work.step(
            "V_L", "V * R_p / R", "V", "The voltages are in the ratio of the resistances, so the load gets"
        )
        currents = branch_currents(2, [(0, 1, r1, V), (1, 0, r2, 0.0), (1, 0, load, 0.0)])
        return work.draft(
            rng.choice(
                (
                    "A voltage divider of {R_1} and {R_2} in series lies across an ideal source of {V}. A "
                    "load of {R_L} is connected in parallel with the second resistor. "
                    "What is the voltage at the load, in volts?",
                    "A sensor with a resistance of {R_L} is fed from the junction of a voltage divider: "
                    "{R_1} from the ideal {V} supply to the junction, {R_2} from the "
                    "junction to ground, parallel to the sensor. Find the voltage of the sensor in volts.",
                )
            ),
            "The voltage is",
            second=currents[2] * load,
        )
    emf, inner = rng.uniform(4, 13), rng.uniform(0.4, 2)
    one, two = between(rng, 3, 8, "0.5"), between(rng, 12, 40, "1")
    r1 = work.given("R_1", one, "Ω", "first load")
    i1 = work.given("I_1", f"{emf / (float(one) + inner):.3f}", "A", "first current")
    r2 = work.given("R_2", two, "Ω", "second load")
    i2 = work.given("I_2", f"{emf / (float(two) + inner):.3f}", "A", "second current")
    work.step("V_1", "I_1 * R_1", "V", "With the first load, the terminal voltage is", digits=5)
    work.step("V_2", "I_2 * R_2", "V", "With the second load, it is", digits=5)
    work.step(
        "r",
        "(V_2 - V_1) / (I_1 - I_2)",
        "Ω",
        "The voltage falls with the current by the internal resistance,",
        digits=5,
    )
    work.step(
        "E",
        "V_1 + I_1 * r",
        "V",
        "The electromotive force is the voltage without current,",
        symbol=r"\mathcal{E}",
    )
    _, electromotive = solved([[-i1, 1], [-i2, 1]], [i1 * r1, i2 * r2])
    return work.draft(
        rng.choice(
            (
                "A battery drives {I_1} through a load of {R_1} and {I_2} through a load of {R_2}. What is "
                "its electromotive force in volts?",
                "Connected to {R_1}, a battery supplies {I_1}; connected to {R_2} instead, {I_2}. Its "
                "internal resistance is constant. Find its electromotive force in volts.",
            )
        ),
        "The electromotive force is",
        second=electromotive,
    )


def _network(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.6:
        e1, e2 = rng.sample(("4.5", "6.0", "9.0", "12.0", "15.0", "18.0", "24.0"), 2)
        E1, E2 = work.given("E_1", e1, "V", "first source"), work.given("E_2", e2, "V", "second source")
        r1, r2, r3 = (
            work.given(f"R_{n}", between(rng, 2, 30, "1"), "Ω", f"resistance {n}") for n in (1, 2, 3)
        )
        work.step(
            "G",
            "1 / R_1 + 1 / R_2 + 1 / R_3",
            "S",
            "At the upper node, three conductances meet, in all",
            digits=5,
        )
        work.step(
            "V",
            "(E_1 / R_1 + E_2 / R_2) / G",
            "V",
            "Kirchhoff's junction rule, the currents that arrive being those that leave, gives the node's "
            "potential",
            digits=5,
        )
        asked = rng.choice((1, 2, 3))
        if asked == 3:
            work.step("I_3", "V / R_3", "A", "Ohm's law gives the current in the third branch")
        else:
            work.step(
                f"I_{asked}",
                f"(E_{asked} - V) / R_{asked}",
                "A",
                f"In branch {asked}, the voltage that is left drives",
            )
        # mesh currents: loop of branches 1 and 3, loop of branches 2 and 3
        m1, m2 = solved([[r1 + r3, r3], [r3, r2 + r3]], [E1, E2])
        second = {1: m1, 2: m2, 3: m1 + m2}[asked]
        question = {
            1: "What is the current through the first source, in amperes, counted positive if it leaves the "
            "positive terminal?",
            2: "What is the current through the second source, in amperes, counted positive if it leaves the "
            "positive terminal?",
            3: "What is the current through the third branch, in amperes, counted positive from the upper to "
            "the lower node?",
        }[asked]
        return work.draft(
            rng.choice(
                (
                    "Three branches connect the same two nodes. The first holds an ideal source of {E_1} in "
                    "series with {R_1}, the second an ideal source of {E_2} in series with "
                    "{R_2}, the third a resistor of {R_3}. The positive terminals of both sources point to "
                    "the upper node.",
                    "Two ideal batteries work in parallel on one load: {E_1} in series with {R_1}, and {E_2} "
                    "in series with {R_2}, both with the positive side towards the upper "
                    "node. The load, the third branch, is {R_3} between the upper and the lower node.",
                )
            )
            + f" {question}",
            "The current is",
            second=second,
        )
    V = work.given("V", _volts(rng), "V", "voltage")
    values = [_ohms(rng) for _ in range(4)]
    if float(values[0]) * float(values[3]) == float(values[1]) * float(values[2]):
        values[3] = {"10": "12"}.get(values[3], "10")
    r = [work.given(f"R_{n}", v, "Ω", f"resistance {n}") for n, v in enumerate(values, 1)]
    work.step(
        "V_a",
        "V * R_2 / (R_1 + R_2)",
        "V",
        "The first branch divides the voltage; its junction is above the negative pole by",
        digits=6,
    )
    work.step(
        "V_b", "V * R_4 / (R_3 + R_4)", "V", "The junction of the second branch is above it by", digits=6
    )
    work.step("U", "V_a - V_b", "V", "The difference is", symbol="U_{ab}")
    # mesh route: the two branch currents from Kirchhoff's loop rule, then the loop a - minus - b
    i1, i2 = solved([[r[0] + r[1], 0], [0, r[2] + r[3]]], [V, V])
    return work.draft(
        rng.choice(
            (
                "In a Wheatstone bridge, {R_1} (upper) and {R_2} (lower) are in series in one branch, {R_3} "
                "(upper) and {R_4} (lower) in the other. The upper ends are joined to the positive "
                "pole of an ideal source of {V}, the lower ends to its negative pole. What is the voltage "
                "U_ab, in volts, from the junction a of the first branch to the junction b of the second?",
                "A bridge circuit is fed with {V}. From plus to minus, its first branch has {R_1} and then "
                "{R_2} with the junction a between them, its second branch {R_3} and then {R_4} with the "
                "junction b. Nothing connects a and b. Find the potential of a less that of b in volts.",
            )
        ),
        "The voltage is",
        second=(V - i1 * r[0]) - (V - i2 * r[2]),
    )
