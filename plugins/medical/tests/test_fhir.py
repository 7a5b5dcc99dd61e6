"""FHIR resources, bundles and answers about them."""

from __future__ import annotations

import copy
import json
import random
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.testing import judge
from assay_medical.codes import systems, ucum
from assay_medical.fhir import paths, reading, rules
from assay_medical.generators.records._bundles import TESTS
from assay_medical.generators.records.fhir_counts import fhir_counts
from assay_medical.generators.records.fhir_latest_result import fhir_latest_result

PATIENT = {"resourceType": "Patient", "id": "p1", "gender": "female", "birthDate": "1957-05-02"}
RESULT = {
    "resourceType": "Observation",
    "id": "o1",
    "status": "final",
    "code": {"coding": [{"system": rules.LOINC, "code": "2345-7"}]},
    "subject": {"reference": "Patient/p1"},
    "effectiveDateTime": "2024-03-12",
    "valueQuantity": {"value": 112, "unit": "mg/dL", "system": rules.UCUM, "code": "mg/dL"},
}
BUNDLE = {
    "resourceType": "Bundle",
    "type": "collection",
    "entry": [{"resource": PATIENT}, {"resource": RESULT}],
}


def reason(resource: Any, **reference: Any) -> str:
    text = resource if isinstance(resource, str) else json.dumps(resource)
    return judge("medical.fhir", text, reference or {"version": "R4"}).reason


def changed(path: str, value: Any) -> dict[str, Any]:
    """The bundle with another value at a path such as ``entry.1.resource.status``; ``...`` deletes."""
    made = copy.deepcopy(BUNDLE)
    at: Any = made
    *steps, last = [int(each) if each.isdigit() else each for each in path.split(".")]
    for step in steps:
        at = at[step]
    if value is ...:
        del at[last]
    else:
        at[last] = value
    return made


def test_a_valid_bundle() -> None:
    assert reason(BUNDLE) == "ok"
    assert reason(BUNDLE, version="R5") == "ok"


@pytest.mark.parametrize(
    ("path", "value", "why"),
    [
        ("entry.0.resource.gender", "F", "not_in_value_set"),
        ("entry.1.resource.status", "done", "not_in_value_set"),
        ("entry.1.resource.status", ..., "invalid_shape"),
        ("entry.1.resource.subject.reference", "Patient/p2", "broken_reference"),
        ("entry.1.resource.subject.reference", "#p1", "broken_reference"),
        ("entry.1.resource.valueQuantity.code", "mg%%", "invalid_unit"),
        ("entry.1.resource.valueQuantity.code", "mmol/L", "wrong_unit"),
        ("entry.1.resource.valueQuantity.value", "112", "invalid_shape"),  # a number in quotation marks
        ("entry.0.resource.active", "yes", "invalid_shape"),
        ("entry.0.resource.active", 1, "invalid_shape"),
        ("entry.1.resource.valueQuantity.system", ..., "broken_invariant"),
        ("entry.1.resource.effectiveDateTime", "2023-02-29", "invalid_shape"),
        ("entry.1.resource.code.coding.0.code", "2345-8", "unknown_code"),
        (
            "entry.1.resource.code.coding.0.display",
            "Creatinine [Mass/volume] in Serum or Plasma",
            "wrong_display",
        ),
        ("entry.1.resource.dataAbsentReason", {"text": "unknown"}, "broken_invariant"),
        ("entry.1.resource.effectivePeriod", {"start": "2024-03-12"}, "invalid_shape"),
        ("entry.1.resource.id", "p1", "ok"),
        ("entry.1.resource.resourceType", "Obs", "invalid_shape"),
        ("type", "bundle", "not_in_value_set"),
        ("entry.0.resource.contact", [{"gender": "man"}], "not_in_value_set"),
        ("entry.0.resource.telecom", [{"system": "telepathy", "value": "x"}], "not_in_value_set"),
        ("entry.0.resource.name", [{"use": "stage", "family": "Ruiz"}], "not_in_value_set"),
    ],
)
def test_changes(path: str, value: Any, why: str) -> None:
    assert reason(changed(path, value)) == why


def test_one_resource_twice() -> None:
    twice = copy.deepcopy(BUNDLE)
    twice["entry"].append(twice["entry"][0])  # type: ignore[attr-defined]
    assert reason(twice) == "broken_invariant"


@pytest.mark.parametrize(
    ("resource", "why"),
    [
        ({"resourceType": "AllergyIntolerance", "patient": {"reference": "Patient/p1"}}, "broken_invariant"),
        ({"resourceType": "Condition", "subject": {"reference": "Patient/p1"}, "clinicalStatus": {"text": "active"}}, "not_in_value_set"),
        (
            {"resourceType": "Condition", "subject": {"reference": "Patient/p1"}, "clinicalStatus": {"coding": [{"code": "active"}]}, "verificationStatus": {"coding": [{"code": "entered-in-error"}]}},
            "broken_invariant",
        ),
        ({"resourceType": "Encounter", "status": "in-progress", "class": {"code": "AMB"}, "period": {"start": "2024-05-02", "end": "2024-05-01"}}, "broken_invariant"),
        ({"resourceType": "Encounter", "status": "in-progress", "class": {"code": "AMB"}, "period": {"start": "2024-05", "end": "2024-05-01"}}, "ok"),
        ({"resourceType": "Element"}, "unknown_resource"),
        ({"resourceType": "../../etc/passwd"}, "unknown_resource"),
        ({"resourceType": ""}, "unknown_resource"),
    ],
)  # fmt: skip
def test_other_resources(resource: dict[str, Any], why: str) -> None:
    assert reason(resource) == why


@given(
    st.text(min_size=1, max_size=20).filter(
        lambda text: text not in rules.required("R4")["Observation.status"]
    )
)
def test_no_other_status_is_accepted(status: str) -> None:
    assert reason(changed("entry.1.resource.status", status)) != "ok"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        "{" * 5000,
        '{"resourceType": "Patient", "id": "a", "id": "b"}',
        '{"resourceType": "Patient", "multipleBirthInteger": NaN}',
        '{"resourceType": "Patient"',
        '{"resourceType": "Patient"} and {"resourceType": "Patient"}',
        "I am not sure, but perhaps:\n" + '{"resourceType": "Patient"}',
        '{"resourceType": "Patient"}\n\nThis is wrong.',
        '<think>{"resourceType": "Patient"}</think>',
        '{"resourceType": ' * 3000,
        json.dumps({"resourceType": "Patient", "text": {"status": "generated", "div": "x" * 1_100_000}}),
    ],
)
def test_what_is_not_read(text: str) -> None:
    assert reason(text) != "ok"


def test_what_nobody_asked_for() -> None:
    asked = {
        "type": "Patient",
        "facts": [{"path": "Patient.gender", "value": "female"}],
        "only": ["gender", "birthDate"],
    }
    assert reason(PATIENT, **asked) == "ok"
    assert reason(PATIENT | {"deceasedBoolean": True}, **asked) == "unasked_element"
    assert reason(PATIENT | {"gender": "male"}, **asked) == "wrong_fact"
    assert reason(RESULT, **asked) == "wrong_type"


def test_facts_are_compared_by_their_type() -> None:
    def fact(value: Any) -> str:
        return reason(RESULT, facts=[{"path": "Observation.valueQuantity.value", "value": value}])

    assert fact(112) == "ok" and fact(112.0) == "ok"
    assert fact("112") == fact(113) == fact(True) == "wrong_fact"
    assert reason(RESULT, facts=[{"path": "Observation.issued", "value": "x"}]) == "missing_element"
    assert (
        judge("medical.fhir", json.dumps(RESULT), {"facts": [{"path": "((", "value": 1}]}).reason
        == "unreadable_reference"
    )


def test_the_list_of_loinc() -> None:
    for code, (name, unit) in rules.loinc_codes().items():
        assert systems.check_digit_holds("LOINC", code) and name
        assert not unit or ucum.is_code(unit)


def test_value_sets_of_the_versions_differ() -> None:
    assert (
        "ended" in rules.required("R5")["MedicationRequest.status"]
        and "ended" not in rules.required("R4")["MedicationRequest.status"]
    )
    assert rules.required("R4")["Patient.gender"] == ("male", "female", "other", "unknown")


# --- answers


def answer(response: str, question: str = "How many?", **part: Any) -> str:
    prompt = f"```json\n{json.dumps(BUNDLE)}\n```\n{question}"
    return judge("medical.fhir", response, {"fhir_answer": part}, prompt).reason


@pytest.mark.parametrize(
    "response", ["2", "Answer: 2", "**2**", "The bundle holds 2 resources: a Patient and an Observation."]
)
def test_right_counts(response: str) -> None:
    assert answer(response, path="Bundle.entry.count()") == "ok"


@pytest.mark.parametrize(
    "response", ["3", "2 or 3", "not 2", "", "It cannot be told.", "2, but I am not sure", "2 kg"]
)
def test_wrong_counts(response: str) -> None:
    assert answer(response, path="Bundle.entry.count()") != "ok"


@pytest.mark.parametrize(
    "response", ["1957-05-02", "2 May 1957", "May 2, 1957", "The patient was born on May 2nd, 1957."]
)
def test_right_dates(response: str) -> None:
    assert answer(response, path="Bundle.entry.resource.where(resourceType = 'Patient').birthDate") == "ok"


@pytest.mark.parametrize(
    "response",
    [
        "1957-02-05",
        "02/05/1957",
        "1957",
        "May 1957",
        "not 2 May 1957",
        "2 May 1957 or 3 May 1957",
        "30 February 1957",
    ],
)
def test_wrong_dates(response: str) -> None:
    assert answer(response, path="Bundle.entry.resource.where(resourceType = 'Patient').birthDate") != "ok"


DRUGS = {"value": ["apixaban 5 mg", "metformin"], "among": ["apixaban 5 mg", "metformin", "aspirin"]}


@pytest.mark.parametrize(
    "response",
    [
        "apixaban 5 mg, metformin",
        "Metformin and apixaban 5 mg",
        "The active drugs are:\n- metformin\n- apixaban 5 mg",
        "The answer is metformin, apixaban 5 mg.",
    ],
)
def test_right_names(response: str) -> None:
    assert answer(response, **DRUGS) == "ok"


@pytest.mark.parametrize(
    "response",
    [
        "metformin",
        "apixaban 5 mg, metformin, aspirin",
        "apixaban 5 mg or metformin",
        "- metformin\n- perhaps apixaban 5 mg",
        "neither apixaban 5 mg nor metformin",
        "apixaban 50 mg, metformin",
        "These are not active:\n- apixaban 5 mg\n- metformin",
    ],
)
def test_wrong_names(response: str) -> None:
    assert answer(response, **DRUGS) != "ok"


def test_nothing_is_an_answer_too() -> None:
    none = {"value": [], "among": ["aspirin"]}
    assert answer("None", **none) == "ok"
    assert answer("aspirin", **none) == "wrong_answer"


def test_paths_give_lists() -> None:
    assert paths.evaluate(BUNDLE, "Bundle.entry.count()") == [2]
    assert paths.evaluate(BUNDLE, "Bundle.entry.resource.where(id = 'zz').id") == []
    with pytest.raises(paths.PathError):
        paths.evaluate(BUNDLE, "x" * 501)


def test_prose_around_a_resource_is_no_resource() -> None:
    found = reading.find_resource(f"Here it is: {json.dumps(PATIENT)}. It has {{braces}}.")
    assert found.resource == PATIENT


@pytest.mark.parametrize(
    ("path", "value", "why"),
    [
        ("valueQuantity.comparator", "<", "wrong_fact"),
        ("code.coding.0.system", "http://loinc.com", "wrong_system"),
        ("code.coding.0.system", "https://loinc.org", "wrong_system"),
        ("valueQuantity.system", "http://unitsofmeasure.com", "wrong_system"),
        ("modifierExtension", [{"url": "http://example.org/not", "valueBoolean": True}], "modified"),
    ],
)
def test_what_stands_beside_an_asked_value(path: str, value: Any, why: str) -> None:
    resource = changed(f"entry.1.resource.{path}", value)["entry"][1]["resource"]
    facts = [{"path": "Observation.valueQuantity.value", "value": 112}]
    assert reason(resource, facts=facts) == why
    if why == "wrong_fact":
        facts.append({"path": "Observation.valueQuantity.comparator", "value": "<"})
        assert reason(resource, facts=facts) == "ok"


def test_a_resource_that_is_denied() -> None:
    assert reason("not " + json.dumps(RESULT)) == "unsure"


def test_values_of_a_bundle_are_those_of_one_body() -> None:
    for n in range(60):
        for make in (fhir_counts, fhir_latest_result):
            prompt = make(random.Random(n), 1 + n % 5).prompt
            bundle = reading.find_resource(prompt, drafts=False).resource
            seen: dict[str, list[tuple[str, float]]] = {}
            for entry in bundle["entry"]:
                each = entry["resource"]
                if each["resourceType"] == "Observation":
                    told = (each["effectiveDateTime"], each["valueQuantity"]["value"])
                    seen.setdefault(each["code"]["coding"][0]["code"], []).append(told)
            for values in seen.values():
                for (_, one), (_, other) in pairwise(sorted(values)):
                    test = next(t for t in TESTS if [v for v in seen if v == t.code and seen[v] is values])
                    assert abs(one - other) <= 0.5 * (test.high - test.low)
