"""Whether the shown cases of a function say what the held-out ones ask.

A small fault in the function that no shown case tells, but a held-out one does, is another function that
somebody who has seen the shown cases alone could as well have written. So the cases that tell are shown;
where too few would be left to hold out, or too many be shown, the cases do not determine the function.
"""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Sequence
from typing import Any

from assay import sandbox
from assay.sandbox import Ended, Limits
from assay_code.harvest.choosing import MIN_HELD, Dropped
from assay_code.programs.mutate import draw_mutants
from assay_code.values import decode, encode

RIVALS = 40
"""Faulty versions that are looked at."""
MOST_SHOWN = 12
_LIMITS = Limits(wall=1.0, cpu=2.0, memory=256 << 20)
_SEED = "telling"


def order_that_tells(
    program: str, entry: str, cases: Sequence[Any], shown: int, rivals: Sequence[str] | None = None
) -> tuple[list[int], int]:
    """An order of the ``cases`` with those that tell among the shown ones, and how many are shown then.

    Of ``cases``, confirmed ones, the first ``shown`` are shown. ``rivals`` are programs with the same entry that are
    not the function; without them they are mutants of ``program``, drawn by its text. Raises
    :class:`~assay_code.harvest.choosing.Dropped`, ``not_determined``.
    """
    first, rest = list(range(shown)), list(range(shown, len(cases)))
    for rival in _mutants(program) if rivals is None else rivals:
        place = _first_other(rival, entry, cases, [*first, *rest])
        if place is None or place in first:
            continue
        rest.remove(place)
        first.append(place)
        if len(rest) < MIN_HELD or len(first) > max(MOST_SHOWN, shown):
            raise Dropped("not_determined")
    return first + rest, len(first)


def _mutants(program: str) -> list[str]:
    drawn = draw_mutants(program, random.Random(f"{_SEED}:{program}"), lambda _: True)
    return [mutant.source for mutant in itertools.islice(drawn, RIVALS)]


def _first_other(rival: str, entry: str, cases: Sequence[Any], order: Sequence[int]) -> int | None:
    """The first of the cases, in this order, on which ``rival`` does not do what the case says; ``None`` if none is."""
    try:
        session = sandbox.current().load(rival, limits=_LIMITS, hash_seed=0)
    except Ended:
        return order[0]
    try:
        for place in order:
            if not _does(session, entry, cases[place]):
                return place
    finally:
        session.close()
    return None


def _does(session: sandbox.Session, entry: str, case: Any) -> bool:
    args = tuple(decode(one) for one in case["args"])
    kwargs = {name: decode(one) for name, one in case["kwargs"].items()}
    try:
        reply = session.call(entry, args, kwargs)
        if reply.raised is not None:
            return bool(reply.raised.type == case.get("raises"))
        return "expected" in case and json.dumps(encode(reply.value)) == json.dumps(case["expected"])
    except (Ended, ValueError):
        return False
