"""TinyDialogues: conversations with a child of 2, 5, 10 or 15, over a grid of parameters.

Feng, Goodman and Frank, arXiv:2408.03617, https://github.com/styfeng/TinyDialogues (MIT). As
there: age, participants, kind of conversation and words to use are drawn, and a model writes
the dialogue. Different here: speakers, turns, words to use, length of the child's sentences
and its vocabulary are proved. The limits per age below are our own, not norms of child speech.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import assay
from assay.evidence.english import simple_words


@dataclass(frozen=True)
class Level:
    """How a child of an age may talk: list of words, share outside it, longest sentence in words."""

    words: str
    outside: float
    sentence: int
    how: str


LEVELS = {
    2: Level("first", 0.15, 5, "one to four very simple words at a time, in the present."),
    5: Level("simple", 0.08, 14, "short sentences of simple words."),
    10: Level("simple", 0.25, 30, "whole sentences of common words."),
    15: Level("simple", 0.5, 60, "nearly like a grown-up."),
}
KINDS = {
    "functional": "about getting something done together",
    "explanatory": "one in which something is explained",
    "narrative": "one in which somebody tells what happened",
    "argumentative": "a disagreement that is settled by talking",
}
NAMES = ("Mia", "Ben", "Lily", "Tom", "Anna", "Sam", "Ella", "Max", "Ruby", "Leo", "Zoe", "Jack")
OTHERS = ("Mom", "Dad", "Grandma", "Grandpa", "Teacher", "Uncle", "Aunt", "Sister", "Brother", "Friend")
ASK = assay.load_prompt("assay_text.recipes", "tiny_dialogues.txt")


@dataclass(frozen=True)
class Params:
    ages: tuple[int, ...] = assay.param("ages of the child to draw from: 2, 5, 10, 15", (2, 5, 10, 15))
    kinds: tuple[str, ...] = assay.param(f"kinds of conversation: {', '.join(KINDS)}", tuple(KINDS))
    most_others: int = assay.param("one to so many others talk with the child", 2, least=1, most=10)
    turns: tuple[int, ...] = assay.param("least and most turns", (6, 20), least=1)
    temperature: float = assay.param("sampling temperature", 1.0, least=0)


@assay.recipe(
    "text.tiny_dialogues",
    params=Params,
    version=2,
    verifiers=("text.dialogue", "text.required_words", "text.vocabulary"),
    cites="arXiv:2408.03617",
    endless=True,
)
async def tiny_dialogues(seed: assay.Seed, ctx: assay.Context[Params]) -> assay.Draft:
    """Conversations with a child of a given age, in its words and its length of sentence."""
    least, most = ctx.params.turns
    level, child, others = LEVELS[seed["age"]], seed.text("child"), list(seed["others"])
    prompt = ASK.fill(
        speakers=f"{', '.join([child, *others[:-1]])} and {others[-1]}",
        child=child,
        age=str(seed["age"]),
        level=level.how,
        kind=KINDS[seed.text("kind")],
        word_1=seed["words"][0],
        word_2=seed["words"][1],
        turns=f"{least} to {most}",
    )
    reply = await ctx.ask(prompt, temperature=ctx.params.temperature)
    reference: dict[str, Any] = {
        "dialogue": {
            "speakers": [child, *others],
            "child": child,
            "turns": [least, most],
            "length": [3 * least, 60 * most],
            "child_sentence": [2, level.sentence],
        },
        "required_words": {
            "words": list(seed["words"]),
            "features": [],
            "paragraphs": [1, most],
            "length": [3 * least, 70 * most],
        },
        "vocabulary": {
            "speaker": child,
            "list": level.words,
            "extra": [*seed["words"], child, *others],
            "outside": level.outside,
            "least_words": 3,
        },
    }
    draft = assay.Draft(
        prompt.messages[-1].content,
        reply.visible,
        assay.make_reference(**reference),
        extra={name: seed[name] for name in ("age", "kind", "child", "others", "words")},
    )
    reply.whole(draft)
    return draft


@tiny_dialogues.source
def grid(params: Params, rng: random.Random) -> Iterator[dict[str, Any]]:
    """Draws from the grid, without end."""
    unknown = [str(a) for a in params.ages if a not in LEVELS] + [k for k in params.kinds if k not in KINDS]
    if unknown or len(params.turns) != 2:
        raise assay.UsageError(
            f"ages are of {', '.join(map(str, LEVELS))}, kinds of {', '.join(KINDS)}, turns are least and most (6,20)"
            + (f"; not known: {', '.join(unknown)}" if unknown else "")
        )
    words = simple_words()
    while True:
        yield {
            "age": rng.choice(params.ages),
            "kind": rng.choice(params.kinds),
            "child": rng.choice(NAMES),
            "others": rng.sample(OTHERS, rng.randint(1, max(1, params.most_others))),
            "words": [rng.choice(words["noun"]), rng.choice(words["verb"])],
        }
