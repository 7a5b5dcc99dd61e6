"""``math.cot`` on text: what is a claim, what is true, and what the verdict says about it."""

from __future__ import annotations

import pytest

from assay import Sample, Status, Task, Verdict
from assay_math.verifiers.cot import cot


def check(response: str, prompt: str = "") -> Verdict:
    return cot(Sample(Task(prompt), response))


def tells_apart(true: str, false: str) -> None:
    assert check(true).status is Status.ACCEPTED, check(true).message
    assert check(false).status is Status.REJECTED


@pytest.mark.parametrize(
    "text",
    [
        "48/2 = 24",
        "48/2 = <<48/2=24>>24 clips in May",
        "The cost is $5 x 3 = $15.",
        "3 apples * 4 = 12 apples",
        "5 smoothies * 3 minutes/smoothie = <<5*3=15>>15 minutes",
        "20% of 50 = 10",
        "0.2 = 20%",
        "100% - 20% = 80%",
        "100 - 20 = 80%",
        "half of 48 = 24",
        "2 1/2 * 4 = 10",
        "1,000 + 500 = 1,500",
        "10 x 1 000 = 10 000",
        "2*3 = 6 = 12/2",
        "(3 + 4) * 2 = 14",
        "2^10 = 1024",
        "10/3 = 3.33",
        "2/3 = 0.66",
        "10/3 ≈ 3.3",
        "10/3 is 10/3 = about 3",
        "13 / 6 = 2 full cycles with a remainder of 1 hour",
        "1 hour = 60 minutes",
        "1 hour 20 minutes = 80 minutes",
        "25 cents * 8 = $2",
        "12 ÷ 4 = 3",
        "3 ≠ 4",
        "3 < 4",
        "Purple = 5 * 230 = 1150 pages",
        "20-7 = 13",
        "17 is prime",
        "12 is divisible by 3",
        "The gcd of 12 and 18 is 6",
        "60 / 3/4 = 80",
        "-21/3 = <<-21/3=-7>>-7 degrees",
    ],
)
def test_true_claims(text: str) -> None:
    verdict = check(text)
    assert verdict.status is Status.ACCEPTED, verdict
    assert verdict.coverage is not None
    assert verdict.coverage.claims == 1.0


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("12 * 4 = 46", "false_arithmetic"),
        ("48/2 = <<48/2=25>>25", "false_arithmetic"),
        ("She has <<48/2=24>>25 clips", "annotation_mismatch"),
        ("49/2 = <<48/2=24>>24", "false_arithmetic"),
        ("so 3 = 4", "false_arithmetic"),
        ("2*3 = 6 = 13/2", "false_arithmetic"),
        ("5 + 3 = 8 * 2 = 16", "false_arithmetic"),
        ("20% of 50 = 11", "false_arithmetic"),
        ("20 = 20%", "undecided"),
        ("10/3 = 3", "false_arithmetic"),
        ("1/3 = 0.3", "bad_rounding"),
        ("10/3 ≈ 3.4", "bad_rounding"),
        ("3 ≠ 3", "false_arithmetic"),
        ("4 < 3", "false_arithmetic"),
        ("1 hour = 61 minutes", "false_arithmetic"),
        ("1 / 0 = 5", "division_by_zero"),
        ("15 is prime", "false_statement"),
        ("17 is not prime", "false_statement"),
        ("12 is divisible by 5", "false_statement"),
        ("half of half of 4 = 2", "false_arithmetic"),
    ],
)
def test_false_claims(text: str, reason: str) -> None:
    verdict = check(text)
    if reason == "undecided":
        assert verdict.status is Status.ABSTAINED
    else:
        assert verdict.status is Status.REJECTED, verdict
        assert verdict.reason == reason


@pytest.mark.parametrize(
    "text",
    [
        "He has 5 apples and some pears.",
        "Total = 24",
        "If 3 = 4 then pigs fly",
        "```\n3 = 4\n```",
        "<!-- 1 = 1 -->",
        "Is 3 * 4 = 13?",
        "8 batches = 5.5 * 8",
        "",
        "\n\n",
    ],
)
def test_no_claims(text: str) -> None:
    verdict = check(text)
    assert verdict.status is Status.ABSTAINED
    assert verdict.reason == "no_claims"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("3 km + 200 m = 3.2 km", Status.ACCEPTED),
        ("3 km + 200 m = 3200 m", Status.ACCEPTED),
        ("2 * 3 km + 500 m = 6500 m", Status.ACCEPTED),
        ("1 hour + 20 minutes = 80 minutes", Status.ACCEPTED),
        ("$2 + 50 cents = $2.50", Status.ACCEPTED),
        ("4 pounds - 6 ounces = 58 ounces", Status.ACCEPTED),
        ("10 in + 2 ft = 34 in", Status.ACCEPTED),
        ("5 hours + 100 minutes = 6.67 hours", Status.ACCEPTED),
        ("10 miles on the first day + 30 miles on the second day = 40 miles", Status.ACCEPTED),
        ("3 hours * 30 mph + 4 hours * 25 mph = 190 miles", Status.ACCEPTED),
        ("3 km + 200 m = 203 km", Status.REJECTED),
        ("2 * 3 km + 500 m = 506 km", Status.REJECTED),
        ("1 hour + 20 minutes = 21 minutes", Status.REJECTED),
        ("$2 + 50 cents = $52", Status.REJECTED),
        ("5 feet + 3 inches = 8 feet", Status.REJECTED),
        ("3 km + 200 m = 3200", Status.ABSTAINED),
        ("3 kg + 200 m = 203 kg", Status.ABSTAINED),
    ],
)
def test_a_sum_in_different_units(text: str, status: Status) -> None:
    assert check(text).status is status


@pytest.mark.parametrize(
    "text", ["5 + 2xy = 7", "5 + 2 xy = 7", "5 + 2ab = 7", "5 + 2xyz = 7", "3 + 4uv = 7"]
)
def test_letters_behind_a_number_are_no_unit(text: str) -> None:
    assert not check(text).accepted


@pytest.mark.parametrize(
    "text", ["5km + 2km = 7km", "20yrs + 3yrs = 23yrs", "2hrs + 3hrs = 5hrs", "7am + 5 hours = 12pm"]
)
def test_units_may_stand_close_to_the_number(text: str) -> None:
    assert check(text).accepted


@pytest.mark.parametrize(
    "torn",
    ["12*4 =\n= 46", "> 12*4\n> = 46", "- 12*4\n- = 46", "12*4\nequals 46", "$$12\\cdot4$$\n$$=46$$", "= 46"],
)
def test_an_equation_whose_other_side_is_elsewhere_is_not_passed_over(torn: str) -> None:
    assert check(f"1 + 1 = 2\n{torn}").status is not Status.ACCEPTED


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("12*4 =\n**48**", "12*4 =\n**46**"),
        ("Total = 12*4\n= 48", "Total = 12*4\n= 46"),
        ("12*4 =\n48 apples", "12*4 =\n\n46 apples"),
        ("Sum\n===\n3 + 4\n  = 7\n  = 14/2", "Sum\n===\n3 + 4\n  = 7\n  = 15/2"),
    ],
)
def test_an_equation_may_go_on_in_the_next_line(true: str, false: str) -> None:
    assert check(true).status is Status.ACCEPTED, check(true).message
    verdict = check(false)
    assert (verdict.status, verdict.reason) == (Status.REJECTED, "false_arithmetic")
    assert verdict.checks[-1].claim == false[slice(*(verdict.checks[-1].span or (0, 0)))]


def test_the_message_names_the_first_false_step() -> None:
    verdict = check("First, 3 * 4 = 12.\n\nThen 12 * 4 = 46.\nSo 46 + 1 = 48.\n#### 48")
    assert verdict.message == "Step 2: 12 * 4 = 46 is false: the left side is 48."
    assert verdict.coverage is not None
    assert (verdict.coverage.steps_found, verdict.coverage.claims_found) == (3, 3)


def test_a_fake_annotation_does_not_hide_a_false_equation() -> None:
    assert check("3 * 4 = <<13=13>>13").status is Status.REJECTED
    assert check("3 * 4 = <<1=1>>13").status is Status.REJECTED


def test_one_undecided_claim_is_enough_to_abstain() -> None:
    verdict = check("3 * 4 = 12\nthe number of bikes + 12 - 18 = 45")
    assert verdict.status is Status.ABSTAINED
    assert verdict.reason == "undecided_claims"


def test_a_retracted_claim_is_reported_and_does_not_reject() -> None:
    verdict = check("3 * 4 = 13.\nWait, that's wrong. Let me redo it: 3 * 4 = 12.")
    assert verdict.status is Status.ACCEPTED
    assert [c.reason for c in verdict.checks] == ["retracted", "ok"]
    assert check("3 * 4 = 13.\nLet me redo it.").status is Status.ABSTAINED


def test_currency_is_no_formula() -> None:
    verdict = check("She pays $5 and $20, so $5 + $20 = $25 and $345/3=$115.")
    assert verdict.status is Status.ACCEPTED
    assert [c.claim for c in verdict.checks] == ["$5 + $20 = $25", "$345/3=$115"]


HOSTILE = {
    "ten megabytes": "1+1=2\n" * 1_700_000,
    "spaces": " " * 150_000 + "=",
    "brackets": "(" * 10_000 + "1" + ")" * 10_000 + " = 1",
    "fractions": "$" + "\\frac{1}{" * 9_000 + "2" + "}" * 9_000 + " = 1$",
    "tower": "9^9^9^9^9 = 1",
    "factorial": "$1000000! = 1$",
    "digits": "1" * 150_000 + " = 2",
    "sum": "1+" * 50_000 + "1 = 2",
    "chain": "1=" * 40_000 + "1",
    "dollars": "$" * 100_000,
    "notes": "<<" * 50_000,
    "signs": "-" * 100_000 + "1=1",
    "backslashes": "\\" * 150_000,
    "alignments": "\\begin{align}" * 10_000,
    "letters": "a-" * 70_000 + "=1",
    "NUL": "\x00" * 1000 + "1+1=\x003",
    "surrogate": "1+1=2 \ud800",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_gets_a_verdict(name: str) -> None:
    assert check(HOSTILE[name]).status is not Status.ACCEPTED or name == "surrogate"


def test_a_division_by_zero_inside_words_is_no_crash() -> None:
    for text in ("half of the 5 / 0 apples + 6 = 7", "9 - 4 / 0 = 3", "12 / 5/0 = 4", "3 = 4 times 2 / 0"):
        assert check(text).status is not Status.ACCEPTED


@pytest.mark.parametrize(
    "text",
    [
        "11 a.m. - 12 hours = <<11-2=9>>9 a.m.",
        '603 gallons / 40 gallons per "group" of trips = <<600/40=15>>15',
        "30/2000 = <<30/2001=0.015>>0.015",
        "40/160 = $<<40/161=0.25>>0.25",
        "21 pairs * 6 = <<21*3=63>>63 pairs",
        "2 weeks * 1 days/week = <<2*7=14>>14 days",
        "an ear of corn because .005 x 3 = <<.005*4=.02>>.02",
    ],
)
def test_an_annotation_that_computes_with_another_number(text: str) -> None:
    assert check(text).reason == "annotation_mismatch"


@pytest.mark.parametrize(
    "text",
    [
        "5*2=<<5+5=10>>10 written another way",
        "20% of 50 = <<50*20*.01=10>>10",
        "6,800,000 * 80% = $<<6800000*0.8=5440000>>5,440,000",
        "3 mph * 4 hours * 2 = <<3*4*2=24>>24 miles",
        "7 days/week * 2 weeks = <<2*7=14>>14 days",
    ],
)
def test_an_annotation_may_be_written_another_way(text: str) -> None:
    assert check(text).status is Status.ACCEPTED


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("13/6 = 2 with a remainder of 1", "13/6 = 2 with a remainder of 5"),
        ("10/4=2 with 2 cookies left over", "10/4=2 with 3 cookies left over"),
        ("2+2 equals 4.", "2+2 equals 5."),
        ("So 3 times 4 is 12.", "So 3 times 4 is 13."),
        ("20% of 50 is 10", "20% of 50 is 20"),
        ("5 squared is 25.", "5 squared is 26."),
        ("12 divided by 4 is 3, as said", "12 divided by 4 is 4, as said"),
        ("5 more than 7 is 12", "5 more than 7 is 13"),
        ("5 less than 7 is 2", "5 less than 7 is 3"),
        ("Half of 30 is 15.", "Half of 30 is 16."),
        ("7 is greater than 5", "5 is greater than 7"),
        ("10 divided by 3 is about 3.33.", "10 divided by 3 is about 3.43."),
    ],
)
def test_arithmetic_told_in_words(true: str, false: str) -> None:
    tells_apart(true, false)


@pytest.mark.parametrize(
    "text",
    [
        "The sum of 3 and 5 is even.",
        "The product of 3 and 5 is not divisible by 2.",
        "2 more than 3 times 4 is 14.",
        "Twice the sum of 3 and 4 is 14.",
        "The square of 4 is divisible by 8.",
        "The number of factors of 16 is odd.",
        "If 4 is prime then we are done.",
        "It is false that 4 is prime.",
        "Neither 4 nor 6 is prime.",
        "3 times 4 is 2 more than 10.",
        "She says 3 times 4 is 13.",
        "20% of 50 is 2 times 5.",
    ],
)
def test_nothing_is_said_of_a_number_inside_a_longer_phrase(text: str) -> None:
    assert check(text).reason == "no_claims"


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("2⁴ = 16", "2⁴ = 2"),
        ("12∕4=3", "12∕4=4"),
        ("3✕4=12", "3✕4=4"),
        ("100 ÷ 3 = 33 r 1", "100 ÷ 3 = 33 r 2"),
        ("**3 + 4 = 7**", "**3 + 4 = 8**"),
        ("2 * 3 = 6\n6 + 4 = \\boxed{10}", "2 * 3 = 6\n6 + 4 = \\boxed{11}"),
        ("2 * 3 = 6\nThe answer is 6 + 4 = 10.", "2 * 3 = 6\nThe answer is 6 + 4 = 11."),
        ("2 * 3 = 6\n#### 6 + 4 = 10", "2 * 3 = 6\n#### 6 + 4 = 11"),
        ("2 * 3 = 6\n$$\\boxed{6+4=10}$$", "2 * 3 = 6\n$$\\boxed{6+4=11}$$"),
        ("$6+4$ is $10$", "$6+4$ is $11$"),
        ("3x = 12 ⇒ x = 4 ⇒ x² = 16", "3x = 12 ⇒ x = 4 ⇒ x² = 17"),
        (
            r"$\int_0^2 x\,dx = \left[\frac{x^2}{2}\right]_0^2 = 2$",
            r"$\int_0^2 x\,dx = \left[\frac{x^2}{2}\right]_0^2 = 3$",
        ),
    ],
)
def test_what_was_once_overlooked(true: str, false: str) -> None:
    tells_apart(true, false)


@pytest.mark.parametrize(
    "text",
    [
        "12 over 4 = 4",
        "The sum of 4 and 5 = 5",
        "ten times 4 = 4",
        "2↑3=3",
        "10₂ = 10",
        "5% of 5% of 3 = 0.15",
        "1/3 = 0.\\overline{3}",
        r"We need $2x+5\le 3x-1$. Subtract $2x$: $5\le x-1$. Add 1: $7\le x$.",
        r"$x^2-4x+7 = (x-2)^2+3 \ge 4$",
    ],
)
def test_the_end_of_a_side_is_not_the_side(text: str) -> None:
    assert check(text).status is Status.ABSTAINED
