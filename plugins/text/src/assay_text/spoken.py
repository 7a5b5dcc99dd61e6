"""The language of a short text, by py3langid (BSD, a naive Bayes model over bytes), read in when first asked.

On 110 chats of five to twenty words in eleven languages (``tests/data/short_chats.jsonl``) it takes none of 80 for
English that is not, and 28 of 30 English ones; lingua, tried beside it, takes 27 and needs 1 GB and eleven seconds to begin.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import Any

INSTALL = "the language needs py3langid: pip install 'assay-text[language]'"
SURE = 0.5
"""Probability from which another language is taken for proved; below it, it cannot be told."""


def installed() -> bool:
    """Whether the library is there."""
    return find_spec("py3langid") is not None


@cache
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str) -> tuple[str, float]:
    """The likeliest language (ISO 639-1) of the first 5,000 characters of a text, and its probability."""
    code, probability = _model().classify(text[:5_000])
    return str(code), float(probability)
