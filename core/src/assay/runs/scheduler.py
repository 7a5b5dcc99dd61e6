"""Candidates flow through a recipe by themselves, and are written down in their order.

There are no batches and no stages to wait for: each candidate is a task of its
own. What goes into the journal does so in the order of the candidates, so it is
always a prefix of the run, whatever order the replies came in.
"""

from __future__ import annotations

import asyncio
import hashlib
import inspect
import itertools
import math
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from assay.errors import Rejected, UsageError, WorkFailed, counted
from assay.faults import place_of, placed, told
from assay.gate import Policy
from assay.llm.client import GaveUp, ModelClient, OutOfBudget
from assay.models import NO_REASONING, Call, Reply
from assay.recipes import Fields, Recipe, Seed
from assay.records import Draft, Status, Verdict
from assay.registry import Part, Registry
from assay.row import (
    NO_DRAFT,
    Origin,
    Result,
    content,
    draft_problem,
    refusal,
    rejection_problem,
    row_of,
    texts_of,
)
from assay.runs.context import BadDraft, CandidateContext
from assay.runs.directory import RunDirectory
from assay.runs.journal import Tally
from assay.runs.seeds import draw
from assay.workers.pool import Workers
from assay.workers.tasks import Judge, Task

PER_WORKER = (
    16  # candidates under way for each worker process, where no model is asked and no group to be filled
)
AHEAD = 16  # finished candidates that may wait for an older one, times those at work
REPORT_SECONDS = 0.2
LAST_SECONDS = 10.0  # for what is under way and not needed any more


@dataclass(frozen=True)
class Goal:
    """How far to go. ``count`` is of accepted rows; ``None`` means all seeds."""

    count: int | None
    max_candidates: int | None
    in_flight: int


class Scheduler:
    """One run of a recipe."""

    def __init__(
        self,
        registry: Registry,
        part: Part[Recipe[Any]],
        params: Any,
        policy: Policy,
        seed: int,
        goal: Goal,
        directory: RunDirectory,
        workers: Workers,
        client: ModelClient,
        report: Callable[[Tally, str], None],
        reasoning: str = "keep",
    ) -> None:
        self.registry, self.policy = registry, policy
        self.part, self.recipe, self.params = part, part.description, params
        self.seed, self.goal, self.workers, self.client = seed, goal, workers, client
        self.directory, self.journal, self.watch = directory, directory.journal, directory.watch
        journal = directory.journal
        self.report, self.reasoning = report, reasoning
        self.row_filter = self.recipe.row_filter(params)
        self.end = journal.cutoff(goal.count) if goal.count else None
        self.tally = journal.tally(self.end)
        self.position = len(journal)
        self.next = self.committed = journal.candidates()  # the next to start, the next to write down
        largest = max((part.description.batch for part in registry.verifiers(policy.verifiers)), default=1)
        self.width = max(2 * goal.in_flight if self.recipe.models else 0, PER_WORKER * workers.size, largest)
        self.tasks: dict[int, asyncio.Task[None]] = {}
        self.outcomes: dict[int, tuple[list[Result], str | None]] = {}
        self.rows: list[Fields] = []  # accepted ones, for recipes that look at earlier rows
        self.visible: list[int] = []  # how many of them there were after each candidate
        self.ready = 0  # rows among them that the gate let pass
        self.errors: dict[int, UsageError] = {}
        self.lookers: list[tuple[int, asyncio.Future[None]]] = []
        self.wake = asyncio.Event()
        self.stock: asyncio.Queue[Seed] = asyncio.Queue(maxsize=self.width)
        self.exhausted = False
        self.stopped = ""  # why the run stops before its goal
        self.failure: BaseException | None = None
        self.source_error: Exception | None = None
        self.gap: float = math.inf  # the first candidate that will not be written down in this session
        self.ending = False  # nothing more is asked

    # -- what a Context asks for

    def origin(self, index: int, number: int | None = None, seed: Seed | None = None) -> Origin:
        """Where the row of a candidate comes from; ``number`` tells several of one candidate apart."""
        recipe = self.recipe
        return Origin(
            f"{recipe.name}-v{recipe.version}-s{self.seed}-{index}"
            + (f"-{number}" if number is not None else ""),
            "recipe",
            recipe.name,
            recipe.version,
            self.part.plugin.distribution,
            index,
            recipe.domain,
            self.seed,
            file=(seed.file or None) if seed else None,
            line=seed.line if seed else None,
        )

    def title(self, role: str) -> str:
        return self.client.title(role)

    def sampling(self, role: str) -> Mapping[str, Any]:
        return self.client.sampling(role)

    async def ask(self, call: Call) -> Reply:
        return await self.client.ask(call)

    async def submit(self, task: Task) -> Any:
        return await self.workers.submit(task)

    async def accepted_before(self, index: int, before: int | None = None) -> Sequence[Fields]:
        if not self.recipe.lookback:
            raise UsageError(
                f"{self.recipe.name} looks at earlier rows but has no lookback; its author must give one"
            )
        last = index - self.recipe.lookback if before is None else min(before, index) - 1
        if last < 0:
            return ()
        while self.committed <= last:
            if self.gap <= last:
                raise OutOfBudget
            future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self.lookers.append((last, future))
            await future
        return self.rows[: self.visible[last]]

    # -- the run

    async def run(self, seeds: Iterable[Seed]) -> None:
        """Go on until the goal is reached, the seeds run out, or the budget is spent."""
        if self.end is not None:
            return
        self._recall()
        source = asyncio.create_task(self._supply(itertools.islice(seeds, self.next, None)))
        pulse = asyncio.create_task(self._pulse())
        self.workers.start()
        try:
            while not (self._over() or self.ending):
                self._launch()
                if not self.tasks and not self._room():
                    break
                if not self.tasks and self.exhausted and self.stock.empty():
                    self._source_ended()
                    break
                await self.wake.wait()
                self.wake.clear()
                self._write_down()
            self._write_down()
            needed = self.end is None or self.client.budget.limited
            if self.tasks or self.client.requests:
                await self._end_what_is_under_way(math.inf if needed else LAST_SECONDS)
        finally:
            tasks = [source, pulse, *self.tasks.values()]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self.client.close()
            self.workers.close()
        if self.failure:
            raise self.failure

    def drain(self) -> str:
        """Ask nothing more and end when what was sent is answered: the sentence that tells a person so."""
        sent, self.ending = self.client.sent, True
        self.client.closing = True
        self.wake.set()
        if not sent:
            return ""
        what = f"{counted(sent, 'reply', 'replies')} under way {'is' if sent == 1 else 'are'} waited for and kept"
        return f"{what}; once more to stop at once and lose {'it' if sent == 1 else 'them'}"

    async def _end_what_is_under_way(self, seconds: float) -> None:
        """Keep the replies that come within so many seconds, and write down what they complete."""
        self.ending = True
        if sent := self.client.sent:
            self.report(self.tally, f"waiting for {counted(sent, 'reply', 'replies')} under way")
        await self.client.drain(seconds)
        for _, future in self.lookers:
            if not future.done():
                future.set_exception(OutOfBudget())
        self.lookers.clear()
        if self.end is None and not self.failure and self.tasks:
            await asyncio.wait(self.tasks.values(), timeout=LAST_SECONDS)
            self._write_down()

    @contextmanager
    def with_later_ones(self) -> Iterator[None]:
        """Have the journal hold, for as long, also what was judged behind a candidate that has no outcome yet.

        A run that stopped before its goal shows with it all that was paid for. It is not kept: resumed, the run
        goes on at that candidate, and comes to the same with the replies that are in the journal.
        """
        if not (self.stopped and self.outcomes) or self.end is not None:
            yield
            return
        self.journal.begin()
        try:
            for index in sorted(self.outcomes):
                self.committed = index
                results, model = self.outcomes.pop(index)
                self._write_candidate(results, model)
                if self._over():
                    break
            yield
        finally:
            self.journal.roll_back()

    def _over(self) -> bool:
        """Whether nothing more is to be written down."""
        return bool(self.failure or self.end is not None or self.watch.stopped)

    def _source_ended(self) -> None:
        """The seeds have run out, or their source, which is the author's code, has failed."""
        error = self.source_error
        if isinstance(error, UsageError | OSError):
            self.failure = error
        elif error is not None:
            said = told(error, self.recipe.source_function)
            self.stopped = f"the source of {self.recipe.name} failed: {said}; mend that"

    async def _pulse(self) -> None:
        """Have the watching person told how it stands, also while nothing comes back."""
        while True:
            await asyncio.sleep(REPORT_SECONDS)
            self.report(self.tally, self.client.note())

    def _recall(self) -> None:
        """Bring back what an earlier session knew of its rows."""
        if self.recipe.looks_back:
            self.visible = list(self.journal.accepted_by_candidate())
            self.rows = [content(result["row"]) for result in self.journal.results(accepted=True)]

    async def _supply(self, seeds: Iterator[Seed]) -> None:
        """Draw seeds in a thread, a few at a time, so that a slow source holds nothing up."""
        while not self.exhausted:
            drawn, error = await draw(seeds, self.width)
            for seed in drawn:
                await self.stock.put(seed)
                self.wake.set()
            # An error is told when all before it is done, and if it is needed at all.
            self.source_error, self.exhausted = error, error is not None or not drawn
        self.wake.set()

    def _room(self) -> int:
        """How many more candidates to start: no more than are likely to be needed."""
        if self.stopped or self.ending or self.errors or self.end is not None:
            return 0
        room = min(self.width, self.committed + AHEAD * self.width - self.next) - len(self.tasks)
        if self.goal.max_candidates is not None:
            room = min(room, self.goal.max_candidates - self.next)
        if self.goal.count is not None:
            good = self.tally["accepted"] + self.ready
            done = self.committed + len(self.outcomes)
            rate = (good + 1) / (done + 1)  # rows per candidate, so far
            wanted = math.ceil((self.goal.count - good) / rate)
            room = min(room, wanted - len(self.tasks))
        return max(0, room)

    def _launch(self) -> None:
        for _ in range(min(self._room(), self.stock.qsize())):
            index, seed = self.next, self.stock.get_nowait()
            self.next += 1
            self.tasks[index] = asyncio.create_task(self._candidate(index, seed))

    async def _candidate(self, index: int, seed: Seed) -> None:
        ctx: CandidateContext[Any] = CandidateContext(
            self, index, self.params, rng_for(self.recipe, self.seed, index)
        )

        def refused(status: Status, reason: str, message: str, draft: Draft | None = None) -> list[Result]:
            return [self._refused(ctx, seed, None, Verdict(status, reason, message), draft or ctx.last())]

        try:
            results = await self._make(ctx, seed)
        except Rejected as rejected:
            if problem := rejection_problem(rejected):
                results = refused(Status.ERROR, "bad_draft", placed(problem, place_of(self.recipe.make)))
            else:
                draft = rejected.draft or ctx.last(rejected.reply)
                results = refused(Status.REJECTED, rejected.reason, rejected.message, draft)
        except BadDraft as bad:
            results = refused(Status.ERROR, bad.reason, placed(bad.message, place_of(self.recipe.make)))
        except WorkFailed as failed:
            results = refused(Status.ERROR, failed.reason, failed.message)
        except GaveUp as failed:  # no reply at all: an earlier one is not what failed
            results = refused(Status.ERROR, failed.reason, failed.message, NO_DRAFT)
        except OutOfBudget as spent:
            if not self.ending:
                self.stopped = self.stopped or str(spent)
            self._gave_up(index)
            return
        except UsageError as error:
            # Told when its turn comes: what is before it is kept, and it may not be needed at all.
            self.errors[index] = error
            self._gave_up(index)
            return
        except Exception as error:
            if failure := self.workers.failure or self.client.replies.failure:
                self.failure = failure
                self.wake.set()
                return
            results = refused(Status.ERROR, "recipe_crash", f"{told(error, self.recipe.make)}.")
        self.ready += _accepted(results)
        self.outcomes[index] = (results, ctx.trace[-1]["model"] if ctx.trace else None)
        del self.tasks[index]
        self.wake.set()

    def _gave_up(self, index: int) -> None:
        """A candidate ends without an outcome, and so do those that wait for rows after it."""
        self.gap = min(self.gap, index)
        for last, future in self.lookers:
            if last >= self.gap and not future.done():
                future.set_exception(OutOfBudget())
        self.lookers = [(last, future) for last, future in self.lookers if last < self.gap]
        del self.tasks[index]
        self.wake.set()

    async def _make(self, ctx: CandidateContext[Any], seed: Seed) -> list[Result]:
        making = self.recipe.make(seed, ctx)
        if not inspect.isawaitable(making):
            raise BadDraft(
                f"Its function returned {type(making).__name__} at once; begin it with 'async def'."
            )
        made: object = await making
        single = isinstance(made, Draft)
        if isinstance(made, str | bytes | Mapping) or not isinstance(made, Draft | Iterable):
            raise BadDraft(f"It is {type(made).__name__}, must be a Draft or a list of Drafts and Rejecteds.")
        drafts: Sequence[Any] = [made] if isinstance(made, Draft) else list(made)
        if not drafts:
            raise Rejected("no_draft", "The recipe made nothing of this seed.")
        return await asyncio.gather(
            *(self._gated(ctx, seed, None if single else n, draft) for n, draft in enumerate(drafts))
        )

    def _refused(
        self,
        ctx: CandidateContext[Any],
        seed: Seed,
        number: int | None,
        verdict: Verdict,
        draft: Draft | None = None,
    ) -> Result:
        row = row_of(self.origin(ctx.index, number, seed), texts_of(draft), extra=_models(ctx))
        return refusal(row, replace(verdict, verifier=self.recipe.name))

    async def _gated(
        self, ctx: CandidateContext[Any], seed: Seed, number: int | None, draft: Draft | Rejected
    ) -> Result:
        problem = rejection_problem(draft) if isinstance(draft, Rejected) else draft_problem(draft)
        if problem:
            bad = Verdict(Status.ERROR, "bad_draft", placed(problem, place_of(self.recipe.make)))
            return self._refused(ctx, seed, number, bad)
        if isinstance(draft, Rejected):
            verdict = Verdict(Status.REJECTED, draft.reason, draft.message)
            return self._refused(ctx, seed, number, verdict, draft.draft or ctx.last(draft.reply))
        draft = ctx.with_reasoning(draft)
        if self.reasoning == "require" and not draft.reasoning:
            return self._refused(ctx, seed, number, Verdict(Status.REJECTED, *NO_REASONING), draft)
        if self.reasoning == "drop":
            draft = replace(draft, reasoning="")
        row = row_of(self.origin(ctx.index, number, seed), draft, extra=_models(ctx))
        policy = self.policy.stricter(draft.verifiers)
        result: Result = await self.submit(Judge(row, policy.to_json()))
        return result

    def _write_down(self) -> None:
        """Put finished candidates into the journal, as far as their order allows."""
        if self.committed in self.outcomes or self.committed in self.errors:
            self.journal.begin()
            try:
                while self.committed in self.outcomes and not self._over():
                    results, model = self.outcomes.pop(self.committed)
                    self.ready -= _accepted(results)
                    with self.journal.whole():
                        self._write_candidate(results, model)
            finally:
                self.journal.commit()
            if self.end is None and self.committed in self.errors:
                self.failure = self.errors[self.committed]
            waiting, self.lookers = self.lookers, []
            for last, future in waiting:
                if self.committed <= last:
                    self.lookers.append((last, future))
                elif not future.done():
                    future.set_result(None)

    def _write_candidate(self, results: list[Result], model: str | None) -> None:
        for result in results:
            stored = self.journal.add(self.position, self._filtered(result), unique=True, model=model)
            self.directory.see(self.position, stored)
            self.position += 1
            if stored["status"] == "accepted" and self.recipe.looks_back:
                self.rows.append(content(stored["row"]))
            if self.end is None:
                self.tally.add(stored, model)
                if self.tally["accepted"] == self.goal.count:
                    self.end = self.position
        self.journal.add_candidate(self.committed, self.position)
        if self.recipe.looks_back:
            self.visible.append(len(self.rows))
        self.committed += 1

    def _filtered(self, result: Result) -> Result:
        """A result after the recipe's own look at all rows."""
        if self.row_filter is None or result["status"] != "accepted":
            return result
        row, verdict = result["row"], None
        try:
            refused = self.row_filter(self.rows, row)
            if isinstance(refused, Rejected) and not rejection_problem(refused):
                verdict = Verdict(Status.REJECTED, refused.reason, refused.message)
            elif refused is not None:
                bad = f"Its filter returned {type(refused).__name__}, must return None or a Rejected."
                verdict = Verdict(Status.ERROR, "bad_draft", placed(bad, place_of(self.row_filter)))
        except Exception as error:
            said = f"Its filter failed: {told(error, self.row_filter)}."
            verdict = Verdict(Status.ERROR, "recipe_crash", said)
        if verdict is None:
            return result
        return refusal(content(row), replace(verdict, verifier=self.recipe.name))


def _models(ctx: CandidateContext[Any]) -> dict[str, Any]:
    """What goes into a row's provenance about the models that were asked."""
    return {"models": ctx.trace} if ctx.trace else {}


def rng_for(recipe: Recipe[Any], seed: int, what: int | str) -> random.Random:
    """Randomness that depends on (recipe, version, seed, candidate) and nothing else."""
    text = f"{recipe.name}\n{recipe.version}\n{seed}\n{what}"
    return random.Random(int.from_bytes(hashlib.sha256(text.encode()).digest(), "big"))


def _accepted(results: list[Result]) -> int:
    return sum(result["status"] == "accepted" for result in results)
