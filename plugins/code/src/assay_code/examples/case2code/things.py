"""Functions to harvest: some become rows, most are refused, each for a reason of its own."""

import re


def digits_only(text: str) -> str | None:
    """What is left when all but the digits are taken away."""
    found = re.findall("[0-9]+", text)
    return "".join(found) if found else None


def clip_all(values: list[int], low: int = 0, high: int = 10) -> list[int]:
    """Each value, brought up to ``low`` or down to ``high``."""
    return [low if value < low else high if value > high else value for value in values]


def step_of(value: int, size: int) -> list[int]:
    """The step that a value stands on, and how far.

    >>> step_of(7, 3)
    [6, 1]
    """
    if size == 0:
        raise ValueError("no steps")
    return [value // size * size, value % size]


def last_of(values: list[int], size: int) -> list[int]:
    """It makes what it is given longer."""
    values.append(size * 2 + 1)
    return values[-size:] + [size] * len(values)


def is_even(number: int) -> bool:
    """Whether twice a number is even."""
    return (number if number > 0 else -number) * 2 % 2 == 0


def same_text(text: str) -> str:
    """The text, unless it is very long."""
    return str(text)[:9] if len(text) > 100_000 else text


def seen(numbers: list[int]) -> list[int]:
    """Each number once, as the set has them."""
    return [number * 2 for number in {*numbers}]
