"""The sources that a row is held against: those of its reference, or its own."""

from __future__ import annotations

import json
from dataclasses import dataclass

import assay
from assay.evidence import has_part


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
    """The texts by id; :class:`~assay.BadReference` if there are none."""
    if has_part(sample.reference, Grounded):
        part = sample.part(Grounded)
    elif (
        '"sources"' in sample.reference
        and isinstance(whole := _object(sample.reference), dict)
        and "sources" in whole
    ):
        flat = assay.make_reference(grounded={"sources": whole["sources"]})
        part = assay.Sample(assay.Task("", flat), "").part(Grounded)
    elif sample.sources:
        return [(each.id, each.text) for each in sample.sources]
    else:
        raise assay.BadReference("Neither the reference nor the row has sources.")
    return [(each.id, each.text) for each in part.sources]


def _object(text: str) -> object:
    try:
        return json.loads(text.lstrip("\ufeff \t\r\n"))
    except (ValueError, RecursionError):
        return None
