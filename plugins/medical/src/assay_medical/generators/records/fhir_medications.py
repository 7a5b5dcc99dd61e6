"""Which drugs a FHIR bundle has on the list: active ones, those of a day, duplicates."""

from __future__ import annotations

import random
from collections import Counter
from datetime import datetime, timedelta

from assay import Draft, agree, generator
from assay_medical.fhir import paths
from assay_medical.generators.records import _bundles as b

_PATH = "Bundle.entry.resource.where(resourceType = 'MedicationRequest'{more}).medicationCodeableConcept.text"

_ACTIVE, _STOPPED = " and status = 'active'", " and status = 'stopped'"


@generator("medical.fhir_medications", verifiers=("medical.fhir",))
def fhir_medications(rng: random.Random, difficulty: int) -> Draft:
    """The medication list of a FHIR R4 bundle.

    1: active orders. 2: among more. 3: ordered from a day on, and active. 4: stopped and never ordered again. 5: drugs with two
    active orders.

    A FHIRPath expression and a walk over the JSON are the two routes.
    """
    who = b.patient(rng)
    start = datetime(rng.randint(2021, 2025), rng.randint(1, 12), rng.randint(1, 28))
    while True:
        drugs = rng.sample(b.DRUGS, (3, 5, 6, 7, 8)[difficulty - 1])
        if difficulty >= 4:
            drugs += rng.sample(drugs, 2 if difficulty == 4 else 3)
        at, orders = start, []
        for number, drug in enumerate(drugs, 1):
            at += timedelta(days=rng.randint(2, 70))
            status = rng.choice(
                ("active", "active", "stopped", "completed", "entered-in-error")
                if difficulty > 1
                else ("active", "stopped")
            )
            orders.append(b.order(drug, number, who, at, status))
        asked, path, chosen, lines = _question(rng, difficulty, orders)
        names = [each["medicationCodeableConcept"]["text"] for each in chosen]
        if 0 < len(names) < len(drugs):
            break
    if difficulty > 2:
        rng.shuffle(orders)
    whole = b.bundle(
        [
            who,
            *orders,
            *(
                b.condition(code, title, n, who, "active", "confirmed")
                for n, (code, title) in enumerate(rng.sample(b.CONDITIONS, min(difficulty, 3)), 1)
            ),
        ]
    )
    unique = list(dict.fromkeys(names))
    given = paths.evaluate(whole, path)
    if difficulty == 5:  # those that the expression gives more than once
        given = [
            name for name in given if paths.evaluate(whole, f"{path}.where($this = '{name}').count()") != [1]
        ]
    agree(sorted(unique), sorted(set(given)), what="the drugs")
    answer = ", ".join(unique)
    among = sorted({each["medicationCodeableConcept"]["text"] for each in orders})
    return b.draft(whole, asked, lines, answer, f"Answer: {answer}", value=tuple(unique), among=tuple(among))


def _question(
    rng: random.Random, difficulty: int, orders: list[b.Json]
) -> tuple[str, str, list[b.Json], list[str]]:
    def name(order: b.Json) -> str:
        return str(order["medicationCodeableConcept"]["text"])

    active = [each for each in orders if each["status"] == "active"]
    lines = [
        f"{each['id']}: {name(each)}, {each['status']}, ordered {each['authoredOn']}." for each in orders
    ]
    if difficulty <= 2:
        asked = rng.choice(
            (
                "Which drugs are active in this bundle?",
                "List the drugs with an active order.",
                "Which medications is the patient on, by the active orders? Name them as in the bundle.",
            )
        )
        return asked, _PATH.format(more=" and status = 'active'"), active, lines
    if difficulty == 3:
        since = orders[len(orders) // 2]["authoredOn"]
        chosen = [each for each in active if each["authoredOn"] >= since]
        asked = f"Which drugs were ordered on or after {since} and are active?"
        return asked, _PATH.format(more=f" and status = 'active' and authoredOn >= '{since}'"), chosen, lines
    if difficulty == 4:
        again = {name(each) for each in active}
        chosen = [each for each in orders if each["status"] == "stopped" and name(each) not in again]
        asked = "Which drugs were stopped and have no active order any more?"
        path = f"{_PATH.format(more=_STOPPED)}.exclude({_PATH.format(more=_ACTIVE)})"
        return asked, path, chosen, lines
    counts = Counter(name(each) for each in active)
    chosen = [each for each in active if counts[name(each)] > 1]
    lines.append(f"Active twice: {', '.join(sorted({name(e) for e in chosen})) or 'none'}.")
    asked = "Which drugs have more than one active order (duplicates)?"
    return asked, _PATH.format(more=_ACTIVE), chosen, lines
