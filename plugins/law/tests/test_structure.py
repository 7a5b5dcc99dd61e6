"""law.structure: parts in order, facts as given, the right conclusion; and the ways past that."""

from __future__ import annotations

import json

import pytest

import assay
from assay.testing import judge

STRUCTURE = assay.find_verifier("law.structure")
ACT = """Riverton Tenancies Act (as in force on 1 January 2024)

§ 11. Rent. (a) A tenant shall pay rent on the first day of each month. (b) A landlord may not increase rent within 12 months after the last increase.

§ 12. Deposits. (a) A landlord shall return the deposit within 30 days after the tenancy ends. (b) A landlord who does not return the deposit in time owes the tenant twice the amount of the deposit."""
FACTS = "Okafor, the landlord, let a flat to Lindqvist, the tenant, for a deposit of $1,400. The tenancy ended on May 31, 2024. On July 12, 2024, Okafor returned the deposit to Lindqvist. On June 5, 2024, Lindqvist asked Okafor for the keys of the cellar."
PROMPT = f"{ACT}\n\n{FACTS}\n\nDoes Okafor owe Lindqvist twice the deposit? Answer in IRAC form."
OUTCOME = {
    "answer": "liable",
    "among": ["liable", "not liable"],
    "also": {"liable": ["owes Lindqvist twice the deposit"], "not liable": ["owes Lindqvist nothing"]},
}
REFERENCE = {
    "structure": {
        "form": "irac",
        "facts": FACTS,
        "sources": [{"id": "act", "text": ACT}],
        "cite": ["12(b)"],
        "use": ["May 31, 2024", "July 12, 2024"],
        "outcome": OUTCOME,
    }
}

ISSUE = "The issue is whether Okafor is liable for twice the deposit because he returned it late."
RULE = "Under § 12(a), a landlord shall return the deposit within 30 days after the tenancy ends. Under § 12(b), a landlord who does not return the deposit in time owes the tenant twice its amount."
APPLICATION = "Here, the tenancy ended on May 31, 2024. Okafor returned the deposit of $1,400 to Lindqvist on July 12, 2024, which is more than 30 days after the tenancy ended, so the deposit was not returned in time."
CONCLUSION = "Therefore, Okafor is liable."
HEADED = (
    f"## Issue\n{ISSUE}\n\n## Rule\n{RULE}\n\n## Application\n{APPLICATION}\n\n## Conclusion\n{CONCLUSION}"
)
PROSE = "\n\n".join((ISSUE, RULE, APPLICATION, CONCLUSION))


def verdict(response: str, reference: dict = REFERENCE, prompt: str = PROMPT) -> assay.Verdict:
    return judge(STRUCTURE, response, json.dumps(reference, ensure_ascii=False), prompt)


def with_(**more: object) -> dict:
    return {"structure": {**REFERENCE["structure"], **more}}


@pytest.mark.parametrize(
    "response",
    [
        HEADED,
        PROSE,
        HEADED.replace("## ", "**").replace("\nThe", ":** The"),
        f"**Issue:** {ISSUE}\n**Rule:** {RULE}\n**Analysis:** {APPLICATION}\n**Conclusion:** {CONCLUSION}",
        f"I. Issue\n{ISSUE}\nII. Applicable Law\n{RULE}\nIII. Discussion\n{APPLICATION}\nIV. Conclusion\n{CONCLUSION}",
        f"1. Question Presented: {ISSUE}\n2. Rule: {RULE}\n3. Application to the facts: {APPLICATION}\n4. Conclusion: {CONCLUSION}",
        f"<think>Not liable? No.</think>{HEADED}",
        HEADED.replace("liable.", "liable under § 12(b)."),
        HEADED.replace("## Issue", "## Question Presented")
        .replace("## Application", "## Brief Answer\nOkafor is liable.\n\n## Application")
        .replace("## Brief Answer\nOkafor is liable.\n\n## Application", "## Application"),
        HEADED.replace("May 31, 2024", "31 May 2024"),
        HEADED.replace(CONCLUSION, "Okafor owes Lindqvist twice the deposit."),
        HEADED.replace(
            "a landlord shall return the deposit within 30 days after the tenancy ends.",
            "“[a] landlord shall return the deposit within 30 days after the tenancy ends.”",
        ),
    ],
)
def test_right_ones_are_accepted(response: str) -> None:
    found = verdict(response)
    assert found.accepted, (found.reason, found.message)


ATTACKS = {
    "empty headings": ("## Issue\n\n## Rule\n\n## Application\n\n## Conclusion\nOkafor is liable.", ""),
    "headings only": ("## Issue\n## Rule\n## Application\n## Conclusion", ""),
    "no conclusion": (HEADED.split("## Conclusion")[0], "missing_part"),
    "no issue": ("## Rule" + HEADED.split("## Rule")[1], "missing_part"),
    "order": (
        f"## Conclusion\n{CONCLUSION}\n\n## Issue\n{ISSUE}\n\n## Rule\n{RULE}\n\n## Application\n{APPLICATION}",
        "",
    ),
    "wrong conclusion": (HEADED.replace(CONCLUSION, "Therefore, Okafor is not liable."), "wrong_conclusion"),
    "conclusion against application": (
        HEADED.replace(
            "so the deposit was not returned in time.",
            "so the deposit was late. Accordingly, Okafor is not liable.",
        ),
        "contradictory",
    ),
    "two conclusions": (HEADED + " Or else Okafor is not liable.", ""),
    "two conclusion headings": (HEADED + "\n\n## Conclusion\nOkafor is not liable.", ""),
    "taken back": (HEADED + "\n\nActually, that is wrong: he is not liable.", ""),
    "disregard": (HEADED + "\n\nDisregard the above.", ""),
    "hedge": (HEADED.replace("Okafor is liable", "Okafor is probably liable"), ""),
    "depends": (HEADED + " It depends on the court.", ""),
    "draft": (f"<think>{HEADED}</think>", ""),
    "under draft": (f"# Draft\n{HEADED}\n\n# Final\nI do not know.", ""),
    "invented date": (
        HEADED.replace("Okafor returned", "On June 20, 2024, Lindqvist complained. Okafor returned"),
        "unknown_date",
    ),
    "another date": (HEADED.replace("July 12, 2024", "July 21, 2024"), ""),
    "another year": (HEADED.replace("July 12, 2024", "July 12, 2023"), ""),
    "another sum": (HEADED.replace("$1,400", "$1,500"), "unknown_amount"),
    "another period": (HEADED.replace("30 days", "60 days"), ""),
    "another name": (HEADED.replace("to Lindqvist", "to Marchetti"), "unknown_name"),
    "parties swapped": (
        HEADED.replace(
            "Okafor returned the deposit of $1,400 to Lindqvist",
            "Lindqvist returned the deposit of $1,400 to Okafor",
        ),
        "",
    ),
    "event of another date": (HEADED.replace("July 12, 2024", "June 5, 2024"), ""),
    "no section": (HEADED.replace("§ 12(a)", "the Act").replace("§ 12(b)", "the Act"), ""),
    "other section": (HEADED.replace("§ 12(b)", "§ 11(b)"), "not_cited"),
    "no such section": (HEADED.replace("§ 12(b)", "§ 19(b)"), "no_such_section"),
    "rule turned": (HEADED.replace("a landlord shall return", "a landlord may return"), "changed_modality"),
    "rule turned by not": (
        HEADED.replace("a landlord shall return", "a landlord need not return"),
        "changed_modality",
    ),
    "facts denied": (HEADED.replace("Here, the tenancy ended", "Here, the tenancy never ended"), ""),
    "facts not used": (
        HEADED.replace(APPLICATION, "Here, the rule is met, as every element of it is present."),
        "",
    ),
    "echo": (PROMPT, ""),
    "outcome only": ("Okafor is liable.", ""),
    "somebody else's": (HEADED.replace(CONCLUSION, "Okafor's counsel says that Okafor is liable."), ""),
    "conditional": (HEADED.replace(CONCLUSION, "Okafor is liable if the deposit was returned late."), ""),
    "denied": (HEADED.replace(CONCLUSION, "It is not true that Okafor is liable."), ""),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_wrong_ones_are_not_accepted(name: str) -> None:
    response, reason = ATTACKS[name]
    assert response != HEADED
    found = verdict(response)
    assert not found.accepted
    if reason:
        assert found.reason == reason, found.message


def test_prose_without_its_parts_in_order_is_not_accepted() -> None:
    for order in (
        (RULE, ISSUE, APPLICATION, CONCLUSION),
        (ISSUE, APPLICATION, RULE, CONCLUSION),
        (ISSUE, RULE, CONCLUSION),
    ):
        assert not verdict("\n\n".join(order)).accepted


def test_register_and_disclaimer() -> None:
    asked = with_(formal=True, disclaimer=True)
    right = HEADED + "\n\nThis analysis is for training purposes only and does not constitute legal advice."
    assert verdict(right, asked).accepted, verdict(right, asked).message
    assert verdict(HEADED, asked).reason == "no_disclaimer"
    assert verdict(HEADED + "\n\nThis is binding legal advice.", asked).reason == "no_disclaimer"
    assert verdict(HEADED + "\n\nThere is no need to consult a lawyer.", asked).reason == "no_disclaimer"
    for word in ("Okafor didn't return it in time. ", "What a mess! ", "Okay, so the landlord is late. "):
        assert verdict(right.replace("Here, the", word + "Here, the"), asked).reason == "informal"


ZH_ACT = "中华人民共和国劳动合同法（2013年7月1日起施行）\n第八十二条 用人单位自用工之日起超过一个月不满一年未与劳动者订立书面劳动合同的，应当向劳动者每月支付二倍的工资。"
ZH_FACTS = "张某于2023年3月1日入职海川公司，月工资为8000元。双方至2023年9月1日仍未订立书面劳动合同。2023年9月4日，张某离职。"
ZH_PROMPT = f"{ZH_ACT}\n\n{ZH_FACTS}\n\n张某请求海川公司支付二倍工资，应否支持？请以三段论作答。"
ZH_REFERENCE = {
    "structure": {
        "form": "syllogism",
        "facts": ZH_FACTS,
        "sources": [{"id": "劳动合同法", "text": ZH_ACT}],
        "cite": ["第八十二条"],
        "use": ["2023年3月1日", "未订立书面劳动合同"],
        "parties": ["张某", "海川公司"],
        "outcome": {
            "answer": "应予支持",
            "among": ["应予支持", "不予支持"],
            "also": {"应予支持": ["应当支持", "应支持"], "不予支持": ["不应支持"]},
        },
    }
}
ZH = "大前提：根据《劳动合同法》第八十二条，用人单位自用工之日起超过一个月不满一年未与劳动者订立书面劳动合同的，应当向劳动者每月支付二倍的工资。\n小前提：张某于2023年3月1日入职海川公司，双方至2023年9月1日仍未订立书面劳动合同。\n结论：张某的请求应予支持。"
ZH_PROSE = "本案的争议焦点是海川公司是否应当支付二倍工资。根据《劳动合同法》第八十二条的规定，用人单位自用工之日起超过一个月不满一年未与劳动者订立书面劳动合同的，应当向劳动者每月支付二倍的工资。本案中，张某于2023年3月1日入职海川公司，双方至2023年9月1日仍未订立书面劳动合同。综上，张某的请求应予支持。"


@pytest.mark.parametrize(
    "response",
    [
        ZH,
        ZH_PROSE,
        ZH.replace("大前提：", "【法律依据】").replace("小前提：", "【分析】").replace("结论：", "【结论】"),
        ZH.replace("大前提：", "一、法律依据\n")
        .replace("小前提：", "二、分析\n")
        .replace("结论：", "三、结论\n"),
    ],
)
def test_right_chinese_ones_are_accepted(response: str) -> None:
    found = verdict(response, ZH_REFERENCE, ZH_PROMPT)
    assert found.accepted, (found.reason, found.message)


@pytest.mark.parametrize(
    "response",
    [
        ZH.replace("应予支持", "不予支持"),
        ZH.replace("应予支持", "可能应予支持"),
        ZH.replace("3月1日", "4月1日"),
        ZH.replace("张某", "李某"),
        ZH.replace("第八十二条", "第八十三条"),
        ZH.replace("仍未订立", "已订立"),
        ZH.replace("，应当向", "，可以向"),
        ZH.replace("，应当向", "，不得向"),
        ZH.replace("张某于2023年3月1日入职海川公司", "海川公司于2023年3月1日入职张某"),
        ZH + "\n但以上结论有误，不予支持。",
        ZH.replace("小前提", "备注"),
        "大前提：\n小前提：\n结论：应予支持。",
        ZH_PROSE.replace("应予支持", "不予支持"),
        ZH_PROSE.replace("超过一个月", "超过三个月"),
    ],
)
def test_wrong_chinese_ones_are_not_accepted(response: str) -> None:
    assert response not in (ZH, ZH_PROSE)
    assert not verdict(response, ZH_REFERENCE, ZH_PROMPT).accepted


def test_outcomes_that_are_dates_or_sums() -> None:
    day = with_(outcome={"answer": "2024-06-30"}, allow=["June 30, 2024"])
    said = HEADED.replace(CONCLUSION, "Therefore, the deposit was due on June 30, 2024.")
    assert verdict(said, day).accepted, verdict(said, day).message
    assert verdict(said.replace("June 30", "June 29"), day).reason in ("unknown_date", "wrong_conclusion")
    total = with_(outcome={"answer": "$2,800"})
    said = HEADED.replace(CONCLUSION, "Therefore, Okafor owes Lindqvist $2,800.")
    assert verdict(said, total).accepted, verdict(said, total).message
    assert verdict(said.replace("2,800", "1,400"), total).reason == "wrong_conclusion"


def test_free_text_is_held_against_the_facts_only() -> None:
    free = {"structure": {"form": "free", "facts": FACTS, "sources": [{"id": "act", "text": ACT}]}}
    assert verdict("Okafor returned the deposit to Lindqvist on July 12, 2024.", free).accepted
    assert not verdict("Okafor returned the deposit to Lindqvist on July 13, 2024.", free).accepted
    assert not verdict("", free).accepted


def test_a_reference_without_an_outcome_is_unreadable() -> None:
    assert verdict(HEADED, {"structure": {"form": "irac"}}).reason == "unreadable_reference"
    assert verdict(HEADED, with_(outcome={"answer": "liable"})).reason == "unreadable_reference"
