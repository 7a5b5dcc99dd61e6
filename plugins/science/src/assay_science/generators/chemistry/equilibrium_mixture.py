"""What a mixture holds at equilibrium."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from assay import Draft, generator
from assay_science.numerics import root
from assay_science.reactions import near
from assay_science.working import VERIFIERS, Working, rounded

_DOUBLE = (  # A + B gives 2 C: formulas, constant, temperature, concentrations that gases can have there
    ("H₂", "I₂", "HI", "50.0", "400 °C", (0.005, 0.5)),
    ("H₂", "I₂", "HI", "50.2", "448 °C", (0.005, 0.5)),
    ("N₂", "O₂", "NO", "4.1×10⁻⁴", "2000 °C", (0.005, 0.3)),
    ("Cl₂", "Br₂", "BrCl", "4.7×10⁻²", "25 °C", (5e-4, 0.004)),
)
_APART = (
    ("PCl₅", "PCl₃", "Cl₂", "0.0211", "a certain temperature"),
    ("SO₂Cl₂", "SO₂", "Cl₂", "0.078", "a certain temperature"),
)
_SHIFT = (
    ("CO", "H₂O", "CO₂", "H₂", "0.64", "a certain temperature"),
    ("CO", "H₂O", "CO₂", "H₂", "5.0", "a certain temperature"),
    ("H₂", "CO₂", "H₂O", "CO", "1.60", "990 °C"),
)
_K = r"K_{\mathrm{c}}"


@generator("science.equilibrium_mixture", verifiers=VERIFIERS, min_step_coverage=1.0)
def equilibrium_mixture(rng: random.Random, difficulty: int) -> Draft:
    """Concentrations at equilibrium from those before, by the exact equation.

    1: equal reactants, one root. 2: a gas that dissociates. 3: unequal reactants. 4: unequal reactants and four
    species, two of them products. 5: a dissociation with product there from the first.
    """
    work = Working()
    if difficulty in (2, 5):
        return _apart(rng, work, difficulty == 5)
    if difficulty == 4:
        return _shift(rng, work)
    a, b, c, k, t, (low, high) = rng.choice(_DOUBLE)
    K = work.given("K", k, "", "equilibrium constant", symbol=_K)
    start = work.given("a", near(low, high, rng.random()), "mol/L", f"concentration of {a}", symbol="a")
    texts = {"A": a, "B": b, "C": c, "t": t, "equation": f"{a}(g) + {b}(g) ⇌ 2 {c}(g)"}
    if difficulty == 1:
        other = start
        work.step(
            "r",
            "sqrt(K)",
            "",
            "With x of each reactant used up, the concentrations become a − x, a − x and 2x. K_c is then the square of 2x over a − x. Its square root is",
        )
        work.step("x", "r * a / (2 + r)", "mol/L", "As the ratio of 2x to a − x is r, it follows that")
        given = "{a} of each of {A} and {B}"
    else:
        other = work.given(
            "b",
            rounded(start * rng.choice((rng.uniform(0.3, 0.8), rng.uniform(1.25, 3))), 3),
            "mol/L",
            f"concentration of {b}",
            symbol="b",
        )
        work.step(
            "s",
            "a + b",
            "mol/L",
            "With x of each reactant used up, the concentrations become a − x, b − x and 2x, which makes the law of mass action a quadratic equation. Let",
        )
        _root(work, K, 4)
        given = "{a} of {A} and {b} of {B}"
    work.step(
        "c_C", "2 * x", "mol/L", f"The concentration of {c} is", symbol=rf"c_{{\mathrm{{{_plain(c)}}}}}"
    )
    asks = (
        f"At {{t}}, K_c = {{K}} for {{equation}}. A mixture starts with {given} and no {{C}}. What is the concentration of {{C}} at equilibrium, in mol/L?",
        f"A flask is filled with {given}. At {{t}}, the reaction {{equation}} comes to equilibrium, with K_c = {{K}}. Calculate the concentration of {{C}} in mol/L.",
        f"The equilibrium constant K_c of {{equation}} is {{K}} at {{t}}. Find [{{C}}] at equilibrium, in mol/L, if at first there are {given}.",
    )
    second = 2 * _extent(
        lambda x: 2 * math.log(2 * x) - math.log(start - x) - math.log(other - x) - math.log(K),
        min(start, other),
    )
    return work.draft(rng.choice(asks), f"The concentration of {c} is", second=second, texts=texts)


def _extent(balance: Callable[[float], float], most: float) -> float:
    return root(balance, most * 1e-12, most * (1 - 1e-12))


def _plain(formula: str) -> str:
    return (
        formula.translate(str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789"))
        .replace("2", "_2")
        .replace("3", "_3")
        .replace("5", "_5")
    )


def _apart(rng: random.Random, work: Working, product: bool) -> Draft:
    """A ⇌ B + C."""
    a, b, c, k, t = rng.choice(_APART)
    work.standard("c0", "c")
    K = work.given("K", k, "", "equilibrium constant", symbol=_K)
    start = work.given("a", near(0.02, 1, rng.random()), "mol/L", f"concentration of {a}", symbol="a")
    texts = {"A": a, "B": b, "C": c, "t": t, "equation": f"{a}(g) ⇌ {b}(g) + {c}(g)"}
    if not product:
        work.step(
            "a_r",
            "a / c0",
            "",
            f"Relative to 1 mol/L, the concentration of {a} at first is",
            symbol=r"a_{\mathrm{r}}",
        )
        work.step(
            "x",
            "(-K + sqrt(K**2 + 4 * K * a_r)) / 2",
            "",
            "With x of it dissociated, K_c = x²/(a − x). This quadratic equation has the positive root",
            digits=5,
        )
        x = _extent(lambda x: 2 * math.log(x) - math.log(start - x) - math.log(K), start)
        given = "{a} of {A} and nothing else"
    else:
        more = work.given(
            "b", rounded(start * rng.uniform(0.1, 1.2), 3), "mol/L", f"concentration of {c}", symbol="b"
        )
        work.step(
            "a_r",
            "a / c0",
            "",
            f"Relative to 1 mol/L, the concentration of {a} at first is",
            symbol=r"a_{\mathrm{r}}",
        )
        work.step("b_r", "b / c0", "", f"That of {c} is", symbol=r"b_{\mathrm{r}}")
        work.step(
            "s",
            "b_r + K",
            "",
            "With x dissociated, the concentrations become a − x, x and b + x, which makes the law of mass action a quadratic equation. Let",
        )
        work.step("x", "(-s + sqrt(s**2 + 4 * K * a_r)) / 2", "", "Its positive root is", digits=5)
        x = _extent(lambda x: math.log(x) + math.log(more + x) - math.log(start - x) - math.log(K), start)
        given = "{a} of {A} and {b} of {C}"
    asked = rng.choice(("A", "B") if not product else ("A", "B", "C"))
    if asked == "B":
        work.step(
            "y", "x * c0", "mol/L", f"The concentration of {b} is", symbol=r"c_{\mathrm{" + _plain(b) + "}}"
        )
        second = x
    elif asked == "A":
        work.step(
            "y",
            "a - x * c0",
            "mol/L",
            f"The concentration of {a} is",
            symbol=r"c_{\mathrm{" + _plain(a) + "}}",
        )
        second = start - x
    else:
        work.step(
            "y",
            "b + x * c0",
            "mol/L",
            f"The concentration of {c} is",
            symbol=r"c_{\mathrm{" + _plain(c) + "}}",
        )
        second = more + x
    texts["X"] = texts[asked]
    asks = (
        f"At {{t}}, K_c = {{K}} for {{equation}}. A mixture starts with {given}. What is the concentration of {{X}} at equilibrium, in mol/L?",
        f"A flask is filled with {given}. At {{t}}, the reaction {{equation}} comes to equilibrium, with K_c = {{K}}. Calculate the concentration of {{X}} in mol/L.",
        f"The equilibrium constant K_c of {{equation}} is {{K}} at {{t}}. Find [{{X}}] at equilibrium, in mol/L, if at first there are {given}.",
    )
    return work.draft(rng.choice(asks), f"The concentration of {texts['X']} is", second=second, texts=texts)


def _shift(rng: random.Random, work: Working) -> Draft:
    """A + B ⇌ C + D."""
    a, b, c, d, k, t = rng.choice(_SHIFT)
    K = work.given("K", k, "", "equilibrium constant", symbol=_K)
    start = work.given("a", near(0.01, 0.5, rng.random()), "mol/L", f"concentration of {a}", symbol="a")
    other = work.given(
        "b",
        rounded(start * rng.choice((rng.uniform(0.3, 0.8), rng.uniform(1.25, 3))), 3),
        "mol/L",
        f"concentration of {b}",
        symbol="b",
    )
    work.step(
        "s",
        "a + b",
        "mol/L",
        "With x of each reactant used up, the concentrations become a − x, b − x, x and x, which makes the law of mass action a quadratic equation. Let",
    )
    _root(work, K, 1)
    x = _extent(
        lambda x: 2 * math.log(x) - math.log(start - x) - math.log(other - x) - math.log(K), min(start, other)
    )
    asked, first = rng.choice((("a", start), ("b", other)))
    texts = {
        "A": a,
        "B": b,
        "C": c,
        "D": d,
        "X": a if asked == "a" else b,
        "t": t,
        "equation": f"{a}(g) + {b}(g) ⇌ {c}(g) + {d}(g)",
    }
    work.step(
        "y",
        f"{asked} - x",
        "mol/L",
        f"The concentration of {texts['X']} is",
        symbol=r"c_{\mathrm{" + _plain(texts["X"]) + "}}",
    )
    asks = (
        "At {t}, K_c = {K} for {equation}. A mixture starts with {a} of {A}, {b} of {B} and no products. What is the concentration of {X} at equilibrium, in mol/L?",
        "A reactor is charged with {a} of {A} and {b} of {B}. At {t}, the reaction {equation} comes to equilibrium, with K_c = {K}. Calculate the concentration of {X} that is left, in mol/L.",
        "The equilibrium constant K_c of {equation} is {K} at {t}. Find [{X}] at equilibrium, in mol/L, if at first there are {a} of {A} and {b} of {B}.",
    )
    return work.draft(
        rng.choice(asks), f"The concentration of {texts['X']} is", second=first - x, rel=1e-6, texts=texts
    )


def _root(work: Working, K: float, n: int) -> None:
    """The root x of K(a - x)(b - x) = nx², with s = a + b, that leaves positive concentrations."""
    if n < K:
        square, root = f"(K * s)**2 - 4 * (K - {n}) * K * a * b", f"(K * s - sqrt(D)) / (2 * (K - {n}))"
        said = "The root that leaves positive concentrations is"
    else:
        square, root = f"(K * s)**2 + 4 * ({n} - K) * K * a * b", f"(sqrt(D) - K * s) / (2 * ({n} - K))"
        said = "The positive root is"
    work.step("D", square, "mol²/L²", "Its discriminant is", symbol="D", digits=6)
    work.step("x", root, "mol/L", said, digits=5)
