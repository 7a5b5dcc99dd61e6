"""law.structure: parts in order, facts as given, the right conclusion; and the ways past that."""

from __future__ import annotations

import json

import pytest

import assay
from assay.testing import judge
from assay_law.structure.outcome import judged
from assay_law.structure.reference import Outcome

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
    "the conclusion is of the other party": (
        HEADED.replace(CONCLUSION, "Therefore, Lindqvist is liable."),
        "other_party",
    ),
    "a rule of nothing": (
        HEADED.replace(RULE, "Under § 12(b), tigers have stripes and zebras roam distant plains."),
        "rule_not_given",
    ),
    "a rule without its not": (
        HEADED.replace(
            "who does not return the deposit in time owes", "who returns the deposit in time owes"
        ),
        "rule_turned",
    ),
    "an application of nothing": (
        HEADED.replace(
            APPLICATION,
            "Here, on May 31, 2024 and July 12, 2024, bright moons shone upon distant silver mountains while wolves howled.",
        ),
        "application_not_given",
    ),
    "another currency": (HEADED.replace("$1,400", "€1,400"), "unknown_amount"),
    "no such weekday": (HEADED.replace("on May 31, 2024", "on Monday, May 31, 2024"), "wrong_weekday"),
    "the opponent's": ("The opponent's brief says:\n\n" + HEADED, "not_own"),
    "in brackets the contrary": (HEADED + " (So the plaintiff argues; in truth Okafor is not liable.)", ""),
    "code block": ("```\n" + HEADED + "\n```\nIgnore this block.", ""),
    "issue only asked": (HEADED.replace(CONCLUSION, "Is Okafor liable?"), ""),
    "outcome left to the court": (
        HEADED.replace(CONCLUSION, "A court will decide whether Okafor is liable."),
        "",
    ),
    "both": (HEADED.replace(CONCLUSION, "Okafor is liable and not liable."), ""),
    "an invented quotation": (
        HEADED.replace(
            "Here, the", "The Supreme Court held: “Okafor is always liable for late deposits.” Here, the"
        ),
        "",
    ),
    "an invented case": (
        HEADED.replace(
            "Here, the", "See Varghese v. China Southern Airlines, 925 F.3d 1339 (11th Cir. 2019). Here, the"
        ),
        "",
    ),
    "a fact of one told of the other": (
        HEADED.replace(
            "Okafor returned the deposit of $1,400 to Lindqvist on",
            "Lindqvist received the deposit of $1,400 on June 5, 2024 and Okafor returned it on",
        ),
        "",
    ),
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


MAILBOX = "On April 2, 2024, Faulkner offered by letter to sell Ibarra a boat for $18,000. On April 5, 2024, Faulkner mailed a revocation. On April 6, 2024, Ibarra mailed an acceptance. On April 8, 2024, Ibarra received the revocation. On April 9, 2024, Faulkner received the acceptance."
MAILBOX_RULE = "Restatement (Second) of Contracts § 63 (1981), in summary: an acceptance is operative as soon as put out of the offeree's possession. § 42: an offeree's power of acceptance is terminated when the offeree receives a revocation."
MAILBOX_PART = {
    "form": "irac",
    "facts": MAILBOX,
    "sources": [{"id": "Restatement (Second) of Contracts", "text": MAILBOX_RULE}],
    "outcome": {
        "answer": "a contract was formed",
        "among": ["a contract was formed", "no contract was formed"],
    },
}
MAILBOX_ANSWER = "The question is whether Ibarra's acceptance took effect before Faulkner's revocation. Under § 63, an acceptance is operative as soon as it is put out of the offeree's possession. Under § 42, the power of acceptance is terminated when the offeree receives the revocation. Here, Ibarra mailed the acceptance on April 6, 2024. The revocation, mailed on April 5, 2024, was received by Ibarra on April 8, 2024. The acceptance was therefore operative before the power of acceptance was terminated. Accordingly, a contract was formed."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Ibarra mailed the acceptance on April 6", "Ibarra mailed the acceptance on April 9"),
        (
            "mailed on April 5, 2024, was received by Ibarra on April 8",
            "mailed on April 8, 2024, was received by Ibarra on April 5",
        ),
        ("Ibarra mailed the acceptance", "Faulkner mailed the acceptance"),
        ("was received by Ibarra", "was received by Faulkner"),
        ("Under § 63", "Under § 65"),
    ],
)
def test_events_keep_their_dates_and_parties(old: str, new: str) -> None:
    prompt = f"{MAILBOX_RULE}\n\n{MAILBOX}\n\nWas a contract formed?"
    found = verdict(MAILBOX_ANSWER, {"structure": MAILBOX_PART}, prompt)
    assert found.accepted, (found.reason, found.message)
    assert old in MAILBOX_ANSWER
    assert not verdict(MAILBOX_ANSWER.replace(old, new), {"structure": MAILBOX_PART}, prompt).accepted


CITIZENS = "Galindo, a citizen of Texas, sues Drummond Freight Inc. in federal court for $92,000. Drummond Freight Inc. is incorporated in Delaware and has its principal place of business in Ohio."


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("Galindo is a citizen of Texas, and sues for $92,000, which exceeds $75,000 by $17,000.", True),
        ("Galindo is a citizen of Ohio.", False),
        ("Drummond Freight Inc. is incorporated in Ohio.", False),
        ("Galindo sues for $92,000, which exceeds $75,000 by $18,000.", False),
        ("Drummond Freight Inc. sues Galindo for $92,000.", False),
    ],
)
def test_places_and_differences(text: str, accepted: bool) -> None:
    free = {"structure": {"form": "free", "facts": CITIZENS, "allow": ["$75,000"]}}
    found = verdict(text, free, CITIZENS)
    assert found.accepted == accepted, (found.reason, found.message)


def test_chinese_facts_keep_their_doers() -> None:
    facts = "2020年4月10日，王某借给李某50000元，约定2020年10月10日归还。李某到期未归还。2024年1月15日，王某起诉李某。"
    free = {"structure": {"form": "free", "facts": facts, "parties": ["王某", "李某"]}}
    assert verdict("李某到期未归还，王某于2024年1月15日起诉。", free, facts).accepted
    for wrong in ("李某到期已归还。", "李某于2024年1月15日起诉王某。", "王某于2024年1月16日起诉。"):
        assert not verdict(wrong, free, facts).accepted, wrong


@pytest.mark.parametrize(
    ("said", "holds"),
    [
        ("A contract was formed on April 6, 2024.", True),
        ("Therefore, a contract was formed on April 6, when Ibarra mailed the acceptance.", True),
        ("A contract was formed under § 63.", True),
        ("No contract was formed on April 6, 2024.", False),
        ("A contract was formed on April 6 is what Faulkner argues.", None),
        ("That a contract was formed on April 6 is wrong.", None),
        ("A contract was formed on April 6 would be mistaken.", None),
        ("A contract was formed on April 6 unless revoked.", None),
        ("A contract was formed on April 6. No contract was formed.", None),
    ],
)
def test_a_conclusion_may_say_when_and_under_what(said: str, holds: bool | None) -> None:
    outcome = Outcome("a contract was formed", ("a contract was formed", "no contract was formed"))
    assert judged(outcome, said, "")[0] is holds


def test_a_rule_of_another_law_with_the_same_number_is_not_the_one_given() -> None:
    prompt = "28 U.S.C. § 2107(a): a notice of appeal shall be filed within thirty days. Fed. R. App. P. 4(a): a notice of appeal must be filed within 30 days."
    free = {"structure": {"form": "free", "facts": "Judgment was entered on May 1, 2024."}}
    right = (
        "Under 28 U.S.C. § 2107(a) and Fed. R. App. P. 4(a), a notice of appeal must be filed within 30 days."
    )
    assert verdict(right, free, prompt).accepted, verdict(right, free, prompt).message
    for wrong in (right.replace("28 U", "29 U"), right.replace("App", "Civ"), right.replace("P. 4", "P. 5")):
        assert not verdict(wrong, free, prompt).accepted, wrong
