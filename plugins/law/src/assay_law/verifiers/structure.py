"""Is a legal answer reasoned in its parts, true to the facts given, and does its conclusion come to the outcome?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import assay
from assay.evidence import Findings, make_reference
from assay.evidence.final_answer import is_withdrawn, without_drafts
from assay_law.structure.citing import check_given, cited_in
from assay_law.structure.facts import (
    Facts,
    check_dates,
    check_denials,
    check_names,
    check_numbers,
    check_swaps,
)
from assay_law.structure.parts import Part, parts_in
from assay_law.structure.reference import PARTS, Outcome, Structure
from assay_law.structure.style import DOUBT, disclaimer, informal
from assay_law.texts.given import LONGEST, LONGEST_RESPONSE, Text, without_question
from assay_law.texts.modality import check_against, is_chinese
from assay_law.texts.quoted import Unreadable, find, quotations_in

if TYPE_CHECKING:
    from assay.evidence.terms import Term

_LEAST = 4
"""Words that a part has at least; two characters of Chinese are one."""
_ASKS = re.compile(
    r"[?？]|\b(?:whether|when|what|which|who|how|if)\b|是否|能否|可否|应否|何时|多少|如何|有无|哪|吗",
    re.IGNORECASE,
)


@assay.verifier(
    "law.structure",
    needs=("prompt", "response", "reference"),
    deadline=5.0,
    proves_wrong=("wrong_conclusion", "no_such_section", "wrong_arithmetic", "changed_modality"),
)
def structure(sample: assay.Sample) -> assay.Verdict:
    """Has the answer its issue, rule with a citation, application and conclusion in order, facts as given, and the right outcome?

    The reference's part ``structure`` is :class:`~assay_law.structure.reference.Structure`. Parts are told by headings or by the words that
    begin sentences, in English and Chinese. Dates, sums, numbers and names stand in what was given; none is told of another
    party; what the facts affirm is not denied. It does not prove that the reasoning is sound.
    """
    part = sample.part(Structure)
    found = Findings()
    text = without_drafts(sample.response)
    sources = part.sources or tuple(Text(each.id, each.text) for each in sample.sources)
    if len(text) > LONGEST_RESPONSE or len(sample.prompt) + sum(len(s.text) for s in sources) > LONGEST:
        found.check(
            None, "length", "", "too_long", f"More than {LONGEST_RESPONSE:,} characters are not read."
        )
        return found.verdict()
    if len(text.split()) + len(text) // 20 < _LEAST:
        found.check(None, "length", text, "no_answer", "It says nothing.")
        return found.verdict()
    parts, headed = parts_in(text)
    bare = _body(text, parts)
    by_kind: dict[str, list[Part]] = {}
    for each in parts:
        by_kind.setdefault(each.kind, []).append(each)
    if part.form != "free":
        _check_parts(part, text, parts, by_kind, headed, found)
    facts = part.facts or without_question(sample.prompt)
    laid = "\n\n".join(each.text for each in sources)
    more = "\n".join((sample.prompt, part.outcome.answer if part.outcome else "", *part.allow))
    known = Facts(facts, laid, more, part.parties)
    rule = _joined(text, by_kind.get("rule", ())) if part.form != "free" else text
    _check_citations(part, sample, text, rule, sources, found)
    prose = _without_quotations(bare, known, found)
    for check in (check_dates, check_numbers):
        check(bare, known, found)
    check_names(prose, known, found)
    told = "\n".join(
        prose[p.start : p.end] for p in parts if p.kind in ("facts", "application", "conclusion", "brief")
    )
    told = told if part.form != "free" else prose
    check_swaps(told, known, found)
    terms = [form for form, _ in part.outcome.term.forms] if part.outcome and part.outcome.term else []
    check_denials(told, known, terms, found)
    check_against(rule, laid or without_question(sample.prompt), found)
    if part.form != "free":
        _check_use(part, facts, text, by_kind, known, found)
    if part.outcome:
        _check_outcome(
            part.outcome, text, parts if part.form != "free" else [], by_kind, sample.prompt, found
        )
    own = "\n".join(prose[p.start : p.end] for p in parts if p.kind != "issue")
    if (doubt := DOUBT.search(own)) and doubt[0].casefold() not in known.whole.casefold():
        found.check(None, "doubt", doubt[0], "unsure", f"It does not commit to what it says: {doubt[0]!r}.")
    if part.formal and (at := informal(bare)):
        found.check(None, "register", bare[slice(*at)], "informal", "It is not written formally.", span=at)
    if part.disclaimer:
        at = disclaimer(bare)
        found.check(
            at is not None or None,
            "disclaimer",
            "disclaimer" if at is None else bare[slice(*at)],
            "no_disclaimer",
            "It does not say that it is no legal advice, or to ask a lawyer.",
            span=at,
        )
    return found.verdict()


# -- parts


def _words(text: str) -> int:
    return len(re.findall(r"[A-Za-z][\w’'-]*|\d+", text)) + len(re.findall(r"[\u3400-\u9fff]", text)) // 2


def _joined(text: str, parts: Sequence[Part]) -> str:
    return "\n".join(text[p.start : p.end] for p in parts)


def _check_parts(
    part: Structure,
    text: str,
    parts: Sequence[Part],
    by_kind: dict[str, list[Part]],
    headed: bool,
    found: Findings,
) -> None:
    for kind in part.needed:
        held = by_kind.get(kind, [])
        if not held:
            found.check(None, kind, "", "missing_part", f"It has no {kind}.")
        elif _words(said := _joined(text, held)) < _LEAST and not (kind == "conclusion" and _words(said)):
            found.check(None, kind, said, "empty_part", f"Nothing stands under its {kind}.")
        else:
            found.check(
                True, kind, text[held[0].start : held[0].end].strip()[:200], span=(held[0].start, held[0].end)
            )
    order = [PARTS.index(each.kind) for each in parts if each.kind in PARTS]
    # Several rules may each be applied in turn; an issue or a conclusion stands once.
    first = list(dict.fromkeys(order))
    straight = first == sorted(first) and all(b >= a or (a, b) == (2, 1) for a, b in pairwise(order))
    found.check(
        straight or None,
        "order",
        " ".join(each.kind for each in parts),
        "wrong_order",
        "Its parts are not in order.",
    )
    for kind in ("issue", "conclusion"):
        if len(by_kind.get(kind, ())) > 1 and headed:
            found.check(None, kind, "", "repeated_part", f"It has more than one {kind}.")
    if by_kind.get("issue") and not _ASKS.search(_joined(text, by_kind["issue"])):
        found.check(None, "issue", "", "no_question", "Its issue asks nothing.")


def _check_use(
    part: Structure,
    facts: str,
    text: str,
    by_kind: dict[str, list[Part]],
    known: Facts,
    found: Findings,
) -> None:
    said = _joined(text, [*by_kind.get("facts", ()), *by_kind.get("application", ())])
    within = Facts(said, "", "")
    for wanted in part.use:
        forms = [each.strip() for each in wanted.split("|")]
        there = any(_holds(form, within) for form in forms)
        found.check(
            there or None, "use", wanted, "fact_not_used", f"The application does not use {forms[0]!r}."
        )
    if part.use:
        return
    anchors, stated = _anchors(facts, known), _anchors(said, known)
    shared, least = anchors & stated, min(2, len(anchors))
    found.check(
        (len(shared) >= least and bool(shared)) or None,
        "use",
        ", ".join(sorted(shared)),
        "facts_not_used",
        "The application names hardly any of the parties, dates and sums of the facts.",
    )


def _anchors(text: str, known: Facts) -> set[str]:
    from assay_law.amounts.written import MONTHS, written
    from assay_law.calendars.written import dates_in

    made = {party for _, _, party in known.mentions(text)}
    made |= {str(day) for each in dates_in(text) for day in each.days}
    return made | {f"{w.value} {w.unit}" for w in written(text) if w.unit not in ("", MONTHS)}


def _holds(form: str, within: Facts) -> bool:
    """Whether words, a date or a sum stand in a text, in any writing of a date or a sum."""
    from assay_law.amounts.written import written
    from assay_law.calendars.written import dates_in

    days = {day for each in dates_in(form) for day in each.days}
    if days:
        return any(set(each.days) & days for each in dates_in(within.facts))
    sums = written(form)
    if len(sums) == 1 and sums[0].unit and sums[0].text.strip() == form:
        return any((w.value, w.unit) == (sums[0].value, sums[0].unit) for w in written(within.facts))
    if is_chinese(form):
        return form in re.sub(r"\s", "", within.facts)
    words = r"[\s,]+".join(re.escape(word) for word in form.split())
    return bool(re.search(rf"(?<!\w){words}(?!\w)", within.facts, re.IGNORECASE))


# -- citations


def _body(text: str, parts: Sequence[Part]) -> str:
    """The response, as long as it was, without headings of parts and marks of emphasis."""
    pieces = list(" " * len(text))
    for each in parts:
        pieces[each.start : each.end] = text[each.start : each.end]
    kept = "".join(a if a != " " else ("\n" if b == "\n" else " ") for a, b in zip(pieces, text, strict=True))
    return re.sub(r"\*\*|__", "  ", kept)


def _without_quotations(text: str, known: Facts, found: Findings) -> str:
    """The text, as long as it was, without its quotations; each must stand in what was given."""
    try:
        quoted = quotations_in(text)
    except Unreadable as error:
        found.check(None, "quotation", "", "unclosed_quotation", str(error))
        return text
    pieces = list(text)
    for each in quoted:
        span = (each.start, each.end)
        if find(each.text, known.whole) is None:
            message = f"The words {each.text[:80]!r} were not given."
            found.check(None, "quotation", each.text[:200], "unknown_quotation", message, span=span)
        elif _words(each.text) >= _LEAST:
            end = ". " if each.text.rstrip()[-1:] in ".!?" else "  "
            pieces[each.start : each.end] = " " * (each.end - each.start)
            pieces[each.end : each.end + 1] = end[0]
    return "".join(pieces)


def _check_citations(
    part: Structure, sample: assay.Sample, text: str, rule: str, sources: tuple[Text, ...], found: Findings
) -> None:
    """The rule cites a section, that of ``cite`` if asked for, and no section is cited that is not given."""
    of_rule = cited_in(rule)
    given = (*sources, *([Text("prompt", sample.prompt)] if sample.prompt.strip() else []))
    if part.form != "free" and not of_rule:
        found.check(None, "citation", "", "no_citation", "Its rule cites nothing.")
    check_given(text, given, found, known=bool(sources))
    for name in part.cite:
        (one,) = cited_in(name if re.match(r"§|第|《|[A-Za-z]{3}", name) else f"§ {name}")[:1] or (None,)
        if one is None:
            raise assay.BadReference(f"{name!r} in 'cite' is no section.")
        there = any(c.number == one.number and c.subs[: len(one.subs)] == one.subs for c in of_rule)
        found.check(there or None, "cite", name, "not_cited", f"Its rule does not cite {name}.")


# -- the outcome


def _check_outcome(
    outcome: Outcome,
    text: str,
    parts: Sequence[Part],
    by_kind: dict[str, list[Part]],
    prompt: str,
    found: Findings,
) -> None:
    ends = by_kind.get("conclusion", []) if parts else [Part("conclusion", 0, len(text))]
    if not ends:
        return
    last = ends[-1]
    if parts and parts[-1] != last:
        found.check(None, "order", "", "goes_on", "Something stands behind its conclusion.")
    said = text[last.start : last.end]
    if parts and re.search(r"^[ \t]*(?:#{1,6}[ \t]|\*\*[^*\n]+\*\*[ \t]*$)", said.lstrip(), re.MULTILINE):
        found.check(None, "order", "", "goes_on", "Another heading stands behind its conclusion.")
    for each in by_kind.get("before", []):
        if other := _NOT_OWN.search(text[each.start : each.end]):
            found.check(None, "order", other[0], "not_own", f"What follows may be no answer: {other[0]!r}.")
    said = re.sub(r"\A[\s*_:：—–-]+", "", _without_disclaimer(said))
    holds, message = _judged(outcome, said, prompt)
    if len(ends) > 1 and holds is False:
        holds = None  # which of its conclusions counts is not clear
    found.check(
        holds,
        "conclusion",
        said.strip()[:200],
        "wrong_conclusion" if holds is False else "no_conclusion",
        message,
        span=(last.start, last.end),
    )
    doubt = DOUBT.search(said)
    if doubt:
        found.check(
            None, "conclusion", doubt[0], "unsure", f"It does not commit to its conclusion: {doubt[0]!r}."
        )
    if is_withdrawn(text, last.start):
        found.check(None, "conclusion", "", "taken_back", "It takes its conclusion back.")
    for kind in ("brief", "application", "before"):
        for each in by_kind.get(kind, []):
            if (sentence := _contrary(outcome, text[each.start : each.end], kind, prompt)) is not None:
                found.check(
                    None,
                    kind,
                    sentence[:200],
                    "contradictory",
                    f"Its {kind} comes to another outcome than its conclusion.",
                )


def _without_disclaimer(text: str) -> str:
    pieces = [p for p in re.split(r"(?<=[.!?。！？])\s*|\n+", text) if p]
    return "\n".join(p for p in pieces if disclaimer(p) is None)


_NOT_OWN = re.compile(
    r"\b(?:drafts?|scratch|examples?|sample|attempts?|incorrect|wrong|students?|another|opponents?|counsel|argues?|model answer)\b|草稿|示例|错误|学生|对方",
    re.IGNORECASE,
)


def _judged(outcome: Outcome, said: str, prompt: str) -> tuple[bool | None, str]:
    """Whether words come to the outcome, as the verifiers of terms, dates and sums read them."""
    term = outcome.term
    if term is not None and is_chinese(said):
        return _chinese_term(term, said)
    if term is not None:
        from assay.evidence.terms import check_term  # it takes a while to load

        own = Findings()
        check_term(assay.Sample(assay.Task("", ""), said), term, own)
        verdict = own.verdict()
        if verdict.status == "rejected" and len(_terms_in(term, said)) > 1:
            return None, "It names several outcomes."
    elif outcome.day:
        from assay_law.verifiers.deadline import deadline

        task = assay.Task(prompt, make_reference(deadline={"on": outcome.day}))
        verdict = deadline(assay.Sample(task, said))
    else:
        from assay_law.verifiers.amount import amount

        verdict = amount(assay.Sample(assay.Task(prompt, outcome.answer), said))
    if verdict.accepted:
        return True, ""
    return (False if verdict.status == "rejected" else None), verdict.message


def _terms_in(term: Term, said: str) -> set[str]:
    """The terms of the list that a text names at all, the longest form first."""
    owner = {form.casefold(): name for form, name in term.forms}
    forms = "|".join(re.escape(form) for form in sorted(owner, key=len, reverse=True))
    return {owner[match[0].casefold()] for match in re.finditer(forms, said, re.IGNORECASE)}


_TURNS = re.compile(
    r"不|未|非|难以|无法|没有|是否|能否|应否|如果|假如|若|除非|可能|也许|认为|主张|辩称|声称|据称|倘若"
)
_TURNED = re.compile(
    r"[^，。；！？\n]{0,8}(?:与否|吗|[?？]|不能成立|是错误|有误|不成立|的(?:主张|说法|观点|理由))"
)


def _chinese_term(term: Term, said: str) -> tuple[bool | None, str]:
    """The one term of the list that a Chinese text holds, not turned by what stands beside it in its clause."""
    owner = dict(term.forms)
    forms = "|".join(re.escape(form) for form in sorted(owner, key=len, reverse=True))
    told: set[str] = set()
    for match in re.finditer(forms, said):
        low = max(said.rfind(mark, 0, match.start()) for mark in "，。；！？\n：:")
        lead = said[low + 1 : match.start()]
        if (turn := _TURNS.search(lead)) or (turn := _TURNED.match(said, match.end())):
            return None, f"“{match[0]}”未被确定地作为结论：{turn[0]}。"
        told.add(owner[match[0]])
    if len(told) != 1:
        return (
            None,
            "结论未给出所列结果中的一项。" if not told else f"结论给出多项结果：{'、'.join(sorted(told))}。",
        )
    (only,) = told
    return only == term.answer, "" if only == term.answer else f"应为“{term.answer}”，而非“{only}”。"


def _contrary(outcome: Outcome, text: str, kind: str, prompt: str) -> str | None:
    """The sentence of a part that concludes otherwise; of an application the last that names a term, of a short answer any."""
    term: Term | None = outcome.term
    if term is None:
        if kind != "brief":
            return None
        return text if _judged(outcome, text, prompt)[0] is not True else None
    sentences = [s for s in re.split(r"(?<=[.!?。！？；;])\s*|\n+", text) if s.strip()]
    if kind == "brief":
        return None if _judged(outcome, text.strip(), prompt)[0] else text
    stated = [(s, _judged(outcome, s.strip(), prompt)[0]) for s in sentences[-12:]]
    said = [(s, holds) for s, holds in stated if holds is not None]
    if said and said[-1][1] is False:
        return said[-1][0]
    concluding = [s for s, holds in said if holds is False and _CONCLUDES.match(s.strip())]
    return concluding[0] if concluding else None


_CONCLUDES = re.compile(
    r"(?:therefore|accordingly|thus|consequently|hence|so|as a result|it follows|clearly)\b|因此|所以|故|可见|据此",
    re.IGNORECASE,
)
