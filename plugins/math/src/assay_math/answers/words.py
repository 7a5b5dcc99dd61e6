"""Answers in words: the set phrases of mathematics ("no solution", "yes")."""

from __future__ import annotations

import re
from functools import lru_cache

from assay_math.answers.text import folded

_PHRASES: dict[str, tuple[str, ...]] = {
    "no_solution": (
        "no solution", "no solutions", "no real solution", "no real solutions", "there is no solution", "there are no solutions",
        "there is no real solution", "there are no real solutions", "has no solution", "has no solutions",
        "equation has no solution", "equation has no solutions", "equation has no real solutions", "none", "no roots", "no real roots",
        "there are no real roots", "there are no roots", "no such number", "no such numbers", "no such number exists",
        "no such numbers exist", "no such value exists", "no such value", "no values", "no value", "empty set", "emptyset",
        "null set", "empty", "solution set is empty", "no integer solutions", "no integer solution", "inconsistent",
        "no solution exists", "no solutions exist", "无解", "無解", "нет решений", "решений нет", "нет корней",
        "sin solución", "no hay solución", "no tiene solución", "pas de solution", "aucune solution", "keine lösung",
        "nessuna soluzione", "sem solução", "∅", "⌀", "ø", "{}", "{ }", "\\{\\}", "\\{ \\}", "\\emptyset", "\\varnothing", "()",
        "no such function", "no such function exists", "no such functions exist", "there is no such function", "no such integer",
        "no such integers", "no such integers exist", "no such integer exists", "there are no such integers", "there is no such number",
        "there are no such numbers", "impossible", "not possible", "no such triangle", "no such triangle exists", "no such n", "no such n exists",
    ),
    "does_not_exist": (
        "dne", "d.n.e", "does not exist", "do not exist", "doesn't exist", "limit does not exist", "limit doesn't exist", "undefined",
        "not defined", "is undefined", "it does not exist", "limit dne", "不存在", "не существует", "no existe", "n'existe pas",
        "existiert nicht", "未定义", "nonexistent", "non-existent",
    ),
    "all_reals": (
        "all real numbers", "all reals", "any real number", "all real number", "every real number", "set of all real numbers",
        "all real values", "all real x", "x is any real number", "real numbers", "all real values of x", "reals", "set of real numbers",
        "any real value", "all values", "所有实数", "全体实数", "все действительные числа", "\\mathbb{r}", "\\mathbf{r}", "\\bbb{r}", "\\mathbb r",
        "r", "ℝ", "\\r", "\\real", "\\reals",
    ),
    "infinitely_many": (
        "infinitely many solutions", "infinitely many", "infinite solutions", "infinite number of solutions", "infinite many solutions",
        "an infinite number", "there are infinitely many solutions", "there are infinitely many", "infinite many", "无穷多解", "无数",
    ),
    "infinity": ("infinity", "positive infinity", "+infinity", "\\infty", "+\\infty", "∞", "+∞", "diverges to infinity", "inf", "+inf", "无穷大"),
    "minus_infinity": ("negative infinity", "minus infinity", "-infinity", "-\\infty", "-∞", "diverges to negative infinity", "-inf"),
    "yes": ("yes", "true", "是", "да", "sí", "oui", "ja", "是的", "对", "正确", "y", "t"),
    "no": ("no", "false", "否", "нет", "non", "nein", "不是", "错", "错误", "n", "f", "not"),
}  # fmt: skip
_PHRASE_OF = {
    " ".join(p.replace("'", "").split()): name
    for name, phrases in _PHRASES.items()
    for p in phrases
    if len(p) > 1 or not p.isascii()
}
_PHRASE_OF |= {
    folded(p): name
    for name, phrases in _PHRASES.items()
    for p in phrases
    if len(folded(p)) > 1 and p[0] not in "-+\\"
}


@lru_cache(maxsize=4096)
def phrase(text: str) -> str:
    """The set phrase that ``text`` is (``no_solution``, ``yes`` …), or an empty string."""
    text = text.strip()
    if not text or len(text) > 80 or _SET_OF.fullmatch(text):
        return ""
    low = " ".join(text.lower().replace("'", "").split())
    if low in _PHRASE_OF or low[:1] in ("+", "-"):
        return _PHRASE_OF.get(low.replace(" ", ""), _PHRASE_OF.get(low, ""))
    return _PHRASE_OF.get(folded(text), "")


_SET_OF = re.compile(r"\\?\{\s*(?:\\emptyset|\\varnothing|∅|\\?\{\s*\\?\})\s*\\?\}")
"""``{∅}`` has an element."""
_POLAR = re.compile(r"(yes|no|true|false|да|нет|是|否)\b", re.IGNORECASE)


def leading_polarity(text: str) -> str:
    """``yes`` or ``no`` where ``text`` begins with such a word and says nothing to the contrary."""
    match = _POLAR.match(text.strip())
    if not match:
        return ""
    first = phrase(match[1])
    rest = text.strip()[match.end() :]
    if re.search(
        r"\bor\b|\A\s*(?:,\s*)?(?:and|but|/|solution|real|such|is|isn't|was|would|cannot|can)\b",
        rest,
        re.IGNORECASE,
    ):
        return ""  # "True is wrong" is about the word
    others = {phrase(word) for word in re.findall(r"[^\W\d_]+", rest)} & {"yes", "no"}
    return first if not others - {first} else ""
