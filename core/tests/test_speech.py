"""What came from a model and is no answer falls; what only looks like it stays."""

from __future__ import annotations

import pytest

from assay import Message, Sample, Task, ops
from assay.registry import installed
from assay.reply_rules import check_prompt, check_reply

BAD = [
    ("Paris<|im_end|>", "left_over_markup"),
    ("[INST] Madrid", "left_over_markup"),
    ("<s> Lima", "left_over_markup"),
    ("Lima</s>", "left_over_markup"),
    ("<｜end▁of▁sentence｜>", "left_over_markup"),
    ('[TOOL_CALLS] [{"name": "f"}]', "left_over_markup"),
    ('<tool_call>{"name": "f"}</tool_call>', "left_over_markup"),
    ("<function=search>{}</function>", "left_over_markup"),
    ("analysisWe add.assistantfinal72", "left_over_markup"),
    ("<seed:think>hm</seed:think>72", "left_over_markup"),
    ("<reflection>hm</reflection>72", "left_over_markup"),
    ("### Response:\nParis", "left_over_markup"),
    ("Paris.\n### Instruction:\nAnd Spain?", "left_over_markup"),
    ("Assistant: Paris", "runs_on"),
    ("```python\nx = 1\n```<|im_end|>", "left_over_markup"),
    ("Paris.\nHuman: And Spain?\nAssistant: Madrid.", "runs_on"),
    (r"The answer is \boxed{72}." + "\nUser: And in June?", "runs_on"),
    (r"The answer is \boxed{72}." + "\n\nProblem: Tom has 3 pears.\n3 + 3 = 6", "runs_on"),
    ("As an AI language model I cannot solve this.", "no_answer"),
    ("I'm sorry, but I can't help with that.", "no_answer"),
    ("I cannot change this instruction.", "no_answer"),
    ("I don't have enough information to say.", "no_answer"),
    ("I don't have access to the internet.", "no_answer"),
    ("I don't know.", "no_answer"),
    ("I can’t help with that.", "no_answer"),
    ("Lo siento, pero no puedo ayudar.", "no_answer"),
    ("抱歉，我不能回答。", "no_answer"),
    ("I'd rather not answer that.", "no_answer"),
    ("Hmm, I don't know.", "no_answer"),
    ("Unfortunately, I can't.", "no_answer"),
    ("Sorry!", "no_answer"),
    ("We cannot help with that.", "no_answer"),
    ("Je ne peux pas répondre à cette question.", "no_answer"),
    ("No puedo ayudarte con eso.", "no_answer"),
    ("Tut mir leid, ich kann das nicht.", "no_answer"),
    ("Я не могу ответить на этот вопрос.", "no_answer"),
    ("我不能回答这个问题。", "no_answer"),
    (" \u200b\n", "empty"),
    ("[THINK]hm[/THINK]72", "left_over_markup"),
    ("◁think▷hm◁/think▷72", "left_over_markup"),
    ("＜think＞hm＜/think＞72", "left_over_markup"),
    ("< think >hm</ think >72", "left_over_markup"),
    ("72<eot>", "left_over_markup"),
    ("72\n[User]: And in June?", "runs_on"),
]
GOOD = [
    "Natalia sold 48 / 2 = <<48/2=24>>24 clips in May.\nAltogether 48 + 24 = 72.\n#### 72",
    "```python\nBOS = '<s>'\nEND = \"<|im_end|>\"\nprint('User: root')\n```",
    "```\nUser: hi\nAssistant: hello\n```",
    'Sequences begin with "<s>" and end in `</s>`; Llama writes `[INST]`.',
    "<p>It costs <s>$5</s> <b>$4</b>, see <a href='x'>here</a>.</p>",
    "def f(a: int) -> int:\n    return a < 3 if a > 1 else a",
    "I cannot recall a warmer day. We swam until noon.",
    "I don't have many friends, but Tom is one.",
    "System: Linux\nVersion: 6.1",
    "I have no brothers, but two sisters.",
    "I refuse to believe that the lake was ever deep.",
    "Well, half of 48 is 24.",
    "I can't. I can. I could. These are forms of one verb.",
    "I am not sure that x is prime, so we divide it by 3: 51 / 3 = 17. It is not.",
    "Ich kann das Buch lesen, du nicht.",
    "Sorry is the title of two songs of the year.",
    "< 5 or > 7",
    "Dear [NAME], the shop is closed because of [REASON].",
    "Mia: I can't find my ball.\nMom: Look under the bed.",
    "| User | Role |\n|---|---|\n| root | admin |",
    "The user: who is it? An assistant answers questions.",
]


@pytest.mark.parametrize(("text", "reason"), BAD)
def test_what_is_no_answer_falls(text: str, reason: str) -> None:
    problem = ops.reply_problem(text, "What is it?")
    assert problem and problem[0] == reason


@pytest.mark.parametrize("text", GOOD)
def test_honest_texts_stay(text: str) -> None:
    assert ops.reply_problem(text, "What is it?") is None


def test_a_dialogue_that_is_the_task_stays() -> None:
    said = "User: Where is the station?\nAssistant: Over there."
    assert ops.reply_problem(said, "Write a short dialogue at a help client.") is None
    assert ops.reply_problem("Assistant: hm\nUser: hi", "Say hello.") is not None


@pytest.mark.parametrize(
    "text",
    [
        "Sure! Here is the rephrased problem:\n\nTom has 3 pears.",
        "Here's a harder version:\n\nName three rivers.",
        "Absolutely! Name three rivers.",
        "The user wants me to make it harder.",
        "**Rephrased problem:** Tom has 3 pears.",
        "<|im_start|>assistant\nTom has 3 pears.",
        "I cannot change this instruction.",
        "Name a river.\nHuman: ok",
    ],
)
def test_what_is_no_task_falls(text: str) -> None:
    assert ops.prompt_problem(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Summarise this conversation.\n\nUser: Hi\nAssistant: Hello",
        "Here Tom has 3 pears. How many has he left?",
        "Great Britain has four parts. Which?",
        "Write a function that removes `</s>` from a text.",
    ],
)
def test_honest_tasks_stay(text: str) -> None:
    assert ops.prompt_problem(text) is None


def test_words_for_who_asked() -> None:
    assert ops.closing("Lima\n\nI hope these examples help! Let me know if you need more.")
    assert not ops.closing("She wrote: 'I hope this letter finds you well.'")


def test_form_proves_nothing_wrong() -> None:
    assert check_reply.proves_wrong == check_prompt.proves_wrong == ()
    for name in (check_reply.name, check_prompt.name, "no.such"):
        assert not installed().proves_wrong(name, "no_answer")


def test_within_a_talk_not_to_know_is_a_turn() -> None:
    def talk(*roles: str) -> Sample:
        turns = tuple(Message(role, "I do not know.") for role in roles)
        return Sample(Task("Since when?"), "I do not know.", turns=turns)

    assert check_reply(talk("user", "assistant", "user", "assistant")).accepted
    assert not check_reply(talk("system", "user", "assistant")).accepted  # a system prompt makes no talk
    assert not check_reply(Sample(Task("Since when?"), "I do not know.")).accepted
