"""What generators of cases that rules decide share: a program and its facts, elements that hold or fail, the draft of a row."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assay import Draft, agree, make_reference
from assay_law.generators import _amounts as a
from assay_law.generators import _time as t

VERIFIERS = ("law.statute",)


@dataclass(frozen=True)
class Element:
    """A fact that is so or not: its atom, what the prompt says of it, and the step that tells what follows.

    ``yes`` and ``no`` may be empty where the prompt is silent; steps may be empty where nothing follows.
    """

    atom: str
    yes: str
    no: str
    step_yes: str = ""
    step_no: str = ""


def told(elements: Sequence[Element], truth: Mapping[str, bool], names: Mapping[str, str]) -> str:
    """The sentences of the prompt about elements."""
    said = [(each.yes if truth[each.atom] else each.no).format(**names) for each in elements]
    return " ".join(each for each in said if each)


def reasons(elements: Sequence[Element], truth: Mapping[str, bool], names: Mapping[str, str]) -> list[str]:
    """The steps of a solution about elements."""
    said = [(each.step_yes if truth[each.atom] else each.step_no).format(**names) for each in elements]
    return [each for each in said if each]


def atoms(truth: Mapping[str, bool]) -> list[str]:
    """The atoms that are so."""
    return [atom for atom, so in truth.items() if so]


def draw(
    rng: random.Random,
    elements: Sequence[Element],
    decide: Mapping[str, bool] | None = None,
    odds: float = 0.75,
) -> dict[str, bool]:
    """A truth value of each element, true at the odds; those of ``decide`` are as it says."""
    return {
        each.atom: decide[each.atom] if decide and each.atom in decide else rng.random() < odds
        for each in elements
    }


def entailed(program: str, facts: Sequence[str], query: str, second: bool) -> bool:
    """Whether the query holds by the rules, as by the second route."""
    from assay_law.rules import solve  # clingo takes a while to load

    outcome = solve(program, _facts(facts), query)
    return agree(outcome.status, "holds" if second else "fails", what=query) == "holds"


def worth(program: str, facts: Sequence[str], query: str, second: int | str) -> str:
    """The one value of the variable of a query, as by the second route."""
    from assay_law.rules import solve

    outcome = solve(program, _facts(facts), query)
    return agree(tuple(str(each) for each in outcome.values), (str(second),), what=query)[0]


def yes_no(
    rng: random.Random,
    prompt: str,
    steps: Sequence[str],
    program: str,
    facts: Sequence[str],
    query: str,
    second: bool,
    ends: tuple[str, str],
) -> Draft:
    """The draft of a question that is answered by yes or no; ``ends`` are the conclusions if the query holds and if it fails."""
    holds = entailed(program, facts, query, second)
    word = ("是" if _chinese(prompt) else "Yes") if holds else ("否" if _chinese(prompt) else "No")
    conclusion = ends[0] if holds else ends[1]
    if _chinese(prompt):
        last = rng.choice(
            (f"答案：{word}。{conclusion}", f"{word}。{conclusion}", f"{conclusion}\n答案：{word}")
        )
    else:
        last = rng.choice(
            (
                f"{word}. {conclusion}",
                f"Answer: {word}. {conclusion}",
                f"{word}, {_lower(conclusion)}",
                f"{conclusion}\n\nAnswer: {word}",
                f"{conclusion}\n\n**{word}**",
            )
        )
    part = {"rules": program.strip(), "facts": _facts(facts), "query": query}
    return Draft(prompt, a.body(rng, [*steps, last]), make_reference(word, statute=part), answer=word)


def term(
    rng: random.Random,
    prompt: str,
    steps: Sequence[str],
    program: str,
    facts: Sequence[str],
    query: str,
    second: str,
    words: Mapping[str, str],
    ends: Sequence[str],
) -> Draft:
    """The draft of a question for one name of a closed list; ``words`` are those of each constant, ``{word}`` in ``ends`` the answer."""
    word = words[worth(program, facts, query, second)]
    part = {
        "rules": program.strip(),
        "facts": _facts(facts),
        "query": query,
        "words": {name: [said] for name, said in words.items()},
    }
    last = rng.choice(tuple(ends)).format(word=word)
    return Draft(prompt, a.body(rng, [*steps, last]), make_reference(word, statute=part), answer=word)


def number(
    rng: random.Random,
    prompt: str,
    steps: Sequence[str],
    program: str,
    facts: Sequence[str],
    query: str,
    second: int,
    shown: str,
    ends: Sequence[str],
    *,
    unit: str = "",
    per: int = 1,
) -> Draft:
    """The draft of a question for a number or a sum of money, written as ``shown``; ``{shown}`` in ``ends``. ``unit`` and ``per`` are those of the reference."""
    worth(program, facts, query, second)
    part: dict[str, object] = {"rules": program.strip(), "facts": _facts(facts), "query": query}
    part |= {"unit": unit, "per": per} if unit else {}
    last = rng.choice(tuple(ends)).format(shown=shown)
    return Draft(prompt, a.body(rng, [*steps, last]), make_reference(shown, statute=part), answer=shown)


def lay_out(rng: random.Random, facts: str, ask: str, rules: str) -> str:
    """A prompt of facts, a question and rules, in one of the orders in which people write them."""
    return a.lay_out(rng, facts, ask, rules)


def listed(items: Sequence[str], word: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {word} {items[-1]}"


def quote(*keys: str) -> str:
    """Provisions as a row gives them (:func:`assay_law.generators._time.quote`)."""
    return t.quote(*keys)


def _facts(facts: Sequence[str]) -> str:
    return " ".join(f"{each}." for each in facts)


def _chinese(text: str) -> bool:
    return any("\u4e00" <= sign <= "\u9fff" for sign in text[:400])


def _lower(text: str) -> str:
    """A sentence behind a comma: a small letter first, unless a name starts it."""
    first = text.split(" ", 1)[0]
    return (
        text[0].lower() + text[1:]
        if first in ("The", "This", "That", "There", "It", "Both", "At", "A", "In", "No")
        else text
    )
