"""Redox equations by half reactions."""

from __future__ import annotations

import random
from functools import cache
from math import gcd, lcm

from assay import Draft, agree, generator, make_reference
from assay_science.generators.chemistry import _tables
from assay_science.generators.chemistry._counting import total
from assay_science.generators.chemistry._writing import equation, formula, listed

_Side = dict[str, int]
_PHRASINGS = (
    "Balance this redox reaction in {medium} solution: {bare}",
    "In {medium} aqueous solution, {bare}. Balance the equation by the method of half reactions.",
    "Use half reactions to balance {bare} in {medium} solution. Add H₂O{and_ion} where they are needed.",
    "Complete and balance the ionic equation for this reaction in {medium} solution, with the lowest whole-number coefficients: {bare}",
    "Write the balanced net ionic equation for the following reaction in {medium} solution: {bare}",
)
_PLAIN = (
    "Balance this redox reaction: {bare}",
    "Balance {bare} by the method of half reactions.",
    "Write the balanced net ionic equation for the reaction {bare}",
    "Balance the ionic equation {bare} by half reactions, with the lowest whole-number coefficients.",
    "Use half reactions to find the balanced ionic equation of {bare}",
    "Find the lowest whole-number coefficients for {bare} by counting the electrons that are transferred, and write out the equation.",
)
_LEAST_VOLTS = 0.15
_REDUCTANTS = ("O2", "S", "HNO2")
"""Species of couples that take part as the reducing agent only: oxidising agents that are too slow, or give something else."""
_INSOLUBLE = (
    ({"Ag^+", "Hg^2+", "Pb^2+"}, {"Cl^-", "Br^-", "I^-"}),
    ({"Cu^2+"}, {"I^-"}),
    ({"Ag^+", "Hg^2+", "Pb^2+", "Cu^2+", "Sn^4+", "Sn^2+", "Cd^2+"}, {"H2S"}),
    ({"NO3^-"}, {"Al", "Mg"}),
)
"""What does not stay as it is beside each other: salts precipitate, aluminium is passive in nitric acid."""
_HELPERS = frozenset({"e^-", "H^+", "OH^-", "H2O"})


@cache
def _reactions() -> dict[int, list[tuple[_tables.Couple, _tables.Couple, str]]]:
    """Pairs of couples of which the first oxidises the second under standard conditions, by difficulty, with the medium."""
    found: dict[int, list[tuple[_tables.Couple, _tables.Couple, str]]] = {level: [] for level in range(1, 6)}
    for medium in ("acid", "base"):
        couples = [couple for couple in _tables.couples() if couple.medium in (medium, "any")]
        for strong in couples:
            for weak in couples:
                if strong.potential - weak.potential < _LEAST_VOLTS or _own(strong) & _own(weak):
                    continue
                if _shown(strong)[0] in _REDUCTANTS or _shown(strong)[1] in _REDUCTANTS:
                    continue
                if _ambiguous(strong, weak) or _other_products(strong, weak):
                    continue
                if strong.medium == weak.medium == "any" and medium == "base":
                    continue  # no base takes part
                found[_hardness(strong, weak, medium)].append((strong, weak, medium))
    return found


def _own(couple: _tables.Couple) -> set[str]:
    """The species of a couple that make it what it is, and their elements."""
    names = {each for _, each in (*couple.reaction.left, *couple.reaction.right)} - _HELPERS
    elements = {symbol for each in names for symbol in total([(1, each)])} - {"charge", "O", "H", "C", "N"}
    return names | elements


def _ambiguous(strong: _tables.Couple, weak: _tables.Couple) -> bool:
    """Whether hydrogen peroxide, oxygen and water stand in one equation: it can then be balanced in many ways."""
    names = {each for c in (strong, weak) for _, each in (*c.reaction.left, *c.reaction.right)}
    return {"H2O2", "O2"} <= names or {"HO2^-", "O2"} <= names


def _other_products(strong: _tables.Couple, weak: _tables.Couple) -> bool:
    """Whether something else than the two half reactions would happen."""
    names = {each for c in (strong, weak) for _, each in (*c.reaction.left, *c.reaction.right)}
    return any(names & one and names & other for one, other in _INSOLUBLE)


def _shown(couple: _tables.Couple) -> tuple[str, ...]:
    """The species of a couple that the problem names, the oxidised one first."""
    ends = []
    for end in (couple.reaction.left, couple.reaction.right):
        own = [each for _, each in end if each not in _HELPERS]
        ends.append(own[0] if own else next(each for _, each in end if each != "e^-"))
    return tuple(ends)


def _hardness(strong: _tables.Couple, weak: _tables.Couple, medium: str) -> int:
    """1: electrons only. 2: equal numbers of electrons with H⁺. 3: other numbers. 4: water on both sides. 5: in base."""
    with_water = sum(
        any(each == "H2O" for _, each in (*c.reaction.left, *c.reaction.right)) for c in (strong, weak)
    )
    helped = sum(
        any(each in ("H^+", "OH^-") for _, each in (*c.reaction.left, *c.reaction.right))
        for c in (strong, weak)
    )
    if not helped:
        return 1
    if medium == "base":
        return 5 if helped == 2 else 4
    if helped == 2:
        return 4 if with_water < 2 else 5
    return 2 if _electrons(strong) == _electrons(weak) else 3


def _electrons(couple: _tables.Couple) -> int:
    return dict((each, n) for n, each in couple.reaction.left)["e^-"]


@generator("science.redox_equation", verifiers=("science.equation",))
def redox_equation(rng: random.Random, difficulty: int) -> Draft:
    """Balance a redox reaction in acidic or basic solution by its half reactions.

    1: electrons only. 2: with H⁺ in one half. 3: numbers of electrons that differ. 4: H⁺ in both halves, or in base.
    5: water in both halves, or OH⁻ in both. The oxidising couple has the higher standard potential, so the
    reaction takes place.
    """
    strong, weak, medium = rng.choice(_reactions()[difficulty])
    style = rng.choice(("unicode", "latex", "mhchem"))
    given, taken = _electrons(weak), _electrons(strong)
    both = lcm(given, taken)
    reduction = (dict(_counts(strong.reaction.left)), dict(_counts(strong.reaction.right)))
    oxidation = (dict(_counts(weak.reaction.right)), dict(_counts(weak.reaction.left)))
    times = both // taken, both // given
    left = _sum(_times(reduction[0], times[0]), _times(oxidation[0], times[1]))
    right = _sum(_times(reduction[1], times[0]), _times(oxidation[1], times[1]))
    for each in set(left) & set(right):  # what stands on both sides
        shared = min(left[each], right[each])
        left[each] -= shared
        right[each] -= shared
    common = gcd(*left.values(), *right.values())
    reactants, products = (
        _ordered({each: n // common for each, n in half.items() if n}) for half in (left, right)
    )
    agree(total(reactants), total(products), what="atoms and charge of both sides")
    before, after = [_shown(strong)[0], _shown(weak)[1]], [_shown(strong)[1], _shown(weak)[0]]
    bare = equation([(1, each) for each in before], [(1, each) for each in after], style)
    ion = {"acid": " and H⁺", "base": " and OH⁻"}[medium]
    name = {"acid": "acidic", "base": "basic"}[medium]
    shown = equation(reactants, products, style)
    gained, lost = f"{taken} electron{'s' * (taken > 1)}", f"{given} electron{'s' * (given > 1)}"
    steps = [
        f"Reduction: {_half(reduction, style)} ({gained} gained)",
        f"Oxidation: {_half(oxidation, style)} ({lost} lost)",
    ]
    for what, factor in (("reduction", times[0]), ("oxidation", times[1])):
        if factor > 1:
            steps.append(f"Multiply the {what} by {factor}, so that {both} electrons are gained and lost.")
    cancelled = [each for each in ("H^+", "OH^-", "H2O") if _stands_twice(each, reduction, oxidation)]
    steps.append(
        "Add the half reactions, and cancel the electrons"
        + (
            f", and the {listed([formula(each) for each in cancelled])} that stand on both sides."
            if cancelled
            else "."
        )
    )
    if common > 1:
        steps.append(f"All coefficients can be divided by {common}.")
    charge = total(reactants).get("charge", 0)
    steps.append(
        f"Check: the charge is {charge:+d} on each side."
        if charge
        else "Check: the charge is 0 on each side."
    )
    phrasings = _PLAIN if difficulty == 1 else _PHRASINGS
    prompt = rng.choice(phrasings).format(medium=name, bare=bare, and_ion=ion)
    return Draft(
        prompt,
        "\n".join([*steps, f"**{shown}**"]),
        make_reference(equation(reactants, products, "plain")),
        answer=shown,
    )


def _counts(terms: tuple[tuple[int, str], ...]) -> list[tuple[str, int]]:
    return [(each, n) for n, each in terms]


def _times(half: _Side, factor: int) -> _Side:
    return {each: n * factor for each, n in half.items()}


def _sum(one: _Side, other: _Side) -> _Side:
    return {each: one.get(each, 0) + other.get(each, 0) for each in (*one, *other)}


def _stands_twice(each: str, reduction: tuple[_Side, _Side], oxidation: tuple[_Side, _Side]) -> bool:
    return (each in reduction[0] and each in oxidation[1]) or (each in reduction[1] and each in oxidation[0])


def _ordered(half: _Side) -> list[tuple[int, str]]:
    """Helpers behind the others."""
    return [(n, each) for each, n in sorted(half.items(), key=lambda item: item[0] in _HELPERS)]


def _half(half: tuple[_Side, _Side], style: str) -> str:
    before, after = (_ordered(end) for end in half)
    agree(total(before), total(after), what="atoms and charge of a half reaction")
    return equation(before, after, style)
