"""In which ways a task about a given thing is put: at once, politely, or after a sentence that states the thing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assay_math.generators._words import a

_ONE = (
    "Consider the {thing} {shown}.",
    "Take the {thing} {shown}.",
    "Here is {a_thing}: {shown}.",
    "Look at the {thing} {shown}.",
    "The {thing} {shown} is given.",
    "You are given the {thing} {shown}.",
)
_SEVERAL = (
    "Consider the {thing} {shown}.",
    "Take the {thing} {shown}.",
    "Look at the {thing} {shown}.",
    "The {thing} {shown} are given.",
    "You are given the {thing} {shown}.",
    "Given are the {thing} {shown}.",
)


def posed(thing: str, shown: str, asks: Sequence[str], bare: Sequence[str] = ()) -> tuple[str, ...]:
    """Templates of problems about one thing, such as an equation, or several, such as numbers.

    ``thing`` is its noun, in the plural for several; ``shown`` the template of what is given. An ask has
    ``{it}`` for the thing: what is given stands there, or "this equation" after a sentence that gives it.
    Asks without ``{it}`` stand behind such a sentence only. ``bare`` are whole problems as they are.

    >>> posed("number", "{n}", ("Factor {it}.",))[:3]
    ('Factor {n}.', 'Please factor {n}.', 'Can you factor {n}?')
    """
    several = thing.endswith("s") and not thing.endswith("series")
    out = list(bare)
    for ask in asks:
        if "{it}" in ask:
            whole = ask.replace("{it}", shown)
            out.append(whole)
            if whole.endswith(".") and ". " not in whole and whole.split()[0] in _COMMANDS:
                lower = whole[0].lower() + whole[1:]
                out += [f"Please {lower}", f"Can you {lower[:-1]}?"]
        this = f"{'these' if several else 'this'} {thing}"
        for setting in _SEVERAL if several else _ONE:
            given = setting.replace("{thing}", thing).replace("{a_thing}", a(thing)).replace("{shown}", shown)
            out.append(f"{given} {ask.replace('{it}', this)}")
    return tuple(out)


_COMMANDS = frozenset(
    "Add Apply Bring Calculate Collect Combine Complete Compute Condense Convert Count Decompose Determine Differentiate "
    "Evaluate Expand Express Factor Find Give Multiply Normalize Rationalize Reduce Rewrite Round Simplify Solve Split Use "
    "Work Write".split()
)
"""Verbs that open an order."""

_FORMS = (
    (r"(?:Give|Write) (?:a|the exact|an exact) fraction\.", r"As an exact fraction"),
    (r"Give a fraction\.", r"As a fraction"),
    (r"Give a decimal\.", r"As a decimal"),
    (r"Leave (\$\\pi\$) in (?:your|the) answer\.", r"In terms of \1"),
    (r"Round to the nearest (\w+)\.", r"To the nearest \1"),
    (r"(?:Answer|Write (?:it|your answer)|Give it) (?:in the form|as) (\$[^$]+\$)\.", r"In the form \1"),
    (r"Answer in ([a-z ]+)\.", r"In \1"),
    (r"Use the (\d+-hour clock)\.", r"On the \1"),
)
"""Orders about the form of the answer, and what says the same before the question."""
_EXACT = re.compile(r"(?:Give (?:an|the) exact (?:value|answer|probability|result)|Answer exactly)\.")
_EXACTLY = (
    (r"\bhow (?=\w+)", "exactly how "),
    (r"\A(What|Which) (is|are)\b", r"\1 exactly \2"),
    (r"\A(\w+) (the|its)\b", r"\1 \2 exact"),
)
"""Where "exactly" stands in a question or an order."""
_SENTENCE = re.compile(r"(?<=[.?]) (?=[A-Z$])")
_OPENING = re.compile(r"(?:What|Which|Where|When|Who|Whose|How|In|At|By|With|On|To|For|If|Between|Of|From)\b")
_BACKWARD = re.compile(r"\b(?:it|its|them|they|this|the others|others|counts)\b", re.IGNORECASE)


def conditions_first(prompt: str) -> str:
    """The problem with a condition that stood behind its question before it.

    >>> conditions_first("Two dice are cast. How likely is a double six? Give a fraction.")
    'Two dice are cast. As a fraction, how likely is a double six?'
    >>> conditions_first("How far is the pier from the ship? Give an exact answer.")
    'Exactly how far is the pier from the ship?'
    >>> conditions_first("How many rows of 2 red and 3 blue mugs are there? Mugs of one colour look alike.")
    'Mugs of one colour look alike. How many rows of 2 red and 3 blue mugs are there?'
    """
    *before, question, condition = ["", "", *_SENTENCE.split(prompt)]
    orders = question.split(" ", 1)[0] in _COMMANDS and question.endswith(".")
    if condition.endswith("?") or not (orders or (question.endswith("?") and _OPENING.match(question))):
        return prompt
    if _EXACT.fullmatch(condition):
        for place, put in _EXACTLY:
            exact, found = re.subn(place, put, question, count=1, flags=re.IGNORECASE)
            if found:
                return " ".join(filter(None, (*before, exact[0].upper() + exact[1:])))
    for form, lead in _FORMS:
        if match := re.fullmatch(form, condition):
            put = f"{match.expand(lead)}, {question[0].lower()}{question[1:]}"
            return " ".join(filter(None, (*before, put)))
    if orders or _BACKWARD.search(condition) or condition.split(" ", 1)[0] in ("Give", "Write", "Solve"):
        return prompt
    return " ".join(filter(None, (*before, condition, question)))
