"""What follows from a program: exact integers, a limit of steps, and for each statement the rule that gave it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from assay_law.rules.language import Aggregate, Atom, Comparison, Element, Ground, Rule, Var, show_rule
from assay_law.rules.planning import Compiled, Step, compiled, plan
from assay_law.rules.terms import INF, SUP, Env, Undecided, checked, compare, match, value, values, variables

MOST_ATOMS = 20_000
MOST_STEPS = 400_000
"""Statements that are tried in conditions, over a whole program: a second or two."""

Row = tuple[Ground, ...]
Key = tuple[str, int]


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


def evaluate(rules: Sequence[Rule], plans: Sequence[Compiled] = ()) -> Model:
    """The one model of a program without negation in a circle. ``plans`` are those of its first rules, if they are known already.

    Raises :class:`Undecided` (too much, contradictory, or a circle) and :class:`~assay_law.rules.language.RuleError`.
    """
    model = Model(list(rules))
    plans = [*plans, *(compiled(rule, number) for number, rule in enumerate(rules) if number >= len(plans))]
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
