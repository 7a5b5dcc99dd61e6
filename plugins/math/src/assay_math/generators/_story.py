"""A word problem under construction: its sentences and the steps of its solution."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from assay import Draft
from assay_math.generators._words import capital, count
from assay_math.generators._write import worked


@dataclass(slots=True)
class Story:
    """The sentences of a problem and the steps of its solution, as they come."""

    rng: random.Random
    text: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)

    def say(self, *variants: str) -> None:
        """One of several wordings of the next sentence."""
        self.text.append(self.rng.choice(variants))

    def step(self, sentence: str) -> None:
        self.steps.append(sentence)

    def finish(self, answer: str, *questions: str) -> Draft:
        self.say(*questions)
        return worked(self.rng, " ".join(self.text), self.steps, answer)


def whole_packs(story: Story, needed_for: int, seats: int, needed: int, what: str) -> None:
    """The step that finds how many packs are needed when only whole ones can be had."""
    if needed == 1:
        story.step(f"One {what} is enough, because ${needed_for} \\le {seats}$.")
        return
    full = (needed - 1) * seats
    story.step(
        f"{capital(count(needed - 1, what))} hold{'s' if needed == 2 else ''} ${needed - 1} \\cdot {seats} = {full}$, which is too "
        f"few since ${full} < {needed_for}$; {needed} hold ${needed} \\cdot {seats} = {needed * seats}$."
    )
