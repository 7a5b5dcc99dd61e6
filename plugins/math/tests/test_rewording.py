"""``math.rewording``: good rewordings pass, and each way to spoil one is refused, at the gate and at the audit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assay import Sample, Status, Task, make_reference
from assay.testing import HOSTILE, command, read_rows, run_verifier, sign_again, write_jsonl
from assay_math.sense import lost_sense
from assay_math.verifiers.rewording import ASKED, _places, rewording

DATA = Path(__file__).parent / "data"

CLIPS = "Nora sold clips to 48 of her friends in April, and then she sold half as many clips in May. How many clips did Nora sell altogether in April and May?"
GOOD = "In April, 48 of Nora's friends bought clips from her; in May she sold half that number. How many clips did she sell in both months?"
STATED = "Nora sold clips to x of her friends in April, half as many in May, and 72 clips altogether."


def verdict(prompt: str, side: str = "rephrase", original: str = CLIPS, **more: Any) -> tuple[Status, str]:
    key, answer = more.get("key", "72" if side == "rephrase" else "48"), more.get("answer", "72")
    origin = {"side": side, "original": original, "answer": answer}
    reference = more.get("reference", make_reference(key, rewording=origin))
    found = run_verifier(rewording, Sample(Task(prompt, reference), ""))
    return found.status, found.reason


@pytest.mark.parametrize(
    ("original", "good"),
    [
        (CLIPS, GOOD),
        (CLIPS, GOOD.replace("48", "forty-eight")),
        (CLIPS, "Find how many clips Nora sold: 48 friends bought one in April, and half as many in May."),
        ("Tom has $1,000.50 and 5 kg of tea. What has he?", "What does Tom have, with 5kg of tea and $1000.5?"),
        ("What is 1/2 of 30%?", "Compute 1/2 of 30 percent."),
        ("Find x. Give three digits.", "Determine x to 3 digits."),
        ("Compute $2+3$", "Evaluate $2+3$"),
        ("She has twice as many, 6. How many has he? Round to 10s.", "He has how many, if her double is 6? Round to 10s."),
    ],
)  # fmt: skip
def test_good_rewordings(original: str, good: str) -> None:
    assert verdict(good, original=original) == (Status.ACCEPTED, "ok")


SPOILT = {
    "a changed number": (GOOD.replace("48", "84"), "lost_number"),
    "a changed number with its unit": (GOOD.replace("48", "48kg 84"), "new_number"),
    "a dropped number": (GOOD.replace("48 of ", ""), "lost_number"),
    "a dropped word of size": (GOOD.replace("half that number", "some"), "lost_number"),
    "another word of size": (GOOD.replace("half", "a third of"), "lost_number"),
    "an added number": (GOOD.replace("clips;", "clips at $3;").replace("friends", "3 friends"), "new_number"),
    "an added number in words": (GOOD.replace("May she", "May, with nine helpers, she"), "new_number"),
    "one more": (GOOD.replace("from her", "from her and one more from Ann"), "new_number"),
    "a number twice": (GOOD.replace("May", "May, after the 48,"), "new_number"),
    "a negative number": (GOOD.replace("48", "-48"), "lost_number"),
    "a fraction": (GOOD.replace("48", "48/5"), "new_number"),
    "other signs for digits": (GOOD.replace("48", "４\u200b８ and ½"), "new_number"),
    "the key": (GOOD.replace("May she", "May, on the way to 72, she"), "new_number"),
    "the key in words": (GOOD.replace("May she", "May, on the way to seventy-two, she"), "new_number"),
    "a solution with numbers": (GOOD + " 48 / 2 = 24.", "new_number"),
    "a solution without": (GOOD + " Halve the first and add both.", "solved"),
    "an equation before the question": (GOOD.replace("How", "April + May = all. How"), "solved"),
    "an answer announced": (GOOD.replace("How", "The answer is what we get. How"), "solved"),
    "thinking": ("<think>Reword it.</think> " + GOOD, "solved"),
    "cut off in a sentence": (GOOD[:-20], "cut_off"),
    "cut off before the question": (GOOD[: GOOD.index(" How")], "no_question"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_spoilt_rewordings(name: str) -> None:
    text, reason = SPOILT[name]
    text = text
    assert verdict(text) == (Status.REJECTED, reason)


SENSE = [json.loads(line) for line in (DATA / "rewordings.jsonl").read_text().splitlines()]


@pytest.mark.parametrize("case", SENSE, ids=lambda case: case["rewording"][:40])
def test_the_sense_survives(case: dict[str, str]) -> None:
    """``kept`` rewordings pass, ``turned`` ones do not; ``strict`` ones mean the same and are refused all the same."""
    found = verdict(case["rewording"], original=case["original"], key="no", answer="no")
    assert found == ((Status.ACCEPTED, "ok") if case["sense"] == "kept" else (Status.REJECTED, "other_sense"))


def test_every_problem_has_its_own_sense() -> None:
    questions = [
        json.loads(line)["question"] for line in (DATA / "gsm8k_sample.jsonl").read_text().splitlines()
    ]
    for question in questions:
        assert not lost_sense(question, question, lambda text: _places(text.lower())), question


def test_a_key_that_is_no_number() -> None:
    days = "School begins on Monday and takes 3 days. On which day does it end?"
    good = "School takes 3 days from Monday. When does it end?"
    assert verdict(good, original=days, key="Wednesday", answer="Wednesday")[0] is Status.ACCEPTED
    told = "School takes 3 days from Monday to Wednesday. When does it end?"
    assert verdict(told, original=days, key="Wednesday", answer="Wednesday")[1] == "key_in_prompt"


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (STATED, "ok"),
        (STATED.replace("x of", "48 of"), "ambiguous_mask"),
        (STATED.replace("x of", "48 and x of"), "new_number"),
        (STATED.replace("72", "x"), "ambiguous_mask"),
        (STATED.replace(" and 72 clips altogether", " and all of them"), "lost_number"),
        (STATED.replace("half as many", "24, half as many,"), "new_number"),
        (STATED.replace("72", "73"), "lost_number"),
        (STATED.replace("72 clips altogether", "how many altogether? The answer is 72"), "solved"),
        (STATED.replace("72 clips altogether.", "how many altogether, 72?"), "still_asks"),
        (STATED.removesuffix(" altogether."), "cut_off"),
    ],
)
def test_statements(statement: str, reason: str) -> None:
    assert verdict(f"{statement} {ASKED}", "verification")[1] == reason
    assert verdict(statement, "verification") == (Status.REJECTED, "no_question")


def test_a_row_that_does_not_say_what_it_was_made_of() -> None:
    half = {"side": "rephrase", "original": CLIPS}
    whole = {**half, "answer": "72"}
    parts = (
        half,
        {**half, "side": "fobar"},
        {**whole, "side": "other"},
        {**whole, "answer": ""},
        {},
        None,
        [],
        "72",
    )
    for reference in (
        "72",
        "nothing",
        "[]",
        json.dumps({"rewording": whole}),
        json.dumps({"answer": " ", "rewording": whole}),
        *(make_reference("72", rewording=part) for part in parts),
    ):
        assert verdict(CLIPS, reference=reference) == (Status.ERROR, "unreadable_reference"), reference


def test_hostile_texts() -> None:
    for text in HOSTILE.values():
        for side in ("rephrase", "verification"):
            verdict(text or "?", side)
            verdict(GOOD, side, original=text or "?")
            verdict(GOOD, side, key=text or "?", answer=text or "?")
            verdict(GOOD, side, reference=text or "?")
    assert verdict("1 " * 20_000)[0] is Status.ABSTAINED


def test_the_audit_proves_it_again(play: Any) -> None:
    solution = "48 / 2 = 24\n48 + 24 = 72\nThe answer is \\boxed{72}."
    back = "x + x / 2 = 72\nx = 72 * 2 / 3 = 48\nThe answer is \\boxed{48}."
    stated = STATED.replace(" x ", " 48 ")
    replies = [("Rephrase", GOOD), ("Rewrite", stated), ("unknown x", back)]
    model = [*replies, ("clips", solution)]
    sets = {"seeds": [{"question": CLIPS, "answer": "72"}]}
    done = play("math.metamath", sets, {"model": model}, format="jsonl")
    assert done.complete and len(done.accepted) == 4
    for row in done.accepted:
        side = json.loads(row["reference"])["rewording"]["side"]
        asked = [each["verifier"] for each in row["certificate"]["verdicts"]]
        by_model = side in ("rephrase", "verification")
        assert "math.rewording" in asked and by_model == bool(row["labels"])
    assert "math.rewording" in [each["name"] for each in done.run["verifiers"]]
    [file] = (done.out / "data").glob("*.jsonl")
    rows = read_rows(done.out / "data")
    rows[1]["messages"][0]["content"] += " Halve it."
    rows[1]["prompt"] = rows[1]["messages"][0]["content"]
    proof = rows[1]["certificate"]  # which no longer tells of the verifier that would say so
    proof["policy"]["verifiers"].remove("math.rewording")
    proof["verdicts"] = [each for each in proof["verdicts"] if each["verifier"] != "math.rewording"]
    sign_again(rows[1])
    write_jsonl(file, rows)
    audit = command("audit", str(done.out))
    assert audit.returncode == 1 and "solved: The rewording goes on" in audit.stdout, (
        audit.stdout + audit.stderr
    )
