"""Overtime pay under Chinese labour law."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, generator
from assay_law.generators import _amounts as a

_ZH = (
    "《中华人民共和国劳动法》（2018年修正）第四十四条：有下列情形之一的，用人单位应当按照下列标准支付高于劳动者正常工作时间工资的工资报酬：（一）安排劳动者延长工作时间的，支付不低于工资的百分之一百五十的工资报酬；"
    "（二）休息日安排劳动者工作又不能安排补休的，支付不低于工资的百分之二百的工资报酬；（三）法定休假日安排劳动者工作的，支付不低于工资的百分之三百的工资报酬。"
)
_EN = (
    "Labour Law of the People's Republic of China (as amended in 2018), Article 44, in translation: the employer pays at least 150 percent of the wage where it has the worker work longer hours; at least 200 percent where the worker works on a rest day and no time off can be given instead; "
    "and at least 300 percent where the worker works on a statutory holiday."
)


@generator("law.chinese_overtime", verifiers=a.VERIFIERS)
def chinese_overtime(rng: random.Random, difficulty: int) -> Draft:
    """Overtime pay under Article 44 of China's Labour Law, in Chinese or English.

    1: longer hours on working days. 2: and on a rest day. 3: and on a statutory holiday. 4: rest-day hours of which some were made up by time off. 5: from a monthly wage by 21.75 days of 8 hours, less what was paid.
    """
    chinese = rng.random() < 0.6
    ledger = a.Ledger()
    hourly = Fraction(rng.randrange(48, 150), 2)
    if difficulty == 5:
        hourly = Fraction(rng.randrange(24, 90))
    monthly = hourly * 174
    hours = [
        rng.randint(6, 30),
        rng.randint(7, 24) if difficulty > 1 else 0,
        rng.randint(3, 16) if difficulty > 2 else 0,
    ]
    while len({h for h in hours if h}) != sum(bool(h) for h in hours):
        hours = [h + n if h else 0 for n, h in enumerate(hours)]
    off = rng.randint(2, hours[1] - 2) if difficulty >= 4 else 0
    paid = rng.randrange(2, 9) * 100 if difficulty == 5 else 0
    money = a.cny if chinese else a.yuan
    unit = "元" if chinese else "CNY"
    month = rng.randint(1, 12)
    if chinese:
        who, firm = rng.choice(a.PEOPLE), rng.choice(a.FIRMS)
        wage_said = f"月工资为{money(monthly)}" if difficulty == 5 else f"小时工资为{money(hourly)}"
        said = [
            f"工作日延长工作时间{hours[0]}小时",
            f"休息日加班{hours[1]}小时",
            f"法定休假日加班{hours[2]}小时",
        ]
        facts = (
            f"{who}在{firm}工作，实行标准工时制，{wage_said}。{month}月，公司安排其"
            + "，".join(s for s, h in zip(said, hours, strict=True) if h)
            + "。"
        )
        off_said, paid_said = f"已安排补休{off}小时", f"公司已支付加班费{money(paid)}"
        facts += (
            f"休息日加班中，{off_said}，其余不能安排补休。"
            if off
            else "休息日加班未安排补休。"
            if hours[1]
            else ""
        ) + (f"{paid_said}。" if paid else "")
        rules = (
            _ZH
            + (
                "\n\n按月计薪的，小时工资按月工资除以21.75天再除以8小时计算（《关于职工全年月平均工作时间和工资折算问题的通知》，劳社部发〔2008〕3号）。"
                if difficulty == 5
                else ""
            )
            + "\n\n按法定最低标准计算。"
        )
        ask = (
            rng.choice(("公司还应支付多少加班费？", "尚欠的加班费是多少？"))
            if paid
            else rng.choice(("公司应支付多少加班费？", "请计算应付的加班费。"))
        )
    else:
        who, firm = rng.choice(a.PEOPLE_EN), rng.choice(a.FIRMS_EN)
        wage_said = (
            f"monthly wage is {money(monthly)}" if difficulty == 5 else f"hourly wage is {money(hourly)}"
        )
        said = [
            f"{hours[0]} hours beyond normal hours on working days",
            f"{hours[1]} hours on rest days",
            f"{hours[2]} hours on a statutory holiday",
        ]
        told = [s for s, h in zip(said, hours, strict=True) if h]
        facts = (
            f"{who} works for {firm} under the standard working-hours system; the {wage_said}. Last month the company had {who} work "
            + (", ".join(told[:-1]) + " and " if len(told) > 1 else "")
            + told[-1]
            + "."
        )
        off_said, paid_said = f"{off} rest-day hours were made up", f"has paid {money(paid)} of overtime"
        facts += (
            f" Of these, {off_said} by time off; no other time off was possible."
            if off
            else " No time off was given instead."
            if hours[1]
            else ""
        ) + (f" The company {paid_said}." if paid else "")
        rules = (
            _EN
            + (
                "\n\nA monthly wage is divided by 21.75 days and by 8 hours to give the hourly wage (Notice on Average Monthly Working Hours and Wage Conversion, Lao She Bu Fa [2008] No. 3)."
                if difficulty == 5
                else ""
            )
            + "\n\nCompute at the statutory minimum."
        )
        ask = (
            "How much overtime pay is still owed?"
            if paid
            else rng.choice(("How much overtime pay is due?", "Compute the overtime pay."))
        )
    steps = []
    if difficulty == 5:
        ledger.take("monthly", monthly, wage_said, unit, role="monthly wage")
        ledger.step("hourly", "monthly / 21.75 / 8")
        steps.append(
            f"小时工资：{money(monthly)} ÷ 21.75 ÷ 8 = {money(hourly)}。"
            if chinese
            else f"Hourly wage: {money(monthly)} / 21.75 / 8 = {money(hourly)}."
        )
    else:
        ledger.take(
            "hourly",
            f"{float(hourly):.2f}" if hourly.denominator > 1 else a.plain(hourly),
            wage_said,
            unit,
            role="hourly wage",
        )
    total, parts, names = Fraction(0), [], []
    second = Fraction(0)
    labels = (
        ("延长工作时间", "休息日", "法定休假日")
        if chinese
        else ("Longer hours", "Rest days", "Statutory holiday")
    )
    for n, (each, rate) in enumerate(zip(hours, (150, 200, 300), strict=True)):
        if not each:
            continue
        ledger.take(f"hours{n}", each, said[n], role=labels[n])
        count, formula = each, f"hours{n}"
        if n == 1 and off:
            ledger.take("off", off, off_said, role="time off")
            count, formula = each - off, "(hours1 - off)"
            steps.append(
                f"休息日应付加班费的小时数：{each} − {off} = {count}小时。"
                if chinese
                else f"Rest-day hours to be paid: {each} − {off} = {count}."
            )
        ledger.step(f"pay{n}", f"hourly * {formula} * {rate} / 100")
        amount = hourly * count * rate / 100
        colon, stop, clause = (
            ("：", "。", f"（第四十四条第（{'一二三'[n]}）项）")
            if chinese
            else (": ", ".", f" (Article 44({n + 1}))")
        )
        steps.append(f"{labels[n]}{clause}{colon}{money(hourly)} × {count} × {rate}% = {money(amount)}{stop}")
        total += amount
        second += amount if n else hourly * count + hourly * count / 2
        parts.append(money(amount))
        names.append(f"pay{n}")
    final = " + ".join(names)
    if len(parts) > 1:
        steps.append(
            f"合计：{' + '.join(parts)} = {money(total)}。"
            if chinese
            else f"Total: {' + '.join(parts)} = {money(total)}."
        )
    if paid and paid < total:
        ledger.take("paid", paid, paid_said, unit, role="already paid")
        final += " - paid"
        steps.append(
            f"扣除已付：{money(total)} − {money(paid)} = {money(total - paid)}。"
            if chinese
            else f"Less what was paid: {money(total)} − {money(paid)} = {money(total - paid)}."
        )
        total, second = total - paid, second - paid
    ledger.step("answer", final)
    shown = money(total)
    goal = (
        ("尚欠加班费" if paid else "应付加班费")
        if chinese
        else ("overtime pay still owed" if paid else "overtime pay")
    )
    last = (
        (f"答案：{shown}", f"因此，{goal}为{shown}。", f"综上，{goal}为{shown}。")
        if chinese
        else (f"Answer: {shown}", f"The {goal} is {shown}.", f"In all, the {goal} comes to {shown}.")
    )
    steps.append(rng.choice(last))
    return a.row(rng, a.lay_out(rng, facts, ask, rules), steps, ledger, shown, second, currency="CNY")
