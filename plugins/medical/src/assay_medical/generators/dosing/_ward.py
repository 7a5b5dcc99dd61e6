"""Patients and phrases of prescriptions."""

from __future__ import annotations

import random
from fractions import Fraction

_MEDIAN = {
    1: 9.6,
    2: 12.2,
    3: 14.3,
    4: 16.3,
    5: 18.3,
    6: 20.5,
    7: 22.9,
    8: 25.4,
    9: 28.1,
    10: 31.2,
    11: 35.4,
    12: 39.7,
    13: 44.8,
    14: 49.8,
}
"""Weights in kg by age in years: WHO growth standards to 10 years, CDC 2000 beyond, means of boys and girls, rounded."""
GIRLS = ("Aisha", "Clara", "Emma", "Ines", "Lina", "Maya", "Nora", "Priya", "Sofia", "Zoe", "Hana", "Freya")
BOYS = ("Adam", "Ben", "Diego", "Elias", "Jonas", "Kofi", "Leo", "Mateo", "Omar", "Sam", "Tariq", "Yusuf")
OFTEN = {
    1: ("once daily", "once a day"),
    2: ("twice daily", "every 12 hours", "two times a day"),
    3: ("three times daily", "every 8 hours", "three times a day"),
    4: ("four times daily", "every 6 hours", "four times a day"),
    6: ("every 4 hours",),
}
VERIFIERS = ("medical.dose",)


def child(rng: random.Random, youngest: int = 1, oldest: int = 12) -> tuple[int, str, str]:
    """Age in years, weight in kg as it is written, and a name with the age: ``Leo, 4 years old``."""
    age = rng.randint(youngest, oldest)
    weight = _MEDIAN[age] * rng.uniform(0.85, 1.2)
    text = f"{weight:.1f}" if age < 6 or rng.random() < 0.3 else f"{weight:.0f}"
    text = text.removesuffix(".0")
    name = rng.choice(GIRLS + BOYS)
    noun = "girl" if name in GIRLS else "boy"
    who = rng.choice(
        (
            f"{name}, {age} year{'s' * (age > 1)} old,",
            f"{name}, {'an' if age in (8, 11) else 'a'} {age}-year-old {noun},",
            f"A {age}-year-old {noun}" if age not in (8, 11) else f"An {age}-year-old {noun}",
        )
    )
    return age, text, who


def adult(rng: random.Random) -> tuple[str, str, str]:
    """Weight in kg, height in cm, and who it is: ``a 67-year-old woman``."""
    man = rng.random() < 0.5
    height = rng.gauss(176 if man else 163, 7)
    weight = rng.uniform(20, 34) * (height / 100) ** 2
    age = rng.randint(23, 88)
    article = "An" if age in (80, 81, 82, 83, 84, 85, 86, 87, 88) else "A"
    return f"{weight:.0f}", f"{height:.0f}", f"{article} {age}-year-old {'man' if man else 'woman'}"


def lower(who: str) -> str:
    """Who it is within a sentence: ``a 67-year-old man``, but ``Leo, 4 years old,``."""
    return who[0].lower() + who[1:] if who.startswith(("A ", "An ")) else who


def bare(who: str) -> str:
    """Without a comma at the end."""
    return who.removesuffix(",")


def often(rng: random.Random, times: int) -> str:
    """How often a dose is given."""
    return rng.choice(OFTEN[times])


def mg(number: int | float) -> str:
    """A limit as labels write it: ``400 mg``, ``1 g``, ``1.5 g``."""
    return f"{number / 1000:g} g" if number >= 1000 and number % 500 == 0 else f"{number:g} mg"


def is_tie(value: Fraction | float, step: Fraction | float) -> bool:
    """Whether a value lies, about, in the middle of two steps: then nobody can tell how it is rounded."""
    parts = float(value) / float(step)
    return abs(parts - int(parts) - 0.5) < 0.02
