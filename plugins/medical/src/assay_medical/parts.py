"""A verifier's part of a reference, in each of the forms that users write it in."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TypeVar

import assay
from assay.evidence import BadReference, has_part, make_reference

T = TypeVar("T")


def part_of(sample: assay.Sample, kind: type[T], key: str) -> T:
    """The part ``key`` of a sample's reference, a ``kind``: typed, flat beside other parts, or as text.

    ``{"code": {"codes": ["I10"]}}``, ``{"codes": ["I10"]}`` and, where ``kind`` has a class method ``from_text``, ``I10`` say
    the same. Raises :class:`~assay.BadReference`.
    """
    if has_part(sample.reference, kind):
        return sample.part(kind)
    text = sample.reference.lstrip("\ufeff \t\r\n")
    if not text.startswith("{"):
        return sample.part(kind)
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        whole = None
    if not isinstance(whole, dict):
        raise BadReference("The reference begins like a JSON object, but is none.")
    known = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    if not whole.keys() & known:
        raise BadReference(f"The reference has none of the keys of {key}: {', '.join(sorted(known))}.")
    flat = {name: value for name, value in whole.items() if name != "answer" or "answer" in known}
    return assay.Sample(assay.Task("", make_reference(None, **{key: flat})), "").part(kind)
