"""``math.rewording``: is a reworded problem still whole, with the numbers of the original and without its solution?

The original is read from the row's provenance: ``original_question``,
``original_answer`` and ``side``, which is ``rephrase`` (the prompt asks the same) or
``verification`` (the prompt states problem and answer with ``x`` for one number,
the reference, and asks for it). English only. That it means the same is not shown.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

from assay import Check, Sample, Status, Verdict, verifier
from assay_math.answers.text import plain_characters

LONGEST = 20_000  # characters
ASKED = "What is the value of the unknown x?"
UNKNOWN = re.compile(r"(?<![\w\\])x(?!\w)", re.IGNORECASE)
"""A letter x that stands by itself: the unknown, or a sign that could be taken for it."""

_DIGITS = re.compile(r"(?:(?<![^\s(\[{$=])-)?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d*\.\d+|\d+)")
_ONES = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen".split(),
        range(1, 20),
        strict=True,
    )
)
_TENS = dict(
    zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True)
)
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
    rf"(?<![a-z])(?:(?P<tens>{'|'.join(_TENS)})(?:[- ](?P<unit>{'|'.join([*_ONES][:9])}))?"
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
_ENDS = re.compile(r"[.?!][\"'”’)\]}$]*\Z")
_SENTENCE = re.compile(r"(?<=[.?!])[\"'”’)]*\s+")


@verifier("math.rewording", version=1, cost=1, needs=("prompt", "reference"), form=True)
def rewording(sample: Sample) -> Verdict:
    """Does a reworded problem have the numbers of the original, no solution, and an end?"""
    origin = _origin(sample)
    if not origin:
        message = "The row does not say what it was reworded from, and how (provenance.extra)."
        return Verdict(Status.ERROR, "no_original", message)
    if max(len(sample.prompt), len(origin["original_question"])) > LONGEST:
        return Verdict(Status.ABSTAINED, "limit", f"More than {LONGEST} characters are not read.")
    checks = _statement(sample, origin) if origin["side"] == "verification" else _rephrased(sample, origin)
    bad = next((check for check in checks if check.status is Status.REJECTED), None)
    if bad:
        return Verdict(Status.REJECTED, bad.reason, bad.message, tuple(checks))
    return Verdict(Status.ACCEPTED, "ok", "", tuple(checks))


def _origin(sample: Sample) -> Mapping[str, str]:
    """What the row says of its original; nothing where it does not say all."""
    try:
        extra = json.loads(sample.provenance.get("extra") or "null")
        found = {name: extra[name] for name in ("original_question", "original_answer", "side")}
    except (TypeError, ValueError, KeyError):
        return {}
    whole = all(isinstance(text, str) and text for text in found.values())
    return found if whole and found["side"] in ("rephrase", "verification") else {}


def _rephrased(sample: Sample, origin: Mapping[str, str]) -> list[Check]:
    source, text = _plain(origin["original_question"]), _plain(sample.prompt)
    tail, asked = _after_question(text), _ASKS.search(_SENTENCE.split(text)[-1])
    may_follow = len(_after_question(source))
    return [
        *_numbers(source, text),
        _key(sample.reference, source, text),
        _solution(source, text),
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
    ]


def _statement(sample: Sample, origin: Mapping[str, str]) -> list[Check]:
    source = _plain(f"{origin['original_question']} {origin['original_answer']}")
    prompt = _plain(sample.prompt)
    text, asked = prompt.removesuffix(_plain(ASKED)).strip(), prompt.endswith(_plain(ASKED))
    unknowns = len(UNKNOWN.findall(text))
    message = f"The statement holds an x by itself {unknowns} times, not once."
    unmasked = UNKNOWN.sub(lambda _: _plain(sample.reference), text)
    return [
        _check(
            "question", asked, "it asks for x", "no_question", "The prompt does not ask for x at its end."
        ),
        _check("unknown", unknowns == 1, f"{unknowns} x", "ambiguous_mask", message),
        *_numbers(source, unmasked),
        _key(sample.reference, "", text),
        _solution(source, text),
        _check("statement", "?" not in text, "no question", "still_asks", "The statement holds a question."),
        _end("", text),
    ]


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
    found = Counter(_value(match[0]) for match in _DIGITS.finditer(text))
    for word in _WORDS.finditer(text):
        if word["size"]:
            found[_SIZES[word["size"]]] += 1
        else:
            value = _TENS.get(word["tens"] or "", 0)
            found[str(value + _ONES.get(word["ones"] or word["unit"] or word["one"] or "", 0))] += 1
    return found


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
        return Check(kind, Status.ACCEPTED, claim[:200])
    return Check(kind, Status.REJECTED, claim[:200], None, reason, message)


def _plain(text: str) -> str:
    """One spelling: compatibility forms, no invisible characters, lower case, single spaces."""
    text = unicodedata.normalize("NFKC", plain_characters(text))
    return " ".join("".join(c for c in text if unicodedata.category(c) != "Cf").casefold().split())
