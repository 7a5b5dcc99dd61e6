"""What a clause comes to after amendments."""

from __future__ import annotations

import random
import re
from datetime import timedelta

from assay import Draft, agree, generator, make_reference
from assay_law.generators import _time as t
from assay_law.generators.contracts import _contracts as c

_TERMS = (
    ("Payment Term", "Within how many days after receipt must invoices be paid", "{second} shall pay each undisputed invoice within {v} days after its receipt.", (10, 15, 20, 30, 45, 60, 75, 90), "days"),
    ("Termination for Convenience", "How many days' written notice does {second} have to give to end the contract without cause", "{second} may terminate this Agreement without cause on not less than {v} days' written notice.", (15, 20, 30, 45, 60, 90, 120), "days"),
    ("Cap on Liability", "What is the upper limit of either party's liability", "The total liability of either party under this Agreement shall not exceed ${v:,}.", (50_000, 100_000, 150_000, 250_000, 400_000, 500_000, 750_000), "USD"),
    ("Confidentiality", "For how many months after the end of the contract must confidential information be protected", "Each party shall protect the other's confidential information during the term and for {v} months after its end.", (6, 12, 18, 24, 36, 48, 60), "months"),
)  # fmt: skip


@generator("law.amended_clause", verifiers=("law.clause",))
def amended_clause(rng: random.Random, difficulty: int) -> Draft:
    """The term in force on a date, from a contract and its amendments, with the governing sentence quoted.

    1: one amendment. 2: two to the same section. 3: two, and one of another section. 4: the last takes effect after the date asked for.
    5: that, and a letter that was never signed.
    """
    who = c.parties(rng)
    name, ask, form, values, unit = rng.choice(_TERMS)
    count = (1, 2, 2, 3, 3)[difficulty - 1]
    drawn = rng.sample(values, count + 2)
    others = rng.sample(
        [each for each in c.TYPES if each.name not in (name, "Payment Term", "Amendment Formalities")],
        2 + difficulty,
    )
    first = c.Part(
        rng.choice(c.BY_NAME[name].headings), form.format(v=drawn[0], second=who.kind.second), name
    )
    formal = c.write(rng, who, c.BY_NAME["Amendment Formalities"])
    parts = c.draft_parts(rng, who, others, [first, formal], 1)
    contract = c.lay_out(who, parts)
    section = 1 + next(n for n, part in enumerate(parts) if part.type == name)
    day, history = who.made, [(who.made, drawn[0], contract.spans[section - 1])]
    text = contract.text
    texts: list[str] = []
    other = next(n for n, part in enumerate(parts, 1) if part.type in {each.name for each in others})
    for n in range(1, count + 1):
        day = c.later(rng, day, 60, 300)
        effective = c.later(rng, day, 10, 40)
        body = form.format(v=drawn[n], second=who.kind.second)
        lead = rng.choice(
            (
                f"Effective {t.us(effective)}, Section {section} of the Agreement is replaced by the following: “",
                f"As of {t.us(effective)}, Section {section} is deleted in its entirety and replaced with: “",
            )
        )
        ordinal = ("First", "Second", "Third")[n - 1]
        begin = f"\n\n{ordinal.upper()} AMENDMENT\n\n{ordinal} Amendment, dated {t.us(day)}, to the {who.kind.title} between {who.first} and {who.second}, signed by both parties. {lead}"
        text += begin
        history.append((effective, drawn[n], (len(text), len(text) + len(body))))
        text += body + "” All other provisions remain in force."
        texts.append(ordinal)
        day = effective
        if n == 1 and difficulty >= 3:
            text += f" Section {other} is renamed “Special Terms”; its wording does not change."
    asked_on = c.later(rng, history[-1][0], 20, 200)
    if difficulty >= 4:
        asked_on = c.later(rng, history[-2][0], 1, max(1, (history[-1][0] - history[-2][0]).days - 1))
    if difficulty == 5:
        late = form.format(v=drawn[-1], second=who.kind.second)
        text += f"\n\nLETTER\n\nOn {t.us(history[-2][0] - timedelta(5))} {who.first} wrote to {who.second}, proposing that Section {section} read as follows: “{late}” {who.second} did not sign the letter."
    at = max(n for n, (begins, _, _) in enumerate(history) if begins <= asked_on)
    value, span = history[at][1], history[at][2]
    # the other route: read the words in force back out of the text, from the last amendment to the first
    back = contract.text[slice(*contract.spans[section - 1])]
    for match in re.finditer(r"(?:Effective|As of) (\w+ \d{1,2}, \d{4}), Section \d+ [^“]*“([^”]*)”", text):
        month, d, year = match[1].replace(",", "").split()
        if (int(year), t.MONTHS.index(month) + 1, int(d)) <= (asked_on.year, asked_on.month, asked_on.day):
            back = match[2]
    agree(text[slice(*span)], back, what="the clause in force")
    agree(value, int(re.search(r"\d[\d,]*", back)[0].replace(",", "")), what="its value")  # type: ignore[index]
    shown = f"${value:,}" if unit == "USD" else f"{value} {unit}"
    question = f"{ask.format(second=who.kind.second)} as of {t.us(asked_on)}? Quote the sentence in force on that day, then give the answer."
    which = "the original text" if at == 0 else f"the {texts[at - 1]} Amendment"
    steps = [
        f"Section {section} governs; it was amended with effect from "
        + ", ".join(t.us(b) for b, _, _ in history[1:])
        + f". On {t.us(asked_on)} {which} applied."
    ]
    if at < len(history) - 1:
        steps.append(f"The {texts[-1]} Amendment had not yet taken effect.")
    if difficulty == 5:
        steps.append("The letter was not signed by both parties and changes nothing.")
    steps.append(f"Section {section} in force on that day: “{text[slice(*span)]}”")
    steps.append(rng.choice((f"The answer is {shown}.", f"Answer: {shown}")))
    normal = f"USD {value}" if unit == "USD" else shown
    reference = make_reference(shown, clause={"type": name, "spans": [["agreement", *span]], "value": normal})
    return Draft(
        c.ask(rng, text, question),
        "\n".join(steps),
        reference,
        answer=shown,
        sources=(c.source(text, title=who.kind.title),),
    )
