"""What people have on their disks: each odd input gives rows, or one clear sentence, and nothing of it is lost unsaid."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from assay import UsageError
from assay.data.inputs import open_input
from assay.data.places import find_inputs, name_of
from assay.data.samples import InputRow, Samples, parse_mapping

ROWS = [{"q": "1 + 1", "response": "2"}, {"q": "2 + 2", "response": "4"}]
TABLE = pa.Table.from_pylist(ROWS)
CSV = "q,response\n1 + 1,2\n2 + 2,4\n"
BOTH = ["2", "4"]


def lines(rows: list[Any]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def put(folder: Path, name: str, content: bytes | str) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def read(*names: str, mapping: Mapping[str, str] | None = None) -> list[InputRow]:
    with find_inputs(names) as places:
        return list(Samples(places, mapping or {}))


def told(rows: list[InputRow]) -> list[str]:
    """The response of each row, or why it has none."""
    return [row.sample.response if row.sample else row.reason for row in rows]


def packed(how: Callable[[bytes], bytes], text: str = lines(ROWS)) -> bytes:
    return how(text.encode())


def zst(data: bytes) -> bytes:
    return bytes(pa.compress(data, codec="zstd", asbytes=True))


def arrow(table: pa.Table, make: Any = pa.ipc.new_stream) -> bytes:
    sink = pa.BufferOutputStream()
    with make(sink, table.schema) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())


def parquet(table: pa.Table, **how: Any) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, **how)
    return bytes(sink.getvalue())


CHAT = [
    {"role": "system", "content": "Add."},
    {"role": "user", "content": "1 + 1"},
    {"role": "assistant", "content": "2"},
]
SHARE = [{"from": "human", "value": "1 + 1"}, {"from": "gpt", "value": "2"}]
DEEP = {"a": {"list": [{"text": "no"}, {"text": "2"}]}, "as.text": {"b": "3"}, "json": '{"c": [4]}'}
LONG = lines([{"response": str(number), "pad": os.urandom(20).hex()} for number in range(30_000)])

ODD: list[tuple[str, str, bytes | str, dict[str, str], list[str]]] = [
    # what is odd, the name, the content, --map, the responses or reasons
    ("a byte order mark", "a.jsonl", b"\xef\xbb\xbf" + lines(ROWS).encode(), {}, BOTH),
    ("a mark before a table", "a.csv", b"\xef\xbb\xbf" + CSV.encode(), {}, BOTH),
    ("ends of lines of Windows", "a.jsonl", lines(ROWS).replace("\n", "\r\n"), {}, BOTH),
    ("a table of Windows", "a.csv", CSV.replace("\n", "\r\n"), {}, BOTH),
    ("semicolons", "a.csv", CSV.replace(",", ";"), {}, BOTH),
    ("semicolons with commas inside", "a.csv", "q;response\n1,5 + 1,5;3\n2,5 + 2,5;5\n", {}, ["3", "5"]),
    ("tabs", "a.tsv", CSV.replace(",", "\t"), {}, BOTH),
    ("tabs in a .csv", "a.csv", CSV.replace(",", "\t"), {}, BOTH),
    ("commas in a .tsv", "a.tsv", CSV, {}, BOTH),
    ("bars", "a.csv", CSV.replace(",", "|"), {}, BOTH),
    ("a line end in a cell", "a.csv", 'q,response\n"1\n+ 1",2\n', {}, ["2"]),
    ("a cell too many", "a.csv", CSV + "3,4,5\n", {}, [*BOTH, "invalid_csv"]),
    ("blank lines", "a.jsonl", "\n\n" + lines(ROWS).replace("\n", "\n \n"), {}, BOTH),
    ("no end of the last line", "a.jsonl", lines(ROWS).rstrip(), {}, BOTH),
    ("one line and no more", "a.json", json.dumps(ROWS[0]), {}, ["2"]),
    ("lines named .json", "a.json", lines(ROWS), {}, BOTH),
    ("a list over many lines", "a.json", json.dumps(ROWS, indent=2), {}, BOTH),
    ("a list inside an object", "a.json", json.dumps({"version": 1, "data": ROWS}, indent=2), {}, BOTH),
    ("a list inside an object, on one line", "a.json", json.dumps({"data": ROWS}), {}, BOTH),
    ("an object of columns", "a.json", json.dumps({"q": ["a", "b"], "response": BOTH}, indent=1), {}, BOTH),
    ("one chat on one line", "a.json", json.dumps({"messages": CHAT}), {}, ["2"]),
    ("ShareGPT", "a.json", json.dumps([{"conversations": SHARE}]), {}, ["2"]),
    ("gzip", "a.jsonl.gz", packed(gzip.compress), {}, BOTH),
    ("gzip by another name", "a.jsonl", packed(gzip.compress), {}, BOTH),
    ("a table in gzip", "a.csv.gz", packed(gzip.compress, CSV), {}, BOTH),
    ("Zstandard", "a.jsonl.zst", packed(zst), {}, BOTH),
    ("bzip2", "a.jsonl.bz2", packed(bz2.compress), {}, BOTH),
    ("xz", "a.json.xz", packed(lzma.compress, json.dumps(ROWS)), {}, BOTH),
    ("Parquet", "a.parquet", parquet(TABLE), {}, BOTH),
    ("Parquet by another name", "a.bin", parquet(TABLE), {}, BOTH),
    ("an Arrow stream", "a.arrow", arrow(TABLE), {}, BOTH),
    ("an Arrow file", "a.arrow", arrow(TABLE, pa.ipc.new_file), {}, BOTH),
    ("an Arrow stream cut off", "a.arrow", arrow(TABLE)[:-200], {}, ["broken_file"]),
    ("nothing but a header", "a.csv", "q,response\n", {}, []),
    ("NaN and Infinity", "a.jsonl", '{"response": NaN}\n{"response": "2", "x": -Infinity}', {}, ["missing_response", "2"]),
    ("a number of 400 digits", "a.jsonl", '{"response": ' + "9" * 400 + "}", {}, ["9" * 400]),
    ("one key twice", "a.jsonl", '{"response": "1", "response": "2"}', {}, ["2"]),
    ("one id twice", "a.jsonl", lines([{"id": 1, **row} for row in ROWS]), {}, BOTH),
    ("columns of mixed types", "a.jsonl", lines([{"response": each} for each in ("2", 4, [1], None)]), {}, ["2", "4", "not_text", "missing_response"]),
    ("Latin-1", "a.jsonl", '{"response": "é"}\n'.encode("latin-1") + lines(ROWS).encode(), {}, ["invalid_utf8", *BOTH]),
    ("a table in Latin-1", "a.csv", CSV.encode() + "é,5\n".encode("latin-1"), {}, [*BOTH, "invalid_utf8"]),
    ("the last turn of a chat", "a.jsonl", lines([{"turns": CHAT}]), {"response": "turns.-1.content"}, ["2"]),
    ("nested in Parquet", "a.parquet", parquet(pa.Table.from_pylist([DEEP])), {"response": "a.list.1.text"}, ["2"]),
    ("a name with a dot", "a.jsonl", lines([DEEP]), {"response": "as.text.b"}, ["3"]),
    ("JSON within JSON", "a.jsonl", lines([DEEP]), {"response": "json.c.0"}, ["4"]),
    ("nested in some rows", "a.jsonl", lines([DEEP, {"a": 1}]), {"response": "a.list.-1.text"}, ["2", "missing_response"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "mapping", "expected"), [each[1:] for each in ODD], ids=[each[0] for each in ODD]
)
def test_rows_of_odd_files(
    name: str, content: bytes | str, mapping: dict[str, str], expected: list[str], tmp_path: Path
) -> None:
    rows = read(put(tmp_path, name, content), mapping=mapping)
    assert told(rows) == expected
    assert all(row.problem.startswith(f"{name}, ") for row in rows if row.sample is None)


@pytest.mark.parametrize("pack", [gzip.compress, zst, bz2.compress, lzma.compress])
@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv"])
def test_of_a_cut_archive_the_rows_before_the_break_are_kept(
    pack: Callable[[bytes], bytes], name: str, tmp_path: Path
) -> None:
    rows = [json.loads(line) for line in LONG.splitlines()]
    text = {
        "a.jsonl": LONG,
        "a.json": json.dumps(rows),
        "a.csv": "response,pad\n" + "".join(f"{row['response']},{row['pad']}\n" for row in rows),
    }[name]
    data = pack(text.encode())
    found = read(put(tmp_path, name, data[: len(data) * 3 // 4]))
    assert told(found)[-1] == "broken_file" and "restore it" in found[-1].problem
    kept = told(found)[:-1]
    assert kept == [str(number) for number in range(len(kept))]
    assert len(kept) > 5000


def test_an_archive_cut_in_its_first_bytes_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot read"):
        read(put(tmp_path, "a.jsonl.gz", gzip.compress(lines(ROWS).encode())[:6]))


def test_a_small_cut_archive_keeps_its_rows(tmp_path: Path) -> None:
    data = gzip.compress(lines(ROWS).encode())
    assert told(read(put(tmp_path, "a.jsonl.gz", data[:-6]))) == [*BOTH, "broken_file"]


SENTENCES: list[tuple[str, str, bytes | str, str]] = [
    ("UTF-16", "a.jsonl", lines(ROWS).encode("utf-16"), "is UTF-16; save it as UTF-8"),
    ("UTF-16 without a mark", "a.csv", CSV.encode("utf-16-le"), "is UTF-16; save it as UTF-8"),
    ("a picture", "a.png", b"\x89PNG\r\n\x1a\n\0\0", "is in no format that Assay reads"),
    ("Excel", "a.xlsx", b"PK\x03\x04more", "is in no format that Assay reads"),
    ("a column twice", "a.csv", "response,q,response\n1,2,3\n", "the header of .* has 'response' twice"),
    ("two lists", "a.json", json.dumps({"train": ROWS, "test": ROWS}, indent=1), r"several lists of rows \(train, test"),
    ("an object without rows", "a.json", json.dumps({"a": {"b": 1}}, indent=1), "one JSON object over many lines"),
    ("Parquet cut off", "a.parquet", parquet(TABLE)[:-20], "is not a sound Parquet file"),
    ("a path that no row has", "a.jsonl", lines([{"a": [1]}]), "no row of .* has a column 'response'"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "sentence"), [each[1:] for each in SENTENCES], ids=[each[0] for each in SENTENCES]
)
def test_what_is_no_data_is_one_sentence(
    name: str, content: bytes | str, sentence: str, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match=sentence):
        read(put(tmp_path, name, content))


def test_a_path_is_a_column_where_there_is_one_of_that_name(tmp_path: Path) -> None:
    rows = [{"a.b": "1", "a": {"b": "2"}}]
    assert told(read(put(tmp_path, "a.jsonl", lines(rows)), mapping={"response": "a.b"})) == ["1"]


# ------------------------------------------------------------------ several files


def test_folders_patterns_and_files_are_read_in_order_each_once(tmp_path: Path) -> None:
    put(tmp_path, "d/b.csv", CSV)
    put(tmp_path, "d/a.jsonl", lines([{"response": "1"}]))
    put(tmp_path, "d/sub/c.parquet", parquet(TABLE))
    put(tmp_path, "d/README.md", "# Not data")
    put(tmp_path, "d/dataset_info.json", "{}")
    put(tmp_path, "d/.cache/x.jsonl", "no")
    found = read(str(tmp_path / "d"), str(tmp_path / "d" / "*.csv"))
    assert [(row.file, row.id) for row in found] == [
        ("a.jsonl", "a.jsonl:1"),
        *((name, f"{name}:{number}") for name in ("b.csv", "sub/c.parquet") for number in (1, 2)),
    ]
    assert told(read(str(tmp_path / "d" / "*.csv"))) == BOTH
    assert told(read(str(tmp_path / "**" / "*.parquet"))) == BOTH


def test_of_runs_in_a_folder_only_accepted_rows_are_read(tmp_path: Path) -> None:
    for name in ("data/train-0.jsonl", "rejected/rejected-0.jsonl", "verdicts.jsonl"):
        put(tmp_path, f"runs/one/{name}", lines(ROWS))
    put(tmp_path, "runs/one/run.json", "{}")
    put(tmp_path, "runs/two.jsonl", lines([{"response": "6"}]))
    (tmp_path / "runs" / "round").symlink_to(tmp_path / "runs")
    assert told(read(str(tmp_path / "runs"))) == [*BOTH, "6"]
    put(tmp_path, "none/run.json", "{}")
    with pytest.raises(UsageError, match=r"the run in .*none has no accepted rows"):
        read(str(tmp_path / "none"))


def test_files_with_unlike_columns(tmp_path: Path) -> None:
    one = put(tmp_path, "a.jsonl", lines(ROWS))
    two = put(tmp_path, "b.jsonl", lines([{"messages": CHAT}, {"other": 1}]))
    found = read(one, two)
    assert told(found) == [*BOTH, "2", "missing_response"]
    assert found[-1].problem.startswith("b.jsonl, line 2: ")


def test_nothing_there_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name, sentence in (
        ("empty", "holds no file of rows"),
        ("*.jsonl", "no file matches"),
        ("absent.jsonl", "there is no file .*absent.jsonl; check the name$"),
    ):
        with pytest.raises(UsageError, match=sentence):
            read(str(tmp_path / name))
    with pytest.raises(UsageError, match=r"there is no file openai/gsm8k; .* or write hf:openai/gsm8k"):
        read("openai/gsm8k")


def test_what_save_to_disk_wrote(tmp_path: Path) -> None:
    """``data-*.arrow`` of one split, and a folder of splits."""
    for split, rows in (("train", ROWS), ("test", [{"q": "3", "response": "6"}])):
        name = "data-00000-of-00001.arrow"
        put(tmp_path, f"set/{split}/{name}", arrow(pa.Table.from_pylist(rows)))
        put(tmp_path, f"set/{split}/cache-1.arrow", arrow(TABLE))
        put(tmp_path, f"set/{split}/state.json", json.dumps({"_data_files": [{"filename": name}]}))
        put(tmp_path, f"set/{split}/dataset_info.json", "{}")
    put(tmp_path, "set/dataset_dict.json", json.dumps({"splits": ["train", "test"]}))
    assert told(read(str(tmp_path / "set" / "train"))) == BOTH
    assert told(read(str(tmp_path / "set"))) == [*BOTH, "6"]


def test_what_the_library_saves_and_loads(tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets")
    one = datasets.Dataset.from_list(ROWS)
    one.save_to_disk(str(tmp_path / "one"))
    datasets.DatasetDict(train=one, test=one).save_to_disk(str(tmp_path / "both"))
    assert told(read(str(tmp_path / "one"))) == BOTH
    assert told(read(str(tmp_path / "both"))) == BOTH * 2


def test_a_data_set_of_the_hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Through the library, which is told the name and the split; nothing is loaded here."""
    kept = put(tmp_path, "cache.arrow", arrow(TABLE))
    asked = []

    class Part:
        cache_files = ({"filename": kept},)

    class Library:
        @staticmethod
        def load_dataset(name: str, split: str | None) -> Any:
            asked.append((name, split))
            if name == "no/such":
                raise FileNotFoundError("Dataset 'no/such' doesn't exist")
            return Part() if split else {"train": Part()}

    monkeypatch.setitem(__import__("sys").modules, "datasets", Library)
    assert told(read("hf:some/set:test")) == told(read("hf://datasets/some/set")) == BOTH
    assert asked == [("some/set", "test"), ("some/set", None)]
    with pytest.raises(UsageError, match=r"cannot load hf:no/such .*doesn't exist.*; check the name"):
        read("hf:no/such")


def test_pipes_are_read_once_and_kept_until_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(lines(ROWS).encode())

    monkeypatch.setattr("sys.stdin", Stdin)
    found = read("-")
    assert told(found) == BOTH and found[0].file == "stdin"
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(CSV.replace(",", '","'),))
    writer.start()
    with pytest.raises(UsageError, match="no format"):  # it has no name that says it is a table
        read(str(pipe))
    writer.join()


@pytest.mark.parametrize(
    ("named", "name"),
    [
        (["qa.jsonl"], "qa"),
        (["there/qa.jsonl.gz", "b.csv"], "qa"),
        (["-"], "stdin"),
        (["/dev/stdin"], "stdin"),
        (["parts/*.jsonl"], "parts"),
        (["hf:openai/gsm8k:test"], "gsm8k"),
    ],
)
def test_what_a_run_is_called(named: list[str], name: str) -> None:
    assert name_of(named) == name


def test_mapping_of_paths_is_read() -> None:
    assert parse_mapping(["response=messages.-1.content"]) == {"response": "messages.-1.content"}


def test_how_many_rows_there_are_is_known_where_it_is_cheap(tmp_path: Path) -> None:
    assert open_input(Path(put(tmp_path, "a.jsonl", "\n" + lines(ROWS)))).quick_count() == 2
    assert open_input(Path(put(tmp_path, "a.parquet", parquet(TABLE)))).quick_count() == 2
    assert open_input(Path(put(tmp_path, "a.csv", CSV))).quick_count() is None
