"""Which codes a response gives as its answer, each with the words that it gives as its title."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from assay.evidence.answer_words import DOUBT_BEHIND, UNSURE
from assay.evidence.final_answer import Candidate, Values, final_answer, is_withdrawn, without_drafts

LONGEST = 100_000
"""Characters of a response that are read."""
MOST = 100
"""Codes of an answer that are read."""
Find = Callable[[str], Iterable[tuple[int, int]]]


@dataclass(frozen=True)
class Told:
    """A code of an answer, as written, where it stands, and the title that is claimed for it (``""``: none)."""

    code: str
    start: int
    end: int
    title: str = ""


@dataclass(frozen=True)
class Answer:
    """The codes of an answer in their order. ``failure`` is a reason why there is none, ``message`` a sentence for it."""

    told: tuple[Told, ...] = ()
    failure: str = ""
    message: str = ""


def read_answer(response: str, find: Find, before: Callable[[str], str] = lambda _text: "") -> Answer:
    """The codes that a response gives in the end; ``find`` tells where codes stand in a text.

    Read are JSON that is all of it or its last fenced block, a list or table at its end with one code in each line, and else its
    final answer. ``before`` gets the words before a code in its line, and gives what of them is a title.
    """
    if len(response) > LONGEST:
        return Answer(failure="too_long", message=f"More than {LONGEST:,} characters are not read.")
    text = _without_rejected(without_drafts(response))
    if (answer := _json(text, find)) is not None:
        return _unless_many(answer)
    reasons = next((m.start() for m in _REASONS.finditer(text) if list(find(text[: m.start()]))), len(text))
    if reasons < len(text) and not _SAID_LATER.search(text, reasons):
        if found := DOUBT_BEHIND.search(text, reasons):
            return Answer(failure="unsure", message=f"What follows the codes doubts them: {found[0]!r}.")
        text = text[:reasons].rstrip()
    end = _explanation(text, find)
    if end < len(text) and (found := _TAKEN_BACK.search(text, end) or DOUBT_BEHIND.search(text, end)):
        return Answer(failure="unsure", message=f"What follows the codes doubts them: {found[0]!r}.")
    answer = _listed(text[:end], find)
    return _unless_many(answer if answer is not None else _final(text[:end], find, before))


_REASONS = re.compile(
    r"(?:(?<=[.)\n])|(?<=\*\*))[ \t]*[*_#]*(?:rationale|reason(?:ing|s)?|explanation|justification)\b[*_]*:",
    re.IGNORECASE,
)
"""The label of an explanation behind an answer."""
_REJECTED = re.compile(
    r"(?:^|(?<=[.;] ))[ \t]*[-*•]?[ \t*_#]*(?:in(?:valid|correct)|not (?:valid|billable|applicable|accepted|codes?)|non-?billable|rejected|excluded|ruled out|wrong)\b[^:\n]{0,40}:",
    re.IGNORECASE | re.MULTILINE,
)


def _without_rejected(text: str) -> str:
    """The text, as long as it was, with blanks for what stands under a heading such as "Invalid codes:"."""
    for match in reversed(list(_REJECTED.finditer(text))):
        if not text[: match.start()].strip():
            continue  # nothing else is told
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        while not text[match.end() : end].strip(" *_\t\n") or _ITEM.match(text, end + 1):  # a list under it
            after = text.find("\n", end + 1)
            if end >= len(text):
                break
            end = len(text) if after < 0 else after
        text = text[: match.start()] + re.sub(r"[^\n]", " ", text[match.start() : end]) + text[end:]
    return text


def _explanation(text: str, find: Find) -> int:
    """Where what explains an answer begins: behind the last line with a code; the end, if another line is said to be the answer."""
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if m[0].strip()]
    for start, end in reversed(lines[-200:]):
        if list(find(text[start:end])):
            return end if end < len(text.rstrip()) and not _SAID_LATER.search(text, end) else len(text)
    return len(text)


_SAID_LATER = re.compile(
    r"\banswer\b|\\boxed|####|\bfinal\b|\b(?:codes?|diagnos[ie]s|result|conclusion)\b[^.\n]{0,60}(?:\b(?:is|are|be|as)|[:=])[\s*_`]*(?:\n|\Z)|(?:\b(?:is|are|be|namely)|[:=])[\s*_`]*\Z",
    re.IGNORECASE,
)
"""What follows is said to be the answer, or breaks off where one should stand."""
_TAKEN_BACK = re.compile(
    r"\b(?:wrong|incorrect|invalid|false|deleted|mistake\w*|ignore|disregard|not (?:right|correct|valid|appropriate|sure|certain|applicable)|(?:do|does|did|should|would|can) not (?:apply|use|assign)|none of (?:these|them|the))\b|n['’]t (?:apply|use|right|correct|valid)",
    re.IGNORECASE,
)


def _unless_many(answer: Answer) -> Answer:
    if len(answer.told) > MOST:
        return Answer(failure="too_long", message=f"More than {MOST} codes are not read.")
    return answer


# --- JSON ------------------------------------------------------------------------------------------------------------

_FENCE = re.compile(r"```(?:json)?[ \t]*\n(.*?)\n[ \t]*```\s*\Z", re.DOTALL | re.IGNORECASE)
_TITLES = ("title", "description", "display", "name", "term", "label", "desc", "meaning", "diagnosis")


def _json(text: str, find: Find) -> Answer | None:
    fence = _FENCE.search(text)
    inside, at = (fence[1], fence.start(1)) if fence else (text.strip(), len(text) - len(text.lstrip()))
    if not inside.lstrip().startswith(("{", "[")) or (not fence and not inside.rstrip().endswith(("}", "]"))):
        return None
    try:
        value = json.loads(inside)
    except (ValueError, RecursionError):
        return None
    told: list[Told] = []
    cursor = at
    for code, title in _in_json(value, find):
        place = text.find(code, cursor)
        if place < 0:
            place = text.find(code)
        cursor = place + len(code)
        told.append(Told(code, place, cursor, title))
    if not told:
        return Answer(failure="no_code", message="The JSON of the response holds no code.")
    if _called_wrong(value):
        return Answer(failure="unsure", message="The JSON says of a code that it is not valid.")
    strings = " ".join(each for each in _strings(value))
    if len(list(find(strings))) > len(told):
        return Answer(failure="several_answers", message="The JSON holds codes in fields that are no codes.")
    return Answer(tuple(told))


_KEY_WORDS = frozenset(
    "code codes answer answers icd 10 cm loinc snomed ct rxnorm rxcui ucum unit units final correct assigned selected recommended specific"
    " billing billable principal primary secondary additional main first second diagnosis diagnoses diagnostic dx medical condition conditions concept result results".split()
)
_KEY_NAMES = _KEY_WORDS - frozenset(
    "final correct assigned selected recommended specific billing billable principal primary secondary additional main first second diagnosis diagnoses"
    " diagnostic dx medical condition conditions concept result results 10 cm ct".split()
)


def _is_code_key(key: str) -> bool:
    """Whether all words of a key are those of an answer, and one says that it is a code: not ``draft_code``, ``codes_to_avoid``."""
    words = _words_of(key)
    return words <= _KEY_WORDS and bool(words & _KEY_NAMES)


def _words_of(key: str) -> set[str]:
    return set(re.findall(r"[a-z]+|\d+", re.sub(r"(?<=[a-z\d])(?=[A-Z])", " ", key).lower()))


_OTHERS = re.compile(r"alternat|reject|exclu|other|not|differ", re.IGNORECASE)
"""Keys under which stand objects that are no answer."""


_VALID = re.compile(
    r"\W*(?:is[_ ]?)?(?:valid|correct|right|accepted|acceptable|applicable|applies|appropriate|billable)\W*",
    re.IGNORECASE,
)


def _called_wrong(value: Any, depth: int = 0) -> bool:
    """Whether an object says of itself that it does not hold: ``"valid": false``."""
    if depth > 6:
        return False
    if isinstance(value, list):
        return any(_called_wrong(each, depth + 1) for each in value)
    if not isinstance(value, dict):
        return False
    return any(
        (each is False and _VALID.fullmatch(key)) or _called_wrong(each, depth + 1)
        for key, each in value.items()
    )


def _in_json(value: Any, find: Find, depth: int = 0) -> Iterator[tuple[str, str]]:
    if depth > 6:
        return
    if isinstance(value, str):
        spans = list(find(value))
        if len(spans) == 1:
            first, last = spans[0]
            yield value[first:last], _title_behind(value[last:])
    elif isinstance(value, list):
        for each in value:
            yield from _in_json(each, find, depth + 1)
    elif isinstance(value, dict):
        titles = [v for k, v in value.items() if k.lower() in _TITLES and isinstance(v, str)]
        for key, each in value.items():
            if _is_code_key(key):
                for code, title in _in_json(each, find, depth + 1):
                    yield code, title or (titles[0] if titles else "")
            elif not _OTHERS.search(key):
                plain = (
                    [v for v in each if _words_of(key) <= _KEY_WORDS or not isinstance(v, str)]
                    if isinstance(each, list)
                    else each
                )
                if not isinstance(plain, str):
                    yield from _in_json(plain, find, depth + 1)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


# --- lists and tables ------------------------------------------------------------------------------------------------

_ITEM = re.compile(r"[ \t]*(?:[-*•–]|\d{1,3}[.)]|\([a-z\d]\)|[a-z][.)])[ \t]+", re.IGNORECASE)
_RULE = re.compile(r"[ \t]*\|?[\s:|-]+\|?[ \t]*")


def _listed(text: str, find: Find) -> Answer | None:
    """The codes of a list or table that is the end of a text; ``None`` if there is no such list."""
    lines = [(m.start(), m[0]) for m in re.finditer(r"[^\n]+", text) if m[0].strip()]
    told: list[Told] = []
    items = 0
    while lines:
        start, line = lines[-1]
        if _RULE.fullmatch(line) and "-" in line:
            lines.pop()
            continue
        spans = list(find(line))
        marked = _ITEM.match(line) or line.lstrip().startswith("|")
        if len(spans) != 1 or not (marked or _bare_item(line, spans[0])):
            break
        first, last = spans[0]
        told.append(Told(line[first:last], start + first, start + last, _title_around(line, first, last)))
        items += 1
        lines.pop()
    if items < 2:
        return None
    if lines and lines[-1][1].lstrip().startswith("|"):
        lines.pop()  # the head of a table
    if lines and not lines[-1][1].rstrip(" *_").endswith(":"):
        return None  # something else stands before the list, and it is not announced
    announced = lines[-1][1] if lines else ""
    if list(find(announced)) or UNSURE.search(announced) or _NONE_OF.search(announced):
        return Answer(
            failure="unsure", message=f"It does not commit to the list: {announced.strip()[:80]!r}."
        )
    return Answer(tuple(reversed(told)))


_NONE_OF = re.compile(
    r"\b(?:not|never|excluded?|rejected|wrong|incorrect|invalid|consider\w*|differential|possible|candidates?|options?|e\.g|for example|such as)\b|n['’]t\b",
    re.IGNORECASE,
)


def _bare_item(line: str, span: tuple[int, int]) -> bool:
    """Whether a line is a code, alone or with its title behind it."""
    rest, ahead = line[span[1] :].strip(" \t*_`"), line[: span[0]].strip(" \t*_`\"'")
    labelled = ahead.endswith(":") and len(ahead) <= 60
    return (not ahead or labelled) and (not rest or rest[0] in "-–—:(,;|.")


def _title_around(line: str, first: int, last: int) -> str:
    behind = _title_behind(line[last:])
    ahead = _ITEM.sub("", line[:first], count=1).strip(" \t*_`|:–—-(\"'")
    ahead = re.sub(
        r"\b(?:icd[\s-]*10(?:[\s-]*cm)?|codes?|primary|secondary|principal|diagnos[ie]s|dx|additional|first|second|third)\b[\s:]*",
        "",
        ahead,
        flags=re.IGNORECASE,
    )
    return " ".join(each for each in (ahead.strip(" :–—-(\"'|"), behind) if each)


# --- a final answer --------------------------------------------------------------------------------------------------


class _Codes(Values):
    words = re.compile(
        r"\b(?:coded (?:as|to)|codes? (?:is|are|would be)|code for this \w+ is)\b", re.IGNORECASE
    )

    def __init__(self, find: Find) -> None:
        self._find = find

    def find(self, text: str) -> Iterable[tuple[int, int]]:
        return self._find(text)

    def hidden(self, text: str) -> str:
        return re.sub(r"(?<=\d)\.(?=\d)", "·", text)


_FAILURES = {
    "no_value": ("no_code", "Its final answer holds no code of the system."),
    "no_answer": ("no_code", "It gives no answer."),
    "empty_answer": ("no_code", "Its answer is empty."),
    "rejected_attempt": ("not_answered", "It denies the code that it names, or takes it back."),
    "quoted": ("not_answered", "It tells only what somebody else says."),
    "limit": ("too_long", "It is too long to be read."),
    "unterminated_box": ("not_answered", "The last box is not closed."),
}


def _final(text: str, find: Find, before: Callable[[str], str]) -> Answer:
    found = final_answer(text, _Codes(find))
    if found.failure:
        reason, message = _FAILURES.get(found.failure, ("not_answered", "It gives no answer that counts."))
        return Answer(failure=reason, message=message)
    parts = _without_reasons(text, list(found.parts))
    mine = {part.text for part in parts}
    others = [each.text for each in (*found.rivals, *found.extras) if each.text not in mine]
    if others:
        return Answer(
            failure="several_answers", message=f"It gives other codes as well: {', '.join(others[:5])}."
        )
    if doubt := _doubt(text, parts, find):
        return Answer(failure="unsure", message=f"It does not commit to its answer: {doubt!r}.")
    told = []
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        line_end = text.find("\n", part.end)
        stop = min(
            following.start if following else len(text),
            line_end if line_end >= 0 else len(text),
            part.end + 400,
        )
        title = _title_behind(text[part.end : stop], last=following is None)
        line = text.rfind("\n", 0, part.start) + 1
        ahead = before(text[max(line, part.start - 300) : part.start]) if len(parts) == 1 else ""
        told.append(Told(part.text, part.start, part.end, " ".join(each for each in (ahead, title) if each)))
    return Answer(tuple({each.code.upper(): each for each in reversed(told)}.values())[::-1])


_REASONED = re.compile(
    r"\b(?:because|since|whereas|rather than|instead of|rationale|reason(?:ing)?|explanation|justification)\b|,? (?:and )?not(?= (?:[A-Z]\d|as\b|under\b))",
    re.IGNORECASE,
)


_CLAUSE = re.compile(r"[;.]\s|,? (?:but|while|whereas)\b")
_IS_NOT = re.compile(
    r"[*_`]*(?: \([^()]*\))? (?:(?:is|are|was|does|do)(?: not\b|n['’]t\b)|(?:is|are) (?:in(?:valid|correct|complete)|a header|a heading)|lacks|needs|requires)"
)


def _without_reasons(text: str, parts: list[Candidate]) -> list[Candidate]:
    """The codes before the first word that begins a reason, or what is not meant: "E11.9, since E11.65 needs …", "E11.9, not E11.65"."""
    for at, (one, other) in enumerate(pairwise(parts), 1):
        if _REASONED.search(text, one.end, other.start):
            return parts[:at]
        if _CLAUSE.search(text, one.end, other.start) and _IS_NOT.match(text, other.end):
            return parts[:at]  # "E11.9 is billable; E11 is not."
    return parts


_NO_CODE = re.compile(r"\bno (?:[\w-]+ ){0,3}codes?\b[^,;:]*\Z", re.IGNORECASE)
_WERE_IT = re.compile(
    r"[\s*_\"'“]*(?:should|had|were) (?:the|it|this|that|he|she|they|there|an?|any)\b[^.]*,", re.IGNORECASE
)
"""A condition without "if": "Should it have been documented, …"."""
_STOP = re.compile(r"[.!?](?=\s|\Z|[*\"”])|\n")
_OR = re.compile(r"\bor\b|\bversus\b|\bvs\b|/|\?", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never|nor|rather than|instead of|except)\b|n['’]t\b", re.IGNORECASE)

_OTHER_SYSTEM = re.compile(r"\bicd[- ]?(?:9|11|[2-8]\d|10[- ]?(?:gm|am|ca|se|who|fm|pcs))\b", re.IGNORECASE)
_SOMEBODY = re.compile(
    r"\bicd[- ]?(?:9|11|[2-8]\d)\b|\b(?:history of|rule[sd]? out|r/o|consider\w*|exclud\w+|suspect\w*|differential|anything but)\b|\b(?:says?|said|claims?|claimed|thinks|thought|believes?|believed|suggest(?:s|ed)?|wrote|coded by|usually|sometimes|formerly|previously)\b",
    re.IGNORECASE,
)
"""What before an answer says that somebody else gives it, that it is not always so, or that it is of another classification."""


def _doubt(text: str, parts: list[Candidate], find: Find) -> str:
    first, last = parts[0], parts[-1]
    low = max(0, first.start - 300)
    begin = max((m.end() for m in _STOP.finditer(text, low, first.start)), default=low)
    closes = _STOP.search(text, last.end, last.end + 400)
    end = closes.end() if closes else min(len(text), last.end + 400)
    for one, other in pairwise(parts):
        if one.text != other.text and (found := _OR.search(text, one.end, other.start)):
            return found[0]
        if found := _NOT.search(text, one.end, other.start):
            return found[0]
    for clause in _CLAUSE.finditer(text, last.end, end):
        if any(_IS_NOT.match(text, clause.end() + b) for _, b in find(text[clause.end() : end])):
            end = clause.start()  # of other codes it is told that they do not count
            break
    ahead = text[begin : first.start]
    if found := UNSURE.search(ahead) or _NOT.search(ahead) or _SOMEBODY.search(ahead):
        return found[0]
    if found := _NO_CODE.search(ahead) or _WERE_IT.match(ahead):
        return found[0]
    if found := _TAKEN_BACK.search(text, last.end, end) or _OTHER_SYSTEM.search(text, last.end, end):
        return found[0]
    behind = _REASONED.split(text[last.end : end], maxsplit=1)[0]
    told = re.sub(r"\([^()]*\)", " ", behind)
    if found := UNSURE.search(told) or re.search(r"\?|,? (?:or|not)\b", told):
        return found[0]
    if found := DOUBT_BEHIND.search(text, last.end, min(len(text), last.end + 400)):
        return found[0]
    return "a correction" if is_withdrawn(text, end) else ""


_LEAD = re.compile(
    r"(?:\s*(?:,?\s*(?:which|it))?\s*(?:is|means|stands for|represents|describes|denotes|indicates|identifies|designates)\s+(?:the (?:ICD-10(?:-CM)? )?code for\s+)?|\s*[-–—:=|,]\s*|\s*[(\[]\s*|\s+for\s+|\s+)",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\s*[,;(]?\s*\b(?:because|since|as|given|based|per|according|when|where|so|with the|in (?:the|this|ICD)|from|under|should|would|must|has|have|will|applies|captures|(?:is|are|was) (?:the (?:most|correct|right|best|appropriate|only|billable|valid|principal|code(?! for))|a (?:valid|billable)|an? \w+ code|valid|billable|assigned|appropriate|correct|used|coded|reported|required|listed|sequenced|first))\b.*|\s*[,;]?\s*and\s*\Z",
    re.IGNORECASE | re.DOTALL,
)
_NEXT = re.compile(
    r"[\s,;]*(?:(?:and )?then|followed by|before|first|plus|and)*[\s,;]*(?:then|followed by)?[\s,;]*",
    re.IGNORECASE,
)
_NEUTRAL = re.compile(
    r"\b(?:billable|valid|principal|primary|secondary|first-listed|diagnosis|diagnoses|sequenced|first|second|code|codes|icd-?10(?:-cm)?|answer|final|specific|leaf|yes|and|the|is|as|then|additional)\b",
    re.IGNORECASE,
)


def _title_behind(text: str, last: bool = True) -> str:
    r"""The title in the words behind a code: ``" (Essential hypertension)."``; ``""`` if they are none."""
    text = re.sub(r"[*_`$\"“”]|\\(?:text|mathrm)?|</?\w{1,20}>|\}", "", text)
    text = _REASONED.split(text, maxsplit=1)[0]
    lead = _LEAD.match(text)
    if lead is None or not text[lead.end() :].strip(" .,;:)]|}"):
        return ""
    if _REASON.match(text) or _NEXT.fullmatch(text):
        return ""
    rest = text[lead.end() :]
    if lead[0].strip() in ("(", "["):
        depth = 1
        for at, sign in enumerate(rest):
            depth += (sign in "([") - (sign in ")]")
            if depth == 0:
                rest = rest[:at]
                break
    else:
        rest = re.split(r"[.!?](?=\s|\Z)|\n|\s\|", rest, maxsplit=1)[0]
        rest = re.sub(r"\s*\b(?:because|since)\b.*", "", rest, flags=re.DOTALL)
    title = rest.strip(" \t,;:.|")
    if not last:
        title = re.sub(r"[\s,;&+]*(?:\band\b|\bplus\b|\bwith\b|\bthen\b|\d[.)])?[\s,;(]*\Z", "", title)
    return "" if not re.search(r"[^\W_]", _NEUTRAL.sub("", title)) else title
