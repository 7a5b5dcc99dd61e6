"""Severance and compensation for wrongful dismissal under Chinese labour contract law."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, generator
from assay_law.generators import _amounts as a

_ZH = (
    "《中华人民共和国劳动合同法》（2012年修正，2013年7月1日起施行）第四十七条：经济补偿按劳动者在本单位工作的年限，每满一年支付一个月工资的标准向劳动者支付。六个月以上不满一年的，按一年计算；不满六个月的，向劳动者支付半个月工资的经济补偿。"
    "劳动者月工资高于用人单位所在直辖市、设区的市级人民政府公布的本地区上年度职工月平均工资三倍的，向其支付经济补偿的标准按职工月平均工资三倍的数额支付，向其支付经济补偿的年限最高不超过十二年。本条所称月工资是指劳动者在劳动合同解除或者终止前十二个月的平均工资。"
)
_ZH_87 = "第八十七条：用人单位违反本法规定解除或者终止劳动合同的，应当依照本法第四十七条规定的经济补偿标准的二倍向劳动者支付赔偿金。"
_EN = (
    "Labour Contract Law of the People's Republic of China (as amended in 2012, in force since 1 July 2013), Article 47, in translation: severance is paid at the rate of one month's wage for each full year of service with the employer. A period of six months or more but less than a year counts as a year; for less than six months, half a month's wage is paid. "
    "If the monthly wage is above three times the average monthly wage of the area in the preceding year, severance is computed at three times that average, for at most twelve years. The monthly wage is the average of the twelve months before the contract ended."
)
_EN_87 = "Article 87: an employer who ends a contract in breach of this Law pays twice the severance of Article 47 as compensation."


@generator("law.chinese_severance", verifiers=a.VERIFIERS)
def chinese_severance(rng: random.Random, difficulty: int) -> Draft:
    """Severance under Articles 47 and 87 of China's Labour Contract Law, in Chinese or English.

    1: full years. 2: a part of a year. 3: a wage above three times the average. 4: that, and the cap of twelve years. 5: an unlawful dismissal, twice that, less what was paid.
    """
    chinese = rng.random() < 0.6
    ledger = a.Ledger()
    capped = difficulty >= 3 and (difficulty < 5 or rng.random() < 0.6)
    years = rng.randint(13, 19) if difficulty == 4 else rng.randint(2, 11)
    months = 0 if difficulty == 1 else rng.choice((1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11))
    average = rng.randrange(60, 120) * 100 + rng.randrange(0, 100, 4)
    wage = average * 3 + rng.randrange(5, 90) * 100 if capped else rng.randrange(55, 55 + average // 60) * 100
    extra = Fraction(0) if not months else Fraction(1) if months >= 6 else Fraction(1, 2)
    count = years + extra
    base = average * 3 if capped else wage
    limited = Fraction(12) if capped and count > 12 else count
    result = base * limited
    paid = rng.randrange(5, 40) * 1_000 if difficulty == 5 else 0
    double = difficulty == 5
    rng_who = rng.randrange(len(a.PEOPLE_EN))
    money = a.cny if chinese else a.yuan
    if chinese:
        who, firm = rng.choice(a.PEOPLE), rng.choice(a.FIRMS)
        service = f"{years}年" + (f"{months}个月" if months else "整")
        end = (
            "公司违法解除劳动合同"
            if double
            else rng.choice(
                (
                    "公司提出并与其协商一致解除了劳动合同",
                    "公司因客观情况发生重大变化，依法解除了劳动合同",
                    "劳动合同期满终止，公司不再续订",
                )
            )
        )
        wage_said, years_said = f"前十二个月的平均工资为{money(wage)}", f"连续工作{years}年"
        facts = f"{who}在{firm}连续工作{service}，{end}。解除或者终止{wage_said}，当地上年度职工月平均工资为{money(average)}。"
        average_said = f"职工月平均工资为{money(average)}"
        paid_said = f"公司已支付{money(paid)}"
        facts += f"{paid_said}。" if paid else ""
        rules = _ZH + ("\n\n" + _ZH_87 if double else "")
        ask = (
            "公司还应支付多少赔偿金？"
            if double
            else rng.choice((f"{who}应得多少经济补偿？", "公司应支付的经济补偿是多少？"))
        )
    else:
        who, firm = a.PEOPLE_EN[rng_who], rng.choice(a.FIRMS_EN)
        service = (
            f"{years} years and {months} month{'s' if months > 1 else ''}"
            if months
            else f"exactly {years} years"
        )
        end = (
            "The company then dismissed the employee unlawfully"
            if double
            else rng.choice(
                (
                    "The contract then ended by agreement, on the company's proposal",
                    "The company then lawfully ended the contract because circumstances had changed materially",
                    "The fixed term then expired and the company did not renew the contract",
                )
            )
        )
        wage_said, average_said, years_said = (
            f"twelve months was {money(wage)}",
            f"preceding year was {money(average)}",
            f"for {years} years" if months else f"exactly {years} years",
        )
        facts = f"{who} worked for {firm} for {service}. {end}. The average monthly wage of {who} in the last {wage_said}; the average monthly wage of the area in the preceding year was {money(average)}."
        paid_said = f"has already paid {money(paid)}"
        facts += f" The company {paid_said}." if paid else ""
        rules = _EN + ("\n\n" + _EN_87 if double else "")
        ask = (
            "How much compensation is still due?"
            if double
            else rng.choice((f"How much severance is due to {who}?", "What severance does the company owe?"))
        )
    unit = "元" if chinese else "CNY"
    ledger.take("years", years, years_said, role="full years")
    factor = "years"
    if months:
        said = f"{years}年{months}个月" if chinese else f"{years} years and {months} month"
        ledger.take("months", months, said[len(str(years)) :], role="months beyond them")
        ledger.step("part", "min(max(floor(months / 6), 0.5), 1)")
        ledger.step("count", "years + part")
        factor = "count"
    ledger.take("average", average, average_said, unit, role="average wage of the area")
    ledger.take("wage", wage, wage_said, unit, role="monthly wage")
    ledger.step("base", "min(wage, 3 * average)")
    if capped and count > 12:
        ledger.step("limited", f"min({factor}, 12)")
        factor = "limited"
    ledger.step("severance", f"base * {factor}")
    second = sum([Fraction(base)] * int(limited), Fraction(0)) + base * (limited - int(limited))
    if double:
        ledger.take("paid", paid, paid_said, unit, role="already paid")
        ledger.step("due", "2 * severance - paid")
        second = second + second - paid
    n = a.plain(count)
    steps: list[str] = []
    if chinese:
        part = (
            ""
            if not months
            else f"{months}个月{'满六个月，按一年计算' if months >= 6 else '不满六个月，按半个月工资计算'}，"
        )
        steps.append(f"工作年限{service}，{part}对应{n}个月工资（第四十七条第一款）。")
        steps.append(
            f"当地月平均工资的三倍：{money(average)} × 3 = {money(3 * average)}，{f'月工资{money(wage)}高于该数额，按{money(base)}计算' if capped else f'月工资{money(wage)}不高于该数额'}（第四十七条第二款）。"
        )
        if capped:
            steps.append("年限最高不超过十二年，按12个月计算。" if count > 12 else "年限未超过十二年。")
        steps.append(f"经济补偿：{money(base)} × {a.plain(limited)} = {money(result)}。")
        goal = "经济补偿"
        if double:
            steps.append(
                f"赔偿金（第八十七条）：{money(result)} × 2 = {money(2 * result)}，扣除已付部分：{money(2 * result)} − {money(paid)} = {money(2 * result - paid)}。"
            )
            result, goal = 2 * result - paid, "还应支付的赔偿金"
        last = (
            f"答案：{money(result)}",
            f"因此，{goal}为{money(result)}。",
            f"综上，{goal}为{money(result)}。",
        )
    else:
        part = (
            ""
            if not months
            else f"the {months} month{'s' if months > 1 else ''} beyond the full years count as {'a year' if months >= 6 else 'half a month of wage'}, so "
        )
        steps.append(
            f"Service: {service}; {part}{n} months' wage {'is' if count == 1 else 'are'} due (Article 47)."
        )
        steps.append(
            f"Three times the average wage: 3 × {money(average)} = {money(3 * average)}. The wage of {money(wage)} is {'above that, so ' + money(base) + ' is used' if capped else 'not above that, so it is used'}."
        )
        if capped:
            steps.append(
                "The cap of twelve years applies, so the factor is 12."
                if count > 12
                else "The cap of twelve years is not reached."
            )
        steps.append(f"Severance: {money(base)} × {a.plain(limited)} = {money(result)}.")
        goal = "severance"
        if double:
            steps.append(
                f"Article 87 doubles it: 2 × {money(result)} = {money(2 * result)}. Less what was paid: {money(2 * result)} − {money(paid)} = {money(2 * result - paid)}."
            )
            result, goal = 2 * result - paid, "compensation still due"
        last = (
            f"Answer: {money(result)}",
            f"The {goal} is {money(result)}.",
            f"So the {goal} comes to {money(result)}.",
        )
    steps.append(rng.choice(last))
    return a.row(rng, a.lay_out(rng, facts, ask, rules), steps, ledger, money(result), second, currency="CNY")
