"""What the word problems share: people, things in the right number, money and decimals."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd

from assay.evidence.english import plural

_HE = "Adam Ahmed Ben Carlos Daniel David Ethan Felix George Hassan Ivan Jack Kenji Leo Liam Marco Noah Omar Oscar Paul Ravi Sam Tom Victor Wei"
_SHE = "Aisha Alice Anna Bella Chloe Clara Elena Emma Fatima Grace Hana Ines Julia Kate Lena Lucy Maria Maya Mei Nina Olivia Priya Rosa Sofia Zoe"

ARTICLES = (
    ("jacket", 40, 260), ("bicycle", 150, 1200), ("lamp", 20, 180), ("printer", 60, 400), ("backpack", 25, 160),
    ("armchair", 120, 900), ("guitar", 90, 1500), ("camera", 120, 1400), ("tent", 60, 500), ("watch", 40, 800),
    ("desk", 80, 700), ("vacuum cleaner", 70, 500), ("pair of boots", 50, 300), ("coat", 60, 450),
    ("keyboard", 20, 200), ("microwave", 60, 350), ("skateboard", 35, 220), ("phone", 150, 1200),
    ("oven", 300, 1800), ("sofa", 300, 2400), ("telescope", 90, 900), ("rucksack", 40, 240), ("sewing machine", 100, 800),
)  # fmt: skip
"""Things to buy, with the least and greatest price in dollars that a reader would believe."""


@dataclass(frozen=True, slots=True)
class Person:
    """A name with its pronouns."""

    name: str
    he: str
    his: str
    him: str

    def __str__(self) -> str:
        return self.name


PEOPLE = tuple(
    [Person(name, "he", "his", "him") for name in _HE.split()]
    + [Person(name, "she", "her", "her") for name in _SHE.split()]
)


def people(rng: random.Random, how_many: int) -> list[Person]:
    """Different people whose names start with different letters, so that a reader keeps them apart."""
    while True:
        chosen = rng.sample(PEOPLE, how_many)
        if len({person.name[0] for person in chosen}) == how_many:
            return chosen


def noun(number: int | Fraction, singular: str) -> str:
    """``apple`` where the number is 1, else ``apples``."""
    return singular if number == 1 else plural(singular)


def count(number: int, singular: str) -> str:
    """``1 apple``, ``12 apples``."""
    return f"{number} {noun(number, singular)}"


def a(thing: str) -> str:
    """``an apple``, ``a pear``; for nouns spelt with their sound."""
    return f"{'an' if thing[0] in 'aeiou' and not thing.startswith(('uni', 'use')) else 'a'} {thing}"


def dollars(cents: int | Fraction) -> str:
    r"""``\$12``, ``\$12.50``; the sign is escaped so that it never opens mathematics."""
    whole = Fraction(cents)
    if whole.denominator != 1:
        raise ValueError(f"{cents} is no whole number of cents")
    full, rest = divmod(whole.numerator, 100)
    return f"\\${full}.{rest:02d}" if rest else f"\\${full}"


def decimal(value: int | Fraction) -> str:
    """A terminating decimal written out: ``0.125``, ``-3.5``, ``12``."""
    value = Fraction(value)
    places = 0
    scale = 1
    while scale % value.denominator:
        places += 1
        scale *= 10
        if places > 30:
            raise ValueError(f"{value} has no end as a decimal")
    return fixed(value, places)


def fixed(value: int | Fraction, places: int) -> str:
    """The value rounded half away from zero to a number of decimals, which are all shown."""
    value = Fraction(value)
    scaled = int(abs(value) * 10**places + Fraction(1, 2))
    sign = "-" if value < 0 and scaled else ""
    whole, rest = divmod(scaled, 10**places)
    return f"{sign}{whole}.{rest:0{places}d}" if places else f"{sign}{whole}"


def listing(items: Sequence[str], last: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``; nothing for no items."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def capital(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def fraction(top: int, bottom: int) -> str:
    r"""A fraction as it stands, not reduced: ``\frac{6}{8}``, ``-\frac{6}{8}``."""
    return f"{'-' if top < 0 else ''}\\frac{{{abs(top)}}}{{{bottom}}}"


def coprime(rng: random.Random, bottom: int, low: int = 1, high: int = 0) -> int:
    """A numerator in ``[low, high]`` (``high`` defaults to ``bottom - 1``) that cannot be cancelled with ``bottom``."""
    while True:
        top = rng.randint(low, high or bottom - 1)
        if gcd(top, bottom) == 1:
            return top


def signed_sum(values: Sequence[int]) -> str:
    """``3 - 5 + 8``, the numbers with their signs."""
    out = str(values[0])
    for value in values[1:]:
        out += f" - {-value}" if value < 0 else f" + {value}"
    return out


def times(factors: Iterable[object]) -> str:
    r"""``2 \cdot 3 \cdot 5``."""
    return r" \cdot ".join(map(str, factors))


def power(base: object, exponent: int) -> str:
    r"""``2``, ``2^5``, ``2^{10}``."""
    if exponent == 1:
        return str(base)
    return f"{base}^{exponent}" if exponent < 10 else f"{base}^{{{exponent}}}"
