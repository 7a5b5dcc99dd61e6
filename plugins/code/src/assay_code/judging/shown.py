"""The code that a task shows, in whatever form: as a block, in HTML, in a line, in a text with marks before its lines, as
a method, in a docstring or a comment, and under whatever name.

Nothing is decided here: what is found is run like a response, and only what passes the tests of the task counts.
"""

from __future__ import annotations

import ast
import base64
import binascii
import html
import re
from collections.abc import Iterator

from assay_code.judging.code_text import blocks, code_of, normal, parse

_INLINE = re.compile(r"(?<!`)`([^`\n]{3,400})`(?!`)")
_HTML = re.compile(r"<(pre|code)\b[^>]*>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_BEFORE = re.compile(
    r"^[ \t]*(?:(?:\d{1,4}[ \t]*[|.):]?|>>>|\.\.\.|>|\+|-|\*|\||//|#|--|\$)(?:[ ]|(?=[ \t]*\S)|$))",
    re.MULTILINE,
)
"""What stands before lines of code that are numbered, quoted, added, listed or commented out."""
_ENCODED = re.compile(r"[A-Za-z0-9+/]{24,}={0,2}")
_DEFINED = re.compile(r"(?:async[ \t]+)?\b(?:def[ \t]+\w+[ \t]*\(|class[ \t]+\w+[ \t]*[(:])")
_LAMBDA = re.compile(r"\blambda\b[^\n]{0,300}")
_RETURNS = re.compile(r"\breturn[ \t]+(?P<said>[^\n]{1,200})")
_IMPORT = re.compile(r"^[ \t]*((?:import \w|from \w[\w.]* import )[^\n]*)$", re.MULTILINE)
_MOST = 32
_MOST_FOUND = 24  # of each kind, in a task
_MOST_CUT = 60  # ends that are tried for one

Shown = tuple[str, tuple[int, int] | None]


def shown(task: str, program: tuple[str, tuple[str, ...]]) -> list[Shown]:
    """Programs that are made of the code of a task, each fenced, with its place where it has one.

    ``program`` is the source of a program that answers the task, and the names that are asked for: an
    expression or a body of statements is put into a function of that name and those arguments, and a
    function or a class of another name gets that one.
    """
    task = normal(task)
    head = _head(*program)
    texts: list[Shown] = [(block.text, block.span) for block in blocks(task)]
    for match in _HTML.finditer(task):
        texts.append((html.unescape(_TAG.sub("", match[2])), match.span(2)))
    inline: list[Shown] = [(match[1], match.span(1)) for match in _INLINE.finditer(task)]
    whole = task if not texts else "\n\n".join(text for text, _ in texts)
    found: dict[str, tuple[int, int] | None] = {}
    for text, place in [*texts, (whole, None)]:
        found.setdefault(text, place)
        for code in _filled(code_of(text), head):
            found.setdefault(code, place)
    for text, place in inline:
        if re.search(r"=|\b(?:def|class|lambda)\b", text):
            found.setdefault(text, place)
        for code in _filled(text, head):
            found.setdefault(code, place)
    found.setdefault("\n".join(text for text, _ in inline), None)
    for code in _anywhere(task, program[1], head):
        found.setdefault(code, None)
    programs = [(code, place) for code, place in found.items() if code.strip()]
    kept = [(f"```python\n{code}\n```" if code != task else code, place) for code, place in programs]
    return kept[:_MOST]


def _anywhere(task: str, entries: tuple[str, ...], head: str) -> Iterator[str]:
    """What of a task could be made a program of that name, whatever is around it."""
    views = list(dict.fromkeys(_views(task)))
    names: dict[str, str] = {}  # the text of each definition, with its name
    for view in views:
        for text, name in _definitions(view):
            names.setdefault(text, name)
    imports = "".join(
        f"{line}\n"
        for line in dict.fromkeys(m[1].strip() for v in views for m in _IMPORT.finditer(v))
        if parse(line)
    )
    entry = entries[-1] if entries else ""
    for text, name in list(names.items())[:_MOST_FOUND]:
        others = "\n".join(other for other in names if other != text)
        alias = f"{entry} = {name}\n" if entry and name != entry else ""
        yield f"{imports}{text}\n{alias}"
        if others:
            yield f"{imports}{others}\n{text}\n{alias}"
    if not head:
        return
    for view in views:
        for match in list(_LAMBDA.finditer(view))[:_MOST_FOUND]:
            if said := _longest(match[0], "{}"):
                yield f"{entry} = {said}\n"
        for match in list(_RETURNS.finditer(view))[:_MOST_FOUND]:
            if said := _longest(match["said"], "{}"):
                yield f"{head}\n    return {said}\n"
        yield from _filled(view, head)


def _views(task: str) -> Iterator[str]:
    """A task as it is, and without what may stand before, around or in its code."""
    plain = task.replace("\u00a0", " ")
    yield plain
    bare = _BEFORE.sub("", plain)
    yield bare
    yield _BEFORE.sub("", bare)
    yield html.unescape(_TAG.sub("\n", plain))
    if "\\n" in plain:
        yield re.sub(r"\\([nt\"'])", lambda m: {"n": "\n", "t": "\t"}.get(m[1], m[1]), plain)
    for match in list(_ENCODED.finditer(plain))[:_MOST_FOUND]:
        try:
            yield base64.b64decode(match[0] + "=" * (-len(match[0]) % 4)).decode()
        except (binascii.Error, ValueError):
            continue


def _definitions(text: str) -> Iterator[tuple[str, str]]:
    """The functions and classes of a text, each with its name; methods as functions without their ``self``."""
    for match in list(_DEFINED.finditer(text))[:_MOST_FOUND]:
        node = _definition(text, match.start())
        if node is None:
            continue
        node.decorator_list = []
        yield ast.unparse(node), node.name
        if isinstance(node, ast.FunctionDef):
            first = node.args.args[:1]
            if first and first[0].arg in ("self", "cls"):
                node.args.args.pop(0)
                yield re.sub(rf"\b{first[0].arg}\.(?={node.name}\()", "", ast.unparse(node)), node.name


def _definition(text: str, start: int) -> ast.FunctionDef | ast.ClassDef | None:
    """The definition that begins at a place of a text: its header, and the lines that stand deeper."""
    margin = start - (text.rfind("\n", 0, start) + 1)
    lines = text[start:].split("\n")
    depth = margin if not text[start - margin : start].strip() else -1
    body = [lines[0]]
    for line in lines[1:400]:
        if line.strip() and depth >= 0 and len(line) - len(line.lstrip()) <= depth:
            break
        body.append(line)
    while len(body) > 1 and not body[-1].strip():
        body.pop()
    for _ in range(_MOST_CUT):
        tree = parse("\n".join(body))
        if tree is not None:
            break
        if len(body) == 1:
            tree = parse(_longest(body[0], "{}", "exec"))
            break
        body.pop()
    node = tree.body[0] if tree is not None and tree.body else None
    return node if isinstance(node, ast.FunctionDef | ast.ClassDef) else None


def _longest(text: str, form: str, mode: str = "eval") -> str:
    """The longest beginning of a line that is an expression (or a statement), up to a mark or a blank; ``""`` if none is."""
    ends = [len(text), *(m.start() for m in reversed(list(re.finditer(r"[\s.,;:!?`*|)\]\"'<&\\]", text))))]
    for end in ends[:_MOST_CUT]:
        part = text[:end].strip()
        if part and parse(form.format(part) if mode == "exec" else f"({part}\n)") is not None:
            return part
    return ""


def _filled(prose: str, head: str) -> Iterator[str]:
    """The function that is asked for, with what a text shows as its body: an expression, or lines that end in ``return``."""
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
