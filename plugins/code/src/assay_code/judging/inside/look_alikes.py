"""What the tests get for pytest, and for the little of numpy that EvalPlus compares with.

Part of the text that is sent to the tests' sandbox (:mod:`assay_code.judging.inside`).
"""

from __future__ import annotations

import re as _re
import types as _types
from collections.abc import Callable
from typing import Any

from assay_code.judging.inside.fixtures import _fixture


class _Skip(Exception):
    """The tests ask for what is not run here."""


class _Failed(AssertionError):
    """An assertion of a test library that does not hold. ``made`` counts them: one that goes nowhere was swallowed."""

    made = 0

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        _failing_now()


def _failing_now() -> None:
    _Failed.made += 1


class _Raises:
    """``with pytest.raises(...)``; ``counted`` is called when it raises as expected."""

    def __init__(self, wanted: Any, match: str | None, counted: Callable[[], None]) -> None:
        self.wanted = wanted if isinstance(wanted, tuple) else (wanted,)
        self.pattern = match
        self.value: Any = None
        self.exception: Any = None
        self.type: Any = None
        self._counted = counted

    def match(self, pattern: str) -> bool:
        if not _re.search(pattern, str(self.value)):
            raise _Failed("it raises with another message")
        return True

    def __enter__(self) -> _Raises:
        return self

    def __exit__(self, kind: Any, error: Any, trace: Any) -> bool:
        if error is None:
            raise _Failed("it raises nothing")
        if not any(_is_kind(error, wanted) for wanted in self.wanted):
            return False
        if self.pattern is not None and not _re.search(self.pattern, str(error)):
            raise _Failed("it raises with another message")
        self.value = self.exception = error
        self.type = type(error)
        self._counted()
        return True


def _is_kind(error: BaseException, wanted: Any) -> bool:
    if isinstance(wanted, type):
        return isinstance(error, wanted)
    return type(error).__name__ == getattr(wanted, "__name__", None)


_NUMBERS = (int, float, bool, complex)


class _Approx:
    """``pytest.approx``."""

    def __init__(self, wanted: Any, rel: float | None = None, abs: float | None = None) -> None:
        self.wanted, self.rel, self.abs = wanted, rel, abs

    def __eq__(self, got: Any) -> bool:
        return self._near(got, self.wanted)

    def __repr__(self) -> str:
        return f"approx({self.wanted!r})"

    __hash__ = None  # type: ignore[assignment]

    def _near(self, got: Any, wanted: Any) -> bool:
        if type(wanted) in (list, tuple):
            return (
                type(got) is type(wanted)
                and len(got) == len(wanted)
                and all(self._near(a, b) for a, b in zip(got, wanted, strict=True))
            )
        if type(wanted) is dict:
            return (
                type(got) is dict
                and got.keys() == wanted.keys()
                and all(self._near(got[key], wanted[key]) for key in wanted)
            )
        if type(got) not in _NUMBERS or type(wanted) not in _NUMBERS:
            return bool(got == wanted)
        if got == wanted:
            return True
        relative = (1e-6 if self.rel is None else self.rel) * abs(wanted)
        if self.rel is None and self.abs is not None:
            relative = 0.0
        limit = max(relative, 1e-12 if self.abs is None else self.abs)
        return bool(abs(got - wanted) <= limit < float("inf"))


def _parametrize(argnames: Any, values: Any, **_: Any) -> Any:
    parts = [n.strip() for n in argnames.split(",")] if isinstance(argnames, str) else list(argnames)

    def mark(function: Any) -> Any:
        rows = []
        for row in values:
            row = getattr(row, "assay_values", row)
            rows.append(dict(zip(parts, row if len(parts) > 1 else (row,), strict=True)))
        function.assay_rows = [{**a, **b} for a in getattr(function, "assay_rows", [{}]) for b in rows]
        return function

    return mark


def _use_fixtures(*names: str) -> Any:
    def mark(function: Any) -> Any:
        function.assay_uses = [*getattr(function, "assay_uses", []), *names]
        return function

    return mark


class _Mark:
    """``pytest.mark``."""

    def __getattr__(self, name: str) -> Any:
        if name == "parametrize":
            return _parametrize
        if name == "usefixtures":
            return _use_fixtures
        if name in ("skip", "skipif", "xfail"):
            raise _Skip(f"pytest.mark.{name}")
        return lambda *args, **kwargs: args[0] if args and callable(args[0]) else (lambda f: f)


def _param(*values: Any, **_: Any) -> Any:
    return _types.SimpleNamespace(assay_values=values if len(values) > 1 else values[0])


def _failing(reason: str = "") -> None:
    raise _Failed(reason)


def _missing(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    raise _Skip(f"pytest.{name}")


def _pytest(counted: Callable[[], None]) -> Any:
    """A module like pytest; ``counted`` is called for each exception that comes as expected."""

    def raises(wanted: Any, *call: Any, match: str | None = None, **kwargs: Any) -> Any:
        context = _Raises(wanted, match, counted)
        if not call:
            return context
        with context:
            call[0](*call[1:], **kwargs)
        return context

    module: Any = _types.ModuleType("pytest")
    module.raises, module.approx, module.mark = raises, _Approx, _Mark()
    module.param, module.fail, module.__getattr__ = _param, _failing, _missing
    module.fixture = _fixture
    return module


def _numpy() -> Any:
    """A module with what the tests of HumanEval+ and MBPP+ use of numpy, where there is none. Nothing is an array."""

    def missing(name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        raise ModuleNotFoundError(f"No module named 'numpy' (the tests use numpy.{name})")

    module: Any = _types.ModuleType("numpy")
    module.ndarray = type("ndarray", (), {})
    module.float32, module.float64 = type("float32", (), {}), type("float64", (), {})
    module.allclose, module.__getattr__ = _all_close, missing
    return module


def _all_close(a: Any, b: Any, rtol: float = 1e-05, atol: float = 1e-08) -> bool:
    """``numpy.allclose`` of numbers and of lists of them that are of one shape."""
    if type(a) in (list, tuple) and type(b) in (list, tuple):
        if len(a) != len(b):
            raise ValueError("the lists are not of one length")
        return all(_all_close(x, y, rtol, atol) for x, y in zip(a, b, strict=True))
    if type(a) not in _NUMBERS or type(b) not in _NUMBERS:
        raise TypeError("only numbers are close to each other")
    return bool(a == b or abs(a - b) <= atol + rtol * abs(b) < float("inf"))
