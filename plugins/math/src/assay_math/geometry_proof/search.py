"""A search for proofs: all that the rules derive in a figure, and the proof of a fact traced back.

What to look for is read off the diagrams (every fact that is true there is a candidate), how it follows is found by the
rules alone: DD and AR of AlphaGeometry, guided by numbers as its successor is.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from assay_math.geometry_proof import chase
from assay_math.geometry_proof.chase import ANGLES, RATIOS, Lattice
from assay_math.geometry_proof.constructions import Figure
from assay_math.geometry_proof.diagrams import PRIME, cross, dot, over, to
from assay_math.geometry_proof.facts import Fact, fact
from assay_math.geometry_proof.rules import RULES, bindings, instances

GIVEN = "given"
MOST_TRIANGLES = 60
"""Pairs of similar triangles that are looked at."""


@dataclass(frozen=True)
class Step:
    """A fact, the rule it follows by (``given`` too), and the facts it follows from."""

    said: Fact
    rule: str
    premises: tuple[Fact, ...] = ()


class Closure:
    """All that the rules derive from the given facts of a figure."""

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        self.reasons: dict[Fact, tuple[str, tuple[Fact, ...] | int]] = {}
        """By which rule from what, in the order of derivation; from how many of the sources for a chase."""
        self.derived: list[Fact] = []
        """What is not given, and was not only derived as a premise."""
        self._lattices = {True: Lattice(angles=True), False: Lattice(angles=False)}
        self._sources: dict[bool, list[Fact]] = {True: [], False: []}
        self._not: dict[Fact, tuple[int, int]] = {}
        self._new: list[Fact] = []
        for each in figure.constructions:
            for said in each.facts:
                self._learn(said, GIVEN, ())
        self._run()

    def _learn(self, said: Fact, rule: str, why: tuple[Fact, ...] | int) -> None:
        if said in self.reasons:
            return
        self.reasons[said] = rule, why
        for angles in (True, False):
            rows = chase.rows_of(said, angles=angles)
            if any([self._lattices[angles].add(row) for row in rows]):
                self._sources[angles].append(said)
        self._new.append(said)

    def holds(self, said: Fact) -> bool:
        """Whether the fact is derived, or follows by a chase (it is derived then)."""
        if said in self.reasons:
            return True
        if not self.figure.true(said):
            return False
        now = len(self._sources[True]), len(self._sources[False])
        if self._not.get(said) == now:
            return False
        for angles in (True, False):
            if chase.reached(said, self._lattices[angles]):
                self._learn(said, ANGLES if angles else RATIOS, len(self._sources[angles]))
                return True
        self._not[said] = now
        return False

    def _run(self) -> None:
        open_ = [said for said in self._candidates() if said not in self.reasons]
        before = -1
        while before != len(self.reasons):
            before = len(self.reasons)
            while self._new:
                self._forward(self._new.pop())
            left = []
            for said in open_:
                if self.holds(said) or self._backward(said):
                    self.derived.append(said)
                else:
                    left.append(said)
            open_ = left

    def _backward(self, said: Fact) -> bool:
        for rule in RULES:
            for values in bindings(rule.conclusion, said):
                for _, used in instances(rule, values, self.figure.points, self.figure, self.holds):
                    self._learn(said, rule.name, used)
                    return True
        return False

    def _forward(self, said: Fact) -> None:
        """Angles and ratios that follow from a new fact, those alone that the chases do not have."""
        for rule in RULES:
            if rule.conclusion[0] not in ("eqangle", "eqratio"):
                continue
            for values in bindings(rule.premises[0], said):
                for full, used in instances(rule, values, self.figure.points, self.figure, self.holds):
                    made = fact(rule.conclusion[0], "".join(full[v] for v in rule.conclusion[1]))
                    known = chase.reached(made, self._lattices[made.kind == "eqangle"])
                    if not known and self.figure.true(made):
                        self._learn(made, rule.name, used)
                        if made.kind == "eqratio":
                            self.derived.append(made)

    def _candidates(self) -> Iterator[Fact]:
        """What is true in the diagrams, by kinds; parallels on one line are left out."""
        figure = self.figure
        points, at = sorted(figure.points), figure.diagrams[0]
        for three in itertools.combinations(points, 3):
            yield from self._true("coll", "".join(three))
            for m in range(3):
                yield from self._true("midp", three[m] + "".join(three[:m] + three[m + 1 :]))
        pairs = ["".join(pair) for pair in itertools.combinations(points, 2)]
        vectors = {pair: to(at[pair[0]], at[pair[1]]) for pair in pairs}
        for a, b in itertools.combinations(pairs, 2):
            u, v = vectors[a], vectors[b]
            if cross(u, v) == 0 and not cross(u, to(at[a[0]], at[b[0]])) == 0 == cross(
                u, to(at[a[0]], at[b[1]])
            ):
                yield from self._true("para", a + b)
            elif dot(u, v) == 0:
                yield from self._true("perp", a + b)
            if dot(u, u) == dot(v, v):
                yield from self._true("cong", a + b)
        for four in itertools.combinations(points, 4):
            yield from self._true("cyclic", "".join(four))
        yield from itertools.islice(self._triangles(points), MOST_TRIANGLES)

    def _triangles(self, points: list[str]) -> Iterator[Fact]:
        at = self.figure.diagrams[0]
        shapes: dict[tuple[int, int], list[str]] = defaultdict(list)
        for a, b, c in itertools.permutations(points, 3):
            u, v = to(at[a], at[b]), to(at[a], at[c])
            if turn := cross(u, v):
                shapes[over(dot(u, v), dot(u, u)), over(turn, dot(u, u))].append(a + b + c)
        seen: set[Fact] = set()
        for (x, y), same in shapes.items():
            mirror = shapes.get((x, -y % PRIME), [])
            for kind, others in (("simtri", same), ("mirrored", mirror)):
                for p, q in itertools.product(same, others):
                    if set(p) != set(q) and (said := fact(kind, p + q)) not in seen:
                        seen.add(said)
                        yield from self._true(kind, said.points)

    def _true(self, kind: str, points: str) -> Iterator[Fact]:
        said = fact(kind, points)
        if self.figure.true(said):
            yield said

    def proof(self, goal: Fact) -> list[Step]:
        """The steps that derive a fact, each after those it follows from, the goal last."""
        steps: dict[Fact, Step] = {}

        def trace(said: Fact) -> None:
            if said in steps:
                return
            rule, why = self.reasons[said]
            if isinstance(why, int):
                angles = rule == ANGLES
                found = chase.needed(said, self._sources[angles][:why], angles=angles)
                if found is None:
                    raise AssertionError(f"{said} does not follow")
                why = tuple(found)
            for each in why:
                trace(each)
            steps[said] = Step(said, rule, why)

        trace(goal)
        return list(steps.values())
