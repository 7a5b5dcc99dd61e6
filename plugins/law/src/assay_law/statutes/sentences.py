"""Sentences that say yes or no, in English and Chinese: what may stand around the answer, and what makes it none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

_CITED = r"(?:§+|sections?|articles?|arts?\.|secs?\.|rules?|paragraphs?|subsections?)"
_LEAD = (
    r"(?:(?:and|so|thus|hence|therefore|accordingly|consequently|finally|overall|in (?:conclusion|sum|short)|to (?:sum up|conclude)|as a result|for (?:these|this|that) reasons?)\b[\W_]*"
    rf"|(?:under|by|per|applying|pursuant to|based on|in accordance with|according to|on) (?:the (?:statutes?|rules?|facts|law|act|provisions?|text)|these (?:rules|facts|provisions)|{_CITED})(?!\w)[^,;:.!?\n]{{0,60}}[,:]\s*"
    r"|(?:§+|sections?)\s*[\w().-]+(?:\s*(?:and|or|,)\s*(?:§+\s*)?[\w().-]+){0,8}[,:]\s*"
    r"|(?:because|since|as) [^;:!?\n]{1,160}?,\s*|[^;:!?\n]{1,160}?, (?:and )?(?:so|hence|thus|therefore)\b[\W_]*)*"
)
"""What may lead to a conclusion: a connective, the provision that is applied, or a reason."""
_LABEL = r"(?:(?:final\s+)?(?:answer|label|verdict|judge?ment|conclusion|result|relation|decision|outcome)\b[\W_]*)*"
_THING = r"(?:statement|claim|hypothesis|conclusion|assertion|proposition|query|sentence)"
_IS = r"(?:(?:is|are|must be|therefore|thus|hence|clearly|definitely|certainly|indeed|then)\b[\W_]*)*"
_WHOSE = r"(?:(?:the|this|that|it|its|my|our)\b\s*)?"
_STATED = re.compile(
    rf"[\W_]*{_LEAD}{_LABEL}{_WHOSE}(?:correct\s+|right\s+)?(?:{_THING}\b[\W_]*)?{_LABEL}{_IS}\Z",
    re.IGNORECASE,
)
"""What before yes, no or such a word as ``true`` makes it the answer: it stands first, behind a label, or is said of the statement that was asked about."""
_ZH_LED = re.compile(
    r"[\W_]*(?:(?:综上(?:所述)?|因此|所以|因而|故|据此|可见|由此可见|最终|总之|因为[^。；：？！;:?!]{1,80}|由于[^。；：？！;:?!]{1,80}|(?:根据|依据?|按照?)[^。；：？！;:?!，,]{1,60})[\W_]*)*"
    r"(?:(?:最终|我的|本题)?(?:的?(?:答案|结论|回答|判断|结果))[\W_]*(?:应?[是为])?[\W_]*)*\Z"
)
_GOES_ON = re.compile(
    r"[\W_]*(?:\Z|[.,;:!)\n]|(?:under|by|because|since|from (?:§|sections?|the (?:facts|rules|statute|law)))(?:\b|(?<=§)))(?!\s*\bthat\b)",
    re.IGNORECASE,
)
_LIMITED = re.compile(
    r"[\s,;:*_(—–-]*(?:(?:but|only|if|when|whenever|where|wherever|while|until|till|unless|once|so far|as far|insofar|as long|save|except|subject|provided|assuming|in (?:part|general|principle|most|some|the event|case)"
    r"|generally|usually|normally|mostly|partly|(?:on|under) (?:the|an?) (?:assumption|condition|hypothesis|premise)|to the extent|(?:should|were|had) \w+|I (?:think|guess|believe|suppose)|I['’]d (?:say|guess))\b|\d[\d.]* ?(?:%|percent\b|/))",
    re.IGNORECASE,
)
"""What right behind a yes or no bounds it: to a case, a time, a part, a degree of belief."""
_BOXED = re.compile(
    r"(?:\\(?:boxed|fbox)\s*\{(?:\\text\s*\{)?|<(?:final[_-]?)?answer>)[\s*_`\"'“]*\Z", re.IGNORECASE
)


def says_so(before: str, after: str, *, plain: bool) -> bool:
    """Whether what stands around a yes or no in its sentence makes it the answer; ``plain`` if the word is ``yes`` or ``no`` and not one such as ``true``, which may be said of something else.

    What is known may stand before it; what is not (``he answered``, ``at first sight``, ``had she moved``) decides nothing.
    """
    if _LIMITED.match(after):
        return False
    if plain and _BOXED.search(before):
        return True
    led = _STATED.fullmatch(before) or _ZH_LED.fullmatch(before)
    return led is not None and (plain or _GOES_ON.match(after) is not None)


_TRUE = r"(?:true|correct|right|so|the case|valid|accurate|entailed)"
_FALSE = r"(?:false|incorrect|wrong|untrue|invalid|inaccurate)"
_WHOLE = re.compile(
    rf"[\W_]*{_LEAD}(?:{_LABEL}:\s*)?(?:the|this|that|it|this is what|the above)(?: {_THING})?(?:['’]s| (?:is|must be)| (?=(?:hold|follow|stand|does|is)))\s*(?:(?:therefore|thus|hence|indeed|clearly|also|then) )*"
    rf"(?:(?P<yes>{_TRUE}|holds|follows|stands)|(?P<no>not (?:therefore |thus |hence )?{_TRUE}|{_FALSE}|does(?: not|n['’]t) (?:hold|follow|stand)|isn['’]t {_TRUE}))"
    rf"(?P<tail>\s*(?:\Z|[.!]|[,;] (?=because|since|as\b|under)|(?:because|since) |(?:under|by|from) (?![^.!?\n]{{0,60}}\bthat\b)))",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(
    rf"[\W_]*{_LEAD}(?:the (?:answer|question) (?:is|must be|is to be|has to be)(?: answered)?|i answer(?: (?:it|the question))?|my answer is) in the (?:(?P<yes>affirmative)|(?P<no>negative))\b(?P<tail>)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<!\bv)(?<!\bNo)(?<!\bSec)(?<!\bArt)[.!?](?=\s|\Z|\*)|[。！？]|\n")


def sentence_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around a span begins and ends."""
    begin = max((m.end() for m in _SENTENCE.finditer(text, 0, start)), default=0)
    closes = _SENTENCE.search(text, end)
    return begin, closes.end() if closes else len(text)


_GLUED = re.compile(
    r"(?P<word>yes|no)(?=\s+(?:indeed|(?:s?he|it|they|this|that) (?:is|are|was|were|does|do|has|have)(?:n['’]t)?)\b)",
    re.IGNORECASE,
)


def against_itself(word: str, after: str, query: str) -> bool:
    """Whether a yes is followed by the contrary of what the query asks, a no by what it asks: ``Yes, she is not exempt`` of ``exempt(alice)``."""
    names = "|".join(each for each in query.split("(")[0].strip("- ").split("_") if len(each) > 3)
    if not names or query.lstrip().startswith("-"):
        return False
    clause = re.match(
        r"[\s,;.*_—–-]*(?:(?!because|since|as\b|if\b|that\b|no\b|not\b|neither)[^\s,;:.!?]+\s+){1,6}?(?:is|are|was|were|has|have|does|do|may|can|must|shall|will)(?P<no> not| no|n['’]t)?"
        rf"\s+(?:an? |the )?(?:{names})\b(?![^.!?]*\b(?:unless|only|but|except|however|if)\b)",
        after,
        re.IGNORECASE,
    )
    return clause is not None and (clause["no"] is None) == (word.casefold() == "no")


def in_short(text: str) -> str:
    """The text, with ``: yes.`` or ``: no.`` for a first or last sentence that says so of the statement (``The claim does not hold.``)."""
    at = len(text) - len(text.lstrip(" *_`\n"))
    if glued := _GLUED.match(text, at):
        text = f"{text[: glued.end()]},{text[glued.end() :]}"
    bare = text.rstrip()
    ends = [m.end() for m in _SENTENCE.finditer(bare)]
    lasts = [each for each in ends if bare[each:].strip(" *_`\n")]
    starts = sorted({len(text) - len(text.lstrip()), lasts[-1] if lasts else 0}, reverse=True)
    for start in starts:
        for pattern in (_WHOLE, _IN_WORDS):
            if found := pattern.match(text, start):
                word = "yes" if found["yes"] else "no"
                gap = "\n" if text[:start].strip() else ""
                text = f"{text[:start]}{gap}Answer: {word}, {found['tail'].strip(' .,;!')}{text[found.end() :]}".replace(
                    f"{word}, .", f"{word}."
                )
                break
    return text


_ZH_NO = "否|不是的?|不对|不可以|不能够?|不会|不应当?|不必|不需要|不用|无需|无权|没有|不属于|不构成|不正确|不符合|错误|矛盾|并非如此|不"
_ZH_YES = "是的?|对的?|可以|能够?|会的?|应当?|必须|需要|有权|有的?|属于|构成|正确|符合|没错"
_ZH_LEAD = (
    r"(?:^|(?<=[。，,：:；;！!\n*（(“\"’”\s])|(?<=答案是)|(?<=答案为)|(?<=结论是)|(?<=结论为)|(?<=回答是))"
)
_ZH_TAIL = r"(?=\s*(?:[。，,；;！!\n*）)”\"]|$))"
_ZH_THING = (
    r"(?:[该此本]|上述|前述|这一|这个)?(?:结论|主张|说法|命题|陈述|论断|判断|表述|假设|查询)?(?:是|并)?"
)
_ZH = re.compile(
    rf"{_ZH_LEAD}(?:(?P<no>{_ZH_NO})|(?P<yes>{_ZH_YES})){_ZH_TAIL}"
    rf"|{_ZH_LEAD}{_ZH_THING}(?:(?P<fails>(?:不能?|未能?|没有|无法)(?:成立|蕴含|推出)|不正确的?|不对的?|错误的?)|(?P<holds>成立|可以推出|蕴含|正确的?|对的)){_ZH_TAIL}",
    re.MULTILINE,
)
_MARKS = str.maketrans({"。": ". ", "，": ", ", "：": ": ", "；": "; ", "！": "! ", "？": "? "})


def from_chinese(text: str) -> str:
    """The text, with ``yes`` and ``no`` where Chinese says so, and Western marks if it does."""
    words = {"no": "no", "yes": "yes", "fails": ": no", "holds": ": yes"}
    made = _ZH.sub(lambda m: words[m.lastgroup or ""], text)
    return made.translate(_MARKS) if made != text else text


_ZH_OPEN = re.compile(
    r"[不没未非无否难曾吗？]|可能|也许|或|大概|似乎|看似|好像|部分|基本|大体|通常|一般|往往|原则|原本|原来|认为|主张|[称说辩]|据|^若|如果|假[如设]|倘|除非|只要|只有|推定|应该吧"
)
"""What makes the subject or the object of a Chinese conclusion another, an uncertain, or somebody else's."""
_ZH_CONNECTIVE = r"(?:(?:综上(?:所述)?|因此|所以|因而|故|据此|可见|由此可见|最终|总之|(?:根据|依据?|按照?)[^。；：？！，]{1,40})[，,：:]?\s*)*"


def with_chinese_term(text: str, forms: Iterable[str], told: str) -> str:
    """The text, with ``答案：`` and the term for a last sentence that says a Chinese term of something (``因此，李某的行为有效。``).

    What stands around the term must be a subject and an object whose last words ``told``, the prompt, has, and which leave nothing open.
    """
    words = [re.escape(each) for each in sorted(forms, key=len, reverse=True) if _is_chinese(each)]
    bare = text.rstrip(" *\n")
    if not words or not bare or re.search(r"答案|结论", bare):
        return text  # none, or it is labelled
    ends = [0, *(m.end() for m in re.finditer(r"[。！？\n]", bare[:-1])), len(bare)]
    conclusion = re.compile(
        rf"\s*(?:\d+\.\s*)?{_ZH_CONNECTIVE}(?P<subject>[^，,。；;：:、？！\n]{{1,30}}?)(?:应当?)?(?:认定)?(?:是|为|属于|构成|系)?(?P<term>{'|'.join(words)})(?P<object>(?:与|和|其|该|劳动|的)[^，,。；;：:、？！\n]{{0,30}})?[。！]?\s*"
    )
    found = [conclusion.fullmatch(bare, *each) for each in pairwise(ends)]
    last = found[-1]
    if last is None or {each["term"] for each in found if each} != {last["term"]}:
        return text
    around = [each for each in (last["subject"], last["object"]) if each and each != "的"]
    if any(_ZH_OPEN.search(each) or each[-2:] not in told for each in around):
        return text
    return f"{text[: last.start()]}\n答案：{last['term']}。"


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)


_OPEN = re.compile(
    r"\b(?:assum(?:ing|ption)|presuming|presumption|supposing|hypothes[ei]s that|hypothetical(?:ly)?|theoretically|(?:provided|providing)(?: that|,? s?he\b| it\b| they\b| [A-Z])|on (?:the )?condition|as long as|so long as|in case|in the event|only (?:if|when|where)|subject to (?:his|her|its|their|proof|the condition|§)"
    r"|depend(?:s|ing)|at first (?:sight|glance)|in principle|prima facie)\b|(?:^|[,;:.])\s*(?:had|were|should) (?:s?he|it|they|the|this|that)\b"
    r"|如果|假如|假设|(?:^|(?<=[，。；：、\s]))(?:若(?!干)|倘)|除非|只要|可能|也许|或许|大概|恐怕|不确定|不一定|未必|取决于",
    re.IGNORECASE,
)
"""What makes an answer a conditional or an uncertain one, in its sentence."""
_PEOPLE = r"(?:lawyers?|counsel|attorneys?|parties|party|plaintiffs?|defendants?|petitioners?|respondents?|prosecutors?|taxpayers?|dissent\w*|commentators?|scholars?|clerks?|agency|IRS|court below|lower court|trial court)"
_OTHERS = re.compile(
    rf"\b{_PEOPLE}\b[^.;:]{{0,40}}\b(?:says?|said|argu\w+|contend\w*|claim(?:s|ed) that|maintain(?:s|ed) that|assert\w*|insist\w*|submit(?:s|ted) that|believes?|held that|thinks?)\b"
    rf"|\b{_PEOPLE}['’]s? (?:answer|view|position|opinion|conclusion|reading|submission)\b|\b(?:view|opinion|answer|conclusion|position) of (?:the )?(?:\w+ )?{_PEOPLE}\b"
    r"|\b(?:\w+['’]s|his|her|their) (?:answer|view|opinion|position)\b|(?<!本院)(?<!我)认为|[他她友师人方]说|据说|主张(?!成立|不成立)|辩称",
    re.IGNORECASE,
)
"""What says that the answer is somebody else's."""


def open_or_of_others(response: str, start: int, end: int) -> tuple[str, str]:
    """A reason and the words for which the sentence around an answer is conditional, or somebody else's; else ``("", "")``."""
    begin, closes = sentence_bounds(response, start, end)
    sentence = response[begin:closes]
    if found := _OPEN.search(sentence):
        return "conditional", found[0]
    if found := _OTHERS.search(sentence):
        return "not_answered", found[0]
    return "", ""
