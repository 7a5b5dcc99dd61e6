"""What runs Lean: the protocol, and which backend this process uses.

A backend elaborates files and hands out what Lean said; it never judges. It may join several files of the same
imports in one process, and says of each what became of it: one that takes the process down costs the others nothing.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Literal, Protocol

CHOICE = "ASSAY_LEAN_BACKEND"
"""The environment variable that names one backend; otherwise the first that opens is taken, in the order of NAMES."""
NAMES = ("native", "docker", "kimina", "wasm")
"""Each is a module of this package with ``open_backend() -> Backend``; it raises :class:`Unavailable`."""

Ended = Literal["finished", "crashed", "timeout", "failed"]


class Unavailable(Exception):
    """No backend of this name works on this machine; the message says how to get one, in one sentence."""


class Misconfigured(Unavailable):
    """A backend was asked for, by an environment variable of its own, and does not work: no other takes its place."""


@dataclass(frozen=True, slots=True)
class LeanFile:
    """One file to elaborate: the modules that it imports, and the commands after them.

    ``body`` holds whole lines and opens nothing that it does not end (namespace, section), so that bodies can be
    joined. The names that it declares are its own: two files of a batch never share one.
    """

    imports: tuple[str, ...]
    body: str

    @property
    def text(self) -> str:
        """As Lean reads it. The body begins at line ``len(imports) + 1``."""
        return "".join(f"import {module}\n" for module in self.imports) + self.body


@dataclass(frozen=True, slots=True)
class Message:
    """Something that Lean said. ``line`` and ``column`` (from 1 and 0) are those of the **body** of the file."""

    severity: Literal["error", "warning", "information"]
    line: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Constant:
    """A declaration that the kernel took, as it stands in the compiled file.

    ``type`` is its statement in one canonical text (binder names left out): equal if and only if the two terms are.
    ``uses`` are the names of all constants in its type and its value.
    """

    name: str
    kind: (
        str  # "theorem", "axiom", "definition", "opaque", "inductive", "constructor", "recursor", "quotient"
    )
    type: str
    uses: frozenset[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file.

    ``finished`` means that Lean came to the end of the file; whether it was content is in ``messages``. A file that
    took the process down, alone, has ``crashed``; one that did not end in time, ``timeout``; where the backend failed
    over it, ``failed``; ``detail`` says more.
    ``constants`` are those of the file where the backend reads the compiled file, and None where it does not:
    there ``#print axioms`` answers, in ``messages``.
    """

    ended: Ended
    messages: tuple[Message, ...] = ()
    constants: Mapping[str, Constant] | None = None
    detail: str = ""


class BackendError(Exception):
    """The backend itself failed (a server's error, a broken installation): no verdict on anybody."""


class Backend(Protocol):
    """A way to run Lean.

    ``runtime`` says what it is, for certificates: ``lean`` (the version, as ``4.28.0-pre``), ``runtime`` (a name) and
    what pins it, such as ``sha256`` of its files. ``axioms`` is how it tells what a theorem rests on: ``"command"``
    (``#print axioms`` works) or ``"compiled"`` (:attr:`Outcome.constants`). ``modules`` are the roots of the
    libraries that it has, such as ``("Init", "Std", "Lean", "Mathlib")``.
    """

    name: str
    runtime: Mapping[str, str]
    axioms: Literal["command", "compiled"]
    modules: tuple[str, ...]

    def run(self, files: Sequence[LeanFile], timeout_s: float) -> list[Outcome]:
        """One outcome for each file, in order.

        Where files share a process, an outcome without errors is of one in which no file had any: after an error Lean
        goes on at the next word that can begin a command, which may stand in the middle of somebody's proof.
        ``timeout_s`` is what one start with all that it holds may take, in seconds of wall time. Raises
        :class:`BackendError`.
        """
        ...


@dataclass(slots=True)
class _Opened:
    choice: str
    pid: int
    backend: Backend | None = None
    problem: str = ""
    """Why there is none: that of the backend that was asked for, or of the last."""


_opened: _Opened | None = None


def current() -> Backend:
    """The backend of this process, opened at the first call.

    Raises :class:`Unavailable` where none works, or where the one that :data:`CHOICE` names does not.
    """
    global _opened
    choice = os.environ.get(CHOICE, "")
    if _opened is None or (_opened.choice, _opened.pid) != (choice, os.getpid()):
        if choice and choice not in NAMES:
            raise Unavailable(f"{CHOICE} is {choice!r}, must be one of {', '.join(NAMES)}.")
        _opened = _open(choice)
    if _opened.backend is None:
        raise Unavailable(_opened.problem)
    return _opened.backend


def _open(choice: str) -> _Opened:
    opened = _Opened(choice, os.getpid())
    for name in (choice,) if choice else NAMES:
        try:
            module = import_module(f"assay_math.lean.{name}")
            opened.backend = module.open_backend()
            break
        except Unavailable as problem:
            opened.problem = str(problem)
            if isinstance(problem, Misconfigured):
                break
    return opened
