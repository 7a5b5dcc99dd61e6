"""What a model thought is a column of its own, in a run and in exports, and no part of the response."""

from __future__ import annotations

import asyncio
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import assay
from assay import Reply
from assay.runs.recipe import ModelChoice
from assay.testing import play, read_rows
from assay.testing.stub_server import ModelServer as Server

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def adds(prompt: str, before: int) -> Reply:
    """Every third one has thought nothing; of the others, half think apart and half in the text."""
    a, b = map(int, prompt.split("What is ")[1].rstrip("?").split(" + "))
    row, said = int(prompt.split()[1]), f"{a} + {b} = {a + b}"
    if row % 3 == 0:
        return Reply(said)
    return (
        Reply(said, thinking=f"hm {row}") if row % 3 == 1 else Reply(f"<think>\nhm {row}\n</think>\n{said}")
    )


@assay.recipe("chef.visible", params=assay.NoParams, verifiers=("chef.check",))
async def visible(seed: assay.Seed, ctx: assay.Context[assay.NoParams]) -> assay.Draft:
    """The visible part is the response."""
    reply = await ctx.ask(f"row {ctx.index} What is {ctx.index} + 5?")
    return assay.Draft(f"What is {ctx.index} + 5?", reply.whole(), str(ctx.index + 5))


visible.source(lambda params, rng: [{} for _ in range(6)])


def test_reasoning_is_kept_dropped_or_required(work: Path) -> None:
    for how, expected in (("keep", [None, "hm 1", "hm 2", None, "hm 4", "hm 5"]), ("drop", [None] * 6)):
        played = play(visible, {}, adds, folder=work, out=how, reasoning=how)
        assert [row["reasoning"] for row in played.accepted] == expected
        assert all("hm" not in turn["content"] for row in played.accepted for turn in row["messages"])
    played = play(visible, {}, adds, folder=work, out="require", reasoning="require")
    assert [row["reasoning"] for row in played.accepted] == ["hm 1", "hm 2", "hm 4", "hm 5"]
    assert [row["reason"] for row in played.rejected] == ["no_reasoning"] * 2


def test_the_reasoning_of_a_server_reaches_the_row(assay_cli: Run, work: Path, server: Server) -> None:
    server.control(thinking="let me see")
    model = ("--model", "openai:stub", "--base-url", server.url, "-w", "1", "--set", "rows=2")
    assert assay_cli("run", "chef.sums", *model, "--out", "run").returncode == 0
    assert [row["reasoning"] for row in read_rows(work / "run" / "data")] == ["let me see"] * 2
    done = assay_cli("run", "chef.sums", *model, "--out", "run", "--resume", "--reasoning", "drop")
    assert done.returncode == 2 and "started with another reasoning" in done.stderr
    done = assay_cli("run", "chef.sums", *model, "--out", "b", "--reasoning", "some")
    assert done.returncode == 2 and "use keep, drop or require" in done.stderr


def test_a_recipe_asks_for_reasoning_and_says_which_it_is(work: Path) -> None:
    @assay.recipe("chef.reasoned", params=assay.NoParams, verifiers=("chef.check",))
    async def reasoned(seed: assay.Seed, ctx: assay.Context[assay.NoParams]) -> assay.Draft:
        """Only with thoughts."""
        reply = await ctx.ask(f"row {ctx.index} What is {ctx.index} + 5?")
        said = reply.whole(reasoned=True)
        return assay.Draft(f"What is {ctx.index} + 5?", said, "x", reasoning=reply.reasoning.upper())

    reasoned.source(lambda params, rng: [{} for _ in range(3)])
    played = play(reasoned, {}, adds, folder=work)
    assert [row["reasoning"] for row in played.accepted] == ["HM 1", "HM 2"]
    (fallen,) = played.rejected
    assert fallen["reason"] == "no_reasoning" and fallen["messages"][-1]["content"] == "0 + 5 = 5"


def test_equal_responses_of_tries_have_a_reasoning_each(work: Path) -> None:
    @assay.recipe("chef.equal", params=assay.NoParams, verifiers=("chef.check",))
    async def equal(seed: assay.Seed, ctx: assay.Context[assay.NoParams]) -> list[assay.Draft]:
        """Four tries."""
        replies = await asyncio.gather(*(ctx.ask("What is 1 + 1?") for _ in range(4)))
        return [assay.Draft(f"{n}", reply.whole(), "2") for n, reply in enumerate(replies)]

    equal.source(lambda params, rng: [{}])

    def answer(prompt: str, before: int) -> Reply:
        return Reply("1 + 1 = 2", thinking=f"thought {before}")

    for _ in range(2):
        played = play(
            equal, {}, assay.testing.ModelStub(answer, jitter=0.02), folder=work, out="a", resume=_ > 0
        )
        assert sorted(row["reasoning"] for row in played.accepted) == [f"thought {n}" for n in range(4)]


@pytest.mark.parametrize(
    ("text", "thinking", "reasoning"),
    [
        ("<think>a</think>b", "", "a"),
        ("<thinking>a</thinking>b<think>c</think>", "", "a\n\nc"),
        ("a\n</think>\nb", "", "a"),
        ("b", " a ", "a"),
        ("b", "", ""),
        ("<think>never ends", "", "never ends"),
    ],
)
def test_reasoning_is_found_wherever_it_stands(text: str, thinking: str, reasoning: str) -> None:
    assert Reply(text, thinking=thinking).reasoning == reasoning


def exported(assay_cli: Run, work: Path, to: str, *more: str) -> list[dict[str, Any]]:
    out = work / f"{to}{''.join(more)}.jsonl"
    done = assay_cli("export", "run", "--to", to, "--out", str(out), *more)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in out.read_text().splitlines()]


def test_exports_have_reasoning_as_trainers_take_it(assay_cli: Run, work: Path) -> None:
    play(visible, {}, adds, folder=work)
    lines = exported(assay_cli, work, "sft")
    assert [line["messages"][-1].get("reasoning_content") for line in lines[:3]] == [None, "hm 1", "hm 2"]
    assert lines[1]["messages"][-1]["content"] == "1 + 5 = 6"
    lines = exported(assay_cli, work, "sft", "--reasoning", "think")
    assert lines[1]["messages"][-1] == {
        "role": "assistant",
        "content": "<think>\nhm 1\n</think>\n\n1 + 5 = 6",
    }
    assert lines[0]["messages"][-1]["content"] == "0 + 5 = 5"
    lines = exported(assay_cli, work, "sharegpt", "--reasoning", "think")
    assert lines[1]["conversations"][-1]["value"].startswith("<think>\nhm 1")
    assert "hm" not in json.dumps(exported(assay_cli, work, "alpaca", "--reasoning", "drop"))
    for to in ("alpaca", "sharegpt", "text"):
        done = assay_cli("export", "run", "--to", to, "--out", "x")
        assert done.returncode == 2 and "add --reasoning think" in done.stderr
    done = assay_cli("export", "run", "--to", "jsonl", "--out", "x", "--reasoning", "drop")
    assert done.returncode == 2 and "leave out --reasoning" in done.stderr
    assert exported(assay_cli, work, "jsonl")[1]["reasoning"] == "hm 1"


def test_the_responses_alone_can_be_exported(assay_cli: Run, work: Path) -> None:
    play(visible, {}, adds, folder=work, reasoning="drop")
    lines = exported(assay_cli, work, "text")
    assert lines[4] == {"id": "chef.visible-v1-s0-4", "text": "4 + 5 = 9"}


def test_reasoning_that_is_no_text_is_no_sound_draft() -> None:
    from assay.row import draft_problem

    assert "reasoning" in draft_problem(assay.Draft("p", "r", "", reasoning=5))  # type: ignore[arg-type]


def test_the_model_of_a_row_may_be_asked_without_its_reasoning(work: Path, server: Server) -> None:
    server.control(thinking="hm")
    played = play(
        "chef.sums", {"rows": 1}, ModelChoice("openai:stub", server.url), folder=work, reasoning="drop"
    )
    assert played.accepted[0]["reasoning"] is None and played.run["asked"]["reasoning"] == "drop"


def test_an_export_with_reasoning_is_verified_with_it(assay_cli: Run, work: Path) -> None:
    play(visible, {}, adds, folder=work)
    exported(assay_cli, work, "sft")
    done = assay_cli(
        "verify", "sft.jsonl", "--verifier", "assay.reply", "--out", "again", "--format", "jsonl"
    )
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for file in sorted((work / "again/data").iterdir()) for line in file.open()]
    assert [row["reasoning"] for row in rows[:3]] == [None, "hm 1", "hm 2"]
    assert rows[1]["messages"][-1]["content"] == "1 + 5 = 6"
