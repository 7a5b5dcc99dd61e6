"""FHIRPath over a resource, and comparing what it gives."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from assay_medical.fhir.reading import Json

LONGEST = 500  # characters of an expression


class PathError(ValueError):
    """An expression that cannot be evaluated."""


def evaluate(resource: Json, path: str) -> list[Any]:
    """What a FHIRPath expression gives for a resource. Raises :class:`PathError`."""
    if not 0 < len(path) <= LONGEST:
        raise PathError(f"an expression has 1 to {LONGEST} characters")
    import fhirpathrs

    try:
        found = fhirpathrs.evaluate(path, resource)
    except BaseException as error:  # a panic of the library is no Exception
        if isinstance(error, (KeyboardInterrupt, SystemExit, MemoryError)):
            raise
        raise PathError(" ".join(str(error).split())[:160]) from None
    return list(found) if isinstance(found, list) else [found]  # one value comes without its list


def same(told: Any, wanted: Any) -> bool:
    """Whether two values of FHIR are equal: numbers as decimals (``7.20`` is ``7.2``), all else as it is written."""
    if isinstance(told, bool) or isinstance(wanted, bool):
        return told is wanted
    if isinstance(told, (int, float, Decimal)) and isinstance(wanted, (int, float, Decimal)):
        try:
            return Decimal(str(told)) == Decimal(str(wanted))
        except InvalidOperation:
            return False
    return type(told) is type(wanted) and bool(told == wanted)
