"""The host's side of one zygote: programs, sessions, and what crosses between two programs.

A :class:`Slot` needs a duplex stream of bytes to a jailed interpreter that was
started with :data:`BOOTSTRAP`, whatever the jail is made of. Whatever comes over
that stream is checked: at worst a program gives a wrong value or is counted as
having broken the protocol.
"""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from importlib import resources
from typing import Any, Protocol

from assay.sandbox import CallResult, Ended, External, Limits, Opaque, Outcome, Raised
from assay_sandboxes import codec, values

BOOTSTRAP = """
import json, os, sys, types
def read(size):
    data = b""
    while len(data) < size:
        part = os.read(0, size - len(data))
        if not part:
            sys.exit(0)
        data += part
    return data
modules, config = json.loads(read(int.from_bytes(read(8), "big")))
package = sys.modules["assay_sandboxes"] = types.ModuleType("assay_sandboxes")
package.__path__ = []
for name, source in modules:
    module = sys.modules["assay_sandboxes." + name] = types.ModuleType("assay_sandboxes." + name)
    setattr(package, name, module)
    exec(compile(source, "<" + name + ">", "exec"), module.__dict__)
module.main(config)
"""
INTERPRETER_FLAGS = ["-s", "-P", "-B", "-X", "utf8", "-c", BOOTSTRAP]
"""How the jailed interpreter is started, with ``PYTHONHASHSEED`` in its environment."""

_MODULES = ["linux", "seccomp", "codec", "values", "driver", "container", "zygote"]
_START_SECONDS = 30.0
_SLACK_SECONDS = 5.0
_NUMBERS = 1 << 32  # objects of one session
_MAX_NESTED = 16  # calls between two programs, each from within the other
_MAX_HEAD = 1 << 16

_sessions = itertools.count(1)


class Lost(Exception):
    """The zygote does not answer any more."""


class Channel(Protocol):
    """A stream of bytes to a zygote. ``send`` and ``receive`` raise :class:`Lost` at its end or past ``deadline``."""

    def send(self, data: bytes, deadline: float) -> None: ...

    def receive(self, size: int, deadline: float) -> bytes:
        """Exactly ``size`` bytes; ``deadline`` is a time of :func:`time.monotonic`."""
        ...

    def kill(self) -> None:
        """End the jail with all that is in it; may be called twice."""
        ...


@dataclass(frozen=True, slots=True)
class Form(Opaque):
    """An object of a type of the standard library (see :mod:`assay_sandboxes.values`), with its contents.

    ``type`` and ``contents`` are what the program says they are, like every value.
    """

    contents: Any = None

    __hash__ = Opaque.__hash__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Opaque) and other.number == self.number


@dataclass(frozen=True, slots=True)
class _Message:
    stdout: bytes
    data: bytes


def _frame(kind: bytes, data: bytes = b"") -> bytes:
    return kind + len(data).to_bytes(4, "big") + data


def _message(data: bytes, time: bytes) -> bytes:
    """For the program, with its length; ``time`` says whether its wall time begins anew."""
    return _frame(b"M", time + len(data).to_bytes(4, "big") + data)


class Slot:
    """One zygote: runs one program at a time. Not to be used by two threads at once."""

    def __init__(self, channel: Channel, config: Mapping[str, Any]) -> None:
        self.channel = channel
        self.broken = False
        package = resources.files("assay_sandboxes")
        modules = [(name, package.joinpath(f"{name}.py").read_text("utf-8")) for name in _MODULES]
        payload = json.dumps([modules, dict(config)]).encode()
        deadline = time.monotonic() + _START_SECONDS
        try:
            channel.send(len(payload).to_bytes(8, "big") + payload, deadline)
            kind, size = self._head(deadline)
            about = json.loads(channel.receive(min(size, _MAX_HEAD), deadline))
        except (Lost, ValueError):
            self.kill()
            raise Lost("the jailed interpreter did not start") from None
        if kind != b"R" or "error" in about:
            self.kill()
            raise Lost(f"the jailed interpreter refused: {about.get('error')}")
        self.version = str(about["version"])
        self.landlock = int(about["landlock"])

    def kill(self) -> None:
        self.broken = True
        self.channel.kill()

    def _head(self, deadline: float) -> tuple[bytes, int]:
        head = self.channel.receive(5, deadline)
        return head[:1], int.from_bytes(head[1:], "big")

    def start(self, limits: Limits, program: tuple[Any, ...]) -> _Message | Outcome:
        """Start a program, and wait until it says something or ends."""
        self._started = time.monotonic()
        self._limits = limits
        start = _frame(b"S", json.dumps(asdict(limits)).encode())
        return self._exchange(start + _message(codec.Encoder().encode(program), b"."))

    def tell(self, data: bytes, again: bool = False) -> _Message | Outcome:
        """Send the program a message and wait for its next one. ``again`` goes on with its wall time."""
        return self._exchange(_message(data, b"+" if again else b"."))

    def stop(self) -> Outcome:
        """End the program."""
        while True:
            said = self._exchange(_frame(b"K"))
            if isinstance(said, Outcome):
                return said

    def _exchange(self, frames: bytes) -> _Message | Outcome:
        deadline = time.monotonic() + self._limits.wall + _SLACK_SECONDS
        try:
            self.channel.send(frames, deadline)
            return self._listen(deadline)
        except (Lost, codec.ProtocolError, ValueError, KeyError, TypeError) as error:
            # No program can bring this about; if one did, its zygote is not used again.
            self.kill()
            wall = time.monotonic() - self._started
            limit = "wall" if time.monotonic() >= deadline else ""
            return Outcome(None, limit=limit, error=f"the jail ended ({error})", wall=wall)
        except BaseException:  # interrupted in the middle of a frame
            self.kill()
            raise

    def _listen(self, deadline: float) -> _Message | Outcome:
        kind, size = self._head(deadline)
        if size > 16 * self._limits.output + (1 << 20):
            raise codec.ProtocolError("a frame past every limit")
        frame = self.channel.receive(size, deadline)
        length, rest = int.from_bytes(frame[:4], "big"), frame[4:]
        if kind == b"M":
            return _Message(rest[:length], rest[length:])
        if kind != b"E":
            raise codec.ProtocolError("an unknown frame")
        end = json.loads(rest[:length])
        rest = rest[length:]
        out, err = end["stdout"], end["stdout"] + end["stderr"]
        limit, error = _note(rest[err:])
        if end["status"] is None and not end["limit"]:
            limit = ""  # it was ended by us
        return Outcome(
            None if end["limit"] else end["status"],
            limit=end["limit"] or limit,
            stdout=rest[:out],
            stderr=rest[out:err],
            error=error,
            wall=end["wall"],
            cpu=end["cpu"],
        )

    def run(self, source: str, stdin: bytes, limits: Limits) -> Outcome:
        """Run a program to its end."""
        said = self.start(limits, ("run", source, stdin, []))
        if isinstance(said, Outcome):
            return said
        return _broke_protocol(self.stop())

    def load(
        self,
        source: str,
        externals: Mapping[str, External],
        limits: Limits,
        release: Callable[[], None],
    ) -> HostSession:
        """Load a module; ``release`` is called when its session has ended."""
        session = HostSession(self, externals, release)
        session.begin(limits, ("load", source, b"", list(externals)))
        return session


def _note(data: bytes) -> tuple[str, str]:
    """What a program says that it ended of: only for people, and only if it makes sense."""
    if not data:
        return "", ""
    try:
        limit, error = codec.decode(data)
    except (codec.ProtocolError, TypeError, ValueError):
        text = data.decode("utf-8", "replace")
        return "", text if text.isprintable() else ""
    if type(limit) is str and type(error) is str and limit in ("", "memory", "output", "disk"):
        return limit, error
    return "", ""


def _broke_protocol(outcome: Outcome) -> Outcome:
    return Outcome(
        None,
        limit=outcome.limit,
        stdout=outcome.stdout,
        stderr=outcome.stderr,
        error="the program broke the protocol",
        wall=outcome.wall,
        cpu=outcome.cpu,
    )


class HostSession:
    """A loaded module in a slot; what :class:`assay.sandbox.Session` asks for, and operations on its objects.

    ``call`` also takes an operation on an object, as a name with a dot before it and
    the object as the first argument: ``.call .getattr .setattr .delattr .getitem
    .setitem .delitem .contains .len .bool .iter .next .str .repr`` and ``.isinstance``,
    whose second argument is the name of a global of the module. An object of one
    program that is handed to another is a stand-in there, and each such operation on
    it calls the external ``"."`` with the operation, the object and its arguments.
    ``"."`` is thus what connects two programs: ``lambda operation, *args:
    candidate.call(operation, args)``.
    """

    def __init__(self, slot: Slot, externals: Mapping[str, External], release: Callable[[], None]) -> None:
        self._slot = slot
        self._externals = dict(externals)
        self._release = release
        self._base = next(_sessions) * _NUMBERS
        self._lent: dict[int, Opaque] = {}  # objects of others that this program has seen
        self._outcome: Outcome | None = None
        self._stdout = b""
        self._nested = 0

    def begin(self, limits: Limits, program: tuple[Any, ...]) -> None:
        self._encoder = codec.Encoder(self._wrap, limits.output)
        message = self._hear(self._slot.start(limits, program))
        while message[0] == "external":
            message = self._answer(message)
        if message != ("loaded",):
            self._break()

    def call(
        self, name: str, args: tuple[Any, ...] = (), kwargs: Mapping[str, Any] | None = None
    ) -> CallResult:
        """Call a global (or ``"Point.origin"``), an object by its number, or an operation.

        Raises :class:`~assay.sandbox.Ended`, and :class:`TypeError` or :class:`ValueError` for arguments that
        cannot cross.
        """
        if self._outcome is not None:
            raise Ended(self._outcome)
        if self._nested >= _MAX_NESTED:
            return CallResult(
                raised=Raised(
                    "RecursionError", "calls between programs are nested too deeply", ("Exception",)
                )
            )
        kind = "operate" if name.startswith(".") else "call"
        if name.isdecimal():
            kind, args = "operate", (Opaque("", int(name)), *args)
            name = ".call"
        try:
            parts = [self._encoder.tree(part) for part in (kind, name, args, dict(kwargs or {}))]
        except codec.TooLarge:
            raise ValueError("the arguments are larger than the limit for one value") from None
        except codec.TooDeep:
            raise ValueError("the arguments are nested too deeply") from None
        before = self._stdout
        self._stdout = b""
        self._nested += 1
        try:
            message = self._tell({"t": parts})
            while message[0] == "external":
                message = self._answer(message)
            return self._reply(message)
        finally:
            self._nested -= 1
            self._stdout = before + self._stdout if self._nested else b""

    def close(self) -> Outcome:
        """End the program; how it stood until then."""
        if self._outcome is None:
            self._end(self._slot.stop())
        assert self._outcome is not None
        return self._outcome

    def _end(self, outcome: Outcome) -> None:
        self._outcome = outcome
        self._release()

    def _break(self) -> Any:
        outcome = _broke_protocol(self._slot.stop())
        self._end(outcome)
        raise Ended(outcome)

    def _tell(self, tree: Any, again: bool = False) -> tuple[Any, ...]:
        return self._hear(self._slot.tell(codec.dump(tree), again or self._nested > 1))

    def _hear(self, said: _Message | Outcome) -> tuple[Any, ...]:
        """The program's next message, decoded and of a known shape."""
        if isinstance(said, Outcome):
            self._end(said)
            raise Ended(said)
        self._stdout += said.stdout
        try:
            message = codec.decode(said.data, self._unwrap)
            if type(message) is tuple and message and _SHAPES.get(message[0], _nothing)(message[1:]):
                return message
        except (codec.ProtocolError, TypeError):
            pass
        self._break()
        raise AssertionError

    def _reply(self, message: tuple[Any, ...]) -> CallResult:
        if message[0] == "value":
            _, value, args, kwargs = message
            return CallResult(value, None, args, kwargs, self._stdout)
        if message[0] == "raised":
            _, kind, text, bases, args, kwargs = message
            return CallResult(None, Raised(kind, text, bases), args, kwargs, self._stdout)
        self._break()
        raise AssertionError

    def _answer(self, message: tuple[Any, ...]) -> tuple[Any, ...]:
        """Do a call that the program makes, give it the result, and hear what it says then."""
        _, name, args, kwargs = message
        external = self._externals.get(name)
        try:
            if external is None:
                reply = CallResult(
                    raised=Raised("NameError", f"name {name!r} is not defined", ("Exception",))
                )
            else:
                reply = external(*args, **kwargs)
            if self._outcome is not None:
                raise Ended(self._outcome)
            tree = self._returned(reply)
        except BaseException:
            self.close()  # it waits for an answer that will not come
            raise
        return self._tell(tree, again=True)

    def _returned(self, reply: CallResult) -> Any:
        after = (reply.args, dict(reply.kwargs), reply.stdout)
        raised = reply.raised
        message = (
            ("value", reply.value)
            if raised is None
            else ("raised", raised.type, raised.message, raised.bases)
        )
        try:
            return {"t": [self._encoder.tree(part) for part in (*message, *after)]}
        except (codec.TooLarge, codec.TooDeep):
            text = "what was returned cannot be handed over"
            message = ("raised", "ValueError", text, ("Exception",))
            return self._encoder.tree((*message, (), {}, b""))

    # Objects

    def _wrap(self, value: Any, inner: codec.Inner) -> dict[str, Any]:
        if not isinstance(value, Opaque):
            raise TypeError(f"{type(value).__name__} is not plain data")
        if 0 <= value.number - self._base < _NUMBERS:
            return {"o": [value.type, value.number - self._base]}
        if isinstance(value, Form):
            return {"k": [value.type, inner(value.contents)]}
        self._lent[value.number] = value
        return {"f": [value.number, value.type]}

    def _unwrap(self, tag: str, body: Any, inner: codec.Inner) -> Any:
        if tag == "f":
            (number,) = body
            if type(number) is int and number in self._lent:
                return self._lent[number]
            raise codec.ProtocolError("an object that it was never given")
        kind, number = body[:2]
        if type(kind) is not str or type(number) is not int or not 0 <= number < _NUMBERS:
            raise codec.ProtocolError("not an object")
        if tag == "o" and len(body) == 2:
            return Opaque(kind, self._base + number)
        if tag == "k" and len(body) == 3 and kind in values.NAMES:
            return Form(kind, self._base + number, inner(body[2]))
        raise codec.ProtocolError("an unknown tag")


def _nothing(_: tuple[Any, ...]) -> bool:
    return False


def _after(args: Any, kwargs: Any) -> bool:
    return type(args) is tuple and type(kwargs) is dict and all(type(key) is str for key in kwargs)


_SHAPES: dict[str, Callable[[tuple[Any, ...]], bool]] = {
    "loaded": lambda rest: not rest,
    "value": lambda rest: len(rest) == 3 and _after(*rest[1:]),
    "raised": lambda rest: (
        len(rest) == 5
        and type(rest[0]) is type(rest[1]) is str
        and type(rest[2]) is tuple
        and all(type(base) is str for base in rest[2])
        and _after(*rest[3:])
    ),
    "external": lambda rest: len(rest) == 3 and type(rest[0]) is str and _after(*rest[1:]),
}
