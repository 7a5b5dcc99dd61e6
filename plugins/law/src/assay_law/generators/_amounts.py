"""What generators of amounts share: sums in words, a ledger that becomes the trace of the reference, the draft of a row."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from assay import Draft, agree, make_reference
from assay.evidence import Operand, Step, Trace
from assay.evidence.formulas import evaluate, names_in
from assay_law.generators import _time as t
from assay_law.generators.chinese import _calendar as c

VERIFIERS = ("law.amount",)
PEOPLE, FIRMS = c.PEOPLE, c.FIRMS
PEOPLE_EN, FIRMS_EN = c.PEOPLE_EN, c.FIRMS_EN
COMPANIES = "Halvorsen Freight LLC|Brightwater Tool Co.|Osprey Millwork, Inc.|Quillan Foods LLC|Redfern Imaging, Inc.|Tamarack Paving Co.|Calloway Printworks LLC|Lindqvist Marine, Inc.".split("|")  # fmt: skip

_WORDS = ("no", "one", "two", "three", "four", "five")


def number(value: Fraction | int) -> str:
    """``12,345`` or ``12,345.60``: cents only where there are some."""
    value = Fraction(value)
    return f"{value.numerator:,}" if value.denominator == 1 else f"{float(value):,.2f}"


def plain(value: Fraction | int) -> str:
    """A decimal without trailing zeros: ``2.5``, ``14.6``, ``5``."""
    value = Fraction(value)
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.6f}".rstrip("0")


def usd(value: Fraction | int) -> str:
    """``$12,345.60``."""
    return f"${number(value)}"


def cny(value: Fraction | int) -> str:
    """``12,345.60元``."""
    return f"{number(value)}元"


def yuan(value: Fraction | int) -> str:
    """``CNY 12,345.60``."""
    return f"CNY {number(value)}"


def cents(value: Fraction | int) -> Fraction:
    """Rounded to the cent, half a cent up."""
    return Fraction(int(Fraction(value) * 100 + Fraction(1, 2)), 100)


def us(day: date) -> str:
    """``July 5, 2024``."""
    return t.us(day)


def people(rng: random.Random, count: int) -> list[str]:
    """Full names of invented people."""
    return list(t.people(rng, count))


@dataclass
class Ledger:
    """A computation as it grows: operands with the phrase of the prompt in which each stands, and steps."""

    given: list[tuple[str, str, str, str, str]] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    values: dict[str, Fraction] = field(default_factory=dict)

    def take(
        self, name: str, value: Fraction | int | str, phrase: str, unit: str = "", *, role: str = ""
    ) -> Fraction:
        """An operand: ``phrase`` stands once in the prompt, and holds ``value`` as it is written (``$`` first)."""
        text = value if isinstance(value, str) else plain(value)
        self.given.append((name, text, unit, role or name.replace("_", " "), phrase))
        self.values[name] = Fraction(text.replace(",", ""))
        return self.values[name]

    def step(self, name: str, formula: str) -> Fraction:
        """A step ``name = formula`` of what there is already; its exact value."""
        inputs = tuple(sorted(names_in(formula) & set(self.values)))
        self.values[name] = Fraction(evaluate(formula, self.values))
        self.steps.append(Step(f"{name} = {formula}", inputs, str(self.values[name])))
        return self.values[name]

    def trace(self, prompt: str) -> Trace:
        """The trace, each operand with its place in the prompt."""
        operands = tuple(
            Operand(name, value, unit, role, "prompt", _place(value, phrase, prompt))
            for name, value, unit, role, phrase in self.given
        )
        return Trace(operands, tuple(self.steps), self.steps[-1].formula.partition(" = ")[0])


def _place(value: str, phrase: str, prompt: str) -> tuple[int, int]:
    """Where the number stands in the phrase, which stands in the prompt once."""
    if prompt.count(phrase) != 1:
        raise RuntimeError(f"{phrase!r} stands {prompt.count(phrase)} times in the prompt")
    grouped = f"{int(value):,}" if value.isdigit() else value
    if "." in value and value.replace(".", "").isdigit():
        whole, _, rest = value.partition(".")
        grouped = f"{int(whole):,}.{rest}"
    padded = f"{grouped}0" if "." in grouped and len(grouped.rpartition(".")[2]) == 1 else grouped
    word = _WORDS[int(value)] if value.isdigit() and int(value) < len(_WORDS) else value
    for text in (padded, grouped, value, word):
        at = phrase.find(text)
        while at >= 0:
            beside = phrase[at - 1 : at] + phrase[at + len(text) : at + len(text) + 2]
            if not (
                phrase[at - 1 : at].isdigit()
                or (beside[-1:].isdigit() and beside[-2:-1] in ",.")
                or phrase[at + len(text) : at + len(text) + 1].isdigit()
            ):
                start = prompt.index(phrase) + at
                return start, start + len(text)
            at = phrase.find(text, at + 1)
    raise RuntimeError(f"{value!r} does not stand in {phrase!r}")


def row(
    rng: random.Random,
    prompt: str,
    steps: Sequence[str],
    ledger: Ledger,
    shown: str,
    second: Fraction | int,
    **part: object,
) -> Draft:
    """The draft of a row: ``shown`` is the answer as it is written, ``second`` what another route comes to, ``part`` the rest of the part ``amount``."""
    trace = ledger.trace(prompt)
    value = agree(ledger.values[trace.result], Fraction(second), what="the amount")
    amount = {
        "value": str(value)
        if value.denominator not in (1, 2, 4, 5, 10, 20, 25, 50, 100) or part.get("currency") == "share"
        else plain(value),
        **part,
    }
    return Draft(prompt, body(rng, steps), make_reference(shown, amount=amount, trace=trace), answer=shown)


def body(rng: random.Random, steps: Sequence[str]) -> str:
    """A solution: its steps as a list, as paragraphs, or as one text, and its last sentence in a line of its own."""
    lines = [step.strip() for step in steps if step.strip()]
    style = rng.randrange(3)
    if style == 0 and len(lines) > 2:
        return "\n".join(f"{n}. {line}" for n, line in enumerate(lines[:-1], 1)) + f"\n\n{lines[-1]}"
    if style == 1:
        gap = "" if any("\u4e00" <= sign <= "\u9fff" for sign in lines[0]) else " "
        return gap.join(lines[:-1]) + f"\n\n{lines[-1]}"
    return "\n".join(lines)


def lay_out(rng: random.Random, facts: str, ask: str, rules: str) -> str:
    """A prompt of facts, a question and rules, in one of the orders in which people write them."""
    if any("\u4e00" <= sign <= "\u9fff" for sign in facts):
        layout = rng.choice(
            ("{facts}{ask}\n\n{rules}", "{rules}\n\n{facts}{ask}", "{facts}\n\n{rules}\n\n{ask}")
        )
        return layout.format(facts=facts, ask=ask, rules=rules)
    return t.lay_out(rng, facts, ask, rules)
