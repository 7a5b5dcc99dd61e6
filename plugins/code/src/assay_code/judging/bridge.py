"""What the tests and the candidate may do to each other, each in a process of its own.

Plain data goes over by value. For an object that cannot, the other side has a
stand-in, and what is done to the stand-in is decided on here:

* The candidate never gets a value of the tests to answer yes or no to. An object that
  the tests made themselves by calling a class (``Stack()``) may be used as such. Any other
  object that a call returns, be it one of those again, may be iterated, called and read, but
  it is neither true nor false, has no length, holds nothing (``in``), equals nothing, and
  methods that plain data has too take no arguments. Else ``class Any(str)`` would be
  whatever the tests expect.
* The tests' functions and objects may be used by the candidate, but not looked into.

What is ruled out so may yet be right, so it ends in no verdict (``not_plain``).
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from assay.sandbox import CallResult, External, Opaque, Raised, Session
from assay_code.judging.candidate import SLIPS, Candidate, Stopped, check_nesting
from assay_code.judging.code_text import parse
from assay_code.judging.compare import has_opaque, plain, show
from assay_code.judging.find_program import Program
from assay_code.judging.objects import Objects, alike, compared, objects_in
from assay_code.judging.reading_tests import PLAIN_METHODS
from assay_code.judging.rewrite import (
    ABOUT,
    AWAIT,
    BUILTIN,
    OPERATORS,
    PREPARE,
    STOP,
    VALUE,
    Rewritten,
)
from assay_code.judging.state import keeps_state, shape

_READS = frozenset((".iter", ".next", ".str", ".repr", ".getitem", ".getattr", ".setattr", ".call"))
_USES = _READS | {".bool", ".len", ".contains", ".setitem", ".delitem"}
_INNER = ("_", "f_", "gi_", "cr_", "ag_", "co_", "tb_", "func_")
_REFUSED = CallResult(raised=Raised("AttributeError", "not for the program", ("Exception", "BaseException")))

_NAMES = (("__name__",), ("__qualname__",))  # what functools.wraps reads of a function

_NO_LENGTH = CallResult(raised=Raised("TypeError", "it has no len()", ("Exception", "BaseException")))
_NOT_DEFINED = CallResult(raised=Raised("TypeError", "not supported", ("Exception", "BaseException")))
_CHANGES = frozenset((".setattr", ".setitem", ".delitem"))
_SHARED = frozenset(("function", "type", "module", "builtin_function_or_method"))  # not copied for a call
_COMPARED = frozenset(("eq", "ne", "lt", "le", "gt", "ge"))
_NAMED = ("hasattr", "getattr")
_IN_PLACE = frozenset(name for name in OPERATORS if name.startswith("i") and name[1:] in OPERATORS)
_BUILTINS = frozenset(("int", "float", "complex", "hash", "round", "reversed"))
_APART = frozenset(
    "generator map filter zip enumerate range reversed function method builtin_function_or_method module list_iterator "
    "tuple_iterator set_iterator str_ascii_iterator range_iterator dict_keyiterator coroutine type".split()
)
"""Types whose instances equal no plain data. A program that claims one falsely only fails by it."""


class Bridge:
    """Joins a judge and a candidate.

    ``gives`` tells of each call of an earlier run whether it returned something. Then the
    arguments of those that did stay as they were, whatever the candidate does to them.
    """

    def __init__(self, program: Program, rewritten: Rewritten, gives: Sequence[bool] | None = None) -> None:
        self.judge: Session | None = None
        self.changed = False
        """Whether a call that returned something also changed what belongs to the tests."""
        self.prepared = False
        """Whether the tests changed what surrounds the program: a call then depends on more than its arguments."""
        self.gives: list[bool] = []
        self.slips: set[str] = set()
        """Errors out of calls that nobody raises as an answer."""
        self.raised: set[str] = set()
        """The names of all errors out of calls, and of operations on objects."""
        self.log: list[tuple[Any, ...]] = []
        self._earlier = gives
        self._names = rewritten.names
        self._expects_stop = rewritten.stops
        self._asserts = rewritten.asserts or "AssertionError" in program.source
        self._failed_itself = 0  # how often the candidate raised an AssertionError of its own
        self._classes = rewritten.classes & _classes(program)
        self._attributes: dict[int, str] = {}
        self._own: set[tuple[int, str]] = set()  # attributes that the tests use of what they made
        self._set: dict[tuple[int, str], int] = {}  # attributes that the tests set, and to what
        self._methods: set[int] = set()  # of the tests' objects
        self._call = -1  # the number of the call that is under way
        self._touched = False
        self._known = 0  # the highest number of an object of the tests' before the call that is under way
        self._highest = 0
        self._members: dict[int, str] = {}  # objects that are attributes of the program's classes
        self._remembers = keeps_state(program.source)
        self._truthy = rewritten.truthy
        self.candidate = Candidate(program, {".": self._back})
        self._objects = Objects(self.candidate)

    def externals(self) -> dict[str, External]:
        """The functions that the judge calls out to."""
        found = {name: self._function(name) for name in self._names.values()}
        asked: dict[str, External] = {ABOUT: self._about, VALUE: self._value, PREPARE: self._prepare}
        asked[AWAIT] = self._awaited
        return {**found, BUILTIN: self._builtin, STOP: self._stop, ".": self._operate, **asked}

    def _builtin(self, name: str) -> CallResult:
        return self.candidate.call("__builtins__.__dict__.get", (name,), counted=False)

    def _about(self, word: str, target: Any, *others: Any) -> CallResult:
        """What the candidate's process says that an object or a name of the program's is."""
        things = (self._thing(target), *(o if word in _NAMED else self._thing(o) for o in others))
        reply = self.candidate.call(f"__builtins__.{word}", things, counted=False)
        self._ends(reply)
        wanted = (str, type(None)) if word == "getattr" else (bool,)
        if reply.raised is None and type(reply.value) not in wanted:
            message = f"The tests ask for {word} of what the program defines."
            raise Stopped("unsupported", message, undecided=True)
        return CallResult(value=reply.value, raised=reply.raised)

    def _value(self, name: str, attribute: str = "") -> CallResult:
        """A constant of the program's, or an attribute of a class of its."""
        target = self._thing(name)
        if isinstance(target, Opaque) and attribute:
            reply = self.candidate.call(".getattr", (target, attribute))
            self._ends(reply)
            if reply.raised is not None:
                return reply
            target = reply.value
            if isinstance(target, Opaque) and self._members.setdefault(target.number, attribute) != attribute:
                raise _not_plain(target, "under two names")
        elif attribute:
            raise Stopped("unsupported", f"The tests look into {name[:40]} of the program.", undecided=True)
        target = plain(target)
        if not isinstance(target, Opaque) and self._remembers and not _is_fixed(target):
            raise Stopped(
                "unsupported", f"The tests read {name[:40]}, which the program may change.", undecided=True
            )
        return CallResult(value=target)

    def _prepare(
        self, words: dict[str, str | None], files: list[tuple[str, bytes | None]], seeds: list[Any]
    ) -> CallResult:
        """Makes the environment, the files and the state of random of the program's process those of the tests'."""

        self.prepared = True

        def ask(name: str, *args: Any) -> Any:
            return self.candidate.call(name, args, counted=False).value

        def module(name: str) -> Any:
            return ask("__builtins__.__import__", name, None, None, ("*",))

        if words:
            environment = ask(".getattr", module("os"), "environ")
            for key, text in words.items():
                if text is not None:
                    ask(".setitem", environment, key, text)
                elif ask(".contains", environment, key):
                    ask(".delitem", environment, key)
        for path, data in files:
            if data is None:
                ask(".call", ask(".getattr", module("os"), "makedirs"), path, 0o777, True)
            else:
                opened = ask("__builtins__.open", path, "wb")
                ask(".call", ask(".getattr", opened, "write"), data)
                ask(".call", ask(".getattr", opened, "close"))
        for seed in seeds:
            ask(".call", ask(".getattr", module("random"), "seed"), seed)
        return CallResult()

    def _thing(self, target: Any) -> Any:
        """An object, a name of the program's, or a name in a module of the standard library."""
        if isinstance(target, Opaque):
            return target
        module, name = ("program", target) if isinstance(target, str) else target
        found = self.candidate.call("__builtins__.__import__", (module, None, None, (name,)), counted=False)
        return self.candidate.call(".getattr", (found.value, name)).value

    def _awaited(self, target: Any) -> CallResult:
        """What a coroutine of the program's comes to. It is run to its end at once, in the program's process."""
        if self._remembers:
            message = (
                "The program may remember its calls, and what it awaits is not asked for in another order."
            )
            raise Stopped("unsupported", message, undecided=True)
        module = self.candidate.call(
            "__builtins__.__import__", ("asyncio", None, None, ("*",)), counted=False
        ).value
        run = self.candidate.call(".getattr", (module, "run"), counted=False).value
        reply = self._called(".call", (run, target), (target,), {})
        self._handed_out(reply.value)
        self._note("await", (), {}, reply)
        return replace(reply, args=())

    def _stop(self, reason: str, message: str) -> CallResult:
        """The judge cannot decide."""
        raise Stopped(reason, message, undecided=True)

    def _function(self, name: str) -> External:
        def call(*args: Any, **kwargs: Any) -> CallResult:
            reply = self._called(name, args, args, kwargs)
            if isinstance(reply.value, Opaque) and name in self._classes:
                self._objects.add(reply.value, args, kwargs)
            else:
                self._handed_out(reply.value)
            self._note(name, args, kwargs, reply)
            return self._kept(reply, args, kwargs)

        return call

    def _called(
        self, name: str, sent: tuple[Any, ...], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> CallResult:
        """A call whose result counts: what is changed in it and by it is kept account of."""
        self._no_module((args, kwargs))
        number = len(self.gives)
        self.gives.append(True)
        outer, self._touched = self._touched, False
        call, self._call = self._call, number
        known, self._known = self._known, self._highest
        self._highest = max([self._highest, *(o.number for o in objects_in((args, kwargs)))])
        try:
            reply = self.candidate.call(name, sent, kwargs)
        finally:
            touched = self._touched
            self._call, self._touched, self._known = call, outer, known
        self._ends(reply)
        self.gives[number] = reply.value is not None or reply.raised is not None
        self.changed |= touched and self.gives[number]
        theirs = {o.number for o in objects_in((args, kwargs))}
        after = objects_in((reply.args, dict(reply.kwargs)))
        self._objects.built -= {o.number for o in after} - theirs
        return reply

    def _ends(self, reply: CallResult) -> None:
        """Looks at what an operation on the candidate's objects, other than ``next``, raised."""
        raised = _kinds(reply.raised)
        self._failed_itself += "AssertionError" in raised
        if reply.raised:
            if reply.raised.type in SLIPS:
                self.slips.add(reply.raised.type)
            uncaught = "catching classes that do not inherit" in reply.raised.message
            self.raised.add("class of the tests'" if uncaught else reply.raised.type)
        if raised & {"StopIteration", "StopAsyncIteration"}:
            # The tests' own loops would take it for their end.
            message = "A call ends in StopIteration, which is for iterators."
            raise Stopped("raised", message, undecided=self._expects_stop)

    def _no_module(self, value: Any) -> None:
        """A module leads to all of the process that it is in."""
        if any(item.type == "module" for item in objects_in(value)):
            raise Stopped("unsupported", "The tests hand a module to the program.", undecided=True)

    def _handed_out(self, value: Any) -> None:
        """What comes out of a call is not what the tests made, even if it is the same object."""
        self._objects.built -= {item.number for item in objects_in(value)}

    def _note(self, name: str, args: Any, kwargs: Any, reply: CallResult) -> None:
        """What was called and what came of it; only compared, never shown to anybody."""
        raised = reply.raised.type if reply.raised else ""
        self.log.append(
            (name, _text(args), _text(kwargs), raised, _text(reply.value), reply.stdout, _text(reply.args))
        )

    def _kept(self, reply: CallResult, args: tuple[Any, ...], kwargs: dict[str, Any]) -> CallResult:
        if reply.value is None and reply.raised is None:
            return reply
        if alike(tuple(reply.args), tuple(args)) and alike(dict(reply.kwargs), dict(kwargs)):
            return reply
        self.changed = True
        return reply if self._earlier is None else replace(reply, args=args, kwargs=kwargs)

    def _operate(self, operation: str, target: Any = None, /, *args: Any, **kwargs: Any) -> CallResult:
        """The tests do something to an object of the candidate's."""
        if not isinstance(target, Opaque):
            return _REFUSED
        if operation == ".word":
            return self._word(target, *args)
        if operation == ".isinstance" and args[0] in self._classes:
            return self.candidate.call(operation, (target, *args), counted=False)  # of a class of its own
        if operation == ".bool" and target.type in self._truthy:
            return CallResult(value=True)  # as any object of that class: nobody needs to be asked
        built = target.number in self._objects.built
        method = self._attributes.get(target.number, "")
        taught = operation == ".call" and bool(method) and (bool(args or kwargs) or method.startswith("is"))
        if not built and operation == ".len":
            return _NO_LENGTH  # list() asks for it too, and goes on without
        if not built and (operation not in _READS or taught):
            what = {".bool": "as true or false", ".contains": "with 'in'"}.get(operation, "like plain data")
            raise _not_plain(target, what)
        if operation == ".call":
            reply = self._called(operation, (target, *args), args, kwargs)
        else:
            self._no_module((args, kwargs))
            reply = self.candidate.call(operation, (target, *args), kwargs)
            if operation != ".next":
                self._ends(reply)
        if operation == ".setattr" and isinstance(args[1], Opaque):
            self._set[target.number, args[0]] = args[1].number
        if operation == ".getattr" and isinstance(reply.value, Opaque):
            if built:
                self._own.add((target.number, args[0]))
            elif args[0] in PLAIN_METHODS and (target.number, args[0]) not in self._own:
                self._attributes[reply.value.number] = args[0]
            if self._set.get((target.number, args[0])) != reply.value.number:
                self._handed_out(reply.value)
        elif operation != ".iter":  # an iterator is often the object itself
            self._handed_out(reply.value)
        self._note(operation, (), kwargs, reply)
        reply = replace(reply, args=reply.args[1:])
        kept = self._kept(reply, args, kwargs) if operation == ".call" else reply
        return replace(kept, args=(operation, target, *kept.args))

    def _word(self, target: Opaque, name: str, *operands: Any) -> CallResult:
        """An operator on objects of the candidate's: theirs to answer only for those that the tests made."""
        if name in _COMPARED and target.number not in self._objects.built:
            seen = [self.candidate.seen(o) for o in operands]
            if not has_opaque(seen):  # named tuples, and members that are numbers or texts
                return compared(name, seen)
        others = [o for o in operands if not (isinstance(o, Opaque) and o.number == target.number)]
        made = all(o.number in self._objects.built for o in objects_in(operands))
        judged = made and (name not in _COMPARED or all(isinstance(o, Opaque) for o in operands))
        if name in ("eq", "ne") and not judged:
            held = None if self._remembers else self._objects.held(operands)
            judged = held is not None and (held[0] == held[1] or self._objects.say(operands) is False)
            judged &= held is None or held[0] != held[1] or self._objects.shown_equal(operands, held[0])
        if not judged or name not in OPERATORS:
            if name in ("eq", "ne") and (
                (not others and (target.number in self._objects.built or not self._remembers))
                or others == [None]
                or (target.type in _APART and not any(isinstance(o, Opaque) for o in others))
            ):
                return CallResult(value=(name == "eq") != bool(others))
            if name in ("eq", "ne", "hash") and self._objects.are_themselves(operands):
                return CallResult(value=target.number if name == "hash" else (name == "eq") != bool(others))
            if target.type in _APART and name in OPERATORS - {"eq", "ne"}:
                return CallResult(value=target.number) if name == "hash" else _NOT_DEFINED
            raise _not_plain(target, f"with {name}")
        if name in _BUILTINS:
            reply = self.candidate.call(f"__builtins__.{name}", operands, counted=False)
            self._ends(reply)
            return reply
        module = self.candidate.call("__builtins__.__import__", ("operator",), counted=False).value
        function = self.candidate.call(".getattr", (module, name)).value
        reply = self.candidate.call(".call", (function, *operands))
        self._ends(reply)
        if not (isinstance(reply.value, Opaque) and reply.value == target and name in _IN_PLACE):
            self._handed_out(reply.value)
        self._note(name, (), {}, reply)
        return replace(reply, args=())

    def _back(self, operation: str, target: Any = None, /, *args: Any, **kwargs: Any) -> CallResult:
        """The candidate does something to an object of the tests'."""
        if self.judge is None or not isinstance(target, Opaque) or operation not in _USES:
            return _REFUSED
        if (
            operation in (".getattr", ".setattr")
            and (not args or not isinstance(args[0], str) or args[0].startswith(_INNER))
            and not (operation == ".getattr" and target.type == "function" and args[:1] in _NAMES)
        ):
            return _REFUSED
        if operation in _CHANGES:
            if target.type in _SHARED:
                return _REFUSED
            if self._earlier is not None and target.number <= self._known and self._isolated():
                message = f"A call changes {show(target)} of the tests' and returns something too."
                raise Stopped("changes_arguments", message, undecided=True)
        method = operation == ".call" and target.number in self._methods
        if method or operation in _CHANGES or operation == ".next":
            self._touched = True
            self.changed |= self._call < 0  # by a generator, say, after its call
        self._handed_out((args, kwargs))
        before = self._failed_itself
        reply = self.judge.call(operation, (target, *args), kwargs)
        check_nesting(reply)
        if "AssertionError" in _kinds(reply.raised):
            # It goes to no program: it could hold what is expected, and would be swallowed.
            message = "An assertion in a function of the tests' that the program calls does not hold."
            unclear = self._asserts or self._failed_itself != before
            raise Stopped("wrong_output", message, undecided=unclear)
        self._no_module(reply.value)
        found = list(objects_in(reply.value))
        self._highest = max([self._highest, *(o.number for o in found)])
        if operation == ".getattr":
            self._methods |= {o.number for o in found}
        return reply

    def _isolated(self) -> bool:
        """Whether the call that is under way returned something in the earlier run."""
        earlier = self._earlier or ()
        return not 0 <= self._call < len(earlier) or earlier[self._call]

    def close(self) -> None:
        self.candidate.close()
        if self.judge is not None:
            self.judge.close()

    def __enter__(self) -> Bridge:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _not_plain(target: Opaque, what: str) -> Stopped:
    message = f"A call returns {show(target)}, and the tests use it {what}: only its own word would tell."
    return Stopped("not_plain", message, undecided=True)


def _classes(program: Program) -> set[str]:
    """Names that the program binds by class statements and in no other way."""
    tree = parse(program.source)
    found: set[str] = set()
    other: set[str] = set()
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.ClassDef):
            own = any(k.arg == "metaclass" and "ABCMeta" not in ast.unparse(k.value) for k in node.keywords)
            (other if own else found).add(node.name)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            other.add(node.name)
        elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            other.add(node.id)
        elif isinstance(node, ast.alias):
            other.add(node.asname or node.name)
    return found - other


def _is_fixed(value: Any) -> bool:
    """Whether it is plain data that cannot change."""
    if isinstance(value, tuple | frozenset):
        return all(map(_is_fixed, value))
    return not isinstance(value, list | dict | set)


def _kinds(raised: Raised | None) -> set[str]:
    return {raised.type, *raised.bases} if raised else set()


def _text(value: Any) -> str:
    """A text by which values of two runs are compared: objects by their type only."""
    return shape(plain(value))
