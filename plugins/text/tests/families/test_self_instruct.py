"""Self-Instruct and Alpaca: the rules, the filter against the pool, and both recipes end to end."""

from __future__ import annotations

import asyncio
import json
import random
import re
from collections.abc import Callable
from typing import Any

import pytest

from assay import Sample, Status, Task, UsageError, ops
from assay.testing import HOSTILE, run_verifier
from assay_text.recipes._tasks import draft, read_tasks
from assay_text.recipes.self_instruct import parse_instances
from assay_text.verifiers.instruction import check_instruction, instruction_problem
from assay_text.verifiers.label import check_label

GOOD = "List three animals that lay eggs and live in water."
KEY = {
    "text": GOOD,
    "input": "",
    "instances": [["", "Trout, frog, salmon."]],
}


def sample(prompt: str, response: str, **known: Any) -> Sample:
    return Sample(Task(prompt, json.dumps({"instruction": {**KEY, **known}, "label": known})), response)


def test_the_seed_tasks_pass_their_own_rules() -> None:
    tasks = read_tasks(None)
    assert len(tasks) >= 40 and 8 <= sum(task["is_classification"] for task in tasks) <= len(tasks) / 2
    for task in tasks:
        instances = [(each["input"], each["output"]) for each in task["instances"]]
        for each in instances:
            row = draft(task["instruction"], each, instances, task.get("labels"))
            made = Sample(Task(row.prompt, row.reference), row.response)
            assert run_verifier(check_instruction, made).accepted, (
                task["id"],
                run_verifier(check_instruction, made),
            )
            if task["is_classification"]:
                assert run_verifier(check_label, made).accepted, task["id"]


def test_the_seed_tasks_are_far_from_each_other() -> None:
    texts = [str(task["instruction"]) for task in read_tasks(None)]
    assert ops.distinct(texts, ops.RougePool(above=0.7)) == texts


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Name two rivers", "too_short"),
        ("word " * 151, "too_long"),
        ("Draw a cat that sits on a mat.", "needs_more_than_text"),
        ("Describe what the Picture shows in detail.", "needs_more_than_text"),
        ("Write a program that sorts numbers.", "program"),
        ("- write about the sea and the sky", "bad_start"),
        ("Écris une phrase sur la mer.", None),
        ("¿Qué animales viven en el mar?", None),
        ("列出两条河流的名字", "other_script"),
        ("Напиши три предложения о море и небе.", "other_script"),
        ("Translate the words below.\n###\nTask 12: next one", "left_over_markup"),
        (GOOD, None),
        ("In which drawer would a mapmaker keep graphite?", None),
    ],
)
def test_rules_for_instructions(text: str, reason: str | None) -> None:
    problem = instruction_problem(text)
    assert (problem and problem[0]) == reason


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (sample(GOOD, "Trout, frog, salmon."), "ok"),
        (sample(GOOD + " ", "Trout, frog, salmon."), "not_the_prompt"),
        (sample(GOOD, "Trout, frog, shark."), "not_an_instance"),
        (sample(GOOD, GOOD, instances=[["", GOOD]]), "copy"),
        (sample(GOOD, "Sure! " + GOOD + " Frogs.", instances=[["", "Sure! " + GOOD + " Frogs."]]), "copy"),
        (sample(GOOD, "Here they are:", instances=[["", "Here they are:"]]), "unfinished"),
        (sample(GOOD, "As an AI model I", instances=[["", "As an AI model I"]]), "no_answer"),
        (sample(GOOD, "[your answer]", instances=[["", "[your answer]"]]), "no_answer"),
        (sample(GOOD, "...", instances=[["", "..."]]), "no_answer"),
        (sample(GOOD, "Frog\nInput: sea", instances=[["", "Frog\nInput: sea"]]), "left_over_markup"),
        (
            sample(GOOD, "Frog", instances=[["", "Frog"], ["", "Trout"]]),
            "contradiction",
        ),
        (sample(GOOD + "\n\n<text>", "Frog", input="<text>", instances=[["<text>", "Frog"]]), "no_input"),
        (sample(GOOD + "\n\n[1, 2]", "Frog", input="[1, 2]", instances=[["[1, 2]", "Frog"]]), "ok"),
        (
            sample(GOOD + "\n\n[2 words]", "Frog", input="[2 words]", instances=[["[2 words]", "Frog"]]),
            "no_input",
        ),
        (Sample(Task(GOOD, "[]"), "Frog"), "unreadable_reference"),
        (Sample(Task(GOOD, "no JSON"), "Frog"), "unreadable_reference"),
        (Sample(Task(GOOD, "{}"), "Frog"), "unreadable_reference"),
    ],
)
def test_rules_for_rows(row: Sample, reason: str) -> None:
    verdict = run_verifier(check_instruction, row)
    assert verdict.reason == reason
    assert verdict.accepted == (reason == "ok")


def test_a_script_that_no_rule_reads_is_undecided() -> None:
    for text in ("列出两条河流的名字", "Напиши три предложения о море и небе."):
        verdict = run_verifier(check_instruction, sample(text, "长江", text=text, instances=[["", "长江"]]))
        assert (verdict.status, verdict.reason) == (Status.ABSTAINED, "other_script")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_texts_are_not_accepted(text: str) -> None:
    for row in (sample(text, text), sample(text, text, text=text, instances=[["", text]])):
        assert run_verifier(check_instruction, row).status is not Status.ACCEPTED
    assert run_verifier(check_label, sample(GOOD, text, labels=["a", "b"])).status is not Status.ACCEPTED


def test_instances_are_read_as_they_come() -> None:
    text = "Input: none\nOutput: Frogs.\n\n**Input 2:** a\nb\n**Output 2:** c\nOutput: stray\nInput: d\nOutput: e f"
    assert parse_instances(text, False, cut_off=False)[0] == [("", "Frogs."), ("a\nb", "c"), ("d", "e f")]
    assert parse_instances(text, False, cut_off=True)[0] == [("", "Frogs."), ("a\nb", "c")]
    assert parse_instances("I need the letter first.", False, cut_off=False) == ([], None)
    assert parse_instances("", True, cut_off=True) == ([], [])
    text = "Labels: sad, happy.\nClass label: sad\nInput: It rains.\nClass label: glad\nInput: Sun!"
    assert parse_instances(text, True, cut_off=False) == (
        [("It rains.", "sad"), ("Sun!", "glad")],
        ["sad", "happy"],
    )


LIST = """7. List three animals that lay eggs and live in water.
8. Draw a horse on a hill in the rain.
9. Turn the sentence from the passive voice into an active voice.
10. Decide whether the remark about a film is praise or blame.
11. List four animals that lay eggs and live in water.
12. Explain why ships float although steel is heavy.
13. Tell how many letters"""
TASK = "Task: "


def test_what_self_instruct_keeps_and_drops(play: Callable[..., Any]) -> None:
    replies = [
        {"contains": "Invent 8 further tasks", "reply": {"text": LIST, "finish": "length"}},
        {"contains": ["Answer with yes or no", "praise or blame"], "reply": "Yes."},
        {"contains": "Answer with yes or no", "reply": "no"},
        {"contains": "List three animals", "reply": "Input: none\nOutput: Trout, frog, salmon."},
        {
            "contains": "praise or blame",
            "reply": "Labels: praise, blame\nClass label: praise\nInput: I wept for joy.\n"
            "Class label: blame\nInput: I want my evening back.\nClass label: neutral\nInput: It lasts two hours.",
        },
        {"contains": "ships float", "reply": "Input: none\nOutput: As an AI language model I cannot say."},
    ]
    run = play("text.self_instruct", {}, replies, "--max-candidates", "2", "-n", "9")
    assert [(row["prompt"], row["answer"]) for row in run.accepted] == [
        (GOOD, "Trout, frog, salmon."),
        ("Decide whether the remark about a film is praise or blame.\n\nI wept for joy.", "praise"),
        ("Decide whether the remark about a film is praise or blame.\n\nI want my evening back.", "blame"),
    ]
    assert all("only its form is checked" in row["labels"] for row in run.accepted)
    fell = [(row["provenance"]["index"], row["prompt"].split("\n")[0], row["reason"]) for row in run.rejected]
    assert [each for each in fell if each[0] == 0] == [
        (0, "Draw a horse on a hill in the rain.", "needs_more_than_text"),
        (0, "Turn the sentence from the passive voice into an active voice.", "near_duplicate"),
        (0, "Decide whether the remark about a film is praise or blame.", "not_a_label"),
        (0, "List four animals that lay eggs and live in water.", "near_duplicate"),
        (0, "Explain why ships float although steel is heavy.", "no_answer"),
    ]
    # The second candidate is told the same: nothing of it is new to the pool.
    assert {(row["prompt"], row["reason"]) for row in run.rejected if row["provenance"]["index"] == 1} >= {
        (GOOD, "near_duplicate")
    }


WHOLE = """Task 4
Instruction: Name the capital of the given country.
Input: Portugal
Output: Lisbon

Task 5
**Instruction:** Write a haiku about the first snow.
**Input:** none
**Output:** Snow without a sound
covers last year's garden chairs
and tomorrow's path

Task 6
Instruction: Name the capital of the given kingdom.
Input: Norway
Output: Oslo

Task 7
Instruction: Say what the weather is like.
Input: [insert a place]
Output: It is sunny.

Task 8
Instruction: Explain why bread rises in the oven.
Input: none
Output: Yeast makes"""


@pytest.mark.parametrize("finish", ["length", "stop"])
def test_what_alpaca_keeps_and_drops(play: Callable[..., Any], finish: str) -> None:
    replies = [{"contains": "stop after task 8", "reply": {"text": WHOLE, "finish": finish}}]
    options = ["--set", "new=5", "--max-candidates", "2", "-n", "9"]
    run = play("text.alpaca", {}, replies, *options)
    kept = [("Portugal", "Lisbon"), ("first snow", "tomorrow's path")]
    if finish == "stop":
        kept.append(("bread rises", "Yeast makes"))
    assert len(run.accepted) == len(kept)
    for row, (asked, said) in zip(run.accepted, kept, strict=True):
        assert asked in row["prompt"] and said in row["messages"][1]["content"]
    fell = [(row["provenance"]["index"], row["prompt"].split("\n")[0], row["reason"]) for row in run.rejected]
    assert fell[:2] == [
        (0, "Name the capital of the given kingdom.", "near_duplicate"),
        (0, "Say what the weather is like.", "no_input"),
    ]
    assert {reason for index, _, reason in fell if index == 1} == {"near_duplicate", "no_input"}


def test_a_reply_without_tasks_and_seeds_without_instances(
    play: Callable[..., Any], jsonl: Callable[..., str]
) -> None:
    options = ["--max-candidates", "1", "-n", "1"]
    run = play("text.alpaca", {}, [{"contains": "Go on", "reply": "Sure!"}], *options)
    assert [row["reason"] for row in run.rejected] == ["unparsable_reply"]
    tasks = jsonl("tasks", [{"instruction": "Do the thing at once."}])
    with pytest.raises(UsageError, match="no seed task has instances"):
        play("text.alpaca", {"tasks": tasks}, [("x", "y")], *options, out="b")
    shown = play(
        "text.self_instruct",
        {},
        [{"contains": "1. Do the thing at once.", "reply": "no"}],
        *options,
        "--set",
        f"tasks={tasks}",
        out="c",
    )
    assert [row["reason"] for row in shown.rejected] == ["unparsable_reply"]


def test_tasks_of_the_run_are_shown_to_later_candidates(play: Callable[..., Any]) -> None:
    """The same rows whether replies come one at a time or sixty-four."""
    replies = [
        {"contains": "Answer with yes or no", "reply": "no"},
        *({"contains": f"about item {n}", "reply": "Input: none\nOutput: It is so."} for n in range(40)),
        {"contains": ["Invent", "Count the beads"], "reply": "9. Sing aloud of the seven seas today."},
        {"contains": "Sing aloud", "reply": "Input: none\nOutput: La la."},
        {"contains": "Invent", "reply": "9. Count the beads on every string you own."},
        {"contains": "Count the beads", "reply": "Input: none\nOutput: Nine."},
    ]
    options = ["-n", "9", "--max-candidates", "40"]
    one = play("text.self_instruct", {}, replies, *options, "--in-flight", "1")
    two = play("text.self_instruct", {}, replies, *options, out="wide")
    assert [row["prompt"][:5] for row in one.accepted] == ["Count", "Sing "]
    assert one.accepted[1]["provenance"]["index"] == 32
    assert one.accepted == two.accepted and one.rejected == two.rejected


def test_the_same_rows_however_fast_replies_come_and_after_a_resume(
    play: Callable[..., Any],
) -> None:
    things = "anchors bridges candles deserts engines fables gardens harbours islands jackets kettles ladders".split()
    verbs = ["Explain", "List", "Praise", "Compare"]

    async def answer(prompt: str, earlier: int) -> str:
        draw = random.Random(prompt)
        await asyncio.sleep(draw.random() / 50)
        if "Invent" in prompt:
            first = int(re.search(r"numbered from (\d+)", prompt)[1])  # type: ignore[index]
            said = [f"{draw.choice(verbs)} {', '.join(draw.sample(things[:7], 4))}." for _ in range(1)]
            return "\n".join(f"{n}. {text}" for n, text in enumerate(said, first))
        if "yes or no" in prompt:
            return "no"
        return f"Input: none\nOutput: Say {draw.random()}."

    options = ["--seed", "4", "--max-candidates", "200"]
    wide = play("text.self_instruct", {}, answer, "-n", "40", *options, out="wide")
    one = play("text.self_instruct", {}, answer, "-n", "40", *options, "--in-flight", "1", out="one")
    play("text.self_instruct", {}, answer, "-n", "15", *options, out="grown")
    grown = play("text.self_instruct", {}, answer, "-n", "40", *options, "--resume", out="grown")
    assert wide.accepted == one.accepted == grown.accepted and wide.rejected == one.rejected == grown.rejected
    assert len(wide.accepted) == 40 and max(row["provenance"]["index"] for row in wide.accepted) > 32
    assert {row["reason"] for row in wide.rejected} == {"near_duplicate"}
    texts = [row["prompt"] for row in wide.accepted]
    assert ops.distinct(texts, ops.RougePool(above=0.7)) == texts
