"""Source files as namespaces, and the closure of a function: what it needs to stand alone."""

from __future__ import annotations

import ast
import builtins
import keyword
import symtable
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from assay_code.harvest import cleaning, places
from assay_code.programs import screen
from assay_code.syntax import tree_of

MAX_PARTS = 8
"""Most helpers and constants that a function may bring."""
MAX_CONSTANT = 2_000
"""Longest text of a constant."""
MAX_HOPS = 4
"""Modules that a name may be handed on through."""

MAX_MODULES = 200
"""Modules that are held in memory."""

_BUILTINS = frozenset(dir(builtins))


class Dropped(Exception):
    """Why a function is not used: a reason code."""


class Tree:
    """The modules below a folder; the last ones are kept."""

    def __init__(self, base: Path) -> None:
        self.base = base
        self._modules: dict[Path, Module | None] = {}

    def module(self, file: Path) -> Module | None:
        """The module in a file, ``None`` where it cannot be read."""
        if file not in self._modules:
            if len(self._modules) >= MAX_MODULES:
                del self._modules[next(iter(self._modules))]
            self._modules[file] = None
            try:
                if file.stat().st_size <= places.MAX_FILE:
                    self._modules[file] = Module(file.read_text("utf-8"), file, self)
            except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
                pass
        return self._modules[file]

    def named(self, name: str, level: int, importer: Path) -> Module | None:
        """The module that an import statement in ``importer`` means, if it is one of this tree."""
        folder = self.base
        if level:
            folder = importer.parent
            for _ in range(level - 1):
                folder = folder.parent
        path = folder.joinpath(*name.split(".")) if name else folder
        for file in (path.with_suffix(".py"), path / "__init__.py"):
            if self.base in file.parents and file.is_file():
                return self.module(file)
        return None


class Module:
    """One file: what its names mean at the top level."""

    def __init__(self, text: str, file: Path, tree: Tree) -> None:
        self.text, self.file, self.owner = text, file, tree
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of invalid escapes in other people's strings
            self.tree = tree_of(text)
        self.definitions: dict[str, ast.stmt] = {}
        self.imports: dict[str, tuple[str, str]] = {}  # name: module, and name in it
        self.levels: dict[str, int] = {}  # of imports: how many dots
        bound = Counter[str]()
        for node in self.tree.body:
            bound.update(_bindings(node))
            if isinstance(node, cleaning.Definition):
                self.definitions[node.name] = node
            elif (
                isinstance(node, ast.Assign)
                and len(node.targets) == 1
                and isinstance(node.targets[0], ast.Name)
            ):
                self.definitions[node.targets[0].id] = node
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
                self.definitions[node.target.id] = node
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    self.imports[alias.asname or alias.name.split(".")[0]] = (alias.name, "")
            elif isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    self.imports[alias.asname or alias.name] = (node.module or "", alias.name)
                    self.levels[alias.asname or alias.name] = node.level
        for name, count in bound.items():
            if count > 1:  # which one holds depends on what ran
                self.definitions.pop(name, None)

    def candidates(self) -> Iterator[tuple[str, cleaning.Definition]]:
        """Top-level functions and static methods, with their qualified names."""
        for node in self.tree.body:
            if isinstance(node, cleaning.Definition):
                yield node.name, node
            elif isinstance(node, ast.ClassDef):
                for one in node.body:
                    if isinstance(one, cleaning.Definition) and any(
                        isinstance(d, ast.Name) and d.id == "staticmethod" for d in one.decorator_list
                    ):
                        yield f"{node.name}.{one.name}", one

    def resolve(self, name: str) -> tuple[Module, ast.stmt] | None:
        """The definition of a name, here or in the module of this tree that it is imported from."""
        module: Module | None = self
        for _ in range(MAX_HOPS):
            assert module is not None
            if name in module.definitions:
                return module, module.definitions[name]
            if name not in module.imports:
                return None
            path, attribute = module.imports[name]
            if attribute != name or path in screen.MODULES:  # a second name for it would have to be rewritten
                return None
            module = self.owner.named(path, module.levels.get(name, 0), module.file)
            if module is None:
                return None
        return None

    def extract(self, node: cleaning.Definition) -> tuple[str, str]:
        """The entry's name and the program of a function. Raises :class:`Dropped`."""
        reason = screen.fault(
            node.body, _modules(self.imports), frozenset()
        )  # most fail here, which is cheap
        if reason:
            raise Dropped(reason)
        closure = _Closure()
        closure.add(node.name, self, node)
        constants = frozenset(
            name
            for name, one in closure.nodes.items()
            if not isinstance(one, cleaning.Definition | ast.ClassDef)
        )
        parts = [
            tree_of(text)
            for name, text in closure.texts.items()
            if not isinstance(closure.nodes[name], ast.ClassDef)
        ]
        reason = screen.fault(parts, _modules(closure.imports), constants)
        if reason:
            raise Dropped(reason)
        entry, texts = _public_name(node.name, closure.ordered(self))
        return entry, _assemble(closure.import_lines(), texts)

    def part(self, node: ast.stmt) -> str:
        """The clean text of a definition."""
        if isinstance(node, ast.ClassDef):
            return f"class {node.name}({', '.join(map(ast.unparse, node.bases))}):\n    pass\n"
        text = cleaning.segment(self.text, node)
        if not isinstance(node, cleaning.Definition) and len(text) > MAX_CONSTANT:
            raise Dropped("long_constant")
        return cleaning.clean(text, self._keeps_annotation)

    def _keeps_annotation(self, annotation: ast.expr) -> bool:
        """Whether every name in it is a builtin or comes from a module that may be imported."""
        for node in ast.walk(annotation):
            if isinstance(node, ast.Name):
                module, name = self.imports.get(node.id, ("", ""))
                if self.levels.get(node.id) or node.id in self.definitions:
                    return False
                if module:
                    if screen.import_fault(module, [name] if name else []):
                        return False
                elif node.id not in screen.BUILTINS:
                    return False
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                return False
        return True


class _Closure:
    """The parts of one program: their names mean the same in all of them."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.nodes: dict[str, ast.stmt] = {}
        self.owners: dict[str, Module] = {}
        self.imports: dict[str, tuple[str, str]] = {}

    def add(self, name: str, module: Module, node: ast.stmt) -> None:
        """A definition with all that it needs."""
        self.nodes[name], self.owners[name] = node, module
        if len(self.nodes) > MAX_PARTS + 1:
            raise Dropped("too_many_helpers")
        self.texts[name] = module.part(node)
        for used in sorted(_free_names(self.texts[name])):
            if used == name:
                continue
            found = module.resolve(used)
            if found is not None:
                if self.nodes.get(used, found[1]) is not found[1] or used in self.imports:
                    raise Dropped("name_clash")
                if used not in self.nodes:
                    self.add(used, *found)
            elif used in module.imports:
                self._import(used, module)
            elif used not in screen.BUILTINS:
                raise Dropped("forbidden_name" if used in _BUILTINS else "unresolved_name")
            elif used in self.nodes:
                raise Dropped("name_clash")

    def _import(self, name: str, module: Module) -> None:
        origin = module.imports[name]
        path, attribute = origin
        reason = (
            "forbidden_import"
            if module.levels.get(name)
            else screen.import_fault(path, [attribute] if attribute else [])
        )
        if reason and f"{path}.{attribute}" not in screen.MODULES:
            raise Dropped(reason)
        if name in self.nodes or self.imports.setdefault(name, origin) != origin:
            raise Dropped("name_clash")

    def ordered(self, main: Module) -> list[str]:
        """The texts, those from other modules first, in the order of their files' lines."""
        names = sorted(
            self.texts,
            key=lambda name: (
                self.owners[name] is main,
                str(self.owners[name].file),
                self.nodes[name].lineno,
            ),
        )
        return [self.texts[name] for name in names]

    def import_lines(self) -> list[str]:
        lines = set()
        froms: dict[str, list[str]] = {}
        for name, (path, attribute) in sorted(self.imports.items()):
            if attribute:
                froms.setdefault(path, []).append(attribute + (f" as {name}" if name != attribute else ""))
            else:
                lines.add(f"import {path}" + (f" as {name}" if name != path.split(".")[0] else ""))
        return sorted(lines) + [f"from {path} import {', '.join(froms[path])}" for path in sorted(froms)]


def _modules(imports: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """The names that are modules: ``{"path": "os.path"}``."""
    found = {}
    for name, (path, attribute) in imports.items():
        if not attribute:
            found[path if name == path.split(".")[0] else name] = path
        elif f"{path}.{attribute}" in screen.MODULES:
            found[name] = f"{path}.{attribute}"
    return found


def _is_plain_exception(node: ast.ClassDef) -> bool:
    """An exception class that has nothing of its own."""
    empty = all(
        isinstance(one, ast.Pass) or (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant))
        for one in node.body
    )
    named = all(
        isinstance(base, ast.Name) and base.id.endswith(("Error", "Exception")) for base in node.bases
    )
    return empty and named and bool(node.bases) and not node.keywords and not node.decorator_list


def _bindings(node: ast.stmt) -> set[str]:
    """The names that a statement at the top level binds."""
    if isinstance(node, cleaning.Definition | ast.ClassDef):
        return {node.name}
    if isinstance(node, ast.Import | ast.ImportFrom):
        return {alias.asname or alias.name.split(".")[0] for alias in node.names}
    found = set()
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name) and not isinstance(inner.ctx, ast.Load):
            found.add(inner.id)
        elif isinstance(inner, cleaning.Definition | ast.ClassDef):
            found.add(inner.name)
        elif isinstance(inner, ast.alias):
            found.add(inner.asname or inner.name)
    return found


def _free_names(text: str) -> set[str]:
    """The global names that a definition uses."""
    table = symtable.symtable(text, "<definition>", "exec")
    found = {
        symbol.get_name()
        for symbol in table.get_symbols()
        if symbol.is_referenced() and not symbol.is_assigned()
    }
    waiting = list(table.get_children())
    while waiting:
        inner = waiting.pop()
        waiting += inner.get_children()
        found |= {symbol.get_name() for symbol in inner.get_symbols() if symbol.is_global()}
    return found


def _public_name(name: str, texts: list[str]) -> tuple[str, list[str]]:
    """The entry without leading underscores, where that makes no clash."""
    plain = name.lstrip("_")
    if plain == name or not plain.isidentifier() or keyword.iskeyword(plain) or plain in _BUILTINS:
        return name, texts
    try:
        return plain, [cleaning.rename(text, {name: plain}) for text in texts]
    except cleaning.Unclean:
        return name, texts


def _assemble(imports: list[str], texts: list[str]) -> str:
    program = "\n".join(imports) + "\n" if imports else ""
    after_definition = False
    for text in texts:
        definition = text.startswith(("def ", "@", "class "))
        if program:
            program += "\n\n" if definition or after_definition else "\n"
        program += text
        after_definition = definition
    return program
