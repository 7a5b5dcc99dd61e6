"""What the generators of diagnosis codes share: patients, notes, the way to a code, drafts."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from assay import Draft, make_reference
from assay_medical.codes import icd
from assay_medical.generators.codes._families import Fact, Family

RELEASES = ("ICD-10-CM", "ICD-10-CM (April 2026)", "ICD-10-CM 2026")


def who(rng: random.Random, ages: tuple[int, int], sex: str = "") -> str:
    """A patient as notes begin with one: ``71F``, ``A 58-year-old man``."""
    age, sex = rng.randint(*ages), sex or rng.choice("MF")
    if age < 18:
        child = "boy" if sex == "M" else "girl"
        return rng.choice((f"{age}-year-old {child}", f"{child.capitalize()}, {age} y", f"{age}yo {sex}"))
    adult = "man" if sex == "M" else "woman"
    return rng.choice(
        (
            f"{age}-year-old {adult}",
            f"{age}{sex}",
            f"{age}yo {sex}",
            f"{adult.capitalize()}, {age}",
            f"Pt is {_article(age)} {age}-year-old {adult}",
        )
    )


def _article(age: int) -> str:
    return "an" if age in (8, 11, 18) or 80 <= age < 90 else "a"


def note(rng: random.Random, family: Family, facts: Sequence[Fact], noise: int) -> str:
    """A short note that tells the facts of a family's code, among ``noise`` sentences about other things."""
    told = [rng.choice(fact.told) for fact in facts]
    template = rng.choice(family.notes)
    for at, text in enumerate(told):
        template = template.replace(f"{{{at}!s}}", text[:1].upper() + text[1:])
        template = template.replace(f"{{{at}}}", text)
    patient = who(rng, family.ages, family.sex)
    text = template.replace("{who}", patient) if "{who}" in template else f"{patient}. {template}"
    others = rng.sample(family.noise, min(noise, len(family.noise)))
    return " ".join((text, *others))


def way(code: str) -> list[str]:
    """The way from the category down to a code, a line for each step."""
    table = icd.packaged()
    lines = [line for line in reversed(table.lineage(code)) if icd.CODE.fullmatch(line.name)]
    told = []
    for depth, line in enumerate(lines):
        kind = "Category" if depth == 0 else "Subcategory" if depth < len(lines) - 1 else "Code"
        told.append(f"{kind} {line.name}: {line.title}.")
    found = table.find(code)
    assert found is not None
    if found.seventh:
        means = table.seventh(found.entry.name)[found.seventh]
        pad = "" if len(icd.bare(found.entry.name)) == 6 else ", after X for the empty places"
        told[-1] = told[-1].replace("Code ", "Subcategory ", 1)
        told.append(f"7th character {found.seventh}: {means}{pad}.")
    return told


def title(code: str) -> str:
    """What a code is called. Raises ``KeyError`` if there is none such."""
    found = icd.packaged().find(code)
    if found is None:
        raise KeyError(code)
    return found.title


def draft(prompt: str, lines: Sequence[str], codes: Sequence[str], last: str = "", **part: Any) -> Draft:
    """A problem whose answer are codes."""
    answer = ", ".join(codes)
    ending = last or ("The code is" if len(codes) == 1 else "The codes are")
    response = "\n".join((*lines, f"{ending} {answer}."))
    reference = make_reference(
        answer, code={"system": "ICD-10-CM", "codes": list(codes), "release": icd.RELEASE, **part}
    )
    return Draft(prompt, response, reference, answer=answer)
