"""law.rewriting: what must be kept when a provision is put in other words."""

from __future__ import annotations

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
