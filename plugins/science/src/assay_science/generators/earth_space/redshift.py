"""Redshifts and the law of Hubble and Lemaître."""

from __future__ import annotations

import random
from math import log10

from assay import Draft, generator
from assay_science.working import VERIFIERS, Working, rounded

_LINES = (
    ("Hα", "656.28"),
    ("Hβ", "486.13"),
    ("Ca II K", "393.37"),
    ("[O III]", "500.68"),
    ("Lyman-α", "121.57"),
    ("Na D2", "589.00"),
)
"""Spectral lines and their wavelengths in nm (in air, Lyman-α in vacuum), rounded, as NIST's Atomic Spectra Database has them."""
_HUBBLE = ("70.0", "67.7", "73.0", "68.0", "72.0")


@generator("science.redshift", verifiers=VERIFIERS, min_step_coverage=1.0)
def redshift(rng: random.Random, difficulty: int) -> Draft:
    """Redshifts, recession speeds and distances of galaxies.

    1: the redshift of a line. 2: the observed wavelength at a distance. 3: the distance by the Hubble-Lemaître law. 4: the
    relativistic Doppler effect. 5: the Hubble constant from a supernova.
    """
    work = Working()
    if difficulty == 5:
        return _supernova(rng, work)
    line, rest = rng.choice(_LINES)
    texts = {"line": line}
    l0 = work.given("lambda_0", rest, "nm", "wavelength at rest")
    if difficulty == 2:
        return _observed(rng, work, texts, l0)
    z = rng.uniform(0.004, 0.09) if difficulty == 3 else rng.uniform(0.02, 4.5 if line == "Lyman-α" else 0.9)
    seen = work.given("lambda_1", f"{l0 * (1 + z):.2f}", "nm", "wavelength observed")
    work.step("z", "(lambda_1 - lambda_0) / lambda_0", "", "The redshift is")
    if difficulty == 1:
        return work.draft(
            rng.choice(
                (
                    "In the spectrum of a galaxy, the {line} line, at {lambda_0} in the laboratory, is observed at {lambda_1}. What is the redshift z?",
                    "The {line} line has a wavelength of {lambda_0} at rest and of {lambda_1} in the spectrum of a distant galaxy. Calculate its redshift.",
                    "A quasar shows the {line} line (rest wavelength {lambda_0}) at {lambda_1}. Find z.",
                )
            ),
            "The redshift is",
            second=seen / l0 - 1,
            texts=texts,
        )
    work.constant("c", "2.998×10⁵", "km/s")
    if difficulty == 3:
        H = work.given("H_0", rng.choice(_HUBBLE), "km/(s·Mpc)", "Hubble constant")
        work.step("v", "c * z", "km/s", "For a small redshift, the recession speed is")
        work.step("d", "v / H_0", "Mpc", "The Hubble-Lemaître law gives")
        return work.draft(
            rng.choice(
                (
                    "The {line} line ({lambda_0} at rest) of a galaxy is observed at {lambda_1}. How far away is the galaxy, in megaparsecs? Take $H_0$ = {H_0} and v = cz.",
                    "A galaxy's {line} line is shifted from {lambda_0} to {lambda_1}. With a Hubble constant of {H_0}, find its distance in Mpc (nonrelativistic approximation).",
                )
            ),
            "The distance is",
            second=2.998e5 * (seen / l0 - 1) / H,
            texts=texts,
        )
    work.step("q", "(1 + z) ** 2", "", "The square of the Doppler factor is")
    work.step(
        "v", "c * (q - 1) / (q + 1)", "km/s", "The relativistic Doppler effect, solved for the speed, gives"
    )
    low, high = 0.0, 1.0
    for _ in range(80):
        beta = (low + high) / 2
        low, high = (beta, high) if ((1 + beta) / (1 - beta)) ** 0.5 < seen / l0 else (low, beta)
    return work.draft(
        rng.choice(
            (
                "A jet of gas moves straight away from us, so that its {line} line ({lambda_0} at rest) is observed at {lambda_1}. What is its speed in km/s by the relativistic Doppler "
                "effect?",
                "A source recedes along the line of sight. Its {line} line, {lambda_0} in the laboratory, appears at {lambda_1}. Find its speed, in km/s, with the relativistic "
                "Doppler formula.",
            )
        ),
        "The speed is",
        digits=4,
        second=2.998e5 * low,
        texts=texts,
    )


def _observed(rng: random.Random, work: Working, texts: dict[str, str], l0: float) -> Draft:
    H = work.given("H_0", rng.choice(_HUBBLE), "km/(s·Mpc)", "Hubble constant")
    d = work.given("d", rounded(rng.uniform(18, 380)), "Mpc", "distance")
    work.constant("c", "2.998×10⁵", "km/s")
    work.step("v", "H_0 * d", "km/s", "The Hubble-Lemaître law gives a recession speed of")
    work.step(
        "lambda_1",
        "lambda_0 * (1 + v / c)",
        "nm",
        "For a speed much below that of light, the wavelength is",
        digits=5,
    )
    return work.draft(
        rng.choice(
            (
                "At what wavelength, in nm, is the {line} line ({lambda_0} at rest) of a galaxy at a distance of {d} observed, if $H_0$ = {H_0}? Use the nonrelativistic Doppler effect.",
                "A galaxy is {d} away. Where in its spectrum, in nm, does the {line} line of {lambda_0} appear with a Hubble constant of {H_0} and z = v/c?",
            )
        ),
        "The wavelength observed is",
        second=l0 + l0 * d * H / 2.998e5,
        digits=4,
        tolerance=0.001,
        texts=texts,
    )


def _supernova(rng: random.Random, work: Working) -> Draft:
    z = rng.uniform(0.008, 0.045)
    distance = 2.998e5 * z / rng.uniform(66, 75)
    M = work.given("M", f"-{rng.uniform(19.2, 19.5):.2f}", "", "absolute magnitude")
    m = work.given("m", f"{M + 5 * log10(distance * 1e5):.2f}", "", "apparent magnitude")
    z = work.given("z", f"{z:.4f}", "", "redshift")
    work.given("d_0", "10", "pc", "distance of absolute magnitudes")
    work.constant("c", "2.998×10⁵", "km/s")
    work.step("mu", "m - M", "", "The distance modulus is")
    work.step("d", "d_0 * 10 ** (mu / 5)", "Mpc", "So the distance is")
    work.step("v", "c * z", "km/s", "The recession speed is")
    work.step("H_0", "v / d", "km/(s·Mpc)", "The Hubble constant is")
    return work.draft(
        rng.choice(
            (
                "A supernova of type Ia (absolute magnitude {M} at maximum) reaches magnitude {m} in a galaxy of redshift {z}. What Hubble constant, in km/(s·Mpc), follows from it? "
                "Absolute magnitudes refer to {d_0}, v = cz, and extinction is negligible.",
                "In a galaxy with z = {z}, a type Ia supernova peaks at m = {m}. With M = {M}, the magnitude at {d_0}, and v = cz, find the Hubble constant in km/(s·Mpc). Ignore "
                "extinction.",
            )
        ),
        "The Hubble constant is",
        second=2.998e5 * z / (1e-5 * 100 ** ((m - M) / 10)),
    )
