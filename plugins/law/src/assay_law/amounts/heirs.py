"""Shares of several people: each that a response gives is that of the reference, and together they are the whole."""

from __future__ import annotations

import re
from fractions import Fraction

from assay.evidence import Findings
from assay_law.amounts.written import PERCENT, SHARE, written

_NEAR = 60
"""Characters behind a name in which its share may stand."""


def check_shares(response: str, shares: dict[str, str], found: Findings) -> None:
    """Check what a response says to be the final shares of people, line by line: ``Ann: 1/3``, ``王晨得四分之一``.

    Only lines that are a name and a share are read (an account of the estate); if it gives all people, they must sum to 1.
    """
    told: dict[str, Fraction] = {}
    for name, right in shares.items():
        pattern = re.compile(
            rf"^[\s*>|-]*\**{re.escape(name)}\**\s?[:：|]\s?(?P<rest>[^\n]{{1,{_NEAR}}})$", re.MULTILINE
        )
        for match in pattern.finditer(response):
            values = [each for each in written(match["rest"]) if each.unit == SHARE]
            values = values or [
                each for each in written(match["rest"]) if each.unit == PERCENT and not each.places
            ]
            if len(values) != 1 or values[0].value is None:
                continue
            value = values[0].value / (100 if values[0].unit == PERCENT else 1)
            told[name] = value
            rounded = values[0].unit == PERCENT and abs(value - Fraction(right)) <= Fraction(1, 200)
            holds = True if value == Fraction(right) else None if rounded else False
            message = f"The share of {name} is {right}, not {values[0].text}."
            found.check(holds, "share", match[0].strip(), "wrong_share", message, span=match.span())
    if len(told) == len(shares):
        total = sum(told.values())
        message = f"The shares sum to {total}."
        found.check(total == 1, "shares", ", ".join(map(str, told.values())), "shares_do_not_sum", message)
