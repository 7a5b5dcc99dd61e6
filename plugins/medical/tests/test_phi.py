"""Identifiers of persons: what is found, what is not taken for one, masking."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.testing import judge
from assay_medical.phi import find, mask


def found(text: str) -> list[tuple[str, str]]:
    return [(each.category, text[each.start : each.end]) for each in find(text)]


@pytest.mark.parametrize(
    ("text", "category", "claim"),
    [
        ("Bed 4: Payne. Came in with sepsis.", "name", "Payne"),
        ("Nelson family updated.", "name", "Nelson"),
        ("her grandson Mark picks up her tablets", "name", "Mark"),
        ("Seen on 03/14/2024.", "date", "03/14/2024"),
        ("Seen 2024-03-14T08:10:00Z.", "date", "2024-03-14T08:10:00Z"),
        ("since 3/14", "date", "3/14"),
        ("born 14 March 1956", "date", "14 March 1956"),
        ("in March 2019", "date", "March 2019"),
        ("on the 3rd of May, 2020", "date", "3rd of May, 2020"),
        ("a 91-year-old man", "age", "91"),
        ("93F with a fall", "age", "93"),
        ("age 102", "age", "102"),
        ("ninety-two years old", "age", "ninety-two"),
        ("call (555) 201-3344", "phone", "(555) 201-3344"),
        ("call 555.201.3344 x21", "phone", "555.201.3344 x21"),
        ("+1-555-201-3344", "phone", "+1-555-201-3344"),
        ("Fax: 555-201-3345", "fax", "555-201-3345"),
        ("ana.ruiz@mail.example.com", "email", "ana.ruiz@mail.example.com"),
        ("https://portal.example.org/u/77?id=3", "url", "https://portal.example.org/u/77?id=3"),
        ("from 192.168.12.7 at night", "ip", "192.168.12.7"),
        ("SSN 123-45-6789", "ssn", "123-45-6789"),
        ("MRN: 00482913", "mrn", "00482913"),
        ("medical record number is A4471902", "mrn", "A4471902"),
        ("Member ID: XKB4471902", "health_plan", "XKB4471902"),
        ("Account number 99881234", "account", "99881234"),
        ("driver's license D12345678", "licence", "D12345678"),
        ("VIN 1HGCM82633A004352", "vehicle", "1HGCM82633A004352"),
        ("pacemaker, serial number PM883124", "device", "PM883124"),
        ("fingerprint ID FP-229911", "biometric", "FP-229911"),
        ("see IMG_2231.jpg", "photo", "IMG_2231.jpg"),
        ("Accession #: S21-33812", "other_id", "S21-33812"),
        ("lives at 4521 Oak Street, Apt 5", "address", "4521 Oak Street, Apt 5"),
        ("P.O. Box 4411", "address", "P.O. Box 4411"),
        ("Springfield, IL 62704", "address", "Springfield, IL 62704"),
        ("She lives in Toledo.", "address", "Toledo"),
        ("Mr. Okafor-Bello", "name", "Okafor-Bello"),
        ("Patient: SMITH, JOHN", "name", "SMITH, JOHN"),
        ("her son Miguel", "name", "Miguel"),
        ("José Núñez was seen", "name", "José Núñez"),
        ("Oluwaseun Adeyemi, a 45-year-old man", "name", "Oluwaseun Adeyemi"),
        ("Maria denies pain", "name", "Maria"),
        ("Dr. Chen will call", "clinician", "Chen"),
        ("Emily Watson, MD", "clinician", "Emily Watson"),
    ],
)
def test_identifiers(text: str, category: str, claim: str) -> None:
    assert (category, claim) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Parkinson's disease, Crohn disease, Graves' ophthalmopathy, Hashimoto thyroiditis.",
        "Foley catheter, Swan-Ganz catheter, Penrose drain, Whipple procedure, Hartmann pouch.",
        "Murphy sign negative; McBurney point tender; Babinski downgoing; Romberg negative.",
        "Wells score 4.5, Glasgow Coma Scale 15, Apgar 8 and 9, Gleason 3+4=7, CURB-65 2.",
        "I48.0, E11.9, Z79.4; CPT 99213; NDC 00093-7214-01; NPI 1881234567; NCT01234567.",
        "Strength 5/5, 3/6 murmur, BP 120/80, T4-T6, L4/5, 1:1000, 2-3 times a day.",
        "A 67-year-old man seen in 2019. Symptoms since 2021. May need surgery. Will return.",
        "Metformin, Lisinopril, Allegra, Zoloft, Lantus; Staph aureus, Candida, Klebsiella.",
        "Na 138, K 4.2, Cr 1.12, WBC 11.2, Plt 240, INR 2.4, vitamin B12 212 pg/mL.",
        "Patient denies chest pain. Mother had breast cancer at 61. Lives alone in Ohio.",
        "History of Present Illness: Abdominal Pain. Past Medical History: Heart Failure.",
        "enoxaparin 90 mg, 95 % on room air, 92 bpm, 110 minutes, 98.6 F",
    ],
)
def test_no_identifiers(text: str) -> None:
    assert found(text) == []


def test_masking_leaves_the_rest() -> None:
    text = "Mrs. Alvarez (MRN 4471902), 94 years old, was seen on 3/14/2024 for Crohn disease."
    assert mask(text) == "Mrs. [NAME] (MRN [MRN]), [AGE] years old, was seen on [DATE] for Crohn disease."
    assert mask(text, ["date"]) == text.replace("3/14/2024", "[DATE]")
    with pytest.raises(ValueError, match="no category"):
        mask(text, ["dates"])


NAMES = st.sampled_from(
    ["Anna Kowalski", "James White", "April Ruiz-Hicks", "Sean O'Connor", "María de la Cruz", "J. Smith"]
)
FRAMES = st.sampled_from(
    [
        "Patient: {}",
        "Spoke with {} today.",
        "{} was admitted last week.",
        "Her neighbor {} called.",
        "Signed by {}",
        "Dear {},",
        "RE: {}",
    ]
)


@given(NAMES, FRAMES)
def test_names_in_any_frame(name: str, frame: str) -> None:
    text = frame.format(name)
    inside = [text[each.start : each.end] for each in find(text)]
    assert any(name in each for each in inside), (text, inside)


@given(st.text(max_size=300))
def test_spans_lie_in_the_text_and_apart(text: str) -> None:
    at = 0
    for each in find(text):
        assert at <= each.start < each.end <= len(text)
        at = each.end


def test_synthetic_notes() -> None:
    """At least 95 % of what Faker writes into notes is found; the full figures are those of ``benchmarks/medical_phi.py``."""
    faker = pytest.importorskip("faker")
    fake = faker.Faker("en_US")
    fake.seed_instance(20)
    rng = random.Random(20)
    total = hit = 0
    for _ in range(150):
        slots = {
            "name": fake.name(),
            "contact": f"{fake.first_name()} {fake.last_name()}",
            "phone": fake.phone_number(),
            "address": fake.address().replace("\n", ", "),
            "date": f"{fake.date_object():%m/%d/%Y}",
            "mrn": str(rng.randint(10**6, 10**8)),
            "email": fake.email(),
            "ssn": fake.ssn(),
        }
        note = (
            "Patient: {name}\nMRN {mrn}  SSN {ssn}\nSeen {date} with dyspnea. Emergency contact: {contact}, {phone}.\n"
            "Lives at {address}. Results to {email}."
        ).format(**slots)
        hidden = bytearray(len(note))
        for each in find(note):
            hidden[each.start : each.end] = b"\x01" * (each.end - each.start)
        for value in slots.values():
            at = note.index(value)
            total += 1
            hit += all(hidden[n] for n in range(at, at + len(value)) if note[n].isalnum())
    assert hit / total >= 0.95, hit / total


@pytest.mark.parametrize(
    "text", ["", "…", "患者张三住在北京，昨天来看病。" * 3, "a\x00b c d e f g", "x " * 150_000]
)
def test_what_cannot_be_judged(text: str) -> None:
    assert judge("medical.phi", text or " ").reason != "ok"


def test_an_apgar_score_is_no_date() -> None:
    assert not found("Apgars 8/9 at 1 and 5 minutes.")
    assert found("Seen 3/14 at 8:30.") == [("date", "3/14")]
