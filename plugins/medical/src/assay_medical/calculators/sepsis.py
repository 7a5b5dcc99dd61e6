"""Inflammation and sepsis at the bedside, and early warning."""

from __future__ import annotations

from fractions import Fraction

from assay_medical.calculators import Work, calculator
from assay_medical.calculators.scoring import has, item, level, pick, rung


@calculator(
    "sirs",
    title="number of SIRS criteria",
    source="Bone RC et al. Definitions for sepsis and organ failure and guidelines for the use of innovative therapies in sepsis (ACCP/SCCM consensus). Chest 1992;101:1644-55. doi:10.1378/chest.101.6.1644",
    needs=("temperature", "heart_rate", "respiratory_rate", "white_cells"),
    optional=("paco2", "bands_over_10"),
    unit="criteria",
    kind="score",
    asks=(
        "How many of the four SIRS criteria does the patient meet?",
        "How many criteria of the systemic inflammatory response syndrome (SIRS) are met?",
    ),
    also=("SIRS Criteria", "SIRS"),
    bands={"SIRS absent": ("no SIRS",), "SIRS present": ("SIRS",)},
    second=lambda v: (
        (not 36 <= v["temperature"] <= 38)
        + rung(v["heart_rate"], (90,), (0, 1), over=True)
        + (v["respiratory_rate"] > 20 or v.get("paco2", 40) < 32)
        + (not 4 <= v["white_cells"] <= 12 or v.get("bands_over_10", False))
    ),
)
def sirs(work: Work) -> None:
    heat, rate = work.number("temperature"), work.number("heart_rate")
    level(work, "temperature", (heat > 38, 1, "over 38 °C"), (heat < 36, 1, "under 36 °C"), (True, 0, "36 to 38 °C"))  # fmt: skip
    level(work, "heart_rate", (rate > 90, 1, "over 90"), (True, 0, "not over 90"))
    breaths = work.number("respiratory_rate")
    low = work.has("paco2") and work.number("paco2") < 32
    level(work, "respiratory_rate", (breaths > 20, 1, "over 20"), (low, 1, "PaCO2 under 32 mmHg"), (True, 0, "not over 20"))  # fmt: skip
    cells, bands = work.number("white_cells"), has(work, "bands_over_10")
    level(
        work, "white_cells", (cells > 12, 1, "over 12 ×10⁹/L"), (cells < 4, 1, "under 4 ×10⁹/L"), (bands, 1, "over 10% immature forms"),
        (True, 0, "4 to 12 ×10⁹/L"),
    )  # fmt: skip
    total = work.total("SIRS criteria met")
    work.grade("SIRS present" if total >= 2 else "SIRS absent")


@calculator(
    "qsofa",
    title="quick SOFA (qSOFA) score",
    source="Singer M et al. The third international consensus definitions for sepsis and septic shock (Sepsis-3). JAMA 2016;315:801-10. doi:10.1001/jama.2016.0287",
    needs=("respiratory_rate", "sbp"),
    optional=("altered_mental_status", "gcs"),
    unit="points",
    kind="score",
    asks=("What is the patient's qSOFA score?", "Work out the quick SOFA (qSOFA) score."),
    also=("qSOFA (Quick SOFA) Score for Sepsis", "qSOFA"),
    bands={"low risk": ("negative", "low"), "high risk": ("positive", "high")},
    second=lambda v: (
        rung(v["respiratory_rate"], (22,), (0, 1))
        + rung(v["sbp"], (100,), (1, 0), over=True)
        + (v.get("altered_mental_status", False) or v.get("gcs", 15) < 15)
    ),
)
def qsofa(work: Work) -> None:
    """Two or more is high risk."""
    rate, sbp = work.number("respiratory_rate"), work.number("sbp")
    level(work, "respiratory_rate", (rate >= 22, 1, "22 or over"), (True, 0, "under 22"))
    level(work, "sbp", (sbp <= 100, 1, "100 or less"), (True, 0, "over 100"))
    if work.has("altered_mental_status") or not work.has("gcs"):
        item(work, 1, "altered mental status", "altered_mental_status")
    if work.has("gcs"):
        coma = work.number("gcs")
        if not has(work, "altered_mental_status"):
            level(work, "gcs", (coma < 15, 1, "under 15"), (True, 0, "15"))
    total = work.total("qSOFA score")
    work.grade("high risk" if total >= 2 else "low risk")


@calculator(
    "news2",
    title="NEWS2 score",
    source="Royal College of Physicians. National Early Warning Score (NEWS) 2: standardising the assessment of acute-illness severity in the NHS. London: RCP, 2017. ISBN 978-1-86016-682-2",
    needs=("respiratory_rate", "spo2", "sbp", "heart_rate", "temperature", "consciousness", "supplemental_oxygen", "hypercapnic"),
    unit="points",
    kind="score",
    asks=(
        "What is the patient's NEWS2 score?",
        "Work out the National Early Warning Score 2. Use SpO2 scale 2 only for hypercapnic respiratory failure with a target of 88–92%.",
    ),
    also=("National Early Warning Score (NEWS) 2",),
    bands={
        "low risk": ("low",), "low-medium risk": ("low-medium", "urgent ward-based response"), "medium risk": ("medium",), "high risk": ("high",),
    },
    second=lambda v: (
        rung(v["respiratory_rate"], (9, 12, 21, 25), (3, 1, 0, 2, 3))
        + (
            rung(v["spo2"], (84, 86, 88, 93, 95, 97), (3, 2, 1, 0, 1, 2, 3) if v["supplemental_oxygen"] else (3, 2, 1, 0, 0, 0, 0))
            if v["hypercapnic"]
            else rung(v["spo2"], (92, 94, 96), (3, 2, 1, 0))
        )
        + 2 * v["supplemental_oxygen"]
        + rung(v["sbp"], (91, 101, 111, 220), (3, 2, 1, 0, 3))
        + rung(v["heart_rate"], (41, 51, 91, 111, 131), (3, 1, 0, 1, 2, 3))
        + 3 * (v["consciousness"] != "alert")
        + rung(v["temperature"], (35.1, 36.1, 38.1, 39.1), (3, 1, 0, 1, 2))
    ),
)  # fmt: skip
def news2(work: Work) -> None:
    """Low 0 to 4 (low-medium with a 3 in one parameter), medium 5 to 6, high 7 or more. Temperatures count with one decimal."""
    rate, saturation = work.number("respiratory_rate"), work.number("spo2")
    on_oxygen, scale_2 = work.flag("supplemental_oxygen"), work.flag("hypercapnic")
    parts = [
        level(work, "respiratory_rate", (rate < 9, 3, "8 or less"), (rate < 12, 1, "9 to 11"), (rate < 21, 0, "12 to 20"), (rate < 25, 2, "21 to 24"), (True, 3, "25 or over"))
    ]  # fmt: skip
    if scale_2:
        on = on_oxygen
        parts.append(
            level(
                work, "spo2", (saturation < 84, 3, "scale 2: 83 or less"), (saturation < 86, 2, "scale 2: 84 to 85"), (saturation < 88, 1, "scale 2: 86 to 87"),
                (saturation < 93, 0, "scale 2: 88 to 92"), (not on, 0, "scale 2: 93 or over on air"), (saturation < 95, 1, "scale 2: 93 to 94 on oxygen"),
                (saturation < 97, 2, "scale 2: 95 to 96 on oxygen"), (True, 3, "scale 2: 97 or over on oxygen"),
            )
        )  # fmt: skip
    else:
        parts.append(
            level(work, "spo2", (saturation < 92, 3, "scale 1: 91 or less"), (saturation < 94, 2, "scale 1: 92 to 93"), (saturation < 96, 1, "scale 1: 94 to 95"), (True, 0, "scale 1: 96 or over"))
        )  # fmt: skip
    work.points("supplemental oxygen" if on_oxygen else "breathing air", 2 if on_oxygen else 0)
    sbp, pulse, heat = work.number("sbp"), work.number("heart_rate"), work.number("temperature")
    parts += [
        level(work, "sbp", (sbp < 91, 3, "90 or less"), (sbp < 101, 2, "91 to 100"), (sbp < 111, 1, "101 to 110"), (sbp < 220, 0, "111 to 219"), (True, 3, "220 or over")),
        level(
            work, "heart_rate", (pulse < 41, 3, "40 or less"), (pulse < 51, 1, "41 to 50"), (pulse < 91, 0, "51 to 90"), (pulse < 111, 1, "91 to 110"),
            (pulse < 131, 2, "111 to 130"), (True, 3, "131 or over"),
        ),
        pick(work, "consciousness", {"alert": 0, "new confusion": 3, "voice": 3, "pain": 3, "unresponsive": 3}),
        level(
            work, "temperature", (heat < Fraction("35.1"), 3, "35.0 °C or less"), (heat < Fraction("36.1"), 1, "35.1 to 36.0 °C"),
            (heat < Fraction("38.1"), 0, "36.1 to 38.0 °C"), (heat < Fraction("39.1"), 1, "38.1 to 39.0 °C"), (True, 2, "39.1 °C or over"),
        ),
    ]  # fmt: skip
    total = work.total("NEWS2 score")
    if total >= 7:
        work.grade("high risk")
    elif total >= 5:
        work.grade("medium risk")
    elif 3 in parts:
        work.say("One parameter alone scores 3: low-medium risk.")
        work.grade("low-medium risk")
    else:
        work.grade("low risk")
