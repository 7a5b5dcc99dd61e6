"""What a server refuses: one request because of what it says, or all of a form because of how it is asked.

A refusal says nothing of which it is (status 400 is both "this text is not served" and "there
is no parameter of that name"), the other requests do. So it is held until one of the same form,
the same role, parameters and kinds of turns, is answered: then it costs its candidate only.
After many in a row nothing more is sent until all that is under way has come back (a refusal is
quicker than an answer); if none of it is an answer, the run stops, and no candidate has paid for it.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable

from assay.errors import UsageError
from assay.models import Call, ServerError

IN_A_ROW = 25  # refusals of a form that was answered before
AT_FIRST = 8  # of one that never was
FOR_ALL = (401, 402, 404, 405)  # never about what a request says, but for a server that answers others
NEVER_ONE = (401, 402, 429)

Form = tuple[object, ...]


def form_of(call: Call) -> Form:
    """What requests have in common that one server takes or refuses alike."""
    turns = frozenset([turn["role"] for turn in call.messages])
    return call.role, frozenset(call.sampling), call.schema is not None, turns


class Refusals:
    """The refusals of one server that are not settled yet. ``known``: it has answered in an earlier session."""

    def __init__(self, known: bool) -> None:
        self.known = known
        self.answered: set[Form] = set()
        self.in_a_row: Counter[Form] = Counter()
        self.held: dict[Form, list[tuple[ServerError, asyncio.Future[None]]]] = {}

    def for_all(self, error: ServerError) -> bool:
        """Whether a refusal is at once known to be of all requests."""
        if error.status in NEVER_ONE or not error.status:
            return True
        return error.status in FOR_ALL and not self.answered

    def hold(self, form: Form, error: ServerError) -> asyncio.Future[None]:
        """What becomes done when it is known that the refusal is of this request alone."""
        self.in_a_row[form] += 1
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.held.setdefault(form, []).append((error, future))
        return future

    def answer(self, form: Form) -> None:
        """A request of the form was answered: what is held of it was refused for itself."""
        self.answered.add(form)
        if self.in_a_row.pop(form, 0):
            self._each(self.held.pop(form, ()), lambda future: future.set_result(None))

    def doubted(self) -> ServerError | None:
        """The first refusal of a form that was refused many times in a row."""
        for form, held in self.held.items():
            if self.in_a_row[form] >= (IN_A_ROW if form in self.answered else AT_FIRST):
                return held[0][0]
        return None

    def idle(self) -> ServerError | None:
        """Settle what is held when nothing else is asked: the error that stops the run, or none."""
        pending = [each for form in self.held.values() for each in form if not each[1].done()]
        self.held.clear()
        if pending and not (self.answered or self.known):
            return pending[0][0]
        self._each(pending, lambda future: future.set_result(None))
        return None

    def stop(self, why: str) -> None:
        """Have all that are held end with the run."""
        for form in self.held.values():
            self._each(form, lambda future: future.set_exception(UsageError(why)))
        self.held.clear()

    def _each(
        self,
        held: list[tuple[ServerError, asyncio.Future[None]]] | tuple[()],
        what: Callable[[asyncio.Future[None]], None],
    ) -> None:
        for _, future in held:
            if not future.done():
                what(future)
