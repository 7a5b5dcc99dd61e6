"""Distances and magnitudes of stars."""

from __future__ import annotations

import random
from math import log10, radians, tan

from assay import Draft, generator
from assay_science.working import VERIFIERS, Working, rounded

_PC_PER_AU = 1 / 206264.80624709636
_STARS = (
    ("a red dwarf", 9.0, 14.0, 1.2, 3.0),
    ("an orange dwarf", 6.0, 7.8, 0.2, 0.6),
    ("a solar-type star", 4.2, 5.4, 0.03, 0.15),
    ("a subgiant", 2.4, 3.8, 0.05, 0.3),
    ("a red giant", -0.5, 1.5, 0.3, 1.3),
    ("a white dwarf", 10.5, 14.5, 0.3, 2.0),
)
"""Stars with the ranges of their absolute visual magnitudes, and of their bolometric corrections without the sign."""
_CANDLES = (
    ("Cepheid", -6.0, -2.0),
    ("RR Lyrae star", 0.4, 0.8),
    ("blue supergiant", -8.0, -5.5),
    ("main-sequence star of type A0", 0.4, 0.9),
    ("main-sequence star of type G2", 4.5, 5.0),
)
"""Stars whose absolute magnitudes are known, and their ranges."""


@generator("science.stellar_distance", verifiers=VERIFIERS, min_step_coverage=1.0)
def stellar_distance(rng: random.Random, difficulty: int) -> Draft:
    """Parallaxes, magnitudes and the distance modulus.

    1: the distance from a parallax. 2: from the distance modulus. 3: the absolute magnitude from a parallax. 4: the distance with
    extinction. 5: the luminosity from magnitude, parallax and bolometric correction.
    """
    work = Working()
    star, bright, faint, least, most = rng.choice(_STARS)
    texts = {"star": star, "Star": star[0].upper() + star[1:]}
    if difficulty in (1, 3, 5):
        p = work.given("p", rounded(rng.uniform(0.004, 0.3), 3), "arcsec", "parallax")
        parsecs = _PC_PER_AU / tan(radians(p / 3600))
    if difficulty == 1:
        work.given("a_0", "1", "AU", "baseline")
        unit = rng.choice(("pc", "ly"))
        work.step(
            "d", "a_0 / p", unit, "The parallax is the angle that the baseline subtends at the star, so"
        )
        return work.draft(
            rng.choice(
                (
                    "{Star} has an annual parallax of {p}, with a baseline of {a_0}. How far away is it, in {unit}?",
                    "The parallax of {star} is measured as {p} for the baseline of {a_0}. Find its distance in {unit}.",
                    "How distant, in {unit}, is {star} at which a baseline of {a_0} subtends an angle of {p}?",
                )
            ),
            "The distance is",
            second=parsecs if unit == "pc" else parsecs * 3.2615637771674333,
            rel=1e-5,
            texts={**texts, "unit": {"pc": "parsecs", "ly": "light-years"}[unit]},
        )
    work.given("d_0", "10", "pc", "distance of absolute magnitudes")
    if difficulty in (2, 4):
        kind, low, high = rng.choice(_CANDLES)
        texts |= {"kind": ("an " if kind.startswith("RR") else "a ") + kind}
        texts["Kind"] = texts["kind"][0].upper() + texts["kind"][1:]
        M = work.given("M", f"{rng.uniform(low, high):.2f}", "", "absolute magnitude")
        A = work.given("A", f"{rng.uniform(0.2, 2.8):.2f}", "", "extinction") if difficulty == 4 else 0.0
        m = work.given("m", f"{M + A + rng.uniform(4.5, 13):.2f}", "", "apparent magnitude")
        if difficulty == 2:
            work.step("mu", "m - M", "", "The distance modulus is")
            asked = rng.choice(
                (
                    "{Kind} of absolute magnitude {M} has an apparent magnitude of {m}. What is its distance in parsecs? Absolute magnitudes refer to {d_0}; "
                    "ignore extinction.",
                    "Absolute magnitude is the magnitude at {d_0}. {Kind} has M = {M} and m = {m}. How many parsecs is it away, if no dust absorbs light?",
                )
            )
        else:
            work.step("mu", "m - A - M", "", "Corrected for extinction, the distance modulus is")
            asked = rng.choice(
                (
                    "{Kind} with an absolute magnitude of {M} is seen at magnitude {m} behind dust that dims it by {A} magnitudes. What is its distance in parsecs? "
                    "(Absolute magnitudes are those at {d_0}.)",
                    "{Kind} has M = {M}, the magnitude it would have at {d_0}. It appears with m = {m}, and the interstellar extinction is {A} mag. Calculate the distance in "
                    "parsecs.",
                )
            )
        work.step("d", "d_0 * 10 ** (mu / 5)", "pc", "So the distance is")
        # brightness falls with the square of the distance: a magnitude is a factor of the fifth root of 100
        return work.draft(
            asked, "The distance is", second=10 * (100 ** ((m - A - M) / 5)) ** 0.5, texts=texts
        )
    work.given("a_0", "1", "AU", "baseline")
    m = work.given(
        "m", f"{5 * log10(parsecs / 10) + rng.uniform(bright, faint):.2f}", "", "apparent magnitude"
    )
    work.step("d", "a_0 / p", "pc", "The distance is")
    if difficulty == 3:
        work.step("M", "m - 5 * log10(d / d_0)", "", "The absolute magnitude is")
        return work.draft(
            rng.choice(
                (
                    "{Star} of apparent magnitude {m} has a parallax of {p} (baseline {a_0}). What is its absolute magnitude, that is, its magnitude at {d_0}?",
                    "Absolute magnitude is the apparent magnitude at {d_0}. Find it for {star} with m = {m} and a parallax of {p}, the baseline being {a_0}.",
                )
            ),
            "The absolute magnitude is",
            second=m + 2.5 * log10((10 / parsecs) ** 2),
            digits=3,
            rel=1e-5,
            texts=texts,
        )
    BC = work.given("BC", f"-{rng.uniform(least, most):.2f}", "", "bolometric correction")
    work.given("M_s", "4.74", "", "absolute bolometric magnitude of the Sun", symbol=r"M_{\odot}")
    work.step("M_V", "m - 5 * log10(d / d_0)", "", "The absolute visual magnitude is")
    work.step("M_bol", "M_V + BC", "", "With the bolometric correction,")
    work.step("L", "10 ** ((M_s - M_bol) / 2.5)", "", "The luminosity in units of the Sun's is")
    flux = 100 ** (-(m + BC - 4.74) / 5)
    return work.draft(
        rng.choice(
            (
                "{Star} has a visual magnitude of {m}, a parallax of {p} (baseline {a_0}) and a bolometric correction of {BC}. How many times the luminosity of the Sun has it? The "
                "Sun's absolute bolometric magnitude is {M_s}, and absolute magnitudes refer to {d_0}.",
                "Find the luminosity, in units of the Sun's, of {star} with V = {m}, BC = {BC} and a parallax of {p} for a baseline of {a_0}. The Sun has an absolute bolometric "
                "magnitude (at {d_0}) of {M_s}.",
            )
        ),
        "In units of the Sun's luminosity, it is",
        second=flux * (parsecs / 10) ** 2,
        rel=1e-5,
        texts=texts,
    )
