"""Measurements in urine."""

from __future__ import annotations

from assay_medical.vocabulary import Fact, Other

FACTS = (
    Fact("urine_sodium", "urine sodium", "urine", short="UNa", names=("urinary sodium",), entities=("Urine sodium",), unit="mmol/L",
         other=(Other("mEq/L", "1", 0),), usual=(40, 150), possible=(1, 400)),
    Fact("urine_potassium", "urine potassium", "urine", short="UK", names=("urinary potassium",), unit="mmol/L", other=(Other("mEq/L", "1", 0),),
         usual=(25, 100), possible=(1, 300)),
    Fact("urine_chloride", "urine chloride", "urine", short="UCl", names=("urinary chloride",), unit="mmol/L", other=(Other("mEq/L", "1", 0),),
         usual=(40, 160), possible=(1, 400)),
    Fact("urine_creatinine", "urine creatinine", "urine", short="UCr", names=("urinary creatinine",), entities=("Urine creatinine",), unit="mg/dL",
         other=(Other("mmol/L", "0.0884", 1),), usual=(40, 250), possible=(1, 1000)),
    Fact("urine_urea_nitrogen", "urine urea nitrogen", "urine", short="UUN", names=("urinary urea nitrogen",), unit="mg/dL", other=(Other("mmol/L", "0.357", 0),),
         usual=(300, 1200), possible=(10, 4000)),
    Fact("urine_osmolality", "urine osmolality", "urine", short="UOsm", names=("urinary osmolality",), unit="mOsm/kg", usual=(300, 900), possible=(20, 1500)),
    Fact("urine_albumin", "urine albumin", "urine", short="UAlb", names=("urinary albumin",), unit="mg/L", other=(Other("mg/dL", decimals=1),), usual=(3, 18),
         possible=(0, 20000)),
)  # fmt: skip
