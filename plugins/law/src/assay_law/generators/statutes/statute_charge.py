"""How much is due under an invented statute: who owes, a rate by size, a reduction and a cap in other sections."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, agree, generator
from assay_law.generators import _amounts as a
from assay_law.generators import _rules as r
from assay_law.generators.statutes import _synthetic as s


@generator("law.statute_charge", verifiers=r.VERIFIERS)
def statute_charge(rng: random.Random, difficulty: int) -> Draft:
    """The sum due under an invented act whose sections refer to each other, or nothing.

    1: a flat sum and a rate. 2: an exemption. 3: a section that applies notwithstanding it, and a reduction. 4: terms by terms, and a cap. 5: all of these, and a supplement that is not capped.
    """
    owed = difficulty == 1 or rng.random() < 0.8
    for _ in range(4_000):
        act = s.drawn(rng, difficulty)
        of = s.thing(rng, act)
        if act.domain.act != "Groundwater Act" and act.due(of) == owed and act.holds("charge", of):
            break
    else:
        raise RuntimeError("no case was drawn")
    size = rng.choice(act.domain.numbers)
    spare = [
        each
        for each in act.domain.flags
        if all(c.of is not each for own in act.provisions.values() for c in own.conditions)
    ] or list(act.domain.flags)
    half = rng.choice(spare)
    flat, rate = rng.randrange(40, 200, 10), rng.randrange(2, 20)
    free = size.low + size.step * ((size.high - size.low) // size.step // 4)
    top = flat + rate * (size.high - free) // 2 // 10 * 10
    extra = rng.randrange(15, 90, 5)
    what = act.domain.charge.split(" is ")[0].split(" are ")[0].removeprefix("the ")
    the = f"the {what}" if not what.endswith("dues") else what
    be = "are" if what.endswith("dues") else "is"
    unit = size.told.format(n="{n}")
    last_number = max(own.number for own in act.provisions.values())
    sum_n, half_n, cap_n, add_n = (
        last_number + step
        for step in (rng.randint(1, 3), rng.randint(4, 5), rng.randint(6, 8), rng.randint(9, 10))
    )
    more = {
        sum_n: (
            "Amount",
            f"{the[0].upper()}{the[1:]} {be} ${flat}, and ${rate} more for each {_unit(size)} above {free}.",
        )
    }
    program = [
        act.program(),
        f"% § {sum_n}: {more[sum_n][1]}",
        f"over(M) :- {size.atom}(x, N), N > {free}, M = N - {free}.",
        f"over(0) :- {size.atom}(x, N), N <= {free}.",
        f"basic(B) :- over(M), B = {flat} + {rate} * M.",
    ]
    value = flat + rate * max(0, of[size.atom] - free)
    name = rng.choice(act.domain.names)
    shown = ("the " if act.domain.thing == "vessel" else "") + name
    steps = [each[0].upper() + each[1:] for each in act.steps(of, shown)]
    over = max(0, of[size.atom] - free)
    counting = [
        f"{shown[0].upper()}{shown[1:]} {unit.format(n=of[size.atom])}: ${flat} + {over} × ${rate} = {a.usd(value)} (§ {sum_n})."
        if over
        else f"{shown[0].upper()}{shown[1:]} {unit.format(n=of[size.atom])}, which is not above {free}, so it is ${flat} (§ {sum_n})."
    ]
    if difficulty >= 3:
        more[half_n] = (
            "Reduction",
            f"The amount under § {sum_n} is reduced by 25 percent for {_an(act.domain.thing)} that {half.yes}.",
        )
        program += [
            f"% § {half_n}: {more[half_n][1]}",
            f"reduced(C) :- basic(B), {half.atom}(x), C = B * 75.",
            f"reduced(C) :- basic(B), not {half.atom}(x), C = B * 100.",
        ]
        value_cents = value * (75 if of[half.atom] else 100)
        counting.append(
            f"It {half.yes}, so 25 percent come off: {a.usd(Fraction(value_cents, 100))} (§ {half_n})."
            if of[half.atom]
            else f"It {half.no}, so § {half_n} reduces nothing."
        )
    else:
        value_cents = value * 100
        program.append("reduced(C) :- basic(B), C = B * 100.")
    if difficulty >= 4:
        more[cap_n] = (
            "Maximum",
            f"Notwithstanding § {sum_n} and § {half_n}, no more than {a.usd(top)} is due under those sections.",
        )
        program += [
            f"% § {cap_n}: {more[cap_n][1]}",
            f"capped(C) :- reduced(C), C <= {top * 100}.",
            f"capped({top * 100}) :- reduced(C), C > {top * 100}.",
        ]
        counting.append(
            f"That is above the maximum, so {a.usd(top)} is due (§ {cap_n})."
            if value_cents > top * 100
            else f"That does not exceed the maximum of {a.usd(top)} (§ {cap_n})."
        )
        value_cents = min(value_cents, top * 100)
    else:
        program.append("capped(C) :- reduced(C).")
    if difficulty >= 5:
        other = rng.choice([each for each in act.domain.flags if each is not half])
        more[add_n] = (
            "Supplement",
            f"In addition, and without regard to § {cap_n}, ${extra} is due for {_an(act.domain.thing)} that {other.yes}.",
        )
        program += [
            f"% § {add_n}: {more[add_n][1]}",
            f"whole(C) :- capped(D), {other.atom}(x), C = D + {extra * 100}.",
            f"whole(C) :- capped(C), not {other.atom}(x).",
        ]
        counting.append(
            f"It {other.yes}, so {a.usd(extra)} is added: {a.usd(Fraction(value_cents + extra * 100, 100))} (§ {add_n})."
            if of[other.atom]
            else f"It {other.no}, so there is no supplement (§ {add_n})."
        )
        value_cents += extra * 100 * of[other.atom]
    else:
        program.append("whole(C) :- capped(C).")
    program += ["sum(C) :- due(x), whole(C).", "sum(0) :- not due(x)."]
    if act.due(of):
        steps += counting
    else:
        value_cents = 0
        steps.append(f"So nothing is due for {shown}.")
    answer = a.usd(Fraction(value_cents, 100))
    ask = rng.choice(
        (
            f"How much is due for {shown}?",
            f"What do {the} come to for {shown}?" if be == "are" else f"How much is {the} for {shown}?",
        )
    )
    prompt = r.lay_out(rng, s.told(rng, act, of, name), ask, act.layout(rng, more=more))
    ends = (f"{{shown}} is due for {shown}.", "Answer: {shown}", "The sum due is {shown}.")
    agree(value_cents > 0, act.due(of), what="whether something is due")
    return r.number(
        rng,
        prompt,
        steps,
        "\n".join(program),
        s.facts(act, of),
        "sum(C)",
        value_cents,
        answer,
        ends,
        unit="USD",
        per=100,
    )


def _an(thing: str) -> str:
    return f"{'an' if thing[0] in 'aeiou' else 'a'} {thing}"


_UNITS = {
    "length": "meter of length", "stay": "day in port", "age": "year of age", "rooms": "room", "nights": "night of letting in the year", "seats": "seat of the dining room",
    "depth": "meter of depth", "volume": "cubic meter a day", "hectares": "hectare", "area": "square meter", "days": "day of trading in the year", "staff": "person employed",
}  # fmt: skip


def _unit(size: s.Number) -> str:
    return _UNITS[size.atom]
