"""Transient ischemic attack, stroke and intracerebral hemorrhage."""

from __future__ import annotations

from assay_medical.calculators import Work, calculator
from assay_medical.calculators.scoring import counted, grade, item, items, level, pick, rung
from assay_medical.vocabulary import fact


@calculator(
    "abcd2",
    title="ABCD2 score",
    source="Johnston SC et al. Validation and refinement of scores to predict very early stroke risk after transient ischaemic attack. Lancet 2007;369:283-92. doi:10.1016/S0140-6736(07)60150-0",
    needs=("age", "sbp", "dbp", "tia_feature", "attack_duration"),
    optional=("diabetes",),
    unit="points",
    kind="score",
    asks=("What is the patient's ABCD2 score?", "Work out the ABCD² score after this attack."),
    also=("ABCD² Score for TIA", "ABCD2"),
    bands={
        "low risk": ("low",),
        "moderate risk": ("intermediate risk", "moderate"),
        "high risk": ("high",),
    },
    second=lambda v: (
        rung(v["age"], (60,), (0, 1))
        + max(rung(v["sbp"], (140,), (0, 1)), rung(v["dbp"], (90,), (0, 1)))
        + ("other", "speech disturbance without weakness", "unilateral weakness").index(v["tia_feature"])
        + rung(v["attack_duration"], (10, 60), (0, 1, 2))
        + counted(v, {1: ("diabetes",)})
    ),
)
def abcd2(work: Work) -> None:
    """Low 0 to 3, moderate 4 to 5, high 6 to 7 (Johnston 2007)."""
    age, sbp, dbp, time = (work.number(key) for key in ("age", "sbp", "dbp", "attack_duration"))
    level(work, "age", (age >= 60, 1, "60 or over"), (True, 0, "under 60"))
    high = sbp >= 140 or dbp >= 90
    pressure = f"blood pressure {work.given['sbp'].value}/{work.given['dbp'].value} mmHg"
    work.points(f"{pressure} ({'140/90 or over' if high else 'under 140/90'})", int(high))
    pick(work, "tia_feature", {"unilateral weakness": 2, "speech disturbance without weakness": 1, "other": 0})  # fmt: skip
    level(work, "attack_duration", (time >= 60, 2, "60 min or more"), (time >= 10, 1, "10 to 59 min"), (True, 0, "under 10 min"))  # fmt: skip
    item(work, 1, "diabetes", "diabetes")
    grade(work, work.total("ABCD2 score"), (3, "low risk"), (5, "moderate risk"), (7, "high risk"))


@calculator(
    "ich_score",
    title="ICH score",
    source="Hemphill JC et al. The ICH score: a simple, reliable grading scale for intracerebral hemorrhage. Stroke 2001;32:891-7. doi:10.1161/01.STR.32.4.891",
    needs=("gcs", "ich_volume", "age"),
    optional=("ivh", "infratentorial"),
    unit="points",
    kind="score",
    asks=("What is the patient's ICH score (Hemphill 2001)?", "Work out the ICH score of this hemorrhage."),
    also=("Intracerebral Hemorrhage (ICH) Score",),
    second=lambda v: (
        rung(v["gcs"], (5, 13), (2, 1, 0))
        + rung(v["ich_volume"], (30,), (0, 1))
        + rung(v["age"], (80,), (0, 1))
        + counted(v, {1: ("ivh", "infratentorial")})
    ),
)
def ich_score(work: Work) -> None:
    coma, volume, age = work.number("gcs"), work.number("ich_volume"), work.number("age")
    level(work, "gcs", (coma >= 13, 0, "13 to 15"), (coma >= 5, 1, "5 to 12"), (True, 2, "3 to 4"))
    level(work, "ich_volume", (volume >= 30, 1, "30 mL or over"), (True, 0, "under 30 mL"))
    items(work, 1, "ivh", "infratentorial")
    level(work, "age", (age >= 80, 1, "80 or over"), (True, 0, "under 80"))
    work.total("ICH score")


_LIMB = {"no drift": 0, "drift": 1, "some effort": 2, "no effort": 3, "no movement": 4}
_NIHSS: dict[str, dict[str, int]] = {
    "nihss_1a": {"alert": 0, "drowsy": 1, "stuporous": 2, "comatose": 3},
    "nihss_1b": {"both correct": 0, "one correct": 1, "none correct": 2},
    "nihss_1c": {"both performed": 0, "one performed": 1, "none performed": 2},
    "nihss_2": {"normal": 0, "partial palsy": 1, "forced deviation": 2},
    "nihss_3": {"no loss": 0, "partial hemianopia": 1, "complete hemianopia": 2, "bilateral hemianopia": 3},
    "nihss_4": {"normal": 0, "minor": 1, "partial": 2, "complete": 3},
    "nihss_5a": _LIMB,
    "nihss_5b": _LIMB,
    "nihss_6a": _LIMB,
    "nihss_6b": _LIMB,
    "nihss_7": {"absent": 0, "one limb": 1, "two limbs": 2},
    "nihss_8": {"normal": 0, "mild to moderate loss": 1, "severe loss": 2},
    "nihss_9": {"no aphasia": 0, "mild to moderate": 1, "severe": 2, "mute": 3},
    "nihss_10": {"normal": 0, "mild to moderate": 1, "severe": 2},
    "nihss_11": {"none": 0, "one modality": 1, "profound": 2},
}


@calculator(
    "nihss",
    title="NIH Stroke Scale score",
    source="Brott T et al. Measurements of acute cerebral infarction: a clinical examination scale. Stroke 1989;20:864-70. doi:10.1161/01.STR.20.7.864; items as of NINDS, NIH Stroke Scale, rev. 2003",
    needs=tuple(_NIHSS),
    unit="points",
    kind="score",
    asks=("What is the patient's NIH Stroke Scale (NIHSS) score?", "Add up the NIHSS (15 items, 0 to 42)."),
    also=("NIH Stroke Scale/Score (NIHSS)", "NIHSS"),
    second=lambda v: sum(fact(key).choices.index(v[key]) for key in _NIHSS),
)
def nihss(work: Work) -> None:
    for key, points in _NIHSS.items():
        pick(work, key, points)
    work.total("NIHSS")
