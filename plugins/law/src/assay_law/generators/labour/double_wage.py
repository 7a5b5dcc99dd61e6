"""Double wages where a Chinese employer has not concluded a written contract."""

from __future__ import annotations

import random
from datetime import date, timedelta
from fractions import Fraction

from assay import Draft, agree, generator
from assay_law.calendars.engine import shifted
from assay_law.generators import _amounts as a
from assay_law.generators import _time as t

_RULE = (
    "《中华人民共和国劳动合同法》（2012年修正，2013年7月1日起施行）第八十二条第一款：用人单位自用工之日起超过一个月不满一年未与劳动者订立书面劳动合同的，应当向劳动者每月支付二倍的工资。\n\n"
    "《中华人民共和国劳动合同法实施条例》（2008年9月18日起施行）第六条第二款：前款规定的用人单位向劳动者每月支付两倍工资的起算时间为用工之日起满一个月的次日，截止时间为补订书面劳动合同的前一日。\n\n"
    "第七条：用人单位自用工之日起满一年未与劳动者订立书面劳动合同的，自用工之日起满一个月的次日至满一年的前一日应当依照劳动合同法第八十二条的规定向劳动者每月支付两倍的工资，并视为自用工之日起满一年的当日已经与劳动者订立无固定期限劳动合同，应当立即与劳动者补订书面劳动合同。"
)
_METHOD = "（本题按整月计算：自用工之日起，每满一个月为一个月。）"


@generator("law.chinese_double_wage", verifiers=a.VERIFIERS)
def chinese_double_wage(rng: random.Random, difficulty: int) -> Draft:
    """The second half of double wages for work without a written contract in China (Labour Contract Law, Article 82), in Chinese.

    1: some months. 2: the contract was made up later. 3: more than a year, at most eleven months. 4: the wage rose in between. 5: that, more than a year, less what was paid.
    """
    ledger, steps = a.Ledger(), []
    who, firm = rng.choice(a.PEOPLE), rng.choice(a.FIRMS)
    long = difficulty in (3, 5)
    start = date(rng.randint(2020, 2023), rng.randint(1, 12), rng.randint(1, 27))
    months = rng.randint(13, 22) if long else rng.randint(4 if difficulty == 4 else 3, 11)
    end = shifted(start, months, "month")
    wage = rng.randrange(45, 160) * 100
    facts = f"{who}于{t.zh(start)}入职{firm}，双方未订立书面劳动合同，"
    ledger.take("months", months, f"共{months}个月", role="用工月数")
    if difficulty == 2:
        facts += f"直至{t.zh(end)}才补订，其间共{months}个月。"
    else:
        facts += f"{who}工作至{t.zh(end - timedelta(1))}，共{months}个月，此后离职。"
    count = min(months, 12) - 1
    rise, second_wage = 0, 0
    if difficulty >= 4:
        rise = rng.randint(2, min(months, 12) - 2) if not long else rng.randint(3, 9)
        second_wage = wage + rng.randrange(3, 30) * 100
        facts += f"入职后前{rise}个月的月工资为{a.cny(wage)}，自第{rise + 1}个月起月工资为{a.cny(second_wage)}，公司均已按月足额支付。"
        ledger.take("early", rise, f"前{rise}个月", role="调薪前的月数")
        ledger.take("wage", wage, f"前{rise}个月的月工资为{a.cny(wage)}", "元", role="调薪前的月工资")
        ledger.take("wage2", second_wage, f"起月工资为{a.cny(second_wage)}", "元", role="调薪后的月工资")
    else:
        facts += f"月工资为{a.cny(wage)}，公司已按月足额支付。"
        ledger.take("wage", wage, f"月工资为{a.cny(wage)}", "元", role="月工资")
    begin = shifted(start, 1, "month")
    last = min(end, shifted(start, 12, "month")) - timedelta(1)
    agree(len([n for n in range(1, 60) if shifted(start, n, "month") <= last]), count, what="the months")
    ledger.step("count", "min(months, 12) - 1")
    why = (
        "截止于满一年的前一日"
        if months >= 12
        else "截止于补订书面劳动合同的前一日"
        if difficulty == 2
        else "截止于工作的最后一日"
    )
    steps.append(
        f"二倍工资自用工之日起满一个月的次日起算（实施条例第六条第二款），{why}{'（第七条）' if months >= 12 else ''}，共{min(months, 12)} − 1 = {count}个月。"
    )
    agree(begin > start, True, what="the first month")
    if difficulty >= 4:
        ledger.step("first", "early - 1")
        ledger.step("later", "count - first")
        ledger.step("due", "first * wage + later * wage2")
        one, two = rise - 1, count - (rise - 1)
        result = Fraction(one * wage + two * second_wage)
        steps.append(f"其中调薪前{one}个月、调薪后{two}个月。")
        steps.append(
            f"二倍工资差额（第八十二条第一款）：{a.cny(wage)} × {one} + {a.cny(second_wage)} × {two} = {a.cny(result)}。"
        )
        wages = [wage] * rise + [second_wage] * 40
    else:
        ledger.step("due", "wage * count")
        result = Fraction(wage * count)
        steps.append(
            f"已按月支付一倍工资，故差额为（第八十二条第一款）：{a.cny(wage)} × {count} = {a.cny(result)}。"
        )
        wages = [wage] * 60
    second = Fraction(sum(wages[1:months][:11]))
    goal, ask = (
        "二倍工资差额",
        rng.choice(("公司还应支付的二倍工资差额是多少？", f"{who}可以请求多少二倍工资差额？")),
    )
    if difficulty == 5:
        paid = rng.randrange(10, 60) * 100
        facts += f"公司已就此支付{a.cny(paid)}。"
        ledger.take("paid", paid, f"已就此支付{a.cny(paid)}", "元", role="已付差额")
        ledger.step("rest", "due - paid")
        steps.append(f"扣除已付部分：{a.cny(result)} − {a.cny(paid)} = {a.cny(result - paid)}。")
        result, second = result - paid, second - paid
        goal, ask = "还应支付的二倍工资差额", "扣除已付部分，公司还应支付多少二倍工资差额？"
    shown = a.cny(result)
    steps.append(rng.choice((f"答案：{shown}", f"因此，{goal}为{shown}。", f"综上，{goal}为{shown}。")))
    return a.row(
        rng,
        a.lay_out(rng, facts, ask, _RULE + "\n\n" + _METHOD),
        steps,
        ledger,
        shown,
        second,
        currency="CNY",
    )
