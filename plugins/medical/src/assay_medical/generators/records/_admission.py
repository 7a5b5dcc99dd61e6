"""Admission notes of synthetic patients, and what they state."""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass, field

LONG = {
    "hypertension": "HTN", "type 2 diabetes mellitus": "T2DM", "chronic obstructive pulmonary disease": "COPD", "coronary artery disease": "CAD",
    "atrial fibrillation": "AF", "chronic kidney disease": "CKD", "gastroesophageal reflux disease": "GERD", "congestive heart failure": "CHF",
}  # fmt: skip
_HISTORY = (
    *LONG,
    "asthma",
    "hypothyroidism",
    "gout",
    "osteoarthritis",
    "migraine",
    "psoriasis",
    "epilepsy",
    "glaucoma",
    "osteoporosis",
)
_NOT_BEFORE = {
    "chronic obstructive pulmonary disease": 45, "coronary artery disease": 42, "atrial fibrillation": 48, "congestive heart failure": 50,
    "osteoarthritis": 45, "osteoporosis": 55, "glaucoma": 45, "chronic kidney disease": 40, "gout": 35, "hypertension": 32, "type 2 diabetes mellitus": 32,
}  # fmt: skip
_DRUGS_FOR = {
    "hypertension": (("amlodipine", (5, 10), "daily"), ("lisinopril", (5, 10, 20), "daily"), ("losartan", (50, 100), "daily")),
    "type 2 diabetes mellitus": (("metformin", (500, 850, 1000), "twice daily"), ("sitagliptin", (50, 100), "daily")),
    "chronic obstructive pulmonary disease": (("prednisolone", (5, 10), "daily"),),
    "coronary artery disease": (("atorvastatin", (20, 40, 80), "at bedtime"), ("clopidogrel", (75,), "daily")),
    "atrial fibrillation": (("apixaban", (5,), "twice daily"), ("bisoprolol", (2.5, 5), "daily")),
    "chronic kidney disease": (("furosemide", (20, 40), "daily"),),
    "gastroesophageal reflux disease": (("omeprazole", (20, 40), "daily"), ("pantoprazole", (40,), "daily")),
    "congestive heart failure": (("spironolactone", (12.5, 25), "daily"), ("carvedilol", (6.25, 12.5), "twice daily")),
    "asthma": (("montelukast", (10,), "at bedtime"),),
    "hypothyroidism": (("levothyroxine", (0.05, 0.075, 0.1), "daily"),),
    "gout": (("allopurinol", (100, 300), "daily"),),
    "osteoarthritis": (("naproxen", (250, 500), "twice daily"),),
    "migraine": (("propranolol", (40,), "twice daily"), ("topiramate", (25, 50), "twice daily")),
    "epilepsy": (("levetiracetam", (500, 750), "twice daily"), ("lamotrigine", (100, 150), "twice daily")),
    "osteoporosis": (("calcium carbonate", (500,), "twice daily"),),
}  # fmt: skip
_NOT_TOGETHER = (
    {"propranolol", "bisoprolol", "carvedilol", "montelukast"},
    {"omeprazole", "pantoprazole"}, {"lisinopril", "losartan"}, {"naproxen", "apixaban"}, {"naproxen", "clopidogrel"},
    {"naproxen", "furosemide"}, {"naproxen", "prednisolone"}, {"lisinopril", "naproxen"}, {"losartan", "naproxen"},
)  # fmt: skip
"""Drugs of which a patient takes one: two of a class, a beta blocker in asthma, an NSAID where it does harm."""
_SCENES = (
    ("chest pain", ("shortness of breath", "palpitations", "sweating", "nausea"), ("syncope", "fever", "cough", "leg swelling", "hemoptysis")),
    ("abdominal pain", ("nausea", "vomiting", "bloating", "constipation"), ("fever", "diarrhea", "dysuria", "melena", "jaundice")),
    ("shortness of breath", ("cough", "wheezing", "fatigue", "orthopnea"), ("chest pain", "fever", "hemoptysis", "leg swelling", "palpitations")),
    ("headache", ("nausea", "photophobia", "dizziness", "neck stiffness"), ("vomiting", "fever", "diplopia", "seizure", "weakness")),
    ("fever", ("cough", "chills", "fatigue", "sore throat"), ("rash", "dysuria", "diarrhea", "headache", "neck stiffness")),
    ("dysuria", ("urinary frequency", "urinary urgency", "flank pain", "chills"), ("hematuria", "vomiting", "vaginal bleeding", "fever", "diarrhea")),
)  # fmt: skip
_FAMILY = (
    "colon cancer",
    "lung cancer",
    "breast cancer",
    "epilepsy",
    "glaucoma",
    "asthma",
    "rheumatoid arthritis",
    "type 1 diabetes mellitus",
    "Parkinson's disease",
    "migraine",
)
_KIN = ("mother", "father", "brother", "sister", "maternal aunt", "paternal uncle")
_SIDED = (
    ("crackles", "lung base"), ("a small effusion", "knee"), ("tenderness", "calf"), ("reduced power", "arm"), ("a healing ulcer", "heel"),
    ("pain", "shoulder"), ("swelling", "ankle"), ("a cataract", "eye"), ("numbness", "hand"), ("a palpable nodule", "breast"), ("reduced hearing", "ear"),
)  # fmt: skip
_LABS = {
    "sodium": (131, 146, 0, "mmol/L"), "potassium": (3.1, 5.6, 1, "mmol/L"), "creatinine": (0.6, 2.4, 1, "mg/dL"), "hemoglobin": (8.4, 15.9, 1, "g/dL"),
    "C-reactive protein": (2, 180, 0, "mg/L"), "white blood cell count": (4.1, 17.8, 1, "×10⁹/L"), "platelet count": (120, 420, 0, "×10⁹/L"),
    "albumin": (2.6, 4.8, 1, "g/dL"), "lactate": (0.7, 3.9, 1, "mmol/L"), "glucose": (78, 262, 0, "mg/dL"), "magnesium": (1.4, 2.4, 1, "mg/dL"),
}  # fmt: skip
_SHORT = {
    "sodium": "Na", "potassium": "K", "creatinine": "Cr", "hemoglobin": "Hb", "C-reactive protein": "CRP", "white blood cell count": "WBC",
    "platelet count": "Plt", "albumin": "Alb", "lactate": "Lactate", "glucose": "Glucose", "magnesium": "Mg",
}  # fmt: skip


@dataclass(frozen=True)
class Drug:
    name: str
    dose: str
    often: str

    def __str__(self) -> str:
        return f"{self.name} {self.dose} {self.often}"


@dataclass
class Admission:
    """What a note states; the text is :meth:`text`."""

    age: int
    sex: str
    complaint: str
    days: int
    present: list[str]
    denied: list[str]
    history: list[str]
    never: list[str]
    family: list[tuple[str, str]]
    drugs: list[Drug]
    stopped: list[Drug]
    sided: list[tuple[str, str, str]]
    """Finding, side, part of the body."""
    labs: dict[str, list[tuple[datetime.date, str]]]
    terse: bool
    vitals: str = ""
    unclear: list[str] = field(default_factory=list)

    @property
    def he(self) -> str:
        return "she" if self.sex == "F" else "he"

    @property
    def his(self) -> str:
        return "her" if self.sex == "F" else "his"

    def text(self, rng: random.Random) -> str:
        return _terse(self, rng) if self.terse else _prose(self, rng)


def admission(rng: random.Random, difficulty: int) -> Admission:
    """A patient and what his note states; the more difficult, the more there is beside what is asked."""
    age, sex = rng.randint(24, 88), rng.choice("MF")
    scene: tuple[str, tuple[str, ...], tuple[str, ...]] = rng.choice(_SCENES)
    complaint, with_it, without = scene
    if sex == "M":
        without = tuple(each for each in without if each != "vaginal bleeding")
    more = difficulty + 1
    possible = [each for each in _HISTORY if age >= _NOT_BEFORE.get(each, 18)]
    history = rng.sample(possible, min(len(possible), rng.randint(1, 1 + difficulty)))
    rest = [each for each in possible if each not in history]
    drugs = together([_drug(rng, each) for each in history if each in _DRUGS_FOR])
    stopped = [
        _drug(rng, each)
        for each in rng.sample(
            [r for r in rest if r in _DRUGS_FOR],
            min(difficulty // 2, 2, len([r for r in rest if r in _DRUGS_FOR])),
        )
    ]
    of_family = [
        each
        for each in _FAMILY
        if each not in history and not (each == "breast cancer" and sex == "M" and rng.random() < 0.5)
    ]
    kin = rng.sample(_KIN, min(len(_KIN), 1 + difficulty // 2 + (difficulty > 1)))
    family = [
        (who, each)
        for who, each in zip(kin, rng.sample(of_family, len(kin)), strict=True)
        if who not in ("brother", "father", "paternal uncle") or each != "breast cancer"
    ]
    relatives = {each for _, each in family}
    day = datetime.date(rng.randint(2019, 2025), rng.randint(1, 12), rng.randint(1, 28))
    names = rng.sample(sorted(_LABS), min(len(_LABS), 2 + difficulty))
    times = 1 + (difficulty > 1) + (difficulty > 3)
    dates = sorted(day - datetime.timedelta(days=n) for n in (0, *rng.sample(range(2, 40), times - 1)))
    labs = {name: _series(rng, name, dates) for name in names}
    systolic = rng.randint(104, 168)
    denied = rng.sample(without, min(len(without), more))
    warmest = 37.4 if "fever" in denied else 38.8
    vitals = f"BP {systolic}/{round(systolic * rng.uniform(0.54, 0.67))} mmHg, HR {rng.randint(58, 118)} bpm, RR {rng.randint(12, 24)}/min, temp {rng.uniform(36.2, warmest) if complaint != 'fever' else rng.uniform(38.1, 39.6):.1f} °C, SpO2 {rng.randint(91, 99)}%"
    sided = []
    for finding, part in rng.sample(_SIDED, min(1 + (difficulty + 1) // 2, 4)):
        if part == "breast" and sex == "M":
            continue
        if any(finding in each for each in denied):
            continue  # who denies leg swelling has no swollen ankle
        sided.append((finding, rng.choice(("left", "right")), part))
    return Admission(
        age, sex, complaint, rng.randint(2, 9), rng.sample(with_it, min(len(with_it), 1 + difficulty // 2)),
        denied, history,
        rng.sample([each for each in rest if each not in relatives], min(difficulty, 2, max(0, len([r for r in rest if r not in relatives])))),
        family, drugs, stopped, sided or [("tenderness", "left", "calf")], labs, rng.random() < 0.25 + 0.1 * difficulty, vitals,
    )  # fmt: skip


def together(drugs: list[Drug]) -> list[Drug]:
    """The drugs, without those that are not given with an earlier one."""
    kept: list[Drug] = []
    for drug in drugs:
        if not any({drug.name, other.name} <= pair for other in kept for pair in _NOT_TOGETHER):
            kept.append(drug)
    return kept


def _drug(rng: random.Random, disease: str) -> Drug:
    name, doses, often = rng.choice(_DRUGS_FOR[disease])
    dose = rng.choice(doses)
    written = f"{round(dose * 1000)} mcg" if dose < 1 else f"{dose:g} mg"
    return Drug(name, written, often)


def _series(rng: random.Random, name: str, dates: list[datetime.date]) -> list[tuple[datetime.date, str]]:
    low, high, digits, unit = _LABS[name]
    found: list[tuple[datetime.date, str]] = []
    value = rng.uniform(low, high)
    for date in dates:
        text = f"{value:.{digits}f}"
        while found and text == found[-1][1].split()[0]:
            text = f"{min(max(value + rng.uniform(-0.12, 0.12) * (high - low), low), high):.{digits}f}"
        found.append((date, f"{text} {unit}"))
        value = min(max(float(text) + rng.uniform(-0.15, 0.15) * (high - low), low), high)
    return found


def day(date: datetime.date) -> str:
    """``5 March 2024``."""
    return f"{date.day} {date:%B %Y}"


def listed(items: list[str], last: str = "and") -> str:
    """``a, b and c``."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}"


def _prose(it: Admission, rng: random.Random) -> str:
    noun = {"M": "man", "F": "woman"}[it.sex]
    he, his = it.he.capitalize(), it.his.capitalize()
    article = "An" if str(it.age)[0] == "8" or it.age in (11, 18) else "A"
    lines = [
        f"{article} {it.age}-year-old {noun} presented to the emergency department with {it.days} days of {it.complaint}. "
        + rng.choice(
            (f"{he} also reports {listed(it.present)}. ", f"This is accompanied by {listed(it.present)}. ")
        )
        + rng.choice((f"{he} denies {listed(it.denied, 'or')}.", f"No {listed(it.denied, 'or')}."))
    ]
    past = f"Past medical history includes {listed(it.history)}."
    if it.never:
        past += f" {he} has no history of {listed(it.never, 'or')}."
    if it.drugs:
        are = "medications are" if len(it.drugs) > 1 else "medication is"
        past += f" {his} regular {are} {listed([str(d) for d in it.drugs])}."
    for drug in it.stopped:
        past += rng.choice(
            (
                f" {drug.name.capitalize()} {drug.dose} was stopped last year.",
                f" {drug.name.capitalize()} {drug.dose} {drug.often} was discontinued two months ago.",
            )
        )
    lines.append(past)
    if it.family:
        lines.append(
            " ".join(
                f"{his} {who} {'had' if it.age > 65 and who not in ('brother', 'sister') else rng.choice(('has', 'had'))} {what}."
                for who, what in it.family
            )
        )
    exam = f"On examination: {it.vitals}. " + " ".join(
        rng.choice(
            (
                f"There {'are' if finding == 'crackles' else 'is'} {finding} in the {side} {part}.",
                f"Examination of the {side} {part} {'reveals' if finding == 'crackles' else 'shows'} {finding}.",
            )
        )
        for finding, side, part in it.sided
    )
    lines.append(exam)
    lines.append(_labs(it, rng))
    return "\n".join(lines)


def _terse(it: Admission, rng: random.Random) -> str:
    def short(name: str) -> str:
        return LONG.get(name, name) if name != "atrial fibrillation" else name

    lines = [
        f"{it.age} y/o {it.sex}. PC: {it.complaint}, {it.days} days.",
        f"Also {', '.join(it.present)}. "
        + rng.choice((f"Denies {', '.join(it.denied)}.", f"No {', '.join(it.denied)}.")),
        f"PMH: {', '.join(map(short, it.history))}."
        + (f" No hx of {', '.join(map(short, it.never))}." if it.never else ""),
    ]
    if it.drugs:
        lines.append("Meds: " + ", ".join(f"{d.name} {d.dose} {_often(d.often)}" for d in it.drugs) + ".")
    if it.stopped:
        lines.append(" ".join(f"{d.name.capitalize()} {d.dose} stopped." for d in it.stopped))
    if it.family:
        lines.append("FH: " + ", ".join(f"{who} – {what}" for who, what in it.family) + ".")
    lines.append(
        f"O/E: {it.vitals}. "
        + " ".join(
            f"{finding[2:].capitalize() if finding.startswith('a ') else finding.capitalize()} {side} {part}."
            for finding, side, part in it.sided
        )
    )
    lines.append(_labs(it, rng))
    return "\n".join(lines)


def _often(text: str) -> str:
    return {"daily": "daily", "twice daily": "BID", "at bedtime": "QHS"}[text]


def _labs(it: Admission, rng: random.Random) -> str:
    dates = [date for date, _ in next(iter(it.labs.values()))]
    lines = []
    for n, date in enumerate(dates):
        values = ", ".join(
            f"{_SHORT[name] if it.terse else name} {series[n][1]}" for name, series in it.labs.items()
        )
        lines.append(
            f"{rng.choice(('Labs', 'Bloods'))} {day(date)}: {values}."
            if it.terse
            else f"Laboratory results of {day(date)}: {values}."
        )
    rng.shuffle(lines) if len(lines) > 1 and rng.random() < 0.3 else None
    return "\n".join(lines)


def reference(text: str, answer: str | None = None, **more: object) -> str:
    """The reference of a row: the note as the source, and the answer that must be stated."""
    from assay import make_reference

    return make_reference(answer, sources=[{"id": "note", "text": text}], **more)
