"""The newborn, and the cervix before induction."""

from __future__ import annotations

from assay_medical.calculators import Work, calculator
from assay_medical.calculators.scoring import grade, level, pick, rung
from assay_medical.vocabulary import BadInput, fact

_APGAR = ("apgar_color", "apgar_pulse", "apgar_reflex", "apgar_tone", "apgar_breathing")


@calculator(
    "apgar",
    title="Apgar score at five minutes",
    source="Apgar V. A proposal for a new method of evaluation of the newborn infant. Curr Res Anesth Analg 1953;32:260-7. Reprinted: doi:10.1213/ANE.0b013e31829bdc5c; bands: ACOG Committee Opinion 644. Obstet Gynecol 2015;126:e52-5",
    needs=_APGAR,
    unit="points",
    kind="score",
    asks=(
        "What is the newborn's Apgar score at five minutes?",
        "Work out the five-minute Apgar score.",
    ),
    also=("APGAR Score",),
    bands={
        "low": ("severely depressed",),
        "moderately abnormal": ("intermediate",),
        "reassuring": ("normal",),
    },
    second=lambda v: sum(fact(key).choices.index(v[key]) for key in _APGAR),
)
def apgar(work: Work) -> None:
    pick(work, "apgar_color", {"blue or pale": 0, "body pink, limbs blue": 1, "completely pink": 2})
    pick(work, "apgar_pulse", {"absent": 0, "below 100": 1, "100 or more": 2})
    pick(work, "apgar_reflex", {"no response": 0, "grimace": 1, "cry or cough": 2})
    pick(work, "apgar_tone", {"limp": 0, "some flexion": 1, "active motion": 2})
    pick(work, "apgar_breathing", {"absent": 0, "slow or irregular": 1, "good, crying": 2})
    grade(work, work.total("Apgar score"), (3, "low"), (6, "moderately abnormal"), (10, "reassuring"))


@calculator(
    "bishop",
    title="Bishop score",
    source="Bishop EH. Pelvic scoring for elective induction. Obstet Gynecol 1964;24:266-8. PMID 14199536",
    needs=("dilation", "effacement", "station", "cervix_consistency", "cervix_position"),
    unit="points",
    kind="score",
    asks=(
        "What is the Bishop score (original version of 1964)?",
        "Work out the original Bishop score of the cervix.",
    ),
    also=("Bishop Score for Vaginal Delivery and Induction of Labor",),
    bands={"unfavorable": ("unripe",), "intermediate": (), "favorable": ("ripe",)},
    second=lambda v: (
        rung(v["dilation"], (1, 3, 5), (0, 1, 2, 3))
        + rung(v["effacement"], (40, 60, 80), (0, 1, 2, 3))
        + rung(v["station"], (-2, -1, 1), (0, 1, 2, 3))
        + ("firm", "medium", "soft").index(v["cervix_consistency"])
        + ("posterior", "middle", "anterior").index(v["cervix_position"])
    ),
)
def bishop(work: Work) -> None:
    """Dilation in whole centimeters, effacement in tens: between the table's steps there is no value. 9 or more is favorable (Bishop 1964), 5 or less is not."""
    dilation, effacement, station = work.number("dilation"), work.number("effacement"), work.number("station")
    if dilation.denominator != 1 or station.denominator != 1:
        raise BadInput("The Bishop score wants whole centimeters of dilation and whole stations.")
    if 30 < effacement < 40 or 50 < effacement < 60 or 70 < effacement < 80:
        raise BadInput("The Bishop score has no points for this effacement.")
    level(work, "dilation", (dilation < 1, 0, "closed"), (dilation <= 2, 1, "1 to 2 cm"), (dilation <= 4, 2, "3 to 4 cm"), (True, 3, "5 cm or more"))  # fmt: skip
    level(work, "effacement", (effacement <= 30, 0, "0 to 30%"), (effacement <= 50, 1, "40 to 50%"), (effacement <= 70, 2, "60 to 70%"), (True, 3, "80% or more"))  # fmt: skip
    level(work, "station", (station <= -3, 0, "−3"), (station == -2, 1, "−2"), (station <= 0, 2, "−1 or 0"), (True, 3, "+1 or +2"))  # fmt: skip
    pick(work, "cervix_consistency", {"firm": 0, "medium": 1, "soft": 2})
    pick(work, "cervix_position", {"posterior": 0, "middle": 1, "anterior": 2})
    grade(work, work.total("Bishop score"), (5, "unfavorable"), (8, "intermediate"), (13, "favorable"))
