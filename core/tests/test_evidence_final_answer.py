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
        ("<answer>\u200b</answer>", "empty_answer"),
        ("\\boxed{\x00}", "empty_answer"),
        ("\x00", "empty_answer"),
        (" \u200b\n\x00\ue000\ud800", "empty_answer"),
        ("<think>4</think>\x00", "no_answer"),
        ("The answer is the first of May.", "no_value"),
    ],
)
def test_what_is_no_answer(response: str, reason: str) -> None:
    assert said(response) == reason


def test_lines_of_which_nothing_can_be_seen_are_no_last_line() -> None:
    assert said(f"We count.\n{ONE}\n\u200b\n\x00") == ONE
    only = final_answer("It follows:\n4\n\ufeff").only
    assert only is not None and only.text == "4"
    for blank in ("\x00", "\u200b", "\ue000"):
        found = final_answer(blank * 1000)
        assert (found.failure, found.only) == ("empty_answer", None)


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


NUMBERS = values_like(r"-?\d+")


@pytest.mark.parametrize(
    "response",
    [
        "2+2=4\nThe answer is not 4.",
        "2+2=4\nThe answer isn't 14.",
        "It is not true that the answer is 52.",
        "It is not true that as a fraction of the whole, the share is 52.",
        "It is not true that in this case, the answer is 52.",
        "No, the answer cannot be 4",
        "4 is not the answer",
        "4 is the wrong answer",
        "It is 4? No.",
        "4. That is wrong.",
        "It would be wrong to say that the answer is 4",
        "2 + 2 = 4. The answer is 4.\nNo, that is wrong.",
        "The answer is 4. Just kidding.",
        "I doubt that the answer is 4",
        "I don't believe the answer is 4.",
        "The answer is anything but 4",
        "The answer is definitely not 4.",
        "The answer could never be 4.",
        "The answer is neither 4 nor 5.",
        "The answer is not 4 or 5.",
        "The answer ≠ 4",
        "not \\boxed{4}",
        "\\boxed{\\text{not } 4}",
        "\\boxed{4} is not the answer.",
        "It is not true that the answer is $\\boxed{50}$.",
        "So the answer is not **44**.",
        "There are not **1** of them in all.",
        "It's incorrect to conclude that there are **4**.",
        "It is wrong to answer:\n#### 4",
        "#### 4\nNo, that is wrong.",
        "It is not true that\n<answer>4</answer>",
        "<answer>not 4</answer>",
        "The wrong answer is <answer>4</answer>",
        'It is not true that\n{"answer": "4"}',
        "For another problem the answer is 44.",
        "The answer to a different question is 44.",
        "No es cierto que la respuesta sea 4.",
        "4 no es la respuesta.",
        "Es ist nicht wahr, dass die Antwort 4 ist.",
        "4 ist nicht die Antwort.",
        "Je doute que la réponse soit 4.",
        "Non è vero che la risposta è 4.",
        "Não é verdade que a resposta é 4.",
        "Неверно, что ответ: 4.",
        "Het antwoord is niet 4.",
        "答案不可能是4",
        "4不是答案",
        "正确答案不是 **4**",
        "答えは4ではありません",
        "정답은 4가 아닙니다",
        "Cevap 4 değil.",
        "Odpowiedź to nie 4.",
        "Đáp án không phải là 4.",
        "الجواب ليس 4",
        "उत्तर 4 नहीं है",
    ],
)
def test_what_is_denied_or_doubted_is_no_answer_in_any_channel(response: str) -> None:
    assert said(response, NUMBERS) == "rejected_attempt"


@pytest.mark.parametrize(
    ("response", "answer"),
    [
        ("It is not 5 but 4", "4"),
        ("The answer is 12, not 13.", "12"),
        ("She does not have 44 stickers left, she has 41.", "41"),
        ("Since 3 does not divide 10, the answer is 10", "10"),
        ("It is not true that 3 divides 10. The answer is 10.", "10"),
        ("It is wrong to say that the answer is 5. The answer is 4.", "4"),
        ("There is no x; the answer is 0", "0"),
        ("There is no doubt that the answer is 4.", "4"),
        ("I don't see any mistake, so the answer is 4.", "4"),
        ("The answer is not obvious. It is 4.", "4"),
        ("The answer isn't 5. The answer is 4.", "4"),
        ("The answer is 4, which is not prime.", "4"),
        ("The number of students who do not like either is **14**.", "14"),
        ("The number of students who do not play is 14.", "14"),
        ("Those that are not red: 5", "5"),
        ("La respuesta no es 5 sino 4.", "4"),
        ('For another problem the answer is 242.\n\n{"answer": "241"}', "241"),
    ],
)
def test_a_denial_of_something_else_denies_no_answer(response: str, answer: str) -> None:
    assert said(response, NUMBERS) == answer


@pytest.mark.parametrize(
    "response", ["So the answer is **6**; **7**.", "Answer: `$17$`; `$13$`", "There are 5; 1 of them."]
)
def test_values_behind_a_semicolon_are_listed(response: str) -> None:
    assert said(response, NUMBERS) == "listed"


def test_json_at_the_end_stands_beside_what_is_said_before() -> None:
    assert said('Two and two.\n```json\n{"answer": 4}\n```', NUMBERS) == "4"
    assert said('The answer is 5.\n{"answer": 4}', NUMBERS) == "hedged"
    assert said('So \\boxed{5}.\n\n{"answer": 4}', NUMBERS) == "hedged"


def test_a_line_that_denies_the_line_before() -> None:
    assert said("Answer: 4\nThat is not the answer.", NUMBERS) == "no_value"


def test_negative_words_are_answers_of_a_domain_without_values() -> None:
    for response in (
        "The answer is no",
        "The answer is no solution.",
        "There is no solution.",
        "7 is not prime.",
    ):
        assert final_answer(response).failure == "", response
    assert final_answer("It is not 5 but 4").parts[0].text.strip() == "4"


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
    "1",
    "1 ",
    "\n\n1",
    "not 1 ",
    "is not ",
    "I doubt ",
    "#### 1\n\n",
    "```a\nx\n```\n",
    "</answer>",
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


@pytest.mark.parametrize(
    "piece",
    ["The quick brown fox has 12 apples. ", "lorem ipsum dolor sit amet\n", " 1", "\\boxed{1}", "is not "],
)
def test_a_million_characters(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))

    def took() -> float:
        start = time.process_time()
        final_answer(text, NUMBERS)
        return time.process_time() - start

    assert took() < 20


def test_ten_million_characters() -> None:
    start = time.process_time()
    assert final_answer("x" * 10_000_001).failure == "limit"
    assert final_answer("x " * 4_000_000).failure == "limit"
    assert final_answer("<think>" + "x " * 4_000_000).failure == "no_answer"
    answered = final_answer("<think>" + "x " * 2_000_000 + f"</think>The answer is {ONE}.", DATES)
    assert answered.only is not None
    assert time.process_time() - start < 30


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


def test_a_denial_goes_over_the_full_stop_of_a_company() -> None:
    found = final_answer("It is not true that the share of Redfern Imaging, Inc. is 5.", values_like(r"\d+"))
    assert found.only is None


@pytest.mark.parametrize(
    "text",
    [
        "Is it \\boxed{5}?",
        "¿Es la respuesta \\boxed{5}?",
        "A common mistake gives \\boxed{5}.",
        "Forgetting this error leads to \\boxed{5}.",
        "Die falsche Antwort ist \\boxed{5}.",
        "L'errore comune è \\boxed{5}.",
        "I would say \\boxed{5}, but I am not sure.",
    ],
)
def test_a_value_that_is_asked_about_or_that_an_error_leads_to_is_no_answer(text: str) -> None:
    assert final_answer(text, values_like(r"\d+")).only is None


@pytest.mark.parametrize(
    "text",
    [
        "Is it \\boxed{5}? Yes, it is.",
        "What is it? \\boxed{5}",
        "The number of errors is \\boxed{5}.",
        "A common mistake gives 7, but the right value is \\boxed{5}.",
        "A common mistake is to forget the sign. The answer is \\boxed{5}.",
    ],
)
def test_a_question_or_an_error_elsewhere_takes_nothing_back(text: str) -> None:
    found = final_answer(text, values_like(r"\d+"))
    assert found.only is not None and found.only.text == "5"
