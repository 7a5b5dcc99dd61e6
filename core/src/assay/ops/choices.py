"""Questions with options: the shapes that data sets keep them in, as one prompt and the letter of the right one."""

from __future__ import annotations

import string
from collections.abc import Mapping
from typing import Any

from assay.data.input_rows import Number


def with_choices(question: str, choices: Any, answer: Any) -> tuple[str, str]:
    """The question with its options a line each, and the label of the right one.

    ``choices`` are ``{"label": ["A", …], "text": ["bank", …]}`` (CommonsenseQA, ARC), ``{"A": "bank", …}``, or a
    list of texts, which are then called A, B, …. ``answer`` is a label, or the text of one option. Raises
    :class:`ValueError` for anything else: a number, which may count from 0 or from 1, is no answer.
    """
    options = _options(choices)
    said = answer.strip() if isinstance(answer, str) else ""
    number = isinstance(answer, Number)
    meant = [label for label, text in options.items() if said == label or (said == text and not number)]
    if len(meant) != 1:
        raise ValueError(f"its answer {answer!r} is not the label or the text of one of its choices")
    lines = [f"{label}. {text}" for label, text in options.items()]
    return "\n".join([question.rstrip(), "", *lines]), meant[0]


def _options(choices: Any) -> dict[str, str]:
    if isinstance(choices, Mapping) and choices.keys() == {"label", "text"}:
        labels, texts = choices["label"], choices["text"]
    elif isinstance(choices, Mapping):
        labels, texts = list(choices), list(choices.values())
    else:
        labels, texts = string.ascii_uppercase, choices
    if not isinstance(texts, list | tuple) or not all(
        isinstance(each, str) and each.strip() for each in texts
    ):
        raise ValueError("its choices are no list of texts")
    labels = list(labels)[: len(texts)] if labels is string.ascii_uppercase else list(labels)
    options = {str(label).strip(): text.strip() for label, text in zip(labels, texts, strict=False)}
    if not len(labels) == len(texts) == len(options) == len(set(options.values())) or len(texts) < 2:
        raise ValueError("its choices must be two or more, each with a label and a text of its own")
    return options
