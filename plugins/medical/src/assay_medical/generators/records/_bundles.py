"""Synthetic patients, results and orders as FHIR R4, and the text of a bundle."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from assay import Draft, make_reference

Json = dict[str, Any]
UCUM = "http://unitsofmeasure.org"
LOINC = "http://loinc.org"


@dataclass(frozen=True)
class Test:
    """A laboratory test: its LOINC code, names, UCUM unit, and values that occur."""

    code: str
    display: str
    name: str
    short: str
    unit: str
    low: float
    high: float
    decimals: int
    shown: str = ""
    """The unit as people write it, if that is not its code."""

    @property
    def text(self) -> str:
        return self.shown or self.unit


TESTS = (
    Test("2823-3", "Potassium [Moles/volume] in Serum or Plasma", "potassium", "K", "mmol/L", 2.9, 6.1, 1),
    Test("2951-2", "Sodium [Moles/volume] in Serum or Plasma", "sodium", "Na", "mmol/L", 124, 149, 0),
    Test("2160-0", "Creatinine [Mass/volume] in Serum or Plasma", "creatinine", "Cr", "mg/dL", 0.6, 4.2, 2),
    Test("2345-7", "Glucose [Mass/volume] in Serum or Plasma", "glucose", "glucose", "mg/dL", 62, 311, 0),
    Test("718-7", "Hemoglobin [Mass/volume] in Blood", "hemoglobin", "Hb", "g/dL", 7.1, 15.8, 1),
    Test(
        "777-3",
        "Platelets [#/volume] in Blood by Automated count",
        "platelets",
        "Plt",
        "10*9/L",
        38,
        420,
        0,
        "10^9/L",
    ),
    Test(
        "6690-2",
        "Leukocytes [#/volume] in Blood by Automated count",
        "leukocytes",
        "WBC",
        "10*9/L",
        1.9,
        19.5,
        1,
        "10^9/L",
    ),
    Test("1988-5", "C reactive protein [Mass/volume] in Serum or Plasma", "CRP", "CRP", "mg/L", 2, 228, 0),
    Test(
        "1742-6",
        "Alanine aminotransferase [Enzymatic activity/volume] in Serum or Plasma",
        "ALT",
        "ALT",
        "U/L",
        12,
        410,
        0,
    ),
    Test("2524-7", "Lactate [Moles/volume] in Serum or Plasma", "lactate", "lactate", "mmol/L", 0.7, 6.4, 1),
    Test("4548-4", "Hemoglobin A1c/Hemoglobin.total in Blood", "hemoglobin A1c", "A1c", "%", 5.2, 12.4, 1),
    Test(
        "3016-3",
        "Thyrotropin [Units/volume] in Serum or Plasma",
        "TSH",
        "TSH",
        "m[IU]/L",
        0.1,
        14.5,
        2,
        "mIU/L",
    ),
)
DRUGS = (
    "metformin 500 mg tablet", "lisinopril 10 mg tablet", "atorvastatin 40 mg tablet", "apixaban 5 mg tablet", "furosemide 40 mg tablet",
    "amlodipine 5 mg tablet", "metoprolol succinate 50 mg tablet", "levothyroxine 75 mcg tablet", "omeprazole 20 mg capsule",
    "sertraline 50 mg tablet", "gabapentin 300 mg capsule", "prednisone 5 mg tablet", "allopurinol 100 mg tablet", "insulin glargine 100 units/mL pen",
    "salbutamol 100 mcg inhaler", "spironolactone 25 mg tablet", "tamsulosin 0.4 mg capsule", "warfarin 3 mg tablet",
)  # fmt: skip
CONDITIONS = (
    ("I10", "Essential (primary) hypertension"), ("E11.9", "Type 2 diabetes mellitus without complications"), ("N18.32", "Chronic kidney disease, stage 3b"),
    ("I48.0", "Paroxysmal atrial fibrillation"), ("J44.9", "Chronic obstructive pulmonary disease, unspecified"), ("E03.9", "Hypothyroidism, unspecified"),
    ("M17.11", "Unilateral primary osteoarthritis, right knee"), ("K21.9", "Gastro-esophageal reflux disease without esophagitis"),
    ("F33.1", "Major depressive disorder, recurrent, moderate"), ("D50.9", "Iron deficiency anemia, unspecified"),
)  # fmt: skip
_GIVEN = {"female": "Ana Beatriz Carla Dorothea Elif Fatima Grace Hana Ines Joan Keiko Lena Maryam Nadia Olga Priya Ruth Sofia Tamar Wanda".split(),
          "male": "Adam Bruno Carlos Dmitri Emil Farid George Hassan Ivan Jonas Kofi Luis Mateo Nikhil Omar Pavel Quentin Rafael Samir Tom".split()}  # fmt: skip
_FAMILY = "Adler Bauer Castillo Dubois Eriksen Fischer Gupta Haddad Ivanova Jensen Kowalski Lindqvist Moreau Novak Okafor Petrov Quiroga Rossi Sato Tanaka Urban Vargas Weber Yilmaz Zhang".split()


def patient(rng: random.Random) -> Json:
    """A patient with a name, a gender and a date of birth."""
    gender = rng.choice(("female", "male"))
    born = datetime(1934, 1, 1) + timedelta(days=rng.randrange(26_000))
    return {
        "resourceType": "Patient",
        "id": f"pat-{rng.randint(100, 999)}",
        "name": [{"family": rng.choice(_FAMILY), "given": [rng.choice(_GIVEN[gender])]}],
        "gender": gender,
        "birthDate": f"{born:%Y-%m-%d}",
    }


def told(value: object, test: Test) -> str:
    """A value with its unit: ``5.9 mmol/L``, ``143 × 10^9/L``."""
    return f"{value} {'× ' if test.text.startswith('10^') else ''}{test.text}"


def value_of(rng: random.Random, test: Test, before: float | None = None) -> float | int:
    """A value with the decimals of a test, not far from the one ``before`` it: a body's values go up and down by some days."""
    low, high = test.low, test.high
    if before is not None:
        reach = max(0.12 * (high - low), 3 * 10**-test.decimals)
        low, high = max(low, before - reach), min(high, before + reach)
    value = round(rng.uniform(low, high), test.decimals)
    return int(value) if test.decimals == 0 else value


def observation(
    test: Test, number: int, who: Json, at: datetime, value: float, status: str = "final"
) -> Json:
    """A laboratory result."""
    return {
        "resourceType": "Observation",
        "id": f"obs-{number}",
        "status": status,
        "code": {"coding": [{"system": LOINC, "code": test.code, "display": test.display}]},
        "subject": {"reference": f"Patient/{who['id']}"},
        "effectiveDateTime": f"{at:%Y-%m-%dT%H:%M:00Z}",
        "valueQuantity": {"value": value, "unit": test.text, "system": UCUM, "code": test.unit},
    }


def order(drug: str, number: int, who: Json, authored: date, status: str) -> Json:
    """A prescription."""
    return {
        "resourceType": "MedicationRequest",
        "id": f"med-{number}",
        "status": status,
        "intent": "order",
        "medicationCodeableConcept": {"text": drug},
        "subject": {"reference": f"Patient/{who['id']}"},
        "authoredOn": f"{authored:%Y-%m-%d}",
    }


def condition(code: str, title: str, number: int, who: Json, clinical: str, verification: str) -> Json:
    """A problem of the list; one that was entered in error has no clinical status."""
    made: Json = {"resourceType": "Condition", "id": f"cond-{number}"}
    if verification != "entered-in-error":
        made["clinicalStatus"] = {
            "coding": [
                {"system": "http://terminology.hl7.org/CodeSystem/condition-clinical", "code": clinical}
            ]
        }
    made["verificationStatus"] = {
        "coding": [
            {"system": "http://terminology.hl7.org/CodeSystem/condition-ver-status", "code": verification}
        ]
    }
    made["code"] = {
        "coding": [{"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": code, "display": title}]
    }
    made["subject"] = {"reference": f"Patient/{who['id']}"}
    return made


def bundle(resources: Sequence[Json]) -> Json:
    """A bundle of resources."""
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"resource": each} for each in resources],
    }


def shown(whole: Json) -> str:
    """The text of a bundle: a fenced block, an entry a line."""
    lines = ",\n".join("  " + json.dumps(each) for each in whole["entry"])
    return f'```json\n{{"resourceType": "Bundle", "type": "{whole["type"]}", "entry": [\n{lines}\n]}}\n```'


def draft(whole: Json, asked: str, lines: Sequence[str], answer: str, last: str, **part: Any) -> Draft:
    """A question about a bundle, which stands in the prompt; ``part`` are fields of the part ``fhir_answer``."""
    reference = make_reference(answer, fhir_answer=part)
    return Draft(f"{shown(whole)}\n\n{asked}", "\n".join((*lines, last)), reference, answer=answer)


def plural(count: int, noun: str) -> str:
    """``1 result``, ``3 results``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def day(text: str) -> str:
    """A time of FHIR as notes write it: ``3 March 2024, 08:10``."""
    at = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return f"{at.day} {at:%B %Y}, {at:%H:%M}"
