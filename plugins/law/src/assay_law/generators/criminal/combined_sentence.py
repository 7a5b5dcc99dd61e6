"""Combined punishment for several crimes under the Criminal Law of China."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, generator
from assay_law.generators import _amounts as a

_RULE = "《中华人民共和国刑法》（2020年修正）第六十九条第一款：判决宣告以前一人犯数罪的，除判处死刑和无期徒刑的以外，应当在总和刑期以下、数刑中最高刑期以上，酌情决定执行的刑期，但是管制最高不能超过三年，拘役最高不能超过一年，有期徒刑总和刑期不满三十五年的，最高不能超过二十年，总和刑期在三十五年以上的，最高不能超过二十五年。"
_OFFSET = "第四十七条：有期徒刑的刑期，从判决执行之日起计算；判决执行以前先行羁押的，羁押一日折抵刑期一日。"
# crimes whose terms reach fifteen years, and may be as short as one
_CRIMES = (
    "盗窃罪",
    "诈骗罪",
    "故意伤害罪",
    "职务侵占罪",
    "合同诈骗罪",
    "敲诈勒索罪",
    "非法经营罪",
    "贷款诈骗罪",
    "信用卡诈骗罪",
    "贪污罪",
)


@generator("law.chinese_combined_sentence", verifiers=a.VERIFIERS)
def chinese_combined_sentence(rng: random.Random, difficulty: int) -> Draft:
    """The limits of a combined term of imprisonment (Criminal Law, Articles 69 and 47), in Chinese, in years and months.

    1: two terms, the upper limit. 2: three terms with months. 3: a sum above twenty years. 4: a sum around thirty-five years. 5: what remains to be served of the highest term, after custody.
    """
    ledger, steps = a.Ledger(), []
    who = rng.choice(a.PEOPLE)
    count = (2, 3, 3, 4, 4)[difficulty - 1]
    crimes = rng.sample(_CRIMES, count)
    for _ in range(2_000):
        low, high = ((1, 9), (2, 7), (5, 13), (6, 14), (6, 14))[difficulty - 1]
        terms = [
            rng.randint(low, high) * 12 + (rng.choice((0, 0, 3, 6, 9)) if difficulty > 1 else 0)
            for _ in range(count)
        ]
        total = sum(terms)
        if len(set(terms)) == count and (
            (difficulty < 3 and total < 240)
            or (difficulty == 3 and 240 < total < 420)
            or (difficulty >= 4 and 300 < total < 560)
        ):
            break
    else:
        raise RuntimeError("no terms were drawn")
    cap = 240 if total < 420 else 300
    upper = min(total, cap)
    listed = "，".join(
        f"犯{crime}，判处有期徒刑{_zh(term)}" for crime, term in zip(crimes, terms, strict=True)
    )
    facts = f"{who}{listed}。各罪均在判决宣告以前所犯，数罪并罚。"
    names = []
    for n, (crime, term) in enumerate(zip(crimes, terms, strict=True)):
        said = f"犯{crime}，判处有期徒刑{_zh(term)}"
        ledger.take(f"years{n}", term // 12, said, role=f"{crime}，年")
        formula = f"years{n} * 12"
        if term % 12:
            if term // 12 == term % 12:  # the place of the number would not be clear
                formula += f" + {term % 12}"
            else:
                ledger.take(f"months{n}", term % 12, said, role=f"{crime}，月")
                formula += f" + months{n}"
        ledger.step(f"term{n}", formula)
        names.append(f"term{n}")
    ledger.step("total", " + ".join(names))
    steps.append(
        f"总和刑期：{' + '.join(str(term) for term in terms)} = {total}，即{_zh(total)}（以月计）。".replace(
            "，即", "个月，即"
        )
    )
    ledger.step("cap", "240 + 60 * max(0, min(1, total - 419))")
    ledger.step("upper", "min(total, cap)")
    steps.append(
        f"总和刑期{'不满' if total < 420 else '在'}三十五年{'' if total < 420 else '以上'}，最高不能超过{'二十' if cap == 240 else '二十五'}年（第六十九条第一款），故上限为{_zh(upper)}。"
    )
    rules = _RULE
    second = Fraction(upper)
    if difficulty == 5:
        custody = rng.randint(3, 30)
        facts += f"法院决定执行所允许的最高刑期；{who}判决执行前已被羁押{custody}个月。"
        rules += "\n\n" + _OFFSET + "（本题以整月折抵。）"
        ledger.take("custody", custody, f"已被羁押{custody}个月", role="羁押月数")
        ledger.step("answer", "upper - custody")
        steps.append(f"折抵羁押：{upper} − {custody} = {upper - custody}。".replace("。", "（个月）。"))
        second = Fraction(sum(terms) if sum(terms) < cap else cap) - custody
        result, ask, goal = upper - custody, "判决执行之日起，实际还需执行多长刑期？", "还需执行的刑期"
    else:
        ledger.step("answer", "upper")
        result, ask, goal = (
            upper,
            rng.choice(("法院决定执行的刑期，最高可以是多少？", "决定执行刑期的上限是多少？")),
            "决定执行刑期的上限",
        )
    shown = _zh(result)
    steps.append(rng.choice((f"答案：{shown}", f"因此，{goal}为{shown}。", f"综上，{goal}为{shown}。")))
    return a.row(rng, a.lay_out(rng, facts, ask, rules), steps, ledger, shown, second, currency="months")


def _zh(months: int) -> str:
    years, rest = divmod(months, 12)
    return (f"{years}年" if years else "") + (f"{rest}个月" if rest else "")
