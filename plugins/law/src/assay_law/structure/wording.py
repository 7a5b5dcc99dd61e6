"""The rule that an answer states, word beside word with the sentence of the law that it tells."""

from __future__ import annotations

import re

from assay.evidence import Findings
from assay.evidence.english import bases, simple_words
from assay_law.structure.numbers import without_places
from assay_law.texts.modality import CALENDAR, content, is_chinese, sentences

_SAME = (
    (r"\b(?:no|not) (?:later|more) than\b|\bat most\b|\bup to\b", "within"),
    (r"\b(?:no|not) (?:less|fewer) than\b|\ba minimum of\b", "at least"),
    (r"\bprior to\b", "before"),
    (r"\bfollowing\b", "after"),
    (r"\bdouble\b|\btwo times\b", "twice"),
)
_TURNING = frozenset("before after until within since twice thrice half more less fewer least under over above below".split())  # fmt: skip
_MEASURES = frozenset("under over above below".split())
_KEPT = frozenset("twice thrice half least".split())
"""Words that may not be left out before what they bound, either."""


def check_wording(text: str, law: str, found: Findings) -> None:
    """Before, after, until, within, twice, more, less stand before the same words as in the sentence of the law that a rule tells."""
    if is_chinese(text):
        return
    given = [(content(s), _turns(s), s) for _, s in sentences(law)]
    for start, sentence in sentences(text):
        words = content(without_places(sentence))
        near = max(given, key=lambda each: len(words & each[0]), default=None)
        if near is None or len(words & near[0]) < 3 or len(words & near[0]) < len(words) / 2:
            continue
        own, theirs = _turns(sentence), near[1]
        all_theirs = {turn for held, turns, _ in given if len(words & held) >= 3 for turn in turns}
        bare = {word for _, word in own}
        strange = [turn for turn in own if turn not in all_theirs]
        lost = [
            (turn, word)
            for turn, word in theirs
            if turn in _KEPT and word in words and (turn, word) not in own and word not in bare
        ]
        for turn, word in [*strange, *lost][:1]:
            message = f"{turn!r} stands before {word!r} in {'it' if (turn, word) in strange else 'the law'} only: {near[2].strip()[:120]!r}."
            span = (start, start + len(sentence))
            found.check(None, "rule", sentence.strip()[:200], "rule_turned", message, span=span)


def _turns(sentence: str) -> list[tuple[str, str]]:
    """Each word that turns the sense of a time or measure, with the next word of content or number."""
    text = without_places(sentence).lower()
    for pattern, word in _SAME:
        text = re.sub(pattern, word, text)
    words = re.findall(r"[a-z][a-z’'-]*|\d+", text)
    made = []
    for at, word in enumerate(words):
        if word in _TURNING:
            behind = next((w for w in words[at + 1 : at + 8] if _counts(w)), "")
            if word in _MEASURES and not behind.isdigit():
                continue  # "under § 8", "over the tenant"
            made.append((word, min(bases(behind), key=lambda b: (len(b), b)) if behind else ""))
    return made


def _counts(word: str) -> bool:
    return word.isdigit() or (len(word) > 3 and word not in simple_words()["other"] and word not in CALENDAR)
