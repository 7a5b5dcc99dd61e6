r"""How hard a worked problem is, on one scale for all generators: operations, concepts, size of the numbers.

``hardness`` is the sum of three parts, each of which is read off the text:

- *concepts*: the school level, 1 to 8, of the most advanced concept that problem and solution name or write, and a
  quarter more for each further concept of level 3 and up;
- *operations*: the binary logarithm of one more than the number of operations that the solution writes down (signs
  ``+ - \cdot \div``, fractions, powers, roots, functions), so twice the work counts one more;
- *size*: the mean number of digits of the numbers in the solution, zeros at either end left out.

Two problems of one hardness are thought of as about equally hard, whatever they are about. It is a measure of what
has to be done, not of how often people fail at it.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

_MATHS = re.compile(r"(?<!\\)\$(.*?)(?<!\\)\$", re.DOTALL)
_OPERATION = re.compile(
    r"(?<=[\w)}\]] )[-+](?= )|\\(?:cdot|div|times|frac|sqrt|sin|cos|tan|log|ln|binom|int|lim|bmod|arcsin|arccos|arctan)(?![a-z])|\^|!|"
    r"(?<=\d)(?=[a-z(\\](?!frac|cdot|div|times|le|ge|pmod|bmod|text|circ|%|\$|,|;|}|quad|equiv))"
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_CONCEPTS: tuple[tuple[int, str], ...] = (
    (2, r"\\frac|\\%|\d\.\d|percent|fraction|remainder|average|ratio\b"),
    (2, r"(?<![\w)}\]] )-\d|negative"),
    (3, r"\$[^$]*\b[a-z]\b[^$]*=[^$]*\$"),  # an unknown
    (3, r"\^|squares?\b"),
    (3, r"\\pi|area|volume|perimeter|radius"),
    (3, r"prime|divisor|multiple|divides"),
    (3, r"mean|median|quartile"),
    (4, r"\\sqrt|square root"),
    (4, r"inequality|\\le\b|\\ge\b|interval"),
    (4, r"probability|likely"),
    (4, r"system|slope|coordinates"),
    (4, r"[xyztnmkw]\^2|quadratic|polynomial|factor(?:s|ed|ise)?\b"),
    (4, r"theorem|similar|inscribed|congruent"),
    (5, r"\\(?:sin|cos|tan)|trigonometr"),
    (5, r"\\(?:log|ln)(?![a-z])|logarithm|e\^"),
    (5, r"\\binom|\d!|arranged?|permutation|choose|chosen"),
    (5, r"sequence|series|\\ldots|recurr|\\sum"),
    (5, r"\\pmod|\\bmod|modulo|congruen|base \d"),
    (5, r"conditional|expected|given that|independent"),
    (5, r"perpendicular|orthogonal"),
    (6, r"\(-?\d+, -?\d+, -?\d+\)"),
    (6, r"\bvector|matri(?:x|ces)|determinant|pmatrix|vmatrix"),
    (6, r"imaginary|complex|\d?i\)|a \+ bi"),
    (6, r"\\lim|limit"),
    (6, r"ellipse|hyperbola|parabola|polar|focus"),
    (6, r"standard deviation|variance|normal(?:ly)? distribut"),
    (7, r"how fast|rate of change|volume grows|\b[Tt]he rate of"),
    (7, r"derivative|[fgyh]'|\\frac\{d|tangent line|slope of the tangent|stationary"),
    (7, r"\\int|integral|antiderivative"),
    (7, r"eigen|rank|Taylor|L'H"),
    (8, r"y'|\\frac\{dy\}|differential equation|initial value"),
)
_COMPILED = tuple((level, re.compile(pattern)) for level, pattern in _CONCEPTS)


@dataclass(frozen=True, slots=True)
class Hardness:
    """The three parts; their sum is :attr:`total`, from about 3 (``56 - 55``) to about 20."""

    concepts: float
    operations: float
    size: float

    @property
    def total(self) -> float:
        return self.concepts + self.operations + self.size


def hardness(prompt: str, solution: str) -> Hardness:
    """The hardness of a problem with its worked solution, both with their formulas between dollar signs."""
    text = f"{prompt}\n{solution}"
    found = sorted((level for level, pattern in _COMPILED if pattern.search(text)), reverse=True) or [1]
    concepts = found[0] + 0.25 * sum(level >= 3 for level in found[1:])
    steps = "\n".join(solution.split("\n")[:-1])  # the last line says the answer once more
    formulas = _MATHS.findall(steps)
    operations = sum(len(_OPERATION.findall(formula)) for formula in formulas)
    numbers = [
        number.replace(".", "").strip("0") or "0"
        for formula in formulas
        for number in _NUMBER.findall(formula)
    ]
    size = sum(map(len, numbers)) / len(numbers) if numbers else 1.0
    return Hardness(concepts, math.log2(1 + operations), size)
