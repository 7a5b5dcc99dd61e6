"""ShareGPT as Vicuna cleaned it: chats that people shared, brought into form by rules, without a model.

Chiang and others (Vicuna, 2023), https://github.com/lm-sys/FastChat (Apache-2.0). As there: HTML
to Markdown, marks of the page away, roles must alternate, blocked words, error notices, short
replies, language, duplicates by the first exchange, long chats cut between exchanges. Different
here: pieces are measured in words, the last piece of a cut chat is not lost, cut-off code blocks
fall, and the result is proved again by a verifier. Add rows about the model's identity yourself.
"""

from __future__ import annotations

import importlib.util
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import assay
from assay import Message, ops
from assay_text import spoken
from assay_text.chats import clean_turns, pieces


@dataclass(frozen=True)
class Params:
    chats: Path = assay.param(
        "JSONL, a JSON array or Parquet with conversations (from and value) or messages"
    )
    blocked: tuple[str, ...] = assay.param("words that no turn may hold", ("openai", "chatgpt"))
    least_characters: int = assay.param("least length of a reply", 16, least=0)
    most_words: int = assay.param("cut longer chats into pieces of so many words", 1500, least=1)
    html: bool = assay.param("turn HTML into Markdown (needs markdownify); without it such chats fall", True)
    language: Literal["en", "any"] = assay.param("language of the chats; en needs py3langid", "en")


@assay.recipe(
    "text.clean_chats",
    params=Params,
    version=3,
    verifiers=("text.chat_form",),
    models=(),
    cites="https://lmsys.org/blog/2023-03-30-vicuna",
)
async def clean_chats(seed: assay.Seed, ctx: assay.Context[Params]) -> list[assay.Draft]:
    """Shared chats cleaned, filtered by rules and cut to length; no model."""
    params = ctx.params
    turns: list[list[str]] = await ctx.work(clean_turns, seed["turns"], params.html)
    system = [turns.pop(0)] if turns and turns[0][0] == "system" else []
    if not turns or [role for role, _ in turns] != ["user", "assistant"] * (len(turns) // 2):
        raise assay.Rejected("no_alternation", "User and assistant do not take turns.")
    wanted: dict[str, Any] = {
        "blocked": list(params.blocked),
        "least_characters": params.least_characters,
        "most_words": params.most_words,
        "language": params.language,
    }
    drafts = []
    for number, piece in enumerate(pieces(turns, params.most_words)):
        chat = tuple(Message(role, text) for role, text in system + piece)
        extra = {"chat_id": seed["id"], "piece": number}
        form = assay.make_reference(chat_form=wanted)
        drafts.append(assay.Draft(chat[-2].content, chat[-1].content, form, messages=chat, extra=extra))
    return drafts


def _first_exchange(row: Any) -> str:
    spoken = [turn["content"] for turn in row["messages"] if turn["role"] != "system"]
    return "\n\n".join(spoken[:2])


clean_chats.filter(ops.Novel(ops.ExactPool, _first_exchange, reason="duplicate_chat"))


@clean_chats.source
def chats(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    """The chats of the file."""
    if params.html and importlib.util.find_spec("markdownify") is None:
        raise assay.UsageError("HTML needs markdownify: pip install 'assay-text[html]', or set html=false")
    if params.language == "en" and not spoken.installed():
        raise assay.UsageError(f"{spoken.INSTALL}, or set language=any")
    for seed in assay.read_seeds(params.chats):
        turns = seed.fields.get("conversations") or seed.fields.get("messages") or seed.fields.get("items")
        place = f"{params.chats.name}, line {seed.line}"
        problem = seed.problem or (
            "" if isinstance(turns, list) else f"{place} has no list of conversations or messages"
        )
        yield assay.Seed(
            {"turns": turns, "id": str(seed.fields.get("id", ""))}, seed.file, seed.line, problem
        )
