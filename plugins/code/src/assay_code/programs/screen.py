"""What a harvested function may use: names, modules and attributes that keep it pure and repeatable.

The lists name what is allowed; whatever else turns up drops the function. This is a
filter for good rows, not protection: functions run in a sandbox only.
"""

from __future__ import annotations

import ast
import builtins
import collections
import datetime
import decimal
import fractions
import hashlib
import itertools
import re
import struct
from collections.abc import Collection, Iterable, Mapping

_EVERYTHING: frozenset[str] = frozenset()
_PATHS = frozenset(
    "join split splitext basename dirname normpath isabs commonprefix splitdrive normcase sep".split()
)

MODULES: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        "math cmath re string itertools functools operator collections collections.abc heapq bisect fractions "
        "decimal statistics textwrap unicodedata base64 binascii hashlib struct copy typing numbers html "
        "urllib.parse keyword difflib colorsys shlex fnmatch ipaddress stringprep typing_extensions".split(),
        _EVERYTHING,
    ),
    "calendar": frozenset(
        "isleap leapdays monthrange monthcalendar weekday timegm day_name month_name".split()
    ),
    "datetime": frozenset("date time datetime timedelta MINYEAR MAXYEAR".split()),
    "json": frozenset({"dumps", "loads"}),
    "zlib": frozenset({"crc32", "adler32"}),
    "sys": frozenset({"maxunicode", "float_info"}),
    "contextlib": frozenset({"suppress"}),
    "posixpath": _PATHS,
}
"""Modules that may be imported, and which of their names; an empty set allows all.

None of them gives something else on another machine: no ``os.path``, no ``sys.maxsize``.
"""

_BANNED_BUILTINS = frozenset(
    "open input print exec eval compile __import__ globals locals vars id hash breakpoint exit quit help dir "
    "getattr setattr delattr memoryview super object copyright credits license classmethod property "
    "staticmethod __build_class__ __debug__ __doc__ __file__ __name__ __spec__ __loader__ __package__".split()
)
BUILTINS = frozenset(dir(builtins)) - _BANNED_BUILTINS

_TYPES: tuple[type, ...] = (
    str,
    bytes,
    bytearray,
    int,
    float,
    complex,
    list,
    tuple,
    dict,
    set,
    frozenset,
    range,
    slice,
    collections.deque,
    collections.Counter,
    collections.OrderedDict,
    collections.defaultdict,
    fractions.Fraction,
    decimal.Decimal,
    re.Pattern,
    re.Match,
    datetime.date,
    datetime.time,
    datetime.datetime,
    datetime.timedelta,
    struct.Struct,
    itertools.chain,
    type(hashlib.sha256()),
    ValueError,
)
_IMPURE_ATTRIBUTES = frozenset(
    "today now utcnow fromtimestamp utcfromtimestamp astimezone timestamp with_traceback".split()
)
_OF_THE_PLACE = re.compile(r"%[-_^#0]*[EO]?[cxXZs+]")
"""Formats of dates that come out otherwise in another time zone or language."""
ATTRIBUTES = (
    frozenset(name for kind in _TYPES for name in dir(kind) if not name.startswith("_")) - _IMPURE_ATTRIBUTES
)
"""What plain data and the objects of the allowed modules have; any other attribute is of an unknown object."""

_MUTATORS = frozenset(
    "append extend insert remove pop popitem clear add discard update setdefault sort reverse appendleft popleft "
    "extendleft rotate intersection_update difference_update symmetric_difference_update subtract".split()
)
_DECORATORS = frozenset({"staticmethod", "lru_cache", "cache"})


def fault(nodes: Iterable[ast.AST], modules: Mapping[str, str], constants: frozenset[str]) -> str:
    """Why these definitions cannot be used, as a reason code; ``""`` if they can.

    ``modules`` are the names that are modules, with the modules' names; ``constants``
    are the names of module-level values that are carried along.
    """
    for top in nodes:
        modules = {**modules, **_local_modules(top)}
        for node in ast.walk(top):
            reason = _node_fault(node, modules, constants)
            if reason:
                return reason
    return ""


def import_fault(module: str, names: Collection[str] = ()) -> str:
    """Why a module, or these names of it, may not be imported."""
    if module not in MODULES:
        return "forbidden_import"
    allowed = MODULES[module]
    if allowed and not allowed.issuperset(names):
        return "forbidden_import"
    odd = any(name.startswith(("_", "*")) or name in _IMPURE_ATTRIBUTES for name in names)
    return "forbidden_import" if odd else ""


def _local_modules(top: ast.AST) -> dict[str, str]:
    return {
        alias.asname or alias.name: alias.name
        for node in ast.walk(top)
        if isinstance(node, ast.Import)
        for alias in node.names
    }


def _node_fault(node: ast.AST, modules: Mapping[str, str], constants: frozenset[str]) -> str:
    if isinstance(node, ast.AsyncFunctionDef | ast.Await | ast.AsyncFor | ast.AsyncWith):
        return "async"
    if isinstance(node, ast.Global | ast.ClassDef | ast.With):
        return {ast.Global: "global_state", ast.ClassDef: "class_inside", ast.With: "context_manager"}[
            type(node)
        ]
    if isinstance(node, ast.Import):
        return next((fault for alias in node.names if (fault := import_fault(alias.name))), "")
    if isinstance(node, ast.ImportFrom):
        return import_fault(node.module or "", [alias.name for alias in node.names])
    if isinstance(node, ast.FunctionDef):
        return "" if all(_decorator(one) in _DECORATORS for one in node.decorator_list) else "decorated"
    if isinstance(node, ast.Name) and node.id in _BANNED_BUILTINS:
        return "forbidden_name"
    if isinstance(node, ast.Attribute):
        return _attribute_fault(node, modules, constants)
    if isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load) and _root(node) in constants:
        return "global_state"
    if isinstance(node, ast.AugAssign) and _root(node.target) in constants:
        return "global_state"
    if isinstance(node, ast.Call) and _formats_by_place(node):
        return "time_zone"
    if _order_of_a_set(node):
        return "order_of_a_set"
    return ""


def _attribute_fault(node: ast.Attribute, modules: Mapping[str, str], constants: frozenset[str]) -> str:
    if not isinstance(node.ctx, ast.Load):
        return "sets_attribute"
    chain = dotted(node)
    for end in range(len(chain) - 1, 0, -1):
        name = ".".join(chain[:end])
        if name in modules:
            module = modules[name]
            if module in ("urllib", "collections") and f"{module}.{node.attr}" in MODULES:
                return ""
            while end < len(chain) - 1 and f"{module}.{chain[end]}" in MODULES:
                module, end = f"{module}.{chain[end]}", end + 1
            if end == len(chain) - 1:
                return import_fault(module, [node.attr])
            break  # something of a member of the module: datetime.datetime.utcnow
    if node.attr.startswith("_") or node.attr not in ATTRIBUTES:
        return "unknown_attribute"
    if node.attr in _MUTATORS and _root(node.value) in constants:
        return "global_state"
    return ""


def dotted(node: ast.expr) -> list[str]:
    """``["a", "b", "c"]`` for ``a.b.c``; the first is ``""`` where the base is no name."""
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.insert(0, node.attr)
        node = node.value
    return [node.id if isinstance(node, ast.Name) else "", *names]


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Subscript | ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _decorator(node: ast.expr) -> str:
    return dotted(node.func if isinstance(node, ast.Call) else node)[-1] or (
        node.id if isinstance(node, ast.Name) else ""
    )


def _formats_by_place(node: ast.Call) -> bool:
    """Whether it writes or reads a date as the machine's time zone or language has it."""
    names = dotted(node.func)
    if names[-1] not in ("strftime", "strptime"):
        return False
    formats = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    return any(map(_OF_THE_PLACE.search, formats))


def _order_of_a_set(node: ast.AST) -> bool:
    """Whether it puts the members of a set in the set's own order, which no statement of a task fixes."""
    if isinstance(node, ast.Call) and len(node.args) >= 1:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        joins = isinstance(node.func, ast.Attribute) and node.func.attr == "join"
        return (name in ("list", "tuple", "enumerate", "iter", "zip") or joins) and _is_set(node.args[0])
    if isinstance(node, ast.ListComp | ast.GeneratorExp):
        return isinstance(node, ast.ListComp) and _is_set(node.generators[0].iter)
    return False


def _is_set(node: ast.expr) -> bool:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr | ast.BitAnd | ast.Sub):
        return _is_set(node.left) or _is_set(node.right)
    return isinstance(node, ast.Set | ast.SetComp) or (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("set", "frozenset")
    )
