"""Long texts cut into pieces."""

from __future__ import annotations

import re

from assay_text.words import sentences_of, words_of


def chunks(text: str, most_words: int) -> list[str]:
    """Pieces of at most ``most_words`` words, cut between paragraphs, else between sentences.

    A sentence that is longer by itself is left out.
    """
    pieces: list[str] = []
    current: list[str] = []
    size = 0
    for paragraph in re.split(r"\n\s*\n", text):
        whole = " ".join(paragraph.split())
        parts = [whole] if len(words_of(whole)) <= most_words else sentences_of(whole)
        for part in parts:
            count = len(words_of(part))
            if size + count > most_words and current:
                pieces.append(" ".join(current))
                current, size = [], 0
            if 0 < count <= most_words:
                current.append(part)
                size += count
    return [*pieces, " ".join(current)] if current else pieces
