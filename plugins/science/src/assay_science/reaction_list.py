"""Reactions that textbooks, laboratories and plants know, and the names of their substances."""

from __future__ import annotations

from assay_science.reactions import Reaction, bare, printed, reaction

_SAID = """
iron rusts completely in oxygen: 4 Fe(s) + 3 O2(g) -> 2 Fe2O3(s)
the thermite reaction: 2 Al(s) + Fe2O3(s) -> Al2O3(s) + 2 Fe(s)
the Haber process: N2(g) + 3 H2(g) -> 2 NH3(g)
methane burns: CH4(g) + 2 O2(g) -> CO2(g) + 2 H2O(l)
propane burns: C3H8(g) + 5 O2(g) -> 3 CO2(g) + 4 H2O(l)
butane burns: 2 C4H10(g) + 13 O2(g) -> 8 CO2(g) + 10 H2O(l)
octane burns: 2 C8H18(l) + 25 O2(g) -> 16 CO2(g) + 18 H2O(l)
ethanol burns: C2H5OH(l) + 3 O2(g) -> 2 CO2(g) + 3 H2O(l)
limestone is burnt to lime: CaCO3(s) -> CaO(s) + CO2(g)
potassium chlorate is heated: 2 KClO3(s) -> 2 KCl(s) + 3 O2(g)
zinc dissolves in hydrochloric acid: Zn(s) + 2 HCl(aq) -> ZnCl2(aq) + H2(g)
magnesium dissolves in hydrochloric acid: Mg(s) + 2 HCl(aq) -> MgCl2(aq) + H2(g)
aluminium dissolves in hydrochloric acid: 2 Al(s) + 6 HCl(aq) -> 2 AlCl3(aq) + 3 H2(g)
sodium reacts with water: 2 Na(s) + 2 H2O(l) -> 2 NaOH(aq) + H2(g)
calcium carbide reacts with water: CaC2(s) + 2 H2O(l) -> Ca(OH)2(s) + C2H2(g)
hydrogen peroxide decomposes: 2 H2O2(aq) -> 2 H2O(l) + O2(g)
the first step of the Ostwald process: 4 NH3(g) + 5 O2(g) -> 4 NO(g) + 6 H2O(g)
baking soda is heated: 2 NaHCO3(s) -> Na2CO3(s) + CO2(g) + H2O(g)
iron ore is reduced in the blast furnace: Fe2O3(s) + 3 CO(g) -> 2 Fe(s) + 3 CO2(g)
zinc blende is roasted: 2 ZnS(s) + 3 O2(g) -> 2 ZnO(s) + 2 SO2(g)
pyrite is roasted: 4 FeS2(s) + 11 O2(g) -> 2 Fe2O3(s) + 8 SO2(g)
the contact process: 2 SO2(g) + O2(g) -> 2 SO3(g)
the Kroll process: TiCl4(g) + 2 Mg(l) -> Ti(s) + 2 MgCl2(l)
white phosphorus burns in chlorine: P4(s) + 6 Cl2(g) -> 4 PCl3(l)
lead(II) iodide precipitates: Pb(NO3)2(aq) + 2 KI(aq) -> PbI2(s) + 2 KNO3(aq)
silver chloride precipitates: AgNO3(aq) + NaCl(aq) -> AgCl(s) + NaNO3(aq)
barium sulfate precipitates: BaCl2(aq) + Na2SO4(aq) -> BaSO4(s) + 2 NaCl(aq)
magnesium burns: 2 Mg(s) + O2(g) -> 2 MgO(s)
copper dissolves in dilute nitric acid: 3 Cu(s) + 8 HNO3(aq) -> 3 Cu(NO3)2(aq) + 2 NO(g) + 4 H2O(l)
tungsten is won from its oxide: WO3(s) + 3 H2(g) -> W(s) + 3 H2O(g)
sugar ferments: C6H12O6(aq) -> 2 C2H5OH(aq) + 2 CO2(g)
lithium hydroxide cleans the air of a spacecraft: 2 LiOH(s) + CO2(g) -> Li2CO3(s) + H2O(l)
aspirin is made: C7H6O3(s) + C4H6O3(l) -> C9H8O4(s) + CH3COOH(l)
a rocket burns hydrazine: 2 N2H4(l) + N2O4(l) -> 3 N2(g) + 4 H2O(g)
an airbag fires: 2 NaN3(s) -> 2 Na(s) + 3 N2(g)
ammonium nitrate is heated gently: NH4NO3(s) -> N2O(g) + 2 H2O(g)
ammonium dichromate decomposes: (NH4)2Cr2O7(s) -> N2(g) + 4 H2O(g) + Cr2O3(s)
copper(II) oxide is reduced with hydrogen: CuO(s) + H2(g) -> Cu(s) + H2O(g)
quicklime is slaked: CaO(s) + H2O(l) -> Ca(OH)2(s)
galena is roasted: 2 PbS(s) + 3 O2(g) -> 2 PbO(s) + 2 SO2(g)
chromium is won by aluminothermy: Cr2O3(s) + 2 Al(s) -> 2 Cr(s) + Al2O3(s)
urea is made: 2 NH3(g) + CO2(g) -> CO(NH2)2(s) + H2O(l)
silicon tetrachloride is reduced: SiCl4(g) + 2 H2(g) -> Si(s) + 4 HCl(g)
superphosphate is made: Ca3(PO4)2(s) + 2 H2SO4(aq) -> Ca(H2PO4)2(s) + 2 CaSO4(s)
chlorine is made in the laboratory: MnO2(s) + 4 HCl(aq) -> MnCl2(aq) + Cl2(g) + 2 H2O(l)
"""

EVENTS: tuple[tuple[str, Reaction], ...] = tuple(
    (event, reaction(text))
    for event, _, text in (line.partition(": ") for line in _SAID.strip().splitlines())
)
"""What happens, in words, and its equation."""

NAMES = {
    "Fe": "iron", "O2": "oxygen", "Fe2O3": "iron(III) oxide", "Al": "aluminium", "Al2O3": "aluminium oxide", "N2": "nitrogen",
    "H2": "hydrogen", "NH3": "ammonia", "CH4": "methane", "CO2": "carbon dioxide", "H2O": "water", "C3H8": "propane",
    "C4H10": "butane", "C8H18": "octane", "C2H5OH": "ethanol", "CaCO3": "calcium carbonate", "CaO": "calcium oxide",
    "KClO3": "potassium chlorate", "KCl": "potassium chloride", "Zn": "zinc", "HCl": "hydrogen chloride", "ZnCl2": "zinc chloride",
    "Mg": "magnesium", "MgCl2": "magnesium chloride", "AlCl3": "aluminium chloride", "Na": "sodium", "NaOH": "sodium hydroxide",
    "CaC2": "calcium carbide", "Ca(OH)2": "calcium hydroxide", "C2H2": "acetylene", "H2O2": "hydrogen peroxide", "NO": "nitrogen monoxide",
    "NaHCO3": "sodium hydrogen carbonate", "Na2CO3": "sodium carbonate", "CO": "carbon monoxide", "ZnS": "zinc sulfide", "ZnO": "zinc oxide",
    "SO2": "sulfur dioxide", "FeS2": "pyrite", "SO3": "sulfur trioxide", "TiCl4": "titanium(IV) chloride", "Ti": "titanium",
    "P4": "white phosphorus", "Cl2": "chlorine", "PCl3": "phosphorus trichloride", "Pb(NO3)2": "lead(II) nitrate", "KI": "potassium iodide",
    "PbI2": "lead(II) iodide", "KNO3": "potassium nitrate", "AgNO3": "silver nitrate", "NaCl": "sodium chloride", "AgCl": "silver chloride",
    "NaNO3": "sodium nitrate", "BaCl2": "barium chloride", "Na2SO4": "sodium sulfate", "BaSO4": "barium sulfate", "MgO": "magnesium oxide",
    "Cu": "copper", "HNO3": "nitric acid", "Cu(NO3)2": "copper(II) nitrate", "WO3": "tungsten(VI) oxide", "W": "tungsten",
    "C6H12O6": "glucose", "LiOH": "lithium hydroxide", "Li2CO3": "lithium carbonate", "C7H6O3": "salicylic acid", "C4H6O3": "acetic anhydride",
    "C9H8O4": "aspirin", "CH3COOH": "acetic acid", "N2H4": "hydrazine", "N2O4": "dinitrogen tetroxide", "NaN3": "sodium azide",
    "NH4NO3": "ammonium nitrate", "N2O": "dinitrogen monoxide", "(NH4)2Cr2O7": "ammonium dichromate", "Cr2O3": "chromium(III) oxide",
    "CuO": "copper(II) oxide", "PbS": "lead(II) sulfide", "PbO": "lead(II) oxide", "Cr": "chromium", "CO(NH2)2": "urea",
    "SiCl4": "silicon tetrachloride", "Si": "silicon", "Ca3(PO4)2": "calcium phosphate", "H2SO4": "sulfuric acid",
    "Ca(H2PO4)2": "calcium dihydrogen phosphate", "CaSO4": "calcium sulfate", "MnO2": "manganese(IV) oxide", "MnCl2": "manganese(II) chloride",
}  # fmt: skip
"""Names of the substances of :data:`EVENTS`, by their formulas."""


def name_of(species: str) -> str:
    """``calcium carbonate`` of ``CaCO3(s)``; the formula if it has no name here."""
    return NAMES.get(bare(species)) or printed(bare(species))
