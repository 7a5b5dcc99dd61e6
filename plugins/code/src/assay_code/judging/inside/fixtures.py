"""Fixtures of pytest: those that tests define, and of pytest's own ``capsys``, ``tmp_path`` and ``monkeypatch``.

Part of the text that is sent to the tests' sandbox (:mod:`assay_code.judging.inside`).
"""

from __future__ import annotations

import itertools as _itertools
import types as _types
from collections.abc import Callable
from typing import Any

from assay_code.judging.inside.stand_ins import _stop_at


def _fixture(
    function: Any = None,
    *,
    params: Any = None,
    autouse: bool = False,
    scope: Any = "function",
    name: str = "",
    **_: Any,
) -> Any:
    """``pytest.fixture``."""

    def mark(made: Any) -> Any:
        made.assay_fixture = {
            "params": params,
            "autouse": autouse,
            "scope": scope,
            "name": name or made.__name__,
        }
        return made

    return mark(function) if callable(function) else mark


class _Captured(tuple):  # type: ignore[type-arg]
    """What ``capsys.readouterr()`` gives. What a program writes to its standard error does not cross."""

    out = property(lambda self: self[0])
    err = property(lambda self: _stop_at("the standard error"))

    def __iter__(self) -> Any:
        return iter((self[0], _Unseen()))


class _Unseen:
    """The standard error, of which nothing can be asked."""

    def _ask(self, *_: Any) -> Any:
        return _stop_at("the standard error")

    __eq__ = __ne__ = __contains__ = __len__ = __bool__ = __str__ = __repr__ = __getattr__ = __getitem__ = (
        _ask
    )
    __hash__ = None  # type: ignore[assignment]


class _Capture:
    """``capsys``."""

    def __init__(self) -> None:
        import io
        import sys

        self._before, self._text = sys.stdout, io.StringIO()
        sys.stdout = self._text

    def readouterr(self) -> _Captured:
        text = self._text.getvalue()
        self._text.seek(0)
        self._text.truncate()
        return _Captured((text, ""))

    def _end(self) -> None:
        import sys

        sys.stdout = self._before


class _Patches:
    """``monkeypatch``, for what the tests' own process and the environment hold."""

    def __init__(self) -> None:
        self._undo: list[Callable[[], Any]] = []

    def setenv(self, name: str, value: str, prepend: str | None = None) -> None:
        import os

        self.setitem(
            os.environ, name, value + prepend + os.environ[name] if prepend and name in os.environ else value
        )

    def delenv(self, name: str, raising: bool = True) -> None:
        import os

        self.delitem(os.environ, name, raising)

    def setitem(self, owner: Any, key: Any, value: Any) -> None:
        if key in owner:
            self._undo.append(lambda old=owner[key]: owner.__setitem__(key, old))  # type: ignore[misc]
        else:
            self._undo.append(lambda: owner.pop(key, None))
        owner[key] = value

    def delitem(self, owner: Any, key: Any, raising: bool = True) -> None:
        if key in owner:
            self._undo.append(lambda old=owner[key]: owner.__setitem__(key, old))  # type: ignore[misc]
            del owner[key]
        elif raising:
            raise KeyError(key)

    def undo(self) -> None:
        while self._undo:
            self._undo.pop()()

    def __getattr__(self, name: str) -> Any:
        return _stop_at(f"monkeypatch.{name}")


class _Fixtures:
    """The fixtures of a module, and of the class of a test; values of a wider scope than a test are made once."""

    def __init__(self, space: dict[str, Any]) -> None:
        self._known = {
            value.assay_fixture["name"]: value
            for value in list(space.values())
            if isinstance(value, _types.FunctionType) and hasattr(value, "assay_fixture")
        }
        self._kept: dict[Any, Any] = {}
        self._ends: list[Callable[[], Any]] = []

    def _of(self, owner: Any) -> dict[str, Any]:
        """The fixtures by name, with those that are methods of the object that a test belongs to."""
        methods = {
            method.assay_fixture["name"]: getattr(owner, key)
            for kind in reversed(type(owner).__mro__ if owner is not None else ())
            for key, method in vars(kind).items()
            if hasattr(method, "assay_fixture")
        }
        return {**self._known, **methods}

    def _rounds(self, needed: list[str], owner: Any) -> list[dict[str, Any]]:
        """For each combination of parameters of the fixtures that a test needs, the parameters by name."""
        known = self._of(owner)
        todo, found = [*needed, *self._always(owner)], []
        while todo:
            name = todo.pop()
            if name in known and name not in found:
                found.append(name)
                todo += _wants(known[name])
        several = [n for n in found if known[n].assay_fixture["params"] is not None]
        values = [[getattr(p, "assay_values", p) for p in known[n].assay_fixture["params"]] for n in several]
        return [dict(zip(several, row, strict=True)) for row in _itertools.product(*values)]

    def _always(self, owner: Any) -> list[str]:
        return [name for name, made in self._of(owner).items() if made.assay_fixture["autouse"]]

    def _has(self, name: str, owner: Any) -> bool:
        return name in self._of(owner) or name in _BUILT_IN

    def _value(self, name: str, owner: Any, params: dict[str, Any], made: dict[str, Any], ends: Any) -> Any:
        """The value of a fixture in one run of a test. Raises KeyError for one that nobody defines."""
        if name in made:
            return made[name]
        known = self._of(owner)
        if name not in known:
            made[name] = _BUILT_IN[name](ends)
            return made[name]
        function = known[name]
        wide = function.assay_fixture["scope"] != "function"
        key = (name, repr(params.get(name)))
        if wide and key in self._kept:
            return self._kept[key]
        request = _types.SimpleNamespace(
            param=params.get(name),
            addfinalizer=ends.append,
            instance=owner,
            getfixturevalue=lambda other: self._value(other, owner, params, made, ends),
        )
        given = {
            want: request if want == "request" else self._value(want, owner, params, made, ends)
            for want in _wants(function)
        }
        value = function(**given)
        if isinstance(value, _types.GeneratorType):
            rest, value = value, next(value)
            (self._ends if wide else ends).append(lambda: next(rest, None))
        made[name] = value
        if wide:
            self._kept[key] = value
        return value


def _wants(function: Any) -> list[str]:
    """The names of the fixtures that a test or a fixture takes."""
    code = function.__code__
    bound = isinstance(function, _types.MethodType)
    names = code.co_varnames[bound : code.co_argcount]
    return list(names[: len(names) - len(function.__defaults__ or ())])


def _capsys(ends: Any) -> Any:
    made = _Capture()
    ends.append(made._end)
    return made


def _monkeypatch(ends: Any) -> Any:
    made = _Patches()
    ends.append(made.undo)
    return made


def _tmp_path(ends: Any) -> Any:
    import pathlib
    import tempfile

    return pathlib.Path(tempfile.mkdtemp())


_BUILT_IN: dict[str, Callable[[Any], Any]] = {
    "capsys": _capsys,
    "capfd": _capsys,
    "tmp_path": _tmp_path,
    "monkeypatch": _monkeypatch,
}
