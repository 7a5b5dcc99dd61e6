"""The second route: clingo solves the same program, printed anew from what was read."""

from __future__ import annotations

from collections.abc import Sequence

from assay_law.rules.language import Rule, show_rule
from assay_law.rules.terms import Undecided

INSTALL = "Rules of a statute are solved by clingo: python -m pip install clingo"


def answer_sets(rules: Sequence[Rule]) -> list[frozenset[str]]:
    """The answer sets of a program, two at most, each as its statements, as :func:`~assay_law.rules.language.show` writes them.

    Raises :class:`~assay_law.rules.terms.Undecided` where clingo fails, and :class:`ImportError` with the sentence that says what to install where clingo is not there.
    """
    try:
        import clingo
    except ImportError as error:
        raise ImportError(f"{INSTALL} ({error})") from error
    control = clingo.Control(["--models=2"], logger=lambda *_: None, message_limit=1)
    found: list[frozenset[str]] = []
    try:
        control.add("base", [], "\n".join(map(show_rule, rules)))
        control.ground([("base", [])])
        with control.solve(yield_=True) as handle:
            for model in handle:
                found.append(frozenset(map(str, model.symbols(atoms=True))))
    except RuntimeError as error:
        raise Undecided(f"clingo: {error}") from None
    return found
