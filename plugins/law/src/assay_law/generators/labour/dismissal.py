"""用人单位解除劳动合同：依《劳动合同法》第三十九条、第四十条、第四十二条判断。"""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_law.generators import _rules as r
from assay_law.generators.chinese import _calendar as c

_PROGRAM = """
% 第三十九条：劳动者有下列情形之一的，用人单位可以解除劳动合同。
may :- fault(F).
% 第四十条：有下列情形之一的，用人单位提前三十日以书面形式通知劳动者本人或者额外支付劳动者一个月工资后，可以解除劳动合同。
may :- no_fault(F), notice, not barred.
notice :- written_days(N), N >= 30.
notice :- extra_month.
% 第四十条第一项：医疗期满后不能从事原工作，也不能从事另行安排的工作。
no_fault(illness) :- ill, period_over, cannot_old_work, cannot_new_work.
% 第四十条第二项：不能胜任工作，经过培训或者调整工作岗位，仍不能胜任工作。
no_fault(unfit) :- incompetent, trained, still_incompetent.
% 第四十条第三项：客观情况发生重大变化，致使劳动合同无法履行，经协商未能达成协议。
no_fault(change) :- great_change, negotiated.
% 第四十二条：劳动者有下列情形之一的，用人单位不得依照第四十条的规定解除劳动合同。
barred :- protected(P).
% 第四十二条第五项：在本单位连续工作满十五年，且距法定退休年龄不足五年。
protected(long_service) :- years(Y), Y >= 15, to_retirement(M), M < 60.
conclusion(may) :- may.
conclusion(may_not) :- not may.
"""
_FAULTS = (
    ("serious_breach", "严重违反公司规章制度：一个月内连续旷工{n}天，而规章制度规定连续旷工三天即为严重违纪", "第三十九条第二项"),
    ("graft", "严重失职，致使公司损失{n}0万元，构成重大损害", "第三十九条第三项"),
    ("crime", "因故意伤害罪被判处有期徒刑一年，判决已经生效", "第三十九条第六项"),
    ("probation", "在试用期的第{n}天被证明不符合录用条件", "第三十九条第一项"),
)  # fmt: skip
_PROTECTED = (
    ("pregnant", "{who}已怀孕四个月", "第四十二条第四项"),
    ("nursing", "{who}正处于哺乳期", "第四十二条第四项"),
    ("injured", "{who}去年在本公司因工负伤，并被确认部分丧失劳动能力", "第四十二条第二项"),
)
_WORDS = {"may": "可以解除", "may_not": "不得解除"}


@generator("law.dismissal", verifiers=r.VERIFIERS)
def dismissal(rng: random.Random, difficulty: int) -> Draft:
    """Whether an employer may dismiss under Articles 39, 40 and 42 of China's Labour Contract Law, in Chinese.

    1: a fault. 2: unfitness, with its conditions. 3: notice or a month's wage. 4: protected employees. 5: a fault of a protected employee, long service at the limits.
    """
    who, firm = rng.choice(c.PEOPLE), rng.choice(c.FIRMS)
    wanted = rng.random() < 0.5
    for _ in range(600):
        use_fault = difficulty == 1 or (difficulty == 5 and rng.random() < 0.4)
        real_fault = use_fault and (difficulty > 1 or rng.random() < 0.5)
        ground = rng.choice(("unfit", "illness", "change"))
        complete = not use_fault and rng.random() < 0.75
        days = rng.choice((30, 30, 45, 15, 20, 29)) if difficulty >= 3 else 30
        extra = difficulty >= 3 and days < 30 and rng.random() < 0.4
        protect = (
            rng.choice((None, *_PROTECTED)) if difficulty == 4 or (use_fault and difficulty == 5) else None
        )
        years, months = (
            (rng.choice((14, 15, 16, 21)), rng.choice((30, 59, 60, 61, 90)))
            if difficulty == 5 and not use_fault
            else (rng.randint(2, 9), 200)
        )
        barred = protect is not None or (years >= 15 and months < 60)
        notice = days >= 30 or extra
        second = real_fault or (not use_fault and complete and notice and not barred)
        faults = (not complete) + (not notice) + barred
        if second == wanted and (use_fault or faults <= 1):
            break
    n = rng.randint(4, 9)
    fault = rng.choice([each for each in _FAULTS if difficulty == 1 or each[0] != "probation"])
    facts = (
        [f"years({years})", f"to_retirement({months})"]
        + [f"fault({fault[0]})"] * real_fault
        + ([f"protected({protect[0]})"] if protect else [])
    )
    story = f"{who}在{firm}工作" + (
        f"已连续满{years}年，距法定退休年龄还有{months // 12}年"
        + (f"{months % 12}个月" if months % 12 else "")
        + "。"
        if difficulty == 5 and not use_fault
        else "。"
        if use_fault and fault[0] == "probation"
        else f"{years}年。"
    )
    steps = []
    if use_fault:
        if real_fault:
            story += f"{who}{fault[1].format(n=n)}。{firm}当日通知{who}解除劳动合同，没有提前通知，也没有额外支付工资。"
        else:
            story += (
                rng.choice(
                    (
                        f"{who}上月迟到两次，每次十分钟；规章制度规定此种情形只作口头提醒。",
                        f"{who}与主管当众争论了一次工作安排，没有违反规章制度。",
                        f"{who}因疏忽打错一份表格，没有造成损失。",
                    )
                )
                + f"{firm}当日通知{who}解除劳动合同。"
            )
        if protect:
            story += protect[1].format(who=who) + "。"
    else:
        facts += [f"written_days({days})"] + ["extra_month"] * extra
        if ground == "unfit":
            story += f"经考核，{who}不能胜任工作。" + (
                f"{firm}对{who}进行了培训，培训后再次考核，{who}仍不能胜任工作。"
                if complete
                else f"{firm}没有安排培训，也没有调整工作岗位。"
            )
            facts += ["incompetent"] + ["trained", "still_incompetent"] * complete
            steps.append(
                "不能胜任工作，经过培训仍不能胜任，符合第四十条第二项。"
                if complete
                else "虽不能胜任工作，但未经培训或者调整工作岗位，不符合第四十条第二项。"
            )
        elif ground == "illness":
            story += f"{who}患病，规定的医疗期已满，不能从事原工作，" + (
                f"也不能从事{firm}另行安排的工作。" if complete else f"但能够从事{firm}另行安排的工作。"
            )
            facts += ["ill", "period_over", "cannot_old_work"] + ["cannot_new_work"] * complete
            steps.append(
                "医疗期满后既不能从事原工作，也不能从事另行安排的工作，符合第四十条第一项。"
                if complete
                else "能够从事另行安排的工作，不符合第四十条第一项。"
            )
        else:
            story += "公司所在厂区被依法征收，劳动合同所依据的客观情况发生重大变化，致使合同无法履行。" + (
                "双方就变更合同内容协商，未能达成协议。" if complete else "公司没有与劳动者协商变更合同。"
            )
            facts += ["great_change"] + ["negotiated"] * complete
            steps.append(
                "客观情况发生重大变化，经协商未能达成协议，符合第四十条第三项。"
                if complete
                else "未经协商，不符合第四十条第三项。"
            )
        story += f"{firm}提前{days}日以书面形式通知了{who}本人" + (
            "，并额外支付了一个月工资。" if extra else "。"
        )
        if difficulty >= 3:
            steps.append(
                "提前三十日以上书面通知，符合第四十条的程序要求。" if days >= 30
                else "通知不足三十日，但额外支付了一个月工资，符合第四十条的程序要求。" if extra
                else f"只提前{days}日通知，也没有额外支付一个月工资，不符合第四十条的程序要求。"
            )  # fmt: skip
        if protect:
            story += protect[1].format(who=who) + "。"
            steps.append(f"{protect[1].format(who=who)}，依{protect[2]}，不得依照第四十条解除。")
        elif difficulty == 5:
            steps.append(
                "连续工作满十五年，且距法定退休年龄不足五年，依第四十二条第五项不得依照第四十条解除。"
                if barred
                else "连续工作满十五年与距法定退休年龄不足五年须同时具备，本案不具备，第四十二条第五项不适用。"
            )
    if use_fault:
        if real_fault:
            steps.append(f"该情形属于{fault[2]}，用人单位可以解除劳动合同，第三十九条不要求提前通知。")
            if protect:
                steps.append("第四十二条只禁止依照第四十条、第四十一条解除，不禁止依照第三十九条解除。")
        else:
            steps.append("该情形不属于第三十九条各项，也没有第四十条所列情形。")
    if difficulty == 5 and use_fault and not protect:
        steps.append("没有第四十二条所列的情形需要考虑。")
    ask = rng.choice(
        (
            f"依照上述规定，{firm}可以解除还是不得解除与{who}的劳动合同？",
            f"{firm}解除劳动合同是否符合上述规定？请以“可以解除”或“不得解除”作答，并逐条说明。",
        )
    )
    keys = (
        ["cn-contract-39"]
        if difficulty == 1
        else ["cn-contract-40"]
        if difficulty in (2, 3)
        else ["cn-contract-40", "cn-contract-42"]
        if difficulty == 4
        else ["cn-contract-39", "cn-contract-40", "cn-contract-42"]
    )
    if difficulty == 1:
        steps = [each.replace("，也没有第四十条所列情形", "") for each in steps]
    ends = ("答案：{word}", "结论：{word}。", "**{word}**")
    return r.term(
        rng,
        r.lay_out(rng, story, ask, r.quote(*keys)),
        steps,
        _PROGRAM,
        facts,
        "conclusion(X)",
        "may" if second else "may_not",
        _WORDS,
        ends,
    )
