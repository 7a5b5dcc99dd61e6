"""What a reference says of a reasoned answer: its parts, the facts and the sources, the outcome, the style."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from assay.evidence import reference_part
from assay_law.amounts.written import written
from assay_law.calendars.written import dates_in
from assay_law.texts.given import Text

if TYPE_CHECKING:
    from assay.evidence.terms import Term

PARTS = ("issue", "rule", "application", "conclusion")
_NEEDED = {"irac": PARTS, "syllogism": PARTS[1:], "free": ()}


@dataclass(frozen=True)
class Outcome:
    """What the conclusion must come to: a term of a closed list, or, without a list, a date (``2024-07-15``) or a sum (``$4,000``).

    ``also`` are further words for terms, as in the part ``term``.
    """

    answer: str
    among: tuple[str, ...] = ()
    also: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.among:
            assert self.term is not None  # which raises what is wrong with it
        elif not self.day and not self.sum:
            raise ValueError(f"{self.answer!r} is neither a date nor a sum of money, and there is no list")

    @cached_property
    def term(self) -> Term | None:
        """The term of a closed list; ``None`` if the outcome is a date or a sum."""
        from assay.evidence.terms import Term  # it takes a while to load

        return Term(self.answer, self.among, self.also) if self.among else None

    @property
    def day(self) -> str:
        """The date as ``2024-07-15``; ``""`` if it is none."""
        found = dates_in(self.answer)
        return found[0].day.isoformat() if len(found) == 1 and found[0].day else ""

    @property
    def sum(self) -> bool:
        """Whether it is one sum of money, share or number."""
        found = written(self.answer)
        return not self.day and len(found) == 1 and found[0].value is not None


@reference_part("structure")
@dataclass(frozen=True)
class Structure:
    """What a reasoned answer must have.

    ``form``: ``irac`` (issue, rule, application, conclusion), ``syllogism`` (rule, application, conclusion; major and minor premise),
    ``free`` (no parts are asked for, only that the facts are right). ``facts`` are the facts given; without them those are the
    prompt's. ``sources`` are the rules given; without them those of the row count, and the prompt. ``cite`` are sections that the
    rule must cite, ``use`` facts that the application must use, each as alternatives with ``|`` between them (dates and sums in any
    writing). ``parties`` are the parties' names where capitals do not tell them (Chinese). ``allow`` are further dates, sums and
    names that may be spoken of, such as those of intermediate steps.
    """

    form: Literal["irac", "syllogism", "free"] = "irac"
    facts: str = ""
    sources: tuple[Text, ...] = ()
    cite: tuple[str, ...] = ()
    use: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    outcome: Outcome | None = None
    formal: bool = False
    disclaimer: bool = False

    def __post_init__(self) -> None:
        if self.form != "free" and self.outcome is None:
            raise ValueError("an outcome is needed: without it the conclusion cannot be checked")
        if any(not each.strip() for each in (*self.use, *self.parties, *self.allow, *self.cite)):
            raise ValueError("'use', 'cite', 'parties' and 'allow' hold no empty text")

    @property
    def needed(self) -> tuple[str, ...]:
        """The parts that must be there, in order."""
        return _NEEDED[self.form]
