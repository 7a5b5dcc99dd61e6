"""The engine against a real server on loopback that misbehaves to order."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from assay import Call, ModelOptions, ServerError
from assay.data import dataset
from assay.runs.recipe import ModelChoice
from assay.testing import Played, model_server, play
from assay.testing.stub_server import ModelServer as Server

Run = Callable[..., "subprocess.CompletedProcess[str]"]
JSONL = ("--format", "jsonl")
MAIN = "from assay.cli import main; main()"


def rows(path: Path) -> list[dict[str, Any]]:
    return list(dataset.read_rows(path))


def digests(run: Path) -> dict[str, str]:
    files = [f for part in ("data", "rejected") for f in sorted((run / part).glob("*"))]
    return {str(f.relative_to(run)): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


def run_json(path: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((path / "run.json").read_text())
    return value


def options(server: Server, *more: str, recipe: str = "chef.sums", out: str = "run") -> list[str]:
    return [
        "run",
        recipe,
        "--model",
        "openai:stub",
        "--base-url",
        server.url,
        "--out",
        out,
        "-w",
        "1",
        *JSONL,
        *more,
    ]


def sums(server: Server, work: Path, params: dict[str, Any], **options: Any) -> Played:
    """``chef.sums`` on the server, in this process and with short pauses between the tries of a request."""
    return play("chef.sums", params, ModelChoice("openai:stub", server.url), folder=work, **options)


def start(work: Path, arguments: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", MAIN, *arguments],
        cwd=work,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def replies(run: Path) -> int:
    try:
        with sqlite3.connect(f"file:{run / 'journal.sqlite'}?mode=ro", uri=True) as db:
            return int(db.execute("SELECT COUNT(*) FROM replies").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def test_a_thousand_calls_that_rest_on_each_other_never_above_the_cap(
    assay_cli: Run, work: Path, server: Server
) -> None:
    server.control(latency=0.01)
    done = assay_cli(*options(server, "--set", "rows=300", "--set", "wrong_every=3", "--in-flight", "16"))
    assert done.returncode == 0, done.stderr
    stats = server.stats()
    assert (stats["replies"], stats["repeated"], stats["peak"]) == (900, 0, 16)
    run = run_json(work / "run")
    assert run["counts"]["accepted"] == 200
    assert run["reasons"] == {"chef.check: wrong_sum": 100}
    model = {"calls": 900, "tokens_in": 45000, "tokens_out": 18000, "accepted": 200, "rejected": 100}
    assert run["usage"]["models"] == {"openai:stub": model}
    row = rows(work / "run" / "data")[0]
    made = json.loads(row["provenance"]["extra"])["models"]
    assert made == [
        {"role": "model", "model": "openai:stub", "prompt": "sum", "sampling": {"temperature": 0.5}}
    ]


def test_no_call_is_asked_for_rows_that_are_not_needed(assay_cli: Run, work: Path, server: Server) -> None:
    done = assay_cli(*options(server, "-n", "50", "--set", "rows=1000"))
    assert done.returncode == 0, done.stderr
    assert server.stats()["replies"] == 150


def test_the_same_rows_with_any_number_in_flight_a_recording_and_a_replay(
    assay_cli: Run, work: Path, server: Server
) -> None:
    server.control(latency=0.005)
    more = ["-n", "40", "--set", "rows=100", "--set", "wrong_every=3"]
    assert assay_cli(*options(server, *more, "--in-flight", "1", out="one")).returncode == 0
    many = options(server, *more, "--in-flight", "32", out="many")
    many[3] = "record:calls.jsonl:openai:stub"
    assert assay_cli(*many).returncode == 0
    assert digests(work / "one") == digests(work / "many")
    server.stop()
    played = assay_cli("run", "chef.sums", "--model", "replay:calls.jsonl", "--out", "played", *JSONL, *more)
    assert played.returncode == 0, played.stderr
    content = [(row["id"], row["messages"]) for row in rows(work / "one" / "data")]
    assert content == [(row["id"], row["messages"]) for row in rows(work / "played" / "data")]


def test_equal_requests_of_tries_at_once_are_told_apart_by_their_place(assay_cli: Run, work: Path) -> None:
    made = {}
    for model in ("record:calls.jsonl:late:x", "replay:calls.jsonl"):
        out = model.partition(":")[0]
        run = assay_cli("run", "chef.tries", "--model", model, "--out", out, *JSONL, "--set", "rows=20")
        assert run.returncode == 0, run.stderr
        made[out] = [(row["id"], row["messages"]) for row in rows(work / out / "data")]
    assert len(made["record"]) == 60
    assert made["record"] == made["replay"]


def test_a_fault_that_passes_costs_a_retry_and_no_row(work: Path, server: Server) -> None:
    ordered = ("500*2 502*1 408*1 409*1 truncate*2 drop*1 garbage*2 shape*1 429*2 slow*1").split()
    faults = "/".join(f"{row}:{fault}" for row, fault in enumerate(ordered))
    played = sums(server, work, {"faults": faults, "rows": 12}, timeout=1.0)
    assert len(played.accepted) == 12
    stats = server.stats()
    assert stats["replies"] == 36 and stats["requests"] == 36 + 14


def test_a_fault_that_stays_costs_its_candidate_only(work: Path, server: Server) -> None:
    played = sums(server, work, {"faults": "2:500*99", "rows": 6}, patience=0.5)
    (fallen,) = played.rejected
    assert (fallen["status"], fallen["reason"]) == ("error", "model_failed")
    assert "answered 500: ordered 500 (" in fallen["message"] and "attempts)" in fallen["message"]
    assert len(played.accepted) == 5


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_proxy_before_a_dead_server_is_waited_for_and_costs_no_row(
    work: Path, server: Server, status: int
) -> None:
    server.control(latency=0.02)
    with ThreadPoolExecutor() as threads:
        running = threads.submit(sums, server, work, {"rows": 60}, in_flight=8)
        wait_for(lambda: replies(work / "run") > 40, running)
        server.control(broken=status)
        time.sleep(1.5)  # six tries with their pauses take some 0.6 s
        assert not running.done()
        server.control(broken=0)
        assert len(running.result(20).accepted) == 60
    assert server.stats()["replies"] == 180


def test_nothing_is_final_that_a_broken_server_did(assay_cli: Run, work: Path, server: Server) -> None:
    server.control(broken=502)
    done = assay_cli(*options(server, "--set", "rows=30", "--patience", "0.6"))
    assert done.returncode == 1, done.stderr
    assert "stopped: " in done.stdout and "answered 502" in done.stdout
    server.control(broken=0)
    assert assay_cli(*options(server, "--set", "rows=30", "--resume")).returncode == 0
    assert len(rows(work / "run" / "data")) == 30 and not list((work / "run" / "rejected").glob("*"))


def test_a_request_that_fails_while_others_are_answered_is_given_up(work: Path, server: Server) -> None:
    server.control(latency=0.02)
    played = sums(server, work, {"faults": "0:500*99", "rows": 80, "steps": 1}, in_flight=3)
    (fallen,) = played.rejected
    assert fallen["reason"] == "model_failed" and "attempts)" in fallen["message"]


def test_a_request_that_is_too_long_costs_its_candidate_only(
    assay_cli: Run, work: Path, server: Server
) -> None:
    more = ["--set", "faults=2:context*99", "--set", "rows=6"]
    assert assay_cli(*options(server, *more)).returncode == 0
    (fallen,) = rows(work / "run" / "rejected")
    assert (fallen["status"], fallen["reason"]) == ("error", "request_refused")
    assert server.stats()["requests"] == 16


def test_what_cannot_get_better_stops_at_once(assay_cli: Run, work: Path, server: Server) -> None:
    done = assay_cli(*options(server, "--set", "faults=0:404*99", "--in-flight", "1"))
    assert done.returncode == 2
    assert "answered 404: ordered 404; check the model's name and --base-url" in done.stderr
    assert "--resume" in done.stderr and done.stderr.count("\n") == 1
    assert server.stats()["requests"] == 1


@pytest.mark.parametrize(
    ("fault", "fatal", "refused"),
    [
        ("400", True, ""),
        ("401", True, ""),
        ("403", True, ""),
        ("422", True, ""),
        ("context", False, "request_refused"),
    ]
    + [
        (each, False, "")
        for each in ("408", "409", "429", "500", "503", "garbage", "shape", "drop", "truncate")
    ],
)
def test_which_failures_are_tried_again(server: Server, fault: str, fatal: bool, refused: str) -> None:
    from assay.llm.openai import OpenAI

    async def ask() -> None:
        backend = OpenAI("stub", ModelOptions(server.url))
        try:
            await backend.complete(Call([{"role": "user", "content": f"fault={fault}*1"}]))
        finally:
            await backend.close()

    with pytest.raises(ServerError) as failed:
        asyncio.run(ask())
    assert (failed.value.fatal, failed.value.refused) == (fatal, refused)


@pytest.mark.parametrize(
    ("size", "split"), [(10, True), (100_000, False), (1_000_000, True), (32_000_001, False)]
)
def test_a_reply_may_come_in_pieces_but_not_without_end(server: Server, size: int, split: bool) -> None:
    from assay.llm.openai import OpenAI

    async def ask() -> int:
        backend = OpenAI("stub", ModelOptions(server.url))
        try:
            return len((await backend.complete(Call([{"role": "user", "content": "x"}]))).text)
        finally:
            await backend.close()

    server.control(size=size, split=split)
    if size <= 1_000_000:
        assert asyncio.run(ask()) == size
    else:
        with pytest.raises(ServerError, match="more than 32,000,000 bytes"):
            asyncio.run(ask())


def test_counts_of_tokens_are_taken_within_bounds(assay_cli: Run, work: Path, server: Server) -> None:
    server.control(usage={"prompt_tokens": 10**20, "completion_tokens": -(10**6)})
    done = assay_cli(*options(server, "--set", "rows=2", "--set", "steps=1"))
    assert done.returncode == 0, done.stderr
    (used,) = run_json(work / "run")["usage"]["models"].values()
    assert (used["tokens_in"], used["tokens_out"]) == (2 * (2**31 - 1), 0)


def test_a_reply_that_cannot_be_journalled_is_told_to_all_who_wait(tmp_path: Path) -> None:
    from assay.llm.reply_cache import Replies
    from assay.models import Reply
    from assay.runs.journal import Journal

    async def keep() -> list[BaseException | None]:
        replies = Replies(Journal(tmp_path / "journal.sqlite"))
        kept = [
            replies.keep(Call([], number=n, digest="d"), Reply("x", tokens_in=10**30 * n), "m")
            for n in (0, 1)
        ]
        return await asyncio.wait_for(asyncio.gather(*kept, return_exceptions=True), 5)

    assert [type(each) for each in asyncio.run(keep())] == [OverflowError, OverflowError]


def test_a_storm_is_waited_out_and_the_server_is_left_alone_meanwhile(
    assay_cli: Run, work: Path, server: Server
) -> None:
    server.control(storm=30, retry_after=1)
    done = assay_cli(*options(server, "--set", "rows=60", "--in-flight", "24"))
    assert done.returncode == 0, done.stderr
    stats = server.stats()
    assert stats["replies"] == 180 and stats["statuses"] == {"429": 30}
    assert run_json(work / "run")["timings"]["seconds"] > 1


def test_the_number_in_flight_finds_what_the_server_bears(assay_cli: Run, work: Path, server: Server) -> None:
    server.control(cap=8, latency=0.01)
    done = assay_cli(*options(server, "--set", "rows=200", "--in-flight", "64"))
    assert done.returncode == 0, done.stderr
    stats = server.stats()
    assert stats["replies"] == 600
    assert stats["statuses"]["429"] < 200


def test_a_server_that_dies_is_waited_for(work: Path) -> None:
    with model_server(latency=0.01) as first, ThreadPoolExecutor() as threads:
        running = threads.submit(sums, first, work, {"rows": 200}, in_flight=8)
        wait_for(lambda: replies(work / "run") > 100, running)
        first.stop()
        time.sleep(0.5)
        assert not running.done()
        with model_server(port=first.port) as again:
            assert len(running.result(60).accepted) == 200
            assert again.stats()["replies"] < 600


def test_a_server_that_does_not_come_back_is_a_clean_stop(assay_cli: Run, work: Path, server: Server) -> None:
    server.stop()
    done = assay_cli(*options(server, "--set", "rows=5", "--patience", "1"))
    assert done.returncode == 1, done.stderr
    assert "stopped: " in done.stdout and "no connection" in done.stdout
    with model_server(port=server.port) as again:
        assert assay_cli(*options(again, "--set", "rows=5", "--resume")).returncode == 0


def wait_for(what: Callable[[], bool], running: subprocess.Popen[str] | Future[Any]) -> None:
    for _ in range(1000):
        if what() or (running.done() if isinstance(running, Future) else running.poll() is not None):
            return
        time.sleep(0.01)


def test_kill_9_repeats_no_more_calls_than_were_in_flight(assay_cli: Run, work: Path, server: Server) -> None:
    server.control(latency=0.02)
    more = ["--set", "rows=150", "--set", "wrong_every=4", "--in-flight", "16"]
    cut = options(server, *more, out="cut")
    for at in (100, 250):
        running = start(work, [*cut, "--resume"] if at > 100 else cut)
        wait_for(lambda at=at: replies(work / "cut") > at, running)
        running.send_signal(signal.SIGKILL)
        running.communicate()
    assert assay_cli(*cut, "--resume").returncode == 0
    stats = server.stats()
    assert 450 <= stats["replies"] <= 450 + 2 * 16
    assert stats["repeated"] <= 2 * 16
    assert assay_cli(*options(server, *more, out="whole")).returncode == 0
    assert digests(work / "cut") == digests(work / "whole")
    assert replies(work / "cut") == 450


def test_a_budget_is_never_passed_and_can_be_raised(assay_cli: Run, work: Path, server: Server) -> None:
    server.control(latency=0.005)
    more = ["-n", "40", "--set", "rows=100", "--in-flight", "4"]
    done = assay_cli(*options(server, *more, "--max-calls", "70"))
    assert done.returncode == 1, done.stderr
    assert "stopped: --max-calls 70 is reached" in done.stdout
    assert server.stats()["replies"] == 70
    run = run_json(work / "run")
    assert run["counts"]["accepted"] >= 15 and run["finished"]
    assert assay_cli(*options(server, *more, "--resume")).returncode == 0
    assert server.stats()["replies"] == 120
    assert assay_cli(*options(server, *more, out="whole")).returncode == 0
    assert digests(work / "run") == digests(work / "whole")


def test_rows_that_wait_for_others_do_not_keep_a_stopped_run(
    assay_cli: Run, work: Path, server: Server
) -> None:
    more = ["--set", "rows=60", "--in-flight", "4"]
    done = assay_cli(*options(server, *more, "--max-calls", "20", recipe="chef.look"))
    assert done.returncode == 1 and "--max-calls 20 is reached" in done.stdout, done.stderr
    assert assay_cli(*options(server, *more, "--resume", recipe="chef.look")).returncode == 0
    assert server.stats()["replies"] == 60
    assert [row["reference"] for row in rows(work / "run" / "data")][-1] == "59"


def test_tokens_and_money_are_budgets_too(assay_cli: Run, work: Path, server: Server) -> None:
    done = assay_cli(*options(server, "--max-tokens", "2100", "--in-flight", "4"))
    assert done.returncode == 1 and "--max-tokens 2,100 is reached" in done.stdout
    assert 30 <= server.stats()["replies"] < 34
    more = ["--price", "1/10", "--in-flight", "1"]  # 250 millionths a call
    done = assay_cli(*options(server, "--max-cost", "0.01", *more, out="money"))
    assert (
        done.returncode == 1 and "--max-cost 0.01 is reached" in done.stdout and "cost 0.0100" in done.stdout
    )
    done = assay_cli(*options(server, "--max-cost", "1", out="none"))
    assert done.returncode == 2 and "--max-cost needs --price IN/OUT" in done.stderr


def test_the_key_is_sent_and_stands_nowhere(
    assay_cli: Run, work: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.control(key="sk-right-0123456789")
    monkeypatch.setenv("OPENAI_API_KEY", "wrong-9876543210")
    monkeypatch.setenv("ASSAY_TRACEBACK", "1")
    done = assay_cli(*options(server, "--set", "rows=3"))
    assert (
        done.returncode == 2 and "answered 401: Incorrect API key provided: …; check the key" in done.stderr
    )
    assert "9876543210" not in done.stderr
    monkeypatch.setenv("OPENAI_API_KEY", "sk-right-0123456789")
    done = assay_cli(*options(server, "--set", "rows=3"))  # nothing was made, so nothing is in the way
    assert done.returncode == 0, done.stderr
    for file in (work / "run").rglob("*"):
        assert not file.is_file() or not any(
            k in file.read_bytes() for k in (b"9876543210", b"0123456789")
        ), file


KEY = "myk-SECRETSECRETabcdefgh99"


@pytest.mark.parametrize(
    ("text", "part", "masked"),
    [
        (KEY, 6, "…"),
        (f"{KEY}{KEY} {KEY.upper()}", 6, "… …"),
        (f"key {KEY[:12]}*** or {KEY[-6:]}", 6, "key …*** or …"),
        ("x" * 9 + KEY + "yz", 6, "x" * 9 + "…yz"),
        ("a secret of ABCDE", 6, "a … of ABCDE"),
        ("a secret of ABCDE", 12, "a secret of ABCDE"),
        (f"\u0130 Bearer {KEY}", 12, "\u0130 Bearer …"),
    ],
)
def test_no_run_of_the_key_stays_in_a_text(text: str, part: int, masked: str) -> None:
    from assay.llm.http import mask

    assert mask(text, KEY, part) == masked


def test_a_key_that_a_server_echoes_is_kept_nowhere(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    from assay.llm.openai import OpenAI

    monkeypatch.setenv("OPENAI_API_KEY", KEY)

    async def ask(prompt: str) -> str:
        backend = OpenAI("stub", ModelOptions(server.url))
        try:
            return (await backend.complete(Call([{"role": "user", "content": prompt}]))).text
        finally:
            await backend.close()

    assert asyncio.run(ask("echo=180")) == "x" * 180 + "Bearer …"
    for place in (150, 180, 195, 280):  # wherever the text is cut
        with pytest.raises(ServerError) as failed:
            asyncio.run(ask(f"echo={place} fault=echo*1"))
        assert not any(KEY[n : n + 6] in failed.value.message for n in range(len(KEY) - 5))


def test_a_hosted_model_without_a_key_says_which_variable(assay_cli: Run, work: Path) -> None:
    done = assay_cli("run", "chef.sums", "--model", "openai:x", "--out", "run", *JSONL)
    assert done.returncode == 2
    assert "openai:x needs a key: set the environment variable OPENAI_API_KEY" in done.stderr
    assert not (work / "run").exists()


@pytest.mark.parametrize("offered", [True, False])
def test_json_schemas_where_the_server_knows_them_and_where_not(
    assay_cli: Run, work: Path, server: Server, offered: bool
) -> None:
    server.control(schema=offered)
    done = assay_cli(*options(server, "--set", "rows=5", "--in-flight", "3", recipe="chef.json"))
    assert done.returncode == 0, done.stderr
    assert len(rows(work / "run" / "data")) == 5
    assert 5 <= server.stats()["requests"] <= (5 if offered else 8)
    assert server.stats()["bodies"][0]["response_format"]["json_schema"]["schema"]["required"] == ["sum"]


def test_the_anthropic_api(
    assay_cli: Run, work: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = assay_cli("run", "chef.sums", "--model", "anthropic:c", "--out", "run", *JSONL)
    assert done.returncode == 2 and "ANTHROPIC_API_KEY" in done.stderr
    for recipe in ("chef.sums", "chef.json"):
        more = ("--set", "rows=4", "--base-url", server.url, "--out", recipe)
        done = assay_cli("run", recipe, "--model", "anthropic:c", *more)
        assert done.returncode == 0, done.stderr
        assert len(rows(work / recipe / "data")) == 4
    bodies = server.stats()["bodies"]
    assert bodies[0]["max_tokens"] == 4096 and bodies[-1]["tool_choice"] == {"type": "tool", "name": "reply"}


def test_what_a_user_says_of_a_model_goes_before_the_recipe(
    assay_cli: Run, work: Path, server: Server
) -> None:
    server.control(reasons=True)
    sampling = "{temperature: null, max_tokens: 99, top_p: 0.5}"
    (work / "run.yaml").write_text(
        f"recipe: chef.sums\nout: run\nformat: jsonl\nin_flight: 1\nparams: {{rows: 2, steps: 1}}\n"
        f"models:\n  model: {{use: openai:stub, base_url: '{server.url}', sampling: {sampling}}}\n"
    )
    done = assay_cli("run", "run.yaml")
    assert done.returncode == 0, done.stderr
    bodies = [
        {k: v for k, v in b.items() if k not in ("model", "messages")} for b in server.stats()["bodies"]
    ]
    right = {"max_completion_tokens": 99, "top_p": 0.5}
    assert bodies == [{"max_tokens": 99, "top_p": 0.5}, right, right]


def write(path: Path, *lines: dict[str, Any]) -> str:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return f"replay:{path.name}"


def test_replies_that_cannot_be_parsed_fall_and_are_counted(assay_cli: Run, work: Path) -> None:
    texts = [
        'Sure!\n```json\n{"sum": "0 + 5 = 5",}\n```',
        '<think>{"sum": "bad"}</think>{"sum": "1 + 5 = 6"} Anything else?',
        "I cannot do that.",
        '{"sum": 8}',
        '{"total": "4 + 5 = 9"}',
        '{"sum": "5 + 5 = 11"}',
    ]
    lines = [{"contains": f"What is {i} + 5?", "reply": text} for i, text in enumerate(texts)]
    model = write(work / "r.jsonl", *lines)
    done = assay_cli("run", "chef.json", "--model", model, "--set", "rows=6", "--out", "run", *JSONL)
    assert done.returncode == 0, done.stderr
    assert [row["reference"] for row in rows(work / "run" / "data")] == ["5", "6"]
    reasons = [row["reason"] for row in rows(work / "run" / "rejected")]
    assert reasons == ["unparsable_reply", "wrong_shape", "wrong_shape", "wrong_sum"]


def test_repair_gives_a_preference_pair(assay_cli: Run, work: Path) -> None:
    model = write(
        work / "r.jsonl",
        {"contains": ["What is 0 + 5?", "That is not right: 0 + 5 is not 6."], "reply": "0 + 5 = 5"},
        {"contains": ["What is 1 + 5?", "That is not right"], "reply": "1 + 5 = 8"},
        {"contains": "What is 0 + 5?", "reply": "0 + 5 = 6"},
        {"contains": "What is 1 + 5?", "reply": "1 + 5 = 7"},
        {"contains": "What is 2 + 5?", "reply": "2 + 5 = 7"},
    )
    done = assay_cli("run", "chef.repair", "--model", model, "--set", "rows=3", "--out", "run", *JSONL)
    assert done.returncode == 0, done.stderr
    first, second = rows(work / "run" / "data")
    assert first["pair"]["rejected"] == "0 + 5 = 6" and first["pair"]["reason"] == "wrong_sum"
    assert second["pair"] is None
    (fallen,) = rows(work / "run" / "rejected")
    assert (fallen["reason"], fallen["messages"][-1]["content"]) == ("wrong_sum", "1 + 5 = 8")


def test_a_plugin_brings_a_kind_of_model(assay_cli: Run, work: Path) -> None:
    done = assay_cli("run", "chef.sums", "--model", "adder:best", "--set", "rows=5", "--out", "run", *JSONL)
    assert done.returncode == 0, done.stderr
    assert len(rows(work / "run" / "data")) == 5
    assert run_json(work / "run")["asked"]["models"]["model"]["model"] == "adder:best"


def test_roles_and_equal_requests_that_are_answered_in_turn(assay_cli: Run, work: Path) -> None:
    writer = write(work / "w.jsonl", {"contains": "Write about", "reply": "A question"})
    solver = write(
        work / "s.jsonl", *({"contains": "Solve", "reply": f"{n} + 1 = {n + 1}"} for n in range(3))
    )
    done = assay_cli(
        *("run", "chef.two", "--model", f"writer={writer}", "--model", f"solver={solver}"),
        *("--set", "rows=1", "--out", "run", *JSONL),
    )
    assert done.returncode == 0, done.stderr
    assert [row["messages"][-1]["content"] for row in rows(work / "run" / "data")] == [
        "0 + 1 = 1",
        "1 + 1 = 2",
        "2 + 1 = 3",
    ]
    done = assay_cli("run", "chef.two", "--model", f"writer={writer}", "--out", "other")
    assert done.returncode == 2 and "add --model solver=openai:NAME" in done.stderr


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--model", "opnai:x"], "no model is called 'opnai': did you mean 'openai'?"),
        (
            ["--model", "llama-3.1-8b"],
            "model 'llama-3.1-8b' has no kind before its name; say openai:llama-3.1-8b",
        ),
        (["--model", "techer=replay:r.jsonl"], "asks no model in the role 'techer'"),
        (["--model", "replay:none.jsonl"], "there is no recording none.jsonl"),
        (
            ["--model", "replay:bad.jsonl"],
            "bad.jsonl, line 1 is no recorded reply: it needs 'contains' (written by hand) or 'request' (recorded), "
            "and has 'reply'\n",
        ),
        (
            ["--model", "replay:near.jsonl"],
            "near.jsonl, line 2 is no recorded reply: it needs 'contains' (written by hand) or 'request' (recorded) and "
            "'reply', and has 'contain', 'replay'; 'contain' for 'contains' and 'replay' for 'reply' is misspelt\n",
        ),
        (
            ["--model", "replay:list.jsonl"],
            "list.jsonl, line 1 is no recorded reply: it is list, must be an object",
        ),
        (["--model", "replay:r.jsonl"], "r.jsonl holds no reply to the request that ends in"),
        (["--model", "openai:x", "--base-url", "http://me:secret@h/v1"], "keys go into the environment"),
        ([], "chef.sums needs a model in the role 'model'; add --model openai:NAME"),
    ],
)
def test_wrong_models_are_one_sentence(assay_cli: Run, work: Path, more: list[str], sentence: str) -> None:
    write(work / "r.jsonl", {"contains": "nothing like it", "reply": "x"})
    (work / "bad.jsonl").write_text('{"reply": "x"}\n')
    (work / "near.jsonl").write_text('\n{"contain": "x", "replay": "y"}\n')
    (work / "list.jsonl").write_text("[1]\n")
    done = assay_cli("run", "chef.sums", "--out", "run", *JSONL, *more)
    assert done.returncode == 2, done.stdout + done.stderr
    assert sentence in done.stderr and done.stderr.count("\n") == 1
    assert "secret" not in "".join(f.read_text() for f in (work / "run").glob("run.json"))


def test_core_starts_without_the_http_library() -> None:
    code = "import sys, assay.registry; assay.registry.installed(); print([m for m in ('aiohttp', 'yaml', 'pyarrow') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=dict(os.environ))
    assert done.stdout == "[]\n", done.stderr
