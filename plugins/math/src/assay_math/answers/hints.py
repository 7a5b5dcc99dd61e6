"""What the prompt tells about the answer that it wants: an order, a percentage, a rounding, a base."""

from __future__ import annotations

import re
from functools import lru_cache

from assay.evidence.number_words import ONES
from assay_math.answers.findings import Hints

_PERCENT = re.compile(r"percent|%|per cent|百分|процент|porcentaje|pourcent|prozent", re.IGNORECASE)
_ROUNDING = re.compile(
    r"round|approximat|nearest|decimal place|significant (?:digit|figure)|estimate|to \w+ decimals?|保留|精确到|四舍五入|округл|redonde|arrond|runde",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    r"\b(?:in|what|which) (?:increasing|decreasing|ascending|descending|the (?:correct |right |same |given )?)?\s*order\b|\bfrom (?:the )?\w+est\b|\bordered (?:list|triple|pair|tuple)|"
    r"\b(?:ascending|descending)\b|\brespectively\b|\bfirst \w+ terms\b|\bnext \w+ terms\b|\bsort\b|\barrange\b|\bsequence of\b|"
    r"\b(?:order|rank)\s+(?:the|these|those|them|each|all|from|by)\b|"
    r"\b(?:least|smallest|lowest|shortest|lightest|slowest|youngest|earliest|fewest|greatest|largest|biggest|highest|longest|heaviest|fastest|"
    r"oldest|latest|most|best|worst)\b[^.?!]{0,12}?\b(?:to|first)\b|"
    r"\b(?:list|put|write|give|start\w*|begin\w*)\b[^.?!]{0,60}\b(?:from|with|at) the (?:least|smallest|lowest|greatest|largest|highest|biggest)\b|"
    r"по возрастанию|по убыванию|в порядке|de menor a mayor|de mayor a menor|en orden|croissant|par ordre|aufsteigend|absteigend|der Größe nach|"
    r"nach (?:der )?Größe|in ordine|em ordem|从小到大|从大到小|按顺序|升序|降序|小さい順|大きい順|順に",
    re.IGNORECASE,
)
_HOW = re.compile(
    r"\bhow (?:many|much|old|far|long|tall|wide|high|heavy|fast|big|large|deep)\b[^.?!]*\band\b",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"\b(?:find|what (?:is|are|was|were)|determine|calculate|compute|give|state|work out|write down|identify)\b(?P<first>[^.?!]{1,80}?)\band\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"(?<![A-Za-z])\$?[a-zA-Z]\$?\s+and\s+\$?[a-zA-Z]\$?(?![A-Za-z])")
_OF_A_KIND = re.compile(
    r"\b(?:all|both|every|each|two|three|four|roots?|solutions?|values|numbers|integers|zeros|zeroes|factors|pairs?|possible|primes|"
    r"whose|that|which|such|where|between|if|when|with)\b",
    re.IGNORECASE,
)


def _names_several(prompt: str) -> bool:
    """Whether the prompt asks for different things one after the other: "How many boys and how many girls", "the mean and the median"."""
    if _HOW.search(prompt):
        return True
    return any(
        _LETTERS.search(prompt, match.start("first"), match.end() + 5)
        or not _OF_A_KIND.search(match["first"])
        for match in _BOTH.finditer(prompt)
    )


_SEVERAL = re.compile(
    r"\b(?:all|both|the two|roots|solutions|values|integers|factors|pairs?|zeros|zeroes|intercepts)\b",
    re.IGNORECASE,
)
_DOZENS = re.compile(r"\b(?:how many|number of|in) dozens?\b", re.IGNORECASE)
_CLOCK = re.compile(r"o'?clock|what time|\ba\.?m\.?\b|\bp\.?m\.?\b|几点", re.IGNORECASE)


_READ = re.compile(
    r"\b(?:the|what|which|find|how|is|are|of|and|solve|for|all|give|list|determine|compute|write|evaluate|factor|simplify)\b|\A[A-Za-z]*\W*\Z",
    re.IGNORECASE,
)
"""English, in which :data:`_ORDERED` and :data:`_BOTH` read what is asked; an equation speaks for itself in any language."""


@lru_cache(maxsize=256)
def read_hints(prompt: str) -> Hints:
    """What ``prompt`` tells about how answers to it are read; of its first 50,000 characters."""
    if not prompt.strip():
        return Hints()
    prompt = prompt[:50_000]
    return Hints(
        percent=bool(_PERCENT.search(prompt)),
        rounding=bool(_ROUNDING.search(prompt)),
        ordered=bool(_ORDERED.search(prompt)) or _names_several(prompt),
        unread=not _READ.search(prompt) and "=" not in prompt,
        ratio="ratio" in prompt.lower(),
        clock=bool(_CLOCK.search(prompt)),
        dozens=bool(_DOZENS.search(prompt)),
        several=bool(_SEVERAL.search(prompt)),
        bases=_bases(prompt),
        prompt=prompt,
        compact=re.sub(r"[\s$\\]|left|right", "", prompt),
    )


_BASE = re.compile(r"\bbase[ -]?\$?(\d{1,2}|[a-z]+)", re.IGNORECASE)
_BASE_WORDS = {"binary": "2", "octal": "8", "hexadecimal": "16"} | {
    word: str(base) for word, base in ONES.items() if 2 <= base <= 16
}


def _bases(prompt: str) -> frozenset[str]:
    """The bases that the prompt speaks of, in figures and words."""
    low = prompt.lower()
    found = set(_BASE.findall(low)) | {w for w in ("binary", "octal", "hexadecimal") if w in low}
    figures = {_BASE_WORDS.get(name, name) for name in found}
    return frozenset(found | figures | {word for word, figure in _BASE_WORDS.items() if figure in figures})
