"""One model server: how many requests it gets at a time, and what is done when it fails.

The number in flight begins low, doubles while all goes well up to a cap that is never
passed, and adapts from then on (additive increase, multiplicative decrease): to a server that
says that it is too many, and to one that does not answer in time. The oldest candidates go first.
A Retry-After stops all requests to the server for that long where many are told so, and
otherwise this one. A server that is gone, or gives nothing but errors (as a proxy before a dead
one does), is asked by one request at a time until it is back; then all who wait go on.

A failure counts against a request only if the server answered others meanwhile: what is the
server's fault must not cost a row. One that is told time and again that the server is busy,
while almost all others are answered, is given up too, and so are the last ones of a run that fail
for as long as a server is waited for. What it refuses is sorted by :mod:`assay.llm.refusals`.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import math
import random
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar

from assay.errors import UsageError
from assay.llm.refusals import Refusals, form_of
from assay.models import Call, ServerError

T = TypeVar("T")

ATTEMPTS = 6  # failures of one request while the server answers others; failures in a row of a server
BUSY = 429
LATE = 408
OVERLOADED = (BUSY, 503, 529)
FEW = 4  # replies to others for each overload of others, where the server is not too busy
GONE = 0
LONGEST_WAIT = 30.0
AT_FIRST = 16  # requests at a time, or a quarter of the cap
SLOW = 2.0  # seconds without any answer, after which nothing is to be learned from those at first
MANY = 0.15  # of the last answers are overloads: it is too much for the server, and no chance
LAST = 20  # answers, over which that share is taken
NEAR = 0.8  # of the time that a request has: who takes as long is asked no more at a time
EARLY = 0.25  # the same for doubling, of which replies tell only when twice as many are under way
SILENT = 3.0  # seconds without a reply, after which a person is told what the trouble is


class GaveUp(Exception):
    """No usable reply to one request; its candidate becomes an error."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(reason, message)
        self.reason = reason
        self.message = message


class OutOfBudget(Exception):
    """The run has to stop, and can go on later: the message is what ``run.json`` says of it."""


class Throttle:
    """The limits that calls to one server share.

    ``timeout`` is that of one request, in seconds; ``known``: the server has answered in an earlier session;
    ``at_first``: how many are sent before anything is known of what they cost, fewer than usual;
    ``keep_going``: refusals never stop the run.
    """

    def __init__(
        self,
        name: str,
        cap: int,
        patience: float,
        backoff: float,
        timeout: float = math.inf,
        *,
        known: bool = False,
        at_first: int = 0,
        keep_going: bool = False,
    ) -> None:
        self.name = name
        self.cap = cap
        self.careful = bool(at_first)
        self.limit = float(min(cap, at_first or max(AT_FIRST, cap // 4)))
        self.doubling = True  # until the first trouble
        self.patience = patience
        self.backoff = backoff
        self.timeout = timeout
        self.known = known
        self.refusals = Refusals(known, keep_going)
        self.in_flight = 0
        self.peak = 0
        self.trouble = ""  # what it last said, while it does not work
        self.broken = ""  # what it said that no retry can mend
        self.gone = ""  # why it is waited for no longer
        self.back = asyncio.Event()  # set and replaced when those who wait should try at once
        self.down = False
        self.answered = 0
        self.failures = 0  # since the last reply
        self.failing = 0  # requests that failed and are not answered yet
        self.failing_since = 0.0
        self.last_cut = 0.0
        self.paused_until = 0.0
        self.retries = 0
        self.overloads = 0  # answers that said so
        self.share = 0.0  # of overloads among the last answers
        self.queue: list[tuple[int, int, asyncio.Future[None]]] = []
        self.counter = itertools.count()
        self.rng = random.Random()  # jitter must differ from process to process
        self.timer: asyncio.TimerHandle | None = None
        self.first: asyncio.TimerHandle | None = None

    async def request(
        self,
        call: Call,
        before: Callable[[], None],
        after: Callable[[], None],
        failed: Callable[[ServerError], None],
        ask: Callable[[], Awaitable[T]],
    ) -> T:
        """What ``ask`` gives for a call, however often it has to be asked.

        ``before`` may stop it, ``after`` always follows, ``failed`` is told of each answer that is no reply.
        """
        form = form_of(call)
        tries = attempts = seen = busy = others = 0
        refusal: ServerError | None = None
        try:
            while True:
                await self._acquire(call.candidate)
                try:
                    if self.broken:
                        raise UsageError(self.broken)
                    if self.gone:
                        raise OutOfBudget(self.gone)
                    before()
                    started, done = time.monotonic(), self.answered
                    try:
                        reply = await ask()
                    finally:
                        after()
                except ServerError as error:
                    failed(error)
                    if error.refused:
                        raise GaveUp(error.refused, error.message) from None
                    wait = 0.0
                    if error.fatal:
                        if self.refusals.for_all(error, self.in_flight == 1):
                            self._break(error)
                            raise UsageError(self.broken) from None
                        refusal = error
                        self.failing -= tries > 0
                        tries = 0
                    else:
                        self.retries += 1
                        self.failing += not tries
                        own = error.status not in (GONE, *OVERLOADED)
                        answered = self.answered - seen if tries else 0
                        attempts += own and answered > 0
                        # Busy for this one alone, as for a request that is larger than a minute's tokens.
                        overload = error.status in OVERLOADED
                        busy += overload and answered > FEW * (self.overloads - others)
                        self.overloads += overload
                        self.share += (overload - self.share) / LAST
                        tries, seen, others = tries + 1, self.answered, self.overloads
                        left = busy and self.failing <= FEW and self._out_of_patience()
                        if overload and (busy >= ATTEMPTS or left):
                            raise GaveUp("model_failed", f"{error.message} ({tries} attempts).") from None
                        if attempts >= ATTEMPTS or (own and self._to_blame(error, tries, attempts)):
                            raise GaveUp("model_failed", f"{error.message} ({tries} attempts).") from None
                        wait = self._failed(error, started, done)
                else:
                    self._worked(time.monotonic() - started, bool(call.sampling.get("stream")))
                    self.refusals.answer(form, started)
                    return reply
                finally:
                    self._release()
                if refusal is not None:
                    if self.broken:
                        raise UsageError(self.broken)
                    held = self.refusals.hold(form, refusal, started)
                    self._settle()
                    await held
                    raise GaveUp("request_refused", f"{refusal.message}.")
                # Full jitter: requests that failed together must not come back together.
                delay = self.rng.uniform(
                    self.backoff / 10, min(LONGEST_WAIT, self.backoff * 2 ** min(tries - 1, 9))
                )
                if not (self.broken or self.gone):
                    with suppress(TimeoutError):
                        await asyncio.wait_for(self.back.wait(), max(delay, wait))
        finally:
            self.failing -= tries > 0
            self._settle()

    def note(self) -> str:
        """What to tell a person who watches, ``""`` while it works."""
        now = time.monotonic()
        if now < self.paused_until:
            return f"{self.name} is asked again in {self.paused_until - now:.0f} s ({self.trouble})"
        silent = self.failing_since and now - self.failing_since > SILENT
        if self.trouble and (self.down or silent):
            return f"waiting for {self.name} ({self.trouble})"
        if self.refusals.held:
            return f"{self.name} refuses some requests, others are waited for"
        return ""

    # -- refusals

    def _break(self, error: ServerError) -> None:
        """Stop all: no retry can mend it."""
        mend = f"; {error.mend}" if error.mend else ""
        self.broken = (
            self.broken
            or f"{error.message}{mend}; nothing is lost, mend it and add --resume{self._or(error)}"
        )
        self.refusals.stop(self.broken)
        self._rouse()
        self._pump()

    def _or(self, error: ServerError) -> str:
        over = bool(self.refusals.held) and error.status not in (401, 402)
        return " (or --keep-going, to pass over what is refused)" if over else ""

    def _settle(self) -> None:
        """Decide on what is held once nothing is under way that could tell more."""
        if not self.refusals.held or self.broken or self.in_flight:
            return
        if error := self.refusals.doubted():
            self._break(error)
        elif self._idle():
            asyncio.get_running_loop().call_later(2 * self.backoff, self._settle_idle)

    def _settle_idle(self) -> None:
        if self._idle() and not self.broken and (error := self.refusals.idle()):
            self._break(error)

    def _idle(self) -> bool:
        waiting = any(not future.done() for *_, future in self.queue)
        return not (self.in_flight or self.failing or waiting)

    # -- failures

    def _rouse(self) -> None:
        """Have those who wait between two tries go on now."""
        self.back.set()
        self.back = asyncio.Event()

    def _to_blame(self, error: ServerError, tries: int, attempts: int) -> bool:
        """Whether a request is, though too few others go on beside it: at the end of a run, or where they wait for it."""
        alone = self.failing == 1
        if alone and attempts >= 2 and tries >= ATTEMPTS:
            return True
        if attempts >= (1 if alone else 2) and self._out_of_patience():
            return True
        last = self.in_flight <= self.failing <= FEW and not any(not f.done() for *_, f in self.queue)
        if not (last and (self.answered or self.known)):
            return False
        # Nobody is left who could tell. A server that answers is there; any other had as long as one that is gone.
        junk = error.spent is not None and error.status != LATE
        return (junk and tries >= ATTEMPTS) or self._out_of_patience()

    def _out_of_patience(self) -> bool:
        return bool(self.failing_since) and time.monotonic() - self.failing_since > self.patience

    def _failed(self, error: ServerError, started: float, answered: int) -> float:
        """Take in a failure of a request that was sent when so many were answered: the seconds that it has to wait."""
        now = time.monotonic()
        self.trouble = error.message
        self.failing_since = self.failing_since or now
        if self._out_of_patience():
            waited = f"{now - self.failing_since:.0f} s"
            self.gone = f"{self.name} has given no reply for {waited} ({error.message})"
            self.paused_until = 0.0
            self._rouse()
            raise OutOfBudget(self.gone)
        self.failures += error.status != BUSY  # who is busy is there
        if error.status == GONE or self.failures >= ATTEMPTS:
            self.down = True
        overload = error.status in OVERLOADED and (self.share > MANY or not self.answered)
        if (overload or error.status == LATE) and started > self.last_cut:
            # Only what was sent after the last cut tells that it was not enough.
            self.limit *= 0.7
            if error.status == LATE:  # half of what it did in that time comes back in half of it
                self.limit = min(self.limit, (self.answered - answered) / 2)
            self.limit = max(1.0, self.limit)
            self.last_cut, self.doubling = now, False
        if error.retry_after is None:
            return 0.0
        wait = min(error.retry_after, self.patience)
        if overload:
            self.paused_until = max(self.paused_until, now + wait)
        return wait

    def _worked(self, seconds: float, streamed: bool) -> None:
        if self.down:
            self._rouse()
        self.down, self.trouble, self.failing_since, self.failures = False, "", 0.0, 0
        self.answered += 1
        self.share -= self.share / LAST
        self.doubling = self.doubling and (streamed or seconds < EARLY * self.timeout)
        if self.limit < self.cap and (streamed or seconds < NEAR * self.timeout):
            self.limit = min(self.cap, self.limit + (1 if self.doubling else 1 / self.limit))

    # -- places

    async def _acquire(self, candidate: int) -> None:
        """Wait for a place; the oldest candidate is served first."""
        if not self.queue and self._free():
            self._take()
            return
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self.queue, (candidate, next(self.counter), future))
        self._pump()
        try:
            await future
        except asyncio.CancelledError:
            if future.done() and not future.cancelled():
                self._release()
            raise

    def _free(self) -> bool:
        now = time.monotonic()
        if now < self.paused_until:
            if self.timer is None:
                self.timer = asyncio.get_running_loop().call_later(self.paused_until - now, self._unpause)
            return False
        if self.refusals.held and not self.broken and self.refusals.doubted():
            return False
        return self.in_flight < (1 if self.down else int(self.limit))

    def _unpause(self) -> None:
        self.timer = None
        self._pump()

    def _no_news(self) -> None:
        """Each reply takes long here: to begin low would only cost time."""
        if self.doubling and not self.answered and not self.careful:
            self.limit = self.cap
            self._pump()

    def _take(self) -> None:
        self.in_flight += 1
        self.peak = max(self.peak, self.in_flight)
        if self.first is None:
            self.first = asyncio.get_running_loop().call_later(SLOW, self._no_news)

    def _release(self) -> None:
        self.in_flight -= 1
        self._pump()
        self._settle()

    def _pump(self) -> None:
        while self.queue and self._free():
            *_, future = heapq.heappop(self.queue)
            if not future.done():
                self._take()
                future.set_result(None)
