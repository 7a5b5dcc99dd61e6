"""The parts of installed plugins by name, loading only those that are asked for.

An entry point is loaded when a name of its domain (``math.answer``) is asked for; of a
package without hooks only the modules that spell the name. All of it is loaded to list
what there is, and for a name that is not found. What is wrong with one plugin breaks
nothing else.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any, Generic, TypeVar

from assay import sandbox
from assay.descriptions import Description, Exporter, Generator, SandboxBackend, Verifier
from assay.errors import UsageError, counted
from assay.faults import failure
from assay.forks import fork_lock
from assay.models import Model
from assay.plugins import FOLDERS, KINDS, SHARED, Plugin, bring, find_plugins, load, same, strays, usual_owner
from assay.recipes import Recipe
from assay.sandbox import AUTO, Sandbox, Unavailable

__all__ = ["KINDS", "Part", "Plugin", "Registry", "find_verifier", "installed"]

_LOCK = fork_lock()
"""One for all registries: while a plugin is loaded, standard output is set aside, for the whole process."""
_D = TypeVar("_D", bound=Description)
NAMED = 3  # parts that are named where many have the same problem


@dataclass(frozen=True)
class Part(Generic[_D]):
    """A description together with the plugin that registered it."""

    description: _D
    plugin: Plugin


class Registry:
    """The plugins that are installed, and what those of them that were asked for registered, by name."""

    def __init__(self, extra: Iterable[tuple[str, ModuleType]] = ()) -> None:
        """``extra`` are ``(name, module)`` pairs, for tests."""
        self._parts: dict[str, dict[str, Part[Any]]] = {kind: {} for kind in KINDS}
        self._modules: dict[Plugin, ModuleType | None] = {}
        self._loaded: set[tuple[Plugin, str]] = set()  # plugins and the kinds of which all is known
        self._asked: set[tuple[Plugin, str, str]] = set()  # plugins, and kinds and names that were looked for
        self._unusable: dict[str, str] = {}  # name -> why a run that needs it must not start
        self._refused: dict[str, str] = {}  # name -> why it was not taken, where nobody else may have it
        self.plugins, self.owners = find_plugins(extra)

    # -- what is loaded

    def parts(self, kind: str) -> dict[str, Part[Any]]:
        """All parts of a kind, by name; loads every plugin."""
        self._load(self.plugins, kind)
        return dict(sorted(self._parts[kind].items()))

    def load_all(self) -> None:
        """Load everything that every plugin brings, so that what is wrong with one is known."""
        for kind in KINDS:
            self._load(self.plugins, kind)
        known = {plugin: list(plugin.problems) for plugin in self.plugins}
        self._check_names()
        for plugin in self.plugins:
            for kind, each, where in strays(plugin):
                whole = re.compile(rf"{re.escape(each.name)}(?!\w)")
                told = any(map(whole.search, known[plugin])) or any(
                    repr(each.name) in p and where in p for p in plugin.problems
                )
                if each.name not in self._parts[kind] and not told:
                    plugin.tell(f"{each.place}: {each.name} is not registered: {where}")
                    known[plugin].append(each.name)  # others may import it

    def _check_names(self) -> None:
        """Tell authors which verifiers their parts name that are not there: each once, and its cause in one place."""
        missing: dict[tuple[Plugin, str], dict[str, str]] = {}  # the names and places of the parts
        for kind in FOLDERS:
            for part in list(self._parts[kind].values()):
                each = part.description
                for name in [each.name] if kind == "verifiers" else each.verifiers:
                    try:
                        self.verifiers([name])
                    except UsageError as error:
                        missing.setdefault((part.plugin, str(error)), {})[each.name] = each.place
        for (plugin, said), parts in missing.items():
            for broken in self.plugins:
                if broken.problems:  # which are listed by themselves
                    said = said.removesuffix(f", see 'assay plugins': {broken.problems[0]}")
            first, *others = parts
            if len(others) > NAMED:
                others[NAMED:] = [counted(len(others) - NAMED, "other")]
            also = f" (as {' and '.join(others)} too)" if others else ""
            plugin.tell(f"{parts[first]}: {first} names a verifier that cannot be had{also}: {said}")

    def foreign(self, part: Part[Any]) -> bool:
        """Whether another distribution than the owner of its domain brings it."""
        return self.owners.get(part.description.domain) != same(part.plugin.distribution)

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
        if name in self._unusable:
            raise UsageError(f"{name} cannot be used: {self._unusable[name]}")
        broken = next((p for p in self.plugins if p.brings(domain) and p.problems), None)
        if broken is not None:
            raise UsageError(f"{name} cannot be looked for: {_ails(broken)}")
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
            usual = {n: p for n, p in matches.items() if p.description.on_request in ("", topic)}
            matches = usual or matches
            broken = [p for p in self.plugins if "." not in domain and p.brings(domain) and p.problems]
            if matches and broken:
                raise UsageError(
                    f"not all generators of {domain} are there (name those that you want): {_ails(broken[0])}"
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
            except Exception as error:
                reasons.append(f"{short}: {failure('opening it', error, part.plugin.top)}")
        if not asked:
            raise UsageError(
                "this needs a sandbox to run code in and none is installed: pip install assay-sandboxes"
            )
        which = "no sandbox works here" if name == AUTO else f"sandbox {name!r} does not work here"
        raise UsageError(f"{which}. " + ". ".join(reasons))

    def _lookup(self, kind: str, name: str) -> Part[Any] | None:
        """What is called so: in the plugins of its domain, and if it is not there in any."""
        domain = name.split(".", 1)[0]
        near = [plugin for plugin in self.plugins if plugin.brings(domain)]
        for plugin in near:
            self._load_named(plugin, kind, name)
        for plugins in (near, self.plugins):
            if name not in self._parts[kind] and name not in self._unusable:
                self._load(plugins, kind)
        part = self._parts[kind].get(name)
        if part is not None and part.plugin.adds_to:
            # Where the owner's own cannot be read, nobody knows that this is not a name of the owner's.
            owners = [p for p in near if same(p.distribution) == self.owners.get(domain)]
            self._load(owners, kind)
            broken = next((p for p in owners if p.problems), None)
            if broken is not None:
                raise UsageError(
                    f"{name} of {part.plugin.title} cannot be used while {broken.title}, which owns the domain "
                    f"{domain!r}, is broken: {_ails(broken)}"
                )
            part = self._parts[kind].get(name)
        return part

    def _find(self, kind: str, name: str, one: str) -> Part[Any]:
        part = self._lookup(kind, name)
        if part is not None:
            return part
        if name in self._unusable:
            raise UsageError(f"{one} {name!r} cannot be used: {self._unusable[name]}")
        table = self._parts[kind]
        # Users write the name of a sandbox, model or exporter without its domain, which makes all names look alike.
        shared = SHARED.get(kind, "")
        known = [n.removeprefix(f"{shared}.") for n in table] if shared else list(table)
        said = name.removeprefix(f"{shared}.") if shared else name
        if kind == "generators":
            known += sorted({n.split(".", 1)[0] for n in table})
        near = difflib.get_close_matches(said, known, 3, 0.75)
        hint = f"did you mean {' or '.join(map(repr, near))}?" if near else f"see 'assay list {kind}'"
        domain = name.split(".", 1)[0]
        if not near and "." in name and not any(plugin.names(domain) for plugin in self.plugins):
            hint = f"no plugin of the domain {domain!r} is installed"
        why = self._astray(kind, name)
        if not why:
            why = f"; {self._refused[name]}" if name in self._refused else self._trouble(name)
        raise UsageError(f"no {one} is called {said!r}: {hint}{why}")

    def _astray(self, kind: str, name: str) -> str:
        """Where a name stands that is in a folder of another kind."""
        for plugin in self.plugins:
            if plugin.brings(name.partition(".")[0]):
                for each in FOLDERS:
                    self._load([plugin], each)
                for found, part, where in strays(plugin):
                    if (found, part.name) == (kind, name):
                        return f"; {where} ({part.place})"
        return ""

    def _trouble(self, name: str) -> str:
        """Which broken plugin may be the one that brings a name, by its entry point or its distribution."""
        domain, _, thing = name.partition(".")
        meant = {usual_owner(domain), f"assay-{thing.replace('_', '-')}" if domain in SHARED.values() else ""}
        for plugin in self.plugins:
            if plugin.problems and (plugin.names(domain) or same(plugin.distribution) in meant):
                return f"; {_ails(plugin)}"
        return ""

    # -- loading

    def _add(self, kind: str, plugin: Plugin, description: Description) -> None:
        table, name = self._parts[kind], description.name
        domain, at = description.domain, f"{description.place}: " if description.place else ""
        wanted = SHARED.get(kind, plugin.domain)
        if domain != wanted and not plugin.brings(domain):
            self._refused[name] = (
                f"{plugin.distribution} has it, and its entry point {plugin.name!r} brings names of another domain"
            )
            plugin.tell(
                f"{at}{name}: an entry point named {plugin.name!r} brings names that begin with '{wanted}.'; "
                f"rename it, or give {plugin.distribution} an entry point named {domain!r}"
            )
            return
        if name in self._unusable:
            plugin.tell(f"{name}: {self._unusable[name]}")
            return
        if name not in table:
            table[name] = Part(description, plugin)
            plugin.registered.setdefault(kind, []).append(name)
            return
        earlier = table[name]
        other, owner = earlier.plugin, self.owners.get(domain)
        mine, theirs = same(plugin.distribution) == owner, same(other.distribution) == owner
        if theirs and not mine:
            plugin.tell(f"{at}name clash: {name} is registered by {other.title} already; rename it")
            return
        other.registered[kind].remove(name)
        if mine and not theirs:
            before = f"{earlier.description.place}: " if earlier.description.place else ""
            other.tell(f"{before}name clash: {name} is registered by {plugin.title} already; rename it")
            table[name] = Part(description, plugin)
            plugin.registered.setdefault(kind, []).append(name)
            return
        del table[name]
        if same(plugin.distribution) == same(other.distribution):
            why = f"{plugin.title} has it twice, at {earlier.description.place} and {description.place}; rename one"
        else:
            why = f"both {other.title} and {plugin.title} register it; uninstall one of them"
        self._unusable[name] = why
        for each in (other, plugin):
            each.tell(f"name clash: {name}: {why}")

    def _load(self, plugins: Iterable[Plugin], kind: str) -> None:
        """Everything of a kind that the plugins bring."""
        with _LOCK:  # another thread must not take what is loaded only in part for all there is
            for plugin in plugins:
                if (plugin, kind) in self._loaded:
                    continue
                module = self._import(plugin)
                self._loaded.add((plugin, kind))
                if module is None:
                    continue
                items = bring(plugin, kind)
                for name in plugin.registered.pop(kind, []):  # now with all the others
                    if name in self._parts[kind] and self._parts[kind][name].plugin is plugin:
                        del self._parts[kind][name]
                for item in items:
                    self._add(kind, plugin, item)

    def _load_named(self, plugin: Plugin, kind: str, name: str) -> None:
        """What a plugin brings under a name, without importing what does not spell it."""
        with _LOCK:
            if (plugin, kind) in self._loaded or (plugin, kind, name) in self._asked:
                return
            self._asked.add((plugin, kind, name))
            if self._import(plugin) is None or not (plugin.package and kind in FOLDERS):
                self._load([plugin], kind)
                return
            for item in bring(plugin, kind, name):
                self._add(kind, plugin, item)

    def _import(self, plugin: Plugin) -> ModuleType | None:
        """The plugin's module, loaded once; ``None`` if that fails, which is then among its problems."""
        if plugin not in self._modules:
            self._modules[plugin] = None  # for what it asks of us while it is loaded
            self._modules[plugin] = load(plugin)
        return self._modules[plugin]


def _ails(plugin: Plugin) -> str:
    """Which plugin is broken, and what is wrong with it first of all."""
    return f"plugin {plugin.name!r} ({plugin.title}) has a problem, see 'assay plugins': {plugin.problems[0]}"


@cache
def installed() -> Registry:
    """The registry of this process, which loads a plugin when it is first asked for."""
    return Registry()


def find_verifier(name: str) -> Verifier:
    """The verifier of that name; raises :class:`~assay.UsageError` with the nearest names if there is none."""
    return installed().verifier(name).description


sandbox.find_with(lambda name: installed().open_sandbox(name)[1])
