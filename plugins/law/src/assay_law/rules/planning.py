"""In which order the conditions of a rule are looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from assay_law.rules.language import (
    Aggregate,
    Atom,
    Comparison,
    Fun,
    Literal,
    Op,
    Rule,
    RuleError,
    Term,
    Var,
    show_rule,
)
from assay_law.rules.terms import variables


@dataclass(frozen=True)
class Step:
    """A literal, and what is bound when it is reached: positions of an atom, or that a comparison binds ``binds``."""

    literal: Literal
    bound: tuple[int, ...] = ()
    binds: str = ""


def plan(body: Sequence[Literal], known: Iterable[str], outside: Iterable[str], where: str) -> list[Step]:
    """The order in which conditions are looked at. ``outside`` are variables that others than aggregates have.

    Raises :class:`~assay_law.rules.language.RuleError` if some variable is bound by nothing.
    """
    bound, left, made = set(known), list(body), []
    shared = set(outside) | {
        name for each in body if not isinstance(each, Aggregate) for name in variables(each)
    }
    shared |= {
        name
        for each in body
        if isinstance(each, Aggregate)
        for _, guard in each.guards
        for name in variables(guard)
    }
    while left:
        ready = next((step for each in left if (step := _ready(each, bound, shared))), None)
        if ready is None:
            raise RuleError(
                f"{where}: no condition says what {', '.join(sorted(_loose(left, bound)))} may be"
            )
        made.append(ready)
        left.remove(ready.literal)
        if isinstance(ready.literal, Atom) and not ready.literal.negated:
            bound |= set(variables(ready.literal))
        elif ready.binds:
            bound.add(ready.binds)
    return made


def _loose(left: Iterable[Literal], bound: set[str]) -> set[str]:
    return {name for each in left for name in variables(each) if name not in bound}


def _all(item: Term | Literal, bound: set[str]) -> bool:
    return all(name in bound for name in variables(item))


def _arithmetic(term: Term) -> Iterator[Op]:
    if isinstance(term, Op):
        yield term
    elif isinstance(term, Fun):
        for each in term.args:
            yield from _arithmetic(each)


def _ready(literal: Literal, bound: set[str], shared: set[str]) -> Step | None:
    if isinstance(literal, Atom):
        if not all(_all(op, bound) for arg in literal.args for op in _arithmetic(arg)):
            return None
        named = [name for name in variables(literal) if not name.startswith("_") or name[1:2].isalpha()]
        if literal.negated and not all(name in bound for name in named):
            return None
        return Step(literal, tuple(n for n, arg in enumerate(literal.args) if _all(arg, bound)))
    if isinstance(literal, Comparison):
        if _all(literal, bound):
            return Step(literal)
        for one, other in ((literal.left, literal.right), (literal.right, literal.left)):
            if literal.sign == "=" and isinstance(one, Var) and _all(other, bound):
                return Step(literal, binds=one.name)
        return None
    inner = {name for each in literal.elements for name in variables(each)}
    if not (inner & shared) <= bound:
        return None
    loose = [g for g in literal.guards if not _all(g[1], bound)]
    if not loose:
        return Step(literal)
    sign, guard = loose[0]
    if len(loose) == 1 and sign == "=" and isinstance(guard, Var):
        return Step(literal, binds=guard.name)
    return None


@dataclass
class Compiled:
    """A rule and the orders of its conditions: of all, and for each one that its own head feeds, with that one first."""

    rule: Rule
    number: int
    steps: list[Step]
    deltas: dict[int, list[Step]] = field(default_factory=dict)


def compiled(rule: Rule, number: int) -> Compiled:
    """The plan of a rule. Raises :class:`~assay_law.rules.language.RuleError` for variables that nothing binds."""
    where = f"line {rule.line}: {show_rule(rule)[:80]}"
    head = set(variables(rule.head)) if rule.head else set()
    if not rule.body and not head:
        return Compiled(rule, number, [])
    # positive conditions first where they are written; comparisons and negations as soon as they can be decided
    order = sorted(rule.body, key=lambda each: isinstance(each, Atom) and not each.negated)
    steps = plan(order, (), head, where)
    known = {name for step in steps for name in _given(step)}
    if not head <= known:
        raise RuleError(f"{where}: no condition says what {', '.join(sorted(head - known))} may be")
    made = Compiled(rule, number, steps)
    for at, literal in enumerate(rule.body):
        if isinstance(literal, Atom) and not literal.negated and not any(_arithmetic_in(literal)):
            rest = [each for n, each in enumerate(rule.body) if n != at]
            rest.sort(key=lambda each: isinstance(each, Atom) and not each.negated)
            made.deltas[at] = [
                Step(literal),
                *plan(rest, variables(literal), head | set(variables(literal)), where),
            ]
    return made


def _arithmetic_in(atom: Atom) -> Iterator[Op]:
    for arg in atom.args:
        yield from _arithmetic(arg)


def _given(step: Step) -> Iterator[str]:
    if step.binds:
        yield step.binds
    elif isinstance(step.literal, Atom) and not step.literal.negated:
        yield from variables(step.literal)
