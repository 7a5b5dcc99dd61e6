"""Values claimed for a name: bound, checked against what is in force, listed."""

from __future__ import annotations

from dataclasses import replace

from assay_math.engine import polynomials as P
from assay_math.notation import nodes as n
from assay_math.steps import context as C
from assay_math.steps import cues, engine
from assay_math.steps.context import Known
from assay_math.steps.findings import FALSE, OPEN, TRUE, Equation, Finding
from assay_math.steps.ledger import Pending
from assay_math.steps.theory import Theory


class Values(Theory):
    """What ``x = 3`` may claim."""

    def value_claim(
        self, equation: Equation, name: n.Name, value: n.Node, i: int, hypothetical: bool
    ) -> None:
        """``x = 3``: the root of what is in force, a known value, or a first binding."""
        force = self.force
        known = force.values.get(name.name)
        if hypothetical:
            self.suppose(name.name, value, equation.step)
            return
        poly = force.polynomial(name, value)
        alone = frozenset((name.name,))
        related = self.constraining(alone)
        if poly is not None and (related or force.about(alone)):
            bare = force.polynomial(name, self.closed_value(value))
            claim = bare if bare is not None else poly
            related, answer, tentative = self.drawn(claim, alone)
            if answer == C.NO and self.leave_branch(equation, related):
                related, answer, tentative = self.drawn(claim, alone)
                known = None if name.name not in self.claimed else known
            if answer in (C.YES, C.ROOT) and not tentative:
                finding = self.note("step", (TRUE, "ok", ""), equation, i)
                failure = self.put_in(name.name, value, related)
                if failure:
                    self.unfit.append((name.name, finding, failure))
                    self.claimed.setdefault(name.name, [])
                    self.list_name = name.name
                else:
                    self.bind(name.name, value, finding)
                    if self.before_cases is not None:
                        self.in_cases.setdefault(name.name, []).append(self.closed_value(value))
                return
            if answer == C.NO and self.another_unit(value, related):
                self.note("binding", (OPEN, "units_unclear", "it may be in another unit"), equation, i)
                return
            if answer == C.NO and self.made_whole(equation, name.name, value):
                return
            if answer == C.NO and any(
                engine.decide(old, "=", self.closed_value(value), force)[0] is TRUE
                for old in self.in_cases.get(name.name, ())
            ):
                self.note("step", (TRUE, "ok", ""), equation, i)  # the value of an earlier case
                return
            if answer == C.NO:
                reason = "contradicts_binding" if known and not self.claimed.get(name.name) else "false_step"
                self.refute("step", reason, f"{name.name} has another value here", equation, i, related)
                return
        if known is not None:
            put_in = self.closed_value(value)
            answers = [engine.decide(self.closed_value(old), "=", put_in, force) for old in known]
            if any(a[0] is TRUE for a in answers):
                self.note("binding", (TRUE, "ok", ""), equation, i)
                return
            if all(a[0] is FALSE for a in answers) and not related:
                if name.name not in force.given_names and (
                    equation.link in ("or", "and", ",") or cues.ENUMERATES.search(equation.lead)
                ):
                    known.append(value)
                    return
                given = [
                    Known(name, value, poly, frozenset((name.name,)), given=name.name in force.given_names)
                ]
                self.refute(
                    "binding",
                    "contradicts_binding",
                    f"{name.name} was something else before",
                    equation,
                    i,
                    given,
                )
                return
            if not related:
                self.note("binding", (OPEN, "undecided", "the two values could not be compared"), equation, i)
                return
        earlier = self.same_left(name, value)
        if earlier is not None:
            self.bind(name.name, value, self.note("step", earlier, equation, i))
            return
        if related:
            self.root_check(equation, name, value, i, related)
            return
        if self.unfitting(name, value, poly, alone | n.free_names(value)):
            self.open(equation, name, "=", value, alone | n.free_names(value), i)
            return
        force.values[name.name] = [value]
        force.add(Known(name, value, poly, frozenset((name.name,)) | n.free_names(value)))

    def another_unit(self, value: n.Node, related: list[Known]) -> bool:
        """``t = 1/5 \\text{ hours} \\times 60 …`` after ``t = 1/5``: the same quantity in another unit?"""
        from assay_math.engine import dimensions

        return any(dimensions.carries_units(side) for side in (value, *(known.right for known in related)))

    def made_whole(self, equation: Equation, name: str, value: n.Node) -> bool:
        """``r = 9`` after ``r = 30/\\pi``, where the text speaks of whole numbers: the name starts afresh."""
        start = equation.spans[0][0]
        old = self.force.values.get(name, ())
        if len(old) != 1 or not isinstance(value, n.Number) or type(value.value) is not int:
            return False
        if not (
            cues.WHOLE.search(self.response, max(0, start - 300), start) or cues.WHOLE.search(equation.rest)
        ):
            return False
        low, high = n.Number(value.value - 1), n.Number(value.value + 1)
        exact = self.closed_value(old[0])
        below = engine.decide(low, "<", exact, self.force)[0] is TRUE
        if not (below and engine.decide(exact, "<", high, self.force)[0] is TRUE):
            return False
        self.forget(name)
        self.force.values[name] = [value]
        return True

    def put_in(self, name: str, value: n.Node, related: list[Known]) -> str:
        """Why the value fails in an equation that is more than a polynomial; "" where it satisfies all of them.

        Squaring, multiplying with a denominator or joining logarithms adds roots, so what
        follows from the last line need not solve the first.
        """
        force = self.force
        old = force.values.get(name)
        force.values[name] = [value]
        try:
            for known in related:
                if known.tentative or known.names - {name} - self.bound() or _is_polynomial(known):
                    continue
                if any(_vanishes(bottom, self) for bottom in _denominators(known)):
                    return f"a denominator is zero at this value of {name}"
                status = engine.closed(known.left, "=", known.right, force)[0]
                if status is FALSE or (
                    status is OPEN and any(_improper(a, self) for a in _logarithms(known))
                ):
                    return f"this value of {name} does not satisfy an equation before it"
        finally:
            if old is None:
                del force.values[name]
            else:
                force.values[name] = old
        return ""

    def root_check(
        self, equation: Equation, name: n.Name, value: n.Node, i: int, related: list[Known]
    ) -> None:
        """Put the value into every equation that then has no other unknown."""
        force = self.force
        old = force.values.get(name.name)
        force.values[name.name] = [value]
        answers = []
        for known in related:
            if not known.tentative and self.closed(known.names):
                answers.append(engine.closed(known.left, "=", known.right, force))
        if any(a[0] is FALSE for a in answers):
            if old is None:
                del force.values[name.name]
            else:
                force.values[name.name] = old
            message = f"this value of {name.name} does not satisfy the equation"
            if self.made_whole(equation, name.name, value):
                return
            poly = force.polynomial(name, value)
            if poly is not None and self.follows(poly, related) in ((C.YES, True), (C.ROOT, True)):
                finding = self.note("step", (TRUE, "ok", ""), equation, i)
                self.unfit.append((name.name, finding, message))
                return
            self.refute("step", "false_step", message, equation, i, related)
        elif answers and all(a[0] is TRUE for a in answers):
            self.bind(name.name, value, self.note("step", (TRUE, "ok", ""), equation, i))
        else:
            self.note("step", (OPEN, "undecided", "it could not be shown to follow"), equation, i)
            index = len(self.findings) - 1
            self.pending += [
                Pending(known.left, "=", known.right, known.names, index, firm=False, joint=True)
                for known in related
                if known.names and not known.tentative and not self.closed(known.names)
            ][:1]
            force.values[name.name] = [value]
            self.tentative.add(name.name)

    def bind(self, name: str, value: n.Node, finding: Finding) -> None:
        """A checked value of ``name``; further ones are further roots."""
        if finding.status is not TRUE:
            self.tentative.add(name)
        values = self.force.values.setdefault(name, [])
        if name in self.claimed or not values:
            if value not in values:
                values.append(value)
        else:
            self.force.values[name] = [value]
        self.claimed.setdefault(name, []).append((value, finding))
        self.list_name = name

    def list_item(self, equation: Equation) -> list[Finding]:
        """``x = 2, 3``: a bare item after a root is another root."""
        if not self.list_name or equation.link not in (",", "or", "and"):
            return []
        value = self.parse(equation.sides[0])
        if value is None or n.free_names(value):
            return []
        before = len(self.findings)
        whole = replace(
            equation,
            sides=[self.list_name, equation.sides[0]],
            relations=["="],
            spans=[equation.spans[0]] * 2,
        )
        self.value_claim(whole, n.Name(self.list_name), value, 0, False)
        for finding in self.findings[before:]:
            finding.step = equation.step
        return self.findings[before:]


def _is_polynomial(known: Known) -> bool:
    return (
        known.poly is not None
        and not any(name.startswith("§") for name in P.names_of(known.poly))
        and not any(True for _ in _denominators(known))
    )


def _denominators(known: Known) -> list[n.Node]:
    return [
        top.denominator
        for side in (known.left, known.right)
        for top in n.walk(side)
        if isinstance(top, n.Div) and n.free_names(top.denominator)
    ]


def _logarithms(known: Known) -> list[n.Node]:
    """What logarithms are taken of."""
    return [
        top.arguments[0]
        for side in (known.left, known.right)
        for top in n.walk(side)
        if isinstance(top, n.Call) and top.name in ("ln", "log", "lg") and top.arguments
    ]


def _vanishes(node: n.Node, ledger: Theory) -> bool:
    return engine.closed(node, "=", n.Number(0), ledger.force)[0] is TRUE


def _improper(node: n.Node, ledger: Theory) -> bool:
    return engine.closed(node, "≤", n.Number(0), ledger.force)[0] is TRUE
