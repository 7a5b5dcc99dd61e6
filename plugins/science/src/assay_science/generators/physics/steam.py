"""Steam: states in the wet region, turbines, and Rankine's cycle, with the values of the steam table in the
prompt."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_science.generators._draws import between
from assay_science.generators._tables import steam as table
from assay_science.numerics import root, solved
from assay_science.working import VERIFIERS, Working

_CONDENSERS = ("5", "7.5", "10", "15", "20", "30")


def wet_share(liquid: float, vapour: float, value: float) -> float:
    """The share of vapour in wet steam, out of the balance of masses and of a property (two linear
    equations)."""
    return solved([[1, 1], [liquid, vapour]], [1, value])[1]


def rankine_efficiency(heat_in: float, heat_out: float) -> float:
    """The efficiency of a cycle, out of the heats that it takes up and gives off."""
    return 1 - heat_out / heat_in


@generator("science.steam", verifiers=VERIFIERS, min_step_coverage=1.0)
def steam(rng: random.Random, difficulty: int) -> Draft:
    """Water and steam with the values of the steam table.

    1: the enthalpy of wet steam. 2: the power of a boiler. 3: the quality after throttling. 4: the work
    of a turbine. 5: the efficiency of Rankine's cycle, ideal or with a real turbine.
    """
    return (_wet, _boiler, _throttle, _turbine, _rankine)[difficulty - 1](rng, Working())


def _hf_hg(work: Working, row: dict[str, str], at: str) -> tuple[float, float]:
    return (
        work.given("h_f", row["hf"], "kJ/kg", f"enthalpy of saturated water at {at}"),
        work.given("h_g", row["hg"], "kJ/kg", f"enthalpy of saturated steam at {at}"),
    )


def _wet(rng: random.Random, work: Working) -> Draft:
    kpa = rng.choice(list(table()["saturated"]))
    row = table()["saturated"][kpa]
    x = work.given("x", between(rng, 70, 98, "1"), "%", "share of vapour") / 100
    hf, hg = _hf_hg(work, row, f"{kpa} kPa")
    work.step(
        "h", "h_f + x * (h_g - h_f)", "kJ/kg", "The enthalpies of the two phases are added in their shares:"
    )
    return work.draft(
        rng.choice(
            (
                f"Wet steam at {kpa} kPa has a quality of {{x}}. At this pressure, the specific enthalpy of "
                "saturated water is {h_f} and that of saturated steam {h_g}. What is the specific "
                "enthalpy of the wet steam, in kJ/kg?",
                f"Of the water in a boiler at {kpa} kPa, {{x}} by mass is vapour. The steam table gives "
                "{h_f} for the liquid and {h_g} for the vapour. Find the mean specific enthalpy in "
                "kJ/kg.",
            )
        ),
        "The specific enthalpy is",
        digits=4,
        second=x * hg + (1 - x) * hf,
        tolerance=0.003,
    )


def _states() -> list[tuple[str, str]]:
    return [(p, t) for p, _, t in (key.partition(" ") for key in table()["superheated"])]


def _boiler(rng: random.Random, work: Working) -> Draft:
    p, t = rng.choice(_states())
    feed = rng.choice(_CONDENSERS)
    m = work.given("m", between(rng, 2, 60, "0.5"), "kg/s", "mass flow", symbol=r"\dot{m}")
    h1 = work.given("h_1", table()["saturated"][feed]["hf"], "kJ/kg", "enthalpy of the feed water")
    h2 = work.given("h_2", table()["superheated"][f"{p} {t}"]["h"], "kJ/kg", "enthalpy of the steam")
    work.step("q", "h_2 - h_1", "kJ/kg", "Each kilogram takes up the difference of the enthalpies,")
    work.step("Q", "m * q", "MW", "The heat per second is", symbol=r"\dot{Q}")
    return work.draft(
        rng.choice(
            (
                f"A boiler turns {{m}} of feed water with a specific enthalpy of {{h_1}} into steam of {p} "
                f"kPa and {t} °C with {{h_2}}. What heat per second does it supply, in megawatts?",
                "Water (specific enthalpy {h_1}) enters a steam generator and leaves it as superheated "
                f"steam at {t} °C and {p} kPa ({{h_2}}). The mass flow is {{m}}. Find the heat supplied per "
                "second in MW.",
            )
        ),
        "The heat per second is",
        second=(m * h2 - m * h1) / 1000,
    )


def _throttle(rng: random.Random, work: Working) -> Draft:
    high, low = rng.choice(
        (("1000", "100"), ("800", "100"), ("1500", "200"), ("500", "50"), ("2000", "200"), ("3000", "500"))
    )
    above, below = table()["saturated"][high], table()["saturated"][low]
    h = work.given("h", above["hf"], "kJ/kg", "enthalpy before")
    hf, hg = _hf_hg(work, below, f"{low} kPa")
    m = work.given("m", between(rng, 1, 30, "0.5"), "kg/s", "mass flow", symbol=r"\dot{m}")
    work.step(
        "x",
        "(h - h_f) / (h_g - h_f)",
        "%",
        "Throttling does not change the enthalpy, so the share of vapour behind the valve is",
    )
    work.step("m_g", "x * m", "kg/s", "As steam, there flow", symbol=r"\dot{m}_{g}")
    return work.draft(
        rng.choice(
            (
                f"Saturated water at {high} kPa (specific enthalpy {{h}}) is throttled to {low} kPa, where "
                "saturated water has {h_f} and saturated steam {h_g}. The mass flow is {m}. How much "
                "of it is steam behind the valve, in kg/s?",
                "In a geothermal plant, {m} of hot water with a specific enthalpy of {h} flash into a "
                f"separator at {low} kPa ({{h_f}} for the liquid, {{h_g}} for the vapour). Find the flow of "
                "steam in kg/s.",
            )
        ),
        "The flow of steam is",
        second=m * wet_share(hf, hg, h),
    )


def _expansion(rng: random.Random, work: Working) -> tuple[str, str, str, dict[str, float]]:
    """Givens of an expansion into the wet region, and the steps to the enthalpy behind an ideal turbine."""
    while True:
        p, t = rng.choice(_states())
        low = rng.choice(_CONDENSERS)
        row, inlet = table()["saturated"][low], table()["superheated"][f"{p} {t}"]
        share = wet_share(float(row["sf"]), float(row["sg"]), float(inlet["s"]))
        if 0.75 < share < 0.98:
            break
    values = {
        "h_1": work.given("h_1", inlet["h"], "kJ/kg", "enthalpy before the turbine"),
        "s_1": work.given("s_1", inlet["s"], "kJ/(kg·K)", "entropy before the turbine"),
        "s_f": work.given("s_f", row["sf"], "kJ/(kg·K)", "entropy of saturated water"),
        "s_g": work.given("s_g", row["sg"], "kJ/(kg·K)", "entropy of saturated steam"),
    }
    values["h_f"], values["h_g"] = _hf_hg(work, row, f"{low} kPa")
    work.step(
        "x",
        "(s_1 - s_f) / (s_g - s_f)",
        "%",
        "An ideal turbine does not change the entropy, so the share of vapour at its outlet is",
        digits=5,
    )
    work.step("h_2", "h_f + x * (h_g - h_f)", "kJ/kg", "The enthalpy there is", digits=5)
    return p, t, low, values


_TABLE = (
    "The steam table gives for the inlet a specific enthalpy of {h_1} and a specific entropy of {s_1}; for "
    "saturated water at the outlet pressure {h_f} and {s_f}, and for saturated steam {h_g} and {s_g}."
)


def _ideal_outlet(v: dict[str, float]) -> float:
    """The enthalpy behind an ideal turbine: on the line of wet states, at the root of the entropy."""
    share = root(lambda x: v["s_f"] * (1 - x) + v["s_g"] * x - v["s_1"], 0.0, 1.0)
    return v["h_f"] * (1 - share) + v["h_g"] * share


def _turbine(rng: random.Random, work: Working) -> Draft:
    p, t, low, v = _expansion(rng, work)
    m = work.given("m", between(rng, 2, 60, "0.5"), "kg/s", "mass flow", symbol=r"\dot{m}")
    work.step("w", "h_1 - h_2", "kJ/kg", "Each kilogram does the work")
    work.step("P", "m * w", "MW", "The power is")
    return work.draft(
        rng.choice(
            (
                f"Steam of {p} kPa and {t} °C expands in an ideal (isentropic) turbine to {low} kPa. "
                f"{_TABLE} The mass flow is {{m}}. What is the power of the turbine, in megawatts?",
                f"An isentropic steam turbine takes {{m}} of steam at {p} kPa and {t} °C down to {low} kPa. "
                f"{_TABLE} Find its power in MW.",
            )
        ),
        "The power is",
        second=m * (v["h_1"] - _ideal_outlet(v)) / 1000,
    )


def _rankine(rng: random.Random, work: Working) -> Draft:
    real = rng.random() < 0.5
    p, t, low, v = _expansion(rng, work)
    volume = work.given("v_f", table()["saturated"][low]["vf"], "m³/kg", "specific volume of saturated water")
    p1 = work.given("p_1", p, "kPa", "boiler pressure")
    p2 = work.given("p_2", low, "kPa", "condenser pressure")
    share = 1.0
    if real:
        share = (
            work.given(
                "eta_t",
                between(rng, 80, 92, "1"),
                "%",
                "isentropic efficiency of the turbine",
                symbol=r"\eta_{t}",
            )
            / 100
        )
    work.step("w_p", "v_f * (p_1 - p_2)", "kJ/kg", "The pump needs the work", digits=5)
    work.step(
        "q",
        "h_1 - h_f - w_p",
        "kJ/kg",
        "The boiler raises the enthalpy from that behind the pump to that before the turbine,",
        digits=5,
    )
    turbine = "eta_t * (h_1 - h_2)" if real else "h_1 - h_2"
    work.step(
        "w_t",
        turbine,
        "kJ/kg",
        "The turbine does the work" if not real else "The turbine does this share of the ideal work:",
        digits=5,
    )
    work.step("eta", "(w_t - w_p) / q", "%", "The efficiency is the net work over the heat,")
    out = v["h_1"] - share * (v["h_1"] - _ideal_outlet(v))
    boiler = v["h_1"] - v["h_f"] - volume * (p1 - p2)
    turbine_words = (
        "a turbine with an isentropic efficiency of {eta_t}" if real else "an ideal (isentropic) turbine"
    )
    return work.draft(
        rng.choice(
            (
                f"In a Rankine cycle, steam of {{p_1}} and {t} °C expands in {turbine_words} to {{p_2}} and "
                "is condensed to saturated water, which an ideal pump brings back to the boiler's pressure. "
                f"{_TABLE} The specific volume of the "
                "saturated water is {v_f}. What is the efficiency of the cycle in per cent?",
                "A steam power plant works as a Rankine cycle between a boiler at {p_1}, which heats the "
                f"steam to {t} °C, and a condenser at {{p_2}}, with {turbine_words} and an ideal pump that "
                f"takes in saturated water ({{v_f}}). {_TABLE} "
                "Find the thermal efficiency in per cent.",
            )
        ),
        "The efficiency is",
        second=100 * rankine_efficiency(boiler, out - v["h_f"]),
    )
