"""The primary acid–base disorder of a blood gas."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, person, ph_of
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """A gas with an abnormal pH, of each of six kinds; values at the limits are frequent."""
    while True:
        kind = rng.randrange(6)
        bicarbonate = rng.choice(
            (
                rng.randint(6, 21),
                rng.randint(6, 21),
                rng.randint(22, 26),
                rng.randint(27, 44),
                rng.choice((21, 22, 26, 27)),
            )
        )
        paco2 = rng.choice(
            (rng.randint(16, 34), rng.randint(35, 45), rng.randint(46, 88), rng.choice((34, 35, 45, 46)))
        )
        ph = ph_of(bicarbonate, paco2)
        if not 6.85 <= ph <= 7.7 or 7.35 <= ph <= 7.45:
            continue
        acid = ph < 7.35
        metabolic = bicarbonate < 22 if acid else bicarbonate > 26
        respiratory = paco2 > 45 if acid else paco2 < 35
        wanted = (acid, metabolic, respiratory) == (kind < 3, kind % 3 != 1, kind % 3 != 0)
        if wanted:
            return {**person(rng, 18, 90), "bicarbonate": bicarbonate, "paco2": paco2, "ph": ph}


COMPLAINTS = (
    "is short of breath",
    "is brought in by ambulance, drowsy",
    "is reviewed by the outreach team",
    "has been vomiting",
    "is admitted from the emergency department for observation",
    "deteriorates on the ward overnight",
)
SCENE = Scene(
    "acid_base_disorder",
    draw,
    COMPLAINTS,
    avoid=("lactate", "glucose", "respiratory", "saturation", "heart", "reactive", "temperature"),
    mixed_from=6,
)


@generator("medical.acid_base_disorder", verifiers=VERIFIERS)
def acid_base_disorder(rng: random.Random, difficulty: int) -> Draft:
    """The primary disorder that pH, PaCO2 and bicarbonate show, by stated limits."""
    return SCENE.row(rng, difficulty)
