"""What follows from a program: exact integers, a limit of steps, and for each statement the rule that gave it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

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
    Rule,
    RuleError,
    Term,
    Var,
    show_rule,
)

MOST_ATOMS = 20_000
MOST_STEPS = 400_000
"""Statements that are tried in conditions, over a whole program: a second or two."""
INF, SUP = "#inf", "#sup"
"""The least and the greatest of nothing, as clingo has them."""

Env = dict[str, Ground]
Row = tuple[Ground, ...]
Key = tuple[str, int]


class Undecided(Exception):
    """The program gives no one outcome, or none within the limits; the message says why."""


# --- terms ------------------------------------------------------------------------------------------------------------


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
        if high - low >= MOST_ATOMS:
            raise Undecided(f"a range of more than {MOST_ATOMS:,} numbers")
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


# --- plans ------------------------------------------------------------------------------------------------------------


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


# --- evaluation -------------------------------------------------------------------------------------------------------


class Relation:
    """The rows of one predicate, in the order in which they came, found by the arguments that are bound."""

    def __init__(self) -> None:
        self.rows: dict[Row, None] = {}
        self._indexes: dict[tuple[int, ...], dict[Row, list[Row]]] = {}

    def add(self, row: Row) -> None:
        """Adds a row that is not there."""
        self.rows[row] = None
        for positions, index in self._indexes.items():
            index.setdefault(tuple(row[n] for n in positions), []).append(row)

    def find(self, positions: tuple[int, ...], wanted: Row) -> Sequence[Row] | Iterable[Row]:
        """The rows that have these values at these positions."""
        if not positions:
            return list(self.rows)
        index = self._indexes.get(positions)
        if index is None:
            index = {}
            for row in self.rows:
                index.setdefault(tuple(row[n] for n in positions), []).append(row)
            self._indexes[positions] = index
        return list(index.get(wanted, ()))


@dataclass(frozen=True)
class Reason:
    """The rule that gave a statement first, by its number, and the values of its variables."""

    rule: int
    env: Env


@dataclass
class Model:
    """All that follows: relations by name and number of arguments, and for each statement why."""

    rules: list[Rule]
    relations: dict[Key, Relation] = field(default_factory=dict)
    reasons: dict[tuple[Key, Row], Reason] = field(default_factory=dict)
    steps: int = 0

    def holds(self, key: Key, row: Row) -> bool:
        """Whether a statement follows."""
        relation = self.relations.get(key)
        return relation is not None and row in relation.rows

    def rows(self, atom: Atom, env: Env) -> Iterator[Env]:
        """The bindings under which an atom holds, over those of ``env``; each is ``env`` itself, changed and changed back."""
        positions = tuple(n for n, arg in enumerate(atom.args) if all(v in env for v in variables(arg)))
        yield from self._rows(atom, positions, env, None)

    def _rows(self, atom: Atom, positions: tuple[int, ...], env: Env, only: Relation | None) -> Iterator[Env]:
        relation = only if only is not None else self.relations.get(atom.key)
        if relation is None:
            return
        wanted = tuple(value(atom.args[n], env) for n in positions)
        rest = [n for n in range(len(atom.args)) if n not in positions]
        for row in relation.find(positions, wanted):
            self.count()
            trail: list[str] = []
            try:
                if all(match(atom.args[n], row[n], env, trail) for n in rest):
                    yield env
            finally:  # also where the caller looks at the first one alone
                for name in trail:
                    del env[name]

    def count(self) -> None:
        """Notes a step. Raises :class:`Undecided` if there are too many."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise Undecided(f"more than {MOST_STEPS:,} steps")

    def join(self, steps: Sequence[Step], env: Env, first: Relation | None = None) -> Iterator[Env]:
        """The bindings under which all conditions hold; of ``first`` alone are the rows of the first one."""
        if not steps:
            yield env
            return
        step, rest = steps[0], steps[1:]
        literal = step.literal
        self.count()
        if isinstance(literal, Atom):
            if literal.negated:
                if not any(True for _ in self._rows(literal, step.bound, env, None)):
                    yield from self.join(rest, env)
                return
            for _ in self._rows(literal, step.bound, env, first):
                yield from self.join(rest, env)
        elif isinstance(literal, Aggregate):
            total = self.aggregate(literal, env)
            guards = [g for g in literal.guards if not (step.binds and g[1] == Var(step.binds))]
            if all(compare(sign, total, value(guard, env)) for sign, guard in guards):
                yield from self._bind(step.binds, (total,), rest, env)
        elif step.binds:
            other = literal.right if literal.left == Var(step.binds) else literal.left
            yield from self._bind(step.binds, values(other, env), rest, env)
        elif self._compares(literal, env):
            yield from self.join(rest, env)

    def _compares(self, literal: Comparison, env: Env) -> bool:
        right = values(literal.right, env)
        if literal.sign == "=":
            return value(literal.left, env) in right
        return compare(literal.sign, value(literal.left, env), value(literal.right, env))

    def _bind(self, name: str, found: Iterable[Ground], rest: Sequence[Step], env: Env) -> Iterator[Env]:
        if not name:
            yield from self.join(rest, env)
            return
        for each in found:
            self.count()
            env[name] = each
            try:
                yield from self.join(rest, env)
            finally:
                del env[name]

    def members(self, literal: Aggregate, env: Env) -> Iterator[tuple[Element, Env]]:
        """The elements of an aggregate whose conditions hold, each with its bindings."""
        for element in literal.elements:
            order = sorted(element.conditions, key=lambda each: isinstance(each, Atom) and not each.negated)
            local = {name for each in element.terms for name in variables(each)}
            for found in self.join(plan(order, env, local, "an aggregate"), dict(env)):
                yield element, found

    def aggregate(self, literal: Aggregate, env: Env) -> Ground:
        """The sum, number, least or greatest of the different tuples of an aggregate."""
        tuples = {
            tuple(value(each, found) for each in element.terms)
            for element, found in self.members(literal, env)
        }
        if literal.function == "#count":
            return len(tuples)
        first = [each[0] for each in tuples]
        if not all(isinstance(each, int) for each in first):
            raise Undecided(f"{literal.function} of something that is no number")
        numbers = [each for each in first if isinstance(each, int)]
        if literal.function == "#sum":
            return checked(sum(numbers))
        if not numbers:
            return SUP if literal.function == "#min" else INF
        return min(numbers) if literal.function == "#min" else max(numbers)


def evaluate(rules: Sequence[Rule]) -> Model:
    """The one model of a program without negation in a circle.

    Raises :class:`Undecided` (too much, contradictory, or a circle) and :class:`~assay_law.rules.language.RuleError`.
    """
    model = Model(list(rules))
    plans = [compiled(rule, number) for number, rule in enumerate(rules)]
    for layer in _layers(rules):
        _fill(model, [each for each in plans if each.rule.head and each.rule.head.key in layer])
    for each in plans:
        if each.rule.head is None and any(True for _ in model.join(each.steps, {})):
            raise Undecided(f"the facts contradict line {each.rule.line}: {show_rule(each.rule)[:80]}")
    for (name, size), relation in model.relations.items():
        other = model.relations.get((name[1:], size)) if name.startswith("-") else None
        if other is not None and (both := relation.rows.keys() & other.rows.keys()):
            raise Undecided(f"both {name[1:]} and {name} hold of {next(iter(both))}")
    return model


def _fill(model: Model, plans: Sequence[Compiled]) -> None:
    """Adds all that the rules of a layer give, which hang together."""

    def derive(
        each: Compiled, steps: Sequence[Step], new: dict[Key, Relation], first: Relation | None
    ) -> None:
        head = each.rule.head
        assert head is not None
        for env in model.join(steps, {}, first):
            for row in product(*(values(arg, env) for arg in head.args)):
                if model.holds(head.key, row) or (head.key in new and row in new[head.key].rows):
                    continue
                new.setdefault(head.key, Relation()).add(row)
                model.reasons[head.key, row] = Reason(each.number, dict(env))
                if len(model.reasons) > MOST_ATOMS:
                    raise Undecided(f"more than {MOST_ATOMS:,} statements follow")

    new: dict[Key, Relation] = {}
    for each in plans:
        derive(each, each.steps, new, None)
    while new:
        for key, relation in new.items():
            kept = model.relations.setdefault(key, Relation())
            for row in relation.rows:
                kept.add(row)
        last, new = new, {}
        for each in plans:
            for at, literal in enumerate(each.rule.body):
                if isinstance(literal, Atom) and not literal.negated and literal.key in last:
                    if at in each.deltas:
                        derive(each, each.deltas[at], new, last[literal.key])
                    else:
                        derive(each, each.steps, new, None)


def _layers(rules: Sequence[Rule]) -> list[frozenset[Key]]:
    """The predicates that hang together, those first on which others rest. Raises :class:`Undecided` for ``not`` in a circle."""
    needs: dict[Key, set[Key]] = {}
    strict: set[tuple[Key, Key]] = set()
    for rule in rules:
        if rule.head is None:
            continue
        on = needs.setdefault(rule.head.key, set())
        for literal in rule.body:
            if isinstance(literal, Atom):
                on.add(literal.key)
                if literal.negated:
                    strict.add((rule.head.key, literal.key))
            elif isinstance(literal, Aggregate):
                for element in literal.elements:
                    for each in element.conditions:
                        if isinstance(each, Atom):
                            on.add(each.key)
                            strict.add((rule.head.key, each.key))
    layers = _components(needs)
    home = {key: layer for layer in layers for key in layer}
    for one, other in strict:
        if home[one] is home.get(other):
            raise Undecided(
                f"{one[0]} rests on its own absence, or on a sum of itself: there may be several answers"
            )
    return layers


def _components(needs: dict[Key, set[Key]]) -> list[frozenset[Key]]:
    """Tarjan's strongly connected components, dependencies first, without recursion."""
    index: dict[Key, int] = {}
    low: dict[Key, int] = {}
    stack: list[Key] = []
    on: set[Key] = set()
    made: list[frozenset[Key]] = []
    for root in needs:
        if root in index:
            continue
        work: list[tuple[Key, Iterator[Key]]] = []

        def enter(key: Key, work: list[tuple[Key, Iterator[Key]]] = work) -> None:
            index[key] = low[key] = len(index)
            stack.append(key)
            on.add(key)
            work.append((key, iter(sorted(needs.get(key, ())))))

        enter(root)
        while work:
            key, children = work[-1]
            child = next((c for c in children), None)
            if child is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[key])
                if low[key] == index[key]:
                    found = set()
                    while True:
                        each = stack.pop()
                        on.discard(each)
                        found.add(each)
                        if each == key:
                            break
                    made.append(frozenset(found))
            elif child not in index:
                enter(child)
            elif child in on:
                low[key] = min(low[key], index[child])
    return made
