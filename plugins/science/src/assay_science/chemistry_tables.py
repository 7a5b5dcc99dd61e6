"""Data of substances for problems in chemistry: read from a small table that this module writes.

``python -m assay_science.chemistry_tables FOLDER`` writes the table again, from the library ``chemicals``
(CRC Handbook, IUPAC, Poling) and from ``FOLDER/modules`` of OpenStax's *Chemistry 2e*; ``data/README.md`` says
which editions and licences. The numbers are kept as texts, as they shall be printed.
"""

from __future__ import annotations

import json
import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parent / "data" / "chemistry.json"


@cache
def chemistry() -> dict[str, dict[str, Any]]:
    """The table by its parts.

    ``thermo``: substance as in an equation to name, enthalpy of formation and Gibbs energy of formation in
    kJ/mol and entropy in J/(mol·K) at 298.15 K and 1 bar (``""`` where unknown). ``ions``: the same in water.
    ``acids``: name to formula and its ionization constants; ``bases``: name to constant; ``solubility``: formula to
    solubility product, all at 25 °C. ``potentials``: half-reaction to standard potential in V. ``solvents``: name
    to boiling point in °C, ebullioscopic constant, freezing point in °C, cryoscopic constant in °C·kg/mol.
    ``gases``: formula to name, van der Waals constants a in L²·bar/mol² and b in L/mol. ``liquids``: name to formula,
    normal boiling point in °C, enthalpy of vaporization there and at 25 °C in kJ/mol, and vapour pressures in kPa
    at 20, 25, 30, 40, 50 and 60 °C, and Antoine's A, B and C for Pa and K. ``fusion``: name to formula, enthalpy of fusion in kJ/mol. ``heats``: solid metal or
    water to specific heat in J/(g·K).
    """
    table: dict[str, dict[str, Any]] = json.loads(TABLE.read_text(encoding="utf-8"))
    return table


_THERMO = {
    "Al(s)": "Aluminum",
    "Al2O3(s)": "Aluminum oxide (α)",
    "NH3(g)": "Ammonia",
    "NH4Cl(s)": "Ammonium chloride",
    "NH4NO3(s)": "Ammonium nitrate",
    "C2H2(g)": "Acetylene",
    "BaCO3(s)": "Barium carbonate",
    "BaO(s)": "Barium oxide",
    "C6H6(l)": "Benzene",
    "Br2(l)": "Bromine",
    "HBr(g)": "Hydrogen bromide",
    "CaC2(s)": "Calcium carbide",
    "CaCO3(s)": "Calcium carbonate (calcite)",
    "Ca(OH)2(s)": "Calcium hydroxide",
    "CaO(s)": "Calcium oxide",
    "CaCl2(s)": "Calcium chloride",
    "C(s)": "Carbon (graphite)",
    "CO2(g)": "Carbon dioxide",
    "CS2(l)": "Carbon disulfide",
    "CO(g)": "Carbon monoxide",
    "Cl2(g)": "Chlorine",
    "Cr(s)": "Chromium",
    "Cr2O3(s)": "Chromium(III) oxide",
    "Cu(s)": "Copper",
    "Cu2O(s)": "Copper(I) oxide",
    "CuO(s)": "Copper(II) oxide",
    "C2H6(g)": "Ethane",
    "C2H5OH(l)": "Ethanol",
    "C2H4(g)": "Ethylene",
    "CH3CHO(l)": "Acetaldehyde",
    "CH3COOH(l)": "Acetic acid",
    "CH3COOC2H5(l)": "Ethyl acetate",
    "C6H12O6(s)": "α-D-Glucose",
    "C6H14(l)": "Hexane",
    "C8H18(l)": "Octane",
    "C4H10(g)": "Butane",
    "C3H8(g)": "Propane",
    "N2H4(l)": "Hydrazine",
    "H2(g)": "Hydrogen",
    "HCl(g)": "Hydrogen chloride",
    "HI(g)": "Hydrogen iodide",
    "H2O2(l)": "Hydrogen peroxide",
    "H2S(g)": "Hydrogen sulfide",
    "I2(s)": "Iodine",
    "Fe(s)": "Iron",
    "Fe2O3(s)": "Iron(III) oxide",
    "Fe3O4(s)": "Iron(II,III) oxide",
    "FeS2(s)": "Iron disulfide",
    "Pb(s)": "Lead",
    "PbO(s)": "Lead(II) oxide (litharge)",
    "PbS(s)": "Lead(II) sulfide",
    "Mg(s)": "Magnesium",
    "MgCO3(s)": "Magnesium carbonate",
    "Mg(OH)2(s)": "Magnesium hydroxide",
    "MgO(s)": "Magnesium oxide",
    "MgCl2(s)": "Magnesium chloride",
    "Mn(s)": "Manganese",
    "MnO2(s)": "Manganese(IV) oxide",
    "CH4(g)": "Methane",
    "CH3OH(l)": "Methanol",
    "CH3OH(g)": "Methanol",
    "HNO3(l)": "Nitric acid",
    "NO(g)": "Nitric oxide",
    "N2(g)": "Nitrogen",
    "NO2(g)": "Nitrogen dioxide",
    "N2O4(g)": "Nitrogen tetroxide",
    "N2O(g)": "Nitrous oxide",
    "O2(g)": "Oxygen",
    "O3(g)": "Ozone",
    "PCl3(g)": "Phosphorus(III) chloride",
    "PCl5(g)": "Phosphorus(V) chloride",
    "KClO3(s)": "Potassium chlorate",
    "KCl(s)": "Potassium chloride",
    "KNO3(s)": "Potassium nitrate",
    "KOH(s)": "Potassium hydroxide",
    "Si(s)": "Silicon",
    "SiO2(s)": "Silicon dioxide (α-quartz)",
    "Ag(s)": "Silver",
    "Ag2O(s)": "Silver(I) oxide",
    "Na2CO3(s)": "Sodium carbonate",
    "NaCl(s)": "Sodium chloride",
    "NaHCO3(s)": "Sodium hydrogen carbonate",
    "NaOH(s)": "Sodium hydroxide",
    "NaNO3(s)": "Sodium nitrate",
    "C12H22O11(s)": "Sucrose",
    "S(s)": "Sulfur (rhombic)",
    "SO2(g)": "Sulfur dioxide",
    "SO3(g)": "Sulfur trioxide (α-form)",
    "H2SO4(l)": "Sulfuric acid",
    "Ti(s)": "Titanium",
    "TiCl4(l)": "Titanium(IV) chloride",
    "TiO2(s)": "Titanium(IV) oxide (rutile)",
    "C7H8(l)": "Toluene",
    "W(s)": "Tungsten",
    "WO3(s)": "Tungsten(VI) oxide",
    "CO(NH2)2(s)": "Urea",
    "H2O(l)": "Water",
    "H2O(g)": "Water",
    "Zn(s)": "Zinc",
    "ZnO(s)": "Zinc oxide",
    "ZnS(s)": "Zinc sulfide (sphalerite)",
    "C10H8(s)": "Naphthalene",
    "C6H5COOH(s)": "Benzoic acid",
    "LiCl(s)": "Lithium chloride",
    "MgSO4(s)": "Magnesium sulfate",
    "AgNO3(s)": "Silver(I) nitrate",
    "COCl2(g)": "Carbonyl chloride",
    "NOCl(g)": "Nitrosyl chloride",
    "Ni(s)": "Nickel",
    "Au(s)": "Gold",
    "CCl4(l)": "Tetrachloromethane",
}
"""Substances of the table, and their names in the CRC Handbook's."""
_IONS = {
    "H⁺": "H+", "Na⁺": "Na+", "K⁺": "K+", "Li⁺": "Li+", "NH₄⁺": "NH4+", "Ag⁺": "Ag+", "Mg²⁺": "Mg+2", "Ca²⁺": "Ca+2", "Ba²⁺": "Ba+2",
    "Zn²⁺": "Zn+2", "Cu²⁺": "Cu+2", "Fe²⁺": "Fe+2", "Cl⁻": "Cl-", "Br⁻": "Br-", "I⁻": "I-", "OH⁻": "OH-", "NO₃⁻": "NO3-", "SO₄²⁻": "SO4-2", "CO₃²⁻": "CO3-2",
}  # fmt: skip
_ACIDS = {
    "acetic": "CH3COOH", "formic": "HCOOH", "hydrofluoric": "HF", "nitrous": "HNO2", "hydrocyanic": "HCN", "hypochlorous": "HClO",
    "hypobromous": "HBrO", "boric": "H3BO3", "hydrazoic": "HN3", "carbonic": "H2CO3", "oxalic": "H2C2O4", "phosphoric": "H3PO4",
    "sulfurous": "H2SO3", "phosphorous": "H3PO3",
}  # fmt: skip
_SOLUBLE = (
    "AgCl AgBr AgI Ag2CrO4 Ag2CO3 Ag3PO4 AgSCN BaCO3 BaCrO4 BaF2 CaF2 CaCO3 Mg(OH)2 MgF2 PbCl2 PbI2 PbBr2 PbSO4 SrSO4 SrCO3 "
    "Ca(OH)2 CuCl CuBr CuI Cd(OH)2 Ni(OH)2 Fe(OH)2 MnCO3 FeCO3 CdCO3 TlCl"
).split()
_HALVES = {
    "Ag": 1,
    "Cu": 2,
    "Zn": 2,
    "Fe": 2,
    "Ni": 2,
    "Pb": 2,
    "Sn": 2,
    "Cd": 2,
    "Al": 3,
    "Mg": 2,
    "Mn": 2,
    "Co": 2,
    "Au": 3,
}
_LIQUIDS = (
    "Water Ethanol Methanol Acetone Benzene Toluene Hexane Heptane Cyclohexane Trichloromethane Tetrachloromethane 1-Propanol 2-Propanol Diethyl_ether Pentane "
    "Ethyl_acetate Octane"
).split()
_CRITICAL = {
    "N2": "Nitrogen", "O2": "Oxygen", "Ar": "Argon", "CO": "Carbon monoxide", "CO2": "Carbon dioxide", "NH3": "Ammonia", "SO2": "Sulfur dioxide", "Xe": "Xenon", "Ne": "Neon", "H2": "Hydrogen",
    "Cl2": "Chlorine", "CH4": "methane", "C2H6": "ethane", "C3H8": "propane", "HCl": "Hydrogen chloride", "C2H4": "ethene",
}  # fmt: skip
_HOT = {"aluminium": "Al", "copper": "Cu", "iron": "Fe", "lead": "Pb", "gold": "Au", "silver": "Ag", "zinc": "Zn", "nickel": "Ni", "titanium": "Ti", "tungsten": "W"}  # fmt: skip


def table(folder: Path) -> dict[str, dict[str, Any]]:
    """The table from the library and from the book in ``folder``."""
    import csv

    import chemicals

    from assay_science.constants import constants
    from assay_science.masses import molar_mass

    data = Path(chemicals.__file__).parent

    def rows(name: str, key: str) -> dict[str, dict[str, str]]:
        with (data / name).open(encoding="utf-8") as file:
            return {row[key].strip().lower(): row for row in csv.DictReader(file, delimiter="\t")}

    def thousandth(text: str | None) -> str:
        return (
            f"{float(text) / 1000:.1f}".removesuffix(".0")
            if text and float(text) == 0
            else f"{float(text) / 1000:.1f}"
            if text
            else ""
        )

    crc = rows("Heat Capacity/CRC Standard Thermodynamic Properties of Chemical Substances.tsv", "Chemical")
    thermo = {}
    for key, name in _THERMO.items():
        row, phase = crc[name.lower()], key[-2]
        enthalpy, entropy = row[f"Hf{phase}"], row[f"S0{phase}"]
        assert enthalpy, key
        gibbs = row[f"Gf{phase}"] or ("0" if float(enthalpy) == 0 else "")
        thermo[key] = [
            _name(name),
            thousandth(enthalpy),
            thousandth(gibbs),
            entropy and f"{float(entropy):.1f}",
        ]
    aqueous = rows("Electrolytes/CRC Thermodynamic Properties of Aqueous Ions.tsv", "Formula")
    ions = {
        key: [
            thousandth(aqueous[name.lower()]["Hf(aq)"]),
            thousandth(aqueous[name.lower()]["Gf(aq)"]),
            aqueous[name.lower()]["S(aq)"],
        ]
        for key, name in _IONS.items()
    }
    acids: dict[str, list[str]] = {}
    for cells in _cells(folder, "m68866"):
        if cells[0] and len(cells) > 2:
            name = cells[0]
        if name in _ACIDS and (number := next((n for c in cells if (n := _number(c))), "")):
            acids.setdefault(name, [_ACIDS[name]]).append(number)
    bases = {cells[0]: _number(cells[-1]) for cells in _cells(folder, "m68867") if _number(cells[-1])}
    solubility = {c[0]: _number(c[1]) for c in _cells(folder, "m68868") if len(c) == 2 and c[0] in _SOLUBLE}
    potentials = {}
    for cells in _cells(folder, "m68870"):
        found = re.fullmatch(r"([A-Z][a-z]?)(\d?)\+\+(\d?)e−⟶([A-Z][a-z]?)", cells[0])
        charge = int(found[2] or 1) if found else 0
        if found and found[1] == found[4] and charge == int(found[3] or 1) == _HALVES.get(found[1]):
            potentials[found[1]] = [charge, cells[1].replace("−", "-").replace("+", "")]
    solvents = {
        c[0].partition(" (")[0].replace("hydrogen acetate", "acetic acid"): [
            x.replace("−", "-") for x in c[1:]
        ]
        for c in _cells(folder, "m68783")
        if len(c) == 5 and re.fullmatch(r"[\d.]+", c[1])
    }
    critical = rows("Critical Properties/Mathews1972InorganicCriticalProps.tsv", "Chemical") | rows(
        "Critical Properties/IUPACOrganicCriticalProps.tsv", "Chemical"
    )
    gas_constant = float(constants()["R"].value)
    gases = {}
    for formula, name in _CRITICAL.items():
        row = critical[name.lower()]
        temperature, pressure = float(row["Tc"]), float(row["Pc"])
        a = 27 * (gas_constant * temperature) ** 2 / (64 * pressure) * 1e6 / 1e5
        b = gas_constant * temperature / (8 * pressure) * 1e3
        gases[formula] = [name.lower().replace("ethene", "ethylene"), f"{a:#.4g}", f"{b:.4f}"]
    boiling = rows("Phase Change/CRC Handbook Heat of Vaporization.tsv", "Chemical")
    melting = rows("Phase Change/CRC Handbook Heat of Fusion.tsv", "Chemical")
    antoine = rows("Vapor Pressure/Antoine Collection Poling.tsv", "CAS")
    liquids, fusion = {}, {}
    for each in _LIQUIDS:
        name = each.replace("_", " ").lower()
        row = boiling[name]
        said = {"trichloromethane": "chloroform", "tetrachloromethane": "carbon tetrachloride"}.get(
            name, name
        )
        pressures: list[str] = []
        antoine_of: list[str] = []
        if (coefficients := antoine.get(row["CAS"].lower())) is not None:
            A, B, C = (float(coefficients[k]) for k in "ABC")
            antoine_of = [str(A), str(B), str(C)]
            pressures = [f"{10 ** (A - B / (273.15 + t + C)) / 1000:#.4g}" for t in (20, 25, 30, 40, 50, 60)]
        formula = row["Formula"]
        liquids[said] = [
            formula,
            f"{float(row['Tb']) - 273.15:.1f}",
            f"{float(row['HvapTb']) / 1000:.2f}",
            f"{float(row['Hvap298']) / 1000:.2f}",
            pressures,
            antoine_of,
        ]
        if name in melting:
            fusion[said] = [formula, f"{float(melting[name]['Hfus']) / 1000:.2f}"]
    heats = {
        name: f"{float(crc[_THERMO[f'{symbol}(s)'].lower()]['Cps']) / molar_mass(symbol):.3f}"
        for name, symbol in _HOT.items()
    }
    heats["water"] = f"{float(crc['water']['Cpl']) / molar_mass('H2O'):.3f}"
    return {
        "thermo": thermo, "ions": ions, "acids": acids, "bases": bases, "solubility": solubility, "potentials": potentials, "solvents": solvents,
        "gases": gases, "liquids": liquids, "fusion": fusion, "heats": heats,
    }  # fmt: skip


def _name(name: str) -> str:
    """``copper(II) oxide`` of ``Copper(II) oxide``, ``carbon`` of ``Carbon (graphite)``."""
    return name[0].lower() + name[1:].partition(" (")[0].replace("-D-G", "-D-g")


def _cells(folder: Path, module: str) -> list[list[str]]:
    """The rows of all tables of a module of the book."""
    from xml.etree import ElementTree

    name = "{http://cnx.rice.edu/cnxml}"
    tree = ElementTree.parse(folder / "modules" / module / "index.cnxml")
    return [
        [re.sub(r"\s+", " ", "".join(entry.itertext())).strip() for entry in row.iter(f"{name}entry")]
        for row in tree.iter(f"{name}row")
    ]


def _number(text: str) -> str:
    """``1.8 × 10−5`` as ``1.8×10⁻⁵``; ``""`` if a text is no such number."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?) ?× ?10−(\d+)", text.strip())
    return (
        f"{found[1]}×10{('-' + found[2]).translate(str.maketrans('0123456789-', '⁰¹²³⁴⁵⁶⁷⁸⁹⁻'))}"
        if found
        else ""
    )


if __name__ == "__main__":
    parts = (
        f'"{name}": {{\n'
        + ",\n".join(
            f"  {json.dumps(k, ensure_ascii=False)}: {json.dumps(v, ensure_ascii=False)}"
            for k, v in part.items()
        )
        + "\n}"
        for name, part in table(Path(sys.argv[1])).items()
    )
    TABLE.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")
