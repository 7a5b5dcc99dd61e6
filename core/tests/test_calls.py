"""What counts as a call, what becomes of those under way when a run stops, and who is given up."""

from __future__ import annotations

import asyncio
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from stub_server import Server

from assay import Call, Reply, tables

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def options(server: Server, recipe: str, *more: str) -> list[str]:
    model = ("--model", "openai:stub", "--base-url", server.url)
    return ["run", recipe, *model, "--out", "run", "-w", "1", "--format", "jsonl", *more]


def usage(work: Path) -> Any:
    models = json.loads((work / "run" / "run.json").read_text())["usage"]["models"]
    return {name: value for name, value in models.get("openai:stub", {}).items() if name != "accepted"}


def test_what_is_under_way_when_the_budget_is_spent_is_kept(
    assay_cli: Run, work: Path, server: Server
) -> None:
    server.control(latency=0.5, content="7")
    for more in (["--max-calls", "2"], ["--max-calls", "2", "--resume"]):
        done = assay_cli(*options(server, "chef.tries", "--set", "rows=1", *more))  # three requests at once
        assert done.returncode == 1 and "--max-calls 2 is reached" in done.stdout, done.stderr
        assert server.stats()["requests"] == usage(work)["calls"] == 2
    done = assay_cli(*options(server, "chef.tries", "--set", "rows=1", "--resume"))
    assert done.returncode == 0, done.stderr
    assert server.stats()["requests"] == usage(work)["calls"] == 6
    assert len(list(tables.read_rows(work / "run" / "data"))) == 3


def test_a_reply_whose_asker_is_gone_is_kept_and_what_was_not_sent_is_not(tmp_path: Path) -> None:
    from assay.engine.desk import Budget, Desk, Role
    from assay.engine.replies import Replies
    from assay.journal import Journal

    class Slow:
        title = server = "slow"
        asked = 0

        async def complete(self, call: Call) -> Reply:
            self.asked += 1
            await asyncio.sleep(0.2)
            return Reply(str(call.number), tokens_out=3)

        async def close(self) -> None:
            pass

    async def asked() -> None:
        backend, replies = Slow(), Replies(Journal(tmp_path / "journal.sqlite"))
        desk = Desk({"model": Role(backend)}, replies, Budget(), 2, 60)
        tasks = [asyncio.ensure_future(desk.ask(Call([], number=n, digest="d"))) for n in range(4)]
        await asyncio.sleep(0.05)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.wait_for(desk.drain(), 5)
        assert (backend.asked, desk.calls, desk.tokens_out) == (2, 2, 6)
        assert replies.usage() == {"slow": {"calls": 2, "tokens_in": 0, "tokens_out": 6}}
        await desk.close()

    asyncio.run(asked())
