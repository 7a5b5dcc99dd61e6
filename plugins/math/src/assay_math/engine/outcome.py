"""What the engine answers: yes, no, or cannot tell, and how it knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from assay_math.notation.nodes import Node


class Truth(StrEnum):
    """Three answers to "is it so?"."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A decision and the method that reached it.

    ``method``: ``exact`` (rational arithmetic), ``polynomial`` (canonical form),
    ``refuted`` (a value whose error bound excludes equality), ``symbolic`` (a proof by
    rewriting), ``numeric identity`` (agreement of analytic expressions at many points),
    ``induction`` (a sum up to a letter), ``rounding`` (``≈`` by the digits shown), ``structure`` (kinds or shapes differ), or,
    where the truth is unknown, why: ``unsupported``, ``limit``, ``undefined``,
    ``undecided``, ``ambiguous``, ``units``.
    """

    truth: Truth
    method: str
    detail: str = ""

    @property
    def is_true(self) -> bool:
        return self.truth is Truth.TRUE

    @property
    def is_false(self) -> bool:
        return self.truth is Truth.FALSE


@dataclass(frozen=True, slots=True)
class Function:
    """A defined function: ``f(x) = body``."""

    parameters: tuple[str, ...]
    body: Node


@dataclass(frozen=True, slots=True)
class Context:
    """What is known while deciding.

    bindings: values of names (numbers, expressions, matrices, tuples …), put in for them.
    functions: definitions of named functions; ``a_`` defines the sequence ``a_n``.
    positive: names that stand for positive reals; ``integer``: for whole numbers; other
        names are real unless ``complex_names`` lists them.
    log_base: ``"e"``, ``"10"`` or ``""``: both must agree, else the outcome is unknown.
    effort: 0 never imports SymPy, 1 (the default) uses everything.
    """

    bindings: Mapping[str, Node] = field(default_factory=dict)
    functions: Mapping[str, Function] = field(default_factory=dict)
    positive: frozenset[str] = frozenset()
    integer: frozenset[str] = frozenset()
    complex_names: frozenset[str] = frozenset()
    log_base: str = ""
    effort: int = 1


EMPTY = Context()


class Unsupported(Exception):
    """The engine has no way to handle this expression; ``reason`` as in :attr:`Outcome.method`."""

    def __init__(self, reason: str = "unsupported", detail: str = "") -> None:
        super().__init__(detail or reason)
        self.reason = reason
        self.detail = detail
