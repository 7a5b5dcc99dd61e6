"""Samples without replacement: the hypergeometric distribution."""

from __future__ import annotations

import random
from fractions import Fraction
from math import comb

from assay import Draft, agree
from assay_math.generators._counting import choose
from assay_math.generators._forms import reduced
from assay_math.generators._levels import problems
from assay_math.generators._tell import redrawn, tell
from assay_math.generators._write import num, worked

_STOCK = (
    ("A box holds {n} lamps, {k} of which are faulty. A tester takes {s} of them at random, without putting any back.", "faulty lamp"),
    ("In a delivery of {n} phones there are {k} with a scratched screen. A shop checks a random choice of {s} different ones.", "phone with a scratched screen"),
    ("A class has {n} pupils; {k} of them are left-handed. A group of {s} is drawn by lot.", "left-handed pupil"),
    ("A club has {n} members, and {k} of them play the piano. A team of {s} is chosen at random.", "piano player"),
    ("In a bag there are {n} sweets, {k} of them sour. A child takes {s} out at once without looking.", "sour sweet"),
    ("Of {n} lottery tickets in a hat {k} win. Somebody draws {s} tickets at once.", "winning ticket"),
    ("A pond has {n} fish, and {k} of them wear a tag. A net brings up {s} of the fish, all choices being equally likely.", "fish with a tag"),
    ("A shelf has {n} novels, {k} of them in French. {s} of the novels are picked at random.", "French novel"),
    ("A crate has {n} eggs, of which {k} are cracked. A cook takes {s} different eggs at random.", "cracked egg"),
    ("A committee of {s} is drawn by lot from {n} residents, {k} of whom live on the ground floor.", "resident of the ground floor"),
    ("A flat of {n} seedlings has {k} that will flower white. A gardener plants {s} of them, chosen at random.", "white seedling"),
    ("Of the {n} files in a cabinet, {k} have a missing page. An auditor draws {s} different files at random.", "file with a missing page"),
)  # fmt: skip


def _walk(n: int, k: int, s: int) -> dict[int, Fraction]:
    """The distribution of the marked ones, by drawing one after the other."""
    now = {0: Fraction(1)}
    for drawn in range(s):
        after: dict[int, Fraction] = {}
        for hits, p in now.items():
            left = k - hits
            for more, chance in ((1, Fraction(left, n - drawn)), (0, Fraction(n - drawn - left, n - drawn))):
                if chance:
                    after[hits + more] = after.get(hits + more, Fraction(0)) + p * chance
        now = after
    return now


def _several(noun: str, number: int) -> str:
    if number == 1:
        return f"one {noun}"
    word, _, rest = noun.partition(" with ")
    word, of, more = word.partition(" of ")
    plural = word if word.endswith("fish") else f"{word}s"
    return f"{number} {plural}{of}{more}{' with ' + rest if rest else ''}"


@problems("math.hypergeometric", version=3, levels=(2, 2, 3, 4, 5))
def hypergeometric(rng: random.Random, difficulty: int) -> Draft:
    """Find a probability for a sample that is drawn without replacement.

    Step 1: none of the marked ones. 2: a given number of them. 3: at least one, or at most one. 4: at least
    a given number. 5: a given number, knowing that there is at least one.
    """
    return _drawn(rng, difficulty)


@redrawn
def _drawn(rng: random.Random, difficulty: int) -> Draft | None:
    setting, noun = rng.choice(_STOCK)
    n = rng.randint(8, 14 + 4 * difficulty)
    k, s = rng.randint(2, n // 2), rng.randint(2, 3 + (difficulty + 1) // 2)
    if k == s or s >= n - k:
        return None
    walk = _walk(n, k, s)
    total = comb(n, s)
    count = {h: comb(k, h) * comb(n - k, s - h) for h in range(min(k, s) + 1)}
    for h, c in count.items():
        agree(Fraction(c, total), walk[h], what="the probability")
    rest = n - k

    def ways(h: int) -> str:
        if h == 0:
            return f"${choose(rest, s)}$"
        if s == h:
            return f"${choose(k, h)}$"
        return f"$\\binom{{{k}}}{{{h}}} \\cdot \\binom{{{rest}}}{{{s - h}}} = {comb(k, h)} \\cdot {comb(rest, s - h)} = {count[h]}$"

    steps = [f"All samples: ${choose(n, s)}$."]
    if difficulty == 1:
        top, event = count[0], f"without any {noun}"
        steps.append(f"Samples {event}: {ways(0)}.")
    elif difficulty == 2:
        h = rng.randint(1, min(k, s) - 1)
        top, event = count[h], f"with exactly {_several(noun, h)}"
        steps.append(f"Samples {event}: {ways(h)}.")
    elif difficulty == 3 and rng.random() < 0.5:
        top, event = total - count[0], f"with at least one {noun}"
        steps += [f"Samples without any: {ways(0)}.", f"With at least one: ${total} - {count[0]} = {top}$."]
    elif difficulty == 3:
        top, event = count[0] + count[1], f"with at most one {noun}"
        steps += [
            f"Samples without any: {ways(0)}.",
            f"With exactly one: {ways(1)}.",
            f"Together: ${count[0]} + {count[1]} = {top}$.",
        ]
    else:
        least = 2
        hits = [h for h in count if h >= least]
        if difficulty == 4:
            if len(hits) < 2:
                return None
            top, event = sum(count[h] for h in hits), f"with at least {_several(noun, least)}"
            steps += [f"With exactly {h}: {ways(h)}." for h in hits]
            steps.append(f"Together: ${' + '.join(str(count[h]) for h in hits)} = {top}$.")
        else:
            h = rng.randint(1, min(k, s) - 1)
            top, bottom = count[h], total - count[0]
            value = Fraction(top, bottom)
            if value.denominator == bottom:
                return None
            agree(value, walk[h] / (1 - walk[0]), what="the conditional probability")
            steps += [
                f"Samples without any {noun}: {ways(0)}.",
                f"With at least one: ${total} - {count[0]} = {bottom}$.",
                f"With exactly {'one' if h == 1 else h}: {ways(h)}.",
                f"Among those with at least one the share is ${reduced(top, bottom)}$.",
            ]
            prompt = tell(
                rng,
                (setting + " It is known that there is at least one {one} in the sample.",),
                (
                    "With this knowledge, what is the probability of a sample {event}? Give a fraction.",
                    "Find, as a fraction, the conditional probability of a sample {event}.",
                    "Given that, how likely is a sample {event}, as an exact fraction?",
                    "Under this condition, calculate the exact probability of a sample {event}.",
                ),
                n=n, k=k, s=s, one=noun, event=f"with exactly {_several(noun, h)}",
            )  # fmt: skip
            return worked(rng, prompt, steps, num(value))
    value = Fraction(top, total)
    if value.denominator == total:
        return None
    steps.append(f"The probability is ${reduced(top, total)}$.")
    prompt = tell(
        rng,
        (setting,),
        (
            "What is the probability of a sample {event}? Give a fraction.",
            "Find, as a fraction, the probability of a sample {event}.",
            "How likely is a sample {event}, as an exact fraction?",
            "Calculate the exact probability of a sample {event}.",
        ),
        n=n, k=k, s=s, event=event,
    )  # fmt: skip
    return worked(rng, prompt, steps, num(value))
