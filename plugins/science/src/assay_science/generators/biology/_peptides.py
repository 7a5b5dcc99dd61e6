"""Real peptides, and random ones."""

from __future__ import annotations

import json
import random
from functools import cache
from importlib.resources import files

from assay_science.generators.biology._strands import NAMES

_MEAN = "AAAAAAAACCDDDDDEEEEEEFFFFGGGGGGGHHIIIIIIKKKKKKLLLLLLLLLMMNNNNPPPPPQQQQRRRRRSSSSSSSTTTTTVVVVVVVWYYY"
"""About as often as in proteins, in percent."""


@cache
def known() -> tuple[tuple[str, str], ...]:
    """Names and sequences of real peptides (``data/peptides.json``)."""
    text = (files("assay_science") / "data" / "peptides.json").read_text("utf-8")
    return tuple((each["name"], each["sequence"]) for each in json.loads(text)["peptides"])


def real(rng: random.Random, shortest: int, longest: int, needs: str = "") -> tuple[str, str]:
    """A real peptide of such a length that has one of these letters."""
    fit = [
        (name, s)
        for name, s in known()
        if shortest <= len(s) <= longest and (not needs or set(needs) & set(s))
    ]
    return rng.choice(fit)


def derivative(rng: random.Random, shortest: int, longest: int, needs: str = "") -> tuple[str, str]:
    """A real peptide, a fragment of one, or an analogue with one or two other residues: how it is called, and its sequence."""
    while True:
        name, peptide = real(rng, shortest, 80, needs)
        what = rng.random()
        if what < 0.35 and len(peptide) >= shortest + 2:
            size = rng.randint(shortest, min(longest, len(peptide) - 1))
            start = rng.randint(0, len(peptide) - size)
            name, peptide = f"fragment {start + 1}–{start + size} of {name}", peptide[start : start + size]
        elif what < 0.85:
            places = sorted(rng.sample(range(1, len(peptide) - 1), rng.randint(1, 2)))
            changed = []
            for at in places:
                new = rng.choice([c for c in "ADEFGHIKLNQRSTVWY" if c != peptide[at]])
                changed.append(f"{NAMES[new]} at position {at + 1}")
                peptide = peptide[:at] + new + peptide[at + 1 :]
            name = f"the analogue of {name} with {' and '.join(changed)}"
        if shortest <= len(peptide) <= longest and (not needs or set(needs) & set(peptide)):
            return name, peptide


def made_up(rng: random.Random, size: int) -> str:
    """A peptide of random residues, with the frequencies of proteins."""
    return "".join(rng.choice(_MEAN) for _ in range(size))
