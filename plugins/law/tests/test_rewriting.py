"""law.rewriting: what must be kept when a provision is put in other words."""

from __future__ import annotations

import json

import pytest

import assay
from assay.testing import disprove, judge
from assay_law.texts.modality import ADVICE, BAN, DUTY, MAY, NEED_NOT, OPEN, kinds_in

REWRITING = assay.find_verifier("law.rewriting")
SOURCE = "The Tenant shall pay the Landlord rent of $1,400 on or before the 5th day of each month. The Landlord may enter the premises upon not less than 24 hours' notice, except in an emergency. The Tenant shall not assign this lease without the Landlord's written consent."
PLAIN = "The Tenant must pay the Landlord rent of $1,400 by the 5th day of each month. The Landlord can enter the premises after giving notice of at least 24 hours, except in an emergency. The Tenant must not transfer this lease without the Landlord's written consent."


def verdict(response: str, source: str = SOURCE, to: str = "plain", **more: object) -> assay.Verdict:
    return judge(REWRITING, response, {"rewriting": {"source": source, "to": to, **more}})


@pytest.mark.parametrize(
    ("response", "source", "to"),
    [
        (PLAIN, SOURCE, "plain"),
        (SOURCE, PLAIN, "formal"),
        (PLAIN.replace("must not transfer", "may not transfer"), SOURCE, "plain"),
        (PLAIN.replace("must pay", "has to pay"), SOURCE, "plain"),
        (PLAIN.replace("can enter", "is allowed to enter"), SOURCE, "plain"),
        (
            "The Seller has to deliver the goods to the Buyer within 14 days after March 3, 2025.",
            "The Seller shall effect delivery of the goods to the Buyer no later than fourteen (14) days after 3 March 2025.",
            "plain",
        ),
        (
            "承租人必须在每月5日以前支付租金3000元，不能转租房屋。",
            "承租人应当于每月5日以前支付租金3000元，不得转租房屋。",
            "plain",
        ),
    ],
)
def test_right_ones_are_accepted(response: str, source: str, to: str) -> None:
    found = verdict(response, source, to)
    assert found.accepted, (found.reason, found.message)


ATTACKS = {
    "another sum": (PLAIN.replace("$1,400", "$1,500"), "changed_number"),
    "another period": (PLAIN.replace("24 hours", "48 hours"), "changed_number"),
    "another day": (PLAIN.replace("5th", "6th"), ""),
    "a lost sum": (PLAIN.replace(" of $1,400", ""), "lost_number"),
    "at most for at least": (PLAIN.replace("at least 24", "at most 24"), "changed_bound"),
    "duty to permission": (PLAIN.replace("must pay", "may pay"), "changed_modality"),
    "duty to advice": (PLAIN.replace("must pay", "should pay"), "changed_modality"),
    "ban to permission": (PLAIN.replace("must not transfer", "may transfer"), "changed_modality"),
    "ban to no duty": (PLAIN.replace("must not transfer", "need not transfer"), "changed_modality"),
    "permission to duty": (PLAIN.replace("can enter", "must enter"), "changed_modality"),
    "duty to no duty": (PLAIN.replace("must pay", "does not have to pay"), "changed_modality"),
    "left open": (PLAIN.replace("must pay", "will pay"), "unclear_modality"),
    "parties swapped": (
        PLAIN.replace("Tenant", "X").replace("Landlord", "Tenant").replace("X", "Landlord"),
        "other_party",
    ),
    "a party lost": (
        PLAIN.replace("The Landlord", "Somebody")
        .replace("the Landlord's", "somebody's")
        .replace("the Landlord", "somebody"),
        "lost_party",
    ),
    "exception lost": (PLAIN.replace(", except in an emergency", ""), "lost_exception"),
    "exception added": (PLAIN.replace("each month.", "each month, unless the Tenant is ill."), ""),
    "limit added": (PLAIN.replace("can enter", "can only enter"), "new_limit"),
    "denial added": (PLAIN.replace("after giving", "without giving"), ""),
    "sentence lost": (PLAIN.split(". The Tenant must not")[0] + ".", ""),
    "legalese": (PLAIN.replace("this lease", "the aforesaid lease"), "not_plain"),
    "unchanged": (SOURCE, ""),
    "preamble": ("Sure! Here is the plain version:\n\n" + PLAIN, ""),
    "draft": (f"<think>{PLAIN}</think>", "length_ratio"),
    "nothing": ("", "missing_response"),
    "a question": (PLAIN.replace("each month.", "each month?"), "asks"),
    "Chinese": ("承租人必须在每月5日以前支付租金1400美元。", ""),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_wrong_ones_are_not_accepted(name: str) -> None:
    response, reason = ATTACKS[name]
    assert response != PLAIN
    found = verdict(response)
    assert not found.accepted
    if reason:
        assert found.reason == reason, found.message


@pytest.mark.parametrize(
    "response",
    [
        "承租人可以在每月5日以前支付租金3000元，不能转租房屋。",
        "承租人必须在每月5日以前支付租金3000元，可以转租房屋。",
        "承租人必须在每月5日以前支付租金3500元，不能转租房屋。",
        "出租人必须在每月5日以前支付租金3000元，不能转租房屋。",
        "承租人不必在每月5日以前支付租金3000元，不能转租房屋。",
    ],
)
def test_wrong_chinese_ones_are_not_accepted(response: str) -> None:
    assert not verdict(response, "承租人应当于每月5日以前支付租金3000元，不得转租房屋。").accepted


def test_modal_words() -> None:
    for text, kinds in {
        "The buyer shall pay.": [DUTY],
        "No party may assign it.": [BAN],
        "He need not reply.": [NEED_NOT],
        "She is not required to reply.": [NEED_NOT],
        "You must never do so.": [BAN],
        "He is entitled to costs.": [MAY],
        "She shall be entitled to enter. He shall not be required to pay.": [MAY, NEED_NOT],
        "It was signed on 3 May 2024. In May 2025 it ends.": [],
        "He should reply.": [ADVICE],
        "The Seller will deliver.": [OPEN],
        "用人单位应当支付，劳动者可以解除，不得扣押，无需通知。": [DUTY, MAY, BAN, NEED_NOT],
    }.items():
        assert kinds_in(text) == kinds, text


def test_only_what_was_computed_proves_wrong() -> None:
    reference = '{"rewriting": {"source": "The Tenant shall pay rent of $900.", "to": "plain"}}'
    assert disprove(["law.rewriting"], "The Tenant may pay rent of $900.", reference).status == "rejected"
    assert disprove(["law.rewriting"], "The Tenant pays rent.", reference).status != "rejected"


SUPPLY = "The Supplier shall deliver the Goods to the Buyer's warehouse within fourteen (14) days after receipt of a purchase order. The Buyer may reject any Goods that do not conform to the specifications, provided that written notice of rejection is given to the Supplier not later than seven (7) days after delivery. The Supplier shall not be liable for delays caused by events beyond its reasonable control."
SUPPLY_PLAIN = "The Supplier must deliver the Goods to the Buyer's warehouse within 14 days of receiving a purchase order. The Buyer may reject Goods that do not meet the specifications, provided that it tells the Supplier in writing no later than 7 days after delivery. The Supplier is not liable for delays caused by events beyond its reasonable control."
ROYALTY = "Notwithstanding Section 4.2, the Licensee shall pay the Licensor a royalty of 6% of Net Sales, payable on or before January 31 of each year. If the Licensee fails to pay when due, interest shall accrue at the rate of 1.5% per month. Either party may terminate this Agreement upon thirty (30) days' prior written notice."
ROYALTY_PLAIN = "Despite Section 4.2, the Licensee must pay the Licensor a royalty of 6% of Net Sales, due by January 31 of each year. If the Licensee does not pay on time, interest must be added at 1.5% per month. Either party may end this Agreement by giving 30 days' written notice in advance."
ZH_CLAUSE = "未经甲方书面同意，乙方不得将本合同项下的权利义务转让给第三方。乙方应当在收到货物后10日内检验货物；逾期未检验的，视为货物合格。任何一方违约的，应当向对方支付合同总价款5%的违约金。"
ZH_PLAIN = "没有甲方的书面同意，乙方不得把本合同里的权利义务转让给第三方。乙方收到货物后，应当在10日内检验货物；过期没有检验的，就视为货物合格。任何一方违约，都应当向对方支付合同总价款5%的违约金。"
PAIRS = ((SUPPLY, SUPPLY_PLAIN), (ROYALTY, ROYALTY_PLAIN), (ZH_CLAUSE, ZH_PLAIN))


@pytest.mark.parametrize(("source", "plain"), PAIRS)
def test_whole_clauses_in_plain_language_are_accepted(source: str, plain: str) -> None:
    found = judge(REWRITING, plain, json.dumps({"rewriting": {"source": source, "to": "plain"}}))
    assert found.accepted, (found.reason, found.message)


@pytest.mark.parametrize(
    ("which", "old", "new"),
    [
        (0, "must deliver", "may deliver"),
        (0, "within 14 days of receiving", "14 days before receiving"),
        (0, "no later than 7 days after delivery", "no later than 7 days before delivery"),
        (0, "after delivery", "after the purchase order"),
        (0, "tells the Supplier", "tells the Buyer"),
        (0, "is not liable", "is liable"),
        (0, "that do not meet", "that meet"),
        (0, "in writing ", ""),
        (0, "beyond its reasonable control", "within its reasonable control"),
        (0, "14 days", "14 business days"),
        (0, "provided that", "unless"),
        (0, "", " The Buyer must pay in advance."),
        (1, "per month", "per year"),
        (1, "each year", "each quarter"),
        (1, "by January 31", "after January 31"),
        (1, "Either party may", "The Licensee may"),
        (1, "does not pay on time", "pays on time"),
        (1, "Despite Section 4.2", "Subject to Section 4.2"),
        (2, "书面同意", "口头同意"),
        (2, "书面同意", "同意"),
        (2, "视为货物合格", "视为货物不合格"),
        (2, "没有检验的", "检验的"),
        (2, "任何一方", "甲方"),
        (2, "向对方支付", "由对方支付"),
        (2, "", "乙方还应当赔偿损失。"),
    ],
)
def test_what_turns_a_clause_is_not_accepted(which: int, old: str, new: str) -> None:
    source, plain = PAIRS[which]
    assert old in plain
    response = plain.replace(old, new) if old else plain + new
    assert not judge(
        REWRITING, response, json.dumps({"rewriting": {"source": source, "to": "plain"}})
    ).accepted
