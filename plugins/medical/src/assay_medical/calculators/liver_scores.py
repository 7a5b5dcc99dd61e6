"""Severity of cirrhosis."""

from __future__ import annotations

from fractions import Fraction

from assay_medical.calculators import Work, calculator
from assay_medical.calculators.scoring import grade, level, pick, rung


@calculator(
    "child_pugh",
    title="Child–Pugh score",
    source="Pugh RNH et al. Transection of the oesophagus for bleeding oesophageal varices. Br J Surg 1973;60:646-9. doi:10.1002/bjs.1800600817; INR instead of prothrombin time: Lucey MR et al. Liver Transpl Surg 1997;3:628-37",
    needs=("bilirubin", "albumin", "inr"),
    optional=("ascites", "encephalopathy"),
    unit="points",
    kind="score",
    asks=(
        "What is the patient's Child–Pugh score? Use the INR (1.7 and 2.3 as cut-offs).",
        "Work out the Child–Pugh score with the INR version.",
    ),
    also=("Child-Pugh Score for Cirrhosis Mortality", "Child-Pugh", "Child-Pugh score"),
    bands={f"class {each}": (f"Child-Pugh {each}", f"Child–Pugh class {each}", f"grade {each}") for each in "ABC"},
    second=lambda v: (
        rung(v["albumin"], (2.8,), (3, 2)) - (v["albumin"] > 3.5)
        + 1 + (v["bilirubin"] >= 2) + (v["bilirubin"] > 3)
        + 1 + (v["inr"] >= 1.7) + (v["inr"] > 2.3)
        + ("absent", "slight", "moderate").index(v.get("ascites", "absent")) + 1
        + 1 + ("1-2" in v.get("encephalopathy", "")) + 2 * ("3-4" in v.get("encephalopathy", ""))
    ),
)  # fmt: skip
def child_pugh(work: Work) -> None:
    """Class A 5 to 6, B 7 to 9, C 10 to 15. Ascites and encephalopathy that nobody mentions are taken as absent."""
    bilirubin, albumin, inr = work.number("bilirubin"), work.number("albumin"), work.number("inr")
    level(work, "bilirubin", (bilirubin < 2, 1, "under 2 mg/dL"), (bilirubin <= 3, 2, "2 to 3 mg/dL"), (True, 3, "over 3 mg/dL"))  # fmt: skip
    level(work, "albumin", (albumin > Fraction("3.5"), 1, "over 3.5 g/dL"), (albumin >= Fraction("2.8"), 2, "2.8 to 3.5 g/dL"), (True, 3, "under 2.8 g/dL"))  # fmt: skip
    level(work, "inr", (inr < Fraction("1.7"), 1, "under 1.7"), (inr <= Fraction("2.3"), 2, "1.7 to 2.3"), (True, 3, "over 2.3"))  # fmt: skip
    if work.has("ascites"):
        pick(work, "ascites", {"absent": 1, "slight": 2, "moderate": 3})
    else:
        work.points("ascites not mentioned", 1)
    if work.has("encephalopathy"):
        pick(work, "encephalopathy", {"no encephalopathy": 1, "grade 0": 1, "grade 1-2": 2, "grade 3-4": 3})
    else:
        work.points("encephalopathy not mentioned", 1)
    grade(work, work.total("Child–Pugh score"), (6, "class A"), (9, "class B"), (15, "class C"))
