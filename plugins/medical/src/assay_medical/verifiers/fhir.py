"""Is a FHIR resource valid, and is what prose says of a bundle true?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import assay
from assay.evidence import BadReference, Findings, has_part

MOST = 100
Value = str | int | float | bool
Version = Literal["R4", "R4B", "R5"]


@dataclass(frozen=True)
class Fact:
    """What a FHIRPath expression gives for the resource of the response: one value, or a list of them in any order."""

    path: str
    value: Value | tuple[Value, ...]

    def __post_init__(self) -> None:
        if not 0 < len(self.path) <= 500:
            raise ValueError("a path has 1 to 500 characters")


@assay.reference_part("fhir")
@dataclass(frozen=True)
class Fhir:
    """What the FHIR resource of a response must be.

    ``type`` is its resource type (``""``: any). ``facts`` are what FHIRPath expressions must give; ``require`` are expressions that
    must give something. ``counts`` says how many resources of a type a bundle holds. ``only`` are the elements that the resource may have
    beside ``resourceType``, ``id``, ``meta``, ``text`` and ``language``: what nobody told is not made up. ``loinc``: ``listed`` for codes of
    the package's list, ``any`` for all with a right check digit.
    """

    version: Version = "R4"
    type: str = ""
    facts: tuple[Fact, ...] = ()
    require: tuple[str, ...] = ()
    counts: dict[str, int] | None = None
    only: tuple[str, ...] = ()
    loinc: Literal["listed", "any"] = "listed"

    def __post_init__(self) -> None:
        if max(len(self.facts), len(self.require), len(self.only), len(self.counts or ())) > MOST:
            raise ValueError(f"more than {MOST} facts are not checked")


@assay.reference_part("fhir_answer")
@dataclass(frozen=True)
class FhirAnswer:
    """What is asked of a bundle, and the answer to it.

    ``path`` is a FHIRPath expression over the bundle in ``source`` (the id of one of the row's sources; ``""``: the prompt). ``value`` is
    the right answer; without it, it is what ``path`` gives, and with both they must agree. ``unit`` is that of a number.
    ``among`` are all texts from which answers are chosen.
    """

    path: str = ""
    value: Value | tuple[Value, ...] | None = None
    unit: str = ""
    source: str = ""
    among: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.path and self.value is None:
            raise ValueError("either a path or a value is needed")
        if len(self.path) > 500 or len(self.among) > 200:
            raise ValueError("a path has at most 500 characters, and 'among' 200 texts")


@assay.verifier(
    "medical.fhir",
    needs=("response", "reference"),
    preload=(
        "assay_medical.fhir.rules",
        "assay_medical.fhir.answers",
        "fhir.resources",
        "fhir.resources.R4B",
        "fhirpathrs",
        "assay.evidence.quantity_answer",
        "assay.evidence.terms",
    ),
    packages=("fhir.resources", "fhirpathrs"),
    deadline=10,
    cost=3,
    proves_wrong=(
        "unknown_resource",
        "invalid_shape",
        "not_in_value_set",
        "broken_invariant",
        "invalid_unit",
        "wrong_unit",
        "wrong_system",
        "unknown_code",
        "wrong_display",
        "broken_reference",
        "wrong_type",
        "wrong_fact",
        "missing_element",
        "wrong_count",
        "unasked_element",
        "wrong_value",
        "wrong_answer",
        "wrong_term",
    ),
)
def fhir(sample: assay.Sample) -> assay.Verdict:
    """Is the response's FHIR resource or bundle (R4, R4B, R5) valid and as asked for; or, asked about one, is the answer true of it?

    Which of the two it is says the reference: the part ``fhir``, or the part ``fhir_answer``.
    """
    from assay_medical.fhir import answers

    found = Findings()
    if has_part(sample.reference, FhirAnswer):
        answers.check_answer(sample, sample.part(FhirAnswer), found)
        return found.verdict()
    _check_resource(sample, _wanted(sample), found)
    return found.verdict()


def _wanted(sample: assay.Sample) -> Fhir:
    from assay_medical.parts import part_of

    return part_of(sample, Fhir, "fhir")


def _check_resource(sample: assay.Sample, wanted: Fhir, found: Findings) -> None:
    from assay_medical.fhir import paths, reading, rules

    read = reading.find_resource(sample.response)
    if read.reason:
        found.check(None, "resource", "", read.reason, read.message)
        return
    resource, span = read.resource, (read.start, read.end)
    if doubt := reading.doubt(sample.response, read):
        found.check(None, "resource", doubt, "unsure", f"It does not commit to the resource: {doubt!r}.")
        return
    name = resource["resourceType"]
    if wanted.type:
        if name != wanted.type and not rules.is_resource(wanted.type, wanted.version):
            raise BadReference(f"{wanted.type[:60]!r} is no resource of FHIR {wanted.version}.")
        message = f"A {wanted.type} is asked for, not a {name[:60]}."
        if not found.check(name == wanted.type, "type", name, "wrong_type", message, span=span):
            return
    faults = rules.faults(resource, wanted.version, wanted.loinc)
    for fault in faults:
        found.check(fault.holds, "valid", fault.path, fault.reason, fault.message, span=span)
    if not faults:
        found.check(True, "valid", name, span=span)
    if any(fault.reason in ("unknown_resource", "invalid_shape") for fault in faults):
        return
    for path in wanted.require:
        holds = bool(_given(resource, path))
        found.check(holds, "require", path, "missing_element", f"{path} is missing.", span=span)
    for fact in wanted.facts:
        told = _given(resource, fact.path)
        expected: tuple[Any, ...] = fact.value if isinstance(fact.value, tuple) else (fact.value,)
        holds = len(told) == len(expected) and all(any(paths.same(a, b) for a in told) for b in expected)
        shown = ", ".join(str(each)[:60] for each in told[:5]) or "nothing"
        message = f"{fact.path} is {shown}, not {', '.join(map(str, expected))}."
        found.check(holds, "fact", fact.path, "wrong_fact" if told else "missing_element", message, span=span)
        if holds and (sign := _bounded(resource, fact.path, wanted)):
            message = f"{fact.path} is {sign} {shown}, not {shown}."
            found.check(False, "fact", fact.path, "wrong_fact", message, span=span)
    for kind, count in (wanted.counts or {}).items():
        entries = resource.get("entry", ()) if name == "Bundle" else ()
        many = sum(each.get("resource", {}).get("resourceType") == kind for each in entries)
        message = f"The bundle holds {many} {kind}, not {count}."
        found.check(many == count, "count", kind, "wrong_count", message, span=span)
    if wanted.only:
        more = sorted(set(resource) - {*wanted.only, "resourceType", "id", "meta", "text", "language"})
        message = f"{', '.join(more[:5])}: nothing of the kind was asked for."
        found.check(not more, "only", ", ".join(more), "unasked_element", message, span=span)


def _bounded(resource: dict[str, Any], path: str, wanted: Fhir) -> str:
    """The comparator beside a value that is asked for (``<``), if the reference says nothing of comparators; else ``""``."""
    asked = (*(fact.path for fact in wanted.facts), *wanted.require)
    if not path.endswith(".value") or any("comparator" in each for each in asked):
        return ""
    return ", ".join(map(str, _given(resource, path.removesuffix("value") + "comparator")))


def _given(resource: dict[str, Any], path: str) -> list[Any]:
    from assay_medical.fhir import paths

    try:
        return paths.evaluate(resource, path)
    except paths.PathError as error:
        raise BadReference(f"The reference's path {path!r} cannot be evaluated: {error}.") from None
