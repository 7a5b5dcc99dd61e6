"""law.amount: sums, shares and the arithmetic that leads to them."""

from __future__ import annotations

import json
import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import assay
from assay.evidence import Operand, Step, Trace, locate, make_reference
from assay.testing import judge
from assay_law.amounts.written import written

TAX = "For 2024 a single taxpayer has taxable income of $68,000. What is the income tax by the rate schedule?"
RIGHT = "$10,013"


def verdict(response: str, reference: object = RIGHT, prompt: str = TAX) -> tuple[str, str]:
    text = reference if isinstance(reference, str) else json.dumps(reference)
    found = judge("law.amount", response, text, prompt)
    return found.status.value, found.reason


@pytest.mark.parametrize(
    "response",
    [
        "$10,013",
        "The tax is $10,013.00.",
        "US$10,013",
        "USD 10,013",
        "10,013 dollars",
        "**Income tax: $10,013**",
        "10013",
        "<think>$9,000?</think>The tax is $10,013.",
        "The excess is $20,850. The first part is $5,426. Therefore, the tax is $10,013.",
        "$5,426 + 22% × ($68,000 − $47,150) = $10,013",
        "The tax is $10,013, because the rate schedule and not the Tax Table applies.",
        "$$\\boxed{\\$10,013}$$",
        "\\boxed{\\$10{,}013}",
        "<answer>$10,013</answer>",
        "The tax due is $10,013 (i.e., $5,426 plus $4,587).",
        "The result is $10,013: $5,426 plus $4,587.",
        "The excess yields $4,587, so the tax is $10,013.",
        "The tax before a credit for half is $20,026. Half of that is $10,013.",
    ],
)
def test_forms_of_a_right_sum(response: str) -> None:
    assert verdict(response) == ("accepted", "ok")


@pytest.mark.parametrize(
    "response",
    [
        "$10,013 or $10,031",
        "The tax is not $10,013.",
        "The tax is probably $10,013.",
        "About $10,013.",
        "At least $10,013.",
        "$10,013?",
        "If the Tax Table applied, the tax would be $10,013.",
        "The tax is $10,013 thousand.",
        "The tax is $10,013 plus a penalty.",
        "The tax is $10,013–$10,500.",
        "The tax is $10,013. No, it is $11,013.",
        "The tax is $11,013.\n\nDraft: $10,013",
        "Some say that the tax is $10,013.",
        "The tax is twice $10,013.",
        "The tax is half of $10,013.",
        "Half of that is $10,013.",
        "Half that amount is $10,013.",
        "A third of it comes to $10,013.",
        "Twice the tax is $10,013.",
        "The result is $10,013: $5,426 plus $4,000.",
        "The tax was $10,013 before the credit.",
        "The tax cannot be computed. $10,013",
        "I am not sure, but perhaps: the excess matters.\n\nAnswer: $10,013",
        "The tax comes to $10,013; $0.1001300",
        "My friend says the tax is $10,013.",
        "The tax is $10,013 per month.",
        "-$10,013",
        "C$10,013",
        "10.013,00 $",
        "$10,013.5.2",
        "\\boxed{\\$10,013",
        "This is correct.",
        "",
        "$",
        "$" * 50_000,
        "1 " * 10_000,
    ],
)
def test_what_does_not_commit_to_the_sum_is_not_accepted(response: str) -> None:
    assert verdict(response)[0] != "accepted"


def test_reasons_that_prove_a_sum_wrong() -> None:
    part = {"value": "10,013", "currency": "USD", "round_to": "dollar"}
    proves = assay.find_verifier("law.amount").proves_wrong
    for response, reason in (
        ("The tax is $10,014.", "wrong_rounding"),
        ("The tax is $10,113.", "wrong_amount"),
        ("The tax is $100,130.", "wrong_scale"),
        ("The tax is £10,013.", "wrong_currency"),
        ("The tax is $120,156.", "wrong_period"),
        ("22% × $20,850 = $4,487. The tax is $10,013.", "wrong_arithmetic"),
    ):
        assert verdict(response, part) == ("rejected", reason)
        assert reason in proves
    assert verdict("The tax is $10,013.20.", part) == ("abstained", "not_rounded")


@pytest.mark.parametrize(
    ("response", "accepted"),
    [
        ("Ann takes 1/6 of the estate.", True),
        ("Ann inherits a one-sixth share.", True),
        ("The spouse takes one half; the other half is split in three, so Ann takes one-sixth.", True),
        ("Ann takes 1/6 of the rest.", False),
        ("A sixth of what is left.", False),
        ("Ann takes one sixth of the spouse's share.", False),
        ("Ann and Bob together take 1/6.", False),
        ("The spouse takes one half; the other half is split in three, so Ann takes one-third.", False),
    ],
)
def test_a_share_is_one_of_the_whole(response: str, accepted: bool) -> None:
    prompt = "Half goes to the spouse, the rest in equal parts to Ann, Bob and Cy. What share does Ann take?"
    assert (verdict(response, "1/6", prompt)[0] == "accepted") is accepted


def test_chinese_sums() -> None:
    prompt = "案件受理费是多少元？"
    for right in (
        "案件受理费为12.3万元。",
        "人民币123,000元",
        "十二万三千元",
        "应交纳123,000.00元。",
        "¥123,000",
    ):
        assert verdict(right, "123,000元", prompt)[0] == "accepted", right
    for wrong in (
        "12.3元",
        "案件受理费为1.23万元。",
        "约12.3万元",
        "不是12.3万元",
        "12.3万美元",
        "12.3万元以上",
        "12.3万元或13.2万元",
    ):
        assert verdict(wrong, "123,000元", prompt)[0] != "accepted", wrong


def test_shares() -> None:
    prompt = "What fraction does Eve take?"
    shares = {"value": "1/6", "shares": {"Ann": "1/3", "Bea": "1/3", "Dan": "1/6", "Eve": "1/6"}}
    assert (
        verdict("Ann: 1/3\nBea: 1/3\nDan: 1/6\nEve: 1/6\n\nEve takes 1/6.", shares, prompt)[0] == "accepted"
    )
    assert verdict("Ann: 1/3\nBea: 1/3\nDan: 1/4\nEve: 1/6\n\nEve takes 1/6.", shares, prompt) == (
        "rejected",
        "wrong_share",
    )
    assert verdict("Eve takes one third.", shares, prompt) == ("rejected", "wrong_share")
    assert verdict("Eve takes 25%.", "1/4", prompt)[0] == "accepted"
    assert verdict("Eve takes 33.3%.", "1/3", prompt) == ("abstained", "not_rounded")
    assert verdict("x", {"value": "1/2", "shares": {"Ann": "1/2", "Bea": "1/3"}})[1] == "unreadable_reference"


def test_a_trace_is_computed_again_from_the_prompt() -> None:
    prompt = "Judgment of $50,000, simple interest at 6% for 2 years. How much interest is due?"
    operands = tuple(
        Operand(name, value, unit, span=locate(value, prompt, unit))
        for name, value, unit in (("sum", "50,000", "$"), ("rate", "6", "%"), ("years", "2", "years"))
    )
    operands = (Operand("principal", "50000", "$", span=operands[0].span), *operands[1:])
    step = Step("interest = principal * rate / 100 * years", ("principal", "rate", "years"), "6000")
    trace = Trace(operands, (step,), "interest")
    right = make_reference(amount={"value": "6000", "currency": "USD"}, trace=trace)
    assert verdict("The interest is $6,000.", right, prompt) == ("accepted", "ok")
    assert verdict("The interest is $6,000.", right, prompt.replace("6%", "7%"))[0] != "accepted"
    other = make_reference(amount={"value": "6500", "currency": "USD"}, trace=trace)
    assert verdict("The interest is $6,500.", other, prompt) == ("rejected", "trace_differs")
    assert "trace_differs" not in assay.find_verifier("law.amount").proves_wrong


@pytest.mark.parametrize(
    "reference",
    [
        "ten dollars",
        '{"amount": {"value": "x", "currency": "USD"}}',
        '{"value": 5, "currency": "doubloons"}',
        '{"value": 5, "currency": "USD", "period": "week"}',
        '{"answer": "$7", "amount": {"value": 5, "currency": "USD"}}',
    ],
)
def test_references_that_cannot_be_read(reference: str) -> None:
    assert judge("law.amount", "$5", reference, "How much?").reason == "unreadable_reference"


# --- worked by hand ---------------------------------------------------------------------------------------------------


def generated(name: str, difficulty: int) -> list[assay.Draft]:
    (part,) = (g for g in assay.collect("assay_law.generators", assay.Generator) if g.name == name)
    return [part.make(random.Random(seed), difficulty) for seed in range(12)]


@pytest.mark.parametrize(
    ("name", "answer", "by_hand"),
    [
        # $5,426 + 22 % of ($68,000 - $47,150)
        ("federal income tax 2024, single, $68,000", "$10,013", Fraction(5426) + Fraction(22, 100) * 20_850),
        # 50 + 2,250 + 2,000 + 1,500
        ("诉讼费 300,000元", "5,800元", Fraction(50 + 2_250 + 2_000 + 1_500)),
        # § 1961: 365 days across 29 February 2024, at rate/365 a day
        (
            "interest on $100,000 at 5 %, 15 Jan 2024 to 14 Jan 2025",
            "$5,000",
            Fraction(100_000 * 5 * 365, 36_500),
        ),
    ],
)
def test_hand_worked_sums(name: str, answer: str, by_hand: Fraction) -> None:
    assert written(answer)[0].value == by_hand, name


NAMES = (
    "federal_income_tax chinese_income_tax chinese_litigation_fee chinese_severance chinese_overtime post_judgment_interest prejudgment_interest "
    "contract_late_fee intestate_estate chinese_succession comparative_fault damages_mitigation gdpr_fine chinese_combined_sentence child_support"
).split()


@pytest.mark.parametrize("name", NAMES)
def test_rows_are_accepted_and_other_sums_are_not(name: str) -> None:
    for difficulty in (1, 5):
        for draft in generated(f"law.{name}", difficulty)[:4]:
            assert judge("law.amount", draft.response, draft.reference, draft.prompt).accepted
            answer = str(draft.answer)
            digit = next(each for each in reversed(answer) if each.isdigit())
            at = answer.rindex(digit)
            wrong = answer[:at] + str((int(digit) + 1) % 10) + answer[at + 1 :]
            last = draft.response.rpartition(answer)
            assert not judge("law.amount", last[0] + wrong + last[2], draft.reference, draft.prompt).accepted


@given(st.integers(0, 10**12), st.sampled_from(["${}", "USD {}", "{} dollars", "US${}"]))
def test_written_sums_are_read_back(cents: int, form: str) -> None:
    text = form.format(f"{cents // 100:,}.{cents % 100:02}")
    (found,) = written(f"It is {text}.")
    assert (found.value, found.unit) == (Fraction(cents, 100), "USD")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("(c) $120 − $20 = $100.", "ok"),
        ("1. (a) $120 − $20 = $100.", "ok"),
        ("（第六条第二款），截止于最后一日，共10 − 1 = 9个月。", "ok"),
        ("(c) $121 − $20 = $100.", "wrong_arithmetic"),
        ("3. (c) $120 − $20 = $101.", "wrong_arithmetic"),
        ("（第六条第二款），截止于最后一日，共10 − 1 = 19个月。", "wrong_arithmetic"),
        ("With a factor, 2 × (a) + 3 = 7.", "ok"),
    ],
)
def test_the_mark_of_a_paragraph_is_no_factor(line: str, reason: str) -> None:
    assert judge("law.amount", f"{line}\nAnswer: $100", "$100").reason == reason


@pytest.mark.parametrize(
    ("response", "status"),
    [
        ("Alice must pay $100 under 26 U.S.C. § 1.", "accepted"),
        ("Alice must pay $100 under § 1(a).", "accepted"),
        ("$100 is due under the agreement.", "accepted"),
        ("Alice must pay $101 under § 1(a).", "rejected"),
        ("Alice must pay $100 or under.", "abstained"),
        ("That is $100 under.", "abstained"),
        ("It is $100 under $500.", "abstained"),
    ],
)
def test_due_under_a_provision_is_not_below_it(response: str, status: str) -> None:
    assert judge("law.amount", response, "$100").status == status


def test_a_sum_for_each_month_is_not_the_whole() -> None:
    amount = assay.find_verifier("law.amount")
    prompt = "How much does she owe? Rent for 3 months at $1,400 plus a late fee of $150."
    reference = json.dumps({"amount": {"value": "4350", "currency": "USD"}})
    assert judge(amount, "She owes $4,350.", reference, prompt).accepted
    assert not judge(amount, "She owes $4,350 per month.", reference, prompt).accepted
    monthly = "How much is due each month?"
    assert judge(amount, "$4,350 per month are due.", reference, monthly).accepted
