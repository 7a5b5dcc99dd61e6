"""What a verdict of ``math.answer`` tells: channel order, spans, reasons, limits."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay import BadReference, Sample, Status, Task, Verdict, verify_many
from assay import testing as assay_testing
from assay_math.answers.extract import extract
from assay_math.answers.judge import MAX_RESPONSE
from assay_math.answers.literal import read_literal
from assay_math.answers.units import read_unit
from assay_math.verifiers.answer import answer


def judged(reference: str, response: str, prompt: str = "") -> Verdict:
    try:
        return answer(Sample(Task(prompt=prompt, reference=reference), response=response))
    except BadReference as error:  # which core turns into this
        return Verdict(Status.ERROR, "unreadable_reference", str(error))


@pytest.mark.parametrize(
    ("response", "channel", "text"),
    [
        (r"The answer is 3. So \boxed{4}.", "box", "4"),
        ("<answer>7</answer>", "tag", "7"),
        ("The answer is 3.\n#### 4", "mark", "4"),
        ("It is **5**, so the answer is 6.", "statement", "6"),
        ("We add.\nThe sum is **5**.", "bold", "5"),
        ("5", "plain", "5"),
        ("We add.\nThe sum is 5.\nI hope this helps!", "last_line", "The sum is 5."),
    ],
)
def test_the_channels_in_their_order(response: str, channel: str, text: str) -> None:
    found = extract(response)
    assert found.channel == channel
    assert found.parts[-1].text == text


def test_the_check_points_at_the_answer() -> None:
    response = r"Adding gives \boxed{\frac{1}{2}} in the end."
    check = judged("1/2", response).checks[0]
    assert check.span is not None
    assert response[slice(*check.span)] == r"\frac{1}{2}"
    assert check.status is Status.ACCEPTED
    assert check.kind == "final_answer"


@pytest.mark.parametrize(
    ("reference", "response", "reason"),
    [
        ("5", "7", "wrong_answer"),
        ("5", r"\boxed{5}, final answer is 7", "hedged"),
        ("5", "5, 6, 7", "too_many_answers"),
        ("5", "The answer is 5. Wait, that's wrong.", "rejected_attempt"),
        ("5", "", "empty_answer"),
        ("5", "<think>it is 5", "no_answer"),
        ("5", r"\boxed{5} and \boxed{6", "unterminated_box"),
        ("5", "who knows, really", "unreadable_answer"),
        ("10 km", "10 cm", "wrong_unit"),
        ("(1, 2)", r"\{1, 2\}", "wrong_kind"),
        (r"\pi", "3.14", "not_exact"),
    ],
)
def test_reasons(reference: str, response: str, reason: str) -> None:
    verdict = judged(reference, response)
    assert (verdict.status, verdict.reason) == (Status.REJECTED, reason)
    assert verdict.message.endswith(".")


@pytest.mark.parametrize(
    "after",
    [
        r"\boxed{72}\n\nEdit: it is %s.",
        r"\boxed{72}\nP.S. I meant %s.",
        r"If it were so, it would be \boxed{72}. But it is not, so it is %s.",
        r"Somebody else told me \boxed{72}; my own result is %s.",
        r"\boxed{72}\n\nOn reflection the right value is %s.",
    ],
)
def test_an_answer_that_is_mended_after_its_box(after: str) -> None:
    after = after.replace(r"\n", "\n")
    assert judged("72", after % "96").reason == "hedged"
    assert judged("72", after % "72").status is Status.ACCEPTED


def test_a_blank_reference_is_an_error_not_a_wrong_answer() -> None:
    verdict = judged("  ", "5")
    assert (verdict.status, verdict.reason) == (Status.ERROR, "unreadable_reference")
    [verdict] = verify_many("math.answer", [{"response": "5", "reference": "  "}])
    assert (verdict.status, verdict.reason) == (Status.ERROR, "unreadable_reference")


def test_messages_name_both_sides() -> None:
    assert judged("5", "7").message == "The final answer 7 is not equal to the reference 5."


def test_the_prompt_decides_rounding_order_and_percent() -> None:
    assert judged("0.3", "0.333", "Round to one decimal place.").accepted
    assert not judged("0.3", "0.333").accepted
    assert not judged("1, 2, 3", "3, 2, 1", "Sort the numbers in ascending order.").accepted
    assert judged("1, 2, 3", "3, 2, 1").accepted
    assert judged("25", "25%", "What percent is that?").accepted
    assert not judged("25", "25%", "How many are there?").accepted


_HOSTILE = [
    "9**9**9", "9^{9^{9^9}}", "(10^{10})!", "1" * 100_000, "(" * 50_000, "{" * 50_000, "\\frac{" * 20_000, "\\boxed{" * 20_000,
    "__import__('os').system('echo x')", "exec('1')", "\x00\x01\x02", "\ud800", "\\sqrt" * 5_000, "-" * 50_000, "1/" * 20_000,
    "$" * 50_000, "or " * 20_000, "answer is " * 10_000, "the answer is not " * 5_000, "~~" * 20_000, "**" * 20_000,
    "2^{1000000000}", "1e999999999", "1" + "0" * 5_000 + "!", "\\begin{pmatrix}" * 2_000, "x=" * 10_000, "5," * 10_000,
    "{1,2" * 5_000, "<think>" * 10_000, "\\text{" * 10_000, "1 000 " * 10_000, "a" * 150_000, "\u0663" * 5_000, "½" * 5_000,
    "\\pm 1" * 500, "[0,1)\\cup" * 2_000, "1<" * 5_000, "3 ft " * 5_000, "m/" * 3_000, "=\\boxed{5}" * 3_000,
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(_HOSTILE)))
def test_hostile_text_is_never_accepted_and_never_raises(number: int) -> None:
    text = _HOSTILE[number]
    for reference, response in (("42", text), ("42", f"\\boxed{{{text}}}"), ("x^2 + 1", text)):
        assert not judged(reference, response).accepted
    assert judged(text[:3_000], "42").status in (Status.REJECTED, Status.ABSTAINED, Status.ERROR)


def test_a_response_over_the_limit() -> None:
    assert judged("5", "5 " * MAX_RESPONSE).reason == "limit"
    assert judged("5" * 5_000, "5").reason == "limit"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_gets_a_verdict(reference: str, response: str) -> None:
    assert judged(reference, response).reason


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=r"0123456789+-*/^=<>(){}[],.;:\ $%xyzorand", max_size=40))
def test_any_formula_like_text_gets_a_verdict(text: str) -> None:
    assert judged("x^2 - 1", text).reason
    assert judged(text, "12").reason


_FRACTIONS = st.fractions(min_value=-1000, max_value=1000, max_denominator=500)


@given(_FRACTIONS)
def test_a_fraction_is_itself_in_every_notation(value: Fraction) -> None:
    top, bottom = value.numerator, value.denominator
    for text in (f"{top}/{bottom}", rf"\frac{{{top}}}{{{bottom}}}", rf"\dfrac{{{2 * top}}}{{{2 * bottom}}}"):
        assert judged(f"{top}/{bottom}", f"So \\boxed{{{text}}}.").accepted, text


@given(_FRACTIONS, _FRACTIONS)
def test_different_fractions_differ(one: Fraction, other: Fraction) -> None:
    assert judged(str(one), f"\\boxed{{{other}}}").accepted == (one == other)


@given(st.integers(-(10**15), 10**15))
def test_whole_numbers_with_separators(value: int) -> None:
    for text in (
        f"{value:,}",
        f"{value:,}".replace(",", " "),
        f"{value:,}".replace(",", "{,}"),
        f"{value}.0",
    ):
        assert judged(str(value), text).accepted, text
        assert not judged(str(value + 1), text).accepted


@given(st.integers(0, 10**6), st.integers(1, 6))
def test_decimals_are_exact(digits: int, places: int) -> None:
    text = f"{digits // 10**places}.{digits % 10**places:0{places}d}"
    found = read_literal(text)
    assert found is not None
    assert found.value == Fraction(digits, 10**places)


@pytest.mark.parametrize(
    ("one", "other", "factor"),
    [
        ("km", "m", 1000), ("h", "min", 60), ("km/h", "m/s", Fraction(5, 18)), ("L", "cm^3", 1000), ("m^2", "cm^2", 10**4),
        ("kWh", "MJ", Fraction(36, 10)), ("ft", "in", 12), ("mg/dL", "g/L", Fraction(1, 100)), ("dollars", "cents", 100),
    ],
)  # fmt: skip
def test_units_convert_exactly(one: str, other: str, factor: Fraction) -> None:
    left, right = read_unit(one), read_unit(other)
    assert left is not None
    assert right is not None
    assert left.dimension == right.dimension
    assert left.scale / right.scale == factor


@pytest.mark.parametrize(
    "response",
    [
        "I doubt that the answer is 5.",
        "The answer can't be 5.",
        "I am not sure the answer is 5.",
        "Some say the answer is 5.",
        r"\boxed{5} is wrong.",
        r"\boxed{5} \\ Actually it is 6.",
        r"% \boxed{5}",
        r"\boxed{5 dozen}",
    ],
)
def test_an_answer_that_is_doubted_or_taken_back_is_none(response: str) -> None:
    assert not answer(Sample(Task("", "5"), response)).accepted


def test_an_exclamation_is_no_factorial() -> None:
    assert answer(Sample(Task("", "5"), "The answer is 5!")).accepted
    assert answer(Sample(Task("", "120"), "The answer is 5!")).status is Status.ABSTAINED
    assert answer(Sample(Task("", "120"), r"\boxed{5!}")).accepted
    assert answer(Sample(Task("", "5!"), "The answer is 5!")).accepted


def test_a_dozen_is_twelve_unless_dozens_are_asked_for() -> None:
    assert answer(Sample(Task("", "60"), r"\boxed{5 \text{ dozen}}")).accepted
    assert answer(Sample(Task("How many dozen eggs are there?", "5"), r"\boxed{5 dozen}")).accepted


def test_two_letters_are_more_than_one_choice() -> None:
    prompt = "Which? (A) 1 (B) 2 (C) 3"
    assert answer(Sample(Task(prompt, "A"), r"\boxed{A and B}")).reason == "too_many_answers"
    assert answer(Sample(Task(prompt, "A"), r"\boxed{A or B}")).reason == "hedged"
    assert answer(Sample(Task(prompt, "A, B"), r"\boxed{A and B}")).accepted


def test_a_box_to_be_filled_in_is_no_answer() -> None:
    response = r"\[4x = 4x - 4 + \boxed{\phantom{2}}\] so the number is \(\boxed{4}\)."
    assert answer(Sample(Task("", "4"), response)).accepted


@pytest.mark.parametrize(
    ("reference", "response"),
    [
        ("x=1, y=2, z=3", "x=1, x=2, z=3"),
        ("c_1=2, c_2=3", "c_1=2, c_1=3"),
        ("p(1)=1/4, p(0)=1/2", "p(1)=1/4, p(0)=6/2"),
        ("p(1)=p(5)=1/4, p(0)=1/2", "p(1)=p(5)=1/4, p(7)=1/2"),
        (r"[3,\infty),[0,\infty)", r"[1,\infty),[0,\infty)"),
        (r"\frac{40}{3} \approx 13.33 minutes", r"\frac{40}{3} \approx 13.37 minutes"),
        (r"J: 4 \mathrm{hr}, \mathrm{S}: 14 \mathrm{hr}", r"J: 4 \mathrm{hr}, \mathrm{S}: 18 \mathrm{hr}"),
        ("y=2x\nz=3", "y=2x\nz=4"),
    ],
)
def test_lists_of_named_values(reference: str, response: str) -> None:
    assert answer(Sample(Task("", reference), rf"\boxed{{{reference}}}")).accepted
    assert not answer(Sample(Task("", reference), rf"\boxed{{{response}}}")).accepted


@pytest.mark.parametrize(
    ("reference", "response", "prompt"),
    [
        ("2xy", r"\boxed{2}", ""),
        ("6ab", r"\boxed{6}", r"Simplify $2a \cdot 3b$."),
        ("4s", r"\boxed{4}", "What is the perimeter of a square with side s?"),
        ("5m^2", r"\boxed{5}", "Simplify $2m^2+3m^2$."),
        ("5", r"\boxed{5xy}", ""),
        ("5", r"\boxed{5 squared}", ""),
        ("5", r"\boxed{5 mm}", "What is the length in centimeters?"),
        ("5", r"\boxed{5 cents}", "How many dollars is it?"),
        ("5", r"\boxed{5 or 5.1}", ""),
        ("5", "The answer is 5. But 6 is also possible.", ""),
        ("42", r"2\boxed{42}", ""),
        ("42", r"\boxed{42}000", ""),
        ("42", r"\frac{\boxed{42}}{2}", ""),
        ("42", r"x = \boxed{42} + 1", ""),
        (r"\{\emptyset\}", r"\boxed{\emptyset}", ""),
        (r"\{\{1,2\}\}", r"\boxed{\{1,2\}}", ""),
        (r"x<3 \text{ or } x>5", r"\boxed{x<3 \land x>5}", ""),
        ("3,4", r"\boxed{3.4}", "Find all the roots."),
        ("100,200", r"\boxed{100200}", "Find both integers."),
        ("6", r"\boxed{3!!}", ""),
        ("10:15", "2:3", "At what time does it arrive?"),
        ("C", r"\boxed{B: 7}", "Which? A) 3 B) 5 C) 7"),
        (r"y=\sqrt{2x}", r"\boxed{-y=\sqrt{2x}}", ""),
        ("321", r"\boxed{321_6}", "Write 86 in base 5."),
    ],
)
def test_known_false_accepts(reference: str, response: str, prompt: str) -> None:
    assert not judged(reference, response, prompt).accepted


@pytest.mark.parametrize(
    ("reference", "response", "prompt"),
    [
        ("3ab", r"\boxed{3ba}", ""),
        ("4s", r"\boxed{4}", "How long did it take, in seconds?"),
        ("5", r"\boxed{50 mm}", "What is the length in centimeters?"),
        ("3,4", r"\boxed{4,3}", "Find all the roots."),
        ("21", r"$\frac{\boxed{42}}{2}$", ""),
        (r"\frac12", r"\boxed\frac12", ""),
        ("42", "42 is the answer.", ""),
        ("42", "The correct answer is 42, not 43.", ""),
        ("42", "the answer isn't 43, it's 42", ""),
        ("42", r"\boxed{\textcolor{red}{42}}", ""),
        ("42", r"\boxed{\text{The answer is } 42}", ""),
        ("42", "<answer>42", ""),
        ("42", '{"answer": 42}', ""),
        ("120", r"\boxed{{10 \choose 3}}", ""),
        ("321", r"\boxed{321_5}", "Write 86 in base 5."),
        (r"\frac{\pi}{4}+k\pi", r"\boxed{\frac{\pi}{4}+n\pi}", ""),
        (r"\pm3", r"\boxed{+/- 3}", ""),
    ],
)
def test_known_false_rejects(reference: str, response: str, prompt: str) -> None:
    assert judged(reference, response, prompt).accepted


@pytest.mark.parametrize(
    ("reference", "response"),
    [
        ("25", "25π"), ("25", "25𝜋"), ("10", "10²"), ("10", "10³"), ("5", "5 Millionen"), ("5", "5億"), ("5", "5 lakh"), ("5", "5 crore"),
        ("5", "5 quadrillion"), ("5", "5 milliards"), ("5", "5 millones"), ("5", "5 mille"), ("5", "5 sin x"), ("5", "5 mod"), ("5", "5 theta"),
        ("5", "5 tens"), ("5", "5 square"), ("5", "5 xy"), ("5", "5ⁿ"), ("5", "5①"), ("5", "5½"), ("5", "5万"), ("5", "5N"), ("5", "5B"),
        ("20 °C", "68 °F"), ("20 °C", "293.15 K"), ("5 °C", "5 K"), ("5 %", "5 percentage points"), ("5 m", "5 M"), ("5 mm", "5 Mm"),
        ("$5", "€5"), ("$5", "$5 cents"), ("5 Gy", "5 Sv"), ("5 gallons", "18.927 L"), ("5 km/h", "5 km"), ("1 month", "30 days"),
    ],
)  # fmt: skip
def test_a_word_or_sign_behind_the_number_is_no_unit(reference: str, response: str) -> None:
    assert not judged(reference, rf"\boxed{{{response}}}").accepted


@pytest.mark.parametrize(
    ("reference", "response"),
    [
        ("5 pounds", "5 pounds of apples"), ("5", "5 apples"), ("5", "5个"), ("5米", "500 cm"), ("4.18 J/(g·K)", "4.18 J/g°C"),
        ("5 dollars per hour", r"\$5/hour"), ("5 m^2", "5 m²"), ("5 m^2", "50000 cm2"), ("3 kWh", "10.8 MJ"), ("43560 square feet", "1 acre"),
        ("2 %", "20000 ppm"), ("5 L/min", r"5 \frac{L}{min}"), (r"5 \mu m", "5 µm"), ("5 feet 3 inches", "63 in"), ("5 mcg", r"5\,\mu g"),
    ],
)  # fmt: skip
def test_one_quantity_in_two_ways(reference: str, response: str) -> None:
    assert judged(reference, rf"\boxed{{{response}}}").accepted


@pytest.mark.parametrize("text", ["exact " * 10_000 + "5", "<answer>" * 24_000, r"\frac{\boxed{1}}{" * 3_000])
def test_repetition_is_read_in_time(text: str) -> None:
    assert not judged("5", text).accepted  # the suite would crawl if it were quadratic


@pytest.mark.parametrize("response", ["Find  $3 - 10$.", "find $3 - 10$", "Find $3 - 10$?\n"])
def test_the_question_given_back_is_no_answer(response: str) -> None:
    verdict = judged("-7", response, "Find $3 - 10$.")
    assert (verdict.status, verdict.reason) == ("rejected", "echo")


@pytest.mark.parametrize(
    ("reference", "response"),
    [
        ("6", "So the answer is **6**; **7**."),
        ("17", "Answer: `$17$`; `$13$`"),
        ("5", "So there are 5; 1 of them."),
        ("4", "4 is not the answer"),
        ("44", "So the answer is not **44**."),
        ("44", "For another problem the answer is 44."),
    ],
)
def test_lists_and_denials_are_not_accepted(reference: str, response: str) -> None:
    assert not judged(reference, response, "").accepted


@pytest.mark.parametrize(
    ("response", "reference", "accepted"),
    [
        # formulas side by side are all the answer, and not the last of them
        (r"Answer: $\text{Wednesday}$, $\text{Friday}$, $\text{Thursday}$", "Thursday", False),
        (r"$\begin{pmatrix}1&2\end{pmatrix}$, $\begin{pmatrix}2&1\end{pmatrix}$, $\begin{pmatrix}3&4\end{pmatrix}$",
         r"\begin{pmatrix}3&4\end{pmatrix}", False),
        (r"$2$, $3$", "2, 3", True),
        (r"$x = 1$, $y = 2$", "x=1, y=2", True),
        # a value that is said and then denied as the answer is taken back; another one that is denied is not
        ("The answer is the sum: $3+4 = 7$.\nThe final answer is not $7$.", "7", False),
        ("The answer is 7.\n**Answer:** not $7$", "7", False),
        ("The answer is 7. The answer is not 8.", "7", True),
        ("I first thought it is not 7, but the answer is 7.", "7", True),
    ],
)  # fmt: skip
def test_lists_of_formulas_and_denials_behind_an_answer(
    response: str, reference: str, accepted: bool
) -> None:
    assert assay_testing.judge("math.answer", response, reference).accepted is accepted
