"""The second route: clingo solves the same program, printed anew from what was read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assay_law.rules.engine import Key, Row, Undecided
from assay_law.rules.language import Ground, Rule, show_rule

if TYPE_CHECKING:
    from clingo import Symbol

INSTALL = "Rules of a statute are solved by clingo: python -m pip install clingo"


def answer_sets(rules: Sequence[Rule]) -> list[frozenset[tuple[Key, Row]]]:
    """The answer sets of a program, two at most, each as its statements.

    Raises :class:`~assay_law.rules.engine.Undecided` where clingo fails, and :class:`ImportError` with the sentence that says what to install where clingo is not there.
    """
    try:
        import clingo
    except ImportError as error:
        raise ImportError(f"{INSTALL} ({error})") from error
    control = clingo.Control(["--models=2"], logger=lambda *_: None, message_limit=1)
    found: list[frozenset[tuple[Key, Row]]] = []
    try:
        control.add("base", [], "\n".join(map(show_rule, rules)))
        control.ground([("base", [])])
        with control.solve(yield_=True) as handle:
            for model in handle:
                found.append(frozenset(_statement(each) for each in model.symbols(atoms=True)))
    except RuntimeError as error:
        raise Undecided(f"clingo: {error}") from None
    return found


def _statement(symbol: Symbol) -> tuple[Key, Row]:
    name = symbol.name if symbol.positive else f"-{symbol.name}"
    return (name, len(symbol.arguments)), tuple(_ground(each) for each in symbol.arguments)


def _ground(symbol: Symbol) -> Ground:
    kind = symbol.type.name
    if kind == "Number":
        return int(symbol.number)
    if kind == "Function" and symbol.positive:
        if symbol.arguments or not symbol.name:
            return (symbol.name, *(_ground(each) for each in symbol.arguments))
        return str(symbol.name)
    return str(symbol)  # a text with its quotation marks, #inf, #sup
