"""The numbers in the text of a problem, for recipes that reword it and verifiers that compare."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"(?<![\w.])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\w/]|[.,]\d)")


def numbers(text: str) -> list[re.Match[str]]:
    """The numbers in a text that are written in digits and stand by themselves."""
    return list(_NUMBER.finditer(text))


def mask(text: str, number: re.Match[str]) -> str:
    """The text with ``x`` for one of its numbers."""
    return text[: number.start()] + "x" + text[number.end() :]
