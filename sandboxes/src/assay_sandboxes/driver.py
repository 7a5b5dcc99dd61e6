"""Runs one program in its jailed process, and carries calls in and out of it.

This code shares a process with a program that nobody trusts, which may change or
read all of it: nothing here is relied on for a verdict, and nothing here knows
what the program is expected to give.

Messages are tuples in the codec's encoding. The host begins with the program; then

    host                                             program
    ("call", name, args, kwargs)                     ("value", value, args, kwargs)
    ("operate", operation, args, kwargs)             ("raised", type, message, bases, args, kwargs)
                                                     ("external", name, args, kwargs)
    ("value", ...) and ("raised", ...) with standard output at the end, to answer an external

Standard library only: this file runs where ``assay`` is not.
"""

from __future__ import annotations

import atexit
import builtins
import contextlib
import errno
import gc
import io
import linecache
import operator
import os
import sys
import threading
import traceback
import types
from collections.abc import Callable
from typing import Any, NoReturn

from assay_sandboxes import codec, values

NAME = "program.py"
OPERATE = "."
"""The external that an operation on another program's object goes to."""

OWN = "program."
"""Stands before the name of an exception that is called like a built-in one and is none."""

_FRAMES = 2000  # of a traceback: a million would take seconds
_RESERVE = (
    4 << 20
)  # bytes of address space, given back so that a program without memory can say what it ended of

Message = tuple[Any, ...]


def main(inbox: int, outbox: int, limit: int, confine: Callable[[], None]) -> NoReturn:
    driver = _Driver(inbox, outbox, limit)
    mode, source, stdin, externals = driver.receive()
    if stdin:
        _give_stdin(stdin)
    confine()
    _fresh_process()
    try:
        if mode == "run":
            driver.run(source)
        else:
            driver.load(source, externals)
    except BaseException as error:  # also from the program, where it exits
        driver.leave(error)
    driver.leave(None)


def _give_stdin(data: bytes) -> None:
    """Standard input as a file of its own that nobody can grow."""
    import fcntl

    fd = os.memfd_create("stdin", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]
    os.lseek(fd, 0, os.SEEK_SET)
    fcntl.fcntl(fd, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SEAL | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE)
    os.dup2(fd, 0)
    os.close(fd)


def _fresh_process() -> None:
    """As if the interpreter had just started for this program."""
    sys.argv = [NAME]
    sys.path.insert(0, os.getcwd())
    environment = {"PATH": "/usr/bin:/bin", "HOME": os.getcwd(), "LANG": "C.UTF-8"}
    environment["PYTHONHASHSEED"] = os.environ.get("PYTHONHASHSEED", "0")
    os.environ.clear()
    os.environ.update(environment)
    sys.stdin = sys.__stdin__ = _text(0, "r", "strict")  # type: ignore[misc]
    sys.stdout = sys.__stdout__ = _text(1, "w", "strict")  # type: ignore[misc]
    sys.stderr = sys.__stderr__ = _text(2, "w", "backslashreplace", lines=True)  # type: ignore[misc]


def _text(fd: int, mode: str, errors: str, lines: bool = False) -> io.TextIOWrapper:
    raw = io.FileIO(fd, mode, closefd=False)
    buffer: Any = io.BufferedReader(raw) if mode == "r" else io.BufferedWriter(raw)
    text = io.TextIOWrapper(buffer, "utf-8", errors, line_buffering=lines)
    text.mode = mode  # type: ignore[misc]
    return text


class _External:
    """A function of another program, as this one sees it."""

    def __init__(self, driver: _Driver, name: str) -> None:
        self._driver = driver
        self.__name__ = self.__qualname__ = name

    def __call__(self, /, *args: Any, **kwargs: Any) -> Any:
        return self._driver.ask(self.__name__, args, kwargs)

    def __instancecheck__(self, value: Any) -> bool:
        return isinstance(value, _Foreign) and bool(
            self._driver.ask(OPERATE, (".isinstance", value, self.__name__), {})
        )


class _Foreign:
    """An object of another program. What is done to it is done there; it equals itself only."""

    __slots__ = ("_assay_driver", "_assay_number", "_assay_type")

    def __init__(self, driver: _Driver, number: int, kind: str) -> None:
        object.__setattr__(self, "_assay_driver", driver)
        object.__setattr__(self, "_assay_number", number)
        object.__setattr__(self, "_assay_type", kind)

    def __call__(self, /, *args: Any, **kwargs: Any) -> Any:
        return _operate(self, ".call", *args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        return _operate(self, ".getattr", name)

    def __setattr__(self, name: str, value: Any) -> None:
        _operate(self, ".setattr", name, value)

    def __delattr__(self, name: str) -> None:
        _operate(self, ".delattr", name)

    def __getitem__(self, key: Any) -> Any:
        return _operate(self, ".getitem", key)

    def __setitem__(self, key: Any, value: Any) -> None:
        _operate(self, ".setitem", key, value)

    def __delitem__(self, key: Any) -> None:
        _operate(self, ".delitem", key)

    def __contains__(self, value: Any) -> bool:
        return bool(_operate(self, ".contains", value))

    def __len__(self) -> int:
        length = _operate(self, ".len")
        return length if type(length) is int else -1

    def __bool__(self) -> bool:
        return bool(_operate(self, ".bool"))

    def __iter__(self) -> Any:
        return _operate(self, ".iter")

    def __next__(self) -> Any:
        return _operate(self, ".next")

    def __str__(self) -> str:
        return str(_operate(self, ".str"))

    def __repr__(self) -> str:
        return str(_operate(self, ".repr"))


def _operate(target: _Foreign, operation: str, /, *args: Any, **kwargs: Any) -> Any:
    driver: _Driver = object.__getattribute__(target, "_assay_driver")
    return driver.ask(OPERATE, (operation, target, *args), kwargs)


_OPERATIONS: dict[str, Callable[..., Any]] = {
    ".call": lambda target, /, *args, **kwargs: target(*args, **kwargs),
    ".getattr": getattr,
    ".setattr": setattr,
    ".delattr": delattr,
    ".getitem": operator.getitem,
    ".setitem": operator.setitem,
    ".delitem": operator.delitem,
    ".contains": operator.contains,
    ".len": len,
    ".bool": bool,
    ".iter": iter,
    ".next": next,
    ".str": str,
    ".repr": repr,
}


class _Driver:
    def __init__(self, inbox: int, outbox: int, limit: int) -> None:
        self.inbox, self.outbox = inbox, outbox
        self.limit = limit
        self.encoder = codec.Encoder(self._wrap, limit)
        self.objects: list[Any] = []
        self.numbers: dict[int, int] = {}  # id -> place in objects, which keeps it alive
        self.foreign: dict[int, _Foreign] = {}
        self.made: dict[tuple[str, tuple[str, ...]], type[BaseException]] = {}
        self.globals: dict[str, Any] = {}
        self.pid = os.getpid()
        self.reserve = bytes(_RESERVE)

    # Messages

    def receive(self) -> Message:
        size = int.from_bytes(self._read(4), "big")
        message = codec.decode(self._read(size), self._unwrap)
        assert type(message) is tuple
        return message

    def _read(self, size: int) -> bytes:
        parts = []
        while size:
            part = os.read(self.inbox, min(size, 1 << 16))
            if not part:
                os._exit(1)
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def send(self, *message: Any) -> None:
        """Each part may be as large as one value may be. The last two are arguments, but for "loaded"."""
        parts = [self._tree(part) for part in message[:-2]]
        parts += [self._arguments(part) for part in message[-2:]]
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(Exception):  # the program's own business
                stream.flush()
        self._write(b"M", codec.dump({"t": parts}))

    def _tree(self, value: Any) -> Any:
        try:
            return self.encoder.tree(value)
        except codec.TooDeep:
            return self._object(value)

    def _arguments(self, value: Any) -> Any:
        """As :meth:`_tree`, but what is too deep within arguments is an object of its own."""
        try:
            return self.encoder.tree(value)
        except codec.TooDeep:
            if type(value) is tuple:
                return {"t": [self._tree(item) for item in value]}
            return {"d": [[key, self._tree(item)] for key, item in value.items()]}

    def _write(self, kind: bytes, data: bytes) -> None:
        view = memoryview(kind + len(data).to_bytes(4, "big") + data)
        while view:
            view = view[os.write(self.outbox, view) :]

    # Objects

    def _object(self, value: Any) -> dict[str, Any]:
        number = self.numbers.get(id(value))
        if number is None:
            number = self.numbers[id(value)] = len(self.objects)
            self.objects.append(value)
        return {"o": [str(type(value).__name__)[:200], number]}

    def _wrap(self, value: Any, inner: codec.Inner) -> dict[str, Any]:
        if type(value) is _Foreign:
            return {"f": [object.__getattribute__(value, "_assay_number")]}
        known = values.form_of(value)
        if known is not None:
            return {"k": [known[0], self._object(value)["o"][1], inner(known[1])]}
        return self._object(value)

    def _unwrap(self, tag: str, body: Any, inner: codec.Inner) -> Any:
        if tag == "o":
            return self.objects[body[1]]
        if tag == "k":
            return values.build(body[0], inner(body[1]))
        number, kind = body
        if number not in self.foreign:
            self.foreign[number] = _Foreign(self, number, kind)
        return self.foreign[number]

    # Programs

    def _module(self, name: str) -> dict[str, Any]:
        module = types.ModuleType(name)
        sys.modules[name] = module
        module.__dict__["__builtins__"] = builtins
        module.__dict__["__file__"] = os.path.join(os.getcwd(), NAME)
        self.globals = module.__dict__
        return module.__dict__

    def _execute(self, source: str) -> None:
        linecache.cache[NAME] = (len(source), None, source.splitlines(keepends=True), NAME)
        exec(compile(source, NAME, "exec", dont_inherit=True), self.globals)

    def run(self, source: str) -> None:
        self._module("__main__")
        self._execute(source)

    def load(self, source: str, externals: list[str]) -> None:
        names = self._module("program")
        for name in externals:
            if name != OPERATE:
                names[name] = _External(self, name)
        self._execute(source)
        self.send("loaded")
        while True:
            self._answer(self.receive())

    def _answer(self, message: Message) -> None:
        kind, what, args, kwargs = message
        try:
            if kind == "call":
                value = self._find(what)(*args, **kwargs)
            elif what == ".isinstance":
                target, name = args
                value = isinstance(target, self._find(name))
            else:
                value = _OPERATIONS[what](*args, **kwargs)
        except (SystemExit, MemoryError, codec.TooLarge):
            raise
        except BaseException as error:
            self.send("raised", *_describe(error), args, kwargs)
        else:
            self.send("value", value, args, kwargs)

    def _find(self, name: str) -> Any:
        first, *rest = name.split(".")
        if first not in self.globals:
            raise NameError(f"name {first!r} is not defined")
        value = self.globals[first]
        for attribute in rest:
            value = getattr(value, attribute)
        return value

    def ask(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call out, and answer what the other side asks until it has the result."""
        self.send("external", name, args, kwargs)
        while True:
            message = self.receive()
            if message[0] == "value":
                _, value, args_after, kwargs_after, stdout = message
            elif message[0] == "raised":
                _, kind, text, bases, args_after, kwargs_after, stdout = message
            else:
                self._answer(message)
                continue
            if stdout:
                sys.stdout.write(stdout.decode("utf-8", "replace"))
            if name == OPERATE and len(args_after) == len(args) - 1:
                args_after = (args[0], *args_after)  # without the operation, as a session's call has them
            for old, new in zip(args, args_after):  # noqa: B905 - the host may send none
                _update(old, new)
            for key, new in kwargs_after.items():
                _update(kwargs.get(key), new)
            if message[0] == "raised":
                raise self._exception(kind, bases)(text)
            return value

    def _exception(self, name: str, bases: tuple[str, ...]) -> type[BaseException]:
        """The built-in class of that name, or one of that name with built-in bases."""
        found = _builtin_exception(name)
        if found is None:
            key = (name, bases)
            if key not in self.made:
                base = next((b for b in map(_builtin_exception, bases) if b is not None), Exception)
                self.made[key] = type(name.removeprefix(OWN), (base,), {"__module__": "program"})
            found = self.made[key]
        return found

    def leave(self, error: BaseException | None) -> NoReturn:
        """End the process as the interpreter would, and say how."""
        code = 0
        limit = ""
        self.reserve = b""
        if isinstance(error, SystemExit):
            code = _exit_code(error)
        elif error is not None:
            code = 1
            limit = _limit_of(error)
            if os.getpid() == self.pid:
                _print_exception(error)
                last = "".join(traceback.format_exception_only(error)).strip().splitlines()
                self._note(limit, last[-1] if last else "")
        error = None
        try:
            threading._shutdown()  # type: ignore[attr-defined]
            atexit._run_exitfuncs()
            self.globals.clear()
            gc.collect()
        except BaseException:
            pass
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except BaseException:
                code = code or 120
        os._exit(code)

    def _note(self, limit: str, text: str) -> None:
        data = codec.Encoder().encode((limit, text[:500]))
        with contextlib.suppress(OSError):
            self._write(b"N", data)


def _exit_code(error: SystemExit) -> int:
    if error.code is None:
        return 0
    if isinstance(error.code, int):
        return error.code & 0xFF
    print(error.code, file=sys.stderr)
    return 1


def _limit_of(error: BaseException) -> str:
    if isinstance(error, MemoryError):
        return "memory"
    if isinstance(error, codec.TooLarge):
        return "output"
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EFBIG):
        return "disk"
    return ""


def _print_exception(error: BaseException) -> None:
    frames = error.__traceback__
    while frames is not None and frames.tb_frame.f_code.co_filename != NAME:
        frames = frames.tb_next
    try:
        if sys.excepthook is not sys.__excepthook__:
            sys.excepthook(type(error), error, frames)
        else:
            traceback.print_exception(type(error), error, frames, limit=_FRAMES)
    except BaseException:
        pass


def _builtin_exception(name: str) -> type[BaseException] | None:
    found = builtins.__dict__.get(name)
    return found if isinstance(found, type) and issubclass(found, BaseException) else None


def _describe(error: BaseException) -> tuple[str, str, tuple[str, ...]]:
    kind = type(error)
    bases = tuple(base.__name__ for base in kind.__mro__[1:] if _builtin_exception(base.__name__) is base)
    try:
        message = str(error)
    except Exception:
        message = ""
    name = kind.__name__
    known = _builtin_exception(name)
    if known is not None and known is not kind:
        name = OWN + name
    return name, str.__str__(message), bases


def _update(old: Any, new: Any) -> None:
    """Make a container what it became elsewhere, and keep the containers within it."""
    if type(old) is not type(new):
        return
    if type(old) is list:
        if len(old) == len(new):
            for i, item in enumerate(new):
                old[i] = _kept(old[i], item)
        else:
            old[:] = new
    elif type(old) is dict:
        merged = {key: _kept(old.get(key), value) for key, value in new.items()}
        old.clear()
        old.update(merged)
    elif type(old) is set:
        old.clear()
        old.update(new)
    elif type(old) is tuple:
        for mine, theirs in zip(old, new):  # noqa: B905
            _update(mine, theirs)


def _kept(old: Any, new: Any) -> Any:
    if type(old) is type(new) and type(old) in (list, dict, set):
        _update(old, new)
        return old
    return new
