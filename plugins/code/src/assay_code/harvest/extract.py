"""Self-contained functions out of source text, by reading it only."""

from __future__ import annotations

import ast
import hashlib
import random
from collections import Counter
from collections.abc import Iterator
from typing import TypedDict

from assay_code.harvest import cleaning, places
from assay_code.harvest.examples import Call, examples
from assay_code.harvest.modules import Dropped, Tree
from assay_code.syntax import tree_of

MAX_LINES = 80
MAX_WIDTH = 160
MAX_NODES = 1_000
MIN_NODES = 12
MAX_PARAMETERS = 6


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


def functions(
    root: str, dropped: Counter[str] | None = None, rng: random.Random | None = None
) -> Iterator[Harvested]:
    """The usable functions of a directory, an installed package or ``"stdlib"``, without repeats.

    They come file by file, in alphabetical order or in one that ``rng`` draws. A function comes with the helpers, constants and imports that it needs. Nothing is
    imported or executed. ``dropped`` counts why others were not used. Raises
    :class:`~assay_code.harvest.places.NotFound`.
    """
    origin = places.find(root)
    counts = Counter[str]() if dropped is None else dropped
    seen: set[str] = set()
    tree = Tree(origin.base)
    files = list(origin.files())
    if rng is not None:
        rng.shuffle(files)
    for file in files:
        module = tree.module(file)
        if module is None:
            counts["unreadable_file"] += 1
            continue
        for name, node in module.candidates():
            try:
                _check_shape(node)
                entry, program = module.extract(node)
                _check_size(program)
                digest = _digest(program, entry)
            except (Dropped, cleaning.Unclean, RecursionError) as error:
                counts[str(error) if isinstance(error, Dropped) else "unclean"] += 1
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
            yield Harvested(
                entry=entry, program=program, examples=examples(node), source=source, digest=digest
            )


def _check_shape(node: cleaning.Definition) -> None:
    if isinstance(node, ast.AsyncFunctionDef):
        raise Dropped("async")
    arguments = node.args
    names = [arg.arg for arg in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]]
    if names[:1] in (["self"], ["cls"]) or node.name.startswith(("test_", "__")):
        raise Dropped("not_a_plain_function")
    if not 1 <= len(names) + bool(arguments.vararg) <= MAX_PARAMETERS:
        raise Dropped("parameters")
    own = _own_nodes(node)
    if not any(
        (isinstance(one, ast.Return) and one.value) or isinstance(one, ast.Yield | ast.YieldFrom)
        for one in own
    ):
        raise Dropped("returns_nothing")
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    size = sum(not isinstance(one, ast.expr_context) for stmt in body for one in ast.walk(stmt))
    if size < MIN_NODES:
        raise Dropped("trivial")
    if size > MAX_NODES or (node.end_lineno or 0) - body[0].lineno > MAX_LINES:
        raise Dropped("too_long")
    used = {one.id for stmt in node.body for one in ast.walk(stmt) if isinstance(one, ast.Name)}
    if not used.issuperset(names):
        raise Dropped("unused_parameter")
    _check_parameters_use(node)


def _check_parameters_use(node: cleaning.Definition) -> None:
    """Arguments can be plain data only: neither functions nor iterators."""
    arguments = node.args
    defaulted = len(arguments.defaults)
    positional = [*arguments.posonlyargs, *arguments.args]
    required = {arg.arg for arg in positional[: len(positional) - defaulted]}
    for one in ast.walk(node):
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Name):
            if one.func.id in required:
                raise Dropped("takes_a_function")
            if (
                one.func.id == "next"
                and one.args
                and isinstance(one.args[0], ast.Name)
                and one.args[0].id in required
            ):
                raise Dropped("takes_an_iterator")
        elif isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store):
            required.discard(one.id)


def _own_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function without those of the functions in it."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            yield child
            yield from _own_nodes(child)


def _check_size(program: str) -> None:
    if program.count("\n") > MAX_LINES or any(len(line) > MAX_WIDTH for line in program.split("\n")):
        raise Dropped("too_long")
    if sum(not isinstance(one, ast.expr_context) for one in ast.walk(tree_of(program))) > MAX_NODES:
        raise Dropped("too_long")


def _digest(program: str, entry: str) -> str:
    """A digest that does not see names of the program's own."""
    tree = tree_of(program)
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
