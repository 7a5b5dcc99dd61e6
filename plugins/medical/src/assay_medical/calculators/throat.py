"""Sore throat."""

from __future__ import annotations

from assay_medical.calculators import Work, calculator
from assay_medical.calculators.scoring import counted, grade, item, level, rung
from assay_medical.vocabulary import BadInput

_CENTOR = ("cough_absent", "cervical_nodes", "tonsil_exudate")


@calculator(
    "centor_mcisaac",
    title="modified Centor (McIsaac) score",
    source="McIsaac WJ et al. A clinical score to reduce unnecessary antibiotic use in patients with sore throat. CMAJ 1998;158:75-83. PMID 9475915",
    needs=("age", "temperature"),
    optional=_CENTOR,
    unit="points",
    kind="score",
    asks=(
        "What is the patient's modified Centor (McIsaac) score, with the point for age?",
        "Work out the McIsaac score. Fever counts above 38 °C.",
    ),
    also=("Centor Score (Modified/McIsaac) for Strep Pharyngitis", "McIsaac score", "modified Centor score"),
    second=lambda v: (
        counted(v, {1: _CENTOR})
        + rung(v["temperature"], (38,), (0, 1), over=True)
        + rung(v["age"], (15, 45), (1, 0, -1))
    ),
)
def centor_mcisaac(work: Work) -> None:
    """One point from 3 to 14 years, none to 44, one off from 45 on; not meant for those under 3."""
    age, heat = work.number("age"), work.number("temperature")
    if age < 3:
        raise BadInput("The McIsaac score is not meant for children under 3 years.")
    level(work, "age", (age < 15, 1, "3 to 14"), (age < 45, 0, "15 to 44"), (True, -1, "45 or over"))
    level(work, "temperature", (heat > 38, 1, "over 38 °C"), (True, 0, "not over 38 °C"))
    item(work, 1, "absence of cough", "cough_absent")
    item(work, 1, "tender or swollen anterior cervical lymph nodes", "cervical_nodes")
    item(work, 1, "exudate or swelling of the tonsils", "tonsil_exudate")
    work.total("Modified Centor score")


_FEVERPAIN = ("fever_24h", "purulent_tonsils", "onset_3_days", "inflamed_tonsils", "no_cough_coryza")


@calculator(
    "feverpain",
    title="FeverPAIN score",
    source="Little P et al. PRImary care Streptococcal Management (PRISM) study: identifying clinical variables associated with Lancefield group A β-haemolytic streptococci and Lancefield non-group A streptococcal throat infections. BMJ Open 2013;3:e003943. doi:10.1136/bmjopen-2013-003943",
    needs=(),
    optional=(*_FEVERPAIN, "pecarn_head_findings", "pecarn_mental_status"),
    unit="points",
    kind="score",
    asks=("What is the patient's FeverPAIN score?", "Work out the FeverPAIN score for this sore throat."),
    also=("FeverPAIN Score for Strep Pharyngitis", "FeverPAIN"),
    bands={"13–18% streptococci": (), "34–40% streptococci": (), "62–65% streptococci": ()},
    second=lambda v: len([key for key in _FEVERPAIN if v.get(key)]),
)
def feverpain(work: Work) -> None:
    """Shares of streptococci by score: NICE NG84 (2018). MedCalc-Bench gives facts of the PECARN rule besides; they do not count."""
    item(work, 1, "fever in the past 24 hours", "fever_24h")
    item(work, 1, "purulent tonsils", "purulent_tonsils")
    item(work, 1, "attended within three days of onset", "onset_3_days")
    item(work, 1, "severely inflamed tonsils", "inflamed_tonsils")
    item(work, 1, "no cough or coryza", "no_cough_coryza")
    total = work.total("FeverPAIN score")
    grade(work, total, (1, "13–18% streptococci"), (3, "34–40% streptococci"), (5, "62–65% streptococci"))
