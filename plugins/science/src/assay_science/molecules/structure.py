"""Structures from SMILES and InChI, within bounds that keep RDKit's work small, and how two of them differ."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property, lru_cache
from typing import Any

from assay_science.formulas import Formula

LONGEST = 1_000
"""Characters of a SMILES or an InChI that are read."""
MOST_ATOMS = 250
MOST_RINGS = 60
DEEPEST = 60
"""Brackets within brackets."""
MOST_TAUTOMERS = 300
TAUTOMER_ATOMS = 60
"""Atoms of a molecule whose tautomers are looked for."""

_ATOM = r"\[[^\[\]\s]{1,40}\]|Br|Cl|[BCNOPSFI]|[bcnops]"
_TOKEN = re.compile(
    rf"(?P<atom>{_ATOM})|(?P<ring>%\d\d|%\(\d{{1,3}}\)|\d)|(?P<bond>[-=#$:/\\])|(?P<bracket>[()])|(?P<dot>\.)"
)
_BRACKET = re.compile(
    r"\[(\d{1,3})?(?:[A-Z][a-z]?|b|c|n|o|p|s|se|as|te|si)(?:@{0,2}|@[A-Z]{2}\d{1,2})(?:H\d?)?(?:[+-]\d{1,2}|\+{1,4}|-{1,4})?(?::\d{1,4})?\]"
)
INCHI = re.compile(r"InChI=1S?/[A-Za-z0-9.]{1,200}(?:/[a-z][A-Za-z0-9\-+,().?;*]{0,900}){0,14}")


class Structure:
    """A molecule, or several side by side; ``written`` is RDKit's canonical SMILES. All else is computed when it is asked for."""

    def __init__(self, mol: Any) -> None:
        from rdkit import Chem

        self.mol = mol
        self.written = str(Chem.MolToSmiles(mol))
        self.atoms = int(mol.GetNumAtoms())

    @cached_property
    def canonical(self) -> str:
        """The canonical SMILES, written, read and written again, as the first can depend on the order of the atoms."""
        return canonical(self.mol) or self.written

    @cached_property
    def flat(self) -> str:
        """The canonical SMILES without stereochemistry."""
        from rdkit import Chem

        return str(Chem.MolToSmiles(self._flat))

    @cached_property
    def plain(self) -> str:
        """The canonical SMILES without stereochemistry and isotopes."""
        from rdkit import Chem

        mol = Chem.Mol(self._flat)
        for atom in mol.GetAtoms():
            atom.SetIsotope(0)
        return str(Chem.MolToSmiles(Chem.RemoveHs(mol)))

    @cached_property
    def _flat(self) -> Any:
        from rdkit import Chem

        mol = Chem.Mol(self.mol)
        Chem.RemoveStereochemistry(mol)
        return mol

    @cached_property
    def formula(self) -> Formula:
        counts: Counter[str] = Counter()
        charge = 0
        for atom in self.mol.GetAtoms():
            counts[f"{atom.GetIsotope() or ''}{atom.GetSymbol()}"] += 1
            counts["H"] += atom.GetTotalNumHs()
            charge += atom.GetFormalCharge()
        return Formula(tuple(sorted((symbol, n) for symbol, n in counts.items() if n)), charge)

    @property
    def parts(self) -> tuple[str, ...]:
        """The canonical SMILES of what stands between dots."""
        return tuple(sorted(self.canonical.split(".")))

    def same(self, other: Structure) -> bool:
        """Whether it is the same molecule, with stereochemistry, isotopes and charges."""
        return self.written == other.written or self.canonical == other.canonical


def lexed(smiles: str) -> bool:
    """Whether a text has the form of a SMILES, within bounds; RDKit has not looked at it yet."""
    if not 0 < len(smiles) <= LONGEST:
        return False
    at = atoms = rings = depth = 0
    while at < len(smiles):
        token = _TOKEN.match(smiles, at)
        if token is None:
            return False
        if token["atom"]:
            atoms += 1
            if token["atom"][0] == "[" and not _BRACKET.fullmatch(token["atom"]):
                return False
        elif token["ring"]:
            rings += 1
        elif token["bracket"]:
            depth += 1 if token[0] == "(" else -1
            if not 0 <= depth <= DEEPEST:
                return False
        at = token.end()
    return 0 < atoms <= MOST_ATOMS and rings <= 2 * MOST_RINGS and not depth


@lru_cache(maxsize=1024)
def from_smiles(smiles: str) -> Structure | None:
    """The structure of a SMILES; ``None`` for what is none, or is past the bounds. Numbers of mapped atoms do not count."""
    if not lexed(smiles):
        return None
    from rdkit import Chem, rdBase

    with rdBase.BlockLogs():
        mol = Chem.MolFromSmiles(smiles)
        return _structure(mol)


@lru_cache(maxsize=1024)
def from_inchi(inchi: str) -> Structure | None:
    """The structure of an InChI; ``None`` for what is none, or is past the bounds."""
    if len(inchi) > LONGEST or not INCHI.fullmatch(inchi):
        return None
    if sum(int(n or 1) for n in re.findall(r"[A-GI-Z][a-z]?(\d{0,6})", inchi.split("/")[1])) > MOST_ATOMS:
        return None
    from rdkit import Chem, rdBase

    with rdBase.BlockLogs():
        return _structure(Chem.MolFromInchi(inchi))  # type: ignore[no-untyped-call]


def _structure(mol: Any) -> Structure | None:
    if mol is None or not 0 < mol.GetNumAtoms() <= MOST_ATOMS:
        return None
    for atom in mol.GetAtoms():
        if not atom.GetAtomicNum():
            return None
        atom.SetAtomMapNum(0)
    return Structure(mol)


def canonical(mol: Any) -> str | None:
    from rdkit import Chem

    again = Chem.MolFromSmiles(Chem.MolToSmiles(mol))
    return None if again is None else str(Chem.MolToSmiles(again))


def inchi_of(structure: Structure) -> str:
    """The standard InChI, ``""`` if there is none."""
    from rdkit import Chem, rdBase

    with rdBase.BlockLogs():
        return str(Chem.MolToInchi(structure.mol) or "")  # type: ignore[no-untyped-call]


@lru_cache(maxsize=512)
def tautomer(smiles: str, marked: bool = True) -> str | None:
    """The canonical tautomer of a structure; ``None`` if it is too large, or has too many tautomers.

    ``marked`` keeps stereochemistry, also of centres whose hydrogen could move: L- and D-alanine stay apart.
    """
    structure = from_smiles(smiles)
    if structure is None or structure.atoms > TAUTOMER_ATOMS:
        return None
    from rdkit import rdBase
    from rdkit.Chem.MolStandardize import rdMolStandardize

    with rdBase.BlockLogs():
        enumerator = rdMolStandardize.TautomerEnumerator()
        enumerator.SetMaxTautomers(MOST_TAUTOMERS)
        enumerator.SetMaxTransforms(MOST_TAUTOMERS)
        enumerator.SetRemoveSp3Stereo(not marked)
        enumerator.SetRemoveBondStereo(not marked)
        found = enumerator.Enumerate(structure.mol)
        if found.status != rdMolStandardize.TautomerEnumeratorStatus.Completed:
            return None
        return canonical(enumerator.PickCanonical(found.tautomers))


def uncharged(structure: Structure) -> str | None:
    """The structure with its protons moved so that as few atoms as possible are charged."""
    from rdkit import rdBase
    from rdkit.Chem.MolStandardize import rdMolStandardize

    with rdBase.BlockLogs():
        return canonical(rdMolStandardize.Uncharger().uncharge(structure.mol))


def difference(given: Structure, wanted: Structure) -> tuple[str, str]:
    """Why two structures whose canonical SMILES differ are not the same: a reason code, and a sentence."""
    mine, its = Counter(given.parts), Counter(wanted.parts)
    if its < mine:
        return "extra_component", f"Beside the right structure stands {'.'.join((mine - its).elements())}."
    if mine < its:
        return "missing_component", f"{'.'.join((its - mine).elements())} is missing."
    if given.flat == wanted.flat:
        if _marks(given) < _marks(wanted):
            return "missing_stereo", "The stereochemistry is left out, or not complete."
        if _marks(given) > _marks(wanted):
            return "extra_stereo", "It states stereochemistry that the reference does not have."
        return "wrong_stereo", "It is another stereoisomer."
    if given.plain == wanted.plain:
        return "wrong_isotope", "The isotopes are others."
    if given.formula.composition != wanted.formula.composition:
        if _heavy(given.formula) == _heavy(wanted.formula) and given.formula.charge != wanted.formula.charge:
            return "wrong_charge", f"Its charge is {given.formula.charge}, not {wanted.formula.charge}."
        return "wrong_formula", f"Its formula is {given.formula.hill}, not {wanted.formula.hill}."
    if uncharged(given) == uncharged(wanted):
        return "other_protonation", "The charges within it stand elsewhere: a proton was moved."
    if len(mine) != len(its):
        return "other_form", "It has the same atoms in other pieces."
    tautomers = tautomer(given.canonical, marked=False), tautomer(wanted.canonical, marked=False)
    if tautomers[0] is None or tautomers[1] is None or tautomers[0] == tautomers[1]:
        return "other_tautomer", "It is, or may be, another tautomer."
    return "other_isomer", f"It is another compound of the formula {wanted.formula.hill}."


def _marks(structure: Structure) -> int:
    """How many stereocentres and double bonds have a configuration."""
    from rdkit import Chem

    found = Chem.FindPotentialStereo(structure.mol)
    return sum(each.specified == Chem.StereoSpecified.Specified for each in found)


def _heavy(formula: Formula) -> tuple[tuple[str, int], ...]:
    return tuple(atom for atom in formula.atoms if atom[0] != "H")
