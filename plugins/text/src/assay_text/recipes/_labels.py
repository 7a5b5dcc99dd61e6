"""What the labelling recipes share: labels out of replies, drafts, texts that people label."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import assay

_PREFIX = re.compile(r"^\W*(?:the )?(?:final )?(?:label|answer)(?: is)?\W*[:=]\W*", re.IGNORECASE)
MODEL = "the label is the model's opinion"


def said(reply: assay.Reply) -> str:
    """What a reply says that came to its end; of others ``""``, which is no label."""
    try:
        return reply.whole()
    except assay.Rejected:
        return ""


async def voted(
    ctx: assay.Context[Any],
    prompt: assay.Filled,
    read: Callable[[assay.Reply], str | None],
    attempts: int,
    temperature: float,
) -> str | None:
    """The label that ``read`` takes from a reply, asked for again where there is none; ``None`` if that is of no use."""

    def label(reply: assay.Reply) -> str:
        found = read(reply)
        if found is None:
            raise assay.Rejected("no_label", "Its last line is not one of the labels as they are written.")
        return found

    try:
        return await ctx.read(prompt, label, attempts=attempts, temperature=temperature)
    except assay.Rejected:
        return None


def bare(text: str) -> str:
    """The last line of a reply without what is around the label."""
    lines = [line for line in text.strip().splitlines() if line.strip()]
    return _PREFIX.sub("", lines[-1]).strip(" \t.,;!*_`\"'“”()[]") if lines else ""


def label_in(text: str, labels: Sequence[str]) -> str | None:
    """The label that a reply ends in; nothing is guessed from words in passing."""
    said = bare(text).casefold()
    return next((label for label in labels if label.casefold() == said), None)


def letter_in(text: str, options: Sequence[str]) -> str | None:
    """The label behind the letter that a reply ends in, or the label itself."""
    match = re.match(r"(?:option )?([A-Z])(?:[.):\s]+(.*))?$", bare(text), re.IGNORECASE)
    if not match or (place := ord(match[1].upper()) - ord("A")) >= len(options):
        return label_in(text, options)
    if match[2] and match[2].strip().casefold() != options[place].casefold():
        return None  # a letter and another label
    return options[place]


def label_set(labels: Sequence[str]) -> tuple[str, ...]:
    """The labels, at least two different ones; :class:`ValueError` otherwise."""
    if len({label.casefold() for label in labels}) < len(labels) or len(labels) < 2 or not all(labels):
        raise ValueError(f"labels must be two or more, all different; they are {', '.join(labels)}")
    return tuple(labels)


def draft(
    question: str,
    labels: Sequence[str],
    text: str,
    label: str,
    evidence: Mapping[str, Any],
    opinions: Mapping[str, Any],
    pair: assay.Pair | None = None,
) -> assay.Draft:
    """The row of a labelled text; ``evidence`` is what ``text.label`` looks at besides the labels."""
    return assay.Draft(
        f"{question}\nAnswer with one of these labels: {', '.join(labels)}\n\n{text}",
        label,
        assay.make_reference(label={"labels": list(labels), **evidence}),
        answer=label,
        labels=opinions,
        pair=pair,
    )


class Queue:
    """A JSONL file of texts for people, each once; they fill in ``label`` and give it back."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.known: set[str] = set()
        self.size = 0  # of the file as we know it; people may change it between two runs

    def put(self, text: str, votes: Sequence[str | None], entropy: float) -> None:
        if (self.path.stat().st_size if self.path.exists() else 0) != self.size:
            self._read()
        if text in self.known:
            return
        self.known.add(text)
        counts = {str(vote or "unreadable"): votes.count(vote) for vote in votes}
        line = {"text": text, "label": "", "votes": counts, "entropy": round(entropy, 4)}
        with self.path.open("ab") as file:
            file.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
            self.size = file.tell()

    def _read(self) -> None:
        """What is in the file; a last line that a crash tore off is taken away, its text comes again."""
        data = self.path.read_bytes() if self.path.exists() else b""
        whole, _, rest = data.rpartition(b"\n")
        if rest:
            try:
                json.loads(rest)
                whole = data  # an editor left out the end of the line
            except ValueError:
                pass
            self.path.write_bytes(whole + b"\n" if whole else b"")
        self.known = (
            {str(seed.fields.get("text")) for seed in assay.read_seeds(self.path)} if whole else set()
        )
