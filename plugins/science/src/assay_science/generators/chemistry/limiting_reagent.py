"""Limiting reagents."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, generator
from assay_science.reaction_list import EVENTS, name_of
from assay_science.reactions import molar, symbol, times
from assay_science.working import VERIFIERS, Working, rounded

_PAIRS = tuple(
    (event, r) for event, r in EVENTS if len(r.left) == 2 and not any(s.endswith("(aq)") for s in r.left)
)
_SOLUTIONS = tuple(
    (event, r) for event, r in EVENTS if [s.rpartition("(")[2] for s in r.left] == ["s)", "aq)"]
)  # a solid and a solution


@generator("science.limiting_reagent", verifiers=VERIFIERS, min_step_coverage=1.0)
def limiting_reagent(rng: random.Random, difficulty: int) -> Draft:
    """What forms if one reactant runs out, and what is left of the other.

    1: the amount of product from two amounts. 2: the amount that is left over. 3: the mass of product from
    two masses. 4: the mass that is left over. 5: a solid in a volume of acid or base: what is left of the solid.
    """
    work = Working()
    event, equation = rng.choice(_SOLUTIONS if difficulty == 5 else _PAIRS)
    a, b = equation.left
    if difficulty == 5:
        return _in_solution(
            rng, work, event, str(equation), a, b, Fraction(equation.left[a], equation.left[b])
        )
    products = [
        p for p in equation.right if difficulty > 1 or equation.right[p] not in equation.left.values()
    ]
    if not products:  # equal amounts: nothing to compute
        return limiting_reagent(rng, difficulty)
    product = rng.choice(products)
    left_a, left_b, made = equation.left[a], equation.left[b], equation.right[product]
    texts = {
        "equation": str(equation),
        "A": name_of(a),
        "B": name_of(b),
        "P": name_of(product),
        "event": event[0].upper() + event[1:],
    }
    turns = rng.uniform(0.1, 1.5)
    surplus = rng.uniform(1.12, 2.2)
    first = rng.random() < 0.5  # whether the first reactant limits
    x, y = turns * left_a * (1 if first else surplus), turns * left_b * (surplus if first else 1)
    if difficulty < 3:
        n_a = work.given("n_A", rounded(x, 3), "mol", f"amount of {texts['A']}", symbol=symbol("n", a))
        n_b = work.given("n_B", rounded(y, 3), "mol", f"amount of {texts['B']}", symbol=symbol("n", b))
        texts["a"], texts["b"] = "{n_A}", "{n_B}"
        M_a = M_b = 1.0
    else:
        M_a, M_b = molar(work, "M_A", a), molar(work, "M_B", b)
        m_a = work.given("m_A", rounded(x * M_a, 3), "g", f"mass of {texts['A']}", symbol=symbol("m", a))
        m_b = work.given("m_B", rounded(y * M_b, 3), "g", f"mass of {texts['B']}", symbol=symbol("m", b))
        texts["a"], texts["b"] = "{m_A}", "{m_B}"
        work.step("n_A", "m_A / M_A", "mol", f"The amount of {texts['A']} is", symbol=symbol("n", a))
        work.step("n_B", "m_B / M_B", "mol", f"The amount of {texts['B']} is", symbol=symbol("n", b))
        n_a, n_b = m_a / M_a, m_b / M_b
    first = n_a / left_a < n_b / left_b
    (lim, n_lim, c_lim), (exc, n_exc, c_exc) = (("A", n_a, left_a), ("B", n_b, left_b))[:: 1 if first else -1]
    species = {"A": a, "B": b}
    needed = Fraction(c_exc, c_lim)
    yields = Fraction(made, c_lim)
    if needed != 1:
        because = f"All of the {texts[lim]} would need an amount of {texts[exc]} of"
        work.step(
            "r",
            times(needed, f"n_{lim}"),
            "mol",
            because,
            symbol=symbol("n", species[exc]) + r"^{\mathrm{needed}}",
        )
        less = f"There is more than that, so {texts[lim]} is the limiting reagent."
        r = "r"
    else:
        less = f"The two react in equal amounts, and there is less of {texts[lim]}, the limiting reagent."
        r = f"n_{lim}"
    if difficulty in (1, 3):
        lead, known, limited = less, f"n_{lim}", f"n_{lim} * min(1, n_{exc} / {r})"
        if yields != 1 or difficulty == 1:
            because = f"{lead} The amount of {texts['P']} is"
            work.step(
                "n_P",
                times(yields, limited),
                "mol",
                because,
                symbol=symbol("n", product),
                shown=times(yields, known),
            )
            lead, known, limited = "", "n_P", "n_P"
        answer = n_lim * made / c_lim
        closing = f"The amount of {texts['P']} is"
        asks: tuple[str, ...] = (
            "{event}: {equation}. What amount of {P}, in moles, can form from {a} of {A} and {b} of {B}?",
            "By the equation {equation}, {a} of {A} react with {b} of {B}. How many moles of {P} form?",
            "A vessel holds {a} of {A} and {b} of {B}, which react by {equation} until one of them is used up. Find the amount of {P} in moles.",
        )
        if difficulty == 3:
            M = molar(work, "M_P", product)
            because = f"{lead} The mass of {texts['P']} is".strip()
            work.step(
                "m_P", f"{limited} * M_P", "g", because, symbol=symbol("m", product), shown=f"{known} * M_P"
            )
            answer *= M
            closing = f"The mass of {texts['P']} is"
            asks = tuple(
                ask.replace("What amount of {P}, in moles,", "What mass of {P}, in grams,")
                .replace("How many moles", "How many grams")
                .replace("the amount of {P} in moles", "the mass of {P} in grams")
                for ask in asks
            )
    else:
        because = f"{less} What is left of the {texts[exc]} is"
        work.step(
            "n_left", f"n_{exc} - {r}", "mol", because, symbol=symbol("n", species[exc]) + r"^{\mathrm{left}}"
        )
        answer = n_exc - n_lim * c_exc / c_lim
        texts["X"] = texts[exc]
        closing = f"The amount of {texts[exc]} that is left is"
        asks = (
            "{event}: {equation}. {start} {a} of {A} and {b} of {B} react as far as they can. What amount of {X}, in moles, is left over?",
            "A mixture of {a} of {A} and {b} of {B} reacts by {equation} until one of them is used up. How many moles of {X} remain?",
            "In the reaction {equation}, {a} of {A} meet {b} of {B}. Find the amount of {X}, in moles, that does not react.",
        )
        texts["start"] = "A charge of"
        if difficulty == 4:
            M = M_a if exc == "A" else M_b
            work.step(
                "m_left",
                f"n_left * M_{exc}",
                "g",
                "Its mass is",
                symbol=symbol("m", species[exc]) + r"^{\mathrm{left}}",
            )
            answer *= M
            closing = f"The mass of {texts[exc]} that is left is"
            asks = tuple(
                ask.replace("What amount of {X}, in moles,", "What mass of {X}, in grams,")
                .replace("How many moles", "How many grams")
                .replace("the amount of {X}, in moles,", "the mass of {X}, in grams,")
                for ask in asks
            )
    ask = rng.choice(asks).replace("{a}", texts.pop("a")).replace("{b}", texts.pop("b"))
    return work.draft(ask, closing, second=answer, texts=texts)


def _in_solution(
    rng: random.Random, work: Working, event: str, equation: str, a: str, b: str, ratio: Fraction
) -> Draft:
    """A solid that a volume of a solution does not dissolve whole."""
    M = molar(work, "M", a)
    c = work.given("c", f"{rng.uniform(0.2, 4):.2f}", "mol/L", f"concentration of {name_of(b)}", symbol="c")
    V = work.given("V", f"{rng.randint(30, 400)}", "mL", "volume of the solution")
    used = c * V / 1000 * ratio * M
    m = work.given("m", rounded(float(used) * rng.uniform(1.15, 2.5), 3), "g", f"mass of {name_of(a)}")
    texts = {"event": event[0].upper() + event[1:], "equation": equation, "A": name_of(a), "B": name_of(b)}
    if texts["B"] == "hydrogen chloride":
        texts["B"] = "hydrochloric acid"
    work.step(
        "n_B", "c * V", "mol", f"The solution holds an amount of {name_of(b)} of", symbol=symbol("n", b)
    )
    work.step("n_0", "m / M", "mol", f"The amount of {texts['A']} is", symbol=symbol("n", a))
    work.step(
        "n_A",
        times(ratio, "n_B"),
        "mol",
        f"It can react with an amount of {texts['A']} of",
        symbol=symbol("n", a) + r"^{\mathrm{used}}",
    )
    work.step(
        "n_left",
        "n_0 - n_A",
        "mol",
        f"That is less than there is. What is left of the {texts['A']} is",
        symbol=symbol("n", a) + r"^{\mathrm{left}}",
    )
    work.step("m_left", "n_left * M", "g", "Its mass is", symbol=symbol("m", a) + r"^{\mathrm{left}}")
    asks = (
        "{event}: {equation}. A portion of {m} of {A} is put into {V} of {c} {B}. What mass of {A}, in grams, is left when the reaction stops?",
        "To {V} of {B} with a concentration of {c}, {m} of {A} are added; they react by {equation}. How many grams of {A} remain?",
        "In the reaction {equation}, {m} of {A} are left with {V} of {c} {B} until the reaction ends. Find the mass of {A} that has not reacted, in grams.",
    )
    return work.draft(
        rng.choice(asks), f"The mass of {texts['A']} that is left is", second=m - float(used), texts=texts
    )
