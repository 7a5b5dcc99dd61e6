"""Statutory succession under the Civil Code of China."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, generator
from assay_law.generators import _amounts as a

_RULES = (
    "《中华人民共和国民法典》（2021年1月1日起施行）第一千一百二十七条：遗产按照下列顺序继承：（一）第一顺序：配偶、子女、父母；（二）第二顺序：兄弟姐妹、祖父母、外祖父母。继承开始后，由第一顺序继承人继承，第二顺序继承人不继承；没有第一顺序继承人继承的，由第二顺序继承人继承。"
    "\n\n第一千一百三十条第一款：同一顺序继承人继承遗产的份额，一般应当均等。"
)
_HALF = "\n\n第一千一百五十三条第一款：夫妻共同所有的财产，除有约定的外，遗产分割时，应当先将共同所有的财产的一半分出为配偶所有，其余的为被继承人的遗产。"
_FOR_DEAD = "\n\n第一千一百二十八条第一款、第三款：被继承人的子女先于被继承人死亡的，由被继承人的子女的直系晚辈血亲代位继承。代位继承人一般只能继承被代位继承人有权继承的遗产份额。"
_GIVEN = "安,宁,远,静,岚,川,默,霖,瑶,峥,越,澄".split(",")


@generator("law.chinese_succession", verifiers=a.VERIFIERS)
def chinese_succession(rng: random.Random, difficulty: int) -> Draft:
    """What an heir takes under Articles 1127 to 1130 and 1153 of China's Civil Code, in Chinese.

    1: the fraction, heirs of the first order. 2: also brothers and sisters, who take nothing; in yuan. 3: property of the spouses, half of it first. 4: a dead child's children. 5: that, debts, and what the spouse has in all.
    """
    ledger, steps = a.Ledger(), []
    decedent = rng.choice(a.PEOPLE)
    surname = decedent[0]
    names = [surname + each for each in rng.sample(_GIVEN, 10)]
    spouse = rng.choice(("何慧", "罗清", "唐敏", "曹阳", "龚雨"))
    children = names[: rng.randint(1, 4)]
    parents = rng.choice(([], ["母亲"], ["父亲", "母亲"]))
    has_spouse = difficulty >= 3 or rng.random() < 0.7
    dead = names[5] if difficulty >= 4 else ""
    grand = names[6 : 6 + rng.randint(2, 3)] if dead else []
    heads = has_spouse + len(children) + len(parents) + bool(dead)
    if heads == 1:
        parents, heads = ["母亲"], 2
    facts = f"{decedent}去世，未立遗嘱。"
    heirs = (
        ([f"配偶{spouse}"] if has_spouse else [])
        + [f"子女{'、'.join(children)}"]
        + (["、".join(parents)] if parents else [])
    )
    facts += f"在世的近亲属有：{'；'.join(heirs)}"
    if difficulty >= 2:
        facts += f"；另有{rng.choice(('弟弟', '妹妹', '哥哥'))}{names[9]}"
    facts += "。"
    rules = _RULES
    if dead:
        facts += f"另一子{dead}先于{decedent}死亡，留有子女{len(grand)}人：{'、'.join(grand)}。"
        rules += _FOR_DEAD
    first = (
        ([spouse] if has_spouse else []) + children + parents + ([f"{dead}（由其子女代位）"] if dead else [])
    )
    steps.append(
        f"第一顺序继承人为{'、'.join(first)}，共{heads}份"
        + ("，第二顺序的兄弟姐妹不继承" if difficulty >= 2 else "")
        + "（第一千一百二十七条）。"
    )
    pool = [*children, *([spouse] if has_spouse else [])]
    if difficulty == 1:
        target = rng.choice(pool)
        share = Fraction(1, heads)
        everyone = {name: str(share) for name in [*([spouse] if has_spouse else []), *children, *parents]}
        value = rng.randrange(20, 300) * 1_000 * heads
        facts += f"遗产为存款{a.cny(value)}。"
        ledger.take("estate", value, f"存款{a.cny(value)}", "元", role="遗产")
        ledger.step("part", f"estate / {heads}")
        ledger.step("answer", "part / estate")
        steps.append(f"份额均等（第一千一百三十条），每人{share}。")
        steps.append(rng.choice((f"答案：{share}", f"因此，{target}的继承份额为{share}。")))
        ask = f"{target}的继承份额是多少（用分数表示）？"
        second = 1 - Fraction(heads - 1, heads)
        return a.row(
            rng,
            a.lay_out(rng, facts, ask, rules),
            steps,
            ledger,
            str(share),
            second,
            currency="share",
            shares=everyone,
        )
    size = len(grand) if dead else 1
    each = rng.randrange(8, 120) * 1_000 * size
    estate = each * heads
    debts = rng.randrange(10, 200) * 1_000 if difficulty == 5 else 0
    base, name = estate + debts, "total"
    if difficulty >= 3:
        total = 2 * base
        said = f"夫妻共同财产共{a.cny(total)}"
        facts += f"{decedent}与{spouse}的{said}，无其他财产，也无财产约定。"
        ledger.take("total", total, said, "元", role="夫妻共同财产")
        ledger.step("own", "total / 2")
        name = "own"
        rules += _HALF
        steps.append(
            f"先分出配偶的一半（第一千一百五十三条）：{a.cny(total)} ÷ 2 = {a.cny(base)}，其余{a.cny(base)}为遗产。"
        )
    else:
        said = f"遗产共计{a.cny(base)}"
        facts += f"{said}。"
        ledger.take("total", base, said, "元", role="遗产")
    if debts:
        said = f"个人债务{a.cny(debts)}"
        facts += f"{decedent}尚有{said}，从其遗产中清偿。"
        ledger.take("debts", debts, said, "元", role="债务")
        ledger.step("net", f"{name} - debts")
        name = "net"
        steps.append(f"清偿债务：{a.cny(base)} − {a.cny(debts)} = {a.cny(estate)}。")
    steps.append(f"份额均等（第一千一百三十条），每份：{a.cny(estate)} ÷ {heads} = {a.cny(each)}。")
    part = ledger.step("part", f"{name} / {heads}")
    if difficulty == 5 and rng.random() < 0.6:
        target, goal = spouse, "最终共得"
        result = ledger.step("answer", "own + part")
        steps.append(f"{spouse}共得：{a.cny(base)} + {a.cny(each)} = {a.cny(result)}。")
        second = 2 * base - debts - Fraction(each * (heads - 1))
        ask = f"分割后，{spouse}一共可得多少元（包括其在夫妻共同财产中的一半）？"
    elif dead:
        target, goal = rng.choice(grand), "可得"
        ledger.take("grand", size, f"留有子女{size}人", role="代位继承人")
        result = ledger.step("answer", "part / grand")
        steps.append(
            f"{dead}的一份由其{size}名子女代位继承（第一千一百二十八条）：{a.cny(each)} ÷ {size} = {a.cny(result)}。"
        )
        second = Fraction(estate) - Fraction(estate, heads) * (heads - 1)
        second -= Fraction(each, size) * (size - 1)
        ask = f"{target}可分得多少元？"
    else:
        target, goal = rng.choice(pool if difficulty == 2 else children), "可继承"
        ledger.step("answer", "part")
        result, second = part, Fraction(estate) - Fraction(each) * (heads - 1)
        ask = f"{target}可继承多少元？"
    shown = a.cny(result)
    steps.append(
        rng.choice(
            (f"答案：{shown}", f"因此，{target}{goal}{shown}。", f"综上，{target}{goal}的金额为{shown}。")
        )
    )
    return a.row(rng, a.lay_out(rng, facts, ask, rules), steps, ledger, shown, second, currency="CNY")
