"""Reaction SMILES: ``CC(=O)O.OCC>>CC(=O)OCC.O``, with agents between the arrows or without."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from assay_science.molecules import structure

LONGEST = 2_000
MOST = 20
"""Molecules on one side that are read."""


@dataclass(frozen=True)
class Reaction:
    """The molecules on both sides as canonical SMILES, sorted; ``balanced`` if atoms and charge are the same on both."""

    reactants: tuple[str, ...]
    products: tuple[str, ...]
    balanced: bool


def read_reaction(text: str) -> Reaction | None:
    """The reaction of a reaction SMILES; ``None`` for what is none. Agents must be molecules, and say nothing more."""
    sides = text.split(">")
    if len(text) > LONGEST or len(sides) != 3 or not sides[0] or not sides[2]:
        return None
    read: list[list[structure.Structure]] = []
    for side in sides:
        molecules = [structure.from_smiles(each) for each in side.split(".")] if side else []
        if len(molecules) > MOST or None in molecules:
            return None
        read.append([each for each in molecules if each is not None])
    before, after = _total(read[0]), _total(read[2])
    return Reaction(_sorted(read[0]), _sorted(read[2]), before == after)


def _sorted(molecules: list[structure.Structure]) -> tuple[str, ...]:
    return tuple(sorted(each.canonical for each in molecules))


def _total(molecules: list[structure.Structure]) -> tuple[Counter[str], int]:
    atoms: Counter[str] = Counter()
    for each in molecules:
        atoms.update(dict(each.formula.atoms))
    return atoms, sum(each.formula.charge for each in molecules)


def difference(given: Reaction, wanted: Reaction) -> tuple[str, str]:
    """Why a reaction is not the one that is wanted, a reason code and a sentence; ``("", "")`` if it is."""
    if (given.reactants, given.products) == (wanted.reactants, wanted.products):
        return "", ""
    if (given.products, given.reactants) == (wanted.reactants, wanted.products):
        return "swapped_sides", "Reactants and products are swapped."
    if wanted.balanced and not given.balanced:
        return "unbalanced_reaction", "It does not have the same atoms and charge on both sides."
    if given.products != wanted.products:
        other = Counter(given.products) - Counter(wanted.products)
        said = f"{'.'.join(other.elements())} is no product" if other else "a product is missing"
        return "other_products", f"The products are others: {said}."
    return "other_reactants", "The reactants are others."
