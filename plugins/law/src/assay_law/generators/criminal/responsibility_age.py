"""刑事责任年龄：依《刑法》第十七条判断。"""

from __future__ import annotations

import random
from datetime import date, timedelta

from assay import Draft, generator
from assay_law.generators import _rules as r
from assay_law.generators import _time as t
from assay_law.generators.chinese import _calendar as c

_PROGRAM = """
% 第十七条第一款：已满十六周岁的人犯罪，应当负刑事责任。
liable(X) :- age(X, A), A >= 16, committed(X, C).
% 第十七条第二款：已满十四周岁不满十六周岁的人，犯故意杀人、故意伤害致人重伤或者死亡、强奸、抢劫、贩卖毒品、放火、爆炸、投放危险物质罪的，应当负刑事责任。
liable(X) :- age(X, A), A >= 14, A < 16, committed(X, C), listed(C).
listed(killing). listed(rape). listed(robbery). listed(drug_dealing). listed(arson). listed(explosion). listed(poisoning).
listed(injury) :- serious_or_death.
% 第十七条第三款：已满十二周岁不满十四周岁的人，犯故意杀人、故意伤害罪，致人死亡或者以特别残忍手段致人重伤造成严重残疾，情节恶劣，经最高人民检察院核准追诉的，应当负刑事责任。
liable(X) :- age(X, A), A >= 12, A < 14, committed(X, C), grave(C), result, vile, approved.
grave(killing). grave(injury).
conclusion(liable) :- asked(X), liable(X).
conclusion(not_liable) :- asked(X), not liable(X).
"""
_CRIMES = (
    ("theft", "盗窃", "盗窃电动车三辆，价值{n}元"), ("fraud", "诈骗", "以虚假购票信息骗得{n}元"), ("robbery", "抢劫", "持刀抢得手机一部和现金{n}元"), ("arson", "放火", "放火烧毁仓库，损失{n}元"),
    ("drug_dealing", "贩卖毒品", "贩卖毒品，得款{n}元"), ("drug_transport", "运输毒品", "受人指使运输毒品，得款{n}元"), ("injury_light", "故意伤害", "持砖头将同学打成轻伤，医疗费{n}元"),
    ("injury_serious", "故意伤害", "持刀将同学捅成重伤，医疗费{n}元"), ("killing", "故意杀人", "持刀故意杀人，致一人死亡，并拿走现金{n}元"),
)  # fmt: skip
_WORDS = {"liable": "应当负刑事责任", "not_liable": "不负刑事责任"}


@generator("law.responsibility_age", verifiers=r.VERIFIERS)
def responsibility_age(rng: random.Random, difficulty: int) -> Draft:
    """Whether a young person is criminally responsible under Article 17 of China's Criminal Law, in Chinese.

    1: sixteen and more, or less. 2: fourteen to sixteen, listed crimes. 3: crimes that are near to listed ones. 4: twelve to fourteen, and the approval. 5: two persons of whom one is asked for, any age.
    """
    a, b = rng.sample(c.PEOPLE, 2)
    wanted = rng.random() < 0.5
    for _ in range(500):
        age = rng.choice(
            (
                (12, 13, 14, 15, 16, 17),
                (14, 15, 15, 16),
                (14, 15),
                (12, 13, 13, 14),
                (11, 12, 13, 14, 15, 16),
            )[difficulty - 1]
        )
        key, crime, told = rng.choice(_CRIMES)
        if difficulty == 1 and key not in ("theft", "fraud"):
            continue
        if difficulty in (2, 3) and age < 14:
            continue
        if difficulty == 4 and key not in ("killing", "injury_serious", "robbery"):
            continue
        cruel = key == "injury_serious" and rng.random() < 0.6
        vile = rng.random() < 0.7
        approved = rng.random() < 0.6
        young = 12 <= age < 14
        grave = key == "killing" or cruel
        second = (
            age >= 16
            or (age >= 14 and key in ("robbery", "arson", "drug_dealing", "injury_serious", "killing"))
            or (young and grave and vile and approved)
        )
        if second == wanted:
            break
    act = t.day_between(rng, date(2021, 4, 1), date(2025, 11, 30))
    born = date(act.year - age, act.month, min(act.day, 28)) - timedelta(rng.randint(20, 330))
    sum_ = rng.randrange(8, 190) * 100
    story = f"{a}，{t.zh(born)}出生。{t.zh(act)}，{a}{told.format(n=sum_)}"
    if key == "injury_serious":
        story += "，手段特别残忍，并造成严重残疾" if cruel else "，没有造成残疾"
    story += f"，其行为符合{crime}罪的构成要件。"
    if young and key in ("killing", "injury_serious"):
        story += ("经查，情节恶劣；" if vile else "经查，情节不属恶劣；") + (
            "最高人民检察院已核准追诉。" if approved else "最高人民检察院没有核准追诉。"
        )
    facts = ["asked(a)", f"age(a,{age})"]
    ids = {"injury_light": "injury", "injury_serious": "injury"}
    facts += (
        [f"committed(a,{ids.get(key, key)})"]
        + ["serious_or_death"] * (key == "injury_serious")
        + ["result"] * grave
        + ["vile"] * (young and vile)
        + ["approved"] * (young and approved)
    )
    if difficulty == 5:
        other_age = rng.choice((17, 19, 24))
        other_born = date(act.year - other_age, act.month, min(act.day, 28)) - timedelta(rng.randint(20, 330))
        story += f"{b}（{t.zh(other_born)}出生）在一旁望风，另案处理。"
        facts.append(f"age(b,{other_age})")
    steps = [f"{a}于{t.zh(born)}出生，至{t.zh(act)}已满{_zh(age)}周岁，不满{_zh(age + 1)}周岁。"]
    if age >= 16:
        steps.append("已满十六周岁的人犯罪，应当负刑事责任（第十七条第一款）。")
    elif age >= 14:
        steps.append("不满十六周岁，不适用第十七条第一款；已满十四周岁，看是否属于第十七条第二款所列的罪。")
        what = (
            "故意伤害致人重伤"
            if key == "injury_serious"
            else "只造成轻伤的故意伤害"
            if key == "injury_light"
            else crime
        )
        steps.append(
            f"{what}属于该款所列（第十七条第二款）。"
            if second
            else f"{what}不在该款所列之内（第十七条第二款）。"
        )
    elif young:
        steps.append("不满十四周岁，不适用第十七条第一款、第二款；已满十二周岁，看第十七条第三款的条件。")
        if key not in ("killing", "injury_serious"):
            steps.append(f"第十七条第三款只及于故意杀人、故意伤害罪，{crime}不在其内。")
        elif not grave:
            steps.append("没有致人死亡，也不是以特别残忍手段致人重伤造成严重残疾，不符合第十七条第三款。")
        elif not vile:
            steps.append("情节不属恶劣，不符合第十七条第三款。")
        else:
            steps.append(
                "罪名、结果、情节均符合第十七条第三款，且经最高人民检察院核准追诉。"
                if approved
                else "未经最高人民检察院核准追诉，不符合第十七条第三款。"
            )
    else:
        steps.append("不满十二周岁，第十七条各款均不适用。")
    ask = rng.choice(
        (
            f"依照上述规定，{a}应当负刑事责任，还是不负刑事责任？",
            f"{a}是否应当负刑事责任？请以“应当负刑事责任”或“不负刑事责任”作答。",
        )
    )
    ends = ("答案：{word}", "结论：{word}。", "**{word}**")
    return r.term(
        rng,
        r.lay_out(rng, story, ask, r.quote("cn-criminal-17")),
        steps,
        _PROGRAM,
        facts,
        "conclusion(X)",
        "liable" if second else "not_liable",
        _WORDS,
        ends,
    )


def _zh(number: int) -> str:
    ones = "零一二三四五六七八九"
    return ones[number] if number < 10 else "十" + (ones[number - 10] if number > 10 else "")
