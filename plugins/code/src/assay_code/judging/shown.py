"""The code that a task shows, in whatever form: as a block, in HTML, in a line, as a method, in a docstring or a comment."""

from __future__ import annotations

import ast
import html
import re
from collections.abc import Iterator

from assay_code.judging.code_text import blocks, code_of, normal, parse
from assay_code.syntax import tree_of

_INLINE = re.compile(r"(?<!`)`([^`\n]{3,400})`(?!`)")
_HTML = re.compile(r"<(pre|code)\b[^>]*>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")
_COMMENTS = re.compile(r"(?:^[ \t]*#[^\n]*\n?)+", re.MULTILINE)
_MOST = 16

Shown = tuple[str, tuple[int, int] | None]


def shown(task: str, program: tuple[str, tuple[str, ...]]) -> list[Shown]:
    """Programs that are made of the code of a task, each fenced, with its place where it has one.

    ``program`` is the source of a program that answers the task, and the names that are asked for: an
    expression or a body of statements is put into a function of that name and those arguments.
    """
    task = normal(task)
    texts: list[Shown] = [(block.text, block.span) for block in blocks(task)]
    fenced = bool(texts)
    for match in _HTML.finditer(task):
        texts.append((html.unescape(_TAG.sub("", match[2])), match.span(2)))
    inline: list[Shown] = [(match[1], match.span(1)) for match in _INLINE.finditer(task)]
    if texts:
        texts.append(("\n\n".join(text for text, _ in texts), None))
    elif not fenced:
        texts.append((task, None))
    found: dict[str, tuple[int, int] | None] = {}
    for text, place in texts:
        for code in (text, *_within(text, program)):
            found.setdefault(code, place)
    for text, place in inline:
        if re.search(r"=|\b(?:def|class|lambda)\b", text):
            found.setdefault(text, place)
        for code in _filled(text, program):
            found.setdefault(code, place)
    found.setdefault("\n".join(text for text, _ in inline), None)
    programs = [(code, place) for code, place in found.items() if code.strip()]
    kept = [(f"```python\n{code}\n```" if code != task else code, place) for code, place in programs]
    return kept[:_MOST]


def _within(text: str, program: tuple[str, tuple[str, ...]]) -> Iterator[str]:
    """Programs that are within a text of code: methods as functions, and what docstrings and comments say."""
    code = code_of(text)
    tree = parse(code) or parse(code.rstrip() + "\n    pass\n")
    if tree is None:
        return
    lifted = [
        _as_function(method)
        for node in tree.body
        if isinstance(node, ast.ClassDef)
        for method in node.body
        if isinstance(method, ast.FunctionDef)
    ]
    if lifted:
        yield "\n\n".join([*lifted, *(ast.unparse(n) for n in tree.body if not isinstance(n, ast.ClassDef))])
    said = [
        ast.get_docstring(n) or ""
        for n in ast.walk(tree)
        if isinstance(n, ast.FunctionDef | ast.ClassDef | ast.Module)
    ]
    said += [
        "\n".join(re.sub(r"^[ \t]*# ?", "", line) for line in m[0].splitlines())
        for m in _COMMENTS.finditer(text)
    ]
    for prose in filter(None, said):
        yield prose
        yield from _filled(prose, program)


def _as_function(method: ast.FunctionDef) -> str:
    """A method as a function without its ``self``."""
    copied = tree_of(ast.unparse(method)).body[0]
    assert isinstance(copied, ast.FunctionDef)
    static = any(isinstance(d, ast.Name) and d.id == "staticmethod" for d in copied.decorator_list)
    copied.decorator_list = []
    if not static and copied.args.args:
        first = copied.args.args.pop(0).arg
        text = ast.unparse(copied)
        return re.sub(rf"\b{first}\.(?={copied.name}\()", "", text)
    return ast.unparse(copied)


def _filled(prose: str, program: tuple[str, tuple[str, ...]]) -> Iterator[str]:
    """The function that is asked for, with what a text shows as its body: an expression, or lines that end in ``return``."""
    head = _head(*program)
    if not head:
        return
    expression = prose.strip()
    if "\n" not in expression:
        for body in (expression, f"return {expression}"):
            if parse(filled := f"{head}\n    {body}\n") is not None and "return" in body:
                yield filled
        return
    lines = prose.splitlines()
    ends = [i for i, line in enumerate(lines) if re.match(r"\s*return\b", line)][:2]
    for end in ends:
        depth = len(lines[end]) - len(lines[end].lstrip())
        begin = end
        while (
            begin
            and lines[begin - 1].strip()
            and len(lines[begin - 1]) - len(lines[begin - 1].lstrip()) >= depth
        ):
            begin -= 1
        body = "\n".join(f"    {line[depth:]}" for line in lines[begin : end + 1])
        if parse(filled := f"{head}\n{body}\n") is not None:
            yield filled


def _head(source: str, entries: tuple[str, ...]) -> str:
    """The first line of the function that is asked for, as the response has it."""
    tree = parse(source)
    for node in tree.body if tree else ():
        if isinstance(node, ast.FunctionDef) and entries and node.name == entries[-1]:
            return f"def {node.name}({ast.unparse(node.args)}):"
    return ""
