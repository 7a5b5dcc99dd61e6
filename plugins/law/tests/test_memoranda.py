"""Memoranda on a cancelled sale, as models write them, and the subtle ways to get them wrong."""

from __future__ import annotations

import json

import pytest

import assay
from assay.testing import judge

STRUCTURE = assay.find_verifier("law.structure")
ACT = """Harbor State Consumer Sales Act (as in force on 1 March 2023)

§ 8. Right to cancel. (a) A buyer may cancel a home solicitation sale until midnight of the third business day after the day on which the buyer signs the agreement. (b) A seller shall refund all payments within 10 business days after receipt of the notice of cancellation. (c) A seller who fails to refund in time is liable to the buyer for twice the payments and must pay the buyer's reasonable attorney's fees.

§ 9. Exceptions. (a) Section 8 does not apply to a sale of less than $25. (b) A buyer may not cancel a sale made at the seller's place of business."""
FACTS = """On Monday, May 6, 2024, Petrov, a door-to-door salesman for Brightwater Filters Inc., came to the home of Adeyemi and sold her a water filter for $640. Adeyemi signed the agreement that day and paid $200 in cash. On May 8, 2024, Adeyemi mailed a notice of cancellation. Brightwater Filters Inc. received the notice on May 10, 2024. Brightwater Filters Inc. did not refund the $200 until June 14, 2024."""
PROMPT = f"{ACT}\n\n{FACTS}\n\nIs Brightwater Filters Inc. liable to Adeyemi for twice her payments? Write a memorandum in IRAC form."
PART = {
    "form": "irac",
    "facts": FACTS,
    "sources": [{"id": "Harbor State Consumer Sales Act", "text": ACT}],
    "cite": ["8(c)"],
    "use": ["May 8, 2024", "June 14, 2024"],
    "outcome": {
        "answer": "liable",
        "among": ["liable", "not liable"],
        "also": {"liable": ["owes Adeyemi twice her payments"]},
    },
}
REFERENCE = json.dumps({"structure": PART})
RIGHT = (
    """**MEMORANDUM**

**Issue**

Whether Brightwater Filters Inc. is liable to Adeyemi for twice her payments because it did not refund them in time after she cancelled the sale.

**Rule**

Under § 8(a) of the Harbor State Consumer Sales Act, a buyer may cancel a home solicitation sale until midnight of the third business day after the day on which the buyer signs the agreement. Under § 8(b), a seller shall refund all payments within 10 business days after receipt of the notice of cancellation. Under § 8(c), a seller who fails to refund in time is liable to the buyer for twice the payments.

**Application**

Adeyemi signed the agreement on May 6, 2024, and mailed a notice of cancellation on May 8, 2024, which is within three business days. Brightwater Filters Inc. received the notice on May 10, 2024, but did not refund the $200 until June 14, 2024, which is more than 10 business days later.

**Conclusion**

Brightwater Filters Inc. is liable to Adeyemi for twice her payments.""",
    """## Issue
Is Brightwater Filters Inc. liable to Adeyemi for twice the payments?

## Rule
Section 8(a) lets a buyer cancel a home solicitation sale until midnight of the third business day after the day on which the buyer signs the agreement. Section 8(b) requires the seller to refund all payments within 10 business days after receipt of the notice. A seller who fails to do so "is liable to the buyer for twice the payments" (§ 8(c)).

## Analysis
Here, Adeyemi signed the agreement on Monday, May 6, 2024, at her home. She mailed her notice of cancellation on May 8, 2024, two days later, so the cancellation was timely. Brightwater received the notice on May 10, 2024. It did not refund the $200 until June 14, 2024, 35 days after receipt. The refund was therefore late, and § 8(c) applies.

## Conclusion
Brightwater Filters Inc. is liable to Adeyemi.""",
    """The issue is whether Brightwater Filters Inc. is liable for twice the payments under the Act. Under § 8(b), a seller shall refund all payments within 10 business days after receipt of the notice of cancellation. Under § 8(c), a seller who fails to refund in time is liable to the buyer for twice the payments. In this case, Adeyemi mailed the notice of cancellation on May 8, 2024, and Brightwater Filters Inc. received it on May 10, 2024. Brightwater Filters Inc. did not refund the $200 until June 14, 2024. Accordingly, Brightwater Filters Inc. is liable to Adeyemi.""",
    """### Question Presented
Does a seller who refunded a cancelled home solicitation sale on June 14, 2024 owe the buyer twice her payments?

### Governing Law
"A seller who fails to refund in time is liable to the buyer for twice the payments and must pay the buyer's reasonable attorney's fees." § 8(c). The seller has 10 business days after receipt of the notice of cancellation. § 8(b).

### Application to the Facts
Brightwater Filters Inc. received Adeyemi's notice of cancellation, mailed May 8, 2024, on May 10, 2024. It refunded the $200 on June 14, 2024. That is long after 10 business days.

### Conclusion
Brightwater owes Adeyemi twice her payments: 2 × $200 = $400. It is liable.""",
    """1. Issue: Is the seller, Brightwater Filters Inc., liable for twice the payments?
2. Rule: § 8(c) of the Act: a seller who fails to refund in time is liable to the buyer for twice the payments.
3. Application: The notice of cancellation was mailed on May 8, 2024 and received on May 10, 2024. The $200 was not refunded until June 14, 2024.
4. Conclusion: Yes, Brightwater Filters Inc. is liable.""",
)
WRONG = (
    (0, "mailed a notice of cancellation on May 8, 2024", "mailed a notice of cancellation on May 10, 2024"),
    (0, "did not refund the $200 until June 14", "did not refund the $200 until June 4"),
    (0, "Brightwater Filters Inc. received the notice", "Adeyemi received the notice"),
    (0, "Adeyemi signed the agreement on", "Petrov signed the agreement on"),
    (0, "is liable to Adeyemi for twice her payments.", "is not liable to Adeyemi for twice her payments."),
    (0, "is liable to Adeyemi for twice her payments.", "is liable to Adeyemi for three times her payments."),
    (0, "is liable to Adeyemi for twice her payments.", "is liable to Petrov for twice her payments."),
    (
        0,
        "Brightwater Filters Inc. is liable to Adeyemi for twice her payments.",
        "Petrov is liable to Adeyemi for twice her payments.",
    ),
    (
        0,
        "Brightwater Filters Inc. is liable to Adeyemi for twice her payments.",
        "Adeyemi is liable to Brightwater Filters Inc. for twice her payments.",
    ),
    (0, "shall refund", "may refund"),
    (0, "may cancel a home", "must cancel a home"),
    (0, "may cancel a home", "may not cancel a home"),
    (0, "10 business days", "10 calendar days"),
    (0, "10 business days", "14 business days"),
    (0, "third business day", "second business day"),
    (0, "§ 8(c)", "§ 9(b)"),
    (0, "§ 8(c)", "§ 8(d)"),
    (0, "§ 8(c)", "§ 10(c)"),
    (0, "Harbor State Consumer Sales Act", "Harbor State Tenancies Act"),
    (0, "who fails to refund in time", "who refunds in time"),
    (0, "who fails to refund in time", "who does not fail to refund in time"),
    (0, "is liable to the buyer for twice the payments.", "is liable to the buyer for the payments."),
    (0, "is liable to the buyer for twice", "is not liable to the buyer for twice"),
    (0, "which is more than 10 business days later", "which is less than 10 business days later"),
    (
        0,
        "which is more than 10 business days later",
        "which is within 10 business days, so the refund was in time",
    ),
    (0, "which is within three business days", "which is not within three business days"),
    (0, "but did not refund the $200 until", "and refunded the $200 before"),
    (0, "the $200", "the $640"),
    (0, "the $200", "the $400"),
    (0, "", " However, a court could see it otherwise."),
    (0, "", " That said, Brightwater Filters Inc. is not liable."),
    (0, "", "\n\nOn reflection, the opposite is true."),
    (0, "", " Adeyemi paid $640."),
    (0, "", " Petrov received the notice on May 10, 2024."),
    (
        0,
        "Brightwater Filters Inc. is liable to Adeyemi",
        "It would seem that Brightwater Filters Inc. is liable to Adeyemi",
    ),
    (
        0,
        "Brightwater Filters Inc. is liable to Adeyemi",
        "In Adeyemi's view, Brightwater Filters Inc. is liable to Adeyemi",
    ),
    (
        0,
        "Brightwater Filters Inc. is liable to Adeyemi",
        "If the notice was valid, Brightwater Filters Inc. is liable to Adeyemi",
    ),
    (0, "after receipt of the notice", "after mailing of the notice"),
    (0, "after the day on which the buyer signs", "before the day on which the buyer signs"),
    (0, "until midnight", "after midnight"),
    (0, "mailed a notice of cancellation", "never mailed a notice of cancellation"),
    (0, "mailed a notice", "failed to mail a notice"),
    (1, "lets a buyer cancel", "forbids a buyer to cancel"),
    (1, "requires the seller to", "permits the seller to"),
    (1, "35 days", "36 days"),
    (1, "two days later", "five days later"),
    (1, '"is liable to', '"is not liable to'),
    (1, "Monday", "Tuesday"),
    (3, "2 × $200 = $400", "2 × $200 = $440"),
    (3, "refunded the $200 on June 14", "refunded the $200 on May 14"),
    (3, "It is liable", "It is not liable"),
    (3, "Brightwater owes Adeyemi", "Adeyemi owes Brightwater"),
    (3, "received Adeyemi's notice", "received Petrov's notice"),
    (4, "Yes, Bright", "No, Bright"),
    (4, "was not refunded until", "was refunded until"),
    (
        4,
        "was mailed on May 8, 2024 and received on May 10",
        "was mailed on May 10, 2024 and received on May 8",
    ),
    (2, "Adeyemi mailed the notice", "Brightwater Filters Inc. mailed the notice"),
    (2, "Accordingly,", "Accordingly, unless the parties agreed otherwise,"),
)


def verdict(response: str) -> assay.Verdict:
    return judge(STRUCTURE, response, REFERENCE, PROMPT)


@pytest.mark.parametrize("response", RIGHT)
def test_right_memoranda_are_accepted(response: str) -> None:
    found = verdict(response)
    assert found.accepted, (found.reason, found.message)


@pytest.mark.parametrize(("which", "old", "new"), WRONG)
def test_wrong_ones_are_not(which: int, old: str, new: str) -> None:
    """``new`` in place of ``old``, or behind the whole."""
    right = RIGHT[which]
    assert old in right
    assert not verdict(right.replace(old, new) if old else right + new).accepted


ZH_ACT = """中华人民共和国民法典（2021年1月1日起施行）
第五百八十五条 当事人可以约定一方违约时应当根据违约情况向对方支付一定数额的违约金。
第五百八十六条 当事人可以约定一方向对方给付定金作为债权的担保。定金的数额由当事人约定；但是，不得超过主合同标的额的百分之二十，超过部分不产生定金的效力。
第五百八十七条 债务人履行债务的，定金应当抵作价款或者收回。给付定金的一方不履行债务或者履行债务不符合约定，致使不能实现合同目的的，无权请求返还定金；收受定金的一方不履行债务或者履行债务不符合约定，致使不能实现合同目的的，应当双倍返还定金。"""
ZH_FACTS = "2023年5月10日，林某与恒通公司签订设备买卖合同，约定价款为200000元，恒通公司应于2023年7月1日前交货。2023年5月12日，林某向恒通公司支付定金30000元。恒通公司至2023年9月1日仍未交货，致使林某不能实现合同目的。2023年9月5日，林某起诉恒通公司，请求双倍返还定金。"
ZH_PROMPT = f"{ZH_ACT}\n\n{ZH_FACTS}\n\n林某请求恒通公司双倍返还定金，应否支持？请以三段论作答。"
ZH_PART = {
    "form": "syllogism",
    "facts": ZH_FACTS,
    "sources": [{"id": "民法典", "text": ZH_ACT}],
    "cite": ["第五百八十七条"],
    "use": ["2023年5月12日", "未交货"],
    "parties": ["林某", "恒通公司"],
    "outcome": {"answer": "应予支持", "among": ["应予支持", "不予支持"], "also": {"应予支持": ["应当支持"]}},
}
ZH_REFERENCE = json.dumps({"structure": ZH_PART}, ensure_ascii=False)
ZH_RIGHT = (
    """大前提：根据《中华人民共和国民法典》第五百八十七条的规定，收受定金的一方不履行债务或者履行债务不符合约定，致使不能实现合同目的的，应当双倍返还定金。

小前提：本案中，林某于2023年5月12日向恒通公司支付定金30000元，恒通公司至2023年9月1日仍未交货，致使林某不能实现合同目的。

结论：林某请求恒通公司双倍返还定金，应予支持。""",
    """**大前提**：《民法典》第五百八十七条规定：“收受定金的一方不履行债务或者履行债务不符合约定，致使不能实现合同目的的，应当双倍返还定金。”

**小前提**：林某与恒通公司于2023年5月10日签订设备买卖合同，价款200000元。2023年5月12日，林某支付定金30000元，未超过价款的百分之二十。恒通公司未交货，致使合同目的不能实现。

**结论**：林某的请求应予支持，恒通公司应当双倍返还定金60000元（30000元×2=60000元）。""",
    """一、法律依据
依据《民法典》第587条，收受定金的一方不履行债务，致使不能实现合同目的的，应当双倍返还定金。
二、案件分析
恒通公司收受林某于2023年5月12日支付的定金30000元后，未交货，致使林某不能实现合同目的，属于收受定金的一方不履行债务的情形。
三、结论
林某的请求应当支持。""",
    """根据《民法典》第五百八十七条，收受定金的一方不履行债务，致使不能实现合同目的的，应当双倍返还定金。本案中，恒通公司于2023年5月12日收受林某定金30000元，约定2023年7月1日前交货，但至2023年9月1日仍未交货。因此，林某请求双倍返还定金，应予支持。""",
)
ZH_WRONG = (
    (0, "收受定金的一方", "给付定金的一方"),
    (0, "应当双倍返还", "可以双倍返还"),
    (0, "应当双倍返还", "不得双倍返还"),
    (0, "应当双倍返还", "应当返还"),
    (0, "应当双倍返还", "应当三倍返还"),
    (0, "第五百八十七条", "第五百八十五条"),
    (0, "第五百八十七条", "第五百九十九条"),
    (0, "第五百八十七条", "第五百八十六条"),
    (0, "民法典》", "合同法》"),
    (0, "5月12日", "5月10日"),
    (0, "30000元", "20000元"),
    (0, "30000元", "200000元"),
    (0, "9月1日", "9月5日"),
    (0, "仍未交货", "已经交货"),
    (0, "仍未交货", "仍未付款"),
    (0, "林某于2023年5月12日向恒通公司支付", "恒通公司于2023年5月12日向林某支付"),
    (0, "林某于2023", "陈某于2023"),
    (0, "应予支持。", "不予支持。"),
    (0, "应予支持。", "应予支持，也可不予支持。"),
    (0, "应予支持。", "原则上可能应予支持。"),
    (0, "应予支持。", "应予支持？"),
    (0, "结论：林某请求恒通公司", "结论：恒通公司请求林某"),
    (0, "", "但本案证据不足，请求能否支持尚不确定。"),
    (0, "", "\n更正：不予支持。"),
    (0, "", "如合同无效，则应予支持。"),
    (0, "致使林某不能实现", "致使恒通公司不能实现"),
    (0, "致使林某不能实现合同目的", "林某实现了合同目的"),
    (0, "致使不能实现合同目的的，应当", "即使能够实现合同目的的，也应当"),
    (0, "不履行债务或者", "履行债务或者"),
    (1, "60000元", "90000元"),
    (1, "×2=60000", "×3=60000"),
    (1, "“收受", "“给付"),
    (1, "恒通公司应当双倍返还", "林某应当双倍返还"),
    (2, "恒通公司收受林某于", "林某收受恒通公司于"),
    (2, "未交货", "已交货"),
    (2, "第587条", "第586条"),
    (3, "仍未交货", "仍未付款"),
    (3, "7月1日前交货", "7月1日后交货"),
)


@pytest.mark.parametrize("response", ZH_RIGHT)
def test_right_chinese_syllogisms_are_accepted(response: str) -> None:
    found = judge(STRUCTURE, response, ZH_REFERENCE, ZH_PROMPT)
    assert found.accepted, (found.reason, found.message)


@pytest.mark.parametrize(("which", "old", "new"), ZH_WRONG)
def test_wrong_chinese_ones_are_not(which: int, old: str, new: str) -> None:
    """``new`` in place of ``old``, or behind the whole."""
    right = ZH_RIGHT[which]
    assert old in right
    response = right.replace(old, new) if old else right + new
    assert not judge(STRUCTURE, response, ZH_REFERENCE, ZH_PROMPT).accepted
