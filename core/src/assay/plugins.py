"""Finding plugins, and keeping a broken one from breaking anything else.

pluggy's own entry-point loading stops at the first plugin that fails and lets
one distribution shadow another, so the entry points are loaded here, one by one.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType
from typing import Any, Generic, TypeVar

import pluggy

from assay import hookspecs
from assay.errors import UsageError
from assay.models import Model
from assay.recipes import Recipe
from assay.specs import API_VERSION, Description, Exporter, Generator, SandboxBackend, Verifier

KINDS: dict[str, type[Description]] = {
    "generators": Generator,
    "verifiers": Verifier,
    "sandboxes": SandboxBackend,
    "recipes": Recipe,
    "models": Model,
    "exporters": Exporter,
}


@dataclass
class Plugin:
    """One entry point: where it came from, what it registered, what is wrong with it."""

    name: str
    distribution: str
    version: str
    module: str
    problems: list[str] = field(default_factory=list)
    registered: dict[str, list[str]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return f"{self.distribution} {self.version}"


_D = TypeVar("_D", bound=Description)


@dataclass(frozen=True)
class Part(Generic[_D]):
    """A description together with the plugin that registered it."""

    description: _D
    plugin: Plugin


class Registry:
    """All plugins found, and what they registered, by name."""

    def __init__(self) -> None:
        self.plugins: list[Plugin] = []
        self.generators: dict[str, Part[Generator]] = {}
        self.verifiers: dict[str, Part[Verifier]] = {}
        self.sandboxes: dict[str, Part[SandboxBackend]] = {}
        self.recipes: dict[str, Part[Recipe[Any]]] = {}
        self.models: dict[str, Part[Model]] = {}
        self.exporters: dict[str, Part[Exporter]] = {}
        self._unusable: dict[str, str] = {}  # name -> why a run that needs it must not start

    def parts(self, kind: str) -> dict[str, Part[Any]]:
        tables: dict[str, dict[str, Part[Any]]] = {
            "generators": self.generators,
            "verifiers": self.verifiers,
            "sandboxes": self.sandboxes,
            "recipes": self.recipes,
            "models": self.models,
            "exporters": self.exporters,
        }
        return tables[kind]

    def generator(self, name: str) -> Part[Generator]:
        return self._find(self.generators, name, "generator")

    def verifier(self, name: str) -> Part[Verifier]:
        return self._find(self.verifiers, name, "verifier")

    def proves_wrong(self, verifier: str, reason: str) -> bool:
        """Whether a rejection by it for this reason says that a response is wrong, not only unfit or unreadable."""
        part = self.verifiers.get(verifier)
        return part is not None and part.description.rules_out(reason)

    def sandbox(self, name: str) -> Part[SandboxBackend]:
        """A sandbox backend by its name, with or without the domain ``sandbox``."""
        full = name if "." in name else f"sandbox.{name}"
        if full not in self.sandboxes and full not in self._unusable:
            # Users write the name without its domain, which also makes names look more alike than they are.
            short = name.removeprefix("sandbox.")
            return self._find(
                {n.removeprefix("sandbox."): p for n, p in self.sandboxes.items()}, short, "sandbox"
            )
        return self._find(self.sandboxes, full, "sandbox")

    def recipe(self, name: str) -> Part[Recipe[Any]]:
        return self._find(self.recipes, name, "recipe")

    def model(self, name: str) -> Part[Model]:
        """A kind of model by its name, with or without the domain ``model``."""
        return self._find(self.models, name if "." in name else f"model.{name}", "model")

    def exporter(self, name: str) -> Part[Exporter]:
        """An exporter by its name, with or without the domain ``export``."""
        return self._find(self.exporters, name if "." in name else f"export.{name}", "exporter")

    def generators_named(self, names: Iterable[str]) -> list[Part[Generator]]:
        """Generators for names that are generators or whole domains, sorted and without repeats."""
        found: dict[str, Part[Generator]] = {}
        for name in names:
            matches = [n for n in self.generators if n.split(".", 1)[0] == name]
            for match in matches or [self.generator(name).description.name]:
                found[match] = self.generators[match]
        return [found[name] for name in sorted(found)]

    def _find(self, table: dict[str, Part[_D]], name: str, kind: str) -> Part[_D]:
        if name in table:
            return table[name]
        if name in self._unusable:
            raise UsageError(f"{kind} {name!r} cannot be used: {self._unusable[name]}")
        known = [*table, *({n.split(".", 1)[0] for n in table} if kind == "generator" else ())]
        near = difflib.get_close_matches(name, known, 3, 0.75)
        hint = (
            f"did you mean {' or '.join(map(repr, near))}?"
            if near
            else f"see 'assay list {kind}{'es' if kind == 'sandbox' else 's'}'"
        )
        broken = [p for p in self.plugins if p.problems]
        trouble = (
            f"; plugin {broken[0].name!r} ({broken[0].title}) has a problem, see 'assay plugins'"
            if broken
            else ""
        )
        raise UsageError(f"no {kind} is called {name!r}: {hint}{trouble}")

    def _add(self, kind: str, plugin: Plugin, description: Description) -> None:
        table, name = self.parts(kind), description.name
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


def load(extra: Iterable[tuple[str, ModuleType]] = ()) -> Registry:
    """A registry of all installed plugins, and of ``extra`` ``(name, module)`` pairs (for tests)."""
    registry = Registry()
    manager = pluggy.PluginManager(hookspecs.GROUP)
    manager.add_hookspecs(hookspecs)
    points = sorted(
        entry_points(group=hookspecs.GROUP), key=lambda e: (e.name, e.dist.name if e.dist else "")
    )
    for point in points:
        plugin = Plugin(
            point.name,
            point.dist.name if point.dist else "unknown",
            point.dist.version if point.dist else "",
            point.value,
        )
        registry.plugins.append(plugin)
        _load_one(registry, manager, plugin, point)
    for name, module in extra:
        plugin = Plugin(name, f"extra-{name}", "0", module.__name__)
        registry.plugins.append(plugin)
        _load_one(registry, manager, plugin, module)
    for kind in KINDS:
        table = registry.parts(kind)
        for name in sorted(table):
            table[name] = table.pop(name)
    return registry


def _load_one(
    registry: Registry, manager: pluggy.PluginManager, plugin: Plugin, source: EntryPoint | ModuleType
) -> None:
    """Import and register one plugin; whatever goes wrong is written down in it."""
    try:
        module = source.load() if isinstance(source, EntryPoint) else source
    except (Exception, SystemExit) as error:
        plugin.problems.append(f"import of {plugin.module} failed: {type(error).__name__}: {error}")
        return
    key = f"{plugin.distribution}:{plugin.name}"
    try:
        manager.register(module, name=key)
        manager.check_pending()
    except Exception as error:
        if manager.has_plugin(key):
            manager.unregister(name=key)
        plugin.problems.append(" ".join(str(error).split()))
        return
    for kind, expected in KINDS.items():
        hook = getattr(manager.hook, f"assay_register_{kind}")
        for implementation in hook.get_hookimpls():
            if implementation.plugin_name != key:
                continue
            try:
                items = list(implementation.function())
            except (Exception, SystemExit) as error:
                plugin.problems.append(f"assay_register_{kind} failed: {type(error).__name__}: {error}")
                continue
            for item in items:
                if not isinstance(item, expected):
                    plugin.problems.append(
                        f"assay_register_{kind} returned {type(item).__name__}, expected {expected.__name__}"
                    )
                elif item.api_version != API_VERSION:
                    plugin.problems.append(
                        f"{item.name} is written for plugin API {item.api_version}, "
                        f"this core has {API_VERSION}; update {plugin.distribution} or assay-core"
                    )
                else:
                    registry._add(kind, plugin, item)
