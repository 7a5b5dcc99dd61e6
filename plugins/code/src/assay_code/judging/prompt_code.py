"""The code that a prompt gives: the beginning of a function, and classes that a program may not replace."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

from assay_code.judging.code_text import PYTHON, blocks, code_of, normal, parse
from assay_code.syntax import tree_of


def other_class(source: str, prompt: str, entries: tuple[str, ...]) -> str:
    """A class that the prompt gives whole and the program defines otherwise, although more than it is asked for."""
    given: dict[str, ast.ClassDef] = {}
    text = normal(prompt)
    for part in [block.text for block in blocks(text) if block.language in PYTHON] or [text]:
        code = code_of(part)
        tree = parse(code) or parse(_ended(code))
        given |= {node.name: node for node in (tree.body if tree else ()) if isinstance(node, ast.ClassDef)}
    names = {name for name in entries if name in given and not _is_skeleton(given[name])}
    if not names or not set(entries) - given.keys():
        return ""
    mine: dict[str, str] = {}
    for node in tree_of(source).body:
        if isinstance(node, ast.ClassDef):
            mine[node.name] = _bare(node)
    return min((name for name in names if mine.get(name) != _bare(given[name])), default="")


def _is_skeleton(node: ast.ClassDef) -> bool:
    """Whether it has a body that is still to be written."""

    def empty(body: list[ast.stmt]) -> bool:
        return all(
            isinstance(part, ast.Pass | ast.Raise)
            or (isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant))
            for part in body
        )

    functions = [part for part in node.body if isinstance(part, ast.FunctionDef)]
    return empty(node.body) or any(empty(part.body) for part in functions)


def _bare(node: ast.ClassDef) -> str:
    """Its text without docstrings and annotations of functions."""
    copied = tree_of(ast.unparse(node)).body[0]
    for part in ast.walk(copied):
        if isinstance(part, ast.FunctionDef | ast.ClassDef):
            if ast.get_docstring(part, clean=False) is not None:
                part.body = part.body[1:] or [ast.Pass()]
            if isinstance(part, ast.FunctionDef):
                part.returns = None
        elif isinstance(part, ast.arg):
            part.annotation = None
    return ast.dump(copied)


@dataclass(frozen=True, slots=True)
class Stub:
    """The code in a prompt that begins the function: all of it, and what comes before the function."""

    text: str
    preamble: str


def prompt_code(prompt: str, entries: tuple[str, ...]) -> Stub | None:
    """The code of a prompt that defines one of ``entries``."""
    if not entries:
        return None
    parts = [block.text for block in blocks(prompt) if block.language in PYTHON] or [prompt]
    for part in [text for given in parts for text in _from_code_on(given)]:
        tree = parse(part) or parse(_ended(part))
        for node in tree.body if tree else ():
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == entries[-1]:
                line = min([node.lineno, *(d.lineno for d in node.decorator_list)])
                return Stub(part, "".join(part.splitlines(keepends=True)[: line - 1]))
    return None


_BEGINS = re.compile(
    r"^(?:from \w[\w.]* import |import \w|class \w+.*:|(?:async )?def \w+\(|@\w)", re.MULTILINE
)


def _from_code_on(part: str) -> list[str]:
    """The text, and what of it begins with its first line of code, if prose is before that."""
    begins = _BEGINS.search(part)
    return [part] if begins is None or not part[: begins.start()].strip() else [part, part[begins.start() :]]


def _ended(part: str) -> str:
    """Code that ends in the header of a function or a class, with a body for it."""
    lines = part.rstrip().splitlines()
    last = lines[-1] if lines else ""
    depth = len(last) - len(last.lstrip()) + 4 if last.endswith(":") else 4
    return "\n".join([*lines, " " * depth + "pass\n"])
