"""What RDKit says of the structures that generators use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Any


@lru_cache(maxsize=2048)
def molecule(smiles: str) -> Any:
    """RDKit's molecule of a SMILES; raises :class:`ValueError` if it is none."""
    from rdkit import Chem

    mol = Chem.MolFromSmiles(smiles)
    if mol is None:
        raise ValueError(f"{smiles!r} is no SMILES")
    return mol


@lru_cache(maxsize=2048)
def hill(smiles: str) -> str:
    """The molecular formula in Hill's order, by RDKit."""
    from rdkit.Chem.rdMolDescriptors import CalcMolFormula

    return str(CalcMolFormula(molecule(smiles)))


@lru_cache(maxsize=2048)
def heavy_atoms(smiles: str) -> int:
    """Atoms other than hydrogen, counted in the text, as organic SMILES have one letter or two for each."""
    import re

    return len(re.findall(r"\[[^\]]*\]|Br|Cl|[BCNOPSFIbcnops]", smiles))


def hydrogens(smiles: str) -> list[tuple[int, int, str]]:
    """``(how many atoms, hydrogens on each, symbol)`` of the atoms that carry hydrogen, carbon first."""
    groups = Counter((atom.GetSymbol(), atom.GetTotalNumHs()) for atom in molecule(smiles).GetAtoms())
    return [
        (n, each, symbol)
        for (symbol, each), n in sorted(
            groups.items(), key=lambda item: (item[0][0] != "C", item[0][0], -item[0][1])
        )
        if each
    ]


def carbons_first(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (item[0] != "C", item[0] != "H", item[0]))
