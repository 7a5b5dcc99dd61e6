"""Chat completions of any OpenAI-compatible server: vLLM, SGLang, llama.cpp, Ollama, LiteLLM, hosted ones.

The protocol is one POST. It is spoken here over a pooled aiohttp session: the
official client costs some 2 ms of processor time a call, ten times as much
(``benchmarks/engine_speed.py`` measures it), and its retries are the engine's job.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from typing import Any

from assay.errors import UsageError
from assay.llm.http import Http, check_url, key_from
from assay.llm.usage import tokens
from assay.models import ENDED, Call, ModelOptions, Reply, ServerError

HOSTED = "https://api.openai.com/v1"
KEY = "OPENAI_API_KEY"
_NO_COUNT = ("stream_options", "include_usage")
_NO_SCHEMA = ("response_format", "json_schema", "schema", "grammar", "guided")
_BY_HAND = "Answer with JSON only, and have it fit this JSON schema:\n"


class OpenAI:
    """A model behind ``/chat/completions``. With ``stream: true`` in its sampling the reply comes in pieces."""

    def __init__(self, name: str, options: ModelOptions) -> None:
        if not name:
            raise UsageError("openai: needs the name of a model, such as openai:llama-3.1-8b")
        self.name = name
        self.title = f"openai:{name}"
        self.server = check_url(options.base_url or HOSTED)
        key = key_from(
            options.key_env or KEY, required=bool(options.key_env) or not options.base_url, what=self.title
        )
        headers = {"authorization": f"Bearer {key}"} if key else {}
        self.http = Http(self.server, headers, options.timeout, key)
        self.structured = True  # until the server says that it cannot
        self.limit_name = "max_tokens"  # some want another
        self.counted = True  # streams, until the server says that it cannot
        self.several = True  # choices in one request, until the server refuses it or gives one only

    async def complete(self, call: Call) -> Reply:
        return (await self._complete(call, 1))[0]

    async def complete_several(self, call: Call, n: int) -> list[Reply]:
        """Up to ``n`` replies out of one request; one where the server has no such thing."""
        if not self.several or n == 1 or _streamed(call):
            return await self._complete(call, 1)
        try:
            replies = await self._complete(call, n)
        except ServerError as error:
            if error.status not in (400, 422, 501):
                raise
            # Whether it is n that the server cannot stand, or what is asked, another request tells.
            replies = await self._complete(call, 1)
        self.several = len(replies) > 1
        return replies

    async def _complete(self, call: Call, n: int) -> list[Reply]:
        if "n" in call.sampling:
            raise UsageError(
                f"how many replies there are is for the recipe to say; take n out of the sampling of {self.title}"
            )
        while True:
            # Others may learn of it while this one is under way: what was sent counts.
            native, limit_name = call.schema is not None and self.structured, self.limit_name
            counted = _streamed(call) and self.counted
            try:
                return await self._ask(call, n, native=native, counted=counted)
            except ServerError as error:
                if not self._learns(error, native, limit_name, counted):
                    raise

    def learned(self, error: ServerError) -> bool:
        """Whether a refusal of a :meth:`body` tells of something that is asked otherwise from now on."""
        return self._learns(error, self.structured, self.limit_name, counted=False)

    def _learns(self, error: ServerError, native: bool, limit_name: str, counted: bool) -> bool:
        """Whether a refusal tells of something that this server wants otherwise, which is kept in mind."""
        said = error.message.lower()
        if error.status not in (400, 422, 501):
            return False
        if limit_name == "max_tokens" and "max_completion_tokens" in said:
            self.limit_name = "max_completion_tokens"
            return True
        if counted and any(word in said for word in _NO_COUNT):
            self.counted = False
            return True
        if native and any(word in said for word in _NO_SCHEMA):
            self.structured = False
            return True
        return False

    async def close(self) -> None:
        await self.http.close()

    async def _ask(self, call: Call, n: int, *, native: bool, counted: bool) -> list[Reply]:
        body = self.body(call, native=native)
        if n > 1:
            body["n"] = n
        if counted:
            body.setdefault("stream_options", {"include_usage": True})
        joined = _Joined() if _streamed(call) else None
        try:
            answer = await self.http.post("/chat/completions", body, joined)
        except ServerError as error:
            if error.spent is not None and joined:
                error.spent = _spent(joined.usage)
            raise
        return replies_of(answer, self.server)

    def body(self, call: Call, *, native: bool | None = None) -> dict[str, Any]:
        """The body of a request; ``native``: with the JSON schema as a parameter, not in words."""
        if native is None:
            native = self.structured
        messages = list(call.messages)
        sampling = dict(call.sampling)
        if "max_tokens" in sampling:
            sampling[self.limit_name] = sampling.pop("max_tokens")
        body: dict[str, Any] = {"model": self.name, "messages": messages, **sampling}
        if call.schema is not None and native:
            # A hosted API takes "strict" only for schemas that allow nothing more.
            strict = call.schema.get("additionalProperties") is False
            form = {"name": "reply", "schema": call.schema, "strict": strict}
            body["response_format"] = {"type": "json_schema", "json_schema": form}
        elif call.schema is not None:
            words = _BY_HAND + json.dumps(call.schema, ensure_ascii=False)
            messages.append({"role": "user", "content": words})
        return body


def _streamed(call: Call) -> bool:
    stream = call.sampling.get("stream", False)
    if not isinstance(stream, bool):
        raise UsageError(f"the sampling parameter stream is {stream!r}, must be true or false")
    return stream


class _Joined:
    """A chat completion from the pieces of a stream."""

    def __init__(self) -> None:
        self.model = ""
        self.usage: Any = None
        self.finish: Any = None
        self.text: list[str] = []
        self.thinking: list[str] = []
        self.refusal: list[str] = []
        self.tools = False

    @property
    def finished(self) -> bool:
        return self.finish is not None

    def add(self, event: dict[str, Any]) -> None:
        self.model = self.model or event.get("model") or ""
        self.usage = event.get("usage") or self.usage
        for choice in event.get("choices") or ():  # the piece with the usage has none
            if choice.get("index"):
                continue
            delta = choice.get("delta") or {}
            text, thinking = _said(delta)
            self.text.append(text)
            self.thinking.append(thinking)
            self.refusal.append(delta.get("refusal") or "")
            self.tools = self.tools or bool(delta.get("tool_calls"))
            self.finish = self.finish or choice.get("finish_reason") or None  # what comes later ends nothing

    def answer(self) -> dict[str, Any]:
        message = {
            "content": _whole(self.text),
            "reasoning_content": _whole(self.thinking),
            "refusal": _whole(self.refusal),
            "tool_calls": self.tools,
        }
        choice = {"message": message, "finish_reason": self.finish}
        return {"choices": [choice], "model": self.model, "usage": self.usage}


def _whole(pieces: list[str]) -> str:
    """The text of pieces between which the two halves of a character may have been parted."""
    return "".join(pieces).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def _said(message: dict[str, Any]) -> tuple[str, str]:
    """Text and thinking of a message or of a piece of one; of a list of parts only those of text are text."""
    text = message.get("content") or ""
    thinking = message.get("reasoning_content") or message.get("reasoning") or ""
    thinking = thinking if isinstance(thinking, str) else ""
    if isinstance(text, str):
        return text, thinking
    thoughts = (part for part in text if part.get("type") in ("reasoning", "thinking"))
    return (
        "".join(part["text"] for part in text if part.get("type", "text") in ("text", "output_text")),
        thinking + "".join(_thought(part) for part in thoughts),
    )


def _thought(part: dict[str, Any]) -> str:
    said = part.get("text") or part.get("thinking") or part.get("reasoning") or ""
    return said if isinstance(said, str) else "".join(each.get("text") or "" for each in said)


def _spent(usage: Any) -> tuple[int, int]:
    usage = usage if isinstance(usage, dict) else {}
    return tokens(usage.get("prompt_tokens")), tokens(usage.get("completion_tokens"))


def replies_of(answer: dict[str, Any], server: str) -> list[Reply]:
    """The reply of each choice; further ones that are none are left out, the first one must be one.

    The tokens of the whole are shared out among them.
    """
    first = _reply(answer, server, 0)
    choices = answer["choices"]
    if len(choices) == 1:
        return [first]
    found = [first]
    for number in range(1, len(choices)):
        with suppress(ServerError):
            found.append(_reply(answer, server, number))
    shares = [
        [total // len(found) + (number < total % len(found)) for number in range(len(found))]
        for total in (first.tokens_in, first.tokens_out)
    ]
    return [
        replace(reply, tokens_in=into, tokens_out=out)
        for reply, into, out in zip(found, *shares, strict=True)
    ]


def _reply(answer: dict[str, Any], server: str, number: int) -> Reply:
    spent = _spent(answer.get("usage"))
    if answer.get("choices") == []:
        raise ServerError(200, f"{server} answered without a reply.", refused="request_refused", spent=spent)
    try:
        choice = answer["choices"][number]
        message = choice["message"]
        text, thinking = _said(message)
        finish = choice.get("finish_reason")
        if finish in ENDED and message.get("tool_calls"):
            finish = "tool_calls"
        if message.get("refusal"):
            finish = "content_filter"
        model = str(answer.get("model") or "")
    except (KeyError, IndexError, TypeError, AttributeError, ValueError):
        raise ServerError(
            502, f"{server} answered something that is no chat completion", spent=spent
        ) from None
    if not finish:
        raise ServerError(502, f"{server} broke off its answer (no finish_reason)", spent=spent)
    return Reply(text, model, str(finish), *spent, thinking)
