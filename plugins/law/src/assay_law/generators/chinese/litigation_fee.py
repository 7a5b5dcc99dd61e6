"""The fee for accepting a case about property in a Chinese court."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, generator
from assay_law.generators import _amounts as a

_TOPS = (10_000, 100_000, 200_000, 500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000, 20_000_000)
_RATES = tuple(Fraction(each) for each in ("2.5", "2", "1.5", "1", "0.9", "0.8", "0.7", "0.6", "0.5"))
# the usual closed form of the slices: rate of the claim, plus a constant
_CONSTANTS = (-200, 300, 1_300, 3_800, 4_800, 6_800, 11_800, 21_800, 41_800)
_TEXT = (
    "《诉讼费用交纳办法》（国务院令第481号，2007年4月1日起施行）第十三条第一款第（一）项：财产案件根据诉讼请求的金额或者价额，按照下列比例分段累计交纳：\n1．不超过1万元的，每件交纳50元；\n"
    "2．超过1万元至10万元的部分，按照2.5%交纳；\n3．超过10万元至20万元的部分，按照2%交纳；\n4．超过20万元至50万元的部分，按照1.5%交纳；\n5．超过50万元至100万元的部分，按照1%交纳；\n"
    "6．超过100万元至200万元的部分，按照0.9%交纳；\n7．超过200万元至500万元的部分，按照0.8%交纳；\n8．超过500万元至1000万元的部分，按照0.7%交纳；\n9．超过1000万元至2000万元的部分，按照0.6%交纳；\n10．超过2000万元的部分，按照0.5%交纳。"
)
_HALF = (
    ("本案适用简易程序审理。", "第十六条：适用简易程序审理的案件减半交纳案件受理费。", "第十六条"),
    (
        "双方在法院主持下以调解方式结案。",
        "第十五条：以调解方式结案或者当事人申请撤诉的，减半交纳案件受理费。",
        "第十五条",
    ),
    (
        "审理中，原告申请撤诉并获准许。",
        "第十五条：以调解方式结案或者当事人申请撤诉的，减半交纳案件受理费。",
        "第十五条",
    ),
)
_DISPUTES = ("买卖合同", "民间借贷", "建设工程施工合同", "租赁合同", "承揽合同", "运输合同", "股权转让")


@generator("law.chinese_litigation_fee", verifiers=a.VERIFIERS)
def chinese_litigation_fee(rng: random.Random, difficulty: int) -> Draft:
    """The fee for accepting a property case in China (Measures on Litigation Costs, Article 13), in Chinese.

    1: two slices. 2: three or four. 3: more, of several claims added up. 4: halved. 5: halved, a large claim, and the share that the defendant bears.
    """
    ledger, steps = a.Ledger(), []
    low, high = ((1, 1), (2, 3), (3, 5), (4, 7), (6, 9))[difficulty - 1]
    slice_ = rng.randint(low, high)
    edges = (0, *_TOPS, 40_000_000)
    claim = rng.randrange(edges[slice_] // 100 + 11, edges[slice_ + 1] // 100) * 100
    firm, other = rng.sample(a.FIRMS, 2)
    dispute = rng.choice(_DISPUTES)
    if difficulty >= 3:
        first = rng.randrange(claim // 1_000, claim // 120) * 100
        facts = f"{firm}因{dispute}纠纷起诉{other}，请求给付本金{a.cny(claim - first)}及违约金{a.cny(first)}，两项金额合并计算。"
        ledger.take("principal", claim - first, f"本金{a.cny(claim - first)}", "元", role="本金")
        ledger.take("penalty", first, f"违约金{a.cny(first)}", "元", role="违约金")
        ledger.step("claim", "principal + penalty")
        steps.append(f"诉讼请求金额：{a.cny(claim - first)} + {a.cny(first)} = {a.cny(claim)}。")
    else:
        facts = rng.choice(
            (
                f"{firm}因{dispute}纠纷起诉{other}，诉讼请求金额为{a.cny(claim)}。",
                f"{dispute}纠纷一案，原告{firm}请求被告{other}给付{a.cny(claim)}。",
            )
        )
        ledger.take("claim", claim, a.cny(claim), "元", role="诉讼请求金额")
    fee = Fraction(50)
    ledger.take("first", 50, "每件交纳50元", "元", role="一万元以下")
    steps.append("不超过1万元的部分：50元。")
    parts = ["50元"]
    total = "first"
    for n in range(slice_):
        bottom, top = _TOPS[n], _TOPS[n + 1] if n + 1 < len(_TOPS) else None
        rate = _RATES[n]
        ledger.take(f"rate{n}", a.plain(rate), f"的部分，按照{a.plain(rate)}%交纳", "%", role="比例")
        upper = "claim" if n == slice_ - 1 else str(top)
        ledger.step(f"part{n}", f"({upper} - {bottom}) * rate{n} / 100")
        span = (claim if n == slice_ - 1 else int(top or 0)) - bottom
        fee += span * rate / 100
        steps.append(
            f"超过{bottom // 10_000}万元{'的部分' if n == slice_ - 1 else f'至{int(top or 0) // 10_000}万元的部分'}：{a.cny(span)} × {a.plain(rate)}% = {a.cny(span * rate / 100)}。"
        )
        parts.append(a.cny(span * rate / 100))
        total += f" + part{n}"
    ledger.step("fee", total)
    steps.append(f"合计：{' + '.join(parts)} = {a.cny(fee)}。")
    second = claim * _RATES[slice_ - 1] / 100 + _CONSTANTS[slice_ - 1]
    rules = _TEXT
    goal, ask = (
        "案件受理费",
        rng.choice(("本案的案件受理费是多少？", "应交纳案件受理费多少元？", "请计算案件受理费。")),
    )
    if difficulty >= 4:
        said, text, article = rng.choice(_HALF)
        facts += said
        rules += f"\n\n{text}"
        ledger.step("half", "fee / 2")
        steps.append(f"减半交纳（{article}）：{a.cny(fee)} ÷ 2 = {a.cny(fee / 2)}。")
        fee, second = fee / 2, second / 2
        ask = rng.choice(("减半后的案件受理费是多少？", "本案应交纳案件受理费多少元？"))
    name = "half" if difficulty >= 4 else "fee"
    if difficulty == 5:
        part = rng.choice((20, 30, 40, 60, 70, 80))
        facts += f"双方约定案件受理费由被告负担{part}%，其余由原告负担。"
        ledger.take("borne", part, f"由被告负担{part}%", "%", role="被告负担的比例")
        ledger.step("answer", f"round({name} * borne) / 100")
        steps.append(f"被告负担：{a.cny(fee)} × {part}% = {a.cny(a.cents(fee * part / 100))}。")
        fee = a.cents(fee * part / 100)
        second = Fraction(int(second * part + Fraction(1, 2)), 100)
        rules += "\n\n金额保留到分（四舍五入）。"
        goal, ask = "被告应负担的案件受理费", "被告应负担案件受理费多少元？"
    elif fee.denominator not in (1, 2, 4, 5, 10, 20, 25, 50, 100):
        raise RuntimeError("a fee has more than two decimal places")
    shown = a.cny(fee)
    if Fraction(shown[:-1].replace(",", "")) != fee:
        shown = f"{float(fee):,.4f}".rstrip("0") + "元"
    steps.append(rng.choice((f"答案：{shown}", f"因此，{goal}为{shown}。", f"综上，{goal}为{shown}。")))
    prompt = a.lay_out(rng, facts, ask, rules)
    return a.row(
        rng,
        prompt,
        steps,
        ledger,
        shown,
        second,
        currency="CNY",
        **({"round_to": "0.01"} if difficulty == 5 else {}),
    )
