"""The year in which Chinese labour arbitration can be asked for."""

from __future__ import annotations

import random
from datetime import date, timedelta

from assay import Draft, agree, generator
from assay_law.calendars import second
from assay_law.calendars.closed_days import Calendar
from assay_law.calendars.engine import shifted
from assay_law.generators import _time as t
from assay_law.generators.chinese import _calendar as c

_WRONGS = (
    "公司拒绝支付{y}年度的加班费",
    "公司单方扣发奖金",
    "公司拒绝支付解除劳动合同的经济补偿",
    "公司拒绝支付未休年休假的工资报酬",
)
_WRONGS_EN = (
    "the company refused to pay overtime for {y}",
    "the company withheld a bonus",
    "the company refused to pay severance",
    "the company refused to pay for annual leave that had not been taken",
)


@generator("law.labour_arbitration", verifiers=t.VERIFIERS)
def labour_arbitration(rng: random.Random, difficulty: int) -> Draft:
    """The last day to apply for labour arbitration in China (one year, Article 27), with interruption and suspension, in Chinese or English.

    1: one year from knowledge. 2: a last day in a holiday or on a weekend. 3: an interruption, after which the year begins anew. 4: two interruptions and a last day that moves. 5: an interruption,
    then a suspension by force majeure, whose days are added.
    """
    chinese = rng.random() < 0.65
    calendar = Calendar("CN")
    for _ in range(4_000):
        known = _open(rng, calendar, date(2020, 3, 2), date(2024, 5, 31))
        events: list[date] = []
        at = known
        for _n in range({3: 1, 4: 2, 5: 1}.get(difficulty, 0)):
            at = _open(rng, calendar, at + timedelta(40), at + timedelta(330))
            events.append(at)
        start = events[-1] if events else known
        span: tuple[date, date] | None = None
        counted = shifted(start, 1, "year")
        if difficulty == 5:
            first = start + timedelta(rng.randint(60, 280))
            span = (first, first + timedelta(rng.randint(13, 75)))
            if span[1] >= counted:
                continue
            counted += span[1] - span[0] + timedelta(1)
        if counted.year > 2026:
            continue
        end = counted
        while calendar.closed(end):
            end += timedelta(1)
        if (end != counted) == (difficulty in (2, 4)) or difficulty in (3, 5):
            break
    else:
        raise RuntimeError("no year was drawn")
    agree(end, _second(start, span), what="the last day")
    given = tuple(day.isoformat() for day in (known, *events, *(span or ())))
    passed = (shifted(start, 1, "year").isoformat(), counted.isoformat())
    part = t.Deadline(on=end.isoformat(), given=given, passed=passed, place="CN")
    who, firm = rng.choice(c.PEOPLE), rng.choice(c.FIRMS)
    near = c.notice(counted, chinese=chinese)
    if chinese:
        wrong = rng.choice(_WRONGS).format(y=known.year - 1)
        facts = f"{who}与{firm}的劳动关系已经终止。{t.zh(known)}，{who}得知{wrong}。"
        for n, day in enumerate(events):
            facts += (
                f"{t.zh(day)}，{who}以书面形式向公司主张权利，公司当日签收。",
                f"{t.zh(day)}，{who}又向劳动监察部门投诉，请求救济。",
            )[n % 2]
        if span:
            facts += f"因不可抗力（当地发生洪灾，仲裁委员会停止办公），{who}自{t.zh(span[0])}至{t.zh(span[1])}（含首尾两日）不能申请仲裁。"
        facts += near
        rules = t.quote("cn-labour-27", "cn-civil-201") + "\n\n" + c.CONVENTION
        if span:
            rules += "时效中止的日数在期间末尾补足。"
        ask = rng.choice(
            (
                f"{who}最迟应在哪一天申请仲裁？",
                "仲裁时效期间于哪一日届满？",
                f"请计算{who}申请仲裁的最后一日，并说明理由。",
            )
        )
        steps = [
            f"仲裁时效期间为一年，从知道权利被侵害之日起计算（第二十七条第一款），{who}于{t.zh(known)}知道。"
        ]
        if events:
            said = "、".join(t.zh(day) for day in events)
            steps.append(
                f"{said}主张权利或者请求救济，时效中断，从中断时起重新计算（第二十七条第二款），故以{t.zh(start)}为起算点。"
            )
        steps.append(
            f"开始的当日不计入，一年后的对应日为{t.zh_full(shifted(start, 1, 'year'))}（《民法典》第二百零一条、第二百零二条）。"
        )
        if span:
            steps.append(
                f"{t.zh(span[0])}至{t.zh(span[1])}共{(span[1] - span[0]).days + 1}日时效中止（第二十七条第三款），补足后为{t.zh_full(counted)}。"
            )
        steps.append(c.moved_zh(counted, end, calendar).replace("期间届满的日期", "期间的最后一日"))
        steps.append(
            rng.choice(
                (
                    f"答案：{t.zh_full(end)}",
                    f"因此，{who}最迟应于{t.zh_full(end)}申请仲裁。",
                    f"最后一日为{t.zh_full(end)}。",
                )
            )
        )
        layout = rng.choice(
            ("{facts}{ask}\n\n{rules}", "{rules}\n\n{facts}{ask}", "{facts}\n\n{rules}\n\n{ask}")
        )
        return t.row(
            rng, layout.format(facts=facts, ask=ask, rules=rules), steps, part, t.zh(end), end.isoformat()
        )
    name, company = rng.choice(c.PEOPLE_EN), rng.choice(c.FIRMS_EN)
    facts = f"The employment of {name} with {company} has ended. On {t.uk(known)} {name} learned that {rng.choice(_WRONGS_EN).format(y=known.year - 1)}."
    for n, day in enumerate(events):
        facts += (
            f" On {t.uk(day)} {name} claimed the money from the company in a letter that it signed for on that day.",
            f" On {t.uk(day)} {name} also asked the labour inspectorate for relief.",
        )[n % 2]
    if span:
        facts += f" Because of a flood, an event of force majeure, no application could be made from {t.uk(span[0])} through {t.uk(span[1])}."
    facts += f" {near}" if near else ""
    rules = (
        "Law of the People's Republic of China on Mediation and Arbitration of Labour Disputes (in force since 1 May 2008), Article 27, in translation: the limitation period for applying for labour arbitration is one year, from the day on which the party knew or should have known of the infringement. "
        "It is interrupted if a party claims its right from the other, or seeks relief from an authority, or the other agrees to perform; from then on the period is counted anew. If by force majeure or another just cause no application can be made, the period is suspended, and goes on from the day on which the cause is removed.\n\n"
        "Civil Code (in force since 1 January 2021), Articles 201 to 203, in translation: the day on which a period begins is not counted; a period of years ends on the corresponding day; if the last day is a statutory holiday, the day after the holiday is the last day.\n\n"
        + c.CONVENTION_EN
    )
    if span:
        rules += " The days of a suspension are added at the end."
    ask = rng.choice(
        (
            f"What is the last day on which {name} can apply for arbitration?",
            "When does the time to apply for arbitration end?",
        )
    )
    steps = [f"The period is one year from the day of knowledge, {t.uk(known)} (Article 27, paragraph 1)."]
    if events:
        steps.append(
            f"{'The claim' if len(events) == 1 else 'Each of the two steps'} interrupted it, so the year begins anew (paragraph 2), counted from {t.uk(start)}."
        )
    steps.append(
        f"The first day is not counted, and one year after {t.uk(start)} is {t.uk_full(shifted(start, 1, 'year'))} (Civil Code, Articles 201 and 202)."
    )
    if span:
        number = (span[1] - span[0]).days + 1
        steps.append(
            f"From {t.uk(span[0])} through {t.uk(span[1])} the period was suspended, on {number} days (paragraph 3), which are added: {t.uk_full(counted)}."
        )
    steps.append(c.moved_en(counted, end, calendar))
    steps.append(
        rng.choice(
            (
                f"The last day to apply is {t.uk_full(end)}.",
                f"Answer: {t.uk_full(end)}",
                f"{name} must apply no later than {t.uk_full(end)}.",
            )
        )
    )
    return t.row(rng, t.lay_out(rng, facts, ask, rules), steps, part, t.uk(end), end.isoformat())


def _open(rng: random.Random, calendar: Calendar, first: date, last: date) -> date:
    """A working day."""
    while calendar.closed(day := t.working_day(rng, first, last)):
        pass
    return day


def _second(start: date, span: tuple[date, date] | None) -> date:
    from dateutil.relativedelta import relativedelta

    end = start + relativedelta(years=1)
    if span:
        day, left = start, (end - start).days
        while left:
            day += timedelta(1)
            left -= not span[0] <= day <= span[1]
        end = day
    return second.roll(end, 1, second.is_open("CN", frozenset()))
