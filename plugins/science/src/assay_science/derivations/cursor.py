"""A place in a list of tokens, and which of them are words of running text."""

from __future__ import annotations

from assay_science.derivations.tokens import GREEK, Token
from assay_science.derivations.values import unit_scale

SHORT_WORDS = frozenset(
    "a i an as at be by do go he if in is it me my no of on or so to up us we am and are but can for from get had has have hence "
    "its let may new not now off one our out per set she the then this thus too two use via was way who why with when that than "
    "also both each into only same some such they were what will your first where which while there these those about after again "
    "along since step find given gives give mass time work heat rate area hint note case here else like true false equal equals "
    "plus minus times over divided multiplied squared cubed".split()
)


class Unreadable(Exception):
    """What stands there is no expression."""


class Cursor:
    """Tokens, and where the reading is. ``symbols`` are the names that stand for quantities in this text."""

    def __init__(self, tokens: list[Token], symbols: frozenset[str]) -> None:
        self.tokens = tokens
        self.symbols = symbols
        self.at = 0

    def peek(self, ahead: int = 0) -> Token | None:
        """The token at hand, or one behind it."""
        try:
            return self.tokens[self.at + ahead]
        except IndexError:
            return None

    def is_op(self, text: str, ahead: int = 0) -> bool:
        """Whether that token is this sign."""
        try:
            token = self.tokens[self.at + ahead]
        except IndexError:
            return False
        return token.text == text and token.kind == "op"

    def expect(self, text: str) -> None:
        """Go past a sign. Raises :class:`Unreadable` if another stands there."""
        if not self.is_op(text):
            raise Unreadable
        self.at += 1


def is_prose(token: Token) -> bool:
    """Whether a token is a word of running text, and no symbol or unit."""
    if token.kind != "name" or not (token.plain or token.upright):
        return False
    word = token.text
    if len(word) > 1 and (word in SHORT_WORDS or (word.istitle() and word.lower() in SHORT_WORDS)):
        return not token.upright or len(word) > 2 or unit_scale(word) is None
    if word in ("a", "I") and token.plain:
        return True
    if len(word) == 1 or word in GREEK:
        return False
    if word.islower():
        return len(word) > 4 or (unit_scale(word) is None and len(word) > 3)
    return word.istitle() and len(word) > 4
