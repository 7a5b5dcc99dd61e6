"""Weak acids and bases, and their pH by the balance of charges: the second route of the problems about them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assay.evidence import read_number
from assay_science.chemistry_tables import chemistry
from assay_science.numerics import root

WATER = "1.0×10⁻¹⁴"
"""The ion product of water at 25 °C."""


@dataclass(frozen=True)
class Weak:
    """A weak acid or base with its constant at 25 °C, and the salt of its partner."""

    name: str
    formula: str
    constant: str
    salt: str
    salt_formula: str
    partner: str

    @property
    def k(self) -> float:
        return float(read_number(self.constant) or 0)


@cache
def acids() -> tuple[Weak, ...]:
    """Weak acids with one proton, their sodium salts and anions."""
    table = chemistry()["acids"]
    return tuple(
        Weak(f"{name} acid", table[name][0], table[name][1], salt, formula, anion)
        for name, salt, formula, anion in (
            ("acetic", "sodium acetate", "CH3COONa", "CH₃COO⁻"),
            ("formic", "sodium formate", "HCOONa", "HCOO⁻"),
            ("hydrofluoric", "sodium fluoride", "NaF", "F⁻"),
            ("nitrous", "sodium nitrite", "NaNO2", "NO₂⁻"),
            ("hypochlorous", "sodium hypochlorite", "NaClO", "ClO⁻"),
            ("hydrocyanic", "sodium cyanide", "NaCN", "CN⁻"),
            ("hypobromous", "sodium hypobromite", "NaBrO", "BrO⁻"),
            ("hydrazoic", "sodium azide", "NaN3", "N₃⁻"),
        )
    )


@cache
def bases() -> tuple[Weak, ...]:
    """Weak bases, their chlorides and cations."""
    table = chemistry()["bases"]
    return tuple(
        Weak(key.partition("(")[2].rstrip(")") or key, formula, table[key], salt, salt_formula, cation)
        for key, formula, salt, salt_formula, cation in (
            ("ammonia", "NH3", "ammonium chloride", "NH4Cl", "NH₄⁺"),
            ("methylamine", "CH3NH2", "methylammonium chloride", "CH3NH3Cl", "CH₃NH₃⁺"),
            ("dimethylamine", "(CH3)2NH", "dimethylammonium chloride", "(CH3)2NH2Cl", "(CH₃)₂NH₂⁺"),
            ("trimethylamine", "(CH3)3N", "trimethylammonium chloride", "(CH3)3NHCl", "(CH₃)₃NH⁺"),
            ("phenylamine (aniline)", "C6H5NH2", "anilinium chloride", "C6H5NH3Cl", "C₆H₅NH₃⁺"),
        )
    )


def charge_balance(
    acids: Sequence[tuple[float, Sequence[float], int]], strong: float = 0.0, kw: float = 1e-14
) -> float:
    """The pH at which the charges of a solution balance, by halving.

    ``acids`` are total concentration in mol/L, ionization constants and the charge of the form with all
    protons (1 for NH₄⁺); ``strong`` is the concentration of cations of strong bases less that of anions of
    strong acids.
    """

    def charge(ph: float) -> float:
        h = math.pow(10, -ph)
        total = h - kw / h + strong
        for concentration, constants, top in acids:
            forms = [1.0]
            for constant in constants:
                forms.append(forms[-1] * constant / h)
            mean = sum((top - n) * form for n, form in enumerate(forms)) / sum(forms)
            total += concentration * mean
        return total

    return root(charge, -2.0, 16.0)


def p(value: float) -> float:
    """The negative decadic logarithm."""
    return -math.log10(value)
