"""Deciding the claims that hold unknowns, functions or LaTeX: the symbolic half of ``math.cot``."""

from __future__ import annotations

from dataclasses import replace

from assay_math.notation import nodes as n
from assay_math.steps import cues, engine
from assay_math.steps import regions as R
from assay_math.steps.equalities import Equalities
from assay_math.steps.findings import FALSE, OPEN, Equation, Finding
from assay_math.steps.inequalities import Inequalities
from assay_math.steps.ledger import PRIMED
from assay_math.steps.roots import missing_roots


class Judge(Equalities, Inequalities):
    """Judges the equations of one response in reading order; ``finish`` settles what was left open."""

    def judge(self, equation: Equation) -> list[Finding]:
        """The findings about one statement; a finding may still change until :meth:`finish`."""
        if not self.ready:
            self.prepare()
        if not equation.relations:
            return self.list_item(equation)
        self.enter_case(equation)
        before = len(self.findings)
        if self.supposed:
            self.end_cases(equation.step)
        sides = [self.parse(text, prose=equation.prose) for text in equation.sides]
        if any(r in "≡∣∤∈∉∼⊂→" for r in equation.relations):
            self.statement(equation, sides)
        else:
            unsettled = [
                i for i, relation in enumerate(equation.relations) if self.pair(equation, sides, i, relation)
            ]
            if unsettled:
                self.inequalities(equation, sides, unsettled)
        new = self.findings[before:]
        for finding in new:
            finding.step = equation.step
        return new

    def enter_case(self, equation: Equation) -> None:
        """At "Case 2:" only what held before the first case is in force."""
        since, at = self.cases_from or 0, equation.spans[0][0]
        headings = list(cues.CASE_HEADING.finditer(self.response, since, at))
        if not headings:
            return
        end = headings[-1].end()
        if self.before_cases is None:
            self.before_cases = self.force.copy()
        else:
            self.force = self.before_cases.copy()
        self.cases_from = end
        if not self.response[end:at].strip(" \n:.*$\\([,-"):
            equation.lead = "case"  # what the case assumes

    def pair(self, equation: Equation, sides: list[n.Node | None], i: int, relation: str) -> bool:
        """Judge one relation of a chain; True when it is an inequality that the chain as a whole has to settle."""
        left, right = sides[i], sides[i + 1]
        if _wordy(left) or _wordy(right):
            return False
        if i == 0 and relation == "=" and (PRIMED.fullmatch(equation.sides[0].strip()) or self.segment(left)):
            return False
        if left is None or right is None:
            self.note("equation", (OPEN, "unreadable", "a side cannot be read"), equation, i)
            return False
        if cues.NEGATED.search(equation.lead) and i == 0 and relation == "=":
            return False
        cases = (n.plus_minus_cases(left), n.plus_minus_cases(right))
        if len(cases[0]) == 1 and len(cases[1]) == 2 and isinstance(left, n.Name) and relation == "=":
            for right in cases[1]:
                self.equal(equation, left, right, i, len(sides))
            return False
        if len(cases[0]) == 2 or len(cases[1]) == 2:
            lefts = cases[0] if len(cases[0]) == 2 else cases[0] * 2
            rights = cases[1] if len(cases[1]) == 2 else cases[1] * 2
            for a, b in zip(lefts, rights, strict=True):
                self.equal(equation, a, b, i, len(sides))
            return False
        names = n.free_names(left) | n.free_names(right)
        if relation == "=":
            self.equal(equation, left, right, i, len(sides))
        elif not names or self.closed(names):
            self.decide_closed(equation, left, relation, right, i)
        elif relation == "≈":
            if isinstance(left, n.Name) and left.name not in self.force.values:
                self.force.values[left.name] = [right]
            else:
                self.open(equation, left, relation, right, names, i)
        else:
            return relation != "≠"
        return False

    def segment(self, node: n.Node | None) -> bool:
        """``AB`` or ``A'P`` between points that have coordinates: a name of a length, no product."""
        factors = node.factors if isinstance(node, n.Mul) else ()
        return len(factors) == 2 and all(
            isinstance(point, n.Name)
            and point.name[:1].isupper()
            and any(isinstance(value, n.Tuple) for value in self.force.values.get(point.name, ()))
            for point in factors
        )

    def statement(self, equation: Equation, sides: list[n.Node | None]) -> None:
        """Congruences, divisibility, membership; what only describes (``→``, ``∼``) claims nothing here."""
        relations = set(equation.relations)
        if relations <= {"→"}:
            return
        text = self.response[equation.spans[0][0] : equation.spans[-1][1]]
        whole = replace(equation, spans=[equation.spans[0], equation.spans[-1]])
        node = self.parse(text)
        left, right = sides[0], sides[-1]
        if len(sides) == 2 and relations <= {"∈", "∉"} and isinstance(left, n.Name):
            if right is None or isinstance(right, n.Constant | n.Name):
                return  # x ∈ ℝ: what kind of thing x is
            claim = R.member(right, left.name)
            if claim is not None and relations == {"∈"}:
                self.region(whole, left.name, claim, exact=True)
                return
        if node is None:
            self.note("statement", (OPEN, "unreadable", "it cannot be read"), whole, 0)
            return
        names = n.free_names(node)
        if not names or self.closed(names):
            for i, relation in enumerate(equation.relations):
                if relation == "=" and isinstance(node, n.Congruence):
                    self.pair(equation, sides, i, relation)  # "9 · 14 = 126 ≡ 6" says more than a congruence
            decision = engine.statement(node, self.force)
            if decision[0] is FALSE and names:
                decision = (OPEN, "undecided", "it may speak of another case")
            if not (decision[0] is FALSE and cues.SUPPOSED.search(equation.lead)):
                self.note("statement", decision, whole, 0)
        elif isinstance(node, n.Congruence) and len(names) == 1:
            self.congruence(whole, node, next(iter(names)))
        elif cues.DEDUCED.search(equation.lead) or names & self.prompt_names:
            self.note("statement", (OPEN, "undecided", "it could not be shown to follow"), whole, 0)

    def finish(self) -> list[Finding]:
        """Settle what was left open with the values found later, and look for lost roots."""
        for pending in self.pending:
            finding = self.findings[pending.index]
            if self.closed(pending.names) and not pending.names & self.tentative:
                decision = engine.closed(pending.left, pending.relation, pending.right, self.force)
                if decision[0] is not FALSE:
                    finding.status, finding.reason, finding.message = decision
                elif (
                    pending.firm
                    and not isinstance(pending.left, n.Name)
                    and all(len(self.force.values[name]) == 1 for name in pending.names)
                ):
                    finding.status, finding.reason, finding.message = FALSE, "false_step", decision[2]
        extra = []
        if (
            self.ready
            and self.claimed
            and not cues.DISCARDED.search(self.prompt)
            and not cues.DISCARDED.search(self.response)
        ):
            for name, roots in self.claimed.items():
                lost = missing_roots(name, [value for value, _ in roots], self.force)
                if lost:
                    last = roots[-1][1]
                    extra.append(
                        Finding(
                            "roots",
                            FALSE,
                            last.start,
                            last.end,
                            "lost_root",
                            f"the equation has {lost} more real solutions",
                            last.step,
                        )
                    )
        return extra


def _wordy(node: n.Node | None) -> bool:
    """Does the side hold words or dots, so that it names rather than says?"""
    return node is not None and any(
        isinstance(top, n.Text | n.Dots)
        or (isinstance(top, n.Quantity) and " " in top.unit.strip() and not isinstance(top.value, n.Number))
        for top in n.walk(node)
    )
