"""Which part of a reasoned answer is issue, rule, application and conclusion: by headings, or by the words that begin sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assay.evidence import language
from assay_law.structure.citing import cited_in
from assay_law.texts.modality import is_chinese

_HEADS = {
    "issue": "(?:the )?(?:legal )?(?:issues?|questions?)(?: presented| at issue| raised)?|争议焦点|案件焦点|争点|法律问题|焦点问题|问题",
    "brief": "(?:brief|short) answers?|简要结论|简答",
    "facts": "(?:the )?(?:relevant |material |undisputed |given )?facts|(?:factual )?background|案件?事实|基本事实|案情|事实",
    "rule": "(?:the )?(?:relevant |applicable |governing |controlling )?(?:rules?|law|legal (?:basis|rules?|standard|framework)|authorit(?:y|ies)|statutes?|provisions?)(?: of law| statement)?"
    "|major premise|大前提|法律依据|法律规定|适用法律|相关法条|法条依据|裁判依据|法律规则|规则",
    "application": "(?:the )?(?:application|analysis|discussion|reasoning)(?: of (?:the )?(?:law|rules?))?(?: (?:and analysis|to (?:the )?facts))?|minor premise(?: and application)?|小前提|分析|适用|法律适用|涵摄|说理|案件分析|法律分析|分析说理|具体分析",
    "conclusion": "(?:the )?(?:conclusions?|holding|disposition|outcome|result|answer)|结论|裁判结果|判断结论|处理结果|结果|最终结论",
}
_NUMBERED = r"(?:(?:[IVX]{1,4}|\d{1,2}|[A-H])[.):]\s*|[(（](?:\d{1,2}|[一二三四五六七八九十])[)）]\s*|[一二三四五六七八九十][、.．]\s*|第[一二三四五][，、]\s*)?"
_HEADING = re.compile(
    rf"^[ \t　>]*(?P<marks>\#{{1,6}}[ \t]*|\*{{1,3}}|_{{1,2}}|[【\[])?[ \t]*{_NUMBERED}(?P<marks2>\*{{1,3}})?(?:"
    + "|".join(f"(?P<{kind}>{words})" for kind, words in _HEADS.items())
    + r")(?:[ \t]*[(（][^()（）\n]{1,30}[)）])?(?P<colon>[ \t]*[:：][ \t]*\*{0,3}|[ \t]*[】\]][:：]?|[ \t]*\*{1,3}[ \t]*(?:[:：]|[—–-][ \t])?|_{1,2}[:：]?|[.][ \t]*\*{0,3}(?=[ \t]|$)|[ \t]+[—–-][ \t])?[ \t]*(?P<rest>[^\n]*)$",
    re.IGNORECASE | re.MULTILINE,
)

_ISSUE = re.compile(
    r"(?:the |a |one )?(?:\w+ )?(?:issues?|questions?)(?: here| presented| before \w+(?: \w+)?| in this case)? (?:is|are|concerns?|arises?)\b|whether\b|at issue\b"
    r"|(?:本案的?|双方的?|案件的?)?(?:主要)?(?:争议焦点|争议的焦点|焦点|问题)(?:是|在于|为)",
    re.IGNORECASE,
)
_RULE = re.compile(
    r"(?:under|pursuant to|according to|by|in accordance with)\b|(?:section|article|rule|clause|§)|(?:the )?(?:governing |applicable |relevant )?(?:rule|law|statute|provision)\b"
    r"|(?:根据|依据|依照|按照|依)?(?:法律规定|《|第[零〇一二三四五六七八九十百千两\d]+条)|大前提",
    re.IGNORECASE,
)
_APPLICATION = re.compile(
    r"here\b|in (?:this|the present|the instant|our) (?:case|matter|instance)|on (?:these|the given|the present) facts|(?:applying|applied|turning) (?:this|that|these|those|the|to)\b|in the (?:present|instant) (?:case|matter)|minor premise"
    r"|(?:在?本案|本案中|具体到本案|就本案而言|结合本案|小前提)",
    re.IGNORECASE,
)
_CONCLUSION = re.compile(
    r"(?:therefore|accordingly|thus|consequently|hence|in conclusion|to conclude|in sum|for these reasons|it follows that|as a result|so)\b|(?:the )?conclusion\b|(?:综上(?:所述)?|因此|所以|故|据此|由此可见|结论)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Part:
    """A part of a response, and where its words stand; ``kind`` is one of ``issue brief facts rule application conclusion before``."""

    kind: str
    start: int
    end: int


def parts_in(text: str) -> tuple[list[Part], bool]:
    """The parts of a response in order, and whether headings tell them."""
    headed = _headed(text)
    return (headed, True) if len({each.kind for each in headed} - {"before"}) > 1 else (_prose(text), False)


def _headed(text: str) -> list[Part]:
    found: list[tuple[str, int, int]] = []
    for match in _HEADING.finditer(text):
        marked = match["marks"] or match["marks2"] or match["colon"]
        if match["rest"] and not (
            match["colon"] and (match["colon"].strip(" \t*_") or match["marks"] or match["marks2"])
        ):
            continue  # the line only begins with such a word
        if not marked and match["rest"]:
            continue
        found.append((_kind(match), match.start(), match.start("rest")))
    made = [Part("before", 0, found[0][1])] if found and text[: found[0][1]].strip(" \n\t#*_-") else []
    ends = [*(start for _, start, _ in found[1:]), len(text)][: len(found)]
    return made + [Part(kind, begin, end) for (kind, _, begin), end in zip(found, ends, strict=True)]


def _kind(match: re.Match[str]) -> str:
    return next(kind for kind in _HEADS if match[kind] is not None)


def _prose(text: str) -> list[Part]:
    """Runs of sentences: a part begins with the sentence whose words say so, and goes on until the next one does."""
    made: list[Part] = []
    for piece in language("zh" if is_chinese(text) else "en").sentences_in(text):
        said = piece.text.lstrip(' \t\n*_>#-•“"')
        kind = _of(said)
        if kind == "rule" and not cited_in(said) and "《" not in said:
            kind = ""
        if not kind:
            kind = made[-1].kind if made else "before"
        if made and made[-1].kind == kind:
            made[-1] = Part(kind, made[-1].start, piece.span[1])
        else:
            made.append(Part(kind, piece.span[0], piece.span[1]))
    return made


def _of(sentence: str) -> str:
    if _CONCLUSION.match(sentence):
        return "conclusion"
    if _ISSUE.match(sentence) or (sentence.rstrip().endswith(("?", "？"))):
        return "issue"
    if _APPLICATION.match(sentence):
        return "application"
    return "rule" if _RULE.match(sentence) else ""
