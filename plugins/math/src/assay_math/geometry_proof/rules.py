"""The rules of proof, and whether a fact follows by one from others.

Chosen from the rules of AlphaGeometry (Trinh et al., Nature 2024; ``rules.txt`` of the repository
google-deepmind/alphageometry, Apache-2.0) and put in terms of full angles. Left out is what needs to know on which side
a point lies (SAS of similar triangles, converses of the intercept and the bisector theorem), and what the chases of
:mod:`.chase` do. Pairs of points in a fact are distinct, points of a circle or line too; ``ncoll`` and ``diff`` ask for
more, and are looked up in the diagrams, as the statement is about general positions.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assay_math.geometry_proof import chase
from assay_math.geometry_proof.constructions import Figure
from assay_math.geometry_proof.diagrams import noncollinear
from assay_math.geometry_proof.facts import Fact, fact, variants


@dataclass(frozen=True)
class Rule:
    """``premises`` and ``conclusion`` are predicates of variables, single capital letters."""

    name: str
    premises: tuple[tuple[str, str], ...]
    conclusion: tuple[str, str]
    conditions: tuple[tuple[str, str], ...] = ()


_TABLE = """
midline theorem: midp EAB, midp FAC => para EFBC
midline theorem: midp EAB, midp FAC => eqratio EFBCEAAB
midpoint: midp MAB => coll MAB
midpoint: midp MAB => cong MAMB
midpoint: coll MAB, cong MAMB => midp MAB
diagonals of a parallelogram: midp MAB, midp MCD => para ACBD
diagonals of a parallelogram: midp MAB, midp MCD => cong ACBD
diagonals of a parallelogram: midp MAB, para ACBD, para ADBC, ncoll ABC => midp MCD
opposite sides of a parallelogram: para ABCD, para ADBC, ncoll ABD => cong ABCD
perpendicular bisector: midp MAB, perp OMAB => cong OAOB
perpendicular bisector: cong APBP, cong AQBQ => perp ABPQ
midpoint of a hypotenuse: midp MAC, perp ABBC => cong MAMB
Thales' theorem: midp MAC, cong MAMB => perp ABBC
points at equal distance from a center: cong OAOB, cong OAOC, cong OAOD => cyclic ABCD
inscribed angles: cyclic ABPQ => eqangle PAPBQAQB
converse of inscribed angles: eqangle PAPBQAQB, ncoll PAB, ncoll QAB => cyclic ABPQ
right angles over a segment: perp PAPB, perp QAQB => cyclic ABPQ
same circle: cyclic ABCD, cyclic ABCE => cyclic ABDE
isosceles triangle: cong OAOB, ncoll OAB => eqangle OAABABOB
converse of isosceles triangle: eqangle OAABABOB, ncoll OAB => cong OAOB
tangent and chord: perp OAAX, cong OAOB, cong OAOC => eqangle AXABCACB
central angle: midp MBC, cong OAOB, cong OBOC, diff OM => eqangle ABACOBOM
angle bisector theorem: coll DBC, eqangle ABADADAC, ncoll ABC => eqratio DBDCABAC
intercept theorem: para ABCD, coll OAC, coll OBD, ncoll OAB => eqratio OAOCOBOD
intercept theorem: para ABCD, coll OAC, coll OBD, ncoll OAB => eqratio OAOCABCD
equal angles: eqangle BABCQPQR, eqangle CACBRPRQ, ncoll ABC, ncoll PQR => simtri ABCPQR
equal angles: eqangle BABCQRQP, eqangle CACBRQRP, ncoll ABC, ncoll PQR => mirrored ABCPQR
similar triangles: simtri ABCPQR => eqratio ABACPQPR
similar triangles: mirrored ABCPQR => eqratio ABACPQPR
similar triangles: simtri ABCPQR => eqangle ABACPQPR
similar triangles: mirrored ABCPQR => eqangle ABACPRPQ
"""


def _read(line: str) -> Rule:
    name, _, rest = line.partition(": ")
    left, _, right = rest.partition(" => ")
    parts = [tuple(part.split()) for part in left.split(", ")]
    pairs = [(kind, points) for kind, points in parts]
    side = [each for each in pairs if each[0] in ("ncoll", "diff")]
    kind, points = right.split()
    return Rule(name, tuple(each for each in pairs if each not in side), (kind, points), tuple(side))


RULES = tuple(_read(line) for line in _TABLE.strip().splitlines())
NAMES = frozenset(rule.name for rule in RULES) | {chase.ANGLES, chase.RATIOS}
MOST_CITED = 40


def bindings(pattern: tuple[str, str], said: Fact) -> Iterator[dict[str, str]]:
    """The values of the variables of a predicate with which it is the fact."""
    if pattern[0] == said.kind:
        for points in variants(said.kind, said.points):
            values: dict[str, str] = {}
            for variable, point in zip(pattern[1], points, strict=True):
                if values.setdefault(variable, point) != point:
                    break
            else:
                yield values


def instances(
    rule: Rule, values: dict[str, str], points: str, figure: Figure, holds: Callable[[Fact], bool]
) -> Iterator[tuple[dict[str, str], tuple[Fact, ...]]]:
    """The ways to fill in the other variables from ``points`` so that all premises hold: values and premises."""

    def fill(
        at: int, values: dict[str, str], used: tuple[Fact, ...]
    ) -> Iterator[tuple[dict[str, str], tuple[Fact, ...]]]:
        if at == len(rule.premises):
            if all(_condition(each, values, figure) for each in rule.conditions):
                yield values, used
            return
        kind, variables = rule.premises[at]
        free = sorted(set(variables) - set(values))
        for chosen in itertools.product(points, repeat=len(free)):
            more = values | dict(zip(free, chosen, strict=True))
            premise = fact(kind, "".join(more[v] for v in variables))
            if figure.true(premise) and holds(premise):
                yield from fill(at + 1, more, (*used, premise))

    return fill(0, values, ())


def _condition(pattern: tuple[str, str], values: dict[str, str], figure: Figure) -> bool:
    kind, variables = pattern
    points = [values[v] for v in variables]
    if kind == "diff":
        return points[0] != points[1]  # two names of a figure are two points
    return figure.in_all(lambda diagram: noncollinear(diagram, *points))


def justified(said: Fact, name: str, cited: Sequence[Fact], figure: Figure) -> bool:
    """Whether the fact follows by the rule of that name from exactly the cited facts, none of them idle.

    In a chase facts may be idle. That the cited facts hold is for the caller to have seen.
    """
    if len(cited) > MOST_CITED:
        return False
    if name in (chase.ANGLES, chase.RATIOS):
        return chase.follows(said, list(cited), angles=name == chase.ANGLES)
    known = frozenset(cited)
    points = "".join(sorted({p for each in cited for p in each.points}))
    for rule in RULES:
        if rule.name == name and len(known) <= len(rule.premises):
            for values in bindings(rule.conclusion, said):
                if any(
                    set(used) == known
                    for _, used in instances(rule, values, points, figure, known.__contains__)
                ):
                    return True
    return False
