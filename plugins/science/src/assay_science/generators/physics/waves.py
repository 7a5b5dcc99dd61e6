"""Waves on strings and in pipes, standing waves, sound levels."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_science.generators._draws import between
from assay_science.numerics import root
from assay_science.working import VERIFIERS, Working


def string_mode(n: int, length: float, tension: float, density: float) -> float:
    """Frequency of the n-th mode of a string (m, N, kg/m): n half turns of phase fit on it."""
    speed = math.sqrt(tension / density)
    guess = n * speed / (2 * length)
    return root(lambda f: math.sin(math.pi * n - 2 * math.pi * f / speed * length), guess * 0.7, guess * 1.2)


def pipe_mode(n: int, length: float, speed: float, *, closed: bool) -> float:
    """Frequency of the n-th mode of a pipe that is open at one end, or at both: the pressure at the other
    end fits.

    With a pressure node at the open end, an open far end needs ``sin(k L) = 0`` and a closed one ``cos(k
    L) = 0``.
    """
    wave = math.cos if closed else math.sin
    step = speed / (4 * length)
    middle = (2 * n - 1 if closed else 2 * n) * step
    return root(lambda f: wave(2 * math.pi * f * length / speed), middle - step / 2, middle + step / 2)


@generator("science.waves", verifiers=VERIFIERS, min_step_coverage=1.0)
def waves(rng: random.Random, difficulty: int) -> Draft:
    """Wavelength, standing waves of strings and pipes, beats, sound levels.

    1: speed, frequency, wavelength. 2: the speed on a string, or modes of pipes. 3: modes of strings.
    4: sound levels, or the tension for a note. 5: beats after a change of tension, or a resonance tube.
    """
    return (_wavelength, _speed, _string, _level, _hard)[difficulty - 1](rng, Working())


def _wavelength(rng: random.Random, work: Working) -> Draft:
    story, v_range, v_step, f_range, f_step, f_unit, unit = rng.choice(
        (
            ("Sound of {f} travels through air at {v}.", (331, 349), "1", (200, 900), "10", "Hz", "m"),
            (
                "An ultrasound pulse of {f} runs through soft tissue at {v}.",
                (1500, 1600),
                "10",
                (1, 10),
                "0.5",
                "MHz",
                "mm",
            ),
            (
                "A dolphin sends out sound of {f} in sea water, where the speed of sound is {v}.",
                (1480, 1540),
                "10",
                (40, 130),
                "5",
                "kHz",
                "cm",
            ),
            (
                "Ripples with a frequency of {f} cross a water tank at {v}.",
                (0.2, 0.4),
                "0.01",
                (5, 20),
                "1",
                "Hz",
                "cm",
            ),
        )
    )
    v = work.given("v", between(rng, v_range[0], v_range[1], v_step), "m/s", "speed of the wave")
    f = work.given("f", between(rng, f_range[0], f_range[1], f_step), f_unit, "frequency")
    work.step("L", "v / f", unit, "The wavelength is", symbol=r"\lambda")
    hertz = f * {"Hz": 1.0, "kHz": 1e3, "MHz": 1e6}[f_unit]
    metres = {"m": 1.0, "cm": 100.0, "mm": 1000.0}[unit]
    return work.draft(
        f"{story} "
        f"{rng.choice((f'What is the wavelength in {_word(unit)}?', f'Find the wavelength in {_word(unit)}.'))}",
        "The wavelength is",
        second=v * (1 / hertz) * metres,
    )


def _word(unit: str) -> str:
    return {"m": "metres", "cm": "centimetres", "mm": "millimetres"}[unit]


def _speed(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        L = work.given("L", between(rng, 0.6, 4, "0.05"), "m", "length", symbol="L_{0}")
        m = work.given("m", between(rng, 2, 40, "0.5"), "g", "mass") / 1000
        F = work.given("F", between(rng, 20, 180, "5"), "N", "tension")
        work.step("mu", "m / L", "kg/m", "The linear density is")
        work.step("v", "sqrt(F / mu)", "m/s", "The speed of waves on the string is")
        return work.draft(
            rng.choice(
                (
                    "A string of length {L} and mass {m} is under a tension of {F}. With what speed, in m/s, "
                    "do transverse waves run along it?",
                    "A wire {L} long has a mass of {m} and is stretched with {F}. Find the speed of "
                    "transverse waves on it in m/s.",
                )
            ),
            "The speed is",
            second=2 * L * string_mode(1, L, F, m / L),
        )
    closed = rng.random() < 0.5
    L = work.given("L", between(rng, 0.2, 2.0, "0.01"), "m", "length", symbol="L_{0}")
    v = work.given("v", between(rng, 335, 347, "1"), "m/s", "speed of sound")
    n = rng.choice((1, 2, 3)) if not closed else rng.choice((1, 2))
    label = {
        1: "fundamental frequency",
        2: "frequency of its first overtone",
        3: "frequency of its second overtone",
    }[n]
    if closed:
        quarter = 2 * n - 1
        work.step(
            "L_1",
            f"4 * L / {quarter}" if quarter > 1 else "4 * L",
            "m",
            "The pipe holds an odd number of quarter wavelengths, so the wavelength is",
            symbol=r"\lambda",
        )
    else:
        work.step(
            "L_1",
            f"2 * L / {n}" if n > 1 else "2 * L",
            "m",
            "The pipe holds a whole number of half wavelengths, so the wavelength is",
            symbol=r"\lambda",
        )
    work.step("f", "v / L_1", "Hz", "The frequency is")
    kind = "closed at one end and open at the other" if closed else "open at both ends"
    return work.draft(
        rng.choice(
            (
                f"An organ pipe of length {{L}} is {kind}. The speed of sound is {{v}}. What is its {label} "
                "in hertz? Neglect end corrections.",
                f"The air column in a tube {{L}} long that is {kind} is made to sound. Sound travels at "
                f"{{v}}. Find the {label} in Hz, without end corrections.",
            )
        ),
        "The frequency is",
        second=pipe_mode(n, L, v, closed=closed),
    )


def _string(rng: random.Random, work: Working) -> Draft:
    L = work.given("L", between(rng, 0.3, 1.2, "0.01"), "m", "length", symbol="L_{0}")
    mu = work.given("mu", between(rng, 0.4, 6, "0.1"), "g/m", "linear density") / 1000
    F = work.given("F", between(rng, 50, 110, "1"), "N", "tension")
    n = rng.choice((1, 2, 3))
    work.step("v", "sqrt(F / mu)", "m/s", "The speed of waves on the string is")
    work.step(
        "L_n",
        f"2 * L / {n}" if n > 1 else "2 * L",
        "m",
        "The string holds a whole number of half wavelengths, so the wavelength is",
        symbol=r"\lambda",
    )
    work.step("f", "v / L_n", "Hz", "The frequency is")
    label = {
        1: "fundamental frequency",
        2: "frequency of its second harmonic",
        3: "frequency of its third harmonic",
    }[n]
    return work.draft(
        rng.choice(
            (
                "A guitar string with a linear density of {mu} is stretched with {F} between two points "
                f"{{L}} apart. What is the {label} in hertz?",
                "A string {L} long, fixed at both ends, has a linear density of {mu} and a tension of "
                f"{{F}}. Find the {label} in Hz.",
            )
        ),
        "The frequency is",
        second=string_mode(n, L, F, mu),
    )


def _level(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        P = work.given("P", between(rng, 0.05, 5, "0.05"), "W", "power of the source")
        r = work.given("r", between(rng, 3, 60, "1"), "m", "distance")
        I0 = work.given("I_0", "1.0×10⁻¹²", "W/m²", "reference intensity")
        work.step(
            "I",
            "P / (4 * pi * r**2)",
            "W/m²",
            "The power is spread evenly over a sphere, so the intensity is",
        )
        work.step(
            "b", "10 * log10(I / I_0)", "", "The sound intensity level, in decibels, is", symbol=r"\beta"
        )
        return work.draft(
            rng.choice(
                (
                    "A loudspeaker radiates {P} of sound evenly in all directions. What is the sound "
                    "intensity level, in decibels above {I_0}, at a distance of {r}?",
                    "A siren sends out {P} of acoustic power in all directions alike. Find the sound "
                    "intensity level at {r}, in decibels relative to {I_0}.",
                )
            )
            + " Give the number of decibels.",
            "The sound intensity level in decibels is",
            second=10 * (math.log10(P) - math.log10(4 * math.pi) - 2 * math.log10(r) - math.log10(I0)),
        )
    f = work.given(
        "f", rng.choice(("82.4", "110", "147", "196", "247", "330", "440", "659")), "Hz", "frequency"
    )
    L = work.given("L", between(rng, 0.33, 0.80, "0.01"), "m", "length", symbol="L_{0}")
    m = work.given("m", between(rng, 0.4, 4, "0.1"), "g", "mass") / 1000
    work.step("mu", "m / L", "kg/m", "The linear density is")
    work.step(
        "v",
        "2 * L * f",
        "m/s",
        "In the fundamental mode the string is half a wavelength long, so the waves on it have the speed",
    )
    work.step("F", "mu * v**2", "N", "This speed needs the tension")
    return work.draft(
        rng.choice(
            (
                "The vibrating part of a string is {L} long and has a mass of {m}. What tension, in newtons, "
                "gives it a fundamental frequency of {f}?",
                "A string of length {L} and mass {m}, fixed at both ends, is to be tuned to {f} in its "
                "fundamental mode. Find the tension in newtons.",
            )
        ),
        "The tension is",
        second=4 * m * L * f * f,
    )


def _hard(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        f = work.given("f_1", between(rng, 220, 520, "1"), "Hz", "frequency of both strings")
        p = work.given("p", between(rng, 0.5, 3, "0.1"), "%", "rise of the tension")
        work.step("q", "1 + p", "", "The tension grows by the factor")
        work.step(
            "r",
            "sqrt(q)",
            "",
            "The frequency is proportional to the square root of the tension and grows by",
            digits=6,
        )
        work.step("f_2", "r * f_1", "Hz", "The second string now sounds at", digits=6)
        work.step(
            "f",
            "f_2 - f_1",
            "Hz",
            "The beats have the difference of the frequencies,",
            symbol=r"f_{\mathrm{beat}}",
        )
        return work.draft(
            rng.choice(
                (
                    "Two equal strings both sound at {f_1}. The tension of one of them is raised by {p}. How "
                    "many beats per second, in Hz, are heard when both sound?",
                    "Two identical piano wires vibrate at {f_1}. One is tightened so that its tension grows "
                    "by {p}. Find the beat frequency in Hz.",
                )
            ),
            "The beat frequency is",
            second=f * (p / 100) / (math.sqrt(1 + p / 100) + 1),
        )
    f_text = rng.choice(("256", "288", "320", "341", "384", "427", "480", "512"))
    true, end = rng.uniform(336, 346), rng.uniform(0.5, 1.5)
    quarter = true / float(f_text) / 4 * 100
    f = work.given("f", f_text, "Hz", "frequency")
    l1 = work.given("L_1", f"{quarter - end:.1f}", "cm", "first length")
    l2 = work.given("L_2", f"{3 * quarter - end:.1f}", "cm", "second length")
    work.step("d", "L_2 - L_1", "cm", "Between two resonances the air column grows by half a wavelength,")
    work.step("L", "2 * d", "m", "The wavelength is", symbol=r"\lambda")
    work.step("v", "f * L", "m/s", "The speed of sound is")
    quarter_found = (l2 - l1) / 200  # quarter wavelength in m: the n-th resonance is at (2n - 1) quarters
    return work.draft(
        rng.choice(
            (
                "A tuning fork of {f} is held over a tube that is partly filled with water. The air column "
                "resonates first at a length of {L_1} and next at {L_2}. "
                "What is the speed of sound in m/s? (The end correction is unknown, but the same for both.)",
                "Above a resonance tube with an adjustable water level, a tuning fork sounds at {f}. As the "
                "water sinks, the first two resonances are heard at air "
                "columns of {L_1} and {L_2}. Find the speed of sound in m/s; the end correction is the same "
                "for both.",
            )
        ),
        "The speed of sound is",
        second=root(lambda v: pipe_mode(1, quarter_found, v, closed=True) - f, 100.0, 1000.0),
    )
