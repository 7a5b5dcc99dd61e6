"""One part through all its checks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assay.errors import UsageError
from assay.kit.card import Card, Outcome
from assay.kit.examples import of_nothing, read_deviations
from assay.registry import Part, installed
from assay.sandbox import AUTO

ROWS = 20
"""Rows of each difficulty that a generator is asked for, and by which the other checks are scaled."""
KINDS = ("generators", "verifiers", "recipes", "sandboxes")


def parts(domain: str, *kinds: str) -> list[str]:
    """What :func:`check` takes: the names of a domain's generators, verifiers and recipes, or of the ``kinds`` given.

    A name that stands for parts of two kinds comes once for each, as ``verifier:chem.mass``. Raises
    :class:`~assay.UsageError` if there are none, or the plugin's examples hold something that is of none.
    """
    every = {kind: installed().of_domain(kind, domain) for kind in KINDS}
    found = [(kind, name) for kind in kinds or KINDS for name in every[kind]]
    if not found:
        raise UsageError(f"there is nothing to check in domain {domain!r}; see 'assay plugins'")
    if problem := of_nothing(part for each in every.values() for part in each.values()):
        raise UsageError(problem)
    names = [name for kind in KINDS for name in every[kind]]
    return [name if names.count(name) == 1 else f"{_one(kind)}:{name}" for kind, name in found]


def expand(names: Iterable[str]) -> list[str]:
    """What :func:`check` takes, for names of parts and of domains, in order and without repeats."""
    found: dict[str, None] = {}
    for name in names:
        if "." in name:
            kinds = _kinds_of(name)
            if not kinds:
                _find(name)  # which says what is near
            found |= dict.fromkeys([name] if len(kinds) < 2 else [f"{_one(kind)}:{name}" for kind in kinds])
        else:
            found |= dict.fromkeys(parts(name))
    return list(found)


def check(name: str, *, rows: int = ROWS, sandbox: str = AUTO) -> Card:
    """Put an installed generator, verifier, recipe or sandbox through its checks.

    ``rows`` are made of each difficulty of a generator; fewer are quicker and find less. ``sandbox``
    says where code runs. Raises
    :class:`~assay.UsageError` if there is no such part, or its examples cannot be read. Where a generator and a
    verifier have one name, it is ``generator:chem.mass`` or ``verifier:chem.mass``.
    """
    kind, part = _find(name)
    card = Card(part.description.name, _one(kind), part.description.version, part.plugin.distribution)
    deviations = read_deviations(part, name)
    if kind == "generators":
        from assay.kit.generators import check_generator

        check_generator(part, card, rows=rows, sandbox=sandbox)
    elif kind == "verifiers":
        from assay.kit.verifiers import check_verifier

        check_verifier(part, card, rows=rows, sandbox=sandbox)
    elif kind == "recipes":
        from assay.kit.recipes import check_recipe

        check_recipe(part, card, rows=rows, sandbox=sandbox)
    else:
        from assay.kit.sandboxes import check_sandbox
        from assay.sandbox import Unavailable

        try:  # it tells a program that cannot run from one that got out, so it reads the deviations itself
            found = check_sandbox(part.description.name, deviations=deviations)
            card.outcomes = [Outcome(*each) for each in found]
        except Unavailable as error:
            raise UsageError(f"{name} cannot be checked here: {str(error).rstrip('.')}") from None
        return card
    card.expect(deviations)
    return card


def _one(kind: str) -> str:
    return "sandbox" if kind == "sandboxes" else kind.removesuffix("s")


def _kinds_of(name: str) -> list[str]:
    return [kind for kind in KINDS if ":" not in name and installed().has(kind, name)]


def _find(name: str) -> tuple[str, Part[Any]]:
    kinds = {_one(kind): kind for kind in KINDS}
    said, colon, bare = name.rpartition(":")
    if colon and said not in kinds:
        raise UsageError(f"{name}: what stands before ':' must be {', '.join(kinds)}")
    fitting = [kinds[said]] if colon else _kinds_of(bare)
    if len(fitting) > 1:
        one = " and ".join(map(_one, fitting))
        raise UsageError(f"{name} is the name of {one}; say which: '{_one(fitting[0])}:{name}'")
    kind = fitting[0] if fitting else "verifiers"
    found: Part[Any] = getattr(installed(), _one(kind))(bare)  # raises with the nearest name
    return kind, found
