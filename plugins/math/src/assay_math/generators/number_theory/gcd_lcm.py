"""Greatest common divisor and least common multiple."""

from __future__ import annotations

import math
import random

from assay import Draft
from assay_math.generators._asking import posed
from assay_math.generators._levels import problems
from assay_math.generators._write import worked

_GCD = posed(
    "numbers",
    "{a} and {b}",
    (
        "Find the greatest common divisor of {it}.",
        "Use Euclid's algorithm to compute the greatest common divisor of {it}.",
        "What is the greatest common factor of {it}?",
    ),
    bare=(
        "Find the greatest common divisor of {a} and {b}.",
        "What is $\\gcd({a}, {b})$?",
        "Use Euclid's algorithm to compute $\\gcd({a}, {b})$.",
        "Determine the largest integer that divides both {a} and {b}.",
    ),
)


def _euclid(a: int, b: int) -> list[str]:
    steps = []
    while b:
        q, r = divmod(a, b)
        steps.append(f"${a} = {q} \\cdot {b} + {r}$")
        a, b = b, r
    return steps


@problems("math.gcd", version=2, levels=(1, 2, 3, 4, 4))
def gcd(rng: random.Random, difficulty: int) -> Draft:
    """Find a greatest common divisor by Euclid's algorithm; numbers up to 60 at step 1 and 30,000 at 5."""
    high = (60, 400, 1_500, 6_000, 30_000)[difficulty - 1]
    common = rng.randint(2, max(3, high // 20))
    a, b = sorted(
        (common * rng.randint(2, high // common), common * rng.randint(2, high // common)), reverse=True
    )
    while a == b or a % b == 0:
        a, b = sorted(
            (common * rng.randint(2, high // common), common * rng.randint(2, high // common)), reverse=True
        )
    answer = math.gcd(a, b)
    steps = [f"Divide with remainder: {line}." for line in _euclid(a, b)]
    steps.append(f"The last divisor is the greatest common one: $\\gcd({a}, {b}) = {answer}$.")
    return worked(rng, rng.choice(_GCD).format(a=a, b=b), steps, str(answer))


_LCM = posed(
    "numbers",
    "{numbers}",
    (
        "Find the least common multiple of {it}.",
        "What is the smallest positive integer divisible by all of {it}?",
        "Determine the least common multiple of {it}.",
    ),
    bare=(
        "Compute the lcm of {numbers}.",
        "What is the smallest positive integer divisible by {numbers}?",
    ),
)


@problems("math.lcm", version=2, levels=(1, 2, 3, 4, 4))
def lcm(rng: random.Random, difficulty: int) -> Draft:
    """Find a least common multiple.

    Step 1 to 3: of two numbers, up to 30, 200, 600. 4 to 5: of three numbers.
    """
    high = (30, 200, 600, 120, 300)[difficulty - 1]
    count = 2 if difficulty <= 3 else 3
    common = rng.randint(2, high // 10 + 2)
    numbers = sorted({common * rng.randint(2, high // common) for _ in range(count)})
    while len(numbers) < count:
        numbers = sorted({common * rng.randint(2, high // common) for _ in range(count)})
    value, steps = numbers[0], []
    for other in numbers[1:]:
        g = math.gcd(value, other)
        result = value * other // g
        steps.append(
            f"$\\gcd({value}, {other}) = {g}$, so their least common multiple is "
            f"$\\frac{{{value} \\cdot {other}}}{{{g}}} = {result}$."
        )
        value = result
    listed = ", ".join(map(str, numbers[:-1])) + f" and {numbers[-1]}"
    return worked(rng, rng.choice(_LCM).format(numbers=listed), steps, str(value))


_STORIES = (
    ("Two lights blink every {a} and every {b} seconds. They have just blinked together. After how many seconds do they next blink together?",
     True, 2, 600),
    ("One bus leaves every {a} minutes, another every {b} minutes, and both leave now. In how many minutes do both leave again?", True, 3, 150),
    ("Two satellites go round the Earth in {a} and in {b} minutes. Both are above the same town now. After how many minutes is that so again for the first time?",
     True, 80, 1_200),
    ("Two runners start together on a circular track. One needs {a} seconds for a lap, the other {b} seconds. After how many seconds are both at the start again?",
     True, 50, 300),
    ("Two gears with {a} and {b} teeth mesh. How many teeth must pass before both are back in their first position?", True, 8, 150),
    ("A machine is oiled every {a} hours and cleaned every {b} hours; today both were done. How many hours later are both done at the same time again?",
     True, 4, 1_200),
    ("A drummer strikes every {a} milliseconds and another one every {b} milliseconds. They start with one stroke at the same moment. How many milliseconds pass until their strokes fall together again?",
     True, 80, 1_200),
    ("A number of chairs can be set up in rows of {a} and also in rows of {b}, with none left over. At least how many chairs are there?", True, 4, 60),
    ("A {a} cm by {b} cm sheet is cut into equal squares, as large as possible, without waste. How many centimetres long is the side of a square?",
     False, 8, 300),
    ("A floor measures {a} cm by {b} cm. It is to be covered with equal square tiles, none of them cut and as large as possible. Find the side of a tile in centimetres.",
     False, 100, 1_200),
    ("{a} apples and {b} pears are packed into boxes that all hold the same and use up all the fruit. At most how many boxes can there be?",
     False, 4, 1_200),
    ("Ropes of {a} m and {b} m are cut into pieces of one length, as long as possible, with nothing left. How many metres long is a piece?",
     False, 4, 300),
    ("A school has {a} girls and {b} boys. They form teams with the same number of girls in each and the same number of boys in each. What is the greatest possible number of teams?",
     False, 20, 1_200),
    ("A florist has {a} tulips and {b} daffodils and ties equal bunches, using all flowers. What is the largest number of bunches?", False, 6, 600),
    ("Trees are planted at equal distances along two roads of {a} m and {b} m, with one at each end of either road, and as few as possible. How many metres apart are they?",
     False, 20, 1_200),
    ("{a} pens and {b} notebooks are made into identical gifts with nothing left over. Determine the greatest number of gifts.", False, 4, 600),
)  # fmt: skip
"""The story, whether it asks for a multiple, and the least and the largest number that one would believe."""


@problems("math.gcd_lcm_word_problem", version=2, levels=(1, 2, 3, 4, 4))
def gcd_lcm_word_problem(rng: random.Random, difficulty: int) -> Draft:
    """Decide between gcd and lcm in a story; numbers grow from 20 to 1,200."""
    high = (20, 150, 300, 600, 1_200)[difficulty - 1]
    common = rng.randint(2, max(2, high // 8))
    a, b = common * rng.randint(2, high // common), common * rng.randint(2, high // common)
    while a == b or max(a, b) % min(a, b) == 0:
        a, b = common * rng.randint(2, high // common), common * rng.randint(2, high // common)
    fitting = [story for story in _STORIES if story[2] <= min(a, b) and max(a, b) <= story[3]]
    story, multiple, _, _ = rng.choice(fitting)
    steps = [f"Euclid's algorithm: {', '.join(_euclid(max(a, b), min(a, b)))}."]
    g = math.gcd(a, b)
    if multiple:
        answer = a * b // g
        steps.append(
            f"The answer is the least common multiple: $\\gcd({a}, {b}) = {g}$ and $\\frac{{{a} \\cdot {b}}}{{{g}}} = {answer}$."
        )
    else:
        answer = g
        steps.append(f"The answer is the greatest common divisor: $\\gcd({a}, {b}) = {g}$.")
    return worked(rng, story.format(a=a, b=b), steps, str(answer))
