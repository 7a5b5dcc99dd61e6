"""The lowest heading of ICD-10-CM that some codes have in common."""

from __future__ import annotations

import itertools
import random

from assay import Draft, agree, generator
from assay_medical.codes import icd
from assay_medical.generators.codes import _icd
from assay_medical.generators.codes._families import leaves
from assay_medical.generators.codes.icd10_validity import _CATEGORIES


def _alike(column: tuple[str, ...]) -> bool:
    return len(set(column)) == 1


def _common(codes: list[str]) -> str:
    """The lowest heading over all codes: by their ways up, and by the characters that they share."""
    table = icd.packaged()
    above = [[line.name for line in table.lineage(code) if line.name != code] for code in codes]
    first = next(name for name in above[0] if all(name in each for each in above))
    shared = "".join(
        column[0] for column in itertools.takewhile(_alike, zip(*map(icd.bare, codes), strict=False))
    )
    if shared in map(icd.bare, codes):
        shared = shared[:-1]
    while table.find(shared) is None:
        shared = shared[:-1]
    return agree(first, icd.dotted(shared), what="the common heading")


@generator("medical.icd10_hierarchy", verifiers=("medical.code",))
def icd10_hierarchy(rng: random.Random, difficulty: int) -> Draft:
    """The category or subcategory of ICD-10-CM that is right above a code, or the lowest one above several: the more codes, the harder."""
    table = icd.packaged()
    count = (1, 2, 3, 4, 6)[difficulty - 1]
    while True:
        pool = leaves(rng.choice(_CATEGORIES))
        start = rng.choice(pool)
        near = [each for each in pool if icd.bare(each)[:4] == icd.bare(start)[:4]]
        pool = tuple(near) if len(near) >= count and rng.random() < 0.6 else pool
        if len(pool) < count or len(icd.bare(start)) < 4:
            continue
        codes = rng.sample(pool, count) if count > 1 else [start]
        break
    answer = _common(codes)
    system = rng.choice(_icd.RELEASES)
    if count == 1:
        asked = rng.choice(
            (
                f"Which code of {system} is directly above {codes[0]} in the tabular list?",
                f"Name the parent of {codes[0]} ({_icd.title(codes[0])}) in the hierarchy of {system}.",
                f"{codes[0]} is to be rolled up by one level. Which {system} code results?",
            )
        )
    else:
        listed = (
            ", ".join(codes)
            if rng.random() < 0.5
            else "\n" + "\n".join(f"- {c} {_icd.title(c)}" for c in codes)
        )
        asked = rng.choice(
            (
                f"What is the most specific {system} heading (category or subcategory) that covers all of these codes? {listed}",
                f"A report groups these codes under their lowest common heading in {system}. Which one is it? {listed}",
            )
        )
    lines = []
    for code in codes:
        up = [line.name for line in reversed(table.lineage(code)) if icd.CODE.fullmatch(line.name)]
        if icd.dotted(code) != up[-1]:
            up.append(code)
        else:
            up[-1] = code
        lines.append(f"{code}: {' > '.join(up)}.")
    lines.append(f"Above {'it' if count == 1 else 'all of them'} stands {answer} ({_icd.title(answer)}).")
    return _icd.draft(asked.replace(" \n", "\n"), lines, [answer])
