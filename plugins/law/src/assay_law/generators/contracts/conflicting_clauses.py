"""Find the two clauses of a contract that cannot both be followed."""

from __future__ import annotations

import random
import re

from assay import Draft, agree, generator, make_reference
from assay_law.generators.contracts import _contracts as c

_PAIRS = (
    (r"(\d+) days after its receipt", "{second} shall pay each undisputed invoice within {a} days after its receipt.", ("Invoices", "No invoice falls due earlier or later than {b} days after its receipt by {second}."), (10, 15, 20, 30, 45, 60), "the time for paying an invoice"),
    (r"(\d+) days' (?:written )?notice", "{second} may terminate this Agreement at any time on {a} days' written notice.", ("Term", "Except for breach, this Agreement ends only upon {b} days' written notice by {second}."), (15, 30, 45, 60, 90), "the notice that ends the contract without a breach"),
    (r"laws of the State of (\w+(?: York)?)", "This Agreement is governed by the laws of the State of {a}.", ("Disputes", "A court or arbitrator shall decide every dispute under this Agreement by the laws of the State of {b}."), c.STATES, "the law that applies"),
    (r"(\d+) months from delivery", "{first} warrants its performance against defects for {a} months from delivery.", ("Remedies", "{first} shall remedy at its own cost a defect reported within {b} months from delivery, and no defect reported later."), (6, 12, 18, 24, 36), "how long the warranty lasts"),
    (r"\$([\d,]+)", "{first} shall maintain liability insurance of exactly {a} per occurrence.", ("Certificates", "The certificate shall show that {first}'s liability insurance has a limit of exactly {b} per occurrence."), ("$250,000", "$500,000", "$1,000,000", "$2,000,000"), "the amount of insurance"),
)  # fmt: skip
_AVOID = {"the time for paying an invoice": "Payment Term", "the notice that ends the contract without a breach": "Termination for Convenience", "the law that applies": "Governing Law", "how long the warranty lasts": "Warranty Duration", "the amount of insurance": "Insurance"}  # fmt: skip


@generator("law.conflicting_clauses", verifiers=("law.clause",))
def conflicting_clauses(rng: random.Random, difficulty: int) -> Draft:
    """Quote the two sections that contradict each other, among sections that do not.

    Each level adds sections; from 3 on there are no headings, from 4 on another pair speaks of one matter and agrees.
    """
    who = c.parties(rng)
    (pattern, one, (head, two), values, matter), agreeing = rng.sample(_PAIRS, 2)
    a, b = rng.sample(values, 2)
    roles = {"first": who.kind.first, "second": who.kind.second}
    pair = [
        c.Part(rng.choice(c.BY_NAME[_AVOID[matter]].headings), one.format(a=a, **roles), "x"),
        c.Part(head, two.format(b=b, **roles), "x"),
    ]
    extra = list(pair)
    if difficulty >= 4:
        same = rng.choice(agreeing[3])
        extra += [
            c.Part(rng.choice(c.BY_NAME[_AVOID[agreeing[4]]].headings), agreeing[1].format(a=same, **roles)),
            c.Part(agreeing[2][0], agreeing[2][1].format(b=same, **roles)),
        ]
    avoid = {
        _AVOID[matter],
        _AVOID[agreeing[4]],
        "Payment Term",
        "Cap on Liability",
        "Exclusivity",
        "Non-Compete",
    }
    others = rng.sample([each for each in c.TYPES if each.name not in avoid], (2, 4, 5, 6, 8)[difficulty - 1])
    parts = c.draft_parts(rng, who, others, extra, 1 + difficulty // 2)
    contract = c.lay_out(who, parts, headings=difficulty < 3)
    at = [n for n, part in enumerate(parts) if part.type == "x"]
    # the other route: two sections of which the same words give different values
    told = [
        (n, m[1])
        for n, part in enumerate(parts)
        if (m := re.search(pattern, part.body)) and "months" not in m[1]
    ]
    told = [(n, v) for n, v in told if parts[n].type in ("x", "")]
    agree([n for n, _ in told], at, what="the sections on one matter")
    agree(len({v for _, v in told}), 2, what="the number of their values")
    spans = [contract.spans[n] for n in at]
    first, second = (contract.text[slice(*span)] for span in spans)
    question = rng.choice(
        (
            "Two sections of this contract contradict each other. Quote both in full.",
            "A reviewer says that two sections of this draft cannot both be complied with. Which ones? Quote each of them in full.",
            "Find the two sections that are inconsistent with one another, and quote them word for word.",
        )
    )
    steps = rng.choice(
        (
            f"Section {at[0] + 1}: “{first}”\n\nSection {at[1] + 1}: “{second}”\n\nBoth speak of {matter}, and they give different answers.",
            f"Sections {at[0] + 1} and {at[1] + 1} are inconsistent on {matter}.\n\nSection {at[0] + 1} says: “{first}”\n\nSection {at[1] + 1} says: “{second}”",
        )
    )
    reference = make_reference(clause={"spans": [["agreement", *span] for span in spans]})
    return Draft(
        c.ask(rng, contract.text, question),
        steps,
        reference,
        sources=(c.source(contract.text, title=who.kind.title),),
    )
