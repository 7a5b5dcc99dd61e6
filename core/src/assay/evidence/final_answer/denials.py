"""Whether a text denies, doubts or sets aside an answer right where it gives it, in whatever channel that is."""

from __future__ import annotations

import re
from functools import lru_cache

from assay.evidence.final_answer import phrases as say

_FAR = 300
"""Characters before a value in which its sentence may begin."""
_MARKS = "*_`$:：({}[\"'“‘«<#>"
_COMMAND = re.compile(r"\\(?:boxed|fbox|framebox|text|mathbf|mathrm)?\Z|<\w{1,20}\Z")
_LONGEST_COMMAND = 24
_SENTENCE = re.compile(r"[.!?](?=\s|\Z)|[。！？\n]")
_LEADS_ON = re.compile(
    r"(?:[:：,]|\b(?:that|is|are|be|not|to|as|say|says|answer|equals?|claim)|n't)\s*\Z", re.IGNORECASE
)
"""The end of a line whose sentence goes on in the next one."""
_ASIDE = re.compile(
    r"(?<=\bthat),[^,;.]{1,40},|, (?:however|frankly|honestly|of course|in fact|to be honest|therefore|then|too|i fear|i'm afraid),",
    re.IGNORECASE,
)
_TURN = re.compile(
    r"(?<!\banything )(?<!\bnothing )(?<!\w)(?:but|rather(?! than)|instead(?! of)|sino|sondern|mais|bensì|ma|mas|maar|lecz|ale|но|а)(?!\w)"
    r"|而是|ではなく|でなく|아니라|[;；]"
    r"|[,，:—–]\s{0,3}(?:and\s|yet\s)?(?:so|thus|therefore|hence|then|it|we|i|he|she|they|this|only|there|the\s(?:\w+\s){0,3}?(?:is|are|equals)|also|daher|donc|quindi|así|por\s+tanto)(?:['’]s)?(?!\w)"
    r"|(?<!\w)(?:so|thus|therefore|hence|because|and)\s+(?:the|we|it|she|he|they|there|i|get|obtain|find)(?!\w)|[,，]\s{0,3}(?:所以|因此|故|而)|所以|因此",
    re.IGNORECASE,
)
"""Behind it a sentence says something else than what it denied before."""
_PLAIN_TURN = re.compile(r"[,，:—–]\s{0,3}(?:the|it|we|i|he|she|they|this|there)\b", re.IGNORECASE)
_NO_VERB_YET = re.compile(
    r"\b(?:that|if|whether)\s(?:(?!\b(?:is|are|was|were|be|equals?|gives?|has|have|had|does|do|did|can|could|will|would|must"
    r"|may|might|should|holds?|comes?)\b)[^.;,])*\Z",
    re.IGNORECASE,
)
"""A clause that has only begun: "not true that in this case, the speed is" goes on behind the comma."""

_FILLERS = (
    r"(?:[\s,]+(?:be|been|being|equals?|to|the|a|an|exactly|actually|really|simply|quite|about|approximately|around|roughly|necessarily|indeed|always|ever"
    r"|going|at|all|likely|possibly|possible|correct|right|true|final|value|number|figure|answer|result|option|choice|of|as|get|gets?|gives?|given|makes?|yields?"
    r"|comes?|amounts?|seems?|appears?|turns?|adds?|works?|up|out|in|total|sum|costs?|has|have|only(?=\s+\W*\Z)))"
)
_NOT = re.compile(
    r"(?:(?<!\w)(?:not|cannot|can ?not|never|neither|nor|isnt|arent|wasnt|cant|hardly|nowhere near|anything but|nothing like|far from|other than|different from|instead of"
    r"|rather than|except|unequal to|incorrectly|wrongly|by no means|in no way|no longer|no (?:es|son|sea|vale|puede ser|era|será)|nunca(?: es)?|jamás(?: es)?"
    r"|(?:non|não|nao) (?:è|é|può essere|pode ser|sono|são|vale)|(?:est|peut|vaut|sera|était|soit)(?: absolument)? (?:pas|jamais)|pas|nicht|niemals|keinesfalls"
    r"|kein\w{0,2}|niet|geen|nooit|не|nie|không(?: phải)?(?: là)?|ليس|ليست|لا)"
    r"|\w['’´]?n['’´]?t(?<=['’´]t)|≠|!=|\\neq?(?![A-Za-z])|\\not\s?=|不(?:可能)?(?:会|能|应|應|应该)?(?:是|为|等于)|并非|並非|絕非|绝非)"
    rf"{_FILLERS}{{0,5}}(?:\s(?:is|are|was))?\s*[=:]?\s*\Z",
    re.IGNORECASE,
)
"""What right before a value says that it is not that one."""
_AND_NOT_IS = re.compile(r"\b(?:not|n['’]t)\s+(?:is|are|was)\s*\Z", re.IGNORECASE)  # "those who do not is 14"

_UNEQUAL = re.compile(r"(?<![A-Za-z])[A-Za-z\d)]\s*(?:≠|!=|\\neq?|\\not\s?=)\s*\Z")
_BEGINS = re.compile(
    r"\s*(?:\\(?:text|mathrm|textbf)\s?\{\s*)?(?:not|never|wrong|incorrect)\b[\s:}$*]*(?=[-−\d\\$(])",
    re.IGNORECASE,
)

_TRUE = r"(?:true|right|correct|certain|sure|clear|the case|possible|likely|so|proven|proved|convinced|established|plausible|accurate|fair|safe|obvious)"
_SAY = r"(?:say|claim|think|believe|state|conclude|answer|assume|assert|write|suppose|call|give|put|infer|suggest|hold|argue|guess|report|take|box|deduce|maintain)"
_SCOPE = re.compile(
    rf"(?:(?:\bnot|n['’]t|\bnever|\bhardly|\bcannot be)(?: \w+ly| at all| yet| quite| really)? {_TRUE}(?: to {_SAY})?(?: that| if| whether)\b"
    rf"|(?:\bnot|n['’]t|\bnever|\bcannot)(?: be)?(?: \w+ly)? (?:true|right|correct|fair|safe|possible|accurate|ok|okay) to {_SAY}\b"
    rf"|\b(?:false|wrong|untrue|incorrect|mistaken|mistake|error|lie|myth|nonsense|inaccurate|impossible|unlikely|doubtful|questionable|unclear|uncertain|absurd"
    rf"|misleading|dubious|unproven|erroneous|rash|hasty|tempting|fallacy|misconception)(?: \w+ly)? (?:that\b|to {_SAY}\b)"
    r"|(?<!\bno )(?<!\bwithout )(?<!\bnot )(?<!n't )(?<!n’t )(?<!\blittle )(?<!\bbeyond )(?<!\ba )(?<!\bany )\bdoubt(?:s|ed|ful)?\b"
    r"|\b(?:den(?:y|ies|ied)|disput(?:e|es|ed)|reject(?:s|ed)?|refut(?:e|es|ed)|disprov(?:e|es|ed)|disbeliev(?:e|es|ed)|rul(?:e|es|ed|ing) out|question (?:whether|that|if)|disagree(?:s|d)?"
    r"|refus(?:e|es|ed) to|fail(?:s|ed)? to|pretend(?:s|ed|ing)?)\b(?![.,;])"
    rf"|(?:\bnot|n['’]t|\bcannot|\bnever|\bnobody|\bno one|\bnone)(?: \w+ly| for a moment| really)? (?:{_SAY}|agree|accept|know|mean|imply|follow|see (?:how|why)|trust|expect|recommend|endorse|consider)s?\b"
    r"|\bno (?:way|chance|possibility|reason|evidence|proof|basis|grounds?)\b|\b(?:by no means|in no way|under no circumstances|at no point|on no account)\b"
    r"|\b(?:is|was|were|been)(?: \w+ly| once| long)? (?:believed|thought|said|claimed|assumed|supposed|rumou?red|alleged|guessed) to (?:be|equal)\b"
    rf"|\b(?:wrong|incorrect|false|mistaken|erroneous|previous|earlier|old|another|student's|rejected|naive|discarded)\s+(?:answers?|results?|solutions?|guess)\b"
    r"|\bno (?:es|era|sea|parece) (?:cierto|verdad|correct[oa]|segur[oa]|posible)\b|\b(?:es|sería|era) (?:falso|incorrect[oa]|mentira|imposible|dudoso|erróneo)\b|\bdudo\b|\bno (?:creo|pienso)\b|\bniego\b"
    r"|\b(?:est|soit|serait) pas (?:vrai|exact|correct|certain|sûr|possible)\b|\b(?:est|serait) (?:faux|inexact|impossible|douteux|erroné)\b|\bje (?:doute|nie)\b|\b(?:pense|crois) pas\b"
    r"|\bnicht (?:wahr|richtig|korrekt|sicher|möglich|so)\b|\b(?:ist|wäre) (?:falsch|unwahr|unmöglich)\b|\bbezweifle\b|\b(?:glaube|denke) (?:ich )?nicht\b|\bbestreite\b|\bstimmt nicht\b"
    r"|\bnon è (?:vero|corretto|giusto|certo|possibile)\b|\bè (?:falso|sbagliato|impossibile|scorretto)\b|\bdubito\b|\bnon (?:credo|penso)\b"
    r"|\bnão é (?:verdade|certo|correto|possível)\b|\bé (?:falso|errado|incorreto|impossível|mentira)\b|\bduvido\b|\bnão (?:acho|creio|acredito|penso)\b"
    r"|(?<!\w)(?:неверно|неправда|неправильно|ошибочно|сомневаюсь|нельзя|не (?:верно|правда|думаю|считаю|может быть))(?!\w)"
    r"|\bniet (?:waar|juist|correct|zeker)\b|\bis (?:onwaar|onjuist)\b|\bbetwijfel\b|\b(?:denk|geloof) niet\b"
    r"|\b(?:nieprawda|nieprawdą|wątpię|nie (?:sądzę|myślę|jest prawdą|może być))\b|(?<!\w)không (?:đúng|thể)(?!\w)|(?<!\w)nghi ngờ(?!\w)"
    r"|不可能|不正确|不正確|不对|不對|不能说|不认为|不相信|不觉得|不同意|怀疑|否认|错误的?是|错的|أشك|خطأ|غير صحيح|لا (?:أعتقد|أظن|يمكن))",
    re.IGNORECASE,
)
"""What makes all that follows in a sentence denied or doubted."""
_OTHER_TASK = re.compile(
    r"\b(?:for|to|of|in)\s+(?:(?:another|some other|(?:a|the|that|his|her) (?:different|other|similar|separate|related|unrelated|earlier|previous|second|last))(?: \w{1,12})?|somebody else's)\s+"
    r"(?:problem|question|task|exercise|example|puzzle|row)\b",
    re.IGNORECASE,
)
_LIKE_IT = re.compile(r"\b(?:as|like|just|also|same|similar\w*|unlike|compared)\b", re.IGNORECASE)

_ADVERB = r"(?: \w+ly| also| still| just| of course| surely| really| quite| in fact)?"
_CLOSE = r"[\s*_`$)}\]\"'”’»\\%°]{0,12}(?:</\w{1,20}>)?\s{0,3}"
_NOT_IT = (
    r"(?: be)?(?: actually| really| quite)?(?: the| a| an| my| our)?(?: final| actual| real| true)?"
    r" ?(?:right|correct|true|answers?|solutions?|result|it|so|possible|valid|acceptable|plausible|the case|what|accurate|right one|one)\b"
)
_AFTER = re.compile(
    rf"{_CLOSE}(?:[^\W\d_]{{1,12}} ){{0,2}}?(?:"
    rf"(?:is|was|are|were|would be|seems|looks|can|could|must|may|might|should|would|will|does)(?:{_ADVERB} (?:not|never|hardly|no longer|anything but|far from|nowhere near)|n['’]t){_NOT_IT}"
    rf"|(?:cannot|can ?not){_NOT_IT}"
    rf"|(?:is|was|are|would be|seems|looks|must be)(?: clearly| also| obviously| simply| definitely| certainly| plainly)? (?:an? |the )?"
    r"(?:wrong|incorrect|mistaken|mistake|error|unlikely|doubtful|ruled out|excluded|out of the question|invalid|erroneous|impossible)\b"
    r"|,? (?:but|although|though) (?:i am|i['’]m) (?:not|un)(?: (?:at all|very|really|too|quite))? ?(?:sure|certain)\b"
    r"|\?+[\s*_]{0,3}(?:no|nope|wrong|never|not|hardly|scarcely|unlikely|doubtful|as if|certainly not|of course not)\b"
    r"|[\s,;(–—-]{0,4}(?:which|that|but (?:this|that|it)) (?:is|was|seems|looks|must be)(?: \w+ly| also| of course)? (?:an? )?(?:wrong|false|incorrect|untrue|impossible|absurd|nonsense|mistake|error)\b"
    r"|[.,!–—\-\s]{0,6}(?:nope\b|not!|just kidding|only kidding|i doubt (?:it|that|this)\b|i (?:don['’]t|do not) (?:think|believe) (?:so|it|that)\b|not (?:really|true|so)\b)"
    r"|(?:no es|no puede ser|non è|não é|ist nicht|ist kein\w{0,2}|n['’]est pas|is niet|không phải(?: là)?|nie jest|не(?: является)?)(?: \w{1,4}){0,2} "
    r"(?:respuesta|solución|correct[oa]|antwort|lösung|richtig\w*|réponse|solution|correcte?|risposta|soluzione|giust[oa]|corrett[oa]|resposta|solução|corret[oa]|ответ\w*|antwoord|juist\w*|đáp án|odpowied\w+)"
    r"|(?:不是|并非|不会是|不可能是)(?:正确|最终)?的?(?:答案|解)|[^\n.;。、,，\d]{0,24}?(?:では(?:ない|ありません)|じゃない|でない|とは思(?:わない|えない|いません)|はずがない|間違い|誤り|아니|아닙|틀렸|틀린|değil|olamaz|yanlış|नहीं|गलत)"
    r"|(?:n['’]est pas|nicht|niet)(?=\s*[.!]?\s*\Z))",
    re.IGNORECASE,
)
"""What right behind a value says that it is not that one, or that its author does not know."""


_ERRONEOUS = re.compile(
    # "a common mistake gives", "die falsche Antwort ist"
    r"\b(?:mistakes?|errors?|pitfall|misconception|misreading|trap)\b[^.;:,]{0,30}\b(?:gives?|leads? to|yields?|results? in)\b"
    r"|\b(?:common|typical|frequent|classic)\s+(?:mistake|error)\b|\b(?:errore?|erreur)\s+(?:comune|común|comum|courante|típico|fréquente)\b"
    r"|\b(?:falsche[rns]?|verkehrte)\s+(?:antwort|lösung|ergebnis)|\b(?:respuesta|solución|resposta)\s+(?:incorrecta|falsa|errónea|equivocada|errada)"
    r"|\b(?:mauvaise|fausse)\s+réponse|\bréponse\s+(?:fausse|incorrecte|erronée)|\brisposta\s+(?:sbagliata|errata)|\b(?:неправильн|неверн|ошибочн)\w+\s+ответ"
    r"|(?:错误|錯誤)(?:的)?答案|(?:間違った|誤った)答え",
    re.IGNORECASE,
)
"""What before a value says that an error leads to it."""
_QUESTIONED = re.compile(
    r"[\s}$*_)]{0,6}[?？]+(?![\s*_]{0,4}(?:yes|yep|yeah|indeed|correct|right|sure|true|ok|✓|✔|✅|\())",
    re.IGNORECASE,
)
"""A value that its sentence asks about: "Is it 5?", unless a yes follows."""


@lru_cache(maxsize=8)  # each value of a response is asked about twice on the way to its answer
def is_denied(text: str, start: int, end: int, *, formula: bool = False) -> bool:
    """Whether a text says of the value from ``start`` to ``end`` that it is not the answer: in its sentence, or right behind it.

    With ``formula`` the value may be one side of ``x ≠ 4``, which denies nothing.
    """
    sentence = sentence_before(text, start)
    if _OTHER_TASK.search(sentence) and not _LIKE_IT.search(sentence):
        return True
    led = _ASIDE.sub("", sentence)
    turned = 0
    for turn in _TURN.finditer(led):
        if _PLAIN_TURN.match(turn[0]) and _NO_VERB_YET.search(led, turned, turn.start()):
            continue
        turned = turn.end()
    led = led[turned:]
    if _SCOPE.search(led) or _ERRONEOUS.search(led):
        return True
    if _NOT.search(led) and not _AND_NOT_IS.search(led) and not (formula and _UNEQUAL.search(led)):
        return True
    if say.DENIED.search(led + text[start : start + 1]):
        return True
    if _QUESTIONED.match(text, end, min(len(text), end + 40)):
        return True
    return _AFTER.match(text, end, min(len(text), end + 160)) is not None


def begins_denied(text: str) -> bool:
    """Whether a text begins with the word that denies what follows: ``\\text{not } 4``."""
    return _BEGINS.match(text) is not None


def behind_turn(text: str, start: int, end: int) -> int:
    """Where the other answer begins behind one that was denied: ``not 5 but 4``; ``start`` if nothing says so."""
    turn = _TURN.search(text, start, end)
    return turn.end() if turn else start


def denied_of(text: str, spans: list[tuple[int, int]], *, formulas: bool = False) -> list[bool]:
    """For each of the values of a text, in order, whether it is denied; "not 4 or 5" denies both."""
    found: list[bool] = []
    before = 0
    for start, end in spans:
        denied = is_denied(text, start, end, formula=formulas)
        if not denied and found and found[-1]:
            denied = _LISTED.fullmatch(text, before, start) is not None
        found.append(denied)
        before = end
    return found


_LISTED = re.compile(
    r"[\s*_`$,]{0,6}(?:(?:or|nor|and|oder|noch|ni|ou|o|né|или|ни|和|或|=|\+|-|−|/|×|\*|\\cdot|\\times)[\s*_`$]{0,6})?",
    re.IGNORECASE,
)


def _without_opening(text: str) -> str:
    """A text without what may stand between its words and a value: blanks, marks, ``$``, ``\\boxed{``, ``<b>``."""
    while True:
        kept = text.rstrip()
        while (less := kept.rstrip(_MARKS).rstrip()) != kept:
            kept = less
        command = _COMMAND.search(kept, max(0, len(kept) - _LONGEST_COMMAND))
        opens = text[len(kept) : len(kept) + 2]
        if command is None or not opens:
            return kept
        if command[0] == "\\":
            fits = opens[0] in "(["
        elif command[0][0] == "<":
            fits = opens[0] == ">"
        else:
            fits = opens.lstrip()[:1] == "{"
        if not fits:
            return kept
        text = kept[: command.start()]


def sentence_before(text: str, start: int) -> str:
    """The sentence that leads to a value, from its beginning; a line may end right before the value."""
    before = text[max(0, start - _FAR) : start]
    led = _without_opening(before)
    crossed = before[len(led) :]
    if "\n" in crossed and not _LEADS_ON.search(led + ":" * (":" in crossed or "：" in crossed)):
        return ""
    begin = 0
    for mark in _SENTENCE.finditer(led):
        if mark[0] != "." or not say.is_abbreviation(led, mark.start()):
            begin = mark.end()
    return led[begin:]
