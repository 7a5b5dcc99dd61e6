"""Risks that nurses assess: pressure injuries and falls."""

from __future__ import annotations

from assay_medical.calculators import Work, calculator
from assay_medical.calculators.scoring import counted, grade, item, pick
from assay_medical.vocabulary import fact

_BRADEN = ("braden_sensory", "braden_moisture", "braden_activity", "braden_mobility", "braden_nutrition", "braden_friction")  # fmt: skip


@calculator(
    "braden",
    title="Braden scale score",
    source="Bergstrom N et al. The Braden scale for predicting pressure sore risk. Nurs Res 1987;36:205-10. PMID 3299278; bands: Ayello EA, Braden B. Adv Skin Wound Care 2002;15:125-31",
    needs=_BRADEN,
    unit="points",
    kind="score",
    asks=(
        "What is the patient's Braden scale score (6 to 23)?",
        "Add up the Braden scale for the risk of pressure injuries.",
    ),
    also=("Braden Score for Pressure Ulcers",),
    bands={
        "very high risk": ("severe risk", "very high"),
        "high risk": ("high",),
        "moderate risk": ("moderate",),
        "mild risk": ("at risk", "mild"),
        "not at risk": ("no risk",),
    },
    second=lambda v: sum(fact(key).choices.index(v[key]) + 1 for key in _BRADEN),
)
def braden(work: Work) -> None:
    """Very high up to 9, high 10 to 12, moderate 13 to 14, mild 15 to 18, none from 19 on."""
    pick(work, "braden_sensory", {"completely limited": 1, "very limited": 2, "slightly limited": 3, "no impairment": 4})  # fmt: skip
    pick(work, "braden_moisture", {"constantly moist": 1, "very moist": 2, "occasionally moist": 3, "rarely moist": 4})  # fmt: skip
    pick(work, "braden_activity", {"bedfast": 1, "chairfast": 2, "walks occasionally": 3, "walks frequently": 4})  # fmt: skip
    pick(work, "braden_mobility", {"completely immobile": 1, "very limited": 2, "slightly limited": 3, "no limitation": 4})  # fmt: skip
    pick(work, "braden_nutrition", {"very poor": 1, "probably inadequate": 2, "adequate": 3, "excellent": 4})
    pick(work, "braden_friction", {"problem": 1, "potential problem": 2, "no apparent problem": 3})
    total = work.total("Braden score")
    grade(work, total, (9, "very high risk"), (12, "high risk"), (14, "moderate risk"), (18, "mild risk"), (23, "not at risk"))  # fmt: skip


@calculator(
    "morse_fall",
    title="Morse fall scale score",
    source="Morse JM, Morse RM, Tylko SJ. Development of a scale to identify the fall-prone patient. Can J Aging 1989;8:366-77. doi:10.1017/S0714980800008576",
    needs=("morse_falls", "morse_secondary", "morse_aid", "iv_access", "morse_gait", "morse_mental"),
    unit="points",
    kind="score",
    asks=("What is the patient's Morse fall scale score?", "Add up the Morse fall scale."),
    also=("Morse Fall Scale",),
    second=lambda v: (
        counted(v, {25: ("morse_falls",), 15: ("morse_secondary",), 20: ("iv_access",)})
        + 15 * ("none", "crutches, cane or walker", "furniture").index(v["morse_aid"])
        + 10 * ("normal", "weak", "impaired").index(v["morse_gait"])
        + {"o": 0, "f": 15}[v["morse_mental"][0]]
    ),
)
def morse_fall(work: Work) -> None:
    """No bands: Morse leaves the cut-off to each hospital."""
    item(work, 25, "history of falling", "morse_falls")
    item(work, 15, "secondary diagnosis", "morse_secondary")
    pick(work, "morse_aid", {"none": 0, "crutches, cane or walker": 15, "furniture": 30})
    item(work, 20, "intravenous therapy or heparin lock", "iv_access")
    pick(work, "morse_gait", {"normal": 0, "weak": 10, "impaired": 20})
    pick(work, "morse_mental", {"oriented to own ability": 0, "forgets limitations": 15})
    work.total("Morse fall scale")
