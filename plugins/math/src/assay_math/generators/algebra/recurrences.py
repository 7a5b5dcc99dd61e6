"""Linear recurrences with constant coefficients: closed forms, steady states and late terms."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, agree
from assay_math.generators._forms import combine
from assay_math.generators._levels import problems
from assay_math.generators._tell import redrawn, tell
from assay_math.generators._write import num, paren, poly, worked


@problems("math.linear_recurrence", version=2)
def linear_recurrence(rng: random.Random, difficulty: int) -> Draft:
    """Find a term of a recurrence by its closed form.

    Difficulty 1: the value that a process tends to. 2: first order, a term. 3: second order, two
    positive roots. 4: roots of either sign. 5: a double root.
    """
    if difficulty == 1:
        return _steady(rng)
    if difficulty == 2:
        return _first(rng)
    return _second(rng, difficulty)


@redrawn
def _steady(rng: random.Random) -> Draft | None:
    percent = rng.choice((10, 20, 25, 30, 40, 50, 60, 75, 80))
    added = rng.choice(
        (
            4,
            5,
            6,
            8,
            10,
            12,
            15,
            18,
            20,
            24,
            25,
            30,
            40,
            50,
            60,
            75,
            80,
            90,
            100,
            120,
            150,
            180,
            200,
            240,
            250,
            300,
            400,
        )
    )
    value = Fraction(added * 100, percent)
    if value.denominator > 1:
        return None
    level = float(value) * 0.2
    for _ in range(600):
        level = level * (1 - percent / 100) + added
    agree(level, float(value), rel=1e-9, what="the steady state")
    stories = (
        ("A patient takes {c} mg of a medicine every day. In a day the body breaks down {p} % of what it holds.", "Towards which amount, in mg, does the content right after taking the medicine tend?"),
        ("Each spring {c} trout are put into a lake; over the year {p} % of all trout in it die or are caught, and none are born.", "Towards which number does the count right after the spring stocking tend?"),
        ("A tank loses {p} % of its water every week, and at the end of each week {c} litres are filled in.", "Towards how many litres does the content right after filling tend?"),
        ("A club loses {p} % of its members each year and then takes in {c} new ones.", "Towards which number of members, counted after the new ones have joined, does the club tend?"),
        ("In a forest {p} % of the trees are felled every ten years, and {c} new ones are planted afterwards.", "Towards how many trees, counted after the planting, does the forest tend?"),
        ("Every month {p} % of the money in a fund is paid out, and then {c} dollars are paid in.", "Towards which amount, in dollars, does the fund tend, counted after the payment?"),
    )  # fmt: skip
    setting, question = rng.choice(stories)
    start = rng.choice(("", " This goes on for a very long time.", " Nothing else changes, and this is repeated without end.", " The process is repeated again and again.", " It continues in this way for years."))  # fmt: skip
    prompt = f"{setting.format(c=added, p=percent)}{start} {question}"
    keep = Fraction(100 - percent, 100)
    steps = [
        f"What remains each time is the share $1 - \\frac{{{percent}}}{{100}} = {num(keep)}$.",
        f"At the level that no longer changes, the loss equals what is added: {percent} % of it are {added}, so it is ${added} \\div \\frac{{{percent}}}{{100}} = {num(value)}$.",
        f"Check: $\\left({num(keep)}\\right) \\cdot {num(value)} + {added} = {num(value)}$. As the share that remains is less than 1, every start leads there.",
    ]
    return worked(rng, prompt, steps, num(value))


@redrawn
def _first(rng: random.Random) -> Draft | None:
    q, fixed, gap, n = (
        rng.choice((-3, -2, 2, 3, 4, 5)),
        rng.randint(-9, 9),
        rng.randint(1, 9) * rng.choice((1, -1)),
        rng.randint(5, 9),
    )
    c, start = fixed * (1 - q), fixed + gap
    if fixed == 0 or start == 0 or abs(q) ** n > 3000:
        return None
    value = start
    for _ in range(n):
        value = q * value + c
    agree(value, fixed + gap * q**n, what="the term")
    prompt = tell(
        rng,
        (
            "A sequence starts with $a_0 = {s}$ and goes on with $a_{{n+1}} = {r}$.",
            "For a sequence it is known that $a_0 = {s}$ and $a_{{n+1}} = {r}$ for all $n \\ge 0$.",
            "Let $a_0 = {s}$ and $a_{{n+1}} = {r}$.",
            "The first term of a sequence is $a_0 = {s}$; each further one follows from $a_{{n+1}} = {r}$.",
        ),
        (f"Find $a_{n}$ from a closed formula.", f"What is $a_{n}$?", f"Determine $a_{n}$.", f"Derive a formula for $a_n$ and compute $a_{n}$."),
        s=start, r=combine([(q, "a_n"), (c, "")]),
    )  # fmt: skip
    steps = [
        f"The value that stays as it is solves $x = {combine([(q, 'x'), (c, '')])}$; it is $\\frac{{{c}}}{{1 - {paren(q)}}} = {fixed}$.",
        f"The distance to it starts at ${start} - {paren(fixed)} = {gap}$ and is multiplied by ${q}$ at each step.",
        f"After {n} steps the term is ${fixed} {'+' if gap > 0 else '-'} {abs(gap)} \\cdot {paren(q)}^{n} = {value}$.",
    ]
    return worked(rng, prompt, steps, str(value))


@redrawn
def _second(rng: random.Random, difficulty: int) -> Draft | None:
    n = rng.randint(6, 10)
    if difficulty == 5:
        r = s = rng.choice((-3, -2, 2, 3, 4))
    else:
        r, s = sorted(rng.sample(range(1, 7) if difficulty == 3 else [k for k in range(-5, 6) if k], 2))
        if difficulty == 4 and r > 0:
            return None
    a, b = rng.randint(-5, 6), rng.choice((-4, -3, -2, -1, 1, 2, 3, 4, 5))
    if a == 0 or max(abs(r), abs(s)) ** n > 20_000 or r + s == 0:
        return None
    zero, one = (a, (a + b) * r) if difficulty == 5 else (a + b, a * r + b * s)
    p, q = r + s, -r * s
    terms = [zero, one]
    while len(terms) <= n:
        terms.append(p * terms[-1] + q * terms[-2])
    value = agree(terms[n], (a + b * n) * r**n if difficulty == 5 else a * r**n + b * s**n, what="the term")
    prompt = tell(
        rng,
        (
            "A sequence starts with $a_0 = {z}$ and $a_1 = {o}$, and $a_{{n+2}} = {r}$ for all $n \\ge 0$.",
            "Let $a_0 = {z}$, $a_1 = {o}$ and $a_{{n+2}} = {r}$.",
            "The first two terms of a sequence are $a_0 = {z}$ and $a_1 = {o}$; the others follow from $a_{{n+2}} = {r}$.",
            "For a sequence, $a_0 = {z}$, $a_1 = {o}$, and each later term is given by $a_{{n+2}} = {r}$.",
        ),
        ("Find $a_{{{m}}}$ from a closed formula.", "What is $a_{{{m}}}$?", "Determine $a_{{{m}}}$.", "Derive a formula for $a_n$ and compute $a_{{{m}}}$."),
        m=n, z=zero, o=one, r=combine([(p, "a_{n+1}"), (q, "a_n")]),
    )  # fmt: skip
    char = poly([1, -p, -q], "t")

    def factor(k: int) -> str:
        return poly([1, -k], "t")

    if difficulty == 5:
        steps = [
            f"The characteristic polynomial is ${char} = ({factor(r)})^2$, so the terms are the $n$-th powers of ${r}$ times a linear expression in $n$.",
            f"At 0 that expression is {zero}, at 1 it is ${one} \\div {paren(r)} = {a + b}$, so it grows by ${a + b} - {paren(a)} = {b}$ at each step.",
            f"At {n} it is ${a} {'+' if b > 0 else '-'} {abs(b)} \\cdot {n} = {a + b * n}$, and the term is ${a + b * n} \\cdot {paren(r)}^{{{n}}} = {value}$.",
        ]
    else:
        steps = [
            f"The characteristic polynomial is ${char} = ({factor(r)})({factor(s)})$, so each term is the sum of multiples of the $n$-th powers of ${r}$ and ${s}$.",
            f"The two multiples add up to {zero}. From ${one} - {paren(r)} \\cdot {paren(zero)} = {one - r * zero}$ the second one is "
            f"$\\frac{{{one - r * zero}}}{{{s} - {paren(r)}}} = {b}$, and the first one is ${zero} - {paren(b)} = {a}$.",
            f"So $a_{{{n}}}$ is ${a} \\cdot {paren(r)}^{{{n}}} {'+' if b > 0 else '-'} {abs(b)} \\cdot {paren(s)}^{{{n}}} = {value}$.",
        ]
    return worked(rng, prompt, steps, str(value))
