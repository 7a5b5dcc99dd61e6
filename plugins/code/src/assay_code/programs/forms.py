"""Other ways to write a program: the same steps in another form, as different people would write them.

Every rule takes some lines of a program and gives lines that do the same for plain data. The callers run the
result on all cases anyway. Lines that no rule touches stay as they are.
"""

from __future__ import annotations

import ast
import itertools
import random
import textwrap
from collections.abc import Callable, Iterator, Sequence

from assay_code.syntax import tree_of

Block = list[ast.stmt]
Found = tuple[int, int, str]
"""The first and the last line that go, counted from 1, and the text without indentation that comes for them."""


def other_form(rng: random.Random, source: str, kept: Sequence[str], share: float = 0.5) -> str:
    """``source`` with a ``share`` of the places that a rule fits written otherwise.

    ``kept`` are pieces of the text that have to stay, since something is said about them.
    """
    for rule in rng.sample(_RULES, len(_RULES)):
        tree = tree_of(source)
        places = [found for block in _blocks(tree) for found in rule(source, block)]
        for first, last, text in sorted(places, reverse=True):
            if rng.random() >= share:
                continue
            lines = source.split("\n")
            indent = " " * (len(lines[first - 1]) - len(lines[first - 1].lstrip()))
            changed = "\n".join([*lines[: first - 1], textwrap.indent(text, indent), *lines[last:]])
            if (
                all(changed.count(piece) >= source.count(piece) for piece in kept)
                and max(map(len, changed.split("\n"))) <= _WIDTH
            ):
                source = changed
                break  # line numbers are no longer those of the tree
    return source


_WIDTH = 110


def _blocks(tree: ast.AST) -> Iterator[Block]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef):
            continue
        for name in ("body", "orelse"):
            block = getattr(node, name, None)
            if isinstance(block, list) and block and isinstance(block[0], ast.stmt):
                yield block


def _text(source: str, node: ast.expr) -> str | None:
    """The text of an expression that stands on one line."""
    text = ast.get_source_segment(source, node)
    return text if text is not None and "\n" not in text else None


def _lines(source: str, statements: Sequence[ast.stmt]) -> str:
    first, last = statements[0].lineno, statements[-1].end_lineno
    return textwrap.dedent("\n".join(source.split("\n")[first - 1 : last]))


def _of(source: str, *nodes: ast.expr) -> list[str] | None:
    texts = [_text(source, node) for node in nodes]
    return [text for text in texts if text is not None] if None not in texts else None


def _last(node: ast.stmt) -> int:
    return node.end_lineno or node.lineno


def _single(block: Sequence[ast.stmt]) -> bool:
    """No statement shares its line with another one."""
    return len({statement.lineno for statement in block}) == len(block)


def _return_by_branches(source: str, block: Block) -> Iterator[Found]:
    """``return a if c else b`` as an ``if`` with two returns."""
    for node in block:
        if isinstance(node, ast.Return) and isinstance(node.value, ast.IfExp):
            value = node.value
            texts = _of(source, value.test, value.body, value.orelse)
            if texts and not isinstance(value.orelse, ast.IfExp):
                test, yes, no = texts
                yield node.lineno, _last(node), f"if {test}:\n    return {yes}\nreturn {no}"


def _unnamed_result(source: str, block: Block) -> Iterator[Found]:
    """A value that is only returned needs no name."""
    for before, node in itertools.pairwise(block):
        if (
            isinstance(before, ast.Assign)
            and isinstance(node, ast.Return)
            and len(before.targets) == 1
            and isinstance(before.targets[0], ast.Name)
            and isinstance(node.value, ast.Name)
            and node.value.id == before.targets[0].id
        ):
            text = _text(source, before.value)
            if text:
                yield before.lineno, _last(node), f"return {text}"


def _comparison_for_extreme(source: str, block: Block) -> Iterator[Found]:
    """``best = max(best, x)`` as a comparison."""
    for node in block:
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.value, ast.Call):
            call, target = node.value, _text(source, node.targets[0])
            if not (isinstance(call.func, ast.Name) and call.func.id in ("max", "min")) or call.keywords:
                continue
            texts = _of(source, *call.args)
            if texts and len(texts) == 2 and target == texts[0] and isinstance(call.args[1], ast.Name):
                sign = ">" if call.func.id == "max" else "<"
                yield node.lineno, _last(node), f"if {texts[1]} {sign} {target}:\n    {target} = {texts[1]}"


def _extreme_for_comparison(source: str, block: Block) -> Iterator[Found]:
    """The other way round."""
    for node in block:
        if (
            isinstance(node, ast.If)
            and not node.orelse
            and len(node.body) == 1
            and isinstance(node.test, ast.Compare)
            and len(node.test.ops) == 1
            and isinstance(node.test.ops[0], ast.Gt | ast.Lt)
            and isinstance(node.body[0], ast.Assign)
            and len(node.body[0].targets) == 1
        ):
            texts = _of(
                source, node.test.left, node.test.comparators[0], node.body[0].targets[0], node.body[0].value
            )
            if texts and texts[0] == texts[3] and texts[1] == texts[2]:
                name = "max" if isinstance(node.test.ops[0], ast.Gt) else "min"
                yield node.lineno, _last(node), f"{texts[1]} = {name}({texts[1]}, {texts[0]})"


def _loop_for_comprehension(source: str, block: Block) -> Iterator[Found]:
    """A list that a comprehension makes is filled by a loop."""
    for node in block:
        name, value = _list_made(node)
        if value is None or len(value.generators) != 1:
            continue
        [one] = value.generators
        texts = _of(source, one.target, one.iter, value.elt, *one.ifs)
        inside = {inner.id for inner in ast.walk(value) if isinstance(inner, ast.Name)}
        taken = {inner.id for inner in ast.walk(one.target) if isinstance(inner, ast.Name)}
        if texts is None or one.is_async or name in inside or _read_elsewhere(source, node, taken):
            continue
        target, items, element, *tests = texts
        if isinstance(node, ast.Return) and name in source:
            continue
        test = " and ".join(f"({t})" if " or " in t or " if " in t else t for t in tests)
        element = (
            element if not isinstance(value.elt, ast.Tuple) or element.startswith("(") else f"({element})"
        )
        body = f"if {test}:\n        {name}.append({element})" if tests else f"{name}.append({element})"
        end = f"\nreturn {name}" if isinstance(node, ast.Return) else ""
        yield node.lineno, _last(node), f"{name} = []\nfor {target} in {items}:\n    {body}{end}"


def _list_made(node: ast.stmt) -> tuple[str, ast.ListComp | None]:
    if isinstance(node, ast.Return) and isinstance(node.value, ast.ListComp):
        return "collected", node.value
    if (
        isinstance(node, ast.Assign)
        and len(node.targets) == 1
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.ListComp)
    ):
        return node.targets[0].id, node.value
    return "", None


def _read_elsewhere(source: str, node: ast.stmt, names: set[str]) -> bool:
    """Does a name stand anywhere outside of the statement? A comprehension hides it, a loop does not."""
    inside = sum(isinstance(one, ast.Name | ast.arg) and _id(one) in names for one in ast.walk(node))
    everywhere = sum(
        isinstance(one, ast.Name | ast.arg) and _id(one) in names for one in ast.walk(tree_of(source))
    )
    return everywhere > inside


def _id(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else node.arg if isinstance(node, ast.arg) else ""


def _loop_for_sum(source: str, block: Block) -> Iterator[Found]:
    """``return sum(...)``, ``any(...)`` and ``all(...)`` as loops."""
    for node in block:
        if not (
            isinstance(node, ast.Return)
            and isinstance(node.value, ast.Call)
            and isinstance(node.value.func, ast.Name)
            and node.value.func.id in ("sum", "any", "all")
            and len(node.value.args) == 1
            and isinstance(node.value.args[0], ast.GeneratorExp)
            and len(node.value.args[0].generators) == 1
        ):
            continue
        made = node.value.args[0]
        [one] = made.generators
        texts = _of(source, one.target, one.iter, made.elt, *one.ifs)
        bound = {_id(inner) for inner in ast.walk(one.target)} - {""}
        if texts is None or len(one.ifs) > 1 or _read_elsewhere(source, node, bound) or "total" in source:
            continue
        target, items, element, *tests = texts
        kind = node.value.func.id
        if kind == "sum":
            step = f"total += {element}"
        elif isinstance(made.elt, ast.IfExp | ast.Lambda):
            continue
        else:
            wanted = element if kind == "any" else _negated(source, made.elt)
            step = f"if {wanted}:\n    return {kind == 'any'}"
        if tests:
            step = f"if {tests[0]}:\n" + textwrap.indent(step, "    ")
        loop = f"for {target} in {items}:\n{textwrap.indent(step, '    ')}"
        text = f"total = 0\n{loop}\nreturn total" if kind == "sum" else f"{loop}\nreturn {kind != 'any'}"
        yield node.lineno, _last(node), text


_OPPOSITE: dict[type[ast.cmpop], str] = {
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.Lt: ">=",
    ast.GtE: "<",
    ast.Gt: "<=",
    ast.LtE: ">",
    ast.In: "not in",
    ast.NotIn: "in",
    ast.Is: "is not",
    ast.IsNot: "is",
}


def _negated(source: str, test: ast.expr) -> str:
    """The negation of a condition (on numbers, texts and the like, which are ordered)."""
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        texts = _of(source, test.left, test.comparators[0])
        if texts:
            return f"{texts[0]} {_OPPOSITE[type(test.ops[0])]} {texts[1]}"
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return _text(source, test.operand) or ast.unparse(test.operand)
    text = _text(source, test) or ast.unparse(test)
    return (
        f"not {text}"
        if isinstance(test, ast.Name | ast.Call | ast.Attribute | ast.Subscript)
        else f"not ({text})"
    )


def _nested_conditions(source: str, block: Block) -> Iterator[Found]:
    """``if a and b:`` as two conditions, one in the other."""
    for node in block:
        if (
            isinstance(node, ast.If)
            and not node.orelse
            and isinstance(node.test, ast.BoolOp)
            and isinstance(node.test.op, ast.And)
            and len(node.test.values) == 2
            and _plain_if(source, node)
            and _single(node.body)
        ):
            texts = _of(source, *node.test.values)
            if texts:
                body = textwrap.indent(_lines(source, node.body), "        ")
                yield node.lineno, _last(node), f"if {texts[0]}:\n    if {texts[1]}:\n{body}"


def _plain_if(source: str, node: ast.If) -> bool:
    """Not an ``elif``, and its body on lines of its own."""
    line = source.split("\n")[node.lineno - 1].lstrip()
    return line.startswith("if ") and node.body[0].lineno > node.lineno


def _skipping(source: str, block: Block) -> Iterator[Found]:
    """A loop whose body is one condition skips what does not meet it."""
    for node in block:
        if isinstance(node, ast.For) and len(node.body) == 1 and isinstance(node.body[0], ast.If):
            inner = node.body[0]
            clumsy = isinstance(inner.test, ast.BoolOp | ast.IfExp)
            if clumsy or inner.orelse or not _plain_if(source, inner) or len(inner.body) < 2:
                continue
            head = source.split("\n")[node.lineno - 1].strip()
            if not head.endswith(":"):
                continue
            body = textwrap.indent(_lines(source, inner.body), "    ")
            text = f"{head}\n    if {_negated(source, inner.test)}:\n        continue\n{body}"
            yield node.lineno, _last(node), text


def _with_else(source: str, block: Block) -> Iterator[Found]:
    """What follows a branch that leaves the function, as its ``else``."""
    for place, node in enumerate(block[:-1]):
        rest = block[place + 1 :]
        if (
            isinstance(node, ast.If)
            and not node.orelse
            and _plain_if(source, node)
            and isinstance(node.body[-1], ast.Return | ast.Raise)
            and 1 < len(rest) <= 4
            and _single(rest)
            and isinstance(rest[-1], ast.Return)
            and not any(isinstance(one, ast.FunctionDef) for one in rest)
        ):
            text = f"{_lines(source, [node])}\nelse:\n{textwrap.indent(_lines(source, rest), '    ')}"
            yield node.lineno, _last(rest[-1]), text


def _separate(source: str, block: Block) -> Iterator[Found]:
    """``a, b = x, y`` as two statements, where the second does not read what the first sets."""
    for node in block:
        if (
            isinstance(node, ast.Assign)
            and len(node.targets) == 1
            and isinstance(node.targets[0], ast.Tuple)
            and isinstance(node.value, ast.Tuple)
            and len(node.targets[0].elts) == len(node.value.elts) == 2
            and isinstance(node.targets[0].elts[0], ast.Name)
        ):
            texts = _of(source, *node.targets[0].elts, *node.value.elts)
            first = node.targets[0].elts[0].id
            others = [node.value.elts[1], node.targets[0].elts[1]]
            reads = any(_id(one) == first for part in others for one in ast.walk(part))
            calls = any(isinstance(one, ast.Call) for part in node.value.elts for one in ast.walk(part))
            if texts and not reads and not calls:
                yield node.lineno, _last(node), f"{texts[0]} = {texts[2]}\n{texts[1]} = {texts[3]}"


def _branches_for_choice(source: str, block: Block) -> Iterator[Found]:
    """``x = a if c else b`` as an ``if`` with two assignments."""
    for node in block:
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.value, ast.IfExp):
            value = node.value
            texts = _of(source, node.targets[0], value.test, value.body, value.orelse)
            if texts and not isinstance(value.orelse, ast.IfExp):
                name, test, yes, no = texts
                yield node.lineno, _last(node), f"if {test}:\n    {name} = {yes}\nelse:\n    {name} = {no}"


def _first_use(source: str, block: Block) -> Iterator[Found]:
    """``d[k] = d.get(k, 0) + 1`` with a test for the first use."""
    for node in block:
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Subscript)
            and isinstance(node.value, ast.BinOp)
            and isinstance(node.value.op, ast.Add)
            and isinstance(node.value.left, ast.Call)
            and isinstance(node.value.left.func, ast.Attribute)
            and node.value.left.func.attr == "get"
            and len(node.value.left.args) == 2
        ):
            call = node.value.left
            place = node.targets[0]
            texts = _of(
                source, node.value.left.func.value, *call.args, node.value.right, place.value, place.slice
            )
            if texts and (texts[0], texts[1]) == (texts[4], texts[5]) and texts[2] == "0":
                table, key = texts[0], texts[1]
                yield (
                    node.lineno,
                    _last(node),
                    f"if {key} not in {table}:\n    {table}[{key}] = 0\n{table}[{key}] += {texts[3]}",
                )


_RULES: list[Callable[[str, Block], Iterator[Found]]] = [
    _return_by_branches,
    _unnamed_result,
    _comparison_for_extreme,
    _extreme_for_comparison,
    _loop_for_comprehension,
    _loop_for_sum,
    _nested_conditions,
    _skipping,
    _with_else,
    _separate,
    _branches_for_choice,
    _first_use,
]
