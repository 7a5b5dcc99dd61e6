"""Replies that come as a stream are those that come in one piece, and a stream that breaks off is none."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assay import Call, ModelOptions, Reply, ServerError
from assay.data import dataset
from assay.llm.sse import Events
from assay.testing.stub_server import ModelServer as Server

Run = Callable[..., Any]
KEY = "myk-SECRETSECRETabcdefgh99"
TEXT = "naïve: ½ of 😀 is\n\n`data: [DONE]` – 数学\r\n" * 3


def ask(
    server: Server, prompt: str = "x", *, times: int = 1, timeout: float = 60, **sampling: Any
) -> list[Reply]:
    from assay.llm.openai import OpenAI

    async def asked() -> list[Reply]:
        backend = OpenAI("stub", ModelOptions(server.url, timeout=timeout))
        call = Call([{"role": "user", "content": prompt}], sampling)
        try:
            return [await backend.complete(call) for _ in range(times)]
        finally:
            await backend.close()

    return asyncio.run(asked())


def test_events_are_the_same_wherever_their_body_is_cut() -> None:
    body = "\n: hi\r\ndata: {é\r\ndata:1}\r\n\r\nevent: x\ndata\n\ndata: [DONE]\n\nid: 3\ndata: rest".encode()
    for cut in range(len(body) + 1):
        events = Events()
        found = [data for part in (body[:cut], body[cut:]) for _, data in events.feed(part)]
        assert found == ["{é\n1}".encode(), b"[DONE]"], cut
        assert list(events.feed(b"\n\n")) == [(b"", b"rest")]


@pytest.mark.parametrize("piece", [1, 7, 100_000])
@pytest.mark.parametrize("crlf", [False, True])
def test_a_streamed_reply_is_the_reply(server: Server, piece: int, crlf: bool) -> None:
    server.control(content=TEXT, thinking="hm, 数…", piece=piece, crlf=crlf)
    (whole,) = ask(server)
    assert whole == Reply(TEXT, "stub", "stop", 50, 20, "hm, 数…")
    assert ask(server, stream=True) == [whole]
    assert server.stats()["bodies"][-1]["stream_options"] == {"include_usage": True}


def test_a_character_in_halves_is_one() -> None:
    from assay.llm.openai import _Joined

    joined = _Joined()
    for half in ("\ud83d", "\ude00 \ud83d"):
        joined.add({"choices": [{"delta": {"content": half}}]})
    assert joined.answer()["choices"][0]["message"]["content"] == "😀 \ud83d"


def test_what_is_not_the_first_choice_is_left_out() -> None:
    from assay.llm.openai import _Joined

    joined = _Joined()
    for index in (1, 0, 1):
        joined.add(
            {"choices": [{"index": index, "delta": {"content": str(index)}, "finish_reason": "length"}]}
        )
    (choice,) = joined.answer()["choices"]
    assert (choice["message"]["content"], choice["finish_reason"]) == ("0", "length")


def test_a_server_that_counts_no_streams_is_learned(server: Server) -> None:
    server.control(stream="uncounted")
    replies = ask(server, times=2, stream=True)
    assert [reply.tokens_out for reply in replies] == [0, 0]
    assert ["stream_options" in body for body in server.stats()["bodies"]] == [True, False, False]


def test_a_server_that_takes_no_notice_of_it_is_understood(server: Server) -> None:
    server.control(stream="plain", content=TEXT)
    assert ask(server, stream=True)[0] == ask(server)[0]


def test_done_is_the_end_whether_the_connection_ends_or_not(server: Server) -> None:
    assert len(ask(server, times=5, stream=True)) == 5
    assert server.stats()["connections"] == 1
    server.control(open=True)
    ask(server, times=2, stream=True, timeout=20)
    server.control(open=False, done=False)
    ask(server, stream=True)


@pytest.mark.parametrize(
    ("fault", "status", "fatal", "refused"),
    [
        ("cut", 502, False, ""),
        ("abort", 502, False, ""),
        ("junk", 502, False, ""),
        ("odd", 502, False, ""),
        ("garbage", 502, False, ""),
        ("shape", 502, False, ""),
        ("hang", 408, False, ""),
        ("err-503", 503, False, ""),
        ("err-rate_limit_exceeded", 429, False, ""),
        ("err-server_error", 500, False, ""),
        ("err-400", 400, True, ""),
        ("err-content_filter", 400, False, "request_refused"),
        ("401", 401, True, ""),
        ("context", 400, False, "request_refused"),
        ("429", 429, False, ""),
    ],
)
def test_faults_of_streams_are_sorted_like_others(
    server: Server, fault: str, status: int, fatal: bool, refused: str
) -> None:
    with pytest.raises(ServerError) as failed:
        ask(server, f"fault={fault}*1", stream=True, timeout=1)
    error = failed.value
    assert (error.status, error.fatal, error.refused) == (status, fatal, refused)


def test_a_stream_may_not_be_without_end(server: Server) -> None:
    server.control(size=32_000_001, piece=1_000_000)
    with pytest.raises(ServerError, match="more than 32,000,000 bytes"):
        ask(server, stream=True)


def test_the_timeout_of_a_stream_is_of_silence(server: Server) -> None:
    server.control(piece=400, pause=0.1, content="x" * 100)  # some 4 s
    assert ask(server, stream=True, timeout=1)[0].text == "x" * 100
    with pytest.raises(ServerError, match="was silent for 1 s"):
        ask(server, "fault=hang*1", stream=True, timeout=1)
    server.control(latency=3)
    with pytest.raises(ServerError, match="was silent for 1 s"):
        ask(server, stream=True, timeout=1)


def test_a_key_that_comes_in_pieces_is_kept_nowhere(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    assert ask(server, "echo=180", stream=True)[0].text == "x" * 180 + "Bearer …"


def run_file(work: Path, server: Server, stream: bool, faults: str, out: str) -> str:
    model = f"{{use: openai:stub, base_url: '{server.url}', sampling: {{stream: {json.dumps(stream)}}}}}"
    (work / f"{out}.yaml").write_text(
        f"recipe: chef.sums\nout: {out}\nformat: jsonl\nworkers: 1\ntimeout: 2\nmodels:\n  model: {model}\n"
        f"params: {{rows: 12, wrong_every: 3, faults: '{faults}'}}\n"
    )
    return f"{out}.yaml"


def test_the_same_rows_with_streams_and_without(assay_cli: Run, work: Path, server: Server) -> None:
    ordered = ("cut*1", "abort*2", "junk*1", "hang*1", "err-503*1", "err-rate_limit_exceeded*1", "500*1")
    faults = "/".join(f"{row}:{fault}" for row, fault in enumerate(ordered))
    made = []
    for stream, out in ((False, "whole"), (True, "streamed")):
        server.reset()
        server.control(piece=17)
        done = assay_cli("run", run_file(work, server, stream, faults if stream else "", out))
        assert done.returncode == 0, done.stderr
        assert server.stats()["requests"] == (36 + 8 if stream else 36)
        found = [row for part in ("data", "rejected") for row in dataset.read_rows(work / out / part)]
        made.append(found)
    assert len(made[0]) == 12 and made[0] == made[1]


@pytest.mark.parametrize(
    ("model", "stream", "sentence"),
    [
        ("openai", "'yes'", "the sampling parameter stream is 'yes', must be true or false"),
        ("anthropic", "true", "replies of anthropic:stub are not streamed; take stream out of its sampling"),
    ],
)
def test_what_cannot_be_streamed_is_one_sentence(
    assay_cli: Run, work: Path, server: Server, model: str, stream: str, sentence: str
) -> None:
    said = f"{{use: {model}:stub, base_url: '{server.url}', sampling: {{stream: {stream}}}}}"
    (work / "run.yaml").write_text(f"recipe: chef.sums\nout: run\nmodels:\n  model: {said}\n")
    done = assay_cli("run", "run.yaml")
    assert done.returncode == 2, done.stdout
    assert sentence in done.stderr and done.stderr.count("\n") == 1
