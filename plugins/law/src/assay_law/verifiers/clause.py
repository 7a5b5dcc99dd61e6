"""Is the clause that a response extracts the one of the contract, to the word?"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import assay
from assay.evidence import BadReference, Findings, has_part, make_reference, reference_part
from assay.evidence.answer_words import UNSURE
from assay.evidence.final_answer import Values, final_answer, is_withdrawn, without_drafts
from assay_law.texts import amounts
from assay_law.texts.given import LONGEST, LONGEST_RESPONSE, Text, flat, texts_of
from assay_law.texts.quoted import MOST, Quoted, Unreadable, find, quotations_in, without_emphasis
from assay_law.texts.sections import Cited, Section, citations_in, places_of, sections_of
from assay_law.verifiers.quotation import (
    DOUBTS,
    attributed,
    check_citations,
    how_altered,
    inside,
    masked,
    words,
)

LONG = 6
"""Words from which on a quotation is one of a clause, and no value or term."""


@reference_part("clause")
@dataclass(frozen=True)
class Clause:
    """What is to be extracted.

    ``spans`` are places ``[id, start, end]`` in the sources (characters, the end exclusive) or the words themselves. ``value`` is
    what the clause comes to: an ISO date, an amount (``USD 5000``), a period (``30 days``), a percentage (``1.5%``), or a term out of ``among``. ``type`` with
    ``types``, the closed list, is asked for where ``types`` is given. ``none``: the contract has no such clause.
    """

    type: str = ""
    types: tuple[str, ...] = ()
    spans: tuple[tuple[str, int, int] | str, ...] = ()
    value: str = ""
    among: tuple[str, ...] = ()
    none: bool = False
    sources: tuple[Text, ...] = ()

    def __post_init__(self) -> None:
        if self.none == bool(self.spans or self.value or self.types):
            raise ValueError("A clause has spans, a value or types; or there is none.")
        if self.types and self.type not in self.types:
            raise ValueError("The type is not on the list of types.")
        if self.value and not self.among and amounts.kind_of(self.value) is None:
            raise ValueError("The value is no date, amount, period or percentage; a term needs 'among'.")
        if self.among and self.value not in self.among:
            raise ValueError("The value is not on the list 'among'.")


@assay.verifier(
    "law.clause",
    version=2,
    needs=("response", "reference"),
    preload=("assay.evidence.terms",),
    proves_wrong=(
        "dropped_negation",
        "changed_modality",
        "changed_number",
        "wrong_clause",
        "wrong_value",
        "wrong_type",
        "wrong_term",
        "there_is_none",
        "says_none",
        "no_such_section",
        "wrong_section",
    ),
)
def clause(sample: assay.Sample) -> assay.Verdict:
    """Is the clause that a response extracts exactly that of the reference, its type and value right, or is there none?

    Reference: ``{"sources": [{"id": …, "text": …}], "clause": {"spans": [["agreement", 120, 240]], "value": "30 days"}}``.
    Words are in quotation marks, in a block quote, or the response is nothing else. Heading and final stop of a clause may be left
    out. All spans of the reference must be given, and no other words of the source at length.
    """
    part = sample.part(Clause) if has_part(sample.reference, Clause) else _flat(sample)
    texts = texts_of(sample, part.sources or _sources(sample))
    found = Findings()
    text = without_emphasis(without_drafts(sample.response))
    if len(text) > LONGEST_RESPONSE or sum(len(each.text) for each in texts) > LONGEST:
        message = f"More than {LONGEST_RESPONSE:,} characters of a response, or {LONGEST:,} of sources, are not read."
        found.check(None, "length", "", "too_long", message)
        return found.verdict()
    wanted = [_place(span, texts) for span in part.spans]
    try:
        quotations = quotations_in(text)
    except Unreadable as error:
        found.check(None, "quotation", "", "unclosed_quotation", str(error))
        return found.verdict()
    if len(quotations) > MOST:
        found.check(None, "length", "", "too_long", f"More than {MOST} quotations are not read.")
        return found.verdict()
    long = [each for each in quotations if words(each.text) >= LONG or each.block]
    if part.none:
        _check_none(text, long, texts, found)
        if other := _other_subject(text, sample.prompt, part.type, texts):
            message = f"It speaks of {other!r}, which is not asked for."
            found.check(None, "none", other, "other_subject", message)
        return found.verdict()
    bare: list[Quoted] = []
    if wanted and not part.value and not part.types:
        bare = _in_json(text) or ([] if quotations else _bare(text, texts))
    own = masked(
        text, bare or quotations
    )  # what a clause says is not said by the response: "with no further obligation"
    if says_none(
        own if any(find(each.text, text_.text) for each in bare or quotations for text_ in texts) else text
    ):
        found.check(False, "none", text[:200], "says_none", "The contract has such a clause.")
        return found.verdict()
    quotations = bare or quotations
    long = bare or long
    prose = masked(text, quotations)
    sections = sections_of(texts)
    cited = citations_in(prose)
    check_citations(cited, texts, sections, found)
    if wanted:
        _check_spans(wanted, quotations, _without_asked(prose, sample.prompt), texts, found, bare=bool(bare))
        for each in quotations:
            _check_section(each, prose, cited, texts, sections, found)
    else:
        for each in long:
            if not any(find(each.text, source.text) for source in texts):
                reason, message = how_altered(each.text, texts)
                found.check(False, "quotation", each.text[:300], reason, message, span=(each.start, each.end))
    if part.types:
        from assay.evidence.terms import Term, check_term

        told = assay.Sample(assay.Task(sample.prompt, ""), masked(text, long) if long else text)
        check_term(told, Term(part.type, part.types), found)
    if part.value:
        _check_value(part, sample, masked(text, long) if long else text, found)
    return found.verdict()


# -- spans


def _place(span: tuple[str, int, int] | str, texts: Sequence[Text]) -> tuple[int, int, int]:
    if isinstance(span, str):
        for n, each in enumerate(texts):
            if place := find(span, each.text, edits=False):
                return n, place.start, place.end
        raise BadReference(f"No source has the words {span[:80]!r}.")
    name, start, end = span
    for n, each in enumerate(texts):
        if each.id == name:
            if not 0 <= start < end <= len(each.text) or not each.text[start:end].strip():
                raise BadReference(f"The source {name!r} has no characters from {start} to {end}.")
            return n, start, end
    raise BadReference(f"There is no source {name!r}.")


_HEAD = re.compile(
    r"[\s\W]*(?:(?:section|article|clause|§)?\s*[\dIVXLC]+[\d.]*(?:\([a-z0-9]+\))?)?[.):\s]*(?:[A-Z][\w’'&/,-]*(?:\s+(?:[A-Z][\w’'&/,-]*|of|and|the|to|for|in|on|or|by)){0,7})?\s*[.:—–-]?[\s\W]*\Z",
)
"""A heading and its number, which a clause may be given with or without."""


def _same(said: str, text: str, start: int, end: int) -> bool:
    """Whether words are a span but for its heading and its last stop."""
    whole = text[start:end]
    said = _BRACKETED.sub(lambda match: match[1].upper(), said)
    if place := find(said, whole, edits=False):
        head, tail = whole[: place.start], whole[place.end :]
        return not _WORD.search(tail) and (not _WORD.search(head) or _is_head(head))
    core = re.sub(r"[\s.;,:]+\Z", "", whole.strip())
    place = find(core, said, edits=False)
    if place is None or not find(said, text, edits=False):
        return False
    head, tail = said[: place.start], said[place.end :]
    return not _WORD.search(tail) and (not _WORD.search(head) or _is_head(head))


_WORD = re.compile(r"\w")
_BRACKETED = re.compile(r"\A\s*\[([a-z])\](?=[a-z])")
"""The first letter of a sentence, made small in brackets: ``[n]either party``."""


def _is_head(head: str) -> bool:
    return len(head) < 90 and _HEAD.fullmatch(head) is not None and bool(re.search(r"[.:—–\n\d)]\W*\Z", head))


def _check_spans(
    wanted: Sequence[tuple[int, int, int]],
    quotations: Sequence[Quoted],
    prose: str,
    texts: Sequence[Text],
    found: Findings,
    *,
    bare: bool,
) -> None:
    missing = list(wanted)
    for each in quotations:
        at = (each.start, each.end)
        hit = [w for w in wanted if _same(each.text, texts[w[0]].text, w[1], w[2])]
        if hit:
            if is_withdrawn(prose, each.end):
                found.check(None, "span", each.text[:300], "taken_back", "It takes the clause back.", span=at)
                continue
            if denied := _denied(prose, each.start) or _denied_behind(prose, each.end):
                found.check(
                    None,
                    "span",
                    each.text[:300],
                    "denied",
                    f"It may deny that this is it: {denied!r}.",
                    span=at,
                )
                continue
            quote = texts[hit[0][0]].text[hit[0][1] : hit[0][2]]
            found.check(True, "span", each.text, span=at, quote=quote)
            missing = [w for w in missing if w not in hit]
            continue
        places = [(n, p) for n, source in enumerate(texts) if (p := find(each.text, source.text))]
        if not places:
            if words(each.text) < LONG and not each.block:
                found.check(
                    None,
                    "quotation",
                    each.text,
                    "short_quotation",
                    f"No source has the words {each.text!r}.",
                    span=at,
                )
            else:
                reason, message = how_altered(each.text, texts)
                proved = not bare or reason in ("dropped_negation", "changed_modality")
                found.check(False if proved else None, "span", each.text[:300], reason, message, span=at)
        elif words(each.text) < LONG:
            continue  # a term or a value in marks
        elif any(n == w[0] and p.start < w[2] and w[1] < p.end for n, p in places for w in wanted):
            found.check(
                None,
                "span",
                each.text[:300],
                "inexact_span",
                "It is more, or less, than the clause.",
                span=at,
            )
        else:
            found.check(
                False, "span", each.text[:300], "wrong_clause", "These are words of another clause.", span=at
            )
    for n, start, end in missing:
        if quotations:
            found.check(
                None,
                "span",
                texts[n].text[start:end][:80],
                "missing_span",
                "It leaves out a clause, or a part of it.",
            )
    if not quotations:
        found.check(None, "span", "", "no_span", "It gives no words of the contract.")


def _check_section(
    each: Quoted,
    prose: str,
    cited: Sequence[Cited],
    texts: Sequence[Text],
    sections: Sequence[Section],
    found: Findings,
) -> None:
    """Words that are cited to a section stand there, or where a text says that the section is to read so."""
    owner, _ = attributed(each, prose, cited)
    if owner is None or words(each.text) < LONG:
        return
    places = [(source.text, p) for source in texts if (p := find(each.text, source.text))]
    if not places or inside(each, owner, texts, sections):
        return
    for text, place in places:
        before = text[max(0, place.start - _AMENDING) : place.start]
        if any(c.number == owner.number for c in citations_in(before.rsplit("\n", 1)[-1])):
            return
    if any(True for _ in places_of(owner, texts, sections)):
        message = f"{owner.text} does not hold the words {each.text[:80]!r}."
        found.check(False, "section", owner.text, "wrong_section", message, span=(owner.start, owner.end))


_AMENDING = 400  # characters before an amended wording in which it says what section it is of
_DENY = re.compile(
    r"\b(?:not|never|no longer|isn['’]t|is no|other than|rather than|instead of|unlike)\b|不是|并非",
    re.IGNORECASE,
)


def _without_asked(prose: str, prompt: str) -> str:
    """The prose, as long as it was, without words of denial that belong to what is asked for: ``covenant not to sue``."""

    def blank(match: re.Match[str]) -> str:
        return " " * len(match[0]) if match[0].casefold() in prompt.casefold() else match[0]

    return re.sub(rf"\b[\w’'-]+ (?:{_DENY.pattern}) [\w’'-]+", blank, prose, flags=re.IGNORECASE)


def _denied(prose: str, start: int) -> str:
    """What in the sentence that leads to a quotation may deny it."""
    lead = prose[:start].rstrip(' \t\n>“"「')
    low = max((m.end() for m in _LEAD_BREAK.finditer(lead, max(0, len(lead) - 1_000))), default=0)
    match = _DENY.search(lead, low) or DOUBTS.search(lead, low)
    return match[0] if match else ""


def _denied_behind(prose: str, end: int) -> str:
    """What behind a quotation, in its sentence, may deny it, or says anywhere that there is no such clause."""
    if none := _NONE.search(prose):
        return none[0]
    goes_on = _GOES_ON.match(prose, end)
    match = (_DENY.search(goes_on[0]) or _NOT_DOES.search(goes_on[0])) if goes_on else None
    return match[0] if match else ""


_GOES_ON = re.compile(r"[”\"’」』»*]*[,;]?[ \t]+[a-z][^.!?\n]*")
_NOT_DOES = re.compile(r"n['’]t\b|\bcannot\b")
_LEAD_BREAK = re.compile(r"[.!?”\"](?=\s)|\n|。")


_LABEL = re.compile(
    r"^\s*(?:[-*•]\s+|\d{1,2}[.)]\s+(?=[A-Z“\"]))?(?:\*\*)?(?:(?:final )?answer|(?:the )?(?:relevant )?clause|span|text|extract(?:ed)?(?: clause)?)\s*(?:\d+\s*)?:\s*(?:\*\*)?\s*",
    re.IGNORECASE,
)


def _in_json(text: str) -> list[Quoted]:
    """The longer texts of a response that is JSON."""
    if not text.lstrip().startswith(("{", "[")):
        return []
    try:
        waiting = [json.loads(text)]
    except (ValueError, RecursionError):
        return []
    made: list[Quoted] = []
    while waiting and len(made) < MOST:
        each = waiting.pop()
        if isinstance(each, str) and words(each) >= LONG:
            made.append(Quoted(each, 0, len(text), block=True))
        elif isinstance(each, dict | list):
            waiting += each.values() if isinstance(each, dict) else each
    return made


_LEADS_IN = re.compile(r"\A(?:[^.:“”\"\n]|\.(?=\d)){0,80}:\s+")


def _only_leads(lead: str) -> bool:
    """Whether words before a colon only say that the clause follows, or where it stands."""
    from assay.evidence import language

    known = _SAYING - {"no", "not", "none", "nor", "nothing", "any", "other", "if", "or"}
    known |= {"relevant", "follow", "following", "read", "here"}
    return not language("en").outside(re.sub(r"\d+", " ", lead), known)


def _bare(text: str, texts: Sequence[Text]) -> list[Quoted]:
    """A response that is nothing but words of the sources: all of it, or each of its paragraphs or items."""
    whole = _LABEL.sub("", text).strip().removeprefix("```").removesuffix("```").strip()
    if (lead := _LEADS_IN.match(whole)) and _only_leads(lead[0]):
        rest = whole[lead.end() :]
        whole = rest if any(find(rest, each.text, edits=False) for each in texts) else whole
    if not whole:
        return []
    if any(find(whole, each.text, edits=False) for each in texts):
        start = text.find(whole)
        return [Quoted(whole, start, start + len(whole), block=True)]
    made = []
    lines = list(re.finditer(r"[^\n]*\S[^\n]*", text))
    for match in lines if len(lines) <= MOST else ():
        line = re.sub(r"^\s*[-*•]\s+", "", _LABEL.sub("", match[0])).strip()
        if line:
            start = match.start() + match[0].find(line)
            made.append(Quoted(line, start, start + len(line), block=True))
    return made


# -- no such clause

_THING = r"(?:contract|agreement|lease|license|licence|document|text|amendment|deed|note|excerpt|parties|provisions?|section|article|it)"
_NONE = re.compile(
    rf"(?:\b(?:there is|contains?|has|includes?|with|found|identif\w+)\s+no\s+(?:such\s+)?[^.;\n]{{0,80}}?\b(?:clauses?|provisions?|terms?|sections?|language|restrictions?|obligations?|rights?|caps?|limits?|limitations?|mention)\b"
    rf"|\bno\s+(?:such|relevant)\s+(?:clauses?|provisions?|terms?|language)\b"
    rf"|\bno\b[^.;\n]{{0,60}}\bclauses?\b[^.;\n]{{0,40}}\b(?:is|are|was|were|can be|exists?)\b"
    rf"|\b{_THING}\s+(?:does|do)(?:\s+not|n['’]t)\s+(?:contain|include|have|provide|address|mention|say|state|set|deal|specify)\b"
    rf"|\A\W*no (?:such|related) clause\W*\Z|合同(?:中|内)?(?:没有|并无|未|无)[^。]{{0,30}}(?:条款|约定|规定)|(?:没有|无)(?:此|该|相关|这样的)[^。]{{0,8}}条款)",
    re.IGNORECASE,
)
_BLANK = re.compile(r"\W*(?:none|not (?:found|present|included|specified)|n/a|absent)\W*", re.IGNORECASE)
"""Says that there is none only where that is right: it may say that the response has no answer."""
_TURNS = re.compile(
    r"\b(?:but|however|although|though|except|nevertheless|yet|actually|wait|unless|that said|other than|apart from|not true|wrong|incorrect|false|untrue|or)\b|但是|但|不过|然而|除",
    re.IGNORECASE,
)


def says_none(text: str) -> bool:
    """Whether a response says that there is no such clause, and nothing that takes it back."""
    return len(text) < 800 and _NONE.search(text) is not None and not _TURNS.search(text)


def _check_none(text: str, long: Sequence[Quoted], texts: Sequence[Text], found: Findings) -> None:
    whole = text.strip()
    given = [each for each in long if any(find(each.text, source.text) for source in texts)]
    bare = _LABEL.sub("", whole)
    if not given and words(bare) >= LONG and any(find(bare, source.text, edits=False) for source in texts):
        given = [Quoted(bare, 0, len(text))]
    if given and not _NONE.search(text):
        message = "The contract has no such clause; these are words of another."
        found.check(False, "none", given[0].text[:200], "there_is_none", message)
    elif given or len(whole) > 800:
        found.check(
            None, "none", whole[:200], "unclear_none", "It says more than that there is no such clause."
        )
    elif (
        not (says_none(text) or _BLANK.fullmatch(text))
        or UNSURE.search(text)
        or "?" in text
        or is_withdrawn(text, match.end() if (match := _NONE.search(text)) else 0)
    ):
        found.check(
            None, "none", whole[:200], "not_none", "It does not plainly say that there is no such clause."
        )
    elif re.search(
        r"\b(?:not|n['’]t|false|doubt\w*) (?:that|true|correct|the case)\b|\b(?:it is|would be) (?:wrong|not)\b",
        text,
        re.IGNORECASE,
    ):
        found.check(None, "none", whole[:200], "not_none", "It may deny that there is none.")
    else:
        found.check(True, "none", whole)


_SAYING = frozenset(
    "a an the this that these those it its is are was were be there here no none not any such of in on for to with by and or as from at which what if so i we have has had"
    " do does did contract agreement lease license licence document text clause clauses provision section sections term terms part deal other matter matters contain include"
    " provide address mention state say set out go through find read review sound all each whole quote word full answer type yes party parties one about nothing nor".split()
)
"""Words of a statement that a clause is missing which do not say what clause."""


_TITLE = 60  # characters at the beginning of a contract: "Software License Agreement"


def _other_subject(text: str, prompt: str, type_: str, texts: Sequence[Text]) -> str:
    """What a response says is missing, where no word of it is of the question or the type; ``""`` where that is not so."""
    from assay.evidence import language

    titles = ""
    for each in texts:
        prompt = prompt.replace(each.text, " ")
        titles += f" {each.id} {each.text[:_TITLE]}"
    english = language("en")
    saying = _SAYING | {word.casefold() for word in re.findall(r"[^\W\d_]+", titles)}
    said = english.outside(re.sub(r"\d+", " ", text), saying)
    asked = {word.casefold() for word in re.findall(r"[^\W\d_]+", f"{prompt[-4_000:]} {type_}")}
    strange = english.outside(re.sub(r"\d+", " ", text), saying | asked)
    return " ".join(piece.text for piece in said[:5]) if said and len(strange) == len(said) else ""


# -- values


class _Amounts(Values):
    def __init__(self, kind: str) -> None:
        self._kind = kind

    def find(self, text: str) -> Iterable[tuple[int, int]]:
        return [(each.start, each.end) for each in amounts.values_in(text, self._kind)]

    def hidden(self, text: str) -> str:
        return _ABBREVIATION.sub(lambda m: m[0].replace(".", ","), text)


_ABBREVIATION = re.compile(r"\b(?:Sec|Art|Cl|No|Inc|Corp|Co|Ltd|U\.S|p\.m|a\.m)\.")


def _check_value(part: Clause, sample: assay.Sample, prose: str, found: Findings) -> None:
    if part.among:
        from assay.evidence.terms import Term, check_term

        check_term(assay.Sample(assay.Task(sample.prompt, ""), prose), Term(part.value, part.among), found)
        return
    kind, right = amounts.kind_of(part.value) or ("", "")
    prose = _without_support(prose, kind)
    answer = final_answer(prose, _Amounts(kind))
    only = answer.only
    if only is None:
        told = {each.value for each in amounts.values_in(prose, kind)}
        reason = "several_values" if len(told) > 1 else "no_value"
        found.check(None, "value", "", reason, f"It does not give one {kind} as its answer.")
        return
    (value,) = [each.value for each in amounts.values_in(only.text, kind)][:1] or [""]
    span = (only.start, only.end)
    sentence = prose[
        max(prose.rfind(". ", 0, only.start), prose.rfind("\n", 0, only.start)) + 1 : only.end + 60
    ]
    for each in reversed(amounts.values_in(sentence, kind)):
        sentence = sentence[: each.start] + sentence[each.end :]  # a day in May is no "may"
    if UNSURE.search(sentence) or _NEARLY.search(prose[: only.start]):
        found.check(None, "value", only.text, "unsure", "It does not commit to its answer.", span=span)
    elif amounts.unread(prose, only.start, only.end):
        found.check(
            None, "value", only.text, "unread_value", f"What follows {only.text!r} may change it.", span=span
        )
    else:
        found.check(
            value == right,
            "value",
            only.text,
            "wrong_value",
            f"It is {part.value}, not {only.text}.",
            span=span,
        )


_NEARLY = re.compile(
    r"(?:\b(?:about|around|roughly|approximately|approx\.|circa|nearly|almost)|[~≈])\s*[*(“\"]*\Z",
    re.IGNORECASE,
)


def _without_support(prose: str, kind: str) -> str:
    """The response without sentences that only lead to a quotation: the answer stands elsewhere."""
    for match in _QUOTING.finditer(prose):
        said = match[0]
        if not amounts.values_in(said, kind) and not _DENY.search(said):
            prose = prose[: match.start()] + " " * len(said) + prose[match.end() :]
    return prose


_QUOTING = re.compile(r"(?:(?<=[.!?])\s|^)[^.!?\n]{0,200}?\s*[“\"「>]\s*…{12,}[”\"」]?\.?", re.MULTILINE)


# -- references


def _sources(sample: assay.Sample) -> tuple[Text, ...]:
    top = flat(sample).get("sources")
    if top is None:
        return ()
    made = make_reference(clause={"none": True, "sources": top})
    return assay.Sample(assay.Task("", made), "").part(Clause).sources


def _flat(sample: assay.Sample) -> Clause:
    keys = {k: v for k, v in flat(sample).items() if k in Clause.__dataclass_fields__}
    if not keys:
        return sample.part(Clause)
    return assay.Sample(assay.Task("", make_reference(clause=keys)), "").part(Clause)
