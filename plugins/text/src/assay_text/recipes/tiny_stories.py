"""TinyStories: stories for small children, spread out by the words that each must use.

Eldan and Li, arXiv:2305.07759 (no code published). As there: a noun, a verb and an
adjective are drawn from a child's vocabulary, and some features of the story. Different
here: what can be computed is proved (the three words, the vocabulary, paragraphs, and the
features dialogue, question, moral and refrain); of the features that cannot (plot twist,
bad ending …) the row's labels say that they were asked for and not proved.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import assay
from assay import ops
from assay.evidence.english import simple_words
from assay_text.verifiers.required_words import FEATURES

HOW = {
    "dialogue": "People or animals in it must talk, their words in double quotation marks.",
    "question": "Someone in it must ask a question.",
    "moral": "The last paragraph must be one line that begins with 'Moral:'.",
    "refrain": "One short sentence must come back three times, word for word.",
    "plot twist": "Something must turn out otherwise than one thinks.",
    "bad ending": "It must end badly.",
    "conflict": "Two of its persons must want different things.",
    "foreshadowing": "Something early in it must hint at what happens later.",
}
WORDS = ("noun", "verb", "adjective")
ASK = assay.load_prompt("assay_text.recipes", "tiny_stories.txt")


@dataclass(frozen=True)
class Params:
    words: Path | None = assay.param(
        "JSONL with word and part (noun, verb, adjective, other): draw from these, and allow them besides our list",
        None,
    )
    features: tuple[str, ...] = assay.param(f"what to draw features from: {', '.join(HOW)}", tuple(HOW))
    most_features: int = assay.param("draw up to so many features", 2, least=0)
    outside: float = assay.param(
        "share of the words that may be outside the vocabulary", 0.03, least=0, most=1
    )
    paragraphs: tuple[int, ...] = assay.param("least and most paragraphs", (3, 5), least=1)
    length: tuple[int, ...] = assay.param("least and most words", (60, 400), least=1)
    temperature: float = assay.param("sampling temperature", 1.0, least=0)


@assay.recipe(
    "text.tiny_stories",
    params=Params,
    version=2,
    verifiers=("text.required_words", "text.vocabulary"),
    cites="arXiv:2305.07759",
    endless=True,
)
async def tiny_stories(seed: assay.Seed, ctx: assay.Context[Params]) -> assay.Draft:
    """Stories for small children that use three drawn words and drawn features."""
    params = ctx.params
    features = [name for name in seed["features"] if name in FEATURES]
    opinions = [name for name in seed["features"] if name not in FEATURES]
    prompt = ASK.fill(
        paragraphs="{} to {}".format(*params.paragraphs),
        features="\n".join(HOW[name] for name in seed["features"]),
        **{part: seed.text(part) for part in WORDS},
    )
    reply = await ctx.ask(prompt, temperature=params.temperature)
    words = [seed.text(part) for part in WORDS]
    reference: dict[str, Any] = {
        "required_words": {
            "words": words,
            "features": features,
            "paragraphs": list(params.paragraphs),
            "length": list(params.length),
        },
        "vocabulary": {
            "list": "simple",
            "extra": seed["extra"],
            "outside": params.outside,
            "least_words": params.length[0],
        },
    }
    draft = assay.Draft(
        prompt.messages[-1].content,
        reply.visible,
        assay.make_reference(**reference),
        labels={"asked_for_not_proved": opinions} if opinions else {},
        extra={"words": words, "features": features},
    )
    reply.whole(draft)
    return draft


tiny_stories.filter(
    ops.Novel(
        lambda: ops.MinHashPool(above=0.7),
        lambda row: row["messages"][-1]["content"],
        reason="near_duplicate",
    )
)


@tiny_stories.source
def draws(params: Params, rng: random.Random) -> Iterator[dict[str, Any]]:
    """Three words and up to ``most_features`` features, without end."""
    unknown = [name for name in params.features if name not in HOW]
    if unknown:
        raise assay.UsageError(f"features has {unknown[0]!r}, known are {', '.join(HOW)}")
    if len(params.paragraphs) != 2 or len(params.length) != 2:
        raise assay.UsageError("paragraphs and length are two numbers each, least and most (3,5)")
    parts, extra = _vocabulary(params)
    while True:
        features = rng.sample(
            params.features, rng.randint(0, min(params.most_features, len(params.features)))
        )
        yield {part: rng.choice(parts[part]) for part in WORDS} | {"features": features, "extra": extra}


def _vocabulary(params: Params) -> tuple[dict[str, list[str]], list[str]]:
    """The words to draw from, by part, and those that are allowed besides our list."""
    if params.words is None:
        simple = simple_words()
        return {part: list(simple["adj" if part == "adjective" else part]) for part in WORDS}, []
    parts: dict[str, list[str]] = {}
    for seed in assay.read_seeds(params.words, "word", "part"):
        if seed.problem:
            raise assay.UsageError(seed.problem)
        parts.setdefault(str(seed["part"]), []).append(str(seed["word"]))
    missing = [part for part in WORDS if part not in parts]
    if missing:
        raise assay.UsageError(f"{params.words.name} has no word whose part is {missing[0]!r}")
    return parts, [word for part in parts.values() for word in part]
