"""Plugins: whose domain is whose, what one brings, and what its author got wrong, in one sentence each.

An entry point in the group ``assay`` is named after the domain of what it brings (``math``), and the
domain belongs to the distribution ``assay-<domain>``; if that is not installed, to the only one that has
an entry point of that name. The entry point of another distribution says by its name that it adds to
a domain (``math.olympiad``). One that is named ``math`` and is not the owner's is never loaded.

pluggy's own loading stops at the first plugin that fails and lets one distribution shadow another, so
its markers are used and the entry points are loaded here, one by one. What a plugin prints while it is
loaded goes to standard error: what a command prints for machines stays whole.
"""

from __future__ import annotations

import difflib
import inspect
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from assay import hookspecs
from assay.descriptions import (
    API_VERSION,
    Description,
    Exporter,
    Generator,
    SandboxBackend,
    Verifier,
    collect,
)
from assay.faults import failure, line_of, shown
from assay.models import Model
from assay.recipes import Recipe

KINDS: dict[str, type[Description]] = {
    "generators": Generator,
    "verifiers": Verifier,
    "sandboxes": SandboxBackend,
    "recipes": Recipe,
    "models": Model,
    "exporters": Exporter,
}
FOLDERS = ("generators", "verifiers", "recipes")
SHARED = {"sandboxes": "sandbox", "models": "model", "exporters": "export"}
"""Kinds that have one domain for all plugins: ``sandbox.docker``, ``model.openai``, ``export.sft``."""
HOOKS = {f"assay_register_{kind}": kind for kind in KINDS}
_OF_CORE = ("assay", *SHARED.values())
_OWNERS = {"assay": "assay-core", "model": "assay-core", "export": "assay-core", "sandbox": "assay-sandboxes"}
_POINT = re.compile(r"[a-z][a-z0-9_-]*(\.[\w.-]+)?\Z", re.ASCII)


@dataclass(eq=False)
class Plugin:
    """One entry point: where it came from, what it registered, what is wrong with it."""

    name: str
    distribution: str
    version: str
    module: str
    source: EntryPoint | ModuleType
    adds_to: str = ""  # somebody else's domain, to which it says that it adds
    refused: bool = False  # its entry point is another's domain or none; it is not loaded
    package: str = ""  # where its parts are collected from, if it has no hooks
    hooks: dict[str, Callable[[], Any]] = field(default_factory=dict)  # by kind
    notice: str = (
        ""  # NOTICE of its module: what everybody who gets its rows must be told, on the card of a run
    )
    problems: list[str] = field(default_factory=list)
    registered: dict[str, list[str]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return f"{self.distribution} {self.version}"

    @property
    def domain(self) -> str:
        return self.name.partition(".")[0].replace("-", "_")

    @property
    def top(self) -> str:
        """The top-level package or module of its code."""
        return self.module.partition(":")[0].partition(".")[0]

    def names(self, domain: str) -> bool:
        """Whether its entry point says that it brings names of that domain."""
        core = self.name == "core" and self.distribution == "assay-core"
        return self.domain == domain or (core and domain in _OF_CORE)

    def brings(self, domain: str) -> bool:
        """Whether names of that domain are to be expected of it."""
        return self.names(domain) and not self.refused

    def tell(self, problem: str) -> None:
        """Note what is wrong with it, once."""
        if problem not in self.problems:
            self.problems.append(problem)


def same(distribution: str) -> str:
    """The name of a distribution as indexes compare it: ``Assay_Math`` is ``assay-math``."""
    return re.sub(r"[-_.]+", "-", distribution).lower()


def usual_owner(domain: str) -> str:
    """The distribution that owns a domain wherever it is installed."""
    return _OWNERS.get(domain, f"assay-{domain.replace('_', '-')}")


def find_plugins(extra: Iterable[tuple[str, ModuleType]] = ()) -> tuple[list[Plugin], dict[str, str]]:
    """What is installed, by its metadata alone, and the owner of each domain that has one.

    ``extra`` are ``(domain, module)`` pairs, for tests: they add to any domain.
    """
    points = sorted(
        entry_points(group=hookspecs.GROUP), key=lambda e: (e.name, e.dist.name if e.dist else "")
    )
    plugins = [
        Plugin(p.name, p.dist.name if p.dist else "unknown", p.dist.version if p.dist else "", p.value, p)
        for p in points
    ]
    for plugin in plugins:
        if not _POINT.match(plugin.name):
            plugin.refused = True
            plugin.tell(
                f"its entry point is named {plugin.name!r}: name it after the domain of what it brings, in lower case "
                "letters, digits and '_', or 'domain.word' to add to the domain of another distribution"
            )
    owners = {domain: owner for domain in _OF_CORE if (owner := usual_owner(domain))}
    for domain in dict.fromkeys(p.domain for p in plugins if not p.refused):
        if domain not in SHARED.values():
            _settle(domain, [p for p in plugins if p.domain == domain and not p.refused], plugins, owners)
    plugins += [Plugin(name, f"extra-{name}", "0", module.__name__, module) for name, module in extra]
    return plugins, owners


def _settle(domain: str, asking: list[Plugin], plugins: list[Plugin], owners: dict[str, str]) -> None:
    """Who owns a domain, of the plugins whose entry points name it, and what the others may do."""
    usual = usual_owner(domain)
    claiming = {same(p.distribution): p for p in asking if "." not in p.name}
    if any(same(p.distribution) == usual for p in plugins):
        owners[domain] = usual
    elif len(claiming) == 1:
        owners[domain] = next(iter(claiming))
    elif claiming:
        titles = " and ".join(p.title for p in claiming.values())
        for plugin in claiming.values():
            plugin.tell(
                f"{titles} each claim the domain {domain!r}: uninstall one of them, or let one say that it adds to the "
                f"domain, by an entry point named '{domain}.<word>' in place of {plugin.name!r}"
            )
    for plugin in asking:
        if same(plugin.distribution) == owners.get(domain):
            continue
        if "." in plugin.name:
            plugin.adds_to = domain
        elif domain in owners:
            word = same(plugin.distribution).removeprefix("assay-").replace("-", "_")
            plugin.refused = True
            plugin.tell(
                f"the domain {domain!r} belongs to {owners[domain]}: to add to it, name the entry point of "
                f'{plugin.distribution} "{domain}.{word}" (with the quotes), in place of {plugin.name!r}'
            )


# -- what one brings


def load(plugin: Plugin) -> ModuleType | None:
    """Import a plugin's module and see what it has: hooks, or folders; ``None`` if nothing can be had from it."""
    if plugin.refused:
        return None
    source = plugin.source
    try:
        with redirect_stdout(sys.stderr):
            module = source.load() if isinstance(source, EntryPoint) else source
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # of a test framework or a native library, too
        plugin.tell(_not_imported(plugin, error))
        return None
    if not isinstance(module, ModuleType):
        plugin.tell(
            f"its entry point {plugin.name!r} names an object, {plugin.module}: name a module or a package"
        )
        return None
    found = len(plugin.problems)
    _read_notice(plugin, module)
    _read_hooks(plugin, module)
    folders = [kind for kind in FOLDERS if _is_package(module, kind)] if hasattr(module, "__path__") else []
    if plugin.hooks:
        for kind in folders:
            if kind not in plugin.hooks:
                plugin.tell(
                    f"{module.__name__} has hooks, so that its folder {kind!r} is not read by itself: add the hook "
                    f'assay_register_{kind}, which returns assay.collect("{module.__name__}.{kind}", '
                    f"assay.{KINDS[kind].__name__})"
                )
    elif hasattr(module, "__path__"):
        _read_folders(plugin, module)
        if folders:
            plugin.package = module.__name__
    if not plugin.hooks and not folders and len(plugin.problems) == found:
        plugin.tell(
            f"{plugin.module} registers nothing: it has no function decorated with assay.hookimpl, "
            f"and is no package with a folder {', '.join(FOLDERS[:-1])} or {FOLDERS[-1]}"
        )
    return module if plugin.hooks or plugin.package else None


def bring(plugin: Plugin, kind: str, spelt: str = "") -> list[Any]:
    """What a loaded plugin has of a kind; with ``spelt``, of a package without hooks, only what has that name."""
    problems: list[str] = []
    with redirect_stdout(sys.stderr):
        if plugin.package:
            root = sys.modules[plugin.package]
            if kind not in FOLDERS or not _is_package(root, kind):
                return []
            place = f"{plugin.package}.{kind}"
            items: list[Any] = collect(place, KINDS[kind], spelt, problems)
            items = [each for each in items if spelt in ("", each.name)]
            if spelt:  # what is broken is told when all is read
                problems = []
        elif kind in plugin.hooks:
            place = f"assay_register_{kind}"
            items = _ask(plugin, kind, problems)
        else:
            return []
    for problem in problems:
        plugin.tell(problem)
    return [item for item in items if _fits(plugin, kind, item, place)]


def _not_imported(plugin: Plugin, error: BaseException) -> str:
    missing = error.name if isinstance(error, ModuleNotFoundError) else None
    module = plugin.module.partition(":")[0]
    if missing and f"{module}.".startswith(f"{missing}."):
        return (
            f"its entry point names {plugin.module!r}, and no module {missing!r} is installed: "
            "name the one that is there, and see that the wheel holds it"
        )
    return failure(f"import of {plugin.module}", error, plugin.top)


def _read_notice(plugin: Plugin, module: ModuleType) -> None:
    notice = vars(module).get("NOTICE", "")
    if isinstance(notice, str):
        plugin.notice = " ".join(notice.split())
    else:
        plugin.tell(
            f"NOTICE of {module.__name__} is no text: write what the card of a run is to say as a string"
        )


def _read_hooks(plugin: Plugin, module: ModuleType) -> None:
    """The functions that are marked as hooks; those that were meant to be are told."""
    for name, value in list(vars(module).items()):
        # isinstance() would load a module that is imported lazily: it asks for its __class__.
        if not issubclass(type(value), FunctionType):
            if name in HOOKS:
                plugin.tell(f"{name} of {module.__name__} is no function: it must be one that returns a list")
            continue
        mark = getattr(value, f"{hookspecs.GROUP}_impl", None)
        place = line_of(value)
        if mark is None:
            near = difflib.get_close_matches(name, HOOKS, 1, 0.9)
            if hasattr(value, f"{hookspecs.GROUP}_spec") or not near:
                continue
            meant = "" if name in HOOKS else f"; if it is meant to be the hook {near[0]}, rename it too"
            plugin.tell(
                f"{place}: {name} is not decorated with @assay.hookimpl, so that it is never asked{meant}"
            )
            continue
        hook = mark.get("specname") or name
        if hook not in HOOKS:
            near = difflib.get_close_matches(hook, HOOKS, 1, 0.0)
            plugin.tell(f"{place}: there is no hook {hook}; did you mean {near[0]}?")
            continue
        needed = [p for p in inspect.signature(value).parameters.values() if p.default is p.empty]
        if any(p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD) for p in needed):
            takes = ", ".join(p.name for p in needed)
            plugin.tell(f"{place}: {hook} must take no arguments, and takes ({takes})")
            continue
        plugin.hooks[HOOKS[hook]] = value


def _read_folders(plugin: Plugin, package: ModuleType) -> None:
    """What lies in a package without hooks and looks as if it were meant to be read."""
    for folder in map(Path, package.__path__):
        if not folder.is_dir():
            continue
        for path in sorted(folder.iterdir()):
            name = path.name.removesuffix(".py")
            if path.is_dir() and name not in FOLDERS:
                meant = difflib.get_close_matches(name, FOLDERS, 1, 0.85)
                if meant and any(path.rglob("*.py")):
                    plugin.tell(f"{shown(path)}: the folder {name!r} is not read; did you mean {meant[0]!r}?")
            elif path.name.endswith(".py") and name in FOLDERS:
                plugin.tell(f"{shown(path)}: is a file; make it a folder {name!r} that holds files")
            elif path.name.endswith(".py") and re.search(
                rb"^def assay_register_", path.read_bytes(), re.MULTILINE
            ):
                plugin.tell(
                    f"{shown(path)}: its hooks are not asked, since the entry point names the package {package.__name__}; "
                    f"name {package.__name__}.{name}, or put what they return into the folders"
                )


def _ask(plugin: Plugin, kind: str, problems: list[str]) -> list[Any]:
    """What a hook returns."""
    function, hook, one = plugin.hooks[kind], f"assay_register_{kind}", KINDS[kind].__name__
    try:
        items = function()
        if isinstance(items, Description):
            problems.append(
                f"{line_of(function)}: {hook} returned one {type(items).__name__}: return a list, [it]"
            )
            return []
        if isinstance(items, str | bytes) or not isinstance(items, Iterable):
            told = "nothing" if items is None else type(items).__name__
            problems.append(f"{line_of(function)}: {hook} returned {told}, expected a list of {one}s")
            return []
        return list(items)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # of a test framework or a native library, too
        problems.append(failure(hook, error, plugin.top))
        return []


def _fits(plugin: Plugin, kind: str, item: Any, place: str) -> bool:
    """Whether this is a description of that kind that this core can read."""
    expected = KINDS[kind]
    at = f"{line_of(plugin.hooks[kind])}: " if kind in plugin.hooks else ""
    if not isinstance(item, expected):
        said = f"{type(item).__name__} {item.name}" if isinstance(item, Description) else type(item).__name__
        mend = ""
        if inspect.isfunction(item):
            said, mend = f"the function {item.__name__}", f"; it lacks its decorator ({line_of(item)})"
        plugin.tell(f"{at}{place} returned {said}, expected {expected.__name__}{mend}")
        return False
    if item.api_version != API_VERSION:
        plugin.tell(
            f"{item.name} is written for plugin API {item.api_version}, "
            f"this core has {API_VERSION}; update {plugin.distribution} or assay-core"
        )
        return False
    return True


def strays(plugin: Plugin) -> Iterator[tuple[str, Description, str]]:
    """Descriptions in the loaded modules of a package without hooks: their kind, and where they stand in words."""
    prefix = f"{plugin.package}."
    for name, module in list(sys.modules.items()):
        if not plugin.package or not name.startswith(prefix) or "._" in name:
            continue
        for value in list(vars(module).values()) if type(module) is ModuleType else ():
            if issubclass(type(value), Description):
                kind = next(kind for kind, one in KINDS.items() if isinstance(value, one))
                yield kind, value, f"it stands in {name}, and {kind} are read from the folder {kind!r}"


def _is_package(module: ModuleType, folder: str) -> bool:
    spec = find_spec(f"{module.__name__}.{folder}")
    return spec is not None and spec.submodule_search_locations is not None
