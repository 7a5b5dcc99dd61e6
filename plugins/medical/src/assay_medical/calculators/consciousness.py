"""Coma."""

from __future__ import annotations

from fractions import Fraction

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


_FOUR = ("four_eye", "four_motor", "four_brainstem", "four_respiration")


@calculator(
    "four_score",
    title="FOUR score",
    source="Wijdicks EFM et al. Validation of a new coma scale: the FOUR score. Ann Neurol 2005;58:585-93. doi:10.1002/ana.20611",
    needs=_FOUR,
    unit="points",
    kind="score",
    asks=("What is the patient's FOUR score (0 to 16)?", "Add up the Full Outline of UnResponsiveness (FOUR) score."),
    also=("FOUR (Full Outline of UnResponsiveness) Score",),
    second=lambda v: sum(4 - fact(key).choices.index(v[key]) for key in _FOUR),
)  # fmt: skip
def four_score(work: Work) -> None:
    pick(work, "four_eye", {"tracking or blinking to command": 4, "open but not tracking": 3, "open to loud voice": 2, "open to pain": 1, "closed with pain": 0})  # fmt: skip
    pick(work, "four_motor", {"thumbs-up, fist or peace sign": 4, "localizing to pain": 3, "flexion to pain": 2, "extension to pain": 1, "no response or myoclonus status": 0})  # fmt: skip
    pick(work, "four_brainstem", {"pupil and corneal reflexes present": 4, "one pupil wide and fixed": 3, "pupil or corneal reflexes absent": 2, "pupil and corneal reflexes absent": 1, "pupil, corneal and cough reflexes absent": 0})  # fmt: skip
    pick(work, "four_respiration", {"not intubated, regular": 4, "not intubated, Cheyne-Stokes": 3, "not intubated, irregular": 2, "above ventilator rate": 1, "at ventilator rate or apnea": 0})  # fmt: skip
    work.total("FOUR score")


_RASS = {
    "combative": 4, "very agitated": 3, "agitated": 2, "restless": 1, "alert and calm": 0, "drowsy": -1, "light sedation": -2, "moderate sedation": -3, "deep sedation": -4,
    "unarousable": -5,
}  # fmt: skip


@calculator(
    "rass",
    title="RASS score",
    source="Sessler CN et al. The Richmond Agitation-Sedation Scale: validity and reliability in adult intensive care unit patients. Am J Respir Crit Care Med 2002;166:1338-44. doi:10.1164/rccm.2107138",
    needs=("rass_state",),
    kind="score",
    asks=("What is the patient's score on the Richmond Agitation-Sedation Scale (RASS, −5 to +4)?", "Which RASS score (−5 to +4) describes this patient?"),
    also=("Richmond Agitation-Sedation Scale (RASS)", "RASS"),
    second=lambda v: 4 - fact("rass_state").choices.index(v["rass_state"]),
)  # fmt: skip
def rass(work: Work) -> None:
    state = work.choice("rass_state")
    work.say(f"The description is that of {state}.")
    work.answers(Fraction(_RASS[state]))
