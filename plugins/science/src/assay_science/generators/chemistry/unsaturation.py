"""Degrees of unsaturation."""

from __future__ import annotations

import random
from functools import cache

from assay import Draft, agree, generator
from assay_science.generators.chemistry import _tables
from assay_science.generators.chemistry._counting import atoms
from assay_science.generators.chemistry._numbers import number_draft
from assay_science.generators.chemistry._structures import heavy_atoms, molecule
from assay_science.generators.chemistry._writing import formula

_FORMULA = (
    "How many degrees of unsaturation (rings plus π bonds) does {formula} have?",
    "Calculate the degree of unsaturation of a compound with the molecular formula {formula}.",
    "A compound has the molecular formula {formula}. Find its index of hydrogen deficiency.",
    "What is the double bond equivalent (DBE) of {formula}?",
)
_NAMED = (
    "Calculate the degree of unsaturation of {name}, {formula}.",
    "{Name} has the molecular formula {formula}. How many rings and π bonds does it have together?",
    "Find the index of hydrogen deficiency of {name} from its molecular formula, {formula}.",
    "What is the double bond equivalent (DBE) of {name} ({formula})?",
)
_HALOGENS = ("F", "Cl", "Br", "I")


@cache
def _known(difficulty: int) -> tuple[_tables.Compound, ...]:
    """Compounds in which each atom has its usual valence: no nitro groups, no phosphates, no sulfones."""
    low, high = ((2, 6), (4, 9), (6, 14), (10, 20), (16, 40))[difficulty - 1]
    found = []
    for each in _tables.compounds():
        mol = molecule(each.smiles)
        counts = atoms(each.formula)
        usual = all(
            not atom.GetFormalCharge()
            and atom.GetTotalValence() == {"S": 2}.get(atom.GetSymbol(), atom.GetTotalValence())
            for atom in mol.GetAtoms()
        )
        extra = sum(counts.get(symbol, 0) > 0 for symbol in ("N", *_HALOGENS))
        if not (counts.keys() <= {"C", "H", "N", "O", "S", *_HALOGENS} and "C" in counts and usual):
            continue
        if low <= heavy_atoms(each.smiles) <= high and (extra > 0) >= (difficulty >= 3):
            found.append(each)
    return tuple(found)


def _rings_and_pi_bonds(smiles: str) -> int:
    """By the structure: rings, and double bonds with aromatic ones written as alternating bonds."""
    from rdkit import Chem

    mol = Chem.Mol(molecule(smiles))
    Chem.Kekulize(mol, clearAromaticFlags=True)
    orders = [round(bond.GetBondTypeAsDouble()) for bond in mol.GetBonds()]
    rings = len(orders) - mol.GetNumAtoms() + len(Chem.GetMolFrags(mol))
    return rings + sum(order - 1 for order in orders)


@generator("science.degrees_of_unsaturation", verifiers=("science.quantity",))
def degrees_of_unsaturation(rng: random.Random, difficulty: int) -> Draft:
    """Find the degrees of unsaturation from a molecular formula.

    1 and 2: carbon, hydrogen and oxygen in most. From 3 on nitrogen and halogens; the larger, the harder.
    """
    compound = rng.choice(_known(difficulty))
    counts = atoms(compound.formula)
    carbon, hydrogen, nitrogen = (counts.get(symbol, 0) for symbol in "CHN")
    halogen = sum(counts.get(symbol, 0) for symbol in _HALOGENS)
    value = agree(
        (2 * carbon + 2 + nitrogen - hydrogen - halogen) // 2,
        _rings_and_pi_bonds(compound.smiles),
        what="the degrees of unsaturation",
    )
    said = formula(compound.formula, rng.choice(("unicode", "plain")))
    prompt = rng.choice((*_FORMULA, *_NAMED)).format(
        formula=said, name=compound.name, Name=compound.name[0].upper() + compound.name[1:]
    )
    steps = [
        f"C: {carbon}, H: {hydrogen}"
        + (f", N: {nitrogen}" if nitrogen else "")
        + (f", halogen: {halogen}" if halogen else "")
        + "."
    ]
    if "O" in counts or "S" in counts:
        steps.append("Divalent atoms (O, S) do not count.")
    top, numbers = "2C + 2 - H", f"2 \\times {carbon} + 2 - {hydrogen}"
    if nitrogen:
        top, numbers = "2C + 2 + N - H", f"2 \\times {carbon} + 2 + {nitrogen} - {hydrogen}"
    if halogen:
        top, numbers = top + " - X", f"{numbers} - {halogen}"
    doubled = 2 * value
    steps.append(
        f"The degrees of unsaturation are $\\frac{{{top}}}{{2}} = \\frac{{{numbers}}}{{2}} = \\frac{{{doubled}}}{{2}} = {value}$."
    )
    return number_draft(prompt, steps, "The answer is", value)
