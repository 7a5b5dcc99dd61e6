"""The wording that tells a conclusion from a case, a definition or a retraction."""

from __future__ import annotations

import re


def _any(
    *alternatives: str, before: str = r"\b", after: str = r"\b", flags: re.RegexFlag = re.NOFLAG
) -> re.Pattern[str]:
    return re.compile(f"{before}(?:{'|'.join(alternatives)}){after}", flags)


_SAME_CLAUSE = r"\b(?:(?!\bthen\b)[^.,;]){0,40}\Z"

FUNCTION_HEAD = re.compile(
    r"(?<![A-Za-z\\])([A-Za-z])\s*(?:\\left)?\(\s*[a-z]\s*(?:,\s*[a-z]\s*)?(?:\\right)?\)\s*(?:&\s*)?:?="
)
"""``f(x) =``: the letter is a function."""

FUNCTION_VALUE = re.compile(
    r"(?:(?<=[\s$,;(&])|^)([a-zA-Z])\s?\(\s?-?\d{1,4}\s?\)\s*(?:&\s*)?=", re.MULTILINE
)
"""``y(0) =``: so is this one."""

VARIABLE_E_I = re.compile(
    r"(?:^|[$\s,(&])(e)\s*(?:&\s*)?=|(?:^|[$,(&]\s?)(i)\s*(?:&\s*)?=\s*-?\d|(?i:let )\$?([ei])\b",
    re.MULTILINE,
)
"""``e = 5``: the letter is an unknown here, not the constant."""

LETS = _any(
    "let", "define", "denote", "set", "call", "where", "with", "write", "given",
    after=_SAME_CLAUSE,
)  # fmt: skip
"""Before a name that is given a value."""

_JUST_BEFORE = r"\b\s*(?:that|we|now|in|the|an?|value|where|let|choose|take|have)?\s*\Z"

CASES = re.compile(
    _any("if", "suppose", "assum(?:e|ing)", "supposing", "consider", "case", "whether", "unless", after=_SAME_CLAUSE).pattern
    + "|"
    + _any(
        "when", "for", "at", "with", "try(?:ing)?", "testing", r"plug(?:ging)?(?: in)?", r"substitut\w+", "setting", "put(?:ting)?",
        "taking", "take", r"choos\w+", after=_JUST_BEFORE,
    ).pattern
)  # fmt: skip
"""Before what is only supposed, or holds in one case."""

SUPPOSED = _any("if", "suppose", "assum(?:e|ing)", "supposing", "whether", "unless", after=_JUST_BEFORE)
"""Right before a statement that is not asserted at all."""

SPLITS = _any(
    r"expand\w*",
    r"factor\w*",
    r"split\w*",
    r"rewrit\w+",
    r"simplif\w+",
    r"distribut\w+",
    "identity",
    r"decompos\w+",
    "each term",
)
"""A rewriting of one expression is announced."""

DEDUCED = _any(
    "so", "thus", "therefore", "hence", "gets?", "gives?", "becomes?", "implies", "yields?", r"simplif\w+", r"combin\w+",
    r"divid\w+", r"multipl\w+", r"subtract\w+", "adding", "add", r"substitut\w+", r"solv\w+", r"expand\w*", "which is", "means?",
    r"rearrang\w+",
)  # fmt: skip
"""Before what is concluded."""

IDENTITY = _any(
    r"expand\w*", r"factor\w*", r"simplif\w+", r"distribut\w+", r"combin\w+", r"rewrit\w+", "identity",
    "multiply(?:ing)? out", r"complet\w+ the square",
)  # fmt: skip
"""A rewriting is asked for or announced."""

ASKS_FOR_VALUE = _any(
    "equal to", "be equal", "what (?:real |positive |integer )?(?:value|number|constant)", r"find \$?[a-z]\$?(?=[ .,])",
    "solve", "for (?:what|which)", r"satisf\w+", flags=re.IGNORECASE,
)  # fmt: skip
"""The prompt looks for the values that make something true."""

SOLVES = _any(
    "solve",
    r"solution\w*",
    "find all",
    "(?:what|which) values",
    "for which",
    r"inequalit\w+",
    flags=re.IGNORECASE,
)

REARRANGES = _any(
    r"rearrang\w+", r"divid\w+", r"subtract\w+", "adding", r"simplif\w+", r"expand\w*", r"factor\w*"
)
"""Before one equation in another form."""

TRIED_AFTER = re.compile(
    r"\s*\$?\s*(?:would|is (?:impossible|not possible|too)|can(?:not|'t)|does(?: not|n't) work|fails)\b"
)
"""Behind a value that is only tried."""

WHOLE = re.compile(
    r"\b(?:integers?|whole|round\w*|nearest|floor|ceiling|greatest|at (?:least|most)|fraction of an?|complete|full)\b",
    re.IGNORECASE,
)
"""Around a number that was made a whole one."""

CHECKS = _any("check", r"verif\w+", "put", "plug", "insert", r"substitut\w+", "indeed")
"""Before what is said to hold of itself, so that it is no new condition."""

ONE_CASE = re.compile(r"\b(?i:when|at)\b(?! (?:\w+ )?\$?[A-Z]\$?[\s,;.])[^.?!]*\Z")
ONE_CASE_AFTER = re.compile(r"[\s,]*(?:when|at)\b")
"""Around a value in the prompt that holds for one case only: "w = 176 when v = 11"; no point, as in "right angle at Q"."""

ENUMERATES = re.compile(r"(?:\bor|\band|,|either)\s*\Z")

NEGATED = _any(
    "not", "never", "cannot", "can't", "isn't", "doesn't", "neither", "impossible",
    after=r"\b\s*(?:be|equal|equal to|have|get|true that|the case that|that|to have|mean|imply)?\s*\$?\Z",
)  # fmt: skip

DISCARDED = _any(
    "reject", "extraneous", "discard", "not (?:a )?valid", "invalid", "disregard", "ignore", "does(?: not|n't) work",
    "not in the domain", "not allowed", "cannot be", "can't be", "must be", "only", "positive", "negative",
    "non-?negative", r"since \$?\w\$? ?(?:>|\\geq?|\\neq?)", "greater than", "largest", "smallest", "least", "greatest",
    "larger", "smaller", "maximum", "minimum", "impossible", "no solution", "integer", "whole number", "undefined",
    "one (?:root|solution)", before="", after="", flags=re.IGNORECASE,
)  # fmt: skip
"""A reason why not every root is an answer."""

CASE_HEADING = re.compile(
    r"\b(?:Case|CASE)\s*(?:\d{1,2}|[IVX]{1,4}|[A-D])\b(?=\s*[:.*)\\(\[$,—-])|(?<=\n)\W{0,4}(?:First|Second|Third) case\b"
)
"""The beginning of one of several cases."""

TRIED = re.compile(
    r"\b(?:if we (?:try|take|choose|use|set)|let's try|trying|would (?:be|have|give)|to (?:verify|check|confirm)|possible values|for each|each value)\b",
    re.IGNORECASE,
)
"""Shortly before what holds in a trial, or for one value of several."""
