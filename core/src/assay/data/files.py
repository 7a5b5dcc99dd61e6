"""Files that appear complete or not at all, JSON lines, and the hub's names for sizes."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_SIZES = (
    *("n<1K", "1K<n<10K", "10K<n<100K", "100K<n<1M", "1M<n<10M", "10M<n<100M", "100M<n<1B"),
    *("1B<n<10B", "10B<n<100B", "100B<n<1T", "n>1T"),
)


def size_category(rows: int) -> str:
    """The Hugging Face hub's name for a size."""
    return next((name for power, name in enumerate(_SIZES, 3) if rows < 10**power), _SIZES[-1])


def json_line(value: Any) -> str:
    """Compact JSON on one line, also for readers that take U+2028 and its like for line ends."""
    return one_line(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def one_line(text: str) -> str:
    """JSON without a line end, also for readers that take U+2028 and its like for one."""
    if not text.isascii():
        for character in "\x85\u2028\u2029":
            text = text.replace(character, f"\\u{ord(character):04x}")
    return text


@contextmanager
def aside(path: Path) -> Iterator[Path]:
    """A name beside ``path`` to write to; what is there takes the place of ``path`` if the block succeeds."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.partial")
    try:
        yield partial
        sync(partial)
        os.replace(partial, path)
        sync(path.parent)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def sync(path: Path) -> None:
    """Have the disk hold a file's content, or a folder's list of names."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
