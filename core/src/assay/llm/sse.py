"""Server-sent events, as model servers stream their replies.

Libraries for it (``aiosseclient``, ``httpx-sse``) bring reconnection, another HTTP
client or a session of their own; the part of the format in use is these lines.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator

DONE = b"[DONE]"


class Events:
    """Name and data of each event, of a body that is cut anywhere. Lines end in LF, CR or both."""

    def __init__(self) -> None:
        self.rest = bytearray()
        self.data: list[bytes] = []
        self.name = b""
        self.begun = self.cr = False

    def feed(self, chunk: bytes) -> Iterator[tuple[bytes, bytes]]:
        """The events that a chunk completes."""
        if self.cr:
            chunk, self.cr = chunk.removeprefix(b"\n"), not chunk
        if not chunk:
            return
        self.cr = chunk.endswith(b"\r")
        chunk = chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        self.rest += chunk
        if b"\n" not in chunk:
            return
        # Lines are cut as bytes: no character of UTF-8 holds a line end.
        *lines, self.rest = self.rest.split(b"\n")
        if not self.begun:
            self.begun = True
            lines[0] = lines[0].removeprefix(codecs.BOM_UTF8)
        for line in lines:
            field, _, value = line.partition(b":")
            value = value.removeprefix(b" ")
            if field == b"data" and len(line) > 4:
                self.data.append(bytes(value))
            elif field == b"event":
                self.name = bytes(value)
            elif not line:
                name, self.name = self.name, b""
                data, self.data = self.data, []
                if data:
                    yield name, b"\n".join(data)
