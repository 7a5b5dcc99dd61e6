"""The result in a FHIR bundle that counts: the last, the first, the change between them."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from decimal import Decimal

from assay import Draft, agree, generator
from assay_medical.fhir import paths
from assay_medical.generators.records import _bundles as b

_BAD = ("entered-in-error", "cancelled", "preliminary", "registered")


@generator("medical.fhir_latest_result", verifiers=("medical.fhir",))
def fhir_latest_result(rng: random.Random, difficulty: int) -> Draft:
    """The last valid result of a test in a FHIR R4 bundle.

    1: the last one. 2: entries in no order. 3: results entered in error or cancelled do not count. 4: as known on a day. 5: the
    change from the first to the last valid one.

    A FHIRPath expression and a walk over the JSON are the two routes.
    """
    who = b.patient(rng)
    tests = rng.sample(b.TESTS, 3)
    test = tests[0]
    start = datetime(rng.randint(2022, 2025), rng.randint(1, 9), rng.randint(1, 28), 6, 30)
    at, results = start, []
    values: set[float] = set()
    last_of: dict[str, float] = {}
    for number in range(1, (4, 6, 8, 9, 11)[difficulty - 1] + 1):
        at += timedelta(hours=rng.randint(9, 100), minutes=rng.randrange(0, 60, 5))
        which = test if number in (1, 2) or rng.random() < 0.6 else rng.choice(tests[1:])
        value = b.value_of(rng, which, last_of.get(which.code))
        while value in values:
            value = b.value_of(rng, which, value)
        values.add(value)
        last_of[which.code] = value
        bad = difficulty > 2 and number > 2 and rng.random() < 0.35
        status = rng.choice(_BAD[:2]) if bad else rng.choice(("final", "final", "amended", "corrected"))
        results.append(b.observation(which, number, who, at, value, status))
    if difficulty > 2:
        results[-1] = b.observation(
            test,
            len(results),
            who,
            at,
            results[-1]["valueQuantity"]["value"]
            if results[-1]["code"]["coding"][0]["code"] == test.code
            else b.value_of(rng, test, last_of[test.code]),
            rng.choice(_BAD[:2]),
        )
    if difficulty > 1:
        rng.shuffle(results)
    whole = b.bundle([who, *results])
    chosen = [e for e in results if e["code"]["coding"][0]["code"] == test.code]
    valid = sorted((e for e in chosen if e["status"] not in _BAD), key=lambda e: str(e["effectiveDateTime"]))
    base = f"Bundle.entry.resource.where(resourceType = 'Observation' and code.coding.code = '{test.code}' and status != 'entered-in-error' and status != 'cancelled')"
    lines = [
        f"{e['id']}: {b.told(e['valueQuantity']['value'], test)} on {b.day(e['effectiveDateTime'])}, {e['status']}."
        for e in sorted(chosen, key=lambda e: str(e["effectiveDateTime"]))
    ]
    rule = "" if difficulty < 3 else ", leaving out what was entered in error or cancelled"
    if difficulty == 4 and len(valid) > 1:
        limit = (
            valid[-1]["effectiveDateTime"][:10]
            if rng.random() < 0.5
            else chosen[-1]["effectiveDateTime"][:10]
        )
        before = [e for e in valid if e["effectiveDateTime"] < limit]
        if before:
            valid = before
            rule += f", before {limit}"
            base += f".where(effectiveDateTime < '{limit}')"
            lines.append(f"Before {limit} the last valid one is {valid[-1]['id']}.")
    last = valid[-1]
    path = f"{base}.where(effectiveDateTime >= '{last['effectiveDateTime']}').valueQuantity.value"
    value = last["valueQuantity"]["value"]
    if difficulty == 5:
        first = valid[0]
        change = Decimal(str(value)) - Decimal(str(first["valueQuantity"]["value"]))
        path = f"{base}.where(effectiveDateTime >= '{last['effectiveDateTime']}').valueQuantity.value - {base}.where(effectiveDateTime <= '{first['effectiveDateTime']}').valueQuantity.value"
        (given,) = paths.evaluate(whole, path)
        agree(round(float(given), 6), round(float(change), 6), what="the change")
        asked = f"By how much did {test.name} change from the first to the last result{rule}? Unit: {test.text}; a fall has a minus sign."
        lines.append(f"From {first['valueQuantity']['value']} to {value}: {change:+f}.")
        by: int | float = int(change) if test.decimals == 0 else float(change)
        answer = b.told(f"{change:f}", test)
        return b.draft(whole, asked, lines, answer, f"The answer is {answer}.", value=by, unit=test.text)
    (given,) = paths.evaluate(whole, path)
    agree(float(value), float(given), what="the value")
    asked = rng.choice(
        (
            f"What is the most recent {test.name} result in this bundle{rule}? Give value and unit.",
            f"Give the latest {test.name} (value and unit){rule}.",
            f"Which {test.name} value is the last one{rule}? Value and unit.",
        )
    )
    answer = b.told(value, test)
    return b.draft(
        whole, asked, lines, answer, f"The latest is {answer}.", path=path, value=value, unit=test.text
    )
