"""Harmonic oscillations of springs and pendulums."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_science.generators._draws import between
from assay_science.numerics import motion
from assay_science.working import VERIFIERS, Working


def spring_period(mass: float, stiffness: float) -> float:
    """The period of a mass (kg) on a spring (N/m): four times the motion from an end to the middle, by
    integration.

    The equation of motion is integrated over one second and the phase that it has gone through is read
    off.
    """
    unit = math.sqrt(mass / stiffness)  # short enough for one turn to be seen
    x, v = motion(lambda _, s: (s[1], -stiffness / mass * s[0]), (1.0, 0.0), unit, 60)
    return 2 * math.pi * unit / math.atan2(-v * unit, x)


def position_after(amplitude: float, period: float, time: float) -> float:
    """Where a body is that was let go at its amplitude, by integration of the equation of motion."""
    rate = (2 * math.pi / period) ** 2
    return motion(lambda _, s: (s[1], -rate * s[0]), (amplitude, 0.0), time, 150)[0]


@generator("science.oscillation", verifiers=VERIFIERS, min_step_coverage=1.0)
def oscillation(rng: random.Random, difficulty: int) -> Draft:
    """Periods, speeds and energies of masses on springs and of pendulums.

    1: a period. 2: a spring constant out of how far a mass stretches the spring. 3: greatest speed or
    acceleration. 4: gravity out of a pendulum, or position at a time. 5: speed at a position, or a mass
    that is added.
    """
    return (_period, _stretched, _greatest, _when, _hard)[difficulty - 1](rng, Working())


def _period(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        m = work.given("m", between(rng, 50, 800, "10"), "g", "mass") / 1000
        k = work.given("k", between(rng, 4, 60, "1"), "N/m", "spring constant")
        work.step("T", "2 * pi * sqrt(m / k)", "s", "The period of a mass on a spring is")
        return work.draft(
            rng.choice(
                (
                    "A body of mass {m} oscillates on a light spring with a spring constant of {k}. What is "
                    "the period in seconds?",
                    "An air-track glider ({m}) is fastened to a light spring ({k}) and set oscillating. Find "
                    "the period in seconds.",
                    "How long, in seconds, does one oscillation of a mass of {m} on a light spring of {k} "
                    "take?",
                )
            ),
            "The period is",
            second=spring_period(m, k),
        )
    L = work.given("L", between(rng, 0.25, 2.5, "0.05"), "m", "length")
    g = work.constant("g", "9.81", "m/s²")
    work.step("T", "2 * pi * sqrt(L / g)", "s", "For small angles, the period of a simple pendulum is")
    return work.draft(
        rng.choice(
            (
                "A small ball on a light thread of length {L} swings through small angles. What is the "
                "period in seconds?",
                "What is the period, in seconds, of a simple pendulum of length {L} for small amplitudes?",
                "A child's swing has ropes {L} long. Treated as a simple pendulum with small amplitude, what "
                "is its period in seconds?",
            )
        ),
        "The period is",
        second=spring_period(1.0, g / L),
    )


def _stretched(rng: random.Random, work: Working) -> Draft:
    work.given("m", between(rng, 100, 900, "10"), "g", "mass")
    x = work.given("x", between(rng, 3, 20, "0.5"), "cm", "extension") / 100
    g = work.constant("g", "9.81", "m/s²")
    work.step(
        "k",
        "m * g / x",
        "N/m",
        "At rest the force of the spring carries the weight, so the spring constant is",
    )
    work.step("f", "sqrt(k / m) / (2 * pi)", "Hz", "The frequency of the oscillation is")
    return work.draft(
        rng.choice(
            (
                "A body of mass {m} is hung from a light spring and stretches it by {x}. It is then pulled "
                "down a little and released. With what frequency, in "
                "hertz, does it oscillate?",
                "When a mass of {m} is attached to a light vertical spring, the spring becomes {x} longer. "
                "Find the frequency of the vertical oscillations of this "
                "mass in Hz.",
            )
        ),
        "The frequency is",
        second=1 / spring_period(x, g),  # the mass cancels: ω² = g / x
    )


def _greatest(rng: random.Random, work: Working) -> Draft:
    m = work.given("m", between(rng, 100, 900, "10"), "g", "mass") / 1000
    k = work.given("k", between(rng, 10, 120, "5"), "N/m", "spring constant")
    A = work.given("A", between(rng, 2, 12, "0.5"), "cm", "amplitude") / 100
    work.step("omega", "sqrt(k / m)", "rad/s", "The angular frequency is")
    story = rng.choice(
        (
            "A body of mass {m} oscillates without friction on a light spring ({k}) with an amplitude of "
            "{A}.",
            "A light spring with a spring constant of {k} carries a mass of {m} that oscillates with an "
            "amplitude of {A}.",
            "On an air track, a glider of mass {m} on a light spring of {k} is pulled {A} from its rest "
            "position and released.",
        )
    )
    if rng.random() < 0.5:
        work.step(
            "v",
            "omega * A",
            "m/s",
            "The greatest speed, at the rest position, is",
            symbol=r"v_{\mathrm{max}}",
        )
        return work.draft(
            f"{story} What is its greatest speed in m/s?",
            "The greatest speed is",
            second=math.sqrt(k * A * A / m),
        )
    work.step(
        "a",
        "omega**2 * A",
        "m/s²",
        "The greatest acceleration, at the turning points, is",
        symbol=r"a_{\mathrm{max}}",
    )
    return work.draft(
        f"{story} What is the magnitude of its greatest acceleration in m/s²?",
        "The greatest acceleration is",
        second=k * A / m,
    )


def _when(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        L_text = between(rng, 0.4, 1.8, "0.01")
        g_true, place = rng.choice(
            ((9.79, "near the equator"), (9.83, "in the far north"), (1.62, "on the Moon"), (3.72, "on Mars"))
        )
        n_text = rng.choice(("10", "20", "25", "50"))
        period = 2 * math.pi * math.sqrt(float(L_text) / g_true)
        L = work.given("L", L_text, "m", "length")
        n = work.given("n", n_text, "", "number of swings")
        t = work.given("t", f"{float(n_text) * period:.1f}", "s", "time")
        work.step("T", "t / n", "s", "The period is", digits=5)
        work.step(
            "g",
            "4 * pi**2 * L / T**2",
            "m/s²",
            "The formula for the period of a simple pendulum, solved for gravity, gives",
        )
        return work.draft(
            rng.choice(
                (
                    f"A simple pendulum of length {{L}} {place} needs {{t}} for {{n}} complete swings of "
                    "small amplitude. What is the acceleration due to gravity "
                    "there, in m/s²?",
                    f"To measure gravity {place}, a small ball on a thread of length {{L}} is set swinging "
                    "with a small amplitude. Its {n} full swings take "
                    "{t}. Find the acceleration due to gravity in m/s².",
                )
            ),
            "The acceleration due to gravity is",
            second=L * (2 * math.pi / spring_period(1.0, 1.0)) ** 2 * (2 * math.pi * n / t) ** 2,
        )
    A = work.given("A", between(rng, 2, 15, "0.5"), "cm", "amplitude")
    T_text = between(rng, 0.6, 3, "0.1")
    T = work.given("T", T_text, "s", "period")
    share = rng.uniform(0.04, 0.2) if rng.random() < 0.5 else rng.uniform(0.3, 0.45)
    t = work.given("t", f"{float(T_text) * share:.2f}", "s", "time")
    work.step("omega", "2 * pi / T", "rad/s", "The angular frequency is", digits=5)
    work.step("phi", "omega * t", "°", "The phase at this time is", digits=5)
    work.step("x", "A * cos(phi)", "cm", "Released at its greatest displacement, the body is then at")
    return work.draft(
        rng.choice(
            (
                "A body on a spring is pulled {A} to the right of its rest position and released. It "
                "oscillates with a period of {T}. What is its displacement, in "
                "centimetres (positive to the right), {t} after its release?",
                "A body oscillates harmonically with an amplitude of {A} and a period of {T}. At the start "
                "it is at its greatest positive displacement. Find its "
                "displacement after {t} in centimetres.",
            )
        ),
        "The displacement is",
        second=position_after(A, T, t),
        rel=1e-5,
    )


def _hard(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        m = work.given("m", between(rng, 150, 900, "10"), "g", "mass") / 1000
        T_text = between(rng, 0.4, 1.6, "0.05")
        T = work.given("T", T_text, "s", "period")
        A_text = between(rng, 4, 12, "0.5")
        A = work.given("A", A_text, "cm", "amplitude") / 100
        x = work.given("x", f"{float(A_text) * rng.uniform(0.3, 0.8):.1f}", "cm", "displacement") / 100
        work.step("k", "4 * pi**2 * m / T**2", "N/m", "The period gives the spring constant", digits=5)
        work.step(
            "E", "k * A**2 / 2", "J", "The total energy is that of the spring at a turning point,", digits=5
        )
        work.step("E_p", "k * x**2 / 2", "J", "At the displacement asked for, the spring holds", digits=5)
        work.step("E_k", "E - E_p", "J", "The rest is kinetic energy,", digits=5)
        work.step("v", "sqrt(2 * E_k / m)", "m/s", "The speed is therefore")
        return work.draft(
            rng.choice(
                (
                    "A body of mass {m} oscillates on a light horizontal spring without friction, with a "
                    "period of {T} and an amplitude of {A}. What is its "
                    "speed, in m/s, when it is {x} from its rest position?",
                    "A mass of {m} on a light spring has a period of {T} and an amplitude of {A}. Find its "
                    "speed in m/s at a displacement of {x}.",
                )
            ),
            "The speed is",
            second=2 * math.pi / T * math.sqrt(A * A - x * x),
        )
    m = work.given("m", between(rng, 200, 900, "10"), "g", "added mass") / 1000
    t1_text = between(rng, 0.5, 1.2, "0.01")
    t1 = work.given("T_1", t1_text, "s", "period before")
    t2 = work.given(
        "T_2", f"{float(t1_text) * rng.uniform(1.15, 1.7):.2f}", "s", "period with the added mass"
    )
    work.step(
        "q",
        "(T_2 / T_1)**2",
        "",
        "The square of the period is proportional to the mass, so the masses have the ratio",
        digits=5,
    )
    work.step("m_1", "m / (q - 1)", "g", "The added mass is the difference, so the first mass is", digits=5)
    work.step("k", "4 * pi**2 * m_1 / T_1**2", "N/m", "The first period gives the spring constant")
    return work.draft(
        rng.choice(
            (
                "A body oscillates on a light spring with a period of {T_1}. When another {m} is fastened to "
                "it, the period becomes {T_2}. What is the spring "
                "constant in N/m?",
                "An oscillator's period is {T_1}. With an additional mass of {m} on the same light spring it "
                "is {T_2}. Find the spring constant in N/m.",
            )
        ),
        "The spring constant is",
        second=m * 4 * math.pi**2 / (t2**2 - t1**2),
    )
