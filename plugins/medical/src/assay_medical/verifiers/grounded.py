"""Does an answer about a note or a document say only what stands there, and as it stands there?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import assay
from assay.evidence import Findings, find_quote, language
from assay.evidence.final_answer import without_drafts
from assay_medical.grounding.sources import sources_of

LONGEST_RESPONSE = 8_000
LONGEST_SOURCES = 40_000
LONGEST_SENTENCE = 3_000
MOST_PIECES = 120
"""Commas and the like of one sentence."""
MOST_TURNS = 60
_QUOTED = re.compile(r"[\"“]([^\"“”\n]{8,600})[\"”]")
_YES_NO = re.compile(r"\W*(yes|no)(?=[\s,.:;–—-]|\Z)(?!\s+\w)[\s,.:;–—-]*", re.IGNORECASE)
_ALSO = re.compile(r"(?<![\w-])(?:yes|no)(?=\s*(?:[.,;:)!?]|\Z))", re.IGNORECASE)
_MARKS = re.compile(r"\*\*|__|`|^\s*(?:[-*•+]|#{1,6}|>|\d{1,2}[.)])\s+", re.MULTILINE)
_LABEL = re.compile(r"\A\s*(?:final answer|answer|a|response)\s*:\s*", re.IGNORECASE)
_UNREADABLE = re.compile(r"\d{40}|\S{400}|[^\w\s]{200}|(?:\d\s?[-+*/^=]\s?){40}")
_SILENT = re.compile(
    r"(?:note|record|document|text|chart|passage|source) (?:does not|doesn['’]t|did not) (?:mention|state|say|specify|document|record|contain|give|provide|report|list|include|describe)s?\b"
    r"|\b(?:is|are|was|were) not (?:mentioned|stated|documented|recorded|specified|given|provided|listed|described)\b(?=(?: (?:anywhere )?in the \w+)?[\s.]*\Z)"
    r"|\bthere is no (?:mention|record|documentation|information) (?:of|about|on)\b",
    re.IGNORECASE,
)
"""Says that the source says nothing of a thing."""
_PIECES = re.compile(r"[,;()]|\b(?:and|or)\b", re.IGNORECASE)
_OR = re.compile(r"\bor\b|\beither\b", re.IGNORECASE)


@assay.verifier(
    "medical.grounded",
    needs=("response",),
    deadline=10.0,
    preload=("assay_medical.grounding.matching",),
    proves_wrong=(
        "polarity_turned",
        "wrong_person",
        "wrong_side",
        "wrong_value",
        "contradicted",
        "wrong_yes_no",
    ),
)
def grounded(sample: assay.Sample) -> assay.Verdict:
    """Does an answer about a note say only what stands there: numbers, drugs, findings, denials, sides, persons?

    The sources are those of the reference (``{"sources": [{"id", "text"}]}``), the row's, or what the prompt states. Of a
    conversation all assistant turns are read. What is not understood is undecided, never accepted. Where the reference
    has a plain ``answer`` too, the response must state it. Reasons: ``docs/verifiers/medical-grounded.md``.
    """
    from assay_medical.grounding.matching import Outcome, book_of, judge

    sources = sources_of(sample)
    found = Findings()
    turns = list(_turns(sample))
    texts = [text for _, text, _ in turns]
    if (
        len(turns) > MOST_TURNS
        or sum(map(len, texts)) > LONGEST_RESPONSE
        or sum(len(text) for _, text in sources) > LONGEST_SOURCES
        or any(
            _UNREADABLE.search(text) or _too_dense(text) for text in (*texts, *(text for _, text in sources))
        )
    ):
        found.check(None, "length", "", "too_long", "The row is too long, or holds what is no text.")
        return found.verdict()
    if not sources:
        found.check(None, "source", "", "no_source", "There is nothing that the answer could rest on.")
        return found.verdict()
    book = book_of(tuple(text for _, text in sources))

    def note(outcome: Outcome, where: str, base: int = 0) -> None:
        span = (outcome.span[0] + base, outcome.span[1] + base)
        found.check(
            outcome.holds, outcome.kind, outcome.claim, outcome.reason, outcome.message,
            span=span, where=where, quote=outcome.quote,
        )  # fmt: skip

    for where, text, question in turns:
        for quote in _QUOTED.finditer(text):
            if len(quote[1].split()) > 2:
                holds = any(find_quote(quote[1], source) is not None for _, source in sources)
                message = "No source has the words in quotation marks."
                found.check(holds, "quote", quote[1], "not_quoted", message, span=quote.span(1), where=where)
        plain = _plain(text)
        opening = _YES_NO.match(plain)
        if opening and question:
            said = question.rstrip("? ")
            said = f"not {said}" if opening[1].lower() == "no" else said
            outcomes = list(judge(said, book))
            for outcome in (
                outcomes[:1] if all(o.holds for o in outcomes) else [o for o in outcomes if not o.holds]
            ):
                reason = (
                    outcome.reason
                    if outcome.holds
                    else "wrong_yes_no"
                    if outcome.holds is False
                    else "yes_or_no"
                )
                place = replace(
                    outcome, reason=reason, span=opening.span(1), claim=opening[1], kind="yes_or_no"
                )
                note(place, where)
        if opening:
            plain = " " * opening.end() + plain[opening.end() :]
            again = _ALSO.search(plain)
            if again:
                message = "It says yes or no more than once."
                found.check(None, "yes_or_no", again[0], "hedged", message, span=again.span(), where=where)
        for start, end in _silences(plain):
            note(_silence(plain[start:end], book), where, start)
            plain = plain[:start] + re.sub(r"[^\n]", " ", plain[start:end]) + plain[end:]
        for piece in language("en").sentences_in(plain):
            if piece.text.endswith("?"):
                message = "A question is not read."
                found.check(None, "question", piece.text, "asks", message, span=piece.span, where=where)
        for outcome in judge(plain, book):
            note(outcome, where)
    _answered(sample, texts, found)
    return found.verdict()


def _too_dense(text: str) -> bool:
    """Whether a sentence is too long, or has too many pieces, for its places to be compared with each other."""
    return any(
        len(piece.text) > LONGEST_SENTENCE or len(_PIECES.findall(piece.text)) > MOST_PIECES
        for piece in language("en").sentences_in(text)
    )


def _turns(sample: assay.Sample) -> Iterator[tuple[str, str, str]]:
    """The assistant's turns: where each stands, its text without drafts, the question before it."""
    said = [n for n, turn in enumerate(sample.messages) if turn.role == "assistant"]
    if len(said) < 2:
        yield "response", without_drafts(sample.response), _question(sample.prompt)
        return
    for n in said:
        asked = sample.messages[n - 1].content if n and sample.messages[n - 1].role == "user" else ""
        yield f"turn:{n}", without_drafts(sample.messages[n].content), _question(asked)


def _question(text: str) -> str:
    asked = [piece.text for piece in language("en").sentences_in(text[-4_000:]) if piece.text.endswith("?")]
    return asked[-1] if asked else ""


def _plain(text: str) -> str:
    """A text with blanks for the marks of Markdown, at the same places."""
    text = _MARKS.sub(lambda m: " " * len(m[0]), text)
    return _LABEL.sub(lambda m: " " * len(m[0]), text)


def _silences(text: str) -> list[tuple[int, int]]:
    pieces = language("en").sentences_in(text)
    return [piece.span for piece in pieces if _SILENT.search(piece.text)]


def _silence(said: str, book):  # type: ignore[no-untyped-def]
    """Whether the sources say nothing of what a sentence says that they do not mention."""
    from assay_medical.grounding.matching import Outcome, judge, terms_in
    from assay_medical.grounding.reading import units_of

    about = _SILENT.sub(lambda m: " " * len(m[0]), said)
    span = (0, len(said))
    terms = terms_in(about)
    missing = [
        any(not book.has(unit) for unit in units_of(about, *term.span) if unit.number is None)
        for term in terms
    ]
    if terms and all(missing):
        return Outcome(True, "ok", "", span, said, "not_mentioned")
    if not any(missing) and all(outcome.holds for outcome in judge(about, book)):
        return Outcome(False, "is_mentioned", "The source does say something of it.", span, said)
    return Outcome(None, "may_be_mentioned", "Whether the source says it cannot be told.", span, said)


def _answered(sample: assay.Sample, texts: list[str], found: Findings) -> None:
    """Whether the response states the plain answer of the reference, where it has one beside its sources."""
    from assay_medical.grounding.matching import Book, judge

    if not sample.reference.lstrip("\ufeff \t\r\n").startswith("{"):
        return
    try:
        answer = sample.expected
    except assay.BadReference:
        return  # it states none
    if not any(c.isalnum() for c in answer):
        return
    plain = _plain(texts[-1])
    opening = _YES_NO.match(plain)
    if answer.strip(" .").lower() in ("yes", "no"):
        right = opening is not None and opening[1].lower() == answer.strip(" .").lower()
        holds: bool | None = right if opening else None
        found.check(holds, "answer", answer, "other_answer", f"The response does not open with {answer!r}.")
        return
    stated = list(judge(answer, Book([plain]), bare=True))
    holds = True if stated and all(outcome.holds for outcome in stated) else None
    found.check(holds, "answer", answer, "answer_not_stated", f"The response does not state {answer!r}.")
    if _OR.search(plain) and not _OR.search(answer):
        found.check(None, "answer", answer, "hedged", "The response gives one answer or another.")
