"""Source text of one definition, cleaned: no comments, docstrings or annotations that cannot be kept.

The layout of the author is kept, since only pieces of the text are cut out or replaced.
"""

from __future__ import annotations

import ast
import io
import re
import textwrap
import tokenize
from collections.abc import Callable, Mapping

from assay_code.syntax import tree_of

_Place = tuple[int, int]  # line from 1, column in characters
_Edit = tuple[_Place, _Place, str]

Definition = ast.FunctionDef | ast.AsyncFunctionDef


class Unclean(ValueError):
    """The text cannot be edited safely."""


def segment(text: str, node: ast.stmt) -> str:
    """The lines of a statement with its decorators, moved to the left margin."""
    first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", []))])
    lines = text.split("\n")[first - 1 : node.end_lineno]
    found = textwrap.dedent("\n".join(lines)) + "\n"
    try:
        [again] = tree_of(found).body
    except (SyntaxError, ValueError):
        raise Unclean("more on its lines than the definition") from None
    if ast.dump(again) != ast.dump(node):  # a string over several lines lost its indentation
        raise Unclean("does not stand alone")
    return found


def clean(text: str, keeps: Callable[[ast.expr], bool]) -> str:
    """A definition without comments, docstrings, ``@staticmethod`` and the annotations that ``keeps`` refuses."""
    tree = tree_of(text)
    lines = text.split("\n")
    edits: list[_Edit] = []
    for node in ast.walk(tree):
        if isinstance(node, Definition):
            edits += _docstring(node, lines)
            edits += _annotations(node, lines, keeps)
            edits += [
                ((one.lineno, 0), (one.lineno + 1, 0), "")
                for one in node.decorator_list
                if isinstance(one, ast.Name) and one.id == "staticmethod"
            ]
        elif isinstance(node, ast.AnnAssign) and not keeps(node.annotation):
            edits.append((_end(node.target, lines), _end(node.annotation, lines), ""))
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            edits.append((token.start, token.end, ""))
    return tidy(_apply(text, edits))


def rename(text: str, names: Mapping[str, str]) -> str:
    """The text with global functions renamed; :class:`Unclean` where a name also means something else."""
    tree = tree_of(text)
    lines = text.split("\n")
    edits: list[_Edit] = []
    taken = set(names) | set(names.values())
    for node in ast.walk(tree):
        if isinstance(node, ast.arg) and node.arg in taken:
            raise Unclean("an argument has the name")
        if isinstance(node, ast.alias) and taken & {node.name, node.asname}:
            raise Unclean("an import has the name")
        if isinstance(node, ast.Attribute | ast.keyword):
            continue
        if isinstance(node, ast.Name):
            if node.id in names.values() or (node.id in names and not isinstance(node.ctx, ast.Load)):
                raise Unclean("a variable has the name")
            if node.id in names:
                edits.append((_start(node, lines), _end(node, lines), names[node.id]))
        elif isinstance(node, Definition) and node.name in taken:
            if node.name not in names or node not in tree.body:
                raise Unclean("a function has the name")
            line = lines[node.lineno - 1]
            match = re.compile(r"def\s+(\w+)").match(line, _start(node, lines)[1])
            if match is None or match[1] != node.name:
                raise Unclean("a definition over several lines")
            edits.append(((node.lineno, match.start(1)), (node.lineno, match.end(1)), names[node.name]))
    return _apply(text, edits)


def tidy(text: str) -> str:
    """No blanks at the ends of lines, no blank lines where a comment or docstring was."""
    kept: list[str] = []
    inside = _inside_strings(text)
    for number, line in enumerate(text.split("\n"), 1):
        if number in inside:
            kept.append(line)
            continue
        line = line.rstrip()
        opens = not kept or not kept[-1] or kept[-1].endswith((":", "(", "[", "{"))
        if line or not opens:
            kept.append(line)
    return "\n".join(kept).strip("\n") + "\n"


def _inside_strings(text: str) -> set[int]:
    """The lines that begin or end within a string."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    except (tokenize.TokenError, SyntaxError) as error:
        raise Unclean("the edits broke it") from error
    return {
        line
        for token in tokens
        if token.type == tokenize.STRING and token.end[0] > token.start[0]
        for line in range(token.start[0], token.end[0] + 1)
    }


def _docstring(node: Definition, lines: list[str]) -> list[_Edit]:
    first = node.body[0]
    if ast.get_docstring(node, clean=False) is None:
        return []
    if len(node.body) < 2:
        raise Unclean("nothing but a docstring")
    after = node.body[1]
    start, end = _start(first, lines), _start(after, lines)
    if lines[start[0] - 1][: start[1]].strip() or start[0] == end[0]:
        raise Unclean("a docstring on a line with code")
    return [((start[0], 0), ((first.end_lineno or start[0]) + 1, 0), "")]


def _annotations(node: Definition, lines: list[str], keeps: Callable[[ast.expr], bool]) -> list[_Edit]:
    edits: list[_Edit] = []
    arguments = node.args
    for arg in [
        *arguments.posonlyargs,
        *arguments.args,
        *arguments.kwonlyargs,
        *filter(None, [arguments.vararg, arguments.kwarg]),
    ]:
        if arg.annotation is not None and not keeps(arg.annotation):
            start = _start(arg, lines)
            end = _end(arg.annotation, lines)
            default = re.compile(r"\s*=\s*").match(lines[end[0] - 1], end[1])
            if default:  # x: T = 1 becomes x=1
                end = end[0], default.end()
            edits.append(((start[0], start[1] + len(arg.arg)), end, "=" if default else ""))
    if node.returns is not None and not keeps(node.returns):
        end = _start(node.returns, lines)
        arrow = lines[end[0] - 1].rfind("->", 0, end[1])
        if arrow < 0:
            raise Unclean("an annotation over several lines")
        head = lines[end[0] - 1][:arrow].rstrip()
        edits.append(((end[0], len(head)), _end(node.returns, lines), ""))
    return edits


def _apply(text: str, edits: list[_Edit]) -> str:
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)

    def offset(place: _Place) -> int:
        return min(starts[place[0] - 1] + place[1], len(text))

    spans = sorted((offset(start), offset(end), new) for start, end, new in edits)
    parts: list[str] = []
    at = 0
    for start, end, new in spans:
        if start < at:  # a comment within an annotation that goes too
            if end > at:
                raise Unclean("edits overlap")
            continue
        parts += [text[at:start], new]
        at = end
    result = "".join([*parts, text[at:]])
    try:
        tree_of(result)
    except SyntaxError as error:
        raise Unclean("the edits broke it") from error
    return result


def _column(line: str, column: int) -> int:
    """A column in characters, from one in bytes."""
    return len(line.encode()[:column].decode())


def _start(node: ast.expr | ast.stmt | ast.arg, lines: list[str]) -> _Place:
    return node.lineno, _column(lines[node.lineno - 1], node.col_offset)


def _end(node: ast.expr | ast.stmt | ast.arg, lines: list[str]) -> _Place:
    assert node.end_lineno is not None and node.end_col_offset is not None
    return node.end_lineno, _column(lines[node.end_lineno - 1], node.end_col_offset)
