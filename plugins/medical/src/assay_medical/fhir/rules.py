"""What FHIR demands of a resource beyond its shape: codes of required value sets, invariants, units, references.

Shapes are those of ``fhir.resources``; R4 is checked with its classes of R4B, which differ in resources for evidence and medication
definition, and with the codes of R4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from assay_medical.codes import systems, titles, ucum
from assay_medical.fhir.reading import Json

Version = Literal["R4", "R4B", "R5"]
UCUM = "http://unitsofmeasure.org"
LOINC = "http://loinc.org"
MOST = 20_000  # elements of a resource that are looked at


@dataclass(frozen=True)
class Fault:
    """What is wrong (``holds`` is ``False``) or cannot be told (``None``): where, a reason code, a sentence."""

    holds: bool | None
    path: str
    reason: str
    message: str


def faults(resource: Json, version: Version, loinc: str = "listed") -> list[Fault]:
    """All that is wrong with a resource or bundle, the shape first; nothing if it is valid as far as this looks."""
    shaped = _shape(resource, version)
    if isinstance(shaped, Fault):
        return [shaped]
    if empty := next(_empty(resource, resource["resourceType"]), ""):
        return [Fault(False, empty, "invalid_shape", f"{empty} is empty.")]
    if wrong := next(_types(shaped, resource, resource["resourceType"]), ""):
        return [Fault(False, wrong, "invalid_shape", f"{wrong} is of another type of JSON.")]
    found = []
    for count, (path, kind, element) in enumerate(_elements(shaped, resource, resource["resourceType"])):
        if count > MOST:
            found.append(Fault(None, "", "too_long", f"More than {MOST:,} elements are not looked at."))
            break
        found += _codes(path, kind, element, version)
        found += _invariants(path, kind, element)
        if kind == "Coding" and element.get("system") == LOINC:
            found += _loinc(path, element, loinc)
    found += _systems(resource, resource["resourceType"])
    found += _units(resource, resource["resourceType"])
    found += _references(resource)
    return found


# --- shape -----------------------------------------------------------------------------------------------------------


def is_resource(name: str, version: Version) -> bool:
    """Whether there is such a resource."""
    return _model(name, version) is not None


def _model(name: str, version: Version) -> Any:
    if version == "R5":
        from fhir.resources import get_fhir_model_class
    else:
        from fhir.resources.R4B import get_fhir_model_class
    try:
        model = get_fhir_model_class(name)
        return model if issubclass(model, get_fhir_model_class("Resource")) else None
    except (LookupError, ImportError, ValueError, AttributeError):
        return None


def _shape(resource: Json, version: Version) -> Any:
    from pydantic import ValidationError

    name = resource["resourceType"]
    model = _model(name, version)
    if model is None:
        return Fault(False, name, "unknown_resource", f"{name[:60]!r} is no resource of FHIR {version}.")
    try:
        return model.model_validate(resource)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(each) for each in (name, *first["loc"]))
        return Fault(False, place, "invalid_shape", f"{place}: {_plain(str(first['msg']))}.")
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        return Fault(False, name, "invalid_shape", f"{name}: {_plain(str(error))}.")


def _plain(text: str) -> str:
    return " ".join(text.split())[:160].rstrip(".")


def _elements(model: Any, raw: Any, path: str) -> Iterator[tuple[str, str, Json]]:
    """Each complex element: its path, its type, and its JSON."""
    if not isinstance(raw, dict):
        return
    kind = type(model).__name__
    yield path, kind, raw
    fields = type(model).model_fields
    for name, info in fields.items():
        alias = info.alias or name
        if alias not in raw:
            continue
        value, inside = getattr(model, name, None), raw[alias]
        if isinstance(value, list) and isinstance(inside, list):
            for at, (each, part) in enumerate(zip(value, inside, strict=False)):
                if hasattr(type(each), "model_fields"):
                    yield from _elements(each, part, f"{path}.{alias}[{at}]")
        elif hasattr(type(value), "model_fields"):
            yield from _elements(value, inside, f"{path}.{alias}")


def _types(model: Any, raw: Any, path: str) -> Iterator[str]:
    """Where a number or a truth value is written as text, or text as a number: the classes take both for each other."""
    if isinstance(raw, list) and isinstance(model, list):
        for at, (each, part) in enumerate(zip(model, raw, strict=False)):
            yield from _types(each, part, f"{path}[{at}]")
    elif isinstance(raw, dict) and hasattr(type(model), "model_fields"):
        for name, info in type(model).model_fields.items():
            alias = info.alias or name
            if alias in raw:
                yield from _types(getattr(model, name, None), raw[alias], f"{path}.{alias}")
    elif isinstance(model, bool) or isinstance(raw, bool):
        if not (isinstance(model, bool) and isinstance(raw, bool)):
            yield path
    elif (
        isinstance(model, (int, float, Decimal)) != isinstance(raw, (int, float))
        and raw is not None
        and model is not None
    ):
        yield path


def _empty(raw: Any, path: str) -> Iterator[str]:
    """Objects, lists and texts without anything in them, which JSON of FHIR never holds (ele-1, and its page on JSON)."""
    if raw in ({}, [], ""):
        yield path
    elif isinstance(raw, dict):
        for name, each in raw.items():
            yield from _empty(each, f"{path}.{name}")
    elif isinstance(raw, list):
        for at, each in enumerate(raw):
            yield from _empty(each, f"{path}[{at}]")


# --- required value sets ---------------------------------------------------------------------------------------------


@cache
def required(version: Version) -> dict[str, tuple[str, ...]]:
    """The codes that an element with a required binding may hold, by ``Type.element``."""
    text = (files("assay_medical") / "data" / "fhir_codes.tsv").read_text(encoding="utf-8")
    found = {}
    for line in text.splitlines():
        path, versions, codes = line.split("\t")
        if version in versions.split(","):
            found[path] = tuple(codes.split("|"))
    return found


def _codes(path: str, kind: str, element: Json, version: Version) -> Iterator[Fault]:
    bound = required(version)
    for name, value in element.items():
        allowed = bound.get(f"{kind}.{name}")
        if allowed is None:
            continue
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):  # a CodeableConcept: one of its codings at least is of the value set
                codings = [c.get("code") for c in each.get("coding", ()) if isinstance(c, dict)]
                if not any(code in allowed for code in codings):
                    yield _not_of_set(f"{path}.{name}", ", ".join(map(str, codings)) or "text alone", allowed)
            elif isinstance(each, str) and each not in allowed:
                yield _not_of_set(f"{path}.{name}", each, allowed)


def _not_of_set(path: str, code: str, allowed: tuple[str, ...]) -> Fault:
    shown = ", ".join(allowed[:12])
    return Fault(False, path, "not_in_value_set", f"{path} is {code[:60]!r}; it must be one of {shown}.")


# --- invariants ------------------------------------------------------------------------------------------------------

_VALUE = re.compile(r"value[A-Z]")


def _coded(concept: Any) -> set[str]:
    """The codes of a CodeableConcept."""
    if not isinstance(concept, dict):
        return set()
    return {
        each["code"]
        for each in concept.get("coding", ())
        if isinstance(each, dict) and isinstance(each.get("code"), str)
    }


def _invariants(path: str, kind: str, element: Json) -> Iterator[Fault]:
    """Invariants of FHIR by their keys: per-1, qty-3, obs-6, obs-7, con-5, ait-1, ait-2, ref-1 (see ``docs/verifiers/medical-fhir.md``)."""

    def broken(key: str, message: str) -> Fault:
        return Fault(False, path, "broken_invariant", f"{path}: {message} ({key}).")

    if kind == "Period":
        start, end = element.get("start"), element.get("end")
        if isinstance(start, str) and isinstance(end, str):
            width = min(len(start), len(end), 10)
            if start[:width] > end[:width] or (
                start[:10] == end[:10] and start[10:16] > end[10:16] and start[19:] == end[19:]
            ):
                yield broken("per-1", f"it ends ({end}) before it starts ({start})")
    elif kind in ("Quantity", "Age", "Duration", "Distance", "Count", "SimpleQuantity"):
        if "code" in element and "system" not in element:
            yield broken("qty-3", "a quantity with a code needs a system")
    elif kind == "Observation":
        values = [name for name in element if _VALUE.match(name)]
        if values and "dataAbsentReason" in element:
            yield broken("obs-6", "it has a value, and a reason why it has none")
        inner = [_coded(each.get("code")) for each in element.get("component", ()) if isinstance(each, dict)]
        if values and any(codes & _coded(element.get("code")) for codes in inner):
            yield broken("obs-7", "a component has the code of the observation, which has a value itself")
    elif kind in ("Condition", "AllergyIntolerance"):
        in_error = "entered-in-error" in _coded(element.get("verificationStatus"))
        if in_error and "clinicalStatus" in element:
            key = "con-5" if kind == "Condition" else "ait-2"
            yield broken(key, "what was entered in error has no clinical status")
        if kind == "AllergyIntolerance" and not in_error and "clinicalStatus" not in element:
            yield broken("ait-1", "an allergy that was not entered in error needs a clinical status")


# --- units and LOINC -------------------------------------------------------------------------------------------------


def _units(value: Any, path: str, depth: int = 0) -> Iterator[Fault]:
    """UCUM codes of quantities, wherever they stand."""
    if depth > 60:
        return
    if isinstance(value, list):
        for at, each in enumerate(value):
            yield from _units(each, f"{path}[{at}]", depth + 1)
    elif isinstance(value, dict):
        if value.get("system") == UCUM and "code" in value:
            code = value["code"]
            if not (isinstance(code, str) and ucum.is_code(code)):
                yield Fault(False, path, "invalid_unit", f"{path}: {str(code)[:60]!r} is no code of UCUM.")
            elif _other_unit(value.get("unit"), code):
                message = f"{path}: it is shown in {value['unit'][:40]}, and coded in {code}."
                yield Fault(False, path, "wrong_unit", message)
        for name, each in value.items():
            yield from _units(each, f"{path}.{name}", depth + 1)
        yield from _dimension(value, path)


_HOST = re.compile(r"https?://(?:www\.)?(?P<name>loinc|unitsofmeasure)\.[a-z.]+/?", re.IGNORECASE)


def _systems(value: Any, path: str, depth: int = 0) -> Iterator[Fault]:
    """Names of LOINC and UCUM that are not quite theirs, such as ``http://loinc.com``; and marks that may turn what is said."""
    if depth > 60:
        return
    if isinstance(value, list):
        for at, each in enumerate(value):
            yield from _systems(each, f"{path}[{at}]", depth + 1)
    elif isinstance(value, dict):
        system = value.get("system")
        match = _HOST.fullmatch(system.strip()) if isinstance(system, str) else None
        if match and isinstance(system, str) and system not in (LOINC, UCUM):
            right = LOINC if match["name"].lower() == "loinc" else UCUM
            yield Fault(False, path, "wrong_system", f"{path}: the system is {right}, not {system[:60]}.")
        if "modifierExtension" in value:
            message = f"{path}: a modifierExtension may turn what the resource says."
            yield Fault(None, path, "modified", message)
        for name, each in value.items():
            yield from _systems(each, f"{path}.{name}", depth + 1)


def _other_unit(shown: Any, code: str) -> bool:
    """Whether the unit that people read is another one than that of the code: ``mg/dL`` beside ``mmol/L``."""
    from assay.evidence.quantities import read_unit

    if not isinstance(shown, str) or len(shown) > 40:
        return False
    one, other = read_unit(shown) or read_unit(shown, ucum=True), read_unit(code, ucum=True)
    if one is None or other is None or one.is_label:
        return False
    return (one.dimension, one.scale, one.offset) != (other.dimension, other.scale, other.offset)


def _dimension(element: Json, path: str) -> Iterator[Fault]:
    """Whether the unit of an observation's value is of the kind that its LOINC code measures."""
    from assay.evidence.quantities import read_unit

    quantity, code = element.get("valueQuantity"), element.get("code")
    if not (isinstance(quantity, dict) and isinstance(code, dict) and quantity.get("system") == UCUM):
        return
    for coding in code.get("coding", ()):
        if not (isinstance(coding, dict) and coding.get("system") == LOINC):
            continue
        wanted = loinc_codes().get(str(coding.get("code")), ("", ""))[1]
        usual, told = (
            read_unit(each, ucum=True) if each else None for each in (wanted, str(quantity.get("code", "")))
        )
        if usual is not None and told is not None and usual.dimension != told.dimension:
            message = f"{path}: {coding['code']} is measured in a unit like {wanted}, not {quantity['code']}."
            yield Fault(False, f"{path}.valueQuantity", "wrong_unit", message)


@cache
def loinc_codes() -> dict[str, tuple[str, str]]:
    """LOINC codes of common tests and vital signs: the long common name, and a unit of the kind that is measured."""
    text = (files("assay_medical") / "data" / "loinc.tsv").read_text(encoding="utf-8")
    return {code: (name, unit) for code, name, unit in (line.split("\t") for line in text.splitlines())}


def _loinc(path: str, coding: Json, listed: str) -> Iterator[Fault]:
    code, display = coding.get("code"), coding.get("display")
    if not isinstance(code, str):
        return
    if not re.fullmatch(r"\d{1,7}-\d|L[AGLP]\d{1,7}-\d", code) or (
        code[0] != "L" and not systems.check_digit_holds("LOINC", code)
    ):
        yield Fault(False, path, "unknown_code", f"{path}: {code[:40]!r} is no code of LOINC.")
        return
    known = loinc_codes().get(code)
    if known is None:
        if listed == "listed":
            message = f"{path}: {code} is not among the LOINC codes of the package; 'loinc': 'any' in the reference lets it pass."
            yield Fault(None, path, "unlisted_code", message)
        return
    if isinstance(display, str) and not titles.says(display, (known[0],)):
        other = next(
            (
                c
                for c, (name, _) in loinc_codes().items()
                if c != code and titles.plain(name) == titles.plain(display)
            ),
            "",
        )
        shared = set(titles.words(display)) & set(titles.words(known[0]))
        if other or not shared:
            message = f"{path}: {code} is {known[0]!r}, not {display[:80]!r}."
            yield Fault(False, path, "wrong_display", message)


# --- references ------------------------------------------------------------------------------------------------------


def _references(resource: Json) -> Iterator[Fault]:
    """References of a bundle lead to one of its entries, and ``#id`` to a contained resource; full URLs are not repeated."""
    whole = resource["resourceType"] == "Bundle"
    entries = [each for each in resource.get("entry", ()) if isinstance(each, dict)] if whole else []
    known: set[str] = set()
    for at, entry in enumerate(entries):
        inside = entry.get("resource")
        names = {entry["fullUrl"]} if isinstance(entry.get("fullUrl"), str) else set()
        if isinstance(inside, dict) and isinstance(inside.get("id"), str):
            names.add(f"{inside.get('resourceType')}/{inside['id']}")
        if names & known and resource.get("type") != "history":
            path = f"Bundle.entry[{at}]"
            yield Fault(
                False,
                path,
                "broken_invariant",
                f"{path}: {sorted(names & known)[0]} stands there twice (bdl-7).",
            )
        known |= names
    for at, entry in enumerate(entries):
        if isinstance(entry.get("resource"), dict):
            yield from _led(entry["resource"], f"Bundle.entry[{at}].resource", known)
    if not whole:
        yield from _led(resource, resource["resourceType"], None)


def _led(resource: Json, path: str, known: set[str] | None) -> Iterator[Fault]:
    contained = {f"#{each.get('id')}" for each in resource.get("contained", ()) if isinstance(each, dict)} | {
        "#"
    }
    for place, target in _targets(resource, path):
        if target.startswith("#"):
            holds = target in contained
        elif known is None or re.match(r"https?://", target):
            continue  # to a server, which is not here
        else:
            holds = target.split("/_history")[0] in known
        if not holds:
            yield Fault(
                False,
                place,
                "broken_reference",
                f"{place}: {target[:80]!r} leads to nothing in the {'bundle' if known is not None else 'resource'}.",
            )


def _targets(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        for at, each in enumerate(value):
            yield from _targets(each, f"{path}[{at}]")
    elif isinstance(value, dict):
        target = value.get("reference")
        if isinstance(target, str) and "resourceType" not in value:
            yield f"{path}.reference", target
        for name, each in value.items():
            yield from _targets(each, f"{path}.{name}")
