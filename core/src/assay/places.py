"""Where in a plugin's files something stands, as ``file:line``, for the sentences that its author reads."""

from __future__ import annotations

import functools
import inspect
import os
from collections.abc import Callable
from types import TracebackType
from typing import Any


def place_of(function: Callable[..., Any]) -> str:
    """Where a function stands, its decorators included; ``""`` for one that has no source."""
    while isinstance(function, functools.partial):
        function = function.func
    code = getattr(inspect.unwrap(function), "__code__", None)
    return _place(code.co_filename, code.co_firstlineno) if code else ""


def raised_at(error: BaseException, package: str) -> str:
    """The innermost line of a top-level package that an error passed through; ``""`` if it passed through none."""
    if isinstance(error, SyntaxError) and error.filename:
        return _place(error.filename, error.lineno or 1)
    place, trace = "", error.__traceback__
    while isinstance(trace, TracebackType):
        if str(trace.tb_frame.f_globals.get("__name__")).partition(".")[0] == package:
            place = _place(trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        trace = trace.tb_next
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


def _place(file: str, line: int) -> str:
    return f"{shown(file)}:{line}"
