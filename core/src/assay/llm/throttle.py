"""One model server: how many requests it gets at a time, and what is done when it fails.

The number in flight adapts (additive increase, multiplicative decrease) below a
cap that is never passed. The oldest candidates go first. A Retry-After stops all
requests to the server for that long. A server that is gone, or gives nothing but
errors (as a proxy before a dead one does), is asked by one request at a time
until it is back; then all who wait go on.

A failure counts against a request only if the server answered others meanwhile:
what is the server's fault must not cost a row. One that is told time and again
that the server is busy, while almost all others are answered, is given up too.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import random
import time
from collections.abc import Callable
from contextlib import suppress

from assay.errors import UsageError
from assay.models import Backend, Call, Reply, ServerError

ATTEMPTS = 6  # failures of one request while the server answers others; failures in a row of a server
BUSY = 429
OVERLOADED = (BUSY, 503, 529)
FEW = 4  # replies to others for each overload of others, where the server is not too busy
GONE = 0
LONGEST_WAIT = 30.0


class GaveUp(Exception):
    """No usable reply to one request; its candidate becomes an error."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(reason, message)
        self.reason = reason
        self.message = message


class OutOfBudget(Exception):
    """The run has to stop, and can go on later: the message is what ``run.json`` says of it."""


class Throttle:
    """The limits that calls to one server share."""

    def __init__(self, name: str, cap: int, patience: float, backoff: float) -> None:
        self.name = name
        self.cap = cap
        self.limit = float(cap)
        self.patience = patience
        self.backoff = backoff
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
        self.queue: list[tuple[int, int, asyncio.Future[None]]] = []
        self.counter = itertools.count()
        self.rng = random.Random()  # jitter must differ from process to process
        self.timer: asyncio.TimerHandle | None = None

    async def request(
        self,
        backend: Backend,
        call: Call,
        before: Callable[[], None],
        after: Callable[[], None],
        failed: Callable[[Backend, ServerError], None],
    ) -> Reply:
        """The reply to a call, however often it has to be asked.

        ``before`` may stop it, ``after`` always follows, ``failed`` is told of each answer that is no reply.
        """
        tries = attempts = seen = busy = others = 0
        try:
            while True:
                await self._acquire(call.candidate)
                try:
                    if self.broken:
                        raise UsageError(self.broken)
                    if self.gone:
                        raise OutOfBudget(self.gone)
                    before()
                    started = time.monotonic()
                    try:
                        reply = await backend.complete(call)
                    finally:
                        after()
                except ServerError as error:
                    failed(backend, error)
                    if error.fatal:
                        self.broken = f"{error.message}; nothing is lost, mend it and add --resume"
                        self._rouse()
                        raise UsageError(self.broken) from None
                    if error.refused:
                        raise GaveUp(error.refused, error.message) from None
                    self.retries += 1
                    self.failing += not tries
                    own = error.status not in (GONE, *OVERLOADED)
                    answered = self.answered - seen if tries else 0
                    attempts += own and answered > 0
                    # Busy for this one alone, as for a request that is larger than a minute's tokens.
                    overload = error.status in OVERLOADED
                    busy += overload and answered > FEW * (self.overloads - others)
                    self.overloads += overload
                    tries, seen, others = tries + 1, self.answered, self.overloads
                    left = busy and self.failing <= FEW and self._out_of_patience()
                    if overload and (busy >= ATTEMPTS or left):
                        raise GaveUp("model_failed", f"{error.message} ({tries} attempts).") from None
                    if attempts >= ATTEMPTS or (own and self._to_blame(tries, attempts)):
                        raise GaveUp("model_failed", f"{error.message} ({tries} attempts).") from None
                    self._failed(error, started)
                else:
                    self._worked()
                    return reply
                finally:
                    self._release()
                # Full jitter: requests that failed together must not come back together.
                delay = self.rng.uniform(
                    self.backoff / 10, min(LONGEST_WAIT, self.backoff * 2 ** min(tries - 1, 9))
                )
                if not (self.broken or self.gone):
                    with suppress(TimeoutError):
                        await asyncio.wait_for(self.back.wait(), delay)
        finally:
            self.failing -= tries > 0

    def _rouse(self) -> None:
        """Have those who wait between two tries go on now."""
        self.back.set()
        self.back = asyncio.Event()

    def _to_blame(self, tries: int, attempts: int) -> bool:
        """Whether a request is, though too few others go on beside it: at the end of a run, or where they wait for it."""
        alone = self.failing == 1
        if alone and attempts >= 2 and tries >= ATTEMPTS:
            return True
        return attempts >= (1 if alone else 2) and self._out_of_patience()

    def _out_of_patience(self) -> bool:
        return bool(self.failing_since) and time.monotonic() - self.failing_since > self.patience

    def _failed(self, error: ServerError, started: float) -> None:
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
        if error.status in OVERLOADED and started > self.last_cut:
            # Only what was sent after the last cut tells that it was not enough.
            self.limit = max(1.0, self.limit * 0.7)
            self.last_cut = now
        if error.retry_after is not None:
            self.paused_until = max(self.paused_until, now + min(error.retry_after, self.patience))

    def _worked(self) -> None:
        if self.down:
            self._rouse()
        self.down, self.trouble, self.failing_since, self.failures = False, "", 0.0, 0
        self.answered += 1
        if self.limit < self.cap:
            self.limit = min(self.cap, self.limit + 1 / self.limit)

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
        return self.in_flight < (1 if self.down else int(self.limit))

    def _unpause(self) -> None:
        self.timer = None
        self._pump()

    def _take(self) -> None:
        self.in_flight += 1
        self.peak = max(self.peak, self.in_flight)

    def _release(self) -> None:
        self.in_flight -= 1
        self._pump()

    def _pump(self) -> None:
        while self.queue and self._free():
            *_, future = heapq.heappop(self.queue)
            if not future.done():
                self._take()
                future.set_result(None)
