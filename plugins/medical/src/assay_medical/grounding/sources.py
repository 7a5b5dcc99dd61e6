"""What an answer is held against: the sources of the reference, of the row, or the prompt."""

from __future__ import annotations

import json
from dataclasses import dataclass

import assay
from assay.evidence import has_part, language


@dataclass(frozen=True)
class SourceText:
    """One text that the answer must rest on."""

    id: str
    text: str


@assay.reference_part("grounded")
@dataclass(frozen=True)
class Grounded:
    """The sources that an answer must rest on."""

    sources: tuple[SourceText, ...]

    def __post_init__(self) -> None:
        if not self.sources or not all(any(c.isalnum() for c in each.text) for each in self.sources):
            raise ValueError("a source has no text")
        if len({each.id for each in self.sources}) < len(self.sources):
            raise ValueError("two sources have one id")


def sources_of(sample: assay.Sample) -> list[tuple[str, str]]:
    """The texts by the names that ``where`` of a check gives them.

    The reference's ``{"sources": [{"id", "text"}]}`` (flat, or under ``grounded``); failing that the row's sources; failing
    that what the prompt states. Raises :class:`~assay.BadReference` for sources that cannot be read.
    """
    if has_part(sample.reference, Grounded):
        return [(each.id, each.text) for each in sample.part(Grounded).sources]
    if sample.reference.lstrip("\ufeff \t\r\n").startswith("{"):
        try:
            whole = json.loads(sample.reference.lstrip("\ufeff \t\r\n"))
        except (ValueError, RecursionError):
            whole = None
        if isinstance(whole, dict) and "sources" in whole:
            flat = assay.make_reference(grounded={"sources": whole["sources"]})
            part = assay.Sample(assay.Task("", flat), "").part(Grounded)
            return [(each.id, each.text) for each in part.sources]
    if sample.sources:
        return [(each.id, each.text) for each in sample.sources]
    stated = "".join(
        " " * len(piece.text) if piece.text.endswith("?") else sample.prompt[slice(*piece.span)] + " "
        for piece in language("en").sentences_in(sample.prompt)
    )
    return [("prompt", sample.prompt)] if any(c.isalnum() for c in stated) else []
