"""How much of a drug several products hold together."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.generators.dosing._ward import VERIFIERS, mg, often
from assay_medical.worked import Worked

_PRODUCTS = {
    "paracetamol": (
        ("paracetamol tablets", 500, "tablet"), ("co-codamol 8/500", 500, "tablet"), ("co-codamol 30/500", 500, "tablet"), ("a cold remedy in sachets", 1000, "sachet"),
        ("cold-and-flu capsules", 300, "capsule"), ("tramadol/paracetamol", 325, "tablet"), ("paracetamol suppositories", 500, "suppository"), ("hydrocodone/paracetamol", 325, "tablet"),
        ("night-time cold capsules", 500, "capsule"), ("migraine tablets", 250, "tablet"),
    ),
    "ibuprofen": (("ibuprofen tablets", 200, "tablet"), ("ibuprofen tablets", 400, "tablet"), ("cold-and-flu tablets", 200, "tablet"), ("ibuprofen/codeine", 200, "tablet"), ("ibuprofen capsules", 200, "capsule")),
    "caffeine": (("caffeine tablets", 50, "tablet"), ("migraine tablets", 65, "tablet"), ("pain tablets", 30, "tablet"), ("stay-awake tablets", 100, "tablet")),
    "aspirin": (("aspirin tablets", 300, "tablet"), ("aspirin/codeine", 400, "tablet"), ("cold sachets", 500, "sachet"), ("migraine tablets", 250, "tablet")),
}  # fmt: skip
_LIMITS = {"paracetamol": 4000, "ibuprofen": 2400, "caffeine": 400, "aspirin": 4000}
_PLURAL = {"tablet": "tablets", "capsule": "capsules", "sachet": "sachets", "suppository": "suppositories"}


@generator("medical.daily_maximum", verifiers=VERIFIERS)
def daily_maximum(rng: random.Random, difficulty: int) -> Draft:
    """A drug in several products.

    1: one product, the total of a day. 2: two. 3: how much is left to the maximum. 4: three products. 5: how many tablets are left.
    """
    drug = "paracetamol" if rng.random() < 0.6 else rng.choice(list(_PRODUCTS))
    count = {1: 1, 2: 2, 3: 2, 4: 3, 5: 2}[difficulty]
    products = rng.sample(_PRODUCTS[drug], count)
    names = [name for name, _, _ in products]
    if len(set(names)) < count:
        return daily_maximum(rng, difficulty)
    taken = [(rng.choice((1, 2)), rng.choice((1, 2, 3, 4))) for _ in products]
    total = sum(n * times * amount for (n, times), (_, amount, _) in zip(taken, products, strict=True))
    limit = _LIMITS[drug]
    if difficulty in (3, 5) and total >= limit - 250:
        return daily_maximum(rng, difficulty)
    work = Worked()
    pieces, terms = [], []
    for index, ((n, times), (name, amount, form)) in enumerate(zip(taken, products, strict=True)):
        work.given(f"n{index}", str(n), _PLURAL[form] if n > 1 else form, "how many each time")
        work.given(f"a{index}", str(amount), f"mg/{form}", "content", said=f"{amount} mg per {form}")
        work.given(f"t{index}", str(times), "doses/day", "doses a day", said=often(rng, times))
        pieces.append(f"{name} ({drug} {{a{index}}}): {{n{index}}} {{t{index}}}")
        work.step(f"D{index}", f"n{index} * a{index} * t{index}", "mg/day", name[0].upper() + name[1:])
        terms.append(f"D{index}")
    if count > 1:
        work.step("T", " + ".join(terms), "mg/day", "All together")
    last = "T" if count > 1 else "D0"
    listed = "\n".join(f"- {piece}" for piece in pieces)
    who = rng.choice(
        (
            "A 45-year-old woman with back pain",
            "A 29-year-old man with a cold",
            "A 63-year-old woman with osteoarthritis",
            "A 37-year-old man after a dental extraction",
            "A 52-year-old woman with migraine",
            "A patient on the orthopaedic ward",
        )
    )
    if difficulty in (1, 2, 4):
        prompt = rng.choice(
            (
                f"{who} takes:\n{listed}\nHow many mg of {drug} is that in a day?",
                f"Medication review. {who} takes\n{listed}\nTotal daily {drug} in mg?",
            )
        )
        return work.draft(prompt, f"The daily dose of {drug} is", second=total, tolerance="0.001")
    cap = mg(limit)
    number, unit = cap.split(" ")
    work.given("M", number, f"{unit}/day", "maximum", said=f"{cap} per day")
    work.step("L", f"M - {last}", "mg/day", "Left to the maximum")
    prompt = f"{who} takes:\n{listed}\nNot more than {{M}} of {drug} may be taken. "
    if difficulty == 3:
        return work.draft(
            prompt + "How many mg are left for the day?",
            "There are left",
            second=limit - total,
            tolerance="0.001",
        )
    further = rng.choice(
        [p for p in _PRODUCTS[drug] if p[2] == "tablet" and p[0] not in names]
        or [(f"{drug} tablets", 500, "tablet")]
    )
    if (limit - total) < further[1]:
        return daily_maximum(rng, difficulty)
    work.given("e", str(further[1]), "mg/tablet", "content", said=f"{further[1]} mg per tablet")
    work.given("d", "1", "day", "one day")
    work.step("N", "L * d / e", "tablets", "Tablets")
    work.round_to("R", "N", "", "tablets", "Rounded down to whole ones", direction="down")
    what = further[0] if further[0].endswith("tablets") else f"tablets of {further[0]}"
    prompt += f"How many whole {what} ({drug} {{e}}) may be taken besides, within {{d}}?"
    return work.draft(prompt, "At most", second=(limit - total) // further[1], tolerance="0")
