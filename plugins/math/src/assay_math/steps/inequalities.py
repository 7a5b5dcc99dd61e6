"""Judging inequalities, solution sets and congruences in one unknown."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from assay_math.notation import nodes as n
from assay_math.steps import context as C
from assay_math.steps import cues, engine
from assay_math.steps import regions as R
from assay_math.steps.findings import FALSE, OPEN, TRUE, Equation
from assay_math.steps.ledger import Ledger
from assay_math.steps.residues import compatible, implied, residues


class Inequalities(Ledger):
    """What a condition on one unknown may claim."""

    def inequalities(self, equation: Equation, sides: list[n.Node | None], indexes: list[int]) -> None:
        """``-2 < x ≤ 7`` against the conditions in force; parts joined by "or" are judged together."""
        names: set[str] = set()
        parts: list[R.Condition] = []
        indexes = [
            i
            for i in indexes
            if not self.of_means(equation, sides[i], equation.relations[i], sides[i + 1], i)
            and not self.from_means(equation, sides[i], equation.relations[i], sides[i + 1], i)
        ]
        if not indexes:
            return
        for i in indexes:
            left, right = sides[i], sides[i + 1]
            if left is None or right is None:
                return
            if not (n.free_names(left) | n.free_names(right)) <= self.given_regions:
                left, right = self.closed_value(left), self.closed_value(right)
            names |= n.free_names(left) | n.free_names(right)
            if len(names) == 1:
                part = R.condition(left, equation.relations[i], right, next(iter(names)))
                if part is not None:
                    parts.append(part)
        whole = replace(equation, spans=[equation.spans[indexes[0]], equation.spans[indexes[-1] + 1]])
        if len(names) != 1 or len(parts) != len(indexes):
            if cues.LETS.search(equation.lead) or cues.CASES.search(equation.lead):
                return
            if (
                not names & self.prompt_names
                and not set(equation.relations[: indexes[0]]) & {"="}
                and not cues.DEDUCED.search(equation.lead)
                and equation.link not in ("implies", "iff")
            ):
                return  # set up from words
            self.note("inequality", (OPEN, "undecided", "it could not be shown to follow"), whole, 0)
            return
        if "=" in equation.relations[: indexes[0]]:
            decisions = [self.everywhere(sides[i], equation.relations[i], sides[i + 1]) for i in indexes]
            undecided = (OPEN, "undecided", "it could not be shown to hold everywhere")
            self.note("inequality", (TRUE, "ok", "") if all(decisions) else undecided, whole, 0)
            return
        (name,) = names
        self.region(whole, name, R.Every(tuple(parts)), exact=False)

    def of_means(
        self, equation: Equation, left: n.Node | None, relation: str, right: n.Node | None, i: int
    ) -> bool:
        r"""``a + b \ge 2\sqrt{ab}`` of positive letters: the arithmetic mean is not below the geometric one."""
        if relation == "≤":
            left, right = right, left
        positive = _POSITIVE.search(self.prompt) or _POSITIVE.search(self.response)
        if relation not in "≤≥" or left is None or right is None or not positive:
            return False
        total, scale = left, n.Number(1)
        if isinstance(left, n.Div) and isinstance(left.denominator, n.Number):
            total, scale = left.numerator, left.denominator
        terms = total.terms if isinstance(total, n.Add) else ()
        signs = any(isinstance(top, n.Neg) for term in terms for top in n.walk(term))
        roots = any(isinstance(top, n.Call | n.Pow) for top in n.walk(right))
        if not 2 <= len(terms) <= 4 or not roots or signs:
            return False
        count = n.Number(len(terms))
        mean = n.Pow(n.Div(n.Mul((right, scale)), count), count)
        put: dict[str, n.Node] = {
            name: n.Call("exp", (n.Name(name),)) for name in n.free_names(left) | n.free_names(right)
        }
        one, other = (n.substitute(side, put) for side in (mean, n.Mul(terms)))
        if engine.identity(one, other, self.force, None) is not True:
            return False
        self.note("inequality", (TRUE, "ok", ""), equation, i)
        self.means.append((left, right))
        return True

    def from_means(
        self, equation: Equation, left: n.Node | None, relation: str, right: n.Node | None, i: int
    ) -> bool:
        r"""``xy \le 25`` after ``(x + y)/2 \ge \sqrt{xy}`` where ``x + y = 10``: a multiple or the square of what is known."""
        if relation == "≤":
            left, right = right, left
        if relation not in "≤≥" or left is None or right is None:
            return False
        for big, small in self.means:
            two = n.Number(2)
            scaled: list[tuple[n.Node, n.Node]] = [
                (n.Mul((n.Number(k), big)), n.Mul((n.Number(k), small))) for k in (1, 2, 3, 4)
            ]
            scaled.append((n.Pow(big, two), n.Pow(small, two)))
            if any(self.same_here(a, left) and self.same_here(b, right) for a, b in scaled):
                self.note("inequality", (TRUE, "ok", ""), equation, i)
                return True
        return False

    def same_here(self, one: n.Node, other: n.Node) -> bool:
        """Are two expressions in positive letters equal by what is in force?"""
        names = n.free_names(one) | n.free_names(other)
        put: dict[str, n.Node] = {name: n.Call("exp", (n.Name(name),)) for name in names}
        same = engine.identity(n.substitute(one, put), n.substitute(other, put), self.force, None)
        if same is True or not names or n.free_names(other):
            return same is True
        two = n.Number(2)
        for a, b in ((one, other), (n.Pow(one, two), n.Pow(other, two))):
            poly = self.force.polynomial(a, b)
            if poly is not None:
                answer, tentative = self.follows(poly, self.force.about(self.force.variables(poly)))
                if answer == C.YES and not tentative:
                    return engine.decide(other, "≥", n.Number(0), self.force)[0] is TRUE
        return False

    def everywhere(self, left: n.Node | None, relation: str, right: n.Node | None) -> bool:
        """Does the inequality hold for all values of its names?"""
        return (
            left is not None
            and right is not None
            and engine.decide(left, relation, right, self.force)[0] is TRUE
        )

    def region(self, equation: Equation, name: str, claim: R.Condition, *, exact: bool) -> None:
        """Judge a condition on ``name``; ``exact`` when it is offered as the whole solution set."""
        lead = equation.lead
        known = self.conditions(name)
        asserted = exact and bool(known)
        conditional = (
            cues.LETS.search(lead)
            or cues.CASES.search(lead)
            or equation.link in ("if", "when", "where", "for")
        )
        if conditional and not asserted:
            return
        group = self.group
        if equation.link == "or" and group is not None and group[0] == name:
            claim = R.Some((group[1], claim))
            earlier = group[2]
        else:
            earlier = []
        self.group = (name, claim, earlier)
        if not known:
            self.assumed.setdefault(name, []).append(claim)
            return
        how = R.compare(R.Every(tuple(known)), claim)
        if (
            how == "inside"
            and not exact
            and (self.solving or _unsolved(known[0]))
            and _bounds(claim) in (1, 2)
            and len(known) == 1
            and _bounds(known[0]) == _bounds(claim)
        ):
            how = "around"  # weaker than what it comes from: no step of solving an inequality
        if how == "inside" and earlier:
            how = "around"
        if how == "equal" or (how == "inside" and not exact):
            decision = (TRUE, "ok", "")
        elif how is None:
            decision = (OPEN, "limit", "the condition is too large")
        elif (
            not self.is_given(name)
            and how in ("around", "overlap")
            and not (self.deduces(equation) or equation.link in ("implies", "iff"))
        ):
            self.assumed.setdefault(name, []).append(claim)
            if how == "overlap":
                return
            decision = (OPEN, "undecided", "it could not be shown to follow")  # a narrower one
        elif (
            not (equation.soft and equation.link != "or")
            and (self.is_given(name) or _gap(known, claim) > 1)
            and name not in self.uncaptured
            and (exact or how == "apart" or earlier or (_bounds(claim) and all(_bounds(k) for k in known)))
        ):
            decision = (
                FALSE,
                "false_step",
                f"it does not describe the same {name} as the conditions before it",
            )
        else:
            decision = (OPEN, "undecided", "it could not be shown to follow")
        finding = self.note("inequality", decision, equation, 0)
        for old in earlier:
            old.status, old.reason, old.message = decision
        earlier.append(finding)

    def congruence(self, equation: Equation, node: n.Congruence, name: str) -> None:
        claim = residues(node, name)
        known = self.moduli.setdefault(name, [])
        if claim is None:
            self.note("congruence", (OPEN, "undecided", "it could not be shown to follow"), equation, 0)
        elif not known or cues.LETS.search(equation.lead) or cues.CASES.search(equation.lead):
            known.append(claim)
        else:
            truth = implied(known, claim)
            if truth is False and not self.deduces(equation) and compatible(known, claim):
                known.append(claim)  # one more condition of a system
                return
            if truth is None:
                decision = (OPEN, "limit", "the moduli are too large")
            elif truth:
                decision = (TRUE, "ok", "")
            else:
                decision = (FALSE, "false_step", "it does not follow from the congruences before it")
            self.note("congruence", decision, equation, 0)


_POSITIVE = re.compile(r"\bpositive\b|>\s*0|\\gt\s*0|\bnon-?negative\b|≥\s*0|\\geq?\s*0", re.IGNORECASE)


def _gap(known: list[R.Condition], claim: R.Condition) -> Fraction:
    """How far two inequalities about the same unknown lie apart; 0 where they are anything else.

    Up to 1 may be the step from a number to the next whole one.
    """
    ends = [_end(part) for part in (known[-1], claim)] if len(known) == 1 else []
    return abs(ends[0] - ends[1]) if len(ends) == 2 and None not in ends else Fraction(0)  # type: ignore[operator]


def _end(condition: R.Condition) -> Fraction | None:
    while isinstance(condition, R.Every) and len(condition.parts) == 1:
        condition = condition.parts[0]
    if isinstance(condition, R.Sign) and len(condition.coefficients) == 2:
        return -condition.coefficients[0] / condition.coefficients[1]
    return None


def _unsolved(condition: R.Condition) -> bool:
    """``2x < 8``: one that still has to be divided."""
    while isinstance(condition, R.Every) and len(condition.parts) == 1:
        condition = condition.parts[0]
    return (
        isinstance(condition, R.Sign)
        and len(condition.coefficients) == 2
        and abs(condition.coefficients[1]) != 1
    )


def _bounds(condition: R.Condition) -> int:
    """How many linear inequalities it joins with "and"; 0 where it is anything else."""
    if isinstance(condition, R.Every):
        parts = [_bounds(part) for part in condition.parts]
        return sum(parts) if all(parts) else 0
    return int(isinstance(condition, R.Sign) and len(condition.coefficients) <= 2)
