"""Follow the references from one section to others to what applies."""

from __future__ import annotations

import itertools
import random
import re

from assay import Draft, agree, generator, make_reference
from assay_law.generators.statutes import _acts

_SUBJECTS = (
    ("Grain Warehouses Act", "a warehouse operator", "the inspection fee", "the Class {k} fee", "the Schedule {k} amount", "an export warehouse"),
    ("Inland Fisheries Act", "a holder of a net license", "the annual license fee", "the Class {k} fee", "the Schedule {k} amount", "a holder who fishes in a border water"),
    ("Private Schools Act", "an operator of a private school", "the registration fee", "the Class {k} fee", "the Schedule {k} amount", "an operator of a boarding school"),
    ("Well Drilling Act", "a driller", "the permit fee", "the Class {k} fee", "the Schedule {k} amount", "a driller of a geothermal well"),
    ("Signs and Billboards Act", "an owner of a billboard", "the yearly charge", "the Class {k} fee", "the Schedule {k} amount", "an owner of an illuminated billboard"),
)  # fmt: skip


@generator("law.cross_reference", verifiers=("law.clause",))
def cross_reference(rng: random.Random, difficulty: int) -> Draft:
    """The sum that applies, found by following references; depth 1–4, and a section that applies “notwithstanding” from level 3 on.

    1: one reference. 2: two. 3: two, with an exception for others. 4: three, where the exception applies. 5: four, where the exception applies and sends one elsewhere.
    """
    name, person, what, _, _, special = rng.choice(_SUBJECTS)
    depth = (1, 2, 2, 3, 4)[difficulty - 1]
    applies = difficulty >= 4
    filler = rng.randint(2, 3 + difficulty)
    count = depth + 1 + (difficulty >= 3) * 2 + filler
    numbers = _acts.numbers(rng, count)
    order = rng.sample(range(count), count)
    chain = [numbers[n] for n in order[: depth + 1]]
    sums = rng.sample((40, 60, 75, 90, 120, 150, 180, 225, 260, 310, 375, 420, 480, 560, 640), 3)
    body: dict[int, str] = {}
    start = chain[0]
    body[start] = f"{person[0].upper() + person[1:]} shall pay {what} that § {chain[1]} prescribes."
    for here, there in itertools.pairwise(chain[1:]):
        body[here] = rng.choice(
            (
                f"For the purposes of § {chain[chain.index(here) - 1]}, the sum is that which § {there} sets.",
                f"The sum referred to in § {chain[chain.index(here) - 1]} is to be found in § {there}.",
            )
        )
    body[chain[-1]] = f"The sum is ${sums[0]}, due on March 1 of each year."
    used = order[depth + 1 :]
    heads = dict.fromkeys(chain[1:], "Sum")
    heads[start] = what.split()[1].capitalize() + " " + what.split()[-1]
    notwith = other = 0
    if difficulty >= 3:
        notwith, other = numbers[used[0]], numbers[used[1]]
        used = used[2:]
        body[notwith] = f"Notwithstanding § {chain[-2] if depth > 1 else start}, {special} shall pay " + (
            f"the sum that § {other} sets." if difficulty != 4 else f"${sums[1]}."
        )
        body[other] = (
            f"The sum is ${sums[1]}, due on June 1 of each year."
            if difficulty != 4
            else f"A sum that is paid late is increased by ${sums[2]}."
        )
        heads |= {notwith: "Exception", other: "Special sum" if difficulty != 4 else "Late payment"}
    fillers = rng.sample(_FILLERS, len(used))
    for n, (head, text) in zip(used, fillers, strict=True):
        body[numbers[n]], heads[numbers[n]] = text, head
    sections = [(n, heads[n], body[n]) for n in numbers]
    text, spans = _acts.lay_out(name, sections)
    who = special if applies else person
    value = sums[1] if applies else sums[0]
    last = chain[-1] if not applies else (notwith if difficulty == 4 else other)
    agree(value, _walk(text, start, applies), what="the sum")
    span = spans[numbers.index(last)]
    sentence = text[slice(*span)]
    lines = [f"§ {start} refers to § {chain[1]} for {what}."]
    for here, there in itertools.pairwise(chain[1:]):
        if applies and here == chain[-2]:
            break
        lines.append(f"§ {here} refers on to § {there}.")
    if applies:
        lines.append(
            f"But § {notwith} applies notwithstanding § {chain[-2]}"
            + (f", and sends {special} to § {other}." if difficulty == 5 else ".")
        )
    elif notwith:
        lines.append(f"§ {notwith} concerns only {special}.")
    lines.append(f"§ {last} reads: “{sentence}”")
    lines.append(rng.choice((f"The answer is ${value}.", f"Answer: ${value}")))
    plain = "" if applies or difficulty < 3 else f" The person is not {special}."
    question = f"How much does {who} have to pay as {what}?{plain} Quote the section that sets the sum, then give the sum."
    question = question.replace(" as the ", " as ")
    reference = make_reference(f"${value}", clause={"spans": [["act", *span]], "value": f"USD {value}"})
    return Draft(
        f"{text}\n\n{question}",
        "\n".join(lines),
        reference,
        answer=f"${value}",
        sources=(_acts.source(text, name),),
    )


def _walk(text: str, start: int, applies: bool) -> int:
    """The sum by the text alone: from section to section, an exception first where it applies."""
    sections = {int(m[1]): m[2] for m in re.finditer(r"§ (\d+)\. [^.]*\. ([^\n]*)", text)}
    barred = {
        int(m[1]): n for n, body in sections.items() if (m := re.match(r"Notwithstanding § (\d+)", body))
    }
    at, seen = start, set()
    while at not in seen:
        seen.add(at)
        if applies and at in barred:
            at = barred[at]
        words = re.sub(
            r"^Notwithstanding § \d+|For the purposes of § \d+|referred to in § \d+", "", sections[at]
        )
        if found := re.search(r"§ (\d+)", words):
            at = int(found[1])
        elif found := re.search(r"\$(\d+)", words):
            return int(found[1])
    raise ValueError("the references go in a circle")


_FILLERS = (
    ("Short title", "This Act may be cited by its title."),
    ("Forms", "The director may prescribe forms for applications and reports."),
    ("Register", "The director shall keep a register, which is open to the public."),
    ("Inspection", "An officer of the department may enter a place of business during ordinary hours."),
    ("Notice of change", "A change of address must be reported in writing."),
    ("Delegation", "The director may delegate a power under this Act to an officer of the department."),
    ("Service", "A notice under this Act may be served by mail."),
    ("Refunds", "A sum that was paid by mistake shall be refunded on application."),
    ("Reports", "The director shall report to the governor once a year."),
)
