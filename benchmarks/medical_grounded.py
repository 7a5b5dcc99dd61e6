# ruff: noqa: ARG001
"""How often `medical.grounded` refuses what is not in a note, and accepts what is.

    python benchmarks/medical_grounded.py --notes FILE.csv [--split develop|held_out] [--answers N] [--show KIND]

``FILE.csv`` has a column ``Patient Note``: the test split of MedCalc-Bench v1.0 (Khandekar et al. 2024,
doi:10.48550/arXiv.2406.12036; CC BY-SA 4.0), case reports as they were published. Answers are two to four sentences of a
note, changed by one edit. Faithful edits must be accepted, ungrounded ones rejected. Notes are split by a hash:
rules were written with those of ``develop`` in sight only.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable

import assay
from assay.evidence import language
from assay.testing import judge

csv.field_size_limit(10**9)
Edit = Callable[[str, random.Random, "Notes"], str | None]


class Notes:
    """Notes, and the sentences of all of them."""

    def __init__(self, path: str, split: str) -> None:
        with open(path, encoding="utf-8", newline="") as file:
            texts = sorted({row["Patient Note"].strip() for row in csv.DictReader(file)})
        held = {t: int(hashlib.sha256(t[:80].encode()).hexdigest(), 16) % 2 == 1 for t in texts}
        texts = [t for t in texts if held[t] == (split == "held_out") and 400 < len(t) < 6_000]
        self.texts = {t: _sentences(t) for t in texts}
        self.texts = {t: s for t, s in self.texts.items() if len(s) >= 5}
        self.all = [s for each in self.texts.values() for s in each]


def _sentences(text: str) -> list[str]:
    found = [re.sub(r"\s+", " ", piece.text) for piece in language("en").sentences_in(text)]
    return [s for s in found if 5 <= len(s.split()) <= 45 and s.endswith(".") and "Fig" not in s]


# -- faithful edits


def subset(text: str, rng: random.Random, notes: Notes) -> str | None:
    return text


def reorder(text: str, rng: random.Random, notes: Notes) -> str | None:
    parts = _sentences(text)
    return " ".join(reversed(parts)) if len(parts) > 1 else None


_ABBREVIATIONS = (
    ("blood pressure", "BP"), ("heart rate", "HR"), ("respiratory rate", "RR"), ("shortness of breath", "SOB"), ("hypertension", "HTN"),
    ("white blood cell count", "WBC"), ("chronic obstructive pulmonary disease", "COPD"), ("coronary artery disease", "CAD"),
    ("computed tomography", "CT"), ("magnetic resonance imaging", "MRI"), ("emergency department", "ED"), ("intravenous", "IV"),
    ("congestive heart failure", "CHF"), ("type 2 diabetes mellitus", "T2DM"), ("chronic kidney disease", "CKD"), ("twice daily", "BID"),
    ("electrocardiogram", "ECG"), ("myocardial infarction", "MI"), ("hemoglobin", "Hb"), ("atrial fibrillation", "AF"),
    ("intensive care unit", "ICU"), ("deep vein thrombosis", "DVT"), ("urinary tract infection", "UTI"), ("history of", "h/o"),
    ("dyspnea", "shortness of breath"), ("diarrhea", "loose stools"), ("fever", "pyrexia"), ("edema", "swelling"), ("elevated", "raised"),
)  # fmt: skip


def abbreviate(text: str, rng: random.Random, notes: Notes) -> str | None:
    return _some(text, rng, [(rf"\b{a}\b", b) for a, b in _ABBREVIATIONS if b != "AF"])


def expand(text: str, rng: random.Random, notes: Notes) -> str | None:
    return _some(
        text,
        rng,
        [(rf"\b{re.escape(b)}\b(?!-)", a) for a, b in _ABBREVIATIONS if b not in ("AF", "h/o")],
        flags=0,
    )


def _some(
    text: str, rng: random.Random, pairs: list[tuple[str, str]], flags: int = re.IGNORECASE
) -> str | None:
    changed = text
    for pattern, new in pairs:
        changed = re.sub(pattern, new, changed, flags=flags)
    return changed if changed != text else None


def convert_units(text: str, rng: random.Random, notes: Notes) -> str | None:
    def celsius(m: re.Match[str]) -> str:
        return f"{float(m[1]) * 9 / 5 + 32:.1f}°F"

    def fahrenheit(m: re.Match[str]) -> str:
        return f"{(float(m[1]) - 32) * 5 / 9:.1f}°C"

    for pattern, to in (
        (r"\b(\d\d(?:\.\d)?) ?°C", celsius),
        (r"\b(\d{2,3}(?:\.\d)?) ?°F", fahrenheit),
        (r"\b(\d+(?:\.\d+)?) kg\b(?!/)", lambda m: f"{float(m[1]) / 0.45359237:.1f} lb"),
        (r"\b(\d+(?:\.\d+)?) cm\b", lambda m: f"{float(m[1]) * 10:g} mm"),
        (r"\b(\d+) mg\b(?!/)", lambda m: f"{int(m[1]) / 1000:g} g"),
        (r"\b(\d+(?:\.\d+)?) g/dL\b", lambda m: f"{float(m[1]) * 10:g} g/L"),
    ):
        changed = re.sub(pattern, to, text, count=1)
        if changed != text:
            return changed
    return None


def voice(text: str, rng: random.Random, notes: Notes) -> str | None:
    """Active and passive, and other ways to say the same."""
    return _some(
        text,
        rng,
        [
            (r"\b(?:the patient|he|she) denie[sd] ([^.,]+?) and ([^.,]+)\.", r"\1 and \2 are denied."),
            (r"\b(?:the patient|he|she) was treated with ([^.,;]+)\.", r"Treatment was with \1."),
            (r"\b(CT|MRI|X-ray|examination|ultrasound|biopsy) (?:scan )?(?:revealed|showed|demonstrated) ([^.,;]+)\.", r"On \1 there was \2."),
            (r"\bpresented with\b", "came in with"),
            (r"\bpresents with\b", "presented with"),
            (r"\bcomplained of\b", "reported"),
            (r"\bwas started on ([^.,;]+)\.", r"was started on \1."),
            (r"\brevealed\b", "showed"),
        ],
    )  # fmt: skip


def third_person(text: str, rng: random.Random, notes: Notes) -> str | None:
    changed = re.sub(r"(?:(?<=\A)|(?<=\. ))(?:He|She)\b", "The patient", text)
    return changed if changed != text else "According to the note, " + text[0].lower() + text[1:] if text[:2] in ("A ", "An", "Th", "He", "Sh") else None  # fmt: skip


def shorten_list(text: str, rng: random.Random, notes: Notes) -> str | None:
    """One item of a list is left out."""
    changed = re.sub(r"(\b\w+), (?:\w+ ?){1,2}, and (\w+)", r"\1 and \2", text, count=1)
    return changed if changed != text else None


def number_words(text: str, rng: random.Random, notes: Notes) -> str | None:
    words = "two three four five six seven eight nine ten".split()
    pairs = [
        (rf"(?<![-\d.,/])\b{n} (?=days|weeks|months|years|hours)", f"{w} ") for n, w in enumerate(words, 2)
    ]
    pairs += [(rf"\b{w} (?=days|weeks|months|years|hours)", f"{n} ") for n, w in enumerate(words, 2)]
    return next((c for p, n in pairs if (c := re.sub(p, n, text)) != text), None)


def age_form(text: str, rng: random.Random, notes: Notes) -> str | None:
    changed = re.sub(r"\b(\d+)[- ]year[- ]old (man|woman|male|female)\b", r"\2, aged \1,", text, count=1)
    return changed if changed != text else None


def _items(text: str, opening: str) -> list[str]:
    """The items of a list behind an opening, as far as they are plain."""
    m = re.search(rf"(?:{opening}) ([^.;:()]+)\.", text, re.IGNORECASE)
    before = text[: m.start()].rpartition(". ")[2] if m else ""
    if not m or (
        "denie" not in opening
        and re.search(r"\b(?:no|not|without|denies|family|mother|father)\b", before + m[0], re.I)
    ):
        return []
    found = re.split(r",\s*(?:and |or |but )?|\s+(?:and|or)\s+", m[1])
    return [
        f.strip()
        for f in found
        if 1 <= len(f.split()) <= 3
        and not re.search(
            r"\b(?:has|is|was|had|were|the|with|which|who|who|of|for|any|other|but|by|not|no)\b|\d", f
        )
    ]


def denied_item(text: str, rng: random.Random, notes: Notes) -> str | None:
    """One of the things that a patient denies."""
    items = _items(text, r"(?:patient|he|she) denie[sd](?: any)?")
    return rng.choice((f"The patient denies {i}.", f"The patient does not have {i}.", f"There is no {i}."))  if items and (i := rng.choice(items)) else None  # fmt: skip


def history_item(text: str, rng: random.Random, notes: Notes) -> str | None:
    items = _items(
        text, r"(?:past medical )?history (?:is significant for|significant for|notable for|includes|of)"
    )
    return rng.choice((f"The patient has a history of {i}.", f"Past medical history includes {i}.")) if items and (i := rng.choice(items)) else None  # fmt: skip


def medication_item(text: str, rng: random.Random, notes: Notes) -> str | None:
    items = _items(
        text,
        r"(?:medications (?:include|are)|(?:is|was) (?:currently )?taking|takes|medications of|treated with|started on)",
    )
    return rng.choice((f"The patient takes {i}.", f"Medications include {i}.")) if items and (i := rng.choice(items)) else None  # fmt: skip


def measured(text: str, rng: random.Random, notes: Notes) -> str | None:
    """One measured value, in a sentence of its own."""
    places = re.findall(
        r"\b(blood pressure|heart rate|pulse|respiratory rate|temperature|creatinine|hemoglobin|sodium|potassium|glucose|albumin|"
        r"bilirubin|platelets?|platelet count|calcium|chloride|BUN|INR|lactate|white blood cell count|oxygen saturation)(?: level| count)?(?: was| is| of|:|,)? (\d[\d.,/]*\d(?: ?(?:mm ?Hg|mg/dL|g/dL|mEq/L|mmol/L|%|°C|°F|/min|bpm|beats/min))?)",
        text,
    )
    if not places:
        return None
    what, value = rng.choice(places)
    short = {"blood pressure": "BP", "heart rate": "HR", "respiratory rate": "RR"}.get(what, what)
    return rng.choice(
        (
            f"The patient's {what} was {value}.",
            f"The {short} is {value}.",
            f"{short[0].upper() + short[1:]} {value}.",
        )
    )


def presenting(text: str, rng: random.Random, notes: Notes) -> str | None:
    items = _items(
        text,
        r"(?:presented|presents|presenting)(?: to [\w ]+?)? with|complain(?:s|ed|ing) of|reports|reported",
    )
    return rng.choice((f"The patient reported {i}.", f"The patient has {i}.", f"The patient presented with {i}.")) if items and (i := rng.choice(items)) else None  # fmt: skip


def joined(text: str, rng: random.Random, notes: Notes) -> str | None:
    parts = _sentences(text)
    if len(parts) < 2:
        return None
    second = re.sub(
        r"\A(?:He|She|The patient|His|Her|The|There|A|An|On|In)\b", lambda m: m[0].lower(), parts[1]
    )
    return parts[0][:-1] + rng.choice((", and ", "; ")) + second


# -- ungrounded edits

_DRUGS = (
    "metformin warfarin amiodarone digoxin levothyroxine gabapentin sertraline clopidogrel rivaroxaban spironolactone tamoxifen methotrexate "
    "allopurinol lithium phenytoin carvedilol empagliflozin hydroxychloroquine tacrolimus risperidone montelukast tramadol ramipril Eliquis Zosyn "
    "Keppra Lantus Humira semaglutide dapagliflozin nitrofurantoin acyclovir clozapine bosentan ticagrelor denosumab rituximab"
).split()
_SYMPTOMS = (
    "night sweats|hemoptysis|blurred vision|joint stiffness|tinnitus|double vision|palpitations|hair loss|hot flashes|ear pain|neck stiffness|"
    "urinary frequency|constipation|hoarseness|a metallic taste|itching|muscle cramps|restless legs|photophobia|heartburn|leg weakness|insomnia|"
    "difficulty swallowing|bloody stools|vaginal bleeding|excessive thirst|memory loss|numbness of the fingers|a persistent dry cough|rectal pain"
).split("|")
_FINDINGS = (
    "a systolic murmur|splenomegaly|papilledema|clubbing of the fingers|a palpable thyroid nodule|cervical lymphadenopathy|bilateral wheezes|"
    "a pleural friction rub|spider angiomata|koilonychia|a positive Babinski sign|pitting edema|jugular venous distension|an S3 gallop|"
    "hepatojugular reflux|a carotid bruit|an abdominal aortic aneurysm|a right inguinal hernia|a pulsatile mass|conjunctival pallor|xanthelasma|"
    "Kayser-Fleischer rings|a purpuric rash|hyperreflexia|nystagmus|facial droop|ankle clonus|tracheal deviation|a cleft palate|gynecomastia"
).split("|")


def _insert(text: str, new: str, rng: random.Random) -> str:
    parts = _sentences(text) or [text]
    parts.insert(rng.randint(0, len(parts)), new)
    return " ".join(parts)


def _absent(words: list[str], rng: random.Random, note: str) -> str:
    low = note.lower()
    return rng.choice([w for w in words if w.lower().split()[-1] not in low])


def add_drug(text: str, rng: random.Random, notes: Notes, note: str) -> str | None:
    drug = _absent(_DRUGS, rng, note)
    dose = rng.choice(("", " 20 mg daily", " 5 mg twice daily"))
    return _insert(text, rng.choice((f"The patient takes {drug}{dose}.", f"He was started on {drug}{dose}.", f"Medications include {drug}{dose}.", f"She is allergic to {drug}.")), rng)  # fmt: skip


_ICD: list[str] = []


def add_diagnosis(text: str, rng: random.Random, notes: Notes, note: str) -> str | None:
    if not _ICD:
        import simple_icd_10_cm as icd

        for code in icd.get_all_codes(False):
            if code[0] in "ABCDEFGHIJKLMN" and len(code) == 3:
                title = (
                    re.sub(r",.*|\(.*?\)| not elsewhere classified", "", icd.get_description(code))
                    .strip()
                    .lower()
                )
                if 1 <= len(title.split()) <= 4 and not re.search(
                    r"other|unspecified|classified|disorders? |diseases? (?:of|classified)|\band\b|encounter",
                    title,
                ):
                    _ICD.append(title)
    title = _absent(_ICD, rng, note)
    return _insert(
        text,
        rng.choice(
            (
                f"The patient has a history of {title}.",
                f"He was diagnosed with {title}.",
                f"Past medical history includes {title}.",
            )
        ),
        rng,
    )


def add_symptom(text: str, rng: random.Random, notes: Notes, note: str) -> str | None:
    what = _absent(_SYMPTOMS, rng, note)
    return _insert(
        text,
        rng.choice((f"The patient also reported {what}.", f"He complains of {what}.", f"She denies {what}.")),
        rng,
    )


def add_finding(text: str, rng: random.Random, notes: Notes, note: str) -> str | None:
    what = _absent(_FINDINGS, rng, note)
    return _insert(
        text, rng.choice((f"Examination revealed {what}.", f"Physical exam was notable for {what}.")), rng
    )


def add_number(text: str, rng: random.Random, notes: Notes, note: str) -> str | None:
    new = rng.choice((f"Serum potassium was {rng.uniform(2.5, 6.5):.2f} mEq/L.", f"The respiratory rate was {rng.randint(31, 49)}/min.", f"Ferritin was {rng.randint(11, 999)} ng/mL.", f"The INR was {rng.uniform(1.1, 5):.2f}."))  # fmt: skip
    value = re.search(r"[\d.]+\d", new)
    return None if value and value[0] in note else _insert(text, new, rng)


def add_date(text: str, rng: random.Random, notes: Notes, note: str) -> str | None:
    date = f"{rng.randint(1, 28)} {rng.choice(('January', 'March', 'June', 'October'))} {rng.randint(1995, 2023)}"
    return _insert(
        text, rng.choice((f"The patient was seen on {date}.", f"Surgery took place on {date}.")), rng
    )


def foreign_sentence(text: str, rng: random.Random, notes: Notes, note: str) -> str | None:
    """A sentence of another note, with a number or a clinical statement."""
    for _ in range(20):
        other = rng.choice(notes.all)
        if (
            other not in note
            and len(
                set(re.findall(r"[a-z]{5,}", other.lower())) - set(re.findall(r"[a-z]{5,}", note.lower()))
            )
            >= 3
        ):
            return _insert(text, other, rng)
    return None


def change_number(text: str, rng: random.Random, notes: Notes, note: str) -> str | None:
    places = list(re.finditer(r"(?<![\w.,/-])\d+(?:\.\d+)?(?![\d/:,.]*\d|th\b|st\b)", text))
    if not places:
        return None
    m = rng.choice(places)
    for _ in range(20):
        new = (
            str(int(m[0]) + rng.choice((-3, -2, -1, 1, 2, 3, 5, 10)))
            if m[0].isdigit()
            else f"{float(m[0]) + rng.choice((-0.4, 0.3, 1.1)):.1f}"
        )
        if float(new) > 0 and float(new) != float(m[0]):
            return text[: m.start()] + new + text[m.end() :]
    return None


def change_dose(text: str, rng: random.Random, notes: Notes, note: str) -> str | None:
    m = re.search(r"\b(\d+(?:\.\d+)?) ?(mg|mcg|g|units|IU)\b(?!/)", text)
    return text[: m.start(1)] + f"{float(m[1]) * rng.choice((2, 5, 10)):g}" + text[m.end(1) :] if m else None


def swap_numbers(text: str, rng: random.Random, notes: Notes, note: str) -> str | None:
    """Two numbers with the same unit change places."""
    places = list(
        re.finditer(r"(?<![\w.,/-])(\d+(?:\.\d+)?) ?(mg/dL|mEq/L|mmol/L|g/dL|mg|U/L|cm|%)(?!\w|/)", text)
    )
    pairs = [(a, b) for n, a in enumerate(places) for b in places[n + 1 :] if a[2] == b[2] and a[1] != b[1]]
    if not pairs:
        return None
    a, b = rng.choice(pairs)
    return text[: a.start(1)] + b[1] + text[a.end(1) : b.start(1)] + a[1] + text[b.end(1) :]


def swap_side(text: str, rng: random.Random, notes: Notes, note: str) -> str | None:
    places = [
        m
        for m in re.finditer(r"\b(left|right)\b", text)
        if not re.match(r" (?:the|to|for|home|after)\b", text[m.end() :])
    ]
    if not places:
        return None
    m = rng.choice(places)
    return text[: m.start()] + {"left": "right", "right": "left"}[m[0]] + text[m.end() :]


_KIN = r"(?:mother|father|brother|sister|grandmother|grandfather|aunt|uncle)s?"


def family_to_patient(text: str, rng: random.Random, notes: Notes, note: str) -> str | None:
    """What a relative has is said of the patient."""
    denied = re.compile(
        r"\b(?:no|denies|non-?contributory|negative|unremarkable|not|daughter|son|patient)\b", re.I
    )
    lines = [s for s in _sentences(note) if not denied.search(s)]
    changed = []
    for line in lines:
        new = re.sub(rf"\b(?:his|her|the|a|one) (?:(?:maternal|paternal|older|younger) )?{_KIN} (?=(?:had|has|died|suffered|was diagnosed)\b)", "the patient ", line, flags=re.I)  # fmt: skip
        new = re.sub(r"\b(?:(?:his|her|a|strong|the) )*family history (?:is |was )?(?:significant for|notable for|positive for|of|includes)\b", "history of", new, flags=re.I)  # fmt: skip
        rest = note.replace(line, " ").lower()
        theirs = [
            w
            for w in re.findall(r"[a-z]{6,}", new.lower())
            if w not in rest and w not in ("history", "patient")
        ]
        if new != line and theirs and not re.search(rf"\b{_KIN}\b|family", new, re.I):
            changed.append(new[0].upper() + new[1:])
    return _insert(text, rng.choice(changed), rng) if changed else None


def drop_negation(text: str, rng: random.Random, notes: Notes, note: str) -> str | None:
    lines = [
        s
        for s in _sentences(note)
        if re.search(r"\b(?:no|denie[sd]|not|without|negative for)\b", s, re.I)
        and not re.search(r"\bno (?:longer|change|increase)|not only\b", s, re.I)
    ]
    if not lines:
        return None
    line = rng.choice(lines)
    options = [
        (r"\bdenie[sd](?: any)?\b", "reports"), (r"\b(?:had|has) no\b", "has"), (r"\b(was|were|is|are|did|does|could|has|have|had) not\b", r"\1"),
        (r"\bwithout\b", "with"), (r"\bnegative for\b", "positive for"), (r"\bno evidence of\b", "evidence of"), (r"\b[Nn]o (?=[a-z])", ""),
    ]  # fmt: skip
    rng.shuffle(options)
    new = next((c for p, n in options if (c := re.sub(p, n, line, count=1)) != line), None)
    return _insert(text, new[0].upper() + new[1:], rng) if new else None


def add_negation(text: str, rng: random.Random, notes: Notes, note: str) -> str | None:
    lines = [
        s
        for s in _sentences(note)
        if not re.search(r"\b(?:no|denie[sd]|not|without|negative|nor|never)\b", s, re.I)
    ]
    rng.shuffle(lines)
    options = [
        (r"\b(?:reports|reported|complains of|complained of|endorses)\b", "denies"), (r"\bpresented with\b", "presented without"), (r"\b(was|were|is|are) (?=[a-z])", r"\1 not "),
        (r"\b(?:revealed|showed) (?=[a-z])", "showed no "), (r"\bhas (?=[a-z])", "does not have "), (r"\b(?:a history of|history of)\b", "no history of"),
    ]  # fmt: skip
    for line in lines[:8]:
        rng.shuffle(options)
        for pattern, new in options:
            changed = re.sub(pattern, new, line, count=1)
            if changed != line:
                return _insert(text, changed, rng)
    return None


FAITHFUL: tuple[Edit, ...] = (
    subset,
    reorder,
    abbreviate,
    expand,
    convert_units,
    voice,
    third_person,
    shorten_list,
    number_words,
    age_form,
    denied_item,
    history_item,
    medication_item,
    measured,
    presenting,
    joined,
)
INSERTED = (add_drug, add_diagnosis, add_symptom, add_finding, add_number, add_date, foreign_sentence, change_number, change_dose, swap_numbers, swap_side, family_to_patient)  # fmt: skip
FLIPPED = (drop_negation, add_negation)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--notes", required=True)
    parser.add_argument("--split", choices=("develop", "held_out"), default="develop")
    parser.add_argument("--answers", type=int, default=150, help="answers of each kind")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--show", default="", help="print what went wrong of this kind")
    parser.add_argument("--only", default="", help="only this kind")
    args = parser.parse_args()
    notes = Notes(args.notes, args.split)
    print(f"{len(notes.texts)} notes of {args.split}, {len(notes.all)} sentences")
    verifier = assay.find_verifier("medical.grounded")
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    reasons: dict[str, Counter[str]] = defaultdict(Counter)
    started, judged = time.perf_counter(), 0
    for group, edits in (("faithful", FAITHFUL), ("inserted", INSERTED), ("flipped", FLIPPED)):
        for edit in edits:
            kind = edit.__name__
            if args.only and kind != args.only:
                continue
            rng = random.Random(f"{args.seed} {kind}")
            tried = 0
            while sum(counts[kind].values()) < args.answers and tried < args.answers * 80:
                tried += 1
                note = rng.choice(list(notes.texts))
                sentences = notes.texts[note]
                count = rng.randint(1, min(3, len(sentences)))
                first = rng.randrange(len(sentences) - count + 1)
                text = " ".join(sentences[first : first + count])
                answer = edit(text, rng, notes) if group == "faithful" else edit(text, rng, notes, note)  # type: ignore[call-arg]
                if answer is None or (group != "faithful" and answer in note):
                    continue
                reference = json.dumps({"sources": [{"id": "note", "text": note}]})
                verdict = judge(verifier, answer, reference, "Summarise the note.")
                judged += 1
                counts[kind][verdict.status.value] += 1
                reasons[kind][verdict.reason] += 1
                wrong = (
                    (verdict.status.value != "accepted")
                    if group == "faithful"
                    else verdict.status.value != "rejected"
                )
                if args.show == kind and wrong:
                    print(f"{verdict.status.value} {verdict.reason}: {verdict.message}\n    {answer}")
    for group, edits in (("faithful", FAITHFUL), ("inserted", INSERTED), ("flipped", FLIPPED)):
        total: Counter[str] = Counter()
        for edit in edits:
            kind = edit.__name__
            total += counts[kind]
            _line(kind, counts[kind], reasons[kind])
        _line(f"= {group}", total, Counter())
    print(f"{judged / (time.perf_counter() - started):.0f} answers/s")


def _line(kind: str, counted: Counter[str], reasons: Counter[str]) -> None:
    n = sum(counted.values())
    if n:
        shares = "  ".join(
            f"{s} {counted[s] / n:6.1%}" for s in ("accepted", "rejected", "abstained", "error")
        )
        top = ", ".join(f"{r} {c}" for r, c in reasons.most_common(5))
        sys.stdout.write(f"{kind:20} n={n:4}  {shares}   {top}\n")


if __name__ == "__main__":
    main()
