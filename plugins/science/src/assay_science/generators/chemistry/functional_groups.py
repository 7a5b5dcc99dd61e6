"""Counting functional groups."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache
from typing import Any

from assay import Draft, agree, generator
from assay_science.generators.chemistry import _tables
from assay_science.generators.chemistry._numbers import number_draft
from assay_science.generators.chemistry._structures import heavy_atoms, molecule
from assay_science.generators.chemistry._writing import formula, listed

_Count = Callable[[Any], int]


def _fragments(*names: str) -> _Count:
    """The first of RDKit's own counts less the others."""

    def count(mol: Any) -> int:
        from rdkit.Chem import Fragments

        numbers = [getattr(Fragments, name)(mol) for name in names]
        return int(numbers[0] - sum(numbers[1:]))

    return count


def _alcohols(mol: Any) -> int:
    return sum(
        atom.GetSymbol() == "O"
        and atom.GetTotalNumHs() == 1
        and any(
            other.GetSymbol() == "C" and str(other.GetHybridization()) == "SP3"
            for other in atom.GetNeighbors()
        )
        for atom in mol.GetAtoms()
    )


def _double_bonds(mol: Any) -> int:
    return sum(
        str(bond.GetBondType()) == "DOUBLE"
        and bond.GetBeginAtom().GetSymbol() == bond.GetEndAtom().GetSymbol() == "C"
        for bond in mol.GetBonds()
    )


def _benzene_rings(mol: Any) -> int:
    return sum(
        len(ring) == 6
        and all(
            mol.GetAtomWithIdx(n).GetIsAromatic() and mol.GetAtomWithIdx(n).GetSymbol() == "C" for n in ring
        )
        for ring in mol.GetRingInfo().AtomRings()
    )


# What is counted: SMARTS, a second way that does not use it, and what the group looks like.
_GROUPS: dict[str, tuple[str, _Count, str]] = {
    "carboxylic acid group": ("[CX3](=O)[OX2H1]", _fragments("fr_COO"), "–COOH"),
    "ester group": ("[CX3](=O)[OX2][#6;!$([CX3]=O)]", _fragments("fr_ester"), "–COO–"),
    "phenolic hydroxyl group": ("[OX2H1]c", _fragments("fr_Ar_OH"), "–OH on an aromatic ring"),
    "alcoholic hydroxyl group": ("[OX2H1][CX4]", _alcohols, "–OH on a saturated carbon atom"),
    "amide group": ("[NX3;!$(N([CX3]=O)[CX3]=O);!$(NS(=O)=O)][CX3](=[OX1])[#6,#1]", _fragments("fr_amide"), "–CO–N"),
    "nitro group": ("[NX3+](=O)[O-]", _fragments("fr_nitro"), "–NO₂"),
    "aldehyde group": ("[CX3H1](=O)[#6]", _fragments("fr_aldehyde"), "–CHO"),
    "ketone group": ("[#6][CX3](=O)[#6]", _fragments("fr_ketone"), "C–CO–C"),
    "ether linkage": ("[OD2;!$(O[CX3]=O)]([#6])[#6]", _fragments("fr_ether", "fr_ester"), "C–O–C that is no part of an ester"),
    "nitrile group": ("[CX2]#[NX1]", _fragments("fr_nitrile"), "–C≡N"),
    "carbon–carbon double bond outside aromatic rings": ("[#6]=[#6]", _double_bonds, "C=C"),
    "benzene ring": ("c1ccccc1", _benzene_rings, "a ring of six aromatic carbon atoms"),
}  # fmt: skip
_SIZES = ((3, 9), (6, 12), (9, 15), (12, 20), (16, 40))
_ONE = (
    "How many {groups} does {name} have? Its SMILES is {smiles}.",
    "Count the {groups} in the molecule {smiles} (SMILES).",
    "The SMILES of {name} is `{smiles}`. How many {groups} are there in the molecule?",
    "In {smiles}, how many {groups} are there?",
)
_SEVERAL = (
    "How many {groups} does {name} have altogether? Its SMILES is {smiles}.",
    "Count the {groups} in the molecule {smiles} (SMILES). What is their total number?",
    "The SMILES of {name} is `{smiles}`. How many {groups} are there together?",
)


def _plural(group: str) -> str:
    """``ester groups``, ``benzene rings``, ``carbon–carbon double bonds outside aromatic rings``."""
    head, outside, rest = group.partition(" outside")
    return f"{head}s{outside}{rest}"


def _count(smiles: str, group: str) -> tuple[int, int]:
    """A count by each of the two routes."""
    from rdkit import Chem

    smarts, second, _ = _GROUPS[group]
    mol = molecule(smiles)
    return len(mol.GetSubstructMatches(Chem.MolFromSmarts(smarts), uniquify=True)), second(mol)


@cache
def _known(difficulty: int) -> dict[_tables.Compound, dict[str, int]]:
    """Compounds, and how many of which group they have; where the routes differ, it is open what counts, and nothing is asked."""
    low, high = _SIZES[difficulty - 1]
    found = {}
    for compound in _tables.compounds():
        if not low <= heavy_atoms(compound.smiles) <= high:
            continue
        counts = {group: _count(compound.smiles, group) for group in _GROUPS}
        if any(first for first, _ in counts.values()):
            found[compound] = {group: first for group, (first, second) in counts.items() if first == second}
    return found


@generator("science.functional_groups", verifiers=("science.quantity",))
def functional_groups(rng: random.Random, difficulty: int) -> Draft:
    """Count functional groups in a structure that is given as SMILES.

    1 to 3: one kind, in larger and larger molecules; now and then there is none. 4 and 5: two kinds or three together.
    """
    known = _known(difficulty)
    compound = rng.choice([each for each in known if any(known[each].values())])
    counts = known[compound]
    there, absent = [g for g, n in counts.items() if n], [g for g, n in counts.items() if not n]
    rng.shuffle(there)
    rng.shuffle(absent)
    if difficulty <= 3:
        chosen = (absent if rng.random() < 0.12 else there)[:1]
    else:
        chosen = [*there, *absent[:1]][: difficulty - 2]
    numbers = [agree(*_count(compound.smiles, group), what=f"the number of {group}s") for group in chosen]
    value = sum(numbers)
    prompt = rng.choice(_ONE if len(chosen) == 1 else _SEVERAL).format(
        groups=listed([_plural(group) for group in chosen]), name=compound.name, smiles=compound.smiles
    )
    steps = [f"The molecule has the formula {formula(compound.usual)}."]
    for group, number in zip(chosen, numbers, strict=True):
        said = "none" if not number else str(number)
        steps.append(f"{group[0].upper() + group[1:]} ({_GROUPS[group][2]}): {said}.")
    if len(chosen) > 1:
        steps.append(f"Together: {' + '.join(map(str, numbers))} = {value}")
    return number_draft(prompt, steps, "The answer is", value)
