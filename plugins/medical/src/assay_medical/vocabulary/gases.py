"""Blood gases, and the air that is breathed."""

from __future__ import annotations

from assay_medical.vocabulary import Fact, Other

FACTS = (
    Fact("ph", "arterial pH", "gas", short="pH", names=("pH",), entities=("pH",), decimals=2, usual=(7.36, 7.44), possible=(6.4, 8)),
    Fact("paco2", "PaCO2", "gas", short="PaCO2", names=("PaCO₂", "pCO2", "arterial carbon dioxide tension"), entities=("PaCO₂",), unit="mmHg",
         other=(Other("kPa", decimals=1),), usual=(36, 44), possible=(5, 250)),
    Fact("pao2", "PaO2", "gas", short="PaO2", names=("PaO₂", "pO2", "arterial oxygen tension"), unit="mmHg", other=(Other("kPa", decimals=1),),
         entities=("Partial pressure of oxygen (PaO₂) for Apache II",), usual=(80, 100), possible=(10, 700)),
    Fact("fio2", "FiO2", "gas", short="FiO2", names=("FiO₂", "inspired oxygen fraction", "fraction of inspired oxygen"), entities=("FiO₂",), unit="%",
         usual=(21, 21), possible=(15, 100)),
    Fact("barometric_pressure", "barometric pressure", "gas", short="Pb", names=("atmospheric pressure",), unit="mmHg", other=(Other("kPa", decimals=1),),
         usual=(745, 765), possible=(250, 2300), yes=("The barometric pressure is {value}.", "Barometric pressure at the hospital: {value}.")),
    Fact("sao2", "arterial oxygen saturation", "gas", short="SaO2", names=("SaO2", "SaO₂"), unit="%", usual=(95, 99), possible=(10, 100)),
    Fact("svo2", "mixed venous oxygen saturation", "imaging", short="SvO2", names=("SvO2", "SvO₂"), unit="%", usual=(65, 75), possible=(5, 99)),
    Fact("mean_airway_pressure", "mean airway pressure", "imaging", short="mean Paw", names=("Paw", "MAP (airway)"), unit="cmH2O", usual=(8, 12), possible=(2, 60)),
)  # fmt: skip
