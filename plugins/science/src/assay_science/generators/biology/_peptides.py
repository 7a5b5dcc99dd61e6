"""Real peptides, and random ones."""

from __future__ import annotations

import json
import random
from functools import cache
from importlib.resources import files

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


def made_up(rng: random.Random, size: int) -> str:
    """A peptide of random residues, with the frequencies of proteins."""
    return "".join(rng.choice(_MEAN) for _ in range(size))
