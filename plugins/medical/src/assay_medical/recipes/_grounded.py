"""What recipes over documents share."""

from __future__ import annotations

from typing import Any

import assay

QA = {
    "type": "object",
    "properties": {name: {"type": "string"} for name in ("question", "answer", "quote")},
    "required": ["question", "answer", "quote"],
}
"""The reply that is asked for: a question, its answer, and the words of the source that it rests on."""


def answered(
    source: str, said: dict[str, str], *, licence: str = "", with_source: bool = True, **reference: Any
) -> assay.Draft:
    """The row of a question about a source; :class:`~assay.Rejected` where its quotation does not stand there."""
    from assay.evidence import find_quote

    question, answer, quote = (said[key].strip() for key in ("question", "answer", "quote"))
    draft = assay.Draft(
        f"{source}\n\n{question}" if with_source else question,
        answer,
        assay.make_reference(sources=[{"id": "source", "text": source}], **reference),
        sources=(assay.Source("source", source, licence=licence),),
        extra={"quote": quote},
    )
    if not quote or find_quote(quote, source) is None:
        raise assay.Rejected("not_quoted", f"The source does not have the words {quote[:120]!r}.", draft)
    return draft
