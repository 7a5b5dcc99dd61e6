"""What says that a task has no answer, what commits to one, and what does neither: rules of English and Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from assay.evidence.findings import Findings
from assay.evidence.languages import language
from assay.evidence.number_words import LONGEST as LONGEST_NUMBER
from assay.evidence.number_words import ONES, TENS, han_number
from assay.evidence.operands import numbers_of
from assay.evidence.quotes import find_quote, fold

LONGEST = 20_000
"""Characters of a response that are read."""

# -- what says that there is no answer

_CANNOT = (
    r"(?:can ?not|can['’]?t|could ?not|couldn['’]?t|(?:is|are)(?: not|n['’]t) (?:possible|able)|not possible|impossible"
    r"|unable|not able|no (?:\w+ )?way|not be (?:able|possible))"
)
_DETERMINE = (
    r"(?:determin\w*|calculat\w*|comput\w*|find|found|figured? out|work(?:ed)? (?:it |this )?out|deduc\w*|infer\w*"
    r"|deriv\w*|solv\w*|answer\w*|known?|establish\w*|conclu\w*|decide\w*|said|say|tell|told|identif\w*|ascertain\w*"
    r"|evaluat\w*|obtain\w*|pinned? down|resolv\w*)\b"
)
_INFORMATION = r"(?:information|info|data|details?|facts?|context|evidence|conditions?|constraints?|equations?|input|clues?)\b"
_NOT_ENOUGH = (
    r"(?:\bnot (?:have |give |provide |contain |include )?(?:us )?(?:enough|sufficient|adequate)"
    r"|n['’]t (?:\w+ ){0,3}(?:enough|sufficient)|\b(?:insufficient|too little|inadequate)"
    r"|\black(?:s|ing)? (?:of )?(?:the )?(?:enough|sufficient|necessary|required|needed)|incomplete)"
)
_SAYS = re.compile(
    rf"\b{_CANNOT}\b[^.;]{{0,40}}?\b{_DETERMINE}"
    rf"|{_NOT_ENOUGH} (?:[\w-]+ ){{0,3}}?(?:{_INFORMATION}|to (?:\w+ )?{_DETERMINE}|is (?:given|provided|known|stated))"
    rf"|\b(?:{_INFORMATION}|problem|question|task|prompt|system|puzzle)[^.;,]{{0,40}}\b(?:is|are|was|were)(?: therefore| thus)?"
    r" (?:insufficient|incomplete|inadequate|not (?:enough|sufficient)|contradictory|inconsistent|underdetermined|unanswerable"
    r"|unsolvable|ill-posed|self-contradictory|in conflict)\b"
    r"|\b(?:is|are|remains?|stays?) (?:therefore |thus |simply )?(?:undetermined|indeterminate|undeterminable|unanswerable"
    r"|indeterminable|underdetermined)\b"
    r"|\b(?:answer|result|solution|value)\b[^.;,]{0,40}\b(?:is|remains) (?:unknown|undetermined|indeterminate|not determined)\b"
    rf"|\b(?:{_INFORMATION}|statements?|givens?|values?|premises?|sources?|numbers?|readings?|notes?|records?|problem|they|these"
    r"|reports?|dates?|which)[^.;]{0,60}?\b(?:contradict\w*|conflict\w*|(?:are|is) (?:mutually )?(?:inconsistent|incompatible)|disagree\w*)"
    r"|(?:无法|不能|没(?:有)?办法|没法|不可能|难以)[^，。；]{0,16}?(?:确定|计算|算出|求出|求得|得出|得知|判断|判定|回答|推出|推断"
    r"|知道|解答|求解|给出|作答|推算)"
    r"|(?:信息|条件|数据|资料|线索|证据)[^，。；]{0,6}?(?:不足|不够|不充分|不完整|缺失|矛盾|冲突|不一致)"
    r"|(?:缺少|缺乏|没有(?:给出|提供)?)(?:足够|充分|必要)的?[^，。；]{0,20}?(?:信息|条件|数据|资料)|(?:自|互?相)矛盾",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"\W*(?:the answer is )?(?:unknown|undetermined|indeterminate|undeterminable|unanswerable|not determinable|insufficient data"
    r"|n/?a|none of the above can be determined|未知|不确定|不能确定)\W*",
    re.IGNORECASE,
)
# A statement that somebody else makes, that is denied, or that holds only for now.
_DOUBT = re.compile(
    r"\b(?:not (?:true|the case|correct|right)|false|wrong|incorrect|untrue|mistaken|mistake|nonsense|myth)\b"
    r"|\b(?:may|might|could|would) (?:seem|appear|look|think|say|believe|claim|argue)|\bat first\b|\bfirst glance\b"
    r"|\b(?:some|many|one|people|others)\b[^.]{0,20}\b(?:say|think|claim|believe|argue)s?\b"
    r"|(?:\b(?:not|hardly|never)|n['’]t) (?:impossible|insufficient|unable|incomplete|indeterminate|undetermined|unanswerable|contradict\w*)"
    r"|\bnot that\b|\b(?:can ?not|can['’]t|do not|don['’]t|never|nobody|no one|wouldn['’]t|would not)(?: \w+)? (?:say|claim|think|believe|assume|conclude)s?\b"
    r"|\blie\b|\b(?:once|was|were|been) (?:thought|believed|said|claimed)\b|\bby (?:the (?!given|data|info|problem|available|facts|prompt|condition)|an? |him|her|them|any)"
    r"|\b(?:inspection|directly|immediately|easily|quickly|at a glance|by hand|in one step|by eye|yet)\b"
    r"|\bwithout (?:\w+ ){0,2}(?:calculat\w*|comput\w*|work|steps?|algebra|calculus|calculator|doing|thinking|using|solving)\b"
    r"|\b(?:first|second|third|one|this|that|either|each|single) (?:\w+ )?(?:alone|by itself|on its own)\b"
    r"|并非|不是说|乍看|看似|看起来|似乎|表面上|直接|一眼|立即|马上|错误|不正确|(?:有人|也许你?)(?:会)?(?:说|认为)",
    re.IGNORECASE,
)
_LACKS = re.compile(
    r"(?:\b(?:not|never|nothing|nowhere|no(?: \w+){0,3}|neither|nor)|n['’]t)\b(?: [\w'’]+){0,6}? ?(?:given|stated|specif\w*|provid\w*|mention\w*"
    r"|known?|told?|tells?|say|says|said|state|give|gives|include[sd]?|contain\w*|suppl\w*|disclos\w*|record\w*|list\w*|report\w*|indicat\w*"
    r"|available|document\w*|measur\w*|describ\w*|defin\w*|identif\w*|reveal\w*|present\w*|shown?|clear|stat\w+|agree|match|compar\w*|relat\w*|connect\w*|link\w*)\b"
    r"|\b(?:no|any) (?:\w+ ){0,2}(?:information|data|details?|mention|value|record|figure|indication|statement)\b"
    r"|\b(?:missing|unknown|unspecified|unstated|absent|omitted|lacking|lacks?|unclear|undefined|undisclosed|left out|unavailable"
    r"|ambiguous|needed|need|needs|required?|requires|necessary|depends? (?:up)?on|without|unless|contradict\w*|conflict\w*|inconsistent"
    r"|incompatible|disagree\w*|different values|if (?:i|we|you|the|it|they|there|more|this|that|only|given|known|one)\b"
    r"|please (?:provide|give|tell|state|share|supply)|would (?:have|need) to know|(?:would|could|may) (?:all )?(?:vary|differ))"
    r"|\bonly (?:[\w'’]+ ){1,4}(?:is|are) (?:given|known|stated|provided|specified)\b"
    r"|\bnot (?:how|what|when|where|which|who|whether)\b|\bonly (?:gives?|tells?|says?|states?|know)\b"
    r"|没有?(?:给出|提供|说明|告诉|提到|告知|写明|记录|注明|指出|说|提及)|未(?:给出|提供|说明|知|提到|告知|写明|记录|注明|指出|提及|明确)|不(?:知道|清楚|明确|详)|缺少|缺乏"
    r"|缺失|取决于|还需要?|需要|必须知道|矛盾|冲突|不一致|除非|(?:如果|若)(?:知道|已知|给出|提供|有)|才能|请(?:提供|给出|补充)",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:if|unless|once|only|provided|until|when|given|with|before|needed|need|required|would)\b|如果|若|除非|才|需要|只有|一旦",
    re.IGNORECASE,
)
_CAN = re.compile(
    r"\b(?:can|could|may|able to|possible to|enough (?:\w+ )?to|sufficient to)\b (?:still |nevertheless |easily |be |then |also |only )*"
    rf"{_DETERMINE}|可以(?:确定|计算|算出|求出|得出|判断|推出|知道)|能够?(?:确定|计算|算出|求出|得出|判断|推出)",
    re.IGNORECASE,
)
_DISMISSES = re.compile(
    r"\b(?:irrelevant|unnecessary|unneeded|does(?: not|n['’]t) matter|(?:do|does)(?: not|n['’]t) need|not (?:needed|required|necessary|relevant)"
    r"|no need|not missing|is known|are known|(?:is|are|was|were) (?:clearly |indeed |explicitly )?(?:given|stated|provided|specified))\b"
    r"|不需要|无需|无关|不必|不缺少?|已经?(?:给出|知道|说明)",
    re.IGNORECASE,
)

# -- what commits to a value

_NUM = (
    r"(?:[$€£¥] ?)?(?:[0-9]|\.[0-9]|-[0-9]|(?:" + "|".join([*ONES, *TENS]) + r"|half"
    r"|hundred|thousand|a (?:hundred|thousand|dozen|half|third|quarter))\b|[零二三四五六七八九十百千万两])"
)
_ABOUT = r"(?:about |approximately |around |roughly |only |exactly |just |simply |precisely |equal to |nearly |at least |at most )*"
_VALUE = re.compile(
    rf"\b(?:approximately|approx\.?|roughly|around|about|nearly|almost|at least|at most|up to|between|(?:more|less|fewer) than|over"
    rf"|under) {_NUM}|(?:[=≈≅~→⇒]|\\approx|\\to|->|=>) ?{_ABOUT}{_NUM}"
    r"|\b(?:would|should|could|might|may|must|will|has to|have to|ought to|'d|'ll|can) (?:then |still |only |just )?"
    rf"(?:be|equal|come to|have|give|get|yield|cost|take|need|weigh|amount to|make|say|use|take) {_ABOUT}{_NUM}"
    r"|\b(?:we|you|i|that|this|it|which|and|to|so) (?:\w+ )?(?:gets?|has|have|obtains?|finds?|gives?|yields?|equals?|makes?|leaves?) "
    rf"{_ABOUT}{_NUM}|\b(?:comes|amounts|adds up|sums|equal) to {_ABOUT}{_NUM}|\b(?:it|that|this|which|he|she|they|there|total|sum|remainder)"
    rf"(?:'s|'re| is| are| was| were| equals?) {_ABOUT}{_NUM}"
    r"|(?:是|为|等于|得到?|共有?|约|大约|大概|至少|至多|不超过|超过|接近)(?:约|大约)? ?[$¥]?(?:[0-9]|[零二三四五六七八九十百千万两]|一(?![个些定样]))",
    re.IGNORECASE,
)
_GUESS = re.compile(
    r"\b(?:probabl[ey]|presumabl[ey]|(?:most |very |quite )?likely|likeliest|perhaps|maybe|possibly|plausibl[ey]|guess\w*|estimat\w*|assum\w*"
    r"|suppos\w*|presum\w*|hypothe\w*|pretend\w*|let(?:'s| us) (?:say|take|use|pick)|imagin\w*|best (?:answer|choice|option|bet)"
    r"|i(?:'d| would| will|'ll) (?:say|go|pick|choose|bet|take|settle|answer)|if i had to|i (?:think|believe|suspect|pick|choose|bet)"
    r"|we (?:can|could|may|might) (?:use|take|treat|say|conclude)|tak(?:e|ing) (?:it|the)|treat\w*|nevertheless|nonetheless|anyway|even so|all the same"
    r"|obvious\w*|clearly|certainly|definitely|of course|safe to say)\b"
    r"|大概|也许|或许|估计|估算|假设|假定|不妨|猜|应该(?:是|为)|(?:很|最)?可能(?:是|为|有)|最有可能|尽管如此|显然|我认为|我觉得|我选",
    re.IGNORECASE,
)
_NO_GUESS = re.compile(
    r"(?:(?:\b(?:can ?not|not|without|no|any|avoid\w*|rather than|instead of|nothing but|would (?:only |just )?be(?: an?)?(?: pure| mere)?"
    r"|would (?:have|need) to|(?:pure|mere|wild))|n['’]t)(?: \w+){0,2} ?|(?:不能|无法|不|没有|不应|只能靠?|不可))\Z",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"(?:\b(?:answers?|results?|solutions?|conclusion)\b(?: \w+){0,4}?\s*(?:\bis\b|\bare\b|:|=|\bwould be\b|\bshould be\b|\bmust be\b)[\s:]*"
    r"|(?:答案|结果|结论)(?:是|为|:|：|应该?是|应为)\s*|####\s*|^\s*(?:so|therefore|thus|hence|所以|因此|故)\b[,，:]?\s*(?=\W*[A-Z]?\W*$))(?P<said>[^\n]*)",
    re.IGNORECASE,
)
_HASHES = re.compile(r"####[ \t]*([^\n]+)")
_YES = re.compile(r"\W*(?:(?:yes|yeah|yep|correct|true)\b|是的|对的|正确)", re.IGNORECASE)
_NO = re.compile(r"\W*(?:(?:no|false|nope)\b|不是|否|错)", re.IGNORECASE)
_NO_SOLUTION = re.compile(r"\b(?:no|none|dne|not exist)\b|无解|不存在|∅|\\emptyset", re.IGNORECASE)
_BOXED = re.compile(r"\\(?:boxed|fbox)\s*\{((?:[^{}]|\{[^{}]*\})*)\}?")
_CHOICE = re.compile(r"\W*(?:option |choice |选项)?\(?([A-Z])\)?\W*")
_LABEL = re.compile(r"[ \t]*(?:[-*•>]+[ \t]+|\(?[0-9]{1,2}[.)、](?:[ \t]+(?=\S)|(?=[^\W\d]))|#{1,6}[ \t]+)+")
_NUMBERED = re.compile(
    r"\b(?:steps?|clues?|statements?|equations?|facts?|conditions?|readings?|sources?|premises?|parts?|figures?|lines?|sections?|notes?)"
    r" \(?[0-9]{1,2}(?: and [0-9]{1,2})?\)?|(?:步骤|条件|陈述|方程|式|线索) ?\(?[0-9]{1,2}\)?",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"[^\n。！？；]+?(?:(?<!\b[MD]r)(?<!\b[M]s)(?<!\bSt)(?<!\bMrs)(?<!\bvs)(?<!\b[ei]\.[ge])[.!?;]{1,8}[\"”’)*]{0,4}(?=\s)|(?=\n)|[。！？；]{1,8}|\Z)"
)
_QUOTED = re.compile(r"\"[^\"]{3,200}\"|“[^”]{3,200}”|「[^」]{3,200}」|`[^`]{3,200}`")
_CLAUSE = re.compile(
    r"\s*(?:[,;:()—，；：、（）]|\s[-–]\s|\b(?:because|since|so|but|and|or|therefore|thus|hence|as|while|whereas|although|though|however|which"
    r"|due to|then)\b|因为|由于|所以|但是?|因此|并且|而且|或者|以及|那么)\s*",
    re.IGNORECASE,
)
_CONCLUDES = frozenset("so therefore thus hence then 所以 因此 那么".split())
_WH = re.compile(
    r"\b(?:whether|how|what|who|whom|whose|which|when|where|if|that|why|as)\b|是否|多少|谁|哪", re.IGNORECASE
)
_IS = re.compile(r"\b(?:is|are|was|were|has|have|equals?|had|must|will)\b|=", re.IGNORECASE)
_DEFINES = re.compile(
    r"\b(?:divided|times|multipl\w*|ratio|product|sum|quotient|formula|proportional|difference|over)\b|[a-z)] ?[/×÷*] ?[a-z(]|除以|乘|公式|之比|之和|之差",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W\d_]+(?:['’][^\W\d_]+)?", re.UNICODE)
_GLUE = frozenset(
    "a an the this that these those it its he she they them their his her we us our you your i my me one there here be is are was were been being"
    " am do does did done has have had having will would shall should can could may might must of in on at to for from by with within without"
    " into onto over under per about than then as and or nor but if so because since while when where which who whom whose what how why whether not"
    " no yes only also just even still both either neither each every all any some more most other another such same too very much many however"
    " therefore thus hence know knows known tell tells told say says said state states stated give gives given gave provide provides provided"
    " mention mentions mentioned problem question task prompt text information data fact facts value values statement statements according first"
    " determine calculate compute find solve answer formula defined quantity quantities amount amounts specific exact exactly complete"
    " determined calculated computed found solved answered alone following"
    " let out up down off again's let us now see seen find get that's it's is's note notice unfortunately sorry apologize apologies afraid"
    " yet further unfortunately although though hence".split()
)
_GLUE_ZH = frozenset(
    "计算求解确定判断需要知道为了到的了是在和与也就都而且但因为所以我们你这那它他她其中已知题目题中只有没不能可以一个说给出及对于若如果则请"
)


_REST_OF_WORD = re.compile(r"[\w.,/]*\w|")
_COUNTS = re.compile(
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|a)\b (?:of (?:these|the|those|them)|(?:[\w-]+ ){0,2}(?:unknowns?|quantit\w+|things?|pieces?"
    r"|items?|values?|facts?|variables?|equations?|unspecified|sources?|statements?|notes?|readings?|possibilit\w+|missing|conditions?"
    r"|figures|numbers|measurements?|records?|dates?|parameters?|inputs?))\b",
    re.IGNORECASE,
)


def says_undetermined(text: str) -> bool:
    """Whether a text says, in English or Chinese, that something cannot be determined, and does not deny or doubt it."""
    return bool(_SHORT.fullmatch(text)) or any(_states(said) for said, _ in _sentences(text))


def first_states(text: str) -> bool:
    """Whether the first sentence of a text says, without doubt, that there is no answer."""
    first = next(_sentences(text), None)
    return first is not None and (_states(first[0]) or bool(_SHORT.fullmatch(first[0])))


@lru_cache(maxsize=64)
def stated_value(text: str, prompt: str = "") -> str:
    """The value that a text states as its answer (a box, ``The answer is …``, an option of the prompt); ``""`` if none."""
    for said in (*_BOXED.findall(text), *_HASHES.findall(text)):
        if not is_no_value(said, prompt):
            return _plain(said)[:80] or "an empty box"
    for said, _ in _sentences(text):
        if _repeated(said, fold(prompt).text.casefold()):
            continue
        for clause in _CLAUSE.split(said):
            choice = _CHOICE.fullmatch(clause)
            if choice and _option(choice[1], prompt) and not is_no_value(clause, prompt):
                return clause
        if (answer := _ANSWER.search(said)) and not is_no_value(answer["said"], prompt):
            return answer[0].strip()[:80]
    return ""


@lru_cache(maxsize=64)
def commits(text: str, prompt: str = "") -> str:
    """The words with which a text commits to a value, in whatever form, or guesses one; ``""`` if it does not.

    Words that stand in the prompt as they are commit to nothing.
    """
    if value := stated_value(text, prompt):
        return value
    given = fold(prompt).text.casefold()
    for said, _ in _sentences(text):
        if _repeated(said, given):
            continue
        said = _without_givens(said, _given(prompt))
        for match in _VALUE.finditer(said):
            rest = _REST_OF_WORD.match(said, match.end())
            words = said[match.start() : rest.end() if rest else match.end()]
            counts = _COUNTS.match(said, match.start() + words.rfind(" ") + 1)  # ``two values are missing``
            if not counts and not find_quote(words.casefold(), given):
                return words[:60]
        for match in _GUESS.finditer(said):
            if not _NO_GUESS.search(said, 0, match.start()) and not find_quote(match[0].casefold(), given):
                return said[match.start() : match.start() + 60].strip()
        cue = _SAYS.search(said)
        if _YES.match(said) or (_NO.match(said) and not cue and not _LACKS.search(said)):
            return said[:60]
        if _CAN.search(said) and not cue and not _CONDITION.search(said):
            return said[:60]
    return ""


def is_no_value(said: str, prompt: str) -> bool:
    """Whether what is given as the answer is that there is none, or the option of the prompt that says so."""
    said = _plain(said)
    first = _CLAUSE.split(said)[0]
    if _SHORT.fullmatch(first or said):
        return True
    if _SAYS.search(first) and not _DOUBT.search(said) and not any(c.isdigit() for c in first):
        return True
    if re.match(
        r"(?:not|unknown|missing|unclear|un\w+ed|that (?:it|there|the)|因|无|不|未)\b", said, re.IGNORECASE
    ):
        return bool(_LACKS.search(said) or _SAYS.search(said))
    if letter := _CHOICE.match(said):
        rest = said[letter.end() :].strip()
        option = re.split(r"\s\(?[A-Z][).:、．]", _option(letter[1], prompt))[0]
        return says_undetermined(option) and (not rest or bool(_SAYS.search(rest) or _LACKS.search(rest)))
    return False


def _option(letter: str, prompt: str) -> str:
    """What the prompt offers as the option of a letter; ``""`` if it offers none."""
    option = re.search(rf"(?:^|[\s(]){letter}[).:、．][ \t]*([^\n]{{1,120}})", prompt)
    return option[1] if option else ""


def _repeated(said: str, given: str) -> bool:
    """Whether a sentence of three words or more stands in the prompt as it is; ``given`` is the prompt, folded."""
    return len(_content(said)) >= 3 and bool(find_quote(said.casefold().rstrip(".!。！ "), given))


def _plain(text: str) -> str:
    """A text without the marks of Markdown and LaTeX around words."""
    text = re.sub(r"\\(?:text|textbf|textit|mathrm|mathbf|boxed|fbox)\s*\{", "", text)
    return " ".join(re.sub(r"[*_`${}]|\\[\[\]()]", "", text).split())


def _sentences(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """The sentences of a text, folded and without list marks, and where each stands."""
    for match in _SENTENCE.finditer(text[:LONGEST]):
        start = match.start()
        if not text[text.rfind("\n", 0, start) + 1 : start].strip() and (
            label := _LABEL.match(text, start, match.end())
        ):
            start = label.end()
        said = _plain(fold(text[start : match.end()]).text)
        if any(c.isalnum() for c in said):
            yield said, (start, match.end())


def _states(said: str) -> bool:
    """Whether a sentence says, for itself, that there is no answer."""
    bare = _QUOTED.sub(" ", said)
    return bool(_SAYS.search(bare)) and not _DOUBT.search(bare) and not said.rstrip().endswith(("?", "？"))


def _content(text: str) -> list[str]:
    """The words of a text that carry its meaning: stems, numbers, Chinese characters one by one."""
    found = []
    for word in _TOKEN.findall(fold(text).text.casefold()):
        if "\u3400" <= word[0] <= "\u9fff":
            found += [char for char in word if char not in _GLUE_ZH]
        elif word not in _GLUE:
            found.append(_stem(word))
    return found


def _stems(text: str) -> list[str]:
    """The words of a text as stems, all of them."""
    return [_stem(word) for word in _TOKEN.findall(fold(text).text.casefold())]


def _stem(word: str) -> str:
    """A word without the endings of plural, possessive and verbs."""
    word = re.sub(r"['’]s?\Z", "", word)
    for ending, rest in (("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)] + rest
            break
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def _names(said: str, alternatives: str) -> bool:
    """Whether a sentence names a thing by one of its alternatives."""
    words = set(_stems(said))
    for each in alternatives.split("|"):
        wanted = [_stem(word) for word in _TOKEN.findall(fold(each).text.casefold()) if word not in _GLUE]
        wanted = wanted or _stems(each)
        if any("\u3400" <= c <= "\u9fff" for c in each):
            if "".join(each.split()) in "".join(said.split()):
                return True
        elif set(wanted) <= words:
            return True
    return False


def _spelled(text: str) -> Iterator[Fraction]:
    """The numbers that a text spells out, each word by itself and the runs of words, too."""
    for word in re.findall(r"[a-z]+|[零一二三四五六七八九十]", text.casefold()):
        number = ONES.get(word, han_number(word))
        if number is not None:
            yield Fraction(number)
    for run in language("en").numbers_in(text):
        if len(run.value) <= LONGEST_NUMBER:
            yield Fraction(run.value)


_HOW = {
    "how far": "distance length",
    "how long": "time length duration distance",
    "how heavy": "mass weight",
    "how tall": "height length",
    "how high": "height",
    "how deep": "depth",
    "how wide": "width",
    "how big": "volume size",
    "how large": "volume size",
    "how much does": "mass weight",
    "weigh": "mass weight",
    "mass": "weight",
    "weight": "mass",
    "distance": "length",
    "duration": "time",
    "多重": "质量体重重量",
    "多远": "距离路程长度",
    "多长": "长度距离路程",
    "多高": "身高高度",
}
_WANTED = re.compile(
    r"(?:please |now |then |and )*(?:(?:find|calculate|compute|determine|give|state|estimate|evaluate|obtain|derive|tell|name|what)(?: me| us)?"
    r"(?: (?:is|are|was|were|will be|would be))?) (?P<what>[^,]{1,80}?)(?= (?:of|if|given|when|for|with|that|which|in|at|to|from|by|after)\b|[?.,]|\Z)",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"[?？]|\b(?:what|how|who|whom|which|find|calculate|compute|determine|solve|is there|does|do)\b|多少|几|什么|谁|哪|吗|求|计算|是否",
    re.IGNORECASE,
)
_BETWEEN = r"(?:(?: \w+){0,4}? (?:is|of|was|as) | ?[:=,(] ?)"
_QUANTITY = re.compile(  # ``the distance is 60 km``: a name for a given number that the prompt may not use
    rf"\b(?:distance|length|height|width|depth|radius){_BETWEEN}(?P<length>[0-9.,]*[0-9] ?(?:[kcm]?m|kilomet\w+|met\w+|centimet\w+"
    rf"|miles?|feet|ft|inches)\b)|\b(?:mass|weight){_BETWEEN}(?P<mass>[0-9.,]*[0-9] ?(?:[km]?g|kilograms?|grams?|pounds?|lbs?|tons?)\b)"
    rf"|\b(?:time|duration){_BETWEEN}(?P<time>[0-9.,]*[0-9] ?(?:h|s|min|hours?|minutes?|seconds?|days?)\b)"
    rf"|\bage{_BETWEEN}(?P<age>[0-9]+)(?: years?(?: old)?)?(?![\w.,]*[0-9])"
    r"|(?:距离|路程|长度|身高|高度)(?:是|为|：|:|)(?P<zh_length>[0-9.]+ ?(?:千米|公里|米|厘米|km|m|cm))(?![0-9])"
    r"|(?:质量|体重|重量)(?:是|为|：|:|)(?P<zh_mass>[0-9.]+ ?(?:千克|公斤|克|kg|g))(?![0-9])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Given:
    """What a prompt says: the words of each of its sentences that is no question, of all, and its numbers."""

    sentences: tuple[frozenset[str], ...]
    words: frozenset[str]
    numbers: frozenset[Fraction]
    asked: frozenset[str]
    question: str
    names: frozenset[str]
    text: str

    @classmethod
    def of(cls, prompt: str) -> _Given:
        facts: list[frozenset[str]] = []
        asked: set[str] = set()
        question = ""
        every: set[str] = set()
        for said, _ in _sentences(prompt):
            told: set[str] = set()
            for clause in re.split(r"[,;:，；：]\s*", said):
                words = set(_content(clause))
                every |= words
                # ``Find the density of a ball of 5 kg``: the rest is told
                if _QUESTION.search(clause):
                    question += clause
                if wanted := _WANTED.match(clause):
                    asked |= set(_content(wanted["what"]))
                    told |= words - asked
                elif _QUESTION.search(clause):
                    asked |= words
                else:
                    told |= words
            facts.append(frozenset(told))
        for how, names in _HOW.items():
            if how in asked or ((" " in how or not how.isascii()) and how in prompt.casefold()):
                asked |= set(names.split())
                question += names
        numbers = {number for number, _ in numbers_of(prompt)} | set(_spelled(prompt))
        return cls(
            tuple(facts),
            frozenset(every),
            frozenset(numbers),
            frozenset(map(_stem, asked)) | frozenset(asked),
            question,
            frozenset(re.findall(r"\b[A-Z][a-z]+", prompt)),
            fold(prompt).text.casefold(),
        )


@lru_cache(maxsize=64)
def _given(prompt: str) -> _Given:
    return _Given.of(prompt)


def _without_givens(said: str, given: _Given) -> str:
    """A sentence without names of quantities that the prompt does not ask for and the values that it gives them."""

    def drop(match: re.Match[str]) -> str:
        kind = match.lastgroup or ""
        value = match[kind]
        if kind == "age":
            there = re.search(rf"(?<![0-9.,]){value}[- ]?(?:years?|yrs?|y/?o|岁)", given.text) is not None
        else:
            there = find_quote(value, given.text) is not None
        asked = set(_content(match[0])) & given.asked or (
            kind.startswith("zh") and match[0][:2] in given.question
        )
        return match[0] if asked or not there else " "

    return _QUANTITY.sub(drop, said)


def _new_number(said: str, given: _Given) -> str:
    """A number of a sentence that the prompt does not hold; ``""`` if there is none."""
    for number, written in numbers_of(_NUMBERED.sub(" ", said)):
        if number not in given.numbers and abs(number) not in given.numbers:
            return written
    return ""


_ATTRIBUTES = re.compile(
    r"\b(?:says?|states?|reports?|gives?|claims?|lists?|records?|according|shows?)\b|说|称|记载|显示|写", re.I
)
_CONTRADICTS = re.compile(
    r"contradict|conflict|inconsistent|incompatible|disagree|矛盾|冲突|不一致", re.IGNORECASE
)
_IS_GIVEN = re.compile(
    r"\A(?: [\w'-]+){0,6}? (?:is|are|was|were|had been|has been|have been) (?:all |also |ever |actually )?(?:given|provided|available|stated"
    r"|known|supplied|missing|unknown|needed|required|specified|mentioned|included|necessary)\b",
    re.IGNORECASE,
)


_WEAK = re.compile(
    r"need|requir|necessary|depend|without|unless|if\b|only|需要|还需|除非|如果|若|才能|取决", re.IGNORECASE
)


def _defines(said: str, things: frozenset[str], names: frozenset[str]) -> bool:
    """Whether a sentence is a formula in words that uses what is missing: ``speed is distance divided by time``."""
    values = re.search(rf"\b{_NUM}", said, re.IGNORECASE) or names & set(
        re.findall(r"(?<=\s)[A-Z][a-z]+", said)
    )
    formula = _DEFINES.search(said) and len(_IS.findall(said)) <= 1 and things & frozenset(_content(said))
    return bool(formula and not values)


_NEEDS = re.compile(r"needs?|needed|requires?|required", re.IGNORECASE)
_TO = re.compile(r"(?:in order )?(?:to|for)\b|要|为了", re.IGNORECASE)


_DENIES = re.compile(r"\b(?:not|never|neither|nor)\b|n['’]t\b", re.IGNORECASE)
_NOT_MISSING = re.compile(
    r"(?:\bnot|n['’]t) (?:missing|lacking|absent|unknown|unspecified|unstated)\b", re.IGNORECASE
)


def _says_more(said: str, given: _Given, missing: tuple[str, ...], contradictory: bool) -> str:
    """The clause of a sentence that neither says what is missing nor repeats the prompt; ``""`` if there is none."""
    if said.rstrip().endswith(("?", "？")):  # a question for what is missing claims nothing
        asks = re.search(
            r"\b(?:could|can|would|please|what|how|which|who|when|where)\b|吗|多少|什么|哪",
            said,
            re.IGNORECASE,
        )
        return "" if asks and any(_names(said, each) for each in missing) else said
    if _repeated(said, given.text):
        return ""
    if answer := _ANSWER.search(said):  # that its words are no value was seen already
        rest = answer["said"]
        choice = _CHOICE.match(rest)
        said = said[: answer.start()] + (rest[choice.end() :] if choice else rest)
    said = _without_givens(said, given)
    things = frozenset(word for each in missing for word in _content(each))
    if _defines(said, things, given.names):
        return ""
    numbers = {number for number, _ in numbers_of(said)}
    told: set[Fraction] = set()
    conflict = contradictory and len(numbers) >= 2
    has_cue = bool(_SAYS.search(said) or _LACKS.search(said) or _SHORT.fullmatch(said))
    conditional = bool(_CONDITION.search(said))
    at, before, asking, in_list = 0, "", False, False
    pieces = [(m.start(), m.end(), m[0].strip(" ,").casefold()) for m in _CLAUSE.finditer(said)]
    for start, end, connective in (*pieces, (len(said), len(said), "")):
        clause, link, at, before = said[at:start].strip(" .!。！"), before, end, connective
        content = _content(clause)
        has_number = any(c.isdigit() for c in clause)
        if not content or (conditional and _CAN.search(clause) and not has_number):
            continue
        words = frozenset(content)
        cue = _SAYS.search(clause) or _LACKS.search(clause)
        if cue:
            rest = clause[cue.end() :]
            asking = bool(_WH.search(rest))
            in_list = bool(_NEEDS.match(cue[0])) and not _IS.search(rest)
            weak = _WEAK.match(cue[0]) and (has_number or not things & frozenset(_content(said)))
            if not weak and _covers(clause, cue):
                continue
        elif asking and link == "or":  # ``whether Alice or Carol is older``
            continue
        denies = _DENIES.search(clause) and not _DENIES.search(given.text)
        if len(content) >= 3 and any(words <= sentence for sentence in given.sentences) and not denies:
            continue
        new = {number for number, _ in numbers_of(clause)} - told
        if conflict and new and words <= given.words - given.asked and link not in _CONCLUDES:
            told |= new  # ``one gives 82 kg, the other 91 kg``: each once
            continue
        plain = not has_number and not _IS.search(clause) and not re.search(rf"\b{_NUM}", clause)
        named = len(content) <= 3 and clause == clause.lower() and not words & (given.asked - things)
        if in_list and named and plain and link in ("", "and", "or"):  # ``it needs age, weight and sex``
            continue
        short = (
            has_cue and len(content) <= 8 and not _IS.search(clause) and (len(content) >= 3 or not has_number)
        )
        joined = {link, before} & {"and", "or", "以及", "或者"}  # ``x and y cannot be determined``
        listed = joined or (not link and end < len(said))
        known = given.words if joined or _TO.match(clause) else given.words - given.asked
        if short and ((words <= known and listed and link not in _CONCLUDES) or words <= things):
            continue
        return clause
    return ""


def _covers(clause: str, cue: re.Match[str]) -> bool:
    """Whether all of a clause depends on the words that say what is missing: not ``it is not given Alice is oldest``."""
    head, rest = clause[: cue.start()], _IS_GIVEN.sub(" ", clause[cue.end() :])
    claims, verb = _IS.search(head), _IS.search(rest)
    if verb and not _WH.search(rest, 0, verb.start()):
        return False
    return claims is None or bool(_WH.search(head, 0, claims.start())) or not _content(head[claims.end() :])


def check_no_answer(
    text: str,
    prompt: str,
    missing: tuple[str, ...],
    found: Findings,
    *,
    answer: str | None = None,
    base: int = 0,
) -> None:
    """Check a response to a task that has no answer and add what was found; ``base`` is where it begins in its row."""
    if len(text) > LONGEST:
        message = f"The response is longer than {LONGEST:,} characters."
        found.check(False, "says_so", text, "too_long", message)
        return
    given = _given(prompt)
    sentences = [(said, (base + a, base + b)) for said, (a, b) in _sentences(text)]
    states = [(said, span) for said, span in sentences if _states(said)] or [
        each for each in sentences if _SHORT.fullmatch(each[0])
    ]
    said, span = states[0] if states else ("", None)
    value = stated_value(text, prompt)
    if not value and answer and not (says_undetermined(answer) or is_no_value(answer, prompt)):
        value = answer
    # that there is no solution is another answer, and not always a wrong one
    kind = "hedged" if states else "not_said" if _NO_SOLUTION.search(value) else "answered"
    if value or (states and (value := commits(text, prompt))):
        message = f"The task has no answer, the response commits to {value[:80]!r}."
        found.check(False, "no_value", value, kind, message)
        return
    if not found.check(
        bool(states),
        "says_so",
        said,
        "not_said",
        "The response does not say that there is no answer.",
        span=span,
    ):
        return
    contradictory = any(_CONTRADICTS.search(said) for said, _ in states)
    for said, span in sentences:
        if number := _new_number(said, given):
            message = f"The response holds {number}, which is no number of the prompt."
            found.check(False, "no_value", said, "new_number", message, span=span)
        if more := _says_more(said, given, missing, contradictory):
            message = f"{more[:80]!r} says neither what is missing nor what the prompt says."
            found.check(False, "no_value", said, "says_more", message, span=span)
    said, span = sentences[-1]
    if not (
        said.endswith(("?", "？"))
        or any(p.search(said) for p in (_SAYS, _LACKS, _SHORT, _ANSWER, _ATTRIBUTES))
    ):
        message = "The response ends in what the prompt says, not in what is missing."
        found.check(False, "no_value", said, "says_more", message, span=span)
    for alternatives in missing:
        for said, span in sentences:
            there = any(_NOT_MISSING.search(c) and _names(c, alternatives) for c in _CLAUSE.split(said))
            message = f"{said[:80]!r} says that what is missing is there."
            if there:
                found.check(False, "names_missing", said, "hedged", message, span=span)
        named = next(
            (
                (said, span)
                for said, span in sentences
                if (_LACKS.search(said) or _SAYS.search(said) or (contradictory and _ATTRIBUTES.search(said)))
                and any(
                    _names(clause, alternatives) and not _dismissed(clause)
                    for clause in [*_CLAUSE.split(said), said]
                )
                and not _all_dismissed(said, alternatives)
            ),
            None,
        )
        message = f"The response does not name what is missing: {alternatives.replace('|', ' or ')}."
        found.check(
            named is not None,
            "names_missing",
            named[0] if named else alternatives,
            "missing_not_named",
            message,
            span=named[1] if named else None,
        )


def _dismissed(clause: str) -> bool:
    """Whether a clause says that something is there, or not needed."""
    denied = _SAYS.search(clause) or re.search(r"\b(?:neither|nor|none)\b", clause, re.IGNORECASE)
    return bool(_DISMISSES.search(clause)) and not denied


def _all_dismissed(said: str, alternatives: str) -> bool:
    """Whether every clause of a sentence that names a thing says that it is there, or not needed."""
    naming = [clause for clause in _CLAUSE.split(said) if _names(clause, alternatives)]
    return bool(naming) and all(map(_dismissed, naming))
