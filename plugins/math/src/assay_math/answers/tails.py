r"""Where a formula is said to hold: ``2x \text{ for all real } x``, ``\frac{1}{1-x}, |x| < 1``, ``x + 1 \ (x \ne 1)``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assay_math.answers.text import unworded
from assay_math.notation import nodes as n

MAX_LENGTH = 600  # characters
_SEPARATOR = r"(?:\s|,|;|:|~|\\q?quad|\\[,;: ])*"
_SIGN = r"(?:\\(?:neq?|leq?|geq?|lt|gt|in|not)(?![A-Za-z])|[<>≠≤≥∈∉])"
_TAIL = re.compile(
    rf"(?P<head>[^,;]*?[^\s,;~:].*?){_SEPARATOR}(?P<tail>"
    r"(?<![A-Za-z])(?:for|where|when|whenever|if|with|valid|provided|assuming|für|pour|para|per|для|при)\s.*"
    r"|(?:\\forall(?![A-Za-z])|∀|对|對|任意).*"
    rf"|\([^()]*{_SIGN}[^()]*\))\Z",
    re.DOTALL,
)
_BEHIND_COMMA = re.compile(rf"(?P<head>.*?[^\s,;]),{_SEPARATOR}(?P<tail>[^,]*{_SIGN}[^,]*)\Z", re.DOTALL)
_KNOWN = frozenset(
    "for where when whenever if with valid provided assuming that all every any each real reals integer integers natural naturals whole "
    "number numbers value values of the an is are and such constant constants arbitrary in be some being holds "
    "positive nonnegative non complex rational possible "
    "für alle jedes jede reellen ganzen zahlen pour tout toute tous toutes réel réels entier para todo todos toda todas real reales entero "
    "per ogni reale intero для всех любого любых каждого действительных целых натуральных при".split()
)
_WORD = re.compile(r"(?<![\\\w])[^\W\d_]{2,}(?![\w])")
_HAN = re.compile(r"对于?|對於?|所有|任意|任何|的|实数|實數|整数|整數|正|自然数|都成立|成立|恒成立")


@dataclass(frozen=True, slots=True)
class Tailed:
    """A formula and the condition behind it; ``None`` where the tail only says "for all"."""

    head: str
    condition: n.Node | None


def with_tail(text: str, tree: Callable[[str], n.Node | None]) -> Tailed | None:
    """``text`` as a formula with a tail; ``None`` where it has none, or one that says more than where it holds."""
    if len(text) > MAX_LENGTH:
        return None
    said = unworded(text).strip()
    match = _TAIL.fullmatch(said) or _BEHIND_COMMA.fullmatch(said)
    if not match:
        return None
    head = match["head"].rstrip(" ,;:\\")
    node = tree(head)
    if node is None or _is_no_formula(node):
        return None
    tail = match["tail"].strip()
    tail = tail[1:-1] if tail.startswith("(") and tail.endswith(")") else tail
    tail = _HAN.sub(" ", tail)
    if any(word.lower() not in _KNOWN for word in _WORD.findall(tail)):
        return None
    told = _WORD.sub(" ", re.sub(r"\\forall|∀|(?<=\w)-(?=\s)", " ", tail)).strip(" ,.;:-~")
    if not told:
        return Tailed(head, None)
    condition = tree(told)
    names = n.free_names(node) | {
        name for inner in n.walk(node) if isinstance(inner, n.Apply | n.Name) for name in _indices(inner)
    }
    if condition is None or not n.free_names(condition) or not n.free_names(condition) <= names:
        return None
    if isinstance(condition, n.Name):
        return Tailed(head, None)
    counted = {inner for inner in n.walk(condition) if isinstance(inner, n.Constant)}
    if n.Constant("integers") in counted or (n.Constant("naturals") in counted and _solves(node)):
        return None  # a family over the whole numbers
    return (
        Tailed(head, condition)
        if isinstance(condition, n.Relation | n.Listing) and not _equates(condition)
        else None
    )


def _solves(node: n.Node) -> bool:
    """Whether an unknown without an index is given values: ``x = 2k + 1``, and not ``a_k = 2k + 1``."""
    return isinstance(node, n.Relation) and isinstance(node.terms[0], n.Name) and node.terms[0].index is None


def _indices(node: n.Apply | n.Name) -> frozenset[str]:
    """The letters of ``a_n``."""
    index = node.index if isinstance(node, n.Name) else None
    return frozenset() if index is None else n.free_names(index)


def _is_no_formula(node: n.Node) -> bool:
    """Whether what stands before the tail is itself a condition, words or a list: "x > 2, x < 5"."""
    if isinstance(node, n.Text | n.Listing | n.Interval | n.SetOperation | n.SetBuilder | n.Congruence):
        return True
    return isinstance(node, n.Relation) and set(node.operators) != {"="}


def _equates(node: n.Node) -> bool:
    return any(isinstance(inner, n.Relation) and "=" in inner.operators for inner in n.walk(node))
