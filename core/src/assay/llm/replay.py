"""Replies on file: recorded around any model, or written by hand, and played back without one.

One JSON object a line. Recorded: ``{"request": {...}, "candidate", "number",
"branch", "reply": {...}}``. By hand: ``{"contains": "words of the prompt", "reply":
"text"}``, where all of several ``contains`` must be there; the first line that
fits answers. Several lines for the same request answer in turn.
"""

from __future__ import annotations

import difflib
import json
from pathlib import Path
from typing import Any

from assay.errors import UsageError
from assay.models import Call, ModelOptions, Reply

_REPLY = ("text", "model", "finish", "tokens_in", "tokens_out", "thinking")


class Record:
    """``record:FILE:MODEL``: a model whose replies are kept in a file."""

    def __init__(self, argument: str, options: ModelOptions) -> None:
        file, _, inner = argument.partition(":")
        if not (file and inner) or options.open is None:
            raise UsageError(f"record:{argument} is not of the form record:FILE:MODEL")
        self.inner = options.open(inner)
        self.title, self.server = self.inner.title, self.inner.server
        self.file = Path(file).open("a", encoding="ascii")  # noqa: SIM115 - as long as the model

    async def complete(self, call: Call) -> Reply:
        reply = await self.inner.complete(call)
        line = {
            "request": _request(call),
            "candidate": call.candidate,
            "number": call.number,
            "branch": call.branch,
            "reply": {name: getattr(reply, name) for name in _REPLY},
        }
        self.file.write(json.dumps(line, separators=(",", ":")) + "\n")
        self.file.flush()
        return reply

    async def close(self) -> None:
        self.file.close()
        await self.inner.close()


class Replay:
    """``replay:FILE``: no model at all, the replies of a file."""

    def __init__(self, argument: str) -> None:
        self.path = Path(argument)
        self.title = f"replay:{self.path.name}"
        self.server = f"replay:{argument}"
        self.exact: dict[tuple[str, int, int, tuple[int, ...]], Reply] = {}
        self.in_turn: dict[str, list[Reply]] = {}
        self.written: list[tuple[list[str], list[Reply]]] = []
        try:
            lines = self.path.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            raise UsageError(f"there is no recording {argument}; check the name") from None
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"cannot read {argument} ({error}); check the file") from None
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                read = json.loads(line)
                if problem := _keys_problem(read):
                    raise UsageError(f"{argument}, line {number} is no recorded reply: {problem}")
                self._take(read)
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise UsageError(
                    f"{argument}, line {number} is no recorded reply ({type(error).__name__}: {error}); mend or delete it"
                ) from None

    def _take(self, line: dict[str, Any]) -> None:
        said = line["reply"]
        reply = Reply(said) if isinstance(said, str) else Reply(**{k: said[k] for k in _REPLY if k in said})
        if "contains" in line:
            words = [line["contains"]] if isinstance(line["contains"], str) else list(line["contains"])
            same = next((replies for known, replies in self.written if known == words), None)
            if same is None:
                self.written.append((words, [reply]))
            else:
                same.append(reply)
            return
        key = _key(line["request"])
        self.exact[key, line.get("candidate", 0), line.get("number", 0), tuple(line.get("branch", ()))] = (
            reply
        )
        self.in_turn.setdefault(key, []).append(reply)

    async def complete(self, call: Call) -> Reply:
        key = _key(_request(call))
        if (found := self.exact.get((key, call.candidate, call.number, call.branch))) is not None:
            return found
        # Which reply comes depends on the call alone, never on when it is made.
        if replies := self.in_turn.get(key):
            return replies[call.number % len(replies)]
        text = "\n".join(str(message.get("content")) for message in call.messages)
        for words, replies in self.written:
            if all(word in text for word in words):
                return replies[call.number % len(replies)]
        last = " ".join(str(call.messages[-1].get("content")).split())[:80]
        raise UsageError(
            f"{self.path.name} holds no reply to the request that ends in {last!r}; record it anew"
        )

    async def close(self) -> None:
        """Nothing is open."""


def _keys_problem(line: Any) -> str:
    """Which keys a line lacks, has, and may have meant; ``""`` if it has those that it needs."""
    if not isinstance(line, dict):
        return f"it is {type(line).__name__}, must be an object"
    lacks = [f"{key!r}" for key in ("reply",) if key not in line]
    if not ("contains" in line or "request" in line):
        lacks.insert(0, "'contains' (written by hand) or 'request' (recorded)")
    if not lacks:
        return ""
    needed = [key for key in ("contains", "request", "reply") if key not in line]
    near = {key: difflib.get_close_matches(key, needed, 1, 0.7) for key in line}
    meant = [f"{key!r} for {found[0]!r}" for key, found in near.items() if found]
    has = ", ".join(map(repr, line)) or "no key"
    hint = f"; {' and '.join(meant)} is misspelt" if meant else ""
    return f"it needs {' and '.join(lacks)}, and has {has}{hint}"


def _request(call: Call) -> dict[str, Any]:
    return {
        "role": call.role,
        "messages": list(call.messages),
        "sampling": dict(call.sampling),
        "schema": call.schema,
    }


def _key(request: dict[str, Any]) -> str:
    sampling = {name: value for name, value in request.get("sampling", {}).items() if name != "stream"}
    return json.dumps({**request, "sampling": sampling}, sort_keys=True)
