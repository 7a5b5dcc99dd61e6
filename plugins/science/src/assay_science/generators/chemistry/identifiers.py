"""SMILES, formulas and names of compounds."""

from __future__ import annotations

import random
import re
from collections import Counter
from functools import cache

from assay import Draft, agree, generator, make_reference
from assay_science.generators.chemistry import _tables
from assay_science.generators.chemistry._counting import atoms
from assay_science.generators.chemistry._structures import (
    carbons_first,
    heavy_atoms,
    hill,
    hydrogens,
    molecule,
)
from assay_science.generators.chemistry._writing import formula, listed

_TO_FORMULA = (
    "What is the molecular formula of the compound with the SMILES {smiles}?",
    "Give the molecular formula of {smiles} (SMILES).",
    "Write the molecular formula of the molecule whose SMILES string is `{smiles}`.",
    "A compound has the SMILES `{smiles}`. Determine its molecular formula.",
    "Count the atoms in {smiles}, hydrogens included, and write the molecular formula.",
)
_TO_SMILES = (
    "Write a SMILES string for {name}{stereo}.",
    "Give the SMILES of {name}{stereo}.",
    "How is {name}, {formula}, written in SMILES notation{stereo}?",
    "Represent {name} (molecular formula {formula}) as a SMILES string{stereo}.",
    "What is a SMILES string for {name}, {formula}{stereo}?",
    "Draw {name} as text: give a SMILES of it{stereo}.",
    "Translate the name {name} into SMILES{stereo}.",
    "A database entry needs the structure of {name} as SMILES. Write it{stereo}.",
)
_TO_NAME = (
    "Which compound has the SMILES {smiles}: {options}?",
    "The SMILES {smiles} stands for one of these compounds: {options}. Which one?",
    "Match the SMILES `{smiles}` with its name: {options}.",
    "Name the compound `{smiles}`. It is one of {options}.",
)
_LOCANT = re.compile(r"\d")
"""Names with numbers are not among the names to choose from: one digit less is another compound that may be there."""
_SIZES = ((1, 6), (5, 9), (8, 13), (11, 18), (15, 40))
"""Atoms other than hydrogen, by difficulty."""


@cache
def _of_size(difficulty: int) -> tuple[_tables.Compound, ...]:
    low, high = _SIZES[difficulty - 1]
    return tuple(each for each in _tables.compounds() if low <= heavy_atoms(each.smiles) <= high)


@generator("science.smiles_to_formula", verifiers=("science.molecule",))
def smiles_to_formula(rng: random.Random, difficulty: int) -> Draft:
    """Write the molecular formula of a compound that is given as SMILES; the larger, the harder."""
    compound = rng.choice(_of_size(difficulty))
    smiles = _rewritten(compound.smiles, rng) if rng.random() < 0.6 else compound.smiles
    found = agree(hill(smiles), hill(compound.smiles), what="the formula")
    agree(Counter(atoms(found)), Counter(atoms(compound.formula)), what="the formula")
    counts = atoms(found)
    heavy = [f"{n} {symbol}" for symbol, n in carbons_first(counts) if symbol != "H"]
    by_carrier = hydrogens(smiles)
    agree(sum(n * each for n, each, _ in by_carrier), counts.get("H", 0), what="the hydrogen atoms")
    steps = [f"Atoms other than hydrogen: {listed(heavy)}."]
    if by_carrier:
        parts = [f"{n} {symbol}{'H' + (str(each) if each > 1 else '')}" for n, each, symbol in by_carrier]
        sums = " + ".join(f"{n} × {each}" for n, each, _ in by_carrier)
        steps.append(f"Hydrogen fills the remaining valences: {listed(parts)}.")
        steps.append(f"H: {sums} = {counts['H']}")
    else:
        steps.append("No valence is left for hydrogen.")
    found = compound.usual
    shown = formula(found)
    steps.append(f"The molecular formula is **{shown}**.")
    prompt = rng.choice(_TO_FORMULA).format(smiles=smiles)
    return Draft(prompt, "\n".join(steps), make_reference(found, molecule={"formula": found}), answer=shown)


def _rewritten(smiles: str, rng: random.Random) -> str:
    """The same molecule in another SMILES: beginning elsewhere, or with alternating double bonds for aromatic rings."""
    from rdkit import Chem

    mol = molecule(smiles)
    if rng.random() < 0.4:
        mol = Chem.Mol(mol)
        Chem.Kekulize(mol, clearAromaticFlags=True)
        return str(Chem.MolToSmiles(mol, kekuleSmiles=True))
    return str(Chem.MolToSmiles(mol, rootedAtAtom=rng.randrange(mol.GetNumAtoms())))


@generator("science.name_to_smiles", verifiers=("science.molecule",))
def name_to_smiles(rng: random.Random, difficulty: int) -> Draft:
    """Write a SMILES of a compound that is given by its name; the larger, the harder, from 4 on with stereochemistry."""
    known = [
        each
        for each in _of_size(difficulty)
        if (_defined(each) or not each.marked) and not _shifts(each.smiles)
    ]
    if difficulty >= 4 and rng.random() < 0.4:
        known = [each for each in known if each.marked] or known
    compound = rng.choice([each for each in known if heavy_atoms(each.smiles) <= 30])
    systematic = bool(compound.iupac) and rng.random() < 0.5
    name = compound.iupac if systematic else compound.name
    marked = compound.marked
    stereo = ", with its stereochemistry" if marked else ""
    prompt = rng.choice(_TO_SMILES).format(
        name=name, stereo=stereo, formula=formula(compound.usual, rng.choice(("unicode", "plain")))
    )
    agree(Counter(atoms(hill(compound.smiles))), Counter(atoms(compound.formula)), what="the formula")
    other = [compound.iupac if not systematic else compound.name]
    steps = []
    if other[0]:
        steps.append(f"{_capital(name)} is also called {other[0]}.")
    steps.append(f"Its molecular formula is {formula(compound.usual)}.")
    if marked:
        steps.append(_marks(compound.smiles))
    steps.append(f"SMILES: `{compound.smiles}`")
    match = "exact" if marked or not _centres(compound.smiles) else "no_stereo"
    reference = make_reference(compound.smiles, molecule={"smiles": compound.smiles, "match": match})
    return Draft(prompt, "\n".join(steps), reference, answer=compound.smiles)


def _marks(smiles: str) -> str:
    centres, bonds = "@ and @@ give the configuration of the centres", "/ and \\ that of the double bonds"
    if "@" not in smiles:
        return "The marks / and \\ give the configuration of the double bonds."
    return f"The marks {centres}." if "/" not in smiles else f"The marks {centres}, {bonds}."


@cache
def _centres(smiles: str) -> int:
    """How many stereocentres and double bonds could be marked, and are not."""
    from rdkit import Chem

    return sum(
        each.specified == Chem.StereoSpecified.Unspecified
        for each in Chem.FindPotentialStereo(molecule(smiles))
    )


@cache
def _shifts(smiles: str) -> bool:
    """Whether a hydrogen can move between two nitrogen atoms of an amidine, a guanidine or an azole: two SMILES are then right."""
    from rdkit import Chem

    return bool(
        molecule(smiles).HasSubstructMatch(Chem.MolFromSmarts("[#7;!H0]~[#6]~[#7;H0,H1;!$([#7]C=O)]"))
    )


def _defined(compound: _tables.Compound) -> bool:
    """Whether all stereochemistry is marked."""
    return compound.marked and not _centres(compound.smiles)


@generator("science.smiles_to_name", verifiers=("science.term",))
def smiles_to_name(rng: random.Random, difficulty: int) -> Draft:
    """Choose the name of a compound that is given as SMILES, among names of similar compounds.

    The larger the compound and the more names, the harder; from 3 on isomers are among them, where there are any.
    """
    compound = rng.choice([each for each in _of_size(difficulty) if not _LOCANT.search(each.name)])
    pool = [
        each
        for each in _tables.compounds()
        if not _LOCANT.search(each.name)
        and each.smiles != compound.smiles
        and abs(heavy_atoms(each.smiles) - heavy_atoms(compound.smiles)) <= 3
    ]
    rng.shuffle(pool)
    if difficulty >= 3:
        pool.sort(key=lambda each: _distance(each, compound))
    else:
        pool = [each for each in pool if each.formula != compound.formula]
    others: list[_tables.Compound] = []
    for each in pool:
        if not any(_alike(each.name, known.name) for known in [compound, *others]):
            others.append(each)
        if len(others) == (2, 3, 3, 4, 5)[difficulty - 1]:
            break
    names = [compound.name, *(each.name for each in others)]
    rng.shuffle(names)
    smiles = _rewritten(compound.smiles, rng) if rng.random() < 0.5 else compound.smiles
    agree(hill(smiles), hill(compound.smiles), what="the formula")
    options = ", ".join(names[:-1]) + " or " + names[-1]
    prompt = rng.choice(_TO_NAME).format(smiles=smiles, options=options)
    steps = [f"The SMILES has the molecular formula {formula(compound.usual)}."]
    same = [each for each in others if each.formula == compound.formula]
    for each in others:
        if each not in same:
            steps.append(f"{_capital(each.name)} is {formula(each.usual)}.")
    for each in same:
        steps.append(f"{_capital(each.name)} has the same formula, but another structure, {each.smiles}.")
    steps.append(f"The answer is {compound.name}.")
    also = {each.name: [each.iupac] for each in (compound, *others) if each.iupac and each.iupac not in names}
    reference = make_reference(compound.name, term={"answer": compound.name, "among": names, "also": also})
    return Draft(prompt, "\n".join(steps), reference, answer=compound.name)


def _distance(one: _tables.Compound, other: _tables.Compound) -> int:
    """In how many atoms two molecular formulas differ; hydrogen counts little."""
    first, second = atoms(one.formula), atoms(other.formula)
    return sum(
        abs(first.get(symbol, 0) - second.get(symbol, 0)) * (1 if symbol == "H" else 3)
        for symbol in {*first, *second}
    )


def _alike(one: str, other: str) -> bool:
    """Whether one name is part of the other."""
    return re.sub(r"\W", "", one.lower()) in re.sub(r"\W", "", other.lower()) or re.sub(
        r"\W", "", other.lower()
    ) in re.sub(r"\W", "", one.lower())


def _capital(name: str) -> str:
    return name[0].upper() + name[1:] if name[1:2].isalpha() else name
