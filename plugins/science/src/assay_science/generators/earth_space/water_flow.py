"""Rivers and groundwater: discharge, runoff, Darcy's law."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_science.working import VERIFIERS, Working, rounded


@generator("science.water_flow", verifiers=VERIFIERS, min_step_coverage=1.0)
def water_flow(rng: random.Random, difficulty: int) -> Draft:
    """Discharge of streams, runoff of catchments, and the flow of groundwater.

    1: discharge of a channel. 2: the water balance of a catchment. 3: travel time of groundwater by Darcy's law. 4: the lowering of
    land by a river's load. 5: the discharge of a gauged section.
    """
    work = Working()
    return (_channel, _runoff, _darcy, _load, _section)[difficulty - 1](rng, work)


def _whole(value: float) -> str:
    """A value with three significant digits, without a power of ten: ``45300``."""
    short = float(f"{value:.3g}")
    return f"{short:.0f}" if short >= 100 else str(short)


def _channel(rng: random.Random, work: Working) -> Draft:
    w = work.given("w", rounded(rng.uniform(2, 45)), "m", "width")
    d = work.given("d", rounded(rng.uniform(0.3, 3.2)), "m", "mean depth")
    v = work.given("v", rounded(rng.uniform(0.2, 2.4)), "m/s", "mean speed")
    work.step("A", "w * d", "m²", "The cross section is")
    work.step("Q", "A * v", "m³/s", "The discharge is")
    return work.draft(
        rng.choice(
            (
                "A stream is {w} wide and {d} deep on average, and flows at {v}. What is its discharge in m³/s?",
                "The mean speed of the water in a river of {w} width and {d} mean depth is {v}. Calculate the discharge in cubic metres per second (m³/s).",
                "Find the discharge, in m³/s, of a channel with a width of {w}, a mean depth of {d} and a mean flow speed of {v}.",
            )
        ),
        "The discharge is",
        second=sum(w / 8 * d * v for _ in range(8)),
    )


def _section(rng: random.Random, work: Working) -> Draft:
    k = rng.randint(4, 6)
    width = rng.choice(("1.0", "1.5", "2.0", "2.5", "4.0"))
    b = work.given("b", width, "m", "width of each strip")
    rows, total = [], 0.0
    for n in range(1, k + 1):
        middle = 1 - abs(2 * n - k - 1) / (k + 1)
        d = work.given(f"d_{n}", f"{rng.uniform(0.5, 2.2) * (0.4 + middle):.2f}", "m", f"depth of strip {n}")
        v = work.given(
            f"v_{n}", f"{rng.uniform(0.3, 1.1) * (0.4 + middle):.2f}", "m/s", f"speed in strip {n}"
        )
        rows.append(f"| {n} | {{d_{n}}} | {{v_{n}}} |")
        total += d * v * b
    for n in range(1, k + 1):
        work.step(f"Q_{n}", f"b * d_{n} * v_{n}", "m³/s", f"Strip {n} carries")
    work.step("Q", " + ".join(f"Q_{n}" for n in range(1, k + 1)), "m³/s", "Together, the discharge is")
    return work.draft(
        rng.choice(
            (
                "A stream is gauged in strips, each {b} wide:",
                "The cross section of a river is divided into strips of {b} width. A current meter gives:",
            )
        )
        + "\n\n| strip | mean depth | mean speed |\n|---|---|---|\n"
        + "\n".join(rows)
        + "\n\n"
        + rng.choice(
            ("What is the discharge in m³/s?", "Calculate the discharge of the whole section in m³/s.")
        ),
        "The discharge is",
        second=total,
    )


def _runoff(rng: random.Random, work: Working) -> Draft:
    area = rng.uniform(20, 4_000)
    depth = rng.uniform(180, 900)
    A = work.given("A", _whole(area), "km²", "area")
    Q = work.given("Q", rounded(area * 1e6 * depth / 1000 / 31_536_000), "m³/s", "mean discharge")
    P = work.given(
        "P", str(round((depth + rng.uniform(300, 650)) / 10) * 10), "mm", "precipitation of a year"
    )
    t = work.given("t", "365", "d", "length of the year")
    work.step("V", "Q * t", "m³", "In a year, the river carries")
    work.step("r", "V / A", "mm", "Spread over the catchment, this is a runoff of")
    work.step("ET", "P - r", "mm", "What does not run off evaporates:", symbol=r"E")
    return work.draft(
        rng.choice(
            (
                "A river drains {A} and has a mean discharge of {Q}. The catchment receives {P} of precipitation in a year ({t}). How many millimetres evaporate, if storage does not change?",
                "The mean annual precipitation of a catchment of {A} is {P}; the river leaves it with {Q} on average over the year of {t}. Calculate the annual evapotranspiration in mm from the water balance.",
            )
        ),
        "The evapotranspiration is",
        second=P - Q * 86400 * t / (A * 1e6) * 1000,
    )


def _darcy(rng: random.Random, work: Working) -> Draft:
    rock, low, high, least, most = rng.choice(
        (
            ("gravel", 40.0, 400.0, 0.2, 0.32),
            ("medium sand", 4.0, 30.0, 0.2, 0.34),
            ("fine sand", 0.5, 5.0, 0.15, 0.3),
        )
    )
    K = work.given("K", rounded(rng.uniform(low, high), 2), "m/d", "hydraulic conductivity")
    n = work.given("n", f"{rng.uniform(least, most):.2f}", "", "effective porosity")
    h1 = work.given("h_1", f"{rng.uniform(40, 90):.1f}", "m", "head in the first well")
    h2 = work.given("h_2", f"{h1 - rng.uniform(0.6, 6):.1f}", "m", "head in the second well")
    L = work.given("L", str(rng.randrange(150, 1_500, 10)), "m", "distance")
    work.step("i", "(h_1 - h_2) / L", "", "The hydraulic gradient is")
    work.step("q", "K * i", "m/d", "By Darcy's law, the specific discharge is")
    work.step("v", "q / n", "m/d", "The water itself moves through the pores at")
    work.step("t", "L / v", "d", "So it takes")
    return work.draft(
        rng.choice(
            (
                "In an aquifer of {rock}, the water stands at {h_1} in one well and at {h_2} in another, {L} away down the gradient. The hydraulic conductivity is {K} and the effective porosity {n}. How many days does the water take "
                "from one well to the other?",
                "Two wells in {rock} (hydraulic conductivity {K}, effective porosity {n}) are {L} apart, and the heads are {h_1} and {h_2}. Find the travel time of the groundwater between them, in days.",
            )
        ),
        "The travel time is",
        digits=3,
        second=L * L * n / (K * (h1 - h2)),
        texts={"rock": rock},
    )


def _load(rng: random.Random, work: Working) -> Draft:
    A = work.given("A", _whole(rng.uniform(800, 90_000)), "km²", "area")
    Q = work.given("Q", _whole(A * rng.uniform(0.006, 0.03)), "m³/s", "mean discharge")
    c = work.given("c", str(rng.randrange(120, 2_600, 10)), "mg/L", "sediment and solutes")
    rho = work.given("rho", str(rng.randrange(2400, 2750, 50)), "kg/m³", "density of the rock")
    t = work.given("t", "365", "d", "length of a year")
    work.step("m", "Q * c * t", "kg", "In a year, the river carries")
    work.step("V", "m / rho", "m³", "As rock, this has the volume")
    work.step("h", "V / A", "mm", "Spread over the catchment, it is")
    return work.draft(
        rng.choice(
            (
                "A river with a mean discharge of {Q} carries {c} of sediment and solutes from a catchment of {A}. By how many millimetres is the land lowered in a year ({t})? The rock has a density of {rho}.",
                "Estimate how much, in mm, a catchment of {A} is lowered within a year of {t}: the river's mean discharge is {Q} with a load of {c}, and the density of the eroded rock {rho}.",
            )
        ),
        "The land is lowered by",
        second=Q * c / 1000 * 86400 * t / rho / (A * 1e6) * 1000,
    )
