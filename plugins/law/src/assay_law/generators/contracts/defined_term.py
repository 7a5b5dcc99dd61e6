"""A sum that a clause names by a defined term, which is defined by others."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, agree, generator, make_reference
from assay_law.generators.contracts import _contracts as c


@generator("law.defined_term", verifiers=("law.clause",))
def defined_term(rng: random.Random, difficulty: int) -> Draft:
    """Resolve a chain of defined terms to a sum of money.

    1: one definition. 2: two, by a multiple. 3: three, a percentage. 4: with a definition that differs in one section. 5: and one that was amended.
    """
    who = c.parties(rng)
    a, b = who.kind.first, who.kind.second
    fee = rng.choice((2_000, 2_500, 4_000, 5_000, 6_000, 8_000, 10_000, 12_000, 15_000, 20_000))
    name = rng.choice(("Base Fee", "Standard Charge", "Service Charge"))
    times, share = rng.choice((3, 4, 6, 9, 12)), rng.choice((5, 10, 15, 20, 25, 50))
    local = rng.choice([n for n in (2, 3, 4, 6, 8, 9) if n != times])
    amended = fee + rng.choice((500, 1_000, 1_500, 2_000))
    definitions = [f"“{name}” means ${fee:,}."]
    if difficulty >= 2:
        definitions.append(f"“Fee Base” means {times} times the {name}.")
    if difficulty >= 3:
        definitions.append(f"“Exit Charge” means {share}% of the Fee Base.")
    term = (name, "Fee Base", "Exit Charge")[min(difficulty, 3) - 1]
    rng.shuffle(definitions)
    payment = (
        f"If {b} ends this Agreement before the first anniversary of its date, {b} shall pay {a} the {term}."
    )
    if difficulty >= 4:
        payment += f" In this Section, “Fee Base” means {local} times the {name}."
    parts = c.draft_parts(
        rng,
        who,
        rng.sample(
            [each for each in c.TYPES if each.name not in ("Cap on Liability", "Insurance")], 1 + difficulty
        ),
        [c.Part("Early Termination Payment", payment, "x"), c.Part("Definitions", " ".join(definitions))],
        1,
    )
    text = c.lay_out(who, parts).text
    where = 1 + next(n for n, part in enumerate(parts) if part.type == "x")
    definition = 1 + next(n for n, part in enumerate(parts) if part.heading == "Definitions")
    used = fee
    if difficulty == 5:
        text += f"\n\nAMENDMENT NO. 1\n\nBy a writing that both have signed, {who.first} and {who.second} amend Section {definition}: in the definition of “{name}”, “${fee:,}” is replaced by “${amended:,}”."
        used = amended
    factor = 1 if difficulty == 1 else times if difficulty < 4 else local
    cents = used * factor * (share if difficulty >= 3 else 100)
    lines = [f"Section {where} asks for the {term}."]
    if difficulty == 5:
        lines.append(f"The amendment replaces ${fee:,} in the definition of {name}; it is now ${used:,}.")
    else:
        lines.append(f"{name} is ${used:,} by Section {definition}.")
    if difficulty >= 2:
        own = (
            f"Section {where} has a definition of Fee Base of its own, which prevails there: "
            if difficulty >= 4
            else "The Fee Base is "
        )
        lines.append(f"{own}{factor} × ${used:,} = ${factor * used:,}.")
    if difficulty >= 3:
        lines.append(f"The Exit Charge is {share}% of that.")
    value = Fraction(used) * factor * (Fraction(share, 100) if difficulty >= 3 else 1)
    exact = agree(Fraction(cents, 100), value, what="the sum")
    shown = f"${int(exact):,}" if exact.denominator == 1 else f"${float(exact):,.2f}"
    lines.append(rng.choice((f"The answer is {shown}.", f"Answer: {shown}", f"So {b} must pay {shown}.")))
    question = rng.choice(
        (
            f"{b} ends the contract {rng.randint(2, 11)} months after its date. How much does it have to pay {a} under Section {where}?",
            f"What sum in dollars is due to {a} if {b} terminates {rng.randint(3, 10)} months after signing?",
        )
    )
    normal = f"USD {float(exact):.2f}" if exact.denominator > 1 else f"USD {int(exact)}"
    reference = make_reference(shown, clause={"value": normal})
    return Draft(
        c.ask(rng, text, question),
        "\n".join(lines),
        reference,
        answer=shown,
        sources=(c.source(text, title=who.kind.title),),
    )
