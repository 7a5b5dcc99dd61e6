"""Rings, bonds and stereocentres of a structure, and the signals of its carbon spectrum."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

from assay import Draft, agree, generator
from assay_science.generators.chemistry import _tables
from assay_science.generators.chemistry._counting import atoms
from assay_science.generators.chemistry._numbers import number_draft
from assay_science.generators.chemistry._structures import heavy_atoms, molecule
from assay_science.generators.chemistry._writing import formula, listed

_Count = Callable[[Any], int]


def _kekulized(mol: Any) -> Any:
    from rdkit import Chem

    copy = Chem.Mol(mol)
    Chem.Kekulize(copy, clearAromaticFlags=True)
    return copy


def _with_hydrogens(mol: Any) -> Any:
    from rdkit import Chem

    return Chem.AddHs(mol)


def _rings(mol: Any) -> int:
    return int(mol.GetRingInfo().NumRings())


def _cycles(mol: Any) -> int:
    from rdkit import Chem

    return int(mol.GetNumBonds() - mol.GetNumAtoms() + len(Chem.GetMolFrags(mol)))


def _sigma_bonds(mol: Any) -> int:
    return int(_with_hydrogens(mol).GetNumBonds())


def _sigma_by_atoms(mol: Any) -> int:
    return int(sum(1 + atom.GetTotalNumHs() for atom in mol.GetAtoms()) - 1 + _cycles(mol))


def _pi_bonds(mol: Any) -> int:
    return int(sum(round(bond.GetBondTypeAsDouble()) - 1 for bond in _kekulized(mol).GetBonds()))


def _pi_by_valences(mol: Any) -> int:
    """Half of the valences that atoms have beyond their neighbours."""
    spare = sum(atom.GetTotalValence() - atom.GetTotalDegree() for atom in _kekulized(mol).GetAtoms())
    return int(spare) // 2


def _saturated(mol: Any) -> int:
    return sum(atom.GetSymbol() == "C" and atom.GetTotalDegree() == 4 for atom in mol.GetAtoms())


def _saturated_by_hybridization(mol: Any) -> int:
    return sum(atom.GetSymbol() == "C" and str(atom.GetHybridization()) == "SP3" for atom in mol.GetAtoms())


def _centres(mol: Any) -> int:
    from rdkit import Chem

    kind = Chem.StereoType.Atom_Tetrahedral
    return sum(each.type == kind for each in Chem.FindPotentialStereo(mol))


def _centres_by_ranks(mol: Any) -> int:
    """Carbon atoms with four neighbours that differ in their place in the graph."""
    from rdkit import Chem

    whole = _with_hydrogens(mol)
    ranks = list(Chem.CanonicalRankAtoms(whole, breakTies=False, includeChirality=False))
    return sum(
        atom.GetSymbol() == "C"
        and atom.GetDegree() == 4
        and len({ranks[other.GetIdx()] for other in atom.GetNeighbors()}) == 4
        for atom in whole.GetAtoms()
    )


# What is counted, by two ways, and how the count is explained.
_KINDS: dict[str, tuple[_Count, _Count, str]] = {
    "rings": (_rings, _cycles, "Each pair of ring-closure digits in the SMILES closes one ring"),
    "stereocentres": (_centres, _centres_by_ranks, "A stereocentre is a carbon atom with four different neighbours"),
    "sp³ carbon atoms": (_saturated, _saturated_by_hybridization, "An sp³ carbon atom has four single bonds"),
    "π bonds": (_pi_bonds, _pi_by_valences, "Each double bond has one π bond, each triple bond two, a benzene ring three"),
    "σ bonds (those to hydrogen included)": (_sigma_bonds, _sigma_by_atoms, "Two atoms that are bonded share one σ bond"),
}  # fmt: skip
_SIZES = ((3, 8), (5, 11), (8, 15), (11, 20), (15, 32))
_PHRASINGS = (
    "How many {kind} does {name} have? Its SMILES is {smiles}.",
    "The SMILES of {name} is `{smiles}`. How many {kind} are there in the molecule?",
    "Count the {kind} in the molecule {smiles} (SMILES).",
    "In {name}, {smiles}, how many {kind} are there?",
    "{smiles} is the SMILES of {name}. Find the number of its {kind}.",
)


@cache
def _known(difficulty: int) -> tuple[tuple[_tables.Compound, tuple[str, ...]], ...]:
    """Compounds, and what can be counted in them without doubt: charged atoms and high valences make bonds a matter of taste."""
    low, high = _SIZES[difficulty - 1]
    found = []
    for compound in _tables.compounds():
        if not low <= heavy_atoms(compound.smiles) <= high:
            continue
        mol = molecule(compound.smiles)
        plain = all(
            not atom.GetFormalCharge() and (atom.GetSymbol() not in "SP" or atom.GetTotalValence() <= 3)
            for atom in mol.GetAtoms()
        )
        kinds = [kind for kind, (first, second, _) in _KINDS.items() if first(mol) == second(mol)]
        kinds = [kind for kind in kinds if plain or "bonds" not in kind]
        if kinds:
            found.append((compound, tuple(kinds)))
    return tuple(found)


@generator("science.structure_counts", verifiers=("science.quantity",))
def structure_counts(rng: random.Random, difficulty: int) -> Draft:
    """Count rings, stereocentres, sp³ carbon atoms, π bonds or σ bonds of a structure given as SMILES; the larger, the harder."""
    compound, kinds = rng.choice(_known(difficulty))
    mol = molecule(compound.smiles)
    there = [kind for kind in kinds if _KINDS[kind][0](mol)]
    kind = rng.choice(there if there and rng.random() < 0.9 else kinds)
    first, second, why = _KINDS[kind]
    value = agree(first(mol), second(mol), what=f"the number of {kind}")
    prompt = rng.choice(_PHRASINGS).format(kind=kind, name=compound.name, smiles=compound.smiles)
    steps = [f"The molecule has the formula {formula(compound.usual)}.", f"{why}."]
    if kind == "π bonds" or kind.startswith("σ"):
        orders = [round(bond.GetBondTypeAsDouble()) for bond in _kekulized(mol).GetBonds()]
        hydrogen = sum(atom.GetTotalNumHs() for atom in mol.GetAtoms())
        said = [
            f"{orders.count(order)} {word} bond{'s' * (orders.count(order) > 1)}"
            for order, word in ((1, "single"), (2, "double"), (3, "triple"))
            if order in orders
        ]
        aromatic = ", with alternating bonds in aromatic rings" if "c" in compound.smiles else ""
        steps.append(f"Between the atoms other than hydrogen there are {listed(said)}{aromatic}.")
        if kind.startswith("σ"):
            steps.append(
                f"Each of these has one σ bond, and so has each of the {hydrogen} hydrogen atoms: {len(orders)} + {hydrogen} = {value}"
            )
    return number_draft(prompt, steps, "The answer is", value)


_SIGNALS = (
    "How many signals does the proton-decoupled ¹³C NMR spectrum of {name} ({smiles}) show?",
    "The SMILES of {name} is `{smiles}`. How many signals do you expect in its broadband-decoupled ¹³C NMR spectrum?",
    "How many chemically different carbon atoms does {name}, {smiles}, have?",
    "Predict the number of lines in the proton-decoupled ¹³C spectrum of {smiles} ({name}).",
    "Count the sets of equivalent carbon atoms in {name}, whose SMILES is {smiles}.",
)
_RIGID = "[#6]=&!:[#6]", "[#6]=[#7]", "[#7][CX3]=[O,S,N]", "[#7]=[#7]", "[nH]"
"""Where atoms that look alike in the graph may differ in space: double bonds, and C–N bonds of amides; and azoles, whose hydrogen moves."""


def _classes(mol: Any) -> list[list[int]]:
    """Carbon atoms that symmetry makes equal, by RDKit's canonical ranks."""
    from rdkit import Chem

    groups: dict[int, list[int]] = {}
    for atom, rank in enumerate(Chem.CanonicalRankAtoms(mol, breakTies=False)):
        if mol.GetAtomWithIdx(atom).GetSymbol() == "C":
            groups.setdefault(rank, []).append(atom)
    return sorted(groups.values())


def _orbits(mol: Any) -> list[list[int]]:
    """The same by the automorphisms of the graph: which atoms a mapping of the molecule onto itself can exchange."""
    images: dict[int, set[int]] = {atom.GetIdx(): set() for atom in mol.GetAtoms()}
    for match in mol.GetSubstructMatches(mol, uniquify=False, maxMatches=50_000):
        for atom, image in enumerate(match):
            images[atom].add(image)
    orbits = {
        tuple(sorted(each)) for atom, each in images.items() if mol.GetAtomWithIdx(atom).GetSymbol() == "C"
    }
    return sorted(list(orbit) for orbit in orbits)


@cache
def _simple(difficulty: int) -> tuple[_tables.Compound, ...]:
    """Compounds without stereocentres or hindered rotation, in which equal places in the graph are equal in the spectrum."""
    from rdkit import Chem

    low, high = ((2, 7), (5, 9), (8, 12), (10, 15), (13, 24))[difficulty - 1]
    rigid = [Chem.MolFromSmarts(each) for each in _RIGID]
    found = []
    for compound in _tables.compounds():
        mol = molecule(compound.smiles)
        if compound.marked or not low <= heavy_atoms(compound.smiles) <= high:
            continue
        carbon = sum(atom.GetSymbol() == "C" for atom in mol.GetAtoms())
        if (
            carbon < 2
            or any(mol.HasSubstructMatch(each) for each in rigid)
            or len(Chem.FindPotentialStereo(mol))
        ):
            continue
        if not any(atom.GetSymbol() in "FP" for atom in mol.GetAtoms()):  # they split carbon lines
            found.append(compound)
    return tuple(found)


@generator("science.carbon_signals", verifiers=("science.quantity",))
def carbon_signals(rng: random.Random, difficulty: int) -> Draft:
    """Count the signals of a proton-decoupled ¹³C spectrum by the symmetry of the structure; the larger, the harder."""
    known = _simple(difficulty)
    symmetric = [each for each in known if len(_classes(molecule(each.smiles))) < atoms(each.formula)["C"]]
    compound = rng.choice(symmetric if rng.random() < 0.5 else known)
    mol = molecule(compound.smiles)
    classes = agree(_classes(mol), _orbits(mol), what="the sets of equivalent carbon atoms")
    carbon = sum(len(each) for each in classes)
    sizes = sorted((len(each) for each in classes), reverse=True)
    prompt = rng.choice(_SIGNALS).format(name=compound.name, smiles=compound.smiles)
    shared = [size for size in sizes if size > 1]
    steps = [f"{formula(compound.usual)} has {carbon} carbon atoms."]
    if shared:
        sets = listed([f"{n} set{'s' * (n > 1)} of {size}" for size, n in Counter(shared).items()])
        alone = len(sizes) - len(shared)
        rest = {0: "", 1: "; one carbon atom has no equal"}.get(
            alone, f"; {alone} carbon atoms have no equal"
        )
        steps.append(f"Symmetry makes these equivalent: {sets}{rest}.")
    else:
        steps.append("No symmetry of the molecule makes any two of them equivalent.")
    return number_draft(prompt, steps, "The number of signals is", len(classes))
