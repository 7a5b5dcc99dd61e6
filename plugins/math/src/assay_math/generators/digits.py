"""Digits: digit sums, missing digits, last digits of powers, reversed numbers."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_math.generators._words import people, power, times
from assay_math.generators._write import VERIFIERS, worked

_SUM = (
    "What is the sum of the digits of ${n}$?",
    "Find the digit sum of ${n}$.",
    "Add the digits of ${n}$. What is the result?",
    "Compute the sum of all digits of ${n}$.",
)
_LAST = (
    "What is the last digit of ${expression}$?",
    "Find the units digit of ${expression}$.",
    "Which digit does ${expression}$ end in?",
    "Determine the ones digit of ${expression}$.",
)
_LAST_TWO = (
    "What are the last two digits of ${expression}$? Give them as a number from $0$ to $99$.",
    "Find the number formed by the last two digits of ${expression}$.",
    "Find the remainder when ${expression}$ is divided by $100$.",
    "Which number do the last two digits of ${expression}$ form?",
)


@generator("math.digit_sum", verifiers=VERIFIERS, min_step_coverage=1.0)
def digit_sum(rng: random.Random, difficulty: int) -> Draft:
    """Digit sums and what they say about divisibility.

    Difficulty 1: the digit sum. 2: the repeated digit sum. 3: a missing digit that makes a number
    divisible by 9 or 3. 4: a missing digit for 11. 5: the digit sum of a power of ten less a number.
    """
    if difficulty == 1:
        n = rng.randint(1000, 999_999)
        steps = [f"The digits add up to ${_plus(n)} = {_sum(n)}$."]
        return worked(rng.choice(_SUM).format(n=n), steps, str(_sum(n)))
    if difficulty == 2:
        return _digital_root(rng)
    if difficulty == 5:
        return _near_power_of_ten(rng)
    return _missing_digit(rng, 11 if difficulty == 4 else rng.choice((3, 9, 9)))


def _sum(n: int) -> int:
    return sum(map(int, str(n)))


def _plus(n: int) -> str:
    return " + ".join(str(n))


def _digital_root(rng: random.Random) -> Draft:
    n = rng.randint(10_000, 999_999_999)
    prompt = rng.choice(
        (
            f"Add the digits of ${n}$, then the digits of the result, and so on until one digit is left. Which digit is it?",
            f"What is the digital root of ${n}$, that is, the digit left after adding digits again and again?",
            f"Find the one-digit number that repeated digit sums of ${n}$ lead to.",
            f"The digits of ${n}$ are added, and this is repeated with the result until it has one digit. What is that digit?",
        )
    )
    steps = []
    m = n
    while m > 9:
        steps.append(f"The digits of ${m}$ add up to ${_plus(m)} = {_sum(m)}$.")
        m = _sum(m)
    steps.append(f"It agrees with the remainder by 9: ${n} \\equiv {m} \\pmod{{9}}$.")
    return worked(prompt, steps, str(m))


def _missing_digit(rng: random.Random, d: int) -> Draft:
    length = rng.randint(5, 8)
    at = rng.randint(1, length - 1)
    while True:
        digits = [rng.randint(1, 9), *(rng.randint(0, 9) for _ in range(length - 1))]
        fits = [x for x in range(10) if int("".join(map(str, [*digits[:at], x, *digits[at + 1 :]]))) % d == 0]
        if fits and (d != 9 or len(fits) == 1):
            break
    answer = fits[-1] if d == 3 else fits[0]
    shown = "".join("x" if i == at else str(digit) for i, digit in enumerate(digits))
    shown = f"\\overline{{{shown}}}"
    which = "largest digit" if d == 3 else "digit"
    prompt = rng.choice(
        (
            f"Which {which} $x$ makes the number ${shown}$ divisible by ${d}$?",
            f"Find the {which} $x$ for which ${shown}$ is a multiple of ${d}$. The bar marks digits of one number.",
            f"In ${shown}$ the letter $x$ stands for a digit, and the number is divisible by ${d}$. What is the {which} $x$ can be?"
            if d == 3
            else f"In ${shown}$ the letter $x$ stands for a digit, and the number is divisible by ${d}$. What is $x$?",
            f"Replace $x$ in ${shown}$ by the {which} that makes the number divisible by ${d}$. Which digit is it?",
        )
    )
    full = [*digits[:at], answer, *digits[at + 1 :]]
    n = int("".join(map(str, full)))
    if d == 11:
        signs = [1 if (length - 1 - i) % 2 == 0 else -1 for i in range(length)]
        known = sum(s * v for i, (s, v) in enumerate(zip(signs, digits, strict=True)) if i != at)
        order = [i for i in range(length - 1, -1, -1) if i != at]
        text = str(digits[order[0]] * signs[order[0]])
        for i in order[1:]:
            text += f" {'+' if signs[i] > 0 else '-'} {digits[i]}"
        steps = [
            f"From the right, with alternating signs and without $x$, the digits give ${text} = {known}$."
        ]
        total = known + signs[at] * answer
        sign = "+" if signs[at] > 0 else "-"
        steps.append(
            f"$x$ counts with a {'plus' if sign == '+' else 'minus'}; the total must be a multiple of 11: "
            f"${known} {sign} {answer} = {total}$, and ${total} \\equiv 0 \\pmod{{11}}$."
        )
    else:
        known = sum(v for i, v in enumerate(digits) if i != at)
        text = " + ".join(str(v) for i, v in enumerate(digits) if i != at)
        steps = [
            f"The known digits add up to ${text} = {known}$.",
            f"The digit sum must be a multiple of ${d}$: ${known} + {answer} = {known + answer} = "
            f"{(known + answer) // d} \\cdot {d}$.",
        ]
        if d == 3:
            steps.append(
                f"The next one that fits would be ${answer} + 3 = {answer + 3}$, which is no digit as ${answer + 3} > 9$."
            )
    steps.append(f"Check: ${n} = {n // d} \\cdot {d}$.")
    return worked(prompt, steps, str(answer))


def _near_power_of_ten(rng: random.Random) -> Draft:
    places = rng.randint(8, 40)
    k = rng.randint(11, 99_999)
    length = len(str(k))
    tail = 10**length - k
    nines = places - length
    prompt = rng.choice(_SUM).format(n=f"10^{{{places}}} - {k}")
    low = str(tail).zfill(length)
    rest = sum(map(int, low))
    steps = [
        f"The last {length} digits come from $10^{length} - {k} = {tail}$"
        + (f", written with {length} digits as {low}" if len(low) > len(str(tail)) else "")
        + ".",
        f"In front of them stand ${places} - {length} = {nines}$ nines, which add up to ${nines} \\cdot 9 = {9 * nines}$.",
        f"The last {length} digits add up to ${' + '.join(low)} = {rest}$.",
        f"Together: ${9 * nines} + {rest} = {9 * nines + rest}$.",
    ]
    return worked(prompt, steps, str(9 * nines + rest))


@generator("math.last_digit", verifiers=VERIFIERS, min_step_coverage=1.0)
def last_digit(rng: random.Random, difficulty: int) -> Draft:
    """Find the last digits of powers.

    Difficulty 1: a product. 2: one power. 3: a sum of two powers. 4: a product of powers and a
    number. 5: the last two digits of a power.
    """
    if difficulty == 1:
        numbers = [rng.randint(12, 999) for _ in range(3)]
        a, b, c = (n % 10 for n in numbers)
        steps = [
            f"Only the last digits matter: ${a} \\cdot {b} = {a * b}$ ends in {a * b % 10}.",
            f"Then ${a * b % 10} \\cdot {c} = {a * b % 10 * c}$ ends in {a * b * c % 10}.",
        ]
        expression = times(numbers)
        return worked(rng.choice(_LAST).format(expression=expression), steps, str(a * b * c % 10))
    if difficulty == 5:
        return _last_two(rng)
    powers = [(_base(rng), rng.randint(11, 2500)) for _ in range((1, 2, 2)[difficulty - 2])]
    steps = []
    rests = [_cycle(base, e, steps) for base, e in powers]
    shown = [f"{base}^{{{e}}}" for base, e in powers]
    if difficulty == 2:
        return worked(rng.choice(_LAST).format(expression=shown[0]), steps, str(rests[0]))
    if difficulty == 3:
        total = sum(rests)
        steps.append(
            f"Add the last digits: ${rests[0]} + {rests[1]} = {total} \\equiv {total % 10} \\pmod{{10}}$."
        )
        return worked(rng.choice(_LAST).format(expression=" + ".join(shown)), steps, str(total % 10))
    c = rng.randint(3, 99)
    product = rests[0] * rests[1]
    steps.append(
        f"Multiply the last digits: ${rests[0]} \\cdot {rests[1]} = {product} \\equiv {product % 10} \\pmod{{10}}$."
    )
    total = product % 10 + c
    steps.append(f"Add ${c}$: ${product % 10} + {c} = {total}{_ends_in(total)}$.")
    expression = f"{shown[0]} \\cdot {shown[1]} + {c}"
    return worked(rng.choice(_LAST).format(expression=expression), steps, str(total % 10))


def _base(rng: random.Random) -> int:
    while True:
        base = rng.randint(2, 250)
        if base % 10 in (2, 3, 4, 7, 8, 9):
            return base


def _cycle(base: int, e: int, steps: list[str]) -> int:
    d = base % 10
    cycle = [d]
    while cycle[-1] * d % 10 != d:
        cycle.append(cycle[-1] * d % 10)
    size = len(cycle)
    links = [f"${d}^{k} = {d**k}$" for k in range(1, size + 1)]
    steps.append(
        f"${base}$ ends in ${d}$. The powers {', '.join(links)} show that the last digits {', '.join(map(str, cycle))} repeat."
    )
    at = e % size or size
    where = f"the {('first', 'second', 'third', 'fourth')[at - 1]} of these digits"
    steps.append(
        f"The exponent leaves ${e} \\bmod {size} = {e % size}$, so ${base}^{{{e}}}$ ends in {where}, {cycle[at - 1]}."
    )
    return cycle[at - 1]


def _ends_in(n: int) -> str:
    return f" \\equiv {n % 10} \\pmod{{10}}" if n > 9 else ""


def _last_two(rng: random.Random) -> Draft:
    base = rng.choice([b for b in range(3, 400) if b % 10 in (1, 3, 7, 9)])
    d = base % 100
    e = rng.randint(21, 2500)
    order = 1
    while pow(d, order, 100) != 1:
        order += 1
    if order == 1:
        return _last_two(rng)
    rest = e % order
    answer = pow(d, rest, 100)
    steps = []
    if base > 99:
        steps.append(f"Only the last two digits matter: ${base} \\equiv {d} \\pmod{{100}}$.")
    steps.append(
        f"The last two digits repeat after {order} steps, because ${power(d, order)} \\equiv 1 \\pmod{{100}}$."
    )
    steps.append(f"The exponent leaves ${e} \\bmod {order} = {rest}$.")
    steps.append(f"So the number wanted is given by ${power(d, rest)} \\equiv {answer} \\pmod{{100}}$.")
    return worked(rng.choice(_LAST_TWO).format(expression=f"{base}^{{{e}}}"), steps, str(answer))


@generator("math.digit_puzzle", verifiers=VERIFIERS, min_step_coverage=1.0)
def digit_puzzle(rng: random.Random, difficulty: int) -> Draft:
    """Find a number from statements about its digits.

    Difficulty 1: two digits, sum and difference. 2: sum and reversed number. 3: three digits
    with sums and a multiple. 4: three digits with a reversal. 5: four digits.
    """
    x = str(people(rng, 1)[0])
    if difficulty <= 2:
        return _two_digits(rng, x, difficulty)
    if difficulty == 5:
        return _four_digits(rng, x)
    while True:
        a, b, c = rng.randint(1, 9), rng.randint(0, 9), rng.randint(0, 9)
        if difficulty == 3 and a > c and a + c > b > 0:
            return _three_sums(rng, x, a, b, c)
        if difficulty == 4 and c and a != c:
            return _three_reversed(rng, x, a, b, c)


def _two_digits(rng: random.Random, x: str, difficulty: int) -> Draft:
    a, b = rng.sample(range(1, 10), 2)
    n, total, gap = 10 * a + b, a + b, abs(a - b)
    high, low = max(a, b), min(a, b)
    larger = "tens" if a > b else "ones"
    smaller = "ones" if a > b else "tens"
    think = rng.choice((f"{x} thinks of a two-digit number.", f"{x} writes down a number with two digits.",
                        f"The house number of {x} has two digits.", f"{x} locks a box with a two-digit number."))  # fmt: skip
    steps = []
    if difficulty == 1:
        clue = rng.choice(
            (
                f"Its digits add up to {total}, and the {larger} digit is {gap} larger than the {smaller} digit.",
                f"The digit sum is {total}; the {smaller} digit is {gap} less than the {larger} digit.",
            )
        )
    else:
        word = "larger" if b > a else "smaller"
        clue = rng.choice(
            (
                f"Its digits add up to {total}. With the digits in reverse order it becomes {9 * gap} {word}.",
                f"The digit sum is {total}, and the number read backwards is {9 * gap} {word} than the number itself.",
            )
        )
        steps.append(
            f"Reversing changes the number by 9 times the difference of the digits, which is ${9 * gap} \\div 9 = {gap}$."
        )
    steps += [
        f"Twice the larger digit is ${total} + {gap} = {2 * high}$, so it is ${2 * high} \\div 2 = {high}$.",
        f"The smaller digit is ${total} - {high} = {low}$.",
        f"The {larger} digit is the larger one, so the number is $10 \\cdot {a} + {b} = {n}$.",
    ]
    question, answer = rng.choice(("What is the number?", "Which number is it?", "Find the number.")), n
    ask = rng.randrange(3) if difficulty == 2 else 0
    if ask == 1:
        question, answer = (
            rng.choice(("What is the product of its digits?", "Find the product of the two digits.")),
            a * b,
        )
        steps.append(f"The product of the digits is ${a} \\cdot {b} = {answer}$.")
    elif ask == 2:
        question, answer = (
            rng.choice(("What is the reversed number?", "Which number is it when read backwards?")),
            10 * b + a,
        )
        steps.append(f"Read backwards it is $10 \\cdot {b} + {a} = {answer}$.")
    return worked(f"{think} {clue} {question}", steps, str(answer))


def _three_sums(rng: random.Random, x: str, a: int, b: int, c: int) -> Draft:
    total = a + b + c
    over = a - c
    rest = a + c - b
    think = rng.choice((f"{x} thinks of a three-digit number.", f"The code of {x}'s lock is a three-digit number.",
                        f"{x} writes down a number with three digits."))  # fmt: skip
    clue = rng.choice(
        (
            f"Its digits add up to {total}. The hundreds digit is {over} more than the ones digit. The hundreds and ones digits "
            f"together are {rest} more than the tens digit.",
            f"The digit sum is {total}, the first digit exceeds the last by {over}, and the sum of the first and last digits is "
            f"{rest} greater than the middle digit.",
        )
    )
    both = total - b
    steps = [
        f"Outer digits and tens digit add up to {total} and differ by {rest}: twice the tens digit is "
        f"${total} - {rest} = {2 * b}$, so it is ${2 * b} \\div 2 = {b}$.",
        f"The outer digits add up to ${total} - {b} = {both}$.",
        f"Twice the hundreds digit is ${both} + {over} = {2 * a}$, so it is ${2 * a} \\div 2 = {a}$.",
        f"The ones digit is ${both} - {a} = {c}$, and the number is $100 \\cdot {a} + 10 \\cdot {b} + {c} = {100 * a + 10 * b + c}$.",
    ]
    question = rng.choice(("What is the number?", "Which number is it?", "Find the number."))
    return worked(f"{think} {clue} {question}", steps, str(100 * a + 10 * b + c))


def _three_reversed(rng: random.Random, x: str, a: int, b: int, c: int) -> Draft:
    n, total, gap = 100 * a + 10 * b + c, a + b + c, abs(a - c)
    both = a + c
    high, low = max(a, c), min(a, c)
    word = "smaller" if a > c else "larger"
    think = rng.choice((f"{x} thinks of a three-digit number.", f"{x}'s locker has a three-digit number.",
                        f"{x} writes down a number with three digits."))  # fmt: skip
    clue = rng.choice(
        (
            f"The digits add up to {total}, and the first and last digits add up to {both}. Read backwards, the number is "
            f"{99 * gap} {word}.",
            f"Its digit sum is {total}; reversing its digits makes it {99 * gap} {word}, and the hundreds and ones digits together "
            f"are {both}.",
        )
    )
    steps = [
        f"The tens digit is ${total} - {both} = {b}$.",
        f"Reversing changes the number by 99 times the difference of the outer digits, which is ${99 * gap} \\div 99 = {gap}$.",
        f"Twice the larger outer digit is ${both} + {gap} = {2 * high}$, so the outer digits are ${2 * high} \\div 2 = {high}$ and "
        f"${both} - {high} = {low}$.",
        f"As reversing makes it {word}, the number is $100 \\cdot {a} + 10 \\cdot {b} + {c} = {n}$.",
        f"Check: ${max(n, 100 * c + 10 * b + a)} - {min(n, 100 * c + 10 * b + a)} = {99 * gap}$.",
    ]
    question = rng.choice(("What is the number?", "Which number is it?", "Find the number."))
    return worked(f"{think} {clue} {question}", steps, str(n))


def _four_digits(rng: random.Random, x: str) -> Draft:
    while True:
        a, b, c, d = rng.randint(1, 9), rng.randint(0, 9), rng.randint(0, 9), rng.randint(0, 9)
        if a != b and c != d:
            break
    n = 1000 * a + 100 * b + 10 * c + d
    front, back = a + b, c + d
    total = front + back
    more = front - back
    gap1, gap2 = abs(a - b), abs(c - d)
    first = "first" if a > b else "second"
    third = "third" if c > d else "fourth"
    compare = (
        f"the first two digits together are {abs(more)} {'more' if more > 0 else 'less'} than the last two"
        if more
        else "the first two digits have the same sum as the last two"
    )
    think = rng.choice((f"{x} remembers a four-digit code.", f"{x} thinks of a number with four digits.",
                        f"The PIN of {x}'s phone has four digits."))  # fmt: skip
    clue = (
        f"The digits add up to {total}, and {compare}. The {first} digit is {gap1} larger than the "
        f"{'second' if a > b else 'first'}, and the {third} digit is {gap2} larger than the {'fourth' if c > d else 'third'}."
    )
    h1, h2 = max(a, b), max(c, d)
    sign = f"{total} + {more}" if more >= 0 else f"{total} - {-more}"
    steps = [
        f"Twice the sum of the first two digits is ${sign} = {2 * front}$, so it is ${2 * front} \\div 2 = {front}$.",
        f"The last two digits add up to ${total} - {front} = {back}$.",
        f"Of the first two, the larger is $({front} + {gap1}) \\div 2 = {h1}$, the other ${front} - {h1} = {front - h1}$.",
        f"Of the last two, the larger is $({back} + {gap2}) \\div 2 = {h2}$, the other ${back} - {h2} = {back - h2}$.",
        f"So the number is $1000 \\cdot {a} + 100 \\cdot {b} + 10 \\cdot {c} + {d} = {n}$.",
    ]
    question = rng.choice(
        (
            "What is the number?",
            "Which number is it?",
            "Find the number.",
            "What are the four digits, as one number?",
        )
    )
    return worked(f"{think} {clue} {question}", steps, str(n))
