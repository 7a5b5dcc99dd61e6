"""How long rows are in tokens of a model that the user names."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from assay.errors import UsageError

Count = Callable[[str], int]


def load_tokenizer(name: str) -> Count:
    """What counts the tokens of a text: a ``tokenizer.json``, a folder with one, ``tiktoken:ENCODING``, or a name on the hub.

    Raises :class:`~assay.UsageError` where it cannot be had.
    """
    if name.startswith("tiktoken:"):
        try:
            import tiktoken
        except ImportError:
            raise UsageError(
                "--tokenizer tiktoken:… needs the library tiktoken: pip install tiktoken"
            ) from None
        try:
            encoding = tiktoken.get_encoding(name.removeprefix("tiktoken:"))
        except Exception as error:
            raise UsageError(f"--tokenizer {name} cannot be had ({error})") from None
        return lambda text: len(encoding.encode(text, disallowed_special=()))
    try:
        from tokenizers import Tokenizer
    except ImportError:
        raise UsageError(
            "--tokenizer needs the library tokenizers: pip install 'assay-core[tokens]'"
        ) from None
    path = Path(name)
    if path.is_dir():
        path /= "tokenizer.json"
    try:
        tokenizer = Tokenizer.from_file(str(path)) if path.is_file() else Tokenizer.from_pretrained(name)
    except Exception as error:  # the library raises bare exceptions
        raise UsageError(
            f"--tokenizer {name} cannot be had ({error}); name a tokenizer.json or its folder"
        ) from None
    return lambda text: len(tokenizer.encode(text, add_special_tokens=False).ids)


class Counter:
    """Counts the tokens of the chats that pass: their contents, without what a chat template adds."""

    def __init__(self, count: Count) -> None:
        self.count = count
        self.lengths = array("Q")

    def watch(self, rows: Iterable[Any]) -> Iterator[Any]:
        for row in rows:
            thoughts = row.get("reasoning") or ""
            texts = [turn["content"] for turn in row["messages"]] + ([thoughts] if thoughts else [])
            self.lengths.append(sum(map(self.count, texts)))
            yield row

    def told(self, tokenizer: str) -> dict[str, Any]:
        """The tokens of all rows, and of the shortest, middle, 95th of a hundred and longest row."""
        lengths = sorted(self.lengths) or [0]
        return {
            "tokenizer": tokenizer,
            "total": sum(self.lengths),
            "least": lengths[0],
            "median": lengths[len(lengths) // 2],
            "p95": lengths[min(len(lengths) - 1, len(lengths) * 95 // 100)],
            "most": lengths[-1],
        }


def sentence(told: dict[str, Any]) -> str:
    """The counts for people."""
    name = json.dumps(told["tokenizer"])
    return (
        f"{told['total']:,} tokens by {name}: {told['median']:,} in the middle row, {told['p95']:,} in 95 of 100, "
        f"at most {told['most']:,}"
    )
