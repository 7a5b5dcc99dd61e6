"""Terms: their values, exact and bounded, how they match, and how they compare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assay_law.rules.language import (
    DEEPEST,
    LARGEST,
    Aggregate,
    Atom,
    Comparison,
    Element,
    Fun,
    Ground,
    Literal,
    Op,
    Term,
    Var,
)

LONGEST_RANGE = 20_000
"""Numbers of a range."""
INF, SUP = "#inf", "#sup"
"""The least and the greatest of nothing, as clingo has them."""

Env = dict[str, Ground]


class Undecided(Exception):
    """The program gives no one outcome, or none within the limits; the message says why."""


def variables(item: Term | Literal | Element) -> Iterator[str]:
    """The names of the variables of a term or literal, aggregates with all that is in them."""
    if isinstance(item, Var):
        yield item.name
    elif isinstance(item, Fun | Atom):
        for each in item.args:
            yield from variables(each)
    elif isinstance(item, Op | Comparison):
        yield from variables(item.left)
        yield from variables(item.right)
    elif isinstance(item, Element):
        for part in (*item.terms, *item.conditions):
            yield from variables(part)
    elif isinstance(item, Aggregate):
        for element in item.elements:
            yield from variables(element)
        for _, guard in item.guards:
            yield from variables(guard)


def value(term: Term, env: Env) -> Ground:
    """The value of a term whose variables are bound. Raises :class:`Undecided` where arithmetic has none."""
    if isinstance(term, int | str):
        return term
    if isinstance(term, Var):
        return env[term.name]
    if isinstance(term, Fun):
        if not term.args:
            return term.name
        made = (term.name, *(value(each, env) for each in term.args))
        if _depth(made) > DEEPEST:
            raise Undecided(f"terms nest deeper than {DEEPEST}")
        return made
    left, right = value(term.left, env), value(term.right, env)
    if not isinstance(left, int) or not isinstance(right, int):
        raise Undecided(f"{left} {term.sign} {right} is no arithmetic of whole numbers")
    return _computed(term.sign, left, right)


def _depth(ground: Ground) -> int:
    return 1 + max(_depth(each) for each in ground[1:]) if isinstance(ground, tuple) else 0  # type: ignore[arg-type]


def _computed(sign: str, left: int, right: int) -> int:
    if sign in "/\\" and right == 0:
        raise Undecided("a division by zero")
    if sign == "+":
        made = left + right
    elif sign == "-":
        made = left - right
    elif sign == "*":
        made = left * right
    elif sign in "/\\":  # towards zero, as clingo's
        size = abs(left) // abs(right) * (1 if (left < 0) == (right < 0) else -1)
        made = size if sign == "/" else left - size * right
    else:
        raise Undecided("a range stands where one number is wanted")
    return checked(made)


def checked(number: int) -> int:
    """The number, if it is not too large."""
    if abs(number) > LARGEST:
        raise Undecided(f"a number beyond {LARGEST:,}; use larger units")
    return number


def values(term: Term, env: Env) -> Iterable[Ground]:
    """The values of a term that may be a range."""
    if isinstance(term, Op) and term.sign == "..":
        low, high = value(term.left, env), value(term.right, env)
        if not isinstance(low, int) or not isinstance(high, int):
            raise Undecided("a range goes from one whole number to another")
        if high - low >= LONGEST_RANGE:
            raise Undecided(f"a range of more than {LONGEST_RANGE:,} numbers")
        return range(low, high + 1)
    return (value(term, env),)


def match(pattern: Term, ground: Ground, env: Env, trail: list[str]) -> bool:
    """Binds the variables of a pattern so that it is the ground term; ``trail`` gets those that were bound."""
    if isinstance(pattern, Var):
        known = env.get(pattern.name)
        if known is None:
            env[pattern.name] = ground
            trail.append(pattern.name)
            return True
        return known == ground
    if isinstance(pattern, Fun) and pattern.args:
        return (
            isinstance(ground, tuple)
            and len(ground) == len(pattern.args) + 1
            and ground[0] == pattern.name
            and all(match(p, g, env, trail) for p, g in zip(pattern.args, ground[1:], strict=True))  # type: ignore[arg-type]
        )
    return value(pattern, env) == ground


def compare(sign: str, left: Ground, right: Ground) -> bool:
    """A comparison as clingo makes it. Raises :class:`Undecided` where the order of the two says nothing."""
    if sign == "=":
        return left == right
    if sign == "!=":
        return left != right
    ends = {INF: -1, SUP: 1}
    a, b = ends.get(str(left), 0), ends.get(str(right), 0)
    if a or b:
        less, same = a < b, a == b
    elif isinstance(left, int) and isinstance(right, int):
        less, same = left < right, left == right
    elif isinstance(left, str) and isinstance(right, str) and left[0] == right[0] == '"':
        less, same = left[1:-1].encode() < right[1:-1].encode(), left == right
    else:
        raise Undecided(f"{left} and {right} have no order")
    return {"<": less and not same, "<=": less or same, ">": not less and not same, ">=": not less or same}[
        sign
    ]
