"""Does an answer about a table, a record or a passage say only what stands there, or is computed from it?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import assay
from assay.evidence import Findings, Quote, find_quote
from assay.evidence.english import names_in
from assay.evidence.final_answer import without_drafts
from assay_science.grounding import cells, passages
from assay_science.grounding.computing import equations_in, in_equation_anywhere
from assay_science.grounding.given import sources_of
from assay_science.grounding.naming import rows_named
from assay_science.grounding.outcome import Outcome, undecided, wrong
from assay_science.grounding.sentences import sentences_in
from assay_science.grounding.sources import LONGEST, Book, is_unreadable, read_sources
from assay_science.grounding.told import LOWERED, Told, numbers_in, same_told, without_conversions
from assay_science.grounding.words import (
    COMPARING,
    COMPUTING,
    NEUTRAL,
    identifiers_in,
    is_any,
    stems,
    words_of,
)

LONGEST_RESPONSE = 8_000
MOST_SENTENCES = 60
LONGEST_SENTENCE = 1_500
_PROMPT_END = 2_000
"""Characters at the end of a prompt in which its question is looked for."""


@assay.verifier(
    "science.grounded",
    needs=("response",),
    deadline=5.0,
    proves_wrong=("wrong_cell", "wrong_comparison", "wrong_computation"),
)
def grounded(sample: assay.Sample) -> assay.Verdict:
    """Is every number, name, comparison and quotation of an answer in the given sources, in its place, or computed from them?

    The sources are those of the reference (``{"sources": [{"id", "text"}]}``), or the row's. What is not understood
    is undecided, never accepted.
    """
    texts = sources_of(sample)
    found = Findings()
    text = without_drafts(sample.response)
    if (
        len(text) > LONGEST_RESPONSE
        or is_unreadable(text)
        or is_unreadable(sample.prompt[-_PROMPT_END:])
        or sum(len(t) for _, t in texts) > LONGEST
    ):
        message = f"More than {LONGEST_RESPONSE:,} characters of a response, or {LONGEST:,} of sources, are not read."
        found.check(None, "length", "", "too_long", message)
        return found.verdict()
    try:
        book = read_sources(texts)
    except ValueError as error:
        found.check(None, "length", "", "too_long", f"It is too long: {error}.")
        return found.verdict()
    statements = list(_statements(text))
    if len(statements) > MOST_SENTENCES:
        found.check(None, "length", "", "too_long", f"More than {MOST_SENTENCES} sentences are not read.")
        return found.verdict()
    question = _question(sample.prompt[-_PROMPT_END:])
    established: list[Told] = []
    for said, start in statements:
        outcome = _judge(said, book, question, established)
        span = outcome.span or (0, len(said))
        where = (start + span[0], start + min(span[1], len(said)))
        found.check(
            outcome.holds,
            "statement",
            said,
            outcome.reason,
            outcome.message,
            span=where,
            quote=outcome.quote,
        )
    if statements and (missed := _missed(question, [s for s, _ in statements], book)):
        found.check(
            None,
            "question",
            missed,
            "other_question",
            f"The question names {missed!r}, and the answer does not.",
        )
    return found.verdict()


# -- statements

_ITEM = re.compile(r"\s*(?:[-*•+]\s+|\d{1,2}[.)]\s+|#{1,6}\s+|>\s*)")
_LABEL = re.compile(
    r"\s*(?:\*\*)?(?:final answer|answer|a|response)(?:\*\*)?\s*:\s*(?:\*\*)?\s*", re.IGNORECASE
)
_MARKS = re.compile(
    r"\*\*|__|(?<![\w\\])[*_](?=\w)|(?<=\w)[*_](?![\w*])|`|\\(?:boxed|text|mathrm|textbf)\{|\\[,;:! ]|\\\(|\\\)|\$"
    r"|(?<=[\w°%³²])\}(?!\w)"
)
_DEGREES = re.compile(r"(?:\\[,;:! ]|[\s~])*\^\{?\\circ\}?\s*(?:\\(?:mathrm|text)\{)?(?P<scale>[CF])\b\}?")
_UNIT_IN_LATEX = re.compile(
    r"(?<=\d)(?:\\[,;:! ]|[\s~])*\\(?:text|mathrm)\{\s*([^{}]{1,40})\}(?:\^\{?([-−]?\d)\}?)?"
)  # 8.96\ \text{g/cm}^3
_LEAD_IN = re.compile(
    r"\s*(?:(?:based on|according to|using|from|as (?:shown|given|listed) in|in) (?:the|this) (?:\w+ )?(?:table|passage|text|data|source|record|row)"
    r"(?: (?:above|provided|given|below))?,|(?:the|this) (?:table|passage|text|source|record|data) (?:states?|says?|reports?|shows?|lists?|gives?) that)\s+(?=\S)",
    re.IGNORECASE,
)


def _statements(text: str) -> Iterator[tuple[str, int]]:
    """The sentences of a response, with blanks for the marks of Markdown in them, and where each begins."""
    plain = _DEGREES.sub(lambda m: f"°{m['scale']}".ljust(len(m[0])), text.translate(LOWERED))
    plain = _UNIT_IN_LATEX.sub(lambda m: f" {m[1]}{'^' + m[2] if m[2] else ''}".ljust(len(m[0])), plain)
    plain = _MARKS.sub(lambda m: " " * len(m[0]), plain)
    whole = _QUOTED.sub(lambda m: re.sub(r"[.!?\n]", ",", m[0]), plain)  # no sentence ends within a quotation
    for piece in sentences_in(whole):
        said, start = plain[slice(*piece.span)], piece.span[0]
        for lead in (_ITEM, _LABEL, _LEAD_IN):
            if (match := lead.match(said)) and match.end() < len(said):
                said, start = said[match.end() :], start + match.end()
        if any(c.isalnum() for c in said):
            yield said, start


def _question(prompt: str) -> str:
    """The last sentence of a prompt that asks something."""
    asked = [piece.text for piece in sentences_in(prompt) if piece.text.endswith("?")]
    return _LEAD_IN.sub("", asked[-1]) if asked else ""


def _judge(said: str, book: Book, question: str, established: list[Told]) -> Outcome:
    """What the sources say of one sentence of the response."""
    if len(said) > LONGEST_SENTENCE:
        message = f"A sentence of more than {LONGEST_SENTENCE:,} characters is not read."
        return undecided("too_many_words", message)
    rest, quotes = said, []
    for match in _QUOTED.finditer(said):
        outcome, inner = _quotation(match, book)
        if not outcome.holds:
            return outcome
        if inner:
            quotes.append(inner)
            rest = rest[: match.start()] + " " * len(match[0]) + rest[match.end() :]
        else:
            rest = rest[: match.start()] + " " + match["said"] + " " + rest[match.end() :]
    if _ASKS.search(rest):
        return undecided("asks", "It asks something.")
    if quotes and not _says_something(rest):
        return Outcome(True, "ok", quote=quotes[0])
    if quotes:
        outcome = passages.judge(rest, read_sources([("quote", " ".join(quotes))]))
        if outcome.holds:
            return outcome
    if problem := _not_there(rest, book):
        return problem
    return _by_sources(rest, book, question, established)


_ASKS = re.compile(r"\?\s*\Z")
_QUOTED = re.compile(r"[\"“«](?P<said>[^\"“”«»]{1,2000})[\"”»]")
_FEW = 4  # words


def _quotation(match: re.Match[str], book: Book) -> tuple[Outcome, str]:
    """A quotation must be whole sentences of a source; a few words are read as if they stood there without marks."""
    said = match["said"].strip()
    span = match.span("said")
    places = [
        (name, text, place)
        for name, text in book.texts.items()
        if (place := find_quote(said, text, edits=True))
    ]
    if not places:
        return wrong("not_quoted", f"No source has the words {said[:80]!r}.", span), ""
    lines = any(said == line.strip() for _, text, _ in places for line in text.splitlines())
    if len(words_of(said)) < _FEW and not lines:
        return Outcome(True, "ok", span=span), ""
    whole = any(
        find_quote(said, text, whole_sentences=True, edits=True) or _is_sentences(name, place, book)
        for name, text, place in places
    )
    if not whole and not lines:
        return undecided(
            "cut_quote", f"{said[:80]!r} is cut out of a sentence, which may say something else.", span
        ), ""
    return Outcome(True, "ok", span=span), said


def _is_sentences(source: str, place: Quote, book: Book) -> bool:
    """Whether a quote goes from where a sentence begins to where one ends."""
    own = [each.span for each in book.sentences if each.source == source]
    return any(a == place.start for a, _ in own) and any(b - place.end in (0, 1) for _, b in own)


def _says_something(text: str) -> bool:
    """Whether more is said than that the source says so."""
    return any(not is_any(w[0], NEUTRAL) for w in words_of(text)) or any(c.isdigit() for c in text)


def _not_there(text: str, book: Book) -> Outcome | None:
    """A name or an identifier that no source has."""
    labels = {
        word.casefold() for table in book.tables for column in table.columns for word in column.words.split()
    }
    for name, span in identifiers_in(text):
        if any(told.span[0] < span[1] and span[0] < told.span[1] for told in numbers_in(text, book.units)):
            continue
        if ("=" in name or _QUOTIENT.fullmatch(name)) and not any(c.isalpha() for c in name):
            continue
        if name.isalpha() and name.casefold() in labels:
            continue  # the CAS number, of a column "cas"
        if not any(
            find_quote(name, source) or _plain(name) in map(_plain, source.split())
            for source in book.texts.values()
        ):
            return wrong("new_name", f"No source has {name!r}.", span)
    units = [told.span for told in numbers_in(text, book.units)] + [span for _, span in identifiers_in(text)]
    for name, span in names_in(text).items():
        if any(a <= span[0] < b for a, b in units):
            continue
        if (
            not (stems(name) | stems(name.lower())) & book.stems
            and name not in NEUTRAL
            and not is_any(name, NEUTRAL)
            and not _is_common_start(text, span)
        ):
            return wrong("new_name", f"No source has {text[slice(*span)]!r}.", span)
    return None


_QUOTIENT = re.compile(r"\(?\d[\d.,+]*(?:\)?/\(?\d[\d.,+]*)\)?")


def _plain(text: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFKC", text).strip(".,;:!?()[]\"'“”‘’")


def _is_common_start(text: str, span: tuple[int, int]) -> bool:
    """Whether a capital only says that a sentence begins here."""
    return not text[: span[0]].strip(" \"“'(")


def _by_sources(text: str, book: Book, question: str, established: list[Told]) -> Outcome:
    text, shown = without_conversions(text, book.units)
    outcomes: list[Outcome] = []
    if said_so := _SAYS_SO.match(text):
        outcome = _yes_or_no(said_so, question, book)
        if not outcome.holds or not _says_something(text[said_so.end() :]):
            return outcome
        text = " " * said_so.end() + text[said_so.end() :]
    for said in dict.fromkeys((text, _whole(text, question, book))):
        for outcome, known in _read(said, book, established) if said else ():
            told = outcome if said == text else replace(outcome, span=None)  # a place in the question is none
            if outcome.holds:
                established += (*known, *shown)
                return told
            outcomes.append(told)
    if in_equation_anywhere(text) and all(
        is_any(w[0], NEUTRAL | COMPUTING) for w in words_of(_without_numbers(text, book.units))
    ):
        result = equations_in(text, (), established, book.units)
        established += result.known
        outcomes += result.outcomes
        if all(o.holds for o in result.outcomes):
            return result.outcomes[0]
    wrong_ones = [each for each in outcomes if each.holds is False]
    if wrong_ones:
        return wrong_ones[0]
    known_numbers = (*book.numbers, *established)
    for number in () if in_equation_anywhere(text) else numbers_in(text, book.units):
        if not any(_may_be(number, other) for other in known_numbers):
            counts = not number.unit and re.search(r"\bhow many\b", question, re.IGNORECASE)
            if counts or any(is_any(w[0], COMPUTING | COMPARING) for w in words_of(f"{text} {question}")):
                message = f"What {number.text!r} is computed from is not read."
                return undecided("no_operands", message, number.span)
            message = f"No source has {number.text!r}, and no operation is stated that gives it."
            return wrong("new_number", message, number.span)
    return min(
        outcomes,
        key=lambda o: o.reason in _VAGUE,
        default=undecided("nothing_read", "No source can be read."),
    )


_SAYS_SO = re.compile(r"\s*(?P<word>yes|no)\b\s*(?:[,.:;!–—-]\s*|\Z)", re.IGNORECASE)
_AUXILIARY = re.compile(r"\W*(?:is|are|was|were|does|do|did|has|have|had)\b", re.IGNORECASE)


def _yes_or_no(said: re.Match[str], question: str, book: Book) -> Outcome:
    """Whether what is asked is so, and "yes", or is not, and "no": of questions that a table decides."""
    asked = _AUXILIARY.match(question)
    if asked:
        statement = question[asked.end() :].rstrip("? ")
        for table in book.tables:
            outcome, _ = cells.judge(statement, table, book, ())
            if outcome.holds or (
                outcome.holds is False and outcome.reason in ("wrong_comparison", "wrong_cell")
            ):
                right = outcome.holds is (said["word"].lower() == "yes")
                message = f"What is asked is {'so' if outcome.holds else 'not so'}: {outcome.message}"
                return Outcome(True, "ok") if right else wrong("wrong_comparison", message, said.span("word"))
    return undecided("yes_or_no", "Whether what is asked is so is not read.", said.span("word"))


_VAGUE = ("new_words", "not_in_source", "nothing_read")


def _read(said: str, book: Book, established: Sequence[Told]) -> Iterator[tuple[Outcome, Sequence[Told]]]:
    """What each table, and the passages together, say of a statement."""
    for table in book.tables:
        yield cells.judge(said, table, book, established)
    if book.sentences:
        yield passages.judge(said, book), numbers_in(said, book.units)


def _may_be(number: Told, other: Told) -> bool:
    """Whether a number might be one that is known: in another unit, or rounded."""
    return (
        same_told(number, other) is not False
        or other.value == number.value
        or number.rounds_loosely(other.value)
    )


def _whole(text: str, question: str, book: Book) -> str:
    """A short answer together with its question: "1538 °C" answers what was asked for."""
    rest = _without_numbers(text, book.units)
    for table in book.tables:
        for row in reversed(rows_named(table, rest, ())[0]):
            rest = rest[: row.span[0]] + " " + rest[row.span[1] :]
    short = all(is_any(w[0], NEUTRAL) for w in words_of(rest))
    return f"{_ASKING.sub(' ', question).rstrip('? ')}: {text}" if question and short else ""


_ASKING = re.compile(
    r"\b(?:how (?:many|much|large|long|high|low|big|heavy|far|fast|hot|dense|strong)|what|which|when|where|who)\b",
    re.IGNORECASE,
)


def _without_numbers(text: str, units: tuple[str, ...]) -> str:
    for told in reversed(numbers_in(text, units)):
        text = text[: told.span[0]] + " " + text[told.span[1] :]
    return text


def _missed(question: str, statements: Sequence[str], book: Book) -> str:
    """A row that the question names and no sentence of the answer does."""
    if not question:
        return ""
    for table in book.tables:
        if len(table.rows) < 2:
            continue
        asked = {each.number for each in rows_named(table, question, numbers_in(question, book.units))[0]}
        told = {
            each.number
            for said in statements
            for each in rows_named(table, said, numbers_in(said, book.units))[0]
        }
        if not told:
            continue  # a short answer was read together with the question
        for row in sorted(asked - told):
            return table.rows[row][0].text
    return ""
