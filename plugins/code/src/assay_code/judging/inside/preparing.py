"""Making the program's process like the tests' one, in what they set up of it: environment, files, seeds of random.

Part of the text that is sent to the tests' sandbox (:mod:`assay_code.judging.inside`).
"""

from __future__ import annotations

from typing import Any

_MOST_FILES = 64
_MOST_BYTES = 1 << 18


def _preparing() -> Any:
    """A function that makes the program's process like this one, in what tests set up of it since the last time."""
    import os
    import random

    environ: dict[str, str] = dict(os.environ)
    known: dict[str, Any] = {}
    seeds: list[Any] = []
    seed = random.seed

    def seeded(a: Any = None, version: int = 2) -> None:
        seed(a, version)
        if type(a) in (int, str, float, bytes):
            seeds.append(a)

    random.seed = seeded

    def files() -> Any:
        """What changed below the working directory: folders without contents, files with theirs."""
        found = []
        for folder, inner, names in os.walk("."):
            where = os.path.abspath(folder)
            for name in [*inner, *names]:
                path = os.path.join(where, name)
                data = None
                if name in names:
                    if os.path.getsize(path) > _MOST_BYTES:
                        continue
                    with open(path, "rb") as opened:
                        data = opened.read()
                if known.get(path, -1) != data:
                    known[path] = data
                    found.append((path, data))
                if len(found) >= _MOST_FILES:
                    return found
        return found

    writes = [False]

    def opened(event: str, args: Any) -> None:
        if event == "os.mkdir" or (event == "open" and not writes[0]):
            writes[0] |= event == "os.mkdir" or (
                isinstance(args[1], str) and bool(set(args[1]) & set("wax+"))
            )
            writes[0] |= event == "open" and args[1] is None and bool(args[2] & os.O_CREAT)

    import sys

    sys.addaudithook(opened)
    files()  # those that are there already

    def prepare() -> None:
        now = dict(os.environ)
        words: dict[str, Any] = {key: text for key, text in now.items() if environ.get(key) != text}
        words.update({key: None for key in environ if key not in now})
        new = files() if writes[0] else []
        if words or new or seeds:
            environ.clear()
            environ.update(now)
            globals()["_assay_prepare"](words, new, list(seeds))
            seeds.clear()

    return prepare
