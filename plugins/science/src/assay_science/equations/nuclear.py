r"""Nuclear equations: ``^{235}_{92}U + ^1_0n -> ^{141}_{56}Ba + ^{92}_{36}Kr + 3 ^1_0n``, ``C-14 → N-14 + β⁻``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assay_science.formulas import NUMBERS


@dataclass(frozen=True, slots=True)
class Particle:
    """A nuclide or a particle: mass number, charge number, and its symbol (``n``, ``e``, ``γ``, ``ν``, ``ν̄`` are no elements)."""

    mass: int
    charge: int
    symbol: str

    @property
    def name(self) -> str:
        """As a chemist writes it in a line: ``U-235``, ``n``, ``e-``."""
        if self.symbol in NUMBERS:
            return f"{self.symbol}-{self.mass}"
        return self.symbol + {1: "+", -1: "-", 0: ""}[self.charge]


@dataclass(frozen=True, slots=True)
class NuclearTerm:
    """So many of one particle. ``stated`` is the charge number that the text gives it, where it gives one."""

    coefficient: int
    particle: Particle
    stated: int | None
    text: str


_NEUTRON, _PROTON, _ALPHA = Particle(1, 0, "n"), Particle(1, 1, "H"), Particle(4, 2, "He")
_BETA, _POSITRON, GAMMA = Particle(0, -1, "e"), Particle(0, 1, "e"), Particle(0, 0, "γ")
NEUTRINO, ANTINEUTRINO = Particle(0, 0, "ν"), Particle(0, 0, "ν̄")
_PARTICLES = {
    "n": _NEUTRON,
    "neutron": _NEUTRON,
    "p": _PROTON,
    "proton": _PROTON,
    "d": Particle(2, 1, "H"),
    "deuteron": Particle(2, 1, "H"),
    "t": Particle(3, 1, "H"),
    "triton": Particle(3, 1, "H"),
    "α": _ALPHA,
    "alpha": _ALPHA,
    "β": _BETA,
    "beta": _BETA,
    "e": _BETA,
    "electron": _BETA,
    "positron": _POSITRON,
    "γ": GAMMA,
    "gamma": GAMMA,
    "ν": NEUTRINO,
    "neutrino": NEUTRINO,
    "‾ν": ANTINEUTRINO,
    "ν‾": ANTINEUTRINO,
    "antineutrino": ANTINEUTRINO,
}
_SCRIPT = r"\^\{\s*(?P<mass%s>\d{1,3})\s*\}|_\{\s*(?P<number%s>[+-]?\d{1,3})\s*\}"
_SYMBOL = (
    r"(?P<symbol>[A-Z][a-z]?(?![a-z])|‾ν|ν‾?|[npdtαβγe](?![a-z])|(?:alpha|beta|gamma|neutron|proton|deuteron|triton|electron"
    r"|positron|antineutrino|neutrino)s?)(?P<sign>\^\{\s*(?:\d?[+-])\s*\}|[+-](?!\d))?(?:_\{e\})?(?:-?\s*(?:particle|ray)s?)?"
)
_TERM = re.compile(
    rf"(?:(?P<times>\d{{1,2}})\s*[·*×]?\s*)?(?:(?:{_SCRIPT % ('', '')})\s*(?:{_SCRIPT % ('2', '2')})?\s*)?{_SYMBOL}(?:\s?-\s?(?P<behind>\d{{1,3}}))?"
)
_GLUED = re.compile(r"(?P<mass>\d{1,3})(?P<symbol>[A-Z][a-z]?)")


def read_term(plain: str) -> NuclearTerm | None:
    """A particle with or without a coefficient, of text without markup; ``None`` for what is none."""
    plain = plain.strip()
    if glued := _GLUED.fullmatch(plain):  # 14C: a mass, if it can be one, and a coefficient of nothing else
        mass, number = int(glued["mass"]), NUMBERS.get(glued["symbol"], 0)
        return _nuclide(1, mass, glued["symbol"], None, plain) if _may_be(mass, number) else None
    match = _TERM.fullmatch(plain)
    if match is None:
        return None
    times = int(match["times"] or 1)
    mass_text = match["mass"] or match["mass2"]
    number_text = match["number"] or match["number2"]
    if (match["mass"] and match["mass2"]) or (match["number"] and match["number2"]) or not times:
        return None
    stated = None if number_text is None else int(number_text)
    symbol, sign = match["symbol"], (match["sign"] or "").strip("^{} ").lstrip("1")
    if symbol in NUMBERS:
        behind = match["behind"]
        if (mass_text is None) is (behind is None) or sign:
            return None
        return _nuclide(times, int(mass_text or behind or 0), symbol, stated, plain)
    particle = _PARTICLES.get(symbol, _PARTICLES.get(symbol.rstrip("s")))
    if particle is None or match["behind"] or sign not in ("", "+", "-"):
        return None
    if particle == _BETA:
        if sign == "+" or (not sign and stated == 1):
            particle = _POSITRON
    elif sign and (particle.charge <= 0 or sign != "+"):
        return None
    if mass_text is not None and int(mass_text) != particle.mass:
        return None
    return NuclearTerm(times, particle, stated, plain)


def _nuclide(times: int, mass: int, symbol: str, stated: int | None, text: str) -> NuclearTerm | None:
    number = NUMBERS.get(symbol, 0)
    if not number or not mass:
        return None
    return NuclearTerm(times, Particle(mass, number, symbol), stated, text)


def _may_be(mass: int, number: int) -> bool:
    """Whether a number right before a symbol is likely to be a mass number: near those that nuclides have."""
    return number > 0 and (1.6 * number <= mass <= 3 * number or (number == 1 and mass <= 3))


def totals(terms: Sequence[NuclearTerm]) -> tuple[int, int]:
    """Mass number and charge number of one side."""
    return (
        sum(term.coefficient * term.particle.mass for term in terms),
        sum(term.coefficient * term.particle.charge for term in terms),
    )
