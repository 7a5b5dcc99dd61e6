"""Counting: selections, arrangements of letters, distributions, overlapping sets, grid paths."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from math import comb, factorial, lcm, perm, prod

from assay import Draft, generator
from assay_math.generators._words import capital, count, listing, people, plural, times
from assay_math.generators._write import VERIFIERS, worked

_WORDS = tuple(
    "BANANA PEPPER COFFEE LETTER BALLOON MISSISSIPPI TENNESSEE COMMITTEE ADDRESS SUCCESS ASSESS PARALLEL ALABAMA ARKANSAS "
    "CINCINNATI COOKBOOK DEEDED EERIE GOOGOL HAWAII INDIANA JOJOBA KAYAK LOLLIPOP MAMMAL NONSENSE OREGANO PAPAYA QUEUE RADAR "
    "SENSELESS TATTOO UNUSUAL VOODOO WHEELED ZIGZAG ATTIC BUBBLE CANNON DADDY EFFECT FALLACY GIGGLE HAPPY ILLICIT JELLY KNEE "
    "LITTLE MIRROR NANNY OFFICE POPPY RABBIT SASSY TOTTER UPPER VALLEY WILLOW YELLOW ZEBRAS ABRACADABRA ANTENNA BASSOON CACTUS "
    "DIVIDEND ELEVEN FREEZER GRAMMAR HORROR INNING JIGSAW KEENNESS LEVEL MINIMUM NEEDLESS OPPOSE PREFER REFERRER SCISSORS STATISTICS "
    "TERRIER TOMORROW TROTTER VACUUM WEEKEND ACCESS APPLES BEGINNING BERRIES CARROTS CHEESE COMMON DEGREE EXCESS FOLLOW GALLERY "
    "HOLLOW HURRAY ISLAND JUGGLER KETTLE LESSON MAMMOTH MUMMY NARRATOR OCCURRED PUPPET PUZZLE RECEDE SETTLES SHEEP SUMMIT TEETER".split()
)
_BEADS = ("red", "blue", "green", "yellow", "white", "black", "orange", "purple", "silver", "golden")


def choose(n: int, k: int) -> str:
    r"""``\binom{9}{2} = \frac{9 \cdot 8}{2 \cdot 1} = 36``: how a binomial coefficient is worked out."""
    value = comb(n, k)
    start = f"\\binom{{{n}}}{{{k}}}"
    small = min(k, n - k)
    if small < k and small > 0:
        start += f" = \\binom{{{n}}}{{{small}}}"
    if small <= 1:
        return f"{start} = {value}" if small == k or small == 0 else f"\\binom{{{n}}}{{{k}}} = {value}"
    if small > 6:
        return f"\\binom{{{n}}}{{{k}}} = \\frac{{{n}!}}{{{k}! \\cdot {n - k}!}} = {value}"
    return f"{start} = \\frac{{{times(range(n, n - small, -1))}}}{{{times(range(small, 0, -1))}}} = {value}"


@generator("math.selection", verifiers=VERIFIERS, min_step_coverage=1.0)
def selection(rng: random.Random, difficulty: int) -> Draft:
    """Count selections with and without order.

    Difficulty 1: one choice of two or three. 2: larger numbers. 3: from two groups. 4: at least one
    of a group, or two who must not be together. 5: offices and a committee, or at least two of a group.
    """
    if difficulty <= 2:
        return _one_group(rng, difficulty)
    if difficulty == 3:
        return _two_groups(rng)
    if difficulty == 4:
        return _at_least_one(rng) if rng.random() < 0.5 else _not_both(rng)
    return _offices(rng) if rng.random() < 0.5 else _at_least_two(rng)


def _one_group(rng: random.Random, difficulty: int) -> Draft:
    n = rng.randint(4, 12) if difficulty == 1 else rng.randint(8, 40)
    k = rng.randint(2, 3) if difficulty == 1 else rng.randint(2, 5)
    x = str(people(rng, 1)[0])
    if rng.random() < 0.5:
        who = rng.choice(("runner", "horse", "song", "film", "painting", "dancer"))
        prompt = rng.choice(
            (
                f"In how many ways can the first {k} places be taken in a contest of {count(n, who)}, with no ties?",
                f"{x} draws up an ordered list of the best {k} out of {count(n, who)}. How many lists are possible?",
                f"Out of {count(n, who)}, {x} names {k} in order. In how many ways can this be done?",
                f"{x} puts {k} out of {count(n, who)} in the ranks from 1 to {k}. How many rankings are possible?",
            )
        )
        value = perm(n, k)
        steps = [
            f"There are {n} choices for the first place, and each time one fewer: ${times(range(n, n - k, -1))} = {value}$."
        ]
        return worked(prompt, steps, str(value))
    thing = rng.choice(("book", "flower", "card", "topping", "pupil", "player", "postcard", "stamp"))
    prompt = rng.choice(
        (
            f"In how many ways can {x} choose {k} out of {count(n, thing)}, if the order does not matter?",
            f"{x} picks {k} of {count(n, thing)}. How many different choices are there?",
            f"How many different groups of {k} can {x} form from {count(n, thing)}?",
            f"From {count(n, thing)}, {x} takes {k} at once. How many selections are possible?",
        )
    )
    value = comb(n, k)
    return worked(prompt, [f"The order does not count: ${choose(n, k)}$."], str(value))


def _groups(rng: random.Random, high: int) -> tuple[str, str, int, int]:
    first, second = rng.choice((("woman", "man"), ("teacher", "parent"), ("doctor", "nurse"), ("girl", "boy"), ("poet", "novelist"),
                                ("chemist", "physicist"), ("violinist", "pianist"), ("goalkeeper", "striker")))  # fmt: skip
    return first, second, rng.randint(4, high), rng.randint(4, high)


def _team(rng: random.Random) -> str:
    return rng.choice(("committee", "team", "delegation", "jury", "working group", "panel"))


def _two_groups(rng: random.Random) -> Draft:
    first, second, m, n = _groups(rng, 24)
    j, k = rng.randint(2, 4), rng.randint(2, 4)
    j, k = min(j, m - 1), min(k, n - 1)
    team = _team(rng)
    prompt = rng.choice(
        (
            f"A {team} of {count(j, first)} and {count(k, second)} is chosen from {count(m, first)} and {count(n, second)}. "
            "In how many ways can this be done?",
            f"From {count(m, first)} and {count(n, second)}, a {team} with {count(j, first)} and {count(k, second)} is to be formed. "
            "How many possibilities are there?",
            f"How many different {team}s with {count(j, first)} and {count(k, second)} can be made from {count(m, first)} and "
            f"{count(n, second)}?",
            f"There are {count(m, first)} and {count(n, second)}. In how many ways can one select a {team} of {count(j, first)} and "
            f"{count(k, second)}?",
        )
    ).replace("jurys", "juries")
    a, b = comb(m, j), comb(n, k)
    steps = [
        f"Choose the {plural(first)}: ${choose(m, j)}$.",
        f"Choose the {plural(second)}: ${choose(n, k)}$.",
        f"Every choice goes with every other: ${a} \\cdot {b} = {a * b}$.",
    ]
    return worked(prompt, steps, str(a * b))


def _at_least_one(rng: random.Random) -> Draft:
    first, second, m, n = _groups(rng, 16)
    k = rng.randint(3, 5)
    if k > n:
        return _at_least_one(rng)
    team = _team(rng)
    prompt = rng.choice(
        (
            f"A {team} of {k} people is chosen from {count(m, first)} and {count(n, second)}. At least one {first} must be in it. "
            "How many choices are there?",
            f"From {count(m, first)} and {count(n, second)}, {k} people are chosen for a {team}. In how many ways can this be done "
            f"with at least one {first}?",
            f"How many {team}s of {k} people with at least one {first} can be formed from {count(m, first)} and {count(n, second)}?",
            f"In how many ways can {k} of {count(m, first)} and {count(n, second)} form a {team}, if not all of them may be "
            f"{plural(second)}?",
        )
    ).replace("jurys", "juries")
    whole, without = comb(m + n, k), comb(n, k)
    steps = [
        f"There are ${m} + {n} = {m + n}$ people, which gives ${choose(m + n, k)}$ choices without the condition.",
        f"Without any {first} there are ${choose(n, k)}$.",
        f"Take these away: ${whole} - {without} = {whole - without}$.",
    ]
    return worked(prompt, steps, str(whole - without))


def _not_both(rng: random.Random) -> Draft:
    n, k = rng.randint(8, 30), rng.randint(3, 6)
    x, y = people(rng, 2)
    team = _team(rng)
    prompt = rng.choice(
        (
            f"A {team} of {k} is chosen from {n} people. {x} and {y} are among them but must not both be chosen. "
            "How many choices are there?",
            f"In how many ways can {k} out of {n} people form a {team}, if {x} and {y}, two of the {n}, refuse to serve together?",
            f"{n} people, {x} and {y} among them, choose a {team} of {k}. How many {team}s do not contain both {x} and {y}?",
            f"How many {team}s of {k} can be formed from {n} people if {x} and {y}, who are two of them, may not both take part?",
        )
    ).replace("jurys", "juries")
    whole, both = comb(n, k), comb(n - 2, k - 2)
    steps = [
        f"Without the condition there are ${choose(n, k)}$ choices.",
        f"With both of them, ${k} - 2 = {k - 2}$ more come from ${n} - 2 = {n - 2}$ people: ${choose(n - 2, k - 2)}$.",
        f"Take these away: ${whole} - {both} = {whole - both}$.",
    ]
    return worked(prompt, steps, str(whole - both))


def _offices(rng: random.Random) -> Draft:
    n, k = rng.randint(9, 30), rng.randint(2, 5)
    offices = rng.randint(2, 3)
    names = ("a president and a treasurer", "a president, a treasurer and a secretary")[offices - 2]
    club = rng.choice(("club", "choir", "society", "team", "cooperative", "class"))
    prompt = rng.choice(
        (
            f"A {club} of {n} people elects {names}, and then a committee of {k} from the others. "
            "In how many ways can this turn out?",
            f"From the {n} members of a {club}, {names} are elected, and {k} further members form a committee. "
            "How many outcomes are possible?",
            f"In a {club} with {n} members, {names} are chosen; after that {k} of the remaining members are chosen as advisers of "
            "equal rank. How many possibilities are there?",
            f"How many ways are there for a {club} of {n} to choose {names} and, from those who are left, a board of {k}?",
        )
    )
    first, second = perm(n, offices), comb(n - offices, k)
    steps = [
        f"The offices differ, so the order counts: ${times(range(n, n - offices, -1))} = {first}$.",
        f"There are ${n} - {offices} = {n - offices}$ people left, and ${choose(n - offices, k)}$ choices.",
        f"Together: ${first} \\cdot {second} = {first * second}$.",
    ]
    return worked(prompt, steps, str(first * second))


def _at_least_two(rng: random.Random) -> Draft:
    first, second, m, n = _groups(rng, 16)
    k = rng.randint(4, 6)
    if k > n:
        return _at_least_two(rng)
    team = _team(rng)
    prompt = rng.choice(
        (
            f"A {team} of {k} people is chosen from {count(m, first)} and {count(n, second)}. At least two of the {k} must be "
            f"{plural(first)}. How many choices are there?",
            f"From {count(m, first)} and {count(n, second)}, {k} people are chosen. How many choices contain two or more "
            f"{plural(first)}?",
            f"How many {team}s of {k} with at least two {plural(first)} can be formed from {count(m, first)} and "
            f"{count(n, second)}?",
            f"In how many ways can a {team} of {k} be formed from {count(m, first)} and {count(n, second)} so that it has more than "
            f"one {first}?",
        )
    ).replace("jurys", "juries")
    whole, none, one = comb(m + n, k), comb(n, k), m * comb(n, k - 1)
    steps = [
        f"There are ${m} + {n} = {m + n}$ people and ${choose(m + n, k)}$ choices in all.",
        f"No {first}: ${choose(n, k)}$.",
        f"Exactly one {first}: ${choose(n, k - 1)}$, times {m} gives ${m} \\cdot {comb(n, k - 1)} = {one}$.",
        f"What remains is ${whole} - {none} - {one} = {whole - none - one}$.",
    ]
    return worked(prompt, steps, str(whole - none - one))


@generator("math.word_arrangement", verifiers=VERIFIERS, min_step_coverage=1.0)
def word_arrangement(rng: random.Random, difficulty: int) -> Draft:
    """Count arrangements of things of which some are alike.

    Difficulty 1: a short word. 2: beads in a row, some alike. 3: more kinds. 4: with one kind kept
    together. 5: with no two of one kind side by side.
    """
    if difficulty == 1 or (difficulty == 3 and rng.random() < 0.12):
        words = [w for w in _WORDS if len(w) <= 6] if difficulty == 1 else [w for w in _WORDS if len(w) >= 7]
        return _letters(rng, rng.choice(words))
    kinds = rng.randint(2, 3) if difficulty == 2 else rng.randint(3, 4) if difficulty == 3 else 3
    high = 6 if difficulty == 2 else 5 if kinds == 4 else 6
    colours = rng.sample(_BEADS, kinds)
    numbers = [rng.randint(1 if i else 2, high) for i in range(kinds)]
    thing = rng.choice(
        (
            "bead",
            "flag",
            "tile",
            "ball",
            "tulip",
            "candle",
            "book",
            "mug",
            "lantern",
            "brick",
            "button",
            "kite",
        )
    )
    named = listing([count(k, f"{c} {thing}") for k, c in zip(numbers, colours, strict=True)])
    total = sum(numbers)
    alike = f"{capital(plural(thing))} of one colour look alike."
    if difficulty <= 3:
        prompt = rng.choice(
            (
                f"In how many different ways can {named} be arranged in a row? {alike}",
                f"{capital(named)} are put in a row. How many different rows are there? {alike}",
                f"How many patterns can be made by lining up {named}? {alike}",
                f"Someone lines up {named}. {alike} How many orders can be told apart?",
            )
        )
        steps: list[str] = []
        value = _multinomial(numbers, steps, plural(thing))
        return worked(prompt, steps, str(value))
    i = max(range(kinds), key=lambda j: numbers[j])
    name = plural(f"{colours[i]} {thing}")
    rest = [k for j, k in enumerate(numbers) if j != i]
    steps = []
    if difficulty == 4:
        prompt = rng.choice(
            (
                f"In how many ways can {named} be arranged in a row if all {name} must stand together? {alike}",
                f"{capital(named)} are lined up so that the {name} form one block. {alike} How many rows are there?",
                f"How many rows can be made from {named} in which the {name} are all next to each other? {alike}",
                f"Someone lines up {named} and keeps the {name} together. {alike} How many orders can be told apart?",
            )
        )
        steps.append(
            f"Count the {numbers[i]} {name} as one block, so there are ${total} - {numbers[i]} + 1 = {total - numbers[i] + 1}$ things."
        )
        value = _multinomial([*rest, 1], steps, "things")
        return worked(prompt, steps, str(value))
    others = sum(rest)
    if numbers[i] > others + 1:
        return word_arrangement.make(rng, difficulty)
    prompt = rng.choice(
        (
            f"In how many ways can {named} be arranged in a row if no two {name} stand side by side? {alike}",
            f"{capital(named)} are lined up so that no {name} are next to each other. {alike} How many rows are there?",
            f"How many rows of {named} have no two neighbouring {name}? {alike}",
            f"Someone lines up {named} and keeps all {name} apart from each other. {alike} How many orders can be told apart?",
        )
    )
    first = _multinomial(rest, steps, "other things")
    gaps = comb(others + 1, numbers[i])
    steps.append(
        f"There are ${others} + 1 = {others + 1}$ gaps, ends included, for the {name}: ${choose(others + 1, numbers[i])}$."
    )
    steps.append(f"Together: ${first} \\cdot {gaps} = {first * gaps}$.")
    return worked(prompt, steps, str(first * gaps))


def _multinomial(numbers: Sequence[int], steps: list[str], what: str) -> int:
    total = sum(numbers)
    value = factorial(total)
    for number in numbers:
        value //= factorial(number)
    repeated = [number for number in numbers if number > 1]
    if len(numbers) > 1:
        steps.append(f"There are ${' + '.join(map(str, numbers))} = {total}$ {what}.")
    if repeated:
        below = times(f"{number}!" for number in repeated)
        steps.append(
            f"Exchanging equal ones changes nothing: $\\frac{{{total}!}}{{{below}}} = {value}$ orders."
        )
    else:
        steps.append(f"All are different: ${total}! = {value}$ orders.")
    return value


def _letters(rng: random.Random, word: str) -> Draft:
    letters = Counter(word)
    prompt = rng.choice(
        (
            f"How many different arrangements do the letters of {word} have?",
            f"In how many different ways can the letters of the word {word} be arranged?",
            f"How many distinguishable orders of the letters in {word} are there?",
            f"Count the distinct permutations of the letters of {word}.",
        )
    )
    repeated = [f"{letter} occurs {k} times" for letter, k in letters.items() if k > 1]
    total = len(word)
    below = times(f"{k}!" for k in letters.values() if k > 1)
    value = factorial(total) // prod(factorial(k) for k in letters.values())
    note = f" ({listing(repeated)})" if repeated else ""
    expression = f"\\frac{{{total}!}}{{{below}}}" if repeated else f"{total}!"
    steps = [f"{word} has {total} letters{note}, so there are ${expression} = {value}$ arrangements."]
    return worked(prompt, steps, str(value))


@generator("math.stars_and_bars", verifiers=VERIFIERS, min_step_coverage=1.0)
def stars_and_bars(rng: random.Random, difficulty: int) -> Draft:
    """Distribute equal things, or count solutions of an equation in whole numbers.

    Difficulty 1: two or three boxes. 2: more boxes, empty ones allowed. 3: every box gets at least
    one. 4: least numbers for some boxes. 5: some things may stay behind, or one box has a limit.
    """
    k = rng.randint(2, 3) if difficulty == 1 else rng.randint(3, 8 if difficulty < 4 else 6)
    n = rng.randint(3, 15) if difficulty == 1 else rng.randint(6, 60 if difficulty < 4 else 30)
    x = str(people(rng, 1)[0])
    thing = rng.choice(
        (
            "sweet",
            "coin",
            "ball",
            "marble",
            "biscuit",
            "ticket",
            "pencil",
            "apple",
            "stamp",
            "bulb",
            "chestnut",
        )
    )
    box = rng.choice(("child", "box", "bag", "pupil", "basket", "drawer", "shelf", "bowl", "friend", "jar"))
    steps: list[str] = []
    if difficulty == 3 and n < k:
        n += k
    if difficulty <= 3:
        rule = " so that none of them is left out" if difficulty == 3 else ""
        rule_eq = "positive" if difficulty == 3 else "non-negative"
        prompt = _distribute(rng, x, n, thing, k, box, rule, rule_eq)
        rest = n
        if difficulty == 3:
            rest = n - k
            steps.append(f"Give one to each first; then ${n} - {k} = {rest}$ are left to distribute freely.")
        return worked(prompt, steps, str(_bars(rest, k, steps)))
    if difficulty == 4:
        lows = [rng.randint(0, 4) for _ in range(k)]
        if sum(1 for v in lows if v) < 2 or sum(lows) > n:
            return stars_and_bars.make(rng, difficulty)
        unknowns = " + ".join(f"x_{i + 1}" for i in range(k))
        bounds = ", ".join(f"x_{i + 1} \\ge {low}" for i, low in enumerate(lows))
        prompt = rng.choice(
            (
                f"How many solutions in whole numbers does ${unknowns} = {n}$ have with ${bounds}$?",
                f"Count the integer solutions of ${unknowns} = {n}$ that satisfy ${bounds}$.",
                f"In how many ways can whole numbers with ${bounds}$ be chosen so that ${unknowns} = {n}$?",
                f"Find the number of integer solutions of ${unknowns} = {n}$ where ${bounds}$.",
            )
        )
        used = [low for low in lows if low]
        rest = n - sum(used)
        steps.append(
            f"Set the least values aside: ${n} - {' - '.join(map(str, used))} = {rest}$ is left to distribute freely."
        )
        return worked(prompt, steps, str(_bars(rest, k, steps)))
    if rng.random() < 0.5:
        prompt = rng.choice(
            (
                f"{x} has {count(n, thing)} and gives some, all or none of them to {count(k, box)}. "
                "In how many ways can they be distributed?",
                f"Up to {count(n, thing)} are distributed among {count(k, box)}; some may be kept back. How many ways are there?",
                f"In how many ways can {x} hand out at most {n} equal {plural(thing)} to {count(k, box)}?",
                f"How many solutions in non-negative whole numbers does $x_1 + \\dots + x_{k} \\le {n}$ have?",
            )
        )
        steps.append(f"Count what stays behind as one more share: ${k} + 1 = {k + 1}$ shares.")
        return worked(prompt, steps, str(_bars(n, k + 1, steps)))
    limit = rng.randint(2, n - 2)
    prompt = rng.choice(
        (
            f"{count(n, thing)} are distributed among {count(k, box)}. The first {box} must not get more than {limit}. "
            "In how many ways can this be done?",
            f"In how many ways can {x} put {n} equal {plural(thing)} into {k} different {plural(box)}, if the first takes at most "
            f"{limit}?".replace("into " + str(k) + " different children", f"to {k} children"),
            f"How many solutions in non-negative whole numbers with $x_1 \\le {limit}$ does $x_1 + \\dots + x_{k} = {n}$ have?",
            f"Count the non-negative integer solutions of $x_1 + \\dots + x_{k} = {n}$ in which $x_1$ is at most ${limit}$.",
        )
    )
    whole = _bars(n, k, steps)
    steps.append(
        f"If the first gets more, set ${limit} + 1 = {limit + 1}$ aside for it; ${n} - {limit + 1} = {n - limit - 1}$ are left."
    )
    over = _bars(n - limit - 1, k, steps)
    steps.append(f"Take these away: ${whole} - {over} = {whole - over}$.")
    return worked(prompt, steps, str(whole - over))


def _distribute(
    rng: random.Random, x: str, n: int, thing: str, k: int, box: str, rule: str, rule_eq: str
) -> str:
    to = "to" if box in ("child", "pupil", "friend") else "among"
    verb = "gives out" if to == "to" else "distributes"
    unknowns = " + ".join(f"x_{i + 1}" for i in range(k))
    return rng.choice(
        (
            f"In how many ways can {n} equal {plural(thing)} be distributed among {k} different {plural(box)}{rule}?"
            if k > 2
            else f"In how many ways can {n} equal {plural(thing)} be divided between 2 different {plural(box)}{rule}?",
            f"{x} {verb} {n} equal {plural(thing)} {to} {k} different {plural(box)}{rule}. How many ways are there?",
            f"How many solutions in {rule_eq} whole numbers does ${unknowns} = {n}$ have?",
            f"Count the solutions of ${unknowns} = {n}$ in {rule_eq} integers.",
        )
    )


def _bars(n: int, k: int, steps: list[str]) -> int:
    value = comb(n + k - 1, k - 1)
    total = n + k - 1
    if n == 0:
        steps.append(f"Nothing is left to distribute, so there is one way: ${choose(k - 1, k - 1)}$.")
    elif k == 2:
        steps.append(f"The first share can be any number from 0 to {n}: ${choose(n + 1, 1)}$ ways.")
    else:
        steps.append(
            f"Place {k - 1} bars among ${n} + {k - 1} = {total}$ positions: ${choose(total, k - 1)}$ ways."
        )
    return value


@generator("math.inclusion_exclusion", verifiers=VERIFIERS, min_step_coverage=1.0)
def inclusion_exclusion(rng: random.Random, difficulty: int) -> Draft:
    """Count with overlapping sets.

    Difficulty 1: two sets. 2: neither of two, or exactly one. 3: multiples of two numbers. 4: three
    sets. 5: numbers with none of three divisors.
    """
    if difficulty <= 2:
        return _two_sets(rng, difficulty)
    if difficulty == 4:
        return _three_sets(rng)
    return _multiples(rng, difficulty)


_CLUBS = (
    ("pupils", "play football", "play chess", "sing"), ("guests", "drink tea", "drink coffee", "drink juice"),
    ("employees", "speak French", "speak German", "speak Italian"), ("households", "own a car", "own a bicycle", "own a boat"),
    ("readers", "read novels", "read poems", "read comics"), ("farms", "keep cows", "keep sheep", "keep goats"),
    ("children", "like apples", "like pears", "like plums"), ("tourists", "visited Rome", "visited Paris", "visited Vienna"),
)  # fmt: skip


def _two_sets(rng: random.Random, difficulty: int) -> Draft:
    who, first, second, _ = rng.choice(_CLUBS)
    a, b, both = rng.randint(4, 120), rng.randint(4, 120), rng.randint(2, 50)
    none = rng.randint(1, 60)
    a, b = a + both, b + both
    either = a + b - both
    total = either + none
    base = f"Of {total} {who}, {a} {first} and {b} {second}; {both} do both."
    if difficulty == 1:
        prompt = rng.choice(
            (
                f"In a group of {who}, {a} {first} and {b} {second}; {both} do both. How many do at least one of the two?",
                f"{a} {who} {first}, {b} {second}, and {both} of them do both. How many {who} are that in all?",
                f"Among some {who}, {a} {first}, {b} {second} and {both} do both. How many do one or the other?",
                f"Every one of a number of {who} does at least one of two things: {a} {first}, {b} {second}, {both} do both. "
                f"How many {who} are there?",
            )
        )
        steps = [
            f"Those who do both are counted twice, so subtract them once: ${a} + {b} - {both} = {either}$."
        ]
        return worked(prompt, steps, str(either))
    steps = [f"At least one of the two is done by ${a} + {b} - {both} = {either}$."]
    if rng.random() < 0.5:
        steps.append(f"The others are ${total} - {either} = {none}$.")
        asked = rng.choice(
            ("How many do neither?", "How many do none of the two?", "How many do not do either of these?")
        )
        return worked(f"{base} {asked}", steps, str(none))
    known = rng.random() < 0.5
    if known:
        base = f"Of {total} {who}, {a} {first} and {b} {second}, while {none} do neither."
        asked = rng.choice(
            ("How many do both?", "How many do both of these?", "How many are counted in both groups?")
        )
        steps = [
            f"At least one of the two is done by ${total} - {none} = {either}$.",
            f"The sum of both groups counts some twice: ${a} + {b} - {either} = {both}$.",
        ]
        return worked(f"{base} {asked}", steps, str(both))
    steps.append(f"Exactly one is done by ${either} - {both} = {either - both}$.")
    asked = rng.choice(
        (
            "How many do exactly one of the two?",
            "How many do only one of these?",
            "How many do one but not both?",
        )
    )
    return worked(f"{base} {asked}", steps, str(either - both))


def _three_sets(rng: random.Random) -> Draft:
    who, *clubs = rng.choice(_CLUBS)
    all_ = rng.randint(2, 20)
    ab, ac, bc = (all_ + rng.randint(1, 25) for _ in range(3))
    a = ab + ac - all_ + rng.randint(3, 60)
    b = ab + bc - all_ + rng.randint(3, 60)
    c = ac + bc - all_ + rng.randint(3, 60)
    union = a + b + c - ab - ac - bc + all_
    none = rng.randint(1, 50)
    total = union + none
    x, y, z = clubs
    base = (
        f"{{}} {a} {x}, {b} {y} and {c} {z}. {ab} do the first and the second, {ac} the first and the third, {bc} the second and "
        f"the third, and {all_} do all three."
    )
    add = f"{a} + {b} + {c} - {ab} - {ac} - {bc} + {all_}"
    steps = [
        f"Add the single groups: ${a} + {b} + {c} = {a + b + c}$.",
        f"Those in two groups are counted twice; they come to ${ab} + {ac} + {bc} = {ab + ac + bc}$.",
        f"With all three put back once: ${add} = {union}$.",
    ]
    if rng.random() < 0.5:
        opening = rng.choice((f"Among some {who},", f"In a group of {who},", f"A survey of {who} shows:"))
        asked = rng.choice(("How many do at least one of the three?", "How many do one or more of these?"))
        return worked(f"{base.format(opening)} {asked}", steps, str(union))
    opening = rng.choice((f"Of {total} {who},", f"Among {total} {who},", f"{total} {who} were asked:"))
    asked = rng.choice(("How many do none of the three?", "How many do nothing of this?"))
    steps.append(f"None of them is done by ${total} - {union} = {none}$.")
    return worked(f"{base.format(opening)} {asked}", steps, str(none))


def _multiples(rng: random.Random, difficulty: int) -> Draft:
    n = rng.randint(100, 5000)
    numbers = sorted(rng.sample(range(2, 21 if difficulty == 3 else 14), 2 if difficulty == 3 else 3))
    if any(x % y == 0 for x in numbers for y in numbers if x != y):
        return _multiples(rng, difficulty)
    shown = [f"${m}$" for m in numbers]
    steps = []
    singles = [n // m for m in numbers]
    for m, k in zip(numbers, singles, strict=True):
        steps.append(f"Multiples of ${m}$: $\\lfloor \\frac{{{n}}}{{{m}}} \\rfloor = {k}$.")
    pairs = [(x, y) for i, x in enumerate(numbers) for y in numbers[i + 1 :]]
    doubles = []
    for x, y in pairs:
        common = lcm(x, y)
        doubles.append(n // common)
        steps.append(
            f"Multiples of both ${x}$ and ${y}$: $\\operatorname{{lcm}}({x}, {y}) = {common}$ and "
            f"$\\lfloor \\frac{{{n}}}{{{common}}} \\rfloor = {n // common}$."
        )
    union = sum(singles) - sum(doubles)
    add = " + ".join(map(str, singles)) + "".join(f" - {d}" for d in doubles)
    if difficulty == 5:
        common = lcm(*numbers)
        steps.append(
            f"Multiples of all three: $\\operatorname{{lcm}}({', '.join(map(str, numbers))}) = {common}$ and "
            f"$\\lfloor \\frac{{{n}}}{{{common}}} \\rfloor = {n // common}$."
        )
        union += n // common
        add += f" + {n // common}"
    steps.append(f"Divisible by at least one: ${add} = {union}$.")
    if difficulty == 3:
        either = listing(shown, "or")
        prompt = rng.choice(
            (
                f"How many of the numbers from $1$ to ${n}$ are divisible by {either}?",
                f"How many positive whole numbers up to ${n}$ are multiples of {either}, or of both?",
                f"Count the whole numbers from $1$ to ${n}$ that {shown[0]} or {shown[1]} divides.",
                f"Of the numbers $1, 2, \\dots, {n}$, how many are divisible by at least one of {listing(shown)}?",
            )
        )
        return worked(prompt, steps, str(union))
    steps.append(f"The others are ${n} - {union} = {n - union}$.")
    either = listing(shown, "nor")
    prompt = rng.choice(
        (
            f"How many of the numbers from $1$ to ${n}$ are divisible by none of {listing(shown)}?",
            f"How many positive whole numbers up to ${n}$ are multiples neither of {either}?".replace("neither of " + either,
            "of none of the numbers " + listing(shown)),
            f"Count the whole numbers from $1$ to ${n}$ that are not divisible by any of {listing(shown)}.",
            f"Cross out all multiples of {listing(shown)} among the numbers from $1$ to ${n}$. How many numbers are left?",
        )
    )  # fmt: skip
    return worked(prompt, steps, str(n - union))


@generator("math.grid_paths", verifiers=VERIFIERS, min_step_coverage=1.0)
def grid_paths(rng: random.Random, difficulty: int) -> Draft:
    """Count shortest paths in a grid.

    Difficulty 1: a small grid. 2: between any two points. 3: through a point. 4: avoiding a
    point. 5: through one point and avoiding another.
    """
    x0, y0 = (0, 0) if difficulty == 1 else (rng.randint(-9, 9), rng.randint(-9, 9))
    w, h = (
        (rng.randint(2, 5), rng.randint(2, 5)) if difficulty == 1 else (rng.randint(3, 11), rng.randint(3, 9))
    )
    start, end = (x0, y0), (x0 + w, y0 + h)
    moves = rng.choice(
        (
            "Each step goes one unit to the right or one unit up.",
            "A step leads one unit right or one unit up.",
            "Only steps of one unit to the right or up are allowed.",
            "One moves by unit steps, to the right or upwards.",
        )
    )
    ask = rng.choice(
        ("How many paths lead", "In how many ways can one get", "How many different routes are there")
    )
    head = f"{moves} {ask} from $({start[0]}, {start[1]})$ to $({end[0]}, {end[1]})$"
    steps: list[str] = []
    if difficulty <= 2:
        return worked(f"{head}?", steps, str(_leg(start, end, "The way", steps)))
    if difficulty < 5:
        via = _inner(rng, start, end)
        point = f"$({via[0]}, {via[1]})$"
        if difficulty == 4:
            whole = _leg(start, end, "Without the condition", steps)
        first = _leg(start, via, f"From the start to {point}", steps)
        second = _leg(via, end, f"From {point} to the end", steps)
        steps.append(f"Paths through {point}: ${first} \\cdot {second} = {first * second}$.")
        if difficulty == 3:
            return worked(f"{head} through {point}?", steps, str(first * second))
        steps.append(f"The others avoid it: ${whole} - {first * second} = {whole - first * second}$.")
        return worked(f"{head} without passing through {point}?", steps, str(whole - first * second))
    via = _inner(rng, start, end)
    if end[0] - via[0] + end[1] - via[1] < 3:
        return grid_paths.make(rng, difficulty)
    bad = _inner(rng, via, end)
    point, closed = f"$({via[0]}, {via[1]})$", f"$({bad[0]}, {bad[1]})$"
    first = _leg(start, via, f"From the start to {point}", steps)
    whole = _leg(via, end, f"From {point} to the end", steps)
    there = _leg(via, bad, f"From {point} to the closed point {closed}", steps)
    onward = _leg(bad, end, f"From {closed} to the end", steps)
    good = whole - there * onward
    steps.append(
        f"After {point}, the paths that avoid {closed} are ${whole} - {there} \\cdot {onward} = {good}$."
    )
    steps.append(f"Together: ${first} \\cdot {good} = {first * good}$.")
    return worked(f"{head} that pass through {point} but not through {closed}?", steps, str(first * good))


def _inner(rng: random.Random, start: tuple[int, int], end: tuple[int, int]) -> tuple[int, int]:
    """A grid point between the two, different from both."""
    while True:
        point = (rng.randint(start[0], end[0]), rng.randint(start[1], end[1]))
        if point not in (start, end):
            return point


def _leg(start: tuple[int, int], end: tuple[int, int], lead: str, steps: list[str]) -> int:
    w, h = end[0] - start[0], end[1] - start[1]
    steps.append(f"{lead}: ${w} + {h} = {w + h}$ steps, {w} of them to the right: ${choose(w + h, w)}$.")
    return comb(w + h, w)
