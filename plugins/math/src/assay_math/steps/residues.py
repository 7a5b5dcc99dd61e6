"""Congruences in one unknown, decided by trying every residue."""

from __future__ import annotations

import math

from assay_math.engine import polynomials as P
from assay_math.notation import nodes as n

MAX_MODULUS = 20_000

Residues = tuple[int, frozenset[int]]  # modulus and the residues that satisfy


def residues(node: n.Congruence, name: str) -> Residues | None:
    """Which residues of ``name`` make the congruence true; None when it is not polynomial in it alone."""
    modulus = node.modulus
    if (
        not isinstance(modulus, n.Number)
        or type(modulus.value) is not int
        or not 1 <= modulus.value <= MAX_MODULUS
    ):
        return None
    m = modulus.value
    polys = []
    for left, right in zip(node.terms, node.terms[1:], strict=False):
        try:
            coefficients = P.dense(P.difference(left, right, P.Atoms()), name)
        except P.TooLarge:
            return None
        if coefficients is None or any(c.denominator != 1 for c in coefficients):
            return None
        polys.append([int(c) % m for c in coefficients])
    good = frozenset(r for r in range(m) if all(_value(p, r, m) == 0 for p in polys))
    return m, good


def _value(p: list[int], x: int, m: int) -> int:
    out = 0
    for c in reversed(p):
        out = (out * x + c) % m
    return out


def compatible(known: list[Residues], claim: Residues) -> bool:
    """Does the claim say something of another modulus, which what is known leaves open?"""
    m = math.lcm(*(k[0] for k in known))
    if math.gcd(claim[0], m) == claim[0] or math.gcd(claim[0], m) > 1:
        return False
    return bool(claim[1]) and all(good for _, good in known)


def implied(known: list[Residues], claim: Residues) -> bool | None:
    """Does the claim hold for every whole number that satisfies what is known? None past the limits."""
    m = math.lcm(claim[0], *(k[0] for k in known))
    if m > MAX_MODULUS:
        return None
    return all(
        r % claim[0] in claim[1] for r in range(m) if all(r % modulus in good for modulus, good in known)
    )
