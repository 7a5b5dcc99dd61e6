"""The course of a pregnancy: dates and cycles."""

from __future__ import annotations

from assay_medical.vocabulary import Fact

FACTS = (
    Fact("last_menstrual_period", "first day of the last menstrual period", "obstetric", "date", short="LMP", names=("last menstrual period",),
         entities=("Last menstrual date",)),
    Fact("visit_date", "date of the visit", "obstetric", "date", short="Seen on", names=("today's date",), entities=("Current Date",)),
    Fact("cycle_length", "cycle length", "obstetric", short="cycle", names=("menstrual cycle length",), entities=("cycle length",), unit="days", usual=(26, 31),
         possible=(15, 60)),
)  # fmt: skip
