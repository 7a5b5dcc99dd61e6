"""The backend of a Kimina Lean server: ``ASSAY_KIMINA_URL``, and ``ASSAY_KIMINA_KEY`` if it asks for a key.

It is asked at ``/verify`` (``server/routers/backward.py`` and ``check.py`` of project-numina/kimina-lean-server, 2.0),
which servers before it have too. The server keeps a process for each header of imports and answers each file in the
environment after the header, so that files do not meet. That it found no error says nothing here: the file is ours, and
what our commands in it print is the evidence.

Two of its ways matter. Without a header it answers in what the **first** file of that process left behind, so a header
always stands there. And whether lines count from the header or after it depends on its version, so a command of ours
stands on the first line of the body, and says.
"""

from __future__ import annotations

import json
import math
import os
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from assay_math.lean.backends import (
    Backend,
    BackendError,
    LeanFile,
    Message,
    Misconfigured,
    Outcome,
    Unavailable,
)
from assay_math.lean.probe import probe

URL = "ASSAY_KIMINA_URL"
KEY = "ASSAY_KIMINA_KEY"
EACH_S = 60
"""What the server may take for one file."""
_TOGETHER = 16
"""Files of one request: the server fails over a request as a whole."""
_MOST_REPLY = 64 << 20
_MARK = "#check True"
_MARKED = "True : Prop"
_SEVERITIES: Mapping[str, Literal["error", "warning", "information"]] = {
    "error": "error",
    "warning": "warning",
    "info": "information",
    "trace": "information",
}
_COMPANIONS = ("Mathlib", "Batteries", "Aesop")


class ServerError(Exception):
    """The server failed over a request, or answered what is no answer to it."""


def open_backend() -> Backend:
    """Raises :class:`~assay_math.lean.backends.Unavailable`."""
    url = os.environ.get(URL, "")
    if not url:
        raise Unavailable(f"{URL} names no Kimina Lean server.")
    parts = urllib.parse.urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise Misconfigured(f"{URL} must be the address of a server, such as http://localhost:8000.")
    backend = Kimina(url.rstrip("/"), os.environ.get(KEY, ""))
    try:
        backend.greet()
        probe(backend)
    except (BackendError, Unavailable) as problem:
        raise Misconfigured(f"{URL} names a server that cannot be used: {problem}") from None
    return backend


class Kimina:
    """A Kimina Lean server."""

    name = "kimina"
    axioms: Literal["command", "compiled"] = "command"

    def __init__(self, url: str, key: str = "") -> None:
        self._url, self._key = url, key
        self.modules: tuple[str, ...] = ("Init", "Std", "Lean")
        host = urllib.parse.urlsplit(url).hostname or ""
        self.runtime: Mapping[str, str] = {"lean": "", "runtime": f"Kimina Lean server at {host}"}

    def greet(self) -> None:
        """Ask which Lean it is, and whether it has Mathlib; raises :class:`BackendError`."""
        version, mathlib = self.run(
            [LeanFile((), "#eval Lean.versionString\n"), LeanFile(("Mathlib",), f"{_MARK}\n")], 2 * EACH_S
        )
        if version.ended == "failed":
            raise BackendError(version.detail)
        said = [re.fullmatch(r'"?(4\.[\w.-]+)"?', message.text.strip()) for message in version.messages]
        if len(said) != 1 or said[0] is None:
            raise BackendError("It does not say which Lean it runs.")
        self.runtime = {**self.runtime, "lean": said[0][1]}
        if mathlib.ended == "finished" and [message.text for message in mathlib.messages] == [_MARKED]:
            self.modules += _COMPANIONS

    def run(self, files: Sequence[LeanFile], timeout_s: float) -> list[Outcome]:
        """One outcome for each file. ``timeout_s`` bounds what the server may take for one, if that is less than 60 s.

        Raises :class:`BackendError` if the server does not answer at all.
        """
        each_s = max(1, math.ceil(min(timeout_s, EACH_S)))
        found: list[Outcome] = []
        for start in range(0, len(files), _TOGETHER):
            group = files[start : start + _TOGETHER]
            try:
                found += self._ask(group, each_s)
            except ServerError as error:
                found += (
                    [Outcome("failed", detail=str(error))] if len(group) == 1 else self._alone(group, each_s)
                )
        return found

    def _alone(self, files: Sequence[LeanFile], each_s: int) -> list[Outcome]:
        """Of a request that failed: one of its files may be the reason."""
        found: list[Outcome] = []
        for file in files:
            try:
                found += self._ask([file], each_s)
            except ServerError as error:
                found.append(Outcome("failed", detail=str(error)))
        return found

    def _ask(self, files: Sequence[LeanFile], each_s: int) -> list[Outcome]:
        codes = [{"custom_id": str(place), "proof": _text(file)} for place, file in enumerate(files)]
        reply = self._post({"codes": codes, "timeout": each_s}, each_s * (1 + len(files)) + 120)
        results = reply.get("results") if isinstance(reply, dict) else None
        if not isinstance(results, list):
            raise ServerError("The server's answer has no results.")
        by_id: dict[str, Any] = {}
        for result in results:
            name = result.get("custom_id") if isinstance(result, dict) else None
            if not isinstance(name, str | int) or str(name) in by_id:
                raise ServerError("The server's answer names a file twice, or none.")
            by_id[str(name)] = result
        if set(by_id) != {code["custom_id"] for code in codes}:
            raise ServerError("The server's answer is not about the files that were asked.")
        return [
            _outcome(by_id[str(place)], len(file.imports or ("Init",))) for place, file in enumerate(files)
        ]

    def _post(self, value: Mapping[str, Any], timeout_s: float) -> Any:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        request = urllib.request.Request(
            f"{self._url}/verify", json.dumps(value).encode(), headers, method="POST"
        )
        try:
            with urllib.request.build_opener(_NoRedirect).open(request, timeout=timeout_s) as answer:
                text = answer.read(_MOST_REPLY + 1)
        except urllib.error.HTTPError as error:
            with error:
                said = error.read(300).decode("utf-8", "replace")
            told = f"The server answers {error.code}: {' '.join(said.split())}"
            if error.code in (401, 403, 404, 405) or 300 <= error.code < 400:
                raise BackendError(told) from None
            raise ServerError(told) from None
        except TimeoutError:
            raise ServerError("The server did not answer in time.") from None
        except (OSError, ValueError) as error:  # URLError is an OSError
            raise BackendError(f"The server cannot be reached: {error}") from None
        if len(text) > _MOST_REPLY:
            raise ServerError("The server's answer is too long.")
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            raise ServerError("The server's answer is no JSON.") from None


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A key goes to the server that was named, and to no other."""

    def redirect_request(self, *_: Any) -> None:
        return None


def _text(file: LeanFile) -> str:
    """A file with a header, and our mark before its body."""
    return LeanFile(file.imports or ("Init",), f"{_MARK}\n{file.body}").text


def _outcome(result: Mapping[str, Any], header: int) -> Outcome:
    """What became of a file whose header has so many lines."""
    error, response = result.get("error"), result.get("response")
    if error is not None:
        if isinstance(error, str) and "timed out" in error:
            return Outcome("timeout", detail=_short(error))
        return _failed(f"The server failed over it: {_short(error)}")
    if not isinstance(response, dict):
        return _failed("The server's answer holds no response.")
    if "message" in response:  # of the program that runs Lean: it is not about the proof
        return _failed(f"The server failed over it: {_short(response['message'])}")
    messages = _messages(response.get("messages") or [])
    if messages is None:
        return _failed("The server's messages are not of the form that is known.")
    first = min(messages, key=lambda message: message.line, default=None)
    if first is None or first.line not in (1, header + 1) or first.severity != "information":
        said = f": {_short(first.text)}" if first is not None else "."
        return _failed(f"The server did not come past the imports{said}")
    at_mark = [message for message in messages if message.line == first.line]
    if len(at_mark) != 1 or first.text.strip() != _MARKED:
        return _failed("The server did not come past the imports.")
    return Outcome(
        "finished",
        tuple(
            Message(each.severity, each.line - first.line, each.column, each.text)
            for each in messages
            if each is not first
        ),
    )


def _messages(values: Any) -> list[Message] | None:
    """None for what has another form: a message that is not read might be an error."""
    if not isinstance(values, list):
        return None
    found: list[Message] = []
    for value in values:
        try:
            place, text = value["pos"], value["data"]
            line, column = place["line"], place["column"]
            severity = _SEVERITIES[value["severity"]]
        except (KeyError, TypeError):
            return None
        if not (isinstance(line, int) and isinstance(column, int) and isinstance(text, str)):
            return None
        found.append(Message(severity, line, column, text))
    return found


def _failed(detail: str) -> Outcome:
    return Outcome("failed", detail=detail)


def _short(said: object) -> str:
    return " ".join(str(said)[:300].split())
