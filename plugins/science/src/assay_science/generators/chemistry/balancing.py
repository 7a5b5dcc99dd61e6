"""Balancing chemical equations."""

from __future__ import annotations

import random
from fractions import Fraction
from functools import cache
from math import gcd, lcm

from assay import Draft, agree, generator, make_reference
from assay_science.generators.chemistry import _tables
from assay_science.generators.chemistry._counting import atoms, total
from assay_science.generators.chemistry._writing import STYLES, equation, formula, listed

_PHRASINGS = (
    "Balance the equation {equation} with the lowest whole-number coefficients.",
    "Balance the following chemical equation: {equation}",
    "The equation {equation} is not balanced. Balance it, using the smallest whole numbers.",
    "Write the balanced equation for this reaction: {equation}",
    "Find the lowest whole-number coefficients that balance {equation}, and write out the equation.",
    "Complete the equation with the smallest possible whole-number coefficients: {equation}",
)
_BURNING = (
    "Write the balanced equation for the complete combustion of {name} ({formula}) in oxygen to carbon dioxide and water.",
    "{Name}, {formula}, burns completely in oxygen, and carbon dioxide and water form. Write the balanced equation, with the lowest whole-number coefficients.",
    "Give the balanced chemical equation for burning {name}, {formula}, to carbon dioxide and water.",
)
_NAMES = "abcdefgh"


def _hardness(reaction: _tables.Reaction) -> int:
    """From 1 to 5: how large coefficients are, and how many species there are."""
    terms = (*reaction.left, *reaction.right)
    largest = max(n for n, _ in terms)
    size = (len(terms) - 2) + (largest > 2) + (largest > 4) + (largest > 7) + (largest > 10)
    return min(5, max(1, size))


@cache
def _by_hardness() -> dict[int, list[_tables.Reaction]]:
    found: dict[int, list[_tables.Reaction]] = {level: [] for level in range(1, 6)}
    for reaction in _tables.reactions():
        found[_hardness(reaction)].append(reaction)
    return found


@generator("science.balance_equation", verifiers=("science.equation",))
def balance_equation(rng: random.Random, difficulty: int) -> Draft:
    """Balance the equation of a reaction that textbooks have, or of a combustion.

    The higher the difficulty, the larger the coefficients, and the more species and elements.
    """
    style = rng.choice(STYLES)
    reaction = rng.choice(_by_hardness()[difficulty])
    prompt = ""
    if difficulty >= 2 and rng.random() < 0.35:
        compound = rng.choice(_fuels(difficulty))
        reaction = _combustion(compound.formula)
        name = compound.iupac if compound.iupac and rng.random() < 0.4 else compound.name
        prompt = rng.choice(_BURNING).format(
            name=name, Name=name[0].upper() + name[1:], formula=_inline(compound.formula, style)
        )
    left, right = list(reaction.left), list(reaction.right)
    if not prompt:
        rng.shuffle(left)
        rng.shuffle(right)
        bare = equation([(1, each) for _, each in left], [(1, each) for _, each in right], style)
        prompt = rng.choice(_PHRASINGS).format(equation=bare)
    agree(total(left), total(right), what="the atoms of both sides")
    steps, coefficients = _solved([each for _, each in left], [each for _, each in right])
    agree(coefficients, tuple(n for n, _ in (*left, *right)), what="the coefficients")
    shown = equation(left, right, style)
    symbols = [symbol for symbol in total(left) if symbol != "charge"]
    check = listed([f"{n} {symbol}" for symbol, n in total(left).items() if symbol in symbols])
    response = "\n".join([*steps, f"Check: there are {check} on each side.", f"**{shown}**"])
    return Draft(prompt, response, make_reference(equation(left, right, "plain")), answer=shown)


def _inline(text: str, style: str) -> str:
    said = formula(text, style)
    return f"${said}$" if style in ("latex", "mhchem") else said


def _fuels(difficulty: int) -> list[_tables.Compound]:
    """Compounds of carbon, hydrogen and oxygen, larger ones for a higher difficulty."""
    low, high = ((1, 3), (3, 6), (6, 10), (10, 30))[difficulty - 2]
    return [
        compound
        for compound in _tables.compounds()
        if atoms(compound.formula).keys() <= {"C", "H", "O"}
        and atoms(compound.formula).keys() >= {"C", "H"}
        and low <= atoms(compound.formula)["C"] <= high
    ]


def _combustion(fuel: str) -> _tables.Reaction:
    """The complete combustion of CₓHᵧO_z, by its formula."""
    counts = atoms(fuel)
    carbon, hydrogen, oxygen = (counts.get(symbol, 0) for symbol in "CHO")
    needed = Fraction(4 * carbon + hydrogen - 2 * oxygen, 4)
    scale = lcm(needed.denominator, Fraction(hydrogen, 2).denominator)
    return _tables.Reaction(
        ((scale, fuel), (int(needed * scale), "O2")),
        ((carbon * scale, "CO2"), (hydrogen * scale // 2, "H2O")),
    )


def _solved(left: list[str], right: list[str]) -> tuple[list[str], tuple[int, ...]]:
    """The working with unknown coefficients, and what they come to: a linear system, solved by SymPy."""
    import sympy

    species = [*left, *right]
    names = _NAMES[: len(species)]
    elements = sorted({symbol for each in species for symbol in atoms(each)}, key=lambda s: (s in "HO", s))
    rows = [
        [atoms(each).get(symbol, 0) * (1 if n < len(left) else -1) for n, each in enumerate(species)]
        for symbol in elements
    ]
    null = sympy.Matrix(rows).nullspace()
    if len(null) != 1:
        raise ValueError(f"{species} can be balanced in {len(null)} ways")
    vector = [Fraction(int(each.p), int(each.q)) for each in null[0]]
    vector = [each / vector[0] for each in vector]
    scale = lcm(*(each.denominator for each in vector))
    whole = [int(each * scale) for each in vector]
    whole = [each // gcd(*whole) for each in whole]
    steps = [
        "Let the coefficients be "
        + listed([f"{name} for {formula(each)}" for name, each in zip(names, species, strict=True)])
        + "."
    ]
    for symbol, row in zip(elements, rows, strict=True):
        sides = [
            " + ".join((f"{abs(row[n])}" if abs(row[n]) > 1 else "") + names[n] for n in span if row[n])
            for span in (range(len(left)), range(len(left), len(species)))
        ]
        steps.append(f"{symbol}: {sides[0]} = {sides[1]}")
    solved = ", ".join(f"{name} = {value}" for name, value in zip(names, vector, strict=True))
    steps.append(f"With a = 1 these give {solved}.")
    if scale > 1:
        steps.append(f"Multiplying by {scale} makes them whole numbers: {', '.join(map(str, whole))}.")
    return steps, tuple(whole)
