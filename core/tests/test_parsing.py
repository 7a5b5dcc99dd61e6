"""JSON out of replies, and values of parameters: what is taken, what is refused, nothing slowly."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, Literal

import pytest

from assay.errors import Rejected, UsageError
from assay.json_replies import check_schema, misfit, parse_json, without_thinking
from assay.params import convert
from assay.prompts import Prompt
from assay.records import Message


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": 1}', {"a": 1}),
        ('Here:\n```json\n{"a": [1, 2,],}\n```\nDone.', {"a": [1, 2]}),
        ("```\n[1, 2]\n```", [1, 2]),
        ("Here:\n```json\n5\n```\nDone.", 5),
        ('````json\n"a ``` b"\n````', "a ``` b"),
        ("```json\n5```", 5),
        ("```json\n5", 5),
        ('Sure, {"a": "b, }"} it is.', {"a": "b, }"}),
        ('{"a": 1}, once more: {"a": 1}', {"a": 1}),
        ('For x in [0, y] and f[x]: {"a": [1]}', {"a": [1]}),
        ('On [0, 1) it is\n```json\n{"a": 1}\n```', {"a": 1}),
        ('The text says "so": {"a": "[{"}', {"a": "[{"}),
        ('<think>{"a": 0}</think>{"a": 1}', {"a": 1}),
        ('{"a": 0} hm</think>{"a": 1}', {"a": 1}),
        ('{"a": "two\nlines"}', {"a": "two\nlines"}),
        ("3", 3),
    ],
)
def test_wrapped_json_is_found(text: str, value: Any) -> None:
    assert parse_json(text) == value


HOSTILE = [
    "",
    "no",
    "{",
    "[" * 100_000,
    '{"a":' * 50_000,
    '"\\"' * 100_000,
    "<think>" * 50_000,
    "```\n" * 50_000,
]


@pytest.mark.parametrize("text", [*HOSTILE, ",}" * 100_000, '"' + "\\" * 200_001, "x" * 2_000_000])
def test_what_is_no_json_is_rejected_quickly(text: str) -> None:
    start = time.process_time()
    with pytest.raises(Rejected) as rejected:
        parse_json(text)
    assert rejected.value.reason == "unparsable_reply"
    assert time.process_time() - start < 20


def test_thinking_is_left_out() -> None:
    assert without_thinking("<think>a</think> b <think>c") == "b"
    assert without_thinking("plain") == "plain"


@pytest.mark.parametrize(
    ("text", "schema", "reason"),
    [
        ('{"a": 1} and {"b": 2}', None, "ambiguous_reply"),
        ('For example {"a": 0}. My answer: {"a": 1}', {"required": ["a"]}, "ambiguous_reply"),
        ('{"a": 1} or {"a": true}', {}, "ambiguous_reply"),
        ('{"a": 1, "a": 2}', None, "ambiguous_reply"),
        ('{"a": NaN}', None, "unparsable_reply"),
        ("[Infinity]", {"type": "array"}, "unparsable_reply"),
        ("-Infinity", None, "unparsable_reply"),
        ("1e999", None, "unparsable_reply"),
        ('[{"a": 1}, {"a":', {"type": "object"}, "unparsable_reply"),
        ('{"a": {"b": 1}, c}', {"required": ["b"]}, "unparsable_reply"),
        ("[1]" * 300_000, None, "unparsable_reply"),
        ("[,]" * 300_000, None, "unparsable_reply"),
        ('{"b": 1}', {"required": ["a"]}, "wrong_shape"),
        ("5.5", {"type": "integer"}, "wrong_shape"),
        ('"\\ud800"', {"maxLength": 3}, "wrong_shape"),
    ],
)
def test_what_is_not_one_value_that_fits_is_rejected(text: str, schema: Any, reason: str) -> None:
    with pytest.raises(Rejected) as rejected:
        parse_json(text, schema)
    assert rejected.value.reason == reason


def test_of_several_values_the_one_that_fits_is_taken() -> None:
    schema = {"type": "object", "required": ["score"]}
    assert parse_json('As asked in [1]: {"score": 3}, see {"page": 2}.', schema) == {"score": 3}
    assert parse_json("5.0", {"type": "integer"}) == 5


SCHEMA = {
    "type": "object",
    "required": ["name", "tags"],
    "properties": {
        "name": {"type": "string"},
        "tags": {"type": "array", "minItems": 1, "items": {"enum": ["x", "y"]}},
        "n": {"type": ["integer", "null"]},
    },
}


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ({"name": "a", "tags": ["x"], "n": None}, ""),
        ([], '[] is not of type "object"'),
        ({"name": "a"}, '"tags" is a required property'),
        ({"name": 1, "tags": ["x"]}, 'name: 1 is not of type "string"'),
        ({"name": "a", "tags": []}, "tags: [] has less than 1 item"),
        ({"name": "a", "tags": ["z"]}, 'tags[0]: "z" is not one of "x" or "y"'),
        ({"name": "a", "tags": ["x"], "n": True}, 'n: true is not of types "null", "integer"'),
    ],
)
def test_schemas(value: Any, problem: str) -> None:
    assert misfit(value, SCHEMA) == problem


@pytest.mark.parametrize(
    ("schema", "right", "wrong"),
    [
        ({"minimum": 1, "maximum": 5}, 5, 6),
        ({"exclusiveMinimum": 0}, 0.1, 0),
        ({"multipleOf": 0.1}, 0.3, 0.35),
        ({"const": 1}, 1.0, True),
        ({"enum": [1]}, 1, True),
        ({"type": "number"}, 1, True),
        ({"pattern": "^[a-z]+$"}, "abc", "abc\nd"),
        ({"maxLength": 2}, "é𝒳", "abc"),
        ({"anyOf": [{"type": "null"}, {"minLength": 1}]}, None, ""),
        ({"oneOf": [{"minimum": 1}, {"maximum": 3}]}, 4, 2),
        ({"not": {"type": "string"}}, 1, "a"),
        ({"properties": {"a": {}}, "additionalProperties": False}, {"a": 1}, {"b": 1}),
        ({"prefixItems": [{"type": "string"}], "items": False}, ["a"], ["a", 1]),
        ({"uniqueItems": True}, [1, True], [1, 1.0]),
        ({"if": {"required": ["a"]}, "then": {"required": ["b"]}}, {"b": 1}, {"a": 1}),
        ({"$ref": "#/$defs/d", "$defs": {"d": {"format": "date"}}}, "2024-02-29", "2023-02-29"),
        (True, 1, None),
        (False, None, 1),
    ],
)
def test_the_whole_of_json_schema_counts(schema: Any, right: Any, wrong: Any) -> None:
    if schema is not False:
        assert misfit(right, schema) == ""
    if schema is not True:
        assert misfit(wrong, schema) != ""


@pytest.mark.parametrize(
    ("schema", "sentence"),
    [
        ({"type": "strng"}, 'wrong at type: "strng"'),
        ({"minimun": 3}, "wrong at its top: .*'minimun'"),
        ({"properties": {"a": {"nullable": True}}}, "wrong at properties/a: .*'nullable'"),
        ({"items": [{"type": "string"}]}, "wrong at items"),
        ({"$ref": "#/$defs/none"}, "wrong at its top"),
        ({"$ref": "http://127.0.0.1:9/x.json"}, "a schema stands in one piece"),
        ({"$ref": "file:///etc/hostname"}, "a schema stands in one piece"),
        ({"format": "dat"}, "Unknown format"),
        ({"pattern": "("}, "wrong at pattern"),
        ({"pattern": r"(a)\1"}, "wrong at pattern"),
        ({"pattern": "a{1000}{1000}{1000}"}, "wrong at pattern"),
        ({"$schema": "http://json-schema.org/draft-07/schema#"}, "draft-07"),
        ({"enum": {1}}, "not of JSON values"),
        ({"maximum": float("nan")}, "not of JSON values"),
        (5, "5 is not of types"),
    ],
)
def test_a_schema_that_is_none_is_its_authors_mistake(schema: Any, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        check_schema(schema)


def test_no_pattern_and_no_list_takes_long() -> None:
    start = time.process_time()
    assert misfit("a" * 500_000 + "b", {"pattern": "^(a+)+$"})
    assert misfit("a" * 500_000 + "b", {"patternProperties": {}, "pattern": "^(a|a)*$"})
    assert misfit({"a" * 500_000 + "b": 1}, {"propertyNames": {"pattern": "^(a|aa)+$"}})
    assert not misfit([{"a": i} for i in range(50_000)], {"uniqueItems": True})
    assert time.process_time() - start < 20


@pytest.mark.parametrize(
    ("given", "hint", "value"),
    [
        ("3", int, 3),
        ("0.5", float, 0.5),
        (2, float, 2.0),
        ("yes", bool, True),
        ("a,b", tuple[str, ...], ("a", "b")),
        (["x"], tuple[Literal["x", "y"], ...], ("x",)),
        ("y", Literal["x", "y"], "y"),
        ("none", int | None, None),
        ("4", int | None, 4),
        ("q.jsonl", Path, Path("q.jsonl")),
        (5, str, "5"),
    ],
)
def test_parameters_by_type(given: Any, hint: Any, value: Any) -> None:
    assert convert(given, hint, "--set p") == value


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ("x", int),
        ("1.5", int),
        (1.5, int),
        (True, int),
        ("maybe", bool),
        ("z", Literal["x", "y"]),
        (3, Path),
        ({}, str),
    ],
)
def test_parameters_of_another_type_are_refused(given: Any, hint: Any) -> None:
    with pytest.raises(UsageError, match="must be"):
        convert(given, hint, "--set p: p")


def test_prompts_put_values_in_as_they_are() -> None:
    prompt = Prompt("p", "=== system ===\nBe {{tone}}.\n=== user ===\n{{q}}\n")
    filled = prompt.fill(tone="kind", q="What is {{tone}}? {x} \\1")
    assert filled.messages == (Message("system", "Be kind."), Message("user", "What is {{tone}}? {x} \\1"))
    with pytest.raises(TypeError, match="q"):
        prompt.fill(tone="kind")
