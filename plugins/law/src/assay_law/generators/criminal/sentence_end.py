"""The day on which a Chinese sentence ends, with credit for custody before it."""

from __future__ import annotations

import random
from datetime import date, timedelta

from assay import Draft, agree, generator
from assay_law.calendars.engine import shifted
from assay_law.generators import _time as t
from assay_law.generators.chinese import _calendar as c

_KINDS = {
    "管制": (
        "第四十一条",
        "管制的刑期，从判决执行之日起计算；判决执行以前先行羁押的，羁押一日折抵刑期二日。",
        2,
        (3, 24),
    ),
    "拘役": (
        "第四十四条",
        "拘役的刑期，从判决执行之日起计算；判决执行以前先行羁押的，羁押一日折抵刑期一日。",
        1,
        (2, 6),
    ),
    "有期徒刑": (
        "第四十七条",
        "有期徒刑的刑期，从判决执行之日起计算；判决执行以前先行羁押的，羁押一日折抵刑期一日。",
        1,
        (7, 60),
    ),
}
_METHOD = "《最高人民法院关于适用〈中华人民共和国刑事诉讼法〉的解释》（法释〔2021〕1号，2021年3月1日起施行）第二百零二条第二款：以年计算的刑期，自本年本月某日至次年同月同日的前一日为一年；……以月计算的刑期，自本月某日至下月同日的前一日为一个月；刑期起算日为本月最后一日的，至下月最后一日的前一日为一个月；下月同日不存在的，自本月某日至下月最后一日的前一日为一个月；……"
_CRIMES = {
    "管制": ("妨害公务罪", "聚众扰乱社会秩序罪", "非法侵入住宅罪"),
    "拘役": ("危险驾驶罪", "盗窃罪", "故意伤害罪"),
    "有期徒刑": ("诈骗罪", "职务侵占罪", "寻衅滋事罪", "合同诈骗罪"),
}


def _zh(months: int) -> str:
    years, rest = divmod(months, 12)
    return (f"{years}年" if years else "") + (f"{rest}个月" if rest else "")


@generator("law.chinese_sentence_end", verifiers=t.VERIFIERS)
def chinese_sentence_end(rng: random.Random, difficulty: int) -> Draft:
    """The last day of a sentence in China, after credit for custody (Criminal Law, Articles 41, 44, 47), in Chinese.

    1: no custody. 2: days in custody, one for one. 3: public surveillance, one day for two. 4: custody from one date to another. 5: that, in two spans, one of them released on bail.
    """
    kind = (
        "管制"
        if difficulty == 3
        else rng.choice(("拘役", "有期徒刑") if difficulty < 4 else ("管制", "有期徒刑"))
    )
    article, text, rate, (low, high) = _KINDS[kind]
    who = rng.choice(c.PEOPLE)
    for _ in range(4_000):
        months = rng.randint(low, high)
        start = t.working_day(rng, date(2021, 4, 6), date(2026, 3, 31))
        if start.day > 28:
            continue
        full = shifted(start, months, "month") - timedelta(1)
        spans: list[tuple[date, date]] = []
        days = 0
        if difficulty in (2, 3):
            days = rng.randint(3, 55)
        elif difficulty >= 4:
            begin = start - timedelta(rng.randint(120, 300))
            spans = [(begin, begin + timedelta(rng.randint(5, 60)))]
            if difficulty == 5:
                again = spans[0][1] + timedelta(rng.randint(10, 50))
                spans.append((again, min(again + timedelta(rng.randint(8, 40)), start - timedelta(1))))
                if spans[1][1] <= again:
                    continue
            days = sum((b - a).days + 1 for a, b in spans)
        if days * rate < months * 24:
            break
    else:
        raise RuntimeError("no sentence was drawn")
    end = full - timedelta(days * rate)
    agree(end, _by_days(start, months, days, rate), what="the last day")
    crime = rng.choice(_CRIMES[kind])
    facts = f"{who}因犯{crime}被判处{kind}{_zh(months)}，判决自{t.zh(start)}起执行。"
    if difficulty == 1:
        facts += f"判决执行以前，{who}未被羁押。"
    elif not spans:
        facts += f"判决执行以前，{who}先行羁押{days}日。"
    elif len(spans) == 1:
        facts += f"判决执行以前，{who}于{t.zh(spans[0][0])}被羁押，{t.zh(spans[0][1])}被取保候审（羁押的首尾两日均计入）。"
    else:
        facts += f"判决执行以前，{who}于{t.zh(spans[0][0])}被羁押，{t.zh(spans[0][1])}被取保候审；{t.zh(spans[1][0])}再次被羁押，{t.zh(spans[1][1])}再次被取保候审（羁押的首尾两日均计入）。"
    steps = [
        f"刑期从判决执行之日起计算（{article}）。自{t.zh(start)}起{_zh(months)}，不折抵羁押时至{t.zh(full)}止（解释第二百零二条第二款）。"
    ]
    for one, other in spans:
        steps.append(f"自{t.zh(one)}至{t.zh(other)}羁押{(other - one).days + 1}日。")
    if len(spans) == 2:
        steps.append(f"两次共羁押{days}日。")
    if days:
        steps.append(
            f"羁押一日折抵刑期{'二日' if rate == 2 else '一日'}（{article}），"
            + (f"{days} × 2 = {days * 2}，" if rate == 2 else "")
            + f"折抵{days * rate}日。"
        )
        steps.append(f"{t.zh(full)}向前折抵{days * rate}日，刑期至{t.zh(end)}止。")
    else:
        steps.append("没有可以折抵的羁押日数。")
    steps.append(
        rng.choice((f"答案：{t.zh(end)}", f"因此，刑期于{t.zh(end)}届满。", f"刑期的最后一日为{t.zh(end)}。"))
    )
    rules = f"《中华人民共和国刑法》（2023年修正，2024年3月1日起施行）{article}：{text}\n\n{_METHOD}"
    ask = rng.choice((f"{who}的刑期至哪一日届满？", "刑期的最后一日是哪一天？", "刑期于哪一日届满？"))
    given = (start, *(day for span in spans for day in span))
    part = t.Deadline(
        on=end.isoformat(), given=tuple(day.isoformat() for day in given), passed=(full.isoformat(),)
    )
    prompt = rng.choice(("{f}{a}\n\n{r}", "{r}\n\n{f}{a}", "{f}\n\n{r}\n\n{a}")).format(
        f=facts, a=ask, r=rules
    )
    return t.row(rng, prompt, steps, part, t.zh(end), end.isoformat())


def _by_days(start: date, months: int, days: int, rate: int) -> date:
    """The last day by the library ``dateutil``, and one day of custody after the other."""
    from dateutil.relativedelta import relativedelta

    last: date = start + relativedelta(months=months)
    for _ in range(1 + days * rate):
        last -= timedelta(1)
    return last
