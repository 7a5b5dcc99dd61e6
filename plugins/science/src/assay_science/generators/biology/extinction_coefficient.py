"""Protein concentration from the absorbance at 280 nm."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_science.generators.biology import _peptides
from assay_science.generators.biology._quantities import draft, fixed
from assay_science.writing import rounded

_UNIT = "L/(mol·cm)"
_MODEL = "ε280 = 5500 nW + 1490 nY + 125 nS-S, in L/(mol·cm), with the numbers of tryptophans, tyrosines and disulfide bonds (Pace et al. 1995)"


@generator("science.extinction_coefficient", verifiers=("science.quantity",))
def extinction_coefficient(rng: random.Random, difficulty: int) -> Draft:
    """The molar extinction coefficient of a peptide at 280 nm, and concentrations from it.

    1: of a short peptide. 2: of a known one with its disulfide bonds. 3: a molar concentration. 4: a mass concentration.
    5: of a stock that was diluted, in a shorter cuvette.
    """
    from Bio.SeqUtils.ProtParam import ProteinAnalysis

    if difficulty == 1:
        while True:
            peptide = _peptides.made_up(rng, rng.randint(12, 20))
            if set("WY") & set(peptide):
                break
        shown = f"the peptide {peptide}"
    elif difficulty == 2 or rng.random() < 0.5:
        name, peptide = _peptides.derivative(rng, 8, 80, needs="WY")
        shown = f"{name}, {peptide}"
        if difficulty == 2 and rng.random() < 0.6:
            tag, added = rng.choice(
                (
                    ("a His6 tag", "HHHHHH"),
                    ("a FLAG tag", "DYKDDDDK"),
                    ("an HA tag", "YPYDVPDYA"),
                    ("a Strep-tag II", "WSHPQFEK"),
                )
            )
            shown, peptide = (
                f"{name} with {tag} ({added}) at its C terminus, {peptide}{added}",
                peptide + added,
            )
    else:
        while True:
            peptide = _peptides.made_up(rng, rng.randint(50, 110))
            if {"W", "Y"} <= set(peptide):
                break
        shown = f"a protein domain with the sequence\n\n```\n{peptide}\n```\n"
    w, y, c = peptide.count("W"), peptide.count("Y"), peptide.count("C")
    bonds = c // 2 if difficulty != 1 and rng.random() < 0.6 else 0
    reduced, oxidised = ProteinAnalysis(peptide).molar_extinction_coefficient()
    epsilon = 5500 * w + 1490 * y + 125 * bonds
    second = float(oxidised if bonds else reduced)
    state = ""
    if c and difficulty >= 2:
        state = (
            f" It has {bonds} disulfide bond{'' if bonds == 1 else 's'}."
            if bonds
            else " All its cysteines are reduced."
        )
    steps = [
        f"nW = {w}, nY = {y}, nS-S = {bonds}",
        f"ε280 = 5500 × {w} + 1490 × {y} + 125 × {bonds} = {epsilon} L/(mol·cm)",
    ]
    if difficulty <= 2:
        asked = f"What is the molar extinction coefficient at 280 nm of {shown}?{state} Use {_MODEL}."
        return draft(
            asked,
            steps,
            "The extinction coefficient is",
            epsilon,
            _UNIT,
            second=second,
            digits=6,
            relative=0.0005,
        )
    absorbance = round(rng.uniform(0.15, 1.1), 3)
    fenced = shown.endswith("\n")
    lead = f"A solution of {shown}" + ("" if fenced else ", ")
    if difficulty == 3:
        value = absorbance / epsilon * 1e6
        steps.append(
            f"c = A/(ε d) = {absorbance}/({epsilon} L/(mol·cm) × 1 cm) = {value / 1e6:.4g} mol/L = {rounded(value, 3)} µmol/L"
        )
        asked = f"{lead}has an absorbance of {absorbance} at 280 nm in a 1 cm cuvette.{state} What is its concentration in µmol/L? Use {_MODEL}."
        return draft(
            asked,
            steps,
            "The concentration is",
            value,
            "µmol/L",
            second=absorbance / second * 1e6,
            digits=3,
            relative=0.01,
        )
    from Bio.SeqUtils import molecular_weight

    mass = round(molecular_weight(peptide, "protein") - 2.016 * bonds, 1)
    path, fold = (1.0, 1) if difficulty == 4 else (rng.choice((0.5, 0.2, 0.1)), rng.choice((5, 10, 20, 50)))
    if difficulty == 5:
        absorbance = round(rng.uniform(0.1, 0.9), 3)
    if fold > 1:  # a stock that a protein can have: up to some 50 mg/mL
        highest = min(0.9, 50 * epsilon * path / (mass * fold))
        if highest < 0.1:
            path, fold = 0.2, 5
            highest = min(0.9, 50 * epsilon * path / (mass * fold))
        absorbance = round(rng.uniform(0.1, max(0.15, highest)), 3)
    value = absorbance / (epsilon * path) * mass * fold
    steps.append(
        f"c = A/(ε d) = {absorbance}/({epsilon} L/(mol·cm) × {path:g} cm) = {absorbance / (epsilon * path):.4g} mol/L"
    )
    steps.append(
        f"Times the molar mass: {absorbance / (epsilon * path):.4g} mol/L × {fixed(mass, 1)} g/mol = {absorbance / (epsilon * path) * mass:.4g} g/L"
    )
    if fold > 1:
        steps.append(f"The stock is {fold} times as concentrated: {rounded(value, 4)} g/L")
    what = (
        "in a 1 cm cuvette"
        if fold == 1
        else f"after a {fold}-fold dilution, in a cuvette with a path of {10 * path:g} mm"
    )
    heavy = f"(M = {fixed(mass, 1)} g/mol)" if fenced else f"M = {fixed(mass, 1)} g/mol,"
    asked = (
        f"{lead}{heavy} has an absorbance of {absorbance} at 280 nm {what}.{state} "
        f"What is the concentration of the {'solution' if fold == 1 else 'undiluted solution'} in mg/mL? Use {_MODEL}."
    )
    again = absorbance * fold * mass / second / path
    return draft(asked, steps, "The concentration is", value, "mg/mL", second=again, digits=3, relative=0.01)
