"""The part ``statute`` of a reference: rules, facts and a query, and how its outcome is said in words."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from fractions import Fraction
from typing import TYPE_CHECKING

import assay
from assay.evidence import BadReference, has_part, make_reference, read_number, reference_part
from assay_law.amounts.reference import Amount

if TYPE_CHECKING:
    from assay_law.rules import Outcome


@reference_part("statute")
@dataclass(frozen=True)
class Statute:
    """A question about facts under a statute that is written as rules.

    ``rules``, ``facts`` and ``query`` are texts of the rule language of :mod:`assay_law.rules`. A query without a variable asks for yes or no;
    one with a variable for a number (``unit`` is a currency, ``share``, ``months``, or any unit such as ``days``; ``per`` of the query's
    units are one of the answer's: 100 where the rules count cents), or for a name of the closed list ``words``, which says how
    each name is written: ``{"gift_tax": ["gift tax"], "none": ["nothing"]}``. For yes and no ``words`` may add others:
    ``{"yes": ["is liable"], "no": ["is not liable"]}``. ``answer`` is what the outcome must be, ``cite`` are
    sections that the response must cite. ``abs_tol`` is how far a number may be off, in the answer's unit.
    """

    rules: str
    facts: str
    query: str
    answer: str | int | float | bool | None = None
    cite: tuple[str, ...] = ()
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unit: str = ""
    per: int = 1
    abs_tol: str | int | float = 0

    def __post_init__(self) -> None:
        if self.per < 1:
            raise ValueError("'per' is a whole number above 0")
        if read_number(str(self.abs_tol)) is None:
            raise ValueError(f"'abs_tol' is no number: {self.abs_tol!r}")

    def outcome(self) -> Outcome:
        """The outcome of the query. Raises :class:`~assay.BadReference` for texts that are no rules, facts or query."""
        from assay_law.rules import RuleError, solve

        try:
            return solve(self.rules, self.facts, self.query)
        except RuleError as error:
            raise BadReference(f"statute: {error}") from None


def statute_of(sample: assay.Sample) -> Statute:
    """The part ``statute``, or the same keys at the top of the reference."""
    reference = sample.reference
    if has_part(reference, Statute) or not reference.lstrip("\ufeff \t\r\n").startswith("{"):
        return sample.part(Statute)
    try:
        whole = json.loads(reference.lstrip("\ufeff \t\r\n"))
    except (ValueError, RecursionError):
        return sample.part(Statute)
    names = {each.name for each in fields(Statute)}
    flat = {key: value for key, value in whole.items() if key in names}
    if "rules" not in flat:
        return sample.part(Statute)
    return assay.Sample(assay.Task("", make_reference(statute=flat)), "").part(Statute)


def amount_of(part: Statute, number: int) -> Amount | None:
    """The number of an outcome as a sum of money, share or term of months; ``None`` if its unit is another."""
    if not part.unit:
        return None
    try:
        return Amount(str(Fraction(number, part.per)), part.unit, abs_tol=part.abs_tol)
    except ValueError:
        return None


def check_expected(sample: assay.Sample, part: Statute, outcome: Outcome) -> None:
    """Raises :class:`~assay.BadReference` if the outcome is no one answer, or not the one that the reference says."""
    if len(outcome.values) > 1:
        raise BadReference(f"the query has several values: {', '.join(map(str, outcome.values[:5]))}")
    one = outcome.values[0] if outcome.values else None
    if isinstance(one, str) and one not in part.words:
        raise BadReference(f"'words' does not say how {one!r} is written")
    said = [part.answer] if part.answer is not None else []
    if sample.reference.lstrip("\ufeff \t\r\n").startswith("{") and has_part(sample.reference, Statute):
        whole = json.loads(sample.reference.lstrip("\ufeff \t\r\n"))
        said += [whole["answer"]] if whole.get("answer") is not None else []
    for each in said:
        if not _is(each, one, part, holds=outcome.status == "holds"):
            raise BadReference(
                f"the answer is said to be {each!r}, and the rules come to {one if outcome.values else outcome.status}"
            )


_TRUTHS = {
    "yes": True,
    "true": True,
    "holds": True,
    "no": False,
    "false": False,
    "fails": False,
    "是": True,
    "否": False,
}


def _is(said: str | int | float | bool, one: int | str | None, part: Statute, *, holds: bool) -> bool:
    if one is None:
        return (said if isinstance(said, bool) else _TRUTHS.get(str(said).strip().casefold())) is holds
    if isinstance(one, str):
        return str(said) == one or str(said).casefold() in map(str.casefold, part.words[one])
    number = read_number(str(said).strip().removesuffix(part.unit).strip())
    if number is None:
        try:
            number = Amount.from_text(str(said)).size
        except ValueError:
            return False
    return number == Fraction(one, part.per)
