"""Questionnaires on mood, anxiety and alcohol."""

from __future__ import annotations

from assay_medical.calculators import Work, calculator
from assay_medical.calculators.scoring import grade, item, pick
from assay_medical.vocabulary import fact

_OFTEN = {"not at all": 0, "several days": 1, "more than half the days": 2, "nearly every day": 3}
_PHQ = (
    "phq_interest", "phq_mood", "phq_sleep", "phq_energy", "phq_appetite", "phq_worth", "phq_concentration", "phq_motor", "phq_selfharm",
)  # fmt: skip
_GAD = ("gad_nervous", "gad_control", "gad_worry", "gad_relax", "gad_restless", "gad_irritable", "gad_afraid")


@calculator(
    "phq9",
    title="PHQ-9 score",
    source="Kroenke K, Spitzer RL, Williams JBW. The PHQ-9: validity of a brief depression severity measure. J Gen Intern Med 2001;16:606-13. doi:10.1046/j.1525-1497.2001.016009606.x",
    needs=_PHQ,
    unit="points",
    kind="score",
    asks=("What is the patient's PHQ-9 score?", "Add up the nine answers to the PHQ-9."),
    also=("PHQ-9 (Patient Health Questionnaire-9)",),
    bands={
        "minimal depression": ("none", "no depression", "minimal"),
        "mild depression": ("mild",),
        "moderate depression": ("moderate",),
        "moderately severe depression": ("moderately severe",),
        "severe depression": ("severe",),
    },
    second=lambda v: sum(fact(key).choices.index(v[key]) for key in _PHQ),
)
def phq9(work: Work) -> None:
    for key in _PHQ:
        pick(work, key, _OFTEN)
    total = work.total("PHQ-9 score")
    grade(work, total, (4, "minimal depression"), (9, "mild depression"), (14, "moderate depression"), (19, "moderately severe depression"), (27, "severe depression"))  # fmt: skip


@calculator(
    "gad7",
    title="GAD-7 score",
    source="Spitzer RL et al. A brief measure for assessing generalized anxiety disorder: the GAD-7. Arch Intern Med 2006;166:1092-7. doi:10.1001/archinte.166.10.1092",
    needs=_GAD,
    unit="points",
    kind="score",
    asks=("What is the patient's GAD-7 score?", "Add up the seven answers to the GAD-7."),
    also=("GAD-7 (General Anxiety Disorder-7)",),
    bands={
        "minimal anxiety": ("none", "minimal"),
        "mild anxiety": ("mild",),
        "moderate anxiety": ("moderate",),
        "severe anxiety": ("severe",),
    },
    second=lambda v: sum(fact(key).choices.index(v[key]) for key in _GAD),
)
def gad7(work: Work) -> None:
    for key in _GAD:
        pick(work, key, _OFTEN)
    total = work.total("GAD-7 score")
    grade(work, total, (4, "minimal anxiety"), (9, "mild anxiety"), (14, "moderate anxiety"), (21, "severe anxiety"))  # fmt: skip


_AUDIT = ("audit_frequency", "audit_quantity", "audit_binge")


@calculator(
    "audit_c",
    title="AUDIT-C score",
    source="Bush K et al. The AUDIT alcohol consumption questions (AUDIT-C): an effective brief screening test for problem drinking. Arch Intern Med 1998;158:1789-95. doi:10.1001/archinte.158.16.1789; women: Bradley KA et al. Arch Intern Med 2003;163:821-9. doi:10.1001/archinte.163.7.821",
    needs=("sex", *_AUDIT),
    unit="points",
    kind="score",
    asks=(
        "What is the patient's AUDIT-C score?",
        "Add up the three questions of the AUDIT-C; 4 points in men and 3 in women are positive.",
    ),
    also=("AUDIT-C for Alcohol Use",),
    bands={"negative": ("negative screen",), "positive": ("positive screen",)},
    second=lambda v: sum(fact(key).choices.index(v[key]) for key in _AUDIT),
)
def audit_c(work: Work) -> None:
    pick(work, "audit_frequency", {"never": 0, "monthly or less": 1, "2-4 times a month": 2, "2-3 times a week": 3, "4 or more times a week": 4})  # fmt: skip
    pick(work, "audit_quantity", {"1-2": 0, "3-4": 1, "5-6": 2, "7-9": 3, "10 or more": 4})
    pick(work, "audit_binge", {"never": 0, "less than monthly": 1, "monthly": 2, "weekly": 3, "daily or almost daily": 4})  # fmt: skip
    total = work.total("AUDIT-C score")
    grade(work, total, (3 if work.choice("sex") == "male" else 2, "negative"), (12, "positive"))


_CAGE = ("cage_cut_down", "cage_annoyed", "cage_guilty", "cage_eye_opener")


@calculator(
    "cage",
    title="CAGE score",
    source="Ewing JA. Detecting alcoholism: the CAGE questionnaire. JAMA 1984;252:1905-7. doi:10.1001/jama.1984.03350140051025",
    needs=_CAGE,
    unit="points",
    kind="score",
    asks=("What is the patient's CAGE score?", "How many of the four CAGE questions are answered with yes?"),
    also=("CAGE Questions for Alcohol Use",),
    bands={"negative": ("negative screen",), "positive": ("positive screen",)},
    second=lambda v: [v[key] for key in _CAGE].count(True),
)
def cage(work: Work) -> None:
    """Two or more are positive."""
    item(work, 1, "felt that drinking should be cut down", "cage_cut_down")
    item(work, 1, "annoyed by criticism of drinking", "cage_annoyed")
    item(work, 1, "felt guilty about drinking", "cage_guilty")
    item(work, 1, "drink first thing in the morning (eye-opener)", "cage_eye_opener")
    grade(work, work.total("CAGE score"), (1, "negative"), (4, "positive"))
