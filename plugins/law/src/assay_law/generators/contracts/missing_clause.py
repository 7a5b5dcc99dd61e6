"""A question about a term of a contract which the contract does not have."""

from __future__ import annotations

import random

from assay import Draft, generator, make_reference
from assay.evidence import Unanswerable
from assay_law.generators.contracts import _contracts as c

_ASKED = {
    "Governing Law": ("The laws of which state govern this contract?", "governing law|law", "The governing law is not stated"),
    "Cap on Liability": ("What is the upper limit of a party's liability under this contract, in dollars?", "limit|cap|liability", "The upper limit of a party's liability is not stated"),
    "Late Payment Interest": ("At what monthly rate do overdue amounts bear interest?", "rate|interest", "The monthly rate of interest is not stated"),
    "Payment Term": ("Within how many days must an invoice be paid?", "days|time|payment term", "The number of days to pay an invoice is not stated"),
    "Insurance": ("How much liability insurance must be carried, in dollars per occurrence?", "insurance|amount", "The amount of liability insurance is not stated"),
    "Warranty Duration": ("How many months does the warranty last?", "warranty|months", "The months of the warranty are not stated"),
    "Termination for Convenience": ("On how many days' notice can the contract be terminated without cause?", "notice|days", "The days of notice are not stated"),
}  # fmt: skip


@generator("law.missing_clause", verifiers=("assay.unanswerable",))
def missing_clause(rng: random.Random, difficulty: int) -> Draft:
    """A question that only a clause would answer which the contract lacks; more sections, and near misses, from level to level."""
    who = c.parties(rng)
    name = rng.choice(sorted(_ASKED))
    wanted = c.BY_NAME[name]
    question, missing, because = _ASKED[name]
    others = [each for each in rng.sample(c.TYPES, 3 + 2 * difficulty) if each is not wanted][
        : 2 + 2 * difficulty
    ]
    miss = c.near(rng, who, wanted) if difficulty >= 2 else None
    parts = c.draft_parts(rng, who, others, [miss] if miss else [], 1 + difficulty // 2)
    contract = c.lay_out(who, parts, headings=difficulty < 4)
    c.only_one(contract, wanted, None)
    told = rng.choice(
        (f"It cannot be determined. {because}.", f"{because}, so the question cannot be answered.")
    )
    reference = make_reference(unanswerable=Unanswerable((missing,), because=because + "."))
    return Draft(
        c.ask(rng, contract.text, question),
        told,
        reference,
        sources=(c.source(contract.text, title=who.kind.title),),
    )
