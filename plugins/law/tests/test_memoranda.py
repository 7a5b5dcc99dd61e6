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
