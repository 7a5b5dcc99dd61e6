"""What a program may contain if Monty is to run it: what is known to be the same there as in CPython.

The differences are those that :mod:`assay_sandboxes.monty` lists. Whether one shows often
depends on types that only a run would tell, so programs are refused that might be right,
and what is let through was compared: MBPP's solutions and their mutants, in both.
"""

from __future__ import annotations

import ast
import builtins

from assay.sandbox import Unsupported

RESERVED = "_assay"
"""How no name of a program may begin."""

CERTAIN = {
    "AssertionError": ("Exception",),
    "IndexError": ("LookupError", "Exception"),
    "KeyError": ("LookupError", "Exception"),
    "ValueError": ("Exception",),
    "ZeroDivisionError": ("ArithmeticError", "Exception"),
}
"""Exceptions that no lack of Monty's raises, with their bases."""


def check(source: str, main: bool = True) -> tuple[bool, bool]:
    """Raise :class:`Unsupported` if ``source`` contains what Monty may do otherwise than CPython.

    ``main`` is whether it runs as ``__main__``. Returns (whether only its values count, since it may raise what
    it does not come to in CPython; whether it has powers, so that it must not be given floats).
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        # Also what is no Python at all: another backend says so with CPython's words.
        raise Unsupported(f"Monty is given what the parser takes, and it refuses this: {error}") from None
    try:
        return _Checker(tree, main).check()
    except RecursionError:
        raise Unsupported("it is nested too deeply") from None


_MODULES = {
    "math": set(
        "acos acosh asin asinh atan atan2 ceil comb copysign cos cosh degrees dist e exp expm1 fabs factorial"
        " floor fmod frexp fsum gcd hypot inf isclose isfinite isinf isnan isqrt lcm ldexp log log10 log1p log2 modf"
        " nan nextafter perm pi pow prod radians remainder sin sinh sqrt tan tanh tau trunc ulp".split()
    ),
    "collections": {"Counter", "defaultdict", "deque", "namedtuple"},
    "itertools": set(
        "accumulate chain combinations combinations_with_replacement count cycle dropwhile filterfalse groupby islice"
        " permutations product repeat takewhile zip_longest".split()
    ),
    "functools": {"reduce", "lru_cache", "cache", "partial"},
    "typing": set("Any Callable Dict Iterable Iterator List Optional Sequence Set Tuple Union".split()),
    "sys": {"maxsize"},
}
_BUILTINS = set(
    "abs all any bin bool bytes callable chr dict divmod enumerate filter float format frozenset hex int isinstance"
    " iter len list map max min next oct ord pow print range repr reversed round set slice sorted str sum tuple type"
    " zip True False None __name__ __debug__".split()
) | set(CERTAIN)
_WHOLE = {"ceil", "comb", "factorial", "floor", "gcd", "isqrt", "lcm", "perm", "trunc"}
"""Of ``math``: give integers for integers."""
_NODES = tuple(
    getattr(ast, name)
    for name in (
        "Module Expression FunctionDef ClassDef Return Assign AugAssign AnnAssign For While If Raise Try Assert Import"
        " ImportFrom Global Nonlocal Expr Pass Break Continue BoolOp NamedExpr BinOp UnaryOp Lambda IfExp Dict Set"
        " ListComp SetComp DictComp GeneratorExp Compare Call FormattedValue JoinedStr Constant Attribute Subscript"
        " Starred Name List Tuple Slice comprehension ExceptHandler arguments arg keyword alias expr_context boolop"
        " operator unaryop cmpop"
    ).split()
)
_LAZY = {"map", "filter", "zip", "enumerate", "reversed"}
_EAGER = {*"list tuple set frozenset dict sorted sum min max Counter deque".split(), *_LAZY}
"""Take all of their argument at once, so that nobody sees when it was made."""
_SET_MAKERS = {"set", "frozenset"}
_SET_METHODS = {"union", "intersection", "difference", "symmetric_difference"}
_SET_CHANGES = (
    set("add discard remove update clear issubset issuperset isdisjoint".split()) | _SET_METHODS | {"copy"}
)
_SET_READERS = {"len", "sorted", "min", "max", "bool", "set", "frozenset", "isinstance"}
"""Give the same whatever the order; the first few only without a key."""
_LIST_CHANGES = set(
    "append extend insert remove pop clear sort reverse update setdefault popitem add discard appendleft popleft".split()
)
_NUMBER_FORMATS = "bcdeEfFgGnoxX%"
_AT_MOST_ONE = {"count", "index", "rindex", "find", "rfind", "startswith", "endswith"}
_STRANGE = {
    "splitlines",
    "format_map",
    "encode",
    "decode",
    "translate",
    "maketrans",
    "hex",
    "fromhex",
    "fromkeys",
}


class _Checker:
    def __init__(self, tree: ast.Module, main: bool) -> None:
        self.tree = tree
        self.main = main
        self.nodes = list(ast.walk(tree))
        self.parents = {child: node for node in self.nodes for child in ast.iter_child_nodes(node)}
        self.bound = self._bound(imported=True)
        self.defined = self._bound(imported=False)
        self.sets: set[str] = set()  # names of variables that may hold sets, and of functions that return one
        self.hasty = False  # whether Monty computes what CPython does not come to

    def refuse(self, node: ast.AST, why: str) -> None:
        raise Unsupported(f"line {getattr(node, 'lineno', 0)}: {why}")

    def check(self) -> tuple[bool, bool]:
        for node in self.nodes:
            if not isinstance(node, _NODES):
                self.refuse(node, f"{type(node).__name__} is not among what is known to be the same in Monty")
        called = {
            node.func.id
            for node in self.nodes
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        for name in sorted(self.bound & called & set(dir(builtins)) | self.defined & called & _EAGER):
            self.refuse(self.tree, f"the built-in {name!r} is replaced")
        self._find_sets()
        for node in self.nodes:
            method = getattr(self, f"_{type(node).__name__}", None)
            if method:
                method(node)
            if isinstance(node, ast.expr) and self._is_set(node):
                self._place_of_set(node)
            if isinstance(node, ast.GeneratorExp) or self._calls(node, _LAZY):
                assert isinstance(node, ast.expr)
                self._place_of_lazy(node)
        if self.hasty and any(isinstance(node, ast.Try) for node in self.nodes):
            self.refuse(self.tree, "it may catch in Monty what is not raised in CPython")
        powers = [node for node in self.nodes if self._is_power(node)]
        if powers and any(self._makes_float(node) for node in self.nodes):
            self.refuse(powers[0], "powers of floats may differ in the last digit in Monty")
        return self.hasty, bool(powers)

    def _is_power(self, node: ast.AST) -> bool:
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
            sides = [
                side.value if isinstance(side, ast.Constant) else None for side in (node.left, node.right)
            ]
            return sides[1] not in (2, 0.5) and not all(type(side) is int for side in sides)
        if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Pow):
            return True
        return isinstance(node, ast.Name) and node.id == "pow"

    def _makes_float(self, node: ast.AST) -> bool:
        if isinstance(node, ast.Constant):
            return isinstance(node.value, float)
        if isinstance(node, (ast.BinOp, ast.AugAssign)) and isinstance(node.op, ast.Div):
            return True
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
            return isinstance(node.right, ast.UnaryOp)
        if isinstance(node, ast.ImportFrom) and node.module == "math":
            return any(item.name not in _WHOLE for item in node.names)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "math":
            return node.attr not in _WHOLE
        return isinstance(node, ast.Name) and node.id == "float"

    def _bound(self, imported: bool) -> set[str]:
        names: set[str] = set()
        for node in self.nodes:
            if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
                names.add(node.id)
            elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                names.add(node.name)
            elif isinstance(node, ast.arg):
                names.add(node.arg)
            elif isinstance(node, ast.alias) and imported:
                names.add((node.asname or node.name).partition(".")[0])
            elif isinstance(node, ast.ExceptHandler) and node.name:
                names.add(node.name)
        return names

    @staticmethod
    def _calls(node: ast.AST | None, names: set[str]) -> bool:
        return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names

    # Names, modules, exceptions

    def _Name(self, node: ast.Name) -> None:
        self._name(node, node.id)
        if node.id == "__name__" and not self.main:
            self.refuse(node, "a module's name cannot be set in Monty")
        if node.id not in self.bound and node.id not in _BUILTINS and hasattr(builtins, node.id):
            self.refuse(node, f"{node.id!r} is missing in Monty, or differs")
        parent = self.parents[node]
        is_called = isinstance(parent, ast.Call) and parent.func is node
        differs = node.id in _LAZY | _SET_MAKERS | {"format"} and node.id not in self.bound
        if differs and not is_called and not self._is_type(node):
            self.refuse(node, f"{node.id!r} is handed on, and differs in Monty")

    def _is_type(self, node: ast.Name) -> bool:
        """Whether it stands where only its being a type counts."""
        parent = self.parents[node]
        while isinstance(parent, (ast.Tuple, ast.Subscript, ast.BinOp)):
            node, parent = parent, self.parents[parent]  # type: ignore[assignment]
        if isinstance(parent, ast.Compare):
            return any(self._calls(side, {"type"}) for side in (parent.left, *parent.comparators))
        if isinstance(parent, ast.Call):
            return self._calls(parent, {"isinstance"}) and len(parent.args) == 2 and parent.args[1] is node
        return isinstance(parent, (ast.arg, ast.AnnAssign)) or (
            isinstance(parent, ast.FunctionDef) and parent.returns is node
        )

    def _name(self, node: ast.AST, name: str) -> None:
        if name.startswith(RESERVED) or (name.startswith("__") and name not in ("__name__", "__init__")):
            self.refuse(node, f"the name {name!r}")

    def _arg(self, node: ast.arg) -> None:
        self._name(node, node.arg)

    def _keyword(self, node: ast.keyword) -> None:
        self._name(node, node.arg or "")

    def _Import(self, node: ast.Import) -> None:
        for item in node.names:
            if item.name not in _MODULES:
                self.refuse(node, f"the module {item.name!r} is missing in Monty, or differs")
            if item.asname and item.asname != item.name:
                self.refuse(node, "a module by another name")

    def _ImportFrom(self, node: ast.ImportFrom) -> None:
        known = _MODULES.get(node.module or "", set()) if not node.level else set()
        for item in node.names:
            if item.name not in known:
                self.refuse(node, f"{node.module}.{item.name} is missing in Monty, or differs")
            if item.asname and item.asname != item.name:
                self.refuse(node, "a function by another name")

    def _Attribute(self, node: ast.Attribute) -> None:
        self._name(node, node.attr)
        if isinstance(node.value, ast.Name) and node.value.id in _MODULES:
            if node.attr not in _MODULES[node.value.id]:
                self.refuse(node, f"{node.value.id}.{node.attr} is missing in Monty, or differs")
            return
        parent = self.parents[node]
        if node.attr in _STRANGE:
            self.refuse(node, f"the method {node.attr!r} differs in Monty")
        if node.attr in _AT_MOST_ONE and not (isinstance(parent, ast.Call) and parent.func is node):
            self.refuse(node, f"the method {node.attr!r} is handed on, and differs in Monty")

    def _FunctionDef(self, node: ast.FunctionDef) -> None:
        self._name(node, node.name)

    def _ClassDef(self, node: ast.ClassDef) -> None:
        self._name(node, node.name)
        if node.bases or node.keywords or node.decorator_list:
            self.refuse(node, "Monty's classes have no bases")

    def _ExceptHandler(self, node: ast.ExceptHandler) -> None:
        self._name(node, node.name or "")
        kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
        for kind in kinds:
            if not isinstance(kind, ast.Name) or kind.id not in CERTAIN:
                self.refuse(node, "it catches what a lack of Monty's may raise")
        if node.name:
            for child in ast.walk(node):
                if (
                    isinstance(child, ast.Name)
                    and child.id == node.name
                    and not isinstance(self.parents[child], ast.Raise)
                ):
                    self.refuse(child, "what an exception says differs in Monty")

    def _Compare(self, node: ast.Compare) -> None:
        for i, operator in enumerate(node.ops):
            if isinstance(operator, (ast.Is, ast.IsNot)):
                sides = [node.left, *node.comparators][i : i + 2]
                single = [
                    isinstance(side, ast.Constant) and type(side.value) in (type(None), bool)
                    for side in sides
                ]
                if not any(single) and not any(self._calls(side, {"type"}) for side in sides):
                    self.refuse(node, "'is' tells apart other objects in Monty")

    def _Constant(self, node: ast.Constant) -> None:
        value = node.value
        if isinstance(value, complex):
            self.refuse(node, "complex numbers differ in Monty")
        if isinstance(value, str) and any("\ud800" <= letter <= "\udfff" for letter in value):
            self.refuse(node, "Monty has no half characters")

    # Formats and calls

    def _FormattedValue(self, node: ast.FormattedValue) -> None:
        if node.conversion == ord("a"):
            self.refuse(node, "a format that differs in Monty")
        if node.format_spec is not None:
            assert isinstance(node.format_spec, ast.JoinedStr)
            last = node.format_spec.values[-1] if node.format_spec.values else None
            self._format(node, last.value if isinstance(last, ast.Constant) else None)

    def _format(self, node: ast.AST, spec: object) -> None:
        """Only a number has such a format; any other value is an error in both."""
        if not isinstance(spec, str) or not spec or spec[-1] not in _NUMBER_FORMATS:
            self.refuse(node, "a format that takes more in Monty")

    def _Call(self, node: ast.Call) -> None:
        if self._calls(node, {"format"}):
            if len(node.args) > 1 or node.keywords:
                spec = node.args[1] if len(node.args) == 2 else None
                self._format(node, spec.value if isinstance(spec, ast.Constant) else None)
        elif self._calls(node, {"iter"}) and len(node.args) != 1:
            self.refuse(node, "'iter' with two arguments")
        elif self._calls(node, {"type"}) and len(node.args) != 1:
            self.refuse(node, "'type' with more than one argument")
        elif self._calls(node, {"print"}) and any(
            word.arg not in ("sep", "end", "flush") for word in node.keywords
        ):
            self.refuse(node, "'print' to a file")
        elif isinstance(node.func, ast.Attribute):
            if node.func.attr in _AT_MOST_ONE and len(node.args) + len(node.keywords) > 1:
                self.refuse(node, f"the method {node.func.attr!r} with a place differs in Monty")
            if node.func.attr == "format":
                text = node.func.value
                if (
                    not isinstance(text, ast.Constant)
                    or not isinstance(text.value, str)
                    or ":" in text.value
                    or "!" in text.value
                ):
                    self.refuse(node, "a format that may take more in Monty")

    def _Slice(self, node: ast.Slice) -> None:
        parent = self.parents[node]
        if isinstance(parent, ast.Subscript) and not isinstance(parent.ctx, ast.Load):
            self.refuse(node, "Monty lets a dict have a slice for a key")

    def _AugAssign(self, node: ast.AugAssign) -> None:
        if self._is_set(node.value) and not isinstance(node.target, ast.Name):
            self.refuse(node, "a set in a container or an attribute")

    # Sets

    def _is_set(self, node: ast.AST | None) -> bool:
        if isinstance(node, (ast.Set, ast.SetComp)) or self._calls(node, _SET_MAKERS | self.sets):
            return True
        if isinstance(node, ast.Name):
            return node.id in self.sets and isinstance(node.ctx, ast.Load)
        if isinstance(node, ast.IfExp):
            return self._is_set(node.body) or self._is_set(node.orelse)
        if isinstance(node, ast.BoolOp):
            return any(self._is_set(value) for value in node.values)
        if isinstance(node, ast.BinOp):
            if not isinstance(node.op, (ast.BitAnd, ast.BitOr, ast.BitXor, ast.Sub)):
                return False
            return any(self._is_set(side) or self._is_view(side) for side in (node.left, node.right))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            return node.func.attr in _SET_METHODS or (
                node.func.attr == "copy" and self._is_set(node.func.value)
            )
        return False

    @staticmethod
    def _is_view(node: ast.AST) -> bool:
        return (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("keys", "items")
        )

    def _find_sets(self) -> None:
        """Names that a set is given to, until there are no more."""
        while True:
            before = len(self.sets)
            for node in self.nodes:
                value = getattr(node, "value", None)
                if isinstance(node, ast.Assign) and (self._is_set(value) or self._is_view(node.value)):
                    for target in node.targets:
                        if isinstance(target, ast.Name):
                            self.sets.add(target.id)
                elif isinstance(node, (ast.AnnAssign, ast.AugAssign, ast.NamedExpr)) and self._is_set(value):
                    if isinstance(node.target, ast.Name):
                        self.sets.add(node.target.id)
                elif isinstance(node, ast.Return) and self._is_set(value):
                    self.sets.add(self._function_of(node))
                elif isinstance(node, ast.Lambda) and self._is_set(node.body):
                    self.refuse(node, "a function without a name that gives a set")
            if len(self.sets) == before:
                return

    def _function_of(self, node: ast.AST) -> str:
        while not isinstance(node, ast.FunctionDef):
            node = self.parents[node]
        if isinstance(self.parents[node], ast.ClassDef) or node.decorator_list:
            self.refuse(node, "a method that gives a set")
        return node.name

    def _place_of_set(self, node: ast.expr) -> None:
        """A set may be only where its order cannot show."""
        parent = self.parents[node]
        fine = False
        if isinstance(parent, ast.Call):
            if parent.func is node:  # a function that gives a set
                fine = True
            elif isinstance(parent.func, ast.Name):
                plain = parent.func.id not in ("sorted", "min", "max") or all(
                    word.arg == "reverse" for word in parent.keywords
                )
                fine = (
                    parent.func.id in _SET_READERS
                    and plain
                    and len(parent.args) == 1 + (parent.func.id == "isinstance")
                )
            elif isinstance(parent.func, ast.Attribute):
                fine = parent.func.attr in _SET_METHODS | {"issubset", "issuperset", "isdisjoint"} or (
                    parent.func.attr == "update" and self._is_set(parent.func.value)
                )
        elif isinstance(parent, ast.Attribute):
            call = self.parents[parent]
            fine = parent.attr in _SET_CHANGES and isinstance(call, ast.Call) and call.func is parent
        elif isinstance(parent, ast.Compare):
            fine = True
        elif isinstance(parent, (ast.BinOp, ast.BoolOp, ast.IfExp)):
            fine = self._is_set(parent) or (isinstance(parent, ast.IfExp) and parent.test is node)
        elif isinstance(parent, (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.NamedExpr)):
            targets = parent.targets if isinstance(parent, ast.Assign) else [parent.target]
            fine = all(isinstance(target, ast.Name) for target in targets)
        elif isinstance(parent, (ast.Return, ast.Expr, ast.UnaryOp)):
            fine = not isinstance(parent, ast.UnaryOp) or isinstance(parent.op, ast.Not)
        elif isinstance(parent, (ast.If, ast.While, ast.Assert)):
            fine = parent.test is node
        if not fine:
            self.refuse(node, "the order of a set may show, and differs in Monty")

    # What CPython makes item by item

    def _place_of_lazy(self, node: ast.expr) -> None:
        parent = self.parents[node]
        if isinstance(parent, ast.keyword):
            self.refuse(node, "an iterator is handed on; in Monty it is a list")
        if self._calls(parent, _EAGER) and isinstance(parent, ast.Call):
            return
        if isinstance(parent, ast.Starred):
            return
        if (
            isinstance(parent, ast.Call)
            and isinstance(parent.func, ast.Attribute)
            and parent.func.attr in ("join", "extend")
        ):
            return
        if isinstance(parent, ast.Assign) and all(
            isinstance(target, (ast.Tuple, ast.List)) for target in parent.targets
        ):
            return
        if self._calls(parent, {"any", "all"}):
            inside = [
                part
                for part in ast.walk(node)
                if isinstance(part, (ast.Call, ast.NamedExpr)) and part is not node
            ]
            if all(self._is_pure(part) for part in inside) and self._runs_nothing(node):
                self.hasty = True
                return
        if (
            isinstance(parent, (ast.For, ast.comprehension))
            and parent.iter is node
            and not isinstance(node, ast.GeneratorExp)
        ):
            whole = parent if isinstance(parent, ast.For) else self.parents[parent]
            if self._is_still(node, whole):
                self.hasty = self.hasty or self._calls(node, {"map", "filter"})
                return
        self.refuse(node, "an iterator, which is a list in Monty, may show it")

    def _is_pure(self, node: ast.AST) -> bool:
        if not isinstance(node, ast.Call):
            return False
        if isinstance(node.func, ast.Name):
            return node.func.id in _BUILTINS - {"print", "next", "iter", *_LAZY} or node.func.id in (
                "enumerate",
                "zip",
                "range",
            )
        return (
            isinstance(node.func, ast.Attribute)
            and node.func.attr not in _LIST_CHANGES
            and (isinstance(node.func.value, ast.Constant) or hasattr(str, node.func.attr))
        )

    def _runs_nothing(self, node: ast.AST) -> bool:
        """Whether a ``map`` or ``filter`` in it calls built-in functions only."""
        return all(
            isinstance(call, ast.Call) and call.args and self._is_builtin(call.args[0])
            for call in ast.walk(node)
            if self._calls(call, {"map", "filter"})
        )

    def _is_builtin(self, node: ast.AST) -> bool:
        if isinstance(node, ast.Constant):
            return node.value is None
        return isinstance(node, ast.Name) and node.id in _BUILTINS - {"print", "next"} - self.bound

    def _is_still(self, node: ast.expr, whole: ast.AST) -> bool:
        """Whether what ``node`` goes over stays as it is while ``whole`` runs."""
        assert isinstance(node, ast.Call)
        if not self._runs_nothing(node):
            return False
        names = {child.id for child in ast.walk(node) if isinstance(child, ast.Name)} - _BUILTINS
        for child in ast.walk(whole):
            changed: ast.expr | None = None
            if isinstance(child, ast.Call):
                if isinstance(child.func, ast.Attribute) and child.func.attr in _LIST_CHANGES:
                    changed = child.func.value
            elif isinstance(child, (ast.Subscript, ast.Attribute)) and not isinstance(child.ctx, ast.Load):
                changed = child.value
            if changed and any(isinstance(part, ast.Name) and part.id in names for part in ast.walk(changed)):
                return False
        return True
