"""temporary"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assay.records import Sample
from assay.references import stated_answer


@dataclass(frozen=True, slots=True)
class Mutant:
    kind: str
    response: str
    what: str
    wrong: bool


def mutants(
    sample: Sample, rng: random.Random, *, others: Sequence[Sample] = (), most: int = 3
) -> list[Mutant]:
    out = [Mutant("empties", t, repr(t), True) for t in ("", " ", "N/A")][:most]
    a = sample.answer or stated_answer(sample.reference)
    at = sample.response.rfind(a) if a else -1
    if a and at >= 0 and re.fullmatch(r"\d+", a):
        new = str(int(a) + 7)

        def put(x):
            return sample.response[:at] + x + sample.response[at + len(a) :]

        out.append(Mutant("numbers", put(new), f"{a} → {new}", True))
        out.append(Mutant("hedges", put(f"{a} or {new}"), f"{a} or {new}", True))
    return out
