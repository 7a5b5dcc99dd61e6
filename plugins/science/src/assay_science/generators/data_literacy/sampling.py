"""Sampling of signals: rates, aliases, resolution, data."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_science.working import VERIFIERS, Working, rounded

_SIGNALS = (
    ("the echolocation calls of bats", "kHz", 40, 110),
    ("an electrocardiogram", "Hz", 100, 250),
    ("the ground motion of an earthquake", "Hz", 15, 60),
    ("birdsong", "kHz", 6, 12),
    ("the vibration of a turbine", "Hz", 300, 900),
    ("speech", "kHz", 3, 8),
)
"""Signals with the range of their highest frequencies."""


@generator("science.sampling", verifiers=VERIFIERS, min_step_coverage=1.0)
def sampling(rng: random.Random, difficulty: int) -> Draft:
    """The sampling theorem, aliases, the resolution of spectra, quantization, and amounts of data.

    1: the sampling rate that a signal needs. 2: how many samples a recording has. 3: an alias. 4: the length of a record for a resolution,
    or the step of a converter. 5: the data of several channels with a rate above Nyquist's.
    """
    work = Working()
    signal, unit, low, high = rng.choice(_SIGNALS)
    f = rounded(rng.uniform(low, high), 3)
    texts = {"signal": signal, "Signal": signal[0].upper() + signal[1:], "unit": unit}
    if difficulty == 1:
        top = work.given("f_m", f, unit, "highest frequency")
        work.step("f_s", "2 * f_m", unit, "A signal must be sampled at least at twice its highest frequency:")
        return work.draft(
            rng.choice(
                (
                    "What is the lowest sampling rate, in {unit}, that records {signal} with frequencies up to {f_m} without aliasing?",
                    "{Signal} shall be recorded up to {f_m}. Find the Nyquist rate in {unit}.",
                    "A recorder for {signal} must keep all frequencies up to {f_m}. How fast, in {unit}, must it sample at least?",
                )
            ),
            "The lowest sampling rate is",
            second=1 / (1 / (2 * top)),
            texts=texts,
        )
    if difficulty == 2:
        top = work.given("f_m", f, unit, "highest frequency")
        q = work.given("q", f"{rng.uniform(2.1, 5):.1f}", "", "factor")
        t = work.given("t", rounded(rng.uniform(2, 90), 2), "min", "time")
        work.step("f_s", "q * f_m", unit, "The sampling rate is")
        work.step("N", "f_s * t", "", "So the number of samples is")
        return work.draft(
            rng.choice(
                (
                    "{Signal} is sampled at {q} times its highest frequency of {f_m} for {t}. How many samples are taken?",
                    "How many samples has a recording of {signal} over {t}, taken at {q} times the highest frequency of {f_m}?",
                )
            ),
            "The number of samples is",
            second=q * top * {"kHz": 1000, "Hz": 1}[unit] * t * 60,
            texts=texts,
        )
    if difficulty == 3:
        rate = rng.choice((100, 200, 250, 500, 1000, 2000))
        times = rng.randint(1, 3)
        offset = round(rate * rng.uniform(0.03, 0.46) * rng.choice((-1, 1)))
        fs = work.given("f_s", str(rate), "Hz", "sampling rate")
        ft = work.given("f", str(times * rate + offset), "Hz", "frequency of the tone")
        work.step(
            "f_n",
            f"{times} * f_s" if times > 1 else "1 * f_s",
            "Hz",
            "The multiple of the sampling rate next to the tone is",
            symbol="n f_s",
        )
        work.step(
            "f_a", "abs(f - f_n)", "Hz", "The alias is as far from zero as the tone from this multiple:"
        )
        ratio = ft / fs
        return work.draft(
            rng.choice(
                (
                    "A tone of {f} is sampled at {f_s} without a filter. At what frequency, in Hz, does it appear?",
                    "A vibration with a frequency of {f} is recorded with a sampling rate of {f_s}. Find the frequency of the alias in Hz.",
                    "What apparent frequency, in Hz, has a tone of {f} in data that are sampled at {f_s}?",
                )
            ),
            "The alias is at",
            second=fs * abs(ratio - round(ratio)),
        )
    if difficulty == 4:
        return rng.choice((_resolution, _converter))(rng, work, texts)
    top = work.given("f_m", f, unit, "highest frequency")
    q = work.given("q", f"{rng.uniform(2.2, 4):.1f}", "", "factor")
    k = work.given("k", str(rng.randint(2, 16)), "", "channels")
    b = work.given("b", str(rng.choice((12, 16, 24))), "bit", "bits of a sample")
    t = work.given("t", rounded(rng.uniform(2, 72), 2), "h", "time")
    work.step("f_s", "q * f_m", unit, "The sampling rate is")
    work.step("r", "k * b * f_s", "kbit/s", "All channels together give")
    work.step("D", "r * t", "GB", "So the data are")
    return work.draft(
        rng.choice(
            (
                "{Signal} is recorded on {k} channels for {t}, each sampled at {q} times the highest frequency of {f_m} with {b} a sample. How many gigabytes (GB) of data, of 10⁹ bytes of 8 bits, are stored?",
                "A recorder with {k} channels samples {signal} (up to {f_m}) at {q} times the highest frequency, {b} for each sample. How much memory, in GB, do {t} need?",
            )
        ),
        "The data take",
        second=k * b * q * top * {"kHz": 1000, "Hz": 1}[unit] * t * 3600 / 8 / 1e9,
        texts=texts,
    )


def _resolution(rng: random.Random, work: Working, texts: dict[str, str]) -> Draft:
    d = work.given(
        "df", rng.choice(("0.1", "0.2", "0.25", "0.5", "1", "2", "4")), "Hz", "resolution", symbol=r"\Delta f"
    )
    fs = work.given("f_s", str(rng.choice((200, 500, 1000, 2000, 8000, 44100))), "Hz", "sampling rate")
    work.step("T", "1 / df", "s", "The record must be as long as the inverse of the resolution:")
    work.step("N", "f_s * T", "", "So the number of samples is")
    return work.draft(
        rng.choice(
            (
                "A spectrum with a resolution of {df} shall be computed from data sampled at {f_s}. How many samples does the record need?",
                "Data are taken at {f_s}. How many samples must a Fourier transform have so that its lines are {df} apart?",
            )
        ),
        "The number of samples is",
        digits=4,
        second=fs / d,
        texts=texts,
    )


def _converter(rng: random.Random, work: Working, texts: dict[str, str]) -> Draft:
    bits = rng.choice((8, 10, 12, 14, 16))
    U = work.given("U", rng.choice(("2.5", "3.3", "5.0", "10.0")), "V", "range")
    work.given("n", str(bits), "", "bits")
    if rng.random() < 0.5:
        work.step("s", "U / 2 ** n", "mV", "The range is divided into $2^n$ steps of")
        return work.draft(
            rng.choice(
                (
                    "An analogue-to-digital converter with {n} bits covers a range of {U}. How large is one step (range over the number of codes), in mV?",
                    "What is the resolution, in millivolts (mV), of a converter with {n} bits for a range of {U}, as range over $2^n$?",
                )
            ),
            "One step is",
            second=U * 1000 / (1 << bits),
            texts=texts,
        )
    V = work.given("V", f"{U * rng.uniform(0.05, 0.95):.3f}", "V", "voltage")
    work.step("s", "U / 2 ** n", "mV", "One step of the converter is")
    work.step("c", "V / s", "", "The voltage is, in steps (before it is rounded),")
    return work.draft(
        rng.choice(
            (
                "A converter with {n} bits covers a range of {U}. How many steps is a voltage of {V} (not rounded)?",
                "What code, before rounding, does a converter with {n} bits and a range from zero to {U} give for {V}?",
            )
        ),
        "The number of steps is",
        digits=4,
        second=V / U * (1 << bits),
        texts=texts,
    )
