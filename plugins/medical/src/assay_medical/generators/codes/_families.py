"""Diagnoses whose code is put together of a few facts, with the words in which notes tell these facts.

Of each fact there is the piece of the code, the words that stand in the title of the code, and the ways in which a note says it.
The code follows from the pieces; a search of the titles is the second route.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assay_medical.codes import icd


@dataclass(frozen=True)
class Fact:
    """One value of an axis: the ``piece`` of the code, the ``words`` of its title, the ways ``told`` in a note."""

    piece: str
    words: tuple[str, ...]
    told: tuple[str, ...]


@dataclass(frozen=True)
class Family:
    """Codes that share their first characters, and the sentences of their notes (``{0}`` is the first axis)."""

    name: str
    base: str
    axes: tuple[tuple[Fact, ...], ...]
    notes: tuple[str, ...]
    noise: tuple[str, ...] = ()
    ages: tuple[int, int] = (35, 85)
    sex: str = ""
    hard: bool = False
    """Whether it needs more than one fact of the note that readers overlook."""

    def code(self, facts: tuple[Fact, ...]) -> str:
        """The code of some facts, one of each axis."""
        return icd.dotted(self.base + "".join(fact.piece for fact in facts))

    def choices(self) -> Iterator[tuple[Fact, ...]]:
        """All combinations of facts."""
        return itertools.product(*self.axes)


def by_title(family: Family, facts: tuple[Fact, ...]) -> str:
    """The billable code under the family's first characters whose title holds the words of the facts, and the fewest others."""
    wanted = [word for fact in facts for word in fact.words]
    fits = [
        (len(title), code) for code, title in _titled(family.base) if all(word in title for word in wanted)
    ]
    shortest = min(fits)[0]
    (best,) = [code for length, code in fits if length == shortest]
    return best


@cache
def _titled(base: str) -> tuple[tuple[str, str], ...]:
    found = [icd.packaged().find(code) for code in leaves(base)]
    return tuple((each.code, each.title) for each in found if each is not None)


@cache
def leaves(base: str) -> tuple[str, ...]:
    """The billable codes under some first characters."""
    table = icd.packaged()
    found = table.find(base)
    below = [key for key in table if key.startswith(base)] if found is None or found.seventh == "" else [base]
    complete = []
    for key in below:
        entry = table.find(key)
        assert entry is not None
        if entry.billable:
            complete.append(entry.code)
        else:
            complete += [
                each
                for each in table.children(key)
                if len(icd.bare(each)) == 7 and icd.bare(each) not in below
            ]
    return tuple(complete)


def _facts(*rows: tuple[str, str, str]) -> tuple[Fact, ...]:
    """Facts of ``(piece, words, told)``; ``|`` separates several words, or ways."""
    return tuple(Fact(piece, tuple(words.split("|")), tuple(told.split("|"))) for piece, words, told in rows)


def _sides(right: str, left: str, noun: str = "", both: str = "") -> tuple[Fact, ...]:
    noun = f" {noun}" if noun else ""
    rows = [(right, "right", f"right{noun}|R{noun}"), (left, "left", f"left{noun}|L{noun}")]
    if both:
        rows.append((both, "bilateral", f"bilateral{noun}"))
    return _facts(*rows)


_STAGES = _facts(
    (
        "1",
        "stage 1",
        "intact skin with non-blanchable erythema, stage 1|stage I, skin intact, erythema does not blanch",
    ),
    (
        "2",
        "stage 2",
        "stage II, partial-thickness skin loss with a shallow pink wound bed|stage 2, shallow open ulcer, no slough",
    ),
    (
        "3",
        "stage 3",
        "stage III, full-thickness loss with visible subcutaneous fat, no bone exposed|stage 3, fat visible, no muscle or bone",
    ),
    ("4", "stage 4", "stage IV with exposed bone|stage 4, muscle and tendon visible in the wound bed"),
    (
        "0",
        "unstageable",
        "unstageable, wound bed covered by black eschar|wound bed fully covered by slough, cannot be staged",
    ),
)
_DIABETES = _facts(
    (
        "9",
        "without complications",
        "no retinopathy, nephropathy or neuropathy to date|no known complications, foot exam and urine ACR normal",
    ),
    (
        "21",
        "diabetic nephropathy",
        "diabetic nephropathy with albuminuria (ACR 410 mg/g)|biopsy-proven diabetic nephropathy",
    ),
    (
        "36",
        "diabetic cataract",
        "diabetic cataract, surgery planned by ophthalmology|vision blurred, diabetic cataract on slit lamp",
    ),
    (
        "41",
        "diabetic mononeuropathy",
        "new foot drop, EMG consistent with diabetic mononeuropathy|third nerve palsy, pupil spared, diabetic mononeuropathy per neurology",
    ),
    (
        "42",
        "diabetic polyneuropathy",
        "burning feet at night, monofilament absent to the ankles, diabetic polyneuropathy|stocking-glove numbness from diabetic polyneuropathy, on duloxetine",
    ),
    (
        "51",
        "diabetic peripheral angiopathy without gangrene",
        "claudication at 150 m, ABI 0.6, diabetic peripheral angiopathy, no gangrene|diabetic PAD (peripheral angiopathy), skin intact, no gangrene",
    ),
    (
        "52",
        "diabetic peripheral angiopathy with gangrene",
        "dry gangrene of the second toe from diabetic peripheral angiopathy|diabetic peripheral angiopathy, now with gangrene of two toes",
    ),
    (
        "649",
        "hypoglycemia without coma",
        "brought in shaky and sweating with glucose 41 mg/dL, alert throughout, hypoglycemia|two episodes of hypoglycemia this week (lowest 2.4 mmol/L), never lost consciousness",
    ),
    (
        "65",
        "hyperglycemia",
        "admitted with hyperglycemia (glucose 388 mg/dL), no ketones|poorly controlled, persistent hyperglycemia, A1c 11.2%",
    ),
    (
        "10",
        "ketoacidosis without coma",
        "DKA with pH 7.14 and bicarbonate 9, drowsy but rousable, never comatose|diabetic ketoacidosis (ketones 5.1 mmol/L), GCS 15",
    ),
)

FAMILIES: tuple[Family, ...] = (
    Family(
        "diabetes mellitus",
        "E1",
        (
            _facts(
                ("0", "Type 1", "T1DM|type 1 diabetes since childhood|type 1 DM"),
                ("1", "Type 2", "T2DM|type 2 DM|type 2 diabetes, diagnosed nine years ago"),
            ),
            _DIABETES,
        ),
        (
            "{who} with {0}. {1!s}.",
            "{who} comes to diabetes clinic. Known {0}; {1}.",
            "PMH: {0}. Today: {1}.",
        ),
        (
            "Takes lisinopril 10 mg daily.",
            "BP 128/76.",
            "Brother has gout.",
            "Ex-smoker, 20 pack-years.",
            "Wt stable.",
            "Flu vaccine given.",
        ),
        (22, 78),
        hard=True,
    ),
    Family(
        "asthma",
        "J45",
        (
            _facts(
                ("2", "Mild intermittent", "mild intermittent asthma"),
                ("3", "Mild persistent", "mild persistent asthma"),
                ("4", "Moderate persistent", "moderate persistent asthma"),
                ("5", "Severe persistent", "severe persistent asthma"),
            ),
            _facts(
                (
                    "0",
                    "uncomplicated",
                    "well at present, no wheeze, here for a routine review|symptoms unchanged, no exacerbation since last visit",
                ),
                (
                    "1",
                    "exacerbation",
                    "acute exacerbation after a cold, peak flow 55% of best, improved with nebulised salbutamol|increased wheeze for 2 days, treated as an acute exacerbation with prednisone",
                ),
                (
                    "2",
                    "status asthmaticus",
                    "status asthmaticus, no response to three back-to-back nebs, started on IV magnesium|silent chest on arrival, managed as status asthmaticus in resus",
                ),
            ),
        ),
        (
            "{who} with {0}: {1}.",
            "{who}. Background of {0}. {1!s}.",
            "{who} seen by respiratory. Dx {0}. {1!s}.",
        ),
        (
            "Allergic to penicillin (rash).",
            "Has a cat at home.",
            "Non-smoker.",
            "SpO2 95% on room air.",
            "No fever.",
        ),
        (7, 60),
    ),
    Family(
        "heart failure",
        "I50",
        (
            _facts(
                (
                    "2",
                    "ystolic (congestive) heart failure",
                    "systolic heart failure (EF 30%)|systolic HF, LVEF 25-30%",
                ),
                (
                    "3",
                    "iastolic (congestive) heart failure",
                    "diastolic heart failure (EF 60%)|diastolic HF, preserved EF",
                ),
                (
                    "4",
                    "ombined systolic (congestive) and diastolic (congestive) heart failure",
                    "combined systolic and diastolic heart failure|combined systolic and diastolic HF",
                ),
            ),
            _facts(
                (
                    "1",
                    "Acute ",
                    "first presentation, acute onset of pulmonary edema overnight|acute, no prior history of it",
                ),
                (
                    "2",
                    "Chronic",
                    "chronic and stable on home diuretics, NYHA II|chronic, compensated, weight at baseline",
                ),
                (
                    "3",
                    "Acute on chronic",
                    "acute on chronic, 6 kg above dry weight|chronic, now acutely decompensated (acute on chronic)",
                ),
            ),
        ),
        ("{who} with {0}. {1!s}.", "{who}. Echo shows {0}. Course: {1}.", "Assessment: {0}, {1}."),
        (
            "Normotensive without a history of hypertension.",
            "Creatinine 0.9 mg/dL.",
            "No chest pain, troponin negative.",
            "On furosemide 40 mg.",
            "Lives alone.",
        ),
        (55, 90),
    ),
    Family(
        "atrial fibrillation or flutter",
        "I48",
        (
            _facts(
                (
                    "0",
                    "Paroxysmal atrial fibrillation",
                    "palpitations that stop by themselves within a day, Holter shows paroxysmal atrial fibrillation|paroxysmal AF, in sinus rhythm today",
                ),
                (
                    "11",
                    "Longstanding persistent",
                    "AF continuous for 18 months, labelled longstanding persistent, ablation planned|longstanding persistent atrial fibrillation",
                ),
                (
                    "21",
                    "Permanent",
                    "permanent atrial fibrillation, rate control only, no further cardioversion|permanent AF, rate controlled with bisoprolol",
                ),
                (
                    "3",
                    "Typical atrial flutter",
                    "sawtooth waves at 300/min, typical atrial flutter|typical atrial flutter, 2:1 conduction",
                ),
                (
                    "4",
                    "Atypical atrial flutter",
                    "atypical atrial flutter after mitral surgery|atypical flutter on EP study",
                ),
            ),
        ),
        ("{who}: {0}.", "{who} in cardiology clinic. {0!s}.", "ECG and history reviewed. {0!s}."),
        ("On apixaban 5 mg bid.", "TSH normal.", "No valve disease.", "Denies syncope.", "BP 122/70."),
        (48, 88),
    ),
    Family(
        "chronic kidney disease",
        "N18",
        (
            _facts(
                ("1", "stage 1", "eGFR 96 with persistent proteinuria, CKD stage 1"),
                ("2", "stage 2", "CKD stage 2, eGFR 71 and albuminuria"),
                ("31", "stage 3a", "CKD stage 3a (eGFR 52, stable for a year)|CKD G3a, eGFR 49"),
                ("32", "stage 3b", "CKD stage 3b, eGFR 38|CKD G3b (eGFR 33-36 over 6 months)"),
                ("4", "stage 4", "CKD stage 4, eGFR 22, fistula being planned|CKD G4, eGFR 19"),
                ("5", "stage 5", "CKD stage 5, eGFR 11, not on dialysis"),
                (
                    "6",
                    "End stage",
                    "end-stage renal disease on haemodialysis three times a week|ESRD, on peritoneal dialysis",
                ),
            ),
        ),
        ("{who} from nephrology clinic: {0}.", "{who} with {0}.", "Renal: {0}."),
        (
            "No diabetes, no hypertension.",
            "Hb 11.8 g/dL.",
            "Kidneys of normal size on ultrasound.",
            "Takes allopurinol.",
            "IgA nephropathy suspected once, never proven.",
        ),
    ),
    Family(
        "depression",
        "F3",
        (
            _facts(
                ("2", "single episode", "first depressive episode|major depression, single episode"),
                ("3", "recurrent", "recurrent major depression, third episode|recurrent MDD"),
            ),
            _facts(
                ("0", "mild", "mild, PHQ-9 of 8"),
                ("1", "moderate", "moderate, PHQ-9 of 13, working part time"),
                ("2", "severe|without psychotic features", "severe, PHQ-9 of 23, no psychotic features"),
                ("3", "severe|with psychotic", "severe with psychotic features, hears accusing voices"),
            ),
        ),
        ("{who} seen in psychiatry: {0}, currently {1}.", "{who}. {0!s}; {1}.", "Dx: {0}, {1}."),
        (
            "No alcohol misuse.",
            "Never had a manic episode.",
            "Sertraline started at 50 mg.",
            "No suicidal intent.",
            "Sleeps four hours.",
        ),
        (19, 72),
    ),
    Family(
        "pressure ulcer",
        "L89",
        (
            _facts(
                ("15", "sacral region", "sacral pressure ulcer|pressure ulcer over the sacrum"),
                ("61", "right heel", "pressure ulcer of the right heel"),
                ("62", "left heel", "pressure ulcer of the left heel"),
                ("21", "right hip", "pressure ulcer over the right hip"),
                ("22", "left hip", "pressure ulcer over the left hip"),
            ),
            _STAGES,
        ),
        (
            "{who}, bedbound. {0!s}, {1}.",
            "Wound round: {0}; {1}.",
            "{who} from a nursing home with a {0}: {1}.",
        ),
        (
            "Albumin 2.7 g/dL.",
            "No odour, no fever.",
            "Turned every two hours.",
            "Dressing changed today.",
            "Eats half of the meals.",
        ),
        (60, 95),
    ),
    Family(
        "deep vein thrombosis",
        "I824",
        (
            _facts(
                ("1", "femoral vein", "femoral vein"),
                ("2", "iliac vein", "iliac vein"),
                ("3", "popliteal vein", "popliteal vein"),
                ("4", "tibial vein", "tibial vein"),
            ),
            _sides("1", "2"),
        ),
        (
            "{who} with calf swelling for 3 days. Duplex: acute thrombus in the {1} {0}, no old changes.",
            "Acute DVT of the {1} {0} on compression ultrasound. {who}.",
            "{who}: new noncompressible {1} {0}, acute deep vein thrombosis.",
        ),
        (
            "Long-haul flight last week.",
            "CTPA negative for PE.",
            "D-dimer 4,200 ng/mL.",
            "Mother had a DVT after surgery.",
            "Started on rivaroxaban.",
        ),
        (25, 80),
    ),
    Family(
        "breast cancer",
        "C50",
        (
            _facts(
                ("01", "Malignant neoplasm of nipple and areola", "nipple and areola"),
                ("11", "central portion", "central portion"),
                ("21", "upper-inner quadrant", "upper inner quadrant"),
                ("31", "lower-inner quadrant", "lower inner quadrant"),
                ("41", "upper-outer quadrant", "upper outer quadrant"),
                ("51", "lower-outer quadrant", "lower outer quadrant"),
                ("61", "axillary tail", "axillary tail"),
            ),
            _facts(
                ("1", "right female", "right breast|R breast"), ("2", "left female", "left breast|L breast")
            ),
        ),
        (
            "{who} with invasive ductal carcinoma of the {1}, {0}, core biopsy ER+.",
            "{who}. Pathology: carcinoma, {1}, confined to the {0}.",
            "Oncology: primary breast carcinoma of the {0}, {1}, on neoadjuvant chemotherapy. {who}.",
        ),
        (
            "Nodes clinically negative.",
            "BRCA testing pending.",
            "The other breast is normal.",
            "Aunt had ovarian cancer.",
            "Staging CT clear.",
        ),
        (34, 80),
        "F",
    ),
    Family(
        "migraine",
        "G43",
        (
            _facts(
                ("0", "Migraine without aura", "migraine without aura"),
                ("1", "Migraine with aura", "migraine with aura (zigzag lines for 20 min)"),
            ),
            _facts(
                ("0", "not intractable", "not intractable, responds to a triptan"),
                ("1", ", intractable", "intractable, three preventives have failed"),
            ),
            _facts(
                ("1", "with status migrainosus", "status migrainosus, this attack has gone on for five days"),
                ("9", "without status migrainosus", "no status migrainosus"),
            ),
        ),
        (
            "{who}: {0}, {1}; {2}.",
            "{who} in headache clinic. {0!s}. {1!s}. {2!s}.",
        ),
        (
            "Neuro exam normal.",
            "MRI brain unremarkable last year.",
            "Drinks two coffees a day.",
            "No medication overuse.",
        ),
        (18, 55),
        hard=True,
    ),
    Family(
        "otitis media",
        "H660",
        (
            _facts(
                (
                    "0",
                    "without spontaneous rupture",
                    "bulging red drum with pus behind it, drum intact|purulent effusion, tympanic membrane intact",
                ),
                (
                    "1",
                    "with spontaneous rupture",
                    "pus in the canal after spontaneous rupture of the drum|drum ruptured spontaneously overnight, otorrhea",
                ),
            ),
            _facts(
                ("1", ", right ear", "right ear"),
                ("2", ", left ear", "left ear"),
                ("3", ", bilateral", "both ears"),
            ),
        ),
        (
            "{who} with fever and ear pain, first episode. Acute suppurative otitis media, {1}: {0}.",
            "{who}, no previous ear infections. AOM (suppurative), {1}. Otoscopy: {0}.",
        ),
        (
            "Vaccines up to date.",
            "Temp 38.9 °C.",
            "Throat clear.",
            "No mastoid tenderness.",
            "Amoxicillin started.",
        ),
        (1, 9),
        hard=True,
    ),
    Family(
        "gastric ulcer",
        "K25",
        (
            _facts(
                (
                    "0",
                    "Acute gastric ulcer with hemorrhage",
                    "acute gastric ulcer, actively bleeding, clipped at EGD",
                ),
                (
                    "1",
                    "Acute gastric ulcer with perforation",
                    "acute gastric ulcer with perforation, free air on CT, no bleeding",
                ),
                (
                    "2",
                    "Acute gastric ulcer with both hemorrhage and perforation",
                    "acute gastric ulcer that bled and perforated",
                ),
                (
                    "3",
                    "Acute gastric ulcer without hemorrhage or perforation",
                    "acute antral gastric ulcer, clean base, no hemorrhage or perforation",
                ),
                (
                    "7",
                    "Chronic gastric ulcer without hemorrhage or perforation",
                    "chronic gastric ulcer, clean based, neither bleeding nor perforated",
                ),
            ),
        ),
        (
            "{who} with epigastric pain on naproxen. {0!s}.",
            "{who}. EGD/imaging: {0}.",
            "Final diagnosis: {0}.",
        ),
        ("H. pylori negative.", "Hb 12.4 g/dL.", "Duodenum normal.", "Drinks socially.", "PPI started."),
        (40, 85),
    ),
    Family(
        "cerebral infarction",
        "I63",
        (
            _facts(("3", "thrombosis", "thrombotic"), ("4", "embolism", "embolic")),
            _facts(
                ("1", "middle cerebral artery", "middle cerebral artery|MCA"),
                ("2", "anterior cerebral artery", "anterior cerebral artery|ACA"),
                ("3", "posterior cerebral artery", "posterior cerebral artery|PCA"),
                ("4", "cerebellar artery", "cerebellar artery"),
            ),
            _sides("1", "2"),
        ),
        (
            "{who} with sudden deficits 4 h ago. MRI: acute infarct, {0} occlusion of the {2} {1}.",
            "{who}. Acute ischemic stroke from {0} occlusion of the {2} {1}.",
        ),
        (
            "No hemorrhage on CT.",
            "Carotids without stenosis.",
            "NIHSS 9.",
            "Glucose 118 mg/dL.",
            "Father died of a stroke.",
        ),
        (50, 92),
        hard=True,
    ),
    Family(
        "gestational diabetes",
        "O244",
        (
            _facts(
                (
                    "1",
                    "in pregnancy",
                    "29 weeks pregnant, gestational diabetes|G2P1 at 31 weeks with gestational diabetes",
                )
            ),
            _facts(
                ("0", "diet controlled", "controlled by diet alone"),
                ("4", "insulin controlled", "on insulin NPH at night"),
                ("5", "oral hypoglycemic drugs", "controlled on metformin, no insulin"),
            ),
        ),
        ("{who}, {0}, {1}.", "Antenatal clinic. {who}, {0}; {1}."),
        (
            "Fetal growth on the 60th centile.",
            "No diabetes before pregnancy.",
            "BP 112/68.",
            "Urine dip negative.",
            "First child weighed 3.9 kg.",
        ),
        (20, 42),
        "F",
    ),
    Family(
        "gout",
        "M100",
        (
            _facts(
                ("6", "knee", "knee"),
                ("7", "ankle and foot", "first MTP joint of the foot|ankle"),
                ("4", "hand", "hand (second MCP joint)"),
                ("3", "wrist", "wrist"),
                ("2", "elbow", "elbow"),
            ),
            _sides("1", "2"),
        ),
        (
            "{who} with a hot, swollen {1} {0}. Urate crystals on aspiration; idiopathic gout.",
            "{who}: idiopathic gout flare, {1} {0}, negatively birefringent crystals.",
        ),
        (
            "Not on a thiazide.",
            "Creatinine normal.",
            "No tophi.",
            "Afebrile.",
            "Had steak and beer on Saturday.",
        ),
        (38, 82),
    ),
    Family(
        "osteoarthritis",
        "M1",
        (
            _facts(
                ("71", "Unilateral primary osteoarthritis|knee", "knee"),
                ("61", "Unilateral primary osteoarthritis|hip", "hip"),
            ),
            _sides("1", "2"),
        ),
        (
            "{who} with pain on stairs. Films: primary osteoarthritis of the {1} {0}, other side normal.",
            "{who}, listed for {1} {0} replacement, unilateral primary OA.",
        ),
        ("BMI 31.", "No trauma.", "RF negative.", "Uses a stick.", "Paracetamol as needed."),
        (52, 88),
    ),
    Family(
        "carpal tunnel syndrome",
        "G560",
        (_facts(("1", "right", "right"), ("2", "left", "left"), ("3", "bilateral", "bilateral")),),
        (
            "{who}, typist, night-time tingling. Nerve conduction: {0} carpal tunnel syndrome.",
            "{who}: {0} carpal tunnel syndrome, splints fitted.",
        ),
        ("TSH normal.", "Not diabetic.", "Grip strength preserved.", "Neck movements full."),
        (28, 70),
    ),
)
