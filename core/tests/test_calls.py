"""What counts as a call, what becomes of those under way when a run stops, and who is given up."""

from __future__ import annotations

import asyncio
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assay import Call, Reply, ServerError
from assay.data import dataset
from assay.testing.stub_server import ModelServer as Server

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
    assert len(list(dataset.read_rows(work / "run" / "data"))) == 3


def test_a_reply_whose_asker_is_gone_is_kept_and_what_was_not_sent_is_not(tmp_path: Path) -> None:
    from assay.llm.client import Budget, ModelClient, Role
    from assay.llm.reply_cache import Replies
    from assay.runs.journal import Journal

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
        client = ModelClient({"model": Role(backend)}, replies, Budget(), 2, 60, 0.5)
        tasks = [asyncio.ensure_future(client.ask(Call([], number=n, digest="d"))) for n in range(4)]
        await asyncio.sleep(0.05)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.wait_for(client.drain(), 5)
        assert (backend.asked, client.calls, client.tokens_out) == (2, 2, 6)
        assert replies.usage() == {"slow": {"calls": 2, "tokens_in": 0, "tokens_out": 6}}
        await client.close()

    asyncio.run(asked())


@pytest.mark.parametrize("status", [429])
def test_one_that_is_busy_alone_is_given_up_and_others_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    from assay.llm import throttle
    from assay.llm.client import Budget, GaveUp, ModelClient, Role
    from assay.llm.reply_cache import Replies
    from assay.runs.journal import Journal

    monkeypatch.setattr(throttle, "LONGEST_WAIT", 0.05)

    class Odd:
        title = server = "odd"
        storm = 60

        async def complete(self, call: Call) -> Reply:
            await asyncio.sleep(0.002)
            if call.candidate == 3:
                raise ServerError(status, "too large for a minute")
            if self.storm:
                self.storm -= 1
                raise ServerError(status, "busy")
            return Reply("x")

        async def close(self) -> None:
            pass

    async def asked() -> list[Reply | BaseException]:
        client = ModelClient(
            {"model": Role(Odd())}, Replies(Journal(tmp_path / "journal.sqlite")), Budget(), 8, 5, 0.5
        )
        asks = (client.ask(Call([], candidate=n, digest="d")) for n in range(300))
        made = await asyncio.wait_for(asyncio.gather(*asks, return_exceptions=True), 120)
        await client.close()
        return made

    made = asyncio.run(asked())
    assert [n for n, each in enumerate(made) if not isinstance(each, Reply)] == [3]
    assert isinstance(made[3], GaveUp) and made[3].reason == "model_failed"


def test_useless_answers_count_over_sittings(tmp_path: Path) -> None:
    from assay.llm.client import Budget, GaveUp, ModelClient, OutOfBudget, Role
    from assay.llm.reply_cache import Replies
    from assay.runs.journal import Journal

    class Empty:
        title = server = "empty"
        asked = 0

        async def complete(self, call: Call) -> Reply:
            self.asked += 1
            raise ServerError(200, "no reply", refused="request_refused", spent=(1000, 500))

        async def close(self) -> None:
            pass

    async def sitting(backend: Empty) -> list[type]:
        journal = Journal(tmp_path / "journal.sqlite")
        replies = Replies(journal)
        client = ModelClient({"model": Role(backend)}, replies, Budget(calls=2), 4, 60, 0.5)
        asks = [client.ask(Call([], candidate=n, digest="d")) for n in range(4)]
        made = await asyncio.gather(*asks, return_exceptions=True)
        assert replies.usage() == {"empty": {"calls": 2, "tokens_in": 2000, "tokens_out": 1000}}
        await client.close()
        journal.close()
        return [type(each) for each in made]

    backend = Empty()
    assert asyncio.run(sitting(backend)) == [GaveUp, GaveUp, OutOfBudget, OutOfBudget]
    assert asyncio.run(sitting(backend)) == [OutOfBudget] * 4 and backend.asked == 2
