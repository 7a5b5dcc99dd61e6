"""A query answered from rules and facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from assay_law.rules.engine import Model, evaluate
from assay_law.rules.language import Atom, Ground, Rule, RuleError, read_query, read_rules, show
from assay_law.rules.planning import Compiled, compiled
from assay_law.rules.proof import Sections
from assay_law.rules.second import answer_sets
from assay_law.rules.terms import INF, SUP, Undecided, value, variables

Status = Literal["holds", "fails", "unknown"]


@dataclass(frozen=True)
class Outcome:
    """What a program says to a query.

    ``status`` is ``holds``, ``fails`` (it does not follow, or its contrary does) or ``unknown`` (contradictory, several
    answers, too much, or the engines differ), and ``why`` says what of it. ``values`` are those of the query's one variable,
    numbers first: whole numbers, names, texts without their quotation marks. ``sections`` are those of the rules that the
    outcome rests on, from the conclusion down, as the comments write them; ``considered`` those of exceptions that were looked
    at and did not apply.
    """

    status: Status
    values: tuple[int | str, ...] = ()
    sections: tuple[str, ...] = ()
    considered: tuple[str, ...] = ()
    why: str = ""


class Program:
    """Rules that were read: ``Program(rules).solve(facts, query)``. Raises :class:`RuleError`."""

    def __init__(self, rules: str) -> None:
        self.text = rules
        self.rules = _read(rules)

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections that comments of the rules name, as they are written there."""
        return tuple(dict.fromkeys(each.section for each in self.rules if each.section))

    def solve(self, facts: str, query: str) -> Outcome:
        """What the rules say to a query about facts."""
        return solve(self.text, facts, query)


def solve(rules: str, facts: str, query: str) -> Outcome:
    """What rules say to a query about facts, by two engines that agree.

    The query is one statement (``liable(alice)``, ``tax(alice, X)``) with one variable at most, and ``_`` besides. What does not follow
    fails, as long as no rule says when its contrary holds (``-liable(X) :- …``): then only the contrary makes it fail.

    Raises :class:`RuleError` for a text that is no program, and :class:`ImportError` if clingo is not installed.
    """
    return _solved(rules, facts, query)


@lru_cache(maxsize=512)
def _solved(rules: str, facts: str, query: str) -> Outcome:
    asked = read_query(query)
    names = {name for name in variables(asked) if not _unnamed(name)}
    if len(names) > 1:
        raise RuleError("a query has one variable at most")
    program = _program(rules, facts)
    known = {atom.key for rule in program for atom in _atoms(rule)}
    if asked.key not in known and ("-" + asked.name, len(asked.args)) not in known:
        raise RuleError(f"neither rules nor facts know {asked.name} with {len(asked.args)} arguments")
    found = _model(rules, facts)
    if isinstance(found, str):
        return Outcome("unknown", why=found)
    try:
        return _outcome(found, asked, next(iter(names), ""))
    except Undecided as error:
        return Outcome("unknown", why=str(error))


@lru_cache(maxsize=128)
def _read(text: str) -> tuple[Rule, ...]:
    return tuple(read_rules(text))


@lru_cache(maxsize=128)
def _plans(text: str) -> tuple[Compiled, ...]:
    return tuple(compiled(rule, number) for number, rule in enumerate(_read(text)))


@lru_cache(maxsize=128)
def _program(rules: str, facts: str) -> tuple[Rule, ...]:
    told = read_rules(facts)
    for each in told:
        if each.body or each.head is None or any(variables(each.head)):
            raise RuleError(f"facts, line {each.line}: a rule, or a variable, stands among the facts")
    return (*_read(rules), *(Rule(each.head, line=each.line) for each in told))


@lru_cache(maxsize=32)
def _model(rules: str, facts: str) -> Model | str:
    """All that follows, or why nothing is sure."""
    program = _program(rules, facts)
    try:
        model = evaluate(program, _plans(rules))
        sets = answer_sets(program)
    except Undecided as error:
        return str(error)
    mine = {show((key[0], *row)) for key, relation in model.relations.items() for row in relation.rows}
    if sets != [frozenset(mine)]:
        return "the two engines differ"
    return model


def _unnamed(name: str) -> bool:
    return name[0] == "_" and name[1:].isdigit()


def _atoms(rule: Rule) -> Sequence[Atom]:
    return [each for each in (rule.head, *rule.body) if isinstance(each, Atom)]


def _outcome(model: Model, asked: Atom, name: str) -> Outcome:
    sections = Sections(model)
    found: dict[Ground, None] = {}
    rows = []
    for env in model.rows(asked, {}):
        if name:
            found.setdefault(env[name])
        rows.append(tuple(value(arg, env) for arg in asked.args))
    if rows:
        for row in rows if name else rows[:1]:
            sections.of_true(asked.key, row)
        return _made("holds", found, sections)
    contrary = Atom(asked.name[1:] if asked.name.startswith("-") else "-" + asked.name, asked.args)
    if not name:
        against = next(
            (tuple(value(arg, env) for arg in asked.args) for env in model.rows(contrary, {})), None
        )
        if against is not None:
            sections.of_true(contrary.key, against)
            return _made("fails", found, sections)
    if any(rule.head is not None and rule.body and rule.head.key == contrary.key for rule in model.rules):
        return Outcome("unknown", why="neither it nor its contrary follows")
    sections.of_false(asked)
    return _made("fails", found, sections)


def _made(status: Status, found: dict[Ground, None], sections: Sections) -> Outcome:
    if any(isinstance(each, tuple) for each in found):
        raise Undecided("a value of the query is a compound term")
    if not {INF, SUP}.isdisjoint(found):
        raise Undecided("a value of the query is the least or the greatest of nothing")
    plain = [
        each.strip('"') if isinstance(each, str) else each for each in found if not isinstance(each, tuple)
    ]
    ordered = sorted(
        plain, key=lambda each: (isinstance(each, str), each if isinstance(each, int) else 0, str(each))
    )
    return Outcome(status, tuple(ordered), tuple(sections.used), tuple(sections.considered))
