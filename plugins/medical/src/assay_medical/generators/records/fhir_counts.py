"""How many resources of a FHIR bundle are so and so."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from assay import Draft, agree, generator
from assay_medical.fhir import paths
from assay_medical.generators.records import _bundles as b


@generator("medical.fhir_counts", verifiers=("medical.fhir",))
def fhir_counts(rng: random.Random, difficulty: int) -> Draft:
    """Counting in a FHIR R4 bundle.

    1: resources of a type. 2: results of a test. 3: without those entered in error or cancelled. 4: since a day. 5: above or below
    a value, too.

    A FHIRPath expression and a walk over the JSON are the two routes; the verifier evaluates the expression again.
    """
    who = b.patient(rng)
    tests = rng.sample(b.TESTS, 3 if difficulty > 1 else 2)
    start = datetime(rng.randint(2022, 2025), rng.randint(1, 9), rng.randint(1, 28), 7, 10)
    resources = [who]
    at = start
    last_of: dict[str, float] = {}
    for number in range(1, (4, 6, 8, 9, 11)[difficulty - 1] + 1):
        at += timedelta(hours=rng.randint(7, 90), minutes=rng.randrange(0, 60, 5))
        test = tests[0] if rng.random() < 0.6 else rng.choice(tests[1:])
        status = (
            rng.choice(("final", "final", "final", "amended", "entered-in-error", "cancelled"))
            if difficulty > 2
            else "final"
        )
        value = last_of[test.code] = b.value_of(rng, test, last_of.get(test.code))
        resources.append(b.observation(test, number, who, at, value, status))
    for number, drug in enumerate(rng.sample(b.DRUGS, rng.randint(1, 3)), 1):
        resources.append(b.order(drug, number, who, start, rng.choice(("active", "completed"))))
    for number, (code, title) in enumerate(rng.sample(b.CONDITIONS, rng.randint(1, 2)), 1):
        resources.append(b.condition(code, title, number, who, "active", "confirmed"))
    whole = b.bundle(resources)
    test = tests[0]
    if difficulty == 1:
        kind, noun = rng.choice(
            (
                ("Observation", "laboratory results (Observation)"),
                ("MedicationRequest", "prescriptions (MedicationRequest)"),
                ("Condition", "problems (Condition)"),
            )
        )
        path = f"Bundle.entry.resource.where(resourceType = '{kind}').count()"
        counted = [each for each in resources if each["resourceType"] == kind]
        asked = rng.choice((f"How many {noun} does this bundle hold?", f"Count the {noun} in the bundle."))
        lines = [f"{kind}: {', '.join(each['id'] for each in counted)}."]
    else:
        counted = [
            each
            for each in resources
            if each["resourceType"] == "Observation" and each["code"]["coding"][0]["code"] == test.code
        ]
        path = (
            f"Bundle.entry.resource.where(resourceType = 'Observation' and code.coding.code = '{test.code}')"
        )
        lines = [
            f"Results of {test.name} ({test.code}): {', '.join(each['id'] for each in counted) or 'none'}."
        ]
        asked = f"How many {test.name} results are in the bundle?"
        if difficulty > 2:
            wrong = ("entered-in-error", "cancelled")
            left_out = [each["id"] for each in counted if each["status"] in wrong]
            counted = [each for each in counted if each["status"] not in wrong]
            path += ".where(status != 'entered-in-error' and status != 'cancelled')"
            lines.append(
                f"Entered in error or cancelled: {', '.join(left_out) or 'none'}; left: {', '.join(e['id'] for e in counted) or 'none'}."
            )
            asked = (
                f"How many {test.name} results count, that is, were neither entered in error nor cancelled?"
            )
        if difficulty > 3:
            since = (start + (at - start) / 3).strftime("%Y-%m-%d")
            counted = [each for each in counted if each["effectiveDateTime"][:10] >= since]
            path += f".where(effectiveDateTime >= '{since}')"
            lines.append(f"Since {since}: {', '.join(e['id'] for e in counted) or 'none'}.")
            asked = f"How many {test.name} results from {since} on (that day included) were neither entered in error nor cancelled?"
        if difficulty > 4:
            limit = round((test.low + test.high) / 2 * rng.uniform(0.85, 1.15), test.decimals)
            limit = int(limit) if test.decimals == 0 else limit
            above = rng.random() < 0.5
            counted = [
                e
                for e in counted
                if (e["valueQuantity"]["value"] > limit if above else e["valueQuantity"]["value"] < limit)
            ]
            path += f".where(valueQuantity.value {'>' if above else '<'} {limit})"
            lines.append(
                f"{'Above' if above else 'Below'} {b.told(limit, test)}: {', '.join(e['id'] for e in counted) or 'none'}."
            )
            asked = f"{asked[:-1]} and lie {'above' if above else 'below'} {b.told(limit, test)}?"
        path += ".count()"
    (given,) = paths.evaluate(whole, path)
    count = agree(len(counted), given, what="the count")
    return b.draft(whole, asked, lines, str(count), f"The answer is {count}.", path=path, value=count)
