"""Units of answers: those that have rules of their own, and which labels name one thing."""

from __future__ import annotations

import re
from functools import lru_cache

from assay.evidence.quantities import NONE, Unit
from assay_math.notation.units import read_unit

__all__ = [
    "DEGREE",
    "NONE",
    "PERCENT",
    "RADIAN",
    "Unit",
    "asks_for_another",
    "labels",
    "measure_of",
    "read_unit",
]

PERCENT = Unit((("percent", 1),))
DEGREE = Unit((("degree", 1),))
RADIAN = Unit((("radian", 1),))

SHORT = 60
"""Characters of a prompt that names all it asks about: "How many cats are there?" is answered by no number of dogs."""
_WEAK = frozenset("of the a an in on per each total more square cubic whole unit".split())
_COUNTERPARTS = (
    "boy girl",
    "man woman",
    "men women",
    "male female",
    "husband wife",
    "son daughter",
    "win loss",
)
"""Things of which a question asks for the one and not for the other. No list can hold them all."""


@lru_cache(maxsize=4096)
def measure_of(unit: Unit) -> tuple[Unit, frozenset[str]]:
    """A unit and the words behind it: ``minutes`` and ``early``, ``$`` and ``loss``; of bare things only the words."""
    if not unit.is_label:
        return unit, frozenset()
    measures = tuple([(name, power) for name, power in unit.dimension if not name.startswith("noun ")])
    words = unit.label.split()
    if any(power != 1 for name, power in unit.dimension if name.startswith("noun ")):
        return unit, frozenset(words) - _WEAK  # dollars per apple
    if measures:
        return Unit(measures, unit.scale), frozenset(words) - _WEAK
    for count in range(len(words) - 1, 0, -1):
        found = read_unit(" ".join(words[:count]))
        if found is not None and found.dimension and not found.is_label:
            return found, frozenset(words[count:]) - _WEAK
    return NONE, frozenset(words) - _WEAK


def labels(left: frozenset[str], right: frozenset[str]) -> bool | None:
    """Whether two labels can name one thing; ``None`` where they share a noun and each says something else of it.

    Red apples are apples; apples are no pears; red and green apples may be the same heap.
    """
    if "right" not in left | right:
        left, right = left - {"left"}, right - {"left"}  # what is left over, and no side
    if not left or not right or left <= right or right <= left:
        return True
    return None if left & right else False


_VERBS = r"(?:are|is|were|was|will|would|do|does|did|can|could|should|must|has|have|had|in|on|of|for|at|per|each|more|less|fewer)"
_ASKED = re.compile(
    rf"\bhow many\s+(?:of\s+(?:the|these|those|all|his|her|their|its)\s+)?(?:(?:more|less|fewer)\s+)?("
    rf"(?:(?!{_VERBS}\b)[^\W\d_]+[\s-]+){{0,3}}?(?!{_VERBS}\b)[^\W\d_]+(?=\s*(?:[?.,;:]|\b{_VERBS}\b|\Z))"
    rf"|(?:(?!{_VERBS}\b)[^\W\d_]+[\s-]+){{0,3}}?(?!{_VERBS}\b)[^\W\d_]*(?:[^\Wus\d_]s|people|men|children|feet|teeth|mice|geese)\b)"
    r"|\b(?:wie viele|combien (?:de |d['’])|cu[aá]nt[oa]s|quant[ei]|quant[oa]s|сколько)\s*([^\W\d_]+\s+[^\W\d_]+)",
    re.IGNORECASE,
)
"""The things that a prompt asks the number of: up to a verb, or to the first plural; in other languages, the next two words."""
_CLAUSE_END = re.compile(r"[?.,;:!]|\b(?:after|when|if|than|before|while|given|with|and)\b", re.IGNORECASE)
_ANY = frozenset(
    "more less fewer total additional extra other different remaining left such whole possible new distinct".split()
)
"""What may be said of anything that is counted."""


def asks_for_another(prompt: str, told: frozenset[str]) -> bool:
    """Whether the prompt asks how many of one thing and ``told`` (in the singular) names another thing of it."""
    told -= {"left"}
    asked = [
        frozenset(_singular(w) for w in (match[1] or match[2]).lower().split()) - _ANY
        for match in _ASKED.finditer(prompt)
    ]
    english = "how many" in prompt.lower()
    heads = [_singular((match[1] or match[2]).lower().split()[-1]) for match in _ASKED.finditer(prompt)]
    named = {_singular(word) for word in re.findall(r"[^\W\d_]+", prompt.lower())}
    if not asked or not told:
        return False
    clauses = [_CLAUSE_END.split(prompt[match.start() :], maxsplit=1)[0] for match in _ASKED.finditer(prompt)]
    if told <= {_singular(word) for clause in clauses for word in re.findall(r"[^\W\d_]+", clause.lower())}:
        return False
    if any(told & words for words in asked):
        # of red and blue balls, the red ones are asked for
        said = told - _ANY
        return all(
            words - said and said - words and (english or said <= named or heads[i] in said)
            for i, words in enumerate(asked)
        )
    for pair in _COUNTERPARTS:
        one, other = pair.split()
        if any((one in told and other in words) or (other in told and one in words) for words in asked):
            return True
    return told <= named or (len(prompt) <= SHORT and not told & named)


def _singular(word: str) -> str:
    unit = read_unit(word)
    return unit.label if unit is not None and unit.is_label else word
