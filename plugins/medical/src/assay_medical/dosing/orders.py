"""The reference part ``dose``: the facts and limits of a prescription, by name, as a pharmacist would list them."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from assay.evidence import reference_part
from assay_medical.dosing.reading import FORMS, PER_DAY, SHARE, Measure, read_measure

Asks = Literal["dose", "daily_dose", "volume", "count", "supply", "rate", "drip", "time", "dose_rate"]
"""What the prompt asks for; see :class:`Dose`."""


@dataclass(frozen=True)
class Row:
    """A row of a dose table: what is given if the fact is ``at_least`` a value and ``below`` another.

    ``percent`` of the usual dose, or an ``order`` in its place; ``per_day`` and ``max_single`` replace those of the order.
    ``up_to`` is a bound that belongs to the row (``0.7``), ``above`` one that does not.
    """

    at_least: str = ""
    above: str = ""
    below: str = ""
    up_to: str = ""
    percent: str = ""
    order: str = ""
    per_day: int | str = ""
    max_single: str = ""


@reference_part("dose")
@dataclass(frozen=True)
class Dose:
    """The facts of a prescription. All but ``asks`` are optional; each is text with its unit: ``"18 kg"``, ``"75 mg/kg/day"``.

    ``asks``: ``dose`` (what is given at a time), ``daily_dose``, ``volume`` (mL of a dose), ``count`` (tablets, vials …
    of a dose), ``supply`` (those for all ``days``), ``rate`` (mL/h of a pump, or drug per hour), ``drip`` (drops/min), ``time``
    (how long a volume runs), ``dose_rate`` (what drug a pump's ``rate`` gives, per kilogram where there is a ``weight``).

    The order is one of ``order`` (any of them: ``"500 mg"``, ``"15 mg/kg"``, ``"5 mcg/kg/min"``), ``per_kg``, ``per_m2``. An order
    per day is divided by ``per_day``, the number of doses (``4``, ``"every 6 h"``). ``weight``, ``height``, ``bsa``: of the patient; without
    ``bsa`` it is Mosteller's, rounded to ``bsa_round_to``. ``max_bsa``, ``max_weight``: what is used at most.

    ``percent``: this part of the order is given. ``table`` has rows for values of ``fact`` (``"38 mL/min"``).
    ``given``: drug that has been given already, which is subtracted.

    Limits: ``max_single`` and ``max_daily`` (also per kilogram), ``max_rate``, ``max_volume``; what is above one is brought down to it.

    Product: ``strength`` (``"250 mg/5 mL"``, ``"500 mg/tablet"``, ``"1:1000"``, ``"0.9%"``). ``round_to`` is the step of what is asked
    (``"0.5 mL"``, ``"1 tablet"``, ``"1 drop/min"``), ``rounding`` its direction; a half is rounded up. Rounding never goes over a limit.
    ``dose_round_to`` and ``dose_rounding`` round the drug before its volume or count is computed.

    Infusion: ``volume`` that runs in, ``over`` a time; or at a ``rate``; ``drop_factor`` of the set.
    """

    asks: Asks
    weight: str = ""
    max_weight: str = ""
    height: str = ""
    bsa: str = ""
    bsa_round_to: str = ""
    max_bsa: str = ""
    order: str = ""
    per_kg: str = ""
    per_m2: str = ""
    per_day: int | str = ""
    percent: str = ""
    fact: str = ""
    table: tuple[Row, ...] = ()
    given: str = ""
    max_single: str = ""
    max_daily: str = ""
    max_rate: str = ""
    max_volume: str = ""
    strength: str = ""
    dose_round_to: str = ""
    dose_rounding: Literal["nearest", "down", "up"] = "nearest"
    round_to: str = ""
    rounding: Literal["nearest", "down", "up"] = "nearest"
    volume: str = ""
    over: str = ""
    rate: str = ""
    drop_factor: str = ""
    days: int | str = ""
    rel_tol: str = "0.01"

    def __post_init__(self) -> None:
        if not 0 <= Fraction(self.rel_tol) <= Fraction(1, 10):
            raise ValueError("'rel_tol' goes from 0 to 0.1")
        if sum(map(bool, (self.order, self.per_kg, self.per_m2))) > 1:
            raise ValueError("'order', 'per_kg' and 'per_m2' are one order: say one of them")
        if bool(self.table) != bool(self.fact):
            raise ValueError("a 'table' needs its 'fact', and a 'fact' its 'table'")
        if len(self.table) > 30:
            raise ValueError("a table has 30 rows at most")
        from assay_medical.dosing.computing import compute

        compute(self)

    def facts(self) -> list[tuple[str, str]]:
        """What must stand in the prompt: keys and texts. Steps of rounding may be said in words."""
        free = {
            "asks",
            "rounding",
            "dose_rounding",
            "rel_tol",
            "table",
            "round_to",
            "dose_round_to",
            "bsa_round_to",
        }
        said = [
            (field.name, str(getattr(self, field.name)))
            for field in dataclasses.fields(self)
            if field.name not in free and getattr(self, field.name) != ""
        ]
        for number, row in enumerate(self.table, 1):
            said += [
                (
                    field.name if field.name == "per_day" else f"row {number} of the table",
                    str(getattr(row, field.name)),
                )
                for field in dataclasses.fields(row)
                if getattr(row, field.name)
            ]
        return said


def measure(key: str, text: int | str) -> Measure:
    """A fact as a quantity, of a kind that its key can have. Raises :class:`ValueError` with a sentence."""
    if key in ("per_day", "days"):
        found = read_measure(str(text).strip())
        if found is not None and not found.kind:
            found = (
                Measure(found.value / 24, PER_DAY)
                if key == "per_day"
                else Measure(found.value * 24, (("time", 1),))
            )
    elif text and key in ("weight", "max_weight"):
        found = read_measure(str(text))
        if found is not None and found.of(mass=1):
            found = Measure(found.value / 1_000_000, (("weight", 1),))
    elif key == "strength":
        found = strength(str(text))
    else:
        found = read_measure(str(text))
    if found is None or not _fits(key, found):
        raise ValueError(f"{key!r} is {str(text)[:60]!r}, which is no quantity of its kind")
    if found.value < 0 or (not found.value and key not in ("fact", "at_least", "given", "percent")):
        raise ValueError(f"{key!r} must be greater than zero")
    return found


def strength(text: str) -> Measure | None:
    """A strength: drug per volume or per form. ``0.9%`` is 9 mg/mL."""
    found = read_measure(text)
    if found is not None and found.kind == SHARE:
        return Measure(found.value * 10, (("mass", 1), ("volume", -1)))
    return found


def is_drug(found: Measure) -> bool:
    """Whether it is an amount of something that is given: of a drug, a fluid, a form."""
    above = [name for name, power in found.kind if power > 0]
    return len(above) == 1 and above[0] in ("mass", "unit", "mole", "equivalent", "volume", "drop", *FORMS)


def _fits(key: str, found: Measure) -> bool:
    axes = dict(found.axes)
    match key:
        case "weight" | "max_weight":
            return found.of(weight=1)
        case "height":
            return found.of(length=1)
        case "bsa" | "max_bsa":
            return found.of(area=1)
        case "per_day":
            return found.kind == PER_DAY
        case "days" | "over":
            return found.of(time=1)
        case "percent":
            return found.kind == SHARE
        case "strength":
            return (is_drug(found) and axes.get("volume", 0) == -1) or any(
                axes.get(form) == -1 for form in FORMS
            )
        case "volume" | "max_volume":
            return found.of(volume=1)
        case "drop_factor":
            return found.of(drop=1, volume=-1)
        case "per_kg":
            return is_drug(found) and axes.get("weight") == -1
        case "per_m2":
            return is_drug(found) and axes.get("area") == -1
        case "order" | "max_single" | "max_daily" | "max_rate" | "rate" | "given":
            return is_drug(found)
    return True


__all__ = ["Asks", "Dose", "Row", "is_drug", "measure", "strength"]
