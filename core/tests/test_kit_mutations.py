"""Mutants of right rows: what is made, what must never be made, and that a fair verifier lets none through."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay.evidence.final_answer import final_answer
from assay.kit.mutations import KINDS, Mutant, mutants
from assay.kit.wrong_answers import (
    changed_dates,
    changed_names,
    changed_numbers,
    changed_order,
    changed_signs,
    changed_units,
    same_answer,
)
from assay.records import Sample, Task


def row(response: str, reference: str = "42", prompt: str = "How many are there?") -> Sample:
    return Sample(Task(prompt, reference), response)


def made(sample: Sample, *, most: int = 50, others: tuple[Sample, ...] = ()) -> dict[str, list[Mutant]]:
    found: dict[str, list[Mutant]] = {kind: [] for kind in KINDS}
    for mutant in mutants(sample, random.Random(7), others=others, most=most):
        found[mutant.kind].append(mutant)
    return found


def texts(found: list[Mutant]) -> set[str]:
    return {mutant.response for mutant in found}


BOXED = row("We add: $40 + 2 = 42$.\nThe answer is $\\boxed{42}$.")


def test_the_answer_is_changed_where_it_is_stated_and_the_working_stays() -> None:
    found = made(BOXED)["numbers"]
    assert "We add: $40 + 2 = 42$.\nThe answer is $\\boxed{43}$." in texts(found)
    assert all(mutant.wrong and "40 + 2 = 42" in mutant.response for mutant in found)
    assert {"42 → 43", "42 → 41", "42 → 24", "42 → 420", "42 → 2"} <= {mutant.what for mutant in found}


def test_every_kind_of_saying_is_tried() -> None:
    found = made(BOXED)
    assert "We add: $40 + 2 = 42$.\nThe answer is not $\\boxed{42}$." in texts(found["negation"])
    assert any("$\\boxed{42}$ or $\\boxed{" in text for text in texts(found["hedges"]))
    assert any("I am not sure, but perhaps the answer is" in text for text in texts(found["hedges"]))
    assert any("42, " in text for text in texts(found["lists"]))
    assert {"", "…", "N/A", "I don't know", "The answer is"} <= texts(found["empties"])
    assert any(text.startswith("A student answered $\\boxed{42}$.") for text in texts(found["headings"]))
    assert any(text.endswith("</think>\n\n") for text in texts(found["headings"]))
    assert texts(found["echo"]) == {"How many are there?", "How many are there??"}
    for kind in ("negation", "hedges", "lists", "empties", "headings", "echo"):
        assert all(mutant.wrong for mutant in found[kind]), kind


def test_steps_are_changed_without_a_claim_that_this_is_wrong() -> None:
    sample = row("First $1 + 1 = 2$.\nThen $2 + 3 = 5$.\nThe answer is 5.", "5")
    found = made(sample)
    assert "Then $2 + 3 = 5$.\nFirst $1 + 1 = 2$.\nThe answer is 5." in texts(found["swapped_steps"])
    assert "Then $2 + 3 = 5$.\nThe answer is 5." in texts(found["dropped_steps"])
    assert found["step_numbers"]
    for kind in ("step_numbers", "dropped_steps", "swapped_steps"):
        assert all(m.response.endswith("The answer is 5.") and not m.wrong for m in found[kind])


def test_a_sentence_without_an_announcement_is_changed_everywhere() -> None:
    found = made(
        row("XIV is ten and four.\nSo the numeral of fourteen is XIV.", "XIV"), others=(row("", "IX"),)
    )
    assert texts(found["names"]) == {"IX is ten and four.\nSo the numeral of fourteen is IX."}


@pytest.mark.parametrize(
    ("response", "changed"),
    [
        ("The answer is **42**.", "The answer is **43**."),
        ("Answer: 42", "Answer: 43"),
        ("Thus 42.\n#### 42", "Thus 42.\n#### 43"),
        ("<answer>42</answer>", "<answer>43</answer>"),
        ('{"answer": "42"}', '{"answer": "43"}'),
        ("<think>42?</think>There are 42.", "<think>43?</think>There are 43."),
        ("42", "43"),
        ("The program prints:\n\n```\n42\n```", "The program prints:\n\n```\n43\n```"),
        (
            "The answer is the number of cats: 2 + 40 = 42.\nThe answer is $\\boxed{42}$.",
            "The answer is the number of cats: 2 + 40 = 42.\nThe answer is $\\boxed{43}$.",
        ),
    ],
)
def test_answers_are_found_in_every_channel(response: str, changed: str) -> None:
    found = made(row(response))["numbers"]
    assert changed in texts(found) and all(mutant.wrong for mutant in found)


@pytest.mark.parametrize(
    "response", ["42 or 43?", "The answer is 42. Or maybe 43.", "No number.", "It is 420."]
)
def test_nothing_is_wrong_for_sure_where_the_answer_is_not_found(response: str) -> None:
    assert not any(mutant.wrong for mutant in mutants(row(response), random.Random(0)))


def test_programs_are_changed_but_only_an_empty_one_is_wrong_for_sure() -> None:
    program = "def f(a, b):\n    if a == b:\n        return g(a, b) + 1\n    return 2\n"
    found = made(row(f"Here it is.\n\n```python\n{program}```", '{"cases": [1]}'))
    assert any("if a != b" in text for text in texts(found["negation"]))
    assert any("g(b, a)" in text for text in texts(found["order"]))
    assert any("- 1" in text for text in texts(found["signs"]))
    assert any("+ 2" in text for text in texts(found["numbers"]))
    assert any("```python\n```" in text for text in texts(found["empties"]))
    assert {m.kind for ms in found.values() for m in ms if m.wrong} == {"empties"}


def test_free_text_is_changed_without_a_claim() -> None:
    text = "The valve is open since 5 March 2024, says old Miller to Anna. It holds 3 kg < 5 kg."
    found = made(row(text, '{"facts": ["x"]}', "Tell it."))
    assert not any(mutant.wrong for kind in found.values() for mutant in kind)
    assert any("6 March 2024" in each for each in texts(found["dates"]))
    assert any("is not open" in each for each in texts(found["negation"]))
    assert any("3 g" in each for each in texts(found["units"]))
    assert any("Miller" not in each or "Anna" not in each for each in texts(found["names"]))


SOURCE = "The old mill of Ansel was sold to the town in 1742 for 900 crowns, and it has been open since 5 March 1750."
TOLD = "In 1742 the town bought the old mill, which was of Ansel once, for 900 crowns. It has been open since 5 March 1750."


def retold(response: str, prompt: str = f"Tell this in easy words:\n\n{SOURCE}") -> dict[str, list[Mutant]]:
    return made(row(response, json.dumps({"tale": {"text": SOURCE, "form": ""}}), prompt))


def test_facts_of_a_text_that_is_told_over_again_are_wrong_if_they_change() -> None:
    found = retold(TOLD)
    sure = {kind: [m.response for m in each if m.wrong] for kind, each in found.items()}
    assert any("1743" in text for text in sure["numbers"]) and any(
        "6 March 1750" in text for text in sure["dates"]
    )
    assert any("Ulverton" in text and "Ansel" not in text for text in sure["names"])
    assert any("which was not of Ansel" in text for text in sure["negation"]) and sure["hedges"]
    numbers = {"1742", "900", "5", "1750"}
    assert all(set(re.findall(r"\d+", text)) - numbers for text in sure["numbers"])  # no number of the source


@pytest.mark.parametrize(
    "response",
    [
        "It was sold for 900 crowns.",  # a summary, which may leave out and derive
        TOLD + " That is 8 years.",  # a number of its own
        TOLD.replace("900 crowns", "900 = 450 + 450 crowns"),  # a calculation
    ],
)
def test_what_may_say_something_else_than_its_text_is_changed_without_a_claim(response: str) -> None:
    assert not any(m.wrong for each in retold(response).values() for m in each)
    assert not any(m.wrong for each in retold(TOLD, SOURCE).values() for m in each)
    assert not any(m.wrong for each in retold(TOLD, f"{SOURCE} Who sold it?").values() for m in each)


def test_questions_and_conditions_of_a_retelling_are_no_statements() -> None:
    text = (
        "Question 1: When was the mill of Ansel sold, and is it open?\nAnswer 1: In 1742, for 900 crowns; open since 5 March "
        "1750.\nNobody asks whether it was dear, or if it is open."
    )
    found = retold(text)
    assert found["negation"] and not any(m.wrong for m in found["negation"])
    assert not any("Question 2" in m.response for m in found["numbers"] if m.wrong)


def test_an_echo_that_holds_the_answer_is_not_called_wrong() -> None:
    for prompt in (
        "Is 42 right?",
        "Write 42.0 in words.",
        "What is \\frac{84}{2}?",
        "Take 4.2 \\times 10^1.",
    ):
        assert not any(mutant.wrong for mutant in made(row("The answer is 42.", prompt=prompt))["echo"]), (
            prompt
        )
    assert all(mutant.wrong for mutant in made(row("The answer is 42.", prompt="Is 142 odd?"))["echo"])
    assert not any(
        m.wrong for m in made(row("The answer is 7.", "7", "Of seven apples none is eaten."))["echo"]
    )


def test_another_answer_beside_a_set_may_state_the_same_set() -> None:
    for answer in ("x > 5", "(-\\infty, 3)", "\\{1, 2\\}"):
        found = made(row(f"The answer is ${answer}$.", answer, "Solve the inequality."))
        assert not any(mutant.wrong for mutant in (*found["hedges"], *found["lists"])), answer


def test_only_the_sentence_with_the_answer_is_denied() -> None:
    found = texts(made(row("It rains. So the answer is 42."))["negation"])
    assert "It rains. So it is not true that the answer is 42." in found


@pytest.mark.parametrize("response", ["The answer is about 42.", "It is ~42."])
def test_what_is_not_exact_is_changed_by_more_than_a_rounding(response: str) -> None:
    for mutant in made(row(response))["numbers"]:
        assert not {"42 → 43", "42 → 41", "42 → 40"} & {mutant.what}


@pytest.mark.parametrize(
    ("answer", "same"), [("40^\\circ", "400"), ("3\\pi", "1"), ("\\frac{9\\pi}{4}", "{1")]
)
def test_no_angle_is_turned_round(answer: str, same: str) -> None:
    found = list(changed_numbers(answer))
    assert found and not any(f"{same}\\" in each.text or f"{same}^" in each.text for each in found)


@pytest.mark.parametrize(
    ("prompt", "reference"),
    [("Name any number above 40.", "42"), ("Give one possible value.", "42"), ("Solve it.", '{"above": 40}')],
)
def test_other_answers_may_be_right_where_any_will_do(prompt: str, reference: str) -> None:
    sample = Sample(Task(prompt, reference), "The answer is 42.", answer="42")
    found = made(sample)
    assert found["numbers"] and not any(
        m.wrong for m in (*found["numbers"], *found["hedges"], *found["lists"])
    )
    assert all(mutant.wrong for mutant in (*found["negation"], *found["empties"]))


def test_a_structured_reference_that_holds_the_answer_counts() -> None:
    sample = Sample(Task("How far?", '{"quantity": {"value": "42", "unit": "km"}}'), "It is 42 km.", "42 km")
    assert any(mutant.wrong for mutant in made(sample)["numbers"])


def test_nothing_is_not_an_answer_that_can_be_emptied() -> None:
    assert not any(mutant.wrong for mutant in made(row("The answer is none.", "none"))["empties"])


def test_a_tolerance_that_may_stand_in_the_reference_is_left_room() -> None:
    reference = '{"answer": "100", "quantity": {"rel_tol": 0.05}}'
    for mutant in made(row("The answer is 100.", reference))["numbers"]:
        number = float(mutant.response.removeprefix("The answer is ").rstrip("."))
        assert abs(number - 100) >= 20


# What is another answer, and what is the same one


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1,234", "1234"),
        ("5.0", "5"),
        ("0.5", "\\frac{1}{2}"),
        ("1/2", "50%"),
        ("\\{1, 2\\}", "\\{2, 1\\}"),
        ("x = 1 \\text{ or } x = 2", "x = 2 \\text{ or } x = 1"),
        ("$ \\left( 1 , 2 \\right) $", "(1,2)"),
        ("Paris", " paris."),
        ("\\dfrac12", "\\frac12"),
        ("9.1 \\times 10^{3}", "9100"),
    ],
)
def test_same_answers(one: str, other: str) -> None:
    assert same_answer(one, other) and same_answer(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("(1, 2)", "(2, 1)"), ("12", "21"), ("5", "-5"), ("1,5", "15"), ("[1, 2]", "[2, 1]")]
)
def test_other_answers(one: str, other: str) -> None:
    assert not same_answer(one, other)


@pytest.mark.parametrize(
    "answer",
    [
        "\\binom{10}{3}",  # 10 over 7 is the same
        "\\ln|3x| + C",
        "C_1 e^{-6x} + C_2",
        "\\frac{17\\pi}{5} + 2\\pi k",
        "\\sin(30^\\circ)",
        "3!",
        "10-20",
        "5.0 ± 0.1",
        "0 \\cdot 5",
        "1^7",
        "\\max(2, 3)",
        "|3|",
        "C_{2}",
    ],
)
def test_numbers_that_may_not_count_are_left_alone(answer: str) -> None:
    assert not list(changed_numbers(answer))


@pytest.mark.parametrize(
    "answer",
    [
        "0",
        "x = 4 \\pm \\sqrt{7}",
        "2024-03-05",
        "10-12",
        "(x - 5)^2",
        "|-3|",
        "180^\\circ",
        "\\pi",
        "x ≡ 3 \\pmod 6",
        "C_1 e^{x}",
        "x",
        "Jean-Paul",
        "12:30",
        "2x = 0",
    ],
)
def test_signs_that_may_not_count_are_left_alone(answer: str) -> None:
    assert not list(changed_signs(answer))


@pytest.mark.parametrize(
    ("answer", "changed"),
    [
        ("-5", "5"),
        ("5", "-5"),
        ("x > 3", "x < 3"),
        ("-1 \\le x", "-1 \\ge x"),
        ("10 - 12i", "10 + 12i"),
        ("x^2 + 4x", "x^2 - 4x"),
        ("y = 3x", "y = -3x"),
        ("(1, -2)", "(1, 2)"),
        ("-\\frac{1}{2}", "\\frac{1}{2}"),
    ],
)
def test_signs(answer: str, changed: str) -> None:
    assert changed in [each.text for each in changed_signs(answer)]


@pytest.mark.parametrize(
    ("answer", "changed"),
    [
        ("5 km", "5 m"),
        ("12.5\\text{ cm}^3", "12.5\\text{ m}^3"),
        ("3 m", "3 cm"),
        ("37 °C", "37 °F"),
        ("40 km/h", "40 m/h"),
        ("\\$12.50", "€12.50"),
        ("20 minutes", "20 hours"),
        ("5mg", "5mcg"),
    ],
)
def test_units(answer: str, changed: str) -> None:
    assert changed in [each.text for each in changed_units(answer)]


@pytest.mark.parametrize("answer", ["3m + 2", "5 in total", "0 km", "5 apples", "m", "12", "2s"])
def test_what_may_be_no_unit_is_left_alone(answer: str) -> None:
    assert not list(changed_units(answer))


@pytest.mark.parametrize(
    ("answer", "changed"),
    [
        ("2024-02-28", {"2024-02-29", "2024-02-27", "2024-03-28", "2024-01-28", "2025-02-28", "2023-02-28"}),
        ("2024-02-29", {"2024-02-28", "2024-03-29", "2024-01-29"}),
        ("5 March 2024", {"6 March 2024", "5 April 2024", "5 March 2025"}),
        ("March 31, 2024", {"March 30, 2024", "March 31, 2025"}),
        ("1st of May 2024", {"2nd of May 2024"}),
        ("05/03/2024", {"06/03/2024", "05/04/2024", "05/03/2025"}),
    ],
)
def test_dates_stay_valid(answer: str, changed: set[str]) -> None:
    found = {each.text for each in changed_dates(answer)}
    assert changed <= found and answer not in found
    assert "2024-02-30" not in found and "March 32, 2024" not in found


def test_a_day_and_a_month_that_look_alike_are_not_taken_for_one_another() -> None:
    assert "04/03/2024" not in {each.text for each in changed_dates("03/04/2024")}


def test_names() -> None:
    def other(answer: str, prompt: str = "", *others: str) -> set[str]:
        return {each.text for each in changed_names(answer, prompt, others)}

    assert other("Yes") == {"No"} and other("TRUE") == {"FALSE"}
    assert other("(B)") == {"(C)", "(D)", "(A)"}
    assert other("Paris", "", "Berlin", "paris", "Paris, France", "12") == {"Berlin"}
    assert other("Anna", "Who is older, Anna or Berta?") == {"Berta"}
    assert not other("myocardial infarction", "", "MI") and not other("CCO", "", "OCC")
    assert not other("Anna Miller", "", "Miller") and not other("3x + 1", "", "Berlin")


def test_order_counts_in_tuples_only() -> None:
    def order(answer: str, prompt: str = "") -> dict[str, bool]:
        return {each.text: each.counts for each in changed_order(answer, prompt)}

    assert order("(1, 2)") == {"(2, 1)": True}
    assert order("\\begin{pmatrix}1 \\\\ 2\\end{pmatrix}") == {"\\begin{pmatrix}2 \\\\ 1\\end{pmatrix}": True}
    assert order("(1, 2)", "Find two numbers.") == {"(2, 1)": False}
    assert order("1, 2") == {"2, 1": False}
    assert not order("\\{1, 2\\}") and not order("(1, 1)") and not order("f(1, 2)") and not order("(2, 2.0)")


# What holds of every text

ANSWERS = st.one_of(
    st.integers(-(10**6), 10**6).map(str),
    st.decimals(-10000, 10000, places=2).map(str),
    st.tuples(st.integers(-99, 99), st.integers(-99, 99)).map(str),
    st.lists(st.integers(0, 99), min_size=2, max_size=4).map(lambda found: ", ".join(map(str, found))),
    st.dates().map(str),
    st.sampled_from(
        ("Paris", "yes", "B", "5 km", "x > 3", "2x + 1", "\\frac{3}{4}", "$12.50", "9.1 \\times 10^{3}")
    ),
)
FORMS = st.sampled_from(
    (
        "The answer is {}.",
        "Since 1 + 1 = 2 it is so.\n\\boxed{{{}}}",
        "{}",
        "Answer: **{}**",
        "<answer>{}</answer>",
        "#### {}",
    )
)


@given(ANSWERS, FORMS, st.integers(0, 5))
@settings(deadline=None, max_examples=150)
def test_no_mutant_states_the_right_answer_and_all_come_again(answer: str, form: str, seed: int) -> None:
    sample = row(form.format(answer), answer, "Say it.")
    found = mutants(sample, random.Random(seed), others=(row("London", "London"),), most=5)
    assert found == mutants(sample, random.Random(seed), others=(row("London", "London"),), most=5)
    for mutant in found:
        assert mutant.response != sample.response and mutant.kind in KINDS
        only = final_answer(mutant.response).only
        if mutant.wrong and mutant.kind in ("numbers", "signs", "units", "names", "dates", "order") and only:
            assert not same_answer(only.text, answer), mutant
    for kind in KINDS:
        assert len([m for m in found if m.kind == kind]) <= 5


@given(
    st.text(st.characters(codec=None, categories=None), max_size=60),
    st.text(st.characters(codec=None, categories=None), max_size=30),
    st.text(st.characters(codec=None, categories=None), max_size=60),
    st.booleans(),
)
@settings(deadline=None, max_examples=200)
def test_any_text_is_taken(response: str, reference: str, prompt: str, stated: bool) -> None:
    response = f"{response}\nThe answer is {reference}." if stated else response
    for mutant in mutants(row(response, reference, prompt), random.Random(1)):
        assert mutant.response != response


MATHS = st.text(st.sampled_from("0123456789.,-+()[]{}=<>^_/ xyCkn\\$π°%\n"), max_size=25)


@given(MATHS)
@settings(deadline=None, max_examples=300)
def test_any_formula_is_taken(answer: str) -> None:
    for changes in (changed_numbers, changed_signs, changed_units, changed_dates, changed_order):
        for each in changes(answer):
            assert each.text != answer
    list(mutants(row(f"The answer is ${answer}$.", answer), random.Random(1)))


@pytest.mark.parametrize(
    "response",
    [
        "word " * 20_000,
        "9" * 100_000,
        "12 + 3 = 4.\n" * 8_000,
        "(" * 100_000,
        "\\boxed{42}" * 10_000,
        "```python\nx = f(a, b) + 1\n" * 4_000,
        "```\n" * 25_000,
        "a Big Red Dog, " * 7_000,
        "5 March 2024, " * 7_000,
        "42 " * 33_000,
        "\ud800" * 100_000,
        "1," * 50_000,
        "<think>" * 14_000,
        "42 " + "-" * 100_000,
    ],
    ids=lambda text: repr(text[:12]),
)
@pytest.mark.parametrize("reference", ["42", '{"facts": [1]}'])
def test_huge_responses_are_quick(response: str, reference: str) -> None:
    mutants(BOXED, random.Random(1))
    started = time.process_time()
    mutants(row(response, reference), random.Random(1))
    assert time.process_time() - started < 20


def test_hostile_answers_and_prompts_are_quick() -> None:
    started = time.process_time()
    for answer in (
        "9" * 390,
        "(" * 195 + "1" + ")" * 195,
        "+1" * 195,
        "1, " * 130 + "1",
        "\\frac{" * 60,
        "1/" * 190 + "1",
    ):
        mutants(row(f"The answer is {answer}.", answer, answer * 200), random.Random(1))
    assert time.process_time() - started < 20


def test_import_is_light() -> None:
    code = (
        "import sys, assay.kit.mutations as m, random; from assay.records import Sample, Task\n"
        "m.mutants(Sample(Task('q', '5 km'), 'The answer is 5 km.'), random.Random(0))\n"
        "print(sorted({'sympy', 'numpy', 'pint', 'pydantic', 'pyarrow'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
