"""Which sentence of a section was changed between two versions, and how."""

from __future__ import annotations

import random
import re

from assay import Draft, agree, generator, make_reference
from assay_law.generators.statutes import _acts


@generator("law.changed_word", verifiers=("law.clause",))
def changed_word(rng: random.Random, difficulty: int) -> Draft:
    """Compare two versions of an act and quote the changed sentence as it was and as it is.

    1: two sections, a number changed. 2: three, a number or “shall” and “may”. 3: a negation too. 4: six sections, some renumbered. 5: eight.
    """
    act = rng.choice(_acts.ACTS)
    rules = rng.sample(act.rules, (2, 3, 4, 6, 8)[difficulty - 1])
    numbers = _acts.numbers(rng, len(rules))
    old = [(n, rule.heading, _acts.fill(rng, rule.text)) for n, rule in zip(numbers, rules, strict=True)]
    kinds = ("number", "modal", "negation")[: min(3, difficulty)]
    at, kind, before, after = _change(rng, [body for _, _, body in old], kinds)
    new = [
        (n, head, body.replace(before, after) if k == at else body) for k, (n, head, body) in enumerate(old)
    ]
    if difficulty >= 4:
        moved = rng.randint(1, 3)
        new = [(n + moved, head, body) for n, head, body in new]
        new = rng.sample(new, len(new)) if difficulty == 5 else new
        new = [(n, head, body) for n, (_, head, body) in zip(sorted(n for n, _, _ in new), new, strict=True)]
    first, _ = _acts.lay_out(act.name, old, "version in force until December 31, 2025")
    second, _ = _acts.lay_out(act.name, new, "version in force from January 1, 2026")
    # the other route: the sentences that only one of the versions has
    told = set(_sentences(first)) ^ set(_sentences(second))
    agree(sorted(told), sorted({before, after}), what="the sentences that differ")
    spans = [
        ["old", first.index(before), first.index(before) + len(before)],
        ["new", second.index(after), second.index(after) + len(after)],
    ]
    where = next(n for n, _, body in new if after in body)
    ask = rng.choice(
        (
            "One sentence was changed in substance between these two versions. Quote it as it was and as it now is.",
            "Compare the two versions. Which sentence has another wording now? Quote both wordings in full.",
            "What did the amendment change? Quote the old sentence and the new one.",
        )
    )
    if difficulty >= 4:
        ask += " Numbers of sections do not count."
    words = {"number": "a number", "modal": "a word of duty or permission", "negation": "a negation"}[kind]
    response = rng.choice(
        (
            f"Until December 31, 2025, § {old[at][0]} read: “{before}”\n\nNow § {where} reads: “{after}”\n\nWhat changed is {words}.",
            f"The difference is {words}.\n\nOld: “{before}”\n\nNew: “{after}”",
        )
    )
    reference = make_reference(clause={"spans": spans})
    sources = (_acts.source(first, act.name, "old"), _acts.source(second, act.name, "new"))
    return Draft(f"{first}\n\n{second}\n\n{ask}", response, reference, sources=sources)


def _sentences(text: str) -> list[str]:
    plain = text.replace("a.m.", "a\0m\0").replace("p.m.", "p\0m\0").replace("§ ", "\n")
    return [
        each.strip().replace("\0", ".")
        for each in re.findall(r"[^.\n]+\.", re.sub(r"\n\d+\. [^.]*\.", "\n", plain))
    ]


def _change(rng: random.Random, bodies: list[str], kinds: tuple[str, ...]) -> tuple[int, str, str, str]:
    options = []
    for n, body in enumerate(bodies):
        for sentence in _sentences(body):
            for number in re.findall(
                r"(?<![\d,.$])\d{1,3}(?= (?:days|months|hours|years|cents|feet|pages))", sentence
            ):
                options.append(
                    (
                        n,
                        "number",
                        sentence,
                        re.sub(
                            rf"\b{number}\b", str(int(number) + rng.choice((1, 5, 10))), sentence, count=1
                        ),
                    )
                )
            if " shall not " in sentence:
                options.append((n, "negation", sentence, sentence.replace(" shall not ", " may ", 1)))
            elif " may not " in sentence:
                options.append((n, "negation", sentence, sentence.replace(" may not ", " may ", 1)))
            elif " shall " in sentence and not sentence.startswith("No "):
                options.append((n, "modal", sentence, sentence.replace(" shall ", " may ", 1)))
            elif " may " in sentence and " no " not in sentence and not sentence.startswith("No "):
                options.append((n, "modal", sentence, sentence.replace(" may ", " shall ", 1)))
    possible = [k for k in kinds if any(o[1] == k for o in options)] or sorted({o[1] for o in options})
    kind = rng.choice(possible)
    return rng.choice([each for each in options if each[1] == kind])
