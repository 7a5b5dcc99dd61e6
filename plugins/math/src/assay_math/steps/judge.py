"""Deciding the claims that hold unknowns, functions or LaTeX: the symbolic half of ``math.cot``."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from assay import Status
from assay_math.notation import nodes as n
from assay_math.notation.errors import NotationError
from assay_math.notation.options import DEFAULT, Options
from assay_math.steps import context as C
from assay_math.steps import engine
from assay_math.steps import polynomials as P
from assay_math.steps.context import InForce, Known
from assay_math.steps.findings import FALSE, OPEN, TRUE, Equation, Finding
from assay_math.steps.latex import math_spans, statements
from assay_math.steps import regions as R
from assay_math.steps.residues import Residues, implied, residues
from assay_math.steps.roots import missing_roots

_FUNCTION = re.compile(r"(?<![A-Za-z\\])([A-Za-z])\s*(?:\\left)?\(\s*[a-z]\s*(?:,\s*[a-z]\s*)?(?:\\right)?\)\s*(?:&\s*)?:?=")
_VARIABLE_E_I = re.compile(r"(?<![A-Za-z\\{^])([ei])\s*(?:&\s*)?=|=\s*([e])\s*(?:[,.$\n]|$)|(?i:let )\$?([ei])\b")
_LETS = re.compile(r"\b(?:let|define|denote|set|call|where|with|put|taking|choose|pick|write|given)\b(?:(?!\bthen\b)[^.,;]){0,40}\Z")
_CASES = re.compile(r"\b(?:when|for|case|at|if|suppose|assume|assuming|supposing|consider|try|trying|testing|plug(?:ging)? in|substitut\w+|setting|unless|whether)\b(?:(?!\bthen\b)[^.,;]){0,40}\Z")
_DEDUCED = re.compile(
    r"\b(?:so|thus|therefore|hence|gets?|gives?|becomes?|implies|yields?|simplif\w+|combin\w+|divid\w+|multipl\w+|subtract\w+|"
    r"adding|add|substitut\w+|solv\w+|expand\w*|which is|rearrang\w+)\b"
)
_NEGATED = re.compile(r"\b(?:not|never|cannot|can't|isn't|doesn't|neither|impossible)\b[^.]{0,24}\Z")
_IDENTITY_WORDS = re.compile(r"\b(?:expand\w*|factor\w*|simplif\w+|distribut\w+|combin\w+|rewrit\w+|identity|multiply(?:ing)? out|complet\w+ the square)\b")
_DISCARDED = re.compile(
    r"reject|extraneous|discard|not (?:a )?valid|invalid|disregard|ignore|does not work|doesn't work|not in the domain|not allowed|"
    r"cannot be|can't be|must be|only|positive|negative|nonnegative|non-negative|since \$?\w\$? ?(?:>|\\geq?|\\neq?)|greater than|"
    r"largest|smallest|least|greatest|larger|smaller|maximum|minimum|impossible|no solution|integer|whole number|undefined|one (?:root|solution)",
    re.I,
)


@lru_cache(maxsize=4096)
def _parse(text: str, options: Options) -> n.Node | None:
    from assay_math.notation.parser import parse

    try:
        return parse(text, options)
    except NotationError:
        return None


@dataclass(slots=True)
class _Pending:
    """An equation left open until more is known about its unknowns."""

    left: n.Node
    relation: str
    right: n.Node
    names: frozenset[str]
    index: int  # of its finding


class Judge:
    """Judges the equations of one response in reading order; ``finish`` settles what was left open."""

    def __init__(self, prompt: str, response: str) -> None:
        self.prompt = prompt
        self.response = response
        self.ready = False
        self.force = InForce()
        self.options = DEFAULT
        self.prompt_sides: set[n.Node] = set()
        self.prompt_polys: list[P.Poly] = []
        self.prompt_names: frozenset[str] = frozenset()
        self.pending: list[_Pending] = []
        self.findings: list[Finding] = []
        self.claimed: dict[str, list[tuple[n.Node, Finding]]] = {}
        self.list_name = ""
        self.assumed: dict[str, list[R.Condition]] = {}
        self.given_regions: set[str] = set()
        self.group: tuple[str, R.Condition, list[Finding]] | None = None
        self.moduli: dict[str, list[Residues]] = {}

    # ------------------------------------------------------------ reading the prompt

    def prepare(self) -> None:
        """Read the prompt's formulas; done when the first symbolic claim turns up."""
        self.ready = True
        both = self.prompt + "\n" + self.response
        functions = frozenset(_FUNCTION.findall(both))
        names = frozenset(a or b or c for a, b, c in _VARIABLE_E_I.findall(both))
        self.options = replace(DEFAULT, functions=DEFAULT.functions | functions, names=names)
        found: set[str] = set()
        for formula in math_spans(self.prompt, 0, len(self.prompt))[:60]:
            try:
                cut = statements(self.prompt, formula)
            except OverflowError:
                continue
            inner = self.prompt[formula.inner : formula.stop]
            if not any(s.relations for s in cut) and len(inner) < 400:
                node = self.parse(inner)
                if node is not None:
                    self.prompt_sides.add(node)
                    found |= n.free_names(node)
            for statement in cut:
                sides = [self.parse(self.prompt[a:b]) for a, b in statement.sides]
                for i, relation in enumerate(statement.relations):
                    left, right = sides[i], sides[i + 1]
                    if left is None or right is None or isinstance(left, n.Text) or isinstance(right, n.Text):
                        continue
                    found |= n.free_names(left) | n.free_names(right)
                    if relation == "=":
                        self.given(left, right)
                    elif relation in "<>≤≥":
                        names = n.free_names(left) | n.free_names(right)
                        part = R.condition(left, relation, right, next(iter(names))) if len(names) == 1 else None
                        if part is not None:
                            self.assumed.setdefault(next(iter(names)), []).append(part)
                            self.given_regions |= names
                if "≡" in statement.relations:
                    node = self.parse(self.prompt[statement.start : statement.end])
                    names = n.free_names(node) if node is not None else frozenset()
                    if isinstance(node, n.Congruence) and len(names) == 1:
                        (name,) = names
                        found_residues = residues(node, name)
                        if found_residues is not None:
                            self.moduli.setdefault(name, []).append(found_residues)
        self.prompt_names = frozenset(found)
        self.force.given_names = frozenset(self.force.values)

    def given(self, left: n.Node, right: n.Node) -> None:
        """Take over one equation of the prompt."""
        if self.define_function(left, right) or not (n.free_names(left) | n.free_names(right)):
            return
        poly = self.force.polynomial(left, right)
        names = n.free_names(left) | n.free_names(right)
        if isinstance(left, n.Name) and not n.free_names(right) and left.name not in self.force.values:
            self.force.values[left.name] = [right]
        if poly is not None:
            self.prompt_polys.append(poly)
        self.force.add(Known(left, right, poly, names, given=True))

    def parse(self, text: str) -> n.Node | None:
        text = text.strip()
        if not text or len(text) > 4000:
            return None
        return _unboxed(_parse(text, self.options))

    # ------------------------------------------------------------ one statement

    def judge(self, equation: Equation) -> list[Finding]:
        """The findings about one statement; a finding may still change until :meth:`finish`."""
        if not self.ready:
            self.prepare()
        if not equation.relations:
            return self.list_item(equation)
        before = len(self.findings)
        sides = [self.parse(text) for text in equation.sides]
        if any(r in "≡∣∤∈∉∼⊂→" for r in equation.relations):
            self.statement(equation, sides)
        else:
            unsettled = [i for i, relation in enumerate(equation.relations) if self.pair(equation, sides, i, relation)]
            if unsettled:
                self.inequalities(equation, sides, unsettled)
        new = self.findings[before:]
        for finding in new:
            finding.step = equation.step
        return new

    def note(self, kind: str, decision: tuple[Status, str, str], equation: Equation, i: int) -> Finding:
        status, reason, message = decision
        start, end = equation.spans[i][0], equation.spans[i + 1][1]
        if start > end:
            start = equation.spans[i + 1][0]
        finding = Finding(kind, status, start, end, reason, message, equation.step)
        self.findings.append(finding)
        return finding

    def pair(self, equation: Equation, sides: list[n.Node | None], i: int, relation: str) -> bool:
        """Judge one relation of a chain; True when it is an inequality that the chain as a whole has to settle."""
        left, right = sides[i], sides[i + 1]
        if _wordy(left) or _wordy(right):
            return False
        if left is None or right is None:
            self.note("equation", (OPEN, "unreadable", "a side cannot be read"), equation, i)
            return False
        if _NEGATED.search(equation.lead) and i == 0 and relation == "=":
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

    # ------------------------------------------------------------ equations

    def equal(self, equation: Equation, left: n.Node, right: n.Node, i: int, sides: int) -> None:
        force = self.force
        hypothetical = bool(_CASES.search(equation.lead)) and i == 0
        lets = bool(_LETS.search(equation.lead)) and i == 0
        if self.define_function(left, right, again=lets):
            return
        evaluates = _evaluates(left, force)
        if evaluates or _evaluates(right, force):
            left, right = engine.expand(left, force), engine.expand(right, force)
        names = n.free_names(left) | n.free_names(right)
        applied = (_applications(left) | _applications(right)) - force.functions.keys()
        if not names and not applied:
            decision = engine.decide(left, "=", right, force)
            if decision[0] is FALSE and hypothetical:
                return
            self.note("arithmetic", decision, equation, i)
            return
        if isinstance(left, n.Name) and lets:
            force.values[left.name] = [right]
            self.forget(left.name)
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
            if any(_same_zero(poly, p) for p in self.prompt_polys):
                self.note("given", (TRUE, "ok", ""), equation, i)
                return
            answer = C.follows(poly, force.about(force.variables(poly)))
            if answer in (C.YES, C.ROOT):
                self.note("step", (TRUE, "ok", ""), equation, i)
                force.add(Known(left, right, poly, names))
                return
            if answer == C.NO:
                self.note("step", (FALSE, "false_step", "it does not follow from the equations before it"), equation, i)
                return
        if self.closed(names):
            self.decide_closed(equation, left, "=", right, i)
            return
        if len(names) == 1 and not applied:
            (name,) = names
            claim = R.condition(left, "=", right, name)
            known_here = self.conditions(name)
            how = R.compare(R.Every(tuple(known_here)), claim) if claim is not None and known_here else None
            if how in ("equal", "inside", "around"):
                self.note("step", (TRUE, "ok", ""), equation, i)
                force.add(Known(left, right, poly, names))
                return
            if how == "apart":
                self.note("step", (FALSE, "false_step", "it has no solution in common with the equations before it"), equation, i)
                return
        if identity is False and (
            left in self.prompt_sides
            or evaluates
            and (n.free_names(right) or _is_calculus(left))
            or (sides > 2 or equation.chain or _IDENTITY_WORDS.search(equation.lead))
            and n.free_names(left)
            and n.free_names(left) == n.free_names(right)
        ):
            self.note("identity", (FALSE, "false_identity", "the two sides are not the same for all values"), equation, i)
            return
        if self.sets_up(equation, poly, names):
            force.add(Known(left, right, poly, names))
        elif names & self.about_names() and names <= self.about_names() | self.bound():
            self.open(equation, left, "=", right, names, i)
        elif identity is None and n.free_names(left) and n.free_names(left) == n.free_names(right) and poly is None:
            self.open(equation, left, "=", right, names, i)
        elif names <= self.prompt_names and not (names & self.about_names()) and isinstance(left, n.Name) is False:
            self.open(equation, left, "=", right, names, i)
            force.add(Known(left, right, poly, names))
        else:
            if isinstance(left, n.Name) and left.name not in names - {left.name}:
                force.definitions.setdefault(left.name, right)
            force.add(Known(left, right, poly, names))

    def sets_up(self, equation: Equation, poly: P.Poly | None, names: frozenset[str]) -> bool:
        """Is this one more equation of a system that the solver sets up from words?"""
        if poly is None or names & self.prompt_names or _DEDUCED.search(equation.lead):
            return False
        related = self.force.about(names)
        unknowns = frozenset(name for known in related for name in known.names) | names
        try:
            rank = len(P.echelon([known.poly for known in related if known.poly is not None]))
        except P.TooLarge:
            return False
        return rank < len(unknowns) and len(names) > 1

    def value_claim(self, equation: Equation, name: n.Name, value: n.Node, i: int, hypothetical: bool) -> None:
        """``x = 3``: the root of what is in force, a known value, or a first binding."""
        force = self.force
        known = force.values.get(name.name)
        if hypothetical:
            force.values[name.name] = [value]
            return
        poly = force.polynomial(name, value)
        related = force.about(frozenset((name.name,)))
        if poly is not None and related:
            bare = force.polynomial(name, self.closed_value(value))
            answer = C.follows(bare if bare is not None else poly, related)
            if answer in (C.YES, C.ROOT):
                self.bind(name.name, value, self.note("step", (TRUE, "ok", ""), equation, i))
                return
            if answer == C.NO:
                reason = "contradicts_binding" if known and not self.claimed.get(name.name) else "false_step"
                self.note("step", (FALSE, reason, f"{name.name} has another value here"), equation, i)
                return
        if known is not None:
            answers = [engine.decide(old, "=", value, force) for old in known]
            if any(a[0] is TRUE for a in answers):
                self.note("binding", (TRUE, "ok", ""), equation, i)
                return
            if all(a[0] is FALSE for a in answers) and not related:
                self.note("binding", (FALSE, "contradicts_binding", f"{name.name} was something else before"), equation, i)
                return
            if not related:
                self.note("binding", (OPEN, "undecided", "the two values could not be compared"), equation, i)
                return
        if related:
            self.root_check(equation, name, value, i, related)
            return
        force.values[name.name] = [value]
        force.add(Known(name, value, poly, frozenset((name.name,)) | n.free_names(value)))

    def root_check(self, equation: Equation, name: n.Name, value: n.Node, i: int, related: list[Known]) -> None:
        """Put the value into every equation that then has no other unknown."""
        force = self.force
        old = force.values.get(name.name)
        force.values[name.name] = [value]
        answers = []
        for known in related:
            if self.closed(known.names):
                answers.append(engine.closed(known.left, "=", known.right, force))
        if any(a[0] is FALSE for a in answers):
            if old is None:
                del force.values[name.name]
            else:
                force.values[name.name] = old
            self.note("step", (FALSE, "false_step", f"this value of {name.name} does not satisfy the equation"), equation, i)
        elif answers and all(a[0] is TRUE for a in answers):
            self.bind(name.name, value, self.note("step", (TRUE, "ok", ""), equation, i))
        else:
            self.open(equation, name, "=", value, frozenset((name.name,)) | n.free_names(value), i)

    def bind(self, name: str, value: n.Node, finding: Finding) -> None:
        """A checked value of ``name``; further ones are further roots."""
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
        whole = replace(equation, sides=[self.list_name, equation.sides[0]], relations=["="], spans=[equation.spans[0]] * 2)
        self.value_claim(whole, n.Name(self.list_name), value, 0, False)
        for finding in self.findings[before:]:
            finding.step = equation.step
        return self.findings[before:]

    # ------------------------------------------------------------ the rest

    def inequalities(self, equation: Equation, sides: list[n.Node | None], indexes: list[int]) -> None:
        """``-2 < x ≤ 7`` against the conditions in force; parts joined by "or" are judged together."""
        names: set[str] = set()
        parts: list[R.Condition] = []
        for i in indexes:
            left, right = sides[i], sides[i + 1]
            if left is None or right is None:
                return
            left, right = self.closed_value(left), self.closed_value(right)
            names |= n.free_names(left) | n.free_names(right)
            if len(names) == 1:
                part = R.condition(left, equation.relations[i], right, next(iter(names)))
                if part is not None:
                    parts.append(part)
        whole = replace(equation, spans=[equation.spans[indexes[0]], equation.spans[indexes[-1] + 1]])
        if len(names) != 1 or len(parts) != len(indexes):
            if not names & self.prompt_names and not _DEDUCED.search(equation.lead) and equation.link != "implies":
                return  # set up from words
            self.note("inequality", (OPEN, "undecided", "it could not be shown to follow"), whole, 0)
            return
        (name,) = names
        self.region(whole, name, R.Every(tuple(parts)), exact=False)

    def region(self, equation: Equation, name: str, claim: R.Condition, *, exact: bool) -> None:
        """Judge a condition on ``name``; ``exact`` when it is offered as the whole solution set."""
        known = self.conditions(name)
        lead = equation.lead
        if _LETS.search(lead) or _CASES.search(lead) or equation.link in ("if", "when", "where", "for"):
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
        if how == "equal" or how == "inside" and not exact:
            decision = (TRUE, "ok", "")
        elif how is None:
            decision = (OPEN, "limit", "the condition is too large")
        elif not self.is_given(name) and how in ("around", "overlap") and not (
            _DEDUCED.search(lead) or equation.link == "implies"
        ):
            self.assumed.setdefault(name, []).append(claim)
            return
        elif exact or how == "apart" or earlier or self.is_given(name):
            decision = (FALSE, "false_step", f"it does not describe the same {name} as the conditions before it")
        else:
            decision = (OPEN, "undecided", "it could not be shown to follow")
        finding = self.note("inequality", decision, equation, 0)
        for old in earlier:
            old.status, old.reason, old.message = decision
        earlier.append(finding)

    def conditions(self, name: str) -> list[R.Condition]:
        """Everything in force about ``name`` alone: assumed and given conditions and equations."""
        found = list(self.assumed.get(name, ()))
        for known in self.force.equations:
            if known.names == {name}:
                part = R.condition(known.left, "=", known.right, name)
                if part is not None:
                    found.append(part)
        return found

    def is_given(self, name: str) -> bool:
        return name in self.given_regions or any(k.given and k.names == {name} for k in self.force.equations)

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
            decision = engine.statement(node, self.force)
            if not (decision[0] is FALSE and _CASES.search(equation.lead)):
                self.note("statement", decision, whole, 0)
        elif isinstance(node, n.Congruence) and len(names) == 1:
            self.congruence(whole, node, next(iter(names)))
        elif _DEDUCED.search(equation.lead) or names & self.prompt_names:
            self.note("statement", (OPEN, "undecided", "it could not be shown to follow"), whole, 0)

    def congruence(self, equation: Equation, node: n.Congruence, name: str) -> None:
        claim = residues(node, name)
        known = self.moduli.setdefault(name, [])
        if claim is None:
            self.note("congruence", (OPEN, "undecided", "it could not be shown to follow"), equation, 0)
        elif not known or _LETS.search(equation.lead) or _CASES.search(equation.lead):
            known.append(claim)
        else:
            truth = implied(known, claim)
            if truth is None:
                decision = (OPEN, "limit", "the moduli are too large")
            elif truth:
                decision = (TRUE, "ok", "")
            else:
                decision = (FALSE, "false_step", "it does not follow from the congruences before it")
            self.note("congruence", decision, equation, 0)

    def decide_closed(self, equation: Equation, left: n.Node, relation: str, right: n.Node, i: int) -> None:
        decision = engine.closed(left, relation, right, self.force)
        if decision[0] is FALSE and _CASES.search(equation.lead):
            return
        self.note("arithmetic" if not n.free_names(left) else "value", decision, equation, i)

    def open(
        self, equation: Equation, left: n.Node, relation: str, right: n.Node, names: frozenset[str], i: int
    ) -> None:
        self.note("equation", (OPEN, "undecided", "it could not be shown to follow"), equation, i)
        self.pending.append(_Pending(left, relation, right, names, len(self.findings) - 1))

    def define_function(self, left: n.Node, right: n.Node, *, again: bool = False) -> bool:
        """``f(x) = …`` the first time: remember it."""
        if not isinstance(left, n.Apply) or left.primes or left.inverse:
            return False
        parameters = [a.name for a in left.arguments if isinstance(a, n.Name)]
        if len(parameters) != len(left.arguments) or len(set(parameters)) != len(parameters):
            return False
        name = left.function.name
        if name in _applications(right) or (name in self.force.functions and not again):
            return False
        if not n.free_names(right) <= set(parameters) | self.bound() and n.free_names(right).isdisjoint(parameters):
            return False
        self.force.functions[name] = (tuple(parameters), right)
        return True

    def forget(self, name: str) -> None:
        self.force.equations = [k for k in self.force.equations if name not in k.names or k.given]
        self.claimed.pop(name, None)

    def closed_value(self, value: n.Node) -> n.Node:
        return n.substitute(value, {k: v[0] for k, v in self.force.values.items() if len(v) == 1})

    def bound(self) -> set[str]:
        return set(self.force.values)

    def closed(self, names: frozenset[str]) -> bool:
        return names <= self.force.values.keys()

    def about_names(self) -> frozenset[str]:
        return frozenset(name for known in self.force.equations for name in known.names)

    # ------------------------------------------------------------ at the end

    def finish(self) -> list[Finding]:
        """Settle what was left open with the values found later, and look for lost roots."""
        for pending in self.pending:
            finding = self.findings[pending.index]
            if self.closed(pending.names):
                decision = engine.closed(pending.left, pending.relation, pending.right, self.force)
                finding.status, finding.reason, finding.message = decision
                if decision[0] is FALSE:
                    finding.reason = "false_step"
        extra = []
        if self.ready and self.claimed and not _DISCARDED.search(self.prompt) and not _DISCARDED.search(self.response):
            for name, roots in self.claimed.items():
                lost = missing_roots(name, [value for value, _ in roots], self.force)
                if lost:
                    last = roots[-1][1]
                    extra.append(
                        Finding("roots", FALSE, last.start, last.end, "lost_root", f"the equation has {lost} more real solutions", last.step)
                    )
        return extra


def _same_zero(a: P.Poly, b: P.Poly) -> bool:
    """The same equation up to a constant factor."""
    if a.keys() != b.keys():
        return False
    key = next(iter(a))
    return all(c * b[key] == b[m] * a[key] for m, c in a.items())


_CALCULUS = (n.Derivative, n.Integral, n.Limit, n.Sum, n.Product, n.Bracket, n.Prime)


def _is_calculus(node: n.Node) -> bool:
    return any(isinstance(top, _CALCULUS) or (isinstance(top, n.Apply) and top.primes) for top in n.walk(node))


def _evaluates(node: n.Node, force: InForce) -> bool:
    """Does the side ask for a computation: a derivative, an integral, a known function?"""
    return any(
        isinstance(top, _CALCULUS) or (isinstance(top, n.Apply) and top.function.name in force.functions)
        for top in n.walk(node)
    )


def _applications(node: n.Node) -> set[str]:
    return {top.function.name for top in n.walk(node) if isinstance(top, n.Apply)}


def _unboxed(node: n.Node | None) -> n.Node | None:
    return node


def _wordy(node: n.Node | None) -> bool:
    """Does the side hold words or dots, so that it names rather than says?"""
    return node is not None and any(isinstance(top, n.Text | n.Dots) for top in n.walk(node))
