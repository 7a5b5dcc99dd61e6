"""Periods of Chinese civil procedure."""

from __future__ import annotations

import random
from datetime import date

from assay import Draft, generator
from assay_law.calendars.rules import Next
from assay_law.generators import _time as t
from assay_law.generators.chinese import _calendar as c

_NUMBERS = {10: "十", 15: "十五", 20: "二十", 30: "三十"}
_ACTS = (  # days, key of the rule, facts and what is due in both languages, cite
    (15, "cn-128", "{a}诉{b}买卖合同纠纷一案，{court}于{day}向{b}送达了起诉状副本。", "提出答辩状", "In a sales dispute, the court served the copy of the complaint of {a} on {b} on {day}.", "the statement of defence", "第一百二十八条"),
    (15, "cn-171", "{court}对{a}与{b}租赁合同纠纷一案作出一审判决，判决书于{day}送达{b}，{b}不服。", "提起上诉", "The first-instance judgment in a lease dispute between {a} and {b} was served on {b} on {day}. {b} is dissatisfied with it.", "the appeal", "第一百七十一条"),
    (10, "cn-171", "{court}裁定驳回{a}对{b}的起诉，裁定书于{day}送达{a}，{a}不服。", "提起上诉", "The court ruled to dismiss the suit of {a} against {b}. The written ruling was served on {a} on {day}, who is dissatisfied with it.", "the appeal", "第一百七十一条"),
    (15, "cn-labour-50", "劳动争议仲裁委员会就{a}与{b}的争议（不属于一裁终局）作出裁决，{a}于{day}收到裁决书，不服该裁决。", "向人民法院提起诉讼", "The labour arbitration commission decided a dispute between {a} and {b} that is not among the final awards of Article 47. {a} received the award on {day} and is dissatisfied.", "the action before the people's court", "第五十条"),
)  # fmt: skip


@generator("law.chinese_period", verifiers=t.VERIFIERS)
def chinese_period(rng: random.Random, difficulty: int) -> Draft:
    """The last day of a period of Chinese civil procedure (Article 85 of the Civil Procedure Law), in Chinese or English.

    1: an ordinary last day. 2: a weekend. 3: a public holiday. 4: a weekend day on which work is done in lieu, or a holiday. 5: a period that the court set in
    months, which ends in a holiday or in a month without the day, and one in days that follows it.
    """
    chinese = rng.random() < 0.65
    number, key, story, due, story_en, due_en, cite = rng.choice(_ACTS)
    period = f"{number} days"
    months = 0
    if difficulty == 5:
        months = rng.choice((1, 2, 3))
        period = f"{months} month{'s' if months > 1 else ''}"
    reply = rng.choice((10, 15, 20))

    def make() -> t.Deadline:
        day = t.working_day(rng, date(2024, 1, 8), date(2026, 8, 28) if difficulty < 5 else date(2026, 7, 31))
        if difficulty == 5 and rng.random() < 0.3:
            day = rng.choice(
                [
                    date(y, m, d)
                    for y, m, d in (
                        (2024, 1, 31),
                        (2024, 12, 31),
                        (2025, 3, 31),
                        (2025, 8, 29),
                        (2026, 3, 31),
                        (2025, 10, 31),
                        (2026, 1, 30),
                    )
                ]
            )
        then = (Next(f"{reply} days"),) if months else ()
        return t.Deadline("cn-civil-procedure", day.isoformat(), period, then=then)

    def wanted(out: t.Outcome) -> bool:
        stage = out.stages[0]
        if out.calendar.closed(stage.trigger):
            return False
        moved, holiday = stage.counted != stage.end, bool(out.calendar.holiday(stage.counted))
        at_work = stage.counted.weekday() > 4 and not moved
        return (
            not moved and not at_work,
            moved and not holiday,
            moved and holiday,
            at_work or (moved and holiday and (stage.end - stage.counted).days > 2),
            moved or stage.counted.day != stage.trigger.day,
        )[difficulty - 1]

    part, outcome = t.drawn(make, wanted)
    stage = outcome.stages[0]
    people = rng.sample(c.PEOPLE, 1) + rng.sample(c.FIRMS, 1)
    a, b = (people[0], people[1]) if rng.random() < 0.7 or key == "cn-labour-50" else (people[1], people[0])
    if chinese:
        return _in_chinese(
            rng,
            difficulty,
            part,
            outcome,
            story.format(a=a, b=b, court=rng.choice(c.COURTS), day=t.zh(stage.trigger)),
            due,
            number,
            key,
            cite,
            months,
            reply,
        )
    a_en, b_en = rng.choice(c.PEOPLE_EN), rng.choice(c.FIRMS_EN)
    facts = story_en.format(a=a_en, b=b_en, day=t.uk_full(stage.trigger))
    number_told = f"{number} days"
    if months:
        facts = f"In a case between {a_en} and {b_en} the people's court set a period of {period} for the parties to submit an appraisal report. {b_en} received the notice on {t.uk_full(stage.trigger)}. The other party has {reply} days after the end of that period to comment on the report."
        due_en, number_told = "the comments on the report", period
    facts += " " + c.notice(stage.counted, chinese=False)
    if months:
        facts += " " + c.notice(outcome.stages[1].counted, chinese=False).replace(
            "Notices of the General Office of the State Council:", "Further,"
        )
    rules = _english_rules(key, number, months) + "\n\n" + c.CONVENTION_EN
    ask = rng.choice(
        (
            f"What is the last day for {due_en}?",
            f"When does the period for {due_en} expire?",
            f"By what date must {due_en} be filed?",
        )
    )
    source = (
        "the court set it"
        if months
        else {
            "cn-128": "Article 128",
            "cn-171": "Article 171",
            "cn-labour-50": "Article 50 of the Law on Mediation and Arbitration of Labour Disputes",
        }[key]
    )
    steps = [
        f"The period is {number_told} ({source}).",
        f"The day on which it begins, {t.uk(stage.trigger)}, is not counted (Article 85, paragraph 2).",
    ]
    if months:
        steps.append(
            f"A period of months expires on the corresponding day, {t.uk_full(stage.counted)}."
            if stage.counted.day == stage.trigger.day
            else f"The last month has no day {stage.trigger.day}, so it expires on the last day of that month, {t.uk_full(stage.counted)}."
        )
    else:
        steps.append(f"{number} days after {t.uk(stage.trigger)} is {t.uk_full(stage.counted)}.")
    steps.append(c.moved_en(stage.counted, stage.end, outcome.calendar))
    if months:
        second = outcome.stages[1]
        steps.append(
            f"The {reply} days for the comments run from there: {reply} days after {t.uk(second.trigger)} is {t.uk_full(second.counted)}."
        )
        steps.append(c.moved_en(second.counted, second.end, outcome.calendar))
    steps.append(
        rng.choice(
            (
                f"The last day is {t.uk_full(outcome.end)}.",
                f"Answer: {t.uk_full(outcome.end)}",
                f"So the period expires on {t.uk_full(outcome.end)}.",
            )
        )
    )
    return t.row(
        rng,
        t.lay_out(rng, facts.strip(), ask, rules),
        steps,
        part,
        t.uk(outcome.end),
        outcome.end.isoformat(),
    )


def _english_rules(key: str, number: int, months: int) -> str:
    texts = {
        "cn-128": "Civil Procedure Law of the People's Republic of China (2023 amendment, in force since 1 January 2024), Article 128, in translation: the defendant shall submit a statement of defence within fifteen days after receipt of the copy of the complaint.",
        "cn-171": f"Civil Procedure Law of the People's Republic of China (2023 amendment, in force since 1 January 2024), Article 171, in translation: a party dissatisfied with a first-instance judgment of a local people's court may appeal within fifteen days, and one dissatisfied with a ruling within ten days, after the written {'judgment' if number == 15 else 'ruling'} was served.",
        "cn-labour-50": "Law on Mediation and Arbitration of Labour Disputes (in force since 1 May 2008), Article 50, in translation: a party dissatisfied with an award in a case not covered by Article 47 may bring an action before the people's court within fifteen days after receipt of the award.",
    }
    first = "" if months else texts[key] + "\n\n"
    more = (
        " Judicial interpretation and Article 202 of the Civil Code: a period of months expires on the corresponding day of the last month or, if there is none, on its last day."
        if months
        else ""
    )
    return (
        first
        + "Civil Procedure Law of the People's Republic of China (2023 amendment, in force since 1 January 2024), Article 85, in translation: the hour and the day on which a period begins are not counted within the period. If the last day of a period is a statutory holiday, the period expires on the first day after the holiday."
        + more
    )


def _in_chinese(
    rng: random.Random,
    difficulty: int,
    part: t.Deadline,
    outcome: t.Outcome,
    facts: str,
    due: str,
    number: int,
    key: str,
    cite: str,
    months: int,
    reply: int,
) -> Draft:
    stage = outcome.stages[0]
    told = f"{_NUMBERS.get(number, '')}日"
    if months:
        told = f"{'一两三'[months - 1]}个月"
        facts = f"{rng.choice(c.COURTS)}在{rng.choice(c.PEOPLE)}与{rng.choice(c.FIRMS)}承揽合同纠纷一案中指定期间：当事人应自收到通知之日起{told}内提交鉴定材料。被告于{t.zh(stage.trigger)}收到通知。对方当事人应在该期间届满后{_NUMBERS[reply]}日内提交质证意见。"
        due = "提交质证意见"
    facts += c.notice(stage.counted, chinese=True)
    if months:
        facts += c.notice(outcome.stages[1].counted, chinese=True).replace(
            "国务院办公厅通知的相关安排：", "另据通知，"
        )
    rules = (
        (t.quote("cn-85") if months else t.quote(key, "cn-85"))
        + ("\n\n" + t.quote("cn-civil-201") if months else "")
        + "\n\n"
        + c.CONVENTION
    )
    ask = rng.choice(
        (f"{due}的期间于哪一日届满？", f"最迟应在哪一天{due}？", f"请计算{due}的最后一日，并说明理由。")
    )
    steps = [
        rng.choice(
            (
                f"依照{'法院的指定' if months else cite}，期间为{told}。",
                f"本案期间为{told}（{'法院指定' if months else cite}）。",
            )
        ),
        rng.choice(
            (
                f"期间开始之日{t.zh(stage.trigger)}不计算在期间内（第八十五条第二款），自次日起算。",
                f"根据第八十五条，{t.zh(stage.trigger)}当日不计算在内，从第二日开始计算。",
            )
        ),
    ]
    if months:
        steps.append(
            f"以月计算的，到期月的对应日为最后一日，即{t.zh_full(stage.counted)}。"
            if stage.counted.day == stage.trigger.day
            else f"到期月没有对应日，以月末日{t.zh_full(stage.counted)}为最后一日。"
        )
    else:
        steps.append(f"{t.zh(stage.trigger)}加{number}日为{t.zh_full(stage.counted)}。")
    steps.append(c.moved_zh(stage.counted, stage.end, outcome.calendar))
    if months:
        second = outcome.stages[1]
        steps.append(
            f"质证期间为{_NUMBERS[reply]}日，自该期间届满之日的次日起算：{t.zh(second.trigger)}加{reply}日为{t.zh_full(second.counted)}。"
        )
        steps.append(c.moved_zh(second.counted, second.end, outcome.calendar))
    end = outcome.end
    steps.append(
        rng.choice(
            (
                f"答案：{t.zh_full(end)}",
                f"因此，期间于{t.zh_full(end)}届满。",
                f"最后一日为{t.zh_full(end)}。",
            )
        )
    )
    layout = rng.choice(("{facts}{ask}\n\n{rules}", "{rules}\n\n{facts}{ask}", "{facts}\n\n{rules}\n\n{ask}"))
    return t.row(
        rng, layout.format(facts=facts, ask=ask, rules=rules), steps, part, t.zh(end), end.isoformat()
    )
