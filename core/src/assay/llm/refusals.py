"""What a server refuses: one request because of what it says, or all of a form because of how it is asked.

A refusal says nothing of which it is (status 400 is both "this text is not served" and "there
is no parameter of that name"), the other requests do. So it is held until one of the same form,
the same role, parameters and kinds of turns, that was sent after it is answered: then it costs its
candidate only.
After many in a row nothing more is sent until all that is under way has come back (a refusal is
quicker than an answer); if none of it is an answer, the run stops, and no candidate has paid for it.
A run that is to keep going never stops for refusals.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable

from assay.errors import UsageError
from assay.models import Call, ServerError

IN_A_ROW = 25  # refusals of a form that was answered before
AT_FIRST = 8  # of one that never was
NEVER_ONE = (401, 402, 429)  # key, money, quota
NO_SUCH = (404, 405)  # model or address, where nothing was answered yet
FORBIDDEN = 403  # a text that is not served, or the key

Form = tuple[object, ...]
Held = tuple[ServerError, asyncio.Future[None], float]
"""A refusal, what waits for the decision, and when its request was sent."""


def form_of(call: Call) -> Form:
    """What requests have in common that one server takes or refuses alike."""
    turns = frozenset([turn["role"] for turn in call.messages])
    return call.role, frozenset(call.sampling), call.schema is not None, turns


class Refusals:
    """The refusals of one server that are not settled yet.

    ``known``: it has answered in an earlier session. ``on``: never stop the run for them.
    """

    def __init__(self, known: bool, on: bool = False) -> None:
        self.known = known
        self.on = on
        self.answered: set[Form] = set()
        self.in_a_row: Counter[Form] = Counter()
        self.held: dict[Form, list[Held]] = {}

    def for_all(self, error: ServerError, alone: bool) -> bool:
        """Whether a refusal is at once known to be of all requests; ``alone``: no other is under way."""
        if error.status in NEVER_ONE or not error.status or error.status < 400:
            return True
        return error.status in NO_SUCH and alone and not (self.answered or self.known)

    def hold(self, form: Form, error: ServerError, sent: float) -> asyncio.Future[None]:
        """What becomes done when it is known that the refusal is of this request alone."""
        self.in_a_row[form] += 1
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.held.setdefault(form, []).append((error, future, sent))
        return future

    def answer(self, form: Form, sent: float) -> None:
        """A request of the form was answered: what was sent before it and is held was refused for itself."""
        self.answered.add(form)
        if not self.in_a_row.get(form):
            return
        held = self.held.pop(form, [])
        self._each([each for each in held if each[2] <= sent], lambda future: future.set_result(None))
        if later := [each for each in held if each[2] > sent]:
            self.held[form] = later
        self.in_a_row[form] = len(later)

    def doubted(self) -> ServerError | None:
        """The first refusal of a form that was refused many times in a row."""
        for form, held in self.held.items() if not self.on else ():
            if self.in_a_row[form] >= (IN_A_ROW if form in self.answered else AT_FIRST):
                return held[0][0]
        return None

    def idle(self) -> ServerError | None:
        """Settle what is held when nothing else is asked: the error that stops the run, or none."""
        pending = [each for form in self.held.values() for each in form if not each[1].done()]
        if pending and not self.on:
            keyless = len(pending) >= AT_FIRST and pending[0][0].status == FORBIDDEN
            if keyless or not (self.answered or self.known):
                return pending[0][0]
        self.held.clear()
        self._each(pending, lambda future: future.set_result(None))
        return None

    def stop(self, why: str) -> None:
        """Have all that are held end with the run."""
        for form in self.held.values():
            self._each(form, lambda future: future.set_exception(UsageError(why)))
        self.held.clear()

    def _each(self, held: Iterable[Held], what: Callable[[asyncio.Future[None]], None]) -> None:
        for _, future, _ in held:
            if not future.done():
                what(future)
