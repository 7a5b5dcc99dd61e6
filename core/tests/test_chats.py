"""A chat goes through ``assay verify``, the audit and the exports whole, and Python says what the shell says."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import assay
from assay.data import dataset

Run = Callable[..., "subprocess.CompletedProcess[str]"]
PLUGINS = ("toy", "talk")

TALK = [
    {"role": "system", "content": "Add."},
    {"role": "user", "content": "What is 1 + 1?"},
    {"role": "assistant", "content": "1 + 1 = 2"},
    {"role": "user", "content": "And 2 + 2?"},
]
RIGHT = {"role": "assistant", "content": "2 + 2 = 4"}
WRONG = {"role": "assistant", "content": "2 + 2 = 5"}


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def verify(work: Path, assay_cli: Run, rows: list[dict[str, Any]], verifier: str, *more: str) -> None:
    (work / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    done = assay_cli("verify", "in.jsonl", "-v", verifier, "--out", "run", *more)
    assert done.returncode == 0, done.stderr


def test_the_whole_chat_stands_in_the_row_and_in_every_export(work: Path, assay_cli: Run) -> None:
    verify(work, assay_cli, [{"messages": [*TALK, RIGHT]}, {"messages": [*TALK, WRONG]}], "toy.check")
    (row,) = dataset.read_rows(work / "run" / "data")
    assert row["messages"] == [*TALK, RIGHT] and row["prompt"] == "And 2 + 2?"
    (failed,) = dataset.read_rows(work / "run" / "rejected")
    assert failed["messages"] == [*TALK, WRONG]
    done = assay_cli("audit", "run")
    assert done.returncode == 0 and "1 of 1 row proved again, 0 problems" in done.stdout

    written = {}
    for to in ("sft", "sharegpt", "alpaca", "preference", "verl", "jsonl", "parquet"):
        done = assay_cli("export", "run", "--to", to, "--out", f"out.{to}")
        assert done.returncode == 0, done.stderr
        if to not in ("verl", "parquet"):
            (written[to],) = lines_of(work / f"out.{to}")
    assert written["sft"] == {"id": row["id"], "messages": [*TALK, RIGHT]}
    assert written["jsonl"]["messages"] == [*TALK, RIGHT]
    assert [(turn["from"], turn["value"]) for turn in written["sharegpt"]["conversations"]] == [
        (speaker, turn["content"])
        for speaker, turn in zip(("system", "human", "gpt", "human", "gpt"), [*TALK, RIGHT], strict=True)
    ]
    assert written["alpaca"] == {
        "id": row["id"],
        "instruction": "And 2 + 2?",
        "input": "",
        "output": "2 + 2 = 4",
        "system": "Add.",
        "history": [["What is 1 + 1?", "1 + 1 = 2"]],
    }
    pair = written["preference"]
    assert (pair["prompt"], pair["chosen"], pair["rejected"]) == (TALK, [RIGHT], [WRONG])
    assert pq.read_table(work / "out.verl").to_pylist()[0]["prompt"] == TALK
    assert pq.read_table(work / "out.parquet").to_pylist()[0]["messages"] == [*TALK, RIGHT]


def test_answers_after_other_turns_are_no_pair(work: Path, assay_cli: Run) -> None:
    other = [{"role": "system", "content": "Subtract."}, *TALK[1:]]
    verify(work, assay_cli, [{"messages": [*TALK, RIGHT]}, {"messages": [*other, WRONG]}], "toy.check")
    done = assay_cli("export", "run", "--to", "preference", "--out", "pairs.jsonl")
    assert done.returncode == 2 and "the run holds no pair" in done.stderr


def test_a_tools_turn_is_kept_and_refused_by_the_format_that_has_none(work: Path, assay_cli: Run) -> None:
    tool = {"role": "tool", "content": "4"}
    verify(work, assay_cli, [{"messages": [*TALK, tool, RIGHT]}], "toy.check")
    assert assay_cli("export", "run", "--to", "sharegpt", "--out", "s.jsonl").returncode == 0
    assert lines_of(work / "s.jsonl")[0]["conversations"][4] == {"from": "observation", "value": "4"}
    done = assay_cli("export", "run", "--to", "alpaca", "--out", "a.jsonl")
    assert done.returncode == 2 and "row 1 is no chat of user and assistant in turn" in done.stderr


@pytest.mark.parametrize("form", ["sharegpt", "alpaca", "preference", "jsonl"])
def test_what_an_export_wrote_is_verified_as_the_same_chat(work: Path, assay_cli: Run, form: str) -> None:
    verify(work, assay_cli, [{"messages": [*TALK, RIGHT]}, {"messages": [*TALK, WRONG]}], "toy.check")
    assert assay_cli("export", "run", "--to", form, "--out", "out.jsonl").returncode == 0
    mapping = {
        "preference": ("--map", "response=chosen"),
        "alpaca": ("--map", "response=output", "--map", "prompt=instruction"),
    }.get(form, ())
    done = assay_cli("verify", "out.jsonl", "-v", "toy.check", "--out", "again", *mapping)
    assert done.returncode == 0, done.stderr
    (row,) = dataset.read_rows(work / "again" / "data")
    assert row["messages"] == [*TALK, RIGHT]


said = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
context = st.lists(st.tuples(st.sampled_from(["system", "user", "assistant", "tool"]), said), max_size=5)
sums = st.tuples(st.integers(0, 99), st.integers(0, 99))


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(context, sums), min_size=1, max_size=8))
def test_rows_exported_to_sft_and_verified_again_are_the_same_chats(
    work: Path, assay_cli: Run, talks: list[tuple[list[tuple[str, str]], tuple[int, int]]]
) -> None:
    folder = work / str(len(list(work.iterdir())))
    folder.mkdir()
    chats = [
        [{"role": role, "content": text} for role, text in (*before, ("assistant", f"{a} + {b} = {a + b}"))]
        for before, (a, b) in talks
    ]
    (folder / "in.jsonl").write_text("".join(json.dumps({"messages": chat}) + "\n" for chat in chats))
    for file, out in (("in.jsonl", "first"), ("sft.jsonl", "second")):
        done = assay_cli("verify", str(folder / file), "-v", "toy.check", "--out", str(folder / out))
        assert done.returncode == 0, done.stderr
        assert [row["messages"] for row in dataset.read_rows(folder / out / "data")] == chats
        assert assay_cli("audit", str(folder / out)).returncode == 0
        if out == "first":
            to = ("--to", "sft", "--out", str(folder / "sft.jsonl"))
            assert assay_cli("export", str(folder / out), *to).returncode == 0


SOURCES = [{"id": "note", "text": "Two."}, {"id": "b", "text": "Three.", "title": "B"}]


def test_python_says_what_the_shell_says(work: Path, assay_cli: Run) -> None:
    """``talk.shows`` gives back what it sees."""
    rows: list[dict[str, Any]] = [
        {"messages": [*TALK, RIGHT]},
        {"messages": TALK, "response": "5"},
        {"messages": [*TALK, RIGHT], "response": "5", "reference": "4"},
        {"messages": [*TALK, RIGHT], "prompt": "And 2 + 2?", "sources": SOURCES},
        {"prompt": "q", "response": "a", "reference": json.dumps({"answer": "4", "sources": SOURCES})},
        {"response": "a", "sources": SOURCES},
        {"messages": TALK},
        {"messages": [{"role": "wizard", "content": "q"}, RIGHT]},
        {"messages": [*TALK, {**RIGHT, "tool_calls": [{"id": "1"}]}]},
        {"messages": [*TALK, RIGHT], "prompt": "another", "response": "5"},
        {"response": "a", "sources": [{"id": "n", "text": "a"}, {"id": "n", "text": "b"}]},
        {"messages": [{"from": "human", "value": "q"}, {"from": "gpt", "value": "a"}]},
        {"response": ""},
        {"response": "\ud800"},
    ]
    (work / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    done = assay_cli("verify", "in.jsonl", "-v", "talk.shows", "--out", "run")
    assert done.returncode == 0, done.stderr
    shell = [
        (
            line["status"],
            line["reason"],
            line["message"].partition(": ")[2] or line["message"],
            line["verifier"],
        )
        for line in lines_of(work / "run" / "verdicts.jsonl")
    ]
    assert [status for status, *_ in shell] == ["rejected"] * 6 + ["error"] * 5 + ["rejected"] + ["error"] * 2

    def told(verdict: assay.Verdict) -> tuple[str, ...]:
        message = verdict.message.partition(": ")[2] or verdict.message
        return str(verdict.status), verdict.reason, message, verdict.verifier

    assert [told(verdict) for verdict in assay.verify_many("talk.shows", rows)] == shell
    assert [told(assay.verify("talk.shows", **row)) for row in rows] == shell


@pytest.mark.usefixtures("toys")
def test_python_takes_messages_and_sources_of_assay() -> None:
    chat = [assay.Message("system", "s"), assay.Message("user", "q"), assay.Message("assistant", "a")]
    seen = assay.verify("talk.shows", messages=chat, sources=[assay.Source("n", "a note", licence="CC0")])
    assert json.loads(seen.message) == {
        "messages": [["system", "s"], ["user", "q"], ["assistant", "a"]],
        "prompt": "q",
        "response": "a",
        "sources": [["n", "a note", "", "CC0", ""]],
    }
    picture = assay.Message("user", "q", (assay.Image("a.png", "0", "image/png"),))
    seen = assay.verify("talk.shows", messages=[picture, chat[-1]])
    assert (seen.status, seen.reason, seen.verifier) == (assay.Status.ERROR, "not_text", "reader")
    assert not seen


@pytest.mark.usefixtures("toys")
@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"messages": "q"}, r"row 0: messages must be a list of assay.Message or of objects with role and"),
        ({"messages": [("user", "q")]}, r"row 0: messages must be a list of assay.Message"),
        ({"messages": [{"text": "q"}]}, r"row 0: messages must have a role and a content each"),
        ({"response": "a", "sources": [5]}, r"row 0: sources must be a list of assay.Source or of texts"),
        ({"response": "a", "sources": "a"}, r"row 0: sources must be a list of assay.Source or of texts"),
        ({"messages": []}, r"row 0: response must be text, it is NoneType"),
        ({"messages": [], "response": 5}, r"row 0: response must be text, it is int"),
        (
            {"response": "a", "system": "s"},
            r"row 0 has a field 'system'; known are response, reference, prompt",
        ),
    ],
)
def test_a_call_of_other_types_is_refused_in_a_sentence(fields: dict[str, Any], sentence: str) -> None:
    with pytest.raises(assay.UsageError, match=sentence):
        list(assay.verify_many("talk.shows", [fields]))


@pytest.mark.parametrize(
    "messages",
    [
        [],
        [{"role": "system", "content": "s"}],
        [{"role": "user", "content": "q"}],
        [{"role": "user", "content": "q"}, RIGHT, {"role": "user", "content": "thanks"}],
    ],
)
def test_an_export_of_what_is_no_exchange_is_refused(tmp_path: Path, messages: list[Any]) -> None:
    from assay.data import exporters

    row: Any = {"id": "a", "messages": messages, "images": None}
    with pytest.raises(assay.UsageError, match=r"row a (holds no turn|is no chat of user and assistant)"):
        exporters.write_alpaca([row], tmp_path / "a.jsonl")
    assert not list(tmp_path.iterdir())
