"""Does the prompt ask about what its source holds, and is that what the answer speaks of?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import assay
from assay.evidence import Findings, find_quote, has_part
from assay.evidence.final_answer import without_drafts
from assay_science.grounding.given import sources_of
from assay_science.grounding.naming import columns_named, rows_named
from assay_science.grounding.sentences import sentences_in
from assay_science.grounding.sources import LONGEST, Book, Table, read_sources
from assay_science.grounding.told import LOWERED, MEASURES, numbers_in, same_told
from assay_science.grounding.words import COMPARING, COMPUTING, NEUTRAL, is_any, terms_in

LONGEST_QUESTION = 600
_ASKING = frozenset(
    "what which how many much when where who whose why does do did is are was were be the a an of in at on to for from by with as and or than"
    " please tell me give name state find determine calculate compute identify report list extract summarise summarize compare explain describe"
    " write use using say sentence sentences short one two words given following above below table passage text record paragraph data"
    " question answer your you its it this that these those there any each can could would should i we us our need want know like"
    " long high low large small hot fast heavy kind type sort change quote complete brief briefly only exactly".split()
)
"""Words of questions that state nothing of what is asked for."""


@assay.reference_part("asked")
@dataclass(frozen=True)
class Asked:
    """``keywords`` are words that the question or the answer must use, in any inflection."""

    keywords: tuple[str, ...] = ()


@assay.verifier("science.asked", needs=("prompt", "response"), deadline=5.0)
def asked(sample: assay.Sample) -> assay.Verdict:
    """Does the prompt ask about what its sources hold, without giving the answer away, and does the answer speak of that?

    The sources are read as by ``science.grounded``. They may stand in the prompt before the question. The part ``asked``
    of the reference may hold keywords.
    """
    texts = sources_of(sample)
    keywords = sample.part(Asked).keywords if has_part(sample.reference, Asked) else ()
    found = Findings()
    response = without_drafts(sample.response).translate(LOWERED)
    question, start = _question(sample.prompt, [text for _, text in texts])
    if len(question) > LONGEST_QUESTION or len(response) > 8_000 or sum(len(t) for _, t in texts) > LONGEST:
        found.check(None, "length", "", "too_long", "The question, the answer or the sources are too long.")
        return found.verdict()
    book = read_sources(texts)
    span = (start, start + len(question))

    def check(holds: bool, kind: str, claim: str, reason: str, message: str) -> None:
        found.check(holds or None, kind, claim, reason, message, span=span, where="prompt")

    asks = question.rstrip().endswith("?") or _ORDERS.match(question) is not None
    check(asks, "question", question, "no_question", f"It asks nothing: {question[:80]!r}.")
    strange = _strange(question, book)
    check(
        not strange,
        "question",
        question,
        "other_words",
        f"{strange!r} is not in the sources, nor a word that asks.",
    )
    leaked = _leaked(question, response, book)
    check(not leaked, "question", question, "answer_given", f"The question tells the answer's {leaked!r}.")
    missed = _missed(question, response, book)
    check(
        not missed,
        "question",
        question,
        "other_answer",
        f"The question is about {missed!r}, the answer is not.",
    )
    used = {form for text in (question, response) for term in terms_in(text) for form in term.forms}
    for word in keywords:
        there = all(term.forms & used for term in terms_in(word.translate(LOWERED)))
        check(there, "keyword", word, "no_keyword", f"Neither question nor answer uses {word!r}.")
    return found.verdict()


_ORDERS = re.compile(
    r"\W*(?:please\s+)?(?:using[^,]*,\s*)?(?:state|give|name|list|find|determine|calculate|compute|identify|report|extract|summari[sz]e|compare"
    r"|explain|describe|write|quote|tell|say)\b",
    re.IGNORECASE,
)


def _question(prompt: str, sources: Sequence[str]) -> tuple[str, int]:
    """What of a prompt is not one of its sources, and where it begins."""
    text = prompt
    for source in sources:
        place = text.find(source.strip())
        if place >= 0:
            text = text[:place] + " " * len(source.strip()) + text[place + len(source.strip()) :]
    start = len(text) - len(text.lstrip())
    return text.strip().translate(LOWERED), start


def _strange(question: str, book: Book) -> str:
    """A word or number of a question that is neither in the sources nor asks."""
    known = book.stems | {
        form for text in book.texts.values() for term in terms_in(text) for form in term.forms
    }
    told = numbers_in(question, book.units)
    for number in told:
        if not any(
            same_told(number, other) or (other.value == number.value and not number.unit)
            for other in book.numbers
        ):
            return number.text
    for term in terms_in(question):
        if any(a <= term.span[0] and term.span[1] <= b for a, b in (number.span for number in told)):
            continue
        if term.is_name and any(find_quote(term.text, text) for text in book.texts.values()):
            continue
        fine = term.forms & (known | _ASKING | MEASURES.keys()) or is_any(
            term.text, NEUTRAL | COMPARING | COMPUTING
        )
        if not fine:
            return term.text
    return ""


def _leaked(question: str, response: str, book: Book) -> str:
    """A number that the question tells and which is all the numbers that the answer has."""
    told = numbers_in(_without_quotes(response), book.units)
    asked_for = numbers_in(question, book.units)
    fresh = [n for n in told if not any(same_told(n, other) for other in asked_for)]
    return told[0].text if told and not fresh else ""


def _without_quotes(text: str) -> str:
    return re.sub(r"[\"“][^\"”]*[\"”]", " ", text)


def _missed(question: str, response: str, book: Book) -> str:
    """What a question names, and its answer does not: a row, a column, or the words of the sentence that it rests on."""
    for table in book.tables:
        if missed := _missed_of(table, question, response, book):
            return missed
    if book.tables:
        return ""
    about = [t for t in terms_in(question) if not t.forms & (_ASKING | MEASURES.keys()) and not is_any(t.text, NEUTRAL | COMPARING | COMPUTING)]  # fmt: skip
    said = {form for term in terms_in(response) for form in term.forms}
    for piece in sentences_in(response):
        quoted = [s for s in book.sentences if find_quote(piece.text.strip('"“” '), s.text)]
        said |= {form for s in quoted for term in terms_in(s.text) for form in term.forms}
    return next((term.text for term in about if not term.forms & said), "")


def _missed_of(table: Table, question: str, response: str, book: Book) -> str:
    told, answered = numbers_in(question, book.units), numbers_in(response, book.units)
    rows, rest = rows_named(table, question, told)
    named, others = rows_named(table, response, answered)
    for row in rows:
        if row.number not in {each.number for each in named}:
            return table.rows[row.number][0].text
    columns = columns_named(table, question, [r.span for r in rows] + [n.span for n in rest])
    spoken = columns_named(table, response, [r.span for r in named] + [n.span for n in others])
    for column in columns:
        if column.number not in {each.number for each in spoken} and (column.number or table.is_record):
            return table.columns[column.number].label
    return ""
