"""A proof as text: numbered steps, each a fact with its reason in parentheses.

::

    1. $M$ is the midpoint of $AB$ (given)
    2. Let $N$ be the midpoint of $AC$. (construction)
    3. $N$ is the midpoint of $AC$ (by construction, from 2)
    4. $MN \\parallel BC$ (midline theorem, from 1 and 3)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assay_math.geometry_proof.constructions import Construction, worded
from assay_math.geometry_proof.facts import Fact, tell, untell
from assay_math.geometry_proof.search import GIVEN, Step

CONSTRUCTION, BY_CONSTRUCTION = "construction", "by construction"
_STEP = re.compile(r"(\d{1,3})\. (\S.*\S) \(([^()]*)\)\.?")
_REASON = re.compile(r"([^,]+?)(?:, from (?:steps? )?(\d{1,3}(?:(?:, | and |, and )\d{1,3})*))?")
_FRAME = re.compile(
    r"\*{0,2}(?:Proof|Solution)[.:]?\*{0,2}[.:]?|∎|\$?\\(?:blacksquare|square|qed)\$?|Q\.E\.D\."
)
MOST_STEPS = 200


@dataclass(frozen=True)
class Line:
    """A step as it is written: its fact or the construction, the reason, the numbers that it cites, its place."""

    number: int
    said: Fact | Construction
    reason: str
    cited: tuple[int, ...]
    span: tuple[int, int]


class Unreadable(ValueError):
    """A line that is no step. ``span`` says where it is."""

    def __init__(self, message: str, span: tuple[int, int]) -> None:
        super().__init__(message)
        self.span = span


def read_proof(text: str) -> Iterator[Line]:
    """The steps, numbered from 1 without gaps. Raises :class:`Unreadable` at the first line that is none."""
    start, number = 0, 0
    for line in text.split("\n"):
        span = start, start + len(line)
        start = span[1] + 1
        bare = line.strip()
        if not bare or _FRAME.fullmatch(bare):
            continue
        found = _STEP.fullmatch(bare)
        why = _REASON.fullmatch(found[3].strip()) if found else None
        if found is None or why is None:
            raise Unreadable("A line is no numbered step with its reason in parentheses.", span)
        number += 1
        if int(found[1]) != number or number > MOST_STEPS:
            raise Unreadable(f"Steps are numbered from 1 to at most {MOST_STEPS}, without gaps.", span)
        said: Fact | Construction | None = untell(found[2].rstrip(".")) or worded(found[2].rstrip(".") + ".")
        if said is None:
            raise Unreadable(f"Step {number} states no fact or construction in a form that is read.", span)
        cited = tuple(int(n) for n in re.findall(r"\d+", why[2] or ""))
        yield Line(number, said, why[1].lower(), cited, span)


def write_proof(steps: Sequence[Step], constructions: Sequence[Construction] = ()) -> str:
    """The steps as text that :func:`read_proof` reads, after the constructions that the statement does not have."""
    lines: list[str] = []
    numbers: dict[Fact, int] = {}
    made: dict[Fact, int] = {}
    for each in constructions:
        lines.append(f"{each.words} ({CONSTRUCTION})")
        made |= dict.fromkeys(each.facts, len(lines))
    for step in steps:
        if step.rule == GIVEN:
            reason = f"{BY_CONSTRUCTION}, from {made[step.said]}" if step.said in made else GIVEN
        else:
            reason = f"{step.rule}, from {_listing(sorted(numbers[each] for each in step.premises))}"
        words = tell(step.said)
        lines.append(f"{words[0].upper()}{words[1:]} ({reason})")
        numbers[step.said] = len(lines)
    return "\n".join(f"{n}. {line}" for n, line in enumerate(lines, 1))


def _listing(numbers: Sequence[int]) -> str:
    *most, last = map(str, numbers)
    return f"{', '.join(most)} and {last}" if most else last
