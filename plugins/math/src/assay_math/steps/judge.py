"""Deciding the claims that hold unknowns, functions or LaTeX: the symbolic half of ``math.cot``."""

from __future__ import annotations

import re
from dataclasses import replace

from assay import Status
from assay_math.notation import nodes as n
from assay_math.steps import context as C
from assay_math.steps import cues, engine
from assay_math.steps import regions as R
from assay_math.steps.context import Known
from assay_math.steps.equalities import Equalities
from assay_math.steps.findings import FALSE, OPEN, TRUE, Equation, Finding
from assay_math.steps.inequalities import Inequalities
from assay_math.steps.ledger import PRIMED
from assay_math.steps.roots import missing_roots
from assay_math.steps.theory import names_only, says_nothing

_NO_SOLUTION = re.compile(
    r"\bno (?:real )?(?:solutions?|roots?|values?)\b|\bdoes(?: not|n't) exist\b|∅|\\emptyset|\\varnothing",
    re.IGNORECASE,
)
_PMOD = re.compile(r"\\p?mod\s*\{?\s*\d+\s*\}?|\(\s*\\?(?:bmod|mod|text\{mod\})\s*~?\d+\s*\)")
_AMPERSAND = re.compile(r"(?<!\\)&")
_MODULUS = re.compile(
    r"(?:\\pmod|\\bmod|\\mod|\b(?i:mod(?:ulo)?))\b\s*\{?\s*[\\($]{0,2}\s*(\d{1,9})|\bdivided by [\\($]{0,2}(\d{1,9})"
)


class Judge(Equalities, Inequalities):
    """Judges the equations of one response in reading order; ``finish`` settles what was left open."""

    def __init__(self, prompt: str, response: str) -> None:
        super().__init__(prompt, response)
        self.stated: tuple[int, str, R.Condition] | None = (
            None  # step, unknown and condition of the last statement
        )

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
        texts = equation.sides
        if "≡" in equation.relations:
            texts = [_PMOD.sub("", text) for text in texts]
        sides = [self.parse(text, prose=equation.prose) for text in texts]
        if any(r in "≡∣∤∈∉∼⊂→" for r in equation.relations):
            self.statement(equation, sides)
        else:
            unsettled = [
                i for i, relation in enumerate(equation.relations) if self.pair(equation, sides, i, relation)
            ]
            if unsettled:
                self.inequalities(equation, sides, unsettled)
        self.concluded(equation, sides, before)
        self.equivalent(equation, sides, before)
        new = self.findings[before:]
        for finding in new:
            finding.step = equation.step
        return new

    def equivalent(self, equation: Equation, sides: list[n.Node | None], before: int) -> None:
        """``x^2 = 9 \\iff x = 3``: the two have the same solutions, or the sign between them is false."""
        earlier, self.stated = self.stated, None
        condition = None
        if len(sides) == 2 and sides[0] is not None and sides[1] is not None:
            names = n.free_names(sides[0]) | n.free_names(sides[1])
            if len(names) == 1:
                condition = R.condition(sides[0], equation.relations[0], sides[1], next(iter(names)))
                self.stated = (equation.step, next(iter(names)), condition) if condition is not None else None
        if equation.link != "iff" or earlier is None or self.stated is None or condition is None:
            return
        if earlier[:2] != self.stated[:2] or R.compare(earlier[2], condition) in ("equal", None):
            return
        for finding in self.findings[before:]:
            finding.status = FALSE
            finding.reason, finding.message = "false_step", "the two do not have the same solutions"
        if len(self.findings) == before:
            self.note("step", (FALSE, "false_step", "the two do not have the same solutions"), equation, 0)

    def concluded(self, equation: Equation, sides: list[n.Node | None], before: int) -> None:
        """``x = -b/2a = 8/4 = 2``: the name has the value at the end, where a formula stands between."""
        name, value = sides[0], sides[-1]
        if (
            len(sides) < 3
            or not isinstance(name, n.Name)
            or value is None
            or set(equation.relations) != {"="}
        ):
            return
        if n.free_names(value) or any(f.status is not TRUE for f in self.findings[before:]):
            return
        if (
            any(side is None or isinstance(side, n.PlusMinus) for side in sides)
            or name.name in self.force.values
        ):
            return
        about = [known for known in self.force.equations if name.name in known.names]
        if any(known.left == name and known.quoted for known in about):
            self.force.values[name.name] = [value]

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
        if (left is None or right is None) and relation in "=≈":
            texts = equation.sides[i : i + 2]
            unread = [text for text, side in zip(texts, (left, right), strict=True) if side is None]
            named = all(
                _wordy(side) or isinstance(side, n.Name) or (side is None and names_only(text))
                for side, text in zip(sides[: i + 1], equation.sides, strict=False)
            )
            shared = right is not None and _letters(equation.sides[i]) & n.free_names(right)
            if all(names_only(text) for text in unread) and (
                (left is None and named and not (shared and equation.link == "row")) or says_nothing(texts)
            ):
                return False  # it names a quantity, or states a rule
        if (
            left is not None
            and relation == "="
            and (rest := _REMAINDER.fullmatch(equation.sides[i + 1].strip()))
        ):
            self.note("arithmetic", _with_remainder(left, int(rest[1]), int(rest[2])), equation, i)
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
        if relation != "=" and (len(cases[0]) == 2 or len(cases[1]) == 2):
            return False
        if len(cases[0]) == 1 and len(cases[1]) == 2 and self.squared(equation, left, right, i):
            return False
        if len(cases[0]) == 2 or len(cases[1]) == 2:
            waiting = len(self.pending)
            lefts = cases[0] if len(cases[0]) == 2 else cases[0] * 2
            rights = cases[1] if len(cases[1]) == 2 else cases[1] * 2
            for a, b in zip(lefts, rights, strict=True):
                self.equal(equation, a, b, i, len(sides))
            for pending in self.pending[waiting:]:
                pending.firm = False  # a value need satisfy one of the two only
            return False
        names = n.free_names(left) | n.free_names(right)
        if relation == "=":
            self.equal(equation, left, right, i, len(sides))
        elif len(names) == 1 and relation in "<>≤≥" and names <= self.given_regions and left != right:
            return not (self.restates(left, relation, right, names) and self.closed(names))
        elif self.closed(names) and self.restates(left, relation, right, names):
            return False
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

    def restates(self, left: n.Node, relation: str, right: n.Node, names: frozenset[str]) -> bool:
        """Is it a condition of the prompt once more?"""
        if len(names) != 1 or relation not in "<>≤≥":
            return False
        (name,) = names
        condition = R.condition(left, relation, right, name) if name in self.given_regions else None
        given = self.assumed.get(name, ())
        return condition is not None and any(R.compare(condition, known) == "equal" for known in given)

    def squared(self, equation: Equation, left: n.Node, right: n.Node, i: int) -> bool:
        """``x - 3 = \\pm\\sqrt{5}``: true when its square follows."""
        if not isinstance(right, n.PlusMinus) or right.left is not None:
            return False
        two = n.Number(2)
        root = right.right
        squared = root.arguments[0] if isinstance(root, n.Call) and root.name == "sqrt" else n.Pow(root, two)
        if isinstance(root, n.Mul) and root.factors.count(_I) == 1:
            real = tuple(factor for factor in root.factors if factor != _I)
            squared = n.Neg(n.Pow(n.Mul(real) if len(real) > 1 else real[0], two))
        square = (n.Pow(left, two), squared)
        poly = self.force.polynomial(*square)
        names = n.free_names(left) | n.free_names(right)
        if poly is None or self.drawn(poly, self.force.variables(poly))[1:] != (C.YES, False):
            return False
        self.note("step", (TRUE, "ok", ""), equation, i)
        self.put(Known(*square, poly, names, step=equation.step))
        return True

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
        if relations <= {"→"} or (relations <= {"∼"} and says_nothing(equation.sides)):
            return
        text = _AMPERSAND.sub(" ", self.response[equation.spans[0][0] : equation.spans[-1][1]])
        whole = replace(equation, spans=[equation.spans[0], equation.spans[-1]])
        firm = True
        if "≡" in relations and "mod" not in text:
            modulus, firm = self.modulus(equation)
            if modulus:
                text = f"{text} \\pmod{{{modulus}}}"
        node = self.parse(text, prose=equation.prose) or self.parse(text)
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
            if decision[0] is FALSE and not firm:
                decision = (OPEN, "undecided", "another modulus may be meant")
            if decision[0] is FALSE and names:
                decision = (OPEN, "undecided", "it may speak of another case")
            if not (decision[0] is FALSE and cues.SUPPOSED.search(equation.lead)):
                self.note("statement", decision, whole, 0)
        elif isinstance(node, n.Congruence) and len(names) == 1:
            self.congruence(whole, node, next(iter(names)))
        elif cues.DEDUCED.search(equation.lead) or names & self.prompt_names:
            self.note("statement", (OPEN, "undecided", "it could not be shown to follow"), whole, 0)

    def modulus(self, equation: Equation) -> tuple[str, bool]:
        """The modulus that is stated once for several congruences, and whether no other can be meant.

        It is looked for in the rest of the line, then before, then in the prompt.
        """
        start, end = equation.spans[0][0], equation.spans[-1][1]
        line = self.response.find("\n", end)
        after = _MODULUS.search(self.response, end, line if line >= 0 else len(self.response))
        stated = [m[1] or m[2] for m in _MODULUS.finditer(self.response)]
        if after:
            return after[1] or after[2], True
        before = [m[1] or m[2] for m in _MODULUS.finditer(self.response, 0, start)]
        asked = [m[1] or m[2] for m in _MODULUS.finditer(self.prompt)]
        chosen = before[-1] if before else asked[-1] if asked else stated[0] if stated else ""
        return chosen, len(set(stated) or set(asked)) == 1

    def keeps(self, name: str, root: Finding) -> bool:
        """Does the solution end with a root that fails in an earlier equation, rather than discard it?"""
        others = self.claimed.get(name)
        if not others and not _NO_SOLUTION.search(self.response, root.end):
            return True
        text = self.response.rstrip()
        boxed = text.rfind("\\boxed")
        last = text.rfind("\n", 0, boxed if boxed >= 0 else len(text)) + 1
        if root.start >= last:
            return not cues.DISCARDED.search(text, last)
        shown = self.response[root.start : root.end].rpartition("=")[2].strip(" $.")
        stands = re.search(rf"(?<![\w.-]){re.escape(shown)}(?![\w.])", text[last:])
        return stands is not None and not cues.DISCARDED.search(text, last)

    def finish(self) -> list[Finding]:
        """Settle what was left open with the values found later, and look for lost roots."""
        for pending in self.pending:
            finding = self.findings[pending.index]
            if self.closed(pending.names) and (pending.joint or not pending.names & self.tentative):
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
        for name, root, message in self.unfit:
            if self.keeps(name, root):
                root.status, root.reason, root.message = FALSE, "false_step", message
        if self.ready and self.claimed and not cues.DISCARDED.search(self.prompt):
            status = OPEN if cues.DISCARDED.search(self.response) else FALSE
            for name, roots in self.claimed.items():
                lost = missing_roots(name, [value for value, _ in roots], self.force)
                if lost and (status is FALSE or self.solving):
                    last = roots[-1][1]
                    extra.append(
                        Finding(
                            "roots",
                            status,
                            last.start,
                            last.end,
                            "lost_root",
                            f"the equation has {lost} more real solutions",
                            last.step,
                        )
                    )
        return extra


_I = n.Constant("i")
_REMAINDER = re.compile(
    r"(\d{1,18})\s*(?:\\[,;: ]\s*|\\q?quad\s*)?(?:\\(?:text|mathrm)\s*\{\s*,?\s*(?:with )?(?:an? )?(?:remainder|rem\.?|R|r)(?: of)?\s*\}|R)"
    r"\s*(?:\\[,;: ]\s*)?(\d{1,18})"
)
"""``12 \\text{ remainder } 3``"""


def _with_remainder(left: n.Node, quotient: int, rest: int) -> tuple[Status, str, str]:
    if not isinstance(left, n.Div):
        return OPEN, "unreadable", "a side cannot be read"
    top, bottom = left.numerator, left.denominator
    if not (isinstance(top, n.Number) and isinstance(bottom, n.Number)):
        return OPEN, "unreadable", "a side cannot be read"
    if type(top.value) is not int or type(bottom.value) is not int or bottom.value <= 0:
        return OPEN, "unreadable", "a side cannot be read"
    right = divmod(top.value, bottom.value)
    if right == (quotient, rest):
        return TRUE, "ok", ""
    return FALSE, "false_arithmetic", f"it is {right[0]} with a remainder of {right[1]}"


def _letters(text: str) -> set[str]:
    """The single letters of a side that cannot be read."""
    return set(re.findall(r"(?<![A-Za-z\\])[A-Za-z](?![A-Za-z])", text))


def _wordy(node: n.Node | None) -> bool:
    """Does the side hold words or dots, so that it names rather than says?"""
    return node is not None and any(
        isinstance(top, n.Text | n.Dots)
        or (isinstance(top, n.Quantity) and " " in top.unit.strip() and not isinstance(top.value, n.Number))
        for top in n.walk(node)
    )
