"""text.clean_chats and text.chat_form: shared chats, clean and not, and attacks on the verifier."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assay import Message
from assay_text import spoken
from assay_text.chats import clean
from assay_text.verifiers.chat_form import chat_form

ASK = "How do I turn a list around in Python?"
TELL = "You can use slicing, which gives you a new list that is the other way around."


def chat(*values: str, roles: str = "hg") -> dict[str, Any]:
    names = {"h": "human", "g": "gpt", "s": "system", "x": "plugin"}
    turns = [{"from": names[roles[i % len(roles)]], "value": value} for i, value in enumerate(values)]
    return {"id": values[0][:8], "conversations": turns}


HTML = (
    '1 / 2<div class="markdown"><p>Use <strong>slicing</strong> to do it, for this is the shortest of the ways:</p>'
    "<pre><div>python<button>Copy code</button><code>a[::-1]\n</code></div></pre></div>"
)
CHATS: dict[str, tuple[dict[str, Any], str | None]] = {
    "good": (chat(ASK, TELL, "Thank you, and how do I sort it?", "Call its method sort, or the function sorted."), None),
    "html": (chat("Show me " + ASK, HTML), None),
    "leading": (chat("Welcome to the chat, how can I help you?", "A: " + ASK, TELL + " A.", roles="ghg"), None),
    "open end": (chat("B: " + ASK, TELL + " B.", "And now?"), None),
    "system": (chat("You are of help.", "C: " + ASK, TELL + " C.", roles="shg"), None),
    "twice": (chat("D: " + ASK, "E: " + ASK, TELL, roles="hhg"), "no_alternation"),
    "nothing": (chat("F: " + ASK), "no_alternation"),
    "role": (chat("G: " + ASK, TELL, roles="hx"), "bad_turn"),
    "blocked": (chat("H: " + ASK, "As ChatGPT I can tell you that it is done by slicing."), "blocked_word"),
    "short": (chat("I: " + ASK, "Slicing."), "short_reply"),
    "failure": (chat("J: " + ASK, "Too many requests in 1 hour. Try again later."), "error_notice"),
    "cut": (chat("K: " + ASK, "It is done so, as you can see here:\n```python\na[::-1]\n"), "open_code_block"),
    "fences": (chat("Q: " + ASK, "It is done so, and that is all of it:\n````md\nA line of\n```\nends nothing.\n````\n"), None),
    "cut fences": (chat("R: " + ASK, "It is done so, and that is all of it:\n````md\nA line of\n```\nends nothing.\n"), "open_code_block"),
    "list": (chat("L: " + ASK, "These are the ways to do it:\n1. slicing\n1. reversed\n1. a loop"), "broken_list"),
    "language": (chat("M: Как перевернуть список?", "Используйте срез: он даёт новый список наоборот."), "other_language"),
    "german": (chat("N: Wie drehe ich eine Liste um?", "Man nimmt dazu am besten einen Ausschnitt mit dem Schritt minus eins, denn dadurch entsteht eine neue Liste, und die alte bleibt so, wie sie vorher gewesen war, was oft sehr angenehm sein kann."), "other_language"),
    "digits": (chat("O: What is it?", "It is 1000000000000 and that is all there is to say."), "repeated_digits"),
    "parrot": (chat("P: " + ASK, TELL, "Really?", TELL), "same_reply_twice"),
}  # fmt: skip


def test_chats_are_cleaned_filtered_and_deduplicated(play: Callable[..., Any]) -> None:
    rows = [row | {"id": name} for name, (row, _) in CHATS.items()]
    rows.append(chat(ASK, TELL, "And now?", "Now we are done with it.") | {"id": "again"})
    accepted, rejected = play("text.clean_chats", {"chats": rows})

    def name(row: dict[str, Any]) -> str:
        return rows[row["provenance"]["line"] - 1]["id"]

    found = {name(row): None for row in accepted} | {name(row): row["reason"] for row in rejected}
    assert found == {name: why for name, (_, why) in CHATS.items()} | {"again": "duplicate_chat"}
    by_name = {name(row): row["messages"] for row in accepted}
    reply = by_name["html"][1]["content"]
    assert "**slicing**" in reply and "a[::-1]" in reply and "Copy code" not in reply and "<" not in reply
    assert reply.startswith("Use")
    assert [len(by_name[n]) for n in ("good", "leading", "open end", "system")] == [4, 2, 2, 3]


def test_long_chats_are_cut_between_exchanges_and_nothing_is_lost(play: Callable[..., Any]) -> None:
    turns = [
        f"{word} {'and so on' * (i % 2)} the list of it is number {i}."
        for i, word in enumerate(["Well"] * 12)
    ]
    accepted, _ = play("text.clean_chats", {"chats": [chat(*turns)], "most_words": 40})
    assert [m["content"] for row in accepted for m in row["messages"]] == [clean(t) for t in turns]
    assert len(accepted) > 2


def test_without_markdownify_chats_with_html_fall(play: Callable[..., Any]) -> None:
    accepted, rejected = play(
        "text.clean_chats", {"chats": [CHATS["good"][0], CHATS["html"][0]], "html": False}
    )
    assert len(accepted) == 1 and [row["reason"] for row in rejected] == ["html_left"]


SHORT = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "short_chats.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


def _short(judge: Callable[..., Any], row: dict[str, str], **changes: Any) -> Any:
    turns = [Message("user", row["user"]), Message("assistant", row["assistant"])]
    wanted = {"least_characters": 1, "blocked": []} | changes
    return judge(chat_form, turns[-1].content, reference(**wanted), turns=turns)


def test_short_chats_in_other_languages_are_not_english(judge: Callable[..., Any]) -> None:
    pytest.importorskip("py3langid")
    told = [(row["language"], _short(judge, row)) for row in SHORT]
    assert len(told) > 100
    assert not [code for code, verdict in told if code != "en" and verdict.accepted]
    english = [verdict for code, verdict in told if code == "en"]
    assert {verdict.reason for verdict in english} == {"ok", "unclear_language"}, (
        "none is called another language"
    )
    assert sum(verdict.accepted for verdict in english) >= 28
    proved = [verdict for code, verdict in told if code != "en" and verdict.status.value == "rejected"]
    assert len(proved) >= 60, "the others are undecided"


def test_without_the_library_short_chats_are_undecided(
    judge: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spoken, "installed", lambda: False)
    verdict = _short(judge, SHORT[0])
    assert (verdict.status.value, verdict.reason) == ("abstained", "library_missing")
    assert "assay-text[language]" in verdict.message
    assert _short(judge, SHORT[0], language="any").accepted


def reference(**changes: Any) -> dict[str, Any]:
    return {
        "chat_form": {"blocked": ["openai"], "least_characters": 16, "most_words": 99, "language": "en"}
        | changes
    }


GOOD = [
    Message("user", ASK),
    Message("assistant", TELL),
    Message("user", "Why?"),
    Message("assistant", "For it is short, and that is good."),
]


@pytest.mark.parametrize(
    ("index", "text", "reason"),
    [
        (1, "<p>You can use slicing for that.</p>", "html_left"),
        (1, "python\nCopy code\nYou can use slicing for that.", "page_marks"),
        (0, "What does OpenAI say?", "blocked_word"),
        (2, "", "empty_turn"),
        (3, "Network error, please try again later.", "error_notice"),
        (3, TELL, "same_reply_twice"),
        (3, "word " * 100, "too_long"),
    ],
)
def test_chat_form_holds_against_changes(
    judge: Callable[..., Any], index: int, text: str, reason: str
) -> None:
    assert judge(chat_form, GOOD[-1].content, reference(), turns=GOOD).accepted
    turns = copy.copy(GOOD)
    turns[index] = Message(GOOD[index].role, text)
    assert judge(chat_form, turns[-1].content, reference(), turns=turns).reason == reason


def test_code_is_left_alone_and_broken_references_pass_nothing(judge: Callable[..., Any]) -> None:
    code = "It is done so, with a tag:\n```html\n<div>Copy code</div>\n```\nand that is all."
    assert clean(code) == code
    assert judge(
        chat_form, code, reference(), turns=[Message("user", ASK), Message("assistant", code)]
    ).accepted
    for broken in (
        "",
        "{}",
        {"chat_form": {}},
        reference(language="xx"),
        reference(blocked="a"),
        reference(most_words=None),
    ):
        assert not judge(chat_form, GOOD[-1].content, broken, turns=GOOD).accepted
    assert not judge(chat_form, "Hello", json.dumps(reference())).accepted
