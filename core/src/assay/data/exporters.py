"""What ``assay export`` can write: chats, preference pairs, prompts for RL trainers, every column.

A format that cannot hold something of a row refuses the row, and rows that are left out are counted on
standard error with the reason: nothing is left out unsaid.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from assay.data import dataset
from assay.data.files import aside, json_line, size_category
from assay.descriptions import Exporter
from assay.errors import UsageError, counted
from assay.records import digest
from assay.registry import installed
from assay.row import RejectedRow, Row

Line = dict[str, Any]


def _fresh(out: Path) -> Path:
    """``out`` if nothing would be overwritten."""
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UsageError(f"{out} exists already; choose another --out or delete it")
    return out


def _file(out: Path) -> Path:
    if out.is_dir():
        raise UsageError(f"{out} is a directory; name a file to write")
    return _fresh(out)


def _write_lines(lines: Iterable[Line], out: Path) -> int:
    """JSONL, visible only when it is complete."""
    count = 0
    with aside(_file(out)) as partial, partial.open("w", encoding="utf-8") as file:
        for line in lines:
            file.write(json_line(line) + "\n")
            count += 1
    return count


def _tell_left_out(count: int, why: str) -> None:
    if count:
        print(f"assay: {counted(count, 'row')} left out: {why}", file=sys.stderr)


def with_reasoning(rows: Iterable[Row], how: str) -> Iterator[Row]:
    """Rows with their reasoning in a column of its own (``own``), in the response as ``<think>`` (``think``), or without."""
    for row in rows:
        reasoning = row.get("reasoning")
        if not reasoning or how == "own" or not row["messages"]:
            yield row
            continue
        *earlier, last = row["messages"]
        if how == "think":
            last = {**last, "content": f"<think>\n{reasoning}\n</think>\n\n{last['content']}"}
        yield {**row, "messages": [*earlier, last], "reasoning": None}


def _chat(row: Row, *, reasoned: bool = False) -> list[dict[str, str]]:
    """The turns of a row that is text alone; with ``reasoned``, what is done about its reasoning is the caller's."""
    if row.get("reasoning") and not reasoned:
        raise UsageError(
            f"row {row['id']} holds a model's reasoning, for which this format has no place; add --reasoning think to "
            "have it in the response, or --reasoning drop"
        )
    if row["images"]:
        raise UsageError(
            f"row {row['id']} shows pictures, which this format cannot hold; export to jsonl, parquet or hf"
        )
    if not row["messages"]:
        raise UsageError(
            f"row {row['id']} holds no turn, which this format needs; export to jsonl, parquet or hf"
        )
    return [{"role": turn["role"], "content": turn["content"]} for turn in row["messages"]]


def write_sft(rows: Iterable[Row], out: Path) -> int:
    """One ``{"id", "messages": [...]}`` a line, the chat format that fine-tuning tools read.

    Reasoning stands as ``reasoning_content`` in the last turn, where the chat templates of reasoning models look for it.
    """

    def line(row: Row) -> Line:
        turns = _chat(row, reasoned=True)
        if row.get("reasoning"):
            turns[-1]["reasoning_content"] = row["reasoning"] or ""
        return {"id": row["id"], "messages": turns}

    return _write_lines(map(line, rows), out)


def write_prompt_completion(rows: Iterable[Row], out: Path) -> int:
    """One ``{"id", "prompt", "completion"}`` a line, each a list of turns: losses fall on the completion alone."""

    def line(row: Row) -> Line:
        *context, last = _chat(row, reasoned=True)
        if row.get("reasoning"):
            last["reasoning_content"] = row["reasoning"] or ""
        return {"id": row["id"], "prompt": context, "completion": [last]}

    return _write_lines(map(line, rows), out)


def with_system(rows: Iterable[Row], text: str) -> Iterator[Row]:
    """Rows whose chat begins with a system prompt; one that has its own keeps it."""
    for row in rows:
        if row["messages"] and row["messages"][0]["role"] != "system":
            yield {**row, "messages": [{"role": "system", "content": text}, *row["messages"]]}
        else:
            yield row


def write_text(rows: Iterable[Row], out: Path) -> int:
    """One ``{"id", "text"}`` a line, the response alone: stories, documents and rewritings for pre-training."""
    return _write_lines(({"id": row["id"], "text": _chat(row)[-1]["content"]} for row in rows), out)


_SPEAKERS = {"system": "system", "user": "human", "assistant": "gpt", "tool": "observation"}


def write_sharegpt(rows: Iterable[Row], out: Path) -> int:
    """One ``{"id", "conversations": [{"from", "value"}, …]}`` a line, from ``human`` to ``gpt``."""

    def conversation(row: Row) -> Line:
        turns = [
            {"from": _SPEAKERS.get(turn["role"], turn["role"]), "value": turn["content"]}
            for turn in _chat(row)
        ]
        return {"id": row["id"], "conversations": turns}

    return _write_lines(map(conversation, rows), out)


def write_alpaca(rows: Iterable[Row], out: Path) -> int:
    """One ``{"id", "instruction", "input", "output", "system", "history"}`` a line; ``input`` is empty.

    Turns before the last two are the ``history``, pairs of what was said and answered.
    """

    def instruction(row: Row) -> Line:
        turns = _chat(row)
        system = turns.pop(0)["content"] if turns[0]["role"] == "system" else ""
        said, answered = turns[0::2], turns[1::2]
        roles = {t["role"] for t in said}, {t["role"] for t in answered}
        if roles != ({"user"}, {"assistant"}) or len(said) != len(answered):
            raise UsageError(
                f"row {row['id']} is no chat of user and assistant in turn, as this format demands; export to sft"
            )
        history = [[a["content"], b["content"]] for a, b in zip(said, answered, strict=True)][:-1]
        return {
            "id": row["id"],
            "instruction": said[-1]["content"],
            "input": "",
            "output": answered[-1]["content"],
            "system": system,
            "history": history,
        }

    return _write_lines(map(instruction, rows), out)


def write_preference(rows: Iterable[Row], out: Path, rejected: Iterable[RejectedRow] = ()) -> int:
    """One ``{"id", "prompt", "chosen", "rejected", "proof"}`` a line: chats, as preference trainers read them.

    A pair is a row with its own wrong half, or a row and one that failed at the
    same task: same chat before the response, same reference, and proved wrong by a
    verifier that accepted the chosen one. What was rejected for its form, or could not be
    read, is in no pair. No pair comes twice, no response is in two of the second kind.
    """
    registry = installed()
    written: set[str] = set()
    wrong: dict[str, list[Line]] = {}
    for row in rejected:
        proved = row["status"] == "rejected" and registry.proves_wrong(row["verifier"] or "", row["reason"])
        if proved and row["messages"] and not row["images"]:
            wrong.setdefault(_task(row), []).append(
                {name: row[name] for name in ("id", "verifier", "reason", "message")}
                | {"response": row["messages"][-1]["content"]}
            )

    without = repeated = thoughts = 0

    def pairs() -> Iterator[Line]:
        nonlocal without, repeated, thoughts
        for row in rows:
            *context, last = _chat(row, reasoned=True)
            thoughts += bool(row.get("reasoning"))
            wrong_halves: list[Line] = []
            own: str | None = None
            if row["pair"]:
                own = row["pair"]["rejected"]
                wrong_halves.append({**row["pair"], "id": None, "response": own})
            trusted = {verdict["verifier"] for verdict in row["certificate"]["verdicts"]}
            others = wrong.get(_task(row), [])
            for other in others:
                half = other["response"]
                if other["verifier"] in trusted and half != last["content"] and half != own:
                    wrong_halves.append({**other, "opinion": False})
                    others.remove(other)
                    break
            keys = [digest([context, last["content"], other["response"]]) for other in wrong_halves]
            without += not keys
            repeated += bool(keys) and written.issuperset(keys)
            for other, key in zip(wrong_halves, keys, strict=True):
                if key in written:
                    continue
                written.add(key)
                yield {
                    "id": row["id"],
                    "prompt": context,
                    "chosen": [last],
                    "rejected": [{"role": "assistant", "content": other["response"]}],
                    "proof": {
                        "kind": "opinion" if other["opinion"] else "verified",
                        "chosen_id": row["id"],
                        "chosen_digest": row["certificate"]["digest"],
                        "chosen_verifiers": sorted(trusted),
                        "rejected_id": other["id"] or row["id"],
                        "rejected_verifier": other["verifier"] or "",
                        "rejected_reason": other["reason"] or "",
                        "rejected_message": other["message"] or "",
                    },
                }

    found = pairs()
    first = next(found, None)
    if first is None:
        raise UsageError(
            "the run holds no pair: no row has a wrong half, and none that failed has the task of one that passed"
        )
    count = _write_lines(chain([first], found), out)
    _tell_left_out(without, "no wrong half, and no response to spare that failed at the same task")
    _tell_left_out(repeated, "every pair is one of a row before")
    if thoughts:
        print(
            f"assay: the reasoning of {counted(thoughts, 'row')} left out: the wrong halves have none to compare with",
            file=sys.stderr,
        )
    return count


def _task(row: Row | RejectedRow) -> str:
    """What two responses must share to be compared."""
    return digest([row["messages"][:-1], row["reference"]])


def write_verl(rows: Iterable[Row], out: Path) -> int:
    """One Parquet file of prompts and their ground truth, in the columns that verl's trainers read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    text = pa.string()
    turns = pa.list_(pa.struct({"role": text, "content": text}))
    truth = pa.struct({"style": text, "ground_truth": text})
    extra = {"index": pa.int64(), "split": text, "id": text, "answer": text, "verifiers": pa.list_(text)}
    schema = pa.schema(
        {"data_source": text, "prompt": turns, "ability": text, "reward_model": truth}
        | {"extra_info": pa.struct(extra)}
    )

    def example(index: int, row: Row) -> Line:
        return {
            "data_source": row["generator"] or row["recipe"] or row["domain"] or "assay",
            "prompt": _chat(row, reasoned=True)[:-1],
            "ability": row["domain"],
            "reward_model": {"style": "rule", "ground_truth": row["reference"]},
            "extra_info": {
                "index": index,
                "split": "train",
                "id": row["id"],
                "answer": row["answer"],
                "verifiers": [verdict["verifier"] for verdict in row["certificate"]["verdicts"]],
            },
        }

    count = left_out = 0
    seen: set[str] = set()  # a prompt with several right responses is one prompt
    with aside(_file(out)) as partial, pq.ParquetWriter(partial, schema) as writer:
        batch: list[Line] = []
        for row in rows:
            if (task := _task(row)) in seen:
                left_out += 1
                continue
            seen.add(task)
            batch.append(example(count, row))
            count += 1
            if len(batch) == dataset.BATCH_ROWS:
                writer.write_table(pa.Table.from_pylist(batch, schema))
                batch = []
        writer.write_table(pa.Table.from_pylist(batch, schema))
    _tell_left_out(left_out, "prompt and reference are those of a row before, and a prompt is written once")
    return count


def write_jsonl(rows: Iterable[Row], out: Path) -> int:
    """Every column, one row a line."""
    return dataset.write_rows(rows, _file(out), "jsonl")


def write_parquet(rows: Iterable[Row], out: Path) -> int:
    """Every column, in one Parquet file."""
    return dataset.write_rows(rows, _file(out), "parquet")


def write_hf(rows: Iterable[Row], out: Path) -> int:
    """A directory that ``datasets.load_dataset(out)`` reads: Parquet shards and a card that names them."""
    _fresh(out).mkdir(parents=True, exist_ok=True)
    domains: set[str] = set()

    def seen() -> Iterator[Row]:
        for row in rows:
            domains.add(row["domain"])
            yield row

    count = dataset.write_shards(seen(), out / "data", "parquet")
    tags = json.dumps(["synthetic", "verified", *sorted(filter(None, domains))])
    info = "\n".join(dataset.hub_info(count))
    card = f"""---
tags: {tags}
size_categories: [{json.dumps(size_category(count))}]
configs:
- config_name: default
  data_files:
  - split: train
    path: data/train-*.parquet
{info}
---

{count:,} rows, each of which carries the certificate of the verifiers that proved it (column `certificate`).
Made with Assay; `assay audit` on the run directory they came from proves them again.
"""
    with aside(out / "README.md") as partial:
        partial.write_text(card, encoding="utf-8")
    return count


EXPORTERS = [
    Exporter(
        "export.prompt_completion",
        1,
        "Prompt and completion as chats, as JSONL: the loss falls on the completion.",
        write=write_prompt_completion,
    ),
    Exporter("export.sft", 2, "Chat messages as JSONL, for supervised fine-tuning.", write=write_sft),
    Exporter(
        "export.preference",
        2,
        "Chosen and rejected responses with their proof, as JSONL.",
        write=write_preference,
        rejected=True,
    ),
    Exporter("export.sharegpt", 1, "Conversations from human to gpt, as JSONL.", write=write_sharegpt),
    Exporter("export.alpaca", 2, "Instruction, input, output, as JSONL.", write=write_alpaca),
    Exporter(
        "export.verl",
        1,
        "Prompts with their ground truth, as Parquet for verl.",
        write=write_verl,
        suffix=".parquet",
    ),
    Exporter("export.text", 1, "The responses alone as JSONL, for pre-training.", write=write_text),
    Exporter("export.jsonl", 1, "Every column as JSONL.", write=write_jsonl, whole_rows=True),
    Exporter(
        "export.parquet",
        1,
        "Every column in one Parquet file.",
        write=write_parquet,
        whole_rows=True,
        suffix=".parquet",
    ),
    Exporter(
        "export.hf",
        1,
        "A directory that datasets.load_dataset reads.",
        write=write_hf,
        whole_rows=True,
        suffix="",
    ),
]
