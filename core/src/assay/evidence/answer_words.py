"""What stands around an answer; and the answer of a response that gives it first and explains it then."""

from __future__ import annotations

import re
from collections.abc import Callable

from assay.evidence import language
from assay.evidence.final_answer import Candidate, Values, is_withdrawn, second_thought, without_drafts

_BEFORE = re.compile(
    r"(?:(?<![\w.,-])\d{1,3}\s*(?:[×x*]\s*|\s)|\b(?:contains?|containing|includ\w+|half of|part of|fragment)(?:\s+\w+)?\s)[*_`$\"']*\Z",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[*_`$\"'\s)\]}]*(?:\+\s*[A-Za-z\d(\[]|·\s*[A-Z\d]|\|[^|\s]{1,100}\||(?:\s(?:and|plus|with)\s+(?:\w+[ -]?){1,2}[.!*]*\s*(?:\n|\Z)))"
)
_QUESTION = re.compile(r"[^.!?\n]{0,80}\?")
_MARKS = " \t*_`$#>"
_LONGEST = 4_000  # characters of a response whose first line may be its answer


UNSURE = re.compile(
    r"\b(?:maybe|perhaps|possibly|probably|presumably|conceivably|apparently|arguably|likely|unlikely|might|may|could"
    r"|if|whether|unless|almost|nearly|hardly|partly|partially|incompletely|somewhat|sort of|kind of|guess|suppose|assume"
    r"|seems?|appears?|either|neither|unsure|uncertain|unclear|not (?:sure|certain)|so-called|would have been|were it"
    r"|(?:not (?:true|right|correct|the case)|false|wrong|untrue|incorrect) that)\b|\?",
    re.IGNORECASE,
)
"""What in the sentence that gives an answer leaves open whether it is the answer."""
DOUBT_BEHIND = re.compile(
    r"\b(?:not (?:entirely |completely |quite |too |very )?(?:sure|certain|confident)|unsure|uncertain|just a guess|i guess"
    r"|i(?:'m| am) guessing|(?:might (?:also )?be|may (?:also )?be|could (?:also |just as well |equally )?be|can also be)(?! (?:written|represented|drawn|expressed|called|given|shown|named))"
    r"|or (?:maybe|perhaps|possibly|rather)|alternatively|actually|correction|wait|oops|sorry|scratch that|i mean)\b|\bno[,:!]",
    re.IGNORECASE,
)
"""What behind an answer doubts it, or begins to put another in its place, which may be none that can be read."""
RELATIVE = re.compile(r"\b(?:which|that|because|since|where|whose)\b", re.IGNORECASE)
"""Behind it a sentence tells of the answer: ``which may alter the function``."""
LAST_LINE = "last_line"
"""The channel of a last line that is not said to be the answer."""
UNSAID = ("plain", "bold", LAST_LINE)
"""The channels in which a response does not say that what stands there is its answer: it may stand before."""
SENTENCE_END = re.compile(r"[.!?](?=\s|\Z|[*\"”])|\n")
_FAR = 400  # characters

# --- how a sentence gives its answer ----------------------------------------------------------------------------------

_SET_OFF = re.compile(r"\\boxed\s*\{|\\fbox\s*\{|<[a-z]{3,20}>|\"[\w ]+\"\s*:", re.IGNORECASE)
_OPENING = re.compile(
    r"(?:[*_`$\"'“‘«<>#\s(\[{~&]|\\(?:text|texttt|mathrm|mathbf|textbf|ce|displaystyle|left|quad|qquad)\b\s*|\\[(\[,;:! ])+\Z"
)
_CLOSING = re.compile(r"(?:[*_`$\"'”’»>\s)\]}~|#&]|\\[)\],;:! ]|</\w{1,20}>|✓|✔|✅)*")
_KIND = (
    r"(?:smiles|inchi|strings?|notation|representation|formulae?|structure|composition|compound|molecule|isomer|ion|hydrate|salt|product|equation|reaction"
    r"|process|decay|sequences?|strand|complement|transcript|[mrt]?RNA|c?DNA|protein|peptide|polypeptide|chain|fragment|oligonucleotide|answers?|result|solution|code)"
)
_GIVES = re.compile(
    r"[:=→⇒⟶>|,;/–—✓✅]\Z|(?<![A-Za-z])-\Z|(?<!\w)(?:is|are|be|thus|so|therefore|hence|then|namely|thereby|finally|get|gets|got|have|has|obtain|obtains|find|write|writes|written"
    r"|as|reads?|gives?|giving|becomes?|yields?|yielding|produces?|equals|forms?|encodes?|(?:simplifies|balances|translates|corresponds|leads?|amounts|comes|transcribes) to|translated (?:to|into)|results in|(?:described|represented|given|denoted|written) by)\Z"
    rf"|(?<!\w){_KIND}\Z",
    re.IGNORECASE,
)
"""The ways in which what stands before an answer in its sentence gives it; all else speaks of it (``an isomer of …``)."""
_NOUN = (
    r"(?:smiles|inchi|strings?|notation|representation|formulae?|structure|equation|reaction|sequences?|strand|complement|transcript|[mrt]?RNA"
    r"|protein|peptide|polypeptide|answers?|result|solution|products?)"
)
_ABOUT = re.compile(
    rf"[.;:!)\]–—|→←⇌=+·]|-\s|-?\(?[53]\s?['′’]|,? followed by (?:an? |the )?(?:stop|termination)\b|(?:,\s*)?\b(?:because|since|which|where|whose|so|(?:i\.e|e\.g)\b|(?:and|as) (?:the|it|all|both|we|this|there)\b(?! \w+ (?:salt|ion|hydrate)\b)"
    r"|for|from|at|by|when|on|after|that is|or(?=,? (?:in|as|equivalently|simply|written|with)\b)|(?:also |otherwise )?(?:known|called|named)|obtained|formed|written|read|encoding|made|having|giving|showing|reading|using|indicating|corresponding|representing)\b"
    r"|,\s*(?:with|in) (?:the|an?|both|all|each|\d+)\b|,\s*(?:[^\s,]+ )?\d|,\s*(?!\w+ed\b)[\w()-]+ (?:\w+ ){0,4}\w+"
    r"|with (?:the )?(?:\w+ )?(?:coefficients?|ratios?|charges?|states?|configuration|stereochemistry)\b"
    r"|in (?:[\w-]+ ){0,2}(?:notation|format|solution|medium|direction|orientation|conditions|code|water)\b|in (?:the )?\(?[53]\s?['′’]"
    rf"|(?:is|are|represents|gives|shows)\b(?=(?:\s+[\w'′’-]+){{0,6}}\s+{_NOUN}\b)|(?:is|are) balanced\b|{_NOUN}\b",
    re.IGNORECASE,
)
"""What may follow an answer in its sentence; all else says something of it that may turn it (``is the reactant``)."""
_NO_ANSWER = re.compile(r"\b(?:wrong|incorrect|incomplete|false)\b[^,;:]*\Z", re.IGNORECASE)
_COMMANDS = re.compile(r"\\[a-z]+\s*\{|\}")
_WORD = re.compile(r"[^\W\d_]{2}")
_CHANGED = re.compile(
    r"\b(?:remov\w+|delet\w+|omit\w*|except|without|minus|missing|replac\w+|exchang\w+|swapp?\w*|instead|multipli\w+|divided|twice|halved|doubled|reversed|revers\w+ it"
    r"|backwards?|mirror\w*|enantiomers?|racem\w+|wrong|incorrect|unbalanced|incomplete|false|refuted|excluded|its|but (?:with|for)|mismatch\w*|in place of|form of|doubled|(?:not|cannot|never)\b|\w+n['’]t|\w{3,}(?:onated|inated|enated|ylated|ogenated|cyclized))\b",
    re.IGNORECASE,
)
"""What behind an answer makes another one of it."""


def stance(response: str, answer: Candidate) -> str:
    """Why the sentence around an answer does not give it, a sentence; ``""`` if it does, and doubts it nowhere.

    It must lead to the answer in one of the ways in which answers are given: nothing before it, a colon, "is", "we get", a
    word for its kind. ``an isomer of X``, ``X with the methyl group removed``, ``X maybe``, ``my friend says X`` give none.
    """
    low, high = max(0, answer.start - _FAR), min(len(response), answer.end + _FAR)
    begin = max((m.end() for m in SENTENCE_END.finditer(response, low, answer.start)), default=low)
    before = response[begin : answer.start]
    boxed = _SET_OFF.search(before)
    led = _OPENING.sub("", before[: boxed.start()] if boxed else before)
    if not led.strip():  # "I guess:" and the answer in a line of its own
        led = response[low:begin].rstrip(" \n`$*\\[{")
        led = led[led.rfind("\n") + 1 :] if led.endswith((":", "**:")) else ""
    if found := UNSURE.search(led):
        return f"It does not commit to its answer: {found[0]!r}."
    said = _COMMANDS.sub(" ", led).strip()
    if found := _SOMEBODY.search(said):
        return f"It tells what somebody gives: {found[0]!r}."
    if found := _NO_ANSWER.search(said):
        return f"It is said of the answer that it is none: {found[0]!r}."
    bracketed = "(" in before[len(before.rstrip("(*_`$\"' [{")) :]  # an aside: Met-Ala (MA)
    if not (boxed or bracketed) and _WORD.search(said) and not _GIVES.search(said):
        return f"The answer is only spoken of: {said[-60:]!r}."
    first = _CLOSING.match(response, answer.end, high)
    at = first.end() if first else answer.end
    if "\n" in response[answer.end : at] or at >= len(response):
        after = ""
    else:
        closes = SENTENCE_END.search(response, at, high)
        after = response[at : closes.end() if closes else high]
    opens = response[answer.end : at].rstrip()
    told = RELATIVE.split(after, maxsplit=1)[0]
    if found := UNSURE.search(told):
        return f"It does not commit to its answer: {found[0]!r}."
    if found := _CHANGED.search(told) or _NEGATED.search(after):
        return f"What follows changes the answer: {found[0]!r}."
    if after and not after.startswith("(") and not opens.endswith("|") and not _ABOUT.match(after):
        return f"What follows may change the answer: {after[:60]!r}."
    if found := DOUBT_BEHIND.search(response, answer.end, high):
        return f"What follows doubts the answer: {found[0]!r}."
    return ""


_NEGATED = re.compile(r"\b(?:not|cannot|never)\b|n['’]t\b", re.IGNORECASE)
_SOMEBODY = re.compile(
    r"\b(?:often|sometimes|usually|some|many|others|students?|people|textbooks?|he|she|they|his|her)\b[^,;:]*\Z",
    re.IGNORECASE,
)
"""Who gives an answer that is not the response's own, or when."""


def elsewhere(response: str, answer: Candidate, values: Values, is_right: Callable[[str], bool]) -> bool:
    """Whether a value that is right stands alone in a line before the answer: then the answer, of a last line, may be of another thing."""
    text = without_drafts(response)[: answer.start]
    for line in text.splitlines()[-_MOST_LINES:] if len(text) <= _LONGEST else ():
        spans = list(values.find(line) or ())
        if len(spans) == 1:
            (first, last) = spans[0]
            rest = line[:first] + line[last:]
            if not any(c.isalnum() for c in rest) and is_right(line[first:last]):
                return True
    return False


_MOST_LINES = 40


_OPEN = re.compile(
    r"\b(?:not (?:\w+ )?sure|perhaps|maybe|possibly|i(?:'d| would)? guess|(?:might|could|may) (?:well )?be)\b[^.,;\n]{0,50}\Z",
    re.IGNORECASE,
)
"""Words right before an answer that leave it open."""
_ASKED = re.compile(r"[\s$*)}\]\\]{0,12}\?")
"""A question mark right behind an answer."""


def left_open(response: str, start: int, end: int) -> str:
    """Why the words right around a value leave it open, a sentence; ``""`` if they do not: ``maybe 5``, ``5?``."""
    if _OPEN.search(response, max(0, start - 90), start):
        return "The response is not sure of its answer."
    return "The response asks whether this is the answer." if _ASKED.match(response, end) else ""


def asks(response: str, answer: Candidate) -> bool:
    """Whether an answer stands in a question."""
    return _QUESTION.match(response, answer.end) is not None


def beside(response: str, answer: Candidate) -> str:
    """What is wrong with the words right around an answer, a sentence; ``""`` if nothing is.

    It may be one of several (``CCO + HCl``, ``2 CCO``, ``it contains CCO``), or only asked (``Is it CCO?``).
    """
    line = response.rfind("\n", 0, answer.start) + 1
    if asks(response, answer):
        return "The answer stands in a question."
    if _BEFORE.search(response, max(line, answer.start - 60), answer.start):
        return "The answer is told as a part, or a number, of something."
    if _AFTER.match(response, answer.end):
        return "Something else is told beside the answer."
    return stance(response, answer)


def first_line(response: str, values: Values) -> Candidate | None:
    """The value that is all of a response's first line, if the rest holds no other value, no denial and no second thought.

    For responses whose end holds no value at all. Such an answer may be accepted; that another one is wrong, it does
    not prove. ``values`` must find spans.
    """
    text = without_drafts(response)
    if len(text) > _LONGEST:
        return None
    start = len(text) - len(text.lstrip())
    fenced = text.startswith("```", start)
    if fenced:
        start = text.find("\n", start) + 1
    end = text.find("\n", start) if start or not fenced else -1
    if end < 0:
        return None
    line = text[start:end]
    inside = list(values.find(line) or ())
    if len(inside) != 1:
        return None
    first, last = inside[0]
    if line[:first].strip(_MARKS + "\\([{") or line[last:].strip(_MARKS + ".\\)]}"):
        return None
    rest = text[end:]
    found = list(values.find(rest) or ())
    if any(rest[a:b] != line[first:last] for a, b in found) or language("en").negations_in(rest):
        return None
    if is_withdrawn(text, end) or second_thought(text, end, values) is not None:
        return None
    return Candidate(line[first:last], start + first, start + last)
