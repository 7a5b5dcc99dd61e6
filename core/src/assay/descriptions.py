"""Descriptions that plugins hand to the core: one per generator, verifier and exporter.

A description names its function; the function's module may import light things
only. Heavy libraries (SymPy, RDKit …) are imported inside functions or through
:func:`lazy_import`, so that listing plugins stays quick.
"""

from __future__ import annotations

import dataclasses
import functools
import importlib
import importlib.util
import inspect
import pkgutil
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar, cast

from assay.faults import failure, line_of, shown
from assay.records import Draft, Sample, Verdict
from assay.sandbox import Sandbox

API_VERSION = 1
"""Major version of the plugin API. A plugin that asks for another is refused."""

_NAME = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*\Z")


@dataclass(frozen=True)
class Description:
    """What every plugin part has: a name ``domain.thing``, a version, one line of summary.

    Whatever its author gets wrong is said when it is made: :class:`ValueError` or :class:`TypeError`.
    """

    name: str
    version: int = 1
    summary: str = ""
    api_version: int = API_VERSION

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not _NAME.match(self.name):
            raise ValueError(
                f"name {self.name!r} must look like 'domain.thing' in lower case letters, digits and '_'"
            )
        if type(self.version) is not int or self.version < 1:
            raise ValueError(f"{self.name}: version is {self.version!r}, must be a whole number, 1 or more")
        if not isinstance(self.summary, str):
            raise TypeError(f"{self.name}: summary is {self.summary!r}, must be a text of one line")

    @property
    def domain(self) -> str:
        return self.name.split(".", 1)[0]

    @property
    def place(self) -> str:
        """Where its function stands, as ``file:line``; ``""`` if that is not known."""
        made = [getattr(self, name, None) for name in ("make", "check", "open", "write")]
        return next((line_of(function) for function in made if function is not None), "")


def require_texts(owner: Description, *names: str) -> None:
    """Raises :class:`TypeError` if one of these fields is no tuple of texts, as ``("a.b")`` without a comma."""
    for name in names:
        value = getattr(owner, name)
        if not isinstance(value, tuple) or not all(isinstance(each, str) for each in value):
            meant = repr((value,)) if isinstance(value, str) else "('one', 'two')"
            raise TypeError(f"{owner.name}: {name} is {value!r}, must be a tuple of texts such as {meant}")


def require_share(owner: Description, value: Any) -> None:
    """Raises :class:`ValueError` if a least step coverage is none."""
    if not isinstance(value, int | float) or not 0 <= value <= 1:  # NaN is not
        raise ValueError(f"{owner.name}: min_step_coverage is {value!r}, must be a number from 0 to 1")


def require_dataclass(owner: Description, params: Any) -> None:
    """Raises :class:`TypeError` if parameters are described by anything else."""
    if not isinstance(params, type) or not dataclasses.is_dataclass(params):
        raise TypeError(f"{owner.name}: params is {params!r}, must be a dataclass")


def require_function(owner: Description, function: Any, *arguments: str, awaited: bool = False) -> None:
    """Raises :class:`TypeError` unless a function takes these arguments and returns its value, ``awaited`` or at once."""
    if not callable(function):
        raise TypeError(f"{owner.name}: {function!r} is no function")
    place, called = line_of(function), getattr(function, "__name__", "its function")
    at = f" ({place})" if place else ""
    if inspect.isgeneratorfunction(function) or inspect.isasyncgenfunction(function):
        raise TypeError(f"{owner.name}: {called} yields, and must return{at}")
    if inspect.iscoroutinefunction(function) != awaited and inspect.isfunction(function):
        raise TypeError(f"{owner.name}: write '{'async ' * awaited}def {called}'{at}")
    try:
        signature = inspect.signature(function)
    except ValueError:  # built in
        return
    try:
        signature.bind(*arguments)
    except TypeError:
        takes = f"must take ({', '.join(arguments)}) and takes ({', '.join(signature.parameters)})"
        raise TypeError(f"{owner.name}: {called} {takes}{at}") from None


@dataclass(frozen=True)
class Generator(Description):
    """A procedural generator: ``make(rng, difficulty) -> Draft``.

    Every row it makes must pass ``verifiers``; ``min_step_coverage`` is the
    least share of solution steps (0 to 1) that must hold a checked claim.
    A user can require more, never less. Raise ``version`` whenever the rows
    made from the same seed change.

    One with ``params``, a dataclass whose fields are made with :func:`assay.param`, is
    ``make(rng, difficulty, params)``; users set them with ``--set``, and every one needs a
    default. ``topics`` are what it is found by (``assay generate math:calculus``); the
    folders and the file below the collected package count too. One whose rows need more than the
    installation brings (a Lean toolchain) names a topic in ``on_request``: it is drawn from where that topic or its
    own name is asked for, and no domain or other topic includes it.
    """

    make: Callable[..., Draft] = field(kw_only=True)
    verifiers: tuple[str, ...] = field(kw_only=True)
    min_step_coverage: float = 0.0
    difficulties: tuple[int, int] = (1, 5)
    params: type[Any] | None = None
    topics: tuple[str, ...] = ()
    on_request: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        require_texts(self, "verifiers", "topics")
        require_share(self, self.min_step_coverage)
        levels = self.difficulties
        if (
            not isinstance(levels, tuple)
            or [type(level) for level in levels] != [int, int]
            or not 1 <= levels[0] <= levels[1] <= 5
        ):
            raise ValueError(
                f"{self.name}: difficulties is {levels!r}, must be the lowest and highest, as (1, 5)"
            )
        if self.params is not None:
            require_dataclass(self, self.params)
            for each in dataclasses.fields(self.params):
                if each.default is each.default_factory is dataclasses.MISSING:
                    raise TypeError(f"{self.name}: the parameter {each.name!r} has no default")
        require_function(self, self.make, "rng", "difficulty", *(() if self.params is None else ("params",)))

    def __call__(self, rng: random.Random, difficulty: int, params: Any = None) -> Draft:
        """A draft; ``params`` default to the generator's own."""
        if self.params is None:
            return self.make(rng, difficulty)
        return self.make(rng, difficulty, self.params() if params is None else params)


@dataclass(frozen=True)
class Verifier(Description):
    """A verifier: ``check(sample) -> Verdict``, pure, never guessing.

    ``cost`` orders verifiers in the gate, cheapest first. ``deadline`` is in
    seconds of wall time per row; past it the process is killed and the verdict
    is an error. ``needs`` names the fields without which it cannot work.
    ``packages`` are the distributions whose versions belong in a certificate,
    ``preload`` the modules whose import takes long: it does not count against a deadline.
    One that is ``sandboxed`` runs code in :func:`assay.sandbox.current`. ``uses`` are the
    verifiers that it asks itself, by ``assay.find_verifier(name)(sample)``: they are loaded
    with it and stand in the certificate. ``proves_wrong`` are the reasons of a rejection
    that say that the response is wrong, not only unfit or unreadable: a response rejected
    for one of them may be the wrong half of a preference pair. By default none does.

    One whose tool is slow to start judges many rows in one go: ``many(samples) -> list of verdicts``, one for
    each sample and in their order, is called with up to ``batch`` samples, and each verdict must be the one that
    ``check`` gives of that sample alone. The deadline of such a group is ``start_s`` seconds plus ``deadline`` for
    each sample. A group that fails as a whole is tried again in halves, so that a sample costs no other its verdict.
    """

    check: Callable[[Sample], Verdict] = field(kw_only=True)
    cost: int = 1
    deadline: float = 2.0
    needs: tuple[str, ...] = ("response",)
    packages: tuple[str, ...] = ()
    preload: tuple[str, ...] = ()
    sandboxed: bool = False
    uses: tuple[str, ...] = ()
    proves_wrong: tuple[str, ...] = ()
    many: Callable[[Sequence[Sample]], list[Verdict]] | None = None
    batch: int = 1
    start_s: float = 0.0

    def __post_init__(self) -> None:
        super().__post_init__()
        require_texts(self, "needs", "packages", "preload", "uses", "proves_wrong")
        for need in self.needs:
            if not hasattr(Sample, need) and need not in Sample.__dataclass_fields__:
                raise ValueError(
                    f"{self.name}: needs {need!r}, which no sample has; it has response, reference …"
                )
        if not isinstance(self.deadline, int | float) or not 0 < self.deadline < float("inf"):
            raise ValueError(f"{self.name}: deadline is {self.deadline!r}, must be seconds above 0")
        if not isinstance(self.cost, int | float) or self.cost != self.cost:
            raise ValueError(
                f"{self.name}: cost is {self.cost!r}, must be a number; the cheapest is asked first"
            )
        require_function(self, self.check, "sample")
        if type(self.batch) is not int or self.batch < 1:
            raise ValueError(f"{self.name}: batch is {self.batch!r}, must be the largest group, 1 or more")
        if (self.batch > 1) != (self.many is not None):
            raise ValueError(
                f"{self.name}: batch and many go together: many is called with up to batch samples"
            )
        if not isinstance(self.start_s, int | float) or not 0 <= self.start_s < float("inf"):
            raise ValueError(f"{self.name}: start_s is {self.start_s!r}, must be seconds, 0 or more")
        if self.many is not None:
            require_function(self, self.many, "samples")

    def __call__(self, sample: Sample) -> Verdict:
        return self.check(sample)


@dataclass(frozen=True)
class SandboxBackend(Description):
    """A kind of sandbox: ``open() -> Sandbox``, or :class:`assay.sandbox.Unavailable` with the mend.

    ``--sandbox auto`` takes the one of lowest ``rank`` that opens.
    """

    open: Callable[[], Sandbox] = field(kw_only=True)
    rank: int = 100

    def __post_init__(self) -> None:
        super().__post_init__()
        require_function(self, self.open)


@dataclass(frozen=True)
class Exporter(Description):
    """A writer of finished data: ``write(rows, out) -> number of rows written``.

    ``rows`` have the keys of :class:`~assay.Row`. With ``rejected``, it is
    ``write(rows, out, rejected)`` and gets the rows that did not pass as well. One of ``whole_rows`` writes
    every column as it is; any other may be handed rows whose reasoning was put into the response or left out.
    """

    write: Callable[..., int] = field(kw_only=True)
    rejected: bool = False
    whole_rows: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        require_function(self, self.write, "rows", "out", *(["rejected"] if self.rejected else []))


_F = TypeVar("_F", bound=Callable[..., Any])


def named(decorator: _F) -> _F:
    """Refuse ``@assay.verifier`` without a name in parentheses, which would register nothing and say nothing."""

    @functools.wraps(decorator)
    def checked(*arguments: Any, **options: Any) -> Any:
        if arguments and callable(arguments[0]):
            kind, function = decorator.__name__, arguments[0]
            raise TypeError(
                f'@assay.{kind} needs a name: write @assay.{kind}("domain.{function.__name__}", …)'
            )
        return decorator(*arguments, **options)

    return cast(_F, checked)


@named
def generator(
    name: str,
    *,
    verifiers: tuple[str, ...],
    version: int = 1,
    summary: str = "",
    min_step_coverage: float = 0.0,
    difficulties: tuple[int, int] = (1, 5),
    params: type[Any] | None = None,
    topics: tuple[str, ...] = (),
    on_request: str = "",
) -> Callable[[Callable[..., Draft]], Generator]:
    """Turn a function ``(rng, difficulty) -> Draft`` into a :class:`Generator`.

    ``rng`` is seeded from (name, version, seed, row index): draw from it and
    from nothing else. With ``params`` the function gets them as well. The summary
    defaults to the docstring's first line.
    """

    def wrap(make: Callable[..., Draft]) -> Generator:
        return Generator(
            name,
            version,
            summary or first_line(make),
            make=make,
            verifiers=verifiers,
            min_step_coverage=min_step_coverage,
            difficulties=difficulties,
            params=params,
            topics=topics,
            on_request=on_request,
        )

    return wrap


@named
def verifier(
    name: str,
    *,
    version: int = 1,
    summary: str = "",
    cost: int = 1,
    deadline: float = 2.0,
    needs: tuple[str, ...] = ("response",),
    packages: tuple[str, ...] = (),
    preload: tuple[str, ...] = (),
    sandboxed: bool = False,
    uses: tuple[str, ...] = (),
    proves_wrong: tuple[str, ...] = (),
    many: Callable[[Sequence[Sample]], list[Verdict]] | None = None,
    batch: int = 1,
    start_s: float = 0.0,
) -> Callable[[Callable[[Sample], Verdict]], Verifier]:
    """Turn a function ``(sample) -> Verdict`` into a :class:`Verifier`."""

    def wrap(check: Callable[[Sample], Verdict]) -> Verifier:
        return Verifier(
            name,
            version,
            summary or first_line(check),
            check=check,
            cost=cost,
            deadline=deadline,
            needs=needs,
            packages=packages,
            preload=preload,
            sandboxed=sandboxed,
            uses=uses,
            proves_wrong=proves_wrong,
            many=many,
            batch=batch,
            start_s=start_s,
        )

    return wrap


_D = TypeVar("_D", bound=Description)


def collect(package: str, kind: type[_D], spelt: str = "", problems: list[str] | None = None) -> list[_D]:
    """All descriptions of ``kind`` defined in the modules of ``package`` and of the packages in it, by name.

    This is how one file is enough to add a generator: put it in the package.
    Modules and packages whose name starts with ``_`` are not read. A generator's topics are
    those that it names and the folders and the file that it stands in. With ``spelt``, only
    modules whose source holds that text between quotes are imported. Raises :class:`TypeError`
    if ``package`` is a module, :class:`ImportError` if a folder in it lacks its ``__init__.py``, and what
    a module raises when it is imported; with ``problems`` a sentence is added to them instead, and
    the other modules are read.
    """
    try:
        root = importlib.import_module(package)
    except BaseException as error:  # of a test framework or a native library, too
        if problems is None or isinstance(error, KeyboardInterrupt):
            raise
        problems.append(failure(f"import of {package}", error, package.partition(".")[0]))
        return []
    if not hasattr(root, "__path__"):
        raise TypeError(f"{package} is a module, not a package: name the folder that holds the modules")
    found: list[_D] = []
    seen: set[int] = set()  # one that a second module imports is still one
    for module in _modules(root, spelt, problems):
        within = module.__name__.removeprefix(f"{package}.").split(".")
        for value in list(vars(module).values()):
            # isinstance() would load a module that is imported lazily: it asks for its __class__.
            if not issubclass(type(value), kind) or id(value) in seen:
                continue
            seen.add(id(value))
            if isinstance(value, Generator):
                value = replace(value, topics=tuple(dict.fromkeys((*value.topics, *within))))
            found.append(value)
    return sorted(found, key=lambda d: d.name)


def _modules(package: ModuleType, spelt: str, problems: list[str] | None) -> Iterator[ModuleType]:
    infos = list(pkgutil.iter_modules(package.__path__))
    for folder in _unread(package, {info.name for info in infos}):
        said = f"{shown(folder)}: the folder holds Python files and no __init__.py, so that it is not read; add one"
        if problems is None:
            raise ImportError(said)
        problems.append(said)
    for info in infos:
        name = f"{package.__name__}.{info.name}"
        if info.name.startswith("_") or (spelt and not info.ispkg and not _spells(package, info.name, spelt)):
            continue
        try:
            module = importlib.import_module(name)
        except BaseException as error:
            if problems is None or isinstance(error, KeyboardInterrupt):
                raise
            problems.append(failure(f"import of {name}", error, name.partition(".")[0]))
            continue
        yield module
        if info.ispkg:
            yield from _modules(module, spelt, problems)


def _unread(package: ModuleType, known: set[str]) -> Iterator[Path]:
    """Folders of a package that Python does not take for packages, though modules lie in them."""
    for folder in map(Path, package.__path__):
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            named = path.is_dir() and path.name.isidentifier() and not path.name.startswith("_")
            if named and path.name not in known and any(path.glob("*.py")):
                yield path


def _spells(package: ModuleType, name: str, spelt: str) -> bool:
    """Whether a module's source holds a text in quotes; true also where there is no source to look at."""
    for folder in package.__path__:
        file = Path(folder) / f"{name}.py"
        if file.is_file():
            source = file.read_text(encoding="utf-8", errors="replace")
            return f'"{spelt}"' in source or f"'{spelt}'" in source
    return True


def lazy_import(name: str) -> ModuleType:
    """The module ``name``, imported when one of its attributes is first used.

    Raises :class:`ModuleNotFoundError` at once if it is not installed.
    """
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.find_spec(name)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    loader = importlib.util.LazyLoader(spec.loader)
    spec.loader = loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    loader.exec_module(module)
    return module


def first_line(function: Callable[..., Any]) -> str:
    """The first line of a docstring."""
    return (function.__doc__ or "").strip().split("\n", 1)[0]
