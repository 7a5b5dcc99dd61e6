"""``math.hint_free``: does a row keep quiet about a hint that its author had?

A solution written with the answer in view (STaR's rationalisation) is only of
use if it reads as one written without. Checked: no turn before the response
holds the hint or gives an answer away; the response does not speak of a hint or
of an answer that was given; the answer comes out of a step, it is not stated
first (of an answer in words: not in the first sentence). The hint is a part of the reference (:class:`Hint`, its
text ``""`` for a row made without one); where the reference has no such part, a hint is supposed. Beside a reference
without a plain answer, such as unit tests, the response must not hold the words of the hint.

English only. A step that is true but was only put in to reach the answer passes.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass

from assay import Check, Sample, Status, Verdict, has_part, reference_part, verifier
from assay_math.answers.reference import expected_answer
from assay_math.answers.text import plain_characters

LONGEST = 200_000  # characters of a response
LONGEST_KEY = 1_000
_GIVEN = r"(?:given|provided|supplied|known|expected|intended|target|desired|reference|official|gold|hinted)"
_ANSWER = r"(?:final |numerical |correct |right )*(?:answer|solution|result)"
_PATTERNS = (
    r"hint\w*|answer[ -]key|rationali[sz]\w+",
    rf"{_GIVEN} {_ANSWER}",
    rf"{_ANSWER},? (?:that |which )?(?:(?:we|you|i|it) )?(?:is|are|was|were|has been|have been) (?:already )?(?:given|told|provided|supplied|known)",
    rf"(?:given|told|informed|know|knew|knowing|provided with) (?:already )?(?:that )?(?:the|its|our) {_ANSWER}",
    r"(?:told|informed|knew|shown)\b[^.\n]{0,60}\b(?:in advance|beforehand|ahead of time)",
    r"(?:invent|make up|fill in) (?:\w+ ){0,3}(?:equation|step|calculation|solution|reasoning)s?",
    r"(?:work\w*|reason\w*|start\w*|go|going) back(?:ward\w*)? from",
    rf"(?:match\w*|agree\w* with|consistent with|in line with|confirm\w*|justif\w+|arriv\w+ at|lead\w* to) (?:the|this|that|our|your) {_ANSWER}\b(?! is\b)",
    rf"as (?:(?:was|were|is|you|we) )?(?:given|told|stated|provided|instructed|requested|required)(?: above| earlier)?,? (?:that )?the {_ANSWER}",
)
_SPOKEN = re.compile(rf"\b(?:{'|'.join(_PATTERNS)})\b|\(correct\)", re.IGNORECASE)
_NEEDED = r"(?:should|must|has to|have to|needs? to|ought to|want(?:ed)? to|is supposed to)"
_FORCED = re.compile(
    rf"\b{_NEEDED} (?:be|equal|get|give|reach|obtain|make|total|come (?:out )?(?:to|at|as)|end up (?:at|with)|arrive at)\W{{0,4}}\Z",
    re.IGNORECASE,
)
_GIVEAWAY = re.compile(rf"\b{_ANSWER}\s*(?:is|are|was|=|:)\s*\S*\d|\(correct\)|\bhint\s*:", re.IGNORECASE)
_EQUALS = re.compile(r"=(?:[\s${(£€]|\\[($\[{]|\\boxed\b|\\text\b)*\Z")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_CODE = re.compile(r"[^\W\d_]\d")  # a letter and then a digit
_SENTENCE_END = re.compile(r"[.!?:;](?:\s|\Z)")
_INVISIBLE = "Cf"


@reference_part("hint")
@dataclass(frozen=True, slots=True)
class Hint:
    """The words that told the author of a response the answer; ``""`` if none did."""

    text: str = ""


@verifier("math.hint_free", version=3, cost=1, needs=("prompt", "response", "reference"))
def hint_free(sample: Sample) -> Verdict:
    """Is the answer derived, with no word of a hint in the prompt or in the response?"""
    if len(sample.response) > LONGEST:
        message = f"The response has {len(sample.response)} characters; {LONGEST} are read."
        return Verdict(Status.ABSTAINED, "limit", message)
    told = has_part(sample.reference, Hint)
    hint = sample.part(Hint).text if told else None
    key = "" if told and _judged_by_parts(sample.reference) else _plain(expected_answer(sample))
    if len(key) > LONGEST_KEY:
        message = f"The reference has {len(key)} characters; {LONGEST_KEY} are read."
        return Verdict(Status.ABSTAINED, "limit", message)
    response = _plain(sample.response)
    before = [_plain(turn.content) for turn in sample.messages[:-1]] or [_plain(sample.prompt)]
    asked = "\n".join([_plain(sample.prompt), *before])
    checks = [_prompt_check(asked, hint), _speech_check(response, asked, key)]
    if not key:
        checks.append(_copy_check(response, hint or ""))
    elif hint != "":
        checks.append(_derivation_check(response, asked, key))
    bad = next((check for check in checks if check.status is not Status.ACCEPTED), None)
    if bad:
        return Verdict(bad.status, bad.reason, bad.message, tuple(checks))
    return Verdict(Status.ACCEPTED, "ok", "", tuple(checks))


def _judged_by_parts(reference: str) -> bool:
    """Whether a reference with parts holds something else than a plain answer, such as unit tests."""
    names = json.loads(reference.lstrip("\ufeff \t\r\n")).keys()
    return "answer" not in names and len(names) > 1


def _copy_check(response: str, hint: str) -> Check:
    """Where there is no plain answer to look for: are the words of the hint in the response?"""
    if hint and _plain(hint) in response:
        return _spoken(hint)
    return Check("derivation", Status.ACCEPTED, "the words of a hint are not in it")


def _prompt_check(asked: str, hint: str | None) -> Check:
    found = _GIVEAWAY.search(asked)
    if hint and _plain(hint) in asked:
        message = f"The row still holds its hint: {hint}"
        return _failed("prompt", hint, "hint_in_prompt", message, "prompt")
    if found:
        message = f"The prompt gives an answer away: {found[0]!r}."
        return _failed("prompt", found[0], "hint_in_prompt", message, "prompt")
    return Check("prompt", Status.ACCEPTED, "no hint in the prompt", where="prompt")


def _speech_check(response: str, asked: str, key: str) -> Check:
    for found in _SPOKEN.finditer(response):
        if found[0].lower() not in asked.lower():  # a problem may itself be about hints
            return _spoken(found[0])
    for mention in _mention(key).finditer(response) if key else ():
        if forced := _FORCED.search(_tail(response, mention)):
            return _spoken(forced[0] + mention[0])
    return Check("response", Status.ACCEPTED, "no word of a hint")


def _spoken(words: str) -> Check:
    return _failed("response", words, "hint_mentioned", f"The response speaks of a hint: {words!r}.")


def _derivation_check(response: str, asked: str, key: str) -> Check:
    """The answer's first mention must be what an equation comes to, unless the problem itself holds the number."""
    mention = _mention(key)
    found = mention.search(response)
    if mention.search(asked):
        return Check("derivation", Status.ACCEPTED, "the problem names this number itself")
    if found is None:
        message = f"The response does not hold {key}, so it is not seen how it came to it."
        return Check("derivation", Status.ABSTAINED, key, None, "no_answer", message)
    if _worded(key):
        if not _SENTENCE_END.search(response[: found.start()]):
            message = f"The answer {key!r} stands in the first sentence, before anything that leads to it."
            return _failed("derivation", key, "answer_first", message)
    elif not _comes_out(response, found):
        message = f"The answer {key} stands there before a step comes to it."
        return _failed("derivation", key, "answer_first", message)
    return Check("derivation", Status.ACCEPTED, "the answer comes after a step")


def _worded(key: str) -> bool:
    """Whether an answer is a word, a name or a code such as J18.9: no equation comes to it."""
    if re.search(r"[\\=+*/^<>]", key):
        return False
    return bool(_CODE.search(key)) or not any(c.isdigit() for c in key)


def _comes_out(response: str, mention: re.Match[str]) -> bool:
    """Does the mention follow an equals sign that has something computed before it?"""
    equals = _EQUALS.search(_tail(response, mention))
    return equals is not None and any(c.isdigit() for c in response[: mention.start()])


def _tail(response: str, mention: re.Match[str]) -> str:
    return response[max(0, mention.start() - 80) : mention.start()]


def _failed(kind: str, claim: str, reason: str, message: str, where: str = "response") -> Check:
    return Check(kind, Status.REJECTED, claim, None, reason, message, where)


def _mention(key: str) -> re.Pattern[str]:
    """The key's number wherever it stands by itself, with or without thousands separators; else its text."""
    numbers = _NUMBER.findall(key)
    if len(numbers) != 1 or "\\" in key or _CODE.search(key):
        return re.compile(rf"(?<!\w){re.escape(key)}(?!\w)")
    digits = ",?".join(re.escape(c) for c in numbers[0].rstrip(",").replace(",", ""))
    return re.compile(rf"(?<![\w.]){digits}(?!\d|[.,]\d)")  # "25ml" is a mention of 25


def _plain(text: str) -> str:
    """One spelling: compatibility forms, no invisible characters, no emphasis, single spaces."""
    text = unicodedata.normalize("NFKC", plain_characters(text))
    text = "".join(c for c in text if unicodedata.category(c) != _INVISIBLE)
    return " ".join(re.sub(r"[*_`\"“”]|\\(?:text|textbf|mathbf)(?![A-Za-z])", "", text).split())
