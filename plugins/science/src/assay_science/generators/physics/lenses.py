"""Thin lenses and spherical mirrors."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_science.generators._draws import between
from assay_science.numerics import root
from assay_science.working import VERIFIERS, Working


def image_by_rays(focal: float, distance: float) -> tuple[float, float]:
    """Distance and height of the image of an object of height 1, where two rays behind a thin lens meet.

    One ray arrives parallel to the axis and leaves through the focus, the other goes through the centre.
    """
    # parallel: y = 1 - x / f; through the centre: y = -x / d
    x = 1 / (1 / focal - 1 / distance)
    return x, -x / distance


def image_by_matrices(parts: list[tuple[str, float]]) -> tuple[float, float]:
    """Distance behind the last lens, and magnification, of the image: ray matrices of ``("gap", d)`` and
    ``("lens", f)``."""
    a, b, c, d = 1.0, 0.0, 0.0, 1.0  # height and slope out of height and slope
    for kind, value in parts:
        if kind == "gap":
            a, b = a + value * c, b + value * d
        else:
            c, d = c - a / value, d - b / value
    gap = -b / d
    return gap, a + gap * c


@generator("science.lenses", verifiers=VERIFIERS, min_step_coverage=1.0)
def lenses(rng: random.Random, difficulty: int) -> Draft:
    """Images of thin lenses and spherical mirrors.

    1: the image distance of a converging lens. 2: the height of the image, or mirrors. 3: diverging
    lenses, mirrors and virtual images. 4: a focal length that is sought, or the lens maker's equation. 5:
    two lenses, or a screen.
    """
    return (_distance, _height, _virtual, _inverse, _two)[difficulty - 1](rng, Working())


def _distance(rng: random.Random, work: Working) -> Draft:
    focal = between(rng, 5, 25, "0.5")
    f = work.given("f", focal, "cm", "focal length")
    p = work.given("p", f"{float(focal) * rng.uniform(1.3, 5):.0f}", "cm", "object distance")
    work.step(
        "q", "1 / (1 / f - 1 / p)", "cm", "The thin-lens equation, solved for the image distance, gives"
    )
    return work.draft(
        rng.choice(
            (
                "An object stands {p} in front of a converging lens with a focal length of {f}. How far "
                "behind the lens, in centimetres, is its image?",
                "A candle is placed {p} from a thin converging lens of focal length {f}. At what distance "
                "from the lens, in cm, must a screen stand to show a "
                "sharp image?",
                "A converging lens ({f} focal length) forms an image of a lamp that is {p} away from it. "
                "Find the image distance in cm.",
            )
        ),
        "The image distance is",
        second=image_by_rays(f, p)[0],
    )


def _height(rng: random.Random, work: Working) -> Draft:
    h = work.given("h", between(rng, 1, 8, "0.5"), "cm", "height of the object")
    if rng.random() < 0.5:
        focal = between(rng, 5, 25, "0.5")
        f = work.given("f", focal, "cm", "focal length")
        p = work.given("p", f"{float(focal) * rng.uniform(1.3, 4):.0f}", "cm", "object distance")
        work.step("q", "1 / (1 / f - 1 / p)", "cm", "The thin-lens equation gives the image distance")
        stories = (
            "An object of height {h} stands {p} in front of a converging lens of focal length {f}. How tall "
            "is its image, in centimetres?",
            "The flame of a candle, {h} high, is {p} away from a converging lens with a focal length of {f}. "
            "Find the height of its real image in cm.",
        )
    else:
        radius = between(rng, 16, 60, "1")
        r = work.given("R", radius, "cm", "radius of curvature")
        f = r / 2
        p = work.given("p", f"{float(radius) * rng.uniform(0.7, 2):.0f}", "cm", "object distance")
        work.step(
            "q",
            "1 / (2 / R - 1 / p)",
            "cm",
            "The focal length is half the radius, so the mirror equation gives the image distance",
        )
        stories = (
            "An object of height {h} stands {p} in front of a concave mirror with a radius of curvature of "
            "{R}. How tall is its image, in centimetres?",
            "A lamp {h} high is placed on the axis of a concave mirror, {p} from it. The radius of curvature "
            "is {R}. Find the height of the image in cm.",
        )
    work.step(
        "h_i",
        "h * q / p",
        "cm",
        "The heights are in the ratio of the distances, so the inverted image is this high:",
    )
    return work.draft(rng.choice(stories), "The height of the image is", second=-h * image_by_rays(f, p)[1])


def _virtual(rng: random.Random, work: Working) -> Draft:
    kind = rng.randrange(3)
    h = work.given("h", between(rng, 1, 9, "0.5"), "cm", "height of the object")
    if kind == 0:
        focal = between(rng, 6, 15, "0.5")
        f = work.given("f", focal, "cm", "focal length")
        p = work.given("p", f"{float(focal) * rng.uniform(0.3, 0.85):.1f}", "cm", "object distance")
        work.step(
            "q",
            "1 / (1 / f - 1 / p)",
            "cm",
            "The thin-lens equation gives an image distance that is negative, for the image is virtual:",
        )
        second = image_by_rays(f, p)[1] * h
        stories = (
            "Through a magnifying glass with a focal length of {f}, a stamp {h} high is viewed from {p} in "
            "front of the lens. How tall is its image, in centimetres?",
            "A converging lens of focal length {f} is held {p} from a word that is {h} long. Find the length "
            "of its virtual image in cm.",
        )
    elif kind == 1:
        f = -work.given("f", between(rng, 8, 30, "1"), "cm", "magnitude of the focal length")
        p = work.given("p", between(rng, 10, 80, "1"), "cm", "object distance")
        work.step(
            "q",
            "1 / (-1 / f - 1 / p)",
            "cm",
            "With the negative focal length of a diverging lens, the thin-lens equation gives a negative "
            "image distance:",
        )
        second = image_by_rays(f, p)[1] * h
        stories = (
            "An object of height {h} stands {p} in front of a diverging lens whose focal length has the "
            "magnitude {f}. How tall is its image, in centimetres?",
            "A diverging lens (magnitude of its focal length {f}) forms a virtual image of a pencil that is "
            "{h} long and {p} away, at right angles to the axis. Find "
            "the length of the image in cm.",
        )
    else:
        r = work.given("R", between(rng, 20, 120, "2"), "cm", "radius of curvature")
        p = work.given("p", between(rng, 20, 200, "5"), "cm", "object distance")
        work.step(
            "q",
            "1 / (-2 / R - 1 / p)",
            "cm",
            "A convex mirror has a negative focal length of half its radius, so the mirror equation gives",
        )
        second = image_by_rays(-r / 2, p)[1] * h
        stories = (
            "An object of height {h} stands {p} in front of a convex mirror with a radius of curvature of "
            "{R}. How tall is its image, in centimetres?",
            "A bottle cap {h} wide is seen in a convex mirror (radius of curvature {R}) from which it is {p} "
            "away. Find the width of its image in cm.",
        )
    work.step("h_i", "h * abs(q) / p", "cm", "The upright image has the size")
    return work.draft(rng.choice(stories), "The size of the image is", second=second)


def _inverse(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        n = work.given("n", between(rng, 1.48, 1.75, "0.01"), "", "refractive index")
        r1 = work.given("R_1", between(rng, 8, 30, "0.5"), "cm", "first radius")
        r2 = work.given("R_2", between(rng, 8, 40, "0.5"), "cm", "second radius")
        work.step(
            "D",
            "(n - 1) * (1 / R_1 + 1 / R_2)",
            "m⁻¹",
            "For a biconvex lens in air, the lens maker's equation gives the optical power",
            digits=5,
        )
        work.step("f", "1 / D", "cm", "The focal length is its reciprocal,")
        # a ray parallel to the axis at height 1, bent at both faces of a thin lens by small angles
        first = (1 - n) / (n * r1)
        slope = n * first + (n - 1) / -r2
        return work.draft(
            rng.choice(
                (
                    "A thin biconvex lens of glass with a refractive index of {n} has radii of curvature of "
                    "{R_1} and {R_2}. What is its focal length in air, in "
                    "centimetres?",
                    "The two convex faces of a thin lens have radii of {R_1} and {R_2}; its glass has a "
                    "refractive index of {n}. Find the focal length in air in cm.",
                )
            ),
            "The focal length is",
            second=-1 / slope,
        )
    p_text = between(rng, 20, 90, "1")
    m_true = rng.uniform(0.3, 3.5)
    p = work.given("p", p_text, "cm", "object distance")
    h = work.given("h", between(rng, 2, 6, "0.1"), "cm", "height of the object")
    hi = work.given("h_i", f"{h * m_true:.1f}", "cm", "height of the image")
    work.step(
        "q",
        "p * h_i / h",
        "cm",
        "The heights are in the ratio of the distances, so the image distance is",
        digits=5,
    )
    work.step("f", "1 / (1 / p + 1 / q)", "cm", "The thin-lens equation gives the focal length")
    return work.draft(
        rng.choice(
            (
                "A converging lens forms a real image of height {h_i} of an object of height {h} that stands "
                "{p} in front of it. What is the focal length in "
                "centimetres?",
                "On a screen, a lens throws a sharp image that is {h_i} high of a slide figure that is {h} "
                "high. The slide is {p} from the lens. Find the focal length of "
                "the lens in cm.",
            )
        ),
        "The focal length is",
        second=root(lambda f: image_by_rays(f, p)[1] + hi / h, p * 1e-3, p * (1 - 1e-9)),
    )


def _two(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.6:
        one, two = between(rng, 6, 20, "0.5"), between(rng, 8, 25, "0.5")
        p_text = f"{float(one) * rng.uniform(1.4, 3):.0f}"
        first = 1 / (1 / float(one) - 1 / float(p_text))
        gap_text = f"{first + float(two) * rng.uniform(1.25, 3):.0f}"
        f1 = work.given("f_1", one, "cm", "first focal length")
        f2 = work.given("f_2", two, "cm", "second focal length")
        d = work.given("d", gap_text, "cm", "distance between the lenses")
        p = work.given("p_1", p_text, "cm", "object distance")
        work.step(
            "q_1", "1 / (1 / f_1 - 1 / p_1)", "cm", "The first lens forms an image at the distance", digits=5
        )
        work.step(
            "p_2", "d - q_1", "cm", "This image is the object of the second lens, at the distance", digits=5
        )
        work.step(
            "q_2", "1 / (1 / f_2 - 1 / p_2)", "cm", "The second lens forms an image at the distance", digits=5
        )
        distance, size = image_by_matrices([("gap", p), ("lens", f1), ("gap", d), ("lens", f2)])
        story = rng.choice(
            (
                "Two converging lenses with focal lengths of {f_1} and {f_2} stand {d} apart on one axis. An "
                "object is {p_1} in front of the first.",
                "An object stands {p_1} in front of a converging lens of focal length {f_1}. A second "
                "converging lens, of focal length {f_2}, stands {d} behind the "
                "first.",
            )
        )
        if rng.random() < 0.5:
            return work.draft(
                f"{story} How far behind the second lens, in centimetres, is the final image?",
                "The image distance is",
                second=distance,
            )
        work.step(
            "M",
            "(q_1 / p_1) * (q_2 / p_2)",
            "",
            "Each image is inverted, so the final one is upright, and the magnification is",
        )
        return work.draft(
            f"{story} What is the magnification of the final image?", "The magnification is", second=size
        )
    focal = between(rng, 8, 30, "0.5")
    f = work.given("f", focal, "cm", "focal length")
    L = work.given("L", f"{float(focal) * rng.uniform(4.3, 8):.0f}", "cm", "distance from object to screen")
    far = rng.random() < 0.5
    sign = "+" if far else "-"
    work.step(
        "w",
        "sqrt(L**2 - 4 * L * f)",
        "cm",
        "Object and image distance add up to the distance of the screen, a quadratic equation whose two "
        "roots differ by",
        digits=5,
    )
    work.step(
        "p", f"(L {sign} w) / 2", "cm", f"The {'larger' if far else 'smaller'} root is the object distance"
    )
    half = L / 2
    second = (
        root(lambda p: p + image_by_rays(f, p)[0] - L, half, L)
        if far
        else root(lambda p: p + image_by_rays(f, p)[0] - L, f * (1 + 1e-6), half)
    )
    compared = "smaller" if far else "larger"
    return work.draft(
        rng.choice(
            (
                "An object and a screen are {L} apart. A converging lens of focal length {f} between "
                f"them throws a sharp image that is {compared} than the object. "
                "How far is the lens from the object, in centimetres?",
                "Between a lamp and a wall {L} away, a converging lens with a focal length of {f} forms "
                f"a sharp image, {compared} than the lamp, on the wall. Find the "
                "distance from lamp to lens in cm.",
            )
        ),
        "The object distance is",
        second=second,
    )
