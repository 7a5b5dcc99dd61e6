"""Several programs in one response: which of them count, and whether the prose takes the last one back."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass

from assay.evidence.final_answer import is_withdrawn
from assay.evidence.markdown import outside_fences
from assay_code.judging.code_text import Block, NoProgram, blocks, same_text
from assay_code.syntax import tree_of

_MAX_RIVALS = 4
_REPLACES = re.compile(
    r"\b(correct(?:ed|ion|ly)?|fix(?:ed|es|ing)?|bugs?|mistake|wrong|final(?:ly)?|instead|revised?|re-?do(?:ne)?|"
    r"rewrit(?:e|ten)|rewrote|updated?|replaces?|try again|(?:complete|full) (?:code|program|solution|implementation|version|function)|"
    r"wait|actually|fails?|put(?:ting)? it (?:all )?together)\b",
    re.IGNORECASE,
)
_IMPROVES = re.compile(
    r"\b(improved?|better|optimi[sz]ed|simplif(?:y|ied)|refactored|cleaner|faster|(?:more )?efficient)\b",
    re.IGNORECASE,
)
"""The later program does the same in another way: the earlier one may be too slow, and has to be right."""

_UNSURE = re.compile(
    r"\b(or (?:maybe|perhaps|possibly|else)|(?:not|n't) sure|unsure|either (?:of|one|works|way)|whichever|which (?:one|of)\b"
    r"|one of (?:these|them|the (?:two|following))|(?:choose|pick|take|use) (?:what|which|the one|one of|either|between)"
    r"|up to you|depend(?:s|ing) on (?:you|what|which|how|whether)|perhaps|maybe|possibly)\b",
    re.IGNORECASE,
)
_EDITS = re.compile(
    r"(?:^|[.!?:]\s+|,\s+(?:so|please)\s+)(?:\W{0,3})(?:please |then |so |just |now )?"
    r"(?:replace|change|swap|substitute|remove|delete|drop)\b[^.\n`]{0,40}`(?P<what>[^`\n]+)`",
    re.IGNORECASE | re.MULTILINE,
)
"""What a text behind a program says is to be done to it."""
_MUST_BE = re.compile(
    r"`(?P<what>[^`\n]+)`[^.\n`]{0,30}\b(?:must|should|has to|have to|needs? to|ought to|is meant to) (?:be|read|become)\b[^.\n`]{0,20}`(?P<other>[^`\n]+)`"
    r"|\buse `(?P<other2>[^`\n]+)` (?:instead|rather)\b",
    re.IGNORECASE,
)
"""What a text behind a program says that should stand there in place of it."""
_DISMISSES = re.compile(
    r"(?:^|[.!:]\s+|,\s+)(?:please |so |then |just |but |wait, |sorry, )*(?:ignore|disregard|discard|forget|scrap|do not use|don['’]t use)\s+(?:about )?"
    r"(?:(?:that|this|it|everything|all of (?:that|this|it))(?:\s+above)?\s*[.!\n]|(?:the|that|this|my|all|all the|the whole) (?:\w+ ){0,2}?(?:code|program|function|solution|answer|block|implementation|version|attempt)\b(?! (?:comment|style)))",
    re.IGNORECASE | re.MULTILINE,
)
_OFFERS = re.compile(r"\b(if|when|in case|optional(?:ly)?|want|wish|prefer|need)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rival:
    """Another program of a response, which has to be right too; where the later one is an improvement, it may be too slow."""

    source: str
    improved: bool = False


def is_taken_back(text: str, block: Block) -> bool:
    """Whether what stands behind a program says that it is wrong, or what of its code is to be changed."""
    after = text[block.span[1] :]
    code = same_text(block.text)
    for edit in _EDITS.finditer(after):
        what = edit["what"].strip()
        sentence = after[max(0, edit.start() - 60) : edit.end()] + after[edit.end() :].split("\n")[0]
        # A name alone is for whoever uses the program: "replace `items` by your list".
        if not what.isidentifier() and same_text(what) in code and not _OFFERS.search(sentence):
            return True
    for said in _MUST_BE.finditer(after):
        what, other = said["what"], said["other"] or said["other2"]
        replaced = what is None or (not what.strip().isidentifier() and same_text(what) in code)
        if replaced and same_text(other) not in code and not _OFFERS.search(_sentence(after, said)):
            return True
    if any(not _OFFERS.search(_sentence(after, said)) for said in _DISMISSES.finditer(after)):
        return True
    return is_withdrawn(text, block.span[1])


def _sentence(text: str, said: re.Match[str]) -> str:
    """A match with what stands around it in its line, up to the ends of its sentence."""
    before = re.split(r"[.!?\n]", text[max(0, said.start() - 120) : said.start()])[-1]
    return before + said[0] + re.split(r"[.!?\n]", text[said.end() : said.end() + 120])[0]


def find_rivals(
    text: str, found: list[tuple[Block, str]], unfenced: Callable[[str], str] | None
) -> tuple[Rival, ...]:
    """The programs before the last one that nothing replaces, and one that ``unfenced`` finds in the prose.

    Raises :class:`NoProgram` for too many.
    """
    last = found[-1]
    rivals: dict[str, Rival] = {}
    for block, code in found[:-1]:
        if same_program(code, last[1]):
            continue
        start, end = block.span[1], last[0].span[0]
        said = " ".join(b.before for b in blocks(text) if start <= b.span[0] <= end)
        if _UNSURE.search(said) or not (_REPLACES.search(said) or _IMPROVES.search(said)):
            rivals[code] = Rival(code)
        elif not _REPLACES.search(said):
            rivals[code] = Rival(code, improved=True)
    if unfenced is not None and (other := unfenced(_outside(text))):
        before = _outside(text[: last[0].span[0]])
        replaced = _REPLACES.search(before) and not _UNSURE.search(before)
        if not same_program(other, last[1]) and not replaced:
            rivals[other] = Rival(other)
    if len(rivals) > _MAX_RIVALS:
        raise NoProgram("hedged", f"The response gives {len(rivals) + 1} different programs.")
    return tuple(rivals.values())


def _outside(text: str) -> str:
    """The prose of a text, with what HTML shows as code on lines of its own."""
    return re.sub(r"</?(?:pre|code)\b[^>]*>", "\n", outside_fences(text, open_too=True))


def same_program(code: str, other: str) -> bool:
    """Whether two texts say the same, but for comments, docstrings and what is around the definitions."""
    mine, theirs = _definitions(code), _definitions(other)
    common = mine.keys() & theirs.keys()
    if common:
        return all(mine[name] == theirs[name] for name in common)
    return ast.dump(tree_of(code)) == ast.dump(tree_of(other))


def _definitions(code: str) -> dict[str, str]:
    """What a text binds its names to."""
    found = {}
    for node in tree_of(code).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            if ast.get_docstring(node, clean=False) is not None:
                node.body = node.body[1:]
            found[node.name] = ast.dump(node)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                found[ast.unparse(target)] = ast.dump(node)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            for alias in node.names:
                found[alias.asname or alias.name] = f"{getattr(node, 'module', '')}.{alias.name}"
    return found
