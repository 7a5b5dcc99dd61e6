"""WRAP: documents rewritten in four styles for pre-training.

Maini and others, arXiv:2401.16380 (no code published). As there: documents are cut into
pieces of up to about 300 tokens, and a frozen model rewrites each piece easy, medium, hard,
or as questions and answers. Different here: numbers with units, names, negations, length and
(for the last) the form are proved against the source, which the row's reference holds.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import assay
from assay import ops
from assay.evidence.english import words_in

STYLES = {
    "easy": "Rewrite the text below so that a small child understands it: short sentences, simple words.",
    "medium": "Rewrite the text below in clear, well-formed English, like an article of an encyclopedia.",
    "hard": "Rewrite the text below tersely for scholars, in learned and abstract words.",
    "qa": (
        "Turn the text below into questions and answers that together say all that it says. "
        "Write each question on a line 'Question: ...' and its answer on the next line 'Answer: ...'."
    ),
}
OPINION = "that the meaning is kept, and the style, is the model's word"
ASK = assay.load_prompt("assay_text.recipes", "wrap.txt")


@dataclass(frozen=True)
class Params:
    documents: Path = assay.param(
        "a document (text, Markdown, HTML, PDF), a table with a column of text, or a folder of them"
    )
    column: str = assay.param("the column that holds the text", "text")
    styles: tuple[str, ...] = assay.param(f"of {', '.join(STYLES)}", tuple(STYLES))
    most_words: int = assay.param("cut documents into pieces of so many words", 220, least=1)
    least_words: int = assay.param("leave out pieces of fewer words", 20, least=0)
    shortest: float = assay.param("least length compared with the source", 0.5, least=0, most=1)
    longest: float = assay.param("most length compared with the source", 1.7, least=1)
    copied: float = assay.param("most share of six-word runs copied from the source", 0.6, least=0, most=1)
    temperature: float = assay.param("sampling temperature", 0.7, least=0)


@assay.recipe("text.wrap", params=Params, version=2, verifiers=("text.kept_facts",), cites="arXiv:2401.16380")
async def wrap(seed: assay.Seed, ctx: assay.Context[Params]) -> list[assay.Draft | assay.Rejected]:
    """Documents rewritten easy, medium, hard and as questions and answers, facts kept."""
    params, piece = ctx.params, seed.text("text")
    prompts = {style: ASK.fill(how=STYLES[style], text=piece) for style in params.styles}
    replies = await asyncio.gather(
        *(ctx.ask(prompt, temperature=params.temperature) for prompt in prompts.values())
    )
    seen: set[str] = set()
    drafts: list[assay.Draft | assay.Rejected] = []
    for (style, prompt), reply in zip(prompts.items(), replies, strict=True):
        kept = {
            "source": piece,
            "ratio": [params.shortest, params.longest * (1.5 if style == "qa" else 1)],
            "copied": params.copied,
            "form": "qa" if style == "qa" else "",
        }
        draft = assay.Draft(
            prompt.messages[-1].content,
            reply.visible,
            assay.make_reference(kept_facts=kept),
            labels={"opinion": OPINION},
            extra={"style": style, "place": seed["place"]},
        )
        try:
            text = reply.whole(draft)
            if text in seen:
                raise assay.Rejected("same_reply", "Another style of this piece has the same text.", draft)
            seen.add(text)
            drafts.append(draft)
        except assay.Rejected as rejected:
            drafts.append(rejected)
    return drafts


@wrap.source
def pieces(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    """The passages of all documents, but for the short ones."""
    unknown = [style for style in params.styles if style not in STYLES]
    if unknown or not params.styles:
        raise assay.UsageError(
            f"styles are of {', '.join(STYLES)}; not known: {', '.join(unknown) or 'none given'}"
        )
    for seed in ops.read_passages(params.documents, most=params.most_words, column=params.column):
        if seed.problem or len(words_in(seed.text("text"))) >= params.least_words:
            yield seed
