"""Whether a program answers anything but what its tests ask: a table of their inputs passes them too."""

from __future__ import annotations

import string
from collections.abc import Iterator, Sequence
from typing import Any

from assay_code.judging.candidate import Call, Candidate, Stopped
from assay_code.judging.compare import has_opaque, plain
from assay_code.judging.find_program import Program
from assay_code.judging.state import shape

_MOST_CALLS = 8
_LEAST = 4
_SAME = 8
"""Of so many other inputs, not all have one answer, where the tests' have three or more."""


def knows_only(program: Program, calls: Sequence[Call]) -> bool:
    """Whether a program fails on, or says the same to, all inputs that differ a little from those of ``calls``."""
    plain_calls = [call for call in calls if not has_opaque((call[1], dict(call[2]))) and not call[3].raised]
    asked = {shape((args, dict(kwargs))) for _, args, kwargs, _ in plain_calls}
    known = {shape(plain(reply.value)) for _, _, _, reply in plain_calls}
    answers: list[str] = []
    failed = 0
    try:
        with Candidate(Program(program.source, wall=5.0)) as candidate:
            for name, args, kwargs, _ in plain_calls[:_MOST_CALLS]:
                for other in _others(args):
                    if shape((other, dict(kwargs))) in asked:
                        continue
                    reply = candidate.call(name, other, kwargs)
                    failed += reply.raised is not None
                    if reply.raised is None:
                        answers.append(shape(plain(reply.value)))
    except Stopped:
        return False
    if not answers:
        return failed >= _LEAST
    return len(answers) + failed >= _SAME and len(set(answers)) == 1 and len(known) >= 3


def _others(args: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    for place, value in enumerate(args):
        for other in _near(value):
            yield (*args[:place], other, *args[place + 1 :])


def _near(value: Any) -> list[Any]:
    """Values of the same kind."""
    kind = type(value)
    if kind is int:
        return [value + 1, value + 2, 2 * value]
    if kind is float:
        return [value + 1.0, 2 * value]
    if kind is str:
        last = value[-1:]
        rest = (
            string.digits
            if last.isdigit()
            else string.ascii_lowercase
            if last.islower()
            else string.ascii_uppercase
        )
        turned = value[:-1] + rest[(rest.find(last) + 1) % len(rest)]
        return [turned, value + last, value[:-1]]
    if kind in (list, tuple):
        inner = [kind([other, *value[1:]]) for item in value[:1] for other in _near(item)[:2]]
        return [*inner, value + value[:1], value[:-1]]
    if kind is dict:
        return [
            dict(list(value.items())[:-1]),
            *({**value, key: other} for key in list(value)[:1] for other in _near(value[key])[:1]),
        ]
    if kind in (set, frozenset):
        return [kind(list(value)[1:])]
    return []
