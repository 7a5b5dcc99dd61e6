"""Photons, the photoelectric effect, matter waves, hydrogen."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_science.generators._draws import article, between, capital
from assay_science.generators._tables import codata, properties
from assay_science.numerics import root
from assay_science.working import VERIFIERS, Working


def stopping_voltage(nanometres: float, work_function: float) -> float:
    """The voltage that stops the fastest photoelectrons, in SI units from the photon's energy to the
    electron's."""
    return (codata("h") * codata("c") / (nanometres * 1e-9) - work_function * codata("e")) / codata("e")


def bohr_level(n: int) -> float:
    """The energy (J) of a level of hydrogen with a fixed nucleus: circles on which the angular momentum is n
    ħ."""
    k, hbar = 1 / (4 * math.pi * codata("eps_0")), codata("hbar")
    # m v²/r = k e²/r² and m v r = n ħ: the radius is a root
    radius = root(lambda r: k * codata("e") ** 2 / r - (n * hbar) ** 2 / (codata("m_e") * r * r), 1e-11, 1e-7)
    return -k * codata("e") ** 2 / (2 * radius)


def _constants(work: Working) -> tuple[float, float]:
    return work.constant("h", "6.626×10⁻³⁴", "J·s"), work.constant("c", "2.998×10⁸", "m/s")


@generator("science.photoelectric_effect", verifiers=VERIFIERS, min_step_coverage=1.0)
def photoelectric_effect(rng: random.Random, difficulty: int) -> Draft:
    """Photons and the electrons that they set free; work functions are in the prompt.

    1: the energy of a photon. 2: the longest wavelength that sets electrons free. 3: kinetic energies,
    stopping voltages. 4: the speed of the electrons. 5: Planck's constant or the work function out of two
    measurements.
    """
    return (_photon, _threshold, _kinetic, _electron_speed, _two_lights)[difficulty - 1](rng, Working())


def _photon(rng: random.Random, work: Working) -> Draft:
    L = work.given("L", between(rng, 200, 800, "1"), "nm", "wavelength", symbol=r"\lambda")
    _constants(work)
    work.step("E", "h * c / L", "eV", "The energy of a photon is")
    return work.draft(
        rng.choice(
            (
                "What is the energy, in electronvolts, of a photon of light with a wavelength of {L}?",
                "Light has a wavelength of {L}. Find the energy of one of its photons in eV.",
                "A laser emits light of {L}. How much energy, in eV, does each photon carry?",
            )
        ),
        "The energy is",
        second=codata("h") * (codata("c") / (L * 1e-9)) / codata("e"),
        rel=1e-3,
    )


def _metal(rng: random.Random, work: Working) -> tuple[str, float]:
    """A metal of the table, or an alloy, and its work function in eV."""
    metal, value = rng.choice(list(properties("work_function").items()))
    if rng.random() < 0.5:
        metal, value = "an alloy", between(rng, 2.0, 5.0, "0.01")
    return metal, work.given("W", value, "eV", f"work function of {metal}", symbol=r"\phi")


def _threshold(rng: random.Random, work: Working) -> Draft:
    metal, w = _metal(rng, work)
    _constants(work)
    if rng.random() < 0.5:
        work.step(
            "f",
            "W / h",
            "Hz",
            "The photon's energy must be at least the work function, so the lowest frequency is",
            digits=5,
        )
        work.step("L", "c / f", "nm", "It belongs to the wavelength", symbol=r"\lambda")
        asked, closing = (
            "What is the longest wavelength, in nanometres, with which light sets electrons free?",
            "The longest wavelength is",
        )
        second = root(lambda x: stopping_voltage(x, w), 50.0, 1000.0)
    else:
        work.step(
            "L",
            "h * c / W",
            "nm",
            "The photon's energy must be at least the work function, so the longest wavelength is",
            symbol=r"\lambda",
            digits=5,
        )
        work.step("f", "c / L", "Hz", "It belongs to the frequency")
        asked, closing = (
            "What is the lowest frequency, in hertz, of light that sets electrons free?",
            "The lowest frequency is",
        )
        second = w * codata("e") / codata("h")
    return work.draft(
        rng.choice(
            (
                f"The work function of {metal} is {{W}}. {asked}",
                f"A clean surface of {metal} has a work function of {{W}}. {asked}",
                f"A photocathode of {metal} ({{W}} work function) is lit. {asked}",
            )
        ),
        closing,
        second=second,
        rel=1e-3,
    )


def _lit(rng: random.Random, work: Working) -> tuple[str, float, float]:
    metal, w = _metal(rng, work)
    limit = 1e9 * codata("h") * codata("c") / (w * codata("e"))
    L = work.given("L", f"{limit * rng.uniform(0.45, 0.85):.0f}", "nm", "wavelength", symbol=r"\lambda")
    return metal, w, L


def _kinetic(rng: random.Random, work: Working) -> Draft:
    metal, w, L = _lit(rng, work)
    _constants(work)
    work.step("E", "h * c / L", "eV", "Each photon has the energy", digits=5)
    work.step(
        "K",
        "E - W",
        "eV",
        "What is left after the work function is the greatest kinetic energy,",
        symbol=r"K_{\mathrm{max}}",
        digits=5,
    )
    story = rng.choice(
        (
            f"Light with a wavelength of {{L}} falls on {metal}, whose work function is {{W}}.",
            f"A surface of {metal} ({{W}} work function) is lit with light of {{L}}.",
            f"In a vacuum tube, a cathode of {metal} with a work function of {{W}} is lit with {{L}}.",
        )
    )
    if rng.random() < 0.5:
        return work.draft(
            f"{story} What is the greatest kinetic energy of the electrons set free, in eV?",
            "The greatest kinetic energy is",
            second=stopping_voltage(L, w),
            rel=3e-3,
        )
    work.constant("e", "1.602×10⁻¹⁹", "C")
    work.step("V", "K / e", "V", "The stopping voltage takes it away again,", symbol=r"V_{s}")
    return work.draft(
        f"{story} What voltage, in volts, stops the fastest electrons?",
        "The stopping voltage is",
        second=stopping_voltage(L, w),
        rel=3e-3,
    )


def _electron_speed(rng: random.Random, work: Working) -> Draft:
    metal, w, L = _lit(rng, work)
    _constants(work)
    m = work.constant("m_e", "9.109×10⁻³¹", "kg")
    work.step("E", "h * c / L", "eV", "Each photon has the energy", digits=5)
    work.step(
        "K",
        "E - W",
        "eV",
        "The fastest electrons keep what exceeds the work function,",
        symbol=r"K_{\mathrm{max}}",
        digits=5,
    )
    work.step("v", "sqrt(2 * K / m_e)", "m/s", "Their speed is")
    return work.draft(
        rng.choice(
            (
                f"Light of {{L}} sets electrons free from {metal} with a work function of {{W}}. How fast, "
                "in m/s, are the fastest of them?",
                f"A cathode of {metal} ({{W}} work function) is lit with a wavelength of {{L}}. Find the "
                "greatest speed of the photoelectrons in m/s.",
            )
        ),
        "The greatest speed is",
        second=root(lambda v: m * v * v / 2 - stopping_voltage(L, w) * codata("e"), 0.0, 1e7),
        rel=3e-3,
    )


def _two_lights(rng: random.Random, work: Working) -> Draft:
    metal = rng.choice(list(properties("work_function")))
    w = float(properties("work_function")[metal])
    limit = 1e9 * codata("h") * codata("c") / (w * codata("e"))
    one, two = f"{limit * rng.uniform(0.4, 0.6):.0f}", f"{limit * rng.uniform(0.7, 0.88):.0f}"
    l1 = work.given("L_1", one, "nm", "first wavelength", symbol=r"\lambda_{1}")
    v1 = work.given("V_1", f"{stopping_voltage(float(one), w):.2f}", "V", "first stopping voltage")
    l2 = work.given("L_2", two, "nm", "second wavelength", symbol=r"\lambda_{2}")
    v2 = work.given("V_2", f"{stopping_voltage(float(two), w):.2f}", "V", "second stopping voltage")
    c, e = work.constant("c", "2.998×10⁸", "m/s"), work.constant("e", "1.602×10⁻¹⁹", "C")
    work.step("f_1", "c / L_1", "Hz", "The first light has the frequency", digits=5)
    work.step("f_2", "c / L_2", "Hz", "The second has", digits=5)
    work.step(
        "h",
        "e * (V_1 - V_2) / (f_1 - f_2)",
        "J·s",
        "The energy of the electrons grows with the frequency by Planck's constant,",
        digits=5,
    )
    slope = e * (v1 - v2) / (c / (l1 * 1e-9) - c / (l2 * 1e-9))
    story = rng.choice(
        (
            "In an experiment on the photoelectric effect, the stopping voltage is {V_1} with light of {L_1} "
            "and {V_2} with light of {L_2} on the same metal.",
            "Light of {L_1} ejects electrons from a metal; a voltage of {V_1} just stops them. With light of {L_2}, "
            "the stopping voltage is {V_2}.",
        )
    )
    if rng.random() < 0.5:
        return work.draft(
            f"{story} What value of Planck's constant, in J·s, follows from these data?",
            "Planck's constant is",
            second=slope,
        )
    work.step(
        "W",
        "h * f_1 - e * V_1",
        "eV",
        "What a photon has in excess of this energy is the work function,",
        symbol=r"\phi",
    )
    # extrapolation of V(f) to f = 0
    f1, f2 = c / (l1 * 1e-9), c / (l2 * 1e-9)
    return work.draft(
        f"{story} What is the work function of the metal, in eV, by these data alone?",
        "The work function is",
        second=-(v2 * f1 - v1 * f2) / (f1 - f2) * e / codata("e"),
        rel=3e-3,
    )


@generator("science.matter_waves", verifiers=VERIFIERS, min_step_coverage=1.0)
def matter_waves(rng: random.Random, difficulty: int) -> Draft:
    """De Broglie wavelengths, and the levels and lines of hydrogen by Bohr's model.

    1: the wavelength of a moving particle. 2: of an accelerated electron. 3: lines of hydrogen. 4: levels
    and ionization, or a speed for a wavelength. 5: the recoil of an atom, or thermal neutrons.
    """
    return (_de_broglie, _accelerated, _line, _levels, _recoil)[difficulty - 1](rng, Working())


_PARTICLES = {
    "electron": ("m_e", "9.109×10⁻³¹"),
    "proton": ("m_p", "1.673×10⁻²⁷"),
    "neutron": ("m_n", "1.675×10⁻²⁷"),
}


def _de_broglie(rng: random.Random, work: Working) -> Draft:
    who = rng.choice(list(_PARTICLES))
    key, text = _PARTICLES[who]
    power = "×10⁶" if who == "electron" else rng.choice(("×10³", "×10⁴", "×10⁵"))
    v = work.given("v", between(rng, 1.0, 9.0, "0.1") + power, "m/s", "speed")
    h, m = work.constant("h", "6.626×10⁻³⁴", "J·s"), work.constant(key, text, "kg")
    unit = "nm" if who == "electron" else "pm"
    work.step("p", f"{key} * v", "kg·m/s", "The momentum is", digits=5)
    work.step("L", "h / p", unit, "De Broglie's wavelength is", symbol=r"\lambda")
    scale = 1e9 if unit == "nm" else 1e12
    word = "nanometres" if unit == "nm" else "picometres"
    return work.draft(
        rng.choice(
            (
                f"What is the de Broglie wavelength, in {word}, of {article(who)} that moves at {{v}}?",
                f"{capital(article(who))} has a speed of {{v}}. Find its de Broglie wavelength in {word}.",
                f"With what wavelength, in {word}, is {article(who)} of {{v}} diffracted?",
            )
        ),
        "The wavelength is",
        second=scale * root(lambda x: h / x - m * v, 1e-18, 1e-3),
    )


def _accelerated(rng: random.Random, work: Working) -> Draft:
    V = work.given("V", between(rng, 20, 900, "5"), "V", "voltage")
    h, e, m = (
        work.constant("h", "6.626×10⁻³⁴", "J·s"),
        work.constant("e", "1.602×10⁻¹⁹", "C"),
        work.constant("m_e", "9.109×10⁻³¹", "kg"),
    )
    work.step(
        "E", "e * V", "J", "The voltage gives the electron the kinetic energy", symbol="E_{k}", digits=5
    )
    work.step("p", "sqrt(2 * m_e * E)", "kg·m/s", "Its momentum is", digits=5)
    work.step("L", "h / p", "pm", "De Broglie's wavelength is", symbol=r"\lambda")
    return work.draft(
        rng.choice(
            (
                "An electron is accelerated from rest through {V}. What is its de Broglie wavelength in "
                "picometres? Calculate without relativity.",
                "In an electron diffraction tube, electrons pass a voltage of {V} from rest. Find their de "
                "Broglie wavelength in pm, by classical mechanics.",
            )
        ),
        "The wavelength is",
        second=1e12 * h / (m * math.sqrt(2 * e * V / m)),
    )


_SERIES = {1: "Lyman", 2: "Balmer", 3: "Paschen"}


def _line(rng: random.Random, work: Working) -> Draft:
    low = rng.choice((1, 2, 3))
    high = low + rng.choice((1, 2, 3, 4))
    work.constant("R_inf", "1.097×10⁷", "m⁻¹", symbol=r"R_{\infty}")
    work.step(
        "k",
        f"R_inf * (1 / {low}**2 - 1 / {high}**2)",
        "m⁻¹",
        "Rydberg's formula gives the wave number, the reciprocal of the wavelength,",
        symbol=r"\tilde{\nu}",
        digits=5,
    )
    work.step("L", "1 / k", "nm", "The wavelength is", symbol=r"\lambda")
    return work.draft(
        rng.choice(
            (
                f"An electron in a hydrogen atom falls from the level n = {high} to n = {low}. What is the "
                "wavelength, in nanometres, of the light emitted? (Bohr's model with a fixed nucleus, R = "
                "{R}.)",
                f"Find the wavelength, in nm, of the line of hydrogen's {_SERIES[low]} series that belongs "
                f"to the transition from n = {high} to n = {low}, with Bohr's model, a fixed nucleus and a "
                "Rydberg constant of {R}.",
                "What wavelength, in nm, has the photon that hydrogen absorbs when its electron is raised "
                f"from n = {low} to n = {high}? Take the Rydberg constant as {{R}}.",
            )
        ).replace("{R}", "1.097×10⁷ m⁻¹"),
        "The wavelength is",
        second=1e9 * codata("h") * codata("c") / (bohr_level(high) - bohr_level(low)),
        rel=1e-3,
        digits=4,
        tolerance=0.003,
    )


def _levels(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        n = rng.choice((1, 2, 3, 4, 5))
        more = between(rng, 0.2, 5, "0.1")
        K = work.given("K", more, "eV", "kinetic energy of the electron set free")
        E1 = work.given("E_1", "13.606", "eV", "ionization energy of hydrogen")
        _constants(work)
        work.step("E", f"E_1 / {n}**2", "eV", "From this level, ionization takes", digits=5)
        work.step("E_p", "E + K", "eV", "The photon must bring the kinetic energy as well,", digits=5)
        work.step("L", "h * c / E_p", "nm", "Its wavelength is", symbol=r"\lambda")
        return work.draft(
            rng.choice(
                (
                    f"A photon frees the electron of a hydrogen atom from the level n = {n}; the electron "
                    "leaves with a kinetic energy of {K}. What was the wavelength of the photon in "
                    "nanometres? The ionization energy of the ground state is {E_1}.",
                    f"Hydrogen atoms with n = {n} are ionized by light, and the electrons set free have "
                    "{K} of kinetic energy. From the ground state, ionization takes {E_1}. Find the "
                    "wavelength of the light in nm.",
                )
            ),
            "The wavelength is",
            second=1e9 * codata("h") * codata("c") / (K * codata("e") - bohr_level(n) * E1 / 13.606),
            rel=1e-3,
        )
    L = work.given("L", between(rng, 20, 300, "5"), "pm", "wavelength", symbol=r"\lambda")
    who = rng.choice(("electron", "neutron"))
    key, text = _PARTICLES[who]
    h, m = work.constant("h", "6.626×10⁻³⁴", "J·s"), work.constant(key, text, "kg")
    work.step("p", "h / L", "kg·m/s", "By de Broglie's relation, the momentum is", digits=5)
    unit = "eV" if who == "electron" else "meV"
    work.step("E", f"p**2 / (2 * {key})", unit, "The kinetic energy is", symbol="E_{k}")
    scale = codata("e") if unit == "eV" else codata("e") / 1000
    return work.draft(
        rng.choice(
            (
                f"To study a crystal, {who}s with a de Broglie wavelength of {{L}} are wanted. What kinetic "
                f"energy, in {unit}, must they have? Calculate without relativity.",
                f"{capital(article(who))} has a de Broglie wavelength of {{L}}. Find its kinetic energy in "
                f"{unit}, without relativity.",
            )
        ),
        "The kinetic energy is",
        second=m * (h / (L * 1e-12) / m) ** 2 / 2 / scale,
        rel=1e-5,
    )


def _recoil(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        low = rng.choice((1, 2))
        high = low + rng.choice((1, 2, 3, 4))
        work.constant("R_inf", "1.097×10⁷", "m⁻¹", symbol=r"R_{\infty}")
        work.constant("h", "6.626×10⁻³⁴", "J·s")
        m = work.given("M", "1.674×10⁻²⁷", "kg", "mass of a hydrogen atom")
        work.step(
            "a",
            f"1 / {low}**2 - 1 / {high}**2",
            "",
            "The reciprocal squares of the two quantum numbers differ by",
            digits=5,
        )
        work.step(
            "k",
            "R_inf * a",
            "m⁻¹",
            "Rydberg's formula gives the wave number",
            symbol=r"\tilde{\nu}",
            digits=5,
        )
        work.step("p", "h * k", "kg·m/s", "The photon has the momentum", digits=5)
        work.step("v", "p / M", "m/s", "The atom recoils with the same momentum, so its speed is")
        return work.draft(
            rng.choice(
                (
                    "A hydrogen atom at rest (mass {M}) emits a photon as its electron falls from n = "
                    f"{high} to n = {low}. What is the recoil speed of the atom in m/s? Use Bohr's model "
                    "with a Rydberg constant of 1.097×10⁷ m⁻¹.",
                    "Find the speed, in m/s, that a resting hydrogen atom of mass {M} gets when it "
                    f"absorbs the photon that raises its electron from n = {low} to n = {high}. Take the "
                    "Rydberg constant as 1.097×10⁷ m⁻¹.",
                )
            ),
            "The speed is",
            second=(bohr_level(high) - bohr_level(low)) / (codata("c") * m),
            rel=1e-3,
        )
    t = work.given("t", between(rng, 10, 60, "1"), "°C", "temperature")
    h, k, m = (
        work.constant("h", "6.626×10⁻³⁴", "J·s"),
        work.constant("k_B", "1.381×10⁻²³", "J/K"),
        work.constant("m_n", "1.675×10⁻²⁷", "kg"),
    )
    work.step("T", "t", "K", "In kelvins, the temperature is")
    work.step("E", "3 / 2 * k_B * T", "J", "The mean kinetic energy is", symbol="E_{k}", digits=5)
    work.step("p", "sqrt(2 * m_n * E)", "kg·m/s", "It belongs to the momentum", digits=5)
    work.step("L", "h / p", "pm", "De Broglie's wavelength is", symbol=r"\lambda")
    return work.draft(
        rng.choice(
            (
                "What is the de Broglie wavelength, in picometres, of a neutron whose kinetic energy is the "
                "mean one of thermal motion at {t}, 3kT/2?",
                "Thermal neutrons have been slowed down in a moderator at {t}. Find the de Broglie "
                "wavelength, in pm, of one with the mean kinetic energy of translation (3kT/2).",
            )
        ),
        "The wavelength is",
        second=1e12 * h / math.sqrt(3 * m * k * (t + 273.15)),
    )
