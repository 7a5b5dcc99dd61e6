"""Oxidation states."""

from __future__ import annotations

import random
import re
from functools import cache
from math import gcd

from assay import Draft, agree, generator
from assay_science.generators.chemistry._counting import atoms
from assay_science.generators.chemistry._numbers import number_draft
from assay_science.generators.chemistry._writing import formula, split_charge

_PHRASINGS = (
    "What is the oxidation state of {element} in {species}?",
    "Determine the oxidation number of {element} in {species}.",
    "Find the oxidation state of {element} in {species}, and give it with its sign.",
    "Assign an oxidation number to {element} in {species}.",
    "Calculate the oxidation state of the {element} atom in {species}. If there are several such atoms, give their average.",
)
_ANIONS = {
    # ion: (element that is asked for, its oxidation state)
    "MnO4^-": ("Mn", 7),
    "MnO4^2-": ("Mn", 6),
    "CrO4^2-": ("Cr", 6),
    "Cr2O7^2-": ("Cr", 6),
    "SO4^2-": ("S", 6),
    "SO3^2-": ("S", 4),
    "S2O3^2-": ("S", 2),
    "S2O7^2-": ("S", 6),
    "S2O4^2-": ("S", 3),
    "NO3^-": ("N", 5),
    "NO2^-": ("N", 3),
    "PO4^3-": ("P", 5),
    "P2O7^4-": ("P", 5),
    "HPO4^2-": ("P", 5),
    "H2PO4^-": ("P", 5),
    "HPO3^2-": ("P", 3),
    "H2PO2^-": ("P", 1),
    "ClO^-": ("Cl", 1),
    "ClO2^-": ("Cl", 3),
    "ClO3^-": ("Cl", 5),
    "ClO4^-": ("Cl", 7),
    "BrO3^-": ("Br", 5),
    "BrO4^-": ("Br", 7),
    "IO3^-": ("I", 5),
    "IO4^-": ("I", 7),
    "C2O4^2-": ("C", 3),
    "CO3^2-": ("C", 4),
    "HCO3^-": ("C", 4),
    "AsO4^3-": ("As", 5),
    "AsO3^3-": ("As", 3),
    "SeO4^2-": ("Se", 6),
    "SeO3^2-": ("Se", 4),
    "VO4^3-": ("V", 5),
    "VO3^-": ("V", 5),
    "MoO4^2-": ("Mo", 6),
    "WO4^2-": ("W", 6),
    "FeO4^2-": ("Fe", 6),
    "SiO3^2-": ("Si", 4),
    "SnO3^2-": ("Sn", 4),
    "B4O7^2-": ("B", 3),
    "HSO4^-": ("S", 6),
    "HSO3^-": ("S", 4),
    "NH4^+": ("N", -3),
    "VO2^+": ("V", 5),
    "VO^2+": ("V", 4),
    "UO2^2+": ("U", 6),
}
_CATIONS = {"Na": 1, "K": 1, "Li": 1, "Rb": 1, "Cs": 1, "Mg": 2, "Ca": 2, "Sr": 2, "Ba": 2}
_SALTS_OF = (
    "MnO4^- CrO4^2- Cr2O7^2- SO4^2- SO3^2- S2O3^2- S2O7^2- NO3^- NO2^- PO4^3- P2O7^4- HPO4^2- H2PO4^- ClO^- ClO2^- ClO3^- ClO4^- BrO3^- IO3^- IO4^- "
    "C2O4^2- CO3^2- HCO3^- AsO4^3- SeO4^2- SeO3^2- VO4^3- MoO4^2- WO4^2- FeO4^2- SiO3^2- SnO3^2- B4O7^2- HSO4^- HSO3^- H2PO2^-"
).split()
_MOLECULES = {
    "MnO2": ("Mn", 4), "Mn2O7": ("Mn", 7), "MnO": ("Mn", 2), "Mn2O3": ("Mn", 3), "Cr2O3": ("Cr", 3), "CrO3": ("Cr", 6), "V2O5": ("V", 5), "VO2": ("V", 4),
    "V2O3": ("V", 3), "OsO4": ("Os", 8), "RuO4": ("Ru", 8), "TiO2": ("Ti", 4), "Fe2O3": ("Fe", 3), "FeO": ("Fe", 2), "CuO": ("Cu", 2), "Cu2O": ("Cu", 1),
    "N2O": ("N", 1), "NO": ("N", 2), "N2O3": ("N", 3), "NO2": ("N", 4), "N2O4": ("N", 4), "N2O5": ("N", 5), "P4O6": ("P", 3), "P4O10": ("P", 5),
    "SO2": ("S", 4), "SO3": ("S", 6), "Cl2O": ("Cl", 1), "Cl2O7": ("Cl", 7), "ClO2": ("Cl", 4), "As2O3": ("As", 3), "As2O5": ("As", 5), "SeO2": ("Se", 4),
    "I2O5": ("I", 5), "XeO3": ("Xe", 6), "XeO4": ("Xe", 8), "SnO2": ("Sn", 4), "PbO2": ("Pb", 4), "CO2": ("C", 4), "CO": ("C", 2), "MoO3": ("Mo", 6), "WO3": ("W", 6),
    "SF6": ("S", 6), "SF4": ("S", 4), "PCl3": ("P", 3), "PCl5": ("P", 5), "XeF2": ("Xe", 2), "XeF4": ("Xe", 4), "XeF6": ("Xe", 6), "UF6": ("U", 6), "TiCl4": ("Ti", 4),
    "FeCl3": ("Fe", 3), "CrCl3": ("Cr", 3), "SnCl4": ("Sn", 4), "BrF5": ("Br", 5), "IF7": ("I", 7), "ClF3": ("Cl", 3), "PtCl4": ("Pt", 4), "AuCl3": ("Au", 3),
    "NH3": ("N", -3), "N2H4": ("N", -2), "NH2OH": ("N", -1), "PH3": ("P", -3), "H2S": ("S", -2), "CH4": ("C", -4),
    "H2SO4": ("S", 6), "H2SO3": ("S", 4), "HNO3": ("N", 5), "HNO2": ("N", 3), "H3PO4": ("P", 5), "H3PO3": ("P", 3), "H3PO2": ("P", 1), "HClO4": ("Cl", 7), "HClO3": ("Cl", 5), "HClO": ("Cl", 1),
    "HIO3": ("I", 5), "H5IO6": ("I", 7), "H2C2O4": ("C", 3), "H2CO3": ("C", 4), "H3AsO4": ("As", 5), "H3BO3": ("B", 3), "H2SeO4": ("Se", 6), "H4SiO4": ("Si", 4),
    "POCl3": ("P", 5), "SOCl2": ("S", 4), "SO2Cl2": ("S", 6), "CrO2Cl2": ("Cr", 6), "VOCl3": ("V", 5), "NOCl": ("N", 3), "COCl2": ("C", 4),
}  # fmt: skip
_COMPLEXES = {
    # complex: (metal, its state, ligand, its charge)
    "[Fe(CN)6]^4-": ("Fe", 2, "CN", -1),
    "[Fe(CN)6]^3-": ("Fe", 3, "CN", -1),
    "[Co(NH3)6]^3+": ("Co", 3, "NH3", 0),
    "[Co(NH3)6]^2+": ("Co", 2, "NH3", 0),
    "[Cu(NH3)4]^2+": ("Cu", 2, "NH3", 0),
    "[Ag(NH3)2]^+": ("Ag", 1, "NH3", 0),
    "[Ni(CN)4]^2-": ("Ni", 2, "CN", -1),
    "[Zn(OH)4]^2-": ("Zn", 2, "OH", -1),
    "[Al(OH)4]^-": ("Al", 3, "OH", -1),
    "[PtCl6]^2-": ("Pt", 4, "Cl", -1),
    "[PtCl4]^2-": ("Pt", 2, "Cl", -1),
    "[AuCl4]^-": ("Au", 3, "Cl", -1),
    "[CuCl4]^2-": ("Cu", 2, "Cl", -1),
    "[AlF6]^3-": ("Al", 3, "F", -1),
    "[SiF6]^2-": ("Si", 4, "F", -1),
    "[Cr(H2O)6]^3+": ("Cr", 3, "H2O", 0),
    "[Ti(H2O)6]^3+": ("Ti", 3, "H2O", 0),
    "[Co(C2O4)3]^3-": ("Co", 3, "C2O4", -2),
    "[Fe(C2O4)3]^3-": ("Fe", 3, "C2O4", -2),
    "[Hg(SCN)4]^2-": ("Hg", 2, "SCN", -1),
    "[Ag(S2O3)2]^3-": ("Ag", 1, "S2O3", -2),
    "[HgI4]^2-": ("Hg", 2, "I", -1),
    "[Cd(CN)4]^2-": ("Cd", 2, "CN", -1),
    "[Mo(CN)8]^4-": ("Mo", 4, "CN", -1),
    "[V(H2O)6]^2+": ("V", 2, "H2O", 0),
}

_FIXED = {"H": 1, "F": -1, "Cl": -1, "Br": -1, "I": -1, "O": -2, **_CATIONS}
"""Oxidation states that are known beforehand, by the usual rules; oxygen and halogens only beside the element asked for."""


@cache
def _species(difficulty: int) -> tuple[tuple[str, str, int], ...]:
    """Formula, element asked for, and its oxidation state, as the tables of this module have it."""
    if difficulty == 1:
        small = [(each, *told) for each, told in _MOLECULES.items() if len(atoms(each)) == 2]
        return tuple(small)
    if difficulty == 2:
        return tuple((each, *told) for each, told in _MOLECULES.items() if len(atoms(each)) > 2) + tuple(
            (each, *told) for each, told in _ANIONS.items()
        )
    if difficulty == 5:
        return tuple((each, told[0], told[1]) for each, told in _COMPLEXES.items()) + tuple(
            (_salt(cation, charge, each), told[0], told[1])
            for each, told in _COMPLEXES.items()
            if split_charge(each)[1] < 0
            for cation, charge in (("Na", 1), ("K", 1), ("Cs", 1), ("Ba", 2))
        )
    monovalent = difficulty == 3
    return tuple(
        (_salt(cation, charge, anion), *_ANIONS[anion])
        for anion in _SALTS_OF
        for cation, charge in _CATIONS.items()
        if (charge == 1) is monovalent
    )


def _salt(cation: str, charge: int, anion: str) -> str:
    """The formula of a salt of a metal with an anion: ``K2Cr2O7``, ``Ca(ClO)2``."""
    body, minus = split_charge(anion)
    common = gcd(charge, -minus)
    metals, ions = -minus // common, charge // common
    body = body if ions == 1 else f"({body}){ions}" if not body.startswith("[") else f"{body}{ions}"
    return f"{cation}{metals if metals > 1 else ''}{body}"


@generator("science.oxidation_state", verifiers=("science.quantity",))
def oxidation_state(rng: random.Random, difficulty: int) -> Draft:
    """Find the oxidation state of an element.

    1: binary compounds. 2: acids, oxyhalides and ions. 3 and 4: salts of univalent and of divalent metals. 5: complexes.
    """
    species, element, state = rng.choice(_species(difficulty))
    style = rng.choice(("unicode", "latex", "plain"))
    said = formula(species, style)
    said = f"${said}$" if style == "latex" else said
    counts, (_, charge) = atoms(species), split_charge(species)
    count = counts[element]
    steps, terms, known = [], [f"{count if count > 1 else ''}x"], 0
    if difficulty == 5:
        metal, _, ligand, minus = next(
            c for each, c in ((e, v) for e, v in _COMPLEXES.items()) if _holds(species, each)
        )
        found = re.search(rf"\({ligand}\)(\d)|{ligand}(\d)", species)
        number = int(found[1] or found[2]) * count if found else 0
        ion = formula(f"{ligand}^{abs(minus) if minus < -1 else ''}-" if minus else ligand)
        steps.append(f"There are {number} ligands {ion}, each with a charge of {_signed(minus)}.")
        known += number * minus
        terms.append(_times(number, minus))
        for cation, plus in (("Na", 1), ("K", 1), ("Cs", 1), ("Ba", 2)):
            if cation in counts:
                steps.append(f"{_name(cation).capitalize()} is {_signed(plus)}.")
                known += counts[cation] * plus
                terms.append(_times(counts[cation], plus))
        assert metal == element
    else:
        for symbol, n in counts.items():
            if symbol in (element, "charge"):
                continue
            fixed = _FIXED[symbol]
            steps.append(f"{_name(symbol).capitalize()} is {_signed(fixed)}.")
            known += n * fixed
            terms.append(_times(n, fixed))
    whole = "the charge of the ion" if charge else "zero, as the compound is neutral"
    steps.append(f"With x for {_name(element)}, the sum of all oxidation states is {whole}:")
    steps.append(f"{' + '.join(terms)} = {_minus(charge)}")
    rest = charge - known
    if count > 1:
        steps.append(f"{count}x = {_minus(rest)}")
    agree(rest, count * state, what="the oxidation state")
    prompt = rng.choice(_PHRASINGS).format(element=_name(element), species=said)
    return number_draft(
        prompt,
        [*steps, f"x = {_minus(rest // count)}"],
        f"The oxidation state of {_name(element)} is",
        state,
        signed=True,
    )


def _name(symbol: str) -> str:
    from periodictable import elements

    return str(elements.symbol(symbol).name)


def _times(number: int, state: int) -> str:
    return f"{number} × ({_signed(state)})" if number > 1 else f"({_signed(state)})"


def _minus(value: int) -> str:
    return str(value).replace("-", "−")


def _holds(species: str, complex_: str) -> bool:
    return split_charge(complex_)[0] in species


def _signed(value: int) -> str:
    return f"{value:+d}".replace("-", "−") if value else "0"
