"""Refraction, total reflection, prisms and plates."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from assay import Draft, generator
from assay_science.generators._draws import between
from assay_science.generators._tables import properties
from assay_science.numerics import root
from assay_science.working import VERIFIERS, Working


def fermat(n1: float, n2: float, degrees: float) -> float:
    """The angle of refraction in degrees, by Fermat's principle: the path of least time to a point of the
    refracted ray.

    The derivative of the travel time along the surface is zero where the ray crosses it.
    """
    slope = math.tan(math.radians(degrees))  # the ray starts one unit above the surface, at -slope

    def travel(angle: float) -> float:
        end = math.tan(math.radians(angle))
        return n1 * slope / math.hypot(slope, 1) - n2 * end / math.hypot(end, 1)

    return root(travel, 0.0, 89.9999)


@generator("science.refraction", verifiers=VERIFIERS, min_step_coverage=1.0)
def refraction(rng: random.Random, difficulty: int) -> Draft:
    """Snell's law and what follows from it.

    1: the angle of refraction. 2: the critical angle, or the speed of light in a medium. 3: apparent
    depths and lights under water. 4: a plate's shift, or an index that is sought. 5: a prism, or a fibre.
    """
    return (_angle, _critical, _pool, _plate, _prism)[difficulty - 1](rng, Working())


_SOLIDS = ("Plexiglas", "crown glass", "flint glass", "diamond", "zircon")


def _index(
    rng: random.Random, work: Working, name: str = "n", among: Sequence[str] = ()
) -> tuple[str, float]:
    medium = rng.choice(among or list(properties("refractive_index")))
    return medium, work.given(
        name, properties("refractive_index")[medium], "", f"refractive index of {medium}"
    )


def _angle(rng: random.Random, work: Working) -> Draft:
    medium, n = _index(rng, work)
    a = work.given("theta_1", between(rng, 15, 80, "1"), "°", "angle of incidence")
    work.step(
        "theta_2",
        "asin(sin(theta_1) / n)",
        "°",
        "Snell's law, with air's index of 1, gives the angle of refraction",
    )
    return work.draft(
        rng.choice(
            (
                "A ray of light in air strikes a flat surface of {medium} (refractive index {n}) at an angle "
                "of {theta_1} to the normal. What is the angle of refraction, in "
                "degrees?",
                "Light passes from air into {medium}, whose refractive index is {n}. The angle of incidence "
                "is {theta_1}. Find the angle of refraction in degrees.",
                "With an angle of incidence of {theta_1}, a laser beam enters {medium} from air. The "
                "refractive index of the medium is {n}. At what angle to the normal, in "
                "degrees, does it go on?",
            )
        ),
        "The angle of refraction is",
        second=fermat(1.0, n, a),
        texts={"medium": medium},
    )


def _critical(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        medium, n = _index(rng, work, "n_1", _SOLIDS)
        other = rng.choice(("water", "ethanol", "glycerine"))
        m = work.given("n_2", properties("refractive_index")[other], "", f"refractive index of {other}")
        work.step(
            "theta",
            "asin(n_2 / n_1)",
            "°",
            "At the critical angle the refracted ray runs along the surface, so",
            symbol=r"\theta_{c}",
        )
        return work.draft(
            rng.choice(
                (
                    "What is the critical angle, in degrees, for light that goes from {medium} (refractive "
                    "index {n_1}) towards {other} (refractive index {n_2})?",
                    "Light inside {medium} ({n_1}) meets a boundary with {other} ({n_2}); the numbers are "
                    "the refractive indices. Above which angle of incidence, in degrees, is "
                    "it totally reflected?",
                )
            ),
            "The critical angle is",
            second=root(lambda x: n * math.sin(math.radians(x)) - m, 0.0, 90.0),
            texts={"medium": medium, "other": other},
        )
    medium, n = _index(rng, work)
    L = work.given("L", between(rng, 400, 700, "1"), "nm", "wavelength in vacuum", symbol=r"\lambda_{0}")
    work.constant("c", "2.998×10⁸", "m/s")
    work.step("v", "c / n", "m/s", "In the medium, light travels at")
    work.step("f", "c / L", "Hz", "The frequency is the same as in vacuum,")
    work.step("L_n", "v / f", "nm", "The wavelength in the medium is", symbol=r"\lambda")
    return work.draft(
        rng.choice(
            (
                "Light has a wavelength of {L} in vacuum. What is its wavelength in {medium}, whose "
                "refractive index for it is {n}, in nanometres?",
                "A beam of light with a vacuum wavelength of {L} enters {medium} (refractive index {n}). "
                "Find the wavelength inside in nm.",
            )
        ),
        "The wavelength is",
        second=L / n,
        texts={"medium": medium},
    )


def _pool(rng: random.Random, work: Working) -> Draft:
    depth = work.given("h", between(rng, 0.8, 4, "0.1"), "m", "depth")
    n = work.given("n", "1.333", "", "refractive index of water")
    if rng.random() < 0.5:
        work.step(
            "theta",
            "asin(1 / n)",
            "°",
            "Light leaves the water only within the critical angle,",
            symbol=r"\theta_{c}",
            digits=5,
        )
        work.step("r", "h * tan(theta)", "m", "At the surface, this is a circle with the radius")
        work.step("d", "2 * r", "m", "Its diameter is")
        return work.draft(
            rng.choice(
                (
                    "A small lamp lies on the bottom of a pool, {h} under the surface (refractive index of "
                    "water: {n}). What is the diameter, in metres, of the circle through which "
                    "its light leaves the water?",
                    "A diver's lamp shines in all directions {h} below a calm surface. Find the diameter of "
                    "the bright circle on the surface in metres. Water has a refractive index "
                    "of {n}.",
                )
            ),
            "The diameter is",
            second=2 * depth / math.sqrt(n * n - 1),
        )
    a = work.given("theta_1", between(rng, 25, 70, "1"), "°", "angle of incidence")
    work.step("theta_2", "asin(sin(theta_1) / n)", "°", "Snell's law gives the angle of refraction", digits=5)
    work.step("x", "h * tan(theta_2)", "m", "At the bottom, the ray is off the point below its entry by")
    return work.draft(
        rng.choice(
            (
                "A ray of sunlight strikes the calm surface of a pool at {theta_1} to the vertical. The pool "
                "is {h} deep, and the refractive index of water is {n}. How far "
                "from the point vertically below its entry does it reach the bottom, in metres?",
                "The beam of a lamp meets still water ({n} is its refractive index) at an angle of incidence "
                "of {theta_1}. Find how far it is carried sideways on its way to the "
                "bottom, {h} below, in metres.",
            )
        ),
        "The distance is",
        second=depth * math.tan(math.radians(fermat(1.0, n, a))),
    )


def _plate(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        medium, n = _index(rng, work, among=_SOLIDS[:3])
        a = work.given("theta_1", between(rng, 25, 70, "1"), "°", "angle of incidence")
        t = work.given("t", between(rng, 4, 40, "1"), "mm", "thickness")
        work.step(
            "theta_2",
            "asin(sin(theta_1) / n)",
            "°",
            "Inside the plate the ray makes with the normal the angle",
            digits=5,
        )
        work.step("s", "t / cos(theta_2)", "mm", "Its path in the plate is", digits=5)
        work.step(
            "d",
            "s * sin(theta_1 - theta_2)",
            "mm",
            "At right angles to the ray, this path is off the first direction by",
        )
        sine, cosine = math.sin(math.radians(a)), math.cos(math.radians(a))
        return work.draft(
            rng.choice(
                (
                    "A ray of light strikes a plane-parallel plate of {medium} (refractive index {n}, "
                    "thickness {t}) in air at an angle of incidence of {theta_1}. By how many "
                    "millimetres is it displaced sideways when it leaves the plate?",
                    "At {theta_1} to the normal, a laser beam falls on a flat plate of {medium}, {t} thick, "
                    "with a refractive index of {n}. Find the lateral displacement of the beam "
                    "in mm. The plate is in air.",
                )
            ),
            "The displacement is",
            second=t * sine * (1 - cosine / math.sqrt(n * n - sine * sine)),
            texts={"medium": medium},
        )
    liquid, true = rng.choice(
        (
            ("sugar solution", rng.uniform(1.34, 1.45)),
            ("oil", rng.uniform(1.44, 1.50)),
            ("brine", rng.uniform(1.335, 1.38)),
        )
    )
    depth_text, a_text = between(rng, 6, 30, "0.5"), between(rng, 40, 70, "1")
    inside = math.asin(math.sin(math.radians(float(a_text))) / true)
    h = work.given("h", depth_text, "cm", "depth")
    a = work.given("theta_1", a_text, "°", "angle of incidence")
    x = work.given("x", f"{float(depth_text) * math.tan(inside):.2f}", "cm", "sideways distance")
    work.step(
        "theta_2", "atan(x / h)", "°", "In the liquid, the angle of the beam to the vertical is", digits=5
    )
    work.step("n", "sin(theta_1) / sin(theta_2)", "", "Snell's law gives the refractive index")
    work_second = math.sin(math.radians(a)) * math.hypot(x, h) / x
    return work.draft(
        rng.choice(
            (
                "A laser beam in air strikes the level surface of {liquid} at {theta_1} to the vertical. On "
                "the bottom of the trough, {h} below, it arrives {x} from the point vertically "
                "below its entry. What is the refractive index of the liquid?",
                "To measure the refractive index of {liquid}, a beam is sent in from air at an angle of "
                "incidence of {theta_1}. At a depth of {h} it is {x} off the vertical through its "
                "point of entry. Find the refractive index.",
            )
        ),
        "The refractive index is",
        second=work_second,
        digits=4,
        tolerance=0.002,
        texts={"liquid": liquid},
    )


def _prism(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        glass, index = rng.choice((("crown glass", "1.52"), ("flint glass", "1.66"), ("Plexiglas", "1.51")))
        n = work.given("n", index, "", f"refractive index of {glass}")
        apex_text = rng.choice(("40", "45", "50", "60"))
        apex = work.given("A", apex_text, "°", "apex angle")
        least = math.degrees(math.asin(min(1.0, n * math.sin(math.radians(apex) - math.asin(0.985 / n)))))
        a = work.given("theta_1", between(rng, max(30.0, least + 1), 70, "1"), "°", "angle of incidence")
        work.step("theta_2", "asin(sin(theta_1) / n)", "°", "At the first face, Snell's law gives", digits=5)
        work.step(
            "theta_3",
            "A - theta_2",
            "°",
            "The angles within the prism add up to the apex angle, so the second face is met at",
            digits=5,
        )
        work.step(
            "theta_4",
            "asin(n * sin(theta_3))",
            "°",
            "Snell's law gives the angle at which the ray leaves,",
            digits=5,
        )
        work.step(
            "d",
            "theta_1 + theta_4 - A",
            "°",
            "The two refractions together turn the ray by",
            symbol=r"\delta",
        )
        inside = math.radians(apex - fermat(1.0, n, a))
        out = root(lambda y: math.sin(y) - n * math.sin(inside), -1.5, 1.5)
        return work.draft(
            rng.choice(
                (
                    "A ray of light falls on one face of a prism of {glass} (refractive index {n}, apex "
                    "angle {A}) at an angle of incidence of {theta_1} and leaves through the other. By "
                    "how many degrees is it deviated? The prism is in air.",
                    "A prism with an apex angle of {A} is made of {glass} with a refractive index of {n}. A "
                    "ray in air meets its first face at {theta_1} to the normal. Find the total "
                    "deviation in degrees.",
                )
            ),
            "The deviation is",
            second=a + math.degrees(out) - apex,
            texts={"glass": glass},
        )
    n1 = work.given("n_1", between(rng, 1.46, 1.62, "0.005"), "", "refractive index of the core")
    n2 = work.given(
        "n_2", f"{float(n1) - rng.uniform(0.02, 0.12):.3f}", "", "refractive index of the cladding"
    )
    L = work.given("L", between(rng, 0.5, 5, "0.1"), "km", "length") * 1000
    c = work.constant("c", "2.998×10⁸", "m/s")
    work.step(
        "theta",
        "asin(n_2 / n_1)",
        "°",
        "The steepest ray that is guided meets the cladding at the critical angle,",
        symbol=r"\theta_{c}",
        digits=5,
    )
    work.step("s", "L / sin(theta)", "km", "Its path through the fibre is longer than the fibre:", digits=6)
    work.step("d", "s - L", "m", "It is longer by", symbol=r"\Delta s", digits=5)
    work.step("t", "d * n_1 / c", "ns", "Light in the core needs for this", symbol=r"\Delta t")
    return work.draft(
        rng.choice(
            (
                "A step-index fibre {L} long has a core with a refractive index of {n_1} and a cladding with "
                "{n_2}. By how many nanoseconds does the steepest guided ray arrive later "
                "than the one along the axis?",
                "In an optical fibre of length {L}, the core has a refractive index of {n_1}, the cladding "
                "{n_2}. Find the difference, in ns, between the travel times of the steepest "
                "ray that is totally reflected and of the axial ray.",
            )
        ),
        "The difference is",
        second=1e9 * L * n1 / c * (n1 - n2) / n2,
    )
