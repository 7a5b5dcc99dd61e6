"""``math.answer`` on what is a draft, a label, a denial, a quotation or a correction; and on references with parts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assay import BadReference, Sample, Status, Task, Verdict, make_reference, verify_many
from assay_math.answers.extract import extract
from assay_math.verifiers.answer import answer
from assay_math.verifiers.derived import derived
from assay_math.verifiers.hint_free import hint_free
from assay_math.verifiers.problem import problem
from assay_math.verifiers.program import program
from assay_math.verifiers.rewording import rewording

OPTIONS = "What is 2 + 3?\n(A) 4\n(B) 5\n(C) 6\n(D) 7"


def judged(reference: str, response: str, prompt: str = "") -> Verdict:
    return answer(Sample(Task(prompt, reference), response))


@pytest.mark.parametrize(
    "response",
    [
        "A: 7", "A. 7", "**A:** 7", "A：7", "答：7", "答: 7", "Ans. 7", "3 + 4 = 7\nA: 7", "Q: What is 3 + 4?\nA: 7",
        "Vastaus: 7", "A: The total is 7.", "<thinking>8</thinking>A: 7", "A: \\boxed{7}",
    ],
)  # fmt: skip
def test_a_labelled_answer(response: str) -> None:
    assert judged("7", response).accepted
    assert judged("8", response).status is Status.REJECTED


def test_a_label_that_is_a_letter_of_choice_or_a_name() -> None:
    assert judged("A", "A: 7").accepted and judged("A", "A. 7").accepted
    assert judged("B", "B. 5", OPTIONS).accepted and judged("5", "B. 5", OPTIONS).accepted
    assert not judged("5", "A. 5", OPTIONS).accepted, "the letter says another option than the value"
    assert not judged("B", "\\boxed{5 (A)}", OPTIONS).accepted
    assert judged("B", "\\boxed{5 (B)}", OPTIONS).accepted
    assert not judged("7", "B: 9\nA: 7").accepted, "two named quantities"
    assert not judged("7", "Wrong: 7").accepted and not judged("7", "错误：7").accepted


@pytest.mark.parametrize(
    "response",
    [
        "\\boxed{\\not= 5}", "\\boxed{\\not{=} 5}", "\\boxed{\\neq 5}", "The answer is $\\not= 5$.",
        "\\boxed{5}\n\nCorrection: it is 6.", "\\boxed{5}. Sorry, 6.", "\\boxed{5}\nHmm, let me recheck: 2+4=6. So 6.",
        "\\boxed{5} I made a slip: it should be 6.", "\\boxed{5}\nMake that 6.", "\\boxed{5}. Wait, it should be larger.",
        "My friend says the answer is \\boxed{5}, but I disagree.", "He claims that the answer is 5.",
        "La respuesta no es 5.", "Suppose the answer is 5. Then we get a contradiction. So it is not.",
        "<scratchpad>\\boxed{5}</scratchpad>I do not know.", "[THINK]\\boxed{5}[/THINK] It cannot be told.",
        "<|channel|>analysis<|message|>\\boxed{5}<|end|><|start|>assistant<|channel|>final<|message|>I cannot say.",
    ],
)  # fmt: skip
def test_what_is_no_answer_of_the_response(response: str) -> None:
    verdict = judged("5", response)
    assert verdict.status is Status.REJECTED
    assert verdict.reason != "wrong_answer", "it is not proved wrong either"


@pytest.mark.parametrize(
    "response",
    [
        "\\boxed{5}. Let me double check: 2 + 3 = 5. This is confirmed.",
        "\\boxed{5}\n\nCheck: the sum should be 5, and it is.",
        "We made a mistake in step 2, which is corrected above. \\boxed{5}",
        "The Pythagorean theorem says that it is \\boxed{5}.",
        "My friend says that the answer is \\boxed{5}, and he is right.",
        "La respuesta no es 6 sino 5.",
        "<s>6</s> The answer is 5.",
        "<think>The answer is 6.</think>\n<think>No: 5.</think>\nThe answer is 5.",
    ],
)
def test_what_is_the_answer_all_the_same(response: str) -> None:
    assert judged("5", response).accepted


def test_spans_are_those_of_the_response() -> None:
    for response in ("<think>x</think> so $x = \\boxed{5}$", "Q\nA: 5", "<answer> 5 </answer>", "#### 5  "):
        [part] = extract(response).parts
        assert response[part.start : part.end] == "5"


def test_the_answer_is_a_part_of_a_reference() -> None:
    reference = make_reference("7", quantity={"value": "7"}, hint={"text": ""})
    assert judged(reference, "The answer is 7.").accepted
    assert judged(reference, "The answer is 8.").reason == "wrong_answer"
    assert derived(Sample(Task("3 and 4", reference), "3 + 4 = 7")).accepted
    assert judged("{1, 2}", "\\boxed{\\{2, 1\\}}").accepted, "a set is no object"


@pytest.mark.parametrize("verifier", [answer, derived, hint_free, problem, program, rewording])
@pytest.mark.parametrize("reference", ["  ", '{"quantity": 7}', '{"answer": 7}', '{"answer": " "}', "$$"])
def test_a_reference_without_an_answer_is_unreadable_for_all(verifier, reference: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(BadReference):
        verifier(Sample(Task("3 and 4?", reference), "3 + 4 = 7"))


def test_core_says_so() -> None:
    rows = [{"response": "7", "reference": json.dumps({"quantity": 7})}, {"response": "7", "reference": "7"}]
    first, second = verify_many("math.answer", rows)
    assert (first.status, first.reason) == (Status.ERROR, "unreadable_reference") and second.accepted


_RIGHT = [
    row
    for line in (Path(__file__).parent / "data" / "answer_cases.jsonl").read_text("utf-8").splitlines()
    if (row := json.loads(line))["expected"] == "accept"
]


@pytest.mark.parametrize(
    ("around", "accepted"),
    [
        ("<think>%s</think>I do not know.", False),
        ("<scratchpad>%s", False),
        ("<|channel|>analysis<|message|>%s<|end|>", False),
        ("%s\n\nCorrection: it is 987654321.", False),
        ("%s\n\nThat is wrong.", False),
        ("%s\n\nI disagree with that.", False),
        ("<thinking>The answer is \\boxed{123456}.</thinking>\n%s", True),
        ("%s\n<think>Or is it \\boxed{123456}?</think>", True),
        (
            "<|begin_of_thought|>It is 123456.<|end_of_thought|>\n\n<|begin_of_solution|>\n%s<|end_of_solution|>",
            True,
        ),
    ],
)
def test_right_answers_within_drafts_and_before_corrections(around: str, accepted: bool) -> None:
    for row in _RIGHT[::5]:
        response = around.replace("%s", row["response"])
        assert judged(row["reference"], response, row.get("prompt", "")).accepted == accepted, response
