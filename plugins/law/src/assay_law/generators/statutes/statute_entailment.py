"""Whether a charge is due under an invented statute with definitions, exceptions and a “notwithstanding”."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_law.generators import _rules as r
from assay_law.generators.statutes import _synthetic as s


@generator("law.statute_entailment", verifiers=r.VERIFIERS)
def statute_entailment(rng: random.Random, difficulty: int) -> Draft:
    """Yes or no under an invented act whose sections refer to each other; text and rules come from one structure.

    1: a definition and a charge. 2: an exemption. 3: a section that applies notwithstanding it. 4: a term defined by another, which has an exception. 5: an exception to the section that applies notwithstanding.
    """
    wanted, through = rng.random() < 0.5, rng.random() < 0.8
    for _ in range(4_000):
        act = s.drawn(rng, difficulty)
        of = s.thing(rng, act)
        deep = "exempt" not in act.provisions or (act.holds("charge", of) and act.holds("exempt", of))
        if act.due(of) == wanted and (deep or not through or (difficulty == 2 and wanted)):
            break
    else:
        raise RuntimeError("no case was drawn")
    name = rng.choice(act.domain.names)
    shown = ("the " if act.domain.thing == "vessel" else "") + name
    steps = [each[0].upper() + each[1:] for each in act.steps(of, shown)]
    ask = act.domain.owed.format(name=name)
    cite = [f"§ {n}" for n in act.deciding(of)] if rng.random() < 0.5 else []
    ask = f"{ask} Name the sections that decide it." if cite else ask
    charge = act.domain.charge
    negative = charge.replace(" are ", " are not ").replace(" is ", " is not ")
    ends = (
        f"{charge[0].upper()}{charge[1:]} for {shown}.",
        f"{negative[0].upper()}{negative[1:]} for {shown}.",
    )
    prompt = r.lay_out(rng, s.told(rng, act, of, name), ask, act.layout(rng))
    return r.yes_no(
        rng, prompt, steps, act.program(), s.facts(act, of), "due(x)", act.due(of), ends, cite=cite
    )
