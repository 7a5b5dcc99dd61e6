"""References that are written in other forms than parts: those of data sets, and those that Assay wrote before."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from assay import BadReference, Sample
from assay_code.judging.data_sets import from_data_set, limits_of

MAX_LENGTH = 4_000_000  # characters


@dataclass(frozen=True, slots=True)
class _Form:
    """A form in which all fields of one part stand side by side, each under one of some keys."""

    part: str
    main: str  # the field that tells this form from the others
    keys: Mapping[str, tuple[str, ...]]


_FORMS = {
    "io": _Form(
        "cases",
        "calls",
        {"calls": ("cases",), "entry": ("entry",), "ordered": ("order",), "tolerance": ("tolerance",)},
    ),
    "tests": _Form(
        "tests",
        "source",
        {
            "source": ("tests", "test", "test_list"),
            "entry": ("entry", "entry_point"),
            "setup": ("setup", "test_setup_code", "test_imports"),
        },
    ),
    "stdin": _Form(
        "stdin", "runs", {"runs": ("cases",), "tolerance": ("tolerance",), "checker": ("checker",)}
    ),
    "output": _Form("output", "program", {"program": ("program",), "stdin": ("stdin",)}),
    "puzzle": _Form("puzzle", "sat", {"sat": ("sat",), "answer_type": ("answer_type",), "entry": ("entry",)}),
    "testsuite": _Form(
        "testsuite",
        "mutants",
        {
            "entry": ("entry",),
            "solution": ("solution",),
            "mutants": ("mutants",),
            "min_kill": ("min_kill",),
        },
    ),
}
"""By the ``kind`` that says which it is; without one, it is read from the keys (``stdin`` has those of ``io``)."""


_LIMITED = ("cases", "tests", "stdin")
"""Parts of which the reference may set the limits of time and memory."""


def with_parts(sample: Sample) -> Sample:
    """The sample with a reference that has parts, whatever form it is written in.

    Read are an object with a ``kind``, or with keys that data sets have (``test_list``,
    ``entry_point`` ...) beside any parts; a list of cases or of assertions; and test
    source as it is. Raises :class:`~assay.BadReference` for any other JSON value.
    """
    return replace(sample, task=replace(sample.task, reference=modern(sample.reference)))


def modern(reference: str) -> str:
    """A reference with parts for one in any form; raises :class:`~assay.BadReference`."""
    if len(reference) > MAX_LENGTH:
        raise BadReference(f"The reference has {len(reference):,} characters, {MAX_LENGTH:,} are read.")
    try:
        return json.dumps(_parts(_read(reference)), ensure_ascii=False)
    except RecursionError:
        raise BadReference("The reference is nested too deep.") from None


def _read(reference: str) -> Any:
    try:
        return json.loads(reference)
    except ValueError:  # no JSON, or a number of more digits than are read
        return {"tests": reference}


def _parts(data: Any) -> dict[str, Any]:
    if isinstance(data, str) and data.lstrip()[:1] in "{[":  # JSON in JSON
        data = _read(data)
    if (parts := from_data_set(data)) is not None:
        return parts
    if isinstance(data, list):
        data = {"cases" if all(isinstance(item, dict) for item in data) else "tests": data}
    if not isinstance(data, dict) or not data:
        raise BadReference("The reference is a JSON value that holds no cases and no tests.")
    kind = data.get("kind")
    if kind is None:
        forms = [f for name, f in _FORMS.items() if name != "stdin" and _is_written_so(data, f)]
    elif isinstance(kind, str) and kind in _FORMS:
        forms = [_FORMS[kind]]
    else:
        raise BadReference(f"The reference is of the kind {str(kind)[:40]!r}; there are {', '.join(_FORMS)}.")
    found: dict[str, Any] = {}
    read = {"kind", "min_kill"} if forms else set()
    for form in forms:
        read.update(key for keys in form.keys.values() for key in keys if not isinstance(data.get(key), dict))
        fields = {name: _first(data, keys) for name, keys in form.keys.items()}
        found[form.part] = {name: _field(name, value) for name, value in fields.items() if value is not None}
        if form.part in _LIMITED:
            read.update(("time_limit", "memory_limit", "timeout"))
            found[form.part].update(limits_of(data))
    if forms and "testsuite" not in found and data.get("min_kill") is not None:
        found["strength"] = {"min_kill": data["min_kill"]}
    return {**{key: value for key, value in data.items() if key not in read}, **found}


def _is_written_so(data: Mapping[str, Any], form: _Form) -> bool:
    return isinstance(_first(data, form.keys[form.main]), str | list)


def _first(data: Mapping[str, Any], keys: tuple[str, ...]) -> Any:
    """The value of the first of these keys that has one. A table has null for none; an object is a part of that name."""
    return next((data[key] for key in keys if not isinstance(data.get(key), (dict, type(None)))), None)


def _field(name: str, value: Any) -> Any:
    """The value as a part has it: source text for a list of statements, no null for no ``kwargs``."""
    if not isinstance(value, list):
        return value
    if name in ("source", "setup") and all(isinstance(item, str) for item in value):
        return "\n".join(value) + "\n"
    if name == "runs":
        return [_run(item) if isinstance(item, dict) else item for item in value]
    if name == "calls":
        return [_call(item) if isinstance(item, dict) else item for item in value]
    return value


def _run(said: Mapping[str, Any]) -> dict[str, Any]:
    return {{"input": "stdin", "output": "stdout"}.get(key, key): value for key, value in said.items()}


def _call(said: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if key != "kwargs" or value is not None}
