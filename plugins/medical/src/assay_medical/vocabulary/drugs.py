"""Drugs with their doses: opioids and corticosteroids."""

from __future__ import annotations

from assay_medical.vocabulary import Fact, Other

OPIOIDS = ("codeine", "fentanyl_patch", "fentanyl_buccal", "hydrocodone", "hydromorphone", "methadone", "morphine", "oxycodone", "oxymorphone", "tapentadol", "tramadol")  # fmt: skip
_IN_MEDCALC = {"codeine": "Codeine", "fentanyl_patch": "FentANYL patch", "fentanyl_buccal": "FentaNYL buccal", "hydrocodone": "HYDROcodone", "hydromorphone": "HYDROmorphone", "methadone": "Methadone", "morphine": "Morphine", "oxycodone": "OxyCODONE", "oxymorphone": "OxyMORphone", "tapentadol": "Tapentadol", "tramadol": "TraMADol"}  # fmt: skip
_UNITS = {"fentanyl_patch": "mcg/h", "fentanyl_buccal": "mcg"}
STEROIDS = ("Betamethasone IV", "Cortisone PO", "Dexamethasone IV", "Dexamethasone PO", "Hydrocortisone IV", "Hydrocortisone PO", "MethylPrednisoLONE IV", "MethylPrednisoLONE PO", "PrednisoLONE PO", "PredniSONE PO", "Triamcinolone IV")  # fmt: skip
_SAID: dict[str, tuple[str, ...]] = {name: (name,) for name in STEROIDS}
_WANTED: dict[str, tuple[str, ...]] = {
    name: (
        f"dosage in mg of {name}",
        f"dose of {name} is equivalent",
        f"equivalent dose of {name}",
        f"changed to {name}",
        f"as {name}",
    )
    for name in STEROIDS
}


def _opioid(name: str) -> tuple[Fact, Fact]:
    said = name.replace("_", " ")
    unit = _UNITS.get(name, "mg")
    # MedCalc-Bench writes the strength of a patch, which is in mcg/h, in mg
    other = (Other("mg", "1", 0),) if unit == "mcg/h" else ()
    medcalc = _IN_MEDCALC[name]
    return (
        Fact(f"{name}_dose", f"{said} dose", "medication", entities=(f"{medcalc} Dose",), unit=unit, other=other, possible=(0, 5000)),
        Fact(f"{name}_per_day", f"doses of {said} a day", "medication", entities=(f"{medcalc} Dose Per Day",), unit="/day",
             other=(Other("per day", "1", 0),), possible=(0, 24)),
    )  # fmt: skip


FACTS = (
    *(fact for name in OPIOIDS for fact in _opioid(name)),
    Fact("steroid", "corticosteroid that is taken", "medication", "choice", entities=("input steroid",), says=_SAID),
    Fact("steroid_dose", "dose of the corticosteroid", "medication", unit="mg", other=(Other("g", decimals=1),), decimals=1, possible=(0, 10000),
         yes=tuple(form for word in sorted({name.split(" ")[0] for name in STEROIDS}) for form in (f"{{n}} of {word}", f"{word} {{n}}", f"{{n}} {word}"))),
    Fact("steroid_wanted", "corticosteroid that is asked for", "medication", "choice", entities=("target steroid",), says=_WANTED),
)  # fmt: skip
