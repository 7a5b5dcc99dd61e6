"""The ``monty`` backend: a Python interpreter of its own, without a way out, on every platform.

Monty (``pydantic-monty``) runs a subset of Python in worker processes. It has no files,
network or processes to give, so nothing has to be closed; its limits on time and memory
hold, and a worker that crashes is replaced. What it cannot do is be CPython. Compared
with CPython 3.11 on some 170,000 expressions (every method of the plain types, the
built-in functions, operators, formats, slices, ``math`` and ``re``), and on MBPP's solutions:

* sets keep the order in which they were filled, and hashing has no seed;
* generator expressions, ``map``, ``filter``, ``zip``, ``enumerate`` and ``reversed`` make
  lists at once: a second pass finds them full, and ``any`` and ``all`` stop too late;
* ``re`` is another engine (lazy matches, ``$`` before a final newline, replacements);
  ``random`` draws other numbers; powers of floats, ``math.gamma`` and its like and complex
  numbers differ in the last digits or in signs of zero; where two shortest ways to write
  a float are equally near, it takes the other one;
* a container takes a format specification, a dict a slice, ``"ab".count("", 9)`` is 1,
  ``list += tuple`` fails; special methods are partly ignored; many methods are missing;
* an exception has at most one argument, and its message is often another one;
* what leaves it is turned into plain data on the way: a ``Counter`` into a dict, a
  function into a string.

So a program is looked at first, and one in which such a difference could show is
:class:`~assay.sandbox.Unsupported`: it may be right, and another backend must tell.
Unsupported is also a program that ends in any exception which a lack of Monty's could
raise, and one that hands out anything but plain data. Messages of exceptions are not to be
compared. Letters beyond ASCII follow a later version of Unicode than CPython 3.11's. A program
that runs into a limit of time may be quicker elsewhere.
"""

from __future__ import annotations

import builtins
import keyword
import re
import time
import weakref
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from assay.sandbox import CallResult, Ended, External, Limits, Outcome, Raised, Unavailable, Unsupported
from assay_sandboxes.subset import CERTAIN, RESERVED, check

_MAX_SESSIONS = 16
_MAX_SECONDS = 1e6  # Monty knows no infinity
_MAX_DEPTH = 100
_NUMBER = re.compile(r"\d{1,300}\.\d{1,30}(?:e[+-]\d{1,3})?", re.ASCII)

# Defaults hold what the functions need, so that no program can change it. No name of these can be in a program.
_PRELUDE = """
def _assay_size(value, depth, left, type=type, len=len, int=int, float=float, str=str, bytes=bytes, list=list,
                tuple=tuple, dict=dict, set=set, frozenset=frozenset, bool=bool):
    kind = type(value)
    if value is None or kind is bool or kind is int or kind is float:
        return left - 8
    if kind is str or kind is bytes:
        return left - 8 - len(value)
    if depth > 100 or kind is not list and kind is not tuple and kind is not dict and kind is not set and kind is not frozenset:
        return None
    left = left - 8
    for item in value:
        left = _assay_size(item, depth + 1, left)
        if left is None or left < 0:
            return left
        if kind is dict:
            left = _assay_size(value[item], depth + 1, left)
            if left is None or left < 0:
                return left
    return left

def _assay_give(value, limit):
    left = _assay_size(value, 0, limit)
    if left is None:
        return ("object",)
    if left < 0:
        return ("large",)
    return ("plain", value)
"""

_LIMIT_ERRORS = {"TimeoutError": "wall", "MemoryError": "memory"}


_DOUBT = "it shows a float whose last digit Monty may round otherwise"


class _Output:
    """What a program prints."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self.parts: list[bytes] = []

    def __call__(self, _stream: str, text: str) -> None:
        data = text.encode("utf-8", "surrogatepass")
        self.size += len(data)
        if self.size > self.limit:
            raise _TooMuch
        self.parts.append(data)

    def take(self) -> bytes:
        data = b"".join(self.parts)
        self.parts.clear()
        return data


def _doubtful(value: Any) -> bool:
    """Whether it holds a text with a float that lies in the middle of two shortest ways to write it."""
    if isinstance(value, str):
        for number in _NUMBER.findall(value):
            digits = Decimal(float(number)).as_tuple().digits
            if digits[-1] == 5 and len(digits) == len(Decimal(number).as_tuple().digits) + 1 > 16:
                return True
        return False
    if isinstance(value, (list, tuple, set, frozenset)):
        return any(map(_doubtful, value))
    return isinstance(value, dict) and any(_doubtful(pair) for pair in value.items())


class _TooMuch(Exception):
    pass


class MontySandbox:
    """Runs programs with Monty. Raises :class:`assay.sandbox.Unavailable` where it is not installed."""

    runtime: str

    def __init__(self) -> None:
        try:
            import pydantic_monty
        except ImportError:
            raise Unavailable(
                "The pydantic-monty package is not installed; install it with: pip install 'assay-sandboxes[monty]'"
            ) from None
        self._pool = pydantic_monty.Monty(
            min_processes=1, max_processes=_MAX_SESSIONS, checkout_timeout=60, max_checkouts_per_worker=1000
        )
        try:
            self._pool.__enter__()
        except (OSError, RuntimeError, pydantic_monty.MontyError) as error:
            raise Unavailable(f"Monty does not start: {error}") from None
        self._finalizer = weakref.finalize(self, self._pool.__exit__, None, None, None)
        self._sessions: weakref.WeakSet[_Session] = weakref.WeakSet()
        self.runtime = f"Monty {pydantic_monty.__version__} (Python subset)"

    def run(
        self,
        source: str,
        *,
        stdin: bytes = b"",
        limits: Limits = Limits(),  # noqa: B008 - frozen
        hash_seed: int = 0,  # noqa: ARG002 - of the interface; Monty has none
    ) -> Outcome:
        if stdin:
            raise Unsupported("Monty has no standard input")
        session = _Session(self._pool, {}, limits)
        try:
            session.start(source, main=True)
        except Ended as ended:
            return ended.outcome
        outcome = session.finish(Outcome(0))
        if _doubtful(outcome.stdout.decode("utf-8", "replace")):
            raise Unsupported(_DOUBT)
        return outcome

    def load(
        self,
        source: str,
        *,
        externals: Mapping[str, External] | None = None,
        limits: Limits = Limits(),  # noqa: B008 - frozen
        hash_seed: int = 0,  # noqa: ARG002 - of the interface; Monty has none
    ) -> _Session:
        session = _Session(self._pool, externals or {}, limits)
        self._sessions.add(session)
        session.start(source, main=False)
        return session

    def close(self) -> None:
        for session in list(self._sessions):  # their workers are not the pool's to end
            session.close()
        self._finalizer()


class _Session:
    """A loaded module."""

    def __init__(self, pool: Any, externals: Mapping[str, External], limits: Limits) -> None:
        self._limits = limits
        self._begun = time.monotonic()
        self._outcome: Outcome | None = None
        self._broken: BaseException | None = None  # raised by an external, or a lack of Monty's that it hid
        self._busy = self._late = False
        self._fed = self._away = 0.0  # when its work began, and the seconds that externals have taken since
        self._hasty = self._powers = False
        self._output = _Output(limits.output)
        self._externals = {name: self._external(external) for name, external in externals.items()}
        seconds = self._seconds = min(limits.wall, limits.cpu, _MAX_SECONDS)
        self._session = pool.checkout(
            limits={
                "max_feed_duration_secs": seconds,
                "max_memory": limits.memory,
                "max_suspensions": 100_000,
                "max_total_sleep_secs": seconds,
            },
            assert_message_annotations=False,
        )
        self._session.__enter__()

    def start(self, source: str, main: bool) -> None:
        try:
            self._hasty, self._powers = check(source, main)
            self._feed(_PRELUDE, {})
            self._feed(source, {})
        except _Raise as error:
            raise Ended(
                self.finish(Outcome(1, stderr=f"{error.line}\n".encode(), error=error.line))
            ) from None
        except BaseException:
            self.finish(Outcome(None))
            raise

    def call(
        self, name: str, args: tuple[Any, ...] = (), kwargs: Mapping[str, Any] | None = None
    ) -> CallResult:
        """Call a global of the module. Raises :class:`Ended` and :class:`Unsupported`; both end the session."""
        if self._outcome is not None:
            raise Ended(self._outcome)
        if self._busy:
            raise Unsupported("Monty takes no call while it waits for one")
        parts = name.split(".")
        if not all(part.isidentifier() and not keyword.iskeyword(part) for part in parts) or any(
            part.startswith("_") for part in parts[1:]
        ):
            raise Unsupported(f"Monty cannot call {name!r}")
        if parts[0].startswith(RESERVED):
            raise Unsupported(f"the name {name!r} is taken")
        _check_given((args, dict(kwargs or {})), 0, not self._powers)
        inputs = {f"{RESERVED}_args": tuple(args), f"{RESERVED}_kwargs": dict(kwargs or {})}
        given = "_assay_args, _assay_kwargs"
        self._busy = True
        try:
            try:
                value, after, named = self._get(f"({name}(*_assay_args, **_assay_kwargs), {given})", inputs)
                raised = None
            except _Raise as error:
                raised = Raised(error.type, error.message, (*CERTAIN[error.type], "BaseException"))
                value, after, named = self._get(f"(None, {given})", {})
            return CallResult(value, raised, after, named, self._output.take())
        except Unsupported:
            self.finish(Outcome(None))
            raise
        finally:
            self._busy = False

    def _get(self, expression: str, inputs: dict[str, Any]) -> Any:
        kind, *rest = self._feed(f"_assay_give({expression}, {self._limits.output})", inputs)
        if kind == "large":
            raise Ended(self.finish(Outcome(None, limit="output", error="a value larger than the limit")))
        if kind == "object":
            raise Unsupported("it hands out an object that Monty cannot show as it is")
        if _doubtful(rest[0]):
            raise Unsupported(_DOUBT)
        return rest[0]

    def close(self) -> Outcome:
        """End the program; how it stood until then."""
        return self.finish(Outcome(None))

    def finish(self, outcome: Outcome) -> Outcome:
        """End the program, if it has not ended; how it did."""
        if self._outcome is None:
            stdout = self._output.take()
            wall = time.monotonic() - self._begun
            self._outcome = Outcome(
                outcome.exit_code, outcome.limit, stdout, outcome.stderr, outcome.error, wall, cpu=wall
            )
            self._session.__exit__(None, None, None)
        return self._outcome

    def _external(self, external: External) -> Callable[..., Any]:
        def answer(*args: Any, **kwargs: Any) -> Any:
            asked = time.monotonic()
            if (
                asked - self._fed - self._away > self._seconds
            ):  # Monty counts the time of each stretch by itself
                self._late = True
                raise RuntimeError("the session is over")
            try:
                _check_given((args, kwargs), 0)
                reply = external(*args, **kwargs)
                if reply.stdout:
                    self._output("stdout", reply.stdout.decode("utf-8", "replace"))
                if reply.raised is None:
                    if (reply.args and reply.args != args) or (reply.kwargs and dict(reply.kwargs) != kwargs):
                        raise Unsupported("Monty cannot let a call change its arguments")
                    _check_given(reply.value, 0, not self._powers)
                    return reply.value
                kind = reply.raised.type
                if kind not in CERTAIN:
                    raise Unsupported(f"Monty cannot raise {kind}")
            except BaseException as error:
                self._broken = self._broken or error
                raise RuntimeError("the session is over") from None
            finally:
                self._away += time.monotonic() - asked
            raise getattr(builtins, kind)(reply.raised.message)

        return answer

    def _feed(self, code: str, inputs: dict[str, Any]) -> Any:
        import pydantic_monty

        self._fed, self._away = time.monotonic(), 0.0
        try:
            value = self._session.feed_run(
                code, inputs=inputs, external_lookup=self._externals, print_callback=self._output, os=_refuse
            )
        except pydantic_monty.MontyCrashedError as error:
            if error.timed_out or "timeout" in str(error):
                raise Ended(self.finish(Outcome(None, limit="wall"))) from None
            self._over(Unsupported(f"Monty crashed: {error}"))
        except pydantic_monty.MontyRuntimeError as error:
            self._over()
            inner = error.exception()
            kind = type(inner).__name__
            if kind in _LIMIT_ERRORS and "limit" in str(error):
                raise Ended(self.finish(Outcome(None, limit=_LIMIT_ERRORS[kind]))) from None
            if kind in CERTAIN and not self._hasty:
                raise _Raise(kind, str(inner)) from None
            self._over(Unsupported(f"Monty ended with {kind}: {error}"))
        except pydantic_monty.MontyError as error:
            self._over(Unsupported(f"Monty refuses it: {error}"))
        except (ValueError, TypeError, OverflowError, RecursionError, UnicodeError) as error:
            self._over(Unsupported(f"a value does not cross: {error}"))
        self._over()
        return value

    def _over(self, otherwise: BaseException | None = None) -> None:
        """End the session if something that Monty may have hidden from us happened meanwhile, or with ``otherwise``."""
        if self._output.size > self._limits.output:
            raise Ended(self.finish(Outcome(None, limit="output")))
        if self._late and self._broken is None:
            raise Ended(self.finish(Outcome(None, limit="wall")))
        error = self._broken or otherwise
        if error is not None:
            self.finish(Outcome(None))
            raise error from None


class _Raise(Exception):
    """An exception that the program ended in."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(kind)
        self.type, self.message = kind, message
        self.line = f"{kind}: {message}" if message else kind


def _refuse(*_: Any, **__: Any) -> Any:
    raise PermissionError("there is nothing outside")


def _check_given(value: Any, depth: int, floats: bool = True) -> None:
    """Refuse what does not get into Monty as it is; a set would come with its order."""
    kind = type(value)
    if value is None or kind in (bool, int, bytes) or (kind is float and floats):
        return
    if kind is str and (value.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in value)):
        return
    if kind in (list, tuple) and depth < _MAX_DEPTH:
        for item in value:
            _check_given(item, depth + 1, floats)
    elif kind is dict and depth < _MAX_DEPTH:
        for pair in value.items():
            _check_given(pair, depth + 1, floats)
    else:
        raise Unsupported(f"a value of type {kind.__name__} does not cross to Monty")
