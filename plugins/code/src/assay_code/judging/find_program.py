"""Finding the program in a response.

A response is prose with fenced blocks, plain code, or the rest of a function that the
prompt began. What is taken is decided by the text alone, never by which of several
programs passes:

1. Of the Python blocks, the one that defines what is asked for (`entries`). Two that
   differ are a hedge, unless the prose before the later one says that it replaces the
   earlier one ("corrected", "final version", …); then it is the last. A block that
   repeats code of the prompt does not count.
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
import re
import textwrap
import warnings
from collections.abc import Callable
from dataclasses import dataclass

from assay.evidence.final_answer import without_drafts
from assay.evidence.markdown import fences
from assay_code.judging.names import defined, missing
from assay_code.syntax import tree_of

MAX_LENGTH = 200_000  # characters of a response
_MAX_BLOCKS = 200
_MAX_TRIED = 4_000_000  # characters
_PYTHON = frozenset(("", "python", "py", "python3", "py3", "python2", "ipython", "pycon", "codepython"))
_REPLACES = re.compile(
    r"\b(correct(?:ed|ion|ly)?|fix(?:ed|es|ing)?|bugs?|mistake|wrong|final(?:ly)?|improved?|better|instead|revised?|"
    r"rewrit(?:e|ten)|rewrote|updated?|replaces?|optimi[sz]ed|simplif(?:y|ied)|refactored|cleaner|complete|full|"
    r"wait|actually|fails?|faster|efficient|put(?:ting)? it (?:all )?together)\b",
    re.IGNORECASE,
)

_UNSURE = re.compile(
    r"\b(or (?:maybe|perhaps|possibly|else)|(?:not|n't) sure|unsure|either of)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Program:
    """The source, the place in the response of the block that it is from, and how it is run: what a call may take, and the seed of hashes."""

    source: str
    span: tuple[int, int] | None = None
    wall: float = 15.0
    hash_seed: int = 0


class NoProgram(Exception):
    """``(reason, message)``: the response holds no program, or more than one."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(reason, message)
        self.reason, self.message = reason, message


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block. ``before`` is the prose between it and the block before."""

    language: str
    text: str
    span: tuple[int, int]
    before: str
    closed: bool


def normal(text: str) -> str:
    """The text without byte order mark and carriage returns."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def blocks(text: str) -> list[Block]:
    """The fenced blocks of a Markdown text; the last one may lack its end."""
    found: list[Block] = []
    end = 0
    for fence in fences(text):
        before = text[end : fence.outer[0]]
        found.append(Block(fence.language, fence.text, (fence.start, fence.end), before, fence.closed))
        end = fence.outer[1]
    return found


def parse(source: str, limit: int = 2 * MAX_LENGTH) -> ast.Module | None:
    """The tree of a source text of at most ``limit`` characters, ``None`` if it is none."""
    if len(source) > limit:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = tree_of(source)
            compile(tree, "program.py", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError):
        return None
    return tree


def code_of(text: str) -> str:
    """A block's code: freed from common indentation and from the prompts of an interactive session."""
    lines = text.splitlines()
    first = next((line for line in lines if line.strip()), "")
    if first.lstrip().startswith((">>> ", ">>>\t")):
        kept = [m[1] for line in lines if (m := re.match(r"\s*(?:>>>|\.\.\.)(?: |$)(.*)", line))]
        return "\n".join(kept) + "\n"
    return textwrap.dedent(text)


def has_function(tree: ast.Module) -> bool:
    return any(isinstance(node, ast.FunctionDef) for node in tree.body)


def prints(tree: ast.Module) -> bool:
    """Whether a script writes something: what it shows is not a mere value or sample of input."""
    names = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
    return bool(names & {"print", "sys", "os"})


def reads(tree: ast.Module) -> bool:
    """Whether a script writes something and reads its input."""
    return prints(tree) and bool({n.id for n in ast.walk(tree) if isinstance(n, ast.Name)} & _INPUTS)


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
) -> Program:
    """The program in ``response`` that defines all of ``entries``; without any, one that is ``wanted``.

    Raises :class:`NoProgram`.
    """
    if len(response) > MAX_LENGTH:
        raise NoProgram("limit", f"The response has {len(response)} characters; {MAX_LENGTH} are read.")
    text = without_drafts(normal(response))
    if not text.strip():
        raise NoProgram("no_program", "The response is empty, or a draft that does not end.")
    prompt = normal(prompt)
    stub = prompt_code(prompt, entries)
    is_whole = functools.partial(_defines, entries=entries, wanted=wanted)
    fenced = [block for block in blocks(text) if block.language in _PYTHON]
    if len(fenced) > _MAX_BLOCKS:
        raise NoProgram("limit", f"The response has {len(fenced)} blocks; {_MAX_BLOCKS} are read.")
    sources = [(block, code) for block in fenced if parse(code := code_of(block.text)) is not None]
    quoted = {_same_text(code_of(block.text)) for block in blocks(prompt)}
    whole = [
        (block, code)
        for block, code in sources
        if is_whole(code) and (_same_text(code) not in quoted or len(sources) == 1)
    ]
    program = None
    if whole:
        block, code = _chosen(whole)
        others = [c for b, c in sources if b is not block and not is_whole(c)]
        program = Program(_completed(code, others), block.span)
    elif sources and is_whole(together := "\n".join(code for _, code in sources)):
        program = Program(together, (sources[0][0].span[0], sources[-1][0].span[1]))
    elif not fenced:
        program = _unfenced(text, is_whole)
    if program is None and stub:
        program = _continued(text, fenced, stub, is_whole)
    if program is None:
        raise _failure(text, fenced, entries)
    return Program(_completed(program.source, [stub.preamble] if stub else []), program.span)


def _chosen(found: list[tuple[Block, str]]) -> tuple[Block, str]:
    last = found[-1]
    for block, code in found[:-1]:
        if _same_program(code, last[1]):
            continue
        start, end = block.span[1], last[0].span[0]
        between = [b.before for b, _ in found if start <= b.span[0] <= end]
        said = [prose for prose in between if _REPLACES.search(prose)]
        if not said or any(map(_UNSURE.search, said)):
            raise NoProgram("hedged", "The response gives two different programs and does not say which one.")
    return last


def _same_program(code: str, other: str) -> bool:
    """Whether two texts say the same, but for comments, docstrings and what is around the definitions."""
    mine, theirs = _definitions(code), _definitions(other)
    common = mine.keys() & theirs.keys()
    if common:
        return all(mine[name] == theirs[name] for name in common)
    return ast.dump(tree_of(code)) == ast.dump(tree_of(other))


def _definitions(code: str) -> dict[str, str]:
    found = {}
    for node in tree_of(code).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            if ast.get_docstring(node, clean=False) is not None:
                node.body = node.body[1:]
            found[node.name] = ast.dump(node)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            found[ast.dump(node.targets[0] if isinstance(node, ast.Assign) else node.target)] = ast.dump(node)
    return found


def _same_text(code: str) -> str:
    return "".join(code.split())


def other_class(program: Program, prompt: str, entries: tuple[str, ...]) -> str:
    """A class that the prompt gives whole and the program defines otherwise, although more than it is asked for."""
    given: dict[str, ast.ClassDef] = {}
    text = normal(prompt)
    for part in [block.text for block in blocks(text) if block.language in _PYTHON] or [text]:
        code = code_of(part)
        tree = parse(code) or parse(code.rstrip() + "\n    pass\n")
        given |= {node.name: node for node in (tree.body if tree else ()) if isinstance(node, ast.ClassDef)}
    names = {name for name in entries if name in given and not _is_skeleton(given[name])}
    if not names or not set(entries) - given.keys():
        return ""
    mine: dict[str, str] = {}
    for node in tree_of(program.source).body:
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


@dataclass(frozen=True, slots=True)
class Stub:
    """The code in a prompt that begins the function: all of it, and what comes before the function."""

    text: str
    preamble: str


def prompt_code(prompt: str, entries: tuple[str, ...]) -> Stub | None:
    """The code of a prompt that defines one of ``entries``."""
    if not entries:
        return None
    parts = [block.text for block in blocks(prompt) if block.language in _PYTHON] or [prompt]
    for part in parts:
        tree = parse(part) or parse(part.rstrip() + "\n    pass\n")
        for node in tree.body if tree else ():
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == entries[-1]:
                line = min([node.lineno, *(d.lineno for d in node.decorator_list)])
                return Stub(part, "".join(part.splitlines(keepends=True)[: line - 1]))
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
        return NoProgram("syntax_error", "The code in the response is not complete Python.")
    return NoProgram("no_program", "There is no code in the response.")
