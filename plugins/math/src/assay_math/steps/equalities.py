"""Judging equations with unknowns: identity, definition, value or step."""

from __future__ import annotations

import re

from assay import Status
from assay.evidence.quantities import read_unit
from assay_math.engine import polynomials as P
from assay_math.engine.exact import rational
from assay_math.notation import nodes as n
from assay_math.steps import context as C
from assay_math.steps import cues, engine
from assay_math.steps import regions as R
from assay_math.steps.context import InForce, Known
from assay_math.steps.findings import FALSE, OPEN, TRUE, Equation
from assay_math.steps.ledger import applications
from assay_math.steps.theory import states_rule, unrolled
from assay_math.steps.values import Values


class Equalities(Values):
    """What an equals sign may claim."""

    def equal(self, equation: Equation, left: n.Node, right: n.Node, i: int, sides: int) -> None:
        force = self.force
        self.claim = (left, right)
        hypothetical = i == 0 and bool(
            cues.CASES.search(equation.lead) or cues.TRIED_AFTER.match(equation.rest)
        )
        lets = bool(cues.LETS.search(equation.lead)) and i == 0
        if self.define_function(left, right, again=lets):
            return
        if self.likelihood(equation, left, right, i):
            return
        whole = self.totals(left), self.totals(right)
        if whole != (left, right):
            self.rate_claim(equation, *whole, i)
            return
        self.differentiate(n.free_names(left) | n.free_names(right))
        if isinstance(left, n.Apply) and left.inverse and self.inverts(left, right):
            self.note("identity", (TRUE, "ok", ""), equation, i)
            return
        if states_rule(left, right, (applications(left) | applications(right)) - force.functions.keys()):
            return
        if n.free_names(left) | n.free_names(right):
            left, right = unrolled(left), unrolled(right)
        evaluates = _evaluates(left, force)
        derives = isinstance(left, n.Derivative) or (isinstance(left, n.Apply) and left.primes > 0)
        if evaluates or _evaluates(right, force):
            left, right = engine.expand(left, force), engine.expand(right, force)
        between = any(isinstance(top, n.Bracket) for side in (left, right) for top in n.walk(side))
        names = n.free_names(left) | n.free_names(right)
        applied = (applications(left) | applications(right)) - force.functions.keys()
        if not names and not applied:
            decision = engine.decide(left, "=", right, force)
            if decision[0] is FALSE and i == 0 and cues.SUPPOSED.search(equation.lead):
                if isinstance(left, n.Number) and isinstance(right, n.Number):
                    return
                decision = (OPEN, "undecided", "it is only supposed, and false")
            if decision[0] is FALSE:
                excuse = self.excused(left, right)
                if excuse == "it is rounded":
                    decision = (TRUE, "ok", excuse)
                elif excuse or (evaluates and equation.soft):
                    decision = (OPEN, "undecided", excuse or "it may speak of another case")
            if decision[0] is FALSE and (converted := _unit_left_out(left, right, equation.rest)):
                decision = converted
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
            quoted = self.quotes(equation, left, right, names)
            force.add(Known(left, right, force.polynomial(left, right), names, quoted=quoted))
            return
        poly = force.polynomial(left, right)
        if poly is not None and not poly:
            self.note("identity", (TRUE, "ok", ""), equation, i)
            return
        if poly is not None and names == {"x", "y"} and self.is_tangent(equation, poly):
            self.note("step", (TRUE, "ok", ""), equation, i)
            self.put(Known(left, right, poly, names, step=equation.step))
            return
        if poly is not None and names == {"x", "y"} and self.is_other_line(equation, poly):
            self.open(equation, left, "=", right, names, i)
            return
        if poly is not None and "dy/dx" in names and self.at_point(poly, names, left, right):
            self.note("step", (TRUE, "ok", ""), equation, i)
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
            self.put(Known(left, right, poly, names, step=equation.step))
            return
        identity = engine.identity(left, right, force, poly)
        if identity is True:
            self.note("identity", (TRUE, "ok", ""), equation, i)
            return
        left_branch = False
        if derives and evaluates and cues.LETS.search(equation.lead) and not n.free_names(right):
            self.put(Known(left, right, poly, names, step=equation.step))  # "set f'(x) = 0"
            return
        if poly is not None:
            if (
                identity is False
                and not equation.soft
                and (
                    (derives and evaluates and n.free_names(right))
                    or (not _is_linear(poly) and _rewrites(left, right, force.about(force.variables(poly))))
                )
            ):
                message = "the two sides are not the same for all values"
                self.note("identity", (FALSE, "false_identity", message), equation, i)
                return
            if any(_same_zero(poly, p) for p in self.prompt_polys):
                self.note("given", (TRUE, "ok", ""), equation, i)
                return
            related, answer, tentative = self.drawn(poly, force.variables(poly))
            if answer == C.NO and self.leave_branch(equation, related):
                left_branch = True
                related, answer, tentative = self.drawn(poly, force.variables(poly))
            both = bool(n.free_names(left)) and bool(n.free_names(right))
            if answer == C.YES or (answer == C.ROOT and not both):
                if tentative:
                    self.open(equation, left, "=", right, names, i)
                else:
                    self.note("step", (TRUE, "ok", ""), equation, i)
                    branch = answer == C.ROOT or self.rests_on_branch(poly, related)
                    quoted = bool(related) and all(known.quoted for known in related)
                    known = Known(left, right, poly, names, branch=branch, quoted=quoted, step=equation.step)
                    self.narrow(equation, known)
                return
            if answer == C.ROOT:
                sides_in_force = {side for known in related for side in (known.left, known.right)}
                wrong = left in sides_in_force and not equation.soft and not tentative
                message = "the two sides are not the same for all values"
                self.note("identity", (FALSE if wrong else OPEN, "false_identity", message), equation, i)
                return
            settled = answer == C.NO and self.closed(names) and not names & self.tentative
            if settled and engine.closed(left, "=", right, force)[0] is TRUE:
                self.note("value", (TRUE, "ok", ""), equation, i)
                return
            if answer == C.NO:
                message = "it does not follow from the equations before it"
                self.refute("step", "false_step", message, equation, i, related)
                return
        if applied and not names and isinstance(left, n.Apply) and i == 0:
            before = self.applied.setdefault(left, right)
            if before != right:
                self.decide_closed(equation, before, "=", right, i)
            return  # "f(0) = 1" of a function that nothing else is said about
        if not left_branch and (earlier := self.same_left(left, right)) is not None:
            self.note("step", earlier, equation, i)
            return
        if self.rooted(left, right):
            self.note("step", (TRUE, "ok", ""), equation, i)
            self.put(Known(left, right, poly, names, step=equation.step))
            return
        if self.closed(names) and not left_branch:
            self.decide_closed(equation, left, "=", right, i)
            return
        if len(names) == 1 and not applied:
            (name,) = names
            claim = R.condition(left, "=", right, name)
            known_here = self.conditions(name)
            how = R.compare(R.Every(tuple(known_here)), claim) if claim is not None and known_here else None
            if how in ("equal", "inside") or (how == "around" and not n.free_names(right)):
                self.note("step", (TRUE, "ok", ""), equation, i)
                self.narrow(
                    equation, Known(left, right, poly, names, branch=how == "around", step=equation.step)
                )
                return
            if how == "apart":
                message = "it has no solution in common with the equations before it"
                self.refute("step", "false_step", message, equation, i, force.about(names))
                return
        if names - self.bound() and (
            self.for_lengths(left, right, names) or (identity is False and self.by_definition(left, right))
        ):
            self.note("step", (TRUE, "ok", ""), equation, i)
            return
        if identity is False and not isinstance(left, n.Name):
            verdict = self.rewriting(
                equation, left, right, poly, chained=sides > 2 or equation.chain, computed=evaluates
            )
            if verdict is FALSE:
                message = "the two sides are not the same for all values"
                self.note("identity", (FALSE, "false_identity", message), equation, i)
                return
            if verdict is OPEN and not evaluates and self.from_words(left, right, names):
                self.condition(equation, left, right, names, i)
                return
            if verdict is OPEN:
                self.open(equation, left, "=", right, names, i)
                return
        if self.quotes(equation, left, right, names):
            self.put(Known(left, right, poly, names, quoted=True, step=equation.step))
        elif (instance := self.instance(left, right, i)) is not None:
            if not instance:
                self.open(equation, left, "=", right, names, i)
        elif self.unfitting(left, right, poly, names) or (
            any("/" in name for name in names) and self.differentiates(equation)
        ):
            self.open(equation, left, "=", right, names, i)
        elif self.sets_up(equation, poly, names):
            self.put(Known(left, right, poly, names, step=equation.step))
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
            self.put(Known(left, right, poly, names, step=equation.step))
        else:
            if isinstance(left, n.Name) and left.name not in names - {left.name}:
                force.definitions.setdefault(left.name, right)
            self.put(Known(left, right, poly, names, step=equation.step))

    def rate_claim(self, equation: Equation, left: n.Node, right: n.Node, i: int) -> None:
        """``d/dt (x^2) = 2x dx/dt``, with the derivative carried out: an identity, or what an equation in force makes of it."""
        poly = self.force.polynomial(left, right)
        names = n.free_names(left) | n.free_names(right)
        same = engine.identity(left, right, self.force, poly)
        if same is not True and poly is not None:
            self.differentiate(names)
            _, answer, tentative = self.drawn(poly, self.force.variables(poly))
            same = True if answer == C.YES and not tentative else same
        if same is True:
            self.note("identity", (TRUE, "ok", ""), equation, i)
        elif same is False and not names & self.constrained() and not equation.soft:
            message = "the two sides are not the same for all values"
            self.note("identity", (FALSE, "false_identity", message), equation, i)
        else:
            self.note("equation", (OPEN, "undecided", "it could not be shown to follow"), equation, i)

    def differentiates(self, equation: Equation) -> bool:
        """Is it said to come from differentiating, though no equation in force gives it?"""
        start = equation.spans[0][0]
        return "ifferentiat" in self.response[max(0, start - 200) : start].rpartition("\n\n")[2]

    def likelihood(self, equation: Equation, left: n.Node, right: n.Node, i: int) -> bool:
        """``P(A ∩ B) = 5/8``, the first time: it says what the probability of an event is; later ones must agree."""
        if i or not isinstance(left, n.Apply) or left.function.name not in ("P", "Pr") or n.free_names(right):
            return False
        events = n.free_names(left) - {left.function.name}
        if (
            left.function.name in self.force.functions
            or not all(name[:1].isupper() for name in events)
            or not events
        ):
            return False
        before = self.applied.setdefault(left, right)
        if before != right:
            self.decide_closed(equation, before, "=", right, i)
        return True

    def rooted(self, left: n.Node, right: n.Node) -> bool:
        """``√(ab) = 4`` where ``ab = 16`` follows."""
        if not (isinstance(left, n.Call) and left.name == "sqrt") or n.free_names(right):
            return False
        inside, square = left.arguments[0], n.Pow(right, n.Number(2))
        poly = self.force.polynomial(inside, square)
        if poly is None or engine.decide(right, "≥", n.Number(0), self.force)[0] is not TRUE:
            return False
        _, answer, tentative = self.drawn(poly, self.force.variables(poly))
        return answer == C.YES and not tentative

    def asked_about(self, node: n.Node) -> bool:
        """Is it an expression of the prompt, or a sum in one?"""
        return node in self.prompt_sides or (
            isinstance(node, n.Add) and any(node in n.walk(side) for side in self.prompt_sides)
        )

    def inverts(self, left: n.Apply, right: n.Node) -> bool:
        """``f^{-1}(x) = right``: is ``f(right)`` the ``x``?"""
        known = self.force.functions.get(left.function.name)
        if known is None or len(known[0]) != 1 or len(left.arguments) != 1:
            return False
        put_in = n.substitute(known[1], {known[0][0]: right})
        return engine.decide(put_in, "=", left.arguments[0], self.force)[0] is TRUE

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
        if alike and self.asked_about(left) and not cues.ASKS_FOR_VALUE.search(self.prompt):
            return OPEN if equation.soft else FALSE
        if any(isinstance(top, n.Integral) and top.lower is None for top in n.walk(left)):
            return FALSE if not equation.soft else OPEN  # an antiderivative is one or it is not
        computed = computed and bool(n.free_names(right)) and n.free_names(right) <= n.free_names(left)
        exact = poly is not None and not any(name.startswith("§") for name in P.names_of(poly))
        unconstrained = not names & self.constrained() and not equation.soft
        if unconstrained and (
            computed or (chained and alike and exact) or (alike and bool(cues.SPLITS.search(equation.lead)))
        ):
            return FALSE
        checks = (
            not equation.prose
            and bool(cues.CHECKS.search(equation.lead))
            and bool(names & (self.constrained() | self.bound()))
        )
        return OPEN if computed or checks or (alike and not equation.prose) else None


def _unit_left_out(left: n.Node, right: n.Node, rest: str) -> engine.Decided | None:
    r"""``2.5\text{ h} = 2.5 \cdot 60 = 150`` minutes: a quantity and its number in a unit that stands behind the chain."""
    if not isinstance(left, n.Quantity) or any(isinstance(top, n.Quantity) for top in n.walk(right)):
        return None
    unit, behind = read_unit(left.unit), _UNIT_BEHIND.match(rest)
    told = read_unit(behind[1]) if behind else None
    if unit is None or not unit.dimension or unit.is_label:
        return None
    a, b = rational(left.value), rational(right)
    factor = None if told is None else unit.factor(told)
    if factor is not None and a is not None and b is not None and a * factor == b:
        return TRUE, "ok", ""
    return OPEN, "units_unclear", "the right side has no unit"


_UNIT_BEHIND = re.compile(r"[\s$*)\]\\]{0,6}([A-Za-z]{1,12})")


def _rewrites(left: n.Node, right: n.Node, related: list[Known]) -> bool:
    """Is ``left`` the whole of an expression that an equation in force sets to a constant?"""
    names = n.free_names(left)
    return (
        bool(names)
        and names == n.free_names(right)
        and any(known.left == left and not n.free_names(known.right) for known in related)
    )


def _is_linear(poly: P.Poly) -> bool:
    """An equation of the first degree, as ``100z = 3 + z``, has one root: what follows is no rewriting gone wrong."""
    return all(sum(power for _, power in monomial) <= 1 for monomial in poly)


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
