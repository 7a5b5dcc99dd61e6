"""民事行为能力与民事法律行为的效力：依《民法典》第十八条至第二十条、第一百四十四条、第一百四十五条判断。"""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_law.generators import _rules as r
from assay_law.generators.chinese import _calendar as c

_PROGRAM = """
% 第十八条第一款：成年人为完全民事行为能力人。
full(X) :- age(X, A), A >= 18.
% 第十八条第二款：十六周岁以上的未成年人，以自己的劳动收入为主要生活来源的，视为完全民事行为能力人。
full(X) :- age(X, A), A >= 16, A < 18, own_income(X).
% 第十九条：八周岁以上的未成年人为限制民事行为能力人。
limited(X) :- age(X, A), A >= 8, A < 18, not full(X).
% 第二十条：不满八周岁的未成年人为无民事行为能力人。
none(X) :- age(X, A), A < 8.
% 第一百四十四条：无民事行为能力人实施的民事法律行为无效。
effect(void) :- actor(X), none(X).
% 第一百四十五条：限制民事行为能力人实施的纯获利益的或者与其年龄、智力相适应的民事法律行为有效；其他的经法定代理人同意或者追认后有效。
effect(valid) :- actor(X), limited(X), pure_benefit.
effect(valid) :- actor(X), limited(X), suited, not pure_benefit.
effect(valid) :- actor(X), limited(X), agreed, not pure_benefit, not suited.
effect(pending) :- actor(X), limited(X), not pure_benefit, not suited, not agreed.
effect(valid) :- actor(X), full(X).
"""
_ACTS = (
    ("buy_small", "在文具店花{s}元买了几支笔", True), ("ride", "乘公交车并支付车费{b}元", True), ("book", "在书店花{s}元买了一本故事书", True),
    ("car", "以{l}元向车行买下一辆二手摩托车", False), ("phone", "以{l}元买下一台高档相机", False), ("loan", "与同学的表哥约定，以{l}元的价格卖掉家中祖传的玉镯", False), ("tip", "向网络主播打赏{l}元", False),
    ("gift", "接受舅舅无条件赠与的{l}元", None),
)  # fmt: skip
_WORDS = {"valid": "有效", "void": "无效", "pending": "效力待定"}


@generator("law.civil_capacity", verifiers=r.VERIFIERS)
def civil_capacity(rng: random.Random, difficulty: int) -> Draft:
    """Whether a minor's transaction is valid, void or pending under China's Civil Code, in Chinese.

    1: below eight, or grown up. 2: small transactions of older minors. 3: gifts and large purchases. 4: consent and ratification. 5: a working minor, with facts that decide nothing.
    """
    who, parent = rng.sample(c.PEOPLE, 2)
    wanted = rng.choice(
        (
            ("valid", "void"),
            ("valid", "void"),
            ("valid", "pending", "void"),
            ("valid", "pending"),
            ("valid", "pending", "void"),
        )[difficulty - 1]
    )
    for _ in range(600):
        age = rng.choice(
            (
                (5, 6, 7, 18, 19, 21),
                (6, 7, 8, 9, 11, 13),
                (6, 7, 9, 12, 15),
                (9, 11, 13, 15, 17),
                (7, 8, 16, 16, 17, 17),
            )[difficulty - 1]
        )
        _, told, suited = rng.choice(_ACTS)
        if difficulty == 2 and (suited is not True):
            continue
        if difficulty == 4 and suited is not False:
            continue
        if difficulty == 3 and suited is True:
            continue
        working = difficulty == 5 and age >= 16 and rng.random() < 0.5
        consent = rng.choice(("", "before", "after")) if difficulty >= 4 and suited is False else ""
        gift = suited is None
        if age < 8:
            answer = "void"
        elif age >= 18 or working or gift or suited or consent:
            answer = "valid"
        else:
            answer = "pending"
        if answer == wanted:
            break
    small, large = rng.randint(5, 60), rng.randrange(30, 180) * 100
    facts = (
        ["actor(x)", f"age(x,{age})"]
        + ["own_income(x)"] * working
        + ["pure_benefit"] * gift
        + ["suited"] * bool(suited)
        + ["agreed"] * bool(consent)
    )
    story = f"{who}，{age}周岁"
    if age >= 16 and age < 18:
        story += (
            "，初中毕业后在餐馆工作，以自己的工资为主要生活来源。"
            if working
            else "，在校学生，生活费由父母负担。"
        )
    else:
        story += "，精神健康状况正常。"
    place = rng.choice(("上周", "今年暑假", "国庆假期", "昨天", "上个月"))
    story += f"{place}，{who}{told.format(s=small, b=small % 7 + 2, l=f'{large:,}')}。"
    if suited is True and 8 <= age < 18:
        story += "该行为与其年龄、智力相适应。"
    elif suited is False and 8 <= age < 18 and not working:
        story += "该行为与其年龄、智力不相适应。"
    if consent == "before":
        story += f"事前，{who}的法定代理人{parent}已明确表示同意。"
    elif consent == "after":
        story += f"事后，{who}的法定代理人{parent}得知并明确表示追认。"
    elif suited is False and 8 <= age < 18 and not working:
        story += f"{who}的法定代理人{parent}尚未得知此事，没有同意，也没有追认或者拒绝。"
    if difficulty == 5:
        story += rng.choice(
            (f"{who}当时谎称自己已满二十周岁。", f"{who}付的是自己的压岁钱。", "对方愿意退款。")
        )
        if "二十周岁" in story and (age >= 18 or age < 15):
            story = story.replace(f"{who}当时谎称自己已满二十周岁。", "")
    steps = []
    if age >= 18:
        steps.append(
            f"{who}已满十八周岁，是成年人，为完全民事行为能力人（第十八条第一款），可以独立实施民事法律行为。"
        )
    elif working:
        steps.append(
            f"{who}十六周岁以上，以自己的劳动收入为主要生活来源，视为完全民事行为能力人（第十八条第二款），可以独立实施民事法律行为。"
        )
    elif age >= 8:
        steps.append(
            f"{who}已满八周岁、未满十八周岁"
            + ("，且不以自己的劳动收入为主要生活来源" if age >= 16 else "")
            + "，为限制民事行为能力人（第十九条）。"
        )
        if gift:
            steps.append("无条件接受赠与是纯获利益的民事法律行为，有效（第一百四十五条）。")
        elif suited:
            steps.append("该行为与其年龄、智力相适应，无须法定代理人同意（第一百四十五条）。")
        elif consent:
            steps.append(
                f"该行为与其年龄、智力不相适应，但法定代理人已经{'同意' if consent == 'before' else '追认'}（第一百四十五条）。"
            )
        else:
            steps.append(
                "该行为与其年龄、智力不相适应，法定代理人尚未同意或者追认，在此之前效力未定（第一百四十五条）。"
            )
    else:
        steps.append(f"{who}不满八周岁，为无民事行为能力人（第二十条）。")
        steps.append(
            "无民事行为能力人实施的民事法律行为，即使金额小或者纯获利益，也不能独立实施（第一百四十四条）。"
        )
        if consent:
            steps.append("第一百四十五条的同意、追认只适用于限制民事行为能力人。")
    ask = rng.choice(
        (
            f"{who}的行为效力如何？请在“有效”“无效”“效力待定”中选择。",
            f"依照上述规定，{who}实施的行为是有效、无效还是效力待定？",
        )
    )
    keys = (
        ["cn-civil-17-22", "cn-civil-144-145"]
        if difficulty < 5
        else ["cn-civil-17-22", "cn-civil-18-2", "cn-civil-144-145"]
    )
    ends = ("答案：{word}", "结论：{word}。", "**{word}**")
    return r.term(
        rng,
        r.lay_out(rng, story, ask, r.quote(*keys)),
        steps,
        _PROGRAM,
        facts,
        "effect(X)",
        answer,
        _WORDS,
        ends,
    )
