"""Simple and compound interest."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft
from assay_math.generators._levels import again, problems
from assay_math.generators._words import count, decimal, dollars, fixed, people, power
from assay_math.generators._write import worked

_GOALS = (
    "invests {money} at {rate}\\% simple interest per year",
    "puts {money} into a savings account that pays {rate}\\% simple interest a year",
    "lends a friend {money} at {rate}\\% simple annual interest",
    "buys a bond for {money} that pays {rate}\\% simple interest every year",
)
_TERMS = {
    1: ("annually", "year"),
    2: ("half-yearly", "half-year"),
    4: ("quarterly", "quarter"),
    12: ("monthly", "month"),
}


@problems("math.simple_interest", version=2, levels=(1, 2, 3, 3, 3))
def simple_interest(rng: random.Random, difficulty: int) -> Draft:
    """Interest that is not compounded.

    Step 1: the interest after whole years. 2: the balance. 3: a number of
    months. 4: the rate, the time or the sum invested. 5: two accounts compared.
    """
    if difficulty == 5:
        return _two_accounts(rng)
    person = people(rng, 1)[0]
    rate = Fraction(rng.randint(2, 12)) if difficulty == 1 else Fraction(rng.randint(3, 36), 4)
    sum_ = rng.randint(2, 60) * 100 if difficulty == 1 else rng.randint(10, 900) * 20
    years = rng.randint(2, 6) if difficulty == 1 else rng.randint(2, 15)
    opening = f"{person} {rng.choice(_GOALS)}.".format(money=dollars(100 * sum_), rate=decimal(rate))
    if difficulty == 3:
        return _months(rng, opening, sum_, rate, person.he)
    yearly = 100 * sum_ * rate / 100  # cents
    one = f"One year brings ${decimal(rate / 100)} \\cdot {dollars(100 * sum_)} = {dollars(yearly)}$."
    total = yearly * years
    if difficulty == 4:
        return _unknown(rng, str(person), sum_, rate, years)
    steps = [one, f"In {years} years that is ${years} \\cdot {dollars(yearly)} = {dollars(total)}$."]
    if difficulty == 1:
        asked = rng.choice(
            (
                f"How much interest is earned in {years} years?",
                f"What is the interest after {years} years?",
                f"Find the total interest over {years} years.",
            )
        )
        return worked(rng, f"{opening} {asked}", steps, dollars(total))
    balance = 100 * sum_ + total
    steps.append(f"With the starting sum: ${dollars(100 * sum_)} + {dollars(total)} = {dollars(balance)}$.")
    asked = rng.choice(
        (
            f"What is it worth, interest included, after {years} years?",
            f"How much money does {person.he} get back in total after {years} years?",
            f"Find the sum of capital and interest after {years} years.",
        )
    )
    return worked(rng, f"{opening} {asked}", steps, dollars(balance))


def _months(rng: random.Random, opening: str, sum_: int, rate: Fraction, he: str) -> Draft:
    while True:
        months = rng.randint(1, 35)
        total = 100 * sum_ * rate / 100 * Fraction(months, 12)
        if months % 12 and total.denominator == 1:
            break
        sum_ += 20
        opening = opening.replace(dollars(100 * (sum_ - 20)), dollars(100 * sum_))
    yearly = sum_ * rate
    asked = rng.choice(
        (
            f"How much interest is earned in {count(months, 'month')}?",
            f"What interest does {he} receive for {count(months, 'month')}?",
            f"Find the interest after {count(months, 'month')}.",
        )
    )
    steps = [
        f"One year brings ${decimal(rate / 100)} \\cdot {dollars(100 * sum_)} = {dollars(yearly)}$.",
        f"{count(months, 'month').capitalize()} {'is' if months == 1 else 'are'} $\\frac{{{months}}}{{12}}$ of a year: "
        f"${dollars(yearly)} \\cdot \\frac{{{months}}}{{12}} = {dollars(total)}$.",
    ]
    return worked(rng, f"{opening} {asked}", steps, dollars(total))


def _unknown(rng: random.Random, person: str, sum_: int, rate: Fraction, years: int) -> Draft:
    interest = sum_ * rate * years  # cents
    money, earned = dollars(100 * sum_), dollars(interest)
    kind = rng.choice(("rate", "time", "sum"))
    if kind == "rate":
        yearly = interest / years
        prompt = rng.choice(
            (
                f"{person} invests {money} at simple interest and earns {earned} in {years} years. "
                "What is the annual interest rate?",
                f"At which yearly rate of simple interest does {money} bring {person} {earned} in {years} years?",
            )
        )
        steps = [
            f"Each year brings ${earned} \\div {years} = {dollars(yearly)}$.",
            f"Compared with the sum invested: $\\frac{{{decimal(yearly / 100)}}}{{{sum_}}} = {decimal(rate / 100)} "
            f"= {decimal(rate)}\\%$.",
        ]
        return worked(rng, prompt, steps, f"{decimal(rate)}\\%")
    yearly = sum_ * rate
    if kind == "time":
        prompt = rng.choice(
            (
                f"{person} invests {money} at {decimal(rate)}\\% simple interest per year. "
                f"After how many years is the interest {earned}?",
                f"For how many years must {person} leave {money} in an account with {decimal(rate)}\\% simple interest "
                f"a year to earn {earned}?",
            )
        )
        steps = [
            f"One year brings ${decimal(rate / 100)} \\cdot {money} = {dollars(yearly)}$.",
            f"The number of years is ${decimal(interest / 100)} \\div {decimal(yearly / 100)} = {years}$.",
        ]
        return worked(rng, prompt, steps, str(years))
    prompt = rng.choice(
        (
            f"{person} earns {earned} in {years} years at {decimal(rate)}\\% simple interest per year. "
            "How much was invested?",
            f"How much must {person} invest at {decimal(rate)}\\% simple interest a year to earn {earned} in {years} years?",
        )
    )
    steps = [
        f"Over {years} years the interest is ${years} \\cdot {decimal(rate)} = {decimal(rate * years)}$ percent of the sum.",
        f"So the sum is ${earned} \\div {decimal(rate * years / 100)} = {money}$.",
    ]
    return worked(rng, prompt, steps, money)


def _two_accounts(rng: random.Random) -> Draft:
    person = people(rng, 1)[0]
    total = rng.randint(10, 200) * 100
    first = rng.randint(2, total // 100 - 2) * 100
    second = total - first
    p, q = (Fraction(n, 4) for n in rng.sample(range(3, 37), 2))
    years = rng.randint(2, 9)
    a, b = first * p, second * q  # cents in a year
    if a == b:
        return _two_accounts(rng)
    asked, steps = rng.choice(("sum", "difference")), []
    prompt = (
        f"{person} has {dollars(100 * total)}. {person.he.capitalize()} puts {dollars(100 * first)} into an account with "
        f"{decimal(p)}\\% simple interest per year and the rest into one with {decimal(q)}\\% simple interest per year. "
    )
    prompt += rng.choice(
        (
            f"How much interest do both together earn in {years} years?",
            f"Find the total interest after {years} years.",
        )
        if asked == "sum"
        else (
            f"By how much do the interests of the two accounts differ after {years} years?",
            f"How much more interest does one account earn than the other in {years} years?",
        )
    )
    steps.append(f"The rest is ${dollars(100 * total)} - {dollars(100 * first)} = {dollars(100 * second)}$.")
    steps.append(
        f"The first account earns ${decimal(p / 100)} \\cdot {dollars(100 * first)} = {dollars(a)}$ a year."
    )
    steps.append(
        f"The second account earns ${decimal(q / 100)} \\cdot {dollars(100 * second)} = {dollars(b)}$ a year."
    )
    if asked == "sum":
        yearly = a + b
        steps.append(f"Together they earn ${dollars(a)} + {dollars(b)} = {dollars(yearly)}$ a year.")
    else:
        yearly = abs(a - b)
        steps.append(
            f"The difference is ${dollars(max(a, b))} - {dollars(min(a, b))} = {dollars(yearly)}$ a year."
        )
    steps.append(f"In {years} years: ${years} \\cdot {dollars(yearly)} = {dollars(years * yearly)}$.")
    return worked(rng, prompt, steps, dollars(years * yearly))


@problems("math.compound_interest", version=3, levels=(1, 2, 3, 4, 4))
def compound_interest(rng: random.Random, difficulty: int) -> Draft:
    """Interest on interest; money is rounded to cents at the end.

    Step 1: two years. 2: three to five years. 3: compounded several times a year. 4: the
    interest alone, against simple interest. 5: the number of years until a sum is reached.
    """
    person = people(rng, 1)[0]
    if difficulty == 1:
        rate, sum_, times, years = (
            Fraction(rng.choice((2, 3, 4, 5, 6, 8, 10))),
            rng.randint(1, 90) * 100,
            1,
            2,
        )
    else:
        rate, sum_ = Fraction(rng.randint(2, 20), 2), rng.randint(10, 400) * 50
        times = rng.choice((2, 4, 12)) if difficulty == 3 else 1
        years = rng.randint(3, 6) if times == 1 else rng.randint(1, 4)
    if difficulty == 5:
        return _years_until(rng, str(person), sum_, rate)
    periods = times * years
    factor = 1 + rate / 100 / times
    if factor.denominator not in (5**k * 2**j for k in range(6) for j in range(8)):
        return again(compound_interest)(rng, difficulty)
    value = sum_ * factor**periods * 100
    how, one = _TERMS[times]
    money = dollars(100 * sum_)
    prompt = rng.choice(
        (
            f"{person} invests {money} at {decimal(rate)}\\% interest per year, compounded {how}.",
            f"A bank pays {decimal(rate)}\\% a year, compounded {how}. {person} deposits {money}.",
            f"{person} puts {money} into an account with {decimal(rate)}\\% annual interest, compounded {how}.",
            f"{money} earns {decimal(rate)}\\% interest a year for {person}; the interest is compounded {how}.",
        )
    )
    base = f"1 + {decimal(rate / 100)}" if times == 1 else f"1 + \\frac{{{decimal(rate / 100)}}}{{{times}}}"
    steps = [f"Each {one} multiplies the balance by ${base} = {decimal(factor)}$."]
    if times > 1:
        steps.append(
            f"In {count(years, 'year')} there are ${years} \\cdot {times} = {periods}$ such periods."
        )
    balance = _cents(value)
    sign = "=" if value.denominator == 1 else "\\approx"
    shown = dollars(balance) if value.denominator == 1 else f"\\${fixed(value / 100, 2)}"
    steps.append(
        f"The balance at the end: ${money} \\cdot {power(decimal(factor), periods)} {sign} {shown}$."
    )
    after = f"after {count(years, 'year')}"
    cents = "" if difficulty == 1 and sign == "=" else " Round to the nearest cent."
    if difficulty < 4:
        asked = rng.choice((f"What is the balance {after}?", f"How much money is in the account {after}?"))
        return worked(rng, f"{prompt} {asked}{cents}", steps, shown)
    simple = sum_ * rate * years  # cents
    gain = balance - 100 * sum_
    if rng.random() < 0.5:
        asked = f"How much interest has been earned {after}?"
        steps.append(f"Take off what was paid in: ${shown} - {money} = {_exact(gain)}$.")
        return worked(rng, f"{prompt} {asked}{cents}", steps, _exact(gain))
    asked = f"How much more is that {after} than with simple interest at the same rate?"
    flat = 100 * sum_ + simple
    steps.append(
        f"With simple interest the interest is ${money} \\cdot {decimal(rate / 100)} \\cdot {years} = {dollars(simple)}$, "
        f"and the balance ${money} + {dollars(simple)} = {dollars(flat)}$."
    )
    more = balance - flat
    steps.append(f"The difference is ${shown} - {dollars(flat)} = {_exact(Fraction(more))}$.")
    return worked(rng, f"{prompt} {asked}{cents}", steps, _exact(Fraction(more)))


def _cents(value: Fraction) -> int:
    return int(value + Fraction(1, 2))


def _exact(cents: int | Fraction) -> str:
    """Money with its cents always shown, as rounded sums are."""
    return f"\\${fixed(Fraction(cents) / 100, 2)}"


def _years_until(rng: random.Random, person: str, sum_: int, rate: Fraction) -> Draft:
    factor = 1 + rate / 100
    years = rng.randint(3, 12)
    low, high = sum_ * factor ** (years - 1), sum_ * factor**years
    goal = (int(low) // 10 + 1) * 10
    if not low < goal <= high - 1:
        return _years_until(rng, person, sum_ + 50, rate + Fraction(1, 2))
    money = dollars(100 * sum_)
    prompt = rng.choice(
        (
            f"{person} invests {money} at {decimal(rate)}\\% interest, compounded annually. "
            f"After how many full years does the balance first exceed {dollars(100 * goal)}?",
            f"An account pays {decimal(rate)}\\% a year, compounded annually. {person} deposits {money}. How many whole years "
            f"does it take until there is more than {dollars(100 * goal)}?",
            f"{person} saves for something that costs a little more than {dollars(100 * goal)}, and puts {money} into an "
            f"account with {decimal(rate)}\\% yearly compound interest. After how many complete years is the balance above "
            f"{dollars(100 * goal)}?",
            f"With {decimal(rate)}\\% interest compounded once a year, {person}'s {money} grows. "
            f"What is the least number of whole years after which it is more than {dollars(100 * goal)}?",
        )
    )
    steps = [f"Each year multiplies the balance by $1 + {decimal(rate / 100)} = {decimal(factor)}$."]
    for n in (years - 1, years):
        value = sum_ * factor**n
        sign = ">" if n == years else "<"
        steps.append(
            f"After {count(n, 'year')}: ${money} \\cdot {power(decimal(factor), n)} \\approx {_exact(_cents(100 * value))}$, "
            f"and ${_exact(_cents(100 * value))} {sign} {dollars(100 * goal)}$."
        )
    return worked(rng, prompt, steps, str(years))
