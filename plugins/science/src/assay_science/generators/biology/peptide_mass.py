"""The mass of a peptide and of its ions."""

from __future__ import annotations

import random
from collections import Counter

from assay import Draft, generator
from assay_science.generators.biology import _peptides
from assay_science.generators.biology._quantities import draft
from assay_science.generators.biology._strands import THREE

_RESIDUES = {
    "A": "C3H5NO", "R": "C6H12N4O", "N": "C4H6N2O2", "D": "C4H5NO3", "C": "C3H5NOS", "E": "C5H7NO3", "Q": "C5H8N2O2", "G": "C2H3NO",
    "H": "C6H7N3O", "I": "C6H11NO", "L": "C6H11NO", "K": "C6H12N2O", "M": "C5H9NOS", "F": "C9H9NO", "P": "C5H7NO", "S": "C3H5NO2",
    "T": "C4H7NO2", "W": "C11H10N2O", "Y": "C9H9NO2", "V": "C5H9NO",
}  # fmt: skip
"""What is left of each amino acid in a chain."""
_PROTON = 1.00728


def _by_formulas(peptide: str, bonds: int, exact: bool) -> float:
    """The mass from the formulas of the residues, by Molmass."""
    from molmass import Formula

    whole = "".join(f"({_RESIDUES[letter]}){count}" for letter, count in Counter(peptide).items()) + "H2O"
    formula, lost = Formula(whole), Formula("H2")
    if exact:
        return float(formula.monoisotopic_mass - bonds * lost.monoisotopic_mass)
    return float(formula.mass - bonds * lost.mass)


def _residue(letter: str, exact: bool) -> float:
    """The mass of a residue in the table of the problem, rounded as there."""
    from Bio.Data.IUPACData import monoisotopic_protein_weights, protein_weights

    if exact:
        return round(float(monoisotopic_protein_weights[letter]) - 18.010565, 4)
    return round(float(protein_weights[letter]) - 18.0153, 2)


@generator("science.peptide_mass", verifiers=("science.quantity",))
def peptide_mass(rng: random.Random, difficulty: int) -> Draft:
    """The mass of a peptide from the masses of its residues, and m/z of its ions.

    1: two or three residues. 2: more. 3: a real peptide, with a disulfide bond now and then. 4: m/z of a protonated peptide
    from monoisotopic masses. 5: of a tryptic peptide of a protein.
    """
    exact = difficulty >= 4
    cut = ""
    if difficulty <= 2 or difficulty == 4:
        peptide = _peptides.made_up(
            rng, {1: rng.randint(2, 3), 2: rng.randint(4, 8), 4: rng.randint(7, 11)}[difficulty]
        )
        name = f"the peptide {peptide}"
    elif difficulty == 3:
        said, peptide = _peptides.derivative(rng, 5, 30)
        name = f"{said} ({peptide})"
    else:
        protein = _peptides.made_up(rng, rng.randint(30, 60))
        pieces = _trypsin(protein)
        fit = [n for n, piece in enumerate(pieces) if 4 <= len(piece) <= 16]
        while not fit:
            protein = _peptides.made_up(rng, rng.randint(30, 60))
            pieces = _trypsin(protein)
            fit = [n for n, piece in enumerate(pieces) if 4 <= len(piece) <= 16]
        n = rng.choice(fit)
        peptide = pieces[n]
        cut = f"Trypsin cuts behind K and R, but not before P: {' | '.join(pieces)}"
        name = f"tryptic peptide number {n + 1} (counted from the N terminus) of this protein?\n\n```\n{protein}\n```\n\n"
    bonds = peptide.count("C") // 2 if difficulty == 3 and rng.random() < 0.7 else 0
    counts = Counter(peptide)
    masses = {letter: _residue(letter, exact) for letter in sorted(counts)}
    listed = {letter: _residue(letter, exact) for letter in sorted(_RESIDUES)} if cut else masses
    water, hydrogen = (18.0106, 1.00783) if exact else (18.02, 1.008)
    table = "\n".join(
        [
            "| residue | mass (Da) |",
            "| --- | --- |",
            *(f"| {THREE[k]} ({k}) | {v:.{4 if exact else 2}f} |" for k, v in listed.items()),
        ]
    )
    mass = sum(counts[k] * masses[k] for k in counts) + water - 2 * bonds * hydrogen
    decimals = 4 if exact else 2
    terms = " + ".join(
        f"{counts[k]} × {masses[k]:.{decimals}f}" if counts[k] > 1 else f"{masses[k]:.{decimals}f}"
        for k in masses
    )
    less = f" - {2 * bonds} × {hydrogen}" if bonds else ""
    steps = [cut, f"The peptide is {peptide}."] if cut else []
    steps.append(f"M = {terms} + {water}{less} = {mass:.{decimals}f} Da")
    second = _by_formulas(peptide, bonds, exact)
    state = ""
    if "C" in peptide and difficulty == 3:
        state = (
            f" Its cysteines form {bonds} disulfide bond{'' if bonds == 1 else 's'}."
            if bonds
            else " Its cysteines are reduced."
        )
    given = f"The {'monoisotopic' if exact else 'average'} masses of the residues are\n\n{table}\n\nWater has {water} Da"
    if not exact:
        given += f", hydrogen {hydrogen} Da." if bonds else "."
        asked = (
            f"What is the average molecular mass of {name} with free ends?{state} {given} Give two decimals."
        )
        return draft(
            asked, steps, "The mass is", mass, "Da", second=second, decimals=2, absolute=0.05, rel=1e-4
        )
    charge = rng.randint(1, 2) if difficulty == 4 else rng.randint(1, 3)
    value = (mass + charge * _PROTON) / charge
    ion = f"[M + {charge if charge > 1 else ''}H]{charge if charge > 1 else ''}+"
    steps.append(f"m/z = ({mass:.4f} + {charge} × {_PROTON})/{charge} = {value:.3f}")
    given += f", a proton {_PROTON} Da."
    name += "" if cut else "? "
    asked = f"At which m/z do you expect the ion {ion} of {name}{given} Give three decimals."
    if cut:
        asked += " Trypsin cuts behind K and R, but not before P, and cuts at each such place."
    again = (second + charge * _PROTON) / charge
    return draft(
        asked, steps, f"m/z of {ion} is", value, "", second=again, decimals=3, absolute=0.003, rel=5e-6
    )


def _trypsin(protein: str) -> list[str]:
    pieces, start = [], 0
    for at in range(len(protein) - 1):
        if protein[at] in "KR" and protein[at + 1] != "P":
            pieces.append(protein[start : at + 1])
            start = at + 1
    return [*pieces, protein[start:]]
