"""Counting arrangements and choices."""

from __future__ import annotations

import math
import random
from collections import Counter

from assay import Draft
from assay_math.generators._asking import posed
from assay_math.generators._levels import problems
from assay_math.generators._words import capital
from assay_math.generators._write import paren, worked

_GROUPS = (
    "runners singers books paintings players robots flags songs dishes boats actors poems cars photos pupils horses cards "
    "films keys statues drummers dancers stories vases puzzles teams rings plants recipes letters"
).split()
_WORDS = (
    "BANANA BALLOON COFFEE LETTER PEPPER SUCCESS MISSISSIPPI PARALLEL COMMITTEE TENNESSEE ALABAMA CANADA BUBBLE "
    "ADDRESS ARRANGE ASSESS BOOKKEEPER CABBAGE CHEESE COLLEGE COMMON CONNECT DIFFERENT DISMISS DRESS EFFECT ENGINEER "
    "FOOTBALL GALLERY GRAMMAR HAPPEN HELLO INDEED ISSUE KEEPER KITTEN LEVEL LITTLE MAMMAL MILLION MIRROR NEEDLESS "
    "OPPOSE PAPAYA POSSESS PUZZLE RABBIT REFERRED SCHOOL SEESAW SUMMER TOMATO TOMORROW UNUSUAL VACUUM WILLOW YELLOW "
    "ZIGZAG STATISTICS PROBABILITY GEOMETRY ALGEBRA CALCULUS INTEGRAL FRACTION"
).split()


def _descending(n: int, k: int) -> str:
    return " \\cdot ".join(str(n - i) for i in range(k))


_ORDER = (
    "In how many ways can {k} of {n} {things} be arranged in a row?",
    "How many ordered selections of {k} {things} can be made from {n} different {things}?",
    "From {n} different {things}, {k} are chosen and lined up. How many outcomes are there?",
    "How many ways are there to put {k} out of {n} different {things} in order?",
)


@problems("math.permutations", version=3)
def permutations(rng: random.Random, difficulty: int) -> Draft:
    """Count ordered selections.

    Difficulty 1 to 2: small. 3: larger. 4: two certain ones must stand at the front. 5: one must not be first.
    """
    things = rng.choice(_GROUPS)
    n = rng.randint(4 + difficulty, 12 + 20 * difficulty)
    k = rng.randint(2 + difficulty // 3, min(n - 1, 2 + difficulty))
    prompt = rng.choice(_ORDER).format(n=n, k=k, things=things)
    total = math.perm(n, k)
    if difficulty <= 3:
        steps = [
            f"There are {n} candidates for the first place and one fewer for each place after it: "
            f"${_descending(n, k)} = {total}$."
        ]
        return worked(rng, prompt, steps, str(total))
    if difficulty == 4:
        k = max(k, 4)
        n = max(n, k + 1)
        rest = math.perm(n - 2, k - 2)
        prompt = rng.choice(_ORDER).format(n=n, k=k, things=things)
        prompt += f" Two certain {things} must take the first two places, in either order."
        steps = [
            "The two can stand in $2! = 2$ orders.",
            f"The other ${k} - 2 = {k - 2}$ places are filled from ${n} - 2 = {n - 2}$ {things}: "
            f"${_descending(n - 2, k - 2)} = {rest}$ ways.",
            f"Together: $2 \\cdot {rest} = {2 * rest}$.",
        ]
        return worked(rng, prompt, steps, str(2 * rest))
    rest = math.perm(n - 1, k - 1)
    prompt += f" One certain item among the {things} must not take the first place."
    steps = [
        f"Without the condition there are ${_descending(n, k)} = {total}$ arrangements.",
        f"With that one first, the other ${k} - 1 = {k - 1}$ places can be filled in "
        + (f"${_descending(n - 1, k - 1)} = {rest}$ ways." if k > 2 else f"{rest} ways."),
        f"Take these away: ${total} - {rest} = {total - rest}$.",
    ]
    return worked(rng, prompt, steps, str(total - rest))


_CHOOSE = (
    "In how many ways can {k} of {n} {things} be chosen?",
    "How many different groups of {k} can be formed from {n} {things}?",
    "A set of {k} is picked from {n} different {things}. How many sets are possible?",
    "How many ways are there to select {k} {things} out of {n}?",
)


@problems("math.combinations", version=2, levels=(2, 2, 3, 4, 5))
def combinations(rng: random.Random, difficulty: int) -> Draft:
    """Count unordered selections.

    Step 1 to 2: one binomial coefficient. 3: two kinds, a fixed number of each. 4: at least one of a kind.
    5: at least two of a kind.
    """
    things = rng.choice(_GROUPS)
    if difficulty <= 2:
        n, k = rng.randint(5, 12 + 24 * difficulty), rng.randint(2, 2 + difficulty)
        total = math.comb(n, k)
        steps = [
            f"The order does not matter: $\\binom{{{n}}}{{{k}}} = \\frac{{{_descending(n, k)}}}{{{k}!}} = {total}$."
        ]
        return worked(rng, rng.choice(_CHOOSE).format(n=n, k=k, things=things), steps, str(total))
    red, blue = rng.randint(4, 12 + difficulty), rng.randint(4, 12 + difficulty)
    k = rng.randint(3, 5)
    story = f"There are {red} old and {blue} new {things}."
    if difficulty == 3:
        a = rng.randint(1, k - 1)
        first, second = math.comb(red, a), math.comb(blue, k - a)
        asked = rng.choice(
            (
                f"In how many ways can {a} old and {k - a} new ones be chosen?",
                f"How many groups consist of {a} old and {k - a} new ones?",
                f"How many selections of {k} hold exactly {a} old {'one' if a == 1 else 'ones'}?",
                f"Count the ways to pick {a} of the old and {k - a} of the new ones.",
            )
        )
        steps = [
            f"Old ones: $\\binom{{{red}}}{{{a}}} = {first}$ ways.",
            f"New ones: $\\binom{{{blue}}}{{{k - a}}} = {second}$ ways.",
            f"Every choice of the one kind goes with every choice of the other: ${first} \\cdot {second} = {first * second}$.",
        ]
        return worked(rng, f"{story} {asked}", steps, str(first * second))
    total, none = math.comb(red + blue, k), math.comb(blue, k)
    least = difficulty - 3
    asked = rng.choice(
        (
            f"In how many ways can {k} be chosen so that at least {least} of them {'is' if least == 1 else 'are'} old?",
            f"How many selections of {k} hold at least {least} old {'one' if least == 1 else 'ones'}?",
            f"Count the groups of {k} with {least} or more of the old ones.",
            f"How many groups of {k} are there with no fewer than {least} old {'one' if least == 1 else 'ones'}?",
        )
    )
    steps = [
        f"All groups of {k}: $\\binom{{{red} + {blue}}}{{{k}}} = \\binom{{{red + blue}}}{{{k}}} = {total}$.",
        f"Without an old one: $\\binom{{{blue}}}{{{k}}} = {none}$.",
    ]
    if least == 1:
        answer = total - none
        steps.append(f"The others have at least one: ${total} - {none} = {answer}$.")
    else:
        one = red * math.comb(blue, k - 1)
        answer = total - none - one
        steps.append(
            f"With exactly one: ${red} \\cdot \\binom{{{blue}}}{{{k - 1}}} = {red} \\cdot {math.comb(blue, k - 1)} = {one}$."
        )
        steps.append(f"The others have at least two: ${total} - {none} - {one} = {answer}$.")
    return worked(rng, f"{story} {asked}", steps, str(answer))


_LETTERS = posed(
    "letters",
    "{word}",
    (
        "In how many distinguishable orders can {it} be written?",
        "How many different strings use exactly {it}?",
    ),
    bare=(
        "How many different arrangements do the letters of {word} have?",
        "In how many distinguishable ways can the letters of {word} be arranged?",
        "How many different strings can be made by rearranging all letters of {word}?",
        "Count the distinct permutations of the letters in {word}.",
    ),
)


@problems("math.word_arrangements", version=2, levels=(2, 2, 3, 4, 5))
def word_arrangements(rng: random.Random, difficulty: int) -> Draft:
    """Count the arrangements of letters some of which repeat.

    Step 1: words of up to six letters. 2 and up: made-up strings with more letters and more repeats.
    """
    if difficulty == 1:
        word = rng.choice([w for w in _WORDS if len(w) <= 6])
    else:
        letters = rng.sample("ABCDEFGHKLMNPRSTUW", rng.randint(2 + (difficulty > 2), 3 + difficulty // 2))
        pool = letters + rng.choices(letters, k=rng.randint(2, 2 + difficulty))
        rng.shuffle(pool)
        word = "".join(pool)
    counts = [c for c in Counter(word).values() if c > 1]
    n = len(word)
    below = math.prod(math.factorial(c) for c in counts)
    total = math.factorial(n) // below
    factorials = " \\cdot ".join(f"{c}!" for c in counts)
    steps = [
        f"All {n} letters can be put in ${n}! = {math.factorial(n)}$ orders if they are told apart.",
        f"Equal letters among themselves give ${factorials} = {below}$ orders that look the same.",
        f"Divide: $\\frac{{{math.factorial(n)}}}{{{below}}} = {total}$.",
    ]
    return worked(rng, rng.choice(_LETTERS).format(word=word), steps, str(total))


_STARS = (
    ("{if_}in how many ways can {n} identical {things} be put into {k} different boxes?", "box"),
    ("{if_}how many ways are there to share {n} identical {things} among {k} children?", "child"),
    ("{if_}how many outcomes are there when {n} identical {things} are handed out to {k} people?", "person"),
    ("{if_}in how many ways can {n} identical {things} be distributed over {k} different shelves?", "shelf"),
    (
        "{n} identical {things} are given to {k} guests. {if_}how many ways of sharing them are there?",
        "guest",
    ),
    (
        "A teacher has {n} identical {things} for {k} pupils. {if_}in how many ways can they be handed out?",
        "pupil",
    ),
    (
        "There are {k} numbered bags and {n} {things} that look alike. {if_}in how many ways can the bags be filled with them?",
        "bag",
    ),
    (
        "{n} {things}, all alike, are sorted into {k} labelled drawers. {if_}how many results are possible?",
        "drawer",
    ),
    ("{k} friends divide {n} identical {things} among themselves. {if_}count the ways to do it.", "friend"),
    (
        "You hang {n} identical {things} on {k} different hooks. {if_}how many arrangements differ in the number on some hook?",
        "hook",
    ),
)
_SMALL = (
    "coins marbles stickers candies tickets balls pencils stamps erasers badges magnets beads balloons cookies shells nuts "
    "plums dice buttons vouchers"
).split()


@problems("math.stars_and_bars", version=2, levels=(1, 2, 3, 4, 4))
def stars_and_bars(rng: random.Random, difficulty: int) -> Draft:
    """Count the ways to distribute identical things.

    Step 1 to 2: no condition. 3 to 4: at least one each. 5: at least two each.
    """
    k = rng.randint(2 + difficulty // 3, 3 + difficulty)
    least = (0, 0, 1, 1, 2)[difficulty - 1]
    n = rng.randint(4 + least * k, 20 + 8 * difficulty + least * k)
    question, receiver = rng.choice(_STARS)
    condition = f"If each {receiver} gets at least {least}, " if least else ""
    told = question.format(n=n, k=k, things=rng.choice(_SMALL), if_=condition)
    prompt = ". ".join(capital(sentence) for sentence in told.split(". "))
    rest = n - least * k
    total = math.comb(rest + k - 1, k - 1)
    steps = []
    if least:
        steps.append(f"Hand out {least} to each first, which leaves ${n} - {least} \\cdot {k} = {rest}$.")
    steps.append(
        f"Set ${k} - 1 = {k - 1}$ dividing bars among the {rest} things: "
        f"$\\binom{{{rest} + {k - 1}}}{{{k - 1}}} = \\binom{{{rest + k - 1}}}{{{k - 1}}} = {total}$."
    )
    return worked(rng, prompt, steps, str(total))


_GRID = (
    "How many shortest paths along the grid lines lead from {start} to {end}?",
    "A robot moves only right or up, one unit at a time, from {start} to {end}. How many routes can it take?",
    "Count the lattice paths from {start} to {end} that go only right and up.",
    "In how many ways can one walk from {start} to {end} with steps of one unit to the right or up?",
)


@problems("math.grid_paths", version=3)
def grid_paths(rng: random.Random, difficulty: int) -> Draft:
    """Count shortest grid paths.

    Difficulty 1 to 2: free. 3: through a point. 4 to 5: avoiding a point.
    """
    low, high = 1 + difficulty, 6 + 2 * difficulty
    a, b = rng.randint(low, high), rng.randint(low, high)
    x, y = (0, 0) if difficulty == 1 else (rng.randint(-9, 9), rng.randint(-9, 9))
    total = math.comb(a + b, a)
    prompt = rng.choice(_GRID).format(start=f"({x}, {y})", end=f"({x + a}, {y + b})")
    steps = []
    if difficulty > 1:
        steps.append(
            f"The way goes ${x + a} - {paren(x)} = {a}$ to the right and ${y + b} - {paren(y)} = {b}$ up."
        )
    whole = f"$\\binom{{{a} + {b}}}{{{a}}} = \\binom{{{a + b}}}{{{a}}} = {total}$"
    if difficulty <= 2:
        steps.append(f"Of the ${a} + {b} = {a + b}$ steps, choose the {a} that go right: {whole}.")
        return worked(rng, prompt, steps, str(total))
    p, q = rng.randint(1, a - 1), rng.randint(1, b - 1)
    first, second = math.comb(p + q, p), math.comb(a + b - p - q, a - p)
    via = f"({x + p}, {y + q})"
    if difficulty > 3:
        steps.append(f"All paths: {whole}.")
    steps += [
        f"To {via}: $\\binom{{{p} + {q}}}{{{p}}} = {first}$ paths.",
        f"From there on: $\\binom{{{a - p} + {b - q}}}{{{a - p}}} = {second}$ paths.",
        f"Through {via} go ${first} \\cdot {second} = {first * second}$ paths.",
    ]
    if difficulty == 3:
        return worked(rng, f"{prompt} The way must pass through {via}.", steps, str(first * second))
    steps.append(f"The others avoid it: ${total} - {first * second} = {total - first * second}$.")
    return worked(rng, f"{prompt} The way must not pass through {via}.", steps, str(total - first * second))
