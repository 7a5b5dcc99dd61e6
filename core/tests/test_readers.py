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
from assay.data.samples import InputRow, parse_mapping, read_samples

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


def test_response_and_prompt_from_a_chat(tmp_path: Path) -> None:
    chat = [
        {"role": "system", "content": "s"},
        {"role": "user", "content": "first"},
        {"role": "assistant", "content": "one"},
        {"role": "user", "content": "second"},
        {"role": "assistant", "content": [{"type": "text", "text": "tw"}, {"type": "text", "text": "o"}]},
        {"role": "user", "content": "thanks"},
    ]
    path = write(tmp_path, json.dumps({"messages": chat, "reference": "r"}))
    assert parts(one(path)) == ("second", "two", "r")
    mapped = write(tmp_path, json.dumps({"conversation": chat}), "mapped.jsonl")
    assert parts(one(mapped, {"response": "conversation"})) == ("", "two", "")


def test_a_response_column_goes_before_the_chat(tmp_path: Path) -> None:
    chat = [{"role": "user", "content": "q"}, {"role": "assistant", "content": "from the chat"}]
    path = write(tmp_path, json.dumps({"response": "from the column", "messages": chat}))
    assert parts(one(path)) == ("q", "from the column", "")


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
        (b'{"messages": [], "reference": "1"}', "missing_response", "it has no 'response'"),
        (b'{"messages": "[{}]", "reference": "1"}', "missing_response", "it has no 'response'"),
        (
            b'{"messages": [{"role": "user", "content": "q"}], "reference": "1"}',
            "missing_response",
            "no turn",
        ),
        (
            b'{"messages": [{"role": "assistant", "content": {}}], "reference": "1"}',
            "not_text",
            "the assistant's turn in its 'messages' is not text",
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
        "image": "<3 bytes>",
        "price": 1.1,
        "tests": {"inputs": ["1"]},
    }
    mapped = list(read_samples(tmp_path / "in.parquet", {"reference": "tests"}))
    assert parts(mapped[0])[2] == '{"inputs":["1"]}'


def test_parquet_with_a_chat_and_with_bytes_that_are_no_text(tmp_path: Path) -> None:
    chat = [{"role": "user", "content": "q"}, {"role": "assistant", "content": "a"}]
    pq.write_table(pa.table({"messages": [chat], "reference": [3]}), tmp_path / "chat.parquet")
    assert parts(one(tmp_path / "chat.parquet")) == ("q", "a", "3")
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
