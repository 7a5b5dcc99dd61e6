"""assay.reply: an honest "cannot be determined" is an answer where the task has none, and no answer where it has one."""

from __future__ import annotations

import pytest

from assay import Message, Sample, Task, make_reference, ops
from assay.evidence.unanswerable import Unanswerable
from assay.gate import Gate, Policy
from assay.registry import Registry
from assay.reply_rules import check_reply

NO_ANSWER = make_reference(unanswerable=Unanswerable(("time",)))
HONEST = [
    "There is not enough information to say, because the time is not given.",
    "It cannot be determined, since the time is missing.",
    "I cannot determine the speed because the time is not given.",
    "I'm sorry, but there is not enough information: the time is not given.",
    "I cannot answer this question because the time is not given.",
    "Unfortunately, I cannot determine it without the time.",
    "I don't have enough information to determine the speed, because the time is missing.",
    "**It cannot be determined.** The time is missing.",
    "The speed cannot be determined from the given data, since the time is missing.",
    "抱歉，题目信息不足，无法确定速度。",
    "无法确定，因为没有给出时间。",
    "我无法回答，因为没有给出时间。",
    "Unknown",
]
REFUSALS = [
    "As an AI language model, I cannot determine the speed because the time is missing.",
    "I'm an AI, so it cannot be determined.",
    "I'm sorry, I can't help with that.",
    "I'm sorry, but I can't provide that because there is not enough information.",
    "I can't assist with that, the information is insufficient.",
    "I don't know.",
    "I cannot answer.",
    "I cannot determine the answer.",
    "抱歉，我不能帮您。",
    "作为一个人工智能，我无法确定，因为没有给出时间。",
]
ANSWERS = [
    "The first clue alone cannot tell us the answer, so we combine both: x = 5.",
    "It cannot be determined directly, so we use the sum. The answer is 5.",
    "There is a rule. It cannot be determined by sight, so we compute 5.",
    "The roots are 2 and 3. Whether there is a third cannot be determined.",
    "It cannot be determined by any algorithm whether a program halts.",
    "The halting problem cannot be solved.",
    "The reports disagree about the cause of the fire. One says that it was a lamp.",
    "You cannot find a better phone.",
    "There is no way to tell a cat what to do.",
    "Unknown land lay ahead.",
    "作为人工智能专家，她写了这本书。",
]


def problem(text: str, reference: str) -> str:
    found = ops.reply_problem(text, "How fast was it?", reference)
    return found[0] if found else ""


@pytest.mark.parametrize("text", HONEST)
@pytest.mark.parametrize(
    "reference",
    [NO_ANSWER, "cannot be determined", "Not enough information.", make_reference("无法确定", x=1)],
)
def test_an_honest_text_passes_where_there_is_no_answer(text: str, reference: str) -> None:
    assert problem(text, reference) == ""


@pytest.mark.parametrize("text", HONEST)
@pytest.mark.parametrize("reference", ["60", "60 km/h", '{"answer":"60"}', "No, it is known."])
def test_it_is_no_answer_where_there_is_one(text: str, reference: str) -> None:
    assert problem(text, reference) == "no_answer"


@pytest.mark.parametrize("text", REFUSALS)
def test_a_model_that_refuses_answers_nothing(text: str) -> None:
    assert problem(text, "60") == problem(text, NO_ANSWER) == "no_answer"


@pytest.mark.parametrize("text", ANSWERS)
@pytest.mark.parametrize("reference", ["", "5", "some text", NO_ANSWER])
def test_such_words_in_an_answer_are_no_refusal(text: str, reference: str) -> None:
    assert problem(text, reference) == ""


def test_an_option_that_says_so() -> None:
    prompt = "How fast was it?\n(A) 5 (B) 6 (C) It cannot be determined"
    for text in (
        "It cannot be determined, so the answer is (C).",
        "I cannot determine it, because no time is given: C.",
    ):
        assert ops.reply_problem(text, prompt, "C") is None
        assert ops.reply_problem(text, prompt, make_reference("C", x=1)) is None
        assert ops.reply_problem(text, prompt, "A") is not None


def test_without_a_reference_it_is_as_before() -> None:
    assert problem("It cannot be determined.", "") == ""
    assert problem("There is not enough information to say.", "") == "no_answer"


@pytest.mark.parametrize(
    "reference", ['{"a":' * 100_000, '{"unanswerable": 5}', "{", "{}", '{"unanswerable": null}']
)
def test_an_odd_reference_is_no_crash(reference: str) -> None:
    assert problem("As an AI language model I cannot say.", reference) == "no_answer"


def test_the_verifier_reads_the_reference() -> None:
    text = "There is not enough information, because the time is not given."
    assert check_reply.version == 3
    assert check_reply(Sample(Task("How fast?", NO_ANSWER), text)).accepted
    assert check_reply(Sample(Task("How fast?", "60"), text)).reason == "no_answer"
    turns = tuple(Message(role, text) for role in ("system", "user", "assistant", "user", "assistant"))
    assert check_reply(Sample(Task("How fast?", "60"), text, turns=turns)).accepted
    turns = turns[:3]  # a system prompt makes no talk
    assert check_reply(Sample(Task("How fast?", "60"), text, turns=turns)).reason == "no_answer"


def test_the_gate_asks_it_of_the_wrong_half_of_a_pair() -> None:
    from assay import Draft, Pair
    from assay.row import Origin, row_of

    honest = "There is not enough information, because the time is not given."
    for reference, response, wrong, reason in [
        (NO_ANSWER, honest, "The answer is 60.", "ok"),
        (NO_ANSWER, honest, "I'm sorry, I can't help with that.", "pair_no_reply"),
        (
            NO_ANSWER,
            honest,
            "It cannot be determined, as the time is missing; perhaps 60.",
            "pair_not_proved",
        ),
        ("60", "It is 60.", honest, "pair_no_reply"),
    ]:
        names = ("assay.reply", "assay.unanswerable") if reference == NO_ANSWER else ("assay.reply",)
        gate = Gate(Registry(), Policy(names))
        row = row_of(
            Origin("a-1", "recipe"), Draft("How fast was it?", response, reference, pair=Pair(wrong))
        )
        result = gate.judge_row(row, lambda stage, deadline: None, {})
        assert result["reason"] == reason, result["message"]
