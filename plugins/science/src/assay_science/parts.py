"""A verifier's part of a reference, in each of the forms that users write it in."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TypeVar

import assay
from assay.evidence import BadReference, has_part, make_reference

T = TypeVar("T")


def part_of(sample: assay.Sample, kind: type[T], key: str) -> T:
    """The part ``key`` of a sample's reference, a ``kind``: typed, flat, or as text.

    ``{"molecule": {"smiles": "CCO"}}``, ``{"smiles": "CCO"}``, ``{"molecule": "CCO"}``, ``{"answer": "CCO"}`` and ``CCO``
    say the same; text is read by the class method ``from_text`` of ``kind``. Raises :class:`~assay.BadReference`.
    """
    if has_part(sample.reference, kind):
        value = json.loads(sample.reference.lstrip("\ufeff \t\r\n"))[key]
        return sample.part(kind) if isinstance(value, dict) else _read(kind, value, key)
    if not sample.reference.lstrip("\ufeff \t\r\n").startswith("{"):
        return sample.part(kind)
    try:
        whole = json.loads(sample.reference.lstrip("\ufeff \t\r\n"))
    except (ValueError, RecursionError):
        return sample.part(kind)  # text that only begins with a brace
    if isinstance(whole, dict) and whole.keys() & {field.name for field in fields(kind)}:  # type: ignore[arg-type]
        flat = {name: value for name, value in whole.items() if name != "answer"}
        return assay.Sample(assay.Task("", make_reference(None, **{key: flat})), "").part(kind)
    return _read(kind, sample.expected, key)


def _read(kind: type[T], text: object, key: str) -> T:
    if not isinstance(text, str) or text.lstrip().startswith("{"):
        raise BadReference(f"The reference's {key} is neither text nor an object.")
    return assay.Sample(assay.Task("", text), "").part(kind)
