"""Loads of several kinds of goods, whose mass is asked for. Put the problems of your field in their place."""

from __future__ import annotations

import random
from decimal import Decimal

import assay

GOODS = "crates of tiles,tins of paint,drums of oil,sacks of rice,rolls of wire,boxes of bolts,panes of glass,bags of salt"
PHRASINGS = (
    "A van carries {load}. How heavy is its load?",
    "{load} are sent in one shipment. What is the mass of all of it together?",
    "How much do {load} weigh together?",
)


# Raise version= in the release in which the same seed would give another row: audits make the rows again.
@assay.generator(
    "__domain__.shipment",
    verifiers=("__domain__.total_mass",),
)
def shipment(rng: random.Random, difficulty: int) -> assay.Draft:
    """Find the mass of a load; 2 to 6 kinds of goods, growing numbers, from level 3 on in grams and kilograms."""
    # Draw from rng and nothing else (no clock, no set, no file that may change): any row can then be made again
    # anywhere. difficulty is 1 to 5 and must cost work: more steps, larger numbers, a conversion.
    load, lines, grams = [], [], 0
    for goods in rng.sample(GOODS.split(","), difficulty + 1):
        count, one = rng.randint(2, 10 * difficulty), 50 * rng.randint(4, 100 * difficulty)
        mass = f"{one} g" if difficulty > 2 and rng.random() < 0.5 else f"{Decimal(one) / 1000} kg"
        load.append((count, goods, mass))
        lines.append(f"{goods}: {count} × {mass} = {Decimal(count * one) / 1000} kg")
        grams += count * one
    # Two routes to the answer: from the grams that were drawn, and from what a reader sees. Where they disagree
    # the generator has a mistake, and there is no row.
    read = sum(count * Decimal(mass.split()[0]) / (1 if "kg" in mass else 1000) for count, _, mass in load)
    answer = f"{assay.agree(Decimal(grams) / 1000, read, what='the mass of the load')} kg"
    *first, last = (f"{count} {goods} of {mass} each" for count, goods, mass in load)
    asked = rng.choice(PHRASINGS).format(load=f"{', '.join(first)} and {last}")
    lines.append(" + ".join(line.split(" = ")[1] for line in lines) + f" = {answer}")
    return assay.Draft(
        prompt=f"{asked} End with 'The answer is' and the mass with its unit.",
        response="\n".join([*lines, f"The answer is {answer}."]),
        # What the verifier holds the response against: the plain answer, and parts for what it computes from.
        reference=assay.make_reference(
            answer, shipment={"items": [{"count": count, "mass": mass} for count, _, mass in load]}
        ),
        answer=answer,
    )
