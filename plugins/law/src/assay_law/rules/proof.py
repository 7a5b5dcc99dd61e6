"""Which sections an outcome rests on: those of the rules that gave it, or of those that would have given it."""

from __future__ import annotations

from collections.abc import Iterator

from assay_law.rules.engine import Key, Model, Row
from assay_law.rules.language import Aggregate, Atom, Fun, Ground, Op, Rule, Term, Var
from assay_law.rules.terms import Env, match, value, variables

_DEEPEST = 200
"""How deep absences are looked into."""


class Sections:
    """Collects the sections of proofs, in the order in which they are met, from the conclusion down.

    ``used`` are those of rules that gave a statement, or kept one from being given. ``considered`` are those of rules that
    were looked at because something must not hold, and gave nothing.
    """

    def __init__(self, model: Model) -> None:
        self.model = model
        self.used: dict[str, None] = {}
        self.considered: dict[str, None] = {}
        self._true: set[tuple[Key, Row]] = set()
        self._false: set[tuple[str, tuple[str, ...]]] = set()
        self._rules: dict[Key, list[Rule]] = {}
        for rule in model.rules:
            if rule.head is not None and rule.body:
                self._rules.setdefault(rule.head.key, []).append(rule)

    def of_true(self, key: Key, row: Row, depth: int = 0) -> None:
        """Adds the sections of the first proof of a statement that holds."""
        work = [(key, row)]
        while work:
            each = work.pop()
            reason = self.model.reasons.get(each)
            if each in self._true or reason is None:
                continue
            self._true.add(each)
            rule = self.model.rules[reason.rule]
            self._note(rule, self.used)
            below: list[tuple[Key, Row]] = []
            for literal in rule.body:
                if isinstance(literal, Atom) and not literal.negated:
                    below.append((literal.key, tuple(value(arg, reason.env) for arg in literal.args)))
                elif isinstance(literal, Atom):
                    self._absent(literal, reason.env, self.considered, depth + 1)
                elif isinstance(literal, Aggregate):
                    below += self._of_members(literal, reason.env)
            work += reversed(below)

    def _of_members(self, literal: Aggregate, env: Env) -> list[tuple[Key, Row]]:
        inner = {name for each in literal.elements for name in variables(each)}
        found: list[tuple[Key, Row]] = []
        for element, bound in self.model.members(literal, {k: v for k, v in env.items() if k in inner}):
            for each in element.conditions:
                if isinstance(each, Atom) and not each.negated:
                    found.append((each.key, tuple(value(arg, bound) for arg in each.args)))
        return found

    def of_false(self, atom: Atom) -> None:
        """Adds the sections of the rules that could have given a statement, of what they lacked, and of what stood against it."""
        self._absent(atom, {}, self.used, 0)

    def _absent(self, atom: Atom, env: Env, notes: dict[str, None], depth: int) -> None:
        args = tuple(_filled(arg, env) for arg in atom.args)
        seen = (atom.name, tuple(map(repr, args)))
        if seen in self._false or depth > _DEEPEST:
            return
        self._false.add(seen)
        for rule in self._rules.get(atom.key, ()):
            assert rule.head is not None
            bound = _unified(rule.head.args, args)
            if bound is None:
                continue
            self._note(rule, notes)
            known = [
                each
                for each in rule.body
                if isinstance(each, Atom) and not _has_loose_arithmetic(each, bound)
            ]
            missing = [each for each in known if not each.negated and self._first(each, bound) is None]
            for literal in missing:
                self._absent(literal, bound, notes, depth + 1)
            for literal in known if not missing else ():
                held = self._first(literal, bound) if literal.negated else None
                if held is not None:  # all that it asks for is there, but for an exception
                    self.of_true(literal.key, tuple(value(arg, held) for arg in literal.args), depth + 1)

    def _first(self, atom: Atom, env: Env) -> Env | None:
        """The first bindings under which an atom holds, whether it stands behind ``not`` or not."""
        return next((dict(each) for each in self.model.rows(atom, dict(env))), None)

    @staticmethod
    def _note(rule: Rule, notes: dict[str, None]) -> None:
        if rule.section:
            notes.setdefault(rule.section)


def _filled(term: Term, env: Env) -> Term | Ground:
    """The term with the values of its bound variables; loose ones of ``_`` and the like stay variables."""
    if all(name in env for name in variables(term)):
        return value(term, env)
    return term if isinstance(term, Var | Op) else _open(term, env)


def _open(term: Term, env: Env) -> Term:
    return Fun(term.name, tuple(_filled(each, env) for each in term.args)) if isinstance(term, Fun) else term  # type: ignore[misc]


def _unified(head: tuple[Term, ...], args: tuple[Term | Ground, ...]) -> Env | None:
    """The bindings of a head's variables by arguments that are known; unknown ones fit anything."""
    env: Env = {}
    for pattern, arg in zip(head, args, strict=True):
        if isinstance(arg, Var | Fun | Op):
            continue
        if isinstance(pattern, Op) or any(_ops(pattern)):
            continue
        if not match(pattern, arg, env, []):
            return None
    return env


def _ops(term: Term) -> Iterator[Op]:
    if isinstance(term, Op):
        yield term
    elif isinstance(term, Fun):
        for each in term.args:
            yield from _ops(each)


def _has_loose_arithmetic(atom: Atom, env: Env) -> bool:
    return any(name not in env for arg in atom.args for op in _ops(arg) for name in variables(op))
