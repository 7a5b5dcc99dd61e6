"""The words and signs of Lean text, read just far enough to cut it and to refuse what no proof needs.

Comments become blanks first, and text with quotation marks, guillemets, backticks or control characters is refused: in
what is left, a bracket is a bracket and a word is a word, so that nothing can hide behind a reading of ours that is not
Lean's. What goes on to Lean is this cleaned text, never the original.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 20_000
"""Characters of a proof or of a statement that are read."""
DEEPEST = 200
"""Brackets within brackets."""


class Refused(Exception):
    """What a text holds that is not let through: ``reason`` is a code, the message a sentence."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a sign, at a place of the cleaned text. ``depth`` counts the brackets that it stands in."""

    text: str
    start: int
    end: int
    depth: int

    @property
    def is_word(self) -> bool:
        return bool(_STARTS.match(self.text))


_OPEN = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "⟦": "⟧", "⌊": "⌋", "⌈": "⌉", "⦃": "⦄", "‹": "›"}
_CLOSE = frozenset(_OPEN.values())
_SIGNS = (":=", "=>", "<;>", "<|>", "@[", "#[", "..", "|>.", "|>")
_COMMENT = re.compile(r"--|/-|-/")
_NUMBER = re.compile(r"[0-9][0-9a-zA-Z_]*(?:\.[0-9]+)?")
_BAD = {
    '"': "a quotation mark: texts are not read in proofs",
    "`": "a backtick: quoted names and syntax belong to programs",
    "«": "guillemets around a name",
    "»": "guillemets around a name",
}


# What Lean takes for letters and for what may follow them in a name (``isLetterLike``, ``isSubScriptAlnum`` of Init).
_LETTERS = (
    "A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f\u0391-\u039f\u03a1-\u03a2\u03a4-\u03a9\u03b1-\u03ba\u03bc-\u03c9\u03ca-\u03fb"
    "\u1f00-\u1ffe\u2100-\u214f\U0001d49c-\U0001d59f"
)
_SUBSCRIPTS = "\u2080-\u2089\u2090-\u209c\u1d62-\u1d6a\u2c7c"
_STARTS = re.compile(f"[{_LETTERS}]")
_PART = f"[{_LETTERS}][{_LETTERS}{_SUBSCRIPTS}0-9'!?]*"
# A full stop goes on with the name where a name goes on at once; h.1 is one token, too.
_WORD = re.compile(rf"{_PART}(?:\.(?:{_PART}|\d+))*")


def clean(text: str) -> str:
    """The text with every comment blanked, line by line as before. Raises :class:`Refused`."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LONGEST:
        raise Refused("too_long", f"{len(text):,} characters of Lean, {LONGEST:,} are read.")
    parts: list[str] = []
    depth = at = 0
    while match := _COMMENT.search(text, at):
        parts.append(_blank(text[at : match.start()]) if depth else text[at : match.start()])
        if match[0] == "--" and not depth:
            end = text.find("\n", match.end())
            end = len(text) if end < 0 else end
            parts.append(_blank(text[match.start() : end]))
            at = end
        elif match[0] == "-/" and not depth:
            raise Refused("comment", "A comment ends that did not begin.")
        else:  # within a comment a dash of "--" may begin "-/"
            step = 1 if match[0] == "--" else 2
            depth += {"/-": 1, "-/": -1, "--": 0}[match[0]]
            parts.append(" " * step)
            at = match.start() + step
    if depth:
        raise Refused("comment", "A comment does not end.")
    parts.append(text[at:])
    cleaned = "".join(parts)
    for char in cleaned:
        if char in _BAD:
            raise Refused("character", f"It holds {_BAD[char]}.")
        if char != "\n" and unicodedata.category(char) in ("Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"):
            raise Refused("character", f"It holds a control or format character (U+{ord(char):04X}).")
    return cleaned


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def read(cleaned: str) -> list[Token]:
    """The tokens of a cleaned text; its brackets must match. Raises :class:`Refused`.

    A dotted name (``Nat.add_comm``) is one token, and so are the signs of more than one character that matter here.
    """
    found: list[Token] = []
    open_: list[str] = []
    at = 0
    while at < len(cleaned):
        char = cleaned[at]
        if char.isspace():
            at += 1
            continue
        start = at
        if (match := _WORD.match(cleaned, at)) or (match := _NUMBER.match(cleaned, at)):
            at = match.end()
        elif char == "'":
            raise Refused("character", "It holds a character in quotation marks.")
        else:
            at += next((len(sign) for sign in _SIGNS if cleaned.startswith(sign, at)), 1)
        text = cleaned[start:at]
        opens = text[-1] if text[-1] in _OPEN and not text[0].isalnum() else ""
        if text in _CLOSE and (not open_ or open_.pop() != text):
            raise Refused("brackets", f"A bracket {text} closes nothing.")
        found.append(Token(text, start, at, len(open_)))
        if opens:
            open_.append(_OPEN[opens])
            if len(open_) > DEEPEST:
                raise Refused("brackets", f"More than {DEEPEST} brackets within each other.")
    if open_:
        raise Refused("brackets", f"A bracket is not closed: {open_[-1]} is missing.")
    return found


def same(left: Sequence[Token], right: Sequence[Token]) -> bool:
    """Whether two texts have the same tokens; the two spellings of arrows and the like count as one."""
    return [_spelt(each.text) for each in left] == [_spelt(each.text) for each in right]


_SPELLINGS = {"λ": "fun", "↦": "=>", "forall": "∀", "exists": "∃", "ℕ": "Nat", "ℤ": "Int"}


def _spelt(text: str) -> str:
    return _SPELLINGS.get(text, text)
