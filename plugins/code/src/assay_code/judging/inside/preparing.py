"""Making the program's process like the tests' one, in what they set up of it: environment, files, seeds of random.

Only files that a call is given by name go over: in any other the tests may keep what they expect.

Part of the text that is sent to the tests' sandbox (:mod:`assay_code.judging.inside`).
"""

from __future__ import annotations

from typing import Any

_MOST_FILES = 64
_MOST_BYTES = 1 << 18


_READ_BACK: list[str] = []
"""Files that the tests read after the program got them: what they compare with may stand there, as it may in no other way."""


def _texts(value: Any, depth: int) -> Any:
    """The texts in arguments, those of paths included."""
    if isinstance(value, str):
        yield value
    elif hasattr(type(value), "__fspath__"):
        yield str(value)
    elif depth < 3 and isinstance(value, list | tuple | set | dict):
        for item in value:
            yield from _texts(item, depth + 1)
            if isinstance(value, dict):
                yield from _texts(value[item], depth + 1)


def _leads_to(text: str, path: str, is_folder: bool) -> bool:
    """Whether a call that is given ``text`` is given the file, the folder that holds it, or the way to what it names."""
    import os

    if not text or len(text) > 4096 or "\0" in text:
        return False
    named = os.path.abspath(text)
    return path == named or path.startswith(named + os.sep) or (is_folder and named.startswith(path + os.sep))


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

    def files(texts: Any) -> Any:
        """What changed of the files and folders that a call is given by name: folders without contents, files with theirs."""
        found = []
        for folder, inner, names in os.walk("."):
            where = os.path.abspath(folder)
            for name in [*inner, *names]:
                path = os.path.join(where, name)
                data = None
                if texts is not None and not any(_leads_to(text, path, name in inner) for text in texts):
                    continue
                if name in names:
                    if os.path.getsize(path) > _MOST_BYTES:
                        continue
                    looking[0] = True
                    try:
                        with open(path, "rb") as opened:
                            data = opened.read()
                    finally:
                        looking[0] = False
                if known.get(path, -1) != data:
                    known[path] = data
                    found.append((path, data))
                if len(found) >= _MOST_FILES:
                    return found
        return found

    writes = [False]
    looking = [False]

    def opened(event: str, args: Any) -> None:
        if event == "os.mkdir":
            writes[0] = True
        elif event == "open" and not looking[0]:
            path, mode, flags = args
            writing = bool(set(mode) & set("wax+")) if isinstance(mode, str) else bool(flags & os.O_CREAT)
            writes[0] |= writing
            if not writing and isinstance(path, str | bytes) and os.path.abspath(os.fsdecode(path)) in handed:
                _READ_BACK.append(os.path.basename(os.fsdecode(path)))

    import sys

    files(None)  # those that are there already
    sys.addaudithook(opened)
    handed: set[str] = set()

    def prepare(args: Any) -> None:
        now = dict(os.environ)
        words: dict[str, Any] = {key: text for key, text in now.items() if environ.get(key) != text}
        words.update({key: None for key in environ if key not in now})
        new = files(list(_texts(args, 0))) if writes[0] else []
        handed.update(path for path, data in new if data is not None)
        if words or new or seeds:
            environ.clear()
            environ.update(now)
            globals()["_assay_prepare"](words, new, list(seeds))
            seeds.clear()

    return prepare
