r"""Multiple choice: letters in answers, and the options that a prompt lists."""

from __future__ import annotations

import re
from functools import lru_cache

from assay_math.answers.text import cleaned

_MARKER = re.compile(
    r"(?:(?<=\s)|(?<=^)|(?<=\$)|(?<=\{)|(?<=;)|(?<=,))(?:\\(?:textbf|text|mathrm|mathbf|textrm)\{\s*)?"
    r"(?:\(\s*([A-J])\s*\)|\*\*\(?([A-J])\)?[.)]?\*\*|([A-J])\s*[.):])(?:\s*\})?(?:\\[ ,;:!]|\s|~|\\quad|\\qquad|\})*"
)
_LETTER = re.compile(
    r"(?:(?:the\s+)?(?:correct\s+)?(?:option|choice|answer|letter|alternative)s?\s*(?:is|:)?\s*)?"
    r"(?:\(\s*([A-Ja-j])\s*\)|\[\s*([A-Ja-j])\s*\]|([A-Ja-j])\s*[.):]|([A-J]))"
    r"(?P<rest>(?:[\s:.)\-,]|\\[ ,;:!]|\\quad|\\qquad|~).*|)",
    re.DOTALL,
)
_WORDED = re.compile(r"(?:the\s+)?(?:option|choice|answer|letter)\s*:?\s*\(?([A-Ja-j])\)?", re.IGNORECASE)


@lru_cache(maxsize=512)
def options(prompt: str) -> dict[str, str]:
    """The options of ``prompt`` by letter, when it lists A, B and so on in order; else empty."""
    if len(prompt) > 50_000:
        return {}
    found: list[tuple[str, int, int]] = []
    for match in _MARKER.finditer(prompt):
        letter = match[1] or match[2] or match[3]
        if letter == chr(ord("A") + len(found)):
            found.append((letter, match.start(), match.end()))
        elif letter == "A":
            found = [(letter, match.start(), match.end())]  # the list starts again
    if len(found) < 2:
        return {}
    listed: dict[str, str] = {}
    for i, (letter, _, start) in enumerate(found):
        end = found[i + 1][1] if i + 1 < len(found) else len(prompt)
        text = prompt[start:end].strip()
        if i + 1 == len(found):
            text = text.split("\n\n")[0].split("\n")[0]
        listed[letter] = cleaned(re.sub(r"(?:\\q?quad|\\[ ,;:]|\\\\|\}|\s|,)+\Z", "", text).strip())
    return listed


def letter_of(text: str) -> tuple[str, str] | None:
    """The choice letter that ``text`` begins with, and what follows it: ``(B) 5`` is ``("B", "5")``."""
    text = text.strip()
    if len(text) > 400:
        return None
    worded = _WORDED.fullmatch(text)
    if worded:
        return worded[1].upper(), ""
    match = _LETTER.fullmatch(text)
    if not match:
        return None
    if match[4] and match["rest"][:1].isspace() and match["rest"].strip():
        return None  # "A cat", "E * 2"
    letter = (match[1] or match[2] or match[3] or match[4]).upper()
    return letter, match["rest"].strip(" .:)-,\n")
