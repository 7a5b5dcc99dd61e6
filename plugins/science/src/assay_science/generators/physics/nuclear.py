"""Nuclear binding and reaction energies, with the masses in the prompt."""

from __future__ import annotations

import random
from functools import cache

from assay import Draft, generator
from assay_science.generators._draws import between
from assay_science.generators._tables import codata
from assay_science.working import VERIFIERS, Working

_NUCLIDES = (
    "He-4",
    "Li-6",
    "Li-7",
    "Be-9",
    "C-12",
    "N-14",
    "O-16",
    "F-19",
    "Na-23",
    "Al-27",
    "Si-28",
    "Ar-40",
    "Ca-40",
    "Fe-56",
    "Ni-58",
    "Ni-62",
    "Cu-63",
    "Zn-64",
    "Zr-90",
    "Mo-98",
    "Ag-107",
    "Sn-120",
    "Xe-132",
    "Ba-138",
    "Au-197",
    "Pb-208",
    "U-235",
    "U-238",
)
_FUSIONS = (  # reactants, products, how it is written
    (("H-2", "H-3"), ("He-4", "n"), "a deuterium and a tritium nucleus fuse to helium-4 and a neutron"),
    (("H-2", "H-2"), ("He-3", "n"), "two deuterium nuclei fuse to helium-3 and a neutron"),
    (("H-2", "H-2"), ("H-3", "H-1"), "two deuterium nuclei react to tritium and a proton"),
    (("H-2", "He-3"), ("He-4", "H-1"), "deuterium and helium-3 react to helium-4 and a proton"),
    (
        ("Li-6", "n"),
        ("He-4", "H-3"),
        "a lithium-6 nucleus captures a neutron and splits into helium-4 and tritium",
    ),
    (("Li-7", "H-1"), ("He-4", "He-4"), "a proton splits lithium-7 into two nuclei of helium-4"),
)
_ALPHAS = (
    ("U-238", "Th-234"),
    ("U-235", "Th-231"),
    ("Ra-226", "Rn-222"),
    ("Rn-222", "Po-218"),
    ("Po-210", "Pb-206"),
    ("Am-241", "Np-237"),
    ("Th-232", "Ra-228"),
    ("Pu-239", "U-235"),
)


@cache
def _unit_energy() -> float:
    """The energy of an atomic mass unit in MeV."""
    return codata("u") * codata("c") ** 2 / codata("e") / 1e6


_NAMES = {
    "He": "helium",
    "Li": "lithium",
    "Be": "beryllium",
    "C": "carbon",
    "N": "nitrogen",
    "O": "oxygen",
    "F": "fluorine",
    "Ne": "neon",
    "Na": "sodium",
    "Al": "aluminium",
    "Si": "silicon",
    "Ar": "argon",
    "Ca": "calcium",
    "Fe": "iron",
    "Ni": "nickel",
    "Cu": "copper",
    "Zn": "zinc",
    "Zr": "zirconium",
    "Mo": "molybdenum",
    "Ag": "silver",
    "Sn": "tin",
    "Xe": "xenon",
    "Ba": "barium",
    "Au": "gold",
    "Pb": "lead",
    "U": "uranium",
    "Th": "thorium",
    "Ra": "radium",
    "Rn": "radon",
    "Po": "polonium",
    "Am": "americium",
    "Np": "neptunium",
    "Pu": "plutonium",
    "H": "hydrogen",
}


@cache
def atomic_mass(nuclide: str) -> float:
    """The atomic mass of ``Fe-56`` in u (Periodictable); of ``n``, that of the neutron."""
    import periodictable

    if nuclide == "n":
        return float(periodictable.n.mass)
    symbol, _, number = nuclide.partition("-")
    return float(getattr(periodictable, symbol)[int(number)].mass)


@cache
def _protons(nuclide: str) -> int:
    import periodictable

    return int(getattr(periodictable, nuclide.partition("-")[0]).number)


def binding_energy(nuclide: str) -> float:
    """Binding energy in MeV, as what the nuclide's mass excess falls short of that of its parts."""
    z, a = _protons(nuclide), int(nuclide.partition("-")[2])
    excess = (atomic_mass(nuclide) - a) * _unit_energy()
    parts = z * (atomic_mass("H-1") - 1) * _unit_energy() + (a - z) * (atomic_mass("n") - 1) * _unit_energy()
    return parts - excess


def nuclide_name(nuclide: str) -> str:
    """``iron-56`` for ``Fe-56``."""
    symbol, _, number = nuclide.partition("-")
    return f"{_NAMES[symbol]}-{number}"


def _unit(work: Working) -> None:
    work.given("u", "931.494", "MeV/u", "energy of an atomic mass unit", symbol="k")


_RATE = " The energy equivalent of a mass is {u}."


@generator("science.nuclear_energy", verifiers=VERIFIERS, min_step_coverage=1.0)
def nuclear_energy(rng: random.Random, difficulty: int) -> Draft:
    """Mass defects, binding energies and the energies of nuclear reactions.

    1: the energy of a mass defect. 2: the binding energy of a nuclide. 3: the energy of a reaction. 4:
    the energy of an alpha particle. 5: the fuel that a power station uses.
    """
    return (_defect, _binding, _reaction, _alpha, _plant)[difficulty - 1](rng, Working())


def _defect(rng: random.Random, work: Working) -> Draft:
    nuclide = rng.choice(_NUCLIDES)
    a = int(nuclide.partition("-")[2])
    work.given(
        "dm", f"{binding_energy(nuclide) / _unit_energy():.5f}", "u", "mass defect", symbol=r"\Delta m"
    )
    _unit(work)
    work.step(
        "E", "dm * u", "MeV", "The mass defect corresponds to the binding energy", symbol="E_{b}", digits=5
    )
    work.step("B", f"E / {a}", "MeV", f"For each of the {a} nucleons, this is")
    return work.draft(
        rng.choice(
            (
                f"The mass defect of {nuclide_name(nuclide)} is {{dm}}. What is its binding energy per nucleon, in "
                "MeV?",
                f"A nucleus of {nuclide_name(nuclide)} is lighter than its nucleons by {{dm}}. Find the binding "
                "energy per nucleon in MeV.",
            )
        )
        + _RATE,
        "The binding energy per nucleon is",
        second=binding_energy(nuclide) / a,
        rel=1e-3,
        digits=4,
        tolerance=0.003,
    )


def _binding(rng: random.Random, work: Working) -> Draft:
    nuclide = rng.choice(_NUCLIDES)
    a, z = int(nuclide.partition("-")[2]), _protons(nuclide)
    work.given("M", f"{atomic_mass(nuclide):.6f}", "u", f"atomic mass of {nuclide_name(nuclide)}")
    work.given("m_H", "1.007825", "u", "atomic mass of hydrogen-1")
    work.given("m_n", "1.008665", "u", "mass of the neutron")
    _unit(work)
    work.step(
        "dm",
        f"{z} * m_H + {a - z} * m_n - M",
        "u",
        f"With {z} protons (with their electrons) and {a - z} neutrons, the mass defect is",
        symbol=r"\Delta m",
        digits=6,
    )
    work.step("E", "dm * u", "MeV", "It corresponds to the binding energy", symbol="E_{b}", digits=5)
    per = rng.random() < 0.5
    if per:
        work.step("B", f"E / {a}", "MeV", f"For each of the {a} nucleons, this is")
    asked = "binding energy per nucleon" if per else "binding energy"
    return work.draft(
        rng.choice(
            (
                f"What is the {asked} of {nuclide_name(nuclide)} in MeV? Its atomic mass is {{M}}; hydrogen-1 has "
                "{m_H} and the neutron {m_n}.",
                f"The atomic masses of hydrogen-1 and {nuclide_name(nuclide)} are {{m_H}} and {{M}}, and the mass "
                f"of the neutron is {{m_n}}. Find the {asked} of {nuclide_name(nuclide)} in MeV.",
            )
        )
        + _RATE,
        f"The {asked} is",
        second=binding_energy(nuclide) / (a if per else 1),
        rel=1e-3,
        digits=4,
        tolerance=0.003,
    )


def _label(nuclide: str) -> str:
    return {"n": "the neutron", "H-1": "hydrogen-1", "H-2": "deuterium", "H-3": "tritium"}.get(
        nuclide
    ) or nuclide_name(nuclide)


def _masses(work: Working, before: tuple[str, ...], after: tuple[str, ...]) -> tuple[str, str, str]:
    """Givens for all nuclides, the sums of both sides as formulas, and how the prompt tells the masses."""
    names: dict[str, str] = {}
    for nuclide in (*before, *after):
        if nuclide not in names:
            names[nuclide] = f"m_{len(names) + 1}"
            work.given(names[nuclide], f"{atomic_mass(nuclide):.6f}", "u", f"mass of {_label(nuclide)}")
    told = [f"{{{name}}} for {_label(nuclide)}" for nuclide, name in names.items()]
    return (
        " + ".join(names[n] for n in before),
        " + ".join(names[n] for n in after),
        ", ".join(told[:-1]) + " and " + told[-1],
    )


def _energies(before: tuple[str, ...], after: tuple[str, ...]) -> float:
    """The energy set free in MeV, as the difference of the binding energies (free nucleons have none)."""

    def bound(nuclides: tuple[str, ...]) -> float:
        return sum(binding_energy(n) for n in nuclides if n not in ("n", "H-1"))

    return bound(after) - bound(before)


def _reaction(rng: random.Random, work: Working) -> Draft:
    before, after, words = rng.choice(_FUSIONS)
    left, right, told = _masses(work, before, after)
    _unit(work)
    work.step("M_1", left, "u", "Before the reaction, the masses add up to", digits=8)
    work.step("M_2", right, "u", "Afterwards, they add up to", digits=8)
    work.step("Q", "(M_1 - M_2) * u", "MeV", "The difference is set free as energy,")
    second, unit = _energies(before, after), "MeV"
    if rng.random() < 0.4:
        N = work.given(
            "N",
            between(rng, 1, 9, "0.5") + rng.choice(("×10¹⁸", "×10²⁰", "×10²²")),
            "",
            "number of reactions",
        )
        work.step("E", "N * Q", "MJ", "All reactions together set free")
        second, unit = second * N * codata("e"), "MJ"
    times = " {N} times" if unit == "MJ" else ""
    return work.draft(
        rng.choice(
            (
                f"How much energy, in {unit}, is set free when {words}{times and ','}{times}? The atomic "
                f"masses (of the neutron: its mass) are {told}.",
                f"In a nuclear reaction, {words}. Find the energy, in {unit}, that is set free"
                + (" if it takes place{N}. ".replace("{N}", times) if times else ". ")
                + f"The atomic masses, and the mass of the neutron if it takes part, are {told}.",
            )
        )
        + _RATE,
        "The energy is",
        second=second,
        rel=1e-3,
        digits=4,
        tolerance=0.003,
    )


def _alpha(rng: random.Random, work: Working) -> Draft:
    parent, daughter = rng.choice(_ALPHAS)
    left, right, told = _masses(work, (parent,), (daughter, "He-4"))
    _unit(work)
    work.step(
        "Q", f"({left} - ({right})) * u", "MeV", "The mass that is lost is set free as energy,", digits=5
    )
    work.step(
        "K",
        "Q / (1 + m_3 / m_2)",
        "MeV",
        "Both parts have the same momentum, so the energies are inversely as the masses, and the alpha "
        "particle gets",
        symbol=r"K_{\alpha}",
    )
    q = _energies((parent,), (daughter, "He-4"))
    light, heavy = atomic_mass("He-4"), atomic_mass(daughter)
    return work.draft(
        rng.choice(
            (
                f"A nucleus of {nuclide_name(parent)} at rest decays to {nuclide_name(daughter)} and an alpha particle. "
                f"What is the kinetic energy of the alpha particle, in MeV? The atomic masses are {told}.",
                f"{nuclide_name(parent).capitalize()} emits alpha particles and becomes {nuclide_name(daughter)} in its "
                f"ground state. Find their kinetic energy in MeV, with atomic masses of {told}; the recoil "
                "counts.",
            )
        )
        + _RATE,
        "The kinetic energy is",
        second=q * heavy / (heavy + light),
        rel=1e-3,
        digits=4,
        tolerance=0.003,
    )


def _plant(rng: random.Random, work: Working) -> Draft:
    P = work.given("P", between(rng, 300, 1500, "10"), "MW", "electric power")
    eta = work.given("eta", between(rng, 30, 38, "0.5"), "%", "efficiency")
    t = work.given("t", rng.choice(("1", "7", "30", "90", "365")), "d", "time")
    E = work.given("E", between(rng, 195, 205, "1"), "MeV", "energy of a fission")
    M = work.given("M", "235.044", "g/mol", "molar mass of uranium-235")
    na = work.constant("N_A", "6.022×10²³", "1/mol")
    work.step(
        "Q",
        "P / eta",
        "MW",
        "Of its heat, the station turns this share into electricity, so the reactor's power is",
        symbol="P_{h}",
        digits=5,
    )
    work.step("W", "Q * t", "J", "In the given time, this is the energy", digits=5)
    work.step("N", "W / E", "", "It takes this many fissions:", digits=5)
    work.step("n", "N / N_A", "mol", "The amount of uranium-235 is", digits=5)
    work.step("m", "n * M", "kg", "Its mass is")
    rate = P * 1e6 / (eta / 100) / (E * 1e6 * codata("e"))  # fissions a second
    return work.draft(
        rng.choice(
            (
                "A nuclear power station with an electric power of {P} and an efficiency of {eta} fissions "
                "uranium-235 (molar mass {M}). Each fission sets {E} free. How many kilograms of uranium-235 "
                "are fissioned in {t}?",
                "With an efficiency of {eta}, a reactor supplies {P} of electric power. Every fission of a "
                "nucleus of uranium-235 ({M}) yields {E}. Find the mass of uranium-235 that is fissioned "
                "within {t}, in kg.",
            )
        ),
        "The mass is",
        second=rate * t * 86400 * M / na / 1000,
    )
