"""What a reference says of a sum: its value, its currency, how close is close."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from assay.evidence import read_number, reference_part
from assay_law.amounts.written import MONTHS, PERCENT, SHARE, code, written

_ROUND = {"dollar": "1", "cent": "0.01", "元": "1", "分": "0.01"}


@reference_part("amount")
@dataclass(frozen=True)
class Amount:
    """The right sum: ``{"value": "11,468", "currency": "USD", "round_to": "dollar"}``.

    ``value`` is a number or a text of one. ``currency`` is a code or a sign (``$``, ``元``); ``share``, ``%`` and ``months`` stand for no money; without
    one, a whole that is not above 1 is a share. ``abs_tol`` is in the unit of the value, ``round_to`` is ``dollar``, ``cent`` or a number:
    the rule by which the value was rounded. ``period`` is ``month`` or ``year`` for a sum that is due in each. ``shares`` are those of all
    heirs by name: they sum to 1, and a response that gives others of them is wrong.
    """

    value: str | int | float
    currency: str = ""
    abs_tol: str | int | float = 0
    round_to: str | int | float = ""
    period: str = ""
    shares: dict[str, str] | None = None

    def __post_init__(self) -> None:
        if self.size is None or not self.unit:
            raise ValueError(f"{self.value!r} in {self.currency!r} is no amount")
        if self.tolerance < 0 or self.step < 0 or self.period not in ("", "month", "year"):
            raise ValueError("a tolerance or rounding below 0, or a period that is neither month nor year")
        if self.shares is not None and sum(Fraction(each) for each in self.shares.values()) != 1:
            raise ValueError("the shares do not sum to 1")

    @classmethod
    def from_text(cls, text: str) -> Amount:
        """A plain reference: ``$11,468``, ``1/3``, ``CNY 12,300.50``, ``27.5 %``."""
        found = written(text)
        if len(found) != 1 or found[0].value is None or found[0].text != text.strip():
            raise ValueError(f"{text[:60]!r} is not one amount")
        value = found[0].value
        return cls(str(value), found[0].unit.replace("¥", "CNY"))

    @property
    def size(self) -> Fraction | None:
        """The value as a fraction, rounded by no rule."""
        return read_number(str(self.value))

    @property
    def unit(self) -> str:
        """The unit as :class:`~assay_law.amounts.written.Written` names it; ``""`` if it is not known."""
        if self.currency in (SHARE, PERCENT, MONTHS):
            return self.currency
        if self.currency:
            return code(self.currency)
        return SHARE

    @property
    def tolerance(self) -> Fraction:
        """How far a response may be off, in the unit of the value."""
        return _number(self.abs_tol)

    @property
    def step(self) -> Fraction:
        """What the value was rounded to; 0 if nothing is said."""
        said = _ROUND.get(str(self.round_to), str(self.round_to))
        return _number(said) if said else Fraction(0)


def _number(text: str | int | float) -> Fraction:
    value = read_number(str(text))
    if value is None:
        raise ValueError(f"{text!r} is no number")
    return value
