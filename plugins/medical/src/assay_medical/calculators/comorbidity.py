"""Comorbidity."""

from __future__ import annotations

from assay_medical.calculators import Work, calculator
from assay_medical.calculators.scoring import counted, item, items, level, pick

_ONE = (
    "myocardial_infarction",
    "chf",
    "pvd",
    "dementia",
    "copd",
    "connective_tissue_disease",
    "peptic_ulcer",
)
_TWO = ("hemiplegia", "moderate_ckd", "leukemia", "lymphoma")


@calculator(
    "charlson",
    title="Charlson comorbidity index",
    source="Charlson ME et al. A new method of classifying prognostic comorbidity in longitudinal studies. J Chronic Dis 1987;40:373-83. doi:10.1016/0021-9681(87)90171-8; age: Charlson M et al. J Clin Epidemiol 1994;47:1245-51. doi:10.1016/0895-4356(94)90129-5",
    needs=("age",),
    optional=(*_ONE, "stroke", "tia", "diabetes_charlson", "liver_charlson", "tumor_charlson", *_TWO, "aids"),
    unit="points",
    kind="score",
    asks=(
        "What is the patient's age-adjusted Charlson comorbidity index (weights of 1987, one point per decade from 50 on)?",
        "Work out the Charlson comorbidity index (1987 weights) including the points for age.",
    ),
    also=("Charlson Comorbidity Index (CCI)", "Charlson comorbidity index with age"),
    second=lambda v: (
        counted(v, {1: _ONE, 2: _TWO, 6: ("aids",)})
        + (v.get("stroke") is True or v.get("tia") is True)
        + {"n": 0, "u": 1, "e": 2}[v.get("diabetes_charlson", "none")[0]]
        + {"none": 0, "mild": 1}.get(v.get("liver_charlson", "none"), 3)
        + {"n": 0, "f": 0, "t": 2, "l": 2, "m": 6}[v.get("tumor_charlson", "none")[0]]
        + min(max(int(v["age"] // 10) - 4, 0), 4)
    ),
)
def charlson(work: Work) -> None:
    """Charlson's "any tumor" is 2 points: a solid tumor of which no more is said counts so."""
    age = work.number("age")
    level(work, "age", (age >= 80, 4, "80 or over"), (age >= 70, 3, "70 to 79"), (age >= 60, 2, "60 to 69"), (age >= 50, 1, "50 to 59"), (True, 0, "under 50"))  # fmt: skip
    items(work, 1, *_ONE)
    item(work, 1, "stroke or transient ischemic attack", "stroke", "tia")
    if work.has("liver_charlson"):
        pick(work, "liver_charlson", {"none": 0, "mild": 1, "moderate": 3, "severe": 3, "moderate to severe": 3})  # fmt: skip
    if work.has("diabetes_charlson"):
        pick(work, "diabetes_charlson", {"none or diet-controlled": 0, "uncomplicated": 1, "end-organ damage": 2})  # fmt: skip
    items(work, 2, *_TWO)
    if work.has("tumor_charlson"):
        pick(work, "tumor_charlson", {"none": 0, "false": 0, "true": 2, "localized": 2, "metastatic": 6})
    items(work, 6, "aids")
    work.total("Charlson comorbidity index")
