"""What stands around an answer; and the answer of a response that gives it first and explains it then."""

from __future__ import annotations

import re

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
    return ""


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
