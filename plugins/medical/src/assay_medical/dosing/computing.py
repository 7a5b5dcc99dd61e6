"""What follows from the facts of a prescription: exact fractions, step by step, and nothing that they do not say."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from assay_medical.dosing.orders import Dose, Row, is_drug, measure
from assay_medical.dosing.reading import BARE, FORMS, PER_DAY, Measure, show

Rounding = Literal["nearest", "down", "up"]
DAY = Measure(Fraction(24), (("time", 1),))


@dataclass
class Result:
    """What is asked, and what was met on the way.

    ``slips`` are other values that mistakes lead to, each with the reason for which a response that gives it is
    rejected; ``exact`` says that the answer was rounded to a step, so that nothing but it is right.
    """

    value: Measure
    exact: bool = False
    slips: list[tuple[str, Measure]] = field(default_factory=list)
    limit: Measure | None = None
    met: tuple[Measure, ...] = ()
    """Other right values of the same prescription: its single dose, that of a day, their volume."""


@lru_cache(maxsize=512)
def compute(facts: Dose) -> Result:
    """The answer to what a prescription asks. Raises :class:`ValueError` with a sentence if its facts do not give it."""
    return _Prescription(facts).result()


class _Prescription:
    def __init__(self, facts: Dose) -> None:
        self.facts = facts
        self.slips: list[tuple[str, Measure]] = []
        self.row = _row(facts)
        self.limit: Measure | None = None
        self.met: list[Measure] = []

    def said(self, key: str) -> Measure | None:
        """A fact, or that of the table's row."""
        text = getattr(self.row, key, "") if self.row else ""
        text = text or getattr(self.facts, key)
        return measure(key, text) if text else None

    def need(self, key: str) -> Measure:
        found = self.said(key)
        if found is None:
            raise ValueError(f"{key!r} is missing: {self.facts.asks!r} needs it")
        return found

    # -- the dose ------------------------------------------------------------------------------------------------

    def body(self, found: Measure) -> Measure:
        """A quantity per kilogram or per square metre times the weight or surface of the patient."""
        axes = found.axes
        if axes.get("weight") == -1:
            weight, most = self.need("weight"), self.said("max_weight")
            found = found * (weight if most is None or weight.value <= most.value else most)
        if axes.get("area") == -1:
            found = found * self.surface()
        return found

    def surface(self) -> Measure:
        area, most = self.said("bsa"), self.said("max_bsa")
        if area is None:
            height, weight = self.need("height"), self.need("weight")
            value = math.sqrt(
                float(height.value * weight.value / 3600)
            )  # Mosteller 1987, doi:10.1056/NEJM198710223171717
            area = Measure(Fraction(repr(value)), (("area", 1),))
            if self.facts.bsa_round_to:
                area = rounded(area, measure("bsa_round_to", self.facts.bsa_round_to), "nearest")
        return area if most is None or area.value <= most.value else most

    def doses(self) -> Measure | None:
        return self.said("per_day")

    def ordered(self) -> Measure:
        """The order in absolute terms: drug a dose, or drug a time for an infusion."""
        row = self.row
        text = (row.order if row else "") or self.facts.order or self.facts.per_kg or self.facts.per_m2
        key = (
            "order"
            if (row and row.order) or self.facts.order
            else "per_kg"
            if self.facts.per_kg
            else "per_m2"
        )
        if not text:
            raise ValueError("there is no order: 'order', 'per_kg' or 'per_m2'")
        found = self.body(measure(key, text))
        percent = self.said("percent")
        if percent is not None:
            self.slip("not_adjusted", found)
            found = Measure(found.value * percent.value / 100, found.kind)
        if found.axes.get("dose") == -1:
            found = found * Measure(Fraction(1), (("dose", 1),))
        return found

    def slip(self, reason: str, found: Measure) -> None:
        self.slips.append((reason, found))

    def single(self) -> tuple[Measure, Measure | None]:
        """The drug of one dose and of a day, within the limits, the day's ``None`` where it is not known how often."""
        found, doses = self.ordered(), self.doses()
        if found.per_time:
            daily = found * DAY
            if doses is None:
                if self.facts.asks != "daily_dose":
                    raise ValueError("an order per day needs 'per_day' for a single dose")
                return self.capped_daily(daily)
            found = daily / (doses * DAY) * Measure(Fraction(1), (("dose", 1),))
        most = self.said("max_single")
        most = None if most is None else self.body(most)
        if most is not None and most.axes.get("dose") == -1:
            most = most * Measure(Fraction(1), (("dose", 1),))
        found = self.capped(found, most)
        if most is not None and most.kind == found.kind:
            self.limit = most
        if doses is None:
            return found, None
        times = doses * DAY / Measure(Fraction(1), (("dose", 1),))
        cap = self.daily_limit()
        daily = self.capped(found * times, cap)
        if cap is not None and cap.kind == found.kind:
            part = cap / times
            self.limit = part if self.limit is None or part.value < self.limit.value else self.limit
        return daily / times, daily

    def capped_daily(self, daily: Measure) -> tuple[Measure, Measure]:
        cap = self.daily_limit()
        self.limit = cap
        daily = self.capped(daily, cap)
        return daily, daily

    def daily_limit(self) -> Measure | None:
        cap = self.said("max_daily")
        if cap is None:
            return None
        cap = self.body(cap)
        return cap * DAY if cap.per_time else cap

    def capped(self, found: Measure, most: Measure | None) -> Measure:
        if most is None:
            return found
        if most.kind != found.kind:
            raise ValueError(f"the limit {show(most)} is not of the kind of {show(found)}")
        if found.value > most.value:
            self.slip("over_maximum", found)
            return most
        return found

    def rounded_dose(self, found: Measure) -> Measure:
        step = self.facts.dose_round_to
        if not step:
            return found
        return self.near(found, measure("dose_round_to", step), self.facts.dose_rounding, self.limit)

    # -- what is asked -------------------------------------------------------------------------------------------

    def result(self) -> Result:
        value = getattr(self, f"_{self.facts.asks}")()
        exact = False
        if self.facts.round_to:
            step = measure("round_to", self.facts.round_to)
            before = value
            value = self.near(value, step, self.facts.rounding, self.answer_limit(value))
            exact = True
            if before.value != value.value:
                self.slip("not_rounded", before)
        slips = [(reason, slip) for reason, slip in self.slips if slip != value]
        return Result(
            value, exact, slips, self.answer_limit(value), tuple(each for each in self.met if each != value)
        )

    def answer_limit(self, value: Measure) -> Measure | None:
        """The limit of the drug as one of what is asked."""
        limit = self.limit
        if limit is None or limit.kind == value.kind:
            return limit
        strength = self.said("strength")
        other = None if strength is None else limit / strength
        return other if other is not None and other.kind == value.kind else None

    def near(self, value: Measure, step: Measure, rounding: Rounding, limit: Measure | None) -> Measure:
        if step.kind == BARE:
            step = Measure(step.value, value.kind)
        if step.axes.get("time") == -1 and "time" not in value.axes:
            step = step * DAY
        if step.kind != value.kind:
            raise ValueError(f"a step of {show(step)} is not of the kind of {show(value)}")
        found = rounded(value, step, rounding)
        if limit is not None and limit.kind == value.kind and found.value > limit.value:
            self.slip("over_maximum", found)
            found = rounded(value, step, "down")
        for other in ("down", "up"):
            turned = rounded(value, step, other)
            if turned.value != found.value:
                self.slip("wrong_rounding", turned)
        if not found.value:
            raise ValueError(f"{show(value)} is rounded to nothing")
        return found

    def _dose(self) -> Measure:
        single, daily = self.single()
        self.met += [single] if daily is None else [single, daily, daily / DAY]
        if daily is not None and daily.value != single.value:
            self.slip("daily_for_single", daily)
        found = self.rounded_dose(single)
        if self.facts.given:
            self.slip("given_not_subtracted", found)
            found = Measure(max(found.value - self.need("given").value, Fraction(0)), found.kind)
        self.met.append(found)
        return found

    def _daily_dose(self) -> Measure:
        single, daily = self.single()
        if daily is None:
            raise ValueError("'daily_dose' needs 'per_day', or an order per day")
        if daily.value == single.value:
            return daily / DAY
        self.slip("single_for_daily", single)
        self.met.append(single)
        if self.facts.dose_round_to:
            daily = Measure(self.rounded_dose(single).value * daily.value / single.value, daily.kind)
        return daily / DAY

    def _volume(self) -> Measure:
        single = self._dose()
        if single.of(volume=1):
            return self.capped(single, self.said("max_volume"))
        strength = self.need("strength")
        found = single / strength
        if not found.of(volume=1):
            raise ValueError(f"{show(single)} and {show(strength)} give no volume")
        self.slips = [
            (reason, slip / strength if slip.kind == single.kind else slip) for reason, slip in self.slips
        ]
        upside_down = single * strength
        self.slip("strength_upside_down", Measure(upside_down.value, found.kind))
        return self.capped(found, self.said("max_volume"))

    def _count(self) -> Measure:
        single = self._dose()
        strength = self.need("strength")
        found = single / strength
        if not (len(found.kind) == 1 and found.kind[0][0] in FORMS):
            raise ValueError(f"{show(single)} and {show(strength)} give no number of tablets or the like")
        self.slips = [
            (reason, slip / strength if slip.kind == single.kind else slip) for reason, slip in self.slips
        ]
        return found

    def _supply(self) -> Measure:
        each = self._volume() if self.need("strength").axes.get("volume") == -1 else self._count()
        if (
            self.facts.dose_round_to == ""
            and self.facts.round_to
            and self.need("strength").axes.get("volume") != -1
        ):
            each = self.near(each, measure("round_to", self.facts.round_to), self.facts.rounding, None)
        doses = self.need("per_day") * self.need("days")
        found = each * Measure(doses.value, BARE)
        self.slips = []
        self.slip("one_dose_only", each)
        self.slip("one_day_only", each * Measure(doses.value / self.need("days").value * 24, BARE))
        return found

    def _rate(self) -> Measure:
        over, rate = self.said("over"), self.said("rate")
        if rate is not None:
            return rate
        if over is not None:
            volume = self.said("volume")
            found = (volume if volume is not None else self.drug_or_volume()) / over
            return self.capped(found, self.said("max_rate"))
        found = self.ordered()
        if not found.per_time:
            raise ValueError("a 'rate' needs 'over', or an order per time")
        most = self.said("max_rate")
        most = None if most is None else self.body(most)
        strength = self.said("strength")
        if most is not None and most.kind == found.kind:
            found = self.capped(found, most)
            self.limit, most = most, None
        if strength is None:
            return found
        volume_rate = found / strength
        if not volume_rate.of(volume=1, time=-1):
            raise ValueError(f"{show(found)} and {show(strength)} give no volume per hour")
        self.slips = [
            (reason, slip / strength if slip.kind == found.kind else slip) for reason, slip in self.slips
        ]
        self.slip("per_minute", Measure(volume_rate.value / 60, volume_rate.kind))
        self.slip("per_minute", Measure(volume_rate.value * 60, volume_rate.kind))
        self.met.append(found)
        return self.capped(volume_rate, most)

    def drug_or_volume(self) -> Measure:
        """What runs in: the volume of the dose where a strength says how much that is, else the drug."""
        single = self._dose()
        return single / self.need("strength") if self.facts.strength else single

    def _drip(self) -> Measure:
        factor = self.need("drop_factor")
        rate = self._rate()
        if not rate.of(volume=1, time=-1):
            raise ValueError("a drip rate needs a volume and a time")
        found = rate * factor
        self.met.append(rate)
        self.slip("per_hour", Measure(found.value * 60, found.kind))
        return found

    def _time(self) -> Measure:
        rate = self._rate()
        volume = self.said("volume")
        if volume is None:
            volume = self.drug_or_volume()
        found = volume / rate
        self.met += [rate, volume]
        if not found.of(time=1):
            raise ValueError("a time needs a volume and a rate")
        return found

    def _dose_rate(self) -> Measure:
        rate = self.need("rate") * self.need("strength")
        weight = self.said("weight")
        if weight is not None:
            self.slip("weight_left_out", rate)
            rate = rate / weight
        return rate


def rounded(value: Measure, step: Measure, rounding: Rounding) -> Measure:
    """A value on the grid of a step; a half goes up."""
    parts = value.value / step.value
    if rounding == "down":
        whole = math.floor(parts)
    elif rounding == "up":
        whole = math.ceil(parts)
    else:
        whole = math.floor(parts + Fraction(1, 2))
    return Measure(whole * step.value, value.kind)


def _row(facts: Dose) -> Row | None:
    """The row of the table that the fact falls into. Raises :class:`ValueError` unless it is exactly one."""
    if not facts.table:
        return None
    value = measure("fact", facts.fact)
    fits = []
    for row in facts.table:
        bounds = {
            key: measure(key, getattr(row, key))
            for key in ("at_least", "above", "below", "up_to")
            if getattr(row, key)
        }
        if any(bound.kind != value.kind for bound in bounds.values()):
            raise ValueError(f"the table is not in the unit of its fact {facts.fact!r}")
        if (
            ("at_least" not in bounds or value.value >= bounds["at_least"].value)
            and ("above" not in bounds or value.value > bounds["above"].value)
            and ("below" not in bounds or value.value < bounds["below"].value)
            and ("up_to" not in bounds or value.value <= bounds["up_to"].value)
        ):
            fits.append(row)
    if len(fits) != 1:
        raise ValueError(f"{facts.fact!r} falls into {len(fits)} rows of the table")
    return fits[0]


__all__ = ["PER_DAY", "Result", "compute", "is_drug", "rounded"]
