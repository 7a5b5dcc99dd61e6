"""The Doppler effect of sound and of light."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_science.generators._draws import between
from assay_science.numerics import root
from assay_science.working import VERIFIERS, Working


def heard(frequency: float, sound: float, source: float = 0.0, listener: float = 0.0) -> float:
    """The frequency heard, out of when two crests sent one period apart arrive. Speeds are positive towards
    the other."""
    period, gap = 1 / frequency, 10.0 * sound

    def arrival(sent: float) -> float:  # source at -gap + source t, listener at -listener t
        start = -gap + source * sent
        return (sound * sent - start) / (sound + listener)

    return 1 / (arrival(period) - arrival(0.0))


def light_ratio(beta: float) -> float:
    """Observed over emitted frequency of light of a source that recedes at ``beta`` c: time dilation and the
    longer way."""
    return math.sqrt(1 - beta**2) / (1 + beta)


@generator("science.doppler", verifiers=VERIFIERS, min_step_coverage=1.0)
def doppler(rng: random.Random, difficulty: int) -> Draft:
    """Frequencies and speeds by the Doppler effect.

    1: a moving source. 2: in km/h, or a moving listener. 3: both move. 4: the speed out of the two
    frequencies. 5: an echo from a moving target, or light of a receding galaxy.
    """
    return (_source, _listener, _both, _speed, _hard)[difficulty - 1](rng, Working())


CLOSE = 0.002
"""Relative: the formulas for a moving source and for a moving listener differ by under one percent."""

_CARS = (
    ("an ambulance", "siren", (600, 1200)),
    ("a fire engine", "siren", (500, 1000)),
    ("a train", "horn", (300, 600)),
    ("a lorry", "horn", (350, 500)),
)


def _source(rng: random.Random, work: Working) -> Draft:
    who, what, tones = rng.choice(_CARS)
    f = work.given("f", between(rng, *tones, "10"), "Hz", "frequency")
    u = work.given("u", between(rng, 12, 33, "1"), "m/s", "speed of the source")
    v = work.given("v", between(rng, 335, 347, "1"), "m/s", "speed of sound")
    near = rng.random() < 0.5
    work.step(
        "f_1",
        f"f * v / (v {'-' if near else '+'} u)",
        "Hz",
        "The waves are shortened in front of the source, so the frequency is"
        if near
        else "The waves are stretched behind the source, so the frequency is",
    )
    way = "towards" if near else "away from"
    return work.draft(
        rng.choice(
            (
                f"The {what} of {who} has a frequency of {{f}}. The vehicle drives at {{u}} straight {way} "
                "someone who stands still. What frequency, in hertz, does "
                "this person hear? The speed of sound is {v}.",
                f"{who.capitalize()} moves at {{u}} {way} a listener at rest and sounds its {what} at {{f}}. "
                "Sound travels at {v}. Find the frequency heard in Hz.",
            )
        ),
        "The frequency is",
        second=heard(f, v, source=u if near else -u),
        rel=1e-5,
        tolerance=CLOSE,
        digits=4,
    )


def _listener(rng: random.Random, work: Working) -> Draft:
    near = rng.random() < 0.5
    f = work.given("f", between(rng, 300, 1200, "10"), "Hz", "frequency")
    u = work.given("u_k", between(rng, 40, 140, "5"), "km/h", "speed")
    v = work.given("v", between(rng, 335, 347, "1"), "m/s", "speed of sound")
    work.step("u", "u_k", "m/s", "In metres per second, the speed is", symbol="u")
    if rng.random() < 0.5:
        work.step(
            "f_1",
            f"f * (v {'+' if near else '-'} u) / v",
            "Hz",
            f"A listener who {'meets' if near else 'flees from'} the waves hears",
        )
        way = "towards" if near else "away from"
        story = (
            f"A car drives at {{u_k}} straight {way} a factory whose siren sounds at {{f}}. What frequency, "
            "in "
            "hertz, does the driver hear? The speed of sound is {v}."
        )
        other = (
            f"A level-crossing bell rings at {{f}}. A train moves {way} it at {{u_k}}. Find the frequency, "
            "in "
            "Hz, that the train driver hears when sound travels at {v}."
        )
        second = heard(f, v, listener=u / 3.6 if near else -u / 3.6)
    else:
        work.step(
            "f_1",
            f"f * v / (v {'-' if near else '+'} u)",
            "Hz",
            f"The waves are {'shortened in front of' if near else 'stretched behind'} the source, so the "
            "frequency is",
        )
        way = "approaches" if near else "leaves"
        story = (
            f"An express train {way} a station at {{u_k}} while its horn sounds at {{f}}. What frequency, in "
            "hertz, is heard on the platform? The speed of sound is {v}."
        )
        other = (
            f"A police car whose siren sounds at {{f}} {way} a pedestrian at {{u_k}}. With a speed of sound "
            "of "
            "{v}, find the frequency that the pedestrian hears in Hz."
        )
        second = heard(f, v, source=u / 3.6 if near else -u / 3.6)
    return work.draft(
        rng.choice((story, other)), "The frequency is", second=second, rel=1e-5, tolerance=CLOSE, digits=4
    )


def _both(rng: random.Random, work: Working) -> Draft:
    f = work.given("f", between(rng, 300, 1200, "10"), "Hz", "frequency")
    a = work.given("u_1", between(rng, 60, 130, "5"), "km/h", "speed of the source")
    b = work.given("u_2", between(rng, 30, 110, "5"), "km/h", "speed of the listener")
    v = work.given("v", between(rng, 335, 347, "1"), "m/s", "speed of sound")
    meet = rng.random() < 0.5
    work.step("v_s", "u_1", "m/s", "In metres per second, the source moves at")
    work.step("v_l", "u_2", "m/s", "The listener moves at")
    if meet:
        work.step("f_1", "f * (v + v_l) / (v - v_s)", "Hz", "Both motions raise the frequency:")
        stories = (
            "An ambulance with a siren of {f} drives at {u_1} towards a car that comes the opposite way at "
            "{u_2}. What frequency, in hertz, is heard in the car? "
            "The speed of sound is {v}.",
            "Two trains approach each other on parallel tracks. One moves at {u_1} and sounds its horn at "
            "{f}; the other moves at {u_2}. Sound travels at {v}. Find the "
            "frequency, in Hz, that is heard on the other train.",
        )
    else:
        work.step("f_1", "f * (v - v_l) / (v + v_s)", "Hz", "Both motions lower the frequency:")
        stories = (
            "Two trains have passed each other and move apart. One moves at {u_1} and sounds its horn at "
            "{f}; the other moves at {u_2}. Sound travels at {v}. What "
            "frequency, in hertz, is heard on the other train?",
            "After it has met an ambulance whose siren sounds at {f}, a car drives on at {u_2}, while the "
            "ambulance moves the opposite way at {u_1}. The speed of sound "
            "is {v}. Find the frequency heard in the car in Hz.",
        )
    sign = 1 if meet else -1
    return work.draft(
        rng.choice(stories),
        "The frequency is",
        second=heard(f, v, sign * a / 3.6, sign * b / 3.6),
        rel=1e-5,
        tolerance=CLOSE,
        digits=4,
    )


def _speed(rng: random.Random, work: Working) -> Draft:
    tone, true, sound = rng.uniform(350, 900), rng.uniform(12, 45), between(rng, 335, 347, "1")
    v = float(sound)
    f1 = work.given("f_1", f"{tone * v / (v - true):.0f}", "Hz", "frequency while it approaches")
    f2 = work.given("f_2", f"{tone * v / (v + true):.0f}", "Hz", "frequency while it moves away")
    work.given("v", sound, "m/s", "speed of sound")
    work.step(
        "q",
        "f_1 / f_2",
        "",
        "The two frequencies have the ratio of the sum and the difference of the two speeds,",
        digits=6,
    )
    work.step("u", "v * (q - 1) / (q + 1)", "m/s", "Solved for the speed of the source, this gives", digits=5)
    work.step("u_k", "u", "km/h", "In kilometres per hour,", symbol="u")
    return work.draft(
        rng.choice(
            (
                "While a racing car approaches, a spectator at the track hears its engine at {f_1}; after it "
                "has passed, at {f_2}. The speed of sound is {v}. How fast is "
                "the car, in km/h?",
                "The whistle of a train is heard on a platform at {f_1} as the train comes nearer and at "
                "{f_2} as it moves away. Sound travels at {v}. Find the speed of the "
                "train in km/h.",
                "A motorcycle passes a microphone. Its note falls from {f_1} to {f_2}. With a speed of sound "
                "of {v}, what is its speed in km/h?",
            )
        ),
        "The speed is",
        second=3.6 * root(lambda u: heard(100.0, v, u) / heard(100.0, v, -u) - f1 / f2, 0.01, 0.9 * v),
        rel=1e-5,
    )


def _hard(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        f = work.given("f", between(rng, 25, 60, "1"), "kHz", "frequency")
        u = work.given("u_1", between(rng, 4, 9, "0.5"), "m/s", "speed of the bat")
        w = work.given("u_2", between(rng, 0.5, 3, "0.5"), "m/s", "speed of the moth")
        v = work.given("v", between(rng, 335, 347, "1"), "m/s", "speed of sound")
        work.step(
            "f_1",
            "f * (v + u_2) / (v - u_1)",
            "kHz",
            "The target, moving towards the bat, receives",
            digits=5,
        )
        work.step(
            "f_2",
            "f_1 * (v + u_1) / (v - u_2)",
            "kHz",
            "It sends this back as a moving source to a moving listener, who hears",
            digits=5,
        )
        work.step("f_s", "f_2 - f", "kHz", "The shift is")
        first = heard(f * 1000, v, u, w)
        return work.draft(
            rng.choice(
                (
                    "A bat flies at {u_1} towards a moth that flies at {u_2} towards the bat. The bat sends "
                    "out ultrasound of {f}; the speed of sound is {v}. By how many "
                    "kilohertz is the frequency of the echo that it hears higher than what it sent out?",
                    "Ultrasound of {f} leaves a bat that moves at {u_1} and is reflected by an insect that "
                    "comes straight towards it at {u_2}. Find the shift of the echo's "
                    "frequency, as heard by the bat, in kHz. Sound travels at {v}.",
                )
            ),
            "The shift is",
            second=(heard(first, v, w, u) - f * 1000) / 1000,
            rel=1e-4,
        )
    line, emitted = rng.choice(
        (
            ("H-alpha line of hydrogen", "656.3"),
            ("H-beta line of hydrogen", "486.1"),
            ("K line of calcium", "393.4"),
            ("Lyman-alpha line of hydrogen", "121.6"),
        )
    )
    beta = rng.uniform(0.05, 0.75)
    l0 = work.given("L_0", emitted, "nm", "emitted wavelength", symbol=r"\lambda_{0}")
    l1 = work.given(
        "L", f"{float(emitted) / light_ratio(beta):.1f}", "nm", "observed wavelength", symbol=r"\lambda"
    )
    c = work.constant("c", "2.998×10⁸", "m/s")
    work.step("r", "(L / L_0)**2", "", "The square of the ratio of the wavelengths is", digits=5)
    work.step(
        "b",
        "(r - 1) / (r + 1)",
        "",
        "The relativistic Doppler effect gives the speed as a fraction of that of light,",
        symbol=r"\beta",
        digits=5,
    )
    work.step("v", "b * c", "km/s", "The speed of recession is")
    return work.draft(
        rng.choice(
            (
                "The {line}, emitted at {L_0}, is observed at {L} in the spectrum of a distant galaxy. If "
                "this is a relativistic Doppler shift alone, at what speed, in "
                "km/s, does the galaxy recede?",
                "In the light of a jet that moves straight away from us, the {line} ({L_0} at rest) appears "
                "at {L}. Find the speed of the jet in km/s by the relativistic "
                "Doppler effect.",
            )
        ),
        "The speed is",
        second=c / 1000 * root(lambda x: light_ratio(x) - l0 / l1, 1e-6, 0.999),
        texts={"line": line},
    )
