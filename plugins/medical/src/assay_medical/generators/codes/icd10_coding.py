"""Which ICD-10-CM code a short clinical note comes to."""

from __future__ import annotations

import random
import re

from assay import Draft, agree, generator
from assay_medical.codes import icd
from assay_medical.generators.codes import _icd
from assay_medical.generators.codes._families import FAMILIES, Fact, Family, by_title

_ASKED = (
    "Which {system} code does the note support?",
    "Code the diagnosis to the highest specificity in {system}.",
    "Give the billable {system} code for the diagnosis of this note.",
    "What is the most specific {system} diagnosis code?",
)


def _one(rng: random.Random, family: Family) -> tuple[tuple[Fact, ...], str]:
    facts = rng.choice(list(family.choices()))
    code = agree(family.code(facts), by_title(family, facts), what=f"the code of {family.name}")
    return facts, code


@generator("medical.icd10_coding", verifiers=("medical.code",))
def icd10_coding(rng: random.Random, difficulty: int) -> Draft:
    """ICD-10-CM codes of short clinical notes.

    1: out of four codes with their titles. 2: the same, codes that lie side by side and more text. 3: without a list. 4: codes that
    rest on several facts. 5: two or three diagnoses.

    The code is put together of the facts, and looked for by the words of its title; see ``_families``.
    """
    if difficulty == 5:
        return _several(rng)
    pool = [each for each in FAMILIES if each.hard or difficulty < 4]
    family = rng.choice(pool)
    facts, code = _one(rng, family)
    text = _icd.note(rng, family, facts, (1, 2, 2, 4)[difficulty - 1])
    system = rng.choice(_icd.RELEASES)
    lines = _icd.way(code)
    if difficulty > 2:
        return _icd.draft(
            f"{text}\n\n{rng.choice(_ASKED).format(system=system)}", lines, [code], billable=True
        )
    others = sorted({family.code(each) for each in family.choices()} - {code})
    near = [each for each in others if each[:3] == code[:3]] if difficulty == 2 else others
    chosen = rng.sample(near, min(3, len(near)))
    if len(chosen) < 3:
        chosen += rng.sample(
            [
                _one(random.Random(f"{code}{n}"), each)[1]
                for n, each in enumerate(FAMILIES)
                if each is not family
            ],
            3 - len(chosen),
        )
    options = [*chosen, code]
    rng.shuffle(options)
    listed = "\n".join(f"- {each} {_icd.title(each)}" for each in options)
    asked = rng.choice(
        (
            "Which of these {system} codes fits the note?",
            "Which of the following {system} codes should be assigned?",
            "Choose the {system} code that the note supports.",
        )
    ).format(system=system)
    return _icd.draft(f"{text}\n\n{asked}\n{listed}", lines, [code], billable=True)


def _several(rng: random.Random) -> Draft:
    """Two or three diagnoses of one patient, that no Excludes1 note keeps apart."""
    table = icd.packaged()
    adults = [each for each in FAMILIES if each.ages[0] >= 18 and not each.sex]
    while True:
        families = rng.sample(adults, rng.choice((2, 3)))
        coded = [(family, *_one(rng, family)) for family in families]
        codes = [code for _, _, code in coded]
        if not any(table.excludes1(a, b) for a in codes for b in codes if a < b) and _apart(codes):
            break
    low, high = max(f.ages[0] for f in families), min(f.ages[1] for f in families)
    text = [
        f"{_icd.who(rng, (low, max(low, high)))}, admitted for review."
        if rng.random() < 0.5
        else f"Discharge summary. {_icd.who(rng, (low, max(low, high)))}."
    ]
    for number, (family, facts, _) in enumerate(coded, 1):
        told = _icd.note(rng, family, facts, 1)
        told = told.split(". ", 1)[-1] if _only_patient(told) else told
        text.append(f"{number}. {_without_patient(told)}")
    asked = rng.choice(
        (
            "Code the numbered diagnoses in {system}, one code for each, to the highest specificity.",
            "List the {system} codes of the numbered diagnoses, one for each.",
        )
    ).format(system=rng.choice(_icd.RELEASES))
    lines = [line for _, _, code in coded for line in _icd.way(code)]
    return _icd.draft("\n".join(text) + f"\n\n{asked}", lines, codes, billable=True, together=True)


def _apart(codes: list[str]) -> bool:
    """Whether codes are of different organs: coding conventions presume a cause between some (hypertension, diabetes, kidney, heart)."""
    presumed = [code for code in codes if code[:3] in ("E10", "E11", "N18", "I50", "L89", "I48")]
    return len({code[:3] for code in codes}) == len(codes) and len(presumed) < 2


_WHO = r"(?:Pt is an? )?(?:\d+-year-old (?:man|woman|boy|girl)|\d+[MF]\b|\d+yo [MF]\b|(?:Man|Woman|Boy|Girl), \d+(?: y)?)"


def _only_patient(text: str) -> bool:
    return re.match(_WHO + r"\. ", text) is not None


def _without_patient(text: str) -> str:
    """A note without its patient, who is named at the head of the summary."""
    text = re.sub(rf"\s*{_WHO}\.?(?=\s|\Z)(?! with| seen| in| from| comes| has)", "", text).strip()
    text = re.sub(
        _WHO
        + r",? (?:with|seen in psychiatry:|in cardiology clinic\.|in headache clinic\.|from nephrology clinic:|comes to diabetes clinic\.)\s*",
        "",
        text,
    )
    text = re.sub(_WHO + r"[:,.]?\s*", "", text).strip()
    return text[:1].upper() + text[1:]
