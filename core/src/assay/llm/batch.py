"""OpenAI's batch API: calls in one file, replies within a day, at half the price.

The form, which other providers and proxies have too: a JSONL file of ``{"custom_id", "method", "url", "body"}``
is uploaded (``POST /files``, purpose ``batch``), a batch of it begun (``POST /batches``) and asked
after (``GET /batches/ID``) until it has an output file and perhaps one of errors (``GET
/files/ID/content``), of ``{"custom_id", "response": {"status_code", "body"}}``. A file holds at most 50,000
requests and 200 MB: https://platform.openai.com/docs/guides/batch.

Which batch holds which call is written into the run directory before anything is waited for: a run that is resumed
asks after the batches that it began, and pays for none of them twice.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Coroutine, Iterable
from dataclasses import dataclass
from typing import Any

import aiohttp

from assay.errors import UsageError
from assay.llm.openai import OpenAI, replies_of
from assay.models import Call, ModelOptions, Reply, ServerError

GATHER = 3.0  # seconds without a further call, after which a batch is begun
MOST_CALLS = 50_000
MOST_BYTES = 150_000_000
FIRST_WAIT, LONGEST_WAIT = 2.0, 60.0  # seconds between two questions after a batch
TRIES = 3  # batches that a call may be in
ENDED = ("completed", "expired", "cancelled", "failed")
STATE = "batches.jsonl"
"""In the run directory: a line for each batch that was begun, and for calls that it did not answer."""
_URL = "/v1/chat/completions"


@dataclass(eq=False)
class Waiting:
    """A call without a reply, and in how many batches it was."""

    call: Call
    future: asyncio.Future[Reply]
    tries: int = 0


class Batches:
    """``openai_batch:NAME``: a model behind ``/batches``. As many calls as ``--in-flight`` allows go into one batch."""

    resumes = True

    def __init__(self, name: str, options: ModelOptions) -> None:
        self.inner = OpenAI(name, options)
        self.http = self.inner.http
        self.title = f"openai_batch:{name}"
        self.server = f"{self.inner.server} (batches)"
        self.state = options.folder / STATE if options.folder else None
        self.members: dict[str, list[str]] = {}  # the calls of each batch
        self.known: dict[str, str] | None = None  # the batch that a call of an earlier session is in
        self.ready: dict[str, bytes] = {}  # lines of output that came before their call
        self.waiting: dict[str, Waiting] = {}
        self.gathered: dict[str, dict[str, Any]] = {}
        self.size = 0
        self.timer: asyncio.TimerHandle | None = None
        self.tasks: dict[str, asyncio.Task[None]] = {}

    async def complete(self, call: Call) -> Reply:
        if call.sampling.get("stream"):
            raise UsageError(f"replies of {self.title} are not streamed; take stream out of its sampling")
        if self.known is None:
            self.known = self._recall()
        told = json.dumps([self.title, call.candidate, call.digest, call.number])
        name = hashlib.sha256(told.encode("ascii")).hexdigest()[:40]
        waiting = self.waiting[name] = Waiting(call, asyncio.get_running_loop().create_future())
        if name in self.ready:
            self._take(name, self.ready.pop(name))
        elif batch := self.known.get(name):
            self._start(batch, self._follow(batch))
        else:
            self._gather([name])
        return await waiting.future

    async def close(self) -> None:
        if self.timer is not None:
            self.timer.cancel()
        tasks = list(self.tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.http.close()

    # -- what earlier sessions began

    def _recall(self) -> dict[str, str]:
        """Which calls are in batches of earlier sessions, and were not left unanswered there."""
        known: dict[str, str] = {}
        if self.state is None or not self.state.is_file():
            return known
        for line in self.state.read_text(encoding="ascii").splitlines():
            try:
                told = json.loads(line)
            except ValueError:  # cut off by a kill: the calls of that batch are made anew
                continue
            if told.get("model") != self.title:
                continue
            if batch := told.get("batch"):
                self.members[batch] = told["calls"]
                known |= dict.fromkeys(told["calls"], batch)
            for name in told.get("left", ()):
                known.pop(name, None)
        return known

    def _note(self, **told: Any) -> None:
        if self.state is not None:
            with self.state.open("a", encoding="ascii") as file:
                file.write(json.dumps({"model": self.title, **told}) + "\n")

    # -- a batch, from its calls to their replies

    def _gather(self, names: Iterable[str]) -> None:
        """Have calls be in the next batch, which begins when it is full or no further call has come for a while."""
        for name in names:
            self.waiting[name].tries += 1
            self.gathered[name] = self.inner.body(self.waiting[name].call)
            self.size += len(json.dumps(self.gathered[name])) + 200
        if self.timer is not None:
            self.timer.cancel()
        full = len(self.gathered) >= MOST_CALLS or self.size >= MOST_BYTES
        self.timer = asyncio.get_running_loop().call_later(0 if full else GATHER, self._begin)

    def _begin(self) -> None:
        bodies, self.gathered, self.size = self.gathered, {}, 0
        # What nobody waits for any more is not paid for.
        bodies = {
            n: body for n, body in bodies.items() if n in self.waiting and not self.waiting[n].future.done()
        }
        if bodies:
            self._start(f"of {next(iter(bodies))}", self._send(bodies))

    def _start(self, key: str, work: Coroutine[Any, Any, None]) -> None:
        """Do the work of a batch, once."""
        if key in self.tasks:
            work.close()
            return
        task = self.tasks[key] = asyncio.ensure_future(work)
        task.add_done_callback(lambda _: self.tasks.pop(key, None))

    async def _send(self, bodies: dict[str, dict[str, Any]]) -> None:
        """Upload calls and begin a batch of them."""
        lines = (
            json.dumps({"custom_id": name, "method": "POST", "url": _URL, "body": body}) + "\n"
            for name, body in bodies.items()
        )
        form = aiohttp.FormData()
        form.add_field("purpose", "batch")
        data = "".join(lines).encode("ascii")
        form.add_field("file", data, filename="calls.jsonl", content_type="application/jsonl")
        try:
            file = json.loads(await self.http.send("POST", "/files", form))["id"]
            window = {"input_file_id": file, "endpoint": _URL, "completion_window": "24h"}
            batch = str((await self.http.post("/batches", window))["id"])
        except ServerError as error:
            self._fail(bodies, error)
            return
        except (KeyError, TypeError, ValueError):
            self._fail(bodies, ServerError(502, f"{self.server} answered something that is no batch"))
            return
        self.members[batch] = list(bodies)
        self._note(batch=batch, calls=list(bodies))
        self._start(batch, self._follow(batch))

    async def _follow(self, batch: str) -> None:
        """Ask after a batch until it has ended, and hand out its replies."""
        seconds = FIRST_WAIT
        while True:
            try:
                told = json.loads(await self.http.send("GET", f"/batches/{batch}"))
                if told["status"] in ENDED:
                    files = filter(None, (told.get("output_file_id"), told.get("error_file_id")))
                    outputs = [await self.http.send("GET", f"/files/{file}/content") for file in files]
                    break
            except ServerError as error:
                if error.fatal and error.status != 404:
                    self._fail(self.members[batch], error)
                    return
                if error.status == 404:  # it is kept no longer
                    told, outputs = {"status": "expired"}, []
                    break
            except (ValueError, KeyError, TypeError):
                pass  # asked again, as after a failure of the server
            await asyncio.sleep(seconds)
            seconds = min(LONGEST_WAIT, 1.5 * seconds)
        for line in (line for output in outputs for line in output.splitlines() if line.strip()):
            try:
                name = str(json.loads(line)["custom_id"])
            except (ValueError, KeyError, TypeError):
                continue
            if name in self.waiting:
                self._take(name, line)
            else:
                self.ready[name] = line
        if told["status"] == "failed":
            said = json.dumps(told.get("errors"))[:300]
            self._note(left=self.members[batch])
            self._fail(
                self.members[batch], ServerError(400, f"{self.server}: {batch} failed: {said}", fatal=True)
            )
            return
        # What an expired or cancelled batch left is asked again in another one.
        self._again(
            [name for name in self.members[batch] if name not in self.ready], f"{batch} {told['status']}"
        )

    def _take(self, name: str, line: bytes) -> None:
        """A line of an output: the reply of a call, or why it has none."""
        waiting = self.waiting[name]
        if waiting.future.done():
            return
        try:
            told = json.loads(line)
            answer = told.get("response") or {}
            status: int = answer.get("status_code") or 500
            body: Any = answer.get("body")
            if told.get("error") or not 200 <= status < 300:
                raise self.http.error(status, body or told.get("error"))
            reply = replies_of(body, self.server)[0]
        except ServerError as error:
            if self.inner.learned(error) or not (error.fatal or error.refused):
                self._again([name], error.message)
            else:
                self._fail([name], error)
            return
        except (KeyError, TypeError, AttributeError, IndexError):
            self._again([name], f"{self.server} answered something that is no reply")
            return
        del self.waiting[name]
        waiting.future.set_result(reply)

    def _again(self, names: Iterable[str], why: str) -> None:
        """Put calls that have no reply into another batch, or give them up after several."""
        left = [
            name
            for name in names
            if name in self.waiting and name not in self.gathered and not self.waiting[name].future.done()
        ]
        if not left:
            return
        self._note(left=left)
        over = [name for name in left if self.waiting[name].tries >= TRIES]
        self._fail(over, ServerError(500, why, refused="model_failed"))
        if again := [name for name in left if name not in over]:
            self._gather(again)

    def _fail(self, names: Iterable[str], error: ServerError) -> None:
        for name in names:
            waiting = self.waiting.pop(name, None)
            if waiting is not None and not waiting.future.done():
                waiting.future.set_exception(error)
