"""Word problems in several steps."""

from __future__ import annotations

import random
from collections.abc import Callable

from assay import Draft
from assay_math.generators._levels import problems
from assay_math.generators._stories_people import collection, outing, party, reading, wages
from assay_math.generators._stories_trade import bakery, eggs, fundraiser, harvest

_STORIES: tuple[Callable[[random.Random, int], Draft], ...] = (
    bakery,
    collection,
    eggs,
    fundraiser,
    harvest,
    outing,
    party,
    reading,
    wages,
)


@problems("math.word_problem", version=2, levels=(1, 2, 3, 3, 4))
def word_problem(rng: random.Random, difficulty: int) -> Draft:
    """Solve an everyday problem in two to nine steps.

    Step 1: two steps. 2: three or four. 3: four to six. 4: five to seven. 5: six to nine, with
    shares, rounding up to whole packs or percentages on the way.
    """
    return rng.choice(_STORIES)(rng, difficulty)
