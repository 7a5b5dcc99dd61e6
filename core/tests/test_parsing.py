"""JSON out of replies, and values of parameters: what is taken, what is refused, nothing slowly."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, Literal

import pytest

from assay.errors import Rejected, UsageError
from assay.json_replies import misfit, parse_json, without_thinking
from assay.params import convert
from assay.prompts import Prompt
from assay.records import Message


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": 1}', {"a": 1}),
        ('Here:\n```json\n{"a": [1, 2,],}\n```\nDone.', {"a": [1, 2]}),
        ("```\n[1, 2]\n```", [1, 2]),
        ('Sure, {"a": "b, }"} it is.', {"a": "b, }"}),
        ('{"a": 1} and {"b": 2}', {"a": 1}),
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
    assert time.process_time() - start < 2


def test_thinking_is_left_out() -> None:
    assert without_thinking("<think>a</think> b <think>c") == "b"
    assert without_thinking("plain") == "plain"


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
        ([], "the value is list, not object"),
        ({"name": "a"}, "the value has no 'tags'"),
        ({"name": 1, "tags": ["x"]}, "'name' is int, not string"),
        ({"name": "a", "tags": []}, "'tags' has 0 items"),
        ({"name": "a", "tags": ["z"]}, "item 1 of 'tags' is 'z', not one of x, y"),
        ({"name": "a", "tags": ["x"], "n": True}, "'n' is bool, not integer or null"),
    ],
)
def test_schemas(value: Any, problem: str) -> None:
    assert misfit(value, SCHEMA) == problem


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
