"""The course of a pregnancy: dates and cycles."""

from __future__ import annotations

from assay_medical.vocabulary import Fact

FACTS = (
    Fact("last_menstrual_period", "first day of the last menstrual period", "obstetric", "date", short="LMP", names=("last menstrual period",),
         entities=("Last menstrual date",), yes=("The first day of {his} last menstrual period was {value}.", "{His} last menstrual period began on {value}.", "LMP {value}.")),
    Fact("visit_date", "date of the visit", "obstetric", "date", short="Seen on", names=("date of this visit", "seen on", "visit", "today's date"), entities=("Current Date",),
         yes=("{He} is seen on {value}.", "The date of this visit is {value}.")),
    Fact("cycle_length", "cycle length", "obstetric", short="cycle length", names=("menstrual cycle length", "cycles", "cycle"), entities=("cycle length",), unit="days", usual=(26, 31),
         possible=(15, 60), yes=("{His} cycles are regular, every {value}.", "{He} has a regular cycle of {value}.")),
)  # fmt: skip
