"""Running programs that nobody trusts: what a sandbox takes, and what it gives back.

A sandbox runs Python source in isolation and hands out plain data only. It never
judges: a verifier compares what came out with what it expects, in its own
process, so a program that patches, lies or exits early can at most give a wrong
value.

Two ways to use one. :meth:`Sandbox.run` is a program with standard input and
output. :meth:`Sandbox.load` is a module whose functions are called from outside,
and which may call out to functions that the caller names (*externals*); a test
suite runs so, apart from the candidate that it tests.

Plain data is ``None``, ``bool``, ``int``, ``float``, ``complex``, ``str``,
``bytes``, ``list``, ``tuple``, ``dict``, ``set``, ``frozenset`` and
:class:`Opaque`, which stands for an object that stayed where it is. A value of a
subclass (``class MyInt(int)``) is opaque, never plain.
"""

from __future__ import annotations

import atexit
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from assay.errors import UsageError

AUTO = "auto"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one program may use. Past a limit it is killed and :attr:`Outcome.limit` names it."""

    wall: float = 5.0
    """Seconds of wall time for a run; in a session, for loading and for each call."""
    cpu: float = 5.0
    """Seconds of processor time, over all its threads and child processes."""
    memory: int = 512 << 20
    """Bytes of address space of one process."""
    processes: int = 16
    """Processes and threads at one time, its own included."""
    files: int = 64
    """Open files of one process."""
    disk: int = 16 << 20
    """Bytes that it may write below its working directory, which is all it may write to."""
    output: int = 1 << 20
    """Bytes of standard output, of standard error, and of one value that crosses the border."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a program ended.

    ``exit_code`` is that of the process, negative for a signal, ``None`` if the
    sandbox killed it. ``limit`` is ``""`` or the name of the field of
    :class:`Limits` that it ran into. ``error`` is the last line of an uncaught
    exception (``"ValueError: no"``), or ``""``. ``cpu`` and ``wall`` are seconds.
    """

    exit_code: int | None
    limit: str = ""
    stdout: bytes = b""
    stderr: bytes = b""
    error: str = ""
    wall: float = 0.0
    cpu: float = 0.0

    @property
    def ok(self) -> bool:
        return self.exit_code == 0 and not self.limit


@dataclass(frozen=True, slots=True)
class Opaque:
    """An object that cannot cross the border: its type's name and its number on the side that holds it.

    Sent back as an argument, it is that object again. Two are equal only if they
    are the same object. A subclass may have ``contents``: plain data that an object of a type of the standard library
    (``Counter``, ``deque``, ``Fraction`` …) was said to hold.
    """

    type: str
    number: int


@dataclass(frozen=True, slots=True)
class Raised:
    """An exception that a call ended in: the names of its class and of the classes that it derives from."""

    type: str
    message: str = ""
    bases: tuple[str, ...] = ()
    """Names of built-in base classes, nearest first: ``("ValueError", "Exception", "BaseException")``."""


@dataclass(frozen=True, slots=True)
class CallResult:
    """What a call came to: a value, or ``raised``.

    ``args`` and ``kwargs`` are the arguments as the call left them, for tests of
    functions that change their arguments.
    """

    value: Any = None
    raised: Raised | None = None
    args: tuple[Any, ...] = ()
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    stdout: bytes = b""


class Ended(Exception):
    """The program of a session is gone: it exited, crashed or ran into a limit. ``outcome`` says how."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.limit or outcome.error or f"exit code {outcome.exit_code}")
        self.outcome = outcome


class Unsupported(Exception):
    """This sandbox cannot run this program, although it may be right (a missing module or language feature)."""


class Unavailable(Exception):
    """This sandbox does not work on this machine; the message says why and what to do about it."""


External = Callable[..., CallResult]
"""What answers a call from inside: takes ``*args, **kwargs`` of plain data."""


class Session(Protocol):
    """A loaded module. After :class:`Ended`, every further call raises it again."""

    def call(
        self, name: str, args: tuple[Any, ...] = (), kwargs: Mapping[str, Any] | None = None
    ) -> CallResult:
        """Call a global of the module, or an attribute of one (``"Point.origin"``).

        ``name`` may also be a number of an :class:`Opaque`: then that object is called. Or it is an operation on
        an object, with the object as the first argument: ``.call .getattr .setattr .delattr .getitem .setitem
        .delitem .contains .len .bool .iter .next .str .repr``, or ``.isinstance`` with the name of a global as the
        second. An object of one program that is handed to another is a stand-in there, and what is done to it
        calls the external ``"."`` with the operation, the object and the arguments.
        Raises :class:`Ended`, :class:`Unsupported`, :class:`Unavailable` if the sandbox itself fails, and
        :class:`TypeError` or :class:`ValueError` for arguments that cannot cross.
        """
        ...

    def close(self) -> Outcome:
        """End the program with all its processes and files; how it stood until then."""
        ...


class Sandbox(Protocol):
    """An open sandbox: warm, used by one thread at a time, reset between programs.

    ``runtime`` is what goes into a certificate, such as ``"CPython 3.11.2 (local, bubblewrap)"``.
    """

    runtime: str

    def run(
        self,
        source: str,
        *,
        stdin: bytes = b"",
        limits: Limits = Limits(),
        hash_seed: int = 0,
    ) -> Outcome:
        """Run ``source`` as ``__main__`` to its end.

        ``hash_seed`` (0 to 7) is ``PYTHONHASHSEED``: a program whose output changes with it is not
        deterministic. Raises :class:`Unsupported`, and :class:`Unavailable` if the sandbox itself fails.
        """
        ...

    def load(
        self,
        source: str,
        *,
        externals: Mapping[str, External] | None = None,
        limits: Limits = Limits(),
        hash_seed: int = 0,
    ) -> Session:
        """Execute ``source`` as a module named ``"program"`` and keep it for calls.

        Raises :class:`Ended` if it does not come to its end (exit, exception, limit),
        :class:`Unsupported`, and :class:`Unavailable` if the sandbox itself fails.
        """
        ...

    def close(self) -> None:
        """End all its processes and remove what it made on this machine."""
        ...


_choice = AUTO
_finder: Callable[[str], Sandbox] | None = None
_open: tuple[int, Sandbox] | None = None  # with the process that opened it


def find_with(finder: Callable[[str], Sandbox]) -> None:
    """What opens a backend by its name in this process; the registry of plugins gives it."""
    global _finder
    _finder = finder


def choose(name: str) -> None:
    """Which backend :func:`current` opens in this process: ``auto`` or a name such as ``local``."""
    global _choice
    if name != _choice:
        _close()
        _choice = name


def current() -> Sandbox:
    """The sandbox of this process, opened at the first call and used by one thread at a time.

    Raises :class:`~assay.UsageError` where none works.
    """
    global _open
    if _open is None or _open[0] != os.getpid():
        if _finder is None:
            raise UsageError("no plugins were looked for in this process; import assay.testing first")
        _open = (os.getpid(), _finder(_choice))
    return _open[1]


@atexit.register
def _close() -> None:
    global _open
    if _open and _open[0] == os.getpid():
        _open[1].close()
    _open = None
