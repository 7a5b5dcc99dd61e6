"""A program that walks through its sets in another order, to see whether its results depend on that.

The order of a set is CPython's: no statement of a task fixes it, and for numbers no
hash seed changes it. Where the program iterates, unpacks, joins or pops, the values
that are sets when it runs are turned round. They stay sets everywhere else, so
``sorted(s)``, ``len(s)`` and ``x in s`` give what they gave.
"""

from __future__ import annotations

import ast
import builtins

from assay_code.syntax import tree_of

_HELPERS = """
def _assay_turned(value):
    return list(value)[::-1] if isinstance(value, (set, frozenset)) and len(value) > 1 else value


def _assay_pop(value):
    if not isinstance(value, set) or len(value) < 2:
        return value.pop()
    last = list(value)[-1]
    value.remove(last)
    return last


"""
_TURNED, _POP = "_assay_turned", "_assay_pop"

_KEEPING = frozenset("isinstance issubclass type len set frozenset bool hash callable deepcopy copy".split())
"""Functions that no order of a set matters to, or that give back what they get."""
_METHODS = frozenset("join extend extendleft fromkeys format format_map subtract elements writelines".split())
"""Methods that go through their arguments, and store none of them."""


def turned(program: str) -> str:
    """The program, going through sets from behind."""
    tree = tree_of(program)
    tree = ast.fix_missing_locations(_Turner(tree).visit(tree))
    return _HELPERS + ast.unparse(tree) + "\n"


def _called(name: str, value: ast.expr) -> ast.expr:
    return ast.Call(ast.Name(name, ast.Load()), [value], [])


def _turn(value: ast.expr) -> ast.expr:
    if isinstance(value, ast.Constant | ast.Lambda):
        return value
    if isinstance(value, ast.Starred):
        return ast.Starred(_turn(value.value), value.ctx)
    return _called(_TURNED, value)


class _Turner(ast.NodeTransformer):
    def __init__(self, tree: ast.Module) -> None:
        nodes = list(ast.walk(tree))
        own = {one.name for one in nodes if isinstance(one, ast.FunctionDef | ast.ClassDef)}
        own |= {one.arg for one in nodes if isinstance(one, ast.arg)}
        own |= {one.id for one in nodes if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
        aliases = [
            one for node in nodes if isinstance(node, ast.Import | ast.ImportFrom) for one in node.names
        ]
        imported = {(one.asname or one.name).split(".")[0] for one in aliases}
        self.modules = imported - own
        self.foreign = (frozenset(dir(builtins)) | imported) - own - _KEEPING

    def visit_For(self, node: ast.For) -> ast.AST:
        self.generic_visit(node)
        node.iter = _turn(node.iter)
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        self.generic_visit(node)
        node.iter = _turn(node.iter)
        return node

    def visit_YieldFrom(self, node: ast.YieldFrom) -> ast.AST:
        self.generic_visit(node)
        node.value = _turn(node.value)
        return node

    def visit_FormattedValue(self, node: ast.FormattedValue) -> ast.AST:
        self.generic_visit(node)
        node.value = _turn(node.value)
        return node

    def visit_Starred(self, node: ast.Starred) -> ast.AST:
        self.generic_visit(node)
        return _turn(node) if isinstance(node.ctx, ast.Load) else node

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        self.generic_visit(node)
        if any(map(_spreads, node.targets)) and not isinstance(node.value, ast.Tuple | ast.List):
            node.value = _turn(node.value)
        return node

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.op, ast.Add):
            node.value = _turn(node.value)
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.op, ast.Mod):  # "%s" % value
            if isinstance(node.right, ast.Tuple):
                node.right.elts = [_turn(one) for one in node.right.elts]
            else:
                node.right = _turn(node.right)
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        function = node.func
        if isinstance(function, ast.Attribute):
            if function.attr == "pop" and not node.args and not node.keywords:
                return _called(_POP, function.value)
            base = function.value
            while isinstance(base, ast.Attribute):
                base = base.value
            of_module = isinstance(base, ast.Name) and base.id in self.modules
            walks = function.attr in _METHODS or (of_module and function.attr not in _KEEPING)
        else:
            walks = isinstance(function, ast.Name) and function.id in self.foreign
        if walks:
            nested = ast.unparse(function).endswith("chain.from_iterable")
            node.args = [
                ast.Starred(_each(one.value), one.ctx)
                if isinstance(one, ast.Starred)
                else _each(one)
                if nested
                else _turn(one)
                for one in node.args
            ]
            for word in node.keywords:
                word.value = _turn(word.value)
        return node


def _each(value: ast.expr) -> ast.expr:
    """Every one of the values."""
    item = ast.Name("_assay_one", ast.Load())
    part = ast.comprehension(ast.Name("_assay_one", ast.Store()), _turn(value), [], 0)
    return ast.ListComp(_called(_TURNED, item), [part])


def _spreads(target: ast.expr) -> bool:
    return isinstance(target, ast.Tuple | ast.List) or (
        isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Slice)
    )
