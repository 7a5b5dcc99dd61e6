"""Special relativity: time, length, velocities, energy, momentum."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_science.generators._draws import between
from assay_science.generators._tables import codata
from assay_science.numerics import integral, root
from assay_science.working import VERIFIERS, Working


def stretched(beta: float) -> float:
    """The factor of time dilation by a light clock: light's way up and down, while the clock moves on."""
    # a clock of height 1 and c = 1: (t/2)² = 1 + (β t/2)², its own tick takes 2
    return root(lambda t: (t / 2) ** 2 - 1 - (beta * t / 2) ** 2, 1.0, 1e5) / 2


def kinetic_share(beta: float) -> float:
    """Kinetic energy over rest energy, as the work of a force on the momentum: ∫ v dp, with rapidity as
    variable."""
    return integral(lambda w: math.tanh(w) * math.cosh(w), 0.0, math.atanh(beta), 40)


@generator("science.relativity", verifiers=VERIFIERS, min_step_coverage=1.0)
def relativity(rng: random.Random, difficulty: int) -> Draft:
    """Time dilation, length contraction, addition of velocities, energy and momentum.

    1: a time or a length at a given speed. 2: a speed out of the factor. 3: muons, or velocities that are
    added. 4: the energy of fast particles. 5: the speed or the momentum out of an energy, or a mass that
    a decay makes.
    """
    return (_dilation, _speed, _muons, _energy, _inverse)[difficulty - 1](rng, Working())


def _beta(rng: random.Random, work: Working, low: float = 0.5, high: float = 0.99) -> float:
    return work.given(
        "beta", between(rng, low, high, "0.005"), "", "speed as a fraction of that of light", symbol=r"\beta"
    )


def _gamma(work: Working) -> None:
    work.step("gamma", "1 / sqrt(1 - beta**2)", "", "The Lorentz factor is", digits=5)


def _dilation(rng: random.Random, work: Working) -> Draft:
    b = _beta(rng, work)
    if rng.random() < 0.5:
        t = work.given("t", between(rng, 1, 20, "0.5"), "years", "time on board")
        _gamma(work)
        work.step("t_E", "gamma * t", "years", "The moving clock is slow, so on Earth there pass")
        return work.draft(
            rng.choice(
                (
                    "A spaceship moves away from Earth at {beta} times the speed of light. While {t} pass on "
                    "board, how many years pass on Earth?",
                    "An astronaut travels for {t} of her own time at a constant speed of {beta} c. How much "
                    "time, in years, passes on Earth meanwhile? (c is the speed of light.)",
                )
            ),
            "The time on Earth is",
            second=t * stretched(b),
        )
    L = work.given("L", between(rng, 40, 400, "5"), "m", "proper length")
    _gamma(work)
    work.step("L_1", "L / gamma", "m", "In the direction of motion, the length is contracted to", symbol="L'")
    return work.draft(
        rng.choice(
            (
                "A spaceship with a proper length of {L} flies past a space station at {beta} times the "
                "speed of light. How long is it, in metres, as measured on the station?",
                "At {beta} c (c is the speed of light), a spaceship that is {L} long at rest passes an "
                "observer along its length. Find the length that the observer measures, in metres.",
            )
        ),
        "The length is",
        second=L / stretched(b),
    )


def _speed(rng: random.Random, work: Working) -> Draft:
    t1 = work.given("t_0", between(rng, 2, 20, "0.5"), "years", "time on board")
    t2 = work.given("t", f"{t1 * rng.uniform(1.1, 4):.1f}", "years", "time on Earth")
    work.step("gamma", "t / t_0", "", "The ratio of the times is the Lorentz factor,", digits=5)
    work.step(
        "beta",
        "sqrt(1 - 1 / gamma**2)",
        "",
        "Solved for the speed, as a fraction of that of light, it gives",
        symbol=r"\beta",
    )
    return work.draft(
        rng.choice(
            (
                "At what speed, as a fraction of the speed of light, does a spaceship fly if {t} pass on "
                "Earth while its crew ages by {t_0}?",
                "A clock on a spaceship shows that a flight at constant speed took {t_0}; on Earth it took "
                "{t}. Find the ship's speed as a fraction of that of light.",
                "Twins separate: one travels at a constant speed, and {t_0} of his time are {t} for the twin "
                "on Earth. How fast does he travel, as a fraction of the speed of light?",
            )
        ),
        "The ratio of the speed to that of light is",
        second=root(lambda b: stretched(b) - t2 / t1, 0.0, 0.9999),
    )


def _muons(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        who, life = rng.choice((("muons", "2.20"), ("charged pions", "0.0260"), ("charged kaons", "0.0124")))
        t = work.given("tau", life, "µs", "mean life at rest", symbol=r"\tau_{0}") * 1e-6
        b = _beta(rng, work, 0.9, 0.995)
        c = work.constant("c", "2.998×10⁸", "m/s")
        _gamma(work)
        work.step(
            "t", "gamma * tau", "µs", "In the laboratory, their mean life is longer by this factor:", digits=5
        )
        work.step("d", "beta * c * t", "m", "In this time they fly")
        return work.draft(
            rng.choice(
                (
                    f"At rest, {who} have a mean life of {{tau}}. How far, in metres, do {who} with {{beta}} "
                    "times the speed of light fly on average before they decay?",
                    f"A beam of {who} (mean life at rest {{tau}}) moves at {{beta}} c, where c is the speed "
                    "of light. Find the mean distance that they fly in the laboratory, in metres.",
                )
            ),
            "The distance is",
            second=b * c * t * stretched(b),
        )
    a = work.given("u", between(rng, 0.3, 0.9, "0.01"), "", "speed of the ship over that of light")
    b = work.given("v", between(rng, 0.3, 0.9, "0.01"), "", "speed of the probe over that of light")
    against = rng.random() < 0.5
    if against:
        work.step("w", "(u + v) / (1 + u * v)", "", "In units of the speed of light, the relativistic sum is")
        stories = (
            "A spaceship moves away from Earth at {u} times the speed of light and launches a probe forwards "
            "at {v} times the speed of light relative to itself. What is the probe's speed relative to "
            "Earth, as a fraction of that of light?",
            "Two spaceships approach each other. Relative to Earth, one moves at {u} c and the other at {v} "
            "c (c is the speed of light). Find the speed of one relative to the other as a fraction of c.",
        )
        second = math.tanh(math.atanh(a) + math.atanh(b))
    else:
        work.step(
            "w",
            "abs(u - v) / (1 - u * v)",
            "",
            "In units of the speed of light, the relativistic difference has the magnitude",
        )
        stories = (
            "Two spaceships fly in the same direction, at {u} and {v} times the speed of light relative to "
            "Earth. What is the speed of one relative to the other, as a fraction of that of light?",
            "A spaceship that recedes from Earth at {u} c shoots a probe back towards Earth at {v} c "
            "relative to itself. Find the magnitude of the probe's velocity relative to Earth as a fraction "
            "of c, the speed of light.",
        )
        if a == b:
            return _muons(rng, Working())
        second = abs(math.tanh(math.atanh(a) - math.atanh(b)))
    return work.draft(rng.choice(stories), "The ratio of the speed to that of light is", second=second)


_REST = {"electron": "0.5110", "proton": "938.3", "muon": "105.7"}


def _energy(rng: random.Random, work: Working) -> Draft:
    who = rng.choice(list(_REST))
    E0 = work.given("E_0", _REST[who], "MeV", "rest energy")
    b = _beta(rng, work, 0.6, 0.995)
    _gamma(work)
    if rng.random() < 0.6:
        work.step("E_k", "(gamma - 1) * E_0", "MeV", "The kinetic energy is what exceeds the rest energy,")
        asked, closing, second = (
            "What is its kinetic energy in MeV?",
            "The kinetic energy is",
            E0 * kinetic_share(b),
        )
    else:
        work.step("E", "gamma * E_0", "MeV", "The total energy is", digits=5)
        work.step("p", "beta * E", "MeV", "Times the speed of light, the momentum is", symbol="p c")
        asked, closing = (
            "What is its momentum times the speed of light, in MeV?",
            "The momentum times the speed of light is",
        )
        second = E0 * math.sinh(math.atanh(b))
    article = "An" if who == "electron" else "A"
    return work.draft(
        rng.choice(
            (
                f"{article} {who} (rest energy {{E_0}}) moves at {{beta}} times the speed of light. {asked}",
                f"In an accelerator, {article.lower()} {who} with a rest energy of {{E_0}} reaches {{beta}} "
                f"c, where c is the speed of light. {asked}",
            )
        ),
        closing,
        second=second,
    )


def _inverse(rng: random.Random, work: Working) -> Draft:
    who = rng.choice(list(_REST))
    rest = float(_REST[who])
    E0 = work.given("E_0", _REST[who], "MeV", "rest energy")
    V = work.given(
        "E_k", f"{rest * rng.uniform(0.2, 6):.3g}".replace("e+03", "×10³"), "MeV", "kinetic energy"
    )
    work.step(
        "gamma", "1 + E_k / E_0", "", "The total energy over the rest energy is the Lorentz factor,", digits=6
    )
    article = "An" if who == "electron" else "A"
    if rng.random() < 0.5:
        work.step("r", "1 / gamma**2", "", "Its inverse square is", digits=6)
        work.step(
            "beta",
            "sqrt(1 - r)",
            "",
            "The speed, as a fraction of that of light, follows from it:",
            symbol=r"\beta",
            digits=5,
        )
        c = work.constant("c", "2.998×10⁸", "m/s")
        work.step("v", "beta * c", "m/s", "This is the speed")
        return work.draft(
            rng.choice(
                (
                    f"{article} {who} (rest energy {{E_0}}) has a kinetic energy of {{E_k}}. What is its "
                    "speed in m/s?",
                    f"{article} {who} leaves an accelerator with a kinetic energy of {{E_k}}; its rest "
                    "energy is {E_0}. Find its speed in m/s.",
                )
            ),
            "The speed is",
            second=c * root(lambda b: kinetic_share(b) - V / E0, 0.0, 0.99999)
            if V / E0 < 0.5
            else c * math.tanh(math.acosh(1 + V / E0)),
            digits=4,
            tolerance=0.002,
            rel=1e-5,
        )
    work.step("E", "gamma * E_0", "MeV", "The total energy is", digits=5)
    work.step(
        "p",
        "sqrt(E**2 - E_0**2)",
        "MeV",
        "Energy and momentum are related by the rest energy, so the momentum times the speed of light is",
        symbol="p c",
        digits=5,
    )
    c = work.constant("c", "2.998×10⁸", "m/s")
    work.step("q", "p / c", "kg·m/s", "The momentum is", symbol="p")
    return work.draft(
        rng.choice(
            (
                f"{article} {who} with a rest energy of {{E_0}} has a kinetic energy of {{E_k}}. What is its "
                "momentum in kg·m/s?",
                f"What momentum, in kg·m/s, has {article.lower()} {who} (rest energy {{E_0}}) that was "
                "accelerated to a kinetic energy of {E_k}?",
            )
        ),
        "The momentum is",
        second=math.sqrt(V * V + 2 * V * E0) * 1e6 * codata("e") / c,
    )
