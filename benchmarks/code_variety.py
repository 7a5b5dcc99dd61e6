"""How varied the rows of the code generators are: programs up to names and constants, wordings up to data.

python benchmarks/code_variety.py [ROWS] [GENERATOR ...] [--list]

ROWS (6,000) are shared out evenly over the generators, or over those that are named. A program counts as new
when its syntax tree is, after every name of its own has been replaced by its number in order of appearance,
every constant by its type, and annotations and docstrings have been taken out. A wording counts as new when the
first paragraph of the prompt is, after quoted code, numbers and names have been taken out. ``--list`` prints
every generator, the poorest first; without it the ten poorest.
"""

from __future__ import annotations

import argparse
import ast
import builtins
import json
import random
import re
import time
from collections import Counter

from assay import Draft
from assay.registry import installed

_KEPT = frozenset(dir(builtins))
_LINES = r"^```.*?^```$"


def skeleton(source: str) -> str:
    """The syntax tree of a program without its own names, its constants, annotations and docstrings."""
    return ast.dump(_Bare().visit(ast.parse(source)))


class _Bare(ast.NodeTransformer):
    def __init__(self) -> None:
        self.numbers: dict[str, str] = {}

    def _of(self, name: str) -> str:
        return name if name in _KEPT else self.numbers.setdefault(name, f"_{len(self.numbers)}")

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.name, node.returns = self._of(node.name), None
        if ast.get_docstring(node) is not None and len(node.body) > 1:
            del node.body[0]
        return self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        node.name = self._of(node.name)
        return self.generic_visit(node)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        return ast.arg(self._of(node.arg))

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return ast.Name(self._of(node.id), node.ctx)

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        return ast.Constant(type(node.value).__name__)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST | None:
        if node.value is None:
            return None
        return self.generic_visit(ast.Assign([node.target], node.value))


def wording(prompt: str) -> str:
    """The first sentence of a prompt without what it is about: code, quoted code, numbers."""
    text = re.sub(_LINES, "<code>", prompt, flags=re.S | re.M)
    text = re.sub(r"`[^`\n]*`", "<code>", text)
    first = re.split(r"\n\n|(?<=[.?!:])\s", text.strip(), maxsplit=1)[0]
    return re.sub(r"\d+", "0", first)


def program(draft: Draft) -> str:
    """The program of a row: its answer, or the one whose output is asked for."""
    [(kind, part)] = json.loads(draft.reference).items()
    return str(part["program"]) if kind == "output" else draft.answer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("rows", nargs="?", type=int, default=6_000)
    parser.add_argument("generators", nargs="*")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    found = installed().of_domain("generators", "code")
    names = options.generators or sorted(found)
    programs: Counter[str] = Counter()
    skeletons: Counter[str] = Counter()
    table = []
    rows = 0
    started = time.process_time()
    for place, name in enumerate(names):
        generator = found[name].description
        low, high = generator.difficulties
        own: Counter[str] = Counter()
        own_programs: set[str] = set()
        wordings: set[str] = set()
        for row in range(options.rows // len(names) + (place < options.rows % len(names))):
            rng = random.Random(f"{name} {row}")
            draft = generator.make(rng, low + row % (high - low + 1))
            source = program(draft)
            own_programs.add(source)
            own[skeleton(source)] += 1
            wordings.add(wording(draft.prompt))
        rows += own.total()
        programs.update(own_programs)
        skeletons.update(own)
        table.append((len(own) / own.total(), name, own.total(), len(own_programs), len(own), len(wordings)))
    table.sort()
    print(f"{rows} rows of {len(names)} generators, {time.process_time() - started:.0f} s")
    print(f"{len(programs)} programs, {len(skeletons)} up to names and constants")
    print(f"{'generator':32} {'rows':>5} {'programs':>9} {'skeletons':>10} {'wordings':>9}")
    for _, name, *figures in table if options.list else table[:10]:
        print("{:32} {:5} {:9} {:10} {:9}".format(name, *figures))


if __name__ == "__main__":
    main()
