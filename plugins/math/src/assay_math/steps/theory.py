"""Formulas that a solution quotes: statements about letters, which numbers are put into.

``A = \\pi r^2`` and ``c^2 = a^2 + b^2`` say nothing that could be computed while a letter in
them stands for no number, so they are set aside. What is drawn from them (``A = 25\\pi``) is a new
equation as long as some numbers of the problem, put in for the letters, give it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, permutations

from assay_math.engine import polynomials as P
from assay_math.notation import nodes as n
from assay_math.steps import context as C
from assay_math.steps import cues, engine
from assay_math.steps import regions as R
from assay_math.steps.context import Known
from assay_math.steps.findings import OPEN, TRUE, Equation
from assay_math.steps.ledger import Ledger, Pending

_NUMBER = re.compile(
    r"(?<![\w.])\d{1,9}(?:\.\d{1,9})?(?![\w.]*\d)|(?<=[^\W\d_=*+/^(-])\d{1,6}\b|\d{1,9}(?=[a-z°%])"
)
MAX_LOOSE = 3
MAX_ROUNDS = 3
MAX_TRIALS = 600
MAX_NUMBERS = 14


class Theory(Ledger):
    """Which equations only quote, and what they leave open."""

    def loose(self, names: frozenset[str]) -> frozenset[str]:
        """Those of ``names`` that stand for no number: without a value, in quoted formulas only."""
        held = {name for known in self.force.equations if not known.quoted for name in known.names}
        return names - held - self.bound() - self.prompt_names

    def constraining(self, names: frozenset[str]) -> list[Known]:
        """The equations about ``names``, without formulas some of whose other letters are loose."""
        related = self.force.about(names)
        if not any(known.quoted for known in related):
            return related
        firm = [k for k in related if not (k.quoted and self.loose(k.names - names))]
        return (
            firm
            if len(firm) < len(related) and any(k.names & names for k in firm)
            else ([] if len(firm) < len(related) else related)
        )

    def drawn(self, poly: P.Poly, names: frozenset[str]) -> tuple[list[Known], str, bool]:
        """The equations that bear on ``poly = 0``, and how it follows from them: see :meth:`follows`."""
        related = self.force.about(names)
        answer, tentative = self.follows(poly, related)
        if answer == C.OPEN:
            firm = self.constraining(names)
            if len(firm) < len(related):
                return firm, *self.follows(poly, firm)
        return related, answer, tentative

    def quotes(self, equation: Equation, left: n.Node, right: n.Node, names: frozenset[str]) -> bool:
        """Is this a formula: letters on both sides, one of them new, and no rewriting of one expression?"""
        return (
            _lettered(left)
            and _lettered(right)
            and n.free_names(left) != n.free_names(right)
            and left not in self.prompt_sides
            and bool(self.loose(names) - self.about_names())
            and not cues.REARRANGES.search(equation.lead)
        )

    def instance(self, left: n.Node, right: n.Node, i: int) -> bool | None:
        """``\\pi r^2 = \\pi (5)^2``, a formula with numbers put in: do numbers of the problem give it?

        None where the left side is no expression in letters of a quoted formula.
        """
        loose = self.loose(n.free_names(left))
        if (
            not loose
            or n.free_names(right)
            or isinstance(left, n.Name)
            or n.free_names(left) - loose - self.bound()
        ):
            return None
        if i == 0:
            return None  # "2\\pi r = 18\\pi" is an equation for r
        if not any(
            known.quoted and any(left in n.walk(side) for side in (known.left, known.right))
            for known in self.force.equations
        ):
            return None
        numbers = self.numbers()
        if not numbers or len(loose) > MAX_LOOSE:
            return True
        return any(
            engine.closed(n.substitute(left, put), "=", right, self.force)[0] is TRUE
            for put in _assignments(loose, numbers)
        )

    def unfitting(self, left: n.Node, right: n.Node, poly: P.Poly | None, names: frozenset[str]) -> bool:
        """Is it drawn from a quoted formula, though no numbers of the problem give it?"""
        if poly is None:
            return False
        formulas = [k for k in self.force.equations if k.quoted and k.names & names]
        if not formulas:
            return False
        numbers = self.numbers()
        if not numbers or right in numbers:
            return False
        for formula in formulas:
            if formula.poly is None or any(self.force.atoms.inner.get(a) for a in P.names_of(formula.poly)):
                return False
            subject = n.free_names(formula.left)
            if names != subject or len(subject) != 1 or subject & n.free_names(formula.right):
                return False
            loose = self.loose(formula.names - names)
            if not loose or len(loose) > MAX_LOOSE:
                return False
            for put in _assignments(loose, numbers):
                values = put | {
                    k: v[0] for k, v in self.force.values.items() if len(v) == 1 and k not in names
                }
                instance = self.force.polynomial(
                    n.substitute(formula.left, values), n.substitute(formula.right, values)
                )
                if instance is not None and C.follows(poly, [Known(left, right, instance, names)]) in (
                    C.YES,
                    C.ROOT,
                ):
                    return False
        return True

    def numbers(self) -> list[n.Number]:
        """The numbers of the prompt, then those of the response."""
        if self.all_numbers is None:
            found: dict[str, None] = {}
            for text in (self.prompt, self.response):
                for m in islice(_NUMBER.finditer(text), 200):
                    found.setdefault(m.group())
                    if text[: m.start()].rstrip(" ").endswith(("-", "−")):
                        found.setdefault("-" + m.group())
            self.all_numbers = [n.Number(_exact(text)) for text in islice(found, MAX_NUMBERS)]
        return self.all_numbers

    def leave_branch(self, equation: Equation, related: list[Known]) -> bool:
        """Forget the factor or the root last looked at; False where the text concludes from it."""
        branches = [known for known in related if known.branch]
        if not branches or equation.link in ("implies", "iff", "row"):
            return False
        if cues.DEDUCED.search(equation.lead) and branches[-1].step == equation.step:
            return False
        self.force.equations = [
            known for known in self.force.equations if not any(known is b for b in branches)
        ]
        return True

    def rests_on_branch(self, poly: P.Poly, related: list[Known]) -> bool:
        """Does it follow only because one root was picked before?"""
        without = [known for known in related if not known.branch]
        return len(without) < len(related) and self.follows(poly, without)[0] != C.YES

    def same_left(self, left: n.Node, right: n.Node) -> engine.Decided | None:
        """``c^2 = 57`` after ``c^2 = 49 + 64 - 56``: the two values compared; None where they cannot be."""
        if any(isinstance(top, n.Integral | n.Limit | n.Bracket) for top in n.walk(right)):
            return None
        if n.free_names(right) or isinstance(left, n.Number) or not n.free_names(left):
            return None
        for known in reversed(self.force.equations):
            if known.left == left and not known.tentative and n.free_names(known.right) <= self.bound():
                decision = engine.closed(known.right, "=", right, self.force)
                return decision if decision[0] is TRUE else None
        return None

    def from_words(self, left: n.Node, right: n.Node, names: frozenset[str]) -> bool:
        """May it be the condition that a problem in words puts on its only unknown, ``6x = x - 20``?"""
        if len(names) != 1 or names & (self.constrained() | self.bound()) or self.cases_from is not None:
            return False
        if left in self.prompt_sides or right in self.prompt_sides:
            return False
        condition = R.condition(left, "=", right, next(iter(names)))
        return condition is None or R.solutions(condition) != 0

    def condition(
        self, equation: Equation, left: n.Node, right: n.Node, names: frozenset[str], i: int
    ) -> None:
        """Put such a condition in force; it is true when a value found later satisfies it, else undecided.

        What is written down as a rewriting and is none leads to no value that makes it true.
        """
        self.note("equation", (OPEN, "undecided", "it could not be shown to follow"), equation, i)
        self.pending.append(Pending(left, "=", right, names, len(self.findings) - 1, firm=False))
        self.put(Known(left, right, self.force.polynomial(left, right), names, step=equation.step))

    def for_lengths(self, left: n.Node, right: n.Node, names: frozenset[str]) -> bool:
        """``\\sqrt{2x^2} = x\\sqrt{2}`` in a figure, where ``x`` is a length: an identity for positive numbers?"""
        roots = any(
            isinstance(top, n.Call) and top.name in ("sqrt", "abs")
            for side in (left, right)
            for top in n.walk(side)
        )
        if not self.points or not roots or not names:
            return False
        put: dict[str, n.Node] = {name: n.Call("exp", (n.Name(name),)) for name in names}
        return engine.identity(n.substitute(left, put), n.substitute(right, put), self.force, None) is True

    def by_definition(self, left: n.Node, right: n.Node) -> bool:
        """Are the sides the same when what some letters stand for is put in, as ``a = 40/b`` in ``ad``?"""
        rules = dict(self.force.definitions)
        for known in self.force.equations:
            if isinstance(known.left, n.Name) and not known.tentative and not known.branch:
                rules.setdefault(known.left.name, known.right)
        for _ in range(MAX_ROUNDS):
            names = n.free_names(left) | n.free_names(right)
            put = {
                name: rules[name] for name in names & rules.keys() if name not in n.free_names(rules[name])
            }
            if not put:
                return False
            left, right = n.substitute(left, put), n.substitute(right, put)
            if engine.identity(left, right, self.force, self.force.polynomial(left, right)):
                return True
        return False

    def constrained(self) -> frozenset[str]:
        """The names that some equation in force holds fast; ``y = x^2`` only names what ``x`` gives."""
        held: set[str] = set()
        for known in self.force.equations:
            defines = (
                isinstance(known.left, n.Name) and self.force.definitions.get(known.left.name) == known.right
            )
            if not known.quoted and not defines:
                held |= known.names
        return frozenset(held)

    def put(self, known: Known) -> None:
        """Put an equation in force that claims nothing."""
        self.latest = known
        self.force.add(known)

    def narrow(self, equation: Equation, known: Known) -> None:
        """Put an equation in force, unless it is one of several that are joined by "or"."""
        self.latest = known
        if not (known.branch and (equation.soft or equation.link == "or")):
            self.force.add(known)


def _is_rate(node: n.Node) -> bool:
    return isinstance(node, n.Derivative) or (isinstance(node, n.Name) and "/" in node.name)


def unrolled(node: n.Node) -> n.Node:
    """Short sums between numbers, written out."""
    if not any(isinstance(top, n.Sum) for top in n.walk(node)):
        return node
    if isinstance(node, n.Sum) and isinstance(node.lower, n.Number) and isinstance(node.upper, n.Number):
        low, high = node.lower.value, node.upper.value
        if type(low) is int and type(high) is int and 0 < high - low <= MAX_UNROLLED:
            terms = (n.substitute(node.body, {node.variable: n.Number(k)}) for k in range(low, high + 1))
            return n.Add(tuple(_folded(unrolled(term)) for term in terms))
    return n.rebuild(node, unrolled)


def _folded(node: n.Node) -> n.Node:
    """The parts that are numbers worked out."""
    from assay_math.engine.exact import rational

    if not n.free_names(node):
        value = rational(node)
        return node if value is None else n.Number(value)
    return n.rebuild(node, _folded)


MAX_UNROLLED = 40


def states_rule(left: n.Node, right: n.Node, applied: set[str]) -> bool:
    """Is it a rule about unknown functions: ``f'(x) = u'(x)v(x) + u(x)v'(x)``, or integration by parts?"""
    tops = [top for side in (left, right) for top in n.walk(side)]
    if _is_rate(left) and isinstance(right, n.Mul) and all(_is_rate(factor) for factor in right.factors):
        return True  # dy/dx = dy/du · du/dx
    if any(isinstance(top, n.Number) and not -2 <= top.value <= 2 for top in tops):
        return False
    unknown = [top for top in tops if isinstance(top, n.Apply) and top.function.name in applied]
    if unknown:
        known = [top for top in n.walk(right) if isinstance(top, n.Apply)]
        return bool(known) and all(all(n.free_names(a) for a in top.arguments) for top in unknown)
    over = [{top.variable for top in n.walk(side) if isinstance(top, n.Integral)} for side in (left, right)]
    if all(over) and over[0] != over[1]:
        return all(top.lower is None for top in tops if isinstance(top, n.Integral))
    return any(isinstance(top, n.Prime) for top in n.walk(right)) and _lettered(left)


QUOTED_SIGNS = re.compile(
    r"\\c[au]p\b|\\big[a-z]+\b|\\mid\b|\\[cl]?dots\b|\\text|\\mathrm|'|∪|∩|\\overline|P\(|\\Pr|\\mathbb|\\vec|\\complement|\^c\b|\|"
)
_DIGITS = re.compile(r"(?<!_)(?<!_\{)(?<!\^)(?<!\^\{)\d")


def names_only(text: str) -> bool:
    """Is an unreadable side a name in signs, as ``|A \\cup B|``, without a number to check?"""
    if _DIGITS.search(text) is not None:
        return False
    return QUOTED_SIGNS.search(text) is not None or _LETTERS.fullmatch(text.strip()) is not None


_LETTERS = re.compile(r"(?:\\(?:frac|sqrt|left|right|cdot|times)\b|[A-Za-z_0-9{}^()|+*/=\s-])+")


def says_nothing(texts: list[str]) -> bool:
    """Are there only letters in signs that cannot be read, with no number but 0 or 1 to check?"""
    return all(text.strip() in ("0", "1") or _DIGITS.search(text) is None for text in texts)


def _lettered(node: n.Node) -> bool:
    return bool(n.free_names(node)) or any(isinstance(top, n.Apply | n.Prime) for top in n.walk(node))


def _assignments(loose: frozenset[str], numbers: list[n.Number]) -> Iterator[dict[str, n.Node]]:
    """Numbers for the letters, each number for one letter or for several."""
    names = sorted(loose)
    if len(names) < 2:
        chosen: Iterator[tuple[n.Number, ...]] = ((number,) * len(names) for number in numbers)
    else:
        chosen = permutations(numbers, len(names))
    for values in islice(chosen, MAX_TRIALS):
        yield dict(zip(names, values, strict=True))


def _exact(text: str) -> n.Rational:
    from assay_math.steps.literals import literal

    return literal(text)
