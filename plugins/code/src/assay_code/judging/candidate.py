"""The candidate's side: a program loaded in the sandbox, called from here, and how it ended."""

from __future__ import annotations

import builtins
import re
import sys
import time
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from typing import Any

from assay import sandbox
from assay.sandbox import CallResult, Ended, External, Limits, Opaque, Outcome, Raised, Session
from assay_code.judging.find_program import Program

TOTAL_SECONDS = 40.0
MAX_CALLS = 10_000
MEMORY = 1 << 30  # bytes, what judges online allow at most where nothing else is said
_RUNTIME_MEMORY = 256 << 20  # address space of the interpreter, which no limit of a task is about
_CPU_SHARE = 2 / 3
MAX_REPLAYED = 2_000
_MISFIT = re.compile(
    r"(?:\w+\.|<locals>\.)*(?:\w+|<lambda>)\(\) (?:takes (?:no|exactly|at most|at least|from|\d+)\b|missing \d+ required|got (?:an unexpected|multiple|some positional))"
)
_CONTAINERS = frozenset(("list", "tuple", "dict", "set", "frozenset"))
SLIPS = frozenset(
    "NameError UnboundLocalError SyntaxError IndentationError TabError ImportError ModuleNotFoundError"
    " NotImplementedError RecursionError SystemError StopIteration StopAsyncIteration".split()
)
"""Errors that nobody raises as an answer: they count as themselves, not as ``Exception`` or ``RuntimeError``."""

_TOO_NESTED = Raised("RecursionError", "calls between programs are nested too deeply", ("Exception",))

Call = tuple[str, tuple[Any, ...], Mapping[str, Any], CallResult]
"""A call of a program's function: its name, the arguments, and what it came to."""

ANSWERS: ContextVar[list[Call] | None] = ContextVar("ANSWERS", default=None)
"""Where the calls of programs are noted, if anybody wants to know."""


def limits(program: Program) -> Limits:
    """What a program may use in one call, or in one run."""
    # A busy machine is no fault of the program: processor time is what counts.
    cpu = program.cpu or _CPU_SHARE * program.wall
    memory = program.memory + _RUNTIME_MEMORY if program.memory else MEMORY
    return Limits(wall=max(2 * program.wall, 2 * cpu), cpu=cpu, memory=memory)


class Stopped(Exception):
    """The candidate cannot be asked any more: ``(reason, message)``, ``undecided`` where it may yet be right."""

    def __init__(self, reason: str, message: str, *, undecided: bool = False) -> None:
        super().__init__(reason, message)
        self.reason, self.message, self.undecided = reason, message, undecided


class Candidate:
    """A loaded program. Raises :class:`Stopped` if it does not load, and from the call that it ends in."""

    def __init__(self, program: Program, externals: Mapping[str, External] | None = None) -> None:
        self.calls = 0
        self._left = MAX_CALLS
        self._cpu = limits(program).cpu
        self.deadline = time.monotonic() + TOTAL_SECONDS
        self.made: list[Call] = []
        """The calls of the program's functions so far, with what they came to."""
        self._took = 0.0  # seconds for loading and for the calls so far
        self._session: Session | None = None
        began = time.monotonic()
        try:
            self._session = sandbox.current().load(
                program.source,
                externals=externals,
                limits=limits(program),
                hash_seed=program.hash_seed,
            )
        except Ended as error:
            raise loading(error.outcome) from None
        self._took += time.monotonic() - began

    def call(
        self,
        name: str,
        args: tuple[Any, ...] = (),
        kwargs: Mapping[str, Any] | None = None,
        counted: bool = True,
    ) -> CallResult:
        assert self._session is not None
        if time.monotonic() > self.deadline:
            raise Stopped("limit", f"The tests take more than {TOTAL_SECONDS:.0f} s.", undecided=True)
        self._left -= 1
        if self._left < 0:
            raise Stopped("limit", f"The tests make more than {MAX_CALLS} calls.", undecided=True)
        if counted and not name.startswith("."):
            self.calls += 1
        began = time.monotonic()
        try:
            reply = self._session.call(name, args, kwargs)
        except Ended as error:
            # However busy the machine is, the calls before have used no more of the processor than they took.
            if error.outcome.limit == "cpu" and self._took > 0.2 * self._cpu:
                message = "All calls together take too long, though none of them alone does."
                raise Stopped("timeout", message, undecided=True) from None
            raise ended(error.outcome, "in a call") from None
        except (TypeError, ValueError) as error:
            message = f"What the tests hand over cannot be: {error}."
            raise Stopped("unsupported", message, undecided=True) from None
        finally:
            self._took += time.monotonic() - began
        if (noted := ANSWERS.get()) is not None and counted:
            noted.append((name, args, kwargs or {}, reply))
        if counted and not name.startswith(".") and len(self.made) < MAX_REPLAYED:
            self.made.append((name, args, kwargs or {}, reply))
        if reply.raised is not None:
            check_nesting(reply)
            if not is_ordinary(reply.raised):
                raise Stopped("exits", f"It ends in {reply.raised.type[:60]}, which is no error.")
            if _is_hedge(reply.raised):
                message = f"It raises {reply.raised.type[:60]}, which is several unrelated errors at once."
                raise Stopped("hedged", message, undecided=True)
        if isinstance(reply.value, Opaque) and reply.value.type in _CONTAINERS:
            message = f"A {reply.value.type} comes out that is nested too deeply, or of a class of that name."
            raise Stopped("unsupported", message, undecided=True)
        return reply

    def seen(self, value: Any) -> Any:
        """The value with what named tuples and members of ``IntEnum`` and ``StrEnum`` hold in the place of such objects.

        It is the program's word, as all that it returns: one that says it could as well have returned that.
        """
        if isinstance(value, Opaque):
            return self._held(value)
        if type(value) in (list, tuple):
            return type(value)([self.seen(item) for item in value])
        if type(value) is dict:
            return {key: self.seen(item) for key, item in value.items()}
        return value

    def _held(self, value: Opaque) -> Any:
        if getattr(value, "contents", None) is not None:
            return value

        def ask(name: str, *args: Any) -> Any:
            return self.call(f"__builtins__.{name}", (value, *args), counted=False).value

        fields = ask("getattr", "_fields", None)
        if type(fields) is tuple and fields:
            held = ask("tuple")
            return self.seen(held) if type(held) is tuple and len(held) == len(fields) else value
        if type(ask("getattr", "_name_", None)) is str:
            plain = ask("getattr", "_value_", None)
            kind = {int: "int", str: "str"}.get(type(plain), "")
            name = self.call("__builtins__.__dict__.get", (kind,), counted=False).value if kind else None
            if name is not None and ask("isinstance", name) is True:
                return plain
        return value

    def close(self) -> None:
        if self._session is not None:
            self._session.close()

    def __enter__(self) -> Candidate:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def check_nesting(reply: CallResult) -> None:
    """Raises :class:`Stopped` for a reply that is about the sandbox: tests and program called each other too often."""
    if reply.raised == _TOO_NESTED:
        message = "Calls of the tests and of the program are nested too deeply in each other."
        raise Stopped("limit", message, undecided=True)


def is_ordinary(raised: Raised) -> bool:
    """Whether it says of itself that it is an ``Exception``, and derives from nothing else."""
    names = (raised.type, *raised.bases)
    known = [base for base in map(_built_in, names) if base is not None]
    return Exception in known and all(
        issubclass(base, Exception) or issubclass(Exception, base) or base is BaseExceptionGroup
        for base in known
    )


def _is_hedge(raised: Raised) -> bool:
    """Whether it derives from built-in errors of which none derives from all the others."""
    known = [base for base in map(_built_in, (raised.type, *raised.bases)) if base is not None]
    return bool(known) and not all(issubclass(known[0], base) for base in known)


def is_instance(raised: Raised, name: str) -> bool:
    """Whether ``except name`` would have caught it, and not only because ``name`` catches slips too."""
    known = _built_in(name)
    name = known.__name__ if known else name  # IOError is OSError
    return raised.type == name or (name in raised.bases and raised.type not in SLIPS)


def _built_in(name: str) -> type[BaseException] | None:
    known = getattr(builtins, name, None)
    return known if isinstance(known, type) and issubclass(known, BaseException) else None


def is_misfit(reply: CallResult) -> bool:
    """Whether a call failed because the function takes other arguments, which nobody means by "raises TypeError"."""
    raised = reply.raised
    return raised is not None and raised.type == "TypeError" and _MISFIT.match(raised.message) is not None


def only_misfits(made: Sequence[Call]) -> str:
    """A function that took the arguments of none of its calls; ``""`` if there is none."""
    fit = {name for name, _, _, reply in made if not is_misfit(reply)}
    return min((name for name, _, _, reply in made if is_misfit(reply) and name not in fit), default="")


def misfit(name: str) -> Stopped:
    message = f"{name} does not take what it is called with, and the tests expect an error of it."
    return Stopped("wrong_signature", message, undecided=True)


def lacks_module(raised: Raised) -> bool:
    """Whether it failed on a module that the sandbox may lack."""
    return raised.type == "ModuleNotFoundError"


_LACKING = re.compile(r"No module named '([\w.]+)'")


def how_to_install(error: str) -> str:
    """A sentence that says what to install for a ``ModuleNotFoundError``, ``""`` if it names no module."""
    found = _LACKING.search(error)
    name = found[1].split(".")[0] if found else ""
    if not name or name in sys.stdlib_module_names:
        return ""
    return f" Install what provides {name} for the Python that the sandbox runs."


def missing_module(error: str) -> Stopped:
    message = f"The program needs a module that the sandbox lacks: {error[:200]}.{how_to_install(error)}"
    return Stopped("missing_module", message, undecided=True)


def loading(outcome: Outcome) -> Stopped:
    """Why a program did not come to the end of its text."""
    if not outcome.limit and outcome.exit_code == 1 and outcome.error.startswith("ModuleNotFoundError"):
        return missing_module(outcome.error)
    if (
        not outcome.limit
        and outcome.exit_code == 1
        and outcome.error
        and not outcome.error.startswith("SystemExit")
    ):
        return Stopped("fails_to_load", f"The program fails before it is called: {outcome.error[:200]}")
    return ended(outcome, "before it is called")


def ended(outcome: Outcome, when: str) -> Stopped:
    """Why a program is gone."""
    if outcome.error.startswith("the jail ended"):  # the sandbox failed, which says nothing of the program
        return Stopped("sandbox_failed", f"The sandbox failed {when}: {outcome.error[:120]}.", undecided=True)
    if outcome.limit in ("wall", "cpu"):
        # One that computes all the time and yet gets little done has been kept waiting by others.
        busy = outcome.limit == "wall" and outcome.cpu > outcome.wall / 20
        return Stopped("timeout", f"The program takes too long {when}.", undecided=busy)
    if outcome.limit:
        return Stopped("limit_exceeded", f"The program runs into its limit of {outcome.limit} {when}.")
    return Stopped(
        "exits", f"The program ends {when} ({outcome.error[:120] or f'exit code {outcome.exit_code}'})."
    )


def describe(raised: Raised) -> str:
    message = " ".join(raised.message.split())[:120]
    return f"{raised.type[:60]}: {message}" if message else raised.type[:60]
