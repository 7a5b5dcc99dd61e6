"""What is one request's trouble costs one candidate, what was paid is kept, and every limit holds."""

from __future__ import annotations

import asyncio
import json
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import assay
from assay import Call, ModelOptions, Reply, ServerError
from assay.llm.budget import Budget, Ledger, estimate
from assay.runs.recipe import ModelChoice
from assay.testing import Played, play, read_rows
from assay.testing.stub_server import ModelServer as Server

Run = Callable[..., "subprocess.CompletedProcess[str]"]
MAIN = "from assay.cli import main; main()"


def sums(server: Server, work: Path, params: dict[str, Any], **options: Any) -> Played:
    return play("chef.sums", params, ModelChoice("openai:stub", server.url), folder=work, **options)


def options(server: Server, *more: str, recipe: str = "chef.sums") -> list[str]:
    model = ("--model", "openai:stub", "--base-url", server.url)
    return ["run", recipe, *model, "--out", "run", "-w", "1", "--format", "jsonl", *more]


def run_json(work: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((work / "run" / "run.json").read_text())
    return value


def start(work: Path, arguments: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", MAIN, *arguments],
        cwd=work,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),  # under nohup it would be ignored
    )


def replies(run: Path) -> int:
    try:
        with sqlite3.connect(f"file:{run / 'journal.sqlite'}?mode=ro", uri=True) as db:
            return int(db.execute("SELECT COUNT(*) FROM replies").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def wait_for(what: Callable[[], bool], running: subprocess.Popen[str]) -> None:
    for _ in range(2000):
        if what() or running.poll() is not None:
            return
        time.sleep(0.01)


class Picky:
    """Adds, and refuses what ``refuses`` says: the error of a prompt and how often it was asked, or nothing."""

    title = server = "picky"

    def __init__(self, refuses: Callable[[str, int], ServerError | None], seconds: float = 0.002) -> None:
        self.refuses, self.seconds, self.asked = refuses, seconds, 0

    async def complete(self, call: Call) -> Reply:
        self.asked += 1
        asked = self.asked
        prompt = str(call.messages[-1]["content"])
        await asyncio.sleep(0.001)
        if error := self.refuses(prompt, asked):
            raise error
        await asyncio.sleep(self.seconds)
        a, b = prompt.split("What is ")[1].rstrip("?").split(" + ")
        return Reply(f"{a} + {b} = {int(a) + int(b)}", tokens_in=10, tokens_out=5)

    async def close(self) -> None:
        """Nothing is open."""


# ---------------------------------------------------------------- refusals


@pytest.mark.parametrize("status", [400, 403, 404, 418, 422, 451])
@pytest.mark.parametrize("in_flight", [1, 16])
def test_a_refusal_among_answers_costs_its_candidate_only(work: Path, status: int, in_flight: int) -> None:
    def refuses(prompt: str, asked: int) -> ServerError | None:
        row = int(prompt.split()[1])
        return ServerError(status, "not served", fatal=True) if row % 7 == 3 else None

    played = play("chef.sums", {"rows": 50}, ModelChoice(Picky(refuses)), folder=work, in_flight=in_flight)
    assert len(played.accepted) == 43 and not played.run["stopped"]
    assert {(row["status"], row["reason"], row["message"]) for row in played.rejected} == {
        ("error", "request_refused", "not served.")
    }


@pytest.mark.parametrize("status", [400, 403, 422])
def test_what_is_refused_to_all_stops_the_run_and_costs_no_row(work: Path, status: int) -> None:
    backend = Picky(
        lambda prompt, asked: ServerError(status, "no such parameter", fatal=True, mend="mend it")
    )
    with pytest.raises(assay.UsageError, match="no such parameter; mend it; nothing is lost"):
        play("chef.sums", {"rows": 400}, ModelChoice(backend), folder=work, in_flight=8)
    assert backend.asked <= 16
    mended = Picky(lambda prompt, asked: None)
    assert len(play("chef.sums", {"rows": 40}, ModelChoice(mended), folder=work).accepted) == 40


def test_refusals_that_come_before_the_first_answer_are_of_their_requests(work: Path) -> None:
    """A refusal is quicker than an answer, and the refused ones may stand first."""

    def refuses(prompt: str, asked: int) -> ServerError | None:
        return ServerError(400, "not served", fatal=True) if int(prompt.split()[1]) < 12 else None

    played = play("chef.sums", {"rows": 40}, ModelChoice(Picky(refuses, 0.3)), folder=work, in_flight=16)
    assert (len(played.accepted), len(played.rejected)) == (28, 12)


def test_a_key_that_is_withdrawn_stops_the_run_and_costs_no_row(work: Path) -> None:
    def refuses(prompt: str, asked: int) -> ServerError | None:
        return ServerError(403, "suspended", fatal=True) if asked > 60 else None

    with pytest.raises(assay.UsageError, match="suspended; nothing is lost"):
        play("chef.sums", {"rows": 100}, ModelChoice(Picky(refuses)), folder=work, in_flight=8)
    mended = play("chef.sums", {"rows": 100}, ModelChoice(Picky(lambda *_: None)), folder=work, resume=True)
    assert len(mended.accepted) == 100


def test_a_run_that_is_to_keep_going_passes_over_all_that_is_refused(work: Path) -> None:
    def refuses(prompt: str, asked: int) -> ServerError | None:
        return ServerError(400, "not served", fatal=True) if int(prompt.split()[1]) < 60 else None

    with pytest.raises(assay.UsageError, match="or --keep-going, to pass over what is refused"):
        play("chef.sums", {"rows": 70}, ModelChoice(Picky(refuses)), folder=work, in_flight=4)
    more = {"folder": work, "in_flight": 4, "keep_going": True}
    played = play("chef.sums", {"rows": 70}, ModelChoice(Picky(refuses)), **more)
    assert (len(played.accepted), len(played.rejected)) == (10, 60)


def test_a_step_that_a_server_never_takes_stops_the_run(work: Path) -> None:
    """The first step is answered, and paid; the second has a parameter that the server does not know."""
    calls = []

    @assay.recipe("chef.late_mistake", params=assay.NoParams, verifiers=("chef.check",))
    async def late_mistake(seed: assay.Seed, ctx: assay.Context[assay.NoParams]) -> assay.Draft:
        """Asks twice."""
        await ctx.ask(f"row {ctx.index} What is 1 + 1?")
        reply = await ctx.ask(f"row {ctx.index} What is 1 + 2?", top_k=0)
        return assay.Draft("x", reply.text, "3")

    @late_mistake.source
    def seeds(params: assay.NoParams, rng: Any) -> Any:
        return ({} for _ in range(500))

    class NoTopK(Picky):
        async def complete(self, call: Call) -> Reply:
            calls.append(call)
            if "top_k" in call.sampling:
                raise ServerError(400, "top_k is not known", fatal=True)
            return await super().complete(call)

    with pytest.raises(assay.UsageError, match="top_k is not known"):
        play(late_mistake, {}, ModelChoice(NoTopK(lambda *_: None)), folder=work, in_flight=8)
    assert len(calls) < 100


def test_a_lone_refused_request_ends_a_run_that_had_answers(work: Path) -> None:
    def refuses(prompt: str, asked: int) -> ServerError | None:
        return ServerError(400, "not served", fatal=True) if "row 9" in prompt else None

    played = play("chef.sums", {"rows": 10}, ModelChoice(Picky(refuses)), folder=work, in_flight=1)
    assert (len(played.accepted), len(played.rejected)) == (9, 1)


@pytest.mark.parametrize(
    "said",
    [
        "Content Exists Risk",
        "data_inspection_failed",
        "Your input was flagged by moderation",
        "content policy",
    ],
)
def test_what_a_provider_says_of_a_text_is_of_that_request_alone(server: Server, said: str) -> None:
    from assay.llm.http import Http

    for status in (400, 403):
        error = Http(server.url, {}, 5, "").error(status, {"error": {"message": said}}, b"", {})
        assert (error.refused, error.fatal) == ("request_refused", False)


# ---------------------------------------------------------------- time-outs


def test_time_outs_lower_the_number_in_flight_and_count(work: Path, server: Server) -> None:
    """Two replies at a time, 0.1 s each: more than about twenty at a time are late."""
    server.control(slots=2, latency=0.1)
    played = sums(server, work, {"rows": 50, "steps": 3}, timeout=1.2, in_flight=64)
    assert len(played.accepted) == 50
    assert server.stats()["replies"] < 200  # 150 are needed
    late = server.stats()["requests"] - 150
    (used,) = played.run["usage"]["models"].values()
    assert used["calls"] == 150 + late


def test_a_slow_server_is_not_kept_from_work() -> None:
    from assay.llm.throttle import Throttle

    async def at_once() -> tuple[float, float]:
        quick, slow = Throttle("q", 64, 60, 0.5), Throttle("s", 64, 60, 0.5)
        before = slow.limit
        slow._take()
        slow._no_news()
        for _ in range(48):
            quick._worked(0.1, False)
        assert quick.limit == 64
        return before, slow.limit

    assert asyncio.run(at_once()) == (16, 64)


# ---------------------------------------------------------------- the last request


@pytest.mark.parametrize("fault", ["500", "shape", "slow"])
def test_a_last_request_that_always_fails_is_given_up(work: Path, server: Server, fault: str) -> None:
    more = {"timeout": 0.3, "in_flight": 1, "patience": 1.5}
    played = sums(server, work, {"faults": f"5:{fault}*999", "rows": 6, "steps": 1}, **more)
    assert not played.run["stopped"] and len(played.accepted) == 5
    assert [row["reason"] for row in played.rejected] == ["model_failed"]


def test_one_that_fails_alone_is_given_up_in_a_run_that_was_resumed(work: Path, server: Server) -> None:
    params = {"faults": "5:500*999", "rows": 6, "steps": 1}
    played = sums(server, work, params, in_flight=1, max_calls=5)
    assert played.run["stopped"] == "--max-calls 5 is reached" or len(played.accepted) == 5
    played = sums(server, work, params, in_flight=1, patience=0.5, resume=True)
    assert not played.run["stopped"] and [row["reason"] for row in played.rejected] == ["model_failed"]


# ---------------------------------------------------------------- signals


@pytest.mark.parametrize("which", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_keeps_what_is_under_way(work: Path, server: Server, which: signal.Signals) -> None:
    server.control(latency=0.8)
    more = ("--set", "rows=40", "--set", "steps=1", "--in-flight", "16")
    running = start(work, options(server, *more))
    wait_for(lambda: server.stats()["requests"] >= 16, running)
    running.send_signal(which)
    _, said = running.communicate(timeout=30)
    assert running.returncode == 130, said
    assert "16 replies under way are waited for and kept; once more to stop at once and lose them" in said
    assert replies(work / "run") == server.stats()["requests"] == 16
    server.control(latency=0)
    done = start(work, options(server, *more, "--resume"))
    assert done.wait(60) == 0
    assert server.stats()["requests"] == 40 and len(read_rows(work / "run" / "data")) == 40
    for pipe in (done.stdout, done.stderr):
        assert pipe is not None
        pipe.close()


def test_a_second_signal_stops_at_once(work: Path, server: Server) -> None:
    server.control(latency=60)
    running = start(work, options(server, "--set", "rows=4"))
    wait_for(lambda: server.stats()["requests"] >= 4, running)
    running.send_signal(signal.SIGINT)
    time.sleep(0.3)
    assert running.poll() is None
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=20)
    assert running.returncode == 130 and "interrupted" in said


# ---------------------------------------------------------------- budgets


def test_a_budget_of_tokens_holds_where_the_server_tells_none(
    assay_cli: Run, work: Path, server: Server
) -> None:
    server.control(usage=None, size=300)
    more = ("--set", "rows=400", "--set", "steps=1")
    done = assay_cli(*options(server, *more, "--max-tokens", "2000", "--keep-going"))
    assert done.returncode == 1 and "--max-tokens 2,000 is reached" in done.stdout, done.stderr
    assert "tokens (estimated)" in done.stdout
    (used,) = run_json(work)["usage"]["models"].values()
    assert 15 <= used["calls"] == used["estimated_calls"] <= 22
    done = assay_cli(*options(server, *more, "--max-tokens", "2000", "--keep-going", "--resume"))
    assert done.returncode == 1 and server.stats()["requests"] == used["calls"]


def test_a_budget_of_money_holds_where_the_server_tells_no_tokens(
    assay_cli: Run, work: Path, server: Server
) -> None:
    server.control(usage=None, size=300)
    more = ("--max-cost", "0.01", "--price", "0/10", "--keep-going", "--set", "rows=400", "--set", "steps=1")
    done = assay_cli(*options(server, *more))
    assert done.returncode == 1 and "--max-cost 0.01 is reached" in done.stdout, done.stderr
    assert 9 <= server.stats()["requests"] <= 14  # a thousandth each
    assert 0.009 <= run_json(work)["usage"]["cost"] <= 0.014


def test_each_model_has_its_price(assay_cli: Run, work: Path, server: Server) -> None:
    models = [f"writer=record:w.jsonl:openai:{'w'}", "solver=openai:s"]
    arguments = ["run", "chef.two", "--set", "rows=2", "--base-url", server.url, "-w", "1"]
    for model in models:
        arguments += ["--model", model]
    server.control(content="1 + 1 = 2")
    done = assay_cli(*arguments, "--out", "run", "--price", "writer=1/10", "--price", "2/20")
    assert done.returncode == 0, done.stderr
    usage = run_json(work)["usage"]
    costs = {model: used["cost"] for model, used in usage["models"].items()}
    assert costs == pytest.approx({"openai:w": 2 * 250e-6, "openai:s": 6 * 500e-6})
    assert usage["cost"] == pytest.approx(sum(costs.values()))
    done = assay_cli(*arguments, "--out", "b", "--max-cost", "1", "--price", "writer=1/10")
    assert (
        done.returncode == 2
        and "--max-cost needs --price IN/OUT, what a million tokens of openai:s cost" in done.stderr
    )
    done = assay_cli(*arguments, "--out", "b", "--price", "wirter=1/10")
    assert done.returncode == 2 and "did you mean 'writer'?" in done.stderr


def test_a_run_file_gives_each_model_its_price(assay_cli: Run, work: Path, server: Server) -> None:
    server.control(content="1 + 1 = 2")
    model = f"use: 'openai:s', base_url: '{server.url}'"
    (work / "run.yaml").write_text(
        "recipe: chef.two\nout: run\nparams: {rows: 1}\n"
        f"models: {{writer: {{{model}, price: 1/1}}, solver: {{use: 'openai:z', base_url: '{server.url}', price: 2/2}}}}\n"
    )
    done = assay_cli("run", "run.yaml")
    assert done.returncode == 0, done.stderr
    assert {m: u["cost"] for m, u in run_json(work)["usage"]["models"].items()} == pytest.approx(
        {"openai:s": 70e-6, "openai:z": 3 * 140e-6}
    )


def test_calls_under_way_are_reckoned_with_what_calls_took() -> None:
    ledger = Ledger(Budget(tokens=1000), {"m": {"calls": 9, "tokens_in": 600, "tokens_out": 300}})
    assert not ledger.refusal()
    ledger.under_way["m"] = 1
    assert ledger.refusal() == "--max-tokens 1,000 is reached"
    assert estimate("abc" * 10) == 10 and estimate("") == 0


def test_a_budget_stop_writes_what_is_paid_and_judged(work: Path, server: Server) -> None:
    """The first candidate waits for one that never comes; what is behind it is there all the same."""
    server.control(latency=0.01)
    params = {"faults": "0:500*5", "rows": 60, "steps": 1}
    whole = sums(server, work, params, out="whole")
    server.reset()
    cut = sums(server, work, params, max_calls=30, in_flight=8)
    assert cut.run["stopped"] == "--max-calls 30 is reached"
    assert len(cut.accepted) == 30 == cut.run["counts"]["accepted"]
    again = sums(server, work, params, resume=True)
    assert again.accepted == whole.accepted and server.stats()["replies"] == 60


def test_what_is_under_way_at_the_goal_is_kept_and_counted(work: Path, server: Server) -> None:
    server.control(latency=0.05)
    played = sums(server, work, {"rows": 400, "steps": 1, "wrong_every": 3}, count=10, in_flight=8)
    (used,) = played.run["usage"]["models"].values()
    assert used["calls"] == server.stats()["requests"] == replies(work / "run")


# ---------------------------------------------------------------- several replies in one request


@pytest.mark.parametrize(("several", "requests"), [(8, 1), (3, 1), (2, 2), (1, 3), (0, 5)])
def test_equal_calls_are_one_request_where_the_server_has_it(
    work: Path, server: Server, several: int, requests: int
) -> None:
    server.control(several=several, content="1 + 1 = 2")
    model = ModelChoice("openai:stub", server.url)
    played = play("chef.two", {"rows": 1}, {"writer": model, "solver": model}, folder=work, require=())
    (used,) = played.run["usage"]["models"].values()
    assert used["calls"] == 4
    asked = [body.get("n", 1) for body in server.stats()["bodies"]]
    assert asked[:2] == [1, 3]
    assert len(asked) == 1 + (requests if several else 4)
    if several >= 3:
        assert (used["tokens_in"], used["tokens_out"]) == (100, 40)


def test_calls_that_do_not_fit_into_the_budget_together_go_one_by_one(work: Path, server: Server) -> None:
    server.control(several=8, content="1 + 1 = 2")
    model = ModelChoice("openai:stub", server.url)
    played = play("chef.two", {"rows": 1}, {"writer": model, "solver": model}, folder=work, max_calls=3)
    (used,) = played.run["usage"]["models"].values()
    assert played.run["stopped"] == "--max-calls 3 is reached" and used["calls"] == 3


def test_a_number_of_replies_is_not_a_users_to_ask(work: Path, server: Server) -> None:
    with pytest.raises(assay.UsageError, match="take n out of the sampling of openai:stub"):
        play("chef.sums", {}, ModelChoice("openai:stub", server.url, sampling={"n": 4}), folder=work)


# ---------------------------------------------------------------- what is kept, what is noticed


def test_the_reply_of_a_rejected_candidate_is_kept_whole(work: Path) -> None:
    text = "I cannot do that. " * 50 + "End."
    played = play("chef.json", {"rows": 2}, [("What is 0", text), ("What is 1", '{"sum": 7}')], folder=work)
    first, second = played.rejected
    assert first["reason"] == "unparsable_reply" and second["reason"] == "wrong_shape"
    assert first["messages"] == [
        {"role": "user", "content": "What is 0 + 5?"},
        {"role": "assistant", "content": text},
    ]
    assert second["messages"][-1]["content"] == '{"sum": 7}' and second["prompt"] == "What is 1 + 5?"


def test_each_try_that_fell_has_its_own_reply(work: Path) -> None:
    @assay.recipe("chef.gathered", params=assay.NoParams, verifiers=("chef.check",))
    async def gathered(seed: assay.Seed, ctx: assay.Context[assay.NoParams]) -> list[Any]:
        """Three tries at once."""

        async def attempt(n: int) -> assay.Draft:
            reply = await ctx.ask(f"try {n}", schema={"type": "integer"})
            return assay.Draft("p", str(reply.json()), "x")

        return assay.drafts_of(await asyncio.gather(*map(attempt, range(3)), return_exceptions=True))

    gathered.source(lambda params, rng: [{}])
    played = play(gathered, {}, lambda prompt, before: f"none for {prompt}", folder=work)
    assert [row["messages"][-1]["content"] for row in played.rejected] == [
        f"none for try {n}" for n in range(3)
    ]


def test_a_run_without_its_journal_is_not_begun_anew(assay_cli: Run, work: Path, server: Server) -> None:
    more = ("--set", "rows=5")
    assert assay_cli(*options(server, *more)).returncode == 0
    journal = work / "run" / "journal.sqlite"
    content = journal.read_bytes()
    for spoil in (journal.unlink, lambda: journal.write_bytes(b"")):
        spoil()
        done = assay_cli(*options(server, *more, "--resume"))
        assert done.returncode == 2, done.stdout
        assert (
            "journal.sqlite" in done.stderr and "restore it" in done.stderr and done.stderr.count("\n") == 1
        )
        assert len(read_rows(work / "run" / "data")) == 5
    journal.write_bytes(content)
    assert assay_cli(*options(server, *more, "--resume")).returncode == 0
    assert server.stats()["requests"] == 15


def test_half_a_candidate_is_never_kept(work: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    from assay.runs.journal import Journal

    model = ModelChoice("late:x")
    add, failing = Journal.add, {"on": True}

    def fails_once(self: Journal, position: int, result: Any, **more: Any) -> Any:
        if position == 7 and failing["on"]:  # the second of three results
            raise OSError(28, "No space left on device")
        return add(self, position, result, **more)

    monkeypatch.setattr(Journal, "add", fails_once)
    with pytest.raises(OSError, match="No space"):
        play("chef.tries", {"rows": 5}, model, folder=work)
    with sqlite3.connect(work / "run" / "journal.sqlite") as db:
        assert db.execute("SELECT COUNT(*) FROM results").fetchone() == (6,)
        assert db.execute("SELECT MAX(end) FROM candidates").fetchone() == (6,)
    failing["on"] = False
    assert len(play("chef.tries", {"rows": 5}, model, folder=work, resume=True).accepted) == 15


# ---------------------------------------------------------------- nothing waits in silence


def test_a_name_that_leads_nowhere_ends_the_first_call(assay_cli: Run, work: Path) -> None:
    done = assay_cli(
        *(
            "run",
            "chef.sums",
            "--model",
            "openai:x",
            "--base-url",
            "http://no-such-host.invalid/v1",
            "--out",
            "run",
        )
    )
    assert done.returncode == 2, done.stdout
    assert (
        "no connection to http://no-such-host.invalid/v1" in done.stderr and "check --base-url" in done.stderr
    )


def test_tls_that_fails_ends_the_first_call() -> None:
    from assay.llm.openai import OpenAI

    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    async def ask() -> None:
        listening = await asyncio.start_server(plain, "127.0.0.1", 0)
        address = f"https://127.0.0.1:{listening.sockets[0].getsockname()[1]}/v1"
        backend = OpenAI("stub", ModelOptions(address))
        try:
            await backend.complete(Call([{"role": "user", "content": "x"}]))
        finally:
            await backend.close()
            listening.close()

    with pytest.raises(ServerError) as failed:
        asyncio.run(ask())
    assert failed.value.fatal and failed.value.mend == "check the certificate and https:// in --base-url"


def test_a_pause_is_told() -> None:
    from assay.llm.throttle import Throttle

    async def note() -> str:
        throttle = Throttle("http://s", 64, 60, 0.5)
        throttle._failed(
            ServerError(429, "http://s answered 429: slow down", retry_after=20), time.monotonic(), 0
        )
        return throttle.note()

    assert asyncio.run(note()) in (
        "http://s is asked again in 20 s (http://s answered 429: slow down)",
        "http://s is asked again in 19 s (http://s answered 429: slow down)",
    )


def test_a_few_429_do_not_stop_all() -> None:
    from assay.llm.throttle import Throttle

    async def paused() -> tuple[bool, bool]:
        throttle = Throttle("s", 64, 60, 0.5)
        for _ in range(40):
            throttle._worked(0.1, False)
        few = ServerError(429, "busy", retry_after=1)
        throttle.share += (1 - throttle.share) / 20
        throttle._failed(few, time.monotonic(), 40)
        once = throttle.paused_until > 0
        for _ in range(8):
            throttle.share += (1 - throttle.share) / 20
        throttle._failed(few, time.monotonic(), 40)
        return once, throttle.paused_until > 0

    assert asyncio.run(paused()) == (False, True)


def test_a_redirect_says_where_to() -> None:
    from assay.llm.http import Http

    error = Http("http://a/v1", {}, 5, "").error(
        307, None, b"", {"location": "https://b/v1/chat/completions"}
    )
    assert error.fatal and "https://b/v1/chat/completions" in error.mend


# ---------------------------------------------------------------- JSON


@pytest.mark.parametrize(
    ("text", "schema", "fits"),
    [
        ("5.0", {"type": "integer"}, True),
        ("5.5", {"type": "integer"}, False),
        ("NaN", {"type": "number"}, False),
        ('{"a": NaN}', {"type": "object"}, False),
        ("3", {"type": "integer", "minimum": 4}, False),
        ('["a", "a"]', {"type": "array", "uniqueItems": True}, False),
        ('"ab"', {"type": "string", "pattern": "^a+$"}, False),
        ('{"a": 1, "b": 2}', {"type": "object", "maxProperties": 1}, False),
        ('{"a": 1} or {"a": 2}', {"type": "object"}, False),
        ("7", {"oneOf": [{"type": "integer"}, {"minimum": 5}]}, False),
    ],
)
def test_a_schema_is_held_to_whole(text: str, schema: dict[str, Any], fits: bool) -> None:
    from assay.json_replies import parse_json

    if fits:
        parse_json(text, schema)
    else:
        with pytest.raises(assay.Rejected):
            parse_json(text, schema)


def test_a_schema_of_an_unknown_type_is_one_sentence() -> None:
    from assay.json_replies import check_schema

    with pytest.raises(assay.UsageError, match="the JSON schema is wrong at type"):
        check_schema({"type": "whole number"})


def test_a_journal_that_holds_nothing_of_a_finished_run_is_refused(
    assay_cli: Run, work: Path, server: Server
) -> None:
    assert assay_cli(*options(server, "--set", "rows=5")).returncode == 0
    for path in (work / "run").glob("journal.sqlite*"):
        path.unlink()
    with sqlite3.connect(work / "run" / "journal.sqlite") as db:
        db.execute("CREATE TABLE other (x)")
    done = assay_cli(*options(server, "--set", "rows=5", "--resume"))
    assert done.returncode == 2 and "holds nothing of the 5 rows that run.json counts" in done.stderr


def test_an_edited_document_of_a_folder_is_noticed(assay_cli: Run, work: Path) -> None:
    from assay.runs.recipe import _digest

    folder, out = work / "documents", work / "documents" / "run"
    (folder / "in").mkdir(parents=True)
    (folder / "a.md").write_text("one")
    (folder / "in" / "b.md").write_text("two")
    before = _digest(folder, out)
    assert len(before) == 64
    for name in (".hidden", "__pycache__/x.pyc", "run/run.json"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("x")
    assert _digest(folder, out) == before
    (folder / "in" / "b.md").write_text("three")
    edited = _digest(folder, out)
    (folder / "in" / "b.md").rename(folder / "in" / "c.md")
    assert len({before, edited, _digest(folder, out)}) == 3


def test_a_run_is_not_resumed_with_an_edited_folder(work: Path) -> None:
    @dataclass(frozen=True)
    class Params:
        documents: Path = assay.param("a folder")

    @assay.recipe("chef.folder", params=Params, verifiers=("chef.check",), models=())
    async def of_folder(seed: assay.Seed, ctx: assay.Context[Params]) -> assay.Draft:
        """A row of each file."""
        return assay.Draft(seed.text("name"), "1 + 1 = 2", "2")

    @of_folder.source
    def names(params: Params, rng: Any) -> Any:
        return ({"name": path.read_text()} for path in sorted(params.documents.iterdir()))

    folder = work / "documents"
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.md").write_text(f"file {n}")
    assert len(play(of_folder, {"documents": folder}, None, folder=work).accepted) == 3
    (folder / "2.md").write_text("another")
    with pytest.raises(assay.UsageError, match="started with another files"):
        play(of_folder, {"documents": folder}, None, folder=work, resume=True)


def test_a_disk_that_is_full_is_one_sentence(
    assay_cli: Run, work: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assay.runs.journal import Journal

    def full(*_: Any, **__: Any) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Journal, "add", full)
    done = assay_cli(*options(server, "--set", "rows=2"))
    assert done.returncode == 2 and "internal error" not in done.stderr
    assert "journal.sqlite cannot be used (database or disk is full)" in done.stderr


@pytest.mark.parametrize("begin", [0, 4096])
def test_a_damaged_journal_is_one_sentence_and_is_left_as_it_is(
    assay_cli: Run, work: Path, server: Server, begin: int
) -> None:
    assert assay_cli(*options(server, "--set", "rows=20")).returncode == 0
    path = work / "run" / "journal.sqlite"
    for rest in (work / "run").glob("journal.sqlite-*"):
        rest.unlink()
    data = path.read_bytes()
    damaged = data[:begin] + b"\xff" * (len(data) - begin)  # the whole file, or all but the head
    path.write_bytes(damaged)
    done = assay_cli(*options(server, "--set", "rows=20", "--resume"))
    assert done.returncode == 2 and "internal error" not in done.stderr
    assert "journal" in done.stderr and "Traceback" not in done.stderr
    assert path.read_bytes()[begin:] == damaged[begin:]


def test_what_a_key_is_masked_by_is_made_once_for_all_texts() -> None:
    from assay.llm import http

    http._looked_for.cache_clear()
    for number in range(500):
        http.mask(f"reply {number}", "sk-0123456789abcdefghij", 12)
    assert http._looked_for.cache_info().misses == 1


def test_the_answer_of_a_rejected_row_is_not_the_key(work: Path, server: Server) -> None:
    played = sums(server, work, {"rows": 2, "wrong_every": 2})
    (fallen,) = played.rejected
    assert fallen["answer"] is None and fallen["reference"]
    assert played.accepted[0]["answer"] == played.accepted[0]["reference"]
