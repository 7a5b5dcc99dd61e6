"""What a sample of rows says of all of them."""

from __future__ import annotations

import math
from dataclasses import dataclass

from assay.errors import UsageError, counted

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Sample:
    """How many rows to draw: ``share`` (0 to 1) of them, or ``count``; the same ones for the same ``seed``."""

    share: float | None = None
    count: int = 0
    seed: int = 0

    def size(self, rows: int) -> int:
        """How many of so many rows; at least one."""
        wanted = math.ceil(self.share * rows) if self.share is not None else self.count
        return min(rows, max(1, wanted))


def read_sample(text: str, seed: int = 0) -> Sample:
    """``1%`` or ``200``."""
    try:
        if text.endswith("%"):
            share = float(text[:-1]) / 100
            if 0 < share <= 1:
                return Sample(share=share, seed=seed)
        elif (count := int(text)) > 0:
            return Sample(count=count, seed=seed)
    except ValueError:
        pass
    raise UsageError(f"--sample {text} is neither a share such as 1% nor a number of rows such as 200")


def most_bad(rows: int, drawn: int, bad: int) -> int:
    """The exact upper bound of a hypergeometric sample: with more bad rows among all ``rows`` than this, as few as
    ``bad`` among ``drawn`` would come out in less than 5 % of such samples (Clopper and Pearson's construction)."""

    def at_most(total: int) -> float:
        whole = _log_choose(rows, drawn)
        chances = (
            math.exp(_log_choose(total, k) + _log_choose(rows - total, drawn - k) - whole)
            for k in range(bad + 1)
            if k <= total and drawn - k <= rows - total
        )
        return math.fsum(chances)

    low, high = bad, rows - (drawn - bad)
    while low < high:
        middle = (low + high + 1) // 2
        if at_most(middle) >= 1 - CONFIDENCE:
            low = middle
        else:
            high = middle - 1
    return low


def sentence(rows: int, drawn: int, bad: int) -> str:
    """What was drawn, and what may be said of all."""
    if not drawn or drawn == rows:
        return f"all {counted(rows, 'row')} were proved again"
    most = most_bad(rows, drawn, bad)
    return (
        f"{drawn:,} of {counted(rows, 'row')} were drawn to be proved again, {bad:,} failed: with {CONFIDENCE:.0%} confidence "
        f"at most {most:,} of all ({most / rows:.2%}) would fail"
    )


def _log_choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
