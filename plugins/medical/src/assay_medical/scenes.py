"""Scenes: a calculator, who needs it, and between which values. A row is a note, a question, and the working.

::

    SCENE = Scene("creatinine_clearance", draw, ("is about to start a renally cleared antibiotic",))


    @generator("medical.creatinine_clearance", verifiers=VERIFIERS)
    def creatinine_clearance(rng: random.Random, difficulty: int) -> Draft:
        \"""Creatinine clearance by the Cockcroft–Gault equation, from a note.\"""
        return SCENE.row(rng, difficulty)
"""

from __future__ import annotations

import pkgutil
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib import import_module

from assay import Draft
from assay.evidence import make_reference
from assay_medical.calculators import Calculator, Result, find
from assay_medical.notes import Note, NoteWriter, said
from assay_medical.vocabulary import Given

VERIFIERS = ("medical.calculation",)
Value = float | int | str | bool
_TRIES = 100
Draw = Callable[[random.Random, int], Mapping[str, Value]]


@dataclass(frozen=True)
class Scene:
    """Where a calculator is used.

    ``draw`` gives the values that the calculator needs, by the keys of facts, each in the fact's own unit: numbers are
    rounded as laboratories write them. ``complaints`` go on after "A 67-year-old man": "presents with …". ``closings`` are
    lines that may stand between the note and the question.
    """

    calculator: str
    draw: Draw
    complaints: Sequence[str]
    closings: Sequence[str] = ()
    mixed_from: int = 3
    """From this difficulty on a note may use other units."""
    avoid: Sequence[str] = ()
    """Words (of four letters or more) that what stands beside the facts must not hold: ``("lactate",)`` for a patient in shock."""
    person: str = ""
    """What the patient is called where age and sex do not say it: ``newborn``. Such a note holds nothing beside the facts."""
    cuts: Sequence[float] = ()
    """Limits of the categories: a result that rounds onto the other side of one is drawn again."""

    @property
    def called(self) -> Calculator:
        """The calculator. Raises :class:`KeyError` if there is none of that name."""
        found = find(self.calculator)
        if found is None:
            raise KeyError(self.calculator)
        return found

    def note(self, rng: random.Random, difficulty: int, *, hidden: Sequence[str] = ()) -> Note:
        """A note that states what the calculator needs, but for what is ``hidden``."""
        values = self.draw(rng, difficulty)
        mixed = difficulty >= self.mixed_from
        given: dict[str, Given] = {key: said(key, value, rng, mixed=mixed) for key, value in values.items()}
        level = 1 if self.person else difficulty
        return NoteWriter(
            rng, level, given, self.complaints, hidden=hidden, avoid=self.avoid, person=self.person
        ).write()

    def row(self, rng: random.Random, difficulty: int) -> Draft:
        """A draft: note and question, the working, and a reference for ``medical.calculation``."""
        called = self.called
        for _ in range(_TRIES):
            note = self.note(rng, difficulty)
            keys = {*called.needs, *called.optional} & note.given.keys()
            given = {key: note.given[key] for key in keys}
            result = called.run(given)
            if self._clear(result):
                break
        prompt = f"{note.text}\n\n{rng.choice(called.asks)}"
        inputs = {key: _input(given[key]) for key in sorted(keys)}
        spans = {key: list(note.spans[key]) for key in sorted(keys)}
        answer = stated(result)
        reference = make_reference(
            answer, calculation={"calculator": called.name, "inputs": inputs, "spans": spans}
        )
        lines = [*result.lines, closing(called, result)]
        return Draft(prompt, "\n".join(lines), reference, answer=answer)

    def _clear(self, result: Result) -> bool:
        """Whether the stated result is on the same side of each cut as the exact one."""
        if not self.cuts or not isinstance(result.value, (Fraction, float)):
            return True
        value, text = float(result.value), float(result.text)
        return all((value < cut) == (text < cut) and (value <= cut) == (text <= cut) for cut in self.cuts)


def stated(result: Result) -> str:
    """The answer with its unit: ``48.8 mL/min``."""
    unit = "point" if result.unit == "points" and result.text in ("1", "-1") else result.unit
    return f"{result.text}{'' if unit in ('', '%') else ' '}{unit}"


def closing(called: Calculator, result: Result) -> str:
    """The last line: the answer, and the category if there is one."""
    band = f" ({result.band})" if result.band and result.band != result.text else ""
    title = called.title[:1].upper() + called.title[1:]
    return f"{title}: **{stated(result)}**{band}."


def _input(given: Given) -> object:
    if isinstance(given.value, bool):
        return given.value
    return [given.value, given.unit] if given.unit else given.value


@cache
def scenes() -> tuple[Scene, ...]:
    """The scenes of all generators, by the names of their calculators: each module's ``SCENE``, or its ``SCENES``."""
    import assay_medical.generators as home

    found: dict[str, Scene] = {}
    for info in pkgutil.walk_packages(home.__path__, f"{home.__name__}."):
        if info.ispkg:
            continue
        module = import_module(info.name)
        own = (getattr(module, "SCENE", None), *getattr(module, "SCENES", ()))
        found.update({scene.calculator: scene for scene in own if isinstance(scene, Scene)})
    return tuple(found[name] for name in sorted(found))
