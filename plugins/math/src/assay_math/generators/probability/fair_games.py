"""Games of chance: expected winnings and fair stakes."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, agree
from assay_math.generators._levels import problems
from assay_math.generators._tell import redrawn, tell
from assay_math.generators._words import people
from assay_math.generators._write import num, worked

_PLACES = ("at a fair", "at a school fete", "at a street festival", "at a birthday party", "at a charity evening", "in an arcade", "at a village fete")  # fmt: skip
_ASKED = (
    "What is the expected profit of the player per game, in dollars? A loss counts as negative. Give the exact value.",
    "Find the expected profit of one game for the player, exactly and in dollars; a loss is negative.",
    "How many dollars, exactly, does the player win on average per game, the stake being taken off? Write a loss as a negative number.",
    "Calculate the player's exact expected profit per game in dollars (negative for a loss).",
)


@problems("math.fair_game", version=3, levels=(3, 5, 2, 2, 4))
def fair_game(rng: random.Random, difficulty: int) -> Draft:
    """Find what a game of chance is worth.

    Step 1: one prize and a stake. 2: two prizes. 3: the prize that makes a game fair. 4: a raffle with
    several prizes, as the organiser sees it. 5: a die that may be thrown again, with the best strategy.
    """
    make = (_wheel, _two_prizes, _fair, _raffle, _again)[difficulty - 1]
    return make(rng)


@redrawn
def _wheel(rng: random.Random) -> Draft | None:
    n, win, prize, stake = rng.randint(4, 40), rng.randint(1, 12), rng.randint(2, 60), rng.randint(1, 5)
    if win * 3 > n or not 0.3 * stake < win * prize / n < 1.5 * stake or prize <= stake:
        return None
    mean = Fraction(win * prize, n)
    value = mean - stake
    agree(value, Fraction(win * (prize - stake) - (n - win) * stake, n), what="the expected profit")
    prompt = tell(
        rng,
        (
            "{Place} a wheel has ${n}$ equal sectors, and ${w}$ of them win ${p}$ dollars. One turn costs ${s}$ {d}.",
            "A box {place} holds ${n}$ balls, ${w}$ of them golden. A player pays ${s}$ {d}, draws one ball and gets ${p}$ dollars for a golden one, "
            "otherwise nothing.",
            "{Place} a player pays ${s}$ {d} to pick one of ${n}$ closed boxes. In each of ${w}$ boxes there are ${p}$ dollars, and the others are "
            "empty.",
            "For ${s}$ {d} a player {place} draws one of ${n}$ cards. There are ${w}$ cards that win ${p}$ dollars; the rest win nothing.",
        ),
        _ASKED,
        n=n, w=win, p=prize, s=stake, d="dollar" if stake == 1 else "dollars", **_place(rng),
    ).replace("each of $1$ boxes", "just $1$ of the boxes").replace("There are $1$ cards that win", "Just $1$ card wins").replace("and $1$ of them win ", "and $1$ of them wins ")  # fmt: skip
    steps = [
        f"On average the game pays $\\frac{{{win}}}{{{n}}} \\cdot {prize} = {num(mean)}$ dollars.",
        f"The stake is taken off: ${num(mean)} - {stake} = {num(value)}$.",
    ]
    return worked(rng, prompt, steps, num(value))


def _place(rng: random.Random) -> dict[str, str]:
    place = rng.choice(_PLACES)
    return {"place": place, "Place": place[0].upper() + place[1:]}


@redrawn
def _two_prizes(rng: random.Random) -> Draft | None:
    n = rng.randint(10, 60)
    many, few = rng.randint(2, 12), rng.randint(1, 4)
    small, big, stake = rng.randint(1, 10), rng.randint(5, 80), rng.randint(1, 6)
    mean = Fraction(many * small + few * big, n)
    if few >= many or small * 2 >= big or (many + few) * 2 > n or not 0.3 * stake < mean < 1.6 * stake:
        return None
    value = mean - stake
    agree(
        value,
        Fraction(many * (small - stake) + few * (big - stake) - (n - many - few) * stake, n),
        what="the expected profit",
    )
    prompt = tell(
        rng,
        (
            "{Place} a wheel has ${n}$ equal sectors: ${m}$ of them pay ${a}$ {e}, ${f}$ {pay} ${b}$ dollars and the rest nothing. One turn costs "
            "${s}$ {d}.",
            "A drum {place} holds ${n}$ tickets. There is a prize of ${a}$ {e} on ${m}$ of them and one of ${b}$ dollars on ${f}$; the others are "
            "blanks. A ticket costs ${s}$ {d}.",
            "A player {place} pays ${s}$ {d} and draws one of ${n}$ balls. There are ${m}$ blue balls, worth ${a}$ {e} each, and ${f}$ red, worth "
            "${b}$ dollars each; a white ball wins nothing, and no other colours occur.",
        ),
        _ASKED,
        n=n, m=many, f=few, a=small, b=big, s=stake, d="dollar" if stake == 1 else "dollars", e="dollar" if small == 1 else "dollars",
        pay="pays" if few == 1 else "pay", **_place(rng),
    )  # fmt: skip
    first, second = Fraction(many * small, n), Fraction(few * big, n)
    steps = [
        f"The small prize is worth $\\frac{{{many}}}{{{n}}} \\cdot {small} = {num(first)}$ dollars on average.",
        f"The big prize is worth $\\frac{{{few}}}{{{n}}} \\cdot {big} = {num(second)}$ dollars.",
        f"Both less the stake: ${num(first)} + {num(second)} - {stake} = {num(value)}$.",
    ]
    return worked(rng, prompt, steps, num(value))


@redrawn
def _fair(rng: random.Random) -> Draft | None:
    total, hits, what = rng.choice(_EVENTS)
    stake, other = rng.randint(1, 12), rng.randint(0, 6)
    chance = Fraction(hits, total)
    # chance * prize + (1 - chance) * other = stake
    prize = (stake - (1 - chance) * other) / chance
    if other >= stake or prize.denominator > 1 or prize <= stake or prize > 200:
        return None
    agree(Fraction(stake), chance * prize + (1 - chance) * other, what="the fair stake")
    consolation = (
        f"otherwise ${other}$ {'dollar' if other == 1 else 'dollars'}" if other else "otherwise nothing"
    )
    prompt = tell(
        rng,
        (
            "{Place} a player pays ${s}$ {d}. If {what}, the player gets a prize, {c}.",
            "A game {place} costs ${s}$ {d}. It pays a prize if {what}, {c}.",
            "{x} runs a game {place}. Players pay ${s}$ {d} and receive a prize if {what}, {c}.",
            "{x} offers {y} a game {place}: {y} pays ${s}$ {d} and gets a prize if {what}, {c}.",
        ),
        (
            "Which prize, in dollars, makes the game fair?",
            "For what prize in dollars is the game fair?",
            "Find the prize, in dollars, for which nobody has an advantage in the long run.",
            "How many dollars must the prize be so that the expected profit is $0$?",
        ),
        s=stake, d="dollar" if stake == 1 else "dollars", what=what, c=consolation, **dict(zip("xy", (p.name for p in people(rng, 2)), strict=True)),
        **_place(rng),
    )  # fmt: skip
    steps = []
    left = Fraction(stake)
    if other:
        part = (1 - chance) * other
        left = stake - part
        steps += [
            f"The chance of the prize is $\\frac{{{hits}}}{{{total}}}$, so the other case happens with $1 - \\frac{{{hits}}}{{{total}}} = "
            f"{num(1 - chance)}$ and pays ${num(1 - chance)} \\cdot {other} = {num(part)}$ on average.",
            f"The prize must bring in the rest of the stake on average: ${stake} - {num(part)} = {num(left)}$.",
        ]
    turned = f"\\frac{{{total}}}{{{hits}}}" if hits > 1 else str(total)
    steps.append(
        f"The prize is paid in {hits} of {total} equally likely cases, so it is ${num(left)} \\cdot {turned} = {num(prize)}$."
    )
    return worked(rng, prompt, steps, num(prize))


_EVENTS = (
    (36, 6, "two dice show the same number"), (36, 5, "the sum of two dice is $8$"), (36, 1, "two dice both show a six"), (36, 11, "at least one of two dice shows a six"),
    (36, 15, "the first of two dice shows more than the second"), (8, 1, "three coins all show heads"), (8, 3, "exactly two of three coins show heads"),
    (16, 6, "exactly two of four coins show heads"), (52, 4, "a card from a full pack of $52$ is an ace"), (52, 12, "a card from a full pack of $52$ is a king, queen or jack"),
    (6, 2, "a die shows more than $4$"), (36, 6, "the sum of two dice is $7$"), (12, 5, "a die with $12$ faces shows a prime number"), (20, 4, "a die with $20$ faces shows a multiple of $5$"),
    (36, 3, "the sum of two dice is at least $11$"), (10, 3, "a random digit from $0$ to $9$ is divisible by $4$"), (32, 10, "exactly two of five coins show heads"), (4, 3, "at least one of two coins shows heads"),
)  # fmt: skip
"""All cases, the cases that count, and what happens in them."""


@redrawn
def _raffle(rng: random.Random) -> Draft | None:
    tickets, price = rng.choice((100, 150, 200, 250, 300, 400, 500, 600, 800, 1000)), rng.randint(1, 5)
    counts = sorted(rng.sample(range(1, 30), 3))
    prizes = sorted(rng.sample(range(5, 300, 5), 3), reverse=True)
    paid = sum(c * p for c, p in zip(counts, prizes, strict=True))
    income = tickets * price
    per_ticket = Fraction(income - paid, tickets)
    if not income * 0.3 < paid < income * 0.9 or counts[0] > 3:
        return None
    cause = rng.choice(
        (
            "a new roof",
            "a school trip",
            "the fire brigade",
            "an animal shelter",
            "a playground",
            "the sports club",
            "a hospice",
        )
    )
    agree(
        per_ticket,
        price - sum((Fraction(c * p, tickets) for c, p in zip(counts, prizes, strict=True)), Fraction(0)),
        what="the profit",
    )
    total = rng.random() < 0.3
    prompt = tell(
        rng,
        (
            "A raffle for {cause} sells ${n}$ tickets at ${s}$ {d} each. The prizes are {list}.",
            "To pay for {cause}, all of ${n}$ raffle tickets are sold for ${s}$ {d} each. There are {list}.",
            "In a raffle for {cause} each of the ${n}$ tickets costs ${s}$ {d}, and all are sold. It pays {list}.",
        ),
        (
            "How many dollars are left for the cause in all?",
            "Find the amount, in dollars, that remains when the prizes are paid.",
            "What does the raffle bring in after the prizes, in dollars?",
        )
        if total
        else (
            "How many dollars of each ticket remain for the cause on average? Give the exact value.",
            "What does a buyer lose per ticket on average, in dollars, exactly?",
            "Find the exact expected loss of a buyer per ticket, in dollars.",
            "Calculate exactly, in dollars, how much the price of a ticket exceeds its expected prize.",
        ),
        cause=cause, n=tickets, s=price, d="dollar" if price == 1 else "dollars",
        list=", ".join(
            f"${c}$ {'prize' if c == 1 else 'prizes'} of ${p}$ dollars" for c, p in list(zip(counts, prizes, strict=True))[:2]
        ) + f" and ${counts[2]}$ prizes of ${prizes[2]}$ dollars",
    )  # fmt: skip
    products = " + ".join(f"{c} \\cdot {p}" for c, p in zip(counts, prizes, strict=True))
    steps = [
        f"The prizes cost ${products} = {paid}$ dollars.",
        f"The tickets bring in ${tickets} \\cdot {price} = {income}$ dollars.",
        f"What remains is ${income} - {paid} = {income - paid}$ dollars.",
    ]
    if total:
        return worked(rng, prompt, steps, str(income - paid))
    if per_ticket.denominator == tickets:
        return None
    steps.append(f"Per ticket that is $\\frac{{{income - paid}}}{{{tickets}}} = {num(per_ticket)}$ dollars.")
    return worked(rng, prompt, steps, num(per_ticket))


@redrawn
def _again(rng: random.Random) -> Draft | None:
    faces = rng.choice((4, 6, 8, 10, 12, 20))
    unit = rng.choice((1, 1, 2, 3, 5, 10))
    extra = rng.choice((1, 1, 2))
    fee = rng.choice((0, 0, 1)) * unit if extra == 1 else 0
    name = people(rng, 1)[0].name
    value = Fraction(faces + 1, 2)  # of one throw, in units
    steps = [f"A single throw is worth $\\frac{{1 + {faces}}}{{2}} = {num(value)}$ points on average."]
    worth = value
    for left in range(1, extra + 1):
        after = worth - Fraction(fee, unit)
        keep = [k for k in range(1, faces + 1) if k > after]
        if any(k == after for k in range(1, faces + 1)) or not keep or len(keep) == faces:
            return None
        least = keep[0]
        total = sum(keep)
        new = Fraction(faces - len(keep), faces) * after + Fraction(total, faces)
        # each face taken at the better of its two values
        agree(
            new,
            sum((max(Fraction(k), after) for k in range(1, faces + 1)), Fraction(0)) / faces,
            what="the best strategy",
        )
        if fee:
            steps.append(
                f"Throwing again costs a point, which leaves ${num(worth)} - 1 = {num(after)}$ for it."
            )
        mean = Fraction(total, len(keep))
        steps.append(
            f"With {'one more throw' if left == 1 else 'two more throws'} allowed, keep ${least}$ or more, for ${least} > {num(after)}$. The faces that are kept "
            f"have the mean $\\frac{{{least} + {faces}}}{{2}} = {num(mean)}$."
        )
        steps.append(
            f"So the game is worth $\\frac{{{len(keep)}}}{{{faces}}} \\cdot {num(mean)} + \\frac{{{faces - len(keep)}}}{{{faces}}} \\cdot "
            f"{num(after)} = {num(new)}$ points."
        )
        worth = new
    answer = worth * unit
    if unit > 1:
        steps.append(f"In dollars: ${num(worth)} \\cdot {unit} = {num(answer)}$.")
    may = "may throw once more" if extra == 1 else "may throw again up to two times"
    cost = f" Throwing again costs ${unit}$ {'dollar' if unit == 1 else 'dollars'}." if fee else ""
    pay = f"${unit}$ {'dollar' if unit == 1 else 'dollars'} for each point"
    prompt = tell(
        rng,
        (
            "{Place} {x} throws a die with ${f}$ faces, numbered from $1$, and {may}; only the last throw counts. It pays {pay}.{cost}",
            "A game {place} uses a fair die with the numbers $1$ to ${f}$. {x} throws it, {may}, and gets {pay} of the last throw.{cost}",
            "{x} rolls a fair die numbered $1$ to ${f}$ {place}. After seeing the number, {x} {may}, and the last number counts: {pay}.{cost}",
        ),
        (
            "How many dollars is this worth on average, exactly, with the best strategy?",
            "Find the exact expected payment in dollars, less any costs, if {x} plays as well as possible.",
            "With best play, what is the exact expected gain in dollars?",
            "Calculate exactly how many dollars {x} gets on average with the best strategy, costs taken off.",
        ),
        f=faces, x=name, may=may, pay=pay, cost=cost, **_place(rng),
    )  # fmt: skip
    return worked(rng, prompt, steps, num(answer))
