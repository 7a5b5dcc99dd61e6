"""The last day for a notice against renewal, read from a contract."""

from __future__ import annotations

import random
from datetime import date, timedelta

from assay import Draft, agree, generator, make_reference
from assay_law.generators import _time as t
from assay_law.generators.contracts import _contracts as c


@generator("law.renewal_notice", verifiers=("law.clause",))
def renewal_notice(rng: random.Random, difficulty: int) -> Draft:
    """Find the date on which a term expires, or the last day to give notice against its renewal.

    1: the date stands there. 2: it is computed from a term in years. 3: less days of notice. 4: after renewals for a year. 5: with the days of notice amended.
    """
    who = c.parties(rng)
    a, b = who.kind.first, who.kind.second
    years, days = rng.choice((1, 2, 3, 5)), rng.choice((30, 45, 60, 90, 120, 180))
    start = c.later(rng, who.made, 5, 60)
    while start.day > 28:
        start += timedelta(1)
    end = start.replace(year=start.year + years) - timedelta(1)
    other_days = rng.choice([n for n in (30, 45, 60, 90, 120) if n != days])
    renewals = rng.randint(1, 3) if difficulty >= 4 else 0
    if difficulty == 1:
        body = f"This Agreement takes effect on {t.us(start)} and expires on {t.us(end)}."
    else:
        body = f"The term begins on {t.us(start)} and ends at the close of the day before the {('first', 'second', 'third', '', 'fifth')[years - 1]} anniversary of that date."
    if difficulty >= 3:
        body += f" It renews for successive terms of one year each, unless either party gives written notice against renewal. The last day for that notice is the day {days} days before the last day of the current term."
    parts = c.draft_parts(
        rng,
        who,
        rng.sample([each for each in c.TYPES if each.name != "Termination for Convenience"], 1 + difficulty),
        [
            c.Part(
                rng.choice(("Term", "Term and Renewal") if difficulty >= 3 else ("Term", "Duration")),
                body,
                "x",
            )
        ],
        1,
    )
    contract = c.lay_out(who, parts)
    text = contract.text
    number = 1 + next(n for n, part in enumerate(parts) if part.type == "x")
    if difficulty == 5:
        text += f"\n\nFIRST AMENDMENT\n\n{who.first} and {who.second} agree in a writing signed on {t.us(c.later(rng, start, 20, 200))} that in Section {number} “{days} days” is replaced by “{other_days} days”."
        days = other_days
    last = (
        end.replace(year=end.year + renewals)
        if (end.month, end.day) != (2, 29)
        else date(end.year + renewals, 3, 1) - timedelta(1)
    )
    # the other route: count on from the first day
    day = start
    for _ in range(12 * (years + renewals)):
        day = (day.replace(day=1) + timedelta(32)).replace(day=start.day)
    last = agree(last, day - timedelta(1), what="the last day of the term")
    lines = [f"Section {number} fixes the term."]
    answer = last
    if difficulty >= 2:
        lines.append(
            f"It began on {t.us(start)}, so its first {'year' if years == 1 else f'{years} years'} ended on {t.us(end)}."
        )
    if renewals:
        lines.append(
            f"With {renewals} {'renewal' if renewals == 1 else 'renewals'} of one year the current term ends on {t.us(last)}."
        )
    if difficulty == 5:
        lines.append(f"The amendment prevails: the notice is due {days} days before.")
    if difficulty >= 3:
        answer = agree(
            last - timedelta(days), date.fromordinal(last.toordinal() - days), what="the last day for notice"
        )
        lines.append(f"{days} days before {t.us(last)} is {t.us(answer)}.")
    if difficulty < 3:
        question = rng.choice(
            (
                "On what date does the term of this contract end?",
                "What is the last day of the term?",
                "When does this agreement expire?",
            )
        )
    elif renewals:
        question = f"The contract has renewed {('once', 'twice', 'three times')[renewals - 1]} so far. {b} wants to prevent another renewal. What is the last day on which it can give notice?"
    else:
        question = f"{a} does not want the contract to renew at the end of its first term. By what date does it have to give notice?"
    lines.append(
        rng.choice(
            (f"The answer is {t.us(answer)}.", f"Answer: {t.us(answer)}", f"That day is {t.us_full(answer)}.")
        )
    )
    reference = make_reference(answer.isoformat(), clause={"value": answer.isoformat()})
    return Draft(
        c.ask(rng, text, question),
        "\n".join(lines),
        reference,
        answer=t.us(answer),
        sources=(c.source(text, title=who.kind.title),),
    )
