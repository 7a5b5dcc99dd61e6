"""Rows and chats of a recipe as plain data."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Mapping, Sequence
from typing import Any

from assay.plugins import Part
from assay.prompts import Filled
from assay.recipes import Recipe, Seed
from assay.records import Draft, Message


def rng_for(recipe: Recipe[Any], seed: int, what: int | str) -> random.Random:
    """Randomness that depends on (recipe, version, seed, candidate) and nothing else."""
    text = f"{recipe.name}\n{recipe.version}\n{seed}\n{what}"
    return random.Random(int.from_bytes(hashlib.sha256(text.encode()).digest(), "big"))


def chat(prompt: str | Filled | Sequence[Message | Mapping[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    """The name of a prompt, if it has one, and its messages as a server takes them."""
    if isinstance(prompt, str):
        return "", [{"role": "user", "content": prompt}]
    name, turns = (prompt.name, prompt.messages) if isinstance(prompt, Filled) else ("", prompt)
    if any(isinstance(turn, Message) and turn.images for turn in turns):
        raise NotImplementedError("pictures are kept in rows, but cannot be sent to a model yet")
    return name, [
        {"role": turn.role, "content": turn.content} if isinstance(turn, Message) else dict(turn)
        for turn in turns
    ]


def candidate_row(
    part: Part[Recipe[Any]],
    seed: int,
    index: int,
    draft: Draft | None,
    *,
    number: int | None = None,
    origin: Seed | None = None,
    trace: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """The row of a candidate; an empty one with its origin where there is no draft."""
    recipe = part.description
    draft = draft or Draft("", "", "")
    turns = draft.messages or (Message("user", draft.prompt), Message("assistant", draft.response))
    extra: dict[str, Any] = dict(draft.extra)
    if trace:
        extra["models"] = list(trace)
    if draft.parents:
        extra["parents"] = list(draft.parents)
    images = [
        {"message": i, "path": image.path, "sha256": image.sha256, "media_type": image.media_type}
        for i, turn in enumerate(turns)
        for image in turn.images
    ]
    pair = draft.pair
    return {
        "id": f"{recipe.name}-v{recipe.version}-s{seed}-{index}"
        + (f"-{number}" if number is not None else ""),
        "domain": recipe.domain,
        "prompt": draft.prompt,
        "messages": [{"role": t.role, "content": t.content} for t in turns] if draft.prompt else [],
        "answer": draft.stated,
        "reference": draft.reference,
        "difficulty": draft.difficulty,
        "generator": None,
        "recipe": recipe.name,
        "seed": seed,
        "labels": _json(draft.labels) if draft.labels else None,
        "pair": pair
        and {"rejected": pair.rejected, "opinion": pair.opinion, "verifier": "", "reason": "", "message": ""},
        "images": images or None,
        "provenance": {
            "source": "recipe",
            "name": recipe.name,
            "version": recipe.version,
            "distribution": part.plugin.distribution,
            "index": index,
            "file": (origin.file or None) if origin else None,
            "line": origin.line if origin else None,
            "extra": _json(extra) if extra else None,
        },
    }


def problem_of(draft: object) -> str:
    """What is wrong with what a recipe returned, ``""`` if nothing."""
    if not isinstance(draft, Draft):
        return f"The recipe returned {type(draft).__name__}, not a Draft."
    if not (
        isinstance(draft.prompt, str) and isinstance(draft.response, str) and draft.prompt and draft.response
    ):
        return "The draft has no prompt or no response."
    texts = [draft.reference, draft.answer, *draft.verifiers, *draft.parents]
    texts += [text for turn in draft.messages for text in (turn.role, turn.content)]
    texts += [draft.pair.rejected] if draft.pair else []
    if not all(isinstance(text, str) for text in texts):
        return "A reference, answer, turn, verifier, parent or pair of the draft is not text."
    if draft.difficulty is not None and not isinstance(draft.difficulty, int):
        return "The draft's difficulty is not a whole number."
    if draft.messages:
        asked = [turn.content for turn in draft.messages if turn.role == "user"]
        last = draft.messages[-1]
        if last.role != "assistant" or last.content != draft.response or asked[-1:] != [draft.prompt]:
            return "The draft's messages do not end in its prompt and its response."
    return ""


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
