"""AUDIT-C."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult
from assay_medical.scenes import VERIFIERS, Scene, Value
from assay_medical.vocabulary import fact


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """Somebody who is asked about alcohol: three answers that go together."""
    frequency = rng.choice(fact("audit_frequency").choices)
    if frequency == "never":
        frequency = rng.choice(fact("audit_frequency").choices[1:])
    most = {"monthly or less": 2, "2-4 times a month": 3, "2-3 times a week": 4, "4 or more times a week": 5}
    quantity = rng.choice(fact("audit_quantity").choices)
    binges = fact("audit_binge").choices[: most[frequency]]
    binge = binges[-1] if quantity in ("7-9", "10 or more") else rng.choice(binges)
    return {
        **adult(rng, 18, 78),
        "audit_frequency": frequency,
        "audit_quantity": quantity,
        "audit_binge": binge,
    }


SCENE = Scene(
    "audit_c",
    draw,
    (
        "comes for a health check",
        "is seen in the practice for raised liver tests",
    ),
    avoid=("drinks", "glass"),
)


@generator("medical.audit_c", verifiers=VERIFIERS)
def audit_c(rng: random.Random, difficulty: int) -> Draft:
    """AUDIT-C, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
