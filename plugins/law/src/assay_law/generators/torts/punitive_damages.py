"""Punitive damages of Chinese consumer law, with their least sums."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, generator
from assay_law.generators import _amounts as a

_FRAUD = "《中华人民共和国消费者权益保护法》（2013年修正，2014年3月15日起施行）第五十五条第一款：经营者提供商品或者服务有欺诈行为的，应当按照消费者的要求增加赔偿其受到的损失，增加赔偿的金额为消费者购买商品的价款或者接受服务的费用的三倍；增加赔偿的金额不足五百元的，为五百元。法律另有规定的，依照其规定。"
_FOOD = "《中华人民共和国食品安全法》（2021年修正，2021年4月29日起施行）第一百四十八条第二款：生产不符合食品安全标准的食品或者经营明知是不符合食品安全标准的食品，消费者除要求赔偿损失外，还可以向生产者或者经营者要求支付价款十倍或者损失三倍的赔偿金；增加赔偿的金额不足一千元的，为一千元。……"
_SHOPS = (
    "宁州市优选百货有限公司",
    "临海市惠邻超市有限公司",
    "云岭鲜达商贸有限公司",
    "江泽万家购物有限公司",
    "北塘悦选电子商务有限公司",
)
_GOODS = ("翻新手机", "“纯羊绒”围巾", "“全新”蓝牙耳机", "“实木”书桌", "“原厂”汽车配件", "“天然翡翠”吊坠")
_FOODS = ("牛肉干", "散装糕点", "进口奶粉", "桶装花生油", "即食海鲜", "蜂蜜")


@generator("law.chinese_punitive_damages", verifiers=a.VERIFIERS)
def chinese_punitive_damages(rng: random.Random, difficulty: int) -> Draft:
    """Threefold and tenfold damages of consumers in China, with the least sums of 500 and 1,000 yuan, in Chinese.

    1: three times the price. 2: near the least sum. 3: food, ten times the price. 4: food that made ill: the greater of ten prices and three losses. 5: that, with the loss and the price refunded, several purchases.
    """
    ledger, steps = a.Ledger(), []
    who, firm = rng.choice(a.PEOPLE), rng.choice(_SHOPS)
    if difficulty <= 2:
        price = Fraction(rng.randrange(20, 900) * 10 if difficulty == 1 else rng.randrange(40, 320))
        goods = rng.choice(_GOODS)
        facts = f"{who}在{firm}的网店以{a.cny(price)}购买{goods}一件，生效判决认定商家构成欺诈，{who}要求商家增加赔偿。"
        ledger.take("price", price, f"以{a.cny(price)}", "元", role="价款")
        ledger.step("three", "3 * price")
        ledger.step("due", "max(three, 500)")
        steps.append(f"价款的三倍（第五十五条第一款）：{a.cny(price)} × 3 = {a.cny(3 * price)}。")
        steps.append(
            f"{a.cny(3 * price)}{'不足五百元，增加赔偿的金额为500元' if 3 * price < 500 else '不低于五百元，按三倍计算'}。"
        )
        result = max(3 * price, Fraction(500))
        second = Fraction(500) if price * 3 <= 500 else Fraction(price + price + price)
        rules = _FRAUD
        goal, ask = (
            "增加赔偿的金额",
            rng.choice((f"{who}可以要求商家增加赔偿多少元？", "增加赔偿的金额是多少？")),
        )
    else:
        foods = rng.sample(_FOODS, 2 if difficulty == 5 else 1)
        prices = [Fraction(rng.randrange(60, 800) + rng.choice((0, 0, 1)), 2) for _ in foods]
        bought = "、".join(f"{food}（价款{a.cny(each)}）" for food, each in zip(foods, prices, strict=True))
        facts = (
            f"{who}在{firm}的门店购买{bought}，经检验均不符合食品安全标准，商家对此明知。"
            if difficulty == 5
            else f"{who}在{firm}的门店购买{bought}，经检验不符合食品安全标准，商家对此明知。"
        )
        for n, each in enumerate(prices):
            ledger.take(f"price{n}", each, f"（价款{a.cny(each)}）", "元", role="价款")
        price = Fraction(sum(prices, Fraction(0)))
        names = " + ".join(f"price{n}" for n in range(len(prices)))
        if difficulty == 5:
            ledger.step("price", names)
            steps.append(f"价款合计：{' + '.join(a.cny(each) for each in prices)} = {a.cny(price)}。")
        one = "price" if difficulty == 5 else "price0"
        ledger.step("ten", f"10 * {one}")
        steps.append(f"价款的十倍（第一百四十八条第二款）：{a.cny(price)} × 10 = {a.cny(10 * price)}。")
        best, name = 10 * price, "ten"
        loss = 0
        if difficulty >= 4:
            loss = rng.randrange(3, 160) * 25
            facts += f"{who}食用后就医，医疗费、误工费等损失共{a.cny(loss)}。"
            ledger.take("loss", loss, f"损失共{a.cny(loss)}", "元", role="损失")
            ledger.step("three", "3 * loss")
            ledger.step("best", "max(ten, three)")
            steps.append(
                f"损失的三倍：{a.cny(loss)} × 3 = {a.cny(3 * loss)}。两者中较高的是{a.cny(max(best, Fraction(3 * loss)))}。"
            )
            best, name = max(best, Fraction(3 * loss)), "best"
        ledger.step("punitive", f"max({name}, 1000)")
        steps.append(
            f"{a.cny(best)}{'不足一千元，赔偿金为1,000元' if best < 1_000 else '不低于一千元，据此计算'}。"
        )
        result = max(best, Fraction(1_000))
        second = sorted((10 * price, Fraction(3 * loss), Fraction(1_000)))[-1]
        goal = "赔偿金"
        ask = (
            rng.choice(
                (f"{who}最多可以要求多少赔偿金（不含实际损失）？", "除损失外，惩罚性赔偿金最多是多少？")
            )
            if difficulty >= 4
            else rng.choice(
                (f"{who}可以要求支付多少赔偿金（按价款计算）？", "按价款计算，惩罚性赔偿金是多少？")
            )
        )
        rules = _FOOD
        if difficulty == 5:
            ledger.step("all", "punitive + loss + price")
            steps.append(
                f"连同损失和退还的价款：{a.cny(result)} + {a.cny(loss)} + {a.cny(price)} = {a.cny(result + loss + price)}。"
            )
            result, second = result + loss + price, second + loss + price
            facts += "商家同意退还全部价款。"
            goal, ask = "商家共应支付的金额", "赔偿金、损失和退还的价款合计，商家最多应支付多少元？"
    shown = a.cny(result)
    steps.append(rng.choice((f"答案：{shown}", f"因此，{goal}为{shown}。", f"综上，{goal}为{shown}。")))
    return a.row(rng, a.lay_out(rng, facts, ask, rules), steps, ledger, shown, second, currency="CNY")
