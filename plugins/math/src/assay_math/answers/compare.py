"""Is the text of an answer equal to the reference? The reference's type decides how it is compared."""

from __future__ import annotations

import re

from assay_math.answers.choices import letter_of, options
from assay_math.answers.findings import (
    DIFFERENT,
    HEDGED,
    KIND,
    LIMIT,
    SAME,
    TOO_MANY,
    UNDECIDED,
    UNREADABLE,
    WRONG_ORDER,
    Finding,
    Hints,
)
from assay_math.answers.measured import read_measured, same_measured, terminates
from assay_math.answers.phrasing import gives_value, phrasings
from assay_math.answers.reference import MAX_REFERENCE, Reference, UnreadableReference, read_reference
from assay_math.answers.said import as_quotient, clock, one_in, ordinals, ratios, worded_amount
from assay_math.answers.tails import Tailed, with_tail
from assay_math.answers.text import cleaned, folded, unworded
from assay_math.answers.times import read_dates, same_date
from assay_math.answers.trees import tree_of
from assay_math.answers.wording import LIST, mathematical, texts
from assay_math.answers.words import leading_polarity, phrase
from assay_math.notation.nodes import (
    Congruence,
    Constant,
    Name,
    Number,
    Relation,
    Text,
    free_names,
    substitute,
    walk,
)

MAX_ANSWER = 4_000


_SUBSCRIPT = re.compile(r"(?<=[\dA-Fa-f])_\s*\{?\s*(?:\\text\s*\{)?\s*([a-z]+|\d+)\s*\}{0,2}(?=\s*\$?\s*\Z)")
_WORDS_INSIDE = re.compile(r"\\text\s*\{[^{}]*\b(?:is|are|about|equals|answer)\b", re.IGNORECASE)
_PAIR = re.compile(r"(-?\d+),(-?\d+)")
"""``3,4``: two numbers, or one with a decimal comma or a separator."""
_TWO = re.compile(r"\b(?:both|the two|two (?:integers|numbers|solutions|roots|values))\b", re.IGNORECASE)
_PAIR_TOLD = re.compile(r"(-?\d+)\s*(?:,\s+|;\s*|,?\s+and\s+)(-?\d+)")
_DOZENS = re.compile(r"(?<=[\d}])\s*(?:\\text\{\s*)?dozens?\b(?:\s*\})?", re.IGNORECASE)


def _squeezed(text: str) -> str:
    return " ".join(text.replace("$", "").split())


def same_text_answer(reference: str, answer: str, prompt: str, hints: Hints) -> Finding:
    """Compare one piece of answer text with the reference."""
    finding = _same_text(reference, answer, prompt, hints)
    if finding.equal or ")" not in answer or len(answer) > MAX_ANSWER:
        return finding
    return _behind_choice(read_reference(reference), finding, answer, hints)


def _same_text(reference: str, answer: str, prompt: str, hints: Hints) -> Finding:
    if len(reference) > MAX_REFERENCE or len(answer) > MAX_ANSWER:
        return LIMIT
    if hints.dozens:
        reference, answer = _DOZENS.sub("", reference), _DOZENS.sub("", answer)
    if "_" in answer and "_" not in reference and hints.bases:
        answer = _SUBSCRIPT.sub(lambda m: "" if m[1].lower() in hints.bases else m[0], answer)
    ours = read_reference(reference)
    if answer == reference or _squeezed(answer) == _squeezed(reference):
        return SAME
    pair = _PAIR.fullmatch(ours.text)
    grouped = pair is not None and len(pair[2]) == 3 and len(pair[1]) <= 3
    several = bool(_TWO.search(prompt)) if grouped else hints.several
    if pair and (several or (not grouped and _PAIR_TOLD.fullmatch(answer.strip()))):
        two = _PAIR_TOLD.fullmatch(cleaned(answer)) or _PAIR.fullmatch(cleaned(answer))
        if two:
            one, other = [pair[1], pair[2]], [two[1], two[2]]
            if one == other or (not hints.ordered and one == other[::-1]):
                return SAME
            if one == other[::-1]:
                return WRONG_ORDER
            if several:
                return DIFFERENT
        elif several and read_measured(cleaned(answer)) is not None:
            return DIFFERENT
    # the fast path: one literal against another
    if ours.measured is not None:
        number = read_measured(answer) or read_measured(cleaned(answer))
        if number is not None and not (ours.clock or ours.ratio):
            listed = options(prompt) if "A" in prompt else {}
            finding = same_measured(ours.measured, number, hints)
            if finding.equal or not listed:
                return finding
    listed = options(prompt) if prompt else {}
    best = UNREADABLE
    told = phrasings(answer)
    if "\\text" in answer and _WORDS_INSIDE.search(answer):
        told = tuple(dict.fromkeys((*told, *phrasings(unworded(answer)))))
    if any(text == ours.text or folded(text) == folded(ours.text) for text in told) and not mathematical(
        ours.text
    ):
        return SAME if not listed else _compare(ours, told[0], listed, hints)
    for text in told:
        finding = _compare(ours, text, listed, hints)
        if finding.equal is not None and finding.reason != UNREADABLE.reason:
            return finding
        best = finding if best is UNREADABLE else best
    return best


def _behind_choice(ours: Reference, finding: Finding, answer: str, hints: Hints) -> Finding:
    """``(B) 7``: rather the choice B, which is 7, than B times 7, where no choices are given."""
    lettered = None if finding.equal or ours.letter else _CHOSEN.match(cleaned(unworded(cleaned(answer))))
    letter = (lettered[1] or lettered[2]) if lettered else ""
    if not lettered or re.search(rf"(?<![A-Za-z\\]){letter}(?![A-Za-z])", ours.text + hints.prompt):
        return finding
    return _plain(ours, cleaned(lettered[3]), hints)


_CHOSEN = re.compile(r"(?:\(([A-E])\)\s*[:.]?|([A-E])\))\s*(\S.*)\Z", re.DOTALL)


def _compare(ours: Reference, answer: str, listed: dict[str, str], hints: Hints) -> Finding:
    text = cleaned(answer)
    if text == ours.text and not listed:
        return SAME
    if not text:
        told = phrase(answer.strip())
        return (SAME if told == ours.phrase else DIFFERENT) if told and ours.phrase else UNREADABLE
    if listed or ours.letter or _LETTERS.fullmatch(ours.text):
        finding = _choice(ours, cleaned(unworded(text)) or text, listed, hints)
        if finding is not None:
            return finding
    return _plain(ours, text, hints)


def _choice(ours: Reference, text: str, listed: dict[str, str], hints: Hints) -> Finding | None:
    """Letters of multiple choice; ``None`` when no letters are in play."""
    wanted = _letters(ours.text, bool(listed))
    if len(wanted) > 1:
        letters = _letters(text, bool(listed))
        if not letters:
            return KIND if listed else None
        if letters == wanted:
            if hints.ordered and re.findall("[A-J]", text) != re.findall("[A-J]", ours.text):
                return WRONG_ORDER
            return HEDGED if re.search(r"\bor\b", text) and not re.search(r"\bor\b", ours.text) else SAME
        return TOO_MANY if letters > wanted else DIFFERENT
    if (listed or ours.letter) and _several_letters(text):
        return HEDGED if re.search(r"\bor\b|/", text) else TOO_MANY
    lettered = letter_of(text)
    if lettered is None and listed and len(text) == 1 and text.upper() in listed:
        lettered = (text.upper(), "")
    if lettered is None and listed and (behind := _LETTER_BEHIND.fullmatch(text)):
        lettered = (behind[2], behind[1])
    if ours.letter and (listed or not ours.content or lettered):
        target = listed.get(ours.letter, "") or ours.content
        if lettered:
            letter, content = lettered
            if _several_letters(text) or _ALSO.match(content):
                return HEDGED
            if letter != ours.letter:
                if not listed and content:
                    whole = _plain(ours, text, hints)
                    return whole if whole.equal else DIFFERENT
                return DIFFERENT
            if content and target:
                inner = _values(target, content, hints)
                if inner.equal is False and inner.reason == "wrong_answer":
                    return HEDGED
                if not listed and not inner.equal:
                    return inner  # "J: 4 h, S: 14 h" is no choice but two values
            return SAME
        if target:
            finding = _values(target, text, hints)
            if finding.equal and sum(bool(_values(o, text, hints).equal) for o in listed.values()) > 1:
                return HEDGED
            return finding
        if re.fullmatch(r"[a-j]", text):
            return DIFFERENT
        if ours.letter and not ours.content and len(ours.text) == 1:
            return None
        return KIND
    if listed and lettered and lettered[0] in listed and not ours.letter:
        letter, content = lettered
        if _several_letters(text) or _ALSO.match(content):
            return HEDGED
        if content:
            told = _plain(ours, content, hints)
            inner = _values(listed[letter], content, hints)
            if inner.equal is False and told.equal:
                return HEDGED
            return (
                told
                if told.equal or told.reason != "unreadable_answer"
                else _plain(ours, listed[letter], hints)
            )
        return _plain(ours, listed[letter], hints)
    return None


_LETTER_BEHIND = re.compile(r"(.+?)(?:\s+|(?<=[\d}$%]))\(([A-J])\)")
_ALSO = re.compile(r"(?:or|and|maybe|possibly|/)\b", re.IGNORECASE)
_LETTERS = re.compile(r"\(?[A-J]\)?(?:\s*(?:,|or|and|/|&)\s*\(?[A-J]\)?)+")


def _letters(text: str, listed: bool) -> frozenset[str]:
    """The choice letters where ``text`` is nothing but letters: ``A, C``, ``(A) and (C)``, with options ``AC``."""
    if _LETTERS.fullmatch(text) or (listed and re.fullmatch(r"[A-J]{1,6}|\([A-J]\)", text)):
        return frozenset(re.findall("[A-J]", text))
    return frozenset()


def _several_letters(text: str) -> bool:
    return _LETTERS.fullmatch(text) is not None and len(set(re.findall("[A-J]", text))) > 1


def _values(reference: str, answer: str, hints: Hints) -> Finding:
    try:
        return _plain(read_reference(reference), answer, hints)
    except UnreadableReference:
        return UNDECIDED


_HEDGE = re.compile(
    r"\s*(?:[,;]\s*)?\b(?:or|or else|or maybe|or possibly|or perhaps|otherwise(?: it is)?)\b\s*(?:maybe|possibly|perhaps|even)?\s*",
    re.IGNORECASE,
)
_MAYBE = re.compile(r"\b(?:maybe|possibly|perhaps|could be|might be|not sure|guess)\b", re.IGNORECASE)


def _plain(ours: Reference, text: str, hints: Hints) -> Finding:
    if text == ours.text:
        return SAME
    told_phrase = phrase(text)
    if ours.phrase in ("yes", "no"):
        told_phrase = told_phrase or leading_polarity(text)
        if told_phrase in ("yes", "no"):
            return SAME if told_phrase == ours.phrase else DIFFERENT
        return HEDGED if {"yes", "no"} <= {phrase(w) for w in re.split(r"\W+", text)} else UNREADABLE
    if ours.phrase and told_phrase:
        return SAME if told_phrase == ours.phrase else DIFFERENT
    finding = _tailed(ours, text, hints)
    if finding is None:
        finding = ordinals(ours, text, hints)
    if finding is not None:
        return finding
    if ours.clock is not None:
        finding = clock(ours, text, hints)
        if finding is not None or hints.clock:
            return finding or DIFFERENT
    elif _COLON.match(unworded(text).strip()) and not ours.ratio:
        finding = as_quotient(ours, text)
        return UNDECIDED if finding.equal and not hints.ratio and re.fullmatch(r"\d+:\d\d", text) else finding
    if ours.ratio:
        finding = ratios(ours, text)
        if finding is not None:
            return finding
    if ours.measured is not None:
        told = read_measured(text)
        if told is not None:
            return same_measured(ours.measured, told, hints)
        if ours.measured.unit.dimension and not ours.measured.unit.is_label:
            converted = re.fullmatch(r"(.+?)\s*(?:\(\s*(?:=|≈|or)?\s*([^()]+)\)|=\s*(.+))", text)
            if converted:
                one, other = (
                    _plain(ours, p.strip(), hints) for p in (converted[1], converted[2] or converted[3])
                )
                if one.equal is not None and one.equal == other.equal:
                    return one
    if ours.dates:
        dates = read_dates(" ".join(unworded(text).split()))
        if dates:
            same = same_date(ours.dates, dates)
            return UNDECIDED if same is None else SAME if same else DIFFERENT
    if folded(text) == folded(ours.text) and not mathematical(ours.text):
        return SAME
    hedged = _hedged(ours, text, hints)
    if hedged is not None:
        return hedged
    finding = one_in(ours, text, hints) or worded_amount(ours, text, hints)
    if finding is not None:
        return finding
    return _trees(ours, text, hints)


def _tailed(ours: Reference, text: str, hints: Hints) -> Finding | None:
    """Formulas with a tail that says where they hold; ``None`` where neither has one.

    A tail may be added to a reference without one. One that the reference has must be the same,
    and is open where the response says nothing of it, unless it only says "for all".
    """
    if not _MAY_HAVE_TAIL.search(text + " " + ours.text):
        return None
    wanted, told = with_tail(ours.text, tree_of), with_tail(text, tree_of)
    if wanted is None and told is None:
        return None
    head = read_reference(wanted.head) if wanted else ours
    finding = _plain(head, told.head if told else text, hints)
    if finding.equal and (
        (_naturals(told) and (_whole(ours.text) or (wanted is None and _all_whole(ours.text))))
        or (_naturals(wanted) and _whole(text))
    ):
        return UNDECIDED  # 3k + 1 for natural k and for whole k
    if finding.equal and wanted is None and told is not None and _cuts(told) and not _ranges(hints.prompt):
        return UNDECIDED  # a_n = 2n + 1 for n < 5
    if not finding.equal or wanted is None or wanted.condition is None:
        return finding
    if told is None or told.condition is None:
        return UNDECIDED
    from assay_math.answers.shapes import same_answer

    return same_answer(wanted.condition, told.condition, hints)


def _cuts(tailed: Tailed) -> bool:
    """Whether the tail sets a letter an upper bound, which a formula said without one does not have."""
    if tailed.condition is None:
        return False
    pairs = [
        (a, operator, b)
        for inner in walk(tailed.condition)
        if isinstance(inner, Relation)
        for a, operator, b in zip(inner.terms, inner.operators, inner.terms[1:], strict=False)
    ]
    return any(
        isinstance(low, Name) and isinstance(high, Number) and high.value > 0
        for a, operator, b in pairs
        for low, high in [(a, b) if "<" in operator else (b, a)]
        if operator in ("<", "<=", ">", ">=")
    )


def _ranges(prompt: str) -> bool:
    """Whether the prompt itself speaks of a range."""
    return (
        re.search(r"[<>≤≥]|\\(?:leq?|geq?|lt|gt)(?![A-Za-z])|\[|between|interval|domain", prompt) is not None
    )


def _naturals(tailed: Tailed | None) -> bool:
    """Whether the tail says that a letter is a natural number."""
    condition = None if tailed is None else tailed.condition
    return condition is not None and any(inner == Constant("naturals") for inner in walk(condition))


def _whole(text: str) -> bool:
    """Whether ``text`` says that a letter is a whole number."""
    node = tree_of(text)
    return node is not None and any(inner == Constant("integers") for inner in walk(node))


def _all_whole(text: str) -> bool:
    """Whether ``text`` is a family over all whole numbers without saying so: a class of remainders, a period."""
    node = tree_of(text)
    return node is not None and any(
        isinstance(inner, Congruence) or inner == Constant("pi") for inner in walk(node)
    )


_MAY_HAVE_TAIL = re.compile(r"[<>≠≤≥∈∀对對]|\\(?:n?eq?|leq?|geq?|lt|gt|in|forall)(?![A-Za-z])|[^\W\d_]{3}")


_COLON = re.compile(r"\d+\s*:\s*\d")


def _hedged(ours: Reference, text: str, hints: Hints) -> Finding | None:
    """Alternatives offered for a reference that is one value of words, number or quantity."""
    if LIST.search(ours.text) or "pm" in ours.text or "±" in ours.text:
        return None
    if _MAYBE.search(text) and not _HEDGE.search(text):
        rest = _MAYBE.sub(" ", text)
        pieces = [p for p in re.split(r"[,;?.]\s|\?", rest) if p.strip()]
        if len(pieces) < 2:
            return None
    else:
        pieces = [p for p in _HEDGE.split(_MAYBE.sub(" ", text)) if p.strip()]
    if len(pieces) < 2:
        return None
    first = re.sub(r"^\s*either\s+", "", pieces[0], flags=re.IGNORECASE)
    findings = [_plain(ours, cleaned(piece), hints) for piece in (first, *pieces[1:])]
    if all(f.equal for f in findings):
        return SAME
    if any(f.equal for f in findings):
        endless = ours.measured is None or not terminates(ours.measured.literal.value)
        if endless and all(f.equal or f.reason == "not_exact" for f in findings):
            return SAME  # "2/3, or about 66.7%"
        return HEDGED if len(pieces) == 2 else TOO_MANY
    return None


_NAMED = re.compile(r"\s*([^=<>≤≥≠]{1,60}?)\s*(?:=|\\approx|≈)\s*([^=<>≤≥≠]+)\Z")


_WORDED = re.compile(r"[A-Z]{2,}|[^\W\d_]{2,}(?:[\s,]+[^\W\d_]{2,})+")
"""Letters of points and lists of words: their order matters, they are no products."""
_SEGMENT = re.compile("[A-Z]{2}")
_OF_SEGMENTS = re.compile(
    r"\b(?:segments?|sides?|edges?|chords?|diameter|diagonals?|radius|lines?|length)\b", re.IGNORECASE
)
_AS_NOTATION = {
    "no_solution": "\\emptyset",
    "all_reals": "\\mathbb{R}",
    "infinity": "\\infty",
    "minus_infinity": "-\\infty",
}


def _trees(ours: Reference, text: str, hints: Hints) -> Finding:
    from assay_math.answers.shapes import same_answer

    left = tree_of(_AS_NOTATION.get(ours.phrase, ours.text))
    if _is_prose(text) and not isinstance(left, Text):
        return UNREADABLE
    right = tree_of(_AS_NOTATION.get(phrase(text), text))
    if left is None or isinstance(left, Text) or (_WORDED.fullmatch(ours.text) and not ours.phrase):
        if _SEGMENT.fullmatch(ours.text) and text == ours.text[::-1]:
            return SAME if _OF_SEGMENTS.search(hints.prompt) else UNDECIDED
        finding = texts(ours, text, hints)
        unread = left is None and finding == DIFFERENT and mathematical(ours.text)
        return UNREADABLE if unread else finding  # notation that is not read cannot be proved to be another
    if right is None or isinstance(right, Text):
        named = _NAMED.match(text)
        if named and ours.measured is not None:
            told = read_measured(cleaned(named[2]))
            if told is not None and re.sub(r"\s", "", named[1]) and gives_value(named[1]):
                return same_measured(ours.measured, told, hints)
        return UNREADABLE
    finding = same_answer(left, right, hints)
    if finding.equal is False:
        one, other = free_names(left) - free_names(right), free_names(right) - free_names(left)
        if len(one) == len(other) == 1 and one | other <= _INDICES and "pi" in ours.text:
            # π/4 + kπ and π/4 + nπ
            return same_answer(left, substitute(right, {next(iter(other)): Name(next(iter(one)))}), hints)
    if finding.equal is False and finding.reason == KIND.reason:
        named = _NAMED.match(text)
        asked = re.sub(r"[\s$\\]|left|right", "", named[1]) if named else ""
        if named and len(asked) > 1 and asked[0] not in "+-" and asked in hints.compact:
            value = tree_of(cleaned(named[2]))
            if value is not None:
                return same_answer(left, value, hints)
    return finding


_INDICES = frozenset("kmn")
_PROSE = re.compile(r"(?<![\\\w])[^\W\d_]{3,}(?![\w({])")


def _is_prose(text: str) -> bool:
    """Whether ``text`` is a sentence, which the notation parser must not take for a product of letters."""
    return len(text) > 20 and len(_PROSE.findall(re.sub(r"\\text\w*\{[^{}]*\}", " ", text))) >= 5
