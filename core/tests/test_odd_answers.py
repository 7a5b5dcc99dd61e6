"""Answers as servers in the field give them: what each is sorted as. No process, no run: one request each."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from typing import Any

import pytest

from assay import Call, ModelOptions, Reply, ServerError
from assay.llm.http import _retry_after

PING = b": ping\n\n"
DONE = b"data: [DONE]\n\n"


def whole(message: Any, finish: Any = "stop", **more: Any) -> dict[str, Any]:
    usage = {"prompt_tokens": 7, "completion_tokens": 5}
    return {"choices": [{"message": message, "finish_reason": finish}], "usage": usage, **more}


def error(message: str, **more: Any) -> dict[str, Any]:
    return {"error": {"message": message, **more}}


def data(value: Any) -> bytes:
    return b"data: " + json.dumps(value).encode() + b"\n\n"


def piece(text: str, finish: Any = None, **delta: Any) -> bytes:
    return data({"choices": [{"index": 0, "delta": {"content": text, **delta}, "finish_reason": finish}]})


def ask(
    body: bytes | dict[str, Any] | Sequence[bytes], status: int = 200, *, timeout: float = 20, **sampling: Any
) -> Reply:
    """What is made of an answer; a list is a stream, which says ``: ping`` until its end if that is its last part."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0]))
        if isinstance(body, bytes | dict):
            raw = body if isinstance(body, bytes) else json.dumps(body).encode()
            kind = f"application/json\r\ncontent-length: {len(raw)}"
            writer.write(f"HTTP/1.1 {status} X\r\ncontent-type: {kind}\r\n\r\n".encode() + raw)
        else:
            writer.write(b"HTTP/1.1 200 X\r\ncontent-type: text/event-stream\r\n\r\n")
            for part in body:
                writer.write(part)
                await writer.drain()
                await asyncio.sleep(0.01)
            while body[-1] == PING and not writer.is_closing():
                writer.write(PING)
                await asyncio.sleep(0.1)
        writer.close()

    async def asked() -> Reply:
        from assay.llm.openai import OpenAI

        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        backend = OpenAI("stub", ModelOptions(f"http://127.0.0.1:{port}/v1", timeout=timeout))
        stream = {"stream": True} if isinstance(body, list) else {}
        try:
            return await backend.complete(Call([{"role": "user", "content": "x"}], {**sampling, **stream}))
        finally:
            await backend.close()
            server.close()

    return asyncio.run(asked())


@pytest.mark.parametrize(
    ("body", "status", "expected"),
    [
        (whole({}, choices=[]), 200, (200, False, "request_refused", (7, 5))),
        (whole({"content": "x"}, None), 200, (502, False, "", (7, 5))),
        (whole(7), 200, (502, False, "", (7, 5))),
        (b"<html>", 200, (502, False, "", (0, 0))),
        (error("No credits", code=402), 200, (402, True, "", (0, 0))),
        (error("No auth", code=401), 200, (401, True, "", (0, 0))),
        (error("overloaded", code=503), 200, (503, False, "", (0, 0))),
        (error("exceeds", type="exceed_context_size_error", code=400), 200, (400, False, "request_refused", (0, 0))),
        (error("Your quota", type="insufficient_quota", code="insufficient_quota"), 429, (429, True, "", None)),
        (error("Your quota", type="insufficient_quota", code=None), 429, (429, True, "", None)),
        (error("Rate limit reached", code="rate_limit_exceeded"), 429, (429, False, "", None)),
        (error("Request too large for m on tokens per min (TPM)"), 429, (429, False, "request_refused", None)),
        (
            error("request (9001 tokens) exceeds the available context size (4096 tokens), try increasing it"),
            400,
            (400, False, "request_refused", None),
        ),
        (error("Context", type="exceed_context_size_error"), 500, (500, False, "request_refused", None)),
        (error("Requested tokens (9) exceed context window of 8"), 400, (400, False, "request_refused", None)),
        (
            error("The input token count (9) exceeds the maximum number of tokens allowed (8)."),
            400,
            (400, False, "request_refused", None),
        ),
        ([piece("a torn text"), DONE], 200, (502, False, "", (0, 0))),
        ([piece("a torn text")], 200, (502, False, "", (0, 0))),
        (
            [piece("x"), b'event: error\ndata: {"message": "died", "code": 500}\n\n', DONE],
            200,
            (500, False, "", (0, 0)),
        ),
        ([piece("x"), b"event: error\ndata: died\n\n", DONE], 200, (500, False, "", (0, 0))),
        ([piece("x"), data({"detail": "Internal server error"}), DONE], 200, (500, False, "", (0, 0))),
        ([data(whole({}, choices=[])), piece("x"), DONE], 200, (502, False, "", (7, 5))),
        ([piece("x"), data(error("no money", type="insufficient_quota"))], 200, (429, True, "", (0, 0))),
    ],
)  # fmt: skip
def test_what_is_no_reply_is_sorted_and_counted(body: Any, status: int, expected: tuple[Any, ...]) -> None:
    with pytest.raises(ServerError) as failed:
        ask(body, status)
    found = failed.value
    assert (found.status, found.fatal, found.refused, found.spent) == expected, found.message


def test_the_words_of_a_server_are_kept() -> None:
    with pytest.raises(ServerError, match="answered 402: Insufficient credits"):
        ask(error("Insufficient credits", code=402))
    with pytest.raises(ServerError, match=r"broke off its answer \(no finish_reason\)"):
        ask(whole({"content": "x"}, None))


PARTS = [{"type": "reasoning", "text": "a secret"}, {"type": "text", "text": "said"}]
NESTED = [{"type": "thinking", "thinking": [{"type": "text", "text": "hm"}]}, {"text": "said"}]


@pytest.mark.parametrize(
    ("body", "text", "finish", "thinking"),
    [
        (whole({"content": PARTS}), "said", "stop", "a secret"),
        (whole({"content": NESTED}), "said", "stop", "hm"),
        (whole({"content": [{"type": "image_url"}, {"type": "text", "text": "a"}]}), "a", "stop", ""),
        (whole({"content": "x", "refusal": "I cannot."}), "x", "content_filter", ""),
        (whole({"content": None, "refusal": "I cannot."}), "", "content_filter", ""),
        (whole({"content": "x", "tool_calls": [{"id": "1"}]}), "x", "tool_calls", ""),
        (whole({"content": "x", "refusal": None, "tool_calls": []}), "x", "stop", ""),
        ([piece("x", "length"), piece("", "stop"), DONE], "x", "length", ""),
        ([piece("x", refusal="I "), piece("", "stop", refusal="cannot."), DONE], "x", "content_filter", ""),
        ([piece("x", tool_calls=[{"index": 0}]), piece("", "stop"), DONE], "x", "tool_calls", ""),
        ([b"\xef", b"\xbb\xbf" + piece("first"), piece(" last", "stop"), DONE], "first last", "stop", ""),
        ([piece("x", "stop").replace(b"\n", b"\r"), DONE.replace(b"\n", b"\r")], "x", "stop", ""),
        ([piece("x").replace(b"\n", b"\r\n"), piece("y", "stop")[:-1], b"\n"], "xy", "stop", ""),
        ([PING, piece("x", "stop"), data({"choices": [], "usage": None})], "x", "stop", ""),
    ],
)
def test_what_is_a_reply_is_read(body: Any, text: str, finish: str, thinking: str) -> None:
    reply = ask(body)
    assert (reply.text, reply.finish, reply.thinking) == (text, finish, thinking)


def test_comments_are_silence() -> None:
    for parts in ([PING], [piece("x"), PING]):
        with pytest.raises(ServerError, match="was silent for 1 s"):
            ask(parts, timeout=1)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("3", 3.0),
        ("inf", float("inf")),  # bounded by --patience
        ("nan", None),
        ("Mon, 01 Jan 99999 00:00:00 GMT", None),
        ("Mon, 01 Jan 1990 00:00:00 GMT", 0.0),
        ("Fri, 99 Foo 99999 99:99:99 GMT", None),
        ("soon", None),
    ],
)
def test_any_retry_after_is_put_up_with(value: str, seconds: float | None) -> None:
    assert _retry_after({"retry-after": value}) == seconds


@pytest.mark.parametrize("more", [{}, {"stop_reason": None}])
def test_a_message_without_its_end_is_broken_off(more: dict[str, Any]) -> None:
    from assay.llm.anthropic import Anthropic

    backend = Anthropic("stub", ModelOptions("http://127.0.0.1:1/v1"))
    said = {"content": [{"type": "text", "text": "x"}], "usage": {"input_tokens": 7, "output_tokens": 5}}
    assert backend._reply({**said, "stop_reason": "end_turn"}) == Reply("x", "", "stop", 7, 5)
    with pytest.raises(ServerError) as failed:
        backend._reply({**said, **more})
    assert (failed.value.status, failed.value.spent) == (502, (7, 5))
