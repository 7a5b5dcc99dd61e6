"""How strong tests are: which share of small faults in a correct program they find.

Only what the tests find is to count. So the program's own assertions are taken out
before it is mutated, only what the tests reach is mutated, and a mutant that fails
before it is called is left out.
"""

from __future__ import annotations

import ast
import hashlib
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from time import monotonic

from assay import Verdict
from assay_code.judging.candidate import Candidate, Stopped
from assay_code.judging.names import defined
from assay_code.judging.program import Program, parse
from assay_code.programs.mutate import Mutant, draw_mutants

MUTANTS = 20
SECONDS = 60.0
"""After this time no further mutant is run."""
_MOST_TRIED = 3  # times as many mutants as are to count
_LOOKS_AT_ITSELF = re.compile(
    r"__code__|\b[gcf][ir]?_code\b|\bco_\w+|__file__|getsource|linecache|\binspect\b"
)


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

    Which mutants is drawn from the program's text, so the same program has the same.
    """
    started = monotonic()
    base = _base(program, judge)
    if base is None:
        return Strength(0, 0, (), 1)
    took = monotonic() - started
    base = replace(base, wall=min(program.wall, max(1.0, 10 * took)))  # an endless mutant is to end soon
    rng = random.Random(hashlib.sha256(program.source.encode()).hexdigest())
    reached = _reached(base.source, entries)
    killed = undecided = 0
    survivors: list[Mutant] = []
    for mutant in draw_mutants(base.source, rng, reached.__contains__):
        counted = killed + len(survivors)
        if counted >= limit or counted + undecided >= _MOST_TRIED * limit or monotonic() - started > SECONDS:
            break
        changed = replace(base, source=mutant.source)
        found = judge(changed)
        if found.accepted:
            survivors.append(mutant)
        elif found.status == "rejected" and not (entries and _fails_to_load(changed)):
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
        spaced = replace(program, source=ast.unparse(tree))
    except (ValueError, RecursionError):
        return None
    if not judge(spaced).accepted:
        return None
    bare = replace(program, source=_without_assertions(program.source, tree))
    return bare if bare != program and judge(bare).accepted else program


def _without_assertions(source: str, tree: ast.Module) -> str:
    """``source`` with ``pass`` for each assertion, and all else in the lines where it was."""
    lines = [line.encode() for line in source.split("\n")]
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Assert)]
    for node in sorted(found, key=lambda node: (node.lineno, node.col_offset), reverse=True):
        first, last = node.lineno - 1, (node.end_lineno or node.lineno) - 1
        before, after = lines[first][: node.col_offset], lines[last][node.end_col_offset :]
        lines[first : last + 1] = [before + b"pass" + after, *[b""] * (last - first)]
    return b"\n".join(lines).decode()


def _reached(source: str, entries: tuple[str, ...]) -> frozenset[int]:
    """The lines of the definitions that ``entries`` use, or those that they use; all lines for a script."""
    body = ast.parse(source).body
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


def _fails_to_load(program: Program) -> bool:
    try:
        Candidate(program).close()
    except Stopped:
        return True
    return False
