"""Whether an electronic filing made in another time zone was in time."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from assay import Draft, agree, generator
from assay_law.calendars.engine import Outcome
from assay_law.generators import _time as t
from assay_law.generators.procedure import _federal as f

_PLACES = (
    ("America/New_York", "Eastern", "Boston"),
    ("America/Chicago", "Central", "Chicago"),
    ("America/Denver", "Mountain", "Denver"),
    ("America/Los_Angeles", "Pacific", "Seattle"),
    ("America/Phoenix", "Mountain Standard", "Phoenix"),
    ("Pacific/Honolulu", "Hawaii-Aleutian", "Honolulu"),
    ("America/Anchorage", "Alaska", "Anchorage"),
)
_COURTS = (
    ("America/New_York", "Eastern", "Northern District of Georgia"),
    ("America/New_York", "Eastern", "District of New Jersey"),
    ("America/Chicago", "Central", "Western District of Wisconsin"),
    ("America/Denver", "Mountain", "District of Utah"),
    ("America/Los_Angeles", "Pacific", "Northern District of California"),
)
_OFFSET = {
    "America/Phoenix": "Arizona keeps standard time all year",
    "Pacific/Honolulu": "Hawaii keeps standard time all year",
}


@generator("law.efiling_time", verifiers=t.VERIFIERS)
def efiling_time(rng: random.Random, difficulty: int) -> Draft:
    """Whether an electronic filing was timely or untimely, midnight being that of the court's time zone (Fed. R. Civ. P. 6(a)(4)).

    1: the court's own time zone. 2: one to three hours away. 3: and a last day that moves. 4: a place without daylight saving time.
    5: that, days for service by mail, and a last day that moves.
    """
    zone, zone_name, district = rng.choice(_COURTS)
    places = [p for p in _PLACES if (p[0] in _OFFSET) == (difficulty >= 4) and (p[0] != zone)]
    place, place_name, city = rng.choice(places)
    if difficulty == 1:
        place, place_name, city = next(p for p in _PLACES if p[0] == zone)
    number = rng.choice((10, 14, 17, 20, 21, 30))
    service = "mail" if difficulty == 5 else "electronic"

    def make() -> t.Deadline:
        return t.Deadline("frcp-6", f.court_day(rng, f.FIRST, f.LAST).isoformat(), f"{number} days", service)

    part, outcome = t.drawn(make, lambda out: _wanted(out, difficulty))
    stage = outcome.stages[0]
    midnight = datetime(stage.end.year, stage.end.month, stage.end.day, tzinfo=ZoneInfo(zone)) + timedelta(
        days=1
    )
    margin = rng.choice((2, 3, 4, 7, 9, 18, 26, 38, 41, 52, 95, 110, 170)) * rng.choice((-1, 1))
    filed = (midnight.astimezone(UTC) + timedelta(minutes=margin)).astimezone(ZoneInfo(place))
    local = filed.astimezone(ZoneInfo(zone))
    late = agree(local.date() > stage.end, margin > 0, what="whether it was late")
    part = t.replace(part, zone=zone, filed=filed.strftime("%Y-%m-%dT%H:%M"), filed_zone=place)
    (name,) = t.people(rng, 1)
    how = "by mail" if service == "mail" else "through CM/ECF"
    facts = rng.choice(
        (
            f"A motion was served on {name} {how} on {t.us(stage.trigger)} in the {district} ({zone_name} Time). The response was due {number} days after service. {name}'s counsel, in {city}, filed it electronically at {_clock(filed)} {place_name} Time on {t.us(filed.date())}.",
            f"{name}'s lawyer works in {city}; the case is in the {district}, which is on {zone_name} Time. The other side served its motion {how} on {t.us(stage.trigger)}, and the response was due {number} days after service. By the clock in {city} ({place_name} Time) the response went in on CM/ECF at {_clock(filed)} on {t.us(filed.date())}.",
        )
    )
    ask = rng.choice(
        (
            "Was the response timely or untimely?",
            "Timely or untimely?",
            "Is the filing timely or untimely? Give the count and then one word.",
        )
    )
    keys = ["frcp-6-a-1", "frcp-6-a-4"] + (["frcp-6-d"] if service == "mail" else [])
    steps = f.tell(rng, stage, outcome.calendar, f.Cites(), "service", service="by mail")
    steps.append(
        f"For electronic filing that day ends at midnight in the court's time zone (Rule 6(a)(4)(A)), so at midnight {zone_name} Time."
    )
    if place != zone:
        hours = (local.utcoffset() or timedelta()) - (filed.utcoffset() or timedelta())
        count = int(hours.total_seconds() // 3600)
        reason = f" ({_OFFSET[place]})" if place in _OFFSET else ""
        if count:
            steps.append(
                f"On that day {zone_name} Time is {abs(count)} hour{'s' if abs(count) > 1 else ''} {'ahead of' if count > 0 else 'behind'} {city}{reason}: the filing came at {_clock(local)} court time on {t.us(local.date())}."
            )
        else:
            steps.append(
                f"On that day the clocks in {city} show the court's time{reason}, {_clock(local)} on {t.us(local.date())}."
            )
    word = "untimely" if late else "timely"
    steps.append(f"That is {'after' if late else 'before'} the end of {t.us(stage.end)} in the court's zone.")
    steps.append(rng.choice((f"Answer: {word}", f"The filing was {word}.", f"The response is {word}.")))
    return t.row(rng, t.lay_out(rng, facts, ask, t.quote(*keys)), steps, part, word)


def _clock(at: datetime) -> str:
    return f"{at.hour % 12 or 12}:{at.minute:02} {'a.m.' if at.hour < 12 else 'p.m.'}"


def _wanted(out: Outcome, difficulty: int) -> bool:
    moves = f.moves(out)
    return moves == 0 if difficulty in (1, 2) else moves >= 1 if difficulty in (3, 5) else True
