"""Results of measured numbers, with as many digits as they deserve."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Decimal

from assay import Draft, generator
from assay_science.working import VERIFIERS, Working

_RULE_PRODUCT = (
    "A product or quotient has as many significant figures as the operand with the fewest, here {n}."
)
_RULE_SUM = "A sum or difference has as many decimals as the operand with the fewest, here {n}."


@generator("science.significant_figures", verifiers=VERIFIERS, min_step_coverage=1.0)
def significant_figures(rng: random.Random, difficulty: int) -> Draft:
    """Products, sums and mixed expressions, rounded to the significant figures of their operands.

    1: a product. 2: a quotient. 3: a sum or difference of three. 4: a sum that is multiplied. 5: a difference, on which the digits
    depend, divided and multiplied.
    """
    while True:
        work = Working()
        draft, exact = (_product, _quotient, _sum, _mixed, _difference)[difficulty - 1](rng, work)
        if draft is not None and exact:
            return draft


def _measured(rng: random.Random, low: float, high: float, digits: int) -> str:
    """A measured number with so many significant digits, the last of which may be 0."""
    value = Decimal(repr(rng.uniform(low, high)))
    places = digits - 1 - value.adjusted()
    text = f"{value.quantize(Decimal(1).scaleb(-max(places, 0))):f}"
    if "." not in text and text.endswith("0"):  # a last zero that may be significant or not
        return _measured(rng, low, high, digits)
    return text


def _figures(text: str) -> int:
    return len(text.replace(".", "").replace("-", "").lstrip("0"))


def _decimals(text: str) -> int:
    return len(text.partition(".")[2])


def _finished(
    work: Working,
    rng: random.Random,
    asked: str,
    closing: str,
    value: Decimal,
    figures: int,
    unit: str,
    texts: dict[str, str],
) -> tuple[Draft | None, bool]:
    """The draft, its answer with exactly so many figures; ``None`` where rounding is a matter of taste."""
    if figures < 2 or figures > 6:
        return None, False
    step = Decimal(1).scaleb(value.adjusted() - figures + 1)
    told = value.quantize(step, ROUND_HALF_EVEN)
    tie = abs(abs(value - told) / step - Decimal("0.5")) < Decimal("0.02")
    whole_tens = told.as_tuple().exponent > 0  # type: ignore[operator]
    if tie or whole_tens or value == told or told.adjusted() != value.adjusted():
        return None, False
    draft = work.draft(asked, closing, second=float(value), digits=figures, tolerance=1e-9, texts=texts)
    reference = json.loads(draft.reference)
    slack = float(step) * 0.51
    reference["quantity"] = {
        "value": f"{told:f}",
        "unit": unit,
        "rel_tol": 0.0,
        "abs_tol": slack,
        "sig_figs": figures,
    }
    return replace(draft, reference=json.dumps(reference, ensure_ascii=False, separators=(",", ":"))), True


def _product(rng: random.Random, work: Working) -> tuple[Draft | None, bool]:
    what, unit, result, low, high = rng.choice(
        (("A plate", "cm", "cm²", 2, 40), ("A room", "m", "m²", 2, 9), ("A chip", "mm", "mm²", 1, 15))
    )
    a, b = _measured(rng, low, high, rng.randint(2, 4)), _measured(rng, low, high, rng.randint(2, 4))
    work.given("a", a, unit, "length")
    work.given("b", b, unit, "width")
    n = min(_figures(a), _figures(b))
    work.step("A", "a * b", result, "The area is", digits=6)
    work.say(_RULE_PRODUCT.format(n=n))
    asked = rng.choice(
        (
            "{what} is {a} long and {b} wide. What is its area in {unit}, with the right number of significant figures?",
            "The sides of a rectangle measure {a} and {b}. Give its area in {unit} with as many significant figures as the data justify.",
            "Multiply {a} by {b}. State the product, in {unit}, to the correct number of significant figures.",
        )
    )
    return _finished(
        work, rng, asked, "The area is", Decimal(a) * Decimal(b), n, result, {"what": what, "unit": result}
    )


def _quotient(rng: random.Random, work: Working) -> tuple[Draft | None, bool]:
    m, V = _measured(rng, 12, 900, rng.randint(3, 5)), _measured(rng, 2, 90, rng.randint(2, 4))
    work.given("m", m, "g", "mass")
    work.given("V", V, "cm³", "volume")
    n = min(_figures(m), _figures(V))
    work.step("rho", "m / V", "g/cm³", "The density is", digits=6)
    work.say(_RULE_PRODUCT.format(n=n))
    asked = rng.choice(
        (
            "A stone has a mass of {m} and a volume of {V}. What is its density in g/cm³, to the correct number of significant figures?",
            "Calculate the density, in g/cm³, of a sample of {m} that displaces {V} of water. Use the significant figures that the data allow.",
        )
    )
    return _finished(work, rng, asked, "The density is", Decimal(m) / Decimal(V), n, "g/cm³", {})


def _sum(rng: random.Random, work: Working) -> tuple[Draft | None, bool]:
    unit, what = rng.choice((("g", "masses"), ("cm", "lengths"), ("mL", "volumes")))
    values = [_measured(rng, 0.5, 90, rng.randint(2, 5)) for _ in range(3)]
    for n, value in enumerate(values, 1):
        work.given(f"x_{n}", value, unit, f"value {n}")
    places = min(map(_decimals, values))
    minus = rng.random() < 0.4
    total = Decimal(values[0]) + Decimal(values[1]) + (-1 if minus else 1) * Decimal(values[2])
    if total < 1:
        return None, False
    work.step("s", f"x_1 + x_2 {'-' if minus else '+'} x_3", unit, "The result is", digits=7)
    work.say(_RULE_SUM.format(n=places))
    asked = (
        rng.choice(
            (
                "To {x_1} and {x_2}, which are put together, {x_3} are taken away again. What is left, in {unit}, with the right number of significant figures?",
                "Calculate {x_1} plus {x_2} minus {x_3}, in {unit}, and keep only the digits that are significant.",
            )
        )
        if minus
        else rng.choice(
            (
                "Add the {what} {x_1}, {x_2} and {x_3}. Give the sum, in {unit}, with the correct number of significant figures.",
                "Three {what} are measured as {x_1}, {x_2} and {x_3}. What is their sum in {unit}, to the digits that are significant?",
            )
        )
    )
    figures = total.adjusted() + 1 + places
    return _finished(work, rng, asked, "The result is", total, figures, unit, {"unit": unit, "what": what})


def _mixed(rng: random.Random, work: Working) -> tuple[Draft | None, bool]:
    a, b, c = (_measured(rng, 1.5, 30, rng.randint(2, 4)) for _ in range(3))
    for name, value, role in (("a", a, "first part"), ("b", b, "second part"), ("c", c, "width")):
        work.given(name, value, "cm", role)
    total = Decimal(a) + Decimal(b)
    places = min(_decimals(a), _decimals(b))
    n = min(total.adjusted() + 1 + places, _figures(c))
    work.step("s", "a + b", "cm", "The length is", digits=6)
    work.say(f"It is known to {places} decimal{'s' if places != 1 else ''}.")
    work.step("A", "s * c", "cm²", "The area is", digits=6)
    work.say(_RULE_PRODUCT.format(n=n))
    asked = rng.choice(
        (
            "A strip consists of two pieces of {a} and {b}, end to end, and is {c} wide. What is its area in cm², with the right number of significant figures?",
            "Evaluate the area, in cm², of a rectangle whose length is the sum of {a} and {b} and whose width is {c}. Round at the end, to the significant figures that the data justify.",
        )
    )
    return _finished(work, rng, asked, "The area is", total * Decimal(c), n, "cm²", {})


def _difference(rng: random.Random, work: Working) -> tuple[Draft | None, bool]:
    high = _measured(rng, 24, 60, rng.randint(4, 5))
    low = _measured(rng, 20, 23.9, rng.randint(3, 5))
    V = _measured(rng, 2, 30, rng.randint(3, 4))
    work.given("m_1", high, "g", "mass with the liquid")
    work.given("m_2", low, "g", "mass of the empty vessel")
    work.given("V", V, "mL", "volume")
    difference = Decimal(high) - Decimal(low)
    places = min(_decimals(high), _decimals(low))
    n = min(difference.adjusted() + 1 + places, _figures(V))
    work.step("m", "m_1 - m_2", "g", "The liquid weighs", digits=6)
    work.say(
        f"This is known to {places} decimal{'s' if places != 1 else ''}, so it has {difference.adjusted() + 1 + places} significant figures."
    )
    work.step("rho", "m / V", "g/mL", "The density is", digits=6)
    work.say(_RULE_PRODUCT.format(n=n))
    asked = rng.choice(
        (
            "A vessel weighs {m_2} empty and {m_1} with {V} of a liquid. What is the density of the liquid in g/mL, to the correct number of significant figures?",
            "From weighings of {m_1} (with {V} of liquid) and {m_2} (empty), calculate the density of the liquid in g/mL. Give only the digits that are significant.",
        )
    )
    return _finished(work, rng, asked, "The density is", difference / Decimal(V), n, "g/mL", {})
