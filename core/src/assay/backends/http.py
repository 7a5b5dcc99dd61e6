"""What backends over HTTP share: one pooled session, JSON in and out, failures sorted by what to do about them."""

from __future__ import annotations

import email.utils
import json
import os
import re
import time
import urllib.parse
import urllib.request
from collections.abc import Mapping
from typing import Any

import aiohttp

from assay.errors import UsageError
from assay.models import ServerError

LARGEST_REPLY = 32_000_000
PART = 6  # characters in a row that tell something of a key
LONG_PART = 12  # as many as no text has by chance
SHORTEST = 4  # a shorter key is a placeholder
CANNOT = ("context_length_exceeded", "content_filter", "string_above_max_length")
_TOO_LONG = re.compile(
    r"context length|maximum context|too long|too many tokens|content.?(filter|policy)", re.I
)


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


class Http:
    """JSON requests to one server."""

    def __init__(self, server: str, headers: Mapping[str, str], timeout: float, secret: str) -> None:
        self.server = server
        self.headers = {"content-type": "application/json", "accept": "application/json", **headers}
        self.timeout = timeout
        self.secret = secret
        self.proxy = _proxy_for(server)
        self.session: aiohttp.ClientSession | None = None

    async def post(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """The JSON object that the server answers, or :class:`ServerError`."""
        if self.session is None:
            # How many connections there are is the engine's to decide.
            self.session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=60),
                timeout=aiohttp.ClientTimeout(total=self.timeout),
                cookie_jar=aiohttp.DummyCookieJar(),
            )
        data = json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass")
        try:
            async with self.session.post(
                self.server + path, data=data, headers=self.headers, proxy=self.proxy, allow_redirects=False
            ) as answer:
                status, headers = answer.status, answer.headers
                text = bytearray()
                async for chunk in answer.content.iter_any():  # as it comes, to the end
                    text += chunk
                    if len(text) > LARGEST_REPLY:
                        raise ServerError(502, f"{self.server} sent more than {LARGEST_REPLY:,} bytes")
        except TimeoutError:
            raise ServerError(408, f"{self.server} did not answer within {self.timeout:g} s") from None
        except (aiohttp.ClientPayloadError, aiohttp.ServerDisconnectedError) as error:
            raise ServerError(502, f"{self.server} broke off its answer ({type(error).__name__})") from None
        except (aiohttp.ClientConnectionError, ConnectionError) as error:
            raise ServerError(0, f"no connection to {self.server} ({self._clean(error)})") from None
        except aiohttp.ClientError as error:
            raise ServerError(
                502, f"{self.server} answered no proper HTTP ({type(error).__name__})"
            ) from None
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            value = None
        if 200 <= status < 300:
            if not isinstance(value, dict):
                raise ServerError(502, f"{self.server} answered something that is not a JSON object")
            return {str(name): self._redacted(each) for name, each in value.items()}
        raise self._error(status, value, text, headers)

    async def close(self) -> None:
        if self.session is not None:
            await self.session.close()
            self.session = None

    def _error(
        self, status: int, value: Any, text: bytes | bytearray, headers: Mapping[str, str]
    ) -> ServerError:
        inner = value.get("error", value) if isinstance(value, dict) else None
        said = inner.get("message") if isinstance(inner, dict) else inner if isinstance(inner, str) else None
        code = str(inner.get("code") or inner.get("type") or "") if isinstance(inner, dict) else ""
        said = str(said) if said else text.decode("utf-8", "replace")
        message = f"{self.server} answered {status}: {self._clean(said)[:300].rstrip('.')}"
        if status == 413 or (status in (400, 422) and (code in CANNOT or _TOO_LONG.search(said))):
            return ServerError(status, f"{message}.", refused="request_refused")
        if status in (401, 403):
            message += "; check the key in the environment"
        elif status == 404:
            message += "; check the model's name and --base-url"
        retried = status in (408, 409, 425, 429) or status >= 500
        return ServerError(
            status, message, retry_after=_retry_after(headers) if retried else None, fatal=not retried
        )

    def _clean(self, what: object) -> str:
        """Text on one line, without the key, of which some servers repeat a part."""
        text = mask(" ".join(str(what).split()), self.secret, PART)
        return re.sub(r"\bsk-[\w*.-]{4,}", "…", text)

    def _redacted(self, value: Any) -> Any:
        """A reply without the key, should the server echo it; short ones are placeholders, and words."""
        if isinstance(value, str):
            return mask(value, self.secret, LONG_PART) if len(self.secret) >= LONG_PART else value
        if isinstance(value, list):
            return [self._redacted(each) for each in value]
        if isinstance(value, dict):
            return {name: self._redacted(each) for name, each in value.items()}
        return value


def mask(text: str, secret: str, part: int) -> str:
    """Text in which every run of at least ``part`` characters of the secret, in any case, is an ellipsis."""
    size = min(part, len(secret))
    if size < SHORTEST:
        return text
    parts = {secret[start : start + size].lower() for start in range(len(secret) - size + 1)}
    low = text.lower()
    if not any(each in low for each in parts):
        return text
    found = re.finditer(f"(?=(?:{'|'.join(map(re.escape, parts))}))", text, re.IGNORECASE)
    pieces, done = [], 0
    for match in found:
        start = match.start()
        if start > done or not start:
            pieces += [text[done:start], "…"]
        done = max(done, start + size)
    return "".join([*pieces, text[done:]])


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait, from a number or a date."""
    for name, scale in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        value = headers.get(name)
        if value is None:
            continue
        try:
            seconds = float(value) * scale
        except ValueError:
            date = email.utils.parsedate_tz(value)
            if date is None:
                continue
            seconds = email.utils.mktime_tz(date) - time.time()
        if seconds == seconds:
            return max(0.0, seconds)
    return None
