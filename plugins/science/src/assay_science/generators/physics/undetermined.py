"""Problems of physics that cannot be answered: something is missing, or the data contradict each other."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass

from assay import Draft, generator, make_reference
from assay.evidence import Unanswerable
from assay_science.generators._draws import between
from assay_science.generators._tables import codata


@dataclass(frozen=True)
class _Case:
    """A problem, what it asks for, and what stands in the way (``missing`` as in :class:`Unanswerable`)."""

    prompt: str
    asked: str
    missing: tuple[str, ...]
    why: str


_Maker = Callable[[random.Random], _Case]


@generator("science.undetermined_physics", verifiers=("assay.unanswerable",))
def undetermined_physics(rng: random.Random, difficulty: int) -> Draft:
    """Say that a problem of physics has no answer, and why.

    1: one quantity of a formula is missing. 2: one of several steps, among other data. 3: two stated
    values contradict each other. 4: a stated value is beyond what nature allows. 5: two things are
    missing, or a contradiction that only a calculation shows.
    """
    return draft(rng.choice(_CASES[difficulty - 1])(rng), rng, contradiction=difficulty in (3, 4))


def draft(case: _Case, rng: random.Random, *, contradiction: bool = False) -> Draft:
    """The row of a case: in one of several wordings, its response says that there is no answer, and why."""
    first = "It is not possible" if contradiction else "There is not enough information"
    response = rng.choice(
        (
            f"{_capital(case.asked)} cannot be determined, because {case.why}.",
            f"{first} to determine {case.asked}: {case.why}.",
            f"{_capital(case.why)}. Therefore {case.asked} cannot be determined.",
        )
    )
    return Draft(
        case.prompt,
        response,
        make_reference(unanswerable=Unanswerable(case.missing, f"{_capital(case.why)}.")),
    )


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


# -- 1: one quantity of a formula is missing


def _speed(rng: random.Random) -> _Case:
    d = between(rng, 20, 400, "5")
    who = rng.choice(("train", "bus", "cyclist", "ferry"))
    return _Case(
        rng.choice(
            (
                f"A {who} covers {d} km. What is its average speed in km/h?",
                f"Find the average speed, in km/h, of a {who} that travels a distance of {d} km.",
            )
        ),
        "the average speed",
        ("time|duration|how long",),
        "the travel time is not given",
    )


def _braking(rng: random.Random) -> _Case:
    v = between(rng, 30, 130, "5")
    return _Case(
        rng.choice(
            (
                f"A car brakes uniformly from {v} km/h to rest. How long is its braking distance in metres?",
                f"What is the braking distance, in metres, of a car that slows down evenly from {v} km/h "
                "until it stops?",
            )
        ),
        "the braking distance",
        ("deceleration|acceleration|braking time|time",),
        "the deceleration is not given",
    )


def _ohm(rng: random.Random) -> _Case:
    volts = rng.choice(("1.5", "4.5", "9.0", "12", "24", "230"))
    what = rng.choice(("lamp", "heating wire", "resistor", "toaster"))
    return _Case(
        rng.choice(
            (
                f"A {what} is connected to an ideal source of {volts} V. What current flows through it, in "
                "amperes?",
                f"Find the current, in amperes, through a {what} at a voltage of {volts} V.",
            )
        ),
        "the current",
        ("resistance|power",),
        f"the resistance of the {what} is not given",
    )


def _spring(rng: random.Random) -> _Case:
    m = between(rng, 50, 900, "10")
    return _Case(
        rng.choice(
            (
                f"A body of mass {m} g oscillates on a light spring. What is the period in seconds?",
                f"Find the period, in seconds, of a mass of {m} g that oscillates on a light spring.",
            )
        ),
        "the period",
        ("spring constant|stiffness",),
        "the spring constant is not given",
    )


def _lens(rng: random.Random) -> _Case:
    p = between(rng, 10, 90, "1")
    return _Case(
        rng.choice(
            (
                f"An object stands {p} cm in front of a converging lens. How far behind the lens is its "
                "image, in centimetres?",
                f"A converging lens forms an image of a candle that is {p} cm away from it. Find the image "
                "distance in cm.",
            )
        ),
        "the image distance",
        ("focal length|optical power",),
        "the focal length of the lens is not given",
    )


# -- 2: one of several steps, among other data


def _incline(rng: random.Random) -> _Case:
    m, s, a = between(rng, 5, 60, "1"), between(rng, 2, 12, "0.5"), between(rng, 15, 45, "1")
    return _Case(
        rng.choice(
            (
                f"A crate of mass {m} kg is released from rest on a rough ramp that is inclined at {a}° to "
                f"the horizontal. It slides {s} m. Friction cannot be neglected. What is its speed at the "
                "end, in m/s?",
                f"On a rough plane inclined at {a}°, a box ({m} kg) slides {s} m from rest, with friction. "
                "Find its final speed in m/s.",
            )
        ),
        "the final speed",
        ("friction",),
        "the coefficient of friction is not given",
    )


def _mixing(rng: random.Random) -> _Case:
    m, t, w, u = (
        between(rng, 100, 500, "10"),
        between(rng, 80, 200, "5"),
        between(rng, 200, 800, "10"),
        between(rng, 12, 25, "0.5"),
    )
    return _Case(
        rng.choice(
            (
                f"A piece of an unknown alloy with a mass of {m} g and a temperature of {t} °C is put into "
                f"{w} g of water at {u} °C in an insulated vessel of negligible heat capacity. The specific "
                "heat of water is 4186 J/(kg·K). What is the final temperature in °C?",
                f"In an insulated vessel, {m} g of an unknown alloy at {t} °C are dropped into {w} g of "
                f"water ({u} °C, specific heat 4186 J/(kg·K)). Find the final temperature in °C.",
            )
        ),
        "the final temperature",
        ("specific heat|heat capacity",),
        "the specific heat of the alloy is not given",
    )


def _projectile(rng: random.Random) -> _Case:
    v, h = between(rng, 10, 40, "0.5"), between(rng, 5, 60, "1")
    return _Case(
        rng.choice(
            (
                f"A stone is thrown with a speed of {v} m/s from a cliff {h} m above the sea. How far from "
                "the foot of the cliff, measured horizontally, does it fall into the water, in metres? "
                "Neglect air resistance.",
                f"From a tower of height {h} m, a ball is thrown at {v} m/s. Without air resistance, what "
                "horizontal distance does it cover before it reaches the level ground, in metres?",
            )
        ),
        "the horizontal distance",
        ("angle|direction",),
        "the direction of the throw is not given",
    )


def _decay(rng: random.Random) -> _Case:
    a, t = between(rng, 50, 900, "10"), between(rng, 2, 40, "1")
    return _Case(
        rng.choice(
            (
                f"A source of an unnamed radioactive nuclide has an activity of {a} MBq and a mass of 2.0 "
                f"µg. What is its activity, in MBq, after {t} days?",
                f"The activity of a sample is {a} MBq. It contains a single radioactive nuclide, which is "
                f"not named. Find the activity, in MBq, {t} days later.",
            )
        ),
        "the later activity",
        ("half-life|decay constant|nuclide",),
        "the half-life of the nuclide is not given",
    )


def _transformer(rng: random.Random) -> _Case:
    n, v, i = between(rng, 200, 2000, "50"), rng.choice(("120", "230", "400")), between(rng, 0.5, 8, "0.5")
    return _Case(
        rng.choice(
            (
                f"The primary coil of an ideal transformer has {n} turns and carries {i} A at {v} V "
                "(alternating). What is the voltage at the secondary coil, in volts?",
                f"An ideal transformer is fed with {v} V (alternating) and {i} A. Its primary coil has {n} "
                "turns. Find the secondary voltage in volts.",
            )
        ),
        "the secondary voltage",
        ("turns|secondary current",),
        "the number of turns of the secondary coil is not given",
    )


# -- 3: two stated values contradict each other


def _distance(rng: random.Random) -> _Case:
    v, t = between(rng, 10, 30, "1"), between(rng, 20, 60, "5")
    d = f"{float(v) * float(t) * rng.choice((1.3, 1.5, 0.7, 0.6)):.0f}"
    return _Case(
        rng.choice(
            (
                f"A car of mass 1200 kg moves at a constant speed of {v} m/s. In {t} s it covers {d} m. What "
                "is its kinetic energy in kilojoules?",
                f"At constant speed, a car (1200 kg) needs {t} s for {d} m; its speedometer, which is exact, "
                f"shows {v} m/s all the time. Find its kinetic energy in kJ.",
            )
        ),
        "the kinetic energy",
        ("speed|speedometer", "distance|time|m in"),
        f"the stated speed of {v} m/s contradicts the stated distance of {d} m in a time of {t} s",
    )


def _ohms(rng: random.Random) -> _Case:
    volts, ohms = rng.choice(("6.0", "12.0", "24.0")), between(rng, 10, 60, "1")
    amps = f"{float(volts) / float(ohms) * rng.choice((1.5, 2, 0.5)):.2f}"
    return _Case(
        rng.choice(
            (
                f"A resistor of {ohms} Ω is connected directly to an ideal source of {volts} V. A current of "
                f"{amps} A flows through it. What power does it take, in watts?",
                f"At {volts} V, a current of {amps} A flows through a resistor that has exactly {ohms} Ω. "
                "Find the power that it takes, in watts.",
            )
        ),
        "the power",
        ("resistance|resistor|Ω", "current|voltage|A and|V and"),
        f"the stated current of {amps} A contradicts the stated resistance of {ohms} Ω at {volts} V",
    )


def _density(rng: random.Random) -> _Case:
    m, v = between(rng, 200, 900, "10"), between(rng, 40, 200, "5")
    rho = f"{float(m) / float(v) * rng.choice((1.6, 2, 0.5)):.2f}"
    return _Case(
        rng.choice(
            (
                f"A solid block has a mass of {m} g, a volume of {v} cm³ and a density of {rho} g/cm³. It "
                "hangs on a thread, wholly under water. What is the tension in the thread, in newtons?",
                "Find the tension, in newtons, in a thread that holds a solid block wholly under water. Its "
                f"mass is {m} g, its density {rho} g/cm³ and its volume {v} cm³.",
            )
        ),
        "the tension in the thread",
        ("density", "mass|volume"),
        f"the stated density of {rho} g/cm³ contradicts the stated mass of {m} g in a volume of {v} cm³",
    )


def _lens_contradiction(rng: random.Random) -> _Case:
    f = between(rng, 10, 20, "1")
    p = f"{float(f) * rng.uniform(1.5, 3):.0f}"
    q = f"{1 / (1 / float(f) - 1 / float(p)) * rng.choice((1.5, 2, 0.6)):.0f}"
    return _Case(
        rng.choice(
            (
                f"A thin lens with a focal length of {f} cm forms a sharp real image {q} cm behind it of an "
                f"object {p} cm in front of it. The object is 2.0 cm high. How high is the image, in "
                "centimetres?",
                f"An object 2.0 cm high stands {p} cm in front of a thin lens whose focal length is {f} cm, "
                f"and its sharp image is on a screen {q} cm behind the lens. Find the height of the image in "
                "cm.",
            )
        ),
        "the height of the image",
        ("focal length", "object|image|distances"),
        f"the stated focal length of {f} cm contradicts the stated position of the image {q} cm behind the "
        f"lens for an object {p} cm in front of it",
    )


# -- 4: a stated value is beyond what nature allows


def _carnot(rng: random.Random) -> _Case:
    hot, cold = between(rng, 400, 700, "10"), between(rng, 280, 320, "5")
    limit = 100 * (1 - float(cold) / float(hot))
    eta, heat = f"{min(96, limit + rng.uniform(10, 30)):.0f}", between(rng, 500, 3000, "50")
    return _Case(
        rng.choice(
            (
                f"A heat engine works between reservoirs at {hot} K and {cold} K with an efficiency of "
                f"{eta}%. In each cycle it takes up {heat} J. How much work does it do in a cycle, in "
                "joules?",
                f"An engine that takes up {heat} J at {hot} K and gives heat off at {cold} K has an "
                f"efficiency of {eta}%. Find the work of one cycle in joules.",
            )
        ),
        "the work of a cycle",
        ("efficiency", "temperature|reservoir|Carnot|K and"),
        f"the stated efficiency of {eta}% contradicts Carnot's limit for the stated {hot} K with the stated {cold} K",
    )


def _light(rng: random.Random) -> _Case:
    v = between(rng, 3.1, 6, "0.1")
    t = between(rng, 1, 20, "0.5")
    return _Case(
        rng.choice(
            (
                f"A spaceship flies past Earth at {v}×10⁸ m/s relative to it. How much time passes on board, "
                f"in years, while {t} years pass on Earth? The speed of light is 2.998×10⁸ m/s.",
                f"With a speed of {v}×10⁸ m/s relative to Earth, a rocket travels for {t} years of Earth's "
                "time. Find the time that passes for its crew, in years. (The speed of light is 2.998×10⁸ "
                "m/s.)",
            )
        ),
        "the time on board",
        ("speed",),
        f"the stated speed of {v}×10⁸ m/s contradicts the limit of 2.998×10⁸ m/s that the speed of light "
        "sets",
    )


def _sine(rng: random.Random) -> _Case:
    n, m = rng.choice((("1.52", "crown glass"), ("1.66", "flint glass"), ("2.419", "diamond")))[:2]
    critical = math.degrees(math.asin(1 / float(n)))
    a = between(rng, critical + 4, 80, "1")
    return _Case(
        rng.choice(
            (
                f"A ray of light within {m} (refractive index {n}) strikes the surface to air (refractive "
                f"index 1.00) at an angle of incidence of {a}° and is refracted into the air. What is the "
                "angle of refraction in degrees?",
                f"Light goes from {m} with a refractive index of {n} into air with a refractive index of "
                f"1.00. Its angle of incidence is {a}°. Find the angle of refraction in degrees.",
            )
        ),
        "the angle of refraction",
        ("angle of incidence|total|incidence",),
        f"the stated angle of incidence of {a}° contradicts the statement that the ray is refracted into the "
        "air",
    )


def _mixed_temperature(rng: random.Random) -> _Case:
    a, b = between(rng, 10, 25, "0.5"), between(rng, 50, 90, "0.5")
    end = f"{float(b) + rng.uniform(3, 15):.1f}"
    return _Case(
        rng.choice(
            (
                f"In an insulated vessel, 2.0 kg of water at {a} °C are mixed with hot water at {b} °C. The "
                f"final temperature is {end} °C. How many kilograms of hot water were added?",
                f"Hot water at {b} °C is poured into 2.0 kg of water at {a} °C, without exchange of heat "
                f"with the surroundings, until the temperature is {end} °C. Find the mass of the hot water "
                "in kg.",
            )
        ),
        "the mass of the hot water",
        ("temperature",),
        f"the stated final temperature of {end} °C contradicts the hot water's stated temperature of {b} °C",
    )


def _float(rng: random.Random) -> _Case:
    rho = between(rng, 1100, 2600, "50")
    v = between(rng, 10, 90, "5")
    return _Case(
        rng.choice(
            (
                f"A solid block with a volume of {v} cm³ and a density of {rho} kg/m³ floats at rest in "
                "water (density 1000 kg/m³), held by nothing else. What part of its volume is above the "
                "surface, in cm³?",
                f"Without any support, a solid body ({v} cm³, density {rho} kg/m³) floats at rest in water "
                "of density 1000 kg/m³. Find the volume above the surface in cm³.",
            )
        ),
        "the volume above the surface",
        ("density|densities",),
        f"the stated density of {rho} kg/m³ contradicts the statement that it floats in water with a density "
        "of 1000 kg/m³",
    )


# -- 5: two things are missing, or a contradiction that only a calculation shows


def _collision(rng: random.Random) -> _Case:
    m, v = between(rng, 900, 1800, "50"), between(rng, 30, 80, "5")
    return _Case(
        rng.choice(
            (
                f"A car of mass {m} kg that moves east at {v} km/h collides at a crossing with a van that "
                "moves north. The two lock together. With what speed, in m/s, do they move right after the "
                "collision?",
                f"At an icy crossing, a car ({m} kg) heading east at {v} km/h and a lorry heading north "
                "collide and stick together. Find their common speed right after the collision, in m/s.",
            )
        ),
        "the common speed",
        ("mass", "speed|velocity"),
        "the mass of the other vehicle is not given, and its speed before the collision is not stated",
    )


def _ladder(rng: random.Random) -> _Case:
    L, angle, m = between(rng, 3, 7, "0.5"), between(rng, 55, 75, "1"), between(rng, 50, 100, "1")
    return _Case(
        rng.choice(
            (
                f"A uniform ladder of length {L} m leans against a smooth wall at {angle}° to the level "
                f"ground. Someone of mass {m} kg stands on it. How large must the coefficient of static "
                "friction with the ground be at least?",
                f"Someone with a mass of {m} kg stands on a uniform ladder ({L} m long) that leans against a "
                f"frictionless wall and makes {angle}° with the ground. Find the smallest coefficient of "
                "static friction at the ground with which it does not slip.",
            )
        ),
        "the coefficient of static friction",
        ("mass of the ladder|ladder's mass|weight of the ladder|mass", "where|position|how far|distance"),
        "the mass of the ladder is not given, and the position of the person on it is not stated",
    )


def _gas(rng: random.Random) -> _Case:
    n, p = between(rng, 0.2, 3, "0.1"), between(rng, 95, 300, "5")
    return _Case(
        rng.choice(
            (
                f"A cylinder with a movable piston holds {n} mol of an ideal gas at {p} kPa. The gas expands "
                "isothermally and reversibly to twice its volume. How much work does it do, in joules?",
                f"An ideal gas ({n} mol, {p} kPa) in a cylinder doubles its volume in a reversible "
                "isothermal expansion. Find the work that it does, in joules.",
            )
        ),
        "the work of the gas",
        ("temperature|volume",),
        "the temperature of the gas is not given, and its volume in litres is not stated",
    )


def _elastic(rng: random.Random) -> _Case:
    m1, m2 = between(rng, 0.2, 0.6, "0.05"), between(rng, 0.2, 0.6, "0.05")
    v = between(rng, 0.5, 2.0, "0.1")
    stated = f"{2 * float(m1) / (float(m1) + float(m2)) * float(v) * rng.choice((0.6, 0.7, 1.4)):.2f}"
    return _Case(
        rng.choice(
            (
                f"On a frictionless track, a glider of mass {m1} kg moves at {v} m/s and collides head-on "
                f"and elastically with a glider of mass {m2} kg at rest, which then moves at {stated} m/s. "
                "What is the velocity of the first glider after the collision, in m/s?",
                f"A glider ({m1} kg, {v} m/s) collides elastically and head-on with a resting glider ({m2} "
                f"kg) on a track without friction. Afterwards the second one moves at {stated} m/s. Find the "
                "velocity of the first one in m/s.",
            )
        ),
        "the velocity of the first glider",
        ("elastic", "speed|velocity|momentum|energy|m/s"),
        f"the stated speed of {stated} m/s after the collision contradicts the statement that the collision "
        "is elastic",
    )


def _photo(rng: random.Random) -> _Case:
    metal, work = rng.choice((("sodium", 2.46), ("zinc", 4.31), ("copper", 4.70), ("silver", 4.73)))
    limit = 1e9 * codata("h") * codata("c") / (work * codata("e"))
    L = f"{limit * rng.uniform(1.15, 1.6):.0f}"
    return _Case(
        rng.choice(
            (
                f"Light with a wavelength of {L} nm sets electrons free from {metal}, whose work function is "
                f"{work:.2f} eV; each electron takes up one photon. What is the greatest kinetic energy of "
                "the electrons, in eV?",
                f"Electrons leave a surface of {metal} (work function {work:.2f} eV) under light of {L} nm, "
                "one for each photon that is absorbed. Find the greatest kinetic energy of these electrons "
                "in eV.",
            )
        ),
        "the greatest kinetic energy",
        ("work function", "wavelength|photon|light"),
        f"the stated wavelength of {L} nm contradicts the stated work function of {work:.2f} eV",
    )


_CASES: tuple[tuple[_Maker, ...], ...] = (
    (_speed, _braking, _ohm, _spring, _lens),
    (_incline, _mixing, _projectile, _decay, _transformer),
    (_distance, _ohms, _density, _lens_contradiction),
    (_carnot, _light, _sine, _mixed_temperature, _float),
    (_collision, _ladder, _gas, _elastic, _photo),
)
