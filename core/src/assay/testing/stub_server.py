"""A model server for tests and benchmarks: OpenAI's protocol over plain asyncio, with faults to order.

``python -m assay.testing.stub_server PORT [LATENCY]`` (port 0: any; it prints the port), or :func:`assay.testing.model_server`. A prompt orders its faults with words:

    fault=500*2      the first two requests with this prompt get status 500 (also 400, 401, 404, 429 …)
    fault=truncate*1 the body breaks off      fault=drop*1    the connection is closed
    fault=slow*1     a byte now and then      fault=garbage*1 not JSON      fault=shape*1 no chat completion
    wrong=1          the sum in the reply is wrong

A reply that is asked for as a stream comes as one, with faults of its own:

    fault=cut*1      ends too early   fault=abort*1  the connection is closed in the middle
    fault=hang*1     says no more     fault=junk*1   an event that is not JSON      fault=odd*1  one that is no piece
    fault=err-CODE*1 an error with this code in the middle

``POST /control`` sets: content (of all replies), thinking, stream (``plain``: takes no notice of it,
``uncounted``: refuses stream_options), piece (bytes that come at a time), pause (seconds after each),
crlf, done (false: no [DONE] at the end), open (true: the connection says nothing after it),
latency, retry_after, storm (requests that still get 429), schema (false: refuses response_format), split
(true: replies in three pieces), size (of a reply), usage (null: tells none), slots (replies made at a time, each
latency seconds; the others wait), several (choices of a request with n; 0 refuses it), broken (all requests get this status), key (the
one that is asked for), cap (429 above so many at a time). ``GET /stats`` counts.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import threading
import time
from collections import Counter
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

FAULT = re.compile(r"fault=([\w-]+)\*(\d+)")
SUM = re.compile(r"(\d+) \+ (\d+)")


class ModelServer:
    """The stub in a thread of this process, as long as it is not stopped."""

    def __init__(self, latency: float = 0.0, port: int = 0) -> None:
        self.stub = Stub(latency)
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True, name="assay.model_server")
        self.thread.start()
        self.server = self._call(listen(self.stub, port))
        self.port = int(self.server.sockets[0].getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}/v1"

    def _call(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(10)

    def control(self, **settings: Any) -> None:
        """Change how it answers from now on."""

        async def change() -> None:
            self.stub.set.update(settings)

        self._call(change())

    def stats(self) -> Any:
        """What it counted since it started, or was reset."""

        async def count() -> Any:
            return json.loads(json.dumps(self.stub.stats()))

        return self._call(count())

    def reset(self) -> None:
        """Count from nothing."""

        async def forget() -> None:
            self.stub.reset()

        self._call(forget())

    def stop(self) -> None:
        """Be gone, connections and all, as a server that was killed."""
        if not self.thread.is_alive():
            return

        async def end() -> None:
            self.server.close()
            for transport in list(self.stub.open):
                transport.abort()
            others = asyncio.all_tasks() - {asyncio.current_task()}
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)

        self._call(end())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)
        self.loop.close()


class Stub:
    def __init__(self, latency: float) -> None:
        self.set: dict[str, Any] = {"latency": latency, "schema": True, "storm": 0, "key": "", "cap": 0}
        self.open: set[asyncio.Transport] = set()
        self.slots: asyncio.Semaphore | None = None
        self.files: dict[str, bytes] = {}
        self.batches: dict[str, dict[str, Any]] = {}
        self.reset()

    def reset(self) -> None:
        self.connections = self.requests = self.replies = self.in_flight = self.peak = 0
        self.prompts: Counter[str] = Counter()
        self.answered: Counter[str] = Counter()
        self.statuses: Counter[int] = Counter()
        self.busy = 0.0
        self.first = self.last = self.changed = 0.0
        self.bodies: list[dict[str, Any]] = []

    def tick(self, change: int) -> None:
        now = time.perf_counter()
        if self.changed:
            self.busy += self.in_flight * (now - self.changed)
        self.changed = now
        self.in_flight += change
        self.peak = max(self.peak, self.in_flight)

    def stats(self) -> dict[str, Any]:
        wall = self.last - self.first
        return {
            "connections": self.connections,
            "requests": self.requests,
            "replies": self.replies,
            "peak": self.peak,
            "mean": self.busy / wall if wall else 0.0,
            "wall": wall,
            "repeated": sum(n - 1 for n in self.answered.values()),
            "statuses": {str(code): n for code, n in self.statuses.items()},
            "bodies": self.bodies,
        }


class Connection(asyncio.Protocol):
    def __init__(self, stub: Stub) -> None:
        self.stub = stub
        self.buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.stub.connections += 1
        self.stub.open.add(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self.stub.open.discard(self.transport)

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while (end := self.buffer.find(b"\r\n\r\n")) >= 0:
            head = self.buffer[:end].decode("latin1")
            found = re.search(r"content-length: *(\d+)", head, re.IGNORECASE)
            size = int(found[1]) if found else 0
            if len(self.buffer) < end + 4 + size:
                return
            body, self.buffer = self.buffer[end + 4 : end + 4 + size], self.buffer[end + 4 + size :]
            self.handle(head, body)

    def send(self, value: Any, status: int = 200, headers: str = "") -> None:
        body = value if isinstance(value, bytes) else json.dumps(value).encode()
        head = f"HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n{headers}\r\n"
        if self.transport.is_closing():
            return
        self.transport.write(head.encode())
        size = (len(body) // 3 + 1) if self.stub.set.get("split") else len(body)
        for number, start in enumerate(range(0, len(body), size)):
            asyncio.get_running_loop().call_later(
                0.05 * number, self.transport.write, body[start : start + size]
            )

    def handle(self, head: str, raw: bytes) -> None:
        stub, path = self.stub, head.split(" ", 2)[1]
        if path == "/stats":
            return self.send(stub.stats())
        if path == "/reset":
            stub.reset()
            return self.send({})
        if path == "/control":
            stub.set.update(json.loads(raw))
            return self.send({})
        if "/batches" in path or "/files" in path:
            return self.send(self.batch(head, path, raw))
        now = time.perf_counter()
        stub.first = stub.first or now
        stub.requests += 1
        body = json.loads(raw)
        if len(stub.bodies) < 50:
            stub.bodies.append(body)
        asyncio.get_running_loop().create_task(self.answer(head, body))

    def batch(self, head: str, path: str, raw: bytes) -> Any:
        """OpenAI's batch API: a batch is ``in_progress`` as long as ``held`` is true, or has what ``batch`` says as status."""
        stub, method = self.stub, head.split(" ", 1)[0]
        name = path.rstrip("/").split("/batches/")[-1] if "/batches/" in path else ""
        if method == "POST" and path.endswith("/files"):
            lines = raw[raw.index(b'{"custom_id"') : raw.rindex(b"}\n") + 1]
            stub.files[f"file-{len(stub.files)}"] = lines
            return {"id": f"file-{len(stub.files) - 1}", "purpose": "batch"}
        if method == "POST":
            name = f"batch-{len(stub.batches)}"
            stub.batches[name] = {"id": name, "input": json.loads(raw)["input_file_id"]}
            return {"id": name, "status": "validating"}
        if not name:
            return stub.files[path.split("/")[-2]]
        batch = stub.batches[name]
        if stub.set.get("held"):
            return {"id": name, "status": "in_progress"}
        if "status" not in batch:
            answers = [self.batched(json.loads(line)) for line in stub.files[batch["input"]].splitlines()]
            status = batch["status"] = stub.set.get("batch", "completed")
            kept = {"expired": answers[: len(answers) // 2], "failed": []}.get(status, answers)
            for kind in ("output", "error"):
                told = [a for a in kept if (a["response"]["status_code"] == 200) == (kind == "output")]
                if told:
                    stub.files[f"{kind}-{name}"] = "\n".join(map(json.dumps, told)).encode()
                    batch[f"{kind}_file_id"] = f"{kind}-{name}"
        return batch

    def batched(self, line: dict[str, Any]) -> dict[str, Any]:
        body = line["body"]
        prompt = "\n".join(str(m["content"]) for m in body["messages"])
        status, answer = 200, dict[str, Any]()
        if fault := FAULT.search(prompt):
            status = int(fault[1]) if fault[1].isdigit() else 400
            answer = {"error": {"message": f"ordered {status}"}}
        else:
            self.stub.replies += 1
            self.stub.answered[prompt] += 1
            choice = {"finish_reason": "stop", "message": {"content": self.content(body, prompt)}}
            answer = {"model": "stub", "choices": [choice], "usage": self.usage()}
        return {
            "custom_id": line["custom_id"],
            "response": {"status_code": status, "body": answer},
            "error": None,
        }

    def refuse(self, status: int, message: str, code: str = "", headers: str = "") -> None:
        self.stub.statuses[status] += 1
        self.send({"error": {"message": message, "code": code}}, status, headers)

    async def answer(self, head: str, body: dict[str, Any]) -> None:
        stub = self.stub
        prompt = "\n".join(str(m["content"]) for m in body["messages"])
        if stub.set["key"] and f"authorization: bearer {stub.set['key']}".lower() not in head.lower():
            return self.refuse(
                401, f"Incorrect API key provided: {head[head.lower().find('bearer') + 7 :].split()[0]}"
            )
        if stub.set.get("broken"):
            return self.refuse(stub.set["broken"], "the model behind this proxy is gone")
        wait = f"retry-after: {stub.set['retry_after']}\r\n" if stub.set.get("retry_after") else ""
        if stub.set["storm"] > 0 or (stub.set["cap"] and stub.in_flight >= stub.set["cap"]):
            stub.set["storm"] -= 1
            return self.refuse(429, "Too many requests", headers=wait)
        if stub.set.get("several") == 0 and "n" in body:
            return self.refuse(400, "only one completion is supported")
        if not stub.set["schema"] and "response_format" in body:
            return self.refuse(400, "response_format is not supported")
        if stub.set.get("reasons") and "max_tokens" in body:
            return self.refuse(400, "Unsupported parameter: use 'max_completion_tokens' instead.")
        if stub.set.get("stream") == "uncounted" and "stream_options" in body:
            return self.refuse(400, "Unrecognized request argument supplied: stream_options")
        stub.tick(1)
        try:
            if slots := stub.set.get(
                "slots"
            ):  # so many at work, the others wait; who hangs up is not noticed
                if stub.slots is None:
                    stub.slots = asyncio.Semaphore(slots)
                async with stub.slots:
                    await asyncio.sleep(stub.set["latency"])
            else:
                await asyncio.sleep(stub.set["latency"])
        finally:
            stub.tick(-1)
        if echo := re.search(r"echo=(\d+)", prompt):  # so many characters, then the header with the key
            said = "x" * int(echo[1]) + head[head.lower().find("bearer") :].split("\r\n")[0]
            if "fault=echo" in prompt:
                return self.send(said.encode(), 401)
            return await self.say(body, {"content": said})
        stub.prompts[prompt] += 1
        for fault, times in FAULT.findall(prompt):
            if stub.prompts[prompt] <= int(times):
                if fault in ("cut", "abort", "hang", "junk", "odd") or fault.startswith("err-"):
                    return await self.stream(body, {"content": "lorem ipsum"}, fault)
                return await self.fail(fault, wait)
        stub.replies += 1
        stub.answered[prompt] += 1
        stub.last = time.perf_counter()
        content = self.content(body, prompt)
        if "/messages" in head.split("\r\n", 1)[0]:
            return self.send(self.anthropic(content, "tool_choice" in body))
        await self.say(body, {"content": content})

    async def say(self, body: dict[str, Any], message: dict[str, Any]) -> None:
        if thinking := self.stub.set.get("thinking"):
            message["reasoning_content"] = thinking
        if body.get("stream") and self.stub.set.get("stream") != "plain":
            return await self.stream(body, message)
        n = max(1, min(int(body.get("n", 1)), int(self.stub.set.get("several", 1))))
        self.stub.replies += n - 1
        choices = [
            {"index": number, "finish_reason": "stop", "message": {"role": "assistant", **message}}
            for number in range(n)
        ]
        answer: dict[str, Any] = {
            "id": "c",
            "object": "chat.completion",
            "model": "stub",
            "choices": choices,
        }
        self.send({**answer, "usage": self.usage()})

    def usage(self) -> dict[str, Any]:
        if self.stub.set.get("usage") is None and "usage" in self.stub.set:
            return {}
        usage = {"prompt_tokens": 50, "completion_tokens": 20, "total_tokens": 70}
        return {**usage, **self.stub.set.get("usage", {})}

    def events(self, body: dict[str, Any], message: dict[str, Any]) -> list[dict[str, Any]]:
        deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
        for name in ("reasoning_content", "content"):
            text = message.get(name, "")
            step = max(3, len(text) // 50)
            deltas += [{name: text[start : start + step]} for start in range(0, len(text), step)]
        choices: list[dict[str, Any]] = [
            {"index": 0, "delta": delta, "finish_reason": None} for delta in deltas
        ]
        choices.append({"index": 0, "delta": {}, "finish_reason": "stop"})
        event = {"id": "c", "object": "chat.completion.chunk", "model": "stub"}
        events: list[dict[str, Any]] = [{**event, "choices": [choice]} for choice in choices]
        if (body.get("stream_options") or {}).get("include_usage"):
            events = [{**each, "usage": None} for each in events]
            events.append({**event, "choices": [], "usage": self.usage()})
        return events

    async def stream(self, body: dict[str, Any], message: dict[str, Any], fault: str = "") -> None:
        said = [json.dumps(each, ensure_ascii=False) for each in self.events(body, message)]
        if fault:
            error = json.dumps({"error": {"message": "ordered", "code": fault[4:]}})
            odd = {"junk": ['{"choices": [{"ind'], "odd": ['{"choices": [7]}']}.get(fault, [])
            said = said[:3] + ([error] if fault.startswith("err-") else odd)
        elif self.stub.set.get("done", True):
            said.append("[DONE]")
        text = "".join(f": keep-alive\n\ndata: {each}\n\n" for each in said)
        raw = (text.replace("\n", "\r\n") if self.stub.set.get("crlf") else text).encode()
        size = int(self.stub.set.get("piece", 2000))
        self.transport.write(
            b"HTTP/1.1 200 X\r\ncontent-type: text/event-stream; charset=utf-8\r\ntransfer-encoding: chunked\r\n\r\n"
        )
        for start in range(0, len(raw), size):
            if self.transport.is_closing():
                return
            piece = raw[start : start + size]
            self.transport.write(b"%x\r\n%b\r\n" % (len(piece), piece))
            await asyncio.sleep(self.stub.set.get("pause", 0))
        if fault == "abort":
            self.transport.abort()
        elif fault != "hang" and not self.stub.set.get("open"):
            self.transport.write(b"0\r\n\r\n")

    def content(self, body: dict[str, Any], prompt: str) -> str:
        if said := self.stub.set.get("content"):
            return str(said)
        sums = SUM.findall(prompt)
        if size := self.stub.set.get("size"):
            return "x" * int(size)
        if not sums:
            return "lorem ipsum " * 20
        a, b = map(int, sums[-1])
        total = a + b + ("wrong=1" in prompt)
        text = f"{a} + {b} = {total}"
        return json.dumps({"sum": text}) if "response_format" in body or "JSON schema" in prompt else text

    def anthropic(self, content: str, tool: bool) -> dict[str, Any]:
        part = (
            {"type": "tool_use", "name": "reply", "input": {"sum": content}}
            if tool
            else {"type": "text", "text": content}
        )
        thinking = {"type": "thinking", "thinking": "hm"}
        usage = {"input_tokens": 50, "output_tokens": 20}
        return {"type": "message", "content": [thinking, part], "stop_reason": "end_turn", "usage": usage}

    async def fail(self, fault: str, wait: str) -> None:
        if fault == "context":
            self.refuse(400, "This model's maximum context length is 8 tokens", "context_length_exceeded")
        elif fault.isdigit():
            self.refuse(int(fault), f"ordered {fault}", headers=wait)
        elif fault == "garbage":
            self.send(b"<html>502</html>")
        elif fault == "shape":
            self.send({"object": "list"})
        elif fault == "drop":
            self.transport.abort()
        elif fault == "truncate":
            self.transport.write(
                b"HTTP/1.1 200 X\r\ncontent-type: application/json\r\ncontent-length: 999\r\n\r\n{"
            )
            self.transport.close()
        elif fault == "slow":
            self.transport.write(b"HTTP/1.1 200 X\r\ncontent-length: 999\r\n\r\n")
            for _ in range(100):
                await asyncio.sleep(0.2)
                if self.transport.is_closing():
                    return
                self.transport.write(b" ")


async def listen(stub: Stub, port: int) -> asyncio.Server:
    return await asyncio.get_running_loop().create_server(
        lambda: Connection(stub), "127.0.0.1", port, backlog=4096
    )


async def main(port: int, latency: float) -> None:
    server = await listen(Stub(latency), port)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 0.0))
