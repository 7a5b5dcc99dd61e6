"""Limitation under the Chinese Civil Code: three years, twenty years, interruption, suspension."""

from __future__ import annotations

import random
from datetime import date, timedelta

from assay import Draft, agree, generator
from assay_law.calendars.engine import shifted
from assay_law.generators import _time as t
from assay_law.generators.chinese import _calendar as c

_HEAD = "《中华人民共和国民法典》（2021年1月1日起施行）"
_188 = "第一百八十八条：向人民法院请求保护民事权利的诉讼时效期间为三年。法律另有规定的，依照其规定。诉讼时效期间自权利人知道或者应当知道权利受到损害以及义务人之日起计算。法律另有规定的，依照其规定。但是，自权利受到损害之日起超过二十年的，人民法院不予保护，有特殊情况的，人民法院可以根据权利人的申请决定延长。"
_194 = "第一百九十四条：在诉讼时效期间的最后六个月内，因下列障碍，不能行使请求权的，诉讼时效中止：（一）不可抗力；……自中止时效的原因消除之日起满六个月，诉讼时效期间届满。"
_195 = "第一百九十五条：有下列情形之一的，诉讼时效中断，从中断、有关程序终结时起，诉讼时效期间重新计算：（一）权利人向义务人提出履行请求；（二）义务人同意履行义务；……"
_METHOD = "（本题按对应日计算：起算的当日不计入，到期月的对应日为期间的最后一日；不考虑休假日顺延，也没有特殊情况需要延长。）"
_CAUSES = ("当地发生特大洪灾", "当地因地震交通通信中断", "当地因台风灾害各机关停止办公")
_DAMAGE = ("院墙因施工被损坏", "字画在寄存期间被损毁", "屋顶因高空坠物受损", "林木因排污枯死")


@generator("law.chinese_limitation", verifiers=t.VERIFIERS)
def chinese_limitation(rng: random.Random, difficulty: int) -> Draft:
    """The last day of the limitation period of the Chinese Civil Code (Articles 188, 194, 195), in Chinese.

    1: three years from knowledge. 2: a demand that interrupts. 3: force majeure in the last six months. 4: twenty years from the damage, or three from knowledge, whichever ends first. 5: an interruption, and force majeure that ends before, or in, the last six months.
    """
    who, firm = rng.choice(c.PEOPLE), rng.choice(c.FIRMS)
    passed: list[date] = []
    given: list[date] = []
    rules = [_188]

    def day(first: date, last: date) -> date:
        while (found := t.day_between(rng, first, last)).day > 28:
            pass
        return found

    if difficulty == 4:
        damage = day(date(2003, 1, 6), date(2007, 12, 20))
        limit = shifted(damage, 20, "year")
        known = day(limit - timedelta(1_500), limit - timedelta(300))
        three = shifted(known, 3, "year")
        end = min(three, limit)
        agree(end, sorted((_second(known, 3), _second(damage, 20)))[0], what="the last day")
        given, passed = [damage, known], [three, limit]
        facts = f"{t.zh(damage)}，{who}的{rng.choice(_DAMAGE)}，直到{t.zh(known)}，{who}才知道权利受到损害，以及义务人是{firm}。此后没有中止、中断的事由。"
        steps = [
            f"三年自知道之日{t.zh(known)}起计算（第一百八十八条第二款），对应日为{t.zh(three)}。",
            f"自权利受到损害之日{t.zh(damage)}起二十年，对应日为{t.zh(limit)}。",
            f"{'二十年的最长保护期先届满' if limit < three else '三年的诉讼时效期间先届满'}，以{t.zh(end)}为准。",
        ]
    else:
        known = day(date(2021, 1, 4), date(2023, 2, 28))
        given.append(known)
        debt = rng.choice(("货款", "借款", "租金", "加工费"))
        facts = f"{who}请求{firm}支付{debt}，{t.zh(known)}，{who}知道权利受到损害以及义务人。"
        start = known
        steps = [f"诉讼时效期间为三年，自知道之日{t.zh(known)}起计算（第一百八十八条）。"]
        if difficulty in (2, 5):
            rules.append(_195)
            start = day(known + timedelta(90), known + timedelta(900))
            given.append(start)
            what, why = rng.choice(
                (
                    (f"{who}向{firm}书面提出履行请求，{firm}当日签收", "第（一）项"),
                    (f"{firm}书面同意履行义务", "第（二）项"),
                )
            )
            facts += f"{t.zh(start)}，{what}。"
            steps.append(f"{t.zh(start)}诉讼时效中断，从中断时起重新计算（第一百九十五条{why}）。")
        three = end = shifted(start, 3, "year")
        passed.append(three)
        steps.append(f"自{t.zh(start)}起三年，对应日为{t.zh(three)}。")
        second = _second(start, 3)
        if difficulty in (3, 5):
            rules.append(_194)
            window = shifted(three, -6, "month")
            inside = difficulty == 3 or rng.random() < 0.6
            if inside:
                first = day(window + timedelta(8), three - timedelta(40))
                gone = day(first + timedelta(10), first + timedelta(60))
                end = shifted(gone, 6, "month")
            else:
                gone = day(window - timedelta(120), window - timedelta(10))
                first = gone - timedelta(rng.randint(12, 40))
            given += [first, gone]
            passed.append(window)
            facts += (
                f"自{t.zh(first)}起，{rng.choice(_CAUSES)}，{who}不能行使请求权；该障碍于{t.zh(gone)}消除。"
            )
            steps.append(f"最后六个月自{t.zh(window)}开始。")
            if inside:
                steps.append(
                    f"障碍发生在最后六个月内，时效中止；自原因消除之日{t.zh(gone)}起满六个月，即{t.zh(end)}，期间届满（第一百九十四条）。"
                )
                second = _second(gone, 0, 6)
            else:
                steps.append(f"障碍于{t.zh(gone)}消除，早于最后六个月，不发生中止（第一百九十四条）。")
        agree(end, second, what="the last day")
    rules_text = f"{_HEAD}" + "\n\n".join(rules) + "\n\n" + _METHOD
    ask = rng.choice(
        (
            f"{who}请求保护该权利的期间于哪一日届满？",
            f"{who}最迟应在哪一天起诉？",
            "诉讼时效期间的最后一日是哪一天？" if difficulty != 4 else "法院保护该权利的最后一日是哪一天？",
        )
    )
    steps.append(
        rng.choice((f"答案：{t.zh(end)}", f"因此，期间于{t.zh(end)}届满。", f"最后一日为{t.zh(end)}。"))
    )
    part = t.Deadline(
        on=end.isoformat(),
        given=tuple(each.isoformat() for each in given),
        passed=tuple(sorted({each.isoformat() for each in passed})),
    )
    prompt = rng.choice(("{f}{a}\n\n{r}", "{r}\n\n{f}{a}", "{f}\n\n{r}\n\n{a}")).format(
        f=facts, a=ask, r=rules_text
    )
    return t.row(rng, prompt, steps, part, t.zh(end), end.isoformat())


def _second(start: date, years: int, months: int = 0) -> date:
    """The corresponding day by the library ``dateutil``."""
    from dateutil.relativedelta import relativedelta

    end: date = start + relativedelta(years=years, months=months)
    return end
