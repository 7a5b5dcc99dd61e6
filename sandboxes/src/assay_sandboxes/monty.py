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
  ``random`` draws other numbers; ``math.gamma`` and its like and complex numbers differ
  in the last digits and in signs of zero;
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

import ast
import builtins
import keyword
import time
import weakref
from collections.abc import Callable, Mapping
from typing import Any

from assay.sandbox import Ended, External, Limits, Outcome, Raised, Reply, Unavailable, Unsupported

_RESERVED = "_assay"
_MAX_SESSIONS = 16
_MAX_DEPTH = 100

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
_CERTAIN = {
    "AssertionError": ("Exception",),
    "IndexError": ("LookupError", "Exception"),
    "KeyError": ("LookupError", "Exception"),
    "OverflowError": ("ArithmeticError", "Exception"),
    "ValueError": ("Exception",),
    "ZeroDivisionError": ("ArithmeticError", "Exception"),
}
"""Exceptions that no lack of Monty's raises, with their bases."""


class _Output:
    """What a program prints."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self.parts: list[bytes] = []

    def __call__(self, stream: str, text: str) -> None:
        data = text.encode("utf-8", "surrogatepass")
        self.size += len(data)
        if self.size > self.limit:
            raise _TooMuch
        self.parts.append(data)

    def take(self) -> bytes:
        data = b"".join(self.parts)
        self.parts.clear()
        return data


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
        self.runtime = f"Monty {pydantic_monty.__version__} (Python subset)"

    def run(
        self,
        source: str,
        *,
        stdin: bytes = b"",
        limits: Limits = Limits(),  # noqa: B008 - frozen
        hash_seed: int = 0,
    ) -> Outcome:
        if stdin:
            raise Unsupported("Monty has no standard input")
        session = _Session(self._pool, {}, limits)
        try:
            session.start(source, main=True)
        except Ended as ended:
            return ended.outcome
        return session.finish(Outcome(0))

    def load(
        self,
        source: str,
        *,
        externals: Mapping[str, External] | None = None,
        limits: Limits = Limits(),  # noqa: B008 - frozen
        hash_seed: int = 0,
    ) -> _Session:
        session = _Session(self._pool, externals or {}, limits)
        session.start(source, main=False)
        return session

    def close(self) -> None:
        self._finalizer()


class _Session:
    """A loaded module."""

    def __init__(self, pool: Any, externals: Mapping[str, External], limits: Limits) -> None:
        self._limits = limits
        self._begun = time.monotonic()
        self._outcome: Outcome | None = None
        self._broken: BaseException | None = None  # raised by an external, or a lack of Monty's that it hid
        self._busy = False
        self._hasty = False
        self._output = _Output(limits.output)
        self._externals = {name: self._external(external) for name, external in externals.items()}
        seconds = min(limits.wall, limits.cpu)
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
            self._hasty = check(source, main)
            self._feed(_PRELUDE, {})
            self._feed(source, {})
        except _Raise as error:
            raise Ended(self.finish(Outcome(1, stderr=f"{error.line}\n".encode(), error=error.line))) from None
        except BaseException:
            self.finish(Outcome(None))
            raise

    def call(self, name: str, args: tuple[Any, ...] = (), kwargs: Mapping[str, Any] | None = None) -> Reply:
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
        if parts[0].startswith(_RESERVED):
            raise Unsupported(f"the name {name!r} is taken")
        _check_given((args, dict(kwargs or {})), 0)
        inputs = {f"{_RESERVED}_args": tuple(args), f"{_RESERVED}_kwargs": dict(kwargs or {})}
        given = "_assay_args, _assay_kwargs"
        self._busy = True
        try:
            try:
                value, after, named = self._get(f"({name}(*_assay_args, **_assay_kwargs), {given})", inputs)
                raised = None
            except _Raise as error:
                raised = Raised(error.type, error.message, (*_CERTAIN[error.type], "BaseException"))
                value, after, named = self._get(f"(None, {given})", {})
            return Reply(value, raised, after, named, self._output.take())
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
            try:
                _check_given((args, kwargs), 0, objects=True)
                reply = external(*args, **kwargs)
                if reply.stdout:
                    self._output("stdout", reply.stdout.decode("utf-8", "replace"))
                if reply.raised is None:
                    if (reply.args and reply.args != args) or (reply.kwargs and dict(reply.kwargs) != kwargs):
                        raise Unsupported("Monty cannot let a call change its arguments")
                    _check_given(reply.value, 0)
                    return reply.value
                kind = reply.raised.type
                if kind not in _CERTAIN:
                    raise Unsupported(f"Monty cannot raise {kind}")
            except BaseException as error:
                self._broken = self._broken or error
                raise RuntimeError("the session is over") from None
            raise getattr(builtins, kind)(reply.raised.message)

        return answer

    def _feed(self, code: str, inputs: dict[str, Any]) -> Any:
        import pydantic_monty

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
            if kind in _CERTAIN and not self._hasty:
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


def _check_given(value: Any, depth: int, objects: bool = False) -> None:
    """Refuse what does not get into Monty as it is; a set would come with its order."""
    kind = type(value)
    if value is None or kind in (bool, int, float, bytes):
        return
    if kind is str and (value.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in value)):
        return
    if kind in (list, tuple) and depth < _MAX_DEPTH:
        for item in value:
            _check_given(item, depth + 1)
    elif kind is dict and depth < _MAX_DEPTH:
        for pair in value.items():
            _check_given(pair, depth + 1)
    else:
        raise Unsupported(f"a value of type {kind.__name__} does not cross to Monty")


# --- what a program may contain


def check(source: str, main: bool = True) -> bool:
    """Raise :class:`Unsupported` if ``source`` contains what Monty may do otherwise than CPython.

    ``main`` is whether it runs as ``__main__``. Returns whether only its values count, since it may raise
    what it does not come to in CPython.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        # Also what is no Python at all: another backend says so with CPython's words.
        raise Unsupported(f"Monty is given what the parser takes, and it refuses this: {error}") from None
    try:
        return _Checker(tree, main).check()
    except RecursionError:
        raise Unsupported("it is nested too deeply") from None


_MODULES = {
    "math": set(
        "acos acosh asin asinh atan atan2 atanh ceil comb copysign cos cosh degrees dist e exp expm1 fabs factorial"
        " floor fmod frexp fsum gcd hypot inf isclose isfinite isinf isnan isqrt lcm ldexp log log10 log1p log2 modf"
        " nan nextafter perm pi pow prod radians remainder sin sinh sqrt tan tanh tau trunc ulp".split()
    ),
    "collections": {"Counter", "defaultdict", "deque", "namedtuple"},
    "itertools": set(
        "accumulate chain combinations combinations_with_replacement count cycle dropwhile filterfalse groupby islice"
        " permutations product repeat takewhile zip_longest".split()
    ),
    "functools": {"reduce", "lru_cache", "cache", "partial"},
    "typing": set("Any Callable Dict Iterable Iterator List Optional Sequence Set Tuple Union".split()),
    "sys": {"maxsize"},
}
_BUILTINS = set(
    "abs all any bin bool bytes callable chr dict divmod enumerate filter float format frozenset hex int isinstance"
    " iter len list map max min next oct ord pow print range repr reversed round set slice sorted str sum tuple type"
    " zip True False None __name__ __debug__".split()
) | set(_CERTAIN)
_NODES = tuple(
    getattr(ast, name)
    for name in (
        "Module Expression FunctionDef ClassDef Return Assign AugAssign AnnAssign For While If Raise Try Assert Import"
        " ImportFrom Global Nonlocal Expr Pass Break Continue BoolOp NamedExpr BinOp UnaryOp Lambda IfExp Dict Set"
        " ListComp SetComp DictComp GeneratorExp Compare Call FormattedValue JoinedStr Constant Attribute Subscript"
        " Starred Name List Tuple Slice comprehension ExceptHandler arguments arg keyword alias expr_context boolop"
        " operator unaryop cmpop"
    ).split()
)
_LAZY = {"map", "filter", "zip", "enumerate", "reversed"}
_EAGER = {"list", "tuple", "set", "frozenset", "dict", "sorted", "sum", "min", "max", "Counter", "deque", *_LAZY}
"""Take all of their argument at once, so that nobody sees when it was made."""
_SET_MAKERS = {"set", "frozenset"}
_SET_METHODS = {"union", "intersection", "difference", "symmetric_difference"}
_SET_CHANGES = set("add discard remove update clear issubset issuperset isdisjoint".split()) | _SET_METHODS | {"copy"}
_SET_READERS = {"len", "sorted", "min", "max", "bool", "set", "frozenset", "isinstance"}
"""Give the same whatever the order; the first few only without a key."""
_LIST_CHANGES = set(
    "append extend insert remove pop clear sort reverse update setdefault popitem add discard appendleft popleft".split()
)
_NUMBER_FORMATS = "bcdeEfFgGnoxX%"
_AT_MOST_ONE = {"count", "index", "rindex", "find", "rfind", "startswith", "endswith"}
_STRANGE = {"splitlines", "format_map", "encode", "decode", "translate", "maketrans", "hex", "fromhex", "fromkeys"}


class _Checker:
    def __init__(self, tree: ast.Module, main: bool) -> None:
        self.tree = tree
        self.main = main
        self.nodes = list(ast.walk(tree))
        self.parents = {child: node for node in self.nodes for child in ast.iter_child_nodes(node)}
        self.bound = self._bound(imported=True)
        self.defined = self._bound(imported=False)
        self.sets: set[str] = set()  # names of variables that may hold sets, and of functions that return one
        self.hasty = False  # whether Monty computes what CPython does not come to

    def refuse(self, node: ast.AST, why: str) -> None:
        raise Unsupported(f"line {getattr(node, 'lineno', 0)}: {why}")

    def check(self) -> bool:
        for node in self.nodes:
            if not isinstance(node, _NODES):
                self.refuse(node, f"{type(node).__name__} is not among what is known to be the same in Monty")
        called = {node.func.id for node in self.nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
        for name in sorted(self.bound & called & set(dir(builtins)) | self.defined & called & _EAGER):
            self.refuse(self.tree, f"the built-in {name!r} is replaced")
        self._find_sets()
        for node in self.nodes:
            method = getattr(self, f"_{type(node).__name__}", None)
            if method:
                method(node)
            if isinstance(node, ast.expr) and self._is_set(node):
                self._place_of_set(node)
            if isinstance(node, ast.GeneratorExp) or self._calls(node, _LAZY):
                assert isinstance(node, ast.expr)
                self._place_of_lazy(node)
        if self.hasty and any(isinstance(node, ast.Try) for node in self.nodes):
            self.refuse(self.tree, "it may catch in Monty what is not raised in CPython")
        return self.hasty

    def _bound(self, imported: bool) -> set[str]:
        names: set[str] = set()
        for node in self.nodes:
            if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
                names.add(node.id)
            elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                names.add(node.name)
            elif isinstance(node, ast.arg):
                names.add(node.arg)
            elif isinstance(node, ast.alias) and imported:
                names.add((node.asname or node.name).partition(".")[0])
            elif isinstance(node, ast.ExceptHandler) and node.name:
                names.add(node.name)
        return names

    @staticmethod
    def _calls(node: ast.AST | None, names: set[str]) -> bool:
        return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names

    # Names, modules, exceptions

    def _Name(self, node: ast.Name) -> None:
        self._name(node, node.id)
        if node.id == "__name__" and not self.main:
            self.refuse(node, "a module's name cannot be set in Monty")
        if node.id not in self.bound and node.id not in _BUILTINS and hasattr(builtins, node.id):
            self.refuse(node, f"{node.id!r} is missing in Monty, or differs")
        parent = self.parents[node]
        is_called = isinstance(parent, ast.Call) and parent.func is node
        if node.id in _LAZY | _SET_MAKERS | {"format"} and node.id not in self.bound and not is_called:
            if not self._is_type(node):
                self.refuse(node, f"{node.id!r} is handed on, and differs in Monty")

    def _is_type(self, node: ast.Name) -> bool:
        """Whether it stands where only its being a type counts."""
        parent = self.parents[node]
        while isinstance(parent, (ast.Tuple, ast.Subscript, ast.BinOp)):
            node, parent = parent, self.parents[parent]  # type: ignore[assignment]
        if isinstance(parent, ast.Compare):
            return any(self._calls(side, {"type"}) for side in (parent.left, *parent.comparators))
        if isinstance(parent, ast.Call):
            return self._calls(parent, {"isinstance"}) and len(parent.args) == 2 and parent.args[1] is node
        return isinstance(parent, (ast.arg, ast.AnnAssign)) or (
            isinstance(parent, ast.FunctionDef) and parent.returns is node
        )

    def _name(self, node: ast.AST, name: str) -> None:
        if name.startswith(_RESERVED) or (name.startswith("__") and name not in ("__name__", "__init__")):
            self.refuse(node, f"the name {name!r}")

    def _arg(self, node: ast.arg) -> None:
        self._name(node, node.arg)

    def _keyword(self, node: ast.keyword) -> None:
        self._name(node, node.arg or "")

    def _Import(self, node: ast.Import) -> None:
        for item in node.names:
            if item.name not in _MODULES:
                self.refuse(node, f"the module {item.name!r} is missing in Monty, or differs")
            if item.asname and item.asname != item.name:
                self.refuse(node, "a module by another name")

    def _ImportFrom(self, node: ast.ImportFrom) -> None:
        known = _MODULES.get(node.module or "", set()) if not node.level else set()
        for item in node.names:
            if item.name not in known:
                self.refuse(node, f"{node.module}.{item.name} is missing in Monty, or differs")
            if item.asname and item.asname != item.name:
                self.refuse(node, "a function by another name")

    def _Attribute(self, node: ast.Attribute) -> None:
        self._name(node, node.attr)
        if isinstance(node.value, ast.Name) and node.value.id in _MODULES:
            if node.attr not in _MODULES[node.value.id]:
                self.refuse(node, f"{node.value.id}.{node.attr} is missing in Monty, or differs")
            return
        parent = self.parents[node]
        if node.attr in _STRANGE:
            self.refuse(node, f"the method {node.attr!r} differs in Monty")
        if node.attr in _AT_MOST_ONE and not (isinstance(parent, ast.Call) and parent.func is node):
            self.refuse(node, f"the method {node.attr!r} is handed on, and differs in Monty")

    def _FunctionDef(self, node: ast.FunctionDef) -> None:
        self._name(node, node.name)

    def _ClassDef(self, node: ast.ClassDef) -> None:
        self._name(node, node.name)
        if node.bases or node.keywords or node.decorator_list:
            self.refuse(node, "Monty's classes have no bases")

    def _ExceptHandler(self, node: ast.ExceptHandler) -> None:
        self._name(node, node.name or "")
        kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
        for kind in kinds:
            if not isinstance(kind, ast.Name) or kind.id not in _CERTAIN:
                self.refuse(node, "it catches what a lack of Monty's may raise")
        if node.name:
            for child in ast.walk(node):
                if isinstance(child, ast.Name) and child.id == node.name and not isinstance(self.parents[child], ast.Raise):
                    self.refuse(child, "what an exception says differs in Monty")

    def _Compare(self, node: ast.Compare) -> None:
        for i, operator in enumerate(node.ops):
            if isinstance(operator, (ast.Is, ast.IsNot)):
                sides = [node.left, *node.comparators][i : i + 2]
                if not any(isinstance(side, ast.Constant) and side.value in (None, True, False) for side in sides):
                    if not any(self._calls(side, {"type"}) for side in sides):
                        self.refuse(node, "'is' tells apart other objects in Monty")

    def _Constant(self, node: ast.Constant) -> None:
        value = node.value
        if isinstance(value, complex):
            self.refuse(node, "complex numbers differ in Monty")
        if isinstance(value, str) and any("\ud800" <= letter <= "\udfff" for letter in value):
            self.refuse(node, "Monty has no half characters")

    # Formats and calls

    def _FormattedValue(self, node: ast.FormattedValue) -> None:
        if node.conversion == ord("a"):
            self.refuse(node, "a format that differs in Monty")
        if node.format_spec is not None:
            assert isinstance(node.format_spec, ast.JoinedStr)
            last = node.format_spec.values[-1] if node.format_spec.values else None
            self._format(node, last.value if isinstance(last, ast.Constant) else None)

    def _format(self, node: ast.AST, spec: object) -> None:
        """Only a number has such a format; any other value is an error in both."""
        if not isinstance(spec, str) or not spec or spec[-1] not in _NUMBER_FORMATS:
            self.refuse(node, "a format that takes more in Monty")

    def _Call(self, node: ast.Call) -> None:
        if self._calls(node, {"format"}):
            if len(node.args) > 1 or node.keywords:
                spec = node.args[1] if len(node.args) == 2 else None
                self._format(node, spec.value if isinstance(spec, ast.Constant) else None)
        elif self._calls(node, {"iter"}) and len(node.args) != 1:
            self.refuse(node, "'iter' with two arguments")
        elif self._calls(node, {"type"}) and len(node.args) != 1:
            self.refuse(node, "'type' with more than one argument")
        elif self._calls(node, {"print"}) and any(word.arg not in ("sep", "end", "flush") for word in node.keywords):
            self.refuse(node, "'print' to a file")
        elif isinstance(node.func, ast.Attribute):
            if node.func.attr in _AT_MOST_ONE and len(node.args) + len(node.keywords) > 1:
                self.refuse(node, f"the method {node.func.attr!r} with a place differs in Monty")
            if node.func.attr == "format":
                text = node.func.value
                if not isinstance(text, ast.Constant) or not isinstance(text.value, str) or ":" in text.value or "!" in text.value:
                    self.refuse(node, "a format that may take more in Monty")

    def _Slice(self, node: ast.Slice) -> None:
        parent = self.parents[node]
        if isinstance(parent, ast.Subscript) and not isinstance(parent.ctx, ast.Load):
            self.refuse(node, "Monty lets a dict have a slice for a key")

    def _AugAssign(self, node: ast.AugAssign) -> None:
        if self._is_set(node.value) and not isinstance(node.target, ast.Name):
            self.refuse(node, "a set in a container or an attribute")

    # Sets

    def _is_set(self, node: ast.AST | None) -> bool:
        if isinstance(node, (ast.Set, ast.SetComp)) or self._calls(node, _SET_MAKERS | self.sets):
            return True
        if isinstance(node, ast.Name):
            return node.id in self.sets and isinstance(node.ctx, ast.Load)
        if isinstance(node, ast.IfExp):
            return self._is_set(node.body) or self._is_set(node.orelse)
        if isinstance(node, ast.BoolOp):
            return any(self._is_set(value) for value in node.values)
        if isinstance(node, ast.BinOp):
            if not isinstance(node.op, (ast.BitAnd, ast.BitOr, ast.BitXor, ast.Sub)):
                return False
            return any(self._is_set(side) or self._is_view(side) for side in (node.left, node.right))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            return node.func.attr in _SET_METHODS or (node.func.attr == "copy" and self._is_set(node.func.value))
        return False

    @staticmethod
    def _is_view(node: ast.AST) -> bool:
        return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("keys", "items")

    def _find_sets(self) -> None:
        """Names that a set is given to, until there are no more."""
        while True:
            before = len(self.sets)
            for node in self.nodes:
                value = getattr(node, "value", None)
                if isinstance(node, ast.Assign) and (self._is_set(value) or self._is_view(node.value)):
                    for target in node.targets:
                        if isinstance(target, ast.Name):
                            self.sets.add(target.id)
                elif isinstance(node, (ast.AnnAssign, ast.AugAssign, ast.NamedExpr)) and self._is_set(value):
                    if isinstance(node.target, ast.Name):
                        self.sets.add(node.target.id)
                elif isinstance(node, ast.Return) and self._is_set(value):
                    self.sets.add(self._function_of(node))
                elif isinstance(node, ast.Lambda) and self._is_set(node.body):
                    self.refuse(node, "a function without a name that gives a set")
            if len(self.sets) == before:
                return

    def _function_of(self, node: ast.AST) -> str:
        while not isinstance(node, ast.FunctionDef):
            node = self.parents[node]
        if isinstance(self.parents[node], ast.ClassDef) or node.decorator_list:
            self.refuse(node, "a method that gives a set")
        return node.name

    def _place_of_set(self, node: ast.expr) -> None:
        """A set may be only where its order cannot show."""
        parent = self.parents[node]
        fine = False
        if isinstance(parent, ast.Call):
            if parent.func is node:  # a function that gives a set
                fine = True
            elif isinstance(parent.func, ast.Name):
                plain = parent.func.id not in ("sorted", "min", "max") or all(
                    word.arg == "reverse" for word in parent.keywords
                )
                fine = parent.func.id in _SET_READERS and plain and len(parent.args) == 1 + (parent.func.id == "isinstance")
            elif isinstance(parent.func, ast.Attribute):
                fine = parent.func.attr in _SET_METHODS | {"issubset", "issuperset", "isdisjoint"} or (
                    parent.func.attr == "update" and self._is_set(parent.func.value)
                )
        elif isinstance(parent, ast.Attribute):
            call = self.parents[parent]
            fine = parent.attr in _SET_CHANGES and isinstance(call, ast.Call) and call.func is parent
        elif isinstance(parent, ast.Compare):
            fine = True
        elif isinstance(parent, (ast.BinOp, ast.BoolOp, ast.IfExp)):
            fine = self._is_set(parent) or (isinstance(parent, ast.IfExp) and parent.test is node) or not isinstance(
                parent, (ast.BinOp, ast.BoolOp, ast.IfExp)
            )
            if isinstance(parent, ast.BinOp) and isinstance(parent.op, (ast.BitAnd, ast.BitOr, ast.BitXor, ast.Sub)):
                fine = True
        elif isinstance(parent, (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.NamedExpr)):
            targets = parent.targets if isinstance(parent, ast.Assign) else [parent.target]
            fine = all(isinstance(target, ast.Name) for target in targets)
        elif isinstance(parent, (ast.Return, ast.Expr, ast.UnaryOp)):
            fine = not isinstance(parent, ast.UnaryOp) or isinstance(parent.op, ast.Not)
        elif isinstance(parent, (ast.If, ast.While)):
            fine = parent.test is node
        elif isinstance(parent, ast.Assert):
            fine = parent.test is node
        if not fine:
            self.refuse(node, "the order of a set may show, and differs in Monty")

    # What CPython makes item by item

    def _place_of_lazy(self, node: ast.expr) -> None:
        parent = self.parents[node]
        if isinstance(parent, ast.keyword):
            self.refuse(node, "an iterator is handed on; in Monty it is a list")
        if self._calls(parent, _EAGER) and isinstance(parent, ast.Call):
            return
        if isinstance(parent, ast.Starred):
            return
        if isinstance(parent, ast.Call) and isinstance(parent.func, ast.Attribute) and parent.func.attr in ("join", "extend"):
            return
        if isinstance(parent, ast.Assign) and all(isinstance(target, (ast.Tuple, ast.List)) for target in parent.targets):
            return
        if self._calls(parent, {"any", "all"}):
            inside = [part for part in ast.walk(node) if isinstance(part, (ast.Call, ast.NamedExpr)) and part is not node]
            if all(self._is_pure(part) for part in inside) and self._runs_nothing(node):
                self.hasty = True
                return
        if isinstance(parent, (ast.For, ast.comprehension)) and parent.iter is node and not isinstance(node, ast.GeneratorExp):
            whole = parent if isinstance(parent, ast.For) else self.parents[parent]
            if self._is_still(node, whole):
                self.hasty = self.hasty or self._calls(node, {"map", "filter"})
                return
        self.refuse(node, "an iterator, which is a list in Monty, may show it")

    def _is_pure(self, node: ast.AST) -> bool:
        if not isinstance(node, ast.Call):
            return False
        if isinstance(node.func, ast.Name):
            return node.func.id in _BUILTINS - {"print", "next", "iter", *_LAZY} or node.func.id in ("enumerate", "zip", "range")
        return isinstance(node.func, ast.Attribute) and node.func.attr not in _LIST_CHANGES and (
            isinstance(node.func.value, ast.Constant) or hasattr(str, node.func.attr)
        )

    def _runs_nothing(self, node: ast.AST) -> bool:
        """Whether a ``map`` or ``filter`` in it calls built-in functions only."""
        return all(
            isinstance(call, ast.Call) and call.args and self._is_builtin(call.args[0])
            for call in ast.walk(node)
            if self._calls(call, {"map", "filter"})
        )

    def _is_builtin(self, node: ast.AST) -> bool:
        if isinstance(node, ast.Constant):
            return node.value is None
        return isinstance(node, ast.Name) and node.id in _BUILTINS - {"print", "next"} - self.bound

    def _is_still(self, node: ast.expr, whole: ast.AST) -> bool:
        """Whether what ``node`` goes over stays as it is while ``whole`` runs."""
        assert isinstance(node, ast.Call)
        if not self._runs_nothing(node):
            return False
        names = {child.id for child in ast.walk(node) if isinstance(child, ast.Name)} - _BUILTINS
        for child in ast.walk(whole):
            if isinstance(child, ast.Call) and isinstance(child.func, ast.Attribute) and child.func.attr in _LIST_CHANGES:
                if any(isinstance(part, ast.Name) and part.id in names for part in ast.walk(child.func.value)):
                    return False
            elif isinstance(child, (ast.Subscript, ast.Attribute)) and not isinstance(child.ctx, ast.Load):
                if any(isinstance(part, ast.Name) and part.id in names for part in ast.walk(child.value)):
                    return False
        return True
