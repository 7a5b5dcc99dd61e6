"""How strong tests are: which share of small faults in a correct program they find.

Only what the tests find is to count, and a program can be made to fail by itself. So its
own assertions are taken out before it is mutated, and where it raises it is made to exit,
if the tests pass all the same; a mutant that exits, or fails before it is called, counts
as neither found nor missed. Only what the tests reach is mutated, and no statement often.
"""

from __future__ import annotations

import ast
import hashlib
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from time import monotonic

from assay import Status, Verdict
from assay_code.judging.candidate import Candidate, Stopped
from assay_code.judging.code_text import parse
from assay_code.judging.find_program import Program
from assay_code.judging.names import defined
from assay_code.programs.mutate import Mutant, draw_mutants
from assay_code.syntax import tree_of

MUTANTS = 20
SECONDS = 60.0
"""After this time no further mutant is run."""
_MOST_TRIED = 3  # times as many mutants as are to count
_FOUND = frozenset(("wrong_output", "not_raised", "raised"))
"""Reasons of a check that failed on what came out of a call."""
_MOST_OF_ONE = MUTANTS // 4
"""Mutants of one statement: a long list in a check of the program's own is not to outweigh all else."""
_MOST_RAISES = 8
_EXIT = "raise SystemExit(1)"
_LOOKS_AT_ITSELF = re.compile(
    r"__code__|\b[gcf][ir]?_code\b|\bco_\w+|__file__|getsource|linecache|\binspect\b"
)
_IDLE = "_idle = 982451653"


@dataclass(frozen=True, slots=True)
class Strength:
    """``killed`` of ``total`` mutants fail; ``survivors`` pass all tests.

    ``undecided`` mutants count as neither: they failed by themselves, or the tests came to no verdict.
    A mutant that does the same as the program on every input cannot be told from one that
    the tests miss, and counts as a survivor: the true share is this or more.
    """

    killed: int
    total: int
    survivors: tuple[Mutant, ...]
    undecided: int = 0

    @property
    def known(self) -> bool:
        """Whether most mutants say something about the tests."""
        return self.total > self.undecided

    @property
    def share(self) -> float:
        return self.killed / self.total if self.total else 0.0


def strength(
    program: Program,
    judge: Callable[[Program], Verdict],
    limit: int = MUTANTS,
    entries: tuple[str, ...] = (),
) -> Strength:
    """Run tests on at most ``limit`` mutants of a program that passes them; ``entries`` is what they call.

    Which mutants is drawn from the program without its layout and comments, so the same program has the same.
    """
    started = monotonic()
    base = _base(program, judge)
    if base is None:
        return Strength(0, 0, (), 1)
    took = monotonic() - started
    base = replace(base, wall=min(program.wall, max(1.0, 10 * took)))  # an endless mutant is to end soon
    text = ast.unparse(tree_of(program.source))
    rng = random.Random(hashlib.sha256(text.encode()).hexdigest())
    reached = _reached(base.source, entries)
    statements = _statements(base.source)
    drawn: Counter[int] = Counter()
    killed = undecided = 0
    survivors: list[Mutant] = []
    for mutant in draw_mutants(base.source, rng, reached.__contains__):
        counted = killed + len(survivors)
        if counted >= limit or counted + undecided >= _MOST_TRIED * limit or monotonic() - started > SECONDS:
            break
        statement = statements.get(mutant.line, 0)
        drawn[statement] += 1
        if drawn[statement] > _MOST_OF_ONE:
            continue
        changed = replace(base, source=mutant.source)
        found = judge(changed)
        if found.accepted:
            survivors.append(mutant)
        elif _is_found(found, changed, entries):
            killed += 1
        else:
            undecided += 1
    survivors.sort(key=lambda mutant: mutant.line)
    return Strength(killed, killed + len(survivors), tuple(survivors), undecided)


def _base(program: Program, judge: Callable[[Program], Verdict]) -> Program | None:
    """The program to mutate: without its assertions, unless the tests want them.

    ``None`` where the program looks at its own text, as any change of it is a failure then.
    """
    tree = parse(program.source)
    if tree is None or _LOOKS_AT_ITSELF.search(program.source):
        return None
    try:
        spaced = replace(program, source=_changed(tree))
    except (ValueError, RecursionError):
        return None
    if not judge(spaced).accepted:
        return None
    for node in _raises(tree):
        exiting = replace(program, source=_replaced(program.source, [node], _EXIT))
        if judge(exiting).accepted:
            program = exiting
    asserts = [node for node in ast.walk(tree_of(program.source)) if isinstance(node, ast.Assert)]
    bare = replace(program, source=_replaced(program.source, asserts, "pass"))
    return bare if asserts and judge(bare).accepted else program


def _raises(tree: ast.Module) -> list[ast.Raise]:
    """The statements that raise, the last one first, so that the places of the others stay."""
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Raise) and node.exc is not None]
    return sorted(found, key=_place, reverse=True)[:_MOST_RAISES]


def _place(node: ast.stmt) -> tuple[int, int]:
    return node.lineno, node.col_offset


def _changed(tree: ast.Module) -> str:
    """The program with another layout, and with something in each function that changes its code but not what it does."""
    copied = tree_of(ast.unparse(tree))
    for node in ast.walk(copied):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            node.body.insert(bool(ast.get_docstring(node, clean=False)), tree_of(_IDLE).body[0])
    return ast.unparse(ast.fix_missing_locations(copied))


def _replaced(source: str, nodes: Sequence[ast.stmt], text: str) -> str:
    """``source`` with ``text`` for each of the statements, and all else in the lines where it was."""
    lines = [line.encode() for line in source.split("\n")]
    for node in sorted(nodes, key=_place, reverse=True):
        first, last = node.lineno - 1, (node.end_lineno or node.lineno) - 1
        before, after = lines[first][: node.col_offset], lines[last][node.end_col_offset :]
        lines[first : last + 1] = [before + text.encode() + after, *[b""] * (last - first)]
    return b"\n".join(lines).decode()


def _statements(source: str) -> dict[int, int]:
    """For each line, the first one of the innermost statement that it is of."""
    found: dict[int, int] = {}
    for node in ast.walk(tree_of(source)):  # outer ones come first
        if isinstance(node, ast.stmt):
            found |= dict.fromkeys(range(node.lineno, (node.end_lineno or node.lineno) + 1), node.lineno)
    return found


def _is_found(found: Verdict, mutant: Program, entries: tuple[str, ...]) -> bool:
    """Whether the tests fail on a mutant for what comes out of it, or because a call does not end."""
    if any(check.status is Status.REJECTED and check.reason in _FOUND for check in found.checks):
        return True
    return (
        found.reason == "timeout" and found.status is Status.REJECTED and not _fails_to_load(mutant, entries)
    )


def _reached(source: str, entries: tuple[str, ...]) -> frozenset[int]:
    """The lines of the definitions that ``entries`` use, or those that they use; all lines for a script."""
    body = tree_of(source).body
    if not entries:
        return frozenset(_lines(body))
    names = set(entries)
    reached: list[ast.stmt] = []
    while True:
        more = [node for node in body if node not in reached and names & _sets(node)]
        if not more:
            return frozenset(_lines(reached))
        reached += more
        names |= {part.id for node in more for part in ast.walk(node) if isinstance(part, ast.Name)}


def _sets(node: ast.stmt) -> set[str]:
    """The names that a statement of a module defines, or whose values it changes."""
    found = defined(ast.Module([node], []))
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return found
    for part in ast.walk(node):
        match part:
            case (
                ast.Subscript(value=ast.Name(name), ctx=ast.Store())
                | ast.Attribute(value=ast.Name(name), ctx=ast.Store())
                | ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(name))))
            ):
                found.add(name)
    return found


def _lines(nodes: list[ast.stmt]) -> Iterator[int]:
    for node in nodes:
        yield from range(node.lineno, (node.end_lineno or node.lineno) + 1)


def _fails_to_load(program: Program, entries: tuple[str, ...]) -> bool:
    if not entries:
        return False
    try:
        Candidate(program).close()
    except Stopped:
        return True
    return False
