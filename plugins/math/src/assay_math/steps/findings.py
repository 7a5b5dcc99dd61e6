"""What the reading of a solution hands on: facts already decided, and claims for the symbolic judge."""

from __future__ import annotations

from dataclasses import dataclass

from assay import Status

TRUE = Status.ACCEPTED
FALSE = Status.REJECTED
OPEN = Status.ABSTAINED


@dataclass(slots=True)
class Finding:
    """One decided (or given up) claim: ``[start, end)`` in the response."""

    kind: str
    status: Status
    start: int
    end: int
    reason: str = "ok"
    message: str = ""
    step: int = 0


@dataclass(slots=True)
class Equation:
    """A relation for the symbolic judge: the texts of its sides, ``[start, end)`` of each, and the signs between.

    ``prose`` marks text that was cleaned of units and currency, so its offsets are
    those of the cleaned stretch in the response.
    """

    sides: list[str]
    relations: list[str]
    spans: list[tuple[int, int]]
    step: int = 0
    prose: bool = False
    lead: str = ""  # the words before it: "let", "if", "so" …
    link: str = ""  # how it is joined to the statement before: "implies", "or", "row", ","
    soft: bool = False  # said under a condition or for one case: a contradiction is no refutation
    chain: bool = False  # a side is shared with a neighbouring equation: a = b = c
    rest: str = ""  # what follows on the same line, for "(rejected)" and the like


def show(value: object, limit: int = 40) -> str:
    """A number for a message, cut when it is long; whole decimals as decimals."""
    from fractions import Fraction

    if isinstance(value, Fraction):
        bottom = value.denominator
        for prime in (2, 5):
            while bottom % prime == 0:
                bottom //= prime
        if bottom == 1 and value.denominator < 10**9:
            text = f"{float(value):.12g}"
        else:
            text = (
                f"{value.numerator}/{value.denominator}"
                if value.denominator.bit_length() < 200
                else "a long fraction"
            )
    elif isinstance(value, int):
        text = str(value) if value.bit_length() < 200 else "a number of more than 60 digits"
    else:
        text = str(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"
