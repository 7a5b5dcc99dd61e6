"""Criminal history points and category under the federal sentencing guidelines."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_law.generators import _rules as r
from assay_law.generators import _time as t
from assay_law.generators.criminal import _guidelines as g

_CATEGORIES = "U.S.S.G. ch. 5, pt. A (as in force on November 1, 2024): Category I has 0 or 1 criminal history points, II 2 or 3, III 4 to 6, IV 7 to 9, V 10 to 12, VI 13 or more."
_FORMS = ("Category {}", "criminal history category {}")


@generator("law.criminal_history", verifiers=r.VERIFIERS)
def criminal_history(rng: random.Random, difficulty: int) -> Draft:
    """The criminal history category of a defendant by U.S.S.G. § 4A1.1.

    1: two prior sentences. 2: three. 3: four, perhaps under a sentence. 4: five. 5: six or seven, of which five are short.
    """
    (name,) = t.people(rng, 1)
    wanted = rng.randrange(6)
    for _ in range(400):
        made = g.history(rng, (2, 3, 4, 5, rng.randint(6, 7))[difficulty - 1], small=difficulty == 5)
        if difficulty < 3 or g.category(made.total) == wanted or rng.random() < 0.02:
            break
    points = made.total
    index = g.category(points)
    story = f"{name} has these prior sentences, imposed on separate occasions for offenses separated by arrests, all of them countable: {r.listed(made.told)}. {name} was not sentenced for any crime of violence that § 4A1.1(d) would count."
    story += (
        f" The instant offense was committed while {name} was {made.under}."
        if made.under
        else f" {name} was under no criminal justice sentence when committing the instant offense."
    )
    steps = made.steps()
    steps.append(
        f"That makes {points} criminal history point{'s' if points != 1 else ''} in all (§ 4A1.1), and {points} point{'s are' if points != 1 else ' is'} Category {g.CATEGORIES[index]}."
    )
    ask = rng.choice(
        (
            f"What is the criminal history category of {name}?",
            "Count the points and give the criminal history category.",
        )
    )
    words = {f"c{n}": f"Category {roman}" for n, roman in enumerate(g.CATEGORIES, 1)}
    program = (
        g.HISTORY
        + g.CATEGORY
        + "named(c1) :- category(1).\nnamed(c2) :- category(2).\nnamed(c3) :- category(3).\nnamed(c4) :- category(4).\nnamed(c5) :- category(5).\nnamed(c6) :- category(6).\n"
    )
    ends = ("Answer: {word}", "The criminal history category is {word}.", "**{word}**")
    prompt = r.lay_out(rng, story, ask, r.quote("ussg-4a1-1") + "\n\n" + _CATEGORIES)
    return r.term(rng, prompt, steps, program, made.facts, "named(C)", f"c{index + 1}", words, ends)
