"""Chinese individual income tax on comprehensive income of a year."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, generator
from assay_law.generators import _amounts as a

_TOPS = (36_000, 144_000, 300_000, 420_000, 660_000, 960_000)
_RATES = (3, 10, 20, 25, 30, 35, 45)
_QUICK = (0, 2_520, 16_920, 31_920, 52_920, 85_920, 181_920)
_EXTRA = (
    ("子女教育", 24_000),
    ("赡养老人", 36_000),
    ("住房贷款利息", 12_000),
    ("继续教育", 4_800),
    ("住房租金", 18_000),
)


@generator("law.chinese_income_tax", verifiers=a.VERIFIERS)
def chinese_income_tax(rng: random.Random, difficulty: int) -> Draft:
    """Tax on a year's comprehensive income in China (Individual Income Tax Law, Articles 3 and 6), in Chinese.

    1: taxable income given. 2: salary less 60,000 and contributions. 3: with one special additional deduction. 4: with two, and fees for services at 80 %. 5: higher brackets, and the balance against tax withheld.
    """
    ledger, steps = a.Ledger(), []
    who = rng.choice(a.PEOPLE)
    year = rng.randint(2023, 2025)
    low, high = ((0, 2), (0, 3), (1, 3), (2, 4), (3, 6))[difficulty - 1]
    edges = (0, *_TOPS, 2_000_000)
    bracket = rng.randint(low, high)
    table = ["不超过36,000元的部分：税率3%，速算扣除数0"]
    for n in range(1, 7):
        span = f"超过{_TOPS[n - 1]:,}元" + (f"至{_TOPS[n]:,}元的部分" if n < 6 else "的部分")
        table.append(f"{span}：税率{_RATES[n]}%，速算扣除数{_QUICK[n]:,}")
    rules = (
        "《中华人民共和国个人所得税法》（2018年修正，2019年1月1日起施行）第六条第一款第（一）项：居民个人的综合所得，以每一纳税年度的收入额减除费用六万元以及专项扣除、专项附加扣除和依法确定的其他扣除后的余额，为应纳税所得额。"
        + (
            "\n\n第六条第二款：劳务报酬所得、稿酬所得、特许权使用费所得以收入减除百分之二十的费用后的余额为收入额。……"
            if difficulty >= 4
            else ""
        )
        + "\n\n附：个人所得税税率表一（综合所得适用，全年应纳税所得额）：\n"
        + "\n".join(table)
    )
    taxable = Fraction(
        rng.randrange(edges[bracket] // 100 + 5, min(edges[bracket + 1], edges[bracket] + 400_000) // 100)
        * 100
    )
    if difficulty == 1:
        facts = rng.choice(
            (
                f"{who}{year}年度综合所得的应纳税所得额为{a.cny(taxable)}。",
                f"{year}年，居民个人{who}全年综合所得的应纳税所得额为{a.cny(taxable)}。",
            )
        )
        ledger.take("taxable", taxable, f"应纳税所得额为{a.cny(taxable)}", "元")
        income = taxable
    else:
        names = rng.sample(_EXTRA[:4], {2: 0, 3: 1}.get(difficulty, 2))
        paid = rng.randrange(60, 500) * 100
        fee = rng.randrange(20, 400) * 100 if difficulty >= 4 else 0
        salary = taxable + 60_000 + paid + sum(n for _, n in names) - Fraction(fee * 8, 10)
        if salary < 20_000:
            salary, fee = salary + Fraction(fee * 8, 10), 0
        facts = f"居民个人{who}{year}年取得工资薪金{a.cny(salary)}"
        ledger.take("salary", salary, f"工资薪金{a.cny(salary)}", "元", role="工资薪金")
        income = salary
        total = "salary"
        if fee:
            facts += f"，另取得劳务报酬{a.cny(fee)}（不含增值税）"
            ledger.take("fee", fee, f"劳务报酬{a.cny(fee)}", "元", role="劳务报酬")
            ledger.step("fee_income", "fee * (1 - 20 / 100)")
            steps.append(f"劳务报酬收入额：{a.cny(fee)} × (1 − 20%) = {a.cny(Fraction(fee * 8, 10))}。")
            total += " + fee_income"
            income += Fraction(fee * 8, 10)
        facts += f"，当年个人缴纳的“三险一金”（专项扣除）共{a.cny(paid)}"
        ledger.take("paid", paid, f"共{a.cny(paid)}", "元", role="专项扣除")
        for n, (name, each) in enumerate(names):
            facts += f"，{name}专项附加扣除{a.cny(each)}"
            ledger.take(f"extra{n}", each, f"{name}专项附加扣除{a.cny(each)}", "元", role=name)
            total += f" - extra{n}"
        facts += "，无其他扣除。"
        total += " - paid - 60000"
        ledger.step("taxable", total)
        said = " − ".join([a.cny(income), "60,000元", a.cny(paid), *(a.cny(each) for _, each in names)])
        if fee:
            steps.append(f"全年收入额：{a.cny(salary)} + {a.cny(income - salary)} = {a.cny(income)}。")
        steps.append(f"应纳税所得额（第六条）：{said} = {a.cny(taxable)}。")
    steps.append(f"{a.cny(taxable)}适用税率{_RATES[bracket]}%，速算扣除数{_QUICK[bracket]:,}。")
    ledger.take("rate", _RATES[bracket], f"税率{_RATES[bracket]}%", "%", role="税率")
    ledger.take(
        "quick",
        _QUICK[bracket],
        f"速算扣除数{_QUICK[bracket]:,}" + ("\n" if bracket < 6 else ""),
        role="速算扣除数",
    )
    tax = ledger.step("tax", "taxable * rate / 100 - quick")
    steps.append(
        f"应纳税额：{a.cny(taxable)} × {_RATES[bracket]}% − {_QUICK[bracket]:,}元 = {a.cny(tax)}。"
        if bracket
        else f"应纳税额：{a.cny(taxable)} × 3% = {a.cny(tax)}。"
    )
    second = Fraction(
        sum(
            ((taxable if taxable < top else top) - bottom) * Fraction(r, 100)
            for bottom, top, r in zip((0, *_TOPS), (*_TOPS, 10**12), _RATES, strict=True)
            if taxable > bottom
        )
    )
    goal, ask = (
        "应纳个人所得税",
        rng.choice((f"{who}{year}年综合所得应缴纳多少个人所得税？", "请计算全年应纳税额。")),
    )
    if difficulty == 5:
        withheld = int(tax * rng.randint(55, 95) / 100)
        facts += f"当年已预扣预缴税款{a.cny(withheld)}。"
        ledger.take("withheld", withheld, f"已预扣预缴税款{a.cny(withheld)}", "元", role="已预缴税款")
        ledger.step("due", "tax - withheld")
        steps.append(f"应补税额：{a.cny(tax)} − {a.cny(withheld)} = {a.cny(tax - withheld)}。")
        second, tax = second - withheld, tax - withheld
        goal, ask = (
            "汇算清缴应补税额",
            rng.choice(("年度汇算清缴时应补缴多少税款？", "请计算汇算清缴应补税额。")),
        )
    shown = a.cny(tax)
    steps.append(rng.choice((f"答案：{shown}", f"因此，{who}{goal}为{shown}。", f"综上，{goal}为{shown}。")))
    prompt = a.lay_out(rng, facts, ask, rules)
    return a.row(rng, prompt, steps, ledger, shown, second, currency="CNY")
