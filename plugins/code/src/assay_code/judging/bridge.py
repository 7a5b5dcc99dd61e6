"""What the tests and the candidate may do to each other, each in a process of its own.

Plain data goes over by value. For an object that cannot, the other side has a
stand-in, and what is done to the stand-in is decided on here:

* The candidate never gets a value of the tests to answer yes or no to. An object that
  a class of the candidate's made (``Stack()``) may be used as such; any other object
  that a call returns may be iterated, called and read, but it is neither true nor
  false, has no length, holds nothing (``in``), and its methods take no arguments. Else
  ``class Any(str)`` would be whatever the tests expect.
* The tests' functions and objects may be used by the candidate, but not looked into.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assay.sandbox import External, Opaque, Raised, Reply, Session
from assay_code.judging.candidate import Candidate, Stopped
from assay_code.judging.compare import plain, same, show
from assay_code.judging.program import Program
from assay_code.judging.rewrite import BUILTIN

_READS = frozenset((".iter", ".next", ".str", ".repr", ".getitem", ".getattr", ".call"))
_USES = _READS | {".bool", ".len", ".contains", ".setattr", ".setitem", ".delitem"}
_INNER = ("_", "f_", "gi_", "cr_", "ag_", "co_", "tb_", "func_")
_REFUSED = Reply(raised=Raised("AttributeError", "not for the program", ("Exception", "BaseException")))

_NO_LENGTH = Reply(raised=Raised("TypeError", "it has no len()", ("Exception", "BaseException")))


class Bridge:
    """Joins a judge and a candidate. Unless ``changes``, arguments stay as they were in calls that return something."""

    def __init__(self, program: Program, *, changes: bool = True) -> None:
        self.judge: Session | None = None
        self.changed = False
        """Whether a call that returned something also changed its arguments."""
        self.log: list[tuple[Any, ...]] = []
        self._changes = changes
        self._built: set[int] = set()
        self._attributes: set[int] = set()
        self.candidate = Candidate(program, {".": self._back})

    def externals(self, names: Mapping[str, str]) -> dict[str, External]:
        """The functions that the judge calls out to."""
        found = {name: self._function(name) for name in names.values()}
        return {**found, BUILTIN: self._builtin, ".": self._operate}

    def _builtin(self, name: str) -> Reply:
        return self.candidate.call("__builtins__.__dict__.get", (name,), counted=False)

    def _function(self, name: str) -> External:
        def call(*args: Any, **kwargs: Any) -> Reply:
            reply = self.candidate.call(name, args, kwargs)
            if isinstance(reply.value, Opaque) and name[:1].isupper():
                self._built.add(reply.value.number)
            self._note(name, args, kwargs, reply)
            return self._kept(reply, args, kwargs)

        return call

    def _note(self, name: str, args: Any, kwargs: Any, reply: Reply) -> None:
        """What was called and what came of it; only compared, never shown to anybody."""
        raised = reply.raised.type if reply.raised else ""
        self.log.append(
            (name, _text(args), _text(kwargs), raised, _text(reply.value), reply.stdout, _text(reply.args))
        )

    def _kept(self, reply: Reply, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Reply:
        if reply.value is None and reply.raised is None:
            return reply
        if same(list(reply.args), list(args)) and same(dict(reply.kwargs), kwargs):
            return reply
        self.changed = True
        return reply if self._changes else replace(reply, args=args, kwargs=kwargs)

    def _operate(self, operation: str, target: Any = None, *args: Any, **kwargs: Any) -> Reply:
        """The tests do something to an object of the candidate's."""
        if not isinstance(target, Opaque):
            return _REFUSED
        built = target.number in self._built
        taught = operation == ".call" and bool(args or kwargs) and target.number in self._attributes
        if not built and operation == ".len":
            return _NO_LENGTH  # list() asks for it too, and goes on without
        if not built and (operation not in _READS or taught):
            what = {".bool": "as true or false", ".contains": "with 'in'"}.get(operation, "like plain data")
            raise Stopped("not_plain", f"A call returns {show(target)}, and the tests use it {what}.")
        reply = self.candidate.call(operation, (target, *args), kwargs)
        if operation == ".getattr" and isinstance(reply.value, Opaque) and not built:
            self._attributes.add(reply.value.number)
        self._note(operation, (), kwargs, reply)
        reply = replace(reply, args=reply.args[1:])
        kept = self._kept(reply, args, kwargs) if operation == ".call" else reply
        return replace(kept, args=(operation, target, *kept.args))

    def _back(self, operation: str, target: Any = None, *args: Any, **kwargs: Any) -> Reply:
        """The candidate does something to an object of the tests'."""
        if self.judge is None or not isinstance(target, Opaque) or operation not in _USES:
            return _REFUSED
        if operation in (".getattr", ".setattr") and (
            not args or not isinstance(args[0], str) or args[0].startswith(_INNER)
        ):
            return _REFUSED
        return self.judge.call(operation, (target, *args), kwargs)

    def close(self) -> None:
        self.candidate.close()
        if self.judge is not None:
            self.judge.close()

    def __enter__(self) -> Bridge:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _text(value: Any) -> str:
    """A text by which values of two runs are compared: objects by their type only."""
    return repr(_unnumbered(plain(value)))


def _unnumbered(value: Any) -> Any:
    if isinstance(value, Opaque):
        return f"<{value.type}>"
    if isinstance(value, list | tuple):
        return [type(value).__name__, *map(_unnumbered, value)]
    if isinstance(value, dict):
        return {repr(_unnumbered(key)): _unnumbered(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(repr(_unnumbered(item)) for item in value)
    if isinstance(value, int) and value.bit_length() > 10_000:
        return hex(value)
    return value
