"""What backends over HTTP share: one pooled session, JSON in and out, failures sorted by what to do about them."""

from __future__ import annotations

import asyncio
import email.utils
import json
import os
import re
import time
import urllib.parse
import urllib.request
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from typing import Any, Protocol

import aiohttp

from assay.errors import UsageError
from assay.llm.sse import DONE, Events
from assay.models import ServerError

LARGEST_REPLY = 32_000_000
CONNECT_SECONDS = 30.0  # at most: what is not connected by then was not sent
LOST = 3  # times that a name leads nowhere, before one that never led anywhere is wrong
PART = 6  # characters in a row that tell something of a key
LONG_PART = 12  # as many as no text has by chance
SHORTEST = 4  # a shorter key is a placeholder
CANNOT = (
    "context_length_exceeded",
    "exceed_context_size_error",  # llama.cpp
    "content_filter",
    "string_above_max_length",
)
SPENT = ("insufficient_quota", "billing_hard_limit_reached", "billing_not_active")
STATUSES = {
    400: (*CANNOT, "invalid_request_error"),
    429: (*SPENT, "rate_limit_exceeded", "rate_limit_error"),
}
NO_SUCH_KEY = "No connected db."  # what LiteLLM without a database says of one, with status 400
_OF_THIS_ONE = re.compile(
    r"context (length|size|window)|maximum context|maximum model length|input token count|too long"
    r"|too many tokens|`inputs` tokens|content.?(filter|policy)"
    # What providers say of a text that they do not serve, with status 400 or 403.
    r"|content exists risk|content.?risk|data.?inspection|moderation|flagged|inappropriate content",
    re.I,
)
_TOO_LARGE = re.compile(r"request too large", re.I)  # for a minute's tokens, says OpenAI with status 429


def check_url(url: str) -> str:
    """A base URL without its last slash; one with a key in it is refused, for it would be written to ``run.json``."""
    parts = urllib.parse.urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"--base-url {url} is not an address such as http://localhost:8000/v1")
    if parts.username or parts.password or parts.query:
        raise UsageError("--base-url must not hold a name, a key or a query; keys go into the environment")
    return url.rstrip("/")


def key_from(variable: str, *, required: bool, what: str) -> str:
    """A key from the environment."""
    key = os.environ.get(variable, "").strip()
    if not key and required:
        raise UsageError(f"{what} needs a key: set the environment variable {variable}")
    return key


def _proxy_for(server: str) -> str | None:
    """The proxy that the environment names for a server; aiohttp would look it up anew for every request."""
    parts = urllib.parse.urlsplit(server)
    if urllib.request.proxy_bypass(parts.hostname or ""):
        return None
    return urllib.request.getproxies().get(parts.scheme)


_FAILURES = (TimeoutError, aiohttp.ClientError, ConnectionError)
_TLS = (
    aiohttp.ClientConnectorCertificateError,
    aiohttp.ClientConnectorSSLError,
    aiohttp.ServerFingerprintMismatch,
)


class Joined(Protocol):
    """An answer that is put together from the events of a stream."""

    @property
    def finished(self) -> bool:
        """Whether it came to its end."""
        ...

    def add(self, event: dict[str, Any]) -> None: ...

    def answer(self) -> dict[str, Any]:
        """What the server would have answered in one piece."""
        ...


class Http:
    """JSON requests to one server."""

    def __init__(self, server: str, headers: Mapping[str, str], timeout: float, secret: str) -> None:
        self.server = server
        self.headers = {"content-type": "application/json", "accept": "application/json", **headers}
        self.timeout = timeout
        self.secret = secret
        self.proxy = _proxy_for(server)
        self.session: aiohttp.ClientSession | None = None
        self.limits = aiohttp.ClientTimeout(total=None, sock_connect=self.connect_seconds)
        self.reached = False  # whether it ever answered, whatever it was
        self.lost = 0  # how often its name led nowhere

    async def post(self, path: str, body: Mapping[str, Any], joined: Joined | None = None) -> dict[str, Any]:
        """The JSON object that the server answers, or :class:`ServerError`.

        With ``joined``, the answer may be a stream, and the timeout is of silence, not of the whole.
        """
        session = self._open()
        data = json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass")
        status = 0
        try:
            # What says nothing new, such as comments and white space, is silence too.
            async with (
                asyncio.timeout(self.timeout) as limit,
                session.post(
                    self.server + path,
                    data=data,
                    headers=self.headers,
                    proxy=self.proxy,
                    allow_redirects=False,
                    timeout=self.limits,
                ) as answer,
            ):
                self.reached = True
                status, headers, text = answer.status, answer.headers, bytearray()
                if joined and 200 <= status < 300 and answer.content_type == "text/event-stream":
                    return self._clear(await self._join(answer.content, joined, limit))
                async for chunk in answer.content.iter_any():  # as it comes, to the end
                    text += chunk
                    self._bound(len(text))
                    if joined and not chunk.isspace():
                        self._alive(limit)
            return self._clear(self._read(status, headers, text))
        except ServerError as error:
            if 200 <= status < 300 and error.spent is None:
                error.spent = (0, 0)
            raise
        except _FAILURES as error:
            failed = self._failure(error, joined)
            if 200 <= status < 300 or failed.status == 408:
                failed.spent = (0, 0)  # the server had it: who is not waited for may be paid all the same
            raise failed from None

    async def send(self, method: str, path: str, form: aiohttp.FormData | None = None) -> bytes:
        """The bytes that the server answers, of any size, or :class:`ServerError`. With a form, files can be sent."""
        headers = {name: value for name, value in self.headers.items() if name != "content-type"}
        limits = aiohttp.ClientTimeout(total=None, sock_connect=self.connect_seconds, sock_read=self.timeout)
        try:
            async with self._open().request(
                method,
                self.server + path,
                data=form,
                headers=headers,
                proxy=self.proxy,
                allow_redirects=False,
                timeout=limits,
            ) as answer:
                self.reached = True
                text = await answer.read()
                if not 200 <= answer.status < 300:
                    raise self.error(answer.status, _json(text), text, answer.headers)
                return text
        except _FAILURES as error:
            raise self._failure(error, None) from None

    def _open(self) -> aiohttp.ClientSession:
        if self.session is None:
            # How many connections there are is the engine's to decide.
            self.session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=60),
                cookie_jar=aiohttp.DummyCookieJar(),
            )
        return self.session

    @property
    def connect_seconds(self) -> float:
        return min(CONNECT_SECONDS, 0.9 * self.timeout)

    def _alive(self, limit: asyncio.Timeout) -> None:
        if not limit.expired():
            limit.reschedule(asyncio.get_running_loop().time() + self.timeout)

    def _failure(self, error: Exception, joined: Joined | None) -> ServerError:
        """What a failure of the connection is."""
        if isinstance(error, aiohttp.ConnectionTimeoutError):
            return ServerError(0, f"no connection to {self.server} within {self.connect_seconds:g} s")
        if isinstance(error, TimeoutError):
            what = "did not answer within" if joined is None else "was silent for"
            return ServerError(408, f"{self.server} {what} {self.timeout:g} s")
        if isinstance(error, aiohttp.ClientPayloadError | aiohttp.ServerDisconnectedError):
            return ServerError(502, f"{self.server} broke off its answer ({type(error).__name__})")
        if isinstance(error, aiohttp.ClientConnectionError | ConnectionError):
            tls, named = isinstance(error, _TLS), not isinstance(error, aiohttp.ClientConnectorDNSError)
            self.lost += not named
            return ServerError(
                0,
                f"no connection to {self.server} ({self._clean(error)})",
                fatal=not self.reached and (tls or self.lost >= LOST),
                mend="check the certificate and https:// in --base-url" if tls else "check --base-url",
            )
        return ServerError(502, f"{self.server} answered no proper HTTP ({type(error).__name__})")

    def _read(self, status: int, headers: Mapping[str, str], text: bytearray) -> dict[str, Any]:
        """The JSON object of an answer that came whole."""
        value = _json(text)
        if not 200 <= status < 300:
            raise self.error(status, value, text, headers)
        if not isinstance(value, dict):
            raise ServerError(502, f"{self.server} answered something that is not a JSON object")
        if value.get("error") and not value.get("choices"):
            raise self.error(_status(value), value, text, headers)
        return value

    async def close(self) -> None:
        if self.session is not None:
            await self.session.close()
            self.session = None

    async def _join(
        self, content: aiohttp.StreamReader, joined: Joined, limit: asyncio.Timeout
    ) -> dict[str, Any]:
        """The answer that a stream's events make; one that breaks off is none."""
        events, size, done = Events(), 0, False
        async for chunk in content.iter_any():
            size += len(chunk)
            self._bound(size)
            for name, data in events.feed(chunk):
                self._alive(limit)
                if done := self._last(name, data, joined):
                    break
            if done:
                # The end is read too, or the connection could not be used again.
                with suppress(TimeoutError, aiohttp.ClientError):
                    await asyncio.wait_for(content.readany(), 1)
                break
        if not done:
            any(self._last(name, data, joined) for name, data in events.feed(b"\n\n"))
        if not joined.finished:
            raise ServerError(502, f"{self.server} broke off its stream (no finish_reason)")
        return joined.answer()

    def _last(self, name: bytes, data: bytes, joined: Joined) -> bool:
        """Whether an event is the last one; any other is added."""
        if data.strip() == DONE:
            return True
        event = _json(data)
        if name == b"error" and not isinstance(event, dict):
            event = {"error": {"message": data.decode("utf-8", "replace")}}
        if not isinstance(event, dict):
            raise ServerError(502, f"{self.server} streamed something that is not a JSON object")
        bare = (
            "choices" not in event and "usage" not in event and (event.get("message") or event.get("detail"))
        )
        if name == b"error" or event.get("error") or event.get("object") == "error" or bare:
            raise self.error(_status(event), event, data, {})
        try:
            joined.add(event)
        except (KeyError, IndexError, TypeError, AttributeError, ValueError):
            raise ServerError(502, f"{self.server} streamed something that is no piece of a reply") from None
        return False

    def _bound(self, size: int) -> None:
        if size > LARGEST_REPLY:
            raise ServerError(502, f"{self.server} sent more than {LARGEST_REPLY:,} bytes")

    def error(
        self, status: int, value: Any, text: bytes | bytearray = b"", headers: Mapping[str, str] | None = None
    ) -> ServerError:
        """What an answer with a status that is no success is; ``value`` is its JSON."""
        headers = headers or {}
        inner = value.get("error", value) if isinstance(value, dict) else None
        if isinstance(inner, dict):
            said = inner.get("message") or inner.get("detail")  # FastAPI's own errors have a detail
        else:
            said = inner if isinstance(inner, str) else None
        codes = [str(inner.get(each)) for each in ("code", "type")] if isinstance(inner, dict) else []
        said = str(said) if said else text.decode("utf-8", "replace")
        message = f"{self.server} answered {status}: {self._clean(said)[:300].rstrip('.')}"
        if (
            status == 413
            or any(code in CANNOT for code in codes)
            or (status in (400, 403, 422, 451) and _OF_THIS_ONE.search(said))
            or (status == 429 and _TOO_LARGE.search(said))
        ):
            return ServerError(status, f"{message}.", refused="request_refused")
        mend = ""
        if status in (401, 403) or said == NO_SUCH_KEY:
            mend = "check the key in the environment"
        elif status == 404:
            mend = "check the model's name and --base-url"
        elif 300 <= status < 400:
            mend = f"it points to {self._clean(headers.get('location', 'nowhere'))[:300]}: give that as --base-url"
        retried = (status in (408, 409, 425, 429) or status >= 500) and not any(
            code in SPENT for code in codes
        )
        return ServerError(
            status,
            message,
            retry_after=_retry_after(headers) if retried else None,
            fatal=not retried,
            mend=mend,
        )

    def _clean(self, what: object) -> str:
        """Text on one line, without the key, of which some servers repeat a part."""
        text = mask(" ".join(str(what).split()), self.secret, PART)
        return re.sub(r"\bsk-[\w*.-]{4,}", "…", text)

    def _clear(self, value: dict[str, Any]) -> dict[str, Any]:
        """A reply without the key, should the server echo it; short keys are placeholders, and words."""
        if len(self.secret) < LONG_PART:
            return value
        return {str(name): self._redacted(each) for name, each in value.items()}

    def _redacted(self, value: Any) -> Any:
        if isinstance(value, str):  # one shorter than the shortest part that is masked holds none
            return value if len(value) < LONG_PART else mask(value, self.secret, LONG_PART)
        if isinstance(value, list):
            return [self._redacted(each) for each in value]
        if isinstance(value, dict):
            return {name: self._redacted(each) for name, each in value.items()}
        return value


def _status(event: dict[str, Any]) -> int:
    """The status that an error in the middle of a stream would have had at its beginning."""
    inner = event.get("error")
    inner = inner if isinstance(inner, dict) else event
    said = [str(inner.get(name)) for name in ("code", "status", "type")]
    for each in said:
        if re.fullmatch("[45][0-9][0-9]", each):
            return int(each)
    for status, names in STATUSES.items():
        if any(each in names for each in said):
            return status
    return 400 if _OF_THIS_ONE.search(str(inner.get("message"))) else 500


def _json(text: bytes | bytearray) -> Any:
    """The JSON value, ``None`` if it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def mask(text: str, secret: str, part: int) -> str:
    """Text in which every run of at least ``part`` characters of the secret, in any case, is an ellipsis."""
    size = min(part, len(secret))
    if size < SHORTEST:
        return text
    blocks, runs = _looked_for(secret, size)
    low = text.lower()
    if not any(block in low for block in blocks):
        return text
    pieces, done = [], 0
    for match in runs.finditer(text):
        start = match.start()
        if start > done or not start:
            pieces += [text[done:start], "…"]
        done = max(done, start + size)
    return "".join([*pieces, text[done:]])


@lru_cache(maxsize=64)
def _looked_for(secret: str, size: int) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """Blocks one of which stands in every run of ``size`` characters of a secret, and what finds such a run."""
    half = (size + 1) // 2
    blocks = {secret[start : start + half].lower() for start in range(0, len(secret) - half + 1, half)}
    parts = {secret[start : start + size].lower() for start in range(len(secret) - size + 1)}
    runs = re.compile(f"(?=(?:{'|'.join(map(re.escape, sorted(parts)))}))", re.IGNORECASE)
    return tuple(sorted(blocks)), runs


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait, from a number or a date."""
    for name, scale in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        value = headers.get(name)
        if value is None:
            continue
        try:
            seconds = float(value) * scale
        except ValueError:
            try:
                date = email.utils.parsedate_tz(value)
                if date is None:
                    continue
                seconds = email.utils.mktime_tz(date) - time.time()
            except (ValueError, OverflowError):  # a year that there is not
                continue
        if seconds == seconds:
            return max(0.0, seconds)
    return None
