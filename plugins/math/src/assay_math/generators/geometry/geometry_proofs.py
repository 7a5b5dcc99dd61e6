"""Proofs in plane geometry, made as AlphaGeometry's training data were: random premises, all that follows, a proof of it.

Points are constructed at random one after the other, a search derives what the rules give, and the proof of a derived
fact is traced back to the constructions that it needs (Trinh et al., Nature 2024). The proof is checked in diagrams other
than those that the search was guided by.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from assay import Draft, Rejected, agree, generator, make_reference
from assay_math.generators._forms import ask
from assay_math.geometry_proof.constructions import KINDS, Construction, Degenerate, Figure
from assay_math.geometry_proof.facts import Fact, plain, tell
from assay_math.geometry_proof.proof import write_proof
from assay_math.geometry_proof.rules import justified
from assay_math.geometry_proof.search import GIVEN, Closure, Step

VERIFIERS = ("math.geometry_proof",)
_STEPS = ((2, 3), (4, 5), (6, 8), (9, 12), (13, 24))
"""Steps that are not given, by difficulty."""
_AUXILIARY_STEPS = (9, 10)
_MADE = ((2, 3), (3, 4), (3, 5), (4, 6), (5, 6))
"""Constructions after the triangle, by difficulty."""
_LOOKED_AT = 24
_FIGURES = 60
"""How many are tried for a row; a row is none where all of them fail."""
_WEIGHTS = {
    "midpoint": 6, "foot": 5, "circumcenter": 3, "intersection": 4, "reflection": 2, "mirror": 1, "parallelogram": 2,
    "altitudes": 2, "on_line": 1, "equidistant": 1, "on_circle": 1, "concyclic": 3, "second": 3, "chord": 2,
    "parallel": 1, "perpendicular": 1, "tangent": 2, "circles": 1,
}  # fmt: skip
_NAMES = {
    "midpoint": "MNLK", "foot": "DEFG", "circumcenter": "OQ", "intersection": "XYZS", "altitudes": "HT",
    "tangent": "TU", "on_line": "PQ", "concyclic": "DEP", "parallelogram": "DEW", "reflection": "KLR",
}  # fmt: skip
_BEGINNINGS = tuple(
    tuple(each.split(", "))
    for each in (
        "foot D A B C, foot E B A C, altitudes H A B C, midpoint M B C",
        "foot E B A C, foot F C A B, midpoint M B C, midpoint N A B",
        "altitudes H A B C, foot D C A B, foot E B A C",
        "altitudes H A B C, foot D A B C, foot E B A C, foot F C A B, midpoint M A H",
        "circumcenter O A B C, reflection D A O, altitudes H A B C, midpoint M B C",
        "circumcenter O A B C, midpoint M B C, foot D O A B",
        "circumcenter O A B C, foot E B A C, foot F C A B, tangent T A O",
        "midpoint M A B, midpoint N A C, midpoint L B C, foot D A B C",
        "concyclic D A B C, intersection X A C B D, midpoint M A C",
        "concyclic D A B C, intersection X A B C D, circles Y X A C B D",
        "concyclic D A B C, foot E D B C, foot F D A C, foot G D A B",
        "circumcenter O A B C, tangent T A O, intersection X A T B C, foot D O B C",
        "circumcenter O A B C, tangent T A O, midpoint M B C, foot D T A O, mirror K A T O",
        "parallelogram D A B C, intersection X A C B D, midpoint M A B, midpoint N C D",
        "midpoint M B C, reflection D A M, foot E B A C, foot F C A B",
        "foot D A B C, midpoint M A B, midpoint N A C, midpoint L B C",
        "equidistant D B C, midpoint M B C, foot E B D C, foot F C D B",
        "foot D A B C, foot E D A B, foot F D A C",
        "foot D A B C, second E B A D, midpoint M A B",
        "second D A B C, second E B A C",
        "on_line D B C, on_line E C A, on_line F A B, circles X A E F B D",
        "on_line D B C, parallel E D A B, intersection X D E A C, midpoint M A B",
        "altitudes H A B C, intersection D A H B C, intersection E B H A C, intersection F C H A B",
        "midpoint M A B, midpoint N B C, concyclic D A B C, midpoint K C D, midpoint L D A",
    )
)
"""Constructions that belong together, on a triangle ABC in any order of its points."""
_TRIANGLES = ("ABC", "ABC", "PQR", "XYZ", "UVW", "EFG")
_ASKED = (
    "{given} Prove that {goal}.",
    "{given} Show that {goal}.",
    "{given} Give a proof that {goal}.",
    "Prove the following. {given} Then {goal}.",
    "{given} Why is it true that {goal}? Give a complete proof.",
    "Consider this construction in the plane. {given} Prove that {goal}.",
    "{given} It turns out that {goal}. Prove it.",
)
_HOW = (
    "Number the steps; after each, in parentheses, name its reason and the steps that it follows from.",
    "Write numbered steps, each with its reason and the numbers of the steps it rests on in parentheses.",
    "Give the proof as a numbered list in which every step names, in parentheses, the theorem used and the steps it uses.",
)
_ANGLES = (
    "Here $\\angle(AB, CD)$ is the angle from line $AB$ to line $CD$, modulo $180^\\circ$.",
    "Use directed angles between lines, $\\angle(AB, CD)$, modulo $180^\\circ$.",
)
_MORE = (
    "You may add points of your own: a step that constructs one has the reason (construction).",
    "Auxiliary points are allowed; introduce each in a step of its own, with the reason (construction).",
)


@generator("math.geometry_proofs", verifiers=VERIFIERS)
def geometry_proofs(rng: random.Random, difficulty: int) -> Draft:
    """Prove a fact of plane geometry: parallels, right angles, equal lengths and ratios, circles, similar triangles.

    2 or 3 steps beyond what is given at difficulty 1, 13 and more at 5, in figures of more points.
    """
    for figure, goal, steps in _derived(rng, _STEPS[difficulty - 1], _MADE[difficulty - 1]):
        used = {point for step in steps for point in step.said.points}
        return _draft(rng, _needed(figure, used), (), goal, steps)
    raise Rejected("no_figure", f"None of {_FIGURES} figures holds such a fact.")


@generator("math.geometry_auxiliary", verifiers=VERIFIERS, difficulties=(3, 3))
def geometry_auxiliary(rng: random.Random, _difficulty: int) -> Draft:
    """Prove a fact of plane geometry by constructing points that the problem does not name.

    The rules alone do not derive the fact without such points. Shorter and longer proofs of this kind are too rare
    among figures drawn at random to be found in the time of a row.
    """
    for figure, goal, steps in _derived(rng, _AUXILIARY_STEPS, (3, 4)):
        stated = _needed(figure, set(goal.points))
        used = {point for step in steps for point in step.said.points}
        added = [each for each in _needed(figure, used | set(goal.points)) if each not in stated]
        if added and not Closure(Figure(stated)).holds(goal):
            return _draft(rng, stated, added, goal, steps)
    raise Rejected("no_figure", f"None of {_FIGURES} figures holds such a fact.")


def _derived(
    rng: random.Random, lengths: tuple[int, int], sizes: tuple[int, int]
) -> Iterator[tuple[Figure, Fact, list[Step]]]:
    """Facts with proofs of the lengths, of ever new figures of so many constructions."""
    low, high = lengths
    for _ in range(_FIGURES):
        closure = Closure(_figure(rng, rng.randint(*sizes)))
        goals = list(closure.derived)
        rng.shuffle(goals)
        for goal in sorted(
            goals[:_LOOKED_AT], key=lambda said: said.kind in ("simtri", "mirrored", "eqratio")
        ):
            steps = closure.proof(goal)
            if low <= sum(step.rule != GIVEN for step in steps) <= high:
                yield closure.figure, goal, steps


def _figure(rng: random.Random, size: int) -> Figure:
    """A triangle, one or two of the classical beginnings on it, and constructions at random after these."""
    names = rng.choice(_TRIANGLES)
    figure = Figure([Construction(KINDS["triangle"], names)], seed=1)
    for beginning in rng.sample(_BEGINNINGS, rng.choice((1, 1, 2))):
        role = dict(zip("ABC", rng.sample(names, 3), strict=True))
        for text in beginning:
            name, *points = text.split()
            if len(figure.constructions) <= size:
                made = _add(figure, name, "".join(role.get(p, "") for p in points[1:]))
                role[points[0]] = made or ""
    tries = 0
    while len(figure.constructions) <= size and (tries := tries + 1) < 50:
        name = rng.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]
        _add(
            figure,
            name,
            "".join(rng.sample(figure.points, min(len(KINDS[name].points) - 1, len(figure.points)))),
        )
    return figure


def _add(figure: Figure, kind: str, old: str) -> str | None:
    """The name of the point that was added, if it could be."""
    if len(old) != len(KINDS[kind].points) - 1:
        return None
    letters = _NAMES.get(kind, "") + "DEFGHKLMNPQRSTUVWXYZABC"
    name = next(each for each in letters if each not in figure.points)
    try:
        figure.add(Construction(KINDS[kind], name + old))
    except Degenerate:
        return None
    return name


def _needed(figure: Figure, points: set[str]) -> list[Construction]:
    """The constructions that the points rest on, in their order."""
    wanted = set(points)
    kept = []
    for each in reversed(figure.constructions):
        if set(each.made) & wanted:
            wanted |= set(each.old)
            kept.append(each)
    return kept[::-1]


def _draft(
    rng: random.Random,
    stated: list[Construction],
    added: list[Construction] | tuple[()],
    goal: Fact,
    steps: list[Step],
) -> Draft:
    figure = Figure([*stated, *added], seed=2)
    for step in steps:
        sound = step.rule == GIVEN or justified(step.said, step.rule, step.premises, figure)
        agree(sound and figure.true(step.said), True, what=f"step {step}")
    given = " ".join(each.words for each in stated)
    prompt = ask(rng, _ASKED, given=given, goal=tell(goal))
    hints = [rng.choice(_HOW)]
    if any(step.said.kind == "eqangle" for step in steps):
        hints.append(rng.choice(_ANGLES))
    if added:
        hints.append(rng.choice(_MORE))
    reference = make_reference(
        geometry={"constructions": [str(each) for each in stated], "goal": plain(goal)}
    )
    return Draft(f"{prompt}\n\n{' '.join(hints)}", write_proof(steps, added), reference)
