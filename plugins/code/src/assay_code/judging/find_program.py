"""Finding the program in a response.

A response is prose with fenced blocks, plain code, or the rest of a function that the
prompt began. What is taken is decided by the text alone, never by which of several
programs passes:

1. Of the blocks, the last that is Python and defines what is asked for (`entries`). One before it
   that differs is a rival (:class:`Rival`), which has to pass too, unless the prose between says
   that it is replaced ("corrected", "final version", …). A block that repeats code of the prompt,
   or whose functions are still empty, does not count.
2. Names that it lacks are taken from the other blocks that define them, then from the
   code in the prompt (imports, helpers).
3. If no single block defines all, the blocks together.
4. Without blocks, the text itself if it is code, else the code within it.
5. Else the text, or the only block, as the rest of the function in the prompt.

Drafts (:func:`assay.evidence.final_answer.drafts`) are not read.
"""

from __future__ import annotations

import ast
import functools
import html
import re
import sys
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assay.evidence.final_answer import without_drafts
from assay_code.judging.code_text import (
    MAX_LENGTH,
    PYTHON,
    Block,
    NoProgram,
    blocks,
    code_of,
    normal,
    parse,
    same_text,
)
from assay_code.judging.named_parts import without_unnamed
from assay_code.judging.names import defined, missing
from assay_code.judging.newer import newer_syntax
from assay_code.judging.prompt_code import Stub, prompt_code
from assay_code.judging.rivals import Rival, find_rivals, is_taken_back
from assay_code.judging.starter import classes_in_comments, starter_imports
from assay_code.syntax import tree_of

_MAX_BLOCKS = 200
_MAX_TRIED = 4_000_000  # characters


@dataclass(frozen=True, slots=True)
class Program:
    """The source, the place in the response of the block that it is from, and how it is run.

    ``wall`` is the seconds that a call may take on a machine that has nothing else to do; ``cpu`` (seconds)
    and ``memory`` (bytes) are limits that the reference sets.
    """

    source: str
    span: tuple[int, int] | None = None
    wall: float = 15.0
    hash_seed: int = 0
    rivals: tuple[Rival, ...] = ()
    cpu: float = 0.0
    memory: int = 0


def has_function(tree: ast.Module) -> bool:
    return any(isinstance(node, ast.FunctionDef) for node in tree.body)


def prints(tree: ast.Module) -> bool:
    """Whether a script writes something: what it shows is not a mere value or sample of input."""
    names = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
    return bool(names & {"print", "sys", "os"})


def reads(tree: ast.Module) -> bool:
    """Whether a script writes something and reads its input."""
    return prints(tree) and bool({n.id for n in ast.walk(tree) if isinstance(n, ast.Name)} & _INPUTS)


def names_of(response: str) -> frozenset[str]:
    """The names that the code of a response defines, in whichever block."""
    if len(response) > MAX_LENGTH:
        return frozenset()
    text = without_unnamed(without_drafts(normal(response)))[0]
    parts = [code_of(block.text) for block in blocks(text)[:_MAX_BLOCKS]] or [text]
    return frozenset().union(*(defined(tree) for part in parts if (tree := parse(part))))


def find_script(response: str, prompt: str = "") -> Program:
    """The program that reads input and prints; where nothing reads, the one that prints."""
    try:
        return find_program(response, (), prompt, reads)
    except NoProgram as error:
        if error.reason != "no_entry":
            raise
    return find_program(response, (), prompt, prints)


_INPUTS = frozenset(("input", "stdin", "sys", "open", "fileinput"))


def find_program(
    response: str,
    entries: tuple[str, ...],
    prompt: str = "",
    wanted: Callable[[ast.Module], bool] = has_function,
    classes: Sequence[str] = (),
) -> Program:
    """The program in ``response`` that defines all of ``entries``; without any, one that is ``wanted``.

    ``classes`` are texts of classes that it may use without defining them. Raises :class:`NoProgram`.
    """
    if len(response) > MAX_LENGTH:
        raise NoProgram("limit", f"The response has {len(response)} characters; {MAX_LENGTH} are read.")
    text, left_out = without_unnamed(without_drafts(normal(response)))
    try:
        return _found(text, entries, prompt, wanted, classes)
    except NoProgram as error:
        if not left_out or error.undecided:
            raise
        message = (
            "The only program stands in a part of the response whose name does not say that it is the answer."
        )
        raise NoProgram("unnamed_part", message, undecided=True) from None


def _found(
    text: str,
    entries: tuple[str, ...],
    prompt: str,
    wanted: Callable[[ast.Module], bool],
    classes: Sequence[str],
) -> Program:
    """The program in a response without its drafts."""
    text = _fenced_by_html(_fenced_by_tags(_without_marks(text)))
    if not text.strip():
        raise NoProgram("no_program", "The response is empty, or a draft that does not end.")
    prompt = normal(prompt)
    stub = prompt_code(prompt, entries)
    is_whole = functools.partial(_defines, entries=entries, wanted=wanted)

    def in_prose(prose: str) -> str:
        found = (
            _unfenced(prose, is_whole) or _unfenced(_outdented(prose), is_whole) or _quoted(prose, is_whole)
        )
        return found.source if found and not _is_empty(found.source, entries) else ""

    every = blocks(text)
    if len(every) > _MAX_BLOCKS:
        raise NoProgram("limit", f"The response has {len(every)} blocks; {_MAX_BLOCKS} are read.")
    fenced = [block for block in every if block.language in PYTHON or is_whole(code_of(block.text))]
    sources = [(block, code) for block in fenced if parse(code := code_of(block.text)) is not None]
    quoted = {same_text(code_of(block.text)) for block in blocks(prompt)}
    whole = [
        (block, code)
        for block, code in sources
        if is_whole(code) and (same_text(code) not in quoted or len(sources) == 1)
    ]
    # A block that imports what is asked for is about it: its tests, or a use of it.
    made = [(block, code) for block, code in whole if not set(entries) & _imported(code)]
    whole = made or whole
    filled = [(block, code) for block, code in whole if not _is_empty(code, entries)]
    program = None
    if whole := filled or whole:
        (block, code), rivals = whole[-1], find_rivals(text, whole, in_prose if entries else None)
        others = [c for b, c in sources if b is not block and not is_whole(c)]
        rivals = tuple(replace(rival, source=_completed(rival.source, others)) for rival in rivals)
        program = Program(_completed(code, others), block.span, rivals=rivals)
        if is_taken_back(text, block):
            raise NoProgram("rejected_attempt", "The response takes back or changes its program in words.")
    elif sources and is_whole(together := "\n".join(code for _, code in sources)):
        program = Program(together, (sources[0][0].span[0], sources[-1][0].span[1]))
    elif not fenced:
        program = _unfenced(text, is_whole) or _inline(text, is_whole)
    if program is None and stub:
        program = _continued(text, fenced, stub, is_whole)
    if program is None:
        raise _failure(text, fenced, entries)
    given = [stub.preamble] if stub else []
    given += [*classes_in_comments(prompt), *classes]

    def whole_of(code: str) -> str:
        code = _completed(code, given)
        lines = starter_imports(tree_of(code))
        return code if not lines else _behind_future(code, lines)

    rivals = tuple(replace(rival, source=whole_of(rival.source)) for rival in program.rivals)
    return replace(program, source=whole_of(program.source), rivals=rivals)


def only_program(
    response: str, entries: tuple[str, ...], wanted: Callable[[ast.Module], bool] = has_function
) -> Program:
    """The program of a response that may give only one, or one and its improvement. Raises :class:`NoProgram`."""
    program = find_program(response, entries, wanted=wanted)
    if any(not rival.improved for rival in program.rivals):
        raise NoProgram("hedged", "The response gives two different programs and does not say which one.")
    return replace(program, rivals=())


def _imported(code: str) -> set[str]:
    """The names that a text takes from other modules."""
    return {
        alias.asname or alias.name
        for node in tree_of(code).body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def _behind_future(code: str, lines: str) -> str:
    """The code with further imports at its beginning, but behind those that have to be first."""
    tree = tree_of(code)
    last = max(
        (n.end_lineno or 0 for n in tree.body if isinstance(n, ast.ImportFrom) and n.module == "__future__"),
        default=0,
    )
    rows = code.splitlines(keepends=True)
    return "".join(rows[:last]) + lines + "".join(rows[last:])


_MARKS = re.compile(
    r"<\|(?:im_end|endoftext|eot_id|end_of_text|end|return|end_of_turn)\|>|</s>(?=\s*\Z)|<(?:end_of_turn|eos)>"
)
"""What ends a turn in the templates of chat models."""
_HTML = re.compile(
    r"^[ \t]*(?P<open>(?:<(?:pre|code|answer|solution|python|output|response)\b[^<>\n]*>[ \t]*)+)\n(?P<body>(?:(?!</?(?:pre|code|answer|solution|python|output|response)\b).)*?)"
    r"(?P<close>(?:[ \t]*</(?:pre|code|answer|solution|python|output|response)>)+)[ \t]*$",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)


_GLUED = re.compile(
    r"^[ \t]*(?:<(?:answer|solution|output|response|code)>|(?:[*_]{0,2}(?:final )?(?:answer|solution|code)[*_]{0,2}:[*_]{0,2})[ \t])[ \t]*(?=```)"
    r"|(?<=\n```)[ \t]*</(?:answer|solution|output|response|code)>[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
"""A tag or a label on the line of a mark that opens or ends a block."""


def _without_marks(text: str) -> str:
    """The text with blanks in the place of marks that end a turn, and of what stands before or behind a block's own."""
    text = _GLUED.sub(
        lambda found: (
            "\n".rjust(len(found[0]))
            if found.end() < len(text) and text[found.end()] == "`"
            else " " * len(found[0])
        ),
        text,
    )
    return _MARKS.sub(lambda found: " " * len(found[0]), text)


def _fenced_by_html(text: str) -> str:
    """The text with marks of blocks in the place of HTML's and others' tags around code, of the same length."""
    if "```" in text or "~~~" in text:
        return text

    def fenced(found: re.Match[str]) -> str:
        start, (first, last) = found.start(), found.span("body")
        whole, body = found[0], html.unescape(found["body"])
        if last - first < 1 or parse(code_of(body)) is None or len(found["open"]) < 3:
            return whole
        opening = "```" + " " * (first - 1 - start - 3) + "\n"
        body += " " * (last - first - len(body))
        end = found["close"]
        if not body.endswith("\n"):
            return whole
        return opening + body + "```" + " " * (len(end) - 3) + " " * (found.end() - found.end("close"))

    return _HTML.sub(fenced, text)


_TAGGED = re.compile(r"^\[(BEGIN|PYTHON|CODE)\][ \t]*$", re.MULTILINE)
_TAG_END = re.compile(r"^\[(?:/(?:BEGIN|PYTHON|CODE)|DONE|END)\]", re.MULTILINE)


def _fenced_by_tags(text: str) -> str:
    """The text with marks of blocks in the place of MBPP's ``[BEGIN]`` and ``[DONE]``, of the same length."""
    opening = _TAGGED.search(text)
    if opening is None or "```" in text or "~~~" in text:
        return text
    close = _TAG_END.search(text, opening.end())
    end = close.end() if close else len(text)
    body = text[opening.end() : close.start() if close else len(text)]
    mark = "```" + " " * (opening.end() - opening.start() - 3)
    last = "```" + " " * (end - close.start() - 3) if close else ""
    tail = "" if close is None else text[end : text.find("\n", end) if "\n" in text[end:] else len(text)]
    return text[: opening.start()] + mark + body + last + " " * len(tail) + text[end + len(tail) :]


def _inline(text: str, is_whole: _Test) -> Program | None:
    """A program between three backticks within a line."""
    found = [m for m in re.finditer(r"```([^`\n]+)```", text) if is_whole(m[1].strip())]
    return Program(found[-1][1].strip() + "\n", found[-1].span(1)) if len(found) == 1 else None


def _outdented(prose: str) -> str:
    """The prose with Markdown's indented blocks of code moved to the margin, and a gap around each."""
    parts = re.split(r"(?m)^((?:(?: {4}|\t)[^\n]*\n|[ \t]*\n)+)", prose + "\n")
    return "\n".join(textwrap.dedent(part) if place % 2 else part for place, part in enumerate(parts))


def _quoted(prose: str, is_whole: _Test) -> Program | None:
    """A program between backticks in a line of prose."""
    found = [m for m in re.finditer(r"(?<!`)`([^`\n]{3,400})`(?!`)", prose) if is_whole(m[1].strip())]
    return Program(found[-1][1].strip() + "\n") if found else None


def _is_empty(code: str, entries: tuple[str, ...]) -> bool:
    """Whether the functions that are asked for (all, if none is) are still to be written."""
    tree = tree_of(code)
    made = [
        n
        for n in tree.body
        if isinstance(n, ast.FunctionDef | ast.ClassDef) and (not entries or n.name in entries)
    ]
    functions = [n for node in made for n in ast.walk(node) if isinstance(n, ast.FunctionDef)]
    return bool(functions) and all(map(_says_nothing, functions))


def _says_nothing(function: ast.FunctionDef) -> bool:
    return all(
        isinstance(part, ast.Pass)
        or (isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant))
        or (isinstance(part, ast.Raise) and "NotImplemented" in ast.unparse(part))
        for part in function.body
    )


_Test = Callable[[str], bool]


def _defines(code: str, entries: tuple[str, ...], wanted: Callable[[ast.Module], bool]) -> bool:
    tree = parse(code)
    return tree is not None and (set(entries) <= defined(tree) if entries else wanted(tree))


def _completed(code: str, others: list[str]) -> str:
    """``code`` after those of the other texts that define names that it lacks, or that those lack, in their order."""
    trees = [parse(other) for other in others]
    taken: set[int] = set()
    while True:
        joined = "\n".join([*(others[place] for place in sorted(taken)), code])
        tree = parse(joined)
        if tree is None:
            return code
        lacking = missing(tree)
        more = {
            place
            for place, other in enumerate(trees)
            if place not in taken and other is not None and lacking & defined(other)
        }
        if not more:
            return joined if taken else code
        for place in sorted(more):  # the first that defines a name is taken
            found = defined(trees[place] or ast.Module([], []))
            if lacking & found:
                taken.add(place)
                lacking -= found


def _unfenced(text: str, is_whole: _Test) -> Program | None:
    code = code_of(text)
    if is_whole(code):
        return Program(code)
    # Code with prose around it: from the first line that begins a definition, as far as it goes.
    lines = text.splitlines(keepends=True)
    first = next(
        (i for i, line in enumerate(lines) if re.match(r"(?:async def|def|class|import|from) \w|@\w", line)),
        None,
    )
    if first is None:
        return None
    ends = [i for i in range(first + 1, len(lines) + 1) if i == len(lines) or not lines[i].strip()]
    for end in ends[::-1][: max(1, min(100, _MAX_TRIED // len(text)))]:
        code = "".join(lines[first:end])
        if is_whole(code):
            start = sum(map(len, lines[:first]))
            return Program(code, (start, start + len(code)))
    return None


def _continued(text: str, fenced: list[Block], stub: Stub, is_whole: _Test) -> Program | None:
    """The response as the rest of the prompt's function."""
    if len(fenced) > 1:
        return None
    rest = fenced[0].text if fenced else text
    head = stub.text if stub.text.endswith("\n") else stub.text + "\n"
    lines = rest.strip("\n").splitlines()
    body = "\n".join(lines)
    deeper = any(line.startswith((" ", "\t")) for line in lines[1:])
    shifted = textwrap.indent(body, "    ")
    for candidate in (body, "    " + body if deeper else shifted, shifted):
        code = f"{head}{candidate}\n"
        # A body of prose in quotes or a bare name is none: something has to be said after the docstring.
        if is_whole(code) and _SAYS.search(body):
            return Program(code)
    return None if fenced else _begun(lines, head, is_whole)


_SAYS = re.compile(r"\b(return|yield|pass|raise|print)\b|=")


def _begun(lines: list[str], head: str, is_whole: _Test) -> Program | None:
    """The indented lines that a response begins with, as the rest of the function; prose follows."""
    if not lines or not lines[0].startswith((" ", "\t")):
        return None
    end = next((i for i, line in enumerate(lines) if line[:1].strip()), len(lines))
    body = "\n".join(lines[:end])
    code = f"{head}{body}\n"
    prose = [line for line in lines[end:] if line.strip()]
    # What may be code, or another body, is not cut off: it belongs to the program, or is a hedge.
    if not prose or any(line[:1].isspace() or _CODE.match(line) for line in prose) or parse(prose[0]):
        return None
    return Program(code) if is_whole(code) and _SAYS.search(body) else None


_CODE = re.compile(
    r"(def|class|async|if|for|while|with|try|elif|else|except|finally)\b.*:\s*(#.*)?$|@|[)\]}]"
)


def _failure(text: str, fenced: list[Block], entries: tuple[str, ...]) -> NoProgram:
    texts = [block.text for block in fenced] or [text]
    parsed = [tree for part in texts if (tree := parse(code_of(part)))]
    if parsed:
        lacking = [name for name in entries if not any(name in defined(tree) for tree in parsed)]
        names = ", ".join((lacking or list(entries))[:5]) or "what is asked for"
        return NoProgram("no_entry", f"The response does not define {names}.")
    if fenced or re.search(r"^\s*(def|class|import) ", text, re.MULTILINE):
        if what := newer_syntax("\n".join(texts)):
            message = f"The program uses {what}, which Python {sys.version_info[0]}.{sys.version_info[1]} cannot read: install that one."
            return NoProgram("needs_newer_python", message, undecided=True)
        return NoProgram("syntax_error", "The code in the response is not complete Python.")
    return NoProgram("no_program", "There is no code in the response.")
