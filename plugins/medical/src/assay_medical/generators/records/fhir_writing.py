"""A FHIR resource written out of a sentence of a note."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta

from assay import Draft, agree, generator, make_reference
from assay_medical.fhir import paths, rules
from assay_medical.generators.records import _bundles as b

_ALLERGIES = (
    ("penicillin", "medication", "anaphylaxis", "severe"), ("peanut", "food", "urticaria", "moderate"), ("latex", "environment", "contact dermatitis", "mild"),
    ("sulfamethoxazole", "medication", "rash", "mild"), ("shellfish", "food", "angioedema", "severe"), ("ibuprofen", "medication", "wheezing", "moderate"),
    ("bee venom", "environment", "anaphylaxis", "severe"),
)  # fmt: skip
_REGIMENS: tuple[tuple[str, tuple[int, ...], tuple[int, ...]], ...] = (
    ("metformin 500 mg tablet", (1, 2), (2,)), ("lisinopril 10 mg tablet", (1, 2), (1,)), ("atorvastatin 40 mg tablet", (1,), (1,)), ("apixaban 5 mg tablet", (1,), (2,)),
    ("furosemide 40 mg tablet", (1, 2), (1, 2)), ("amlodipine 5 mg tablet", (1, 2), (1,)), ("metoprolol tartrate 25 mg tablet", (1, 2), (2,)), ("levothyroxine 75 mcg tablet", (1,), (1,)),
    ("omeprazole 20 mg capsule", (1,), (1, 2)), ("sertraline 50 mg tablet", (1, 2), (1,)), ("gabapentin 300 mg capsule", (1, 2), (3,)), ("prednisone 5 mg tablet", (1, 2, 4), (1,)),
    ("allopurinol 100 mg tablet", (1, 2), (1,)), ("amoxicillin 500 mg capsule", (1,), (3,)), ("tamsulosin 0.4 mg capsule", (1,), (1,)), ("acetaminophen 500 mg tablet", (1, 2), (3,)),
)  # fmt: skip
"""Drugs, how many of a form at once, and how often a day."""
_PASSING = ("D50.9", "K21.9")
"""Conditions of the list that can be over."""


def _day(rng: random.Random) -> date:
    return date(2022, 1, 1) + timedelta(days=rng.randrange(1400))


def _written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _patient(rng: random.Random) -> tuple[str, b.Json, list[tuple[str, object]]]:
    who = b.patient(rng)
    name = who["name"][0]
    born = date.fromisoformat(who["birthDate"])
    note = rng.choice(
        (
            f"{name['given'][0]} {name['family']}, {who['gender']}, born {_written(born)}, hospital id {who['id']}.",
            f"Registration: {name['family']}, {name['given'][0]} ({who['gender'][0].upper()}), DOB {_written(born)}. Patient id: {who['id']}.",
        )
    )
    facts: list[tuple[str, object]] = [
        ("Patient.id", who["id"]), ("Patient.gender", who["gender"]), ("Patient.birthDate", who["birthDate"]),
        ("Patient.name.family", name["family"]), ("Patient.name.given", name["given"][0]),
    ]  # fmt: skip
    return note, who, facts


def _observation(rng: random.Random) -> tuple[str, b.Json, list[tuple[str, object]]]:
    who, test, day = b.patient(rng)["id"], rng.choice(b.TESTS), _day(rng)
    value = b.value_of(rng, test)
    status, said = rng.choice(
        (
            ("final", "final result"),
            ("preliminary", "preliminary, to be confirmed"),
            ("corrected", "corrected result"),
        )
    )
    resource = {
        "resourceType": "Observation",
        "status": status,
        "code": {"coding": [{"system": b.LOINC, "code": test.code, "display": test.display}]},
        "subject": {"reference": f"Patient/{who}"},
        "effectiveDateTime": day.isoformat(),
        "valueQuantity": {"value": value, "unit": test.text, "system": b.UCUM, "code": test.unit},
    }
    note = rng.choice(
        (
            f"Patient/{who}, {_written(day)}: {test.name} {b.told(value, test)} ({said}). LOINC {test.code}.",
            f"Lab of {_written(day)} for Patient/{who}: {test.short} {b.told(value, test)}, {said}; LOINC {test.code}.",
        )
    )
    facts: list[tuple[str, object]] = [
        ("Observation.status", status), (f"Observation.code.coding.where(system = '{b.LOINC}').code", test.code), ("Observation.subject.reference", f"Patient/{who}"),
        ("Observation.effectiveDateTime", day.isoformat()), ("Observation.valueQuantity.value", value), ("Observation.valueQuantity.code", test.unit), ("Observation.valueQuantity.system", b.UCUM),
    ]  # fmt: skip
    return note, resource, facts


def _condition(rng: random.Random) -> tuple[str, b.Json, list[tuple[str, object]]]:
    who, (code, title), day = b.patient(rng)["id"], rng.choice(b.CONDITIONS), _day(rng)
    states = [
        ("active", "confirmed", "active, confirmed"),
        ("active", "provisional", "active, provisional diagnosis"),
        ("active", "unconfirmed", "active, not yet confirmed"),
        ("", "entered-in-error", "was entered in error"),
    ]
    if code in _PASSING:
        states += [
            ("resolved", "confirmed", "confirmed, now resolved"),
            ("inactive", "confirmed", "confirmed, inactive at present"),
        ]
    clinical, verification, said = rng.choice(states)
    resource = b.condition(code, title, 1, {"id": who}, clinical, verification)
    del resource["id"]
    resource["onsetDateTime"] = day.isoformat()
    note = rng.choice(
        (
            f"Problem list of Patient/{who}: {title} (ICD-10-CM {code}), onset {_written(day)}; {said}.",
            f"Patient/{who}: {code} {title} (ICD-10-CM), since {_written(day)}. The entry {'is ' if not said.startswith('was') else ''}{said}.",
        )
    )
    facts: list[tuple[str, object]] = [
        ("Condition.code.coding.where(system = 'http://hl7.org/fhir/sid/icd-10-cm').code", code), ("Condition.subject.reference", f"Patient/{who}"),
        ("Condition.onsetDateTime", day.isoformat()), ("Condition.verificationStatus.coding.code", verification),
    ]  # fmt: skip
    if clinical:
        facts.append(("Condition.clinicalStatus.coding.code", clinical))
    return note, resource, facts


def _medication(rng: random.Random) -> tuple[str, b.Json, list[tuple[str, object]]]:
    who, day = b.patient(rng)["id"], _day(rng)
    drug, doses, often_a_day = rng.choice(_REGIMENS)
    dose, times = rng.choice(doses), rng.choice(often_a_day)
    form = drug.rsplit(" ", 1)[1]
    status, said = rng.choice(
        (("active", "active order"), ("on-hold", "order on hold"), ("stopped", "order stopped"))
    )
    resource = b.order(drug, 1, {"id": who}, day, status)
    del resource["id"]
    resource["dosageInstruction"] = [
        {
            "timing": {"repeat": {"frequency": times, "period": 1, "periodUnit": "d"}},
            "doseAndRate": [{"doseQuantity": {"value": dose, "unit": form}}],
        }
    ]
    often = {1: "once", 2: "twice", 3: "three times"}[times]
    unit = form if dose == 1 else f"{form}s"
    note = rng.choice(
        (
            f"Ordered on {_written(day)} for Patient/{who}: {drug}, {dose} {unit} {often} a day. {said.capitalize()}.",
            f"Patient/{who}. Rx {_written(day)}: {drug}, take {dose} {unit} {often} daily ({said}).",
        )
    )
    facts: list[tuple[str, object]] = [
        ("MedicationRequest.status", status), ("MedicationRequest.intent", "order"), ("MedicationRequest.medicationCodeableConcept.text", drug),
        ("MedicationRequest.subject.reference", f"Patient/{who}"), ("MedicationRequest.authoredOn", day.isoformat()),
        ("MedicationRequest.dosageInstruction.timing.repeat.frequency", times), ("MedicationRequest.dosageInstruction.timing.repeat.period", 1), ("MedicationRequest.dosageInstruction.timing.repeat.periodUnit", "d"),
        ("MedicationRequest.dosageInstruction.doseAndRate.doseQuantity.value", dose),
    ]  # fmt: skip
    return note, resource, facts


def _allergy(rng: random.Random) -> tuple[str, b.Json, list[tuple[str, object]]]:
    who, (substance, category, reaction, severity), day = (
        b.patient(rng)["id"],
        rng.choice(_ALLERGIES),
        _day(rng),
    )
    criticality = "high" if severity == "severe" else "low"
    resource = {
        "resourceType": "AllergyIntolerance",
        "clinicalStatus": {
            "coding": [
                {
                    "system": "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical",
                    "code": "active",
                }
            ]
        },
        "verificationStatus": {
            "coding": [
                {
                    "system": "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification",
                    "code": "confirmed",
                }
            ]
        },
        "type": "allergy",
        "category": [category],
        "criticality": criticality,
        "code": {"text": substance},
        "patient": {"reference": f"Patient/{who}"},
        "recordedDate": day.isoformat(),
        "reaction": [{"manifestation": [{"text": reaction}], "severity": severity}],
    }
    note = rng.choice(
        (
            f"Recorded {_written(day)}, Patient/{who}: confirmed, active {category} allergy to {substance}; {severity} reaction: {reaction}. Criticality {criticality}.",
            f"Allergies of Patient/{who} ({_written(day)}): {substance} ({category} allergy, active and confirmed), {reaction}, {severity}; criticality {criticality}.",
        )
    )
    facts: list[tuple[str, object]] = [
        ("AllergyIntolerance.clinicalStatus.coding.code", "active"), ("AllergyIntolerance.verificationStatus.coding.code", "confirmed"), ("AllergyIntolerance.type", "allergy"),
        ("AllergyIntolerance.category", category), ("AllergyIntolerance.criticality", criticality), ("AllergyIntolerance.code.text", substance),
        ("AllergyIntolerance.patient.reference", f"Patient/{who}"), ("AllergyIntolerance.recordedDate", day.isoformat()),
        ("AllergyIntolerance.reaction.manifestation.text", reaction), ("AllergyIntolerance.reaction.severity", severity),
    ]  # fmt: skip
    return note, resource, facts


_ASKED = (
    "Write this as a FHIR R4 {kind} resource in JSON{hint}. Give nothing that is not said.",
    "Turn the entry into one FHIR R4 {kind} (JSON){hint}, without elements that the text does not support.",
)
_HINTS = {
    "Patient": "; use the hospital id as id",
    "Observation": "; UCUM code in the quantity",
    "Condition": "; standard codes for the statuses, onsetDateTime for the date",
    "MedicationRequest": "; drug as medicationCodeableConcept.text, intent order, timing.repeat per day, dose in doseAndRate.doseQuantity",
    "AllergyIntolerance": "; substance in code.text, manifestation as text, recordedDate for the date",
}


@generator("medical.fhir_writing", verifiers=("medical.fhir",))
def fhir_writing(rng: random.Random, difficulty: int) -> Draft:
    """A FHIR R4 resource written out of a note.

    1: Patient. 2: Observation. 3: Condition. 4: MedicationRequest with its dosage. 5: AllergyIntolerance with its reaction.

    Each fact is read back from the resource by a FHIRPath expression; that is the second route.
    """
    note, resource, facts = (_patient, _observation, _condition, _medication, _allergy)[difficulty - 1](rng)
    kind = resource["resourceType"]
    for path, value in facts:
        told = paths.evaluate(resource, path)
        agree(len(told) == 1 and paths.same(told[0], value), True, what=path)
    agree(rules.faults(resource, "R4"), [], what="the resource's faults")
    asked = rng.choice(_ASKED).format(kind=kind, hint=_HINTS[kind])
    only = tuple(name for name in resource if name not in ("resourceType", "id"))
    reference = make_reference(
        None,
        fhir={
            "version": "R4",
            "type": kind,
            "facts": [{"path": path, "value": value} for path, value in facts],
            "only": [*only, *(("category",) if kind in ("Condition", "Observation") else ())],
        },
    )
    return Draft(f"{note}\n\n{asked}", f"```json\n{json.dumps(resource, indent=2)}\n```", reference)
