"""Coma."""

from __future__ import annotations

from assay_medical.calculators import Work, calculator
from assay_medical.calculators.scoring import grade, pick
from assay_medical.vocabulary import BadInput, fact

_PARTS = ("gcs_eye", "gcs_verbal", "gcs_motor")


@calculator(
    "glasgow_coma_scale",
    title="Glasgow Coma Scale score",
    source="Teasdale G, Jennett B. Assessment of coma and impaired consciousness: a practical scale. Lancet 1974;2:81-4. doi:10.1016/S0140-6736(74)91639-0; six motor responses: Teasdale G, Jennett B. Acta Neurochir 1976;34:45-55. doi:10.1007/BF01405862",
    needs=_PARTS,
    unit="points",
    kind="score",
    asks=("What is the patient's Glasgow Coma Scale score (3 to 15)?", "Add up the Glasgow Coma Scale (eye, verbal and motor response)."),
    also=("Glasgow Coma Score (GCS)", "GCS"),
    bands={"severe": ("severe injury", "coma"), "moderate": ("moderate injury",), "mild": ("mild injury",)},
    second=lambda v: sum(
        tuple(reversed(fact(key).choices[:-1])).index(v[key]) + 1 for key in _PARTS
    ),
)  # fmt: skip
def glasgow_coma_scale(work: Work) -> None:
    """A response that cannot be tested leaves no total (Teasdale G et al. Lancet Neurol 2014;13:844-54)."""
    for key in _PARTS:
        if work.choice(key) == "not testable":
            raise BadInput(f"{fact(key).label} cannot be tested, so there is no total.")
    pick(work, "gcs_eye", {"eyes open spontaneously": 4, "eye opening to verbal command": 3, "eye opening to pain": 2, "no eye opening": 1})  # fmt: skip
    pick(work, "gcs_verbal", {"oriented": 5, "confused": 4, "inappropriate words": 3, "incomprehensible sounds": 2, "no verbal response": 1})  # fmt: skip
    pick(work, "gcs_motor", {"obeys commands": 6, "localizes pain": 5, "withdrawal from pain": 4, "flexion to pain": 3, "extension to pain": 2, "no motor response": 1})  # fmt: skip
    grade(work, work.total("Glasgow Coma Scale score"), (8, "severe"), (12, "moderate"), (15, "mild"))
