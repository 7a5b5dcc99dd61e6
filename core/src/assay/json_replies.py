"""JSON out of a model's reply, however it was wrapped, and whether it fits its schema.

Schemas are JSON Schema, draft 2020-12, whole. ``jsonschema-rs`` checks them and not
``jsonschema``, because replies are untrusted: its regular expressions take linear time
(no ``(a+)+$`` hangs on a reply; look-ahead and back references are refused), and so does
``uniqueItems``. A keyword or a format that the draft does not know, which it would pass
over, is refused here, and no reference to another document is followed.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from assay.errors import Rejected, UsageError
from assay.fences import fences

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator

_THINKING = re.compile(r"<(think|thinking|reasoning)>.*?(</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_STRING_OR_COMMA = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|,(?=\s*[}\]])', re.DOTALL)
_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[\[\]{}]', re.DOTALL)
_OPENING = re.compile(r"[\[{]")
LONGEST = 1_000_000
"""Characters of a reply that are read."""
MOST_PIECES = 1000
"""Pieces of a reply that may be JSON, before it counts as none."""
_SAID = 300
"""Characters of what is said of a misfit, which quotes the reply."""
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_ONLY_KNOWN_KEYWORDS = {
    "$schema": _DRAFT,
    "$id": "urn:assay:schema-without-unknown-keywords",
    "$dynamicAnchor": "meta",
    "$ref": _DRAFT,
    "unevaluatedProperties": False,
}


def without_thinking(text: str) -> str:
    """A reply without its thinking blocks."""
    if "</think>" in text and "<think>" not in text:  # servers that open the block in the template
        text = text.split("</think>", 1)[1]
    return _THINKING.sub("", text).strip()


def thinking_in(text: str) -> str:
    """What stands in the thinking blocks of a reply, ``""`` if there are none."""
    before = ""
    if "</think>" in text and "<think>" not in text:
        before, text = text.split("</think>", 1)
    blocks = [match[0] for match in _THINKING.finditer(text)]
    inner = [re.sub(r"^<\w+>|</\w+>$", "", block).strip() for block in blocks]
    return "\n\n".join(each for each in (before.strip(), *inner) if each)


def parse_json(text: str, schema: Mapping[str, Any] | None = None) -> Any:
    """The JSON value in a reply: the whole of it, or what stands in it.

    Raises :class:`Rejected`: ``unparsable_reply``, ``wrong_shape``, and ``ambiguous_reply`` where
    several different values fit the schema; :class:`UsageError` for a schema that is none.
    """
    problem_of = _validator(json.dumps(schema, sort_keys=True)) if schema is not None else None
    text = without_thinking(text)
    if len(text) > LONGEST:
        raise Rejected("unparsable_reply", f"The reply has {len(text):,} characters.")
    found = list(_values(text))
    if not found:
        raise Rejected("unparsable_reply", f"The reply holds no JSON: {text[:80]!r}.")
    problems = [_problem(problem_of, value) if problem_of else "" for value in found]
    # As texts, because 1 == True.
    fitting = {
        json.dumps(v, sort_keys=True): v for v, problem in zip(found, problems, strict=True) if not problem
    }
    if len(fitting) > 1:
        raise Rejected("ambiguous_reply", f"The reply holds {len(fitting)} different JSON values that fit.")
    if not fitting:
        raise Rejected("wrong_shape", f"The reply does not fit its schema: {problems[0]}.")
    return fitting.popitem()[1]


def _values(text: str) -> Iterator[Any]:
    """The JSON values in a text: itself, else what stands in brackets, else what stands in code fences."""
    for pieces in ((text,), _bracketed(text), (fence.text.strip().rstrip("`") for fence in fences(text))):
        found = False
        for number, piece in enumerate(pieces):
            if number == MOST_PIECES:
                raise Rejected("unparsable_reply", f"The reply has more than {MOST_PIECES:,} pieces of JSON.")
            for variant in dict.fromkeys((piece, _STRING_OR_COMMA.sub(_keep_string, piece))):
                try:
                    value = json.loads(
                        variant,
                        strict=False,
                        parse_constant=_no_number,
                        parse_float=_finite,
                        object_pairs_hook=_no_key_twice,
                    )
                except (ValueError, RecursionError):
                    continue
                found = True
                yield value
                break
        if found:
            return


def _bracketed(text: str) -> Iterator[str]:
    """The outermost pieces between brackets that match, each character looked at once.

    What stands within a piece that is no JSON is not looked at: half of a reply is not the reply.
    """
    end = 0
    while opening := _OPENING.search(text, end):
        open_brackets = 0
        for token in _STRING_OR_BRACKET.finditer(text, opening.start()):
            if token[0] in "[{":
                open_brackets += 1
            elif token[0] in "]}":
                open_brackets -= 1
            if not open_brackets:
                break
        else:
            return
        end = token.end()
        yield text[opening.start() : end]


def _keep_string(match: re.Match[str]) -> str:
    return match[0] if match[0][0] == '"' else ""


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text} is too large")
    return number


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Rejected("ambiguous_reply", "The reply says the same key of an object twice.")
    return found


def check_schema(schema: Mapping[str, Any]) -> None:
    """Raise :class:`UsageError` for what is no JSON Schema of draft 2020-12, with the place of the first mistake."""
    try:
        text = json.dumps(schema, sort_keys=True, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise UsageError(f"the JSON schema is not of JSON values ({error}); mend the recipe") from None
    _validator(text)


def misfit(value: Any, schema: Mapping[str, Any]) -> str:
    """What in a value does not fit a JSON schema, with its place; ``""`` if all does."""
    return _problem(_validator(json.dumps(schema, sort_keys=True)), value)


def _problem(validator: Draft202012Validator, value: Any) -> str:
    try:
        error = next(iter(validator.iter_errors(value)), None)
    except (ValueError, RecursionError) as failed:  # nested too deep, half a surrogate pair
        return f"it cannot be checked ({str(failed)[:_SAID]})"
    if error is None:
        return ""
    place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.instance_path)
    said = error.message if len(error.message) <= _SAID else f"{error.message[:_SAID]}…"
    return f"{place.removeprefix('.')}: {said}" if place else said


@lru_cache(maxsize=128)
def _validator(text: str) -> Draft202012Validator:
    """The validator of a schema, given as JSON text."""
    import jsonschema_rs

    schema = json.loads(text)
    told = schema.get("$schema", _DRAFT) if isinstance(schema, dict) else _DRAFT
    if told != _DRAFT:
        raise UsageError(f"the JSON schema is of {told}; write it in {_DRAFT}")
    try:
        mistakes = list(jsonschema_rs.Draft202012Validator(_ONLY_KNOWN_KEYWORDS).iter_errors(schema))
        if mistakes:  # those above repeat that something below them is wrong
            worst = max(mistakes, key=lambda each: len(each.instance_path))
            raise UsageError(
                f"the JSON schema is wrong at {_at(worst.instance_path)}: {worst.message[:_SAID]}"
            )
        return jsonschema_rs.Draft202012Validator(
            schema,
            retriever=_no_other_document,
            validate_formats=True,
            ignore_unknown_formats=False,
            pattern_options=jsonschema_rs.RegexOptions(),
        )
    except jsonschema_rs.ValidationError as error:
        raise UsageError(
            f"the JSON schema is wrong at {_at(error.instance_path)}: {error.message[:_SAID]}"
        ) from None
    except (ValueError, RecursionError) as error:
        raise UsageError(f"the JSON schema is wrong: {str(error)[:_SAID]}") from None


def _at(path: list[str | int]) -> str:
    return "/".join(map(str, path)) or "its top"


def _no_other_document(_address: str) -> Any:
    raise ValueError("a schema stands in one piece; put what it refers to into its $defs")
