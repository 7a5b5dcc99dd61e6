"""Runs the tests and counts what they find.

Part of the text that is sent to the tests' sandbox (:mod:`assay_code.judging.inside`).
"""

from __future__ import annotations

import sys as _sys
import types as _types
import unittest as _unittest
from typing import Any

from assay_code.judging.inside.fixtures import _Fixtures, _wants
from assay_code.judging.inside.look_alikes import _Failed, _failing_now, _numpy, _pytest, _Skip
from assay_code.judging.inside.preparing import _READ_BACK
from assay_code.judging.inside.stand_ins import (
    _callable,
    _caught,
    _dir,
    _driver,
    _fresh,
    _getattr,
    _guard_module,
    _hasattr,
    _inner,
    _is,
    _isinstance,
    _issubclass,
    _kind,
    _len,
    _ours,
    _teach,
    _type,
    _vars,
)

_NOTHING = object()
_STAND_INS = ("_Foreign", "arguments for format string", "arguments converted during string formatting")
"""In messages of type errors: what takes plain data got a stand-in, perhaps of such data."""
_NO_CLASS = ("must be an exception type", "issubclass() arg 1 must be a class")


def _assay_judge(
    source: str,
    preamble: str,
    names: dict[str, str],
    entry: str,
    gives: tuple[bool, ...] | None,
    constants: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Execute rewritten test source and its test functions; counts by the number of the assertion."""
    running = _Running()
    _sys.modules["pytest"] = _pytest(running._expected)
    if "numpy" in source + preamble and not _has("numpy"):
        _sys.modules["numpy"] = _numpy()
    case: Any = _unittest.TestCase
    case.assertIs, case.assertIsNot = _assert_is, _assert_is_not
    case.failureException = _Failed
    vars(_unittest.case)["isinstance"] = _isinstance  # for assertIsInstance, assertDictEqual and the like
    if "async" in source + preamble:
        import asyncio  # noqa: F401 - taught with the rest
    _teach(gives)
    for module_name in ("inspect", "typing", "dataclasses"):
        if module_name in source or module_name in preamble:
            _guard_module(module_name)
    space = _space(running)
    try:
        exec(compile(preamble, "prompt.py", "exec", dont_inherit=True), space)
        space.update({alias: globals()[name] for alias, name in names.items()})
        space["_assay_member"] = lambda alias, attribute: globals()["_assay_value"](names[alias], attribute)
        for alias in constants:
            value = globals()["_assay_value"](names[alias])
            if not _ours(value):
                space[alias] = value
        exec(compile(source, "tests.py", "exec", dont_inherit=True), space)
    except Exception as error:
        running._fail("", error)
    else:
        if entry:
            running._run_check(space, entry)
        running._run_all(space)
    return running._counts()


def _has(module: str) -> bool:
    import importlib.util

    return importlib.util.find_spec(module) is not None


def _space(running: _Running) -> dict[str, Any]:
    """The names that rewritten tests have beside their own."""
    return {
        "__name__": "tests",
        "_assay_enter": running._enter,
        "_assay_held": running._held_up,
        "_assay_bad": running._bad,
        "_assay_see": running._see,
        "_assay_guard": running._guard,
        "_assay_function": running._functions.append,
        "_assay_failing": _failing_now,
        "_assay_expected": running._expected,
        "_assay_all": running._all,
        "_assay_any": running._any,
        "_assay_zip": running._zip,
        "_assay_builtin": globals().get("_assay_builtin"),
        "_assay_fresh": _fresh,
        "_assay_type": _type,
        "_assay_isinstance": _isinstance,
        "_assay_len": _len,
        "_assay_is": _is,
        "_assay_inner": _inner,
        "_assay_caught": _caught,
        "_assay_kind": _kind,
        "callable": _callable,
        "hasattr": _hasattr,
        "dir": _dir,
        "vars": _vars,
        "issubclass": _issubclass,
        "getattr": _getattr,
    }


def _assert_is(self: Any, a: Any, b: Any, msg: Any = None) -> None:
    if not _is(a, b):
        raise _Failed(msg or "it is another object")


def _assert_is_not(self: Any, a: Any, b: Any, msg: Any = None) -> None:
    if _is(a, b):
        raise _Failed(msg or "it is the same object")


class _Running:
    """A run of tests, with what it found. Tests may not use names that begin with ``_``, so all of these do."""

    def __init__(self) -> None:
        self._entered: dict[int, int] = {}
        self._held: dict[int, int] = {}
        self._functions: list[int] = []
        self._failures: list[tuple[int, str, str, str]] = []  # assertion, unit, kind, message
        self._units: list[tuple[str, bool]] = []
        self._unsupported: list[str] = []
        self._seen: Any = None
        self._extra = 0
        self._surfaced = 0  # failed assertions, other than statements, that came to the end of a test
        self._rounds: int | None = None  # of all() and any() in the assertion that is under way
        self._unequal = False  # whether what is expected was compared with something of another length
        self._hollow: dict[int, int] = {}  # by assertion, how often it looked at nothing

    def _counts(self) -> dict[str, Any]:
        return {
            "entered": self._entered,
            "held": self._held,
            "functions": self._functions,
            "failures": self._failures,
            "units": self._units,
            "unsupported": self._unsupported,
            "extra": self._extra,
            "swallowed": _Failed.made - self._surfaced,
            "hollow": self._hollow,
            "unequal": self._unequal,
            "read_back": list(_READ_BACK),
        }

    # -- what the rewritten assertions call

    def _enter(self, site: int) -> None:
        self._entered[site] = self._entered.get(site, 0) + 1
        self._seen = _NOTHING
        self._rounds = None

    def _all(self, items: Any) -> bool:
        return self._until(items, False)

    def _any(self, items: Any) -> bool:
        return self._until(items, True)

    def _until(self, items: Any, wanted: bool) -> bool:
        """``all`` and ``any``, with the number of items that they looked at."""
        self._rounds = self._rounds or 0
        for item in items:
            self._rounds += 1
            if bool(item) is wanted:
                return wanted
        return not wanted

    def _zip(self, *parts: Any, strict: bool = False) -> Any:
        """``zip``, which leaves out what has no counterpart."""
        lengths = {len(part) for part in parts if type(part) in (list, tuple, str)}
        self._unequal |= len(lengths) > 1 and not strict
        return zip(*parts, strict=strict)

    def _see(self, value: Any) -> Any:
        self._seen = value
        return value

    def _held_up(self, site: int) -> None:
        self._held[site] = self._held.get(site, 0) + 1
        if self._rounds == 0:
            self._hollow[site] = self._hollow.get(site, 0) + 1

    def _bad(self, site: int) -> None:
        error = AssertionError(self._shown())
        error.assay_site = site  # type: ignore[attr-defined]
        raise error

    def _shown(self) -> str:
        if self._seen is _NOTHING:
            return ""
        try:
            text = repr(self._seen)
        except Exception:
            return ""
        return "got " + (text if len(text) < 160 else text[:159] + "…")

    def _guard(self, site: int, error: BaseException) -> None:
        self._fail("", error, site)

    def _expected(self) -> None:
        self._extra += 1

    def _fail(self, unit: str, error: BaseException, site: int = -1) -> None:
        kind = _kind_of(error)
        self._surfaced += kind == "assert" and not hasattr(error, "assay_site")
        try:
            text = str(error)[:300]
        except Exception:
            text = ""
        if kind != "assert":
            text = f"{type(error).__name__}: {text}"
        if about := _not_seen_here(error, text):
            kind, text = "unsupported", about
        self._failures.append((getattr(error, "assay_site", site), unit, kind, text))

    # -- tests

    def _run_check(self, space: dict[str, Any], entry: str) -> None:
        """HumanEval's ``check(candidate)``."""
        check = space.get("check")
        if not (isinstance(check, _types.FunctionType) and check.__code__.co_argcount == 1):
            return
        try:
            check(globals()[entry])
        except Exception as error:
            self._fail("check", error)
            self._units.append(("check", False))
        else:
            self._units.append(("check", True))

    def _run_all(self, space: dict[str, Any]) -> None:
        """The test functions and classes of a module."""
        try:
            self._fixtures = _Fixtures(space)
            module = _types.SimpleNamespace(**{str(k): v for k, v in space.items()})
            _hook(module, "setUpModule")
            _hook(module, "setup_module", module)
            for name, value in list(space.items()):
                if getattr(value, "__module__", None) != "tests":
                    continue
                if hasattr(value, "assay_fixture"):
                    continue
                if isinstance(value, _types.FunctionType) and name.startswith("test"):
                    _hook(module, "setup_function", value)
                    self._run_unit(name, value)
                    _hook(module, "teardown_function", value)
                elif isinstance(value, type):
                    bases = [base.__name__ for base in value.__mro__]
                    if name.startswith("Test") or "TestCase" in bases:
                        self._run_class(name, value)
            for end in reversed(self._fixtures._ends):
                end()
            _hook(module, "teardown_module", module)
            _hook(module, "tearDownModule")
        except Exception as error:
            self._fail("", error)

    def _run_class(self, name: str, kind: Any) -> None:
        methods = [m for m in dir(kind) if m.startswith("test")]
        methods.sort(key=lambda m: getattr(getattr(kind, m), "__code__", _hook.__code__).co_firstlineno)
        is_case = issubclass(kind, _unittest.TestCase)
        if getattr(kind, "__unittest_skip__", False) or getattr(
            kind, "__unittest_expecting_failure__", False
        ):
            self._unsupported.append(f"{name} is not to be run")
            return
        try:
            _hook(kind, "setUpClass" if is_case else "setup_class", kind)
            for method in methods:
                instance = kind(method) if is_case else kind()
                if hasattr(getattr(kind, method), "assay_fixture"):
                    continue
                before, after = ("setUp", "tearDown") if is_case else ("setup_method", "teardown_method")
                _hook(instance, before, getattr(instance, method))
                _hook(instance, "asyncSetUp")
                self._run_unit(f"{name}.{method}", getattr(instance, method))
                _hook(instance, "asyncTearDown")
                _hook(instance, after, getattr(instance, method))
                if is_case:
                    _clean_up(instance._cleanups)
            _hook(kind, "tearDownClass" if is_case else "teardown_class", kind)
            if is_case:
                _clean_up(kind._class_cleanups)
        except Exception as error:
            self._fail(name, error)

    def _run_unit(self, name: str, function: Any) -> None:
        code = getattr(function, "__code__", None)
        rows = getattr(function, "assay_rows", [{}])
        if getattr(function, "__unittest_expecting_failure__", False):
            self._unsupported.append(f"{name} is to fail")
            return
        if not rows:
            self._unsupported.append(f"{name} has no parameters to run with")
        owner = getattr(function, "__self__", None)
        wanted = [*(_wants(function) if code else ()), *getattr(function, "assay_uses", ())]
        lacking = (
            [p for p in wanted if p not in rows[0] and not self._fixtures._has(p, owner)] if rows else []
        )
        if lacking:
            self._unsupported.append(f"{name} takes {', '.join(lacking)}")
            return
        needed = [p for p in wanted if not rows or p not in rows[0]]
        for row, params in [
            (row, params) for row in rows for params in self._fixtures._rounds(needed, owner)
        ]:
            ends: list[Any] = []
            try:
                made: dict[str, Any] = {}
                values = {
                    p: self._fixtures._value(p, owner, params, made, ends)
                    for p in [*self._fixtures._always(owner), *needed]
                }
                given = {p: values[p] for p in (_wants(function) if code else ()) if p not in row}
                result = function(**row, **given)
                if isinstance(result, _types.CoroutineType):
                    _sys.modules["asyncio"].run(result)
                elif isinstance(result, _types.GeneratorType):
                    self._unsupported.append(f"{name} is a generator")
            except Exception as error:
                self._fail(name, error)
                self._units.append((name, False))
            else:
                self._units.append((name, True))
            try:
                for end in reversed(ends):
                    end()
            except Exception as error:
                self._fail(name, error)


def _kind_of(error: BaseException) -> str:
    """What a failure says: ``assert``, ``raised``, ``unsupported``, or ``broken`` and ``import`` of the tests themselves."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    own = place is not None and place.tb_frame.f_code.co_filename == "tests.py"
    called = place is not None and place.tb_frame.f_globals is vars(_driver())  # by the program
    if isinstance(error, AssertionError) and not called:
        return "assert"
    if isinstance(error, (_Skip, _unittest.SkipTest)):
        return "unsupported"
    if own and isinstance(error, NameError):
        return "broken"
    if isinstance(error, ImportError) and error.__class__.__module__ == "builtins":
        return "import"
    return "raised"


def _not_seen_here(error: BaseException, text: str) -> str:
    """What a failure comes from that only the candidate's process could tell, ``""`` if from nothing of the kind."""
    if isinstance(error, AttributeError) and isinstance(error.obj, BaseException):
        return "an attribute of an exception of the program's"
    if isinstance(error, TypeError) and any(part in text for part in _NO_CLASS):
        return "a class of the program's as an exception"
    if isinstance(error, TypeError) and any(part in text for part in _STAND_INS):
        return "an object of the program's as plain data"
    return ""


def _hook(owner: Any, name: str, *args: Any) -> None:
    """What is to be run before or after tests, with as many arguments as it takes."""
    function = getattr(owner, name, None)
    if function is None:
        return
    bound = isinstance(function, _types.MethodType)
    count = function.__code__.co_argcount - bound if hasattr(function, "__code__") else len(args)
    result = function(*args[:count])
    if isinstance(result, _types.CoroutineType):
        _sys.modules["asyncio"].run(result)


def _clean_up(todo: list[Any]) -> None:
    while todo:
        function, args, kwargs = todo.pop()
        function(*args, **kwargs)
