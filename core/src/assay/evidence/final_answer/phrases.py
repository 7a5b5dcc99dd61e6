"""The words by which a text announces, denies, quotes and takes back an answer, in a dozen languages."""

from __future__ import annotations

import re

_HEADWORDS = (
    r"(?:(?:the|my|our|so|thus|a)\s{1,9})?(?:(?:final|correct|right|exact|required|desired|numerical|overall|complete)\s{1,9}){0,4}"
    r"(?:answers?|ans\.?)(?:\s{1,9}(?:to|for|of)\s{1,9}(?:the|this)\s{1,9}(?:question|problem|exercise|task|equation|puzzle))?"
)
_MARKS = r"[\s*_`]{0,40}"
STATEMENT = re.compile(
    rf"(?<!\w)(?:(?<!\\){_HEADWORDS}{_MARKS}(?:(?:(?:is|are|equals|will be|would be|should be|must be|comes out to be)\b(?:{_MARKS}:)?)|[:=：]|\Z|(?=\n))"
    r"|(?:the|our)\s+(?:final\s{1,9}(?:result|solution)|solutions?)\s+(?:is|are)\b(?:\s{0,9}:)?"
    r"|(?:la\s+)?(?:respuesta|soluci[oó]n)(?:\s+(?:final|correcta))?\s{0,9}(?:es|:)"
    r"|(?:la\s+)?r[eé]ponse(?:\s+(?:finale|correcte))?\s{0,9}(?:est|:)"
    r"|(?:die\s+)?(?:endgültige\s+|richtige\s+)?(?:antwort|lösung)\s{0,9}(?:ist|lautet|:)(?:\s{0,9}:)?"
    r"|(?:la\s+)?risposta(?:\s+finale)?\s{0,9}(?:è|:)|(?:a\s+)?resposta(?:\s+final)?\s{0,9}(?:é|:)"
    r"|(?:итоговый\s+)?ответ(?:ом)?\s{0,9}(?:является|равен|[:\-—–])|(?:het\s+)?antwoord\s{0,9}(?:is|:)"
    r"|(?:đáp án|đáp số)\s{0,9}(?:là|:)|cevap\s{0,9}:|odpowied(?:ź|z)\s{0,9}(?:to|:)|उत्तर\s{0,9}(?:है|:)|정답(?:은|:)|답(?:은|:))"
    r"|(?:最终|最后|正确|标准)?答案(?:\s{0,9}(?:是|为|應為|应为|：|:|就是))+|故选|答え(?:は|：|:)|正解は|(?:الجواب|الإجابة)(?:\s+(?:هو|هي))?\s{0,9}:?",
    re.IGNORECASE,
)
"""What announces an answer; the answer follows."""

_NOUNS = tuple(
    "answer result solution soluci respuesta reponse réponse antwo lösung risposta resposta ответ cevap odpowied đáp 答案 故选 答え 正解"
    " 정답 답 الجواب الإجابة उत्तर".split()
)
_ANS = re.compile(r"(?<![\w\\])ans\b", re.IGNORECASE)


def may_announce(text: str) -> bool:
    """Whether :data:`STATEMENT` can match in a text at all: a quick look, for texts without any such word."""
    low = text.lower()
    return any(noun in low for noun in _NOUNS) or ("ans" in low and _ANS.search(text) is not None)


LABEL = re.compile(
    r"[\s*_>#]{0,8}(?P<label>[^\W\d_](?:[^\W\d_]|[ ]){0,29}(?=[*_]{0,2}[ ]?[:：])|(?i:ans|[^\W\d_])(?=[*_]{0,2}\.[*_]{0,2}\s))"
    r"(?P<mark>[*_]{0,2}[ ]?[.:：][*_]{0,2})\s{0,9}(?=\S)"
)
"""A label of whatever language at the beginning of a line: ``Vastaus: 7``, ``A. 7``, ``答：7``."""

DENYING_LABEL = re.compile(
    r"\A\W*(?:not|no|nicht|не)\b|\b(?:wrong|incorrect|false|rejected|falsch|incorrect[oa]|fals[oa]|faux|sbagliat[oa]|errad[oa]|неверно|неправильно)\b"
    r"|错|不对|不是|誤|間違|오답",
    re.IGNORECASE,
)
"""A label that says that what follows is not the answer."""
NOT_THE_ANSWER = re.compile(
    r"\b(?:wrong|incorrect|false|previous|earlier|old|other|another|student's|possible|not (?:the|an))\s+answer"
    r"|\banswer (?:is not|isn't|can't be|can ?not be|could ?n[o']t be|won't be|shouldn't be)\b"
    r"|\b(?:doubt|unlikely|unsure|not (?:sure|certain|convinced|clear|true)|n[o']t (?:think|believe|know))\b[^.,;\n]{0,24}\banswer"
    r"|\b(?:some|some people|others|one|you|students|many)\b[^.,;\n]{0,16}\b(?:say|think|claim|guess|believe|expect)s?\b[^.,;\n]{0,12}\banswer",
    re.IGNORECASE,
)
"""Words up to "answer" that say that what follows is none."""

_ANSWER_NOUN = (
    r"(?:respuesta|soluci[oó]n|resultado|r[eé]ponse|r[eé]sultat|antwort|lösung|ergebnis|risposta|soluzione|risultato|resposta"
    r"|solução|ответ|antwoord|đáp (?:án|số)|cevap|odpowied[źz]\w{0,3}|答案|答え|正解|정답|답|الجواب|الإجابة|उत्तर)"
)
DENIED = re.compile(
    rf"{_ANSWER_NOUN}[^\n.;:：。]{{0,24}}?(?:\b(?:no|non|não|nao|ne)\s{{1,3}}(?:es|est|era|sera|será|puede|peut|pode|può|è|é)\b|\bn['’](?:est|était)\b"
    r"|\b(?:ist|lautet|wäre|is|was)\s{1,3}(?:nicht|kein|niet|geen)\w{0,2}\s{1,3}(?=[-−\d$\\(])|\bне\s{1,3}(?=равен|является|[-−\d$\\(])"
    r"|\bnie\s{1,3}(?:jest|to|wynosi)\b|\bkhông\s{1,3}phải|不是|不为|不等于|并非|並非|不應|不应|ليس|ليست)",
    re.IGNORECASE,
)
"""A sentence in another language than English that says what the answer is not."""

NEGATIVE_START = re.compile(r"[\s*:]*(?:not\b|n't\b|never\b|unknown yet)", re.IGNORECASE)

_THING = (
    r"(?:equations?|problems?|questions?|theorem|formula|tables?|graph|conditions?|definition|rules?|statement|identity|lemma|hint|text|prompt"
    r"|results?|calculations?|computations?|work|answer|solution|proof|remainder|total|sum|inequality|first|last|second|third|next|same|only)"
)
_PERSON = (
    rf"(?:\b(?:my|your|his|her|their|a|an|another|one|some|many|most|several|other|the|this|that)\s+(?!{_THING}\b)[a-z'’]{{2,20}}(?:\s+(?!{_THING}\b)[a-z'’]{{2,20}})?"
    r"|\b(?:he|she|they|others?|some|many|someone|somebody|people|everyone|(?-i:(?!Then|So|Now|This|That|It|We|You|Which|Let|Thus|What|Here)[A-Z][a-z]{1,20})))"
)
_VALUE_NEXT = (
    r"(?:\s+that)?(?:\s+(?:(?:the|its|this|his|her|their)\s+)?(?:(?:final|correct|right)\s+)?(?:answers?|results?|solutions?|value|it)\b[^.!?;,\n]{0,30})?"
    r"[\s:,\"“”'$\\(\[*]*\Z"
)
QUOTED = re.compile(
    rf"{_PERSON}\s+(?:\w+ly\s+)?(?:says?|said|thinks?|thought|claims?|claimed|believes?|believed|guess(?:es|ed)?|argue[sd]?|insist(?:s|ed)?"
    rf"|suggest(?:s|ed)?|assert(?:s|ed)?|wrote|writes?|reckon(?:s|ed)?|maintain(?:s|ed)?|told me){_VALUE_NEXT}",
    re.IGNORECASE,
)
"""What before a value says that it is somebody else's."""
AGREES = re.compile(
    r"\b(?:he|she|they|it|that|this|which)(?:'s|’s| is| are|'re) (?:indeed |quite |absolutely )?(?:right|correct|true)\b|\bi (?:also |fully )?agree\b|\bindeed\b",
    re.IGNORECASE,
)
SUPPOSED = re.compile(
    r"\b(?:suppos(?:e|ing)|assum(?:e|ing)|imagine|pretend|if|unless|whether|were)\b(?:,? (?:for now|for a moment|for contradiction|instead))?,?(?: that)?\s{0,3}\Z",
    re.IGNORECASE,
)
"""What before "the answer is" says that it is only supposed to be."""

_WRONG = (
    r"(?:that|this|it|which|above|answer|attempt|result|solution|step|one)(?:'s| is| was| seems| looks| must be| would be)? "
    r"(?:clearly |also |obviously |actually |totally |all |a )?(?:wrong|incorrect|not right|not correct|false|invalid|mistake)\b"
    r"|(?:isn't|is not|can't be|cannot be|wasn't) (?:right|correct)\b|\b(?:that|this|it|which)(?: is not|'s not| isn't| was not| cannot be| can't be) (?:the|my|our) (?:\w+ )?answer\b|\bi made an? ?\w* ?(?:mistake|error)|不对|错了"
)
_BACK = r"\b(?:wait|hold on|scratch that|oops|disregard|strike that|on second thoughts?|ignore (?:that|this|the above|my))\b"
CORRECTION = re.compile(
    rf"{_BACK}|{_WRONG}|\b(?:correction|let me re\w*|let's re\w*|let me (?:double|try|check)|my mistake|mistaken|actually|i apologi[sz]e|"
    r"sorry|instead|hmm|revised|corrected|re-?check\w*|reconsider\w*|no,|fails?\b|(?:doesn't|does not) work|更正|нет,|ошибка)",
    re.IGNORECASE,
)
"""What between two answers says that the second is in the place of the first."""
_CALLED_WRONG = (
    r"\A[\s$.,)\]*}\\]*(?:(?:is|was|seems|looks)(?: clearly| also| obviously)? (?:wrong|incorrect|not right|not correct|false)|"
    r"(?:can't|cannot|can not) be (?:right|correct)|is not (?:right|correct|the answer)|isn't (?:right|correct|the answer))\b"
)
_DISAGREES = (
    r"\bi (?:\w+ly )?(?:disagree|do not agree|don['’]t agree)\b|\b(?:he|she|they)(?:'s| is| are|'re) (?:\w+ )?(?:wrong|mistaken|incorrect)\b"
    r"|\b(?:es incorrect[oa]|está mal|c['’]est faux|ist (?:falsch|nicht richtig)|è sbagliat[oa]|está errad[oa]|это неверно|неправильно)"
)
_DISMISSED = (
    r"\A[\s$.,;:!?)\]*_}\\–—-]*(?:that['’]?s |this is |it is |totally |completely |all )?"
    r"(?:wrong|false|incorrect|untrue|hardly|nope|no|not really|not true|never|nonsense|rubbish|joking|kidding)[\s.!*_)]*\Z"
)  # all that follows an answer is such a word
WITHDRAWN = re.compile(
    rf"{_CALLED_WRONG}|{_DISMISSED}|{_BACK}|{_WRONG}|{_DISAGREES}|(?:\A|[\n.])[\s*$}}\\\])]{{0,20}}no, ",
    re.IGNORECASE,
)
"""What after an answer takes it back."""
TAKES_BACK = re.compile(_BACK, re.IGNORECASE)
CONFIRMED = re.compile(
    r"\b(?:checks? out|is (?:indeed )?(?:correct|right|confirmed)|that's (?:right|correct)|confirms?|verified|"
    r"(?:correct|final) answer is|stands)\b",
    re.IGNORECASE,
)
ALTERNATIVE = re.compile(
    r"[\s$.,;)\]*}\\]*(?:\(\s*)?\b(?:or(?: (?:maybe|possibly|perhaps|else|alternatively))?|alternatively,?|(?:it )?could also be|might also be|"
    r"or is it|maybe|but (?:it )?(?:could|might|may) (?:also )?be|(?:и)?ли|或者?|o tal vez|ou)(?![A-Za-z])\s*(?P<rest>[^\n]{1,120})",
    re.IGNORECASE,
)
"""What right behind an answer offers another."""
_COPULA = (
    r"(?:(?:it|that|this|the (?:answer|result|value|total|solution)|answer|result)\s*)?"
    r"(?:is|'s|’s|was|are|be|equals|should be|must be|should read|es|est|ist|è|é|равен|是|为)?"
)
SECOND_THOUGHT = re.compile(
    r"(?:\bactually,? (?:it|that|this|the answer|it all)?(?: is|'s| was| should be| must be| equals)"
    r"|(?:\bedit|\bupdate|\berratum|\bp\. ?s\.|\bps)\s*[:,.]?\s*(?:(?:it|that|this)(?: is|'s| was| should be))"
    r"|\b(?:i|we) (?:really )?mean[t]?"
    r"|\b(?:right|correct|true|real|own|proper) (?:value|result|number|figure|total|solution)(?: is| was| should be|:)"
    r"|\b(?:but|however)\b[^.\n]{0,60}?\bso (?:it|that|the (?:total|result))(?: is|'s| was)"
    r"|\bon reflection,?[^.\n]{0,40}? is)\s*(?P<rest>[^\n]{1,120})",
    re.IGNORECASE,
)
CORRECTS = re.compile(
    r"(?:(?<!\w)(?:correct(?:ion|ed)|corrigend\w+|erratum|edit|update|p\. ?s\.|ps|oops|sorry|wait|no|hmm|or rather"
    r"|my (?:mistake|bad)|corrección|perdón|pardon|korrektur|correzione|correção|исправление|поправка|更正|訂正|修正|정정|düzeltme)"
    r"[\s*_]{0,4}[:：,.;!—–\-]{1,3}(?:\s{0,3}(?:oops|sorry|wait|no|hmm|pardon)[,.;!:—–\-]{1,3})?|(?<!\w)(?:make (?:that|it)|scratch that)[:,.]?"
    r"|\b(?:it|that|this|answer|result|value|number|figure|total|box|which|above)\b[^.\n]{0,30}? should(?: rather| instead| actually)? (?:be|read|say|have (?:been|read|said)))"
    rf"[\s*_]{{0,4}}{_COPULA}[\s:：*_]{{0,4}}(?P<rest>[^\n]{{1,120}})",
    re.IGNORECASE,
)
"""A word of correction; it counts where a value is right behind it: ``Correction: it is 6``, ``Sorry, 6``."""
CONCLUDES = re.compile(
    r"(?:^|[\n.!?;:,])\s{0,3}(?:so|thus|therefore|hence)\b,?\s{1,3}"
    r"(?:(?:it|that|this|the (?:total|result|value|answer))(?:'s|’s| is| makes| gives)\s{1,3})?(?P<rest>[^\n.]{1,24})\.?\s{0,9}\Z",
    re.IGNORECASE,
)
"""A conclusion after a correction: ``let me recheck … So 6``, at the very end."""
ALSO_POSSIBLE = re.compile(
    r"\b(?:but|though|although|however,?)\s+(?P<rest>\S{1,40})\s+(?:is|are|works|would|could|might|may)\b[^.\n]{0,20}?\b(?:possible|also|too|as well|valid)\b"
    r"|\botherwise,?\s+(?:it is|it's|the answer is)\s+(?P<other>[^\n]{1,60})",
    re.IGNORECASE,
)
PLEASANTRY = re.compile(
    r"(?:i )?(?:hope|let me know|feel free|good luck|please |thank|you're welcome|this completes|q\.?e\.?d|is there anything)"
    r"|\\end\{|```|[-=*_\s\\\]\[$.]*\Z|<\|?/?\w+\|?>\s*\Z|[🎉✅]+\Z",
    re.IGNORECASE,
)

WORDS = re.compile(r"(?<![\\\w])[^\W\d_]{2,}(?![\w(])")
_SENTENCE_END = re.compile(
    r"(?<=[^\s.])\.(?=\s+\S|\s*\Z|\*\*)|(?<=\S)[!?](?=\s+[A-Z])|。|\s+(?:I hope|Note:|Thus|Therefore|Explanation)\b"
)
_ABBREVIATIONS = frozenset(
    "dr. mr. mrs. ms. st. no. approx. ca. vs. e.g. i.e. sq. cu. a.m. p.m. prof. fig. eq. art. cf. jan. feb. mar. apr. aug. sep. sept. oct."
    " nov. dec. inc. ltd. corp. co. llc. v.".split()
)


def is_abbreviation(text: str, point: int) -> bool:
    """Whether the full stop at ``point`` belongs to a word such as ``Mr.``, which ends no sentence."""
    return text[max(0, point - 40) : point + 1].rsplit(None, 1)[-1].lower() in _ABBREVIATIONS


def first_sentence(text: str, hidden: str = "") -> str:
    """``text`` up to the end of its first sentence.

    ``hidden`` is the text with another sign for each one that ends no sentence, such as a full
    stop within a formula.
    """
    hidden = hidden or text
    position = 0
    while match := _SENTENCE_END.search(hidden, position):
        position = match.end()
        if match[0] == "." and is_abbreviation(hidden, match.start()):
            continue
        after = text[match.end() : match.end() + 40].lstrip()
        if (
            match[0] == "."
            and after[:1]
            and (after[0].isdigit() or after[0] in "\\$")
            and text[match.start() - 1].isdigit()
        ):
            continue
        return text[: match.start()]
    return text.rstrip()
