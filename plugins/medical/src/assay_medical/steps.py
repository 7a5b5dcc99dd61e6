"""The stated equalities of a worked response: each must hold."""

from __future__ import annotations

import re

from assay import Sample
from assay.evidence import Findings
from assay.evidence.arithmetic import Link, stated_arithmetic


def check_steps(sample: Sample, found: Findings) -> None:
    """Check each equality that the response states; one that cannot be decided is left alone.

    An equality that does not hold is ``wrong_step``.
    """
    for number, link in enumerate(stated_arithmetic(sample.response)):
        if link.holds is None or (link.holds is False and _is_conversion(link)):
            continue
        words = sample.response[link.start : link.end]
        message = f"{link.left[:80]} is not {link.right[:40]}."
        span = (link.start, link.end)
        found.check(link.holds, "step", words[:200], "wrong_step", message, span=span, step=number)


_FACTORS = (60.0, 3600.0, 24.0, 1440.0, 7.0, 1e3, 1e6, 1e9, 60.0 / 1e3, 24.0 / 1e3, 1440.0 / 1e3, 60.0 * 1e3)


def _is_conversion(link: Link) -> bool:
    """Whether the sides differ by what a change of units makes: ``1 g × 2 doses/day = 2000 mg/day`` may well be right."""
    if not link.value or not link.result or not _UNITS.search(f"{link.left} {link.right}"):
        return False
    ratio = abs(link.value / link.result)
    return any(abs(ratio / factor - 1) < 0.005 or abs(ratio * factor - 1) < 0.005 for factor in _FACTORS)


_UNITS = re.compile(r"\d\s?(?:[mkµμ]?c?g|[mµμ]?[Ll]|h|min|mmol|units?|days?|hours?|minutes?)\b")


__all__ = ["check_steps"]
