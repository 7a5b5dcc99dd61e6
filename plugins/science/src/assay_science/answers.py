"""The answer of a response that gives it first and explains it then."""

from __future__ import annotations

from assay.evidence import language
from assay.evidence.final_answer import Candidate, Values, is_withdrawn, second_thought, without_drafts

_MARKS = " \t*_`$#>"
_LONGEST = 4_000  # characters of a response whose first line may be its answer


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
