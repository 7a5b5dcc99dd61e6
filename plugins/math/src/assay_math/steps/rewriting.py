"""Sides of equations as the parser of mathematical notation reads them."""

from __future__ import annotations

import re

from assay_math.steps.points import lengths

_BARE_POWER = re.compile(r"\^(\d)(?=\d)")
_CANCELLED = re.compile(r"\\[bx]?cancel(?=\s*\{)|\\cancelto\s*\{[^{}]*\}")
_LAYOUT = re.compile(r"\\\\|&|\\q?quad\b")
_CHOOSE = re.compile(
    r"(?<![A-Za-z\\])C\s?\(\s?(\d{1,6})\s?,\s?(\d{1,6})\s?\)"
    r"|(?:\{\})?(?:\^\{?|_\{?)?(?<![\d.])(\d{1,6})\}?\s?C_?\{?(\d{1,6})\}?(?![\w(])"
)
"""``C(10, 3)``, ``10C3``, ``_{10}C_3``: ways to choose."""
_MOMENT = re.compile(
    r"(?<![A-Za-z\\{])(?:E|\\mathbb\s*\{?E\}?|\\(?:operatorname|mathrm|text)\{(?:E|(Var))\}|(Var))\s?(?:\\left)?[\[(]\s*([A-Z])(\^\{?2\}?|²)?\s*(?:\\right)?[\])]"
)
"""``E[X]``, ``E[X^2]``, ``\\text{Var}(X)``: numbers that belong to ``X``."""
_REPEATING = re.compile(
    r"(?<![\d.])(\d{0,9})\.(\d{0,8}?)(\d{1,8}?)\3{1,40}\s*(?:\.\.\.|…|\\l?dots)(?:\.(?=\s|$))?"
)


def _fraction(m: re.Match[str]) -> str:
    """``0.3636…`` as ``36/99``."""
    start, period = m[2], m[3]
    bottom = 10 ** len(start) * (10 ** len(period) - 1)
    top = int(start + period) - int(start or "0")
    return f"({int(m[1] or '0') * bottom + top})/({bottom})"


_PRIMED_GROUP = re.compile(
    r"(?<![A-Za-z}])(?:\\left)?[(\[]((?:[^()\[\]']|\([^()']{0,60}\)){1,120}?)(?:\\right)?[)\]]'(?!')"
)
_LETTER = re.compile(r"\\[A-Za-z]+|([A-Za-z])")


def _derivative(m: re.Match[str]) -> str:
    """``(x^2)'`` as ``d/dx (x^2)``, where one letter stands in it."""
    letters = {found[1] for found in _LETTER.finditer(m[1]) if found[1]} - {"e"}
    if len(letters) != 1:
        return m.group()
    return rf"\left(\frac{{d}}{{d{letters.pop()}}}\left({m[1]}\right)\right)"


_DEGREES = re.compile(r"\s*\^\s*\{\s*\\circ\s*\}|\s*\^\s*\\circ(?![A-Za-z])|\s*°")


def rewritten(text: str, points: frozenset[str], *, degrees: bool) -> str:
    """A side in the notation that the parser reads; ``points`` are the letters of points, whose pairs are lengths."""
    if not degrees:
        text = _DEGREES.sub("", text)
    if "cancel" in text:
        text = _CANCELLED.sub("", text)
    if points:
        text = lengths(text, points)
    if "'" in text:
        text = _PRIMED_GROUP.sub(_derivative, text)
    if "C" in text:
        text = _CHOOSE.sub(r"\\binom{\1\3}{\2\4}", text)
    if "E" in text or "Var" in text:
        text = _MOMENT.sub(
            lambda m: f" {'V' if m[1] or m[2] else 'E'}_{{{m[3]}{m[3] if m[4] else ''}}} ", text
        )
    if "..." in text or "…" in text or "dots" in text:
        text = _REPEATING.sub(_fraction, text)
    return text


def in_latex(text: str) -> str:
    """A side of LaTeX without layout; ``2^34`` is 2³·4 there."""
    if "{,}" in text or ",\\!" in text:
        text = text.replace("{,}", "").replace(",\\!", "")
    if "\\\\" in text and "\\begin" not in text:
        text = _LAYOUT.sub(" ", text)
    if "gcd" in text or "lcm" in text:
        text = text.replace(",", ", ")
    if "^" in text:
        text = _BARE_POWER.sub(r"^{\1}", text)
    return text
