"""Numbers found from statements about their digits."""

from __future__ import annotations

import random

from assay import Draft
from assay_math.generators._levels import problems
from assay_math.generators._words import people
from assay_math.generators._write import worked


@problems("math.digit_puzzle", version=2, levels=(1, 2, 2, 3, 3))
def digit_puzzle(rng: random.Random, difficulty: int) -> Draft:
    """Find a number from statements about its digits.

    Step 1: two digits, sum and difference. 2: sum and reversed number. 3: three digits
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
    return worked(rng, f"{think} {clue} {question}", steps, str(answer))


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
    return worked(rng, f"{think} {clue} {question}", steps, str(100 * a + 10 * b + c))


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
    return worked(rng, f"{think} {clue} {question}", steps, str(n))


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
    return worked(rng, f"{think} {clue} {question}", steps, str(n))
