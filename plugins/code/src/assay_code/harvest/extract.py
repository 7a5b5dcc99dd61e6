"""Self-contained functions out of source text, by reading it only.

A function comes with the helpers, constants and imports of its module that it needs.
"""

from __future__ import annotations

import ast
import builtins
import doctest
import hashlib
import keyword
import symtable
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, TypedDict

from assay_code.harvest import cleaning, places, screen
from assay_code.values import encode

_BUILTINS = frozenset(dir(builtins))

MAX_PARTS = 8
"""Most helpers and constants that a function may bring."""
MAX_LINES = 80
MAX_NODES = 1_000
MIN_NODES = 12
MAX_PARAMETERS = 6
MAX_CONSTANT = 2_000
"""Longest text of a constant."""


class Call(TypedDict):
    """Arguments of one call, each as :func:`assay_code.values.encode` writes it."""

    args: list[Any]
    kwargs: dict[str, Any]


class Source(TypedDict):
    """Where a function comes from and under which licence."""

    distribution: str
    version: str
    licence: str
    file: str
    line: int
    name: str


class Harvested(TypedDict):
    """A function that stands alone: ``entry`` in ``program``, which is clean source text. Plain JSON data.

    ``examples`` are calls in its docstring, and ``digest`` is the same for two
    functions that differ only in names, annotations, comments and layout.
    """

    entry: str
    program: str
    examples: list[Call]
    source: Source
    digest: str


class _Dropped(Exception):
    """Why a function is not used: a reason code."""


def functions(root: str, dropped: Counter[str] | None = None) -> Iterator[Harvested]:
    """The usable functions of a directory, an installed package or ``"stdlib"``, without repeats.

    Nothing of it is imported or executed. ``dropped`` counts why others were not used.
    Raises :class:`~assay_code.harvest.places.NotFound`.
    """
    origin = places.find(root)
    counts = Counter[str]() if dropped is None else dropped
    seen: set[str] = set()
    for file in origin.files():
        try:
            text = file.read_text("utf-8") if file.stat().st_size <= places.MAX_FILE else ""
            module = _Module(text)
        except (OSError, UnicodeDecodeError, SyntaxError, ValueError, RecursionError):
            counts["unreadable_file"] += 1
            continue
        for name, node in module.candidates():
            try:
                entry, program = module.extract(node)
                digest = _digest(program, entry)
            except (_Dropped, cleaning.Unclean, RecursionError) as error:
                counts[str(error) if isinstance(error, _Dropped) else "unclean"] += 1
                continue
            if digest in seen:
                counts["repeated"] += 1
                continue
            seen.add(digest)
            counts["found"] += 1
            source = Source(
                distribution=origin.distribution,
                version=origin.version,
                licence=origin.licence,
                file=file.relative_to(origin.base).as_posix(),
                line=node.lineno,
                name=name,
            )
            examples = _examples(node)
            yield Harvested(entry=entry, program=program, examples=examples, source=source, digest=digest)


class _Module:
    """One file: what its names mean at the top level."""

    def __init__(self, text: str) -> None:
        self.text = text
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of invalid escapes in other people's strings
            self.tree = ast.parse(text)
        self.definitions: dict[str, ast.stmt] = {}
        self.imports: dict[str, tuple[str, str]] = {}  # name: module, and name in it
        bound = Counter[str]()
        for node in self.tree.body:
            bound.update(_bindings(node))
            if isinstance(node, cleaning.Definition):
                self.definitions[node.name] = node
            elif isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
                self.definitions[node.targets[0].id] = node
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
                self.definitions[node.target.id] = node
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    self.imports[alias.asname or alias.name.split(".")[0]] = (alias.name, "")
            elif isinstance(node, ast.ImportFrom) and not node.level:
                for alias in node.names:
                    self.imports[alias.asname or alias.name] = (node.module or "", alias.name)
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

    def extract(self, node: cleaning.Definition) -> tuple[str, str]:
        """The entry's name and the program of a function. Raises :class:`_Dropped`."""
        _check_shape(node)
        parts: dict[str, tuple[int, str]] = {}  # name: line, text
        imports: set[str] = set()
        waiting: list[tuple[str, ast.stmt]] = [(node.name, node)]
        while waiting:
            name, current = waiting.pop()
            if name in parts:
                continue
            parts[name] = (current.lineno, self._text(current))
            if len(parts) > MAX_PARTS + 1:
                raise _Dropped("too_many_helpers")
            for used in sorted(_free_names(parts[name][1])):
                if used in self.definitions and used != name:
                    waiting.append((used, self.definitions[used]))
                elif used in self.imports:
                    imports.add(used)
                elif used not in screen.BUILTINS and used != name:
                    raise _Dropped("unresolved_name" if used not in _BUILTINS else "forbidden_name")
        self._screen(parts, imports)
        entry, texts = _public_name(node.name, [text for _, text in sorted(parts.values())])
        program = _assemble(self._import_lines(imports), texts)
        _check_size(program)
        return entry, program

    def _text(self, node: ast.stmt) -> str:
        text = cleaning.segment(self.text, node)
        if isinstance(node, cleaning.Definition):
            return cleaning.clean(text, self._keeps_annotation)
        if len(text) > MAX_CONSTANT:
            raise _Dropped("long_constant")
        return cleaning.tidy(cleaning.clean(text, self._keeps_annotation))

    def _keeps_annotation(self, annotation: ast.expr) -> bool:
        """Whether every name in it is a builtin or comes from a module that may be imported."""
        for node in ast.walk(annotation):
            if isinstance(node, ast.Name):
                module, name = self.imports.get(node.id, ("", ""))
                if node.id in self.definitions or not (
                    (module in screen.MODULES and not screen.import_fault(module, [name] if name else []))
                    or (node.id in screen.BUILTINS and not module)
                ):
                    return False
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                return False
        return True

    def _screen(self, parts: Mapping[str, tuple[int, str]], imports: set[str]) -> None:
        for name in imports:
            module, attribute = self.imports[name]
            reason = screen.import_fault(module, [attribute] if attribute else [])
            if reason and f"{module}.{attribute}" not in screen.MODULES:
                raise _Dropped(reason)
        modules = {name: module for name, (module, attribute) in self.imports.items() if not attribute}
        modules |= {
            name: f"{module}.{attribute}"
            for name, (module, attribute) in self.imports.items()
            if f"{module}.{attribute}" in screen.MODULES
        }
        for name in [name for name, module in modules.items() if "." in module and name == module.split(".")[0]]:
            modules[modules.pop(name)] = modules.get(name, "") or self.imports[name][0]
        constants = frozenset(
            name for name in parts if not isinstance(self.definitions.get(name), cleaning.Definition)
        )
        reason = screen.fault([ast.parse(text) for _, text in parts.values()], modules, constants)
        if reason:
            raise _Dropped(reason)

    def _import_lines(self, names: set[str]) -> list[str]:
        lines = set()
        froms: dict[str, list[str]] = {}
        for name in sorted(names):
            module, attribute = self.imports[name]
            if attribute:
                froms.setdefault(module, []).append(attribute + (f" as {name}" if name != attribute else ""))
            else:
                lines.add(f"import {module}" + (f" as {name}" if name != module.split(".")[0] else ""))
        return sorted(lines) + [f"from {module} import {', '.join(froms[module])}" for module in sorted(froms)]


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
    found = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_referenced() and not symbol.is_assigned()}
    waiting = list(table.get_children())
    while waiting:
        inner = waiting.pop()
        waiting += inner.get_children()
        found |= {symbol.get_name() for symbol in inner.get_symbols() if symbol.is_global()}
    return found


def _check_shape(node: cleaning.Definition) -> None:
    if isinstance(node, ast.AsyncFunctionDef):
        raise _Dropped("async")
    arguments = node.args
    names = [arg.arg for arg in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]]
    if names[:1] in (["self"], ["cls"]) or node.name.startswith(("test_", "__")):
        raise _Dropped("not_a_plain_function")
    if not 1 <= len(names) + bool(arguments.vararg) <= MAX_PARAMETERS:
        raise _Dropped("parameters")
    own = _own_nodes(node)
    if not any((isinstance(one, ast.Return) and one.value) or isinstance(one, ast.Yield | ast.YieldFrom) for one in own):
        raise _Dropped("returns_nothing")
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    size = sum(not isinstance(one, ast.expr_context) for stmt in body for one in ast.walk(stmt))
    if size < MIN_NODES:
        raise _Dropped("trivial")
    if size > MAX_NODES or (node.end_lineno or 0) - body[0].lineno > MAX_LINES:
        raise _Dropped("too_long")
    used = {one.id for stmt in node.body for one in ast.walk(stmt) if isinstance(one, ast.Name)}
    if not used.issuperset(names):
        raise _Dropped("unused_parameter")


def _own_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function without those of the functions in it."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            yield child
            yield from _own_nodes(child)


def _check_size(program: str) -> None:
    if program.count("\n") > MAX_LINES or any(len(line) > 160 for line in program.split("\n")):
        raise _Dropped("too_long")
    if sum(not isinstance(one, ast.expr_context) for one in ast.walk(ast.parse(program))) > MAX_NODES:
        raise _Dropped("too_long")


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
    blocks = ["\n".join(imports) + "\n"] if imports else []
    program = ""
    for text in [*blocks, *texts]:
        is_def = text.startswith(("def ", "@"))
        gap = "\n\n" if program and (is_def or program.endswith("\n\n")) else "\n" if program else ""
        if program and not is_def and "\ndef " in "\n" + program:
            gap = "\n\n"
        program += gap + text
    return program


def _examples(node: cleaning.Definition) -> list[Call]:
    """The calls in its docstring whose arguments are literals."""
    found: list[Call] = []
    values: dict[str, Any] = {}
    try:
        blocks = doctest.DocTestParser().get_examples(ast.get_docstring(node) or "")
    except ValueError:
        return []
    for block in blocks:
        try:
            tree = ast.parse(block.source)
        except (SyntaxError, ValueError):
            continue
        for one in ast.walk(tree):
            try:
                if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name):
                    values[one.targets[0].id] = _literal(one.value, values)
                elif isinstance(one, ast.Call) and screen.dotted(one.func)[-1] == node.name:
                    args = [encode(_literal(arg, values)) for arg in one.args]
                    kwargs = {word.arg: encode(_literal(word.value, values)) for word in one.keywords if word.arg}
                    found.append(Call(args=args, kwargs=kwargs))
            except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
                continue
    return found[:12]


def _literal(node: ast.expr, values: Mapping[str, Any]) -> Any:
    if isinstance(node, ast.Name) and node.id in values:
        return values[node.id]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and len(node.args) == 1:
        if node.func.id in ("list", "tuple", "set", "iter"):
            kind = {"tuple": tuple, "set": set}.get(node.func.id, list)
            return kind(_literal(node.args[0], values))
        if node.func.id == "range":
            return list(range(min(20, ast.literal_eval(node.args[0]))))
    return ast.literal_eval(node)


def _digest(program: str, entry: str) -> str:
    """A digest that does not see names of the program's own."""
    tree = ast.parse(program)
    names: dict[str, str] = {entry: "entry"}
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            names.setdefault(node.arg, f"v{len(names)}")
            node.annotation = None
        elif isinstance(node, ast.FunctionDef):
            names.setdefault(node.name, f"v{len(names)}")
            node.returns = None
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.setdefault(node.id, f"v{len(names)}")
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            node.id = names.get(node.id, node.id)
        elif isinstance(node, ast.arg):
            node.arg = names.get(node.arg, node.arg)
        elif isinstance(node, ast.FunctionDef):
            node.name = names.get(node.name, node.name)
    return hashlib.sha256(ast.dump(tree).encode()).hexdigest()[:32]
