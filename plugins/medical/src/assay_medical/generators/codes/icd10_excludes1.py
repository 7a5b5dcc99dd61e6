"""Codes that an Excludes1 note of ICD-10-CM keeps apart."""

from __future__ import annotations

import random
from functools import cache

from assay import Draft, agree, generator
from assay_medical.codes import icd
from assay_medical.generators.codes import _icd
from assay_medical.generators.codes._families import leaves


@cache
def _headed() -> tuple[str, ...]:
    """Categories with an Excludes1 note of their own that names codes, outside the chapters of injuries and causes."""
    table = icd.packaged()
    found = []
    for key in table:
        if len(key) == 3 and key[0] not in "STVWXYUQP":
            entry = table.lineage(key)[0]
            if entry.excludes1 and all(icd.ranges_of(note) for note in entry.excludes1):
                found.append(key)
    return tuple(found)


@cache
def _named(note: str) -> tuple[str, ...]:
    """The billable codes that a note names, listed one by one: the second route."""
    found: list[str] = []
    for first, last in icd.ranges_of(note):
        if (
            len(first) == 3
            and first[0] == last[0]
            and first[1:].isdigit()
            and last[1:].isdigit()
            and len(last) == 3
        ):
            for number in range(int(first[1:]), int(last[1:]) + 1):
                found += (
                    leaves(f"{first[0]}{number:02}") if icd.packaged().find(f"{first[0]}{number:02}") else ()
                )
        else:
            found += [
                each
                for each in leaves(first[:3])
                if first <= icd.bare(each) and (icd.bare(each) <= last or icd.bare(each).startswith(last))
            ]
    return tuple(dict.fromkeys(found))


@generator("medical.icd10_excludes1", verifiers=("medical.code",))
def icd10_excludes1(rng: random.Random, difficulty: int) -> Draft:
    """Which codes may not be reported beside another one, by Excludes1 notes of the tabular list that are given.

    The more codes and notes, the harder; from 3 on codes that an Excludes2 note allows are among them.
    """
    table = icd.packaged()
    count = (3, 4, 5, 6, 8)[difficulty - 1]
    wrong = min(count - 1, rng.randint(1, (1, 2, 2, 3, 3)[difficulty - 1]))
    while True:
        category = rng.choice(_headed())
        entry = table.lineage(category)[0]
        notes = entry.excludes1
        own = rng.choice(leaves(category))
        named = dict.fromkeys(code for note in notes for code in _named(note))
        excluded = [code for code in named if table.excludes1(own, code)]
        allowed = [code for note in entry.excludes2 for code in _named(note)] if difficulty > 2 else []
        more = [rng.choice(leaves(rng.choice(_headed()))) for _ in range(40)]
        fair = [
            c
            for c in dict.fromkeys((*rng.sample(allowed, min(2, len(allowed))), *more))
            if not table.excludes1(own, c)
        ]
        if len(excluded) >= wrong and len(fair) >= count - wrong and len(notes) <= 8:
            break
    asked_codes = [*rng.sample(excluded, wrong), *fair[: count - wrong]]
    rng.shuffle(asked_codes)
    second = {code for note in notes for code in _named(note)} - set(leaves(category))
    clash = agree(
        [code for code in asked_codes if table.excludes1(own, code)],
        [code for code in asked_codes if code in second],
        what="the codes that are excluded",
    )
    shown = "\n".join(f"- {note}" for note in entry.excludes1)
    text = f"The {rng.choice(_icd.RELEASES)} tabular list has under {category} ({entry.title}):\n\nExcludes1\n{shown}"
    if entry.excludes2 and difficulty > 2:
        text += "\n\nExcludes2\n" + "\n".join(f"- {note}" for note in entry.excludes2)
    titled = "\n".join(f"- {code} {_icd.title(code)}" for code in asked_codes)
    ask = rng.choice(
        (
            f"The patient is coded with {own} ({_icd.title(own)}). Which of these codes may not be reported at the same encounter, by these notes?",
            f"{own} ({_icd.title(own)}) is on the claim. Which of the following does an Excludes1 note above keep off it?",
        )
    )
    lines = [] if own == category else [f"{own} lies under {category}, so the notes hold for it."]
    for code in asked_codes:
        note = next((each for each in notes if code in _named(each)), "")
        if code in clash:
            lines.append(f"{code} is named by the note “{note}” and may not be reported with {own}.")
        else:
            lines.append(f"{code} is not named by an Excludes1 note.")
    last = "It is" if len(clash) == 1 else "They are"
    return _icd.draft(f"{text}\n\n{ask}\n{titled}", lines, clash, last)
