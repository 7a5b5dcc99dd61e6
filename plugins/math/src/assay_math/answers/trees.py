"""The tree of an answer's text."""

from __future__ import annotations

import re
from functools import lru_cache

from assay_math.answers.text import plain_characters, unworded
from assay_math.notation.nodes import (
    Node,
)

_CASES = re.compile(r"\\begin\{(?:cases|aligned|align\*?|array|gathered)\}(?:\{[^{}]*\})?")
_FUNCTION = re.compile(r"[\s$]*([A-Za-z])\s?\(\s?(?:[a-z]|\\(?:theta|alpha|phi))\s?\)\s?=")
"""A text that says what a function is: ``F(x) = …`` is no product of F and x."""


@lru_cache(maxsize=4096)
def tree_of(text: str) -> Node | None:
    """The tree of ``text``, read with the notation parser; ``None`` if it is no notation."""
    from assay_math.notation.options import Options
    from assay_math.notation.parser import try_parse

    text = _CASES.sub(lambda m: m[0], text)
    text = re.sub(r"(?<=[\d)\]}])(or|and)(?=[(\[A-Za-z\\-])", r" \1 ", text)
    named = _FUNCTION.match(text)
    options = Options().knowing(frozenset({named[1]})) if named else Options()
    node = try_parse(text, options)
    if node is None:
        node = try_parse(plain_characters(unworded(text)), options)
    return node
