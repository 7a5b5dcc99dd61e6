"""A person's columns go through ``assay verify`` unchanged, as columns, and the certificate covers them."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import assay
from assay.data import dataset
from assay.data.input_rows import json_text
from assay.data.own_columns import TAKEN, written_name
from assay.data.samples import read_samples
from assay.row import Content, row_digest
from assay.runs.verify import row_of_input
from assay.testing import command

PLUGINS = ("toy",)

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")) | st.sampled_from([1, 2, "a", 0.5]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
names = st.sampled_from(
    ["answer", "domain", "labels", "id", "prompt", "checks", "x", "original_x", "original_id", "same"]
)


def contents(path: Path) -> list[Content]:
    return [row_of_input(row) for row in read_samples(path, needs=())]


def accepted(row: Content) -> dict[str, Any]:
    runtime = {"python": "3", "platform": "p", "packages": [], "sandbox": None}
    policy = {"verifiers": [], "min_step_coverage": 0.0}
    told = {"digest": row_digest(row), "assay": "0", "policy": policy, "verdicts": [], "runtime": runtime}
    return {**row, "checks": [], "certificate": told}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    rows=st.lists(st.dictionaries(names, values, max_size=5), min_size=1, max_size=4),
    form=st.sampled_from(["parquet", "jsonl"]),
)
def test_any_columns_come_back_and_the_digest_with_them(rows: list[dict[str, Any]], form: Any) -> None:
    with TemporaryDirectory() as name:
        source, out = Path(name) / "in.jsonl", Path(name) / f"out.{form}"
        source.write_text("".join(json.dumps({"response": "r", **row}) + "\n" for row in rows))
        before = [accepted(row) for row in contents(source)]
        dataset.write_rows(before, out, form)
        after = list(dataset.read_rows(out))
        assert after == before
        assert [row_digest(row) for row in after] == [row["certificate"]["digest"] for row in before]
        assert list(dataset.write_rows(after, out, form) for _ in range(1)) == [len(before)]
        assert list(dataset.read_rows(out)) == before
        assert not list(Path(name).glob(".*"))


TYPED = pa.table(
    {
        "response": pa.array(["1 + 1 = 2", "2 + 2 = 4"], pa.large_string()),
        "n": pa.array([1, 2], pa.int32()),
        "share": pa.array([0.1, None], pa.float32()),
        "when": pa.array([datetime.datetime(2024, 1, 2, 3, 4, 5, 600), None], pa.timestamp("us", "UTC")),
        "day": pa.array([datetime.date(2024, 1, 2), None]),
        "price": pa.array([Decimal("1.10"), Decimal("2.00")], pa.decimal128(10, 2)),
        "raw": pa.array([b"\0\xff", b""]),
        "kind": pa.array(["a", "b"]).dictionary_encode(),
        "deep": pa.array([{"a": [1, None], "b": {"c": b"x"}}, None], pa.struct({"a": pa.list_(pa.int8()), "b": pa.struct({"c": pa.binary()})})),
        "nothing": pa.array([None, None], pa.string()),
        "answer": pa.array([2, 4], pa.int64()),
        "id": pa.array([7, 8], pa.int64()),
        "domain": pa.array(["", None], pa.string()),
    }
)  # fmt: skip


@pytest.fixture
def typed(work: Path) -> Path:
    pq.write_table(TYPED, work / "in.parquet")
    done = command("verify", "in.parquet", "-v", "toy.check", "--out", "run", "-w", "1", folder=work)
    assert done.returncode == 0 and "2 rows accepted" in done.stdout, done.stderr
    return work


def test_types_of_parquet_stay(typed: Path) -> None:
    out = pq.read_table(typed / "run" / "data")
    for name in TYPED.column_names:
        written = written_name(name)
        assert out[written].type == TYPED[name].type, name
        assert out[written].to_pylist() == TYPED[name].to_pylist(), name
    assert written_name("id") == "original_id"
    assert command("audit", "run", "-q", folder=typed).returncode == 0


@pytest.mark.parametrize("to", ["parquet", "jsonl", "hf"])
def test_exports_of_every_column_keep_them(to: str, typed: Path) -> None:
    out = {"parquet": "out.parquet", "jsonl": "out.jsonl", "hf": "out"}[to]
    assert command("export", "run", "--to", to, "--out", out, folder=typed).returncode == 0
    assert command("audit", out, "-q", folder=typed).returncode == 0
    if to == "jsonl":
        first = json.loads((typed / out).read_text().splitlines()[0])
        assert (first["n"], first["price"], first["answer"], first["original_id"]) == (1, 1.1, 2, 7)
        return
    table = pq.read_table(typed / out / "data" if to == "hf" else typed / out)
    assert {name: table[name].type for name in ("n", "raw", "answer")} == {
        name: TYPED[name].type for name in ("n", "raw", "answer")
    }


@pytest.mark.parametrize("column", [written_name(name) for name in TYPED.column_names if name != "response"])
def test_a_changed_column_of_theirs_is_found(column: str, typed: Path) -> None:
    file = next((typed / "run" / "data").glob("*.parquet"))
    table = pq.read_table(file)
    kind = table[column].type
    values = table[column].to_pylist()
    swapped = values[::-1] if values[0] != values[1] else ["changed", *values[1:]]
    place = table.column_names.index(column)
    pq.write_table(table.set_column(place, column, pa.array(swapped, kind)), file)
    done = command("audit", "run", "-q", folder=typed)
    assert done.returncode == 1 and "digest" in done.stdout, done.stdout


def test_what_a_column_cannot_hold_exactly_is_covered_too(work: Path) -> None:
    """``1.10`` in a column of floats stands there as 1.1, and its text beside it; neither can be changed unseen."""
    rows = (
        '{"response": "1 + 1 = 2", "price": 1.10, "m": 1}',
        '{"response": "2 + 2 = 4", "price": 2.5, "m": "x"}',
    )
    (work / "in.jsonl").write_text("\n".join(rows))
    command("verify", "in.jsonl", "-v", "toy.check", "--out", "run", "--format", "parquet", folder=work)
    file = next((work / "run" / "data").glob("*.parquet"))
    table = pq.read_table(file)
    assert table["price"].to_pylist() == [1.1, 2.5] and table["m"].to_pylist() == ["1", "x"]
    assert [row["provenance"]["extra"] for row in dataset.read_rows(file)] == [
        '{"m":1,"price":1.10,"response":"1 + 1 = 2"}',
        '{"m":"x","price":2.5,"response":"2 + 2 = 4"}',
    ]
    assert command("audit", "run", "-q", folder=work).returncode == 0
    changed = table.set_column(table.column_names.index("price"), "price", pa.array([1.2, 2.5]))
    pq.write_table(changed, file)
    assert command("audit", "run", "-q", folder=work).returncode == 1
    made = table["provenance"].to_pylist()
    made[0]["extra"] = made[0]["extra"].replace("1.10", "1.100")
    place = table.column_names.index("provenance")
    pq.write_table(table.set_column(place, "provenance", pa.array(made, table["provenance"].type)), file)
    assert command("audit", "run", "-q", folder=work).returncode == 1


def test_numbers_and_names_stay_as_they_were_in_json_lines(work: Path) -> None:
    line = '{"response": "1 + 1 = 2", "price": 1.10, "big": 12345678901234567890123, "answer": "two", "prompt": "1 + 1"}'
    (work / "in.jsonl").write_text(line)
    command("verify", "in.jsonl", "-v", "toy.check", "--out", "run", folder=work)
    (text,) = next((work / "run" / "data").glob("*")).read_text().splitlines()
    assert '"price":1.10' in text and '"big":12345678901234567890123' in text and '"answer":"two"' in text
    assert (
        text.count('"prompt":') == 1 and "original_prompt" not in text and r"{\"same\":[\"prompt\"]}" in text
    )


def test_a_text_with_half_a_pair_stays_whole_among_the_rejected(work: Path) -> None:
    rows = [{"response": "1 + 1 = 3", "x": "\ud800"}, {"response": "1 + 1 = 3", "x": "\\ud800"}]
    (work / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    for form in ("jsonl", "parquet"):
        done = command("verify", "in.jsonl", "-v", "toy.check", "--out", form, "--format", form, folder=work)
        assert "0 rows accepted, 2 rejected" in done.stdout or "1 rejected" in done.stdout, (
            done.stdout + done.stderr
        )
        found = dataset.read_rows(work / form / "rejected")
        assert [json.loads(row["provenance"]["extra"])["x"] for row in found] == ["\ud800", "\\ud800"]
        assert command("audit", form, "-q", folder=work).returncode == 0


def test_a_verified_table_is_at_most_three_times_as_large(work: Path) -> None:
    sums = [f"{a} + {b} = {a + b}" for a in range(40) for b in range(50)]
    table = pa.table(
        {
            "question": [f"What is {s.partition('=')[0]}?" for s in sums],
            "response": sums,
            "kind": ["x"] * 2000,
        }
    )
    pq.write_table(table, work / "in.parquet")
    command(
        "verify", "in.parquet", "-v", "toy.check", "--out", "run", "--map", "prompt=question", folder=work
    )
    rows = list(assay.read_rows(work / "run"))
    assert len(rows) == 2000
    # These rows are but 50 characters long, and a digest alone is 32 bytes that nothing makes smaller.
    size = sum(file.stat().st_size for file in (work / "run" / "data").iterdir())
    assert size - 2000 * 40 < 3 * (work / "in.parquet").stat().st_size


def test_runs_and_exports_of_ours_are_read_again(work: Path) -> None:
    command("generate", "toy.sum", "-n", "4", "--out", "run", "-w", "1", folder=work)
    again = command("verify", "run", "-v", "toy.check", "--out", "again", "-w", "1", folder=work)
    assert "4 rows accepted" in again.stdout, again.stderr
    table = pq.read_table(work / "again" / "data")
    before = pq.read_table(work / "run" / "data")
    assert table["generator"].to_pylist() == ["toy.sum"] * 4
    assert table["original_certificate"].to_pylist() == before["certificate"].to_pylist()
    assert table["messages"].to_pylist() == before["messages"].to_pylist()
    assert "original_messages" not in table.column_names
    assert command("audit", "again", "-q", folder=work).returncode == 0
    third = command("verify", "again", "-v", "toy.check", "--out", "third", "-w", "1", folder=work)
    assert "4 rows accepted" in third.stdout, third.stderr
    assert "original_original_certificate" in pq.read_table(work / "third" / "data").column_names
    forms = {
        "sft": (), "sharegpt": (), "jsonl": (), "parquet": (), "hf": (),
        "alpaca": ("--map", "prompt=instruction", "--map", "response=output"),
        "text": ("--map", "response=text"),
    }  # fmt: skip
    for form, more in forms.items():
        assert command("export", "run", "--to", form, "--out", f"x/{form}", folder=work).returncode in (0, 2)
        out = f"x/{form}" if form == "hf" else f"x/{form}.{'parquet' if form == 'parquet' else 'jsonl'}"
        if form != "hf":
            (work / "x" / form).unlink(missing_ok=True)
            (work / "x" / f"{form}.proof").unlink(missing_ok=True)
            assert command("export", "run", "--to", form, "--out", out, folder=work).returncode == 0
        done = command("verify", out, "-v", "toy.check", "--out", f"v-{form}", "-w", "1", *more, folder=work)
        assert "4 rows accepted" in done.stdout, (form, done.stderr, done.stdout)


def test_verdicts_alone(work: Path) -> None:
    (work / "in.jsonl").write_text('{"response": "1 + 1 = 2"}\n{"response": "1 + 1 = 3"}\n')
    told = ("verify", "in.jsonl", "-v", "toy.check", "--out", "run", "--verdicts-only")
    done = command(*told, "--fail-on", "any", folder=work)
    assert done.returncode == 1 and "1 row accepted, 1 rejected" in done.stdout and "next:" not in done.stdout
    assert {file.name for file in (work / "run").iterdir()} == {
        ".lock",
        "journal.sqlite",
        "run.json",
        "verdicts.jsonl",
    }
    assert len((work / "run" / "verdicts.jsonl").read_text().splitlines()) == 2
    for verb in (("audit", "run"), ("export", "run", "--to", "sft", "--out", "x.jsonl")):
        refused = command(*verb, folder=work)
        assert refused.returncode == 2 and "holds verdicts and no rows" in refused.stderr
    again = command(*told, "--resume", folder=work)
    assert again.returncode == 0 and "1 row accepted, 1 rejected" in again.stdout
    kept = command(*told[:-1], "--resume", folder=work)
    assert kept.returncode == 0 and len(list(dataset.read_rows(work / "run"))) == 1
    assert command("audit", "run", "-q", folder=work).returncode == 0


def test_after_the_first_rows_the_rest_may_follow(work: Path) -> None:
    (work / "in.jsonl").write_text("".join(f'{{"response": "{i} + 1 = {i + 1}"}}\n' for i in range(9)))
    told = ("verify", "in.jsonl", "-v", "toy.check", "--out", "run")
    assert "4 rows accepted" in command(*told, "--limit", "4", folder=work).stdout
    assert "9 rows accepted" in command(*told, "--resume", folder=work).stdout
    assert [row["id"] for row in dataset.read_rows(work / "run")] == [str(i) for i in range(1, 10)]
    assert "5 rows accepted" in command(*told[:-1], "drawn", "--sample", "5", folder=work).stdout
    for more in ((), ("--sample", "6"), ("--sample", "5", "--seed", "1"), ("--sample", "5", "--limit", "8")):
        done = command(*told[:-1], "drawn", "--resume", *more, folder=work)
        assert done.returncode == 2 and "was started with another sample" in done.stderr, done.stdout


def test_a_sample_is_drawn_of_the_first_rows(work: Path) -> None:
    (work / "in.jsonl").write_text("".join(f'{{"response": "{i} + 1 = {i + 1}"}}\n' for i in range(100)))
    drawn = []
    for number, seed in enumerate(("1", "1", "2")):
        size = ("--limit", "50", "--sample", "20%", "--seed", seed)
        done = command("verify", "in.jsonl", "-v", "toy.check", "--out", f"r{number}", *size, folder=work)
        assert "10 rows accepted" in done.stdout, done.stderr
        drawn.append([row["provenance"]["line"] for row in dataset.read_rows(work / f"r{number}")])
    assert (
        drawn[0] == drawn[1] == sorted(drawn[0]) and drawn[0] != drawn[2] and max(drawn[0] + drawn[2]) <= 50
    )
    asked = json.loads((work / "r0" / "run.json").read_text())["asked"]
    assert asked["sample"] == {"size": "20%", "seed": 1, "limit": 50}
    assert command("verify", "in.jsonl", "-v", "toy.check", "--sample", "x", folder=work).returncode == 2
    assert command("verify", "in.jsonl", "-v", "toy.check", "--fail-on", "x", folder=work).returncode == 2


def test_no_name_of_theirs_meets_one_of_ours() -> None:
    for name in (*TAKEN, "x", "original_x", "original_id", "original_original_id"):
        assert written_name(name) not in TAKEN
    assert len({written_name(n) for n in (*TAKEN, *(f"original_{t}" for t in TAKEN))}) == 2 * len(TAKEN)
    assert json_text({"b": 1, "a": None}) == '{"a":null,"b":1}'
