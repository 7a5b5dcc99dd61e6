"""Derangements: nobody gets what is theirs."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import pairwise
from math import comb, factorial

from assay import Draft, agree
from assay_math.generators._counting import choose
from assay_math.generators._forms import reduced
from assay_math.generators._levels import problems
from assay_math.generators._tell import tell
from assay_math.generators._write import num, worked

_SETTINGS = (
    "{Where} {n} {who} leave their coats in a dark cloakroom. Later each of them takes one of the {n} coats at random.",
    "{Where} {n} {who} put their names into a box, and each draws one name to buy a present for.",
    "{n} letters to {n} {who} are put into the {n} addressed envelopes without looking, one in each{where}.",
    "{Where} {n} {who} hand in their phones, which are all alike. The phones are given back at random, one to each.",
    "{Where} {n} {who} throw their keys into a bowl. Then each takes out one bunch of keys without looking.",
    "{Where} there is a card with a name at each of {n} seats, but the {n} {who} who are expected sit down at random.",
    "{Where} the {n} marked papers of {n} {who} are mixed up and handed back at random, one to each.",
    "{Where} {n} {who} stack their umbrellas in a stand; on leaving, each takes one of these at random.",
)
_WHERE = (
    "at a wedding", "at a school fair", "in an office", "at a concert", "in a youth hostel", "at a birthday party", "in a chess club",
    "at a summer camp", "at a conference", "in a theatre", "at a reunion", "in a sports club",
)  # fmt: skip
_WHO = (
    "guests",
    "friends",
    "pupils",
    "colleagues",
    "members",
    "visitors",
    "players",
    "neighbours",
    "teachers",
    "cousins",
)


def _derangements(n: int) -> list[int]:
    """The numbers of derangements of 0 to ``n`` things, by the recurrence of two terms."""
    out = [1, 0]
    for k in range(2, n + 1):
        out.append((k - 1) * (out[k - 1] + out[k - 2]))
    return out[: n + 1]


def _by_sieve(n: int, r: int) -> int:
    """Permutations of ``n`` in which none of ``r`` given elements stays, by inclusion and exclusion."""
    return sum((-1) ** k * comb(r, k) * factorial(n - k) for k in range(r + 1))


def _recurrence(n: int) -> list[str]:
    """Steps up to the number of derangements of ``n`` things, ``n`` at least 3."""
    d = _derangements(n)
    lines = [f"for {k}: ${k - 1} \\cdot ({d[k - 1]} + {d[k - 2]}) = {d[k]}$" for k in range(3, n + 1)]
    return [
        "Count the ways in which nobody gets their own: 0 for one person and 1 for two people. Each further number is the sum of the two "
        "before it, times one less than the people: " + ", ".join(lines) + "."
    ]


@problems("math.derangements", version=3)
def derangements(rng: random.Random, difficulty: int) -> Draft:
    """Count arrangements in which nobody, or a given number of people, gets what is theirs.

    Difficulty 1: nobody, a count. 2: nobody, a probability. 3: exactly a given number, a count. 4: at most
    one, or at least one, a probability. 5: none of some given people.
    """
    where = rng.choice(_WHERE)
    n = rng.randint(3, 6) if difficulty == 1 else rng.randint(4, 7 + difficulty // 3)
    values = {
        "n": n,
        "who": rng.choice(_WHO),
        "Where": where[0].upper() + where[1:],
        "where": rng.choice((f" {where}", "")),
    }
    d = _derangements(n)
    agree(d[n], _by_sieve(n, n), what="the derangements")
    if difficulty == 1:
        prompt = tell(
            rng,
            _SETTINGS,
            (
                "In how many ways can this happen so that nobody gets what belongs to them?",
                "How many outcomes are there in which nobody ends up with their own?",
                "In how many of the possible outcomes does everybody get somebody else's?",
                "Count the outcomes in which not a single one of them gets their own.",
            ),
            **values,
        )
        return worked(rng, prompt, _recurrence(n), str(d[n]))
    if difficulty == 2:
        value = Fraction(d[n], factorial(n))
        prompt = tell(
            rng,
            _SETTINGS,
            (
                "What is the probability that nobody gets what belongs to them? Give a fraction.",
                "Find the probability, as a fraction, that nobody ends up with their own.",
                "With what probability does everybody get somebody else's? Give the exact fraction.",
                "Calculate the exact probability that not a single one of them gets their own.",
            ),
            **values,
        )
        steps = [
            *_recurrence(n),
            f"All outcomes together: ${n}! = {factorial(n)}$.",
            f"The probability is ${reduced(d[n], factorial(n))}$.",
        ]
        if "= " not in steps[-1]:
            steps[-1] = f"The probability is $\\frac{{{d[n]}}}{{{n}!}} = {num(value)}$."
        return worked(rng, prompt, steps, num(value))
    if difficulty == 3:
        k = rng.randint(1, n - 3)
        ways = comb(n, k) * d[n - k]
        agree(ways, comb(n, k) * _by_sieve(n - k, n - k), what="the outcomes with fixed people")
        prompt = tell(
            rng,
            _SETTINGS,
            (
                "In how many ways can this happen so that exactly {k} of them {get} what belongs to them?",
                "How many outcomes are there in which exactly {k} of the {n} {end} up with their own?",
                "In how many of the possible outcomes {do} exactly {k} get their own?",
                "Count the outcomes in which exactly {k} of the {n} {get} their own.",
            ),
            k="one" if k == 1 else k, get="gets" if k == 1 else "get", end="ends" if k == 1 else "end", do="does" if k == 1 else "do", **values,
        )  # fmt: skip
        steps = [
            f"Choose who gets their own: ${choose(n, k)}$.",
            f"The other {n - k} all get somebody else's. " + _recurrence(n - k)[0],
            f"Multiply: ${comb(n, k)} \\cdot {d[n - k]} = {ways}$.",
        ]
        return worked(rng, prompt, steps, str(ways))
    if difficulty == 4:
        return _few(rng, n, values)
    return _some(rng, n, values)


def _few(rng: random.Random, n: int, values: dict[str, object]) -> Draft:
    d, total = _derangements(n), factorial(n)
    steps = [*_recurrence(n)]
    if rng.random() < 0.5:
        count = total - d[n]
        agree(count, sum(comb(n, k) * _by_sieve(n - k, n - k) for k in range(1, n + 1)), what="at least one")
        questions = (
            "What is the probability that at least one of them gets what belongs to them? Give a fraction.",
            "Find the probability, as a fraction, that at least one of them ends up with their own.",
            "With what exact probability does it happen that one or more of them get their own?",
            "Calculate, as a fraction, how likely it is that somebody gets their own.",
        )
        steps += [
            f"All outcomes together: ${n}! = {total}$.",
            f"In ${total} - {d[n]} = {count}$ of them at least one gets their own.",
        ]
    else:
        count = d[n] + n * d[n - 1]
        agree(count, _by_sieve(n, n) + n * _by_sieve(n - 1, n - 1), what="at most one")
        questions = (
            "What is the probability that at most one of them gets what belongs to them? Give a fraction.",
            "Find the probability, as a fraction, that at most one of them ends up with their own.",
            "With what exact probability does it happen that none or just one of them gets their own?",
            "Calculate, as a fraction, how likely it is that no two or more of them get their own.",
        )
        steps += [
            f"Exactly one gets their own in ${n} \\cdot {d[n - 1]} = {n * d[n - 1]}$ ways, and with nobody it makes "
            f"${n * d[n - 1]} + {d[n]} = {count}$.",
            f"All outcomes together: ${n}! = {total}$.",
        ]
    value = Fraction(count, total)
    steps.append(f"The probability is $\\frac{{{count}}}{{{n}!}} = {num(value)}$.")
    return worked(rng, tell(rng, _SETTINGS, questions, **values), steps, num(value))


def _some(rng: random.Random, n: int, values: dict[str, object]) -> Draft:
    r = rng.randint(2, min(4, n - 1))
    answer = _by_sieve(n, r)
    # by differences instead: the ways for r are those for r - 1 less those in which the r-th stays
    row = [factorial(k) for k in range(n + 1)]
    for _ in range(r):
        row = [b - a for a, b in pairwise(row)]
    agree(answer, row[-1], what="none of some people")
    prompt = tell(
        rng,
        _SETTINGS,
        (
            "In how many ways can this happen so that none of {r} given people among them gets what belongs to them? Nothing is asked of "
            "the others.",
            "Choose {r} of these {who} in advance. In how many outcomes does none of these {r} get their own, whatever happens to the rest?",
            "{r} of the {who} are left-handed. How many outcomes are there in which no left-handed person gets their own?",
            "Exactly {r} of the {n} have red hair. Count the outcomes in which nobody with red hair gets their own.",
        ),
        r=r, **values,
    )  # fmt: skip
    sums = []
    for k in range(1, r + 1):
        sums.append(
            f"for {'one' if k == 1 else k} of them ${comb(r, k)} \\cdot {n - k}! = {comb(r, k) * factorial(n - k)}$"
        )
    signs = "".join(f" {'-' if k % 2 else '+'} {comb(r, k) * factorial(n - k)}" for k in range(1, r + 1))
    steps = [
        f"All outcomes together: ${n}! = {factorial(n)}$.",
        "Count the outcomes in which given people among these get their own, and add over the choices of them: "
        + ", ".join(sums)
        + ".",
        f"Inclusion and exclusion leaves ${factorial(n)}{signs} = {answer}$.",
    ]
    return worked(rng, prompt, steps, str(answer))
