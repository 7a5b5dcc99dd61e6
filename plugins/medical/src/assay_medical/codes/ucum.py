"""UCUM: whether a text is a code of the Unified Code for Units of Measure, and whether two codes mean the same unit."""

from __future__ import annotations

import re
from functools import lru_cache

from assay.evidence.quantities import read_unit

LONGEST = 200  # characters of a code
_FALSE_FACTOR = re.compile(r"(?:^|[./(])\d+[-+]")


@lru_cache(maxsize=4096)
def is_code(text: str) -> bool:
    """Whether a text is a UCUM code, case sensitive.

    Units without an exact factor (``[pi]``, ``dB[SPL]``) are codes too. Checked with the functional tests of the UCUM
    organization: all 490 valid codes and all 39 others.
    """
    if not text or len(text) > LONGEST or not text.isascii() or text != text.strip():
        return False
    if read_unit(text, ucum=True) is not None:
        return True
    if _FALSE_FACTOR.search(text):
        return False
    from lark.exceptions import LarkError

    try:
        _parser().parse(text)  # type: ignore[attr-defined]
    except (LarkError, ValueError, RecursionError):
        return False
    return True


def same_unit(one: str, other: str) -> bool | None:
    """Whether two codes mean the same unit (``mg/dL``, ``mg.dL-1``); ``None`` if one has no exact factor and they differ."""
    if one == other:
        return True
    first, second = read_unit(one, ucum=True), read_unit(other, ucum=True)
    if first is None or second is None:
        return None
    if (first.dimension, first.scale, first.offset) != (second.dimension, second.scale, second.offset):
        return False
    # Annotations carry no meaning for UCUM, but {cells}/uL and {copies}/uL are hardly taken for one another.
    return True if _notes(one) == _notes(other) else None


def _notes(code: str) -> tuple[str, ...]:
    return tuple(sorted(re.findall(r"\{[^{}]*\}", code)))


@lru_cache(maxsize=1)
def _parser() -> object:
    from ucumvert.parser import get_ucum_parser  # type: ignore[import-untyped]

    parser: object = get_ucum_parser()
    return parser
