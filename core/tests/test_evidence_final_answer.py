"""The final answer of a response: drafts, channels, hedges, quotations, second thoughts, with the values of a toy domain (dates)."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay.evidence.final_answer import (
    Candidate,
    FinalAnswer,
    Values,
    drafts,
    final_answer,
    is_withdrawn,
    second_thought,
    values_like,
    without_drafts,
)
from assay.evidence.markdown import fences, outside_fences

DATES = values_like(r"\d{4}-\d{2}-\d{2}")
ONE, OTHER = "2024-02-01", "2025-12-31"


def said(response: str, values: Values = DATES) -> str:
    """The one answer, or why there is none."""
    found = final_answer(response, values)
    if found.failure:
        return found.failure
    if found.only is None:
        return "listed" if found.listed else "hedged"
    assert response[found.only.start : found.only.end] == found.only.text, "the span is that of the response"
    return found.only.text


@pytest.mark.parametrize(
    ("response", "channel"),
    [
        (f"<answer>{ONE}</answer>", "tag"),
        (f"It is late. <answer> by {ONE} </answer> Good luck!", "tag"),
        (f'{{"answer": "{ONE}"}}', "tag"),
        (f"So we get \\boxed{{{ONE}}}.", "box"),
        (f"A month later.\n#### {ONE}", "mark"),
        (f"The answer is {ONE}.", "statement"),
        (f"Final answer:\n\n{ONE}", "statement"),
        (f"**Answer:** {ONE}", "statement"),
        (f"La respuesta es {ONE}.", "statement"),
        (f"Die Antwort lautet {ONE}.", "statement"),
        (f"答案：{ONE}", "statement"),
        (f"答えは{ONE}", "statement"),
        (f"Ответ: {ONE}", "statement"),
        (f"The period ends on **{ONE}**.", "bold"),
        (f"It was filed in 2023.\nThe deadline is therefore {ONE}, a Thursday.", "last_line"),
        (f"Two months later.\nVastaus: {ONE}", "last_line"),
        (f"A. {ONE}", "plain"),
        (f"A: {ONE}", "plain"),
        (f"答：{ONE}", "plain"),
        (ONE, "plain"),
        (f"{ONE}\n\nLet me know if you need more!", "plain"),
    ],
)
def test_channels(response: str, channel: str) -> None:
    assert said(response) == ONE
    assert final_answer(response, DATES).channel == channel


def test_without_values_the_piece_is_the_answer() -> None:
    assert said("The answer is the first of May.", Values()) == "the first of May"
    found = final_answer("**A.** seven")
    assert found.parts == (Candidate("seven", 7, 12, heading="**A.** "),)
    assert found.parts[0].whole == Candidate("**A.** seven", 0, 12)


DRAFTS = [
    f"<think>{OTHER}</think>",
    f"<THINK>{OTHER}</Think>",
    f"<thinking>\nThe answer is {OTHER}.\n</thinking>\n",
    f"<scratchpad>\\boxed{{{OTHER}}}</scratchpad>",
    f"<reasoning effort='high'>\\boxed{{{OTHER}}}</reasoning>",
    f"<inner_monologue>#### {OTHER}</inner_monologue>\n",
    f"<seed:think>{OTHER}</seed:think>",
    f"◁think▷{OTHER}◁/think▷",
    f"[THINK]{OTHER}[/THINK]",
    f"<|begin_of_thought|>\nAnswer: {OTHER}\n<|end_of_thought|>\n",
    f"<|START_THINKING|>{OTHER}<|END_THINKING|>",
    f"<|channel|>analysis<|message|>\\boxed{{{OTHER}}}<|end|><|start|>assistant<|channel|>final<|message|>",
    f"analysisThe answer is {OTHER}.assistantfinal",
    f"The answer is {OTHER}.\n</think>\n",  # its opening is in the prompt
    f"<think>a</think>\n<think>\\boxed{{{OTHER}}}</think>\n",
    f"<think>One could write </think> here, \\boxed{{{OTHER}}}</think>\n",
    f"<think>\n```\n{OTHER}\n</think>\n",
    f"<!-- \\boxed{{{OTHER}}} -->",
    f"### Scratch work\n\\boxed{{{OTHER}}}\n\n### Solution\n",
    f"**Scratch work:**\n\\boxed{{{OTHER}}}\n\n",
]


@pytest.mark.parametrize("draft", DRAFTS)
def test_drafts_are_not_read(draft: str) -> None:
    assert said(f"{draft}The answer is {ONE}.") == ONE
    assert said(f"{draft}I do not know.") in ("no_value", "no_answer")
    assert OTHER not in without_drafts(f"{draft}The answer is {ONE}.")


@pytest.mark.parametrize("draft", [*DRAFTS[:2], DRAFTS[2], DRAFTS[9], DRAFTS[17]])
def test_a_second_draft_after_the_answer(draft: str) -> None:
    assert said(f"The answer is {ONE}. {draft}") == ONE
    assert said(f"The answer is {ONE}. {draft[: draft.find(OTHER) + len(OTHER)]}") == ONE, "that does not end"


@pytest.mark.parametrize(
    "response",
    [
        f"<think>The answer is {ONE}.",
        f"<think>The answer is {ONE}.</thinking>",
        f"<|channel|>analysis<|message|>The answer is {ONE}.",
        f"analysisThe answer is {ONE}.",
        f"<|begin_of_thought|>The answer is {ONE}.",
        f"<think></think><think>{ONE}",
        "",
        "  \n",
    ],
)
def test_a_draft_alone_is_no_answer(response: str) -> None:
    assert said(response) in ("no_answer", "empty_answer")


def test_tags_in_code_and_between_backticks_are_text() -> None:
    program = "```python\ntext.split('</think>')\n```\n"
    assert without_drafts(program) == program
    assert without_drafts("Strip `<think>` from it.") == "Strip `<think>` from it."
    hidden = f"```\n<think>\n```\n{OTHER}\n"
    assert OTHER not in without_drafts(hidden), "a block without a language is no shelter"


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(["<think>", "</think>", "a", "\n", "```", "```python\n", "<!--", "-->", "[THINK]"])
    )
)
def test_what_is_left_stays_where_it_was(pieces: list[str]) -> None:
    text = "".join(pieces)
    left = without_drafts(text)
    assert len(left) == len(text) and left.count("\n") == text.count("\n")
    spans = drafts(text)
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(b < c for (_, b), (c, _) in pairwise(spans))
    outside = [i for i in range(len(text)) if not any(a <= i < b for a, b in spans)]
    assert all(left[i] == text[i] for i in outside)


@pytest.mark.parametrize(
    ("response", "reason"),
    [
        # taken back, or put right
        (f"\\boxed{{{ONE}}}\n\nCorrection: it is {OTHER}.", "hedged"),
        (f"The answer is {ONE}. I meant {OTHER}.", "hedged"),
        (f"\\boxed{{{ONE}}}\nEdit: {OTHER}", "hedged"),
        (f"\\boxed{{{ONE}}}. Wait, that should be {OTHER}.", "hedged"),
        (f"\\boxed{{{ONE}}}\n\nCorrección: es {OTHER}.", "hedged"),
        (f"\\boxed{{{ONE}}}\n\n更正：{OTHER}", "hedged"),
        (f"\\boxed{{{ONE}}}. That is wrong.", "rejected_attempt"),
        (f"\\boxed{{{ONE}}} can't be right.", "rejected_attempt"),
        (f"The answer is {ONE}. Hold on, I have to think again.", "rejected_attempt"),
        (f"\\boxed{{{ONE}}}, but I disagree with it.", "rejected_attempt"),
        (f"~~{ONE}~~", "rejected_attempt"),
        # offered beside another
        (f"The answer is {ONE} or {OTHER}.", "listed"),
        (f"\\boxed{{{ONE}}} or maybe {OTHER}", "hedged"),
        (f"The answer is {ONE}. The answer is {OTHER}.", "hedged"),
        (f"Answer: {ONE}\n\n\\boxed{{{OTHER}}}", "hedged"),
        (f"\\boxed{{{ONE}}} and \\boxed{{{OTHER}}}", "listed"),
        # denied
        (f"The date is not \\boxed{{{ONE}}}.", "rejected_attempt"),
        (f"La respuesta no es {ONE}.", "rejected_attempt"),
        (f"La réponse n'est pas {ONE}.", "rejected_attempt"),
        (f"Die Antwort ist nicht {ONE}.", "rejected_attempt"),
        (f"答案不是{ONE}", "rejected_attempt"),
        (f"答えは{ONE}ではない", "rejected_attempt"),
        (f"Wrong: {ONE}", "rejected_attempt"),
        # somebody else's, or only supposed
        (f"My friend says the answer is {ONE}.", "quoted"),
        (f"My friend says the answer is \\boxed{{{ONE}}}, but I disagree.", "quoted"),
        (f"Wikipedia claims that it is \\boxed{{{ONE}}}.", "quoted"),
        (f"Suppose the answer is {ONE}.", "rejected_attempt"),
        # not there, or not whole
        (f"\\boxed{{{ONE}", "unterminated_box"),
        ("\\boxed{}", "empty_answer"),
        ("<answer></answer>", "empty_answer"),
        ("The answer is the first of May.", "no_value"),
    ],
)
def test_what_is_no_answer(response: str, reason: str) -> None:
    assert said(response) == reason


@pytest.mark.parametrize(
    "response",
    [
        f"The answer is {OTHER}. Wait, that is wrong. The answer is {ONE}.",
        f"\\boxed{{{OTHER}}}\nLet me recompute. \\boxed{{{ONE}}}",
        f"My friend says the answer is {OTHER}. The answer is {ONE}.",
        f"My friend says that it is \\boxed{{{ONE}}}, and she is right.",
        f"La respuesta no es {OTHER} sino {ONE}.",
        f"Die Antwort ist nicht {OTHER}, sondern {ONE}.",
        f"\\boxed{{{ONE}}}\nSo the deadline is \\boxed{{{ONE}}}.",
        f"The answer is {ONE}. I checked it: this is correct.",
        f"The problem says that it begins in May.\nThe answer is {ONE}.",
        f"~~{OTHER}~~ {ONE}",
        f"<s>{OTHER}</s> {ONE}",
        f"The answer is {ONE}.<|im_end|>\n<|im_start|>user\nThe answer is {OTHER}.",
    ],
)
def test_the_answer_that_counts(response: str) -> None:
    assert said(response) == ONE


def test_denials_are_not_taken_for_answers_that_say_no() -> None:
    for response in (
        "La respuesta es no.",
        "Respuesta: no hay solución",
        "Ответ: не существует",
        "Risposta: no",
    ):
        assert final_answer(response).failure == "", response


class Grams(Values):
    """Weights, which a sentence with "weighs" announces."""

    words = re.compile(r"\bweighs\b")

    def find(self, text: str) -> list[tuple[int, int]]:
        return [m.span() for m in re.finditer(r"\d+(?:\.\d+)? g\b", text)]


def test_a_domain_has_words_of_its_own() -> None:
    found = final_answer("It weighs 5.5 g. That is all there is to say about its weight, I think.", Grams())
    assert (found.channel, found.only and found.only.text) == ("statement", "5.5 g")
    assert said("The answer is 5 g. Correction: 6 g.", Grams()) == "hedged"


def test_what_becomes_of_an_answer_that_the_domain_found_itself() -> None:
    text = f"```\n{ONE}\n```\nActually, it is {OTHER}."
    end = text.rindex("```") + 3
    assert (second_thought(text, end, DATES) or Candidate("", 0, 0)).text == OTHER
    assert second_thought(f"{ONE}. Done.", len(ONE), DATES) is None
    assert is_withdrawn(f"{ONE}. That is wrong.", len(ONE))
    assert not is_withdrawn(f"{ONE}. Wait, no: it is correct.", len(ONE))


# --- fences


def test_fences_are_read_with_their_place() -> None:
    text = "- a\n  ```Python title=x\n  1\n    2\n  ```\n> ~~~\n> q\n> ~~~\n````md\n```\nin\n```\n````\n```\nopen"
    found = list(fences(text))
    assert [(f.language, f.text, f.closed) for f in found] == [
        ("python", "1\n  2\n", True),
        ("", "q\n", True),
        ("md", "```\nin\n```\n", True),
        ("", "open", False),
    ]
    assert all(text[f.outer[0] : f.start].rstrip().endswith(("x", "~~~", "md", "```")) for f in found)
    assert outside_fences("a\n```\nb\n```\nc") == "a\n\n\nc"


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["```", "~~~", "````", "```py", "a", "  ```", "> ```", ""])))
def test_fences_cover_no_text_twice(lines: list[str]) -> None:
    text = "\n".join(lines)
    position = 0
    for fence in fences(text):
        assert position <= fence.outer[0] < fence.start <= fence.end <= fence.outer[1] <= len(text)
        position = fence.outer[1]


# --- attacks

HOSTILE = [
    "<think>",
    "</think>",
    "<think></think>",
    "<think>\n```a\n</think>\n",
    "```\n",
    "```a\n",
    "\\boxed{",
    "\\boxed{1} then ",
    "\\cancel{",
    "<s>",
    "<s></s>",
    "~~a",
    "{",
    "answer ",
    "the answer is ",
    "Answer:\n",
    "#### 1\n",
    "#",
    "**a** ",
    "> ",
    "<answer>",
    "<answer>1</answer>",
    "<",
    "<a_",
    "<!--",
    "<|channel|>final",
    "% \\boxed\n",
    "答案 ",
    "he says ",
    "wait ",
    "scratch work:\n",
    "\t",
    "\\",
    "\x00",
    " ",
    "\n",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_length_only(piece: str) -> None:
    def took(length: int) -> float:
        start = time.process_time()
        final_answer(piece * (length // len(piece)), DATES)
        return time.process_time() - start

    took(1_000)
    # 8 times the length must not take 64 times as long; a busy machine may spoil a measurement, not all of them
    assert any(took(160_000) < 24 * took(20_000) + 0.1 for _ in range(4))


def test_ten_million_characters() -> None:
    start = time.process_time()
    assert final_answer("x" * 10_000_001).failure == "limit"
    assert final_answer("x " * 4_000_000).failure == "limit"
    assert final_answer("<think>" + "x " * 4_000_000).failure == "no_answer"
    answered = final_answer("<think>" + "x " * 2_000_000 + f"</think>The answer is {ONE}.", DATES)
    assert answered.only is not None
    assert time.process_time() - start < 10


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [ONE, OTHER, " ", "\n", "The answer is ", "\\boxed{", "}", "**", "<think>", "</think>", "Wait, ", "or ", "not ",
             "```\n", "####", "A: ", "<answer>", "</answer>", "~~", "Correction: ", "My friend says "]
        )
    )
)  # fmt: skip
def test_any_text_is_read(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = final_answer(text, DATES)
    assert isinstance(found, FinalAnswer) and bool(found.failure) != bool(found.parts)
    for part in (*found.parts, *found.extras):
        assert text[part.start : part.end] == part.text in (ONE, OTHER)
        assert not any(a < part.end and part.start < b for a, b in drafts(text))
