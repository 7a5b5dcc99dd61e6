"""Which section of an act holds a rule, with the rule quoted."""

from __future__ import annotations

import random

from assay import Draft, agree, generator, make_reference
from assay_law.generators.statutes import _acts


@generator("law.section_holding_rule", verifiers=("law.quotation",))
def section_holding_rule(rng: random.Random, difficulty: int) -> Draft:
    """Name the section that answers a question and quote the sentence; three sections, then one more a level, then without headings."""
    act = rng.choice(_acts.ACTS)
    rules = rng.sample(act.rules, 3 + difficulty)
    wanted = rng.choice(rules)
    sections = [
        (n, rule.heading, _acts.fill(rng, rule.text))
        for n, rule in zip(_acts.numbers(rng, len(rules)), rules, strict=True)
    ]
    text, spans = _acts.lay_out(act.name, sections)
    at = agree(
        rules.index(wanted),
        *[n for n, (_, _, body) in enumerate(sections) if wanted.mark in body],
        what="the section",
    )
    number = sections[at][0]
    body = text[slice(*spans[at])]
    (sentence,) = [each for each in _sentences(body) if wanted.mark in each]
    ask = rng.choice(
        (
            f"{wanted.question} Name the section of the Act that says so, and quote the sentence.",
            f"Which section of the {act.name} answers this question: “{wanted.question}” Quote the sentence on which you rely.",
            f"{wanted.question} Answer with the sentence of the Act, in quotation marks, and its section.",
        )
    )
    told = rng.choice(
        (
            f"§ {number} provides: “{sentence}”",
            f"Section {number} answers it: “{sentence}”",
            f"“{sentence}” (§ {number})",
            f"The rule stands in § {number} of the {act.name}:\n\n> {sentence}",
        )
    )
    prompt = f"{text}\n\n{ask}" if rng.random() < 0.6 else f"{ask}\n\n{text}"
    reference = make_reference(str(number), quotation={"cite": [str(number)], "quote": [sentence]})
    return Draft(prompt, told, reference, answer=f"{number}", sources=(_acts.source(text, act.name),))


def _sentences(body: str) -> list[str]:
    pieces = body.replace("a.m.", "a\0m\0").replace("p.m.", "p\0m\0").split(". ")
    return [(each if each.endswith(".") else each + ".").replace("\0", ".") for each in pieces]
