"""Judging equations with unknowns: identity, definition, value or step."""

from __future__ import annotations

from dataclasses import replace

from assay import Status
from assay_math.engine import polynomials as P
from assay_math.notation import nodes as n
from assay_math.steps import context as C
from assay_math.steps import cues, engine
from assay_math.steps import regions as R
from assay_math.steps.context import InForce, Known
from assay_math.steps.findings import FALSE, OPEN, TRUE, Equation, Finding
from assay_math.steps.ledger import Ledger, applications

_TENTATIVE = (OPEN, "undecided", "it rests on a step that could not be decided")


class Equalities(Ledger):
    """What an equals sign may claim."""

    def equal(self, equation: Equation, left: n.Node, right: n.Node, i: int, sides: int) -> None:
        force = self.force
        hypothetical = bool(cues.CASES.search(equation.lead)) and i == 0
        lets = bool(cues.LETS.search(equation.lead)) and i == 0
        if self.define_function(left, right, again=lets):
            return
        evaluates = _evaluates(left, force)
        if evaluates or _evaluates(right, force):
            left, right = engine.expand(left, force), engine.expand(right, force)
        between = any(isinstance(top, n.Bracket) for side in (left, right) for top in n.walk(side))
        names = n.free_names(left) | n.free_names(right)
        applied = (applications(left) | applications(right)) - force.functions.keys()
        if not names and not applied:
            decision = engine.decide(left, "=", right, force)
            if decision[0] is FALSE and i == 0 and cues.SUPPOSED.search(equation.lead):
                return
            if decision[0] is FALSE:
                excuse = self.excused(left, right)
                if excuse == "it is rounded":
                    decision = (TRUE, "ok", excuse)
                elif excuse or (evaluates and equation.soft):
                    decision = (OPEN, "undecided", excuse or "it may speak of another case")
            self.note("arithmetic", decision, equation, i)
            return
        if between and not isinstance(left, n.Name):
            self.note("value", engine.decide(left, "=", right, force), equation, i)
            return
        if isinstance(left, n.Name) and lets:
            self.forget(left.name)
            force.values.pop(left.name, None)
            if not n.free_names(right) - self.bound():
                force.values[left.name] = [right]
            else:
                force.definitions[left.name] = right
            force.add(Known(left, right, force.polynomial(left, right), names))
            return
        poly = force.polynomial(left, right)
        if poly is not None and not poly:
            self.note("identity", (TRUE, "ok", ""), equation, i)
            return
        if poly is not None and set(poly) == {P.ONE} and not applied:
            self.note("identity", (FALSE, "false_identity", "the sides differ by a constant"), equation, i)
            return
        if isinstance(left, n.Name) and not n.free_names(right) - self.bound():
            self.value_claim(equation, left, right, i, hypothetical)
            return
        if isinstance(right, n.Name) and not n.free_names(left) - self.bound():
            self.value_claim(equation, right, left, i, hypothetical)
            return
        if hypothetical:
            if poly is not None and C.follows(poly, force.about(names)) == C.NO:
                for name in names:  # another case: the names start afresh
                    self.forget(name)
                    force.values.pop(name, None)
            force.add(Known(left, right, poly, names))
            return
        identity = engine.identity(left, right, force, poly)
        if identity is True:
            self.note("identity", (TRUE, "ok", ""), equation, i)
            return
        if poly is not None:
            if (
                identity is False
                and not equation.soft
                and _rewrites(left, right, force.about(force.variables(poly)))
            ):
                message = "the two sides are not the same for all values"
                self.note("identity", (FALSE, "false_identity", message), equation, i)
                return
            if any(_same_zero(poly, p) for p in self.prompt_polys):
                self.note("given", (TRUE, "ok", ""), equation, i)
                return
            related = force.about(force.variables(poly))
            answer, tentative = self.follows(poly, related)
            both = bool(n.free_names(left)) and bool(n.free_names(right))
            if answer == C.YES or (answer == C.ROOT and not both):
                if tentative:
                    self.open(equation, left, "=", right, names, i)
                else:
                    self.note("step", (TRUE, "ok", ""), equation, i)
                    force.add(Known(left, right, poly, names))
                return
            if answer == C.ROOT:
                sides_in_force = {side for known in related for side in (known.left, known.right)}
                wrong = left in sides_in_force and not equation.soft and not tentative
                message = "the two sides are not the same for all values"
                self.note("identity", (FALSE if wrong else OPEN, "false_identity", message), equation, i)
                return
            if answer == C.NO:
                message = "it does not follow from the equations before it"
                self.refute("step", "false_step", message, equation, i, related)
                return
        if self.closed(names):
            self.decide_closed(equation, left, "=", right, i)
            return
        if len(names) == 1 and not applied:
            (name,) = names
            claim = R.condition(left, "=", right, name)
            known_here = self.conditions(name)
            how = R.compare(R.Every(tuple(known_here)), claim) if claim is not None and known_here else None
            if how in ("equal", "inside") or (how == "around" and not n.free_names(right)):
                self.note("step", (TRUE, "ok", ""), equation, i)
                force.add(Known(left, right, poly, names))
                return
            if how == "apart":
                message = "it has no solution in common with the equations before it"
                self.refute("step", "false_step", message, equation, i, force.about(names))
                return
        if identity is False and not isinstance(left, n.Name):
            verdict = self.rewriting(
                equation, left, right, poly, chained=sides > 2 or equation.chain, computed=evaluates
            )
            if verdict is FALSE:
                message = "the two sides are not the same for all values"
                self.note("identity", (FALSE, "false_identity", message), equation, i)
                return
            if verdict is OPEN:
                self.open(equation, left, "=", right, names, i)
                return
        if self.sets_up(equation, poly, names):
            force.add(Known(left, right, poly, names))
        elif (names & self.about_names() and names <= self.about_names() | self.bound()) or (
            identity is None
            and n.free_names(left)
            and n.free_names(left) == n.free_names(right)
            and poly is None
        ):
            self.open(equation, left, "=", right, names, i)
        elif (
            names <= self.prompt_names and not (names & self.about_names()) and not isinstance(left, n.Name)
        ) or (
            identity is False
            and cues.IDENTITY.search(equation.lead)
            and n.free_names(left) == n.free_names(right)
        ):
            self.open(equation, left, "=", right, names, i)
            force.add(Known(left, right, poly, names))
        else:
            if isinstance(left, n.Name) and left.name not in names - {left.name}:
                force.definitions.setdefault(left.name, right)
            force.add(Known(left, right, poly, names))

    def rewriting(
        self,
        equation: Equation,
        left: n.Node,
        right: n.Node,
        poly: P.Poly | None,
        *,
        chained: bool,
        computed: bool,
    ) -> Status | None:
        """Is this, which is no identity, offered as one? False, undecided, or None when it may be a condition."""
        names = n.free_names(left) | n.free_names(right)
        alike = bool(n.free_names(left)) and n.free_names(left) == n.free_names(right)
        if left in self.prompt_sides and alike and not cues.ASKS_FOR_VALUE.search(self.prompt):
            return OPEN if equation.soft else FALSE
        if any(isinstance(top, n.Integral) and top.lower is None for top in n.walk(left)):
            return FALSE if not equation.soft else OPEN  # an antiderivative is one or it is not
        computed = computed and bool(n.free_names(right)) and n.free_names(right) <= n.free_names(left)
        exact = poly is not None and not any(name.startswith("§") for name in P.names_of(poly))
        unconstrained = not names & self.about_names() and not equation.soft
        if unconstrained and (
            computed or (chained and alike and exact) or (alike and bool(cues.SPLITS.search(equation.lead)))
        ):
            return FALSE
        checks = not equation.prose and bool(cues.CHECKS.search(equation.lead))
        return OPEN if computed or checks or (alike and not equation.prose) else None

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
        related = force.about(frozenset((name.name,)))
        if poly is not None and related:
            bare = force.polynomial(name, self.closed_value(value))
            answer, tentative = self.follows(bare if bare is not None else poly, related)
            if answer in (C.YES, C.ROOT) and not tentative:
                self.bind(name.name, value, self.note("step", (TRUE, "ok", ""), equation, i))
                return
            if answer == C.NO:
                reason = "contradicts_binding" if known and not self.claimed.get(name.name) else "false_step"
                self.refute("step", reason, f"{name.name} has another value here", equation, i, related)
                return
        if known is not None:
            answers = [engine.decide(old, "=", value, force) for old in known]
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
        if related:
            self.root_check(equation, name, value, i, related)
            return
        force.values[name.name] = [value]
        force.add(Known(name, value, poly, frozenset((name.name,)) | n.free_names(value)))

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
            self.refute("step", "false_step", message, equation, i, related)
        elif answers and all(a[0] is TRUE for a in answers):
            self.bind(name.name, value, self.note("step", (TRUE, "ok", ""), equation, i))
        else:
            self.note("step", (OPEN, "undecided", "it could not be shown to follow"), equation, i)
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


def _rewrites(left: n.Node, right: n.Node, related: list[Known]) -> bool:
    """Is ``left`` the whole of an expression that an equation in force sets to a constant?"""
    names = n.free_names(left)
    return (
        bool(names)
        and names == n.free_names(right)
        and any(known.left == left and not n.free_names(known.right) for known in related)
    )


def _same_zero(a: P.Poly, b: P.Poly) -> bool:
    """The same equation up to a constant factor."""
    if a.keys() != b.keys():
        return False
    key = next(iter(a))
    return all(c * b[key] == b[m] * a[key] for m, c in a.items())


_CALCULUS = (n.Derivative, n.Integral, n.Limit, n.Sum, n.Product, n.Bracket, n.Prime)


def _evaluates(node: n.Node, force: InForce) -> bool:
    """Does the side ask for a computation: a derivative, an integral, a known function?"""
    return any(
        isinstance(top, _CALCULUS) or (isinstance(top, n.Apply) and top.function.name in force.functions)
        for top in n.walk(node)
    )
