"""What ``assay.testing`` offers to the tests of a plugin."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import assay
from assay import testing
from assay.workers.service import resident

pytestmark = pytest.mark.usefixtures("toys")


@dataclass(frozen=True)
class Params:
    numbers: Path = assay.param("JSONL with n")
    tries: int = assay.param("tries", 1)


@assay.recipe("bench.double", params=Params, verifiers=("toy.check",))
async def double(seed: assay.Seed, ctx: assay.Context[Params]) -> assay.Draft:
    """Doubles numbers; asks again where it is wrong."""
    n = seed.text("n")

    def draft(reply: assay.Reply) -> assay.Draft:
        return assay.Draft(f"Double {n}.", reply.text, str(2 * int(n)))

    return await ctx.repair(f"Double {n}.", draft, attempts=ctx.params.tries)


@double.source
def numbers(params: Params, rng: Any) -> Iterator[assay.Seed]:
    return assay.read_seeds(params.numbers, "n")


def right(prompt: str, before: int) -> str:
    n = int(prompt.split("Double ")[1].split(".")[0])
    return f"{n} + {n} = {2 * n}"


ROWS = [{"n": n} for n in (1, 2, 3)]


def test_a_recipe_of_the_test_is_run_and_proved_again(play: Callable[..., testing.Played]) -> None:
    played = play(double, {"numbers": ROWS}, right)
    assert played.complete and [row["reference"] for row in played.accepted] == ["2", "4", "6"]
    assert played.accepted[0]["certificate"]["verdicts"][-1]["verifier"] == "toy.check"
    pids = [
        slot.worker.process.pid for pool in resident().pools.values() for slot in pool.slots if slot.worker
    ]
    accepted, rejected = play(
        double, {"numbers": ROWS}, [("Double 2", "2 + 2 = 5"), ("", "1 + 1 = 2")], out="b"
    )
    assert (len(accepted), [row["reason"] for row in rejected]) == (2, ["wrong_sum"])
    assert pids == [
        slot.worker.process.pid for pool in resident().pools.values() for slot in pool.slots if slot.worker
    ]


def test_options_are_those_of_the_command_line() -> None:
    """Without a folder, in a temporary one."""
    stub = testing.ModelStub(right)
    for options, more in ((("-n", "2", "--in-flight", "1"), {}), ((), {"count": 2, "in_flight": 1})):
        played = testing.play(double, {"numbers": ROWS}, stub, *options, **more)
        assert len(played.accepted) == 2
    assert stub.asked[:2] == ["Double 1.", "Double 2."]
    with pytest.raises(TypeError, match="a run has no 'cuont'"):
        testing.play(double, {"numbers": ROWS}, stub, cuont=2)
    place = played.out
    del played
    assert not place.exists()


def test_what_the_stub_of_a_model_raises_is_told(play: Callable[..., testing.Played]) -> None:
    def fails(prompt: str, before: int) -> str:
        raise KeyError("of the test")

    with pytest.raises(KeyError, match="of the test"):
        play(double, {"numbers": ROWS}, fails)
    with pytest.raises(assay.UsageError, match=r"holds no reply to the request that ends in 'Double 1\.'"):
        play(double, {"numbers": ROWS}, [("Double 7", "7 + 7 = 14")], out="b")


def test_replies_may_be_late_and_depend_on_what_was_asked_before(play: Callable[..., testing.Played]) -> None:
    async def answer(prompt: str, before: int) -> str:
        await asyncio.sleep(0.01)
        return right(prompt, before) if "not right" in prompt else "1 + 1 = 3"

    (row, *_), _ = play(double, {"numbers": ROWS, "tries": 2}, answer)
    assert row["pair"]["rejected"] == "1 + 1 = 3"
    stub = testing.ModelStub(right, jitter=0.02)
    (same, *_), _ = play(double, {"numbers": ROWS}, stub, out="b")
    assert same["prompt"] == row["prompt"]


def test_a_model_server_fails_to_order(
    play: Callable[..., testing.Played], model_server: Callable[..., Any]
) -> None:
    server = model_server(storm=3, content="1 + 1 = 2")
    played = play(double, {"numbers": ROWS}, None, "--model", "openai:x", "--base-url", server.url)
    assert len(played.accepted) == 3 and server.stats()["statuses"] == {"429": 3}


def test_an_audit_that_does_not_prove_a_row_fails(
    play: Callable[..., testing.Played], monkeypatch: pytest.MonkeyPatch
) -> None:
    from assay.data import dataset

    read = dataset.read_rows
    monkeypatch.setattr(dataset, "read_rows", lambda path: ({**row, "prompt": "?"} for row in read(path)))
    with pytest.raises(AssertionError, match="the audit says: row 1"):
        play(double, {"numbers": ROWS}, right)
    assert play(double, {"numbers": ROWS}, right, out="b", audit=False).complete


def test_one_candidate_without_a_run() -> None:
    params = Params(Path("none"), tries=2)
    draft = testing.make_one(double, {"n": 4}, params, lambda prompt, before: "4 + 4 = 8")
    assert draft == assay.Draft("Double 4.", "4 + 4 = 8", "8")
    stub = testing.ModelStub(lambda prompt, before: "4 + 4 = 9")
    with pytest.raises(assay.Rejected, match="wrong_sum"):
        testing.make_one(double, {"n": 4}, params, stub)
    assert len(stub.asked) == 2


def test_verdicts_in_process() -> None:
    assert testing.judge("toy.check", "1 + 1 = 2").accepted
    assert (
        testing.judge("assay.reply", "I cannot help with that.", {"answer": "2"}, "Add.").reason
        == "no_answer"
    )
    assert testing.disprove(("toy.check",), "1 + 1 = 3").reason == "wrong_sum"
    assert testing.disprove(("toy.never",), "1 + 1 = 3").status is assay.Status.ABSTAINED


def test_generators_are_run_and_proved_again(tmp_path: Path) -> None:
    made = testing.generate("toy.half_wrong", count=20, folder=tmp_path)
    assert len(made.accepted) == 20 and {reason for _, reason in made.reasons} == {"wrong_sum"}


def test_a_command_in_process_is_the_command(tmp_path: Path) -> None:
    arguments = ("generate", "toy.sum", "-n", "3", "--seed", "4", "--format", "jsonl", "--workers", "1")
    inside = testing.command(*arguments, "--out", "inside", folder=tmp_path)
    outside = subprocess.run(
        [sys.executable, "-c", "from assay.cli import main; main()", *arguments, "--out", "outside"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert inside.returncode == outside.returncode == 0
    assert inside.stdout.splitlines()[1:] == [
        line.replace("outside", "inside") for line in outside.stdout.splitlines()[1:]
    ]
    assert testing.read_rows(tmp_path / "inside" / "data") == testing.read_rows(tmp_path / "outside" / "data")
    assert testing.command("generate", "toy.smu", folder=tmp_path).returncode == 2


def test_it_is_light_to_import() -> None:
    code = "import sys, assay.testing; print([m for m in ('pytest', 'pyarrow', 'typer', 'aiohttp') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "[]\n", done.stderr
