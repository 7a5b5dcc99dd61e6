"""Which of several codes are valid ICD-10-CM codes that a claim may hold."""

from __future__ import annotations

import random
from functools import cache

from assay import Draft, agree, generator
from assay_medical.codes import icd
from assay_medical.generators.codes import _icd
from assay_medical.generators.codes._families import leaves

_CATEGORIES = tuple(
    "A04 A41 B18 B37 C18 C34 C50 C61 D50 D64 E03 E05 E10 E11 E66 E78 E86 E87 F10 F17 F31 F32 F33 F41 G20 G35 G40 G43 G47 G56 H25 H35 H40 H66 I10 I11 I12"
    " I20 I21 I25 I26 I48 I50 I63 I70 I82 I83 J02 J15 J18 J44 J45 J96 K21 K25 K35 K50 K51 K57 K70 K80 L03 L40 L89 M05 M10 M16 M17 M25 M54 M81 N10 N17 N18 N39"
    " N40 O14 O24 O80 P07 P59 R05 R06 R07 R10 R50 R55 S01 S06 S42 S52 S61 S72 S82 S93 T23 T39 T78 Z00 Z12 Z23 Z51 Z79".split()
)
_ELSEWHERE = (
    "I64",
    "E14.9",
    "I84.9",
    "J46",
    "R54.0",
    "A90.1",
    "N19.9",
    "K52.0A",
    "I10.9",
    "J18.5",
    "E11.7",
    "R51",
    "M54.5",
    "G20.9",
    "I48.9A",
    "K35.9",
)
"""Codes of WHO's ICD-10 and of earlier releases, and forms that are often met; each is looked up all the same."""
_ASKED = (
    "Which of these may stand on a claim as {system} codes, that is, exist and have no further subdivision?",
    "Which of the following are valid, billable {system} codes?",
    "A claim scrubber checks these {system} codes. Which of them are billable as they stand?",
)


@cache
def _all_billable(category: str) -> frozenset[str]:
    """The billable codes of a category, listed from the top down: the second route."""
    return frozenset(icd.bare(each) for each in leaves(category))


def _valid(rng: random.Random) -> str:
    return rng.choice(leaves(rng.choice(_CATEGORIES)))


def _broken(rng: random.Random) -> str:
    """A code that is not billable: cut short, made up, of another classification, or with a wrong 7th character."""
    code = icd.bare(_valid(rng))
    kind = rng.randrange(5)
    if kind == 0 and len(code) > 3:
        code = code[:-1]
    elif kind == 1 and len(code) < 7:
        code += rng.choice("0123456789")
    elif kind == 2 and len(code) == 7:
        code = code[:6] + rng.choice("TUVWZ")
    elif kind == 3 and "X" in code[3:]:
        code = code.replace("X", "", 1)
    else:
        code = icd.bare(rng.choice(_ELSEWHERE))
    return icd.dotted(code)


def _says(code: str) -> tuple[bool, str]:
    """Whether a code is billable, and a line that says why."""
    table = icd.packaged()
    found = table.find(code)
    billable = agree(
        found is not None and found.billable,
        icd.bare(code) in _all_billable(icd.bare(code)[:3]),
        what=f"whether {code} is billable",
    )
    if found is None:
        longest = icd.bare(code)
        while longest and table.find(longest) is None:
            longest = longest[:-1]
        near = f"{icd.dotted(longest)} is the nearest code above it" if longest else "nor does its category"
        return billable, f"{code} does not exist ({near})."
    if billable:
        return billable, f"{code} is billable: {found.title}."
    below = table.children(code)
    if len(icd.bare(below[0])) == 7 and table.seventh(code):
        return billable, f"{code} ({found.title}) is incomplete: it needs a 7th character, as in {below[0]}."
    return billable, f"{code} ({found.title}) is a heading: {', '.join(below[:2])} lie below it."


@generator("medical.icd10_validity", verifiers=("medical.code",))
def icd10_validity(rng: random.Random, difficulty: int) -> Draft:
    """Which of some codes are billable codes of ICD-10-CM: the more codes, the harder.

    The others are headings, lack a 7th character or an X, are made up, or belong to WHO's ICD-10.
    """
    count = (3, 4, 5, 7, 9)[difficulty - 1]
    right = rng.randint(1, count - 1)
    codes: list[str] = []
    while len(codes) < count:
        want = len(codes) < right
        code = _valid(rng) if want else _broken(rng)
        if _says(code)[0] is want and code not in codes:
            codes.append(code)
    rng.shuffle(codes)
    told = [_says(code) for code in codes]
    valid = [code for code, (billable, _) in zip(codes, told, strict=True) if billable]
    listed = ", ".join(codes) if rng.random() < 0.4 else "\n" + "\n".join(f"- {code}" for code in codes)
    asked = rng.choice(_ASKED).format(system="ICD-10-CM (April 2026)")
    last = "The only one is" if len(valid) == 1 else "The billable codes are"
    return _icd.draft(
        f"{asked}{' ' if ', ' in listed else ''}{listed}",
        [line for _, line in told],
        valid,
        last,
        billable=True,
    )
