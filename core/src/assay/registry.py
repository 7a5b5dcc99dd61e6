"""Finding plugins, loading only those that are asked for, and keeping a broken one from breaking anything else.

An entry point in the group ``assay`` is named after the domain of what it brings
(``math``), and is loaded when a name of that domain (``math.answer``) is asked for; of a
package without hooks only the modules that spell the name. All of it is loaded to list
what there is, and for a name that is not found.

pluggy's own entry-point loading stops at the first plugin that fails and lets
one distribution shadow another, so the entry points are loaded here, one by one.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from types import ModuleType
from typing import Any, Generic, TypeVar

import pluggy

from assay import hookspecs, sandbox
from assay.descriptions import (
    API_VERSION,
    Description,
    Exporter,
    Generator,
    SandboxBackend,
    Verifier,
    collect,
)
from assay.errors import UsageError
from assay.forks import fork_lock
from assay.models import Model
from assay.recipes import Recipe
from assay.sandbox import AUTO, Sandbox, Unavailable

KINDS: dict[str, type[Description]] = {
    "generators": Generator,
    "verifiers": Verifier,
    "sandboxes": SandboxBackend,
    "recipes": Recipe,
    "models": Model,
    "exporters": Exporter,
}
_FOLDERS = ("generators", "verifiers", "recipes")
_SHARED = {"sandboxes": "sandbox", "models": "model", "exporters": "export"}
"""Kinds that have one domain for all plugins: ``sandbox.docker``, ``model.openai``, ``export.sft``."""
_OF_CORE = ("assay", *_SHARED.values())


@dataclass(eq=False)
class Plugin:
    """One entry point: where it came from, what it registered, what is wrong with it."""

    name: str
    distribution: str
    version: str
    module: str
    source: EntryPoint | ModuleType
    loaded: set[str] = field(default_factory=set)  # kinds of which all is known
    asked: set[tuple[str, str]] = field(default_factory=set)  # kinds and names that were looked for
    package: str = ""  # where its parts are collected from, if it has no hooks
    problems: list[str] = field(default_factory=list)
    registered: dict[str, list[str]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return f"{self.distribution} {self.version}"

    @property
    def key(self) -> str:
        return f"{self.distribution}:{self.name}"

    def brings(self, domain: str) -> bool:
        """Whether names of that domain are to be expected of it."""
        return self.name == domain or (self.name == "core" and domain in _OF_CORE)


_D = TypeVar("_D", bound=Description)

_LOADING = fork_lock()


@dataclass(frozen=True)
class Part(Generic[_D]):
    """A description together with the plugin that registered it."""

    description: _D
    plugin: Plugin


class Registry:
    """The plugins that are installed, and what those of them that were asked for registered, by name."""

    def __init__(self, extra: Iterable[tuple[str, ModuleType]] = ()) -> None:
        """``extra`` are ``(name, module)`` pairs, for tests."""
        self._manager = pluggy.PluginManager(hookspecs.GROUP)
        self._manager.add_hookspecs(hookspecs)
        self._parts: dict[str, dict[str, Part[Any]]] = {kind: {} for kind in KINDS}
        self._modules: dict[Plugin, ModuleType | None] = {}
        self._unusable: dict[str, str] = {}  # name -> why a run that needs it must not start
        points = sorted(
            entry_points(group=hookspecs.GROUP), key=lambda e: (e.name, e.dist.name if e.dist else "")
        )
        self.plugins = [
            Plugin(p.name, p.dist.name if p.dist else "unknown", p.dist.version if p.dist else "", p.value, p)
            for p in points
        ]
        self.plugins += [
            Plugin(name, f"extra-{name}", "0", module.__name__, module) for name, module in extra
        ]

    # -- what is loaded

    def parts(self, kind: str) -> dict[str, Part[Any]]:
        """All parts of a kind, by name; loads every plugin."""
        self._load(self.plugins, kind)
        return dict(sorted(self._parts[kind].items()))

    def load_all(self) -> None:
        """Load everything that every plugin brings, so that what is wrong with one is known."""
        for kind in KINDS:
            self._load(self.plugins, kind)

    def of_domain(self, kind: str, domain: str) -> dict[str, Part[Any]]:
        """The parts of a kind that have names of a domain, by name; loads the plugins of that domain."""
        self._load((plugin for plugin in self.plugins if plugin.brings(domain)), kind)
        return {name: part for name, part in self._parts[kind].items() if name.split(".", 1)[0] == domain}

    # -- looking things up

    def generator(self, name: str) -> Part[Generator]:
        return self._find("generators", name, "generator")

    def verifier(self, name: str) -> Part[Verifier]:
        return self._find("verifiers", name, "verifier")

    def verifiers(self, names: Iterable[str]) -> list[Part[Verifier]]:
        """Verifiers and those that they use themselves, each once, the used ones first."""
        found: dict[str, Part[Verifier]] = {}

        def add(name: str, above: tuple[str, ...]) -> None:
            if name in above:
                raise UsageError(f"verifier {name!r} uses itself, by way of {' and '.join(above)}")
            if name not in found:
                part = self.verifier(name)
                for used in part.description.uses:
                    add(used, (*above, name))
                found[name] = part

        for name in names:
            add(name, ())
        return list(found.values())

    def recipe(self, name: str) -> Part[Recipe[Any]]:
        return self._find("recipes", name, "recipe")

    def model(self, name: str) -> Part[Model]:
        """A kind of model by its name, with or without the domain ``model``."""
        return self._find("models", name if "." in name else f"model.{name}", "model")

    def exporter(self, name: str) -> Part[Exporter]:
        """An exporter by its name, with or without the domain ``export``."""
        return self._find("exporters", name if "." in name else f"export.{name}", "exporter")

    def sandbox(self, name: str) -> Part[SandboxBackend]:
        """A sandbox backend by its name, with or without the domain ``sandbox``."""
        return self._find("sandboxes", name if "." in name else f"sandbox.{name}", "sandbox")

    def has(self, kind: str, name: str) -> bool:
        """Whether there is a part of that kind and name here.

        Raises :class:`~assay.UsageError` if it may be there and cannot be used: a plugin of its
        domain has a problem.
        """
        if self._lookup(kind, name) is not None:
            return True
        domain = name.split(".", 1)[0]
        broken = next((p for p in self.plugins if p.brings(domain) and p.problems), None)
        if broken is not None or name in self._unusable:
            title = f"plugin {broken.name!r} ({broken.title})" if broken else "it"
            raise UsageError(f"{name} cannot be looked for: {title} has a problem, see 'assay plugins'")
        return False

    def generators_named(self, names: Iterable[str]) -> list[Part[Generator]]:
        """Generators for names that are generators, domains or ``domain:topic``, sorted and without repeats."""
        found: dict[str, Part[Generator]] = {}
        for name in names:
            domain, colon, topic = name.partition(":")
            matches = {} if "." in domain else self.of_domain("generators", domain)
            if colon:
                topics = {t for p in matches.values() for t in p.description.topics}
                if matches and topic not in topics:
                    near = difflib.get_close_matches(topic, topics, 3)
                    hint = (
                        f"did you mean {' or '.join(near)}?"
                        if near
                        else f"it has {', '.join(sorted(topics))}"
                    )
                    raise UsageError(f"domain {domain!r} has no topic {topic!r}: {hint}")
                matches = {n: p for n, p in matches.items() if topic in p.description.topics}
            broken = [p for p in self.plugins if "." not in domain and p.brings(domain) and p.problems]
            if matches and broken:
                raise UsageError(
                    f"plugin {broken[0].name!r} ({broken[0].title}) has a problem, so that not all generators of "
                    f"{domain} are there: see 'assay plugins', or name those that you want"
                )
            if not matches:
                part = self.generator(name)
                matches = {part.description.name: part}
            found |= matches
        return [found[name] for name in sorted(found)]

    def proves_wrong(self, verifier: str, reason: str) -> bool:
        """Whether a rejection by it for this reason says that a response is wrong, not only unfit or unreadable."""
        part = self._lookup("verifiers", verifier)
        return part is not None and reason in part.description.proves_wrong

    def open_sandbox(self, name: str = AUTO) -> tuple[str, Sandbox]:
        """The name of a backend and what it opened: the one called ``name``, for ``auto`` the first that works.

        Raises :class:`~assay.UsageError` with what each one lacks.
        """
        if name == AUTO:
            found = self.of_domain("sandboxes", "sandbox").values()
            asked = sorted(found, key=lambda part: part.description.rank)
        else:
            asked = [self.sandbox(name)]
        reasons = []
        for part in asked:
            short = part.description.name.removeprefix("sandbox.")
            try:
                return short, part.description.open()
            except Unavailable as error:
                reasons.append(f"{short}: {str(error).rstrip('.')}")
        if not asked:
            raise UsageError(
                "this needs a sandbox to run code in and none is installed: pip install assay-sandboxes"
            )
        which = "no sandbox works here" if name == AUTO else f"sandbox {name!r} does not work here"
        raise UsageError(f"{which}. " + ". ".join(reasons))

    def _lookup(self, kind: str, name: str) -> Part[Any] | None:
        """What is called so: in the plugins of its domain, and if it is not there in any."""
        domain = name.split(".", 1)[0]
        for plugin in self.plugins:
            if plugin.brings(domain):
                self._load_named(plugin, kind, name)
        near = (plugin for plugin in self.plugins if plugin.brings(domain))
        for plugins in (near, self.plugins):
            if name not in self._parts[kind] and name not in self._unusable:
                self._load(plugins, kind)
        return self._parts[kind].get(name)

    def _find(self, kind: str, name: str, one: str) -> Part[Any]:
        part = self._lookup(kind, name)
        if part is not None:
            return part
        if name in self._unusable:
            raise UsageError(f"{one} {name!r} cannot be used: {self._unusable[name]}")
        table = self._parts[kind]
        # Users write the name of a sandbox, model or exporter without its domain, which makes all names look alike.
        shared = _SHARED.get(kind, "")
        known = [n.removeprefix(f"{shared}.") for n in table] if shared else list(table)
        said = name.removeprefix(f"{shared}.") if shared else name
        if kind == "generators":
            known += sorted({n.split(".", 1)[0] for n in table})
        near = difflib.get_close_matches(said, known, 3, 0.75)
        hint = f"did you mean {' or '.join(map(repr, near))}?" if near else f"see 'assay list {kind}'"
        domain = name.split(".", 1)[0]
        own = [p for p in self.plugins if p.brings(domain)]
        broken = [p for p in own or self.plugins if p.problems]
        trouble = (
            f"; plugin {broken[0].name!r} ({broken[0].title}) has a problem, see 'assay plugins'"
            if broken
            else ""
        )
        raise UsageError(f"no {one} is called {said!r}: {hint}{trouble}")

    # -- loading

    def _add(self, kind: str, plugin: Plugin, description: Description) -> None:
        table, name = self._parts[kind], description.name
        wanted = _SHARED.get(kind, plugin.name)
        if description.domain != wanted and not plugin.brings(description.domain):
            plugin.problems.append(
                f"{name}: an entry point named {plugin.name!r} brings names that begin with '{wanted}.'; "
                f"rename it, or give {plugin.distribution} an entry point named {description.domain!r}"
            )
            return
        if name in self._unusable:
            plugin.problems.append(f"{name}: {self._unusable[name]}")
            return
        if name not in table:
            table[name] = Part(description, plugin)
            plugin.registered.setdefault(kind, []).append(name)
            return
        other = table[name].plugin
        # A domain belongs to the distribution assay-<domain>: nobody else can take its names away.
        owner = f"assay-{description.domain}"
        clash = f"both {other.title} and {plugin.title} register it; uninstall one of them"
        if other.distribution == owner != plugin.distribution:
            plugin.problems.append(f"name clash: {name} is registered by {other.title} already")
        elif plugin.distribution == owner != other.distribution:
            other.problems.append(f"name clash: {name} is registered by {plugin.title} already")
            other.registered[kind].remove(name)
            table[name] = Part(description, plugin)
            plugin.registered.setdefault(kind, []).append(name)
        else:
            for each in (other, plugin):
                each.problems.append(f"name clash: {name}: {clash}")
            other.registered[kind].remove(name)
            del table[name]
            self._unusable[name] = clash

    def _load(self, plugins: Iterable[Plugin], kind: str) -> None:
        """Everything of a kind that the plugins bring."""
        with _LOADING:  # another thread must not take what is loaded only in part for all there is
            for plugin in plugins:
                if kind in plugin.loaded:
                    continue
                module = self._import(plugin)
                plugin.loaded.add(kind)
                if plugin.package:
                    self._collect(plugin, kind)
                elif module is not None:
                    self._ask_hook(plugin, kind)

    def _load_named(self, plugin: Plugin, kind: str, name: str) -> None:
        """What a plugin brings under a name, without importing what does not spell it."""
        with _LOADING:
            if kind in plugin.loaded or (kind, name) in plugin.asked:
                return
            plugin.asked.add((kind, name))
            self._import(plugin)
            if plugin.package and kind in _FOLDERS:
                self._collect(plugin, kind, name)
            else:
                self._load([plugin], kind)

    def _import(self, plugin: Plugin) -> ModuleType | None:
        """The plugin's module, registered; ``None`` if that fails, which is then among its problems."""
        if plugin in self._modules:
            return self._modules[plugin]
        self._modules[plugin] = None
        source, manager = plugin.source, self._manager
        try:
            module = source.load() if isinstance(source, EntryPoint) else source
        except (Exception, SystemExit) as error:
            plugin.problems.append(f"import of {plugin.module} failed: {type(error).__name__}: {error}")
            return None
        key = plugin.key
        try:
            manager.register(module, name=key)
            manager.check_pending()
        except Exception as error:
            if manager.has_plugin(key):
                manager.unregister(name=key)
            plugin.problems.append(" ".join(str(error).split()))
            return None
        if not any(i.plugin_name == key for kind in KINDS for i in self._hook(kind).get_hookimpls()):
            inside = getattr(module, "__path__", None)
            if inside is None or not any(_is_package(module, folder) for folder in _FOLDERS):
                plugin.problems.append(
                    f"{plugin.module} registers nothing: it has no function decorated with assay.hookimpl, "
                    f"and is no package with a folder {', '.join(_FOLDERS[:-1])} or {_FOLDERS[-1]}"
                )
                return None
            plugin.package = module.__name__
        self._modules[plugin] = module
        return module

    def _hook(self, kind: str) -> Any:
        return getattr(self._manager.hook, f"assay_register_{kind}")

    def _ask_hook(self, plugin: Plugin, kind: str) -> None:
        for implementation in self._hook(kind).get_hookimpls():
            if implementation.plugin_name != plugin.key:
                continue
            try:
                items = list(implementation.function())
            except (Exception, SystemExit) as error:
                plugin.problems.append(f"assay_register_{kind} failed: {type(error).__name__}: {error}")
                continue
            self._take(kind, plugin, items, f"assay_register_{kind}")

    def _collect(self, plugin: Plugin, kind: str, spelt: str = "") -> None:
        """What the folder of a kind holds in a package without hooks; with ``spelt``, what has that name."""
        module = self._modules[plugin]
        if module is None or kind not in _FOLDERS or not _is_package(module, kind):
            return
        folder = f"{plugin.package}.{kind}"
        problems: list[str] = []
        items = [each for each in collect(folder, KINDS[kind], spelt, problems) if spelt in ("", each.name)]
        if not spelt:  # now with all the others; what is broken is told once
            plugin.problems += problems
            for name in plugin.registered.pop(kind, []):
                if name in self._parts[kind] and self._parts[kind][name].plugin is plugin:
                    del self._parts[kind][name]
        self._take(kind, plugin, items, folder)

    def _take(self, kind: str, plugin: Plugin, items: Iterable[Any], place: str) -> None:
        expected = KINDS[kind]
        for item in items:
            if not isinstance(item, expected):
                plugin.problems.append(
                    f"{place} returned {type(item).__name__}, expected {expected.__name__}"
                )
            elif item.api_version != API_VERSION:
                plugin.problems.append(
                    f"{item.name} is written for plugin API {item.api_version}, "
                    f"this core has {API_VERSION}; update {plugin.distribution} or assay-core"
                )
            else:
                self._add(kind, plugin, item)


def _is_package(module: ModuleType, folder: str) -> bool:
    spec = find_spec(f"{module.__name__}.{folder}")
    return spec is not None and spec.submodule_search_locations is not None


@cache
def installed() -> Registry:
    """The registry of this process, which loads a plugin when it is first asked for."""
    return Registry()


def find_verifier(name: str) -> Verifier:
    """The verifier of that name; raises :class:`~assay.UsageError` with the nearest names if there is none."""
    return installed().verifier(name).description


sandbox.find_with(lambda name: installed().open_sandbox(name)[1])
