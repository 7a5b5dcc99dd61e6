"""Find the clause of a type in a contract, word for word, or tell that there is none."""

from __future__ import annotations

import random

from assay import Draft, generator, make_reference
from assay_law.generators.contracts import _contracts as c

_SIZES = (3, 5, 7, 9, 11)
_NONE = (
    "There is no such clause in the {title}: none of its {n} sections deals with {asked}.",
    "The {title} contains no such clause. I went through sections 1 to {n}, and none sets out {asked}.",
    "No such clause. Sections 1 to {n} deal with other matters.",
)


@generator("law.clause_extraction", verifiers=("law.clause",))
def clause_extraction(rng: random.Random, difficulty: int) -> Draft:
    """Quote the clause of a given type from a contract of five kinds; one in five has no such clause.

    1: six sections with headings; each level adds two sections, 3: no headings, 4: a clause on a neighbouring matter, 5: two of these.
    """
    who = c.parties(rng)
    types = rng.sample(c.TYPES, _SIZES[difficulty - 1] + 1)
    wanted, others = types[0], types[1:]
    none = rng.random() < 0.2
    misses = [each for each in (c.near(rng, who, wanted), c.near(rng, who, others[0])) if each]
    parts = c.draft_parts(
        rng,
        who,
        others if none else [wanted, *others[1:]],
        misses[: max(0, difficulty - 3)],
        1 + difficulty // 2,
    )
    contract = c.lay_out(who, parts, headings=difficulty < 3)
    number = next((n for n, part in enumerate(contract.parts) if part.type == wanted.name), None)
    c.only_one(contract, wanted, number)
    label = wanted.name
    question = rng.choice(
        (
            f"Which section of this contract is the clause on {wanted.asked} (“{label}”)? Quote its words in full. If there is no such clause, say so.",
            f"Quote the clause of type “{label}”, that is, {wanted.asked}, word for word from the contract. If it has none, answer “No such clause”.",
            f"We are reviewing contracts for {wanted.asked}. Give the full text of that clause as it stands here, without its number and heading, or say that there is no such clause.",
            f"Does the agreement have a clause that sets out {wanted.asked}? If so, quote the whole clause; if not, say that there is none.",
        )
    )
    prompt = c.ask(rng, contract.text, question)
    if number is None:
        told = rng.choice(_NONE).format(title=who.kind.title, n=len(parts), asked=wanted.asked)
        reference = make_reference(clause={"type": label, "none": True})
        return Draft(prompt, told, reference, sources=(c.source(contract.text, title=who.kind.title),))
    start, end = contract.spans[number]
    body = contract.text[start:end]
    steps = rng.choice(
        (
            f"Section {number + 1} is the clause on {wanted.asked}:\n\n“{body}”",
            f"The {label} clause stands in Section {number + 1}. It reads: “{body}”",
            f"Section {number + 1}:\n\n> {body}",
            f"It is Section {number + 1}, which provides: “{body}”",
        )
    )
    reference = make_reference(clause={"type": label, "spans": [["agreement", start, end]]})
    return Draft(prompt, steps, reference, sources=(c.source(contract.text, title=who.kind.title),))
