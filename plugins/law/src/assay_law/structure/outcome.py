"""Whether words come to the outcome that a reference names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import assay
from assay.evidence import Findings, make_reference
from assay_law.structure.reference import Outcome
from assay_law.texts.modality import is_chinese, sentences

if TYPE_CHECKING:
    from assay.evidence.terms import Term


_LEAD = re.compile(
    r"\A\W*(?:accordingly|consequently|in conclusion|in sum|to conclude|for (?:these|the foregoing|this) reasons?|as a result|it follows that|on (?:these|the) facts|therefore|thus|hence)\b,?\s*",
    re.IGNORECASE,
)
"""Words that only say that a conclusion follows; core's reader of terms knows one of them."""


def judged(outcome: Outcome, said: str, prompt: str) -> tuple[bool | None, str]:
    """Whether words come to the outcome, as the verifiers of terms, dates and sums read them."""
    said = _LEAD.sub("Therefore, ", _whole_sentences(said))
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


_INNER = re.compile(r"(?<=\w)\.(?=\s)")


def _whole_sentences(said: str) -> str:
    """Words without the stops of abbreviations (``Inc.``), which readers of answers take for ends of sentences."""
    if is_chinese(said):
        return said
    pieces = list(said)
    for start, sentence in sentences(said):
        for match in _INNER.finditer(sentence.rstrip()):
            pieces[start + match.start()] = " "
    return "".join(pieces)


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


_SUPPOSED = re.compile(
    r"(?:\A|[，、：:\s])(?:但|则)?(?:如果?|若|假如|假设|倘若?|除非|只要|只有|即使)(?![下上前此何今])"
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
        begin = max(said.rfind(mark, 0, match.start()) for mark in "。；！？\n") + 1
        if supposed := _SUPPOSED.search(said[begin : match.start()]):
            return None, f"“{match[0]}”以假设为前提：{supposed[0]}。"
        told.add(owner[match[0]])
    if len(told) != 1:
        return (
            None,
            "结论未给出所列结果中的一项。" if not told else f"结论给出多项结果：{'、'.join(sorted(told))}。",
        )
    (only,) = told
    return only == term.answer, "" if only == term.answer else f"应为“{term.answer}”，而非“{only}”。"


def contrary(outcome: Outcome, text: str, kind: str, prompt: str) -> str | None:
    """The sentence of a part that concludes otherwise; of an application the last that names a term, of a short answer any."""
    term: Term | None = outcome.term
    if term is None:
        if kind != "brief":
            return None
        return text if judged(outcome, text, prompt)[0] is not True else None
    sentences = [s for s in re.split(r"(?<=[.!?。！？；;])\s*|\n+", text) if s.strip()]
    if kind == "brief":
        return None if judged(outcome, text.strip(), prompt)[0] else text
    stated = [(s, judged(outcome, s.strip(), prompt)[0]) for s in sentences[-12:]]
    said = [(s, holds) for s, holds in stated if holds is not None]
    if said and said[-1][1] is False:
        return said[-1][0]
    concluding = [s for s, holds in said if holds is False and _CONCLUDES.match(s.strip())]
    return concluding[0] if concluding else None


_CONCLUDES = re.compile(
    r"(?:therefore|accordingly|thus|consequently|hence|so|as a result|it follows|clearly)\b|因此|所以|故|可见|据此",
    re.IGNORECASE,
)
