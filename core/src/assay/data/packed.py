"""Files that may be packed: gzip, Zstandard, bzip2 and xz are told by their first bytes."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from pathlib import Path
from typing import BinaryIO, cast

BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError)
"""What reading a cut or damaged file raises."""
_MAGIC = {".gz": b"\x1f\x8b", ".zst": b"\x28\xb5\x2f\xfd", ".bz2": b"BZh", ".xz": b"\xfd7zXZ\x00"}
PACKED = tuple(_MAGIC)


def opened(path: Path) -> BinaryIO:
    """The bytes of a file, unpacked as they are read."""
    how = _packed_with(path)
    if how == ".gz":
        return cast(BinaryIO, gzip.open(path, "rb"))
    if how == ".zst":
        import pyarrow as pa

        return cast(BinaryIO, io.BufferedReader(_Unpacked(pa.input_stream(str(path), compression="zstd"))))
    if how == ".bz2":
        return cast(BinaryIO, bz2.open(path, "rb"))
    if how == ".xz":
        return cast(BinaryIO, lzma.open(path, "rb"))
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


class _Unpacked(io.RawIOBase):
    """A stream of pyarrow as Python's own readers take it."""

    def __init__(self, stream: object) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        data: bytes = self._stream.read(len(view))  # type: ignore[attr-defined]
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()  # type: ignore[attr-defined]
        super().close()
