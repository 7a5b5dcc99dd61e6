"""What stands for the candidate's objects among the tests, and what may be asked of it.

Part of the text that is sent to the tests' sandbox (:mod:`assay_code.judging.inside`).
"""

from __future__ import annotations

from typing import Any

from assay_code.judging.inside.preparing import _preparing

_FRESH: dict[int, Any] = {}  # generators that the tests made in the call itself, and have no other use for


def _fresh(generator: Any) -> Any:
    _FRESH[id(generator)] = generator
    return generator


def _driver() -> Any:
    """The module of the sandbox that calls out."""
    import sys

    return sys.modules[type(globals()["_assay_stop"]).__module__]


def _stand_in() -> Any:
    """The class of what stands for the candidate's objects here."""
    return _driver()._Foreign


def _ours(value: Any) -> bool:
    """Whether it stands for something of the program's."""
    return type(value) in (_stand_in(), type(globals()["_assay_stop"]))


def _target(value: Any) -> Any:
    """As what the candidate's process is asked about it."""
    return value if type(value) is _stand_in() else value.__name__


def _stop_at(what: str) -> Any:
    return globals()["_assay_stop"](
        "unsupported", f"The tests ask for {what[:60]} of something of the program's."
    )


def _type(*args: Any, **kwargs: Any) -> Any:
    if args and _ours(args[0]):
        globals()["_assay_stop"]("not_plain", "The tests ask for the type of an object of the program's.")
    return type(*args, **kwargs)


_DATA = (bool, int, float, complex, str, bytes, bytearray, list, tuple, dict, set, frozenset, type(None))


def _isinstance(value: Any, kinds: Any) -> bool:
    stop = globals()["_assay_stop"]
    several = kinds if isinstance(kinds, tuple) else (kinds,)
    if not _ours(value):
        return isinstance(value, kinds)
    foreign = type(value) is _stand_in()
    if any(type(kind) is type(stop) for kind in several):
        return isinstance(value, kinds) if foreign else _stop_at("the type")
    if _unknown(value):
        stop("not_plain", "The tests ask for the type of an object of the program's.")
    for kind in several:
        if foreign and kind in _DATA:
            continue
        if globals()["_assay_about"]("isinstance", _target(value), _place(kind)):
            return True
    return False


def _place(kind: Any) -> Any:
    """Where the candidate's process finds this class."""
    import sys

    kind = getattr(kind, "__origin__", kind)
    if _ours(kind):
        return _target(kind)
    if isinstance(kind, type):
        for module in ("builtins", "collections.abc", "types"):
            for name, value in vars(sys.modules.get(module, object)).items():
                if value is kind:
                    return (module, name)
    return _stop_at("the type")


def _callable(value: Any) -> bool:
    return globals()["_assay_about"]("callable", _target(value)) if _ours(value) else callable(value)


def _hasattr(value: Any, name: str) -> bool:
    if _ours(value):
        return bool(globals()["_assay_about"]("hasattr", _target(value), name))
    return hasattr(value, name)


def _issubclass(kind: Any, kinds: Any) -> bool:
    several = kinds if isinstance(kinds, tuple) else (kinds,)
    if _ours(kind):
        return any(globals()["_assay_about"]("issubclass", _target(kind), _place(k)) for k in several)
    return bool(_stop_at("the type")) if any(map(_ours, several)) else issubclass(kind, kinds)


def _dir(*args: Any) -> Any:
    import sys

    if args and _ours(args[0]):
        _stop_at("the attributes")
    return dir(*args) if args else sorted(sys._getframe(1).f_locals)


def _vars(*args: Any) -> Any:
    import sys

    if args and _ours(args[0]):
        _stop_at("the attributes")
    return vars(*args) if args else sys._getframe(1).f_locals


def _getattr(value: Any, name: str, *default: Any) -> Any:
    if _ours(value) and name.startswith("__"):
        return _inner(value, name)
    if type(value) is type(globals()["_assay_stop"]):
        _stop_at(name)
    return getattr(value, name, *default)


_SAID = ("__doc__", "__name__", "__qualname__")
_NEVER = ("__init__", "__new__", "__getattr__", "__setattr__", "__delattr__", "__deepcopy__", "__copy__")


def _inner(value: Any, name: str, called: bool = False) -> Any:
    """``value.__name__``. Of a stand-in, what its own class has does not count."""
    if not _ours(value):
        return getattr(value, name)
    if name in _SAID and (type(value) is not _stand_in() or name == "__doc__"):
        return globals()["_assay_about"]("getattr", _target(value), name)
    taught = called and name in vars(type(value)) and name not in _NEVER
    inherited = any(name in vars(kind) for kind in type(value).__mro__)
    if not taught and (type(value) is not _stand_in() or inherited):
        _stop_at(name)
    return getattr(value, name)


class _NamedKind(type):
    """The class of what stands for an exception class of the program's: what crossed is told by its name."""

    def __subclasscheck__(cls, kind: Any) -> bool:
        return _is_named(kind, cls.__name__)

    def __instancecheck__(cls, error: Any) -> bool:
        return _is_named(type(error), cls.__name__)


def _is_named(kind: Any, name: str) -> bool:
    import builtins

    if kind.__name__ == name:
        return True
    if kind.__module__ != "builtins" and not hasattr(builtins, kind.__name__) and kind is not _NamedKind:
        _stop_at(f"whether {kind.__name__} is a {name}")
    return False


def _kind(wanted: Any) -> Any:
    """A class for ``assertRaises`` in place of one of the program's."""
    return _NamedKind(wanted.__name__, (Exception,), {}) if _ours(wanted) else wanted


class _Never(Exception):
    """No exception is one of these."""


def _caught(wanted: Any) -> Any:
    """The class for an ``except`` clause in place of one of the program's, while an exception is looked at."""
    import sys

    error = sys.exc_info()[1]
    if not _ours(wanted):
        return wanted
    return type(error) if error is not None and _is_named(type(error), wanted.__name__) else _Never


def _guard_module(name: str) -> None:
    """What is asked of a module such as inspect about something of the program's cannot be told."""
    import importlib
    import sys
    import types

    module = importlib.import_module(name)

    def guarded(function: Any) -> Any:
        import functools

        @functools.wraps(function)
        def asked(*args: Any, **kwargs: Any) -> Any:
            first = args[0] if args else next(iter(kwargs.values()), None)
            if _ours(first) and sys._getframe(1).f_code.co_filename in ("tests.py", "prompt.py"):
                _stop_at(f"{name}.{function.__name__}")
            return function(*args, **kwargs)

        return asked

    for key, value in list(vars(module).items()):
        if isinstance(value, types.FunctionType) and not key.startswith("_") and value.__module__ == name:
            setattr(module, key, guarded(value))


def _len(value: Any) -> int:
    try:
        return len(value)
    except TypeError:
        if _unknown(value):
            globals()["_assay_stop"](
                "not_plain", "The tests ask for the length of an object of the program's."
            )
        raise


_COPIED = (int, float, complex, str, bytes, list, tuple, dict, set, frozenset)


def _is(a: Any, b: Any) -> bool:
    """Whether they are one object. Of equal plain data, one may be a copy of the other that crossed."""
    if a is b or type(a) is not type(b) or type(a) not in _COPIED:
        return a is b
    if type(a) in (int, float, complex, str, bytes) and a != b:
        return False
    globals()["_assay_stop"]("not_plain", "The tests ask whether two values are one object.")
    return False


def _unknown(value: Any) -> bool:
    """Whether it is the candidate's, and may be like plain data in a way that cannot be seen from here."""
    known = ("generator", "map", "filter", "zip", "range", "enumerate", "function", "type")
    return type(value) is _stand_in() and object.__getattribute__(value, "_assay_type") not in known


def _guard_objects(stop: Any) -> None:
    """The candidate may set attributes of the tests' objects, but put nothing in place of their methods."""
    import inspect

    operations = _driver()._OPERATIONS
    ours = (_stand_in(), type(stop))
    read, write = operations[".getattr"], operations[".setattr"]
    plain = (bool, int, float, complex, str, bytes, list, tuple, dict, set, frozenset, type(None))
    methods = "The program puts something in place of a method of the tests' objects."

    driver: Any = _driver()._Driver
    class_of = driver._exception

    def rebuilt(self: Any, name: str, bases: Any) -> Any:
        """Makes an exception of the candidate's from its text."""
        import ast

        kind = class_of(self, name, bases)

        def make(text: str) -> Any:
            given: Any = text
            if issubclass(kind, KeyError):  # whose text is that of what is missing
                try:
                    value = ast.literal_eval(text)
                    given = value if repr(value) == text else text
                except (ValueError, SyntaxError, RecursionError, MemoryError):
                    pass
            try:
                return kind(given)
            except TypeError:
                return stop("unsupported", f"The program raises {name[:40]}, which does not cross.")

        return make

    driver._exception = rebuilt

    def mocked(target: Any) -> bool:
        return any(kind.__module__ == "unittest.mock" for kind in type(target).__mro__)

    def get(target: Any, name: str, *default: Any) -> Any:
        if mocked(target):
            from unittest.mock import MagicMock

            if name in dir(MagicMock()):
                stop("unsupported", f"The program uses {name[:40]} of a mock, which is for tests.")
        return read(target, name, *default)

    def put(target: Any, name: str, value: Any) -> None:
        if mocked(target):
            stop("unsupported", "The program sets an attribute of a mock.")
        present = inspect.getattr_static(target, name, None)
        if present is None and any("__getattr__" in vars(kind) for kind in type(target).__mro__):
            present = getattr(target, name, None)
        if isinstance(present, property):
            present = present.fget(target) if present.fget else None
        wrapped = isinstance(present, (staticmethod, classmethod))
        if wrapped or callable(present):
            stop("unsupported", methods)
        if type(value) in ours:
            function = type(value) is ours[1] or object.__getattribute__(value, "_assay_type") in _FUNCTIONS
            if function or type(present) not in plain:
                stop("unsupported", methods)
        elif callable(value) and not isinstance(value, type) and isinstance(value, _CALLABLES):
            stop("unsupported", methods)
        write(target, name, value)

    operations[".getattr"], operations[".setattr"] = get, put


_FUNCTIONS = ("function", "method", "builtin_function_or_method", "type", "partial", "method_descriptor")
_CALLABLES: tuple[Any, ...] = (type(len), type(lambda: 0), type([].append))


def _aliased(value: Any) -> bool:
    """Whether a container is in there twice. Elsewhere, each place has one of its own."""
    seen: set[int] = set()
    todo = [value]
    while todo:
        item = todo.pop()
        if type(item) in (list, dict, set):
            if id(item) in seen:
                return True
            seen.add(id(item))
        if type(item) in (list, tuple):
            todo += item
        elif type(item) is dict:
            todo += item.values()
    return False


def _apart(value: Any) -> Any:
    """A copy in which no container is in two places."""
    if type(value) in (list, tuple):
        return type(value)(map(_apart, value))
    if type(value) is dict:
        return {key: _apart(item) for key, item in value.items()}
    return set(value) if type(value) is set else value


def _teach_operators(stand_in: Any) -> None:
    ask = _driver()._operate

    def asking(name: str, swapped: bool = False) -> Any:
        def operator(self: Any, *others: Any) -> Any:
            return ask(self, ".word", name, *((*others, self) if swapped else (self, *others)))

        return operator

    for name in "eq ne lt le gt ge neg pos abs invert index int float complex hash round reversed".split():
        setattr(stand_in, f"__{name}__", asking(name))
    for name in "add sub mul matmul truediv floordiv mod pow lshift rshift and or xor".split():
        word = name + "_" if name in ("and", "or") else name
        setattr(stand_in, f"__{name}__", asking(word))
        setattr(stand_in, f"__r{name}__", asking(word, swapped=True))
        setattr(stand_in, f"__i{name}__", asking("i" + name))
    for name in ("enter", "exit"):
        setattr(stand_in, f"__{name}__", asking(name))


def _await(self: Any) -> Any:
    """What awaiting an object of the program's gives."""
    return globals()["_assay_awaited"](self)
    yield


def _teach_asyncio() -> None:
    """``asyncio.run(f(2))``, which takes nothing but a coroutine."""
    import sys

    if "asyncio" not in sys.modules:
        return
    import asyncio

    run = asyncio.run

    async def waited(value: Any) -> Any:
        return await value

    def running(main: Any, **kwargs: Any) -> Any:
        return run(waited(main) if _ours(main) else main, **kwargs)

    asyncio.run = running


def _teach(gives: tuple[bool, ...] | None) -> None:
    """Operators on stand-ins are asked for. With ``gives``, calls that return something get copies."""
    import copy
    import sys

    stop = globals()["_assay_stop"]
    stand_in: Any = _stand_in()
    external: Any = type(stop)

    _guard_objects(stop)

    _teach_operators(stand_in)
    stand_in.__await__ = _await
    _teach_asyncio()
    copying = [False]
    stand_in.__deepcopy__ = lambda self, memo: self if copying[0] else _stop_at("a copy")
    stand_in.__copy__ = stand_in.__reduce_ex__ = lambda self, *_: _stop_at("a copy")
    count = [0]

    def copied(args: Any, kwargs: Any) -> Any:
        number = count[0]
        count[0] += 1
        if gives is None or not (number >= len(gives) or gives[number]):
            return args, kwargs
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(20_000)
        copying[0] = True
        try:
            return copy.deepcopy((args, kwargs), dict(_FRESH))
        except Exception:
            return stop(
                "changes_arguments", "A call uses up or changes what it gets, which cannot be copied."
            )
        finally:
            copying[0] = False
            sys.setrecursionlimit(limit)

    def kept(function: Any, self: Any, args: Any, kwargs: Any) -> Any:
        """The result of a call, if it leaves alone what is in its arguments twice."""
        if not _aliased((args, kwargs)):
            return function(self, *args, **kwargs)
        try:
            one, other = _apart(args), _apart(kwargs)
        except RecursionError:  # it holds itself
            return function(self, *args, **kwargs)
        result = function(self, *one, **other)
        if one != args or other != kwargs:
            stop("unsupported", "A call changes an argument that holds one object in two places.")
        return result

    call, call_stand_in = external.__call__, stand_in.__call__
    prepare = _preparing()

    def called(self: Any, /, *args: Any, **kwargs: Any) -> Any:
        if self.__name__.startswith("_assay_"):
            return call(self, *args, **kwargs)
        args, kwargs = copied(args, kwargs)
        prepare((args, kwargs))
        try:
            return kept(call, self, args, kwargs)
        except IndexError:
            frame: Any = sys._getframe(1)
            while frame is not None:
                if frame.f_code.co_name == "__getitem__":  # where an IndexError means the end of a loop
                    stop("raised", "A call ends in IndexError within a __getitem__ of the tests.")
                frame = frame.f_back
            raise

    def stand_in_called(self: Any, /, *args: Any, **kwargs: Any) -> Any:
        args, kwargs = copied(args, kwargs)
        return kept(call_stand_in, self, args, kwargs)

    external.__call__ = called
    stand_in.__call__ = stand_in_called
