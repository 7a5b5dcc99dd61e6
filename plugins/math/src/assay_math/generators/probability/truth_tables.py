"""Propositional logic: how often a formula is true."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from itertools import product

from assay import Draft, agree
from assay_math.generators._levels import problems
from assay_math.generators._tell import redrawn, tell
from assay_math.generators._write import worked

_OPERATIONS: dict[str, tuple[Callable[[bool, bool], bool], str]] = {
    "\\land": (lambda a, b: a and b, "{a} \\cdot {b}"),
    "\\lor": (lambda a, b: a or b, "{a} + {b} - {a} \\cdot {b}"),
    "\\to": (lambda a, b: not a or b, "1 - {a} + {a} \\cdot {b}"),
    "\\leftrightarrow": (lambda a, b: a is b, "1 - {a} - {b} + 2 \\cdot {a} \\cdot {b}"),
}
"""A connective: what it is, and how it is calculated with 1 for true and 0 for false."""
_WORDS = {
    "\\land": "'and' is the product",
    "\\lor": "'or' is the sum less the product",
    "\\to": "'if … then' is 1 less the first plus the product",
    "\\leftrightarrow": "'if and only if' is 1 less both plus twice the product",
}
_STATEMENTS = (
    "it rains",
    "the shop is open",
    "Tom is at home",
    "the light is on",
    "the train is late",
    "the door is locked",
    "Eva sings",
    "the alarm rings",
)

Literal = tuple[str, bool]
"""A variable, and whether it stands without a negation."""


def _literal(literal: Literal) -> str:
    return literal[0] if literal[1] else f"\\lnot {literal[0]}"


class _Formula:
    """A connective between two literals."""

    def __init__(self, left: Literal, connective: str, right: Literal) -> None:
        self.left, self.connective, self.right = left, connective, right

    def text(self) -> str:
        return f"{_literal(self.left)} {self.connective} {_literal(self.right)}"

    def bits(self, row: dict[str, bool]) -> tuple[int, int]:
        return tuple(int(row[name] is plain) for name, plain in (self.left, self.right))  # type: ignore[return-value]

    def value(self, row: dict[str, bool]) -> int:
        a, b = self.bits(row)
        return int(_OPERATIONS[self.connective][0](bool(a), bool(b)))

    def shown(self, row: dict[str, bool]) -> str:
        a, b = self.bits(row)
        return f"{_OPERATIONS[self.connective][1].format(a=a, b=b)} = {self.value(row)}"


def _draw(rng: random.Random, left: str, right: str) -> _Formula:
    return _Formula((left, rng.random() < 0.6), rng.choice(tuple(_OPERATIONS)), (right, rng.random() < 0.6))


def _rows(names: Sequence[str]) -> list[dict[str, bool]]:
    return [dict(zip(names, values, strict=True)) for values in product((True, False), repeat=len(names))]


def _label(row: dict[str, bool]) -> str:
    return "For " + ", ".join(f"{name} {'true' if value else 'false'}" for name, value in row.items())


def _dnf(names: Sequence[str], holds: Callable[[dict[str, bool]], bool]) -> int:
    """The true rows, counted by numbers instead of rows of the table."""
    return sum(
        holds({name: bool(bits >> i & 1) for i, name in enumerate(names)}) for bits in range(2 ** len(names))
    )


@problems("math.truth_table", version=2, levels=(1, 2, 3, 4, 4))
def truth_table(rng: random.Random, difficulty: int) -> Draft:
    """Count the rows of a truth table in which a formula is true.

    Step 1: one connective. 2: two connectives with two variables. 3: two with three variables. 4: three
    with three variables. 5: the rows in which two formulas with three variables differ.
    """
    return _table(rng, difficulty)


@redrawn
def _table(rng: random.Random, difficulty: int) -> Draft | None:
    names = list(rng.choice(("pqr", "abc", "xyz", "PQR", "ABC", "uvw", "rst")))[: 2 if difficulty <= 2 else 3]
    first = _draw(rng, *names[:2])
    rows = _rows(names)
    used = {first.connective}
    if difficulty == 1:
        formula, values = first.text(), [first.value(row) for row in rows]
        lines = [f"{_label(row)}: ${first.shown(row)}$" for row in rows]
        count = agree(sum(values), _dnf(names, lambda row: bool(first.value(row))), what="the true rows")
    else:
        last = names[-1]
        second = _draw(rng, last, rng.choice(names[:-1])) if difficulty >= 4 else None
        plain = (last, rng.random() < 0.6)
        connective = rng.choice(tuple(_OPERATIONS))
        used |= {connective} if difficulty < 5 else set()
        operation, arithmetic = _OPERATIONS[connective]
        if second:
            used.add(second.connective)

        def right(row: dict[str, bool]) -> int:
            return second.value(row) if second else int(row[plain[0]] is plain[1])

        formula = f"({first.text()}) {connective} " + (f"({second.text()})" if second else _literal(plain))
        values, lines = [], []
        for row in rows:
            a, b = first.value(row), right(row)
            if difficulty == 5:
                value = int(a != b)
                lines.append(
                    f"{_label(row)}: ${first.shown(row)}$" + (f" and ${second.shown(row)}$" if second else "")
                )
            else:
                value = int(operation(bool(a), bool(b)))
                parts = [f"${first.shown(row)}$", *([f"${second.shown(row)}$"] if second else [])]
                lines.append(
                    f"{_label(row)}: {', '.join(parts)}, whole formula ${arithmetic.format(a=a, b=b)} = {value}$"
                )
            values.append(value)

        def holds(row: dict[str, bool]) -> bool:
            a, b = bool(first.value(row)), bool(right(row))
            return a is not b if difficulty == 5 else operation(a, b)

        count = agree(sum(values), _dnf(names, holds), what="the true rows")
        if difficulty == 5 and second and first.text() == second.text():
            return None
    if count in (0, len(rows)) and rng.random() < 0.8:
        return None
    rules = "; ".join(_WORDS[c] for c in _OPERATIONS if c in used)
    truth = "true" if difficulty == 5 or rng.random() < 0.6 else "false"
    answer = count if truth == "true" else len(rows) - count
    where = f"${', '.join(names[:-1])}$ and ${names[-1]}$"
    if difficulty == 5 and second:
        prompt = tell(
            rng,
            (
                "Let ${n}$ stand for statements. Consider the formulas ${f}$ and ${g}$.",
                "Two formulas are written down: ${f}$ and ${g}$. Each variable may be true or false.",
                "A test program compares the conditions ${f}$ and ${g}$ for all values of ${n}$.",
                "For all truth values of ${n}$, the formulas ${f}$ and ${g}$ are worked out.",
            ),
            (
                "In how many of the {r} rows of the truth table do they have different values?",
                "For how many of the {r} combinations of truth values do the two disagree?",
                "Count the rows, out of {r}, in which exactly one of the two is true.",
                "How many of the {r} rows show that they are not equivalent?",
            ),
            n=", ".join(names), f=first.text(), g=second.text(), r=len(rows),
        )  # fmt: skip
        end = f"They differ in ${' + '.join(map(str, values))} = {count}$ rows (with 1 for a row in which they differ)."
    else:
        said = rng.sample(_STATEMENTS, len(names))
        meaning = ", ".join(f"${name}$ for '{text}'" for name, text in zip(names, said, strict=True))
        prompt = tell(
            rng,
            (
                "Consider the formula ${f}$ of propositional logic.",
                "A truth table is drawn up for ${f}$, with one row for each combination of the truth values of {w}.",
                "Write {m}. Nothing is known about which of these are true. Consider the statement ${f}$.",
                "A program uses the condition ${f}$, where {w} are true or false.",
            ),
            (
                "In how many of the {r} rows of its truth table is it {t}?",
                "For how many of the {r} combinations of truth values is it {t}?",
                "Count the rows of its truth table, out of {r}, in which it is {t}.",
                "Of the {r} possible combinations of truth values, how many make it {t}?",
            ),
            f=formula, w=where, m=meaning, r=len(rows), t=truth,
        )  # fmt: skip
        end = f"The rows add up to ${' + '.join(map(str, values))} = {count}$ true ones."
    steps = [
        f"Write 1 for true and 0 for false. Then 'not' is 1 less the value, and {rules}. {lines[0]}.",
        *(f"{line}." for line in lines[1:]),
        end,
    ]
    if truth == "false":
        steps.append(f"False ones: ${len(rows)} - {count} = {answer}$.")
    return worked(rng, prompt, steps, str(answer))
