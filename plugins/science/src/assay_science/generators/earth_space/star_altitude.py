"""Where stars stand in the sky."""

from __future__ import annotations

import random
from math import asin, cos, degrees, radians, sin

from assay import Draft, generator
from assay_science.working import VERIFIERS, Working

_STARS = (
    ("Sirius", 101.287, -16.716),
    ("Vega", 279.235, 38.784),
    ("Arcturus", 213.915, 19.182),
    ("Rigel", 78.634, -8.202),
    ("Procyon", 114.825, 5.225),
    ("Betelgeuse", 88.793, 7.407),
    ("Aldebaran", 68.980, 16.509),
    ("Spica", 201.298, -11.161),
    ("Regulus", 152.093, 11.967),
    ("Altair", 297.696, 8.868),
)
"""Bright stars with right ascension and declination in degrees (J2000, Hipparcos catalogue, rounded)."""


@generator("science.star_altitude", verifiers=VERIFIERS, min_step_coverage=1.0)
def star_altitude(rng: random.Random, difficulty: int) -> Draft:
    """Hour angles and altitudes of stars, from sidereal time and coordinates.

    1: the altitude at upper culmination. 2: the hour angle. 3: the altitude from the hour angle. 4: how long a star is above the
    horizon. 5: the altitude from the sidereal time.
    """
    work = Working()
    star, ra, dec = rng.choice(_STARS)
    texts = {"star": star}
    if difficulty == 2:
        H = _hour_angle(rng, work, ra)
        return work.draft(
            rng.choice(
                (
                    "At a local sidereal time of {theta}, what is the hour angle, in degrees, of {star}, whose right ascension is {alpha}? The sky turns by {w}.",
                    "The right ascension of {star} is {alpha}. Find its hour angle in degrees when the local sidereal time is {theta} and the sky turns by {w} (sidereal hours).",
                    "How far, in degrees, is {star} (right ascension {alpha}) past the meridian at {theta} local sidereal time? The sky turns by {w}; before the meridian, the angle is negative.",
                )
            ),
            "The hour angle is",
            second=H,
            texts=texts,
        )
    # at these latitudes the star culminates south of the zenith, and rises and sets
    north = rng.uniform(max(18.0, dec + 2), 48.0 if dec > 20 else 60.0)
    d = work.given("delta", f"{dec:.2f}", "°", "declination")
    f = work.given("phi", f"{north:.1f}", "°", "latitude", symbol=r"\varphi")
    if difficulty == 1:
        return _culmination(rng, work, texts, f, d)
    if difficulty == 4:
        return _above(rng, work, texts, f, d)
    if difficulty == 5:
        H = _hour_angle(rng, work, ra)
    else:
        H = work.given("H", f"{rng.uniform(-60, 75):.1f}", "°", "hour angle")
    work.step(
        "s",
        "sin(phi) * sin(delta) + cos(phi) * cos(delta) * cos(H)",
        "",
        "The sine of the altitude is",
        digits=5,
        symbol=r"\sin a",
    )
    work.step("a", "asin(s)", "°", "So the altitude is")
    if difficulty == 3:
        asked = rng.choice(
            (
                "{star} has a declination of {delta}. What is its altitude, in degrees, at latitude {phi} (north) when its hour angle is {H}?",
                "At a place at {phi} northern latitude, the hour angle of {star} (declination {delta}) is {H}. How high above the horizon, in degrees, is the star?",
                "Convert the hour angle {H} and declination {delta} of {star} into its altitude, in degrees, for an observer at {phi} north.",
            )
        )
    else:
        asked = rng.choice(
            (
                "{star} has a right ascension of {alpha} and a declination of {delta}. How high, in degrees, does it stand at {phi} northern latitude at a local sidereal time of {theta}? The "
                "sky turns by {w} (sidereal).",
                "An observer at {phi} north looks for {star} (right ascension {alpha}, declination {delta}) at {theta} local sidereal time. What is its altitude in degrees? In sidereal time, the "
                "sky turns by {w}.",
            )
        )
    return work.draft(asked, "The altitude is", second=degrees(asin(_up(f, d, H))), texts=texts)


def _up(latitude: float, declination: float, hour_angle: float) -> float:
    """How far a star on the unit sphere is above the plane of the horizon: the vector to it, turned about the east-west axis."""
    d, h = radians(declination), radians(hour_angle)
    south, pole = cos(d) * cos(h), sin(d)  # towards the meridian on the equator, and towards the pole
    tilt = radians(90 - latitude)
    return pole * cos(tilt) + south * sin(tilt)


def _hour_angle(rng: random.Random, work: Working, ra: float) -> float:
    a = work.given("alpha", f"{ra:.2f}", "°", "right ascension")
    before = rng.random() < 0.4 and ra > 75
    angle = -rng.uniform(5, 60) if before else rng.uniform(5, min(75.0, 359.0 - ra))
    t = work.given("theta", f"{(ra + angle) / 15:.2f}", "h", "local sidereal time")
    work.given("w", "15", "°/h", "rate")
    work.step("H", "w * theta - alpha", "°", "The hour angle is sidereal time minus right ascension:")
    return (t - a / 15) * 15


def _culmination(rng: random.Random, work: Working, texts: dict[str, str], f: float, d: float) -> Draft:
    work.given("z", "90", "°", "altitude of the zenith")
    work.step("e", "z - phi", "°", "The celestial equator crosses the meridian at the altitude", symbol="a_e")
    work.step("a", "e + delta", "°", "The star culminates above or below it by its declination:")
    return work.draft(
        rng.choice(
            (
                "{star} has a declination of {delta}. How high above the southern horizon, in degrees, does it culminate at latitude {phi} north? (The zenith is at {z}.)",
                "At {phi} northern latitude, what is the altitude, in degrees, of {star} (declination {delta}) when it crosses the meridian in the south? The zenith has an altitude of {z}.",
                "Find the altitude, in degrees, of the upper culmination of {star} with a declination of {delta} as seen from {phi} north, where the zenith is {z} above the horizon.",
            )
        ),
        "The altitude is",
        second=degrees(asin(_up(f, d, 0.0))),
        digits=4,
        texts=texts,
    )


def _above(rng: random.Random, work: Working, texts: dict[str, str], f: float, d: float) -> Draft:
    work.given("w", "15", "°/h", "rate")
    work.step(
        "q",
        "-(tan(phi) * tan(delta))",
        "",
        "On the horizon, the cosine of the hour angle is",
        digits=5,
        symbol="\\cos H_0",
    )
    work.step("H_0", "acos(q)", "°", "So the star rises and sets at the hour angles $\\pm H_0$, with")
    work.step("t", "2 * H_0 / w", "h", "The time between them is")
    low, high = 0.0, 180.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _up(f, d, middle) > 0 else (low, middle)
    return work.draft(
        rng.choice(
            (
                "How many sidereal hours is {star} (declination {delta}) above the horizon each day at {phi} northern latitude? The sky turns by {w}; ignore refraction.",
                "{star} has a declination of {delta}. For an observer at {phi} north, how long, in sidereal hours (h), does it take from rising to setting, if the sky turns by {w} and refraction is neglected?",
            )
        ),
        "It is above the horizon for",
        second=2 * low / 15,
        texts=texts,
    )
