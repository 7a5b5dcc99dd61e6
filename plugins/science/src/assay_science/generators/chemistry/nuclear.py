"""Nuclear equations: decays, and reactions with a missing particle."""

from __future__ import annotations

import random

from assay import Draft, agree, generator, make_reference
from assay_science.generators.chemistry import _tables
from assay_science.generators.chemistry._tables import SUBSCRIPTS, SUPERSCRIPTS

_PARTICLES = {"n": (1, 0), "e-": (0, -1), "e+": (0, 1)}
_LETTERS = {"n": "n", "e-": "e", "e+": "e"}
_DECAYS = {
    "alpha": ("an α particle", "α decay"),
    "beta-": ("a β⁻ particle", "β⁻ decay"),
    "beta+": ("a positron", "positron emission (β⁺ decay)"),
    "EC": ("", "electron capture"),
}
_DECAY_PHRASINGS = {
    "emits": (
        "{parent} undergoes {mode}. Write the nuclear equation.",
        "Write the balanced nuclear equation for the {mode} of {parent}.",
        "{parent} has a half-life of {half_life} and undergoes {mode}. Write the equation of its decay, with mass and atomic numbers.",
        "What does {parent} become by {mode}? Answer with the complete nuclear equation.",
        "{parent} is unstable: it emits {particle}. Write the nuclear equation.",
    ),
    "captures": (
        "{parent} undergoes {mode}. Write the nuclear equation.",
        "Write the balanced nuclear equation for the {mode} of {parent}.",
        "{parent} has a half-life of {half_life} and undergoes {mode}. Write the equation of its decay, with mass and atomic numbers.",
        "What does {parent} become by {mode}? Answer with the complete nuclear equation.",
        "A nucleus of {parent} captures one of its own inner electrons. Write the nuclear equation.",
    ),
}
_UNITS = {
    "s": "seconds",
    "m": "minutes",
    "h": "hours",
    "d": "days",
    "y": "years",
    "ky": "thousand years",
    "My": "million years",
    "By": "billion years",
}
_GAP_PHRASINGS = (
    "Complete the nuclear equation, and write all of it: {gapped}",
    "What is missing in this nuclear reaction? Write the whole equation: {gapped}",
    "Identify the particle marked ? and give the complete equation: {gapped}",
    "Balance mass and atomic numbers to find the missing nuclide or particle in {gapped}, and write the complete equation.",
)


def _numbers(name: str) -> tuple[int, int, str]:
    """Mass number, charge number and symbol of ``U-235``, ``n``, ``e-``."""
    if name in _PARTICLES:
        return (*_PARTICLES[name], _LETTERS[name])
    from periodictable import elements

    symbol, mass = name.split("-")
    return int(mass), int(elements.symbol(symbol).number), symbol


def _written(name: str, style: str) -> str:
    mass, charge, symbol = _numbers(name)
    if style == "unicode":
        low = ("₊" if name == "e+" else "") + str(charge).translate(SUBSCRIPTS).replace("-", "₋")
        return str(mass).translate(SUPERSCRIPTS) + low + symbol
    sign = "+" if name == "e+" else ""
    inner = symbol if style == "mhchem" else rf"\mathrm{{{symbol}}}"
    return rf"{{}}^{{{mass}}}_{{{sign}{charge}}}{inner}"


def _side(terms: list[tuple[int, str]], style: str) -> str:
    return " + ".join(
        (f"{n}{' ' if style != 'latex' else chr(92) + ','}" if n > 1 else "") + _written(name, style)
        if name != "?"
        else "?"
        for n, name in terms
    )


def _equation(left: list[tuple[int, str]], right: list[tuple[int, str]], style: str) -> str:
    sides = _side(left, style), _side(right, style)
    if style == "unicode":
        return f"{sides[0]} → {sides[1]}"
    if style == "mhchem":
        return rf"$\ce{{{sides[0]} -> {sides[1]}}}$"
    return rf"${sides[0]} \rightarrow {sides[1]}$"


def _balanced(left: list[tuple[int, str]], right: list[tuple[int, str]]) -> tuple[int, int]:
    """Mass and charge number of both sides, which agree."""
    sums = [
        (sum(n * _numbers(each)[0] for n, each in side), sum(n * _numbers(each)[1] for n, each in side))
        for side in (left, right)
    ]
    agree(sums[0], sums[1], what="mass and charge numbers")
    return sums[0]


def _plain(left: list[tuple[int, str]], right: list[tuple[int, str]]) -> str:
    return " -> ".join(
        " + ".join((f"{n} " if n > 1 else "") + each for n, each in side) for side in (left, right)
    )


@generator("science.nuclear_decay", verifiers=("science.equation",), difficulties=(1, 4))
def nuclear_decay(rng: random.Random, difficulty: int) -> Draft:
    """Write the equation of a nuclide's decay.

    1: alpha decay. 2: beta decay. 3: positron emission and electron capture. 4: a short chain, of which the last
    step is asked for.
    """
    modes = {1: ("alpha",), 2: ("beta-",), 3: ("beta+", "EC"), 4: ("alpha", "beta-", "beta+", "EC")}[
        difficulty
    ]
    table = {decay.parent: decay for decay in _tables.decays()}
    steps = []
    if difficulty < 4:
        decay = rng.choice([each for each in table.values() if each.mode in modes])
        style = rng.choice(("unicode", "latex", "mhchem"))
        kind = "captures" if decay.mode == "EC" else "emits"
        prompt = rng.choice(_DECAY_PHRASINGS[kind]).format(
            parent=decay.parent,
            mode=_DECAYS[decay.mode][1],
            particle=_DECAYS[decay.mode][0],
            half_life=_half_life(decay.half_life),
        )
    else:
        chains = [each for each in table.values() if each.daughter in table]
        first = rng.choice(chains)
        decay = table[first.daughter]
        style = rng.choice(("unicode", "latex", "mhchem"))
        prompt = rng.choice(
            (
                "{first} undergoes {one}, and its daughter {two}. Write the nuclear equation of the second decay.",
                "In a decay series, {first} undergoes {one}; the nuclide that forms then undergoes {two}. Write the equation for the second step.",
                "The daughter of {first}, which forms by {one}, is itself unstable and undergoes {two}. Give the equation of the daughter's decay.",
                "{first} ({half}) undergoes {one}. What forms undergoes {two} in turn. Write the nuclear equation of this second decay only.",
            )
        ).format(
            half=f"half-life {_half_life(first.half_life)}",
            first=first.parent,
            one=_DECAYS[first.mode][1],
            two=_DECAYS[decay.mode][1],
        )
        left, right = _sides(first)
        _balanced(left, right)
        steps.append(f"The first decay is {_equation(left, right, style)}.")
    left, right = _sides(decay)
    mass, charge = _balanced(left, right)
    steps += _said(decay)
    steps.append(
        f"Check: the mass numbers add up to {mass} and the charge numbers to {charge} on both sides."
    )
    shown = _equation(left, right, style)
    return Draft(
        prompt, "\n".join([*steps, f"**{shown}**"]), make_reference(_plain(left, right)), answer=shown
    )


def _sides(decay: _tables.Decay) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    if decay.mode == "EC":
        return [(1, decay.parent), (1, "e-")], [(1, decay.daughter)]
    emitted = {"alpha": "He-4", "beta-": "e-", "beta+": "e+"}[decay.mode]
    return [(1, decay.parent)], [(1, decay.daughter), (1, emitted)]


def _said(decay: _tables.Decay) -> list[str]:
    _, charge, symbol = _numbers(decay.parent)
    end, after, daughter = _numbers(decay.daughter)
    change = {
        "alpha": "An α particle is a helium nucleus, ⁴₂He: the mass number falls by 4 and the atomic number by 2.",
        "beta-": "A β⁻ particle is an electron: a neutron becomes a proton, so the mass number stays and the atomic number rises by 1.",
        "beta+": "A proton becomes a neutron and a positron leaves: the mass number stays and the atomic number falls by 1.",
        "EC": "An electron joins a proton to a neutron: the mass number stays and the atomic number falls by 1.",
    }[decay.mode]
    return [
        change,
        f"{symbol} has the atomic number {charge}; the daughter has mass number {end} and atomic number {after}, which is {daughter}.",
    ]


def _half_life(text: str) -> str:
    number, unit = text.split()
    if "E" in number or "e" in number:
        base, _, power = number.lower().partition("e")
        number = f"{base}×10{str(int(power)).translate(SUPERSCRIPTS)}"
    word = _UNITS.get(unit, "")
    return f"{number} {word}" if word else text


@generator("science.nuclear_reaction", verifiers=("science.equation",), difficulties=(2, 4))
def nuclear_reaction(rng: random.Random, difficulty: int) -> Draft:
    """Complete a nuclear reaction: find the nuclide or particle that is missing.

    2: decays with a gap. 3: bombardment and capture of one particle. 4: fission, fusion and reactions with several neutrons.
    """
    style = rng.choice(("unicode", "latex", "mhchem"))
    if difficulty == 2:
        decay = rng.choice(_tables.decays())
        left, right = _sides(decay)
    else:
        several = [
            each for each in _tables.nuclear_reactions() if any(n > 1 for n, _ in (*each.left, *each.right))
        ]
        rest = [each for each in _tables.nuclear_reactions() if each not in several]
        chosen = rng.choice(several if difficulty == 4 else rest)
        left, right = list(chosen.left), list(chosen.right)
        rng.shuffle(right)
        if rng.random() < 0.5:
            left.reverse()
    mass, charge = _balanced(left, right)
    terms = [(side, n) for side, terms in enumerate((left, right)) for n in range(len(terms))]
    side, at = rng.choice([(s, n) for s, n in terms if (left, right)[s][n][0] == 1])
    gapped = [list(left), list(right)]
    _, hidden = gapped[side][at]
    gapped[side][at] = (1, "?")
    number, proton, _ = _numbers(hidden)
    others = [each for n, each in enumerate((left, right)[side]) if n != at]
    known = (
        sum(n * _numbers(each)[0] for n, each in others),
        sum(n * _numbers(each)[1] for n, each in others),
    )
    agree((mass - known[0], charge - known[1]), (number, proton), what="the missing particle")
    steps = [
        f"The complete side has mass numbers that add up to {mass}, and charge numbers that add up to {charge}.",
        f"On the other side {known[0]} and {known[1]} are known, so the missing one has mass number {number} and charge number {proton}: {_written(hidden, 'unicode')}.",
    ]
    shown = _equation(left, right, style)
    prompt = rng.choice(_GAP_PHRASINGS).format(gapped=_equation(gapped[0], gapped[1], style))
    return Draft(
        prompt, "\n".join([*steps, f"**{shown}**"]), make_reference(_plain(left, right)), answer=shown
    )
