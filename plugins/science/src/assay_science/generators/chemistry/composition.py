"""Molar masses, mass percentages, and formulas from them."""

from __future__ import annotations

import random
from functools import cache

from assay import Draft, agree, generator, make_reference
from assay_science.generators.chemistry import _tables
from assay_science.generators.chemistry._counting import atoms
from assay_science.generators.chemistry._structures import carbons_first, heavy_atoms
from assay_science.generators.chemistry._writing import formula, listed
from assay_science.working import VERIFIERS, Working

_HYDRATES = {
    "copper(II) sulfate pentahydrate": "CuSO4·5H2O",
    "magnesium sulfate heptahydrate": "MgSO4·7H2O",
    "sodium carbonate decahydrate": "Na2CO3·10H2O",
    "iron(II) sulfate heptahydrate": "FeSO4·7H2O",
    "cobalt(II) chloride hexahydrate": "CoCl2·6H2O",
    "barium chloride dihydrate": "BaCl2·2H2O",
    "calcium sulfate dihydrate": "CaSO4·2H2O",
    "nickel(II) chloride hexahydrate": "NiCl2·6H2O",
    "oxalic acid dihydrate": "H2C2O4·2H2O",
    "sodium thiosulfate pentahydrate": "Na2S2O3·5H2O",
    "potassium aluminium sulfate dodecahydrate": "KAl(SO4)2·12H2O",
    "zinc sulfate heptahydrate": "ZnSO4·7H2O",
    "calcium chloride dihydrate": "CaCl2·2H2O",
    "sodium tetraborate decahydrate": "Na2B4O7·10H2O",
}
_SALTS = {
    "sodium chloride": "NaCl",
    "calcium carbonate": "CaCO3",
    "sodium hydroxide": "NaOH",
    "potassium permanganate": "KMnO4",
    "ammonium nitrate": "NH4NO3",
    "ammonium sulfate": "(NH4)2SO4",
    "calcium hydroxide": "Ca(OH)2",
    "aluminium sulfate": "Al2(SO4)3",
    "calcium phosphate": "Ca3(PO4)2",
    "iron(III) oxide": "Fe2O3",
    "potassium dichromate": "K2Cr2O7",
    "silver nitrate": "AgNO3",
    "barium sulfate": "BaSO4",
    "magnesium nitrate": "Mg(NO3)2",
    "lead(II) nitrate": "Pb(NO3)2",
    "sodium hydrogencarbonate": "NaHCO3",
    "iron(III) nitrate": "Fe(NO3)3",
    "titanium(IV) oxide": "TiO2",
    "zinc chloride": "ZnCl2",
    "potassium hexacyanoferrate(II)": "K4[Fe(CN)6]",
    "ammonium phosphate": "(NH4)3PO4",
    "chromium(III) sulfate": "Cr2(SO4)3",
    "aluminium nitrate": "Al(NO3)3",
    "copper(II) nitrate": "Cu(NO3)2",
    "sodium thiosulfate": "Na2S2O3",
    "manganese(IV) oxide": "MnO2",
}


_NEAR = 0.06
"""How far from a whole number a ratio may be that is taken for it."""


@cache
def _substances(difficulty: int) -> tuple[tuple[str, str], ...]:
    """Names and formulas, more complicated ones for a higher difficulty."""
    low, high = ((1, 4), (3, 7), (6, 12), (9, 18), (14, 40))[difficulty - 1]
    found = [
        (each.name, each.usual)
        for each in _tables.compounds()
        if low <= heavy_atoms(each.smiles) <= high and len(atoms(each.formula)) > 1
    ]
    if difficulty in (2, 3):
        found += [(name, each) for name, each in _SALTS.items() if ("(" in each) == (difficulty == 3)] * 2
    if difficulty >= 4:
        found += list(_HYDRATES.items()) * 3
    return tuple(found)


def _atomic_masses(work: Working, symbols: list[str]) -> None:
    """The atomic masses as constants of the working, with three decimals at most."""
    from periodictable import elements

    for symbol in symbols:
        work.molar_mass(f"M_{symbol}", f"{float(elements.symbol(symbol).mass):.3f}".rstrip("0"), symbol)


def _sum(text: str) -> str:
    """The molar mass of a formula as a formula of atomic masses, water of crystallisation apart."""
    bare, _, water = text.partition("·")
    found = " + ".join(
        (f"{n} * " if n > 1 else "") + f"M_{symbol}" for symbol, n in carbons_first(atoms(bare))
    )
    if not water:
        return found
    molecules = water.removesuffix("H2O")
    return f"{found} + {f'{molecules} * ' if molecules else ''}(2 * M_H + M_O)"


def _by_molmass(text: str) -> float:
    from molmass import Formula

    total = 0.0
    for part in text.split("·"):
        bare = part.lstrip("0123456789")
        total += int(part[: len(part) - len(bare)] or 1) * float(Formula(bare).mass)
    return total


_MOLAR = (
    "Calculate the molar mass of {name}, {formula}, in g/mol.",
    "What is the molar mass of {formula} ({name})? Give it in g/mol.",
    "Find the mass of one mole of {name}, {formula}, in g/mol.",
    "Determine the molar mass of {name} ({formula}) in g/mol from the atomic masses of its elements.",
)


@generator("science.molar_mass", verifiers=VERIFIERS, min_step_coverage=0.5)
def molar_mass(rng: random.Random, difficulty: int) -> Draft:
    """Add up a molar mass; the more elements, brackets and water of crystallisation, the harder."""
    name, text = rng.choice(_substances(difficulty))
    counts = atoms(text)
    work = Working()
    has = listed([f"{n} {symbol}" for symbol, n in carbons_first(counts)])
    work.say(f"{formula(text)} has {has}{' in a formula unit' if '·' in text or '(' in text else ''}.")
    _atomic_masses(work, list(counts))
    work.step("M", _sum(text), "g/mol", "Adding up the atomic masses gives", digits=5)
    return work.draft(
        rng.choice(_MOLAR),
        "The molar mass is",
        second=_by_molmass(text),
        digits=5,
        rel=3e-4,
        tolerance=1e-3,
        texts={"name": name, "formula": formula(text)},
    )


_SHARE = (
    "What percentage of the mass of {name}, {formula}, is {element}?",
    "Calculate the mass percentage of {element} in {name} ({formula}).",
    "Find the percent by mass of {element} in {formula}, {name}.",
    "How much {element} does {name}, {formula}, contain, in percent by mass?",
)


@generator("science.percent_composition", verifiers=VERIFIERS, min_step_coverage=1.0)
def percent_composition(rng: random.Random, difficulty: int) -> Draft:
    """The mass percentage of an element in a compound, or of water in a hydrate; the larger the formula, the harder."""
    name, text = rng.choice(_substances(difficulty))
    counts = atoms(text)
    work = Working()
    _atomic_masses(work, list(counts))
    work.step("M", _sum(text), "g/mol", "The molar mass is", digits=6)
    whole = _by_molmass(text)
    from periodictable import elements

    if "·" in text and rng.random() < 0.6:
        water = int(text.split("·")[1].removesuffix("H2O") or 1)
        work.step("w", f"{water} * (2 * M_H + M_O) / M", "%", "The share of water is")
        second, what = 100 * water * _by_molmass("H2O") / whole, "water"
    else:
        symbol = rng.choice(list(counts))
        work.step(
            "w",
            f"{f'{counts[symbol]} * ' if counts[symbol] > 1 else ''}M_{symbol} / M",
            "%",
            f"The share of {elements.symbol(symbol).name} is",
        )
        second, what = 100 * counts[symbol] * _by_molmass(symbol) / whole, str(elements.symbol(symbol).name)
    return work.draft(
        rng.choice(_SHARE),
        "The mass percentage is",
        second=second,
        rel=5e-4,
        tolerance=5e-3,
        texts={"name": name, "formula": formula(text), "element": what},
    )


# --- formulas from composition ----------------------------------------------------------------------------------------

_EMPIRICAL = (
    "A compound contains {shares} by mass. What is its empirical formula?",
    "Elemental analysis of a compound gives {shares}. Find the empirical formula.",
    "Determine the empirical formula of a compound that is {shares} by mass.",
    "A substance is made up of {shares} by mass. Work out its simplest formula.",
)
_WEIGHED = (
    "{sample} g of a compound contain {masses}. What is its {kind} formula?{more}",
    "A sample of {sample} g of a pure compound is analysed and found to consist of {masses}. Find the {kind} formula.{more}",
    "Analysis of {sample} g of a substance gives {masses}. Determine its {kind} formula.{more}",
)
_MOLECULAR = (
    "A compound contains {shares} by mass, and its molar mass is {mass} g/mol. What is its molecular formula?",
    "Elemental analysis of a compound gives {shares}; mass spectrometry gives a molar mass of {mass} g/mol. Find the molecular formula.",
    "A compound with a molar mass of {mass} g/mol is {shares} by mass. Determine its molecular formula.",
)


@cache
def _analysed(difficulty: int) -> tuple[_tables.Compound, ...]:
    """Compounds whose formula the shares of their elements, rounded to two decimals, decide."""
    elements = (
        {"C", "H"},
        {"C", "H", "O"},
        {"C", "H", "O", "N"},
        {"C", "H", "O", "N"},
        {"C", "H", "O", "N", "S", "Cl", "Br"},
    )[difficulty - 1]
    found = []
    for each in _tables.compounds():
        counts = atoms(each.formula)
        size = max(counts.values())
        if "C" not in counts or not counts.keys() <= elements or len(counts) < min(3, difficulty + 1):
            continue
        if difficulty >= 4 and len(counts) < 4:
            continue
        if 2 <= size <= (12, 10, 12, 14, 18)[difficulty - 1]:
            found.append(each)
    return tuple(found)


def _mass(symbol: str) -> float:
    from periodictable import elements

    return round(float(elements.symbol(symbol).mass), 3)


def _lowest(counts: dict[str, int]) -> tuple[dict[str, int], int]:
    from math import gcd

    common = gcd(*counts.values())
    return {symbol: n // common for symbol, n in counts.items()}, common


def _formula_of(counts: dict[str, int]) -> str:
    return "".join(f"{symbol}{n if n > 1 else ''}" for symbol, n in carbons_first(counts))


def _ratios(amounts: dict[str, float]) -> tuple[dict[str, float], int, dict[str, int]]:
    """Amounts over the smallest, the least factor that makes them whole, within :data:`_NEAR`, and the whole numbers."""
    least = min(amounts.values())
    ratios = {symbol: n / least for symbol, n in amounts.items()}
    for factor in range(1, 10):
        whole = {symbol: round(ratio * factor) for symbol, ratio in ratios.items()}
        if all(abs(ratio * factor - whole[symbol]) <= _NEAR for symbol, ratio in ratios.items()):
            return ratios, factor, whole
    return ratios, 0, {}


def _usable(compound: _tables.Compound) -> bool:
    """Whether ratios of amounts with two decimals come out plainly."""
    counts, _ = _lowest(atoms(compound.formula))
    least = min(counts.values())
    return least <= 6 and max(counts.values()) <= 25


@generator("science.formula_from_composition", verifiers=("science.molecule",))
def formula_from_composition(rng: random.Random, difficulty: int) -> Draft:
    """Find the empirical formula from mass percentages, or the molecular formula with the molar mass.

    1: hydrocarbons. 2: with oxygen. 3 and 4: with nitrogen, and molecular formulas. 5: with sulfur and halogens.
    """
    compound = rng.choice([each for each in _analysed(difficulty) if _usable(each)])
    counts = dict(carbons_first(atoms(compound.formula)))
    whole = sum(n * _mass(symbol) for symbol, n in counts.items())
    shares = {symbol: round(100 * n * _mass(symbol) / whole, 2) for symbol, n in counts.items()}
    lowest, common = _lowest(counts)
    molecular = rng.random() < (0.6 if difficulty >= 3 else 0.25)
    kind = "molecular" if molecular else "empirical"
    if rng.random() < 0.5:
        sample = rng.uniform(2, 25)
        masses = {symbol: _digits(sample * share / 100) for symbol, share in shares.items()}
        total = sum(map(float, masses.values()))
        prompt = rng.choice(_WEIGHED).format(
            sample=f"{total:.3f}",
            masses=listed([f"{mass} g of {_element(symbol)}" for symbol, mass in masses.items()]),
            kind=kind,
            more=f" Its molar mass is {whole:.1f} g/mol." if molecular else "",
        )
        steps, found = _from_masses(masses)
    else:
        said = listed([f"{share:.2f}% {_element(symbol)}" for symbol, share in shares.items()])
        prompt = rng.choice(_MOLECULAR if molecular else _EMPIRICAL).format(shares=said, mass=f"{whole:.1f}")
        steps, found = _from_masses({symbol: f"{share:.2f}" for symbol, share in shares.items()})
        there = listed([f"{share:.2f} g {symbol}" for symbol, share in shares.items()])
        steps.insert(0, f"In 100 g there are {there}.")
    agree(found, lowest, what="the empirical formula")
    answer = _formula_of(lowest)
    if molecular:
        steps, answer = _to_molecular(steps, lowest, common, whole)
        agree(atoms(answer), atoms(compound.formula), what="the molecular formula")
    steps.append(f"The {kind} formula is **{formula(answer)}**.")
    return Draft(
        prompt, "\n".join(steps), make_reference(answer, molecule={"formula": answer}), answer=formula(answer)
    )


def _element(symbol: str) -> str:
    from periodictable import elements

    return str(elements.symbol(symbol).name)


def _from_masses(masses: dict[str, str]) -> tuple[list[str], dict[str, int]]:
    """The working from masses in grams, as they are written, to the empirical formula."""
    amounts = {symbol: float(mass) / _mass(symbol) for symbol, mass in masses.items()}
    steps = [
        f"n({symbol}) = {mass} g / ({_mass(symbol)} g/mol) = {_digits(amounts[symbol])} mol"
        for symbol, mass in masses.items()
    ]
    ratios, factor, whole = _ratios(amounts)
    line = ":".join(masses) + " = " + ":".join(f"{ratio:.2f}" for ratio in ratios.values())
    steps.append(f"Divided by the smallest amount, the ratio is {line}.")
    if factor != 1:
        steps.append(f"Multiplied by {factor}, it is {':'.join(str(n) for n in whole.values())}.")
    return steps, whole


def _digits(value: float, digits: int = 4) -> str:
    """A number with so many significant digits, zeros at its end included."""
    from math import floor, log10

    return f"{value:.{max(0, digits - 1 - floor(log10(abs(value))))}f}"


def _to_molecular(
    steps: list[str], lowest: dict[str, int], common: int, whole: float
) -> tuple[list[str], str]:
    unit = sum(n * _mass(symbol) for symbol, n in lowest.items())
    steps = [
        *steps,
        f"So the empirical formula is {formula(_formula_of(lowest))}, with a mass of {unit:.2f} g/mol.",
        f"{whole:.1f} / {unit:.2f} = {whole / unit:.2f}, so the molecule is {common} such unit{'s' * (common > 1)}.",
    ]
    return steps, _formula_of({symbol: n * common for symbol, n in lowest.items()})


_COMBUSTION = (
    "Combustion of {sample} g of a compound of {elements} gives {co2} g of CO₂ and {h2o} g of H₂O. What is its {kind} formula?{more}",
    "{sample} g of an organic compound that contains only {elements} are burned in oxygen; {co2} g of CO₂ and {h2o} g of H₂O are collected. Find the {kind} formula.{more}",
    "When {sample} g of a substance made of {elements} is burned completely, {co2} g of carbon dioxide and {h2o} g of water form. Determine its {kind} formula.{more}",
)


@generator("science.combustion_analysis", verifiers=("science.molecule",))
def combustion_analysis(rng: random.Random, difficulty: int) -> Draft:
    """Find an empirical or a molecular formula from the masses of CO₂ and H₂O that a combustion gives.

    1: hydrocarbons. 2: the molecular formula of a hydrocarbon. 3: with oxygen. 4: and the molecular formula. 5: with
    nitrogen, whose share is given.
    """
    kinds = {1: {"C", "H"}, 2: {"C", "H"}, 3: {"C", "H", "O"}, 4: {"C", "H", "O"}, 5: {"C", "H", "N", "O"}}[
        difficulty
    ]
    known = [
        each
        for each in _tables.compounds()
        if set(atoms(each.formula)) == kinds and _usable(each) and max(atoms(each.formula).values()) <= 24
    ]
    compound = rng.choice(known)
    counts = dict(carbons_first(atoms(compound.formula)))
    whole = sum(n * _mass(symbol) for symbol, n in counts.items())
    sample = round(rng.uniform(2, 9.5), 3)
    amount = sample / whole
    co2_mass, h2o_mass = _mass("C") + 2 * _mass("O"), 2 * _mass("H") + _mass("O")
    co2, h2o = round(amount * counts["C"] * co2_mass, 3), round(amount * counts["H"] / 2 * h2o_mass, 3)
    molecular = difficulty in (2, 4, 5)
    more = f" Its molar mass is {whole:.1f} g/mol." if molecular else ""
    masses = {
        "C": _digits(co2 * _mass("C") / co2_mass),
        "H": _digits(h2o * 2 * _mass("H") / h2o_mass),
    }
    steps = [
        f"Carbon: {co2:.3f} g × {_mass('C')} / {co2_mass:.3f} = {masses['C']} g",
        f"Hydrogen: {h2o:.3f} g × {2 * _mass('H'):.3f} / {h2o_mass:.3f} = {masses['H']} g",
    ]
    if "N" in counts:
        share = round(100 * counts["N"] * _mass("N") / whole, 2)
        more = f" The compound is {share:.2f}% nitrogen by mass.{more}"
        masses["N"] = _digits(sample * share / 100)
        steps.append(f"Nitrogen: {sample:.3f} g × {share:.2f}% = {masses['N']} g")
    if "O" in counts:
        left = sample - sum(map(float, masses.values()))
        rest = " − ".join(f"{each} g" for each in masses.values())
        masses["O"] = _digits(left)
        steps.append(f"Oxygen, the rest: {sample:.3f} g − {rest} = {masses['O']} g")
    more_steps, found = _from_masses(masses)
    steps += more_steps
    lowest, common = _lowest(counts)
    agree(found, {symbol: lowest[symbol] for symbol in found}, what="the empirical formula")
    answer = _formula_of(lowest)
    if molecular:
        steps, answer = _to_molecular(steps, lowest, common, whole)
        agree(atoms(answer), atoms(compound.formula), what="the molecular formula")
    kind = "molecular" if molecular else "empirical"
    steps.append(f"The {kind} formula is **{formula(answer)}**.")
    prompt = rng.choice(_COMBUSTION).format(
        sample=f"{sample:.3f}",
        co2=f"{co2:.3f}",
        h2o=f"{h2o:.3f}",
        elements=listed([_element(symbol) for symbol in counts]),
        kind=kind,
        more=more,
    )
    return Draft(
        prompt, "\n".join(steps), make_reference(answer, molecule={"formula": answer}), answer=formula(answer)
    )
