"""Files that may be packed: gzip, Zstandard, bzip2 and xz are told by their first bytes."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from pathlib import Path
from typing import Any, cast

BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError)
"""What reading a cut or damaged file raises."""
_MAGIC = {".gz": b"\x1f\x8b", ".zst": b"\x28\xb5\x2f\xfd", ".bz2": b"BZh", ".xz": b"\xfd7zXZ\x00"}
PACKED = tuple(_MAGIC)


def opened(path: Path) -> io.BufferedReader:
    """The bytes of a file, unpacked as they are read. Of a damaged one, ``read1`` and ``readline`` give all before the break."""
    how = _packed_with(path)
    if how == ".gz":
        return cast(io.BufferedReader, gzip.open(path, "rb"))
    if how == ".zst":
        return cast(io.BufferedReader, io.BufferedReader(_Zstandard(path)))
    if how == ".bz2":
        return cast(io.BufferedReader, bz2.open(path, "rb"))
    if how == ".xz":
        return cast(io.BufferedReader, lzma.open(path, "rb"))
    return path.open("rb")


def is_packed(path: Path) -> bool:
    return bool(_packed_with(path))


def _packed_with(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(6)
    return next((suffix for suffix, magic in _MAGIC.items() if head.startswith(magic)), "")


def bare_name(path: Path) -> str:
    """The name of a file in small letters, without the suffix of what packed it."""
    name = path.name.lower()
    return next((name.removesuffix(each) for each in PACKED if name.endswith(each)), name)


class _Zstandard(io.RawIOBase):
    """A stream of pyarrow as Python's own readers take it. Where it breaks off, all before that is read first."""

    def __init__(self, path: Path) -> None:
        self._path, self._given, self._slow = path, 0, False
        self._stream = self._open()

    def _open(self) -> Any:
        import pyarrow as pa

        return pa.input_stream(str(self._path), compression="zstd")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer)
        try:
            data = self._stream.read(1 if self._slow else len(view))
        except OSError:
            if self._slow:
                raise
            # What was unpacked of the piece that broke is lost with it: once more, by single bytes.
            self._slow = True
            self._stream.close()
            self._stream = self._open()
            left = self._given
            while left:
                left -= len(self._stream.read(min(left, 1 << 20)))
            data = self._stream.read(1)
        view[: len(data)] = data
        self._given += len(data)
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()
