"""Exports hold what the run holds, and the tools they are for can read them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import assay
from assay.data import dataset, exporters
from assay.row import columns

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def made(work: Path, assay_cli: Run) -> Path:
    assert assay_cli("generate", "toy.sum", "-n", "25", "--out", "run").returncode == 0
    return work


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_every_column_comes_out_again(made: Path, assay_cli: Run, form: str) -> None:
    done = assay_cli("export", "run", "--to", form, "--out", f"all.{form}")
    assert done.stdout == f"25 rows written to all.{form} (export.{form})\n"
    assert list(dataset.read_rows(made / f"all.{form}")) == list(dataset.read_rows(made / "run" / "data"))


def test_rows_have_the_keys_that_the_public_record_names(made: Path) -> None:
    first = next(iter(dataset.read_rows(made / "run")))
    assert set(first) == set(columns())
    assert set(first["certificate"]) == assay.Certificate.__annotations__.keys()


def test_chat_messages(made: Path, assay_cli: Run) -> None:
    assay_cli("export", "run", "--to", "sft", "--out", "chat.jsonl")
    lines = [json.loads(line) for line in (made / "chat.jsonl").read_text().splitlines()]
    assert lines == [
        {"id": row["id"], "messages": row["messages"]} for row in dataset.read_rows(made / "run")
    ]


@pytest.mark.parametrize("directory", ["run", "lines", "hub"])
def test_datasets_reads_the_run_and_its_export(made: Path, assay_cli: Run, directory: str) -> None:
    """The real library, offline."""
    assert assay_cli("export", "run", "--to", "hf", "--out", "hub").returncode == 0
    assert assay_cli("generate", "toy.sum", "-n", "25", "--format", "jsonl", "--out", "lines").returncode == 0
    code = (
        "import datasets, json\n"
        f"d = datasets.load_dataset({directory!r}, split='train', cache_dir='cache')\n"
        "print(json.dumps([d.num_rows, d[0]['prompt'], d[0]['messages'][1]['role'], d[0]['certificate']['digest'][:7]]))"
    )
    environment = {
        **os.environ,
        "HF_HUB_OFFLINE": "1",
        "HF_DATASETS_OFFLINE": "1",
        "HF_HOME": str(made / "home"),
    }
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=made, capture_output=True, text=True, timeout=120, env=environment
    )
    assert done.returncode == 0, done.stderr
    first = next(iter(dataset.read_rows(made / "run")))
    assert json.loads(done.stdout) == [25, first["prompt"], "assistant", "sha256:"]


def test_nothing_is_overwritten(made: Path, assay_cli: Run) -> None:
    (made / "mine.jsonl").write_text("precious")
    done = assay_cli("export", "run", "--to", "sft", "--out", "mine.jsonl")
    assert done.returncode == 2
    assert done.stderr == "assay: mine.jsonl exists already; choose another --out or delete it\n"
    assert (made / "mine.jsonl").read_text() == "precious"


def test_the_card_tells_what_a_reader_wants_to_know(made: Path) -> None:
    card = (made / "run" / "README.md").read_text()
    for part in (
        "# 25 verified rows",
        "generate toy.sum -n 25 --out run",
        "| toy.check | 1 | assay-toy |",
        "| toy.sum | 1 | assay-toy | 25 | 0 |",
        "| certificate |",
    ):
        assert part in card


TRIES = [
    ("What is 1 + 1?", "1 + 1 = 3"),
    ("What is 1 + 1?", "1 + 1 = 2"),
    ("What is 2 + 1?", "2 + 1 = 3"),
    ("What is 1 + 1?", "1+1 = 2"),
    ("What is 1 + 1?", "1 + 1 = 4"),
    ("What is 1 + 1?", "1 + 1 = 5"),
    ("What is 3 + 1?", "3 + 1 = 5"),
    ("What is 1 + 1?", "raise"),
]


@pytest.fixture
def tries(work: Path, assay_cli: Run) -> Path:
    """Several responses to one prompt, some right, some wrong, one that breaks the verifier."""
    lines = [json.dumps({"prompt": p, "response": r}) for p, r in TRIES]
    (work / "tries.jsonl").write_text("\n".join(lines))
    done = assay_cli("verify", "tries.jsonl", "--verifier", "toy.check", "--out", "run")
    assert done.returncode == 0, done.stderr
    return work


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_right_and_wrong_responses_to_one_prompt_become_pairs(tries: Path, assay_cli: Run) -> None:
    done = assay_cli("export", "run", "--to", "preference", "--out", "pairs.jsonl")
    assert done.stdout == "2 rows written to pairs.jsonl (export.preference)\n", done.stderr
    assert done.stderr == (
        "assay: 1 row left out: no wrong half, and no response to spare that failed at the same task\n"
    )
    pairs = lines_of(tries / "pairs.jsonl")
    assert [(pair["chosen"][0]["content"], pair["rejected"][0]["content"]) for pair in pairs] == [
        ("1 + 1 = 2", "1 + 1 = 3"),
        ("1+1 = 2", "1 + 1 = 4"),
    ]
    assert pairs[0]["prompt"] == [{"role": "user", "content": "What is 1 + 1?"}]
    assert pairs[0]["chosen"][0]["role"] == pairs[0]["rejected"][0]["role"] == "assistant"
    digest = next(iter(dataset.read_rows(tries / "run")))["certificate"]["digest"]
    assert pairs[0]["proof"] == {
        "kind": "verified",
        "chosen_id": "2",
        "chosen_digest": digest,
        "chosen_verifiers": ["toy.check"],
        "rejected_id": "1",
        "rejected_verifier": "toy.check",
        "rejected_reason": "wrong_sum",
        "rejected_message": "1 + 1 is not 3.",
    }


def test_verl_says_which_rows_it_leaves_out(tries: Path, assay_cli: Run) -> None:
    done = assay_cli("export", "run", "--to", "verl", "--out", "v.parquet")
    assert done.stdout == "2 rows written to v.parquet (export.verl)\n"
    assert done.stderr == (
        "assay: 1 row left out: prompt and reference are those of a row before, and a prompt is written once\n"
    )
    assert assay_cli("export", "run", "--to", "sft", "--out", "s.jsonl").stderr == ""


def accepted(id: str = "a", **columns: Any) -> dict[str, Any]:
    """A row as an exporter gets it."""
    messages = [{"role": "user", "content": "q"}, {"role": "assistant", "content": "right"}]
    verdicts = [{"verifier": "x.check"}]
    return {
        "id": id,
        "messages": messages,
        "reference": "r",
        "images": None,
        "pair": None,
        "certificate": {"digest": "sha256:0", "verdicts": verdicts},
    } | columns


@pytest.mark.parametrize(
    "changes",
    [
        {"reference": "another"},
        {"verifier": "recipe.near_duplicate"},
        {"reason": "hedged"},
        {"status": "abstained"},
        {"status": "error"},
        {"messages": [{"role": "user", "content": "Q"}, {"role": "assistant", "content": "wrong"}]},
        {"messages": [{"role": "user", "content": "q"}, {"role": "assistant", "content": "right"}]},
        {"messages": []},
        {"images": [{"message": 0}]},
    ],
)
def test_what_did_not_fail_at_the_same_task_is_no_wrong_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changes: dict[str, Any]
) -> None:
    class Known:
        """Installed is x.check, which proves by one reason."""

        def proves_wrong(self, verifier: str, reason: str) -> bool:
            return (verifier, reason) == ("x.check", "no")

    monkeypatch.setattr(exporters, "installed", Known)
    wrong = [{"role": "user", "content": "q"}, {"role": "assistant", "content": "wrong"}]
    failed = accepted("b", messages=wrong, status="rejected", verifier="x.check", reason="no", message="No.")
    assert exporters.write_preference([accepted()], tmp_path / "yes.jsonl", [failed]) == 1
    with pytest.raises(assay.UsageError, match="the run holds no pair"):
        exporters.write_preference([accepted()], tmp_path / "no.jsonl", [failed | changes])
    assert not (tmp_path / "no.jsonl").exists()


def test_a_pair_is_written_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Known:
        def proves_wrong(self, verifier: str, reason: str) -> bool:
            return (verifier, reason) == ("x.check", "no")

    monkeypatch.setattr(exporters, "installed", Known)

    def fallen(response: str) -> dict[str, Any]:
        messages = [{"role": "user", "content": "q"}, {"role": "assistant", "content": response}]
        return accepted(
            "f", messages=messages, status="rejected", verifier="x.check", reason="no", message=""
        )

    pair = {"rejected": "bad", "opinion": False, "verifier": "x.check", "reason": "no", "message": ""}
    rows = [accepted(pair=pair), accepted("b", pair=pair)]
    exporters.write_preference(rows, tmp_path / "p.jsonl", [fallen("bad"), fallen("other")])
    assert sorted(line["rejected"][0]["content"] for line in lines_of(tmp_path / "p.jsonl")) == [
        "bad",
        "other",
    ]
    assert "1 row left out: every pair is one of a row before" in capsys.readouterr().err


@pytest.mark.parametrize("opinion", [False, True])
def test_the_wrong_half_of_a_row_says_who_found_it_wrong(tmp_path: Path, opinion: bool) -> None:
    pair = {"rejected": "bad", "opinion": opinion, "verifier": "x.check", "reason": "no", "message": ""}
    assert exporters.write_preference([accepted(pair=pair)], tmp_path / "pairs.jsonl") == 1
    (line,) = lines_of(tmp_path / "pairs.jsonl")
    assert line["rejected"] == [{"role": "assistant", "content": "bad"}]
    assert line["proof"]["kind"] == ("opinion" if opinion else "verified")
    assert line["proof"]["rejected_id"] == "a"


LONG = [
    {"role": "system", "content": "Be kind."},
    {"role": "user", "content": "one"},
    {"role": "assistant", "content": "1"},
    {"role": "user", "content": "two"},
    {"role": "assistant", "content": "2"},
]


def test_turns_before_the_last_survive(tmp_path: Path) -> None:
    row = accepted(messages=LONG)
    exporters.write_alpaca([row], tmp_path / "a.jsonl")
    assert lines_of(tmp_path / "a.jsonl") == [
        {
            "id": "a",
            "instruction": "two",
            "input": "",
            "output": "2",
            "system": "Be kind.",
            "history": [["one", "1"]],
        }
    ]
    exporters.write_sharegpt([row], tmp_path / "s.jsonl")
    (line,) = lines_of(tmp_path / "s.jsonl")
    assert [(t["from"], t["value"]) for t in line["conversations"]] == [
        ("system", "Be kind."),
        ("human", "one"),
        ("gpt", "1"),
        ("human", "two"),
        ("gpt", "2"),
    ]


def test_what_a_format_cannot_hold_is_refused(tmp_path: Path) -> None:
    pictures = accepted(images=[{"message": 0, "path": "a.png", "sha256": "", "media_type": "image/png"}])
    for write in (exporters.write_sft, exporters.write_sharegpt, exporters.write_preference):
        with pytest.raises(assay.UsageError, match="row a shows pictures, which this format cannot hold"):
            write([pictures], tmp_path / "out.jsonl")
    for messages in (LONG[:2] + LONG[3:], LONG[:2] + LONG[1:]):
        with pytest.raises(assay.UsageError, match="no chat of user and assistant in turn"):
            exporters.write_alpaca([accepted(messages=messages)], tmp_path / "out.jsonl")
    assert list(tmp_path.iterdir()) == []


def test_the_tools_read_what_is_written_for_them(tries: Path, assay_cli: Run) -> None:
    """The real library, offline; the columns are those of verl's own GSM8K preparation."""
    for form, name in [
        ("preference", "p.jsonl"),
        ("sharegpt", "s.jsonl"),
        ("alpaca", "a.jsonl"),
        ("verl", "v.parquet"),
    ]:
        assert assay_cli("export", "run", "--to", form, "--out", name).returncode == 0
    code = (
        "import datasets, json\n"
        "def first(kind, file):\n"
        "    d = datasets.load_dataset(kind, data_files=file, split='train', cache_dir='cache')\n"
        "    return [d.num_rows, d[0]]\n"
        "print(json.dumps([first('json', f) for f in ('p.jsonl', 's.jsonl', 'a.jsonl')] + [first('parquet', 'v.parquet')]))"
    )
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "HF_HOME": str(tries / "home")}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tries, capture_output=True, text=True, timeout=300, env=environment
    )
    assert done.returncode == 0, done.stderr
    pairs, chats, instructions, prompts = json.loads(done.stdout)
    assert pairs[0] == 2 and pairs[1]["chosen"] == [{"role": "assistant", "content": "1 + 1 = 2"}]
    assert chats[0] == 3 and chats[1]["conversations"][0] == {"from": "human", "value": "What is 1 + 1?"}
    assert instructions[0] == 3 and instructions[1]["output"] == "1 + 1 = 2"
    assert prompts == [
        2,
        {
            "data_source": "assay",
            "prompt": [{"role": "user", "content": "What is 1 + 1?"}],
            "ability": "",
            "reward_model": {"style": "rule", "ground_truth": ""},
            "extra_info": {
                "index": 0,
                "split": "train",
                "id": "2",
                "answer": None,
                "verifiers": ["toy.check"],
            },
        },
    ]
