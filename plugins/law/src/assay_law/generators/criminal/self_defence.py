"""正当防卫：依《刑法》第二十条判断行为的性质。"""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_law.generators import _rules as r
from assay_law.generators.chinese import _calendar as c

_PROGRAM = """
% 第二十条第一款：为使权利免受正在进行的不法侵害，而采取的制止不法侵害的行为，对不法侵害人造成损害的，属于正当防卫。
defence :- unlawful, ongoing, to_protect, against_attacker.
% 第二十条第三款：对正在进行行凶、杀人、抢劫、强奸、绑架以及其他严重危及人身安全的暴力犯罪采取防卫行为，造成不法侵害人伤亡的，不属于防卫过当。
special :- defence, violent_crime.
% 第二十条第二款：正当防卫明显超过必要限度造成重大损害的，应当负刑事责任。
excess :- defence, clearly_beyond, grave_damage, not special.
conclusion(excessive) :- excess.
conclusion(lawful) :- defence, not excess.
conclusion(none) :- not defence.
"""
_ATTACKS = (
    ("盗窃", "{b}在{a}的店铺里偷拿手机，被{a}当场发现后抱着手机往外跑", False), ("殴打", "{b}因排队与{a}争吵，挥拳连续击打{a}的面部", False), ("毁财", "{b}用铁锹砸{a}停在路边的货车", False),
    ("抢劫", "{b}持刀逼住{a}，抢{a}的挎包", True), ("行凶", "{b}持菜刀追砍{a}", True), ("绑架", "{b}将{a}的孩子强行拖上面包车，意图绑架勒索", True),
)  # fmt: skip
_WORDS = {"lawful": "正当防卫", "excessive": "防卫过当", "none": "非防卫行为"}


@generator("law.self_defence", verifiers=r.VERIFIERS)
def self_defence(rng: random.Random, difficulty: int) -> Draft:
    """Whether an act is lawful defence, excessive defence or no defence under Article 20 of China's Criminal Law, in Chinese.

    1: an ongoing attack, or one that is over. 2: grave damage and the limit. 3: violent crime. 4: the wrong person, or a lawful act. 5: all of these, with facts that decide nothing.
    """
    a, b, third = rng.sample(c.PEOPLE, 3)
    wanted = (
        rng.choice(("lawful", "excessive", "none")) if difficulty >= 2 else rng.choice(("lawful", "none"))
    )
    for _ in range(500):
        name, attack, violent = rng.choice(_ATTACKS)
        if difficulty == 1 and violent:
            continue
        ongoing = difficulty not in (1, 3, 5) or rng.random() < 0.6
        other = difficulty >= 4 and rng.random() < 0.2
        police = difficulty >= 4 and rng.random() < 0.2
        beyond = difficulty >= 2 and rng.random() < 0.6
        grave = beyond and rng.random() < 0.75
        defence = ongoing and not other and not police
        excessive = defence and beyond and grave and not violent
        answer = "excessive" if excessive else "lawful" if defence else "none"
        if answer == wanted and (not ongoing) + other + police <= 1:
            break
    facts = (
        ["to_protect"]
        + ["ongoing"] * ongoing
        + ["unlawful"] * (not police)
        + ["against_attacker"] * (not other)
        + ["violent_crime"] * (violent and not police)
    )
    facts += ["clearly_beyond"] * beyond + ["grave_damage"] * grave
    if police:
        story = (
            f"两名着装民警出示证件，依法传唤{a}并控制其双手。{a}认为自己受了冤枉，为挣脱而用头撞击民警{b}。"
        )
    else:
        story = attack.format(a=a, b=b) + "。"
        act = rng.choice(("用木棍", "用扳手", "用板凳", "用铁管"))
        if not ongoing:
            story += rng.choice(
                (
                    f"次日，{a}在菜市场认出{b}，上前{act}击打{b}。",
                    f"{b}随后停手，转身离开。半小时后{a}找到{b}的住处，{act}击打{b}。",
                )
            )
        elif other:
            story += f"{a}为制止{b}，{act}击打的却是在旁边看热闹、没有参与的{third}，以此威胁{b}住手。"
        else:
            story += f"{a}为制止{b}，当场{act}击打{b}。"
    hurt = third if other else b
    if grave:
        story += f"{hurt}经鉴定为重伤。"
    elif beyond:
        story += f"{hurt}经鉴定为轻微伤。"
    else:
        story += f"{hurt}手臂擦伤。"
    if defence and not violent and difficulty >= 2:
        story += "法院查明，就侵害的性质、手段和强度而言，该行为" + (
            "明显超过必要限度。" if beyond else "没有明显超过必要限度。"
        )
    elif defence and violent and beyond:
        story += "公诉人主张该行为明显超过必要限度。"
    if difficulty == 5:
        story += rng.choice((f"{a}与{b}此前有借款纠纷。", f"{a}事后主动报警。", f"{b}当天饮过酒。"))
    steps = []
    if police:
        steps.append("民警依法执行职务，不是“不法侵害”，不符合第二十条第一款的前提。")
    elif not ongoing:
        steps.append("击打时侵害已经结束，不是“正在进行的不法侵害”，不符合第二十条第一款。")
    elif other:
        steps.append(f"第二十条第一款针对的是不法侵害人，{third}并未实施侵害，不符合该款。")
    else:
        steps.append(f"{b}的行为是正在进行的不法侵害，{a}为制止侵害而对侵害人造成损害，符合第二十条第一款。")
        if violent:
            steps.append(
                f"{name}属于第二十条第三款所列的严重危及人身安全的暴力犯罪，造成不法侵害人伤亡的，不存在过当问题。"
            )
        elif difficulty >= 2:
            steps.append(
                "行为明显超过必要限度，且造成重大损害，依第二十条第二款应当负刑事责任，但是应当减轻或者免除处罚。" if excessive
                else "行为虽明显超过必要限度，但没有造成重大损害，不适用第二十条第二款。" if beyond
                else "行为没有明显超过必要限度，不适用第二十条第二款。"
            )  # fmt: skip
    ask = f"依照第二十条，{a}的行为应如何定性？请在“正当防卫”“防卫过当”“非防卫行为”中选择，并说明理由。"
    ends = ("答案：{word}", "结论：{word}。", f"综上，{a}的行为属于：{{word}}。")
    return r.term(
        rng,
        r.lay_out(rng, story, ask, r.quote("cn-criminal-20")),
        steps,
        _PROGRAM,
        facts,
        "conclusion(X)",
        answer,
        _WORDS,
        ends,
    )
