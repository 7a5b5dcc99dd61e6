"""Tests that are given: their source text, and the names that they take from a program."""

from __future__ import annotations

import ast
import re
import sys
from dataclasses import dataclass

from assay import BadReference
from assay_code.judging.code_text import normal, parse
from assay_code.judging.meant import forgotten, meant
from assay_code.judging.names import defined, is_builtin, missing
from assay_code.judging.old_references import MAX_LENGTH
from assay_code.judging.prompt_code import prompt_code
from assay_code.judging.reference import METHOD, Tests
from assay_code.judging.starter import library_import


@dataclass(frozen=True, slots=True)
class Suite:
    """Test source, with its set-up before it. ``entries`` are the names that the tests take from the candidate."""

    entry: str  # what check(candidate) gets
    source: str
    tree: ast.Module
    entries: tuple[str, ...]
    preamble: str = ""  # code of the prompt before the function, with helpers that the tests use
    vacuous: str = ""
    """Why the tests may pass whatever the program does."""

    def classes(self) -> list[str]:
        """The classes of the tests that need nothing else of theirs: a program may use them (``ListNode``)."""
        kept = [ast.Module([node], []) for node in self.tree.body if isinstance(node, ast.ClassDef)]
        plain = [tree for tree in kept if not _is_test_class(tree.body[0])]
        return [ast.unparse(tree) for tree in plain]


def _is_test_class(node: ast.stmt) -> bool:
    return isinstance(node, ast.ClassDef) and (
        node.name.startswith("Test") or any("TestCase" in ast.unparse(base) for base in node.bases)
    )


def read_suite(tests: Tests, prompt: str, given: frozenset[str] = frozenset()) -> Suite:
    """Tests with what they use of the prompt; raises :class:`~assay.BadReference` for what is no test source.

    ``given`` are the names that the code of the response defines: a module of which the tests import
    only such is the program.
    """
    if not tests.source.strip():
        raise BadReference("The reference has no tests.")
    setup = f"{tests.setup.rstrip()}\n" if tests.setup.strip() else ""
    source = normal(setup + tests.source)
    tree = parse(source, MAX_LENGTH)
    if tree is None:
        raise BadReference("The tests are not complete Python.")
    if not any(isinstance(node, ast.Assert | ast.Call | ast.Raise) for node in ast.walk(tree)):
        raise BadReference("The tests are Python that asserts nothing and calls nothing.")
    tree = _without_module(tree, given)
    entry = tests.entry
    method = METHOD.match(entry) or (None if entry else _checked_method(tree))
    if method and _takes_candidate(tree):
        call = "" if _checked_method(tree) else f"check({method[0]})\n"
        # The call is in the tests; nobody needs to make another one with the class.
        source = f"{ast.unparse(tree)}\n{call}del check\n"
        tree = parse(source, MAX_LENGTH) or tree
    if method:
        entry = method[1]
    if entry and not entry.isidentifier():
        raise BadReference("The entry of the reference is not a name.")
    if not entry and _takes_candidate(tree):
        entry = _checked(tree) or last_function(prompt)
        if not entry:
            raise BadReference("The tests call check(candidate), and the reference names no entry.")
    preamble = "".join(f"import {name}\n" for name in sorted(modules_used(tree))) + _preamble(prompt, entry)
    helpers = defined(parse(preamble) or ast.Module([], []))
    entries = tuple(
        n for n in _entries(tree, entry, given) if n == entry or n[:1].isupper() or n not in helpers
    )
    read = meant(tree, entries)
    vacuous = f"{read.vacuous[0]} holds whatever the program does" if read.vacuous else ""
    words = frozenset(_WORD.findall(prompt))
    named = bool(
        words & set(entries)
    )  # then the task says what is to be written, and what it leaves out is not
    told = words | imported_from_solution(tree, given) | {entry}
    for name, decides in forgotten(read.tree, entries, told):
        if line := library_import(name):
            preamble += line
            entries = tuple(other for other in entries if other != name)
        elif decides or named:
            vacuous = vacuous or f"{name} is asked about the program's own answer, and nobody says what it is"
    return Suite(entry, ast.unparse(read.tree), read.tree, entries, preamble, vacuous)


_WORD = re.compile(r"[^\W\d]\w*")


def _without_module(tree: ast.Module, given: frozenset[str]) -> ast.Module:
    """The tests with ``f`` for ``solution.f`` where they import the program as a module."""
    found = {
        alias.asname or alias.name: alias
        for node in tree.body
        if isinstance(node, ast.Import)
        for alias in node.names
        if "." not in alias.name
    }
    used: dict[str, set[str]] = {name: set() for name in found}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in used:
            used[node.value.id].add(node.attr)
    own = defined(tree)
    ours = {
        name
        for name, alias in found.items()
        if used[name] and not used[name] & own and _is_program(alias.name, used[name], given)
    }
    return _Flat(ours).visit(tree) if ours else tree


class _Flat(ast.NodeTransformer):
    def __init__(self, modules: set[str]) -> None:
        self._modules = modules

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.value, ast.Name) and node.value.id in self._modules:
            return ast.copy_location(ast.Name(node.attr, node.ctx), node)
        return node

    def visit_Import(self, node: ast.Import) -> ast.AST:
        kept = [alias for alias in node.names if (alias.asname or alias.name) not in self._modules]
        return ast.copy_location(ast.Import(kept) if kept else ast.Pass(), node)


def _preamble(prompt: str, entry: str) -> str:
    """Helpers of the prompt's own, which a response may not replace for the tests."""
    stub = prompt_code(normal(prompt), (entry,)) if entry else None
    return stub.preamble if stub and parse(stub.preamble) else ""


def _takes_candidate(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.FunctionDef) and node.name == "check" and len(node.args.args) == 1
        for node in tree.body
    )


def _checked(tree: ast.Module) -> str:
    """The name in a ``check(f)`` that ends the tests."""
    for node in tree.body:
        match node:
            case ast.Expr(ast.Call(ast.Name("check"), [ast.Name(name)], [])):
                return name
    return ""


def _checked_method(tree: ast.Module) -> re.Match[str] | None:
    """The method in a ``check(Solution().two)`` that ends the tests."""
    for node in tree.body:
        match node:
            case ast.Expr(ast.Call(ast.Name("check"), [ast.Attribute() as method], [])):
                return METHOD.match(ast.unparse(method))
    return None


def last_function(code: str) -> str:
    """The name of the last function in a text of code, which may end within it."""
    found = re.findall(r"^(?:async )?def (\w+)", normal(code), re.MULTILINE)
    return found[-1] if found else ""


def _entries(tree: ast.Module, entry: str, given: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The names that the tests use and nobody but the candidate can define; the main one last."""
    free = missing(tree) - modules_used(tree) | imported_from_solution(tree, given)
    if not entry and not free:
        # "assert sum(10, 15) == 6": the one built-in function whose result every test looks at
        heads = {_head(node.test) for node in ast.walk(tree) if isinstance(node, ast.Assert)}
        free = heads if len(heads) == 1 and "" not in heads else set()
    if entry:
        free.add(entry)
    used = [n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id in free]
    order = sorted(free, key=lambda name: (name == entry, used.count(name), name))
    return tuple(order)


def modules_used(tree: ast.Module) -> set[str]:
    """Modules of the standard library that the tests use (``sys.maxsize``) and do not import."""
    bases = {
        n.value.id for n in ast.walk(tree) if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name)
    }
    called = {n.func.id for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}
    return missing(tree) & bases & sys.stdlib_module_names - called


def _head(test: ast.expr) -> str:
    node = test.left if isinstance(test, ast.Compare) else test
    while isinstance(node, ast.UnaryOp):
        node = node.operand
    found = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and is_builtin(node.func.id)
    return node.func.id if found and isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""


def imported_from_solution(tree: ast.Module, given: frozenset[str] = frozenset()) -> set[str]:
    """Names imported from a module that can only be the candidate's (``from solution import f``)."""
    return {
        alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and is_solution(node, given)
        for alias in node.names
        if alias.name != "*"
    }


_SOLUTION = re.compile(
    r"(?:\w+\.)*(?:\w*solution\w*|program|candidate|main|answer|submission|your_\w+|module|source|src|code)\Z"
)


def is_solution(node: ast.ImportFrom, given: frozenset[str] = frozenset()) -> bool:
    """Whether this imports from the program; ``given`` are names that are known to be the program's."""
    names = {alias.name for alias in node.names}
    return node.level > 0 or _is_program(node.module or "", names, given)


def _is_program(module: str, names: set[str], given: frozenset[str]) -> bool:
    if _SOLUTION.match(module):
        return True
    known = module.split(".")[0] in sys.stdlib_module_names | {"pytest", "__future__"}
    return not known and bool(names) and names <= given
