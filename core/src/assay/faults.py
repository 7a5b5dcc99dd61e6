"""How a fault in somebody's code is told: what went wrong, and the file and line in that code."""

from __future__ import annotations

import functools
import inspect
import os
import re
import signal
import sys
import sysconfig
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, TracebackType
from typing import Any

LONGEST = 300  # characters of an exception's text
_ADDRESS = re.compile(r" at 0x[0-9A-Fa-f]+")
_COROUTINE = re.compile(
    r"""['"]coroutine['"]|\b(?:type|not|got) coroutine\b|\bcoroutine (?:found|object)\b"""
)
_CORE = str(Path(__file__).parent) + os.sep
_LIBRARY = sysconfig.get_paths()["stdlib"] + os.sep


def told(error: BaseException, function: Callable[..., Any] | None = None) -> str:
    """``KeyError: 'x' (assay_roman/generators/write.py, line 12)``: an exception, and the place in its author's code.

    ``function`` is the one of the plugin that was called: the place is the innermost one within its package, or
    else within the code of somebody else than a library. With ``ASSAY_TRACEBACK`` in the environment the whole
    traceback goes to standard error too.
    """
    if os.environ.get("ASSAY_TRACEBACK"):
        traceback.print_exception(error, file=sys.stderr)
        sys.stderr.flush()
    name = type(error).__name__
    try:
        text = bare(" ".join(str(error).split()))[:LONGEST].rstrip(".")
    except BaseException:  # it is somebody else's class
        text = ""
    if isinstance(error, AttributeError | TypeError) and _COROUTINE.search(text):
        text += "; an 'await' is missing before what made the coroutine"
        _close_coroutines(error)
    return placed(f"{name}: {text}" if text else name, _place_of_error(error, function))


def _close_coroutines(error: BaseException) -> None:
    """Close those that the failed code made: Python would warn of each on standard error, and all is said."""
    values = [getattr(error, "obj", None)]
    for frame, _ in _frames(error):
        values += frame.f_locals.values()
    for value in values:
        if inspect.iscoroutine(value) and inspect.getcoroutinestate(value) == inspect.CORO_CREATED:
            value.close()


def is_interrupt(error: BaseException) -> bool:
    """Whether it may be a person's Ctrl-C, which ends what runs here. In a worker none comes: a plugin raised it."""
    return isinstance(error, KeyboardInterrupt) and signal.getsignal(signal.SIGINT) is not signal.SIG_DFL


def placed(sentence: str, place: str) -> str:
    """A sentence with a place in brackets before its full stop, if it has one."""
    said = sentence.removesuffix(".")
    return f"{said} ({place}){sentence[len(said) :]}" if place else sentence


def bare(text: str) -> str:
    """A text without the addresses of objects, which differ from run to run."""
    return _ADDRESS.sub("", text)


def place_of(function: Callable[..., Any]) -> str:
    """``assay_roman/generators/write.py, line 12``: where a function is defined; ``""`` if it has no such place."""
    code = _code_of(function)
    return _place(code.co_filename, getattr(function, "__module__", ""), code.co_firstlineno) if code else ""


def _code_of(function: Callable[..., Any]) -> CodeType | None:
    while isinstance(function, functools.partial):
        function = function.func
    function = inspect.unwrap(function)
    if not hasattr(function, "__code__") and not inspect.ismethod(function):
        function = type(function).__call__
    code = getattr(function, "__code__", None)
    return code if isinstance(code, CodeType) else None


def _place_of_error(error: BaseException, function: Callable[..., Any] | None) -> str:
    own = _package(getattr(function, "__module__", None) or "")
    places = [
        (frame.f_code.co_filename, frame.f_globals.get("__name__", ""), line)
        for frame, line in _frames(error)
    ]
    of_author = [each for each in places if (own and _package(each[1]) == own) or not _of_library(each[0])]
    if of_author:
        return _place(*of_author[-1])
    return (place_of(function) if function is not None else "") or (_place(*places[-1]) if places else "")


def _frames(error: BaseException) -> Iterator[tuple[Any, int]]:
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        yield trace.tb_frame, trace.tb_lineno
        trace = trace.tb_next


def _package(module: str) -> str:
    return module.partition(".")[0]


def _of_library(file: str) -> bool:
    """Whether a file belongs to core, to Python, or to what was installed beside it."""
    installed = "site-packages" in file or "dist-packages" in file
    return installed or file.startswith(("<", _CORE, _LIBRARY))


def _place(file: str, module: str, line: int) -> str:
    """File and line, from the package's own folder on: what lies above it differs between machines."""
    path = Path(file)
    depth = module.count(".") + 1 + (path.stem == "__init__")
    return f"{'/'.join(path.parts[-depth:])}, line {line}"


# Of what is wrong before anything runs, its author is told the path from where he stands.


def line_of(function: Callable[..., Any]) -> str:
    """``src/assay_roman/generators/write.py:12``: where a function stands, for its author at his desk; ``""`` if nowhere."""
    code = _code_of(function)
    return _line(code.co_filename, code.co_firstlineno) if code else ""


def raised_at(error: BaseException, package: str) -> str:
    """The innermost line of a top-level package that an error passed through; ``""`` if it passed through none."""
    if isinstance(error, SyntaxError) and error.filename:
        return _line(error.filename, error.lineno or 1)
    place = ""
    for frame, line in _frames(error):
        if _package(str(frame.f_globals.get("__name__"))) == package:
            place = _line(frame.f_code.co_filename, line)
    return place


def failure(what: str, error: BaseException, package: str) -> str:
    """One sentence on what failed, where in a top-level package, and with which error."""
    place = raised_at(error, package)
    said = " ".join(str(error).split()).replace(f" ({place})", "")  # once is enough
    return f"{what} failed{f' at {place}' if place else ''}: {type(error).__name__}: {said}"


def shown(file: str | os.PathLike[str]) -> str:
    """A path as one writes it from here: relative where it lies below the current folder."""
    try:
        near = os.path.relpath(file)
    except (OSError, ValueError):  # the current folder is gone, or lies on another drive
        near = os.pardir
    return os.fspath(file) if near.startswith(os.pardir) else near


def _line(file: str, line: int) -> str:
    return f"{shown(file)}:{line}"
