"""Reactions whose substances stand in the table of thermodynamic data."""

from __future__ import annotations

from functools import cache

from assay_science.chemistry_tables import chemistry
from assay_science.reactions import Reaction, printed, reaction, symbol
from assay_science.working import Working

_TEXTS = """
CH4(g) + 2 O2(g) -> CO2(g) + 2 H2O(l)
2 C2H6(g) + 7 O2(g) -> 4 CO2(g) + 6 H2O(l)
C3H8(g) + 5 O2(g) -> 3 CO2(g) + 4 H2O(l)
C2H4(g) + 3 O2(g) -> 2 CO2(g) + 2 H2O(l)
2 C2H2(g) + 5 O2(g) -> 4 CO2(g) + 2 H2O(l)
2 C6H6(l) + 15 O2(g) -> 12 CO2(g) + 6 H2O(l)
C2H5OH(l) + 3 O2(g) -> 2 CO2(g) + 3 H2O(l)
2 CH3OH(l) + 3 O2(g) -> 2 CO2(g) + 4 H2O(g)
N2(g) + 3 H2(g) -> 2 NH3(g)
4 NH3(g) + 5 O2(g) -> 4 NO(g) + 6 H2O(g)
4 NH3(g) + 3 O2(g) -> 2 N2(g) + 6 H2O(l)
2 NO(g) + O2(g) -> 2 NO2(g)
N2O4(g) -> 2 NO2(g)
3 NO2(g) + H2O(l) -> 2 HNO3(l) + NO(g)
2 SO2(g) + O2(g) -> 2 SO3(g)
2 H2S(g) + 3 O2(g) -> 2 SO2(g) + 2 H2O(l)
2 H2S(g) + SO2(g) -> 3 S(s) + 2 H2O(l)
SO3(g) + H2O(l) -> H2SO4(l)
CaCO3(s) -> CaO(s) + CO2(g)
CaO(s) + H2O(l) -> Ca(OH)2(s)
MgCO3(s) -> MgO(s) + CO2(g)
BaCO3(s) -> BaO(s) + CO2(g)
Mg(OH)2(s) -> MgO(s) + H2O(g)
2 NaHCO3(s) -> Na2CO3(s) + CO2(g) + H2O(l)
2 Al(s) + Fe2O3(s) -> Al2O3(s) + 2 Fe(s)
Fe2O3(s) + 3 CO(g) -> 2 Fe(s) + 3 CO2(g)
Fe3O4(s) + 4 CO(g) -> 3 Fe(s) + 4 CO2(g)
Fe3O4(s) + 4 H2(g) -> 3 Fe(s) + 4 H2O(g)
4 FeS2(s) + 11 O2(g) -> 2 Fe2O3(s) + 8 SO2(g)
2 ZnS(s) + 3 O2(g) -> 2 ZnO(s) + 2 SO2(g)
2 PbS(s) + 3 O2(g) -> 2 PbO(s) + 2 SO2(g)
ZnO(s) + CO(g) -> Zn(s) + CO2(g)
PbO(s) + CO(g) -> Pb(s) + CO2(g)
CuO(s) + H2(g) -> Cu(s) + H2O(g)
WO3(s) + 3 H2(g) -> W(s) + 3 H2O(g)
TiCl4(l) + 2 Mg(s) -> Ti(s) + 2 MgCl2(s)
TiO2(s) + 2 C(s) + 2 Cl2(g) -> TiCl4(l) + 2 CO(g)
Cr2O3(s) + 2 Al(s) -> 2 Cr(s) + Al2O3(s)
3 MnO2(s) + 4 Al(s) -> 3 Mn(s) + 2 Al2O3(s)
SiO2(s) + 2 C(s) -> Si(s) + 2 CO(g)
C(s) + H2O(g) -> CO(g) + H2(g)
CO(g) + H2O(g) -> CO2(g) + H2(g)
CO(g) + 2 H2(g) -> CH3OH(g)
CO(g) + 3 H2(g) -> CH4(g) + H2O(g)
CH4(g) + H2O(g) -> CO(g) + 3 H2(g)
C2H4(g) + H2(g) -> C2H6(g)
C2H2(g) + 2 H2(g) -> C2H6(g)
C2H4(g) + H2O(l) -> C2H5OH(l)
CH3CHO(l) + H2(g) -> C2H5OH(l)
2 H2O2(l) -> 2 H2O(l) + O2(g)
N2H4(l) + O2(g) -> N2(g) + 2 H2O(g)
N2H4(l) + 2 H2O2(l) -> N2(g) + 4 H2O(g)
2 N2O(g) -> 2 N2(g) + O2(g)
NH4NO3(s) -> N2O(g) + 2 H2O(g)
NH3(g) + HCl(g) -> NH4Cl(s)
2 KClO3(s) -> 2 KCl(s) + 3 O2(g)
PCl5(g) -> PCl3(g) + Cl2(g)
CO(g) + Cl2(g) -> COCl2(g)
2 NOCl(g) -> 2 NO(g) + Cl2(g)
CaC2(s) + 2 H2O(l) -> Ca(OH)2(s) + C2H2(g)
CS2(l) + 3 O2(g) -> CO2(g) + 2 SO2(g)
2 O3(g) -> 3 O2(g)
2 Ag2O(s) -> 4 Ag(s) + O2(g)
2 Cu2O(s) + O2(g) -> 4 CuO(s)
"""


@cache
def thermal_reactions(entropies: bool = False) -> tuple[Reaction, ...]:
    """The reactions of which all data are there; with ``entropies``, entropies and Gibbs energies too."""
    table = chemistry()["thermo"]
    found = []
    for text in _TEXTS.strip().splitlines():
        each = reaction(text)
        species = (*each.left, *each.right)
        if all(s in table and (not entropies or (table[s][2] and table[s][3])) for s in species):
            found.append(each)
    return tuple(found)


def value(species: str, column: int) -> float:
    """1: enthalpy of formation, 2: Gibbs energy of formation in kJ/mol, 3: entropy in J/(mol·K)."""
    return float(chemistry()["thermo"][species][column])


def data_given(work: Working, species: list[str], column: int, head: str, what: str) -> dict[str, str]:
    """Data of species as given quantities; their names by species. Elements, which have 0, are left out."""
    names = {}
    unit = "J/(mol·K)" if column == 3 else "kJ/mol"
    for n, s in enumerate(species, start=1):
        text = chemistry()["thermo"][s][column]
        if float(text) == 0 and column != 3:
            continue
        names[s] = f"{head}_{n}"
        work.given(names[s], text, unit, f"{what} of {printed(s)}", symbol=symbol("HGS"[column - 1], s))
    return names


def listed(names: dict[str, str], mark: str) -> str:
    """``ΔH_f°[NH₃(g)] = {H_1}, …``."""
    return ", ".join(f"{mark}[{printed(s)}] = {{{name}}}" for s, name in names.items())


def signed_sum(equation: Reaction, names: dict[str, str]) -> str:
    """Products less reactants as a formula: ``(2 * H_1 + H_2) - (H_3)``."""

    def side(species: dict[str, int]) -> str:
        return " + ".join(
            f"{n} * {names[s]}" if n > 1 else names[s] for s, n in species.items() if s in names
        )

    right, left = side(equation.right), side(equation.left)
    if not right:
        return f"-({left})"
    return f"{right} - ({left})" if left else right
