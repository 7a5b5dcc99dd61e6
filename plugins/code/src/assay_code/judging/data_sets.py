"""References as data sets of programming tasks hold them, as parts of ours.

Read are the forms of APPS, TACO, CodeContests, PRIME and DeepCoder (``inputs``, ``outputs``,
``fn_name``), LiveCodeBench (lists of ``input``, ``output``, ``testtype``) and open-r1 (``test_cases``,
``official_tests``, ``generated_checker``), with their limits. What these mean was read in the testing code
of APPS and LiveCodeBench: the values of a call are JSON, one on a line; a list that is expected
may be the answer, or hold it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from assay import BadReference

_LISTS = (
    "test_cases",
    "official_tests",
    "public_test_cases",
    "private_test_cases",
    "public_tests",
    "private_tests",
    "generated_tests",
    "examples",
    "unit_tests",
    "cases",
    "tests",
    "test",
)
_NUMBER = re.compile(r"\s*([\d.]+)\s*([a-z]*)", re.IGNORECASE)
_UNITS = {
    "": 1.0,
    "s": 1.0,
    "sec": 1.0,
    "ms": 1e-3,
    "mb": 1.0,
    "mib": 1.0,
    "gb": 1024.0,
    "kb": 1 / 1024,
    "b": 2.0**-20,
}
_NAMED = {
    "second": "s",
    "millisecond": "ms",
    "megabyte": "mb",
    "mebibyte": "mb",
    "gigabyte": "gb",
    "kilobyte": "kb",
    "byte": "b",
}


def from_data_set(data: Any) -> dict[str, Any] | None:
    """Parts for a reference in the form of a data set, ``None`` for another. Raises :class:`~assay.BadReference`."""
    if isinstance(data, list):
        data = {"test_cases": data}
    if not isinstance(data, dict) or data.get("kind") is not None:
        return None
    pairs = _pairs(data)
    if not pairs:
        return None
    name = _function(data, pairs)
    settings = limits_of(data)
    if data.get("tolerance") is not None:
        settings["tolerance"] = data["tolerance"]
    if name is None:
        runs = [{"stdin": _text(asked), "stdout": _text(said)} for asked, said, _ in pairs]
        checker = data.get("checker") or data.get("generated_checker")
        return {"stdin": {"runs": runs, **settings, **({"checker": checker} if checker else {})}}
    asked = [_arguments(value) for value, _, _ in pairs]
    said = [_value(value) for _, value, _ in pairs]
    calls = [
        {"args": args, "kwargs": kwargs, "expected": _plain(value)}
        for (args, kwargs), value in zip(asked, said, strict=True)
    ]
    return {"cases": {"calls": calls, "entry": name, "json": True, **settings}}


def limits_of(data: Mapping[str, Any]) -> dict[str, float]:
    """The limits of a row: seconds and megabytes, by the names of the fields of a part."""
    found = {}
    for field, keys in (
        ("time_limit", ("time_limit", "timeout")),
        ("memory_limit", ("memory_limit", "memory")),
    ):
        value = next((data[key] for key in keys if data.get(key) is not None), None)
        if value is not None:
            found[field] = _amount(value, field)
    return found


def _amount(value: Any, field: str) -> float:
    if isinstance(value, dict):  # CodeContests: {"seconds": 2, "nanos": 0}
        value = float(value.get("seconds") or 0) + float(value.get("nanos") or 0) / 1e9
    if isinstance(value, str) and (match := _NUMBER.fullmatch(value.rstrip(" ."))):
        unit = match[2].lower()
        unit = _NAMED.get(unit.removesuffix("s"), unit)
        if unit in _UNITS:
            value = float(match[1]) * _UNITS[unit]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadReference(f"The {field} of the reference is no amount: {str(value)[:40]!r}.")
    if field == "memory_limit" and value >= 1 << 20:  # bytes
        value /= 1 << 20
    return float(value)


def _pairs(data: Mapping[str, Any], within: bool = False) -> list[tuple[Any, Any, Mapping[str, Any]]]:
    """What is asked and what is expected, with what else a test says; ``within``: one of several groups, which may be empty."""
    given = next((data[key] for key in ("input_output", "ground_truth") if data.get(key)), data)
    if isinstance(given, str):
        given = _loaded(given)
    if isinstance(given, dict) and isinstance(given.get("inputs", given.get("input")), list):
        inputs, outputs = given.get("inputs", given.get("input")), given.get("outputs", given.get("output"))
        if (
            not isinstance(inputs, list)
            or not isinstance(outputs, list)
            or len(inputs) != len(outputs)
            or not (inputs or within)
        ):
            raise BadReference("The inputs and outputs of the reference are not lists of one length.")
        return [(a, b, given) for a, b in zip(inputs, outputs, strict=True)]
    if isinstance(given, list):
        given = {"test_cases": given}
    found: list[tuple[Any, Any, Mapping[str, Any]]] = []
    for key in _LISTS:
        items = given.get(key) if isinstance(given, dict) else None
        if isinstance(items, str):
            items = _loaded(items, key)
        if isinstance(items, list) and items and all(_is_test(item) for item in items):
            found += [(item["input"], item["output"], item) for item in items]
        elif isinstance(items, dict) and isinstance(items.get("inputs", items.get("input")), list):
            found += _pairs(items, within=True)
    return found


def _is_test(item: Any) -> bool:
    return isinstance(item, dict) and "input" in item and "output" in item


def _loaded(text: str, key: str = "") -> Any:
    try:
        return json.loads(text) if text.lstrip()[:1] in ("[", "{") or key.startswith("private") else None
    except ValueError:
        if key.startswith("private"):
            message = "The private test cases are pickled, which is not read; give them as JSON."
            raise BadReference(message) from None
        return None


def _function(data: Mapping[str, Any], pairs: list[tuple[Any, Any, Mapping[str, Any]]]) -> str | None:
    """The function that the tests call, ``""`` for one without a name, ``None`` for a program that reads and prints."""
    functional = False
    for said in (data, *(test for _, _, test in pairs)):
        held = said.get("metadata")
        meta = _loaded(held) if isinstance(held, str) else held
        for place in (said, meta if isinstance(meta, dict) else {}):
            for key in ("fn_name", "func_name", "entry_point", "entry"):
                if isinstance(place.get(key), str) and place[key].strip():
                    return _entry(place[key].strip(), data)
        functional |= str(said.get("testtype") or said.get("type") or "") in (
            "functional",
            "function_call",
            "call_based",
        )
    if not functional and all(isinstance(asked, list) and asked for asked, _, _ in pairs):
        functional = not all(isinstance(line, str) for asked, _, _ in pairs for line in asked)
    return "" if functional else None


def _entry(name: str, data: Mapping[str, Any]) -> str:
    starter = str(data.get("starter_code") or "")
    return f"Solution().{name}" if re.search(r"^class Solution\b", starter, re.MULTILINE) else name


def _text(value: Any) -> str:
    """Input or output as text: some hold it as a list of lines."""
    if isinstance(value, list):
        return "\n".join(map(_text, value))
    return value if isinstance(value, str) else json.dumps(value)


def _value(value: Any) -> Any:
    """A value of a call: itself, or the JSON of it."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _arguments(value: Any) -> tuple[list[Any], dict[str, Any]]:
    """The arguments of a call: a list of them, an object of named ones, or text with the JSON of one on each line."""
    if isinstance(value, str):
        lines = [line for line in value.split("\n") if line.strip()]
        return [_plain(_value(line)) for line in lines], {}
    if isinstance(value, dict):
        return [], {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in (value if isinstance(value, list) else [value])], {}


def _plain(value: Any) -> Any:
    """JSON as :mod:`assay_code.values` writes it: no key begins with ``$``, and a number is none that JSON lacks."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if not isinstance(value, dict):
        return value
    items = [[key, _plain(item)] for key, item in value.items()]
    return {"$dict": items} if any(key.startswith("$") for key in value) else dict(items)
