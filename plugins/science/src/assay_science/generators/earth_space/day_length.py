"""The height of the Sun and the length of the day."""

from __future__ import annotations

import random
from math import acos, asin, cos, degrees, pi, radians, sin, sqrt, tan

from assay import Draft, generator
from assay_science.working import VERIFIERS, Working, rounded

_PLACES = (
    ("Singapore", 1.3),
    ("Nairobi", -1.3),
    ("Mumbai", 19.1),
    ("Cairo", 30.0),
    ("Tokyo", 35.7),
    ("Rome", 41.9),
    ("Toronto", 43.7),
    ("Paris", 48.9),
    ("London", 51.5),
    ("Copenhagen", 55.7),
    ("Sydney", -33.9),
    ("Cape Town", -33.9),
    ("Santiago", -33.4),
    ("Wellington", -41.3),
)
"""Cities and their latitudes in degrees, north positive."""
_DAYS = (
    ("21 March", 80, 0.3), ("20 April", 110, 11.6), ("6 May", 126, 16.6), ("21 June", 172, 23.4), ("23 July", 204, 20.0),
    ("17 August", 229, 13.4), ("23 September", 266, -0.1), ("20 October", 293, -10.4), ("22 November", 326, -20.2),
    ("22 December", 356, -23.4), ("20 January", 20, -20.1), ("18 February", 49, -11.6),
)  # fmt: skip
"""Days, their number in a year of 365 days, and the declination of the Sun in degrees at noon UT in 2025, by Astropy."""


@generator("science.day_length", verifiers=VERIFIERS, min_step_coverage=1.0)
def day_length(rng: random.Random, difficulty: int) -> Draft:
    """The Sun's altitude at noon, shadows, the length of the day, and daily insolation.

    1: the altitude at noon. 2: the length of a shadow. 3: the length of the day. 4: that with the Sun's declination from the date. 5:
    the mean insolation of a day.
    """
    work = Working()
    place, latitude = rng.choice(_PLACES)
    day, number, declination = rng.choice(_DAYS)
    texts = {"place": place, "day": day}
    if difficulty >= 3 and abs(latitude) < 10:
        place, latitude = "Paris", 48.9
        texts["place"] = place
    if abs(latitude - declination) < 4:
        declination = -declination - 5 if latitude > 0 else 12.3
        texts["day"] = "a certain day"
    f = work.given("phi", f"{latitude:.1f}", "°", "latitude", symbol=r"\varphi")
    if difficulty == 4:
        return _by_date(rng, work, texts, f, number, day)
    d = work.given("delta", f"{declination:.1f}", "°", "declination of the Sun")
    if difficulty <= 2:
        work.given("z", "90", "°", "altitude of the zenith")
        work.step(
            "a",
            "z - abs(phi - delta)",
            "°",
            "At noon, the Sun is as far from the zenith as latitude and declination differ:",
        )
        noon = degrees(asin(sin(radians(f)) * sin(radians(d)) + cos(radians(f)) * cos(radians(d))))
        if difficulty == 1:
            return work.draft(
                rng.choice(
                    (
                        "In {place} (latitude {phi}, north positive), the declination of the Sun is {delta} on {day}. How high, in degrees, is the Sun at noon? (The zenith has the altitude {z}.)",
                        "What is the altitude of the noon Sun, in degrees, at a latitude of {phi} ({place}; north is positive) when its declination is {delta}? (The zenith has the altitude {z}.)",
                        "On {day} the declination of the Sun is {delta}. Find its altitude in degrees at culmination in {place}, at a latitude of {phi} (negative in the south). The altitude is counted from the horizon; the zenith is at {z}.",
                    )
                ),
                "The altitude of the Sun is",
                second=noon,
                texts=texts,
            )
        h = work.given("h", rounded(rng.choice((rng.uniform(1, 3), rng.uniform(8, 90)))), "m", "height")
        texts["thing"] = "mast" if h > 5 else "pole"
        work.step("s", "h / tan(a)", "m", "The shadow has the length")
        return work.draft(
            rng.choice(
                (
                    "How long is the shadow, in metres, of a {thing} {h} high in {place} (latitude {phi}, north positive) at noon, when the declination of the Sun is {delta}? (The zenith has the altitude {z}.)",
                    "A vertical pole of {h} stands at a latitude of {phi} (north is positive). Find the length of its shadow at noon, in m, for a solar declination of {delta}. (The zenith has an altitude of {z}.)",
                )
            ),
            "The shadow has a length of",
            second=h * sqrt(1 / sin(radians(noon)) ** 2 - 1),
            texts=texts,
        )
    if difficulty == 3:
        _day(work)
        return work.draft(
            rng.choice(
                (
                    "What is the length of the day, in hours, at a latitude of {phi} (north positive) when the declination of the Sun is {delta}? The Sun moves by {w}; take its centre and ignore refraction.",
                    "In {place}, at a latitude of {phi} (negative in the south), the Sun has a declination of {delta} on {day}. For how many hours is its centre above the horizon, if the hour angle grows by {w} and "
                    "refraction is neglected?",
                )
            ),
            "The length of the day is",
            second=_sunlit(f, d),
            texts=texts,
        )
    S = work.given("S", "1361", "W/m²", "solar constant")
    work.step(
        "q",
        "-(tan(phi) * tan(delta))",
        "",
        "At sunset, the cosine of the hour angle is",
        digits=5,
        symbol="\\cos H_0",
    )
    work.step("H_0", "acos(q)", "", "In radians, the hour angle is", digits=5)
    work.step(
        "Q",
        "S / pi * (H_0 * sin(phi) * sin(delta) + cos(phi) * cos(delta) * sin(H_0))",
        "W/m²",
        "The mean of a day is",
    )
    return work.draft(
        rng.choice(
            (
                "Calculate the mean insolation over 24 hours, in W/m², at the top of the atmosphere above {place} (latitude {phi}, north positive) for a solar declination of {delta} and a solar constant of {S} "
                "(the varying distance of the Sun is ignored).",
                "At a latitude of {phi} (negative in the south) the Sun's declination is {delta}. What is the daily mean of the solar radiation on a horizontal surface above the atmosphere, in W/m²? The solar constant is "
                "{S}; ignore the eccentricity of the orbit.",
            )
        ),
        "The mean insolation is",
        second=S * _mean_height(f, d),
        rel=1e-5,
        texts=texts,
    )


def _day(work: Working) -> None:
    work.given("w", "15", "°/h", "rate")
    work.step(
        "q",
        "-(tan(phi) * tan(delta))",
        "",
        "At sunset, the cosine of the hour angle is",
        digits=5,
        symbol="\\cos H_0",
    )
    work.step("H_0", "acos(q)", "°", "The hour angle of sunset is")
    work.step("D", "2 * H_0 / w", "h", "From sunrise to sunset it is")


def _sunlit(latitude: float, declination: float) -> float:
    """Hours of a day: the part of the Sun's daily circle above the horizon, from the geometry of the circle."""
    radius, shift = cos(radians(declination)), sin(radians(declination)) * tan(radians(latitude))
    return 24 - acos(shift / radius) * 24 / pi


def _mean_height(latitude: float, declination: float, steps: int = 240) -> float:
    """The mean over a day of the sine of the Sun's altitude, none by night: Simpson's rule from noon to sunset."""
    f, d = radians(latitude), radians(declination)
    sunset = _sunlit(latitude, declination) * pi / 24
    total = 0.0
    for n in range(steps + 1):
        weight = 1 if n in (0, steps) else 4 if n % 2 else 2
        total += weight * (sin(f) * sin(d) + cos(f) * cos(d) * cos(sunset * n / steps))
    return total * sunset / steps / 3 / pi


def _by_date(
    rng: random.Random, work: Working, texts: dict[str, str], f: float, number: int, day: str
) -> Draft:
    n = work.given("N", str(number), "d", "number of the day")
    work.given("epsilon", "23.44", "°", "obliquity", symbol=r"\varepsilon")
    work.given("t_0", "10", "d", "days from the solstice to the new year")
    work.given("Y", "365", "d", "length of the year")
    work.step("delta", "-epsilon * cos(2 * pi * (N + t_0) / Y)", "°", "The declination of the Sun is about")
    _day(work)
    declination = 23.44 * sin(2 * pi * (n + 10) / 365 - pi / 2)
    return work.draft(
        rng.choice(
            (
                "Estimate the length of the day, in hours, in {place} (latitude {phi}, north positive) on {day}, day {N_} of the year. The declination of the Sun is about $-\\varepsilon \\cos(2\\pi (N + t_0)/Y)$ with ε = {epsilon}, N = {N}, "
                "$t_0$ = {t_0} and Y = {Y}; the hour angle grows by {w}.",
                "With the approximation $\\delta = -\\varepsilon \\cos(2\\pi (N + t_0)/Y)$ for the Sun's declination (ε = {epsilon}, $t_0$ = {t_0}, Y = {Y}), how many hours is the day long on {day} (N = {N}) at a latitude of {phi} (negative in the south)? "
                "The Sun's hour angle grows by {w}. Ignore refraction and the size of the Sun.",
            )
        ),
        "The length of the day is",
        second=_sunlit(f, declination),
        texts={**texts, "day": day, "N_": str(number)},
    )
