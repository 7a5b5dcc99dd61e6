"""Time limits of German civil procedure."""

from __future__ import annotations

import random
from datetime import date, timedelta

from assay import Draft, generator
from assay_law.generators import _time as t
from assay_law.generators.international import _europe as e

_COURTS = {
    "DE-NW": ("Oberlandesgericht Düsseldorf", "Landgericht Köln", "North Rhine-Westphalia"),
    "DE-BW": ("Oberlandesgericht Stuttgart", "Landgericht Heilbronn", "Baden-Württemberg"),
    "DE-HH": ("Hanseatisches Oberlandesgericht Hamburg", "Landgericht Hamburg", "Hamburg"),
    "DE-HE": ("Oberlandesgericht Frankfurt am Main", "Landgericht Kassel", "Hesse"),
    "DE-BE": ("Kammergericht Berlin", "Landgericht Berlin II", "Berlin"),
    "DE-NI": ("Oberlandesgericht Celle", "Landgericht Hannover", "Lower Saxony"),
    "DE-RP": ("Oberlandesgericht Koblenz", "Landgericht Mainz", "Rhineland-Palatinate"),
    "DE-BB": ("Brandenburgisches Oberlandesgericht", "Landgericht Potsdam", "Brandenburg"),
}
_PARTIES = "Hansemann Baustoffe GmbH|Dr. Anneliese Vogt|Krögerhof eG|Tischlerei Amsel|Lindental Pflege gGmbH|Bernd Asmus|Falkenried Immobilien KG".split(
    "|"
)
_ENGLISH = {
    "Neujahr": "New Year's Day", "Heilige Drei Könige": "Epiphany", "Karfreitag": "Good Friday", "Ostermontag": "Easter Monday", "Tag der Arbeit": "Labour Day",
    "Christi Himmelfahrt": "Ascension Day", "Pfingstmontag": "Whit Monday", "Fronleichnam": "Corpus Christi", "Tag der Deutschen Einheit": "German Unity Day",
    "Reformationstag": "Reformation Day", "Allerheiligen": "All Saints' Day", "Erster Weihnachtstag": "Christmas Day", "Zweiter Weihnachtstag": "the second day of Christmas",
    "Internationaler Frauentag": "Women's Day",
}  # fmt: skip


@generator("law.zpo_deadline", verifiers=t.VERIFIERS)
def zpo_deadline(rng: random.Random, difficulty: int) -> Draft:
    """The end of a German time limit: ZPO §§ 339, 517, 520 and 222, BGB §§ 187 and 188, with the holidays of the Land.

    1: two weeks against a default judgment. 2: one month for an appeal. 3: a weekend. 4: a holiday of the Land or of all. 5: a month without the day and a last day that moves, or holidays in a row.
    """
    place = rng.choice(sorted(_COURTS))
    higher, lower, land = _COURTS[place]
    kind = (
        "einspruch"
        if difficulty == 1 or (difficulty == 4 and rng.random() < 0.3)
        else rng.choice(("berufung", "begruendung"))
    )
    period = {"einspruch": "2 weeks", "berufung": "1 month", "begruendung": "2 months"}[kind]

    def make() -> t.Deadline:
        day = t.working_day(rng, date(2024, 1, 8), date(2028, 11, 24))
        if difficulty == 5 and rng.random() < 0.7:
            day = rng.choice(
                [
                    date(y, m, d)
                    for y in range(2024, 2029)
                    for m, d in ((1, 29), (1, 30), (1, 31), (3, 31), (8, 31), (12, 31), (7, 31))
                ]
            )
        return t.Deadline("zpo-222", day.isoformat(), period, place=place)

    def wanted(out: t.Outcome) -> bool:
        stage = out.stages[0]
        moved = stage.counted != stage.end
        if out.calendar.closed(stage.trigger):
            return False
        if difficulty <= 2:
            return not moved
        if difficulty == 3:
            return moved and not e.by_holiday(out)
        if difficulty == 4:
            return e.by_holiday(out)
        return moved and (stage.counted.day != stage.trigger.day or (stage.end - stage.counted).days >= 4)

    part, outcome = t.drawn(make, wanted)
    stage = outcome.stages[0]
    a, b = rng.sample(_PARTIES, 2)
    day = t.uk_full(stage.trigger)
    facts = {
        "einspruch": f"The {lower} gave default judgment (Versäumnisurteil) against {b} in favour of {a}. It was served on {b} on {day}. {b} wants to lodge an Einspruch with the {lower} ({land}).",
        "berufung": f"The {lower} dismissed the action of {a} against {b}. The judgment with full reasons was served on {a}'s counsel on {day}, two weeks after it was pronounced. The appeal (Berufung) goes to the {higher} ({land}).",
        "begruendung": f"{a} has appealed from a judgment of the {lower} in favour of {b}. The full judgment was served on {day}, a week after it was pronounced. The grounds of appeal (Berufungsbegründung) must reach the {higher} ({land}).",
    }[kind]
    near = [
        d
        for d in (stage.counted + timedelta(n) for n in range(0, 8))
        if d <= stage.end and outcome.calendar.holiday(d) and d.weekday() < 5
    ]
    if near:
        facts += (
            f" {'; '.join(f'{t.uk_full(d)} is {_name(outcome, d)}' for d in near)}, a public holiday there."
            if len(near) == 1
            else f" Public holidays there: {'; '.join(f'{_name(outcome, d)}, {t.uk_full(d)}' for d in near)}."
        )
    due = {
        "einspruch": "the Einspruch",
        "berufung": "the Berufung",
        "begruendung": "the Berufungsbegründung",
    }[kind]
    ask = rng.choice(
        (
            f"When does the time limit for {due} end?",
            f"What is the last day for {due}?",
            f"By what date must {due} be received by the court?",
        )
    )
    key = {"einspruch": "zpo-339", "berufung": "zpo-517", "begruendung": "zpo-520"}[kind]
    cite = {"einspruch": "§ 339(1) ZPO", "berufung": "§ 517 ZPO", "begruendung": "§ 520(2) ZPO"}[kind]
    told = {"2 weeks": "two weeks", "1 month": "one month", "2 months": "two months"}[period]
    steps = [
        f"The time limit is {told} from service ({cite}).",
        f"The day of service, {t.uk(stage.trigger)}, is not counted (§ 222(1) ZPO, § 187(1) BGB).",
    ]
    if kind == "einspruch":
        steps.append(
            f"A period of weeks ends on the day of the last week that has the same name (§ 188(2) BGB), here a {t.weekday_of(stage.counted)}: {t.uk(stage.counted)}."
        )
    elif stage.counted.day == stage.trigger.day:
        steps.append(
            f"A period of months ends on the day of the last month that has the same number (§ 188(2) BGB): {t.uk_full(stage.counted)}."
        )
    else:
        steps.append(
            f"The last month has no day {stage.trigger.day}, so the period ends with its last day (§ 188(3) BGB), {t.uk_full(stage.counted)}."
        )
    if stage.counted != stage.end:
        passed, at = [], stage.counted
        while at < stage.end:
            passed.append(
                f"{t.uk(at)} is {_name(outcome, at) if outcome.calendar.holiday(at) and at.weekday() < 5 else 'a ' + t.weekday_of(at)}"
            )
            at += timedelta(1)
        steps.append(
            f"{'; '.join(passed)}. Under § 222(2) ZPO the period ends with the next working day, {t.uk_full(stage.end)}."
        )
    else:
        steps.append(
            f"{t.uk(stage.counted)} is a {t.weekday_of(stage.counted)} and no public holiday in {land}, so § 222(2) ZPO does not apply."
        )
    steps.append(t.ending(rng, due, "received", f"for {due}", t.uk_full(stage.end)))
    rules = t.quote(key, "bgb-187", "bgb-188", "zpo-222-2")
    return t.row(rng, t.lay_out(rng, facts, ask, rules), steps, part, t.uk(stage.end), stage.end.isoformat())


def _name(outcome: t.Outcome, day: date) -> str:
    return _ENGLISH.get(outcome.calendar.holiday(day), outcome.calendar.holiday(day))
