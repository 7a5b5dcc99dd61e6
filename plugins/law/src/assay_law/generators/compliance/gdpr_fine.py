"""The highest administrative fine under the General Data Protection Regulation."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, generator
from assay_law.generators import _amounts as a

_RULE = {
    4: "Regulation (EU) 2016/679 (GDPR), Article 83(4) (applicable since 25 May 2018): infringements of the obligations of the controller and the processor pursuant to Articles 8, 11, 25 to 39 and 42 and 43 shall be “subject to administrative fines up to 10 000 000 EUR, or in the case of an undertaking, up to 2 % of the total worldwide annual turnover of the preceding financial year, whichever is higher”.",
    5: "Article 83(5): infringements of the basic principles for processing, including conditions for consent, pursuant to Articles 5, 6, 7 and 9, and of the data subjects' rights pursuant to Articles 12 to 22 shall be “subject to administrative fines up to 20 000 000 EUR, or in the case of an undertaking, up to 4 % of the total worldwide annual turnover of the preceding financial year, whichever is higher”.",
}
_ACTS = {
    4: (
        ("failed to notify a personal data breach", "33"),
        ("did not conclude a contract with its processor", "28"),
        ("kept no records of processing activities", "30"),
        ("took no appropriate security measures", "32"),
    ),
    5: (
        ("processed health data without a legal basis", "9"),
        ("refused access to personal data", "15"),
        ("relied on consent that was not freely given", "7"),
        ("did not erase data on request", "17"),
    ),
}
_FIRMS = "Nordlys Telecom AS|Aurelia Retail SE|Velden Mobility NV|Castellan Bank AG|Marisol Media SA|Tarn Logistics BV".split(
    "|"
)


@generator("law.gdpr_fine", verifiers=a.VERIFIERS)
def gdpr_fine(rng: random.Random, difficulty: int) -> Draft:
    """The upper limit of a fine under Article 83(4) or (5) GDPR: a fixed sum or a percentage of turnover, whichever is higher.

    1: one turnover. 2: near the point where the percentage overtakes. 3: turnovers of several years. 4: a group of companies as one undertaking. 5: that, in two years, with two infringements of which the gravest counts.
    """
    ledger, steps = a.Ledger(), []
    firm = rng.choice(_FIRMS)
    tier = rng.choice((4, 5))
    act, article = rng.choice(_ACTS[tier])
    fixed, percent = (10_000_000, 2) if tier == 4 else (20_000_000, 4)
    year = rng.randint(2020, 2025)
    size = rng.randrange(380, 620) if difficulty == 2 else rng.randrange(120, 2_600)
    rules = _RULE[4] + "\n\n" + _RULE[5] if difficulty in (3, 5) or tier == 5 else _RULE[4]
    if difficulty >= 4:
        count = rng.randint(2, 3) if difficulty == 4 else 3
        cuts = [rng.randrange(30, 900) * 1_000_000 + rng.randrange(10) * 100_000 for _ in range(count)]
        while len(set(cuts)) < count:
            cuts[0] += 1_000_000
        labels = ["parent company", "first subsidiary", "second subsidiary"][:count]
        turnover = sum(cuts)
        facts = (
            f"{firm} {act} (Article {article} GDPR) in {year}. It forms one undertaking with its group. Turnover in {year - 1}, intra-group sales excluded: "
            + "; ".join(f"{label}, {_eur(v)}" for label, v in zip(labels, cuts, strict=True))
            + "."
        )
        for n, v in enumerate(cuts):
            ledger.take(f"turnover{n}", v, f"{labels[n]}, {_eur(v)}", "EUR", role=labels[n])
        ledger.step("turnover", " + ".join(f"turnover{n}" for n in range(count)))
        steps.append(
            f"Turnover of the undertaking in {year - 1}: {' + '.join(_eur(v) for v in cuts)} = {_eur(turnover)}."
        )
        if difficulty == 5:
            facts += f" In {year - 2} the group had a turnover of {_eur(turnover + rng.randrange(-90, 90) * 1_000_000 + 500_000)}."
            other, number = rng.choice(_ACTS[9 - tier])
            facts += f" By the same processing operations it also {other} (Article {number})."
            rules += "\n\nArticle 83(3): if a controller or processor for the same or linked processing operations infringes several provisions, “the total amount of the administrative fine shall not exceed the amount specified for the gravest infringement”."
            tier, fixed, percent = 5, 20_000_000, 4
            steps.append(
                "The gravest infringement is the one under Article 83(5), which sets the limit (Article 83(3))."
            )
            steps.append(
                f"The preceding financial year is {year - 1}, so the turnover of {year - 2} does not count."
            )
    else:
        turnover = size * 1_000_000 + rng.randrange(10) * 100_000
        facts = f"{firm}, an undertaking, {act} (Article {article} GDPR) in {year}. Its total worldwide annual turnover in {year - 1} was {_eur(turnover)}"
        ledger.take(
            "turnover",
            turnover,
            f"in {year - 1} was {_eur(turnover)}",
            "EUR",
            role="turnover of the preceding year",
        )
        if difficulty == 3:
            facts += f"; in {year - 2} it had been {_eur(turnover - 17_300_000)}, and for {year} it is expected to be {_eur(turnover + 23_600_000)}"
            steps.append(f"The preceding financial year is {year - 1}, with a turnover of {_eur(turnover)}.")
        facts += "."
    word = f"{percent} % of the total"
    ledger.take("percent", percent, f"up to {word}", "%", role="percentage")
    part = ledger.step("part", "turnover * percent / 100")
    result = ledger.step("answer", f"max(part, {fixed})")
    steps.append(
        f"Article {article} falls under Article 83({tier}): up to {_eur(fixed)} or {percent}% of turnover, whichever is higher."
        if difficulty < 5
        else f"The limit is {_eur(fixed)} or {percent}% of turnover, whichever is higher."
    )
    steps.append(
        f"{percent}% × {_eur(turnover)} = {_eur(part)}, which is {'above' if part > fixed else 'below' if part < fixed else 'equal to'} {_eur(fixed)}."
    )
    second = (
        Fraction(fixed)
        if Fraction(turnover) < Fraction(fixed * 100, percent)
        else Fraction(turnover, 100 // percent)
    )
    shown = _eur(result)
    steps.append(
        rng.choice(
            (
                f"The upper limit of the fine is {shown}.",
                f"Answer: {shown}",
                f"The fine is capped at {shown}.",
            )
        )
    )
    ask = rng.choice(
        ("What is the upper limit of the fine?", "Up to what amount may the supervisory authority fine it?")
    )
    return a.row(rng, a.lay_out(rng, facts, ask, rules), steps, ledger, shown, second, currency="EUR")


def _eur(value: Fraction | int) -> str:
    return f"EUR {a.number(value)}"
