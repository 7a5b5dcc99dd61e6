"""Errors that people can mend, and how counts are said to them."""

from __future__ import annotations

from typing import Any


class UsageError(Exception):
    """Wrong use. The message is one sentence: what is wrong, where, and the mend. Exit code 2."""


class BadReference(ValueError):
    """A row's reference cannot be read; core turns it into the verdict ``error / unreadable_reference``."""


class Rejected(Exception):
    """A candidate is given up: ``reason`` is a stable snake_case code, ``message`` one sentence.

    With a ``draft`` (an :class:`assay.Draft`) the row is kept among the rejected ones with what there was of it.
    """

    def __init__(self, reason: str, message: str = "", draft: Any = None) -> None:
        super().__init__(reason, message)
        self.reason = reason
        self.message = message
        self.draft = draft
        self.reply: Any = None
        """The :class:`assay.Reply` that it is about, set by what reads one: it is kept where there is no draft."""


class WorkFailed(Exception):
    """A function in a worker process crashed or overran its deadline; the candidate becomes an error."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(reason, message)
        self.reason = reason
        self.message = message


def counted(number: int, one: str, many: str = "") -> str:
    """``1 row``, ``2,000 rows``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
