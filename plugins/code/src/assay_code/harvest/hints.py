"""What a function's text says about its arguments: kinds of values to try, and values that it looks for.

A kind is plain JSON data, such as ``["list", ["int"]]``; :mod:`assay_code.harvest.fuzzer`
makes values of it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Sequence
from typing import Any, TypedDict

from assay_code.harvest.extract import Harvested
from assay_code.harvest.uses import CLASSES, Uses
from assay_code.syntax import tree_of
from assay_code.values import decode, encode

Kind = list[Any]

NONE: Kind = ["none"]
INT: Kind = ["int"]
STR: Kind = ["str"]
INTS: Kind = ["list", INT]

_GUESSES: list[tuple[float, Kind]] = [
    (10, INT),
    (10, STR),
    (8, INTS),
    (5, ["list", STR]),
    (4, ["float"]),
    (3, ["matrix"]),
    (3, ["dict", STR, INT]),
    (2, ["list", ["tuple", INT, INT]]),
    (2, ["graph"]),
    (2, ["bool"]),
    (1.5, ["list", ["float"]]),
    (1.5, ["tuple", INT, INT]),
    (1.5, ["tuple", INT, INT, INT]),
    (1, ["set", INT]),
    (1, ["bytes"]),
    (0.7, ["char"]),
    (1, ["list", ["list", STR]]),
    (0.6, ["list", ["dict", STR, INT]]),
    (0.5, ["dict", STR, STR]),
    (0.5, ["dict", INT, INT]),
    (0.4, ["complex"]),
]
"""What an argument is taken for where nothing says what it is."""

_NUMBERS = frozenset({"int", "float", "complex"})
_CONTAINERS = frozenset({"str", "bytes", "list", "matrix", "graph", "dict", "tuple", "set"})
_NAMES: list[tuple[str, frozenset[str]]] = [
    (r"c|ch|chr|char|character|letter", frozenset({"char"})),
    (
        r"[nkmijabcdxyz]|\w*(num|count|size|len|length|width|index|idx|year|month|week|day|hour|minute|depth|step|max\w*|min\w*|limit|base|digits?)",
        frozenset({"int"}),
    ),
    (
        r"s|t|\w*(text|str|string|word|name|line|path|sep|prefix|suffix|char|pattern|msg|url|uri|title|label|key|code|doc|source|fmt|format|encoding|token|sentence|phrase|value)",
        frozenset({"str"}),
    ),
    (
        r"\w*(list|lst|seq|sequence|iterable|items?|values|arr|array|numbers|nums|elements|data|args|xs|ys|l|sorted|iter|it|coeffs?|perm|partition)",
        frozenset({"list"}),
    ),
    (r"\w*(words|names|lines|tokens|strings|parts|keys|strs|labels|fields|columns)", frozenset({"list:str"})),
    (r"\w*(dict|mapping|map|d|table|counts|options|params|attrs|dic)", frozenset({"dict"})),
    (r"\w*(graph|tree|adj\w*|edges|deps|dependencies)", frozenset({"graph", "dict", "list"})),
    (r"\w*(matrix|mat|grid|board|rows|table|M|A)", frozenset({"matrix"})),
    (r"\w*(pairs|points|intervals|ranges|edges|spans)", frozenset({"list"})),
    (r"is_\w+|\w*(flag|strict|reverse|verbose|allow\w*|use_\w+|ignore\w*)", frozenset({"bool"})),
    (r"\w*(bytes|buf|buffer|raw|payload)", frozenset({"bytes"})),
    (
        r"\w*(float|prob\w*|rate|ratio|alpha|beta|eps|tol\w*|mean|mu|sigma|theta|angle|x|y)",
        frozenset({"float"}),
    ),
]

_WHOLE = re.compile(r"\w*(year|month|week|day|hour|minute|num|count|index|idx|size|len|length|digits?)")
"""Names of what is never a fraction."""


class Parameter(TypedDict):
    """One argument: ``mode`` is ``"pos"``, ``"kw"`` or ``"var"``; ``kinds`` are pairs of weight and kind.

    One without kinds is always left out: it is to be a function or another object.
    """

    name: str
    mode: str
    required: bool
    declared: bool
    kinds: list[list[Any]]


class Hints(TypedDict):
    parameters: list[Parameter]
    constants: list[Any]
    """Values that the text compares with or looks for, encoded."""
    patterns: list[str]
    """Regular expressions in it."""


def hints(function: Harvested) -> Hints:
    """What to try for each argument."""
    tree = tree_of(function["program"])
    [entry] = [one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name == function["entry"]]
    arguments = entry.args
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults: list[ast.expr | None] = [None] * (len(positional) - len(arguments.defaults))
    defaults += arguments.defaults
    listed = [
        (arg, "pos", default, default is None) for arg, default in zip(positional, defaults, strict=True)
    ]
    if arguments.vararg:
        listed.append((arguments.vararg, "var", None, True))
    listed += [
        (arg, "kw", default, default is None)
        for arg, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    ]
    uses = Uses(tree)
    parameters = []
    for place, (arg, mode, default, required) in enumerate(listed):
        shown = _example_kinds(function, place, arg.arg, mode)
        declared = _annotated(arg.annotation)
        kinds = shown or declared or _guess(arg.arg, default, uses.of(entry, arg.arg))
        if not required and not shown and (not _is_literal(default) or uses.calls(entry, arg.arg)):
            kinds = []
        if shown and declared:
            kinds = [[20.0, kind] for _, kind in shown] + declared
        if isinstance(default, ast.Constant) and default.value is None and not shown:
            kinds = [*kinds, [0.5, NONE]] if declared else kinds
        kinds = sorted(_merged(kinds), key=lambda pair: -float(pair[0]))[:14]
        parameters.append(
            Parameter(
                name=arg.arg, mode=mode, required=required, declared=bool(shown or declared), kinds=kinds
            )
        )
    return Hints(parameters=parameters, constants=uses.constants(), patterns=uses.patterns())


def kind_of(value: Any) -> Kind:
    """The kind of a plain value."""
    if value is None:
        return NONE
    if isinstance(value, tuple) and value:
        return ["tuple", *map(kind_of, value)]
    if isinstance(value, list | tuple | set | frozenset):
        members = [kind_of(one) for one in value]
        first = members[0] if members else INT
        if any(one != first for one in members):
            first = ["any", *[list(one) for one in dict.fromkeys(map(tuple_of, members))]]
        return ["set" if isinstance(value, set | frozenset) else "list", first]
    if isinstance(value, dict):
        keys, values = [kind_of(one) for one in value], [kind_of(one) for one in value.values()]
        return ["dict", keys[0] if keys else STR, values[0] if values else INT]
    return [type(value).__name__]


def tuple_of(kind: Any) -> Any:
    """A kind as a value that can be a key."""
    return tuple(map(tuple_of, kind)) if isinstance(kind, list) else kind


def _example_kinds(function: Harvested, place: int, name: str, mode: str) -> list[list[Any]]:
    found = []
    for call in function["examples"]:
        values = [call["kwargs"][name]] if name in call["kwargs"] else []
        if mode == "var":
            values = call["args"][place:]
        elif mode == "pos" and place < len(call["args"]):
            values = [call["args"][place]]
        found += [[6.0, kind_of(decode(value))] for value in values]
    return _merged(found)


def _merged(kinds: Iterable[Sequence[Any]]) -> list[list[Any]]:
    """Each kind once, with its greatest weight."""
    best: dict[Any, list[Any]] = {}
    for weight, kind in kinds:
        key = tuple_of(kind)
        if key not in best or best[key][0] < weight:
            best[key] = [weight, kind]
    return list(best.values())


def _annotated(node: ast.expr | None) -> list[list[Any]]:
    """The kinds of an annotation; none where it says nothing that can be made."""
    if node is None:
        return []
    try:
        return [[10.0, kind] for kind in _kinds(node)]
    except ValueError:
        return []


def _kinds(node: ast.expr) -> list[Kind]:
    if isinstance(node, ast.Constant) and node.value is None:
        return [NONE]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return [*_kinds(node.left), *_kinds(node.right)]
    base = node.value if isinstance(node, ast.Subscript) else node
    name = base.attr if isinstance(base, ast.Attribute) else base.id if isinstance(base, ast.Name) else ""
    inner: list[ast.expr] = []
    if isinstance(node, ast.Subscript):
        inner = list(node.slice.elts) if isinstance(node.slice, ast.Tuple) else [node.slice]
    name = name.lower()
    if name in ("int", "float", "complex", "bool", "str", "bytes"):
        return [[name]]
    if name in ("hashable", "number", "real", "integral", "supportsint", "supportsfloat"):
        return [INT]
    if name == "literal":
        return [["choice", *(encode(one.value) for one in inner if isinstance(one, ast.Constant))]]
    if name in ("optional", "union"):
        kinds = [kind for one in inner for kind in _kinds(one)]
        return [*kinds, NONE] if name == "optional" else kinds
    first = _kinds(inner[0])[0] if inner else None
    if name in ("list", "sequence", "iterable", "collection", "iterator", "mutablesequence", "reversible"):
        return [["list", first]] if first else [INTS, ["list", STR]]
    if name in ("set", "frozenset", "abstractset", "mutableset"):
        return [["set", first or INT]]
    if name in ("dict", "mapping", "mutablemapping"):
        return [["dict", first, _kinds(inner[1])[0]] if first and len(inner) == 2 else ["dict", STR, INT]]
    if name == "tuple" and first:
        if isinstance(inner[-1], ast.Constant) and inner[-1].value is Ellipsis:
            return [["tuples", first]]
        return [["tuple", *(_kinds(one)[0] for one in inner)]]
    raise ValueError(name)


def _guess(name: str, default: ast.expr | None, uses: list[tuple[str, Any]]) -> list[list[Any]]:
    guesses: list[list[Any]] = [[weight, kind] for weight, kind in _GUESSES]
    plural = re.fullmatch(r"\w{2,}(?<!s)s", name.lower())
    if plural:
        _scale(guesses, {"list", "dict", "matrix", "set", "tuple"}, 3, 0.5)
    for pattern, kinds in _NAMES:
        if re.fullmatch(pattern, name.lower().strip("_")):
            _scale(guesses, kinds, 4, 0.7)
    if _WHOLE.fullmatch(name.lower().strip("_")):
        guesses = [pair for pair in guesses if pair[1][0] not in ("float", "complex")]
    if default is not None:
        try:
            value = ast.literal_eval(default)
        except ValueError:
            value = None
        if value is not None and value != ():
            return [[10.0, kind_of(value)], *([weight / 20, kind] for weight, kind in guesses)]
    for what, detail in uses:
        if what == "method":
            _scale(guesses, {name for name, cls in CLASSES.items() if hasattr(cls, detail)}, 3, 0.05)
        elif what == "container":
            _scale(guesses, _CONTAINERS, 2, 0.05)
        elif what == "number":
            _scale(guesses, _NUMBERS, 3, 0.1)
        elif what == "class":
            _scale(guesses, {detail} | ({"matrix"} if detail == "list" else set()), 8, 0.1)
            if detail == "tuple":
                guesses.append([10.0, ["tuples", INT]])
    return guesses


def _is_literal(node: ast.expr | None) -> bool:
    try:
        ast.literal_eval(node or ast.Name(""))
    except (ValueError, TypeError, SyntaxError):
        return False
    return True


def _scale(guesses: list[list[Any]], kinds: Iterable[str], up: float, down: float) -> None:
    wanted = set(kinds)
    for pair in guesses:
        kind = pair[1]
        names = {kind[0], f"{kind[0]}:{kind[1][0]}"} if len(kind) > 1 else {kind[0]}
        pair[0] *= up if names & wanted else down
