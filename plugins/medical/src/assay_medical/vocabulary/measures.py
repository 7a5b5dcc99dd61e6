"""Laboratory values and measurements that scores ask for."""

from __future__ import annotations

from assay_medical.vocabulary import Fact, Other

FACTS = (
    Fact("ldh", "lactate dehydrogenase", "lab", short="LDH", unit="U/L", other=(Other("IU/L", "1", 0),), usual=(130, 220), possible=(20, 20000)),
    Fact("d_dimer", "D-dimer", "lab", short="D-dimer", unit="ng/mL", usual=(100, 450), possible=(0, 100000)),
    Fact("egfr", "estimated glomerular filtration rate", "lab", short="eGFR", unit="mL/min/1.73 m²", usual=(70, 105), possible=(1, 200)),
    Fact("aa_gradient", "A-a gradient", "gas", short="A-a gradient", names=("alveolar-arterial gradient", "A–a gradient"), entities=("A-a gradient",), unit="mmHg", usual=(5, 20), possible=(0, 700)),
    Fact("base_deficit", "base deficit", "gas", short="BD", unit="mmol/L", other=(Other("mEq/L", "1", 0),), usual=(0, 2), possible=(-40, 40)),
    Fact("hematocrit_fall", "fall of the hematocrit within 48 hours", "course", names=("hematocrit fall", "hematocrit fell by an absolute"), unit="%", possible=(0, 60), usual=(0, 8),
         yes=("Within 48 hours the hematocrit fell by an absolute {value}.",)),
    Fact("urea_rise", "rise of the blood urea nitrogen within 48 hours", "course", names=("BUN rise", "blood urea nitrogen rose by"), unit="mg/dL", other=(Other("mmol/L", "0.357", 1),), possible=(0, 200), usual=(0, 4),
         yes=("Blood urea nitrogen rose by {value} within 48 hours in spite of fluids.",)),
    Fact("fluid_sequestration", "estimated fluid sequestration", "course", names=("fluid sequestration",), unit="L", decimals=1, possible=(0, 40), usual=(1, 5),
         yes=("Fluid sequestration is estimated at {value}.",)),
    Fact("urine_output", "urine output", "exam", short="UO", names=("diuresis",), entities=("Urine Output",), unit="mL/day", usual=(900, 2000), possible=(0, 15000), yes=("Urine output is {value}.", "Urine output {value}.")),
    Fact("bmi", "body mass index", "exam", short="BMI", names=("BMI",), entities=("Body Mass Index (BMI)",), unit="kg/m²", decimals=1, usual=(20, 25), possible=(8, 100),
         yes=("{His} body mass index is {value}.", "BMI {value}.")),
    Fact("left_shift", "neutrophilia with a shift to the left", "lab", "flag", names=("left shift",), yes=("The differential shows a shift to the left (neutrophils above 75%).",),
         no=("The differential shows no shift to the left.",)),
    Fact("bands_over_10", "more than 10% immature neutrophils", "lab", "flag", names=("bands",), yes=("Band forms make up 14% of the white cells.",), no=("Band forms make up 3% of the white cells.",)),
)  # fmt: skip
