"""The order of ICD-10-CM codes where the tabular list says "code first" or "use additional code"."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import pairwise

from assay import Draft, agree, generator
from assay_medical.codes import icd
from assay_medical.generators.codes import _icd


@dataclass(frozen=True)
class _Chain:
    """Codes in their order, and what a note says of the patient."""

    codes: tuple[str, ...]
    told: tuple[str, ...]
    ages: tuple[int, int] = (45, 88)
    sex: str = ""


def _chains() -> tuple[_Chain, ...]:
    failures = (
        ("I50.22", "chronic systolic heart failure"),
        ("I50.32", "chronic diastolic heart failure"),
        ("I50.23", "acute on chronic systolic heart failure"),
        ("I50.33", "acute on chronic diastolic heart failure"),
    )
    stages = (("N18.31", "CKD stage 3a"), ("N18.32", "CKD stage 3b"), ("N18.4", "CKD stage 4"))
    made = [
        *(_Chain(("I11.0", code), (f"Hypertension with {told}; kidneys normal.", f"{told[:1].upper()}{told[1:]} due to long-standing hypertension, no kidney disease.")) for code, told in failures),
        *(_Chain(("I12.9", code), (f"Hypertension and {told}, no heart failure, no diabetes.", f"{told} in a patient with hypertension; heart normal on echo, not diabetic.")) for code, told in stages),
        _Chain(("I12.0", "N18.6"), ("Hypertension and end-stage renal disease, no heart failure.",)),
        *(_Chain((f"E1{kind}.22", code), (f"Type {name} diabetes with {told} due to it; normotensive.", f"Diabetic {told} (type {name} diabetes), BP normal without drugs.")) for kind, name in (("0", "1"), ("1", "2")) for code, told in stages),
        *(_Chain((code, "D63.1"), (f"Anemia of chronic kidney disease, {told}, cause of the CKD unknown, normotensive.", f"{told}, Hb 9.1 g/dL, ferritin normal: anemia in CKD. No hypertension or diabetes.")) for code, told in stages),
        *(_Chain((code, "D63.0"), (f"Anemia in neoplastic disease; {told}, admitted for treatment of the cancer.",)) for code, told in (("C34.11", "carcinoma of the right upper lobe bronchus"), ("C18.2", "carcinoma of the ascending colon"), ("C16.3", "cancer of the gastric antrum"), ("C25.0", "cancer of the head of the pancreas"))),
        _Chain(("G30.1", "F02.B0"), ("Late-onset Alzheimer's disease with moderate dementia, no behavioral disturbance.",), (70, 92)),
        _Chain(("G30.1", "F02.A0"), ("Late-onset Alzheimer's disease with mild dementia, calm, no behavioral disturbance.",), (70, 92)),
        _Chain(("G30.0", "F02.A0"), ("Early-onset Alzheimer's disease with mild dementia, no behavioral disturbance.",), (52, 63)),
        *(_Chain((f"E1{kind}.621", code), (f"Diabetic foot ulcer, type {name} diabetes: {told}.",)) for kind, name in (("0", "1"), ("1", "2")) for code, told in (("L97.412", "right heel, fat layer exposed"), ("L97.421", "left heel, limited to breakdown of skin"), ("L97.512", "other part of the right foot, fat layer exposed"), ("L97.524", "other part of the left foot, necrosis of bone"))),
        *(_Chain(("N40.1", code), (f"Benign prostatic hyperplasia with lower urinary tract symptoms: {told}.", f"Enlarged prostate (BPH) with {told} as its symptom."), (55, 88), "M") for code, told in (("R35.1", "nocturia, up four times a night"), ("R33.8", "urinary retention, catheter placed"), ("R39.12", "weak urinary stream"), ("R39.14", "a feeling of incomplete bladder emptying"))),
        *(_Chain((code, "F10.20"), (f"{told}; alcohol dependence, still drinking.",)) for code, told in (("K70.30", "Alcoholic cirrhosis without ascites"), ("K70.31", "Alcoholic cirrhosis with ascites"), ("K70.0", "Alcoholic fatty liver"))),
        _Chain(("E85.4", "I43"), ("Cardiomyopathy in organ-limited amyloidosis.",)),
        _Chain(("E53.8", "G63"), ("Polyneuropathy due to vitamin B12 deficiency (dietary, no anemia).",)),
        _Chain(("D57.00", "R50.81"), ("Sickle-cell (Hb-SS) crisis with fever.",), (19, 35)),
        *(_Chain((code, "B96.20"), (f"{told}, culture: E. coli.",)) for code, told in (("N30.01", "Acute cystitis with hematuria"), ("N30.00", "Acute cystitis without hematuria"))),
        *(_Chain(("J44.9", code), (f"COPD without exacerbation or infection, {told}.",)) for code, told in (("F17.210", "smokes 20 cigarettes a day (nicotine dependence, uncomplicated)"),)),
        *(_Chain((f"E1{kind}.22", code, "D63.1"), (f"Type {name} diabetes with diabetic {told}; anemia in CKD (Hb 9.0 g/dL). Normotensive.",)) for kind, name in (("0", "1"), ("1", "2")) for code, told in stages),
        *(_Chain(("I12.9", code, "D63.1"), (f"Hypertension, {told}, anemia in CKD on darbepoetin. No heart failure, no diabetes.",)) for code, told in stages),
        _Chain(("I12.0", "N18.6", "D63.1"), ("Hypertension, end-stage renal disease, anemia in CKD (Hb 8.8 g/dL). No heart failure.",)),
    ]  # fmt: skip
    return tuple(made)


def _note_for(first: str, second: str) -> str:
    """The note of the tabular list by which the first code stands before the second, or ``""``."""
    table = icd.packaged()
    for line in table.lineage(second):
        for note in line.code_first:
            if any(icd.covers(each, first) for each in icd.ranges_of(note)):
                return f"{_place(line.name)}: code first {note}"
    for line in table.lineage(first):
        for note in line.use_additional:
            if any(icd.covers(each, second) for each in icd.ranges_of(note)):
                return f"{_place(line.name)}: use additional {'' if note.startswith('code') else 'code to identify '}{note}"
    return ""


def _place(name: str) -> str:
    return f"chapter {name}" if name.isdigit() else name


def _by_notes(codes: tuple[str, ...]) -> tuple[str, ...]:
    """The order of codes that the notes demand: each time the one before which none has to stand."""
    left, order = sorted(codes), []
    while left:
        free = [code for code in left if not any(_note_for(other, code) for other in left if other != code)]
        if len(free) != 1:
            return ()
        order.append(free[0])
        left.remove(free[0])
    return tuple(order)


@generator("medical.icd10_sequencing", verifiers=("medical.code",))
def icd10_sequencing(rng: random.Random, difficulty: int) -> Draft:
    """ICD-10-CM codes in the order that "code first" and "use additional code" notes demand.

    1: two codes and the note are given. 2: two codes. 3: two of four codes. 4: only the patient's note. 5: three codes.
    """
    chains = [each for each in _chains() if (len(each.codes) == 3) == (difficulty == 5)]
    chain = rng.choice(chains)
    codes = agree(chain.codes, _by_notes(chain.codes), what="the order of the codes")
    table = icd.packaged()
    notes = [_note_for(a, b) for a, b in pairwise(codes)]
    patient = _icd.who(rng, chain.ages, chain.sex)
    told = rng.choice(chain.told)
    more = rng.sample(
        (
            "Seen in clinic.",
            "Lives with family.",
            "No fever.",
            "Allergies: none known.",
            "Medication list reviewed.",
            "Weight stable.",
            "Ex-smoker for ten years." if "F17" not in codes[-1] else "Chest film clear.",
            "Follow-up in 3 months.",
        ),
        min(difficulty, 4),
    )
    text = f"{patient}. {told} {' '.join(more)}"
    system = rng.choice(_icd.RELEASES)
    titled = [f"{code} {_icd.title(code)}" for code in codes]
    if difficulty <= 2:
        shown = titled[:]
        rng.shuffle(shown)
        asked = f"The coder has chosen these {system} codes:\n" + "\n".join(f"- {each}" for each in shown)
        if difficulty == 1:
            asked += f"\n\nNote in the tabular list at {notes[0]}."
        asked += "\n\n" + rng.choice(
            ("In which order are they reported?", "Which comes first, which second? Give both in order.")
        )
    elif difficulty == 3:
        others = [
            code
            for code in (
                "I10",
                "N18.9",
                "D64.9",
                "I50.9",
                "E11.9",
                "L97.409",
                "R50.9",
                "N40.0",
                "K74.60",
                "F03.90",
                "N39.0",
            )
            if code[:3] not in {c[:3] for c in codes}
        ]
        listed = [*titled, *(f"{code} {_icd.title(code)}" for code in rng.sample(others, 2))]
        rng.shuffle(listed)
        asked = (
            f"Choose the two {system} codes that are needed, in the order in which they are reported:\n"
            + "\n".join(f"- {each}" for each in listed)
        )
    else:
        number = {2: "two", 3: "three"}[len(codes)]
        asked = rng.choice(
            (
                f"Which {number} {system} codes are reported, in the order that the tabular list demands?",
                f"Give the {number} {system} codes in the right sequence.",
            )
        )
    lines = []
    for code in codes:
        found = table.find(code)
        assert found is not None
        lines.append(f"{code}: {found.title}.")
    lines += [
        f"By the note at {note}, {a} stands before {b}."
        for note, (a, b) in zip(notes, pairwise(codes), strict=True)
    ]
    return _icd.draft(
        f"{text}\n\n{asked}", lines, list(codes), "The codes, in order, are", match="ordered", billable=True
    )
