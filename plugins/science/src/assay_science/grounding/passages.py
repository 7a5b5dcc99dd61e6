"""Statements about a passage: one of its sentences says the same, in the same places, with the same denials."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assay.evidence.english import NEGATIONS, synonyms
from assay_science.grounding.outcome import Outcome, undecided, wrong
from assay_science.grounding.sources import Book, Sentence
from assay_science.grounding.told import Told, numbers_in, same_told, says_kind
from assay_science.grounding.words import CRITICAL, NEUTRAL, identifiers_in, stems, words_of

_SMALL = frozenset(
    "a an the this that these those it its they their which what who is are was were be been being has have had having do does did"
    " in on at to for from with by as also so thus hence therefore then because since answer s than into onto upon"
    " of there here".split()
)
_HEADS = frozenset("of by for against".split())
"""Behind these stands what belongs to the word before: "inhibitors of A" are not A."""
_CLASSES = frozenset(
    "gene protein enzyme compound element metal gas molecule species planet star mineral salt isotope ion".split()
)
"""Before a name they say no more than the name does: "the gene TP53"."""
_LEADS = _HEADS | {"to", "that", "whether", "if"}
_BREAKS = re.compile(r"[,;:()–—]|\s-\s")
_TO = re.compile(r"\bto\s+\Z")
_ASKS = re.compile(r"\?\s*\Z")


@dataclass(frozen=True)
class Token:
    """A word, a number or a name of a sentence. ``forms`` are what it is compared by."""

    kind: str  # word, number, name, critical
    text: str
    span: tuple[int, int]
    forms: frozenset[str]
    told: Told | None = None
    lead_to: bool = False  # a number behind "to"


def judge(text: str, book: Book) -> Outcome:
    """What the passages say of a statement: the first sentence that says it, or why none does."""
    said = _tokens(text, book.units)
    if not any(token.kind in ("word", "name") for token in said):
        return undecided("nothing_read", "It states nothing that can be read.")
    if len(said) > MOST_TOKENS:
        return undecided("too_many_words", "A sentence of so many words is not read.")
    best: Outcome | None = None
    for sentence in _nearest(said, book):
        outcome = _against(said, sentence, book.units, text[: said[0].span[0]])
        if outcome.holds:
            return outcome
        if best is None or _rank(outcome) > _rank(best):
            best = outcome
    return best or undecided("not_in_source", "No sentence of a source says it.")


MOST_TOKENS = 150
"""Words, names and numbers of a sentence that is read, of an answer or a source."""
_MOST_NEAR = 12


def _nearest(said: Sequence[Token], book: Book) -> list[Sentence]:
    """The sentences that share most words with a statement: only one that has them all can say it."""
    wanted = [token.forms | _synonyms(token.text) for token in said if token.kind in ("word", "name")]
    shared = [(sum(not own.isdisjoint(forms) for forms in wanted), -n) for n, own in enumerate(book.forms)]
    best = sorted((each for each in shared if each[0]), reverse=True)[:_MOST_NEAR]
    near = (book.sentences[-n] for _, n in best)
    return [
        each for each in near if not _ASKS.search(each.text) and len(each.text.split()) <= 2 * MOST_TOKENS
    ]


_RANKS = ("not_in_source", "new_words", "left_out", "unclear_place", "reordered", "unshown_conversion")


def _rank(outcome: Outcome) -> int:
    return 100 if outcome.holds is False else _RANKS.index(outcome.reason) if outcome.reason in _RANKS else 1


@lru_cache(maxsize=2048)
def _tokens(text: str, units: tuple[str, ...]) -> tuple[Token, ...]:
    found: list[Token] = []
    for told in numbers_in(text, units):
        found.append(
            Token("number", told.text, told.span, frozenset(), told, bool(_TO.search(text, 0, told.span[0])))
        )
    for name, span in identifiers_in(text):
        if not any(a < span[1] and span[0] < b for a, b in (t.span for t in found)):
            found.append(Token("name", name, span, frozenset((name,))))
    taken = [t.span for t in found]
    for match in words_of(text):
        if any(a <= match.start() < b for a, b in taken):
            continue
        low = match[0].lower().replace("’", "'")
        forms = stems(match[0])
        if low in NEGATIONS or low.endswith("n't"):
            found.append(Token("critical", "not", match.span(), frozenset(("not",))))
        elif low in CRITICAL or (forms & CRITICAL and low not in _SMALL):
            found.append(Token("critical", low, match.span(), frozenset((low,)) | (forms & CRITICAL)))
        elif low not in _SMALL:
            found.append(Token("word", match[0], match.span(), forms))
    return tuple(sorted(found, key=lambda token: token.span))


def _against(said: Sequence[Token], sentence: Sentence, units: tuple[str, ...], opening: str) -> Outcome:
    """What one sentence of a source says of a statement."""
    source = _tokens(sentence.text, units)
    words = [token for token in said if token.kind != "critical"]
    words = [token for token in words if not _says_the_unit(token, words, source)]
    places: dict[Token, list[int]] = {}
    converted = False
    for token in words:
        at = [n for n, other in enumerate(source) if _match(token, other)]
        if not at and token.told and any(o.told and same_told(token.told, o.told) is None for o in source):
            converted = True
        if not at:
            if converted:
                return undecided(
                    "unshown_conversion", f"{token.text!r} is converted without showing it.", token.span
                )
            shared = sum(bool([1 for o in source if _match(t, o)]) for t in words)
            reason = "new_words" if shared * 2 >= len(words) else "not_in_source"
            return undecided(
                reason, f"{token.text!r} is not in the sentence of the source that comes nearest.", token.span
            )
        places[token] = at
    chosen = _in_order(words, places)
    ordered = chosen is not None
    if chosen is None:
        if not any(token.told for token in words):
            return undecided("reordered", "The words of the source stand in another order.")
        chosen = _apart(words, places)
        if chosen is None:
            return undecided("unclear_place", "Which words of the source are meant is not clear.")
    first, last = min(chosen), max(chosen)
    kept = set(chosen)
    numbers = [token.told for token in words if token.told]
    if problem := _denials(said, source, first, last, sentence.text, kept):
        return problem
    for n in range(first, last + 1):
        token = source[n]
        if n in kept:
            continue
        if token.told and not _may_skip(token, sentence.text, numbers, said):
            return undecided("left_out", f"It leaves out {token.text!r}, which stands between its words.")
        if token.text == "and" and n + 1 in kept and source[n + 1].text.endswith("ed"):
            joins = n - 1 in kept and not any(t.text == "and" for t in said)
            if joins and source[n - 1].kind != "number" and not source[n - 1].text.endswith("ed"):
                return undecided("left_out", "It leaves out 'and', and joins what stands on its two sides.")
            continue  # "was purified and stored": it was stored
        if token.kind == "critical" and not any(token.forms & t.forms for t in said):
            return undecided("left_out", f"It leaves out {token.text!r}, which may change what is said.")
    if problem := _heads(source, sentence.text, kept):
        return problem
    while first and _is_said(source[first - 1], said):
        first -= 1
    while last + 1 < len(source) and _is_said(source[last + 1], said):
        last += 1
    if ordered and _is_no_subject(source[first], sentence.text, opening):
        return undecided(
            "left_out", f"It begins with {source[first].text!r}, which the source says of something else."
        )
    if problem := _ends(source, sentence.text, first, last, said, ordered):
        return problem
    return Outcome(True, "ok", quote=sentence.text, source=sentence.source)


_PREPOSITION = re.compile(
    r"\b(?:of|by|for|against|from|with|in|on|at|to|into|onto|upon|using|via|through|after|before|over|under)"
    r"\s+(?:(?:the|an?|its|their|this|these)\s+)?\Z",
    re.IGNORECASE,
)


def _is_no_subject(token: Token, text: str, opening: str) -> bool:
    """Whether a statement begins with a word that the source has behind a preposition: ``purified from leaves and stored``."""
    behind = _PREPOSITION.search(text, 0, token.span[0])
    return token.kind in ("word", "name") and behind is not None and not _PREPOSITION.search(opening)


def _is_said(token: Token, said: Sequence[Token]) -> bool:
    """Whether a word that could turn the sentence is in the statement, too."""
    return token.kind == "critical" and any(t.kind == "critical" and t.forms & token.forms for t in said)


def _says_the_unit(token: Token, words: Sequence[Token], source: Sequence[Token]) -> bool:
    """Whether a word that the source lacks only says of what kind the number is."""
    if token.kind != "word" or any(_match(token, other) for other in source):
        return False
    return says_kind(token.forms, [other.told for other in words if other.told])


def _match(token: Token, other: Token) -> bool:
    if token.told:
        told = other.told
        return (
            told is not None
            and same_told(token.told, told) is True
            and told.bound in ("", token.told.bound)
            and (
                token.told.bound in ("", told.bound)
                and (not token.told.uncertainty or token.told.uncertainty == told.uncertainty)
            )
        )
    if token.kind == "name" or other.kind == "name":
        return bool(token.forms & other.forms) or token.text == other.text
    if other.kind != "word":
        return False
    return bool(token.forms & other.forms) or bool(_synonyms(token.text) & other.forms)


@lru_cache(maxsize=8192)
def _synonyms(word: str) -> frozenset[str]:
    return frozenset(other for form in stems(word) for other in synonyms().get(form, ()))


def _in_order(words: Sequence[Token], places: dict[Token, list[int]]) -> list[int] | None:
    """Places of all words in the order of the source, as near together as can be from the first on."""
    best: list[int] | None = None
    for start in places[words[0]] if words else ():
        chosen = [start]
        for token in words[1:]:
            after = next((n for n in places[token] if n > chosen[-1]), None)
            if after is None:
                break
            chosen.append(after)
        if len(chosen) == len(words) and (best is None or chosen[-1] - chosen[0] < best[-1] - best[0]):
            best = chosen
    return best


def _apart(words: Sequence[Token], places: dict[Token, list[int]]) -> list[int] | None:
    """Places where words and numbers are in order each among themselves: "250 mL of water", "the water was 250 mL"."""
    said = [_in_order([t for t in words if (t.told is None) is plain], places) for plain in (True, False)]
    return [*said[0], *said[1]] if said[0] and said[1] else None


def _may_skip(token: Token, text: str, numbers: Sequence[Told], said: Sequence[Token]) -> bool:
    """Whether a number may be left out: one of another kind, one of an adverbial, or the start of "from … to …"."""
    before = text[: token.span[0]].rstrip().lower()
    adverbial = before.endswith(
        (" at", " for", " from", " to", " by", " with", " in", " after", " under", " about")
    )
    if not numbers:
        return adverbial
    if token.told and any(_one_kind(token.told, number) for number in numbers):
        return before.endswith(" from") and len(numbers) == 1 and any(t.told and t.lead_to for t in said)
    return True


def _denials(
    said: Sequence[Token], source: Sequence[Token], first: int, last: int, text: str, kept: set[int]
) -> Outcome | None:
    """Critical words must be on both sides; a negation that is on one side only turns the statement."""
    mine = [t for t in said if t.kind == "critical"]
    theirs = [t for t in source[max(0, first - 2) : last + 3] if t.kind == "critical"]
    all_theirs = [t for t in source if t.kind == "critical"]
    my_nots = sum(t.text == "not" for t in mine)
    inside_nots = sum(t.text == "not" for t in source[first : last + 1])
    near_nots = sum(t.text == "not" for t in theirs)
    if my_nots != inside_nots and my_nots != near_nots:
        other = any(
            source[n].text == "not" and _in_other_clause(n, source, text, kept)
            for n in range(first, last + 1)
        )
        if (
            not other
            and (my_nots == 0) != (inside_nots == 0)
            and len([1 for t in said if t.kind != "critical"]) >= 2
        ):
            return wrong("polarity_turned", "The source denies what is stated here, or the other way round.")
        return undecided("left_out", "It has another number of negations than the source.")
    if my_nots and not _same_places(said, source, first, last, kept, my_nots == inside_nots):
        return undecided("negated", "The source denies something else than the statement.")
    for token in mine:
        if token.text != "not" and not any(token.forms & other.forms for other in all_theirs):
            return undecided("new_words", f"{token.text!r} is not in the sentence of the source.", token.span)
    return None


def _same_places(
    said: Sequence[Token], source: Sequence[Token], first: int, last: int, kept: set[int], inside: bool
) -> bool:
    """Whether as many words stand before each negation of the statement as kept ones before each of the source."""
    mine = [
        sum(_is_plain(t) and any(_match(t, source[k]) for k in kept) for t in said[:n])
        for n, token in enumerate(said)
        if token.text == "not" and token.kind == "critical"
    ]
    low, high = (first, last) if inside else (max(0, first - 2), min(len(source) - 1, last + 2))
    its = [
        sum(k < n and _is_plain(source[k]) for k in kept)
        for n in range(low, high + 1)
        if source[n].text == "not" and source[n].kind == "critical"
    ]
    return mine == its


def _is_plain(token: Token) -> bool:
    return token.kind != "critical" and token.told is None


def _in_other_clause(n: int, source: Sequence[Token], text: str, kept: set[int]) -> bool:
    """Whether a word stands in a clause of which the statement has no word behind it."""
    after = min((k for k in kept if k > n), default=n)
    between = text[source[n].span[1] : source[after].span[0]]
    return re.search(r"[,;:]|\b(?:but|while|whereas|and)\b", between) is not None


def _heads(source: Sequence[Token], text: str, kept: set[int]) -> Outcome | None:
    """No word that a kept one belongs to is left out: a modifier right before it, or the head of "… of it"."""
    for n in kept:
        if n == 0 or n - 1 in kept or source[n - 1].kind == "critical":
            continue
        between = text[source[n - 1].span[1] : source[n].span[0]]
        if not between.strip() and source[n].kind != "number" and source[n - 1].kind != "number":
            before = source[n - 1]
            if before.text.lower().endswith("ly") or (
                source[n].kind == "name" and before.text.lower() in _CLASSES
            ):
                continue
            return undecided("left_out", f"It leaves out {before.text!r} before {source[n].text!r}.")
        leads = {"of"} if source[n - 1].told else _LEADS
        if set(between.lower().split()) & leads and not _BREAKS.search(between):
            return undecided(
                "left_out", f"It leaves out {source[n - 1].text!r}, to which {source[n].text!r} belongs."
            )
    return None


_SAFE_BEFORE = re.compile(
    r"\s*(?:in|at|on|after|during|under|over|from|by|here|however|moreover|furthermore|thus|hence|therefore|finally|interestingly|overall"
    r"|similarly|notably|as expected|in contrast|for example|according to)\b[^,;:]*,\s*(?:the|a|an|its|their|this|these|that)?\s*\Z",
    re.IGNORECASE,
)
_BEFORE_WORDS = re.compile(
    r"\s*(?:(?:the|a|an|its|their|this|these|our|both|and|it|they|,)\s*)*\Z", re.IGNORECASE
)
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|does|did|can|\w{2,}ed)\b", re.IGNORECASE)
_CLAUSE_BEFORE = re.compile(
    r"(?:;|,\s(?:and|but)|,?\s(?:while|whereas))\s+(?:(?:the|a|an|its|their|this|these|it|they)\s+)?\Z",
    re.IGNORECASE,
)
_SAFE_AFTER = re.compile(
    r"\s*(?:[.!]?\s*\Z|[;:]|,?\s(?:which|while|whereas|where|although|though|but|and (?:\w+ed|at|in|for|by|with|to|from|the|that|those|it|its|this|a|an|then|was|were|is|are|has|have|had|did|does|can|no)\b)"
    r"|\((?:[^()]*)\)\s*[.!]?\s*\Z|[,]\s(?:as|according to|followed by|with|making|giving|in agreement)\b)",
    re.IGNORECASE,
)
_PARALLEL = re.compile(r"\s*(?:,|,?\s(?:and|while|whereas|but))\s+(?!\W*\d)\D{2,}\d")
"""What behind a statement tells another number of something else: ", silver at 962 °C"."""
_IF = re.compile(
    r"\b(?:if|unless|only|except|until|provided|when|without|unlike|not|no|never|but)\b", re.IGNORECASE
)


def _ends(
    source: Sequence[Token], text: str, first: int, last: int, said: Sequence[Token], ordered: bool
) -> Outcome | None:
    """What is cut off before and behind must not be what makes the statement true."""
    before, after = text[: source[first].span[0]], text[source[last].span[1] :]
    numbers = [t.told for t in said if t.told]
    cut = (*source[:first], *source[last + 1 :])
    rivals = any(t.told and any(_one_kind(t.told, number) for number in numbers) for t in cut)
    turns = any(
        t.kind == "critical" and t.text not in _LIGHT and not (t.text == "and" and rivals) for t in cut
    )
    if numbers and not rivals and not turns and not _IF.search(after):
        return None  # one number of its kind: what belongs to it cannot belong to another
    good_before = not before.strip() or _BEFORE_WORDS.match(before) or _SAFE_BEFORE.match(before) or (_CLAUSE_BEFORE.search(before) and ordered and _VERB.search(before))  # fmt: skip
    if not good_before:
        return undecided("left_out", f"It leaves out how the sentence begins: {before.strip()[-60:]!r}.")
    if _IF.search(before) and not _CLAUSE_BEFORE.search(before):
        return undecided("left_out", f"It leaves out a condition: {before.strip()[-60:]!r}.")
    parallel = ordered and bool(numbers) and rivals and not turns and _PARALLEL.match(after)
    if not (_SAFE_AFTER.match(after) or parallel):
        return undecided("left_out", f"It leaves out how the sentence goes on: {after.strip()[:60]!r}.")
    if re.search(r"\b(?:if|unless|only|except|until|provided)\b", after, re.IGNORECASE):
        return undecided("left_out", f"It leaves out a condition: {after.strip()[:60]!r}.")
    return None


_LIGHT = frozenset("over under before after above below more up can".split())


def _one_kind(one: Told, other: Told) -> bool:
    first, second = one.amount, other.amount
    if first is None or second is None:
        return one.unit == other.unit
    return first.unit.dimension == second.unit.dimension


__all__ = ["NEUTRAL", "Token", "judge"]
