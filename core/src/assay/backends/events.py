"""Server-sent events, as model servers stream their replies.

Libraries for it (``aiosseclient``, ``httpx-sse``) bring reconnection, another HTTP
client or a session of their own; the part of the format in use is these lines.
"""

from __future__ import annotations

from collections.abc import Iterator

DONE = b"[DONE]"


class Events:
    """The data of each event, of a body that is cut anywhere."""

    def __init__(self) -> None:
        self.rest = bytearray()
        self.data: list[bytes] = []

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """The data of the events that a chunk completes."""
        self.rest += chunk
        if b"\n" not in chunk:
            return
        # Lines are cut as bytes: no character of UTF-8 holds a line end.
        *lines, self.rest = self.rest.split(b"\n")
        for line in lines:
            line = line.removesuffix(b"\r")
            if line.startswith(b"data:"):
                self.data.append(bytes(line[5:].removeprefix(b" ")))
            elif not line and self.data:
                data, self.data = b"\n".join(self.data), []
                yield data
