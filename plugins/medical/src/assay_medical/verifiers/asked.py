"""Does a prompt about given sources ask and say only what they name?"""

from __future__ import annotations

import re

import assay
from assay.evidence import Findings, language
from assay_medical.grounding.sources import sources_of

LONGEST_PROMPT = 40_000
LONGEST_SOURCES = 40_000
LONGEST_QUESTION = 4_000
"""Characters of a prompt beside the sources that stand in it."""
_UNREADABLE = re.compile(r"\d{40}|\S{400}|[^\w\s]{200}|(?:\d\s?[-+*/^=]\s?){40}")


@assay.verifier(
    "medical.asked",
    needs=("prompt",),
    deadline=10.0,
    preload=("assay_medical.grounding.matching",),
)
def asked(sample: assay.Sample) -> assay.Verdict:
    """Does a prompt name only numbers, drugs and findings of its sources, and state only what they say?

    The sources are those of the reference or of the row (as for ``medical.grounded``). Questions may use any everyday words;
    whether the sources answer them is ``medical.grounded``'s.
    """
    from assay_medical.grounding.matching import Book, judge, strange_in

    found = Findings()
    sources = [text for name, text in sources_of(sample) if name != "prompt"]
    if not sources:
        raise assay.BadReference("Neither the reference nor the row has sources.")
    if len(sample.prompt) > LONGEST_PROMPT or sum(map(len, sources)) > LONGEST_SOURCES:
        found.check(None, "length", "", "too_long", "The prompt or the sources are too long.", where="prompt")
        return found.verdict()
    book = Book(sources)
    rest = sample.prompt
    for source in sources:  # the prompt may hold a source as it is
        place = rest.find(source.strip())
        if place != -1:
            end = place + len(source.strip())
            rest = rest[:place] + " " * (end - place - 1) + "\n" + rest[end:]
    rest = rest.rstrip()
    if len(rest.strip()) > LONGEST_QUESTION or _UNREADABLE.search(rest):
        found.check(None, "length", "", "too_long", "What is asked is too long, or no text.", where="prompt")
        return found.verdict()
    questions = [piece for piece in language("en").sentences_in(rest) if piece.text.endswith("?")]
    for piece in questions:
        strange = list(strange_in(rest, piece.span, book))
        for each in strange:
            found.check(
                each.holds, "question", each.claim, each.reason, each.message, span=each.span, where="prompt"
            )
        if not strange:
            found.check(True, "question", piece.text, span=piece.span, where="prompt")
    for each in judge(rest, book):
        found.check(
            each.holds, each.kind, each.claim, each.reason, each.message,
            span=each.span, where="prompt", quote=each.quote,
        )  # fmt: skip
    if not questions:
        found.check(None, "question", "", "no_question", "The prompt asks nothing.", where="prompt")
    return found.verdict()
