"""Two lists of a patient's medications held against each other."""

from __future__ import annotations

import random
from dataclasses import replace

from assay import Draft, agree, generator
from assay_medical.generators.records._admission import Drug, admission, reference, together

_DOSES = {"5 mg": "10 mg", "10 mg": "20 mg", "20 mg": "40 mg", "25 mg": "50 mg", "40 mg": "80 mg", "50 mg": "100 mg", "100 mg": "200 mg", "500 mg": "1000 mg", "300 mg": "100 mg", "250 mg": "500 mg"}  # fmt: skip


@generator("medical.note_reconciliation", verifiers=("medical.grounded",))
def note_reconciliation(rng: random.Random, difficulty: int) -> Draft:
    """Find the drug of the home list that was left out, changed in dose, or newly ordered on admission.

    With difficulty the lists grow, and are not in one order.
    """
    home: list[Drug] = []
    while len(home) < 2 + difficulty:
        known = {drug.name for drug in home}
        more = [drug for drug in admission(rng, 5).drugs if drug.name not in known]
        home = together([*home, *more])[: 2 + difficulty]
    kinds = ["left out", "new"] + (["changed"] if any(drug.dose in _DOSES for drug in home) else [])
    kind = rng.choice(kinds)
    orders = list(home)
    at = rng.randrange(len(home))
    if kind == "changed":
        at = rng.choice([n for n, drug in enumerate(home) if drug.dose in _DOSES])
        orders[at] = replace(home[at], dose=_DOSES[home[at].dose])
    elif kind == "left out":
        orders.pop(at)
    else:
        home.pop(at)
    if difficulty > 1:
        rng.shuffle(orders)
    first = f"{rng.choice(('Home list', 'Home medications'))}: {', '.join(map(str, home))}."
    second = f"{rng.choice(('Admission orders', 'Orders on admission'))}: {', '.join(map(str, orders))}."
    note = f"{first}\n{second}"
    gone = set(home) - set(orders)
    came = set(orders) - set(home)
    found = agree(
        next(iter(came if kind != "left out" else gone)),
        next(
            d
            for d in (orders if kind != "left out" else home)
            if d not in (home if kind != "left out" else orders)
        ),
        what="the drug that differs",
    )
    if kind == "changed":
        old = next(iter(gone))
        question = rng.choice(
            (
                "Which dose was changed on admission, and to what?",
                "Which drug is ordered in another dose than at home?",
            )
        )
        response = f"The home list includes {old}. The admission orders include {found}."
    elif kind == "left out":
        question = rng.choice(
            (
                "Which home medication was left out of the admission orders?",
                "Which drug of the home list is missing from the orders?",
            )
        )
        response = f"The home list includes {found}."
    else:
        question = rng.choice(
            (
                "Which drug was newly ordered on admission?",
                "Which drug of the orders is not on the home list?",
            )
        )
        response = f"The admission orders include {found}."
    return Draft(f"{note}\n\n{question}", response, reference(note, str(found)), answer=str(found))
