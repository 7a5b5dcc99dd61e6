"""What can go wrong when mathematical text is read."""

from __future__ import annotations


class NotationError(ValueError):
    """Text that cannot be read as mathematics.

    ``reason`` is a stable code: ``empty``, ``too_long``, ``too_deep``,
    ``too_many_nodes``, ``number_too_long``, ``unexpected``, ``unclosed``,
    ``unknown_command``, ``bad_number``, ``ragged_matrix``, ``ambiguous`` (the text has two usual
    readings). ``position`` is an offset
    in the text as given.
    """

    def __init__(self, reason: str, position: int, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.position = position

    def __reduce__(self) -> tuple[type[NotationError], tuple[str, int, str]]:
        return NotationError, (self.reason, self.position, str(self))
