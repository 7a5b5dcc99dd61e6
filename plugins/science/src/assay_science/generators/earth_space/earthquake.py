"""Earthquakes: distances, magnitudes and energies."""

from __future__ import annotations

import random
from math import log10, sqrt

from assay import Draft, generator
from assay_science.working import VERIFIERS, Working, rounded

_STATIONS = (
    "a seismograph in Kathmandu",
    "a station on Hokkaido",
    "a station in Anchorage",
    "an observatory in Athens",
    "a seismograph in Quito",
    "a station near Wellington",
)


@generator("science.earthquake", verifiers=VERIFIERS, min_step_coverage=1.0)
def earthquake(rng: random.Random, difficulty: int) -> Draft:
    """Distances from S-P times, moment magnitudes, energies, and head waves.

    1: the distance from the lag of the S wave. 2: the ratio of energies. 3: the moment magnitude of a rupture. 4: the depth from an
    S-P time and the epicentral distance. 5: the depth to the Moho, or the slip from a magnitude.
    """
    work = Working()
    if difficulty == 2:
        return _energies(rng, work)
    if difficulty == 3:
        return _moment(rng, work)
    if difficulty == 5:
        return rng.choice((_moho, _slip))(rng, work)
    vp = rng.uniform(5.6, 8.1)
    p = work.given("v_P", f"{vp:.2f}", "km/s", "speed of P waves")
    s = work.given("v_S", f"{vp / rng.uniform(1.70, 1.78):.2f}", "km/s", "speed of S waves")
    texts = {"station": rng.choice(_STATIONS)}
    texts["Station"] = texts["station"][0].upper() + texts["station"][1:]
    distance = rng.uniform(40, 900) if difficulty == 1 else rng.uniform(25, 160)
    t = work.given("t", f"{distance * (1 / s - 1 / p):.1f}", "s", "lag of the S wave")
    work.step(
        "d", "t / (1 / v_S - 1 / v_P)", "km", "Both waves cover the same distance, so $t = d/v_S - d/v_P$ and"
    )
    second = t * p * s / (p - s)
    if difficulty == 1:
        return work.draft(
            rng.choice(
                (
                    "At {station}, the S wave of an earthquake arrives {t} after the P wave. How far away is the hypocentre, in km, if the waves travel at {v_P} (P) and {v_S} (S)?",
                    "{Station} records an S-P interval of {t}. Calculate the distance to the earthquake in km for wave speeds of {v_P} for P and {v_S} for S.",
                    "P waves travel at {v_P} and S waves at {v_S}. Find the distance, in km, of an earthquake whose S wave arrives {t} after its P wave.",
                )
            ),
            "The distance is",
            second=second,
            texts=texts,
        )
    x = work.given("x", f"{second * rng.uniform(0.35, 0.93):.1f}", "km", "distance of the epicentre")
    work.step(
        "z", "sqrt(d ** 2 - x ** 2)", "km", "This is the hypotenuse of a right triangle, so the depth is"
    )
    return work.draft(
        rng.choice(
            (
                "The epicentre of an earthquake is {x} away from {station}, where the S wave arrives {t} after the P wave. At what depth, in km, was the focus? Take {v_P} for P and {v_S} for S waves, and a flat Earth.",
                "{Station} at an epicentral distance of {x} records an S-P time of {t}. With wave speeds of {v_P} (P) and {v_S} (S), find the focal depth in km (straight rays, flat Earth).",
            )
        ),
        "The depth is",
        second=sqrt((second - x) * (second + x)),
        texts=texts,
    )


def _energies(rng: random.Random, work: Working) -> Draft:
    m1 = work.given("M_1", f"{rng.uniform(3.0, 6.4):.1f}", "", "smaller magnitude")
    m2 = work.given("M_2", f"{m1 + rng.uniform(0.4, 2.6):.1f}", "", "larger magnitude")
    work.step("dM", "M_2 - M_1", "", "The magnitudes differ by", symbol=r"\Delta M")
    work.step("q", "10 ** (3 / 2 * dM)", "", "An increase by 1 is a factor of $10^{1.5}$, so the ratio is")
    return work.draft(
        rng.choice(
            (
                "How many times the energy of an earthquake of magnitude {M_1} does one of magnitude {M_2} release, if log10 E grows by 1.5 per unit of magnitude?",
                "Two earthquakes have magnitudes of {M_1} and {M_2}. By what factor do the radiated energies differ (log10 E = 1.5 M + const.)?",
                "The energy of an earthquake goes as $10^n$ with n = 1.5 M. Compare a magnitude of {M_2} with one of {M_1}: what is the ratio of the energies?",
            )
        ),
        "The ratio of the energies is",
        second=1000 ** ((m2 - m1) / 2),
    )


def _moment(rng: random.Random, work: Working) -> Draft:
    mu = work.given("mu", f"{rng.uniform(28, 60):.0f}", "GPa", "rigidity")
    size = rng.uniform(0, 1)
    L = work.given("L", f"{float(f'{12 * 40**size:.2g}'):.0f}", "km", "length of the rupture")
    W = work.given("W", f"{8 + 70 * size**2:.0f}", "km", "width of the rupture")
    D = work.given("D", rounded(0.4 * 22**size * rng.uniform(0.8, 1.2), 2), "m", "mean slip")
    work.given("M_r", "1", "N·m", "unit of the moment")
    work.step("M_0", "mu * L * W * D", "N·m", "The seismic moment is")
    work.step("M_w", "2 / 3 * (log10(M_0 / M_r) - 9.1)", "", "The moment magnitude is")
    newton_metres = mu * 1e9 * L * 1e3 * W * 1e3 * D
    return work.draft(
        rng.choice(
            (
                "An earthquake ruptures a fault over {L} by {W} with a mean slip of {D}; the rigidity is {mu}. What is its moment magnitude, $M_w = \\frac23 (\\log_{ten} (M_0/M_r) - 9.1)$ with $M_r$ = {M_r}?",
                "A fault slips by {D} on an area of {L} times {W} in rock with a shear modulus of {mu}. Calculate the moment magnitude, 2/3 · (log10 of the moment in units of {M_r}, minus 9.1).",
            )
        ),
        "The moment magnitude is",
        second=log10(newton_metres**2) / 3 - 18.2 / 3,
        texts={"ten": "{10}"},
    )


def _slip(rng: random.Random, work: Working) -> Draft:
    magnitude = rng.uniform(6.4, 8.9)
    Mw = work.given("M_w", f"{magnitude:.1f}", "", "moment magnitude")
    mu = work.given("mu", f"{rng.uniform(28, 60):.0f}", "GPa", "rigidity")
    area = 10 ** (magnitude - 4.0) * rng.uniform(0.7, 1.4)
    W = work.given("W", f"{min(90, area**0.5 * 0.6):.0f}", "km", "width of the rupture")
    L = work.given("L", f"{float(f'{area / W:.2g}'):.0f}", "km", "length of the rupture")
    work.given("M_r", "1", "N·m", "unit of the moment")
    work.step("M_0", "10 ** (3 / 2 * M_w + 9.1) * M_r", "N·m", "The seismic moment is")
    work.step("D", "M_0 / (mu * L * W)", "m", "So the mean slip is")
    log_slip = 1.5 * Mw + 9.1 - log10(mu) - 9 - log10(L * W) - 6
    return work.draft(
        rng.choice(
            (
                "An earthquake of moment magnitude {M_w} ruptures {L} of a fault over a width of {W}. What was the mean slip, in metres, if the rigidity is {mu} and $M_w = 2/3 · (\\log_{ten}(M_0/M_r) - 9.1)$ with $M_r$ = {M_r}?",
                "The aftershocks of an earthquake of moment magnitude {M_w} outline a rupture of {L} by {W}. Estimate the mean slip in m for a shear modulus of {mu}. (log10 of the moment, in units of {M_r}, is 1.5 times the magnitude plus 9.1.)",
            )
        ),
        "The mean slip is",
        second=10**log_slip,
        texts={"ten": "{10}"},
    )


def _moho(rng: random.Random, work: Working) -> Draft:
    v1 = work.given("v_1", f"{rng.uniform(5.8, 6.8):.2f}", "km/s", "speed in the crust")
    v2 = work.given("v_2", f"{rng.uniform(7.8, 8.3):.2f}", "km/s", "speed in the mantle")
    depth = rng.uniform(18, 48)
    x = work.given("x", f"{2 * depth * sqrt((v2 + v1) / (v2 - v1)):.0f}", "km", "crossover distance")
    work.step(
        "q",
        "sqrt((v_2 - v_1) / (v_2 + v_1))",
        "",
        "At the crossover distance $x = 2h \\sqrt{(v_2 + v_1)/(v_2 - v_1)}$ both arrive together; the inverse root is",
    )
    work.step("h", "x / 2 * q", "km", "So the thickness of the crust is")
    # The head wave takes x/v2 + 2 h sqrt(1/v1² - 1/v2²), the direct wave x/v1: solved for h.
    second = (x / v1 - x / v2) / (2 * sqrt((1 / v1 - 1 / v2) * (1 / v1 + 1 / v2)))
    return work.draft(
        rng.choice(
            (
                "Beyond {x} from an explosion at the surface, the wave refracted along the Moho overtakes the direct wave. The speed of P waves is {v_1} in the crust and {v_2} in the mantle. How thick is the crust, in km?",
                "The crossover distance of a refraction profile is {x}. P waves travel at {v_1} in the crust and at {v_2} below the Moho. Find the depth of the Moho in km (horizontal layers).",
            )
        ),
        "The thickness of the crust is",
        second=second,
    )
