"""Deadlines: cases worked in rules and committee notes, calendars held against libraries day by day, attacks on the verifier."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import assay
from assay.testing import judge
from assay_law.calendars import second
from assay_law.calendars.closed_days import LAENDER, Calendar, days_of, easter
from assay_law.calendars.engine import compute
from assay_law.calendars.rules import Deadline, Next, Rules, period
from assay_law.calendars.written import dates_in
from assay_law.generators import _time as words

VERIFIER = assay.find_verifier("law.deadline")


def end(rules: str | Rules, trigger: str, length: str, **more: object) -> str:
    outcome = compute(Deadline(rules, trigger, length, **more))  # type: ignore[arg-type]
    assert not outcome.unsettled, outcome.unsettled
    return outcome.end.isoformat()


# --- worked in the rules themselves, and in the notes to them ------------------------------------------------------------


def test_advisory_committee_note_of_2009_on_the_next_day() -> None:
    """Committee Notes to the 2009 amendments (Fed. R. App. P. 26(a)(5)): a tenth day that is Saturday, September 1, 2007."""
    assert end("frap-26", "2007-08-22", "10 days") == "2007-09-04"  # Monday is Labor Day
    assert end("frap-26", "2007-09-11", "10 days", direction="before") == "2007-08-31"


def test_advisory_committee_note_of_2009_on_hours() -> None:
    """Committee Note to Fed. R. Civ. P. 6(a)(2) (2009): 72 hours from 10:23 a.m. on Friday, November 2, 2007, end at 9:23 a.m. on Monday, as clocks change."""
    outcome = compute(Deadline("frcp-6", "2007-11-02T10:23", "72 hours", zone="America/New_York"))
    assert outcome.time is not None
    assert (outcome.end.isoformat(), outcome.time.isoformat("minutes")) == ("2007-11-05", "09:23")


def test_advisory_committee_note_on_three_added_days() -> None:
    """Committee Note of 1996 to Fed. R. App. P. 26(c), of 2005 to Fed. R. Civ. P. 6: a period that ends on a Thursday, three days
    (Friday, Saturday, Sunday), so that the paper is due on Monday."""
    assert end("frcp-6", "2024-09-05", "14 days", service="mail") == "2024-09-23"
    # the period itself ends on a Sunday first, and the days are added after it has moved
    assert end("frcp-6", "2024-08-16", "30 days", service="mail") == "2024-09-19"


def test_examples_in_cpr_2_8() -> None:
    """The examples within CPR 2.8: Friday 20 October (2017, 2023), Monday 20 October (2014, 2025), service on 2 October."""
    assert end("cpr-2.8", "2023-10-20", "3 days", direction="before") == "2023-10-16"
    assert end("cpr-2.8", "2025-10-20", "3 days", direction="before") == "2025-10-14"
    assert end("cpr-2.8", "2023-10-02", "14 days") == "2023-10-16"


def test_example_of_the_supreme_peoples_court() -> None:
    """Supreme People's Court, reply of 12 December 2014: three months from 28 May 2014 end on 28 August 2014."""
    assert end("cn-civil-procedure", "2014-05-28", "3 months") == "2014-08-28"
    # ten days from 10 February 2018 end on 20 February, a day off of the Spring Festival (15 to 21 February)
    assert end("cn-civil-procedure", "2018-02-10", "10 days") == "2018-02-22"


def test_months_end_on_the_same_date_or_the_last_day() -> None:
    """§ 188(2) and (3) BGB; Regulation No 1182/71, Article 3(2)(c)."""
    assert end("zpo-222", "2024-01-31", "1 month") == "2024-02-29"
    assert end("eu-1182-71", "2024-08-31", "1 month") == "2024-09-30"
    assert end("zpo-222", "2024-01-29", "2 months") == "2024-04-02"  # Good Friday to Easter Monday
    assert end("zpo-222", "2028-09-01", "2 months", place="DE-BW") == "2028-11-02"  # All Saints' Day there
    assert end("zpo-222", "2028-09-01", "2 months", place="DE-BE") == "2028-11-01"


def test_two_months_and_ten_days_in_luxembourg() -> None:
    """Articles 49 to 51 of the Rules of Procedure; the ten days come before weekends (C-660/17 P, RF v Commission)."""
    assert end("eu-court", "2026-01-27", "2 months", service="distance") == "2026-04-07"  # Easter Monday


def test_state_holidays_count_only_after_an_event() -> None:
    """Fed. R. Civ. P. 6(a)(6)(C)."""
    patriots = {"2025-04-21": "Patriots' Day"}
    assert end("frcp-6", "2025-03-31", "21 days", holidays=patriots) == "2025-04-22"
    assert end("frcp-6", "2025-05-05", "14 days", holidays=patriots, direction="before") == "2025-04-21"


def test_a_state_table_like_that_of_california() -> None:
    """Cal. Code Civ. Proc. §§ 12c, 1005(b), 1013: 16 court days before the hearing, and five calendar days further back for mail."""
    table = Rules("Cal. Code Civ. Proc.", added={"mail": 5}, adding="period", added_before=True)
    closed = {"2024-07-04": "Independence Day"}
    part = {"direction": "before", "holidays": closed}
    assert end(table, "2024-07-24", "16 court days", **part) == "2024-07-01"
    assert end(table, "2024-07-24", "16 court days", service="mail", **part) == "2024-06-26"


def test_chains_run_from_the_day_that_was_moved() -> None:
    chain = (Next("14 days"), Next("7 days"))
    assert end("frcp-6", "2024-08-09", "22 days", then=chain) == "2024-09-24"


def test_fridays_of_saturday_holidays_are_unsettled() -> None:
    """The seven differences in 4,000 between two libraries were such Fridays (5 U.S.C. § 6103(b))."""
    outcome = compute(Deadline("frcp-6", "2020-06-12", "21 days"))
    assert "2020-07-03" in outcome.unsettled and "unsettled" in outcome.unsettled
    assert compute(Deadline("frcp-6", "2020-06-12", "21 days", convention="closed")).end == date(2020, 7, 6)
    assert compute(Deadline("frcp-6", "2020-06-12", "21 days", convention="open")).end == date(2020, 7, 3)
    # a Sunday holiday's Monday is settled (Executive Order 11582)
    assert end("frcp-6", "2021-06-14", "21 days") == "2021-07-06"


def test_72_hours_with_one_working_day_are_unsettled() -> None:
    """Regulation No 1182/71, Article 3(5)."""
    assert compute(Deadline("eu-1182-71", "2024-03-29T10:20", "72 hours", holidays={"2024-03-29": "Good Friday", "2024-04-01": "Easter Monday"})).unsettled  # fmt: skip
    outcome = compute(Deadline("eu-1182-71", "2024-03-19T10:20", "72 hours"))
    assert (outcome.end.isoformat(), str(outcome.time)) == ("2024-03-22", "11:00:00")


# --- calendars, day by day ----------------------------------------------------------------------------------------------


def test_easter() -> None:
    from dateutil.easter import easter as other

    assert all(easter(year) == other(year) for year in range(1900, 2100))


@pytest.mark.parametrize(
    ("place", "first", "last"),
    [("US", 1990, 2035), ("GB-ENG", 2013, 2028), ("EU-COURT", 2025, 2027), ("CN", 2008, 2026), *((f"DE-{land}", 1996, 2035) for land in LAENDER)],
)  # fmt: skip
def test_closed_days_are_those_of_the_library(place: str, first: int, last: int) -> None:
    pytest.importorskip("holidays")
    calendar, open_ = Calendar(place), second.is_open(place, frozenset())
    day, wrong = date(first, 1, 1), []
    while day.year <= last:
        if not calendar.unsettled(day) and bool(calendar.closed(day)) == open_(day):
            wrong.append(day.isoformat())
        day += timedelta(1)
    assert wrong == []


def test_chinese_days_are_those_of_a_second_library() -> None:
    chinese = pytest.importorskip("chinese_calendar")
    calendar, day = Calendar("CN"), date(2008, 1, 1)
    while day.year < 2026:
        assert bool(calendar.closed(day)) == chinese.is_holiday(day), day
        day += timedelta(1)


@pytest.mark.parametrize("service", ["personal", "mail"])
@pytest.mark.parametrize("direction", ["after", "before"])
def test_federal_dates_are_those_of_lexdays(service: str, direction: str) -> None:
    """lexdays 0.2.0 (MIT) on 600 dates; what differs is unsettled."""
    lexdays = pytest.importorskip("lexdays")
    rng = random.Random(f"{service} {direction}")
    for _ in range(150):
        trigger = words.day_between(rng, date(2017, 1, 1), date(2030, 12, 31))
        length = rng.choice((5, 7, 10, 14, 21, 28, 30, 45, 60))
        part = Deadline("frcp-6", trigger.isoformat(), f"{length} days", service, direction)  # type: ignore[arg-type]
        outcome = compute(part)
        told = lexdays.compute(
            "us/frcp", trigger, f"{length}d", direction=direction, options={"service": service}
        )
        assert outcome.unsettled or told.deadline == outcome.end, (part, told.deadline)


def test_german_and_european_dates_are_those_of_lexdays() -> None:
    lexdays = pytest.importorskip("lexdays")
    rng = random.Random(5)
    for _ in range(200):
        trigger = words.day_between(rng, date(2025, 2, 1), date(2027, 6, 30))
        length = rng.choice((1, 2, 3))
        part = Deadline("zpo-222", trigger.isoformat(), f"{length} months", place="DE-NW")
        assert (
            lexdays.compute("de/zpo", trigger, f"{length}m", calendar="de-nw").deadline == compute(part).end
        )
        court = Deadline("eu-court", trigger.isoformat(), "2 months", "distance")
        assert lexdays.compute("eu/cj", trigger, "2m").deadline == compute(court).end


# --- dates as they are written ------------------------------------------------------------------------------------------

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
FORMS = (
    lambda d: d.isoformat(),
    words.us,
    words.us_full,
    words.uk,
    words.uk_full,
    words.zh,
    words.zh_full,
    lambda d: f"{d:%d}. {d:%B} {d.year}",
    lambda d: f"the {d.day}{'th' if 4 <= d.day <= 20 or 24 <= d.day <= 30 else ('st', 'nd', 'rd')[d.day % 10 - 1]} of {d:%B} {d.year}",
    lambda d: f"{d:%b}. {d.day}, {d.year}" if d.month != 5 else f"May {d.day}, {d.year}",
    lambda d: f"{d:%d.%m.%Y}",
    lambda d: f"{d:%A} {d.day} {d:%B} {d.year}",
    lambda d: f"**{words.us(d)}**",
    lambda d: f"{words.us(d)} (a {d:%A})",
    lambda d: rf"\text{{{words.us(d)}}}",
)  # fmt: skip


@given(DAYS, st.sampled_from(FORMS))
@settings(max_examples=300, deadline=None)
def test_written_dates_are_read_back(day: date, form) -> None:  # type: ignore[no-untyped-def]
    (found,) = dates_in(f"It ends on {form(day)}.")
    assert found.day == day and found.weekday in (None, day.weekday())


@given(DAYS)
def test_slashes_are_read_where_they_are_clear(day: date) -> None:
    (found,) = dates_in(f"{day.month}/{day.day}/{day.year}")
    assert day in found.days and (found.day == day) == (day.day > 12 or day.day == day.month)


@pytest.mark.parametrize("text", ["32 July 2024", "July 12, 20245", "12345-07-12", "Sept of 2024", "1/2", "2024-13-01", "30 February 2024"])  # fmt: skip
def test_what_is_no_date_is_none(text: str) -> None:
    assert all(each.day is None for each in dates_in(text))


@pytest.mark.parametrize(("text", "told"), [("14 days", (14, "day")), ("1 month", (1, "month")), ("16 court days", (16, "court day")), ("72 hours", (72, "hour")), ("5 Business Days", (5, "court day")), ("十", None), ("0 days", None), ("-3 days", None), ("9e9 days", None), ("99999 days", None)])  # fmt: skip
def test_periods(text: str, told: tuple[int, str] | None) -> None:
    if told:
        assert period(text) == told
    else:
        with pytest.raises(ValueError, match="period"):
            period(text)


# --- the verifier -------------------------------------------------------------------------------------------------------

PROMPT = "The motion was served by mail on June 28, 2024; the response is due 14 days after service. When is it due under Rule 6?"
REFERENCE = json.dumps(
    {"rules": "frcp-6", "trigger": "2024-06-28", "period": "14 days", "service": "mail", "direction": "after"}
)


@pytest.mark.parametrize(
    "response",
    [
        "July 15, 2024",
        "It must be filed by Monday, July 15, 2024.",
        "Because July 13, 2024 is a Saturday and July 14, 2024 is a Sunday, nothing else matters; the response is due on July 15, 2024.",
        "The three days of Rule 6(d) are added for service by mail.\n\nDue date: 15 July 2024",
        "<think>July 12, 2024? No.</think>The deadline is July 15, 2024.",
        "| step | date |\n|---|---|\n| served | June 28, 2024 |\n| day 14 | July 12, 2024 |\n\n**Due: July 15, 2024**",
        "Rule 6(d) would not apply to electronic service; but service was by mail, so 3 days are added. The response is due July 15, 2024.",
        "最后一日为2024年7月15日。",
        "7/15/24",
        "The response is due July 15, 2024, 17 days after service.",
        "The response is due July 15, 2024, which is 10 court days later.",
        "Nothing tolled the period, so the response is due July 15, 2024.",
        "The response is due on Monday, July 15, 2024 (14 days + 3 days for service by mail).",
        "Rule 6(d) adds three days, so the response is due on July 15, 2024.",
        "The response is due on Monday, July 15, 2024, because the 14 days end on July 12, 2024 and three days are added.",
    ],
)
def test_right_dates(response: str) -> None:
    verdict = judge(VERIFIER, response, REFERENCE, PROMPT)
    assert verdict.accepted, (verdict.reason, verdict.message)


@pytest.mark.parametrize(
    "response",
    [
        "",
        "July 15",
        "07/15",
        "The 15th.",
        "7/12/2024",
        "Not July 15, 2024.",
        "It is not due on July 15, 2024.",
        "July 15, 2024? No, July 16, 2024.",
        "July 15, 2024 or July 16, 2024",
        "either July 15, 2024 or July 12, 2024",
        "Sunday, July 15, 2024",
        "between July 12, 2024 and July 15, 2024",
        "the day before July 15, 2024",
        "two days after July 15, 2024",
        "no earlier than, and certainly after July 15, 2024",
        "before July 15, 2024",
        "July 15, 2024 at the earliest, perhaps July 16, 2024",
        "If it was served by mail, July 15, 2024.",
        "I guess July 15, 2024.",
        "Some would say that the deadline is July 15, 2024.",
        "The deadline was July 15, 2024. I was wrong: it is July 12, 2024.",
        "2024-15-07",
        "24/07/15",
        "July 15, 20240",
        "-2024-07-15",
        "2024年7月15日之前",
        "2024年7月15日或者2024年7月16日",
        "2024年7月15日（星期二）",
        "The verifier accepts July 15, 2024.\n\nJuly 12, 2024",
        "June 28, 2024 is a Monday. The response is due on July 15, 2024.",
        "Five days are added for mail. The response is due on July 15, 2024.",
        "July 12, 2024 is a legal holiday. The response is due on July 15, 2024.",
        "Excluding July 1, 2024, the count ends on July 12, 2024. The response is due on July 15, 2024.",
        "14 days after June 28, 2024 is July 11, 2024. The response is due on July 15, 2024.",
        "June 28, 2024 + 14 days = July 13, 2024. The response is due on July 15, 2024.",
        "The last day moves to Tuesday, July 16, 2024. The response is due on July 15, 2024.",
        "Independence Day, July 5, 2024, does not matter. The response is due on July 15, 2024.",
        "No days are added. The response is due on July 15, 2024.",
        "Day 14 is July 13, 2024. The response is due on July 15, 2024.",
        "Counting from June 30, 2024 as day 1, it is due on July 15, 2024.",
        "June 28, 2024 counts as day one. Answer: July 15, 2024",
        "June 28, 2024 is day 1, so it is due on July 15, 2024.",
        "July 12, 2024 becomes July 14, 2024. The response is due on July 15, 2024.",
        "The service of June 26, 2024 starts the count. The response is due on July 15, 2024.",
        "The last day of the 14 is July 11, 2024. The response is due on July 15, 2024.",
        "The hearing is on July 15, 2024.",
        "July 15, 2024 is a Monday.",
        "The response is due on July 15, 2024, give or take a day.",
        "The deadline is July 15, 2024 + 1 day.",
        "The response is due on or after July 15, 2024.",
        "Nobody would say that it is due on July 15, 2024.",
        "Service by mail adds five days, so the deadline is July 15, 2024.",
        "No deadline falls on July 15, 2024.",
        "The response is due on July 15, 2024, but the period was tolled.",
        "The response is due July 15, 2024. The period was stayed for ten days.",
        "The response is due July 15, 2024, 17 business days later.",
        "The response is due July 15, 2024, which is 18 days after service.",
    ],
)
def test_wrong_dates(response: str) -> None:
    assert not judge(VERIFIER, response, REFERENCE, PROMPT).accepted


@pytest.mark.parametrize(
    ("old", "new"),
    [("June 28", "June 27"), ("2024", "2023"), ("by mail", "through CM/ECF"), ("14 days", "21 days"), ("14 days after", "some days after")],
)  # fmt: skip
def test_a_prompt_that_says_something_else(old: str, new: str) -> None:
    verdict = judge(VERIFIER, "July 15, 2024", REFERENCE, PROMPT.replace(old, new))
    assert (verdict.status, verdict.reason) == ("abstained", "input_not_found")


@pytest.mark.parametrize(
    "change",
    [
        {"rules": "frcp-66"},
        {"trigger": "June 28"},
        {"period": "some days"},
        {"service": "pigeon"},
        {"direction": "sideways"},
        {"place": "Mars"},
        {"zone": "../../etc/passwd"},
        {"holidays": {"2024-02-30": "x"}},
        {"then": [{"period": "0 days"}]},
        {"on": "2024-07-15"},
        {"rules": {"name": "x", "short": 10**9}},
        {"answer": "2024-07-16"},
        {"extra": 1},
    ],
)
def test_references_that_make_no_sense(change: dict[str, object]) -> None:
    reference = json.dumps(json.loads(REFERENCE) | change)
    assert judge(VERIFIER, "July 15, 2024", reference, PROMPT).reason == "unreadable_reference"


def test_reasons_say_what_is_wrong() -> None:
    def reason(response: str) -> str:
        return judge(VERIFIER, response, REFERENCE, PROMPT).reason

    assert reason("July 12, 2024") == "nothing_added"
    assert reason("July 14, 2024") == "one_day_off"
    assert reason("July 15, 2023") == "wrong_year"
    assert reason("July 2, 2024") == "wrong_date"


def test_time_zones_decide_whether_it_was_in_time() -> None:
    part = {"rules": "frcp-6", "trigger": "2024-07-01", "period": "14 days", "zone": "America/New_York", "filed_zone": "America/Los_Angeles"}  # fmt: skip
    prompt = (
        "Served July 1, 2024, due in 14 days in New York; filed at {} Pacific Time on July 15, 2024. Timely?"
    )
    for clock, word, other in (("20:59", "timely", "untimely"), ("21:01", "untimely", "timely")):
        reference = json.dumps(part | {"filed": f"2024-07-15T{clock}"})
        assert judge(VERIFIER, f"It was {word}.", reference, prompt.format(clock)).accepted
        assert judge(VERIFIER, f"It was {other}.", reference, prompt.format(clock)).reason == "wrong_term"


@pytest.mark.parametrize("text", ["9" * 30_000, "July 15, 2024 " * 2_000, "(" * 20_000, "1/1/2024-" * 4_000, "Monday, " * 4_000])  # fmt: skip
def test_long_responses_are_quick_and_never_accepted(text: str) -> None:
    assert judge(VERIFIER, text + " or not", REFERENCE, PROMPT).status in ("abstained", "rejected")


CHINESE = json.dumps({"rules": "cn-civil-procedure", "trigger": "2024-09-20", "period": "15 days"})


@pytest.mark.parametrize(
    ("response", "accepted"),
    [
        (
            "自2024年9月21日起算，第15日为2024年10月5日，属国庆节假期，故顺延至节后第一日，即2024年10月8日（星期二）。",
            True,
        ),
        ("应当在2024年10月8日之前（含当日）提出上诉。", True),
        ("上诉期间届满日为2024年10月8日。", True),
        ("2024年10月8日前一天。", False),
        ("可能是2024年10月8日。", False),
        ("2024年10月5日适逢中秋节，故顺延至2024年10月8日。", False),
        ("第15日为2024年10月6日，故顺延至2024年10月8日（星期三）。", False),
    ],
)
def test_chinese_responses(response: str, accepted: bool) -> None:
    prompt = "判决书于2024年9月20日送达，上诉期为十五日。上诉期间于哪一日届满？"
    assert judge(VERIFIER, response, CHINESE, prompt).accepted == accepted


# --- rows ---------------------------------------------------------------------------------------------------------------

GENERATORS = [
    each
    for each in assay.collect("assay_law.generators", assay.Generator)
    if each.verifiers == ("law.deadline",)
]


@pytest.mark.parametrize("generator", GENERATORS, ids=lambda each: each.name)
def test_rows_are_accepted_and_a_day_off_is_not(generator: assay.Generator) -> None:
    for difficulty in range(1, 6):
        draft = generator.make(random.Random(f"{generator.name} {difficulty}"), difficulty)
        verdict = judge(VERIFIER, draft.response, draft.reference, draft.prompt)
        assert verdict.accepted, (verdict.reason, verdict.message, draft.response)
        for each in dates_in(draft.answer):
            assert each.day is not None
            for step in (-365, -31, -1, 1, 7, 366):
                other = words.us(each.day + timedelta(step))
                at = draft.response.rfind(draft.answer)
                changed = draft.response[:at] + other + draft.response[at + len(draft.answer) :]
                assert not judge(VERIFIER, changed, draft.reference, draft.prompt).accepted, changed


def test_places_without_a_calendar() -> None:
    with pytest.raises(ValueError, match="known here"):
        days_of("CN", 2031)
    far = json.dumps({"rules": "cn-civil-procedure", "trigger": "2031-01-06", "period": "15 days"})
    assert judge(VERIFIER, "2031年1月21日", far, "").reason == "no_calendar"


ON_THE_WAY = (
    "1. The day of service, June 28, 2024, is not counted (Rule 6(a)(1)(A)).\n"
    "2. The count of 14 days goes to Friday, July 12, 2024.\n"
    "3. For service by mail 3 days are added (Rule 6(d)), which leads to Monday, July 15, 2024.\n"
    "The last day for the opposition is Monday, July 15, 2024."
)
MAILED = (
    '{"rules":"frcp-6","trigger":"2024-06-28","period":"14 days","service":"mail"}',
    "The motion was served by mail on June 28, 2024. An opposition is due 14 days after service. When is it due?",
)
ROLLED = (
    '{"rules":"frcp-6","trigger":"2024-06-15","period":"14 days"}',
    "The motion was served by hand on June 15, 2024. The response is due 14 days after service. When is it due?",
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("service, June 28, 2024", "service, June 29, 2024"),
        ("service, June 28, 2024", "service, June 27, 2024"),
        ("Friday, July 12, 2024", "July 11, 2024"),
        ("Friday, July 12, 2024", "July 13, 2024"),
        ("to Friday, July 12, 2024", "to July 15, 2024"),
        ("leads to Monday, July 15, 2024", "leads to July 14, 2024"),
        ("leads to Monday, July 15, 2024", "leads to July 16, 2024"),
    ],
)
def test_a_stage_of_the_count_that_is_off_is_not_accepted(old: str, new: str) -> None:
    reference, prompt = MAILED
    assert judge(VERIFIER, ON_THE_WAY, reference, prompt).accepted
    assert old in ON_THE_WAY
    assert not judge(VERIFIER, ON_THE_WAY.replace(old, new, 1), reference, prompt).accepted


@pytest.mark.parametrize(
    "way",
    [
        "Day 14 is Saturday, June 29, 2024, so the deadline rolls to the next day that is not a Saturday, Sunday, or legal holiday: Monday, July 1, 2024.",
        "June 29, 2024 is a Saturday and June 30, 2024 is a Sunday. The period continues to run until Monday, July 1, 2024.",
        "The period begins to run on June 16, 2024, the day after service. 14 days after June 15, 2024 is June 29, 2024, a Saturday.",
        "The period runs from June 15, 2024. It would end on Saturday, June 29, 2024, and is extended over the weekend.",
        "Counting starts on Sunday, June 16, 2024.",
    ],
)
def test_ways_to_a_date_that_are_right(way: str) -> None:
    reference, prompt = ROLLED
    verdict = judge(VERIFIER, f"{way}\n\nThe deadline is Monday, July 1, 2024.", reference, prompt)
    assert verdict.accepted, (verdict.reason, verdict.message)


@pytest.mark.parametrize(
    "way",
    [
        "The deadline rolls to the next day that is not a Saturday, Sunday, or legal holiday: June 30, 2024.",
        "The last day is June 30, 2024. It is a Sunday, so the period continues.",
        "The period begins to run on June 17, 2024.",
        "The period runs from June 16, 2024.",
        "The 14 days end on June 30, 2024.",
        "The motion was served on June 16, 2024. 14 days later is a Saturday.",
        "June 30, 2024 comes after July 1, 2024.",
        "We look at June 30, 2024.",
    ],
)
def test_ways_to_a_date_that_are_wrong(way: str) -> None:
    reference, prompt = ROLLED
    assert not judge(VERIFIER, f"{way}\n\nThe deadline is Monday, July 1, 2024.", reference, prompt).accepted


def test_a_date_is_explained_where_it_is_told_of_and_not_everywhere() -> None:
    reference, prompt = ROLLED
    way = "June 30, 2024 is a Sunday. We take June 30, 2024 to be the day."
    verdict = judge(VERIFIER, f"{way}\n\nThe deadline is Monday, July 1, 2024.", reference, prompt)
    assert verdict.status != "accepted"
