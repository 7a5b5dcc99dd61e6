"""What an application to a Chinese court costs: enforcement, preservation, an order to pay, bankruptcy."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, generator
from assay_law.generators import _amounts as a

_HEAD = "《诉讼费用交纳办法》（国务院令第481号，2007年4月1日起施行）第十四条：申请费分别按照下列标准交纳：\n"
_ENFORCE = "（一）依法向人民法院申请执行人民法院发生法律效力的判决、裁定、调解书……的，按照下列标准交纳：……2．执行金额或者价额不超过1万元的，每件交纳50元；超过1万元至50万元的部分，按照1.5%交纳；超过50万元至500万元的部分，按照1%交纳；超过500万元至1000万元的部分，按照0.5%交纳；超过1000万元的部分，按照0.1%交纳。"
_PRESERVE = "（二）申请保全措施的，根据实际保全的财产数额按照下列标准交纳：财产数额不超过1000元或者不涉及财产数额的，每件交纳30元；超过1000元至10万元的部分，按照1%交纳；超过10万元的部分，按照0.5%交纳。但是，当事人申请保全措施交纳的费用最多不超过5000元。"
_TABLES = {
    "执行": (
        50,
        (10_000, 500_000, 5_000_000, 10_000_000),
        ("1.5", "1", "0.5", "0.1"),
        ("50万元", "500万元", "1000万元", ""),
    ),
    "保全": (30, (1_000, 100_000), ("1", "0.5"), ("10万元", "")),
}
_TITLES = ("民事判决书", "民事调解书", "仲裁裁决")


@generator("law.chinese_application_fee", verifiers=a.VERIFIERS)
def chinese_application_fee(rng: random.Random, difficulty: int) -> Draft:
    """The fee for enforcement or for preservation of property in China (Measures on Litigation Costs, Article 14), in Chinese.

    1: preservation, two steps. 2: enforcement, one slice. 3: preservation with the cap, or enforcement over several slices. 4: enforcement of several sums. 5: both fees together.
    """
    ledger, steps = a.Ledger(), []
    firm, other = rng.sample(a.FIRMS, 2)
    kinds = {
        1: ("保全",),
        2: ("执行",),
        3: (rng.choice(("保全", "执行")),),
        4: ("执行",),
        5: ("保全", "执行"),
    }[difficulty]
    facts, rules, total, names = "", _HEAD, Fraction(0), []
    second = Fraction(0)
    for kind in kinds:
        base, tops, rates, said = _TABLES[kind]
        slot = "e" if kind == "执行" else "p"
        if kind == "保全":
            sum_ = rng.randrange(12, 900) * 100 if difficulty == 1 else rng.randrange(1_020, 40_000) * 100
        else:
            low, high = ((200, 4_900), (200, 4_900), (5_200, 98_000), (5_200, 190_000), (5_200, 98_000))[
                difficulty - 1
            ]
            sum_ = rng.randrange(low, high) * 100
        if kind == "保全":
            facts += f"{firm}起诉{other}时申请财产保全，实际保全的财产数额为{a.cny(sum_)}。"
            ledger.take("p", sum_, f"财产数额为{a.cny(sum_)}", "元", role="保全的财产数额")
            rules += _PRESERVE + "\n"
        elif difficulty == 4:
            part = rng.randrange(sum_ // 1_500, sum_ // 300) * 100
            facts += f"{other}未履行生效的{rng.choice(_TITLES)}，{firm}申请强制执行货款{a.cny(sum_ - part)}和违约金{a.cny(part)}，两项合计为执行金额。"
            ledger.take("goods", sum_ - part, f"货款{a.cny(sum_ - part)}", "元", role="货款")
            ledger.take("penalty", part, f"违约金{a.cny(part)}", "元", role="违约金")
            ledger.step("e", "goods + penalty")
            steps.append(f"执行金额：{a.cny(sum_ - part)} + {a.cny(part)} = {a.cny(sum_)}。")
            rules += _ENFORCE
        else:
            facts += (
                f"{other}未履行生效的{rng.choice(_TITLES)}，{firm}申请强制执行，执行金额为{a.cny(sum_)}。"
            )
            ledger.take("e", sum_, f"执行金额为{a.cny(sum_)}", "元", role="执行金额")
            rules += _ENFORCE
        ledger.take(f"{slot}base", base, f"每件交纳{base}元", "元", role="起点")
        parts, formula, fee = [a.cny(base)], f"{slot}base", Fraction(base)
        for n, (low, rate) in enumerate(zip(tops, rates, strict=True)):
            if sum_ <= low:
                break
            high = min(sum_, tops[n + 1]) if n + 1 < len(tops) else sum_
            mark = (
                f"至{said[n]}的部分，按照{rate}%"
                if said[n]
                else f"超过{'1000万元' if kind == '执行' else '10万元'}的部分，按照{rate}%"
            )
            ledger.take(f"{slot}rate{n}", rate, mark, "%", role="比例")
            ledger.step(f"{slot}part{n}", f"({slot if high == sum_ else high} - {low}) * {slot}rate{n} / 100")
            fee += (high - low) * Fraction(rate) / 100
            parts.append(f"{a.cny(high - low)} × {rate}%")
            formula += f" + {slot}part{n}"
        plain = fee
        if kind == "保全":
            ledger.step(f"{slot}fee", f"min({formula}, 5000)")
            fee = min(fee, Fraction(5_000))
        else:
            ledger.step(f"{slot}fee", formula)
        steps.append(f"{kind}申请费：{' + '.join(parts)} = {a.cny(plain)}。")
        if plain != fee:
            steps.append(f"{a.cny(plain)}超过5000元，按5,000元交纳（第十四条第（二）项但书）。")
        names.append(f"{slot}fee")
        total += fee
        second += _closed(kind, sum_)
    if total.denominator not in (1, 2, 4, 5, 10, 20, 25, 50, 100):
        raise RuntimeError("a fee has more than two decimal places")
    if len(names) == 2:
        fees = [ledger.values[name] for name in names]
        ledger.step("total", " + ".join(names))
        steps.append(f"合计：{a.cny(fees[0])} + {a.cny(fees[1])} = {a.cny(total)}。")
        ask = rng.choice((f"{firm}两次申请共应交纳申请费多少元？", "两项申请费合计是多少？"))
        goal = "两项申请费合计"
    else:
        ask = rng.choice((f"{kinds[0]}申请费是多少？", f"{firm}应交纳{kinds[0]}申请费多少元？"))
        goal = f"{kinds[0]}申请费"
    shown = a.cny(total)
    steps.append(rng.choice((f"答案：{shown}", f"因此，{goal}为{shown}。", f"综上，{goal}为{shown}。")))
    prompt = a.lay_out(rng, facts, ask, rules.strip())
    return a.row(rng, prompt, steps, ledger, shown, second, currency="CNY")


def _closed(kind: str, claim: int) -> Fraction:
    """The fee by the closed form of its last slice: rate times sum, plus a constant."""
    if kind == "保全":
        fee = (
            Fraction(30)
            if claim <= 1_000
            else Fraction(claim, 100) + 20
            if claim <= 100_000
            else Fraction(claim, 200) + 520
        )
        return min(fee, Fraction(5_000))
    for top, rate, constant in (
        (10_000, "0", 50),
        (500_000, "1.5", -100),
        (5_000_000, "1", 2_400),
        (10_000_000, "0.5", 27_400),
    ):
        if claim <= top:
            return claim * Fraction(rate) / 100 + constant
    return Fraction(claim, 1_000) + 67_400
