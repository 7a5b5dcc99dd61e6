"""Other people's files: what is read, from which column, and one clear sentence for what cannot be."""

from __future__ import annotations

import datetime
import gzip
import json
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay import UsageError
from assay.data import inputs
from assay.data.exporters import write_alpaca
from assay.data.samples import InputRow, parse_mapping, read_samples
from assay.row import Origin, row_of_sample, sample_of

BOTH = ("response", "reference")


def write(folder: Path, content: bytes | str, name: str = "in.jsonl") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def one(
    path: Path, mapping: dict[str, str] | None = None, needs: tuple[str, ...] = ("response",)
) -> InputRow:
    (row,) = read_samples(path, mapping, needs)
    return row


def parts(row: InputRow) -> tuple[str, str, str]:
    assert row.sample is not None, row.problem
    return row.sample.prompt, row.sample.response, row.sample.reference


# ------------------------------------------------------------------ which column is what


def test_columns_by_their_usual_names(tmp_path: Path) -> None:
    row = one(
        write(tmp_path, '{"id": "a", "prompt": "1 + 1?", "response": "2", "reference": "2", "more": [1.50]}')
    )
    assert (row.line, row.id, parts(row)) == (1, "a", ("1 + 1?", "2", "2"))
    assert row.sample is not None
    assert row.sample.task.id == "a"
    assert json.loads(row.extra)["more"] == [1.5]
    assert "1.50" in row.extra


def test_columns_by_mapping(tmp_path: Path) -> None:
    path = write(tmp_path, '{"q": "1 + 1?", "out": "2", "gold": "3", "key": 17, "response": "not this"}')
    row = one(path, parse_mapping(["response=out", "reference=gold", "prompt=q", "id=key"]), BOTH)
    assert (row.id, parts(row)) == ("17", ("1 + 1?", "2", "3"))


def test_a_reference_of_several_columns(tmp_path: Path) -> None:
    mapping = parse_mapping(["reference.tests=test_list", "reference.setup=setup", "response=code"])
    path = write(tmp_path, '{"code": "f", "test_list": ["a", "b"], "setup": null}')
    row = one(path, mapping, BOTH)
    assert row.sample is not None and row.sample.reference == '{"tests":["a","b"]}'
    with pytest.raises(UsageError, match=r"no row of .* has a column 'setup'"):
        read_samples(write(tmp_path, '{"code": "f", "test_list": ["a"]}', "other.jsonl"), mapping, BOTH)
    with pytest.raises(UsageError, match=r"use the one or the other"):
        parse_mapping(["reference=a", "reference.tests=b"])


CHAT = [
    {"role": "system", "content": "s"},
    {"role": "user", "content": "first"},
    {"role": "assistant", "content": "one"},
    {"role": "tool", "content": "found"},
    {"role": "user", "content": "second"},
    {"role": "assistant", "content": [{"type": "text", "text": "tw"}, {"type": "text", "text": "o"}]},
]
WHOLE = [
    ("system", "s"),
    ("user", "first"),
    ("assistant", "one"),
    ("tool", "found"),
    ("user", "second"),
    ("assistant", "two"),
]
SHAREGPT = {"system": "system", "user": "human", "assistant": "gpt", "tool": "observation"}


def chat_of(row: InputRow) -> list[tuple[str, str]]:
    """What a verifier sees, which is what stands in the row."""
    assert row.sample is not None, row.problem
    written = row_of_sample(Origin(row.id, "file"), row.sample)
    turns = [(turn.role, turn.content) for turn in sample_of(written).messages]
    assert turns == [(turn["role"], turn["content"]) for turn in written["messages"]]
    assert written["prompt"] == row.sample.prompt and turns[-1] == ("assistant", row.sample.response)
    return turns


def turns(*told: str) -> list[dict[str, str]]:
    """``"user: q"`` as a turn."""
    return [dict(zip(("role", "content"), each.split(": "), strict=True)) for each in told]


def test_a_chat_is_kept_whole_in_every_form(tmp_path: Path) -> None:
    gpt = [{"from": SHAREGPT[role], "value": text} for role, text in WHOLE]
    for columns, mapping in (
        ({"messages": CHAT}, {}),
        ({"messages": CHAT, "prompt": "first"}, {}),  # as UltraChat has it
        ({"conversation": CHAT}, {"response": "conversation"}),
        ({"conversation": CHAT}, {"response": "conversation", "prompt": "conversation"}),
        ({"messages": CHAT, "q": " second"}, {"prompt": "q"}),
        ({"conversations": gpt}, {}),
        ({"conversations": gpt[1:], "system": "s"}, {}),
        ({"messages": CHAT[1:], "system": "s"}, {}),
        ({"messages": CHAT, "system": "s", "history": [], "tools": "[]"}, {}),
        ({"prompt": CHAT[1:-1], "completion": CHAT[-1:], "system": "s"}, {"response": "completion"}),
        ({"prompt": CHAT[1:-1], "response": "two", "system": "s"}, {}),
        ({"messages": gpt}, {}),
        ({"prompt": CHAT[:-1], "completion": CHAT[-1:]}, {"response": "completion"}),
        ({"prompt": CHAT[:-1], "response": "two"}, {}),
        ({"prompt": CHAT[:-1], "chosen": CHAT}, {"response": "chosen"}),
        ({"messages": CHAT[:-1], "response": "two"}, {}),
        ({"messages": CHAT, "response": "two", "prompt": "second"}, {}),
        ({"messages": turns("user: no", *map(": ".join, WHOLE[:-1]))[1:], "out": "two"}, {"response": "out"}),
    ):
        row = one(write(tmp_path, json.dumps({**columns, "reference": "r"})), mapping)
        assert (chat_of(row), parts(row)) == (WHOLE, ("second", "two", "r")), (columns, mapping)


def test_a_response_column_takes_the_place_of_the_chats_last_reply(tmp_path: Path) -> None:
    path = write(tmp_path, json.dumps({"response": "from the column", "messages": CHAT}))
    assert chat_of(one(path)) == [*WHOLE[:-1], ("assistant", "from the column")]
    path = write(tmp_path, json.dumps({"out": "new", "q": "mine", "messages": CHAT}), "mapped.jsonl")
    assert chat_of(one(path, {"response": "out", "prompt": "q"})) == [("user", "mine"), ("assistant", "new")]


def test_a_system_prompt_and_earlier_turns_beside_texts_are_kept(tmp_path: Path) -> None:
    texts = {"prompt": "q", "response": "a"}
    exchange = [("user", "q"), ("assistant", "a")]
    earlier = [("user", "1"), ("assistant", "2"), ("user", ""), ("assistant", "4")]
    for around, mapping, expected in (
        ({"system": "s"}, {}, [("system", "s"), *exchange]),
        ({"history": [["1", "2"], ["", "4"]]}, {}, [*earlier, *exchange]),
        ({"system": "s", "history": [["1", "2"], ["", "4"]]}, {}, [("system", "s"), *earlier, *exchange]),
        # what is no chat's, or somebody said is something else
        ({"system": "", "history": None}, {}, exchange),
        ({"system": 5, "history": ["flu", "cold"], "tools": ["saw"]}, {}, exchange),
        ({"system": "s"}, {"reference": "system"}, exchange),
    ):
        row = one(write(tmp_path, json.dumps({**texts, **around})), mapping)
        assert chat_of(row) == expected, around
    row = one(write(tmp_path, json.dumps({"response": "a", "system": "s"})))
    assert chat_of(row) == [("system", "s"), ("assistant", "a")]


def test_small_chats(tmp_path: Path) -> None:
    for told, prompt, expected in (
        (["user: q", "assistant: a"], "", [("user", "q"), ("assistant", "a")]),
        (["system: s", "assistant: a"], "", [("system", "s"), ("assistant", "a")]),
        (["system: s", "assistant: a"], "q", [("system", "s"), ("user", "q"), ("assistant", "a")]),
        (["assistant: a"], "q", [("user", "q"), ("assistant", "a")]),
        (["user: ", "assistant: a"], "", [("user", ""), ("assistant", "a")]),
    ):
        row = one(write(tmp_path, json.dumps({"messages": turns(*told), "prompt": prompt})))
        assert chat_of(row) == expected and row.sample is not None and not row.sample.turns[3:]


PICTURE = {"type": "image_url", "image_url": {"url": "data:"}}


@pytest.mark.parametrize(
    ("columns", "reason", "problem"),
    [
        (
            {"messages": turns("user: q", "assistant: a", "user: thanks")},
            "missing_response",
            "its 'messages' end in a turn of the user, not of the assistant; add the response",
        ),
        (
            {"messages": turns("user: q", "doctor: a")},
            "unknown_role",
            "turn 2 of its 'messages' is of the role 'doctor'; known are system, user, assistant and tool",
        ),
        ({"messages": []}, "missing_response", "its 'messages' is an empty chat; add its turns"),
        ({"conversations": []}, "missing_response", "its 'conversations' is an empty chat"),
        ({"prompt": []}, "missing_response", "it has no 'response'"),
        (
            {"messages": [{"role": "user", "content": [{"type": "text", "text": "What is it?"}, PICTURE]}]},
            "not_text",
            "turn 1 of its 'messages' (user) is not text alone; make it text or delete the row",
        ),
        (
            {"messages": [*turns("user: <image> q", "assistant: a")], "images": ["a.png"]},
            "not_text",
            "its chat goes with the 'images' beside it, and only text is read",
        ),
        (
            {"messages": [{"role": "user", "content": "q", "images": ["a"]}, *turns("assistant: a")]},
            "not_text",
            "turn 1 of its 'messages' (user) has 'images' beside its text",
        ),
        (
            {
                "messages": [
                    *turns("user: q"),
                    {"role": "assistant", "content": None, "tool_calls": [{"id": 1}]},
                ]
            },
            "tool_calls",
            "turn 2 of its 'messages' calls a tool, and only text is read; delete the row",
        ),
        (
            {"conversations": [{"from": "human", "value": "q"}, {"from": "function_call", "value": "{}"}]},
            "tool_calls",
            "turn 2 of its 'conversations' calls a tool",
        ),
        (
            {
                "messages": [
                    *turns("user: q"),
                    {"role": "assistant", "content": "a", "reasoning_content": "hm"},
                    *turns("user: q", "assistant: a"),
                ]
            },
            "not_text",
            "turn 2 of its 'messages' has its 'reasoning_content' apart from the text, which only the last turn may",
        ),
        (
            {"messages": [*turns("user: q"), {"role": "assistant", "content": "a", "thinking": [1]}]},
            "not_text",
            "turn 2 of its 'messages' has 'thinking' that is no text",
        ),
        (
            {"messages": [{"role": "user"}, *turns("assistant: a")]},
            "bad_chat",
            "turn 1 of its 'messages' (user) has no content; add it",
        ),
        ({"messages": ["hi", *turns("assistant: a")]}, "bad_chat", "turn 1 of its 'messages' is no object"),
        ({"messages": [*turns("assistant: a"), 5]}, "bad_chat", "turn 2 of its 'messages' is no object"),
        (
            {"messages": turns("user: \ud800", "assistant: a")},
            "lone_surrogate",
            "its 'messages' holds half a surrogate pair",
        ),
        (
            {"prompt": turns("user: q"), "messages": turns("user: other", "assistant: a")},
            "bad_chat",
            "its chat in 'messages' does not go on from that in 'prompt'; map 'prompt' and 'response' to one chat",
        ),
        (
            {"prompt": "q", "response": "a", "messages": turns("user: other", "assistant: a")},
            "bad_chat",
            "its 'prompt' is not the user's last turn in its 'messages'; say which of them counts with "
            "--map prompt=prompt or --map prompt=messages",
        ),
        (
            {"messages": CHAT, "system": "t"},
            "bad_chat",
            "its 'system' is another than the system turn of its 'messages'; delete the one or the other",
        ),
        ({"messages": CHAT, "tools": [{"name": "add"}]}, "tool_calls", "goes with the 'tools' beside it"),
        ({"messages": CHAT, "tools": '[{"name": "add"}]'}, "tool_calls", "goes with the 'tools' beside it"),
        (
            {"messages": CHAT, "history": [["a", "b"]]},
            "bad_chat",
            "'history' beside the chat in its 'messages'",
        ),
        (
            {"prompt": "q", "response": "a", "history": [["a", "b"], ["c"]]},
            "bad_chat",
            "pair 2 of its 'history' is no",
        ),
        (
            {"prompt": "q", "response": "a", "history": [{"role": "user"}]},
            "bad_chat",
            "pair 1 of its 'history' is no",
        ),
        (
            {"prompt": "q", "response": "a", "history": [["a", 5]]},
            "bad_chat",
            "pair 1 of its 'history' is no",
        ),
        ({"response": "a", "history": [["a", "b"]]}, "missing_prompt", "add --map prompt=COLUMN"),
        ({"prompt": "q", "response": "a", "system": "\ud800"}, "lone_surrogate", "its 'system' holds"),
        ({"messages": [{"role": ["user"], "content": "q"}]}, "unknown_role", "is of the role"),
        ({"messages": [{"role": "assistant", "content": []}]}, "not_text", "not text alone"),
    ],
)
def test_what_is_no_chat_of_text_is_an_error_with_its_mend(
    tmp_path: Path, columns: dict[str, Any], reason: str, problem: str
) -> None:
    rows = list(read_samples(write(tmp_path, GOOD + "\n" + json.dumps(columns)), {}, ("response",)))
    assert rows[1].sample is None and rows[1].reason == reason
    assert rows[1].problem.startswith("in.jsonl, line 2: ") and problem in rows[1].problem
    assert json.loads(rows[1].extra) == columns


def test_a_mapped_prompt_that_is_not_the_chats_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path, json.dumps({"messages": CHAT, "problem": "another"}))
    row = one(path, {"prompt": "problem"})
    assert row.reason == "bad_chat" and "its 'problem' is not the user's last turn" in row.problem
    empty = write(tmp_path, json.dumps({"chat": [], "response": "a"}), "empty.jsonl")
    assert "its 'chat' is an empty chat" in one(empty, {"prompt": "chat"}).problem


said = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
spoken = st.tuples(st.sampled_from(["system", "user", "assistant", "tool"]), said)


@settings(max_examples=200, deadline=None)
@given(st.lists(spoken, min_size=1, max_size=6), said)
def test_any_chat_of_text_comes_back_from_both_forms(chat: list[tuple[str, str]], reply: str) -> None:
    chat = [*chat, ("assistant", reply)]
    rows = [
        {"messages": [{"role": role, "content": text} for role, text in chat]},
        {"conversations": [{"from": SHAREGPT[role], "value": text} for role, text in chat]},
        {"prompt": [{"role": role, "content": text} for role, text in chat[:-1]], "response": reply},
    ]
    with TemporaryDirectory() as name:
        path = write(Path(name), "".join(json.dumps(row) + "\n" for row in rows))
        for row in read_samples(path):
            if "prompt" in row.extra and chat[-2][0] == "assistant":
                continue  # the response takes the place of that reply
            assert chat_of(row) == chat


@settings(max_examples=100, deadline=None)
@given(st.none() | said.filter(bool), st.lists(st.tuples(said, said), max_size=3), said.filter(bool), said)
def test_what_is_exported_to_alpaca_comes_back(
    system: str | None, earlier: list[tuple[str, str]], prompt: str, response: str
) -> None:
    chat = [("system", system)] if system else []
    chat += [turn for a, b in [*earlier, (prompt, response)] for turn in (("user", a), ("assistant", b))]
    row: Any = {"id": "1", "images": None, "messages": [{"role": r, "content": t} for r, t in chat]}
    with TemporaryDirectory() as name:
        assert write_alpaca([row], Path(name) / "out.jsonl") == 1
        mapping = parse_mapping(["prompt=instruction", "response=output"])
        assert chat_of(one(Path(name) / "out.jsonl", mapping, ("response", "prompt"))) == chat


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("145.0", "145.0"),
        ("145", "145"),
        ("1e3", "1e3"),
        ("0.10", "0.10"),
        ("-0", "-0"),
        ("9" * 5000, "9" * 5000),
        ("0.12345678901234567890123", "0.12345678901234567890123"),
        ('"145.0"', "145.0"),
        ("true", "true"),
        ('[1.50, "ä", null]', '[1.50,"ä",null]'),
        ('{"b": 1, "a": {"d": 2.0, "c": "\\""}}', '{"a":{"c":"\\"","d":2.0},"b":1}'),
        ("Infinity", '"inf"'),
    ],
)
def test_a_reference_that_is_no_text_becomes_json_and_numbers_stay_as_written(
    written: str, text: str, tmp_path: Path
) -> None:
    for name, content in [
        ("in.jsonl", '{"response": "r", "reference": %s}'),
        ("in.json", '[\n{"response": "r",\n"reference": %s}]'),
    ]:
        assert parts(one(write(tmp_path, content % written, name)))[2] == text


def test_ids(tmp_path: Path) -> None:
    lines = [f'{{"id": {id_}, "response": "r"}}' for id_ in ('"x"', '"x"', "null", '""', "1.0", "[1, 2]")]
    rows = list(read_samples(write(tmp_path, "\n".join(lines))))
    assert [(row.line, row.id) for row in rows] == [
        (1, "x"),
        (2, "x"),
        (3, "3"),
        (4, "4"),
        (5, "1.0"),
        (6, "[1,2]"),
    ]


# ------------------------------------------------------------------ rows with a problem

GOOD = '{"response": "r", "reference": "1"}'


@pytest.mark.parametrize(
    ("line", "reason", "problem"),
    [
        (
            b'{"response": "r"',
            "invalid_json",
            "it is not valid JSON (Expecting ',' delimiter at character 17)",
        ),
        (b'{"response": "a\0b"}', "invalid_json", "Invalid control character"),
        (b"\0\0\0", "invalid_json", "not valid JSON"),
        (b'{"response": "\xff"}', "invalid_utf8", "byte 15 is not UTF-8; save the file as UTF-8"),
        (b'["r", "1"]', "not_an_object", "it is not a JSON object"),
        (b'"r"', "not_an_object", "it is not a JSON object"),
        (b"[" * 200_000, "too_deep", "nested too deep"),
        (b'{"reference": "1"}', "missing_response", "it has no 'response'; add it or delete the row"),
        (b'{"response": null, "reference": "1"}', "missing_response", "it has no 'response'"),
        (b'{"response": "r", "reference": NaN}', "missing_reference", "it has no 'reference'"),
        (b'{"response": ["r"], "reference": "1"}', "not_text", "its 'response' is a list, not text"),
        (b'{"response": {"a": 1}, "reference": "1"}', "not_text", "its 'response' is an object, not text"),
        (b'{"messages": [], "reference": "1"}', "missing_response", "its 'messages' is an empty chat"),
        (b'{"messages": "[{}]", "reference": "1"}', "missing_response", "it has no 'response'"),
        (
            b'{"messages": [{"role": "user", "content": "q"}], "reference": "1"}',
            "missing_response",
            "its 'messages' end in a turn of the user, not of the assistant",
        ),
        (
            b'{"messages": [{"role": "assistant", "content": {}}], "reference": "1"}',
            "not_text",
            "turn 1 of its 'messages' (assistant) is not text alone",
        ),
        (b'{"response": "\\ud800", "reference": "1"}', "lone_surrogate", "half a surrogate pair"),
        (b'{"response": "r", "reference": ["\\udfff"]}', "lone_surrogate", "half a surrogate pair"),
        (b'{"response": "r", "reference": ' + b"[" * 900 + b"]" * 900 + b"}", "too_deep", "nested too deep"),
    ],
)
def test_a_bad_line_is_a_problem_and_the_others_are_read(
    line: bytes, reason: str, problem: str, tmp_path: Path
) -> None:
    path = write(tmp_path, b"\n".join([GOOD.encode(), line, b"", GOOD.encode()]))
    rows = list(read_samples(path, needs=BOTH))
    assert [(row.line, row.sample is None) for row in rows] == [(1, False), (2, True), (4, False)]
    bad = rows[1]
    assert bad.reason == reason
    assert bad.problem.startswith("in.jsonl, line 2: ")
    assert bad.problem.endswith(".")
    assert problem in bad.problem


def test_strange_text_is_text(tmp_path: Path) -> None:
    odd = "\0 é \u2028 \x85 𝔸 __import__('os') 9**9**9 \ufeff"
    path = write(
        tmp_path, json.dumps({"response": odd}) + "\r\n" + json.dumps({"response": odd}, ensure_ascii=False)
    )
    assert [parts(row)[1] for row in read_samples(path)] == [odd, odd]


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    for name, content in [
        ("a.jsonl", GOOD),
        ("a.json", f"[{GOOD}]"),
        ("a.csv", "response,reference\nr,1\n"),
    ]:
        path = write(tmp_path, b"\xef\xbb\xbf" + content.encode(), name)
        assert parts(one(path)) == ("", "r", "1")


def test_a_line_longer_than_the_limit_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "MAX_CHARACTERS", 100_000)
    long = json.dumps({"response": "x" * 3_000_000})
    rows = list(read_samples(write(tmp_path, f"{GOOD}\n{long}\n{GOOD}\n{long}")))
    assert [(row.line, row.reason) for row in rows] == [(1, ""), (2, "too_long"), (3, ""), (4, "too_long")]


def test_what_is_not_needed_may_be_missing(tmp_path: Path) -> None:
    assert parts(one(write(tmp_path, '{"response": "r"}'))) == ("", "r", "")
    assert parts(one(write(tmp_path, '{"reference": "1"}'), needs=("reference",))) == ("", "", "1")


# ------------------------------------------------------------------ wrong use


@pytest.mark.parametrize(
    ("content", "mapping", "sentence"),
    [
        (
            '{"completion": "r", "reference": "1"}',
            {},
            r"in.jsonl has a column 'response', it has completion, reference; use --map response=completion",
        ),
        ('{"response": "r", "answer": "1"}', {}, r"has a column 'reference'.*--map reference=answer"),
        ('{"solution": "r", "answer": "1"}', {"response": "solution"}, r"use --map reference=answer$"),
        ('{"a": 1, "b": 2}', {}, r"it has a, b; use --map response=COLUMN"),
        (GOOD, {"reference": "refrence"}, r"has a column 'refrence'.*use --map reference=reference"),
        (GOOD, {"id": "uid"}, r"has a column 'uid'"),
        (GOOD, {"responce": "response"}, r"unknown field 'responce': did you mean 'response'\?"),
        (GOOD, {"zzz": "response"}, r"unknown field 'zzz': the fields are response, reference, prompt, id"),
    ],
)
def test_a_column_that_no_row_has(
    content: str, mapping: dict[str, str], sentence: str, tmp_path: Path
) -> None:
    path = write(tmp_path, f"{content}\n" * 3)
    with pytest.raises(UsageError, match=sentence):
        read_samples(path, mapping, BOTH)


def test_a_column_of_the_last_row_only_will_do(tmp_path: Path) -> None:
    path = write(tmp_path, "{}\n" * 3 + "{broken\n" + GOOD)
    assert [row.reason for row in read_samples(path)] == ["missing_response"] * 3 + ["invalid_json", ""]


@pytest.mark.parametrize("option", ["reference", "=x", "reference=", "refernce=x"])
def test_an_option_that_is_no_mapping(option: str) -> None:
    with pytest.raises(UsageError, match=r"field=column|did you mean 'reference'"):
        parse_mapping([option])


def test_a_field_mapped_twice() -> None:
    with pytest.raises(UsageError, match=r"'id' twice"):
        parse_mapping(["id=a", "id=b"])


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("notes.txt", b"Dear all,", r"is in no format that Assay reads; save it as JSONL"),
        ("in.parquet", b"PAR1 and no more", r"is not a sound Parquet file"),
        ("in.jsonl", '{"response": "r"}'.encode("utf-16"), r"is UTF-16; save it as UTF-8"),
        ("in.json", b'{\n  "data": [1]\n}', r"is one JSON object over many lines; save its rows as JSONL"),
        ("in.jsonl.gz", b"\x1f\x8b\x08\x00 not gzip", r"cannot read"),
    ],
)
def test_a_file_that_cannot_be_read_at_all(name: str, content: bytes, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=sentence):
        read_samples(write(tmp_path, content, name))


def test_no_file_or_a_directory(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"there is no file .*absent.jsonl"):
        read_samples(tmp_path / "absent.jsonl")
    write(tmp_path, GOOD, "b.jsonl")
    with pytest.raises(UsageError, match=r"is a directory; name one of its files, such as .*b.jsonl"):
        read_samples(tmp_path)


def test_an_empty_file_has_no_rows(tmp_path: Path) -> None:
    assert list(read_samples(write(tmp_path, b" \n\n"))) == []
    assert list(read_samples(write(tmp_path, b"[]", "in.json"))) == []


# ------------------------------------------------------------------ formats

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(st.dictionaries(st.text(max_size=3), values, max_size=3), max_size=5),
    indent=st.sampled_from([None, 2]),
    ascii_only=st.booleans(),
)
def test_lines_array_and_archive_hold_the_same(
    rows: list[dict[str, Any]], indent: int | None, ascii_only: bool
) -> None:
    rows = [{**row, "response": f"r{i}"} for i, row in enumerate(rows)]
    lines = "".join(json.dumps(row, ensure_ascii=ascii_only) + "\n" for row in rows).encode()
    array = json.dumps(rows, ensure_ascii=ascii_only, indent=indent).encode()
    with TemporaryDirectory() as name:
        folder = Path(name)
        for path in (
            write(folder, lines),
            write(folder, array, "in.json"),
            write(folder, gzip.compress(lines), "in.jsonl.gz"),
        ):
            read = list(read_samples(path))
            assert [parts(row)[1] for row in read] == [row["response"] for row in rows]
            assert [json.loads(row.extra) for row in read] == rows


def test_array_elements_that_straddle_what_is_read_at_once(tmp_path: Path) -> None:
    rows = [{"response": "é\n" * (i * 997), "reference": i} for i in range(120)]
    for spaces in (None, 3):
        path = write(tmp_path, json.dumps(rows, ensure_ascii=False, indent=spaces), "in.json")
        assert [parts(row)[1:] for row in read_samples(path)] == [
            (r["response"], str(r["reference"])) for r in rows
        ]


@pytest.mark.parametrize(
    ("content", "reasons"),
    [
        (f"[{GOOD}, {GOOD}", ["", "", "invalid_json"]),
        (f"[{GOOD}, {{bad}}, {GOOD}]" + " " * 100, ["", "invalid_json"]),
        (f'[{GOOD}, {{"response": "no end', ["", "invalid_json"]),
        (f"[{GOOD}, 12, {GOOD}]", ["", "not_an_object", ""]),
        (f"[{GOOD}, " + "[" * 100_000, ["", "too_deep"]),
        (f'[{GOOD}, {{"response": "\udcff"}}, {GOOD}]', ["", "invalid_utf8", ""]),
    ],
)
def test_an_array_with_something_wrong_in_it(content: str, reasons: list[str], tmp_path: Path) -> None:
    path = write(tmp_path, content.encode("utf-8", "surrogateescape"), "in.json")
    rows = list(read_samples(path))
    assert [row.reason for row in rows] == reasons
    assert all(row.problem.startswith(f"in.json, row {row.line}: ") for row in rows if row.problem)


def test_a_cut_archive_is_a_problem_where_it_ends(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"response": str(hash(str(i)))}) + "\n" for i in range(5000))
    path = write(tmp_path, gzip.compress(lines.encode())[:-3000], "in.jsonl.gz")
    *read, last = read_samples(path)
    assert read
    assert all(row.sample for row in read)
    assert (last.reason, last.sample) == ("broken_file", None)


def test_csv(tmp_path: Path) -> None:
    content = 'id,response,reference\r\na,"1,5 ""x""\nnext line",145.0\r\nb,r\r\n\r\nc,"",\xff\r\nd,r,1\r\n'
    rows = list(read_samples(write(tmp_path, content.encode("latin-1"), "in.csv"), needs=BOTH))
    assert [(row.line, row.reason) for row in rows] == [
        (1, ""),
        (2, "invalid_csv"),
        (3, "invalid_utf8"),
        (4, ""),
    ]
    assert parts(rows[0]) == ("", '1,5 "x"\nnext line', "145.0")
    assert "it has 2 cells, the header has 3" in rows[1].problem
    assert parts(one(write(tmp_path, "response\treference\na,b\t2\n", "in.tsv"))) == ("", "a,b", "2")
    long = "x" * 1_000_000
    assert parts(one(write(tmp_path, f"response\n{long}\n", "long.csv")))[1] == long


def test_parquet(tmp_path: Path) -> None:
    table = pa.table(
        {
            "response": ["r1", None, "r3"],
            "reference": pa.array([0.1, 145.0, float("nan")], pa.float32()),
            "when": [datetime.datetime(2024, 1, 2), None, None],
            "image": [b"abc", None, None],
            "price": [Decimal("1.10"), None, None],
            "tests": [{"inputs": ["1"]}, None, None],
        }
    )
    pq.write_table(table, tmp_path / "in.parquet")
    rows = list(read_samples(tmp_path / "in.parquet", needs=BOTH))
    assert [(row.line, row.reason) for row in rows] == [
        (1, ""),
        (2, "missing_response"),
        (3, "missing_reference"),
    ]
    assert parts(rows[0]) == ("", "r1", "0.1")
    assert json.loads(rows[0].extra) == {
        "response": "r1",
        "reference": 0.1,
        "when": "2024-01-02 00:00:00",
        "image": "YWJj",
        "price": 1.1,
        "tests": {"inputs": ["1"]},
    }
    mapped = list(read_samples(tmp_path / "in.parquet", {"reference": "tests"}))
    assert parts(mapped[0])[2] == '{"inputs":["1"]}'


def test_parquet_with_a_chat_and_with_bytes_that_are_no_text(tmp_path: Path) -> None:
    chat = [{"role": "user", "content": "q"}, {"role": "assistant", "content": "a"}]
    pq.write_table(pa.table({"messages": [chat], "reference": [3]}), tmp_path / "chat.parquet")
    assert parts(one(tmp_path / "chat.parquet")) == ("q", "a", "3")
    whole = [
        {"role": turn["role"], "content": turn["content"], "tool_calls": None, "images": []}
        for turn in turns("system: s", "user: q", "assistant: a")
    ]
    called = [*whole[:-1], {**whole[-1], "tool_calls": [{"name": "f"}]}]
    pq.write_table(pa.table({"messages": [whole, called], "images": [[], []]}), tmp_path / "calls.parquet")
    read, refused = read_samples(tmp_path / "calls.parquet")
    assert chat_of(read) == [("system", "s"), ("user", "q"), ("assistant", "a")]
    assert refused.reason == "tool_calls" and refused.problem.startswith(
        "calls.parquet, row 2: turn 3 of its"
    )
    text = pa.array([b"fine", b"\xff\xfe", *[b"good"] * 150], pa.binary()).view(pa.string())
    pq.write_table(pa.table({"response": text}), tmp_path / "bytes.parquet")
    rows = list(read_samples(tmp_path / "bytes.parquet"))
    assert [row.reason for row in rows] == ["", "invalid_utf8", *[""] * 150]
    assert [row.line for row in rows] == list(range(1, 153))


def test_a_parquet_file_damaged_in_the_middle_is_a_problem_there(tmp_path: Path) -> None:
    path = tmp_path / "in.parquet"
    pq.write_table(pa.table({"response": [f"r{i}" for i in range(1000)]}), path, row_group_size=500)
    content = bytearray(path.read_bytes())
    middle = pq.ParquetFile(path).metadata.row_group(1).column(0).dictionary_page_offset
    content[middle : middle + 64] = b"\xff" * 64
    path.write_bytes(content)
    rows = list(read_samples(path))
    assert [row.reason for row in rows] == [""] * 500 + ["broken_file"]


@pytest.mark.parametrize(
    ("row", "mapping", "found"),
    [
        ({"note": "BP 120/80."}, {"sources": "note"}, [("source-1", "BP 120/80.")]),
        ({"notes": ["a", "b"]}, {"sources": "notes"}, [("source-1", "a"), ("source-2", "b")]),
        ({"sources": [{"id": "n", "text": "a", "title": None}]}, {}, [("n", "a")]),
        ({"sources": ["https://example.org"]}, {}, []),
        ({"sources": None}, {}, []),
        ({"reference": {"answer": "4", "sources": [{"id": "n", "text": "a"}]}}, {}, [("n", "a")]),
    ],
)
def test_sources_travel_with_the_row(tmp_path: Path, row: Any, mapping: Any, found: Any) -> None:
    (read,) = read_samples(write(tmp_path, json.dumps({"response": "x", **row})), mapping)
    assert read.sample is not None
    assert [(source.id, source.text) for source in read.sample.sources] == found


@pytest.mark.parametrize(
    "value", [5, [5], [{"id": "n"}], [{"id": "n", "text": "a"}, {"id": "n", "text": "b"}]]
)
def test_sources_that_are_none_are_said(tmp_path: Path, value: Any) -> None:
    (read,) = read_samples(write(tmp_path, json.dumps({"response": "x", "s": value})), {"sources": "s"})
    assert read.reason == "bad_sources"
