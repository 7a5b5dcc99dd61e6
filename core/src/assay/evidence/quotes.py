"""Quotes: do these words stand in that text, and where?

Texts are compared under Unicode NFKC, with white space folded and with one form of
quotation marks and dashes, without soft hyphens. What would change a number is not folded:
``10⁶`` is like ``10^6`` and not like ``106``, ``5½`` is not like ``51/2``. Letters keep
their case. All offsets are characters of the original source.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

LONGEST_OMISSION = 2_000
"""Characters that one ellipsis may leave out."""
LONGEST_REPLACED = 100
"""Characters that words in square brackets may stand for."""
MOST_PIECES = 40
"""Pieces that a quote with ellipses and brackets may have."""
_MOST_PLACES = 400_000  # occurrences of pieces that are looked at before a quote counts as not found


@dataclass(frozen=True, slots=True)
class Quote:
    """Where a quote stands: from ``start`` to ``end`` (exclusive) in characters of the source.

    ``parts`` are the spans of its pieces: more than one if the quote leaves text out or changes it.
    """

    start: int
    end: int
    parts: tuple[tuple[int, int], ...]


def find_quote(
    quote: str, source_text: str, *, whole_sentences: bool = False, edits: bool = False
) -> Quote | None:
    """The first place where a quote stands in a source, ``None`` if there is none.

    It must not begin or end within a word or a number: ``5`` is not found in ``15``, ``2.5`` not in
    ``2.55``, ``mg`` not in ``mcg``, ``smoker`` not in ``non-smoker``. A quote without a letter or a
    digit is never found. ``whole_sentences`` wants it to begin where a sentence begins and to end where
    one ends, so that no negation is cut off; the last full stop may be left out. Abbreviations
    end no sentence, and a line break alone does not either.

    With ``edits`` the quote may be marked as lawyers do: ``…``, ``. . .``, ``* * *`` and ``[…]`` for
    words that are left out, ``[T]he`` for a letter of another case, ``order[ed]`` for another ending,
    ``[sic]``, and ``[the court]`` in the place of other words. Each piece between ellipses has two
    words at least (or four characters of Chinese). Words that were left out or replaced must not hold
    a negation, unless they are whole sentences, and brackets bring in no number, no negation and no
    word like ``may`` or ``shall``.
    """
    source = fold(source_text)
    needle = fold(quote).text.strip()
    if not any(c.isalnum() for c in needle):
        return None
    for start in _occurrences(needle, source.text):
        span = source.original(start, start + len(needle))
        if (
            span
            and source.is_whole(start, start + len(needle))
            and (
                not whole_sentences
                or (starts_sentence(source_text, span[0]) and ends_sentence(source_text, span[1]))
            )
        ):
            return Quote(*span, (span,))
    return _find_edited(needle, source, source_text, whole_sentences) if edits else None


# -- folding


_SAME = {
    **dict.fromkeys("‘’‚‛ʼ", "'"),
    **dict.fromkeys("“”„‟", '"'),
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    **dict.fromkeys("\u00ad\u200b\u2060\ufeff", ""),  # soft hyphen and what has no width
}
_STABLE = (  # what stands for itself and joins nothing: most of Latin, Greek, Cyrillic, Chinese, Japanese, Korean
    r"!-~\u00c0-\u0131\u0391-\u03a1\u03a3-\u03c9\u0400-\u0482\u048a-\u052f\u3001\u3002\u3041-\u3096\u30a1-\u30fa"
    r"\u4e00-\u9fff\uac00-\ud7a3"
)
_PLAIN = re.compile(rf"[{_STABLE}]+(?: [{_STABLE}]+)*|\s+")
_SCRIPTS = frozenset("0123456789+-=")
_LONGEST_CHUNK = 32
"""A letter with more marks than this is taken apart, as in the stream-safe format of Unicode's UAX 15."""


@lru_cache(maxsize=4096)
def _fold_one(char: str) -> str:
    """A single character folded; what would change a number stays as it is, superscripts become ``^2``."""
    if char in _SAME:
        return _SAME[char]
    plain = unicodedata.normalize("NFKC", char)
    if plain == char:
        return char
    tag, _, rest = unicodedata.decomposition(char).rpartition("> ")
    tag = tag.lstrip("<")
    if tag == "square":  # ㎡ is m and ², not m2
        return "".join(_fold_one(chr(int(code, 16))) for code in rest.split())
    if tag == "super" and set(plain.replace("−", "-")) <= _SCRIPTS:
        return "^" + plain.replace("−", "-")
    if any(c.isdigit() for c in plain) and tag not in ("wide", "narrow", "font", "noBreak", ""):
        return char
    return "".join(_SAME.get(c, c) for c in plain)


@lru_cache(maxsize=4096)
def _joins(char: str) -> bool:
    """Whether a character may combine with the one before it."""
    first = unicodedata.normalize("NFKC", char)[:1]
    return unicodedata.category(first).startswith("M") or "\u1160" <= first <= "\u11ff"


@dataclass(frozen=True)
class Folded:
    """A folded text that knows for each of its characters where it stands in the original."""

    original_text: str
    text: str
    # Of each segment: where it begins in the folded text and in the original, and how many characters of the
    # original it stands for as a whole; 0 if it goes character by character.
    _at: list[int] = field(repr=False)
    _from: list[int] = field(repr=False)
    _chunk: list[int] = field(repr=False)

    def original(self, start: int, end: int) -> tuple[int, int] | None:
        """The span of the original that folds to ``start`` to ``end``; ``None`` if it cuts a character in two."""
        first, last = bisect_right(self._at, start) - 1, bisect_right(self._at, end - 1) - 1
        if first < 0 or start >= end or (self._chunk[first] and start != self._at[first]):
            return None
        begin = self._from[first] + (0 if self._chunk[first] else start - self._at[first])
        if not self._chunk[last]:
            return begin, self._from[last] + end - self._at[last]
        next_at = self._at[last + 1] if last + 1 < len(self._at) else len(self.text)
        return (begin, self._from[last] + self._chunk[last]) if end == next_at else None

    def position(self, offset: int) -> int:
        """Where in the folded text a character of the original went."""
        which = bisect_right(self._from, offset) - 1
        if which < 0:
            return 0
        return self._at[which] + (0 if self._chunk[which] else offset - self._from[which])

    def is_whole(self, start: int, end: int) -> bool:
        """Whether a span of the folded text begins and ends outside words and numbers."""
        return self.may_begin(start) and self.may_end(end)

    def may_begin(self, at: int) -> bool:
        """Whether words or a number may begin here."""
        text = self.text
        if at <= 0:
            return True
        before, here = text[at - 1], text[at]
        if not _word(here):
            if here == "-" and text[at + 1 : at + 2].isdigit() and (_word(before) or before in ")]^"):
                return False  # a range or a difference, no sign
            return not _word(before) or self.may_end(at)
        two = text[at - 2 : at - 1] if at >= 2 else ""
        if _word(before):
            return _free(before, here)
        if here.isnumeric():
            if before in ".,⁄'" and (two.isdigit() or (before == "." and not _word(two) and two not in ")]")):
                return False
            if before == "}" and text[max(at - 4, 0) : at].endswith("{,}"):
                return False
            if before == "^" or (before == "-" and (not two or two in " (=[{<>≈~:;,/*+^\"'|$£€¥")):
                return False
            if before == " " and self._grouped(at - 1):
                return False
            if text.startswith("10^", at) and _TIMES_BEFORE.search(text, max(at - 12, 0), at):
                return False
            return not (before == "-" and two.isalpha() and self._hyphen(at - 1))
        if before in "'-" and _word(two) and here.isalpha() and not (_cjk(two) or _cjk(here)):
            return before == "-" and (two.isdigit() or not self._hyphen(at - 1))
        return True

    def may_end(self, at: int) -> bool:
        """Whether words or a number may end here (exclusive)."""
        text = self.text
        if at >= len(text):
            return True
        last, after = text[at - 1], text[at]
        two = text[at + 1 : at + 2]
        if not _word(last):
            return not _word(after) or self.may_begin(at)
        if after == "^":
            return False
        if _word(after):
            return _free(last, after)
        if last.isnumeric():
            if after in ".,⁄'" and two.isdigit():
                return False
            if text.startswith("{,}", at):
                return False
            if after == " " and (self._grouped(at) or _GOES_ON.match(text, at)):
                return False
            return not _TIMES_AFTER.match(text, at)
        if after in "'-" and _word(two) and last.isalpha() and not (_cjk(two) or _cjk(last)):
            return after == "-" and not self._hyphen(at)
        return True

    def _hyphen(self, at: int) -> bool:
        """Whether what was folded to a dash is a hyphen in the original, not a dash between words."""
        span = self.original(at, at + 1)
        return span is not None and self.original_text[span[0]] in "-‐‑－"

    def _grouped(self, space: int) -> bool:
        """Whether a space stands between groups of three digits of one number: ``1 000``, not ``1  000``."""
        span = self.original(space, space + 1)
        if span is None or span[1] - span[0] != 1 or self.original_text[span[0]] in "\n\r\t\v\f":
            return False
        head = _LAST_GROUP.search(self.text, max(space - 8, 0), space)
        return head is not None and _NEXT_GROUP.match(self.text, space) is not None


_LAST_GROUP = re.compile(r"(?<![0-9A-Za-z_.,])[0-9]{1,3}\Z|(?<=[0-9] )[0-9]{3}\Z")
_NEXT_GROUP = re.compile(r" [0-9]{3}(?![0-9])")
_TIMES_BEFORE = re.compile(r"[0-9] ?(?:[×x*·⋅]|\\times|\\cdot) ?\Z")
_TIMES_AFTER = re.compile(r" ?(?:[×x*·⋅]|\\times|\\cdot) ?10\^")
_GOES_ON = re.compile(
    r" (?:hundred|thousand|million|billion|trillion|dozen|[¼-¾⅐-⅞]|[0-9]{1,2}/[0-9]{1,2}(?![0-9/])|[百千万亿])"
)
_CJK_NUMBER = frozenset("〇零一二三四五六七八九十百千万亿两")
_CJK_TIMES = frozenset("十百千万亿")


def _word(char: str) -> bool:
    return bool(char) and (char.isalnum() or char == "_" or unicodedata.category(char) in ("Mn", "Mc"))


def _cjk(char: str) -> bool:
    """Whether a character is of a script that writes no spaces between words."""
    return (
        "\u2e80" <= char <= "\u9fff"
        or "\uf900" <= char <= "\ufaff"
        or "\u0e00" <= char <= "\u0eff"
        or "\U00020000" <= char <= "\U0003ffff"
    )


def _is_only_a_break(text: str, start: int, end: int) -> bool:
    """Whether white space stands between wide characters, where a line is broken or a paragraph begins and no space is written."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if not before or not after or (before in _CJK_NUMBER and after in _CJK_NUMBER):
        return False
    wide = [
        _cjk(char) or (not char.isalnum() and unicodedata.east_asian_width(char) in ("W", "F"))
        for char in (before, after)
    ]
    return all(wide) or (wide[1] and before in ":;,!?")


def _free(left: str, right: str) -> bool:
    """Whether a word may end between two characters of words: where one of them is Chinese and they are no number."""
    if left in _CJK_NUMBER and right in _CJK_NUMBER:
        return False
    if (left.isdigit() and right in _CJK_TIMES) or (left == "点" and right in _CJK_NUMBER):
        return False
    return _cjk(left) or _cjk(right)


def fold(text: str) -> Folded:
    """A text folded for comparison, with the way back into the original."""
    return _fold_long(text) if len(text) > 200 else _fold_short(text)


def _fold(text: str) -> Folded:
    out: list[str] = []
    at: list[int] = []
    origin: list[int] = []
    chunk: list[int] = []
    size = position = 0
    last = ""  # the last folded character
    while position < len(text):
        begin = position
        match = _PLAIN.match(text, position)
        if match:
            position = match.end()
            if match[0][0].isspace():
                piece, taken = " ", position - begin
            else:
                piece, taken = match[0], 0
        else:
            position += 1
            piece, taken = _fold_one(text[begin]), 1
            if piece and _joins(text[begin]) and origin and begin and not text[begin - 1].isspace():
                # the mark belongs to the character before it, which is taken back
                begin, taken = _take_back(out, at, origin, chunk)
                size = at[-1] + len(out[-1]) if at else 0
                last = out[-1][-1:] if out else ""
                whole = text[begin:position]
                piece, taken = unicodedata.normalize("NFKC", whole), len(whole)
                if taken > _LONGEST_CHUNK:
                    head = unicodedata.normalize("NFKC", whole[:-1])
                    _put(out, at, origin, chunk, size, begin, head, taken - 1)
                    piece = _fold_one(text[position - 1])
                    size += len(head)
                    begin, taken = position - 1, 1
            elif piece.startswith("^") and text[begin] != "^" and _is_super(text, begin - 1):
                piece = piece[1:]
            elif _is_sub(text[begin]) and last.isalpha():
                piece = unicodedata.normalize("NFKC", piece)
        if piece == " " and (last == " " or _is_only_a_break(text, begin, position)):
            piece = ""  # also white space on both sides of something without width
        _put(out, at, origin, chunk, size, begin, piece, taken)
        size += len(piece)
        last = piece[-1:] or last
    # what folds to nothing has no place in the folded text
    keep = [i for i, piece in enumerate(out) if piece]
    return Folded(
        text, "".join(out), [at[i] for i in keep], [origin[i] for i in keep], [chunk[i] for i in keep]
    )


_fold_long = lru_cache(maxsize=8)(_fold)
_fold_short = lru_cache(maxsize=256)(_fold)


def _put(
    out: list[str],
    at: list[int],
    origin: list[int],
    chunk: list[int],
    size: int,
    begin: int,
    piece: str,
    taken: int,
) -> None:
    out.append(piece)
    at.append(size)
    origin.append(begin)
    chunk.append(taken)


def _take_back(out: list[str], at: list[int], origin: list[int], chunk: list[int]) -> tuple[int, int]:
    """Take the last character back, and where it begins in the original."""
    if chunk[-1] == 0 and len(out[-1]) > 1:
        begin = origin[-1] + len(out[-1]) - 1
        out[-1] = out[-1][:-1]
        return begin, 1
    begin, taken = origin[-1], chunk[-1] or 1
    for each in (out, at, origin, chunk):
        each.pop()
    return begin, taken


def _is_super(text: str, at: int) -> bool:
    return at >= 0 and text[at] != "^" and _fold_one(text[at]).startswith("^")


def _is_sub(char: str) -> bool:
    return unicodedata.decomposition(char).startswith("<sub>")


# -- searching


def _occurrences(needle: str, hay: str) -> Iterator[int]:
    """Where a text begins in another, overlaps included, in time linear in both."""
    work, at = 0, hay.find(needle)
    while at >= 0:
        yield at
        work += len(needle)
        if work > 4 * len(hay) + 1000:
            break
        at = hay.find(needle, at + 1)
    if at < 0:
        return
    # so many overlaps that comparing each would be quadratic: Knuth, Morris and Pratt
    back, k = [0] * len(needle), 0
    for i in range(1, len(needle)):
        while k and needle[i] != needle[k]:
            k = back[k - 1]
        k += needle[i] == needle[k]
        back[i] = k
    k = 0
    for i in range(at + 1, len(hay)):
        while k and (k == len(needle) or hay[i] != needle[k]):
            k = back[k - 1]
        k += hay[i] == needle[k]
        if k == len(needle):
            yield i - k + 1


# -- sentences


_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof st jr sr rev hon gov gen col capt lt sgt no nos fig figs eq eqs sec secs ch art arts para pp vol ed"
    " eds vs v etc al cf ca approx dept est inc ltd co corp ex e.g i.e viz resp ref refs jan feb mar apr jun jul aug sep"
    " sept oct nov dec mt ft ave blvd cir app supp stat rev reg cl op cit ibid id tab max min temp wt ht hr hrs mg kg".split()
)
_CLOSERS = "\"'”’»)]」』）】"
_LAST_TOKEN = re.compile(r"[^\s(\[\"“]{1,24}\Z")
_LIST = re.compile(r"[ \t]*(?:[-*•–—#>|]{1,6}[ \t]|[0-9]{1,3}[.)][ \t]|\(?[0-9A-Za-z]{1,3}\)[ \t])")
_FEW_SPACES = 200


def starts_sentence(text: str, at: int) -> bool:
    """Whether a sentence, a paragraph or an item of a list begins at this character; ``False`` where in doubt.

    These two functions look at one place, of a text of any language or of several. The sentences of
    :func:`~assay.evidence.language` are those of one language, and cost a third of a second for 1 MB.
    """
    begin = at
    while begin and at - begin < _FEW_SPACES and text[begin - 1].isspace():
        begin -= 1
    if begin == 0:
        return True
    gap = text[begin:at]
    if gap.count("\n") > 1:
        return True
    line = text.rfind("\n", max(at - 12, 0), at) + 1
    if (line or at <= 12) and (marker := _LIST.match(text, line)) and marker.end() in (at, at + 1):
        return True
    if "\n" in gap and _LIST.match(text, at):
        return True
    closed = begin
    while closed and text[closed - 1] in _CLOSERS and begin - closed < 4:
        closed -= 1
    if text[closed - 1 : closed] in tuple("。！？"):
        return True
    return bool(gap) and _stops(text, closed) and not text[at].islower()


def ends_sentence(text: str, at: int) -> bool:
    """Whether a sentence, a paragraph or an item of a list ends before this character; ``False`` where in doubt."""
    begin = at
    while begin and text[begin - 1] in _CLOSERS and at - begin < 4:
        begin -= 1
    stopped = text[begin - 1 : begin] in tuple("。！？") or _stops(text, begin)
    while not stopped and at < len(text) and text[at] in ".!?。！？" and not text[at - 1].isspace():
        at += 1  # the quote leaves the last full stop out
        stopped = text[at - 1] in "。！？" or _stops(text, at)
    after = at
    while after < len(text) and after - at < 4 and text[after] in _CLOSERS:
        after += 1
    rest = after
    while rest < len(text) and rest - after < _FEW_SPACES and text[rest].isspace():
        rest += 1
    if rest == len(text):
        return True
    gap = text[after:rest]
    if gap.count("\n") > 1 or ("\n" in gap and _LIST.match(text, rest)):
        return True
    if not stopped:
        return False
    return (
        text[begin - 1] in "。！？" or text[after - 1] in "。！？" or (bool(gap) and not text[rest].islower())
    )


def _stops(text: str, at: int) -> bool:
    """Whether the character before ``at`` is a full stop that ends a sentence, not an abbreviation."""
    last = text[at - 1 : at]
    if last in ("!", "?"):
        return True
    if last != "." or text[at - 2 : at - 1] == ".":
        return False
    token = _LAST_TOKEN.search(text, max(at - 25, 0), at - 1)
    word = token[0].casefold() if token else ""
    if "." in word and not word.replace(".", "").isdigit():
        return False
    return not (word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and not _cjk(word)))


# -- ellipses and brackets


_ELLIPSIS = r"(?:\[ ?(?:\.{3,}|\. ?\. ?\.)[. ]{0,3}\]|\.{3,}(?: \.)?|\. \. \.(?: \.)?|\* ?\* ?\*)"
_OMITTED = r"\[(?:[a-z ]{0,30}(?:citations?|footnotes?|quotation marks|quotations?|emphasis) omitted)\]"
_EDIT = re.compile(
    rf"(?P<ellipsis>(?:(?<=\w)\. )?{_ELLIPSIS}|{_OMITTED})|\[(?P<bracket>[^\[\]]{{0,120}})\]", re.I
)
_EDITORIAL = ("sic", "emphasis added", "emphasis in original", "emphasis mine", "原文如此")
_INFLECTION = re.compile(r"(?:'?s|es|ed|d|ing|e?n|e|y|ies|ied)?\Z", re.IGNORECASE)
_NEGATION = re.compile(
    r"\b(?:not?|never|nor|neither|none|nothing|nobody|cannot|without|unless|except|hardly)\b|n't\b|[不无未非没勿莫]|除外",
    re.IGNORECASE,
)
_MODAL = re.compile(
    r"\b(?:may|might|must|shall|should|can|could|will|would|ought|only|always)\b|应|可以|必须|只",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"[0-9〇零二三四五六七八九十百千万亿两]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|million|billion|dozen|half|third|quarter)\b",
    re.IGNORECASE,
)

_SENSE = re.compile(
    r"\b(?:if|when\w*|where(?:ver)?|until|till|before|after|during|while|within|then|now|ever|forever|again|still|yet|also|even|too|once|twice|later|earlier|soon|today"
    r"|seconds?|minutes?|hours?|days?|weeks?|months?|years?|daily|weekly|monthly|annual|first|last|next|previous|former|future|past"
    r"|all|any|every|each|some|most|many|much|few|several|both|either|half|least|more|less|part|whole|entire|full|enough|reasonable|such as|but|or|and/or|provided"
    r"|[a-z]+ly)\b|立即|及时|永远|随时|曾|已经|之前|以前|之后|以后|期间|[年月日周天]|全部|所有|任何|一切|部分|[各每多少仅均都或]|如果|但",
)
"""Words of time, quantity and condition, and adverbs."""
_DETERMINED = re.compile(
    r"(?:the|a|an|this|that|these|those|said|its|his|her|their|our|my|your|it|he|she|they|we|you|him|them|us|who|which)\b",
    re.IGNORECASE,
)
_BEHIND_DETERMINER = re.compile(
    r"\b(?:the|an?|this|that|these|those|said|its|his|her|their|our|my|your)\s*\Z", re.IGNORECASE
)
_SMALL = frozenset("of the and v for in de la et al & at to on".split())
_SAME_VERB = (
    frozenset("be is are was were been being am".split()),
    frozenset("have has had having".split()),
    frozenset("do does did doing".split()),
)


@dataclass
class _Piece:
    """Words of a quote as they must stand in the source, and what goes before them."""

    text: str
    gap: str = "start"  # start, ellipsis, bracket, ending, none
    said: str = ""  # what the bracket before it says
    head: str = ""  # letters in brackets that belong to its first word: ``[T]he``
    open_end: bool = False  # its last word goes on in brackets: ``order[ed]``


def _pieces(quote: str) -> list[_Piece] | None:
    """The pieces of a folded quote; ``None`` if it is marked in a way that is not known."""
    pieces: list[_Piece] = []
    next_piece = _Piece("")
    at = 0

    def put(words: str) -> None:
        nonlocal next_piece
        next_piece.text = words.strip()
        if next_piece.text:
            pieces.append(next_piece)
            next_piece = _Piece("", "none")

    for edit in _EDIT.finditer(quote):
        put(quote[at : edit.start()])
        at = edit.end()
        before, after = quote[edit.start() - 1 : edit.start()], quote[at : at + 1]
        if edit["ellipsis"] is not None:
            next_piece.gap = "ellipsis"
            continue
        said = edit["bracket"].strip()
        if before.isalpha() and not _cjk(before):
            if not pieces or _INFLECTION.match(said) is None:
                return None
            pieces[-1].open_end = True
            next_piece.gap = "ending"
        elif after.isalpha() and said.isalpha() and not _cjk(after):
            next_piece.head = said
        elif said.lower() in _EDITORIAL:
            if next_piece.gap == "start" and not pieces:
                return None
        elif next_piece.gap != "ellipsis":
            next_piece.gap, next_piece.said = ("start" if not pieces else "bracket"), said
            if not pieces and (_changes(said) or not _names(said)):
                return None
        if next_piece.gap == "ellipsis" and said and (_changes(said) or not _names(said)):
            return None
    trailing = next_piece
    put(quote[at:])
    if (
        not trailing.text
        and trailing.gap == "bracket"
        and (_changes(trailing.said) or not _names(trailing.said))
    ):
        return None
    return pieces or None


def _changes(said: str) -> bool:
    """Whether words in brackets say more than who or what is meant: a negation, what may and must be, how much, when, on what condition."""
    return bool(_NEGATION.search(said) or _NUMBER.search(said) or _MODAL.search(said) or _SENSE.search(said))


def _names(said: str) -> bool:
    """Whether words in brackets name somebody or something: ``the firm``, ``Smith``, ``its``, ``甲方``."""
    words = re.findall(r"[^\W\d_](?:[\w'’.&-]*\w)?", said)
    capital = (
        bool(words) and all(word[0].isupper() or word in _SMALL for word in words) and words[0] not in _SMALL
    )
    return capital or _DETERMINED.match(said) is not None or (bool(said) and all(_cjk(c) for c in said))


def _stands_for(said: str, gap: str, lead: str) -> bool:
    """Whether what is said in brackets may stand for what the source has there behind ``lead``, or, if that is nothing, beside it."""
    said, gap = said.strip(), gap.strip(" []")
    if said == gap:
        return True
    if _changes(said) or _NEGATION.search(gap) or _MODAL.search(gap) or _NUMBER.search(gap):
        return False
    one, other = said.casefold(), gap.casefold()
    if any(one in verb and other in verb for verb in _SAME_VERB):
        return True
    if not gap or not said:
        return not said or _names(said)
    few = not re.search(r"[,;:]", said) and len(said.split()) <= 3
    return (_names(said) or few) and (_names(gap) or _BEHIND_DETERMINER.search(lead) is not None)


def _long_enough(text: str) -> bool:
    """Two words, or four characters of Chinese: less could be pieced together from any long text."""
    return len(re.findall(r"[^\W_]+", text)) >= 2 or sum(map(_cjk, text)) >= 4


def _find_edited(needle: str, source: Folded, source_text: str, whole_sentences: bool) -> Quote | None:
    pieces = _pieces(needle)
    if pieces is None or len(pieces) > MOST_PIECES or (len(pieces) == 1 and pieces[0].text == needle):
        return None
    runs: list[str] = []  # the words between ellipses
    for piece in pieces:
        words = f"{piece.head}{piece.text}"
        if piece.gap in ("start", "ellipsis"):
            runs.append(words)
        else:
            runs[-1] += " " + words
    if not all(_long_enough(run) for run in runs):
        return None
    left = [_MOST_PLACES]
    # Of each place where a piece may end: the spans of the pieces up to it. Nearest places are best.
    reached: list[tuple[int, tuple[tuple[int, int], ...]]] = []
    for number, piece in enumerate(pieces):
        now: list[tuple[int, tuple[tuple[int, int], ...]]] = []
        which = 0
        for start, end in _places(piece, source, left):
            if number == 0:
                span = source.original(start, end)
                if span and (not whole_sentences or starts_sentence(source_text, span[0])):
                    now.append((end, ((start, end),)))
                continue
            while which < len(reached) and reached[which][0] <= start:
                which += 1
            if which and _gap_is_fair(piece, source, source_text, reached[which - 1][0], start):
                now.append((end, (*reached[which - 1][1], (start, end))))
        if left[0] <= 0 or not now:
            return None
        reached = now
    for _, parts in reached:
        spans = [source.original(*part) for part in parts]
        whole = [span for span in spans if span]
        if len(whole) == len(spans) and (not whole_sentences or ends_sentence(source_text, whole[-1][1])):
            return Quote(whole[0][0], whole[-1][1], tuple(whole))
    return None


def _places(piece: _Piece, source: Folded, left: list[int]) -> Iterator[tuple[int, int]]:
    """Where a piece may stand in the folded source."""
    for at in _occurrences(piece.text, source.text):
        left[0] -= 1
        if left[0] <= 0:
            return
        start, end = at - len(piece.head), at + len(piece.text)
        if start < 0 or source.text[start:at].casefold() != piece.head.casefold():
            continue
        if piece.gap != "ending" and not source.may_begin(start):
            continue
        if not piece.open_end and not source.may_end(end):
            continue
        yield start, end


def _gap_is_fair(piece: _Piece, source: Folded, source_text: str, end: int, start: int) -> bool:
    """Whether what the source has between two pieces of a quote may be left out or changed there."""
    if start - end > LONGEST_OMISSION + 2:
        return False
    gap = source.text[end:start]
    if piece.gap == "none":
        return not gap.strip()
    if piece.gap == "ending":
        word = re.match(r"[^\W\d_]*", gap)
        rest = word[0] if word else ""
        return len(rest) <= 4 and bool(_INFLECTION.match(rest)) and not gap[len(rest) :].strip()
    if piece.gap == "bracket":
        if len(gap) > LONGEST_REPLACED:
            return False
        return _stands_for(piece.said, gap, source.text[max(0, end - 12) : end])
    before, after = source.original(end - 1, end), source.original(start, start + 1)
    if before and after and ends_sentence(source_text, before[1]) and starts_sentence(source_text, after[0]):
        return True
    if not before or not after:
        return False
    left_out = source_text[before[1] : after[0]]
    stops = [
        m.end()
        for m in re.finditer(r"[.!?。！？]", left_out)
        if ends_sentence(source_text, before[1] + m.end())
    ]
    cut = (left_out[: stops[0]], left_out[stops[-1] :]) if stops else (left_out,)
    return not any(_NEGATION.search(part) for part in cut)  # whole sentences between them may hold one
