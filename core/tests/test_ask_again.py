"""``ctx.read``: a reply that cannot be read is asked for again, with what could not be read; nothing else is."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import assay
from assay import ops

ASK = assay.Prompt("ask", "Give a word in JSON for {{what}}.")
SCHEMA = {"type": "object", "properties": {"word": {"type": "string"}}, "required": ["word"]}


@dataclass(frozen=True, kw_only=True)
class Params(ops.Reading):
    what: tuple[str, ...] = ("rain",)


@assay.recipe("plain.words", params=Params, verifiers=("assay.reply",))
async def words(seed: assay.Seed, ctx: assay.Context[Params]) -> assay.Draft:
    """Words."""

    def word(reply: assay.Reply) -> str:
        found: str = reply.json()["word"]
        if found == "bad":
            raise assay.Rejected("bad_word", "It is a bad word.")
        return found

    asked = ASK.fill(what=seed.text("what"))
    return assay.Draft("A word?", await ctx.read(asked, word, attempts=ctx.params.reads, schema=SCHEMA), "w")


@words.source
def seeds(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    return (assay.Seed({"what": what}) for what in params.what)


def test_it_is_told_what_could_not_be_read_and_answers_again(play: Callable[..., Any]) -> None:
    asked: list[str] = []

    def model(prompt: str, before: int) -> str:
        asked.append(prompt)
        return '{"word": "drop"}' if len(asked) > 1 else "A drop, I would say."

    done = play(words, {}, model)
    assert [row["messages"][1]["content"] for row in done.accepted] == ["drop"]
    assert asked[1].startswith(f"{asked[0]}\n\nA drop, I would say.\n\nThat could not be read: ")
    assert asked[1].endswith("Answer again, in full and in the same form.") and len(asked) == 2


@pytest.mark.parametrize(
    ("reply", "reads", "calls", "reason"),
    [
        ("No JSON.", 2, 2, "unparsable_reply"),
        ("No JSON.", 1, 1, "unparsable_reply"),
        ("No JSON.", 4, 4, "unparsable_reply"),
        ('{"words": "drop"}', 2, 2, "wrong_shape"),
        ('{"word": "a"} {"word": "b"}', 2, 2, "ambiguous_reply"),
        ("", 2, 2, "unparsable_reply"),
        ('{"word": "bad"}', 2, 1, "bad_word"),
    ],
)
def test_it_gives_up_and_keeps_the_last_reply(
    play: Callable[..., Any], reply: str, reads: int, calls: int, reason: str
) -> None:
    done = play(words, {"reads": reads}, lambda *_: reply)
    assert done.reasons == [("plain.words", reason)]
    assert sum(used["calls"] for used in done.run["usage"]["models"].values()) == calls
    assert done.rejected[0]["messages"][-1]["content"] == reply


def test_each_asking_counts_in_the_budget(play: Callable[..., Any]) -> None:
    done = play(words, {"what": ["rain", "snow"]}, lambda *_: "No JSON.", "--max-calls", "3")
    assert sum(used["calls"] for used in done.run["usage"]["models"].values()) == 3
    assert "max-calls" in done.run["stopped"]


@dataclass(frozen=True, kw_only=True)
class ShotParams(ops.FewShot):
    what: tuple[str, ...] = ("rain",)


SYSTEM_ASK = assay.Prompt("ask", "=== system ===\nBe short.\n=== user ===\nA {{kind}} for {{what}}?")


@assay.recipe("plain.shots", params=ShotParams, verifiers=("assay.reply",))
async def shots(seed: assay.Seed, ctx: assay.Context[ShotParams]) -> assay.Draft:
    """Words after examples."""
    asked = ops.after_shots(ctx.params.shots, SYSTEM_ASK, what=seed.text("what"), kind="word")
    reply = await ctx.ask(asked)
    return assay.Draft("A word?", reply.whole(), "w", extra={"turns": [t.content for t in asked.messages]})


@shots.source
def shot_seeds(params: ShotParams, rng: random.Random) -> Iterator[assay.Seed]:
    return (assay.Seed({"what": what}) for what in params.what)


def _shots_file(tmp_path: Path, *rows: dict[str, str]) -> Path:
    path = tmp_path / "shots.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_examples_of_a_file_stand_before_the_task_in_the_words_of_its_prompt(
    play: Callable[..., Any], tmp_path: Path
) -> None:
    file = _shots_file(
        tmp_path,
        {"what": "snow", "response": "flake"},
        {"what": " rain", "response": "drop"},  # the task itself: it would give the answer away
        {"what": "fire", "kind": "verb", "response": "burn"},
    )
    done = play(shots, {"shots": file, "what": ("rain",)}, lambda prompt, before: "wet")
    [row] = done.accepted
    assert json.loads(row["provenance"]["extra"])["turns"] == [
        "Be short.",
        "A word for snow?",
        "flake",
        "A verb for fire?",
        "burn",
        "A word for rain?",
    ]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"who": "x", "response": "y"}, "none of kind, what"),
        ({"what": "x", "response": " "}, "no text in response"),
        ({"what": "x"}, "response"),
    ],
)
def test_an_example_without_its_parts_ends_the_run_with_a_sentence(
    play: Callable[..., Any], tmp_path: Path, row: dict[str, str], told: str
) -> None:
    with pytest.raises(assay.UsageError, match=told):
        play(shots, {"shots": _shots_file(tmp_path, row)}, lambda prompt, before: "wet")
