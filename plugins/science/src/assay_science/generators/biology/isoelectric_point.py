"""The charge and the isoelectric point of a peptide."""

from __future__ import annotations

import random
from collections import Counter

from assay import Draft, generator
from assay_science.generators.biology import _peptides
from assay_science.generators.biology._quantities import draft
from assay_science.generators.biology._strands import NAMES, named

_SIDES = "DECYHKR"


def _pks() -> dict[str, float]:
    """Bjellqvist's values (Electrophoresis 14 (1993) 1023), as Biopython has them."""
    from Bio.SeqUtils.IsoelectricPoint import negative_pKs, positive_pKs

    return {**positive_pKs, **negative_pKs}


def _groups(peptide: str) -> Counter[str]:
    groups = Counter(letter for letter in peptide if letter in _SIDES)
    groups["Nterm"] = groups["Cterm"] = 1
    return groups


def _charge(groups: Counter[str], pks: dict[str, float], ph: float) -> float:
    """The net charge, each group by Henderson and Hasselbalch."""
    total = 0.0
    for group, count in groups.items():
        if group in ("Nterm", "K", "R", "H"):
            total += count / (1 + 10 ** (ph - pks[group]))
        else:
            total -= count / (1 + 10 ** (pks[group] - ph))
    return total


def _said(group: str) -> str:
    return {"Nterm": "α-amino group (N terminus)", "Cterm": "α-carboxyl group (C terminus)"}.get(
        group
    ) or f"{NAMES[group]} side chain"


@generator("science.isoelectric_point", verifiers=("science.quantity",))
def isoelectric_point(rng: random.Random, difficulty: int) -> Draft:
    """The net charge of a peptide at a pH, or the pH at which it is zero, by pKa values that are given.

    1: whole charges at pH 7. 2: the net charge of a short peptide at a pH. 3: the isoelectric point of a short peptide. 4: of a
    known peptide. 5: of a longer one.
    """
    from scipy.optimize import brentq

    pks = _pks()
    if difficulty >= 4:
        name, peptide = _peptides.derivative(rng, *((8, 16) if difficulty == 4 else (20, 80)), needs=_SIDES)
    else:
        while True:
            peptide = _peptides.made_up(rng, (6, 5, 7)[difficulty - 1] + rng.randint(0, 3))
            charged = sum(letter in _SIDES for letter in peptide)
            if 2 <= charged <= 5 and (difficulty != 1 or not set("HCY") & set(peptide)):
                break
        name = "the peptide"
    groups = _groups(peptide)
    written = named(peptide) if len(peptide) <= 10 and rng.random() < 0.4 else peptide
    shown = f"{name} {written}" if name == "the peptide" else f"{name} ({written})"
    if difficulty == 1:
        positive, negative = groups["K"] + groups["R"], groups["D"] + groups["E"]
        value: float = positive - negative
        rounded = round(_charge(Counter({**groups}), {**pks, "Nterm": 9.0, "Cterm": 2.0}, 7.0))
        steps = [
            f"Positive at pH 7: the N terminus and {positive} side chain{'' if positive == 1 else 's'} of lysine or arginine.",
            f"Negative: the C terminus and {negative} side chain{'' if negative == 1 else 's'} of aspartate or glutamate.",
            f"Net charge: +{positive + 1} - {negative + 1} = {value:+.0f}"
            if value
            else f"Net charge: +{positive + 1} - {negative + 1} = 0",
        ]
        asked = f"What is the net charge of {shown} at pH 7, if each ionisable group is taken as wholly charged or uncharged? Its ends are free."
        return draft(asked, steps, "The net charge is", value, "", second=rounded, digits=2)
    used = [group for group in ("Nterm", "Cterm", *_SIDES) if groups[group]]
    table = "\n".join(
        ["| group | pKa |", "| --- | --- |", *(f"| {_said(group)} | {pks[group]} |" for group in used)]
    )
    model = f"Use these pKa values and the Henderson–Hasselbalch equation for each group:\n\n{table}"
    steps = [f"Its ionisable groups: {', '.join(f'{groups[g]} × {_said(g)}' for g in used)}."]
    if difficulty == 2:
        ph = rng.choice((3.0, 4.0, 5.0, 6.0, 7.0, 7.4, 8.0, 9.0, 10.0))
        value = _charge(groups, pks, ph)
        for group in used:
            sign = 1 if group in ("Nterm", "K", "R", "H") else -1
            exponent = sign * (ph - pks[group])
            part = sign * groups[group] / (1 + 10**exponent)
            steps.append(
                f"- {_said(group)}: {'+' if sign > 0 else '-'}{groups[group]}/(1 + 10^({exponent:.2f})) = {part:+.3f}"
            )
        fractions = {
            g: 10 ** (pks[g] - ph) / (1 + 10 ** (pks[g] - ph)) for g in used
        }  # the share that holds its proton
        second = sum(
            groups[g] * (fractions[g] if g in ("Nterm", "K", "R", "H") else fractions[g] - 1) for g in used
        )
        asked = f"Calculate the net charge of {shown} at pH {ph}. {model}\n\nGive two decimals."
        return draft(asked, steps, "The net charge is", value, "", second=second, decimals=2, absolute=0.01)
    low, high = 0.0, 14.0
    while high - low > 1e-10:
        middle = (low + high) / 2
        low, high = (middle, high) if _charge(groups, pks, middle) > 0 else (low, middle)
    point = (low + high) / 2
    steps.append(
        "The net charge falls as the pH rises; the pH at which it is zero is found by halving an interval:"
    )
    start, end = 2.0, 13.0
    for _ in range(9):
        middle = (start + end) / 2
        charge = _charge(groups, pks, middle)
        steps.append(f"- pH {middle:.3f}: net charge {charge:+.3f}")
        start, end = (middle, end) if charge > 0 else (start, middle)
    second = float(brentq(lambda ph: _charge(groups, pks, ph), 0, 14, xtol=1e-12))
    steps.append(f"Further halving gives pH {point:.2f}.")
    asked = f"Calculate the isoelectric point of {shown}{' with reduced cysteines' if 'C' in peptide else ''}. {model}\n\nGive two decimals."
    return draft(
        asked, steps, "The isoelectric point is", point, "", second=second, decimals=2, absolute=0.02
    )
