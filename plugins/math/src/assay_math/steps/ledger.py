"""What the judge keeps while it reads: what is in force, what was found, what was left open."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from assay import Status
from assay_math.engine import polynomials as P
from assay_math.notation import nodes as n
from assay_math.notation.errors import NotationError
from assay_math.notation.options import DEFAULT, Options
from assay_math.steps import context as C
from assay_math.steps import cues, engine
from assay_math.steps import regions as R
from assay_math.steps.context import InForce, Known
from assay_math.steps.findings import FALSE, OPEN, TRUE, Equation, Finding
from assay_math.steps.latex import math_spans, statements
from assay_math.steps.points import points
from assay_math.steps.rates import Rates, spoken_of
from assay_math.steps.residues import Residues, residues
from assay_math.steps.rewriting import in_latex, rewritten
from assay_math.steps.tangents import Tangents

_PIECE_AFTER = re.compile(r"[\s,]*(?:if|when|for)\b")
_OTHER_BASE = re.compile(
    r"\bbases?[- ]\$?(?:\d|two|three|five|eight|ten\b|sixteen)|\b(?:in|to|another|what|which|some) base\b|\d_\{?\d|\bbinary\b|\bmodulo\b|\bclock\b",
    re.IGNORECASE,
)
_NEAREST = re.compile(
    r"\bnearest\b|\brounded (?:to|up|down)\b|\brounding\b|\bround (?:to|up|down|your|the answer)\b|\bapproximat|\bestimat",
    re.IGNORECASE,
)
_OWN_SIGN = re.compile(
    r"[a-z]\s*(?:\*|\\star|\\circ|\\oplus|\\otimes|@|#|\\#|\\&|\\diamond|\\triangle)\s*[a-z]\s*\$?\s*(?:=|is|be|to)"
)
_MAX_PROMPT_FORMULAS = 60
_MAX_PROMPT = 20_000
_ANGULAR = re.compile(
    r"sin|cos|tan|cot|sec|csc|\\pi|π|radian|°[ ]?[CFK]\b|\\circ\s*\}?[ ]?(?:\\text\{|\\mathrm\{)?[CFK]\b"
)


_DERIVATIVE_OF = re.compile(
    r"\b(?:derivative of|differentiate)\s+(?:the function\s+)?(?P<body>[^\n=]{1,120}?)(?:\s+(?:with respect|by|for|at|when|using)\b|[.?]?\s*\Z)",
    re.IGNORECASE,
)
_PRIMED_CALL = re.compile(r"(?<![A-Za-z\\])([fghyF])'\(([a-z])\)")
PRIMED = re.compile(r"\b[A-Z]'+\s?[A-Z]\b'*|\b[A-Z]\s?[A-Z]'+")
"""``A'P``: a segment between points, no product."""


@lru_cache(maxsize=4096)
def _parse(text: str, options: Options) -> n.Node | None:
    from assay_math.notation.parser import parse

    try:
        return parse(text, options)
    except NotationError:
        return None


@dataclass(slots=True)
class Pending:
    """An equation left open until more is known about its unknowns."""

    left: n.Node
    relation: str
    right: n.Node
    names: frozenset[str]
    index: int  # of its finding
    firm: bool  # it was drawn as a conclusion
    joint: bool = False  # an equation that several values must satisfy together


class Ledger(Rates, Tangents):
    """The state of one response, and the few ways in which it changes."""

    def __init__(self, prompt: str, response: str) -> None:
        self.prompt = prompt
        self.response = response
        self.ready = False
        self.force = InForce()
        self.options = self.latex = DEFAULT
        self.prompt_sides: set[n.Node] = set()
        self.prompt_polys: list[P.Poly] = []
        self.prompt_names: frozenset[str] = frozenset()
        self.base = self.nearest = self.own_sign = False
        self.pending: list[Pending] = []
        self.findings: list[Finding] = []
        self.claimed: dict[str, list[tuple[n.Node, Finding]]] = {}
        self.unfit: list[tuple[str, Finding, str]] = []  # roots that fail in an earlier equation
        self.applied: dict[n.Node, n.Node] = {}  # f(0) of a function that is not known
        self.slopes = []
        self.means: list[tuple[n.Node, n.Node]] = []  # sums that are not below a mean
        self.in_cases: dict[str, list[n.Node]] = {}  # the values found in "Case 1:" and the like
        self.latest: Known | None = None  # the equation put in force last
        self.claim: tuple[n.Node, n.Node] | None = None  # the sides of the equation at hand
        self.all_numbers: list[n.Number] | None = None
        self.list_name = ""
        self.supposed: dict[str, tuple[int, list[n.Node] | None]] = {}
        self.tentative: set[str] = set()  # names whose value is undecided
        self.assumed: dict[str, list[R.Condition]] = {}
        self.given_regions: set[str] = set()
        self.uncaptured: set[str] = set()  # names of the prompt with conditions that are no regions
        self.solving = bool(cues.SOLVES.search(prompt))
        self.group: tuple[str, R.Condition, list[Finding]] | None = None
        self.moduli: dict[str, list[Residues]] = {}
        self.before_cases: InForce | None = None  # what held before "Case 1:"
        self.cases_from: int | None = None  # where the case at hand begins
        self.points: frozenset[str] = frozenset()  # letters that name points
        self.degrees = True  # whether a degree sign is more than a unit that may be left out

    def prepare(self) -> None:
        """Read the prompt's formulas; done when the first symbolic claim turns up."""
        self.ready = True
        both = self.prompt + "\n" + self.response
        self.degrees = bool(_ANGULAR.search(both))
        self.points = points(both)
        self.told_rates = spoken_of(self.response)
        functions = frozenset(cues.FUNCTION_HEAD.findall(both)) | frozenset(cues.FUNCTION_VALUE.findall(both))
        names = frozenset(a or b or c for a, b, c in cues.VARIABLE_E_I.findall(both))
        self.options = replace(DEFAULT, functions=DEFAULT.functions | functions, names=names)
        self.latex = replace(self.options, words="letters")
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
                    if not isinstance(node, n.Name | n.Number):
                        self.prompt_sides.add(node)
                    found |= n.free_names(node)
            for statement in cut:
                sides = [self.parse(self.prompt[a:b]) for a, b in statement.sides]
                one_case = cues.ONE_CASE.search(self.prompt[max(0, formula.start - 80) : formula.start]) or (
                    cues.ONE_CASE_AFTER.match(self.prompt[formula.end : formula.end + 12])
                )
                for i, relation in enumerate(statement.relations):
                    left, right = sides[i], sides[i + 1]
                    if left is None or right is None or isinstance(left, n.Text) or isinstance(right, n.Text):
                        continue
                    found |= n.free_names(left) | n.free_names(right)
                    if one_case and isinstance(left, n.Name):
                        if n.free_names(right):  # "y = x^3 at x = 2": how it depends on x
                            self.force.definitions.setdefault(left.name, right)
                        continue  # "w = 176 when v = 11": true for that one pair
                    if isinstance(left, n.Apply) and _PIECE_AFTER.match(self.prompt, formula.end):
                        continue
                    self.take(left, relation, right)
                if "≡" in statement.relations:
                    node = self.parse(self.prompt[statement.start : statement.end])
                    names = n.free_names(node) if node is not None else frozenset()
                    if isinstance(node, n.Congruence) and len(names) == 1:
                        (name,) = names
                        found_residues = residues(node, name)
                        if found_residues is not None:
                            self.moduli.setdefault(name, []).append(found_residues)
        found |= self.prose_givens()
        self.asked_derivative()
        self.prompt_names = frozenset(found)
        if self.force.functions:
            for known in self.force.equations:
                poly = self.force.polynomial(
                    engine.expand(known.left, self.force), engine.expand(known.right, self.force)
                )
                if poly is not None:
                    self.prompt_polys.append(poly)
        self.base = bool(_OTHER_BASE.search(self.prompt))
        self.nearest = bool(_NEAREST.search(both))
        self.own_sign = bool(_OWN_SIGN.search(self.prompt))
        self.force.given_names = frozenset(self.force.values)

    def prose_givens(self) -> set[str]:
        """Take over what the prompt says in plain text, ``Solve x^2 - 4x = 12``; the names in it."""
        from assay_math.steps.reading import claims_of  # it reads responses first of all
        from assay_math.steps.segments import split_steps

        found: set[str] = set()
        if len(self.prompt) > _MAX_PROMPT or not any(sign in self.prompt for sign in "=<>≤≥"):
            return found
        for _, claim in claims_of(self.prompt, split_steps(self.prompt))[:_MAX_PROMPT_FORMULAS]:
            if not isinstance(claim, Equation) or not claim.prose or len(claim.sides) != 2:
                continue
            left, right = (self.parse(side, prose=True) for side in claim.sides)
            if left is None or right is None or isinstance(left, n.Text) or isinstance(right, n.Text):
                continue
            found |= n.free_names(left) | n.free_names(right)
            one_case = cues.ONE_CASE.search(claim.lead) or cues.ONE_CASE_AFTER.match(claim.rest)
            if not one_case or (not isinstance(left, n.Name) and len(n.free_names(left)) > 1):
                self.take(left, claim.relations[0], right)
            elif isinstance(left, n.Name) and n.free_names(right):  # "y = x^3 at x = 2": how it depends on x
                self.force.definitions.setdefault(left.name, right)
        return found

    def asked_derivative(self) -> None:
        """Of "the derivative of x^2 sin x" ``f'(x)`` is spoken where no f is given: then f is that."""
        asked = _DERIVATIVE_OF.search(self.prompt)
        if not asked:
            return
        body = self.parse(asked["body"].strip(" $.?\\()[]"))
        names = n.free_names(body) if body is not None else frozenset()
        if body is None or len(names) != 1 or isinstance(body, n.Relation | n.Name | n.Text | n.Apply):
            return
        for letter in set(_PRIMED_CALL.findall(self.response)):
            name, variable = letter
            # what stands of f before its derivative
            before = self.response.split(f"{name}'(", 1)[0]
            defined = re.search(rf"(?<![A-Za-z\\]){name}\s?\(", before)
            if names == {variable} and name not in self.force.functions and not defined:
                self.force.functions[name] = ((variable,), body)

    def take(self, left: n.Node, relation: str, right: n.Node) -> None:
        """Put one relation of the prompt in force."""
        if relation == "=":
            self.given(left, right)
        elif relation in "<>≤≥":
            names = n.free_names(left) | n.free_names(right)
            part = R.condition(left, relation, right, next(iter(names))) if len(names) == 1 else None
            if part is not None:
                self.assumed.setdefault(next(iter(names)), []).append(part)
                self.given_regions |= names
            else:
                self.uncaptured |= names

    def given(self, left: n.Node, right: n.Node) -> None:
        """Take over one equation of the prompt."""
        if self.define_function(left, right) or not (n.free_names(left) | n.free_names(right)):
            return
        poly = self.force.polynomial(left, right)
        names = n.free_names(left) | n.free_names(right)
        if len(names) > 1 or R.condition(left, "=", right, next(iter(names))) is None:
            self.uncaptured |= names
        if isinstance(left, n.Name) and not n.free_names(right) and left.name not in self.force.values:
            self.force.values[left.name] = [right]
        elif isinstance(left, n.Name) and left.name not in n.free_names(right):
            self.force.definitions.setdefault(left.name, right)
        if poly is not None:
            self.prompt_polys.append(poly)
        self.force.add(Known(left, right, poly, names, given=True))

    def parse(self, text: str, *, prose: bool = False) -> n.Node | None:
        """The tree of a side; LaTeX reads ``2^34`` as 2³·4, and letters side by side as a product."""
        text = text.strip()
        if not text or len(text) > 4000:
            return None
        if "'" in text and PRIMED.search(text):
            return None
        text = rewritten(text, self.points, degrees=self.degrees)
        if prose:
            return self.rates(_parse(text, self.options))
        return self.rates(_parse(in_latex(text), self.latex))

    def refute(
        self, kind: str, reason: str, message: str, equation: Equation, i: int, related: list[Known]
    ) -> Finding:
        """A contradiction: false where the text draws a conclusion, undecided where it may look at another case."""
        start = equation.spans[0][0]
        before = self.latest
        if equation.link in ("implies", "iff") and before is not None and before.step == equation.step:
            stated = self.force.polynomial(*self.claim) if self.claim is not None else None
            if stated is not None and C.follows(stated, [before]) == C.NO:
                return self.note(
                    kind, (FALSE, reason, message), equation, i
                )  # from the line it is drawn from
        trial = not equation.prose and cues.TRIED.search(self.response, max(0, start - 160), start)
        draws = (
            self.cases_from is None
            and not trial
            and (
                equation.prose
                or any(known.given for known in related)
                or cues.DEDUCED.search(equation.lead)
                or equation.link in ("implies", "iff", "row")
                or not equation.lead.strip()
            )
        )
        if (
            draws
            and not (equation.soft and not equation.prose)
            and not any(known.tentative for known in related)
        ):
            return self.note(kind, (FALSE, reason, message), equation, i)
        return self.note(kind, (OPEN, "undecided", message), equation, i)

    def note(self, kind: str, decision: tuple[Status, str, str], equation: Equation, i: int) -> Finding:
        status, reason, message = decision
        start, end = equation.spans[i][0], equation.spans[i + 1][1]
        if start > end:
            start = equation.spans[i + 1][0]
        finding = Finding(kind, status, start, end, reason, message, equation.step)
        self.findings.append(finding)
        return finding

    def sets_up(self, equation: Equation, poly: P.Poly | None, names: frozenset[str]) -> bool:
        """Is this one more equation of a system that the solver sets up from words?"""
        deduced = cues.DEDUCED.search(equation.lead) and not self.introduces(equation)
        if poly is None or names & self.prompt_names or deduced:
            return False
        related = [known for known in self.force.about(names) if not known.quoted]
        unknowns = frozenset(name for known in related for name in known.names) | names
        try:
            rank = len(P.echelon([known.poly for known in related if known.poly is not None]))
        except P.TooLarge:
            return False
        return rank < len(unknowns) and len(names) > 1

    def introduces(self, equation: Equation) -> bool:
        """Does its sentence introduce letters: "Let the numbers be a and b, so a + b = 12"?"""
        start = equation.spans[0][0]
        line = self.response[max(0, start - 160) : start].rpartition("\n")[2]
        return re.search(r"\b(?:let|call|denote)\b[^.;]*\Z", line, re.IGNORECASE) is not None

    def excused(self, left: n.Node, right: n.Node) -> str:
        """Why numbers that differ may still be meant: another base, a rounding that is spoken of, a sign of one's own."""
        if isinstance(left, n.Tuple) != isinstance(right, n.Tuple):
            return "the sides are of different kinds"
        if (
            self.base
            and not _beyond(self.prompt, left, right)
            and not any(isinstance(t, n.BasedNumber) for side in (left, right) for t in n.walk(side))
        ):
            return "the numbers may be written in another base"
        if self.own_sign and any(isinstance(t, n.Mul) and set(t.signs) & {"*", "o"} for t in n.walk(left)):
            return "the prompt gives the sign a meaning of its own"
        if (
            self.nearest
            and isinstance(right, n.Number)
            and engine.decide(left, "≈", right, self.force)[0] is TRUE
        ):
            return "it is rounded"
        return ""

    def follows(self, poly: P.Poly, related: list[Known]) -> tuple[str, bool]:
        """:func:`~assay_math.steps.context.follows`, and whether undecided equations were needed for it."""
        firm = [known for known in related if not known.tentative]
        answer = C.follows(poly, firm)
        if answer != C.OPEN or len(firm) == len(related):
            return answer, False
        answer = C.follows(poly, related)
        return (C.OPEN, True) if answer == C.NO else (answer, True)

    def conditions(self, name: str) -> list[R.Condition]:
        """Everything in force about ``name`` alone: assumed and given conditions and equations."""
        found = list(self.assumed.get(name, ()))
        for known in self.force.equations:
            if known.names == {name} and (known.given or name not in self.given_regions):
                part = R.condition(known.left, "=", known.right, name)
                if part is not None:
                    found.append(part)
        return found

    def is_given(self, name: str) -> bool:
        return name in self.given_regions or any(k.given and k.names == {name} for k in self.force.equations)

    def decide_closed(self, equation: Equation, left: n.Node, relation: str, right: n.Node, i: int) -> None:
        decision = engine.closed(left, relation, right, self.force)
        if decision[0] is FALSE and cues.SUPPOSED.search(equation.lead):
            if not (n.free_names(left) | n.free_names(right)) and _computed(left, right):
                self.note("arithmetic", (OPEN, "undecided", "it is only supposed, and false"), equation, i)
            return
        names = n.free_names(left) | n.free_names(right)
        if decision[0] is FALSE and names & self.tentative:
            decision = (OPEN, "undecided", "it rests on a step that could not be decided")
        if decision[0] is FALSE and (names & self.supposed.keys() or (names and equation.soft)):
            decision = (OPEN, "undecided", "it may speak of another case")
        self.note("arithmetic" if not names else "value", decision, equation, i)

    def open(
        self, equation: Equation, left: n.Node, relation: str, right: n.Node, names: frozenset[str], i: int
    ) -> None:
        self.note("equation", (OPEN, "undecided", "it could not be shown to follow"), equation, i)
        firm = (equation.prose or not equation.soft) and self.cases_from is None
        self.pending.append(Pending(left, relation, right, names, len(self.findings) - 1, firm))
        if relation == "=":
            poly = self.force.polynomial(left, right)
            self.latest = Known(left, right, poly, names, tentative=True, step=equation.step)
            self.force.add(self.latest)

    def define_function(self, left: n.Node, right: n.Node, *, again: bool = False) -> bool:
        """``f(x) = …`` the first time: remember it."""
        if not isinstance(left, n.Apply) or left.primes or left.inverse:
            return False
        parameters = [a.name for a in left.arguments if isinstance(a, n.Name)]
        if len(parameters) != len(left.arguments) or len(set(parameters)) != len(parameters):
            return False
        name = left.function.name
        if name in applications(right) or (name in self.force.functions and not again):
            return False
        if not n.free_names(right) <= set(parameters) | self.bound() and n.free_names(right).isdisjoint(
            parameters
        ):
            return False
        if not again and parameters and n.free_names(right).isdisjoint(parameters):
            return False  # "f(x) = 6" asks where f is 6 as often as it defines it
        self.force.functions[name] = (tuple(parameters), right)
        return True

    def forget(self, name: str) -> None:
        self.force.equations = [k for k in self.force.equations if name not in k.names or k.given]
        self.claimed.pop(name, None)

    def closed_value(self, value: n.Node) -> n.Node:
        return n.substitute(value, {k: v[0] for k, v in self.force.values.items() if len(v) == 1})

    def deduces(self, equation: Equation) -> bool:
        """Is it said to follow, by the words before it or by the heading of its line: "Divide by 3:"?"""
        if cues.DEDUCED.search(equation.lead):
            return True
        start = equation.spans[0][0]
        line = self.response[max(0, start - 120) : start].rpartition("\n")[2].rstrip(" $\\(*")
        return line.endswith(":") and cues.DEDUCED.search(line.lower()) is not None

    def suppose(self, name: str, value: n.Node, step: int) -> None:
        """A value for one case: it holds to the end of the step."""
        self.supposed.setdefault(name, (step, self.force.values.get(name)))
        self.force.values[name] = [value]

    def end_cases(self, step: int) -> None:
        """Take back the values that were supposed in earlier steps."""
        for name, (when, before) in list(self.supposed.items()):
            if when != step:
                del self.supposed[name]
                if before is None:
                    self.force.values.pop(name, None)
                else:
                    self.force.values[name] = before

    def bound(self) -> set[str]:
        return set(self.force.values)

    def closed(self, names: frozenset[str]) -> bool:
        return names <= self.force.values.keys()

    def about_names(self) -> frozenset[str]:
        return frozenset(name for known in self.force.equations if not known.quoted for name in known.names)


def _beyond(prompt: str, left: n.Node, right: n.Node) -> bool:
    """Is there a digit that no base named in the prompt has?"""
    bases = [base for a, b in _BASE.findall(prompt) if (base := int(a or b)) != 10]
    if not bases:
        return False
    shown = "".join(
        str(top.value) for side in (left, right) for top in n.walk(side) if isinstance(top, n.Number)
    )
    return any(digit.isdigit() and int(digit) >= max(bases) for digit in shown)


_BASE = re.compile(r"\bbase[- ]\$?(\d{1,2})\b|\d_\{?(\d{1,2})(?!\d)")


def _computed(left: n.Node, right: n.Node) -> bool:
    """Is there anything to work out, more than two numbers?"""
    return not (isinstance(left, n.Number) and isinstance(right, n.Number))


def applications(node: n.Node) -> set[str]:
    return {top.function.name for top in n.walk(node) if isinstance(top, n.Apply)}
