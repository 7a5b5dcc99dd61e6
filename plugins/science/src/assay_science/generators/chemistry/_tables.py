"""The tables of compounds, reactions and decays that generators draw from (see ``data/compounds_and_reactions.md``)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
SUPERSCRIPTS = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")


_USUAL = {
    "ammonia": "NH3",
    "hydrazine": "N2H4",
    "phosphine": "PH3",
    "sulfur dioxide": "SO2",
    "sulfuric acid": "H2SO4",
    "phosphoric acid": "H3PO4",
    "boric acid": "H3BO3",
    "thionyl chloride": "SOCl2",
    "phosgene": "COCl2",
    "hydrogen cyanide": "HCN",
}


@dataclass(frozen=True)
class Compound:
    """A compound by its common name; ``iupac`` is a systematic name, or ``""``."""

    name: str
    iupac: str
    smiles: str
    formula: str

    @property
    def usual(self) -> str:
        """The molecular formula as it is usually written: ``NH3``, where Hill's order has ``H3N``."""
        return _USUAL.get(self.name, self.formula)

    @property
    def marked(self) -> bool:
        """Whether the SMILES states stereochemistry."""
        return "@" in self.smiles or "/" in self.smiles or "\\" in self.smiles


@dataclass(frozen=True)
class Reaction:
    """A balanced equation: coefficients and formulas of each side, the charges of ions behind a caret."""

    left: tuple[tuple[int, str], ...]
    right: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Couple:
    """A half reaction, written as a reduction, with its standard potential in volts; ``medium`` is acid, base or any."""

    reaction: Reaction
    medium: str
    potential: float


@dataclass(frozen=True)
class Decay:
    """How a nuclide decays, nine times out of ten at least: ``alpha``, ``beta-``, ``beta+`` or ``EC``."""

    parent: str
    mode: str
    daughter: str
    half_life: str


def _rows(name: str) -> list[dict[str, str]]:
    text = files("assay_science").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def compounds() -> tuple[Compound, ...]:
    return tuple(
        Compound(row["name"], row["iupac"], row["smiles"], row["formula"]) for row in _rows("compounds.tsv")
    )


@cache
def reactions() -> tuple[Reaction, ...]:
    return tuple(reaction(row["equation"]) for row in _rows("reactions.tsv"))


@cache
def couples() -> tuple[Couple, ...]:
    return tuple(
        Couple(reaction(row["reaction"]), row["medium"], float(row["potential"]))
        for row in _rows("half_reactions.tsv")
    )


@cache
def nuclear_reactions() -> tuple[Reaction, ...]:
    return tuple(reaction(row["equation"]) for row in _rows("nuclear_reactions.tsv"))


@cache
def decays() -> tuple[Decay, ...]:
    return tuple(Decay(**row) for row in _rows("decays.tsv"))


def reaction(equation: str) -> Reaction:
    """An equation as the tables write it: ``2H2 + O2 -> 2H2O``, ``U-235 + n -> … + 3 n``."""
    left, right = (tuple(_term(each) for each in side.split(" + ")) for side in equation.split(" -> "))
    return Reaction(left, right)


def _term(text: str) -> tuple[int, str]:
    formula = text.lstrip("0123456789")
    return int(text[: len(text) - len(formula)] or 1), formula.strip()
