"""The texts that a response must quote from: of the reference, of the row, or the prompt's own."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

import assay
from assay.evidence import reference_part

LONGEST = 200_000
"""Characters of all sources together that are read."""
LONGEST_RESPONSE = 20_000
"""Characters of a response that are read."""
PROMPT = "prompt"


@dataclass(frozen=True)
class Text:
    """A statute, contract or opinion, or a part of one; ``id`` may be its section: ``§ 12``, ``民法典第五百七十七条``."""

    id: str
    text: str

    def __post_init__(self) -> None:
        if not self.id or not self.text.strip():
            raise ValueError("A source has an id and a text.")


@reference_part("quotation")
@dataclass(frozen=True)
class Quotation:
    """What may be quoted, the sections (``14(b)``, ``第五百七十七条``) and the words of which each must be quoted."""

    sources: tuple[Text, ...] = ()
    cite: tuple[str, ...] = ()
    quote: tuple[str, ...] = ()


def flat(sample: assay.Sample) -> dict[str, object]:
    """The keys at the top of the reference; empty if it is plain text."""
    try:
        whole = json.loads(sample.reference.lstrip("\ufeff \t\r\n") or "0")
    except (ValueError, RecursionError):
        return {}
    return whole if isinstance(whole, dict) else {}


def texts_of(sample: assay.Sample, own: tuple[Text, ...]) -> tuple[Text, ...]:
    """The sources of a reference, failing these the row's, failing these the prompt without what it asks."""
    if own:
        found = own
    elif sample.sources:
        found = tuple(Text(each.id, each.text) for each in sample.sources)
    else:
        found = (Text(PROMPT, told),) if (told := without_question(sample.prompt)).strip() else ()
    if not found:
        raise assay.BadReference("Neither the reference nor the row nor the prompt has a text to quote from.")
    if len({each.id for each in found}) < len(found):
        raise assay.BadReference("Two sources have the same id.")
    return found


_ASKS = ("?", "？")


def _asking(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text stand that end in a question mark; a line ends one, too."""
    from assay_law.texts.modality import sentences

    made, at = [], 0
    for line in text.split("\n"):
        if any(mark in line for mark in _ASKS):
            made += [(at + a, at + a + len(s)) for a, s in sentences(line) if s.rstrip().endswith(_ASKS)]
        at += len(line) + 1
    return made


def questions_in(text: str) -> list[str]:
    """The sentences of a text that end in a question mark."""
    return [text[a:b].strip() for a, b in _asking(text)]


_LETTER = re.compile(r"\w")


def without_question(prompt: str) -> str:
    """A prompt with blanks for its questions and, where it has several paragraphs, for the last and those that ask."""
    pieces = re.split(r"(\n\s*\n)", prompt)
    bodies = [n for n in range(0, len(pieces), 2) if pieces[n].strip()]
    for n in bodies:
        if len(bodies) > 1 and (n == bodies[-1] or ("?" in pieces[n] and len(pieces[n]) < 600)):
            pieces[n] = _LETTER.sub(" ", pieces[n])
        else:
            for start, end in _asking(pieces[n]):
                pieces[n] = pieces[n][:start] + " " * (end - start) + pieces[n][end:]
    return "".join(pieces)
