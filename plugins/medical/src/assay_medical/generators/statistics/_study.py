"""Studies, and what statistics rows share."""

from __future__ import annotations

import random

VERIFIERS = ("medical.statistic",)
Z_ALPHA = {"0.05": "1.960", "0.01": "2.576", "0.10": "1.645", "0.025": "2.241"}
"""z for two-sided significance levels, to three decimals."""
Z_ONE = {"0.05": "1.645", "0.025": "1.960", "0.01": "2.326"}
"""z for one-sided levels."""
Z_BETA = {"80": "0.842", "85": "1.036", "90": "1.282", "95": "1.645"}
"""z for powers in percent."""
TESTS = (
    ("a rapid antigen test", "influenza"), ("D-dimer", "pulmonary embolism"), ("faecal immunochemical testing", "colorectal cancer"), ("a urine dipstick", "urinary tract infection"),
    ("high-sensitivity troponin", "myocardial infarction"), ("a screening questionnaire", "depression"), ("mammography", "breast cancer"), ("point-of-care ultrasound", "appendicitis"),
    ("NT-proBNP", "heart failure"), ("an HIV self-test", "HIV infection"), ("a stool antigen test", "Helicobacter pylori infection"), ("cervical HPV testing", "high-grade CIN"),
    ("an exercise ECG", "coronary artery disease"), ("a sputum PCR", "tuberculosis"), ("serum tryptase", "anaphylaxis"), ("a chest radiograph", "pneumonia"),
)  # fmt: skip
TRIALS = (
    ("a statin", "placebo", "a major cardiovascular event"), ("a DOAC", "warfarin", "a stroke"), ("tranexamic acid", "placebo", "death by 28 days"), ("dexamethasone", "usual care", "death by 28 days"),
    ("a new antiplatelet drug", "aspirin", "a recurrent infarction"), ("chlorhexidine bathing", "usual care", "a bloodstream infection"), ("a falls programme", "usual care", "a fall"),
    ("vaccination", "placebo", "laboratory-confirmed influenza"), ("early physiotherapy", "usual care", "a readmission"), ("probiotics", "placebo", "antibiotic-associated diarrhoea"),
    ("an SGLT2 inhibitor", "placebo", "a hospital admission for heart failure"), ("wound irrigation", "no irrigation", "a surgical site infection"), ("a smartphone reminder", "usual care", "a missed appointment"),
)  # fmt: skip
MEANS = (
    ("a low-salt diet", "usual advice", "systolic blood pressure", "mmHg", (10, 20), (3, 8)), ("a new GLP-1 agonist", "placebo", "HbA1c", "percentage points", (0.8, 1.6), (0.2, 0.6)),
    ("a nerve block", "morphine alone", "pain on a 0–10 scale", "points", (1.8, 2.8), (0.7, 1.5)), ("a long-acting bronchodilator", "placebo", "FEV1", "mL", (350, 600), (80, 200)),
    ("a group programme", "written advice", "body weight", "kg", (4, 12), (1.5, 4)), ("early physiotherapy", "usual care", "length of stay", "days", (2, 6), (0.5, 2)),
    ("a plant sterol spread", "margarine", "LDL cholesterol", "mg/dL", (25, 40), (6, 15)), ("exercise training", "usual care", "six-minute walk distance", "m", (70, 110), (20, 45)),
    ("iron every other day", "daily iron", "serum ferritin", "ng/mL", (30, 80), (10, 30)), ("internet-based CBT", "a waiting list", "the depression score", "points", (5, 9), (1.5, 4)),
)  # fmt: skip
"""Treatment, comparison, outcome, unit, standard deviations, differences."""


def trial(rng: random.Random) -> tuple[str, str, str]:
    """Treatment, comparison, event."""
    return rng.choice(TRIALS)
