"""Which names a program defines, and which it uses without defining them."""

from __future__ import annotations

import ast
import builtins
import symtable

_BUILTIN = frozenset(dir(builtins)) | {"__file__", "__name__", "__doc__", "__builtins__"}


def defined(tree: ast.Module) -> set[str]:
    """The global names of a module: functions, classes, imports and what is assigned, also in branches."""
    found: set[str] = set()
    todo: list[ast.AST] = list(tree.body)
    while todo:
        node = todo.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
            todo += node.decorator_list
            continue
        if isinstance(node, ast.Import | ast.ImportFrom):
            found |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.Lambda | ast.GeneratorExp | ast.ListComp | ast.SetComp | ast.DictComp):
            continue
        todo += ast.iter_child_nodes(node)
    return found


def missing(tree: ast.Module) -> set[str]:
    """Global names that are used in the module or in its functions and never defined, without the built-in ones."""
    try:
        table = symtable.symtable(ast.unparse(tree), "program.py", "exec")
    except (SyntaxError, RecursionError, ValueError):
        return set()
    used: set[str] = set()
    globally: set[str] = set()
    todo = [table]
    while todo:
        scope = todo.pop()
        todo += scope.get_children()
        top = scope is table
        for symbol in scope.get_symbols():
            name = symbol.get_name()
            if symbol.is_referenced() and (symbol.is_global() or (top and symbol.is_local())):
                used.add(name)
            if (top or symbol.is_declared_global()) and (
                symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace()
            ):
                globally.add(name)
    return used - globally - _BUILTIN


def names_in(tree: ast.AST) -> set[str]:
    """All names and attributes that a text speaks of."""
    nodes = list(ast.walk(tree))
    attributes = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    return {node.id for node in nodes if isinstance(node, ast.Name)} | attributes


def is_builtin(name: str) -> bool:
    return name in _BUILTIN
