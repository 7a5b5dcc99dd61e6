"""The Anthropic messages API."""

from __future__ import annotations

import json
from typing import Any

from assay.errors import UsageError
from assay.llm.http import Http, check_url, key_from
from assay.llm.usage import tokens
from assay.models import Call, ModelOptions, Reply, ServerError

HOSTED = "https://api.anthropic.com/v1"
KEY = "ANTHROPIC_API_KEY"
MAX_TOKENS = 4096  # the API wants a number


class Anthropic:
    """A model behind ``/messages``. A JSON schema becomes the input of a tool that must be used."""

    def __init__(self, name: str, options: ModelOptions) -> None:
        if not name:
            raise UsageError("anthropic: needs the name of a model")
        self.name = name
        self.title = f"anthropic:{name}"
        self.server = check_url(options.base_url or HOSTED)
        key = key_from(
            options.key_env or KEY, required=bool(options.key_env) or not options.base_url, what=self.title
        )
        headers = {"anthropic-version": "2023-06-01", **({"x-api-key": key} if key else {})}
        self.http = Http(self.server, headers, options.timeout, key)

    async def complete(self, call: Call) -> Reply:
        sampling = {"max_tokens": MAX_TOKENS, **call.sampling}
        if "stop" in sampling:
            stop = sampling.pop("stop")
            sampling["stop_sequences"] = [stop] if isinstance(stop, str) else stop
        sampling.pop("seed", None)  # it has none
        if sampling.pop("stream", False):
            raise UsageError(f"replies of {self.title} are not streamed; take stream out of its sampling")
        system = "\n\n".join(m["content"] for m in call.messages if m["role"] == "system")
        turns = [m for m in call.messages if m["role"] != "system"]
        body: dict[str, Any] = {"model": self.name, "messages": turns, **sampling}
        if system:
            body["system"] = system
        if call.schema is not None:
            body["tools"] = [
                {"name": "reply", "description": "Give the answer.", "input_schema": call.schema}
            ]
            body["tool_choice"] = {"type": "tool", "name": "reply"}
        return self._reply(await self.http.post("/messages", body))

    async def close(self) -> None:
        await self.http.close()

    def _reply(self, answer: dict[str, Any]) -> Reply:
        usage = answer.get("usage")
        usage = usage if isinstance(usage, dict) else {}
        spent = tokens(usage.get("input_tokens")), tokens(usage.get("output_tokens"))
        try:
            parts = answer["content"]
            texts = [
                json.dumps(part["input"], ensure_ascii=False) if part["type"] == "tool_use" else part["text"]
                for part in parts
                if part["type"] in ("text", "tool_use")
            ]
            finish = {"end_turn": "stop", "tool_use": "stop", "max_tokens": "length"}
            reason = str(answer["stop_reason"] or "")
            if not reason:
                raise ServerError(502, f"{self.server} broke off its answer (no stop_reason)", spent=spent)
            return Reply(
                texts[-1] if any(p["type"] == "tool_use" for p in parts) else "".join(texts),
                str(answer.get("model") or ""),
                finish.get(reason, reason),
                *spent,
                "".join(part["thinking"] for part in parts if part["type"] == "thinking"),
            )
        except (KeyError, IndexError, TypeError, AttributeError, ValueError):
            raise ServerError(
                502, f"{self.server} answered something that is no message", spent=spent
            ) from None
