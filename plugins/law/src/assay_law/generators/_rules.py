"""What generators of cases that rules decide share: both routes to its outcome, the draft of a row."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from assay import Draft, agree, make_reference
from assay_law.generators import _amounts as a
from assay_law.generators import _time as t

VERIFIERS = ("law.statute",)


def _entailed(program: str, facts: Sequence[str], query: str, second: bool) -> bool:
    """Whether the query holds by the rules, as by the second route."""
    from assay_law.rules import solve  # clingo takes a while to load

    outcome = solve(program, _facts(facts), query)
    return agree(outcome.status, "holds" if second else "fails", what=query) == "holds"


def _worth(program: str, facts: Sequence[str], query: str, second: int | str) -> str:
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
    *,
    cite: Sequence[str] = (),
) -> Draft:
    """The draft of a question that is answered by yes or no; ``ends`` are the conclusions if the query holds and if it fails.

    ``cite`` are the sections that a response must cite.
    """
    holds = _entailed(program, facts, query, second)
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
    part: dict[str, object] = {"rules": program.strip(), "facts": _facts(facts), "query": query}
    part |= {"cite": list(cite)} if cite else {}
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
    word = words[_worth(program, facts, query, second)]
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
    _worth(program, facts, query, second)
    part: dict[str, object] = {"rules": program.strip(), "facts": _facts(facts), "query": query}
    part |= {"unit": unit, "per": per} if unit else {}
    last = rng.choice(tuple(ends)).format(shown=shown)
    return Draft(prompt, a.body(rng, [*steps, last]), make_reference(shown, statute=part), answer=shown)


def firm(rng: random.Random, names: Sequence[str]) -> str:
    """A firm that is named after none of the people."""
    while (made := t.firm(rng)).split()[0] in names:
        pass
    return made


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
        if first in ("The", "This", "That", "There", "It", "Both", "At", "A", "In", "Harbor", "No")
        else text
    )
