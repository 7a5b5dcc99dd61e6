"""Is a legal answer reasoned in its parts, true to the facts given, and does its conclusion come to the outcome?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import assay
from assay.evidence import Findings
from assay.evidence.final_answer import is_withdrawn, without_drafts
from assay_law.structure.citing import check_given, cited_in
from assay_law.structure.facts import Facts, check_names
from assay_law.structure.numbers import check_dates, check_numbers, without_places
from assay_law.structure.outcome import contrary, judged
from assay_law.structure.parts import Part, parts_in
from assay_law.structure.periods import check_bounds, check_multiples, check_periods
from assay_law.structure.reference import PARTS, Outcome, Structure
from assay_law.structure.style import DOUBT, disclaimer, informal
from assay_law.structure.swaps import check_denials, check_possessions, check_swaps, check_turned
from assay_law.structure.wording import check_wording
from assay_law.texts.given import LONGEST_RESPONSE, Text, questions_in, without_question
from assay_law.texts.modality import check_against, content, is_chinese, sentences
from assay_law.texts.quoted import Unreadable, find, quotations_in

LONGEST = 60_000
"""Characters of a prompt with its sources and facts that are read."""
MOST = 300
"""Numbers of a response that are read."""
_LEAST = 4
"""Words that a part has at least; two characters of Chinese are one."""
_ASKS = re.compile(
    r"[?？]|\b(?:whether|when|what|which|who|how|if)\b|是否|能否|可否|应否|何时|多少|如何|有无|哪|吗",
    re.IGNORECASE,
)


@assay.verifier(
    "law.structure",
    version=2,
    needs=("prompt", "response", "reference"),
    deadline=5.0,
    preload=("assay.evidence.terms", "assay.evidence.arithmetic", "assay_law.citations.spotting"),
    proves_wrong=(
        "wrong_conclusion",
        "no_such_section",
        "wrong_arithmetic",
        "wrong_weekday",
        "changed_modality",
    ),
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
    if (
        len(text) > LONGEST_RESPONSE
        or len(sample.prompt) + len(part.facts) + sum(len(s.text) for s in sources) > LONGEST
    ):
        found.check(
            None, "length", "", "too_long", f"More than {LONGEST_RESPONSE:,} characters are not read."
        )
        return found.verdict()
    if len(re.findall(r"\d+", text)) > MOST:
        found.check(None, "length", "", "too_long", f"A response with more than {MOST} numbers is not read.")
        return found.verdict()
    if _words(text) < _LEAST:
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
    # Facts that the prompt repeats are facts; the rest of it is rules and the question.
    asked = sample.prompt.replace(facts, "\n\n") if part.facts else sample.prompt
    more = "\n".join((asked, part.outcome.answer if part.outcome else "", *part.allow))
    known = Facts(facts, laid, more, part.parties)
    rule = _joined(text, by_kind.get("rule", ())) if part.form != "free" else text
    _check_citations(part, sample, text, rule, sources, found)
    prose = _without_quotations(bare, known, found)
    for check in (check_dates, check_numbers):
        check(bare, known, found)
    check_names(without_places(prose), known, found)
    told = "\n".join(
        prose[p.start : p.end] for p in parts if p.kind in ("facts", "application", "conclusion", "brief")
    )
    told = told if part.form != "free" else prose
    check_swaps(told, known, found)
    check_possessions(told, known, found)
    check_periods(told, found)
    check_bounds(told, known, found)
    check_multiples(bare, known, found)
    terms = [form for form, _ in part.outcome.term.forms] if part.outcome and part.outcome.term else []
    check_denials(told, known, terms, found)
    law = laid or without_question(sample.prompt)
    check_against(rule, law, found)
    if part.form != "free":
        check_turned(rule, law, "rule_turned", found)
        check_wording(rule, law, found)
        _check_grounds(text, by_kind, law, known, found)
    if part.form != "free":
        _check_use(part, facts, text, by_kind, known, found)
    if part.outcome:
        _check_outcome(
            part.outcome, text, parts if part.form != "free" else [], by_kind, sample.prompt, found
        )
        for end in by_kind.get("conclusion", [])[-1:]:
            _check_subject(text[end.start : end.end], sample.prompt, known, found)
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


_GROUNDED = 0.5
"""Of the words of a rule, and of an application, those at least that stand in what was given."""


def _check_grounds(
    text: str, by_kind: dict[str, list[Part]], law: str, known: Facts, found: Findings
) -> None:
    """The rule says what the law given says, and the application speaks of the case given, for the most part in their words."""
    for kind, given in (("rule", law), ("application", known.whole)):
        words = content(without_places(_joined(text, by_kind.get(kind, ()))))
        share = len(words & content(given)) / len(words) if words else 0.0
        message = f"Only {share:.0%} of the words of its {kind} stand in what was given."
        found.check(share >= _GROUNDED or None, kind, f"{share:.0%}", f"{kind}_not_given", message)


_REASONS = re.compile(r"\b(?:because|since|as|when|where|who|which|given)\b|[;；]", re.IGNORECASE)


def _check_subject(said: str, prompt: str, known: Facts, found: Findings) -> None:
    """The conclusion is of the party that the question is about."""
    asks = questions_in(prompt)
    of_question = [party for _, _, party in known.mentions(asks[-1])] if asks else []
    named = [party for _, _, party in known.mentions(said)]
    main = {party for _, _, party in known.mentions(_REASONS.split(said, maxsplit=1)[0])}
    if of_question and named and named[0] != of_question[0]:
        message = f"It concludes on {named[0]}, and the question is about {of_question[0]}."
        found.check(None, "conclusion", said.strip()[:200], "other_party", message)
    elif len(set(of_question)) > 1 and (other := sorted(main - set(of_question))):
        message = f"It concludes on {other[0]}, of whom nothing was asked."
        found.check(None, "conclusion", said.strip()[:200], "other_party", message)


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
    holds, message = judged(outcome, said, prompt)
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
    doubt = DOUBT.search(said) or _BUT.search(said)
    if doubt:
        found.check(
            None, "conclusion", doubt[0], "unsure", f"It does not commit to its conclusion: {doubt[0]!r}."
        )
    if is_withdrawn(text, last.start):
        found.check(None, "conclusion", "", "taken_back", "It takes its conclusion back.")
    for kind in ("brief", "application", "before"):
        for each in by_kind.get(kind, []):
            if (sentence := contrary(outcome, text[each.start : each.end], kind, prompt)) is not None:
                found.check(
                    None,
                    kind,
                    sentence[:200],
                    "contradictory",
                    f"Its {kind} comes to another outcome than its conclusion.",
                )


_BUT = re.compile(
    r"(?:\A|[.!?。！？]\s*|\n\s*)(?:however|but|nevertheless|nonetheless|that (?:being )?said|still|yet|even so|then again|on the other hand)\b[^\n]*|(?:\A|[。！？]\s*|\n\s*)(?:但是?|不过|然而|只是|尽管如此)[^\n]*",
    re.IGNORECASE,
)
"""A sentence of a conclusion that speaks against the one before it."""


def _without_disclaimer(text: str) -> str:
    lines = ((line, sentences(line)) for line in text.split("\n"))
    return "\n".join("\n".join(s for _, s in told if disclaimer(s) is None) for _, told in lines)


_NOT_OWN = re.compile(
    r"\b(?:drafts?|scratch|examples?|sample|attempts?|incorrect|wrong|students?|another|opponents?|counsel|argues?|model answer|says|said|writes|wrote|claims?)\b|草稿|示例|错误|学生|对方",
    re.IGNORECASE,
)
