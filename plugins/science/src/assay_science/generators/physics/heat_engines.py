"""Heat engines, refrigerators and heat pumps; the cycles of Carnot and Otto."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_science.generators._draws import between
from assay_science.numerics import integral, root
from assay_science.working import VERIFIERS, Working


def carnot_by_entropy(hot: float, cold: float) -> float:
    """The efficiency at which an engine between two temperatures (K) makes no entropy: the root of Q_h/T_h =
    Q_c/T_c."""
    return root(lambda eta: 1 / hot - (1 - eta) / cold, 0.0, 1.0)


def otto_by_states(ratio: float, gamma: float) -> float:
    """The efficiency of Otto's cycle, out of the temperatures of its four corners for any heat added."""
    one, three = 300.0, 2000.0
    raised = float(ratio ** (gamma - 1))
    two, four = one * raised, three / raised
    return 1 - (four - one) / (three - two)


@generator("science.heat_engine", verifiers=VERIFIERS, min_step_coverage=1.0)
def heat_engine(rng: random.Random, difficulty: int) -> Draft:
    """Efficiencies, work and heat of engines, refrigerators and heat pumps.

    1: efficiency out of two heats. 2: Carnot's efficiency. 3: heat pumps and refrigerators. 4: a Carnot
    engine's heat, or Otto's cycle. 5: power and fuel of an Otto engine, or the ice that a refrigerator
    makes.
    """
    return (_efficiency, _carnot, _pump, _cycle, _hard)[difficulty - 1](rng, Working())


def _efficiency(rng: random.Random, work: Working) -> Draft:
    q_text = between(rng, 500, 3000, "50")
    q1 = work.given("Q_h", q_text, "J", "heat taken up")
    q2 = work.given("Q_c", f"{float(q_text) * rng.uniform(0.55, 0.8):.0f}", "J", "heat given off")
    work.step("W", "Q_h - Q_c", "J", "The work is the difference of the heats,")
    if rng.random() < 0.5:
        work.step("eta", "W / Q_h", "%", "The efficiency is the work over the heat taken up,")
        asked, closing, second = (
            "What is its efficiency in per cent?",
            "The efficiency is",
            100 * (1 - q2 / q1),
        )
    else:
        t = work.given("t", between(rng, 0.02, 0.2, "0.01"), "s", "duration of a cycle")
        work.step("P", "W / t", "kW", "The power is the work over the time,")
        asked, closing, second = (
            "One cycle takes {t}. What is its power in kilowatts?",
            "The power is",
            (q1 / t - q2 / t) / 1000,
        )
    return work.draft(
        rng.choice(
            (
                "In each cycle, a heat engine takes {Q_h} from a hot reservoir and gives {Q_c} to a "
                f"cold one. {asked}",
                f"An engine absorbs {{Q_h}} of heat and rejects {{Q_c}} in every cycle. {asked}",
                "A petrol engine gets {Q_h} of heat from its fuel in one cycle; {Q_c} leave with the "
                f"exhaust and the cooling water. {asked}",
            )
        ),
        closing,
        second=second,
    )


def _temperatures(
    rng: random.Random, work: Working, hot: tuple[int, int], cold: tuple[int, int]
) -> tuple[float, float]:
    t1 = work.given("t_h", between(rng, *hot, "5"), "°C", "temperature of the hot reservoir")
    t2 = work.given("t_c", between(rng, *cold, "1"), "°C", "temperature of the cold reservoir")
    work.step("T_h", "t_h", "K", "In kelvins, the hot reservoir is at")
    work.step("T_c", "t_c", "K", "The cold one is at")
    return t1 + 273.15, t2 + 273.15


def _carnot(rng: random.Random, work: Working) -> Draft:
    hot, cold = _temperatures(rng, work, (180, 600), (10, 60))
    work.step("eta", "1 - T_c / T_h", "%", "Carnot's efficiency is")
    return work.draft(
        rng.choice(
            (
                "A Carnot engine works between {t_h} and {t_c}. What is its efficiency in per cent?",
                "Steam enters the turbine of a power station at {t_h} and the condenser is at {t_c}. What is "
                "the highest efficiency, in per cent, that a heat engine between these temperatures can "
                "have?",
                "Find the greatest possible efficiency, in per cent, of a heat engine that takes up heat at "
                "{t_h} and gives heat off at {t_c}.",
            )
        ),
        "The efficiency is",
        second=100 * carnot_by_entropy(hot, cold),
    )


def _pump(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        t1 = work.given("t_h", between(rng, 30, 55, "1"), "°C", "temperature of the heating")
        t2 = work.given("t_c", between(rng, -10, 12, "1"), "°C", "temperature outside")
        q = work.given("Q", between(rng, 4, 18, "0.5"), "kW", "heating power", symbol=r"\dot{Q}_{h}")
        work.step("T_h", "t_h", "K", "In kelvins, the heating is at")
        work.step("T_c", "t_c", "K", "Outside it is")
        work.step(
            "k",
            "T_h / (T_h - T_c)",
            "",
            "The coefficient of performance of an ideal heat pump is",
            symbol=r"K_{p}",
        )
        work.step("P", "Q / k", "kW", "The power needed is smaller by this factor:")
        hot, cold = t1 + 273.15, t2 + 273.15
        return work.draft(
            rng.choice(
                (
                    "An ideal (Carnot) heat pump takes heat from the outside air at {t_c} and gives it to a "
                    "heating system at {t_h}, with a heating power of {Q}. What mechanical power does it "
                    "need, in kilowatts?",
                    "What is the least power, in kW, with which a heat pump can deliver {Q} of heat at {t_h} "
                    "out of surroundings at {t_c}?",
                )
            ),
            "The power is",
            second=q * carnot_by_entropy(hot, cold),
        )
    span, machine = rng.choice((((-25, -12), "freezer"), ((2, 7), "refrigerator")))
    t1 = work.given("t_h", between(rng, 20, 32, "1"), "°C", "temperature of the room")
    t2 = work.given("t_c", between(rng, *span, "1"), "°C", "temperature inside")
    w = work.given("W", between(rng, 200, 2000, "50"), "kJ", "work")
    work.step("T_h", "t_h", "K", "In kelvins, the room is at")
    work.step("T_c", "t_c", "K", "Inside it is")
    work.step(
        "k",
        "T_c / (T_h - T_c)",
        "",
        "The coefficient of performance of an ideal refrigerator is",
        symbol=r"K_{r}",
    )
    work.step("Q", "k * W", "MJ", "The heat removed is the work times this coefficient:", symbol="Q_{c}")
    hot, cold = t1 + 273.15, t2 + 273.15
    return work.draft(
        rng.choice(
            (
                f"An ideal (Carnot) {machine} keeps its inside at {{t_c}} in a room at {{t_h}}. How much heat, "
                "in megajoules, can it remove from the inside with {W} of work?",
                f"A Carnot {machine} at {{t_c}} stands in a kitchen at {{t_h}}. Find the heat, in MJ, that it takes "
                "out of its inside with {W} of electrical energy.",
            )
        ),
        "The heat is",
        second=root(lambda q: (q + w) / hot - q / cold, 0.0, 1e6) / 1000,
    )


def _cycle(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        hot, cold = _temperatures(rng, work, (180, 600), (10, 60))
        p = work.given("P", between(rng, 5, 900, "5"), "MW", "power")
        work.step("eta", "1 - T_c / T_h", "%", "Carnot's efficiency is", digits=5)
        work.step(
            "Q_h",
            "P / eta",
            "MW",
            "The power is this share of the heat taken up per second,",
            symbol=r"\dot{Q}_{h}",
            digits=5,
        )
        work.step("Q_c", "Q_h - P", "MW", "The rest is given off,", symbol=r"\dot{Q}_{c}")
        return work.draft(
            rng.choice(
                (
                    "An ideal (Carnot) power station works between {t_h} and {t_c} and has a power of {P}. "
                    "How much heat per second must it give to its cooling water, in megawatts?",
                    "What is the smallest rate, in MW, at which a heat engine of {P} between {t_h} and {t_c} "
                    "gives off heat to the cold reservoir?",
                )
            ),
            "The heat per second is",
            second=root(lambda q: (p + q) / hot - q / cold, 0.0, 1e7),
        )
    r = work.given("r", between(rng, 7, 13, "0.1"), "", "compression ratio")
    gamma = work.given("gamma", rng.choice(("1.40", "1.38", "1.35")), "", "ratio of the specific heats")
    q = work.given("Q", between(rng, 600, 2500, "50"), "J", "heat", symbol="Q_{h}")
    work.step("eta", "1 - r**(1 - gamma)", "%", "The efficiency of the ideal Otto cycle is", digits=5)
    work.step("W", "eta * Q", "J", "Of the heat, this share becomes work:")
    return work.draft(
        rng.choice(
            (
                "The working gas of an engine goes through the ideal Otto cycle with a compression ratio of "
                "{r}. The ratio of its specific heats is {gamma}, and it takes up {Q} in each cycle. How "
                "much work, in joules, does it do in "
                "one cycle?",
                "An ideal Otto cycle (compression ratio {r}, ratio of specific heats {gamma}) is supplied "
                "with {Q} of heat. Find the work of one cycle in J.",
            )
        ),
        "The work is",
        second=q * otto_by_states(r, gamma),
    )


def _hard(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        r = work.given("r", between(rng, 8, 12, "0.1"), "", "compression ratio")
        gamma = work.given("gamma", rng.choice(("1.40", "1.38", "1.35")), "", "ratio of the specific heats")
        share = work.given(
            "x", between(rng, 50, 70, "1"), "%", "share of the ideal efficiency that is reached"
        )
        p = work.given("P", between(rng, 15, 90, "1"), "kW", "power")
        H = work.given("H", "44.0", "MJ/kg", "heating value")
        work.step("eta_0", "1 - r**(1 - gamma)", "%", "The efficiency of the ideal Otto cycle is", digits=5)
        work.step("eta", "x * eta_0", "%", "The real engine reaches", digits=5)
        work.step(
            "Q",
            "P / eta",
            "kW",
            "For its power, it needs the heat per second",
            symbol=r"\dot{Q}_{h}",
            digits=5,
        )
        work.step("m", "Q / H", "kg/h", "The fuel that gives it is", symbol=r"\dot{m}")
        return work.draft(
            rng.choice(
                (
                    "A petrol engine with a compression ratio of {r} reaches {x} of the efficiency of the "
                    "ideal Otto cycle (ratio of specific heats {gamma}). Its power is {P} and the heating "
                    "value of its fuel {H}. How many kilograms "
                    "of fuel does it burn per hour?",
                    "An engine delivers {P}. Its efficiency is {x} of that of an ideal Otto cycle with a "
                    "compression ratio of {r} and a ratio of specific heats of {gamma}. The fuel yields {H}. "
                    "Find the fuel consumption in kg/h.",
                )
            ),
            "The fuel consumption is",
            second=3600 * p / (share / 100 * otto_by_states(r, gamma)) / (1000 * H),
        )
    t1 = work.given("t_h", between(rng, 18, 32, "1"), "°C", "temperature of the room")
    t0 = work.given("t_0", "0", "°C", "temperature of the water and the ice")
    m = work.given("m", between(rng, 0.5, 8, "0.1"), "kg", "mass of the water")
    L = work.given("L", "334", "kJ/kg", "heat of fusion", symbol="L_{f}")
    share = work.given("x", between(rng, 25, 60, "1"), "%", "share of the ideal coefficient that is reached")
    work.step(
        "Q", "m * L", "kJ", "From the water, the machine must remove the heat", symbol="Q_{c}", digits=5
    )
    work.step("T_h", "t_h", "K", "In kelvins, the room is at")
    work.step("T_c", "t_0", "K", "The ice is at")
    work.step(
        "k_0",
        "T_c / (T_h - T_c)",
        "",
        "The coefficient of performance of an ideal refrigerator is",
        symbol="K_{0}",
        digits=5,
    )
    work.step("k", "x * k_0", "", "The real one reaches", symbol="K", digits=5)
    work.step("W", "Q / k", "kJ", "The work is the heat over this coefficient:")
    hot, cold = t1 + 273.15, t0 + 273.15
    ideal = integral(lambda _: hot / cold - 1, 0, m * L, 2)
    return work.draft(
        rng.choice(
            (
                "A refrigerator turns {m} of water at {t_0} into ice at the same temperature in a room at "
                "{t_h}. Its coefficient of performance is {x} of Carnot's, and the heat of fusion is {L}. "
                "How much electrical energy does this take, in "
                "kilojoules?",
                "An ice machine reaches {x} of the coefficient of performance of a Carnot refrigerator "
                "between {t_0} and the room at {t_h}. Find the work, in kJ, with which it freezes {m} of "
                "water at the lower of these temperatures (heat of "
                "fusion {L}).",
            )
        ),
        "The energy is",
        second=ideal / (share / 100),
    )
