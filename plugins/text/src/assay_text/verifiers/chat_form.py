"""Is a shared chat whole, clean and in the language wanted?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import assay
from assay import ops
from assay.evidence import Findings
from assay.evidence.english import english_share, words_in
from assay.evidence.markdown import fences
from assay_text import spoken
from assay_text.chats import TAG, outside_code

FAILURES = re.compile(
    r"\A\W*(?:too many requests|network error|an error occurred|there was an error generating|something went wrong|"
    r"our systems are a bit busy|you(?:'ve| have) reached|hmm\W+something|error in (?:body stream|moderation)|"
    r"the server (?:had|experienced) an error|only one message at a time)",
    re.IGNORECASE,
)
BUTTONS = re.compile(
    r"Copy code|Copy\d+ chars|^\s*\d+ / \d+\s*$|Regenerate response|This content may violate our", re.M
)
_ITEM = re.compile(r"^ {0,3}(\d+)\. ", re.M)


@assay.reference_part("chat_form")
@dataclass(frozen=True)
class ChatForm:
    """``least_characters`` are of each reply, ``most_words`` of the whole chat."""

    blocked: tuple[str, ...]
    least_characters: int | float
    most_words: int | float
    language: Literal["en", "any"]


@assay.verifier("text.chat_form", version=4, needs=("response", "reference"), deadline=5.0)
def chat_form(sample: assay.Sample) -> assay.Verdict:
    """User and assistant take turns, no page marks or error notices are left, no blocked word, right language.

    The reference's part ``chat_form`` is :class:`ChatForm`. Whether what the assistant
    says is right is not looked at.
    """
    wanted = sample.part(ChatForm)
    found = Findings()
    roles = [turn.role for turn in sample.messages]
    body = roles[1:] if roles[0] == "system" else roles
    fine = body == ["user", "assistant"] * (len(body) // 2)
    found.check(fine, "turns", " ".join(body), "no_alternation", "User and assistant do not take turns.")
    replies = []
    for number, turn in enumerate(sample.messages):
        where = f"turn:{number}"
        text, plain = turn.content, outside_code(turn.content)
        first = text.strip()[:60]
        found.check(bool(text.strip()), "turn", first, "empty_turn", "A turn is empty.", where=where)
        tag = TAG.search(plain)
        message = f"It holds HTML: {tag[0][:40] if tag else ''!r}."
        found.check(tag is None, "marks", first, "html_left", message, where=where)
        mark = BUTTONS.search(plain)
        message = f"It holds marks of a page: {mark[0] if mark else ''!r}."
        found.check(mark is None, "marks", first, "page_marks", message, where=where)
        word = next(
            (w for w in wanted.blocked if re.search(rf"(?<!\w){re.escape(w)}(?!\w)", text, re.IGNORECASE)),
            None,
        )
        message = f"It holds the blocked word {word!r}."
        found.check(word is None, "blocked", first, "blocked_word", message, where=where)
        digits = re.search(r"(\d)\1{8}", plain)
        message = "A digit comes nine times on end."
        found.check(digits is None, "digits", first, "repeated_digits", message, where=where)
        if turn.role == "assistant":
            problem = ops.reply_problem(text, "dialogue") or ("", "")  # who asks may ask for one
            found.check(not problem[0], "reply", first, *problem, where=where)
            _reply(text, plain, wanted.least_characters, found, where)
            replies.append(text.strip())
    same = any(a == b for a, b in pairwise(replies))
    found.check(not same, "turns", "replies", "same_reply_twice", "Two replies on end are the same.")
    count = sum(len(words_in(turn.content)) for turn in sample.messages)
    message = f"It has {count} words, {wanted.most_words} are the most."
    found.check(count <= wanted.most_words, "length", f"{count} words", "too_long", message)
    if wanted.language == "en":
        prose = outside_code("\n".join(turn.content for turn in sample.messages))
        found.check(*_english(prose))
    return found.verdict()


def _english(prose: str) -> tuple[bool | None, str, str, str, str]:
    """The check whether the text outside code is English; undecided where that cannot be told."""
    letters = [c for c in prose if c.isalpha()]
    ascii_share = sum(c.isascii() for c in letters) / max(len(letters), 1)
    share = english_share(prose)
    few = len(words_in(prose)) < 30  # too few words for their share to tell something
    message = f"{ascii_share:.0%} of its letters are ASCII, {share:.0%} of its words common English ones."
    if ascii_share < 0.9 or (share < 0.1 and not few):
        return False, "language", "en", "other_language", message
    if not letters:
        return True, "language", "en", "", ""
    if not spoken.installed():
        return None, "language", "en", "library_missing", f"{spoken.INSTALL[0].upper()}{spoken.INSTALL[1:]}."
    code, probability = spoken.language_of(prose)
    if code == "en":
        return True, "language", "en", "", ""
    message = f"It reads as {code!r} with probability {probability:.2f}, not as English."
    sure = probability >= spoken.SURE
    return (
        (False if sure else None),
        "language",
        "en",
        "other_language" if sure else "unclear_language",
        message,
    )


def _reply(text: str, plain: str, least: int | float, found: Findings, where: str) -> None:
    first = text.strip()[:60]
    length = len(text.strip())
    message = f"A reply has {length} characters, {least} are the least."
    found.check(length >= least, "length", first, "short_reply", message, where=where)
    message = f"A reply is an error notice: {first!r}."
    found.check(not FAILURES.match(text), "failure", first, "error_notice", message, where=where)
    blocks = list(fences(text))
    closed = all(block.closed for block in blocks)
    message = "A block of code is not closed: the reply was cut off."
    found.check(closed, "code", first, "open_code_block", message, where=where)
    filled = all(block.text.strip() for block in blocks)
    found.check(filled, "code", first, "empty_code_block", "A block of code has nothing in it.", where=where)
    numbers = [int(n) for n in _ITEM.findall(plain) if len(n) < 5]
    ones = len(numbers) > 2 and set(numbers) == {1}
    message = "All items of a list have the number 1."
    found.check(not ones, "list", str(numbers[:9]), "broken_list", message, where=where)
