"""Interference and diffraction: double slits, gratings, single slits, thin films."""

from __future__ import annotations

import cmath
import math
import random

from assay import Draft, generator
from assay_science.generators._draws import between
from assay_science.numerics import root
from assay_science.working import VERIFIERS, Working

# Wavelengths in nm as makers state them; those of the spectral lines below are NIST's (Handbook of Basic Atomic Spectroscopic
# Data, strong lines in air), rounded to a tenth.
_LASERS = (
    ("red helium-neon laser", "632.8"),
    ("green laser pointer", "532"),
    ("blue diode laser", "450"),
    ("red diode laser", "650"),
    ("green argon laser", "514.5"),
)


def bright_angle(wavelength: float, spacing: float, order: int, sources: int = 2) -> float:
    """The angle (degrees) of a bright fringe, where the waves of all sources arrive in step: their phasors
    add up fully.

    The root of the path difference of neighbours; that the phasors agree there is checked.
    """
    angle = root(lambda x: spacing * math.sin(x) - order * wavelength, 0.0, math.pi / 2 - 1e-9)
    total = sum(cmath.exp(2j * math.pi * k * spacing * math.sin(angle) / wavelength) for k in range(sources))
    if abs(abs(total) - sources) > 1e-6 * sources:
        raise ValueError("the waves are out of step")
    return math.degrees(angle)


@generator("science.diffraction", verifiers=VERIFIERS, min_step_coverage=1.0)
def diffraction(rng: random.Random, difficulty: int) -> Draft:
    """Angles, fringes and wavelengths of double slits, gratings, single slits and thin films.

    1: an angle of a double slit. 2: fringes on a screen. 3: a grating given by its lines per millimetre.
    4: a wavelength or a width sought, or a film. 5: the separation of two lines on a screen, or the
    resolution of a telescope.
    """
    return (_double, _fringes, _grating, _inverse, _hard)[difficulty - 1](rng, Working())


def _laser(rng: random.Random, work: Working) -> tuple[str, float]:
    name, wavelength = rng.choice(_LASERS)
    return name, work.given("L", wavelength, "nm", "wavelength", symbol=r"\lambda") * 1e-9


def _lines(rng: random.Random, work: Working, densities: tuple[str, ...]) -> float:
    """Givens for the lines of a grating and the width that they take up; their spacing in m."""
    width = rng.choice(("1.0", "10.0", "20.0", "25.0"))
    count = work.given(
        "g", f"{float(rng.choice(densities)) * float(width):.0f}", "", "number of lines", symbol="N"
    )
    return work.given("w", width, "mm", "width that they take up") / 1000 / count


_ORDERS = {1: "first", 2: "second", 3: "third", 4: "fourth"}


def _double(rng: random.Random, work: Working) -> Draft:
    name, wave = _laser(rng, work)
    d = work.given("d", between(rng, 3, 40, "0.5"), "µm", "distance of the slits") * 1e-6
    n = rng.choice((1, 2, 3))
    work.step(
        "theta",
        f"asin({n} * L / d)" if n > 1 else "asin(L / d)",
        "°",
        f"The path difference of the {_ORDERS[n]} bright fringe is {n} wavelength{'s' * (n > 1)}, so",
    )
    return work.draft(
        rng.choice(
            (
                "Light of a {name} ({L}) falls on two narrow slits that are {d} apart. At what angle, "
                f"in degrees, from the central maximum is the {_ORDERS[n]} bright fringe?",
                "Two narrow slits {d} apart are lit by a {name} with a wavelength of {L}. Find the "
                f"angle, in degrees, of the {_ORDERS[n]}-order maximum.",
            )
        ),
        "The angle is",
        second=bright_angle(wave, d, n),
        texts={"name": name},
    )


def _fringes(rng: random.Random, work: Working) -> Draft:
    name, wave = _laser(rng, work)
    D = work.given("D", between(rng, 1.2, 4, "0.1"), "m", "distance of the screen")
    if rng.random() < 0.5:
        d = work.given("d", between(rng, 0.1, 0.5, "0.01"), "mm", "distance of the slits") * 1e-3
        n = rng.choice((1, 2, 3, 4))
        work.step(
            "y_1",
            "L * D / d",
            "mm",
            "For small angles, neighbouring bright fringes are apart by",
            symbol=r"\Delta y",
        )
        work.step("y", f"{n} * y_1", "mm", f"The {_ORDERS[n]} bright fringe is at the distance")
        return work.draft(
            rng.choice(
                (
                    "A {name} with a wavelength of {L} lights two slits {d} apart. How far from the "
                    f"centre of the pattern, in millimetres, is the {_ORDERS[n]} bright fringe on a "
                    "screen at a distance of {D}?",
                    "The light of a {name} ({L}) passes a double slit with a slit separation of {d} "
                    f"and falls on a screen {{D}} away. Find the distance of the {_ORDERS[n]} bright "
                    "fringe from the central one in mm.",
                )
            ),
            "The distance is",
            second=1000 * D * math.tan(math.radians(bright_angle(wave, d, n))),
            rel=1e-3,
            texts={"name": name},
        )
    a = work.given("a", between(rng, 0.05, 0.3, "0.01"), "mm", "width of the slit") * 1e-3
    work.step("y", "L * D / a", "mm", "For small angles, the first minimum is off the centre by")
    work.step("w", "2 * y", "mm", "The central maximum reaches from one first minimum to the other,")
    return work.draft(
        rng.choice(
            (
                "A {name} ({L}) shines through a single slit {a} wide. How wide, in millimetres, is the "
                "central maximum on a screen at a distance of {D}?",
                "Light with a wavelength of {L} from a {name} falls on a slit with a width of {a}. Find the "
                "width of the central bright band, in mm, on a screen {D} behind the slit.",
            )
        ),
        "The width is",
        second=2000 * D * math.tan(math.asin(wave / a)),
        rel=1e-3,
        texts={"name": name},
    )


def _grating(rng: random.Random, work: Working) -> Draft:
    name, wave = _laser(rng, work)
    d = _lines(rng, work, ("100", "200", "300", "400", "500", "600", "1200"))
    n = rng.choice([k for k in (1, 2, 3) if k * wave / d < 0.95])
    work.step("d", "w / g", "µm", "Neighbouring lines are apart by")
    work.step(
        "theta", f"asin({n} * L / d)" if n > 1 else "asin(L / d)", "°", "The grating equation gives the angle"
    )
    return work.draft(
        rng.choice(
            (
                "A {name} ({L}) shines at right angles on a grating with {g} lines on {w}. At what "
                f"angle, in degrees, does the {_ORDERS[n]}-order maximum appear?",
                "A diffraction grating has {g} lines on {w}. Light of a {name} with a wavelength of "
                f"{{L}} falls on it perpendicularly. Find the angle of the {_ORDERS[n]} order in degrees.",
            )
        ),
        "The angle is",
        second=bright_angle(wave, d, n, 50),
        texts={"name": name},
    )


def _inverse(rng: random.Random, work: Working) -> Draft:
    kind = rng.randrange(3)
    if kind == 0:
        n = rng.choice((1, 2))
        true = rng.uniform(420e-9, 680e-9)
        spacing = _lines(rng, work, ("300", "400", "500", "600"))
        D_text = between(rng, 0.4, 1.5, "0.05")
        D = work.given("D", D_text, "m", "distance of the screen")
        y = (
            work.given(
                "y",
                f"{100 * float(D_text) * math.tan(math.asin(n * true / spacing)):.1f}",
                "cm",
                "distance from the centre",
            )
            / 100
        )
        work.step("d", "w / g", "µm", "Neighbouring lines are apart by", digits=5)
        work.step("theta", "atan(y / D)", "°", "The maximum is seen at the angle", digits=5)
        work.step(
            "L",
            f"d * sin(theta) / {n}" if n > 1 else "d * sin(theta)",
            "nm",
            "The grating equation gives the wavelength",
            symbol=r"\lambda",
        )
        return work.draft(
            rng.choice(
                (
                    "A spectral line, seen through a grating with {g} lines on {w}, makes its "
                    f"{_ORDERS[n]}-order maximum {{y}} from the central one on a screen at a distance of "
                    "{D}. What is its "
                    "wavelength in nanometres?",
                    "Light falls at right angles on a grating with {g} lines on {w}. On a screen {D} "
                    f"away, the {_ORDERS[n]} order is {{y}} off the centre. Find the wavelength in nm.",
                )
            ),
            "The wavelength is",
            second=1e9
            * root(lambda w: D * math.tan(math.asin(n * w / spacing)) - y, 1e-8, 0.999 * spacing / n),
        )
    if kind == 1:
        name, wavelength = rng.choice(_LASERS)
        true, D_text = rng.uniform(0.05, 0.4), between(rng, 1.5, 4, "0.1")
        wave = work.given("L", wavelength, "nm", "wavelength", symbol=r"\lambda") * 1e-9
        D = work.given("D", D_text, "m", "distance of the screen")
        n = rng.choice((4, 5, 6, 8, 10))
        span = work.given(
            "s", f"{n * wave * float(D_text) / (true * 1e-3) * 1000:.1f}", "mm", "width of the fringes"
        )
        work.step("y", f"s / {n}", "mm", f"The {n} distances between neighbouring fringes are equal, each")
        work.step("d", "L * D / y", "mm", "For small angles, the slits are therefore apart by")
        return work.draft(
            rng.choice(
                (
                    f"A {{name}} ({{L}}) lights a double slit. On a screen {{D}} away, {n + 1} neighbouring "
                    "bright fringes span {s} from the first to the last. How far apart are the slits, in "
                    "millimetres?",
                    f"In the pattern of a double slit on a screen at a distance of {{D}}, {n + 1} "
                    "neighbouring bright fringes cover {s} between the centres of the outer ones. The "
                    "light comes from a "
                    "{name} with a wavelength of {L}. Find the separation of the slits in mm.",
                )
            ),
            "The separation is",
            second=1000 * n * wave / (span / 1000 / D),
            texts={"name": name},
        )
    n_film = work.given("n", rng.choice(("1.38", "1.33", "1.36", "1.42")), "", "refractive index of the film")
    wave = work.given("L", between(rng, 450, 680, "5"), "nm", "wavelength in air", symbol=r"\lambda")
    soap = n_film in (1.33,)
    work.step("L_n", "L / n", "nm", "In the film, the wavelength is", symbol=r"\lambda_{n}")
    work.step(
        "t",
        "L_n / 4",
        "nm",
        "The path through the film and back must be half of it, so the least thickness is",
    )
    if soap:
        stories = (
            "A soap film in air (refractive index {n}) strongly reflects light with a wavelength of {L} at "
            "normal incidence. What is its least possible thickness in nanometres?",
            "Find the smallest thickness, in nm, of a water film in air (refractive index {n}) for which "
            "reflected light with a wavelength of {L} is strengthened at normal incidence.",
        )
    else:
        stories = (
            "A lens of glass (refractive index 1.52) is coated with a film whose refractive index is {n}, so "
            "that light of {L} is reflected as little as possible at normal incidence. What is the "
            "least thickness of the film in nanometres?",
            "An anti-reflection coating with a refractive index of {n} on glass of a higher index is to "
            "cancel reflected light with a wavelength of {L} (in air) at normal incidence. Find its "
            "smallest thickness in nm.",
        )
    phase = root(lambda t: 2 * math.pi * 2 * t * n_film / wave - math.pi, 0.0, wave)
    return work.draft(rng.choice(stories), "The thickness is", second=phase)


def _hard(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.6:
        first, second_line, what = rng.choice(
            (
                ("589.0", "589.6", "the two yellow lines of sodium"),
                ("486.1", "656.3", "the blue-green and the red line of hydrogen"),
                ("435.8", "546.1", "the blue and the green line of mercury"),
                ("577.0", "579.1", "the two yellow lines of mercury"),
            )
        )
        a = work.given("L_1", first, "nm", "shorter wavelength", symbol=r"\lambda_{1}")
        b = work.given("L_2", second_line, "nm", "longer wavelength", symbol=r"\lambda_{2}")
        spacing = _lines(rng, work, ("300", "500", "600"))
        D = work.given("D", between(rng, 0.8, 2.5, "0.1"), "m", "distance of the screen")
        n = 2 if 2e-9 * b / spacing < 0.9 and rng.random() < 0.5 else 1
        times = "2 * " if n == 2 else ""
        close = b - a < 5
        work.step("d", "w / g", "µm", "Neighbouring lines are apart by", digits=6)
        work.step(
            "theta_1",
            f"asin({times}L_1 / d)",
            "°",
            "The grating equation gives for the shorter wavelength",
            digits=7,
        )
        work.step("theta_2", f"asin({times}L_2 / d)", "°", "For the longer one, it gives", digits=7)
        work.step(
            "y",
            "D * (tan(theta_2) - tan(theta_1))",
            "mm" if close else "cm",
            "On the screen, the two are apart by",
        )
        scale = 1000 if close else 100
        spread = math.tan(math.radians(bright_angle(b * 1e-9, spacing, n))) - math.tan(
            math.radians(bright_angle(a * 1e-9, spacing, n))
        )
        word = "millimetres" if close else "centimetres"
        return work.draft(
            rng.choice(
                (
                    f"Light with {what} ({{L_1}} and {{L_2}}) falls at right angles on a grating with {{g}} "
                    f"lines on {{w}}. How far apart, in {word}, are they in the {_ORDERS[n]} order on a flat "
                    "screen, "
                    "parallel to the grating and {D} behind it?",
                    f"In the {_ORDERS[n]}-order spectrum of a grating with {{g}} lines on {{w}}, {what} have "
                    f"wavelengths of {{L_1}} and {{L_2}}. Find their distance, in {word}, on a screen that "
                    "is parallel to "
                    "the grating at a distance of {D}. The light falls on the grating perpendicularly.",
                )
            ),
            "The distance is",
            second=scale * D * spread,
        )
    D = work.given("D", between(rng, 0.1, 4, "0.1"), "m", "aperture")
    L = work.given("L", between(rng, 450, 650, "10"), "nm", "wavelength", symbol=r"\lambda") * 1e-9
    moon = rng.random() < 0.5
    r = (
        work.given("r", "3.84×10⁵", "km", "distance of the Moon")
        if moon
        else work.given("r", between(rng, 300, 900, "10"), "km", "distance")
    )
    work.step(
        "theta",
        "1.22 * L / D",
        "rad",
        "By Rayleigh's criterion, two points are resolved from the angle",
        symbol=r"\theta_{\mathrm{min}}",
    )
    work.step("s", "r * theta", "m", "At this distance, it is a separation of")
    # the first zero of J1 over pi is 1.21967; textbooks round it to 1.22
    zero = root(
        lambda x: sum(
            (-1) ** k * (x / 2) ** (2 * k + 1) / (math.factorial(k) * math.factorial(k + 1))
            for k in range(25)
        ),
        3.0,
        4.5,
    )
    stories = (
        (
            "A telescope with an aperture of {D} looks at the Moon ({r} away) in light of {L}. How far "
            "apart, in metres, must two points on it be at least to be resolved by Rayleigh's criterion "
            "(1.22 λ/D)?",
            "By Rayleigh's criterion (1.22 λ/D), what is the smallest distance, in metres, between two "
            "craters on the Moon, at {r}, that a telescope with an aperture of {D} resolves at a wavelength "
            "of {L}?",
        )
        if moon
        else (
            "A satellite's camera with an aperture of {D} photographs the ground from a height of {r} in "
            "light of {L}. How far apart, in metres, must two points be at least to be resolved by "
            "Rayleigh's criterion (1.22 λ/D)?",
            "A telescope ({D} aperture) observes a space station {r} away at a wavelength of {L}. By "
            "Rayleigh's criterion (1.22 λ/D), find the smallest detail that it resolves, in metres.",
        )
    )
    return work.draft(
        rng.choice(stories), "The smallest separation is", second=zero / math.pi * L / D * r * 1000, rel=1e-3
    )
