"""Stated arithmetic: what holds, what does not, and what is left alone."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay.evidence.arithmetic import MOST_LINKS, stated_arithmetic


def holds(text: str) -> list[bool | None]:
    return [link.holds for link in stated_arithmetic(text)]


RIGHT = [
    "CrCl = (140 − age) × weight / (72 × Cr) = (140 − 57) × 70 kg / (72 × 1.2 mg/dL) = 67.2 mL/min",
    "Total: 1 + 2 + 1 = 4 points",
    "2 (age) + 1 (sex) + 2 (stroke) = 5",
    r"\[ \frac{(140-84)\times 88.6}{72\times 1.2} = \boxed{57.4\ \text{mL/min}} \]",
    r"$\text{BSA} = \sqrt{\frac{170 \times 70}{3600}} = 1.82~\mathrm{m}^2$",
    "$1,000 × 5% × 90/365 = $12.33",
    "€1,200 × 0.05 = €60",
    "180 lb = 81.6 kg",
    "70 in × 2.54 cm/in = 177.8 cm",
    "1.5 g / 3 = 500 mg",
    "0.4 × 250 mg = 0.1 g",
    "(100.4 °F − 32) × 5/9 = 38.0 °C",
    "(32 × 0.6) / (129 × 60.3) × 100 = 0.247 %",
    "(32 × 0.6) / (129 × 60.3) = 0.247 %",
    "eGFR = 142 * min(1.2/0.9, 1)^-0.302 * max(1.2/0.9, 1)**-1.2 * 0.9938^57 = 70.5",
    "BMI = 70 / 1.75² = 22.86 kg/m²",
    "QTc = 400 / √(0.8) = 447 ms",
    "3.78 × ln(1.2) + 11.2 × ln(1.5) + 9.57 × ln(1.4) + 6.43 = 14.88",
    "log(100) = 2",
    "MAP = (120 + 2 × 80) / 3 ≈ 93",
    "1 + 2 = 3 – moderate risk",
    "(72 kg)(1.2) = 86.4",
    "The sum 5 + 3 equals 8.",
    "4000 / 7 ≈ 570",
    "120 − 140 = −20",
    "2 × 10^3 = 2000",
    "1 + 2 = **3**",
    "应纳税额为：80,000元×10%－2,520元＝5,480元。",
    "50元+（100000元-10000元）×2.5%=2300元",
    "人民币100元+人民币200元=人民币300元",
    "CNY 100 + CNY 200 = CNY 300",
    "￥100×2=￥200",
    "10万元×5%=5000元",
    "3万元+2000元=3.2万元",
    "200 mg × 5% = 10 mg",
    "增加赔偿的金额为(100-40)×3%=1.8",
    "应纳税额是（100－40）×3%=1.8",
]


@pytest.mark.parametrize("text", RIGHT)
def test_right_arithmetic_holds(text: str) -> None:
    assert holds(text) == [True]


@pytest.mark.parametrize(
    "text",
    [
        "(140 − 57) × 70 kg / (72 × 1.2 mg/dL) = 68 mL/min",
        "1 + 2 + 1 = 5 points",
        r"\frac{(140-84)\times 88.6}{72\times 1.2} = 58.4",
        "$1,000 × 5% × 90/365 = $13.33",
        "180 lb = 91.6 kg",
        "1.5 g / 3 = 50 mg",
        "12 × 8 = 95",
        "140 − 100 − 24 = 17 mEq/L",
        "The sum 5 + 3 equals 9.",
        "4000 / 7 = 570",
        "400 / √(0.8) = 447.9 ms",
        "120 − 140 = 20",
        "So 2 + 2 = 5, you see.",
        "2 × 3 = 6 = 7",
        "应纳税额为：80,000元×10%－2,520元＝5,481元。",
        "50元+（100000元-10000元）×2.5%=2301元",
        "CNY 100 + CNY 200 = CNY 301",
        "10万元×5%=5001元",
        "3万元+2000元=3.3万元",
        "1 g / 2 g = 52 %",
        "为(100-40)×3%=1.9",
    ],
)
def test_wrong_arithmetic_does_not(text: str) -> None:
    assert False in holds(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x + 3 = 5",
        "Hypertension 1 + stroke 2 = 4",
        "Total = 5 × weight = 350",
        "AG − 12 = 40 − 12",
        "On 2024-03-08 + 14 days = 2024-03-22",
        "BP = 120/80 mmHg",
        "f(2 + 3) = 7",
        "5 ft 8 in = 172.7 cm",
        "3 dozen + 1 = 37 eggs",
        "Age 75 = 2 points",
        "1 / 0 = 5",
        "(-1)^0.5 = 1",
        "9^9^9^9^9 = 1",
        "2 + 2 == 5",
        "2 + 2 != 5",
        "((((((1 = 2",
        "if 2 + x = 7 then x = 5",
        "a = b = c",
    ],
)
def test_what_is_no_arithmetic_decides_nothing(text: str) -> None:
    assert False not in holds(text)


def test_results_may_be_rounded_and_operands_are_exact_unless_they_were() -> None:
    assert holds("10 / 3 = 3.33") == [True]
    assert holds("10 / 3 = 3.34") == [False]
    # 3.33 stands for 10 / 3: 3.33 × 300 is 999, or 1000
    assert holds("10 / 3 = 3.33\n3.33 × 300 = 1000") == [True, True]
    assert holds("3.33 × 300 = 1000") == [False]
    assert holds("10 / 3 = 3.33\n3.33 × 300 = 1010") == [True, False]
    assert holds("7 + 1 = 8\n8 × 3 = 25") == [True, False]


def test_a_result_that_was_cut_off_is_left_open() -> None:
    assert holds("200 / 3 = 66.66") == [None]
    assert holds("200 / 3 = 66.65") == [False]


def test_units_of_different_kinds_are_for_the_caller() -> None:
    text = "Creatinine: 124 µmol/L = 1.40 mg/dL"
    assert holds(text) == [None]

    def converts(value: Fraction, unit: str, other: Fraction, other_unit: str) -> bool | None:
        assert (unit, other_unit) == ("µmol/L", "mg/dL")
        return abs(value / Fraction("88.4") - other) < Fraction("0.005")

    assert [link.holds for link in stated_arithmetic(text, converts=converts)] == [True]
    assert [link.holds for link in stated_arithmetic(text.replace("1.40", "1.50"), converts=converts)] == [
        False
    ]


def test_where_it_stands_and_what_it_comes_to() -> None:
    text = "First 3 × 2 = 6, then 6 + 1 = 8."
    one, other = stated_arithmetic(text)
    assert (one.left, one.right, one.holds) == ("3 × 2", "6", True)
    assert text[other.start : other.end] == "6 + 1 = 8"
    assert (other.value, other.result, other.holds) == (7, 8, False)


def test_a_line_that_begins_with_a_relation_goes_on() -> None:
    assert holds("MAP = (120 + 2 × 80) / 3\n= 280 / 3\n= 94") == [True, False]


@given(st.integers(1, 999), st.integers(1, 999), st.integers(0, 3), st.sampled_from("+-*/"))
@settings(max_examples=60)
def test_what_is_computed_holds_and_what_is_off_does_not(a: int, b: int, decimals: int, sign: str) -> None:
    value = {"+": a + b, "-": a - b, "*": a * b, "/": Fraction(a, b)}[sign]
    shown = f"{float(value):.{decimals}f}"
    if abs(float(value) - float(shown)) > 0.49 * 10**-decimals:
        return  # a tie
    assert holds(f"{a} {sign} {b} = {shown}") == [True]
    assert True not in holds(f"{a} {sign} {b} = {float(shown) + 2 * 10**-decimals:.{decimals}f}")


@given(st.text(alphabet="0123456789.,+-*/^()[]{}=≈ $%\\abx\n", max_size=120))
def test_no_text_is_too_odd(text: str) -> None:
    for link in stated_arithmetic(text):
        assert 0 <= link.start < link.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5000 + "=",
        "1+" * 20_000 + "1=2",
        "1=" * 20_000,
        "9" * 20_000 + "=1+1",
        "1e999 + 1 = 1e999",
        "2^" * 300 + "2=1",
    ],
)
def test_it_is_bounded(text: str) -> None:
    assert len(stated_arithmetic(text)) <= MOST_LINKS


@pytest.mark.parametrize(
    "text",
    [
        "142 × (1.2/0.9)^-1.2 × 0.9938^57 = 142 × 0.708 × 0.702 = 70.6",
        "√(170 × 70 / 3600) = √3.306 = 1.82",
        "2 tablets × 500 mg = 1 g",
        "1 day = 24 h",
    ],
)
def test_worked_out_sides_and_counted_things(text: str) -> None:
    links = stated_arithmetic(text)
    assert links and all(link.holds for link in links)


@pytest.mark.parametrize(
    "text",
    [
        "142 × (1.2/0.9)^-1.2 × 0.9938^57 = 142 × 0.808 × 0.702",
        "83 × 70 / 86.4 = 84 × 70 / 86.4",
        "2 tablets × 500 mg = 2 g",
        "1 day = 12 h",
        "2 + 3 = 6/9",
    ],
)
def test_worked_out_sides_that_are_wrong(text: str) -> None:
    assert any(link.holds is False for link in stated_arithmetic(text))


@pytest.mark.parametrize("text", ["2 + 3 = 5/9", "70 + 0.5 = 70.5 mL/min/1.73 m²", "2⅓ × 3 = 7"])
def test_what_may_be_no_quotient_is_not_called_wrong(text: str) -> None:
    assert all(link.holds is not False for link in stated_arithmetic(text))


def test_a_scale_of_a_number_is_no_unit() -> None:
    assert False not in holds("10万×5%=5000")


def test_a_number_in_brackets_behind_a_chinese_word_counts_items() -> None:
    assert holds("第(2)项=4") == [] == holds("税率(2)=4")
