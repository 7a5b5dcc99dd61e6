"""Laboratory values of blood, serum and plasma.

Factors between conventional and SI units are those of the AMA Manual of Style, 11th ed. (2020), section 17.5; a test compares
each with the molar mass. Usual ranges are those of adults (Harrison's, 21st ed., appendix), rounded; they serve for
distractors only, and no verdict rests on them.
"""

from __future__ import annotations

from assay_medical.vocabulary import Fact, Other

FACTS = (
    Fact("sodium", "serum sodium", "lab", short="Na", names=("sodium", "Na+"), entities=("Sodium",), unit="mmol/L", other=(Other("mEq/L", "1", 0),),
         usual=(136, 144), possible=(95, 200)),
    Fact("potassium", "serum potassium", "lab", short="K", names=("potassium", "K+"), entities=("Potassium",), unit="mmol/L",
         other=(Other("mEq/L", "1", 1),), decimals=1, usual=(3.6, 4.9), possible=(1, 12)),
    Fact("chloride", "serum chloride", "lab", short="Cl", names=("chloride", "Cl-"), entities=("Chloride",), unit="mmol/L", other=(Other("mEq/L", "1", 0),),
         usual=(98, 106), possible=(50, 160)),
    Fact("bicarbonate", "serum bicarbonate", "lab", short="HCO3", names=("bicarbonate", "HCO3-", "HCO₃", "total CO2"), entities=("Bicarbonate",), unit="mmol/L",
         other=(Other("mEq/L", "1", 0),), usual=(22, 28), possible=(1, 60)),
    Fact("urea_nitrogen", "blood urea nitrogen", "lab", short="BUN", names=("urea nitrogen",), entities=("Blood Urea Nitrogen (BUN)",), unit="mg/dL",
         other=(Other("mmol/L", "0.357", 1),), usual=(8, 20), possible=(1, 300)),
    Fact("creatinine", "serum creatinine", "lab", short="Cr", names=("creatinine", "SCr"), entities=("creatinine", "Creatinine"), unit="mg/dL",
         other=(Other("µmol/L", "88.4", 0),), decimals=1, usual=(0.6, 1.2), possible=(0.1, 40)),
    Fact("glucose", "blood glucose", "lab", short="glucose", names=("serum glucose", "plasma glucose", "glucose"), entities=("Glucose",), unit="mg/dL",
         other=(Other("mmol/L", "0.0555", 1),), usual=(75, 110), possible=(5, 2500)),
    Fact("calcium", "serum calcium", "lab", short="Ca", names=("calcium", "total calcium"), entities=("Calcium",), unit="mg/dL",
         other=(Other("mmol/L", "0.25", 2),), decimals=1, usual=(8.6, 10.2), possible=(3, 25)),
    Fact("albumin", "serum albumin", "lab", short="Alb", names=("albumin",), entities=("Albumin",), unit="g/dL", other=(Other("g/L", decimals=0),), decimals=1,
         usual=(3.6, 4.9), possible=(0.5, 7)),
    Fact("bilirubin", "total bilirubin", "lab", short="bili", names=("bilirubin", "T. bili", "TBili"), entities=("Bilirubin",), unit="mg/dL",
         other=(Other("µmol/L", "17.1", 0),), decimals=1, usual=(0.3, 1.1), possible=(0.05, 80)),
    Fact("inr", "international normalized ratio", "lab", short="INR", names=("international normalised ratio",), entities=("international normalized ratio",),
         decimals=1, usual=(0.9, 1.1), possible=(0.5, 20)),
    Fact("alt", "alanine aminotransferase", "lab", short="ALT", names=("SGPT",), entities=("Alanine aminotransferase",), unit="U/L", other=(Other("IU/L", "1", 0),),
         usual=(10, 40), possible=(1, 30000)),
    Fact("ast", "aspartate aminotransferase", "lab", short="AST", names=("SGOT",), entities=("Aspartate aminotransferase",), unit="U/L", other=(Other("IU/L", "1", 0),),
         usual=(10, 38), possible=(1, 30000)),
    Fact("hemoglobin", "hemoglobin", "lab", short="Hb", names=("haemoglobin", "Hgb"), entities=("Hemoglobin",), unit="g/dL", other=(Other("g/L", decimals=0),), decimals=1,
         usual=(12.5, 16), possible=(1.5, 26)),
    Fact("hematocrit", "hematocrit", "lab", short="Hct", names=("haematocrit",), entities=("Hematocrit",), unit="%", usual=(37, 48), possible=(5, 80)),
    Fact("white_cells", "white blood cell count", "lab", short="WBC", names=("white cell count", "WCC", "leukocytes", "leukocyte count"),
         entities=("White blood cell count",), unit="×10⁹/L", other=(Other("×10³/µL", decimals=1), Other("/µL", decimals=0)), decimals=1, usual=(4.5, 10), possible=(0, 900)),
    Fact("platelets", "platelet count", "lab", short="Plt", names=("platelets",), entities=("Platelet count",), unit="×10⁹/L",
         other=(Other("×10³/µL", decimals=0), Other("/µL", decimals=0)), usual=(160, 380), possible=(0, 3000)),
    Fact("crp", "C-reactive protein", "lab", short="CRP", unit="mg/L", other=(Other("mg/dL", decimals=1),), usual=(1, 8), possible=(0, 700)),
    Fact("magnesium", "serum magnesium", "lab", short="Mg", names=("magnesium",), unit="mg/dL", other=(Other("mmol/L", "0.4114", 2),), decimals=1, usual=(1.7, 2.3), possible=(0.2, 15)),
    Fact("lactate", "lactate", "lab", short="lactate", unit="mmol/L", decimals=1, usual=(0.6, 1.8), possible=(0.1, 40)),
)  # fmt: skip
