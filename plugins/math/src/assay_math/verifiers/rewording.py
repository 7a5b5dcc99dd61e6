"""``math.rewording``: is a reworded problem still whole, with the numbers of the original and without its solution?

The original is a part of the reference, :class:`Rewording`, with the side from which the
prompt looks at it: ``answer`` (the prompt is the original), ``rephrase`` (it asks the
same), ``verification`` (it states problem and answer with ``x`` for one number, the
reference's answer, and asks for it) or ``fobar`` (that number is masked in the original).
Each number must still be said of the same one, in the same direction (:mod:`assay_math.sense`). English only. That
it means the same is not shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from assay import BadReference, Check, Sample, Status, Verdict, ops, reference_part, verifier
from assay.evidence import number_words
from assay_math.answers.reference import expected_answer
from assay_math.answers.text import plain_characters
from assay_math.problems import mask, numbers
from assay_math.sense import lost_sense

LEAST_SHARED = 0.3
"""Least share of the original's content words that a rewording has too."""

LONGEST = 20_000  # characters
MOST_NUMBERS = 200
KNOWN = "If we know the answer to the above question is {key}, what is the value of the unknown x?"
ASKED = "What is the value of the unknown x?"
UNKNOWN = re.compile(r"(?<![\w\\])x(?!\w)", re.IGNORECASE)
"""A letter x that stands by itself: the unknown, or a sign that could be taken for it."""

_DIGITS = re.compile(r"(?:(?<![^\s(\[{$=])-)?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d*\.\d+|\d+)")
_ONES = {word: value for word, value in number_words.ONES.items() if value}
_SIZES = {
    name: kind
    for kind, names in {
        "%": ("%", "percent", "per cent"),
        "half": ("half", "halves", "halved"),
        "double": ("twice", "double", "doubled", "doubles"),
        "triple": ("thrice", "triple", "tripled", "triples"),
        "quarter": ("quarter", "quarters", "fourth", "fourths"),
        **{name: (name, f"{name}s") for name in "dozen hundred thousand million billion third fifth".split()},
        **{name: (name, f"{name}s") for name in "sixth seventh eighth ninth tenth".split()},
    }.items()
    for name in names
}
_WORDS = re.compile(
    rf"(?<![a-z])(?:(?P<tens>{'|'.join(number_words.TENS)})(?:[- ](?P<unit>{'|'.join([*_ONES][:9])}))?"
    rf"|(?P<one>one)(?= (?:more|less|fewer|extra|additional)\b)|(?P<ones>{'|'.join([*_ONES][1:])})"
    rf"|(?P<size>{'|'.join(sorted(_SIZES, key=len, reverse=True))}))(?![a-z])"
)
_SOLVED = re.compile(
    r"\\boxed|####|=|<[a-z/]|\b(?:final )?(?:answer|solution)\b\s*(?:is|was|:)|\b(?:therefore|thus|hence|equals"
    r"|step \d+|(?:to|let us|let's) solve|we (?:can )?(?:add|subtract|multiply|divide|get|find))\b"
)
_ASKS = re.compile(
    r"\?|\b(?:find|calculate|compute|determine|what|how|work out|evaluate|solve|express|simplify|figure out)\b"
)
_EMPTY_WORDS = frozenset(
    "a all an and answer are calculate can compute determine did do does evaluate express figure find for he how i in is it"
    " its long many me much of old or out please problem question result she should simplify so solve that the their then there they"
    " this to us value was we were what when where which who whom why will work would you your".split()
)
_ENDS = re.compile(r"[.?!][\"'”’)\]}$]*\Z")
_HINT = re.compile(
    r"\bhint\b\s*:|\\boxed|####|\b(?:final |correct )?(?:answer|solution)\b\s*(?:is\b|was\b|:|=)"
)
_ORDERS = re.compile(
    r"\b(?:keep every number|as digits\)|ignore (?:the|all|any) (?:above|previous|prior)|you are an? (?:helpful|assistant|ai)\b"
    r"|(?:rephrase|reword|rewrite) (?:the|this) (?:problem|question))",
    re.IGNORECASE,
)
_COMMON = frozenset(
    "many much what have does will with that this from they them their there then than were when each every more less"
    " into find which would altog total after befor other over some only also".split()
)
_SENTENCE = re.compile(r"(?<=[.?!])[\"'”’)]*\s+")


Side = Literal["answer", "rephrase", "verification", "fobar"]


@reference_part("rewording")
@dataclass(frozen=True, slots=True)
class Rewording:
    """The problem that a prompt was made of, with its answer, and how it was made."""

    original: str
    answer: str
    side: Side

    def __post_init__(self) -> None:
        if not self.original.strip() or not self.answer.strip():
            raise BadReference("The original of a rewording has a text and an answer.")


@verifier("math.rewording", version=3, cost=1, needs=("prompt", "reference"))
def rewording(sample: Sample) -> Verdict:
    """Does a reworded problem have the numbers of the original, no solution, and an end?"""
    key, origin = expected_answer(sample), sample.part(Rewording)
    if max(len(sample.prompt), len(origin.original)) > LONGEST:
        return Verdict(Status.ABSTAINED, "limit", f"More than {LONGEST} characters are not read.")
    if max(len(_DIGITS.findall(text)) for text in (sample.prompt, origin.original)) > MOST_NUMBERS:
        return Verdict(Status.ABSTAINED, "limit", f"More than {MOST_NUMBERS} numbers are not read.")
    checks = SIDES[origin.side](sample.prompt, key, origin)
    bad = next((check for check in checks if check.status is Status.REJECTED), None)
    if bad:
        return Verdict(Status.REJECTED, bad.reason, bad.message, tuple(checks))
    return Verdict(Status.ACCEPTED, "ok", "", tuple(checks))


def _rephrased(prompt: str, key: str, origin: Rewording) -> list[Check]:
    source, text = _plain(origin.original), _plain(prompt)
    tail, asked = _after_question(text), _ASKS.search(_SENTENCE.split(text)[-1])
    may_follow = len(_after_question(source))
    return [
        _check("new", text != source, "it is another text", "unchanged", "It is the problem as it was."),
        *_numbers(source, text),
        _key(key, source, text),
        _solution(source, text),
        _shared(source, text),
        _check(
            "end",
            len(tail) <= may_follow,
            " ".join(tail),
            "solved",
            "The rewording goes on after its question.",
        ),
        _end(source, text),
        _check(
            "question",
            bool(asked) or may_follow > 0 or not _ASKS.search(source),
            "it asks",
            "no_question",
            "The rewording does not end in a question.",
        ),
        _sense(origin.original, prompt),
        _own_words(prompt),
    ]


def _statement(prompt: str, key: str, origin: Rewording) -> list[Check]:
    source = _plain(f"{origin.original} {origin.answer}")
    whole = _plain(prompt)
    text, asked = whole.removesuffix(_plain(ASKED)).strip(), whole.endswith(_plain(ASKED))
    unknowns = len(UNKNOWN.findall(text))
    message = f"The statement holds an x by itself {unknowns} times, not once."
    unmasked = UNKNOWN.sub(lambda _: _plain(key), text)
    return [
        _check(
            "question", asked, "it asks for x", "no_question", "The prompt does not ask for x at its end."
        ),
        _shared(source, text),
        _check("unknown", unknowns == 1, f"{unknowns} x", "ambiguous_mask", message),
        *_numbers(source, unmasked),
        _key(key, "", text),
        _solution(source, text),
        _check("statement", "?" not in text, "no question", "still_asks", "The statement holds a question."),
        _end("", text),
        _sense(origin.original, UNKNOWN.sub(lambda _: key, prompt.rstrip().removesuffix(ASKED)), asks=False),
        _own_words(prompt),
    ]


def _same(prompt: str, key: str, origin: Rewording) -> list[Check]:
    good = (prompt, key) == (origin.original, origin.answer)
    return [_check("problem", good, prompt, "not_the_original", "It is not the original with its answer.")]


def _masked(prompt: str, key: str, origin: Rewording) -> list[Check]:
    original, known = origin.original, KNOWN.format(key=origin.answer)
    made = {f"{mask(original, n)} {known}" for n in numbers(original) if n[0] == key}
    message = "It is not the original with x for the reference, which is asked for."
    return [_check("problem", prompt in made, prompt, "not_the_original", message)]


SIDES = {"answer": _same, "rephrase": _rephrased, "verification": _statement, "fobar": _masked}


def problem_checks(prompt: str, key: str) -> list[Check]:
    """What a problem that a model wrote must not do, where there is no original: hold its answer, or ask nothing."""
    text = _plain(prompt)
    hint = _HINT.search(text)
    sentences = [each for each in _SENTENCE.split(text) if each]
    parts = text.rpartition("?")[0] or text
    given = re.compile(
        rf"(?:=|\banswer\b|\bresult\b|\bsolution\b|\breturns?\b)[^.?!]{{0,40}}?(?<![\w.]){re.escape(_plain(key))}(?!\w|[.,]\d)"
    )
    told = given.search(text)
    tail = _after_question(text)
    return [
        _own_words(prompt),
        _check(
            "hint",
            not hint,
            hint[0] if hint else "no hint",
            "gives_hint",
            "The problem gives a hint or its answer.",
        ),
        _check(
            "key",
            not told,
            told[0] if told else key,
            "key_in_prompt",
            f"The problem holds its answer {key!r}.",
        ),
        _check(
            "question",
            any(_ASKS.search(each) for each in sentences),
            parts[-60:],
            "no_question",
            "The problem asks nothing.",
        ),
        _check(
            "end",
            not any(_DIGITS.search(each) for each in tail),
            " ".join(tail),
            "solved",
            "The problem goes on with numbers after its question.",
        ),
        _check(
            "end",
            bool(_ENDS.search(text)),
            text[-40:],
            "cut_off",
            "The problem ends in the middle of a sentence.",
        ),
        _check(
            "task",
            bool(set(re.findall(r"[^\W_]+", text)) - _EMPTY_WORDS),
            "it is about something",
            "no_problem",
            "There is nothing in it to work with.",
        ),
    ]


def _own_words(prompt: str) -> Check:
    problem = ops.prompt_problem(prompt) or (
        ("speaks_of_prompt", "It speaks of how it was to be written.") if _ORDERS.search(prompt) else ("", "")
    )
    return _check("own words", not problem[0], prompt[:60], *problem)


def _shared(source: str, text: str) -> Check:
    """How many of the original's content words are there, by their first letters: forms of a word count as it."""
    mine, theirs = (
        {word[:5] for word in re.findall(r"[a-z]{4,}", each)} - _COMMON for each in (text, source)
    )
    share = len(mine & theirs) / len(theirs) if theirs else 1.0
    message = f"It has {share:.0%} of the original's content words, {LEAST_SHARED:.0%} is the least."
    good = len(theirs) < 4 or share >= LEAST_SHARED
    return _check("words", good, f"{share:.0%}", "other_problem", message)


def _numbers(source: str, text: str) -> list[Check]:
    before, after = _said(source), _said(text)
    lost, gained = next(iter(before - after), ""), next(iter(after - before), "")
    claim = ", ".join(before.elements())
    new = f"The rewording has a number of its own: {gained}."
    return [
        _check("numbers", not lost, claim, "lost_number", f"The rewording has lost the number {lost}."),
        _check("numbers", not gained, claim, "new_number", new),
    ]


def _said(text: str) -> Counter[str]:
    """The numbers of a text and how often it says each: digits by value, words up to 99 as digits, words of size."""
    return Counter(value for value, _ in _places(text))


def _places(text: str) -> list[tuple[str, int]]:
    """The numbers of a text in lower case with their places."""
    found = [(_value(match[0]), match.start()) for match in _DIGITS.finditer(text)]
    for word in _WORDS.finditer(text):
        if word["size"]:
            found.append((_SIZES[word["size"]], word.start()))
        else:
            value = number_words.TENS.get(word["tens"] or "", 0)
            number = value + _ONES.get(word["ones"] or word["unit"] or word["one"] or "", 0)
            found.append((str(number), word.start()))
    return sorted(found, key=lambda each: each[1])


def _sense(original: str, text: str, *, asks: bool = True) -> Check:
    source, new = (" ".join(plain_characters(each).split()) for each in (original, text))
    lost = lost_sense(source, new, lambda each: _places(each.lower()), asks=asks)
    return _check("sense", not lost, text, "other_sense", f"It does not say the same: {lost}.")


def _value(digits: str) -> str:
    """One spelling for the spellings of a number: ``0,050.0`` is ``50``."""
    sign, whole = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
    whole, _, part = whole.replace(",", "").partition(".")
    part = part.rstrip("0")
    return f"{sign}{whole.lstrip('0') or '0'}" + (f".{part}" if part else "")


def _key(reference: str, source: str, text: str) -> Check:
    key = _plain(reference)
    mention = re.compile(rf"(?<![\w.]){re.escape(key)}(?!\w|[.,]\d)")
    told = bool(mention.search(text)) and not mention.search(source)
    return _check("key", not told, key, "key_in_prompt", f"The rewording holds the answer {key!r}.")


def _solution(source: str, text: str) -> Check:
    extra = Counter(m[0] for m in _SOLVED.finditer(text)) - Counter(m[0] for m in _SOLVED.finditer(source))
    words = next(iter(extra), "")
    message = f"The rewording speaks of its answer or goes on with a solution: {words!r}."
    return _check("solution", not words, words or "no solution", "solved", message)


def _end(source: str, text: str) -> Check:
    whole = bool(_ENDS.search(text)) or bool(source and not _ENDS.search(source))
    return _check("end", whole, text[-40:], "cut_off", "The rewording ends in the middle of a sentence.")


def _after_question(text: str) -> list[str]:
    """The sentences after the last question mark."""
    tail = text.rpartition("?")[2].strip(" \"'”’)]}$") if "?" in text else ""
    return _SENTENCE.split(tail) if tail else []


def _check(kind: str, good: bool, claim: str, reason: str, message: str) -> Check:
    if good:
        return Check(kind, Status.ACCEPTED, claim[:200], where="prompt")
    return Check(kind, Status.REJECTED, claim[:200], None, reason, message, where="prompt")


def _plain(text: str) -> str:
    """One spelling: compatibility forms, no invisible characters, lower case, single spaces."""
    text = unicodedata.normalize("NFKC", plain_characters(text))
    return " ".join("".join(c for c in text if unicodedata.category(c) != "Cf").casefold().split())
