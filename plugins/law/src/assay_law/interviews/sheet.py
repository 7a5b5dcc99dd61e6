"""The sheet of facts that a client holds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assay.evidence import reference_part
from assay_law.amounts.written import MONTHS, written
from assay_law.calendars.written import dates_in
from assay_law.texts.given import questions_in

MOST = 40
"""Facts of a sheet."""


@dataclass(frozen=True)
class SheetFact:
    """One fact: its sentence, the words of questions that ask for it, and words that tell it.

    ``asked`` and ``tells`` are words or phrases, of which one is enough; where ``tells`` is empty, a date or a sum of ``text`` tells it.
    """

    key: str
    text: str
    asked: tuple[str, ...]
    tells: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.key or not self.text.strip() or not self.asked or not all(self.asked):
            raise ValueError("a fact has a key, a text, and words that ask for it")
        if not self.tells and not self.anchors(self.text):
            raise ValueError(
                f"the fact {self.key!r} has neither a date nor a sum, so 'tells' must say what tells it"
            )

    @staticmethod
    def anchors(text: str) -> set[str]:
        """The dates and sums of a text."""
        made = {str(day) for each in dates_in(text) for day in each.days}
        return made | {f"{w.value} {w.unit}" for w in written(text) if w.unit not in ("", MONTHS)}

    def told_in(self, text: str) -> bool:
        """Whether a text tells this fact."""
        if self.tells:
            return any(says(form, text) for form in self.tells)
        return bool(self.anchors(self.text) & self.anchors(text))

    def asked_in(self, text: str) -> bool:
        """Whether a question of a text asks for it."""
        return any(says(form, each) for each in questions_in(text) for form in self.asked)


@reference_part("interview")
@dataclass(frozen=True)
class Interview:
    """A client's facts, those told at the beginning, those needed for the conclusion, and the rules that the lawyer knows.

    ``allow`` are dates, sums and names that the conclusion may come to.
    """

    facts: tuple[SheetFact, ...]
    opening: tuple[str, ...]
    needed: tuple[str, ...]
    rules: str = ""
    allow: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        keys = [each.key for each in self.facts]
        if not 1 <= len(keys) <= MOST or len(set(keys)) < len(keys):
            raise ValueError(f"a sheet has 1 to {MOST} facts, each with a key of its own")
        if strange := set(self.opening) | set(self.needed):
            strange -= set(keys)
            if strange:
                raise ValueError(f"no fact has the key {sorted(strange)[0]!r}")
        if not set(self.needed) - set(self.opening):
            raise ValueError(
                "nothing is needed that is not told at the beginning, so there is nothing to ask"
            )

    @property
    def text(self) -> str:
        """The sentences of all facts."""
        return "\n".join(each.text for each in self.facts)


def says(form: str, text: str) -> bool:
    """Whether words, as whole words in any case, or a date in any writing, stand in a text."""
    days = {day for each in dates_in(form) for day in each.days}
    if days:
        return any(set(each.days) & days for each in dates_in(text))
    if re.search(r"[\u3400-\u9fff]", form):
        return form in text
    return bool(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text, re.IGNORECASE))
