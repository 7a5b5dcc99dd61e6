"""One part through all its checks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assay.errors import UsageError
from assay.kit.card import Card
from assay.kit.examples import read_deviations
from assay.registry import Part, installed
from assay.sandbox import AUTO

ROWS = 20
"""Rows of each difficulty that a generator is asked for, and by which the other checks are scaled."""
KINDS = ("generators", "verifiers", "recipes")


def parts(domain: str, *kinds: str) -> list[str]:
    """What :func:`check` takes: the names of a domain's generators, verifiers and recipes, or of the ``kinds`` given.

    A name that stands for parts of two kinds comes once for each, as ``verifier:chem.mass``. Raises
    :class:`~assay.UsageError` if there are none.
    """
    registry = installed()
    found = [(kind, name) for kind in kinds or KINDS for name in registry.of_domain(kind, domain)]
    if not found:
        raise UsageError(f"there is nothing to check in domain {domain!r}; see 'assay plugins'")
    names = [name for kind in KINDS for name in registry.of_domain(kind, domain)]
    return [name if names.count(name) == 1 else f"{kind[:-1]}:{name}" for kind, name in found]


def expand(names: Iterable[str]) -> list[str]:
    """What :func:`check` takes, for names of parts and of domains, in order and without repeats."""
    found: dict[str, None] = {}
    for name in names:
        if "." in name:
            kinds = _kinds_of(name)
            if not kinds:
                _find(name)  # which says what is near
            found |= dict.fromkeys([name] if len(kinds) < 2 else [f"{kind[:-1]}:{name}" for kind in kinds])
        else:
            found |= dict.fromkeys(parts(name))
    return list(found)


def check(name: str, *, rows: int = ROWS, sandbox: str = AUTO) -> Card:
    """Put an installed generator, verifier or recipe through its checks.

    ``rows`` are made of each difficulty of a generator; fewer are quicker and find less. ``sandbox``
    says where code runs. Raises
    :class:`~assay.UsageError` if there is no such part, or its examples cannot be read. Where a generator and a
    verifier have one name, it is ``generator:chem.mass`` or ``verifier:chem.mass``.
    """
    kind, part = _find(name)
    card = Card(
        part.description.name, kind.removesuffix("s"), part.description.version, part.plugin.distribution
    )
    deviations = read_deviations(part, name)
    if kind == "generators":
        from assay.kit.generators import check_generator

        check_generator(part, card, rows=rows, sandbox=sandbox)
    elif kind == "verifiers":
        from assay.kit.verifiers import check_verifier

        check_verifier(part, card, rows=rows, sandbox=sandbox)
    else:
        from assay.kit.recipes import check_recipe

        check_recipe(part, card, rows=rows, sandbox=sandbox)
    card.expect(deviations)
    return card


def _kinds_of(name: str) -> list[str]:
    return [kind for kind in KINDS if ":" not in name and installed().has(kind, name)]


def _find(name: str) -> tuple[str, Part[Any]]:
    registry = installed()
    kind, colon, bare = name.rpartition(":")
    if colon and f"{kind}s" not in KINDS:
        raise UsageError(f"{name}: what stands before ':' must be generator, verifier or recipe")
    kinds = [f"{kind}s"] if colon else _kinds_of(bare)
    if len(kinds) > 1:
        raise UsageError(
            f"{name} is the name of {' and '.join(k[:-1] for k in kinds)}; say which: '{kinds[0][:-1]}:{name}'"
        )
    found: Part[Any] = getattr(registry, (kinds or ["verifiers"])[0][:-1])(
        bare
    )  # raises with the nearest name
    return (kinds or ["verifiers"])[0], found
